"""Boundaries beside the evidence: neighbours that differ in one word and in their answer.

Overall certainty is stepped for each way of permitting strong, under every share. In the panel half
every pair of neighbours is kept whose answers differ, under the lightest evidence for each way of
permitting. What the evidence itself turns on stands in `conformance_lines`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from attrs import evolve

from gradekit.answers import Direction, PanelBalance, Secondary, ShareBand, VoteState
from gradekit.decision import Decision, decide
from gradekit.levels import EvidenceHalf, OptionLevels
from gradekit.paradigms import match
from gradekit.policy import Policy
from gradekit.scales import Certainty, Perspective
from gradekit.situation import PanelHalf, Situation
from gradekit.space import evidence_of, option_classes, panel_halves, shared_classes
from gradekit.testing.reduced import option_weight

__all__ = ["Pair", "of_certainty", "of_panel"]

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


def _said(answer: Decision) -> Said:
    return answer.direction, answer.strength, answer.paradigms, answer.binding


def _rivals(policy: Policy) -> tuple[OptionLevels, ...]:
    """Options as light as may be: nothing known of them, or one thing."""
    light = sorted(option_classes(policy), key=option_weight)
    return tuple(each for each in light if option_weight(each)[0] <= 1)


def _permits(evidence: EvidenceHalf, policy: Policy) -> tuple[tuple[int, ...], ...]:
    return tuple(each.permitting for each in match(evidence, policy))


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


def of_certainty(policy: Policy) -> Iterator[Pair]:
    """One step of overall certainty, for each way of permitting, under panels of every share.

    Args:
        policy: whose conditions and cut-offs.
    """
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


def of_panel(policy: Policy) -> Iterator[Pair]:
    """One step of one part of the panel half, permitted and not, at low and moderate certainty.

    Args:
        policy: whose conditions and cut-offs.
    """
    ways: dict[tuple[bool, ...], EvidenceHalf] = {}
    for evidence in _kinds(policy):
        ways.setdefault(tuple(map(bool, _permits(evidence, policy))), evidence)
    bare = next(iter(ways.values()))
    for evidence in (*ways.values(), evolve(bare, overall=policy.strong_certainty.value)):
        asked = {panel: Situation(evidence, panel) for panel in panel_halves()}
        said = {panel: _said(decide(each, policy)) for panel, each in asked.items()}
        for panel in panel_halves():
            for other in _beside(panel):
                if said[panel] != said[other]:
                    yield asked[panel], asked[other]


@cache
def _beside(panel: PanelHalf) -> tuple[PanelHalf, ...]:
    """The panel halves one step on from a panel half."""
    return tuple(
        _with(panel, part, to)
        for part, steps in _NEIGHBOURS.items()
        for at, to in steps
        if getattr(panel, part) is at
    )
