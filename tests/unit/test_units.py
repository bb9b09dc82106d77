"""Units: exact inside one kind of quantity, a clear error across kinds."""

from __future__ import annotations

import math

import pytest

from gradekit.errors import UnitMismatch
from gradekit.units import PROPORTION, convert, same_kind

KINDS = {
    "length": {"mm": 1.0, "cm": 10.0, "m": 1000.0},
    "proportion": {
        "proportion": 1.0,
        "%": 0.01,
        "per 100": 0.01,
        "per 1000": 0.001,
        "per 10000": 0.0001,
        "per 100000": 0.00001,
    },
    "mass": {"mg": 1.0, "g": 1000.0, "kg": 1_000_000.0},
    "time": {
        "min": 1.0,
        "minutes": 1.0,
        "h": 60.0,
        "hours": 60.0,
        "days": 1440.0,
        "weeks": 10080.0,
    },
}
PAIRS = [(kind, one, other) for kind, units in KINDS.items() for one in units for other in units]


class TestConvert:
    """4: units match or convert, else a clear error."""

    @pytest.mark.parametrize(("kind", "one", "other"), PAIRS)
    def test_every_pair_of_a_kind(self, kind: str, one: str, other: str) -> None:
        assert same_kind(one, other)
        factor = KINDS[kind][one] / KINDS[kind][other]
        assert math.isclose(convert(7.0, one, other), 7.0 * factor, rel_tol=1e-12)
        assert math.isclose(convert(convert(7.0, one, other), other, one), 7.0, rel_tol=1e-12)

    @pytest.mark.parametrize(
        ("value", "unit", "to", "expected"),
        [
            (15, "mm", "cm", 1.5),
            (1.5, "cm", "mm", 15.0),
            (0.015, "m", "cm", 1.5),
            (10, "per 1000", PROPORTION, 0.01),
            (0.01, PROPORTION, "per 1000", 10.0),
            (20, "%", PROPORTION, 0.2),
            (12, "weeks", "days", 84.0),
            (3, "kg", "g", 3000.0),
        ],
    )
    def test_exactly(self, value: float, unit: str, to: str, expected: float) -> None:
        assert convert(value, unit, to) == expected

    def test_a_unit_of_no_kind_matches_itself(self) -> None:
        assert same_kind("points", "points")
        assert convert(3, "points", "points") == 3

    @pytest.mark.parametrize(
        ("unit", "to"),
        [
            ("points", "cm"),
            ("cm", "points"),
            ("mm", "g"),
            ("%", "h"),
            ("CM", "cm"),
            # the name of a kind is not a unit of it
            ("length", "cm"),
            ("kg", "mass"),
            ("time", "days"),
        ],
    )
    def test_across_kinds(self, unit: str, to: str) -> None:
        assert not same_kind(unit, to)
        with pytest.raises(UnitMismatch) as raised:
            convert(3, unit, to, "thresholds", "unit")
        (problem,) = raised.value.problems
        assert problem.place == "$.thresholds.unit"
        assert problem.what == "unit does not convert"
        assert repr(to) in problem.expected
        assert problem.got == repr(unit)
        assert "outcome's unit" in problem.hint
