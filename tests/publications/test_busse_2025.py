"""Busse 2025, BMJ 388:e079970: radiofrequency trials with and without blinded providers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gradekit.estimates import Estimate
from gradekit.interaction import interaction_test

if TYPE_CHECKING:
    from .conftest import Tolerances

UNBLINDED = Estimate("MD", -1.74, -2.73, -0.76, unit="cm")  # four trials
BLINDED = Estimate("MD", -0.23, -0.60, 0.14, unit="cm")  # seven trials


def test_the_published_interaction(tol: Tolerances) -> None:
    found = interaction_test(UNBLINDED, BLINDED)
    assert found.p == pytest.approx(0.005, abs=tol.p_value)
    assert found.z == pytest.approx(-2.81, abs=tol.two_places)
    assert found.difference == pytest.approx(-1.51, abs=tol.exact)


def test_in_millimetres_it_is_the_same(tol: Tolerances) -> None:
    millimetres = Estimate("MD", -2.3, -6.0, 1.4, unit="mm")
    found = interaction_test(UNBLINDED, millimetres)
    assert found.z == pytest.approx(interaction_test(UNBLINDED, BLINDED).z, abs=tol.exact * 1e3)
    assert found.unit == "cm"
