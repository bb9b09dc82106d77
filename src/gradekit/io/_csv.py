"""A folder of CSV files: one for each sheet, with the same columns as the workbook.

A text that a spreadsheet would take for a formula is written with an apostrophe before it, which
reading takes away again.
"""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path
from typing import Any

from gradekit.errors import DocumentError, Problem
from gradekit.io._files import LARGEST, decoded, read_bytes
from gradekit.io._layout import FILES, SHEETS
from gradekit.io._rows_out import Tables

__all__ = ["parse_csv", "read_folder", "written_folder"]

_FORMULA = re.compile(r"'*[=+\-@\t]")
_ESCAPED = re.compile(r"'+[=+\-@\t]")
_ENDING = ".csv"
_ENCODING = "save it from the spreadsheet as 'CSV UTF-8'"


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    return repr(value)


def written_folder(tables: Tables) -> dict[str, bytes]:
    """The content of each file; a sheet without rows has none.

    Args:
        tables: sheets of cells.
    """
    made: dict[str, bytes] = {}
    for name, rows in tables.rows.items():
        if len(rows) > 1:
            text = StringIO()
            csv.writer(text, lineterminator="\n").writerows(
                [_told(each) for each in row] for row in rows
            )
            try:
                made[name + _ENDING] = text.getvalue().encode()
            except UnicodeEncodeError as error:
                raise DocumentError(
                    Problem("unprintable character", expected="text", got=str(error))
                ) from None
    return made


def parse_csv(text: str, name: str) -> list[list[str]]:
    """The cells of a CSV text; semicolons separate them where the first line has no comma.

    Args:
        text: of the file.
        name: of the file, for the message.

    Raises:
        DocumentError: quotes that do not close, or another break of the format.
    """
    first = text.partition("\n")[0]
    delimiter = ";" if ";" in first and "," not in first else ","
    csv.field_size_limit(LARGEST)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise DocumentError(
            Problem("not CSV", expected="a table", got=f"{error} in {name}")
        ) from None
    return [[each[1:] if _ESCAPED.match(each) else each for each in row] for row in rows]


def read_folder(folder: Path) -> Tables:
    """The sheets of a folder of CSV files.

    Args:
        folder: that holds them.

    Raises:
        DocumentError: a folder without a guideline, an unknown file, or one that is not CSV.
    """
    try:
        names = sorted(each.name for each in folder.iterdir() if each.suffix.lower() == _ENDING)
    except OSError as error:
        raise DocumentError(Problem("cannot be opened", got=str(error))) from None
    expected = ", ".join(f"{each.name}{_ENDING}" for each in SHEETS)
    problems = [
        Problem("unknown file", expected=f"one of {expected}", got=repr(name))
        for name in names
        if name not in FILES
    ]
    if f"{SHEETS[0].name}{_ENDING}" not in names:
        problems.append(
            Problem(
                "folder without a guideline",
                expected=f"{SHEETS[0].name}{_ENDING} in it",
                got=f"{len(names)} CSV files in {folder}",
            )
        )
    rows: dict[str, list[list[Any]]] = {}
    for name in names:
        if name in FILES:
            try:
                text = decoded(read_bytes(folder / name), name, _ENCODING)
                rows[name.removesuffix(_ENDING)] = list(parse_csv(text, name))
            except DocumentError as error:
                problems += error.problems
    if problems:
        raise DocumentError(*problems)
    return Tables(rows, _ENDING)
