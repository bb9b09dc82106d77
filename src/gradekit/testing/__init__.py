"""For test suites: the whole space of situations, and the laws a decision function obeys on it."""

from gradekit import space
from gradekit.testing import atlas, laws
from gradekit.testing.random import random_evidence, random_situations

__all__ = ["atlas", "laws", "random_evidence", "random_situations", "space"]
