"""Summary of findings and evidence profile as plain records, before any table is drawn.

Columns follow Core GRADE 6: outcome with its follow-up, participants and studies, relative effect,
absolute effects, certainty with the reasons for it, and a sentence. An absolute effect is told only
where a baseline risk is recorded; otherwise its place stays empty with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gradekit.absolute import absolute_effect, proportion
from gradekit.balance import weigh
from gradekit.comparison import Comparison
from gradekit.errors import GradekitError, Problems
from gradekit.estimates import Estimate
from gradekit.evidence import Evidence
from gradekit.findings import Finding
from gradekit.guideline import Guideline
from gradekit.judgements import CertaintyRating, PublishedCertainty
from gradekit.records import Subgroup
from gradekit.report.phrases import inside, sentence
from gradekit.report.rows import Absolute, Profile, ProfileRow, RiskStratum, RowKind
from gradekit.scales import Measure, Role
from gradekit.statement import VeryLow, statement
from gradekit.wording import NOBODY_NAMED

__all__ = ["guideline_profiles", "profile"]

NO_BASELINE = "No baseline risk is recorded, so the relative effect cannot be told in people."
NO_ARMS = "No baseline risk is recorded, so only the difference can be told, not the two risks."
ONE_ARM = (
    "The rate of one option alone is recorded, with nobody to compare it with, so no effect can be "
    "told in people."
)
NO_MEAN = "No mean without the intervention is recorded; the difference stands alone."
RATIO_OF_MEANS = "No mean is recorded to turn the ratio of means into a difference."
JUDGED = "The effect was judged; no figure is recorded."
NO_FIGURE = "No figure of the effect is recorded."
UNMOVED = "no domain moved it"
NOTHING = "No evidence is recorded."


def _absolute(estimate: Estimate | None, risk: float | None) -> tuple[Absolute | None, str]:
    """The effect on people, and why it or a part of it cannot be told."""
    if estimate is None:
        return None, ""
    if estimate.measure is Measure.ROM:
        return None, RATIO_OF_MEANS
    if not estimate.measure.is_event:
        return None, NO_MEAN
    if risk is None:
        if estimate.measure is not Measure.RD:
            return None, NO_BASELINE
        less = proportion(estimate)
        return Absolute(without=None, with_it=None, difference=less), NO_ARMS
    found = absolute_effect(estimate, risk)
    return Absolute(without=risk, with_it=found.intervention_risk, difference=found.difference), ""


def _signed(change: int) -> str:
    size = "one level" if abs(change) == 1 else f"{abs(change)} levels"
    return f"{'up' if change > 0 else 'down'} {size}"


def _reasons(given: CertaintyRating | PublishedCertainty | None) -> Iterator[str]:
    """Why the certainty is what it is; what is not recorded is said to be so."""
    if given is None:
        yield "Nobody rated the certainty."
        return
    if isinstance(given, PublishedCertainty):
        yield "The source gives the level; its reasons for it are not recorded."
        if given.note:
            yield sentence(given.note)
        if given.source is not None and given.source.note:
            yield sentence(given.source.note)
        if given.source is not None and not given.source.checked:
            yield "Nobody read this level in its source."
        return
    moved = [each for each in given.moves if each.change]
    unjudged = ", ".join(given.not_judged)
    if not moved:
        yield f"Starts {given.start}; {f'not judged: {unjudged}' if unjudged else UNMOVED}."
    for each in moved:
        why = each.judgement.rationale or "no reason recorded"
        who = f" ({each.judgement.by})" if each.judgement.by else ""
        yield sentence(f"{_signed(each.change).capitalize()} for {each.domain}: {why}{who}")
    if moved and unjudged:
        yield f"Not judged: {unjudged}."


def _why_empty(row: Evidence) -> str:
    if row.incidence is not None:
        return ONE_ARM
    if row.judged_effect is not None:
        return JUDGED
    return NOTHING if row.certainty is None else NO_FIGURE


def _told(finding: Finding, comparison: Comparison, very_low: VeryLow | str) -> str:
    return statement(finding, intervention=inside(comparison.intervention.name), very_low=very_low)


def _kind(finding: Finding, row: Evidence) -> RowKind:
    if row.role is Role.SUPPORTING:
        return RowKind.SUPPORTING
    silent = finding.without_evidence and row.certainty is None
    return RowKind.UNREPORTED if silent else RowKind.DECIDING


def _row(
    finding: Finding, row: Evidence, comparison: Comparison, very_low: VeryLow | str
) -> ProfileRow:
    estimate, given = row.estimate, row.certainty
    effect, why = _absolute(estimate, row.baseline_risk)
    rated = given if isinstance(given, CertaintyRating) else None
    supporting = row.role is Role.SUPPORTING
    difference = estimate is not None and not estimate.measure.is_event
    is_rom = estimate is not None and estimate.measure is Measure.ROM
    return ProfileRow(
        kind=_kind(finding, row),
        outcome=row.outcome,
        importance=finding.importance,
        label="supporting; not counted" if supporting else "",
        horizon=row.horizon,
        studies=row.studies,
        participants=row.participants,
        design=row.design or (rated.design if rated else ""),
        relative=estimate if estimate is not None and estimate.measure.is_ratio else None,
        measured=estimate if difference and not is_rom else None,
        incidence=row.incidence,
        judged=row.judged_effect,
        absolute=effect,
        no_absolute=why or ("" if estimate is not None else _why_empty(row)),
        certainty=finding.certainty,
        moves=rated.moves if rated else (),
        start=rated.start if rated else None,
        published=isinstance(given, PublishedCertainty),
        reasons=tuple(_reasons(given)),
        said=_told(finding, comparison, very_low),
        source=row.source,
        unchecked=row.source is not None and not row.source.checked,
        notes=tuple(filter(None, (_judged_by(row), sentence(row.note)))),
    )


def _judged_by(row: Evidence) -> str:
    judged = row.judged_effect
    if judged is None:
        return ""
    who = f" by {judged.by}" if judged.by else NOBODY_NAMED
    when = f", {judged.date}" if judged.date else ""
    why = f": {judged.rationale}" if judged.rationale else ""
    return sentence(f"Judged{who}{when}{why}")


def _unreported(finding: Finding, comparison: Comparison, very_low: VeryLow | str) -> ProfileRow:
    return ProfileRow(
        kind=RowKind.UNREPORTED,
        outcome=finding.outcome,
        importance=finding.importance,
        no_absolute=NOTHING,
        certainty=None,
        reasons=("Nothing is recorded, so nothing is rated; it counts as very low.",),
        said=_told(finding, comparison, very_low),
    )


def _strata(row: ProfileRow, strata: Iterable[RiskStratum]) -> Iterator[ProfileRow]:
    """A row for each baseline risk of its own; the relative effect is the same in all."""
    for each in strata:
        try:
            effect, why = _absolute(row.relative, each.risk)
        except GradekitError as error:
            raise error.below("strata", each.label) from None
        yield ProfileRow(
            kind=RowKind.STRATUM,
            outcome=row.outcome,
            importance=row.importance,
            label=each.label,
            horizon=row.horizon,
            relative=row.relative,
            absolute=effect,
            no_absolute=why,
            certainty=row.certainty,
            reasons=("The same relative effect at another baseline risk.",),
            source=each.source,
            unchecked=each.source is not None and not each.source.checked,
        )


def _subgroups(row: ProfileRow, subgroups: Iterable[Subgroup]) -> Iterator[ProfileRow]:
    for contrast in subgroups:
        for each in contrast.groups:
            ratio = each.estimate.measure.is_ratio
            judged = contrast.credibility or "not judged"
            told = [f"Subgroup; its credibility: {judged}."]
            if contrast.interaction_p is not None:
                told.append(f"P of the interaction {contrast.interaction_p:g}, as published.")
            told.append(sentence(contrast.note))
            yield ProfileRow(
                kind=RowKind.SUBGROUP,
                outcome=row.outcome,
                importance=row.importance,
                label=each.name or each.id,
                studies=each.studies,
                relative=each.estimate if ratio else None,
                measured=None if ratio else each.estimate,
                no_absolute=NO_BASELINE if ratio else NO_MEAN,
                reasons=("Nobody rated the certainty of this subgroup.",),
                source=contrast.source,
                unchecked=contrast.source is not None and not contrast.source.checked,
                notes=tuple(filter(None, told)),
            )


def _check(strata: Sequence[RiskStratum], rows: Sequence[ProfileRow]) -> None:
    """A stratum must belong to an outcome whose relative effect carries over to it."""
    found = Problems()
    for place, each in enumerate(strata):
        found.need(
            any(row.outcome.id == each.outcome and row.relative is not None for row in rows),
            "risk stratum without a relative effect",
            "strata",
            place,
            "outcome",
            expected="an outcome with a relative effect, which carries over to other risks",
            got=each.outcome,
        )
    found.settle()


def profile(
    comparison: Comparison,
    *,
    strata: Sequence[RiskStratum] = (),
    subgroups: Sequence[Subgroup] = (),
    very_low: VeryLow | str = VeryLow.EVIDENCE,
) -> Profile:
    """The rows of a comparison's summary of findings.

    Args:
        comparison: with its evidence; a critical outcome nobody studied keeps a row.
        strata: baseline risks to tell the relative effects at, besides the recorded ones.
        subgroups: contrasts that get rows of their own, never rated and never counted.
        very_low: at very low certainty, whether the evidence is uncertain or we are.

    Raises:
        GradekitError: an effect that cannot be judged, or a stratum without a relative effect.

    Source: Core GRADE 6 (columns, unreported outcomes keep a row).

    Example:
        >>> import gradekit as gk
        >>> rows = profile(gk.datasets.load("spine-2025")["axial/im-la"]).rows
        >>> rows[0].outcome.id, rows[0].certainty.value, rows[0].absolute
        ('pain', 'low', None)
    """
    balance = weigh(comparison)
    rows: list[ProfileRow] = []
    for finding in balance.findings:
        about = finding.outcome.id
        if finding.evidence is None:
            rows.append(_unreported(finding, comparison, very_low))
            continue
        made = _row(finding, finding.evidence, comparison, very_low)
        rows.append(made)
        if made.kind is RowKind.DECIDING:
            rows += _subgroups(made, (each for each in subgroups if each.outcome == about))
            if made.relative is not None:
                rows += _strata(made, (each for each in strata if each.outcome == about))
    _check(strata, rows)
    return Profile(comparison=comparison, rows=tuple(rows), overall=balance.overall.level)


def guideline_profiles(
    guideline: Guideline, *, very_low: VeryLow | str = VeryLow.EVIDENCE
) -> tuple[Profile, ...]:
    """The rows of every comparison of a guideline, with its subgroup contrasts.

    Args:
        guideline: with its comparisons.
        very_low: at very low certainty, whether the evidence is uncertain or we are.

    Raises:
        GradekitError: every effect that cannot be judged, with its place.
    """
    made: list[Profile] = []
    errors: list[GradekitError] = []
    for place, comparison in enumerate(guideline):
        its = tuple(each for each in guideline.subgroups if each.comparison == comparison.id)
        try:
            made.append(profile(comparison, subgroups=its, very_low=very_low))
        except GradekitError as error:
            errors.append(error.below("comparisons", place))
    if errors:
        raise type(errors[0])(*(problem for error in errors for problem in error.problems))
    return tuple(made)
