"""The five situations that permit a strong recommendation on low or very low certainty.

Each stands in a file of its own as a sourced record; `match` holds them against the evidence.
"""

from gradekit.paradigms.match import PARADIGM_RULES, PARADIGMS, Match, Matches, condition_met, match
from gradekit.paradigms.record import Condition, Example, Paradigm, Sense, Subject

__all__ = [
    "PARADIGMS",
    "PARADIGM_RULES",
    "Condition",
    "Example",
    "Match",
    "Matches",
    "Paradigm",
    "Sense",
    "Subject",
    "condition_met",
    "match",
]
