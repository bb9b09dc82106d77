"""What is known of each option, in finite form."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from gradekit.levels import Known
from gradekit.scales import Arm, Level

if TYPE_CHECKING:
    from tests.unit.conftest import Make

NONE = Known("none")


class TestKnown:
    """5.5: the certainty at which something is known, with the state "might be higher"."""

    def test_settled_unless_said(self) -> None:
        assert Known("low") == Known("low", "low")
        assert not Known("low").might_be_higher
        assert Known("low", "high").might_be_higher
        assert Known("low") != Known("low", "high")

    @pytest.mark.parametrize(
        ("known", "text"),
        [(Known("low"), "low"), (NONE, "none"), (Known("low", "high"), "low, might be higher")],
    )
    def test_text(self, known: Known, text: str) -> None:
        assert str(known) == text

    @pytest.mark.parametrize(
        ("known", "level", "at_least", "below"),
        [
            (Known("low"), "very low", "met", "not met"),
            (Known("low"), "low", "met", "not met"),
            (Known("low"), "moderate", "not met", "met"),
            (NONE, "very low", "not met", "met"),
            (NONE, "none", "met", "not met"),
            (Known("low", "high"), "low", "met", "not met"),
            (Known("low", "high"), "moderate", "not recorded", "not recorded"),
            (Known("low", "high"), "high", "not recorded", "not recorded"),
            (Known("low", "moderate"), "high", "not met", "met"),
            (Known("none", "high"), "very low", "not recorded", "not recorded"),
        ],
    )
    def test_against_a_level(self, known: Known, level: str, at_least: str, below: str) -> None:
        assert known.at_least(level) == at_least
        assert known.below(level) == below


class TestHalf:
    """5.5: benefit, harm, catastrophe and prohibitive harm of each option."""

    def test_option(self, make: Make) -> None:
        half = make.half({"harm": "high"}, {"benefit": "low"})
        assert half.option(Arm.INTERVENTION) is half.intervention
        assert half.option(Arm.COMPARATOR) is half.comparator
        assert half.intervention.harm == Known("high")
        assert half.comparator.benefit == Known("low")

    def test_mirrored(self, make: Make) -> None:
        half = make.half({"harm": "high"}, {"benefit": "low"}, life_threatening=True)
        mirror = make.half({"benefit": "low"}, {"harm": "high"}, life_threatening=True)
        assert half.mirrored() == mirror
        assert half.mirrored().mirrored() == half

    def test_it_can_be_a_key(self, make: Make) -> None:
        one, other = make.half({"harm": "high"}), make.half({"harm": "high"})
        assert len({one, other, make.half()}) == 2
        assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301


class TestAtLeastAsGood:
    """2: X is at least as good with the benefit certainty when nothing important is a benefit of
    the other option and no critical benefit finding is of unknown magnitude.
    """

    @pytest.mark.parametrize("level", list(Level)[1:])
    def test_holds_both_ways_for_similar_benefit(self, make: Make, level: Level) -> None:
        half = make.half(benefit_certainty=Known(level))
        assert half.at_least_as_good(Arm.INTERVENTION) == Known(level)
        assert half.at_least_as_good(Arm.COMPARATOR) == Known(level)

    @pytest.mark.parametrize("level", ["very low", "low", "high"])
    def test_holds_one_way_where_one_option_brings_a_benefit(self, make: Make, level: str) -> None:
        half = make.half({"benefit": level}, benefit_certainty=Known("low"))
        assert half.at_least_as_good(Arm.INTERVENTION) == Known("low")
        assert half.at_least_as_good(Arm.COMPARATOR) == NONE

    def test_a_benefit_known_and_perhaps_more_still_counts_against(self, make: Make) -> None:
        half = make.half({"benefit": ("low", "high")})
        assert half.at_least_as_good(Arm.COMPARATOR) == NONE

    def test_does_not_hold_with_a_critical_benefit_of_unknown_magnitude(self, make: Make) -> None:
        half = make.half(unknown_benefit=True)
        assert half.at_least_as_good(Arm.INTERVENTION) == NONE
        assert half.at_least_as_good(Arm.COMPARATOR) == NONE

    def test_never_vacuously_similar(self, make: Make) -> None:
        half = make.half(benefit_certainty=None)
        for arm in Arm:
            assert half.at_least_as_good(arm).at == "none"
            assert half.at_least_as_good(arm).at_least("very low") == "not recorded"

    def test_without_critical_benefits_a_rival_s_benefit_still_decides(self, make: Make) -> None:
        half = make.half({"benefit": "low"}, benefit_certainty=None)
        assert half.at_least_as_good(Arm.COMPARATOR) == NONE

    def test_a_rival_s_benefit_not_rated_leaves_it_open(self, make: Make) -> None:
        half = make.half({"benefit": ("none", "high")}, benefit_certainty=Known("low", "moderate"))
        open_ = half.at_least_as_good(Arm.COMPARATOR)
        assert open_ == Known("none", "moderate")
        assert half.at_least_as_good(Arm.INTERVENTION) == Known("low", "moderate")


class TestNeverVacuouslySimilar:
    """2: without a critical benefit finding, "at least as good" is open up to high."""

    def test_it(self, make: Make) -> None:
        half = make.half(benefit_certainty=None, unknown_benefit=False)
        assert half.at_least_as_good(Arm.INTERVENTION) == Known("none", "high")
