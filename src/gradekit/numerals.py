"""Numbers as a table shows them: a true minus, a sensible number of digits, never a formula."""

from __future__ import annotations

from gradekit.estimates import Estimate, Interval
from gradekit.units import PROPORTION, convert

__all__ = [
    "MINUS",
    "absolute",
    "counted",
    "difference",
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


def shown(value: float, digits: int = _DIGITS) -> str:
    """A number to a few significant digits, whole where it is whole, with a true minus.

    Args:
        value: the number.
        digits: significant ones.

    Example:
        >>> shown(0.28), shown(1234.0), shown(-0.5) == MINUS + "0.5", shown(0.0)
        ('0.28', '1234', True, '0')
    """
    whole = round(value)
    near = f"{value:.{digits}g}"
    told = str(whole) if value == whole or abs(value) >= 10**digits else near
    told = f"{float(near):f}".rstrip("0").rstrip(".") if "e" in told else told
    return told.replace("-", MINUS)


def span(given: Interval, digits: int = _DIGITS) -> str:
    """A number with its interval, where one is known.

    Args:
        given: value and ends.
        digits: significant ones.

    Example:
        >>> span(Interval(0.28, 0.1, 1.75)), span(Interval(2.0))
        ('0.28 (0.1 to 1.75)', '2 (no interval reported)')
    """
    told = shown(given.value, digits)
    if given.low is None or given.high is None:
        return f"{told} (no interval reported)"
    return f"{told} ({shown(given.low, digits)} to {shown(given.high, digits)})"


def ratio(given: Estimate) -> str:
    """A relative effect with its measure and interval.

    Args:
        given: RR, OR, HR, ROM or RATE_RATIO.

    Example:
        >>> ratio(Estimate("RR", 0.75, 0.6, 0.94))
        'RR 0.75 (0.6 to 0.94)'
    """
    return f"{given.measure.value.replace('_', ' ')} {span(given.interval)}{_level(given)}"


_USUAL = 0.95


def _level(given: Estimate) -> str:
    """The level of an interval, where it is not the usual one."""
    if given.low is None or given.level == _USUAL:
        return ""
    return f" [{shown(given.level * PERCENT)}% interval]"


def measured(given: Estimate) -> str:
    """A difference in the unit it was measured in.

    Args:
        given: MD or SMD.

    Example:
        >>> measured(Estimate("MD", 0.28, -1.18, 1.75, "cm"))
        '0.28 higher (1.18 lower to 1.75 higher) cm'
    """
    told = difference(given.interval, "higher", "lower")
    return f"{told} {given.unit or ''}".rstrip() + _level(given)


def _toward(value: float, more: str, less: str, *, whole: bool) -> str:
    size = counted(abs(value)) if whole else shown(abs(value))
    if size == "0":
        return "0"
    return f"{size} {more if value > 0 else less}"


def difference(given: Interval, more: str, less: str, *, whole: bool = False) -> str:
    """A difference told by its direction, which no reader can take for its opposite.

    Args:
        given: intervention minus comparator.
        more: the word for more than the comparator.
        less: the word for less.
        whole: whether it is counted in people.

    Example:
        >>> difference(Interval(-50.0, -80.0, -12.0), "more", "fewer", whole=True)
        '50 fewer (80 fewer to 12 fewer)'
    """
    told = _toward(given.value, more, less, whole=whole)
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
        ('150', 'fewer than 1', '0')
    """
    if 0 < value < 0.5:  # noqa: PLR2004 - rounds to nought
        return "fewer than 1"
    return str(round(value))


def absolute(given: Interval) -> str:
    """How many people, with the interval.

    Args:
        given: numbers of people.

    Example:
        >>> absolute(Interval(150.0, 120.0, 188.0))
        '150 (120 to 188)'
    """
    if given.low is None or given.high is None:
        return counted(given.value)
    return f"{counted(given.value)} ({counted(given.low)} to {counted(given.high)})"


def proportion(given: Estimate) -> Interval:
    """A risk difference as a proportion, whatever its unit.

    Args:
        given: an RD.

    Example:
        >>> proportion(Estimate("RD", -20, unit="per 1000")).value
        -0.02
    """
    return given.interval.times(convert(1.0, given.unit or PROPORTION, PROPORTION))


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
