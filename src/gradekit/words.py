"""The base of every closed set of words.

Each member is its word in plain text, so it prints, compares with a string and stands in a
document as itself: `Certainty("very low") == "very low"`. Ordered sets compare by rank, never by
alphabet. A word that is not in the set is refused with the list of those that are.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self, TypeVar

from gradekit.errors import InvalidValue, refuse

__all__ = ["Ordered", "Word", "mirrored"]


def _plain(text: str) -> str:
    return text.strip().lower().replace("_", " ").replace("-", " ")


class Word(StrEnum):
    """A closed set of words. Underscores, hyphens and capitals are read as the plain word."""

    rank: int

    def __new__(cls, word: object) -> Self:
        """Make the member and give it the rank of its place in the list."""
        member = str.__new__(cls, word)
        member._value_ = str(word)
        member.rank = len(cls.__members__) + 1
        return member

    @classmethod
    def _missing_(cls, value: object) -> Self:
        # Only texts: None is a judgement nobody made, and never the word "none".
        if isinstance(value, str):
            for member in cls:
                if _plain(value) in (_plain(member.value), _plain(member.name)):
                    return member
        refuse(
            InvalidValue,
            f"unknown {cls.__name__.lower()}",
            expected="one of " + ", ".join(repr(member.value) for member in cls),
            got=value,
        )


class Ordered(Word):
    """A closed set of words listed from the least to the most."""

    def _other(self, other: object) -> int:
        return other.rank if isinstance(other, type(self)) else type(self)(other).rank

    def __lt__(self, other: str) -> bool:
        return self.rank < self._other(other)

    def __le__(self, other: str) -> bool:
        return self.rank <= self._other(other)

    def __gt__(self, other: str) -> bool:
        return self.rank > self._other(other)

    def __ge__(self, other: str) -> bool:
        return self.rank >= self._other(other)


W = TypeVar("W", bound=Word)


def mirrored(*pairs: tuple[W, W]) -> dict[W, W]:
    """What each word becomes when intervention and comparator are exchanged."""
    return {**dict(pairs), **{second: first for first, second in pairs}}
