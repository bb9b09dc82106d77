"""The answer follows the inputs: each change is made to the worked guideline, the reason beside it.

The survey of the guideline says: with important benefit at moderate or high certainty most would
choose a procedure despite certain burden; at low certainty a minority; with no benefit at low
certainty, or an uncertain one, almost none.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from attrs import evolve

import gradekit as gk

RFA = gk.Estimate("MD", -1.74, -2.73, -0.76, unit="cm")
LOW_OR_LESS = 11


def with_pain(
    comparison: gk.Comparison, estimate: gk.Estimate | None, level: str | None
) -> gk.Comparison:
    """The comparison with another estimate and certainty of pain."""
    certainty = None if level is None else gk.PublishedCertainty(level, "busse2025")
    return evolve(
        comparison,
        evidence=tuple(
            evolve(row, estimate=estimate, certainty=certainty) if row.outcome.id == "pain" else row
            for row in comparison.evidence
        ),
    )


def without_survey(guide: gk.Guideline) -> gk.Guideline:
    assert guide.panel is not None
    return evolve(guide, panel=evolve(guide.panel, survey=None))


def burden_at(guide: gk.Guideline, level: str) -> gk.Guideline:
    return evolve(
        guide,
        comparisons=tuple(
            evolve(
                each,
                evidence=tuple(
                    evolve(row, certainty=gk.PublishedCertainty(level, "busse2025"))
                    if row.outcome.id == "burden"
                    else row
                    for row in each.evidence
                ),
            )
            for each in guide
        ),
    )


class TestAblationAsInUnblindedTrials:
    """Joint ablation given the effect of the unblinded trials."""

    def test_low_certainty(self, guide: gk.Guideline) -> None:
        # Possible benefit, certain burden: a minority would choose it, so conditional; paradigm 2
        # would permit strong, and does not compel it.
        answer = gk.recommend(with_pain(guide["axial/joint-rfa"], RFA, "low"))
        assert str(answer) == "conditional against"
        assert answer.paradigms == (2,)
        assert answer.binding == ("values",)
        assert (answer.share.band, answer.share.scenario) == ("minority", "important-low")

    def test_moderate_certainty(self, guide: gk.Guideline) -> None:
        # Most, not nearly all, would choose a likely important relief despite the burden.
        answer = gk.recommend(with_pain(guide["axial/joint-rfa"], RFA, "moderate"))
        assert str(answer) == "conditional for"
        assert answer.paradigms == ()
        assert answer.binding == ("values",)
        assert answer.share.band == "majority"

    def test_high_certainty_with_a_share_and_votes(self, guide: gk.Guideline) -> None:
        # The panel's own share outranks the survey; 17 of 20 is 85%, above the 80% rule.
        given = evolve(
            with_pain(guide["axial/joint-rfa"], RFA, "high"),
            share=gk.Share(0.95, 1),
            votes=gk.Votes(strong_for=17, conditional_for=3),
        )
        answer = gk.recommend(given)
        assert str(answer) == "strong for"
        assert answer.binding == ()
        assert answer.opened_by == ("share: nearly all", "certainty: high", "votes: strong for")

    def test_seventy_percent_is_conditional(self, guide: gk.Guideline) -> None:
        given = evolve(
            with_pain(guide["axial/joint-rfa"], RFA, "high"),
            share=gk.Share(0.95, 1),
            votes=gk.Votes(strong_for=14, conditional_for=6),
        )
        answer = gk.recommend(given)
        assert str(answer) == "conditional for"
        assert answer.binding == ("consensus",)

    def test_eighty_percent_is_enough(self, guide: gk.Guideline) -> None:
        given = evolve(
            with_pain(guide["axial/joint-rfa"], RFA, "high"),
            share=gk.Share(0.95, 1),
            votes=gk.Votes(strong_for=16, conditional_for=4),
        )
        assert str(gk.recommend(given)) == "strong for"

    def test_no_majority_is_no_recommendation(self, guide: gk.Guideline) -> None:
        # 9 of 20 for at any strength, and no other majority: the panel did not agree.
        given = evolve(
            with_pain(guide["axial/joint-rfa"], RFA, "high"),
            share=gk.Share(0.95, 1),
            votes=gk.Votes(strong_for=5, conditional_for=4, either=6, conditional_against=5),
        )
        answer = gk.recommend(given)
        assert str(answer) == "no recommendation"
        assert (answer.direction, answer.strength) == ("none", "none")
        assert answer.binding == ("consensus",)
        assert answer.conflict is not None
        assert "no majority" in answer.conflict
        assert "no majority" in answer.explain()


class TestSurveyRemoved:
    """Without the survey only dominance can say what people would choose."""

    def test_low_rows_wait_for_the_share(self, guide: gk.Guideline) -> None:
        answers = without_survey(guide).recommend()
        waiting = [each for each in answers if each.strength == "none"]
        assert len(waiting) == LOW_OR_LESS
        for each in waiting:
            assert "share" in each.missing
            assert each.binding == ("values",)
            assert each.assessment.balance.half.overall in ("low", "very low")

    def test_dominance_still_speaks(self, guide: gk.Guideline) -> None:
        answer = gk.recommend(without_survey(guide)["axial/epidural-la"])
        assert str(answer) == "strong against"
        assert answer.share.route == "dominance"

    def test_panel_none_means_nobody_s_survey(self, guide: gk.Guideline) -> None:
        assert str(gk.recommend(guide["axial/im-la"], panel=None)) == "no recommendation"
        assert str(gk.recommend(guide["axial/im-la"], panel=guide.panel)) == "strong against"

    def test_burden_and_harms_removed_as_well(self, guide: gk.Guideline) -> None:
        # Nothing speaks against it any more: no effect either way, and nobody said who chooses.
        given = without_survey(guide)["axial/epidural-la"]
        bare = evolve(given, evidence=tuple(r for r in given.evidence if r.outcome.id == "pain"))
        answer = gk.recommend(bare)
        assert str(answer) == "no recommendation"
        assert "share" in answer.missing


class TestBurdenAtLowCertainty:
    """All sixteen answers hang on the panel's high certainty of burden."""

    def test_no_recommendation_anywhere(self, guide: gk.Guideline) -> None:
        # No dominance without an established burden, and no scenario supposes an uncertain one.
        answers = burden_at(guide, "low").recommend()
        assert [str(each) for each in answers] == ["no recommendation"] * 16
        assert all("share" in each.missing for each in answers)

    def test_moderate_is_enough(self, guide: gk.Guideline) -> None:
        answers = burden_at(guide, "moderate").recommend()
        assert [str(each) for each in answers] == ["strong against"] * 16


class TestSmallerMid:
    """A MID of 0.5 cm makes -0.53 and -0.56 cm possible benefits at low certainty."""

    CHANGED = ("axial/im-la", "radicular/epidural-steroid")

    def check(self, guide: gk.Guideline) -> None:
        for each in guide.recommend():
            if each.comparison.id in self.CHANGED:
                assert str(each) == "conditional against", each.comparison.id
                assert each.binding == ("values",)
                assert each.share.band == "minority"
            else:
                assert str(each) == "strong against", each.comparison.id

    def test_by_evolving_the_register(self, guide: gk.Guideline) -> None:
        outcomes = tuple(
            evolve(each, thresholds=gk.MID(0.5, unit="cm", source="busse2025"))
            if each.id == "pain"
            else each
            for each in guide.outcomes
        )
        self.check(evolve(guide, outcomes=outcomes))

    def test_by_editing_the_document(self) -> None:
        document: dict[str, Any] = json.loads(gk.datasets.text("spine-2025"))
        (pain,) = [each for each in document["outcomes"] if each["id"] == "pain"]
        pain["thresholds"]["small"] = 0.5
        self.check(gk.io.loads(json.dumps(document)))

    def test_in_millimetres_on_a_longer_scale(self, guide: gk.Guideline) -> None:
        outcomes = tuple(
            evolve(each, thresholds=gk.MID(5, unit="mm")) if each.id == "pain" else each
            for each in guide.outcomes
        )
        self.check(evolve(guide, outcomes=outcomes))

    def test_on_one_comparison_alone(self, guide: gk.Guideline) -> None:
        # Out of the guideline a comparison may be changed freely.
        given = guide["axial/im-la"]
        rows = tuple(
            evolve(row, outcome=evolve(row.outcome, thresholds=gk.MID(0.5, unit="cm")))
            if row.outcome.id == "pain"
            else row
            for row in given.evidence
        )
        assert str(gk.recommend(evolve(given, evidence=rows))) == "conditional against"


class TestPolicies:
    """Where the readings part on this guideline: nowhere, as burden is of high certainty."""

    @pytest.mark.parametrize("policy", [gk.GRADE_2013, gk.EBM_TABLE, gk.CORE_2025])
    def test_all_presets_agree(self, guide: gk.Guideline, policy: gk.Policy) -> None:
        answers = guide.recommend(policy)
        assert [str(each) for each in answers] == ["strong against"] * 16
        assert {each.policy.name for each in answers} == {policy.name}

    def test_the_ebm_table_asks_for_high_certainty_of_harm(self, guide: gk.Guideline) -> None:
        # With burden at moderate the EBM table's paradigm 2 no longer permits strong.
        moderate = burden_at(guide, "moderate")["axial/im-la"]
        answer = gk.recommend(moderate, policy=gk.EBM_TABLE)
        assert str(answer) == "conditional against"
        assert answer.binding == ("certainty",)
