"""Hypothesis profiles: one of them is chosen by GRADEKIT_HYPOTHESIS_PROFILE."""

import os

from hypothesis import settings

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", max_examples=5000, deadline=None)
settings.load_profile(
    os.environ.get("GRADEKIT_HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
)
