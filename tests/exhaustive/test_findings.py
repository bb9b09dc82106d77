"""The laws again, from findings: all comparisons of up to three findings.

280 findings can count; they add 150 different things to a comparison. Each law about a change of
one finding is checked beside every pair of others, so on every comparison of up to three findings,
with the share held at either end, in the context that permits least and the one that permits most
(the long profile: in all six).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from itertools import combinations_with_replacement

import numpy as np
import numpy.typing as npt
import pytest
from attrs import evolve, fields
from tests.exhaustive.bodies import (
    ABSENT,
    CRITICAL,
    IMPORTANT,
    RANKS,
    SIZE,
    State,
    half,
    states,
    vector,
)

import gradekit as gk
from gradekit.balance import weigh
from gradekit.levels import EvidenceHalf

LONG = os.environ.get("GRADEKIT_HYPOTHESIS_PROFILE") == "long"
ALL_CONTEXTS = [(life, active) for life in (None, False, True) for active in (False, True)]
CONTEXTS = ALL_CONTEXTS if LONG else [ALL_CONTEXTS[0], ALL_CONTEXTS[-1]]
HELD = ("almost none", "nearly all")
STRENGTH = {"none": 0, "conditional": 1, "strong": 2}
SIGN = {"for": 1, "against": -1}
Ints = npt.NDArray[np.int64]
Related = Callable[[State, State], bool]


def comparison(*rows: gk.Evidence, active: bool = True) -> gk.Comparison:
    return gk.Comparison(
        id="c",
        population="p",
        intervention=gk.Option("a", "A", "active"),
        comparator=gk.Option("b", "B", "active" if active else "inactive"),
        evidence=rows,
    )


class Everything:
    """Every comparison of up to three findings as a vector, decided once."""

    def __init__(self) -> None:
        self.states = tuple(states())
        self.each = np.array([vector(state) for state in self.states])
        # One finding stands for all that add the same.
        self.kinds, self.kind_of = np.unique(self.each, axis=0, return_inverse=True)
        pairs = np.maximum(self.kinds[:, None], self.kinds[None]).reshape(-1, SIZE)
        nothing = np.minimum.reduce(np.vstack([self.kinds, np.zeros((1, SIZE), np.int8)]))
        rests = [np.unique(np.vstack([nothing[None], self.kinds, pairs]), axis=0)]
        self.rests = rests[0]
        triples = np.maximum(self.rests[:, None], self.kinds[None]).reshape(-1, SIZE)
        together = np.vstack([self.rests, triples])
        # What is important decides the overall certainty only where nothing is critical.
        together[together[:, CRITICAL] != ABSENT, IMPORTANT] = ABSENT
        self.all, places = np.unique(together, axis=0, return_inverse=True)
        self.alone = places[: len(self.rests)]
        self.with_one = places[len(self.rests) :].reshape(len(self.rests), len(self.kinds))

    @cached_property
    def decided(self) -> dict[str, Ints]:
        """For each vector, context and held share: toward, strength, and what is permitted."""
        shape = (len(self.all), len(CONTEXTS), len(HELD))
        toward, strength = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        permitted = np.zeros(shape[:2], np.int64)
        panels = [gk.PanelHalf(share=share) for share in HELD]
        for nth, made in enumerate(self.all):
            for place, (life, active) in enumerate(CONTEXTS):
                seen = half(made, threatening=life, active=active)
                for at, panel in enumerate(panels):
                    answer = gk.decide(gk.Situation(seen, panel))
                    strength[nth, place, at] = STRENGTH[answer.strength]
                    toward[nth, place, at] = (
                        SIGN.get(answer.direction, 0) * STRENGTH[answer.strength]
                    )
                permitted[nth, place] = sum(
                    1 << (2 * match.paradigm.number + (match.direction == "for"))
                    for match in answer.matches
                    if match.permits
                )
        return {"toward": toward, "strength": strength, "permitted": permitted}

    @cached_property
    def overall(self) -> Ints:
        """The rank of the overall certainty of each vector."""
        return np.array([half(made).overall.rank for made in self.all])

    def changes(self, related: Related) -> tuple[Ints, Ints]:
        """Places of each comparison before and after a change of one finding in it."""
        pairs = {
            (self.kind_of[one], self.kind_of[other])
            for one, before in enumerate(self.states)
            for other, after in enumerate(self.states)
            if related(before, after)
        }
        before, after = (np.array(side) for side in zip(*sorted(pairs), strict=True))
        return self.with_one[:, before].ravel(), self.with_one[:, after].ravel()


@pytest.fixture(scope="module")
def everything() -> Everything:
    return Everything()


def same_but(*names: str) -> Callable[[State, State], bool]:
    """Whether two findings differ in these alone."""
    kept = [each for each in fields(State) if each.name not in names]
    return lambda one, other: all(
        getattr(one, each.name) == getattr(other, each.name) for each in kept
    )


# How much an effect speaks for the intervention; an unknown one has no place.
SPEAKS = {
    ("large", "comparator"): -2,
    ("small", "comparator"): -1,
    ("trivial", "neither"): 0,
    ("small", "intervention"): 1,
    ("large", "intervention"): 2,
}
EFFECT = same_but("magnitude", "favours")
CERTAINTY = same_but("certainty")


def speaks_more(kind: str) -> Related:
    def related(one: State, other: State) -> bool:
        less, more = (SPEAKS.get((each.magnitude, each.favours)) for each in (one, other))
        if one.kind != kind or not EFFECT(one, other) or less is None or more is None:
            return False
        return less < more

    return related


def surer(holds: Callable[[State], bool]) -> Related:
    def related(one: State, other: State) -> bool:
        return (
            holds(one)
            and CERTAINTY(one, other)
            and 0 < RANKS[one.certainty] < RANKS[other.certainty]
        )

    return related


def rated(one: State, other: State) -> bool:
    return CERTAINTY(one, other) and one.certainty is None and other.certainty is not None


def trivial(state: State) -> bool:
    return state.magnitude == "trivial"


def benefit_of_intervention(state: State) -> bool:
    return (state.kind, state.favours) == ("benefit", "intervention")


def harm_of_intervention(state: State) -> bool:
    return (state.kind, state.favours) == ("harm", "comparator")


class TestCounted:
    def test_findings(self, everything: Everything) -> None:
        assert len(everything.states) == 40 + 240
        assert len(everything.kinds) == 150
        # What up to two findings, and up to three, come to.
        assert len(everything.rests) == 7_990
        assert len(everything.all) == 94_908


class TestWeighed:
    """The algebra is what `weigh` computes: on every finding, and on every pair (long: triple)."""

    def test_each_finding(self, everything: Everything) -> None:
        for state, made in zip(everything.states, everything.each, strict=True):
            assert weigh(comparison(state.row("x"))).half == half(made)

    def test_nothing(self, everything: Everything) -> None:
        assert weigh(comparison()).half == half(everything.rests.min(axis=0))

    @pytest.mark.parametrize("size", [2, 3] if LONG else [2])
    def test_together(self, everything: Everything, size: int) -> None:
        first = [int(np.flatnonzero(everything.kind_of == kind)[0]) for kind in range(150)]
        rows = [[everything.states[nth].row(name) for nth in first] for name in "xyz"]
        seen: dict[bytes, EvidenceHalf] = {}
        for kinds in combinations_with_replacement(range(150), size):
            made = np.maximum.reduce(everything.kinds[list(kinds)])
            found = weigh(comparison(*(rows[at][kind] for at, kind in enumerate(kinds)))).half
            assert found == seen.setdefault(made.tobytes(), half(made)), kinds

    def test_limited_and_supporting_rows_add_nothing(self, everything: Everything) -> None:
        for nth, state in enumerate(everything.states):
            other = everything.states[(7 * nth + 3) % len(everything.states)].row("y")
            limited = evolve(state, importance="limited").row("x")
            # A supporting row of a critical outcome leaves that outcome without a deciding one.
            beside = evolve(evolve(state, importance="important").row("x"), role="supporting")
            alone = weigh(comparison(other))
            for row in (limited, beside):
                for rows in ((other, row), (row, other)):
                    found = weigh(comparison(*rows))
                    assert (found.half, found.missing) == (alone.half, alone.missing)


@pytest.mark.skipif(not LONG, reason="every two findings under every change: the long profile")
class TestChanges:
    """5.11: changes of one finding, the share held."""

    @pytest.mark.parametrize("kind", ["benefit", "harm"])
    def test_more_for_the_intervention_never_moves_toward_against(
        self, everything: Everything, kind: str
    ) -> None:
        before, after = everything.changes(speaks_more(kind))
        toward = everything.decided["toward"]
        assert len(before) > 10_000
        assert (toward[after] >= toward[before]).all()

    def test_no_certainty_flips_the_direction(self, everything: Everything) -> None:
        before, after = everything.changes(surer(lambda _: True))
        signs = np.sign(everything.decided["toward"])
        assert (signs[after] == signs[before]).all()

    def test_more_certainty_of_no_difference_never_weakens(self, everything: Everything) -> None:
        before, after = everything.changes(surer(trivial))
        strength = everything.decided["strength"]
        assert (strength[after] >= strength[before]).all()

    @pytest.mark.parametrize(
        ("holds", "sign"), [(benefit_of_intervention, 1), (harm_of_intervention, -1)]
    )
    def test_with_overall_certainty_held_more_certainty_moves_one_way(
        self, everything: Everything, holds: Callable[[State], bool], sign: int
    ) -> None:
        before, after = everything.changes(surer(holds))
        held = everything.overall[before] == everything.overall[after]
        toward = sign * everything.decided["toward"]
        assert held.sum() > 10_000
        assert (toward[after[held]] >= toward[before[held]]).all()

    def test_rating_what_was_not_rated_never_closes_a_permission(
        self, everything: Everything
    ) -> None:
        before, after = everything.changes(rated)
        permitted = everything.decided["permitted"]
        assert ((permitted[before] & ~permitted[after]) == 0).all()
        assert (permitted[before] != permitted[after]).any()

    def test_exchanged_options_turn_the_answer(self, everything: Everything) -> None:
        toward = everything.decided["toward"]
        turned = everything.all.copy()
        for first in (0, 8):  # levels, then whether they are open
            turned[:, first : first + 4] = everything.all[:, first + 4 : first + 8]
            turned[:, first + 4 : first + 8] = everything.all[:, first : first + 4]
        known = {made.tobytes(): nth for nth, made in enumerate(everything.all)}
        places = [known[made.tobytes()] for made in turned]
        assert (toward[places][:, :, ::-1] == -toward).all()


class TestDocuments:
    """5.11: JSON round trip, for every finding at once."""

    def test_it(self, everything: Everything) -> None:
        rows = [state.row(f"o{nth}") for nth, state in enumerate(everything.states)]
        options = (gk.Option("a", "A", "active"), gk.Option("b", "B", "active"))
        guide = gk.Guideline(
            id="g",
            populations=(gk.Population("p"),),
            outcomes=tuple(row.outcome for row in rows),
            options=options,
            comparisons=tuple(
                gk.Comparison(
                    id=f"c{nth}",
                    population="p",
                    intervention=options[0],
                    comparator=options[1],
                    evidence=(row,),
                )
                for nth, row in enumerate(rows)
            ),
        )
        again = gk.io.loads(gk.io.dumps(guide))
        assert again == guide
        assert [gk.situation(each) for each in again] == [gk.situation(each) for each in guide]


class TestNotLaws:
    """5.11: two plausible laws that do not hold, with every smallest counterexample.

    Rating up the one finding that counts raises the overall certainty with it. Once that is
    moderate, strong needs no paradigm, and the direction the share already has grows strong: toward
    *for*, although it is a harm that is now better known.
    """

    @pytest.mark.parametrize(
        ("holds", "sign"), [(harm_of_intervention, 1), (benefit_of_intervention, -1)]
    )
    def test_every_counterexample_raises_overall_certainty_to_moderate(
        self, everything: Everything, holds: Callable[[State], bool], sign: int
    ) -> None:
        before, after = everything.changes(surer(holds))
        toward = sign * everything.decided["toward"]
        wrong = (toward[after] > toward[before]).any(axis=(1, 2))
        assert wrong.sum() > 100
        moderate = gk.Certainty.MODERATE.rank
        assert (everything.overall[before[wrong]] < moderate).all()
        assert (everything.overall[after[wrong]] >= moderate).all()
        # The direction was the share's all along: only its strength grew.
        assert (np.sign(toward[after[wrong]]) == np.sign(toward[before[wrong]])).all()

    @pytest.mark.parametrize(
        ("kind", "favours", "share", "answer"),
        [
            ("harm", "comparator", "nearly all", "for"),
            ("benefit", "intervention", "almost none", "against"),
        ],
    )
    def test_the_smallest(self, kind: str, favours: str, share: str, answer: str) -> None:
        found = []
        for before in states():
            if (before.kind, before.favours) != (kind, favours) or before.certainty is None:
                continue
            for after in ("very low", "low", "moderate", "high"):
                if RANKS[after] <= RANKS[before.certainty]:
                    continue
                strengths = [
                    gk.recommend(
                        evolve(comparison(each.row("x")), share=gk.Share(band=share))
                    ).strength
                    for each in (before, evolve(before, certainty=after))
                ]
                if strengths[1] > strengths[0]:
                    found.append((before.importance, before.certainty, after))
        # One finding is enough, and no importance is spared: below moderate, then at or above it.
        assert set(found) == {
            (importance, low, high)
            for importance in ("important", "critical")
            for low in ("very low", "low")
            for high in ("moderate", "high")
        }
        assert answer in ("for", "against")
