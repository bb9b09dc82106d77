"""`import gradekit` loads nothing, and every name is there whatever was imported before it."""

from __future__ import annotations

import ast
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest

import gradekit as gk

ROOT = Path(gk.__file__)
# Functions that share their name with the module they stand in.
SHARED = ("audit", "nnt", "situation", "statement")


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class TestLight:
    def test_nothing_is_loaded(self) -> None:
        heavy = ("pandas", "numpy", "cattrs", "attr", "gradekit.decision")
        code = f"import sys, gradekit; print([n for n in {heavy!r} if n in sys.modules])"
        assert run(code) == "[]\n"

    def test_testing_is_loaded_without_pandas(self) -> None:
        code = "import sys, gradekit.testing; print({'pandas', 'numpy'} & set(sys.modules))"
        assert run(code) == "set()\n"


class TestNames:
    """The names stand three times; the three are the same."""

    def test_the_three_lists(self) -> None:
        tree = ast.parse(ROOT.read_text(encoding="utf-8"))
        told: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("gradekit"):
                home = (node.module or "").removeprefix("gradekit").removeprefix(".")
                told |= {alias.name: home for alias in node.names}
        rooms = {name for name, home in told.items() if not home}
        assert rooms == gk._ROOMS
        assert {name: home for name, home in told.items() if home} == gk._HOME
        assert sorted(told) == sorted(gk.__all__)

    def test_star(self) -> None:
        code = "from gradekit import *; print(decide.__name__, audit.__name__)"
        assert run(code) == "decide audit\n"

    def test_modules_that_are_not_exported(self) -> None:
        assert run("import gradekit as gk; print(gk.levels.Known('low'))") == "low\n"

    def test_no_such_name(self) -> None:
        with pytest.raises(AttributeError, match="no attribute 'decider'"):
            gk.decider  # noqa: B018


class TestFunctionsThatShareTheNameOfTheirModule:
    """Whatever is imported first, the name is the function."""

    @pytest.mark.parametrize("name", SHARED)
    def test_every_order(self, name: str) -> None:
        ways = (f"import gradekit.{name}", f"from gradekit import {name}", f"gradekit.{name}")
        # Each order in a package made afresh, one process for all of them.
        code = f"""
import sys
for order in {list(permutations(ways, 2))!r}:
    for loaded in [each for each in sys.modules if each.split(".")[0] == "gradekit"]:
        del sys.modules[loaded]
    import gradekit
    for way in order:
        exec(way)
        exec(f"from gradekit.{name} import {name}")
        found = gradekit.{name}
        assert callable(found) and found.__module__.startswith("gradekit.{name}"), (order, way)
    from gradekit import {name} as again
    assert again is gradekit.{name}
    assert sys.modules["gradekit.{name}"].{name} is again
"""
        run(code)

    def test_a_test_may_put_something_in_its_place(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(gk, "nnt", 1)
        assert vars(gk)["nnt"] == 1
        monkeypatch.undo()
        assert callable(gk.nnt)
