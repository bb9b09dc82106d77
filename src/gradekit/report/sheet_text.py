"""A sheet as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from gradekit.markup import printable
from gradekit.report.sheet import Cell, Sheet
from gradekit.wording import escaped

__all__ = ["inert", "sheet_markdown"]


def inert(text: str) -> str:
    """A document's text on one line, with nothing left that Markdown or HTML would act on.

    Args:
        text: of a document.

    Example:
        >>> inert("<b>x</b>")
        '&lt;b&gt;x&lt;/b&gt;'
    """
    return escaped(" ".join(printable(text).split())).replace("~", "\\~")


def _cell(cell: Cell) -> str:
    marks = ",".join(map(str, cell.notes))
    return inert(cell.text) + (f" <sup>{marks}</sup>" if marks else "")


def _lines(sheet: Sheet, level: int) -> Iterator[str]:
    yield f"{'#' * level} {inert(sheet.title)}"
    if sheet.subtitle:
        yield ""
        yield inert(sheet.subtitle)
    for section in sheet.sections:
        if section.title:
            yield ""
            yield f"{'#' * (level + 1)} {inert(section.title)}"
        yield ""
        yield "| " + " | ".join(inert(each.title) for each in sheet.columns) + " |"
        yield "| " + " | ".join("---" for _ in sheet.columns) + " |"
        for row in section.rows:
            yield "| " + " | ".join(map(_cell, row)) + " |"
    if sheet.footnotes:
        yield ""
    for number, text in enumerate(sheet.footnotes, 1):
        yield f"{number}. {inert(text)}"
    for text in sheet.remarks:
        yield ""
        yield inert(text)


def sheet_markdown(sheet: Sheet, level: int = 2) -> str:
    """A sheet as Markdown, with its footnotes below.

    Args:
        sheet: to draw.
        level: of its heading.

    Example:
        >>> from gradekit.report.sheet import Column, Section
        >>> drawn = sheet_markdown(
        ...     Sheet(
        ...         id="x",
        ...         title="T",
        ...         columns=(Column("Outcome", 1),),
        ...         sections=(Section("", ((Cell("Falls"),),)),),
        ...     )
        ... )
        >>> drawn.splitlines()[2:]
        ['| Outcome |', '| --- |', '| Falls |']
    """
    return "\n".join(_lines(sheet, level))
