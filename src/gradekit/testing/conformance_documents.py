"""Small documents in the document format, put together from rows and what was recorded.

Every document asks one question: `new` against `old` for pain, function and harm. The builders give
plain data and hold no rule of the method.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = [
    "ID",
    "OUTCOMES",
    "comparison",
    "document",
    "judged",
    "measured",
    "outcome",
    "scenario",
    "survey",
]

Data = dict[str, Any]

ID = "new/old"
"""The id of the comparison in every one of these documents."""


def outcome(name: str, kind: str = "benefit", importance: str = "critical", **more: object) -> Data:
    """An outcome, lower is better unless said; what else it holds, by key.

    Args:
        name: its id, and its name.
        kind: benefit, harm, burden or cost.
        importance: critical, important or limited.
        more: further keys, `thresholds` and the like.

    Example:
        >>> outcome("harm", "harm")["better"]
        'lower'
    """
    return {
        "id": name,
        "name": name.capitalize(),
        "importance": importance,
        "better": "lower",
        "kind": kind,
        **more,
    }


OUTCOMES = {
    each["id"]: each
    for each in (
        outcome("pain", thresholds={"small": 10, "unit": "mm"}),
        outcome("function"),
        outcome("harm", "harm"),
    )
}
"""The outcomes there are unless others are given under their names."""


def _row(name: str, certainty: str | None, **more: object) -> Data:
    rated: Data = {} if certainty is None else {"certainty": {"published": certainty}}
    return {"outcome": name, **rated, **more}


def judged(
    name: str, size: str, favours: str = "neither", certainty: str | None = "high", **more: object
) -> Data:
    """A row with an effect that somebody judged.

    Args:
        name: of the outcome.
        size: trivial, small, moderate, large, important or unknown.
        favours: intervention, comparator or neither.
        certainty: of the effect; None where nobody rated it.
        more: further keys of the row.
    """
    said = {"magnitude": size, "favours": favours, "rationale": "as the panel sees it"}
    return _row(name, certainty, judged_effect=said, **more)


def measured(
    name: str,
    value: float,
    *,
    measure: str = "MD",
    unit: str | None = "mm",
    certainty: str | None = "moderate",
    **more: object,
) -> Data:
    """A row with an estimate.

    Args:
        name: of the outcome.
        value: point estimate, intervention minus (or over) comparator.
        measure: MD, RD, RR and the like.
        unit: of a difference; None for a ratio.
        certainty: of the effect; None where nobody rated it.
        more: further keys of the row.
    """
    estimate: Data = {"measure": measure, "value": value}
    if unit is not None:
        estimate["unit"] = unit
    return _row(name, certainty, estimate=estimate, **more)


def scenario(
    name: str, benefit: str, certainties: str, harms: str, share: float, **more: object
) -> Data:
    """A scenario of a survey.

    Args:
        name: its id.
        benefit: important, none or uncertain.
        certainties: of the benefit, separated by commas.
        harms: certainties of harm, separated by commas.
        share: of people who would choose the option described.
        more: further keys, the smallest benefit they would require.
    """
    return {
        "id": name,
        "benefit": benefit,
        "benefit_certainties": certainties.split(", "),
        "harm_certainties": harms.split(", "),
        "share": {"low": share, "high": share},
        **more,
    }


def survey(*scenarios: Data) -> Data:
    """A panel that was asked these scenarios."""
    return {"survey": {"scenarios": list(scenarios)}}


def comparison(rows: Iterable[Data], share: object = None, **recorded: object) -> Data:
    """The comparison with its rows and what was recorded.

    Args:
        rows: of evidence.
        share: who would choose: one number, two, a band or an object; None where nobody judged it.
        recorded: further keys: votes, balance, perspective and the like.
    """
    return {
        "id": ID,
        "population": "people",
        "intervention": "new",
        "comparator": "old",
        "evidence": list(rows),
        **({} if share is None else {"share": _share(share)}),
        **recorded,
    }


def _share(share: object) -> object:
    if isinstance(share, str):
        return {"band": share}
    if isinstance(share, tuple):
        return {"low": share[0], "high": share[1]}
    return share if isinstance(share, dict) else {"low": share, "high": share}


def document(
    name: str,
    asked: Data,
    *,
    outcomes: Iterable[Data] = (),
    kinds: tuple[str, str] = ("active", "inactive"),
    **more: object,
) -> Data:
    """A document with one comparison and the outcomes it speaks of.

    Args:
        name: its id.
        asked: the comparison.
        outcomes: in place of those of the same id, or beside them; one without a row is in the
            register all the same.
        kinds: active or inactive, of the new option and the old.
        more: further keys: panel, policy.
    """
    given: Mapping[str, Data] = {each["id"]: each for each in outcomes}
    used = [row["outcome"] for row in asked["evidence"]]
    register = {**{each: OUTCOMES[each] for each in used if each in OUTCOMES}, **given}
    return {
        "schema": 1,
        "id": name,
        "populations": [{"id": "people", "name": "People"}],
        "outcomes": list(register.values()),
        "options": [
            {"id": each, "name": each.capitalize(), "kind": kind}
            for each, kind in zip(("new", "old"), kinds, strict=True)
        ],
        "comparisons": [asked],
        **more,
    }
