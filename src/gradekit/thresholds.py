"""Thresholds: how large an effect must be to matter, and where an estimate lies against them."""

from __future__ import annotations

import math
from itertools import pairwise

from attrs import evolve, field, frozen

from gradekit.errors import InvalidValue, Problems, refuse
from gradekit.library import OWN
from gradekit.numerals import shown
from gradekit.scales import Magnitude
from gradekit.sources import Citation, Parameter, as_citation
from gradekit.units import convert
from gradekit.words import placed

__all__ = ["MID", "TOLERANCE", "Thresholds", "compare"]

TOLERANCE = Parameter(1e-9, OWN, "threshold.relative_tolerance")
"""Relative difference under which a number counts as standing at its threshold.

Floating-point re-expression (15 mm, 0.015 m and 1.5 cm) must not move a verdict; the tolerance is
far below any clinical meaning and every hit is flagged `at_threshold`.
"""


def compare(number: float, threshold: float) -> int:
    """-1 below, 0 at, 1 above the threshold, within the stated relative tolerance.

    Example:
        >>> compare(0.1 + 0.2, 0.3), compare(1.4, 1.5)
        (0, -1)
    """
    if math.isclose(number, threshold, rel_tol=TOLERANCE.value, abs_tol=0.0):
        return 0
    return -1 if number < threshold else 1


@frozen(field_transformer=placed)
class Thresholds:
    """Sizes from which an effect is small but important, moderate, large.

    Args:
        small: the smallest important difference, as an absolute size above 0.
        moderate: from here moderate.
        large: from here large.
        unit: of all of them; for events a proportion, "%", "per 1000" and the like.
        source: where they come from.
        small_upper: upper end where `small` is only known as a range; the verdict is then taken at
            both ends.

    Raises:
        InvalidValue: sizes not positive, not ascending, or large without moderate.

    Example:
        >>> Thresholds(10, 25, 50, unit="per 1000").magnitude(30).value
        'moderate'
    """

    small: float
    moderate: float | None = None
    large: float | None = None
    unit: str | None = field(default=None, kw_only=True)
    source: Citation | None = field(default=None, converter=as_citation, kw_only=True)
    small_upper: float | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        if self.unit is not None:
            found.need_texts(unit=self.unit)
        named = {
            "small": self.small,
            "small_upper": self.small_upper,
            "moderate": self.moderate,
            "large": self.large,
        }
        found.need_numbers(**named)
        for name, number in named.items():
            found.need(
                number is None or (math.isfinite(number) and number > 0),
                "threshold not positive",
                name,
                expected="a finite size above 0",
                got=number,
            )
        given = [(name, number) for name, number in named.items() if number is not None]
        for (below, less), (name, number) in pairwise(given):
            found.need(
                less < number,
                "thresholds not ascending",
                name,
                expected=f"more than {below} = {less}",
                got=number,
            )
        found.need(
            self.large is None or self.moderate is not None,
            "large without moderate",
            "large",
            expected="a moderate threshold as well",
            got=self.large,
        )
        found.settle()

    def __str__(self) -> str:
        upto = "" if self.small_upper is None else f" (or up to {shown(self.small_upper)})"
        told = [f"{name} from {shown(size)}" for name, size in self.sizes()]
        return (
            f"{told[0]}{upto}{''.join(f', {each}' for each in told[1:])} {self.unit or ''}".rstrip()
        )

    @property
    def graded(self) -> bool:
        """Whether more than one size is told apart."""
        return self.moderate is not None

    @property
    def is_range(self) -> bool:
        """Whether the smallest important size is only known as a range."""
        return self.small_upper is not None

    def ends(self) -> tuple[Thresholds, ...]:
        """These thresholds at each end of the range, or themselves."""
        if self.small_upper is None:
            return (self,)
        lower = evolve(self, small_upper=None)
        return (lower, evolve(lower, small=self.small_upper))

    def sizes(self) -> tuple[tuple[Magnitude, float], ...]:
        """The thresholds by the magnitude that starts at each, ascending."""
        first = Magnitude.SMALL if self.graded else Magnitude.IMPORTANT
        named = ((first, self.small), (Magnitude.MODERATE, self.moderate))
        return tuple(
            (name, size)
            for name, size in (*named, (Magnitude.LARGE, self.large))
            if size is not None
        )

    def magnitude(self, effect: float) -> Magnitude:
        """The magnitude of an effect of either sign, in these units; at a threshold counts."""
        reached = Magnitude.TRIVIAL
        for name, size in self.sizes():
            if compare(abs(effect), size) >= 0:
                reached = name
        return reached

    def at_threshold(self, effect: float) -> bool:
        """Whether an effect stands at one of the thresholds."""
        return any(compare(abs(effect), size) == 0 for _, size in self.sizes())

    def in_unit(self, unit: str | None) -> Thresholds:
        """The same sizes in another unit.

        Raises:
            UnitMismatch: the units measure different kinds of quantity.
        """
        if unit is None or self.unit is None or unit == self.unit:
            return self
        own = self.unit

        def converted(size: float | None) -> float | None:
            return None if size is None else convert(size, own, unit, "thresholds", "unit")

        return Thresholds(
            convert(self.small, own, unit, "thresholds", "unit"),
            converted(self.moderate),
            converted(self.large),
            unit=unit,
            source=self.source,
            small_upper=converted(self.small_upper),
        )


def MID(  # noqa: N802 - the field's own abbreviation
    size: float | tuple[float, float],
    *,
    unit: str | None = None,
    source: Citation | str | None = None,
) -> Thresholds:
    """The minimal important difference: one threshold, or the range it lies in.

    Args:
        size: the difference, or (lowest plausible, highest plausible).
        unit: of the difference.
        source: where it comes from.

    Example:
        >>> MID(1.5, unit="cm", source="busse2025").small
        1.5
        >>> MID((1, 2), unit="cm").is_range
        True
    """
    if isinstance(size, tuple):
        if len(size) != len(("lowest", "highest")):
            refuse(
                InvalidValue,
                "not a range",
                "size",
                expected="a size, or (lowest plausible, highest plausible)",
                got=size,
            )
        low, high = size
        return Thresholds(low, unit=unit, source=source, small_upper=high)
    return Thresholds(size, unit=unit, source=source)
