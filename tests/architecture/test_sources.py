"""Every rule, parameter and paradigm cell names a source that is in the register."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import gradekit as gk
from gradekit.library import LIBRARY
from gradekit.sources import Citation, Parameter
from gradekit.trace import Rule

ROOT = Path(gk.__file__).parent
# Floors 1 to 6, where rules live; the numbers of floor 0 are formulas and unit factors.
RULED = (
    "thresholds",
    "classification",
    "findings",
    "certainty",
    "network",
    "levels",
    "balance",
    "share",
    "votes",
    "situation",
    "ceilings",
    "decision",
    "recommendation",
    "domains",
    "paradigms",
)
PLAIN = {0, 1}


def modules() -> Iterator[object]:
    for found in pkgutil.walk_packages([str(ROOT)], "gradekit."):
        if not found.name.startswith("gradekit.cli"):
            yield importlib.import_module(found.name)


def records() -> Iterator[tuple[str, Citation]]:
    for module in modules():
        for value in vars(module).values():
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, Rule | Parameter):
                    yield each.id, each.source


class TestSources:
    def test_rules_and_parameters(self) -> None:
        found = list(records())
        assert len(found) > 20
        for name, citation in found:
            assert name
            assert citation.source in LIBRARY, name

    def test_policies(self) -> None:
        from gradekit.policy import POLICIES  # noqa: PLC0415

        for policy in POLICIES.values():
            for name in ("nearly_all", "majority", "strong_certainty", "established", "possible"):
                assert getattr(policy, name).source.source in LIBRARY
            assert policy.certain_harm.source.source in LIBRARY
            assert policy.voting.strong.source.source in LIBRARY
            assert policy.voting.direction.source.source in LIBRARY

    def test_paradigms(self) -> None:
        for paradigm in gk.PARADIGMS:
            assert paradigm.source.source in LIBRARY
            assert paradigm.examples
            sources = [each.source for each in paradigm.conditions]
            sources += [each.source for each in paradigm.examples]
            assert all(source.source in LIBRARY for source in sources)

    def test_one_id_one_sentence(self) -> None:
        sentences: dict[str, str] = {}
        for module in modules():
            for value in vars(module).values():
                if isinstance(value, Rule):
                    assert sentences.setdefault(value.id, value.sentence) == value.sentence
                    assert value.sentence.endswith(".")


def bare_numbers(source: str) -> Iterator[str]:
    """Numbers other than 0 and 1 outside a Parameter or a paradigm's own number."""
    tree = ast.parse(source)
    kept: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else None
            name = node.func.id if isinstance(node.func, ast.Name) else name
            if name in ("Parameter", "Paradigm", "lru_cache"):
                kept.update(id(each) for each in ast.walk(node))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, int | float)
            and not isinstance(node.value, bool)
            and node.value not in PLAIN
            and id(node) not in kept
        ):
            yield f"line {node.lineno}: {node.value}"


class TestNoBareNumberInARule:
    def test_the_check_can_fail(self) -> None:
        assert list(bare_numbers("def f(x):\n    return x > 0.8")) == ["line 2: 0.8"]
        assert list(bare_numbers("P = Parameter(0.8, C)\nx = 1")) == []

    def test_the_tree(self) -> None:
        found = [
            f"{path.relative_to(ROOT)} {each}"
            for name in RULED
            for path in (
                sorted((ROOT / name).glob("*.py"))
                if (ROOT / name).is_dir()
                else [ROOT / f"{name}.py"]
            )
            if path.exists()
            for each in bare_numbers(path.read_text(encoding="utf-8"))
        ]
        assert not found, "\n".join(found)
