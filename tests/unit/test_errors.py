"""Errors: what, where, what was expected, what came, what to do; all problems at once."""

from __future__ import annotations

import pickle

import pytest

import gradekit as gk
from gradekit import errors
from gradekit.errors import GradekitError, Problem, Problems, refuse

KINDS: list[tuple[type[GradekitError], type[Exception]]] = [
    (errors.InvalidValue, ValueError),
    (errors.UnitMismatch, ValueError),
    (errors.BaselineRiskMissing, ValueError),
    (errors.UnknownReference, LookupError),
    (errors.DocumentError, ValueError),
    (errors.MissingExtra, ImportError),
]


class TestProblem:
    """7: a problem prints as "problem @ $.comparisons[3].evidence[0].estimate.low"."""

    def test_whole(self) -> None:
        path = ("comparisons", 3, "evidence", 0, "estimate", "low")
        problem = Problem("low above high", path, "at most high = 1", "2", "swap them")
        assert problem.place == "$.comparisons[3].evidence[0].estimate.low"
        assert str(problem) == (
            "low above high @ $.comparisons[3].evidence[0].estimate.low: "
            "expected at most high = 1; got 2; swap them"
        )

    @pytest.mark.parametrize(
        ("problem", "text"),
        [
            (Problem("odd"), "odd @ $"),
            (Problem("odd", ("a",)), "odd @ $.a"),
            (Problem("odd", expected="x"), "odd @ $: expected x"),
            (Problem("odd", got="y"), "odd @ $: got y"),
            (Problem("odd", hint="do z"), "odd @ $: do z"),
        ],
    )
    def test_parts_may_be_left_out(self, problem: Problem, text: str) -> None:
        assert str(problem) == text

    def test_below_places_it_in_a_document(self) -> None:
        problem = Problem("odd", ("low",), "x").below("evidence", 0)
        assert problem == Problem("odd", ("evidence", 0, "low"), "x")


class TestErrors:
    """One root, each error also the nearest kind of the standard library, each picklable."""

    @pytest.mark.parametrize(("error", "kind"), KINDS)
    def test_root_and_kind(self, error: type[GradekitError], kind: type[Exception]) -> None:
        assert issubclass(error, GradekitError)
        assert issubclass(error, kind)
        assert gk.GradekitError is GradekitError

    @pytest.mark.parametrize("error", [GradekitError, *(each for each, _ in KINDS)])
    def test_pickles_with_its_problems(self, error: type[GradekitError]) -> None:
        raised = error(Problem("odd", ("a", 1), "x", "y", "z"), Problem("other"))
        back = pickle.loads(pickle.dumps(raised))  # noqa: S301
        assert type(back) is error
        assert back.problems == raised.problems
        assert str(back) == str(raised) == "odd @ $.a[1]: expected x; got y; z\nother @ $"

    @pytest.mark.parametrize("error", [GradekitError, *(each for each, _ in KINDS)])
    def test_below_keeps_the_kind(self, error: type[GradekitError]) -> None:
        moved = error(Problem("odd", ("a",)), Problem("other")).below("evidence", 0)
        assert type(moved) is error
        assert [each.place for each in moved.problems] == ["$.evidence[0].a", "$.evidence[0]"]


class TestProblems:
    """7: all problems are gathered before any is raised."""

    def test_nothing_wrong(self) -> None:
        found = Problems()
        found.need(True, "odd", "a", expected="x", got=1)  # noqa: FBT003
        found.settle()
        assert found.found == []

    def test_all_at_once_in_order(self) -> None:
        found = Problems()
        for name in ("a", "b"):
            found.need(False, "odd", name, 0, expected="x", got=name, hint="do")  # noqa: FBT003
        with pytest.raises(errors.InvalidValue) as raised:
            found.settle()
        assert raised.value.problems == (
            Problem("odd", ("a", 0), "x", "'a'", "do"),
            Problem("odd", ("b", 0), "x", "'b'", "do"),
        )

    def test_as_another_error(self) -> None:
        found = Problems()
        found.need(None, "odd", expected="x", got=1)
        with pytest.raises(errors.UnknownReference):
            found.settle(errors.UnknownReference)

    def test_two_collections_do_not_share(self) -> None:
        one, other = Problems(), Problems()
        one.need(False, "odd", expected="x", got=1)  # noqa: FBT003
        other.settle()


class TestRefuse:
    """One problem, raised on the spot; what came is shown, cut where it is long."""

    def test_it(self) -> None:
        with pytest.raises(errors.UnitMismatch) as raised:
            refuse(errors.UnitMismatch, "odd", "a", 2, expected="x", got="kg", hint="do")
        assert raised.value.problems == (Problem("odd", ("a", 2), "x", "'kg'", "do"),)

    @pytest.mark.parametrize(
        ("length", "cut"), [(78, False), (79, True)], ids=["80 with quotes", "81 with quotes"]
    )
    def test_long_values_are_cut_at_eighty(self, length: int, *, cut: bool) -> None:
        with pytest.raises(errors.InvalidValue) as raised:
            refuse(errors.InvalidValue, "odd", expected="x", got="v" * length)
        got = raised.value.problems[0].got
        assert len(got) == 80
        assert got.endswith("...") is cut
        assert got.startswith("'vvv")
