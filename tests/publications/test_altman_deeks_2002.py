"""Altman and Deeks 2002, BMC Med Res Methodol 2:3, table 3: nurses helping people to stop smoking.

Quitting is a desirable event; each number needed comes from the risk ratio at the pooled rate of
the control groups, and an end marked H harms.
"""

from __future__ import annotations

import pytest

from gradekit.absolute import absolute_effect
from gradekit.estimates import Estimate
from gradekit.nnt import NNT, NeededTo, nnt

ROWS = {
    "hospital": (1.30, 1.16, 1.47, 318, 1295, "13.6", "8.7", "25.5"),
    "hospital, as one trial": (1.30, 1.15, 1.47, 318, 1295, "13.8", "9.4", "25.9"),
    "primary care (3)": (1.01, 0.71, 1.42, 41, 1006, "2454", "58.4", "H84.6"),
    "primary care (2)": (1.54, 0.97, 2.44, 25, 958, "71.0", "26.6", "H1277"),
}
# "As one trial" was computed from the pooled risk difference itself, not from the rounded ratio.
FROM_THE_RATIO = [name for name in ROWS if "one trial" not in name]


def computed(name: str) -> NNT:
    value, low, high, events, people, *_ = ROWS[name]
    found = absolute_effect(Estimate("RR", value, low, high), events / people).difference
    return nnt(found.value, found.low, found.high, desirable=True)


@pytest.mark.parametrize("name", FROM_THE_RATIO)
def test_the_printed_numbers(name: str) -> None:
    found = computed(name)
    *_, value, best, worst = ROWS[name]
    for needed, text in ((found.value, value), (found.best, best), (found.worst, worst)):
        assert needed is not None
        places = len(text.partition(".")[2])
        assert needed.to is (NeededTo.HARM if text.startswith("H") else NeededTo.BENEFIT)
        assert f"{needed.number:.{places}f}" == text.lstrip("H")


def test_two_of_them_pass_infinity() -> None:
    assert [name for name in FROM_THE_RATIO if computed(name).through_infinity] == [
        "primary care (3)",
        "primary care (2)",
    ]
