"""An answer in a few words: what decides, and why."""

from __future__ import annotations

from typing import Any

import pytest

import gradekit as gk
from gradekit.report.brief import critical, reason

DEATH = gk.Outcome(
    "death",
    "Death",
    importance="critical",
    better="lower",
    thresholds=gk.MID(10, unit="per 1000"),
)
PAIN = gk.Outcome("pain", "Pain", importance="critical", better="lower")
RATIO = gk.Estimate("RR", 0.45, 0.3, 0.7)


def answer(*rows: gk.Evidence, **changes: Any) -> gk.Recommendation:  # noqa: ANN401
    """A drug against placebo."""
    made = gk.Comparison(
        id="c",
        population="p",
        intervention=gk.Option("drug", "Drug", "active"),
        comparator=gk.Option("placebo", "Placebo", "inactive"),
        evidence=rows,
        **changes,
    )
    return gk.recommend(made)


class TestCritical:
    """The estimate, what it comes to in people, and what was judged."""

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            (gk.Evidence(DEATH, RATIO, baseline_risk=0.1), "RR 0.45, 55 fewer per 1000"),
            (gk.Evidence(DEATH, gk.Estimate("RD", 0.015)), "15 more per 1000"),
            (gk.Evidence(PAIN, gk.Estimate("MD", 0.3, unit="cm")), "MD 0.3 cm"),
            (gk.Evidence(PAIN, gk.Estimate("RR", 0.45)), "RR 0.45"),
            (gk.Evidence(PAIN, judged_effect=gk.JudgedEffect("trivial")), "judged trivial"),
            (
                gk.Evidence(
                    PAIN,
                    gk.Estimate("MD", 0.3, unit="cm"),
                    judged_effect=gk.JudgedEffect("trivial", rationale="unblinded"),
                ),
                "MD 0.3 cm, judged trivial",
            ),
            (gk.Evidence(PAIN), "no estimate"),
        ],
    )
    def test_one(self, row: gk.Evidence, words: str) -> None:
        assert critical(answer(row)) == words

    def test_several_are_named(self) -> None:
        found = answer(
            gk.Evidence(DEATH, RATIO, baseline_risk=0.1),
            gk.Evidence(PAIN, judged_effect=gk.JudgedEffect("trivial")),
        )
        assert critical(found) == "Death: RR 0.45, 55 fewer per 1000; Pain: judged trivial"

    def test_none_critical(self) -> None:
        assert critical(answer()) == "none critical"

    def test_a_critical_outcome_without_a_row(self) -> None:
        within = gk.comparison.Within(outcomes=(PAIN,))
        assert critical(answer(within=within)) == "no estimate"

    def test_a_star_for_what_nobody_read(self) -> None:
        unread = gk.Citation("x", checked=False)
        assert critical(answer(gk.Evidence(DEATH, gk.Estimate("RD", 0.01), source=unread))) == (
            "10 more per 1000*"
        )


class TestReason:
    """Where the direction is from, as a person would say it."""

    ROW = gk.Evidence(PAIN, judged_effect=gk.JudgedEffect("small", "intervention"))

    def test_a_recorded_share(self) -> None:
        found = answer(self.ROW, share=gk.Share(0.6))
        assert reason(found) == "share as recorded; bound by values, certainty"

    def test_a_balance(self) -> None:
        found = answer(self.ROW, balance="favours intervention")
        assert reason(found) == "panel's balance; bound by values, certainty"

    def test_nothing(self) -> None:
        assert reason(answer(self.ROW)) == "share is missing"

    def test_a_conflict(self) -> None:
        found = answer(self.ROW, share=gk.Share(0.6), votes=gk.Votes(either=1))
        assert reason(found) == "share or balance says for, votes say either"
