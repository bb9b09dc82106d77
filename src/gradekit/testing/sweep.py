"""A decision function asked about the whole space, its answers kept by place.

The evidence sweep asks about every class of evidence, under two panels that let any permission
show. The panel sweep asks about every panel half, under one evidence for every way of permitting
strong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import Any, Protocol

from attrs import field, frozen

from gradekit.answers import Direction, ShareBand, Strength
from gradekit.levels import EvidenceHalf
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.scales import Certainty
from gradekit.situation import PanelHalf, Situation
from gradekit.space import (
    evidence_of,
    option_classes,
    panel_halves,
    shared_classes,
)

__all__ = [
    "Answer",
    "Answers",
    "Decider",
    "EvidenceSweep",
    "answer_of",
    "asked_at",
    "representatives",
    "worded",
]

AGAINST, FOR = 0, 1


class Answers(Protocol):
    """What a decision function must answer with."""

    @property
    def direction(self) -> Any: ...  # noqa: ANN401, D102 - a word of anybody's making
    @property
    def strength(self) -> Any: ...  # noqa: ANN401, D102
    @property
    def paradigms(self) -> tuple[int, ...]: ...  # noqa: D102
    @property
    def binding(self) -> tuple[str, ...]: ...  # noqa: D102


Decider = Callable[[Situation], Answers]


@frozen(cache_hash=True)
class Answer:
    """An answer reduced to what the laws speak about.

    Args:
        direction: for, against, either or none.
        strength: strong, conditional or none.
        paradigms: numbers, ascending.
        binding: names of ceilings, sorted.
    """

    direction: Direction
    strength: Strength
    paradigms: tuple[int, ...]
    binding: tuple[str, ...]

    @cached_property
    def mirror(self) -> Answer:
        """The answer to the situation with the options exchanged."""
        return _worded(self.direction.mirror, self.strength, self.paradigms, self.binding)

    @cached_property
    def toward(self) -> int:
        """From strong against (-2) over neither (0) to strong for (2)."""
        sign = {Direction.FOR: 1, Direction.AGAINST: -1}.get(self.direction, 0)
        return sign * (self.strength.rank - Strength.NONE.rank)

    def __str__(self) -> str:
        by = f", paradigms {', '.join(map(str, self.paradigms))}" if self.paradigms else ""
        bound = f", bound by {', '.join(self.binding)}" if self.binding else ""
        return f"{self.strength} {self.direction}{by}{bound}"


def answer_of(decide: Decider, situation: Situation) -> Answer:
    """What a decision function answers, as words of the method."""
    return worded(decide(situation))


def worded(given: Answers) -> Answer:
    """Anybody's answer as words of the method.

    Args:
        given: with direction, strength, paradigms and binding.

    Raises:
        TypeError: one text where a list of names or numbers is asked.
        ValueError: a word that is none of the method's.
    """
    lists: tuple[tuple[str, object], ...] = (
        ("paradigms", given.paradigms),
        ("binding", given.binding),
    )
    for name, each in lists:
        if isinstance(each, str):
            message = f"{name}: expected a list; got {each!r}"
            raise TypeError(message)
    return _worded(given.direction, given.strength, tuple(given.paradigms), tuple(given.binding))


@cache
def _worded(
    direction: str, strength: str, paradigms: tuple[int, ...], binding: tuple[str, ...]
) -> Answer:
    """There are few answers and many situations: each answer is put in words once."""
    return Answer(
        Direction(direction),
        Strength(strength),
        tuple(sorted(paradigms)),
        tuple(sorted(binding)),
    )


@cache
def asked_at(policy: Policy) -> Certainty:
    """The highest certainty that leaves strong to the paradigms; the lowest there is if none does.

    Args:
        policy: with the certainty that allows strong.
    """
    below = [each for each in Certainty if each < policy.strong_certainty.value]
    return max(below, default=min(Certainty))


SHOWING = (PanelHalf(share=ShareBand.ALMOST_NONE), PanelHalf(share=ShareBand.NEARLY_ALL))
"""Panels under which only the evidence binds, against and for."""


@frozen
class EvidenceSweep:
    """The answers to every class of evidence.

    Args:
        decide: the decision function.
        policy: whose conditions make the classes.
        answers: by shared class, intervention class, comparator class: against, and for.
    """

    decide: Decider
    policy: Policy = BMJ_RAPID
    answers: dict[tuple[int, int, int], tuple[Answer, Answer]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        interned: dict[Answer, Answer] = {}
        for place in self.places():
            evidence = self.evidence(place)
            pair = [answer_of(self.decide, Situation(evidence, panel)) for panel in SHOWING]
            against, for_ = (interned.setdefault(each, each) for each in pair)
            self.answers[place] = (against, for_)

    def places(self) -> Iterator[tuple[int, int, int]]:
        """Every class of evidence, by its place in the lists of classes."""
        options = range(len(option_classes(self.policy)))
        for shared in range(len(shared_classes(self.policy))):
            for intervention in options:
                for comparator in options:
                    yield shared, intervention, comparator

    @property
    def overall(self) -> Certainty:
        """The certainty at which the evidence is asked about."""
        return asked_at(self.policy)

    def evidence(
        self, place: tuple[int, int, int], overall: Certainty | None = None
    ) -> EvidenceHalf:
        """The evidence at a place."""
        shared, intervention, comparator = place
        options = option_classes(self.policy)
        return evidence_of(
            shared_classes(self.policy)[shared],
            options[intervention],
            options[comparator],
            self.overall if overall is None else overall,
        )


def representatives(sweep: EvidenceSweep) -> tuple[EvidenceHalf, ...]:
    """One evidence half for every way of permitting strong, and one for each certainty above."""
    found: dict[tuple[Answer, Answer], tuple[int, int, int]] = {}
    for place, answers in sweep.answers.items():
        found.setdefault(answers, place)
    first = next(sweep.places())
    return (
        *(sweep.evidence(place) for place in found.values()),
        *(sweep.evidence(first, overall) for overall in Certainty),
    )


def panel_answers(decide: Decider, evidence: EvidenceHalf) -> Iterator[tuple[PanelHalf, Answer]]:
    """The answers of every panel half to one evidence half."""
    for panel in panel_halves():
        yield panel, answer_of(decide, Situation(evidence, panel))
