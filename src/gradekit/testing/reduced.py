"""The light part of the space: the situations of which the least is known, asked in a second.

What is broken there is broken: each of its situations is one of the whole space. That nothing is
broken there proves nothing about the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TypeVar

from attrs import evolve, field, fields, frozen

from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.paradigms import match
from gradekit.policy import Policy
from gradekit.scales import Certainty, Level
from gradekit.situation import PanelHalf, Situation
from gradekit.space import evidence_of, option_classes, panel_halves, shared_classes
from gradekit.testing.sweep import SHOWING, Answer, Decider, answer_of, asked_at

__all__ = ["LightSweep", "OnDemand", "Place", "light_answers", "light_states", "weight"]

K = TypeVar("K")
V = TypeVar("V")
Place = tuple[int, int, int]

_PARTS = ("benefit", "harm", "catastrophe", "prohibitive")
_TOGETHER = 2  # parts known of the two options together
_ALONE = 3  # of one option against a blank one: a prohibitive harm beside a benefit
_RECORDED = 3  # parts of the panel half that are recorded
_BLANK = PanelHalf()


def _known(known: Known) -> tuple[int, int]:
    """Whether anything is known, and how far."""
    return int(known.up_to > Level.NONE), known.at.rank + known.up_to.rank


def option_weight(option: OptionLevels) -> tuple[int, int]:
    """How much is known of an option: parts, and how surely."""
    parts = [_known(getattr(option, part)) for part in _PARTS]
    return sum(many for many, _ in parts), sum(far for _, far in parts)


def _recorded(panel: PanelHalf) -> int:
    return sum(
        getattr(panel, each.name) != getattr(_BLANK, each.name) for each in fields(PanelHalf)
    )


def weight(situation: Situation) -> tuple[int, int]:
    """How much a reader must take in: things known or recorded, and how surely."""
    evidence = situation.evidence
    options = [option_weight(each) for each in (evidence.intervention, evidence.comparator)]
    many = sum(parts for parts, _ in options) + _recorded(situation.panel)
    far = sum(levels for _, levels in options) + evidence.overall.rank
    certainty = evidence.benefit_certainty
    if certainty is not None:
        many, far = many + 1, far + certainty.at.rank + certainty.up_to.rank
    many += evidence.unknown_benefit + evidence.both_active
    return many + (evidence.life_threatening is not None), far


@cache
def _light_pairs(policy: Policy) -> tuple[tuple[int, int], ...]:
    """The pairs of option classes of which little is known, the lightest first."""
    weights = [option_weight(each) for each in option_classes(policy)]
    found = [
        (one, other)
        for one, (parts, _) in enumerate(weights)
        for other, (others, _) in enumerate(weights)
        if parts + others <= _TOGETHER or (0 in (parts, others) and parts + others <= _ALONE)
    ]

    def together(pair: tuple[int, int]) -> tuple[int, int]:
        (parts, levels), (others, more) = weights[pair[0]], weights[pair[1]]
        return parts + others, levels + more

    return tuple(sorted(found, key=together))


class OnDemand(Mapping[K, V]):
    """Answers by place, each asked for when it is first looked at."""

    def __init__(self, places: Iterable[K], ask: Callable[[K], V]) -> None:
        self._places = dict.fromkeys(places)
        self._ask = ask
        self._kept: dict[K, V] = {}

    def __getitem__(self, place: K) -> V:
        if place not in self._kept:
            if place not in self._places:
                raise KeyError(place)
            self._kept[place] = self._ask(place)
        return self._kept[place]

    def __contains__(self, place: object) -> bool:
        return place in self._places

    def __iter__(self) -> Iterator[K]:
        return iter(self._places)

    def __reversed__(self) -> Iterator[K]:
        return reversed(self._places)

    def __len__(self) -> int:
        return len(self._places)


@frozen
class LightSweep:
    """The answers to the classes of evidence of which the least is known, asked on demand.

    Args:
        decide: the decision function.
        policy: whose conditions make the classes.
        answers: by shared class, intervention class, comparator class: against, and for.
    """

    decide: Decider
    policy: Policy
    answers: OnDemand[Place, tuple[Answer, Answer]] = field(init=False)

    @answers.default
    def _on_demand(self) -> OnDemand[Place, tuple[Answer, Answer]]:
        return OnDemand(self.places(), self._asked)

    def _asked(self, place: Place) -> tuple[Answer, Answer]:
        against, for_ = (
            answer_of(self.decide, Situation(self.evidence(place), panel)) for panel in SHOWING
        )
        return against, for_

    def places(self) -> Iterator[Place]:
        """The light classes of evidence, the lightest first."""
        for one, other in _light_pairs(self.policy):
            for shared in range(len(shared_classes(self.policy))):
                yield shared, one, other

    @property
    def overall(self) -> Certainty:
        """The certainty at which the evidence is asked about."""
        return asked_at(self.policy)

    def evidence(self, place: Place, overall: Certainty | None = None) -> EvidenceHalf:
        """The evidence at a place."""
        shared, intervention, comparator = place
        options = option_classes(self.policy)
        return evidence_of(
            shared_classes(self.policy)[shared],
            options[intervention],
            options[comparator],
            self.overall if overall is None else overall,
        )


def light_answers(
    decide: Decider, policy: Policy
) -> Iterator[tuple[EvidenceHalf, OnDemand[PanelHalf, Answer]]]:
    """Light panel halves under the lightest evidence of each kind, asked on demand.

    The kinds: strong permitted in neither direction, in one, in the other, in both, and moderate
    certainty; by the paradigms of the library, not by the function that is asked.
    """

    def asked_of(evidence: EvidenceHalf) -> OnDemand[PanelHalf, Answer]:
        def ask(panel: PanelHalf) -> Answer:
            return answer_of(decide, Situation(evidence, panel))

        return OnDemand(light_panels(), ask)

    for evidence in _light_kinds(policy):
        yield evidence, asked_of(evidence)


@cache
def _light_kinds(policy: Policy) -> tuple[EvidenceHalf, ...]:
    options, shared = option_classes(policy), shared_classes(policy)
    found: dict[tuple[bool, bool], EvidenceHalf] = {}
    for one, other in _light_pairs(policy):
        for state in shared:
            evidence = evidence_of(state, options[one], options[other], asked_at(policy))
            for_, against = match(evidence, policy)
            found.setdefault((bool(for_.permitting), bool(against.permitting)), evidence)
    both = found[True, True]
    return (*found.values(), evolve(both, overall=policy.strong_certainty.value))


@cache
def light_panels() -> tuple[PanelHalf, ...]:
    """Panel halves of which at most three parts are recorded, the fewest first."""
    light = [each for each in panel_halves() if _recorded(each) <= _RECORDED]
    return tuple(sorted(light, key=_recorded))


def light_states(options: tuple[OptionLevels, ...]) -> tuple[OptionLevels, ...]:
    """States of an option of which little is known."""
    return tuple(each for each in options if option_weight(each)[0] <= _TOGETHER)
