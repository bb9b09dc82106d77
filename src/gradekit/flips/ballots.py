"""Ballots: how few of those cast would have to change for the votes to say something else."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from gradekit.answers import VoteState
from gradekit.votes import Votes, vote_state
from gradekit.voting import VotingRule

__all__ = ["EXEMPLARS", "fewest_moved"]

EXEMPLARS = {
    VoteState.STRONG_FOR: Votes(strong_for=1),
    VoteState.FOR: Votes(conditional_for=1),
    VoteState.EITHER: Votes(either=1),
    VoteState.AGAINST: Votes(conditional_against=1),
    VoteState.STRONG_AGAINST: Votes(strong_against=1),
    VoteState.NO_MAJORITY: Votes(strong_for=1, strong_against=1),
}
"""A vote that says each of these under any rule, for a comparison nobody voted on."""

_FOR = ("strong_for", "conditional_for")
_AGAINST = ("strong_against", "conditional_against")
_EITHER = ("either",)


def _taken(votes: Votes, sources: tuple[str, ...], number: int) -> dict[str, int] | None:
    """Counts once `number` ballots were taken from these answers, in this order."""
    left: dict[str, int] = {}
    for name in sources:
        count = getattr(votes, name)
        out = min(count, number)
        left[name] = count - out
        number -= out
    return None if number else left


def _moved(votes: Votes, sources: tuple[str, ...], to: str, number: int) -> Votes | None:
    left = _taken(votes, sources, number)
    if left is None:
        return None
    added = left.get(to, getattr(votes, to)) + number
    return evolve(votes, **{**left, to: added})


def _two_moves(
    votes: Votes,
    total: int,
    one: tuple[tuple[str, ...], str],
    other: tuple[tuple[str, ...], str],
) -> Iterator[Votes]:
    """`total` ballots moved, split between two ways of moving in every proportion."""
    for first in range(total, -1, -1):
        between = _moved(votes, *one, first)
        made = None if between is None else _moved(between, *other, total - first)
        if made is not None:
            yield made


def _candidates(votes: Votes, state: VoteState, total: int) -> Iterator[Votes]:
    """Votes with `total` ballots moved towards what they are to say, the opposed ones first."""
    if state is VoteState.EITHER:
        yield from _two_moves(votes, total, (_FOR, "either"), (_AGAINST, "either"))
        return
    if state is VoteState.NO_MAJORITY:
        for source, others in (
            (_FOR, ("either", "strong_against")),
            (_AGAINST, ("either", "strong_for")),
            (_EITHER, ("strong_for", "strong_against")),
        ):
            yield from _two_moves(votes, total, (source, others[0]), (source, others[1]))
        return
    toward, away = (
        (_FOR, _AGAINST) if state in (VoteState.STRONG_FOR, VoteState.FOR) else (_AGAINST, _FOR)
    )
    strong, conditional = toward
    if state in (VoteState.STRONG_FOR, VoteState.STRONG_AGAINST):
        sources = (*away, *_EITHER, conditional)
        yield from _two_moves(votes, total, (sources, strong), ((), strong))
        return
    yield from _two_moves(votes, total, ((*away, *_EITHER), conditional), ((strong,), conditional))


def fewest_moved(votes: Votes, state: VoteState, rule: VotingRule) -> tuple[Votes, int] | None:
    """The votes with the fewest ballots changed that say this, and how many were changed.

    Args:
        votes: as cast; abstentions and recusals stay as they are.
        state: what they are to say.
        rule: the voting rule.

    Returns:
        None where no number of ballots does it.

    Example:
        >>> fewest_moved(Votes(strong_for=16, either=4), VoteState("for"), VotingRule())[1]
        1
    """
    for total in range(votes.cast + 1):
        for made in _candidates(votes, state, total):
            if vote_state(made, rule) is state:
                return made, total
    return None
