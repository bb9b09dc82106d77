"""From an effect and a baseline risk to what happens to people."""

from __future__ import annotations

import math

import pytest

import gradekit as gk
from gradekit.errors import BaselineRiskMissing, InvalidValue, UnitMismatch
from gradekit.estimates import Estimate


class TestPublishedExamples:
    """5.1: Cochrane Handbook 5.1, section 11.5.5: RR 0.75 takes 80% to 60% and 20% to 15%."""

    @pytest.mark.parametrize(("baseline", "risk"), [(0.8, 0.6), (0.2, 0.15)])
    def test_it(self, baseline: float, risk: float) -> None:
        effect = gk.absolute_effect(Estimate("RR", 0.75), baseline)
        assert effect.baseline_risk == baseline
        assert math.isclose(effect.intervention_risk.value, risk)
        assert math.isclose(effect.difference.value, risk - baseline)
        assert math.isclose(effect.difference.per(1000).value, 1000 * (risk - baseline))


class TestFormulas:
    """5.1: one formula for each measure, the ends of the interval through the same."""

    @pytest.mark.parametrize(
        ("estimate", "baseline", "risks"),
        [
            (Estimate("RR", 0.5, 0.25, 1), 0.4, (0.2, 0.1, 0.4)),
            (Estimate("OR", 0.5, 0.25, 1), 0.5, (1 / 3, 0.2, 0.5)),
            (Estimate("OR", 3, 1, 9), 0.25, (0.5, 0.25, 0.75)),
            (Estimate("HR", 2, 1, 3), 0.5, (0.75, 0.5, 0.875)),
            (Estimate("RATE_RATIO", 2, 1, 3), 0.5, (0.75, 0.5, 0.875)),
            (Estimate("RD", -0.1, -0.2, 0.1), 0.3, (0.2, 0.1, 0.4)),
            (Estimate("RD", -100, -200, 100, "per 1000"), 0.3, (0.2, 0.1, 0.4)),
            (Estimate("RD", -10, -20, 10, "%"), 0.3, (0.2, 0.1, 0.4)),
        ],
    )
    def test_each(
        self, estimate: Estimate, baseline: float, risks: tuple[float, float, float]
    ) -> None:
        effect = gk.absolute_effect(estimate, baseline)
        risk, difference = effect.intervention_risk, effect.difference
        assert risk.low is not None
        assert risk.high is not None
        assert difference.low is not None
        assert difference.high is not None
        assert (risk.value, risk.low, risk.high) == pytest.approx(risks, rel=1e-12)
        expected = tuple(each - baseline for each in risks)
        seen = (difference.value, difference.low, difference.high)
        assert seen == pytest.approx(expected, rel=1e-12, abs=1e-15)

    def test_without_an_interval_there_is_none(self) -> None:
        effect = gk.absolute_effect(Estimate("RR", 0.5), 0.4)
        assert (effect.intervention_risk.low, effect.intervention_risk.high) == (None, None)
        assert (effect.difference.low, effect.difference.high) == (None, None)

    @pytest.mark.parametrize("measure", ["RR", "OR", "HR", "RATE_RATIO"])
    def test_nobody_at_risk_stays_nobody(self, measure: str) -> None:
        assert gk.absolute_effect(Estimate(measure, 0.5), 0).intervention_risk.value == 0

    @pytest.mark.parametrize("measure", ["OR", "HR", "RATE_RATIO"])
    def test_everybody_at_risk_stays_everybody(self, measure: str) -> None:
        assert gk.absolute_effect(Estimate(measure, 0.5), 1).intervention_risk.value == 1

    def test_a_risk_may_reach_exactly_one_or_nought(self) -> None:
        assert gk.absolute_effect(Estimate("RR", 2), 0.5).intervention_risk.value == 1
        assert gk.absolute_effect(Estimate("RD", -0.5), 0.5).intervention_risk.value == 0


class TestRefused:
    """5.1: no baseline is an error that says so; a risk above 1 is an error, never clipped."""

    @pytest.mark.parametrize("measure", ["RR", "OR", "HR", "RATE_RATIO"])
    def test_without_a_baseline(self, measure: str) -> None:
        with pytest.raises(BaselineRiskMissing) as raised:
            gk.absolute_effect(Estimate(measure, 0.5), None)
        (problem,) = raised.value.problems
        assert problem.what == "relative effect without a baseline risk"
        assert problem.place == "$.baseline_risk"
        assert "absolute scale" in problem.hint

    @pytest.mark.parametrize("measure", ["MD", "SMD", "ROM"])
    def test_a_measure_without_events(self, measure: str) -> None:
        with pytest.raises(InvalidValue) as raised:
            gk.absolute_effect(Estimate(measure, 0.5), 0.2)
        (problem,) = raised.value.problems
        assert (problem.what, problem.place) == ("no risk in this measure", "$.measure")
        assert problem.got == repr(measure)

    @pytest.mark.parametrize("baseline", [-0.01, 1.01, math.nan, math.inf, 20])
    def test_a_baseline_outside(self, baseline: float) -> None:
        with pytest.raises(InvalidValue) as raised:
            gk.absolute_effect(Estimate("RR", 0.5), baseline)
        (problem,) = raised.value.problems
        assert problem.what == "baseline risk outside 0 to 1"
        assert problem.place == "$.baseline_risk"

    @pytest.mark.parametrize(
        ("estimate", "baseline", "places"),
        [
            (Estimate("RR", 2.1), 0.5, ["$.value"]),
            (Estimate("RR", 1.5, 1, 2.1), 0.5, ["$.high"]),
            (Estimate("RR", 3, 2.1, 4), 0.5, ["$.value", "$.low", "$.high"]),
            (Estimate("RD", -0.2, -0.6, 0.1), 0.5, ["$.low"]),
            (Estimate("RD", 0.6), 0.5, ["$.value"]),
        ],
    )
    def test_an_impossible_risk(
        self, estimate: Estimate, baseline: float, places: list[str]
    ) -> None:
        with pytest.raises(InvalidValue) as raised:
            gk.absolute_effect(estimate, baseline)
        assert [each.place for each in raised.value.problems] == places
        for problem in raised.value.problems:
            assert problem.what == f"{estimate.measure} at this baseline gives an impossible risk"
            assert str(baseline) in problem.expected
            assert "not clipped" in problem.hint

    def test_a_difference_in_a_unit_that_is_no_proportion(self) -> None:
        with pytest.raises(UnitMismatch, match=r"\$\.unit"):
            gk.absolute_effect(Estimate("RD", 1, unit="cm"), 0.5)
