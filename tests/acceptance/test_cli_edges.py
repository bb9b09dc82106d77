"""The command line where the world around it is not as hoped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.commanded import run as here

import gradekit as gk

COMMAND = [sys.executable, "-c", "from gradekit.cli import main; main()"]


def run(*arguments: str, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=30,
    )


class TestOutput:
    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
    @pytest.mark.parametrize("arguments", [("--format", "json"), ()])
    def test_a_full_disk(self, arguments: tuple[str, ...]) -> None:
        with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device
            done = run("recommend", "spine-2025", *arguments, stdout=full.fileno())
        assert done.returncode == 2
        assert done.stderr.startswith("output cannot be written: ")
        assert done.stderr.count("\n") == 1

    @pytest.mark.parametrize("command", [("datasets", "--format", "json"), ("schema",)])
    def test_a_closed_pipe(self, command: tuple[str, ...]) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        done = run(*command, stdout=writing)
        os.close(writing)
        assert (done.returncode, done.stderr) == (1, "")


class TestDocuments:
    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        pipe = tmp_path / "x.json"
        os.mkfifo(pipe)
        done = run("recommend", str(pipe))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("not a file @ $: expected a regular file")

    @pytest.mark.parametrize(
        ("document", "told"),
        [("", "an empty path"), ("d/t", "no such file"), ("spine", "no such dataset")],
    )
    def test_what_is_not_there(self, document: str, told: str) -> None:
        done = here("recommend", document)
        assert (done.returncode, done.stdout) == (2, "")
        assert told in done.stderr


class TestVersion:
    def test_told(self) -> None:
        done = run("--version")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("gradekit ")


class TestDiff:
    def test_names_guideline_and_policy(self, tmp_path: Path) -> None:
        data = json.loads(gk.datasets.text("spine-2025"))
        path = tmp_path / "new.json"
        path.write_text(json.dumps({**data, "id": "new", "policy": "core-2025"}), encoding="utf-8")
        told = json.loads(here("diff", "spine-2025", str(path), "--format", "json").stdout)
        assert (told["guideline"], told["policy"], told["edition"]) == ("new", "core-2025", "core")
        assert told["before"] == {
            "guideline": "spine-2025",
            "policy": "bmj-rapid",
            "edition": "core",
        }


class TestImports:
    def test_functions_that_are_modules_too(self) -> None:
        code = (
            "import gradekit as gk, pickle, inspect\n"
            "import gradekit.audit as a, gradekit.nnt as n\n"
            "import gradekit.situation as s, gradekit.statement as t\n"
            "assert a.AUDIT_RULES and a is gk.audit and 'guideline' in str(inspect.signature(a))\n"
            "assert s.Situation is gk.Situation and n.nnt is gk.nnt and callable(t.statement)\n"
            "assert pickle.loads(pickle.dumps(gk.nnt)) is gk.nnt\n"
            "assert gk.audit.__doc__.startswith('Everything in a guideline')\n"
            "import gradekit.audit.rules as r\n"
            "assert r.AUDIT_RULES is a.AUDIT_RULES\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")

    @pytest.mark.parametrize("name", ["a.b", "", "no such", "_nothing"])
    def test_names_that_are_none(self, name: str) -> None:
        assert getattr(gk, name, 1) == 1
