"""Reading and writing documents: gradekit against the same model in pydantic 2, and at size.

    python benchmarks/bench_documents.py

needs the extra `bench`. The pydantic model has the same fields, types, words and single-value
limits, refuses unknown keys, and checks what hand-written pydantic models usually check: order of
intervals, ids given twice and references. gradekit checks more. Both read the text and write it;
the answers are compared before anything is timed.
"""

from __future__ import annotations

import argparse
import copy
import gc
import json
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal

import pydantic
from pydantic import AfterValidator, ConfigDict, Field, create_model, model_validator

import gradekit as gk
from gradekit.guideline import Guideline
from gradekit.io import _limits, _model
from gradekit.judgements import CertaintyRating, PublishedCertainty
from gradekit.policy import POLICIES
from gradekit.sources import Citation

LIMITS = {
    "minimum": "ge",
    "maximum": "le",
    "exclusiveMinimum": "gt",
    "exclusiveMaximum": "lt",
    "minItems": "min_length",
    "pattern": "pattern",
}
SIZES = (1_000, 2_000, 5_000, 10_000)


class Base(pydantic.BaseModel):
    """What every model shares."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


MODELS: dict[type, Any] = {}


def in_order(self: Any) -> Any:  # noqa: ANN401 - any model with an interval
    """An interval's ends, and its value between them."""
    if self.low is not None and self.high is not None and not self.low <= self.high:
        message = "low above high"
        raise ValueError(message)
    return self


def printable(text: str) -> str:
    """The check of texts that gradekit makes."""
    if not text.isprintable() and any(each < " " and each not in "\n\t" for each in text):
        message = "unprintable"
        raise ValueError(message)
    return text


def registered(self: Any) -> Any:  # noqa: ANN401 - the guideline's model
    """Ids once in each list, and references that name something."""
    for name in ("populations", "outcomes", "options", "comparisons"):
        ids = [each.id for each in getattr(self, name)]
        if len(set(ids)) != len(ids):
            message = f"duplicate id in {name}"
            raise ValueError(message)
    outcomes = {each.id for each in self.outcomes}
    options = {each.id for each in self.options}
    populations = {each.id for each in self.populations}
    for each in self.comparisons:
        named = {each.intervention, each.comparator} <= options and each.population in populations
        if not named or not {row.outcome for row in each.evidence} <= outcomes:
            message = "unknown id"
            raise ValueError(message)
    return self


TEXT = Annotated[str, AfterValidator(printable)]


def annotated(shape: _model.Shape) -> Any:  # noqa: ANN401, PLR0911 - a type, one for each shape
    """The type pydantic checks a value against."""
    match shape:
        case _model.Plain(kind):
            return {str: TEXT, float: float | int}.get(kind, kind)
        case _model.Reference():
            return TEXT
        case _model.Words(kind):
            return Literal[tuple(str(each.value) for each in kind)]  # type: ignore[misc]
        case _model.Many(item):
            return list[annotated(item)]  # type: ignore[misc]
        case _model.Named(item):
            return dict[str, annotated(item)]  # type: ignore[misc]
        case _model.Cited():
            return TEXT | model(Citation)
        case _model.Certain():
            return Literal["not rated"] | model(PublishedCertainty) | model(CertaintyRating) | None
        case _model.PolicyShape():
            return Literal[tuple(POLICIES)] | dict[str, Any]  # type: ignore[misc]
        case _model.Record(kind):
            return model(kind)
        case _:
            return str | float | int | bool | None


def model(kind: type) -> Any:  # noqa: ANN401 - a class made here
    """The pydantic model of a class."""
    if kind in MODELS:
        return MODELS[kind]
    if kind.__name__ in ("Step", "Trace", "Suggestion"):
        return dict[str, Any]  # the dataset has none
    fields: dict[str, Any] = {}
    for each in _model.fields_of(kind):
        limits = _limits.LIMITS.get((kind, each.name), {})
        said = {LIMITS[name]: value for name, value in limits.items() if name in LIMITS}
        told = Annotated[annotated(each.shape), Field(**said)] if said else annotated(each.shape)
        renamed = "published" if (kind, each.name) == (PublishedCertainty, "level") else each.name
        absent: Any = None if each.nullable or not isinstance(each.shape, _model.Many) else []
        fields[renamed] = (told, ...) if each.required else (told | None, absent)
    checks: dict[str, Any] = {}
    if {"value", "low", "high"} <= set(fields):
        checks["in_order"] = model_validator(mode="after")(in_order)
    if kind is Guideline:
        fields["schema"] = (Literal[1], Field(alias="schema"))
        fields["schema_"] = fields.pop("schema")
        checks["registered"] = model_validator(mode="after")(registered)
    MODELS[kind] = create_model(kind.__name__, __base__=Base, __validators__=checks, **fields)
    return MODELS[kind]


def best(work: Callable[[], object], seconds: float = 2.0) -> float:
    """The shortest time of one run, in seconds."""
    work()
    found, stop = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < stop:
        gc.collect()
        start = time.perf_counter()
        work()
        found = min(found, time.perf_counter() - start)
    return found


def compare() -> Iterator[str]:
    """Reading and writing spine-2025 in both."""
    text = gk.datasets.text("spine-2025")
    guide, kind = gk.io.loads(text), model(Guideline)
    other = kind.model_validate_json(text)
    written = other.model_dump_json(exclude_defaults=True, exclude_none=True, by_alias=True)
    assert len(json.loads(written)["comparisons"]) == len(guide)
    assert gk.io.loads(gk.io.dumps(guide)) == guide
    data = gk.io.to_data(guide)
    rows = (
        ("read text", lambda: gk.io.loads(text), lambda: kind.model_validate_json(text)),
        (
            "read plain data",
            lambda: gk.io.from_data(data),
            lambda: kind.model_validate(data),
        ),
        (
            "write text",
            lambda: gk.io.dumps(guide),
            lambda: other.model_dump_json(
                indent=2, exclude_defaults=True, exclude_none=True, by_alias=True
            ),
        ),
    )
    yield f"{'':18}{'gradekit':>12}{'pydantic':>12}{'ratio':>8}"
    for name, ours, theirs in rows:
        mine, its = best(ours), best(theirs)
        yield f"{name:18}{mine * 1e3:9.2f} ms{its * 1e3:9.2f} ms{mine / its:8.2f}"


def grown(size: int) -> str:
    """A guideline with this many comparisons."""
    data = json.loads(gk.datasets.text("spine-2025"))
    data["recommendations"], data["subgroups"], data["other_guidelines"] = [], [], []
    known = data["comparisons"]
    made = []
    for nth in range(size):
        each = copy.copy(known[nth % len(known)])
        each["id"] = f"{each['id']}/{nth}"
        each["evidence"] = [
            {key: value for key, value in row.items() if key != "informed_by"}
            for row in each["evidence"]
        ]
        made.append(each)
    return json.dumps({**data, "comparisons": made})


def sizes() -> Iterator[str]:
    """Time and memory for each comparison, at growing sizes."""
    yield f"{'comparisons':>12}{'MB':>8}{'read':>10}{'write':>10}{'us each':>10}{'KB each':>10}"
    for size in SIZES:
        text = grown(size)
        start = time.perf_counter()
        guide = gk.io.loads(text)
        read = time.perf_counter() - start
        start = time.perf_counter()
        gk.io.dumps(guide)
        write = time.perf_counter() - start
        del guide
        tracemalloc.start()
        gk.io.loads(text)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        yield (
            f"{size:12,}{len(text) / 1e6:8.1f}{read:8.2f} s{write:8.2f} s"
            f"{read / size * 1e6:10.0f}{peak / size / 1e3:10.1f}"
        )


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("compare", "sizes"))
    chosen = parser.parse_args().only
    for name, lines in (("compare", compare), ("sizes", sizes)):
        if chosen in (None, name):
            for line in lines():
                print(line)


if __name__ == "__main__":
    main()
