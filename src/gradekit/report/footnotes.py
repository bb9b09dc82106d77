"""Real footnotes in a Word document, which python-docx has no words for.

A footnote is a reference in the text and an entry in a part of its own. What is cited again refers
back to the first footnote by a field, so that an editor's later changes renumber both.
"""

# ruff: noqa: SLF001 - python-docx lets its XML be reached only through names of its own
from __future__ import annotations

from typing import Any

from attrs import field, frozen

__all__ = ["Footnotes"]

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_TEXT, _MARK = "footnote text", "footnote reference"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


@frozen
class Footnotes:
    """The footnotes of one document.

    Args:
        document: of python-docx; its footnotes are written by `finish`.
    """

    document: Any
    texts: list[str] = field(factory=list, init=False)

    def prepare(self) -> None:
        """Give the document the two styles footnotes have."""
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt

        styles = self.document.styles
        text = styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH)
        text.base_style = styles["Normal"]
        text.font.size = Pt(8)
        text.paragraph_format.space_after = Pt(1)
        mark = styles.add_style(_MARK, WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True

    def cite(self, paragraph: Any, texts: list[str], known: dict[str, int]) -> None:  # noqa: ANN401 - python-docx has no types
        """Cite footnotes at the end of a paragraph.

        Args:
            paragraph: of python-docx.
            texts: of the footnotes.
            known: those cited before in the same table, with their numbers; grows.
        """
        for place, text in enumerate(texts):
            if place:
                self._run(paragraph, ",")
            if text in known:
                self._refer(paragraph, known[text])
            else:
                self.texts.append(text)
                known[text] = len(self.texts)
                self._add(paragraph, known[text])

    def _run(self, paragraph: Any, text: str = "") -> Any:  # noqa: ANN401 - python-docx has no types
        run = paragraph.add_run(text)
        run.style = _MARK
        return run

    def _add(self, paragraph: Any, number: int) -> None:  # noqa: ANN401 - python-docx has no types
        """The first reference, inside a bookmark that later ones point to."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(number))
        start.set(qn("w:name"), f"_Note{number}")
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        paragraph._p.append(start)
        self._run(paragraph)._r.append(reference)
        paragraph._p.append(end)

    def _refer(self, paragraph: Any, number: int) -> None:  # noqa: ANN401 - python-docx has no types
        """A field that shows the number of a footnote cited before."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        for kind in ("begin", "instruction", "separate", "result", "end"):
            if kind == "result":
                self._run(paragraph, str(number))
                continue
            run = self._run(paragraph)
            if kind == "instruction":
                made = OxmlElement("w:instrText")
                made.set(qn("xml:space"), "preserve")
                made.text = f" NOTEREF _Note{number} \\f \\h "
            else:
                made = OxmlElement("w:fldChar")
                made.set(qn("w:fldCharType"), kind)
            run._r.append(made)

    def finish(self) -> None:
        """Write the part that holds the footnotes, and name the separators in the settings."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.oxml import serialize_part_xml
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        if not self.texts:
            return
        part = self.document.part
        root = OxmlElement("w:footnotes")
        for number, kind in _SEPARATORS:
            root.append(self._separator(number, kind))
        for number, text in enumerate(self.texts, 1):
            root.append(self._entry(number, text))
        blob = serialize_part_xml(root)
        held = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, part.package)
        part.relate_to(held, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self.document.settings.element
        properties = OxmlElement("w:footnotePr")
        for number, _ in _SEPARATORS:
            named = OxmlElement("w:footnote")
            named.set(qn("w:id"), str(number))
            properties.append(named)
        before = settings.find(qn("w:compat"))
        if before is None:
            settings.append(properties)
        else:
            before.addprevious(properties)

    @staticmethod
    def _separator(number: int, kind: str) -> Any:  # noqa: ANN401 - python-docx has no types
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        note = OxmlElement("w:footnote")
        note.set(qn("w:type"), kind)
        note.set(qn("w:id"), str(number))
        paragraph, run = OxmlElement("w:p"), OxmlElement("w:r")
        run.append(OxmlElement(f"w:{kind}"))
        paragraph.append(run)
        note.append(paragraph)
        return note

    def _entry(self, number: int, text: str) -> Any:  # noqa: ANN401 - python-docx has no types
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        styles = self.document.styles
        note, paragraph = OxmlElement("w:footnote"), OxmlElement("w:p")
        note.set(qn("w:id"), str(number))
        properties, style = OxmlElement("w:pPr"), OxmlElement("w:pStyle")
        style.set(qn("w:val"), styles[_TEXT].style_id)
        properties.append(style)
        paragraph.append(properties)
        mark, looks, face = (OxmlElement(f"w:{each}") for each in ("r", "rPr", "rStyle"))
        face.set(qn("w:val"), styles[_MARK].style_id)
        looks.append(face)
        mark.append(looks)
        mark.append(OxmlElement("w:footnoteRef"))
        paragraph.append(mark)
        run, said = OxmlElement("w:r"), OxmlElement("w:t")
        said.set(qn("xml:space"), "preserve")
        said.text = f" {text}"
        run.append(said)
        paragraph.append(run)
        note.append(paragraph)
        return note
