"""Core GRADE 2 (BMJ 2025), figure 4, and the authors' FAQ: information size and wide intervals.

What is put in (two-sided alpha 0.05, beta 0.20, RRR 20% or 25%) was read in the FAQ; the limits
of the ratio rule are second-hand. The table is computed from the formula.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gradekit.classification import classify
from gradekit.estimates import Estimate
from gradekit.information_size import (
    ALPHA,
    BETA,
    ENOUGH_CONTINUOUS,
    RRR,
    RRR_SHOWN,
    Implausible,
    binary,
    continuous,
    implausibly_large,
)
from gradekit.outcomes import Outcome
from gradekit.precision import standard_error, wide_interval
from gradekit.thresholds import MID

if TYPE_CHECKING:
    from .conftest import Tolerances

TABLE = {
    0.20: {0.05: 13486, 0.10: 6422, 0.20: 2890, 0.30: 1712, 0.50: 770},
    0.25: {0.01: 43562, 0.05: 8400, 0.10: 4004, 0.20: 1806, 0.30: 1074, 0.50: 488},
}


class TestInformationSize:
    """Participants, not events: one adequately powered trial."""

    def test_what_is_put_in(self) -> None:
        assert (ALPHA.value, BETA.value, RRR.value, RRR_SHOWN.value) == (0.05, 0.2, 0.25, 0.2)

    @pytest.mark.parametrize(
        ("rrr", "p0", "total"),
        [(rrr, p0, total) for rrr, row in TABLE.items() for p0, total in row.items()],
    )
    def test_events(self, rrr: float, p0: float, total: int) -> None:
        found = binary(p0, rrr)
        assert found == total
        assert isinstance(found, int)

    @pytest.mark.parametrize(
        ("sd", "mid", "total"), [(1, 0.2, 784.9), (1, 0.5, 125.6), (20, 5, 502.3)]
    )
    def test_measured_outcomes(self, tol: Tolerances, sd: float, mid: float, total: float) -> None:
        assert continuous(sd, mid) == pytest.approx(total, abs=tol.total)

    def test_the_rule_of_800_is_a_fifth_of_an_sd(self) -> None:
        assert 0.95 * ENOUGH_CONTINUOUS.value < continuous(1, 0.2) < ENOUGH_CONTINUOUS.value

    def test_kce_reads_about_2000_off_a_figure(self) -> None:
        """KCE process book, 5.5.4: control rate 0.2 and RRR 25% need some 2000."""
        assert binary(0.2, 0.25) == pytest.approx(2000, rel=0.1)


class TestWideIntervals:
    """The ratio of the ends stands for a standard error of the logarithm."""

    @pytest.mark.parametrize(("measure", "limit", "se"), [("RR", 3.0, 0.2803), ("OR", 2.5, 0.2338)])
    def test_the_standard_error_it_stands_for(
        self, tol: Tolerances, measure: str, limit: float, se: float
    ) -> None:
        at = Estimate(measure, 1.0, 1 / limit**0.5, limit**0.5)
        assert standard_error(at) == pytest.approx(se, abs=tol.log_se)
        found = wide_interval(at)
        assert (found.wide, found.at_limit, found.limit.value) == (True, True, limit)

    def test_hr_is_flagged(self) -> None:
        limit = wide_interval(Estimate("HR", 0.5, 0.3, 0.9)).limit
        assert (limit.value, limit.source.checked) == (2.5, False)


class TestImplausibleEffects:
    @pytest.mark.parametrize(
        ("rrr", "verdict"),
        [
            (0.25, Implausible.NO),
            (0.30, Implausible.NO),
            (1 - 0.7, Implausible.NO),
            (0.31, Implausible.POSSIBLY),
            (0.40, Implausible.POSSIBLY),
            (0.41, Implausible.CERTAINLY),
        ],
    )
    def test_above_30_possibly_above_40_certainly(self, rrr: float, verdict: Implausible) -> None:
        assert implausibly_large(rrr) is verdict


class TestWorkedCase:
    def test_mortality_crosses_both_mids(self) -> None:
        """RD -21 per 1000 (-60 to 36) with an MID of 10 per 1000: benefit and harm inside."""
        death = Outcome(
            "death",
            "Death",
            importance="critical",
            better="lower",
            thresholds=MID(10, unit="per 1000"),
        )
        found = classify(Estimate("RD", -21, -60, 36, unit="per 1000"), death)
        assert [crossing.value for crossing in found.crossings] == [-10, 10]
        assert {crossing.favours.value for crossing in found.crossings} == {
            "intervention",
            "comparator",
        }
