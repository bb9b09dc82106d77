"""Numbers needed to treat, and infinity between benefit and harm."""

from __future__ import annotations

import math

import pytest

from gradekit.errors import InvalidValue
from gradekit.nnt import Needed, NeededTo, nnt


class TestOnePoint:
    @pytest.mark.parametrize(
        ("difference", "desirable", "text"),
        [
            (-0.1, False, "NNTB 10"),
            (0.1, False, "NNTH 10"),
            (-0.1, True, "NNTH 10"),
            (0.1, True, "NNTB 10"),
            (-1, False, "NNTB 1"),
            (-0.3, False, "NNTB 4"),
        ],
    )
    def test_to_whom(self, difference: float, text: str, *, desirable: bool) -> None:
        assert str(nnt(difference, desirable=desirable)) == text

    def test_unrounded_is_kept(self) -> None:
        found = nnt(-0.3).value
        assert found.number == pytest.approx(10 / 3)
        assert found.whole == 4

    def test_a_rounding_error_is_not_a_person(self) -> None:
        difference = 0.5 - 0.6
        assert 1 / abs(difference) > 10
        assert nnt(difference).value.whole == 10
        assert nnt(-1 / 10.0001).value.whole == 11

    @pytest.mark.parametrize("difference", [0.0, -0.0, 5e-324])
    def test_no_difference_is_infinite_and_said_so(self, difference: float) -> None:
        found = nnt(difference)
        assert found.value == Needed(math.inf, None)
        assert found.value.whole is None
        assert str(found) == "infinity, as the risks do not differ"


class TestIntervals:
    @pytest.mark.parametrize(
        ("value", "low", "high", "text"),
        [
            (-0.1, -0.2, -0.05, "NNTB 10 (NNTB 5 to NNTB 20)"),
            (0.1, 0.05, 0.2, "NNTH 10 (NNTH 5 to NNTH 20)"),
            (-0.1, -0.2, 0.05, "NNTB 10 (NNTB 5 to infinity to NNTH 20)"),
            (0.1, -0.05, 0.2, "NNTH 10 (NNTB 20 to infinity to NNTH 5)"),
            (-0.1, -0.2, 0.0, "NNTB 10 (NNTB 5 to infinity)"),
            (0.1, 0.0, 0.2, "NNTH 10 (NNTH 5 to infinity)"),
            (
                0.0,
                -0.2,
                0.05,
                "infinity, as the risks do not differ (NNTB 5 to infinity to NNTH 20)",
            ),
            (0.0, 0.0, 0.0, "infinity, as the risks do not differ (infinity to infinity)"),
        ],
    )
    def test_in_words(self, value: float, low: float, high: float, text: str) -> None:
        assert str(nnt(value, low, high)) == text

    def test_best_and_worst_for_people(self) -> None:
        found = nnt(-0.1, -0.2, 0.05)
        assert found.best == Needed(5.0, NeededTo.BENEFIT)
        assert found.worst == Needed(20.0, NeededTo.HARM)
        wanted = nnt(-0.1, -0.2, 0.05, desirable=True)
        assert wanted.best == Needed(20.0, NeededTo.BENEFIT)
        assert wanted.worst == Needed(5.0, NeededTo.HARM)

    @pytest.mark.parametrize(
        ("low", "high", "crosses"),
        [(-0.2, 0.05, True), (-0.2, 0.0, False), (-0.2, -0.05, False), (None, None, False)],
    )
    def test_through_infinity(
        self, low: float | None, high: float | None, *, crosses: bool
    ) -> None:
        assert nnt(-0.1, low, high).through_infinity is crosses

    def test_harm_only_does_not_pass_infinity(self) -> None:
        assert not nnt(0.1, 0.0, 0.2).through_infinity
        assert not nnt(0.1, 0.05, 0.2).through_infinity


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("value", "low", "high", "place"),
        [
            (-21, None, None, "$.value"),
            (1.01, None, None, "$.value"),
            (math.nan, None, None, "$.value"),
            (0.0, -1.1, 0.1, "$.low"),
            (0.0, -0.1, 1.1, "$.high"),
        ],
    )
    def test_a_difference_outside_minus_1_to_1(
        self, value: float, low: float | None, high: float | None, place: str
    ) -> None:
        with pytest.raises(InvalidValue, match="per 1000 by 1000") as raised:
            nnt(value, low, high)
        assert place in [problem.place for problem in raised.value.problems]

    @pytest.mark.parametrize(("low", "high"), [(-0.2, None), (None, 0.2), (0.1, 0.2), (-0.2, -0.1)])
    def test_a_value_outside_its_interval(self, low: float | None, high: float | None) -> None:
        with pytest.raises(InvalidValue, match="outside its interval"):
            nnt(0.0, low, high)

    def test_ends_may_touch(self) -> None:
        assert str(nnt(-0.1, -0.1, -0.1)) == "NNTB 10 (NNTB 10 to NNTB 10)"
        assert str(nnt(1, 1, 1)) == "NNTH 1 (NNTH 1 to NNTH 1)"
