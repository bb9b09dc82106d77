"""Which paradigms permit strong, and in which direction.

Every condition is met, not met or not recorded. A paradigm permits only when all its conditions
are met: what nobody recorded never permits.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache, partial
from operator import itemgetter

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

__all__ = ["PARADIGMS", "PARADIGM_RULES", "Match", "Matches", "condition_met", "match"]

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
PARADIGM_RULES = tuple(_RULES.values())
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
View = tuple[Seen, ...]
LookedAt = Callable[[View], View]
Matcher = Callable[[View], "Match"]
SUBJECTS = tuple(Subject)
_PLACE = {subject: place for place, subject in enumerate(SUBJECTS)}


def _looks_at(paradigm: Paradigm) -> LookedAt:
    """What takes from a view the parts its conditions are about, in their order."""
    first, *others = [_PLACE[condition.subject] for condition in paradigm.conditions]
    if others:
        return itemgetter(first, *others)
    return lambda view: (view[first],)


_LOOKED_AT = tuple((paradigm, _looks_at(paradigm)) for paradigm in PARADIGMS)


def _fact(state: bool | None) -> Met:  # noqa: FBT001 - a three-valued fact, not a switch
    if state is None:
        return Met.NOT_RECORDED
    return Met.MET if state else Met.NOT_MET


def _view(evidence: EvidenceHalf, recommended: Arm) -> View:
    """What every condition looks at, with the recommended option as X, in the order of SUBJECTS."""
    x, y = evidence.intervention, evidence.comparator
    if recommended is Arm.COMPARATOR:
        x, y = y, x
    return (
        evidence.life_threatening,
        evidence.both_active,
        x.benefit,
        y.benefit,
        x.harm,
        y.harm,
        x.prohibitive,
        y.catastrophe,
        evidence.at_least_as_good_as(y),
    )


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


def _matched(paradigm: Paradigm, direction: Direction, seen: View, policy: Policy) -> Match:
    """One paradigm held against what its conditions look at."""
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


@frozen
class Matches:
    """All five paradigms in one direction.

    Args:
        matches: in published order.
        permitting: numbers of those that permit strong.
    """

    matches: tuple[Match, ...]
    permitting: tuple[int, ...]


Asked = tuple[tuple[LookedAt, Matcher], ...]


@cache
def _asked_of(policy: Policy) -> tuple[Asked, Asked]:
    """For each paradigm what it looks at, and what it says of it, each way made once."""
    for_, against = (
        tuple(
            (looked_at, cache(partial(_matched, paradigm, direction, policy=policy)))
            for paradigm, looked_at in _LOOKED_AT
        )
        for direction in (Direction.FOR, Direction.AGAINST)
    )
    return for_, against


def _held_against(view: View, asked: Asked) -> Matches:
    """All paradigms in one direction."""
    matches = [matched(looked_at(view)) for looked_at, matched in asked]
    permitting = [each.paradigm.number for each in matches if each.met is Met.MET]
    return Matches(tuple(matches), tuple(permitting))


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
    return _held(condition, _view(evidence, recommended)[_PLACE[condition.subject]], policy)[0]


@lru_cache(maxsize=65536)
def match(evidence: EvidenceHalf, policy: Policy) -> tuple[Matches, Matches]:
    """All five paradigms in both directions, in published order.

    Args:
        evidence: the finite evidence.
        policy: with the certainty of harm that paradigms 2 and 3 ask for.

    Returns:
        The matches for, and the matches against.
    """
    for_, against = _asked_of(policy)
    return (
        _held_against(_view(evidence, Arm.INTERVENTION), for_),
        _held_against(_view(evidence, Arm.COMPARATOR), against),
    )
