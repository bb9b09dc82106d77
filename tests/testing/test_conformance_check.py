"""`gradekit conformance check`: what programs write, what becomes of them, and bad input."""

from __future__ import annotations

import json
import math
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.commanded import Done, run

import gradekit as gk
from gradekit.testing.conformance import FORMAT, Vector, answer_to, exported, plain
from gradekit.testing.conformance_answers import imported
from gradekit.testing.conformance_check import check
from gradekit.testing.conformance_random import random_cases
from gradekit.testing.conformance_run import MOST_SECONDS

Data = dict[str, Any]
GIVEN = [plain(each) for each in random_cases(gk.BMJ_RAPID, 24)]
ASKED = tuple(
    Vector(f"situation/{place}", given, answer_to(given), ("ceiling.certainty",))
    for place, given in enumerate(GIVEN)
)
KNOWN = json.dumps({each.id: each.expected for each in ASKED})
PROGRAM = """
import json, os, sys, time
known = json.loads({known!r})
for place, line in enumerate(sys.stdin):
    asked = json.loads(line)
    answer = {{"id": asked["id"], **known[asked["id"]]}}
    {change}
    print(json.dumps(answer), flush=True)
"""


def program(tmp_path: Path, text: str) -> str:
    path = tmp_path / "other.py"
    path.write_text(text, encoding="utf-8")
    return f"'{sys.executable}' '{path}'"


def implementation(tmp_path: Path, change: str = "pass") -> str:
    return program(tmp_path, PROGRAM.format(known=KNOWN, change=change))


def refusal(command: str, timeout: float = 30) -> str:
    with pytest.raises(gk.DocumentError) as raised:
        check(command, ASKED, timeout=timeout)
    return str(raised.value)


class TestLines:
    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("print('hello')", "not an answer @ $.stdout[1]: expected a JSON object with an id"),
            ("print('[1]')", "not an answer"),
            ("print('{\"id\": 7}')", "answer to nothing that was asked"),
            ("", "not answered @ $: expected an answer to each of 24 vectors; got 24 without"),
            ("import sys; sys.stderr.write('boom')", "situation/10, ...; boom"),
            ("import sys; sys.stdout.buffer.write(b'\\xff\\xfe\\n')", "not an answer"),
        ],
    )
    def test_what_is_no_answer(self, tmp_path: Path, text: str, problem: str) -> None:
        assert problem in refusal(program(tmp_path, text))

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            ("answer.pop('binding')", "$.stdout[1].binding: expected a list of any of values, cer"),
            ("answer['binding'] = None", "each once; got null for situation/0"),
            ("answer['paradigms'] = '2'", 'each once; got "2" for situation/0'),
            ("answer['paradigms'] = [True]", "$.stdout[1].paradigms"),
            ("answer['paradigms'] = ['1']", "$.stdout[1].paradigms"),
            (
                "answer['paradigms'] = [9]",
                "expected a list of any of 1, 2, 3, 4, 5, each once; got",
            ),
            ("answer['paradigms'] = [1, 1]", "$.stdout[1].paradigms"),
            ("answer['paradigms'] = [[1]]", "$.stdout[1].paradigms"),
            (
                "answer['direction'] = 'For'",
                'for, against, either, none; got "For" for situation/0',
            ),
            ("answer['strength'] = None", "expected one of none, conditional, strong; got null"),
            (
                "answer = {'id': asked['id'], 'error': 'no documents'}",
                '.error: expected an answer, or "unsupported": true; got "no documents"',
            ),
            ("answer['unsupported'] = 1; answer.pop('strength')", "$.stdout[1].strength"),
        ],
    )
    def test_a_wrong_answer_is_no_difference(
        self, tmp_path: Path, change: str, problem: str
    ) -> None:
        said = refusal(implementation(tmp_path, change))
        assert said.startswith("not an answer @ ")
        assert problem in said
        assert said.endswith("more of the same @ $.stdout: got 14 more")

    def test_answered_twice(self, tmp_path: Path) -> None:
        assert "answered twice" in refusal(implementation(tmp_path, "print(json.dumps(answer))"))

    @pytest.mark.parametrize(
        "change",
        [
            "answer['note'] = 'kept'; answer['paradigms'] = answer['paradigms'][::-1]",
            "answer['paradigms'] = [float(each) for each in answer['paradigms']]",
            "print('  '); print('', end='\\r\\n')",
        ],
    )
    def test_order_extra_keys_and_empty_lines_never_matter(
        self, tmp_path: Path, change: str
    ) -> None:
        assert check(implementation(tmp_path, change), ASKED, timeout=30).conforms

    def test_only_a_line_feed_ends_a_line(self, tmp_path: Path) -> None:
        write = "answer['note'] = 'a\\u2028b\\x85'; print(json.dumps(answer, ensure_ascii=False))"
        command = implementation(tmp_path, f"{write}; continue")
        assert check(command, ASKED, timeout=30).conforms


class TestUnsupported:
    SOME = "answer = {'id': asked['id'], 'unsupported': True} if place < 3 else answer"

    def test_is_counted_apart(self, tmp_path: Path) -> None:
        report = check(implementation(tmp_path, self.SOME), ASKED, timeout=30)
        assert not report.conforms
        assert report.agrees
        assert report.unsupported == ASKED[:3]
        assert report.by_clause() == {}
        assert str(report) == (
            "24 vectors, 21 answered as expected, 3 not supported\n"
            "not supported, the first: situation/0"
        )
        assert report.data()["unsupported"] == [each.id for each in ASKED[:3]]

    def test_nothing_answered_agrees_with_nothing(self, tmp_path: Path) -> None:
        every = "answer = {'id': asked['id'], 'unsupported': True}"
        report = check(implementation(tmp_path, every), ASKED, timeout=30)
        assert not report.agrees

    def test_differences_stay_differences(self, tmp_path: Path) -> None:
        change = f"answer['strength'] = 'strong'; {self.SOME}"
        report = check(implementation(tmp_path, change), ASKED, timeout=30)
        assert not report.agrees
        many = len(report.differences)
        assert str(report).startswith(
            f"24 vectors, {21 - many} answered as expected, {many} otherwise, 3 not supported\n"
        )


class TestCounts:
    @pytest.mark.parametrize(
        "change",
        [
            "answer['paradigms'] = [1, 2, 3, 4, 5]",
            "answer['paradigms'] = []",
            "answer['binding'] = ['secondary']",
            "answer['direction'] = 'either'",
            "answer['strength'] = 'none'",
        ],
    )
    def test_no_more_differ_than_bear_on_a_clause(self, tmp_path: Path, change: str) -> None:
        report = check(implementation(tmp_path, change), ASKED, timeout=30)
        assert report.differences
        assert report.by_clause()
        for clause, (differ, of) in report.by_clause().items():
            assert 0 < differ <= of <= len(ASKED)
            assert f"{clause}: {differ} of {of} differ" in str(report)
            assert clause.partition(".")[0] in ("paradigm", "ceiling", "direction")


class TestTheProgram:
    def test_that_fails_after_some_answers(self, tmp_path: Path) -> None:
        change = (
            "sys.stderr.write('TypeError: the cause\\n' + 'at some place\\n' * 500 + 'Node v20')"
            " if place == 5 else None; place == 5 and sys.exit(3)"
        )
        said = refusal(implementation(tmp_path, change))
        assert "expected exit status 0; got exit status 3; 5 of 24 answered, the last situ" in said
        assert "the last situation/4; TypeError: the cause" in said
        assert " ... " in said
        assert said.endswith("Node v20")
        assert len(said) < 1600

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("raise SystemExit(3)", "got exit status 3; 0 of 24 answered"),
            ("import sys; sys.stdin.read(); 1 / 0", "ZeroDivisionError"),
            ("import os; os.kill(os.getpid(), 9)", "got exit status -9; 0 of 24 answered"),
        ],
    )
    def test_that_fails(self, tmp_path: Path, text: str, problem: str) -> None:
        assert problem in refusal(program(tmp_path, text))

    def test_that_takes_too_long(self, tmp_path: Path) -> None:
        change = "time.sleep(30 if place == 4 else 0)"
        said = refusal(implementation(tmp_path, change), timeout=2)
        assert "command took too long @ $: expected all answers within 2 seconds; got " in said

    def test_whose_child_holds_the_output(self, tmp_path: Path) -> None:
        text = (
            "import subprocess, sys\n"
            f"subprocess.Popen([{sys.executable!r}, '-c', 'import time; time.sleep(5)'])"
        )
        began = time.monotonic()
        assert "command took too long" in refusal(program(tmp_path, text), timeout=0.5)
        assert time.monotonic() - began < 4.9

    def test_that_floods(self, tmp_path: Path) -> None:
        said = refusal(program(tmp_path, "while True: print('x' * 100_000)"))
        assert said.startswith("command wrote too much @ $: expected at most 1146880 bytes on sta")
        assert "got more; it begins 'xxx" in said

    def test_that_floods_what_nobody_reads(self, tmp_path: Path) -> None:
        change = "sys.stderr.write('x' * 100_000)"
        assert check(implementation(tmp_path, change), ASKED, timeout=30).conforms

    def test_that_reads_nothing(self, tmp_path: Path) -> None:
        text = (
            f"import json\nfor name, answer in json.loads({KNOWN!r}).items():\n"
            "    print(json.dumps({'id': name, **answer}))"
        )
        assert check(program(tmp_path, text), ASKED, timeout=30).conforms

    @pytest.mark.parametrize(
        ("command", "problem"),
        [
            ("", "no command"),
            ("'", "command cannot be read"),
            ("/nowhere/program", "command did not start"),
            ("a\0b", "command did not start"),
        ],
    )
    def test_that_is_none(self, command: str, problem: str) -> None:
        assert problem in refusal(command)

    @pytest.mark.parametrize("seconds", [math.nan, math.inf, -math.inf, 1e20, 0.0, -1.0])
    def test_a_time_nobody_can_wait(self, seconds: float) -> None:
        said = refusal("true", seconds)
        assert said.startswith(
            f"time-out @ $.timeout: expected seconds above 0, at most {MOST_SECONDS}"
        )

    def test_no_time_out(self, tmp_path: Path) -> None:
        assert check(implementation(tmp_path), ASKED).conforms


class TestFiles:
    DATA = exported(ASKED[:2])

    def changed(self, **change: object) -> str:
        first = {**self.DATA["vectors"][0], **change}
        return json.dumps({**self.DATA, "vectors": [first, self.DATA["vectors"][1]]})

    def test_this_format_and_the_one_before(self) -> None:
        assert FORMAT == "gradekit-conformance-2"
        for name in ("gradekit-conformance-1", FORMAT):
            assert imported(json.dumps({**self.DATA, "format": name})) == ASKED[:2]

    def test_inputs_of_the_format_before_are_answered(self) -> None:
        older = {name: value for name, value in GIVEN[0].items() if name != "parameters"}
        assert answer_to(older) == ASKED[0].expected

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            ({"id": 7}, "not a vector @ $.vectors[0].id: expected a text; got 7"),
            ({"id": ""}, "not a vector @ $.vectors[0].id"),
            ({"id": "situation/1"}, "vector named twice @ $.vectors[1].id"),
            ({"expected": []}, "not a vector @ $.vectors[0].expected: expected an object; got []"),
            ({"expected": {}}, "$.vectors[0].expected.direction: expected one of for, against"),
            ({"input": None}, "not a vector @ $.vectors[0].input: expected an object; got null"),
            ({"clauses": "all"}, "not a vector @ $.vectors[0].clauses: expected a list of texts"),
            ({"clauses": [1]}, "not a vector @ $.vectors[0].clauses"),
        ],
    )
    def test_no_vector(self, change: Data, problem: str) -> None:
        with pytest.raises(gk.DocumentError) as raised:
            imported(self.changed(**change))
        assert problem in str(raised.value)

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            (json.dumps({"format": FORMAT, "vectors": []}), "no vectors in the file @ $.vectors"),
            (json.dumps({"format": FORMAT, "vectors": {}}), "no vectors in the file @ $.vectors"),
            (json.dumps({"format": FORMAT, "vectors": [7]}), "not a vector @ $.vectors[0]: expe"),
            ("[" * 100_000, "not a file of vectors"),
            (json.dumps({"format": "other", "vectors": []}), "gradekit-conformance-1 or gradekit"),
        ],
    )
    def test_no_file_of_vectors(self, text: str, problem: str) -> None:
        with pytest.raises(gk.DocumentError) as raised:
            imported(text)
        assert problem in str(raised.value)


class TestCommand:
    @pytest.fixture
    def vectors(self, tmp_path: Path) -> str:
        path = tmp_path / "vectors.json"
        path.write_text(json.dumps(exported(ASKED)), encoding="utf-8")
        return str(path)

    @staticmethod
    def run(*words: str) -> Done:
        return run("conformance", "check", *words)

    @pytest.mark.parametrize("seconds", ["nan", "1e20"])
    def test_time_out(self, seconds: str) -> None:
        done = self.run("true", "--timeout", seconds)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("time-out @ $.timeout: expected seconds above 0")

    def test_a_policy_beside_a_file(self, vectors: str) -> None:
        done = self.run("true", "--vectors", vectors, "--policy", "nope")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("policy beside a file @ $.policy: expected --policy or --vec")

    def test_not_supported(self, tmp_path: Path, vectors: str) -> None:
        some = implementation(tmp_path, TestUnsupported.SOME)
        assert self.run(some, "--vectors", vectors).returncode == 1
        done = self.run(some, "--vectors", vectors, "--allow-unsupported")
        assert done.returncode == 0
        assert done.stdout.startswith("24 vectors, 21 answered as expected, 3 not supported\n")
