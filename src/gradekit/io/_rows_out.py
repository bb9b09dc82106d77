"""Rows out: a document's data laid out over sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import field, frozen

from gradekit.io._cells import to_cell
from gradekit.io._layout import SHEETS, Column, Sheet, members_of
from gradekit.io._model import Cited, Plain, PolicyShape

__all__ = ["Tables", "rows_below", "to_tables", "value_at"]


_TEXT = Plain(str)


@frozen
class Tables:
    """Sheets of cells.

    Args:
        rows: of each sheet by its name; the first row holds the names of the columns.
        ending: of a sheet's name in messages.
    """

    rows: Mapping[str, list[list[Any]]]
    ending: str = ""


def value_at(data: Any, path: tuple[str, ...]) -> Any:
    """What stands at a path inside an object; None where nothing does."""
    for step in path:
        if not isinstance(data, dict) or step not in data:
            return None
        data = data[step]
    return data


@cache
def rows_below(sheet: Sheet) -> tuple[Sheet, ...]:
    """The sheets whose rows belong to rows of this one."""
    return tuple(each for each in SHEETS if each.parent is not None and each.parent == sheet)


def to_tables(data: dict[str, Any]) -> Tables:
    """The sheets that hold a document's data.

    Args:
        data: as `to_data` gives it.
    """
    writer = _Writer()
    writer.lay(SHEETS[0], (), data)
    made: dict[str, list[list[Any]]] = {}
    for sheet in SHEETS:
        header = [*sheet.header, *writer.spare[sheet.name]]
        rows = writer.rows[sheet.name]
        made[sheet.name] = [header, *([row.get(name) for name in header] for row in rows)]
    return Tables(made)


@frozen
class _Writer:
    """Gathers the rows of every sheet, and the spare columns a row needed."""

    rows: dict[str, list[dict[str, Any]]] = field(
        factory=lambda: {each.name: [] for each in SHEETS}
    )
    spare: dict[str, dict[str, None]] = field(factory=lambda: {each.name: {} for each in SHEETS})
    seen: Counter[tuple[Any, ...]] = field(factory=Counter)

    def lay(self, sheet: Sheet, keys: tuple[Any, ...], data: Any, named: str | None = None) -> None:
        """One object's row, and the rows below it."""
        row = self.cells(sheet, data)
        row.update(zip(sheet.keys, keys, strict=True))
        if sheet.named_by is not None:
            row[sheet.named_by] = to_cell(_TEXT, named)
        self.rows[sheet.name].append(row)
        if sheet.plain:
            return
        own = self.own_keys(sheet, keys, data)
        for below in rows_below(sheet):
            inner = value_at(data, below.steps)
            if inner is None:
                continue
            if below.holds == "named":
                for name, each in inner.items():
                    self.lay(below, own, each, name)
            else:
                for each in (inner,) if below.holds == "one" else inner:
                    self.lay(below, own, each)

    def cells(self, sheet: Sheet, data: Any) -> dict[str, Any]:
        """The row's own cells by the names of their columns."""
        row: dict[str, Any] = {}
        for column in sheet.columns:
            value = value_at(data, column.path)
            cell = None if value is None else _cell(sheet, column, value)
            if cell is not None:
                row[column.name] = cell
                if column.spare:
                    self.spare[sheet.name][column.name] = None
        return row

    def own_keys(self, sheet: Sheet, keys: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
        """How the rows below name this row."""
        if sheet.parent is None or not rows_below(sheet):
            return ()
        if sheet.identified[-1:] != ("nth",):
            return (*keys, to_cell(_TEXT, data["id"]))
        if sheet.name == "evidence":
            keys = (*keys, to_cell(_TEXT, data["outcome"]))
        place = (sheet.name, *keys)
        self.seen[place] += 1
        return (*keys, None if self.seen[place] == 1 else self.seen[place])


def _cell(sheet: Sheet, column: Column, value: Any) -> Any:
    if members_of(column.shape) is None or not isinstance(value, dict):
        return to_cell(column.shape, value)
    if isinstance(column.shape, Cited):
        return to_cell(column.shape, value["source"])
    if isinstance(column.shape, PolicyShape):
        return None
    return None if _told(sheet, column, value) else "{}"


@cache
def _beside(sheet: Sheet, column: Column) -> tuple[tuple[str, ...], ...]:
    """Where an object's own values stand: columns after this one, and sheets below."""
    depth = len(column.path)
    paths = [each.path for each in sheet.columns if each.path[:depth] == column.path != each.path]
    paths += [each.steps for each in rows_below(sheet) if each.steps[:depth] == column.path]
    return tuple(path[depth:] for path in paths)


def _told(sheet: Sheet, column: Column, value: Any) -> bool:
    """Whether an object leaves a trace in its columns or rows; an empty one does not."""
    return any(value_at(value, path) not in (None, [], {}) for path in _beside(sheet, column))
