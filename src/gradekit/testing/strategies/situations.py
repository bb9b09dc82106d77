"""Strategies for situations: an evidence half beside what the panel said, strong where asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from typing import Any

from hypothesis import strategies as st

from gradekit.answers import Direction, PanelBalance, Secondary, ShareBand, Strength, VoteState
from gradekit.ceilings import (
    consensus_ceiling,
    find_direction,
    secondary_ceiling,
    values_ceiling,
)
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.scales import Certainty, Perspective
from gradekit.situation import PanelHalf, Situation
from gradekit.testing.strategies.choice import (
    ANY,
    Given,
    Reader,
    checked,
    is_told,
    is_value,
    refuse_beside,
    word,
)
from gradekit.testing.strategies.drawing import composite, pick, sampled
from gradekit.testing.strategies.halves import EVIDENCE, consulted_at, facts_agree, half_of
from gradekit.testing.strategies.judged import certainties

__all__ = ["panel_halves", "situations"]

_TOWARD = (Direction.FOR, Direction.AGAINST)
_PANEL: dict[str, Reader] = {
    "share": word(ShareBand),
    "secondary": word(Secondary),
    "votes": word(VoteState),
    "perspective": word(Perspective),
    "balance": word(PanelBalance, none=True),
}
# The words of each field, those that say the least first.
_WORDS: dict[str, tuple[Any, ...]] = {
    "share": tuple(ShareBand)[::-1],
    "secondary": tuple(Secondary)[::-1],
    "votes": tuple(VoteState)[::-1],
    "perspective": tuple(Perspective),
    "balance": (None, *PanelBalance),
}
_SURE = (ShareBand.NEARLY_ALL, ShareBand.ALMOST_NONE)
Choices = Mapping[str, Any]


@checked(**_PANEL)
@composite
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
    told = {"share": share, "secondary": secondary, "votes": votes, "perspective": perspective,
            "balance": balance}  # fmt: skip
    return PanelHalf(
        **{name: pick(draw, each, sampled(_WORDS[name])) for name, each in told.items()}
    )


@cache
def _open(toward: Direction, policy: Policy) -> tuple[PanelHalf, ...]:
    """Every panel half that leaves strong in this direction open."""
    return tuple(
        PanelHalf(**dict(zip(_WORDS, words, strict=True)))
        for words in product(*_WORDS.values())
        if _leaves_open(*words, toward=toward, policy=policy)
    )


def _leaves_open(
    share: ShareBand,
    secondary: Secondary,
    votes: VoteState,
    perspective: Perspective,
    balance: PanelBalance | None,
    *,
    toward: Direction,
    policy: Policy,
) -> bool:
    return find_direction(share, balance)[0] is toward and all(
        each.allows is Strength.STRONG
        for each in (
            values_ceiling(share, perspective, balance, policy),
            secondary_ceiling(toward, secondary),
            consensus_ceiling(toward, votes, policy),
        )
    )


def _holding(halves: Iterable[PanelHalf], told: Choices) -> list[PanelHalf]:
    return [each for each in halves if all(getattr(each, name) == told[name] for name in told)]


@composite
def _open_halves(
    draw: st.DrawFn, toward: Direction, policy: Policy, told: dict[str, Any]
) -> PanelHalf:
    """A panel half that leaves strong open, and holds what was told as far as there is one."""
    held = {name: pick(draw, each, st.nothing()) for name, each in told.items() if is_told(each)}
    halves = list(_open(toward, policy))
    for name, each in held.items():
        halves = _holding(halves, {name: each}) or halves
    made = dict(held)
    for name, words in _WORDS.items():
        left = [each for each in words if _holding(halves, {name: each})]
        if name == "share":  # a share that is known comes first, and is the more common
            left = [each for each in left if each in _SURE] * 2 + left
        if name not in held:
            made[name] = draw(sampled(left))
        halves = _holding(halves, {name: made[name]}) or halves
    return PanelHalf(**made)


def _can_be_strong(given: Mapping[str, Any]) -> None:
    """Refuse what no situation of the strength and paradigms asked for can have."""
    facts_agree(given)
    policy: Policy = given.get("policy", BMJ_RAPID)
    certainty, numbers = given.get("certainty", ANY), given.get("paradigm", ANY)
    cut_off = policy.strong_certainty.value
    toward = given.get("strong")
    asked = is_value(numbers) and bool(numbers)
    beside = f"paradigm={numbers}" if asked else f"strong={toward and toward.value!r}"
    unasked = is_value(numbers) and not numbers and toward is not None
    never = asked and not any(each < cut_off for each in Certainty)
    if never or (asked and is_value(certainty) and certainty >= cut_off):
        refuse_beside(
            "no paradigm is consulted at this certainty",
            "policy" if never else "certainty",
            policy.name if never else certainty.value,
            beside=beside,
            expected=f"one below {cut_off.value!r}",
        )
    if unasked and is_value(certainty) and certainty < cut_off:
        refuse_beside(
            "never strong without a paradigm", "certainty", certainty.value,
            beside=f"{beside} and paradigm=()", expected=f"{cut_off.value!r} or better",
        )  # fmt: skip
    if toward is None:
        return
    strong = f"strong={toward.value!r}"
    way = given.get("direction", ANY)
    if is_value(way) and way is not toward:
        refuse_beside("another direction", "direction", way.value, beside=strong,
                      expected=repr(toward.value))  # fmt: skip
    _panel_open(given, toward, policy, strong)


def _panel_open(given: Mapping[str, Any], toward: Direction, policy: Policy, strong: str) -> None:
    halves: list[PanelHalf] = list(_open(toward, policy))
    before: list[str] = [strong]
    for name, every in _WORDS.items():
        value = given.get(name, ANY)
        if not is_value(value):
            continue
        left = _holding(halves, {name: value})
        shown = value and value.value
        if not left:
            words = {repr(each and each.value) for each in every
                     if _holding(halves, {name: each})}  # fmt: skip
            refuse_beside("no strong situation has this", name, shown, beside=", ".join(before),
                          expected=" or ".join(sorted(words)))  # fmt: skip
        halves = left
        before.append(f"{name}={shown!r}")


@checked(_can_be_strong, **EVIDENCE, **_PANEL, strong=word(Direction, *_TOWARD, none=True))
@composite
def situations(
    draw: st.DrawFn,
    *,
    certainty: Given[Certainty | str] = ANY,
    paradigm: Given[int | Iterable[int] | None] = None,
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

    Values that no situation can have together are refused. What a strategy of yours draws is held
    and everything else is drawn to fit it; where nothing fits (a vote against beside
    `strong="for"`, a certainty at which no paradigm is consulted), the answer is not strong.

    Args:
        certainty: overall; one at which paradigms are consulted where one is asked for.
        paradigm: number, or numbers, of paradigms that permit strong in `direction`; with `strong`
            one is drawn where it is needed, and `()` asks for none.
        strong: for or against: situations whose answer is strong in this direction.
        direction: in which the paradigms permit; of no meaning without `paradigm` or `strong`.
        life_threatening: None where not recorded; paradigm 1 says true.
        both_active: whether both options are active; paradigm 3 says true.
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
    told: dict[str, Any] = {"share": share, "secondary": secondary, "votes": votes,
                            "perspective": perspective, "balance": balance}  # fmt: skip
    facts = {"life_threatening": life_threatening, "both_active": both_active}
    cut_off = policy.strong_certainty.value
    numbers = pick(draw, ANY if paradigm is None else paradigm, st.just(ANY))
    level: Any = certainty
    if strong is not None:
        toward = Direction(strong)
        direction = toward if not is_told(direction) else direction
        free = certainties()
        if numbers is not ANY:
            free = consulted_at(policy) if numbers else certainties(at_least=cut_off)
        level = pick(draw, certainty, free)
        if numbers is ANY and level < cut_off:
            numbers = (draw(sampled(_may_permit(facts))),)
    panel = panel_halves(**told) if strong is None else _open_halves(toward, policy, told)
    return Situation(
        draw(
            half_of(
                certainty=level,
                paradigm=() if numbers is ANY else numbers,
                direction=direction,
                **facts,
                policy=policy,
            )
        ),
        draw(panel),
    )


def _may_permit(facts: Mapping[str, Any]) -> tuple[int, ...]:
    """Paradigms that may permit beside these facts, the one met most often first."""
    needs = {1: "life_threatening", 3: "both_active"}
    return tuple(
        number
        for number in (2, 1, 3, 4, 5)
        if number not in needs or facts[needs[number]] in (ANY, True)
    )
