"""Whether answers to comparisons keep a law: what was asked, what was answered, under which policy.

Each check says what must hold of the answers alone, by the words recorded in the comparison; only
`as_the_rules` computes the answer it expects.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gradekit.answers import Direction, Secondary, ShareBand, Strength
from gradekit.comparison import Comparison
from gradekit.decision import decide
from gradekit.evidence import Evidence
from gradekit.judgements import level_of
from gradekit.policy import Policy
from gradekit.scales import Arm, Certainty, Importance, OutcomeKind, Role
from gradekit.situation import situation
from gradekit.testing.comparison_asked import Asked
from gradekit.testing.strategies.frames import evidence_rows
from gradekit.testing.sweep import Answer, worded
from gradekit.votes import Votes

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Kept",
    "as_the_rules",
    "dominance_alone",
    "first_as_last",
    "framed",
    "majority_behind",
    "mirrored",
    "never_toward_against",
    "never_toward_for",
    "never_weaker",
    "same_direction",
    "strong_has_what_it_needs",
    "the_same",
    "total",
    "unknown_share",
]

Given = tuple[Answer, ...]
Kept = Callable[[Asked, Given, Policy], bool]

_OTHER = {
    Direction.FOR: Secondary.FAVOUR_COMPARATOR,
    Direction.AGAINST: Secondary.FAVOUR_INTERVENTION,
}
_CHOSEN = {Direction.FOR: Arm.INTERVENTION, Direction.AGAINST: Arm.COMPARATOR}
_NEARLY = 1e-9  # what thresholds allow for the arithmetic of shares


def total(_: Asked, answers: Given, __: Policy) -> bool:
    """No strength, no direction; and what binds is said."""
    (answer,) = answers
    nothing = answer.strength is Strength.NONE
    unbound = not answer.binding
    return nothing is (answer.direction is Direction.NONE) and unbound is (
        answer.strength is Strength.STRONG
    )


def first_as_last(_: Asked, answers: Given, __: Policy) -> bool:
    """The first and the last answer are the same."""
    return answers[0] == answers[-1]


def the_same(_: Asked, answers: Given, __: Policy) -> bool:
    """All answers are the same."""
    return len(set(answers)) == 1


def mirrored(_: Asked, answers: Given, __: Policy) -> bool:
    """The second is the first with the direction turned."""
    one, other = answers
    return other == one.mirror


def strong_has_what_it_needs(asked: Asked, answers: Given, policy: Policy) -> bool:
    """Share, certainty or a paradigm, criteria and votes, wherever they were recorded."""
    (comparison,), (answer,) = asked, answers
    if answer.strength is not Strength.STRONG:
        return True
    certain = _overall(comparison) >= policy.strong_certainty.value or bool(answer.paradigms)
    criteria = comparison.etd.secondary if comparison.etd is not None else None
    return (
        certain
        and criteria is not _OTHER[answer.direction]
        and _chosen(comparison, answer.direction, policy)
        and _strongly(comparison.votes, answer.direction, policy)
    )


def _chosen(comparison: Comparison, direction: Direction, policy: Policy) -> bool:
    """Whether the share that was judged, if any, is nearly all for the option recommended."""
    share = comparison.share
    if share is None or share.band is ShareBand.UNKNOWN:
        return True
    own = share.option is _CHOSEN[direction]
    if share.band is not None:
        return share.band is (ShareBand.NEARLY_ALL if own else ShareBand.ALMOST_NONE)
    low, high = share.low or 0.0, share.high or 0.0
    least = policy.nearly_all.value - _NEARLY
    if 1 - low >= least and high >= least:  # from almost none to nearly all: nobody knows
        return True
    return (low if own else 1 - high) >= least


def _strongly(votes: Votes | None, direction: Direction, policy: Policy) -> bool:
    if votes is None:
        return True
    behind = votes.strong_for if direction is Direction.FOR else votes.strong_against
    return behind / votes.cast >= policy.voting.strong.value - _NEARLY


def _overall(comparison: Comparison) -> Certainty:
    """The certainty that counts: as recorded, else the lowest of the outcomes that decide."""
    recorded = level_of(comparison.overall_certainty)
    if recorded is not None:
        return recorded
    for importance in (Importance.CRITICAL, Importance.IMPORTANT):
        rows = [
            each
            for each in comparison.evidence
            if each.role is Role.DECIDING and comparison.importance_of(each.outcome) is importance
        ]
        if rows:
            return min(map(_counted, rows))
    return Certainty.VERY_LOW


def _counted(row: Evidence) -> Certainty:
    """The certainty a row counts with: very low where nothing was studied, or nothing rated."""
    studied = (row.estimate, row.incidence, row.judged_effect) != (None, None, None)
    level = level_of(row.certainty)
    return level if studied and level is not None else Certainty.VERY_LOW


def majority_behind(asked: Asked, answers: Given, policy: Policy) -> bool:
    """Where votes were cast, a majority is behind the direction."""
    (comparison,), (answer,) = asked, answers
    votes = comparison.votes
    if votes is None or answer.strength is Strength.NONE:
        return True
    behind, needed = votes.share_for(answer.direction), policy.voting.direction.value
    inclusive = policy.voting.inclusive.value
    return behind >= needed - _NEARLY if inclusive else behind > needed


def unknown_share(asked: Asked, answers: Given, _: Policy) -> bool:
    """Recorded as unknown, and without a balance, it ends in no recommendation."""
    (comparison,), (answer,) = asked, answers
    share = comparison.share
    unknown = share is not None and share.band is ShareBand.UNKNOWN
    return not (unknown and comparison.balance is None) or answer.direction is Direction.NONE


def dominance_alone(asked: Asked, answers: Given, policy: Policy) -> bool:
    """A direction nobody was asked about has what dominance needs at the least."""
    (comparison,), (answer,) = asked, answers
    if answer.direction is Direction.NONE:
        return True
    established = policy.established.value
    rows = [each for each in comparison.evidence if each.role is Role.DECIDING]
    benefits = [
        each
        for each in rows
        if each.outcome.kind is OutcomeKind.BENEFIT
        and comparison.importance_of(each.outcome) is Importance.CRITICAL
    ]
    harms = [
        each
        for each in rows
        if each.outcome.kind is not OutcomeKind.BENEFIT
        and comparison.importance_of(each.outcome) is not Importance.LIMITED
        and _counted(each) >= established
    ]
    sure = bool(benefits) and all(_counted(each) >= established for each in benefits)
    return sure and bool(harms)


def as_the_rules(asked: Asked, answers: Given, policy: Policy) -> bool:
    """What the rules give for the finite situation that the comparison comes to."""
    (comparison,), (answer,) = asked, answers
    return answer == worded(decide(situation(comparison, policy=policy), policy))


def never_weaker(_: Asked, answers: Given, __: Policy) -> bool:
    """The second points the same way, and is at least as strong."""
    before, after = answers
    return after.direction is before.direction and after.strength >= before.strength


def same_direction(_: Asked, answers: Given, __: Policy) -> bool:
    """Both point the same way."""
    before, after = answers
    return after.direction is before.direction


def never_toward_against(_: Asked, answers: Given, __: Policy) -> bool:
    """The second stands no closer to strong against."""
    before, after = answers
    return after.toward >= before.toward


def never_toward_for(_: Asked, answers: Given, __: Policy) -> bool:
    """The second stands no closer to strong for."""
    before, after = answers
    return after.toward <= before.toward


def framed(frame: Callable[[pd.DataFrame], pd.DataFrame]) -> Kept:
    """Whether a function of frames answers as the function of comparisons did.

    Args:
        frame: from a frame of evidence to one of answers, indexed by comparison.
    """

    def kept(asked: Asked, answers: Given, _: Policy) -> bool:
        import pandas as pd  # noqa: PLC0415 - loaded where somebody has a function of frames

        rows = [row for each in asked for row in evidence_rows(each)]
        found = frame(pd.DataFrame(rows))
        columns = [each for each in _COLUMNS if each in found.columns]
        return all(
            [_told(found.loc[each.id, name]) for name in columns]
            == [_told(_COLUMNS[name](answer)) for name in columns]
            for each, answer in zip(asked, answers, strict=True)
        )

    return kept


# What a frame may say of an answer, each as the words it is made of.
_COLUMNS: dict[str, Callable[[Answer], object]] = {
    "direction": lambda answer: answer.direction.value,
    "strength": lambda answer: answer.strength.value,
    "paradigms": lambda answer: ", ".join(map(str, answer.paradigms)) or "none",
    "binding": lambda answer: ", ".join(answer.binding) or "none",
}


def _told(cell: object) -> list[str]:
    """The words of a cell; in which order several of them stand says nothing."""
    return sorted(str(cell).split(", "))
