"""Sheets and boxes drawn with classes alone.

A page with a strict content policy may hold no style of its own on an element, so the colours of
`symbols` become classes here, written once in the page's style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from gradekit.answers import Direction, Strength
from gradekit.markup import Markup, element, several
from gradekit.report.findings import ABSENT
from gradekit.report.recommendation_box import Box
from gradekit.report.sheet import Cell, Column, Sheet
from gradekit.report.symbols import Look, answer_look, certainty_look
from gradekit.scales import Certainty

__all__ = ["box_article", "look_class", "looks_css", "scrolled", "sheet_table"]

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
HEAD = "columnheader"
LONG = 28  # letters from which a cell wraps and takes the room it gets


def look_class(look: Look) -> str:
    """The class of a look, from its word.

    Args:
        look: of a certainty or an answer.
    """
    return "look look-" + _NOT_PLAIN.sub("-", look.word)


def looks_css() -> str:
    """The rules of every look: its ground, and an ink that can be read on it.

    Example:
        >>> looks_css().splitlines()[0]
        '.look-high{background:#0b2545;color:#ffffff}'
    """
    looks = [certainty_look(each) for each in (*reversed(Certainty), None)]
    looks += [answer_look(strength, direction) for strength in Strength for direction in Direction]
    rules = (
        f".{look_class(each).split()[1]}{{background:{each.colour};color:{each.ink}}}"
        for each in looks
    )
    return "\n".join(dict.fromkeys(rules))


def scrolled(inner: Markup, label: str) -> Markup:
    """What may be wider than the page, in a region that can be scrolled with the keyboard.

    Args:
        inner: usually a table.
        label: of the region.
    """
    return element("div", inner, class_="wide", role="region", aria_label=label, tabindex="0")


def _cell(cell: Cell, prefix: str) -> Markup:
    told: Markup | str = cell.text
    if cell.look is not None:
        told = element("span", cell.text, class_=look_class(cell.look))
    marks = [
        element(
            "a",
            str(number),
            href=f"#{prefix}-note-{number}",
            aria_label=f"note {number}",
        )
        for number in cell.notes
    ]
    if not marks:
        return several(told)
    return several(told, " ", element("sup", *(p for mark in marks for p in (mark, " "))))


def _heads(columns: tuple[Column, ...]) -> Iterator[Markup]:
    if any(each.under for each in columns):
        top = []
        for under, same in groupby(columns, key=lambda each: each.under):
            many = list(same)
            if under:
                span = str(len(many))
                top.append(element("th", under, scope="colgroup", colspan=span, role=HEAD))
            else:
                top += [
                    element("th", each.head, scope="col", rowspan="2", role=HEAD) for each in many
                ]
        yield element("tr", *top, role="row")
        columns = tuple(each for each in columns if each.under)
    yield element(
        "tr", *(element("th", each.head, scope="col", role=HEAD) for each in columns), role="row"
    )


def _kind(cell: Cell) -> str | None:
    """How much room a cell needs; on a narrow screen one that says nothing needs none."""
    if cell.text == ABSENT and not cell.notes:
        return "empty"
    return "long" if len(cell.text) > LONG else None


def _row(row: tuple[Cell, ...], columns: tuple[Column, ...], prefix: str) -> Markup:
    first, *rest = row
    # On a narrow screen a row becomes a card; roles keep it a row, and each cell shows its head.
    cells = (
        element(
            "td",
            element("div", _cell(cell, prefix)),
            class_=_kind(cell),
            role="cell",
            data_head=column.title,
        )
        for cell, column in zip(rest, columns[1:], strict=True)
    )
    head = element("th", _cell(first, prefix), scope="row", role="rowheader")
    return element("tr", head, *cells, role="row")


def sheet_table(sheet: Sheet) -> Markup:
    """A sheet as a table with its own caption, heads, sections and notes.

    Args:
        sheet: to draw; its id starts every id in the table.
    """
    prefix = _NOT_PLAIN.sub("-", sheet.id.lower()).strip("-") or "sheet"
    bodies = []
    for section in sheet.sections:
        rows = [_row(each, sheet.columns, prefix) for each in section.rows]
        if section.title:
            head = element(
                "th",
                section.title,
                scope="rowgroup",
                colspan=str(len(sheet.columns)),
                class_="section",
                role="rowheader",
            )
            rows.insert(0, element("tr", head, role="row"))
        bodies.append(element("tbody", *rows, role="rowgroup"))
    caption = several(sheet.title, *((element("span", sheet.subtitle),) if sheet.subtitle else ()))
    drawn = element(
        "table",
        element("caption", caption),
        element("thead", *_heads(sheet.columns), role="rowgroup"),
        *bodies,
        class_="cards",
    )
    notes = [
        element("li", text, id=f"{prefix}-note-{number}")
        for number, text in enumerate(sheet.footnotes, 1)
    ]
    return several(
        scrolled(drawn, sheet.title or "Table"),
        *((element("ol", *notes, class_="notes"),) if notes else ()),
        *(element("p", text, class_="remark") for text in sheet.remarks),
    )


def box_article(given: Box) -> Markup:
    """A recommendation's box; its words say what its colour says.

    Args:
        given: to draw.
    """
    head = element(
        "p",
        element("span", given.look.sign, aria_hidden="true", class_="sign"),
        " ",
        element("strong", given.headline),
        class_=look_class(given.look) + " headline",
    )
    lines = (several(element("dt", name), element("dd", text)) for name, text in given.lines)
    return element("div", head, element("dl", *lines), class_="box")
