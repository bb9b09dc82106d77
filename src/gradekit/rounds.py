"""Votes over several rounds: who voted what, who stood aside, what was decided, who dissented."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from gradekit.answers import Direction, VoteState
from gradekit.errors import Problems
from gradekit.panel import Panel
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.votes import Votes, vote_state
from gradekit.words import Word, placed

__all__ = ["Ballot", "Cast", "RoundResult", "VotingRound", "VotingRounds"]


class Cast(Word):
    """What a member may answer in a vote."""

    STRONG_FOR = "strong for"
    CONDITIONAL_FOR = "conditional for"
    EITHER = "either"
    CONDITIONAL_AGAINST = "conditional against"
    STRONG_AGAINST = "strong against"
    ABSTAINED = "abstained"
    RECUSED = "recused"

    @property
    def direction(self) -> Direction:
        """Where it points; none for an abstention or a recusal."""
        return _DIRECTIONS.get(self, Direction.NONE)

    @property
    def counts(self) -> bool:
        """Whether it is a vote cast."""
        return self in _DIRECTIONS


_DIRECTIONS = {
    Cast.STRONG_FOR: Direction.FOR,
    Cast.CONDITIONAL_FOR: Direction.FOR,
    Cast.EITHER: Direction.EITHER,
    Cast.CONDITIONAL_AGAINST: Direction.AGAINST,
    Cast.STRONG_AGAINST: Direction.AGAINST,
}
_POINTING = {
    VoteState.STRONG_FOR: Direction.FOR,
    VoteState.FOR: Direction.FOR,
    VoteState.EITHER: Direction.EITHER,
    VoteState.AGAINST: Direction.AGAINST,
    VoteState.STRONG_AGAINST: Direction.AGAINST,
}
_STRONG = {
    VoteState.STRONG_FOR: Cast.STRONG_FOR,
    VoteState.STRONG_AGAINST: Cast.STRONG_AGAINST,
}


@frozen(field_transformer=placed)
class Ballot:
    """One member's vote.

    Args:
        member: id.
        vote: strong for to strong against, abstained or recused.
        reason: said with it.
    """

    member: str
    vote: Cast = field(converter=Cast)
    reason: str = field(default="", kw_only=True)


def _ballots(given: Iterable[Ballot]) -> tuple[Ballot, ...]:
    return tuple(given)


@frozen(field_transformer=placed)
class VotingRound:
    """One round of voting.

    Args:
        ballots: one of each member who was there.
        name: of the round.
        date: as an ISO date.
        note: what was discussed before it.
    """

    ballots: tuple[Ballot, ...] = field(converter=_ballots)
    name: str = field(default="", kw_only=True)
    date: str = field(default="", kw_only=True)
    note: str = field(default="", kw_only=True)


@frozen(kw_only=True)
class RoundResult:
    """What a round came to.

    Args:
        number: of the round, from 1.
        name: of the round.
        votes: counted; None where nobody cast one.
        state: what they say under the rule.
        entitled: members who could have voted: voting members without a recusal.
        quorate: whether enough of them cast a vote; None where no quorum was set.
        absent: entitled members without a ballot.
        recused: members who stood aside for a conflict.
        dissent: ballots for another direction than the round's, with their reasons.
        reserved: ballots for the round's direction at another strength.
    """

    number: int
    name: str
    votes: Votes | None
    state: VoteState
    entitled: int
    quorate: bool | None
    absent: tuple[str, ...]
    recused: tuple[str, ...]
    dissent: tuple[Ballot, ...]
    reserved: tuple[Ballot, ...]

    @property
    def decides(self) -> bool:
        """Whether it settles the matter: a majority, and a quorum where one was set."""
        settled = self.state not in (VoteState.NOT_VOTED, VoteState.NO_MAJORITY)
        return settled and self.quorate is not False


@frozen(kw_only=True)
class VotingRounds:
    """Every round of voting on one comparison; none is thrown away.

    Members whom the panel records as recused, or who are named here, stand aside in every round,
    whether or not they handed in a ballot.

    Args:
        rounds: in order.
        panel: who may vote; without it, whoever handed in a ballot.
        recused: ids of members who stand aside for a conflict on this question.
        quorum: share of the entitled that must cast a vote, inclusive; None where none was set.
        most: rounds the rules of the panel allow; None where they set no number.
        policy: with the voting rule.

    Raises:
        InvalidValue: two ballots of one member in a round, a vote of somebody who is not on the
            panel, does not vote or stands aside, a quorum outside 0 to 1, or too many rounds.

    Example:
        >>> first = VotingRound([Ballot("a", "strong for"), Ballot("b", "either")])
        >>> second = VotingRound([Ballot("a", "strong for"), Ballot("b", "conditional for")])
        >>> made = VotingRounds(rounds=(first, second), quorum=0.8)
        >>> [each.state.value for each in made.results], made.decided.number
        (['no majority', 'for'], 2)
    """

    rounds: tuple[VotingRound, ...]
    panel: Panel | None = None
    recused: tuple[str, ...] = ()
    quorum: float | None = None
    most: int | None = None
    policy: Policy = BMJ_RAPID

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need(
            self.quorum is None or 0 <= self.quorum <= 1,
            "quorum outside 0 to 1",
            "quorum",
            expected="a share of the entitled members, from 0 to 1",
            got=self.quorum,
        )
        found.need(
            self.most is None or len(self.rounds) <= self.most,
            "too many rounds",
            "rounds",
            expected=f"at most {self.most}",
            got=len(self.rounds),
        )
        members = {each.id: each for each in self.panel.members} if self.panel else {}
        aside = set(self.standing_aside)
        for place, each in enumerate(self.rounds):
            seen: set[str] = set()
            for nth, ballot in enumerate(each.ballots):
                path = ("rounds", place, "ballots", nth)
                found.need(
                    ballot.member not in seen,
                    "two ballots of one member",
                    *path,
                    expected="one ballot of each member",
                    got=ballot.member,
                )
                seen.add(ballot.member)
                member = members.get(ballot.member)
                found.need(
                    not members or member is not None,
                    "unknown member",
                    *path,
                    "member",
                    expected="a member of the panel",
                    got=ballot.member,
                )
                found.need(
                    member is None or member.voting is not False or not ballot.vote.counts,
                    "vote of a member who does not vote",
                    *path,
                    "vote",
                    expected="no vote",
                    got=ballot.vote.value,
                )
                found.need(
                    ballot.member not in aside or ballot.vote is Cast.RECUSED,
                    "vote of a member who stands aside",
                    *path,
                    "vote",
                    expected="recused, or no ballot",
                    got=ballot.vote.value,
                    hint="a recusal for a conflict covers every round",
                )
        found.settle()

    @property
    def standing_aside(self) -> tuple[str, ...]:
        """Members recused by the panel's record or for this question."""
        recorded = (each.id for each in self.panel.members if each.recused) if self.panel else ()
        return tuple(dict.fromkeys((*recorded, *self.recused)))

    @property
    def results(self) -> tuple[RoundResult, ...]:
        """What each round came to."""
        return tuple(self._result(place, each) for place, each in enumerate(self.rounds))

    @property
    def decided(self) -> RoundResult | None:
        """The first round that settles the matter; None where none did."""
        return next((each for each in self.results if each.decides), None)

    @property
    def votes(self) -> Votes | None:
        """The votes that stand: those of the deciding round, else of the last quorate one."""
        settled = self.decided
        if settled is not None:
            return settled.votes
        held = [each for each in self.results if each.quorate is not False]
        return held[-1].votes if held else None

    def _result(self, place: int, held: VotingRound) -> RoundResult:
        given = {ballot.member: ballot for ballot in held.ballots}
        aside = tuple(
            dict.fromkeys(
                (
                    *self.standing_aside,
                    *(name for name, ballot in given.items() if ballot.vote is Cast.RECUSED),
                )
            )
        )
        voting = (
            tuple(each.id for each in self.panel.members if each.voting is not False)
            if self.panel and self.panel.members
            else tuple(given)
        )
        entitled = tuple(name for name in voting if name not in aside)
        cast = [ballot for ballot in held.ballots if ballot.vote.counts]
        counts = {each: sum(ballot.vote is each for ballot in held.ballots) for each in Cast}
        votes = (
            Votes(
                **{each.name.lower(): counts[each] for each in Cast if each.counts},
                abstained=counts[Cast.ABSTAINED],
                recused=len(aside),
            )
            if cast
            else None
        )
        state = vote_state(votes, self.policy.voting)
        direction = _POINTING.get(state)
        return RoundResult(
            number=place + 1,
            name=held.name or f"round {place + 1}",
            votes=votes,
            state=state,
            entitled=len(entitled),
            quorate=None
            if self.quorum is None
            else bool(entitled) and len(cast) / len(entitled) >= self.quorum,
            absent=tuple(name for name in entitled if name not in given),
            recused=aside,
            dissent=tuple(
                ballot
                for ballot in cast
                if direction is not None and ballot.vote.direction is not direction
            ),
            reserved=tuple(
                ballot
                for ballot in cast
                if ballot.vote.direction is direction and _reserved(ballot.vote, state)
            ),
        )


def _reserved(vote: Cast, state: VoteState) -> bool:
    """Whether a vote in the round's direction asked for another strength."""
    strong = _STRONG.get(state)
    if strong is not None:
        return vote is not strong
    return vote in _STRONG.values()
