"""Strategies for estimates that read as an effect asked for: thresholds and numbers together."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st

from gradekit.absolute import reverse
from gradekit.classification import unit_of
from gradekit.estimates import Estimate, Interval, Scale
from gradekit.outcomes import Outcome
from gradekit.scales import Better, Favours, Magnitude, Measure
from gradekit.testing.strategies.drawing import composite, sampled
from gradekit.testing.strategies.numbers import LEVELS, estimates
from gradekit.thresholds import Thresholds
from gradekit.units import PROPORTION, convert, same_kind

__all__ = ["Read", "fitting", "measured"]

_STEP = st.integers(1, 20)
_MARGIN = st.integers(0, 30)
_ROOM = 20
_BASELINE = 0.25  # a power of two, so that a ratio and its difference are exact
_GRAIN = 1024  # of a proportion, exact as well
_SMALL_BASELINE = 0.01  # at which no ratio of up to 64 passes a risk of 1
_RATIOS = (Measure.RR, Measure.OR, Measure.HR, Measure.RATE_RATIO)
_TWO, _THREE = 2, 3
_GRADED = (Magnitude.SMALL, Magnitude.MODERATE, Magnitude.LARGE)


@frozen
class Way:
    """A way of measuring: what the numbers stand for, and the unit the estimate is written in."""

    unit: str
    grain: float
    measure: Measure
    written: str


_WAYS = (
    Way("cm", 1 / 8, Measure.MD, "cm"),
    Way("points", 1, Measure.MD, "points"),
    Way("per 1000", 1, Measure.RD, "per 1000"),
    Way("SD", 1 / 8, Measure.SMD, "SD"),
    Way("cm", 1 / 8, Measure.MD, "mm"),
    Way("per 1000", 1, Measure.RD, "%"),
    *(Way(PROPORTION, 1 / _GRAIN, each, "") for each in _RATIOS),
)


@frozen
class Read:
    """What was measured: of the outcome, and of the row.

    Args:
        outcome: thresholds, and perhaps an instrument.
        row: the estimate, and perhaps a baseline risk.
    """

    outcome: dict[str, Any]
    row: dict[str, Any]


@frozen
class Sizes:
    """Thresholds as whole steps, and between which sizes an effect reads as asked."""

    small: int
    upper: int | None
    moderate: int | None
    large: int | None
    least: int
    most: int


def _sizes(draw: st.DrawFn, magnitude: Magnitude) -> Sizes:
    small, wide, more, most = draw(st.tuples(_STEP, _STEP, _STEP, _STEP))
    unstable = magnitude is Magnitude.UNKNOWN
    ranged = unstable or draw(sampled((False, False, True)))
    above = small + wide if ranged else small
    moderate, large = above + more, above + more + most
    many = {Magnitude.IMPORTANT: 1, Magnitude.LARGE: _THREE}.get(magnitude)
    if many is None:
        many = draw(st.integers(_TWO if magnitude in _GRADED else 1, _THREE))
    ends = {
        Magnitude.TRIVIAL: (0, small - 1),
        Magnitude.UNKNOWN: (small, above - 1),
        Magnitude.IMPORTANT: (above, above + _ROOM),
        Magnitude.SMALL: (above, moderate - 1),
        Magnitude.MODERATE: (moderate, large - 1 if many == _THREE else moderate + _ROOM),
        Magnitude.LARGE: (large, large + _ROOM),
    }
    return Sizes(
        small,
        above if ranged else None,
        moderate if many >= _TWO else None,
        large if many == _THREE else None,
        *ends[magnitude],
    )


@composite
def measured(draw: st.DrawFn, magnitude: Magnitude, favours: Favours, better: Better) -> Read:
    """Thresholds (and an instrument), and an estimate that reads as this effect.

    An effect of unknown magnitude lies inside the range of its smallest important difference.

    Args:
        magnitude: how large it reads.
        favours: whom it favours.
        better: which way the outcome improves.
    """
    way = draw(sampled(_WAYS))
    sizes = _sizes(draw, magnitude)
    size = draw(st.integers(sizes.least, sizes.most))
    toward = (favours is Favours.INTERVENTION) == (better is Better.HIGHER)
    if favours is Favours.NEITHER:
        toward = draw(st.booleans())
    value = size if toward else -size
    low, high = value - draw(_MARGIN), value + draw(_MARGIN)
    others: dict[str, Any] = {
        name: None if each is None else each * way.grain
        for name, each in (
            ("small_upper", sizes.upper),
            ("moderate", sizes.moderate),
            ("large", sizes.large),
        )
    }
    about: dict[str, Any] = {
        "thresholds": Thresholds(sizes.small * way.grain, unit=way.unit, **others)
    }
    if way.measure is Measure.MD and draw(st.booleans()):
        about["scale"] = Scale("instrument", 0, 100, way.written)
    numbers = Interval(*(each * way.grain for each in (value, low, high)))
    if not draw(st.booleans()):
        numbers = Interval(numbers.value)
    level = draw(LEVELS)
    if way.measure in _RATIOS:
        ratio = reverse(numbers, _BASELINE, way.measure)
        return Read(about, {"estimate": evolve(ratio, level=level), "baseline_risk": _BASELINE})
    written = numbers.times(convert(1.0, way.unit, way.written))
    found = Estimate(way.measure, written.value, written.low, written.high, way.written,
                     level=level)  # fmt: skip
    row: dict[str, Any] = {"estimate": found}
    if way.measure is Measure.RD:
        row["baseline_risk"] = draw(sampled((None, _BASELINE)))
    return Read(about, row)


@composite
def fitting(draw: st.DrawFn, outcome: Outcome) -> dict[str, Any]:
    """An estimate that can be judged on this outcome, whatever it then reads as.

    Args:
        outcome: with its unit.
    """
    unit = unit_of(outcome)
    if unit is None or not same_kind(unit, PROPORTION):
        measure = Measure.SMD if unit == "SD" else Measure.MD
        return {"estimate": draw(estimates(measure=measure, unit=unit))}
    measure = draw(sampled((Measure.RD, *_RATIOS)))
    if measure is Measure.RD:
        return {"estimate": draw(estimates(measure=measure, unit=unit))}
    return {"estimate": draw(estimates(measure=measure)), "baseline_risk": _SMALL_BASELINE}
