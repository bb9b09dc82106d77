"""Large effect: a risk so many times higher or lower that bias alone would hardly make it.

Only well-conducted non-randomised studies are rated up for it.
"""

from __future__ import annotations

from gradekit.domains.verdict import Design, Domain, Walk, adjusted
from gradekit.errors import InvalidValue, refuse
from gradekit.estimates import Estimate
from gradekit.judgements import Suggestion
from gradekit.library import OWN, cite
from gradekit.scales import Edition, Measure
from gradekit.sources import Parameter
from gradekit.thresholds import compare
from gradekit.trace import Input, Rule
from gradekit.words import Ordered

__all__ = ["DOMAIN", "PARAMETERS", "RULES", "VOCABULARY", "Size", "suggest"]

DOMAIN = Domain.LARGE_EFFECT


class Size(Ordered):
    """How large a relative effect is."""

    NOT_LARGE = "not large"
    LARGE = "large"
    VERY_LARGE = "very large"

    @property
    def level(self) -> int:
        """The levels it moves certainty, from 0 to 2."""
        return self.rank - 1


VOCABULARY = tuple(Size)

_ABSTRACT = cite("gradeguidelines9", "abstract", note="at least two-fold, at least five-fold")

# The numbers; the mirror of each (one half, one fifth) counts alike.

LARGE_FROM = Parameter(2.0, _ABSTRACT, "large_effect.large_from")
VERY_LARGE_FROM = Parameter(5.0, _ABSTRACT, "large_effect.very_large_from")
PARAMETERS: tuple[Parameter[object], ...] = (LARGE_FROM, VERY_LARGE_FROM)

# The rules, in the order they are asked.

RANDOMISED = Rule(
    "large_effect.randomised",
    "Randomised evidence starts high and is not rated up.",
    cite("coregrade4", "abstract"),
)
NOT_WELL_CONDUCTED = Rule(
    "large_effect.not_well_conducted",
    "Studies that were not well conducted are not rated up for a large effect.",
    cite("coregrade4", "abstract"),
)
OTHER_MEASURE = Rule(
    "large_effect.other_measure",
    "The rule is stated for the risk ratio; a hazard or rate ratio is left to judgement.",
    OWN,
)
VERY_LARGE = Rule(
    "large_effect.very_large",
    "A risk ratio of at least five, or at most one fifth, rates up two levels.",
    _ABSTRACT,
)
LARGE = Rule(
    "large_effect.large",
    "A risk ratio of at least two, or at most one half, rates up one level.",
    _ABSTRACT,
)
NOT_LARGE = Rule(
    "large_effect.not_large",
    "A smaller effect does not rate up.",
    _ABSTRACT,
)
BOUNDARY = Rule(
    "large_effect.boundary",
    "An estimate standing at a limit counts as reaching it, and is flagged: some sources ask for "
    "more than two-fold or five-fold.",
    cite("handbook", checked=False, note="second-hand"),
)
IMPRECISE = Rule(
    "large_effect.imprecise",
    "Where the interval takes in an effect below the limit that was reached, the levels down to "
    "that of its end are put to the panel.",
    cite("envint2024", note="asks a narrow interval of a very large effect; of a large one we do"),
)
AFTER_RATING_DOWN = Rule(
    "large_effect.after_rating_down",
    "Rating up is usual only where nothing was rated down: a warning, and no bar.",
    cite("gradeguidelines18", "footnote of table 1"),
)
RULES = (
    RANDOMISED,
    NOT_WELL_CONDUCTED,
    OTHER_MEASURE,
    VERY_LARGE,
    LARGE,
    NOT_LARGE,
    BOUNDARY,
    IMPRECISE,
    AFTER_RATING_DOWN,
)


def _check(estimate: Estimate) -> None:
    if estimate.measure is Measure.OR:
        refuse(
            InvalidValue,
            "odds ratio where a risk ratio is asked",
            "estimate",
            "measure",
            expected="RR",
            got=estimate.measure.value,
            hint="convert it first at its baseline risk: RR = OR / (1 - risk + risk x OR)",
        )
    if not estimate.measure.is_event or not estimate.measure.is_ratio:
        refuse(
            InvalidValue,
            "no relative risk",
            "estimate",
            "measure",
            expected="RR",
            got=estimate.measure.value,
            hint="the rule is about how many times higher or lower a risk is",
        )


def _end(estimate: Estimate) -> float | None:
    """How many times the risk is at the end nearest to no effect; below 1 beyond it."""
    if estimate.value >= 1:
        return estimate.low
    return None if estimate.high is None else 1 / estimate.high


def suggest(
    *,
    estimate: Estimate,
    design: Design | str,
    well_conducted: bool | None = None,
    rated_down: bool | None = None,
    edition: Edition | str = Edition.CORE,
    large_from: Parameter[float] | float = LARGE_FROM,
    very_large_from: Parameter[float] | float = VERY_LARGE_FROM,
) -> Suggestion:
    """Whether the size of a relative effect rates up.

    Args:
        estimate: the pooled risk ratio.
        design: randomised or non-randomised.
        well_conducted: judgement whether the studies are well conducted.
        rated_down: whether any domain was rated down; only warns.
        edition: classic or core; the rule is the same.
        large_from: times higher from which (inclusive) an effect is large.
        very_large_from: times higher from which (inclusive) it is very large.

    Returns:
        0, 1 or 2; None where `well_conducted` was not recorded, and for a hazard or rate ratio.

    Raises:
        InvalidValue: an odds ratio, which is converted first, or no relative effect on a risk.

    Source: GRADE guidelines 9 (abstract), Core GRADE 4 (abstract).

    Example:
        >>> suggest(
        ...     estimate=Estimate("RR", 0.18), design="non-randomised", well_conducted=True
        ... ).level
        2
    """
    _check(estimate)
    walk = Walk(RULES, edition)
    kind = Design(design)
    if walk.ask(RANDOMISED, kind is Design.RANDOMISED, Input("design", kind.value)):
        return walk.suggest(0, RANDOMISED, "randomised evidence is not rated up")
    conduct = Input("well conducted", well_conducted)
    poor = None if well_conducted is None else not well_conducted
    if walk.ask(NOT_WELL_CONDUCTED, poor, conduct):
        return walk.suggest(0, NOT_WELL_CONDUCTED, "the studies were not well conducted")
    if poor is None:
        return walk.stop(NOT_WELL_CONDUCTED)
    ratio = Input(estimate.measure.value, estimate.value)
    if walk.ask(OTHER_MEASURE, estimate.measure is not Measure.RR, ratio):
        return walk.suggest(None, OTHER_MEASURE, f"no rule for {estimate.measure}, judge")

    times = max(estimate.value, 1 / estimate.value)
    limits = (
        (VERY_LARGE, Size.VERY_LARGE, adjusted(VERY_LARGE_FROM, very_large_from)),
        (LARGE, Size.LARGE, adjusted(LARGE_FROM, large_from)),
    )
    settled, size = NOT_LARGE, Size.NOT_LARGE
    at_limit = False
    for rule, reached, limit in limits:
        if settled is NOT_LARGE:
            place = compare(times, limit.value)
            if walk.ask(rule, place >= 0, ratio, parameters=(limit,)):
                settled, size = rule, reached
                at_limit = not place
    walk.ask(NOT_LARGE, settled is NOT_LARGE, ratio)
    walk.ask(BOUNDARY, at_limit, ratio, result="at the limit" if at_limit else "")
    end = _end(estimate)
    near = Input("times, at the end nearest to no effect", end)
    at_end = size.level
    if end is not None:
        still = [each.level for _, each, limit in limits if compare(end, limit.value) >= 0]
        at_end = max(still, default=0)
    reaches_below = None if end is None else at_end < size.level
    numbers = tuple(each for *_, each in limits)
    walk.ask(IMPRECISE, reaches_below if size.level else False, near, parameters=numbers)
    least = min(at_end, size.level - at_limit)
    consider = tuple(range(size.level - 1, least - 1, -1))
    down = Input("something was rated down", rated_down)
    walk.ask(AFTER_RATING_DOWN, rated_down if size.level else False, down)
    return walk.suggest(size.level, settled, f"the effect is {size}", consider=consider)
