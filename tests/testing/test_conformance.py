"""Conformance vectors: at the boundaries, from the worked examples, and against other programs."""

from __future__ import annotations

import json
import os
import sys
from itertools import islice
from pathlib import Path

import pytest
from tests.commanded import Done, run
from tests.testing.faulty import FAULTS

import gradekit as gk
from gradekit.cli.conformance import export
from gradekit.testing import conformance
from gradekit.testing.conformance import (
    Vector,
    answer_to,
    document_vectors,
    situation_of,
    situation_vectors,
)
from gradekit.testing.conformance_answers import imported
from gradekit.testing.conformance_boundaries import of_certainty, of_panel
from gradekit.testing.conformance_check import check
from gradekit.testing.sweep import answer_of

LONG = os.environ.get("GRADEKIT_HYPOTHESIS_PROFILE") == "long"
ROOT = Path(__file__).parents[2]

PROGRAM = """
import json, sys
from gradekit.testing.conformance import answer_to
{fault}
for line in sys.stdin:
    asked = json.loads(line)
    answer = answer_to(asked["input"])
    {change}
    print(json.dumps({{"id": asked["id"], **answer}}))
"""


def program(tmp_path: Path, text: str) -> str:
    path = tmp_path / "other.py"
    path.write_text(text, encoding="utf-8")
    return f"'{sys.executable}' '{path}'"


def implementation(tmp_path: Path, change: str = "pass", fault: str = "") -> str:
    return program(tmp_path, PROGRAM.format(change=change, fault=fault))


def situations() -> tuple[Vector, ...]:
    """Those under the first policy; made when a test asks, not when tests are collected."""
    return situation_vectors(gk.BMJ_RAPID)


def fourth() -> tuple[Vector, ...]:
    return tuple(each for each in situations() if "paradigm.4" in each.clauses)[:400]


class TestVectors:
    def test_their_number(self) -> None:
        assert 15_000 < len(situations()) < 20_000
        assert len({each.id for each in situations()}) == len(situations())

    def test_each_turns_on_a_clause(self) -> None:
        assert all(each.clauses for each in situations())
        named = {clause for each in situations() for clause in each.clauses}
        assert named == {
            "direction.share",
            "direction.balance",
            *(f"ceiling.{name}" for name in ("values", "certainty", "secondary", "consensus")),
            *(f"paradigm.{number}" for number in range(1, 6)),
        }

    def test_every_pair_differs_in_one_word_and_in_its_answer(self) -> None:
        found = [*of_panel(gk.BMJ_RAPID)]
        for one, other in (*islice(of_certainty(gk.BMJ_RAPID), 40), *found[::59]):
            answers = [answer_of(gk.decide, each) for each in (one, other)]
            assert answers[0] != answers[1]
            words = [
                json.dumps(conformance.plain(each), indent=0).splitlines() for each in (one, other)
            ]
            differ = [pair for pair in zip(*words, strict=True) if pair[0] != pair[1]]
            assert len(differ) == 1, differ

    def test_plain_data_and_back(self) -> None:
        for each in situations()[::50]:
            assert json.loads(json.dumps(each.data())) == each.data()
            assert conformance.plain(situation_of(each.given)) == each.given
            assert answer_to(each.given) == each.expected

    @pytest.mark.parametrize("name", FAULTS)
    def test_every_seeded_fault_fails_some(self, name: str) -> None:
        decide = FAULTS[name]()
        for each in situations():
            try:
                found = answer_of(decide, situation_of(each.given))
            except KeyError:
                return
            if [*found.paradigms] != each.expected["paradigms"] or (
                found.direction,
                found.strength,
                list(found.binding),
            ) != (each.expected["direction"], each.expected["strength"], each.expected["binding"]):
                return
        pytest.fail(f"no vector notices: {name}")

    def test_the_policy_is_part_of_the_input(self) -> None:
        answers = {
            policy.name: [
                answer_to({**each.given, "policy": policy.name})["paradigms"]
                for each in situations()[:200]
            ]
            for policy in (gk.BMJ_RAPID, gk.EBM_TABLE)
        }
        assert answers["bmj-rapid"] != answers["ebm-table"]

    @pytest.mark.skipif(not LONG, reason="another whole space: the long profile")
    def test_another_policy(self) -> None:
        strict = situation_vectors(gk.EBM_TABLE)
        assert {each.given["policy"] for each in strict} == {"ebm-table"}
        assert len(strict) > 15_000


class TestWorked:
    def test_every_comparison_of_every_example(self) -> None:
        ids = [each.id for each in document_vectors()]
        assert len(set(ids)) == len(ids)
        for name in gk.datasets.names():
            guide = gk.datasets.load(name)
            for comparison in guide:
                assert f"document/{guide.id}/{comparison.id}" in ids

    def test_the_slim_document_answers_as_the_whole_one(self) -> None:
        for each in document_vectors():
            assert answer_to(each.given) == each.expected, each.id
        spine = gk.datasets.load("spine-2025")
        assert {
            each.expected["strength"] for each in document_vectors() if spine.id in each.id
        } == {"strong"}


class TestCheck:
    def test_the_library_conforms(self, tmp_path: Path) -> None:
        asked = (*document_vectors()[:3], *situations()[::40])
        report = check(implementation(tmp_path), asked, timeout=60)
        assert report.conforms
        assert str(report) == f"{len(asked)} vectors, all answered as expected"

    def test_a_faulty_program_is_named_by_clause(self, tmp_path: Path) -> None:
        change = 'answer["paradigms"] = [each for each in answer["paradigms"] if each != 4]'
        report = check(implementation(tmp_path, change), fourth(), timeout=60)
        assert not report.conforms
        assert list(report.by_clause()) == ["paradigm.4"]
        differ, of = report.by_clause()["paradigm.4"]
        assert 0 < differ <= of <= 400
        assert f"paradigm.4: {differ} of {of} differ" in str(report)
        json.dumps(report.data())

    @pytest.mark.parametrize(
        ("change", "clause"),
        [
            ('answer["binding"] = [b for b in answer["binding"] if b != "secondary"]', "secondary"),
            ('answer["binding"] = [b for b in answer["binding"] if b != "consensus"]', "consensus"),
        ],
    )
    def test_ceilings(self, tmp_path: Path, change: str, clause: str) -> None:
        report = check(implementation(tmp_path, change), situations()[::9], timeout=60)
        assert list(report.by_clause()) == [f"ceiling.{clause}"]

    def test_direction(self, tmp_path: Path) -> None:
        change = 'answer["direction"] = answer["direction"].replace("either", "for")'
        report = check(implementation(tmp_path, change), situations()[::9], timeout=60)
        assert set(report.by_clause()) == {"direction.share", "direction.balance"}


class TestFiles:
    def test_exported_and_back(self) -> None:
        made = situations()[:20]
        text = json.dumps(conformance.exported(made))
        assert imported(text) == made

    @pytest.mark.parametrize(
        "text", ["", "[]", "{}", '{"format": "other"}', '{"format": "gradekit-conformance-1"}']
    )
    def test_no_vectors(self, text: str) -> None:
        with pytest.raises(gk.DocumentError, match="vectors"):
            imported(text)


class TestCommands:
    """`gradekit conformance export` and `gradekit conformance check`."""

    @staticmethod
    def run(*words: str) -> Done:
        return run("conformance", *words)

    @pytest.fixture
    def vectors(self, tmp_path: Path) -> str:
        path = tmp_path / "vectors.json"
        made = (*document_vectors()[:2], *situations()[:300])
        path.write_text(json.dumps(conformance.exported(made)), encoding="utf-8")
        return str(path)

    def test_conforms(self, tmp_path: Path, vectors: str) -> None:
        done = self.run("check", implementation(tmp_path), "--vectors", vectors)
        said = "302 vectors, all answered as expected\n"
        assert (done.returncode, done.stdout, done.stderr) == (0, said, "")

    def test_differs(self, tmp_path: Path, vectors: str) -> None:
        change = 'answer["paradigms"] = []'
        made = implementation(tmp_path, change)
        done = self.run("check", made, "--vectors", vectors, "--format", "json")
        assert done.returncode == 1
        report = json.loads(done.stdout)
        assert not report["conforms"]
        named = {f"paradigm.{number}" for number in range(1, 6)}
        assert named - {"paradigm.3"} <= set(report["clauses"]) <= named

    @pytest.mark.parametrize(
        ("words", "problem"),
        [
            (("check", "/nowhere/program"), "command did not start @ $"),
            (("check", "x", "--only", "nothing"), "no vector of that name @ $.only"),
        ],
    )
    def test_bad_input(self, vectors: str, words: tuple[str, ...], problem: str) -> None:
        done = self.run(*words, "--vectors", vectors)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(problem)

    def test_export_to_nowhere(self) -> None:
        with pytest.raises(gk.DocumentError, match=r"file not written @ \$\.output"):
            export(Path("/nowhere/vectors.json"))

    def test_a_file_that_is_not_there(self) -> None:
        done = self.run("check", "x", "--vectors", "/nowhere/vectors.json")
        assert done.returncode == 2
        assert done.stderr.startswith("file not read @ $.vectors")

    def test_export(self, tmp_path: Path) -> None:
        path = tmp_path / "all.json"
        export(path)  # in this process, where the vectors are made already
        text = path.read_text(encoding="utf-8")
        data = json.loads(text)
        second = situation_vectors(gk.EBM_TABLE, gk.BMJ_RAPID)
        assert len(data["vectors"]) == len(document_vectors()) + len(situations()) + len(second)
        assert imported(text)[-1] == second[-1]
        assert data["policies"]["ebm-table"]["certain_harm"] == "high"
