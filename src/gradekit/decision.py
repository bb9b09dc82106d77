"""The decision: from a situation to a direction and a strength, with everything that bound it.

Direction comes from what fully informed people would choose. Strength is the minimum of four
ceilings: values, certainty, secondary criteria, consensus. Paradigms lift the certainty ceiling
and nothing else. Raising the binding ceilings is the counterfactual.
"""

from __future__ import annotations

from functools import cache, lru_cache

from attrs import field, frozen

from gradekit.answers import Direction, ShareBand, Strength, VoteState
from gradekit.ceilings import (
    Ceiling,
    certainty_ceiling,
    consensus_ceiling,
    find_direction,
    secondary_ceiling,
    values_ceiling,
    without_direction,
)
from gradekit.errors import InvalidValue, refuse
from gradekit.markup import table
from gradekit.paradigms import PARADIGM_RULES, Match, Matches, match
from gradekit.policy import BMJ_RAPID, Policy, as_policy
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

    def _why(self) -> tuple[tuple[str, str], ...]:
        told = (
            ("opened by", "; ".join(self.opened_by)),
            ("bound by", ", ".join(self.binding)),
            ("missing", ", ".join(self.missing)),
            ("conflict", self.conflict or ""),
        )
        return tuple(each for each in told if each[1])

    def __str__(self) -> str:
        return self.strength.toward(self.direction)

    def __repr__(self) -> str:
        why = "".join(f"; {name} {what}" for name, what in self._why())
        return f"<Decision: {self}{why}>"

    def _repr_html_(self) -> str:
        permitting = ", ".join(map(str, self.paradigms)) or "none"
        allowed = (
            (
                f"ceiling of {each.name}",
                "not applicable" if each.allows is None else f"allows {each.allows}",
            )
            for each in self.ceilings
        )
        rows = (*self._why(), *allowed, ("paradigms permitting it", permitting))
        return table((), rows, caption=str(self)).html


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
    direction, found = find_direction(panel.share, panel.balance)
    values = values_ceiling(panel.share, panel.perspective, panel.balance, policy)
    if direction is Direction.NONE:
        ceilings = (values, *without_direction())
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
        secondary_ceiling(direction, panel.secondary),
        consensus_ceiling(direction, panel.votes, policy),
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


def decide(situation: Situation, policy: Policy | str = BMJ_RAPID) -> Decision:
    """The direction and strength a situation suggests, and why.

    Args:
        situation: all the answer depends on.
        policy: the method's parameters, or a preset's name.

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
    if not isinstance(situation, Situation):
        refuse(
            InvalidValue,
            "not a situation",
            "situation",
            expected="a Situation",
            got=type(situation).__name__,
            hint="gk.situation(comparison) gives one; gk.recommend(comparison) answers at once",
        )
    policy = as_policy(policy)
    overall = situation.evidence.overall
    for_, against = match(situation.evidence, policy)
    consulted = overall < policy.strong_certainty.value
    answer = _answer(
        situation.panel,
        overall,
        for_.permitting if consulted else (),
        against.permitting if consulted else (),
        policy,
    )
    if not consulted:
        steps = _skipped(f"overall certainty is {overall}")
    elif answer.drafted is Direction.NONE:
        steps = _skipped("no direction")
    else:
        steps = _steps(for_, against)
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
        matches=(*for_.matches, *against.matches),
        trace=Trace(answer.steps + steps),
    )


@cache
def _skipped(why: str) -> tuple[Step, ...]:
    """The paradigms where they are not consulted."""
    return tuple(
        Step(rule, kind=StepKind.NOT_APPLICABLE, about=f"strong {direction}", result=why)
        for direction in (Direction.FOR, Direction.AGAINST)
        for rule in PARADIGM_RULES
    )


def _steps(for_: Matches, against: Matches) -> tuple[Step, ...]:
    return (
        *(each.step for each in for_.matches),
        *(each.step for each in against.matches),
    )
