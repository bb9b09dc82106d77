"""A broken law, told in the method's words: what is known, what was answered, what changed."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from gradekit.comparison import Comparison
from gradekit.situation import Situation
from gradekit.testing.sweep import Answer
from gradekit.testing.told import Fact, facts_of, told

__all__ = ["Broken", "BrokenFor", "LawBroken"]


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
        return _laid_out(
            self.law, self.said, [told(each) for each in self.situations], self.answers
        )


@frozen
class BrokenFor:
    """A law of comparisons that does not hold, for one comparison or for the two compared.

    Args:
        law: its id.
        said: what it says.
        comparisons: what was asked, in that order.
        answers: to each of them; none where the function failed.
    """

    law: str
    said: str
    comparisons: tuple[Comparison, ...]
    answers: tuple[Answer, ...]

    def __str__(self) -> str:
        facts = [facts_of(each) for each in self.comparisons]
        return _laid_out(self.law, self.said, facts, self.answers)


def _laid_out(
    law: str, said: str, facts: Sequence[Sequence[Fact]], answers: Sequence[Answer]
) -> str:
    """The law, what all that was asked has in common, and what each has of its own."""
    lines = [f"{law}: {said}"]
    alike = [fact for fact in facts[0] if all(fact in each for each in facts)] if facts else []
    if alike:
        lines.append("  where " + "; ".join(f"{name}: {word}" for name, word in alike))
    for place, each in enumerate(facts):
        own = [f"{name}: {word}" for name, word in each if (name, word) not in alike]
        answer = str(answers[place]) if place < len(answers) else "no answer"
        lines.append(f"  {'; '.join(own) or 'it'} -> {answer}")
    return "\n".join(lines)


class LawBroken(AssertionError):
    """At least one law does not hold; `broken` lists them."""

    def __init__(self, broken: tuple[Broken, ...] | tuple[BrokenFor, ...]) -> None:
        super().__init__("\n".join(map(str, broken)))
        self.broken = broken
