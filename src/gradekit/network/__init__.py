"""Network meta-analysis: one comparison rated, interventions grouped from the best to the worst.

`rules` and `rating` rate one comparison, with `cinema` as a second engine for incoherence;
`grouping` and `groups` group interventions. The network as a whole is never rated.
"""

from gradekit.network import cinema, grouping, rules
from gradekit.network.cinema import cinema_global, cinema_incoherence
from gradekit.network.grouping import (
    Contrast,
    Grouping,
    Moved,
    Place,
    Placement,
    Promotion,
    Tier,
    TierBy,
)
from gradekit.network.groups import minimally_contextualised, partially_contextualised
from gradekit.network.rating import NetworkRating, rate_comparison
from gradekit.network.rules import Contributor, Start

__all__ = [
    "PARAMETERS",
    "RULES",
    "Contrast",
    "Contributor",
    "Grouping",
    "Moved",
    "NetworkRating",
    "Place",
    "Placement",
    "Promotion",
    "Start",
    "Tier",
    "TierBy",
    "cinema_global",
    "cinema_incoherence",
    "minimally_contextualised",
    "partially_contextualised",
    "rate_comparison",
]

RULES = (*rules.RULES, *cinema.RULES, *grouping.RULES)
PARAMETERS = (*rules.PARAMETERS, *cinema.PARAMETERS, *grouping.PARAMETERS)
