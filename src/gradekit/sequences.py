"""Sequences as a value holds them: tuples, so that what was given as a list compares and hashes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from gradekit.errors import InvalidValue, refuse, with_article
from gradekit.words import Word

__all__ = ["entries", "texts", "words"]

T = TypeVar("T")
W = TypeVar("W", bound=Word)


def entries(name: str, given: Iterable[T], kind: type[T]) -> tuple[T, ...]:
    """The entries of any sequence, as a tuple.

    Args:
        name: of the field they are given for, which a refusal names.
        given: the entries.
        kind: of each.

    Raises:
        InvalidValue: no sequence, or an entry of another kind.
    """
    expected = f"a list or tuple of {kind.__name__} values"
    found = _several(name, given, expected)
    for place, each in enumerate(found):
        if not isinstance(each, kind):
            refuse(
                InvalidValue,
                "entry of another kind",
                name,
                place,
                expected=with_article(kind.__name__),
                got=each,
            )
    return found


def _several(name: str, given: Iterable[T], expected: str) -> tuple[T, ...]:
    several: object = given  # whatever a caller hands over
    text = isinstance(several, str | bytes)
    if isinstance(several, Iterable) and not text:
        return tuple(given)
    what = "a text instead of several" if text else "not a list"
    refuse(InvalidValue, what, name, expected=expected, got=given, hint="put it in brackets")


def words(name: str, given: Iterable[W | str], kind: type[W]) -> tuple[W, ...]:
    """The words of any sequence, as a tuple.

    Args:
        name: of the field they are given for, which a refusal names.
        given: words of the set, or their plain texts.
        kind: the set.

    Raises:
        InvalidValue: no sequence, or a word that is not in the set.
    """
    found = _several(
        name, given, f"a list or tuple, each one of {', '.join(repr(each.value) for each in kind)}"
    )
    try:
        return tuple(kind(each) for each in found)
    except InvalidValue as error:
        raise error.at(name) from None


def texts(name: str, given: Iterable[str]) -> tuple[str, ...]:
    """The texts of any sequence, as a tuple; one bare text is not taken apart into letters.

    Args:
        name: of the field they are given for, which a refusal names.
        given: the texts.

    Raises:
        InvalidValue: a bare text, or an entry that is none.
    """
    if given == ():
        return ()
    found = _several(name, given, "a list or tuple of texts")
    for place, each in enumerate(found):
        if not isinstance(each, str):
            refuse(InvalidValue, "not text", name, place, expected="text", got=each)
    return found
