"""Imprecision: whether the interval of the absolute effect reaches across what would matter.

`rules` holds the records a methodologist reviews; `case` what one reading looks at;
`information` the branch of effects too large to believe; `reading` puts them together.
"""

from gradekit.domains.imprecision.reading import suggest
from gradekit.domains.imprecision.rules import (
    DOMAIN,
    PARAMETERS,
    RULES,
    VOCABULARY,
    Contextualisation,
    Target,
    Threshold,
)

__all__ = [
    "DOMAIN",
    "PARAMETERS",
    "RULES",
    "VOCABULARY",
    "Contextualisation",
    "Target",
    "Threshold",
    "suggest",
]
