"""Estimates, one-arm rates, and instruments."""

from __future__ import annotations

import pytest

from gradekit.estimates import Estimate, Incidence, Interval, Scale
from gradekit.scales import Measure


class TestEstimate:
    """4: a measure, a value, an interval or none, a unit, a level."""

    def test_as_written(self) -> None:
        made = Estimate("MD", 0.28, low=-1.18, high=1.75, unit="cm")
        assert (made.measure, made.value, made.low, made.high) == (Measure.MD, 0.28, -1.18, 1.75)
        assert (made.unit, made.level) == ("cm", 0.95)
        assert made.interval == Interval(0.28, -1.18, 1.75)

    def test_no_interval_reported(self) -> None:
        made = Estimate("RR", 0.8)
        assert made.interval == Interval(0.8)

    @pytest.mark.parametrize(
        ("measure", "unit"),
        [("RD", "proportion"), ("SMD", "SD"), ("MD", None), ("RR", None), ("ROM", None)],
    )
    def test_the_unit_a_measure_brings(self, measure: str, unit: str | None) -> None:
        assert Estimate(measure, 0.5).unit == unit

    def test_a_unit_that_is_said_stands(self) -> None:
        assert Estimate("RD", 5, unit="per 1000").unit == "per 1000"
        assert Estimate("SMD", 0.5, unit="pooled SD").unit == "pooled SD"

    @pytest.mark.parametrize(("value", "low", "high"), [(1, 1, 2), (2, 1, 2), (1, 1, 1)])
    def test_a_value_may_stand_at_an_end(self, value: float, low: float, high: float) -> None:
        assert Estimate("MD", value, low, high, unit="cm").value == value

    def test_negative_differences_are_fine(self) -> None:
        assert Estimate("MD", -2, -3, -1).value == -2
        assert Estimate("SMD", -0.5).value == -0.5
        assert Estimate("RD", -0.1, -0.2, 0).low == -0.2

    @pytest.mark.parametrize(
        ("made", "mirror"),
        [
            (Estimate("RR", 0.5, 0.25, 2), Estimate("RR", 2, 0.5, 4)),
            (Estimate("OR", 4), Estimate("OR", 0.25)),
            (Estimate("MD", 1, -2, 3, "cm"), Estimate("MD", -1, -3, 2, "cm")),
            (Estimate("MD", 1, unit="mm"), Estimate("MD", -1, unit="mm")),
            (Estimate("RD", 5, 2, 9, "%"), Estimate("RD", -5, -9, -2, "%")),
            (Estimate("HR", 2, level=0.9), Estimate("HR", 0.5, level=0.9)),
            (Estimate("SMD", 2, level=0.9), Estimate("SMD", -2, level=0.9)),
        ],
    )
    def test_mirrored(self, made: Estimate, mirror: Estimate) -> None:
        assert made.mirrored() == mirror
        assert mirror.mirrored() == made


class TestInterval:
    """4: a value with its interval; `per(1000)` gives events per 1000."""

    def test_per(self) -> None:
        assert Interval(0.25, 0.125, 0.5).per(1000) == Interval(250, 125, 500)
        assert Interval(0.25).per(1000) == Interval(250)

    def test_a_negative_factor_puts_the_ends_in_order(self) -> None:
        assert Interval(1, -2, 3).times(-2) == Interval(-2, -6, 4)


class TestIncidence:
    """4: one arm's rate, with nobody to compare with."""

    @pytest.mark.parametrize("value", [0, 0.007, 1])
    def test_a_proportion(self, value: float) -> None:
        made = Incidence(value)
        assert made.value == value
        assert made.arm == "intervention"

    def test_of_the_other_arm_with_an_interval(self) -> None:
        made = Incidence(0.1, 0, 1, arm="comparator")
        assert (made.arm, made.low, made.high) == ("comparator", 0, 1)


class TestScale:
    """4: rescaling is linear (15 mm on 0-100 is 1.5 cm on 0-10)."""

    def test_published_example(self) -> None:
        ten = Scale("VAS", 0, 10, unit="cm")
        hundred = Scale("VAS", 0, 100, unit="mm")
        assert ten.difference_from(15, hundred) == 1.5
        assert hundred.difference_from(1.5, ten) == 15

    def test_only_the_length_of_the_scale_counts(self) -> None:
        seven = Scale("CRQ", 1, 7, unit="points")
        fifty = Scale("SGRQ", -10, 50, unit="points")
        assert seven.difference_from(10, fifty) == 1
        assert seven.difference_from(-10, fifty) == -1
