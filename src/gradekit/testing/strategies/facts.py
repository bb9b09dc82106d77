"""What the rows of a comparison can be, and what they must be to come to what was asked for.

Every row is first a fact (its kind, importance, magnitude, favours, certainty). What a constraint
asks for are facts that must be there, and facts that may be there besides.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain, product

from attrs import evolve, frozen

from gradekit.outcomes import Outcome
from gradekit.scales import (
    Arm,
    Certainty,
    Favours,
    Importance,
    Magnitude,
    OutcomeKind,
)
from gradekit.testing.strategies.judged import EFFECTS

__all__ = ["Asked", "Fact"]

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
    sized: bool = True

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
    def might_benefit(self) -> bool:
        """Whether a benefit was measured, and only the threshold that would show it is missing."""
        sure = self.certainty is None or self.certainty >= _SURE
        return not self.is_harm and not self.sized and sure

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
                found.append(evolve(found[-2], sized=False))
    return tuple(found)


@frozen
class Asked:
    """What the rows of a comparison together must come to.

    Args:
        certainty: overall; None for any.
        paradigms: numbers of those whose conditions are met.
        x: the option they permit strong for.
        harm: the certainty of harm paradigms 2 and 3 ask for.
        dominance: the certainty at which the other option is dominated; None where it need not be.
    """

    certainty: Certainty | None
    paradigms: tuple[int, ...]
    x: Arm
    harm: Certainty
    dominance: Certainty | None = None

    def allows(self, fact: Fact) -> bool:
        """Whether this fact may be there."""
        if fact.importance is Importance.LIMITED:
            return True
        if fact.importance is Importance.CRITICAL and not self._certain(fact):
            return False
        return self._dominates(fact) and all(self._permits(each, fact) for each in self.paradigms)

    def _certain(self, fact: Fact) -> bool:
        return self.certainty is None or fact.counted >= self.certainty

    def _dominates(self, fact: Fact) -> bool:
        """Whether nothing speaks for the other option, and similar benefit is established."""
        if self.dominance is None:
            return True
        known = fact.magnitude is not Magnitude.UNKNOWN
        favours_other = fact.favours.value == self.x.mirror.value
        sure = not fact.is_critical_benefit or _at(fact, self.dominance)
        return known and not favours_other and sure

    def _permits(self, paradigm: int, fact: Fact) -> bool:
        x, y = self.x, self.x.mirror
        level = fact.certainty
        if paradigm == 1:
            large = fact.magnitude is Magnitude.LARGE or fact.catastrophic
            known = fact.is_harm_of(x) and large and (level is None or level >= _SURE)
            return fact.waived or not (known or fact.might_harm)
        if paradigm == 2:  # noqa: PLR2004 - its number
            established = fact.is_benefit_of(y) and (level is None or level >= _SURE)
            return not (established or fact.might_benefit)
        if paradigm in (3, 4):
            return self._similar(paradigm, fact) and self._less_harm(paradigm, fact)
        return True

    def _similar(self, paradigm: int, fact: Fact) -> bool:
        """Whether the option recommended may still be as good."""
        least = _SURE if paradigm == 4 else Certainty.VERY_LOW  # noqa: PLR2004 - its number
        if fact.is_benefit_of(self.x.mirror) or fact.might_benefit:
            return False
        known = fact.magnitude is not Magnitude.UNKNOWN
        return not fact.is_critical_benefit or (known and _at(fact, least))

    def _less_harm(self, paradigm: int, fact: Fact) -> bool:
        """Whether its harm may still be as little as the paradigm asks."""
        if fact.might_harm:
            return False
        if not fact.is_harm_of(self.x):
            return True
        least = Certainty.VERY_LOW if paradigm == 4 else _SURE  # noqa: PLR2004 - its number
        return fact.certainty is not None and fact.certainty < least

    @property
    def required(self) -> tuple[tuple[Fact, ...], ...]:
        """Lists of facts of each of which one must be there; an empty one cannot be had."""
        return _lists(self)[0]

    @property
    def allowed(self) -> tuple[Fact, ...]:
        """Every fact that may be there."""
        return _lists(self)[1]

    @property
    def possible(self) -> bool:
        """Whether there are rows that come to this."""
        return all(self.required)

    def on(self, outcome: Outcome) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
        """The facts that must, and that may, be there of this outcome."""
        return _on(self, (outcome.kind, outcome.importance, outcome.catastrophic))


def _at(fact: Fact, level: Certainty) -> bool:
    return fact.certainty is not None and fact.certainty >= level


@cache
def _lists(asked: Asked) -> tuple[tuple[tuple[Fact, ...], ...], tuple[Fact, ...]]:
    """What must be there, and what may."""
    x, y = asked.x, asked.x.mirror
    facts = tuple(each for each in every_fact() if asked.allows(each))
    deciding = [each for each in facts if each.importance is not Importance.LIMITED]
    rated = [each for each in deciding if each.certainty is not None]
    sure = [each for each in rated if each.is_harm_of(y) and _at(each, asked.harm)]
    similar = [each for each in rated if each.is_critical_benefit]
    needed: dict[int, list[list[Fact]]] = {
        1: [[each for each in rated if each.is_benefit_of(x)]],
        2: [sure],
        3: [similar, sure],
        4: [similar, [each for each in rated if each.is_harm_of(y)]],
        5: [[each for each in rated if each.is_harm_of(y) and each.catastrophic]],
    }
    lists = [each for number in asked.paradigms for each in needed[number]]
    if asked.certainty is not None:
        critical = [each for each in deciding if each.importance is Importance.CRITICAL]
        lists.insert(0, [each for each in critical if each.counted is asked.certainty])
    if asked.dominance is not None:
        level = asked.dominance
        harms = [each for each in rated if each.is_harm_of(y) and _at(each, level)]
        lists += [similar, harms]
    return tuple(map(tuple, lists)), facts


@cache
def _on(
    asked: Asked, about: tuple[OutcomeKind, Importance, bool]
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    def own(facts: Iterable[Fact]) -> tuple[Fact, ...]:
        return tuple(
            each
            for each in facts
            if (each.kind, each.importance, each.catastrophic) == about and each.sized
        )

    return own(chain(*asked.required)), own(asked.allowed)
