"""Where an estimate lies against the thresholds of its outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import gradekit as gk
from gradekit.classification import Crossing, favoured, unit_of
from gradekit.errors import BaselineRiskMissing, InvalidValue, UnitMismatch
from gradekit.scales import Better

if TYPE_CHECKING:
    from tests.unit.conftest import Make


class TestPublishedExample:
    """1: MD 0.28 cm (-1.18 to 1.75) on pain with MID 1.5 cm is trivial, and favours neither."""

    def test_it(self, make: Make) -> None:
        estimate = gk.Estimate("MD", 0.28, low=-1.18, high=1.75, unit="cm")
        found = gk.classify(estimate, make.outcome())
        assert (found.magnitude, found.favours) == ("trivial", "neither")
        assert found.crossings == (Crossing(gk.Magnitude.IMPORTANT, gk.Favours.COMPARATOR, 1.5),)
        assert found.touching == ()
        assert found.crosses_null is True
        assert found.at_threshold is False
        assert found.stable
        assert found.reason == ""
        assert (found.effect, found.unit) == (estimate.interval, "cm")


class TestFavours:
    """5.1: `better` orients the sign; a trivial effect favours neither."""

    @pytest.mark.parametrize(
        ("effect", "better", "favours"),
        [
            (2, "higher", "intervention"),
            (-2, "higher", "comparator"),
            (2, "lower", "comparator"),
            (-2, "lower", "intervention"),
            (1, "higher", "neither"),
            (-1, "lower", "neither"),
        ],
    )
    def test_each(self, make: Make, effect: float, better: str, favours: str) -> None:
        outcome = make.outcome(better=better)
        assert gk.classify(gk.Estimate("MD", effect, unit="cm"), outcome).favours == favours

    @pytest.mark.parametrize("better", list(Better))
    def test_no_effect_favours_neither(self, better: Better) -> None:
        assert favoured(0.0, better) == "neither"
        assert favoured(-0.0, better) == "neither"


class TestBoundary:
    """5.1: at the threshold is important, and flagged."""

    @pytest.mark.parametrize("value", [1.5, -1.5])
    def test_at(self, make: Make, value: float) -> None:
        found = gk.classify(gk.Estimate("MD", value, unit="cm"), make.outcome())
        assert found.magnitude == "important"
        assert found.at_threshold

    def test_just_below(self, make: Make) -> None:
        found = gk.classify(gk.Estimate("MD", 1.4999, unit="cm"), make.outcome())
        assert found.magnitude == "trivial"
        assert not found.at_threshold


class TestCrossings:
    """5.1: thresholds strictly inside the interval cross; touching is flagged, and does not."""

    @pytest.mark.parametrize(
        ("low", "high", "crossings", "touching"),
        [
            (-1, 1, [], []),
            (-2, 1, [-1.5], []),
            (-1, 2, [1.5], []),
            (-2, 2, [-1.5, 1.5], []),
            (-1.5, 1, [], [-1.5]),
            (-1, 1.5, [], [1.5]),
            (-1.5, 1.5, [], [-1.5, 1.5]),
            (-1.5, 2, [1.5], [-1.5]),
        ],
    )
    def test_each(
        self, make: Make, low: float, high: float, crossings: list[float], touching: list[float]
    ) -> None:
        found = gk.classify(gk.Estimate("MD", 0, low, high, "cm"), make.outcome())
        assert [each.value for each in found.crossings] == crossings
        assert [each.value for each in found.touching] == touching
        assert not any(each.touching for each in found.crossings)
        assert all(each.touching for each in found.touching)

    @pytest.mark.parametrize(("low", "high", "value"), [(1.5, 3, 2), (0, 1.5, 1)])
    def test_from_either_side(self, make: Make, low: float, high: float, value: float) -> None:
        found = gk.classify(gk.Estimate("MD", value, low, high, "cm"), make.outcome())
        assert found.crossings == ()
        assert [each.value for each in found.touching] == [1.5]

    def test_each_side_favours_its_own(self, make: Make) -> None:
        found = gk.classify(gk.Estimate("MD", 0, -2, 2, "cm"), make.outcome(better="higher"))
        assert [each.favours for each in found.crossings] == ["comparator", "intervention"]

    def test_several_sizes_in_order(self, make: Make) -> None:
        outcome = make.outcome(thresholds=gk.Thresholds(1, 2, 3, unit="cm"))
        found = gk.classify(gk.Estimate("MD", 1.5, -1.5, 2.5, "cm"), outcome)
        seen = [(each.threshold, each.value) for each in found.crossings]
        assert seen == [("small", -1), ("small", 1), ("moderate", 2)]

    def test_a_range_is_crossed_at_both_its_ends_and_the_rest_once(self, make: Make) -> None:
        outcome = make.outcome(thresholds=gk.Thresholds(1, 3, unit="cm", small_upper=2))
        found = gk.classify(gk.Estimate("MD", 2.5, 0.5, 4, "cm"), outcome)
        seen = [(each.threshold, each.value) for each in found.crossings]
        assert seen == [("small", 1), ("small", 2), ("moderate", 3)]

    def test_without_an_interval_nothing_is_crossed(self, make: Make) -> None:
        found = gk.classify(gk.Estimate("MD", 0.28, unit="cm"), make.outcome())
        assert (found.crossings, found.touching, found.crosses_null) == ((), (), None)

    @pytest.mark.parametrize(
        ("low", "high", "crosses"), [(-1, 1, True), (0, 1, False), (-1, 0, False), (0.1, 1, False)]
    )
    def test_no_effect_strictly_inside(
        self, make: Make, low: float, high: float, *, crosses: bool
    ) -> None:
        value = (low + high) / 2
        found = gk.classify(gk.Estimate("MD", value, low, high, "cm"), make.outcome())
        assert found.crosses_null is crosses


class TestRangeOfMID:
    """4: where the MID is a range the verdict is taken at both ends, with `stable`."""

    @pytest.mark.parametrize(
        ("value", "magnitude", "favours", "ends"),
        [
            (0.9, "trivial", "neither", ["trivial", "trivial"]),
            (1, "unknown", "neither", ["important", "trivial"]),
            (1.5, "unknown", "neither", ["important", "trivial"]),
            (2, "important", "comparator", ["important", "important"]),
        ],
    )
    def test_each(
        self, make: Make, value: float, magnitude: str, favours: str, ends: list[str]
    ) -> None:
        outcome = make.outcome(thresholds=gk.MID((1, 2), unit="cm"))
        found = gk.classify(gk.Estimate("MD", value, unit="cm"), outcome)
        assert (found.magnitude, found.favours) == (magnitude, favours)
        assert list(found.at_ends) == ends
        assert found.stable is (magnitude != "unknown")
        assert ("MID" in found.reason) is (magnitude == "unknown")

    @pytest.mark.parametrize(("value", "flagged"), [(1, True), (2, True), (1.5, False)])
    def test_at_either_end(self, make: Make, value: float, *, flagged: bool) -> None:
        outcome = make.outcome(thresholds=gk.MID((1, 2), unit="cm"))
        assert gk.classify(gk.Estimate("MD", value, unit="cm"), outcome).at_threshold is flagged

    def test_one_value_has_no_ends(self, make: Make) -> None:
        found = gk.classify(gk.Estimate("MD", 1, unit="cm"), make.outcome())
        assert found.at_ends == ()


class TestUnknown:
    """2: without a threshold the magnitude is unknown: neither important nor trivial."""

    def test_it(self, make: Make) -> None:
        outcome = make.outcome(thresholds=None)
        found = gk.classify(gk.Estimate("MD", 9, 8, 10, "cm"), outcome)
        assert (found.magnitude, found.favours) == ("unknown", "neither")
        assert (found.effect, found.crosses_null, found.at_threshold) == (None, None, False)
        assert (found.crossings, found.touching, found.at_ends) == ((), (), ())
        assert found.stable
        assert found.reason == "no threshold recorded for pain"


class TestAbsolute:
    """5.1: judged on the absolute effect."""

    def test_a_ratio_at_two_baselines(self, make: Make) -> None:
        death = make.outcome("death", thresholds=gk.Thresholds(10, 50, unit="per 1000"))
        estimate = gk.Estimate("RR", 0.75, 0.5, 0.9)
        rare = gk.classify(estimate, death, 0.02)
        common = gk.classify(estimate, death, 0.4)
        assert (rare.magnitude, rare.favours) == ("trivial", "neither")
        assert (common.magnitude, common.favours) == ("moderate", "intervention")
        assert common.effect is not None
        assert common.effect.value == pytest.approx(-100)
        assert common.effect.low == pytest.approx(-200)
        assert common.effect.high == pytest.approx(-40)
        assert common.unit == "per 1000"

    def test_a_risk_difference_needs_no_baseline(self, make: Make) -> None:
        death = make.outcome("death", thresholds=gk.MID(10, unit="per 1000"))
        found = gk.classify(gk.Estimate("RD", -1, unit="%"), death)
        assert found.magnitude == "important"
        assert found.at_threshold

    def test_thresholds_in_proportions_need_no_conversion(self, make: Make) -> None:
        death = make.outcome("death", thresholds=gk.MID(0.01, unit="proportion"))
        assert gk.classify(gk.Estimate("RR", 0.5), death, 0.02).magnitude == "important"

    def test_without_a_baseline(self, make: Make) -> None:
        death = make.outcome("death", thresholds=gk.MID(10, unit="per 1000"))
        with pytest.raises(BaselineRiskMissing, match="relative effect without a baseline risk"):
            gk.classify(gk.Estimate("RR", 0.75), death)

    def test_a_ratio_of_means_is_refused(self, make: Make) -> None:
        with pytest.raises(InvalidValue, match="ratio of means without a mean") as raised:
            gk.classify(gk.Estimate("ROM", 1.2), make.outcome())
        assert raised.value.problems[0].place == "$.measure"


class TestUnits:
    """4: units match or convert, else a clear error."""

    @pytest.mark.parametrize(("value", "unit"), [(15, "mm"), (1.5, "cm"), (0.015, "m")])
    def test_converted(self, make: Make, value: float, unit: str) -> None:
        found = gk.classify(gk.Estimate("MD", value, unit=unit), make.outcome())
        assert found.magnitude == "important"
        assert found.at_threshold
        assert found.effect is not None
        assert found.effect.value == pytest.approx(1.5)

    def test_the_unit_is_the_thresholds_else_the_scale_s(self, make: Make) -> None:
        scale = gk.Scale("VAS", 0, 10, unit="cm")
        assert unit_of(make.outcome(thresholds=gk.MID(15, unit="mm"), scale=scale)) == "mm"
        assert unit_of(make.outcome(thresholds=gk.MID(1.5), scale=scale)) == "cm"
        assert unit_of(make.outcome(thresholds=None, scale=scale)) == "cm"
        assert unit_of(make.outcome(thresholds=gk.MID(1.5))) is None
        assert unit_of(make.outcome(thresholds=None)) is None

    def test_neither_has_a_unit(self, make: Make) -> None:
        outcome = make.outcome(thresholds=gk.MID(1.5))
        assert gk.classify(gk.Estimate("MD", 2), outcome).magnitude == "important"

    @pytest.mark.parametrize(
        ("estimate", "unit"),
        [
            (gk.Estimate("MD", 2, unit="kg"), "cm"),
            (gk.Estimate("MD", 2), "cm"),
            (gk.Estimate("MD", 2, unit="cm"), None),
            (gk.Estimate("SMD", 2), "cm"),
        ],
    )
    def test_across_kinds(self, make: Make, estimate: gk.Estimate, unit: str | None) -> None:
        outcome = make.outcome(thresholds=gk.MID(1.5, unit=unit))
        with pytest.raises(UnitMismatch, match="unit does not convert") as raised:
            gk.classify(estimate, outcome)
        (problem,) = raised.value.problems
        assert problem.place == "$.unit"
        assert repr(unit) in problem.expected
        assert "'pain'" in problem.expected
        assert problem.got == repr(estimate.unit)
