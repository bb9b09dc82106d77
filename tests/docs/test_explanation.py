"""The explanation: every domain and every paradigm has its page, and every page its parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gradekit as gk
from gradekit.domains import ALL, Domain
from gradekit.paradigms import Paradigm

DOCS = Path(__file__).parents[2] / "docs"
DOMAINS = DOCS / "explanation" / "domains"
PARADIGMS = DOCS / "explanation" / "paradigms"


def headings(page: Path) -> set[str]:
    return set(re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE))


class TestDomains:
    @pytest.mark.parametrize("domain", ALL, ids=str)
    def test_every_part(self, domain: Domain) -> None:
        page = DOMAINS / f"{domain.value.replace(' ', '-')}.md"
        told = headings(page)
        assert {"What people judge", "The rules", "Open choices", "Pitfalls"} <= told
        assert any(each.startswith("Core and classic") for each in told)
        assert "An example" in told

    @pytest.mark.parametrize("domain", ALL, ids=str)
    def test_it_holds_the_rules_and_asks_for_what_is_missing(self, domain: Domain) -> None:
        text = (DOMAINS / f"{domain.value.replace(' ', '-')}.md").read_text(encoding="utf-8")
        assert f"<!-- DOMAIN {domain.file} -->" in text
        assert "suggest(" in text
        # An input that is missing, and what is answered.
        assert re.search(r"not (every element is )?recorded", text)

    def test_no_page_without_a_domain(self) -> None:
        pages = {page.stem for page in DOMAINS.glob("*.md")} - {"index"}
        assert pages == {each.value.replace(" ", "-") for each in ALL}


class TestParadigms:
    def page(self, paradigm: Paradigm) -> Path:
        mark = f"<!-- PARADIGM {paradigm.number} -->"
        pages = PARADIGMS.glob("*.md")
        (found,) = (each for each in pages if mark in each.read_text(encoding="utf-8"))
        return found

    @pytest.mark.parametrize("paradigm", gk.PARADIGMS, ids=lambda each: str(each.number))
    def test_every_part(self, paradigm: Paradigm) -> None:
        parts = {"Conditions", "A published example", "A near miss", "What it does not mean"}
        assert parts <= headings(self.page(paradigm))

    @pytest.mark.parametrize("paradigm", gk.PARADIGMS, ids=lambda each: str(each.number))
    def test_it_says_where_sources_disagree(self, paradigm: Paradigm) -> None:
        assert "**Where sources disagree.**" in self.page(paradigm).read_text(encoding="utf-8")


class TestReference:
    def test_the_overview_names_every_page(self) -> None:
        overview = (DOCS / "reference" / "index.md").read_text(encoding="utf-8")
        pages = {page.name for page in (DOCS / "reference").glob("*.md")} - {"index.md"}
        assert [name for name in sorted(pages) if f"({name}" not in overview] == []

    def test_every_key_of_a_document_is_told(self) -> None:
        page = (DOCS / "reference" / "document.md").read_text(encoding="utf-8")
        schema = gk.io.json_schema()
        objects = [schema, *schema["$defs"].values()]
        keys = {key for each in objects for key in each.get("properties", {})}
        assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
