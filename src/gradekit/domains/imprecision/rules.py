"""The words, numbers and rules of imprecision, in the order the rules are asked.

Three readings share them. Core GRADE and the minimally contextualised approach of classic GRADE
ask whether the interval crosses the threshold; the partially contextualised approach counts the
thresholds inside it. Where none is crossed, an effect too large to believe is held against the
information size. Three levels come from counting alone.
"""

from __future__ import annotations

from gradekit.domains.verdict import Concern, Domain
from gradekit.information_size import (
    ENOUGH_CONTINUOUS,
    FAR_BELOW,
    IMPLAUSIBLE_CERTAINLY,
    IMPLAUSIBLE_POSSIBLY,
    RRR,
    RRR_SHOWN,
)
from gradekit.library import OWN, cite
from gradekit.precision import RATIO_LIMIT_HR, RATIO_LIMIT_OR, RATIO_LIMIT_RR
from gradekit.scales import Edition
from gradekit.sources import Parameter
from gradekit.trace import Rule
from gradekit.words import Word

__all__ = [
    "DOMAIN",
    "PARAMETERS",
    "RULES",
    "VOCABULARY",
    "Contextualisation",
    "Target",
    "Threshold",
]

DOMAIN = Domain.IMPRECISION
VOCABULARY = tuple(Concern)


class Threshold(Word):
    """What an effect is held against."""

    NULL = "null"
    MID = "MID"


class Contextualisation(Word):
    """How much of what matters is put into numbers."""

    MINIMAL = "minimal"
    PARTIAL = "partial"
    FULL = "full"


class Target(Word):
    """What the certainty is about."""

    NON_NULL = "a non-null effect"
    BENEFIT = "important benefit"
    HARM = "important harm"
    LITTLE_OR_NONE = "little or no difference"


_FIGURE = cite("coregrade2", "figure 4", checked=False, note="second-hand")
_MINIMAL = cite("gradeguidance34", "abstract")
_LEVELS = cite(
    "gradeguidance35", checked=False, note="levels read in the abstract; counting is second-hand"
)

# The numbers stand beside the information size and are cited there.

PARAMETERS: tuple[Parameter[object], ...] = (
    IMPLAUSIBLE_POSSIBLY,
    IMPLAUSIBLE_CERTAINLY,
    RATIO_LIMIT_RR,
    RATIO_LIMIT_OR,
    RATIO_LIMIT_HR,
    RRR,
    RRR_SHOWN,
    ENOUGH_CONTINUOUS,
    FAR_BELOW,
)

# The rules, in the order they are asked.

NEAR_NULL = Rule(
    "imprecision.near_null",
    "With the null as threshold, an estimate smaller than any plausible MID is rated as little or "
    "no difference, against the MID.",
    cite("nearnull", "abstract"),
)
TARGET = Rule(
    "imprecision.target",
    "The threshold and the point estimate of the absolute effect fix what is rated.",
    cite("coregrade2", "figures 1-3", checked=False, note="abstract read, details second-hand"),
)
TOUCHING = Rule(
    "imprecision.touching",
    "An interval that only ends at a threshold does not cross it, and is flagged.",
    OWN,
)
CROSSES = Rule(
    "imprecision.crosses",
    "Where the interval crosses the threshold, rate down one level; sample size is not consulted.",
    _FIGURE,
    Edition.CORE,
)
TWO_THRESHOLDS = Rule(
    "imprecision.two_thresholds",
    "Consider two levels where it takes in important benefit and important harm, or crosses the "
    "null and takes in an important effect opposite to the estimate.",
    _FIGURE,
    Edition.CORE,
)
ONLY_MAY = Rule(
    "imprecision.only_may",
    "Consider two levels where the honest sentence says 'may' rather than 'likely'.",
    _FIGURE,
    Edition.CORE,
)
CROSSES_MINIMAL = Rule(
    "imprecision.crosses_minimal",
    "Where the interval crosses the threshold, rate down one level.",
    _MINIMAL,
    Edition.CLASSIC,
)
APPRECIABLY = Rule(
    "imprecision.appreciably",
    "Consider two or three levels where it crosses the threshold appreciably.",
    _MINIMAL,
    Edition.CLASSIC,
)
ONE_INSIDE = Rule(
    "imprecision.one_inside", "One threshold inside the interval rates down one level.", _LEVELS
)
TWO_INSIDE = Rule(
    "imprecision.two_inside", "Two thresholds inside the interval rate down two levels.", _LEVELS
)
THREE_INSIDE = Rule(
    "imprecision.three_inside", "Three or more inside the interval rate down three levels.", _LEVELS
)
TRIVIAL = Rule(
    "imprecision.trivial",
    "In the partially contextualised approach a trivial effect is held against the information "
    "size, as one too large to believe is.",
    cite("gradeguidance35", "abstract"),
)
MODEST = Rule(
    "imprecision.modest",
    "Where no threshold is crossed and the effect is not implausibly large, do not rate down.",
    _FIGURE,
)
WIDE = Rule(
    "imprecision.wide",
    "Where it is, and the upper end of a ratio's interval is many times the lower, consider two "
    "levels.",
    _FIGURE,
)
ENOUGH = Rule(
    "imprecision.enough",
    "Where it is, and the participants reach the information size, do not rate down.",
    _FIGURE,
)
TOO_FEW = Rule("imprecision.too_few", "Where they do not reach it, rate down one level.", _FIGURE)
FAR_TOO_FEW = Rule(
    "imprecision.far_too_few",
    "Consider two levels where they are far below it.",
    cite(
        "coregrade2",
        "figure 4, authors' FAQ",
        checked=False,
        note="how far is in the figure, second-hand, for measured outcomes; two levels a long way "
        "from it, and three where events are too few to believe any effect, is in the FAQ, read",
    ),
)
MID_RANGE = Rule(
    "imprecision.mid_range",
    "Where the MID is only known as a range, the verdict is taken at both ends and stands only if "
    "they agree.",
    cite("coregrade7", checked=False, note="second-hand"),
)
JUDGEMENT = Rule(
    "imprecision.judgement",
    "In the fully contextualised approach imprecision is judged on the net effect over all "
    "critical outcomes.",
    cite("gradeguidance35", checked=False, note="second-hand"),
)
COUNTED = (ONE_INSIDE, TWO_INSIDE, THREE_INSIDE)
RULES = (
    NEAR_NULL,
    TARGET,
    TOUCHING,
    CROSSES,
    TWO_THRESHOLDS,
    ONLY_MAY,
    CROSSES_MINIMAL,
    APPRECIABLY,
    *COUNTED,
    TRIVIAL,
    MODEST,
    WIDE,
    ENOUGH,
    TOO_FEW,
    FAR_TOO_FEW,
    MID_RANGE,
    JUDGEMENT,
)
