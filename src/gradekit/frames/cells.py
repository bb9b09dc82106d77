"""What one cell says, by the contract of its column: for arrays and scalar values alike."""

from __future__ import annotations

import math
from decimal import Decimal
from numbers import Real
from typing import Any, NoReturn, TypeGuard

import numpy as np
import pandas as pd
from attrs import frozen

from gradekit.contract import FLAG, NUMBER, TEXT, Column
from gradekit.errors import InvalidValue, Problem

__all__ = ["Unreadable", "empty", "said", "unsaid"]

_TRUTHS = {"true": True, "false": False}
_IDS = frozenset({"comparison", "outcome"})
RATINGS = range(1, 10)
_LONGEST = 80
_AS_TEXT = "a number written as text is not taken for one; read the column as numbers"


@frozen(eq=False, repr=False)
class Unreadable:
    """A cell that no set can hold (a list, say), or that pandas takes for empty and we do not.

    Args:
        value: of the cell.
    """

    value: object

    def __repr__(self) -> str:
        return repr(self.value)


def _refuse(what: str, expected: str, value: object, hint: str = "") -> NoReturn:
    try:
        got = repr(value)
    except ValueError:  # a whole number of more digits than Python prints
        got = f"a very long {type(value).__name__}"
    got = got if len(got) <= _LONGEST else got[: _LONGEST - 3] + "..."
    raise InvalidValue(Problem(what, (), expected, got, hint))


def empty(value: object) -> bool:
    """Whether a cell holds nothing: None, NA or NaN. A missing date is no empty cell."""
    return value is None or value is pd.NA or (
        isinstance(value, float | np.floating) and math.isnan(value)
    )  # fmt: skip


def unsaid(column: Column, meaning: str | None) -> str | bool | None:
    """What an empty cell or an absent column stands for.

    Args:
        column: its contract.
        meaning: its `null` or its `absent`.

    Raises:
        InvalidValue: it must be filled in.
    """
    if meaning is None:
        expected = "one of " + ", ".join(map(repr, column.words)) if column.words else "a value"
        raise InvalidValue(Problem("empty cell", (), expected, "nothing"))
    if column.dtype == FLAG:
        return False if meaning == "no" else None
    return meaning if meaning in column.words else None


def said(column: Column, value: object) -> str | bool | float | None:
    """What a cell says; None where nothing.

    Args:
        column: its contract.
        value: of the cell.

    Raises:
        InvalidValue: what the column cannot hold.
    """
    if isinstance(value, Unreadable):
        value = value.value
    if empty(value):
        return unsaid(column, column.null)
    if column.dtype == NUMBER:
        return _number(value)
    if column.dtype == FLAG:
        return _flag(value)
    if column.dtype == TEXT:
        return _text(column, value)
    return _word(column, value)


def _word(column: Column, value: object) -> str | bool | None:
    if isinstance(value, str):
        if value.strip().lower() == column.null:
            return unsaid(column, column.null)
        return column.reads(value)
    if _is_number(value) and value in RATINGS:
        return column.reads(int(value))  # importance may be rated; no other word is a number
    return _refuse("not a word", "one of " + ", ".join(map(repr, column.words)), value)


def _is_number(value: Any) -> TypeGuard[float]:  # noqa: ANN401 - a cell may hold anything
    truth = isinstance(value, bool | np.bool_)
    return not truth and isinstance(value, Real | Decimal)


def _number(value: object) -> float:
    if not _is_number(value):
        _refuse("not a number", "a number", value, _AS_TEXT if isinstance(value, str) else "")
    try:
        made = float(value)
    except (OverflowError, ValueError):
        _refuse("number too large", "a number that a double holds", value)
    if math.isnan(made):
        _refuse("not a number", "a number", value)
    return made


def _flag(value: object) -> bool:
    if isinstance(value, str):
        told = _TRUTHS.get(value.strip().lower())
        if told is not None:
            return told
    elif isinstance(value, bool | np.bool_ | Real) and value in (0, 1):
        return bool(value)
    return _refuse("not a flag", "true or false, or 1 or 0", value)


def _text(column: Column, value: object) -> str:
    if isinstance(value, str):
        return value
    if column.name in _IDS and _is_number(value):
        try:
            return str(value)  # ids are often numbers
        except ValueError:  # of more digits than Python prints
            pass
    return _refuse("not text", "text", value)
