"""Copies of the decision function that are wrong in one region of the space only.

Each is right for the situation that stands for a class of evidence, or right at the certainty and
the panel under which the classes are swept. They are what a sweep over classes cannot see.
"""

from __future__ import annotations

from typing import Any

from tests.testing.faulty import RANK, Plain, Step, at_least, below

import gradekit as gk
from gradekit.levels import EvidenceHalf, Known

FAULTS: dict[str, type[Plain]] = {}


class Local(Plain):
    """The decision, which knows where it is."""

    at: gk.Situation

    def __init_subclass__(cls, *, fault: str = "", **rest: Any) -> None:  # noqa: ANN401
        super().__init_subclass__(**rest)
        FAULTS[fault] = cls

    def __call__(self, situation: gk.Situation) -> Any:  # noqa: ANN401
        self.at = situation
        return super().__call__(situation)

    @property
    def population(self) -> bool:
        return self.at.panel.perspective == "population"

    @property
    def lowest(self) -> bool:
        return self.at.evidence.overall == "very low"


class _A(Local, fault="population: not recorded is enough of a threat to life"):
    def first(self, step: Step) -> bool:
        grave = step.shared.life_threatening
        threatened = grave is not False if self.population else grave is True
        harmless = below(step.x.prohibitive, "moderate")
        return threatened and at_least(step.x.benefit, "very low") and harmless


class _B(Local, fault="population: paradigm 2 at low certainty of harm"):
    def second(self, step: Step) -> bool:
        enough = "low" if self.population else "moderate"
        return below(step.y.benefit, "moderate") and at_least(step.y.harm, enough)


class _C(Local, fault="voted strong: prohibitive harm overlooked"):
    def first(self, step: Step) -> bool:
        grave = step.shared.life_threatening is True and at_least(step.x.benefit, "very low")
        voted = self.at.panel.votes.value.startswith("strong")
        return grave and (voted or below(step.x.prohibitive, "moderate"))


class _D(Local, fault="very low overall: similar benefit at low is enough for paradigm 4"):
    def fourth(self, step: Step) -> bool:
        similar = self.at_least_as_good(step, "low" if self.lowest else "moderate")
        harm = at_least(step.y.harm, "very low") and below(step.x.harm, "very low")
        return similar and harm


class _E(Local, fault="very low overall: paradigm 2 at low certainty of harm"):
    def second(self, step: Step) -> bool:
        enough = "low" if self.lowest else "moderate"
        return below(step.y.benefit, "moderate") and at_least(step.y.harm, enough)


class _F(Local, fault="criteria in favour: unknown magnitude read as similar"):
    def at_least_as_good(self, step: Step, level: str) -> bool:
        favoured = self.at.panel.secondary.value.startswith("favour")
        sized = favoured or not step.shared.unknown_benefit
        known = at_least(step.shared.benefit_certainty, level)
        return step.y.benefit == Known("none") and sized and known


class _G(Local, fault="voted: a catastrophe that might be higher is one"):
    def fifth(self, step: Step) -> bool:
        might = self.at.panel.votes != "not voted" and step.y.catastrophe.up_to > "none"
        return might or super().fifth(step)


class _H(Local, fault="majority: paradigm 2 with a benefit at moderate"):
    def second(self, step: Step) -> bool:
        split = self.at.panel.share in ("majority", "minority")
        least = "high" if split else "moderate"
        return below(step.y.benefit, least) and at_least(step.y.harm, "moderate")


class _I(Local, fault="paradigm 3 where the benefit certainty is low"):
    def third(self, step: Step) -> bool:
        known = step.shared.benefit_certainty
        return super().third(step) and known is not None and known.at != "low"


class _J(Local, fault="paradigm 4 where the benefit certainty is moderate only"):
    def fourth(self, step: Step) -> bool:
        known = step.shared.benefit_certainty
        return super().fourth(step) and known is not None and known.at == "moderate"


class _K(Local, fault="paradigm 3 where the other harm is very low at most"):
    def third(self, step: Step) -> bool:
        return super().third(step) and below(step.x.harm, "low")


class _L(Local, fault="paradigm 3 reads prohibitive harm besides"):
    def third(self, step: Step) -> bool:
        return super().third(step) and below(step.x.prohibitive, "low")


class _M(Local, fault="only what might be high counts as not rated"):
    def second(self, step: Step) -> bool:
        known = step.y.benefit
        top = known.up_to if known.up_to == "high" else known.at
        return RANK.index(top) < RANK.index("moderate") and at_least(step.y.harm, "moderate")


class _N(Local, fault="moderate or high overall: a prohibitive harm closes strong"):
    def certainty(self, evidence: EvidenceHalf, paradigms: tuple[int, ...]) -> str:
        found = super().certainty(evidence, paradigms)
        worse = any(
            at_least(each.prohibitive, "moderate")
            for each in (evidence.intervention, evidence.comparator)
        )
        return "conditional" if evidence.overall >= "moderate" and worse else found


class _O(Local, fault="moderate overall: net benefit gives a direction nobody gave"):
    def direction(self, panel: gk.PanelHalf) -> str:
        found, evidence = super().direction(panel), self.at.evidence
        good = at_least(evidence.intervention.benefit, "moderate")
        alone = evidence.comparator.benefit == Known("none")
        guessed = found == "none" and evidence.overall >= "moderate" and good and alone
        return "for" if guessed else found


class _P(Local, fault="moderate overall: paradigm 1 named all the same"):
    def consulted(self, evidence: EvidenceHalf) -> bool:
        return super().consulted(evidence) or evidence.overall == "moderate"

    def paradigms(self, evidence: EvidenceHalf, direction: str) -> tuple[int, ...]:
        found = super().paradigms(evidence, direction)
        return found if super().consulted(evidence) else tuple(each for each in found if each == 1)


class _Q(Local, fault="population: no catastrophe where both options have one"):
    def fifth(self, step: Step) -> bool:
        both = self.population and at_least(step.x.catastrophe, "very low")
        return super().fifth(step) and not both


class _R(Local, fault="paradigm 1 not where benefit and the other's harm are both high"):
    def first(self, step: Step) -> bool:
        both = at_least(step.x.benefit, "high") and at_least(step.y.harm, "high")
        return super().first(step) and not both


class _S(Local, fault="no answer at very low, for a population, voted either, both active"):
    def __call__(self, situation: gk.Situation) -> Any:  # noqa: ANN401
        evidence, panel = situation.evidence, situation.panel
        rare = evidence.overall == "very low" and panel.perspective == "population"
        if rare and evidence.both_active and panel.votes == "either":
            raise ZeroDivisionError("nobody thought of it")
        return super().__call__(situation)


class _T(Local, fault="no answer to a harm that might be moderate at most"):
    def __call__(self, situation: gk.Situation) -> Any:  # noqa: ANN401
        harm = situation.evidence.comparator.harm
        if harm.at < harm.up_to < "high":
            raise ZeroDivisionError("nobody thought of it")
        return super().__call__(situation)
