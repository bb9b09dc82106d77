"""Chinn 2000, Stat Med 19:3127-3131: an odds ratio from a standardised difference.

The paper was not read; its factor stands in the Cochrane Handbook 5.1, section 12.6.3. The other
figures are computed from the two formulas.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from gradekit.absolute import absolute_effect
from gradekit.estimates import Estimate
from gradekit.instruments import improvement, odds_ratio

if TYPE_CHECKING:
    from .conftest import Tolerances

HALF = Estimate("SMD", -0.5)


def test_the_formula(tol: Tolerances) -> None:
    assert odds_ratio(HALF).value == pytest.approx(0.4038, abs=tol.ratio)
    one = odds_ratio(Estimate("SMD", 1.0)).value
    assert math.log(one) == pytest.approx(1.8138, abs=tol.ratio)


def test_a_risk_by_the_odds_ratio(tol: Tolerances) -> None:
    found = improvement(HALF, 0.3, better="higher").intervention_risk.value
    assert found == pytest.approx(0.1475, abs=tol.risk)
    assert found == absolute_effect(odds_ratio(HALF), 0.3).intervention_risk.value


def test_the_normal_route_differs(tol: Tolerances) -> None:
    found = improvement(HALF, 0.3, better="higher", route="normal").intervention_risk.value
    assert found == pytest.approx(0.1528, abs=tol.risk)
