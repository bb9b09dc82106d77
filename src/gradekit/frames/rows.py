"""One comparison of a frame as the scalar value it stands for, and the way back.

The scalar value is what explains an answer, what says why a cell is refused, and what every class
of rows is asked through.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from gradekit.comparison import Comparison, Context
from gradekit.contract import EVIDENCE, FLAG, NUMBER, TEXT, VOTES, Column
from gradekit.errors import GradekitError, InvalidValue, Problem, UnknownReference, refuse
from gradekit.estimates import Estimate, Incidence
from gradekit.etd import EvidenceToDecision
from gradekit.evidence import Evidence
from gradekit.frames.cells import empty, said, unsaid
from gradekit.frames.failures import Failures
from gradekit.judgements import JudgedEffect, level_of
from gradekit.outcomes import Outcome
from gradekit.question import Option
from gradekit.thresholds import Thresholds
from gradekit.values import Share
from gradekit.votes import Votes

__all__ = ["comparison_of", "evidence_frame"]

Cells = Mapping[str, Any]
# Where a problem of the scalar value lies in the frame, where its name is another.
_COLUMNS = {
    "rationale": "judged_rationale",
    "favours": "judged_favours",
    "band": "share",
    "option": "share_option",
}


def _cell(column: Column, row: Cells) -> Any:  # noqa: ANN401 - a cell may hold anything
    """What a cell says; None where nothing."""
    if column.name not in row:
        return unsaid(column, column.absent)
    return said(column, row[column.name])


def _thresholds(cells: Cells) -> Thresholds | None:
    if cells["small"] is None:
        for name in ("small_upper", "moderate", "large"):
            if cells[name] is not None:
                refuse(InvalidValue, "threshold without the smallest", "small",
                       expected="the smallest important size as well", got=None)  # fmt: skip
        return None
    return Thresholds(
        cells["small"],
        cells["moderate"],
        cells["large"],
        unit=cells["threshold_unit"],
        small_upper=cells["small_upper"],
    )


def _estimate(cells: Cells) -> Estimate | None:
    if cells["measure"] is None:
        for name in ("value", "low", "high"):
            if cells[name] is not None:
                refuse(InvalidValue, "a number without a measure", "measure",
                       expected="the measure of the estimate", got=None)  # fmt: skip
        return None
    if cells["value"] is None:
        refuse(InvalidValue, "a measure without a number", "value",
               expected="the point estimate", got=None)  # fmt: skip
    return Estimate(cells["measure"], cells["value"], cells["low"], cells["high"], cells["unit"])


def _judged(cells: Cells) -> JudgedEffect | None:
    if cells["judged_magnitude"] is None:
        if cells["judged_favours"] not in (None, "neither"):
            refuse(InvalidValue, "favours without a magnitude", "judged_magnitude",
                   expected="how large the effect was judged", got=None)  # fmt: skip
        return None
    return JudgedEffect(
        cells["judged_magnitude"],
        cells["judged_favours"],
        rationale=cells["judged_rationale"] or "",
    )


def _evidence(cells: Cells) -> Evidence:
    """The evidence of a row.

    Raises:
        GradekitError: as the scalar values raise, problems placed by their field.
    """
    outcome = Outcome(
        str(cells["outcome"]),
        str(cells["outcome"]),
        importance=cells["importance"],
        better=cells["better"],
        kind=cells["kind"],
        thresholds=_thresholds(cells),
        catastrophic=cells["catastrophic"],
    )
    rate = cells["incidence"]
    try:
        incidence = None if rate is None else Incidence(rate, arm=cells["incidence_arm"])
    except GradekitError as error:
        raise type(error)(*(Problem(each.what, ("incidence",), each.expected, each.got)
                            for each in error.problems)) from None  # fmt: skip
    return Evidence(
        outcome,
        _estimate(cells),
        incidence=incidence,
        judged_effect=_judged(cells),
        certainty=cells["certainty"],
        baseline_risk=cells["baseline_risk"],
        role=cells["role"],
        not_prohibitive=cells["not_prohibitive"],
    )


def _share(cells: Cells) -> Share | None:
    low, high, band = cells["share_low"], cells["share_high"], cells["share"]
    if low is None and high is None and band is None:
        return None
    return Share(low, high, cells["share_option"], band=band)


def _votes(cells: Cells) -> Votes | None:
    cast = {name: cells[f"votes_{name}"] for name in VOTES}
    if all(count is None for count in cast.values()):
        return None
    return Votes(**{
        name: int(count) if count % 1 == 0 else count
        for name, count in cast.items()
        if count is not None
    })  # fmt: skip


def _column_of(problem: Problem) -> str:
    """The column a problem of a scalar value belongs to."""
    names = {each.name for each in EVIDENCE}
    for part in reversed(problem.path):
        name = _COLUMNS.get(str(part), str(part))
        if f"votes_{name}" in names:
            return f"votes_{name}"
        if "share" in problem.path and f"share_{name}" in names:
            return f"share_{name}"
        if name in names:
            return name
    return str(problem.path[0]) if problem.path else "comparison"


def _note(failures: Failures, label: Hashable, error: GradekitError, below: str = "") -> None:
    for each in error.problems:
        placed = each.below(below) if below else each
        failures.add(label, _column_of(placed), type(error)(placed))


def _read_row(row: Cells, label: Hashable, failures: Failures, per: str) -> dict[str, Any] | None:
    cells: dict[str, Any] = {}
    for column in EVIDENCE:
        if column.per != per:
            continue
        try:
            cells[column.name] = _cell(column, row)
        except GradekitError as error:
            failures.add(label, column.name, error)
    return cells if len(cells) == sum(each.per == per for each in EVIDENCE) else None


def comparison_of(rows: pd.DataFrame, failures: Failures) -> Comparison | None:
    """The comparison that these rows of evidence are, or None with the failures noted.

    Args:
        rows: of one comparison.
        failures: to which every cell that cannot be read is added.
    """
    labels = list(rows.index)
    found: list[Evidence] = []
    records: list[dict[str, Any]] = [
        {str(name): value for name, value in record.items()}
        for record in rows.astype(object).to_dict("records")
    ]
    before = len(failures.found)
    for label, record in zip(labels, records, strict=True):
        cells = _read_row(record, label, failures, "row")
        if cells is None:
            continue
        try:
            found.append(_evidence(cells))
        except GradekitError as error:
            _note(failures, label, error)
    _same(records, labels, failures)
    shared = _read_row(records[0], labels[0], failures, "comparison")
    if shared is None or len(failures.found) > before:
        return None
    try:
        return _made(str(records[0]["comparison"]), found, shared)
    except GradekitError as error:
        for each in error.problems:
            place = each.path[1] if each.path[:1] == ("evidence",) else 0
            _note(failures, labels[place if isinstance(place, int) else 0], type(error)(each))
    return None


def _same(records: list[dict[str, Any]], labels: list[Hashable], failures: Failures) -> None:
    """Note the cells that differ within the comparison where they must not."""
    for column in EVIDENCE:
        if column.per != "comparison" or column.name not in records[0]:
            continue
        try:
            first = _cell(column, records[0])
        except GradekitError:
            continue  # said already, where the comparison was read
        for label, record in zip(labels[1:], records[1:], strict=True):
            try:
                value = _cell(column, record)
            except GradekitError as error:
                failures.add(label, column.name, error)
                continue
            if value != first:
                problem = Problem("differs within the comparison", (), repr(first), repr(value))
                failures.add(label, column.name, InvalidValue(problem))


def _placed(name: str, make: Any, cells: Cells) -> Any:  # noqa: ANN401 - as made
    try:
        return make(cells)
    except GradekitError as error:
        raise error.below(name) from None


def _made(name: str, evidence: list[Evidence], cells: Cells) -> Comparison:
    return Comparison(
        id=name,
        population="population",
        intervention=Option("intervention", "intervention", cells["intervention_kind"]),
        comparator=Option("comparator", "comparator", cells["comparator_kind"]),
        perspective=cells["perspective"],
        evidence=evidence,
        context=Context(life_threatening=cells["life_threatening"]),
        overall_certainty=cells["overall"],
        share=_placed("share", _share, cells),
        balance=cells["balance"],
        etd=EvidenceToDecision(secondary=cells["secondary"]),
        votes=_placed("votes", _votes, cells),
    )


def _row(comparison: Comparison, row: Evidence) -> dict[str, Any]:
    outcome, estimate, judged = row.outcome, row.estimate, row.judged_effect
    limits = outcome.thresholds
    unit = limits.unit if limits is not None else None
    return {
        "outcome": outcome.id,
        "importance": comparison.importance_of(outcome),
        "kind": outcome.kind,
        "better": outcome.better,
        "catastrophic": outcome.catastrophic,
        "role": row.role,
        "not_prohibitive": row.not_prohibitive,
        "certainty": level_of(row.certainty),
        "measure": estimate and estimate.measure,
        **{name: getattr(estimate, name, None) for name in ("value", "low", "high", "unit")},
        "baseline_risk": row.baseline_risk,
        "incidence": row.incidence and row.incidence.value,
        "incidence_arm": row.incidence and row.incidence.arm,
        "judged_magnitude": judged and judged.magnitude,
        "judged_favours": judged and judged.favours,
        "judged_rationale": judged and (judged.rationale or None),
        **{name: getattr(limits, name, None)
           for name in ("small", "small_upper", "moderate", "large")},
        "threshold_unit": outcome.scale.unit if unit is None and outcome.scale else unit,
    }  # fmt: skip


def _of_comparison(comparison: Comparison) -> dict[str, Any]:
    share, votes = comparison.share, comparison.votes
    judged = comparison.etd or EvidenceToDecision()
    return {
        "intervention_kind": comparison.intervention.kind,
        "comparator_kind": comparison.comparator.kind,
        "life_threatening": comparison.context.life_threatening,
        "overall": level_of(comparison.overall_certainty),
        "share": share and share.band,
        "share_low": None if share is None else share.low,
        "share_high": None if share is None else share.high,
        "share_option": share and share.option,
        "secondary": judged.secondary_for(comparison.perspective)[0],
        "perspective": comparison.perspective,
        "balance": comparison.balance,
        **{f"votes_{name}": None if votes is None else getattr(votes, name) for name in VOTES},
    }


def evidence_frame(comparisons: Iterable[Comparison]) -> pd.DataFrame:
    """Comparisons as a frame of evidence, in the columns of the contract.

    A critical outcome of the guideline that has no row gets one with nothing in it, as an outcome
    nobody studied. Names, sources and notes stay behind: a frame holds what an answer depends on.

    Args:
        comparisons: a guideline's `comparisons`, for example.

    Raises:
        UnknownReference: a comparison on which a statement that is not graded was recorded.
    """
    rows: list[dict[str, Any]] = []
    for each in comparisons:
        if getattr(each, "ungraded", None) is not None:
            refuse(UnknownReference, "a statement that is not graded", each.id,
                   expected="a comparison with a graded answer", got="ungraded",
                   hint="leave it out: [each for each in guide if each.ungraded is None]",
                   )  # fmt: skip
        there = {row.outcome.id for row in each.evidence}
        unstudied = [
            Evidence(outcome) for outcome in each.within.outcomes if outcome.id not in there
        ]
        shared = _of_comparison(each)
        for row in (*each.evidence, *unstudied):
            made = _row(each, row)
            if row in unstudied and made["importance"] != "critical":
                continue
            rows.append({"comparison": each.id, **made, **shared})
    frame = pd.DataFrame(rows, columns=[each.name for each in EVIDENCE])
    for column in EVIDENCE:
        series = frame[column.name]
        if column.words:
            words = series.map(lambda value: None if empty(value) else str(value))
            frame[column.name] = pd.Categorical(words, categories=column.words)
        elif column.dtype == NUMBER:
            frame[column.name] = series.astype("float64")
        elif column.dtype == FLAG:
            frame[column.name] = series.astype("bool" if column.null is None else "boolean")
        elif column.dtype == TEXT:
            frame[column.name] = series.astype("category")
    return frame
