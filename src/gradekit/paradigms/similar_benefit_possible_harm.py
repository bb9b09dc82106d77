"""Paradigm 4: similar benefit established, one option possibly more harmful."""

from gradekit.answers import Direction
from gradekit.library import cite
from gradekit.paradigms.record import Condition, Example, Paradigm, Sense, Subject
from gradekit.scales import Certainty

__all__ = ["PARADIGM"]

_TABLE = cite("ebmtable", "table 2, row 4")
_CELLS = cite("andrews2013", "table of situations, row 4", checked=False, note="cells recalled")

PARADIGM = Paradigm(
    number=4,
    key="similar-benefit-possible-harm",
    name="Similar benefit established, one option possibly more harmful",
    conditions=(
        Condition(Subject.X_AT_LEAST_AS_GOOD, Sense.AT_LEAST, Certainty.MODERATE, source=_CELLS),
        Condition(Subject.HARM_OF_Y, Sense.AT_LEAST, Certainty.VERY_LOW, source=_CELLS),
        Condition(Subject.HARM_OF_X, Sense.BELOW, Certainty.VERY_LOW, source=_CELLS),
    ),
    source=_TABLE,
    examples=(
        Example(
            statement="ACE inhibitors or angiotensin receptor blockers in women planning "
            "conception or pregnant, where labetalol or nifedipine serve",
            direction=Direction.AGAINST,
            source=cite("ebmtable", "table 2"),
        ),
        Example(
            statement="newer oral anticoagulants in women planning conception or pregnant (AT9)",
            direction=Direction.AGAINST,
            source=cite("andrews2013", checked=False, note="recalled"),
        ),
    ),
    note="A reading aid of 2023 is reported to list four situations, without this one.",
)
