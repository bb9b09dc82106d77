"""Paradigm 5: a possible catastrophic harm."""

from gradekit.answers import Direction
from gradekit.library import cite
from gradekit.paradigms.record import Condition, Example, Paradigm, Sense, Subject
from gradekit.scales import Certainty

__all__ = ["PARADIGM"]

_TABLE = cite("ebmtable", "table 2, row 5", note="its text was cut")
_CELL = cite("andrews2013", "table of situations, row 5", checked=False, note="cells recalled")

PARADIGM = Paradigm(
    number=5,
    key="possible-catastrophe",
    name="Potential catastrophic harm",
    conditions=(
        Condition(Subject.CATASTROPHE_OF_Y, Sense.AT_LEAST, Certainty.VERY_LOW, source=_CELL),
    ),
    source=_TABLE,
    examples=(
        Example(
            statement="testosterone in men with, or at risk of, prostate cancer",
            direction=Direction.AGAINST,
            source=_TABLE,
        ),
    ),
    note="The EBM table speaks of high certainty of a modest benefit; the Andrews table is "
    "recalled as taking any. Any benefit is accepted here, and the reading is said.",
)
