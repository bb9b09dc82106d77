"""The share that is used, and its route."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.balance import weigh
from gradekit.share import FoundShare, find_share
from gradekit.trace import Input

if TYPE_CHECKING:
    from tests.unit.conftest import Make


def found(
    comparison: gk.Comparison, panel: gk.Panel | None = None, policy: gk.Policy = gk.BMJ_RAPID
) -> FoundShare:
    return find_share(comparison.share, panel, weigh(comparison), policy)


class TestRecorded:
    """5.6: first, the comparison's own panel judgement; unknown, it ends the search."""

    def test_it_goes_before_a_survey_and_dominance(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention"), share=gk.Share(0.6, 0.7)
        )
        share = found(made, make.survey(make.scenario()))
        assert (share.band, share.route) == ("majority", "recorded")
        assert share.given == gk.Share(0.6, 0.7)
        assert share.scenario is None
        assert (share.step.rule.id, share.step.kind) == ("share.recorded", "fired")
        assert share.step.result == "majority"
        assert share.step.inputs == (Input("low", 0.6), Input("high", 0.7))
        assert [each.id for each in share.step.parameters] == ["nearly_all", "majority"]

    @pytest.mark.parametrize("given", [gk.Share(0.05, 0.95), gk.Share(band="unknown")])
    def test_unknown_ends_the_search(self, make: Make, given: gk.Share) -> None:
        row = make.judged(make.outcome(), "small", "intervention")
        share = found(make.comparison(row, share=given), make.survey(make.scenario()))
        assert (share.band, share.route) == ("unknown", "recorded")
        assert share.step.kind == "missing input"

    def test_cut_offs_are_the_policy_s(self, make: Make) -> None:
        made = make.comparison(share=gk.Share(0.92))
        strict = gk.BMJ_RAPID.evolve("strict", nearly_all=0.95)
        assert found(made).band == "nearly all"
        assert found(made, policy=strict).band == "majority"


class TestSurveyedBenefit:
    """5.6: then the survey's matching scenario: important at its certainty if low or better; else
    none at the benefit certainty if low or better; else uncertain, at very low.
    """

    @pytest.mark.parametrize("certainty", ["low", "moderate", "high"])
    def test_important_at_its_certainty(self, make: Make, certainty: str) -> None:
        made = make.comparison(make.judged(make.outcome(), "small", "intervention", certainty))
        hit = make.scenario(benefit_certainties=[certainty])
        share = found(made, make.survey(hit))
        assert (share.band, share.route, share.scenario) == ("nearly all", "survey", "s")
        others = [each for each in ("very low", "low", "moderate", "high") if each != certainty]
        assert found(made, make.survey(make.scenario(benefit_certainties=others))).scenario is None

    @pytest.mark.parametrize("certainty", ["low", "moderate", "high"])
    @pytest.mark.parametrize("favours", ["neither", "comparator"])
    def test_none_at_the_benefit_certainty_a_worse_estimate_included(
        self, make: Make, favours: str, certainty: str
    ) -> None:
        size = "trivial" if favours == "neither" else "large"
        made = make.comparison(
            make.judged(make.outcome(), size, favours, certainty),
            make.judged(make.harm(), "small", "comparator", "high"),
        )
        hit = make.scenario(
            benefit="none", benefit_certainties=[certainty], harm_certainties=["high"]
        )
        assert found(made, make.survey(hit)).scenario == "s"
        for benefit in ("important", "uncertain"):
            other = make.scenario(
                benefit=benefit,
                benefit_certainties=["very low", "low", "moderate", "high"],
                harm_certainties=["high"],
            )
            assert found(made, make.survey(other)).scenario is None

    @pytest.mark.parametrize(
        ("magnitude", "favours", "certainty"),
        [
            ("small", "intervention", "very low"),
            ("trivial", "neither", "very low"),
            ("unknown", "neither", "very low"),
            ("unknown", "neither", "high"),
            ("trivial", "neither", None),
        ],
    )
    def test_else_uncertain_at_very_low(
        self, make: Make, magnitude: str, favours: str, certainty: str | None
    ) -> None:
        made = make.comparison(
            make.judged(make.outcome(), magnitude, favours, certainty),
            make.judged(make.harm(), "small", "comparator", "high"),
        )
        hit = make.scenario(
            benefit="uncertain", benefit_certainties=["very low"], harm_certainties=["high"]
        )
        assert found(made, make.survey(hit)).scenario == "s"
        for benefit in ("important", "none"):
            other = make.scenario(
                benefit=benefit,
                benefit_certainties=["very low", "low", "moderate", "high"],
                harm_certainties=["high"],
            )
            assert found(made, make.survey(other)).scenario is None

    def test_uncertain_only_counts_at_very_low(self, make: Make) -> None:
        made = make.comparison(make.judged(make.outcome(), "unknown", certainty="high"))
        miss = make.scenario(benefit="uncertain", benefit_certainties=["low", "moderate", "high"])
        assert found(made, make.survey(miss)).scenario is None

    def test_without_a_critical_benefit_finding_it_is_uncertain(self, make: Make) -> None:
        made = make.comparison(make.judged(make.harm(), "small", "comparator", "high"))
        sure = make.scenario(
            "none",
            benefit="none",
            benefit_certainties=["very low", "low", "moderate", "high"],
            harm_certainties=["high"],
        )
        unsure = make.scenario(
            "unsure",
            benefit="uncertain",
            benefit_certainties=["very low"],
            harm_certainties=["high"],
        )
        assert found(made, make.survey(sure, unsure)).scenario == "unsure"

    def test_one_critical_benefit_not_rated_beside_others(self, make: Make) -> None:
        # The rated ones are all high, but "none" would speak for the one nobody rated as well.
        made = make.comparison(
            make.judged(make.outcome("a"), "trivial", certainty="high"),
            make.judged(make.outcome("b"), "trivial", certainty=None),
        )
        sure = make.scenario(benefit="none", benefit_certainties=["very low", "low", "high"])
        assert found(made, make.survey(sure)).scenario is None

    def test_from_which_certainty_is_the_policy_s(self, make: Make) -> None:
        made = make.comparison(make.judged(make.outcome(), "small", "intervention", "low"))
        panel = make.survey(make.scenario(benefit_certainties=["low"]))
        asking = gk.BMJ_RAPID.evolve("asking", possible="moderate")
        assert found(made, panel).scenario == "s"
        assert found(made, panel, asking).scenario is None
        very_low = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="very low"),
            make.judged(make.harm(), "small", "comparator", "high"),
        )
        nothing = make.survey(
            make.scenario(
                benefit="none", benefit_certainties=["very low"], harm_certainties=["high"]
            )
        )
        lax = gk.BMJ_RAPID.evolve("lax", possible="very low")
        assert found(very_low, nothing).scenario is None
        assert found(very_low, nothing, lax).scenario == "s"


class TestBenefitThatNobodyCanTell:
    """5.4: not rated might count anywhere; a missing judgement is not uncertain evidence."""

    EVERY = ("very low", "low", "moderate", "high")

    def everything(self, make: Make, benefit: str) -> gk.Panel:
        return make.survey(
            make.scenario(
                benefit=benefit, benefit_certainties=self.EVERY, harm_certainties=["high"]
            )
        )

    @pytest.mark.parametrize("benefit", ["important", "none", "uncertain"])
    def test_an_important_benefit_that_is_not_critical_and_not_rated(
        self, make: Make, benefit: str
    ) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="high"),
            make.judged(make.outcome("b", importance="important"), "small", "intervention", None),
            make.judged(make.harm(), "small", "comparator", "high"),
        )
        assert found(made, self.everything(make, benefit)).scenario is None

    @pytest.mark.parametrize(
        ("covered", "hit"),
        [(["low", "moderate", "high"], True), (["low", "moderate"], False), (["high"], False)],
    )
    def test_known_at_low_and_perhaps_better(
        self, make: Make, covered: list[str], *, hit: bool
    ) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "low"),
            make.judged(make.outcome("b", importance="important"), "small", "intervention", None),
        )
        panel = make.survey(make.scenario(benefit_certainties=covered))
        assert (found(made, panel).scenario == "s") is hit

    @pytest.mark.parametrize("benefit", ["important", "none", "uncertain"])
    def test_measured_but_without_a_threshold(self, make: Make, benefit: str) -> None:
        estimate = gk.Estimate("MD", -2, unit="cm")
        made = make.comparison(
            gk.Evidence(make.outcome(thresholds=None), estimate, certainty="high"),
            make.judged(make.harm(), "small", "comparator", "high"),
        )
        assert found(made, self.everything(make, benefit)).scenario is None

    def test_a_critical_one_not_rated_counts_very_low(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", None),
            make.judged(make.harm(), "small", "comparator", "high"),
        )
        assert found(made, self.everything(make, "uncertain")).scenario == "s"
        more = evolve(
            made,
            evidence=(*made.evidence, make.judged(make.outcome("b"), "trivial", certainty="high")),
        )
        assert found(more, self.everything(make, "uncertain")).scenario == "s"


class TestSurveyedHarm:
    """5.6: with its harm; 5.4: a harm not rated might be anywhere from none to high."""

    @pytest.mark.parametrize(
        ("certainty", "covered", "hit"),
        [
            ("moderate", ["moderate", "high"], True),
            ("low", ["moderate", "high"], False),
            ("moderate", ["low", "high"], False),
            (None, ["moderate", "high"], False),
            (None, ["none", "very low", "low", "moderate", "high"], True),
            (None, ["none", "very low", "low", "moderate"], False),
            (None, ["very low", "low", "moderate", "high"], False),
        ],
    )
    def test_it(self, make: Make, certainty: str | None, covered: list[str], *, hit: bool) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "high"),
            make.judged(make.harm(), "small", "comparator", certainty),
        )
        panel = make.survey(make.scenario(harm_certainties=covered))
        assert (found(made, panel).scenario == "s") is hit

    def test_no_harm_is_a_level_of_its_own(self, make: Make) -> None:
        made = make.comparison(make.judged(make.outcome(), "small", "intervention", "high"))
        some = make.scenario(harm_certainties=["very low", "low", "moderate", "high"])
        assert found(made, make.survey(some)).scenario is None


class TestSeveralScenarios:
    """5.6: tried for each option; matches that disagree make it unknown and end the search."""

    def test_the_other_option_s_match_is_mirrored(self, make: Make) -> None:
        made = make.comparison(make.judged(make.outcome(), "small", "comparator", "high"))
        share = found(made, make.survey(make.scenario(share=gk.Share(0.6, 0.7))))
        assert (share.band, share.route, share.scenario) == ("minority", "survey", "s")

    def test_agreeing(self, make: Make) -> None:
        made = make.comparison(make.judged(make.outcome(), "small", "intervention", "high"))
        panel = make.survey(make.scenario("a"), make.scenario("b", share=gk.Share(0.95)))
        share = found(made, panel)
        assert (share.band, share.scenario) == ("nearly all", "a")
        assert share.given == gk.Share(band="nearly all")

    def test_disagreeing(self, make: Make) -> None:
        # Dominance would say almost none; the survey's disagreement ends the search first.
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="high"),
            make.judged(make.harm(), "small", "comparator", "high"),
        )
        one = make.scenario("a", benefit="none", harm_certainties=["high"])
        other = make.scenario(
            "b", benefit="none", harm_certainties=["high"], share=gk.Share(band="majority")
        )
        share = found(made, make.survey(one, other))
        assert (share.band, share.route) == ("unknown", "survey")
        assert (share.scenario, share.given) == (None, None)
        assert share.step.kind == "missing input"
        assert share.step.result == "matching scenarios disagree"
        assert found(made).band == "almost none"

    def test_matches_of_the_two_options_may_disagree(self, make: Make) -> None:
        made = make.comparison(make.judged(make.outcome(), "trivial", certainty="high"))
        panel = make.survey(make.scenario(benefit="none"))
        assert found(made, panel).band == "unknown"
        even = make.survey(make.scenario(benefit="none", share=gk.Share(band="split")))
        assert found(made, even).band == "split"

    def test_the_trace_shows_every_scenario_tried_for_each_option(self, make: Make) -> None:
        made = make.comparison(make.judged(make.outcome(), "small", "intervention", "high"))
        panel = make.survey(make.scenario("a"), make.scenario("b", benefit="uncertain"))
        step = found(made, panel).step
        assert (step.rule.id, step.kind, step.result) == ("share.survey", "fired", "nearly all")
        silent, *tried = step.children
        assert (silent.rule.id, silent.kind) == ("share.recorded", "missing input")
        assert [(each.about, each.kind, each.result) for each in tried] == [
            ("scenario a, intervention", "fired", "nearly all"),
            ("scenario b, intervention", "not fired", "no match"),
            ("scenario a, comparator", "not fired", "no match"),
            ("scenario b, comparator", "not fired", "no match"),
        ]
        for step, option, benefit in (
            (tried[0], "intervention", "important"),
            (tried[2], "comparator", "none"),
        ):
            assert step.inputs[0] == Input("option", option)
            assert str(step.inputs[1].value).startswith(benefit)
            assert "high" in str(step.inputs[1].value)
            assert step.inputs[2] == Input("harm, burden or cost", "none")
        assert [each.id for each in tried[0].parameters] == ["possible"]
