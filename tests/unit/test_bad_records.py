"""Bad input to what people judged and recorded: told in the same way."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

import gradekit as gk
from gradekit.errors import GradekitError, InvalidValue, UnknownReference

if TYPE_CHECKING:
    from tests.unit.conftest import Make

NAN, INF = math.nan, math.inf
ENDS = ("low", "high")
Told = list[tuple[str, str]]  # each problem: what is wrong, and where


def refused(
    make_it: Callable[[], object], told: Told, error: type[GradekitError] = InvalidValue
) -> GradekitError:
    """The error raised, once its kind and its problems are as expected."""
    with pytest.raises(GradekitError) as raised:
        make_it()
    assert type(raised.value) is error
    assert [(each.what, each.place) for each in raised.value.problems] == told
    assert all(each.expected for each in raised.value.problems)
    return raised.value


class TestShare:
    """4: an interval of proportions, or a band."""

    BOTH = ("share without one form", "$.low")
    NEITHER = ("share without one form", "$.band")

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({}, [NEITHER]),
            ({"low": 0.2, "band": "split"}, [BOTH]),
            ({"high": 0.2}, [NEITHER, ("half an interval", "$.low")]),
            ({"high": 0.2, "band": "split"}, [("half an interval", "$.low")]),
            ({"low": 0.6, "high": 0.5}, [("low above high", "$.low")]),
            ({"low": -0.1, "high": 0.5}, [("share outside 0 to 1", "$.low")]),
            ({"low": 0.5, "high": 1.1}, [("share outside 0 to 1", "$.high")]),
            ({"low": 0.5, "high": INF}, [("share outside 0 to 1", "$.high")]),
            (
                {"low": 0.5, "high": NAN},
                [("share outside 0 to 1", "$.high"), ("low above high", "$.low")],
            ),
            ({"low": 95}, [("share outside 0 to 1", "$.low"), ("share outside 0 to 1", "$.high")]),
        ],
    )
    def test_it(self, given: dict[str, Any], told: Told) -> None:
        refused(lambda: gk.Share(**given), told)

    def test_texts(self) -> None:
        error = refused(lambda: gk.Share(0.6, 0.5), [("low above high", "$.low")])
        assert str(error) == "low above high @ $.low: expected at most high = 0.5; got 0.6"
        error = refused(lambda: gk.Share(0.2, 0.4, band="split"), [self.BOTH])
        assert error.problems[0].got == "{'low': 0.2, 'high': 0.4, 'band': 'split'}"
        error = refused(lambda: gk.Share(95), [("share outside 0 to 1", f"$.{x}") for x in ENDS])
        assert "divide a percentage by 100" in str(error)

    def test_words(self) -> None:
        with pytest.raises(InvalidValue, match="unknown share band"):
            gk.Share(band="most")
        with pytest.raises(InvalidValue, match="unknown arm"):
            gk.Share(0.5, option="drug")


class TestSurvey:
    """4: a scenario covers something; ids are its own."""

    @pytest.mark.parametrize("name", ["benefit_certainties", "harm_certainties"])
    def test_covers_nothing(self, make: Make, name: str) -> None:
        given: dict[str, Any] = {name: []}
        refused(lambda: make.scenario(**given), [("scenario that covers nothing", f"$.{name}")])

    @pytest.mark.parametrize(
        "given",
        [
            {"smallest_benefit": 1},
            {"smallest_benefit": 0, "outcome": "pain"},
            {"smallest_benefit": -1, "outcome": "pain"},
            {"smallest_benefit": NAN, "outcome": "pain"},
            {"smallest_benefit": INF, "outcome": "pain"},
        ],
    )
    def test_smallest_benefit(self, make: Make, given: dict[str, Any]) -> None:
        with pytest.raises(InvalidValue) as raised:
            make.scenario(**given)
        assert raised.value.problems[0].place == "$.smallest_benefit"

    def test_duplicates(self, make: Make) -> None:
        one, other = make.scenario("a"), make.scenario("b")
        refused(lambda: gk.Survey((one, other, one)), [("duplicate id", "$.scenarios[2].id")])

    def test_members(self) -> None:
        one, other = gk.Member("a", "patient"), gk.Member("b", "patient")
        refused(lambda: gk.Panel((one, other, one)), [("duplicate id", "$.members[2].id")])
        with pytest.raises(InvalidValue, match="unknown panel role"):
            gk.Member("a", "chair")


class TestVotes:
    """4: whole counts that add up; leave votes out where nobody voted."""

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({}, [("no vote cast", "$.strong_for")]),
            ({"abstained": 3}, [("no vote cast", "$.strong_for")]),
            ({"strong_for": -1}, [("votes not counted", "$.strong_for")]),
            ({"either": 0.5}, [("votes not counted", "$.either")]),
            (
                {"either": NAN, "recused": -1},
                [("votes not counted", "$.either"), ("votes not counted", "$.recused")],
            ),
            ({"either": 3, "total": 4}, [("votes do not add up", "$.total")]),
            (
                {"abstained": 3, "total": 4},
                [("votes do not add up", "$.total"), ("no vote cast", "$.strong_for")],
            ),
        ],
    )
    def test_it(self, given: dict[str, Any], told: Told) -> None:
        refused(lambda: gk.Votes(**given), told)

    def test_texts(self) -> None:
        error = refused(lambda: gk.Votes(either=3, total=4), [("votes do not add up", "$.total")])
        assert "the sum of all answers, 3" in str(error)
        error = refused(lambda: gk.Votes(recused=2), [("no vote cast", "$.strong_for")])
        assert error.problems[0].got == "0"
        error = refused(
            lambda: gk.Votes(either=0.8),  # type: ignore[arg-type]
            [("votes not counted", "$.either")],
        )
        assert "not percentages" in str(error)


class TestComparison:
    """4: two options, one deciding row and one definition per outcome, known overrides."""

    def test_an_option_against_itself(self, make: Make) -> None:
        drug = gk.Option("drug", "Drug", "active")
        refused(
            lambda: make.comparison(comparator=drug),
            [("an option against itself", "$.comparator")],
        )

    def test_two_deciding_rows(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial")
        beside = make.judged(make.outcome(), "trivial", role="supporting")
        refused(
            lambda: make.comparison(row, beside, row),
            [("two deciding rows", "$.evidence[2].role")],
        )

    def test_two_definitions(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial")
        other = make.judged(make.outcome(better="higher"), "trivial", role="supporting")
        refused(
            lambda: make.comparison(row, other),
            [("one outcome with two definitions", "$.evidence[1].outcome")],
        )

    def test_an_override_of_nothing(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial")
        error = refused(
            lambda: make.comparison(row, importance={"pian": "limited"}),
            [("unknown outcome", "$.importance.pian")],
            UnknownReference,
        )
        assert error.problems[0].expected == "one of pain"

    @pytest.mark.parametrize(
        ("given", "what"),
        [
            ({"perspective": "society"}, "unknown perspective"),
            ({"balance": "varies"}, "unknown panel balance"),
            ({"overall_certainty": "excellent"}, "unknown certainty"),
            ({"importance": {"pain": "vital"}}, "unknown importance"),
        ],
    )
    def test_words(self, make: Make, given: dict[str, Any], what: str) -> None:
        with pytest.raises(InvalidValue, match=what):
            make.comparison(make.judged(make.outcome(), "trivial"), **given)

    def test_all_at_once(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial")
        drug = gk.Option("drug", "Drug", "active")
        refused(
            lambda: make.comparison(row, row, comparator=drug),
            [
                ("an option against itself", "$.comparator"),
                ("two deciding rows", "$.evidence[1].role"),
            ],
        )


class TestTheRest:
    """4: sources have keys; published recommendations cite one of five paradigms."""

    @pytest.mark.parametrize("key", ["", " "])
    def test_source(self, key: str) -> None:
        refused(lambda: gk.Source(key), [("empty key", "$.key")])

    @pytest.mark.parametrize("number", [0, 6, -1])
    def test_paradigm(self, number: int) -> None:
        refused(
            lambda: gk.PublishedRecommendation(id="r", paradigm_cited=number),
            [("no such paradigm", "$.paradigm_cited")],
        )

    @pytest.mark.parametrize("kind", ["good practice", "only in research", "none"])
    def test_strength_where_nothing_is_graded(self, kind: str) -> None:
        error = refused(
            lambda: gk.PublishedRecommendation(id="r", type=kind, strength="strong"),
            [("strength on a statement that is not graded", "$.strength")],
        )
        assert kind in str(error)

    def test_option(self) -> None:
        with pytest.raises(InvalidValue, match="unknown kind of option"):
            gk.Option("a", "A", "placebo")

    def test_known(self) -> None:
        with pytest.raises(InvalidValue, match="unknown level"):
            gk.levels.Known("excellent")
