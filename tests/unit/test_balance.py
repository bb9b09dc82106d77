"""The balance of effects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import gradekit as gk
from gradekit.balance import weigh
from gradekit.errors import BaselineRiskMissing
from gradekit.levels import Known
from gradekit.scales import Arm
from gradekit.trace import Input

if TYPE_CHECKING:
    from tests.unit.conftest import Make

NONE = Known("none")


class TestBenefit:
    """2: the highest certainty at which an important benefit of an option is known."""

    def test_highest_certainty(self, make: Make) -> None:
        half = weigh(
            make.comparison(
                make.judged(make.outcome(), "small", "intervention", "low"),
                make.judged(make.outcome("function"), "important", "intervention", "moderate"),
                make.judged(make.outcome("sleep"), "large", "intervention", "very low"),
            )
        ).half
        assert half.intervention.benefit == Known("moderate")
        assert half.comparator.benefit == NONE

    def test_worse_under_x_is_a_benefit_of_the_other_never_a_harm_of_x(self, make: Make) -> None:
        row = make.judged(make.outcome(), "large", "comparator", "high")
        half = weigh(make.comparison(row)).half
        assert half.comparator.benefit == Known("high")
        assert half.intervention.harm == NONE
        assert half.intervention.prohibitive == NONE

    @pytest.mark.parametrize("magnitude", ["trivial", "unknown"])
    def test_nothing_important(self, make: Make, magnitude: str) -> None:
        half = weigh(make.comparison(make.judged(make.outcome(), magnitude))).half
        assert half.intervention.benefit == half.comparator.benefit == NONE


class TestHarm:
    """2: the same for an important harm, burden or cost."""

    @pytest.mark.parametrize("kind", ["harm", "burden", "cost"])
    @pytest.mark.parametrize(
        ("favours", "of"), [("comparator", "intervention"), ("intervention", "comparator")]
    )
    def test_each_kind(self, make: Make, kind: str, favours: str, of: str) -> None:
        row = make.judged(make.harm(kind=kind), "small", favours, "low")
        half = weigh(make.comparison(row)).half
        arm = Arm(of)
        assert half.option(arm).harm == Known("low")
        assert half.option(arm.mirror).harm == NONE
        assert half.option(arm).benefit == half.option(arm.mirror).benefit == NONE

    def test_highest_certainty(self, make: Make) -> None:
        half = weigh(
            make.comparison(
                make.judged(make.harm("a"), "small", "comparator", "very low"),
                make.judged(make.harm("b"), "small", "comparator", "moderate"),
                make.judged(make.harm("c"), "trivial", certainty="high"),
            )
        ).half
        assert half.intervention.harm == Known("moderate")

    def test_burden_and_cost_aside(self, make: Make) -> None:
        found = weigh(
            make.comparison(
                make.judged(make.harm("a"), "small", "comparator", "low"),
                make.judged(make.harm("b", kind="burden"), "small", "comparator", "high"),
                make.judged(make.harm("c", kind="cost"), "small", "intervention", "high"),
            )
        )
        assert found.harm_only == {Arm.INTERVENTION: Known("low"), Arm.COMPARATOR: NONE}


class TestCatastrophe:
    """2: an important harm on a catastrophic outcome is a catastrophic harm, however rare."""

    def test_it(self, make: Make) -> None:
        row = make.judged(make.harm(catastrophic=True), "small", "comparator", "very low")
        half = weigh(make.comparison(row)).half
        assert half.intervention.catastrophe == Known("very low")
        assert half.intervention.prohibitive == Known("very low")
        assert half.comparator.catastrophe == NONE

    def test_a_trivial_one_is_none(self, make: Make) -> None:
        row = make.judged(make.harm(catastrophic=True), "trivial", certainty="high")
        half = weigh(make.comparison(row)).half
        assert half.intervention.catastrophe == half.comparator.catastrophe == NONE

    def test_another_harm_is_none(self, make: Make) -> None:
        row = make.judged(make.harm(), "large", "comparator", "high")
        assert weigh(make.comparison(row)).half.intervention.catastrophe == NONE


class TestProhibitive:
    """2: a large harm, burden or cost, or a catastrophic one, unless the panel said it is not."""

    @pytest.mark.parametrize("kind", ["harm", "burden", "cost"])
    @pytest.mark.parametrize(
        ("magnitude", "known"),
        [("large", "low"), ("moderate", "none"), ("small", "none"), ("important", "none")],
    )
    def test_large(self, make: Make, kind: str, magnitude: str, known: str) -> None:
        row = make.judged(make.harm(kind=kind), magnitude, "comparator", "low")
        assert weigh(make.comparison(row)).half.intervention.prohibitive == Known(known)

    @pytest.mark.parametrize(("catastrophic", "magnitude"), [(False, "large"), (True, "small")])
    def test_the_panel_said_not(self, make: Make, magnitude: str, *, catastrophic: bool) -> None:
        outcome = make.harm(catastrophic=catastrophic)
        row = make.judged(outcome, magnitude, "comparator", "high", not_prohibitive=True)
        half = weigh(make.comparison(row)).half
        assert half.intervention.prohibitive == NONE
        assert half.intervention.harm == Known("high")
        assert half.intervention.catastrophe == Known("high" if catastrophic else "none")

    def test_of_that_row_only(self, make: Make) -> None:
        waived = make.judged(make.harm("a"), "large", "comparator", "high", not_prohibitive=True)
        other = make.judged(make.harm("b"), "large", "comparator", "low")
        half = weigh(make.comparison(waived, other)).half
        assert half.intervention.prohibitive == Known("low")


class TestBenefitCertainty:
    """2: the lowest certainty among the critical benefit findings."""

    def test_lowest(self, make: Make) -> None:
        half = weigh(
            make.comparison(
                make.judged(make.outcome("a"), "trivial", certainty="high"),
                make.judged(make.outcome("b"), "small", "intervention", "moderate"),
                make.judged(make.outcome("c", importance="important"), "trivial", certainty="low"),
                make.judged(make.harm("d", importance="critical"), "trivial", certainty="low"),
            )
        ).half
        assert half.benefit_certainty == Known("moderate")

    def test_not_determined_without_a_critical_benefit_finding(self, make: Make) -> None:
        row = make.judged(make.outcome(importance="important"), "trivial", certainty="high")
        found = weigh(make.comparison(row))
        assert found.half.benefit_certainty is None
        step = found.steps[-1]
        assert (step.rule.id, step.kind) == ("balance.benefit_certainty", "missing input")
        assert step.result == "not determined"

    def test_unknown_magnitude_counts_for_certainty(self, make: Make) -> None:
        half = weigh(
            make.comparison(
                make.judged(make.outcome("a"), "small", "intervention", "high"),
                make.judged(make.outcome("b"), "unknown", certainty="very low"),
            )
        ).half
        assert half.benefit_certainty == Known("very low")
        assert half.unknown_benefit

    @pytest.mark.parametrize(
        ("kind", "importance", "magnitude", "unknown"),
        [
            ("benefit", "critical", "unknown", True),
            ("benefit", "critical", "trivial", False),
            ("benefit", "important", "unknown", False),
            ("harm", "critical", "unknown", False),
        ],
    )
    def test_whether_a_critical_benefit_is_unknown(
        self, make: Make, kind: str, importance: str, magnitude: str, *, unknown: bool
    ) -> None:
        row = make.judged(make.outcome(kind=kind, importance=importance), magnitude)
        assert weigh(make.comparison(row)).half.unknown_benefit is unknown


class TestNotRated:
    """5.4: a finding not rated might count anywhere from none to high; a critical one counts as
    very low in overall and benefit certainty, and is named.
    """

    def test_critical_benefit(self, make: Make) -> None:
        found = weigh(
            make.comparison(
                make.judged(make.outcome("a"), "small", "intervention", None),
                make.judged(make.outcome("b"), "small", "intervention", "moderate"),
            )
        )
        assert found.half.overall == "very low"
        assert found.half.benefit_certainty == Known("very low", "moderate")
        assert found.half.intervention.benefit == Known("moderate", "high")
        assert found.missing == ("certainty: a",)
        assert found.not_rated == ("a",)

    def test_the_only_critical_benefit(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial", certainty=None)
        assert weigh(make.comparison(row)).half.benefit_certainty == Known("very low", "high")

    @pytest.mark.parametrize("catastrophic", [False, True])
    def test_harm(self, make: Make, *, catastrophic: bool) -> None:
        row = make.judged(make.harm(catastrophic=catastrophic), "large", "comparator", None)
        found = weigh(make.comparison(row))
        open_ = Known("none", "high")
        assert found.half.intervention.harm == open_
        assert found.half.intervention.prohibitive == open_
        assert found.half.intervention.catastrophe == (open_ if catastrophic else NONE)
        assert found.harm_only[Arm.INTERVENTION] == open_
        assert found.half.comparator.harm == NONE
        assert found.missing == ()
        assert found.not_rated == ("bleeding",)

    def test_a_trivial_finding_not_rated_is_nobody_s(self, make: Make) -> None:
        row = make.judged(make.harm(), "trivial", certainty=None)
        half = weigh(make.comparison(row)).half
        assert half.intervention.harm == half.comparator.harm == NONE

    def test_what_does_not_decide_is_not_named(self, make: Make) -> None:
        outcome = make.outcome()
        found = weigh(
            make.comparison(
                make.judged(outcome, "trivial"),
                make.judged(outcome, "trivial", certainty=None, role="supporting"),
                make.judged(make.outcome("b", importance="limited"), "trivial", certainty=None),
            )
        )
        assert found.missing == ()
        assert found.not_rated == ()


class TestBenefitWithoutAThreshold:
    """5.4, methods notes: measured, and only the threshold missing: it might be established."""

    LARGE = gk.Estimate("MD", -3, -3.5, -2.5, unit="cm")

    def measured(self, make: Make, certainty: str | None, **changes: Any) -> gk.Evidence:  # noqa: ANN401
        outcome = make.outcome(**{"thresholds": None, **changes})
        return gk.Evidence(outcome, self.LARGE, certainty=certainty)

    @pytest.mark.parametrize("certainty", ["moderate", "high", None])
    @pytest.mark.parametrize("importance", ["critical", "important"])
    def test_either_option_s(self, make: Make, certainty: str | None, importance: str) -> None:
        row = self.measured(make, certainty, importance=importance)
        half = weigh(make.comparison(row)).half
        for arm in Arm:
            assert half.option(arm).benefit == Known("none", "high")
            assert half.option(arm).harm == NONE

    @pytest.mark.parametrize("certainty", ["low", "very low"])
    def test_too_uncertain_to_be_established(self, make: Make, certainty: str) -> None:
        half = weigh(make.comparison(self.measured(make, certainty))).half
        assert half.intervention.benefit == half.comparator.benefit == NONE

    def test_a_range_whose_ends_disagree(self, make: Make) -> None:
        row = self.measured(make, "high", thresholds=gk.MID((1, 4), unit="cm"))
        assert weigh(make.comparison(row)).half.intervention.benefit == Known("none", "high")

    def test_with_a_threshold_it_is_known(self, make: Make) -> None:
        row = self.measured(make, "high", thresholds=gk.MID(1.5, unit="cm"))
        half = weigh(make.comparison(row)).half
        assert (half.intervention.benefit, half.comparator.benefit) == (Known("high"), NONE)

    def test_judged_unknown_is_too_uncertain_to_size(self, make: Make) -> None:
        row = make.judged(make.outcome(), "unknown", certainty="high")
        assert weigh(make.comparison(row)).half.intervention.benefit == NONE

    def test_of_limited_importance_it_does_not_count(self, make: Make) -> None:
        row = self.measured(make, "high", importance="limited")
        assert weigh(make.comparison(row)).half.intervention.benefit == NONE


class TestHarmOfUnknownMagnitude:
    """5.4, methods notes: nobody's known harm, but it might be either option's."""

    OPEN = Known("none", "high")

    @pytest.mark.parametrize("kind", ["harm", "burden", "cost"])
    def test_either_option_s(self, make: Make, kind: str) -> None:
        row = make.judged(make.harm(kind=kind), "unknown", certainty="low")
        half = weigh(make.comparison(row)).half
        for arm in Arm:
            assert half.option(arm).harm == half.option(arm).prohibitive == self.OPEN
            assert half.option(arm).catastrophe == half.option(arm).benefit == NONE

    def test_what_is_known_stays_known(self, make: Make) -> None:
        half = weigh(
            make.comparison(
                make.judged(make.harm("a"), "unknown", certainty="high"),
                make.judged(make.harm("b"), "small", "comparator", "low"),
            )
        ).half
        assert half.intervention.harm == Known("low", "high")

    @pytest.mark.parametrize("waived", [False, True])
    def test_a_catastrophe(self, make: Make, *, waived: bool) -> None:
        row = make.judged(make.harm(catastrophic=True), "unknown", not_prohibitive=waived)
        half = weigh(make.comparison(row)).half
        for arm in Arm:
            assert half.option(arm).catastrophe == self.OPEN
            assert half.option(arm).prohibitive == (NONE if waived else self.OPEN)

    def test_a_benefit_of_unknown_magnitude_opens_nothing(self, make: Make) -> None:
        half = weigh(make.comparison(make.judged(make.outcome(), "unknown"))).half
        for arm in Arm:
            assert half.option(arm) == make.levels()


class TestWhatCounts:
    """5.4: findings of limited importance and supporting rows are left out, and shown."""

    @pytest.mark.parametrize("kind", ["benefit", "harm"])
    def test_left_out(self, make: Make, kind: str) -> None:
        row = make.judged(make.outcome("main"), "trivial", certainty="high")
        limited = make.outcome("a", kind=kind, importance="limited")
        more = (
            make.judged(limited, "large", "comparator", "high"),
            make.judged(make.outcome("main"), "large", "comparator", None, role="supporting"),
        )
        bare, whole = weigh(make.comparison(row)), weigh(make.comparison(row, *more))
        assert whole.half == bare.half
        assert len(whole.findings) == 3
        assert [each.outcome.id for each in whole.deciding] == ["main"]
        assert len(whole.steps) == len(bare.steps) + 2

    def test_importance_is_this_population_s(self, make: Make) -> None:
        row = make.judged(make.outcome(), "small", "intervention", "low")
        found = weigh(make.comparison(row, importance={"pain": "limited"}))
        assert found.half.intervention.benefit == NONE
        assert found.half.benefit_certainty is None


class TestTheRest:
    """5.5: overall certainty, life-threatening or not recorded, both options active."""

    def test_a_recorded_overall_certainty_wins(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial", certainty="low")
        found = weigh(make.comparison(row, overall_certainty="high"))
        assert found.half.overall == "high"
        assert found.overall.computed == "low"

    @pytest.mark.parametrize("state", [None, True, False])
    def test_life_threatening(self, make: Make, *, state: bool | None) -> None:
        made = make.comparison(context=gk.Context(life_threatening=state))
        assert weigh(made).half.life_threatening is state

    @pytest.mark.parametrize(
        ("one", "other", "both"),
        [
            ("active", "active", True),
            ("active", "inactive", False),
            ("inactive", "active", False),
            ("inactive", "inactive", False),
        ],
    )
    def test_both_active(self, make: Make, one: str, other: str, *, both: bool) -> None:
        made = make.comparison(
            intervention=gk.Option("a", "A", one), comparator=gk.Option("b", "B", other)
        )
        assert weigh(made).half.both_active is both


class TestSteps:
    """5.10: findings, overall certainty, each option, benefit certainty: all in the trace."""

    def test_in_order(self, make: Make) -> None:
        found = weigh(make.comparison(make.judged(make.harm(), "small", "comparator", "low")))
        assert [each.rule.id for each in found.steps] == [
            "finding.judged",
            "overall.lowest_important",
            "balance.option",
            "balance.option",
            "balance.benefit_certainty",
        ]
        mine, other = found.steps[2:4]
        assert (mine.kind, other.kind) == ("fired", "fired")
        assert (mine.about, mine.result) == ("intervention", "benefit none; harm low")
        assert (other.about, other.result) == ("comparator", "benefit none; harm none")
        assert mine.inputs == (
            Input("benefit", "none"),
            Input("harm, burden or cost", "low"),
            Input("catastrophic harm", "none"),
            Input("prohibitive harm", "none"),
        )

    def test_benefit_certainty(self, make: Make) -> None:
        step = weigh(make.comparison(make.judged(make.outcome(), "trivial"))).steps[-1]
        assert (step.kind, step.result) == ("fired", "high")
        assert step.inputs == (Input("critical benefit of unknown magnitude", value=False),)

    def test_an_effect_that_cannot_be_judged_is_placed(self, make: Make) -> None:
        fine = make.judged(make.outcome(), "trivial")
        bad = gk.Evidence(make.outcome("death"), gk.Estimate("RR", 0.5))
        with pytest.raises(BaselineRiskMissing) as raised:
            weigh(make.comparison(fine, bad))
        assert raised.value.problems[0].place == "$.evidence[1].baseline_risk"
