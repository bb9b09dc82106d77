"""The page of conformance vectors, and the schema of the lines."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.testing.wrong import made

import gradekit as gk
from gradekit.cli.conformance import schema
from gradekit.testing.conformance import (
    Vector,
    answer_to,
    document_vectors,
    plain,
    situation_vectors,
)
from gradekit.testing.conformance_answers import read_answers
from gradekit.testing.conformance_random import random_cases
from gradekit.testing.conformance_schema import line_schema
from gradekit.testing.conformance_words import FIELDS

Data = dict[str, Any]
PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "conformance.md").read_text(
    encoding="utf-8"
)
SCHEMA = line_schema()


def validator(name: str) -> jsonschema.Draft202012Validator:
    held = {"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]}
    return jsonschema.Draft202012Validator(held)


QUESTION, ANSWER = validator("question"), validator("answer")
RIGHT: Data = {
    "id": "one",
    "direction": "for",
    "strength": "strong",
    "paradigms": [2, 5],
    "binding": [],
}


class TestPage:
    def test_its_example_is_answered_so(self) -> None:
        asked, answer = (json.loads(each) for each in re.findall(r"```json\n(.*)\n```", PAGE))
        expected = answer_to(asked["input"])
        assert {"id": asked["id"], **expected} == answer
        assert made()(asked["input"]) == expected
        assert QUESTION.is_valid(asked)
        assert ANSWER.is_valid(answer)

    def test_every_field_and_every_clause_stands_there(self) -> None:
        assert all(f"| `{field}` |" in PAGE for field in FIELDS)
        vectors = situation_vectors(gk.BMJ_RAPID)
        clauses = {clause for each in vectors[::7] for clause in each.clauses}
        assert all(f"| `{each}` |" in PAGE for each in clauses if "paradigm" not in each)

    def test_the_number_of_vectors(self) -> None:
        situations = situation_vectors(gk.BMJ_RAPID), situation_vectors(gk.EBM_TABLE, gk.BMJ_RAPID)
        assert 22_000 < sum(map(len, (document_vectors(), *situations))) < 23_000
        assert "more than 22,000" in PAGE
        begins = {re.sub(r"-\d+$", "-...", each.id) for made in situations for each in made}
        told = {each for each in begins if "bmj" in each}
        assert all(f"| `{each}` |" in PAGE for each in told)


class TestSchema:
    def test_is_one(self) -> None:
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_the_command_writes_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        schema()
        assert json.loads(capsys.readouterr().out) == SCHEMA

    def test_every_question_and_every_answer(self) -> None:
        cases = [plain(each) for each in random_cases(gk.EBM_TABLE, 240)]
        asked = [
            *document_vectors()[::3],
            *(Vector("x", each, answer_to(each), ()) for each in cases),
        ]
        for each in asked:
            QUESTION.validate({"id": each.id, "input": each.given})
            ANSWER.validate({"id": each.id, **each.expected})

    @pytest.mark.parametrize(
        ("place", "word"),
        [
            (("evidence", "comparator", "harm"), "low to none"),
            (("evidence", "comparator", "harm"), None),
            (("evidence", "overall"), "none"),
            (("evidence", "benefit_certainty"), "low to high"),
            (("evidence", "life_threatening"), "no"),
            (("panel", "balance"), "varies"),
            (("panel", "votes"), 3),
            (("parameters", "certain_harm"), "none"),
        ],
    )
    def test_another_word_is_refused(self, place: tuple[str, ...], word: object) -> None:
        given = plain(next(random_cases(gk.BMJ_RAPID, 1)))
        assert QUESTION.is_valid({"id": "one", "input": given})
        inner = given
        for each in place[:-1]:
            inner = inner[each]
        inner[place[-1]] = word
        assert not QUESTION.is_valid({"id": "one", "input": given})

    @pytest.mark.parametrize(
        ("change", "answers"),
        [
            ({}, True),
            ({"note": "kept", "paradigms": [5.0, 2]}, True),
            ({"unsupported": False}, True),
            ({"direction": None, "unsupported": True}, True),
            ({"direction": "For"}, False),
            ({"strength": "weak"}, False),
            ({"paradigms": [True]}, False),
            ({"paradigms": ["1"]}, False),
            ({"paradigms": [0]}, False),
            ({"paradigms": [1.5]}, False),
            ({"paradigms": [2, 2]}, False),
            ({"paradigms": None}, False),
            ({"binding": "values"}, False),
            ({"binding": ["share"]}, False),
            ({"binding": ["values", "values"]}, False),
            ({"error": "boom"}, False),
            ({"unsupported": "yes", "strength": None}, False),
        ],
    )
    def test_the_reader_and_the_schema_agree(self, change: Data, *, answers: bool) -> None:
        answer = {**RIGHT, **change}
        assert ANSWER.is_valid(answer) is answers
        assert (read_answers(json.dumps(answer), {"one"}).problems == []) is answers

    def test_the_situation_is_answered_by_the_words_alone(self) -> None:
        given = plain(next(random_cases(gk.BMJ_RAPID, 1)))
        assert answer_to({**given, "policy": "ours"}) == answer_to(given)
