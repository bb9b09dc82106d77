"""The votes behind an answer, counted out: what was reached, and what the policy's rule asks."""

from __future__ import annotations

from collections.abc import Iterator

from gradekit.answers import Direction
from gradekit.numerals import several
from gradekit.votes import Votes
from gradekit.voting import VotingRule
from gradekit.wording import Line, percent

__all__ = ["ballot_lines"]

_NO_LIMIT = 1.0


def ballot_lines(votes: Votes, rule: VotingRule, direction: Direction) -> Iterator[Line]:
    """The arithmetic of the consensus ceiling for a direction.

    Args:
        votes: as cast.
        rule: shares needed.
        direction: before the vote.

    Example:
        >>> votes = Votes(strong_for=14, conditional_for=5, either=1)
        >>> for line in ballot_lines(votes, VotingRule(), Direction.FOR):
        ...     print(line.text)
        14 of 20 votes cast (70%) behind strong for; 80% needed
        19 of 20 votes cast (95%) behind for at any strength; more than 50% needed
    """
    strong = {Direction.FOR: votes.strong_for, Direction.AGAINST: votes.strong_against}
    if direction in strong:
        needed = f"{percent(rule.strong.value)} needed"
        yield Line(f"{_counted(strong[direction], votes)} behind strong {direction}; {needed}", 1)
    behind = round(votes.share_for(direction) * votes.cast)
    more = "" if rule.inclusive.value else "more than "
    strength = "" if direction is Direction.EITHER else " at any strength"
    needed = f"{more}{percent(rule.direction.value)} needed"
    yield Line(f"{_counted(behind, votes)} behind {direction}{strength}; {needed}", 1)
    if direction in strong and rule.opposed.value < _NO_LIMIT:
        other = direction.mirror
        opposed = round(votes.share_for(other) * votes.cast)
        limit = f"less than {percent(rule.opposed.value)} allowed"
        yield Line(f"{_counted(opposed, votes)} behind {other}; {limit}", 1)


def _counted(count: int, votes: Votes) -> str:
    # One decimal, so that 79.6% never stands beside the 80% it does not reach.
    share = f"{100 * count / votes.cast:.1f}".removesuffix(".0")
    return f"{count} of {several(votes.cast, 'vote')} cast ({share}%)"
