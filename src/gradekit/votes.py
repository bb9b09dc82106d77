"""Votes, and what they say under a voting rule."""

from __future__ import annotations

from attrs import evolve, fields, frozen

from gradekit.answers import Direction, VoteState
from gradekit.errors import Problems
from gradekit.markup import table
from gradekit.numerals import PERCENT, shown
from gradekit.thresholds import compare
from gradekit.voting import VotingRule

__all__ = ["Votes", "vote_state"]


@frozen(kw_only=True)
class Votes:
    """A vote, by answer.

    Args:
        strong_for: votes for a strong recommendation for the intervention.
        conditional_for: for a conditional one.
        either: for either option.
        conditional_against: for a conditional one against.
        strong_against: for a strong one against.
        abstained: members present who gave no answer; they are out of the count.
        recused: members who stood aside for a conflict; out of the count.
        total: members asked, where recorded; must equal the sum of all the above.

    Raises:
        InvalidValue: a negative count, no vote cast, or votes that do not add up to `total`.

    Example:
        >>> Votes(strong_for=17, conditional_for=3).cast
        20
    """

    strong_for: int = 0
    conditional_for: int = 0
    either: int = 0
    conditional_against: int = 0
    strong_against: int = 0
    abstained: int = 0
    recused: int = 0
    total: int | None = None

    def __attrs_post_init__(self) -> None:
        found = Problems()
        counts = {each.name: getattr(self, each.name) for each in fields(Votes)}
        asked = counts.pop("total")
        for name, count in counts.items():
            found.need(
                isinstance(count, int) and not isinstance(count, bool) and count >= 0,
                "votes not counted",
                name,
                expected="a whole number, 0 or more",
                got=count,
                hint="give counts, not percentages",
            )
        found.need(
            asked is None or (isinstance(asked, int) and not isinstance(asked, bool)),
            "votes not counted",
            "total",
            expected="a whole number",
            got=asked,
        )
        found.settle()
        found.need(
            asked is None or self.asked == asked,
            "votes do not add up",
            "total",
            expected=f"the sum of all answers, {self.asked}",
            got=asked,
        )
        found.need(
            self.cast > 0,
            "no vote cast",
            "strong_for",
            expected="at least one vote; leave votes out where nobody voted",
            got=0,
        )
        found.settle()

    @property
    def cast(self) -> int:
        """Votes that count: abstentions and recusals are out."""
        return (
            self.strong_for
            + self.conditional_for
            + self.either
            + self.conditional_against
            + self.strong_against
        )

    @property
    def asked(self) -> int:
        """All members heard of: votes cast, abstentions and recusals."""
        return self.cast + self.abstained + self.recused

    def share_for(self, direction: Direction) -> float:
        """The share of votes cast behind a direction at any strength."""
        behind = {
            Direction.FOR: self.strong_for + self.conditional_for,
            Direction.EITHER: self.either,
            Direction.AGAINST: self.strong_against + self.conditional_against,
        }
        return behind.get(direction, 0) / self.cast

    def _counts(self) -> dict[str, int]:
        counts = {each.name: getattr(self, each.name) for each in fields(Votes)}
        del counts["total"]
        return {name.replace("_", " "): count for name, count in counts.items()}

    def __str__(self) -> str:
        told = ", ".join(f"{count} {name}" for name, count in self._counts().items() if count)
        return f"{told} ({self.cast} cast)"

    def _repr_html_(self) -> str:
        rows = (
            (
                name,
                str(count),
                "out of the count"
                if name in ("abstained", "recused")
                else f"{shown(count / self.cast * PERCENT)}%",
            )
            for name, count in self._counts().items()
        )
        return table(("Answer", "Votes", "Of the votes cast"), rows).html

    def mirrored(self) -> Votes:
        """The same votes with intervention and comparator exchanged."""
        return evolve(
            self,
            strong_for=self.strong_against,
            conditional_for=self.conditional_against,
            conditional_against=self.conditional_for,
            strong_against=self.strong_for,
        )


def vote_state(votes: Votes | None, rule: VotingRule) -> VoteState:
    """What the votes say under a voting rule.

    Args:
        votes: None where nobody voted.
        rule: shares needed; *strong* is inclusive, a direction needs more than its share unless
            the rule says that reaching it is enough.

    Example:
        >>> vote_state(Votes(strong_for=16, conditional_for=4), VotingRule()).value
        'strong for'
    """
    if votes is None:
        return VoteState.NOT_VOTED
    for strong, state, direction in (
        (votes.strong_for, VoteState.STRONG_FOR, Direction.FOR),
        (votes.strong_against, VoteState.STRONG_AGAINST, Direction.AGAINST),
    ):
        enough = compare(strong / votes.cast, rule.strong.value) >= 0
        if enough and _unopposed(votes, direction, rule):
            return state
    for direction, state in (
        (Direction.FOR, VoteState.FOR),
        (Direction.AGAINST, VoteState.AGAINST),
        (Direction.EITHER, VoteState.EITHER),
    ):
        behind = compare(votes.share_for(direction), rule.direction.value)
        reached = behind > 0 or (rule.inclusive.value and behind == 0)
        if reached and _unopposed(votes, direction, rule):
            return state
    return VoteState.NO_MAJORITY


def _unopposed(votes: Votes, direction: Direction, rule: VotingRule) -> bool:
    """Whether votes for the other direction stay below the rule's limit, where it sets one."""
    other = votes.share_for(direction.mirror)
    return direction is Direction.EITHER or compare(other, rule.opposed.value) < 0
