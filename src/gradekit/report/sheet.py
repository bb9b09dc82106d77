"""A table as a value, drawn by every renderer alike: HTML, Markdown, workbook, Word."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from gradekit.report.symbols import Look

__all__ = ["Cell", "Column", "Notes", "Section", "Sheet"]


@frozen
class Cell:
    """What stands in one place of a table.

    Args:
        text: as read by people.
        notes: numbers of the footnotes it carries.
        look: its colour, where it has one; the text says the same.
    """

    text: str
    notes: tuple[int, ...] = ()
    look: Look | None = None


@frozen
class Column:
    """A column.

    Args:
        head: its title.
        width: its share of the page, all columns together being 1.
        under: title it shares with its neighbours.
    """

    head: str
    width: float
    under: str = ""

    @property
    def title(self) -> str:
        """Its whole title, where titles are not stacked."""
        return f"{self.under}: {self.head}" if self.under else self.head


@frozen
class Section:
    """Rows under a title of their own.

    Args:
        title: empty for the only section of a table.
        rows: cells in the order of the columns.
    """

    title: str
    rows: tuple[tuple[Cell, ...], ...]


@frozen(kw_only=True)
class Sheet:
    """A table with its footnotes.

    Args:
        id: short name, unlike any other in one document.
        title: above it.
        subtitle: below the title.
        columns: from left to right.
        sections: from top to bottom.
        footnotes: their texts; the first is number 1.
        remarks: below the footnotes, without numbers.
    """

    id: str
    title: str
    subtitle: str = ""
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """All rows, from top to bottom."""
        for section in self.sections:
            yield from section.rows


@frozen
class Notes:
    """Footnotes as they are gathered; the same text keeps its number.

    Example:
        >>> notes = Notes()
        >>> notes.numbers(["a", "b"]), notes.numbers(["b", "c", ""])
        ((1, 2), (2, 3))
    """

    texts: list[str] = field(factory=list, init=False)

    def numbers(self, texts: Iterator[str] | list[str] | tuple[str, ...]) -> tuple[int, ...]:
        """The numbers of these footnotes, each once and ascending; empty texts have none.

        Args:
            texts: of the footnotes.
        """
        found: set[int] = set()
        for text in texts:
            if not text:
                continue
            if text not in self.texts:
                self.texts.append(text)
            found.add(self.texts.index(text) + 1)
        return tuple(sorted(found))
