"""Inconsistency: whether the studies' results differ more than chance would make them.

Core GRADE has a flowchart of visual judgements, which never rates down two levels; no statistic
decides. Classic GRADE leaves the domain to judgement. `cinema` is a second, mechanical reading.
"""

from __future__ import annotations

from gradekit.domains.verdict import (
    Concern,
    Domain,
    Leaf,
    Walk,
    adjusted,
    all_of,
    no_rule,
    opposite,
)
from gradekit.errors import InvalidValue, Problems, refuse
from gradekit.estimates import Interval
from gradekit.judgements import Suggestion
from gradekit.library import cite
from gradekit.scales import Edition
from gradekit.sources import Parameter
from gradekit.thresholds import compare
from gradekit.trace import Input, Rule

__all__ = [
    "CINEMA_RULES",
    "DOMAIN",
    "PARAMETERS",
    "RULES",
    "VOCABULARY",
    "cinema",
    "on_one_side",
    "suggest",
]

DOMAIN = Domain.INCONSISTENCY
VOCABULARY = tuple(Concern)

_FIGURE = cite("coregrade3", "flowchart", checked=False, note="second-hand")
_CINEMA = cite("cinema", "heterogeneity")

# The numbers. None of them is read unless somebody asks for it.

ONE_SIDE = Parameter(
    0.80,
    cite("pmatools", checked=False, note="no publication says how many a majority is"),
    "inconsistency.on_one_side_from",
)
SELDOM_BELOW = Parameter(
    0.30,
    cite("coregrade3", checked=False, note="second-hand; a hint and no cut-off"),
    "inconsistency.i2_seldom_below",
)
PARAMETERS: tuple[Parameter[object], ...] = (ONE_SIDE, SELDOM_BELOW)

# The rules, in the order they are asked.

ALIKE = Rule(
    "inconsistency.alike",
    "Unless the studies' estimates differ importantly and their intervals overlap little, do not "
    "rate down.",
    _FIGURE,
    Edition.CORE,
)
ONE_SIDED = Rule(
    "inconsistency.one_sided",
    "Where most estimates lie on one side of the threshold used for imprecision, do not rate down.",
    _FIGURE,
    Edition.CORE,
)
EXPLAINED = Rule(
    "inconsistency.explained",
    "Where a credible subgroup effect explains the difference, do not rate down, and report the "
    "subgroups separately.",
    _FIGURE,
    Edition.CORE,
)
UNEXPLAINED = Rule(
    "inconsistency.unexplained",
    "Where substantial proportions of the estimates lie on opposite sides and nothing credible "
    "explains it, rate down one level.",
    _FIGURE,
    Edition.CORE,
)
I2_HINT = Rule(
    "inconsistency.i2_hint",
    "Serious inconsistency is seldom seen with a low I2: look again; the verdict stays.",
    cite("coregrade3", checked=False, note="second-hand"),
    Edition.CORE,
)
JUDGEMENT = no_rule(
    DOMAIN,
    "Classic GRADE judges the spread of results, the overlap of intervals and where estimates lie, "
    "on the relative and the absolute scale, without a flowchart.",
    cite("gradeguidance36", "abstract"),
    edition=Edition.CLASSIC,
)
RULES = (ALIKE, ONE_SIDED, EXPLAINED, UNEXPLAINED, I2_HINT, JUDGEMENT)

# The rules of the second engine.

EQUAL_LIMITS = Rule(
    "inconsistency.cinema_equal",
    "Where the prediction interval crosses no more limits of the important range than the "
    "confidence interval does, there is no concern.",
    _CINEMA,
)
ONE_MORE = Rule(
    "inconsistency.cinema_one_more",
    "Where it crosses one limit more, the concern is serious.",
    _CINEMA,
)
TWO_MORE = Rule(
    "inconsistency.cinema_two_more",
    "Where it crosses two limits more, the concern is very serious.",
    _CINEMA,
)
CINEMA_RULES = (EQUAL_LIMITS, ONE_MORE, TWO_MORE)
_MORE = ("no more limits", "one limit more", "two limits more")


def on_one_side(share: float, cut: Parameter[float] | float = ONE_SIDE) -> bool:
    """Whether a share of estimates is a majority on one side, by a tool's convention.

    No publication gives a number for it; use it only where your protocol says so.

    Args:
        share: proportion of the estimates on the side where most are.
        cut: from which (inclusive) it is a majority.

    Example:
        >>> on_one_side(0.8), on_one_side(0.75)
        (True, False)
    """
    found = Problems()
    found.need(
        0 <= share <= 1,
        "share outside 0 to 1",
        "share",
        expected="a proportion of the estimates",
        got=share,
    )
    found.settle()
    return compare(share, adjusted(ONE_SIDE, cut).value) >= 0


def suggest(
    *,
    important_differences: bool | None = None,
    limited_overlap: bool | None = None,
    one_side: bool | None = None,
    credible_subgroup: bool | None = None,
    i2: float | None = None,
    edition: Edition | str = Edition.CORE,
    seldom_below: Parameter[float] | float = SELDOM_BELOW,
) -> Suggestion:
    """What the flowchart says of inconsistency, from judgements made on the forest plot.

    Args:
        important_differences: judgement whether the estimates differ importantly.
        limited_overlap: judgement whether the intervals overlap little.
        one_side: judgement whether most estimates lie on one side of the threshold that is used
            for imprecision; if not, substantial proportions lie on either.
        credible_subgroup: judgement whether a credible subgroup effect explains the difference.
        i2: as a proportion; never decides, and is only held against a hint.
        edition: classic or core.
        seldom_below: I2 below which serious inconsistency is seldom seen.

    Returns:
        0 or -1, never more; None where a judgement was not recorded, and in classic GRADE.

    Raises:
        InvalidValue: an I2 outside 0 to 1.

    Source: Core GRADE 3 (flowchart second-hand); GRADE guidance 36 for classic.

    Example:
        >>> suggest(
        ...     important_differences=True,
        ...     limited_overlap=True,
        ...     one_side=False,
        ...     credible_subgroup=False,
        ... ).level
        -1
    """
    found = Problems()
    found.need(
        i2 is None or 0 <= i2 <= 1,
        "I2 outside 0 to 1",
        "i2",
        expected="a proportion; divide a percentage by 100",
        got=i2,
    )
    found.settle()
    walk = Walk(RULES, edition)
    plot = (
        Input("important differences", important_differences),
        Input("limited overlap", limited_overlap),
    )
    sides = Input("most estimates on one side", one_side)
    if walk.edition is Edition.CLASSIC:
        return walk.judge(JUDGEMENT, *plot, sides, Input("I2", i2))

    apart = all_of(important_differences, limited_overlap)
    subgroup = Input("credible subgroup effect", credible_subgroup)
    unexplained = all_of(apart, opposite(one_side), opposite(credible_subgroup))
    if unexplained:
        least = adjusted(SELDOM_BELOW, seldom_below)
        low = None if i2 is None else compare(i2, least.value) < 0
        walk.ask(I2_HINT, low, Input("I2", i2), parameters=(least,))
    return walk.first(
        Leaf(ALIKE, opposite(apart), 0, "the results are alike enough", plot),
        Leaf(ONE_SIDED, one_side, 0, "most estimates lie on one side of the threshold", (sides,)),
        Leaf(
            EXPLAINED,
            credible_subgroup,
            0,
            "a credible subgroup effect explains the difference; report the subgroups separately",
            (subgroup,),
        ),
        Leaf(
            UNEXPLAINED,
            unexplained,
            Concern.SERIOUS.level,
            "estimates lie on opposite sides of the threshold, and nothing credible explains it",
            (sides, subgroup),
        ),
    )


def _crossed(name: str, interval: Interval, limits: tuple[float, float]) -> int:
    low, high = interval.low, interval.high
    if low is None or high is None:
        refuse(
            InvalidValue,
            "no interval",
            name,
            expected="both ends of the interval",
            got=(low, high),
        )
    return sum(compare(low, limit) < 0 < compare(high, limit) for limit in limits)


def cinema(
    *, confidence: Interval, prediction: Interval, important: tuple[float, float]
) -> Suggestion:
    """A mechanical reading: limits crossed by the confidence and by the prediction interval.

    This is not GRADE's flowchart, and the only reading here that can come to two levels.

    Args:
        confidence: the confidence interval.
        prediction: the prediction interval.
        important: lower and upper limit of the range without important effect, on the same scale.

    Returns:
        0, -1 or -2.

    Raises:
        InvalidValue: an interval without ends, or limits not ascending.

    Source: CINeMA documentation.

    Example:
        >>> cinema(
        ...     confidence=Interval(0.6, 0.5, 0.75),
        ...     prediction=Interval(0.6, 0.3, 1.1),
        ...     important=(0.8, 1.25),
        ... ).level
        -1
    """
    low, high = important
    found = Problems()
    found.need(
        low < high,
        "limits not ascending",
        "important",
        expected="a lower and a higher limit",
        got=important,
    )
    found.settle()
    by_confidence = _crossed("confidence", confidence, important)
    by_prediction = _crossed("prediction", prediction, important)
    more = max(by_prediction - by_confidence, 0)
    walk = Walk(CINEMA_RULES, Edition.CLASSIC)
    for number, rule in enumerate(CINEMA_RULES):
        walk.ask(
            rule,
            more == number,
            Input("limits crossed by the confidence interval", by_confidence),
            Input("limits crossed by the prediction interval", by_prediction),
        )
    reason = f"the prediction interval crosses {_MORE[more]} than the confidence interval"
    return walk.suggest(-more, CINEMA_RULES[more], reason)
