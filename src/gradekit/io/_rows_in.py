"""Rows in: a document's data put together from sheets, problems placed by sheet and cell."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any

from attrs import evolve, field, frozen

from gradekit.errors import GradekitError, Path, Problem
from gradekit.io._cells import from_cell
from gradekit.io._layout import MARK, SHEETS, WORDS_SHEET, Column, Sheet
from gradekit.io._model import Cited, Plain, PolicyShape, Scalar, Shape
from gradekit.io._problems import MOST
from gradekit.io._rows_out import Tables, value_at

__all__ = ["CellProblem", "Read", "from_tables"]

_JSON = Scalar()
_KEY = Column(name="key", path=("key",), shape=Plain(str))
_TEXT_FOR = {Cited: "source", PolicyShape: "base"}
"""What the text in an object's own column stands for, where more columns follow."""


@frozen
class CellProblem(Problem):
    """A problem placed by sheet and cell.

    Args:
        cell: "evidence!F12".
    """

    cell: str = field(default="", kw_only=True)

    @property
    def place(self) -> str:
        """The sheet and the cell."""
        return self.cell


@frozen
class Read:
    """What was put together from sheets.

    Args:
        data: of the document.
        problems: found on the way, placed by sheet and cell.
        bases: for the place of each row's object in the document: its sheet and its row.
        columns: where each column of a sheet stands.
        ending: of a sheet's name in messages.
    """

    data: dict[str, Any]
    problems: list[Problem]
    bases: dict[Path, tuple[str, int]]
    columns: dict[str, dict[str, int]]
    ending: str

    def cell(self, sheet: str, row: int, column: str | None) -> str:
        """The name of a cell: sheet, column and row."""
        at = None if column is None else self.columns[sheet].get(column)
        return f"{sheet}{self.ending}!{'' if at is None else _letters(at)}{row}"

    def placed(self, problem: Problem) -> Problem:
        """A problem of the document, placed where its value was read."""
        if isinstance(problem, CellProblem):
            return problem
        path = problem.path
        for cut in range(len(path), -1, -1):
            if path[:cut] in self.bases:
                sheet, row = self.bases[path[:cut]]
                cell = self.cell(sheet, row, self._column(sheet, path[cut:]))
                return _at_cell(problem, cell)
        return _at_cell(problem, f"{SHEETS[0].name}{self.ending}")

    def _column(self, sheet: str, rest: Path) -> str | None:
        columns = self.columns[sheet]
        for cut in range(len(rest), 0, -1):
            name = ".".join(map(str, rest[:cut]))
            if name in columns:
                return name
        named = next(each.named_by for each in SHEETS if each.name == sheet)
        return named if not rest and "value" not in columns else None


def _at_cell(problem: Problem, cell: str) -> CellProblem:
    return CellProblem(
        problem.what, problem.path, problem.expected, problem.got, problem.hint, cell=cell
    )


def _letters(at: int) -> str:
    """The letters of a column, counted from 0."""
    found = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, len(ascii_uppercase))
        found = ascii_uppercase[rest] + found
    return found


def from_tables(tables: Tables) -> Read:
    """The document's data, put together from sheets; what is wrong with them is in `problems`.

    Args:
        tables: sheets of cells.
    """
    read = Read({}, [], {}, {}, tables.ending)
    known = {each.name for each in SHEETS}
    for name in tables.rows:
        if name not in known and name != WORDS_SHEET:
            read.problems.append(
                CellProblem(
                    "unknown sheet",
                    expected="one of " + ", ".join(each.name for each in SHEETS),
                    got=repr(name),
                    cell=f"{name}{tables.ending}",
                )
            )
    found = {each.name: _Found() for each in SHEETS}
    for sheet in SHEETS:
        _Reader(sheet, read, found).rows(tables.rows.get(sheet.name, []))
    return read


@frozen
class _Found:
    """The objects read from one sheet.

    Args:
        named: by how other sheets name their rows; the object and its place in the document.
        all: every object, those with a name that was taken included.
    """

    named: dict[tuple[Any, ...], tuple[Any, Path]] = field(factory=dict)
    all: list[Any] = field(factory=list)

    def add(self, name: tuple[Any, ...], data: Any, path: Path) -> None:
        """Keep an object."""
        self.named.setdefault(name, (data, path))
        self.all.append(data)


@frozen
class _Reader:
    """Reads the rows of one sheet into the objects read before."""

    sheet: Sheet
    read: Read
    found: dict[str, _Found]
    seen: dict[tuple[Any, ...], int] = field(factory=dict, init=False)

    def refuse(
        self,
        what: str,
        row: int,
        column: str | None = None,
        *,
        expected: str = "",
        got: str = "",
        hint: str = "",
    ) -> None:
        """Record a problem of a row, or of one of its cells."""
        cell = self.read.cell(self.sheet.name, row, column)
        self.read.problems.append(CellProblem(what, (), expected, got, hint, cell=cell))

    def header(self, cells: list[Any]) -> bool:
        """Read the names of the columns; say what is wrong with them."""
        columns = self.read.columns.setdefault(self.sheet.name, {})
        known = {*self.sheet.header, *(each.name for each in self.sheet.columns)}
        sound = True
        for place, name in enumerate(cells):
            if name in (None, ""):
                continue
            wrong = None
            if not isinstance(name, str) or name not in known:
                wrong = "unknown column"
            elif name in columns:
                wrong = "column given twice"
            if wrong is None:
                columns[name] = place
            else:
                sound = False
                place_told = f"{self.sheet.name}{self.read.ending}!{_letters(place)}1"
                self.read.problems.append(
                    CellProblem(
                        wrong,
                        expected="one of " + ", ".join(self.sheet.header),
                        got=repr(name),
                        cell=place_told,
                    )
                )
        return sound

    def rows(self, rows: list[list[Any]]) -> None:
        """Read all rows, and give every parent the list it must have."""
        if rows:
            self.header(rows[0])
        columns = self.read.columns.setdefault(self.sheet.name, {})
        before = len(self.read.problems)
        for number, cells in enumerate(rows[1:], start=2):
            held = {
                name: cells[at]
                for name, at in columns.items()
                if at < len(cells) and cells[at] is not None and cells[at] != ""
            }
            if held and MARK not in held:
                self.row(number, held)
                if len(self.read.problems) - before > MOST:
                    self.refuse("more problems", number, hint="the rows after this were not read")
                    return
            elif not columns and any(each not in (None, "") for each in cells):
                self.refuse("row without columns", number, expected="names of columns in row 1")
                return
        if self.sheet.required and self.sheet.parent is not None:
            for data in self.found[self.sheet.parent.name].all:
                holder = value_at(data, self.sheet.steps[:-1])
                if isinstance(holder, dict):
                    holder.setdefault(self.sheet.steps[-1], [])

    def keys(self, number: int, held: dict[str, Any]) -> tuple[Any, ...] | None:
        """The parent's row this row names; None where it names none."""
        keys: list[Any] = []
        for name in self.sheet.keys:
            raw = held.get(name)
            if name == "nth":
                keys.append(1 if raw is None else _counted(raw))
            else:
                keys.append(_plain_key(raw))
        known = self.found[self.sheet.parent.name].named if self.sheet.parent else {}
        if tuple(keys) in known:
            return tuple(keys)
        last = next(
            (
                name
                for at, name in enumerate(self.sheet.keys, start=1)
                if not any(each[:at] == tuple(keys[:at]) for each in known)
            ),
            self.sheet.keys[-1],
        )
        self.refuse(
            f"unknown {last}" if last != "nth" else "no such row",
            number,
            last,
            expected=f"a row of the sheet {self.sheet.parent.name if self.sheet.parent else ''}",
            got=repr(held.get(last)),
        )
        return None

    def row(self, number: int, held: dict[str, Any]) -> None:
        """Read one row."""
        sheet = self.sheet
        if sheet.parent is None:
            if self.found[sheet.name].all:
                self.refuse("second guideline", number, expected="one row")
                return
            self.read.bases[()] = (sheet.name, number)
            self.fill(number, held, self.read.data)
            self.found[sheet.name].add((), self.read.data, ())
            return
        keys = self.keys(number, held) if sheet.keys else ()
        if keys is None:
            return
        known = self.found[sheet.parent.name].named
        parent, base = known.get(keys, (self.read.data, ()))
        holder = parent
        for step in sheet.steps[:-1]:
            holder = holder.setdefault(step, {}) if isinstance(holder, dict) else None
        if not isinstance(holder, dict):
            self.refuse("said twice", number, expected="rows here, or one cell there, not both")
            return
        data: dict[str, Any] = {}
        self.fill(number, held, data)
        self.place(number, held, keys, (data, holder, (*base, *sheet.steps)))

    def place(
        self,
        number: int,
        held: dict[str, Any],
        keys: tuple[Any, ...],
        made: tuple[dict[str, Any], dict[str, Any], Path],
    ) -> None:
        """Put a row's object where it belongs."""
        data, holder, path = made
        sheet, last = self.sheet, self.sheet.steps[-1]
        value: Any = data.get("value") if sheet.plain else data
        if sheet.holds == "many":
            entries = holder.setdefault(last, [])
            if not isinstance(entries, list):
                self.refuse("said twice", number, expected="rows here, or one cell there, not both")
                return
            entries.append(value)
            path = (*path, len(entries) - 1)
        elif sheet.holds == "one":
            if last in holder:
                self.refuse("second row", number, expected=f"one row for each {sheet.keys[-1]}")
                return
            holder[last] = value
        else:
            name = _plain_key(held.get(sheet.named_by or ""))
            entries = holder.setdefault(last, {})
            if not isinstance(name, str) or not isinstance(entries, dict) or name in entries:
                what = "duplicate name" if isinstance(name, str) else "missing name"
                self.refuse(what, number, sheet.named_by, expected="a name of its own")
                return
            entries[name] = value
            path = (*path, name)
        self.read.bases[path] = (sheet.name, number)
        self.found[sheet.name].add(self.identity(keys, data), data, path)

    def identity(self, keys: tuple[Any, ...], data: dict[str, Any]) -> tuple[Any, ...]:
        """How rows of other sheets name this row."""
        if self.sheet.identified[-1:] != ("nth",):
            return (*keys, data.get("id"))
        if self.sheet.name == "evidence":
            keys = (*keys, data.get("outcome"))
        self.seen[keys] = self.seen.get(keys, 0) + 1
        return (*keys, self.seen[keys])

    def fill(self, number: int, held: dict[str, Any], data: dict[str, Any]) -> None:
        """Read a row's own columns into its object."""
        shapes = {each.path: each.shape for each in self.sheet.columns}
        for column in self.sheet.columns:
            if column.name not in held:
                continue
            try:
                value = from_cell(column, held[column.name])
                if column.spare and isinstance(value, str) and value.startswith("{"):
                    value = from_cell(evolve(column, shape=_JSON), value)
            except GradekitError as error:
                for problem in error.problems:
                    cell = self.read.cell(self.sheet.name, number, column.name)
                    self.read.problems.append(_at_cell(problem, cell))
                continue
            if self.sheet.plain:
                data["value"] = value
            elif not _put(data, column.path, value, shapes):
                self.refuse(
                    "said twice",
                    number,
                    column.name,
                    expected="the columns of an object, or all of it in one cell",
                )


def _put(
    data: dict[str, Any], path: tuple[str, ...], value: Any, shapes: dict[tuple[str, ...], Shape]
) -> bool:
    """Put a value into an object; false where it says again what was said."""
    holder: Any = data
    for nth, step in enumerate(path[:-1], start=1):
        inner = holder.setdefault(step, {})
        if isinstance(inner, str) and type(shapes.get(path[:nth])) in _TEXT_FOR:
            inner = holder[step] = {_TEXT_FOR[type(shapes[path[:nth]])]: inner}
        if not isinstance(inner, dict):
            return False
        holder = inner
    if path[-1] in holder:
        return False
    holder[path[-1]] = value
    return True


def _counted(raw: Any) -> Any:
    """A row number; a text in a CSV file."""
    return int(raw) if isinstance(raw, str) and raw.isascii() and raw.isdecimal() else raw


def _plain_key(raw: Any) -> Any:
    """A name as the document has it; what is no text names nothing."""
    try:
        return None if raw is None else from_cell(_KEY, raw)
    except GradekitError:
        return raw
