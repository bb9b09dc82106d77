"""Magnitude and favoured option of many estimates at once.

The arithmetic of `classify`, on arrays: the same formulas in the same order, the same tolerance.
Which magnitude a number of thresholds reached amounts to is asked of `Thresholds` itself, how units
convert of `units`, and any row that this cannot judge is handed to the scalar rules, which say why.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from gradekit.errors import GradekitError
from gradekit.scales import Better, Favours, Magnitude, Measure
from gradekit.thresholds import TOLERANCE, Thresholds
from gradekit.units import PROPORTION, convert

__all__ = ["Effects", "Estimates", "favouring", "judge", "reaches"]

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]
MEASURES = tuple(Measure)
MAGNITUDES, FAVOURS = tuple(Magnitude), tuple(Favours)
UNKNOWN, NEITHER = MAGNITUDES.index(Magnitude.UNKNOWN), FAVOURS.index(Favours.NEITHER)
RATIO = np.array([each.is_ratio for each in MEASURES])
EVENT = np.array([each.is_event for each in MEASURES])
RR, OR, RD, SMD, ROM = (
    MEASURES.index(each) for each in (Measure.RR, Measure.OR, Measure.RD, Measure.SMD, Measure.ROM)
)
HIGHER = tuple(Better).index(Better.HIGHER)
NO_UNIT = -1


@frozen(eq=False)
class Estimates:
    """Estimates of some rows: places of words in their sets, numbers, NaN where none.

    Args:
        measure: place in `Measure`.
        value: point estimate.
        low: lower end.
        high: upper end.
        unit: code of the unit as written, -1 where none.
        baseline: baseline risk.
        better: place in `Better`.
        sizes: small, moderate, large and the upper end of small, as columns.
        wanted: code of the unit of the thresholds, -1 where none.
        units: of `unit`, by code.
        wanted_units: of `wanted`, by code.
    """

    measure: Bytes
    value: Floats
    low: Floats
    high: Floats
    unit: npt.NDArray[Any]
    baseline: Floats
    better: Bytes
    sizes: Floats
    wanted: npt.NDArray[Any]
    units: tuple[object, ...]
    wanted_units: tuple[object, ...]


@frozen(eq=False)
class Effects:
    """What was found of each estimate.

    Args:
        magnitude: place in `Magnitude`.
        favours: place in `Favours`.
        effect: absolute effect in the unit of the thresholds, NaN where it was not measured.
        refused: estimates the scalar rules refuse.
    """

    magnitude: Bytes
    favours: Bytes
    effect: Floats
    refused: Bools


def reaches(numbers: Floats, sizes: Floats) -> Bools:
    """Whether each number is at or above its size, within the tolerance of `compare`."""
    near = TOLERANCE.value * np.maximum(np.abs(numbers), np.abs(sizes))
    found: Bools = (numbers >= sizes) | (np.abs(numbers - sizes) <= near)
    return found


@cache
def _named() -> Bytes:
    """The magnitude of so many thresholds reached, without and with a moderate one."""
    made = (Thresholds(1.0), Thresholds(1.0, 2.0, 3.0))
    effects = (0.5, 1.5, 2.5, 3.5)
    return np.array(
        [[MAGNITUDES.index(each.magnitude(effect)) for effect in effects] for each in made],
        np.uint8,
    )


def favouring(effect: Floats, better: Bytes) -> Bytes:
    """Whom an effect of this sign favours."""
    toward = (effect > 0) == (better == HIGHER)
    one, other = FAVOURS.index(Favours.INTERVENTION), FAVOURS.index(Favours.COMPARATOR)
    found: Bytes = np.where(effect == 0, NEITHER, np.where(toward, one, other)).astype(np.uint8)
    return found


def _factor(unit: str | None, wanted: str | None) -> float:
    """What a number is multiplied by from one unit to another; NaN where it does not convert."""
    if unit == wanted:
        return 1.0
    if unit is None or wanted is None:
        return float("nan")
    try:
        return convert(1.0, unit, wanted)
    except GradekitError:
        return float("nan")


def _factors(measure: Bytes, one: Estimates, default: tuple[str | None, ...]) -> Floats:
    """The factor of each row, from the unit it is in to that of its thresholds."""
    rows = (
        (measure.astype(np.int64) * (len(one.units) + 1) + one.unit + 1)
        * (len(one.wanted_units) + 1)
        + one.wanted
        + 1
    )
    kinds = np.unique(rows)
    made = []
    for kind in kinds.tolist():
        rest, wanted = divmod(kind, len(one.wanted_units) + 1)
        place, unit = divmod(rest, len(one.units) + 1)
        own = default[place] if unit == 0 else str(one.units[unit - 1])
        made.append(_factor(own, None if wanted == 0 else str(one.wanted_units[wanted - 1])))
    table = np.empty(int(kinds.max(initial=0)) + 1)
    table[kinds] = made
    found: Floats = table[rows]
    return found


def _whole(one: Estimates) -> Floats:
    """One as a proportion in the unit of each risk difference; NaN where it does not convert."""
    made = [_factor(PROPORTION, PROPORTION), *(_factor(PROPORTION, str(u)) for u in one.units)]
    found: Floats = np.array(made)[one.unit + 1]
    return found


def _risk(measure: Bytes, effect: Floats, baseline: Floats) -> Floats:
    """Risk with the intervention."""
    odds = effect * baseline / (1 - baseline + effect * baseline)
    free = np.where(baseline < 1, -np.expm1(effect * np.log1p(-baseline)), 1.0)
    found: Floats = np.where(measure == RR, baseline * effect, np.where(measure == OR, odds, free))
    return found


def _disordered(one: Estimates) -> Bools:
    """Numbers that no estimate may hold."""
    ratio, told = RATIO[one.measure], ~np.isnan(one.low)
    wrong = ~np.isfinite(one.value) | np.isinf(one.low) | np.isinf(one.high)
    wrong |= told != ~np.isnan(one.high)
    wrong |= told & ~((one.low <= one.value) & (one.value <= one.high))
    wrong |= ratio & ((one.value <= 0) | (one.low <= 0) | (one.high <= 0))
    wrong |= ratio & (one.unit != NO_UNIT)
    wrong |= ~np.isnan(one.baseline) & ~((one.baseline >= 0) & (one.baseline <= 1))
    difference = one.measure == RD
    if difference.any():
        whole = _whole(one)
        too_large = np.fmax(np.abs(one.value), np.fmax(np.abs(one.low), np.abs(one.high))) > whole
        wrong |= difference & (too_large | np.isnan(whole))
    found: Bools = wrong
    return found


def _absolute(one: Estimates) -> tuple[Floats, Bools]:
    """The effect on the absolute scale, in its own unit, and where there is none."""
    relative = EVENT[one.measure] & (one.measure != RD)
    refused = (one.measure == ROM) | (relative & np.isnan(one.baseline))
    effect = one.value.copy()
    if relative.any():
        part = np.flatnonzero(relative & ~refused)
        measure, baseline = one.measure[part], one.baseline[part]
        for ends in (one.value, one.low, one.high):
            risk = _risk(measure, ends[part], baseline)
            refused[part] |= ~(np.isnan(risk) | ((risk >= 0) & (risk <= 1)))
            if ends is one.value:
                refused[part] |= np.isnan(risk)
                effect[part] = risk - baseline
    carried = (one.measure == RD) & ~np.isnan(one.baseline)
    if carried.any():
        part = np.flatnonzero(carried)
        whole = _whole(one)[part]
        reached = one.baseline[part] + _proportion(one.value[part], whole)
        refused[part] |= ~((reached >= 0) & (reached <= 1))
    return effect, refused


def _proportion(value: Floats, whole: Floats) -> Floats:
    """A risk difference as a proportion; as `convert` does, it divides where the unit is finer."""
    found: Floats = np.where(whole >= 1, value / whole, value * (1 / whole))
    return found


def judge(one: Estimates) -> Effects:
    """Magnitude and favoured option of every estimate.

    Args:
        one: the estimates.

    Source: as `classify`.
    """
    with np.errstate(all="ignore"):
        refused = _disordered(one)
        small, moderate, large, upper = one.sizes.T
        judged = ~np.isnan(small) & ~refused
        effect, impossible = _absolute(one)
        default = tuple(
            PROPORTION if EVENT[place] else ("SD" if place == SMD else None)
            for place in range(len(MEASURES))
        )
        factor = _factors(one.measure, one, default)
        refused |= judged & (impossible | np.isnan(factor))
        effect = np.where(judged, effect * factor, np.nan)
        size = np.abs(effect)
        above = reaches(size, moderate).astype(np.uint8) + reaches(size, large)
        graded = (~np.isnan(moderate)).astype(np.uint8)
        named = _named()
        first = named[graded, reaches(size, small) + above]
        ranged = ~np.isnan(upper)
        last = np.where(ranged, named[graded, reaches(size, upper) + above], first)
        known = judged & ~refused & (first == last)
        magnitude = np.where(known, first, UNKNOWN).astype(np.uint8)
        important = np.array([each.is_important for each in MAGNITUDES])[magnitude]
        favours = np.where(important, favouring(effect, one.better), NEITHER).astype(np.uint8)
    return Effects(magnitude, favours, effect, refused)
