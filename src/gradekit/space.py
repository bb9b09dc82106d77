"""The whole space of situations, enumerated.

A situation is an evidence half times a panel half. The panel half is small and is listed outright.
The evidence half is collapsed first: what is known of an option, and what the options share, matter
only through the conditions of the paradigms, so one state stands for every other that meets the
same conditions. The collapse uses the conditions themselves; `testing.laws` checks that it loses
nothing.
"""

from __future__ import annotations

from functools import cache
from itertools import product

from attrs import evolve

from gradekit.answers import PanelBalance, Secondary, ShareBand, VoteState
from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.paradigms import PARADIGMS, Paradigm, Subject, condition_met
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.scales import Arm, Certainty, Level, Met, Perspective
from gradekit.situation import PanelHalf

__all__ = [
    "benefit_certainties",
    "blank",
    "every_known",
    "evidence_of",
    "known_states",
    "option_classes",
    "option_states",
    "panel_halves",
    "shared_classes",
    "shared_signature",
    "shared_states",
    "signature",
]

Signature = tuple[Met, ...]


def known_states() -> tuple[Known, ...]:
    """Every state of knowledge: five certainties, four of them also as "might be higher"."""
    settled = [Known(level) for level in Level]
    return (*settled, *(Known(level, Level.HIGH) for level in Level if level < Level.HIGH))


def every_known() -> tuple[Known, ...]:
    """Every state a caller may write: each certainty, and each pair of one and a higher one."""
    return tuple(Known(at, up_to) for at in Level for up_to in Level if at <= up_to)


def _within(part: Known, whole: Known) -> bool:
    """Whether one kind of harm can be known so, given what is known of harm as a whole."""
    return part.at <= whole.at and part.up_to <= whole.up_to


@cache
def option_states() -> tuple[OptionLevels, ...]:
    """Every consistent state of one option: catastrophic and prohibitive harms are harms."""
    states = known_states()
    return tuple(
        OptionLevels(benefit=benefit, harm=harm, catastrophe=catastrophe, prohibitive=prohibitive)
        for benefit, harm in product(states, states)
        for catastrophe in states
        if _within(catastrophe, harm)
        for prohibitive in states
        if _within(prohibitive, harm)
    )


def benefit_certainties() -> tuple[Known | None, ...]:
    """Not determined, settled at each certainty, or very low because something is not rated."""
    rated = [Level(level.value) for level in Certainty]
    lowest = rated[0]
    return (
        None,
        *(Known(level) for level in rated),
        *(Known(lowest, level) for level in rated if level > lowest),
    )


def blank() -> OptionLevels:
    """An option of which nothing is known."""
    none = Known(Level.NONE)
    return OptionLevels(benefit=none, harm=none, catastrophe=none, prohibitive=none)


@cache
def shared_states() -> tuple[EvidenceHalf, ...]:
    """Every state of what the options share, at low overall certainty, both options blank."""
    return tuple(
        EvidenceHalf(
            intervention=blank(),
            comparator=blank(),
            benefit_certainty=certainty,
            unknown_benefit=unknown,
            overall=Certainty.LOW,
            life_threatening=threatening,
            both_active=active,
        )
        for certainty, unknown, threatening, active in product(
            benefit_certainties(), (False, True), (None, False, True), (False, True)
        )
        # Without a critical benefit finding none can be of unknown magnitude.
        if certainty is not None or not unknown
    )


def signature(
    option: OptionLevels,
    policy: Policy = BMJ_RAPID,
    paradigms: tuple[Paradigm, ...] = PARADIGMS,
) -> Signature:
    """Every condition of these paradigms an option can meet, recommended or recommended against."""
    half = evolve(shared_states()[0], intervention=option)
    met = [
        condition_met(condition, half, arm, policy)
        for arm in Arm
        for paradigm in paradigms
        for condition in paradigm.conditions
        if condition.subject is not Subject.X_AT_LEAST_AS_GOOD
    ]
    # At least as good asks whether the other option has any known benefit.
    return (*met, option.benefit.at_least(Level.VERY_LOW))


@cache
def option_classes(policy: Policy = BMJ_RAPID) -> tuple[OptionLevels, ...]:
    """One option for every set of conditions an option can meet under this policy."""
    found: dict[Signature, OptionLevels] = {}
    for option in option_states():
        found.setdefault(signature(option, policy), option)
    return tuple(found.values())


@cache
def _rivals() -> tuple[OptionLevels, ...]:
    """The other option as far as "at least as good" asks: no benefit, perhaps one, a known one."""
    benefits = (Known(Level.NONE), Known(Level.NONE, Level.HIGH), Known(Level.VERY_LOW))
    return tuple(evolve(blank(), benefit=known) for known in benefits)


def shared_signature(
    shared: EvidenceHalf,
    policy: Policy = BMJ_RAPID,
    paradigms: tuple[Paradigm, ...] = PARADIGMS,
) -> Signature:
    """Every condition what the options share can meet, whichever benefits are known."""
    return tuple(
        condition_met(condition, evolve(shared, comparator=rival), Arm.INTERVENTION, policy)
        for rival in _rivals()
        for paradigm in paradigms
        for condition in paradigm.conditions
    )


@cache
def shared_classes(policy: Policy = BMJ_RAPID) -> tuple[EvidenceHalf, ...]:
    """One shared state for every set of conditions it can meet, whichever benefits are known."""
    found: dict[Signature, EvidenceHalf] = {}
    for shared in shared_states():
        found.setdefault(shared_signature(shared, policy), shared)
    return tuple(found.values())


def evidence_of(
    shared: EvidenceHalf,
    intervention: OptionLevels,
    comparator: OptionLevels,
    overall: Certainty = Certainty.LOW,
) -> EvidenceHalf:
    """An evidence half put together."""
    return EvidenceHalf(
        intervention=intervention,
        comparator=comparator,
        benefit_certainty=shared.benefit_certainty,
        unknown_benefit=shared.unknown_benefit,
        overall=overall,
        life_threatening=shared.life_threatening,
        both_active=shared.both_active,
    )


@cache
def panel_halves() -> tuple[PanelHalf, ...]:
    """Every panel half."""
    return tuple(
        PanelHalf(
            share=share, secondary=secondary, votes=votes, perspective=perspective, balance=balance
        )
        for share, secondary, votes, perspective, balance in product(
            ShareBand, Secondary, VoteState, Perspective, (None, *PanelBalance)
        )
    )
