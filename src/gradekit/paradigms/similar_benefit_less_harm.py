"""Paradigm 3: benefits apparently alike, one option clearly less risky or costly."""

from gradekit.answers import Direction
from gradekit.library import cite
from gradekit.paradigms.record import Condition, Example, Paradigm, Sense, Subject
from gradekit.scales import Certainty

__all__ = ["PARADIGM"]

_TABLE = cite("bmjopen2017", "table 1, row 3")
_CELLS = cite("andrews2013", "table of situations, row 3", checked=False, note="cells recalled")

PARADIGM = Paradigm(
    number=3,
    key="similar-benefit-less-harm",
    name="Potentially similar benefit, one option clearly less risky or costly",
    conditions=(
        Condition(Subject.BOTH_ACTIVE, Sense.HOLDS, source=_TABLE),
        Condition(Subject.X_AT_LEAST_AS_GOOD, Sense.AT_LEAST, Certainty.VERY_LOW, source=_TABLE),
        Condition(Subject.HARM_OF_Y, Sense.AT_LEAST, source=_CELLS),
        Condition(Subject.HARM_OF_X, Sense.BELOW, Certainty.MODERATE, source=_CELLS),
    ),
    source=_TABLE,
    examples=(
        Example(
            statement="Helicobacter pylori eradication rather than radiotherapy or gastrectomy in "
            "early H pylori-positive gastric MALT lymphoma",
            direction=Direction.FOR,
            source=cite("ebmtable", "table 2"),
        ),
    ),
    note="Stated by the option favoured, not by the arm called intervention. With these cells it "
    "is a sub-case of paradigm 2: it names the reason more closely.",
)
