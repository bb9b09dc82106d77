"""Evidence to decision: what a panel judged of the criteria, and what that favours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.etd import (
    CRITERIA,
    CriterionJudgement,
    EvidenceToDecision,
    Judges,
    secondary_of,
)
from gradekit.trace import StepKind

if TYPE_CHECKING:
    from tests.unit.conftest import Make


def judged(**answers: str) -> EvidenceToDecision:
    return EvidenceToDecision(
        judgements=tuple(CriterionJudgement(name, answer) for name, answer in answers.items())
    )


def found(etd: EvidenceToDecision, perspective: str = "population") -> str:
    return etd.secondary_for(perspective)[0].value


class TestDerived:
    """Without an overall judgement, the criteria that were judged speak."""

    def test_nothing_judged(self) -> None:
        value, step = EvidenceToDecision().secondary_for("population")
        assert value == "not judged"
        assert (step.rule.id, step.kind) == ("etd.derived", StepKind.MISSING)
        assert {child.kind for child in step.children} == {StepKind.MISSING}
        assert len(step.children) == 5
        assert secondary_of(None, gk.Perspective.POPULATION) == (value, step)

    def test_all_lean_to_the_intervention(self) -> None:
        made = judged(resources_required="moderate savings", equity="increased", feasibility="yes")
        assert found(made) == "favour intervention"

    def test_all_lean_to_the_comparator(self) -> None:
        assert found(judged(resources_required="large costs", acceptability="no")) == (
            "favour comparator"
        )

    def test_one_leans_and_the_rest_to_neither_or_nowhere(self) -> None:
        made = judged(
            resources_required="negligible",
            equity="probably increased",
            acceptability="varies",
            feasibility="don't know",
        )
        value, step = made.secondary_for("population")
        assert value == "favour intervention"
        assert step.kind is StepKind.FIRED
        seen = {each.name: each.value for each in step.inputs}
        assert seen == {
            "lean to the intervention": "equity: probably increased",
            "lean to the comparator": "none",
            "lean to neither": "resources required: negligible costs and savings",
            "lean nowhere": "acceptability: varies; feasibility: don't know",
        }

    def test_none_leans(self) -> None:
        made = judged(
            resources_required="negligible", equity="probably no impact", feasibility="varies"
        )
        assert found(made) == "neutral"

    @pytest.mark.parametrize("answer", ["varies", "don't know"])
    def test_ignorance_is_not_neutral(self, answer: str) -> None:
        value, step = judged(equity=answer, feasibility=answer).secondary_for("population")
        assert value == "not judged"
        assert (step.rule.id, step.kind) == ("etd.derived", StepKind.MISSING)
        assert step.inputs[-1].value == f"equity: {answer}; feasibility: {answer}"

    def test_disagreement_is_named_and_not_averaged(self) -> None:
        made = judged(resources_required="large costs", equity="increased", feasibility="yes")
        value, step = made.secondary_for("population")
        assert value == "not judged"
        assert (step.rule.id, step.kind) == ("etd.disagree", StepKind.MISSING)
        assert step.inputs[0].value == "equity: increased; feasibility: yes"
        assert step.inputs[1].value == "resources required: large costs"

    def test_the_other_option_s_answer_is_told_apart(self) -> None:
        made = EvidenceToDecision(
            judgements=(CriterionJudgement("acceptability", "no", arm="comparator"),)
        )
        value, step = made.secondary_for("individual")
        assert value == "favour intervention"
        assert step.inputs[0].value == "acceptability: no (of the comparator)"

    def test_primary_criteria_do_not_count(self) -> None:
        made = judged(
            balance="favours comparator",
            desirable_effects="trivial",
            certainty_resources="high",
            problem_priority="no",
        )
        assert found(made) == "not judged"

    def test_steps_of_the_single_criteria(self) -> None:
        made = judged(resources_required="large costs", acceptability="yes", feasibility="varies")
        _, step = made.secondary_for("individual")
        told = {child.about: (child.kind, child.result) for child in step.children}
        assert told == {
            "resources required": (
                StepKind.NOT_APPLICABLE,
                "not used from the individual perspective",
            ),
            "cost effectiveness": (
                StepKind.NOT_APPLICABLE,
                "not used from the individual perspective",
            ),
            "equity": (StepKind.NOT_APPLICABLE, "not used from the individual perspective"),
            "acceptability": (StepKind.FIRED, "leans to the intervention"),
            "feasibility": (StepKind.NOT_FIRED, "leans nowhere"),
        }
        assert step.about == "individual perspective"
        assert step.children[0].inputs[0].value == "large costs"
        _, step = judged(equity="probably no impact").secondary_for("population")
        assert step.children[2].result == "leans to neither option"

    def test_perspective_decides_what_counts(self) -> None:
        made = judged(resources_required="large costs", acceptability="yes")
        assert found(made, "individual") == "favour intervention"
        assert found(made, "population") == "not judged"

    def test_other_records_can_be_used(self) -> None:
        """Which perspective uses which criterion is recalled: a panel may read it otherwise."""
        made = judged(resources_required="large costs")
        assert found(made, "individual") == "not judged"
        everywhere = tuple(evolve(each, perspectives=tuple(gk.Perspective)) for each in CRITERIA)
        assert made.secondary_for("individual", everywhere)[0] == "favour comparator"

    def test_another_lean_can_be_used(self) -> None:
        """Being acceptable need not speak for an option."""
        mild = tuple(
            evolve(each, to_neither=each.to_intervention, to_intervention=())
            if each.judges is Judges.OPTION
            else each
            for each in CRITERIA
        )
        assert judged(acceptability="yes").secondary_for("individual", mild)[0] == "neutral"


class TestRecorded:
    """The panel's overall judgement wins, visibly."""

    def test_over_another_derived_value(self) -> None:
        made = evolve(judged(equity="reduced"), secondary="neutral")
        value, step = made.secondary_for("population")
        assert value == "neutral"
        assert (step.rule.id, step.kind, step.result) == ("etd.recorded", StepKind.FIRED, "neutral")
        assert [each.value for each in step.inputs] == ["neutral", "favour comparator"]
        (below,) = step.children
        assert (below.rule.id, below.kind) == ("etd.derived", StepKind.OVERRIDDEN)

    def test_over_the_same_value(self) -> None:
        made = evolve(judged(equity="reduced"), secondary="favour comparator")
        assert made.secondary_for("population")[1].children[0].kind is StepKind.FIRED

    def test_over_nothing(self) -> None:
        _, step = EvidenceToDecision(secondary="neutral").secondary_for("individual")
        assert step.children[0].kind is StepKind.MISSING

    def test_settles_a_disagreement(self) -> None:
        made = evolve(judged(equity="reduced", feasibility="yes"), secondary="favour intervention")
        value, step = made.secondary_for("population")
        assert value == "favour intervention"
        assert step.children[0].rule.id == "etd.disagree"


class TestInADecision:
    """What was judged of single criteria reaches the answer, its trace and its explanation."""

    def comparison(self, make: Make, **changes: object) -> gk.Comparison:
        return make.comparison(
            make.judged(make.outcome(), "small", "intervention", "high"),
            share=gk.Share(0.95),
            perspective="population",
            **changes,
        )

    def test_lowers_strong(self, make: Make) -> None:
        against = judged(resources_required="large costs", equity="reduced")
        found = gk.recommend(self.comparison(make, etd=against))
        assert str(found) == "conditional for"
        assert found.binding == ("secondary",)
        (step,) = found.trace.find("etd.derived")
        assert step.result == "favour comparator"
        assert str(gk.recommend(self.comparison(make))) == "strong for"

    def test_a_disagreement_lowers_nothing_and_is_shown(self, make: Make) -> None:
        mixed = EvidenceToDecision(
            judgements=(
                CriterionJudgement("resources required", "large costs", rationale="new machines"),
                CriterionJudgement("equity", "increased", source="survey2024"),
            )
        )
        found = gk.recommend(self.comparison(make, etd=mixed))
        assert str(found) == "strong for"
        assert "secondary criteria" in found.not_recorded
        said = found.explain()
        for text in (
            "secondary criteria judged, one by one: not judged",
            "etd.disagree (population perspective)",
            "resources required: large costs, because: new machines",
            "survey2024",
        ):
            assert text in said

    def test_swapped(self, make: Make) -> None:
        etd = judged(equity="increased", acceptability="yes")
        made = self.comparison(make, etd=etd)
        assert gk.swap(made).etd == etd.mirrored()
        assert gk.situation(gk.swap(made)) == gk.situation(made).mirrored()
        assert gk.swap(gk.swap(made)).etd == etd


class TestDocument:
    """Judgements stand in a document as plain words, and come back equal."""

    ETD = EvidenceToDecision(
        secondary="neutral",
        judgements=(
            CriterionJudgement(
                "equity", "probably reduced", by="panel", date="2025-01-01", rationale="distance"
            ),
            CriterionJudgement("acceptability", "don't know", arm="comparator", source="busse2025"),
        ),
        by="panel",
    )

    def guide(self) -> gk.Guideline:
        guide = gk.datasets.load("spine-2025")
        first, *rest = guide.comparisons
        return evolve(guide, comparisons=(evolve(first, etd=self.ETD), *rest))

    def test_round_trip(self) -> None:
        guide = self.guide()
        assert gk.io.loads(gk.io.dumps(guide)) == guide
        stood = json.loads(gk.io.dumps(guide))["comparisons"][0]["etd"]
        assert stood == {
            "secondary": "neutral",
            "judgements": [
                {
                    "criterion": "equity",
                    "option": "probably reduced",
                    "by": "panel",
                    "date": "2025-01-01",
                    "rationale": "distance",
                },
                {
                    "criterion": "acceptability",
                    "option": "don't know",
                    "arm": "comparator",
                    "source": "busse2025",
                },
            ],
            "by": "panel",
        }

    def test_plain_data_holds_plain_words(self) -> None:
        data = gk.io.to_data(self.guide())["comparisons"][0]["etd"]["judgements"]
        assert {type(value) for each in data for value in each.values()} == {str}

    def test_problems_are_placed(self) -> None:
        data = gk.io.to_data(self.guide())
        judgements = data["comparisons"][0]["etd"]["judgements"]
        judgements[0]["option"] = "yes"
        judgements[1]["criterion"] = "taste"
        with pytest.raises(gk.DocumentError) as raised:
            gk.io.from_data(data)
        places = {problem.place for problem in raised.value.problems}
        assert places == {
            "$.comparisons[0].etd.judgements[0].option",
            "$.comparisons[0].etd.judgements[1].criterion",
        }
