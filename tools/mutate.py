"""Mutation testing: changes the rules one at a time and asks whether any test notices.

    python tools/mutate.py                     # the rules: paradigms, decision, ceilings, ...
    python tools/mutate.py share.py domains    # these files or folders of the package
    python tools/mutate.py --list decision.py  # what would be changed

It works on a copy in the temporary folder and writes nothing into the project. Each change is tried
in a process of its own, on the tests of its module first, then on the others.
docs/mutation.md says what is changed, what is not, and why this is a script of our own.
"""

from __future__ import annotations

import ast
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "gradekit"
RULES = "paradigms decision.py ceilings.py levels.py balance.py share.py certainty domains"
FIRST = ("tests/unit", "tests/worked", "tests/domains")
STAGES = (FIRST, ("tests/acceptance",), ("tests/crosscheck",))
OPTIONS = ("-p", "no:cacheprovider", "--assert=plain", "-o", "addopts=--import-mode=importlib")
ENDLESS = "took too long"
WARM = ("hypothesis", "attrs", "cattrs", "zen")  # loaded once, before the first change
# Hypothesis loads what registers itself with it, this package too: that is for each change to do.
NO_PLUGINS = "HYPOTHESIS_NO_PLUGINS"
BROKEN = "the package cannot be imported"

Members = dict[str, list[str]]
# What each comparison is exchanged for: its opposite, and the same with or without its edge.
COMPARED: dict[str, tuple[str, ...]]
COMPARED = {"Lt": ("GtE", "LtE"), "LtE": ("Gt", "Lt"), "Gt": ("LtE", "GtE"), "GtE": ("Lt", "Gt")}
COMPARED |= {"Eq": ("NotEq",), "NotEq": ("Eq",), "Is": ("IsNot",), "IsNot": ("Is",)}
COMPARED |= {"In": ("NotIn",), "NotIn": ("In",)}
COMPUTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
OPPOSITES = {"at": "up_to", "at_least": "below", "intervention": "comparator", "benefit": "harm"}
OPPOSITES |= {other: one for one, other in OPPOSITES.items()}
# Prose, citations and declarations: other tests hold them, or they decide nothing.
SKIPPED_CALLS = {"Rule", "cite", "Citation", "Example", "field", "lru_cache", "TypeVar"}
SKIPPED_FIELDS = {"annotation", "returns", "decorator_list", "bases"}


@dataclass(frozen=True)
class Mutant:
    """One change to one file: where it stands, from what to what, and the whole file changed."""

    file: str
    line: int
    change: str
    source: bytes

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.change}"


def words() -> Members:
    """Members of every closed set of words in the package, by the name of the set."""
    found: Members = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            bases = map(ast.unparse, node.bases) if isinstance(node, ast.ClassDef) else ()
            if isinstance(node, ast.ClassDef) and {"Word", "Ordered"}.intersection(bases):
                named = [each.targets[0] for each in node.body if isinstance(each, ast.Assign)]
                found[node.name] = [each.id for each in named if isinstance(each, ast.Name)]
    return found


def changeable(node: ast.AST, *, inside: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """The nodes that may change, and whether each stands inside a function."""
    yield node, inside
    called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
    if isinstance(node, ast.JoinedStr) or called in SKIPPED_CALLS:
        return
    inside = inside or isinstance(node, ast.FunctionDef | ast.Lambda)
    for name, value in ast.iter_fields(node):
        for each in value if isinstance(value, list) else [value]:
            docstring = isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
            names = isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "__all__"
            skipped = docstring or names or name in SKIPPED_FIELDS
            if isinstance(each, ast.AST) and not skipped:
                yield from changeable(each, inside=inside)


def negated(test: ast.expr) -> Iterator[ast.expr]:
    """The opposite of a condition, where exchanging its operator does not make it."""
    if not isinstance(test, ast.Compare) or len(test.ops) > 1:
        yield ast.UnaryOp(ast.Not(), test)


def without_one(parts: list[ast.expr]) -> Iterator[list[ast.expr]]:
    """The parts with one of them left out, each in turn."""
    return (parts[:place] + parts[place + 1 :] for place in range(len(parts)))


def expressions(node: ast.AST) -> Iterator[ast.AST]:
    """Other operators, branches and answers in the place of these."""
    match node:
        case ast.Compare(left=left, ops=ops, comparators=right):
            for place, op in enumerate(ops):
                for other in COMPARED[type(op).__name__]:
                    changed = [*ops[:place], getattr(ast, other)(), *ops[place + 1 :]]
                    yield ast.Compare(left, changed, right)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for rest in without_one(values):
                yield ast.BoolOp(op, rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BinOp(left=left, op=op, right=right) if type(op) in COMPUTED:
            yield ast.BinOp(left, COMPUTED[type(op)](), right)
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))


def values(node: ast.AST, *, inside: bool) -> Iterator[ast.AST]:
    """Other constants in the place of these; a text only inside a function."""
    match node:
        case ast.JoinedStr():
            yield ast.Constant("x")
        case ast.Constant(value=bool() as truth):
            yield ast.Constant(not truth)
        case ast.Constant(value=int() | float() as number):
            yield ast.Constant(number + 1)
        case ast.Constant(value=str() as text) if inside:
            yield ast.Constant(f"{text}x")
        case ast.Tuple(elts=parts, ctx=ast.Load()) if len(parts) > 1:
            for rest in without_one(parts):
                yield ast.Tuple(rest, ast.Load())


def names(node: ast.AST, members: Members) -> Iterator[ast.AST]:
    """A neighbour in its closed set in the place of a word, an opposite in that of a name."""
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if name in CALLED:
            yield ast.Name(CALLED[name], ast.Load())
        case ast.Attribute(value=ast.Name(id=owner), attr=name) if name in members.get(owner, []):
            place, known = members[owner].index(name), members[owner]
            for near in sorted({known[place - 1], known[(place + 1) % len(known)]} - {name}):
                yield ast.Attribute(node.value, near, ast.Load())
        case ast.Attribute(value=value, attr="mirror"):
            yield value
        case ast.Attribute(value=value, attr=name) if name in OPPOSITES:
            yield ast.Attribute(value, OPPOSITES[name], ast.Load())


def conditions(node: ast.AST) -> list[ast.expr]:
    """What a node asks before it does something."""
    match node:
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            return [test]
        case ast.Return(value=ast.BoolOp() as value):
            return [value]
        case ast.comprehension(ifs=ifs):
            return ifs
    return []


def mutants(path: Path, members: Members) -> Iterator[Mutant]:
    """Every change to a file that changes what it says."""
    source = path.read_bytes()
    tree = ast.parse(source)
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    changes: list[tuple[ast.AST, ast.AST]] = []
    for node, inside in changeable(tree):
        others = (*expressions(node), *values(node, inside=inside), *names(node, members))
        changes += [(node, other) for other in others]
        changes += [(test, other) for test in conditions(node) for other in negated(test)]
    for node, other in changes:
        assert isinstance(node, ast.expr | ast.stmt)  # noqa: S101 - what can be exchanged has a place
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        text = ast.unparse(other) if isinstance(other, ast.stmt) else f"({ast.unparse(other)})"
        changed = source[:begin] + text.encode() + source[end:]
        if ast.dump(ast.parse(changed)) != ast.dump(tree):
            change = f"{ast.unparse(node)}  ->  {text}"
            yield Mutant(path.relative_to(ROOT).as_posix(), node.lineno, change, changed)


class Failing:
    """Notes which tests, and files, fail without any change: they can notice nothing."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        """Note a test, or a file."""
        self.ids += [report.nodeid] if report.failed else []

    pytest_collectreport = pytest_runtest_logreport


def attempt(home: Path, tests: Sequence[str], mutant: Mutant | None, seconds: int) -> list[str]:
    """What fails of these tests with one change made, the first only; without one, all of it."""
    get_code = SourceFileLoader.get_code

    def changed(self: SourceFileLoader, fullname: str) -> CodeType | None:
        if mutant is not None and self.path == str(home / mutant.file):
            return compile(mutant.source, self.path, "exec")  # never from a cache
        return get_code(self, fullname)

    setattr(SourceFileLoader, "get_code", changed)  # noqa: B010 - the one place to change a module
    os.chdir(home)
    os.environ["CI"] = "true"  # the repeatable profile of the property tests
    sys.path[:0] = [str(home), str(home / "src")]
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    signal.signal(signal.SIGVTALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)  # of its own work, however busy the machine
    os.environ.pop(NO_PLUGINS, None)
    try:
        import_module("hypothesis.entry_points").run()
    except BaseException:  # noqa: BLE001 - a change may fail in any way, and was noticed
        return [BROKEN]
    failing = Failing()
    code = pytest.main([*OPTIONS, *(["-x"] if mutant else []), *tests], plugins=[failing])
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    passed = code in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    return [] if passed else failing.ids or [ENDLESS]


def survivors(home: Path, tried: dict[Mutant, list[str]], options: Namespace) -> list[Mutant]:
    """The changes no test notices."""
    work = [(home, tests, mutant, options.seconds) for mutant, tests in tried.items()]
    with multiprocessing.get_context("fork").Pool(options.jobs, maxtasksperchild=1) as pool:
        failed = pool.starmap(attempt, work, chunksize=1)
    left = [mutant for mutant, ids in zip(tried, failed, strict=True) if not ids]
    print(*left, f"{len(left)} left; {failed.count([ENDLESS])} too long", sep="\n", flush=True)
    return left


def naming(file: str, home: Path) -> list[str]:
    """The test files of a module, by their names; else those that name its package."""
    parts = Path(file).with_suffix("").parts[2:]
    files = sorted(path for folder in FIRST for path in (home / folder).rglob("test_*.py"))
    found = [each for each in files if f"gradekit.{parts[0]}" in each.read_text(encoding="utf-8")]
    own = [each for each in found if parts[-1] in each.stem]
    return [str(each) for each in own or found] or list(FIRST)


def main() -> int:
    """Try every change; print what survived and the score."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*", default=RULES.split(), help="files or folders")
    parser.add_argument("--list", action="store_true", help="print the changes and try none")
    parser.add_argument("--jobs", type=int, default=2, help="processes at once")
    parser.add_argument("--seconds", type=int, default=120, help="that one change may take")
    parser.add_argument("--at-least", type=float, default=0, help="percent; fail below it")
    options = parser.parse_args()
    asked = [PACKAGE / each for each in options.targets]
    files = sorted(file for each in asked for file in (each, *each.rglob("*.py")) if file.is_file())
    members = words()
    made = list(dict.fromkeys(mutant for file in files for mutant in mutants(file, members)))
    if options.list:
        print(*made, len(made), sep="\n")
        return 0
    began = time.monotonic()
    os.environ[NO_PLUGINS] = "1"
    for name in WARM:
        import_module(name)
    if "gradekit" in sys.modules:
        sys.exit("the package is loaded already: no change to it would be seen")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder).resolve()
        for name in ("src", "tests"):
            shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", home)
        stages = [[each for each in stage if (home / each).exists()] for stage in STAGES]
        every = [each for stage in stages for each in stage]
        apart: list[str] = []
        for _ in range(2):  # the second time to show that what is left passes
            with multiprocessing.get_context("fork").Pool(1) as pool:
                failed = pool.apply(attempt, (home, [*every, *apart], None, 10 * options.seconds))
            print(f"{len(made)} changes; failing without a change: {failed}", flush=True)
            apart += [f"--{'deselect' if '::' in each else 'ignore'}={each}" for each in failed]
        if failed:
            sys.exit("tests fail without a change")
        left = survivors(home, {each: [*naming(each.file, home), *apart] for each in made}, options)
        for stage in stages:
            left = survivors(home, {each: [*stage, *apart] for each in left}, options)
    for file in sorted({each.file for each in made}):
        all_of_it, alive = ([each for each in some if each.file == file] for some in (made, left))
        print(f"{file}: {len(all_of_it) - len(alive)} of {len(all_of_it)}")
    score = 100 * (1 - len(left) / max(len(made), 1))
    print(f"score {score:.1f}% in {time.monotonic() - began:.0f} s")
    return int(score < options.at_least)


if __name__ == "__main__":
    sys.exit(main())
