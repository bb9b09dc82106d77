"""Tolerances by kind of quantity: half a unit of the last place a publication prints."""

from __future__ import annotations

import pytest
from attrs import frozen


@frozen
class Tolerances:
    """Absolute tolerances; a figure printed to two places may be off by 0.005."""

    risk: float = 5e-5  # proportions printed to four places
    ratio: float = 5e-5  # ratios printed to four places
    risk_5: float = 5e-6  # proportions printed to five places
    log_se: float = 5e-5  # standard errors of logarithms printed to four places
    two_places: float = 5e-3
    p_value: float = 5e-4  # P values printed to three places
    events: float = 0.5  # whole events per 1000
    total: float = 0.05  # participants printed to one place
    exact: float = 1e-12  # what is the same number by arithmetic


@pytest.fixture
def tol() -> Tolerances:
    return Tolerances()
