"""Reads the decision tables of rules.md and has a rules engine evaluate them, many rows at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import zen
from attrs import frozen

RULES = Path(__file__).parent / "rules.md"
ANY = "-"
Row = dict[str, str]


def _field(name: str) -> str:
    """A heading as a name the engine can read: "benefit of X at" is benefit_of_x_at."""
    return re.sub(r"\W+", "_", name.strip().lower()).strip("_")


@frozen
class Table:
    """A decision table: what it asks, what it gives, and its rows of cells."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def cells(self, column: int) -> set[str]:
        """Every word that stands in a column."""
        words = {word.strip() for row in self.rows for word in row[column].split(",")}
        return words - {ANY}


def _read(text: str) -> Iterator[tuple[str, Table]]:
    """The tables by the heading they stand under."""
    for part in re.split(r"^#{2,3} ", text, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        lines = [line for line in body.splitlines() if line.startswith("|")]
        if not lines:
            continue
        head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
        inputs = tuple(_field(name) for name in head if not name.startswith("**"))
        outputs = tuple(_field(name.strip("*")) for name in head if name.startswith("**"))
        assert [name.startswith("**") for name in head] == sorted(
            name.startswith("**") for name in head
        ), title
        assert all(len(row) == len(head) for row in rows), title
        yield title.strip(), Table(inputs, outputs, tuple(tuple(row) for row in rows))


def _asked(cell: str) -> str:
    """An input cell as the engine's condition; empty matches anything."""
    return "" if cell == ANY else ", ".join(json.dumps(word.strip()) for word in cell.split(","))


def _given(cell: str) -> str:
    """An output cell as the engine's expression: a word, or the value of an input."""
    return _field(cell.strip("*")) if cell.startswith("*") else json.dumps(cell)


def _node(name: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "type": kind,
        "position": {"x": 0, "y": 0},
        "content": content,
    }


def _table_node(name: str, table: Table, policy: str) -> dict[str, Any]:
    columns = [*table.inputs, *table.outputs]
    rules = [
        {
            "_id": f"{name} {place}",
            **{
                column: _asked(cell) if column in table.inputs else _given(cell)
                for column, cell in zip(columns, row, strict=True)
            },
        }
        for place, row in enumerate(table.rows)
    ]
    content = {
        "hitPolicy": policy,
        "executionMode": "loop",
        "inputField": "rows",
        "outputPath": "rows",
        "passThrough": policy == "first",
        "inputs": [{"id": each, "name": each, "field": each} for each in table.inputs],
        "outputs": [{"id": each, "name": each, "field": each} for each in table.outputs],
        "rules": rules,
    }
    return _node(name, "decisionTableNode", content)


class Engine:
    """The tables, evaluated by the rules engine.

    Args:
        tables: by name.
    """

    def __init__(self, tables: dict[str, Table]) -> None:
        """Keep the tables; they are rendered when first asked."""
        self.tables = tables
        self._engine = zen.ZenEngine()

    def run(self, names: Sequence[str], rows: Sequence[Row]) -> list[Row]:
        """The rows with what these tables give, one table after another.

        Each table is evaluated once for every combination of its inputs that occurs.
        """
        for name in names:
            inputs = self.tables[name].inputs
            occurring = {tuple(row[each] for each in inputs): 0 for row in rows}
            asked = [dict(zip(inputs, words, strict=True)) for words in occurring]
            given = dict(zip(occurring, self._evaluate(name, asked, "first"), strict=True))
            rows = [{**row, **given[tuple(row[each] for each in inputs)]} for row in rows]
        return list(rows)

    def hits(self, name: str, rows: Sequence[Row]) -> list[int]:
        """How many rows of one table apply to each row of inputs."""
        return [len(found) for found in self._evaluate(name, rows, "collect")]

    def _evaluate(self, name: str, rows: Sequence[Row], policy: str) -> list[Any]:
        ids = ["in", name, "out"]
        graph = {
            "nodes": [
                _node("in", "inputNode", {}),
                _table_node(name, self.tables[name], policy),
                _node("out", "outputNode", {}),
            ],
            "edges": [
                {"id": f"{one} to {other}", "type": "edge", "sourceId": one, "targetId": other}
                for one, other in pairwise(ids)
            ],
        }
        decision = self._engine.create_decision(json.dumps(graph))
        decision.validate()
        found: list[Any] = decision.evaluate({"rows": list(rows)})["result"]["rows"]
        return found


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine(dict(_read(RULES.read_text(encoding="utf-8"))))
