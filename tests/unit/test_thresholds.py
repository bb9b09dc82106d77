"""Thresholds: how large an effect must be to matter."""

from __future__ import annotations

import math

import pytest

from gradekit.errors import InvalidValue, UnitMismatch
from gradekit.sources import Citation
from gradekit.thresholds import MID, TOLERANCE, Thresholds, compare

ULP_AWAY = 1.5 * (1 + 1e-8)  # ten tolerances off


class TestCompare:
    """4: comparison with a stated relative tolerance."""

    @pytest.mark.parametrize(
        ("number", "threshold", "expected"),
        [
            (1.5, 1.5, 0),
            (0.1 + 0.2, 0.3, 0),
            (1.4, 1.5, -1),
            (1.6, 1.5, 1),
            (ULP_AWAY, 1.5, 1),
            (1.5, ULP_AWAY, -1),
            (0.0, 1e-300, -1),
            (-1.5, 1.5, -1),
            (1.5 * (1 + 5e-10), 1.5, 0),
            (1.5 * (1 - 5e-10), 1.5, 0),
        ],
    )
    def test_each(self, number: float, threshold: float, expected: int) -> None:
        assert compare(number, threshold) == expected

    def test_the_tolerance_is_far_below_any_meaning(self) -> None:
        assert TOLERANCE.value == 1e-9
        assert TOLERANCE.id == "threshold.relative_tolerance"


class TestMagnitude:
    """5.1: the point estimate against the thresholds; at the threshold counts."""

    @pytest.mark.parametrize(
        ("effect", "magnitude"),
        [
            (0, "trivial"),
            (9.9, "trivial"),
            (10, "small"),
            (-10, "small"),
            (24.9, "small"),
            (25, "moderate"),
            (49.9, "moderate"),
            (50, "large"),
            (-51, "large"),
        ],
    )
    def test_three_thresholds(self, effect: float, magnitude: str) -> None:
        assert Thresholds(10, 25, 50).magnitude(effect) == magnitude

    @pytest.mark.parametrize(
        ("effect", "magnitude"), [(1.49, "trivial"), (1.5, "important"), (-99, "important")]
    )
    def test_one_threshold_tells_important_only(self, effect: float, magnitude: str) -> None:
        assert MID(1.5).magnitude(effect) == magnitude

    @pytest.mark.parametrize(
        ("effect", "magnitude"), [(9, "trivial"), (10, "small"), (25, "moderate"), (99, "moderate")]
    )
    def test_two_thresholds(self, effect: float, magnitude: str) -> None:
        assert Thresholds(10, 25).magnitude(effect) == magnitude

    def test_which_sizes(self) -> None:
        assert MID(1.5).sizes() == (("important", 1.5),)
        assert Thresholds(1, 2).sizes() == (("small", 1), ("moderate", 2))
        assert Thresholds(1, 2, 3).sizes() == (("small", 1), ("moderate", 2), ("large", 3))

    def test_graded(self) -> None:
        assert not MID(1.5).graded
        assert Thresholds(1, 2).graded


class TestAtThreshold:
    """4: standing at a threshold is flagged."""

    @pytest.mark.parametrize("effect", [10, -10, 25, 50, 50 * (1 + 1e-10)])
    def test_at_one(self, effect: float) -> None:
        assert Thresholds(10, 25, 50).at_threshold(effect)

    @pytest.mark.parametrize("effect", [0, 9.99, 10.01, 49, 51])
    def test_at_none(self, effect: float) -> None:
        assert not Thresholds(10, 25, 50).at_threshold(effect)


class TestMid:
    """One threshold, or the range it lies in."""

    @pytest.mark.parametrize("size", [(1, 2, 3), (1,)])
    def test_no_range(self, size: tuple[float, ...]) -> None:
        with pytest.raises(InvalidValue, match=r"not a range @ \$\.size: expected a size, or"):
            MID(size, unit="cm")  # type: ignore[arg-type]


class TestRange:
    """4: a MID may be a range; the verdict is taken at both ends."""

    def test_made(self) -> None:
        made = MID((1, 2), unit="cm", source="busse2025")
        assert made.is_range
        assert (made.small, made.small_upper, made.unit) == (1, 2, "cm")
        assert made.source == Citation("busse2025")

    def test_ends(self) -> None:
        made = Thresholds(1, 3, 4, unit="cm", small_upper=2)
        assert made.ends() == (Thresholds(1, 3, 4, unit="cm"), Thresholds(2, 3, 4, unit="cm"))

    def test_one_value_is_no_range(self) -> None:
        made = MID(1.5, unit="cm", source=Citation("x", "p 3"))
        assert not made.is_range
        assert made.ends() == (made,)
        assert made.source == Citation("x", "p 3")


class TestInUnit:
    """5.11: units never matter."""

    def test_converted_whole(self) -> None:
        made = Thresholds(1, 3, 4, unit="cm", small_upper=2, source="x")
        assert made.in_unit("mm") == Thresholds(10, 30, 40, unit="mm", small_upper=20, source="x")

    def test_what_is_absent_stays_absent(self) -> None:
        assert MID(1, unit="cm").in_unit("mm") == MID(10, unit="mm")

    @pytest.mark.parametrize("unit", [None, "cm"])
    def test_nothing_to_do(self, unit: str | None) -> None:
        made = MID(1.5, unit="cm")
        assert made.in_unit(unit) is made

    def test_thresholds_without_a_unit_stay(self) -> None:
        made = MID(1.5)
        assert made.in_unit("cm") is made

    def test_another_kind(self) -> None:
        with pytest.raises(UnitMismatch, match=r"unit does not convert @ \$\.thresholds\.unit"):
            MID(1.5, unit="points").in_unit("cm")

    def test_it_moves_no_verdict(self) -> None:
        assert MID(15, unit="mm").in_unit("cm").magnitude(1.5) == "important"
        assert math.isclose(MID(15, unit="mm").in_unit("m").small, 0.015)
