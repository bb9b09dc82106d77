"""CINeMA's reading of incoherence: a second engine beside GRADE's judgement."""

from __future__ import annotations

from gradekit.domains.verdict import Concern, Leaf, Walk
from gradekit.errors import InvalidValue, Problems, refuse
from gradekit.estimates import Interval
from gradekit.judgements import Suggestion
from gradekit.library import cite
from gradekit.scales import Edition
from gradekit.sources import Parameter
from gradekit.thresholds import compare
from gradekit.trace import Input, Rule

__all__ = ["PARAMETERS", "RULES", "cinema_global", "cinema_incoherence"]

_CINEMA = cite("cinema", "incoherence")
_ZONES = ("below", "inside", "above")

# The numbers.

GLOBAL_NONE_ABOVE = Parameter(0.10, _CINEMA, "network.cinema_none_above")
GLOBAL_MAJOR_BELOW = Parameter(0.01, _CINEMA, "network.cinema_major_below")
PARAMETERS: tuple[Parameter[object], ...] = (GLOBAL_NONE_ABOVE, GLOBAL_MAJOR_BELOW)

# The rules, in the order they are asked.

ZONES = (
    Rule("network.cinema_three_zones", "Three shared zones: no concern.", _CINEMA),
    Rule("network.cinema_two_zones", "Two shared zones: some concern, one level.", _CINEMA),
    Rule("network.cinema_fewer_zones", "One or none: major concern, two levels.", _CINEMA),
)
GLOBAL = (
    Rule("network.cinema_global_none", "A P value above the higher limit: no concern.", _CINEMA),
    Rule("network.cinema_global_some", "A P value between the limits: one level.", _CINEMA),
    Rule("network.cinema_global_major", "A P value below the lower limit: two levels.", _CINEMA),
)
RULES = (*ZONES, *GLOBAL)


def _zones(interval: Interval, important: tuple[float, float]) -> set[str]:
    low, high = interval.low, interval.high
    if low is None or high is None:
        refuse(
            InvalidValue,
            "no interval",
            "low",
            expected="both ends of the interval",
            got=(low, high),
        )
    lower, upper = important
    reached = {
        "below": compare(low, lower) < 0,
        "inside": compare(low, upper) < 0 < compare(high, lower),
        "above": compare(high, upper) > 0,
    }
    return {zone for zone in _ZONES if reached[zone]}


def cinema_incoherence(
    *, direct: Interval, indirect: Interval, important: tuple[float, float]
) -> Suggestion:
    """A mechanical reading of incoherence: the zones both intervals reach into.

    Args:
        direct: estimate with its interval.
        indirect: the same from indirect evidence.
        important: lower and upper limit of the range without important effect, on the same scale.

    Returns:
        0, -1 or -2.

    Raises:
        InvalidValue: an interval without ends, or limits not ascending.

    Source: CINeMA documentation.

    Example:
        >>> cinema_incoherence(
        ...     direct=Interval(0.7, 0.5, 0.9),
        ...     indirect=Interval(0.9, 0.7, 1.1),
        ...     important=(0.8, 1.25),
        ... ).level
        -1
    """
    found = Problems()
    found.need(
        important[0] < important[1],
        "limits not ascending",
        "important",
        expected="a lower and a higher limit",
        got=important,
    )
    found.settle()
    shared = _zones(direct, important) & _zones(indirect, important)
    apart = len(_ZONES) - len(shared)
    seen = (Input("zones shared", len(shared)),)
    none, some, major = ZONES
    one, two = Concern.SERIOUS.level, Concern.VERY_SERIOUS.level
    return Walk(ZONES, Edition.CLASSIC).first(
        Leaf(none, apart == 0, 0, "both intervals reach into all zones", seen),
        Leaf(some, apart == 1, one, "both intervals reach into two zones", seen),
        Leaf(major, apart > 1, two, "the intervals hardly share a zone", seen),
    )


def cinema_global(p: float) -> Suggestion:
    """A mechanical reading where only indirect evidence exists: the design-by-treatment test.

    Args:
        p: P value of the global test.

    Returns:
        0, -1 or -2.

    Raises:
        InvalidValue: no P value.

    Source: CINeMA documentation.

    Example:
        >>> cinema_global(0.05).level
        -1
    """
    found = Problems()
    found.need(0 <= p <= 1, "not a P value", "p", expected="a number from 0 to 1", got=p)
    found.settle()
    seen = (Input("P", p),)
    above = compare(p, GLOBAL_NONE_ABOVE.value) > 0
    below = compare(p, GLOBAL_MAJOR_BELOW.value) < 0
    none, some, major = GLOBAL
    return Walk(GLOBAL, Edition.CLASSIC).first(
        Leaf(none, above, 0, "the test does not suggest incoherence", seen),
        Leaf(some, not above and not below, Concern.SERIOUS.level, "the test leaves it open", seen),
        Leaf(major, below, Concern.VERY_SERIOUS.level, "the test suggests incoherence", seen),
    )
