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
from gradekit.errors import GradekitError, InvalidValue, Problem, refuse
from gradekit.frames.cells import Unreadable, empty, said, unsaid

__all__ = ["BAD", "NULL", "Codes", "Numbers", "Texts", "factorized", "framed", "read"]

BAD, NULL = 255, 254
Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
_PLAIN = frozenset({float, int, type(None), type(pd.NA), np.float64, np.int64})


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
        try:
            said(self.column, None if code == -1 else self.values[code])
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
    if series.dtype == object:
        return _of_objects(series)
    if series.dtype.kind in "mM":  # dates, of which a missing one is no empty cell
        return _one_by_one(series.astype(object))
    codes, values = pd.factorize(series)
    return _small(codes, len(values)), tuple(values.tolist())


def _small(codes: npt.NDArray[Any], count: int) -> npt.NDArray[Any]:
    return codes.astype(np.min_scalar_type(-max(count, 1)))


def _of_objects(series: pd.Series[Any]) -> tuple[npt.NDArray[Any], tuple[object, ...]]:
    """The same of a column that may hold anything."""
    try:
        codes, values = pd.factorize(series)
    except (TypeError, ValueError):
        return _one_by_one(series)
    distinct = tuple(values)
    texts = all(isinstance(each, str) for each in distinct)
    if texts and all(map(empty, series.to_numpy()[codes == -1])):
        return _small(codes, len(distinct)), distinct
    return _one_by_one(series)


def _one_by_one(series: pd.Series[Any]) -> tuple[npt.NDArray[Any], tuple[object, ...]]:
    """The same, cell by cell: 1 and true are told apart, and so is what cannot be in a set."""
    places: dict[object, int] = {}
    values: list[object] = []
    codes = np.empty(len(series), np.int64)
    for row, value in enumerate(series.to_numpy(dtype=object)):
        if empty(value):
            codes[row] = -1
            continue
        key, held = (type(value), value), value
        try:
            if pd.isna(value):  # pandas takes it for empty, but nobody left the cell out
                held = Unreadable(value)
            place = places.setdefault(key, len(values))
        except (TypeError, ValueError):
            held, place = Unreadable(value), len(values)
        if place == len(values):
            values.append(held)
        codes[row] = place
    return _small(codes, len(values)), tuple(values)


def _code(column: Column, value: object) -> int:
    try:
        read_ = said(column, value)
    except GradekitError:
        return BAD
    return _place(column, read_)


def _place(column: Column, told: object) -> int:
    if told is None:
        return NULL
    return int(bool(told)) if column.dtype == FLAG else column.words.index(str(told))


def _empty(column: Column, meaning: str | None) -> int:
    """The code of an empty cell: the word it stands for, or NULL where it stands for none."""
    try:
        return _place(column, unsaid(column, meaning))
    except GradekitError:
        return BAD


@lru_cache(maxsize=1024)
def _table(column: Column, values: tuple[object, ...], _: tuple[type, ...]) -> Bytes:
    """The code of each value, and of an empty cell last; each spelling is read once."""
    made = np.array(
        [*(_code(column, value) for value in values), _empty(column, column.null)], np.uint8
    )
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
    """A column of numbers; an empty cell is NaN, and so is every cell of an absent column.

    Args:
        column: its contract.
        array: of the numbers; None where the column is absent.
        bad: rows whose cell is no number; None where there are none.
    """

    column: Column
    array: Any
    bad: Bools | None = None

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
    kind = series.dtype
    if pd.api.types.is_numeric_dtype(kind) and not (
        pd.api.types.is_bool_dtype(kind) or pd.api.types.is_complex_dtype(kind)
    ):
        held = pd.api.types.is_extension_array_dtype(kind)
        return Numbers(column, series.array if held else series.to_numpy())
    return _cell_by_cell(column, series.to_numpy(dtype=object))


def _cell_by_cell(column: Column, values: npt.NDArray[Any]) -> Numbers:
    """Numbers among cells that may hold anything."""
    if set(map(type, values)) <= _PLAIN:
        try:
            return Numbers(column, np.array([np.nan if v is pd.NA else v for v in values], float))
        except OverflowError:
            pass  # a whole number beyond every double: told below
    made, bad = np.full(len(values), np.nan), np.zeros(len(values), np.bool_)
    for row, value in enumerate(values):
        try:
            told = said(column, value)
        except GradekitError:
            bad[row] = True
        else:
            made[row] = np.nan if told is None else told
    return Numbers(column, made, bad if bad.any() else None)


@frozen(eq=False)
class Texts:
    """A column of free text: codes, -1 where empty, and the texts they stand for.

    Args:
        column: its contract.
        codes: of each row; None where the column is absent.
        spelled: the text of each code.
        bad: rows whose cell is no text; None where there are none.
    """

    column: Column
    codes: npt.NDArray[Any] | None
    spelled: tuple[object, ...]
    bad: Bools | None = None

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
    codes, values = factorized(frame[column.name])
    if set(map(type, values)) <= {str}:
        return Texts(column, codes, values)
    wrong = [place for place, value in enumerate(values) if not _is_text(column, value)]
    bad = np.isin(codes, wrong)
    return Texts(column, np.where(bad, -1, codes), values, bad if bad.any() else None)


def _is_text(column: Column, value: object) -> bool:
    try:
        said(column, value)
    except GradekitError:
        return False
    return True


_READERS = {WORD: _words, FLAG: _words, NUMBER: _numbers, TEXT: _texts}


def framed(given: object, columns: tuple[Column, ...]) -> pd.DataFrame:
    """A frame whose columns can be read by name.

    Args:
        given: by the user.
        columns: of the contract.

    Raises:
        InvalidValue: something else than a frame, or a column that is there twice.
    """
    if not isinstance(given, pd.DataFrame):
        refuse(
            InvalidValue,
            "not a frame",
            expected="a pandas DataFrame with one row for each outcome or situation",
            got=type(given),
        )
    known = {each.name for each in columns}
    twice = given.columns[given.columns.duplicated()]
    found = [name for name in dict.fromkeys(twice.tolist()) if name in known]
    if found:
        raise InvalidValue(
            *(Problem("column there twice", (name,), "one column of a name") for name in found)
        )
    return given


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
