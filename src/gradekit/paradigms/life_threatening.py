"""Paradigm 1: an uncertain benefit in a life-threatening situation."""

from gradekit.answers import Direction
from gradekit.library import cite
from gradekit.paradigms.record import Condition, Example, Paradigm, Sense, Subject
from gradekit.scales import Certainty

__all__ = ["PARADIGM"]

_TABLE = cite("bmjopen2017", "table 1, row 1")

PARADIGM = Paradigm(
    number=1,
    key="life-threatening",
    name="Life-threatening situation",
    conditions=(
        Condition(Subject.LIFE_THREATENING, Sense.HOLDS, source=_TABLE),
        Condition(Subject.BENEFIT_OF_X, Sense.AT_LEAST, Certainty.VERY_LOW, source=_TABLE),
        Condition(Subject.PROHIBITIVE_HARM_OF_X, Sense.BELOW, Certainty.MODERATE, source=_TABLE),
    ),
    source=_TABLE,
    examples=(
        Example(
            statement="oseltamivir for avian influenza, on indirect evidence from seasonal "
            "influenza (WHO)",
            direction=Direction.FOR,
            source=cite("bmjopen2017"),
        ),
        Example(
            statement="vitamin K or fresh frozen plasma on warfarin with a raised INR and "
            "intracranial bleeding",
            direction=Direction.FOR,
            source=cite("ebmtable", "table 2"),
        ),
    ),
    note="Certainty of harm is immaterial in every source; what counts is that no prohibitive harm "
    "is known at moderate certainty or better.",
)
