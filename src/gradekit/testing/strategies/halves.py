"""Strategies for the evidence half of a situation: what is known of each option."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st

from gradekit.answers import Direction
from gradekit.errors import InvalidValue, refuse
from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.paradigms import PARADIGMS, Subject
from gradekit.paradigms.record import Sense
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.scales import Arm, Certainty, Level, Met
from gradekit.space import benefit_certainties, every_known
from gradekit.testing.strategies.choice import (
    ANY,
    Free,
    Given,
    Reader,
    a,
    checked,
    flag,
    is_told,
    is_value,
    refuse_beside,
    word,
)
from gradekit.testing.strategies.drawing import composite, pick, sampled
from gradekit.testing.strategies.judged import certainties

__all__ = [
    "EVIDENCE",
    "consulted_at",
    "evidence_halves",
    "facts_agree",
    "half_of",
    "knowns",
    "numbers_of",
    "option_levels",
]

_KNOWN = tuple(sorted(every_known(), key=lambda known: (known.at.rank, known.up_to.rank)))
_OF_X = {
    Subject.BENEFIT_OF_X: "benefit",
    Subject.HARM_OF_X: "harm",
    Subject.PROHIBITIVE_HARM_OF_X: "prohibitive",
}
_OF_Y = {
    Subject.BENEFIT_OF_Y: "benefit",
    Subject.HARM_OF_Y: "harm",
    Subject.CATASTROPHE_OF_Y: "catastrophe",
}
Parts = dict[str, tuple[Known, ...]]


@checked(at_least=word(Level))
def knowns(*, at_least: Level | str = "none") -> st.SearchStrategy[Known]:
    """The certainty at which something is known, and up to which it might be.

    Args:
        at_least: the lowest certainty at which it is known.
    """
    return sampled([each for each in _KNOWN if each.at >= at_least])


def _inside(known: Known, whole: Known) -> bool:
    return known.at <= whole.at and known.up_to <= whole.up_to


@composite
def _levels(draw: st.DrawFn, parts: Parts) -> OptionLevels:
    """An option whose parts are among these; catastrophic and prohibitive harms are harms."""
    kinds = [parts[name] for name in ("catastrophe", "prohibitive")]
    harms = [
        each
        for each in parts["harm"]
        if all(any(_inside(one, each) for one in kind) for kind in kinds)
    ]
    harm = draw(sampled(harms))
    catastrophe, prohibitive = (
        draw(sampled([one for one in kind if _inside(one, harm)])) for kind in kinds
    )
    return OptionLevels(
        benefit=draw(sampled(parts["benefit"])),
        harm=harm,
        catastrophe=catastrophe,
        prohibitive=prohibitive,
    )


def _free() -> Parts:
    return dict.fromkeys(("benefit", "harm", "catastrophe", "prohibitive"), _KNOWN)


def option_levels() -> st.SearchStrategy[OptionLevels]:
    """What is known of one option."""
    return _levels(_free())


def numbers_of(given: Any) -> tuple[int, ...] | Free:  # noqa: ANN401 - whatever a caller wrote
    """The numbers of the paradigms asked for, as a caller wrote them: one, several, or none.

    Args:
        given: a whole number, a tuple or list of them; None says nothing.
    """
    if given is None:
        return ANY
    numbers = (
        tuple(given) if isinstance(given, tuple | list | set | frozenset | range) else (given,)
    )
    known = {each.number for each in PARADIGMS}
    for number in numbers:
        if type(number) is not int or number not in known:
            refuse(
                InvalidValue,
                "no such paradigm",
                expected="a number from 1 to 5",
                got=number,
            )
    return numbers


@cache
def _wanted(numbers: tuple[int, ...], policy: Policy) -> tuple[Parts, Parts, set[Subject], Level]:
    """What these paradigms together ask of X, of Y, as facts, and of similar benefit."""
    x, y, facts, similar = _free(), _free(), set[Subject](), Level.NONE
    for condition in (
        each for one in PARADIGMS if one.number in numbers for each in one.conditions
    ):
        subject = condition.subject
        level = condition.level or policy.certain_harm.value
        if condition.sense is Sense.HOLDS:
            facts.add(subject)
        elif subject is Subject.X_AT_LEAST_AS_GOOD:
            similar = max(similar, Level(level))
            y["benefit"] = (Known(Level.NONE),)
        else:
            side, part = (x, _OF_X[subject]) if subject in _OF_X else (y, _OF_Y[subject])
            least = condition.sense is Sense.AT_LEAST
            side[part] = tuple(
                each
                for each in side[part]
                if (each.at_least(level) if least else each.below(level)) is Met.MET
            )
    return x, y, facts, similar


_TOWARD = (Direction.FOR, Direction.AGAINST)
EVIDENCE: dict[str, Reader] = {
    "certainty": word(Certainty),
    "paradigm": numbers_of,
    "direction": word(Direction, *_TOWARD),
    "life_threatening": flag(none=True),
    "both_active": flag(),
    "policy": a(Policy),
}
"""What the keywords of an evidence half take."""
_ASKED_OF = {Subject.LIFE_THREATENING: "life_threatening", Subject.BOTH_ACTIVE: "both_active"}


def facts_agree(given: Mapping[str, Any]) -> None:
    """Refuse a fact recorded otherwise than a paradigm asked for needs it.

    Args:
        given: keywords, read.
    """
    numbers = given.get("paradigm", ANY)
    if not is_value(numbers) or not is_value(given.get("policy", BMJ_RAPID)):
        return
    for one in PARADIGMS:
        for condition in one.conditions if one.number in numbers else ():
            name = _ASKED_OF.get(condition.subject)
            got = True if name is None else given.get(name, ANY)
            if is_value(got) and got is not True:
                refuse_beside(f"paradigm {one.number} needs it", str(name), got,
                              beside=f"paradigm={one.number}", expected="True")  # fmt: skip


@checked(facts_agree, **EVIDENCE)
def evidence_halves(
    *,
    certainty: Given[Certainty | str] = ANY,
    paradigm: Given[int | Iterable[int] | None] = None,
    direction: Given[Direction | str] = ANY,
    life_threatening: Given[bool | None] = ANY,
    both_active: Given[bool] = ANY,
    policy: Policy = BMJ_RAPID,
) -> st.SearchStrategy[EvidenceHalf]:
    """All a decision takes from the evidence.

    A fact drawn from a strategy of yours is held, also where a paradigm asks for another; then its
    conditions are not all met.

    Args:
        certainty: overall; where a paradigm is asked for, one at which it is consulted unless said.
        paradigm: number, or numbers, of paradigms whose conditions are all met.
        direction: for or against, in which those paradigms permit strong; of no meaning without.
        life_threatening: None where not recorded; paradigm 1 says true.
        both_active: whether both options are active; paradigm 3 says true.
        policy: with the certainty of harm paradigms 2 and 3 ask for, and the certainty below which
            paradigms are consulted.
    """
    return half_of(
        certainty=certainty,
        paradigm=paradigm,
        direction=direction,
        life_threatening=life_threatening,
        both_active=both_active,
        policy=policy,
    )


@composite
def half_of(
    draw: st.DrawFn,
    *,
    certainty: Given[Certainty | str],
    paradigm: Any,  # noqa: ANN401 - numbers, read, or a strategy of them
    direction: Given[Direction | str],
    life_threatening: Given[bool | None],
    both_active: Given[bool | None],
    policy: Policy,
) -> EvidenceHalf:
    """An evidence half whose keywords were read; they are those of `evidence_halves`."""
    asked = pick(draw, paradigm)
    numbers: tuple[int, ...] = asked if isinstance(asked, tuple) else ()
    toward = pick(draw, direction, sampled(_TOWARD))
    x, y, facts, similar = _wanted(numbers, policy)
    options = {Arm.INTERVENTION: x, Arm.COMPARATOR: y}
    if toward is Direction.AGAINST:
        options = {Arm.INTERVENTION: y, Arm.COMPARATOR: x}
    known = [
        each
        for each in benefit_certainties()
        if similar is Level.NONE or (each is not None and each.at >= similar)
    ]
    benefit = draw(sampled(known))
    may_be_unknown = benefit is not None and similar is Level.NONE
    told = {"life_threatening": life_threatening, "both_active": both_active}
    free = {"life_threatening": sampled((None, False, True)), "both_active": st.booleans()}
    for subject, name in _ASKED_OF.items():
        if subject in facts and not is_told(told[name]):
            told[name] = True
    return EvidenceHalf(
        intervention=draw(_levels(options[Arm.INTERVENTION])),
        comparator=draw(_levels(options[Arm.COMPARATOR])),
        benefit_certainty=benefit,
        unknown_benefit=may_be_unknown and draw(st.booleans()),
        overall=pick(draw, certainty, consulted_at(policy) if numbers else certainties()),
        **{name: pick(draw, told[name], free[name]) for name in told},
    )


def consulted_at(policy: Policy) -> st.SearchStrategy[Certainty]:
    """The certainties at which paradigms are consulted; all of them where there is none.

    Args:
        policy: with the certainty from which strong needs no paradigm.
    """
    below = [each for each in Certainty if each < policy.strong_certainty.value]
    return sampled(below or list(Certainty))
