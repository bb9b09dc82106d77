"""The evidence-to-decision criteria as records, and what a panel answered to each."""

from __future__ import annotations

import itertools

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.etd import (
    CRITERIA,
    Criterion,
    CriterionJudgement,
    EvidenceToDecision,
    Judges,
    record_of,
)
from gradekit.etd.options import (
    Agreement,
    CertaintyFound,
    CostEffectiveness,
    EffectBalance,
    Equity,
    HarmSize,
    Resources,
    Size,
    ValuesUncertainty,
)
from gradekit.library import LIBRARY

LEANING = [each for each in CRITERIA if each.bears_on_strength]
NOWHERE = {"varies", "don't know", "no included studies"}


def judged(**answers: str) -> EvidenceToDecision:
    return EvidenceToDecision(
        judgements=tuple(CriterionJudgement(name, answer) for name, answer in answers.items())
    )


class TestRecords:
    """M 7.1: twelve criteria with their answers, as data with sources."""

    def test_twelve_in_the_order_of_the_form(self) -> None:
        assert [each.key for each in CRITERIA] == list(Criterion)
        assert len(CRITERIA) == 12
        assert all(record_of(each.key) is each for each in CRITERIA)
        assert record_of("resources_required").key is Criterion.RESOURCES_REQUIRED

    @pytest.mark.parametrize(
        ("name", "options", "first", "last"),
        [
            ("problem priority", Agreement, "no", "yes"),
            ("desirable effects", Size, "trivial", "large"),
            ("undesirable effects", HarmSize, "large", "trivial"),
            ("certainty effects", CertaintyFound, "very low", "high"),
            (
                "values",
                ValuesUncertainty,
                "important uncertainty or variability",
                "no important uncertainty or variability",
            ),
            ("balance", EffectBalance, "favours comparator", "favours intervention"),
            ("resources required", Resources, "large costs", "large savings"),
            ("certainty resources", CertaintyFound, "very low", "high"),
            ("cost effectiveness", CostEffectiveness, "favours comparator", "favours intervention"),
            ("equity", Equity, "reduced", "increased"),
            ("acceptability", Agreement, "no", "yes"),
            ("feasibility", Agreement, "no", "yes"),
        ],
    )
    def test_answers(self, name: str, options: type[gk.Certainty], first: str, last: str) -> None:
        record = record_of(name)
        assert record.options is options
        known = [each.value for each in options if each.value not in NOWHERE]
        assert (known[0], known[-1]) == (first, last)

    def test_five_bear_on_strength(self) -> None:
        assert [each.key.value for each in LEANING] == [
            "resources required",
            "cost effectiveness",
            "equity",
            "acceptability",
            "feasibility",
        ]
        assert [each.key.value for each in CRITERIA if each.secondary and each not in LEANING] == [
            "certainty resources"
        ]

    def test_one_side_is_enough_to_bear(self) -> None:
        feasible = evolve(record_of("feasibility"), to_comparator=())
        assert feasible.bears_on_strength
        assert not evolve(feasible, to_intervention=()).bears_on_strength
        assert not evolve(feasible, secondary=False).bears_on_strength

    def test_perspectives(self) -> None:
        population_only = [each.key.value for each in CRITERIA if len(each.perspectives) == 1]
        assert population_only == [
            "resources required",
            "certainty resources",
            "cost effectiveness",
            "equity",
        ]
        for each in CRITERIA:
            assert gk.Perspective.POPULATION in each.perspectives
            assert not each.perspectives_source.checked  # recalled in detail, and said to be

    def test_each_leaning_answer_stands_once_and_the_rest_lean_nowhere(self) -> None:
        for each in CRITERIA:
            scale = (*each.to_comparator, *each.to_neither, *each.to_intervention)
            assert len(set(scale)) == len(scale)
            assert set(scale) <= set(each.options)
            if scale:
                assert {option.value for option in each.options if option not in scale} <= NOWHERE
                assert len(each.to_comparator) == len(each.to_intervention)

    def test_sources(self) -> None:
        for each in CRITERIA:
            assert each.question.endswith("?")
            for citation in (each.source, each.options_source, each.perspectives_source):
                assert citation.source in LIBRARY
        read = [each.key.value for each in CRITERIA if each.options_source.checked]
        assert read[-1] == "resources required"
        assert len(read) == 7


class TestLean:
    """Where each answer leans, from the intervention's side."""

    @pytest.mark.parametrize(
        ("name", "answer", "lean"),
        [
            ("resources required", "large costs", "comparator"),
            ("resources required", "moderate costs", "comparator"),
            ("resources required", "negligible", "neither"),
            ("resources required", "moderate savings", "intervention"),
            ("resources required", "large savings", "intervention"),
            ("resources required", "varies", None),
            ("cost effectiveness", "probably favours comparator", "comparator"),
            ("cost effectiveness", "neither", "neither"),
            ("cost effectiveness", "favours intervention", "intervention"),
            ("cost effectiveness", "no included studies", None),
            ("equity", "reduced", "comparator"),
            ("equity", "probably no impact", "neither"),
            ("equity", "probably increased", "intervention"),
            ("equity", "don't know", None),
            ("acceptability", "no", "comparator"),
            ("acceptability", "probably yes", "intervention"),
            ("feasibility", "probably no", "comparator"),
            ("feasibility", "yes", "intervention"),
            ("feasibility", "varies", None),
            ("balance", "probably favours intervention", "intervention"),
            ("values", "important uncertainty or variability", None),
        ],
    )
    def test_of_an_answer(self, name: str, answer: str, lean: str | None) -> None:
        assert CriterionJudgement(name, answer).lean == lean

    def test_of_the_other_option(self) -> None:
        assert CriterionJudgement("feasibility", "yes", arm="comparator").lean == "comparator"
        assert CriterionJudgement("feasibility", "no", arm="comparator").lean == "intervention"
        assert CriterionJudgement("feasibility", "varies", arm="comparator").lean is None


class TestJudgement:
    """What a person answered."""

    def test_words_are_read(self) -> None:
        made = CriterionJudgement("Cost_Effectiveness", "PROBABLY-FAVOURS-INTERVENTION", source="x")
        assert made.criterion is Criterion.COST_EFFECTIVENESS
        assert made.option == "probably favours intervention"
        assert type(made.option) is str
        assert made.source == gk.Citation("x")

    def test_an_answer_of_another_criterion(self) -> None:
        with pytest.raises(gk.InvalidValue) as raised:
            CriterionJudgement("equity", "large costs")
        (problem,) = raised.value.problems
        assert problem.what == "no such answer to equity"
        assert problem.place == "$.option"
        assert "'probably reduced'" in problem.expected
        assert "large costs" in problem.got

    def test_an_unknown_criterion(self) -> None:
        with pytest.raises(gk.InvalidValue, match="unknown criterion"):
            CriterionJudgement("price", "yes")

    @pytest.mark.parametrize("name", [each.key for each in CRITERIA])
    def test_only_a_judged_option_has_an_arm(self, name: Criterion) -> None:
        record = record_of(name)
        answer = next(iter(record.options)).value
        if record.judges is Judges.OPTION:
            assert CriterionJudgement(name, answer, arm="comparator").arm is gk.Arm.COMPARATOR
        else:
            with pytest.raises(gk.InvalidValue, match="judges no single option") as raised:
                CriterionJudgement(name, answer, arm="comparator")
            assert raised.value.problems[0].place == "$.arm"
        assert CriterionJudgement(name, answer, arm="intervention").arm is gk.Arm.INTERVENTION

    def test_a_criterion_is_judged_once(self) -> None:
        with pytest.raises(gk.InvalidValue, match="criterion judged twice") as raised:
            EvidenceToDecision(
                judgements=[
                    CriterionJudgement("equity", "reduced"),
                    CriterionJudgement("feasibility", "yes"),
                    CriterionJudgement("equity", "reduced"),
                ]
            )
        (problem,) = raised.value.problems
        assert problem.place == "$.judgements[2].criterion"

    def test_looked_up(self) -> None:
        made = judged(equity="reduced", feasibility="yes")
        asked = made.judgement("feasibility")
        assert asked is not None
        assert asked.option == "yes"
        assert made.judgement("balance") is None


class TestMirrored:
    """Exchanging the options exchanges what is favoured, whatever was judged."""

    @pytest.mark.parametrize(
        ("name", "answer", "mirror"),
        [
            ("resources required", "large costs", "large savings"),
            ("resources required", "moderate savings", "moderate costs"),
            ("resources required", "negligible", "negligible costs and savings"),
            ("resources required", "varies", "varies"),
            ("cost effectiveness", "probably favours comparator", "probably favours intervention"),
            ("cost effectiveness", "no included studies", "no included studies"),
            ("equity", "reduced", "increased"),
            ("balance", "neither", "neither"),
        ],
    )
    def test_a_difference_turns_into_its_opposite(
        self, name: str, answer: str, mirror: str
    ) -> None:
        made = CriterionJudgement(name, answer, by="panel").mirrored()
        assert made == CriterionJudgement(name, mirror, by="panel")

    def test_a_judged_option_keeps_its_answer(self) -> None:
        made = CriterionJudgement("acceptability", "probably no", rationale="needles")
        assert made.mirrored() == evolve(made, arm="comparator")
        assert made.mirrored().lean == "intervention"

    def test_a_judged_question_stays(self) -> None:
        made = CriterionJudgement("problem priority", "yes")
        assert made.mirrored() is made

    def test_every_answer_and_back(self) -> None:
        for record in CRITERIA:
            for option in record.options:
                made = CriterionJudgement(record.key, option.value)
                assert made.mirrored().mirrored() == made
                lean = made.lean
                assert made.mirrored().lean == (None if lean is None else lean.mirror)

    @pytest.mark.parametrize("perspective", list(gk.Perspective))
    def test_what_is_favoured_is_exchanged(self, perspective: gk.Perspective) -> None:
        answers = [(each.key, [option.value for option in each.options]) for each in LEANING[2:]]
        for chosen in itertools.product(*(options for _, options in answers)):
            made = EvidenceToDecision(
                judgements=tuple(
                    CriterionJudgement(key, option)
                    for (key, _), option in zip(answers, chosen, strict=True)
                )
            )
            there, back = (each.secondary_for(perspective)[0] for each in (made, made.mirrored()))
            assert back is there.mirror

    def test_the_overall_judgement_too(self) -> None:
        made = EvidenceToDecision(secondary="favour comparator", by="panel")
        assert made.mirrored() == EvidenceToDecision(secondary="favour intervention", by="panel")
