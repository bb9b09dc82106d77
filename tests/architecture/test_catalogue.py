"""The catalogue in the documentation is what the code says now."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


class TestCatalogue:
    def test_current(self) -> None:
        done = subprocess.run(
            [sys.executable, str(ROOT / "tools" / "catalogue.py"), "--check"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def test_it_holds_every_kind(self) -> None:
        text = (ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8")
        for said in ("`ceiling.values`", "`nearly_all`", "### 5 ", "(unchecked)", "`andrews2013`"):
            assert said in text
