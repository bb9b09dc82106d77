"""Strategies for evidence rows: one outcome's effect, measured, judged or unknown."""

from __future__ import annotations

from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from gradekit.classification import Classification, classify, unit_of
from gradekit.estimates import Estimate, Scale
from gradekit.evidence import Evidence
from gradekit.findings import Finding, find
from gradekit.outcomes import Outcome
from gradekit.scales import (
    Better,
    Certainty,
    Favours,
    Importance,
    Magnitude,
    OutcomeKind,
    Role,
)
from gradekit.testing.strategies.choice import (
    ANY,
    Free,
    Given,
    chosen,
    identifiers,
    optionally,
    texts,
)
from gradekit.testing.strategies.judged import effects, judged_effects, ratings
from gradekit.testing.strategies.numbers import estimates, incidences
from gradekit.thresholds import Thresholds
from gradekit.units import PROPORTION

__all__ = ["classifications", "evidence", "findings"]

_STEP = st.integers(1, 20)
_MARGIN = st.integers(0, 30)
_ROOM = 20
_BASELINE = 0.25  # a power of two, so that a ratio and its difference are exact
_GRAIN = 1024  # of a proportion, exact as well
_LARGEST = {Magnitude.TRIVIAL: 0, Magnitude.IMPORTANT: 1}


@frozen
class Way:
    """A way of measuring: what the numbers stand for."""

    unit: str
    grain: float
    measure: str


_WAYS = (
    Way("cm", 1 / 8, "MD"),
    Way("points", 1, "MD"),
    Way("per 1000", 1, "RD"),
    Way(PROPORTION, 1 / _GRAIN, "RR"),
)


def _bounds(draw: st.DrawFn, magnitude: Magnitude) -> tuple[tuple[int, ...], int, int]:
    """Thresholds as whole steps, and between which sizes this magnitude lies."""
    graded = magnitude not in (Magnitude.TRIVIAL, Magnitude.IMPORTANT)
    small, moderate, large = draw(st.tuples(_STEP, _STEP, _STEP))
    sizes = (small, small + moderate, small + moderate + large) if graded else (small,)
    if magnitude is Magnitude.TRIVIAL:
        return sizes, 0, small - 1
    place = {Magnitude.MODERATE: 1, Magnitude.LARGE: 2}.get(magnitude, 0)
    last = place + 1 == len(sizes)
    return sizes, sizes[place], sizes[place] + _ROOM if last else sizes[place + 1] - 1


def _measured(
    draw: st.DrawFn, magnitude: Magnitude, favours: Favours, better: Better
) -> tuple[dict[str, Any], Estimate, float | None]:
    """Thresholds (and an instrument), and an estimate that reads as this effect."""
    way = draw(st.sampled_from(_WAYS))
    sizes, least, most = _bounds(draw, magnitude)
    size = draw(st.integers(least, most))
    toward = (favours is Favours.INTERVENTION) == (better is Better.HIGHER)
    if favours is Favours.NEITHER:
        toward = draw(st.booleans())
    value = size if toward else -size
    low, high = value - draw(_MARGIN), value + draw(_MARGIN)
    about: dict[str, Any] = {
        "thresholds": Thresholds(*(each * way.grain for each in sizes), unit=way.unit)
    }
    if way.measure == "MD" and draw(st.booleans()):
        about["scale"] = Scale("instrument", 0, 100, way.unit)
    numbers: list[Any] = [each * way.grain for each in (value, low, high)]
    if way.measure == "RR":
        numbers = [1 + each / _BASELINE for each in numbers]
        return about, Estimate("RR", *numbers), _BASELINE
    if draw(st.booleans()):
        point, least_end, most_end = numbers
        return about, Estimate(way.measure, point, least_end, most_end, way.unit), None
    return about, Estimate(way.measure, numbers[0], unit=way.unit), None


def _fitting(outcome: Outcome) -> st.SearchStrategy[tuple[Estimate, float | None]]:
    """Estimates that can be judged on this outcome."""
    unit = unit_of(outcome)
    if unit in (PROPORTION, "per 1000", "%"):
        ratios = estimates(measure="RR", unit=None).map(
            # At a baseline of a hundredth no ratio of up to 64 passes a risk of 1.
            lambda ratio: (ratio, 0.01)
        )
        return estimates(measure="RD", unit=unit).map(lambda found: (found, None)) | ratios
    return estimates(measure="MD", unit=unit).map(lambda found: (found, None))


@st.composite
def evidence(
    draw: st.DrawFn,
    *,
    outcome: Given[Outcome] = ANY,
    id: Given[str] = ANY,  # noqa: A002
    kind: Given[OutcomeKind | str] = ANY,
    importance: Given[Importance | str] = ANY,
    catastrophic: Given[bool] = ANY,
    magnitude: Given[Magnitude | str] = ANY,
    favours: Given[Favours | str] = ANY,
    certainty: Given[Certainty | str | None] = ANY,
    role: Given[Role | str] = ANY,
    not_prohibitive: Given[bool] = ANY,
    studied: Given[bool] = ANY,
) -> Evidence:
    """One outcome's row: measured, judged, a one-arm rate with a judged effect, or nothing.

    The outcome's thresholds and the estimate are drawn together, so that the row reads as the
    magnitude asked for. With an `outcome` of your own the effect is judged where you hold it.

    Args:
        outcome: an outcome of your own.
        id: of the outcome, where it is drawn.
        kind: benefit, harm, burden or cost.
        importance: of the outcome.
        catastrophic: whether an important harm here is a catastrophe.
        magnitude: how large the effect reads.
        favours: whom it reads as favouring.
        certainty: of the effect; None for not rated.
        role: deciding or supporting.
        not_prohibitive: the panel's judgement that a large harm would not stop people.
        studied: whether there is anything but the row itself.

    Example:
        >>> from hypothesis import find
        >>> row = find(evidence(magnitude="large", certainty="low"), lambda row: True)
        >>> row.certainty.level.value
        'low'
    """
    given = draw(chosen(outcome, st.none()))
    size, whom = draw(effects(magnitude=magnitude, favours=favours))
    there = draw(
        chosen(studied, st.booleans() if size is Magnitude.UNKNOWN else st.just(value=True))
    )
    found: dict[str, Any] = {}
    about: dict[str, Any] = {}
    better = draw(st.sampled_from(Better))
    judged = judged_effects(magnitude=size, favours=whom)
    why = judged_effects(magnitude=size, favours=whom, rationale="judged otherwise")
    held = not isinstance(magnitude, Free) or not isinstance(favours, Free)
    if not there:
        pass
    elif given is not None:
        if draw(st.booleans()):
            found["estimate"], found["baseline_risk"] = draw(_fitting(given))
        if held or not found or draw(st.booleans()):
            found["judged_effect"] = draw(why)
    else:
        ways = ["judged", "incidence", "overruled"]
        ways += ["no threshold"] if size is Magnitude.UNKNOWN else ["measured"]
        way = draw(st.sampled_from(ways))
        if way == "no threshold":
            found["estimate"] = draw(estimates(measure="MD"))
        elif way == "measured":
            about, found["estimate"], found["baseline_risk"] = _measured(draw, size, whom, better)
        elif way == "overruled":
            own, other = draw(effects()), draw(why)
            plain = Magnitude.TRIVIAL if own[0] is Magnitude.UNKNOWN else own[0]
            about, found["estimate"], found["baseline_risk"] = _measured(
                draw, plain, own[1], better
            )
            found["judged_effect"] = other
        else:
            found["judged_effect"] = draw(judged)
            if way == "incidence":
                found["incidence"] = draw(incidences())
    if given is None:
        given = draw(
            _outcomes(
                better,
                about,
                name=chosen(id, identifiers()),
                kind=kind,
                importance=importance,
                catastrophic=catastrophic,
            )
        )
    level = draw(chosen(certainty, st.sampled_from([*Certainty, None])))
    return Evidence(
        given,
        **found,
        certainty=None if level is None else draw(ratings(level=level)),
        role=draw(chosen(role, st.sampled_from(Role))),
        not_prohibitive=draw(chosen(not_prohibitive, st.booleans())),
        studies=draw(optionally(st.integers(0, 50))),
        participants=draw(optionally(st.integers(0, 10_000))),
        note=draw(texts()),
    )


@st.composite
def _outcomes(
    draw: st.DrawFn,
    better: Better,
    about: dict[str, Any],
    *,
    name: Given[str] = "outcome",
    kind: Given[OutcomeKind | str] = ANY,
    importance: Given[Importance | str] = ANY,
    catastrophic: Given[bool] = ANY,
) -> Outcome:
    grave = draw(chosen(catastrophic, st.none()))
    kinds = st.just(OutcomeKind.HARM) if grave else st.sampled_from(OutcomeKind)
    sort = OutcomeKind(draw(chosen(kind, kinds)))
    if grave is None:
        grave = sort is OutcomeKind.HARM and draw(st.booleans())
    return Outcome(
        draw(chosen(name, identifiers())),
        draw(texts()),
        importance=draw(chosen(importance, st.sampled_from(list(Importance)[::-1]))),
        better=better,
        kind=sort,
        catastrophic=grave,
        **about,
    )


@st.composite
def findings(
    draw: st.DrawFn,
    *,
    magnitude: Given[Magnitude | str] = ANY,
    favours: Given[Favours | str] = ANY,
    certainty: Given[Certainty | str | None] = ANY,
    importance: Given[Importance | str] = ANY,
) -> Finding:
    """One outcome's magnitude, favoured option and certainty, found from an evidence row.

    Args:
        magnitude: how large.
        favours: whom.
        certainty: how sure; None for not rated.
        importance: of the outcome.
    """
    row = draw(
        evidence(magnitude=magnitude, favours=favours, certainty=certainty, importance=importance)
    )
    return find(row, row.outcome.importance)


@st.composite
def classifications(
    draw: st.DrawFn,
    *,
    magnitude: Given[Magnitude | str] = ANY,
    favours: Given[Favours | str] = ANY,
) -> Classification:
    """The computed verdict on an estimate.

    Args:
        magnitude: how large; unknown where no threshold is recorded.
        favours: whom.
    """
    size, whom = draw(effects(magnitude=magnitude, favours=favours))
    better = draw(st.sampled_from(Better))
    if size is Magnitude.UNKNOWN:
        bare = draw(_outcomes(better, {}))
        return classify(draw(estimates(measure="MD")), bare)
    about, estimate, baseline = _measured(draw, size, whom, better)
    outcome = draw(_outcomes(better, about))
    return classify(estimate, outcome, baseline)
