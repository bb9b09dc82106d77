"""The audit on the command line, run as a user would: text, JSON, Markdown, SARIF; exit 0, 1, 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve
from tests.commanded import Done
from tests.commanded import run as command

import gradekit as gk
from gradekit.audit import AUDIT_RULES, AuditFinding, Severity, audit
from gradekit.records import Note
from gradekit.report.audit import audit_data, audit_markdown, audit_sarif, audit_text, counted

WIDEST = 100


def run(*arguments: str, cwd: Path | None = None) -> Done:
    return command("audit", *arguments, cwd=cwd)


def clean() -> gk.Guideline:
    """A guideline an audit says nothing about."""
    return gk.Guideline(id="clean", title="Nothing to say")


@pytest.fixture(scope="module")
def others() -> gk.Guideline:
    return gk.datasets.load("spine-table1")


@pytest.fixture(scope="module")
def findings(others: gk.Guideline) -> tuple[AuditFinding, ...]:
    return audit(others)


class TestExit:
    """0 without warnings and errors, 1 with any, 2 for bad input."""

    def test_findings(self) -> None:
        assert run("spine-2025").returncode == 1
        assert run("spine-table1").returncode == 1

    def test_none(self, tmp_path: Path) -> None:
        gk.io.dump(clean(), tmp_path / "clean.json")
        done = run("clean.json", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == "Nothing to say\nAudit: 0 errors, 0 warnings, 0 notes.\n"

    def test_notes_alone_are_no_findings(self, tmp_path: Path) -> None:
        noted = evolve(clean(), recommendations=(gk.PublishedRecommendation(id="rec"),))
        gk.io.dump(noted, tmp_path / "noted.json")
        done = run("noted.json", cwd=tmp_path)
        assert done.returncode == 0
        assert "Audit: 0 errors, 0 warnings, 1 note." in done.stdout

    def test_an_error_alone(self, tmp_path: Path) -> None:
        noted = evolve(clean(), remarks=(Note(id="n", topic="t", text="x", source="nowhere"),))
        gk.io.dump(noted, tmp_path / "dangling.json")
        done = run("dangling.json", cwd=tmp_path)
        assert done.returncode == 1
        assert "error citation.unknown @ $.remarks[0].source" in done.stdout

    @pytest.mark.parametrize(
        "arguments",
        [
            ("spine-2024",),
            ("no-such-file.json",),
            ("notes.txt",),
            ("spine-2025", "--policy", "mine"),
            ("spine-2025", "--format", "xml"),
            (),
        ],
    )
    def test_bad_input(self, arguments: tuple[str, ...]) -> None:
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr
        assert "Traceback" not in done.stderr

    def test_a_spoiled_document(self, tmp_path: Path) -> None:
        data = gk.io.to_data(gk.datasets.load("spine-2025"))
        data["comparisons"][0]["evidence"][0]["estimate"]["low"] = 5
        (tmp_path / "spoiled.json").write_text(json.dumps(data), encoding="utf-8")
        done = run("spoiled.json", cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "$.comparisons[0].evidence[0].estimate.low" in done.stderr


class TestText:
    def test_fits_and_names_place_reason_and_source(self) -> None:
        done = run("spine-table1")
        lines = done.stdout.splitlines()
        assert max(map(len, lines)) <= WIDEST
        assert "warning published.differs @ $.recommendations[2].comparisons[0]" in lines
        assert "note survey.gap @ $.panel.survey.scenarios" in lines
        assert sum(line.startswith("  to resolve: ") for line in lines) == 36
        assert sum(line.startswith("  sources: ") for line in lines) == 36
        whole = " ".join(done.stdout.split())
        assert "share bands that would give the published answer: nearly all" in whole
        assert "published answer: none; were it nearly all, certainty would bind" in whole
        assert "\x1b[" not in done.stdout

    def test_a_document_cannot_forge_a_line(self) -> None:
        forged = evolve(clean(), title="Fine\nerror citation.unknown @ $", sources=())
        told = audit_text(forged, audit(forged)).splitlines()
        assert told == ["Fine error citation.unknown @ $", "Audit: 0 errors, 0 warnings, 0 notes."]

    def test_without_a_title_the_id(self) -> None:
        assert audit_text(evolve(clean(), title=""), ()).startswith("clean\n")
        assert audit_markdown(evolve(clean(), title=""), ()).startswith("# Audit: clean\n")


class TestJson:
    def test_plain_data(self, others: gk.Guideline, findings: tuple[AuditFinding, ...]) -> None:
        done = run("spine-table1", "--format", "json")
        assert done.returncode == 1
        told = json.loads(done.stdout)
        assert told == audit_data(others, findings)
        assert (told["guideline"], told["policy"], told["edition"]) == (
            "spine-table1",
            "bmj-rapid",
            "core",
        )
        assert told["counts"] == {"error": 0, "warning": 24, "note": 12}
        assert len(told["findings"]) == 36
        for each in told["findings"]:
            assert list(each) == ["code", "severity", "path", "message", "resolve", "sources"]
            assert each["sources"]
            assert list(each["sources"][0]) == ["source", "locator", "checked", "note"]
        assert [each["path"] for each in told["findings"]] == [each.path for each in findings]

    def test_policy(self) -> None:
        done = run("spine-table1", "--format", "json", "--policy", "ebm-table")
        told = json.loads(done.stdout)
        assert (told["policy"], told["edition"]) == ("ebm-table", "classic")


class TestMarkdown:
    def test_the_gravest_first(self) -> None:
        done = run("spine-table1", "--format", "markdown")
        assert done.returncode == 1
        headings = [line for line in done.stdout.splitlines() if line.startswith("## ")]
        assert headings == ["## Warnings", "## Notes"]
        assert done.stdout.count("- **published.differs** at ") == 8
        assert done.stdout.count("  - To resolve: ") == 36
        assert done.stdout.count("  - Sources: ") == 36

    def test_text_of_a_document_is_escaped(self) -> None:
        forged = evolve(
            clean(),
            title="*bold*\n# heading",
            recommendations=(gk.PublishedRecommendation(id="<b>\n## note"),),
        )
        told = audit_markdown(forged, audit(forged))
        assert told.startswith("# Audit: \\*bold\\* \\# heading\n")
        assert "<b>" not in told
        assert "\n## note" not in told


class TestSarif:
    """SARIF 2.1.0: stable rule ids, help, levels, and the path as the logical location."""

    def test_log(self, findings: tuple[AuditFinding, ...]) -> None:
        done = run("spine-table1", "--format", "sarif")
        assert done.returncode == 1
        told = json.loads(done.stdout)
        assert told == audit_sarif(findings)
        assert told["version"] == "2.1.0"
        (log,) = told["runs"]
        driver = log["tool"]["driver"]
        assert driver["name"] == "gradekit audit"
        assert [rule["id"] for rule in driver["rules"]] == [rule.id for rule in AUDIT_RULES]
        for told_rule, rule in zip(driver["rules"], AUDIT_RULES, strict=True):
            assert told_rule["shortDescription"] == {"text": rule.sentence}
            assert rule.resolve in told_rule["help"]["text"]
            assert rule.source.source in told_rule["help"]["text"]
            assert told_rule["defaultConfiguration"] == {"level": rule.severity.value}
        for result, finding in zip(log["results"], findings, strict=True):
            assert result["ruleId"] == finding.code
            assert driver["rules"][result["ruleIndex"]]["id"] == finding.code
            assert result["level"] == finding.severity.value
            assert result["message"] == {"text": finding.message}
            assert result["locations"] == [
                {"logicalLocations": [{"fullyQualifiedName": finding.path}]}
            ]
            assert result["properties"]["resolve"] == finding.resolve
            assert len(result["properties"]["sources"]) == len(finding.sources)

    def test_levels_are_those_of_the_format(self) -> None:
        assert {severity.value for severity in Severity} == {"note", "warning", "error"}

    def test_a_file_is_a_physical_location(self, tmp_path: Path) -> None:
        gk.io.dump(gk.datasets.load("spine-2025"), tmp_path / "my guide.json")
        told = json.loads(run("my guide.json", "--format", "sarif", cwd=tmp_path).stdout)
        for result in told["runs"][0]["results"]:
            (location,) = result["locations"]
            assert location["physicalLocation"] == {"artifactLocation": {"uri": "my%20guide.json"}}

    def test_nothing_found_is_an_empty_log(self) -> None:
        told = audit_sarif(())
        assert told["runs"][0]["results"] == []


class TestCounted:
    def test_every_severity_the_gravest_first(self, findings: tuple[AuditFinding, ...]) -> None:
        assert list(counted(findings).items()) == [
            (Severity.ERROR, 0),
            (Severity.WARNING, 24),
            (Severity.NOTE, 12),
        ]
