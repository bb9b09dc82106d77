"""Interventions from the best to the worst."""

from __future__ import annotations

from typing import Any

import pytest

import gradekit as gk
from gradekit.network import (
    Contrast,
    Grouping,
    Moved,
    Tier,
    minimally_contextualised,
    partially_contextualised,
)

SIZES = gk.Thresholds(10, 25, 50, unit="per 1000")
HIGHER, LOWER = Tier.HIGHER, Tier.LOWER


def contrast(
    one: str, other: str, low: float, high: float, certainty: str | None = "high"
) -> Contrast:
    rated = None if certainty is None else gk.Certainty(certainty)
    return Contrast(one, other, gk.Interval((low + high) / 2, low, high), rated)


def grouped(*contrasts: Contrast, **given: Any) -> Grouping:  # noqa: ANN401
    return minimally_contextualised("ref", contrasts, **{"better": "higher", **given})


def categories(grouping: Grouping) -> dict[str, int | None]:
    return {each.intervention: each.category for each in grouping.placements}


def kinds(grouping: Grouping, rule: str, about: str) -> list[str]:
    return [
        step.kind.value for step in grouping.trace.find(f"groups.{rule}") if step.about == about
    ]


class TestAgainstTheReference:
    @pytest.mark.parametrize(
        ("low", "high", "threshold", "category"),
        [
            (1, 2, 0, 1),
            (0, 2, 0, 1),
            (-0.1, 2, 0, 0),
            (-2, -1, 0, -1),
            (-2, 0, 0, -1),
            (-2, 0.1, 0, 0),
            (0, 0, 0, 0),
            (5, 5, 5, 0),
            (-5, -5, 5, 0),
            (5, 9, 5, 1),
            (4.9, 9, 5, 0),
            (-9, -5, 5, -1),
            (-9, -4.9, 5, 0),
        ],
    )
    def test_beyond_the_threshold(
        self, low: float, high: float, threshold: float, category: int
    ) -> None:
        one = grouped(contrast("a", "ref", low, high), threshold=threshold)
        other = grouped(contrast("ref", "a", -high, -low), threshold=threshold)
        mirror = grouped(contrast("a", "ref", low, high), threshold=threshold, better="lower")
        assert one["a"].category == other["a"].category == category
        assert mirror["a"].category == -category
        assert one["ref"].category == 0
        (step,) = one.trace.find("groups.against_reference")
        assert step.kind == ("fired" if category else "not fired")
        assert step.result == str(category)

    @pytest.mark.parametrize(
        "contrasts",
        [
            [Contrast("a", "ref", gk.Interval(2))],
            [contrast("a", "b", 1, 2), contrast("b", "ref", 1, 2)],
        ],
    )
    def test_not_placed(self, contrasts: list[Contrast]) -> None:
        grouping = grouped(*contrasts)
        placed = grouping["a"]
        assert (placed.category, placed.label) == (None, "not placed")
        assert grouping.placements[-1] == placed
        (step,) = (
            each for each in grouping.trace.find("groups.against_reference") if each.about == "a"
        )
        assert (step.kind, step.result) == ("missing input", "not placed")


THREE = (
    contrast("a", "ref", 3, 5),
    contrast("b", "ref", 2, 4),
    contrast("c", "ref", 1, 2),
)


class TestPromotion:
    def test_any_or_all(self) -> None:
        pairs = (contrast("a", "c", 1, 3), contrast("a", "b", -1, 3), contrast("b", "c", -1, 3))
        assert categories(grouped(*THREE, *pairs)) == {"a": 2, "b": 1, "c": 1, "ref": 0}
        every = grouped(*THREE, *pairs, promotion="all")
        assert categories(every) == {"a": 1, "b": 1, "c": 1, "ref": 0}
        (step,) = (each for each in every.trace.find("groups.promoted") if each.about == "a")
        assert step.parameters[0].source.source == "user"
        assert step.result == "past c"

    def test_all_of_them(self) -> None:
        pairs = (contrast("a", "c", 1, 3), contrast("a", "b", 1, 3), contrast("b", "c", -1, 3))
        for promotion in ("any", "all"):
            found = grouped(*THREE, *pairs, promotion=promotion)
            assert categories(found) == {"a": 2, "b": 1, "c": 1, "ref": 0}

    def test_again_inside_the_better_group(self) -> None:
        pairs = (contrast("a", "c", 1, 3), contrast("a", "b", 1, 3), contrast("b", "c", 1, 3))
        found = grouped(*THREE, *pairs)
        assert categories(found) == {"a": 3, "b": 2, "c": 1, "ref": 0}
        assert kinds(found, "promoted", "a") == ["fired", "fired"]
        assert kinds(found, "promoted", "b") == ["fired", "not fired"]
        assert kinds(found, "promoted", "c") == ["not fired"]
        assert [each.label for each in found.placements] == [
            "among the best",
            "inferior to the best, better than the worst",
            "inferior to the best, better than the worst",
            "among the worst",
        ]

    def test_the_mirror_on_the_worse_side(self) -> None:
        worse = (contrast("a", "ref", -5, -3), contrast("b", "ref", -3, -1))
        found = grouped(*worse, contrast("a", "b", -3, -1))
        assert categories(found) == {"ref": 0, "b": -1, "a": -2}
        assert found["a"].label == "among the worst"
        assert found["ref"].label == "among the best"

    def test_a_ring_separates_nobody(self) -> None:
        ring = (contrast("a", "b", 1, 2), contrast("b", "c", 1, 2), contrast("c", "a", 1, 2))
        found = grouped(*THREE, *ring)
        assert categories(found) == {"a": 1, "b": 1, "c": 1, "ref": 0}
        assert kinds(found, "promoted", "a") == ["not fired"]

    def test_a_missing_pair_is_shown(self) -> None:
        found = grouped(*THREE, contrast("a", "b", 1, 2))
        assert categories(found) == {"a": 2, "b": 1, "c": 1, "ref": 0}
        assert kinds(found, "promoted", "a") == ["fired"]
        assert kinds(found, "promoted", "c") == ["missing input"]
        every = grouped(*THREE, contrast("a", "b", 1, 2), promotion="all")
        assert categories(every) == {"a": 1, "b": 1, "c": 1, "ref": 0}
        assert kinds(every, "promoted", "a") == ["missing input"]

    def test_the_threshold_holds_between_interventions_too(self) -> None:
        wide = (contrast("a", "ref", 30, 50), contrast("b", "ref", 12, 20))
        pair = contrast("a", "b", 8, 30)
        assert grouped(*wide, pair)["a"].category == 2
        assert grouped(*wide, pair, threshold=10)["a"].category == 1

    def test_nothing_told_apart(self) -> None:
        found = grouped(contrast("a", "ref", -1, 1))
        assert {each.label for each in found.placements} == {"not told apart"}


class TestTiers:
    @pytest.mark.parametrize(
        ("certainty", "tier"),
        [
            ("high", HIGHER),
            ("moderate", HIGHER),
            ("low", LOWER),
            ("very low", LOWER),
            (None, None),
        ],
    )
    def test_by_certainty_against_the_reference(
        self, certainty: str | None, tier: Tier | None
    ) -> None:
        found = grouped(contrast("a", "ref", 1, 2, certainty))
        assert found["a"].tier == tier
        assert kinds(found, "tiered", "a") == ["fired" if tier else "missing input"]
        assert found["ref"].tier is None
        assert kinds(found, "tiered", "ref") == ["not applicable"]

    @pytest.mark.parametrize(
        ("pair", "by", "tier"),
        [
            ("low", "reference", HIGHER),
            ("low", "lowest", LOWER),
            ("high", "lowest", HIGHER),
            (None, "lowest", None),
            (None, "reference", HIGHER),
        ],
    )
    def test_or_the_lowest_that_placed_it(
        self, pair: str | None, by: str, tier: Tier | None
    ) -> None:
        found = grouped(
            contrast("a", "ref", 3, 5),
            contrast("b", "ref", 1, 2),
            contrast("c", "ref", 1, 2),
            contrast("b", "a", -2, -1, pair),
            contrast("a", "c", -2, 1, "very low"),
            tier_by=by,
        )
        assert (found["a"].category, found["a"].tier) == (2, tier)
        assert found["b"].tier == HIGHER

    def test_order(self) -> None:
        found = grouped(
            contrast("low", "ref", 1, 2, "low"),
            contrast("open", "ref", 1, 2, None),
            contrast("high", "ref", 1, 2, "high"),
        )
        assert [each.intervention for each in found.placements] == ["high", "open", "low", "ref"]


class TestMoved:
    def test_with_a_reason(self) -> None:
        found = grouped(*THREE, moved={"c": Moved(0, "ranked last", by="panel")})
        assert (found["c"].category, found["c"].computed) == (0, 1)
        assert kinds(found, "moved", "c") == ["overridden"]
        assert kinds(found, "moved", "a") == ["not fired"]
        assert kinds(found, "moved", "ref") == []
        (step,) = (each for each in found.trace.find("groups.moved") if each.about == "c")
        assert (step.result, step.inputs[0].value) == ("ranked last", 1)

    @pytest.mark.parametrize("rationale", ["", " "])
    def test_without(self, rationale: str) -> None:
        with pytest.raises(gk.InvalidValue, match="moved without a reason"):
            Moved(1, rationale)

    @pytest.mark.parametrize("name", ["ref", "z"])
    def test_nobody_to_move(self, name: str) -> None:
        with pytest.raises(gk.InvalidValue, match=r"'a', 'b', 'c'") as caught:
            grouped(*THREE, moved={name: Moved(1, "x")})
        assert caught.value.problems[0].path == ("moved", name)

    def test_to_a_group_of_its_own(self) -> None:
        assert grouped(*THREE, moved={"a": Moved(7, "x")})["a"].label == "among the best"


class TestPartially:
    @pytest.mark.parametrize(
        ("value", "category", "label"),
        [
            (0, 0, "trivial or none"),
            (-9.9, 0, "trivial or none"),
            (9.9, 0, "trivial or none"),
            (-10, 1, "small benefit"),
            (-25, 2, "moderate benefit"),
            (-50, 3, "large benefit"),
            (10, -1, "small harm"),
            (49, -2, "moderate harm"),
            (51, -3, "large harm"),
        ],
    )
    def test_zone_of_the_point(self, value: float, category: int, label: str) -> None:
        for better, sign in (("lower", 1), ("higher", -1)):
            found = partially_contextualised(
                "ref",
                [Contrast("a", "ref", gk.Interval(sign * value), "low")],
                better=better,
                thresholds=SIZES,
            )
            assert (found["a"].category, found["a"].label) == (category, label)
            assert found["a"].tier == LOWER
            (step,) = found.trace.find("groups.zone")
            assert (step.kind, step.result) == ("fired", str(category))
            assert step.inputs[-1].unit == "per 1000"
        assert (found["ref"].category, found["ref"].label) == (0, "trivial or none")

    def test_best_first(self) -> None:
        found = partially_contextualised(
            "ref",
            [
                Contrast("harm", "ref", gk.Interval(30), "high"),
                Contrast("ref", "good", gk.Interval(60), "high"),
                Contrast("good", "harm", gk.Interval(-90)),
                Contrast("lost", "good", gk.Interval(1)),
            ],
            better="lower",
            thresholds=SIZES,
        )
        assert categories(found) == {"good": 3, "ref": 0, "harm": -2, "lost": None}
        assert [each.intervention for each in found.placements][-1] == "lost"
        (step,) = (each for each in found.trace.find("groups.zone") if each.about == "lost")
        assert (step.kind, step.result) == ("missing input", "not placed")

    def test_sizes_of_any_unit(self) -> None:
        found = partially_contextualised(
            "ref",
            [Contrast("a", "ref", gk.Interval(0.03)), Contrast("b", "ref", gk.Interval(-0.03))],
            better="higher",
            thresholds=SIZES.in_unit("proportion"),
        )
        assert categories(found) == {"a": 2, "ref": 0, "b": -2}

    @pytest.mark.parametrize(("value", "category"), [(-9, 0), (-12, None), (-15, 1), (-30, 2)])
    def test_a_range_of_the_smallest_size(self, value: float, category: int | None) -> None:
        ranged = gk.Thresholds(10, 25, 50, unit="per 1000", small_upper=15)
        found = partially_contextualised(
            "ref",
            [Contrast("a", "ref", gk.Interval(value))],
            better="lower",
            thresholds=ranged,
        )
        assert found["a"].category == category

    def test_moved_to_one_of_the_seven(self) -> None:
        given: dict[str, Any] = {
            "better": "lower",
            "thresholds": SIZES,
        }
        contrasts = [Contrast("a", "ref", gk.Interval(-30))]
        found = partially_contextualised("ref", contrasts, **given, moved={"a": Moved(3, "x")})
        assert found["a"].label == "large benefit"
        with pytest.raises(gk.InvalidValue, match=r"\$\.moved\.a\.category.*-3, -2, -1, 0"):
            partially_contextualised("ref", contrasts, **given, moved={"a": Moved(4, "x")})

    def test_sizes_must_be_set(self) -> None:
        for sizes in (gk.MID(10), gk.Thresholds(10, 25)):
            with pytest.raises(gk.InvalidValue, match="sizes not set"):
                partially_contextualised("ref", [], better="lower", thresholds=sizes)


class TestRefusals:
    @pytest.mark.parametrize("threshold", [-1, float("nan"), float("inf")])
    def test_threshold(self, threshold: float) -> None:
        with pytest.raises(gk.InvalidValue, match="negative threshold"):
            grouped(*THREE, threshold=threshold)

    @pytest.mark.parametrize(
        ("contrasts", "text", "place"),
        [
            ([contrast("a", "a", 1, 2)], "contrast with itself", 0),
            ([contrast("a", "b", 1, 2), contrast("a", "b", 1, 2)], "contrast given twice", 1),
            ([contrast("a", "b", 1, 2), contrast("b", "a", 1, 2)], "contrast given twice", 1),
        ],
    )
    def test_contrasts(self, contrasts: list[Contrast], text: str, place: int) -> None:
        with pytest.raises(gk.InvalidValue, match=text) as caught:
            grouped(*contrasts)
        assert caught.value.problems[0].path == ("contrasts", place)

    def test_an_unknown_intervention(self) -> None:
        with pytest.raises(gk.UnknownReference, match="'a', 'b', 'c', 'ref'"):
            grouped(*THREE)["z"]
