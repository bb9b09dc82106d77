"""The balance of effects: what is known for and against each option, and how surely.

Findings that decide are gathered into what is known of each option; findings of limited importance
and supporting rows are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import field, frozen

from gradekit.certainty import OverallCertainty, overall_certainty
from gradekit.comparison import Comparison
from gradekit.errors import GradekitError
from gradekit.findings import Finding, absent, find
from gradekit.judgements import level_of
from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.library import cite
from gradekit.scales import (
    Arm,
    Certainty,
    Importance,
    Level,
    Magnitude,
    OptionKind,
    OutcomeKind,
)
from gradekit.sources import Parameter
from gradekit.trace import Input, Rule, Step, StepKind

__all__ = ["RULES", "Balance", "weigh"]

OPTION = Rule(
    "balance.option",
    "Benefit and harm of an option are the highest certainties at which an important benefit, and "
    "an important harm, burden or cost, of it is known.",
    cite("gradekit", "balance"),
)
BENEFIT_CERTAINTY = Rule(
    "balance.benefit_certainty",
    "The benefit certainty is the lowest certainty among the critical benefit findings; it is not "
    "determined where there is none.",
    cite("gradekit", "balance"),
)
RULES = (OPTION, BENEFIT_CERTAINTY)


@frozen(kw_only=True)
class Balance:
    """The balance with the findings it rests on.

    Args:
        half: the finite form.
        findings: all findings, those that do not decide included.
        overall: the overall certainty with its computed value.
        missing: judgements without which something had to count as very low.
        not_rated: outcomes whose certainty nobody rated.
        harm_only: harm of each arm, burden and cost aside.
        steps: how it was weighed.
    """

    half: EvidenceHalf
    findings: tuple[Finding, ...]
    overall: OverallCertainty
    missing: tuple[str, ...]
    not_rated: tuple[str, ...]
    harm_only: Mapping[Arm, Known] = field(hash=False)
    steps: tuple[Step, ...]

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """The findings that count."""
        return tuple(finding for finding in self.findings if finding.decides)


def _known(
    findings: Iterable[Finding],
    counts: Callable[[Finding], bool],
    *,
    might: Callable[[Finding], bool] = lambda _: False,
) -> Known:
    """The highest certainty among the findings that count, open to high where one might."""
    at, open_ended = Level.NONE, False
    for finding in findings:
        if might(finding):
            open_ended = True
        if not counts(finding):
            continue
        if finding.certainty is None:
            open_ended = True
        else:
            at = max(at, Level(finding.certainty))
    return Known(at, Level.HIGH if open_ended else at)


def _unknown_harm(finding: Finding) -> bool:
    """A harm of which nobody can say how large it is might be anybody's, at any certainty."""
    return (
        finding.outcome.kind is not OutcomeKind.BENEFIT and finding.magnitude is Magnitude.UNKNOWN
    )


UNSIZED_FROM = Parameter(
    Certainty.MODERATE,
    cite("gradekit", "balance", note="below it no size makes a benefit an established one"),
    id="balance.unsized_from",
)


def _unsized_benefit(finding: Finding) -> bool:
    """A benefit that was measured while nobody said what size matters.

    It might be either option's: ignorance of the threshold is not "no established benefit". Below
    moderate certainty it could not be an established one, whatever the threshold.
    """
    sure = finding.counted is None or finding.counted >= UNSIZED_FROM.value
    return finding.outcome.kind is OutcomeKind.BENEFIT and finding.lacks_threshold and sure


def _waived(finding: Finding) -> bool:
    return finding.evidence is not None and finding.evidence.not_prohibitive


def _prohibitive(finding: Finding) -> bool:
    return not _waived(finding) and (
        finding.magnitude is Magnitude.LARGE or finding.outcome.catastrophic
    )


def _harm_alone(arm: Arm) -> Callable[[Finding], bool]:
    return lambda each: each.harms is arm and each.outcome.kind is OutcomeKind.HARM


def _levels(findings: tuple[Finding, ...], arm: Arm) -> OptionLevels:
    return OptionLevels(
        benefit=_known(findings, lambda each: each.benefits is arm, might=_unsized_benefit),
        harm=_known(findings, lambda each: each.harms is arm, might=_unknown_harm),
        catastrophe=_known(
            findings,
            lambda each: each.harms is arm and each.outcome.catastrophic,
            might=lambda each: _unknown_harm(each) and each.outcome.catastrophic,
        ),
        prohibitive=_known(
            findings,
            lambda each: each.harms is arm and _prohibitive(each),
            might=lambda each: _unknown_harm(each) and not _waived(each),
        ),
    )


def _benefit_certainty(findings: tuple[Finding, ...]) -> Known | None:
    critical = [each.counted for each in findings if each.is_critical_benefit]
    if not critical:
        return None
    rated = [Level(each) for each in critical if each is not None]
    up_to = min(rated, default=Level.HIGH)
    return Known(up_to if len(rated) == len(critical) else Level.VERY_LOW, up_to)


def _gather(comparison: Comparison) -> tuple[Finding, ...]:
    """Findings of every row, and of every critical outcome that has no deciding row."""
    findings = [_located(place, comparison) for place in range(len(comparison.evidence))]
    decided = {
        row.outcome.id for row in comparison.evidence if comparison.row(row.outcome.id) is not None
    }
    asked = {row.outcome.id: row.outcome for row in comparison.evidence}
    asked.update({outcome.id: outcome for outcome in comparison.within.outcomes})
    findings += [
        absent(outcome, Importance.CRITICAL)
        for name, outcome in asked.items()
        if name not in decided and comparison.importance_of(outcome) is Importance.CRITICAL
    ]
    return tuple(findings)


def _located(place: int, comparison: Comparison) -> Finding:
    row = comparison.evidence[place]
    try:
        return find(row, comparison.importance_of(row.outcome))
    except GradekitError as error:
        raise error.below("evidence", place) from None


def _missing(findings: tuple[Finding, ...], overall: OverallCertainty) -> tuple[str, ...]:
    named: list[str] = []
    for finding in findings:
        if not finding.decides or finding.importance is not Importance.CRITICAL:
            continue
        if finding.without_evidence:
            named.append(f"evidence: {finding.outcome.id}")
        elif finding.counted is None:
            named.append(f"certainty: {finding.outcome.id}")
        if finding.lacks_threshold:
            named.append(f"threshold: {finding.outcome.id}")
    if overall.step.kind is StepKind.MISSING:
        named.append("overall certainty: no critical or important outcome")
    elif not any(finding.decides for finding in findings):
        named.append("evidence: no critical or important outcome")
    return tuple(named)


def weigh(comparison: Comparison) -> Balance:
    """The balance of a comparison's effects.

    Findings of limited importance and supporting rows are left out. A finding of unknown magnitude
    counts for certainty and is nobody's known benefit or harm; a harm nobody can size, and a
    measured benefit that only lacks its threshold, might be either option's.

    Args:
        comparison: with its evidence and recorded judgements.

    Raises:
        GradekitError: an effect that cannot be judged, with the place of its row.
    """
    findings = _gather(comparison)
    deciding = tuple(each for each in findings if each.decides)
    overall = overall_certainty(
        ((each.importance, each.counted) for each in deciding),
        recorded=level_of(comparison.overall_certainty),
    )
    half = EvidenceHalf(
        intervention=_levels(deciding, Arm.INTERVENTION),
        comparator=_levels(deciding, Arm.COMPARATOR),
        benefit_certainty=_benefit_certainty(deciding),
        unknown_benefit=any(
            each.is_critical_benefit and each.magnitude is Magnitude.UNKNOWN for each in deciding
        ),
        overall=overall.level,
        life_threatening=comparison.context.life_threatening,
        both_active=comparison.intervention.kind is OptionKind.ACTIVE
        and comparison.comparator.kind is OptionKind.ACTIVE,
    )
    return Balance(
        half=half,
        findings=findings,
        overall=overall,
        missing=_missing(findings, overall),
        not_rated=tuple(each.outcome.id for each in deciding if each.counted is None),
        harm_only={arm: _known(deciding, _harm_alone(arm)) for arm in Arm},
        steps=(*(each.step for each in findings), overall.step, *_steps(half)),
    )


def _steps(half: EvidenceHalf) -> tuple[Step, ...]:
    options = tuple(
        Step(
            OPTION,
            kind=StepKind.FIRED,
            about=arm.value,
            result=f"benefit {levels.benefit}; harm {levels.harm}",
            inputs=(
                Input("benefit", str(levels.benefit)),
                Input("harm, burden or cost", str(levels.harm)),
                Input("catastrophic harm", str(levels.catastrophe)),
                Input("prohibitive harm", str(levels.prohibitive)),
            ),
        )
        for arm, levels in ((each, half.option(each)) for each in Arm)
    )
    known = half.benefit_certainty
    return (
        *options,
        Step(
            BENEFIT_CERTAINTY,
            kind=StepKind.MISSING if known is None else StepKind.FIRED,
            result="not determined" if known is None else str(known),
            inputs=(Input("critical benefit of unknown magnitude", half.unknown_benefit),),
        ),
    )
