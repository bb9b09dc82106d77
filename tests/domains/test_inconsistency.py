"""Core GRADE 3: judgements on the forest plot; no statistic decides."""

# ruff: noqa: FBT001 - three-valued facts, not switches

from __future__ import annotations

from typing import Any

import pytest

import gradekit as gk
from gradekit.domains import inconsistency
from gradekit.domains.inconsistency import cinema, on_one_side, suggest

APART: dict[str, Any] = {"important_differences": True, "limited_overlap": True}


def kind(found: gk.Suggestion, rule: str) -> str:
    (step,) = found.trace.find(f"inconsistency.{rule}")
    return step.kind.value


class TestFlowchart:
    @pytest.mark.parametrize(
        ("differences", "overlap", "side", "subgroup", "level", "rule"),
        [
            (False, None, None, None, 0, "alike"),
            (None, False, None, None, 0, "alike"),
            (True, False, False, False, 0, "alike"),
            (None, None, False, False, None, "alike"),
            (True, None, False, False, None, "alike"),
            (True, True, True, None, 0, "one_sided"),
            (True, True, None, False, None, "one_sided"),
            (True, True, False, True, 0, "explained"),
            (True, True, False, None, None, "explained"),
            (True, True, False, False, -1, "unexplained"),
        ],
    )
    def test_every_path(  # noqa: PLR0917 - a row of the table
        self,
        differences: bool | None,
        overlap: bool | None,
        side: bool | None,
        subgroup: bool | None,
        level: int | None,
        rule: str,
    ) -> None:
        found = suggest(
            important_differences=differences,
            limited_overlap=overlap,
            one_side=side,
            credible_subgroup=subgroup,
        )
        assert (found.level, found.rule) == (level, f"inconsistency.{rule}")
        assert kind(found, rule) == ("missing input" if level is None else "fired")

    def test_a_subgroup_is_reported_separately(self) -> None:
        assert "separately" in suggest(**APART, one_side=False, credible_subgroup=True).reason

    def test_missing_is_named(self) -> None:
        assert suggest().reason == "not recorded: important differences, limited overlap"
        assert suggest(**APART).reason == "not recorded: most estimates on one side"


class TestI2:
    @pytest.mark.parametrize(
        ("i2", "hint"),
        [(None, "missing input"), (0.29, "fired"), (0.30, "not fired"), (0.9, "not fired")],
    )
    def test_only_hints(self, i2: float | None, hint: str) -> None:
        found = suggest(**APART, one_side=False, credible_subgroup=False, i2=i2)
        assert (found.level, kind(found, "i2_hint")) == (-1, hint)

    def test_is_not_asked_without_inconsistency(self) -> None:
        assert kind(suggest(important_differences=False, i2=0.9), "i2_hint") == "not applicable"

    def test_the_hint_can_be_moved(self) -> None:
        found = suggest(**APART, one_side=False, credible_subgroup=False, i2=0.3, seldom_below=0.4)
        assert kind(found, "i2_hint") == "fired"

    @pytest.mark.parametrize("i2", [0, 1])
    def test_its_ends_are_allowed(self, i2: float) -> None:
        assert suggest(i2=i2).level is None

    @pytest.mark.parametrize("i2", [-0.01, 1.01, 45])
    def test_is_a_proportion(self, i2: float) -> None:
        with pytest.raises(gk.InvalidValue, match="divide a percentage by 100"):
            suggest(i2=i2)


class TestConvention:
    @pytest.mark.parametrize(("share", "held"), [(0, False), (0.79, False), (0.8, True), (1, True)])
    def test_eighty_percent(self, share: float, held: bool) -> None:
        assert on_one_side(share) is held

    def test_says_that_no_publication_has_it(self) -> None:
        assert not inconsistency.ONE_SIDE.source.checked
        assert "no publication" in inconsistency.ONE_SIDE.source.note

    def test_can_be_moved(self) -> None:
        assert on_one_side(0.6, 0.6)

    @pytest.mark.parametrize("share", [-0.1, 1.1])
    def test_a_share_is_a_proportion(self, share: float) -> None:
        with pytest.raises(gk.InvalidValue, match="share"):
            on_one_side(share)


def test_classic_is_judged() -> None:
    found = suggest(**APART, one_side=False, credible_subgroup=False, i2=0.9, edition="classic")
    assert (found.level, found.reason, found.edition) == (None, "no rule, judge", "classic")
    assert kind(found, "unexplained") == "not applicable"
    assert {each.name for each in found.inputs} >= {"I2", "important differences"}


class TestCinema:
    """Equal limits crossed: none; one more: serious; two more: very serious."""

    @pytest.mark.parametrize(
        ("confidence", "prediction", "level"),
        [
            ((0.5, 0.7), (0.4, 0.79), 0),
            ((0.5, 0.7), (0.4, 0.8), 0),
            ((0.5, 0.7), (0.4, 0.81), -1),
            ((0.5, 0.7), (0.4, 1.25), -1),
            ((0.5, 0.7), (0.4, 1.26), -2),
            ((0.5, 0.9), (0.4, 1.2), 0),
            ((0.5, 0.9), (0.4, 1.3), -1),
            ((0.5, 1.3), (0.4, 1.4), 0),
            ((0.5, 0.9), (0.5, 0.7), 0),
            ((0.85, 1.2), (0.8, 1.25), 0),
            ((0.85, 1.2), (0.79, 1.25), -1),
        ],
    )
    def test_limits_crossed(
        self, confidence: tuple[float, float], prediction: tuple[float, float], level: int
    ) -> None:
        found = cinema(
            confidence=gk.Interval(0.6, *confidence),
            prediction=gk.Interval(0.6, *prediction),
            important=(0.8, 1.25),
        )
        assert found.level == level
        assert found.source.source == "cinema"
        settled = [step.kind == "fired" for step in found.trace.steps]
        assert settled == [level == 0, level == -1, level == -2]

    def test_no_interval(self) -> None:
        with pytest.raises(gk.InvalidValue, match="both ends"):
            cinema(
                confidence=gk.Interval(1), prediction=gk.Interval(1, 0, 2), important=(0.8, 1.25)
            )

    @pytest.mark.parametrize("limits", [(1, 1), (1.25, 0.8)])
    def test_limits_ascend(self, limits: tuple[float, float]) -> None:
        whole = gk.Interval(1, 0.5, 2)
        with pytest.raises(gk.InvalidValue, match="important"):
            cinema(confidence=whole, prediction=whole, important=limits)
