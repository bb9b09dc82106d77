"""The answers an evidence-to-decision criterion offers, as closed sets of words.

"Varies" and "don't know" are answers, and lean nowhere: neither is read as indifference.
"""

from __future__ import annotations

from gradekit.words import Word

__all__ = [
    "Agreement",
    "CertaintyFound",
    "CostEffectiveness",
    "EffectBalance",
    "Equity",
    "HarmSize",
    "Resources",
    "Size",
    "ValuesUncertainty",
]


class Agreement(Word):
    """Yes or no, with the shades between."""

    NO = "no"
    PROBABLY_NO = "probably no"
    PROBABLY_YES = "probably yes"
    YES = "yes"
    VARIES = "varies"
    DONT_KNOW = "don't know"


class Size(Word):
    """How large the good effects are, smallest first."""

    TRIVIAL = "trivial"
    SMALL = "small"
    MODERATE = "moderate"
    LARGE = "large"
    VARIES = "varies"
    DONT_KNOW = "don't know"


class HarmSize(Word):
    """How large the bad effects are, largest first, as the form lists them."""

    LARGE = "large"
    MODERATE = "moderate"
    SMALL = "small"
    TRIVIAL = "trivial"
    VARIES = "varies"
    DONT_KNOW = "don't know"


class CertaintyFound(Word):
    """How sure one can be, where there are studies at all."""

    VERY_LOW = "very low"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    NO_STUDIES = "no included studies"


class ValuesUncertainty(Word):
    """Whether people differ, or we are unsure, in how they value the main outcomes."""

    IMPORTANT = "important uncertainty or variability"
    POSSIBLY_IMPORTANT = "possibly important uncertainty or variability"
    PROBABLY_NO_IMPORTANT = "probably no important uncertainty or variability"
    NO_IMPORTANT = "no important uncertainty or variability"


class EffectBalance(Word):
    """Which option the good and bad effects favour, taken together."""

    FAVOURS_COMPARATOR = "favours comparator"
    PROBABLY_FAVOURS_COMPARATOR = "probably favours comparator"
    NEITHER = "neither"
    PROBABLY_FAVOURS_INTERVENTION = "probably favours intervention"
    FAVOURS_INTERVENTION = "favours intervention"
    VARIES = "varies"
    DONT_KNOW = "don't know"


class Resources(Word):
    """What the intervention costs or saves the system, against the comparator."""

    LARGE_COSTS = "large costs"
    MODERATE_COSTS = "moderate costs"
    NEGLIGIBLE = "negligible costs and savings"
    MODERATE_SAVINGS = "moderate savings"
    LARGE_SAVINGS = "large savings"
    VARIES = "varies"
    DONT_KNOW = "don't know"


class CostEffectiveness(Word):
    """Which option cost-effectiveness favours, where it was studied at all."""

    FAVOURS_COMPARATOR = "favours comparator"
    PROBABLY_FAVOURS_COMPARATOR = "probably favours comparator"
    NEITHER = "neither"
    PROBABLY_FAVOURS_INTERVENTION = "probably favours intervention"
    FAVOURS_INTERVENTION = "favours intervention"
    VARIES = "varies"
    DONT_KNOW = "don't know"
    NO_STUDIES = "no included studies"


class Equity(Word):
    """What the intervention would do to fairness in health, against the comparator."""

    REDUCED = "reduced"
    PROBABLY_REDUCED = "probably reduced"
    PROBABLY_NO_IMPACT = "probably no impact"
    PROBABLY_INCREASED = "probably increased"
    INCREASED = "increased"
    VARIES = "varies"
    DONT_KNOW = "don't know"
