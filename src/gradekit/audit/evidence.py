"""Comparisons and their rows: what is missing, what cannot be judged, what certainty rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gradekit.audit.finding import Placed, Severity, found
from gradekit.audit.rules import (
    ABOVE_COMPUTED,
    CANNOT_BE_JUDGED,
    CERTAINTY_UNSOURCED,
    CRITICAL_MISSING,
    DOMAIN_NOT_JUDGED,
    IMPRECISION,
    OVERRIDE,
    SECONDARY_DISAGREE,
    THRESHOLD_MISSING,
    UNIT_MISSING,
    UP_AFTER_DOWN,
)
from gradekit.classification import unit_of
from gradekit.comparison import Comparison
from gradekit.errors import GradekitError, Path
from gradekit.estimates import Estimate
from gradekit.etd import DISAGREE
from gradekit.evidence import Evidence
from gradekit.findings import Finding, find
from gradekit.guideline import Guideline
from gradekit.judgements import CertaintyRating, PublishedCertainty
from gradekit.recommendation import Recommendation
from gradekit.scales import Domain, Importance, Measure, Role

__all__ = ["evidence_findings", "unjudged"]


def unjudged(comparison: Comparison, root: Path) -> Iterator[Placed]:
    """Every effect that cannot be judged; with one of them a comparison has no answer.

    Args:
        comparison: with its rows.
        root: where it stands in the document.
    """
    for nth, row in enumerate(comparison.evidence):
        try:
            find(row, comparison.importance_of(row.outcome))
        except GradekitError as error:
            for problem in error.below(*root, "evidence", nth).problems:
                told = str(problem).replace(f" @ {problem.place}", "")
                yield found(CANNOT_BE_JUDGED, problem.path, told, row.source)


def evidence_findings(
    guideline: Guideline, answers: Mapping[str, Recommendation]
) -> Iterator[Placed]:
    """What is to be said of each comparison.

    Args:
        guideline: with its comparisons.
        answers: what the evidence suggests, by comparison; one that cannot be judged has none.
    """
    for place, comparison in enumerate(guideline.comparisons):
        root: Path = ("comparisons", place)
        yield from _outcomes(guideline, comparison, root)
        for nth, row in enumerate(comparison.evidence):
            at: Path = (*root, "evidence", nth)
            yield from _certainty(row, at)
            yield from _unjudged_domains(comparison, row, at)
            yield from _unsourced(row, answers.get(comparison.id), at)
        yield from _overall(comparison, answers.get(comparison.id), root)
        yield from _judged(comparison, root)


def _outcomes(guideline: Guideline, comparison: Comparison, root: Path) -> Iterator[Placed]:
    """What the critical outcomes of a comparison lack."""
    places = {outcome.id: nth for nth, outcome in enumerate(guideline.outcomes)}
    rows = {
        row.outcome.id: nth
        for nth, row in enumerate(comparison.evidence)
        if row.role is Role.DECIDING
    }
    for outcome in guideline.outcomes:
        if comparison.importance_of(outcome) is not Importance.CRITICAL:
            continue
        nth = rows.get(outcome.id)
        if nth is None:
            message = f"{comparison.id} has no deciding row for {outcome.name}, a critical outcome"
            yield found(CRITICAL_MISSING, (*root, "evidence"), message, outcome.source)
            continue
        row, at = comparison.evidence[nth], (*root, "evidence", nth)
        if row.estimate is not None:
            yield from _measured(row, row.estimate, at, ("outcomes", places[outcome.id]))
        elif row.incidence is None and row.judged_effect is None:
            message = f"{outcome.name} is critical in {comparison.id} and its row holds no effect"
            yield found(CRITICAL_MISSING, at, message, row.source)


def _measured(row: Evidence, estimate: Estimate, at: Path, registered: Path) -> Iterator[Placed]:
    """What a critical outcome with an estimate needs to be judged."""
    outcome = row.outcome
    if outcome.thresholds is None:
        message = f"{outcome.name} has estimates and no smallest important difference"
        yield found(THRESHOLD_MISSING, (*registered, "thresholds"), message, outcome.source)
    elif unit_of(outcome) is None:
        message = f"the thresholds of {outcome.name} have no unit, nor has its scale"
        place = (*registered, "thresholds", "unit")
        yield found(UNIT_MISSING, place, message, outcome.thresholds.source)
    if estimate.measure is Measure.MD and estimate.unit is None:
        message = f"the mean difference in {outcome.name} has no unit"
        yield found(UNIT_MISSING, (*at, "estimate", "unit"), message, row.source)


def _moves(rating: CertaintyRating) -> tuple[str, str]:
    """The domains rated down, and those rated up."""
    judged = [(move.named, move.change) for move in rating.moves]
    down = [str(domain) for domain, change in judged if domain is not None and change < 0]
    up = [str(domain) for domain, change in judged if domain is not None and change > 0]
    return ", ".join(down), ", ".join(up)


def _up_after_down(rating: object, at: Path, *, of: str) -> Iterator[Placed]:
    """A rating that went both ways."""
    if not isinstance(rating, CertaintyRating):
        return
    down, up = _moves(rating)
    if down and up:
        yield found(UP_AFTER_DOWN, at, f"{of}: rated down for {down}, and up for {up}")


def _certainty(row: Evidence, at: Path) -> Iterator[Placed]:
    """What the certainty of one row rests on."""
    rating, place = row.certainty, (*at, "certainty")
    yield from _up_after_down(rating, place, of=row.outcome.name)
    if not isinstance(rating, CertaintyRating):
        return
    crossed = _crossed(row)
    weighed = any(
        move.named is Domain.IMPRECISION and (move.change < 0 or move.judgement.rationale.strip())
        for move in rating.moves
    )
    if crossed and not weighed:
        message = f"{row.outcome.name}: the interval crosses {crossed}, imprecision is not rated"
        yield found(IMPRECISION, place, message, row.source)


def _unjudged_domains(comparison: Comparison, row: Evidence, at: Path) -> Iterator[Placed]:
    """Domains for rating down that nobody judged: graver where the outcome is critical."""
    if not isinstance(row.certainty, CertaintyRating) or not row.certainty.not_judged:
        return
    level, named = row.certainty.level, ", ".join(row.certainty.not_judged)
    critical = comparison.importance_of(row.outcome) is Importance.CRITICAL
    decides = critical and row.role is Role.DECIDING
    yield found(
        DOMAIN_NOT_JUDGED,
        (*at, "certainty"),
        f"{row.outcome.name}: certainty is {level}, and nobody judged {named}",
        row.source,
        severity=None if decides else Severity.NOTE,
    )


def _unsourced(row: Evidence, answer: Recommendation | None, at: Path) -> Iterator[Placed]:
    """A bare level that can open strong: by the certainty ceiling, or as a certain harm."""
    rating = row.certainty
    if answer is None or row.role is not Role.DECIDING or row.source is not None:
        return
    if not isinstance(rating, PublishedCertainty) or rating.source or rating.note.strip():
        return
    policy = answer.assessment.policy
    if rating.level >= min(policy.strong_certainty.value, policy.certain_harm.value):
        message = f"{row.outcome.name}: certainty is {rating.level}, and nothing says why"
        yield found(CERTAINTY_UNSOURCED, (*at, "certainty"), message)


def _crossed(row: Evidence) -> str:
    """The smallest important differences inside a row's interval; empty where there are none."""
    thresholds = row.outcome.thresholds
    try:
        computed = find(row, row.outcome.importance).classification
    except GradekitError:
        return ""
    if thresholds is None or computed is None:
        return ""
    smallest, _ = thresholds.sizes()[0]
    return " and ".join(
        f"{crossing.value:g} {computed.unit or ''}".rstrip()
        for crossing in computed.crossings
        if crossing.threshold is smallest
    )


def _overall(comparison: Comparison, answer: Recommendation | None, root: Path) -> Iterator[Placed]:
    """The overall certainty the panel recorded."""
    recorded, place = comparison.overall_certainty, (*root, "overall_certainty")
    yield from _up_after_down(recorded, place, of="overall certainty")
    if recorded is None or answer is None:
        return
    balance = answer.assessment.balance
    if recorded.level > balance.overall.computed:
        lowest = ", ".join(_lowest(balance.deciding)) or "none critical"
        message = (
            f"{comparison.id}: recorded {recorded.level}, computed {balance.overall.computed} "
            f"(lowest critical: {lowest})"
        )
        yield found(ABOVE_COMPUTED, place, message)


def _lowest(findings: tuple[Finding, ...]) -> list[str]:
    """The critical outcomes that hold the overall certainty down."""
    critical = [each for each in findings if each.importance is Importance.CRITICAL]
    unrated = [f"{each.outcome.id}, not rated" for each in critical if each.counted is None]
    rated = [(each.counted, each.outcome.id) for each in critical if each.counted is not None]
    least = min((level for level, _ in rated), default=None)
    return unrated or [f"{name}, {level}" for level, name in rated if level is least]


def _judged(comparison: Comparison, root: Path) -> Iterator[Placed]:
    """Judgements of the panel that lack a reason, or contradict one another."""
    for name, override in comparison.importance.items():
        if not override.rationale.strip():
            message = f"{name} counts as {override.importance} in {comparison.id}, no reason given"
            yield found(OVERRIDE, (*root, "importance", name, "rationale"), message)
    etd = comparison.etd
    if etd is None:
        return
    _, step = etd.secondary_for(comparison.perspective)
    if step.rule is DISAGREE:
        leans = "; ".join(str(each) for each in step.inputs)
        yield found(
            SECONDARY_DISAGREE,
            (*root, "etd", "judgements"),
            f"{comparison.id}: {leans}",
            etd.source,
        )
