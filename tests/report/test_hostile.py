"""A hostile document is inert in every form: no tag, no script, no formula, no field of its own."""

from __future__ import annotations

import base64
import csv
import io
import re
import zipfile
from html.parser import HTMLParser
from typing import Any

import pytest
from attrs import evolve
from docx import Document
from openpyxl import load_workbook

import gradekit as gk
from gradekit.markup import element, printable, table
from gradekit.report.consultation import consultation, consultation_html, consultation_markdown
from gradekit.report.findings import profile_sheet
from gradekit.report.profile import guideline_profiles
from gradekit.report.sheet_html import sheet_html
from gradekit.report.story import story
from gradekit.report.story_text import story_html, story_markdown
from gradekit.report.word import word_bytes
from gradekit.report.workbook import csv_text, inert_cell, workbook_bytes

FORBIDDEN = {"script", "iframe", "object", "embed", "form", "link", "meta", "base"}


class Reader(HTMLParser):
    """Every tag and attribute a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def problems(html: str) -> list[str]:
    """What in this fragment would act."""
    reader = Reader()
    reader.feed(html)
    found = [tag for tag, _ in reader.tags if tag in FORBIDDEN]
    for tag, attributes in reader.tags:
        found += [f"{tag} {name}" for name in attributes if name.startswith("on")]
        for name in ("href", "src"):
            value = attributes.get(name) or ""
            if value and not value.startswith(("#", "data:image/svg+xml;base64,")):
                found.append(f"{tag} {name}={value}")
            if value.startswith("data:"):
                drawn = base64.b64decode(value.partition(",")[2]).decode()
                found += [f"svg {tag}" for tag in ("<script", "onerror=", "<image") if tag in drawn]
    return found


class TestTheReader:
    def test_it_can_fail(self) -> None:
        assert problems('<p onclick="x"><script></script><a href="javascript:x">') == [
            "script",
            "p onclick",
            "a href=javascript:x",
        ]


class TestHtml:
    def test_a_whole_report(self, scripted: gk.Guideline) -> None:
        html = story_html(story(scripted, aids=True)).html
        assert "alert(1)" in html  # the text is there, and inert
        assert problems(html) == []

    def test_the_evidence_profile(self, scripted: gk.Guideline) -> None:
        sheet = profile_sheet(guideline_profiles(scripted), "evidence profile", title="x")
        assert problems(sheet_html(sheet).html) == []

    def test_section_titles_shape_no_id(self, scripted: gk.Guideline) -> None:
        many = guideline_profiles(scripted) * 2
        reader = Reader()
        reader.feed(sheet_html(profile_sheet(many)).html)
        ids = [value for _, each in reader.tags for name, value in each.items() if name == "id"]
        assert len(ids) == len(set(ids))
        assert all("alert" not in (each or "") for each in ids)
        assert sum("alert(1)" in text for text in reader.texts) > 2

    def test_notebooks(self, scripted: gk.Guideline) -> None:
        comparison = next(iter(scripted))
        answer = gk.recommend(comparison)
        shown: list[Any] = [scripted, comparison, answer, answer.explanation, *answer.findings]
        shown += [consultation(answer), consultation_html(consultation(answer))]
        for each in shown:
            assert problems(each._repr_html_()) == []
            assert "alert(1)" in each._repr_html_()

    def test_attributes_are_escaped(self) -> None:
        assert problems(element("p", "x", title='"><script>').html) == []
        assert "<i>" not in table(["<i>"], [["<i>"]], caption="<i>", notes=["<i>"]).html


class TestMarkdown:
    def test_a_whole_report(self, scripted: gk.Guideline) -> None:
        told = story_markdown(story(scripted, pictures=False, aids=True))
        assert "alert(1)" in told
        for raw in ("<script", "<img", "**b**"):
            assert raw not in told
        assert r"\[l\](javascript" in told
        assert re.search(r"(?<!\\)\]\(", told) is None
        (comparison,) = scripted
        assert "<script" not in consultation_markdown(consultation(gk.recommend(comparison)))

    def test_a_line_break_starts_no_row(self, guide: gk.Guideline) -> None:
        it = guide["axial/im-la"].intervention
        bad = evolve(it, name="x\n\n# Heading | y")
        options = tuple(bad if each.id == it.id else each for each in guide.options)
        told = story_markdown(story(evolve(guide, options=options), pictures=False))
        assert not any(line.startswith("# Heading") for line in told.splitlines())


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


STARTS = ("=", "+", "-", "@", "\t", "\r")


class TestSpreadsheets:
    def test_csv(self, formulas: gk.Guideline) -> None:
        cells = [
            cell
            for row in csv.reader(io.StringIO(csv_text(guideline_profiles(formulas))))
            for cell in row
        ]
        assert sum("HYPERLINK" in cell for cell in cells) > 10
        assert [c for c in cells if c.startswith(STARTS) and not _number(c)] == []

    def test_workbook(self, formulas: gk.Guideline) -> None:
        profiles = guideline_profiles(formulas)
        sheets = [
            profile_sheet(profiles, form, title="=1")
            for form in ("summary of findings", "evidence profile")
        ]
        book = load_workbook(io.BytesIO(workbook_bytes(profiles, sheets)))
        cells = [cell for page in book for row in page.iter_rows() for cell in row]
        assert sum("HYPERLINK" in str(cell.value) for cell in cells) > 20
        assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
        assert [cell.coordinate for cell in cells if cell.hyperlink] == []

    @pytest.mark.parametrize("bad", ["=1", "+1", "-1", "@a", "\t=1", "  =1", "\uff1d1", "|x", "%x"])
    def test_what_is_defused(self, bad: str) -> None:
        assert str(inert_cell(bad)).startswith("'")

    @pytest.mark.parametrize("good", ["Pain", "1.5", -1.5, None, "", "a=b"])
    def test_what_is_left(self, good: float | str | None) -> None:
        assert inert_cell(good) == good


class TestWord:
    @pytest.mark.parametrize("kind", ["scripted", "formulas"])
    def test_the_text_is_text(self, kind: str, request: pytest.FixtureRequest) -> None:
        guide: gk.Guideline = request.getfixturevalue(kind)
        made = word_bytes(story(guide, pictures=False, aids=True))
        document = Document(io.BytesIO(made))
        marker = "alert(1)" if kind == "scripted" else "HYPERLINK"
        assert any(marker in each.text for each in document.paragraphs)
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            body = parts.read("word/document.xml").decode()
            notes = parts.read("word/footnotes.xml").decode()
        for part in (body, notes):
            assert "<script" not in part
            assert "w:hyperlink" not in part
        codes = body.split("<w:instrText")[1:]
        assert all("NOTEREF _Note" in code.partition("</w:instrText>")[0] for code in codes)

    def test_marks_no_file_may_hold_are_dropped(self) -> None:
        assert printable("a\x00\x1b\ud800\ufffe\u202eb\n") == "ab\n"
