"""Core GRADE 2, GRADE guidance 34 and 35: crossings of the absolute effect."""

# ruff: noqa: FBT001 - three-valued facts, not switches

from __future__ import annotations

from typing import Any

import pytest

import gradekit as gk
from gradekit.domains.imprecision import suggest

SIZES = gk.Thresholds(10, 25, 50, unit="per 1000")
TEN = gk.MID(10, unit="per 1000")


def outcome(thresholds: gk.Thresholds | None = SIZES, better: str = "lower") -> gk.Outcome:
    return gk.Outcome("death", "Death", importance="critical", better=better, thresholds=thresholds)


def rd(value: float, low: float | None = None, high: float | None = None) -> gk.Estimate:
    return gk.Estimate("RD", value, low, high, unit="per 1000")


def pain(thresholds: gk.Thresholds | None = None) -> gk.Outcome:
    return gk.Outcome(
        "pain",
        "Pain",
        importance="critical",
        better="lower",
        thresholds=thresholds or gk.MID(1.5, unit="cm"),
    )


def kind(found: gk.Suggestion, rule: str) -> str:
    (step,) = found.trace.find(f"imprecision.{rule}")
    return step.kind.value


def seen(found: gk.Suggestion, name: str) -> object:
    return next(each.value for each in found.inputs if each.name == name)


class TestCounting:
    """GRADE guidance 35: thresholds inside the interval, both sides."""

    @pytest.mark.parametrize(
        ("value", "low", "high", "level", "rule"),
        [
            (-30, -45, -15, -1, "one_inside"),
            (-20, -40, 5, -2, "two_inside"),
            (-20, -50, 20, -3, "three_inside"),
            (-21, -60, 36, -3, "three_inside"),
            (21, -36, 60, -3, "three_inside"),
            (-30, -50, -25, 0, "modest"),
            (-30, -50.1, -25, -1, "one_inside"),
        ],
    )
    @pytest.mark.parametrize("edition", ["core", "classic"])
    def test_levels(  # noqa: PLR0917 - a row of the table
        self, value: float, low: float, high: float, level: int, rule: str, edition: str
    ) -> None:
        found = suggest(
            estimate=rd(value, low, high),
            outcome=outcome(),
            contextualisation="partial",
            implausibly_large=False,
            edition=edition,
        )
        assert (found.level, found.rule) == (level, f"imprecision.{rule}")
        assert seen(found, "profile") == f"{edition}, partial contextualisation"

    @pytest.mark.parametrize(
        ("low", "high", "touches"),
        [
            (-50, -25, True),
            (-49, -26, False),
            (-50, -26, True),
            (-49, -25, True),
            (-60, -20, False),
        ],
    )
    def test_touching_is_flagged(self, low: float, high: float, touches: bool) -> None:
        found = suggest(
            estimate=rd(-30, low, high),
            outcome=outcome(),
            contextualisation="partial",
            implausibly_large=False,
        )
        assert kind(found, "touching") == ("fired" if touches else "not fired")

    @pytest.mark.parametrize("thresholds", [TEN, gk.Thresholds(10, 25, unit="per 1000")])
    def test_three_sizes_are_needed(self, thresholds: gk.Thresholds) -> None:
        found = suggest(
            estimate=rd(-30, -45, -15), outcome=outcome(thresholds), contextualisation="partial"
        )
        assert found.level is None
        assert found.reason == "not recorded: moderate and large thresholds"

    def test_without_any_threshold(self) -> None:
        found = suggest(
            estimate=rd(-30, -45, -15), outcome=outcome(None), contextualisation="partial"
        )
        assert (found.level, found.reason) == (None, "not recorded: MID")

    def test_the_null_is_not_asked(self) -> None:
        found = suggest(
            estimate=rd(-20, -40, 5),
            outcome=outcome(),
            contextualisation="partial",
            threshold="null",
        )
        assert (found.level, kind(found, "near_null")) == (-2, "not applicable")

    @pytest.mark.parametrize(
        ("participants", "level", "rule"),
        [(None, None, "enough"), (10, -1, "too_few"), (40, 0, "enough")],
    )
    def test_a_trivial_effect_goes_to_the_information_size(
        self, participants: int | None, level: int | None, rule: str
    ) -> None:
        found = suggest(
            estimate=rd(-2, -8, 4),
            outcome=outcome(),
            contextualisation="partial",
            information_size=40,
            participants=participants,
        )
        assert (found.level, found.rule) == (level, f"imprecision.{rule}")
        assert (kind(found, "trivial"), kind(found, "modest")) == ("fired", "not applicable")

    def test_another_does_not(self) -> None:
        found = suggest(
            estimate=rd(-30, -45, -26),
            outcome=outcome(),
            contextualisation="partial",
            implausibly_large=False,
        )
        assert (kind(found, "trivial"), kind(found, "modest")) == ("not fired", "fired")


class TestFull:
    def test_is_judged(self) -> None:
        found = suggest(estimate=rd(-30), outcome=outcome(), contextualisation="full")
        assert (found.level, found.rule) == (None, "imprecision.judgement")
        assert seen(found, "profile") == "core, full contextualisation"


class TestCore:
    """Core GRADE 2, figure 4."""

    @pytest.mark.parametrize(
        ("value", "low", "high", "level", "consider"),
        [
            (-21, -60, 36, -1, (-2,)),
            (21, -36, 60, -1, (-2,)),
            (-20, -45, -5, -1, ()),
            (0, -45, 5, -1, ()),
            (-20, -45, -10, 0, ()),
            (-20, -45, -15, 0, ()),
            (0, -10, 10, 0, ()),
            (0, -10.1, 10, -1, ()),
            (0, -10.1, 10.1, -1, (-2,)),
        ],
    )
    def test_against_the_mid(
        self, value: float, low: float, high: float, level: int, consider: tuple[int, ...]
    ) -> None:
        for thresholds in (TEN, SIZES):
            found = suggest(
                estimate=rd(value, low, high),
                outcome=outcome(thresholds),
                implausibly_large=False,
            )
            assert (found.level, found.consider) == (level, consider)
            assert found.rule == ("imprecision.crosses" if level else "imprecision.modest")
            assert seen(found, "profile") == "core, minimal contextualisation"
            assert kind(found, "two_thresholds") == (
                "fired" if consider else "not fired" if level else "not applicable"
            )
        assert found.edition is gk.Edition.CORE

    def test_the_same_interval_by_approach(self) -> None:
        whole: dict[str, Any] = {"estimate": rd(-21, -60, 36), "outcome": outcome()}
        core, classic = suggest(**whole), suggest(**whole, edition="classic")
        partial = suggest(**whole, contextualisation="partial")
        assert [each.level for each in (core, classic, partial)] == [-1, -1, -3]
        assert [each.consider for each in (core, classic, partial)] == [(-2,), (), ()]

    @pytest.mark.parametrize(
        ("may", "consider", "state"),
        [(True, (-2,), "fired"), (False, (), "not fired"), (None, (), "missing input")],
    )
    def test_may_rather_than_likely(
        self,
        may: bool | None,
        consider: tuple[int, ...],
        state: str,
    ) -> None:
        found = suggest(estimate=rd(-20, -45, -5), outcome=outcome(), only_may=may)
        assert (found.level, found.consider, kind(found, "only_may")) == (-1, consider, state)

    def test_sample_size_is_not_consulted_once_it_crosses(self) -> None:
        found = suggest(estimate=rd(-20, -45, -5), outcome=outcome(), participants=3)
        assert found.level == -1
        for rule in ("modest", "wide", "enough", "too_few", "far_too_few"):
            assert kind(found, rule) == "not applicable"

    @pytest.mark.parametrize(
        ("value", "better", "target"),
        [
            (-20, "lower", "important benefit"),
            (-10, "lower", "important benefit"),
            (20, "lower", "important harm"),
            (20, "higher", "important benefit"),
            (-20, "higher", "important harm"),
            (5, "lower", "little or no difference"),
        ],
    )
    def test_the_point_estimate_fixes_the_target(
        self, value: float, better: str, target: str
    ) -> None:
        found = suggest(estimate=rd(value, -60, 60), outcome=outcome(better=better))
        (step,) = found.trace.find("imprecision.target")
        assert (step.kind, step.result) == ("fired", target)

    def test_a_relative_effect_at_its_baseline(self) -> None:
        relative = gk.Estimate("RR", 0.9, 0.7, 1.1)
        for risk, level in ((0.02, 0), (0.1, -1)):
            found = suggest(estimate=relative, outcome=outcome(TEN), baseline_risk=risk)
            assert found.level == level
        with pytest.raises(gk.BaselineRiskMissing):
            suggest(estimate=relative, outcome=outcome(TEN))

    def test_without_interval_or_threshold(self) -> None:
        assert suggest(estimate=rd(-20), outcome=outcome()).reason == "not recorded: interval"
        assert suggest(estimate=rd(-20, -30, -15), outcome=outcome(None)).reason == (
            "not recorded: MID"
        )
        both = suggest(estimate=rd(-20), outcome=outcome(None))
        assert (both.level, both.rule) == (None, "imprecision.target")
        assert both.reason == "not recorded: interval, MID"


class TestClassic:
    """GRADE guidance 34."""

    @pytest.mark.parametrize(
        ("appreciable", "consider", "state"),
        [(True, (-2, -3), "fired"), (False, (), "not fired"), (None, (), "missing input")],
    )
    def test_appreciably(
        self,
        appreciable: bool | None,
        consider: tuple[int, ...],
        state: str,
    ) -> None:
        found = suggest(
            estimate=rd(-21, -60, 36),
            outcome=outcome(),
            appreciable=appreciable,
            edition="classic",
        )
        assert (found.level, found.consider) == (-1, consider)
        assert found.rule == "imprecision.crosses_minimal"
        assert kind(found, "appreciably") == state
        assert kind(found, "crosses") == kind(found, "two_thresholds") == "not applicable"

    def test_not_crossed(self) -> None:
        found = suggest(
            estimate=rd(-20, -45, -15),
            outcome=outcome(),
            edition="classic",
            implausibly_large=False,
        )
        assert (found.level, found.rule) == (0, "imprecision.modest")
        assert kind(found, "crosses_minimal") == "not fired"


class TestNull:
    """Core GRADE 2 with the null as threshold, and the companion on estimates near it."""

    @pytest.mark.parametrize(
        ("value", "low", "high", "level", "consider"),
        [
            (-20, -45, -5, 0, ()),
            (-20, -45, 0, 0, ()),
            (-20, -45, 0.5, -1, ()),
            (-20, -45, 5, -1, ()),
            (-20, -45, 10, -1, ()),
            (-20, -45, 36, -1, (-2,)),
            (20, -5, 60, -1, ()),
            (20, -36, 60, -1, (-2,)),
        ],
    )
    def test_crossing_it(
        self, value: float, low: float, high: float, level: int, consider: tuple[int, ...]
    ) -> None:
        for thresholds in (TEN, SIZES):
            found = suggest(
                estimate=rd(value, low, high),
                outcome=outcome(thresholds),
                threshold="null",
                implausibly_large=False,
            )
            assert (found.level, found.consider) == (level, consider)
            (step,) = found.trace.find("imprecision.target")
            assert step.result == "a non-null effect"
            (step,) = found.trace.find("imprecision.near_null")
            assert [each.value for each in step.inputs] == [value, 10, None]

    def test_a_larger_size_on_the_other_side_is_not_asked_for(self) -> None:
        found = suggest(
            estimate=rd(0, -30, 30), outcome=outcome(), threshold="null", near_null=False
        )
        assert (found.level, found.consider) == (-1, (-2,))

    @pytest.mark.parametrize(("high", "consider"), [(0.005, ()), (0.02, (-2,))])
    def test_the_other_side_is_told_by_its_sign(
        self, high: float, consider: tuple[int, ...]
    ) -> None:
        found = suggest(
            estimate=gk.Estimate("RD", -0.02, -0.045, high),
            outcome=outcome(gk.MID(0.01, unit="proportion")),
            threshold="null",
        )
        assert (found.level, found.consider) == (-1, consider)

    @pytest.mark.parametrize(
        ("low", "high", "level", "touching"),
        [
            (0.5, 0.9, 0, False),
            (0.5, 1.0, 0, True),
            (0.5, 1.01, -1, False),
            (0.8, 0.9, 0, False),
            (1.0, 1.2, 0, True),
            (0.99, 1.2, -1, False),
        ],
    )
    def test_without_thresholds(self, low: float, high: float, level: int, touching: bool) -> None:
        found = suggest(
            estimate=gk.Estimate("RR", low + 0.01, low, high),
            outcome=outcome(None),
            threshold="null",
            near_null=False,
            implausibly_large=False,
        )
        assert found.level == level
        assert kind(found, "touching") == ("fired" if touching else "not fired")
        if level:
            assert kind(found, "two_thresholds") == "missing input"

    def test_whether_it_is_near_is_not_guessed(self) -> None:
        found = suggest(
            estimate=gk.Estimate("RR", 0.8, 0.7, 0.9), outcome=outcome(None), threshold="null"
        )
        assert (found.level, found.rule) == (None, "imprecision.near_null")
        assert found.reason == "not recorded: smallest plausible MID, judged near the null"

    @pytest.mark.parametrize(
        ("value", "low", "high", "near", "level"),
        [
            (-5, -8, -2, None, 0),
            (-5, -15, -2, None, -1),
            (-5, -8, 2, None, 0),
            (-5, -15, -2, False, 0),
            (-10, -15, -2, None, 0),
            (-20, -45, -5, True, -1),
        ],
    )
    def test_near_it_the_mid_counts(
        self,
        value: float,
        low: float,
        high: float,
        near: bool | None,
        level: int,
    ) -> None:
        found = suggest(
            estimate=rd(value, low, high),
            outcome=outcome(),
            threshold="null",
            near_null=near,
            implausibly_large=False,
        )
        assert found.level == level

    def test_near_it_without_mid(self) -> None:
        found = suggest(
            estimate=rd(-1, -5, 3), outcome=outcome(None), threshold="null", near_null=True
        )
        assert (found.level, found.reason) == (None, "not recorded: MID")

    def test_no_interval(self) -> None:
        found = suggest(estimate=rd(-20), outcome=outcome(), threshold="null")
        assert found.reason == "not recorded: interval"
