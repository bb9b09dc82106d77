"""The trace: what was considered, what fired, what did not, and on what inputs.

A trace is a value returned with the result. It holds no prose: a rule's one sentence stands in its
`Rule`, and readers' words are made in `explanation.py` and `report/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from gradekit.markup import table
from gradekit.scales import Edition
from gradekit.sources import Citation, Parameter
from gradekit.words import Word

__all__ = ["Input", "Rule", "Step", "StepKind", "Trace"]


class StepKind(Word):
    """What became of a rule."""

    FIRED = "fired"
    NOT_FIRED = "not fired"
    NOT_APPLICABLE = "not applicable"
    MISSING = "missing input"
    OVERRIDDEN = "overridden"


@frozen
class Rule:
    """A rule of the method.

    Args:
        id: stable dotted name ("ceiling.values").
        sentence: what it says, in one sentence.
        source: where it says so.
        edition: the one it belongs to; None where it holds in both.
    """

    id: str
    sentence: str
    source: Citation
    edition: Edition | None = None


@frozen
class Input:
    """Something a step looked at.

    Args:
        name: of the thing.
        value: its word or number.
        unit: of a number.
    """

    name: str
    value: str | float | bool | None
    unit: str | None = None

    def __str__(self) -> str:
        value = "not recorded" if self.value is None else str(self.value)
        return f"{self.name} = {value}" + (f" {self.unit}" if self.unit else "")


@frozen
class Step:
    """One rule considered.

    Args:
        rule: which.
        kind: what became of it.
        result: what it gave, in the method's words ("conditional", "almost none").
        about: what it was considered for (an outcome, an option, a paradigm), where that matters.
        inputs: what it looked at.
        parameters: the numbers of the policy it read.
        children: the steps it rests on.
    """

    rule: Rule
    kind: StepKind = field(kw_only=True)
    result: str = field(default="", kw_only=True)
    about: str = field(default="", kw_only=True)
    inputs: tuple[Input, ...] = field(default=(), kw_only=True)
    parameters: tuple[Parameter[object], ...] = field(default=(), kw_only=True)
    children: tuple[Step, ...] = field(default=(), kw_only=True)

    def walk(self) -> Iterator[Step]:
        """This step and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def __str__(self) -> str:
        about = self.about or "; ".join(map(str, self.inputs))
        about = f" ({about})" if about else ""
        result = f": {self.result}" if self.result else ""
        return f"{self.kind}: {self.rule.id}{about}{result}"

    def __repr__(self) -> str:
        return f"<Step {self}>"


def _told(steps: tuple[Step, ...], depth: int = 0) -> Iterator[str]:
    """A line for each step, indented below the one that rests on it."""
    for step in steps:
        yield "  " * depth + str(step)
        yield from _told(step.children, depth + 1)


@frozen
class Trace:
    """All steps of one answer, in the order they were taken.

    Args:
        steps: the steps at the top.
    """

    steps: tuple[Step, ...] = ()

    def __add__(self, other: Trace) -> Trace:
        return Trace(self.steps + other.steps)

    def walk(self) -> Iterator[Step]:
        """Every step, parents before children."""
        for step in self.steps:
            yield from step.walk()

    def find(self, rule: str) -> tuple[Step, ...]:
        """The steps of one rule, or of a family of rules ("ceiling." finds every ceiling)."""
        return tuple(
            step
            for step in self.walk()
            if step.rule.id == rule or (rule.endswith(".") and step.rule.id.startswith(rule))
        )

    def citations(self) -> tuple[Citation, ...]:
        """Every citation in the trace, each once, in order of appearance."""
        seen: dict[Citation, None] = {}
        for step in self.walk():
            seen.setdefault(step.rule.source)
            for parameter in step.parameters:
                seen.setdefault(parameter.source)
        return tuple(seen)

    def _fired(self) -> str:
        kinds = [step.kind for step in self.walk()]
        return f"{len(kinds)} steps, {kinds.count(StepKind.FIRED)} fired"

    def __str__(self) -> str:
        return "\n".join(_told(self.steps)) or "no steps"

    def __repr__(self) -> str:
        return f"<Trace: {self._fired()}>"

    def _repr_html_(self) -> str:
        heads = ("Rule", "What became of it", "About", "Result", "Looked at", "Source")
        rows = (
            (
                step.rule.id,
                step.kind.value,
                step.about,
                step.result,
                "; ".join(map(str, (*step.inputs, *step.parameters))),
                str(step.rule.source),
            )
            for step in self.walk()
        )
        return table(heads, rows, caption=f"Trace: {self._fired()}").html
