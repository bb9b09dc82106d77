"""Strategies for situations: what is known of each option, and what the panel said."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from attrs import frozen
from hypothesis import strategies as st

from gradekit.answers import Direction, PanelBalance, Secondary, ShareBand, VoteState
from gradekit.errors import InvalidValue, refuse
from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.paradigms import PARADIGMS, Subject
from gradekit.paradigms.record import Sense
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.scales import Arm, Certainty, Level, Met, Perspective
from gradekit.situation import PanelHalf, Situation
from gradekit.space import benefit_certainties, every_known
from gradekit.testing.strategies.choice import ANY, Given, chosen
from gradekit.testing.strategies.judged import certainties

__all__ = ["evidence_halves", "knowns", "option_levels", "panel_halves", "situations"]

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


def knowns(*, at_least: Level | str = "none") -> st.SearchStrategy[Known]:
    """The certainty at which something is known, and up to which it might be.

    Args:
        at_least: the lowest certainty at which it is known.
    """
    return st.sampled_from([each for each in _KNOWN if each.at >= at_least])


def _inside(known: Known, whole: Known) -> bool:
    return known.at <= whole.at and known.up_to <= whole.up_to


@st.composite
def _levels(draw: st.DrawFn, parts: Parts) -> OptionLevels:
    """An option whose parts are among these; catastrophic and prohibitive harms are harms."""
    kinds = [parts[name] for name in ("catastrophe", "prohibitive")]
    harms = [
        each
        for each in parts["harm"]
        if all(any(_inside(one, each) for one in kind) for kind in kinds)
    ]
    harm = draw(st.sampled_from(harms))
    catastrophe, prohibitive = (
        draw(st.sampled_from([one for one in kind if _inside(one, harm)])) for kind in kinds
    )
    return OptionLevels(
        benefit=draw(st.sampled_from(parts["benefit"])),
        harm=harm,
        catastrophe=catastrophe,
        prohibitive=prohibitive,
    )


def _free() -> Parts:
    return dict.fromkeys(("benefit", "harm", "catastrophe", "prohibitive"), _KNOWN)


def option_levels() -> st.SearchStrategy[OptionLevels]:
    """What is known of one option."""
    return _levels(_free())


def _numbers(paradigm: int | Iterable[int] | None) -> tuple[int, ...]:
    given = () if paradigm is None else paradigm
    numbers = (given,) if isinstance(given, int) else tuple(given)
    known = {each.number for each in PARADIGMS}
    for number in numbers:
        if number not in known:
            refuse(
                InvalidValue,
                "no such paradigm",
                "paradigm",
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


@st.composite
def evidence_halves(
    draw: st.DrawFn,
    *,
    certainty: Given[Certainty | str] = ANY,
    paradigm: int | Iterable[int] | None = None,
    direction: Given[Direction | str] = ANY,
    life_threatening: Given[bool | None] = ANY,
    both_active: Given[bool] = ANY,
    policy: Policy = BMJ_RAPID,
) -> EvidenceHalf:
    """All a decision takes from the evidence.

    Args:
        certainty: overall.
        paradigm: number, or numbers, of paradigms whose conditions are all met.
        direction: for or against, in which those paradigms permit strong.
        life_threatening: None where not recorded; paradigm 1 says true.
        both_active: whether both options are active; paradigm 3 says true.
        policy: with the certainty of harm paradigms 2 and 3 ask for.
    """
    numbers = _numbers(paradigm)
    toward = Direction(draw(chosen(direction, st.sampled_from((Direction.FOR, Direction.AGAINST)))))
    x, y, facts, similar = _wanted(numbers, policy)
    options = {Arm.INTERVENTION: x, Arm.COMPARATOR: y}
    if toward is Direction.AGAINST:
        options = {Arm.INTERVENTION: y, Arm.COMPARATOR: x}
    known = [
        each
        for each in benefit_certainties()
        if similar is Level.NONE or (each is not None and each.at >= similar)
    ]
    benefit = draw(st.sampled_from(known))
    may_be_unknown = benefit is not None and similar is Level.NONE
    grave = Subject.LIFE_THREATENING in facts
    active = Subject.BOTH_ACTIVE in facts
    return EvidenceHalf(
        intervention=draw(_levels(options[Arm.INTERVENTION])),
        comparator=draw(_levels(options[Arm.COMPARATOR])),
        benefit_certainty=benefit,
        unknown_benefit=may_be_unknown and draw(st.booleans()),
        overall=Certainty(draw(chosen(certainty, _low() if numbers else certainties()))),
        life_threatening=grave
        or draw(chosen(life_threatening, st.sampled_from((None, False, True)))),
        both_active=active or draw(chosen(both_active, st.booleans())),
    )


def _low() -> st.SearchStrategy[Certainty]:
    """The certainties at which paradigms are consulted."""
    return certainties(at_most="low")


@st.composite
def panel_halves(
    draw: st.DrawFn,
    *,
    share: Given[ShareBand | str] = ANY,
    secondary: Given[Secondary | str] = ANY,
    votes: Given[VoteState | str] = ANY,
    perspective: Given[Perspective | str] = ANY,
    balance: Given[PanelBalance | str | None] = ANY,
) -> PanelHalf:
    """All a decision takes from the panel.

    Args:
        share: band of those who would choose the intervention.
        secondary: what the secondary criteria favour.
        votes: what the votes say.
        perspective: individual or population.
        balance: as recorded; None where not.
    """
    blank_last = list(VoteState)[::-1]
    return PanelHalf(
        share=draw(chosen(share, st.sampled_from(list(ShareBand)[::-1]))),
        secondary=draw(chosen(secondary, st.sampled_from(list(Secondary)[::-1]))),
        votes=draw(chosen(votes, st.sampled_from(blank_last))),
        perspective=draw(chosen(perspective, st.sampled_from(Perspective))),
        balance=draw(chosen(balance, st.sampled_from((None, *PanelBalance)))),
    )


@frozen
class _Open:
    """What a strong answer in one direction takes from the panel."""

    share: ShareBand
    votes: tuple[VoteState, ...]
    against: Secondary


_OPEN = {
    Direction.FOR: _Open(
        ShareBand.NEARLY_ALL,
        (VoteState.NOT_VOTED, VoteState.STRONG_FOR),
        Secondary.FAVOUR_COMPARATOR,
    ),
    Direction.AGAINST: _Open(
        ShareBand.ALMOST_NONE,
        (VoteState.NOT_VOTED, VoteState.STRONG_AGAINST),
        Secondary.FAVOUR_INTERVENTION,
    ),
}


@st.composite
def situations(
    draw: st.DrawFn,
    *,
    certainty: Given[Certainty | str] = ANY,
    paradigm: int | Iterable[int] | None = None,
    strong: Direction | str | None = None,
    direction: Given[Direction | str] = ANY,
    life_threatening: Given[bool | None] = ANY,
    both_active: Given[bool] = ANY,
    share: Given[ShareBand | str] = ANY,
    secondary: Given[Secondary | str] = ANY,
    votes: Given[VoteState | str] = ANY,
    perspective: Given[Perspective | str] = ANY,
    balance: Given[PanelBalance | str | None] = ANY,
    policy: Policy = BMJ_RAPID,
) -> Situation:
    """Everything a decision depends on.

    Args:
        certainty: overall.
        paradigm: number, or numbers, of paradigms that permit strong in `direction`.
        strong: for or against: situations whose answer is strong in this direction.
        direction: in which the paradigms permit.
        life_threatening: None where not recorded.
        both_active: whether both options are active.
        share: band of those who would choose the intervention.
        secondary: what the secondary criteria favour.
        votes: what the votes say.
        perspective: individual or population.
        balance: as recorded; None where not.
        policy: of the method.

    Example:
        >>> from hypothesis import find
        >>> from gradekit.decision import decide
        >>> found = find(situations(certainty="low", strong="against"), lambda each: True)
        >>> answer = decide(found)
        >>> answer.strength.value, answer.direction.value
        ('strong', 'against')
    """
    if strong is not None:
        toward = Direction(strong)
        opened = _OPEN[toward]
        direction, share = toward, opened.share
        votes = chosen(votes, st.sampled_from(opened.votes))
        other = [each for each in list(Secondary)[::-1] if each is not opened.against]
        secondary = chosen(secondary, st.sampled_from(other))
        level = Certainty(draw(chosen(certainty, certainties())))
        if level < policy.strong_certainty.value and paradigm is None:
            paradigm = draw(st.sampled_from((2, 1, 3, 4, 5)))
        certainty = level
    return Situation(
        draw(
            evidence_halves(
                certainty=certainty,
                paradigm=paradigm,
                direction=direction,
                life_threatening=life_threatening,
                both_active=both_active,
                policy=policy,
            )
        ),
        draw(
            panel_halves(
                share=share,
                secondary=secondary,
                votes=votes,
                perspective=perspective,
                balance=balance,
            )
        ),
    )
