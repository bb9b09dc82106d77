"""Which paradigms permit strong, and in which direction.

Every condition is met, not met or not recorded. A paradigm permits only when all its conditions
are met: what nobody recorded never permits.
"""

from __future__ import annotations

from functools import lru_cache

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
from gradekit.scales import Arm, Met
from gradekit.sources import Parameter
from gradekit.trace import Input, Rule, Step, StepKind

__all__ = ["PARADIGMS", "Match", "match"]

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


def _fact(state: bool | None) -> Met:  # noqa: FBT001 - a three-valued fact, not a switch
    if state is None:
        return Met.NOT_RECORDED
    return Met.MET if state else Met.NOT_MET


def _known(subject: Subject, evidence: EvidenceHalf, recommended: Arm) -> Known:
    x, y = evidence.option(recommended), evidence.option(recommended.mirror)
    return {
        Subject.BENEFIT_OF_X: x.benefit,
        Subject.BENEFIT_OF_Y: y.benefit,
        Subject.HARM_OF_X: x.harm,
        Subject.HARM_OF_Y: y.harm,
        Subject.PROHIBITIVE_HARM_OF_X: x.prohibitive,
        Subject.CATASTROPHE_OF_Y: y.catastrophe,
        Subject.X_AT_LEAST_AS_GOOD: evidence.at_least_as_good(recommended),
    }[subject]


def _condition(
    condition: Condition, evidence: EvidenceHalf, recommended: Arm, policy: Policy
) -> tuple[Met, Step]:
    parameters: tuple[Parameter[object], ...] = ()
    if condition.sense is Sense.HOLDS:
        fact = (
            evidence.life_threatening
            if condition.subject is Subject.LIFE_THREATENING
            else evidence.both_active
        )
        met, seen = _fact(fact), Input(condition.subject.value, fact)
    else:
        known = _known(condition.subject, evidence, recommended)
        level = condition.level
        if level is None:
            kept = policy.certain_harm
            level, parameters = kept.value, (kept,)
        asked = known.at_least if condition.sense is Sense.AT_LEAST else known.below
        met, seen = asked(level), Input(condition.subject.value, str(known))
    rule = Rule("paradigm.condition", str(condition), condition.source)
    return met, Step(
        rule, kind=_KINDS[met], result=met.value, inputs=(seen,), parameters=parameters
    )


@lru_cache(maxsize=65536)
def match(evidence: EvidenceHalf, policy: Policy) -> tuple[Match, ...]:
    """All five paradigms in both directions, in published order.

    Args:
        evidence: the finite evidence.
        policy: with the certainty of harm that paradigms 2 and 3 ask for.

    Returns:
        Ten matches: paradigms 1 to 5 for, then 1 to 5 against.
    """
    matches: list[Match] = []
    for direction, recommended in (
        (Direction.FOR, Arm.INTERVENTION),
        (Direction.AGAINST, Arm.COMPARATOR),
    ):
        for paradigm in PARADIGMS:
            cells = [
                _condition(condition, evidence, recommended, policy)
                for condition in paradigm.conditions
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
            matches.append(Match(paradigm, direction, met, step))
    return tuple(matches)
