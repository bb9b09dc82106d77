"""For test suites: the whole space of situations, and the laws a decision function obeys on it."""

from gradekit.testing import atlas, laws, space

__all__ = ["atlas", "laws", "space"]
