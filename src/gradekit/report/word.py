"""A report as a Word document an editor can go on working in.

Headings, captions, lists and tables have Word's own styles; a table's heads repeat on every page;
footnotes and table numbers are Word's own, so they renumber themselves.
"""

# ruff: noqa: SLF001 - python-docx lets its XML be reached only through names of its own
from __future__ import annotations

import io
from typing import Any

from attrs import frozen

from gradekit.markup import printable
from gradekit.report.consultation import Aid
from gradekit.report.extras import extra
from gradekit.report.footnotes import Footnotes
from gradekit.report.recommendation_box import Box
from gradekit.report.sheet import Cell, Sheet
from gradekit.report.story import Block, Heading, Items, Paragraph, Picture, Story
from gradekit.report.symbols import Look

__all__ = ["word_bytes"]

FONT = "Arial"
_BODY, _SMALL = 10, 8
_WIDE, _HIGH, _MARGIN = 29.7, 21.0, 1.8  # A4 on its side, in centimetres
_ROOM = _WIDE - 2 * _MARGIN
_PAD = 80  # twentieths of a point
_GREY, _PALE = "#e8e8e8", "#f4f4f4"


def word_bytes(given: Story) -> bytes:
    """A report as a Word document.

    Args:
        given: to draw.

    Raises:
        MissingExtra: python-docx or matplotlib is not installed.
    """
    with extra("report", "Word documents"):
        from docx import Document

    document: Any = Document()
    notes = Footnotes(document)
    notes.prepare()
    page = _Page(document, notes)
    page.prepare(given.title)
    for block in given.blocks:
        page.draw(block)
    notes.finish()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@frozen
class _Page:
    """The document being written.

    Args:
        document: of python-docx.
        notes: its footnotes.
    """

    document: Any
    notes: Footnotes

    def prepare(self, title: str) -> None:
        """Page, fonts and title."""
        from docx.enum.section import WD_ORIENT
        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt, RGBColor

        section = self.document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(_WIDE), Cm(_HIGH)
        section.left_margin = section.right_margin = Cm(_MARGIN)
        section.top_margin = section.bottom_margin = Cm(_MARGIN)
        styles = self.document.styles
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Caption"):
            style = styles[name]
            style.font.name = FONT
            style.font.color.rgb = RGBColor(0, 0, 0)
            fonts = style.element.rPr.rFonts
            for each in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(each), FONT)
            for each in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(each), None)
        styles["Normal"].font.size = Pt(_BODY)
        styles["Normal"].paragraph_format.space_after = Pt(4)
        styles["Title"].font.size = Pt(20)
        styles["Caption"].font.size = Pt(9)
        styles["Caption"].paragraph_format.keep_with_next = True
        about = self.document.core_properties
        about.title, about.author, about.comments = printable(title), "", ""
        self.document.add_paragraph(printable(title), style="Title")
        self._number_pages(section)

    def _number_pages(self, section: Any) -> None:  # noqa: ANN401 - python-docx has no types
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _field(foot, "PAGE", "1")

    def draw(self, block: Block) -> None:
        """Add one block."""
        match block:
            case Heading(text, level):
                self.document.add_heading(printable(text), level)
            case Paragraph(text):
                self.document.add_paragraph(printable(text))
            case Items(texts):
                self._list(texts)
            case Picture():
                self._picture(block)
            case Box():
                self._box(block)
            case Sheet():
                self._sheet(block)
            case Aid():
                self._aid(block)

    def _list(self, texts: tuple[str, ...]) -> None:
        for text in texts:
            self.document.add_paragraph(printable(text), style="List Bullet")

    def _picture(self, given: Picture) -> None:
        from docx.shared import Cm

        drawn = given.drawing.figure()
        wide, high = drawn.get_size_inches()
        room = _HIGH - 2 * _MARGIN - 1.6
        width = min(_ROOM, room * wide / high)
        shape = self.document.add_picture(io.BytesIO(given.drawing.png()), width=Cm(width))
        shape._inline.docPr.set("descr", printable(given.drawing.alt))
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        caption = self.document.add_paragraph(style="Caption")
        caption.paragraph_format.keep_with_next = False
        self._numbered(caption, "Figure", given.caption)

    def _numbered(self, caption: Any, kind: str, text: str) -> None:  # noqa: ANN401 - python-docx has no types
        caption.add_run(f"{kind} ")
        _field(caption, f"SEQ {kind} \\* ARABIC", "1")
        caption.add_run(f". {printable(text)}")

    def _box(self, given: Box) -> None:
        """A table of one column: the headline on its colour, then what it says."""
        from docx.shared import Pt

        table = self.document.add_table(rows=2, cols=1)
        table.style = "Table Grid"
        head, body = table.rows[0].cells[0], table.rows[1].cells[0]
        for row in table.rows:
            _whole(row)
        _fill(head, given.look)
        headline = head.paragraphs[0]
        _ink(
            headline.add_run(f"{given.look.sign} {printable(given.headline)}"),
            given.look,
            bold=True,
        )
        headline.paragraph_format.keep_with_next = True
        for place, (name, text) in enumerate(given.lines):
            line = body.paragraphs[0] if not place else body.add_paragraph()
            line.paragraph_format.space_after = Pt(2)
            line.add_run(f"{name}: ").bold = True
            line.add_run(printable(text))
            for run in line.runs:
                run.font.size = Pt(_SMALL + 1)
        self.document.add_paragraph()

    def _sheet(self, given: Sheet) -> None:
        from docx.shared import Cm, Pt

        caption = self.document.add_paragraph(style="Caption")
        told = f"{given.title}. {given.subtitle}" if given.subtitle else given.title
        self._numbered(caption, "Table", told)
        stacked = any(column.under for column in given.columns)
        table = self.document.add_table(rows=2 if stacked else 1, cols=len(given.columns))
        table.style = "Table Grid"
        table.autofit = False
        _pad(table)
        self._heads(table, given, stacked=stacked)
        known: dict[str, int] = {}
        for section in given.sections:
            if section.title:
                cells = table.add_row().cells
                title = cells[0].merge(cells[-1])
                title.text = ""
                run = title.paragraphs[0].add_run(printable(section.title))
                run.bold, run.font.size = True, Pt(_SMALL + 0.5)
                title.paragraphs[0].paragraph_format.keep_with_next = True
                _shade(title, _PALE)
            for row in section.rows:
                for place, (cell, given_cell) in enumerate(
                    zip(table.add_row().cells, row, strict=True)
                ):
                    self._cell(cell, given_cell, given, known, bold=not place)
        for row in table.rows:
            _whole(row)
            for cell, column in zip(row.cells, given.columns, strict=True):
                cell.width = Cm(_ROOM * column.width) if cell.grid_span == 1 else cell.width
                for line in cell.paragraphs:
                    line.paragraph_format.space_after = Pt(0)
        for place, column in enumerate(given.columns):
            table.columns[place].width = Cm(_ROOM * column.width)
        for text in given.remarks:
            self.document.add_paragraph(printable(text), style="footnote text")
        self.document.add_paragraph()

    def _heads(self, table: Any, given: Sheet, *, stacked: bool) -> None:  # noqa: ANN401 - python-docx has no types
        """The heads, marked as such; titles shared by neighbours stand above them."""
        from docx.shared import Pt

        lowest = table.rows[-1] if not stacked else table.rows[1]
        top = table.rows[0]
        for place, column in enumerate(given.columns):
            cell = lowest.cells[place]
            if stacked and not column.under:
                cell = top.cells[place].merge(cell)
            _text(cell, column.head)
        if stacked:
            for under in dict.fromkeys(c.under for c in given.columns if c.under):
                at = [place for place, c in enumerate(given.columns) if c.under == under]
                _text(top.cells[at[0]].merge(top.cells[at[-1]]), under)
        for row in {id(each._tr): each for each in (top, lowest)}.values():
            _repeat(row)
            for cell in row.cells:
                _shade(cell, _GREY)
                for line in cell.paragraphs:
                    for run in line.runs:
                        run.bold, run.font.size = True, Pt(_SMALL)

    def _cell(
        self,
        cell: Any,  # noqa: ANN401 - python-docx has no types
        given: Cell,
        sheet: Sheet,
        known: dict[str, int],
        *,
        bold: bool,
    ) -> None:
        from docx.shared import Pt

        line = cell.paragraphs[0]
        run = line.add_run(printable(given.text))
        run.bold, run.font.size = bold, Pt(_SMALL)
        if given.look is not None:
            _fill(cell, given.look)
            _ink(run, given.look)
        texts = [printable(sheet.footnotes[number - 1]) for number in given.notes]
        before = len(line.runs)
        self.notes.cite(line, texts, known)
        if given.look is not None:
            for mark in line.runs[before:]:
                _ink(mark, given.look)

    def _aid(self, given: Aid) -> None:
        self.document.add_heading(printable(given.title), 2)
        self.document.add_paragraph(printable(given.about))
        self.document.add_paragraph().add_run(printable(given.advice)).bold = True
        for point in given.points:
            self.document.add_heading(printable(point.outcome), 3)
            told = (point.said, point.numbers, point.sure)
            self._list(tuple(text for text in told if text))
        for head, texts in (
            ("What nobody knows yet", given.unknown),
            ("What it takes", given.practical),
        ):
            if texts:
                self.document.add_heading(head, 3)
                self._list(texts)
        self.document.add_paragraph().add_run(printable(given.caution)).italic = True


def _field(paragraph: Any, code: str, shown: str) -> None:  # noqa: ANN401 - python-docx has no types
    """A field of Word's, with what it shows until Word works it out again."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement("w:fldSimple")
    made.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = shown
    run.append(text)
    made.append(run)
    paragraph._p.append(made)


def _text(cell: Any, text: str) -> None:  # noqa: ANN401 - python-docx has no types
    cell.text = printable(text)


def _shade(cell: Any, colour: str) -> None:  # noqa: ANN401 - python-docx has no types
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = cell._tc.get_or_add_tcPr()
    for old in properties.findall(qn("w:shd")):
        properties.remove(old)
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour.lstrip("#"))):
        shade.set(qn(f"w:{name}"), value)
    properties.append(shade)


def _pad(table: Any) -> None:  # noqa: ANN401 - python-docx has no types
    """Keep a table's text off its lines."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    room = OxmlElement("w:tblCellMar")
    for side, wide in (("top", _PAD // 2), ("left", _PAD), ("bottom", _PAD // 2), ("right", _PAD)):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(wide))
        edge.set(qn("w:type"), "dxa")
        room.append(edge)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        table._tbl.tblPr.append(room)
    else:
        look.addprevious(room)


def _fill(cell: Any, look: Look) -> None:  # noqa: ANN401 - python-docx has no types
    _shade(cell, look.colour)


def _ink(run: Any, look: Look, *, bold: bool | None = None) -> None:  # noqa: ANN401 - python-docx has no types
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor.from_string(look.ink.lstrip("#").upper())
    if bold is not None:
        run.bold = bold


def _repeat(row: Any) -> None:  # noqa: ANN401 - python-docx has no types
    """Mark a row as a head that Word repeats on every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: Any) -> None:  # noqa: ANN401 - python-docx has no types
    """Keep a row on one page."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.insert(0, OxmlElement("w:cantSplit"))
