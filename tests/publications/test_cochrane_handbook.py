"""Cochrane Handbook for Systematic Reviews of Interventions, version 5.1.

Sections 11.5.5 (absolute effects), 12.5.4 (computations), 12.6.3 (SMD to odds ratio), and two
products from Cochrane's open learning material. Where a figure is not printed there, it is computed
from the printed formula, and the test says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gradekit.absolute import absolute_effect, event_free, relative_risk
from gradekit.errors import InvalidValue
from gradekit.estimates import Estimate, Interval
from gradekit.instruments import LOG_ODDS_PER_SD, mean_difference
from gradekit.nnt import nnt

if TYPE_CHECKING:
    from .conftest import Tolerances


class TestAbsoluteEffects:
    """11.5.5: a relative effect carries over to other baselines; the difference does not."""

    @pytest.mark.parametrize(("baseline", "reached"), [(0.8, 0.6), (0.2, 0.15)])
    def test_rr_075(self, tol: Tolerances, baseline: float, reached: float) -> None:
        found = absolute_effect(Estimate("RR", 0.75), baseline)
        assert found.intervention_risk.value == pytest.approx(reached, abs=tol.exact)

    def test_both_baselines_side_by_side(self, tol: Tolerances) -> None:
        found = absolute_effect(Estimate("RR", 0.75), Interval(0.5, 0.2, 0.8))
        low, high = (each.difference.per(1000).value for each in found.at_baseline)
        assert low == pytest.approx(-50, abs=tol.exact * 1000)
        assert high == pytest.approx(-200, abs=tol.exact * 1000)


class TestOtherMeasures:
    """Computed from the formulas."""

    def test_odds_ratio(self, tol: Tolerances) -> None:
        found = absolute_effect(Estimate("OR", 0.5), 0.2)
        assert found.intervention_risk.value == pytest.approx(0.1111, abs=tol.risk)

    def test_hazard_ratio(self, tol: Tolerances) -> None:
        found = absolute_effect(Estimate("HR", 0.5), 0.2).intervention_risk.value
        assert found == pytest.approx(0.10557, abs=tol.risk_5)
        free = event_free(Estimate("HR", 0.5), 0.8).value
        assert free == pytest.approx(1 - found, abs=tol.exact)

    def test_a_risk_ratio_from_an_odds_ratio(self, tol: Tolerances) -> None:
        found = relative_risk(Estimate("OR", 0.5), 0.2).value
        assert found == pytest.approx(0.5556, abs=tol.ratio)

    def test_an_impossible_risk_is_an_error(self) -> None:
        with pytest.raises(InvalidValue, match="not clipped"):
            absolute_effect(Estimate("RR", 2.0), 0.6)


class TestStandardDeviations:
    @pytest.mark.parametrize(
        ("smd", "sd", "unit", "difference"), [(0.2, 500, "g", 100), (0.25, 5, "points", 1.25)]
    )
    def test_times_a_reference_sd(
        self, tol: Tolerances, smd: float, sd: float, unit: str, difference: float
    ) -> None:
        """Open learning material: 0.2 x 500 g = 100 g; 0.25 x 5 = 1.25."""
        found = mean_difference(Estimate("SMD", smd), sd, unit)
        assert found.value == pytest.approx(difference, abs=tol.exact)


class TestNumbersNeeded:
    """12.5.4: rounded up to the next whole person."""

    @pytest.mark.parametrize(("difference", "number"), [(-0.12, 9), (-0.22, 5)])
    def test_from_a_difference(self, difference: float, number: int) -> None:
        """12.5.4.1."""
        assert nnt(difference).value.whole == number

    def test_from_a_risk_ratio(self, tol: Tolerances) -> None:
        """12.5.4.2: RR 0.92 at 300 per 1000 is 24 fewer, NNT 42."""
        found = absolute_effect(Estimate("RR", 0.92), 0.3).difference
        assert found.per(1000).value == pytest.approx(-24, abs=tol.events)
        assert nnt(found.value).value.whole == 42

    def test_from_an_odds_ratio(self, tol: Tolerances) -> None:
        """12.5.4.3: OR 0.73 at 0.3 is 62 fewer per 1000, NNT 17."""
        found = absolute_effect(Estimate("OR", 0.73), 0.3).difference
        assert found.per(1000).value == pytest.approx(-62, abs=tol.events)
        assert nnt(found.value).value.whole == 17

    def test_the_interval_passes_infinity(self) -> None:
        """12.5.4.5: one end benefits, the other harms, and infinity lies between."""
        found = nnt(-0.02, -0.06, 0.03)
        assert found.through_infinity
        assert str(found) == "NNTB 50 (NNTB 17 to infinity to NNTH 34)"


class TestLogOdds:
    def test_the_factor(self, tol: Tolerances) -> None:
        """12.6.3: about 1.81 log odds to a standard deviation."""
        assert LOG_ODDS_PER_SD.value == pytest.approx(1.81, abs=tol.two_places)
