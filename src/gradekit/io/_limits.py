"""What a schema can say of single values beyond their type, and what it cannot say at all.

A test holds every limit against the model's own constructors.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import fields

from gradekit.estimates import Estimate, Incidence
from gradekit.evidence import Evidence
from gradekit.judgements import HIGHEST_CHANGE, LOWEST_CHANGE, Judgement
from gradekit.policy import POLICIES, Policy
from gradekit.records import PublishedRecommendation
from gradekit.sources import Source
from gradekit.thresholds import Thresholds
from gradekit.values import Scenario, Share
from gradekit.votes import Votes

__all__ = ["BEYOND_SCHEMA", "LIMITS", "NOT_BLANK"]

_PROPORTION = {"minimum": 0, "maximum": 1}
_POSITIVE = {"exclusiveMinimum": 0}
_COUNT = {"minimum": 0}
NOT_BLANK = {"pattern": r"\S"}

LIMITS: Mapping[tuple[type, str], Mapping[str, Any]] = {
    (Estimate, "level"): {"exclusiveMinimum": 0, "exclusiveMaximum": 1},
    **{(Incidence, name): _PROPORTION for name in ("value", "low", "high")},
    (Evidence, "baseline_risk"): _PROPORTION,
    (Evidence, "studies"): _COUNT,
    (Evidence, "participants"): _COUNT,
    **{(Thresholds, name): _POSITIVE for name in ("small", "moderate", "large", "small_upper")},
    (Share, "low"): _PROPORTION,
    (Share, "high"): _PROPORTION,
    (Scenario, "benefit_certainties"): {"minItems": 1},
    (Scenario, "harm_certainties"): {"minItems": 1},
    (Scenario, "smallest_benefit"): _POSITIVE,
    **{(Votes, each.name): _COUNT for each in fields(Votes) if each.name != "total"},
    (Judgement, "level"): {"minimum": LOWEST_CHANGE, "maximum": HIGHEST_CHANGE},
    (PublishedRecommendation, "paradigm_cited"): {"minimum": 1, "maximum": 5},
    (Source, "key"): NOT_BLANK,
    (Policy, "name"): {**NOT_BLANK, "not": {"enum": list(POLICIES)}},
}
"""Limits of single values, as JSON Schema says them, by class and field."""

BEYOND_SCHEMA: Mapping[str, str] = {
    "an estimate and a one-arm incidence": "evidence holds one of the two",
    "an option against itself": "a comparison's options are two",
    "arm of a criterion that judges no single option": "an arm stands only where one is judged",
    "both directions could reach their share": "a voting rule lets one side win",
    "catastrophic but not a harm": "a catastrophic outcome is of kind harm",
    "circle of components": "no option is a component of itself",
    "criterion judged twice": "one judgement of each criterion",
    "duplicate id": "ids in one list differ",
    "duplicate key": "keys of sources differ",
    "half an interval": "both ends, or neither",
    "judged effect against an estimate without a reason": "a rationale goes with it",
    "judgement differs from the suggestion without a reason": "a rationale goes with it",
    "large without moderate": "the middle threshold is given too",
    "low above high": "ends are in order",
    "magnitude and direction disagree": "an important effect favours an option, another neither",
    "no such answer": "an answer is one of its criterion's",
    "no such condition": "a condition is one of its statement's",
    "no vote cast": "votes are left out where nobody voted",
    "not a type of statement without a grade": "only in research, or good practice",
    "number with too many digits": "a double holds it exactly",
    "one outcome with two definitions": "a comparison has one definition of an outcome",
    "ratio not positive": "a ratio is above 0",
    "risk difference above 1": "in its unit",
    "scale without room": "the maximum is above the minimum",
    "share cut-offs": "0.5 <= majority < nearly_all <= 1",
    "share without one form": "an interval or a band",
    "smallest benefit without an outcome": "the id of an outcome goes with it",
    "strength on a statement that is not graded": "only graded recommendations have a strength",
    "threshold in another unit": "thresholds convert to the outcome's scale",
    "thresholds not ascending": "small < moderate < large",
    "two deciding rows": "one deciding row for each outcome",
    "unit does not convert": "units of one kind",
    "unit on a ratio": "a ratio has no unit",
    "unknown comparison": "ids name entries of the document",
    "unknown option": "ids name entries of the document",
    "unknown outcome": "ids name entries of the document",
    "unknown population": "ids name entries of the document",
    "value outside its interval": "low <= value <= high",
    "votes do not add up": "to their total, and to no more than the panel",
    "voting share": "above one half and up to 1",
}
"""What holds between values, and only the reader can say, by the name of its problem."""
