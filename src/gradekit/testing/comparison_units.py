"""The same comparison in other units: estimates, thresholds, instruments, or the survey."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from gradekit.estimates import Estimate, Scale
from gradekit.evidence import Evidence
from gradekit.outcomes import Outcome
from gradekit.policy import Policy
from gradekit.scales import Measure
from gradekit.testing.comparison_asked import Asked, anything, surely_judged
from gradekit.thresholds import Thresholds
from gradekit.units import PROPORTION, convert
from gradekit.values import Scenario, Survey

__all__ = ["in_other_units"]

# Another unit of the same kind, for each unit of which there is one.
_OTHER = {
    "mm": "cm",
    "cm": "mm",
    "m": "cm",
    "mg": "g",
    "g": "mg",
    "kg": "g",
    "min": "h",
    "minutes": "hours",
    "h": "min",
    "hours": "minutes",
    "days": "h",
    "weeks": "days",
    PROPORTION: "per 1000",
    "%": "per 1000",
    "per 100": PROPORTION,
    "per 1000": "%",
    "per 10000": "per 1000",
    "per 100000": "per 1000",
}


def _in(unit: str | None, given: Any, *names: str) -> dict[str, Any]:  # noqa: ANN401
    """These numbers of a value, and their unit, in another unit of the same kind, if there is."""
    if unit not in _OTHER:
        return {}
    to = _OTHER[unit]
    told = {name: getattr(given, name) for name in names if getattr(given, name) is not None}
    return {"unit": to, **{name: convert(each, unit, to) for name, each in told.items()}}


def _sized(sizes: Thresholds | None) -> Thresholds | None:
    if sizes is None:
        return None
    return evolve(sizes, **_in(sizes.unit, sizes, "small", "small_upper", "moderate", "large"))


def _scaled(scale: Scale | None) -> Scale | None:
    return None if scale is None else evolve(scale, **_in(scale.unit, scale, "minimum", "maximum"))


def _estimated(estimate: Estimate | None) -> Estimate | None:
    if estimate is None or estimate.measure not in (Measure.MD, Measure.RD):
        return estimate
    return evolve(estimate, **_in(estimate.unit, estimate, "value", "low", "high"))


def _asked(scenario: Scenario) -> Scenario:
    return evolve(scenario, **_in(scenario.unit, scenario, "smallest_benefit"))


@st.composite
def in_other_units(draw: st.DrawFn, policy: Policy) -> Asked:
    """The same in other units: estimates, thresholds, instruments, or the survey, or all."""
    made = draw(surely_judged(policy) | anything(policy))
    estimates, sizes, survey = draw(st.sampled_from(((1, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 1))))

    def about(outcome: Outcome) -> Outcome:
        if not sizes:
            return outcome
        return evolve(outcome, thresholds=_sized(outcome.thresholds), scale=_scaled(outcome.scale))

    def row(given: Evidence) -> Evidence:
        estimate = _estimated(given.estimate) if estimates else given.estimate
        return evolve(given, outcome=about(given.outcome), estimate=estimate)

    panel = made.within.panel
    if survey and panel is not None and panel.survey is not None:
        panel = evolve(panel, survey=Survey(tuple(map(_asked, panel.survey.scenarios))))
    within = evolve(made.within, panel=panel)
    return made, evolve(made, evidence=tuple(map(row, made.evidence)), within=within)
