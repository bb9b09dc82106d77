"""What the tests of frames share: the scalar answer of each row, in the words of the frame."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import gradekit as gk
from gradekit.frames.failures import Failures
from gradekit.frames.rows import comparison_of
from gradekit.levels import EvidenceHalf, Known, OptionLevels

FIELDS = ("direction", "strength", "paradigms", "binding", "missing")


def told(answer: gk.Decision | gk.Recommendation) -> tuple[str, ...]:
    """The scalar answer as a frame writes it."""
    return (
        answer.direction.value,
        answer.strength.value,
        ", ".join(map(str, answer.paradigms)) or "none",
        ", ".join(answer.binding) or "none",
        "; ".join(answer.missing) or "none",
    )


def known(words: str) -> Known:
    at, _, up_to = words.partition(" to ")
    return Known(at, up_to) if up_to else Known(at)


def situation(row: dict[Any, Any]) -> gk.Situation:
    """The situation of a row, read here and nowhere else."""
    row = {name: None if pd.isna(cell) else cell for name, cell in row.items()}
    options = {
        str(arm): OptionLevels(
            **{
                part: known(row[f"{arm}_{part}"])
                for part in ("benefit", "harm", "catastrophe", "prohibitive")
            }
        )
        for arm in gk.Arm
    }
    certainty = row["benefit_certainty"]
    half = EvidenceHalf(
        **options,
        benefit_certainty=None if certainty is None else known(certainty),
        unknown_benefit=bool(row["unknown_benefit"]),
        overall=gk.Certainty(row["overall"]),
        life_threatening=row["life_threatening"],
        both_active=bool(row["both_active"]),
    )
    panel = gk.PanelHalf(
        share=row["share"] or "unknown",
        secondary=row["secondary"] or "not judged",
        votes=row["votes"] or "not voted",
        perspective=row["perspective"],
        balance=row["balance"],
    )
    return gk.Situation(half, panel)


class Scalar:
    """The scalar rules, row by row."""

    @staticmethod
    def of_situations(frame: pd.DataFrame, policy: gk.Policy) -> list[tuple[str, ...]]:
        return [
            told(gk.decide(situation(row), policy))
            for row in frame.astype(object).to_dict("records")
        ]

    @staticmethod
    def of_evidence(
        frame: pd.DataFrame, policy: gk.Policy, panel: gk.Panel | None = None
    ) -> dict[Any, tuple[str, ...] | None]:
        """By comparison; None where the scalar rules refuse it."""
        made: dict[Any, tuple[str, ...] | None] = {}
        for name, rows in frame.groupby("comparison", sort=False):
            comparison = comparison_of(rows, Failures())
            try:
                assert comparison is not None
                found = gk.recommend(comparison, policy, panel)
            except (AssertionError, gk.GradekitError):
                made[name] = None
            else:
                overall = found.situation.evidence.overall.value
                made[name] = (*told(found), overall, found.share.band.value)
        return made

    @staticmethod
    def rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
        """The rows of a frame of answers, None where there is no answer."""
        plain = frame.astype(object)
        return [
            tuple(None if pd.isna(each) else each for each in row)
            for row in plain.itertuples(index=False)
        ]

    @classmethod
    def differing(
        cls, frame: pd.DataFrame, policy: gk.Policy, panel: gk.Panel | None = None
    ) -> list[Any]:
        """Comparisons of which frame and scalar rules do not say the same."""
        answers, failures = gk.frames.recommend(frame, policy, panel, errors="collect")
        expected = cls.of_evidence(frame, policy, panel)
        assert list(answers.index) == list(expected)
        refused = [name for name, each in expected.items() if each is None]
        assert bool(refused) == bool(len(failures))
        return [
            (name, row, expected[name])
            for name, row in zip(answers.index, cls.rows(answers), strict=True)
            if row != (expected[name] or (None,) * len(row))
        ]


@pytest.fixture(scope="session")
def scalar() -> type[Scalar]:
    return Scalar


@pytest.fixture(scope="session")
def surveyed() -> gk.Panel:
    """A panel whose survey asks about every kind of benefit, once for its smallest size."""
    every = ["none", "very low", "low", "moderate", "high"]

    def scenario(name: str, **changes: Any) -> gk.Scenario:  # noqa: ANN401
        given: dict[str, Any] = {
            "benefit": "important",
            "benefit_certainties": ["low", "moderate", "high"],
            "harm_certainties": every,
            "share": gk.Share(0.92, 1),
            **changes,
        }
        return gk.Scenario(name, **given)

    return gk.Panel(
        survey=gk.Survey(
            (
                scenario("sure", benefit_certainties=["high"], harm_certainties=["none", "low"]),
                scenario("likely", benefit_certainties=["moderate"], share=gk.Share(0.6, 0.8)),
                scenario(
                    "large",
                    benefit_certainties=["low"],
                    smallest_benefit=20,
                    unit="mm",
                    outcome="outcome 1",
                ),
                scenario(
                    "rare",
                    benefit_certainties=["low", "high"],
                    smallest_benefit=30,
                    unit="per 1000",
                    outcome="outcome 2",
                    share=gk.Share(0.3, 0.4),
                ),
                scenario("none", benefit="none", share=gk.Share(0, 0.1)),
                scenario(
                    "uncertain",
                    benefit="uncertain",
                    benefit_certainties=["very low"],
                    harm_certainties=["moderate", "high"],
                    share=gk.Share(0.05, option="comparator"),
                ),
            )
        )
    )
