"""Strategies for surveys that speak for a comparison: their first question is about it."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st

from gradekit.answers import ShareBand
from gradekit.balance import Balance, weigh
from gradekit.comparison import Comparison
from gradekit.levels import Known
from gradekit.panel import Panel
from gradekit.policy import Policy
from gradekit.scales import Arm, Certainty, Level
from gradekit.share import benefit_state
from gradekit.testing.strategies.drawing import composite, sampled
from gradekit.testing.strategies.panels import scenarios, shares
from gradekit.values import Scenario, Share, Survey

__all__ = ["speaking_panels", "speaking_surveys"]

_MOST = 2


def _reachable(known: Known) -> tuple[Level, ...]:
    return tuple(level for level in Level if known.at <= level <= known.up_to)


@composite
def _matching(draw: st.DrawFn, name: str, balance: Balance, policy: Policy) -> Scenario:
    """A question that describes one of the options, where anybody can say what it brings."""
    arm = draw(sampled(Arm))
    state = benefit_state(balance, arm, policy)
    sure = sampled((ShareBand.ALMOST_NONE, ShareBand.NEARLY_ALL))
    share = shares(option=Arm.INTERVENTION) | sure.map(lambda band: Share(band=band))
    drawn = draw(scenarios(id=name, share=share))
    if state is None:
        return drawn
    benefit, levels = state
    return evolve(
        drawn,
        benefit=benefit,
        benefit_certainties=tuple(Certainty(each.value) for each in levels),
        harm_certainties=_reachable(balance.half.option(arm).harm),
    )


@composite
def speaking_surveys(draw: st.DrawFn, comparison: Comparison, policy: Policy) -> Survey:
    """A survey whose first question describes an option of this comparison.

    Args:
        comparison: with its evidence.
        policy: with the certainty from which a benefit is possible.
    """
    outcomes = tuple(row.outcome for row in comparison.evidence)
    first = draw(_matching("scenario-1", weigh(comparison), policy))
    sized = sampled((None, *outcomes))
    more = [
        draw(scenarios(id=f"scenario-{nth + 2}", outcome=sized))
        for nth in range(draw(st.integers(0, _MOST)))
    ]
    return Survey((first, *more), before_evidence=draw(sampled((None, True, False))))


@composite
def speaking_panels(draw: st.DrawFn, comparison: Comparison, policy: Policy) -> Panel | None:
    """A panel whose survey may speak for this comparison, or none.

    Args:
        comparison: with its evidence.
        policy: with the certainty from which a benefit is possible.
    """
    if not draw(st.booleans()):
        return None
    return Panel(survey=draw(speaking_surveys(comparison, policy)))
