"""Numbers printed in the public documentation of R packages for meta-analysis.

Each JSON file says which package, version, page and call printed them. They are pinned as printed;
to renew them, read the page again and copy the digits. What agrees is tested here; what we could
not find printed (a test of interaction by metafor, NNT with intervals by meta) is absent.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from gradekit.absolute import absolute_effect, relative_risk, reverse
from gradekit.estimates import Estimate, Interval
from gradekit.information_size import effective_participants
from gradekit.instruments import improvement, odds_ratio
from gradekit.nnt import NeededTo, nnt
from gradekit.precision import standard_error, two_sided

HERE = Path(__file__).parent
PRINTED = 6e-5  # half a unit of the fourth place, and the rounding of what went in
NINE_DIGITS = 1e-6


def read(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return found


def rows(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    columns: Sequence[str] = table["columns"]
    return [dict(zip(columns, row, strict=True)) for row in table["rows"]]


METAFOR = read("metafor")
BCG = rows(METAFOR["bcg"])
each_trial = pytest.mark.parametrize("trial", BCG, ids=[row["trial"] for row in BCG])


def risks(trial: Mapping[str, Any]) -> tuple[float, float]:
    """Risk without and with the vaccine."""
    without = trial["cpos"] / (trial["cpos"] + trial["cneg"])
    return without, trial["tpos"] / (trial["tpos"] + trial["tneg"])


def test_the_grid_is_whole() -> None:
    assert len(BCG) == 13
    assert len(rows(METAFOR["conv_wald"])) == 3
    assert len(METAFOR["pooled"]["rows"]) == 2
    assert len(read("dmetar")["rows"]) == 5
    for name in ("metafor", "metagen", "dmetar", "effectsize"):
        assert read(name)["package"] == name


class TestMetafor:
    @each_trial
    @pytest.mark.parametrize(("measure", "column"), [("RR", "log_rr"), ("OR", "log_or")])
    def test_a_ratio_from_a_difference(
        self, trial: Mapping[str, Any], measure: str, column: str
    ) -> None:
        without, with_it = risks(trial)
        found = reverse(Interval(with_it - without), without, measure)
        assert math.log(found.value) == pytest.approx(trial[column], abs=PRINTED)

    @each_trial
    @pytest.mark.parametrize(("measure", "column"), [("RR", "log_rr"), ("OR", "log_or")])
    def test_a_risk_from_a_ratio(self, trial: Mapping[str, Any], measure: str, column: str) -> None:
        without, with_it = risks(trial)
        found = absolute_effect(Estimate(measure, math.exp(trial[column])), without)
        assert found.intervention_risk.value == pytest.approx(with_it, rel=PRINTED)

    @each_trial
    def test_a_risk_ratio_from_an_odds_ratio(self, trial: Mapping[str, Any]) -> None:
        found = relative_risk(Estimate("OR", math.exp(trial["log_or"])), risks(trial)[0])
        assert math.log(found.value) == pytest.approx(trial["log_rr"], abs=2 * PRINTED)

    @pytest.mark.parametrize("row", rows(METAFOR["conv_wald"]))
    def test_a_variance_from_an_interval(self, row: Mapping[str, float]) -> None:
        given = Estimate("OR", row["or"], row["low"], row["high"])
        assert math.log(given.value) == pytest.approx(row["log_or"], abs=PRINTED)
        assert standard_error(given) ** 2 == pytest.approx(row["var"], abs=PRINTED)

    @pytest.mark.parametrize("row", METAFOR["pooled"]["rows"], ids=["rma", "rma.mh"])
    def test_a_standard_error_from_an_interval(self, row: Mapping[str, Any]) -> None:
        measure, value, low, high, se, z = row["values"]
        given = Estimate(measure, math.exp(value), math.exp(low), math.exp(high))
        found = standard_error(given)
        assert value / found == pytest.approx(z, rel=2e-3)
        if se is not None:
            assert found == pytest.approx(se, abs=PRINTED)


class TestMetagen:
    def test_effective_participants_are_the_people_of_a_balanced_trial(self) -> None:
        printed = read("metagen")
        (trial,) = (row for row in BCG if row["trial"] == printed["trial"])
        half = two_sided(0.95) * math.sqrt(printed["var"])
        log = printed["log_rr"]
        given = Estimate("RR", math.exp(log), math.exp(log - half), math.exp(log + half))
        found = effective_participants(given, p0=risks(trial)[0])
        assert found == pytest.approx(printed["size"], rel=NINE_DIGITS)


class TestDmetar:
    @pytest.mark.parametrize("row", rows(read("dmetar")))
    def test_nnt_by_the_normal_route(self, row: Mapping[str, float]) -> None:
        gain = improvement(
            Estimate("SMD", row["d"]), row["cer"], better="higher", route="normal"
        ).difference
        found = nnt(gain.value, desirable=True).value
        sign = 1 if found.to is NeededTo.BENEFIT else -1
        assert sign * found.number == pytest.approx(row["nnt"], rel=NINE_DIGITS)

    def test_nnt_of_events(self) -> None:
        printed = read("dmetar")["events"]
        assert nnt(printed["difference"]).value.whole == printed["nnt"]


class TestEffectsize:
    @pytest.mark.parametrize("row", rows(read("effectsize")["d_to_oddsratio"]))
    def test_odds_ratio(self, row: Mapping[str, float | None]) -> None:
        assert row["d"] is not None
        found = odds_ratio(Estimate("SMD", row["d"])).value
        if row["odds_ratio"] is not None:
            assert found == pytest.approx(row["odds_ratio"], rel=0.01)
        else:
            assert math.log(found) == pytest.approx(row["log_odds_ratio"], rel=0.01)

    @pytest.mark.parametrize("row", rows(read("effectsize")["oddsratio_to_riskratio"]))
    def test_risk_ratio(self, row: Mapping[str, float]) -> None:
        p0, p1 = row["p0"], row["p1"]
        odds = (p1 / (1 - p1)) / (p0 / (1 - p0))
        assert relative_risk(Estimate("OR", odds), p0).value == pytest.approx(p1 / p0)
        assert reverse(Interval(p1 - p0), p0, "OR").value == pytest.approx(odds)
