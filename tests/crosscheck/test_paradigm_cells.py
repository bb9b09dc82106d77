"""What each paradigm permits, held cell by cell against a rules engine reading rules.md.

Evidence is enumerated as words. The engine turns them into conditions, and conditions into
paradigms; the same words, as an evidence half, go to `gradekit.decide`, once with the intervention
as the option recommended and once with the comparator.
"""

from __future__ import annotations

import random
from itertools import product
from typing import TYPE_CHECKING

import pytest

import gradekit as gk
from gradekit.levels import EvidenceHalf, Known, OptionLevels

if TYPE_CHECKING:
    from tests.crosscheck.conftest import Engine, Row

# Each paradigm's conditions, as the tables name what they give.
CONDITIONS = {
    1: ("life_threatening", "benefit_of_x_at_least_very_low", "no_prohibitive_harm_of_x"),
    2: ("benefit_of_y_below_moderate", "certain_harm_of_y"),
    3: ("both_active", "x_as_good_very_low", "certain_harm_of_y", "harm_of_x_below_moderate"),
    4: ("x_as_good_moderate", "possible_harm_of_y", "no_harm_of_x"),
    5: ("catastrophe_of_y",),
}
CONDITION_TABLES = (
    "life threatening",
    "both active",
    "benefit of X at least very low",
    "no prohibitive harm of X",
    "benefit of Y below moderate",
    "certain harm of Y",
    "harm of X below moderate",
    "possible harm of Y",
    "no harm of X",
    "catastrophe of Y",
    "X at least as good, at least very low",
    "X at least as good, at least moderate",
)
PARADIGM_TABLES = tuple(f"paradigm {number}" for number in CONDITIONS)
ANSWER_TABLES = ("direction", "values", "certainty", "secondary", "consensus", "answer")
STATES = {"met", "not met", "not recorded"}

LEVELS = ("none", "very low", "low", "moderate", "high")
Pair = tuple[str, str]
# Known at a level, or at a level with something not rated.
KNOWN: tuple[Pair, ...] = (
    *((level, level) for level in LEVELS),
    *((level, "high") for level in LEVELS[:-1]),
)
# Lowest of the critical benefits; very low where one of them is not rated.
BENEFIT_CERTAINTY: tuple[Pair, ...] = (
    ("not determined", "not determined"),
    *((level, level) for level in LEVELS[1:]),
    *(("very low", level) for level in LEVELS[2:]),
)
SITUATIONS = {"life-threatening": True, "not life-threatening": False, "not said": None}

NOTHING: Row = {
    "situation": "not life-threatening",
    "options": "one inactive",
    "unknown_benefit": "no",
    "policy_asks_for": "moderate",
}
OF_X = ("benefit", "harm", "prohibitive_harm", "catastrophe")


def pair(name: str, known: Pair) -> Row:
    return {f"{name}_at": known[0], f"{name}_to": known[1]}


for _whose in "xy":
    for _kind in OF_X:
        NOTHING |= pair(f"{_kind}_of_{_whose}", ("none", "none"))
NOTHING |= pair("benefit_certainty", ("not determined", "not determined"))


def similar_benefit_rows() -> list[Row]:
    """All that paradigms 2, 3 and 4 look at, in every combination."""
    return [
        {
            **NOTHING,
            "options": options,
            "unknown_benefit": unknown,
            **pair("benefit_certainty", certainty),
            **pair("benefit_of_y", benefit),
            **pair("harm_of_y", harm_of_y),
            **pair("harm_of_x", harm_of_x),
        }
        for options, unknown, certainty, benefit, harm_of_y, harm_of_x in product(
            ("both active", "one inactive"), ("yes", "no"), BENEFIT_CERTAINTY, KNOWN, KNOWN, KNOWN
        )
        # Without a critical benefit finding none can be of unknown size.
        if (certainty[0], unknown) != ("not determined", "yes")
    ]


def life_threatening_rows() -> list[Row]:
    """All that paradigm 1 looks at, in every combination."""
    return [
        {
            **NOTHING,
            "situation": situation,
            **pair("benefit_of_x", benefit),
            **pair("prohibitive_harm_of_x", harm),
            **pair("harm_of_x", harm),
        }
        for situation, benefit, harm in product(SITUATIONS, KNOWN, KNOWN)
    ]


def catastrophe_rows() -> list[Row]:
    """All that paradigm 5 looks at, on either option."""
    return [
        {**NOTHING, **pair("catastrophe_of_y", of_y), **pair("catastrophe_of_x", of_x)}
        for of_y, of_x in product(KNOWN, KNOWN)
    ]


def known(row: Row, name: str) -> Known:
    return Known(row[f"{name}_at"], row[f"{name}_to"])


def option(row: Row, whose: str) -> OptionLevels:
    return OptionLevels(
        benefit=known(row, f"benefit_of_{whose}"),
        harm=known(row, f"harm_of_{whose}"),
        catastrophe=known(row, f"catastrophe_of_{whose}"),
        prohibitive=known(row, f"prohibitive_harm_of_{whose}"),
    )


def half(row: Row, recommended: str, overall: str = "low") -> EvidenceHalf:
    """The evidence of a row, with X as the arm recommended."""
    x, y = option(row, "x"), option(row, "y")
    determined = row["benefit_certainty_at"] != "not determined"
    return EvidenceHalf(
        intervention=x if recommended == "intervention" else y,
        comparator=y if recommended == "intervention" else x,
        benefit_certainty=known(row, "benefit_certainty") if determined else None,
        unknown_benefit=row["unknown_benefit"] == "yes",
        overall=gk.Certainty(overall),
        life_threatening=SITUATIONS[row["situation"]],
        both_active=row["options"] == "both active",
    )


WHO = {
    "intervention": ("for", gk.PanelHalf(share=gk.ShareBand.NEARLY_ALL)),
    "comparator": ("against", gk.PanelHalf(share=gk.ShareBand.ALMOST_NONE)),
}
POLICIES = {"moderate": gk.BMJ_RAPID, "high": gk.EBM_TABLE}


@pytest.fixture(scope="module")
def evaluated(engine: Engine) -> list[Row]:
    rows = [*similar_benefit_rows(), *life_threatening_rows(), *catastrophe_rows()]
    return engine.run((*CONDITION_TABLES, *PARADIGM_TABLES), rows)


def differing(rows: list[Row]) -> list[object]:
    """Where the engine's paradigms are not those of `decide`, in either direction."""
    found: list[object] = []
    for row, (recommended, (direction, panel)) in product(rows, WHO.items()):
        policy = POLICIES[row["policy_asks_for"]]
        answer = gk.decide(gk.Situation(half(row, recommended), panel), policy)
        states = {
            each.paradigm.number: each.met.value
            for each in answer.matches
            if each.direction == direction
        }
        expected = {number: row[f"paradigm_{number}"] for number in CONDITIONS}
        permitting = tuple(number for number, met in expected.items() if met == "met")
        strength = "strong" if permitting else "conditional"
        if (states, answer.paradigms, answer.strength) != (expected, permitting, strength):
            found.append((recommended, row, states, answer.paradigms, answer.strength))
    return found


class TestEveryCell:
    """5.8: each condition met, not met or not recorded, and what the five make of them."""

    def test_all_combinations_of_conditions_are_there(self, evaluated: list[Row]) -> None:
        for number, conditions in CONDITIONS.items():
            seen = {tuple(row[name] for name in conditions) for row in evaluated}
            # Whether both options are active is always known.
            states = [
                STATES - ({"not recorded"} if n == "both_active" else set()) for n in conditions
            ]
            assert seen == set(product(*states)), number

    def test_moderate_or_high_certainty_of_harm(self, evaluated: list[Row]) -> None:
        found = differing(evaluated)
        assert not found, f"{len(found)}, first: {found[0]}"

    def test_high_certainty_of_harm_only(self, engine: Engine, evaluated: list[Row]) -> None:
        asked = [
            {**row, "policy_asks_for": "high"}
            for row in evaluated
            if row["unknown_benefit"] == "no" and row["benefit_certainty_at"] in ("low", "very low")
        ]
        tables = ("certain harm of Y", "paradigm 2", "paradigm 3")
        found = differing(engine.run(tables, asked))
        assert not found, f"{len(found)}, first: {found[0]}"


def drawn(source: random.Random) -> Row:
    """A row in which everything may be known of either option."""
    row = {
        **NOTHING,
        "situation": source.choice(list(SITUATIONS)),
        "options": source.choice(("both active", "one inactive")),
        **pair("benefit_certainty", source.choice(BENEFIT_CERTAINTY)),
        "overall": source.choice(LEVELS[1:]),
        "share": source.choice(list(gk.ShareBand)).value,
        "criteria": source.choice(list(gk.Secondary)).value,
        "votes": source.choice(list(gk.VoteState)).value,
        "perspective": source.choice(list(gk.Perspective)).value,
        "balance": source.choice(("not recorded", *(each.value for each in gk.PanelBalance))),
    }
    if row["benefit_certainty_at"] != "not determined":
        row["unknown_benefit"] = source.choice(("no", "no", "yes"))
    for whose, kind in product("xy", OF_X):
        row |= pair(f"{kind}_of_{whose}", source.choice(KNOWN))
    return row


def exchanged(row: Row) -> Row:
    """The same with X and Y exchanged."""
    swap = {f"{kind}_of_x": f"{kind}_of_y" for kind in OF_X}
    swap |= {y: x for x, y in swap.items()}

    def renamed(name: str) -> str:
        stem, _, end = name.rpartition("_")
        return f"{swap[stem]}_{end}" if stem in swap else name

    return {renamed(name): word for name, word in row.items()}


class TestTheWhole:
    """5.7, 5.8: from evidence and panel to direction and strength, both directions at once."""

    def test_drawn_at_random(self, engine: Engine) -> None:
        source = random.Random(2013)  # noqa: S311 - a fixed sample, nothing secret
        rows = [drawn(source) for _ in range(4000)]
        tables = (*CONDITION_TABLES, *PARADIGM_TABLES)
        for_x = engine.run(tables, rows)
        against_x = engine.run(tables, [exchanged(row) for row in rows])
        permits = {
            "for": [[n for n in CONDITIONS if row[f"paradigm_{n}"] == "met"] for row in for_x],
            "against": [
                [n for n in CONDITIONS if row[f"paradigm_{n}"] == "met"] for row in against_x
            ],
        }
        asked = [
            {
                **row,
                "permits_for": "yes" if one else "no",
                "permits_against": "yes" if two else "no",
            }
            for row, one, two in zip(rows, permits["for"], permits["against"], strict=True)
        ]
        strengths = set()
        for place, row in enumerate(engine.run(("permitted", *ANSWER_TABLES), asked)):
            balance = row["balance"]
            panel = gk.PanelHalf(
                share=gk.ShareBand(row["share"]),
                secondary=gk.Secondary(row["criteria"]),
                votes=gk.VoteState(row["votes"]),
                perspective=gk.Perspective(row["perspective"]),
                balance=None if balance == "not recorded" else gk.PanelBalance(balance),
            )
            evidence = half(rows[place], "intervention", row["overall"])
            answer = gk.decide(gk.Situation(evidence, panel))
            consulted = row["overall"] in ("very low", "low")
            expected = permits.get(row["answer"], [[]] * len(rows))[place] if consulted else []
            assert (answer.direction, answer.strength) == (row["answer"], row["strength"]), row
            assert list(answer.paradigms) == expected, row
            strengths.add((row["strength"], bool(expected)))
        assert strengths == {
            ("none", False),
            ("conditional", False),
            ("conditional", True),
            ("strong", False),
            ("strong", True),
        }


def words(engine: Engine, table: str) -> list[Row]:
    """Every consistent combination of the words a table asks about."""
    columns = engine.tables[table].inputs
    pairs = [name.removesuffix("_at") for name in columns if name.endswith("_at")]
    single = [name for name in columns if not name.endswith(("_at", "_to"))]
    options: list[list[Row]] = [
        [pair(name, each) for each in (BENEFIT_CERTAINTY if name == "benefit_certainty" else KNOWN)]
        for name in pairs
    ]
    given = {
        "situation": tuple(SITUATIONS),
        "options": ("both active", "one inactive"),
        "unknown_benefit": ("yes", "no"),
        "policy_asks_for": ("moderate", "high"),
        "both_active": ("met", "not met"),
        "permits_for": ("yes", "no"),
        "permits_against": ("yes", "no"),
    }
    options += [[{name: word} for word in given.get(name, sorted(STATES))] for name in single]
    return [
        {name: word for part in parts for name, word in part.items()} for parts in product(*options)
    ]


class TestTheTables:
    """The hit policy is unique: one row, and no other, for every combination that can be."""

    @pytest.mark.parametrize("name", [*CONDITION_TABLES, *PARADIGM_TABLES, "permitted"])
    def test_one_row_each(self, engine: Engine, name: str) -> None:
        assert set(engine.hits(name, words(engine, name))) == {1}

    def test_none_is_left_out(self, engine: Engine) -> None:
        asked = {*CONDITION_TABLES, *PARADIGM_TABLES, *ANSWER_TABLES, "permitted"}
        assert set(engine.tables) == asked
