"""Schünemann 2016, J Clin Epidemiol 75:6-15: the review information size.

From the abstract: the size of a trial of a plausible effect, so that a review need not say what
is important. The figures are computed from the formula.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gradekit.estimates import Estimate
from gradekit.information_size import binary, continuous, review_information_size

if TYPE_CHECKING:
    from .conftest import Tolerances


def test_it_is_the_same_formula_on_a_plausible_effect() -> None:
    assert review_information_size(Estimate("RR", 0.75), p0=0.2) == binary(0.2, 0.25) == 1806
    assert review_information_size(Estimate("RR", 0.80), p0=0.1) == binary(0.1, 0.20) == 6422


@pytest.mark.parametrize("effect", [Estimate("RD", -0.05), Estimate("RD", -50, unit="per 1000")])
def test_from_a_difference(effect: Estimate) -> None:
    assert review_information_size(effect, p0=0.2) == 1806


def test_measured_outcomes(tol: Tolerances) -> None:
    by_sd = review_information_size(Estimate("MD", -5, unit="points"), sd=20)
    assert by_sd == pytest.approx(502.3, abs=tol.total)
    by_smd = review_information_size(Estimate("SMD", 0.2))
    assert by_smd == pytest.approx(784.9, abs=tol.total)
    assert by_smd == continuous(1, 0.2)
