"""Votes, and what they say under a voting rule."""

from __future__ import annotations

from typing import Any

import pytest

import gradekit as gk
from gradekit.votes import vote_state
from gradekit.voting import VOTING_RULES

FIELDS = ("strong_for", "conditional_for", "either", "conditional_against", "strong_against")


def ballot(*counts: int, **more: int) -> gk.Votes:
    """Counts from strong for to strong against."""
    return gk.Votes(**dict(zip(FIELDS, counts, strict=True)), **more)


def rule(**shares: Any) -> gk.VotingRule:  # noqa: ANN401
    return gk.VotingRule(**shares)


class TestCounts:
    """4: votes over five answers; abstentions and recusals are out of the count."""

    def test_cast_and_asked(self) -> None:
        made = ballot(1, 2, 3, 4, 5, abstained=6, recused=7, total=28)
        assert made.cast == 15
        assert made.asked == 28

    @pytest.mark.parametrize(
        ("direction", "share"),
        [("for", 3 / 15), ("either", 3 / 15), ("against", 9 / 15), ("none", 0)],
    )
    def test_share_for(self, direction: str, share: float) -> None:
        assert ballot(1, 2, 3, 4, 5).share_for(gk.Direction(direction)) == share

    def test_mirrored(self) -> None:
        made = ballot(1, 2, 3, 4, 5, abstained=6, recused=7, total=28)
        assert made.mirrored() == ballot(5, 4, 3, 2, 1, abstained=6, recused=7, total=28)


class TestState:
    """5.5: the policy's share (80%, inclusive) for strong; more than half for a direction."""

    @pytest.mark.parametrize(
        ("counts", "state"),
        [
            ((16, 4, 0, 0, 0), "strong for"),
            ((0, 0, 0, 4, 16), "strong against"),
            ((15, 5, 0, 0, 0), "for"),
            ((0, 0, 0, 5, 15), "against"),
            ((0, 11, 9, 0, 0), "for"),
            ((10, 1, 0, 0, 9), "for"),
            ((9, 0, 0, 1, 10), "against"),
            ((0, 0, 11, 9, 0), "either"),
            ((0, 10, 0, 10, 0), "no majority"),
            ((10, 0, 10, 0, 0), "no majority"),
            ((0, 0, 10, 0, 10), "no majority"),
            ((7, 0, 6, 0, 7), "no majority"),
            ((0, 0, 20, 0, 0), "either"),
            ((8, 0, 2, 0, 0), "strong for"),
            ((79, 0, 21, 0, 0), "for"),
        ],
    )
    def test_each(self, counts: tuple[int, ...], state: str) -> None:
        assert vote_state(ballot(*counts), gk.VotingRule()) == state

    def test_not_voted(self) -> None:
        assert vote_state(None, gk.VotingRule()) == "not voted"

    def test_abstentions_and_recusals_move_nothing(self) -> None:
        made = ballot(16, 4, 0, 0, 0, abstained=50, recused=50)
        assert vote_state(made, gk.VotingRule()) == "strong for"

    @pytest.mark.parametrize(
        ("shares", "counts", "state"),
        [
            ({"strong": 0.75}, (15, 5, 0, 0, 0), "strong for"),
            ({"strong": 0.9}, (16, 4, 0, 0, 0), "for"),
            ({"strong": 1}, (20, 0, 0, 0, 0), "strong for"),
            ({"direction": 0.6}, (0, 12, 8, 0, 0), "no majority"),
            ({"direction": 0.6}, (0, 13, 7, 0, 0), "for"),
            ({"direction": 1}, (0, 20, 0, 0, 0), "no majority"),
        ],
    )
    def test_under_another_rule(
        self, shares: dict[str, float], counts: tuple[int, ...], state: str
    ) -> None:
        assert vote_state(ballot(*counts), rule(**shares)) == state

    @pytest.mark.parametrize(
        ("name", "counts", "state"),
        [
            # GRADE grid: half is enough, while fewer than a fifth stand on the other side.
            ("grade-grid", (0, 10, 6, 4, 0), "no majority"),
            ("grade-grid", (0, 10, 7, 3, 0), "for"),
            ("grade-grid", (0, 3, 7, 10, 0), "against"),
            ("grade-grid", (0, 9, 8, 3, 0), "no majority"),
            ("grade-grid", (14, 3, 0, 3, 0), "strong for"),
            ("grade-grid", (14, 2, 0, 4, 0), "no majority"),
            ("grade-grid", (0, 4, 0, 2, 14), "no majority"),
            ("grade-grid", (0, 3, 0, 3, 14), "strong against"),
            ("grade-grid", (13, 4, 0, 3, 0), "for"),
            ("grade-grid", (0, 5, 10, 5, 0), "either"),
            ("bmj-rapid", (0, 10, 7, 3, 0), "no majority"),
            ("two-thirds", (0, 2, 1, 0, 0), "no majority"),
            ("two-thirds", (0, 14, 6, 0, 0), "for"),
            ("simple-majority", (0, 11, 9, 0, 0), "for"),
            ("surviving-sepsis", (0, 16, 4, 0, 0), "for"),
            ("surviving-sepsis", (0, 15, 5, 0, 0), "no majority"),
            ("surviving-sepsis", (16, 0, 4, 0, 0), "strong for"),
            ("ash", (0, 11, 9, 0, 0), "for"),
        ],
    )
    def test_under_a_preset(self, name: str, counts: tuple[int, ...], state: str) -> None:
        assert vote_state(ballot(*counts), VOTING_RULES[name]) == state

    def test_presets_are_recalled_unless_said(self) -> None:
        for name, preset in VOTING_RULES.items():
            if name not in ("bmj-rapid", "two-thirds", "simple-majority"):
                assert not preset.strong.source.checked
            assert preset.strong.source.source
        assert VOTING_RULES["two-thirds"].direction.source.checked
        assert not VOTING_RULES["two-thirds"].strong.source.checked

    def test_a_share_with_no_finite_decimal_is_met_exactly(self) -> None:
        # 2 of 3 against two thirds: floating point must not turn 80% of votes into less.
        assert vote_state(ballot(2, 1, 0, 0, 0), rule(strong=2 / 3)) == "strong for"
        assert vote_state(ballot(0, 2, 1, 0, 0), rule(direction=2 / 3)) == "no majority"


class TestRefusals:
    """What was expected is said in full."""

    @pytest.mark.parametrize(
        ("counts", "expected", "hint"),
        [
            (
                {"strong_for": -1},
                "a whole number, 0 or more",
                "give counts, not percentages",
            ),
            ({}, "at least one vote; leave votes out where nobody voted", ""),
        ],
    )
    def test_it(self, counts: dict[str, int], expected: str, hint: str) -> None:
        with pytest.raises(gk.InvalidValue) as raised:
            gk.Votes(**counts)
        (problem,) = raised.value.problems
        assert (problem.expected, problem.hint) == (expected, hint)
