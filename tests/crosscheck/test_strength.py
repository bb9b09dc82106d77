"""Direction, strength and what binds, held cell by cell against a rules engine reading rules.md.

Every panel half there is, 2016 of them, with every overall certainty and every set of directions
that the paradigms may permit.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

import gradekit as gk
from gradekit.levels import EvidenceHalf, Known, OptionLevels

if TYPE_CHECKING:
    from tests.crosscheck.conftest import Engine, Row

TABLES = ("direction", "values", "certainty", "secondary", "consensus", "answer")
CEILINGS = ("values", "certainty", "secondary", "consensus")
ORDER = ("none", "conditional", "strong")

# The words of each input, by hand.
SHARES = ("nearly all", "majority", "split", "minority", "almost none", "unknown")
CRITERIA = ("favour intervention", "neutral", "favour comparator", "not judged")
VOTES = ("strong for", "for", "either", "against", "strong against", "no majority", "not voted")
PERSPECTIVES = ("individual", "population")
BALANCES = (
    "favours intervention",
    "probably favours intervention",
    "neither",
    "probably favours comparator",
    "favours comparator",
    "not recorded",
)
OVERALL = ("very low", "low", "moderate", "high")
PERMITTED = ("neither", "for", "against", "both")

PANELS: tuple[Row, ...] = tuple(
    {"share": share, "criteria": criteria, "votes": votes, "perspective": whose, "balance": balance}
    for share, criteria, votes, whose, balance in product(
        SHARES, CRITERIA, VOTES, PERSPECTIVES, BALANCES
    )
)


def panel(row: Row) -> gk.PanelHalf:
    balance = row["balance"]
    return gk.PanelHalf(
        share=gk.ShareBand(row["share"]),
        secondary=gk.Secondary(row["criteria"]),
        votes=gk.VoteState(row["votes"]),
        perspective=gk.Perspective(row["perspective"]),
        balance=None if balance == "not recorded" else gk.PanelBalance(balance),
    )


def option(catastrophe: str) -> OptionLevels:
    none = Known("none")
    return OptionLevels(benefit=none, harm=none, catastrophe=Known(catastrophe), prohibitive=none)


def evidence(overall: str, permitted: str) -> EvidenceHalf:
    """Evidence of this certainty in which a possible catastrophe permits these directions."""
    return EvidenceHalf(
        intervention=option("very low" if permitted in ("against", "both") else "none"),
        comparator=option("very low" if permitted in ("for", "both") else "none"),
        benefit_certainty=None,
        unknown_benefit=False,
        overall=gk.Certainty(overall),
        life_threatening=False,
        both_active=False,
    )


def binding(row: Row) -> tuple[str, ...]:
    """The ceilings equal to the least of those that apply, where it is below strong."""
    applies = [name for name in CEILINGS if row[name] != "not applicable"]
    least = min(applies, key=lambda name: ORDER.index(row[name]))
    return tuple(name for name in applies if row[name] == row[least] and row[least] != "strong")


class TestEveryCell:
    """5.7: share x secondary x votes x perspective x balance x what certainty allows."""

    def test_the_panel_half_is_whole(self) -> None:
        assert len(PANELS) == len({panel(row) for row in PANELS}) == 2016

    @pytest.mark.parametrize("overall", OVERALL)
    @pytest.mark.parametrize("permitted", PERMITTED)
    def test_it(self, engine: Engine, overall: str, permitted: str) -> None:
        half = evidence(overall, permitted)
        rows = [{**row, "overall": overall, "permitted": permitted} for row in PANELS]
        differing = []
        for row, given in zip(rows, engine.run(TABLES, rows), strict=True):
            found = gk.decide(gk.Situation(half, panel(row)))
            names = [(each.name, each.allows or "not applicable") for each in found.ceilings]
            permits = overall in ("very low", "low") and permitted in (given["answer"], "both")
            expected = (
                given["answer"],
                given["strength"],
                given["direction"],
                [(name, given[name]) for name in CEILINGS],
                binding(given),
                (5,) if permits and given["answer"] in ("for", "against") else (),
                ("share",) if given["direction"] == "none" else (),
            )
            answer = (
                found.direction,
                found.strength,
                found.drafted,
                names,
                found.binding,
                found.paradigms,
                found.missing,
            )
            if answer != expected:
                differing.append((row, answer, expected))
        assert not differing, f"{len(differing)} of {len(rows)}, first: {differing[0]}"


WORDS = {
    "share": SHARES,
    "criteria": CRITERIA,
    "votes": VOTES,
    "perspective": PERSPECTIVES,
    "balance": BALANCES,
    "overall": OVERALL,
    "permitted": PERMITTED,
    "direction": ("for", "against", "either", "none"),
    "values": ("none", "conditional", "strong"),
    "certainty": ("conditional", "strong", "not applicable"),
    "secondary": ("conditional", "strong", "not applicable"),
    "consensus": ("none", "conditional", "strong", "not applicable"),
}


class TestTheTables:
    """The hit policy is unique: one row, and no other, for every combination that can be."""

    @pytest.mark.parametrize("name", TABLES)
    def test_one_row_each(self, engine: Engine, name: str) -> None:
        inputs = engine.tables[name].inputs
        combinations = [
            dict(zip(inputs, words, strict=True)) for words in product(*(WORDS[n] for n in inputs))
        ]
        # Only without a direction does a ceiling not apply, and values allow none only then.
        possible = [
            row
            for row in combinations
            if name != "answer"
            or row["direction"] == "none"
            or (row["values"] != "none" and "not applicable" not in row.values())
        ]
        assert set(engine.hits(name, possible)) == {1}

    @pytest.mark.parametrize("name", TABLES)
    def test_no_word_of_its_own(self, engine: Engine, name: str) -> None:
        table = engine.tables[name]
        for column, given in enumerate(table.inputs):
            assert table.cells(column) <= set(WORDS[given]), given

    def test_the_engine_can_disagree(self, engine: Engine) -> None:
        # One cell changed by hand, and the comparison would not hold.
        row = {**PANELS[0], "overall": "low", "permitted": "neither"}
        (low,) = engine.run(TABLES, [row])
        (moderate,) = engine.run(TABLES, [{**row, "overall": "moderate"}])
        assert (low["strength"], moderate["strength"]) == ("conditional", "strong")
