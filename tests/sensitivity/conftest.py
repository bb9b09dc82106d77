"""The worked guideline, and a small trial with events."""

from __future__ import annotations

import pytest

import gradekit as gk


@pytest.fixture(scope="session")
def guide() -> gk.Guideline:
    return gk.datasets.load("spine-2025")


@pytest.fixture(scope="session")
def trial() -> gk.Comparison:
    """Fewer deaths, more bleeding; people who would choose it if the benefit is important."""
    death = gk.Outcome(
        "death",
        "Death",
        importance="critical",
        better="lower",
        thresholds=gk.MID(10, unit="per 1000"),
    )
    bleed = gk.Outcome(
        "bleed",
        "Major bleeding",
        importance="important",
        better="lower",
        kind="harm",
        thresholds=gk.MID(50, unit="per 1000"),
    )
    survey = gk.Survey(
        (
            gk.Scenario(
                "important",
                benefit="important",
                benefit_certainties=["moderate", "high"],
                harm_certainties=["none", "very low", "low", "moderate", "high"],
                share=gk.Share(0.95),
            ),
            gk.Scenario(
                "none",
                benefit="none",
                benefit_certainties=["moderate", "high"],
                harm_certainties=["none", "very low", "low", "moderate", "high"],
                share=gk.Share(0.05),
            ),
        )
    )
    return gk.Comparison(
        id="drug-placebo",
        population="adults",
        intervention=gk.Option("drug", "Drug", "active"),
        comparator=gk.Option("placebo", "Placebo", "inactive"),
        evidence=(
            gk.Evidence(
                death, gk.Estimate("RR", 0.8, 0.7, 0.9), certainty="high", baseline_risk=0.2
            ),
            gk.Evidence(
                bleed, gk.Estimate("RR", 1.5, 1.1, 2.0), certainty="high", baseline_risk=0.02
            ),
        ),
        within=gk.comparison.Within(panel=gk.Panel(survey=survey)),
    )
