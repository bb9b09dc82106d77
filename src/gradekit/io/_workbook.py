"""Workbooks: written with openpyxl, read with pandas through openpyxl.

Texts are written as texts, whatever they start with. The template has a help row, a drop-down for
every closed set of words and for every id that stands in another sheet.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from gradekit.errors import DocumentError, MissingExtra, Problem
from gradekit.io._files import LARGEST
from gradekit.io._layout import LISTS, MARK, SHEETS, WORDS_SHEET, Column, Sheet
from gradekit.io._migrations import SCHEMA
from gradekit.io._model import Many, Plain, Reference, Tuned, Words
from gradekit.io._rows_out import Tables

__all__ = ["read_workbook", "template", "written_workbook"]

_LONGEST_TEXT = 32_767  # Excel's own limit of a cell
_STAMP = (1980, 1, 1, 0, 0, 0)  # the first time a zip archive can hold: equal content, equal bytes
_WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")
_NAME_OF_SIGN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED_SIGN = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS = {str: 24, bool: 12, int: 12, float: 12}
_FIRST_ROW = 3  # below names and help
_ID_OF = {"outcome": "outcomes", "population": "populations", "option": "options"}
_ID_OF |= {"comparison": "comparisons", "intervention": "options", "comparator": "options"}
_ID_OF |= {"subgroup": "subgroups", "other_guideline": "other_guidelines"}


def _openpyxl() -> Any:
    try:
        import openpyxl
        import openpyxl.utils
        import openpyxl.worksheet.datavalidation
    except ModuleNotFoundError:
        raise _missing() from None
    return openpyxl


def _missing() -> MissingExtra:
    return MissingExtra(
        Problem(
            "openpyxl is not installed",
            expected="the extra `excel`",
            hint="pip install 'gradekit[excel]'",
        )
    )


# Reading.


def read_workbook(content: bytes) -> Tables:
    """The sheets of a workbook.

    Args:
        content: of an .xlsx file.

    Raises:
        DocumentError: what is no workbook, or would be too large unpacked.
        MissingExtra: openpyxl is not installed.
    """
    _openpyxl()
    import pandas as pd

    _check_archive(content)
    try:
        frames = pd.read_excel(
            BytesIO(content),
            sheet_name=None,
            header=None,
            dtype=object,
            na_filter=False,
            engine="openpyxl",
        )
    except Exception as error:  # noqa: BLE001 - a broken workbook breaks its readers in any way
        raise _no_workbook(f"{type(error).__name__}: {error}") from None
    return Tables(
        {
            str(name): [[_cell(each) for each in row] for row in frame.to_numpy().tolist()]
            for name, frame in frames.items()
        }
    )


def _cell(value: Any) -> Any:
    return _ESCAPED_SIGN.sub("_", value) if isinstance(value, str) else value


def _check_archive(content: bytes) -> None:
    if not content:
        raise _no_workbook("an empty document")
    try:
        with ZipFile(BytesIO(content)) as archive:
            size = sum(each.file_size for each in archive.infolist())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _no_workbook(str(error)) from None
    if size > 4 * LARGEST:
        raise DocumentError(
            Problem(
                "document too large",
                expected=f"up to {4 * LARGEST // 2**20} MB unpacked",
                got=f"{size // 2**20} MB",
            )
        )


def _no_workbook(told: str) -> DocumentError:
    return DocumentError(
        Problem(
            "not a workbook",
            expected="an .xlsx workbook",
            got=told,
            hint="it may have been cut off; open it in a spreadsheet and save it again",
        )
    )


# Writing.


def template() -> bytes:
    """An empty workbook to fill in: every sheet with its columns, a help row and drop-downs.

    Raises:
        MissingExtra: openpyxl is not installed.
    """
    rows: dict[str, list[list[Any]]] = {each.name: [list(each.header)] for each in SHEETS}
    first = SHEETS[0]
    rows[first.name].append([SCHEMA if name == "schema" else None for name in first.header])
    return written_workbook(Tables(rows))


def written_workbook(tables: Tables) -> bytes:
    """The bytes of a workbook; equal tables give equal bytes.

    Args:
        tables: sheets of cells.

    Raises:
        DocumentError: a text longer than a cell can hold, more rows than a sheet can hold.
        MissingExtra: openpyxl is not installed.
    """
    openpyxl = _openpyxl()
    book = openpyxl.Workbook()
    book.remove(book.active)
    lists = _lists()
    for sheet in SHEETS:
        _write_sheet(book.create_sheet(sheet.name), sheet, tables.rows[sheet.name], lists)
    _write_words(book.create_sheet(WORDS_SHEET), lists)
    made = BytesIO()
    try:
        book.save(made)
    except UnicodeError as error:
        raise DocumentError(
            Problem("unprintable character", expected="text", got=str(error))
        ) from None
    return _unstamped(made.getvalue())


def _unstamped(content: bytes) -> bytes:
    """The same workbook without the time at which it was written."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for each in given.infolist():
            part = given.read(each)
            if each.filename == "docProps/core.xml":
                part = _WRITTEN.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", part)
            info = ZipInfo(each.filename, _STAMP)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, part)
    return made.getvalue()


def _lists() -> dict[str, tuple[str, ...]]:
    """Every closed set a drop-down offers, by the name of its column in the sheet of words."""
    made: dict[str, tuple[str, ...]] = {"true or false": ("true", "false")}
    for sheet in SHEETS:
        for column in sheet.columns:
            name, words = _choices(sheet, column)
            if words:
                made[name] = words
    return made


def _choices(sheet: Sheet, column: Column) -> tuple[str, tuple[str, ...]]:
    shape = column.shape.value if isinstance(column.shape, Tuned) else column.shape
    listed = f"{sheet.name}.{column.name}"
    for name in (listed, column.name):
        if name in LISTS:
            return name, LISTS[name]
    if isinstance(shape, Words):
        return shape.kind.__name__, tuple(str(each.value) for each in shape.kind)
    if shape == Plain(bool):
        return "true or false", ("true", "false")
    return "", ()


def _write_words(page: Any, lists: dict[str, tuple[str, ...]]) -> None:
    for at, (name, words) in enumerate(lists.items(), start=1):
        for nth, word in enumerate((name, *words), start=1):
            _write(page, nth, at, word)
    page.sheet_state = "hidden"


def _write_sheet(
    page: Any, sheet: Sheet, rows: list[list[Any]], lists: dict[str, tuple[str, ...]]
) -> None:
    openpyxl = _openpyxl()
    header, told = rows[0], _help(sheet)
    for at, name in enumerate(header, start=1):
        _write(page, 1, at, name, bold=True)
        _write(page, 2, at, told.get(name, ""), small=True)
    for number, row in enumerate(rows[1:], start=_FIRST_ROW):
        for at, value in enumerate(row, start=1):
            if value is not None:
                _write(page, number, at, value)
    page.freeze_panes = page.cell(_FIRST_ROW, 2)
    columns = {each.name: each for each in sheet.columns}
    for at, name in enumerate(header, start=1):
        letter = openpyxl.utils.get_column_letter(at)
        column = columns.get(name)
        kind = column.shape.kind if column and isinstance(column.shape, Plain) else str
        dimension = page.column_dimensions[letter]
        dimension.width = 4 if name == MARK else _WIDTHS[kind]
        if kind is str:
            dimension.number_format = "@"  # what is typed stays as typed
        source = _source(sheet, name, column, lists)
        if source:
            check = openpyxl.worksheet.datavalidation.DataValidation(
                type="list", formula1=source, allow_blank=True, showErrorMessage=True
            )
            check.error = "choose one of the list"
            check.add(f"{letter}{_FIRST_ROW}:{letter}1048576")
            page.add_data_validation(check)


def _source(
    sheet: Sheet, name: str, column: Column | None, lists: dict[str, tuple[str, ...]]
) -> str | None:
    """The range a drop-down takes its choices from."""
    if column is not None:
        listed, words = _choices(sheet, column)
        if words:
            letter = _openpyxl().utils.get_column_letter(list(lists).index(listed) + 1)
            return f"{WORDS_SHEET}!${letter}$2:${letter}${len(words) + 1}"
        if not isinstance(column.shape, Reference):
            return None
    register = _ID_OF.get(name)
    if register is None or name == sheet.named_by == "name":
        return None
    place = next(each for each in SHEETS if each.name == register).header.index("id") + 1
    letter = _openpyxl().utils.get_column_letter(place)
    return f"{register}!${letter}${_FIRST_ROW}:${letter}$1000"


def _help(sheet: Sheet) -> dict[str, str]:
    """The help row: what each column holds."""
    told = {MARK: MARK}
    for name in (*sheet.keys, sheet.named_by):
        if name is not None:
            told[name] = f"{name.replace('_', ' ')} this row belongs to"
    if "nth" in sheet.keys:
        told["nth"] = "which of the outcome's rows, where there are several"
    for column in sheet.columns:
        said = column.told or column.name
        if isinstance(column.shape, Many):
            said += "; separate several with ;"
        told[column.name] = f"{said} (required)" if column.required else said
    return told


def _write(
    page: Any, row: int, at: int, value: Any, *, bold: bool = False, small: bool = False
) -> None:
    """One cell; a text is a text, and a number is written so that it comes back the same."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        kept = float(f"{value:.15g}") == value
        value = value if kept else repr(value)
    try:
        cell = page.cell(row, at)
    except ValueError as error:
        raise DocumentError(Problem("too many rows for a sheet", got=str(error))) from None
    if isinstance(value, str):
        value = _NAME_OF_SIGN.sub("_x005F_", value)
        if len(value) > _LONGEST_TEXT:
            raise DocumentError(
                Problem(
                    "text too long for a cell",
                    expected=f"up to {_LONGEST_TEXT} letters",
                    got=f"{len(value)} in {page.title}!{cell.coordinate}",
                    hint="write the guideline as JSON or YAML",
                )
            )
        _write_text(cell, value)
    else:
        cell.value = value
    if bold or small:
        styles = _openpyxl().styles
        cell.font = styles.Font(bold=bold, italic=small, color="666666" if small else None)
        cell.alignment = styles.Alignment(wrap_text=small, vertical="top")


def _write_text(cell: Any, value: str) -> None:
    """A text as a text: nothing that starts with = + - or @ becomes a formula."""
    from openpyxl.utils.exceptions import IllegalCharacterError

    try:
        cell.value = value
    except IllegalCharacterError:
        raise DocumentError(
            Problem("unprintable character", expected="text", got=repr(value)[:80])
        ) from None
    cell.data_type = "s"
    cell.number_format = "@"
    if value[:1] in "=+-@\t":
        cell.quotePrefix = True
