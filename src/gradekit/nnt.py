"""Numbers needed to treat, with intervals that pass through infinity where they must.

At no difference in risk the number is infinite, and on the other side of it the same treatment
harms. An interval of the risk difference that holds 0 therefore runs from a number needed to
benefit through infinity to a number needed to harm; printing its two ends alone would hide that.
"""

from __future__ import annotations

import math

from attrs import field, frozen

from gradekit.errors import Problems
from gradekit.estimates import Estimate, Interval
from gradekit.library import cite
from gradekit.precision import NEAR
from gradekit.words import Word

__all__ = ["NNT", "Needed", "NeededTo", "nnt"]

SOURCE = cite("altman1998", checked=False, note="also Cochrane Handbook 5.1, section 12.5.4.5")
INFINITE = "infinity"


class NeededTo(Word):
    """To benefit, or to harm, one person more."""

    BENEFIT = "NNTB"
    HARM = "NNTH"


@frozen
class Needed:
    """How many people need to be treated for one more to benefit, or to be harmed.

    Args:
        number: unrounded, 1 or more; infinite where the risks do not differ.
        to: benefit or harm; None where the number is infinite.
    """

    number: float
    to: NeededTo | None

    @property
    def whole(self) -> int | None:
        """The number rounded up to whole people; None where it is infinite."""
        if math.isinf(self.number):
            return None
        nearest = round(self.number)
        near = math.isclose(self.number, nearest, rel_tol=NEAR.value)
        return nearest if near else math.ceil(self.number)

    def __str__(self) -> str:
        return INFINITE if self.to is None else f"{self.to} {self.whole}"


@frozen
class NNT:
    """A number needed to treat with its interval.

    Args:
        value: at the point estimate.
        best: at the end of the interval that is better for people; None without an interval.
        worst: at the other end.
    """

    value: Needed
    best: Needed | None = field(default=None, kw_only=True)
    worst: Needed | None = field(default=None, kw_only=True)

    @property
    def through_infinity(self) -> bool:
        """Whether the interval runs from benefit through no difference to harm."""
        best, worst = self.best, self.worst
        if best is None or worst is None:
            return False
        return best.to is NeededTo.BENEFIT and worst.to is NeededTo.HARM

    def __str__(self) -> str:
        said = str(self.value)
        if self.value.to is None:
            said += ", as the risks do not differ"
        if self.best is None or self.worst is None:
            return said
        if self.through_infinity:
            return f"{said} ({self.best} to {INFINITE} to {self.worst})"
        first, last = sorted((self.best, self.worst), key=lambda end: end.number)
        return f"{said} ({first} to {last})"


def _needed(gain: float) -> Needed:
    number = math.inf if gain == 0 else 1 / abs(gain)
    if math.isinf(number):
        return Needed(math.inf, None)
    return Needed(number, NeededTo.BENEFIT if gain > 0 else NeededTo.HARM)


def nnt(
    value: float,
    low: float | None = None,
    high: float | None = None,
    *,
    desirable: bool = False,
) -> NNT:
    """The number needed to treat of a risk difference, over the time the risks are for.

    Args:
        value: risk difference, intervention minus comparator, as a proportion; negative means
            fewer events with the intervention.
        low: lower end of its interval; None with `high` where there is none.
        high: upper end.
        desirable: whether the event is wanted (cure); by default it is not (death).

    Raises:
        InvalidValue: a difference outside -1 to 1, half an interval, ends out of order.

    Source: Cochrane Handbook 5.1, sections 12.5.4.1 (rounded up) and 12.5.4.5 (the interval);
    Altman 1998 (recalled).

    Example:
        >>> print(nnt(-0.12))
        NNTB 9
        >>> print(nnt(-0.10, -0.25, 0.05))
        NNTB 10 (NNTB 4 to infinity to NNTH 20)
    """
    found = Problems()
    for name, given in (("value", value), ("low", low), ("high", high)):
        effect: object = given
        found.need(
            not isinstance(effect, Estimate | Interval),
            "an effect instead of a risk difference",
            name,
            expected="a risk difference as a proportion, and its two ends",
            got=effect,
            hint="less = gk.absolute_effect(estimate, baseline_risk).difference gives one: "
            "gk.nnt(less.value, less.low, less.high)",
        )
    found.settle()
    found.need_numbers("value", value=value, low=low, high=high)
    for name, risk in (("value", value), ("low", low), ("high", high)):
        found.need(
            risk is None or -1 <= risk <= 1,
            "risk difference outside -1 to 1",
            name,
            expected="a difference of proportions from -1 to 1",
            got=risk,
            hint="divide events per 1000 by 1000",
        )
    found.need(
        (low is None and high is None)
        or (low is not None and high is not None and low <= value <= high),
        "risk difference outside its interval",
        "value",
        expected="both ends of the interval, low <= value <= high, or neither",
        got=(low, value, high),
    )
    found.settle()
    gains = [risk if desirable else -risk for risk in (low, high) if risk is not None]
    point = _needed(value if desirable else -value)
    if not gains:
        return NNT(point)
    return NNT(point, best=_needed(max(gains)), worst=_needed(min(gains)))
