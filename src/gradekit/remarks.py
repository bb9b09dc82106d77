"""Remarks: what is said beside a suggested answer without changing it.

One says that research stays appropriate; another that the effects on record speak against the
direction. Both are rules with a step in the trace, whatever became of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from gradekit.answers import Direction, Secondary
from gradekit.certainty.overall import LOWEST_IMPORTANT
from gradekit.comparison import Comparison
from gradekit.decision import Decision
from gradekit.library import OWN, cite
from gradekit.question import Option
from gradekit.scales import Arm, Level, Magnitude, OptionKind
from gradekit.situation import Assessment
from gradekit.trace import Input, Rule, Step, StepKind

__all__ = ["RULES", "against_evidence", "on_research", "remarks"]

RESEARCH = Rule(
    "remark.research",
    "Where the benefit certainty is low or very low and no important harm, burden and cost aside, "
    "is established, use of the option recommended against stays appropriate in research.",
    cite("busse2025", "understanding the recommendations"),
)
AGAINST_EVIDENCE = Rule(
    "remark.against_evidence",
    "The effects speak only against a direction where nothing known, not rated or of unknown "
    "magnitude is a benefit of the option recommended or a harm, burden or cost of the other, "
    "while an important benefit of the other is established; or an important harm, burden or cost "
    "of the option itself, unless the benefit certainty falls short of established.",
    OWN,
)
RULES = (RESEARCH, AGAINST_EVIDENCE)

_RECOMMENDED = {Direction.FOR: Arm.INTERVENTION, Direction.AGAINST: Arm.COMPARATOR}
_FAVOURING = {
    Arm.INTERVENTION: Secondary.FAVOUR_INTERVENTION,
    Arm.COMPARATOR: Secondary.FAVOUR_COMPARATOR,
}


def _option(comparison: Comparison, arm: Arm) -> Option:
    return comparison.intervention if arm is Arm.INTERVENTION else comparison.comparator


def on_research(comparison: Comparison, assessment: Assessment, decision: Decision) -> Step:
    """The remark on use in research, with what it looked at.

    Args:
        comparison: what the answer is about.
        assessment: its findings and balance.
        decision: the answer.
    """
    arm = _RECOMMENDED.get(decision.direction)
    if arm is None:
        return Step(RESEARCH, kind=StepKind.NOT_APPLICABLE, result="nothing recommended against")
    against = arm.mirror
    option = _option(comparison, against)
    established = assessment.policy.established
    certainty = assessment.balance.half.benefit_certainty
    harm = assessment.balance.harm_only[against]
    holds = (
        option.kind is OptionKind.ACTIVE
        and certainty is not None
        and certainty.at < Level(established.value)
        and harm.at < Level(established.value)
    )
    return Step(
        RESEARCH,
        kind=StepKind.FIRED if holds else StepKind.NOT_FIRED,
        about=option.id,
        result=f"use of {option.name} in research stays appropriate" if holds else "",
        inputs=(
            Input("benefit certainty", None if certainty is None else str(certainty)),
            Input("harm, burden and cost aside", str(harm)),
            Input("kind of option", option.kind.value),
        ),
        parameters=(established,),
    )


def against_evidence(
    comparison: Comparison, assessment: Assessment, direction: Direction | None
) -> Step:
    """Whether the effects on record speak only against a direction, with what was looked at.

    A harm of one option is a reason for the other, so both count on either side. Ignorance is no
    contradiction: what might be higher, and any deciding finding of unknown magnitude, may turn out
    to speak for the option recommended. A harm, burden or cost of the option itself contradicts
    alone only where trivial benefits are as well established, as for dominance, or where there is
    no critical benefit at all: beside benefits of low certainty it may be borne for what is still
    possible. Secondary criteria never make a
    direction, so one they alone speak for is still against the effects; the remark then says so.

    Args:
        comparison: what the answer is about.
        assessment: its findings, balance and secondary criteria.
        direction: the one to hold against the effects; suggested or published.

    Example:
        >>> import gradekit as gk
        >>> from gradekit.situation import assess
        >>> made = gk.datasets.load("spine-2025")["axial/epidural-la"]
        >>> against_evidence(made, assess(made), Direction.AGAINST).kind.value
        'not fired'
        >>> against_evidence(made, assess(made), Direction.EITHER).kind.value
        'not applicable'
    """
    arm = None if direction is None else _RECOMMENDED.get(direction)
    if arm is None:
        nothing = "no option recommended over the other"
        return Step(AGAINST_EVIDENCE, kind=StepKind.NOT_APPLICABLE, result=nothing)
    half, established = assessment.balance.half, assessment.policy.established
    wanted = Level(established.value)
    chosen, other = _option(comparison, arm), _option(comparison, arm.mirror)
    benefit, their_harm = half.option(arm).benefit, half.option(arm.mirror).harm
    their_benefit, harm = half.option(arm.mirror).benefit, half.option(arm).harm
    unknown = [
        each.outcome.id
        for each in assessment.balance.deciding
        if each.magnitude is Magnitude.UNKNOWN
    ]
    silent = benefit.up_to is Level.NONE and their_harm.up_to is Level.NONE and not unknown
    certainty = half.benefit_certainty
    settled = certainty is None or certainty.at >= wanted
    opposed = [
        f"an important {what} of {whose.name} is known at {known.at} certainty"
        for what, whose, known, counts in (
            ("benefit", other, their_benefit, True),
            ("harm, burden or cost", chosen, harm, settled),
        )
        if counts and known.at >= wanted
    ]
    secondary = assessment.situation.panel.secondary
    holds = silent and bool(opposed)
    said = f"no effect on record speaks for {chosen.name}, and {' and '.join(opposed)}"
    if secondary is _FAVOURING[arm]:
        said += "; only the secondary criteria favour it"
    return Step(
        AGAINST_EVIDENCE,
        kind=StepKind.FIRED if holds else StepKind.NOT_FIRED,
        about=chosen.id,
        result=said if holds else "",
        inputs=(
            Input(f"benefit of {chosen.name}", str(benefit)),
            Input(f"harm, burden or cost of {other.name}", str(their_harm)),
            Input("findings of unknown magnitude", ", ".join(unknown) or "none"),
            Input(f"benefit of {other.name}", str(their_benefit)),
            Input(f"harm, burden or cost of {chosen.name}", str(harm)),
            Input("benefit certainty", None if certainty is None else str(certainty)),
            Input("secondary criteria", secondary.value),
        ),
        parameters=(established,),
    )


def remarks(assessment: Assessment, considered: tuple[Step, ...]) -> Iterator[str]:
    """What is said beside a graded answer.

    Args:
        assessment: of the comparison.
        considered: the steps of the remarks, in the order they are said.
    """
    yield from (step.result for step in considered if step.kind is StepKind.FIRED)
    overall = assessment.balance.overall.step.rule
    if overall is LOWEST_IMPORTANT:
        yield overall.sentence
