"""Estimates of effect, one-arm rates, and the instruments they are measured on."""

from __future__ import annotations

import math

from attrs import field, frozen

from gradekit.errors import Problems
from gradekit.numerals import absolute, estimated, shown, span
from gradekit.scales import Arm, Measure
from gradekit.units import PROPORTION, convert
from gradekit.words import placed

__all__ = ["Estimate", "Incidence", "Interval", "Scale"]

_LEVEL = 0.95
_PER = 1000


def _finite(number: float | None) -> bool:
    return number is None or math.isfinite(number)


def _check_numbers(found: Problems, required: str, **given: float | None) -> None:
    """Refuse what is no number at all, before anything is computed with it."""
    found.need_numbers(*((required,) if given[required] is None else ()), **given)


def _check_interval(
    found: Problems, value: float, low: float | None, high: float | None, unit: str = ""
) -> None:
    """What every estimate with an interval must satisfy."""
    _check_numbers(found, "value", value=value, low=low, high=high)
    for name, number in (("value", value), ("low", low), ("high", high)):
        found.need(_finite(number), "not finite", name, expected="a finite number", got=number)
    found.need(
        (low is None) == (high is None),
        "half an interval",
        "low" if low is None else "high",
        expected="both ends of the interval, or neither",
        got=(low, high),
    )
    if low is None or high is None:
        return
    ordered = low <= high
    found.need(ordered, "low above high", "low", expected=f"at most high = {high}{unit}", got=low)
    found.need(
        low <= value <= high or not ordered or not _finite(value),
        "value outside its interval",
        "value",
        expected=f"from low = {low} to high = {high}{unit}",
        got=value,
    )


@frozen
class Interval:
    """A value with its interval, where one is known.

    Args:
        value: the point estimate.
        low: lower end; None where no interval was reported.
        high: upper end.

    Example:
        >>> print(Interval(0.28, 0.1, 1.75).times(10))
        2.8 (1 to 17.5)
    """

    value: float
    low: float | None = None
    high: float | None = None

    def per(self, denominator: float) -> Interval:
        """The same as events per `denominator` people.

        Example:
            >>> Interval(0.007).per(1000)
            Interval(value=7.0, low=None, high=None)
        """
        return self.times(denominator)

    def times(self, factor: float) -> Interval:
        """Every number times `factor`, ends put in order."""
        ends = [end * factor for end in (self.low, self.high) if end is not None]
        low, high = (min(ends), max(ends)) if ends else (None, None)
        return Interval(self.value * factor, low, high)

    def __str__(self) -> str:
        return shown(self.value) if self.low is None else span(self)


@frozen(field_transformer=placed)
class Estimate:
    """An effect of the intervention against the comparator.

    Args:
        measure: MD, SMD, ROM, RR, OR, HR, RD or RATE_RATIO.
        value: point estimate, intervention minus (or over) comparator.
        low: lower end of the interval; None with `high` where none was reported.
        high: upper end.
        unit: of a difference ("cm"); an RD is a proportion unless it says otherwise, an SMD is in
            "SD", a ratio has none.
        level: of the interval, as a proportion.

    Raises:
        InvalidValue: a ratio that is not positive, ends out of order, a number not finite.

    Example:
        >>> Estimate("MD", 0.28, low=-1.18, high=1.75, unit="cm").value
        0.28
    """

    measure: Measure = field(converter=Measure)
    value: float
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    level: float = field(default=_LEVEL, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.unit is None and self.measure in (Measure.RD, Measure.SMD):
            object.__setattr__(self, "unit", "SD" if self.measure is Measure.SMD else PROPORTION)
        found = Problems()
        if self.unit is not None:
            found.need_texts(unit=self.unit)
        unit = f" {self.unit}" if self.unit else ""
        _check_interval(found, self.value, self.low, self.high, unit)
        _check_numbers(found, "level", level=self.level)
        if self.measure.is_ratio:
            found.need(
                self.unit is None,
                "unit on a ratio",
                "unit",
                expected=f"no unit: {self.measure} is a ratio",
                got=self.unit,
            )
            for name, number in (("value", self.value), ("low", self.low), ("high", self.high)):
                found.need(
                    number is None or number > 0 or not _finite(number),
                    "ratio not positive",
                    name,
                    expected=f"{self.measure} above 0",
                    got=number,
                    hint="give the ratio itself, not its logarithm",
                )
        if self.measure is Measure.RD:
            whole = convert(1.0, PROPORTION, self.unit or PROPORTION, "unit")
            for name, number in (("value", self.value), ("low", self.low), ("high", self.high)):
                found.need(
                    number is None or abs(number) <= whole,
                    "risk difference above 1",
                    name,
                    expected=f"from {-whole:g} to {whole:g} {self.unit}",
                    got=number,
                    hint="a risk difference is a proportion unless it says another unit",
                )
        found.need(
            0 < self.level < 1,
            "interval level",
            "level",
            expected="a proportion between 0 and 1, such as 0.95",
            got=self.level,
        )
        found.settle()

    @property
    def interval(self) -> Interval:
        """The numbers alone."""
        return Interval(self.value, self.low, self.high)

    def __str__(self) -> str:
        return estimated(self)

    def mirrored(self) -> Estimate:
        """The same effect with intervention and comparator exchanged."""
        low, high = self.low, self.high
        if self.measure.is_ratio:
            return Estimate(
                self.measure,
                1 / self.value,
                None if high is None else 1 / high,
                None if low is None else 1 / low,
                level=self.level,
            )
        return Estimate(
            self.measure,
            -self.value,
            None if high is None else -high,
            None if low is None else -low,
            self.unit,
            level=self.level,
        )


@frozen(field_transformer=placed)
class Incidence:
    """One arm's rate, with nobody to compare with.

    It becomes a finding only through a judged effect, which keeps the figure attached.

    Args:
        value: proportion of people with the event.
        low: lower end of its interval, where reported.
        high: upper end.
        arm: whose rate it is.

    Example:
        >>> Incidence(0.007).arm.value
        'intervention'
    """

    value: float
    low: float | None = None
    high: float | None = None
    arm: Arm = field(default=Arm.INTERVENTION, converter=Arm, kw_only=True)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        _check_interval(found, self.value, self.low, self.high)
        for name, number in (("value", self.value), ("low", self.low), ("high", self.high)):
            found.need(
                number is None or not _finite(number) or 0 <= number <= 1,
                "incidence outside 0 to 1",
                name,
                expected="a proportion from 0 to 1",
                got=number,
                hint="divide a percentage by 100",
            )
        found.settle()

    def __str__(self) -> str:
        rate = Interval(self.value, self.low, self.high).per(_PER)
        return f"{absolute(rate)} per {_PER} with the {self.arm} alone"


@frozen
class Scale:
    """A measuring instrument with its ends.

    Args:
        name: of the instrument ("VAS").
        minimum: lowest possible score.
        maximum: highest possible score.
        unit: of the score ("cm").

    Example:
        >>> ten = Scale("VAS", 0, 10, unit="cm")
        >>> ten.difference_from(15, Scale("VAS", 0, 100, unit="mm"))
        1.5
    """

    name: str
    minimum: float
    maximum: float
    unit: str

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need_texts(name=self.name, unit=self.unit)
        for name in ("minimum", "maximum"):
            _check_numbers(found, name, **{name: getattr(self, name)})
        for name, number in (("minimum", self.minimum), ("maximum", self.maximum)):
            found.need(_finite(number), "not finite", name, expected="a finite number", got=number)
        found.need(
            self.minimum < self.maximum,
            "scale without room",
            "maximum",
            expected=f"more than minimum = {self.minimum}",
            got=self.maximum,
        )
        found.settle()

    def __str__(self) -> str:
        return f"{self.name}, {shown(self.minimum)} to {shown(self.maximum)} {self.unit}"

    def difference_from(self, difference: float, other: Scale) -> float:
        """A difference measured on `other`, re-expressed on this scale (linear).

        Args:
            difference: in units of `other`.
            other: the instrument it was measured on.
        """
        ratio = (other.maximum - other.minimum) / (self.maximum - self.minimum)
        return difference / ratio
