"""The five situations that permit strong on low or very low certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import gradekit as gk
from gradekit.levels import EvidenceHalf, Known
from gradekit.paradigms import PARADIGMS, Match
from gradekit.paradigms.match import condition_met
from gradekit.paradigms.match import match as by_direction
from gradekit.scales import Arm
from gradekit.trace import Input

if TYPE_CHECKING:
    from tests.unit.conftest import Make

Cells = dict[str, Any]

# Each paradigm just permitting X over Y: what is known of X, of Y, and the facts.
FIRES: dict[int, tuple[Cells, Cells, Cells]] = {
    1: ({"benefit": "very low"}, {}, {"life_threatening": True}),
    2: ({}, {"harm": "moderate"}, {"benefit_certainty": None}),
    3: ({}, {"harm": "moderate"}, {"both_active": True, "benefit_certainty": Known("very low")}),
    4: ({}, {"harm": "very low"}, {"benefit_certainty": Known("moderate")}),
    5: ({}, {"harm": "none", "catastrophe": "very low"}, {"benefit_certainty": None}),
}

# One cell changed at a time: paradigm, of X, of Y, facts, and what becomes of the paradigm.
CHANGED: list[tuple[int, Cells, Cells, Cells, str]] = [
    # 1: life-threatening; benefit of X >= very low; no prohibitive harm of X (>= moderate)
    (1, {}, {}, {"life_threatening": False}, "not met"),
    (1, {}, {}, {"life_threatening": None}, "not recorded"),
    (1, {"benefit": "none"}, {}, {}, "not met"),
    (1, {"benefit": ("none", "high")}, {}, {}, "not recorded"),
    (1, {"benefit": "high"}, {}, {}, "met"),
    (1, {"prohibitive": "low"}, {}, {}, "met"),
    (1, {"prohibitive": "moderate"}, {}, {}, "not met"),
    (1, {"prohibitive": ("none", "high")}, {}, {}, "not recorded"),
    (1, {"harm": "high"}, {"harm": "high", "benefit": "high"}, {"unknown_benefit": True}, "met"),
    # 2: benefit of Y < moderate; harm of Y >= moderate
    (2, {}, {"benefit": "low"}, {}, "met"),
    (2, {}, {"benefit": "moderate"}, {}, "not met"),
    (2, {}, {"benefit": ("low", "high")}, {}, "not recorded"),
    (2, {}, {"harm": "low"}, {}, "not met"),
    (2, {}, {"harm": ("low", "high")}, {}, "not recorded"),
    (2, {}, {"harm": "high"}, {}, "met"),
    (2, {"harm": "high", "benefit": "high"}, {}, {"unknown_benefit": True}, "met"),
    # 3: both active; X at least as good, >= very low; harm of Y >= moderate; harm of X < moderate
    (3, {}, {}, {"both_active": False}, "not met"),
    (3, {}, {"benefit": "very low"}, {}, "not met"),
    (3, {}, {"benefit": ("none", "high")}, {}, "not recorded"),
    (3, {}, {}, {"benefit_certainty": None}, "not recorded"),
    (3, {}, {}, {"unknown_benefit": True}, "not met"),
    (3, {"benefit": "high"}, {}, {}, "met"),
    (3, {}, {"harm": "low"}, {}, "not met"),
    (3, {}, {"harm": ("low", "high")}, {}, "not recorded"),
    (3, {"harm": "low"}, {}, {}, "met"),
    (3, {"harm": "moderate"}, {}, {}, "not met"),
    (3, {"harm": ("low", "high")}, {}, {}, "not recorded"),
    # 4: X at least as good, >= moderate; harm of Y >= very low; harm of X none
    (4, {}, {}, {"benefit_certainty": Known("low")}, "not met"),
    (4, {}, {}, {"benefit_certainty": Known("low", "moderate")}, "not recorded"),
    (4, {}, {}, {"unknown_benefit": True}, "not met"),
    (4, {}, {"benefit": "very low"}, {}, "not met"),
    (4, {"benefit": "high"}, {}, {}, "met"),
    (4, {}, {"harm": "none"}, {}, "not met"),
    (4, {}, {"harm": ("none", "high")}, {}, "not recorded"),
    (4, {"harm": "very low"}, {}, {}, "not met"),
    (4, {"harm": ("none", "high")}, {}, {}, "not recorded"),
    # 5: catastrophe of Y >= very low
    (5, {}, {"catastrophe": "none"}, {}, "not met"),
    (5, {}, {"catastrophe": ("none", "high")}, {}, "not recorded"),
    (5, {"harm": "high"}, {"benefit": "high", "catastrophe": "high"}, {}, "met"),
]


def match(half: EvidenceHalf, policy: gk.Policy = gk.BMJ_RAPID) -> tuple[Match, ...]:
    """All ten, whatever the panel says."""
    return gk.decide(gk.Situation(half, gk.PanelHalf()), policy).matches


def matched(
    half: EvidenceHalf, number: int, direction: str, policy: gk.Policy = gk.BMJ_RAPID
) -> Match:
    return next(
        each
        for each in match(half, policy)
        if each.paradigm.number == number and each.direction == direction
    )


def both_ways(
    make: Make, number: int, x: Cells, y: Cells, facts: Cells
) -> list[tuple[EvidenceHalf, str, str]]:
    """The firing half with these cells changed, for and against: half, direction, the other."""
    of_x, of_y, about = FIRES[number]
    whole = {**about, **facts}
    one, other = {**of_x, **x}, {**of_y, **y}
    return [
        (make.half(one, other, **whole), "for", "against"),
        (make.half(other, one, **whole), "against", "for"),
    ]


class TestFires:
    """5.8: permits strong for X over Y when every condition is met; X may be either option."""

    @pytest.mark.parametrize("number", list(FIRES))
    def test_alone_and_in_one_direction(self, make: Make, number: int) -> None:
        for half, direction, other in both_ways(make, number, {}, {}, {}):
            found = matched(half, number, direction)
            assert found.met == "met"
            assert found.permits
            assert found.step.kind == "fired"
            assert not matched(half, number, other).permits

    @pytest.mark.parametrize("number", list(FIRES))
    def test_those_that_permit_are_numbered(self, make: Make, number: int) -> None:
        for half, direction, other in both_ways(make, number, {}, {}, {}):
            sides = dict(zip(("for", "against"), by_direction(half, gk.BMJ_RAPID), strict=True))
            assert sides[direction].permitting == ((2, 3) if number == 3 else (number,))
            assert sides[other].permitting == ()

    @pytest.mark.parametrize("number", [1, 4, 5])
    def test_nothing_else_fires_with_it(self, make: Make, number: int) -> None:
        for half, direction, _ in both_ways(make, number, {}, {}, {}):
            permitted = [each.paradigm.number for each in match(half) if each.permits]
            assert permitted == [number], direction

    def test_three_names_a_sub_case_of_two(self, make: Make) -> None:
        for half, direction, _ in both_ways(make, 3, {}, {}, {}):
            permitted = [
                (each.paradigm.number, each.direction) for each in match(half) if each.permits
            ]
            assert permitted == [(2, direction), (3, direction)]

    def test_both_directions_may_be_permitted(self, make: Make) -> None:
        half = make.half({"catastrophe": "low"}, {"catastrophe": "low"})
        assert matched(half, 5, "for").permits
        assert matched(half, 5, "against").permits


class TestDoesNotFire:
    """5.8: each condition met, not met or not recorded; what nobody recorded never permits."""

    @pytest.mark.parametrize("changed", CHANGED)
    def test_one_cell_changed(
        self, make: Make, changed: tuple[int, Cells, Cells, Cells, str]
    ) -> None:
        number, x, y, facts, met = changed
        kinds = {"met": "fired", "not met": "not fired", "not recorded": "missing input"}
        for half, direction, _ in both_ways(make, number, x, y, facts):
            found = matched(half, number, direction)
            assert found.met == met
            assert found.permits is (met == "met")
            assert found.step.kind == kinds[met]
            assert found.step.result == met

    def test_not_met_outweighs_not_recorded(self, make: Make) -> None:
        half = make.half({}, {}, life_threatening=None)
        assert matched(half, 1, "for").met == "not met"

    def test_nothing_known_permits_nothing(self, make: Make) -> None:
        assert not any(each.permits for each in match(make.half()))


class TestPolicy:
    """5.8: (*) moderate or high only, as the policy says; no other cell hangs on it."""

    @pytest.mark.parametrize("number", [2, 3])
    def test_where_it_asks_for_high(self, make: Make, number: int) -> None:
        for half, direction, _ in both_ways(make, number, {}, {}, {}):
            assert not matched(half, number, direction, gk.EBM_TABLE).permits
        for half, direction, _ in both_ways(make, number, {}, {"harm": "high"}, {}):
            assert matched(half, number, direction, gk.EBM_TABLE).permits

    @pytest.mark.parametrize("number", [1, 4, 5])
    def test_elsewhere_it_does_not_matter(self, make: Make, number: int) -> None:
        for half, direction, _ in both_ways(make, number, {}, {}, {}):
            assert matched(half, number, direction, gk.EBM_TABLE).permits

    def test_the_harm_of_x_in_three_is_not_the_policy_s(self, make: Make) -> None:
        half = make.half(
            {"harm": "moderate"},
            {"harm": "high"},
            both_active=True,
            benefit_certainty=Known("low"),
        )
        assert not matched(half, 3, "for", gk.EBM_TABLE).permits


class TestTrace:
    """5.10: each condition with its inputs, its parameters and its source."""

    def test_order(self, make: Make) -> None:
        found = [(each.direction, each.paradigm.number) for each in match(make.half())]
        assert found == [
            *(("for", number) for number in range(1, 6)),
            *(("against", number) for number in range(1, 6)),
        ]

    def test_conditions(self, make: Make) -> None:
        half = make.half({"benefit": "low", "prohibitive": "high"}, life_threatening=None)
        step = matched(half, 1, "for").step
        assert (step.rule.id, step.about) == ("paradigm.1", "strong for")
        assert [(each.result, each.kind) for each in step.children] == [
            ("not recorded", "missing input"),
            ("met", "fired"),
            ("not met", "not fired"),
        ]
        assert [each.inputs for each in step.children] == [
            (Input("the situation is life-threatening", None),),
            (Input("benefit of X", "low"),),
            (Input("prohibitive harm of X", "high"),),
        ]
        assert [each.rule.sentence.rstrip(".") for each in step.children] == [
            "the situation is life-threatening",
            "benefit of X at least very low",
            "prohibitive harm of X below moderate",
        ]

    @pytest.mark.parametrize("policy", [gk.BMJ_RAPID, gk.EBM_TABLE])
    def test_one_condition_on_its_own(self, make: Make, policy: gk.Policy) -> None:
        half = make.half({"harm": ("none", "high")}, {"harm": "moderate"}, both_active=True)
        for direction, arm in (("for", Arm.INTERVENTION), ("against", Arm.COMPARATOR)):
            for paradigm in PARADIGMS:
                step = matched(half, paradigm.number, direction, policy).step
                asked = [condition_met(each, half, arm, policy) for each in paradigm.conditions]
                assert asked == [child.result for child in step.children]

    def test_the_other_fact(self, make: Make) -> None:
        step = matched(make.half(life_threatening=True), 3, "against").step
        assert step.about == "strong against"
        assert step.children[0].inputs == (Input("both options are active", value=False),)

    def test_the_policy_s_level_is_a_parameter_of_its_cell(self, make: Make) -> None:
        step = matched(make.half(), 2, "for", gk.EBM_TABLE).step
        below, at_least = step.children
        assert below.parameters == ()
        assert at_least.parameters == (gk.EBM_TABLE.certain_harm,)
        said = at_least.rule.sentence.rstrip(".")
        assert said == "harm of Y at least the policy's certainty of harm"


class TestRecords:
    """3, 4: five sourced records, data and not code."""

    def test_five_in_published_order(self) -> None:
        assert [each.number for each in PARADIGMS] == [1, 2, 3, 4, 5]
        assert len({each.key for each in PARADIGMS}) == 5

    @pytest.mark.parametrize(
        ("number", "cells", "toward"),
        [
            (
                1,
                {
                    "the situation is life-threatening",
                    "benefit of X at least very low",
                    "prohibitive harm of X below moderate",
                },
                "for",
            ),
            (
                2,
                {
                    "benefit of Y below moderate",
                    "harm of Y at least the policy's certainty of harm",
                },
                "against",
            ),
            (
                3,
                {
                    "both options are active",
                    "X at least as good at least very low",
                    "harm of Y at least the policy's certainty of harm",
                    "harm of X below moderate",
                },
                "for",
            ),
            (
                4,
                {
                    "X at least as good at least moderate",
                    "harm of Y at least very low",
                    "harm of X below very low",
                },
                "against",
            ),
            (5, {"catastrophe of Y at least very low"}, "against"),
        ],
    )
    def test_cells_and_the_direction_of_the_published_examples(
        self, number: int, cells: set[str], toward: str
    ) -> None:
        paradigm = PARADIGMS[number - 1]
        assert {str(each) for each in paradigm.conditions} == cells
        assert len(paradigm.conditions) == len(cells)
        assert {example.direction for example in paradigm.examples} == {toward}

    def test_every_one_has_a_published_example(self) -> None:
        for paradigm in PARADIGMS:
            assert paradigm.examples, paradigm.key
            assert paradigm.name
            assert paradigm.note

    def test_what_was_recalled_is_marked_unchecked(self) -> None:
        recalled = {
            (paradigm.number, str(cell))
            for paradigm in PARADIGMS
            for cell in paradigm.conditions
            if not cell.source.checked
        }
        assert {number for number, _ in recalled} == {3, 4, 5}


class TestPublishedExamples:
    """M1: recommendations published as examples of each situation, and what permits them."""

    @pytest.mark.parametrize(
        ("number", "direction", "cells"),
        [
            # oseltamivir for avian influenza: uncertain benefit where life is at stake
            (1, "for", ({"benefit": "very low"}, {}, {"life_threatening": True})),
            # azathioprine with prednisone in pulmonary fibrosis: benefit unsure, harm sure
            (2, "against", ({"benefit": "low", "harm": "high"}, {}, {})),
            # eradication rather than radiotherapy or gastrectomy: alike, one clearly worse
            (3, "for", ({}, {"harm": "high"}, {"both_active": True})),
            # ACE inhibitors before conception: alike for sure, one possibly harmful
            (4, "against", ({"harm": "low"}, {}, {"benefit_certainty": Known("high")})),
            # testosterone with, or at risk of, prostate cancer: possible catastrophe
            (5, "against", ({"benefit": "high", "harm": "low", "catastrophe": "low"}, {}, {})),
        ],
    )
    def test_it(
        self, make: Make, number: int, direction: str, cells: tuple[Cells, Cells, Cells]
    ) -> None:
        intervention, comparator, facts = cells
        half = make.half(intervention, comparator, **{"benefit_certainty": Known("low"), **facts})
        assert matched(half, number, direction).permits


class TestAtTheNotebook:
    """A paradigm shows its conditions, each with its source."""

    @pytest.mark.parametrize("paradigm", gk.PARADIGMS, ids=lambda each: each.key)
    def test_table(self, paradigm: gk.Paradigm) -> None:
        shown = paradigm._repr_html_()
        assert str(paradigm).startswith(f"paradigm {paradigm.number}, {paradigm.name}: ")
        for condition in paradigm.conditions:
            assert condition.source.source in shown
