"""Absolute effects at several baselines, and the ways back."""

from __future__ import annotations

import math

import pytest

from gradekit.absolute import absolute_effect, event_free, relative_risk, reverse, through
from gradekit.errors import InvalidValue, UnitMismatch
from gradekit.estimates import Estimate, Interval
from gradekit.scales import Measure

RR = Estimate("RR", 0.75, 0.6, 0.9)


class TestSeveralBaselines:
    def test_the_answer_is_at_the_value(self) -> None:
        several = absolute_effect(RR, Interval(0.2, 0.1, 0.4))
        one = absolute_effect(RR, 0.2)
        assert several.difference == one.difference
        assert several.intervention_risk == one.intervention_risk
        assert one.at_baseline == ()

    def test_each_end_has_the_whole_interval_of_the_effect(self) -> None:
        several = absolute_effect(RR, Interval(0.2, 0.1, 0.4))
        assert several.at_baseline == (absolute_effect(RR, 0.1), absolute_effect(RR, 0.4))

    def test_an_interval_without_ends_is_a_baseline(self) -> None:
        assert absolute_effect(RR, Interval(0.2)) == absolute_effect(RR, 0.2)

    @pytest.mark.parametrize(
        ("baseline", "place"),
        [
            (Interval(1.2, 0.1, 1.3), "$.baseline_risk"),
            (Interval(0.2, -0.1, 0.4), "$.baseline_risk.low"),
            (Interval(0.2, 0.1, 1.4), "$.baseline_risk.high"),
        ],
    )
    def test_a_baseline_outside_0_to_1(self, baseline: Interval, place: str) -> None:
        with pytest.raises(InvalidValue, match="outside 0 to 1") as raised:
            absolute_effect(RR, baseline)
        assert place in [problem.place for problem in raised.value.problems]

    @pytest.mark.parametrize(
        "baseline",
        [
            Interval(0.2, 0.3, 0.4),
            Interval(0.5, 0.3, 0.4),
            Interval(0.2, 0.1, None),
            Interval(0.2, None, 0.4),
        ],
    )
    def test_a_baseline_outside_its_interval(self, baseline: Interval) -> None:
        with pytest.raises(InvalidValue, match="outside its interval"):
            absolute_effect(RR, baseline)

    def test_ends_that_touch_the_value_are_fine(self) -> None:
        assert len(absolute_effect(RR, Interval(0.2, 0.2, 0.2)).at_baseline) == 2

    def test_all_impossible_risks_are_told_together(self) -> None:
        with pytest.raises(InvalidValue) as raised:
            absolute_effect(Estimate("RR", 2.0, 1.5, 2.2), Interval(0.6, 0.55, 0.7))
        assert len(raised.value.problems) == 7


class TestThrough:
    def test_a_falling_formula_puts_the_ends_in_order(self) -> None:
        found = through(Estimate("MD", 1, 0, 3, unit="cm", level=0.9), Measure.MD, lambda end: -end)
        assert found.interval == Interval(-1, -3, 0)
        assert (found.unit, found.level) == (None, 0.9)

    def test_without_an_interval(self) -> None:
        assert through(Estimate("MD", 1, level=0.9), Measure.MD, float).level == 0.9


class TestReverse:
    @pytest.mark.parametrize("measure", ["RR", "OR", "HR", "RATE_RATIO"])
    @pytest.mark.parametrize("baseline", [0.01, 0.3, 0.9])
    def test_undoes_the_absolute_effect(self, measure: str, baseline: float) -> None:
        given = Estimate(measure, 0.75, 0.6, 1.05)
        back = reverse(absolute_effect(given, baseline).difference, baseline, measure)
        assert back.measure == measure
        for name in ("value", "low", "high"):
            assert getattr(back, name) == pytest.approx(getattr(given, name))

    def test_from_an_estimate_in_its_own_unit_and_level(self) -> None:
        given = Estimate("RD", -50, -80, -20, unit="per 1000", level=0.9)
        found = reverse(given, 0.2, "RR")
        assert found.value == pytest.approx(0.75)
        assert found.low == pytest.approx(0.6)
        assert found.high == pytest.approx(0.9)
        assert found.level == 0.9

    def test_bare_numbers_stand_at_95(self) -> None:
        assert reverse(Interval(-0.05, -0.08, -0.02), 0.2, "OR").level == 0.95

    def test_a_risk_ratio_may_start_and_end_at_certainty(self) -> None:
        assert reverse(Interval(-0.5), 1.0, "RR").value == 0.5
        assert reverse(Interval(0.5), 0.5, "RR").value == 2.0

    @pytest.mark.parametrize("measure", ["OR", "HR", "RATE_RATIO"])
    @pytest.mark.parametrize(("change", "baseline"), [(-0.5, 1.0), (0.5, 0.5), (0.6, 0.5)])
    def test_the_others_may_not(self, measure: str, change: float, baseline: float) -> None:
        with pytest.raises(InvalidValue, match="below 1"):
            reverse(Interval(change), baseline, measure)

    @pytest.mark.parametrize("measure", ["RR", "OR", "HR"])
    @pytest.mark.parametrize(("change", "baseline"), [(0.1, 0.0), (-0.2, 0.2), (-0.3, 0.2)])
    def test_nothing_leads_from_or_to_no_risk(
        self, measure: str, change: float, baseline: float
    ) -> None:
        with pytest.raises(InvalidValue, match=f"no {measure} leads from or to this risk"):
            reverse(Interval(change), baseline, measure)

    def test_a_risk_ratio_above_certainty(self) -> None:
        with pytest.raises(InvalidValue, match="at most 1"):
            reverse(Interval(0.6), 0.5, "RR")

    def test_the_ends_are_looked_at_too(self) -> None:
        with pytest.raises(InvalidValue) as raised:
            reverse(Interval(0.0, -0.3, 0.9), 0.2, "RR")
        assert [problem.place for problem in raised.value.problems] == ["$.low", "$.high"]

    @pytest.mark.parametrize("measure", ["RD", "MD", "SMD", "ROM"])
    def test_no_way_back_to_a_difference(self, measure: str) -> None:
        with pytest.raises(InvalidValue, match="no way back") as raised:
            reverse(Interval(-0.05), 0.2, measure)
        assert raised.value.problems[0].place == "$.measure"

    def test_no_way_back_from_a_ratio(self) -> None:
        with pytest.raises(InvalidValue, match="no way back") as raised:
            reverse(RR, 0.2, "OR")
        assert raised.value.problems[0].place == "$.difference"

    def test_a_unit_that_is_no_proportion(self) -> None:
        with pytest.raises(UnitMismatch):
            reverse(Estimate("RD", -5, unit="cm"), 0.2, "OR")


class TestRelativeRisk:
    def test_the_interval_goes_along(self) -> None:
        found = relative_risk(Estimate("OR", 0.5, 0.25, 1.0, level=0.9), 0.2)
        assert found.measure is Measure.RR
        assert found.low == pytest.approx(0.25 / 0.85)
        assert found.high == 1.0
        assert found.level == 0.9

    @pytest.mark.parametrize(("baseline", "expected"), [(0.0, 0.5), (1.0, 1.0)])
    def test_at_the_ends(self, baseline: float, expected: float) -> None:
        assert relative_risk(Estimate("OR", 0.5), baseline).value == expected

    def test_another_measure(self) -> None:
        with pytest.raises(InvalidValue, match="expected OR; got 'RR'"):
            relative_risk(RR, 0.2)

    @pytest.mark.parametrize("baseline", [-0.1, 1.1, math.nan])
    def test_an_impossible_baseline(self, baseline: float) -> None:
        with pytest.raises(InvalidValue, match="outside 0 to 1"):
            relative_risk(Estimate("OR", 0.5), baseline)


class TestEventFree:
    @pytest.mark.parametrize("measure", ["HR", "RATE_RATIO"])
    def test_is_what_the_event_leaves(self, measure: str) -> None:
        given = Estimate(measure, 0.5, 0.3, 0.9)
        free, hit = event_free(given, 0.8), absolute_effect(given, 0.2).intervention_risk
        assert hit.low is not None
        assert hit.high is not None
        assert free.value == pytest.approx(1 - hit.value)
        assert free.low == pytest.approx(1 - hit.high)
        assert free.high == pytest.approx(1 - hit.low)

    def test_without_an_interval(self) -> None:
        assert event_free(Estimate("HR", 2.0), 0.5) == Interval(0.25)

    def test_another_measure(self) -> None:
        with pytest.raises(InvalidValue, match="HR or RATE_RATIO"):
            event_free(RR, 0.8)

    def test_an_impossible_proportion(self) -> None:
        with pytest.raises(InvalidValue, match="outside 0 to 1"):
            event_free(Estimate("HR", 0.5), 80)
