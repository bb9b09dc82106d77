"""Altman 1998, BMJ 317:1309-1312: intervals of numbers needed to treat.

The example was read in the letter of 5 January 1999 that answers the paper (R G Newcombe); the
point estimate of 10% is in the caption of its figure 1. The letter in CMAJ 2002;166:1676 gives a
one-sided one.
"""

from __future__ import annotations

from gradekit.nnt import NeededTo, nnt


def test_through_infinity() -> None:
    """ARR 10% (-5% to 25%): NNTB 4, through infinity, to NNTH 20."""
    found = nnt(-0.10, -0.25, 0.05)
    assert found.best is not None
    assert found.worst is not None
    assert (found.best.to, found.best.whole) == (NeededTo.BENEFIT, 4)
    assert (found.worst.to, found.worst.whole) == (NeededTo.HARM, 20)
    assert str(found) == "NNTB 10 (NNTB 4 to infinity to NNTH 20)"


def test_one_side() -> None:
    """CMAJ 2002: ARR 16.6% (0.9% to 32.2%) is about 6 (3.1 to 111.1)."""
    found = nnt(-0.166, -0.322, -0.009)
    assert found.best is not None
    assert found.worst is not None
    assert round(found.best.number, 1) == 3.1
    assert round(found.worst.number, 1) == 111.1
    assert round(found.value.number) == 6
    assert not found.through_infinity
