"""Continuous outcomes told in other units."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from gradekit.errors import InvalidValue, UnitMismatch
from gradekit.estimates import Estimate, Interval
from gradekit.instruments import (
    FEW_BELOW,
    MANY_ABOVE,
    SOURCES,
    MidBand,
    Route,
    improvement,
    mean_difference,
    mean_difference_of_ratio,
    mid_band,
    mid_units,
    odds_ratio,
)
from gradekit.scales import Favours, Measure

SMD = Estimate("SMD", -0.5, -0.8, -0.2, level=0.9)


def test_every_route_has_a_source() -> None:
    assert set(SOURCES) == set(Route)
    assert not MANY_ABOVE.source.checked
    assert not FEW_BELOW.source.checked


class TestEachRouteTakesTheIntervalAlong:
    @pytest.mark.parametrize(
        ("found", "measure", "unit", "low", "high"),
        [
            (mean_difference(SMD, 10, "points"), "MD", "points", -8, -2),
            (
                odds_ratio(SMD),
                "OR",
                None,
                math.exp(-0.8 * math.pi / math.sqrt(3)),
                math.exp(-0.2 * math.pi / math.sqrt(3)),
            ),
            (
                mean_difference_of_ratio(Estimate("ROM", 0.5, 0.25, 2, level=0.9), 8, "points"),
                "MD",
                "points",
                -6,
                8,
            ),
            (
                mid_units(Estimate("MD", -3, -6, 1.5, unit="cm", level=0.9), 1.5),
                "MD",
                "MID",
                -4,
                1,
            ),
        ],
    )
    def test_through_the_same_formula(
        self, found: Estimate, measure: str, unit: str | None, low: float, high: float
    ) -> None:
        assert (found.measure, found.unit, found.level) == (measure, unit, 0.9)
        assert found.low == pytest.approx(low)
        assert found.high == pytest.approx(high)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "call",
        [
            lambda given: mean_difference(given, 1, "points"),
            odds_ratio,
            lambda given: improvement(given, 0.3, better="lower"),
            lambda given: mean_difference_of_ratio(given, 1, "points"),
        ],
    )
    def test_another_measure(self, call: Callable[[Estimate], object]) -> None:
        with pytest.raises(InvalidValue, match="another measure"):
            call(Estimate("MD", 1, unit="cm"))

    def test_another_measure_for_mid_units(self) -> None:
        with pytest.raises(InvalidValue, match="expected MD; got 'SMD'"):
            mid_units(SMD, 1)

    @pytest.mark.parametrize("size", [0, -1, math.inf, math.nan])
    def test_a_size_not_above_0(self, size: float) -> None:
        ratio, difference = Estimate("ROM", 1), Estimate("MD", 1, unit="cm")
        with pytest.raises(InvalidValue, match=r"size not positive @ \$\.sd"):
            mean_difference(SMD, size, "points")
        with pytest.raises(InvalidValue, match=r"size not positive @ \$\.comparator_mean"):
            mean_difference_of_ratio(ratio, size, "points")
        with pytest.raises(InvalidValue, match=r"size not positive @ \$\.mid"):
            mid_units(difference, size)

    @pytest.mark.parametrize("smd", [1e5, -1e5])
    def test_an_odds_ratio_beyond_writing(self, smd: float) -> None:
        with pytest.raises(InvalidValue):
            odds_ratio(Estimate("SMD", smd))

    def test_a_mid_in_another_kind_of_unit(self) -> None:
        with pytest.raises(UnitMismatch):
            mid_units(Estimate("MD", 1, unit="cm"), 1, "points")


class TestImprovement:
    """Oriented so that improvement counts."""

    @pytest.mark.parametrize("route", ["odds ratio", "normal"])
    def test_the_side_that_is_better(self, route: str) -> None:
        less_pain = improvement(SMD, 0.3, better="lower", route=route)
        less_function = improvement(SMD, 0.3, better="higher", route=route)
        assert less_pain.difference.value > 0 > less_function.difference.value
        assert less_pain.baseline_risk == 0.3

    @pytest.mark.parametrize("route", ["odds ratio", "normal"])
    def test_ends_are_in_order(self, route: str) -> None:
        found = improvement(SMD, 0.3, better="lower", route=route).intervention_risk
        assert found.low is not None
        assert found.high is not None
        assert found.low < found.value < found.high

    def test_the_odds_ratio_is_the_default(self) -> None:
        assert improvement(SMD, 0.3, better="lower") == improvement(
            SMD, 0.3, better="lower", route=Route.ODDS_RATIO
        )

    @pytest.mark.parametrize("route", [Route.MID_UNITS, Route.REFERENCE_SD, Route.RATIO_OF_MEANS])
    def test_no_risk_by_other_routes(self, route: Route) -> None:
        with pytest.raises(InvalidValue, match="no risk by this route"):
            improvement(SMD, 0.3, better="lower", route=route)

    @pytest.mark.parametrize("baseline", [0, 1, -0.1, 1.1, math.nan])
    def test_a_baseline_between_0_and_1(self, baseline: float) -> None:
        with pytest.raises(InvalidValue, match="baseline not between 0 and 1"):
            improvement(SMD, baseline, better="lower")


class TestMidUnits:
    @pytest.mark.parametrize(
        ("own", "unit"), [("cm", None), (None, None), (None, "cm"), ("cm", "cm")]
    )
    def test_units_taken_as_the_same(self, own: str | None, unit: str | None) -> None:
        found = mid_units(Estimate("MD", 3, unit=own), 1.5, unit)
        assert found.interval == Interval(2.0)

    def test_units_that_convert(self) -> None:
        assert mid_units(Estimate("MD", 30, unit="mm"), 1.5, "cm").value == 2.0


class TestMidBand:
    @pytest.mark.parametrize(
        ("units", "band"),
        [
            (0.0, MidBand.FEW),
            (0.49, MidBand.FEW),
            (0.5, MidBand.APPRECIABLE),
            (1.0, MidBand.APPRECIABLE),
            (0.1 * 3 / 0.3, MidBand.APPRECIABLE),
            (1.01, MidBand.MANY),
            (-0.49, MidBand.FEW),
            (-2.0, MidBand.MANY),
        ],
    )
    def test_the_bands(self, units: float, band: MidBand) -> None:
        found = mid_band(Estimate("MD", units, unit="MID"), better="lower")
        assert (found.band, found.units) == (band, abs(units))
        assert found.parameters == (MANY_ABOVE, FEW_BELOW)

    @pytest.mark.parametrize(
        ("units", "better", "favours"),
        [
            (0.5, "higher", Favours.INTERVENTION),
            (0.5, "lower", Favours.COMPARATOR),
            (-2.0, "higher", Favours.COMPARATOR),
            (-2.0, "lower", Favours.INTERVENTION),
            (0.0, "lower", Favours.NEITHER),
        ],
    )
    def test_whom_it_favours(self, units: float, better: str, favours: Favours) -> None:
        assert mid_band(Estimate("MD", units, unit="MID"), better=better).favours is favours

    def test_other_units(self) -> None:
        with pytest.raises(InvalidValue, match="not in MID units"):
            mid_band(Estimate("MD", 1, unit="cm"), better="lower")


def test_measures_are_words() -> None:
    assert odds_ratio(SMD).measure is Measure.OR
