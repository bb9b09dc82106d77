"""Paradigm 2: uncertain benefit, certain harm."""

from gradekit.answers import Direction
from gradekit.library import cite
from gradekit.paradigms.record import Condition, Example, Paradigm, Sense, Subject
from gradekit.scales import Certainty

__all__ = ["PARADIGM"]

_TABLE = cite("bmjopen2017", "table 1, row 2")

PARADIGM = Paradigm(
    number=2,
    key="uncertain-benefit-certain-harm",
    name="Uncertain benefit, certain harm",
    conditions=(
        Condition(Subject.BENEFIT_OF_Y, Sense.BELOW, Certainty.MODERATE, source=_TABLE),
        Condition(Subject.HARM_OF_Y, Sense.AT_LEAST, source=_TABLE),
    ),
    source=_TABLE,
    examples=(
        Example(
            statement="azathioprine with prednisone in idiopathic pulmonary fibrosis",
            direction=Direction.AGAINST,
            source=cite("bmjopen2017"),
        ),
        Example(
            statement="head-to-toe CT or MRI screening for cancer",
            direction=Direction.AGAINST,
            source=cite("ebmtable", "table 2"),
        ),
    ),
    note="The BMJ Open table asks for high or moderate certainty of harm, the EBM table for high; "
    "the policy says which. The EBM table lets a very high cost stand for harm: here burden and "
    "cost to the patient count as harm, and costs of the system never do.",
)
