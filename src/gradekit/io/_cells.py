"""Cells: what one value of a document looks like in a cell, and back.

A list of plain values is written with semicolons; where that could be read otherwise, as JSON.
An empty text that must be there is written as two quotes.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time
from typing import Any

from gradekit.errors import InvalidValue, refuse
from gradekit.io._json import NUMBER, number_from, parse
from gradekit.io._layout import Column
from gradekit.io._model import Many, Plain, Record, Scalar, Shape, Tuned, Words
from gradekit.scales import Importance

__all__ = ["from_cell", "to_cell"]

_QUOTES = re.compile(r'"{2,}')
_RATING = re.compile(r"[1-9](\.0)?", re.ASCII)
_TRUTH = {"true": True, "false": False}
_SEPARATOR = ";"


def to_cell(shape: Shape, value: Any) -> Any:
    """What a cell holds for a value of a document.

    Args:
        shape: of the value.
        value: plain data.
    """
    if isinstance(shape, Many):
        return _listed(value)
    if isinstance(shape, Record | Scalar) or isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return f'{value}"' if _QUOTES.fullmatch(value) else value or '""'
    return value


def _listed(value: list[Any]) -> str:
    plain = all(
        isinstance(each, str)
        and each
        and each == each.strip()
        and _SEPARATOR not in each
        and not each.startswith("[")
        and not _QUOTES.fullmatch(each)
        for each in value
    )
    if not plain or not value:
        return json.dumps(value, ensure_ascii=False)
    return f"{_SEPARATOR} ".join(value)


def from_cell(column: Column, raw: Any) -> Any:
    """The plain data a cell stands for.

    Args:
        column: in which it stands.
        raw: what the cell holds.

    Raises:
        GradekitError: a cell that would silently become something else.
    """
    return _read(column.shape, raw, dated=column.path[-1:] == ("date",))


def _read(shape: Shape, raw: Any, *, dated: bool = False) -> Any:
    if isinstance(shape, Tuned) and not (isinstance(raw, str) and raw.startswith("{")):
        return _read(shape.value, raw)
    if isinstance(shape, Plain) and shape.kind in (float, int):
        return _number(raw)
    if isinstance(shape, Plain) and shape.kind is bool:
        return _TRUTH.get(raw.lower(), raw) if isinstance(raw, str) else raw
    if shape == Words(Importance):
        return int(raw[0]) if isinstance(raw, str) and _RATING.fullmatch(raw) else raw
    if isinstance(raw, str):
        return _from_text(shape, raw)
    return _not_text(raw, dated=dated)


def _from_text(shape: Shape, raw: str) -> Any:
    if isinstance(shape, Many):
        if raw.startswith("["):
            return parse(raw)
        return [_read(shape.item, each.strip()) for each in raw.split(_SEPARATOR)]
    if isinstance(shape, Tuned | Record | Scalar):
        return parse(raw)
    if _QUOTES.fullmatch(raw):
        return raw[:-1] if raw != '""' else ""
    return raw


def _number(raw: Any) -> Any:
    if isinstance(raw, str):
        match = NUMBER.fullmatch(raw)
        if match is None:
            return raw  # the reader says what is wrong with it
        return number_from(raw) if match[1] or match[2] else _whole(raw)
    return raw.isoformat() if isinstance(raw, date | time) else raw


def _whole(raw: str) -> Any:
    try:
        return int(raw)
    except ValueError:  # Python refuses integers of more than some thousand digits
        return raw


def _not_text(raw: Any, *, dated: bool) -> Any:
    """A number, date or truth value in a column of texts."""
    if isinstance(raw, datetime) and dated and raw.time() == time():
        return raw.date().isoformat()
    if isinstance(raw, date) and not isinstance(raw, datetime) and dated:
        return raw.isoformat()
    kind = "a date" if isinstance(raw, date | time) else "a number"
    kind = "true or false" if isinstance(raw, bool) else kind
    refuse(
        InvalidValue,
        f"{kind} in a column of texts",
        expected="text",
        got=raw.isoformat() if isinstance(raw, date | time) else raw,
        hint="format the cell as text and write it again",
    )
