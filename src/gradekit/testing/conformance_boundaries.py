"""The boundaries of the situation space: neighbours with different answers, one pair for each kind.

Neighbours differ in one word. In the evidence, one pair is kept for every step of one part and
every change of permission it makes, the one of which the least is known. In the panel half, every
pair is kept under the lightest evidence for each way of permitting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from attrs import evolve, frozen

from gradekit.answers import Direction, PanelBalance, Secondary, ShareBand, VoteState
from gradekit.decision import Decision, decide
from gradekit.levels import EvidenceHalf, OptionLevels
from gradekit.paradigms import match
from gradekit.policy import Policy
from gradekit.scales import Arm, Certainty, Perspective
from gradekit.situation import PanelHalf, Situation
from gradekit.space import (
    benefit_certainties,
    evidence_of,
    known_states,
    option_classes,
    option_states,
    panel_halves,
    shared_classes,
    signature,
)
from gradekit.testing.reduced import option_weight, weight
from gradekit.testing.sweep import SHOWING

__all__ = ["Pair", "boundaries"]

Pair = tuple[Situation, Situation]
Said = tuple[Direction, str, tuple[int, ...], tuple[str, ...]]

_NEIGHBOURS: Mapping[str, tuple[tuple[Any, Any], ...]] = {
    "share": (
        *zip(list(ShareBand)[:4], list(ShareBand)[1:5], strict=True),
        *((ShareBand.UNKNOWN, each) for each in list(ShareBand)[:5]),
    ),
    "secondary": (
        (Secondary.FAVOUR_INTERVENTION, Secondary.NEUTRAL),
        (Secondary.NEUTRAL, Secondary.FAVOUR_COMPARATOR),
        (Secondary.NOT_JUDGED, Secondary.FAVOUR_INTERVENTION),
        (Secondary.NOT_JUDGED, Secondary.FAVOUR_COMPARATOR),
    ),
    "votes": (
        *zip(list(VoteState)[:4], list(VoteState)[1:5], strict=True),
        (VoteState.EITHER, VoteState.NO_MAJORITY),
        *((VoteState.NOT_VOTED, each) for each in list(VoteState)[:6]),
    ),
    "perspective": ((Perspective.INDIVIDUAL, Perspective.POPULATION),),
    "balance": (
        *zip(list(PanelBalance)[:4], list(PanelBalance)[1:], strict=True),
        *((None, each) for each in PanelBalance),
    ),
}
_SETTLED = tuple(each for each in known_states() if not each.might_be_higher)
_HIDDEN = tuple(each for each in known_states() if each.might_be_higher)
_STEPS = (
    *pairwise(_SETTLED),
    *((known, hidden) for hidden in _HIDDEN for known in _SETTLED if known.at >= hidden.at),
)
"""Steps of what is known: one certainty up, or between not rated and what it may turn out."""


def _said(answer: Decision) -> Said:
    return answer.direction, answer.strength, answer.paradigms, answer.binding


@cache
def boundaries(policy: Policy) -> tuple[Pair, ...]:
    """Every kind of boundary under a policy.

    Args:
        policy: whose conditions and cut-offs.
    """
    return (
        *_of_options(policy),
        *_of_shared(policy),
        *_of_certainty(policy),
        *_of_panel(policy),
    )


@frozen
class _Kept:
    """The lightest pair of each kind."""

    policy: Policy
    pairs: dict[object, tuple[tuple[int, int], Pair]]

    def offer(self, kind: object, one: EvidenceHalf, other: EvidenceHalf) -> None:
        """Keep this pair where its answers differ and no lighter one of its kind is kept."""
        for nth, panel in enumerate(SHOWING):
            pair = Situation(one, panel), Situation(other, panel)
            said = tuple(_said(decide(each, self.policy)) for each in pair)
            if said[0] == said[1]:
                continue
            key, size = (kind, nth, said), weight(pair[0])
            if key not in self.pairs or size < self.pairs[key][0]:
                self.pairs[key] = (size, pair)

    def all(self) -> Iterator[Pair]:
        """Every pair that was kept."""
        for _, pair in self.pairs.values():
            yield pair


@cache
def _option_steps(policy: Policy) -> tuple[tuple[str, OptionLevels, OptionLevels], ...]:
    """Steps of one part that change the class of an option, the lightest for each two classes."""
    known = {each: signature(each, policy) for each in option_states()}
    found: dict[object, tuple[str, OptionLevels, OptionLevels]] = {}
    for option in sorted(option_states(), key=option_weight):
        for part in ("benefit", "harm", "catastrophe", "prohibitive"):
            for at, to in _STEPS:
                if getattr(option, part) != at:
                    continue
                more = evolve(option, **{part: to})
                if more in known:
                    classes = known[option], known[more]
                    if classes[0] != classes[1]:
                        found.setdefault((part, *classes), (part, option, more))
    return tuple(found.values())


def _rivals(policy: Policy) -> tuple[OptionLevels, ...]:
    """The other option, as light as may be: what it is known for in one part, or in two."""
    light = sorted(option_classes(policy), key=option_weight)
    return tuple(each for each in light if option_weight(each)[0] <= 1)


def _of_options(policy: Policy) -> Iterator[Pair]:
    kept = _Kept(policy, {})
    for part, option, more in _option_steps(policy):
        for rival in _rivals(policy):
            for shared in shared_classes(policy):
                for arm in Arm:
                    one, other = (_beside(shared, each, rival, arm) for each in (option, more))
                    if _permits(one, policy) != _permits(other, policy):
                        kept.offer((arm, part, getattr(option, part)), one, other)
    yield from kept.all()


def _beside(
    shared: EvidenceHalf, option: OptionLevels, rival: OptionLevels, arm: Arm
) -> EvidenceHalf:
    """An option as this arm, with its rival as the other."""
    if arm is Arm.INTERVENTION:
        return evidence_of(shared, option, rival)
    return evidence_of(shared, rival, option)


def _permits(evidence: EvidenceHalf, policy: Policy) -> tuple[tuple[int, ...], ...]:
    return tuple(each.permitting for each in match(evidence, policy))


def _shared_steps(evidence: EvidenceHalf) -> Iterator[tuple[str, EvidenceHalf]]:
    """Neighbours of an evidence half in what the options share."""
    known = evidence.benefit_certainty
    for at, to in (*_STEPS, *((None, each) for each in benefit_certainties() if each)):
        if known == at and to in benefit_certainties():
            yield f"benefit certainty {at}", evolve(evidence, benefit_certainty=to)
    if known is not None and not evidence.unknown_benefit:
        yield "unknown benefit", evolve(evidence, unknown_benefit=True)
    if evidence.life_threatening is None:
        for grave in (False, True):
            yield "life-threatening", evolve(evidence, life_threatening=grave)
    if not evidence.both_active:
        yield "both active", evolve(evidence, both_active=True)


def _of_shared(policy: Policy) -> Iterator[Pair]:
    kept = _Kept(policy, {})
    light = [each for each in option_classes(policy) if option_weight(each)[0] <= 1]
    for one in light:
        for rival in light:
            for shared in shared_classes(policy):
                evidence = evidence_of(shared, one, rival)
                for kind, other in _shared_steps(evidence):
                    if _permits(evidence, policy) != _permits(other, policy):
                        kept.offer(kind, evidence, other)
    yield from kept.all()


@cache
def _kinds(policy: Policy) -> tuple[EvidenceHalf, ...]:
    """The lightest evidence for each two sets of paradigms that permit, for and against."""
    found: dict[object, EvidenceHalf] = {}
    for one in _rivals(policy):
        for rival in _rivals(policy):
            for shared in shared_classes(policy):
                evidence = evidence_of(shared, one, rival)
                found.setdefault(_permits(evidence, policy), evidence)
    return tuple(found.values())


def _of_certainty(policy: Policy) -> Iterator[Pair]:
    """One step of overall certainty, for each way of permitting, under panels of every share."""
    panels = [PanelHalf(share=share) for share in ShareBand]
    levels = tuple(Certainty)
    for evidence in _kinds(policy):
        for low, high in pairwise(levels):
            for panel in panels:
                pair = (
                    Situation(evolve(evidence, overall=low), panel),
                    Situation(evolve(evidence, overall=high), panel),
                )
                if _differ(pair, policy):
                    yield pair


def _with(panel: PanelHalf, part: str, word: Any) -> PanelHalf:  # noqa: ANN401 - a word of its set
    changed: dict[str, Any] = {part: word}
    return evolve(panel, **changed)


def _differ(pair: Pair, policy: Policy) -> bool:
    return _said(decide(pair[0], policy)) != _said(decide(pair[1], policy))


def _of_panel(policy: Policy) -> Iterator[Pair]:
    """One step of one part of the panel half, permitted and not, at low and moderate certainty."""
    ways: dict[tuple[bool, ...], EvidenceHalf] = {}
    for evidence in _kinds(policy):
        ways.setdefault(tuple(map(bool, _permits(evidence, policy))), evidence)
    bare = next(iter(ways.values()))
    for evidence in (*ways.values(), evolve(bare, overall=policy.strong_certainty.value)):
        for panel in panel_halves():
            for part, steps in _NEIGHBOURS.items():
                for at, to in steps:
                    if getattr(panel, part) is at:
                        other = Situation(evidence, _with(panel, part, to))
                        pair = (Situation(evidence, panel), other)
                        if _differ(pair, policy):
                            yield pair
