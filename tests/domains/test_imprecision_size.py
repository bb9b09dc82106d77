"""Imprecision without a crossing: modest effects, and those too large to believe."""

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


class TestEvents:
    """Where nothing is crossed: modest, or too large to believe."""

    def rr(
        self,
        value: float,
        low: float,
        high: float,
        risk: float = 0.2,
        **given: Any,  # noqa: ANN401
    ) -> gk.Suggestion:
        wanted = given.pop("better", "lower")
        return suggest(
            estimate=gk.Estimate("RR", value, low, high),
            outcome=outcome(gk.MID(1, unit="per 1000"), wanted),
            baseline_risk=risk,
            **given,
        )

    @pytest.mark.parametrize(
        ("value", "modest"),
        [(0.7, True), (0.71, True), (0.69, False), (0.6, False), (1.4, True), (1.45, False)],
    )
    def test_thirty_percent(self, value: float, modest: bool) -> None:
        found = self.rr(value, value * 0.98, value * 1.02)
        assert kind(found, "modest") == ("fired" if modest else "not fired")
        assert found.level == (0 if modest else None)

    def test_a_judgement_of_it_counts_before_the_number(self) -> None:
        assert self.rr(0.5, 0.48, 0.52, implausibly_large=False).level == 0
        assert self.rr(0.9, 0.88, 0.92, implausibly_large=True, participants=9).level == -1

    @pytest.mark.parametrize(
        ("participants", "level", "consider", "stable"),
        [
            (541, -1, (-2,), True),
            (542, -1, (), True),
            (1805, -1, (), True),
            (1806, 0, (-1,), False),
            (2889, 0, (-1,), False),
            (2890, 0, (), True),
        ],
    )
    def test_information_size(
        self,
        participants: int,
        level: int,
        consider: tuple[int, ...],
        stable: bool,
    ) -> None:
        found = self.rr(0.5, 0.48, 0.52, participants=participants)
        assert (found.level, found.consider, found.stable) == (level, consider, stable)
        assert seen(found, "information size") == 1806
        assert seen(found, "information size at a relative reduction of 0.2") == 2890
        far = "not applicable" if level == 0 else "fired" if consider else "not fired"
        assert kind(found, "far_too_few") == far
        states = ("fired", "not fired") if level == 0 else ("not fired", "fired")
        assert (kind(found, "enough"), kind(found, "too_few")) == states

    @pytest.mark.parametrize(("value", "consider"), [(0.65, (0,)), (0.6, (0,)), (0.59, ())])
    def test_only_possibly_too_large(self, value: float, consider: tuple[int, ...]) -> None:
        assert self.rr(value, 0.58, 0.66, participants=1000).consider == consider
        assert self.rr(value, 0.58, 0.66, participants=100).consider == (-2, *consider)
        judged = self.rr(value, 0.58, 0.66, participants=1000, implausibly_large=True)
        assert judged.consider == ()
        wide = self.rr(value, 0.3, 0.95, participants=10**6)
        assert wide.consider == (-2, *consider)

    @pytest.mark.parametrize(
        ("low", "high", "state", "result"),
        [
            (0.3, 0.9, "fired", "at the limit"),
            (0.3, 0.91, "fired", ""),
            (0.3, 0.89, "not fired", ""),
        ],
    )
    def test_wide_intervals(self, low: float, high: float, state: str, result: str) -> None:
        found = self.rr(0.5, low, high, participants=10**6)
        assert kind(found, "wide") == state
        assert found.trace.find("imprecision.wide")[0].result == result
        assert (found.level, found.consider) == ((-1, (-2,)) if state == "fired" else (0, ()))

    @pytest.mark.parametrize(("measure", "limit"), [("OR", 2.5), ("HR", 2.5)])
    def test_limits_of_other_ratios(self, measure: str, limit: float) -> None:
        for factor, level in ((limit, -1), (limit - 0.01, 0)):
            found = suggest(
                estimate=gk.Estimate(measure, 0.3, 0.2, 0.2 * factor),
                outcome=outcome(gk.MID(1, unit="per 1000")),
                baseline_risk=0.2,
                participants=10**6,
            )
            assert found.level == level

    def test_a_difference_has_no_ratio(self) -> None:
        found = suggest(
            estimate=rd(-150, -190, -100),
            outcome=outcome(TEN),
            baseline_risk=0.2,
            participants=10**6,
        )
        assert (found.level, kind(found, "wide")) == (0, "not applicable")
        assert seen(found, "relative risk reduction") == pytest.approx(0.75)

    def test_the_ends_of_a_difference_need_not_be_possible(self) -> None:
        found = suggest(
            estimate=rd(-150, -210, -100),
            outcome=outcome(TEN),
            baseline_risk=0.2,
            participants=10**6,
        )
        assert (found.level, found.rule) == (0, "imprecision.enough")
        assert seen(found, "relative risk reduction") == pytest.approx(0.75)

    def test_a_risk_brought_to_nothing(self) -> None:
        found = suggest(
            estimate=rd(-200, -200, -190), outcome=outcome(TEN), baseline_risk=0.2, participants=9
        )
        assert (found.level, seen(found, "relative risk reduction")) == (-1, 1.0)

    @pytest.mark.parametrize("risk", [None, 0.0])
    def test_a_difference_without_a_baseline(self, risk: float | None) -> None:
        found = suggest(estimate=rd(15, 12, 20), outcome=outcome(TEN), baseline_risk=risk)
        assert (found.level, found.rule) == (None, "imprecision.modest")
        assert "judged implausibly large" in found.reason

    @pytest.mark.parametrize(
        ("risk", "better", "size"),
        [
            (0.2, "lower", 1806),
            (0.2, "higher", 2182),
            (0.6, "higher", 300),
            (0.8, "higher", 64),
            (0.85, "lower", 126),
            (0.85, "higher", None),
            (1.0, "lower", None),
        ],
    )
    def test_what_the_size_is_computed_from(
        self, risk: float, better: str, size: int | None
    ) -> None:
        found = self.rr(0.5, 0.48, 0.52, risk, participants=10**6, better=better)
        assert seen(found, "information size") == size
        assert found.level == (None if size is None else 0)

    def test_at_no_risk_there_is_no_size(self) -> None:
        found = suggest(
            estimate=gk.Estimate("RR", 0.5, 0.48, 0.52),
            outcome=outcome(None),
            baseline_risk=0.0,
            threshold="null",
            near_null=False,
            participants=10**6,
        )
        assert (found.level, found.rule) == (None, "imprecision.enough")

    def test_the_smaller_reduction_may_not_be_computable_alone(self) -> None:
        found = self.rr(0.5, 0.48, 0.52, 0.82, participants=10**6, better="higher")
        assert seen(found, "information size") is None
        found = self.rr(0.5, 0.48, 0.52, 0.9, participants=10**6, better="higher", rrr=0.1)
        assert (seen(found, "information size at a relative reduction of 0.2"), found.level) == (
            None,
            None,
        )

    def test_a_given_size_and_reduction(self) -> None:
        assert self.rr(0.5, 0.48, 0.52, participants=99, information_size=99).level == 0
        found = self.rr(0.5, 0.48, 0.52, participants=2890, rrr=0.2)
        assert (found.level, found.stable) == (0, True)
        (step,) = found.trace.find("imprecision.enough")
        assert step.parameters[0].source.source == "user"

    def test_without_a_baseline_there_is_no_size(self) -> None:
        found = suggest(
            estimate=gk.Estimate("RR", 0.5, 0.48, 0.52),
            outcome=outcome(None),
            threshold="null",
            near_null=False,
            participants=10**6,
        )
        assert (found.level, found.rule) == (None, "imprecision.enough")
        assert found.reason.startswith("not recorded: information size")

    def test_nobody_counted_the_participants(self) -> None:
        found = self.rr(0.5, 0.48, 0.52)
        assert (found.level, found.reason) == (None, "not recorded: participants")


class TestMeasured:
    """Where nothing is crossed, for a measured outcome."""

    def md(self, **given: Any) -> gk.Suggestion:  # noqa: ANN401
        return suggest(estimate=gk.Estimate("MD", -3, -4, -2, unit="cm"), outcome=pain(), **given)

    def test_too_large_is_judged(self) -> None:
        found = self.md()
        assert (found.level, found.rule) == (None, "imprecision.modest")
        assert self.md(implausibly_large=False).level == 0

    @pytest.mark.parametrize(
        ("participants", "sd", "level", "consider"),
        [
            (126, 3.0, 0, ()),
            (125, 3.0, -1, ()),
            (38, 3.0, -1, ()),
            (37, 3.0, -1, (-2,)),
            (799, None, None, ()),
            (800, None, 0, ()),
            (799, 8.0, -1, ()),
            (800, 8.0, 0, ()),
            (None, 3.0, None, ()),
        ],
    )
    def test_information_size(
        self, participants: int | None, sd: float | None, level: int, consider: tuple[int, ...]
    ) -> None:
        found = self.md(implausibly_large=True, participants=participants, sd=sd)
        assert (found.level, found.consider) == (level, consider)
        if level == -1:
            assert found.rule == "imprecision.too_few"
            assert kind(found, "far_too_few") == ("fired" if consider else "not fired")

    @pytest.mark.parametrize(
        ("participants", "level", "consider", "states"),
        [
            (29, -1, (-2,), ("not fired", "fired", "fired")),
            (30, -1, (), ("not fired", "fired", "not fired")),
            (99, -1, (), ("not fired", "fired", "not fired")),
            (100, 0, (), ("fired", "not fired", "not applicable")),
            (800, 0, (), ("fired", "not applicable", "not applicable")),
        ],
    )
    def test_a_given_size(
        self,
        participants: int,
        level: int,
        consider: tuple[int, ...],
        states: tuple[str, ...],
    ) -> None:
        found = self.md(implausibly_large=True, participants=participants, information_size=100)
        assert (found.level, found.consider) == (level, consider)
        assert tuple(kind(found, rule) for rule in ("enough", "too_few", "far_too_few")) == states

    def test_a_baseline_risk_says_nothing_of_it(self) -> None:
        found = self.md(baseline_risk=0.2)
        assert (found.level, found.rule) == (None, "imprecision.modest")

    def test_a_standardised_difference_has_sd_one(self) -> None:
        standard = gk.Estimate("SMD", -0.9, -1.1, -0.6)
        found = suggest(
            estimate=standard,
            outcome=pain(gk.MID(0.5, unit="SD")),
            implausibly_large=True,
            participants=126,
        )
        assert found.level == 0
        assert seen(found, "information size") == pytest.approx(125.6, abs=0.05)

    def test_without_mid_there_is_no_size(self) -> None:
        bare = gk.Outcome("pain", "Pain", importance="critical", better="lower")
        found = suggest(
            estimate=gk.Estimate("MD", -3, -4, -2, unit="cm"),
            outcome=bare,
            threshold="null",
            near_null=False,
            implausibly_large=True,
            participants=90,
            sd=3,
        )
        assert (found.level, found.reason) == (None, "not recorded: information size")
        assert next(each.unit for each in found.inputs if each.name == "effect") == "cm"


class TestRefusals:
    @pytest.mark.parametrize(
        "given",
        [
            {"participants": -1},
            {"information_size": 0},
            {"information_size": float("inf")},
        ],
    )
    def test_counts(self, given: dict[str, Any]) -> None:
        with pytest.raises(gk.InvalidValue, match=next(iter(given))):
            suggest(estimate=rd(-20, -30, -15), outcome=outcome(), **given)

    def test_nothing_to_count_is_allowed(self) -> None:
        found = suggest(
            estimate=rd(-20, -30, -15),
            outcome=outcome(),
            implausibly_large=True,
            participants=0,
            information_size=1,
        )
        assert found.level == -1

    def test_words(self) -> None:
        with pytest.raises(gk.InvalidValue, match="'null', 'MID'"):
            suggest(estimate=rd(-20, -30, -15), outcome=outcome(), threshold="mcid")
