"""What the situation vectors cover: every word of every field, decisive, in both directions."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import product
from typing import Any

import pytest

import gradekit as gk
from gradekit.contract import known_word
from gradekit.paradigms import PARADIGMS
from gradekit.scales import Arm
from gradekit.space import every_known
from gradekit.testing.conformance import Vector, plain, situation_of, situation_vectors
from gradekit.testing.conformance_lines import TOWARD, lines, showing
from gradekit.testing.conformance_random import random_cases
from gradekit.testing.conformance_words import (
    EVIDENCE_FIELDS,
    FIELDS,
    PANEL_FIELDS,
    asked_by,
    consistent,
    word_at,
    words_of,
)

Row = tuple[Any, ...]
Word = str | bool | None


def row_of(vector: Vector) -> Row:
    """The words of a vector, in the order of FIELDS."""
    evidence, panel = vector.given["evidence"], vector.given["panel"]
    return tuple(
        panel[field]
        if field in PANEL_FIELDS
        else evidence[field.partition(".")[0]][field.partition(".")[2]]
        if "." in field
        else evidence[field]
        for field in FIELDS
    )


def first() -> tuple[Vector, ...]:
    """Those under the first policy; made when a test asks, not when tests are collected."""
    return situation_vectors(gk.BMJ_RAPID)


def second() -> tuple[Vector, ...]:
    return situation_vectors(gk.EBM_TABLE, gk.BMJ_RAPID)


@cache
def by_words() -> dict[Row, Vector]:
    return {row_of(each): each for each in first()}


@cache
def answers() -> dict[Row, tuple[str, ...]]:
    return {row: tuple(map(str, each.expected.values())) for row, each in by_words().items()}


@cache
def changing(field: str) -> tuple[Row, ...]:
    """Vectors beside which stands another that differs in this field only, with another answer."""
    place = FIELDS.index(field)
    groups: defaultdict[Row, list[Row]] = defaultdict(list)
    for row in by_words():
        groups[row[:place] + row[place + 1 :]].append(row)
    turning = [group for group in groups.values() if len({answers()[row] for row in group}) > 1]
    return tuple(row for group in turning for row in group)


def spelled(field: str) -> set[Word]:
    """Every word a field may hold, as a vector spells it."""
    return {
        known_word(each) if isinstance(each, gk.levels.Known) else each for each in words_of(field)
    }


@pytest.mark.parametrize("field", FIELDS)
def test_every_word_decides(field: str) -> None:
    found = {row[FIELDS.index(field)] for row in changing(field)}
    assert found == spelled(field)


@pytest.mark.parametrize("arm", Arm)
def test_every_word_decides_in_both_directions_at_both_certainties_and_perspectives(
    arm: Arm,
) -> None:
    read = {field for each in PARADIGMS for field in asked_by(each, arm, gk.BMJ_RAPID)}
    assert len(read) == 10
    way, at, side = TOWARD[arm], FIELDS.index("overall"), FIELDS.index("perspective")
    for field in (each for each in EVIDENCE_FIELDS if each != "overall"):
        found: defaultdict[Row, set[Word]] = defaultdict(set)
        for row in changing(field):
            if by_words()[row].expected["direction"] == way:
                found[row[at], row[side]].add(row[FIELDS.index(field)])
        wanted = spelled(field) if field in read else set()
        for where in product(("very low", "low"), gk.Perspective):
            assert found[where] == wanted, (field, *where)


def test_where_paradigms_are_not_consulted_every_word_occurs_and_none_decides() -> None:
    for overall in ("moderate", "high"):
        for way in ("for", "against"):
            rows = [
                row
                for row, each in by_words().items()
                if row[FIELDS.index("overall")] == overall
                and each.expected["direction"] == way
                and each.expected["strength"] == "strong"
            ]
            assert {by_words()[row].expected["paradigms"] == [] for row in rows} == {True}
            for field in EVIDENCE_FIELDS[:-3]:
                assert {row[FIELDS.index(field)] for row in rows} == spelled(field), field


@pytest.mark.parametrize("policy", [gk.BMJ_RAPID, gk.EBM_TABLE])
def test_every_line_begins_where_strong_is_permitted(policy: gk.Policy) -> None:
    for line in lines(policy):
        answers = [gk.decide(each, policy) for each in line[:1]]
        assert {each.strength for each in answers} == {"strong"}
        differing = {
            field for field in FIELDS if len({str(word_at(each, field)) for each in line}) > 1
        }
        assert len(differing) <= 1
        assert all(consistent(each.evidence) for each in line)


def test_what_both_options_may_hold_occurs() -> None:
    together = Counter(
        (each.given["evidence"]["intervention"]["catastrophe"] != "none")
        + (each.given["evidence"]["comparator"]["catastrophe"] != "none")
        for each in first()
    )
    assert together[2] > 1000
    halves = {
        str(each.given["evidence"])
        for each in first()
        if each.given["panel"]["perspective"] == "population"
    }
    assert len(halves) > 2000


class TestRandom:
    @pytest.mark.parametrize("policy", [gk.BMJ_RAPID, gk.EBM_TABLE])
    def test_every_kind_of_answer_occurs(self, policy: gk.Policy) -> None:
        answers = [gk.decide(each, policy) for each in random_cases(policy, 2016)]
        kinds = Counter((each.strength.value, each.direction.value) for each in answers)
        assert set(kinds) == {
            ("strong", "for"),
            ("strong", "against"),
            ("conditional", "for"),
            ("conditional", "against"),
            ("conditional", "either"),
            ("none", "none"),
        }
        assert min(kinds[each] for each in kinds if each[1] in ("for", "against")) > 100
        named = Counter(
            (number, each.direction.value) for each in answers for number in each.paradigms
        )
        assert min(named[n, way] for n in range(1, 6) for way in ("for", "against")) > 50

    def test_the_same_from_the_same_seed(self) -> None:
        made = [tuple(random_cases(gk.BMJ_RAPID, 60, seed)) for seed in (1, 1, 2)]
        assert made[0] == made[1] != made[2]

    def test_the_first_one_is_the_same_in_every_python(self) -> None:
        drawn = list(random_cases(gk.BMJ_RAPID, 3))
        assert [plain(each)["evidence"]["comparator"]["harm"] for each in drawn] == [
            "very low to low",
            "none",
            "moderate",
        ]

    def test_every_word_occurs(self) -> None:
        drawn = list(random_cases(gk.BMJ_RAPID, 2016))
        for field in FIELDS:
            assert {word_at(each, field) for each in drawn} == {*words_of(field)}, field
        assert all(consistent(each.evidence) for each in drawn)


def test_the_second_policy_is_asked_what_it_may_answer_otherwise() -> None:
    asked = {str(each.given["evidence"]) + str(each.given["panel"]): each for each in first()}
    both = [
        (asked[key], each)
        for each in second()
        if (key := str(each.given["evidence"]) + str(each.given["panel"])) in asked
    ]
    assert sum(one.expected != other.expected for one, other in both) > 20
    assert {each.given["parameters"]["certain_harm"] for each in second()} == {"high"}
    turning = {clause for each in second() for clause in each.clauses}
    assert {f"paradigm.{each.number}" for each in PARADIGMS} <= turning


def test_words_that_meet_a_paradigm_permit_it() -> None:
    for paradigm in PARADIGMS:
        asked = asked_by(paradigm, Arm.INTERVENTION, gk.BMJ_RAPID)
        assert asked
        assert all(set(words) < set(words_of(field)) for field, words in asked.items())


def test_panels_that_show() -> None:
    for (direction, perspective), panels in showing(gk.BMJ_RAPID).items():
        assert direction in ("for", "against")
        assert len(panels) == (42 if perspective == "population" else 36)


def test_inputs_are_read_as_they_were_written() -> None:
    for each in (*first()[::60], *second()[::60]):
        policy = gk.policy.policy_named(each.given["policy"])
        assert plain(situation_of(each.given), policy) == each.given
    assert {known_word(each) for each in every_known()} == spelled("comparator.harm")
