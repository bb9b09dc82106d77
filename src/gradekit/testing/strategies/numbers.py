"""Strategies for numbers: estimates, incidences, instruments, thresholds."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from gradekit.absolute import AbsoluteEffect, absolute_effect
from gradekit.estimates import Estimate, Incidence, Interval, Scale
from gradekit.scales import Arm, Measure
from gradekit.testing.strategies.choice import ANY, Given, chosen, optionally, proportions, texts
from gradekit.thresholds import Thresholds
from gradekit.units import PROPORTION, convert

__all__ = ["absolute_effects", "estimates", "incidences", "intervals", "scales", "thresholds"]

_GRAIN = 8
_WIDEST = 1e6
_RATIOS = st.integers(1, 64 * _GRAIN).map(lambda part: part / _GRAIN)
_UNITS = ("points", "cm", "mm", "kg", "days")
_RISK_UNITS = (PROPORTION, "%", "per 1000")


def _differences(bound: float = _WIDEST) -> st.SearchStrategy[float]:
    return st.floats(-bound, bound, allow_nan=False, allow_subnormal=False)


def _triples(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[list[float]]:
    return st.tuples(numbers, numbers, numbers).map(sorted)


@st.composite
def intervals(draw: st.DrawFn, *, reported: Given[bool] = ANY) -> Interval:
    """A value with its interval, or without one.

    Args:
        reported: whether there is an interval.
    """
    low, value, high = draw(_triples(_differences()))
    told = draw(chosen(reported, st.booleans()))
    return Interval(value, low, high) if told else Interval(value)


@st.composite
def estimates(
    draw: st.DrawFn,
    *,
    measure: Given[Measure | str] = ANY,
    unit: Given[str | None] = ANY,
    interval: Given[bool] = ANY,
) -> Estimate:
    """An effect of the intervention against the comparator.

    Args:
        measure: MD, SMD, ROM, RR, OR, HR, RD or RATE_RATIO.
        unit: of a difference.
        interval: whether one was reported.

    Example:
        >>> from hypothesis import find
        >>> found = find(estimates(measure="MD"), lambda estimate: True)
        >>> found.measure.value
        'MD'
    """
    kind = Measure(draw(chosen(measure, st.sampled_from(Measure))))
    numbers, own = _differences(), chosen(unit, st.sampled_from(_UNITS))
    if kind.is_ratio:
        numbers, own = _RATIOS, st.none()
    elif kind is Measure.SMD:
        own = chosen(unit, st.none())
    elif kind is Measure.RD:
        own = chosen(unit, st.sampled_from(_RISK_UNITS))
    measured_in = draw(own)
    if kind is Measure.RD:
        numbers = _differences(convert(1.0, PROPORTION, measured_in or PROPORTION))
    told = draw(chosen(interval, st.booleans()))
    if not told:
        return Estimate(kind, draw(numbers), unit=measured_in)
    low, value, high = draw(_triples(numbers))
    return Estimate(kind, value, low, high, measured_in)


@st.composite
def incidences(draw: st.DrawFn, *, arm: Given[Arm | str] = ANY) -> Incidence:
    """One arm's rate.

    Args:
        arm: whose.
    """
    whose = draw(chosen(arm, st.sampled_from(Arm)))
    low, value, high = draw(_triples(proportions()))
    told = draw(st.booleans())
    return Incidence(value, low, high, arm=whose) if told else Incidence(value, arm=whose)


@st.composite
def scales(draw: st.DrawFn, *, unit: Given[str] = ANY) -> Scale:
    """A measuring instrument.

    Args:
        unit: of its scores.
    """
    least = draw(st.integers(-100, 100))
    return Scale(
        draw(texts()),
        least,
        least + draw(st.integers(1, 100)),
        draw(chosen(unit, st.sampled_from(_UNITS))),
    )


@st.composite
def thresholds(
    draw: st.DrawFn,
    *,
    unit: Given[str | None] = ANY,
    sizes: Given[int] = ANY,
    is_range: Given[bool] = ANY,
) -> Thresholds:
    """Sizes from which an effect is important, moderate, large.

    Args:
        unit: of all of them.
        sizes: how many are told apart, 1 to 3.
        is_range: whether the smallest is only known as a range.

    Example:
        >>> from hypothesis import find
        >>> find(thresholds(sizes=3), lambda each: True).sizes()[-1][0]
        <Magnitude.LARGE: 'large'>
    """
    many = draw(chosen(sizes, st.integers(1, 3)))
    ranged = draw(chosen(is_range, st.booleans()))
    steps = draw(st.lists(st.integers(1, 200), min_size=many + ranged, max_size=many + ranged))
    ends = [sum(steps[: nth + 1]) / _GRAIN for nth in range(len(steps))]
    upper = ends.pop(1) if ranged else None
    named: dict[str, Any] = dict(zip(("small", "moderate", "large"), ends, strict=False))
    own = draw(chosen(unit, st.sampled_from((*_UNITS, *_RISK_UNITS))))
    return Thresholds(**named, small_upper=upper, unit=own)


@st.composite
def absolute_effects(draw: st.DrawFn) -> AbsoluteEffect:
    """What an effect means at one baseline risk; impossible risks are never drawn."""
    baseline, reached = draw(proportions()), draw(proportions())
    return absolute_effect(Estimate("RD", reached - baseline), baseline)


def optional_thresholds(unit: str | None) -> st.SearchStrategy[Thresholds | None]:
    """Thresholds in this unit, or none recorded."""
    return optionally(thresholds(unit=unit))
