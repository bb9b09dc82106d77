"""From columns of a frame to small whole numbers, and what cannot be read on the way.

A column of words becomes the places of its words in the contract. Each distinct value is read
once, by the scalar type itself; the rows only carry codes. What cannot be read is BAD.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from attrs import frozen

from gradekit.contract import FLAG, NUMBER, TEXT, WORD, Column
from gradekit.errors import GradekitError, InvalidValue, Problem

__all__ = ["BAD", "NULL", "Codes", "Numbers", "Texts", "factorized", "read"]

BAD, NULL = 255, 254
Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]
FLAGS = ("false", "true")


def _missing(column: Column) -> InvalidValue:
    expected = "one of " + ", ".join(map(repr, column.words)) if column.words else "a value"
    return InvalidValue(Problem("empty cell", (), expected, "nothing"))


@frozen(eq=False)
class Codes:
    """A column of words or flags.

    Args:
        column: its contract.
        codes: of each row, -1 where the cell is empty; None where the column is absent.
        table: code in the contract for each code of the rows, the last for an empty cell.
        values: what each code of the rows stands for.
        same: whether the codes of the rows are those of the contract already.
    """

    column: Column
    codes: npt.NDArray[Any] | None
    table: Bytes
    values: tuple[object, ...]
    same: bool = False

    @property
    def absent(self) -> bool:
        """Whether the column is not there."""
        return self.codes is None

    def block(self, low: int, high: int) -> Bytes:
        """The codes of the contract for some rows."""
        if self.codes is None:
            return np.full(high - low, self.table[-1], np.uint8)
        rows = self.codes[low:high]
        if self.same:
            seen: Bytes = rows.view(np.uint8)
            if seen.size == 0 or seen.max() < len(self.table):
                return seen
        found: Bytes = self.table.take(rows, mode="wrap")
        return found

    def at(self, places: npt.NDArray[np.int64]) -> Bytes:
        """The codes of the contract at some rows."""
        if self.codes is None:
            return np.full(len(places), self.table[-1], np.uint8)
        found: Bytes = self.table.take(self.codes[places], mode="wrap")
        return found

    def problem(self, row: int) -> GradekitError | None:
        """Why the cell of a row cannot be read, if it cannot."""
        code = -1 if self.codes is None else int(self.codes[row])
        if self.table[code] != BAD:
            return None
        if code == -1:
            return _missing(self.column)
        return _refusal(self.column, self.values[code])


def _refusal(column: Column, value: object) -> GradekitError | None:
    if column.dtype == FLAG:
        return InvalidValue(Problem("not a flag", (), "true or false", repr(value)))
    try:
        column.reads(value)
    except GradekitError as error:
        return error
    return None


def factorized(series: pd.Series[Any]) -> tuple[npt.NDArray[Any], tuple[object, ...]]:
    """Codes of the rows, -1 where empty, and what each code stands for."""
    if isinstance(series.dtype, pd.CategoricalDtype):
        held: Any = series.array  # its codes, without the copy that `series.cat` makes
        return held.codes, tuple(held.categories)
    if series.dtype == np.bool_:
        return series.to_numpy().view(np.int8), (False, True)
    if isinstance(series.dtype, pd.BooleanDtype):
        truth = series.to_numpy(dtype=np.int8, na_value=-1)
        return truth, (False, True)
    codes, values = pd.factorize(series)
    small = np.min_scalar_type(-max(len(values), 1))
    return codes.astype(small), tuple(values.tolist())


def _code(column: Column, value: object) -> int:
    if column.dtype == FLAG:
        return int(value) if isinstance(value, bool | np.bool_) else BAD
    if isinstance(value, str) and value.strip().lower() == column.null:
        return _empty(column)
    try:
        return column.words.index(column.reads(value))
    except GradekitError:
        return BAD


def _empty(column: Column, meaning: str | None = None) -> int:
    """The code of an empty cell: the word it stands for, or NULL where it stands for none."""
    said = column.null if meaning is None else meaning
    if said is None:
        return BAD
    if said in ("yes", "no"):
        return int(said == "yes")
    return column.words.index(said) if said in column.words else NULL


@lru_cache(maxsize=1024)
def _table(column: Column, values: tuple[object, ...], _: tuple[type, ...]) -> Bytes:
    """The code of each value, and of an empty cell last; each spelling is read once."""
    made = np.array([*(_code(column, value) for value in values), _empty(column)], np.uint8)
    made.flags.writeable = False
    return made


def _words(frame: pd.DataFrame, column: Column) -> Codes:
    if column.name not in frame.columns:
        absent = np.array([_empty(column, column.absent)], np.uint8)
        return Codes(column, None, absent, ())
    codes, values = factorized(frame[column.name])
    # The types are part of the key: to Python, 1 and true are the same.
    table = _table(column, values, tuple(map(type, values)))
    same = codes.dtype == np.int8 and bool((table[:-1] == np.arange(len(values))).all())
    return Codes(column, codes, table, values, same and codes.flags.c_contiguous)


@frozen(eq=False)
class Numbers:
    """A column of numbers; an empty cell is NaN, and so is every cell of an absent column."""

    column: Column
    array: Any

    @property
    def absent(self) -> bool:
        """Whether the column is not there."""
        return self.array is None

    def block(self, low: int, high: int) -> Floats:
        """The numbers of some rows."""
        if self.array is None:
            return np.full(high - low, np.nan)
        part = self.array[low:high]
        if isinstance(part, np.ndarray):
            return part.astype(np.float64, copy=False)
        found: Floats = part.to_numpy(dtype=np.float64, na_value=np.nan)
        return found

    def at(self, places: npt.NDArray[np.int64]) -> Floats:
        """The numbers at some rows."""
        if self.array is None:
            return np.full(len(places), np.nan)
        return Numbers(self.column, self.array[places]).block(0, len(places))


def _numbers(frame: pd.DataFrame, column: Column) -> Numbers:
    if column.name not in frame.columns:
        return Numbers(column, None)
    series = frame[column.name]
    if not pd.api.types.is_numeric_dtype(series.dtype):
        series = pd.to_numeric(series)
    return Numbers(column, series.array if pd.api.types.is_extension_array_dtype(series.dtype)
                   else series.to_numpy())  # fmt: skip


@frozen(eq=False)
class Texts:
    """A column of free text: codes, -1 where empty, and the texts they stand for."""

    column: Column
    codes: npt.NDArray[Any] | None
    spelled: tuple[object, ...]

    @property
    def absent(self) -> bool:
        """Whether the column is not there."""
        return self.codes is None

    def block(self, low: int, high: int) -> npt.NDArray[Any]:
        """The codes of some rows."""
        return np.full(high - low, -1) if self.codes is None else self.codes[low:high]


def _texts(frame: pd.DataFrame, column: Column) -> Texts:
    if column.name not in frame.columns:
        return Texts(column, None, ())
    return Texts(column, *factorized(frame[column.name]))


_READERS = {WORD: _words, FLAG: _words, NUMBER: _numbers, TEXT: _texts}


def read(frame: pd.DataFrame, columns: tuple[Column, ...]) -> dict[str, Any]:
    """Every column of a contract, by name.

    Raises:
        InvalidValue: a column that must be there is not; all of them are named.
    """
    lacking = [
        Problem("column missing", (each.name,), f"{each.dtype}: {each.meaning}", "no such column")
        for each in columns
        if each.absent is None and each.name not in frame.columns
    ]
    if lacking:
        raise InvalidValue(*lacking)
    return {each.name: _READERS[each.dtype](frame, each) for each in columns}
