"""Every wrong implementation is caught by the vectors; the example they are made from conforms."""

from __future__ import annotations

import json
import subprocess
import sys
from copy import deepcopy
from functools import cache

import pytest
from tests.testing.wrong import EXAMPLE, PLAIN, TEXT, WRONG, Decide, made, wrong

import gradekit as gk
from gradekit.testing.conformance import (
    Vector,
    answer_to,
    document_vectors,
    plain,
    situation_vectors,
)
from gradekit.testing.conformance_check import check
from gradekit.testing.conformance_random import random_cases


def vectors() -> tuple[Vector, ...]:
    """Under both policies; made when a test asks, not when tests are collected."""
    return (
        *situation_vectors(gk.BMJ_RAPID),
        *situation_vectors(gk.EBM_TABLE, gk.BMJ_RAPID),
    )


@cache
def mixed() -> tuple[Vector, ...]:
    """The parts in turn, so that a fault is met soon wherever it shows."""
    every = vectors()
    return tuple(vector for start in range(211) for vector in every[start::211])


def agrees(decide: Decide, vector: Vector) -> bool:
    """Whether it answers as expected, lists in any order; one that fails does not."""
    try:
        answer = decide(deepcopy(dict(vector.given)))
    except (KeyError, IndexError, TypeError):
        return False
    told = {
        name: sorted(value) if isinstance(value, list) else value for name, value in answer.items()
    }
    return told == vector.expected


def test_the_example_knows_nothing_of_the_library() -> None:
    assert "import gradekit" not in PLAIN
    assert "from gradekit" not in PLAIN
    assert TEXT != PLAIN


def test_the_example_conforms() -> None:
    decide = made()
    assert [each.id for each in vectors() if not agrees(decide, each)] == []


def test_the_example_is_a_program() -> None:
    some = (*document_vectors()[:2], *mixed()[:500])
    report = check(f"'{sys.executable}' '{EXAMPLE}'", some, timeout=60)
    assert not report.differences
    assert report.unsupported == some[:2]
    assert report.agrees
    assert not report.conforms
    assert str(report) == (
        "502 vectors, 500 answered as expected, 2 not supported\n"
        f"not supported, the first: {some[0].id}"
    )


def test_there_are_many() -> None:
    assert len(WRONG) >= 80


@pytest.mark.parametrize("name", WRONG)
def test_is_caught(name: str) -> None:
    decide = wrong(name)
    assert any(not agrees(decide, each) for each in mixed()), f"no vector notices: {name}"


def test_only_the_second_policy_notices_that_it_is_ignored() -> None:
    decide = wrong("policy ignored")
    noticed = {each.given["policy"] for each in vectors()[::3] if not agrees(decide, each)}
    assert noticed == {"ebm-table"}


def test_a_policy_of_ones_own_is_known_by_its_parameters() -> None:
    mine = gk.BMJ_RAPID.evolve("ours", strong_certainty="high", certain_harm="low")
    decide, made_ = made(), [(each, plain(each, mine)) for each in random_cases(mine, 120)]
    for each, given in made_:
        expected = answer_to(given)
        assert given["policy"] == "ours"
        assert expected["strength"] == gk.decide(each, mine).strength
        assert agrees(decide, Vector("", given, expected, ()))
    without = {**made_[0][1], "parameters": {}}
    with pytest.raises(gk.UnknownReference, match="unknown policy"):
        answer_to(without)


def test_the_program_reads_lines() -> None:
    line = json.dumps({"id": "one", "input": mixed()[0].given})
    done = subprocess.run(
        [sys.executable, str(EXAMPLE)], input=line, capture_output=True, check=True, text=True
    )
    assert json.loads(done.stdout) == {"id": "one", **mixed()[0].expected}
