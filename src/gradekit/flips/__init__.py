"""What would change an answer: the smallest sets of changes to what people judged."""

from gradekit.flips.changes import Change, ChangeKind, with_changes
from gradekit.flips.search import DEPTH, Flip, Flips, flips
from gradekit.flips.shares import ShareAnswers, if_share

__all__ = [
    "DEPTH",
    "Change",
    "ChangeKind",
    "Flip",
    "Flips",
    "ShareAnswers",
    "flips",
    "if_share",
    "with_changes",
]
