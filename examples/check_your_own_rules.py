"""Hold a decision function of your own against the laws. A notebook as a script."""

# %% A function that trusts low certainty
from attrs import evolve

import gradekit as gk
from gradekit.testing import laws


def careless(situation: gk.Situation) -> gk.Decision:
    """Decide as if the overall certainty were always high."""
    sure = evolve(situation.evidence, overall=gk.Certainty.HIGH)
    return gk.decide(gk.Situation(sure, situation.panel))


# %% Which laws does it break, and where? The light part of the space is asked in seconds;
# without `quick` every situation there is.
for broken in laws.check_all(careless, raising=False, quick=True):
    print(broken)
