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


class TestSameDirection:
    """11: on request and with a reason, the highest certainty that would suffice alone."""

    RATED = (("critical", "high"), ("critical", "low"), ("important", "very low"))

    def test_it(self) -> None:
        found = gk.overall_certainty(
            self.RATED, same_direction=True, sufficient=["high", "low"], rationale="all one way"
        )
        assert found == "high"
        assert (found.step.rule.id, found.step.kind) == ("overall.same_direction", "fired")
        assert found.step.result == "high"
        assert found.step.inputs == (
            Input("certainty that would suffice alone", "high"),
            Input("certainty that would suffice alone", "low"),
            Input("rationale", "all one way"),
        )
        (beside,) = found.step.children
        assert (beside.rule.id, beside.result) == ("overall.lowest_critical", "low")

    def test_a_recorded_level_stands_on_top(self) -> None:
        found = gk.overall_certainty([("critical", "low")], recorded=gk.Certainty.HIGH)
        assert found.step.kind == "fired"

    def test_refused_without_request_or_reason(self) -> None:
        with pytest.raises(InvalidValue) as raised:
            gk.overall_certainty(self.RATED, sufficient=["high"])
        one, other = raised.value.problems
        assert (one.what, one.place) == (
            "sufficient outcomes without the exception",
            "$.same_direction",
        )
        assert one.expected == "True, as the exception is never taken unasked"
        assert (other.what, other.place, other.got) == (
            "exception without a reason",
            "$.rationale",
            "''",
        )
        assert other.expected == "why all outcomes point one way and the balance is clear"

    @pytest.mark.parametrize(
        ("sufficient", "of"),
        [
            (["moderate"], "high, low"),
            (["high", "high"], "high, low"),
            (["high", "moderate"], "high, low"),
            ([], "high, low"),
        ],
    )
    def test_refused_where_no_critical_outcome_has_it(self, sufficient: list[str], of: str) -> None:
        with pytest.raises(InvalidValue) as raised:
            gk.overall_certainty(
                self.RATED, same_direction=True, sufficient=sufficient, rationale="why"
            )
        (problem,) = raised.value.problems
        assert (problem.what, problem.place) == (
            "not certainties of critical outcomes",
            "$.sufficient",
        )
        assert problem.expected == (
            f"certainties of the critical outcomes that alone would justify it, out of {of}"
        )

    def test_refused_without_critical_outcomes(self) -> None:
        with pytest.raises(InvalidValue) as raised:
            gk.overall_certainty(
                [("important", "high")], same_direction=True, sufficient=["high"], rationale="why"
            )
        (problem,) = raised.value.problems
        assert problem.expected.endswith("out of none")
