"""Bad input: each type tells every problem with its place, what was expected, and what to do."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

import gradekit as gk
from gradekit.errors import GradekitError, InvalidValue, UnitMismatch

if TYPE_CHECKING:
    from tests.unit.conftest import Make

NAN, INF = math.nan, math.inf
Told = list[tuple[str, str]]  # each problem: what is wrong, and where


def refused(
    make_it: Callable[[], object], told: Told, error: type[GradekitError] = InvalidValue
) -> GradekitError:
    """The error raised, once its kind and its problems are as expected."""
    with pytest.raises(GradekitError) as raised:
        make_it()
    assert type(raised.value) is error
    assert [(each.what, each.place) for each in raised.value.problems] == told
    assert all(each.expected for each in raised.value.problems)
    return raised.value


class TestEstimate:
    """4: ratios positive, low <= value <= high, finite."""

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            (("MD", NAN), [("not finite", "$.value")]),
            (("MD", INF), [("not finite", "$.value")]),
            (("MD", 1, -INF, 2), [("not finite", "$.low")]),
            (("MD", 1, 0, INF), [("not finite", "$.high")]),
            (("MD", 1, 0, None), [("half an interval", "$.high")]),
            (("MD", 1, None, 2), [("half an interval", "$.low")]),
            (("MD", 1, 2, 0), [("low above high", "$.low")]),
            (("MD", 3, 0, 2), [("value outside its interval", "$.value")]),
            (("MD", -1, 0, 2), [("value outside its interval", "$.value")]),
            (("RR", 0), [("ratio not positive", "$.value")]),
            (("RR", -1), [("ratio not positive", "$.value")]),
            (("OR", 0.5, 0, 1), [("ratio not positive", "$.low")]),
            (
                ("HR", -1, -2, -0.5),
                [("ratio not positive", f"$.{x}") for x in ("value", "low", "high")],
            ),
            (("RATE_RATIO", NAN), [("not finite", "$.value")]),
            (("ROM", -1), [("ratio not positive", "$.value")]),
            (("RR", 0.5, None, None, "cm"), [("unit on a ratio", "$.unit")]),
            (
                ("RR", -1, None, None, "%"),
                [("unit on a ratio", "$.unit"), ("ratio not positive", "$.value")],
            ),
        ],
    )
    def test_numbers(self, given: tuple[Any, ...], told: Told) -> None:
        refused(lambda: gk.Estimate(*given), told)

    @pytest.mark.parametrize("level", [0, 1, -0.5, 95, NAN])
    def test_level(self, level: float) -> None:
        error = refused(lambda: gk.Estimate("MD", 1, level=level), [("interval level", "$.level")])
        assert "0.95" in error.problems[0].expected

    def test_measure(self) -> None:
        refused(lambda: gk.Estimate("XYZ", 1), [("unknown measure", "$.measure")])

    def test_texts(self) -> None:
        error = refused(lambda: gk.Estimate("MD", 1, 2, 0, "cm"), [("low above high", "$.low")])
        assert str(error) == "low above high @ $.low: expected at most high = 0 cm; got 2"
        error = refused(lambda: gk.Estimate("RR", -0.5), [("ratio not positive", "$.value")])
        assert "not its logarithm" in str(error)
        assert "RR above 0" in str(error)

    @pytest.mark.parametrize(
        ("value", "unit", "fits"),
        [
            (1, None, True),
            (-1, None, True),
            (1.01, None, False),
            (1000, "per 1000", True),
            (101, "%", False),
        ],
    )
    def test_a_risk_difference_is_at_most_everybody(
        self, value: float, unit: str | None, *, fits: bool
    ) -> None:
        if fits:
            assert gk.Estimate("RD", value, unit=unit).value == value
        else:
            refused(
                lambda: gk.Estimate("RD", value, unit=unit),
                [("risk difference above 1", "$.value")],
            )


class TestIncidence:
    """4: one arm's rate is a proportion."""

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ((NAN,), [("not finite", "$.value")]),
            ((1.1,), [("incidence outside 0 to 1", "$.value")]),
            ((-0.1,), [("incidence outside 0 to 1", "$.value")]),
            ((0.5, None, 0.6), [("half an interval", "$.low")]),
            ((0.5, 0.6, 0.7), [("value outside its interval", "$.value")]),
            (
                (0.5, -0.1, 1.1),
                [("incidence outside 0 to 1", "$.low"), ("incidence outside 0 to 1", "$.high")],
            ),
        ],
    )
    def test_numbers(self, given: tuple[Any, ...], told: Told) -> None:
        refused(lambda: gk.Incidence(*given), told)

    def test_text(self) -> None:
        error = refused(lambda: gk.Incidence(7), [("incidence outside 0 to 1", "$.value")])
        assert "divide a percentage by 100" in str(error)


class TestScale:
    """4: an instrument has room between finite ends."""

    @pytest.mark.parametrize(
        ("low", "high", "told"),
        [
            (0, 0, [("scale without room", "$.maximum")]),
            (10, 0, [("scale without room", "$.maximum")]),
            (0, INF, [("not finite", "$.maximum")]),
            (-INF, 0, [("not finite", "$.minimum")]),
            (0, NAN, [("not finite", "$.maximum"), ("scale without room", "$.maximum")]),
        ],
    )
    def test_ends(self, low: float, high: float, told: Told) -> None:
        refused(lambda: gk.Scale("x", low, high, unit="cm"), told)


class TestThresholds:
    """4: sizes positive and ascending."""

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({"small": 0}, [("threshold not positive", "$.small")]),
            ({"small": -1}, [("threshold not positive", "$.small")]),
            ({"small": NAN}, [("threshold not positive", "$.small")]),
            ({"small": INF}, [("threshold not positive", "$.small")]),
            ({"small": 1, "moderate": 1}, [("thresholds not ascending", "$.moderate")]),
            ({"small": 2, "moderate": 1}, [("thresholds not ascending", "$.moderate")]),
            ({"small": 1, "moderate": 3, "large": 2}, [("thresholds not ascending", "$.large")]),
            ({"small": 1, "large": 2}, [("large without moderate", "$.large")]),
            ({"small": 1, "small_upper": 1}, [("thresholds not ascending", "$.small_upper")]),
            (
                {"small": 1, "small_upper": 3, "moderate": 3},
                [("thresholds not ascending", "$.moderate")],
            ),
            (
                {"small": -1, "large": -2},
                [
                    ("threshold not positive", "$.small"),
                    ("threshold not positive", "$.large"),
                    ("thresholds not ascending", "$.large"),
                    ("large without moderate", "$.large"),
                ],
            ),
        ],
    )
    def test_sizes(self, given: dict[str, Any], told: Told) -> None:
        refused(lambda: gk.Thresholds(**given), told)

    def test_a_range_without_width(self) -> None:
        refused(lambda: gk.MID((2, 1)), [("thresholds not ascending", "$.small_upper")])


class TestOutcome:
    """4: thresholds on the outcome's scale; only a harm is catastrophic."""

    @pytest.mark.parametrize("kind", ["benefit", "burden", "cost"])
    def test_catastrophic(self, make: Make, kind: str) -> None:
        refused(
            lambda: make.harm(kind=kind, catastrophic=True),
            [("catastrophic but not a harm", "$.catastrophic")],
        )

    def test_threshold_in_another_unit(self, make: Make) -> None:
        scale = gk.Scale("VAS", 0, 10, unit="cm")
        error = refused(
            lambda: make.outcome(thresholds=gk.MID(1, unit="points"), scale=scale),
            [("threshold in another unit", "$.thresholds.unit")],
            UnitMismatch,
        )
        assert "'cm'" in str(error)
        assert "'points'" in str(error)

    @pytest.mark.parametrize(
        ("given", "what"),
        [
            ({"importance": "vital"}, "unknown importance"),
            ({"better": "bigger"}, "unknown direction of improvement"),
            ({"kind": "side effect"}, "unknown kind of outcome"),
        ],
    )
    def test_words(self, make: Make, given: dict[str, str], what: str) -> None:
        with pytest.raises(InvalidValue, match=what):
            make.outcome(**given)


class TestEvidence:
    """4: an estimate or an incidence; reasons where a person went against an estimate."""

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({"baseline_risk": -0.1}, [("baseline risk outside 0 to 1", "$.baseline_risk")]),
            ({"baseline_risk": 1.1}, [("baseline risk outside 0 to 1", "$.baseline_risk")]),
            ({"baseline_risk": NAN}, [("baseline risk outside 0 to 1", "$.baseline_risk")]),
            ({"baseline_risk": INF}, [("baseline risk outside 0 to 1", "$.baseline_risk")]),
            ({"studies": -1}, [("negative count", "$.studies")]),
            ({"participants": -1}, [("negative count", "$.participants")]),
            (
                {"estimate": gk.Estimate("MD", 1), "incidence": gk.Incidence(0.1)},
                [("an estimate and a one-arm incidence", "$.incidence")],
            ),
            (
                {"estimate": gk.Estimate("MD", 1), "judged_effect": gk.JudgedEffect("trivial")},
                [
                    (
                        "judged effect against an estimate without a reason",
                        "$.judged_effect.rationale",
                    )
                ],
            ),
            (
                {
                    "estimate": gk.Estimate("MD", 1),
                    "judged_effect": gk.JudgedEffect("trivial", rationale=" "),
                    "baseline_risk": 20,
                    "studies": -3,
                },
                [
                    (
                        "judged effect against an estimate without a reason",
                        "$.judged_effect.rationale",
                    ),
                    ("baseline risk outside 0 to 1", "$.baseline_risk"),
                    ("negative count", "$.studies"),
                ],
            ),
        ],
    )
    def test_it(self, make: Make, given: dict[str, Any], told: Told) -> None:
        refused(lambda: gk.Evidence(make.outcome(), **given), told)

    @pytest.mark.parametrize("name", ["studies", "participants"])
    @pytest.mark.parametrize("count", [2.5, INF, NAN])
    def test_counts_are_whole(self, make: Make, name: str, count: float) -> None:
        given: dict[str, Any] = {name: count}
        with pytest.raises(InvalidValue, match=rf"\$\.{name}: expected a whole number"):
            gk.Evidence(make.outcome(), **given)

    def test_certainty(self, make: Make) -> None:
        with pytest.raises(InvalidValue, match="unknown certainty"):
            gk.Evidence(make.outcome(), certainty="excellent")
