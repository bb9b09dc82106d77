"""A panel meeting: whatever happens in it, the answer stands up to what is on the table."""

# ruff: noqa: ANN401, ARG001 - an answer of anybody's making; one of them looks at nothing

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

import gradekit as gk
from gradekit.testing.meeting import PanelMeeting
from gradekit.testing.sweep import Answer, worded

TestMeeting = PanelMeeting.TestCase
TestMeeting.settings = settings(max_examples=12, stateful_step_count=15, deadline=None)

LONG = os.environ.get("GRADEKIT_HYPOTHESIS_PROFILE") == "long"
LOOKING = settings(
    max_examples=300,
    stateful_step_count=12,
    deadline=None,
    database=None,
    derandomize=True,
    report_multiple_bugs=False,
    phases=[Phase.generate],
)


Faulty = Callable[[gk.Comparison, gk.Policy], Any]


def votes_ignored(comparison: gk.Comparison, policy: gk.Policy) -> Any:
    return gk.recommend(evolve(comparison, votes=None), policy)


def first_row_only(comparison: gk.Comparison, policy: gk.Policy) -> Any:
    return gk.recommend(evolve(comparison, evidence=comparison.evidence[:1]), policy)


def certainty_raised(comparison: gk.Comparison, policy: gk.Policy) -> Any:
    return gk.recommend(evolve(comparison, overall_certainty=gk.PublishedCertainty("high")), policy)


def never_recommends(comparison: gk.Comparison, policy: gk.Policy) -> Any:
    return Answer(gk.Direction.NONE, gk.Strength.NONE, (), ("values",))


def never_strong(comparison: gk.Comparison, policy: gk.Policy) -> Any:
    found = worded(gk.recommend(comparison, policy))
    if found.strength != "strong":
        return found
    return evolve(found, strength=gk.Strength.CONDITIONAL, binding=("certainty",))


def majority_is_strong(comparison: gk.Comparison, policy: gk.Policy) -> Any:
    return gk.recommend(comparison, policy.evolve("loose", nearly_all=0.51))


def no_paradigms(comparison: gk.Comparison, policy: gk.Policy) -> Any:
    found = worded(gk.recommend(comparison, policy))
    if not found.paradigms:
        return found
    return Answer(found.direction, gk.Strength.CONDITIONAL, (), ("certainty",))


def survey_ignored(comparison: gk.Comparison, policy: gk.Policy) -> Any:
    return gk.recommend(comparison, policy, panel=None)


def balance_ignored(comparison: gk.Comparison, policy: gk.Policy) -> Any:
    return gk.recommend(evolve(comparison, balance=None), policy)


def seventy_percent(comparison: gk.Comparison, policy: gk.Policy) -> Any:
    loose = policy.evolve("loose", voting=gk.VOTING_RULES["grade-grid"])  # 70% for strong
    return gk.recommend(comparison, loose)


def recused_counted(comparison: gk.Comparison, policy: gk.Policy) -> Any:
    votes = comparison.votes
    if votes is not None:
        counted = votes.conditional_against + votes.recused
        votes = evolve(votes, conditional_against=counted, recused=0)
    return gk.recommend(evolve(comparison, votes=votes), policy)


def abstained_counted(comparison: gk.Comparison, policy: gk.Policy) -> Any:
    votes = comparison.votes
    if votes is not None:
        votes = evolve(votes, either=votes.either + votes.abstained, abstained=0)
    return gk.recommend(evolve(comparison, votes=votes), policy)


FAULTS: tuple[Faulty, ...] = (
    votes_ignored,
    first_row_only,
    certainty_raised,
    never_recommends,
    never_strong,
    majority_is_strong,
    no_paradigms,
    survey_ignored,
    balance_ignored,
    seventy_percent,
    recused_counted,
    abstained_counted,
)


RARE = (survey_ignored, recused_counted, majority_is_strong)


@pytest.mark.parametrize(
    "faulty",
    FAULTS if LONG else [it for it in FAULTS if it not in RARE],
    ids=lambda each: each.__name__,
)
def test_a_faulty_function_fails(faulty: Faulty) -> None:
    class Meeting(PanelMeeting):
        pass

    Meeting.recommend = staticmethod(faulty)
    with pytest.raises(AssertionError, match=r"; answered .* where "):
        run_state_machine_as_test(Meeting, settings=LOOKING)


class TestTheTable:
    """What the machine puts before the panel."""

    def test_recused_votes_do_not_count(self) -> None:
        meeting = PanelMeeting()
        meeting.member_votes("member-1", "strong_for")
        meeting.member_votes("member-2", "strong_against")
        meeting.member_recuses("member-2")
        votes = meeting.votes()
        assert votes is not None
        assert (votes.cast, votes.recused) == (1, 1)
        assert [each.id for each in meeting.comparison().within.panel.members if each.recused] == [  # type: ignore[union-attr]
            "member-2"
        ]

    def test_nobody_voted(self) -> None:
        meeting = PanelMeeting()
        meeting.member_votes("member-1", "abstained")
        assert meeting.votes() is None
