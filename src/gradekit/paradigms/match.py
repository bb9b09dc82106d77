"""Which paradigms permit strong, and in which direction.

Every condition is met, not met or not recorded. A paradigm permits only when all its conditions
are met: what nobody recorded never permits.
"""

from __future__ import annotations

from functools import cache, lru_cache

from attrs import frozen

from gradekit.answers import Direction
from gradekit.levels import EvidenceHalf, Known
from gradekit.paradigms.life_threatening import PARADIGM as LIFE_THREATENING
from gradekit.paradigms.possible_catastrophe import PARADIGM as POSSIBLE_CATASTROPHE
from gradekit.paradigms.record import Condition, Paradigm, Sense, Subject
from gradekit.paradigms.similar_benefit_less_harm import PARADIGM as SIMILAR_BENEFIT_LESS_HARM
from gradekit.paradigms.similar_benefit_possible_harm import (
    PARADIGM as SIMILAR_BENEFIT_POSSIBLE_HARM,
)
from gradekit.paradigms.uncertain_benefit_certain_harm import (
    PARADIGM as UNCERTAIN_BENEFIT_CERTAIN_HARM,
)
from gradekit.policy import Policy
from gradekit.scales import Arm, Certainty, Met
from gradekit.sources import Parameter
from gradekit.trace import Input, Rule, Step, StepKind

__all__ = ["PARADIGMS", "Match", "condition_met", "match"]

PARADIGMS: tuple[Paradigm, ...] = (
    LIFE_THREATENING,
    UNCERTAIN_BENEFIT_CERTAIN_HARM,
    SIMILAR_BENEFIT_LESS_HARM,
    SIMILAR_BENEFIT_POSSIBLE_HARM,
    POSSIBLE_CATASTROPHE,
)

_RULES = {
    paradigm.number: Rule(f"paradigm.{paradigm.number}", paradigm.name, paradigm.source)
    for paradigm in PARADIGMS
}
_KINDS = {
    Met.MET: StepKind.FIRED,
    Met.NOT_MET: StepKind.NOT_FIRED,
    Met.NOT_RECORDED: StepKind.MISSING,
}


@frozen
class Match:
    """One paradigm held against the evidence, in one direction.

    Args:
        paradigm: which.
        direction: the strong recommendation it would permit.
        met: whether it permits: met, not met, or not recorded.
        step: each condition with what it found.
    """

    paradigm: Paradigm
    direction: Direction
    met: Met
    step: Step

    @property
    def permits(self) -> bool:
        """Whether every condition is met."""
        return self.met is Met.MET


Seen = Known | bool | None

# Whose it is (X, Y, or neither's), and the field that holds it.
_FIELDS: dict[Subject, tuple[bool | None, str]] = {
    Subject.LIFE_THREATENING: (None, "life_threatening"),
    Subject.BOTH_ACTIVE: (None, "both_active"),
    Subject.BENEFIT_OF_X: (True, "benefit"),
    Subject.BENEFIT_OF_Y: (False, "benefit"),
    Subject.HARM_OF_X: (True, "harm"),
    Subject.HARM_OF_Y: (False, "harm"),
    Subject.PROHIBITIVE_HARM_OF_X: (True, "prohibitive"),
    Subject.CATASTROPHE_OF_Y: (False, "catastrophe"),
}


def _fact(state: bool | None) -> Met:  # noqa: FBT001 - a three-valued fact, not a switch
    if state is None:
        return Met.NOT_RECORDED
    return Met.MET if state else Met.NOT_MET


def _looked_at(condition: Condition, evidence: EvidenceHalf, recommended: Arm) -> Seen:
    """What a condition looks at, with the recommended option as X."""
    if condition.subject is Subject.X_AT_LEAST_AS_GOOD:
        return evidence.at_least_as_good(recommended)
    of_x, name = _FIELDS[condition.subject]
    if of_x is None:
        fact: bool | None = getattr(evidence, name)
        return fact
    known: Known = getattr(evidence.option(recommended if of_x else recommended.mirror), name)
    return known


def _asked(condition: Condition, policy: Policy) -> tuple[Certainty, tuple[Parameter[object], ...]]:
    """The certainty a condition asks for, and the parameter it read it from."""
    if condition.level is not None:
        return condition.level, ()
    return policy.certain_harm.value, (policy.certain_harm,)


@cache
def _held(condition: Condition, seen: Seen, policy: Policy) -> tuple[Met, Step]:
    """One condition held against what it looks at. There are finitely many: each is made once."""
    parameters: tuple[Parameter[object], ...] = ()
    if isinstance(seen, Known):
        level, parameters = _asked(condition, policy)
        met = seen.at_least(level) if condition.sense is Sense.AT_LEAST else seen.below(level)
        shown = Input(condition.subject.value, str(seen))
    else:
        met, shown = _fact(seen), Input(condition.subject.value, seen)
    rule = Rule("paradigm.condition", f"{condition}.", condition.source)
    return met, Step(
        rule, kind=_KINDS[met], result=met.value, inputs=(shown,), parameters=parameters
    )


@cache
def _matched(
    paradigm: Paradigm, direction: Direction, seen: tuple[Seen, ...], policy: Policy
) -> Match:
    """One paradigm in one direction. There are finitely many: each is made once."""
    cells = [
        _held(condition, each, policy)
        for condition, each in zip(paradigm.conditions, seen, strict=True)
    ]
    states = {met for met, _ in cells}
    if Met.NOT_MET in states:
        met = Met.NOT_MET
    elif Met.NOT_RECORDED in states:
        met = Met.NOT_RECORDED
    else:
        met = Met.MET
    step = Step(
        _RULES[paradigm.number],
        kind=_KINDS[met],
        about=f"strong {direction}",
        result=met.value,
        children=tuple(step for _, step in cells),
    )
    return Match(paradigm, direction, met, step)


def condition_met(
    condition: Condition, evidence: EvidenceHalf, recommended: Arm, policy: Policy
) -> Met:
    """Whether one condition is met, with the recommended option as X.

    Args:
        condition: of a paradigm.
        evidence: the finite evidence.
        recommended: the arm of X.
        policy: with the certainty of harm where the condition leaves it open.
    """
    return _held(condition, _looked_at(condition, evidence, recommended), policy)[0]


@lru_cache(maxsize=65536)
def match(evidence: EvidenceHalf, policy: Policy) -> tuple[Match, ...]:
    """All five paradigms in both directions, in published order.

    Args:
        evidence: the finite evidence.
        policy: with the certainty of harm that paradigms 2 and 3 ask for.

    Returns:
        Ten matches: paradigms 1 to 5 for, then 1 to 5 against.
    """
    return tuple(
        _matched(
            paradigm,
            direction,
            tuple(_looked_at(each, evidence, recommended) for each in paradigm.conditions),
            policy,
        )
        for direction, recommended in (
            (Direction.FOR, Arm.INTERVENTION),
            (Direction.AGAINST, Arm.COMPARATOR),
        )
        for paradigm in PARADIGMS
    )
