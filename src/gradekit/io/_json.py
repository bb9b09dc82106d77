"""JSON text in and out: nothing silently dropped, nothing silently made up."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NoReturn

from gradekit.errors import DocumentError, Problem, refuse

__all__ = ["NUMBER", "number_from", "parse", "printed", "too_deep"]

NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
"""A number as documents write it: a dot, no thousands, no leading zero or plus."""

_SURE = 16  # a text of 15 digits and a dot always comes back from a double as it went in
_LONGEST = 400  # no number of a guideline is longer; longer ones cost more to read than to refuse


def _constant(name: str) -> NoReturn:
    refuse(DocumentError, "not a number", expected="a finite number", got=name)


def number_from(text: str) -> float:
    """The float a text stands for, refused where it would silently become another number.

    Args:
        text: a number as documents write it.
    """
    if len(text) > _LONGEST:
        refuse(DocumentError, "number too long", expected=f"up to {_LONGEST} signs", got=text)
    value = float(text)
    if len(text) > _SURE or "e" in text or "E" in text:
        if not math.isfinite(value):
            refuse(DocumentError, "number too large", expected="a finite number", got=text)
        if not _same(value, text):
            refuse(
                DocumentError,
                "number with too many digits",
                expected="at most 15 significant digits, or the shortest form of a double",
                got=text,
                hint=f"it would silently become {value!r}",
            )
    return value


def _same(value: float, text: str) -> bool:
    """Whether the shortest form of a float is the number that was written."""
    try:
        return Decimal(repr(value)) == Decimal(text)
    except ArithmeticError:  # an exponent beyond what even `Decimal` holds
        return False


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                refuse(
                    DocumentError,
                    "duplicate key",
                    expected="each key once in an object",
                    got=key,
                    hint="one of the two values would be lost",
                )
            seen.add(key)
    return made


def too_deep() -> DocumentError:
    """The refusal of a document nested beyond anything a guideline holds."""
    return DocumentError(Problem("nested too deeply", expected="a guideline document"))


def parse(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        DocumentError: text that is not JSON, a key given twice, NaN or infinity, a number that
            cannot be kept as written.
    """
    if not text.strip():
        raise DocumentError(
            Problem("not JSON", expected="a JSON document", got="an empty document")
        )
    try:
        return json.loads(
            text, parse_constant=_constant, parse_float=number_from, object_pairs_hook=_pairs
        )
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip())
        raise DocumentError(
            Problem(
                "not JSON",
                expected="a JSON document",
                got=f"{error.msg} at line {error.lineno}, column {error.colno}",
                hint="the text ends too early; the file may have been cut off" if cut else "",
            )
        ) from None
    except RecursionError:
        raise too_deep() from None
    except DocumentError:
        raise
    except ValueError as error:
        # Python refuses integers of more than some thousand digits in this way.
        raise DocumentError(Problem("not readable", got=str(error))) from None


def printed(value: Any) -> str:
    """A JSON text that reads well and compares well: indented, in field order, unescaped.

    The standard library indents in Python, value by value; here it writes every plain value, and
    only the lines between are ours.

    Example:
        >>> printed({"id": "x", "list": [1, 0.5, True, None], "none": []}).splitlines()[:4]
        ['{', '  "id": "x",', '  "list": [', '    1,']
    """
    try:
        return _text(value, "\n") + "\n"
    except RecursionError:
        raise too_deep() from None


def _text(value: Any, line: str) -> str:
    """The text of a value; `line` is the line break with the indentation of where it stands."""
    kind = value.__class__
    if kind is str:
        return _quoted(value)
    if kind is int or (kind is float and math.isfinite(value)):
        return repr(value)
    if kind is bool:
        return "true" if value else "false"
    return _nested(value, line)


def _nested(value: Any, line: str) -> str:
    """The text of an object, a list, or what is neither."""
    kind = value.__class__
    inner = line + "  "
    if kind is dict and value:
        entries = [
            _KEYS[name]
            + (_quoted(each) if each.__class__ is str else _WRITERS[each.__class__](each, inner))
            for name, each in value.items()
        ]
        return "{" + inner + ("," + inner).join(entries) + line + "}"
    if kind is list and value:
        entries = [_WRITERS[each.__class__](each, inner) for each in value]
        return "[" + inner + ("," + inner).join(entries) + line + "]"
    return _PLAIN.encode(value)


class _Keys(dict[str, str]):
    """Keys as they are written; there are few, and each comes often."""

    def __missing__(self, name: str) -> str:
        made = _quoted(name) + ": "
        if len(self) < _KEPT:
            self[name] = made
        return made


class _Writers(dict[type, Callable[[Any, str], str]]):
    """What writes each type; the standard library refuses the others."""

    def __missing__(self, kind: type) -> Callable[[Any, str], str]:
        return _text


_PLAIN = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_quoted = json.encoder.encode_basestring  # in C, as the standard encoder uses it
_KEPT = 1024
_KEYS = _Keys()
_WRITERS = _Writers({dict: _nested, list: _nested})
