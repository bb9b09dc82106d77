"""The command line, run as a user would."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from tests.commanded import run

import gradekit as gk

WIDEST = 100


class TestRecommend:
    def test_json(self) -> None:
        done = run("recommend", "spine-2025", "--format", "json")
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        assert len(told["comparisons"]) == 16
        for each in told["comparisons"]:
            assert (each["strength"], each["direction"]) == ("strong", "against")
            assert {
                "id",
                "population",
                "intervention",
                "paradigms",
                "binding",
                "remarks",
                "missing",
            } <= set(each)
        assert len(told["recommendations"]) == 6
        for each in told["recommendations"]:
            assert each["agrees"] is True
            assert each["published"]["strength"] == each["derived"]["strength"] == "strong"
            assert each["comparisons"]

    def test_text_fits_and_is_grouped(self, guide: gk.Guideline) -> None:
        done = run("recommend", "spine-2025")
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        assert max(map(len, lines)) <= WIDEST
        for each in guide.recommendations:
            assert any(line.strip().startswith(f"{each.id}: published strong") for line in lines)
        assert "CHRONIC AXIAL SPINE PAIN" in done.stdout
        assert done.stdout.index("axial-epidural") < done.stdout.index("radicular-drg-rf")
        assert "16 comparisons: 16 strong against; 6 of 6 published" in done.stdout
        assert "\x1b[" not in done.stdout

    def test_unchecked_figures_are_marked(self) -> None:
        # The four radicular estimates are recalled: the table says so beside each.
        done = run("recommend", "spine-2025")
        assert done.stdout.count(" cm* ") == 4
        assert "* nobody read this figure in its source." in done.stdout
        told = json.loads(run("recommend", "spine-2025", "--format", "json").stdout)
        marked = [each["id"] for each in told["comparisons"] if each["unchecked"] == ["pain"]]
        assert len(marked) == 4
        assert all(name.startswith("radicular/") for name in marked)

    def test_markdown(self) -> None:
        done = run("recommend", "spine-2025", "--format", "markdown")
        assert done.returncode == 0
        assert done.stdout.count("| strong against |") == 16

    def test_a_document_of_one_s_own(self, tmp_path: Path, guide: gk.Guideline) -> None:
        path = tmp_path / "mine.json"
        gk.io.dump(guide, path)
        assert run("recommend", str(path)).stdout == run("recommend", "spine-2025").stdout

    def test_policy(self) -> None:
        done = run("recommend", "spine-2025", "--policy", "ebm-table", "--format", "json")
        assert json.loads(done.stdout)["policy"] == "ebm-table"

    def test_several_critical_outcomes_fit_as_well(self, tmp_path: Path) -> None:
        death, pain = (
            gk.Outcome(
                name.lower(),
                name,
                importance="critical",
                better="lower",
                thresholds=gk.MID(10, unit="per 1000"),
            )
            for name in ("Death", "Pain")
        )
        sides = gk.Option("drug", "Drug", "active"), gk.Option("placebo", "Placebo", "inactive")
        people = gk.Population("adults")
        made = gk.Comparison(
            id="c",
            population=people,
            intervention=sides[0],
            comparator=sides[1],
            share=gk.Share(0.6),
            evidence=(
                gk.Evidence(
                    death, gk.Estimate("RR", 0.45), baseline_risk=0.1, certainty="moderate"
                ),
                gk.Evidence(pain, judged_effect=gk.JudgedEffect("trivial"), certainty="moderate"),
            ),
        )
        guide = gk.Guideline(
            id="g",
            outcomes=(death, pain),
            options=sides,
            populations=(people,),
            comparisons=(made,),
        )
        path = tmp_path / "guide.json"
        gk.io.dump(guide, path)
        told = run("recommend", str(path)).stdout
        assert max(map(len, told.splitlines())) <= WIDEST
        assert "1 comparison: 1 conditional for" in told
        for word in ("Death: RR 0.45, 55", "Pain:", "judged trivial", "share as"):
            assert word in told


class TestExplain:
    @pytest.mark.parametrize("form", ["text", "markdown"])
    def test_one(self, form: str) -> None:
        done = run("explain", "spine-2025", "axial/im-la", "--format", form)
        assert done.returncode == 0, done.stderr
        assert "paradigm 2" in done.stdout
        assert "MD -0.53 cm" in done.stdout.replace("\\", "")

    def test_json_carries_the_trace(self) -> None:
        told = json.loads(run("explain", "spine-2025", "axial/im-la", "--format", "json").stdout)
        assert told["id"] == "axial/im-la"
        rules = {step["rule"] for step in told["trace"]}
        assert {"ceiling.values", "paradigm.2", "share.survey"} <= rules
        assert all(step["source"]["source"] for step in told["trace"])

    def test_all(self) -> None:
        done = run("explain", "spine-2025")
        assert done.stdout.count("Suggested: strong against") == 16
        assert max(map(len, done.stdout.splitlines())) <= WIDEST

    def test_a_conflict_is_said_in_the_headline_and_the_table(self, tmp_path: Path) -> None:
        guide = gk.datasets.load("spine-2025")
        first = guide["axial/im-la"]
        voted = attrs.evolve(first, votes=gk.Votes(conditional_for=20, strong_against=2))
        rest = tuple(voted if each.id == first.id else each for each in guide.comparisons)
        path = tmp_path / "guide.json"
        gk.io.dump(attrs.evolve(guide, comparisons=rest), path)
        said = "share or balance says against, votes say for"
        explained = run("explain", str(path), "axial/im-la").stdout.splitlines()[1]
        assert explained.startswith(f"Suggested: no recommendation; conflict: {said}")
        table = " ".join(run("recommend", str(path), "--format", "markdown").stdout.split())
        assert f"| no recommendation | {said} |" in table
        assert "conflict" in run("explain", str(path), "axial/im-la", "--format", "json").stdout


class TestDatasets:
    def test_listed(self) -> None:
        assert "spine-2025" in run("datasets").stdout
        assert json.loads(run("datasets", "--format", "json").stdout)[0]["comparisons"] == 16
        assert "`spine-2025`" in run("datasets", "--format", "markdown").stdout


class TestBadInput:
    """Exit 2, the problem with its path on standard error, nothing on standard output."""

    @pytest.mark.parametrize(
        "arguments",
        [
            ("recommend", "spine-2024"),
            ("recommend", "no-such-file.json"),
            ("recommend", "notes.txt"),
            ("explain", "spine-2025", "axial/nothing"),
            ("recommend", "spine-2025", "--policy", "mine"),
        ],
    )
    def test_unknown(self, arguments: tuple[str, ...]) -> None:
        done = run(*arguments)
        assert done.returncode == 2
        assert done.stdout == ""
        assert " @ $" in done.stderr
        assert "expected" in done.stderr
        assert "Traceback" not in done.stderr

    def test_a_page_is_asked_of_report(self) -> None:
        done = run("explain", "spine-2025", "axial/im-la", "--format", "html")
        assert done.returncode == 2
        assert done.stdout == ""
        # However wide the terminal is, which breaks the lines.
        told = " ".join(re.sub("[\u2500-\u257f]", " ", done.stderr).split())
        assert "gradekit report DOCUMENT -o page.html" in told

    def test_unknown_format(self) -> None:
        done = run("recommend", "spine-2025", "--format", "xml")
        assert (done.returncode, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr

    def test_spoiled_document(self, tmp_path: Path) -> None:
        data = json.loads(gk.datasets.text("spine-2025"))
        data["comparisons"][3]["evidence"][1]["incidence"]["value"] = 7
        data["comparisons"][0]["evidence"][0]["estimate"]["low"] = 5
        path = tmp_path / "spoiled.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        done = run("recommend", str(path))
        assert (done.returncode, done.stdout) == (2, "")
        assert "$.comparisons[0].evidence[0].estimate.low" in done.stderr
        assert "$.comparisons[3].evidence[1].incidence.value" in done.stderr
        assert "Traceback" not in done.stderr

    @pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{", b"[[[["])
    def test_unreadable_file(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "broken.json"
        path.write_bytes(content)
        done = run("recommend", str(path))
        assert (done.returncode, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr


class TestExtraMissing:
    def test_names_the_extra(self) -> None:
        code = "import sys; sys.modules['typer'] = None; from gradekit.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, "datasets"], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert "gradekit[cli]" in done.stderr
        assert "Traceback" not in done.stderr
