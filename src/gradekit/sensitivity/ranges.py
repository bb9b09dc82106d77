"""The range a sweep looks at where nobody names its ends: wide enough for what was measured.

No grid is laid, so that a wide range costs nothing; it says where it came from all the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NoReturn

from attrs import frozen

from gradekit.classification import unit_of
from gradekit.errors import InvalidValue, refuse
from gradekit.estimates import Estimate
from gradekit.outcomes import Outcome
from gradekit.sensitivity.crossings import possible_range, sizes_of
from gradekit.thresholds import compare
from gradekit.units import convert, same_kind

__all__ = ["Range", "estimate_range", "size_range"]

TIMES = 2
"""How many times the largest number the range reaches."""


@frozen
class Range:
    """The ends of a range, and where they come from.

    Args:
        low: where it starts; the smallest number above 0 where 0 does not belong to it.
        high: where it ends.
        chosen: where ends nobody named come from; empty where both were named.
    """

    low: float
    high: float
    chosen: str = ""

    def within(self, low: float | None, high: float | None) -> Range:
        """The same with the ends somebody named in place of its own."""
        return Range(
            self.low if low is None else low,
            self.high if high is None else high,
            "" if low is not None and high is not None else self.chosen,
        )


def size_range(outcome: Outcome, effects: Iterable[float], ends: tuple[float, float]) -> Range:
    """The range of a threshold: from its lower neighbour, or 0, to what could be measured.

    Args:
        outcome: whose threshold; the width of its scale is the upper end, where it has one.
        effects: absolute effects measured, in the unit of the thresholds; twice the largest number
            among them and the thresholds is the upper end otherwise.
        ends: between which neighbouring thresholds it may lie.
    """
    least, most = ends
    low = math.nextafter(least, math.inf)
    high, chosen = _reach(outcome, unit_of(outcome), effects)
    if high <= low:
        high, chosen = TIMES * low, f"{TIMES} times its lower end"
    if high >= most:
        high, chosen = math.nextafter(most, 0), "the next threshold"
    return Range(low, high, f"up to {chosen}")


def estimate_range(outcome: Outcome, templates: Iterable[Estimate]) -> Range:
    """The range of a point estimate, as far on one side of no effect as on the other.

    Args:
        outcome: whose estimate.
        templates: the estimates that are moved, with their intervals.
    """
    given = tuple(templates)
    measures = {each.measure.is_ratio for each in given}
    units = {each.unit for each in given}
    if len(measures) != 1 or len(units) != 1:
        _refused("estimates of one kind, in one unit")
    numbers = tuple(number for each in given for number in _numbers(each))
    if measures == {True}:
        most = TIMES * max(max(number, 1 / number) for number in numbers)
        return Range(1 / most, most, f"{TIMES} times the largest ratio, either way")
    unit = given[0].unit
    high, chosen = _reach(outcome, unit, numbers)
    high = min(high, possible_range(given[0])[1])
    return Range(-high, high, f"either way as far as {chosen}")


def _numbers(estimate: Estimate) -> Iterator[float]:
    for number in (estimate.value, estimate.low, estimate.high):
        if number is not None:
            yield number


def _reach(outcome: Outcome, unit: str | None, numbers: Iterable[float]) -> tuple[float, str]:
    """How far a size may go in a unit, and why."""
    scale, own = outcome.scale, unit_of(outcome)
    if scale is not None and unit is not None and same_kind(scale.unit, unit):
        width = convert(scale.maximum, scale.unit, unit) - convert(scale.minimum, scale.unit, unit)
        return width, "the width of the scale"
    sizes = [abs(number) for number in numbers]
    for size in sizes_of(outcome, None):
        if own == unit:
            sizes.append(abs(size))
        elif own and unit and same_kind(own, unit):
            sizes.append(abs(convert(size, own, unit)))
    largest = max(sizes, default=0.0)
    if compare(largest, 0) == 0:
        _refused("both ends: there is no scale, estimate or threshold to take them from")
    return TIMES * largest, f"{TIMES} times the largest estimate or threshold"


def _refused(expected: str) -> NoReturn:
    refuse(
        InvalidValue,
        "no range to look at",
        "low",
        expected=expected,
        got=None,
        hint="name both ends (on the command line: --from and --to)",
    )
