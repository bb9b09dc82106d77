"""The domains of certainty: five reasons for rating down, three for rating up, a file each.

Each file holds its words, its numbers and its rules with their sources, and a `suggest` that walks
through them. Where the literature has no rule, it says so and leaves the level to people.
"""

from types import ModuleType

from gradekit.domains import (
    dose_response,
    imprecision,
    inconsistency,
    indirectness,
    large_effect,
    opposing_confounding,
    publication_bias,
    risk_of_bias,
)
from gradekit.domains.verdict import Concern, Design, Domain

__all__ = [
    "ALL",
    "BY_NAME",
    "DOWN",
    "UP",
    "Concern",
    "Design",
    "Domain",
    "dose_response",
    "imprecision",
    "inconsistency",
    "indirectness",
    "large_effect",
    "opposing_confounding",
    "publication_bias",
    "risk_of_bias",
]

DOWN: tuple[Domain, ...] = tuple(domain for domain in Domain if not domain.rates_up)
UP: tuple[Domain, ...] = tuple(domain for domain in Domain if domain.rates_up)
ALL: tuple[Domain, ...] = (*DOWN, *UP)

BY_NAME: dict[Domain, ModuleType] = {
    Domain.RISK_OF_BIAS: risk_of_bias,
    Domain.INCONSISTENCY: inconsistency,
    Domain.INDIRECTNESS: indirectness,
    Domain.IMPRECISION: imprecision,
    Domain.PUBLICATION_BIAS: publication_bias,
    Domain.LARGE_EFFECT: large_effect,
    Domain.DOSE_RESPONSE: dose_response,
    Domain.OPPOSING_CONFOUNDING: opposing_confounding,
}
"""The file of each domain."""
