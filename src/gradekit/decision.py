"""The decision: from a situation to a direction and a strength, with everything that bound it.

Direction comes from what fully informed people would choose. Strength is the minimum of four
ceilings: values, certainty, secondary criteria, consensus. Paradigms lift the certainty ceiling
and nothing else. Raising the binding ceilings is the counterfactual.
"""

from __future__ import annotations

from functools import lru_cache

from attrs import field, frozen

from gradekit.answers import Direction, ShareBand, Strength, VoteState
from gradekit.ceilings import (
    CERTAINTY,
    CONSENSUS,
    SECONDARY,
    Ceiling,
    certainty_ceiling,
    consensus_ceiling,
    find_direction,
    secondary_ceiling,
    values_ceiling,
)
from gradekit.paradigms import Match, match
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.scales import Certainty
from gradekit.situation import PanelHalf, Situation
from gradekit.trace import Step, StepKind, Trace

__all__ = ["Decision", "decide"]


@frozen(kw_only=True)
class Decision:
    """The answer to a situation.

    Args:
        direction: for, against, either or none.
        strength: strong, conditional or none.
        paradigms: numbers of those permitting strong in this direction.
        binding: ceilings equal to the minimum, where that is below strong.
        opened_by: what allowed strong.
        missing: judgements without which there is no answer.
        conflict: who did not agree, where the votes stand against the direction.
        drafted: the direction before the vote.
        ceilings: all four.
        matches: the paradigms in both directions.
        trace: the steps.
    """

    direction: Direction
    strength: Strength
    paradigms: tuple[int, ...] = ()
    binding: tuple[str, ...] = ()
    opened_by: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    conflict: str | None = None
    drafted: Direction
    ceilings: tuple[Ceiling, ...] = field(repr=False)
    matches: tuple[Match, ...] = field(repr=False)
    trace: Trace = field(repr=False)


@frozen(kw_only=True)
class _Answer:
    """What direction, strength and binding ceilings depend on, decided once."""

    direction: Direction
    strength: Strength
    paradigms: tuple[int, ...] = ()
    binding: tuple[str, ...] = ()
    opened_by: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    conflict: str | None = None
    drafted: Direction
    ceilings: tuple[Ceiling, ...]
    steps: tuple[Step, ...]


@lru_cache(maxsize=65536)
def _answer(
    panel: PanelHalf,
    overall: Certainty,
    permitted_for: tuple[int, ...],
    permitted_against: tuple[int, ...],
    policy: Policy,
) -> _Answer:
    direction, found = find_direction(panel)
    values = values_ceiling(panel, policy)
    if direction is Direction.NONE:
        skipped = tuple(
            Ceiling(name, None, Step(rule, kind=StepKind.NOT_APPLICABLE, result="no direction"))
            for name, rule in (
                ("certainty", CERTAINTY),
                ("secondary", SECONDARY),
                ("consensus", CONSENSUS),
            )
        )
        ceilings = (values, *skipped)
        return _Answer(
            direction=Direction.NONE,
            strength=Strength.NONE,
            binding=(values.name,),
            missing=("share",),
            drafted=Direction.NONE,
            ceilings=ceilings,
            steps=(found, *(ceiling.step for ceiling in ceilings)),
        )
    permitting = {Direction.FOR: permitted_for, Direction.AGAINST: permitted_against}.get(
        direction, ()
    )
    ceilings = (
        values,
        certainty_ceiling(overall, permitting, policy),
        secondary_ceiling(direction, panel),
        consensus_ceiling(direction, panel, policy),
    )
    allowed = [(ceiling.name, ceiling.allows) for ceiling in ceilings if ceiling.allows is not None]
    strength = min(allows for _, allows in allowed)
    strong, nothing = strength is Strength.STRONG, strength is Strength.NONE
    return _Answer(
        direction=Direction.NONE if nothing else direction,
        strength=strength,
        paradigms=() if nothing else permitting,
        binding=() if strong else tuple(name for name, allows in allowed if allows is strength),
        opened_by=_opened_by(panel, overall, permitting, policy) if strong else (),
        conflict=f"share or balance says {direction}, votes say {panel.votes}" if nothing else None,
        drafted=direction,
        ceilings=ceilings,
        steps=(found, *(ceiling.step for ceiling in ceilings)),
    )


def _opened_by(
    panel: PanelHalf, overall: Certainty, permitting: tuple[int, ...], policy: Policy
) -> tuple[str, ...]:
    stands_in = panel.share is ShareBand.UNKNOWN
    opened = [f"balance: {panel.balance}" if stands_in else f"share: {panel.share}"]
    if overall >= policy.strong_certainty.value:
        opened.append(f"certainty: {overall}")
    opened += [f"paradigm {number}" for number in permitting]
    if panel.votes is not VoteState.NOT_VOTED:
        opened.append(f"votes: {panel.votes}")
    return tuple(opened)


def decide(situation: Situation, policy: Policy = BMJ_RAPID) -> Decision:
    """The direction and strength a situation suggests, and why.

    Args:
        situation: all the answer depends on.
        policy: the method's parameters.

    Returns:
        Exactly one answer for every situation; strength none if and only if direction none.

    Source: Core GRADE 7 and GRADE guidelines 15 (ceilings), table of five situations (paradigms).

    Example:
        >>> from gradekit.levels import EvidenceHalf, Known, OptionLevels
        >>> none = Known("none")
        >>> nothing = OptionLevels(benefit=none, harm=none, catastrophe=none, prohibitive=none)
        >>> burden = OptionLevels(
        ...     benefit=none, harm=Known("high"), catastrophe=none, prohibitive=none
        ... )
        >>> evidence = EvidenceHalf(
        ...     intervention=burden,
        ...     comparator=nothing,
        ...     benefit_certainty=Known("low"),
        ...     unknown_benefit=False,
        ...     overall=Certainty.LOW,
        ...     life_threatening=None,
        ...     both_active=False,
        ... )
        >>> answer = decide(Situation(evidence, PanelHalf(share="almost none")))
        >>> answer.strength.value, answer.direction.value, answer.paradigms
        ('strong', 'against', (2,))
    """
    overall = situation.evidence.overall
    consulted = overall < policy.strong_certainty.value
    matches = match(situation.evidence, policy)
    permitted: dict[Direction, tuple[int, ...]] = {
        direction: tuple(
            each.paradigm.number
            for each in matches
            if consulted and each.permits and each.direction is direction
        )
        for direction in (Direction.FOR, Direction.AGAINST)
    }
    answer = _answer(
        situation.panel, overall, permitted[Direction.FOR], permitted[Direction.AGAINST], policy
    )
    if not consulted:
        steps = _skipped(matches, f"overall certainty is {overall}")
    elif answer.drafted is Direction.NONE:
        steps = _skipped(matches, "no direction")
    else:
        steps = tuple(each.step for each in matches)
    return Decision(
        direction=answer.direction,
        strength=answer.strength,
        paradigms=answer.paradigms,
        binding=answer.binding,
        opened_by=answer.opened_by,
        missing=answer.missing,
        conflict=answer.conflict,
        drafted=answer.drafted,
        ceilings=answer.ceilings,
        matches=matches,
        trace=Trace((*answer.steps, *steps)),
    )


def _skipped(matches: tuple[Match, ...], why: str) -> tuple[Step, ...]:
    return tuple(
        Step(each.step.rule, kind=StepKind.NOT_APPLICABLE, about=each.step.about, result=why)
        for each in matches
    )
