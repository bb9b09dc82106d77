"""Guidelines: registers, comparisons, a panel, and what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

import gradekit as gk
from gradekit.comparison import Within
from gradekit.errors import BaselineRiskMissing, GradekitError, InvalidValue, UnknownReference

if TYPE_CHECKING:
    from tests.unit.conftest import Make

STRICT = gk.BMJ_RAPID.evolve("strict", nearly_all=0.99)


def guideline(make: Make, **changes: Any) -> gk.Guideline:  # noqa: ANN401
    """Two comparisons of one outcome; the share comes from a survey."""
    pain, people = make.outcome(), gk.Population("adults")
    options = (
        gk.Option("drug", "Drug", "active"),
        gk.Option("cast", "Cast", "active"),
        gk.Option("placebo", "Placebo", "inactive"),
    )
    drug, cast, placebo = options
    row = gk.Evidence(pain, gk.Estimate("MD", -2, -3, -1, "cm"), certainty="high")
    given: dict[str, Any] = {
        "id": "g",
        "outcomes": (pain,),
        "options": options,
        "populations": (people,),
        "panel": make.survey(make.scenario(share=gk.Share(0.95))),
        "comparisons": (
            make.comparison(
                row, id="drug", population=people, intervention=drug, comparator=placebo
            ),
            make.comparison(
                row, id="cast", population=people, intervention=cast, comparator=placebo
            ),
        ),
        **changes,
    }
    return gk.Guideline(**given)


class TestContainer:
    """1: a guideline gives its comparisons by id and in order."""

    def test_it(self, make: Make) -> None:
        made = guideline(make)
        assert len(made) == 2
        assert [each.id for each in made] == ["drug", "cast"]
        assert made["cast"] is made.comparisons[1]

    def test_an_unknown_comparison(self, make: Make) -> None:
        with pytest.raises(UnknownReference, match="unknown comparison") as raised:
            guideline(make)["drugg"]
        (problem,) = raised.value.problems
        assert problem.expected == "one of drug, cast"
        assert problem.got == "'drugg'"


class TestRegistersAreAuthoritative:
    """4: changing a register changes every answer that rests on it."""

    def test_comparisons_are_bound(self, make: Make) -> None:
        made = guideline(make, policy=STRICT)
        for each in made:
            assert each.evidence[0].outcome is made.outcomes[0]
            assert each.population is made.populations[0]
            assert each.comparator is made.options[2]
            assert each.within == Within(
                panel=made.panel, policy=STRICT, outcomes=made.outcomes, sources=()
            )

    def test_an_outcome(self, make: Make) -> None:
        made = guideline(make)
        assert [str(each) for each in made.recommend()] == ["strong for"] * 2
        higher = attrs.evolve(made.outcomes[0], thresholds=gk.MID(4, unit="cm"))
        changed = attrs.evolve(made, outcomes=(higher,))
        assert changed["drug"].evidence[0].outcome is higher
        assert [str(each) for each in changed.recommend()] == ["no recommendation"] * 2
        assert [str(each) for each in made.recommend()] == ["strong for"] * 2

    def test_and_back_again(self, make: Make) -> None:
        made = guideline(make)
        higher = attrs.evolve(made.outcomes[0], thresholds=gk.MID(4, unit="cm"))
        assert attrs.evolve(attrs.evolve(made, outcomes=(higher,)), outcomes=made.outcomes) == made

    def test_a_critical_outcome_without_rows(self, make: Make) -> None:
        made = guideline(make)
        changed = attrs.evolve(made, outcomes=(*made.outcomes, make.outcome("death")))
        assert changed.recommend()[0].missing == ("evidence: death",)

    def test_the_panel(self, make: Make) -> None:
        other = make.survey(make.scenario(share=gk.Share(0.6)))
        changed = attrs.evolve(guideline(make), panel=other)
        assert str(changed.recommend()[0]) == "conditional for"
        assert str(attrs.evolve(changed, panel=None).recommend()[0]) == "no recommendation"

    def test_the_policy(self, make: Make) -> None:
        changed = attrs.evolve(guideline(make), policy=STRICT)
        assert str(changed.recommend()[0]) == "conditional for"
        assert str(gk.recommend(changed["drug"])) == "conditional for"
        assert str(changed.recommend(gk.BMJ_RAPID)[0]) == "strong for"

    def test_options_and_populations(self, make: Make) -> None:
        made = guideline(make)
        sham = attrs.evolve(made.options[2], name="Sham")
        people = gk.Population("adults", "Adults")
        changed = attrs.evolve(made, options=(*made.options[:2], sham), populations=(people,))
        assert changed["drug"].comparator is sham
        assert changed["drug"].population is people

    def test_comparisons(self, make: Make) -> None:
        made = guideline(make)
        voted = attrs.evolve(made["drug"], votes=gk.Votes(conditional_for=1))
        changed = attrs.evolve(made, comparisons=(voted, made["cast"]))
        assert [str(each) for each in changed.recommend()] == ["conditional for", "strong for"]

    def test_an_importance_override_of_a_registered_outcome(self, make: Make) -> None:
        made = guideline(make, outcomes=(make.outcome(), make.outcome("death")))
        less = attrs.evolve(made["drug"], importance={"death": "limited"})
        changed = attrs.evolve(made, comparisons=(less, made["cast"]))
        assert [each.missing for each in changed.recommend()] == [(), ("evidence: death",)]


class TestRecommend:
    """1: every comparison's answer; what cannot be judged is gathered and placed."""

    def test_some_only(self, make: Make) -> None:
        (found,) = guideline(make).recommend(only=["cast"])
        assert found.comparison.id == "cast"

    def test_all_problems_at_once(self, make: Make) -> None:
        made = guideline(make)
        row = gk.Evidence(made.outcomes[0], gk.Estimate("RR", 0.5))
        broken = tuple(attrs.evolve(each, evidence=(row,)) for each in made)
        with pytest.raises(GradekitError) as raised:
            attrs.evolve(made, comparisons=broken).recommend()
        assert [each.place for each in raised.value.problems] == [
            "$.comparisons[0].evidence[0].baseline_risk",
            "$.comparisons[1].evidence[0].baseline_risk",
        ]

    def test_one_problem_keeps_its_kind(self, make: Make) -> None:
        made = guideline(make)
        row = gk.Evidence(made.outcomes[0], gk.Estimate("RR", 0.5))
        broken = (made["drug"], attrs.evolve(made["cast"], evidence=(row,)))
        changed = attrs.evolve(made, comparisons=broken)
        with pytest.raises(BaselineRiskMissing, match=r"\$\.comparisons\[1\]"):
            changed.recommend()
        assert len(changed.recommend(only=["drug"])) == 1


class TestReproduce:
    """The stance: a published recommendation stands beside the suggestion, never altered."""

    @pytest.mark.parametrize(
        ("given", "agrees"),
        [
            ({"direction": "for", "strength": "strong"}, True),
            ({"direction": "for", "strength": "conditional"}, False),
            ({"direction": "against", "strength": "strong"}, False),
            ({"direction": "for"}, None),
            ({"strength": "strong"}, None),
            ({"direction": "for", "type": "good practice"}, None),
            ({"direction": "for", "strength": "strong", "comparisons": ()}, None),
        ],
    )
    def test_agrees(self, make: Make, given: dict[str, Any], *, agrees: bool | None) -> None:
        published = gk.PublishedRecommendation(id="r", **{"comparisons": ("drug", "cast"), **given})
        (found,) = guideline(make, recommendations=(published,)).reproduce()
        assert found.published is published
        assert found.agrees is agrees
        if published.comparisons:
            assert [each.comparison.id for each in found.derived] == ["drug", "cast"]
            assert (found.direction, found.strength) == ("for", "strong")

    def test_suggestions_that_differ(self, make: Make) -> None:
        made = guideline(make)
        published = gk.PublishedRecommendation(
            id="r", comparisons=("drug", "cast"), direction="for", strength="strong"
        )
        for share, strength, direction in (
            (gk.Share(0.6), None, gk.Direction.FOR),
            (gk.Share(0.05), gk.Strength.STRONG, None),
        ):
            drug = attrs.evolve(made["drug"], share=share)
            changed = attrs.evolve(
                made, comparisons=(drug, made["cast"]), recommendations=(published,)
            )
            (found,) = changed.reproduce()
            assert (found.strength, found.direction) == (strength, direction)
            assert found.agrees is False

    def test_under_another_policy(self, make: Make) -> None:
        published = gk.PublishedRecommendation(
            id="r", comparisons=("drug",), direction="for", strength="strong"
        )
        made = guideline(make, recommendations=(published,))
        assert made.reproduce(STRICT)[0].agrees is False


class TestRefused:
    """4: an id that names nothing, a duplicate, a definition other than the register's."""

    def test_an_outcome_changed_on_its_own(self, make: Make) -> None:
        made = guideline(make)
        row = attrs.evolve(made["drug"].evidence[0], outcome=make.outcome(better="higher"))
        with pytest.raises(InvalidValue, match="outcome differs from the register") as raised:
            attrs.evolve(made, comparisons=(attrs.evolve(made["drug"], evidence=(row,)),))
        (problem,) = raised.value.problems
        assert problem.place == "$.comparisons[0].evidence[0].outcome"
        assert "'pain'" in problem.expected
        assert "id of its own" in problem.hint

    def test_what_the_register_held_before_is_no_change(self, make: Make) -> None:
        made = guideline(make)
        higher = attrs.evolve(made.outcomes[0], thresholds=gk.MID(4, unit="cm"))
        both = attrs.evolve(made, outcomes=(higher,), comparisons=made.comparisons)
        assert both["drug"].evidence[0].outcome is higher
        with pytest.raises(InvalidValue, match="outcome differs"):
            attrs.evolve(both, outcomes=(higher,), comparisons=made.comparisons)

    @pytest.mark.parametrize("side", ["intervention", "comparator", "population"])
    def test_another_definition(self, make: Make, side: str) -> None:
        made = guideline(make)
        changed = attrs.evolve(getattr(made["drug"], side), description="other")
        kind = "population" if side == "population" else "option"
        with pytest.raises(InvalidValue, match=f"{kind} differs from the register") as raised:
            attrs.evolve(made, comparisons=(attrs.evolve(made["drug"], **{side: changed}),))
        assert raised.value.problems[0].place == f"$.comparisons[0].{side}"

    @pytest.mark.parametrize(
        ("register", "kind", "places"),
        [
            ("outcomes", "outcome", ["evidence[0].outcome"]),
            ("options", "option", ["intervention", "comparator"]),
            ("populations", "population", ["population"]),
        ],
    )
    def test_not_in_the_register(
        self, make: Make, register: str, kind: str, places: list[str]
    ) -> None:
        with pytest.raises(UnknownReference) as raised:
            guideline(make, **{register: ()})
        found = [each.place for each in raised.value.problems]
        assert found == [f"$.comparisons[{nth}].{place}" for nth in (0, 1) for place in places]
        for problem in raised.value.problems:
            assert problem.what == f"unknown {kind}"
            assert f"there are no {kind}s" in problem.expected

    def test_the_register_is_listed(self, make: Make) -> None:
        with pytest.raises(UnknownReference) as raised:
            guideline(make, outcomes=(make.outcome("b"), make.outcome("a")))
        assert raised.value.problems[0].expected == "one of 'a', 'b'"
        assert raised.value.problems[0].got == "'pain'"

    def test_a_comparison_of_another_guideline(self, make: Make) -> None:
        other = guideline(make, policy=STRICT)
        with pytest.raises(InvalidValue, match="comparison of another guideline") as raised:
            guideline(make, comparisons=other.comparisons)
        assert raised.value.problems[1].place == "$.comparisons[1].within"
        bare = tuple(attrs.evolve(each, within=Within()) for each in other)
        assert guideline(make, comparisons=bare).policy is gk.BMJ_RAPID

    @pytest.mark.parametrize(
        ("votes", "fits"), [({"strong_for": 2}, True), ({"strong_for": 2, "recused": 1}, False)]
    )
    def test_more_votes_than_members(
        self, make: Make, votes: dict[str, int], *, fits: bool
    ) -> None:
        panel = gk.Panel(tuple(gk.Member(name, "clinician") for name in ("a", "b")))
        made = guideline(make)
        voted = attrs.evolve(made["drug"], within=Within(), votes=gk.Votes(**votes))
        if fits:
            assert guideline(make, panel=panel, comparisons=(voted,))["drug"].votes is not None
            return
        with pytest.raises(InvalidValue, match="votes do not add up") as raised:
            guideline(make, panel=panel, comparisons=(voted,))
        (problem,) = raised.value.problems
        assert problem.place == "$.comparisons[0].votes"
        assert "2 members" in problem.expected

    @pytest.mark.parametrize("panel", [None, gk.Panel()])
    def test_votes_where_no_members_are_recorded(self, make: Make, panel: gk.Panel | None) -> None:
        voted = attrs.evolve(guideline(make)["drug"], within=Within(), votes=gk.Votes(either=9))
        assert len(guideline(make, panel=panel, comparisons=(voted,))) == 1
