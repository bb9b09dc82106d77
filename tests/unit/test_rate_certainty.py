"""5.2: start by design, add judgements, stay in range, record the view of the whole."""

from __future__ import annotations

from typing import Any

import pytest

import gradekit as gk
from gradekit.certainty import overall_certainty, rate_certainty
from gradekit.domains import DOWN, UP, Domain


def kind(rating: gk.CertaintyRating, rule: str, about: str = "") -> str:
    (step,) = (
        step for step in rating.trace.find(f"certainty.{rule}") if not about or step.about == about
    )
    return step.kind.value


class TestStart:
    @pytest.mark.parametrize(
        ("design", "edition", "tool", "start"),
        [
            ("randomised", "core", None, "high"),
            ("RCT", "classic", "RoB 2", "high"),
            ("randomized", "classic", "ROBINS-I", "high"),
            ("non-randomised", "core", None, "low"),
            ("NRSI", "core", "ROBINS-I", "low"),
            ("observational", "classic", None, "low"),
            ("NRSI", "classic", "Newcastle-Ottawa", "low"),
            ("NRSI", "classic", "ROBINS-I", "high"),
            ("NRSI", "classic", "robins_i", "high"),
            ("NRSI", "classic", "ROBINS-E", "low"),
        ],
    )
    def test_by_design_edition_and_tool(
        self, design: str, edition: str, tool: str | None, start: str
    ) -> None:
        rating = rate_certainty(design, {}, edition, rob_tool=tool)
        assert (rating.start, rating.level) == (start, start)
        assert rating.edition == edition
        assert rating.design in ("randomised", "non-randomised")
        assert rating.moves == ()

    @pytest.mark.parametrize(
        ("design", "edition", "kinds"),
        [
            ("RCT", "core", ("fired", "not fired", "not applicable")),
            ("RCT", "classic", ("fired", "not fired", "not fired")),
            ("NRSI", "core", ("not fired", "fired", "not applicable")),
            ("NRSI", "classic", ("not fired", "not fired", "fired")),
        ],
    )
    def test_the_trace_shows_all_three(
        self, design: str, edition: str, kinds: tuple[str, ...]
    ) -> None:
        rating = rate_certainty(design, {}, edition, rob_tool="ROBINS-I")
        rules = ("start_randomised", "start_non_randomised", "start_robins_i")
        assert tuple(kind(rating, rule) for rule in rules) == kinds
        results = [step.result for step in rating.trace.find("certainty.")[:3]]
        assert results == [rating.start if each == "fired" else "" for each in kinds]

    def test_an_unknown_design(self) -> None:
        with pytest.raises(gk.InvalidValue, match=r"unknown design @ \$\.design:"):
            rate_certainty("expert opinion", {})


class TestMoves:
    @pytest.mark.parametrize(
        ("design", "judgements", "level"),
        [
            ("RCT", {"risk_of_bias": -1}, "moderate"),
            ("RCT", {"risk of bias": -1, "Imprecision": -1}, "low"),
            ("RCT", {"inconsistency": -2, "indirectness": -1}, "very low"),
            ("RCT", {"publication-bias": 0}, "high"),
            ("NRSI", {"large_effect": 1}, "moderate"),
            ("NRSI", {"large_effect": 2}, "high"),
            ("NRSI", {"dose_response": 1, "large_effect": 1}, "high"),
            ("NRSI", {"imprecision": -1, "large_effect": 2}, "moderate"),
            ("NRSI", {"imprecision": -3, "large_effect": 2}, "very low"),
        ],
    )
    @pytest.mark.parametrize("edition", ["core", "classic"])
    def test_levels_are_added(
        self, design: str, judgements: dict[str, int], level: str, edition: str
    ) -> None:
        rating = rate_certainty(design, judgements, edition)
        assert rating.level == level
        assert sorted(move.change for move in rating.moves) == sorted(judgements.values())

    def test_moves_stand_in_the_order_of_the_domains(self) -> None:
        rating = rate_certainty(
            "RCT", {"publication_bias": -1, "imprecision": -1, "indirectness": 0}
        )
        assert [(move.domain, move.change) for move in rating.moves] == [
            ("indirectness", 0),
            ("imprecision", -1),
            ("publication bias", -1),
        ]

    def test_a_judgement_keeps_who_made_it(self) -> None:
        made = gk.Judgement(-1, by="panel", rationale="few events")
        (move,) = rate_certainty("RCT", {"imprecision": made}).moves
        assert move.judgement is made

    def test_what_nobody_judged_is_missing(self) -> None:
        rating = rate_certainty("NRSI", {"imprecision": -1, "large_effect": 0}, "classic")
        states = {
            step.about: step.kind.value
            for step in rating.trace.walk()
            if step.rule.id in ("certainty.rated_down", "certainty.rated_up")
        }
        assert states == {
            "risk of bias": "missing input",
            "inconsistency": "missing input",
            "indirectness": "missing input",
            "imprecision": "fired",
            "publication bias": "missing input",
            "large effect": "not fired",
            "dose response": "missing input",
            "opposing confounding": "missing input",
        }
        (step,) = (step for step in rating.trace.walk() if step.about == "imprecision")
        assert step.result == "-1"


class TestNotJudged:
    """A domain nobody judged moves nothing, and the rating names it."""

    def test_each(self) -> None:
        assert rate_certainty("RCT", {}).not_judged == DOWN
        some = rate_certainty("RCT", {"imprecision": 0, "Risk_of_bias": -1})
        assert some.not_judged == ("inconsistency", "indirectness", "publication bias")
        assert rate_certainty("RCT", {each.value: 0 for each in DOWN}).not_judged == ()

    @pytest.mark.parametrize("given", [{}, {"indirectness": -1, "imprecision": 0}])
    def test_as_the_trace_has_it(self, given: dict[str, int]) -> None:
        rating = rate_certainty("RCT", given)
        missing = [
            step.about
            for step in rating.trace.find("certainty.rated_down")
            if step.kind == "missing input"
        ]
        assert list(rating.not_judged) == missing

    def test_rating_up_and_the_view_of_the_whole_are_not_asked_for(self) -> None:
        rating = rate_certainty(
            "NRSI", {"large effect": 1}, overall_adjustment=1, rationale="consistent"
        )
        assert rating.not_judged == DOWN

    def test_the_same_once_read_from_a_document(self) -> None:
        rating = rate_certainty("RCT", {"imprecision": -1})
        outcome = gk.Outcome("pain", "Pain", importance="critical", better="lower")
        sides = gk.Option("a", "A", "active"), gk.Option("b", "B", "active")
        people = gk.Population("adults")
        made = gk.Comparison(
            id="c",
            population=people,
            intervention=sides[0],
            comparator=sides[1],
            evidence=(gk.Evidence(outcome, certainty=rating),),
        )
        guide = gk.Guideline(
            id="g", outcomes=(outcome,), options=sides, populations=(people,), comparisons=(made,)
        )
        for form in ("json", "yaml"):
            read = gk.io.loads(gk.io.dumps(guide, form), form)["c"].evidence[0].certainty
            assert isinstance(read, gk.CertaintyRating)
            assert read.not_judged == rating.not_judged


class TestWhatDoesNotCount:
    @pytest.mark.parametrize("domain", UP)
    @pytest.mark.parametrize("edition", ["core", "classic"])
    def test_randomised_evidence_is_not_rated_up(self, domain: Domain, edition: str) -> None:
        rating = rate_certainty("RCT", {"imprecision": -2, domain: 1}, edition)
        assert rating.level == "low"
        assert [(move.change, move.judgement.level) for move in rating.moves] == [(-2, -2), (0, 1)]
        assert kind(rating, "rated_up", domain.value) == "not applicable"

    def test_opposing_confounding_counts_in_classic_only(self) -> None:
        given = {"opposing_confounding": 1}
        core, classic = rate_certainty("NRSI", given), rate_certainty("NRSI", given, "classic")
        assert (core.level, classic.level) == ("low", "moderate")
        assert kind(core, "rated_up", "opposing confounding") == "not applicable"
        assert kind(classic, "rated_up", "opposing confounding") == "fired"
        assert core.moves[0].judgement.level == 1


class TestWarning:
    @pytest.mark.parametrize(
        ("judgements", "state"),
        [
            ({"imprecision": -1, "large_effect": 1}, "fired"),
            ({"imprecision": 0, "large_effect": 1}, "not fired"),
            ({"imprecision": -1, "large_effect": 0}, "not fired"),
            ({"imprecision": -1, "opposing_confounding": 1}, "not fired"),
        ],
    )
    def test_up_after_down(self, judgements: dict[str, int], state: str) -> None:
        assert kind(rate_certainty("NRSI", judgements), "up_after_down") == state

    def test_names_them(self) -> None:
        rating = rate_certainty("NRSI", {"imprecision": -1, "inconsistency": -1, "large_effect": 1})
        (step,) = rating.trace.find("certainty.up_after_down")
        assert [each.value for each in step.inputs] == [
            "inconsistency, imprecision",
            "large effect",
        ]
        rating = rate_certainty("NRSI", {"large_effect": 1, "dose_response": 1})
        (step,) = rating.trace.find("certainty.up_after_down")
        assert [each.value for each in step.inputs] == ["nothing", "large effect, dose response"]
        (step,) = rate_certainty("NRSI", {}).trace.find("certainty.up_after_down")
        assert [each.value for each in step.inputs] == ["nothing", "nothing"]


class TestRange:
    @pytest.mark.parametrize(
        ("design", "judgements", "level", "cut", "state"),
        [
            ("RCT", dict.fromkeys(DOWN, -3), "very low", -12, "fired"),
            ("RCT", {"imprecision": -3}, "very low", 0, "not fired"),
            ("RCT", {"imprecision": -3, "indirectness": -1}, "very low", -1, "fired"),
            ("NRSI", {"large_effect": 2, "dose_response": 1}, "high", 1, "fired"),
            ("NRSI", {"large_effect": 2}, "high", 0, "not fired"),
            ("RCT", {}, "high", 0, "not fired"),
        ],
    )
    def test_is_kept(
        self, design: str, judgements: dict[str, int], level: str, cut: int, state: str
    ) -> None:
        rating = rate_certainty(design, judgements)
        assert rating.level == level
        (step,) = rating.trace.find("certainty.bounded")
        assert (step.kind, step.inputs[0].value, step.result) == (state, cut, level)


class TestViewOfTheWhole:
    def test_is_a_move_with_its_reason(self) -> None:
        rating = rate_certainty(
            "RCT",
            {"imprecision": -1, "indirectness": -1},
            overall_adjustment=1,
            rationale="both borderline",
        )
        assert rating.level == "moderate"
        last = rating.moves[-1]
        assert (last.domain, last.change) == ("overall adjustment", 1)
        assert last.judgement.rationale == "both borderline"
        (step,) = rating.trace.find("certainty.overall_view")
        assert (step.kind, step.result) == ("fired", "both borderline")

    def test_comes_after_the_range_is_kept(self) -> None:
        given: dict[str, Any] = dict.fromkeys(DOWN, -1)
        rating = rate_certainty("RCT", given, overall_adjustment=1, rationale="x")
        assert rating.level == "low"
        steps = rating.trace.find("certainty.bounded")
        assert [(step.about, step.kind) for step in steps] == [
            ("domains", "fired"),
            ("overall adjustment", "not fired"),
        ]
        assert rate_certainty("RCT", {}, overall_adjustment=1, rationale="x").level == "high"

    def test_none_is_no_move(self) -> None:
        rating = rate_certainty("RCT", {}, rationale="nothing to adjust")
        assert rating.moves == ()
        assert kind(rating, "overall_view") == "not fired"

    @pytest.mark.parametrize(
        ("levels", "rationale", "path"),
        [
            (1, "", "rationale"),
            (-1, "  ", "rationale"),
            (3, "x", "overall_adjustment"),
            (-4, "x", "overall_adjustment"),
            (0.5, "x", "overall_adjustment"),
            (True, "x", "overall_adjustment"),
        ],
    )
    def test_refused(self, levels: Any, rationale: str, path: str) -> None:  # noqa: ANN401
        with pytest.raises(gk.InvalidValue) as caught:
            rate_certainty("RCT", {}, overall_adjustment=levels, rationale=rationale)
        assert [problem.path for problem in caught.value.problems] == [(path,)]

    @pytest.mark.parametrize("levels", [-3, 2])
    def test_ends_of_the_range_are_allowed(self, levels: int) -> None:
        assert rate_certainty("RCT", {}, overall_adjustment=levels, rationale="x").moves


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "level", "text"),
        [
            ("risk_of_bias", 1, "from -3 to 0"),
            ("imprecision", -4, "from -3 to 0"),
            ("large_effect", -1, "from 0 to 2"),
            ("dose_response", 3, "from 0 to 2"),
            ("imprecision", -0.5, "whole number"),
            ("imprecision", True, "whole number"),
            ("imprecision", "severe", "'very serious'"),
            ("imprecision", gk.Judgement(1), "from -3 to 0"),
        ],
    )
    def test_levels(self, name: str, level: Any, text: str) -> None:  # noqa: ANN401
        with pytest.raises(gk.InvalidValue, match=text) as caught:
            rate_certainty("NRSI", {name: level})
        assert caught.value.problems[0].path == ("judgements", name)
        assert caught.value.problems[0].hint == ""

    def test_which_way_a_domain_rates(self) -> None:
        with pytest.raises(gk.InvalidValue) as caught:
            rate_certainty("NRSI", {"risk_of_bias": 1, "large_effect": -1})
        assert [problem.what for problem in caught.value.problems] == [
            "risk of bias rates down",
            "large effect rates up",
        ]

    def test_a_suggestion_is_no_judgement(self) -> None:
        given: Any = gk.Suggestion(-1, rule="x", reason="y", source=gk.Citation("z"))
        with pytest.raises(gk.InvalidValue, match="make it a Judgement first"):
            rate_certainty("RCT", {"imprecision": given})

    def test_unknown_domains_come_with_the_list(self) -> None:
        with pytest.raises(gk.InvalidValue) as caught:
            rate_certainty("RCT", {"bias": -1, "imprecision": 1})
        first, second = caught.value.problems
        assert first.path == ("judgements", "bias")
        assert all(domain.value in first.expected for domain in Domain)
        assert second.path == ("judgements", "imprecision")

    def test_one_judgement_for_each_domain(self) -> None:
        with pytest.raises(gk.InvalidValue, match="domain judged twice"):
            rate_certainty("RCT", {"risk_of_bias": -1, "risk of bias": 0})


class TestSameDirection:
    """The exception: asked for, with a reason, and never otherwise."""

    RATED = (
        ("critical", "low"),
        ("critical", "high"),
        ("critical", "moderate"),
        ("important", "low"),
    )

    def test_the_highest_that_alone_would_justify_it(self) -> None:
        found = overall_certainty(
            self.RATED, same_direction=True, sufficient=["moderate", "low"], rationale="clear"
        )
        assert found == found.computed == "moderate"
        assert found.step.rule.id == "overall.same_direction"
        assert found.step.children[0].result == "low"
        assert [each.value for each in found.step.inputs] == ["moderate", "low", "clear"]

    def test_never_unasked(self) -> None:
        assert overall_certainty(self.RATED) == "low"
        with pytest.raises(gk.InvalidValue, match="same_direction"):
            overall_certainty(self.RATED, sufficient=["high"], rationale="clear")

    def test_a_recorded_one_still_stands_before_it(self) -> None:
        found = overall_certainty(
            self.RATED,
            recorded=gk.Certainty.LOW,
            same_direction=True,
            sufficient=["high"],
            rationale="clear",
        )
        assert (found.level, found.computed) == ("low", "high")

    @pytest.mark.parametrize(
        ("sufficient", "rationale", "path"),
        [
            (["high"], " ", "rationale"),
            ([], "clear", "sufficient"),
            (["very low"], "clear", "sufficient"),
            (["high", "high"], "clear", "sufficient"),
        ],
    )
    def test_refused(self, sufficient: list[str], rationale: str, path: str) -> None:
        with pytest.raises(gk.InvalidValue) as caught:
            overall_certainty(
                self.RATED, same_direction=True, sufficient=sufficient, rationale=rationale
            )
        assert [problem.path for problem in caught.value.problems] == [(path,)]

    def test_only_critical_outcomes_justify_it(self) -> None:
        with pytest.raises(gk.InvalidValue, match="out of none"):
            overall_certainty(
                [("important", "high")], same_direction=True, sufficient=["high"], rationale="x"
            )


class TestTold:
    """Every step says what it looked at; every refusal what was expected."""

    def test_steps_in_full(self) -> None:
        rating = rate_certainty(
            "RCT", {"imprecision": -1, "large_effect": 1}, "core", rob_tool="RoB 2"
        )
        told = [
            (step.rule.id.removeprefix("certainty."), step.result, [str(i) for i in step.inputs])
            for step in rating.trace.find("certainty.")
        ]
        seen = ["design = randomised", "risk-of-bias tool = RoB 2"]
        assert told[:3] == [
            ("start_randomised", "high", seen),
            ("start_non_randomised", "", seen),
            ("start_robins_i", "", seen),
        ]
        ups = rating.trace.find("certainty.rated_up")
        by_domain = {
            step.about: (step.result, [str(i) for i in step.inputs])
            for step in (*rating.trace.find("certainty.rated_down"), *ups)
        }
        assert by_domain["imprecision"] == ("-1", ["level judged = -1"])
        assert by_domain["inconsistency"][0] == "not judged"
        assert rating.trace.find("certainty.rated_down")[0].inputs[0].value is None
        assert by_domain["large effect"] == (
            "randomised evidence is not rated up",
            ["level judged = 1"],
        )
        assert told[-3:] == [
            ("up_after_down", "", ["rated down = imprecision", "rated up = nothing"]),
            ("bounded", "moderate", ["levels cut off = 0"]),
            ("overall_view", "", ["levels = 0"]),
        ]

    def test_left_out_of_core(self) -> None:
        rating = rate_certainty("NRSI", {"opposing_confounding": 1})
        (step,) = (
            step
            for step in rating.trace.find("certainty.rated_up")
            if step.about == "opposing confounding"
        )
        assert step.result == "left out of core"

    def test_wrong_side(self) -> None:
        with pytest.raises(gk.InvalidValue) as raised:
            rate_certainty("RCT", {"imprecision": 1, "large effect": -1})
        one, other = raised.value.problems
        assert (one.what, one.place, one.hint) == (
            "imprecision rates down",
            "$.judgements.imprecision",
            "",
        )
        assert one.expected == "a whole number of levels from -3 to 0, or a Judgement of one"
        assert other.what == "large effect rates up"
        assert other.expected == "a whole number of levels from 0 to 2, or a Judgement of one"

    def test_a_suggestion_is_no_judgement(self) -> None:
        suggested = gk.Suggestion(-1, rule="r", reason="why", source=gk.Citation("x"))
        given: dict[str, Any] = {"imprecision": suggested}
        with pytest.raises(gk.InvalidValue) as raised:
            rate_certainty("RCT", given)
        (problem,) = raised.value.problems
        assert problem.hint == "a suggestion is a rule's; make it a Judgement first"

    def test_twice(self) -> None:
        with pytest.raises(gk.InvalidValue) as raised:
            rate_certainty("RCT", {"risk_of_bias": -1, "risk of bias": -1})
        (problem,) = raised.value.problems
        assert (problem.what, problem.place, problem.expected) == (
            "domain judged twice",
            "$.judgements.risk of bias",
            "one judgement for each domain",
        )

    @pytest.mark.parametrize("levels", [-4, 3, True, 0.5])
    def test_adjustment_outside(self, levels: Any) -> None:  # noqa: ANN401
        with pytest.raises(gk.InvalidValue) as raised:
            rate_certainty("RCT", {}, overall_adjustment=levels, rationale="why")
        (problem,) = raised.value.problems
        assert (problem.what, problem.place, problem.expected) == (
            "adjustment outside -3 to 2",
            "$.overall_adjustment",
            "a whole number of levels from -3 to 2",
        )

    def test_adjustment_without_a_reason(self) -> None:
        with pytest.raises(gk.InvalidValue) as raised:
            rate_certainty("RCT", {}, overall_adjustment=-1, rationale="  ")
        (problem,) = raised.value.problems
        assert (problem.what, problem.place, problem.expected) == (
            "adjustment without a reason",
            "$.rationale",
            "why the whole is judged otherwise than its domains",
        )


class TestWords:
    """Levels in the words people use."""

    @pytest.mark.parametrize(
        ("word", "level"),
        [
            ("not serious", 0),
            ("serious", -1),
            ("very serious", -2),
            ("Extremely_serious", -3),
            ("undetected", 0),
            ("strongly suspected", -1),
        ],
    )
    def test_of_publication_bias(self, word: str, level: int) -> None:
        (move,) = rate_certainty("RCT", {"publication_bias": word}).moves
        assert move.change == gk.Judgement(word).level == level

    @pytest.mark.parametrize("word", ["undetected", "strongly suspected"])
    def test_what_is_said_of_it_alone(self, word: str) -> None:
        with pytest.raises(gk.InvalidValue, match=r"unknown concern @ \$\.judgements\.imprecision"):
            rate_certainty("RCT", {"imprecision": word})
