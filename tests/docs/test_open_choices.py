"""The page of open choices: all 38, and every way to choose that it names exists and works."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

import gradekit as gk

DOCS = Path(__file__).parents[2] / "docs"
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\[`([^`]+)`\]\(\.\./catalogue\.md#([a-z0-9-]+)\)")
CHOICES = 38
NO_WAY = "**cannot be chosen**"

OUTCOME = gk.Outcome(
    "mi",
    "Heart attack",
    importance="critical",
    better="lower",
    thresholds=gk.Thresholds(10, 25, 50, unit="per 1000"),
)
ROW = gk.Evidence(OUTCOME, gk.Estimate("RD", -20, unit="per 1000"), certainty="very low")

# What else a call named on the page needs to be made.
GIVEN: Mapping[str, Mapping[str, Any]] = {
    "rate_certainty": {"design": "NRSI", "judgements": {}},
    "domains.large_effect.suggest": {
        "estimate": gk.Estimate("RR", 2),
        "design": "NRSI",
        "well_conducted": True,
    },
    "domains.risk_of_bias.suggest": {"high_risk_weight": 0.6, "direction": "toward the result"},
    "domains.inconsistency.on_one_side": {"share": 0.75},
    "domains.imprecision.suggest": {
        "estimate": gk.Estimate("RR", 0.5, 0.3, 0.84),
        "outcome": OUTCOME,
        "baseline_risk": 0.2,
        "participants": 2000,
    },
    "information_size.binary": {"p0": 0.2},
    "presets.thresholds_for": {},
    "absolute_effect": {"estimate": gk.Estimate("RR", 0.75)},
    "instruments.improvement": {
        "smd": gk.Estimate("SMD", -0.5),
        "baseline": 0.3,
        "better": "lower",
    },
    "MID": {},
    "network.rate_comparison": {"direct": "low"},
    "network.minimally_contextualised": {
        "reference": "placebo",
        "contrasts": [],
        "better": "higher",
    },
    "statement": {"finding": gk.findings.find(ROW, OUTCOME.importance)},
    "overall_certainty": {"rated": [("critical", "high"), ("critical", "low")]},
    "policy.evolve": {"name": "ours"},
}


@frozen
class Choice:
    """A row of the page."""

    number: int
    taken: str
    ways: tuple[str, ...]
    text: str
    records: tuple[tuple[str, str], ...]  # an id, and the heading of the catalogue it links to


def choices() -> Iterator[Choice]:
    for line in (DOCS / "explanation" / "open-choices.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0].isdigit():
            number, _, taken, way, recorded = cells
            ways, records = CODE.findall(way), LINK.findall(recorded)
            yield Choice(int(number), taken, tuple(ways), way, tuple(records))


ALL = tuple(choices())
EACH = pytest.mark.parametrize("choice", ALL, ids=lambda each: str(each.number))


def named(path: str) -> Any:  # noqa: ANN401 - whatever stands under the name
    """What a name of the page stands for: `policy` is any policy, the rest is gradekit's."""
    head, _, rest = path.partition(".")
    return getattr(gk.BMJ_RAPID, rest) if head == "policy" else attrgetter(path)(gk)


def call(way: str) -> tuple[str, dict[str, Any]]:
    """The name and the arguments of a call."""
    node = ast.parse(way, mode="eval").body
    assert isinstance(node, ast.Call)
    assert not node.args, "name the arguments"
    names = {name: getattr(gk, name) for name in gk.__all__}
    given = {
        each.arg or "": eval(ast.unparse(each.value), names)  # noqa: S307 - text of our own page
        for each in node.keywords
    }
    return ast.unparse(node.func), given


def arguments(function: Callable[..., object]) -> set[str]:
    return set(inspect.signature(function).parameters)


def test_all_of_them_once() -> None:
    assert sorted(each.number for each in ALL) == list(range(1, CHOICES + 1))


@EACH
def test_a_way_or_plainly_none(choice: Choice) -> None:
    assert choice.taken
    assert choice.ways or NO_WAY in choice.text


@EACH
def test_every_way_exists_and_works(choice: Choice) -> None:
    calls = [call(way) for way in choice.ways if "(" in way]
    for name, given in calls:
        named(name)(**GIVEN[name], **given)
    taken = {each for name, _ in calls for each in arguments(named(name))}
    for way in choice.ways:
        if "(" not in way and way not in taken:
            assert named(way) is not None, way


def sections() -> dict[str, str]:
    """The text of the catalogue below each of its headings, by anchor."""
    found: dict[str, str] = {}
    anchor = ""
    for line in (DOCS / "catalogue.md").read_text("utf-8").splitlines():
        if line.startswith("#"):
            anchor = re.sub(r"[^a-z0-9-]", "", line.lstrip("# ").lower().replace(" ", "-"))
        found[anchor] = found.get(anchor, "") + line + "\n"
    return found


@EACH
def test_every_record_stands_where_it_is_linked_to(choice: Choice) -> None:
    assert choice.records
    for record, anchor in choice.records:
        assert f"`{record}`" in sections()[anchor], record


def test_low_certainty_may_be_let_allow_strong() -> None:
    guide = gk.datasets.load("spine-2025")
    lenient = gk.BMJ_RAPID.evolve("lenient", strong_certainty="low")
    answer = gk.recommend(guide["axial/im-la"], lenient)
    assert (answer.strength, answer.paradigms) == ("strong", ())
