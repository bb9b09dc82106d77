"""What the domain files share."""

# ruff: noqa: FBT001, FBT003 - three-valued facts, not switches

from __future__ import annotations

from typing import Any

import pytest

import gradekit as gk
from gradekit import domains
from gradekit.domains.verdict import (
    Concern,
    Design,
    Domain,
    Leaf,
    Walk,
    adjusted,
    all_of,
    chosen,
    no_rule,
    opposite,
)
from gradekit.library import OWN
from gradekit.network import Start
from gradekit.sources import USER_SET, Citation, Parameter
from gradekit.trace import Input, Rule

ONE = Rule("one", "One.", OWN)
TWO = Rule("two", "Two.", OWN, gk.Edition.CLASSIC)
THREE = Rule("three", "Three.", OWN)


class TestWords:
    def test_the_eight_domains_in_order(self) -> None:
        assert [each.value for each in domains.DOWN] == [
            "risk of bias",
            "inconsistency",
            "indirectness",
            "imprecision",
            "publication bias",
        ]
        assert [each.value for each in domains.UP] == [
            "large effect",
            "dose response",
            "opposing confounding",
        ]
        assert (*domains.DOWN, *domains.UP) == domains.ALL == tuple(Domain)

    @pytest.mark.parametrize("domain", domains.ALL)
    def test_each_domain_has_a_file_of_its_own(self, domain: Domain) -> None:
        module = domains.BY_NAME[domain]
        assert module is getattr(domains, domain.file)
        assert module.DOMAIN is domain
        assert module.VOCABULARY
        assert callable(module.suggest)

    def test_concerns(self) -> None:
        assert [each.level for each in Concern] == [0, -1, -2, -3]

    @pytest.mark.parametrize(
        "text",
        ["randomised", "Randomized", "RCT", "rcts", "randomised trials", "Randomized trials"],
    )
    def test_randomised(self, text: str) -> None:
        assert Design(text) is Design.RANDOMISED

    @pytest.mark.parametrize(
        "text",
        [
            "Non-randomised",
            "non randomized",
            "NRSI",
            "NRS",
            "observational",
            "Observational studies",
        ],
    )
    def test_non_randomised(self, text: str) -> None:
        assert Design(text) is Design.NON_RANDOMISED

    def test_another_design_is_refused_with_the_list(self) -> None:
        with pytest.raises(
            gk.InvalidValue, match=r"'randomised' \(.*'non-randomised' \(.*modelling"
        ):
            Design("modelling")


class TestThreeValues:
    @pytest.mark.parametrize(
        ("facts", "held"),
        [
            ((), True),
            ((True,), True),
            ((True, True), True),
            ((True, False), False),
            ((None, False), False),
            ((True, None), None),
        ],
    )
    def test_all_of(self, facts: tuple[bool | None, ...], held: bool | None) -> None:
        assert all_of(*facts) is held

    def test_opposite(self) -> None:
        assert [opposite(fact) for fact in (True, False, None)] == [False, True, None]


class TestParameters:
    default = Parameter(0.5, OWN, "x.y")

    def test_unchanged(self) -> None:
        assert adjusted(self.default, self.default) == self.default

    def test_a_bare_number_is_the_user_s_own(self) -> None:
        assert adjusted(self.default, 0.7) == Parameter(0.7, USER_SET, "x.y")

    def test_a_cited_number_keeps_its_source(self) -> None:
        cited = Citation("smith2020")
        assert adjusted(self.default, Parameter(0.7, cited)) == Parameter(0.7, cited, "x.y")

    def test_choices(self) -> None:
        default = Parameter(Start.DOMINANT, OWN, "x.y")
        given: Any = Parameter("higher", OWN)
        assert chosen(default, "higher") == Parameter(Start.HIGHER, USER_SET, "x.y")
        assert chosen(default, given) == Parameter(Start.HIGHER, OWN, "x.y")
        with pytest.raises(gk.InvalidValue, match="dominant"):
            chosen(default, "lower")


class TestWalk:
    def test_every_rule_leaves_a_step_in_the_order_of_the_rules(self) -> None:
        walk = Walk((ONE, TWO, THREE), "core")
        walk.ask(THREE, True, Input("a", 1), Input("b", 2))
        found = walk.suggest(-1, THREE, "because", consider=(-2,), stable=False)
        assert [(step.rule.id, step.kind.value, step.result) for step in found.trace.steps] == [
            ("one", "not applicable", "settled by three"),
            ("two", "not applicable", "classic only"),
            ("three", "fired", ""),
        ]
        assert (found.level, found.rule, found.reason) == (-1, "three", "because")
        assert (found.consider, found.stable, found.source) == ((-2,), False, OWN)
        assert found.edition is gk.Edition.CORE
        assert found.inputs == (Input("a", 1), Input("b", 2))

    def test_an_input_is_listed_once(self) -> None:
        walk = Walk((ONE, THREE), "core")
        walk.ask(ONE, False, Input("a", 1))
        walk.ask(THREE, True, Input("a", 1))
        assert walk.suggest(0, THREE, "").inputs == (Input("a", 1),)

    def test_the_rule_of_this_edition_was_settled_before(self) -> None:
        walk = Walk((ONE, TWO), "classic")
        walk.ask(ONE, True)
        assert walk.suggest(0, ONE, "").trace.steps[1].result == "settled by one"

    def test_what_is_not_recorded_is_named(self) -> None:
        walk = Walk((ONE,), "core")
        assert walk.ask(ONE, None, Input("a", None), Input("b", 1), Input("c", None)) is None
        found = walk.stop(ONE)
        (step,) = found.trace.steps
        assert step.kind is gk.StepKind.MISSING
        assert step.result == found.reason == "not recorded: a, c"
        assert found.level is None

    def test_what_is_not_recorded_in_other_words(self) -> None:
        walk = Walk((ONE,), "core")
        walk.ask(ONE, None, result="nobody said")
        assert walk.stop(ONE).reason == "nobody said"

    def test_about_marks_each_step(self) -> None:
        walk = Walk((ONE, THREE), "core", "low end")
        walk.ask(ONE, False, parameters=(TestParameters.default,))
        steps = walk.suggest(0, ONE, "").trace.steps
        assert {step.about for step in steps} == {"low end"}
        assert steps[0].parameters == (TestParameters.default,)

    def test_the_first_rule_that_fires_settles(self) -> None:
        found = Walk((ONE, TWO, THREE), "core").first(
            Leaf(ONE, False, -1, "first"),
            Leaf(TWO, True, -2, "second"),
            Leaf(THREE, True, -3, "third"),
        )
        assert (found.level, found.rule, found.reason) == (-2, "two", "second")
        assert [step.kind.value for step in found.trace.steps] == [
            "not fired",
            "fired",
            "not applicable",
        ]

    def test_the_first_rule_not_recorded_stops(self) -> None:
        found = Walk((ONE, TWO, THREE), "core").first(
            Leaf(ONE, False, -1, "first"),
            Leaf(TWO, None, -2, "second", (Input("x", None),)),
            Leaf(THREE, True, -3, "third"),
        )
        assert (found.level, found.rule, found.reason) == (None, "two", "not recorded: x")

    def test_judge(self) -> None:
        found = Walk((ONE,), "core").judge(ONE, Input("a", 1), consider=(1,))
        assert (found.level, found.reason, found.consider) == (None, "no rule, judge", (1,))
        assert found.trace.steps[0].result == "no rule, judge"

    def test_adopted_steps_stay(self) -> None:
        first = Walk((ONE,), "core", "a")
        first.ask(ONE, True)
        walk = Walk((ONE, THREE), "core")
        walk.adopt(first.close("nothing"))
        assert [step.about for step in walk.close("end").steps] == ["a", ""]

    def test_no_rule(self) -> None:
        assert no_rule(Domain.DOSE_RESPONSE, "Judge.") == Rule(
            "dose_response.judgement", "Judge.", OWN
        )
        assert no_rule(Domain.DOSE_RESPONSE, "J.", edition=gk.Edition.CORE).edition == "core"


class TestJudgingBesideASuggestion:
    """5.10: a judgement differs from a level, never from there being none."""

    def test_no_level_asks_for_no_reason(self) -> None:
        open_ = domains.indirectness.suggest()
        assert gk.Judgement(-1, suggestion=open_).suggestion is open_

    def test_another_level_asks_for_one(self) -> None:
        given = domains.opposing_confounding.suggest(design="NRSI")
        assert gk.Judgement(0, suggestion=given).level == 0
        with pytest.raises(gk.InvalidValue, match="without a reason"):
            gk.Judgement(1, suggestion=given)
        assert gk.Judgement(1, suggestion=given, rationale="classic habits").level == 1
