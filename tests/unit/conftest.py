"""Small valid values, so that a test says only what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

import gradekit as gk
from gradekit.levels import EvidenceHalf, Known, OptionLevels

Levels = Mapping[str, "str | tuple[str, str]"]


def _known(given: str | tuple[str, str]) -> Known:
    return Known(given) if isinstance(given, str) else Known(*given)


class Make:
    """Builders. Whatever a test does not name is the least that is valid."""

    @staticmethod
    def outcome(name: str = "pain", **changes: Any) -> gk.Outcome:  # noqa: ANN401
        """A critical benefit outcome, lower better, important from 1.5 cm."""
        given: dict[str, Any] = {
            "importance": "critical",
            "better": "lower",
            "thresholds": gk.MID(1.5, unit="cm"),
            **changes,
        }
        return gk.Outcome(name, name.capitalize(), **given)

    @staticmethod
    def harm(name: str = "bleeding", **changes: Any) -> gk.Outcome:  # noqa: ANN401
        """An important harm without thresholds."""
        given: dict[str, Any] = {
            "importance": "important",
            "better": "lower",
            "kind": "harm",
            **changes,
        }
        return gk.Outcome(name, name.capitalize(), **given)

    @staticmethod
    def judged(
        outcome: gk.Outcome,
        magnitude: str,
        favours: str = "neither",
        certainty: str | None = "high",
        **changes: Any,  # noqa: ANN401
    ) -> gk.Evidence:
        """A row with a judged effect."""
        effect = gk.JudgedEffect(magnitude, favours, by="panel")
        return gk.Evidence(outcome, judged_effect=effect, certainty=certainty, **changes)

    @staticmethod
    def comparison(*rows: gk.Evidence, **changes: Any) -> gk.Comparison:  # noqa: ANN401
        """A drug against placebo."""
        given: dict[str, Any] = {
            "id": "drug-placebo",
            "population": "adults",
            "intervention": gk.Option("drug", "Drug", "active"),
            "comparator": gk.Option("placebo", "Placebo", "inactive"),
            "evidence": rows,
            **changes,
        }
        return gk.Comparison(**given)

    @staticmethod
    def survey(*scenarios: gk.Scenario) -> gk.Panel:
        """A panel that answered these scenarios."""
        return gk.Panel(survey=gk.Survey(scenarios))

    @staticmethod
    def scenario(name: str = "s", **changes: Any) -> gk.Scenario:  # noqa: ANN401
        """An important benefit at high certainty, no harm; nearly all would choose it."""
        given: dict[str, Any] = {
            "benefit": "important",
            "benefit_certainties": ["high"],
            "harm_certainties": ["none"],
            "share": gk.Share(band="nearly all"),
            **changes,
        }
        return gk.Scenario(name, **given)

    @staticmethod
    def levels(given: Levels | None = None) -> OptionLevels:
        """What is known of an option: nothing, unless said."""
        named = {"benefit": "none", "harm": "none", "catastrophe": "none", "prohibitive": "none"}
        return OptionLevels(
            **{name: _known(each) for name, each in {**named, **(given or {})}.items()}
        )

    @classmethod
    def half(
        cls,
        intervention: Levels | None = None,
        comparator: Levels | None = None,
        **changes: Any,  # noqa: ANN401
    ) -> EvidenceHalf:
        """An evidence half: nothing known, similar benefit at high certainty, overall low."""
        given: dict[str, Any] = {
            "intervention": cls.levels(intervention),
            "comparator": cls.levels(comparator),
            "benefit_certainty": Known("high"),
            "unknown_benefit": False,
            "overall": gk.Certainty.LOW,
            "life_threatening": False,
            "both_active": False,
            **changes,
        }
        return EvidenceHalf(**given)


@pytest.fixture(scope="session")
def make() -> Make:
    return Make()
