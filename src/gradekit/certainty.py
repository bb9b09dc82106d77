"""Certainty: across the outcomes of a decision.

The overall certainty is the lowest among the critical outcomes. What was not rated counts as very
low, and is named: it is never quietly left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from gradekit.scales import Certainty, Importance
from gradekit.sources import cite
from gradekit.trace import Input, Rule, Step, StepKind

__all__ = ["RULES", "OverallCertainty", "overall_certainty"]

LOWEST_CRITICAL = Rule(
    "overall.lowest_critical",
    "The overall certainty is the lowest among the critical outcomes.",
    cite("acip", "chapter 10; KCE process book"),
)
LOWEST_IMPORTANT = Rule(
    "overall.lowest_important",
    "Where no outcome is critical, the lowest among the important ones stands in, and is flagged.",
    cite("gradekit", "overall certainty"),
)
RECORDED = Rule(
    "overall.recorded",
    "An overall certainty the panel recorded stands, and the computed one is shown beside it.",
    cite("gradekit", "overall certainty"),
)
NOTHING = Rule(
    "overall.nothing_rated",
    "Without any critical or important outcome the overall certainty counts as very low and is "
    "named as missing.",
    cite("gradekit", "overall certainty"),
)
RULES = (LOWEST_CRITICAL, LOWEST_IMPORTANT, RECORDED, NOTHING)


@frozen(eq=False)
class OverallCertainty:
    """The certainty of a whole decision. Compares equal to its level.

    Args:
        level: that counts.
        computed: the level computed, where the panel recorded another.
        flagged: whether no outcome was critical.
        step: how it was found.
    """

    level: Certainty
    computed: Certainty = field(kw_only=True)
    flagged: bool = field(default=False, kw_only=True)
    step: Step = field(kw_only=True)

    def __eq__(self, other: object) -> bool:
        level = other.level if isinstance(other, OverallCertainty) else other
        return self.level == level

    def __hash__(self) -> int:
        return hash(self.level)

    def __str__(self) -> str:
        return str(self.level)


def overall_certainty(
    rated: Iterable[tuple[Importance | str | int, Certainty | str | None]],
    *,
    recorded: Certainty | None = None,
) -> OverallCertainty:
    """The overall certainty across outcomes.

    Args:
        rated: (importance, certainty) of each outcome; None for not rated, which counts very low.
        recorded: what the panel recorded, which then stands beside the computed level.

    Source: KCE process book and ACIP handbook chapter 10 (lowest among critical).

    Example:
        >>> str(
        ...     overall_certainty(
        ...         [
        ...             ("critical", "high"),
        ...             ("critical", "moderate"),
        ...             ("important", "low"),
        ...             ("critical", "moderate"),
        ...         ]
        ...     )
        ... )
        'moderate'
    """
    levels: dict[Importance, list[Certainty]] = {each: [] for each in Importance}
    for importance, level in rated:
        levels[Importance(importance)].append(
            Certainty.VERY_LOW if level is None else Certainty(level)
        )
    critical, important = levels[Importance.CRITICAL], levels[Importance.IMPORTANT]
    if critical:
        rule, computed = LOWEST_CRITICAL, min(critical)
    elif important:
        rule, computed = LOWEST_IMPORTANT, min(important)
    else:
        rule, computed = NOTHING, Certainty.VERY_LOW
    step = Step(
        rule,
        kind=StepKind.MISSING if rule is NOTHING else StepKind.FIRED,
        result=computed.value,
        inputs=tuple(Input("certainty", level.value) for level in critical or important),
    )
    if recorded is not None:
        step = Step(
            RECORDED,
            kind=StepKind.FIRED,
            result=recorded.value,
            inputs=(Input("recorded", recorded.value), Input("computed", computed.value)),
            children=(step,),
        )
    return OverallCertainty(
        computed if recorded is None else recorded,
        computed=computed,
        flagged=not critical,
        step=step,
    )
