"""Laws of effects: bounded, monotone, mirrored, independent of units."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradekit as gk
from gradekit.scales import Better, Magnitude
from gradekit.thresholds import Thresholds, compare
from gradekit.units import convert

LENGTHS = {"mm": 10.0, "cm": 1.0, "m": 0.01}
RATIOS = ["OR", "HR", "RATE_RATIO"]
SIZE = {name: rank for rank, name in enumerate(("trivial", "small", "moderate", "large"))}

risks = st.floats(0, 1)
ratios = st.floats(1e-3, 1e3)
effects = st.floats(-1e3, 1e3).map(lambda number: round(number, 3))
sizes = st.floats(1e-3, 1e3).map(lambda number: round(number, 3))


@st.composite
def intervals(draw: st.DrawFn) -> gk.Estimate:
    """An MD in cm: three numbers in order."""
    low, value, high = sorted(draw(st.tuples(effects, effects, effects)))
    return gk.Estimate("MD", value, low, high, "cm")


@st.composite
def graded(draw: st.DrawFn) -> Thresholds:
    """Three ascending sizes in cm, at least a quarter apart."""
    small = draw(sizes)
    first, second = draw(st.tuples(st.floats(1.25, 9), st.floats(1.25, 9)))
    return Thresholds(small, small * first, small * first * second, unit="cm")


def outcome(thresholds: Thresholds, better: Better = Better.LOWER) -> gk.Outcome:
    return gk.Outcome("o", "O", importance="critical", better=better, thresholds=thresholds)


class TestAbsoluteEffect:
    """5.1: one formula for each measure."""

    @given(st.sampled_from(RATIOS), ratios, risks)
    def test_bounded(self, measure: str, ratio: float, baseline: float) -> None:
        effect = gk.absolute_effect(gk.Estimate(measure, ratio), baseline)
        assert 0 <= effect.intervention_risk.value <= 1
        assert -1 <= effect.difference.value <= 1

    @given(st.sampled_from([*RATIOS, "RR"]), st.tuples(ratios, ratios), st.floats(0, 1e-3))
    def test_a_larger_ratio_never_means_less_risk(
        self, measure: str, pair: tuple[float, float], baseline: float
    ) -> None:
        less, more = (
            gk.absolute_effect(gk.Estimate(measure, each), baseline).intervention_risk.value
            for each in sorted(pair)
        )
        assert less <= more or math.isclose(less, more)

    @given(st.sampled_from([*RATIOS, "RR"]), risks)
    def test_a_ratio_of_one_is_no_effect(self, measure: str, baseline: float) -> None:
        effect = gk.absolute_effect(gk.Estimate(measure, 1), baseline)
        assert effect.difference.value == pytest.approx(0, abs=1e-12)

    @given(st.sampled_from(RATIOS), st.floats(0.25, 4), st.floats(0.01, 0.6))
    def test_there_and_back(self, measure: str, ratio: float, baseline: float) -> None:
        there = gk.absolute_effect(gk.Estimate(measure, ratio), baseline).intervention_risk.value
        back = gk.absolute_effect(gk.Estimate(measure, ratio).mirrored(), there)
        assert back.intervention_risk.value == pytest.approx(baseline, rel=1e-6)

    @given(st.floats(0, 1), st.floats(0, 1))
    def test_a_risk_ratio_multiplies(self, ratio: float, baseline: float) -> None:
        effect = gk.absolute_effect(gk.Estimate("RR", ratio + 1e-9), baseline * 0.5)
        assert effect.intervention_risk.value == pytest.approx((ratio + 1e-9) * baseline * 0.5)

    @given(st.floats(0.01, 0.49), st.floats(-0.5, 0.5), st.sampled_from(["%", "per 1000"]))
    def test_a_difference_adds_in_any_unit(self, base: float, change: float, unit: str) -> None:
        baseline = base + max(0.0, -change)
        given_so = gk.Estimate("RD", convert(change, "proportion", unit), unit=unit)
        effect = gk.absolute_effect(given_so, baseline)
        assert effect.intervention_risk.value == pytest.approx(baseline + change, abs=1e-12)


class TestMagnitude:
    """5.1: the point estimate against the thresholds."""

    @given(graded(), st.tuples(effects, effects))
    def test_a_larger_effect_is_never_smaller(
        self, thresholds: Thresholds, pair: tuple[float, float]
    ) -> None:
        less, more = sorted(pair, key=abs)
        assert SIZE[thresholds.magnitude(less)] <= SIZE[thresholds.magnitude(more)]

    @given(graded(), effects)
    def test_the_sign_never_matters_to_the_size(
        self, thresholds: Thresholds, effect: float
    ) -> None:
        assert thresholds.magnitude(effect) is thresholds.magnitude(-effect)

    @given(graded())
    def test_at_each_threshold_it_counts_and_just_below_it_does_not(
        self, thresholds: Thresholds
    ) -> None:
        below = Magnitude.TRIVIAL
        for name, size in thresholds.sizes():
            assert thresholds.magnitude(size) is name
            assert thresholds.at_threshold(size)
            assert thresholds.magnitude(size * (1 - 1e-6)) is below
            assert not thresholds.at_threshold(size * (1 - 1e-6))
            below = name

    @given(graded(), effects)
    def test_one_threshold_agrees_on_what_is_important(
        self, thresholds: Thresholds, effect: float
    ) -> None:
        single = gk.MID(thresholds.small).magnitude(effect)
        assert single.is_important == thresholds.magnitude(effect).is_important

    @given(sizes, effects)
    def test_compare_is_antisymmetric(self, one: float, other: float) -> None:
        assert compare(one, other) == -compare(other, one)


class TestClassify:
    """5.1, 5.11: units, the name of the arm and the sign convention never matter."""

    @given(intervals(), graded(), st.sampled_from(list(LENGTHS)), st.sampled_from(list(LENGTHS)))
    def test_units(
        self, estimate: gk.Estimate, thresholds: Thresholds, mine: str, theirs: str
    ) -> None:
        factor = LENGTHS[mine]
        assert estimate.low is not None
        assert estimate.high is not None
        same = gk.Estimate(
            "MD", estimate.value * factor, estimate.low * factor, estimate.high * factor, mine
        )
        one = gk.classify(estimate, outcome(thresholds))
        other = gk.classify(same, outcome(thresholds.in_unit(theirs)))
        assert (one.magnitude, one.favours) == (other.magnitude, other.favours)
        assert one.at_threshold == other.at_threshold
        assert one.crosses_null == other.crosses_null
        for seen, again in ((one.crossings, other.crossings), (one.touching, other.touching)):
            assert [(each.threshold, each.favours) for each in seen] == [
                (each.threshold, each.favours) for each in again
            ]

    @given(intervals(), graded(), st.sampled_from(list(Better)))
    def test_swapped(self, estimate: gk.Estimate, thresholds: Thresholds, better: Better) -> None:
        one = gk.classify(estimate, outcome(thresholds, better))
        other = gk.classify(estimate.mirrored(), outcome(thresholds, better))
        assert one.magnitude is other.magnitude
        assert one.favours is other.favours.mirror
        assert [(each.threshold, each.favours.mirror) for each in one.crossings] == [
            (each.threshold, each.favours) for each in reversed(other.crossings)
        ]

    @given(intervals(), graded())
    def test_better_orients_the_sign(self, estimate: gk.Estimate, thresholds: Thresholds) -> None:
        one = gk.classify(estimate, outcome(thresholds, Better.HIGHER))
        other = gk.classify(estimate, outcome(thresholds, Better.LOWER))
        assert one.favours is other.favours.mirror
        assert one.magnitude is other.magnitude

    @given(intervals(), graded())
    def test_it_favours_someone_exactly_when_it_is_important(
        self, estimate: gk.Estimate, thresholds: Thresholds
    ) -> None:
        found = gk.classify(estimate, outcome(thresholds))
        assert found.magnitude.is_important == (found.favours != "neither")

    @given(intervals(), graded(), st.floats(0, 100))
    def test_a_wider_interval_crosses_no_less(
        self, estimate: gk.Estimate, thresholds: Thresholds, more: float
    ) -> None:
        assert estimate.low is not None
        assert estimate.high is not None
        wider = gk.Estimate("MD", estimate.value, estimate.low - more, estimate.high + more, "cm")
        one = gk.classify(estimate, outcome(thresholds))
        other = gk.classify(wider, outcome(thresholds))
        assert {each.value for each in one.crossings} <= {each.value for each in other.crossings}
        assert one.magnitude is other.magnitude

    @given(intervals(), graded())
    def test_what_is_crossed_lies_inside(
        self, estimate: gk.Estimate, thresholds: Thresholds
    ) -> None:
        assert estimate.low is not None
        assert estimate.high is not None
        found = gk.classify(estimate, outcome(thresholds))
        for each in found.crossings:
            assert estimate.low < each.value < estimate.high
        for each in found.touching:
            ends = (compare(each.value, estimate.low), compare(each.value, estimate.high))
            assert 0 in ends

    @given(effects, sizes, st.floats(1.25, 9))
    def test_a_range_is_stable_exactly_when_its_ends_agree(
        self, effect: float, low: float, factor: float
    ) -> None:
        estimate = gk.Estimate("MD", effect, unit="cm")
        ranged = gk.classify(estimate, outcome(gk.MID((low, low * factor), unit="cm")))
        ends = [
            gk.classify(estimate, outcome(gk.MID(each, unit="cm"))).magnitude
            for each in (low, low * factor)
        ]
        assert list(ranged.at_ends) == ends
        assert ranged.stable == (ends[0] is ends[1])
        assert ranged.magnitude is (ends[0] if ranged.stable else Magnitude.UNKNOWN)


class TestScale:
    """4: rescaling is linear."""

    @given(effects, effects, st.floats(1, 100), st.floats(1, 100))
    def test_sums_and_the_way_back(self, a: float, b: float, mine: float, theirs: float) -> None:
        one, other = gk.Scale("a", 0, mine, unit="x"), gk.Scale("b", 0, theirs, unit="y")
        whole = one.difference_from(a + b, other)
        parts = one.difference_from(a, other) + one.difference_from(b, other)
        assert whole == pytest.approx(parts, rel=1e-6, abs=1e-9)
        assert other.difference_from(one.difference_from(a, other), one) == pytest.approx(a)
