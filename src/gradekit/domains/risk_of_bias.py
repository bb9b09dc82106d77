"""Risk of bias: how much of the evidence comes from studies whose conduct may have misled them.

Core GRADE has a flowchart, which never rates down two levels. Classic GRADE leaves the domain to
judgement.
"""

from __future__ import annotations

from gradekit.domains.verdict import Concern, Domain, Walk, adjusted, no_rule
from gradekit.errors import Problems
from gradekit.judgements import Suggestion
from gradekit.library import OWN, cite
from gradekit.scales import Edition
from gradekit.sources import Parameter
from gradekit.thresholds import compare
from gradekit.trace import Input, Rule
from gradekit.words import Ordered, Word

__all__ = ["DOMAIN", "PARAMETERS", "RULES", "VOCABULARY", "BiasDirection", "RobinsI", "suggest"]

DOMAIN = Domain.RISK_OF_BIAS
VOCABULARY = tuple(Concern)


class BiasDirection(Word):
    """Which way the bias of the high-risk studies would have pushed the result."""

    TOWARD = "toward the result"  # it could have made the effect, or its apparent absence
    AGAINST = "against the result"  # it would have shrunk the effect, or enlarged an absent one


class RobinsI(Ordered):
    """Overall judgement of the ROBINS-I tool."""

    LOW = "low"
    MODERATE = "moderate"
    SERIOUS = "serious"
    CRITICAL = "critical"


_FIGURE = cite("coregrade4", "figure 2", checked=False, note="second-hand")

# The numbers.

DOMINATES = Parameter(0.55, _FIGURE, "risk_of_bias.dominates_from")
DOMINATES_ABOVE = Parameter(0.65, _FIGURE, "risk_of_bias.dominates_above")
APPRECIABLE = Parameter(
    0.35,
    cite("coregrade4", checked=False, note="second-hand; candidates run from 35% to 45%"),
    "risk_of_bias.appreciable_from",
)
_MAPPED = cite(
    "gradeguidelines18", checked=False, note="recalled; a judgement and no table of levels"
)
ROBINS_I: dict[RobinsI, Parameter[tuple[int, ...]]] = {
    RobinsI.LOW: Parameter((0,), _MAPPED, "risk_of_bias.robins_i_low"),
    RobinsI.MODERATE: Parameter((0, -1), _MAPPED, "risk_of_bias.robins_i_moderate"),
    RobinsI.SERIOUS: Parameter((-2,), _MAPPED, "risk_of_bias.robins_i_serious"),
    RobinsI.CRITICAL: Parameter((-3,), _MAPPED, "risk_of_bias.robins_i_critical"),
}
PARAMETERS: tuple[Parameter[object], ...] = (
    DOMINATES,
    DOMINATES_ABOVE,
    APPRECIABLE,
    *ROBINS_I.values(),
)

# The rules, in the order they are asked.

NOT_DOMINANT = Rule(
    "risk_of_bias.not_dominant",
    "Where studies at high risk of bias do not carry most of the weight, do not rate down.",
    _FIGURE,
    Edition.CORE,
)
LOW_RISK_ONLY = Rule(
    "risk_of_bias.low_risk_only",
    "Where, besides, studies at low risk carry appreciable weight and their estimate differs "
    "substantially, use them alone; otherwise use all studies.",
    _FIGURE,
    Edition.CORE,
)
TOWARD_RESULT = Rule(
    "risk_of_bias.toward_result",
    "Where studies at high risk carry most of the weight, and their bias could have produced the "
    "effect or its apparent absence, rate down one level.",
    _FIGURE,
    Edition.CORE,
)
AGAINST_RESULT = Rule(
    "risk_of_bias.against_result",
    "Where they carry most of the weight, but their bias would have shrunk an effect that is seen, "
    "or enlarged one that is not, do not rate down.",
    _FIGURE,
    Edition.CORE,
)
OTHER_CUT_OFF = Rule(
    "risk_of_bias.other_cut_off",
    "The verdict is also taken at the higher of the two published cut-offs, and shown where it is "
    "another.",
    OWN,
    Edition.CORE,
)
TYPICAL_OF_ROBINS_I = Rule(
    "risk_of_bias.robins_i",
    "An overall ROBINS-I judgement goes with typical levels, which are shown and never applied.",
    _MAPPED,
    Edition.CLASSIC,
)
JUDGEMENT = no_rule(
    DOMAIN,
    "Classic GRADE has no flowchart for risk of bias: judge.",
    edition=Edition.CLASSIC,
)
RULES = (
    NOT_DOMINANT,
    LOW_RISK_ONLY,
    TOWARD_RESULT,
    AGAINST_RESULT,
    OTHER_CUT_OFF,
    TYPICAL_OF_ROBINS_I,
    JUDGEMENT,
)


def _level(dominant: bool, direction: BiasDirection | None) -> int | None:  # noqa: FBT001
    """The flowchart, once it is settled whether the high-risk studies dominate."""
    if not dominant:
        return 0
    if direction is None:
        return None
    return Concern.SERIOUS.level if direction is BiasDirection.TOWARD else 0


def suggest(
    *,
    high_risk_weight: float | None = None,
    direction: BiasDirection | str | None = None,
    estimates_differ: bool | None = None,
    robins_i: RobinsI | str | None = None,
    edition: Edition | str = Edition.CORE,
    dominates: Parameter[float] | float = DOMINATES,
    dominates_above: Parameter[float] | float = DOMINATES_ABOVE,
    appreciable: Parameter[float] | float = APPRECIABLE,
) -> Suggestion:
    """What the flowchart says of risk of bias.

    Args:
        high_risk_weight: weight of the studies at high risk, as a proportion of the pooled weight;
            which studies those are is a judgement of each study.
        direction: judged way the bias would have pushed the result.
        estimates_differ: judgement whether low- and high-risk studies differ substantially.
        robins_i: overall ROBINS-I judgement (classic).
        edition: classic or core.
        dominates: weight from which (inclusive) high-risk studies dominate.
        dominates_above: the other published cut-off, above which they do.
        appreciable: weight from which (inclusive) the low-risk studies count as appreciable.

    Returns:
        0 or -1, never more; None where something was not recorded, and in classic GRADE. Not
        stable where the other cut-off gives another level, which `consider` then shows.

    Raises:
        InvalidValue: a weight outside 0 to 1.

    Source: Core GRADE 4, figure 2 (second-hand).

    Example:
        >>> suggest(high_risk_weight=0.7, direction="toward the result").level
        -1
    """
    found = Problems()
    found.need(
        high_risk_weight is None or 0 <= high_risk_weight <= 1,
        "weight outside 0 to 1",
        "high_risk_weight",
        expected="a proportion of the pooled weight",
        got=high_risk_weight,
    )
    found.settle()
    walk = Walk(RULES, edition)
    way = None if direction is None else BiasDirection(direction)
    if walk.edition is Edition.CLASSIC:
        tool = None if robins_i is None else RobinsI(robins_i)
        typical = None if tool is None else ROBINS_I[tool]
        seen = Input("ROBINS-I", None if tool is None else tool.value)
        walk.ask(
            TYPICAL_OF_ROBINS_I,
            None if typical is None else True,
            seen,
            parameters=() if typical is None else (typical,),
        )
        return walk.judge(JUDGEMENT, consider=() if typical is None else typical.value)

    cut = adjusted(DOMINATES, dominates)
    other = adjusted(DOMINATES_ABOVE, dominates_above)
    weight = Input("weight of studies at high risk", high_risk_weight)
    if high_risk_weight is None:
        walk.ask(NOT_DOMINANT, None, weight, parameters=(cut,))
        return walk.stop(NOT_DOMINANT)

    dominant = compare(high_risk_weight, cut.value) >= 0
    level = _level(dominant, way)
    beside = _level(compare(high_risk_weight, other.value) > 0, way)
    changes = beside != level
    also = (beside,) if changes and beside is not None else ()
    walk.ask(NOT_DOMINANT, not dominant, weight, parameters=(cut,))
    walk.ask(
        OTHER_CUT_OFF,
        changes,
        weight,
        parameters=(other,),
        result="not recorded" if beside is None else str(beside),
    )
    if not dominant:
        least = adjusted(APPRECIABLE, appreciable)
        enough = compare(1 - high_risk_weight, least.value) >= 0
        apart = estimates_differ if enough else False
        walk.ask(
            LOW_RISK_ONLY,
            apart,
            weight,
            Input("estimates differ substantially", estimates_differ),
            parameters=(least,),
            result="" if apart is None else "low-risk studies only" if apart else "all studies",
        )
        settled, reason = NOT_DOMINANT, "studies at high risk do not carry most of the weight"
    else:
        toward = None if way is None else way is BiasDirection.TOWARD
        pushed = Input("direction of bias", None if way is None else way.value)
        walk.ask(TOWARD_RESULT, toward, pushed)
        if toward is None:
            return walk.stop(TOWARD_RESULT)
        walk.ask(AGAINST_RESULT, not toward, pushed)
        settled, reason = AGAINST_RESULT, "the bias would have worked against what is seen"
        if toward:
            settled = TOWARD_RESULT
            reason = "studies at high risk carry most of the weight, and could explain the result"
    return walk.suggest(level, settled, reason, consider=also, stable=not changes)
