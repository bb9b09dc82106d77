"""From an effect and a baseline risk to what happens to people, and back again."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from attrs import evolve, field, frozen

from gradekit.errors import BaselineRiskMissing, InvalidValue, Problems, refuse
from gradekit.estimates import Estimate, Interval
from gradekit.library import cite
from gradekit.markup import table
from gradekit.numerals import absolute, counted, difference
from gradekit.scales import Measure
from gradekit.units import PROPORTION, convert

__all__ = [
    "AbsoluteEffect",
    "absolute_effect",
    "event_free",
    "proportion",
    "relative_risk",
    "reverse",
    "through",
]

PER = 1000
"""People in whom an effect is told."""

SOURCE = cite("cochrane", "section 11.5.5", note="RR 0.75 takes 80% to 60% and 20% to 15%")


@frozen
class AbsoluteEffect:
    """What an effect means at one baseline risk.

    Args:
        baseline_risk: risk without the intervention, as a proportion.
        intervention_risk: risk with it.
        difference: intervention minus baseline.
        at_baseline: the same at the low and the high end of a baseline given with an interval.
    """

    baseline_risk: float
    intervention_risk: Interval
    difference: Interval
    at_baseline: tuple[AbsoluteEffect, ...] = field(default=(), kw_only=True)

    def __str__(self) -> str:
        more = difference(self.difference.per(PER), "more", "fewer", whole=True, of=f"per {PER}")
        before, after = (
            counted(self.baseline_risk * PER),
            counted(self.intervention_risk.value * PER),
        )
        told = f"{more}, from {before} to {after} per {PER}"
        return "; ".join((told, *map(str, self.at_baseline)))

    def _repr_html_(self) -> str:
        heads = ("Without the intervention", "With the intervention", "Difference")
        rows = (
            (
                f"{counted(each.baseline_risk * PER)} per {PER}",
                f"{absolute(each.intervention_risk.per(PER))} per {PER}",
                f"{difference(each.difference.per(PER), 'more', 'fewer', whole=True)} per {PER}",
            )
            for each in (self, *self.at_baseline)
        )
        return table(heads, rows).html


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


def _check_baseline(found: Problems, baseline: Interval) -> None:
    found.need_numbers("baseline_risk", baseline_risk=baseline.value)
    ends = (("value", baseline.value), ("low", baseline.low), ("high", baseline.high))
    for name, risk in ends:
        found.need(
            risk is None or 0 <= risk <= 1,
            "baseline risk outside 0 to 1",
            *(("baseline_risk",) if name == "value" else ("baseline_risk", name)),
            expected="a proportion from 0 to 1",
            got=risk,
            hint="divide a percentage by 100, a number per 1000 by 1000",
        )
    low, high = baseline.low, baseline.high
    found.need(
        (low is None and high is None)
        or (low is not None and high is not None and low <= baseline.value <= high),
        "baseline risk outside its interval",
        "baseline_risk",
        expected="both ends of the interval, low <= value <= high, or neither",
        got=(low, baseline.value, high),
    )


def _effect_at(estimate: Estimate, baseline: float, found: Problems) -> AbsoluteEffect:
    risks: dict[str, float] = {}
    for name in ("value", "low", "high"):
        end = getattr(estimate, name)
        if end is None:
            continue
        if estimate.measure is Measure.RD:
            end = convert(end, estimate.unit or "", PROPORTION, "unit")
        reached = _risk(estimate.measure, end, baseline)
        found.need(
            0 <= reached <= 1,
            f"{estimate.measure} at this baseline gives an impossible risk",
            name,
            expected=f"a risk from 0 to 1 at baseline risk {baseline}",
            got=reached,
            hint="the effect does not carry over to so high a baseline; it is not clipped",
        )
        risks[name] = reached
    less = {name: risk - baseline for name, risk in risks.items()}
    return AbsoluteEffect(
        baseline,
        Interval(risks["value"], risks.get("low"), risks.get("high")),
        Interval(less["value"], less.get("low"), less.get("high")),
    )


def absolute_effect(estimate: Estimate, baseline_risk: float | Interval | None) -> AbsoluteEffect:
    """The risk with the intervention and the risk difference, at one baseline risk or several.

    The interval's ends go through the same formula as the point, each baseline taken as known.

    Args:
        estimate: RR, OR, HR, RD or RATE_RATIO.
        baseline_risk: risk without the intervention, as a proportion; with an interval, the
            answer is at its value and `.at_baseline` holds the answers at its two ends.

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
        >>> several = absolute_effect(Estimate("RR", 0.75), Interval(0.2, 0.1, 0.4))
        >>> [round(each.difference.per(1000).value) for each in several.at_baseline]
        [-25, -100]
    """
    found = Problems()
    found.need_kinds(
        Estimate, 'write gk.Estimate("RR", 0.8, 0.7, 0.9)', required=True, estimate=estimate
    )
    if not estimate.measure.is_event:
        refuse(
            InvalidValue,
            "no risk in this measure",
            "measure",
            expected="RR, OR, HR, RD or RATE_RATIO",
            got=estimate.measure.value,
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
    given = baseline_risk if isinstance(baseline_risk, Interval) else Interval(baseline_risk)
    _check_baseline(found, given)
    found.settle()
    here = _effect_at(estimate, given.value, found)
    ends = [_effect_at(estimate, end, found) for end in (given.low, given.high) if end is not None]
    found.settle()
    return evolve(here, at_baseline=tuple(ends))


def through(
    estimate: Estimate,
    measure: Measure,
    formula: Callable[[float], float],
    unit: str | None = None,
) -> Estimate:
    """An estimate with its value and ends taken through a monotone formula, ends in order.

    Args:
        estimate: the effect.
        measure: of the result.
        formula: rising or falling.
        unit: of the result, where it is a difference.
    """
    value = formula(estimate.value)
    if estimate.low is None or estimate.high is None:
        return Estimate(measure, value, unit=unit, level=estimate.level)
    ends = (formula(estimate.low), value, formula(estimate.high))
    return Estimate(measure, value, min(ends), max(ends), unit, level=estimate.level)


def _log_free(risk: float) -> float:
    return math.log1p(-risk)


# What makes the second risk out of the first. A ratio of risks may start at certainty (p0 = 1).
_RATIOS: Final[dict[Measure, Callable[[float, float], float]]] = {
    Measure.RR: lambda p0, p1: p1 / p0,
    Measure.OR: lambda p0, p1: p1 / p0 * ((1 - p0) / (1 - p1)),
    Measure.HR: lambda p0, p1: _log_free(p1) / _log_free(p0),
    Measure.RATE_RATIO: lambda p0, p1: _log_free(p1) / _log_free(p0),
}


def reverse(
    difference: Estimate | Interval, baseline_risk: float, measure: Measure | str
) -> Estimate:
    """The relative effect that makes this risk difference at this baseline.

    `absolute_effect` undone, for example to carry a threshold over to a relative scale.

    Args:
        difference: risk difference: an RD, or its bare numbers as proportions.
        baseline_risk: risk without the intervention, as a proportion.
        measure: RR, OR, HR or RATE_RATIO.

    Raises:
        InvalidValue: a measure without a way back, or a baseline or resulting risk from which no
            finite ratio above 0 leads (0 for all of them, 1 for all but RR).

    Source: Cochrane Handbook 5.1, section 11.5.5, solved for the ratio.

    Example:
        >>> round(reverse(Interval(-0.05), 0.2, "RR").value, 3)
        0.75
    """
    wanted = Measure(measure)
    if isinstance(difference, Interval):
        difference = Estimate(Measure.RD, difference.value, difference.low, difference.high)
    for name, given, accepted in (
        ("measure", wanted, tuple(_RATIOS)),
        ("difference", difference.measure, (Measure.RD,)),
    ):
        if given not in accepted:
            refuse(
                InvalidValue,
                "no way back from a risk difference",
                name,
                expected=" or ".join(accepted),
                got=given.value,
            )
    unit = difference.unit or ""
    change = through(
        difference, Measure.RD, lambda end: convert(end, unit, PROPORTION, "difference", "unit")
    )
    ratio, certain = _RATIOS[wanted], wanted is Measure.RR
    found = Problems()
    for name, step in (
        ("baseline_risk", 0.0),
        ("value", change.value),
        ("low", change.low),
        ("high", change.high),
    ):
        risk = None if step is None else baseline_risk + step
        found.need(
            risk is None or 0 < risk < 1 or (certain and risk == 1),
            f"no {wanted} leads from or to this risk",
            name,
            expected=f"a risk above 0 and {'at most' if certain else 'below'} 1",
            got=risk,
        )
    found.settle()
    return through(change, wanted, lambda step: ratio(baseline_risk, baseline_risk + step))


def _checked(estimate: Estimate, accepted: tuple[Measure, ...], baseline: float) -> None:
    """Refuse another measure, or a baseline outside 0 to 1."""
    found = Problems()
    found.need(
        estimate.measure in accepted,
        "another measure",
        "measure",
        expected=" or ".join(accepted),
        got=estimate.measure.value,
    )
    _check_baseline(found, Interval(baseline))
    found.settle()


def relative_risk(odds_ratio: Estimate, baseline_risk: float) -> Estimate:
    """The risk ratio an odds ratio amounts to at this baseline risk.

    Args:
        odds_ratio: the OR, ends included.
        baseline_risk: risk without the intervention, as a proportion.

    Raises:
        InvalidValue: another measure, or a baseline outside 0 to 1.

    Source: Cochrane Handbook 5.1, section 12.5.4.3.

    Example:
        >>> round(relative_risk(Estimate("OR", 0.5), 0.2).value, 4)
        0.5556
    """
    _checked(odds_ratio, (Measure.OR,), baseline_risk)
    return through(
        odds_ratio, Measure.RR, lambda odds: odds / (1 - baseline_risk + baseline_risk * odds)
    )


def event_free(hazard_ratio: Estimate, baseline: float) -> Interval:
    """The proportion free of the event with the intervention, for endpoints told that way.

    Args:
        hazard_ratio: HR of the event (or RATE_RATIO, supposing a constant rate).
        baseline: proportion free of the event without the intervention (survival, say).

    Raises:
        InvalidValue: another measure, or a proportion outside 0 to 1.

    Source: S1 = S0 to the power HR, the definition of proportional hazards.

    Example:
        >>> round(event_free(Estimate("HR", 0.5), 0.8).value, 4)
        0.8944
    """
    _checked(hazard_ratio, (Measure.HR, Measure.RATE_RATIO), baseline)
    low, high = hazard_ratio.low, hazard_ratio.high
    return Interval(
        baseline**hazard_ratio.value,
        None if high is None else baseline**high,
        None if low is None else baseline**low,
    )


def proportion(given: Estimate) -> Interval:
    """A risk difference as a proportion, whatever its unit.

    Args:
        given: an RD.

    Example:
        >>> proportion(Estimate("RD", -20, unit="per 1000")).value
        -0.02
    """
    return given.interval.times(convert(1.0, given.unit or PROPORTION, PROPORTION))
