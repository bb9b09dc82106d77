"""The overall certainty of a decision."""

from __future__ import annotations

import pytest

import gradekit as gk
from gradekit.errors import InvalidValue
from gradekit.trace import Input


class TestLowestCritical:
    """5.3: lowest among critical outcomes."""

    def test_published_example(self) -> None:
        # Important outcomes do not count where one is critical: KCE, ACIP chapter 10.
        rated = [
            ("critical", "high"),
            ("critical", "moderate"),
            ("important", "low"),
            ("critical", "moderate"),
        ]
        found = gk.overall_certainty(rated)
        assert found == "moderate"
        assert str(found) == "moderate"
        assert found.computed == "moderate"
        assert not found.flagged
        assert found.step.rule.id == "overall.lowest_critical"
        assert found.step.kind == "fired"
        assert found.step.result == "moderate"
        assert [each.value for each in found.step.inputs] == ["high", "moderate", "moderate"]

    def test_not_rated_counts_very_low(self) -> None:
        assert gk.overall_certainty([("critical", "high"), (8, None)]) == "very low"

    def test_limited_never_counts(self) -> None:
        assert gk.overall_certainty([("critical", "high"), ("limited", "very low")]) == "high"


class TestLowestImportant:
    """5.3: if none is critical, lowest among important, flagged."""

    def test_it(self) -> None:
        found = gk.overall_certainty([("important", "low"), (5, "high"), ("limited", "very low")])
        assert found == "low"
        assert found.flagged
        assert found.step.rule.id == "overall.lowest_important"
        assert found.step.kind == "fired"
        assert found.step.inputs == (Input("certainty", "low"), Input("certainty", "high"))


class TestNothing:
    """5.3: without any outcome that counts it is very low, and missing."""

    @pytest.mark.parametrize("rated", [[], [("limited", "high")]])
    def test_it(self, rated: list[tuple[str, str]]) -> None:
        found = gk.overall_certainty(rated)
        assert found == "very low"
        assert found.flagged
        assert found.step.rule.id == "overall.nothing_rated"
        assert found.step.kind == "missing input"
        assert found.step.inputs == ()


class TestRecorded:
    """5.3: a recorded value wins, visibly."""

    def test_it(self) -> None:
        found = gk.overall_certainty([("critical", "low")], recorded=gk.Certainty.HIGH)
        assert found.level == "high"
        assert found.computed == "low"
        assert found.step.rule.id == "overall.recorded"
        assert found.step.result == "high"
        assert found.step.inputs == (Input("recorded", "high"), Input("computed", "low"))
        (beside,) = found.step.children
        assert (beside.rule.id, beside.result) == ("overall.lowest_critical", "low")


class TestEquality:
    """It compares equal to its level."""

    def test_it(self) -> None:
        low = gk.overall_certainty([("critical", "low")])
        assert low == gk.Certainty.LOW
        assert low == gk.overall_certainty([("important", "low")])
        assert low != gk.overall_certainty([("critical", "high")])
        assert low != "high"
        assert hash(low) == hash(gk.Certainty.LOW)

    def test_a_word_that_is_no_certainty_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="unknown certainty"):
            gk.overall_certainty([("critical", "excellent")])
