"""Dose-response and opposing confounding: judged, and where they do not count."""

# ruff: noqa: FBT001 - three-valued facts, not switches

from __future__ import annotations

from typing import Any

import pytest

import gradekit as gk
from gradekit.domains import dose_response, opposing_confounding
from gradekit.domains.dose_response import Gradient
from gradekit.domains.opposing_confounding import Confounding


def kind(found: gk.Suggestion, rule: str) -> str:
    (step,) = found.trace.find(rule)
    return step.kind.value


class TestDoseResponse:
    @pytest.mark.parametrize("edition", ["core", "classic"])
    @pytest.mark.parametrize(("gradient", "consider"), [("absent", (0,)), ("present", (1,))])
    def test_judged(self, edition: str, gradient: str, consider: tuple[int, ...]) -> None:
        found = dose_response.suggest(design="NRSI", gradient=gradient, edition=edition)
        assert (found.level, found.consider) == (None, consider)
        assert (found.rule, found.reason) == ("dose_response.judgement", "no rule, judge")

    def test_missing(self) -> None:
        found = dose_response.suggest(design="NRSI")
        assert (found.level, found.reason) == (None, "not recorded: gradient")

    def test_randomised(self) -> None:
        found = dose_response.suggest(design="RCT", gradient=Gradient.PRESENT)
        assert (found.level, found.rule) == (0, "dose_response.randomised")
        assert kind(found, "dose_response.judgement") == "not applicable"

    @pytest.mark.parametrize(
        ("down", "state"), [(True, "fired"), (False, "not fired"), (None, "missing input")]
    )
    def test_rating_down_warns(self, down: bool | None, state: str) -> None:
        found = dose_response.suggest(design="NRSI", gradient="present", rated_down=down)
        assert kind(found, "dose_response.after_rating_down") == state

    def test_words(self) -> None:
        assert [each.level for each in Gradient] == [0, 1]


class TestOpposingConfounding:
    @pytest.mark.parametrize("confounding", [None, *Confounding])
    @pytest.mark.parametrize("design", ["RCT", "NRSI"])
    def test_core_leaves_it_out(self, design: str, confounding: Any) -> None:  # noqa: ANN401
        found = opposing_confounding.suggest(design=design, confounding=confounding)
        assert (found.level, found.rule) == (0, "opposing_confounding.left_out")
        assert kind(found, "opposing_confounding.judgement") == "not applicable"

    @pytest.mark.parametrize(
        ("confounding", "consider"),
        [
            ("not opposing", (0,)),
            ("would shrink the effect seen", (1,)),
            (Confounding.CREATES, (1,)),
        ],
    )
    def test_classic_judges(self, confounding: Any, consider: tuple[int, ...]) -> None:  # noqa: ANN401
        found = opposing_confounding.suggest(
            design="NRSI", confounding=confounding, edition="classic"
        )
        assert (found.level, found.consider) == (None, consider)
        assert kind(found, "opposing_confounding.left_out") == "not applicable"

    def test_classic_missing(self) -> None:
        found = opposing_confounding.suggest(design="NRSI", edition="classic")
        assert (found.level, found.reason) == (None, "not recorded: residual confounding")

    def test_classic_randomised(self) -> None:
        found = opposing_confounding.suggest(design="RCT", edition="classic")
        assert (found.level, found.rule) == (0, "opposing_confounding.randomised")

    @pytest.mark.parametrize(
        ("down", "state"), [(True, "fired"), (False, "not fired"), (None, "missing input")]
    )
    def test_rating_down_warns(self, down: bool | None, state: str) -> None:
        found = opposing_confounding.suggest(design="NRSI", rated_down=down, edition="classic")
        assert kind(found, "opposing_confounding.after_rating_down") == state
