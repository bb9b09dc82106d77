"""Units: exact conversion inside one kind of quantity, a clear error across kinds."""

from __future__ import annotations

from gradekit.errors import UnitMismatch, refuse

__all__ = ["PROPORTION", "convert", "same_kind", "units_of"]

PROPORTION = "proportion"

_KINDS: dict[str, dict[str, float]] = {
    "length": {"mm": 1, "cm": 10, "m": 1000},
    PROPORTION: {
        PROPORTION: 1,
        "%": 1e-2,
        "per 100": 1e-2,
        "per 1000": 1e-3,
        "per 10000": 1e-4,
        "per 100000": 1e-5,
    },
    "mass": {"mg": 1, "g": 1000, "kg": 1_000_000},
    "time": {"min": 1, "minutes": 1, "h": 60, "hours": 60, "days": 1440, "weeks": 10080},
}


def _kind(unit: str) -> str:
    return next((kind for kind, factors in _KINDS.items() if unit in factors), f"of {unit!r}")


def units_of(kind: str) -> tuple[str, ...]:
    """Every unit of one kind of quantity.

    Example:
        >>> units_of("length")
        ('mm', 'cm', 'm')
    """
    return tuple(_KINDS[kind])


def same_kind(one: str, other: str) -> bool:
    """Whether two units match or convert.

    Example:
        >>> same_kind("mm", "cm"), same_kind("points", "cm")
        (True, False)
    """
    return _kind(one) == _kind(other)


def convert(value: float, unit: str, to: str, *path: str | int) -> float:
    """`value` given in `unit`, expressed in the unit `to`.

    Args:
        value: the number.
        unit: its unit.
        to: the unit wanted.
        path: where the value stands, for the error.

    Raises:
        UnitMismatch: the units measure different kinds of quantity.

    Example:
        >>> convert(15, "mm", "cm")
        1.5
    """
    if unit == to:
        return value
    if not same_kind(unit, to):
        refuse(
            UnitMismatch,
            "unit does not convert",
            *path,
            expected=f"a unit that converts to {to!r}",
            got=unit,
            hint="re-express the number in the outcome's unit",
        )
    factors = _KINDS[_kind(unit)]
    # Dividing by the inverse ratio keeps 15 mm at exactly 1.5 cm.
    ratio = factors[to] / factors[unit]
    return value / ratio if ratio >= 1 else value * (factors[unit] / factors[to])
