"""Guidelines to report: the worked one, a small one with every kind of row, and a hostile one."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from attrs import evolve

import gradekit as gk

SCRIPT = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> **b** [l](javascript:alert(1)) $x$"
)
FORMULA = '=HYPERLINK("http://example.org","click")'
WORDS = frozenset(
    {
        "name",
        "title",
        "description",
        "note",
        "text",
        "statement",
        "rationale",
        "by",
        "horizon",
        "topic",
        "locator",
        "authors",
        "label_in_source",
        "system",
        "credibility",
        "design",
        "claim",
        "what_if",
        "does_not_show",
        "finding",
        "method",
        "timing",
    }
)


def poisoned(value: Any, poison: str) -> Any:  # noqa: ANN401 - a document
    """The document with every text people wrote replaced."""
    if isinstance(value, dict):
        return {
            key: poison
            if key in WORDS and isinstance(each, str)
            else [poison for _ in each]
            if key in ("exclusions", "conditions")
            else poisoned(each, poison)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [poisoned(each, poison) for each in value]
    return value


def hostile(poison: str) -> gk.Guideline:
    """The spine guideline with a text in every field people write, and judged criteria."""
    given = (files("gradekit.datasets") / "spine-2025.json").read_text(encoding="utf-8")
    guide = gk.io.loads(json.dumps(poisoned(json.loads(given), poison)))
    etd = gk.EvidenceToDecision(
        judgements=(
            gk.CriterionJudgement(
                "acceptability", "no", by=poison, date=poison, rationale=poison, source=poison
            ),
        ),
        by=poison,
        rationale=poison,
    )
    # One of each is enough: the others hold the same texts.
    first = evolve(guide["axial/joint-rfa"], etd=etd)
    kept = tuple(
        evolve(each, comparisons=(first.id,))
        for each in guide.recommendations
        if first.id in each.comparisons
    )
    return evolve(guide, comparisons=(first,), recommendations=kept, other_guidelines=())


@pytest.fixture(scope="session")
def guide() -> gk.Guideline:
    return gk.datasets.load("spine-2025")


@pytest.fixture(scope="session")
def scripted() -> gk.Guideline:
    return hostile(SCRIPT)


@pytest.fixture(scope="session")
def formulas() -> gk.Guideline:
    return hostile(FORMULA)


INFARCTION = gk.Outcome(
    "mi",
    "Heart attack",
    importance="critical",
    better="lower",
    thresholds=gk.MID(10, unit="per 1000"),
)
BLEEDING = gk.Outcome("bleeding", "Bleeding", importance="important", better="lower", kind="harm")
DEATH = gk.Outcome("death", "Death", importance="critical", better="lower")


@pytest.fixture(scope="session")
def rated() -> gk.CertaintyRating:
    return gk.rate_certainty(
        "randomised",
        {
            "risk of bias": gk.Judgement(-1, by="panel", rationale="Unblinded trials"),
            "imprecision": gk.Judgement(0, by="panel", rationale="Narrow"),
        },
    )


@pytest.fixture(scope="session")
def small(rated: gk.CertaintyRating) -> gk.Guideline:
    """A ratio with a baseline, a one-arm rate, a critical outcome nobody studied."""
    comparison = gk.Comparison(
        id="drug",
        population="adults",
        intervention=gk.Option("drug", "Drug", "active"),
        comparator=gk.Option("placebo", "Placebo", "inactive"),
        evidence=[
            gk.Evidence(
                INFARCTION,
                gk.Estimate("RR", 0.75, 0.6, 0.94),
                baseline_risk=0.2,
                certainty=rated,
                horizon="5 years",
                studies=12,
                participants=10345,
                design="randomised trials",
            ),
            gk.Evidence(
                BLEEDING,
                incidence=gk.Incidence(0.021),
                judged_effect=gk.JudgedEffect("small", "comparator", by="panel"),
                certainty="low",
            ),
        ],
        share=gk.Share(0.6, 0.8, by="panel", rationale="Most would take it"),
    )
    return gk.Guideline(
        id="small",
        title="A small guideline",
        populations=(comparison.population,),
        outcomes=(INFARCTION, BLEEDING, DEATH),
        options=(comparison.intervention, comparison.comparator),
        comparisons=(comparison,),
    )
