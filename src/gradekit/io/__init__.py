"""Documents in and out: one format, every problem at once, nothing half written.

A document is JSON, YAML, a workbook (.xlsx) or a folder of CSV files; all of them hold the same,
and each can be turned into any other.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import Any, cast

from cattrs import Converter
from cattrs.errors import BaseValidationError

from gradekit.errors import DocumentError, GradekitError, Problem, Problems
from gradekit.guideline import Guideline
from gradekit.io._converter import (
    configure_converter,
    make_converter,
    quick_converter,
    registers,
)
from gradekit.io._csv import read_folder, written_folder
from gradekit.io._files import decoded, read_bytes, write_bytes, write_folder
from gradekit.io._json import parse, printed, too_deep
from gradekit.io._layout import FILES
from gradekit.io._limits import BEYOND_SCHEMA
from gradekit.io._migrations import SCHEMA, current
from gradekit.io._plain import printable
from gradekit.io._problems import problems_of
from gradekit.io._rows_in import from_tables
from gradekit.io._rows_out import Tables, to_tables
from gradekit.io._schema import json_schema, shipped_schema
from gradekit.io._workbook import read_workbook, template, written_workbook
from gradekit.io._yaml import parse_yaml, printed_yaml
from gradekit.outcomes import Outcome
from gradekit.question import Option, Population

__all__ = [
    "BEYOND_SCHEMA",
    "FORMATS",
    "SCHEMA",
    "configure_converter",
    "dump",
    "dumps",
    "from_data",
    "json_schema",
    "load",
    "loads",
    "make_converter",
    "shipped_schema",
    "template",
    "to_data",
    "write_template",
]

FORMATS = {".json": "json", ".yaml": "yaml", ".yml": "yaml", ".xlsx": "workbook", "": "csv"}
"""Formats by the ending of a file's name; a folder holds CSV files."""

_SUSPECT = re.compile(r"[\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What JSON text holds, or an escape, wherever a text of the guideline could not be read again."""

_REGISTERED = (("populations", Population), ("outcomes", Outcome), ("options", Option))


@cache
def _converter() -> Converter:
    return make_converter()


@cache
def _quick() -> Converter:
    return quick_converter()


def from_data(data: Any) -> Guideline:
    """A guideline from the plain data of a document.

    Args:
        data: as `json.loads` gives it.

    Raises:
        DocumentError: with every problem found.
    """
    given = current(data)
    try:
        return _structured(_quick(), dict(given))
    except Exception:  # noqa: BLE001, S110 - read again below, to tell every problem
        pass
    try:
        return _structured(_converter(), given)
    except (BaseValidationError, GradekitError) as error:
        raise DocumentError(*problems_of(error)) from None
    except RecursionError:
        raise too_deep() from None


def _structured(converter: Converter, given: dict[str, Any]) -> Guideline:
    held = {name: _register(converter, given, name, cls) for name, cls in _REGISTERED}
    with registers(held):
        return converter.structure(given, Guideline)


def _register(
    converter: Converter, given: dict[str, Any], register: str, cls: type
) -> dict[str, Any]:
    """The entries by id, read once; None for one whose own problem is reported where it stands."""
    held: dict[str, Any] = {}
    entries = given.get(register)
    if not isinstance(entries, list):
        return held
    read: list[Any] = []
    for entry in entries:
        name = entry.get("id") if isinstance(entry, dict) else None
        made = entry
        if isinstance(name, str):
            try:
                made = held[name] = converter.structure(entry, cls)
            except (BaseValidationError, GradekitError):
                held[name] = None
        read.append(made)
    given[register] = read
    return held


def to_data(guideline: Guideline) -> dict[str, Any]:
    """The plain data of a guideline's document."""
    Problems().need_kinds(Guideline, required=True, guideline=guideline)
    try:
        data = cast("dict[str, Any]", _converter().unstructure(guideline))
    except RecursionError:
        raise too_deep() from None
    return {"schema": SCHEMA, **data}


def loads(text: str, form: str = "json") -> Guideline:
    r"""A guideline from a text.

    Args:
        text: of the document.
        form: "json" or "yaml".

    Raises:
        DocumentError: with every problem found, placed as `$.comparisons[3].evidence[0]...`.

    Example:
        >>> loads('{"schema": 1, "id": "empty"}').id
        'empty'
        >>> loads("schema: 1\nid: empty", "yaml").id
        'empty'
    """
    read = _textual(form)[0]
    Problems().need_kinds((str, bytes), "gk.io.load(path) reads a file", required=True, text=text)
    return from_data(read(text))


def dumps(guideline: Guideline, form: str = "json") -> str:
    """The text of a guideline's document; reading it back gives an equal guideline.

    Args:
        guideline: to write.
        form: "json" or "yaml".
    """
    return _written(to_data(guideline), form)


def _written(data: dict[str, Any], form: str) -> str:
    text = str(_textual(form)[1](data))
    escaped = "\\" in text or "\x7f" in text
    if escaped or form != "json" or (not text.isascii() and _SUSPECT.search(text)):
        printable(data)
    return text


def _textual(form: str) -> tuple[Any, Any]:
    known = {"json": (parse, printed), "yaml": (parse_yaml, printed_yaml)}
    if str(form) not in known:
        raise DocumentError(
            Problem("unknown format", ("form",), "one of " + ", ".join(known), repr(form))
        )
    return known[form]


def load(path: str | os.PathLike[str]) -> Guideline:
    """A guideline from a file, or from a folder of CSV files.

    Args:
        path: of a .json, .yaml or .yml document in UTF-8, an .xlsx workbook, or a folder.

    Raises:
        DocumentError: a file that cannot be read, or with every problem found in it.
        MissingExtra: the format needs an extra that is not installed.
    """
    file = _named(path)
    form = _form(file)
    if form == "csv":
        return _from_tables(read_folder(file))
    content = read_bytes(file)
    if form == "workbook":
        return _from_tables(read_workbook(content))
    return loads(decoded(content, str(file)), form)


def _from_tables(tables: Tables) -> Guideline:
    """A guideline from sheets; its problems are placed by sheet and cell."""
    read = from_tables(tables)
    try:
        made = from_data(read.data)
    except DocumentError as error:
        told = {each.place for each in read.problems}
        more = [each for each in map(read.placed, error.problems) if each.place not in told]
        raise DocumentError(*read.problems, *more) from None
    if read.problems:
        raise DocumentError(*read.problems)
    return made


def _form(file: Path) -> str:
    form = "csv" if _is_folder(file) else FORMATS.get(file.suffix.lower())
    if form is None or (form == "csv" and not _is_folder(file)):
        raise DocumentError(
            Problem(
                "unknown format" if file.suffix or _is_there(file) else "no such file",
                expected="a .json, .yaml or .xlsx document, or a folder of .csv files",
                got=str(file),
            )
        )
    return form


def _named(path: str | os.PathLike[str]) -> Path:
    """The path given; an empty one is no name for the folder somebody happens to be in."""
    given: object = path  # whatever a caller hands over
    named = isinstance(given, str | bytes | os.PathLike)
    if not named or not os.fspath(path):
        raise DocumentError(
            Problem(
                "no such file",
                expected="the path of a document",
                got="an empty path" if named else repr(given)[:80],
            )
        )
    return Path(os.fsdecode(path))


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except (OSError, ValueError):
        return False


def _is_folder(file: Path) -> bool:
    try:
        return file.is_dir()
    except (OSError, ValueError):
        return False


def dump(guideline: Guideline, path: str | os.PathLike[str]) -> None:
    """Write a guideline's document whole, or not at all.

    Args:
        guideline: to write.
        path: of a .json, .yaml or .xlsx file; a name without an ending is a folder of CSV files.

    Raises:
        DocumentError: the file cannot be written.
        MissingExtra: the format needs an extra that is not installed.
    """
    file = _named(path)
    form = "csv" if _is_folder(file) else FORMATS.get(file.suffix.lower())
    if form is None:
        raise DocumentError(
            Problem(
                "unknown format",
                expected="a name ending in .json, .yaml, .xlsx, or a folder's",
                got=str(file),
            )
        )
    data = to_data(guideline)
    if form in ("json", "yaml"):
        write_bytes(_written(data, form).encode(), file)
        return
    printable(data)
    if form == "csv":
        write_folder(written_folder(to_tables(data)), file, FILES)
    else:
        write_bytes(written_workbook(to_tables(data)), file)


def write_template(path: str | os.PathLike[str]) -> None:
    """Write an empty workbook to fill in, whole or not at all.

    Args:
        path: of the .xlsx file.

    Raises:
        DocumentError: the file cannot be written.
        MissingExtra: openpyxl is not installed.
    """
    write_bytes(template(), Path(path))
