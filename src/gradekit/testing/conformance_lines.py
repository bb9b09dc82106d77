"""Lines through the evidence: evidence that permits strong, one of its fields at every word.

For each paradigm, in both directions, stands a bare context, which meets each condition with the
least word that does, and a full one, which meets it with the most and knows for high whatever the
paradigm does not look at. From each a line leads through every field: where its answers differ the
word decides, and where they do not it must not. The lines are walked at each overall certainty at
which paradigms are consulted, under both perspectives and changing panels; each overall certainty
at which they are not consulted has lines of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

from attrs import evolve, frozen

from gradekit.answers import Direction, Strength
from gradekit.decision import decide
from gradekit.levels import EvidenceHalf, Known
from gradekit.paradigms import PARADIGMS, Paradigm
from gradekit.policy import Policy
from gradekit.scales import Arm, Certainty, Level, Perspective
from gradekit.situation import PanelHalf, Situation
from gradekit.space import panel_halves
from gradekit.testing.conformance_words import (
    EVIDENCE_FIELDS,
    asked_by,
    consistent,
    made,
    settled,
    words_of,
)

__all__ = ["TOWARD", "Line", "lines", "showing"]

Line = tuple[Situation, ...]

TOWARD = {Arm.INTERVENTION: Direction.FOR, Arm.COMPARATOR: Direction.AGAINST}
_HARMS = ("catastrophe", "prohibitive")
_FIELDS = tuple(field for field in EVIDENCE_FIELDS if field != "overall")
_NONE, _HIGH = Known(Level.NONE), Known(Level.HIGH)
_FEW = (*(Known(level) for level in Level), Known(Level.NONE, Level.HIGH))
"""The words of what is known of an option that are asked where no condition looks at them."""
_MOST = {"unknown_benefit": True, "life_threatening": True, "both_active": True}
_STRIDE = 5  # from one panel to the next; divides neither 36 nor 42, the numbers there are


@cache
def showing(policy: Policy) -> Mapping[tuple[Direction, Perspective], tuple[PanelHalf, ...]]:
    """The panel halves under which strong follows where the evidence allows it.

    Args:
        policy: of the method.
    """
    found: dict[tuple[Direction, Perspective], list[PanelHalf]] = {}
    evidence = made({"overall": policy.strong_certainty.value})
    for panel in panel_halves():
        answer = decide(Situation(evidence, panel), policy)
        if answer.strength is Strength.STRONG:
            found.setdefault((answer.direction, panel.perspective), []).append(panel)
    return {key: tuple(panels) for key, panels in found.items()}


@frozen
class _Context:
    """Evidence that permits strong by a paradigm.

    Args:
        words: of every field of the evidence.
        asked: fields the paradigm looks at, with the words that meet it.
    """

    words: Mapping[str, Any]
    asked: Mapping[str, tuple[Any, ...]]

    def line(self, field: str, *, few: bool = False) -> Iterator[EvidenceHalf]:
        """The context, then the same with the field at every other word it may hold there.

        Args:
            field: to walk.
            few: leave out most words of what is known of an option.
        """
        words = self._around(field)
        walked = [each for each in words_of(field) if not few or "." not in field or each in _FEW]
        for word in dict.fromkeys((words[field], *walked)):
            evidence = made({**words, field: word})
            if consistent(evidence):
                yield evidence

    def _around(self, field: str) -> dict[str, Any]:
        """The words beside a field, such that it may hold as many words as can be."""
        words = dict(self.words)
        arm, _, part = field.partition(".")
        if part == "harm":
            free = [name for each in _HARMS if (name := f"{arm}.{each}") not in self.asked]
            words.update(dict.fromkeys(free, _NONE))
        elif part in _HARMS:
            words[f"{arm}.harm"] = self.asked.get(f"{arm}.harm", (_HIGH,))[-1]
        return words


def _context(paradigm: Paradigm, arm: Arm, policy: Policy, *, full: bool) -> _Context:
    asked = asked_by(paradigm, arm, policy)
    words = {field: _MOST.get(field, _HIGH) if full else words_of(field)[0] for field in _FIELDS}
    words.update({field: met[-1 if full else 0] for field, met in asked.items()})
    return _Context(settled(words, asked), asked)


@frozen
class _Panels:
    """Panels that let strong show, each time the next one."""

    policy: Policy
    given: dict[tuple[Direction, Perspective], int]

    def next(self, direction: Direction, perspective: Perspective) -> PanelHalf:
        """The next panel of a direction and a perspective."""
        panels = showing(self.policy)[direction, perspective]
        place = self.given.get((direction, perspective), 0)
        self.given[direction, perspective] = place + _STRIDE
        return panels[place % len(panels)]


def lines(policy: Policy, beside: Policy | None = None) -> Iterator[Line]:
    """Every line; its first situation is the context.

    Args:
        policy: whose conditions.
        beside: a policy whose lines are walked as well: those of paradigms that ask the same of
            both are left out.
    """
    panels = _Panels(policy, {})
    consulted = [each for each in Certainty if each < policy.strong_certainty.value]
    for paradigm, arm, full in product(PARADIGMS, Arm, (False, True)):
        context = _context(paradigm, arm, policy, full=full)
        if beside is not None and asked_by(paradigm, arm, beside) == context.asked:
            continue
        for place, overall in enumerate(consulted):
            for side, perspective in enumerate(Perspective):
                # What no condition looks at is walked under every other pair of the two.
                aside = (place + side + full) % 2 == 1
                yield from _walked(
                    context, (TOWARD[arm], overall, perspective), panels, aside=aside
                )
    for place, overall in enumerate(each for each in Certainty if each not in consulted):
        for arm, (side, perspective) in product(Arm, enumerate(Perspective)):
            nth = (place + 2 * side) % len(PARADIGMS)
            context = _context(PARADIGMS[nth], arm, policy, full=True)
            for field in _FIELDS:
                panel = panels.next(TOWARD[arm], perspective)
                yield _under(panel, overall, context.line(field))


def _walked(
    context: _Context,
    under: tuple[Direction, Certainty, Perspective],
    panels: _Panels,
    *,
    aside: bool,
) -> Iterator[Line]:
    """The lines from one context."""
    direction, overall, perspective = under
    for field in _FIELDS:
        asked = field in context.asked
        if asked or aside:
            panel = panels.next(direction, perspective)
            yield _under(panel, overall, context.line(field, few=not asked))
    panel, here = panels.next(direction, perspective), made(context.words)
    steps = dict.fromkeys((overall, *Certainty))
    yield tuple(Situation(evolve(here, overall=each), panel) for each in steps)


def _under(panel: PanelHalf, overall: Certainty, walked: Iterator[EvidenceHalf]) -> Line:
    return tuple(Situation(evolve(each, overall=overall), panel) for each in walked)
