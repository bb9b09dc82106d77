"""Plain values: a number is a number, a text a text, and a word one of its set."""

from __future__ import annotations

import math
import re
from typing import Any, cast

from gradekit.errors import InvalidValue, refuse
from gradekit.scales import Importance
from gradekit.words import Word

__all__ = ["mapping", "number", "text", "text_or_word", "truth", "whole"]

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff]")


def number(value: Any, _: type) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        hint = "write 1.5, not '1,5'" if isinstance(value, str) else ""
        refuse(InvalidValue, "not a number", expected="a number", got=value, hint=hint)
    if not math.isfinite(value):
        refuse(InvalidValue, "not finite", expected="a finite number", got=value)
    return value  # an integer stays one, so that documents keep their numbers as written


def whole(value: Any, _: type) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        refuse(InvalidValue, "not a whole number", expected="a whole number", got=value)
    return value


def text(value: Any, _: type) -> str:
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
    """Words are texts to a dispatch by class, so both come here."""
    return word(value, cls) if issubclass(cls, Word) else text(value, cls)


def truth(value: Any, _: type) -> bool:
    if not isinstance(value, bool):
        refuse(InvalidValue, "not true or false", expected="true or false", got=value)
    return value


def word(value: Any, cls: type[Word]) -> Word:
    if isinstance(value, str) or (cls is Importance and isinstance(value, int)):
        return cls(value)
    refuse(InvalidValue, "not a word", expected=f"a word of {cls.__name__.lower()}", got=value)


def mapping(value: Any, cls: type) -> dict[str, Any]:
    if not isinstance(value, dict):
        refuse(
            InvalidValue, "not an object", expected=f"an object ({cls.__name__.lower()})", got=value
        )
    return cast("dict[str, Any]", value)
