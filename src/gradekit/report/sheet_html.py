"""A sheet as a fragment of HTML, drawn by great-tables."""

from __future__ import annotations

import re

from gradekit.markup import Markup, element, several
from gradekit.report.extras import extra
from gradekit.report.sheet import Cell, Sheet

__all__ = ["sheet_html"]

_SECTION = "section"
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def _cell(cell: Cell, prefix: str) -> str:
    """A cell's text with its marks; a certainty or answer keeps its words on its colour."""
    told: Markup | str = cell.text
    if cell.look is not None:
        shape = "padding:2px 6px;display:inline-block;white-space:nowrap"
        style = f"background:{cell.look.colour};color:{cell.look.ink};{shape}"
        told = element("span", cell.text, style=style)
    marks = [
        element("a", str(number), href=f"#{prefix}-note-{number}", class_="gradekit-mark")
        for number in cell.notes
    ]
    if not marks:
        return str(several(told))
    joined = several(*(part for mark in marks for part in (mark, " ")))
    return str(several(told, " ", element("sup", joined)))


def _notes(sheet: Sheet, prefix: str) -> Markup:
    items = (
        element("li", text, id=f"{prefix}-note-{number}")
        for number, text in enumerate(sheet.footnotes, 1)
    )
    return element("ol", *items, class_="gradekit-notes")


def sheet_html(sheet: Sheet) -> Markup:
    """A sheet as a fragment of HTML, with real heads, sections and footnotes that link.

    Args:
        sheet: to draw; its id starts every id in the fragment.

    Raises:
        MissingExtra: great-tables is not installed.
    """
    with extra("report", "tables in HTML"):
        import pandas as pd
        from great_tables import GT, html

    prefix = _NOT_PLAIN.sub("-", sheet.id.lower()).strip("-") or "sheet"
    names = [f"c{place}" for place in range(len(sheet.columns))]
    titles = {f"{place}": each.title for place, each in enumerate(sheet.sections)}
    rows = [
        {_SECTION: f"{place}", **{n: _cell(c, prefix) for n, c in zip(names, row, strict=True)}}
        for place, section in enumerate(sheet.sections)
        for row in section.rows
    ]
    frame = pd.DataFrame(rows, columns=[_SECTION, *names])
    grouped = any(titles.values())
    made = GT(
        frame if grouped else frame.drop(columns=_SECTION),
        id=prefix,
        groupname_col=_SECTION if grouped else None,
    )
    made = made.tab_header(
        title=html(str(several(sheet.title))), subtitle=html(str(several(sheet.subtitle)))
    )
    # The cells are escaped already; the formatter hands them through.
    made = made.fmt(fns=str, columns=names)
    made = made.cols_label(
        {n: html(str(several(c.head))) for n, c in zip(names, sheet.columns, strict=True)}
    )
    made = made.cols_width({n: f"{c.width:.1%}" for n, c in zip(names, sheet.columns, strict=True)})
    for place, under in enumerate(dict.fromkeys(c.under for c in sheet.columns if c.under)):
        shared = [n for n, c in zip(names, sheet.columns, strict=True) if c.under == under]
        made = made.tab_spanner(
            label=html(str(several(under))), columns=shared, id=f"{prefix}-under-{place}"
        )
    made = made.opt_align_table_header(align="left").tab_options(
        table_width="100%",
        table_font_size="14px",
        column_labels_font_weight="bold",
        row_group_font_weight="bold",
        data_row_padding="6px",
        table_font_color="#000000",
    )
    drawn = made.as_raw_html()
    # Section titles are put in afterwards, so that no text of a document shapes an id.
    for number, title in titles.items():
        drawn = drawn.replace(
            f'id="{prefix}-{number}">{number}</th>',
            f'id="{prefix}-{number}">{several(title)}</th>',
        )
    below = [element("p", text, class_="gradekit-remark") for text in sheet.remarks]
    notes = (_notes(sheet, prefix),) if sheet.footnotes else ()
    return several(Markup(drawn), *notes, *below)
