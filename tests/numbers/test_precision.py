"""Standard errors, and the width of intervals."""

from __future__ import annotations

import math

import pytest

from gradekit.errors import InvalidValue
from gradekit.estimates import Estimate
from gradekit.precision import (
    NEAR,
    SOURCE,
    against,
    exponential,
    interval_ratio,
    standard_error,
    two_sided,
    wide_interval,
)


def test_against_a_limit() -> None:
    assert [against(each, 3) for each in (2.9, 3 * (1 - NEAR.value / 2), 3, 3.1)] == [-1, 0, 0, 1]


def test_exponential() -> None:
    assert exponential(1.0) == math.e
    assert exponential(710.0) == math.inf


@pytest.mark.parametrize(("level", "deviate"), [(0.95, 1.95996), (0.9, 1.64485), (0.99, 2.57583)])
def test_two_sided(level: float, deviate: float) -> None:
    assert two_sided(level) == pytest.approx(deviate, abs=5e-6)


class TestStandardError:
    def test_of_a_difference(self) -> None:
        assert standard_error(Estimate("MD", 0, -1.95996, 1.95996)) == pytest.approx(1, abs=1e-5)

    def test_of_a_ratio_on_the_log_scale(self) -> None:
        given = Estimate("RR", 1, math.exp(-1.95996), math.exp(1.95996))
        assert standard_error(given) == pytest.approx(1, abs=1e-5)

    def test_at_its_own_level(self) -> None:
        given = Estimate("MD", 0, -1.64485, 1.64485, level=0.9)
        assert standard_error(given) == pytest.approx(1, abs=1e-5)

    def test_at_a_low_level(self) -> None:
        given = Estimate("MD", 0, -0.67449, 0.67449, level=0.5)
        assert standard_error(given) == pytest.approx(1, abs=1e-5)

    def test_at_a_level_next_to_one(self) -> None:
        assert standard_error(Estimate("MD", 0, -1, 1, level=1 - 2**-53)) > 0

    def test_the_formula_is_recalled_and_marked(self) -> None:
        assert not SOURCE.checked

    @pytest.mark.parametrize(
        "given",
        [
            Estimate("MD", 0),
            Estimate("MD", 0, 0, 0),
            Estimate("RR", 1, 1, 1),
            Estimate("MD", 0, 0, 5e-324),
            Estimate("MD", 0, -1, 1, level=5e-324),
        ],
    )
    def test_none_without_width(self, given: Estimate) -> None:
        with pytest.raises(InvalidValue, match="no standard error"):
            standard_error(given)


class TestIntervalRatio:
    def test_upper_over_lower(self) -> None:
        assert interval_ratio(Estimate("HR", 1, 0.5, 1.5)) == 3

    @pytest.mark.parametrize(
        ("given", "place"),
        [(Estimate("MD", 1, 0.5, 2), "$.measure"), (Estimate("RR", 1), "$.low")],
    )
    def test_none(self, given: Estimate, place: str) -> None:
        with pytest.raises(InvalidValue, match="no ratio of interval ends") as raised:
            interval_ratio(given)
        assert raised.value.problems[0].place == place


class TestWideInterval:
    """At least the limit; standing at it is flagged."""

    @pytest.mark.parametrize(
        ("measure", "low", "high", "wide", "at_limit"),
        [
            ("RR", 0.3, 0.9, True, True),
            ("RR", 0.3, 0.89, False, False),
            ("RR", 0.3, 0.91, True, False),
            ("OR", 0.4, 1.0, True, True),
            ("OR", 0.4, 0.99, False, False),
            ("HR", 0.3, 0.75, True, True),
            ("HR", 0.3, 0.74, False, False),
        ],
    )
    def test_the_limits(
        self, measure: str, low: float, high: float, *, wide: bool, at_limit: bool
    ) -> None:
        found = wide_interval(Estimate(measure, 0.5, low, high))
        assert (found.wide, found.at_limit) == (wide, at_limit)
        assert found.ratio == pytest.approx(high / low)
        assert found.limit.id == f"precision.ratio_limit_{measure.lower()}"

    def test_no_limit_for_other_measures(self) -> None:
        with pytest.raises(InvalidValue, match="expected RR or OR or HR; got 'MD'"):
            wide_interval(Estimate("MD", 1, 0, 2))
