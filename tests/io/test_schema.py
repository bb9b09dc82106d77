"""The published schema and the reader agree on every document, good or bad."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gradekit as gk
from gradekit.io._limits import LIMITS
from gradekit.io._model import fields_of

GOLDEN = Path(__file__).resolve().parents[1] / "documents" / "v1"
SCHEMA = gk.io.json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
EVERYTHING: dict[str, Any] = json.loads((GOLDEN / "everything.json").read_text(encoding="utf-8"))
JUNK: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1,
    5.0,
    0.5,
    7,
    1e300,
    2**53,
    -(10**400),
    "",
    " ",
    "x",
    "very_low",
    "Very Low",
    "VERY-LOW ",
    "high\n",
    "not rated",
    "bmj-rapid",
    "1,5",
    "a\x00b",
    "\uffff",
    [],
    ["x"],
    [1],
    {},
    {"value": 1},
    {"published": "low"},
    {"published": "low", "start": "high"},
    {"source": "x"},
    {"x": True},
)


def places(node: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner: Any = node.items() if isinstance(node, dict) else ()
    inner = enumerate(node) if isinstance(node, list) else inner
    for key, value in inner:
        yield (*path, key)
        yield from places(value, (*path, key))


PLACES = tuple(places(EVERYTHING))


def changed(
    document: dict[str, Any], path: tuple[Any, ...], kind: str, value: object
) -> dict[str, Any]:
    data = copy.deepcopy(document)
    holder: Any = data
    for step in path[:-1]:
        holder = holder[step]
    if kind == "gone":
        del holder[path[-1]]
    elif kind == "beside" and isinstance(holder, dict):
        holder["another"] = value
    else:
        holder[path[-1]] = value
    return data


def refused_by_reader(data: dict[str, Any]) -> list[gk.Problem]:
    try:
        gk.io.from_data(data)
    except gk.DocumentError as error:
        return list(error.problems)
    return []


def beyond(problem: gk.Problem) -> bool:
    return any(problem.what.startswith(name) for name in gk.io.BEYOND_SCHEMA)


def check(data: dict[str, Any]) -> None:
    sound = VALIDATOR.is_valid(data)
    problems = refused_by_reader(data)
    if not sound:
        assert problems, next(VALIDATOR.iter_errors(data)).message
    else:
        assert all(map(beyond, problems)), [str(each) for each in problems if not beyond(each)]


class TestShipped:
    """Shipped as a file, and current."""

    def test_is_current(self) -> None:
        assert json.loads(gk.io.shipped_schema()) == SCHEMA

    def test_is_a_schema(self) -> None:
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"

    def test_says_what_each_key_holds(self) -> None:
        assert SCHEMA["$defs"]["Evidence"]["properties"]["horizon"]["description"]
        assert SCHEMA["properties"]["schema"]["const"] == gk.io.SCHEMA


class TestEquivalence:
    """What the schema refuses the reader refuses; the rest is between values, and listed."""

    @pytest.mark.parametrize("name", ["spine-2025", "spine-table1"])
    def test_shipped_documents(self, name: str) -> None:
        assert VALIDATOR.is_valid(json.loads(gk.datasets.text(name)))

    @settings(suppress_health_check=list(HealthCheck), max_examples=30)
    @given(data=st.data())
    def test_good_documents(
        self, any_guideline: st.SearchStrategy[gk.Guideline], data: st.DataObject
    ) -> None:
        document = gk.io.to_data(data.draw(any_guideline))
        errors = [each.message for each in VALIDATOR.iter_errors(document)]
        assert errors == []

    @settings(max_examples=200)
    @given(
        st.sampled_from(PLACES),
        st.sampled_from(("gone", "other", "other", "beside")),
        st.sampled_from(JUNK),
    )
    def test_spoiled_documents(self, path: tuple[Any, ...], kind: str, value: object) -> None:
        check(changed(EVERYTHING, path, kind, value))

    @settings(max_examples=60)
    @given(st.sampled_from(PLACES), st.sampled_from(PLACES))
    def test_values_in_the_wrong_place(self, path: tuple[Any, ...], other: tuple[Any, ...]) -> None:
        value: Any = EVERYTHING
        for step in other:
            value = value[step]
        check(changed(EVERYTHING, path, "other", value))

    def test_both_refuse_something_and_both_accept_something(self) -> None:
        assert VALIDATOR.is_valid(EVERYTHING)
        assert not refused_by_reader(EVERYTHING)
        bad = changed(EVERYTHING, ("outcomes", 0, "better"), "other", "up")
        assert not VALIDATOR.is_valid(bad)
        assert refused_by_reader(bad)


class TestLimits:
    """Every limit the schema states is the constructor's own, on both sides of it."""

    @pytest.mark.parametrize("place", LIMITS, ids=lambda each: f"{each[0].__name__}.{each[1]}")
    def test_is_a_field(self, place: tuple[type, str]) -> None:
        names = {each.name for each in attrs.fields(place[0])}
        assert place[1] in names
        assert {each.name for each in fields_of(place[0])} <= names

    @pytest.mark.parametrize(
        ("path", "good", "bad"),
        [
            (("comparisons", 0, "evidence", 0, "estimate", "level"), 0.99, 1),
            (("comparisons", 0, "evidence", 2, "baseline_risk"), 1, 1.01),
            (("comparisons", 0, "evidence", 0, "studies"), 0, -1),
            (("comparisons", 0, "evidence", 0, "participants"), 7.0, 7.5),
            (("comparisons", 0, "evidence", 3, "incidence", "high"), 1, 2),
            (("outcomes", 1, "thresholds", "small"), 0.001, 0),
            (("comparisons", 0, "share", "low"), 0, -0.1),
            (("panel", "survey", "scenarios", 0, "harm_certainties"), ["low"], []),
            (("panel", "survey", "scenarios", 0, "smallest_benefit"), 0.1, 0),
            (("recommendations", 0, "paradigm_cited"), 5, 6),
            (("sources", 0, "key"), "x", " "),
            (("policy", "name"), "mine", "core-2025"),
        ],
    )
    def test_boundary(self, path: tuple[Any, ...], good: object, bad: object) -> None:
        fine = changed(EVERYTHING, path, "other", good)
        assert VALIDATOR.is_valid(fine)
        assert not refused_by_reader(fine)
        spoiled = changed(EVERYTHING, path, "other", bad)
        assert not VALIDATOR.is_valid(spoiled)
        assert refused_by_reader(spoiled)


BEYOND: dict[str, tuple[tuple[Any, ...], Any]] = {
    "low above high": (("comparisons", 0, "evidence", 0, "estimate", "low"), 9),
    "value outside its interval": (("comparisons", 0, "evidence", 0, "estimate", "value"), 9),
    "ratio not positive": (("comparisons", 0, "evidence", 2, "estimate", "low"), -1),
    "unit on a ratio": (("comparisons", 0, "evidence", 2, "estimate", "unit"), "cm"),
    "scale without room": (("outcomes", 0, "scale", "maximum"), -1),
    "thresholds not ascending": (("outcomes", 0, "thresholds", "large"), 2.5),
    "threshold in another unit": (("outcomes", 0, "thresholds", "unit"), "kg"),
    "catastrophic but not a harm": (("outcomes", 0, "catastrophic"), True),
    "magnitude and direction disagree": (
        ("comparisons", 0, "evidence", 3, "judged_effect", "favours"),
        "comparator",
    ),
    "two deciding rows": (("comparisons", 0, "evidence", 1, "role"), "deciding"),
    "an option against itself": (("comparisons", 0, "comparator"), "drug"),
    "votes do not add up": (("comparisons", 0, "votes", "total"), 11),
    "no such answer": (("comparisons", 0, "etd", "judgements", 0, "option"), "yes"),
    "criterion judged twice": (
        ("comparisons", 0, "etd", "judgements", 1),
        {"criterion": "resources required", "option": "varies"},
    ),
    "strength on a statement that is not graded": (("recommendations", 1, "strength"), "strong"),
    "share cut-offs": (("policy", "nearly_all"), 0.5),
    "voting share": (("policy", "voting", "strong"), 0.4),
    "no such condition": (
        ("comparisons", 1, "ungraded", "conditions"),
        {"actionable": True},
    ),
    "duplicate id": (("panel", "members", 1, "id"), "m0"),
    "unknown comparison": (("recommendations", 0, "comparisons", 0), "nothing"),
    "unknown outcome": (("comparisons", 0, "evidence", 0, "outcome"), "nothing"),
    "circle of components": (("options", 0, "components"), ["both"]),
}


class TestBeyondTheSchema:
    """What holds between values: the schema lets it through, the reader does not."""

    @pytest.mark.parametrize("name", BEYOND)
    def test_reader_alone(self, name: str) -> None:
        data = changed(EVERYTHING, BEYOND[name][0], "other", BEYOND[name][1])
        assert VALIDATOR.is_valid(data)
        assert any(each.what.startswith(name) for each in refused_by_reader(data))

    def test_listed_in_the_documentation(self) -> None:
        docs = Path(__file__).resolve().parents[2] / "docs" / "documents.md"
        text = docs.read_text(encoding="utf-8")
        for name, rule in gk.io.BEYOND_SCHEMA.items():
            assert f"| {name} | {rule} |" in text
