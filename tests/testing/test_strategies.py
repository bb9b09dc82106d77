"""Strategies: valid as drawn, nothing thrown away, held to constraints, shrinking."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NoReturn, TypeVar

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import find as found_by
from hypothesis import strategies as st
from hypothesis.internal.conjecture.data import ConjectureData

import gradekit as gk
from gradekit.audit import audit
from gradekit.paradigms import match
from gradekit.scales import Arm
from gradekit.testing import strategies as gs
from gradekit.testing.strategies.frames import evidence_rows
from gradekit.testing.strategies.register import STRATEGIES
from gradekit.testing.strategies.supposed import EDITS

T = TypeVar("T")
QUICK = settings(max_examples=5, deadline=None, phases=(Phase.explicit, Phase.generate))
_REPEATABLE = Random(0)  # noqa: S311 - no secret
SOURCE = Path(gs.__file__).parent
PLURALS = [name for name in gs.__all__ if name.islower() and not name.startswith("invalid_")]
INVALID = [name for name in gs.__all__ if name.startswith("invalid_")]
PARADIGMS = (1, 2, 3, 4, 5)
DIRECTIONS = ("for", "against")


def find(strategy: st.SearchStrategy[T], wanted: Callable[[T], object], drawn: int = 100) -> T:
    """The smallest example, looked for briefly."""
    phases = (Phase.generate, Phase.shrink)  # nobody reads the explanation of a smallest example
    brief = settings(max_examples=drawn, deadline=None, database=None, phases=phases)
    return found_by(strategy, lambda made: bool(wanted(made)), settings=brief, random=_REPEATABLE)


def rejected(strategy: st.SearchStrategy[Any], tries: int = 5) -> int:
    """How many draws hypothesis was told to throw away."""
    thrown = 0
    mark = ConjectureData.mark_invalid

    def counted(self: ConjectureData, *why: Any, **where: Any) -> NoReturn:  # noqa: ANN401
        nonlocal thrown
        thrown += 1
        mark(self, *why, **where)

    @settings(max_examples=tries, deadline=None, database=None, phases=(Phase.generate,))
    @given(strategy)
    def draw(_: object) -> None: ...

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ConjectureData, "mark_invalid", counted)
        draw()
    return thrown


class TestValid:
    """Every type has a strategy, and every draw is of it."""

    def test_every_public_type_has_one(self) -> None:
        public = [getattr(gk, name) for name in gk.__all__]
        types = {each for each in public if isinstance(each, type) and attrs.has(each)}
        assert types - STRATEGIES.keys() == {gk.Paradigm}

    @pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
    def test_from_type_draws_it(self, kind: type) -> None:
        @QUICK
        @given(st.from_type(kind))
        def holds(made: object) -> None:
            assert isinstance(made, kind)

        holds()

    @pytest.mark.parametrize("kind", EDITS, ids=lambda kind: kind.__name__)
    def test_from_type_of_an_edit(self, kind: type) -> None:
        assert isinstance(find(st.from_type(kind), lambda _: True), kind)

    def test_from_type_of_a_parameter_has_its_type(self) -> None:
        for kind in (float, bool, gk.Certainty):
            found = find(st.from_type(gk.Parameter[kind]), lambda _: True)  # type: ignore[valid-type]
            assert isinstance(found.value, kind)
        assert isinstance(find(st.from_type(gk.Parameter), lambda _: True).value, int)

    def test_from_type_of_a_paradigm(self) -> None:
        assert find(st.from_type(gk.Paradigm), lambda each: each.number == 4).number == 4

    @pytest.mark.parametrize("name", PLURALS)
    def test_nothing_is_thrown_away(self, name: str) -> None:
        assert rejected(getattr(gs, name)()) == 0

    def test_the_measure_of_that_can_fail(self) -> None:
        assert rejected(st.integers(0, 9).filter(lambda number: number % 5 == 3), 40) > 0

    def test_nothing_is_filtered_or_assumed(self) -> None:
        # What is drawn again inside a filter is not counted as thrown away: there is no filter.
        for path in SOURCE.glob("*.py"):
            calls = [
                ast.unparse(each.func).rpartition(".")[2]
                for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(each, ast.Call)
            ]
            assert not {"filter", "assume", "reject"} & set(calls), path.name

    @pytest.mark.parametrize("number", PARADIGMS)
    def test_nothing_is_thrown_away_under_constraints(self, number: int) -> None:
        assert rejected(gs.comparisons(certainty="low", paradigm=number)) == 0
        assert rejected(gs.situations(paradigm=number, strong="for")) == 0


class TestConstraints:
    """What is asked for is what is drawn."""

    @pytest.mark.parametrize("level", list(gk.Certainty))
    def test_certainty_of_a_comparison(self, level: gk.Certainty) -> None:
        @QUICK
        @given(gs.comparisons(certainty=level))
        def holds(comparison: gk.Comparison) -> None:
            assert gk.situation(comparison).evidence.overall is level

        holds()

    @pytest.mark.parametrize("number", PARADIGMS)
    @pytest.mark.parametrize("direction", DIRECTIONS)
    @pytest.mark.parametrize("policy", [gk.BMJ_RAPID, gk.EBM_TABLE], ids=lambda each: each.name)
    def test_paradigm_of_a_comparison(self, number: int, direction: str, policy: gk.Policy) -> None:
        @QUICK
        @given(gs.comparisons(paradigm=number, direction=direction, policy=policy))
        def holds(comparison: gk.Comparison) -> None:
            evidence = gk.situation(comparison, policy=policy).evidence
            for_, against = match(evidence, policy)
            assert evidence.overall <= gk.Certainty.LOW
            assert number in (for_ if direction == "for" else against).permitting

        holds()

    @pytest.mark.parametrize("number", PARADIGMS)
    @pytest.mark.parametrize("direction", DIRECTIONS)
    def test_paradigm_of_a_situation(self, number: int, direction: str) -> None:
        @QUICK
        @given(gs.situations(paradigm=number, direction=direction))
        def holds(situation: gk.Situation) -> None:
            for_, against = match(situation.evidence, gk.BMJ_RAPID)
            assert number in (for_ if direction == "for" else against).permitting

        holds()

    @given(gs.situations(paradigm=(2, 4), direction="against"))
    def test_several_paradigms(self, situation: gk.Situation) -> None:
        _, against = match(situation.evidence, gk.BMJ_RAPID)
        assert {2, 4} <= set(against.permitting)

    @pytest.mark.parametrize("direction", DIRECTIONS)
    def test_strong(self, direction: str) -> None:
        @given(gs.situations(strong=direction))
        def holds(situation: gk.Situation) -> None:
            answer = gk.decide(situation)
            assert (answer.direction, answer.strength) == (direction, "strong")

        holds()

    @given(
        st.sampled_from([each for each in gk.Magnitude if each.is_important]),
        st.sampled_from(("intervention", "comparator")),
        st.data(),
    )
    def test_rows_read_as_asked(
        self, magnitude: gk.Magnitude, favours: str, data: st.DataObject
    ) -> None:
        found = data.draw(gs.findings(magnitude=magnitude, favours=favours, certainty="low"))
        assert (found.magnitude, found.favours, found.certainty) == (magnitude, favours, "low")
        seen = data.draw(gs.classifications(magnitude=magnitude, favours=favours))
        assert (seen.magnitude, seen.favours) == (magnitude, favours)

    @settings(max_examples=10, deadline=None)
    @given(gs.comparisons(share=gk.Share(band="minority"), perspective="population", votes=None))
    def test_values_are_held(self, comparison: gk.Comparison) -> None:
        assert comparison.share == gk.Share(band="minority")
        assert comparison.perspective == "population"
        assert comparison.votes is None

    @given(gs.votes(most=7, behind="strong_for"))
    def test_votes(self, votes: gk.Votes) -> None:
        assert votes.asked <= 7
        assert votes.strong_for == votes.cast


class TestDrawnThings:
    """What is drawn goes through the library as anybody's data would."""

    @settings(max_examples=10, deadline=None)
    @given(gs.guidelines())
    def test_guidelines_come_back_from_json(self, guide: gk.Guideline) -> None:
        assert gk.io.loads(gk.io.dumps(guide)) == guide

    @settings(max_examples=10, deadline=None)
    @given(gs.guidelines())
    def test_guidelines_answer_and_are_audited(self, guide: gk.Guideline) -> None:
        assert len(guide.recommend()) == len(guide)
        assert all(each.code for each in audit(guide))

    @settings(max_examples=10, deadline=None)
    @given(gs.guidelines(comparing=1), st.data())
    def test_edits_make_another_guideline(self, guide: gk.Guideline, data: st.DataObject) -> None:
        edit = data.draw(gs.edits(of=guide))
        assert isinstance(edit(guide), gk.Guideline)

    @settings(max_examples=10, deadline=None)
    @given(gs.comparisons())
    def test_swapping_turns_the_answer(self, comparison: gk.Comparison) -> None:
        answer, turned = gk.recommend(comparison), gk.recommend(gk.swap(comparison))
        assert turned.direction == answer.direction.mirror
        assert turned.strength == answer.strength


class TestShrinking:
    """The smallest example is one a person would have written."""

    def test_a_comparison(self) -> None:
        found = find(gs.comparisons(), lambda _: True)
        assert found.evidence == ()
        assert (found.share, found.votes, found.balance, found.etd) == (None, None, None, None)

    def test_a_comparison_for_a_paradigm(self) -> None:
        found = find(gs.comparisons(certainty="low", paradigm=2), lambda _: True)
        assert len(found.evidence) == 2
        assert found.overall_certainty is None

    def test_a_strong_recommendation_by_dominance(self) -> None:
        # One search in twelve ends with a row too many.
        found = min(
            (
                find(
                    gs.comparisons(panel=None, share=None, balance=None),
                    lambda each: gk.recommend(each).strength == "strong",
                    drawn=1000,
                )
                for _ in range(3)
            ),
            key=lambda each: len(each.evidence),
        )
        assert [row.outcome.kind for row in found.evidence] == ["benefit", "harm"]
        assert (found.importance, found.votes, found.etd) == ({}, None, None)

    def test_a_range_of_thresholds(self) -> None:
        found = find(gs.thresholds(), lambda each: each.is_range)
        assert (found.small, found.small_upper, found.moderate) == (0.125, 0.25, None)

    def test_a_survey(self) -> None:
        found = find(gs.surveys(), lambda survey: survey.scenarios)
        assert [each.id for each in found.scenarios] == ["scenario-1"]

    def test_a_situation(self) -> None:
        found = find(gs.situations(), lambda each: each.evidence.intervention.harm.at > "low")
        blank = gk.testing.space.blank()
        assert found.evidence.comparator == blank
        assert attrs.evolve(found.evidence.intervention, harm=blank.harm) == blank
        assert found.panel == gk.PanelHalf()

    def test_an_estimate(self) -> None:
        found = find(gs.estimates(measure="RR"), lambda each: each.value > 1)
        assert (found.value, found.low) == (1.125, None)

    def test_votes(self) -> None:
        found = find(gs.votes(), lambda votes: votes.either > 2)
        assert (found.either, found.total) == (3, None)
        assert found.cast <= 4


class TestInvalid:
    """What must be refused is refused, with the problem that was promised."""

    @pytest.mark.parametrize("name", INVALID)
    def test_refused(self, name: str) -> None:
        @settings(max_examples=10, deadline=None)
        @given(getattr(gs, name)())
        def holds(case: gs.Refused) -> None:
            assert case.problem().startswith(case.what)

        holds()
        assert rejected(getattr(gs, name)()) == 0

    def test_an_empty_problem_would_fit_any(self) -> None:
        with pytest.raises(gk.InvalidValue, match=r"no problem named @ \$\.what"):
            gs.Refused(gk.Interval, {"value": 1}, "")

    def test_what_is_not_refused_is_told(self) -> None:
        with pytest.raises(AssertionError, match="not refused: Interval"):
            gs.Refused(gk.Interval, {"value": 1}, "nothing").problem()


class TestFrames:
    """Frames hold the contract, and answer as the scalar functions do."""

    def test_situations(self) -> None:
        frame = find(gs.situation_frames(of=gs.situations(strong="for"), least=3), lambda _: True)
        assert list(frame.columns) == [each.name for each in gk.frames.SITUATIONS]
        assert len(frame) == 3

    @settings(max_examples=10, deadline=None)
    @given(gs.situation_frames(least=1))
    def test_situations_are_decided(self, frame: Any) -> None:  # noqa: ANN401
        assert len(gk.frames.decide(frame)) == len(frame)

    @settings(max_examples=8, deadline=None)
    @given(gs.evidence_frames(least=1, most=3))
    def test_evidence_is_answered(self, frame: Any) -> None:  # noqa: ANN401
        assert len(gk.frames.recommend(frame)) == frame["comparison"].nunique()

    @pytest.mark.parametrize(
        ("frame", "columns"),
        [
            (gs.evidence_frames(least=1), gk.frames.EVIDENCE),
            (gs.situation_frames(), gk.frames.SITUATIONS),
        ],
    )
    def test_columns_have_the_dtypes_of_the_contract(self, frame: Any, columns: Any) -> None:  # noqa: ANN401
        dtypes = {"number": "float64", "flag": "boolean", "word": "category", "text": "object"}
        drawn = find(frame, lambda _: True)
        assert {each.name: str(drawn[each.name].dtype) for each in columns} == {
            each.name: dtypes[each.dtype] for each in columns
        }

    @settings(max_examples=10, deadline=None)
    @given(gs.comparisons(certainty="low"))
    def test_a_row_for_each_row(self, comparison: gk.Comparison) -> None:
        assert len(evidence_rows(comparison)) == len(comparison.evidence)


class TestEntryPoint:
    """Hypothesis finds the strategies by itself, and the kit does without hypothesis."""

    @staticmethod
    def run(code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code], capture_output=True, check=False, text=True
        )
        assert done.stderr == ""
        return done.stdout.strip()

    def test_hypothesis_first(self) -> None:
        code = (
            "from hypothesis import find, strategies as st; import gradekit as gk;"
            "print(find(st.from_type(gk.Votes), lambda _: True).cast)"
        )
        assert int(self.run(code)) >= 1

    def test_strategies_first(self) -> None:
        code = (
            "from gradekit.testing.strategies import votes; from hypothesis import find;"
            "print(find(votes(), lambda _: True).cast)"
        )
        assert int(self.run(code)) >= 1

    def test_starting_hypothesis_loads_no_frames(self) -> None:
        assert self.run("import hypothesis, sys; print('pandas' in sys.modules)") == "False"

    def test_without_hypothesis(self) -> None:
        code = (
            "import sys; sys.modules['hypothesis'] = None\n"
            "import gradekit as gk, gradekit.testing\n"
            "for name in ('strategies', 'meeting'):\n"
            "    try:\n"
            "        __import__(f'gradekit.testing.{name}')\n"
            "    except gk.MissingExtra as error:\n"
            "        print(error)\n"
        )
        said = (
            "hypothesis is not installed @ $: expected the extra 'testing'; "
            "pip install 'gradekit[testing]'"
        )
        assert self.run(code).splitlines() == [said, said]


def test_arms_of_a_drawn_share() -> None:
    assert find(gs.shares(option="comparator"), lambda _: True).option is Arm.COMPARATOR
