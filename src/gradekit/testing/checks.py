"""How each law is looked for: every place in the whole space at which it does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from attrs import evolve

from gradekit.answers import Direction, Secondary, ShareBand, Strength, VoteState
from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.scales import Arm, Certainty, Level, Perspective
from gradekit.situation import PanelHalf
from gradekit.space import (
    option_classes,
    option_states,
    shared_classes,
    shared_states,
    signature,
)
from gradekit.testing.answered import Pair, Space
from gradekit.testing.drawn import settled
from gradekit.testing.reduced import LightSweep, Place, light_states
from gradekit.testing.sweep import (
    SHOWING,
    EvidenceSweep,
)

__all__ = [
    "benefit",
    "benefit_certainty",
    "collapse",
    "direction_is_the_panel_s",
    "harm",
    "mirror",
    "overall",
    "rating",
    "share_moves_one_way",
    "strong_needs",
    "total",
]


RATED = 2_000  # drawn situations of which everything not rated is rated in every way


def total(space: Space) -> Iterator[Pair]:
    """Strength and direction are none together."""
    for each in space.anywhere():
        answer = each[2]
        if (answer.strength is Strength.NONE) != (answer.direction is Direction.NONE):
            yield (each,)


def mirror(space: Space) -> Iterator[Pair]:
    """Exchanged options turn the direction and nothing else."""
    answers = space.sweep.answers
    for (shared, one, other), (against, for_) in answers.items():
        swapped = answers[shared, other, one]
        if swapped != (for_.mirror, against.mirror):
            here, there = (shared, one, other), (shared, other, one)
            yield (
                (space.sweep.evidence(here), SHOWING[0], against),
                (space.sweep.evidence(there), SHOWING[1], swapped[1]),
            )
    for evidence, asked in space.panels:
        exchanged = evidence.mirrored()
        for panel, answer in asked.items():
            turned = (exchanged, _mirrored(panel))
            mirrored = space.ask(*turned)
            if mirrored != answer.mirror:
                yield (evidence, panel, answer), (*turned, mirrored)
    for situation, answer in space.drawn.items():
        turned = (situation.evidence.mirrored(), _mirrored(situation.panel))
        mirrored = space.ask(*turned)
        if mirrored != answer.mirror:
            yield (situation.evidence, situation.panel, answer), (*turned, mirrored)


@cache
def _mirrored(panel: PanelHalf) -> PanelHalf:
    """There are few panel halves, and each is mirrored under every evidence."""
    return panel.mirrored()


def strong_needs(space: Space) -> Iterator[Pair]:
    """Strong without what it needs."""
    behind = {Direction.FOR: VoteState.STRONG_FOR, Direction.AGAINST: VoteState.STRONG_AGAINST}
    other = {
        Direction.FOR: Secondary.FAVOUR_COMPARATOR,
        Direction.AGAINST: Secondary.FAVOUR_INTERVENTION,
    }
    sure = (ShareBand.NEARLY_ALL, ShareBand.ALMOST_NONE)
    enough = space.policy.strong_certainty.value
    for place, answers in space.sweep.answers.items():
        for panel, answer in zip(SHOWING, answers, strict=True):
            # These panels give the share, and neither vote nor judge secondary criteria.
            strong = answer.strength is Strength.STRONG
            certain = bool(answer.paradigms) or not space.consulted
            if strong and (answer.binding or not certain):
                yield ((space.sweep.evidence(place), panel, answer),)
    for each in space.anywhere():
        evidence, panel, answer = each
        if answer.strength is not Strength.STRONG:
            continue
        clear = panel.balance is not None and panel.balance.is_clear
        stands_in = panel.share is ShareBand.UNKNOWN and clear
        shared = panel.share in sure or (stands_in and panel.perspective is Perspective.POPULATION)
        certain = evidence.overall >= enough or bool(answer.paradigms)
        voted = panel.votes in (VoteState.NOT_VOTED, behind.get(answer.direction))
        unopposed = panel.secondary is not other.get(answer.direction)
        if not (shared and certain and voted and unopposed) or answer.binding:
            yield (each,)


def share_moves_one_way(space: Space) -> Iterator[Pair]:
    """A larger share that moves the answer toward against."""
    order = [
        ShareBand.ALMOST_NONE,
        ShareBand.MINORITY,
        ShareBand.SPLIT,
        ShareBand.MAJORITY,
        ShareBand.NEARLY_ALL,
    ]
    for evidence, answers in space.panels:
        for panel, answer in answers.items():
            if panel.share not in order[:-1]:
                continue
            more = evolve(panel, share=order[order.index(panel.share) + 1])
            after = answers.get(more)
            if after is not None and after.toward < answer.toward:
                yield (evidence, panel, answer), (evidence, more, after)


def direction_is_the_panel_s(space: Space) -> Iterator[Pair]:
    """Evidence that changes the direction."""
    first, answers = space.panels[0]
    for evidence, others in space.panels[1:]:
        for panel, answer in others.items():
            if answer.direction is not answers[panel].direction:
                yield (first, panel, answers[panel]), (evidence, panel, answer)


def _with(option: OptionLevels, part: str, known: Known) -> OptionLevels:
    """The option with one part changed, catastrophic and prohibitive harms kept within harm."""
    changed = evolve(option, **{part: known})
    if part in ("catastrophe", "prohibitive"):
        harm = changed.harm
        return evolve(changed, harm=Known(max(harm.at, known.at), max(harm.up_to, known.up_to)))
    if part == "harm":
        for inner in ("catastrophe", "prohibitive"):
            held: Known = getattr(changed, inner)
            if held.up_to > known.up_to:  # rated with the harm it is a part of
                changed = evolve(changed, **{inner: known})
    return changed


def _raised(option: OptionLevels, part: str) -> Iterator[OptionLevels]:
    """The option with more certainty of benefit, or of harm."""
    known: Known = getattr(option, part)
    for level in Level:
        if level > known.at:
            yield _with(option, part, Known(level, max(level, known.up_to)))


def _moves(space: Space, part: str, sign: int) -> Iterator[Pair]:
    """Raising a part of the intervention never moves the answer against `sign`."""
    options, sweep = option_classes(space.policy), space.sweep
    place_of = {signature(each, space.policy): nth for nth, each in enumerate(options)}
    steps = [
        (nth, place_of[signature(more, space.policy)])
        for nth, option in enumerate(options)
        for more in _raised(option, part)
    ]
    for nth, more in dict.fromkeys(steps):
        for here, there in _side_by_side(space, nth, more):
            for which, panel in enumerate(SHOWING):
                before, after = sweep.answers[here][which], sweep.answers[there][which]
                if sign * (after.toward - before.toward) < 0:
                    yield (
                        (sweep.evidence(here), panel, before),
                        (sweep.evidence(there), panel, after),
                    )


def _side_by_side(space: Space, one: int, two: int) -> Iterator[tuple[Place, Place]]:
    """Every two places that differ in the class of the intervention, as far as they were asked."""
    asked = space.sweep.answers
    for other in range(len(option_classes(space.policy))):
        if (0, one, other) in asked and (0, two, other) in asked:
            for shared in range(len(shared_classes(space.policy))):
                yield (shared, one, other), (shared, two, other)


def benefit(space: Space) -> Iterator[Pair]:
    """More benefit that moves the answer toward against."""
    yield from _moves(space, "benefit", 1)


def harm(space: Space) -> Iterator[Pair]:
    """More harm that moves the answer toward for."""
    for part in ("harm", "catastrophe", "prohibitive"):
        yield from _moves(space, part, -1)


def overall(space: Space) -> Iterator[Pair]:
    """More overall certainty that weakens the answer."""
    for evidence, answers in space.panels:
        higher = [each for each in Certainty if each > evidence.overall][:1]
        for level in higher:
            raised = evolve(evidence, overall=level)
            for panel, answer in answers.items():
                after = space.ask(raised, panel)
                if after.strength < answer.strength:
                    yield (evidence, panel, answer), (raised, panel, after)


def benefit_certainty(space: Space) -> Iterator[Pair]:
    """More benefit certainty that weakens the answer."""
    shared, sweep = shared_classes(space.policy), space.sweep
    for low, one in enumerate(shared):
        for high, other in enumerate(shared):
            if not _more_certain(one, other):
                continue
            for nth in range(len(option_classes(space.policy))):
                for rival in range(len(option_classes(space.policy))):
                    here, there = (low, nth, rival), (high, nth, rival)
                    if here not in sweep.answers:
                        continue
                    pairs = zip(SHOWING, sweep.answers[here], sweep.answers[there], strict=True)
                    for panel, before, after in pairs:
                        if after.strength < before.strength:
                            yield (
                                (sweep.evidence(here), panel, before),
                                (sweep.evidence(there), panel, after),
                            )


def _more_certain(one: EvidenceHalf, other: EvidenceHalf) -> bool:
    """Whether two shared states differ only in a more certain benefit in the second."""
    less, more = one.benefit_certainty, other.benefit_certainty
    return (
        less is not None
        and more is not None
        and evolve(one, benefit_certainty=more) == other
        and less != more
        and less.at <= more.at
        and less.up_to <= more.up_to
    )


def rating(space: Space) -> Iterator[Pair]:
    """A rating that closes a permission."""
    options, sweep = option_classes(space.policy), space.sweep
    place_of = {signature(each, space.policy): nth for nth, each in enumerate(options)}
    steps = [
        (nth, place_of[signature(_with(option, part, known), space.policy)])
        for nth, option in enumerate(options)
        for part in ("benefit", "harm", "catastrophe", "prohibitive")
        for known in settled(getattr(option, part))
    ]
    for nth, rated in dict.fromkeys(steps):
        for here, there in _side_by_side(space, nth, rated):
            yield from _closed(sweep, here, there)
    for situation, answer in islice(space.drawn.items(), RATED):
        for evidence in _rated(situation.evidence):
            after = space.ask(evidence, situation.panel)
            closed = not set(answer.paradigms) <= set(after.paradigms)
            if after.direction is answer.direction and closed:
                before = (situation.evidence, situation.panel, answer)
                yield before, (evidence, situation.panel, after)


def _rated(evidence: EvidenceHalf) -> Iterator[EvidenceHalf]:
    """The evidence with one thing rated that was not."""
    for arm in Arm:
        option = evidence.option(arm)
        for part in ("benefit", "harm", "catastrophe", "prohibitive"):
            for known in settled(getattr(option, part)):
                rated = _with(option, part, known)
                if arm is Arm.INTERVENTION:
                    yield evolve(evidence, intervention=rated)
                else:
                    yield evolve(evidence, comparator=rated)
    if evidence.benefit_certainty is not None:
        for known in settled(evidence.benefit_certainty):
            yield evolve(evidence, benefit_certainty=known)


def _closed(sweep: EvidenceSweep | LightSweep, here: Place, there: Place) -> Iterator[Pair]:
    for panel, before, after in zip(
        SHOWING, sweep.answers[here], sweep.answers[there], strict=True
    ):
        if not set(before.paradigms) <= set(after.paradigms):
            yield (sweep.evidence(here), panel, before), (sweep.evidence(there), panel, after)


def collapse(space: Space) -> Iterator[Pair]:
    """Every option, and every shared state, answers as the one that stands for it."""
    options, sweep = option_classes(space.policy), space.sweep
    place_of = {signature(each, space.policy): nth for nth, each in enumerate(options)}
    blank = 0  # the first class
    for option in light_states(option_states()) if space.light else option_states():
        nth = place_of[signature(option, space.policy)]
        for which, panel in enumerate(SHOWING):
            for shared in range(0, len(shared_classes(space.policy)), 7):
                there = (shared, nth, blank if space.light else nth)
                evidence = evolve(sweep.evidence(there), intervention=option)
                if space.ask(evidence, panel) != sweep.answers[there][which]:
                    yield (
                        (evidence, panel, space.ask(evidence, panel)),
                        (sweep.evidence(there), panel, sweep.answers[there][which]),
                    )
    enough = space.policy.strong_certainty.value
    for state in shared_states():
        for overall in Certainty:
            evidence = evolve(state, overall=overall)
            alike = evolve(state, overall=enough if overall >= enough else space.sweep.overall)
            for panel in SHOWING:
                one, other = space.ask(evidence, panel), space.ask(alike, panel)
                if one != other:
                    yield (evidence, panel, one), (alike, panel, other)
