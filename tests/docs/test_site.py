"""The documentation: generated pages are current, all that is exported stands in it, it builds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import gradekit as gk

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("tool", ["reference.py", "frames.py", "conformance.py", "tutorial.py"])
def test_generated_pages_are_current(tool: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / tool), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_all_that_is_exported_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    named = {line.rpartition(".")[2] for line in page.splitlines() if line.startswith(".. ")}
    rooms = {line.rpartition(".")[2] for line in page.splitlines() if line.startswith("## ")}
    assert set(gk.__all__) <= named | rooms


def test_every_page_is_in_a_table_of_contents(tmp_path: Path) -> None:
    # A page nobody can reach, a link to nothing, a docstring that does not parse: each is an error.
    quiet = ("-q", "-W", "--keep-going", "-b", "html", "-d", str(tmp_path / "trees"))
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *quiet, str(ROOT / "docs"), str(tmp_path / "html")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "defended recommendation" in (tmp_path / "html" / "index.html").read_text(
        encoding="utf-8"
    )
