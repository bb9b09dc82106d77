"""Where an effect reaches the sizes the rules compare it with: solved, not searched.

Every rule that reads a number compares an absolute effect with a threshold, with the smallest
benefit people would require, or with no effect at all. The numbers at which an answer can change
are therefore the solutions of `absolute effect = size`, and those at which a risk becomes
impossible.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator

from gradekit.classification import unit_of
from gradekit.estimates import Estimate
from gradekit.outcomes import Outcome
from gradekit.panel import Panel
from gradekit.scales import Measure
from gradekit.units import PROPORTION, convert, same_kind

__all__ = [
    "ABOVE_ZERO",
    "asked_sizes",
    "baseline_candidates",
    "estimate_candidates",
    "possible_range",
    "sizes_of",
]

ABOVE_ZERO = math.nextafter(0, 1)
"""The smallest number above 0: where a range starts that 0 does not belong to."""

HALVINGS = 200
"""More than enough to bring two floating-point numbers together."""


def possible_range(estimate: Estimate) -> tuple[float, float]:
    """What a point estimate of this measure may be, in its unit."""
    if estimate.measure.is_ratio:
        return ABOVE_ZERO, math.inf
    if estimate.measure is Measure.RD:
        whole = convert(1.0, PROPORTION, estimate.unit or PROPORTION)
        return -whole, whole
    return -math.inf, math.inf


def asked_sizes(outcome: Outcome, panel: Panel | None) -> Iterator[float]:
    """The smallest benefits a survey asks for on an outcome, in the unit of its thresholds."""
    survey, own = panel.survey if panel else None, unit_of(outcome)
    for scenario in survey.scenarios if survey else ():
        wanted = scenario.smallest_benefit
        if wanted is None or scenario.outcome != outcome.id:
            continue
        unit = scenario.unit or own
        if unit == own:
            yield wanted
        elif unit and own and same_kind(unit, own):
            yield convert(wanted, unit, own)


def sizes_of(outcome: Outcome, panel: Panel | None) -> tuple[float, ...]:
    """Every absolute effect at which a rule may change its mind, in the unit of the thresholds."""
    sizes = {0.0}
    ends = () if outcome.thresholds is None else outcome.thresholds.ends()
    for size in (
        *(size for end in ends for _, size in end.sizes()),
        *asked_sizes(outcome, panel),
    ):
        sizes |= {size, -size}
    return tuple(sorted(sizes))


def _in_unit(sizes: Iterable[float], own: str | None, unit: str | None) -> Iterator[float]:
    for size in sizes:
        if own == unit or own is None or unit is None:
            yield size
        elif same_kind(own, unit):
            yield convert(size, own, unit)


def _largest_possible(ratio_times: float) -> float:
    """The largest factor that keeps a product with this number at 1 or below."""
    found = 1 / ratio_times
    while found * ratio_times > 1:
        found = math.nextafter(found, 0)
    return found


def estimate_candidates(
    estimate: Estimate,
    outcome: Outcome,
    baseline_risk: float | None,
    panel: Panel | None,
) -> tuple[float, ...]:
    """The point estimates at which an answer may change, on the estimate's own scale.

    Args:
        estimate: whose measure and unit it is.
        outcome: with its thresholds.
        baseline_risk: for relative effects.
        panel: whose survey may ask for a smallest benefit.
    """
    own, measure = unit_of(outcome), estimate.measure
    sizes = sizes_of(outcome, panel)
    if not measure.is_ratio:
        found = set(_in_unit(sizes, own, estimate.unit))
        if measure is Measure.RD and baseline_risk is not None:
            unit = estimate.unit or PROPORTION
            found |= {
                convert(-baseline_risk, PROPORTION, unit),
                convert(1 - baseline_risk, PROPORTION, unit),
            }
        return tuple(sorted(found))
    if baseline_risk is None:
        return (1.0,)
    found = {1.0}
    if measure is Measure.RR and baseline_risk > 0:
        found.add(_largest_possible(baseline_risk))
    for size in _in_unit(sizes, own, PROPORTION):
        risk = baseline_risk + size
        if size and 0 < baseline_risk < 1 and 0 < risk < 1:
            found.add(_ratio(measure, baseline_risk, risk))
        elif size and baseline_risk == 1 and measure is Measure.RR and 0 < risk < 1:
            found.add(risk)
    return tuple(sorted(found))


def _ratio(measure: Measure, before: float, after: float) -> float:
    """The ratio that takes one risk to another; the formulas of `absolute`, solved."""
    if measure is Measure.RR:
        return after / before
    if measure is Measure.OR:
        return after / (1 - after) * (1 - before) / before
    return math.log1p(-after) / math.log1p(-before)


def baseline_candidates(
    estimate: Estimate, outcome: Outcome, panel: Panel | None
) -> tuple[float, ...]:
    """The baseline risks at which an answer may change, the same relative effect taken to each.

    Args:
        estimate: a ratio, or a risk difference.
        outcome: with its thresholds.
        panel: whose survey may ask for a smallest benefit.
    """
    numbers = [
        number for number in (estimate.value, estimate.low, estimate.high) if number is not None
    ]
    if estimate.measure is Measure.RD:
        point = convert(estimate.value, estimate.unit or PROPORTION, PROPORTION)
        return tuple(risk for risk in (-point, 1 - point) if 0 <= risk <= 1)
    found: set[float] = set()
    if estimate.measure is Measure.RR:
        found |= {_largest_possible(number) for number in numbers if number > 1}
    for size in _in_unit(sizes_of(outcome, panel), unit_of(outcome), PROPORTION):
        if size:
            found |= set(_baselines(estimate.measure, estimate.value, size))
    return tuple(sorted(risk for risk in found if 0 <= risk <= 1))


def _baselines(measure: Measure, ratio: float, size: float) -> Iterator[float]:
    """The baseline risks at which a ratio makes a risk difference of this size."""
    excess = ratio - 1
    if excess == 0:
        return
    if measure is Measure.RR:
        yield size / excess
    elif measure is Measure.OR:
        # excess p (1 - p) = size (1 + excess p), a quadratic in p; its stable form.
        a, b, c = excess, excess * (size - 1), size
        inside = b * b - 4 * a * c
        if inside >= 0:
            q = -(b + math.copysign(math.sqrt(inside), b)) / 2
            yield q / a
            if q:
                yield c / q
    else:
        # The difference s - s ** ratio of event-free shares has one turning point between 0 and 1.
        def difference(risk: float) -> float:
            free = 1 - risk
            return free - math.pow(free, ratio) - size

        turn = 1 - math.pow(ratio, 1 / (1 - ratio))
        for low, high in ((0.0, turn), (turn, 1.0)):
            yield from _root(difference, low, high)


def _root(function: Callable[[float], float], low: float, high: float) -> Iterator[float]:
    """The one root of a function that only rises or only falls between two points."""
    at_low, at_high = function(low), function(high)
    if at_low * at_high > 0:
        return
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if (function(middle) > 0) == (at_high > 0):
            high = middle
        else:
            low = middle
    yield (low + high) / 2
