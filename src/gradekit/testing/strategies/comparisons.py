"""Strategies for comparisons: rows drawn together so that certainty and paradigm come out as asked.

Every row is first a fact (its kind, importance, magnitude, favours, certainty). What a constraint
asks for are facts that must be there, and facts that may be there besides; the row is then drawn
for the fact. Nothing is drawn and thrown away.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st

from gradekit.answers import Direction, PanelBalance
from gradekit.comparison import Comparison
from gradekit.etd import EvidenceToDecision
from gradekit.evidence import Evidence
from gradekit.judgements import CertaintyRating, PublishedCertainty
from gradekit.outcomes import Outcome
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.question import Option, Population
from gradekit.scales import (
    Arm,
    Certainty,
    Favours,
    Importance,
    Magnitude,
    OptionKind,
    OutcomeKind,
    Perspective,
    Role,
)
from gradekit.testing.strategies.choice import (
    ANY,
    Given,
    chosen,
    identifiers,
    optionally,
)
from gradekit.testing.strategies.judged import EFFECTS, certainties, ratings
from gradekit.testing.strategies.panels import etd as etds
from gradekit.testing.strategies.panels import shares
from gradekit.testing.strategies.panels import ungraded as statements
from gradekit.testing.strategies.panels import votes as ballots
from gradekit.testing.strategies.questions import contexts, options, populations
from gradekit.testing.strategies.rows import evidence
from gradekit.ungraded import Ungraded
from gradekit.values import Share
from gradekit.votes import Votes

__all__ = ["comparisons"]

_MOST = 3  # rows besides those a constraint asks for
_RATED = tuple(Certainty)
_SURE = Certainty.MODERATE


@frozen
class Fact:
    """One deciding row, as far as a balance looks at it."""

    kind: OutcomeKind
    importance: Importance
    magnitude: Magnitude
    favours: Favours
    certainty: Certainty | None
    catastrophic: bool = False
    waived: bool = False
    studied: bool = True

    @property
    def counted(self) -> Certainty:
        """The certainty it counts with."""
        return self.certainty if self.studied and self.certainty else Certainty.VERY_LOW

    @property
    def is_harm(self) -> bool:
        """A harm, burden or cost."""
        return self.kind is not OutcomeKind.BENEFIT

    def is_benefit_of(self, arm: Arm) -> bool:
        """Whether it is an important benefit of this option."""
        return not self.is_harm and self.favours.value == arm.value

    def is_harm_of(self, arm: Arm) -> bool:
        """Whether it is an important harm, burden or cost of this option."""
        return self.is_harm and self.favours.value == arm.mirror.value

    @property
    def might_harm(self) -> bool:
        """Whether nobody can say how large a harm it is."""
        return self.is_harm and self.magnitude is Magnitude.UNKNOWN

    @property
    def is_critical_benefit(self) -> bool:
        """Whether similar benefit rests on it."""
        return not self.is_harm and self.importance is Importance.CRITICAL


@cache
def every_fact() -> tuple[Fact, ...]:
    """Every fact a row can be, the plainest first."""
    found = []
    for importance, kind, effect, level in product(
        reversed(Importance), OutcomeKind, EFFECTS, (*_RATED, None)
    ):
        for grave, waived in product((False, True), repeat=2):
            if (grave and kind is not OutcomeKind.HARM) or (waived and kind is OutcomeKind.BENEFIT):
                continue
            found.append(Fact(kind, importance, *effect, level, grave, waived))
            if effect[0] is Magnitude.UNKNOWN:
                found.append(evolve(found[-1], studied=False))
    return tuple(found)


@frozen
class Asked:
    """What the rows of a comparison together must come to."""

    certainty: Certainty | None
    paradigm: int | None
    x: Arm
    harm: Certainty

    def allows(self, fact: Fact) -> bool:
        """Whether this fact may be there."""
        if fact.importance is Importance.LIMITED:
            return True
        if fact.importance is Importance.CRITICAL and not self._certain(fact):
            return False
        return self._permitted(fact)

    def _certain(self, fact: Fact) -> bool:
        return self.certainty is None or fact.counted >= self.certainty

    def _permitted(self, fact: Fact) -> bool:
        x, y = self.x, self.x.mirror
        level = fact.certainty
        if self.paradigm == 1:
            large = fact.magnitude is Magnitude.LARGE or fact.catastrophic
            known = fact.is_harm_of(x) and large and (level is None or level >= _SURE)
            return fact.waived or not (known or fact.might_harm)
        if self.paradigm == 2:  # noqa: PLR2004 - its number
            return not (fact.is_benefit_of(y) and (level is None or level >= _SURE))
        if self.paradigm in (3, 4):
            return self._similar(fact) and self._less_harm(fact)
        return True

    def _similar(self, fact: Fact) -> bool:
        """Whether the option recommended may still be as good."""
        least = _SURE if self.paradigm == 4 else Certainty.VERY_LOW  # noqa: PLR2004 - its number
        if fact.is_benefit_of(self.x.mirror):
            return False
        if not fact.is_critical_benefit:
            return True
        known = fact.magnitude is not Magnitude.UNKNOWN
        return known and fact.certainty is not None and fact.certainty >= least

    def _less_harm(self, fact: Fact) -> bool:
        """Whether its harm may still be as little as the paradigm asks."""
        if fact.might_harm:
            return False
        if not fact.is_harm_of(self.x):
            return True
        least = Certainty.VERY_LOW if self.paradigm == 4 else _SURE  # noqa: PLR2004 - its number
        return fact.certainty is not None and fact.certainty < least

    def required(self) -> tuple[tuple[Fact, ...], ...]:
        """Lists of facts of each of which one must be there."""
        x, y = self.x, self.x.mirror
        facts = [each for each in every_fact() if self.allows(each)]
        deciding = [each for each in facts if each.importance is not Importance.LIMITED]
        rated = [each for each in deciding if each.certainty is not None]
        sure = [each for each in rated if each.is_harm_of(y) and _at(each, self.harm)]
        similar = [each for each in rated if each.is_critical_benefit]
        needed: dict[int | None, list[list[Fact]]] = {
            None: [],
            1: [[each for each in rated if each.is_benefit_of(x)]],
            2: [sure],
            3: [similar, sure],
            4: [similar, [each for each in rated if each.is_harm_of(y)]],
            5: [[each for each in rated if each.is_harm_of(y) and each.catastrophic]],
        }
        lists = needed[self.paradigm]
        if self.certainty is not None:
            critical = [each for each in deciding if each.importance is Importance.CRITICAL]
            lists = [[each for each in critical if each.counted is self.certainty], *lists]
        return tuple(map(tuple, lists))


def _at(fact: Fact, level: Certainty) -> bool:
    return fact.certainty is not None and fact.certainty >= level


@cache
def _lists(asked: Asked) -> tuple[tuple[tuple[Fact, ...], ...], tuple[Fact, ...]]:
    return asked.required(), tuple(each for each in every_fact() if asked.allows(each))


@st.composite
def _row(draw: st.DrawFn, facts: tuple[Fact, ...]) -> Evidence:
    """A deciding row for one of these facts, drawn in one piece so that it is left out in one."""
    fact = draw(st.sampled_from(facts))
    return draw(
        evidence(
            id="outcome",
            kind=fact.kind,
            importance=fact.importance,
            catastrophic=fact.catastrophic,
            magnitude=fact.magnitude,
            favours=fact.favours,
            certainty=fact.certainty,
            not_prohibitive=fact.waived,
            studied=fact.studied,
            role=Role.DECIDING,
        )
    )


@st.composite
def _rows(draw: st.DrawFn, asked: Asked) -> tuple[Evidence, ...]:
    required, allowed = _lists(asked)
    drawn = [draw(_row(each)) for each in required]
    drawn += draw(st.lists(_row(allowed), max_size=_MOST))
    rows = [
        evolve(row, outcome=evolve(row.outcome, id=f"outcome-{nth}"))
        for nth, row in enumerate(drawn, 1)
    ]
    supported: bool = draw(st.booleans())
    if rows and supported:
        beside = draw(st.sampled_from(rows))
        rows.append(draw(evidence(outcome=beside.outcome, role=Role.SUPPORTING)))
    return tuple(rows)


@st.composite
def _own_rows(draw: st.DrawFn, outcomes: tuple[Outcome, ...]) -> tuple[Evidence, ...]:
    """At most one deciding row for each outcome of a register."""
    bits = draw(st.integers(0, 2 ** len(outcomes) - 1))
    return tuple(
        draw(evidence(outcome=each)) for nth, each in enumerate(outcomes) if bits >> nth & 1
    )


@st.composite
def comparisons(
    draw: st.DrawFn,
    *,
    certainty: Given[Certainty | str] = ANY,
    paradigm: int | None = None,
    direction: Given[Direction | str] = ANY,
    policy: Policy = BMJ_RAPID,
    id: Given[str] = ANY,  # noqa: A002
    population: Given[Population] = ANY,
    intervention: Given[Option] = ANY,
    comparator: Given[Option] = ANY,
    outcomes: tuple[Outcome, ...] | None = None,
    perspective: Given[Perspective | str] = ANY,
    share: Given[Share | None] = ANY,
    balance: Given[PanelBalance | str | None] = ANY,
    etd: Given[EvidenceToDecision | None] = ANY,
    votes: Given[Votes | None] = ANY,
    overall_certainty: Given[CertaintyRating | PublishedCertainty | None] = ANY,
    ungraded: Given[Ungraded | None] = None,
) -> Comparison:
    """One option against another, with evidence and recorded judgements.

    Args:
        certainty: overall, as its rows give it.
        paradigm: number of a paradigm whose conditions its rows meet.
        direction: for or against, in which that paradigm permits strong.
        policy: with the certainty of harm that paradigms 2 and 3 ask for.
        id: short name.
        population: who is treated.
        intervention: one option.
        comparator: the other, with another id.
        outcomes: your own, instead of drawn ones; certainty and paradigm are then not held.
        perspective: individual or population.
        share: as the panel judged.
        balance: as recorded.
        etd: secondary criteria as judged.
        votes: as cast.
        overall_certainty: as recorded; none beside a `certainty` or a `paradigm`.
        ungraded: a statement that is not graded; none unless asked for.

    Example:
        >>> from hypothesis import given, settings
        >>> from gradekit.situation import situation
        >>> @settings(max_examples=5, deadline=None)
        ... @given(comparisons(certainty="low", paradigm=2))
        ... def comes_out_as_asked(comparison):
        ...     assert situation(comparison).evidence.overall == "low"
        >>> comes_out_as_asked()
    """
    held = draw(chosen(certainty, certainties(at_most="low") if paradigm else st.none()))
    level = None if held is None else Certainty(held)
    toward = Direction(draw(chosen(direction, st.sampled_from((Direction.FOR, Direction.AGAINST)))))
    x = Arm.INTERVENTION if toward is Direction.FOR else Arm.COMPARATOR
    if outcomes is None:
        rows = draw(_rows(Asked(level, paradigm, x, policy.certain_harm.value)))
    else:
        rows = draw(_own_rows(outcomes))
    kinds = st.just(OptionKind.ACTIVE) if paradigm == 3 else st.sampled_from(OptionKind)  # noqa: PLR2004
    judged = st.none() if level or paradigm else optionally(ratings())
    grave: dict[str, Any] = {"life_threatening": True} if paradigm == 1 else {}
    return Comparison(
        id=draw(chosen(id, identifiers())),
        population=draw(chosen(population, populations())),
        intervention=draw(chosen(intervention, options(id="intervention", kind=kinds))),
        comparator=draw(chosen(comparator, options(id="comparator", kind=kinds))),
        perspective=draw(chosen(perspective, st.sampled_from(Perspective))),
        evidence=rows,
        context=draw(contexts(**grave)),
        overall_certainty=draw(chosen(overall_certainty, judged)),
        share=draw(chosen(share, optionally(shares()))),
        balance=draw(chosen(balance, st.sampled_from((None, *PanelBalance)))),
        etd=draw(chosen(etd, optionally(etds()))),
        votes=draw(chosen(votes, optionally(ballots()))),
        ungraded=draw(chosen(ungraded, optionally(statements()))),
    )
