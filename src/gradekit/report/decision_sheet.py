"""Evidence to decision as a table: what was asked, what was judged, why, by whom and when."""

from __future__ import annotations

from collections.abc import Iterator

from gradekit.comparison import Comparison
from gradekit.etd import CRITERIA, CriterionJudgement, CriterionRecord, secondary_of
from gradekit.recommendation import Recommendation
from gradekit.report.phrases import inside, opened
from gradekit.report.sheet import Cell, Column, Notes, Section, Sheet
from gradekit.report.symbols import certainty_look, certainty_symbols
from gradekit.scales import Arm, Favours

__all__ = ["decision_sheet"]

NOT_JUDGED = "not judged"
ABSENT = "\N{EM DASH}"
_COLUMNS = (
    Column("Criterion", 0.24),
    Column("Judgement", 0.16),
    Column("Leans to", 0.12),
    Column("Rationale", 0.28),
    Column("By", 0.11),
    Column("Date", 0.09),
)
_LEANS = {
    Favours.INTERVENTION: "intervention",
    Favours.COMPARATOR: "comparator",
    Favours.NEITHER: "neither",
    None: "nowhere",
}


def _criterion(
    asked: CriterionRecord, judged: CriterionJudgement | None, comparison: Comparison, notes: Notes
) -> tuple[Cell, ...]:
    name = Cell(f"{opened(asked.key.value)}: {asked.question}", notes.numbers((asked.note,)))
    if judged is None:
        return (name, Cell(NOT_JUDGED), *(Cell(ABSENT) for _ in _COLUMNS[2:]))
    whose = f" ({comparison.comparator.name})" if judged.arm is Arm.COMPARATOR else ""
    leaning = asked.to_comparator or asked.to_intervention
    cited = (f"Source: {judged.source}.",) if judged.source else ()
    return (
        name,
        Cell(judged.option + whose, notes.numbers(cited)),
        Cell(_LEANS[judged.lean] if leaning else ABSENT),
        Cell(judged.rationale or "no rationale recorded"),
        Cell(judged.by or "not recorded"),
        Cell(judged.date or "not recorded"),
    )


def _plain(name: str, judged: str, why: str, by: str, date: str = "") -> tuple[Cell, ...]:
    told = (Cell(each or ABSENT) for each in (why, by, date))
    return (Cell(name), Cell(judged), Cell(ABSENT), *told)


def _computed(answer: Recommendation, notes: Notes) -> Iterator[tuple[Cell, ...]]:
    """What the suggestion took from elsewhere: certainty, share, balance, votes."""
    comparison, overall = answer.comparison, answer.assessment.balance.overall
    known = comparison.overall_certainty is not None
    why = f"Computed: {overall.computed}." if known else overall.step.rule.sentence
    yield (
        Cell("Certainty of the effects all in all"),
        Cell(certainty_symbols(overall.level), (), certainty_look(overall.level)),
        Cell(ABSENT),
        Cell(why),
        Cell("panel" if known else "computed"),
        Cell(ABSENT),
    )
    share, given = answer.share, answer.share.given
    who = given.by if given is not None and given.by else f"by {share.route}"
    if str(share.route) == "none":
        who = ABSENT
    cited = f"Survey scenario {share.scenario}." if share.scenario else ""
    yield (
        Cell("How many would choose it", notes.numbers((cited,))),
        Cell(str(share.band)),
        Cell(ABSENT),
        Cell(given.rationale if given is not None and given.rationale else ABSENT),
        Cell(who),
        Cell(ABSENT),
    )
    balance = comparison.balance
    told = NOT_JUDGED if balance is None else balance.value
    yield _plain("Recorded balance of the effects", told, "", "" if balance is None else "panel")
    votes = answer.situation.panel.votes
    yield _plain("Votes", votes.value, "", "panel" if comparison.votes is not None else "")


def _whole(comparison: Comparison) -> tuple[Cell, ...]:
    """The secondary criteria taken together: as the panel said, or as its answers give."""
    etd = comparison.etd
    favoured, step = secondary_of(etd, comparison.perspective)
    recorded = step.rule.id == "etd.recorded"
    judged = etd is not None and recorded
    return _plain(
        "Secondary criteria, all in all",
        favoured.value if recorded else f"{favoured.value} (derived)",
        (etd.rationale if judged and etd and etd.rationale else step.rule.sentence),
        (etd.by or "not recorded") if judged and etd else "computed",
        (etd.date or "not recorded") if judged and etd else "",
    )


def decision_sheet(answer: Recommendation, *, id: str = "etd") -> Sheet:  # noqa: A002 - the sheet's field of that name
    """The evidence-to-decision table of a comparison; what nobody judged keeps its row and says so.

    Args:
        answer: the suggestion, with what it was taken from.
        id: of the sheet.

    Source: criteria and answers as in `etd.CRITERIA`, each with its own source.

    Example:
        >>> import gradekit as gk
        >>> sheet = decision_sheet(gk.recommend(gk.datasets.load("spine-2025")["axial/im-la"]))
        >>> [cell.text for cell in next(sheet.rows)][:2]
        ['Problem priority: Does the problem matter enough to act on?', 'not judged']
    """
    comparison, notes = answer.comparison, Notes()
    etd = comparison.etd
    asked = tuple(
        _criterion(each, None if etd is None else etd.judgement(each.key), comparison, notes)
        for each in CRITERIA
        if comparison.perspective in each.perspectives
    )
    return Sheet(
        id=id,
        title=f"{comparison.intervention.name} versus {inside(comparison.comparator.name)}",
        subtitle=f"Evidence to decision, {comparison.perspective} perspective",
        columns=_COLUMNS,
        sections=(
            Section("What the panel judged", (*asked, _whole(comparison))),
            Section("What the suggestion was taken from", tuple(_computed(answer, notes))),
        ),
        footnotes=tuple(notes.texts),
    )
