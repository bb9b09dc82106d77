"""A broken law, told in the method's words: what is known, what was answered, what changed."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gradekit.answers import Secondary, VoteState
from gradekit.levels import EvidenceHalf, OptionLevels
from gradekit.scales import Level, Perspective
from gradekit.situation import PanelHalf, Situation
from gradekit.testing.sweep import Answer

__all__ = ["Broken", "LawBroken", "told"]

_PARTS = {
    "benefit": "benefit",
    "harm": "harm, burden or cost",
    "catastrophe": "catastrophic harm",
    "prohibitive": "prohibitive harm",
}


@frozen
class Broken:
    """A law that does not hold, at one place.

    Args:
        law: its id.
        said: what it says.
        situations: the situation, or the two that were compared.
        answers: to each of them; none where the function failed.
    """

    law: str
    said: str
    situations: tuple[Situation, ...]
    answers: tuple[Answer, ...]

    def __str__(self) -> str:
        lines = [f"{self.law}: {self.said}"]
        facts = [told(situation) for situation in self.situations]
        alike = [fact for fact in facts[0] if all(fact in each for each in facts)] if facts else []
        if alike:
            lines.append("  where " + "; ".join(f"{name}: {word}" for name, word in alike))
        for place, each in enumerate(facts):
            own = [f"{name}: {word}" for name, word in each if (name, word) not in alike]
            answer = str(self.answers[place]) if place < len(self.answers) else "no answer"
            lines.append(f"  {'; '.join(own) or 'it'} -> {answer}")
        return "\n".join(lines)


class LawBroken(AssertionError):
    """At least one law does not hold; `broken` lists them."""

    def __init__(self, broken: tuple[Broken, ...]) -> None:
        super().__init__("\n".join(map(str, broken)))
        self.broken = broken


def told(situation: Situation) -> tuple[tuple[str, str], ...]:
    """A situation in the method's words, leaving out what is blank."""
    evidence, panel = situation.evidence, situation.panel
    return (
        ("overall certainty", str(evidence.overall)),
        *_options(evidence),
        *_shared(evidence),
        *_panel(panel),
    )


def _options(evidence: EvidenceHalf) -> Iterator[tuple[str, str]]:
    options: tuple[tuple[str, OptionLevels], ...] = (
        ("intervention", evidence.intervention),
        ("comparator", evidence.comparator),
    )
    for name, option in options:
        for part, word in _PARTS.items():
            known = getattr(option, part)
            if known.up_to > Level.NONE:
                yield f"{word} of the {name}", str(known)


def _shared(evidence: EvidenceHalf) -> Iterator[tuple[str, str]]:
    if evidence.benefit_certainty is not None:
        yield "benefit certainty", str(evidence.benefit_certainty)
    if evidence.unknown_benefit:
        yield "a critical benefit", "of unknown magnitude"
    if evidence.life_threatening is not None:
        yield "life-threatening", "yes" if evidence.life_threatening else "no"
    if evidence.both_active:
        yield "both options", "active"


def _panel(panel: PanelHalf) -> Iterator[tuple[str, str]]:
    yield "share", str(panel.share)
    if panel.secondary is not Secondary.NOT_JUDGED:
        yield "secondary criteria", str(panel.secondary)
    if panel.votes is not VoteState.NOT_VOTED:
        yield "votes", str(panel.votes)
    if panel.perspective is not Perspective.INDIVIDUAL:
        yield "perspective", str(panel.perspective)
    if panel.balance is not None:
        yield "balance", str(panel.balance)
