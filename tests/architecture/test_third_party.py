"""Third parties are imported only at home, and importing gradekit loads none of the heavy ones."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "gradekit"
SOURCE = Path(__file__).resolve().parents[2] / "src" / PACKAGE

# A home ending in "/" is a package, one ending in ".py" a single module, "" is anywhere.
HOMES: dict[str, tuple[str, ...]] = {
    "attrs": ("",),
    "cattrs": ("io/",),
    "pandas": ("frames/", "simulation/", "sensitivity/", "testing/", "io/", "report/"),
    "numpy": ("frames/", "simulation/", "testing/"),
    "hypothesis": ("testing/",),
    "typer": ("cli/",),
    "rich": ("cli/",),
    "yaml": ("io/",),
    "openpyxl": ("io/", "report/"),
    "matplotlib": ("report/",),
    "docx": ("report/",),
    "great_tables": ("report/",),
}
NOT_AT_IMPORT = ("pandas", "numpy", "cattrs", "typer", "rich", "hypothesis")


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and top-level name of each import, wherever it stands; relative ones are ours."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    yield node.lineno, alias.name.partition(".")[0]
            case ast.ImportFrom(module=str(name), level=0):
                yield node.lineno, name.partition(".")[0]
            case ast.Call(func=func, args=[ast.Constant(value=str(name)), *_]):
                called = ast.unparse(func).rpartition(".")[2]
                if called in {"import_module", "__import__"} and not name.startswith("."):
                    yield node.lineno, name.partition(".")[0]


def at_home(name: str, path: str) -> bool:
    if name == PACKAGE or name in sys.stdlib_module_names:
        return True
    return any(path == home or path.startswith(home) for home in HOMES.get(name, ()))


def problems(path: str, source: str) -> list[str]:
    """List the imports that are not at home in this file, given its path inside the package."""
    return [
        f"{path}:{line}: {name} is not at home here"
        for line, name in imported(ast.parse(source))
        if not at_home(name, path)
    ]


def test_every_import_is_at_home() -> None:
    paths = sorted(SOURCE.rglob("*.py"))
    assert paths
    found = [
        text
        for path in paths
        for text in problems(path.relative_to(SOURCE).as_posix(), path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


def test_importing_gradekit_stays_light() -> None:
    code = f"import sys, gradekit; print(*[n for n in {NOT_AT_IMPORT!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, [], "")


class TestTheChecker:
    """The checker is able to fail, and fails on nothing else."""

    @pytest.mark.parametrize(
        ("path", "source"),
        [
            ("decision.py", "import cattrs"),
            ("decision.py", "import numpy.random"),
            ("decision.py", "from pandas import DataFrame"),
            ("decision.py", "def f():\n    import pandas"),
            ("decision.py", "if TYPE_CHECKING:\n    import pandas"),
            ("decision.py", "importlib.import_module('pandas.api')"),
            ("sensitivity/net.py", "import numpy as np"),
            ("frames/read.py", "import hypothesis"),
            ("frames/read.py", "import dask.dataframe"),
            ("report/text.py", "from rich.table import Table"),
            ("cli/app.py", "import yaml"),
            ("iota.py", "import yaml"),
            ("__init__.py", "import attr"),
        ],
    )
    def test_catches(self, path: str, source: str) -> None:
        (found,) = problems(path, source)
        assert found.startswith(f"{path}:")

    @pytest.mark.parametrize(
        ("path", "source"),
        [
            ("decision.py", "import json\nfrom attrs import frozen\nfrom gradekit.errors import E"),
            ("decision.py", "from . import errors\nfrom .trace import Step"),
            ("io/hooks.py", "import cattrs\nimport yaml"),
            ("simulation/draws.py", "import numpy as np\nimport pandas as pd"),
            ("sensitivity/net.py", "import pandas as pd"),
            ("testing/strategies.py", "import hypothesis.strategies as st"),
            ("report/plots.py", "def f():\n    import matplotlib.pyplot as plt"),
            ("cli/app.py", "import typer\nimport rich"),
        ],
    )
    def test_allows(self, path: str, source: str) -> None:
        assert problems(path, source) == []
