"""Recommendations: from a comparison to a suggested answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

import gradekit as gk
from gradekit.comparison import Within
from gradekit.errors import BaselineRiskMissing

if TYPE_CHECKING:
    from tests.unit.conftest import Make

RESEARCH = "remark.research"


def remark(made: gk.Comparison) -> tuple[tuple[str, ...], gk.Step]:
    found = gk.recommend(made)
    (step,) = found.trace.find(RESEARCH)
    return found.remarks, step


class TestAnswer:
    """1, 4: direction, strength, paradigms, binding, opened_by, missing, remarks, trace."""

    def test_strong(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "high"), share=gk.Share(0.95)
        )
        found = gk.recommend(made)
        assert str(found) == "strong for"
        assert (found.strength, found.direction) == ("strong", "for")
        assert found.opened_by == ("share: nearly all", "certainty: high")
        assert (found.binding, found.paradigms, found.missing) == ((), (), ())
        assert found.conflict is None
        assert found.comparison is made
        assert found.situation == gk.situation(made)
        assert found.ceilings == found.decision.ceilings
        assert found.share.band == "nearly all"
        assert found.policy is gk.BMJ_RAPID
        assert [each.outcome.id for each in found.findings] == ["pain"]

    def test_conditional(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "high"), share=gk.Share(0.6)
        )
        assert str(gk.recommend(made)) == "conditional for"
        assert gk.recommend(made).binding == ("values",)

    def test_none(self, make: Make) -> None:
        made = make.comparison(make.judged(make.outcome(), "small", "intervention", None))
        found = gk.recommend(made)
        assert str(found) == "no recommendation"
        assert found.missing == ("share", "certainty: pain")

    def test_conflict(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "high"),
            share=gk.Share(0.95),
            votes=gk.Votes(strong_against=3),
        )
        found = gk.recommend(made)
        assert str(found) == "no recommendation"
        assert found.conflict is not None
        assert "votes say strong against" in found.conflict
        assert found.missing == ()

    def test_policy_and_panel(self, make: Make) -> None:
        row = make.judged(make.outcome(), "small", "intervention", "high")
        panel = make.survey(make.scenario(share=gk.Share(0.92)))
        made = make.comparison(row, within=Within(panel=panel))
        strict = gk.BMJ_RAPID.evolve("strict", nearly_all=0.95)
        assert str(gk.recommend(made)) == "strong for"
        assert str(gk.recommend(made, strict)) == "conditional for"
        assert gk.recommend(made, strict).policy is strict
        assert str(gk.recommend(made, panel=None)) == "no recommendation"

    def test_an_effect_that_cannot_be_judged_is_placed(self, make: Make) -> None:
        made = make.comparison(gk.Evidence(make.outcome(), gk.Estimate("RR", 0.5)))
        with pytest.raises(BaselineRiskMissing, match=r"\$\.evidence\[0\]\.baseline_risk"):
            gk.recommend(made)


class TestNotRecorded:
    """The stance: what nobody recorded is told, even where it did not stop the answer."""

    def test_everything(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "high"),
            make.judged(make.harm(), "small", "comparator", None),
        )
        assert gk.recommend(made).not_recorded == (
            "secondary criteria",
            "votes",
            "life-threatening",
            "certainty: bleeding",
        )

    def test_nothing(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "high"),
            share=gk.Share(0.9),
            etd=gk.EvidenceToDecision(secondary="neutral"),
            votes=gk.Votes(strong_for=1),
            context=gk.Context(life_threatening=False),
        )
        assert gk.recommend(made).not_recorded == ()

    def test_domains_nobody_judged(self, make: Make) -> None:
        rated = gk.rate_certainty("RCT", {"imprecision": -1, "risk of bias": 0})
        row = gk.Evidence(make.outcome(), judged_effect=gk.JudgedEffect("trivial"), certainty=rated)
        itch = make.judged(make.outcome("itch", importance="limited"), "trivial")
        found = gk.recommend(
            make.comparison(row, attrs.evolve(itch, certainty=rated), share=gk.Share(0.6))
        )
        told = "domains of pain: inconsistency, indirectness, publication bias"
        assert [each for each in found.not_recorded if "domain" in each] == [told]
        assert found.missing == ()  # nothing keeps the answer from being given
        assert told in found.explain()

    def test_a_share_that_a_balance_stood_in_for(self, make: Make) -> None:
        row = make.judged(make.outcome(), "small", "intervention", "high")
        with_balance = gk.recommend(make.comparison(row, balance="neither"))
        assert with_balance.not_recorded[0] == "share"
        assert with_balance.missing == ()
        without = gk.recommend(make.comparison(row))
        assert "share" in without.missing
        assert "share" not in without.not_recorded

    def test_what_is_missing_is_not_told_twice(self, make: Make) -> None:
        found = gk.recommend(
            make.comparison(make.judged(make.outcome(), "trivial", certainty=None))
        )
        assert "certainty: pain" in found.missing
        assert "certainty: pain" not in found.not_recorded


class TestRemarkOnResearch:
    """5.7: when benefit certainty is low or very low and no important harm, burden and cost aside,
    is known at moderate or better, use in research of the option recommended against stays
    appropriate.
    """

    @pytest.mark.parametrize("certainty", ["very low", "low"])
    def test_fires_against(self, make: Make, certainty: str) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty=certainty),
            make.judged(make.harm("burden", kind="burden"), "large", "comparator", "high"),
            make.judged(make.harm("cost", kind="cost"), "large", "comparator", "high"),
            make.judged(make.harm(), "small", "comparator", "low"),
            share=gk.Share(0),
        )
        remarks, step = remark(made)
        assert remarks == ("use of Drug in research stays appropriate",)
        assert (step.kind, step.about, step.result) == ("fired", "drug", remarks[0])
        assert [each.id for each in step.parameters] == ["established"]
        assert [each.value for each in step.inputs] == [certainty, "low", "active"]

    def test_fires_for_about_the_other_option(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="low"),
            make.judged(make.harm(), "small", "comparator", "high"),
            comparator=gk.Option("cast", "Cast", "active"),
            share=gk.Share(0.6),
        )
        remarks, step = remark(made)
        assert remarks == ("use of Cast in research stays appropriate",)
        assert step.about == "cast"

    @pytest.mark.parametrize(
        ("benefit", "harm", "kind"),
        [("moderate", "low", "harm"), ("high", "low", "harm"), ("low", "moderate", "harm")],
    )
    def test_does_not_fire(self, make: Make, benefit: str, harm: str, kind: str) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty=benefit),
            make.judged(make.harm(kind=kind), "small", "comparator", harm),
            share=gk.Share(0),
        )
        remarks, step = remark(made)
        assert remarks == ()
        assert (step.kind, step.result) == ("not fired", "")

    def test_a_harm_nobody_rated_is_not_known(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="low"),
            make.judged(make.harm(), "small", "comparator", None),
            share=gk.Share(0),
        )
        assert remark(made)[1].kind == "fired"

    def test_not_without_a_critical_benefit_finding(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.harm(), "small", "comparator", "low"), share=gk.Share(0)
        )
        step = remark(made)[1]
        assert step.kind == "not fired"
        assert step.inputs[0].value is None

    def test_not_for_an_inactive_option(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="low"), share=gk.Share(0.6)
        )
        remarks, step = remark(made)
        assert remarks == ()
        assert (step.kind, step.about) == ("not fired", "placebo")

    @pytest.mark.parametrize("share", [gk.Share(0.5), None])
    def test_not_applicable_where_nothing_is_recommended_against(
        self, make: Make, share: gk.Share | None
    ) -> None:
        made = make.comparison(make.judged(make.outcome(), "trivial", certainty="low"), share=share)
        remarks, step = remark(made)
        assert remarks == ()
        assert step.kind == "not applicable"

    @pytest.mark.parametrize(("established", "kind"), [("low", "not fired"), ("high", "fired")])
    def test_what_is_established_is_the_policy_s(
        self, make: Make, established: str, kind: str
    ) -> None:
        level = "moderate" if established == "high" else "low"
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty=level), share=gk.Share(0)
        )
        policy = gk.BMJ_RAPID.evolve("ours", established=established)
        (step,) = gk.recommend(made, policy).trace.find(RESEARCH)
        assert step.kind == kind


class TestTrace:
    """5.10: every step from evidence to answer, returned with it."""

    def test_order(self, make: Make) -> None:
        made = make.comparison(make.judged(make.outcome(), "trivial"), share=gk.Share(0.6))
        found = gk.recommend(made)
        taken = [step.rule.id for step in found.trace.steps]
        assert [each for each in taken if not each.startswith("etd.")] == [
            "finding.judged",
            "overall.lowest_critical",
            "balance.option",
            "balance.option",
            "balance.benefit_certainty",
            "share.recorded",
            "direction.share",
            "ceiling.values",
            "ceiling.certainty",
            "ceiling.secondary",
            "ceiling.consensus",
            *(f"paradigm.{number}" for number in (*range(1, 6), *range(1, 6))),
            RESEARCH,
            "remark.against_evidence",
            "ungraded.stands",
        ]

    def test_forms_of_the_explanation(self, make: Make) -> None:
        found = gk.recommend(make.comparison(make.judged(make.outcome(), "trivial")))
        assert found.explain() == found.explanation.printed("text")
        assert found.explain("markdown") == found.explanation.printed("markdown")
