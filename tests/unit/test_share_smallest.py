"""The smallest benefit people would require: reached, not reached, or measured otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import gradekit as gk
from gradekit.balance import weigh
from gradekit.share import _expressed, find_share

if TYPE_CHECKING:
    from tests.unit.conftest import Make


def scenario_of(made: gk.Comparison, asked: gk.Scenario) -> str | None:
    panel = gk.Panel(survey=gk.Survey((asked,)))
    return find_share(None, panel, weigh(made), gk.BMJ_RAPID).scenario


def measured(make: Make, value: float, judged: gk.JudgedEffect | None = None) -> gk.Evidence:
    return gk.Evidence(
        make.outcome(),
        gk.Estimate("MD", value, unit="cm"),
        certainty="high",
        judged_effect=judged,
    )


class TestReached:
    @pytest.mark.parametrize(
        ("value", "wanted", "unit", "hit"),
        [
            (-2, 2, "cm", "s"),
            (-2, 2.1, "cm", None),
            (-2, 20, "mm", "s"),
            (-2, 21, "mm", None),
            (-2, 2, None, "s"),
            (-2, 2.1, None, None),
            (-2, 2, "kg", None),
            (2, 2, "cm", "s"),  # the comparator's
            (2, 2.1, "cm", None),
        ],
    )
    def test_in_the_unit_it_was_asked_in(
        self, make: Make, value: float, wanted: float, unit: str | None, hit: str | None
    ) -> None:
        asked = make.scenario(smallest_benefit=wanted, unit=unit, outcome="pain")
        assert scenario_of(make.comparison(measured(make, value)), asked) == hit

    def test_another_outcome_says_nothing(self, make: Make) -> None:
        asked = make.scenario(smallest_benefit=1, unit="cm", outcome="function")
        assert scenario_of(make.comparison(measured(make, -2)), asked) is None

    def test_only_an_important_benefit_is_held_to_it(self, make: Make) -> None:
        asked = make.scenario(
            benefit="none",
            smallest_benefit=9,
            unit="cm",
            outcome="pain",
            share=gk.Share(band="split"),
        )
        assert scenario_of(make.comparison(measured(make, -0.1)), asked) == "s"


class TestJudgedAgainstTheMeasurement:
    """What counts is a benefit that was both judged and measured for this option."""

    def test_measured_for_and_judged_as_nothing(self, make: Make) -> None:
        # Function is the known benefit; pain was measured in favour, but judged to be trivial.
        pain = measured(make, -2, gk.JudgedEffect("trivial", by="panel", rationale="flawed"))
        function = make.judged(make.outcome("function"), "small", "intervention")
        asked = make.scenario(smallest_benefit=1, unit="cm", outcome="pain")
        assert scenario_of(make.comparison(pain, function), asked) is None

    def test_judged_for_and_measured_against(self, make: Make) -> None:
        judged = gk.JudgedEffect("small", "intervention", by="panel", rationale="flawed")
        asked = make.scenario(smallest_benefit=1, unit="cm", outcome="pain")
        against = make.comparison(measured(make, 2, judged))
        assert scenario_of(against, asked) is None
        for_it = make.comparison(measured(make, -2, judged))
        assert scenario_of(for_it, asked) == "s"

    def test_never_measured(self, make: Make) -> None:
        asked = make.scenario(smallest_benefit=1, unit="cm", outcome="pain")
        judged = make.judged(make.outcome(), "large", "intervention")
        assert scenario_of(make.comparison(judged), asked) is None


class TestExpressed:
    @pytest.mark.parametrize(
        ("unit", "own", "expected"),
        [
            ("mm", "cm", 0.2),
            ("cm", "cm", 2),
            (None, None, 2),
            (None, "cm", None),
            ("cm", None, None),
            ("kg", "cm", None),
        ],
    )
    def test_it(self, unit: str | None, own: str | None, expected: float | None) -> None:
        assert _expressed(2, unit, own) == expected


class TestTold:
    """What was tried stands in the trace, in words."""

    def test_nothing_judged_no_survey(self, make: Make) -> None:
        share = find_share(None, None, weigh(make.comparison()), gk.BMJ_RAPID)
        told = [(each.rule.id, each.result) for each in share.step.children]
        assert told[:2] == [
            ("share.recorded", "not judged for this comparison"),
            ("share.survey", "no survey recorded"),
        ]

    def test_what_favours_and_what_is_unknown_is_listed(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome("a"), "small", "intervention"),
            make.judged(make.outcome("b"), "large", "intervention"),
            make.judged(make.outcome("c"), "unknown"),
        )
        share = find_share(None, None, weigh(made), gk.BMJ_RAPID)
        step = share.step.children[2]
        assert (step.rule.id, step.about) == ("share.dominance", "intervention")
        inputs = {each.name: each.value for each in step.inputs}
        assert inputs["important effects favouring it"] == "a, b"
        assert inputs["findings of unknown magnitude"] == "c"

    def test_a_scenario_tried_says_what_it_saw(self, make: Make) -> None:
        made = make.comparison(make.judged(make.outcome(), "small", "intervention"))
        share = find_share(None, make.survey(make.scenario()), weigh(made), gk.BMJ_RAPID)
        first = share.step.children[1]
        assert [each.name for each in first.inputs] == [
            "option",
            "benefit",
            "harm, burden or cost",
        ]
