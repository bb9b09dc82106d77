"""How many participants would be enough."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from gradekit.errors import BaselineRiskMissing, InvalidValue
from gradekit.estimates import Estimate
from gradekit.information_size import (
    ENOUGH_CONTINUOUS,
    FAR_BELOW,
    IMPLAUSIBLE_CERTAINLY,
    IMPLAUSIBLE_POSSIBLY,
    binary,
    continuous,
    effective_participants,
    review_information_size,
)
from gradekit.instruments import LOG_ODDS_PER_SD
from gradekit.precision import RATIO_LIMIT_HR, RATIO_LIMIT_OR, RATIO_LIMIT_RR, two_sided


class TestBinary:
    def test_a_desirable_event_rises(self) -> None:
        assert binary(0.2, 0.25, desirable=True) == 2182
        assert review_information_size(Estimate("RR", 1.25), p0=0.2) == 2182

    def test_whole_people_in_each_arm(self) -> None:
        assert binary(0.2, 0.25) % 2 == 0

    def test_stricter_errors_need_more(self) -> None:
        usual = binary(0.2, 0.25)
        assert binary(0.2, 0.25, alpha=0.01) > usual
        assert binary(0.2, 0.25, beta=0.1) > usual

    def test_all_of_a_risk_may_go(self) -> None:
        assert binary(0.5, 1.0) == 16
        assert binary(0.5, 1.0, desirable=True) == 16

    @pytest.mark.parametrize(
        ("p0", "rrr", "desirable", "place"),
        [
            (0.0, 0.2, False, "$.p0"),
            (1.0, 0.2, False, "$.p0"),
            (math.nan, 0.2, False, "$.p0"),
            (0.2, 0.0, False, "$.rrr"),
            (0.2, -0.1, False, "$.rrr"),
            (0.2, 1.1, False, "$.rrr"),
            (0.6, 0.7, True, "$.rrr"),
            (0.2, -0.1, True, "$.rrr"),
            (0.2, math.nan, False, "$.rrr"),
        ],
    )
    def test_impossible_input(self, p0: float, rrr: float, place: str, *, desirable: bool) -> None:
        with pytest.raises(InvalidValue) as raised:
            binary(p0, rrr, desirable=desirable)
        assert place in [problem.place for problem in raised.value.problems]

    @pytest.mark.parametrize("rrr", [0.0, -0.1, 1.1])
    def test_a_change_that_is_none(self, rrr: float) -> None:
        with pytest.raises(InvalidValue, match="relative change not possible"):
            binary(0.2, rrr)

    @pytest.mark.parametrize("rrr", [1e-200, 1e-20, 1e-154])
    def test_an_effect_too_small_to_find(self, rrr: float) -> None:
        with pytest.raises(InvalidValue, match="too small to find") as raised:
            binary(0.2, rrr)
        assert raised.value.problems[0].place == "$.rrr"


class TestParameters:
    def test_values(self) -> None:
        numbers = (ENOUGH_CONTINUOUS, FAR_BELOW, IMPLAUSIBLE_POSSIBLY, IMPLAUSIBLE_CERTAINLY)
        assert [each.value for each in numbers] == [800, 0.3, 0.3, 0.4]

    def test_what_nobody_read_is_marked(self) -> None:
        second_hand = (
            ENOUGH_CONTINUOUS,
            FAR_BELOW,
            IMPLAUSIBLE_CERTAINLY,
            RATIO_LIMIT_RR,
            RATIO_LIMIT_OR,
            RATIO_LIMIT_HR,
            LOG_ODDS_PER_SD,
        )
        assert not any(each.source.checked for each in second_hand)


class TestErrorRates:
    @pytest.mark.parametrize("rate", [0, 1, -0.1, 1.1, math.nan, 5e-324])
    @pytest.mark.parametrize("name", ["alpha", "beta"])
    def test_between_0_and_1(self, name: str, rate: float) -> None:
        rates = {"alpha": 0.05, "beta": 0.2, name: rate}
        place = rf"error rate .* @ \$\.{name}"
        with pytest.raises(InvalidValue, match=place):
            binary(0.2, 0.25, rates["alpha"], rates["beta"])
        with pytest.raises(InvalidValue, match=place):
            continuous(1, 0.2, rates["alpha"], rates["beta"])

    def test_both_are_told_with_the_rest(self) -> None:
        with pytest.raises(InvalidValue) as raised:
            binary(2, 0.25, alpha=0, beta=1)
        assert [problem.place for problem in raised.value.problems][-2:] == ["$.alpha", "$.beta"]

    def test_less_power_than_chance(self) -> None:
        with pytest.raises(InvalidValue, match="less power than chance"):
            continuous(1, 0.2, beta=0.98)
        with pytest.raises(InvalidValue, match="less power than chance"):
            continuous(1, 0.2, alpha=0.5, beta=0.75)

        with pytest.raises(InvalidValue, match=r"less than 1 - alpha / 2 = 0\.975"):
            binary(0.2, 0.25, beta=0.98)

    def test_little_power_is_still_power(self) -> None:
        assert 0 < continuous(1, 0.2, beta=0.9) < continuous(1, 0.2)

    def test_a_tiny_alpha_is_still_a_rate(self) -> None:
        assert continuous(1, 0.2, alpha=1e-300) > continuous(1, 0.2)


class TestContinuous:
    @pytest.mark.parametrize("size", [0, -1, math.inf, math.nan])
    def test_sizes_above_0(self, size: float) -> None:
        for sd, mid, place in ((size, 1, "$.sd"), (1, size, "$.mid")):
            with pytest.raises(InvalidValue, match="size not positive") as raised:
                continuous(sd, mid)
            assert raised.value.problems[0].place == place

    def test_an_effect_too_small_to_find(self) -> None:
        with pytest.raises(InvalidValue, match="too small to find"):
            continuous(1e200, 1e-200)


class TestReviewInformationSize:
    @pytest.mark.parametrize("measure", ["RR", "OR", "HR", "RATE_RATIO"])
    def test_any_effect_on_an_event(self, measure: str) -> None:
        assert review_information_size(Estimate(measure, 0.5), p0=0.3) > 0

    @pytest.mark.parametrize(
        ("call", "match"),
        [
            (lambda: review_information_size(Estimate("RR", 1), p0=0.2), "too small to find"),
            (lambda: review_information_size(Estimate("RD", 0), p0=0.2), "too small to find"),
            (lambda: review_information_size(Estimate("MD", 0), sd=1), "too small to find"),
            (lambda: review_information_size(Estimate("RR", 0.5)), "p0"),
            (lambda: review_information_size(Estimate("RR", 0.5), p0=1.0), "p0"),
            (lambda: review_information_size(Estimate("RR", 0.5), p0=0.0), "p0"),
            (lambda: review_information_size(Estimate("RR", 4), p0=0.5), "impossible risk"),
            (lambda: review_information_size(Estimate("MD", 1)), r"\$\.sd"),
            (lambda: review_information_size(Estimate("MD", 1), sd=0), r"\$\.sd"),
            (lambda: review_information_size(Estimate("ROM", 2), sd=1), "no size for this measure"),
            (lambda: review_information_size(Estimate("SMD", 1), alpha=0), "alpha"),
        ],
    )
    def test_what_is_refused(self, call: Callable[[], object], match: str) -> None:
        with pytest.raises(InvalidValue, match=match):
            call()

    def test_a_missing_baseline_is_told_as_a_value(self) -> None:
        with pytest.raises(InvalidValue) as raised:
            review_information_size(Estimate("OR", 0.5))
        assert not isinstance(raised.value, BaselineRiskMissing)


def interval(measure: str, p0: float, p1: float, arm: int) -> Estimate:
    """The estimate of a trial with this many people in each arm."""
    if measure == "RR":
        value = p1 / p0
        variance = (1 / p0 + 1 / p1 - 2) / arm
    else:
        value = p1 * (1 - p0) / (p0 * (1 - p1))
        variance = (1 / p0 + 1 / (1 - p0) + 1 / p1 + 1 / (1 - p1)) / arm
    half = math.exp(two_sided(0.95) * math.sqrt(variance))
    return Estimate(measure, value, value / half, value * half)


class TestEffectiveParticipants:
    """The total of both arms."""

    @pytest.mark.parametrize("measure", ["RR", "OR"])
    @pytest.mark.parametrize(("p0", "p1"), [(0.2, 0.1), (0.3, 0.3), (0.6, 0.9)])
    def test_are_those_of_the_trial(self, measure: str, p0: float, p1: float) -> None:
        given = interval(measure, p0, p1, 500)
        assert effective_participants(given, p0=p0) == pytest.approx(1000)

    def test_of_means(self) -> None:
        half = two_sided(0.95) * 20 * math.sqrt(2 / 100)
        given = Estimate("MD", 3, 3 - half, 3 + half, unit="points")
        assert effective_participants(given, sd=20) == pytest.approx(200)

    def test_of_a_standardised_difference(self) -> None:
        half = two_sided(0.9) * math.sqrt(2 / 100)
        given = Estimate("SMD", 0.3, 0.3 - half, 0.3 + half, level=0.9)
        assert effective_participants(given) == pytest.approx(200)
        assert effective_participants(given, sd=20) == pytest.approx(200)

    @pytest.mark.parametrize("measure", ["HR", "RATE_RATIO", "RD"])
    def test_no_variance_for_other_events(self, measure: str) -> None:
        with pytest.raises(InvalidValue, match="no variance for this measure"):
            effective_participants(Estimate(measure, 0.5, 0.4, 0.6), p0=0.2)

    @pytest.mark.parametrize(
        ("call", "match"),
        [
            (lambda: effective_participants(Estimate("RR", 0.5, 0.4, 0.6)), "p0"),
            (lambda: effective_participants(Estimate("RR", 0.5), p0=0.2), "no standard error"),
            (lambda: effective_participants(Estimate("RR", 2, 1, 2), p0=0.5), "risk not between"),
            (lambda: effective_participants(Estimate("SMD", 0, 0, 1e-200)), "so precisely"),
            (lambda: effective_participants(Estimate("MD", 0.5, 0.4, 0.6)), r"\$\.sd"),
            (lambda: effective_participants(Estimate("ROM", 0.5, 0.4, 0.6), sd=1), "no size"),
        ],
    )
    def test_what_is_refused(self, call: Callable[[], object], match: str) -> None:
        with pytest.raises(InvalidValue, match=match):
            call()
