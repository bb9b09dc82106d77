"""Answers to a survey and votes, from frames, CSV files and rows."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import gradekit as gk
from gradekit import meeting
from gradekit.poll import Poll, PollAnswer, out_of_order
from gradekit.rounds import Ballot, VotingRound, VotingRounds


def asked(name: str, benefit: str = "important", *levels: str, **changes: object) -> gk.Scenario:
    return gk.Scenario(
        name,
        benefit=benefit,
        benefit_certainties=list(levels or ("high",)),
        harm_certainties=["high"],
        share=gk.Share(band="unknown"),
        **changes,  # type: ignore[arg-type]
    )


ROWS: list[dict[str, Any]] = [
    {"member": "a", "scenario": "good", "share": 0.95},
    {"member": "b", "scenario": "good", "share": 0.92},
    {"member": "c", "scenario": "good", "share": 0.4},
    {"member": "a", "scenario": "poor", "share": 0.1},
    {"member": "b", "scenario": "poor", "share": 0.3},
    {"member": "c", "scenario": "poor", "share": None},
]
QUESTIONS = (asked("good"), asked("poor", "important", "low"))


class TestPoll:
    def test_median_spread_agreement(self) -> None:
        good, poor = meeting.poll(ROWS, QUESTIONS).tallies
        assert (good.median, good.lower, good.upper) == pytest.approx((0.92, 0.66, 0.935))
        assert good.spread == pytest.approx(0.275)
        assert good.agreement == pytest.approx(2 / 3)
        assert (good.answered, good.silent) == (3, ())
        assert (poor.answered, poor.silent) == (2, ("c",))
        assert poor.median == pytest.approx(0.2)

    def test_the_survey_says_how_it_was_taken(self) -> None:
        survey = meeting.poll(ROWS, QUESTIONS, before_evidence=True).survey
        share = survey.scenarios[0].share
        assert (share.low, share.high, survey.before_evidence) == (0.92, 0.92, True)
        assert share.rationale.startswith("median of 3 answers; median 0.92, quartiles 0.66")

    def test_other_ways_of_taking_one_share(self) -> None:
        ends = {}
        for take in ("quartiles", "range"):
            share = meeting.poll(ROWS, QUESTIONS, take=take).survey.scenarios[0].share
            ends[take] = (share.low, share.high)
        assert ends["quartiles"] == pytest.approx((0.66, 0.935))
        assert ends["range"] == (0.4, 0.95)

    def test_frame_csv_and_rows_are_one(self, tmp_path: Path) -> None:
        frame = pd.DataFrame(ROWS)
        path = tmp_path / "answers.csv"
        frame.to_csv(path, index=False)
        rows = meeting.poll(ROWS, QUESTIONS)
        assert meeting.poll(frame, QUESTIONS) == rows  # type: ignore[arg-type]
        assert meeting.poll(path, QUESTIONS) == rows

    def test_smallest_benefit_half_would_take(self) -> None:
        rows = [
            {"member": m, "scenario": "good", "share": 0.9, "smallest_benefit": size}
            for m, size in zip("abc", (1, 2, 5), strict=True)
        ]
        question = asked("good", outcome="pain", smallest_benefit=9, unit="cm")
        survey = meeting.poll(rows, [question]).survey
        assert survey.scenarios[0].smallest_benefit == 2

    def test_every_problem_with_its_row_and_column(self) -> None:
        rows: list[dict[str, Any]] = [
            {"member": "a", "scenario": "good", "share": "most"},
            {"member": None, "scenario": "good", "share": 95},
        ]
        with pytest.raises(gk.DocumentError) as raised:
            meeting.poll(rows, QUESTIONS)
        told = [(each.what, each.place) for each in raised.value.problems]
        assert told == [
            ("not a number", "$[0].share"),
            ("missing cell", "$[1].member"),
            ("share outside 0 to 1", "$[1].share"),
        ]

    def test_unknown_column(self) -> None:
        with pytest.raises(gk.DocumentError, match="unknown column"):
            meeting.poll([{"name": "a"}], QUESTIONS)

    @pytest.mark.parametrize(
        ("rows", "told"),
        [
            ([*ROWS, ROWS[0]], "two answers to one question"),
            ([*ROWS, {"member": "a", "scenario": "best", "share": 1}], "unknown scenario"),
            (ROWS[:3], "question nobody answered"),
            (
                [*ROWS[1:], {**ROWS[0], "smallest_benefit": 2}],
                r"smallest benefit without an outcome @ \$\.answers\[5\]\.smallest_benefit",
            ),
        ],
    )
    def test_refused(self, rows: list[dict[str, Any]], told: str) -> None:
        with pytest.raises(gk.InvalidValue, match=told):
            meeting.poll(rows, QUESTIONS)

    def test_members_of_the_panel(self) -> None:
        panel = gk.Panel((gk.Member("a", "patient"), gk.Member("b", "clinician")))
        with pytest.raises(gk.InvalidValue, match="unknown member"):
            meeting.poll(ROWS, QUESTIONS, panel=panel)
        told = meeting.poll([*ROWS[:1], *ROWS[3:4]], QUESTIONS, panel=panel)
        assert told.tallies[0].silent == ("b",)

    def test_a_recusal_is_no_missing_answer(self) -> None:
        aside = gk.Member("c", "clinician", conflicts=("fees",), recused=True)
        panel = gk.Panel((*(gk.Member(name, "clinician") for name in "abd"), aside))
        answered = [row for row in ROWS if row["member"] != "c"]
        told = meeting.poll(answered, QUESTIONS, panel=panel)
        assert {(each.silent, each.recused) for each in told.tallies} == {(("d",), ("c",))}
        here = meeting.poll(answered, QUESTIONS, panel=panel, recused=["d"])
        assert {(each.silent, each.recused) for each in here.tallies} == {((), ("c", "d"))}
        with pytest.raises(gk.InvalidValue, match="answer of a member who stands aside"):
            meeting.poll(ROWS, QUESTIONS, panel=panel)
        with pytest.raises(gk.InvalidValue, match=r"unknown member @ \$.recused"):
            meeting.poll(answered, QUESTIONS, panel=panel, recused=["x"])

    def test_gaps_are_reported(self) -> None:
        found = meeting.survey_gaps(meeting.poll(ROWS, QUESTIONS))
        assert {each.code for each in found} == {"survey.gap"}

    def test_answers_out_of_order(self) -> None:
        survey = meeting.poll(ROWS, QUESTIONS).survey
        assert out_of_order(survey) == ()
        good, poor = survey.scenarios
        turned = gk.Survey((evolve(good, share=poor.share), evolve(poor, share=good.share)))
        (one,) = out_of_order(turned)
        assert (one.better, one.worse) == ("good", "poor")
        assert str(one).startswith("fewer would choose good than poor")

    def test_the_published_survey_is_in_order(self, guide: gk.Guideline) -> None:
        assert guide.panel is not None
        assert guide.panel.survey is not None
        assert out_of_order(guide.panel.survey) == ()

    def test_order_by_harm_certainty_smallest_benefit_and_band(self) -> None:
        def said(name: str, band: str, **changes: Any) -> gk.Scenario:  # noqa: ANN401
            return evolve(asked(name), share=gk.Share(band=band), **changes)

        good = said("good", "minority")
        for other, told in (
            (said("harmful", "majority", harm_certainties=["low"]), 0),  # less harm: not worse
            (said("modest", "majority", outcome="pain", smallest_benefit=1), 0),
            (said("none", "majority", benefit="none"), 1),
            (said("open", "unknown", benefit="none"), 0),
        ):
            assert len(out_of_order(gk.Survey((good, other)))) == told

    @given(st.lists(st.integers(0, 100), min_size=1, max_size=30))
    def test_laws(self, percents: list[int]) -> None:
        answers = tuple(
            PollAnswer(member=str(nth), scenario="good", share=each / 100)
            for nth, each in enumerate(percents)
        )
        (tally,) = Poll(questions=(asked("good"),), answers=answers).tallies
        assert tally.median == median(each / 100 for each in percents)
        assert tally.least <= tally.lower <= tally.median <= tally.upper <= tally.greatest
        assert sum(tally.bands.values()) == tally.answered == len(percents)
        assert 0 <= tally.agreement <= 1


MEMBERS = gk.Panel(
    (
        *(gk.Member(name, "clinician") for name in "abcd"),
        gk.Member("e", "patient"),
        gk.Member("m", "methodologist", voting=False),
        gk.Member("r", "clinician", conflicts=("a company",), recused=True),
    )
)


def ballots(said: dict[str, str]) -> VotingRound:
    return VotingRound([Ballot(who, what) for who, what in said.items()])


class TestRounds:
    def test_recusals_are_out_of_the_count(self) -> None:
        held = ballots(dict.fromkeys("abcd", "strong for") | {"e": "strong against"})
        (one,) = VotingRounds(rounds=(held,), panel=MEMBERS, quorum=1.0).results
        assert one.votes is not None
        assert (one.votes.cast, one.votes.recused, one.entitled) == (5, 1, 5)
        assert (one.state, one.quorate, one.recused) == ("strong for", True, ("r",))
        assert [each.member for each in one.dissent] == ["e"]

    def test_a_recusal_for_this_question(self) -> None:
        held = ballots(dict.fromkeys("abcd", "strong for"))
        made = VotingRounds(rounds=(held,), panel=MEMBERS, recused=("e",), quorum=1.0)
        assert made.results[0].quorate is True
        assert made.results[0].recused == ("r", "e")
        with pytest.raises(gk.InvalidValue, match="stands aside"):
            VotingRounds(rounds=(held,), panel=MEMBERS, recused=("a",))

    def test_without_a_quorum_nothing_is_decided(self) -> None:
        first = ballots({"a": "strong for", "b": "strong for"})
        second = ballots(dict.fromkeys("abc", "conditional for") | {"d": "either", "e": "either"})
        made = VotingRounds(rounds=(first, second), panel=MEMBERS, quorum=0.75)
        one, two = made.results
        assert (one.quorate, one.decides, one.absent) == (False, False, ("c", "d", "e"))
        assert (two.quorate, two.state) == (True, "for")
        assert made.decided == two
        assert made.votes == two.votes

    def test_every_round_and_dissent_is_kept(self) -> None:
        table = pd.DataFrame(
            [
                ("first", "a", "strong for", ""),
                ("first", "b", "strong against", "too burdensome"),
                ("second", "a", "conditional for", ""),
                ("second", "b", "abstained", ""),
                ("second", "c", "strong for", "would go further"),
                ("second", "d", "conditional for", None),
            ],
            columns=["round", "member", "vote", "reason"],
        )
        made = meeting.votes(table)  # type: ignore[arg-type]
        one, two = made.results
        assert (one.name, one.state, two.state) == ("first", "no majority", "for")
        assert one.dissent == ()
        assert [(each.member, each.reason) for each in two.reserved] == [("c", "would go further")]
        assert made.decided == two
        assert two.votes is not None
        assert two.votes.abstained == 1

    def test_strong_with_a_reservation(self) -> None:
        held = ballots(dict.fromkeys("abcd", "strong for") | {"e": "conditional for"})
        (one,) = VotingRounds(rounds=(held,), panel=MEMBERS).results
        assert (one.state, one.quorate) == ("strong for", None)
        assert [each.member for each in one.reserved] == ["e"]

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ({"x": "either"}, "unknown member"),
            ({"m": "either"}, "does not vote"),
            ({"r": "either"}, "stands aside"),
        ],
    )
    def test_refused(self, said: dict[str, str], told: str) -> None:
        with pytest.raises(gk.InvalidValue, match=told):
            VotingRounds(rounds=(ballots(said),), panel=MEMBERS)

    def test_refused_as_a_whole(self) -> None:
        twice = VotingRound([Ballot("a", "either"), Ballot("a", "either")])
        with pytest.raises(gk.InvalidValue) as raised:
            VotingRounds(rounds=(twice, twice), most=1, quorum=2)
        assert {each.what for each in raised.value.problems} == {
            "quorum outside 0 to 1",
            "too many rounds",
            "two ballots of one member",
        }

    def test_nobody_voted(self) -> None:
        made = VotingRounds(rounds=(ballots({"a": "abstained"}),), panel=MEMBERS, quorum=0.5)
        assert (made.results[0].votes, made.results[0].state) == (None, "not voted")
        assert (made.decided, made.votes) == (None, None)

    def test_a_word_that_is_no_vote(self) -> None:
        rows = [{"round": 1, "member": "a", "vote": "yes"}, {"round": 1, "member": "b"}]
        with pytest.raises(gk.DocumentError) as raised:
            meeting.votes(rows)
        assert [(each.what, each.place) for each in raised.value.problems] == [
            ("unknown cast", "$[0].vote"),
            ("missing cell", "$[1].vote"),
        ]
