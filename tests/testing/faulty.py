"""A copy of the decision function in plain steps, and copies of it with one fault each.

The copy shares nothing with the library but the words and the situation; each fault replaces one
step. What a fault is called is what somebody would have got wrong.
"""

# ruff: noqa: ARG002 - a step is replaced with its whole signature

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve, frozen

import gradekit as gk
from gradekit.levels import EvidenceHalf, Known, OptionLevels

RANK = ("none", "very low", "low", "moderate", "high")
STRENGTHS = ("none", "conditional", "strong")
FROM_SHARE = {
    "nearly all": "for",
    "majority": "for",
    "split": "either",
    "minority": "against",
    "almost none": "against",
    "unknown": "none",
}
FROM_BALANCE = {
    "favours intervention": "for",
    "probably favours intervention": "for",
    "neither": "either",
    "probably favours comparator": "against",
    "favours comparator": "against",
}
CLEAR = ("favours intervention", "favours comparator")
BEHIND = {
    "for": ("for", "strong for"),
    "against": ("against", "strong against"),
    "either": ("either",),
}


@frozen
class Answer:
    direction: str
    strength: str
    paradigms: tuple[int, ...] = ()
    binding: tuple[str, ...] = ()


def at_least(known: Known | None, level: str) -> bool:
    return known is not None and RANK.index(known.at) >= RANK.index(level)


def below(known: Known, level: str) -> bool:
    return RANK.index(known.up_to) < RANK.index(level)


@frozen
class Step:
    """What a paradigm looks at, with X the option recommended."""

    x: OptionLevels
    y: OptionLevels
    shared: EvidenceHalf


class Plain:
    """The decision, step by step."""

    strong_certainty = "moderate"
    certain_harm = "moderate"

    def __call__(self, situation: gk.Situation) -> Answer:
        evidence, panel = situation.evidence, situation.panel
        direction = self.direction(panel)
        if direction == "none":
            return self.no_share(panel)
        paradigms: tuple[int, ...] = ()
        if self.consulted(evidence):
            paradigms = self.paradigms(evidence, direction)
        ceilings = {
            "values": self.values(panel, direction),
            "certainty": self.certainty(evidence, paradigms),
            "secondary": self.secondary(panel, direction),
            "consensus": self.consensus(panel, direction),
        }
        return self.put_together(direction, paradigms, ceilings)

    def put_together(
        self, direction: str, paradigms: tuple[int, ...], ceilings: dict[str, str]
    ) -> Answer:
        strength = self.strength(ceilings)
        if strength == "none":
            return Answer("none", "none", (), self.binding(ceilings, strength))
        return Answer(direction, strength, paradigms, self.binding(ceilings, strength))

    def no_share(self, panel: gk.PanelHalf) -> Answer:
        return Answer("none", "none", (), ("values",))

    def direction(self, panel: gk.PanelHalf) -> str:
        if panel.share in ("split", "unknown") and panel.balance is not None:
            return FROM_BALANCE[panel.balance]
        return FROM_SHARE[panel.share]

    def consulted(self, evidence: EvidenceHalf) -> bool:
        return RANK.index(evidence.overall) < RANK.index(self.strong_certainty)

    def strength(self, ceilings: dict[str, str]) -> str:
        return min(ceilings.values(), key=STRENGTHS.index)

    def binding(self, ceilings: dict[str, str], strength: str) -> tuple[str, ...]:
        if strength == "strong":
            return ()
        return tuple(name for name, allows in ceilings.items() if allows == strength)

    def values(self, panel: gk.PanelHalf, direction: str) -> str:
        stands_in = (
            panel.share == "unknown"
            and panel.perspective == "population"
            and panel.balance in CLEAR
        )
        sure = panel.share in ("nearly all", "almost none")
        return "strong" if sure or stands_in else "conditional"

    def certainty(self, evidence: EvidenceHalf, paradigms: tuple[int, ...]) -> str:
        enough = RANK.index(evidence.overall) >= RANK.index(self.strong_certainty)
        return "strong" if enough or paradigms else "conditional"

    def secondary(self, panel: gk.PanelHalf, direction: str) -> str:
        other = {"for": "favour comparator", "against": "favour intervention"}
        return "conditional" if panel.secondary == other.get(direction) else "strong"

    def consensus(self, panel: gk.PanelHalf, direction: str) -> str:
        if panel.votes in ("not voted", f"strong {direction}"):
            return "strong"
        return "conditional" if panel.votes in BEHIND[direction] else "none"

    def paradigms(self, evidence: EvidenceHalf, direction: str) -> tuple[int, ...]:
        if direction == "either":
            return ()
        x, y = evidence.intervention, evidence.comparator
        step = Step(x, y, evidence) if direction == "for" else Step(y, x, evidence)
        tried = (self.first, self.second, self.third, self.fourth, self.fifth)
        return tuple(number for number, permits in enumerate(tried, 1) if permits(step))

    def at_least_as_good(self, step: Step, level: str) -> bool:
        settled = step.y.benefit == Known("none")
        known = step.shared.benefit_certainty
        return settled and not step.shared.unknown_benefit and at_least(known, level)

    def first(self, step: Step) -> bool:
        return (
            step.shared.life_threatening is True
            and at_least(step.x.benefit, "very low")
            and below(step.x.prohibitive, "moderate")
        )

    def second(self, step: Step) -> bool:
        return below(step.y.benefit, "moderate") and at_least(step.y.harm, self.certain_harm)

    def third(self, step: Step) -> bool:
        return (
            step.shared.both_active
            and self.at_least_as_good(step, "very low")
            and at_least(step.y.harm, self.certain_harm)
            and below(step.x.harm, "moderate")
        )

    def fourth(self, step: Step) -> bool:
        return (
            self.at_least_as_good(step, "moderate")
            and at_least(step.y.harm, "very low")
            and below(step.x.harm, "very low")
        )

    def fifth(self, step: Step) -> bool:
        return at_least(step.y.catastrophe, "very low")


Fault = Callable[[gk.Situation], Any]
FAULTS: dict[str, Callable[[], Fault]] = {}


def fault(name: str) -> Callable[[type[Plain]], type[Plain]]:
    def kept(made: type[Plain]) -> type[Plain]:
        FAULTS[name] = made
        return made

    return kept


@fault("wrong comparison: strong only above moderate certainty")
class _OnlyAbove(Plain):
    def certainty(self, evidence: EvidenceHalf, paradigms: tuple[int, ...]) -> str:
        return "strong" if evidence.overall == "high" or paradigms else "conditional"


@fault("off by one: low overall certainty allows strong")
class _LowIsEnough(Plain):
    strong_certainty = "low"


@fault("swapped direction: a majority counts against")
class _Swapped(Plain):
    def direction(self, panel: gk.PanelHalf) -> str:
        turned = {"for": "against", "against": "for"}
        found = super().direction(panel)
        return turned.get(found, found)


@fault("swapped arms: X and Y exchanged in the paradigms")
class _SwappedArms(Plain):
    def paradigms(self, evidence: EvidenceHalf, direction: str) -> tuple[int, ...]:
        turned = {"for": "against", "against": "for"}
        return super().paradigms(evidence, turned.get(direction, direction))


@fault("missing paradigm 1")
class _NoFirst(Plain):
    def first(self, step: Step) -> bool:
        return False


@fault("missing paradigm 2")
class _NoSecond(Plain):
    def second(self, step: Step) -> bool:
        return False


@fault("missing paradigm 3")
class _NoThird(Plain):
    def third(self, step: Step) -> bool:
        return False


@fault("missing paradigm 4")
class _NoFourth(Plain):
    def fourth(self, step: Step) -> bool:
        return False


@fault("missing paradigm 5")
class _NoFifth(Plain):
    def fifth(self, step: Step) -> bool:
        return False


@fault("order dependence: the answer before colours this one")
class _Remembers(Plain):
    def __init__(self) -> None:
        self.before = "none"

    def certainty(self, evidence: EvidenceHalf, paradigms: tuple[int, ...]) -> str:
        found = super().certainty(evidence, paradigms)
        kept, self.before = self.before, found
        return "strong" if kept == "strong" and evidence.life_threatening else found


@fault("votes ignored")
class _NoVotes(Plain):
    def consensus(self, panel: gk.PanelHalf, direction: str) -> str:
        return "strong"


@fault("votes: a majority is enough for strong")
class _MajorityIsStrong(Plain):
    def consensus(self, panel: gk.PanelHalf, direction: str) -> str:
        found = super().consensus(panel, direction)
        return "strong" if found == "conditional" else found


@fault("votes: no majority still leaves a conditional recommendation")
class _NoMajorityIsConditional(Plain):
    def consensus(self, panel: gk.PanelHalf, direction: str) -> str:
        found = super().consensus(panel, direction)
        return "conditional" if found == "none" else found


@fault("votes: behind a direction at either strength counts for neither")
class _OnlyStrongVotes(Plain):
    def consensus(self, panel: gk.PanelHalf, direction: str) -> str:
        return "strong" if super().consensus(panel, direction) == "strong" else "none"


@fault("votes: not voted read as no majority")
class _NotVotedBinds(Plain):
    def consensus(self, panel: gk.PanelHalf, direction: str) -> str:
        found = super().consensus(panel, direction)
        return "conditional" if panel.votes == "not voted" else found


@fault("secondary ceiling inverted")
class _SecondaryInverted(Plain):
    def secondary(self, panel: gk.PanelHalf, direction: str) -> str:
        same = {"for": "favour intervention", "against": "favour comparator"}
        return "conditional" if panel.secondary == same.get(direction) else "strong"


@fault("secondary criteria ignored")
class _NoSecondary(Plain):
    def secondary(self, panel: gk.PanelHalf, direction: str) -> str:
        return "strong"


@fault("secondary criteria not judged bind")
class _NotJudgedBinds(Plain):
    def secondary(self, panel: gk.PanelHalf, direction: str) -> str:
        found = super().secondary(panel, direction)
        return "conditional" if panel.secondary == "not judged" else found


@fault("secondary criteria in favour raise to strong")
class _SecondaryRaises(Plain):
    def __call__(self, situation: gk.Situation) -> Answer:
        found = super().__call__(situation)
        same = {"for": "favour intervention", "against": "favour comparator"}
        if (
            situation.panel.secondary == same.get(found.direction)
            and found.strength == "conditional"
        ):
            return Answer(found.direction, "strong", found.paradigms)
        return found


@fault("split treated as for")
class _SplitIsFor(Plain):
    def direction(self, panel: gk.PanelHalf) -> str:
        found = super().direction(panel)
        return "for" if found == "either" else found


@fault("unknown share treated as either")
class _UnknownIsEither(Plain):
    def direction(self, panel: gk.PanelHalf) -> str:
        found = super().direction(panel)
        return "either" if found == "none" else found


@fault("balance ignored where the share is split")
class _SplitIgnoresBalance(Plain):
    def direction(self, panel: gk.PanelHalf) -> str:
        return "either" if panel.share == "split" else super().direction(panel)


@fault("balance overrules a share that is known")
class _BalanceFirst(Plain):
    def direction(self, panel: gk.PanelHalf) -> str:
        return super().direction(panel) if panel.balance is None else FROM_BALANCE[panel.balance]


@fault("a majority is enough for strong")
class _MajorityShare(Plain):
    def values(self, panel: gk.PanelHalf, direction: str) -> str:
        found = super().values(panel, direction)
        return "strong" if panel.share in ("majority", "minority") else found


@fault("a balance stands in for the share under the individual perspective")
class _StandsInAlways(Plain):
    def values(self, panel: gk.PanelHalf, direction: str) -> str:
        return super().values(evolve(panel, perspective="population"), direction)


@fault("probably favours counts as favours")
class _ProbablyIsClear(Plain):
    def values(self, panel: gk.PanelHalf, direction: str) -> str:
        word = panel.balance and panel.balance.removeprefix("probably ")
        return super().values(evolve(panel, balance=word), direction)


@fault("a clear balance stands in for a split share")
class _SplitStandsIn(Plain):
    def values(self, panel: gk.PanelHalf, direction: str) -> str:
        share = "unknown" if panel.share == "split" else panel.share
        return super().values(evolve(panel, share=share), direction)


@fault("a balance never stands in for the share")
class _NeverStandsIn(Plain):
    def values(self, panel: gk.PanelHalf, direction: str) -> str:
        return super().values(evolve(panel, balance=None), direction)


@fault("not recorded treated as met: life-threatening")
class _PerhapsThreatening(Plain):
    def first(self, step: Step) -> bool:
        told = step.shared.life_threatening is not False
        return super().first(evolve(step, shared=evolve(step.shared, life_threatening=told)))


def _hopeful(known: Known) -> Known:
    return Known(known.up_to)


def _rosy(known: Known) -> Known:
    return Known(known.at)


@fault("not recorded treated as met: a harm that might be higher is high")
class _PerhapsHarmful(Plain):
    def second(self, step: Step) -> bool:
        return super().second(evolve(step, y=evolve(step.y, harm=_hopeful(step.y.harm))))


@fault("not recorded treated as met: a harm that might be higher is not")
class _PerhapsHarmless(Plain):
    def fourth(self, step: Step) -> bool:
        return super().fourth(evolve(step, x=evolve(step.x, harm=_rosy(step.x.harm))))


@fault("a benefit nobody rated taken as none: similar benefit")
class _PerhapsSimilar(Plain):
    def at_least_as_good(self, step: Step, level: str) -> bool:
        y = evolve(step.y, benefit=_rosy(step.y.benefit))
        return super().at_least_as_good(evolve(step, y=y), level)


@fault("a benefit of unknown magnitude taken as similar")
class _UnknownIsSimilar(Plain):
    def at_least_as_good(self, step: Step, level: str) -> bool:
        known = evolve(step.shared, unknown_benefit=False)
        return super().at_least_as_good(evolve(step, shared=known), level)


@fault("no critical benefit finding taken as similar")
class _NothingIsSimilar(Plain):
    def at_least_as_good(self, step: Step, level: str) -> bool:
        known = step.shared.benefit_certainty
        kept = evolve(step.shared, benefit_certainty=Known("high") if known is None else known)
        return super().at_least_as_good(evolve(step, shared=kept), level)


@fault("paradigms consulted at moderate certainty")
class _AlwaysConsulted(Plain):
    def consulted(self, evidence: EvidenceHalf) -> bool:
        return evidence.overall != "high"


@fault("paradigms consulted at very low certainty only")
class _RarelyConsulted(Plain):
    def consulted(self, evidence: EvidenceHalf) -> bool:
        return evidence.overall == "very low"


@fault("a paradigm compels: it overrules the values")
class _Compels(Plain):
    def __call__(self, situation: gk.Situation) -> Answer:
        found = super().__call__(situation)
        if found.paradigms and found.binding == ("values",):
            return Answer(found.direction, "strong", found.paradigms)
        return found


@fault("both options active ignored in paradigm 3")
class _ActiveIgnored(Plain):
    def third(self, step: Step) -> bool:
        return super().third(evolve(step, shared=evolve(step.shared, both_active=True)))


@fault("prohibitive harm ignored in paradigm 1")
class _ProhibitiveIgnored(Plain):
    def first(self, step: Step) -> bool:
        x = evolve(step.x, prohibitive=Known("none"))
        return super().first(evolve(step, x=x))


@fault("off by one: paradigm 2 at low certainty of harm")
class _LowHarm(Plain):
    def second(self, step: Step) -> bool:
        return below(step.y.benefit, "moderate") and at_least(step.y.harm, "low")


@fault("off by one: paradigm 2 with a benefit known at moderate certainty")
class _ModerateBenefit(Plain):
    def second(self, step: Step) -> bool:
        return below(step.y.benefit, "high") and at_least(step.y.harm, "moderate")


@fault("off by one: paradigm 4 with similar benefit at low certainty")
class _LowSimilar(Plain):
    def fourth(self, step: Step) -> bool:
        return (
            self.at_least_as_good(step, "very low")
            and at_least(step.y.harm, "very low")
            and below(step.x.harm, "very low")
        )


@fault("a catastrophe only counts when established")
class _SureCatastrophe(Plain):
    def fifth(self, step: Step) -> bool:
        return at_least(step.y.catastrophe, "moderate")


@fault("only the first paradigm that permits is named")
class _OnlyFirst(Plain):
    def paradigms(self, evidence: EvidenceHalf, direction: str) -> tuple[int, ...]:
        return super().paradigms(evidence, direction)[:1]


@fault("binding list: only the first ceiling")
class _OneBinding(Plain):
    def binding(self, ceilings: dict[str, str], strength: str) -> tuple[str, ...]:
        return super().binding(ceilings, strength)[:1]


@fault("binding list: every ceiling below strong")
class _AllBinding(Plain):
    def binding(self, ceilings: dict[str, str], strength: str) -> tuple[str, ...]:
        return tuple(name for name, allows in ceilings.items() if allows != "strong")


@fault("binding list: consensus left out")
class _ForgetsConsensus(Plain):
    def binding(self, ceilings: dict[str, str], strength: str) -> tuple[str, ...]:
        found = super().binding(ceilings, strength)
        return tuple(name for name in found if name != "consensus")


@fault("strength none with direction for")
class _NoneButFor(Plain):
    def put_together(
        self, direction: str, paradigms: tuple[int, ...], ceilings: dict[str, str]
    ) -> Answer:
        found = super().put_together(direction, paradigms, ceilings)
        return evolve(found, direction=direction)


@fault("one-sided: strong never against")
class _NeverAgainst(Plain):
    def __call__(self, situation: gk.Situation) -> Answer:
        found = super().__call__(situation)
        if (found.direction, found.strength) == ("against", "strong"):
            return evolve(found, strength="conditional", binding=("certainty",))
        return found


@fault("strength is the maximum of the ceilings")
class _Maximum(Plain):
    def strength(self, ceilings: dict[str, str]) -> str:
        return max(ceilings.values(), key=STRENGTHS.index)


@fault("no answer at all to a situation nobody thought of")
class _Fails(Plain):
    def no_share(self, panel: gk.PanelHalf) -> Answer:
        raise KeyError(str(panel.share))


@fault("paradigm 4 upside down: similar benefit below moderate certainty")
class _UpsideDown(Plain):
    def fourth(self, step: Step) -> bool:
        known = step.shared.benefit_certainty
        return (
            self.at_least_as_good(step, "very low")
            and known is not None
            and below(known, "moderate")
            and at_least(step.y.harm, "very low")
            and below(step.x.harm, "very low")
        )


@fault("the evidence overrules the share: a threat to life turns a majority against")
class _EvidenceFirst(Plain):
    def __call__(self, situation: gk.Situation) -> Answer:
        threatened = situation.evidence.life_threatening is True
        if threatened and situation.panel.share == "majority":
            return super().__call__(
                evolve(situation, panel=evolve(situation.panel, share="minority"))
            )
        return super().__call__(situation)
