"""Ranges nobody named, thresholds beside a range of MIDs, and comparisons that have no answer."""

from __future__ import annotations

import math

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.sensitivity import stays, sweep_baseline_risk, sweep_estimate, sweep_mid
from gradekit.sensitivity.asking import with_outcome, with_row


class TestUnnamed:
    def test_the_width_of_the_scale(self, guide: gk.Guideline) -> None:
        found = sweep_mid(guide, "pain")
        assert (found.low, found.high, found.chosen) == (0, 10, "up to the width of the scale")
        assert found.breakpoints == sweep_mid(guide, "pain", 0.01, 9.0).breakpoints
        first, _ = found["axial/im-la"].stretches[0]
        assert str(first) == "above 0 to 0.53"
        assert 0 not in first
        both = sweep_estimate(guide, "pain")
        assert (both.low, both.high) == (-10, 10)

    def test_without_a_scale(self, trial: gk.Comparison) -> None:
        """Bleeding: 10 more per 1000, a MID of 50 per 1000."""
        found = sweep_mid(trial, "bleed")
        assert (found.low, found.high) == (0, 100)
        assert found.chosen == "up to 2 times the largest estimate or threshold"
        large = with_row(trial, "death", estimate=gk.Estimate("RR", 0.1))
        assert sweep_mid(large, "death").high == pytest.approx(360)

    def test_ratios_reach_as_far_either_way(self, trial: gk.Comparison) -> None:
        found = sweep_estimate(trial, "bleed")
        assert (found.low, found.high) == (0.25, 4)
        assert "bleed, 0.25 to 4 (2 times the largest ratio, either way)" in str(found)

    def test_a_risk_difference_stays_possible(self, trial: gk.Comparison) -> None:
        its = with_row(trial, "death", estimate=gk.Estimate("RD", -0.8, unit="proportion"))
        found = sweep_estimate(its, "death")
        assert (found.low, found.high) == (-1, 1)

    def test_up_to_the_next_threshold(self, trial: gk.Comparison) -> None:
        graded = gk.Thresholds(10, 25, 50, unit="per 1000")
        row = trial.row("death")
        assert row is not None
        its = with_outcome(trial, evolve(row.outcome, thresholds=graded))
        found = sweep_mid(its, "death")
        assert found.high == math.nextafter(25, 0)
        assert found.chosen == "up to the next threshold"
        middle = sweep_mid(its, "death", size="moderate")
        assert (middle.low, middle.high) == (math.nextafter(10, 11), math.nextafter(50, 0))

    def test_one_end_named(self, guide: gk.Guideline) -> None:
        found = sweep_mid(guide, "pain", 1)
        assert (found.low, found.high) == (1, 10)
        assert found.chosen
        assert not sweep_mid(guide, "pain", 1, 2).chosen

    def test_nothing_to_take_it_from(self, guide: gk.Guideline, trial: gk.Comparison) -> None:
        with pytest.raises(gk.InvalidValue, match="no range to look at"):
            sweep_mid(guide, "burden")
        with pytest.raises(gk.UnknownReference, match="unknown outcome"):
            sweep_estimate(trial, "deth")


class TestBesideARangeOfMids:
    def test_the_upper_end_is_a_neighbour(self, guide: gk.Guideline) -> None:
        graded = gk.Thresholds(1, 3, 5, unit="cm", small_upper=2)
        its = guide["axial/im-la"]
        row = its.row("pain")
        assert row is not None
        ranged = with_outcome(its, evolve(row.outcome, thresholds=graded))
        with pytest.raises(gk.InvalidValue, match="threshold outside its range"):
            sweep_mid(ranged, "pain", 1.2, 4, size="moderate")
        found = sweep_mid(ranged, "pain", 2.1, 4, size="moderate")
        assert found.breakpoints == ()
        assert all(not answer.problem for _, answer in found["axial/im-la"].stretches)
        assert sweep_mid(ranged, "pain", size="moderate").low == math.nextafter(2, 3)
        # The size that is a range may itself be put anywhere below the next threshold.
        assert sweep_mid(ranged, "pain", 0.2, 2.9).breakpoints


class TestNoAnswerToKeep:
    @pytest.fixture
    def impossible(self, trial: gk.Comparison) -> gk.Comparison:
        """A point that is possible with an interval that is not."""
        wide = gk.Estimate("RR", 1.5, 0.5, 6)
        return with_row(trial, "bleed", estimate=wide, baseline_risk=0.3)

    def test_refused_as_recommend_refuses_it(self, impossible: gk.Comparison) -> None:
        with pytest.raises(gk.InvalidValue) as refused:
            gk.recommend(impossible)
        for ask in (lambda: sweep_estimate(impossible, "bleed", 0.5, 3), lambda: stays(impossible)):
            with pytest.raises(gk.InvalidValue) as raised:
                ask()
            assert str(raised.value) == str(refused.value)

    def test_where_the_point_is_impossible_the_sweep_says_so(self, trial: gk.Comparison) -> None:
        its = with_row(trial, "bleed", estimate=gk.Estimate("RR", 6.0), baseline_risk=0.3)
        found = sweep_estimate(its, "bleed", 0.5, 7)
        assert str(found["drug-placebo"][6.0]) == "impossible"
        assert not found["drug-placebo"][2.0].problem
        with pytest.raises(gk.InvalidValue, match="impossible risk"):
            stays(its)

    def test_another_measure_has_no_number_as_it_stands(self, trial: gk.Comparison) -> None:
        assert sweep_estimate(trial, "death", -500, 500, measure="RD").now is None
        assert sweep_estimate(trial, "death", 0.1, 2).now == 0.8
        assert sweep_baseline_risk(trial, "death").now == 0.2
