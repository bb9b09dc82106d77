"""The explanation of one answer, put together: findings, steps and ceilings as sections."""

from __future__ import annotations

from collections.abc import Iterator

from gradekit.answers import Direction
from gradekit.certainty import OverallCertainty
from gradekit.comparison import Comparison
from gradekit.decision import Decision
from gradekit.explanation.form import Explanation, Section
from gradekit.explanation.known import known_lines
from gradekit.explanation.paradigms import paradigm_lines, reading_lines
from gradekit.explanation.share import share_lines
from gradekit.explanation.sources import cited, source_lines
from gradekit.explanation.strength import ceiling_lines, direction_lines
from gradekit.judgements import CertaintyRating
from gradekit.situation import Assessment
from gradekit.trace import Trace
from gradekit.ungraded import Ungraded, ungraded_step
from gradekit.wording import Line, finding_lines, rating_lines

__all__ = ["explain"]


def _ungraded(chosen: Ungraded) -> Iterator[Line]:
    """A panel's statement without a grade, and each condition for it."""
    who = f" by {chosen.by}" if chosen.by else ""
    stands = "stands" if chosen.stands else "does not stand, so the graded answer stays"
    yield Line(f"{chosen.type}, about the {chosen.option}, chosen{who}: {stands}")
    if chosen.statement:
        yield Line(chosen.statement, 1)
    if chosen.rationale:
        yield Line(f"rationale: {chosen.rationale}", 1)
    for step in ungraded_step(chosen).children:
        yield Line(f"{step.rule.sentence}: {step.result} [{step.rule.source}]", 1)


def _answer(decision: Decision, assessment: Assessment, chosen: Ungraded | None) -> str:
    policy = assessment.policy
    suggested = (
        f"{decision.strength} {decision.direction}"
        if decision.direction is not Direction.NONE
        else "no recommendation"
    )
    if chosen is not None and chosen.stands:
        return f"Stated, not graded: {chosen.type} (the graded rules alone: {suggested})"
    why = ""
    if decision.conflict:
        why = f"; conflict: {decision.conflict}"
    elif decision.missing:
        why = f"; missing: {', '.join(decision.missing)}"
    elif decision.binding:
        why = f"; kept from strong by {', '.join(decision.binding)}"
    elif decision.opened_by:
        why = f"; opened by {', '.join(decision.opened_by)}"
    return f"Suggested: {suggested}{why} (policy {policy.name}, {policy.edition} edition)"


def _overall(comparison: Comparison, overall: OverallCertainty) -> Iterator[Line]:
    """The overall certainty, and what a recorded one rests on."""
    recorded = comparison.overall_certainty
    if recorded is None:
        yield Line(f"{overall.level} ({overall.step.rule.sentence})")
        return
    yield Line(f"{overall.level} as recorded by the panel; computed {overall.computed}")
    if isinstance(recorded, CertaintyRating):
        yield from rating_lines(recorded)
    elif recorded.note:
        yield Line(recorded.note, 1)


def explain(
    comparison: Comparison,
    assessment: Assessment,
    decision: Decision,
    trace: Trace,
    *,
    remarks: tuple[str, ...] = (),
    missing: tuple[str, ...] = (),
    not_recorded: tuple[str, ...] = (),
) -> Explanation:
    """The explanation of one answer.

    Args:
        comparison: what it is about.
        assessment: findings, balance, share.
        decision: the answer.
        trace: every step.
        remarks: said beside the answer.
        missing: judgements without which there is no answer or something counted very low.
        not_recorded: judgements nobody recorded.
    """
    balance, policy = assessment.balance, assessment.policy
    overall = balance.overall
    paradigms = list(paradigm_lines(decision, comparison, trace))
    if policy.paradigms_note:
        paradigms.append(Line(policy.paradigms_note))
    sections = [
        Section(
            "Findings", tuple(line for each in balance.findings for line in finding_lines(each))
        ),
        Section("Overall certainty", tuple(_overall(comparison, overall))),
        Section(
            "Known for and against each option (highest certainty)",
            tuple(known_lines(comparison, balance)),
        ),
        Section("Share", tuple(share_lines(assessment.share, comparison, policy))),
        Section("Direction", tuple(direction_lines(decision, comparison))),
        Section(
            "Ceilings", tuple(ceiling_lines(decision, comparison.votes, assessment.policy.voting))
        ),
        Section("Paradigms (strong on low or very low certainty)", tuple(paradigms)),
    ]
    sections.append(Section("Readings used where sources differ", tuple(reading_lines(assessment))))
    if comparison.ungraded is not None:
        sections.insert(0, Section("Not graded", tuple(_ungraded(comparison.ungraded))))
    for title, texts in (
        ("Remarks", remarks),
        ("Missing", missing),
        ("Not recorded", not_recorded),
    ):
        if texts:
            sections.append(Section(title, tuple(map(Line, texts))))
    sections.append(
        Section(
            "Sources",
            tuple(source_lines(cited(comparison, assessment, trace), comparison)),
        )
    )
    population = comparison.population.name or comparison.population.id
    return Explanation(
        f"{comparison.id}: {comparison.intervention.name} versus {comparison.comparator.name}; "
        f"{population}",
        _answer(decision, assessment, comparison.ungraded),
        tuple(sections),
    )
