"""One comparison of a network: direct, indirect, network, incoherence, imprecision last."""

from __future__ import annotations

from typing import Any

import pytest

import gradekit as gk
from gradekit.network import (
    Contributor,
    NetworkRating,
    Start,
    cinema_global,
    cinema_incoherence,
    rate_comparison,
)

CALM: dict[str, Any] = {"intransitivity": 0, "incoherence": 0, "imprecision": 0}


def kind(rating: NetworkRating, rule: str) -> str:
    (step,) = rating.trace.find(f"network.{rule}")
    return step.kind.value


class TestIndirect:
    @pytest.mark.parametrize(
        ("loop", "intransitivity", "level"),
        [
            (("high", "low"), 0, "low"),
            (("moderate", "high"), 0, "moderate"),
            (("high", "high"), -1, "moderate"),
            (("low", "high"), -2, "very low"),
            (("low", "high"), -3, "very low"),
        ],
    )
    def test_the_lower_of_the_two_less_intransitivity(
        self, loop: tuple[str, str], intransitivity: int, level: str
    ) -> None:
        rating = rate_comparison(loop=loop, intransitivity=intransitivity, imprecision=0)
        assert rating.indirect == rating.start == rating.level == level
        assert rating.direct is None
        assert kind(rating, "only_one") == "fired"
        assert kind(rating, "direct") == "not fired"
        assert kind(rating, "intransitivity") == ("fired" if intransitivity else "not fired")
        assert kind(rating, "incoherence") == "not applicable"
        (step,) = rating.trace.find("network.indirect")
        assert step.result == min(gk.Certainty(each) for each in loop)

    def test_intransitivity_is_not_guessed(self) -> None:
        rating = rate_comparison(loop=("high", "high"), imprecision=0)
        assert (rating.level, rating.missing) == (None, ("intransitivity",))
        assert kind(rating, "only_one") == "missing input"


class TestDirect:
    def test_alone(self) -> None:
        rating = rate_comparison(direct="moderate", imprecision=-1)
        assert (rating.direct, rating.start, rating.level) == ("moderate", "moderate", "low")
        assert [(move.domain, move.change) for move in rating.moves] == [("imprecision", -1)]
        assert kind(rating, "only_one") == "fired"
        assert kind(rating, "indirect") == kind(rating, "indirect_spared") == "not applicable"

    def test_intransitivity_of_nothing_is_no_move(self) -> None:
        rating = rate_comparison(direct="high", intransitivity=-1, imprecision=0)
        assert (rating.level, len(rating.moves)) == ("high", 1)

    @pytest.mark.parametrize(
        ("direct", "dominant", "state"),
        [
            ("high", "direct", "fired"),
            ("high", "indirect", "not fired"),
            ("moderate", "direct", "not fired"),
            ("high", None, "missing input"),
            ("moderate", None, "not fired"),
        ],
    )
    def test_may_spare_the_indirect(self, direct: str, dominant: str | None, state: str) -> None:
        rating = rate_comparison(direct=direct, loop=("low", "low"), dominant=dominant, **CALM)
        assert kind(rating, "indirect_spared") == state

    def test_spared(self) -> None:
        for start in Start:
            rating = rate_comparison(
                direct="high", dominant="direct", incoherence=0, imprecision=0, start=start
            )
            assert (rating.level, rating.indirect, rating.missing) == ("high", None, ())


class TestStart:
    @pytest.mark.parametrize(
        ("direct", "loop", "dominant", "start", "level"),
        [
            ("low", ("high", "high"), "direct", "dominant", "low"),
            ("low", ("high", "high"), "indirect", "dominant", "high"),
            ("high", ("low", "high"), "indirect", "dominant", "low"),
            ("low", ("high", "high"), "direct", "higher", "high"),
            ("moderate", ("low", "high"), None, "higher", "moderate"),
            ("high", ("low", "high"), None, "higher", "high"),
        ],
    )
    def test_by_choice(
        self, direct: str, loop: tuple[str, str], dominant: str | None, start: str, level: str
    ) -> None:
        rating = rate_comparison(direct=direct, loop=loop, dominant=dominant, start=start, **CALM)
        assert rating.start == rating.level == level
        used, other = "start_higher", "start_dominant"
        if start == "dominant":
            used, other = other, used
        assert kind(rating, used) == "fired"
        assert kind(rating, other) == "not applicable"

    def test_dominant_by_default(self) -> None:
        given: dict[str, Any] = {"direct": "low", "loop": ("high", "high"), "dominant": "direct"}
        assert rate_comparison(**given, **CALM).level == "low"
        (step,) = rate_comparison(**given, **CALM).trace.find("network.start_dominant")
        assert step.parameters[0].id == "network.start"
        assert not step.parameters[0].source.checked
        changed = rate_comparison(**given, **CALM, start="higher")
        (step,) = changed.trace.find("network.start_higher")
        assert step.parameters[0].source.source == "user"

    @pytest.mark.parametrize(
        ("given", "missing"),
        [
            ({"direct": "low", "loop": ("high", "high")}, "dominant"),
            ({"direct": "low", "dominant": "indirect"}, "loop"),
            ({"direct": "low", "dominant": "indirect", "start": "higher"}, "loop"),
            (
                {
                    "direct": "low",
                    "loop": ("high", "high"),
                    "dominant": "indirect",
                    "intransitivity": None,
                },
                "intransitivity",
            ),
            (
                {
                    "direct": "moderate",
                    "loop": ("high", "high"),
                    "start": "higher",
                    "intransitivity": None,
                },
                "intransitivity",
            ),
        ],
    )
    def test_missing(self, given: dict[str, Any], missing: str) -> None:
        rating = rate_comparison(**{**CALM, **given})
        assert (rating.level, rating.start, rating.missing) == (None, None, (missing,))
        rule = "start_higher" if "start" in given else "start_dominant"
        assert kind(rating, rule) == "missing input"
        assert kind(rating, "bounded") == "not applicable"

    def test_what_does_not_matter_may_be_missing(self) -> None:
        rating = rate_comparison(
            direct="low",
            loop=("high", "high"),
            dominant="direct",
            incoherence=0,
            imprecision=0,
        )
        assert (rating.level, rating.indirect, rating.missing) == ("low", None, ())


class TestDown:
    def test_each_is_added(self) -> None:
        rating = rate_comparison(
            direct="high",
            loop=("high", "high"),
            dominant="direct",
            intransitivity=-1,
            incoherence=-1,
            imprecision=gk.Judgement(-1, by="panel"),
        )
        assert rating.level == "low"
        assert [(move.domain, move.change) for move in rating.moves] == [
            ("intransitivity", -1),
            ("incoherence", -1),
            ("imprecision", -1),
        ]
        assert rating.moves[-1].judgement.by == "panel"
        assert kind(rating, "imprecision") == kind(rating, "incoherence") == "fired"

    @pytest.mark.parametrize(
        ("imprecision", "level", "cut"), [(-1, "very low", 0), (-2, "very low", 1)]
    )
    def test_not_below_very_low(self, imprecision: int, level: str, cut: int) -> None:
        rating = rate_comparison(direct="low", imprecision=imprecision)
        (step,) = rating.trace.find("network.bounded")
        assert (rating.level, step.inputs[0].value) == (level, cut)
        assert step.kind == ("fired" if cut else "not fired")

    @pytest.mark.parametrize("name", ["incoherence", "imprecision"])
    def test_missing(self, name: str) -> None:
        rating = rate_comparison(
            direct="high", loop=("low", "low"), dominant="direct", **{**CALM, name: None}
        )
        assert (rating.level, rating.missing, rating.start) == (None, (name,), "high")
        assert kind(rating, name) == "missing input"


class TestIncoherence:
    @pytest.mark.parametrize(
        ("direct", "loop", "incoherence", "believed"),
        [
            ("high", ("low", "low"), -1, Contributor.DIRECT),
            ("low", ("high", "high"), -1, Contributor.INDIRECT),
            ("low", ("low", "high"), -1, None),
            ("high", ("low", "low"), 0, None),
        ],
    )
    def test_the_more_certain_may_be_believed(
        self,
        direct: str,
        loop: tuple[str, str],
        incoherence: int,
        believed: Contributor | None,
    ) -> None:
        rating = rate_comparison(
            direct=direct,
            loop=loop,
            dominant="direct",
            **{**CALM, "incoherence": incoherence},
        )
        assert rating.alternative == believed
        (step,) = rating.trace.find("network.believe_one")
        assert step.kind == ("fired" if believed else "not fired")
        assert step.result == (believed or "")
        lowest = min(gk.Certainty(each) for each in loop)
        assert [each.value for each in step.inputs] == [direct, lowest]

    def test_believed_needs_both(self) -> None:
        rating = rate_comparison(direct="high", dominant="direct", incoherence=-1, imprecision=0)
        assert rating.alternative is None

    @pytest.mark.parametrize(
        ("intransitivity", "incoherence", "state"),
        [(-1, -1, "fired"), (-1, 0, "not fired"), (0, -1, "not fired"), (None, -1, "not fired")],
    )
    def test_counted_twice(self, intransitivity: int | None, incoherence: int, state: str) -> None:
        rating = rate_comparison(
            direct="high",
            loop=("high", "high"),
            dominant="direct",
            intransitivity=intransitivity,
            incoherence=incoherence,
            imprecision=0,
        )
        assert kind(rating, "counted_twice") == state


class TestRefusals:
    def test_nothing_to_rate(self) -> None:
        with pytest.raises(gk.InvalidValue, match="no evidence to rate"):
            rate_comparison(**CALM)

    @pytest.mark.parametrize("name", ["intransitivity", "incoherence", "imprecision"])
    @pytest.mark.parametrize("level", [1, -4, True, 0.5])
    def test_levels(self, name: str, level: Any) -> None:  # noqa: ANN401
        with pytest.raises(gk.InvalidValue, match=f"{name} rates down") as caught:
            rate_comparison(direct="high", **{**CALM, name: level})
        assert caught.value.problems[0].path == (name,)

    def test_the_lowest_level_is_allowed(self) -> None:
        assert rate_comparison(direct="high", imprecision=-3).level == "very low"


class TestCinema:
    """Zones shared: three none, two some, fewer major. P above 0.10, between, below 0.01."""

    @pytest.mark.parametrize(
        ("direct", "indirect", "level"),
        [
            ((0.5, 2), (0.5, 2), 0),
            ((0.5, 2), (0.7, 1.2), -1),
            ((0.5, 1), (0.5, 1.2), -1),
            ((0.5, 0.7), (0.5, 1), -2),
            ((0.5, 0.7), (1.3, 2), -2),
            ((0.5, 2), (0.8, 1.25), -2),
            ((0.5, 2), (0.79, 1.25), -1),
            ((0.5, 2), (0.79, 1.26), 0),
            ((0.5, 0.8), (0.5, 2), -2),
            ((0.5, 0.81), (0.5, 2), -1),
            ((1.25, 2), (0.5, 2), -2),
            ((1.24, 2), (0.5, 2), -1),
        ],
    )
    def test_zones(
        self, direct: tuple[float, float], indirect: tuple[float, float], level: int
    ) -> None:
        one, other = (gk.Interval(ends[0], *ends) for ends in (direct, indirect))
        for first, second in ((one, other), (other, one)):
            found = cinema_incoherence(direct=first, indirect=second, important=(0.8, 1.25))
            assert found.level == level

    @pytest.mark.parametrize(
        ("p", "level"),
        [(1, 0), (0.11, 0), (0.10, -1), (0.05, -1), (0.01, -1), (0.0099, -2), (0, -2)],
    )
    def test_global(self, p: float, level: int) -> None:
        assert cinema_global(p).level == level

    @pytest.mark.parametrize("p", [-0.1, 1.1])
    def test_no_p_value(self, p: float) -> None:
        with pytest.raises(gk.InvalidValue, match="not a P value"):
            cinema_global(p)

    def test_no_interval(self) -> None:
        whole = gk.Interval(1, 0.5, 2)
        with pytest.raises(gk.InvalidValue, match="no interval"):
            cinema_incoherence(direct=whole, indirect=gk.Interval(1), important=(0.8, 1.25))

    @pytest.mark.parametrize("limits", [(1, 1), (1.25, 0.8)])
    def test_limits_ascend(self, limits: tuple[float, float]) -> None:
        whole = gk.Interval(1, 0.5, 2)
        with pytest.raises(gk.InvalidValue, match="limits not ascending"):
            cinema_incoherence(direct=whole, indirect=whole, important=limits)
