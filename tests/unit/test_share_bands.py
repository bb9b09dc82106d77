"""The band of a share."""

from __future__ import annotations

import pytest

import gradekit as gk
from gradekit.share import band_of

STRICT = gk.BMJ_RAPID.evolve("strict", nearly_all=0.95, majority=0.6)


class TestInterval:
    """5.5: nearly all >= 0.90, majority above 0.50, and their mirrors; an interval takes the
    strongest band that contains it whole; one reaching 0.5 is split; one from almost none to
    nearly all is unknown.
    """

    @pytest.mark.parametrize(
        ("low", "high", "band"),
        [
            (0.9, 0.9, "nearly all"),
            (0.9, 1, "nearly all"),
            (1, 1, "nearly all"),
            (0.899, 1, "majority"),
            (0.51, 0.51, "majority"),
            (0.501, 0.95, "majority"),
            (0.5, 0.5, "split"),
            (0.5, 1, "split"),
            (0, 0.5, "split"),
            (0.4, 0.6, "split"),
            (0.1, 0.5, "split"),
            (0.5, 0.9, "split"),
            (0.101, 0.95, "split"),
            (0.05, 0.899, "split"),
            (0.49, 0.49, "minority"),
            (0.05, 0.499, "minority"),
            (0, 0.101, "minority"),
            (0.1, 0.1, "almost none"),
            (0, 0.1, "almost none"),
            (0, 0, "almost none"),
            (0.1, 0.9, "unknown"),
            (0.05, 0.95, "unknown"),
            (0, 1, "unknown"),
            (0.1, 1, "unknown"),
            (0, 0.9, "unknown"),
        ],
    )
    def test_each(self, low: float, high: float, band: str) -> None:
        assert band_of(gk.Share(low, high), gk.BMJ_RAPID) == band
        other = gk.Share(low, high, "comparator")
        assert band_of(other, gk.BMJ_RAPID) == gk.ShareBand(band).mirror

    @pytest.mark.parametrize(
        ("low", "high", "band"),
        [
            (0.95, 1, "nearly all"),
            (0.94, 1, "majority"),
            (0.61, 0.7, "majority"),
            (0.6, 0.7, "split"),
            (0.4, 0.4, "split"),
            (0.3, 0.39, "minority"),
            (0.02, 0.05, "almost none"),
            (0.04, 0.96, "unknown"),
            (0.06, 0.96, "split"),
        ],
    )
    def test_cut_offs_are_the_policy_s(self, low: float, high: float, band: str) -> None:
        assert band_of(gk.Share(low, high), STRICT) == band

    def test_nine_of_ten_from_counts(self) -> None:
        # 1 - 0.1 and 27 / 30 stand exactly at the cut-off whatever floating point says.
        assert band_of(gk.Share(27 / 30), gk.BMJ_RAPID) == "nearly all"
        assert band_of(gk.Share(1 - 0.9), gk.BMJ_RAPID) == "almost none"
        assert band_of(gk.Share(1.1 - 0.2), gk.BMJ_RAPID) == "nearly all"


class TestStated:
    """5.5: a survey or a panel may state the band itself."""

    @pytest.mark.parametrize("band", list(gk.ShareBand))
    def test_it(self, band: gk.ShareBand) -> None:
        assert band_of(gk.Share(band=band), gk.BMJ_RAPID) is band
        other = gk.Share(band=band, option=gk.Arm.COMPARATOR)
        assert band_of(other, gk.BMJ_RAPID) is band.mirror
