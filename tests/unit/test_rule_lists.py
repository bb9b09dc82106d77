"""The lists of rules: each module names every rule it holds, once."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

import gradekit
from gradekit import certainty
from gradekit.certainty import overall, rating
from gradekit.paradigms import PARADIGMS
from gradekit.trace import Rule

LISTING = [
    name
    for _, name, package in pkgutil.walk_packages(gradekit.__path__, "gradekit.")
    if not package
    and not name.startswith(("gradekit.cli", "gradekit.audit"))
    and hasattr(import_module(name), "RULES")
]

EXAMPLES = {
    1: ["oseltamivir", "vitamin K"],
    2: ["azathioprine", "head-to-toe"],
    3: ["Helicobacter pylori"],
    4: ["ACE inhibitors", "anticoagulants"],
    5: ["testosterone"],
}


def held(name: str) -> list[Rule]:
    """Every rule standing in a module, those inside its tables included."""
    found: list[Rule] = []
    for value in vars(import_module(name)).values():
        parts = value.values() if isinstance(value, dict) else [value]
        for part in parts:
            inner = part.values() if isinstance(part, dict) else [part]
            found += [each for each in inner if isinstance(each, Rule)]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("name", LISTING)
def test_every_rule_is_listed_once(name: str) -> None:
    listed = list(import_module(name).RULES)
    assert len({rule.id for rule in listed}) == len(listed)
    own = {rule.id for rule in held(name)}
    # A rule another module lists is only used here; the second engine is not GRADE's.
    for other in LISTING:
        own -= {rule.id for rule in import_module(other).RULES} if other != name else set()
    own = {each for each in own if not each.startswith("inconsistency.cinema_")}
    assert own <= {rule.id for rule in listed}


def test_there_are_lists() -> None:
    rooms = {name.removeprefix("gradekit.") for name in LISTING}
    assert {"balance", "ceilings", "share", "certainty.overall", "certainty.rating"} <= rooms


def test_certainty_gathers_both() -> None:
    assert (*rating.RULES, *overall.RULES) == certainty.RULES


@pytest.mark.parametrize("number", EXAMPLES)
def test_published_examples_stand_beside_each_paradigm(number: int) -> None:
    (paradigm,) = (each for each in PARADIGMS if each.number == number)
    told = [each.statement for each in paradigm.examples]
    assert len(told) == len(EXAMPLES[number])
    for start, statement in zip(EXAMPLES[number], told, strict=True):
        assert start in statement
