"""GRADE guidance 42 (Wiercioch 2025) and Neumann 2022: sizes of risk differences, per 1000.

The coefficients 13, 32 and 62 are second-hand; the division by one minus the utility is recalled.
"""

from __future__ import annotations

import math

import pytest

import gradekit as gk
from gradekit.presets import CHILE_2022, GUIDANCE_42, PRESETS, thresholds_for

ROUNDED = 0.05


class TestUtility:
    @pytest.mark.parametrize(
        ("utility", "sizes"),
        [
            (0, (13, 32, 62)),
            (0.2, (16.25, 40, 77.5)),
            (0.4, (21.7, 53.3, 103.3)),
            (0.5, (26, 64, 124)),
            (0.6, (32.5, 80, 155)),
            (0.8, (65, 160, 310)),
            (0.9, (130, 320, 620)),
        ],
    )
    def test_scaled(self, utility: float, sizes: tuple[float, float, float]) -> None:
        found = thresholds_for(utility)
        assert (found.small, found.moderate, found.large) == pytest.approx(sizes, abs=ROUNDED)
        assert found.unit == "per 1000"

    @pytest.mark.parametrize("utility", [1, 1.2, -0.1, math.nan])
    def test_refused(self, utility: float) -> None:
        with pytest.raises(gk.InvalidValue, match=r"utility outside 0 to below 1 @ \$.utility"):
            thresholds_for(utility)


class TestPresets:
    def test_names(self) -> None:
        assert PRESETS == {"guidance42": GUIDANCE_42, "chile2022": CHILE_2022}

    def test_chile(self) -> None:
        found = thresholds_for(preset=CHILE_2022)
        assert (found.small, found.moderate, found.large) == (10, 25, 50)
        assert found.source is not None
        assert found.source.checked

    def test_guidance_is_marked_unchecked(self) -> None:
        found = thresholds_for()
        assert found.source is not None
        assert not found.source.checked

    def test_they_classify(self) -> None:
        death = gk.Outcome(
            "death", "Death", importance="critical", better="lower", thresholds=thresholds_for()
        )
        found = gk.classify(gk.Estimate("RR", 0.8, 0.7, 0.9), death, baseline_risk=0.2)
        assert (found.magnitude, found.favours) == ("moderate", "intervention")
