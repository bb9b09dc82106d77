"""Boxes, consultation aids, tables of criteria, extras, and the command."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from docx import Document
from openpyxl import load_workbook
from tests.commanded import run

import gradekit as gk
from gradekit.cli.report import report
from gradekit.report.answers import grouped
from gradekit.report.consultation import consultation, consultation_html, consultation_markdown
from gradekit.report.decision_sheet import decision_sheet
from gradekit.report.findings import profile_sheet
from gradekit.report.plots import forest
from gradekit.report.profile import guideline_profiles
from gradekit.report.recommendation_box import box, box_html, box_markdown, boxes, pattern
from gradekit.report.sheet_html import sheet_html
from gradekit.report.story import story
from gradekit.report.word import word_bytes
from gradekit.report.workbook import workbook_bytes
from gradekit.ungraded import CONDITIONS, Ungraded

JARGON = re.compile(
    r"certainty|\bGRADE\b|confidence|interval|downgrad|baseline|relative|comparator|paradigm"
    r"|\bRR\b|\bMD\b|imprecis|high quality|low quality|very low",
    re.IGNORECASE,
)


def answered(guide: gk.Guideline, name: str, **changes: Any) -> gk.Recommendation:  # noqa: ANN401 - fields of a comparison
    return gk.recommend(evolve(guide[name], **changes))


class TestBox:
    def test_strong_against(self, guide: gk.Guideline) -> None:
        made = box(gk.recommend(guide["axial/im-la"]))
        assert made.headline.startswith("Suggested: Strong recommendation against intramuscular")
        assert made.sentence == (
            "For chronic axial spine pain, do not use intramuscular local anaesthetic."
        )

    @pytest.mark.parametrize(
        ("band", "headline"),
        [
            ("nearly all", "Conditional recommendation for drug"),
            ("majority", "Conditional recommendation for drug"),
            ("split", "Conditional recommendation for either drug or placebo"),
            ("minority", "Conditional recommendation against drug"),
            ("unknown", "No recommendation"),
        ],
    )
    def test_each_pattern(self, small: gk.Guideline, band: str, headline: str) -> None:
        # Death was not studied, so overall certainty is very low and strong stays out of reach.
        answer = answered(small, "drug", share=gk.Share(band=band))
        assert box(answer).headline == f"Suggested: {headline}"

    def test_an_active_alternative_is_named(self, small: gk.Guideline) -> None:
        other = gk.Option("old", "Old drug", "active")
        answer = answered(small, "drug", comparator=other, share=gk.Share(band="minority"))
        assert box(answer).sentence == "For adults, old drug is suggested rather than drug."

    @pytest.mark.parametrize(
        ("kind", "headline", "advice"),
        [
            ("only in research", "Drug only in research", "only as part of a study"),
            ("good practice", "Good practice statement on drug", "good practice"),
        ],
    )
    def test_statements_without_a_grade(
        self, small: gk.Guideline, kind: str, headline: str, advice: str
    ) -> None:
        made = Ungraded(
            type=kind,
            statement="Enrol people",
            conditions=dict.fromkeys(CONDITIONS[gk.RecommendationType(kind)], True),
        )
        answer = answered(small, "drug", ungraded=made)
        shown = box(answer)
        assert shown.headline == f"Suggested: {headline}"
        assert shown.why == "Enrol people."
        assert shown.look.word == str(answer)
        assert advice in consultation(answer).advice
        unmet = evolve(made, conditions={})
        assert "onditional" in box(answered(small, "drug", ungraded=unmet)).headline

    def test_every_wording_is_its_own(self) -> None:
        pairs = [
            ("strong", "for"),
            ("conditional", "for"),
            ("conditional", "either"),
            ("conditional", "against"),
            ("strong", "against"),
            ("none", "none"),
        ]
        made = [pattern(*each) for each in pairs]
        for name in ("headline", "sentence", "alone", "people"):
            assert len({getattr(each, name) for each in made}) == len(pairs)

    def test_answers_that_are_alike_share_one(self, guide: gk.Guideline) -> None:
        made = [each for group in grouped(guide) for each in boxes(group)]
        assert len(made) == 6
        assert all("the suggestion agrees" in each.published for each in made)

    def test_answers_that_differ_do_not(self, guide: gk.Guideline) -> None:
        answers = [
            gk.recommend(guide["axial/im-la"]),
            gk.recommend(guide["axial/im-la"], panel=None),
        ]
        with pytest.raises(gk.InvalidValue, match="answers that differ"):
            box(answers)
        with pytest.raises(gk.InvalidValue, match="no answer"):
            box([])

    def test_words_say_what_the_colour_says(self, guide: gk.Guideline) -> None:
        made = box(gk.recommend(guide["axial/im-la"]))
        plain = re.sub(r"<[^>]+>", "", box_html(made).html)
        assert "Strong recommendation against" in plain
        assert "Strong recommendation against" in box_markdown(made)
        assert made._repr_html_() == box_html(made).html


class TestConsultation:
    def test_no_jargon_anywhere(self, guide: gk.Guideline, small: gk.Guideline) -> None:
        for comparison in (*guide, *small):
            told = consultation_markdown(consultation(gk.recommend(comparison)))
            assert JARGON.findall(told) == []
            assert consultation_html(consultation(gk.recommend(comparison))).html

    def test_numbers_out_of_a_thousand(self, small: gk.Guideline) -> None:
        points = {each.outcome: each for each in consultation(gk.recommend(small["drug"])).points}
        assert points["Heart attack"].numbers == (
            "Out of 1000 people: about 200 have heart attack with placebo, and about 150 "
            "(somewhere from 120 to 188) with drug."
        )
        counts = points["Heart attack"].counts
        assert counts is not None
        assert (counts.without, round(counts.with_it)) == (200, 150)

    def test_one_option_counted_alone_says_so(self, small: gk.Guideline) -> None:
        points = {each.outcome: each for each in consultation(gk.recommend(small["drug"])).points}
        assert "about 21 had bleeding" in points["Bleeding"].numbers
        assert "had it anyway is not recorded" in points["Bleeding"].numbers
        assert points["Bleeding"].counts is None

    def test_what_nobody_knows_is_said(self, small: gk.Guideline) -> None:
        unknown = consultation(gk.recommend(small["drug"])).unknown
        assert "How much drug changes death: no figure is recorded." in unknown

    def test_a_scale_is_told_with_the_size_that_matters(self, guide: gk.Guideline) -> None:
        point = consultation(gk.recommend(guide["axial/im-la"])).points[0]
        assert "on a scale from 0 to 10 cm, pain is 0.53 cm lower" in point.numbers
        assert "Less than 1.5 cm is too little" in point.numbers

    def test_practical_issues_are_the_guidelines(self, guide: gk.Guideline) -> None:
        aid = consultation(gk.recommend(guide["axial/im-la"]), practical=guide.practical_issues)
        assert len(aid.practical) == len(guide.practical_issues)


class TestCriteria:
    def test_who_when_why(self, small: gk.Guideline) -> None:
        judged = gk.CriterionJudgement(
            "feasibility", "no", arm="comparator", by="panel", date="2026-05-01", rationale="Rare"
        )
        etd = gk.EvidenceToDecision(judgements=(judged,))
        sheet = decision_sheet(answered(small, "drug", etd=etd))
        told = {
            row[0].text.partition(":")[0]: [cell.text for cell in row[1:]] for row in sheet.rows
        }
        assert told["Feasibility"] == [
            "no (Placebo)",
            "intervention",
            "Rare",
            "panel",
            "2026-05-01",
        ]
        assert told["Acceptability"][0] == "not judged"
        assert told["Secondary criteria, all in all"][0] == "favour intervention (derived)"
        assert told["How many would choose it"][0] == "majority"
        assert "Equity" not in told

    def test_the_population_asks_more(self, small: gk.Guideline) -> None:
        sheet = decision_sheet(answered(small, "drug", perspective="population"))
        assert "Equity" in {row[0].text.partition(":")[0] for row in sheet.rows}

    def test_a_recorded_judgement_stands(self, small: gk.Guideline) -> None:
        etd = gk.EvidenceToDecision(secondary="neutral", by="panel", rationale="Weighed")
        sheet = decision_sheet(answered(small, "drug", etd=etd, overall_certainty="low"))
        told = {
            row[0].text.partition(":")[0]: [cell.text for cell in row[1:]] for row in sheet.rows
        }
        assert told["Secondary criteria, all in all"][:4] == ["neutral", "—", "Weighed", "panel"]
        assert told["Certainty of the effects all in all"][3] == "panel"


class TestExtras:
    @pytest.mark.parametrize(
        ("missing", "extra", "make"),
        [
            ("docx", "report", lambda guide: word_bytes(story(guide, pictures=False))),
            (
                "great_tables",
                "report",
                lambda guide: sheet_html(profile_sheet(guideline_profiles(guide))),
            ),
            ("matplotlib", "report", lambda guide: forest(guide, "pain").svg()),
            ("openpyxl", "excel", lambda guide: workbook_bytes(guideline_profiles(guide), ())),
        ],
    )
    def test_the_missing_one_is_named(
        self,
        guide: gk.Guideline,
        monkeypatch: pytest.MonkeyPatch,
        missing: str,
        extra: str,
        make: Callable[[gk.Guideline], object],
    ) -> None:
        for name in [each for each in sys.modules if each.partition(".")[0] == missing]:
            monkeypatch.setitem(sys.modules, name, None)
        monkeypatch.setitem(sys.modules, missing, None)
        with pytest.raises(gk.MissingExtra, match=re.escape(f"pip install 'gradekit[{extra}]'")):
            make(guide)


class TestCommand:
    def test_word(self, small: gk.Guideline, tmp_path: Path) -> None:
        gk.io.dump(small, tmp_path / "small.json")
        report(str(tmp_path / "small.json"), tmp_path / "s.docx")
        assert Document(str(tmp_path / "s.docx")).tables

    def test_markdown_with_aids_and_the_profile(self, tmp_path: Path) -> None:
        report("spine-2025", tmp_path / "s.md", full=True, aids=True)
        told = (tmp_path / "s.md").read_text(encoding="utf-8")
        assert told.count("or going without?") == 16
        assert "Risk of bias" in told

    def test_workbook_and_csv(self, tmp_path: Path) -> None:
        for name in ("s.xlsx", "s.csv"):
            report("spine-2025", tmp_path / name)
        book = load_workbook(tmp_path / "s.xlsx")
        assert book.sheetnames == ["Summary of findings", "Evidence profile", "Figures"]
        lines = (tmp_path / "s.csv").read_text(encoding="utf-8-sig").splitlines()
        assert lines[0].startswith("comparison,population")
        assert len(lines) == book["Figures"].max_row

    def test_another_ending_is_refused(self, tmp_path: Path) -> None:
        done = run("report", "spine-2025", "-o", str(tmp_path / "s.odt"))
        assert done.returncode == 2
        assert ".docx" in done.stderr
        assert not list(tmp_path.iterdir())

    def test_a_place_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(gk.DocumentError, match="cannot be written"):
            report("spine-2025", tmp_path / "no" / "s.csv")
