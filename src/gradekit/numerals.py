"""Numbers as a table shows them: a true minus, a sensible number of digits, never a formula.

It stands below the types whose numbers it shows, so that each of them can print itself; what it
asks of a type is written down as a protocol.
"""

from __future__ import annotations

import math
from typing import Protocol

__all__ = [
    "MINUS",
    "Effect",
    "Ends",
    "absolute",
    "counted",
    "difference",
    "estimated",
    "measured",
    "ratio",
    "several",
    "shown",
    "signed",
    "span",
]

MINUS = "\N{MINUS SIGN}"
PERCENT = 100
_DIGITS = 3


class Ends(Protocol):
    """A number with its interval, where one is known."""

    @property
    def value(self) -> float:
        """The point."""

    @property
    def low(self) -> float | None:
        """Lower end."""

    @property
    def high(self) -> float | None:
        """Upper end."""


class Effect(Ends, Protocol):
    """An estimate of effect."""

    @property
    def measure(self) -> str:
        """RR, MD and the like."""

    @property
    def unit(self) -> str | None:
        """Of a difference."""

    @property
    def level(self) -> float:
        """Of the interval, as a proportion."""


def shown(value: float, digits: int = _DIGITS) -> str:
    """A number to a few significant digits, whole where it is whole, with a true minus.

    Args:
        value: the number.
        digits: significant ones.

    Example:
        >>> shown(0.28), shown(1234.0), shown(-0.5) == MINUS + "0.5", shown(0.0)
        ('0.28', '1234', True, '0')
    """
    if not math.isfinite(value):
        return str(value).replace("-", MINUS)
    whole = round(value)
    near = f"{value:.{digits}g}"
    told = str(whole) if value == whole or abs(value) >= 10**digits else near
    told = f"{float(near):f}".rstrip("0").rstrip(".") if "e" in told else told
    return told.replace("-", MINUS)


def span(given: Ends, digits: int = _DIGITS) -> str:
    """A number with its interval, where one is known.

    Args:
        given: value and ends.
        digits: significant ones.

    Example:
        >>> from gradekit import Interval
        >>> span(Interval(0.28, 0.1, 1.75)), span(Interval(2.0))
        ('0.28 (0.1 to 1.75)', '2 (no interval reported)')
    """
    told = shown(given.value, digits)
    if given.low is None or given.high is None:
        return f"{told} (no interval reported)"
    return f"{told} ({shown(given.low, digits)} to {shown(given.high, digits)})"


def ratio(given: Effect) -> str:
    """A relative effect with its measure and interval.

    Args:
        given: RR, OR, HR, ROM or RATE_RATIO.

    Example:
        >>> from gradekit import Estimate
        >>> ratio(Estimate("RR", 0.75, 0.6, 0.94))
        'RR 0.75 (0.6 to 0.94)'
    """
    return estimated(given)


_USUAL = 0.95


def estimated(given: Effect) -> str:
    """An effect as the field writes it: measure, number, interval, unit.

    Args:
        given: of any measure.

    Example:
        >>> from gradekit import Estimate
        >>> estimated(Estimate("MD", 0.28, 0.1, 1.75, "cm"))
        'MD 0.28 (0.1 to 1.75) cm'
    """
    told = f"{given.measure.replace('_', ' ')} {span(given)} {given.unit or ''}"
    return told.rstrip() + _level(given)


def _level(given: Effect) -> str:
    """The level of an interval, where it is not the usual one."""
    if given.low is None or given.level == _USUAL:
        return ""
    return f" [{shown(given.level * PERCENT)}% interval]"


def measured(given: Effect) -> str:
    """A difference in the unit it was measured in.

    Args:
        given: MD or SMD.

    Example:
        >>> from gradekit import Estimate
        >>> measured(Estimate("MD", 0.28, -1.18, 1.75, "cm"))
        '0.28 higher (1.18 lower to 1.75 higher) cm'
    """
    told = difference(given, "higher", "lower")
    return f"{told} {given.unit or ''}".rstrip() + _level(given)


def _toward(value: float, more: str, less: str, *, whole: bool) -> str:
    size = counted(abs(value)) if whole else shown(abs(value))
    if size == "0":
        return "0"
    return f"{size} {more if value > 0 else less}"


def difference(given: Ends, more: str, less: str, *, whole: bool = False, of: str = "") -> str:
    """A difference told by its direction, which no reader can take for its opposite.

    Args:
        given: intervention minus comparator.
        more: the word for more than the comparator.
        less: the word for less.
        whole: whether it is counted in people.
        of: said once, after the point ("per 1000").

    Example:
        >>> from gradekit import Interval
        >>> difference(Interval(-50.0, -80.0, -12.0), "more", "fewer", whole=True)
        '50 fewer (80 fewer to 12 fewer)'
    """
    told = f"{_toward(given.value, more, less, whole=whole)} {of}".rstrip()
    if given.low is None or given.high is None:
        return f"{told} (no interval reported)"
    ends = [_toward(end, more, less, whole=whole) for end in (given.low, given.high)]
    return f"{told} ({ends[0]} to {ends[1]})"


def counted(value: float) -> str:
    """A number of people: whole, except where rounding would hide that it is not nought.

    Args:
        value: how many.

    Example:
        >>> counted(149.6), counted(0.2), counted(0)
        ('150', 'under 1', '0')
    """
    if 0 < value < 0.5:  # noqa: PLR2004 - rounds to nought
        return "under 1"
    return str(round(value))


def absolute(given: Ends) -> str:
    """How many people, with the interval.

    Args:
        given: numbers of people.

    Example:
        >>> from gradekit import Interval
        >>> absolute(Interval(150.0, 120.0, 188.0))
        '150 (120 to 188)'
    """
    if given.low is None or given.high is None:
        return counted(given.value)
    return f"{counted(given.value)} ({counted(given.low)} to {counted(given.high)})"


def signed(change: int) -> str:
    """Levels moved, with their sign; no move has none.

    Args:
        change: levels, negative for rating down.

    Example:
        >>> signed(-1), signed(2), signed(0)
        ('-1', '+2', '0')
    """
    return f"{change:+d}" if change else "0"


def several(count: int, one: str, many: str = "") -> str:
    """A count with its noun, in the singular for one.

    Args:
        count: how many.
        one: the noun for one.
        many: the noun for any other number; with an s unless given.

    Example:
        >>> several(1, "comparison"), several(3, "study", "studies"), several(4500, "vote")
        ('1 comparison', '3 studies', '4,500 votes')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
