"""From an effect and a baseline risk to what happens to people: absolute effects."""

from __future__ import annotations

import math

from attrs import frozen

from gradekit.errors import BaselineRiskMissing, InvalidValue, Problems, refuse
from gradekit.estimates import Estimate, Interval
from gradekit.scales import Measure
from gradekit.sources import cite
from gradekit.units import convert

__all__ = ["AbsoluteEffect", "absolute_effect"]

SOURCE = cite("cochrane", "section 11.5.5", note="RR 0.75 takes 80% to 60% and 20% to 15%")


@frozen
class AbsoluteEffect:
    """What an effect means at one baseline risk.

    Args:
        baseline_risk: risk without the intervention, as a proportion.
        intervention_risk: risk with it.
        difference: intervention minus baseline.
    """

    baseline_risk: float
    intervention_risk: Interval
    difference: Interval


def _risk(measure: Measure, effect: float, baseline: float) -> float:
    match measure:
        case Measure.RR:
            return baseline * effect
        case Measure.OR:
            return effect * baseline / (1 - baseline + effect * baseline)
        case Measure.RD:
            return baseline + effect
        case _:
            # Hazard and rate ratios act on the event-free proportion: S1 = S0 ** ratio. For a rate
            # ratio this supposes a constant rate; for rare events it is the plain product.
            return -math.expm1(effect * math.log1p(-baseline)) if baseline < 1 else 1.0


def absolute_effect(estimate: Estimate, baseline_risk: float | None) -> AbsoluteEffect:
    """The risk with the intervention and the risk difference, at one baseline risk.

    The interval's ends go through the same formula as the point, the baseline taken as known.

    Args:
        estimate: RR, OR, HR, RD or RATE_RATIO.
        baseline_risk: risk without the intervention, as a proportion.

    Returns:
        Proportions; `.difference.per(1000)` gives events per 1000.

    Raises:
        BaselineRiskMissing: no baseline risk came with a relative effect.
        InvalidValue: a baseline outside 0 to 1, a resulting risk above 1 or below 0 (never
            clipped), or a measure that is not about events.

    Source: Cochrane Handbook 5.1, section 11.5.5.

    Example:
        >>> round(absolute_effect(Estimate("RR", 0.75, 0.6, 0.9), 0.2).intervention_risk.value, 3)
        0.15
    """
    measure = estimate.measure
    if not measure.is_event:
        refuse(
            InvalidValue,
            "no risk in this measure",
            "measure",
            expected="RR, OR, HR, RD or RATE_RATIO",
            got=measure.value,
        )
    if baseline_risk is None:
        refuse(
            BaselineRiskMissing,
            "relative effect without a baseline risk",
            "baseline_risk",
            expected="the risk without the intervention, as a proportion",
            got=None,
            hint="an effect is judged on the absolute scale; give baseline_risk",
        )
    found = Problems()
    found.need(
        0 <= baseline_risk <= 1,
        "baseline risk outside 0 to 1",
        "baseline_risk",
        expected="a proportion from 0 to 1",
        got=baseline_risk,
    )
    found.settle()
    risks: dict[str, float] = {}
    for name in ("value", "low", "high"):
        end = getattr(estimate, name)
        if end is None:
            continue
        if measure is Measure.RD:
            end = convert(end, estimate.unit or "", "proportion", "unit")
        reached = _risk(measure, end, baseline_risk)
        found.need(
            0 <= reached <= 1,
            f"{measure} at this baseline gives an impossible risk",
            name,
            expected=f"a risk from 0 to 1 at baseline risk {baseline_risk}",
            got=reached,
            hint="the effect does not carry over to so high a baseline; it is not clipped",
        )
        risks[name] = reached
    found.settle()
    risk = Interval(risks["value"], risks.get("low"), risks.get("high"))
    less = baseline_risk
    return AbsoluteEffect(
        baseline_risk,
        risk,
        Interval(
            risk.value - less,
            None if risk.low is None else risk.low - less,
            None if risk.high is None else risk.high - less,
        ),
    )
