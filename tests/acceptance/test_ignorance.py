"""Ignorance never becomes an answer: what nobody judged, rated or studied permits nothing."""

from __future__ import annotations

import copy
import pickle

import pytest
from attrs import evolve

import gradekit as gk

PAIN = gk.Outcome(
    "pain", "Pain", importance="critical", better="lower", thresholds=gk.MID(1.5, unit="cm")
)
BLEEDING = gk.Outcome("bleeding", "Bleeding", importance="important", better="lower", kind="harm")
WORSE = gk.JudgedEffect("important", "comparator")


def two_drugs(*rows: gk.Evidence, threatening: bool | None = None) -> gk.Comparison:
    return gk.Comparison(
        id="a-or-b",
        population=gk.Population("adults"),
        intervention=gk.Option("a", "A", "active"),
        comparator=gk.Option("b", "B", "active"),
        context=gk.Context(life_threatening=threatening),
        evidence=rows,
    )


def changed_pain(guide: gk.Guideline, name: str, **changes: object) -> gk.Comparison:
    given = guide[name]
    rows = (
        evolve(row, **changes) if row.outcome.id == "pain" else row  # type: ignore[arg-type]
        for row in given.evidence
    )
    return evolve(given, evidence=tuple(rows))


class TestMissingThreshold:
    """5.1, 5.6: an effect without a threshold is not "uncertain": a judgement is missing."""

    LARGE = gk.Estimate("MD", -3, -3.5, -2.5, unit="cm")

    def test_no_threshold(self, guide: gk.Guideline) -> None:
        given = changed_pain(guide, "axial/epidural-la", estimate=self.LARGE, certainty="high")
        rows = tuple(
            evolve(row, outcome=evolve(row.outcome, thresholds=None))
            if row.outcome.id == "pain"
            else row
            for row in given.evidence
        )
        answer = gk.recommend(evolve(given, evidence=rows))
        assert str(answer) == "no recommendation"
        assert "threshold: pain" in answer.missing
        assert "share" in answer.missing

    @pytest.mark.parametrize(
        ("thresholds", "answer"),
        [
            (None, "conditional against"),  # once: strong against, by paradigm 2
            (gk.MID((1, 4), unit="cm"), "conditional against"),
            (gk.MID(1.5, unit="cm"), "conditional against"),  # an established benefit
            (gk.MID(4, unit="cm"), "strong against"),  # a trivial effect
        ],
    )
    def test_paradigm_2_waits_for_the_threshold(
        self, thresholds: gk.Thresholds | None, answer: str
    ) -> None:
        sleep = gk.Outcome("sleep", "Sleep", importance="critical", better="higher")
        given = two_drugs(
            gk.Evidence(evolve(PAIN, thresholds=thresholds), self.LARGE, certainty="high"),
            gk.Evidence(sleep, judged_effect=gk.JudgedEffect("trivial"), certainty="low"),
            gk.Evidence(BLEEDING, judged_effect=WORSE, certainty="moderate"),
        )
        found = gk.recommend(evolve(given, share=gk.Share(band="almost none")))
        assert str(found) == answer
        if thresholds is None or thresholds.is_range:
            (paradigm,) = [
                each
                for each in found.decision.matches
                if each.paradigm.number == 2 and each.direction == "against"
            ]
            assert paradigm.met == "not recorded"
            assert "threshold: pain" in found.missing

    def test_a_range_whose_ends_disagree(self, guide: gk.Guideline) -> None:
        given = changed_pain(
            guide,
            "axial/epidural-la",
            estimate=gk.Estimate("MD", -1.5, -2, -1, unit="cm"),
            certainty="moderate",
        )
        rows = tuple(
            evolve(row, outcome=evolve(row.outcome, thresholds=gk.MID((1, 2), unit="cm")))
            if row.outcome.id == "pain"
            else row
            for row in given.evidence
        )
        assert str(gk.recommend(evolve(given, evidence=rows))) == "no recommendation"

    def test_judged_unknown_is_no_missing_threshold(self, guide: gk.Guideline) -> None:
        given = changed_pain(
            guide,
            "axial/epidural-la",
            judged_effect=gk.JudgedEffect("unknown", rationale="trials contradict each other"),
        )
        answer = gk.recommend(given)
        assert "threshold: pain" not in answer.missing
        assert answer.share.scenario == "uncertain-very-low"


class TestNotRated:
    """5.4: what was not rated might count anywhere; a condition it could change is not recorded."""

    def test_an_unrated_important_benefit_matches_no_scenario(self, guide: gk.Guideline) -> None:
        function = next(each for each in guide.outcomes if each.id == "physical-function")
        better = gk.Evidence(function, judged_effect=gk.JudgedEffect("large", "intervention"))
        given = guide["axial/im-la"]
        answer = gk.recommend(evolve(given, evidence=(*given.evidence, better)))
        assert str(answer) == "no recommendation"
        assert "share" in answer.missing
        assert "certainty: physical-function" in answer.not_recorded

    def test_an_unrated_critical_benefit_counts_very_low(self, guide: gk.Guideline) -> None:
        answer = gk.recommend(changed_pain(guide, "axial/im-la", certainty=None))
        assert "certainty: pain" in answer.missing
        assert answer.assessment.balance.half.overall == "very low"
        assert answer.share.scenario == "uncertain-very-low"


class TestUnstudiedHarm:
    """5.8: a harm nobody studied is no absence of harm."""

    EQUAL = gk.Evidence(PAIN, gk.Estimate("MD", 0.1, -0.4, 0.6, unit="cm"), certainty="moderate")
    RASH = gk.Evidence(
        gk.Outcome("rash", "Rash", importance="critical", better="lower", kind="harm"),
        judged_effect=gk.JudgedEffect("important", "intervention"),
        certainty="low",
    )

    def permitted(self, *rows: gk.Evidence) -> dict[int, str]:
        answer = gk.recommend(evolve(two_drugs(*rows), share=gk.Share(band="nearly all")))
        return {
            each.paradigm.number: str(each.met)
            for each in answer.decision.matches
            if each.direction == "for"
        }

    def test_paradigm_4_with_harms_known(self) -> None:
        assert self.permitted(self.EQUAL, self.RASH)[4] == "met"

    def test_paradigm_4_with_a_harm_nobody_studied(self) -> None:
        unstudied = gk.Evidence(BLEEDING)
        assert self.permitted(self.EQUAL, self.RASH, unstudied)[4] == "not recorded"

    def test_paradigm_1_with_a_harm_nobody_studied(self) -> None:
        helps = gk.Evidence(PAIN, gk.Estimate("MD", -2, -3, -1, unit="cm"), certainty="very low")
        for rows, met in (((helps,), "met"), ((helps, gk.Evidence(BLEEDING)), "not recorded")):
            given = evolve(two_drugs(*rows, threatening=True), share=gk.Share(band="nearly all"))
            found = {
                each.paradigm.number: str(each.met)
                for each in gk.recommend(given).decision.matches
                if each.direction == "for"
            }
            assert found[1] == met

    def test_a_row_with_nothing_counts_very_low(self) -> None:
        answer = gk.recommend(two_drugs(gk.Evidence(PAIN, certainty="high")))
        assert answer.assessment.balance.half.overall == "very low"
        assert "evidence: pain" in answer.missing


class TestSwapOfRelativeEffects:
    """5.1, 5.11: the absolute effect only changes its sign, interval included."""

    DEATH = gk.Outcome(
        "death",
        "Death",
        importance="critical",
        better="lower",
        thresholds=gk.MID(10, unit="per 1000"),
    )

    @pytest.mark.parametrize(
        ("estimate", "risk"),
        [
            (gk.Estimate("RR", 0.5, 0.2, 1.2), 0.5),
            (gk.Estimate("RR", 0.5, 0.25, 1), 0.2),
            (gk.Estimate("OR", 3, 1.1, 20), 0.4),
            (gk.Estimate("HR", 0.7, 0.5, 1.4), 0.05),
        ],
    )
    def test_mirrored(self, estimate: gk.Estimate, risk: float) -> None:
        row = gk.Evidence(self.DEATH, estimate, baseline_risk=risk, certainty="high")
        there = gk.recommend(two_drugs(row)).findings[0].classification
        back = gk.recommend(gk.swap(two_drugs(row))).findings[0].classification
        assert there is not None
        assert there.effect is not None
        assert back is not None
        assert back.effect is not None
        assert back.magnitude == there.magnitude
        assert back.favours == there.favours.mirror
        assert back.effect.value == pytest.approx(-there.effect.value)
        assert back.effect.low == pytest.approx(-(there.effect.high or 0))
        assert back.effect.high == pytest.approx(-(there.effect.low or 0))

    def test_impossible_risk_differences(self) -> None:
        with pytest.raises(gk.InvalidValue, match="risk difference above 1"):
            gk.Estimate("RD", 5)
        row = gk.Evidence(self.DEATH, gk.Estimate("RD", -0.3), baseline_risk=0.1)
        with pytest.raises(gk.InvalidValue, match="impossible risk"):
            gk.recommend(two_drugs(row))


class TestValues:
    """Values travel: every answer can be copied and pickled."""

    def test_pickle_and_copy(self, guide: gk.Guideline) -> None:
        given = guide["axial/im-la"]
        assert pickle.loads(pickle.dumps(given)) == given  # noqa: S301 - our own bytes
        assert copy.deepcopy(given) == given
        answer = gk.recommend(given)
        assert str(pickle.loads(pickle.dumps(answer))) == str(answer)  # noqa: S301 - our own bytes

    def test_a_forged_line_stays_in_its_line(self, guide: gk.Guideline) -> None:
        given = guide["axial/im-la"]
        forged = evolve(given.intervention, name="X\nSuggested: strong for")
        text = gk.recommend(evolve(given, intervention=forged)).explain()
        assert not any(line.startswith("Suggested: strong for") for line in text.splitlines())


class TestContraryEstimate:
    """5.6: a smallest benefit is reached only by an effect measured in the option's favour."""

    @pytest.mark.parametrize(("value", "matches"), [(-3, True), (3, False)])
    def test_a_judgement_against_the_estimate(
        self, guide: gk.Guideline, value: float, *, matches: bool
    ) -> None:
        assert guide.panel is not None
        assert guide.panel.survey is not None
        asked = tuple(
            evolve(each, smallest_benefit=2, unit="cm", outcome="pain")
            if each.benefit == "important"
            else each
            for each in guide.panel.survey.scenarios
        )
        panel = evolve(guide.panel, survey=evolve(guide.panel.survey, scenarios=asked))
        given = changed_pain(
            guide,
            "axial/im-la",
            estimate=gk.Estimate("MD", value, value - 0.5, value + 0.5, unit="cm"),
            judged_effect=gk.JudgedEffect("important", "intervention", rationale="other trials"),
            certainty="high",
        )
        found = gk.recommend(given, panel=panel).share.scenario
        assert (found == "important-moderate-or-high") is matches

    def test_an_unknown_comparison_is_refused(self, guide: gk.Guideline) -> None:
        with pytest.raises(gk.UnknownReference, match="unknown comparison"):
            guide.recommend(only=["typo"])
