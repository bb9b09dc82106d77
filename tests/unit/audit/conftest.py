"""Small guidelines to audit, and ways to pick findings out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

import gradekit as gk
from gradekit.audit import AuditFinding, audit
from gradekit.certainty import rate_certainty


class Check:
    """Builders of what is audited. Whatever a test does not name is the least that is valid."""

    @staticmethod
    def guideline(*comparisons: gk.Comparison, **changes: Any) -> gk.Guideline:  # noqa: ANN401
        """A guideline around comparisons, its registers filled from them."""
        outcomes = {row.outcome.id: row.outcome for each in comparisons for row in each.evidence}
        options = {
            side.id: side for each in comparisons for side in (each.intervention, each.comparator)
        }
        people = {each.population.id: each.population for each in comparisons}
        given: dict[str, Any] = {
            "id": "test",
            "outcomes": tuple(outcomes.values()),
            "options": tuple(options.values()),
            "populations": tuple(people.values()),
            "comparisons": comparisons,
            **changes,
        }
        return gk.Guideline(**given)

    @staticmethod
    def published(**changes: Any) -> gk.PublishedRecommendation:  # noqa: ANN401
        """A published recommendation on the drug against placebo."""
        given: dict[str, Any] = {"id": "rec", "comparisons": ("drug-placebo",), **changes}
        return gk.PublishedRecommendation(**given)

    @classmethod
    def held(cls, made: gk.Comparison, **changes: Any) -> tuple[AuditFinding, ...]:  # noqa: ANN401
        """The findings on one comparison under one published recommendation."""
        return audit(cls.guideline(made, recommendations=(cls.published(**changes),)))

    @staticmethod
    def coded(findings: Iterable[AuditFinding], family: str) -> list[AuditFinding]:
        """The findings of a code, or of a family of codes."""
        return [
            each for each in findings if each.code == family or each.code.startswith(f"{family}.")
        ]

    @classmethod
    def one(cls, findings: Iterable[AuditFinding], family: str) -> AuditFinding:
        """The one finding of a code or family."""
        (found,) = cls.coded(findings, family)
        return found

    @staticmethod
    def rated(
        judgements: Mapping[str, int | gk.Judgement], design: str = "RCT"
    ) -> gk.CertaintyRating:
        """A certainty built from judgements."""
        return rate_certainty(design, judgements)


@pytest.fixture(scope="session")
def check() -> Check:
    return Check()
