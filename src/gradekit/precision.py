"""How precise an estimate is: its standard error, and how wide its interval is."""

from __future__ import annotations

import math
from statistics import NormalDist

from attrs import frozen

from gradekit.errors import InvalidValue, refuse
from gradekit.estimates import Estimate
from gradekit.library import OWN, cite
from gradekit.scales import Measure
from gradekit.sources import Parameter

__all__ = [
    "WideInterval",
    "against",
    "exponential",
    "interval_ratio",
    "standard_error",
    "two_sided",
    "wide_interval",
]

SOURCE = cite(
    "cochrane", "section 7.7.7.2", checked=False, note="recalled: half the interval's width over z"
)
NEAR = Parameter(1e-9, OWN, "number.relative_tolerance")
"""Relative difference under which a computed number counts as standing at a limit.

0.9 over 0.3 must read as the 3 it is; the tolerance is far below any clinical meaning.
"""

_RULE = cite("coregrade2", "figure 4", checked=False, note="second-hand")
RATIO_LIMIT_RR = Parameter(3.0, _RULE, "precision.ratio_limit_rr")
RATIO_LIMIT_OR = Parameter(2.5, _RULE, "precision.ratio_limit_or")
RATIO_LIMIT_HR = Parameter(
    2.5,
    cite(
        "gradeguidance34",
        checked=False,
        note="one tool uses 2.5 for HR, another 3; the guidance names RR and OR only",
    ),
    "precision.ratio_limit_hr",
)
_LIMITS = {
    Measure.RR: RATIO_LIMIT_RR,
    Measure.OR: RATIO_LIMIT_OR,
    Measure.HR: RATIO_LIMIT_HR,
}


def against(number: float, limit: float) -> int:
    """-1 below, 0 at, 1 above a limit, within the stated relative tolerance.

    Example:
        >>> against(0.9 / 0.3, 3), against(1 - 0.7, 0.3), against(2.9, 3)
        (0, 0, -1)
    """
    if math.isclose(number, limit, rel_tol=NEAR.value, abs_tol=0.0):
        return 0
    return -1 if number < limit else 1


def exponential(logarithm: float) -> float:
    """The number with this natural logarithm; infinite where it is too large to write.

    Example:
        >>> exponential(0.0), exponential(1e6)
        (1.0, inf)
    """
    try:
        return math.exp(logarithm)
    except OverflowError:
        return math.inf


def two_sided(level: float) -> float:
    """The standard normal deviate that leaves a proportion `level` in the middle.

    Args:
        level: above 0 and below 1, such as 0.95.

    Example:
        >>> round(two_sided(0.95), 5)
        1.95996
    """
    return -NormalDist().inv_cdf((1 - level) / 2)


def standard_error(estimate: Estimate) -> float:
    """The standard error an interval stands for, supposing it was made symmetric.

    Args:
        estimate: with its interval, read at its own level; ratios on the log scale.

    Returns:
        In the estimate's unit; for a ratio, of its natural logarithm.

    Raises:
        InvalidValue: no interval, or one without width.

    Source: Cochrane Handbook 5.1, section 7.7.7.2 (recalled).

    Example:
        >>> round(standard_error(Estimate("OR", 0.64, 0.33, 1.22)) ** 2, 4)
        0.1113
    """
    low, high = estimate.low, estimate.high
    width = 0.0
    if low is not None and high is not None:
        width = math.log(high) - math.log(low) if estimate.measure.is_ratio else high - low
    deviate = two_sided(estimate.level)
    error = width / (2 * deviate) if deviate > 0 else 0.0
    if not error > 0:
        refuse(
            InvalidValue,
            "no standard error without an interval",
            "low",
            expected="an interval with some width",
            got=(low, high),
            hint="give the interval of the estimate, with its level",
        )
    return error


def interval_ratio(estimate: Estimate) -> float:
    """The upper end of a ratio's interval over its lower end.

    Args:
        estimate: RR, OR, HR, RATE_RATIO or ROM with its interval.

    Raises:
        InvalidValue: a difference, or no interval.

    Example:
        >>> interval_ratio(Estimate("RR", 1.0, 0.5, 1.5))
        3.0
    """
    low, high = estimate.low, estimate.high
    if not estimate.measure.is_ratio or low is None or high is None:
        refuse(
            InvalidValue,
            "no ratio of interval ends",
            "measure" if not estimate.measure.is_ratio else "low",
            expected="a ratio with its interval",
            got=(estimate.measure.value, low, high),
        )
    return high / low


@frozen
class WideInterval:
    """How wide the interval of a ratio is against the rule of thumb.

    Args:
        ratio: upper end over lower end.
        limit: from which it is wide, with its source.
        wide: whether it is; at the limit it is.
        at_limit: whether it stands at the limit, where sources read the rule differently.
    """

    ratio: float
    limit: Parameter[float]
    wide: bool
    at_limit: bool


def wide_interval(estimate: Estimate) -> WideInterval:
    """Whether an interval is so wide that few participants, far below enough, are likely.

    Args:
        estimate: RR, OR or HR with its interval.

    Raises:
        InvalidValue: another measure, or no interval.

    Source: Core GRADE 2, figure 4 (second-hand; RR and OR); the limit for HR is unchecked.

    Example:
        >>> wide_interval(Estimate("RR", 0.6, 0.3, 0.9)).wide
        True
    """
    if estimate.measure not in _LIMITS:
        refuse(
            InvalidValue,
            "no limit for this measure",
            "measure",
            expected=" or ".join(_LIMITS),
            got=estimate.measure.value,
        )
    limit = _LIMITS[estimate.measure]
    ratio = interval_ratio(estimate)
    place = against(ratio, limit.value)
    return WideInterval(ratio, limit, wide=place >= 0, at_limit=place == 0)
