"""Sequences as a value holds them: tuples, so that what was given as a list compares and hashes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from gradekit.errors import InvalidValue, refuse

__all__ = ["entries", "texts"]

T = TypeVar("T")


def entries(given: Iterable[T]) -> tuple[T, ...]:
    """The entries of any sequence, as a tuple."""
    return tuple(given)


def texts(name: str, given: Iterable[str]) -> tuple[str, ...]:
    """The texts of any sequence, as a tuple; one bare text is not taken apart into letters.

    Args:
        name: of the field they are given for, which a refusal names.
        given: the texts.

    Raises:
        InvalidValue: a bare text, or an entry that is none.
    """
    if isinstance(given, str | bytes):
        refuse(
            InvalidValue,
            "a text instead of several",
            name,
            expected="a list or tuple of texts",
            got=given,
            hint="put it in brackets",
        )
    if given == ():
        return ()
    found = tuple(given)
    for place, each in enumerate(found):
        if not isinstance(each, str):
            refuse(InvalidValue, "not text", name, place, expected="text", got=each)
    return found
