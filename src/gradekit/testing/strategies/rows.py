"""Strategies for evidence rows: one outcome's effect, measured, judged or unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from gradekit.classification import Classification, classify
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
    Given,
    a,
    checked,
    flag,
    is_told,
    is_value,
    optionally,
    refuse_beside,
    refuse_catastrophe,
    texts,
    word,
)
from gradekit.testing.strategies.drawing import beside, composite, pick, sampled
from gradekit.testing.strategies.judged import effects, effects_agree, judged_effects, ratings
from gradekit.testing.strategies.measured import fitting, measured
from gradekit.testing.strategies.numbers import citations, estimates, incidences
from gradekit.testing.strategies.questions import ABOUT, described

__all__ = ["classifications", "evidence", "findings", "row_of"]


_DESCRIBES = ("id", "kind", "importance", "catastrophic")


def _hangs_together(given: Mapping[str, Any]) -> None:
    effects_agree(given)
    refuse_catastrophe(given)
    if is_told(given.get("outcome", ANY)):
        for name in _DESCRIBES:
            if is_told(given.get(name, ANY)):
                refuse_beside("outcome described twice", name, given[name],
                              beside="an outcome of your own", expected="nothing")  # fmt: skip
    size, whom = given.get("magnitude", ANY), given.get("favours", ANY)
    seen = (is_value(size) and size is not Magnitude.UNKNOWN) or (
        is_value(whom) and whom is not Favours.NEITHER
    )
    if given.get("studied", ANY) is False and seen:
        refuse_beside("effect of a row with nothing in it", "studied", got=False,
                      beside="a magnitude that is known", expected="True")  # fmt: skip


@checked(
    _hangs_together,
    outcome=a(Outcome),
    **{name: reader for name, reader in ABOUT.items() if name in _DESCRIBES},
    magnitude=word(Magnitude),
    favours=word(Favours),
    certainty=word(Certainty, none=True),
    role=word(Role),
    not_prohibitive=flag(),
    studied=flag(),
)
def evidence(
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
) -> st.SearchStrategy[Evidence]:
    """One outcome's row: measured, judged, a one-arm rate with a judged effect, or nothing.

    The outcome's thresholds and the estimate are drawn together, so that the row reads as the
    magnitude asked for. With an `outcome` of your own the effect is judged where you hold it, and
    nothing that describes an outcome can stand beside it.

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
    about: dict[str, Any] = {"id": id, "kind": kind, "importance": importance,
                             "catastrophic": catastrophic}  # fmt: skip
    return row_of(
        about,
        outcome=outcome,
        magnitude=magnitude,
        favours=favours,
        certainty=certainty,
        role=role,
        not_prohibitive=not_prohibitive,
        studied=studied,
    )


@composite
def row_of(
    draw: st.DrawFn,
    about: dict[str, Any],
    *,
    outcome: Given[Outcome] = ANY,
    magnitude: Given[Magnitude | str] = ANY,
    favours: Given[Favours | str] = ANY,
    certainty: Given[Certainty | str | None] = ANY,
    role: Given[Role | str] = ANY,
    not_prohibitive: Given[bool] = ANY,
    studied: Given[bool] = ANY,
    sized: Given[bool] = ANY,
) -> Evidence:
    """A row whose keywords were read.

    Args:
        about: what describes the outcome, where it is drawn.
        outcome: an outcome of the caller's own.
        magnitude: how large the effect reads.
        favours: whom it reads as favouring.
        certainty: of the effect; None for not rated.
        role: deciding or supporting.
        not_prohibitive: as the panel judged.
        studied: whether there is anything but the row itself.
        sized: False where an effect was measured and only a threshold is missing, or a single
            one; True where it was not.
    """
    given = pick(draw, outcome)
    size, whom = draw(effects(magnitude=magnitude, favours=favours))
    if size is Magnitude.UNKNOWN:
        there = pick(draw, studied, st.booleans())
    else:
        there = True
        if is_told(studied):
            _hangs_together({"magnitude": size, "studied": pick(draw, studied, st.nothing())})
    found: dict[str, Any] = {}
    measures: dict[str, Any] = {}
    better = draw(sampled(Better))
    if not there:
        pass
    elif given is not None:
        if draw(st.booleans()):
            found = dict(draw(fitting(given)))
        if is_told(magnitude) or is_told(favours) or not found or draw(st.booleans()):
            why = judged_effects(magnitude=size, favours=whom, rationale="judged otherwise")
            found["judged_effect"] = draw(why)
    else:
        way = draw(sampled(_ways(size, pick(draw, sized))))
        found, measures = draw(_recorded(way, size, whom, better))
    if given is None:
        given = draw(described(better, measures, **about))
    level = pick(draw, certainty, sampled([*Certainty, None]))
    return Evidence(
        given,
        **found,
        certainty=None if level is None else draw(ratings(level=level)),
        role=pick(draw, role, sampled(Role)),
        not_prohibitive=pick(draw, not_prohibitive, st.booleans()),
        **beside(
            draw,
            studies=optionally(st.integers(0, 50)),
            participants=optionally(st.integers(0, 10_000)),
            horizon=texts(),
            design=texts(),
            source=citations(),
            note=texts(),
        ),
    )


def _ways(magnitude: Magnitude, sized: bool | None) -> tuple[str, ...]:  # noqa: FBT001 - a state
    """How a row may come to an effect of this magnitude."""
    judged = ("judged", "incidence", "overruled")
    if magnitude is not Magnitude.UNKNOWN:
        return ("judged", "measured", "measured", "incidence", "overruled")
    unsized = ("no threshold", "measured")
    if sized is None:
        return judged + unsized
    return judged if sized else unsized


@composite
def _recorded(
    draw: st.DrawFn, way: str, size: Magnitude, whom: Favours, better: Better
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a row holds of its effect, and what its outcome is measured by."""
    if way == "no threshold":
        return {"estimate": draw(estimates())}, {}
    if way == "measured":
        read = draw(measured(size, whom, better))
        return dict(read.row), read.outcome
    if way == "overruled":
        read = draw(measured(*draw(effects()), better))
        why = judged_effects(magnitude=size, favours=whom, rationale="judged otherwise")
        return {**read.row, "judged_effect": draw(why)}, read.outcome
    found: dict[str, Any] = {"judged_effect": draw(judged_effects(magnitude=size, favours=whom))}
    if way == "incidence":
        found["incidence"] = draw(incidences())
    return found, {}


_FINDS = {
    "magnitude": word(Magnitude),
    "favours": word(Favours),
    "certainty": word(Certainty, none=True),
    "importance": Importance,
}


@checked(effects_agree, **_FINDS)
@composite
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


@checked(effects_agree, magnitude=word(Magnitude), favours=word(Favours))
@composite
def classifications(
    draw: st.DrawFn,
    *,
    magnitude: Given[Magnitude | str] = ANY,
    favours: Given[Favours | str] = ANY,
) -> Classification:
    """The computed verdict on an estimate.

    Args:
        magnitude: how large; unknown without a threshold, or inside the range of one.
        favours: whom.
    """
    size, whom = draw(effects(magnitude=magnitude, favours=favours))
    better = draw(sampled(Better))
    if size is Magnitude.UNKNOWN and draw(st.booleans()):
        return classify(draw(estimates()), draw(described(better, {})))
    read = draw(measured(size, whom, better))
    outcome = draw(described(better, read.outcome))
    return classify(read.row["estimate"], outcome, read.row.get("baseline_risk"))
