"""The test of interaction, and the judgement beside it."""

from __future__ import annotations

import math

import pytest

from gradekit.errors import InvalidValue, UnitMismatch
from gradekit.estimates import Estimate
from gradekit.interaction import Credibility, SubgroupCredibility, interaction_test
from gradekit.scales import Measure

MD = Estimate("MD", -1.74, -2.73, -0.76, unit="cm")


class TestInteraction:
    def test_no_difference(self) -> None:
        found = interaction_test(MD, MD)
        assert (found.difference, found.z, found.p, found.ratio) == (0, 0, 1, None)
        assert (found.measure, found.unit) == (Measure.MD, "cm")

    def test_ratios_on_the_log_scale(self) -> None:
        one, other = Estimate("OR", 2, 1, 4), Estimate("OR", 0.5, 0.25, 1)
        found = interaction_test(one, other)
        assert found.difference == pytest.approx(math.log(4))
        assert found.ratio == pytest.approx(4)
        assert found.unit is None
        assert found.se == pytest.approx(math.sqrt(2) * math.log(4) / (2 * 1.959964), rel=1e-6)

    def test_each_at_its_own_level(self) -> None:
        wide = Estimate("MD", 1, 1 - 1.959964, 1 + 1.959964, unit="cm")
        narrow = Estimate("MD", 0, -1.644854, 1.644854, unit="cm", level=0.9)
        assert interaction_test(wide, narrow).z == pytest.approx(1 / math.sqrt(2), rel=1e-6)

    def test_the_second_is_put_in_the_unit_of_the_first(self) -> None:
        other = Estimate("MD", -2.3, -6.0, 1.4, unit="mm")
        found = interaction_test(other, MD)
        assert found.unit == "mm"
        assert found.difference == pytest.approx(15.1)
        assert found.z == pytest.approx(-interaction_test(MD, other).z)

    def test_without_units(self) -> None:
        bare = Estimate("MD", 1, 0, 2)
        assert interaction_test(bare, bare).unit is None

    @pytest.mark.parametrize(
        ("a", "b"), [(MD, Estimate("MD", 1, 0, 2)), (Estimate("MD", 1, 0, 2), MD)]
    )
    def test_one_unit_missing(self, a: Estimate, b: Estimate) -> None:
        with pytest.raises(UnitMismatch, match="unit missing"):
            interaction_test(a, b)

    def test_units_that_do_not_convert(self) -> None:
        with pytest.raises(UnitMismatch, match="does not convert"):
            interaction_test(MD, Estimate("MD", 1, 0, 2, unit="points"))

    def test_two_measures(self) -> None:
        with pytest.raises(InvalidValue, match="two measures"):
            interaction_test(Estimate("RR", 1, 0.5, 2), Estimate("OR", 1, 0.5, 2))

    @pytest.mark.parametrize("bare", [Estimate("MD", 1, unit="cm"), Estimate("MD", 1, 1, 1, "cm")])
    def test_no_interval(self, bare: Estimate) -> None:
        for a, b in ((MD, bare), (bare, MD)):
            with pytest.raises(InvalidValue, match="no standard error"):
                interaction_test(a, b)


class TestCredibility:
    def test_is_recorded_not_computed(self) -> None:
        found = SubgroupCredibility(
            "very low",
            by="panel",
            date="2025-02-19",
            rationale="seen after the fact",
            subgroup="blinding of providers",
            interaction=interaction_test(MD, Estimate("MD", -0.23, -0.60, 0.14, unit="cm")),
        )
        assert found.level is Credibility.VERY_LOW
        assert found.source is not None
        assert found.source.source == "iceman2020"
        assert found.interaction is not None
        assert found.interaction.p < 0.01

    def test_needs_a_reason(self) -> None:
        with pytest.raises(InvalidValue, match="without a reason"):
            SubgroupCredibility("high", rationale=" ")

    def test_words_are_in_order(self) -> None:
        assert list(Credibility) == sorted(Credibility)
        assert Credibility.LOW < Credibility.HIGH

    def test_another_source(self) -> None:
        found = SubgroupCredibility("low", rationale="post hoc", source="busse2025")
        assert found.source is not None
        assert found.source.source == "busse2025"
