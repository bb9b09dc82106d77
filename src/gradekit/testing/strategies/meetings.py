"""Strategies for what members of a panel hand in: answers to a poll, ballots, rounds of voting."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from gradekit.outcomes import Outcome
from gradekit.panel import Panel
from gradekit.poll import Poll, PollAnswer, Take
from gradekit.rounds import Ballot, Cast, VotingRound, VotingRounds
from gradekit.testing.strategies.choice import (
    ANY,
    Given,
    a,
    checked,
    dates,
    identifiers,
    optionally,
    proportions,
    texts,
    whole,
    word,
)
from gradekit.testing.strategies.drawing import beside, composite, pick, sampled
from gradekit.testing.strategies.numbers import citations
from gradekit.testing.strategies.panels import panels, policies, scenarios
from gradekit.testing.strategies.questions import outcomes

__all__ = ["ballots", "poll_answers", "polls", "rounds_of_voting", "voting_rounds"]

_SELDOM = sampled((False, False, True))
_CAST = [each for each in Cast if each.counts]


@checked(member=a(str), scenario=a(str))
@composite
def poll_answers(
    draw: st.DrawFn,
    *,
    member: Given[str] = ANY,
    scenario: Given[str] = ANY,
    sized: bool = True,
) -> PollAnswer:
    """One panellist's answer to one question.

    Args:
        member: who answered.
        scenario: id of the question.
        sized: whether the smallest benefit people would require may be told.
    """
    size = optionally(st.integers(1, 80).map(lambda part: part / 8)) if sized else st.none()
    return PollAnswer(
        member=pick(draw, member, identifiers()),
        scenario=pick(draw, scenario, identifiers()),
        share=draw(proportions() | st.none()),
        smallest_benefit=draw(size),
    )


@checked(most=whole(1))
@composite
def polls(draw: st.DrawFn, *, most: int = 3) -> Poll:
    """The answers of a panel to a list of questions, at least one to each.

    Args:
        most: questions.
    """
    measured: Outcome | None = draw(optionally(outcomes(id="outcome")))
    members = [f"member-{nth + 1}" for nth in range(draw(st.integers(1, 4)))]
    questions = tuple(
        draw(scenarios(id=f"scenario-{nth + 1}", outcome=measured))
        for nth in range(draw(st.integers(1, most)))
    )
    answers: list[PollAnswer] = []
    for each in questions:
        first = PollAnswer(member=members[0], scenario=each.id, share=draw(proportions()))
        answers.append(first)
        bits = draw(st.integers(0, 2 ** (len(members) - 1) - 1))
        answers += [
            draw(poll_answers(member=name, scenario=each.id, sized=measured is not None))
            for nth, name in enumerate(members[1:])
            if bits >> nth & 1
        ]
    aside = ("member-aside",) if draw(_SELDOM) else ()
    asked = (*members, *aside, "member-silent") if draw(_SELDOM) else ()
    return Poll(
        questions=questions,
        answers=tuple(answers),
        asked=asked,
        recused=aside,
        before_evidence=draw(optionally(st.booleans())),
        **beside(draw, take=sampled(Take), source=citations()),
    )


@checked(member=a(str), vote=word(Cast))
@composite
def ballots(draw: st.DrawFn, *, member: Given[str] = ANY, vote: Given[Cast | str] = ANY) -> Ballot:
    """One member's vote.

    Args:
        member: id.
        vote: strong for to strong against, abstained or recused.
    """
    return Ballot(
        pick(draw, member, identifiers()),
        pick(draw, vote, sampled(Cast)),
        **beside(draw, reason=texts()),
    )


@composite
def _round(
    draw: st.DrawFn, members: tuple[str, ...], silent: Iterable[str], aside: Iterable[str]
) -> VotingRound:
    """One round: ballots of some members, in which nobody votes who does not."""
    bits = draw(st.integers(0, 2 ** len(members) - 1))
    handed = []
    for nth, name in enumerate(members):
        votes = [*_CAST, Cast.ABSTAINED, Cast.RECUSED]
        if name in silent:
            votes = [Cast.ABSTAINED, Cast.RECUSED]
        if name in aside:
            votes = [Cast.RECUSED]
        if bits >> nth & 1:
            handed.append(draw(ballots(member=name, vote=sampled(votes))))
    return VotingRound(tuple(handed), **beside(draw, name=texts(), date=dates(), note=texts()))


def voting_rounds() -> st.SearchStrategy[VotingRound]:
    """One round of voting."""
    return _round(tuple(f"member-{nth}" for nth in range(1, 5)), (), ())


@checked(panel=a(Panel, none=True), most=whole(0))
@composite
def rounds_of_voting(
    draw: st.DrawFn, *, panel: Given[Panel | None] = ANY, most: int = 3
) -> VotingRounds:
    """Every round of voting on one comparison.

    Args:
        panel: who may vote; without one, or without members, whoever hands in a ballot.
        most: rounds.
    """
    sits = pick(draw, panel, optionally(panels(survey=None)))
    members = sits.members if sits is not None else ()
    names = tuple(each.id for each in members) or ("member-1", "member-2", "member-3")
    recused = (draw(sampled(names)),) if draw(_SELDOM) else ()
    silent = {each.id for each in members if each.voting is False}
    aside = {each.id for each in members if each.recused} | set(recused)
    held = draw(st.lists(_round(names, silent, aside), max_size=most))
    return VotingRounds(
        rounds=tuple(held),
        panel=sits,
        recused=recused,
        quorum=draw(optionally(proportions())),
        most=draw(sampled((None, most))),
        policy=draw(policies()),
    )
