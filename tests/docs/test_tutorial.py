"""The tutorial's commands, run on the document its own lines save."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path

import pytest

from gradekit.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tutorial" / "first-recommendation.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ try-gradekit/bin/gradekit (.+)$", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tutorial")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        runpy.run_path(str(ROOT / "examples" / "first_recommendation.py"))
    return folder


def test_there_are_some() -> None:
    assert [each.split()[0] for each in COMMANDS] == [
        "recommend",
        "audit",
        "explain",
        "flips",
        "report",
    ]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.split()[0])
def test_command(
    command: str,
    saved: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(saved)
    monkeypatch.setattr("sys.argv", ["gradekit", *shlex.split(command)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "conditional for" in told.out or "-o" in command or command.startswith("audit")


def test_the_report_holds_a_summary_of_findings(saved: Path) -> None:
    made = saved / "night-cramps.md"
    assert "Nights with cramps per week" in made.read_text(encoding="utf-8")
