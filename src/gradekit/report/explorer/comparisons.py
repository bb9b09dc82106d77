"""A guideline's comparisons as plain data: what was recorded, and what may be changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from gradekit.classification import unit_of
from gradekit.comparison import Comparison
from gradekit.estimates import Estimate
from gradekit.etd import secondary_of
from gradekit.findings import Finding
from gradekit.recommendation import Recommendation
from gradekit.report.explorer.contributions import CERTAINTIES, FAVOURED, MAGNITUDES, Sort, sort_of
from gradekit.report.explorer.packing import Interned
from gradekit.report.explorer.routes import share_data
from gradekit.report.phrases import inside
from gradekit.scales import Certainty, Measure, OptionKind
from gradekit.thresholds import Thresholds
from gradekit.units import PROPORTION, convert, same_kind
from gradekit.values import Scenario
from gradekit.votes import Votes

__all__ = ["VOTES", "comparison_data"]

VOTES = ("strong_for", "conditional_for", "either", "conditional_against", "strong_against")


def _own_unit(estimate: Estimate) -> str | None:
    """The unit its absolute effect is in."""
    if estimate.measure.is_event and estimate.measure is not Measure.RD:
        return PROPORTION
    return estimate.unit


def _entry(finding: Finding) -> Estimate | None:
    """What one may enter where nobody measured anything: a difference in the threshold's unit."""
    unit = unit_of(finding.outcome)
    if unit is None:
        return None
    event = finding.outcome.scale is None and same_kind(unit, PROPORTION)
    return Estimate("RD" if event else "MD", 0.0, unit=unit)


def _limit(estimate: Estimate) -> float | None:
    """The largest size its value may have."""
    if estimate.measure is not Measure.RD:
        return None
    return convert(1.0, PROPORTION, estimate.unit or PROPORTION)


def _measured(finding: Finding) -> dict[str, Any] | None:
    """How a value becomes an absolute effect in the unit of the thresholds."""
    row = finding.evidence
    given = None if row is None else row.estimate
    nothing = given is None and (row is None or (row.incidence is None and not row.judged_effect))
    estimate = _entry(finding) if nothing else given
    if estimate is None or estimate.measure is Measure.ROM:
        return None
    own, wanted = _own_unit(estimate), unit_of(finding.outcome)
    wanted = own if wanted is None else wanted
    risk = None if row is None else row.baseline_risk
    if estimate.measure.is_event and estimate.measure is not Measure.RD and risk is None:
        return None
    converts = own == wanted or (own is not None and wanted is not None and same_kind(own, wanted))
    if not converts:
        return None
    share = None
    if estimate.measure is Measure.RD and risk is not None:
        share = convert(1.0, estimate.unit or PROPORTION, PROPORTION)
    return {
        "measure": estimate.measure.value,
        "value": None if nothing else estimate.value,
        "unit": estimate.unit,
        "ratio": estimate.measure.is_ratio,
        "limit": _limit(estimate),
        "factor": None if own == wanted else convert(1.0, own or "", wanted or ""),
        "baseline": risk,
        "proportion": share,
        "wanted": wanted,
    }


def _thresholds(given: Thresholds | None) -> dict[str, Any] | None:
    if given is None:
        return None
    sizes = [[MAGNITUDES.index(name), size] for name, size in given.sizes()]
    return {"sizes": sizes, "upper": given.small_upper}


def _needed(finding: Finding, scenario: Scenario) -> float | None:
    """The smallest benefit a scenario asks for, in the unit the effect is judged in."""
    size, wanted = scenario.smallest_benefit, unit_of(finding.outcome)
    if size is None or scenario.outcome != finding.outcome.id:
        return None
    unit = scenario.unit or wanted
    if unit == wanted:
        return size
    if unit is None or wanted is None or not same_kind(unit, wanted):
        return None
    return convert(size, unit, wanted)


def _row(finding: Finding, sorts: Interned[Sort], scenarios: Sequence[Scenario]) -> dict[str, Any]:
    row, measured = finding.evidence, _measured(finding)
    judged = None if row is None else row.judged_effect
    computed = finding.classification
    return {
        "outcome": finding.outcome.id,
        "name": finding.outcome.name,
        "kind": finding.outcome.kind.value,
        "importance": finding.importance.value,
        "catastrophic": finding.outcome.catastrophic,
        "higher": finding.outcome.better.value == "higher",
        "sort": sorts.place(sort_of(finding)),
        "certainty": CERTAINTIES.index(finding.certainty),
        "judged": None
        if judged is None
        else [MAGNITUDES.index(judged.magnitude), FAVOURED.index(judged.favours)],
        "nothing": finding.without_evidence,
        "measured": measured,
        # What was computed stands until a value or a threshold is changed.
        "effect": None if computed is None or computed.effect is None else computed.effect.value,
        "estimated": computed is not None,
        "incidence": row is not None and row.incidence is not None,
        "thresholds": _thresholds(finding.outcome.thresholds),
        "needed": [_needed(finding, each) for each in scenarios],
    }


def _votes(votes: Votes | None) -> list[int] | None:
    return None if votes is None else [getattr(votes, name) for name in VOTES]


def comparison_data(
    answer: Recommendation, sorts: Interned[Sort], scenarios: Sequence[Scenario]
) -> dict[str, Any]:
    """A comparison with everything its answer is taken from.

    Args:
        answer: as computed.
        sorts: of findings met so far; grows.
        scenarios: of the survey.
    """
    comparison: Comparison = answer.comparison
    balance, chosen = answer.assessment.balance, comparison.ungraded
    recorded = comparison.overall_certainty is not None
    people = comparison.population
    return {
        "id": comparison.id,
        "population": people.name or people.id,
        "intervention": comparison.intervention.name,
        "against": inside(comparison.comparator.name),
        "rows": [_row(each, sorts, scenarios) for each in balance.deciding],
        "overall": tuple(Certainty).index(balance.overall.level) if recorded else None,
        "bothActive": all(
            each.kind is OptionKind.ACTIVE
            for each in (comparison.intervention, comparison.comparator)
        ),
        "lifeThreatening": comparison.context.life_threatening,
        "share": None if comparison.share is None else share_data(comparison.share),
        "secondary": secondary_of(comparison.etd, comparison.perspective)[0].value,
        "perspective": comparison.perspective.value,
        "balance": None if comparison.balance is None else comparison.balance.value,
        "votes": _votes(comparison.votes),
        "ungraded": answer.type.value if answer.is_ungraded else None,
        "asked": []
        if chosen is None
        else [f"{chosen.type}: {name}" for name in chosen.not_recorded],
    }


def without_ends(estimate: Estimate, value: float) -> Estimate:
    """An estimate with another point and no interval, as the page takes it.

    Args:
        estimate: as recorded.
        value: entered instead.
    """
    return evolve(estimate, value=value, low=None, high=None)
