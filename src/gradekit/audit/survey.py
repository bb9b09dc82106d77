"""The panel's survey: what it does not ask, asks twice, or answers in two ways.

Every combination that evidence can reach is looked at: benefit important or none at each certainty
from *possible* up, or uncertain; and each certainty of harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from gradekit.answers import BenefitState
from gradekit.audit.finding import Placed, found
from gradekit.audit.rules import CONTRADICTION, GAP, OVERLAP
from gradekit.errors import Path
from gradekit.panel import Panel
from gradekit.policy import Policy
from gradekit.scales import Level
from gradekit.share import band_of
from gradekit.values import Scenario

__all__ = ["survey_findings"]

Cell = tuple[BenefitState, Level, Level]
"""What a survey can ask about: state of the benefit, its certainty, certainty of harm."""


def _cells(policy: Policy) -> tuple[Cell, ...]:
    """Every combination that evidence can reach once everything is rated."""
    possible = [level for level in Level if level >= Level(policy.possible.value)]
    benefits = [
        *((BenefitState.IMPORTANT, level) for level in possible),
        *((BenefitState.NONE, level) for level in possible),
        (BenefitState.UNCERTAIN, Level.VERY_LOW),
    ]
    return tuple((state, level, harm) for (state, level), harm in product(benefits, Level))


def _covered(scenario: Scenario, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The combinations a scenario asks about."""
    certainties = {Level(each) for each in scenario.benefit_certainties}
    return tuple(
        (state, level, harm)
        for state, level, harm in cells
        if scenario.benefit is state and level in certainties and harm in scenario.harm_certainties
    )


def _told(cells: list[Cell]) -> str:
    """Combinations in words, those with the same certainties of harm together."""
    harms: dict[tuple[BenefitState, Level], list[Level]] = {}
    for state, level, harm in cells:
        harms.setdefault((state, level), []).append(harm)
    benefits: dict[tuple[Level, ...], list[str]] = {}
    for (state, level), its in harms.items():
        benefits.setdefault(tuple(its), []).append(f"{state} at {level}")
    return "; ".join(
        f"benefit {', '.join(named)} with harm {', '.join(map(str, its))}"
        for its, named in benefits.items()
    )


def survey_findings(panel: Panel | None, policy: Policy) -> Iterator[Placed]:
    """Gaps, overlaps and contradictions between the scenarios.

    A scenario that asks for a smallest benefit does not close a gap by itself: a smaller important
    benefit falls outside it.

    Args:
        panel: whose survey it is.
        policy: with the certainty from which a benefit is possible, and the cut-offs of shares.
    """
    survey = None if panel is None else panel.survey
    if survey is None:
        return
    cells, root = _cells(policy), ("panel", "survey", "scenarios")
    asked = [(scenario, _covered(scenario, cells)) for scenario in survey.scenarios]
    whole = {cell for each, its in asked if each.smallest_benefit is None for cell in its}
    gaps = [cell for cell in cells if cell not in whole]
    if gaps:
        message = f"{len(gaps)} of {len(cells)} combinations are not asked about: {_told(gaps)}"
        yield found(GAP, root, message, survey.source)
    for (_, one), (place, other) in combinations(enumerate(asked), 2):
        yield from _shared(one, other, (*root, place), policy)


def _shared(
    one: tuple[Scenario, tuple[Cell, ...]],
    other: tuple[Scenario, tuple[Cell, ...]],
    at: Path,
    policy: Policy,
) -> Iterator[Placed]:
    """What two scenarios both ask about."""
    (first, its), (second, theirs) = one, other
    shared = [cell for cell in theirs if cell in its]
    if not shared:
        return
    answers = band_of(first.share, policy), band_of(second.share, policy)
    same = answers[0] is answers[1]
    message = f"{first.id} says {answers[0]}, {second.id} says {answers[1]}: {_told(shared)}"
    rule = OVERLAP if same else CONTRADICTION
    yield found(rule, at, message, first.source, second.source)
