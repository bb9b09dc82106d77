"""What a paradigm is: a sourced record of conditions that permit strong on low certainty."""

from __future__ import annotations

from attrs import field, frozen

from gradekit.answers import Direction
from gradekit.markup import table
from gradekit.scales import Certainty
from gradekit.sources import Citation
from gradekit.words import Word

__all__ = ["Condition", "Example", "Paradigm", "Sense", "Subject"]


class Subject(Word):
    """What a condition looks at. X is the option recommended, Y the other."""

    LIFE_THREATENING = "the situation is life-threatening"
    BOTH_ACTIVE = "both options are active"
    BENEFIT_OF_X = "benefit of X"
    BENEFIT_OF_Y = "benefit of Y"
    HARM_OF_X = "harm of X"
    HARM_OF_Y = "harm of Y"
    PROHIBITIVE_HARM_OF_X = "prohibitive harm of X"
    CATASTROPHE_OF_Y = "catastrophe of Y"
    X_AT_LEAST_AS_GOOD = "X at least as good"


class Sense(Word):
    """Which side of its level a condition asks for."""

    HOLDS = "holds"
    AT_LEAST = "at least"
    BELOW = "below"


@frozen(cache_hash=True)
class Condition:
    """One cell of the table.

    Args:
        subject: what it looks at.
        sense: holds (for a fact), at least or below (for a certainty).
        level: the certainty asked for; None where the policy's `certain_harm` decides, and for a
            fact.
        source: of this cell.
    """

    subject: Subject
    sense: Sense
    level: Certainty | None = None
    source: Citation = field(kw_only=True)

    def __str__(self) -> str:
        if self.sense is Sense.HOLDS:
            return str(self.subject)
        asked = "the policy's certainty of harm" if self.level is None else str(self.level)
        return f"{self.subject} {self.sense} {asked}"


@frozen(kw_only=True)
class Example:
    """A published recommendation given as an example.

    Args:
        statement: what was recommended, in our words.
        direction: for or against the option named.
        source: where it is given as an example.
    """

    statement: str
    direction: Direction
    source: Citation


@frozen(kw_only=True, cache_hash=True)
class Paradigm:
    """A situation that permits strong for X over Y on low or very low certainty.

    Args:
        number: 1 to 5, in the published order.
        key: short name.
        name: as read by people.
        conditions: all of which must be met.
        source: of the situation.
        examples: published ones.
        note: where sources disagree, and which reading is taken.
    """

    number: int
    key: str
    name: str
    conditions: tuple[Condition, ...]
    source: Citation
    examples: tuple[Example, ...] = ()
    note: str = ""

    def __str__(self) -> str:
        asked = "; ".join(map(str, self.conditions))
        return f"paradigm {self.number}, {self.name}: {asked}"

    def _repr_html_(self) -> str:
        rows = ((str(each), str(each.source), each.source.note) for each in self.conditions)
        told = [f"for example {each.statement} [{each.source}]" for each in self.examples]
        return table(
            ("Permits strong for X over Y if", "Source", "Note on the source"),
            rows,
            caption=f"Paradigm {self.number}: {self.name} [{self.source}]",
            notes=(*((self.note,) if self.note else ()), *told),
        ).html
