"""Draws of effects from their intervals, on the scale on which their error is normal."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from gradekit.classification import unit_of
from gradekit.comparison import Comparison
from gradekit.errors import InvalidValue, refuse
from gradekit.estimates import Estimate
from gradekit.evidence import Evidence
from gradekit.findings import find
from gradekit.scales import Better, Measure
from gradekit.units import PROPORTION, convert, same_kind

__all__ = [
    "Floats",
    "absolute_of",
    "check_count",
    "check_seed",
    "draw",
    "estimated_rows",
    "has_spread",
]

Floats = NDArray[np.float64]


def check_count(name: str, count: int) -> None:
    """Refuse a number of draws or people that is no whole number above 0."""
    if not _whole(count, least=1):
        refuse(
            InvalidValue,
            "draws not counted",
            name,
            expected="a whole number, 1 or more",
            got=count,
        )


def check_seed(seed: int) -> None:
    """Refuse a seed that is no whole number from 0."""
    if not _whole(seed, least=0):
        refuse(
            InvalidValue,
            "no seed",
            "seed",
            expected="a whole number, 0 or more",
            got=seed,
        )


def _whole(number: object, *, least: int) -> bool:
    if isinstance(number, bool) or not isinstance(number, int | np.integer):
        return False
    return int(number) >= least


def has_spread(estimate: Estimate) -> bool:
    """Whether an estimate has an interval with room to draw from."""
    return estimate.low is not None and estimate.low != estimate.high


def estimated_rows(comparison: Comparison) -> tuple[tuple[Evidence, Estimate], ...]:
    """The deciding rows whose estimate decides: a judged effect beside one takes its place."""
    return tuple(
        (row, row.estimate)
        for row in comparison.evidence
        if row.estimate is not None
        and row.judged_effect is None
        and comparison.row(row.outcome.id) is row
        and find(row, comparison.importance_of(row.outcome)).decides
    )


def draw(estimate: Estimate, count: int, random: np.random.Generator) -> Floats:
    """Effects drawn from an estimate's interval: normal, on the log scale for a ratio.

    Args:
        estimate: without an interval it is held at its point.
        count: of draws.
        random: the generator, which the draws move on.
    """
    if estimate.low is None or estimate.high is None:
        return np.full(count, estimate.value)
    z = NormalDist().inv_cdf((1 + estimate.level) / 2)
    if estimate.measure.is_ratio:
        spread = (math.log(estimate.high) - math.log(estimate.low)) / (2 * z)
        drawn: Floats = np.exp(random.normal(math.log(estimate.value), spread, count))
        return drawn
    return random.normal(estimate.value, (estimate.high - estimate.low) / (2 * z), count)


def absolute_of(row: Evidence, estimate: Estimate, values: Floats) -> Floats:
    """Absolute effects towards the intervention, in the unit of the outcome's thresholds.

    Args:
        row: with outcome and baseline risk.
        estimate: whose measure and unit the values have.
        values: on the estimate's own scale. Risks that are impossible come back as they compute;
            whoever draws them has to count them.
    """
    own = unit_of(row.outcome)
    effects, unit = values, estimate.unit
    if estimate.measure.is_ratio:
        effects, unit = _difference(estimate.measure, values, row.baseline_risk), PROPORTION
    if unit != own and unit and own and same_kind(unit, own):
        effects = effects * convert(1.0, unit, own)
    sign = 1.0 if row.outcome.better is Better.HIGHER else -1.0
    return effects * sign


def _difference(measure: Measure, ratios: Floats, baseline: float | None) -> Floats:
    if baseline is None:
        refuse(
            InvalidValue,
            "relative effect without a baseline risk",
            "baseline_risk",
            expected="the risk without the intervention, as a proportion",
            got=None,
        )
    if measure is Measure.RR:
        return baseline * (ratios - 1)
    if measure is Measure.OR:
        difference: Floats = ratios * baseline / (1 - baseline + ratios * baseline) - baseline
        return difference
    free = 1 - baseline
    with_it: Floats = free - free**ratios
    return with_it
