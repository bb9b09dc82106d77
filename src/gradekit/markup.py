"""HTML made so that no text of a document can become markup.

Plain text put into an element is escaped; only a `Markup` passes as it is, and only this module's
functions make one. `_repr_html_` of the main types and the reports are built from the same pieces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from attrs import frozen

from gradekit.numerals import shown

__all__ = ["Markup", "element", "listing", "printable", "records", "several", "table"]

_KEPT = "\n\t"
# Marks that turn the direction of the text after them, so that it reads as something else.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
# Not characters at all: no XML file may hold them.
_BROKEN = frozenset({"Cs", "Cn"})
_VOID = frozenset({"br", "img", "hr"})


@frozen
class Markup:
    """A piece of HTML that is safe to show.

    Args:
        html: the piece; made by `element` and its siblings, never from a document's text.
    """

    html: str

    def __str__(self) -> str:
        return self.html

    def _repr_html_(self) -> str:
        return self.html


def printable(text: str) -> str:
    """The text without control characters and without marks that turn its direction.

    Args:
        text: of a document.

    Example:
        >>> printable("a" + chr(0) + "b" + chr(0x202E) + "c")
        'abc'
    """
    return "".join(
        mark
        for mark in text
        if mark in _KEPT
        or (
            mark not in _TURNING
            and unicodedata.category(mark) != "Cc"
            and unicodedata.category(mark) not in _BROKEN
        )
    )


def _inner(child: Markup | str) -> str:
    return child.html if isinstance(child, Markup) else escape(printable(child), quote=True)


def several(*children: Markup | str) -> Markup:
    """Pieces one after the other; plain text among them is escaped.

    Args:
        children: pieces or text.
    """
    return Markup("".join(map(_inner, children)))


def element(name: str, *children: Markup | str, **attributes: str | None) -> Markup:
    """An element around its children; plain text and attribute values are escaped.

    Args:
        name: of the element.
        children: pieces or text.
        attributes: by name; a trailing underscore is dropped (`class_`), others become hyphens, and
            None leaves the attribute out.

    Example:
        >>> print(element("p", "a < b", class_="note"))
        <p class="note">a &lt; b</p>
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_inner(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{several(*children)}</{name}>")


def listing(items: Iterable[Markup | str], *, numbered: bool = False) -> Markup:
    """A list of items.

    Args:
        items: pieces or text.
        numbered: whether they are counted.
    """
    return element("ol" if numbered else "ul", *(element("li", item) for item in items))


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Markup | str]],
    *,
    caption: Markup | str = "",
    notes: Iterable[str] = (),
) -> Markup:
    """A table whose first column names its rows.

    Args:
        columns: their heads; none for a list of facts, each with its name.
        rows: cells in the order of the columns.
        caption: above it.
        notes: below it, one line each.

    Example:
        >>> print(table(["Outcome", "n"], [["Falls", "3"]]).html[:40])
        <table class="gradekit"><thead><tr><th s
    """
    heads = tuple(element("th", each, scope="col") for each in columns)
    body = (
        element(
            "tr",
            *(
                element("td", each) if place else element("th", each, scope="row")
                for place, each in enumerate(row)
            ),
        )
        for row in rows
    )
    made = element(
        "table",
        *((element("caption", caption),) if caption else ()),
        *((element("thead", element("tr", *heads)),) if heads else ()),
        element("tbody", *body),
        class_="gradekit",
    )
    return several(made, *(element("p", note) for note in notes))


_DIGITS = 4


def _cell(value: object) -> Markup | str:
    """A value as a cell shows it; an empty cell where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return shown(value, _DIGITS)
    return value if isinstance(value, Markup) else str(value)


def records(
    rows: Iterable[Mapping[str, object]],
    *,
    caption: Markup | str = "",
    notes: Iterable[str] = (),
) -> Markup:
    """A table of rows that all name the same things.

    Args:
        rows: by name of the column.
        caption: above it.
        notes: below it, one line each.

    Example:
        >>> print(records([{"outcome": "Falls", "not_rated": True}]).html[-33:])
        <td>yes</td></tr></tbody></table>
    """
    listed = tuple(rows)
    names = (name.replace("_", " ") for each in listed[:1] for name in each)
    heads = tuple(name[:1].upper() + name[1:] for name in names)
    cells = (tuple(map(_cell, each.values())) for each in listed)
    return table(heads, cells, caption=caption, notes=notes)
