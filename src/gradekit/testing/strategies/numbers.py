"""Strategies for numbers: estimates, incidences, instruments, thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st

from gradekit.absolute import AbsoluteEffect, absolute_effect
from gradekit.estimates import Estimate, Incidence, Interval, Scale
from gradekit.nnt import NNT, nnt
from gradekit.scales import Arm, Measure
from gradekit.sources import Citation
from gradekit.testing.strategies.choice import (
    ANY,
    Given,
    a,
    checked,
    flag,
    identifiers,
    is_value,
    proportions,
    refuse_beside,
    texts,
    whole,
    word,
)
from gradekit.testing.strategies.drawing import beside, composite, pick, sampled
from gradekit.thresholds import Thresholds
from gradekit.units import PROPORTION, convert, same_kind

__all__ = [
    "absolute_effects",
    "citations",
    "estimates",
    "incidences",
    "intervals",
    "nnts",
    "scales",
    "thresholds",
]

_GRAIN = 8
_WIDEST = 1e6
_RATIOS = st.integers(1, 64 * _GRAIN).map(lambda part: part / _GRAIN)
_UNITS = ("points", "cm", "mm", "kg", "days")
_RISK_UNITS = (PROPORTION, "%", "per 1000")
LEVELS = sampled((0.95, 0.95, 0.9, 0.99))
"""Levels of an interval; most are at 95%."""


@cache
def citations() -> st.SearchStrategy[Citation]:
    """Places in a publication."""
    return st.builds(Citation, identifiers(), texts(), st.booleans(), texts())


def _differences(bound: float = _WIDEST) -> st.SearchStrategy[float]:
    return st.floats(-bound, bound, allow_nan=False, allow_subnormal=False)


def _triples(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[list[float]]:
    return st.tuples(numbers, numbers, numbers).map(sorted)


@checked(reported=flag())
@composite
def intervals(draw: st.DrawFn, *, reported: Given[bool] = ANY) -> Interval:
    """A value with its interval, or without one.

    Args:
        reported: whether there is an interval.
    """
    low, value, high = draw(_triples(_differences()))
    told = pick(draw, reported, st.booleans())
    return Interval(value, low, high) if told else Interval(value)


def _takes(measure: Measure, unit: str | None) -> bool:
    """Whether an estimate on this measure can have this unit, or none."""
    if unit is None:
        return True
    if measure is Measure.RD:
        return same_kind(unit, PROPORTION)
    return measure in (Measure.MD, Measure.SMD)


def _unit_fits(given: Mapping[str, Any]) -> None:
    measure, unit = given.get("measure", ANY), given.get("unit", ANY)
    if is_value(measure) and is_value(unit) and not _takes(measure, unit):
        takes = "a proportion, '%' or 'per 1000'" if measure is Measure.RD else "None"
        refuse_beside("unit on this measure", "unit", unit, beside=f"measure={measure.value!r}",
                      expected=takes)  # fmt: skip


@checked(_unit_fits, measure=word(Measure), unit=a(str, none=True), interval=flag())
@composite
def estimates(
    draw: st.DrawFn,
    *,
    measure: Given[Measure | str] = ANY,
    unit: Given[str | None] = ANY,
    interval: Given[bool] = ANY,
) -> Estimate:
    """An effect of the intervention against the comparator.

    Args:
        measure: MD, SMD, ROM, RR, OR, HR, RD or RATE_RATIO; one that takes the `unit` unless
            said.
        unit: of a difference; None for the measure's own.
        interval: whether one was reported.

    Example:
        >>> from hypothesis import find
        >>> found = find(estimates(measure="MD"), lambda estimate: True)
        >>> found.measure.value
        'MD'
    """
    own = pick(draw, unit, st.just(ANY))
    fitting = [each for each in Measure if own is ANY or _takes(each, own)]
    kind = Measure(pick(draw, measure, sampled(fitting)))
    if own is ANY:
        units = {Measure.MD: _UNITS, Measure.RD: _RISK_UNITS}
        own = draw(sampled(units.get(kind, (None,))))
    elif not is_value(measure) or not is_value(unit):
        _unit_fits({"measure": kind, "unit": own})
    numbers = _RATIOS if kind.is_ratio else _differences()
    if kind is Measure.RD:
        numbers = _differences(convert(1.0, PROPORTION, own or PROPORTION))
    told = pick(draw, interval, st.booleans())
    if not told:
        return Estimate(kind, draw(numbers), unit=own)
    low, value, high = draw(_triples(numbers))
    return Estimate(kind, value, low, high, own, level=draw(LEVELS))


@checked(arm=word(Arm))
@composite
def incidences(draw: st.DrawFn, *, arm: Given[Arm | str] = ANY) -> Incidence:
    """One arm's rate.

    Args:
        arm: whose.
    """
    whose = pick(draw, arm, sampled(Arm))
    low, value, high = draw(_triples(proportions()))
    told = draw(st.booleans())
    return Incidence(value, low, high, arm=whose) if told else Incidence(value, arm=whose)


@checked(unit=a(str))
@composite
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
        pick(draw, unit, sampled(_UNITS)),
    )


@checked(unit=a(str, none=True), sizes=whole(1, 3), is_range=flag())
@composite
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
    many = pick(draw, sizes, st.integers(1, 3))
    ranged = pick(draw, is_range, st.booleans())
    steps = draw(st.lists(st.integers(1, 200), min_size=many + ranged, max_size=many + ranged))
    ends = [sum(steps[: nth + 1]) / _GRAIN for nth in range(len(steps))]
    upper = ends.pop(1) if ranged else None
    named: dict[str, Any] = dict(zip(("small", "moderate", "large"), ends, strict=False))
    own = pick(draw, unit, sampled((*_UNITS, *_RISK_UNITS)))
    return Thresholds(**named, small_upper=upper, unit=own, **beside(draw, source=citations()))


@composite
def absolute_effects(draw: st.DrawFn) -> AbsoluteEffect:
    """What an effect means at one baseline risk, or at several; impossible ones are not drawn."""
    baseline, reached = draw(proportions()), draw(proportions())
    effect = Estimate("RD", reached - baseline)
    if not draw(st.booleans()):
        return absolute_effect(effect, baseline)
    # Between the risks there is room for the effect at every baseline.
    least, most = max(0.0, -effect.value), min(1.0, 1.0 - effect.value)
    return absolute_effect(effect, Interval(baseline, min(least, baseline), max(most, baseline)))


@composite
def nnts(draw: st.DrawFn) -> NNT:
    """Numbers needed to treat, with an interval or without, through infinity as it falls."""
    low, value, high = draw(
        _triples(st.integers(-_GRAIN * _GRAIN, _GRAIN * _GRAIN).map(lambda part: part / 64))
    )
    wanted = draw(st.booleans())
    told = draw(st.booleans())
    return nnt(value, low, high, desirable=wanted) if told else nnt(value, desirable=wanted)
