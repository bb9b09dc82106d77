"""The share in readers' words: how many would choose, who says so, what was tried."""

from __future__ import annotations

from collections.abc import Iterator

from gradekit.answers import ShareBand, ShareRoute
from gradekit.comparison import Comparison
from gradekit.policy import Policy
from gradekit.share import FoundShare, band_of
from gradekit.thresholds import compare
from gradekit.trace import Step, StepKind
from gradekit.values import Share
from gradekit.wording import Line, choosing, percent

__all__ = ["share_lines", "step_lines"]

_HALF = 0.5


def share_lines(share: FoundShare, comparison: Comparison, policy: Policy) -> Iterator[Line]:
    """The share and its route.

    Args:
        share: as found.
        comparison: whose share it is.
        policy: with the cut-offs of the bands.
    """
    yield Line(f"{choosing(share.band, comparison.intervention.name)}: {_route(share)}")
    given = share.given
    if given is not None:
        if given.by and share.route is not ShareRoute.RECORDED:
            yield Line(f"judged by {given.by}", 1)
        if given.rationale:
            yield Line(f"rationale: {given.rationale}", 1)
        if given.low is not None and given.high is not None:
            whose = (
                f"for the {given.option}"
                if share.route is ShareRoute.RECORDED
                else "for an option like the one the scenario describes"
            )
            yield Line(f"given as {_interval(given.low, given.high, whose, policy)}", 1)
    for step in share.step.children:
        yield from step_lines(step, 1)


def _route(share: FoundShare) -> str:
    """Who says so; that nobody was named is said as well."""
    given = share.given
    if share.route is ShareRoute.RECORDED and given is not None:
        if given.by:
            return f"judged by {given.by} for this comparison"
        cited = "" if given.source is None else f" [{given.source}]"
        return f"recorded for this comparison{cited}; by whom is not recorded"
    if share.route is ShareRoute.SURVEY:
        return (
            f"by survey scenario {share.scenario!r}"
            if share.scenario
            else f"by survey: {share.step.result}"
        )
    if share.route is ShareRoute.DOMINANCE:
        return "by dominance, a suggestion of the library, not a panel's judgement"
    return "no judgement recorded, no scenario matches, nothing dominates"


def _interval(low: float, high: float, whose: str, policy: Policy) -> str:
    """An interval, and why it stands in its band: the strongest that contains it whole."""
    band = band_of(Share(low, high), policy)
    said = percent(low) if low == high else f"{percent(low)} to {percent(high)}"
    return f"{said} {whose}: {_why(band, low, high, policy)}"


def _why(band: ShareBand, low: float, high: float, policy: Policy) -> str:
    nearly, most = policy.nearly_all.value, policy.majority.value
    few, less = percent(1 - nearly), percent(1 - most)
    reaches_up, reaches_down = compare(high, nearly) >= 0, compare(1 - low, nearly) >= 0
    within_up = "reaches" if reaches_up else f"above {percent(most)} and"
    within_down = "reaches" if reaches_down else f"below {less} and"
    return {
        ShareBand.NEARLY_ALL: f"not below {percent(nearly)}, so nearly all",
        ShareBand.MAJORITY: f"{within_up} below {percent(nearly)}, so a majority",
        ShareBand.SPLIT: f"reaches {percent(most)}, so split"
        if most == _HALF
        else f"neither wholly above {percent(most)} nor wholly below {less}, so split",
        ShareBand.MINORITY: f"{within_down} above {few}, so a minority",
        ShareBand.ALMOST_NONE: f"not above {few}, so almost none",
        ShareBand.UNKNOWN: f"reaches both {few} and {percent(nearly)}, so unknown",
    }[band]


def step_lines(step: Step, depth: int) -> Iterator[Line]:
    """A step with what it looked at, and every step below it.

    Args:
        step: to tell.
        depth: how far it is indented.
    """
    about = f" ({step.about})" if step.about else ""
    result = f": {step.result}" if step.result else ""
    yield Line(f"{step.rule.id}{about}, {step.kind}{result}", depth)
    if step.inputs and step.kind is not StepKind.NOT_APPLICABLE:
        yield Line("; ".join(map(str, step.inputs)), depth + 1)
    for child in step.children:
        yield from step_lines(child, depth + 1)
