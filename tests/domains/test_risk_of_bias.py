"""Core GRADE 4, figure 2: who carries the weight, and which way the bias pushes."""

# ruff: noqa: FBT001 - three-valued facts, not switches

from __future__ import annotations

from typing import Any

import pytest

import gradekit as gk
from gradekit.domains.risk_of_bias import BiasDirection, RobinsI, suggest

TOWARD, AGAINST = BiasDirection.TOWARD, BiasDirection.AGAINST


def kinds(found: gk.Suggestion) -> dict[str, str]:
    return {step.rule.id.partition(".")[2]: step.kind.value for step in found.trace.steps}


class TestLevels:
    @pytest.mark.parametrize(
        ("weight", "direction", "level"),
        [
            (0.0, TOWARD, 0),
            (0.54, TOWARD, 0),
            (0.54, None, 0),
            (0.55, TOWARD, -1),
            (0.55, AGAINST, 0),
            (0.55, None, None),
            (0.66, TOWARD, -1),
            (1.0, TOWARD, -1),
            (1.0, AGAINST, 0),
            (1.0, None, None),
            (None, TOWARD, None),
        ],
    )
    def test_by_weight_and_direction(
        self, weight: float | None, direction: BiasDirection | None, level: int | None
    ) -> None:
        assert suggest(high_risk_weight=weight, direction=direction).level == level

    def test_a_weight_that_reads_as_the_cut_off_stands_at_it(self) -> None:
        assert suggest(high_risk_weight=0.1 + 0.45, direction="toward the result").level == -1

    @pytest.mark.parametrize(
        ("weight", "direction", "consider", "stable"),
        [
            (0.5, TOWARD, (), True),
            (0.6, TOWARD, (0,), False),
            (0.65, TOWARD, (0,), False),
            (0.651, TOWARD, (), True),
            (0.6, AGAINST, (), True),
            (0.7, AGAINST, (), True),
        ],
    )
    def test_the_other_cut_off_is_shown(
        self,
        weight: float,
        direction: str,
        consider: tuple[int, ...],
        stable: bool,
    ) -> None:
        found = suggest(high_risk_weight=weight, direction=direction)
        assert (found.consider, found.stable) == (consider, stable)
        assert kinds(found)["other_cut_off"] == ("not fired" if stable else "fired")

    def test_the_other_cut_off_without_a_direction(self) -> None:
        steps = {step.rule.id: step for step in suggest(high_risk_weight=0.6).trace.steps}
        assert steps["risk_of_bias.other_cut_off"].result == "0"
        steps = {step.rule.id: step for step in suggest(high_risk_weight=0.7).trace.steps}
        assert steps["risk_of_bias.other_cut_off"].result == "not recorded"

    def test_a_higher_cut_off_below_the_lower_is_shown_too(self) -> None:
        found = suggest(high_risk_weight=0.5, direction=TOWARD, dominates_above=0.4)
        assert (found.level, found.consider, found.stable) == (0, (-1,), False)
        found = suggest(high_risk_weight=0.5, dominates_above=0.4)
        assert (found.level, found.consider, found.stable) == (0, (), False)

    def test_never_two_levels(self) -> None:
        levels = {
            suggest(high_risk_weight=weight / 20, direction=way).level
            for weight in range(21)
            for way in BiasDirection
        }
        assert levels == {0, -1}


class TestWhichStudiesToUse:
    @pytest.mark.parametrize(
        ("weight", "differ", "cut", "kind", "result"),
        [
            (0.3, True, 0.55, "fired", "low-risk studies only"),
            (0.3, False, 0.55, "not fired", "all studies"),
            (0.3, None, 0.55, "missing input", "not recorded: estimates differ substantially"),
            (0.65, True, 0.9, "fired", "low-risk studies only"),
            (0.66, True, 0.9, "not fired", "all studies"),
            (0.66, None, 0.9, "not fired", "all studies"),
        ],
    )
    def test_advice(
        self,
        weight: float,
        differ: bool | None,
        cut: float,
        kind: str,
        result: str,
    ) -> None:
        found = suggest(high_risk_weight=weight, estimates_differ=differ, dominates=cut)
        (step,) = found.trace.find("risk_of_bias.low_risk_only")
        assert (found.level, step.kind, step.result) == (0, kind, result)

    def test_a_changed_number_is_the_user_s_own(self) -> None:
        found = suggest(high_risk_weight=0.3, estimates_differ=True, appreciable=0.8)
        (step,) = found.trace.find("risk_of_bias.low_risk_only")
        assert step.kind == "not fired"
        assert step.parameters[0].source.source == "user"
        assert step.parameters[0].id == "risk_of_bias.appreciable_from"


class TestTrace:
    def test_not_dominant(self) -> None:
        found = suggest(high_risk_weight=0.2, direction=TOWARD, estimates_differ=False)
        assert found.rule == "risk_of_bias.not_dominant"
        assert kinds(found) == {
            "not_dominant": "fired",
            "low_risk_only": "not fired",
            "toward_result": "not applicable",
            "against_result": "not applicable",
            "other_cut_off": "not fired",
            "robins_i": "not applicable",
            "judgement": "not applicable",
        }

    def test_toward_and_against(self) -> None:
        toward = suggest(high_risk_weight=0.9, direction=TOWARD)
        against = suggest(high_risk_weight=0.9, direction=AGAINST)
        assert (toward.rule, kinds(toward)["against_result"]) == (
            "risk_of_bias.toward_result",
            "not fired",
        )
        assert (against.rule, kinds(against)["toward_result"]) == (
            "risk_of_bias.against_result",
            "not fired",
        )
        assert kinds(against)["against_result"] == "fired"
        assert "explain" in toward.reason
        assert "against" in against.reason

    def test_missing(self) -> None:
        assert suggest().reason == "not recorded: weight of studies at high risk"
        assert kinds(suggest())["not_dominant"] == "missing input"
        assert suggest(high_risk_weight=0.8).reason == "not recorded: direction of bias"
        assert "carry most" in suggest(high_risk_weight=0.1).reason

    def test_edition_and_source(self) -> None:
        found = suggest(high_risk_weight=0.8, direction=TOWARD)
        assert found.edition is gk.Edition.CORE
        assert found.source.source == "coregrade4"
        assert not found.source.checked


class TestClassic:
    @pytest.mark.parametrize(
        ("tool", "consider"),
        [
            (None, ()),
            ("low", (0,)),
            ("moderate", (0, -1)),
            ("serious", (-2,)),
            (RobinsI.CRITICAL, (-3,)),
        ],
    )
    def test_robins_i_is_shown_and_never_applied(
        self,
        tool: Any,  # noqa: ANN401
        consider: tuple[int, ...],
    ) -> None:
        found = suggest(edition="classic", robins_i=tool, high_risk_weight=0.9, direction=TOWARD)
        assert (found.level, found.consider, found.reason) == (None, consider, "no rule, judge")
        assert kinds(found)["robins_i"] == ("missing input" if tool is None else "fired")
        assert kinds(found)["toward_result"] == "not applicable"
        parameters = [kept for step in found.trace.steps for kept in step.parameters]
        assert [kept.value for kept in parameters] == ([] if tool is None else [consider])
        assert all(not kept.source.checked for kept in parameters)


@pytest.mark.parametrize("weight", [-0.1, 1.1])
def test_a_weight_is_a_proportion(weight: float) -> None:
    with pytest.raises(gk.InvalidValue, match="high_risk_weight"):
        suggest(high_risk_weight=weight)
