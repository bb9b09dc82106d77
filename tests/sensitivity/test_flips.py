"""The smallest sets of changes that change an answer, against every set there is."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gradekit as gk
from gradekit.answers import VoteState
from gradekit.flips import Change, Flips, flips
from gradekit.flips.ballots import EXEMPLARS, fewest_moved
from gradekit.flips.changes import with_changes
from gradekit.scales import Certainty, OutcomeKind
from gradekit.sensitivity.asking import with_row
from gradekit.votes import vote_state
from gradekit.voting import VOTING_RULES

EFFECTS = [("trivial", "neither"), ("unknown", "neither")] + [
    (size, side)
    for size in ("small", "important", "large")
    for side in ("intervention", "comparator")
]


@st.composite
def rows(draw: st.DrawFn, nth: int) -> gk.Evidence:
    kind = draw(st.sampled_from(OutcomeKind))
    size, side = draw(st.sampled_from(EFFECTS))
    outcome = gk.Outcome(
        f"o{nth}",
        f"Outcome {nth}",
        importance=draw(st.sampled_from(["important", "critical"])),
        better="lower",
        kind=kind,
        catastrophic=kind is OutcomeKind.HARM and draw(st.booleans()),
    )
    return gk.Evidence(
        outcome,
        judged_effect=gk.JudgedEffect(size, side),
        certainty=draw(st.sampled_from([None, *(each.value for each in Certainty)])),
    )


@st.composite
def comparisons(draw: st.DrawFn) -> gk.Comparison:
    levels = st.lists(st.sampled_from(["none", "low", "high"]), min_size=1, max_size=3)
    scenarios = tuple(
        gk.Scenario(
            f"s{nth}",
            benefit=draw(st.sampled_from(["important", "none", "uncertain"])),
            benefit_certainties=draw(
                st.lists(st.sampled_from(["very low", "low", "high"]), min_size=1, max_size=3)
            ),
            harm_certainties=draw(levels),
            share=gk.Share(band=draw(st.sampled_from(gk.ShareBand))),
        )
        for nth in range(draw(st.integers(0, 2)))
    )
    return gk.Comparison(
        id="c",
        population="p",
        intervention=gk.Option("a", "A", draw(st.sampled_from(["active", "inactive"]))),
        comparator=gk.Option("b", "B", draw(st.sampled_from(["active", "inactive"]))),
        perspective=draw(st.sampled_from(["individual", "population"])),
        evidence=tuple(draw(rows(nth)) for nth in range(draw(st.integers(0, 2)))),
        context=gk.Context(life_threatening=draw(st.sampled_from([None, True, False]))),
        overall_certainty=draw(st.sampled_from([None, "low"])),
        share=draw(st.sampled_from([None, None, gk.Share(0.95)])),
        balance=draw(st.sampled_from([None, "favours intervention", "neither"])),
        votes=draw(
            st.sampled_from([None, gk.Votes(strong_for=3, either=1), gk.Votes(strong_against=2)])
        ),
        within=gk.comparison.Within(panel=gk.Panel(survey=gk.Survey(scenarios))),
    )


def words(each: Change) -> set[tuple[object, ...]]:
    return {(*each.subject, word) for word in (*each.passed, each.becomes)}


def exhaustive(comparison: gk.Comparison, found: Flips) -> set[tuple[str, frozenset[str]]]:
    """Every set of changes answered through `recommend`; those of which no lesser one does it."""
    answers: dict[str, list[tuple[tuple[Change, ...], set[tuple[object, ...]]]]] = {}
    base = str(gk.recommend(comparison))
    for count in range(1, found.depth + 1):
        for chosen in combinations(found.considered, count):
            if len({each.subject for each in chosen}) < count:
                continue
            if sum(each.steps for each in chosen) > found.depth:
                continue
            changed, policy = with_changes(comparison, chosen)
            answer = str(gk.recommend(changed, policy))
            if answer != base:
                way = set().union(*(words(each) for each in chosen))
                answers.setdefault(answer, []).append((chosen, way))
    least: set[tuple[str, frozenset[str]]] = set()
    for answer, sets in answers.items():
        for chosen, way in sets:
            lesser = (
                {(*each.subject, each.becomes) for each in other} <= way
                for other, _ in sets
                if other != chosen
            )
            if not any(lesser):
                least.add((answer, frozenset(map(str, chosen))))
    return least


class TestAgainstExhaustiveSearch:
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(comparisons())
    def test_two_steps(self, made: gk.Comparison) -> None:
        found = flips(made, 2)
        told = {(each.answer, frozenset(map(str, each.changes))) for each in found}
        assert told == exhaustive(made, found)
        assert len(told) == len(found)

    @settings(max_examples=40, deadline=None)
    @given(comparisons())
    def test_each_answers_as_it_says(self, made: gk.Comparison) -> None:
        for each in flips(made, 1):
            changed, policy = each.made(made)
            answer = gk.recommend(changed, policy)
            assert (answer.direction, answer.strength) == (each.direction, each.strength)
            assert answer.paradigms == each.paradigms
            assert answer.binding == each.binding

    def test_three_steps_on_the_guideline(self, guide: gk.Guideline) -> None:
        its = guide["axial/joint-rfa"]
        harms = ["catastrophic-harm", "deep-infection", "dural-puncture", "prolonged-pain"]
        found = flips(its, 3, hold=["burden", *harms, "votes", "policy", "balance"])
        told = {(each.answer, frozenset(map(str, each.changes))) for each in found}
        assert told == exhaustive(its, found)
        assert any(each.size == 3 for each in found)


class TestRadiofrequency:
    """What joint radiofrequency would need."""

    @pytest.fixture
    def found(self, guide: gk.Guideline) -> Flips:
        held = ["burden", "catastrophic-harm", "deep-infection", "dural-puncture"]
        answer = gk.recommend(guide["axial/joint-rfa"])
        return answer.flips(4, hold=[*held, "prolonged-pain", "policy"])

    def test_conditional_for(self, found: Flips) -> None:
        sets = [list(map(str, each.changes)) for each in found.to("conditional for")]
        assert sets[0] == ["share: almost none -> majority"]
        assert [
            "certainty of pain: very low -> moderate",
            "magnitude of pain: unknown, favours neither -> important, favours intervention",
        ] in sets

    def test_strong_for(self, found: Flips) -> None:
        needed = found.to("strong for")
        assert {each.size for each in needed} == {4}
        assert [str(each) for each in needed[0].changes] == [
            "certainty of pain: very low -> moderate",
            "magnitude of pain: unknown, favours neither -> important, favours intervention",
            "share: almost none -> nearly all",
        ]


def test_at_the_prompt(guide: gk.Guideline) -> None:
    found = gk.recommend(guide["axial/im-la"]).flips(1)
    assert repr(found) == f"<Flips {str(found).splitlines()[0]}>"


class TestWhatATellingSays:
    def test_ordered_by_size_then_ballots(self, guide: gk.Guideline) -> None:
        voted = evolve(guide["axial/im-la"], votes=gk.Votes(strong_against=18, either=4))
        found = flips(voted, 2)
        keys = [(each.size, each.ballots) for each in found]
        assert keys == sorted(keys)
        (one,) = [
            each
            for each in found.to("conditional against")
            if each.size == 1 and each.changes[0].kind == "votes"
        ]
        assert str(one.changes[0]) == "votes: strong against -> against (1 ballots)"
        assert one.lowers == ("consensus",)

    def test_a_lifted_ceiling_is_named(self, guide: gk.Guideline) -> None:
        bound = evolve(guide["axial/im-la"], votes=gk.Votes(conditional_against=22))
        (lifted,) = flips(bound, 1).to("strong against")
        assert (lifted.lifts, lifted.ballots) == (("consensus",), 18)

    def test_nothing_is_held_unasked(self, guide: gk.Guideline) -> None:
        its = guide["axial/im-la"]
        every, some = flips(its, 1), flips(its, 1, hold=["share", "burden"])
        assert {each.kind.value for each in every.considered} == {
            "certainty",
            "magnitude",
            "life-threatening",
            "not prohibitive",
            "share",
            "secondary criteria",
            "balance",
            "votes",
            "policy",
        }
        assert not {"share", "burden"} & {
            word for each in some.considered for word in (each.kind.value, each.about)
        }
        assert len(some) < len(every)

    def test_rows_for_a_frame(self, guide: gk.Guideline) -> None:
        found = flips(guide["axial/im-la"], 1)
        assert len(found.rows()) == len(found)
        assert found.rows()[0]["was"] == "strong against"
        assert {each.size for each in found.smallest} == {1}

    def test_told_in_words(self, guide: gk.Guideline) -> None:
        told = str(flips(guide["axial/im-la"], 1)).splitlines()
        assert told[0] == "axial/im-la: strong against; 12 smallest sets of up to 1"
        assert len(told) == 13

    def test_one_vote_cannot_be_no_majority(self, guide: gk.Guideline) -> None:
        voted = evolve(guide["axial/im-la"], votes=gk.Votes(strong_against=1))
        found = flips(voted, 1)
        states = {each.becomes for each in found.considered if each.kind == "votes"}
        assert "no majority" not in states
        assert "for" in states

    def test_ballots_are_counted_under_the_policy_of_the_set(self, guide: gk.Guideline) -> None:
        """A user's rule hears strong in 12 of 20 votes; the presets ask for 16."""
        given = gk.EBM_TABLE.voting
        lenient = evolve(given, strong=evolve(given.strong, value=0.6))
        ours = gk.EBM_TABLE.evolve("ours", voting=lenient)
        its = with_row(guide["axial/im-la"], "burden", certainty="moderate")
        voted = evolve(its, votes=gk.Votes(conditional_against=20))
        held = [row.outcome.id for row in voted.evidence]
        found = flips(voted, 2, policy=ours, hold=[*held, "share", "balance"])
        both = {each.changes[1].becomes: each for each in found.to("strong against")}
        assert set(both) == {"bmj-rapid", "grade-2013", "core-2025"}
        for each in both.values():
            assert each.ballots == 16
            changed, policy = each.made(voted, ours)
            assert str(gk.recommend(changed, policy)) == "strong against"

    def test_votes_heard_otherwise_under_another_policy(self, guide: gk.Guideline) -> None:
        """As cast they say strong under the user's rule; under a preset's that takes ballots."""
        given = gk.EBM_TABLE.voting
        lenient = evolve(given, strong=evolve(given.strong, value=0.6))
        ours = gk.EBM_TABLE.evolve("ours", voting=lenient)
        its = with_row(guide["axial/im-la"], "burden", certainty="moderate")
        voted = evolve(its, votes=gk.Votes(strong_against=13, conditional_against=7))
        held = [row.outcome.id for row in voted.evidence]
        found = flips(voted, 2, policy=ours, hold=[*held, "share", "balance"])
        assert found.base == "conditional against"
        both = found.to("strong against")
        assert {str(each.changes[0]) for each in both} == {
            "votes: against -> strong against (3 ballots)"
        }
        assert "strong against" not in {
            each.becomes for each in found.considered if each.kind == "votes"
        }

    def test_an_outcome_without_a_row_is_left_alone(self, trial: gk.Comparison) -> None:
        asked = trial.within.outcomes or tuple(row.outcome for row in trial.evidence)
        alone = evolve(
            trial, evidence=trial.evidence[1:], within=evolve(trial.within, outcomes=asked)
        )
        assert "evidence: death" in gk.recommend(alone).missing
        assert {each.about for each in flips(alone, 1).considered} == {"bleed", ""}

    def test_a_depth_below_one(self, guide: gk.Guideline) -> None:
        with pytest.raises(gk.GradekitError, match="depth below 1"):
            flips(guide["axial/im-la"], 0)

    def test_the_panel_asked_is_the_panel_used(self, guide: gk.Guideline) -> None:
        its = guide["axial/im-la"]
        alone = gk.recommend(its, panel=None)
        assert str(alone) == alone.flips(1).base == "no recommendation"


class TestIfShare:
    def test_every_band(self, guide: gk.Guideline) -> None:
        for each in guide:
            answer = gk.recommend(each, panel=None)
            told = answer.if_share()
            assert set(told.answers) == set(gk.ShareBand)
            for band in gk.ShareBand:
                recorded = gk.recommend(evolve(each, share=gk.Share(band=band)), panel=None)
                assert told.told[band.value] == str(recorded)

    def test_what_is_strong(self, guide: gk.Guideline) -> None:
        told = gk.recommend(guide["axial/im-la"]).if_share()
        assert told.strong == (gk.ShareBand.ALMOST_NONE,)
        assert "almost none (as it stands): strong against" in str(told)
        assert told["minority"].strength is gk.Strength.CONDITIONAL


ANSWERS = ("strong_for", "conditional_for", "either", "conditional_against", "strong_against")


def all_votes(cast: int) -> list[gk.Votes]:
    return [
        gk.Votes(**dict(zip(ANSWERS, counts, strict=True)))
        for counts in product(range(cast + 1), repeat=len(ANSWERS))
        if sum(counts) == cast
    ]


class TestBallots:
    """The fewest ballots, against every way of casting them."""

    @pytest.mark.parametrize("rule", VOTING_RULES)
    @pytest.mark.parametrize("cast", [1, 4, 5])
    def test_fewest(self, rule: str, cast: int) -> None:
        used, every = VOTING_RULES[rule], all_votes(cast)
        said = {each: vote_state(each, used) for each in every}
        for votes in every:
            for state in EXEMPLARS:
                moved = [
                    sum(max(0, getattr(other, name) - getattr(votes, name)) for name in ANSWERS)
                    for other in every
                    if said[other] is state
                ]
                found = fewest_moved(votes, state, used)
                assert (None if found is None else found[1]) == min(moved, default=None), (
                    votes,
                    state,
                )

    @pytest.mark.parametrize("rule", VOTING_RULES)
    def test_exemplars_say_what_they_stand_for(self, rule: str) -> None:
        for state, votes in EXEMPLARS.items():
            assert vote_state(votes, VOTING_RULES[rule]) is state
        assert set(EXEMPLARS) == set(VoteState) - {VoteState.NOT_VOTED}


class TestAsked:
    """A name that stands for nothing finds nothing: it is refused, not answered."""

    def test_an_answer(self) -> None:
        found = flips(gk.datasets.load("spine-2025")["axial/im-la"], depth=1)
        assert found.to("conditional against")
        with pytest.raises(
            gk.UnknownReference, match=r"no such answer @ \$\.answer: .*'strong for'"
        ):
            found.to("strog for")
        with pytest.raises(gk.UnknownReference, match="got 'strong'"):
            found.to("strong")

    def test_what_to_hold(self) -> None:
        comparison = gk.datasets.load("spine-2025")["axial/im-la"]
        assert flips(comparison, depth=1, hold=["votes", "pain"])
        # One of the guideline's outcomes may have no row here.
        assert flips(comparison, depth=1, hold=[each.id for each in comparison.within.outcomes])
        expected = r"nothing of that name to hold @ \$\.hold\[1\]: .*'?votes'?.*; got 'voets'"
        with pytest.raises(gk.UnknownReference, match=expected):
            flips(comparison, hold=["pain", "voets"])
        one: Any = "votes"
        with pytest.raises(gk.InvalidValue, match=r"\$\.hold"):
            flips(comparison, hold=one)
