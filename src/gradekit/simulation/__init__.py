"""How probable each recommendation is where estimates are uncertain and people differ."""

from gradekit.simulation.people import (
    Fixed,
    LogNormal,
    PeopleShare,
    Progress,
    Uniform,
    people_share,
)
from gradekit.simulation.probability import (
    Probabilities,
    Probability,
    simulate,
    simulate_both,
)

__all__ = [
    "Fixed",
    "LogNormal",
    "PeopleShare",
    "Probabilities",
    "Probability",
    "Progress",
    "Uniform",
    "people_share",
    "simulate",
    "simulate_both",
]
