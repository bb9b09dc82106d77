"""The Word document: Word's own styles, heads, footnotes and numbers."""

# ruff: noqa: ANN401 - python-docx has no types
from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from attrs import evolve
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

import gradekit as gk
from gradekit.report.story import Paragraph, Story, story
from gradekit.report.word import word_bytes


@pytest.fixture(scope="module")
def made(guide: gk.Guideline) -> bytes:
    return word_bytes(story(guide))


@pytest.fixture(scope="module")
def body(made: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        return parse_xml(parts.read("word/document.xml"))


@pytest.fixture(scope="module")
def notes(made: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        return parse_xml(parts.read("word/footnotes.xml"))


class TestStyles:
    def test_headings_lists_and_captions(self, made: bytes) -> None:
        document = Document(io.BytesIO(made))
        styles = {each.style.name for each in document.paragraphs if each.style}
        assert {"Title", "Heading 1", "Heading 2", "Caption", "List Bullet"} <= styles

    def test_every_table_of_findings_has_heads_that_repeat(self, made: bytes) -> None:
        document = Document(io.BytesIO(made))
        tables = [each for each in document.tables if len(each.columns) > 1]
        assert len(tables) == 6
        for each in tables:
            heads = [row._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) for row in each.rows]
            assert [head is not None for head in heads[:3]] == [True, True, False]

    def test_the_forest_says_what_it_shows(self, body: Any) -> None:
        told = [each.get("descr") for each in body.iter(qn("wp:docPr"))]
        assert told == [
            (
                "Forest of pain: estimates for 12 of 16 comparisons; "
                "an important benefit of 1.5 cm or more in 0."
            )
        ]


class TestFootnotes:
    def test_each_reference_has_an_entry(self, body: Any, notes: Any) -> None:
        cited = [each.get(qn("w:id")) for each in body.iter(qn("w:footnoteReference"))]
        held = [each.get(qn("w:id")) for each in notes if each.get(qn("w:type")) is None]
        assert len(cited) > 50
        assert cited == held == [str(number) for number in range(1, len(cited) + 1)]

    def test_separators_are_named_in_the_settings(self, made: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            settings = parse_xml(parts.read("word/settings.xml"))
            types = parts.read("[Content_Types].xml").decode()
        named = [each.get(qn("w:id")) for each in settings.find(qn("w:footnotePr"))]
        assert named == ["-1", "0"]
        assert "footnotes+xml" in types

    def test_what_is_cited_again_refers_back(self, body: Any) -> None:
        marks = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
        codes = [str(each.text).split()[1] for each in body.iter(qn("w:instrText"))]
        assert codes
        assert set(codes) <= marks

    def test_none_where_nothing_is_noted(self) -> None:
        made = word_bytes(Story(title="T", blocks=(Paragraph("x"),)))
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            assert "word/footnotes.xml" not in parts.namelist()


class TestFigures:
    def test_judged_criteria_are_a_table(self, small: gk.Guideline) -> None:
        etd = gk.EvidenceToDecision(
            judgements=(
                gk.CriterionJudgement(
                    "acceptability",
                    "probably yes",
                    by="panel",
                    date="2026-01-02",
                    rationale="Asked",
                ),
            )
        )
        guide = evolve(small, comparisons=(evolve(small["drug"], etd=etd),))
        document = Document(io.BytesIO(word_bytes(story(guide, pictures=False))))
        told = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
        assert any(
            row[1:] == ["probably yes", "intervention", "Asked", "panel", "2026-01-02"]
            for row in told
        )
