"""Hypothesis profiles: one of them is chosen by GRADEKIT_HYPOTHESIS_PROFILE."""

import gc
import os

from hypothesis import settings

# The tests make millions of small frozen values, and none of them in cycles: looking for cycles
# seldom saves more than a tenth of the time.
gc.freeze()
gc.set_threshold(200_000, 50, 100)

settings.register_profile("dev", max_examples=25, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", max_examples=5000, deadline=None)
settings.load_profile(
    os.environ.get("GRADEKIT_HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
)
