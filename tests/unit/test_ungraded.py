"""Statements that are not graded: when they stand, and what stays when they do not."""

from __future__ import annotations

from itertools import product

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.answers import RecommendationType
from gradekit.errors import InvalidValue
from gradekit.ungraded import CONDITIONS, Ungraded, ungraded_step

PRACTICE = dict.fromkeys(CONDITIONS[RecommendationType.GOOD_PRACTICE], True)
RESEARCH = dict.fromkeys(CONDITIONS[RecommendationType.ONLY_IN_RESEARCH], True)


@pytest.fixture(scope="module")
def spine() -> gk.Guideline:
    return gk.datasets.load("spine-2025")


def stated(made: gk.Comparison, kind: str, conditions: dict[str, bool]) -> gk.Recommendation:
    chosen = Ungraded(type=kind, conditions=conditions, by="panel", statement="Say so.")
    return gk.recommend(evolve(made, ungraded=chosen))


class TestStands:
    """All conditions met: the statement is the answer, and it has no grade."""

    @pytest.mark.parametrize(
        ("kind", "conditions", "said"),
        [
            ("good practice", PRACTICE, "good practice statement, not graded"),
            ("only in research", RESEARCH, "only in research"),
        ],
    )
    def test_it_is_never_graded(
        self, spine: gk.Guideline, kind: str, conditions: dict[str, bool], said: str
    ) -> None:
        answer = stated(spine["axial/im-la"], kind, conditions)
        assert (answer.type, str(answer)) == (kind, said)
        assert (answer.direction, answer.strength) == ("none", "none")
        assert (answer.paradigms, answer.binding, answer.opened_by) == ((), (), ())
        assert (answer.conflict, answer.remarks) == (None, ())
        # What the graded rules would say stays beside it.
        assert (answer.decision.strength, answer.decision.direction) == ("strong", "against")
        assert f"Stated, not graded: {kind}" in answer.explain()
        assert "the graded rules alone: strong against" in answer.explain()
        assert "Say so." in answer.explain()

    def test_a_missing_share_no_longer_stops_it(self, spine: gk.Guideline) -> None:
        chosen = Ungraded(
            type="only in research", conditions=RESEARCH, rationale="only two small trials"
        )
        answer = gk.recommend(evolve(spine["axial/im-la"], ungraded=chosen), panel=None)
        assert "rationale: only two small trials" in answer.explain()
        assert "share" not in answer.missing
        assert "share" in answer.not_recorded
        assert answer.type == "only in research"


class TestDoesNotStand:
    """A condition not met, or not recorded: the graded answer stays, and the condition is named."""

    @pytest.mark.parametrize("name", PRACTICE)
    def test_not_met(self, spine: gk.Guideline, name: str) -> None:
        answer = stated(spine["axial/im-la"], "good practice", PRACTICE | {name: False})
        assert (answer.type, str(answer)) == ("graded", "strong against")
        (step,) = answer.trace.find("ungraded.stands")
        assert (step.kind.value, step.result) == ("not fired", f"{name} not met")
        assert answer.missing == gk.recommend(spine["axial/im-la"]).missing

    @pytest.mark.parametrize("name", RESEARCH)
    def test_not_recorded(self, spine: gk.Guideline, name: str) -> None:
        left = {key: value for key, value in RESEARCH.items() if key != name}
        answer = stated(spine["axial/im-la"], "only in research", left)
        assert str(answer) == "strong against"
        assert f"only in research: {name}" in answer.missing
        (step,) = answer.trace.find("ungraded.stands")
        assert (step.kind.value, step.result) == ("missing input", f"{name} not recorded")
        assert answer.remarks == gk.recommend(spine["axial/im-la"]).remarks

    def test_none_chosen(self, spine: gk.Guideline) -> None:
        answer = gk.recommend(spine["axial/im-la"])
        assert answer.type == "graded"
        assert ungraded_step(None).kind.value == "not applicable"
        assert gk.recommend(spine["axial/im-la"], panel=None).type == "none"

    def test_every_state_of_every_condition(self) -> None:
        for kind, rules in CONDITIONS.items():
            for states in product((True, False, None), repeat=len(rules)):
                given = {
                    name: state
                    for name, state in zip(rules, states, strict=True)
                    if state is not None
                }
                made = Ungraded(type=kind, conditions=given)
                assert made.stands == all(states)
                assert len(made.not_met) == states.count(False)
                assert len(made.not_recorded) == states.count(None)
                kinds = [step.kind.value for step in ungraded_step(made).children]
                told = {True: "fired", False: "not fired", None: "missing input"}
                assert kinds == [told[state] for state in states]


class TestRefused:
    @pytest.mark.parametrize(
        ("given", "what", "place", "expected"),
        [
            (
                {"type": "graded", "conditions": {"cheap": True}},
                "not a type of statement without a grade",
                "$.type",
                "one of 'only in research', 'good practice'",
            ),
            (
                {"type": "good practice", "conditions": {"cheap": True}},
                "no such condition",
                "$.conditions.cheap",
                "one of actionable, necessary, net benefit, poor use of time, rationale",
            ),
            (
                {"type": "only in research", "conditions": {"worthwhile": "yes"}},
                "not yes or no",
                "$.conditions.worthwhile",
                "True or False; leave it out where nobody recorded it",
            ),
        ],
    )
    def test_it(self, given: dict[str, object], what: str, place: str, expected: str) -> None:
        with pytest.raises(InvalidValue) as raised:
            Ungraded(**given)  # type: ignore[arg-type]
        (problem,) = raised.value.problems
        assert (problem.what, problem.place, problem.expected) == (what, place, expected)


class TestTold:
    """The step says who decided, why, and what became of each condition."""

    def test_it_stands(self) -> None:
        chosen = Ungraded(
            type="only in research", conditions=RESEARCH, by="panel", rationale="too few trials"
        )
        step = ungraded_step(chosen)
        assert (step.kind.value, step.result, step.about) == (
            "fired",
            "only in research",
            "intervention",
        )
        assert [(each.name, each.value) for each in step.inputs] == [
            ("decided by", "panel"),
            ("rationale", "too few trials"),
        ]
        assert [each.result for each in step.children] == ["met", "met", "met"]

    def test_it_does_not(self) -> None:
        step = ungraded_step(
            Ungraded(
                type="only in research", conditions={"insufficient": True, "worthwhile": False}
            )
        )
        assert step.result == "worthwhile not met; informative not recorded"
        assert step.inputs[0].value is None
        assert [each.result for each in step.children] == ["met", "not recorded", "not met"]

    def test_none(self) -> None:
        assert ungraded_step(None).result == "no such statement recorded"


class TestAround:
    def test_swap_turns_the_option(self, spine: gk.Guideline) -> None:
        chosen = Ungraded(type="only in research", conditions=RESEARCH)
        made = evolve(spine["axial/im-la"], ungraded=chosen)
        turned = gk.swap(made)
        assert turned.ungraded is not None
        assert turned.ungraded.option == "comparator"
        assert gk.swap(turned) == made
        assert gk.recommend(turned).type == "only in research"

    def test_documents_keep_it(self, spine: gk.Guideline) -> None:
        chosen = Ungraded(
            type="good practice", conditions=PRACTICE, statement="Wash hands.", by="panel"
        )
        first, *rest = spine.comparisons
        guide = evolve(spine, comparisons=(evolve(first, ungraded=chosen), *rest))
        assert gk.io.loads(gk.io.dumps(guide)) == guide

    def test_a_published_one_is_reproduced(self, spine: gk.Guideline) -> None:
        published = gk.PublishedRecommendation(
            id="r", comparisons=("axial/im-la",), type="only in research"
        )
        assert evolve(spine, recommendations=(published,)).reproduce()[0].agrees is None
        chosen = Ungraded(type="only in research", conditions=RESEARCH)
        comparisons = tuple(
            evolve(each, ungraded=chosen) if each.id == "axial/im-la" else each
            for each in spine.comparisons
        )
        guide = evolve(spine, comparisons=comparisons, recommendations=(published,))
        assert guide.reproduce()[0].agrees is True
        graded = evolve(published, type="graded", direction="against", strength="strong")
        assert evolve(guide, recommendations=(graded,)).reproduce()[0].agrees is False


class TestAudit:
    def test_conditions_not_met_and_not_recorded(self, spine: gk.Guideline) -> None:
        chosen = Ungraded(
            type="only in research", conditions={"insufficient": True, "worthwhile": False}
        )
        comparisons = tuple(
            evolve(each, ungraded=chosen) if each.id == "axial/im-la" else each
            for each in spine.comparisons
        )
        found = {
            each.path: each.code
            for each in gk.audit(evolve(spine, comparisons=comparisons))
            if each.code.startswith("ungraded.")
        }
        place = [each.id for each in spine].index("axial/im-la")
        root = f"$.comparisons[{place}].ungraded.conditions"
        assert found == {
            f"{root}.worthwhile": "ungraded.condition-not-met",
            f"{root}.informative": "ungraded.condition-not-recorded",
        }

    def test_nothing_where_it_stands_or_none_is_chosen(self, spine: gk.Guideline) -> None:
        chosen = Ungraded(type="only in research", conditions=RESEARCH)
        comparisons = tuple(evolve(each, ungraded=chosen) for each in spine.comparisons)
        for guide in (spine, evolve(spine, comparisons=comparisons)):
            assert not [each for each in gk.audit(guide) if each.code.startswith("ungraded.")]
