"""The base of every closed set of words.

Each member is its word in plain text, so it prints, compares with a string and stands in a
document as itself: `Certainty("very low") == "very low"`. Ordered sets compare by rank, never by
alphabet. A word that is not in the set is refused with the list of those that are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Self, TypeVar

from attrs import Attribute, Converter

from gradekit.errors import GradekitError, InvalidValue, refuse

__all__ = ["Ordered", "Word", "called", "mirrored", "placed"]


def _plain(text: str) -> str:
    return text.strip().lower().replace("_", " ").replace("-", " ")


def _meant(given: object, words: list[str]) -> str:
    """The word a misspelt one was perhaps meant for; empty where none is near."""
    near = get_close_matches(_plain(given), words, 1) if isinstance(given, str) else []
    return f"did you mean {near[0]!r}?" if near else ""


class Word(StrEnum):
    """A closed set of words. Underscores, hyphens and capitals are read as the plain word."""

    rank: int
    _said: str

    def __init_subclass__(cls, said: str = "") -> None:
        """Keep how the set is called where its class name does not say it."""
        super().__init_subclass__()
        type.__setattr__(cls, "_said", said)

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
            f"unknown {called(cls)}",
            expected="one of " + ", ".join(repr(member.value) for member in cls),
            got=value,
            hint=_meant(value, [member.value for member in cls]),
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


def called(words: type[Word]) -> str:
    """What people call one word of a set.

    Example:
        >>> from gradekit.scales import Better, Certainty, OutcomeKind
        >>> called(Certainty), called(OutcomeKind), called(Better)
        ('certainty', 'kind of outcome', 'direction of improvement')
    """
    *parts, last = re.findall("[A-Z][a-z]*", words.__name__)
    name = [*parts, last] if last not in ("Kind", "Type") else [last, "of", *parts]
    return words._said or " ".join(name).lower()  # noqa: SLF001 - kept for this one reader


def placed(_: type, fields: list[Attribute[Any]]) -> list[Attribute[Any]]:
    """Let every refusal by a converter name the argument it was given for.

    A converter knows the value and not the field: `@frozen(field_transformer=placed)` adds it.
    """
    made: list[Attribute[Any]] = []
    for each in fields:
        convert: object = each.converter
        knows = convert is None or isinstance(convert, Converter)
        made.append(each if knows else each.evolve(converter=_at(each.name, convert)))
    return made


def _at(name: str, convert: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - of any field
    def converted(given: Any) -> Any:  # noqa: ANN401 - whatever was given
        if given.__class__ is convert:
            return given  # a word of the set already: by far the most common
        try:
            return convert(given)
        except GradekitError as error:
            raise error.at(name) from None

    return converted
