"""The paradigms, condition by condition, and the readings of the policy."""

from __future__ import annotations

from collections.abc import Iterator

from gradekit.answers import Direction
from gradekit.comparison import Comparison
from gradekit.decision import Decision
from gradekit.situation import Assessment
from gradekit.trace import Step, StepKind, Trace
from gradekit.wording import Line

__all__ = ["paradigm_lines", "reading_lines"]


def paradigm_lines(decision: Decision, comparison: Comparison, trace: Trace) -> Iterator[Line]:
    """Each paradigm in the answer's direction, and any that would permit the other.

    Args:
        decision: the answer.
        comparison: whose options X and Y are.
        trace: every step of the answer.
    """
    wanted = decision.drafted
    if wanted is Direction.EITHER:
        yield Line("not applicable: strong for either option does not exist")
        return
    if wanted is Direction.NONE:
        wanted = Direction.AGAINST
    sides = (comparison.intervention.name, comparison.comparator.name)
    recommended, other = sides if wanted is Direction.FOR else sides[::-1]
    steps = [each for each in trace.find("paradigm.") if each.rule.id != "paradigm.condition"]
    skipped = {each.result for each in steps if each.kind is StepKind.NOT_APPLICABLE}
    if skipped:
        numbers = sorted({each.rule.id.removeprefix("paradigm.") for each in steps})
        said = f"not consulted, {' and '.join(skipped)}"
        yield Line(f"{said} (paradigms {numbers[0]} to {numbers[-1]})")
        return
    yield Line(f"strong {wanted}: X is {recommended}, Y is {other}")
    for step in steps:
        named = f"{step.rule.id.removeprefix('paradigm.')} {step.rule.sentence}"
        if step.about == f"strong {wanted}":
            permits = step.kind is StepKind.FIRED
            came = f"permits strong {wanted}" if permits else step.result
            yield Line(f"{named}: {came} [{step.rule.source}]")
            yield from (_condition(child) for child in step.children)
        elif step.kind is StepKind.FIRED:
            yield Line(f"{named}: would permit {step.about}, the other direction")


def _condition(step: Step) -> Line:
    seen = ", ".join(_value(each.value) for each in step.inputs)
    read = "".join(f"; {each.id} = {each.value}" for each in step.parameters)
    return Line(f"{step.rule.sentence}: {step.result} ({seen}{read}) [{step.rule.source}]", 1)


def _value(value: str | float | bool | None) -> str:  # noqa: FBT001 - an input's value
    if value is None:
        return "not recorded"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def reading_lines(assessment: Assessment) -> Iterator[Line]:
    """The policy's parameters: how this answer read what the sources leave open.

    Args:
        assessment: with the policy.
    """
    for each in assessment.policy.parameters():
        note = f"; {each.source.note}" if each.source.note else ""
        yield Line(f"{each.id} = {each.value} [{each.source}{note}]")
