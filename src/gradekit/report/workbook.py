"""Profiles as CSV and as a workbook; no cell of either can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from gradekit.estimates import Interval
from gradekit.markup import printable
from gradekit.report.extras import extra
from gradekit.report.findings import PER
from gradekit.report.rows import Profile, ProfileRow
from gradekit.report.sheet import Sheet
from gradekit.report.symbols import NOT_RATED

__all__ = ["COLUMNS", "csv_text", "data_rows", "inert_cell", "workbook_bytes"]

Value = str | float | int | None

COLUMNS = (
    "comparison",
    "population",
    "intervention",
    "comparator",
    "row",
    "outcome",
    "label",
    "importance",
    "follow-up",
    "studies",
    "participants",
    "design",
    "measure",
    "effect",
    "effect low",
    "effect high",
    "unit",
    "without per 1000",
    "with per 1000",
    "with low per 1000",
    "with high per 1000",
    "difference per 1000",
    "difference low per 1000",
    "difference high per 1000",
    "one arm per 1000",
    "which arm",
    "why no absolute effect",
    "certainty",
    "reasons",
    "statement",
    "source",
    "read in the source",
)
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def inert_cell(value: Value) -> Value:
    """A cell no spreadsheet takes for a formula: a text that could start one gets an apostrophe.

    Args:
        value: of the cell; numbers pass through.

    Example:
        >>> inert_cell("=1+1"), inert_cell("@x"), inert_cell(-1.5), inert_cell("Pain")
        ("'=1+1", "'@x", -1.5, 'Pain')
    """
    if not isinstance(value, str):
        return value
    told = printable(value)
    return f"'{told}" if told.lstrip().startswith(_STARTS) or told[:1].isspace() else told


def _ends(given: Interval | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if given is None else (given.value, given.low, given.high)


def _row(profile: Profile, row: ProfileRow) -> tuple[Value, ...]:
    comparison, effect = profile.comparison, row.absolute
    estimate = row.relative or row.measured
    with_it = None if effect is None or effect.with_it is None else effect.with_it.per(PER)
    without = None if effect is None or effect.without is None else effect.without * PER
    one_arm = None if row.incidence is None else row.incidence.value * PER
    read = "" if row.source is None else ("no" if row.unchecked else "yes")
    return (
        comparison.id,
        comparison.population.name or comparison.population.id,
        comparison.intervention.name,
        comparison.comparator.name,
        row.kind.value,
        row.outcome.name,
        row.label,
        row.importance.value,
        row.horizon,
        row.studies,
        row.participants,
        row.design,
        None if estimate is None else estimate.measure.value,
        *_ends(None if estimate is None else estimate.interval),
        None if estimate is None else estimate.unit,
        without,
        *_ends(with_it),
        *_ends(None if effect is None else effect.difference.per(PER)),
        one_arm,
        None if row.incidence is None else row.incidence.arm.value,
        row.no_absolute,
        NOT_RATED if row.certainty is None else row.certainty.value,
        " ".join(row.reasons),
        row.said,
        "" if row.source is None else str(row.source),
        read,
    )


def data_rows(profiles: Sequence[Profile]) -> Iterator[tuple[Value, ...]]:
    """One row of plain values for each row of the profiles, in the order of `COLUMNS`.

    Args:
        profiles: of one comparison or many.
    """
    for profile in profiles:
        for row in profile.rows:
            yield tuple(map(inert_cell, _row(profile, row)))


def csv_text(profiles: Sequence[Profile]) -> str:
    """The profiles as CSV: numbers as numbers, empty where nothing is recorded.

    Args:
        profiles: of one comparison or many.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(data_rows(profiles))
    return buffer.getvalue()


def workbook_bytes(profiles: Sequence[Profile], sheets: Sequence[Sheet]) -> bytes:
    """A workbook: each sheet as people read it, then every figure as a number.

    Args:
        profiles: for the sheet of figures.
        sheets: to read.

    Raises:
        MissingExtra: openpyxl is not installed.
    """
    with extra("excel", "workbooks"):
        from openpyxl import Workbook

    book: Any = Workbook()
    book.remove(book.active)
    taken: set[str] = set()
    for sheet in sheets:
        _draw(book.create_sheet(_name(sheet.title, taken)), sheet)
    _figures(book.create_sheet(_name("Figures", taken)), profiles)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


_LONGEST = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_PAGE = 190  # characters across a landscape page


def _name(title: str, taken: set[str]) -> str:
    """A name a worksheet may have, unlike any other."""
    plain = " ".join(printable(title).translate(_FORBIDDEN).split())[:_LONGEST] or "Sheet"
    name, number = plain, 2
    while name.lower() in taken:
        ending = f" {number}"
        name, number = plain[: _LONGEST - len(ending)] + ending, number + 1
    taken.add(name.lower())
    return name


def _put(place: Any, value: Value, *, bold: bool = False, fill: str = "", ink: str = "") -> None:  # noqa: ANN401
    """Write a value; a text is stored as text, whatever it starts with."""
    from openpyxl.styles import Alignment, Font, PatternFill

    place.value = inert_cell(value)
    if isinstance(value, str):
        place.data_type = "s"
    place.alignment = Alignment(wrap_text=True, vertical="top")
    place.font = Font(bold=bold, color=ink.lstrip("#") or "000000")
    if fill:
        place.fill = PatternFill("solid", start_color=fill.lstrip("#"))


def _draw(page: Any, sheet: Sheet) -> None:  # noqa: ANN401
    """A sheet as people read it: its heads repeat on every printed page."""
    from openpyxl.utils import get_column_letter

    _put(page.cell(1, 1), sheet.title, bold=True)
    _put(page.cell(2, 1), sheet.subtitle)
    for row in (1, 2):
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(sheet.columns))
    head = 4
    for place, column in enumerate(sheet.columns, 1):
        _put(page.cell(head, place), column.title, bold=True, fill="#e8e8e8")
        page.column_dimensions[get_column_letter(place)].width = max(10, column.width * _PAGE)
    at = head
    for section in sheet.sections:
        if section.title:
            at += 1
            _put(page.cell(at, 1), section.title, bold=True)
        for cells in section.rows:
            at += 1
            for place, cell in enumerate(cells, 1):
                marks = f" [{', '.join(map(str, cell.notes))}]" if cell.notes else ""
                look = cell.look
                _put(
                    page.cell(at, place),
                    cell.text + marks,
                    fill=look.colour if look else "",
                    ink=look.ink if look else "",
                )
    at += 1
    notes = [f"[{number}] {text}" for number, text in enumerate(sheet.footnotes, 1)]
    for text in (*notes, *sheet.remarks):
        at += 1
        _put(page.cell(at, 1), text)
        page.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(sheet.columns))
    page.freeze_panes = page.cell(head + 1, 2)
    page.print_title_rows = f"{head}:{head}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _figures(page: Any, profiles: Sequence[Profile]) -> None:  # noqa: ANN401
    """Every figure as a number, one row each, to sort and filter."""
    for place, name in enumerate(COLUMNS, 1):
        _put(page.cell(1, place), name, bold=True, fill="#e8e8e8")
    for at, row in enumerate(data_rows(profiles), 2):
        for place, value in enumerate(row, 1):
            cell = page.cell(at, place)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions
