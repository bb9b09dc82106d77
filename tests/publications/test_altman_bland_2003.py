"""Altman and Bland 2003, BMJ 326:219: the difference between two estimates.

Its table (hormone replacement and non-vertebral fractures by age) was not read whole: the two
risk ratios 0.67 and 0.88, the difference -0.2726 of their logarithms and its standard error
0.2206 were read in copies of the note; the two intervals are recalled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gradekit.estimates import Estimate
from gradekit.interaction import interaction_test

if TYPE_CHECKING:
    from .conftest import Tolerances

YOUNGER = Estimate("RR", 0.67, 0.46, 0.98)
OLDER = Estimate("RR", 0.88, 0.71, 1.08)


def test_the_worked_example(tol: Tolerances) -> None:
    found = interaction_test(YOUNGER, OLDER)
    assert found.difference == pytest.approx(-0.2726, abs=tol.log_se)
    assert found.se == pytest.approx(0.2206, abs=tol.two_places)
    assert found.z == pytest.approx(-0.2726 / 0.2206, abs=tol.two_places)
    assert found.p == pytest.approx(0.2, abs=0.05)
    assert found.ratio == pytest.approx(0.76, abs=tol.two_places)


def test_the_order_only_turns_the_sign() -> None:
    one, other = interaction_test(YOUNGER, OLDER), interaction_test(OLDER, YOUNGER)
    assert (one.z, one.p) == (-other.z, other.p)
