"""The floors of the package: who may import whom.

A module imports only from floors below its own and, inside a floor, only from modules to its left.
A package counts as one room. Where its row in CLOSED says so, the files inside are closed to one
another. Imports stand at the top of the file.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

PACKAGE = "gradekit"
SOURCE = Path(__file__).resolve().parents[2] / "src" / PACKAGE

FLOORS: tuple[tuple[str, ...], ...] = (
    (
        "errors",
        "numerals",
        "markup",
        "words",
        "scales",
        "answers",
        "sources",
        "library",
        "units",
        "estimates",
        "absolute",
        "precision",
        "information_size",
        "instruments",
        "nnt",
        "interaction",
        "sequences",
    ),
    (
        "trace",
        "thresholds",
        "presets",
        "judgements",
        "question",
        "outcomes",
        "classification",
        "glance",
        "evidence",
        "findings",
    ),
    ("domains",),
    ("certainty", "network"),
    (
        "voting",
        "policy",
        "values",
        "votes",
        "panel",
        "etd",
        "ungraded",
        "comparison",
        "levels",
        "balance",
        "share",
        "poll",
        "rounds",
    ),
    ("paradigms",),
    (
        "situation",
        "ceilings",
        "decision",
        "flips",
        "wording",
        "statement",
        "explanation",
        "remarks",
        "recommendation",
        "readings",
    ),
    (
        "space",
        "contract",
        "records",
        "binding",
        "guideline",
        "changes",
        "audit",
        "sensitivity",
        "simulation",
    ),
    ("io", "report", "frames", "datasets", "testing", "meeting"),
    ("__init__", "cli"),
)
EDGES = 8  # from this floor up, a third party may be imported where it is used
ASKED_FOR = ("frame", "pandas")  # a method `frame` may load pandas, as nobody else needs it
PLACES = {room: (floor, i) for floor, row in enumerate(FLOORS) for i, room in enumerate(row)}

MAX_LINES = 400
DRAWERS = frozenset({"utils", "util", "helpers", "helper", "misc", "common"})


@frozen
class Closed:
    """A package whose files are closed to one another: `shared` serves all, `gatherers` see all."""

    shared: frozenset[str]
    gatherers: frozenset[str]


CLOSED = {
    "domains": Closed(frozenset({"verdict"}), frozenset({"__init__"})),
    "paradigms": Closed(frozenset({"record"}), frozenset({"__init__", "match"})),
}


@frozen
class Module:
    name: str  # dotted; a package goes by its own name, without __init__
    source: str
    is_package: bool = False

    @property
    def room(self) -> str:
        return part(self.name, 1)

    @property
    def floor(self) -> int:
        return PLACES[self.room][0]


@frozen
class Import:
    """One imported name: its dotted target, and where in the file the statement stands."""

    target: str
    line: int
    scope: str  # "" at module level, else the innermost function or class
    late: bool  # at module level, but after the first function or class

    @property
    def own(self) -> bool:
        return part(self.target, 0) == PACKAGE


def part(name: str, index: int) -> str:
    """Return one part of a dotted name, `__init__` where the name ends before it."""
    parts = name.split(".")
    return parts[index] if index < len(parts) else "__init__"


def read_tree(root: Path) -> list[Module]:
    modules = []
    for path in sorted(root.rglob("*.py")):
        parts = (root.name, *path.relative_to(root).with_suffix("").parts)
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        modules.append(Module(name, path.read_text(encoding="utf-8"), is_package))
    return modules


def targets(node: ast.Import | ast.ImportFrom, module: Module, known: frozenset[str]) -> list[str]:
    """Resolve the names a statement imports; `from p import m` gives `p.m` where m is a module."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    base = node.module or ""
    if node.level:
        parts = module.name.split(".")
        above = parts[: len(parts) - node.level + module.is_package]
        base = ".".join([*above, base] if base else above)
    full = [f"{base}.{alias.name}" for alias in node.names]
    return [name if name in known else base for name in full]


def definitions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node


def imports(tree: ast.Module, module: Module, known: frozenset[str]) -> Iterator[Import]:
    scopes = {
        inner: outer.name
        for outer in definitions(tree)  # outer ones first, so the innermost name stays
        for inner in ast.walk(outer)
    }
    first = min((node.lineno for node in definitions(tree)), default=None)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            scope = scopes.get(node, "")
            late = not scope and first is not None and node.lineno > first
            for target in targets(node, module, known):
                yield Import(target, node.lineno, scope, late)


def floor_problem(module: Module, target: str) -> str | None:
    """Say what is wrong with this module importing that one, if anything is."""
    room = part(target, 1)
    if room not in PLACES:
        return f"imports {target}, which has no floor"
    if room == module.room:
        return sibling_problem(module, target)
    if PLACES[room] < PLACES[module.room]:
        return None
    direction = "upward" if PLACES[room][0] > module.floor else "sideways"
    return f"{direction} import of {target}"


def sibling_problem(module: Module, target: str) -> str | None:
    closed = CLOSED.get(module.room)
    if closed is None:
        return None
    mine, other = part(module.name, 2), part(target, 2)
    if mine == other or mine in closed.gatherers or other in closed.shared:
        return None
    return f"sibling import of {target}: the files of {module.room} are closed to one another"


def place_problem(module: Module, found: Import) -> str | None:
    """Say what is wrong with where an import stands, if anything is."""
    if found.late:
        return f"import of {found.target} below the first definition"
    if not found.scope:
        return None
    lazy_names = module.name == PACKAGE and found.scope == "__getattr__"
    if lazy_names and part(found.target, 0) == "importlib":
        return None
    if module.floor >= EDGES and not found.own and not is_stdlib(found.target):
        return None
    if (found.scope, part(found.target, 0)) == ASKED_FOR:
        return None
    return f"import of {found.target} inside {found.scope}"


def is_stdlib(target: str) -> bool:
    return part(target, 0) in sys.stdlib_module_names


def dynamic_problems(module: Module, tree: ast.Module) -> Iterator[str]:
    """Find imports by call, which the statements do not show."""
    if module.name == PACKAGE:
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).rpartition(".")[2]
        if called not in {"import_module", "__import__"}:
            continue
        match node.args:
            case [ast.Constant(value=str(target)), *_]:
                own = part(target, 0) in {PACKAGE, ""}
            case _:
                own = True  # it cannot be told, so it is not let through
        if own or module.floor < EDGES:
            yield f"{module.name}:{node.lineno}: import by call"


def problems(module: Module, known: frozenset[str] = frozenset()) -> list[str]:
    """List all that is wrong with one module."""
    found = []
    drawers = [name for name in module.name.split(".") if name.strip("_") in DRAWERS]
    found += [f"{module.name}: a module is named for what it holds, not {d!r}" for d in drawers]
    lines = len(module.source.splitlines())
    if lines > MAX_LINES:
        found.append(f"{module.name}: {lines} lines; past {MAX_LINES} it is two files")
    if module.room not in PLACES:
        return [*found, f"{module.name}: give it a floor"]
    tree = ast.parse(module.source)
    known |= {f"{PACKAGE}.{room}" for room in PLACES}
    for one in imports(tree, module, known):
        texts = [place_problem(module, one), floor_problem(module, one.target) if one.own else None]
        found += [f"{module.name}:{one.line}: {text}" for text in texts if text]
    return [*found, *dynamic_problems(module, tree)]


class TestTheTree:
    """Every module of the package keeps to its floor."""

    def test_modules_are_found(self) -> None:
        assert read_tree(SOURCE)

    def test_no_problems(self) -> None:
        modules = read_tree(SOURCE)
        known = frozenset(module.name for module in modules)
        found = [text for module in modules for text in problems(module, known)]
        assert not found, "\n".join(found)


def long_texts(root: Path) -> list[str]:
    """The scripts and style sheets that are past the length of a file."""
    return [
        f"{path.name}: {lines} lines; past {MAX_LINES} it is two files"
        for ending in ("js", "css")
        for path in sorted(root.rglob(f"*.{ending}"))
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    ]


class TestWhatIsNotPython:
    """Scripts and style sheets keep to the same length."""

    def test_they_are_found(self) -> None:
        assert list(SOURCE.rglob("*.js"))
        assert list(SOURCE.rglob("*.css"))

    def test_none_is_too_long(self) -> None:
        assert not long_texts(SOURCE)

    def test_a_long_one_is_caught(self, tmp_path: Path) -> None:
        (tmp_path / "a.js").write_text("x;\n" * (MAX_LINES + 1), encoding="utf-8")
        (tmp_path / "b.css").write_text("x {}\n" * MAX_LINES, encoding="utf-8")
        assert long_texts(tmp_path) == ["a.js: 401 lines; past 400 it is two files"]


class TestTheTable:
    """The table itself is sound."""

    def test_each_room_has_one_place(self) -> None:
        assert len(PLACES) == sum(len(row) for row in FLOORS)

    def test_closed_packages_have_a_floor(self) -> None:
        assert CLOSED.keys() <= PLACES.keys()


KNOWN = frozenset(
    f"{PACKAGE}.{name}"
    for name in (
        "domains.verdict",
        "domains.imprecision",
        "paradigms.record",
        "paradigms.match",
        "paradigms.one",
        "paradigms.two",
        "io.reader",
        "io.writer",
    )
)


def check(name: str, source: str, *, is_package: bool = False) -> list[str]:
    """Check one small source as if it were the module `gradekit.<name>`."""
    dotted = f"{PACKAGE}.{name}" if name else PACKAGE
    return problems(Module(dotted, source, is_package), KNOWN)


class TestTheCheckerCatches:
    """The checker is able to fail."""

    @pytest.mark.parametrize(
        ("name", "source", "text"),
        [
            # upward
            ("balance", "from gradekit.decision import x", "upward import of gradekit.decision"),
            ("balance", "import gradekit.decision", "upward import of gradekit.decision"),
            ("balance", "from gradekit import decision", "upward import of gradekit.decision"),
            ("balance", "from . import decision", "upward import of gradekit.decision"),
            ("balance", "from .decision import decide", "upward import of gradekit.decision"),
            ("balance", "from gradekit import decide", "upward import of gradekit"),
            ("balance", "import gradekit as gk", "upward import of gradekit"),
            ("domains.verdict", "from ..certainty import x", "upward import of gradekit.certainty"),
            ("errors", "if TYPE_CHECKING:\n    from gradekit.trace import Step", "upward import"),
            # sideways
            ("errors", "from gradekit.sources import x", "sideways import of gradekit.sources"),
            ("frames", "from gradekit.testing import laws", "sideways import of gradekit.testing"),
            ("io.reader", "import gradekit.report.text", "sideways import of gradekit.report.text"),
            # siblings
            ("paradigms.one", "from gradekit.paradigms.two import TWO", "sibling import"),
            ("paradigms.one", "from gradekit.paradigms import two", "sibling import"),
            ("paradigms.one", "from . import two", "sibling import"),
            ("paradigms.one", "from .match import match", "sibling import"),
            ("paradigms.one", "from gradekit.paradigms import ALL", "sibling import"),
            ("paradigms.record", "from .one import ONE", "sibling import"),
            ("domains.verdict", "from .imprecision import suggest", "sibling import"),
            # no floor
            ("balance", "import gradekit.novelty", "gradekit.novelty, which has no floor"),
            ("novelty", "", "gradekit.novelty: give it a floor"),
            # not at the top
            ("decision", "def f():\n    from gradekit.errors import E", "errors inside f"),
            ("decision", "class C:\n    import gradekit.errors", "errors inside C"),
            ("decision", "def f():\n    def g():\n        import json", "json inside g"),
            ("decision", "def f():\n    if x:\n        import pandas", "pandas inside f"),
            ("decision", "async def f():\n    import json", "json inside f"),
            ("sensitivity", "def frame():\n    import json", "json inside frame"),
            ("report.text", "def f():\n    from gradekit.errors import E", "errors inside f"),
            ("report.text", "def f():\n    import json", "json inside f"),
            ("decision", "def f(): ...\nimport json", "json below the first definition"),
            # by call
            ("decision", "importlib.import_module('pandas')", "import by call"),
            ("cli.app", "import_module('gradekit.io')", "import by call"),
            ("cli.app", "import_module('.io', 'gradekit')", "import by call"),
            ("cli.app", "__import__(name)", "import by call"),
            # names and size
            ("io.utils", "", "not 'utils'"),
            ("domains._helpers", "", "not '_helpers'"),
            ("io.misc.text", "", "not 'misc'"),
            ("balance", "x = 1\n" * (MAX_LINES + 1), "401 lines; past 400 it is two files"),
        ],
    )
    def test_in_a_module(self, name: str, source: str, text: str) -> None:
        (found,) = check(name, source)
        assert text in found

    def test_in_a_package(self) -> None:
        (found,) = check("domains", "from ..certainty import rate", is_package=True)
        assert found == "gradekit.domains:1: upward import of gradekit.certainty"

    def test_a_lazy_import_of_its_own_in_the_root(self) -> None:
        source = "def __getattr__(name):\n    from gradekit import frames"
        (found,) = check("", source, is_package=True)
        assert found == "gradekit:2: import of gradekit.frames inside __getattr__"


class TestTheCheckerAllows:
    """The checker does not fail on what the rules allow."""

    @pytest.mark.parametrize(
        ("name", "source"),
        [
            ("sources", "from gradekit.errors import GradekitError"),
            ("decision", "from gradekit import balance, policy\nfrom gradekit.situation import S"),
            ("decision", "import json\nimport attrs\nfrom gradekit.paradigms import ALL"),
            ("domains.imprecision", "from gradekit.domains.verdict import V"),
            ("domains.imprecision", "from .verdict import V\nfrom gradekit.domains import verdict"),
            ("paradigms.two", "from .record import Paradigm\nfrom ..policy import Policy"),
            ("paradigms.match", "from . import one, two\nfrom .record import Paradigm"),
            ("io.reader", "from . import writer\nfrom gradekit.io import load"),
            ("datasets.spine", "from gradekit.io import load"),
            ("testing.laws", "from gradekit.frames import decide"),
            ("cli.app", "import gradekit as gk"),
            ("report.plots", "def f():\n    import matplotlib.pyplot as plt"),
            ("cli.app", "importlib.import_module('matplotlib')"),
            ("balance", "x = 1\n" * MAX_LINES),
        ],
    )
    def test_in_a_module(self, name: str, source: str) -> None:
        assert check(name, source) == []

    @pytest.mark.parametrize(
        ("name", "source"),
        [
            ("domains", "from . import imprecision\nfrom .verdict import V"),
            ("paradigms", "from gradekit.paradigms.one import ONE"),
            ("", "from gradekit import errors\nfrom .decision import decide"),
            ("", "def __getattr__(n):\n    import importlib\n    importlib.import_module(n)"),
        ],
    )
    def test_in_a_package(self, name: str, source: str) -> None:
        assert check(name, source, is_package=True) == []
