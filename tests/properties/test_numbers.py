"""Laws of the numbers: bounded, monotone, mirrored, undone, and the same in any unit."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gradekit.absolute import absolute_effect, event_free, relative_risk, reverse
from gradekit.errors import GradekitError, InvalidValue
from gradekit.estimates import Estimate, Interval
from gradekit.information_size import (
    binary,
    continuous,
    effective_participants,
    review_information_size,
)
from gradekit.instruments import (
    improvement,
    mean_difference,
    mean_difference_of_ratio,
    mid_units,
    odds_ratio,
)
from gradekit.interaction import interaction_test
from gradekit.nnt import NeededTo, nnt
from gradekit.precision import interval_ratio, standard_error, wide_interval
from gradekit.units import convert

RELATIVE = ("RR", "OR", "HR", "RATE_RATIO")
BOUNDED = ("OR", "HR", "RATE_RATIO")
REL, ABS = 1e-7, 1e-12

risks = st.floats(0.001, 0.999)
ratios = st.floats(0.05, 20)
differences = st.floats(-10, 10).filter(lambda each: abs(each) > 1e-3)
levels = st.sampled_from([0.8, 0.9, 0.95, 0.99])
shares = st.floats(0, 1)


@st.composite
def ordered(draw: st.DrawFn, values: st.SearchStrategy[float]) -> tuple[float, float, float]:
    low, value, high = sorted(draw(st.tuples(values, values, values)))
    return value, low, high


@st.composite
def estimates(
    draw: st.DrawFn, measure: str, values: st.SearchStrategy[float], unit: str | None = None
) -> Estimate:
    """An estimate with an interval of some width."""
    value, low, high = draw(ordered(values))
    assume(high - low > 1e-3)
    return Estimate(measure, value, low, high, unit, level=draw(levels))


@st.composite
def relative(draw: st.DrawFn, *measures: str) -> Estimate:
    return draw(estimates(draw(st.sampled_from(measures)), ratios))


@st.composite
def risk_differences(draw: st.DrawFn) -> Interval:
    value, low, high = draw(ordered(st.floats(-1, 1)))
    return Interval(value, low, high)


def numbers(found: Interval | Estimate) -> tuple[float, float, float]:
    assert found.low is not None
    assert found.high is not None
    return found.value, found.low, found.high


def tenth(millimetres: Estimate) -> Estimate:
    """The same in centimetres."""
    value, low, high = numbers(millimetres)
    return Estimate("MD", value / 10, low / 10, high / 10, "cm", level=millimetres.level)


class TestAbsoluteEffects:
    @given(relative(*BOUNDED), shares)
    def test_bounded(self, effect: Estimate, baseline: float) -> None:
        found = absolute_effect(effect, baseline)
        value, low, high = numbers(found.intervention_risk)
        assert 0 <= low <= value <= high <= 1
        assert all(-1 <= each <= 1 for each in numbers(found.difference))

    @given(relative("RR"), shares)
    def test_impossible_is_an_error_never_a_clip(self, effect: Estimate, baseline: float) -> None:
        if max(numbers(effect)) * baseline > 1:
            with pytest.raises(InvalidValue):
                absolute_effect(effect, baseline)
        else:
            assert absolute_effect(effect, baseline).intervention_risk.value <= 1

    @given(st.sampled_from(BOUNDED), ratios, ratios, risks)
    def test_monotone_in_the_effect(
        self, measure: str, one: float, other: float, baseline: float
    ) -> None:
        low, high = sorted((one, other))
        less = absolute_effect(Estimate(measure, low), baseline).intervention_risk.value
        more = absolute_effect(Estimate(measure, high), baseline).intervention_risk.value
        assert less <= more

    @given(relative(*BOUNDED), shares, shares)
    def test_monotone_in_the_baseline(self, effect: Estimate, one: float, other: float) -> None:
        low, high = sorted((one, other))
        less = absolute_effect(effect, low).intervention_risk.value
        more = absolute_effect(effect, high).intervention_risk.value
        assert less <= more + 1e-12

    @given(st.sampled_from(RELATIVE), risks)
    def test_no_effect_changes_nothing(self, measure: str, baseline: float) -> None:
        found = absolute_effect(Estimate(measure, 1.0), baseline)
        assert found.difference.value == pytest.approx(0, abs=1e-12)

    @given(relative("OR"), risks)
    def test_mirrored_in_the_outcome(self, effect: Estimate, baseline: float) -> None:
        """Counting the other outcome, an odds ratio is inverted and the risk is what is left."""
        one = absolute_effect(effect, baseline).intervention_risk.value
        other = absolute_effect(effect.mirrored(), 1 - baseline).intervention_risk.value
        assert one == pytest.approx(1 - other, rel=REL, abs=ABS)

    @given(relative(*BOUNDED), risks)
    def test_mirrored_in_the_options(self, effect: Estimate, baseline: float) -> None:
        there = absolute_effect(effect, baseline).intervention_risk.value
        assume(there < 1 - 1e-6)
        back = absolute_effect(effect.mirrored(), there).intervention_risk.value
        assert back == pytest.approx(baseline, rel=1e-6)

    @given(relative(*RELATIVE), st.floats(0.001, 0.05))
    def test_reverse_undoes_it(self, effect: Estimate, baseline: float) -> None:
        assume(max(numbers(effect)) * baseline < 0.99)
        found = reverse(absolute_effect(effect, baseline).difference, baseline, effect.measure)
        assert numbers(found) == pytest.approx(numbers(effect), rel=1e-6)

    @given(relative("OR"), risks)
    def test_a_risk_ratio_says_the_same_as_its_odds_ratio(
        self, effect: Estimate, baseline: float
    ) -> None:
        ratio = relative_risk(effect, baseline)
        by_odds = absolute_effect(effect, baseline).intervention_risk
        for end, reached in zip(numbers(ratio), numbers(by_odds), strict=True):
            assert end * baseline == pytest.approx(reached, rel=REL, abs=ABS)

    @given(relative("HR"), risks)
    def test_event_free_is_what_is_left(self, effect: Estimate, baseline: float) -> None:
        free = numbers(event_free(effect, 1 - baseline))
        value, low, high = numbers(absolute_effect(effect, baseline).intervention_risk)
        assert free == pytest.approx((1 - value, 1 - high, 1 - low), rel=REL, abs=ABS)

    @given(relative(*BOUNDED), ordered(shares))
    def test_several_baselines_are_one_at_a_time(
        self, effect: Estimate, baseline: tuple[float, float, float]
    ) -> None:
        value, low, high = baseline
        found = absolute_effect(effect, Interval(value, low, high))
        assert found.at_baseline == (absolute_effect(effect, low), absolute_effect(effect, high))
        assert found.difference == absolute_effect(effect, value).difference

    @given(st.floats(-0.5, 0.5), st.sampled_from(["%", "per 1000", "per 10000"]))
    def test_unit_independence(self, difference: float, unit: str) -> None:
        plain = absolute_effect(Estimate("RD", difference), 0.5)
        other = Estimate("RD", convert(difference, "proportion", unit), unit=unit)
        found = absolute_effect(other, 0.5)
        assert found.difference.value == pytest.approx(plain.difference.value, abs=1e-12)


class TestInstruments:
    smds = estimates("SMD", st.floats(-3, 3))

    @given(smds, risks, st.sampled_from(["odds ratio", "normal"]))
    def test_improvement_is_bounded_and_mirrored(
        self, smd: Estimate, baseline: float, route: str
    ) -> None:
        up = improvement(smd, baseline, better="higher", route=route).intervention_risk
        value, low, high = numbers(up)
        assert 0 <= low <= value <= high <= 1
        # Counting those who do not improve instead.
        down = improvement(smd, 1 - baseline, better="lower", route=route).intervention_risk
        assert numbers(down) == pytest.approx((1 - value, 1 - high, 1 - low), rel=REL, abs=ABS)

    @given(st.floats(-3, 3), risks, st.sampled_from(["odds ratio", "normal"]))
    def test_a_better_score_means_more_improve(
        self, smd: float, baseline: float, route: str
    ) -> None:
        found = improvement(Estimate("SMD", smd), baseline, better="higher", route=route)
        assert found.difference.value * smd >= -1e-12

    @given(smds)
    def test_odds_ratios_are_mirrored(self, smd: Estimate) -> None:
        mirrored = numbers(odds_ratio(smd).mirrored())
        assert numbers(odds_ratio(smd.mirrored())) == pytest.approx(mirrored)

    @given(smds, st.floats(0.1, 100))
    def test_a_reference_sd_is_undone(self, smd: Estimate, sd: float) -> None:
        found = mean_difference(smd, sd, "points")
        assert tuple(end / sd for end in numbers(found)) == pytest.approx(numbers(smd))
        assert found.level == smd.level

    @given(estimates("MD", st.floats(-50, 50), "mm"), st.floats(0.1, 30))
    def test_mid_units_do_not_depend_on_the_unit(self, md: Estimate, mid: float) -> None:
        in_cm = tenth(md)
        there = numbers(mid_units(md, mid))
        assert numbers(mid_units(in_cm, mid, "mm")) == pytest.approx(there, rel=REL, abs=ABS)


class TestNumbersNeeded:
    @given(risk_differences())
    def test_bounded(self, difference: Interval) -> None:
        found = nnt(*numbers(difference))
        for needed in (found.value, found.best, found.worst):
            assert needed is not None
            assert needed.number >= 1
            assert needed.whole is None or needed.whole >= needed.number * (1 - 1e-9)
            assert (needed.to is None) == math.isinf(needed.number)

    @given(risk_differences())
    def test_mirrored(self, difference: Interval) -> None:
        """An event that is wanted turns benefit into harm, and best into worst."""
        one, other = nnt(*numbers(difference)), nnt(*numbers(difference), desirable=True)
        turned = {NeededTo.BENEFIT: NeededTo.HARM, NeededTo.HARM: NeededTo.BENEFIT, None: None}
        for here, there in (
            (one.value, other.value),
            (one.best, other.worst),
            (one.worst, other.best),
        ):
            assert here is not None
            assert there is not None
            assert (turned[here.to], here.number) == (there.to, there.number)
        assert one.through_infinity == other.through_infinity

    @given(risk_differences())
    def test_passes_infinity_when_no_difference_lies_inside(self, difference: Interval) -> None:
        _, low, high = numbers(difference)
        tiny = min(abs(low), abs(high)) < 1e-300
        assume(not tiny)
        found = nnt(*numbers(difference))
        assert found.through_infinity == (low < 0 < high)
        assert ("infinity" in str(found)) == (low < 0 < high or difference.value == 0)

    @given(st.floats(1e-6, 1), st.floats(1e-6, 1))
    def test_a_larger_difference_needs_fewer(self, one: float, other: float) -> None:
        small, large = sorted((one, other))
        assert nnt(-large).value.number <= nnt(-small).value.number


class TestInformationSize:
    reductions = st.floats(0.05, 0.95)

    @given(risks, reductions, reductions)
    def test_a_larger_reduction_needs_no_more(self, p0: float, one: float, other: float) -> None:
        small, large = sorted((one, other))
        assert binary(p0, large) <= binary(p0, small)

    @given(risks, risks, reductions)
    def test_a_rarer_event_needs_no_fewer(self, one: float, other: float, rrr: float) -> None:
        rare, common = sorted((one, other))
        assert binary(rare, rrr) >= binary(common, rrr)

    @given(risks, reductions)
    def test_whole_people_in_two_arms(self, p0: float, rrr: float) -> None:
        found = binary(p0, rrr)
        assert found > 0
        assert found % 2 == 0
        assert review_information_size(Estimate("RR", 1 - rrr), p0=p0) == pytest.approx(
            found, abs=2
        )

    @given(st.floats(0.1, 100), st.floats(0.1, 100), st.floats(0.01, 100))
    def test_only_the_share_of_an_sd_matters(self, sd: float, mid: float, unit: float) -> None:
        assert continuous(sd * unit, mid * unit) == pytest.approx(continuous(sd, mid))
        assert continuous(sd, mid) == pytest.approx(continuous(sd / mid, 1))

    @given(st.floats(0.01, 0.2), st.floats(0.01, 0.2))
    def test_stricter_errors_need_no_fewer(self, one: float, other: float) -> None:
        strict, lax = sorted((one, other))
        assert continuous(1, 0.2, alpha=strict) >= continuous(1, 0.2, alpha=lax)
        assert continuous(1, 0.2, beta=strict) >= continuous(1, 0.2, beta=lax)


wild = st.floats() | st.sampled_from([5e-324, 1e-200, 1e200, 1e308, 1 - 2**-53])


@st.composite
def wild_estimates(draw: st.DrawFn) -> Estimate:
    measure = draw(st.sampled_from(["MD", "SMD", "ROM", "RD", *RELATIVE]))
    ends = draw(st.none() | st.tuples(wild, wild))
    value = draw(wild)
    low, high = (None, None) if ends is None else ends
    level = draw(st.sampled_from([0.95, 5e-324, 1 - 2**-53]))
    if low is not None and high is not None:
        low, value, high = sorted((low, value, high))
    try:
        return Estimate(measure, value, low, high, level=level)
    except InvalidValue:
        return Estimate(measure, 0.5, 0.25, 1.0, level=level)


class TestAnythingIsAnsweredOrRefused:
    """Whatever numbers come, an answer or a GradekitError, never another exception."""

    @given(st.data(), wild_estimates(), wild_estimates())
    def test_of_estimates(self, data: st.DataObject, one: Estimate, other: Estimate) -> None:
        calls: list[Callable[[float], object]] = [
            lambda x: absolute_effect(one, x),
            lambda x: reverse(one, x, other.measure),
            lambda x: relative_risk(one, x),
            lambda x: event_free(one, x),
            lambda x: mean_difference(one, x, "points"),
            lambda _: odds_ratio(one),
            lambda x: improvement(one, x, better="higher"),
            lambda x: improvement(one, x, better="lower", route="normal"),
            lambda x: mean_difference_of_ratio(one, x, "points"),
            lambda x: mid_units(one, x, one.unit),
            lambda _: interaction_test(one, other).p,
            lambda _: interaction_test(one, other).ratio,
            lambda _: wide_interval(one),
            lambda x: effective_participants(one, p0=x, sd=x),
            lambda x: review_information_size(one, p0=x, sd=x),
        ]
        with suppress(GradekitError):
            data.draw(st.sampled_from(calls))(data.draw(wild))

    @given(wild, wild, wild, wild)
    def test_of_numbers(self, a: float, b: float, c: float, d: float) -> None:
        with suppress(GradekitError):
            str(nnt(a, b, c))
        with suppress(GradekitError):
            binary(a, b, c, d)
        with suppress(GradekitError):
            binary(a, b)
        with suppress(GradekitError):
            continuous(a, b)
        with suppress(GradekitError):
            continuous(a, b, c, d)


class TestPrecision:
    @given(relative(*RELATIVE))
    def test_of_a_ratio_is_mirrored(self, effect: Estimate) -> None:
        assert standard_error(effect.mirrored()) == pytest.approx(standard_error(effect))
        assert interval_ratio(effect.mirrored()) == pytest.approx(interval_ratio(effect))

    @given(estimates("MD", differences, "mm"), estimates("MD", differences, "mm"))
    def test_interaction_is_mirrored_and_bounded(self, a: Estimate, b: Estimate) -> None:
        one, other = interaction_test(a, b), interaction_test(b, a)
        assert (one.z, one.p) == (-other.z, other.p)
        assert 0 <= one.p <= 1
        turned = interaction_test(a.mirrored(), b.mirrored())
        assert (turned.z, turned.p) == pytest.approx((-one.z, one.p))

    @given(estimates("MD", differences, "mm"), estimates("MD", differences, "mm"))
    def test_interaction_does_not_depend_on_the_unit(self, a: Estimate, b: Estimate) -> None:
        assert interaction_test(a, tenth(b)).z == pytest.approx(interaction_test(a, b).z, abs=1e-9)
