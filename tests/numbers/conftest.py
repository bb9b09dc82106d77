"""Builders of findings for sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import gradekit as gk
from gradekit.findings import Finding, find

FindingMaker = Callable[..., Finding]


def _judged(
    magnitude: str,
    favours: str = "neither",
    certainty: str | None = "high",
    **changes: Any,  # noqa: ANN401
) -> Finding:
    given: dict[str, Any] = {"importance": "critical", "better": "lower", **changes}
    outcome = gk.Outcome("x", given.pop("name", "Pain"), **given)
    effect = gk.JudgedEffect(magnitude, favours, by="panel")
    row = gk.Evidence(outcome, judged_effect=effect, certainty=certainty)
    return find(row, outcome.importance)


@pytest.fixture
def judged() -> FindingMaker:
    return _judged
