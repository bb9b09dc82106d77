"""Plain values: a number is a number, a text a text, and a word one of its set."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache
from typing import Any, cast

from gradekit.errors import DocumentError, InvalidValue, Path, Problem, refuse
from gradekit.scales import Importance
from gradekit.words import Word, called

__all__ = [
    "LARGEST_WHOLE",
    "UNPRINTABLE",
    "mapping",
    "number",
    "printable",
    "scalar",
    "text",
    "text_or_word",
    "truth",
    "whole",
    "word_pattern",
    "word_reader",
]

LARGEST_WHOLE = 2**53 - 1
"""Beyond it, programs that read a document no longer agree on which whole number it is."""

UNPRINTABLE = r"\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\ufffe\uffff"
"""What no text may hold, as the inside of a character class."""

_UNPRINTABLE = re.compile(f"[{UNPRINTABLE}]")
_COMMA = "write 1.5, not '1,5'"
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
RATINGS = range(1, 10)


def number(value: Any, _: type) -> float:
    """A finite number in the form it came; an integer stays one."""
    if value.__class__ is float:
        if not math.isfinite(value):
            refuse(InvalidValue, "not finite", expected="a finite number", got=value)
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        hint = ""
        if isinstance(value, str):
            hint = "a date is no number" if _ISO_DATE.match(value) else _COMMA
        refuse(InvalidValue, "not a number", expected="a number", got=value, hint=hint)
    if not _held(value):
        refuse(
            InvalidValue,
            "number with too many digits",
            expected="a number that a double holds exactly",
            got=value,
        )
    return value


def _held(value: float) -> bool:
    """Whether a double is this very number, so that no program rounds it."""
    try:
        return float(value) == value
    except OverflowError:
        return False


def whole(value: Any, _: type) -> int:
    """A whole number; 5.0 is one."""
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        hint = _COMMA if isinstance(value, str) and "," in value else ""
        refuse(InvalidValue, "not a whole number", expected="a whole number", got=value, hint=hint)
    if abs(value) > LARGEST_WHOLE:
        refuse(
            InvalidValue,
            "number too large",
            expected=f"a whole number up to {LARGEST_WHOLE}",
            got=value,
        )
    return value


def text(value: Any, _: type) -> str:
    """A text that can be printed."""
    if value.__class__ is str and value.isprintable():
        return value  # nearly all texts there are
    if not isinstance(value, str):
        refuse(InvalidValue, "not text", expected="text", got=value)
    if _UNPRINTABLE.search(value):
        refuse(
            InvalidValue,
            "unprintable character",
            expected="text without control characters or lone surrogates",
            got=value,
        )
    return value


def text_or_word(value: Any, cls: type[str]) -> str:
    """Words are texts to a dispatch by class, so those without a hook of their own come here."""
    if cls is str and value.__class__ is str and value.isprintable():
        return value
    return word(value, cls) if issubclass(cls, Word) else text(value, cls)


def truth(value: Any, _: type) -> bool:
    """True or false; no other word for them."""
    if not isinstance(value, bool):
        refuse(InvalidValue, "not true or false", expected="true or false", got=value)
    return value


def scalar(value: Any, _: type) -> str | float | bool | None:
    """A text, a number, true, false or nothing: what a step of a trace looked at."""
    if value is None or isinstance(value, bool):
        return value
    return text(value, str) if isinstance(value, str) else number(value, float)


def printable(data: Any) -> None:
    """Refuse to write texts that could not be read again.

    Args:
        data: of a document.

    Raises:
        DocumentError: with the place of every such text.
    """
    found: list[Problem] = []
    waiting: list[tuple[Any, Path]] = [(data, ())]
    while waiting:
        value, path = waiting.pop()
        if isinstance(value, dict):
            waiting += ((each, (*path, name)) for name, each in value.items())
            waiting += ((name, (*path, name)) for name in value if not name.isprintable())
        elif isinstance(value, list):
            waiting += ((each, (*path, nth)) for nth, each in enumerate(value))
        elif isinstance(value, str) and not value.isprintable() and _UNPRINTABLE.search(value):
            found.append(_unprintable(path, value))
    if found:
        raise DocumentError(*sorted(found, key=str))


def _unprintable(path: Path, value: str) -> Problem:
    return Problem(
        "unprintable character",
        path,
        "text without control characters or lone surrogates",
        ascii(value)[:80],
    )


@cache
def word_pattern(cls: type[Word]) -> str:
    """Every spelling of a set's words: any case, spaces for underscores or hyphens, names too."""
    spelled = dict.fromkeys(plain for each in cls for plain in (each.value, each.name))
    return "^ *(?:" + "|".join(dict.fromkeys(map(_spelling, spelled))) + r") *(?![\s\S])"


def _spelling(plain: str) -> str:
    return "".join(
        "[ _-]"
        if letter in " _-"
        else f"[{letter.lower()}{letter.upper()}]"
        if letter.isalpha()
        else re.escape(letter)
        for letter in plain
    )


@cache
def _spellings(cls: type[Word]) -> re.Pattern[str]:
    return re.compile(word_pattern(cls))


def word(value: Any, cls: type[Word]) -> Word:
    """A word of the set, in any of its spellings."""
    if isinstance(value, str):
        held = cls._value2member_map_.get(value)
        if held is not None:
            return cast("Word", held)
        if _spellings(cls).search(value):
            return cls(value)
    elif cls is Importance and not isinstance(value, bool) and value in RATINGS:
        return Importance(int(value))
    words = "one of " + ", ".join(repr(each.value) for each in cls)
    what = f"unknown {called(cls)}" if isinstance(value, str) else "not a word"
    refuse(InvalidValue, what, expected=words, got=value)


def word_reader(cls: type[Word]) -> Callable[[Any, Any], Word]:
    """A hook for the words of a set; its own words need one look-up."""
    held: dict[Any, Word] = {each.value: each for each in cls}

    def hook(value: Any, _: Any) -> Word:
        known = held.get(value) if value.__class__ is str else None
        return word(value, cls) if known is None else known

    return hook


def mapping(value: Any, cls: type) -> dict[str, Any]:
    """The object that a document gives for a class of the model."""
    if not isinstance(value, dict):
        refuse(
            InvalidValue, "not an object", expected=f"an object ({cls.__name__.lower()})", got=value
        )
    return cast("dict[str, Any]", value)
