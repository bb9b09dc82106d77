"""How the laws of the panel's part are looked for: what opens strong, what binds, what is named.

The other half of `checks`: there an answer must not go too far, here it must go far enough and say
truly what held it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations, islice

from attrs import evolve

from gradekit.answers import Direction, Secondary, ShareBand, Strength, VoteState
from gradekit.ceilings import find_direction
from gradekit.levels import EvidenceHalf
from gradekit.paradigms import match
from gradekit.scales import Certainty, Perspective
from gradekit.situation import PanelHalf
from gradekit.testing.answered import Pair, Space
from gradekit.testing.sweep import SHOWING, Answer

__all__ = [
    "again",
    "binding",
    "consensus",
    "paradigms",
    "secondary",
    "share_gives",
    "strong_given",
    "votes",
]

_BEHIND = {
    Direction.FOR: (VoteState.FOR, VoteState.STRONG_FOR),
    Direction.AGAINST: (VoteState.AGAINST, VoteState.STRONG_AGAINST),
    Direction.EITHER: (VoteState.EITHER,),
}
_STRONGLY = {Direction.FOR: VoteState.STRONG_FOR, Direction.AGAINST: VoteState.STRONG_AGAINST}
_OTHER = {
    Direction.FOR: Secondary.FAVOUR_COMPARATOR,
    Direction.AGAINST: Secondary.FAVOUR_INTERVENTION,
}
_SURE = {Direction.FOR: ShareBand.NEARLY_ALL, Direction.AGAINST: ShareBand.ALMOST_NONE}
_SHOWN = (Direction.AGAINST, Direction.FOR)  # the directions of SHOWING
_NO_ANSWER = (Direction.NONE, Strength.NONE)


def _drafted(panel: PanelHalf) -> Direction:
    """The direction before the vote: the share's, or the balance's where that speaks."""
    return find_direction(panel.share, panel.balance)[0]


def share_gives(space: Space) -> Iterator[Pair]:
    """A direction that neither the share nor the balance gives; an answer without either."""
    for each in space.anywhere():
        _, panel, answer = each
        drafted = _drafted(panel)
        kept = answer.direction in (drafted, Direction.NONE)
        if drafted is Direction.NONE:
            kept = (answer.direction, answer.strength) == _NO_ANSWER
            kept = kept and answer.binding == ("values",)
        if not kept:
            yield (each,)


def strong_given(space: Space) -> Iterator[Pair]:
    """Less than strong where all that strong needs is there."""
    enough = space.policy.strong_certainty.value
    for place, answers in space.sweep.answers.items():
        # These panels give all that strong needs but the certainty, which is low throughout.
        sides = zip(SHOWING, answers, _SHOWN, space.permits(place), strict=True)
        for panel, answer, direction, permitting in sides:
            given = answer.strength is Strength.STRONG and answer.direction is direction
            if not given and (permitting or not space.consulted):
                yield ((space.sweep.evidence(place), panel, answer),)
    for each in space.anywhere():
        evidence, panel, answer = each
        direction = _drafted(panel)
        if direction not in _SURE:
            continue
        clear = panel.balance is not None and panel.balance.is_clear
        stands_in = panel.perspective is Perspective.POPULATION and clear
        shared = panel.share is _SURE[direction] or (panel.share is ShareBand.UNKNOWN and stands_in)
        certain = evidence.overall >= enough or bool(_permitting(space, evidence, direction))
        voted = panel.votes in (VoteState.NOT_VOTED, _STRONGLY[direction])
        unopposed = panel.secondary is not _OTHER[direction]
        given = shared and certain and voted and unopposed
        if given and (answer.direction, answer.strength) != (direction, Strength.STRONG):
            yield (each,)


def _permitting(space: Space, evidence: EvidenceHalf, direction: Direction) -> tuple[int, ...]:
    for_, against = match(evidence, space.policy)
    found = {Direction.FOR: for_, Direction.AGAINST: against}.get(direction)
    return () if found is None else found.permitting


def paradigms(space: Space) -> Iterator[Pair]:
    """Paradigms named that do not permit, or not named that do."""
    for place, answers in space.sweep.answers.items():
        permits = dict(zip(_SHOWN, space.permits(place), strict=True)) if space.consulted else {}
        for panel, answer in zip(SHOWING, answers, strict=True):
            if answer.paradigms != permits.get(answer.direction, ()):
                yield ((space.sweep.evidence(place), panel, answer),)
    yield from _named(space, space.anywhere())
    raised = (
        (evolve(evidence, overall=overall), panel)
        for evidence, _ in space.panels
        for overall in Certainty
        for panel in SHOWING
    )
    yield from _named(space, ((*each, space.ask(*each)) for each in raised))


def _named(
    space: Space, situations: Iterable[tuple[EvidenceHalf, PanelHalf, Answer]]
) -> Iterator[Pair]:
    """Answers that do not name exactly the paradigms their evidence meets below the cut-off."""
    enough = space.policy.strong_certainty.value
    for each in situations:
        evidence, _, answer = each
        below = evidence.overall < enough
        permitting = _permitting(space, evidence, answer.direction) if below else ()
        if answer.paradigms != permitting:
            yield (each,)


def consensus(space: Space) -> Iterator[Pair]:
    """A recommendation no majority is behind, or none although one is."""
    for each in space.anywhere():
        _, panel, answer = each
        direction = _drafted(panel)
        if direction is Direction.NONE:
            continue
        behind = panel.votes is VoteState.NOT_VOTED or panel.votes in _BEHIND[direction]
        if behind is (answer.strength is Strength.NONE):
            yield (each,)


@cache
def _with(panel: PanelHalf, part: str, word: str) -> PanelHalf:
    """The panel half with another word; there are few, and each is asked for in every evidence."""
    return evolve(panel, **{part: word})


def _held(
    space: Space, part: str, order: tuple[str, ...], open_: str
) -> Iterator[tuple[Pair, Answer, Answer, str]]:
    """Neighbours in one part of the panel half, and what is open against each word."""
    for evidence, answers in space.panels:
        for panel, answer in answers.items():
            for word in (*order, open_):
                other = _with(panel, part, word)
                after = answers.get(other)
                if after is not None and other != panel:
                    pair = ((evidence, panel, answer), (evidence, other, after))
                    yield pair, answer, after, word


def secondary(space: Space) -> Iterator[Pair]:
    """Criteria turning to the intervention that move toward against; not judged unlike neutral."""
    rising = (Secondary.FAVOUR_COMPARATOR, Secondary.NEUTRAL, Secondary.FAVOUR_INTERVENTION)
    for pair, before, after, word in _held(space, "secondary", rising, Secondary.NOT_JUDGED):
        at, to = pair[0][1].secondary, Secondary(word)
        if Secondary.NOT_JUDGED in (at, to):
            if Secondary.NEUTRAL in (at, to) and before != after:
                yield pair
        elif rising.index(to) > rising.index(at) and after.toward < before.toward:
            yield pair


_VOTES_RISING = {
    VoteState.STRONG_AGAINST: -2,
    VoteState.AGAINST: -1,
    VoteState.EITHER: 0,
    VoteState.NO_MAJORITY: 0,
    VoteState.FOR: 1,
    VoteState.STRONG_FOR: 2,
}


def votes(space: Space) -> Iterator[Pair]:
    """Votes turning to the intervention that move toward against; not voted that binds."""
    order = tuple(_VOTES_RISING)
    for pair, before, after, word in _held(space, "votes", order, VoteState.NOT_VOTED):
        at, to = pair[0][1].votes, VoteState(word)
        if at is VoteState.NOT_VOTED:
            if to is _STRONGLY.get(_drafted(pair[0][1])) and before != after:
                yield pair
        elif to is not VoteState.NOT_VOTED:
            more = _VOTES_RISING[to] > _VOTES_RISING[at]
            if more and after.toward < before.toward:
                yield pair


def _lifted(
    evidence: EvidenceHalf, panel: PanelHalf, names: tuple[str, ...]
) -> tuple[EvidenceHalf, PanelHalf]:
    """The same with these ceilings lifted as far as they go."""
    if "certainty" in names:
        evidence = evolve(evidence, overall=Certainty.HIGH)
    if "values" in names:
        panel = evolve(panel, share=_SURE[_drafted(panel)])
    if "secondary" in names:
        panel = evolve(panel, secondary=Secondary.NEUTRAL)
    if "consensus" in names:
        panel = evolve(panel, votes=VoteState.NOT_VOTED)
    return evidence, panel


def binding(space: Space) -> Iterator[Pair]:
    """Binding ceilings that are not what binds: all of them lifted raise, fewer never do."""
    for evidence, answers in space.panels:
        for panel, answer in answers.items():
            yield from _bound(space, answers, (evidence, panel, answer))
    for situation, answer in space.drawn.items():
        yield from _bound(space, {}, (situation.evidence, situation.panel, answer))


def _bound(
    space: Space,
    answers: Mapping[PanelHalf, Answer],
    each: tuple[EvidenceHalf, PanelHalf, Answer],
) -> Iterator[Pair]:
    evidence, panel, answer = each
    direction = _drafted(panel)
    known = set(answer.binding) <= {"values", "certainty", "secondary", "consensus"}
    if bool(answer.binding) is (answer.strength is Strength.STRONG):
        yield (each,)
    elif direction is Direction.NONE:
        return  # only the share is missing: `share_gives` holds that
    elif not known or len(set(answer.binding)) != len(answer.binding):
        yield (each,)
    else:
        # What neither option is chosen by cannot be lifted without choosing one.
        fixed = {"values"} if direction is Direction.EITHER else set[str]()
        for some in range(1, len(answer.binding) + 1):
            for names in combinations(answer.binding, some):
                if fixed & set(names):
                    continue
                where = _lifted(evidence, panel, names)
                raised = _asked(space, answers, evidence, where)
                rises = raised.strength > answer.strength
                if rises is not (some == len(answer.binding)):
                    yield each, (*where, raised)


def _asked(
    space: Space,
    answers: Mapping[PanelHalf, Answer],
    own: EvidenceHalf,
    where: tuple[EvidenceHalf, PanelHalf],
) -> Answer:
    evidence, panel = where
    kept = answers.get(panel) if evidence is own else None
    return space.ask(evidence, panel) if kept is None else kept


_STRIDE = 11  # of what is asked again in the whole space


def again(space: Space) -> Iterator[Pair]:
    """Another answer when asked again, in the other order."""
    stride = 1 if space.light else _STRIDE
    asked = [*islice(space.shown(), 0, None, stride), *islice(space.every(), 0, None, stride)]
    for evidence, panel, answer in reversed(asked):
        after = space.ask(evidence, panel)
        if after != answer:
            yield (evidence, panel, answer), (evidence, panel, after)
