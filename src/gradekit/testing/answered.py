"""A decision function with its answers: to the whole space, or to the light part of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from attrs import field, frozen

from gradekit.levels import EvidenceHalf
from gradekit.paradigms import match
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.situation import PanelHalf, Situation
from gradekit.testing.drawn import drawn
from gradekit.testing.reduced import LightSweep, OnDemand, Place, light_answers
from gradekit.testing.sweep import (
    SHOWING,
    Answer,
    Decider,
    EvidenceSweep,
    answer_of,
    panel_answers,
    representatives,
)

__all__ = ["DRAWN", "Asked", "Pair", "Space"]

Asked = tuple[EvidenceHalf, PanelHalf, Answer]
Pair = tuple[tuple[EvidenceHalf, PanelHalf, Answer], ...]
Permitted = tuple[tuple[int, ...], tuple[int, ...]]

DRAWN = 20_000  # situations from the unfolded space
DRAWN_LIGHT = 5_000


@frozen
class Space:
    """A decision function with its answers to the whole space.

    Args:
        decide: the decision function.
        policy: whose conditions make the classes.
        sweep: its answers to every class of evidence.
        panels: its answers to every panel half, for each way of permitting strong.
        light: whether this is only the light part of the space.
    """

    decide: Decider
    policy: Policy
    sweep: EvidenceSweep | LightSweep
    panels: tuple[tuple[EvidenceHalf, Mapping[PanelHalf, Answer]], ...]
    drawn: Mapping[Situation, Answer]
    light: bool = False
    permitted: dict[Place, Permitted] = field(factory=dict, init=False, repr=False, eq=False)

    @classmethod
    def of(cls, decide: Decider, policy: Policy = BMJ_RAPID) -> Space:
        """Ask a decision function about everything."""
        sweep = EvidenceSweep(decide, policy)
        panels = tuple(
            (evidence, dict(panel_answers(decide, evidence))) for evidence in representatives(sweep)
        )
        return cls(decide, policy, sweep, panels, _asked_of(decide, DRAWN))

    @classmethod
    def lightest(cls, decide: Decider, policy: Policy = BMJ_RAPID) -> Space:
        """Ask a decision function about the situations of which the least is known."""
        panels = tuple(light_answers(decide, policy))
        few = _asked_of(decide, DRAWN_LIGHT)
        return cls(decide, policy, LightSweep(decide, policy), panels, few, light=True)

    @property
    def consulted(self) -> bool:
        """Whether the certainty of the sweep leaves strong to the paradigms."""
        return self.policy.strong_certainty.value > self.sweep.overall

    def permits(self, place: Place) -> Permitted:
        """Paradigms that permit strong against and for, for a class of evidence."""
        found = self.permitted.get(place)
        if found is None:
            for_, against = match(self.sweep.evidence(place), self.policy)
            found = self.permitted[place] = (against.permitting, for_.permitting)
            # The options exchanged exchange the directions and nothing else.
            shared, one, other = place
            self.permitted[shared, other, one] = (for_.permitting, against.permitting)
        return found

    def ask(self, evidence: EvidenceHalf, panel: PanelHalf) -> Answer:
        """The answer to one situation."""
        return answer_of(self.decide, Situation(evidence, panel))

    def shown(self) -> Iterator[Asked]:
        """Every class of evidence under the panels that let permissions show."""
        for place, answers in self.sweep.answers.items():
            for panel, answer in zip(SHOWING, answers, strict=True):
                yield self.sweep.evidence(place), panel, answer

    def every(self) -> Iterator[Asked]:
        """Every panel half under every way of permitting strong."""
        for evidence, answers in self.panels:
            for panel, answer in answers.items():
                yield evidence, panel, answer

    def anywhere(self) -> Iterator[Asked]:
        """Every panel half as above, then the situations drawn from the unfolded space."""
        yield from self.every()
        for situation, answer in self.drawn.items():
            yield situation.evidence, situation.panel, answer


def _asked_of(decide: Decider, many: int) -> OnDemand[Situation, Answer]:
    return OnDemand(drawn(many), partial(answer_of, decide))
