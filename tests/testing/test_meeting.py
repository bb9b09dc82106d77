"""A panel meeting: whatever happens in it, the answer stands up to what is on the table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

import gradekit as gk
from gradekit.testing.meeting import PanelMeeting

TestMeeting = PanelMeeting.TestCase
TestMeeting.settings = settings(max_examples=12, stateful_step_count=15, deadline=None)

LOOKING = settings(
    max_examples=300,
    stateful_step_count=12,
    deadline=None,
    database=None,
    derandomize=True,
    report_multiple_bugs=False,
    phases=[Phase.generate],
)


def votes_ignored(comparison: gk.Comparison, policy: gk.Policy) -> gk.Recommendation:
    return gk.recommend(evolve(comparison, votes=None), policy)


def first_row_only(comparison: gk.Comparison, policy: gk.Policy) -> gk.Recommendation:
    return gk.recommend(evolve(comparison, evidence=comparison.evidence[:1]), policy)


def certainty_raised(comparison: gk.Comparison, policy: gk.Policy) -> gk.Recommendation:
    return gk.recommend(evolve(comparison, overall_certainty=gk.PublishedCertainty("high")), policy)


@pytest.mark.parametrize(
    ("faulty", "law"),
    [
        (votes_ignored, "majority where voted|consensus where voted"),
        (first_row_only, "order of rows|needs certainty or a paradigm"),
        (certainty_raised, "strong needs certainty or a paradigm"),
    ],
)
def test_a_faulty_function_fails(
    faulty: Callable[[gk.Comparison, gk.Policy], gk.Recommendation], law: str
) -> None:
    class Faulty(PanelMeeting):
        pass

    Faulty.recommend = staticmethod(faulty)
    with pytest.raises(AssertionError, match=law):
        run_state_machine_as_test(Faulty, settings=LOOKING)


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
