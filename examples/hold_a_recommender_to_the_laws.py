"""Hold a program of your own, from evidence to recommendation, against the laws.

A notebook as a script; it needs the extra `testing`.
"""

# %% A program that reads every share as the intervention's
from attrs import evolve

import gradekit as gk
from gradekit.testing import comparison_laws


def careless(comparison: gk.Comparison) -> gk.Recommendation:
    """Forget whose share was recorded."""
    share = comparison.share
    if share is not None:
        comparison = evolve(comparison, share=evolve(share, option="intervention"))
    return gk.recommend(comparison)


# %% Which laws does it break, and where? Told in the method's words; without `quick` the
# smallest comparison is looked for.
few = [law for law in comparison_laws.LAWS if law.id in ("mirror", "order", "units")]
for broken in comparison_laws.check_all(careless, laws=few, examples=60, raising=False, quick=True):
    print(broken)

# %% The library keeps them, and so do its frames
print(comparison_laws.check_all(gk.recommend, frame=gk.frames.recommend, laws=few, examples=10))
