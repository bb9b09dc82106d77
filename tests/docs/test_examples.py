"""The examples run, and print something.

The other implementation is a program; tests/testing holds it to the vectors.
"""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

PROGRAMS = {"another_implementation"}
EXAMPLES = [
    path
    for path in sorted((Path(__file__).parents[2] / "examples").glob("*.py"))
    if path.stem not in PROGRAMS
]


def test_there_are_some() -> None:
    assert EXAMPLES


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_runs(
    path: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # some save what they made
    runpy.run_path(str(path))
    assert capsys.readouterr().out.strip()
