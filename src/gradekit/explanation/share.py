"""The share in readers' words: how many would choose, who says so, what was tried."""

from __future__ import annotations

from collections.abc import Iterator

from gradekit.answers import ShareBand, ShareRoute
from gradekit.comparison import Comparison
from gradekit.share import FoundShare
from gradekit.trace import Step, StepKind
from gradekit.wording import Line, number

__all__ = ["share_lines", "step_lines"]


def share_lines(share: FoundShare, comparison: Comparison) -> Iterator[Line]:
    """The share and its route.

    Args:
        share: as found.
        comparison: whose share it is.
    """
    told = {
        ShareRoute.RECORDED: "judged by the panel for this comparison",
        ShareRoute.SURVEY: f"by survey scenario {share.scenario!r}"
        if share.scenario
        else f"by survey: {share.step.result}",
        ShareRoute.DOMINANCE: "by dominance, a suggestion of the library, not a panel's judgement",
        ShareRoute.NONE: "no judgement recorded, no scenario matches, nothing dominates",
    }[share.route]
    name = comparison.intervention.name
    many = "unknown how many" if share.band is ShareBand.UNKNOWN else str(share.band)
    yield Line(f"{many} would choose {name}: {told}")
    if share.given is not None and share.given.by:
        yield Line(f"judged by {share.given.by}", 1)
    if share.given is not None and share.given.rationale:
        yield Line(f"rationale: {share.given.rationale}", 1)
    if share.given is not None and share.given.low is not None and share.given.high is not None:
        yield Line(
            f"given as {number(share.given.low)} to {number(share.given.high)}"
            + (
                f" for the {share.given.option}"
                if share.route is ShareRoute.RECORDED
                else " for an option like the one the scenario describes"
            ),
            1,
        )
    for step in share.step.children:
        yield from step_lines(step, 1)


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
