"""Changes between two versions of a guideline, for living guidelines.

What changed in evidence, in judgements and in answers. Entries are matched by id, evidence rows by
outcome and role, so that moving an entry is no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from attrs import field, frozen

from gradekit.comparison import Comparison
from gradekit.errors import GradekitError
from gradekit.etd import CriterionJudgement
from gradekit.evidence import Evidence
from gradekit.guideline import Guideline
from gradekit.judgements import CertaintyRating, JudgedEffect, Judgement, Move, PublishedCertainty
from gradekit.outcomes import Outcome
from gradekit.panel import Panel
from gradekit.policy import Policy
from gradekit.question import Option, Population
from gradekit.recommendation import recommend
from gradekit.sources import Source
from gradekit.words import Word

__all__ = ["AnswerChange", "Area", "Change", "Changes", "compare"]


class Area(Word):
    """What a change is a change of."""

    EVIDENCE = "evidence"
    JUDGEMENTS = "judgements"
    METHOD = "method"
    TEXT = "text"


@frozen(kw_only=True)
class Change:
    """One thing that is otherwise than before.

    Args:
        area: evidence, judgements, method (the policy) or text.
        place: where, with entries named by their ids.
        before: as text; empty where there was nothing.
        after: as text; empty where there is nothing any more.
    """

    area: Area
    place: str
    before: str = ""
    after: str = ""

    @property
    def kind(self) -> str:
        """added, removed or changed."""
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"


@frozen(kw_only=True)
class AnswerChange:
    """A comparison whose answer, or what it rests on, is otherwise than before.

    Args:
        comparison: its id.
        before: the suggestion, empty where the comparison was not there.
        after: the suggestion, empty where it is no longer there.
        reasons_before: what bound or opened it, and what was missing.
        reasons_after: the same now.
    """

    comparison: str
    before: str = ""
    after: str = ""
    reasons_before: tuple[str, ...] = ()
    reasons_after: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether direction or strength changed, and not only the reasons."""
        return self.before != self.after


@frozen(kw_only=True)
class Changes:
    """All that changed between two versions.

    Args:
        changes: in the order of the document.
        answers: of comparisons whose answer or reasons changed.
    """

    changes: tuple[Change, ...] = ()
    answers: tuple[AnswerChange, ...] = ()

    def of(self, area: Area | str) -> tuple[Change, ...]:
        """The changes of one area.

        Args:
            area: evidence, judgements, method or text.
        """
        wanted = Area(area)
        return tuple(each for each in self.changes if each.area is wanted)

    def __bool__(self) -> bool:
        return bool(self.changes or self.answers)


_JUDGED = (
    Judgement,
    JudgedEffect,
    CertaintyRating,
    PublishedCertainty,
    Move,
    CriterionJudgement,
)
_EVIDENCE_FIELDS = frozenset(
    {
        "estimate",
        "incidence",
        "baseline_risk",
        "horizon",
        "studies",
        "participants",
        "design",
        "informed_by",
        "source",
    }
)
_JUDGEMENT_FIELDS: Mapping[type, frozenset[str]] = {
    Evidence: frozenset({"certainty", "judged_effect", "role", "not_prohibitive"}),
    Comparison: frozenset(
        {
            "context",
            "importance",
            "overall_certainty",
            "share",
            "balance",
            "etd",
            "votes",
            "ungraded",
            "perspective",
        }
    ),
    Outcome: frozenset({"importance", "better", "kind", "thresholds", "catastrophic", "scale"}),
    Option: frozenset({"kind", "components"}),
    Panel: frozenset({"members", "survey"}),
}
_REFERENCES = (Outcome, Option, Population)
_SKIPPED = frozenset({"within", "_bound", "trace"})


@frozen
class _Place:
    """Where a value stands, and what a change there is a change of."""

    path: str = ""
    area: Area = Area.TEXT
    rooted: bool = field(default=False)

    def below(self, holder: object, name: str) -> _Place:
        path = f"{self.path}.{name}" if self.path else name
        return _Place(path, _area(self.area, holder, name))

    def entry(self, key: str) -> _Place:
        return _Place(f"{self.path}[{key}]", self.area)


def _area(area: Area, holder: object, name: str) -> Area:
    """The area of a field; below a judgement everything is one."""
    if area in (Area.JUDGEMENTS, Area.METHOD):
        return area
    if isinstance(holder, _JUDGED) or name in _JUDGEMENT_FIELDS.get(type(holder), frozenset()):
        return Area.JUDGEMENTS
    if isinstance(holder, Evidence) and name in _EVIDENCE_FIELDS:
        return Area.EVIDENCE
    if isinstance(holder, Guideline):
        return {
            "policy": Area.METHOD,
            "comparisons": Area.EVIDENCE,
            "subgroups": Area.EVIDENCE,
            "panel": Area.TEXT,
        }.get(name, Area.TEXT)
    if isinstance(holder, Comparison) and name == "evidence":
        return Area.EVIDENCE
    return area


def _key(each: object) -> str | None:
    """How an entry of a list is known; None where only its place tells it."""
    if isinstance(each, Evidence):
        return f"{each.outcome.id}, {each.role}"
    if isinstance(each, Move):
        return each.domain
    if isinstance(each, CriterionJudgement):
        return str(each.criterion)
    if isinstance(each, Source):
        return each.key
    name = getattr(each, "id", None)
    return name if isinstance(name, str) else None


def _named(entries: tuple[Any, ...]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for nth, each in enumerate(entries):
        key = _key(each) or str(nth)
        made[key if key not in made else f"{key}, {nth}"] = each
    return made


def _told(value: object) -> str:
    """A value as people read it."""
    if value is None or value in ((), ""):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(map(_told, value))
    if isinstance(value, (Policy, *_REFERENCES)):
        return value.name if isinstance(value, Policy) else value.id
    kind: type = type(value)
    if attrs.has(kind) and kind.__str__ is object.__str__:
        parts = ((each.name, getattr(value, each.name)) for each in attrs.fields(kind))
        shown = (
            f"{name} {_told(part)}" for name, part in parts if name not in _SKIPPED and _told(part)
        )
        return ", ".join(shown) or kind.__name__.lower()
    return str(value)


def _differences(before: object, after: object, place: _Place) -> Iterator[Change]:
    if before is after:
        return
    kind: type = type(before)
    if kind is type(after) and attrs.has(kind) and not _referred(before, place):
        for each in attrs.fields(kind):
            if each.name not in _SKIPPED and each.eq:
                inner = place.below(before, each.name)
                yield from _differences(
                    getattr(before, each.name), getattr(after, each.name), inner
                )
    elif isinstance(before, tuple) and isinstance(after, tuple) and _entries(before, after):
        yield from _both(_named(before), _named(after), place)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _both(before, after, place)
    elif _told(before) != _told(after):
        yield Change(area=place.area, place=place.path, before=_told(before), after=_told(after))


def _referred(value: object, place: _Place) -> bool:
    """Whether a comparison only names it: its own changes stand in its register."""
    return isinstance(value, _REFERENCES) and place.path.startswith("comparisons[")


def _entries(before: tuple[Any, ...], after: tuple[Any, ...]) -> bool:
    return all(attrs.has(type(each)) for each in (*before, *after))


def _both(before: Mapping[str, Any], after: Mapping[str, Any], place: _Place) -> Iterator[Change]:
    for key in dict.fromkeys((*before, *after)):
        at = place.entry(key)
        if key not in after:
            yield Change(area=at.area, place=at.path, before=_told(before[key]) or key)
        elif key not in before:
            yield Change(area=at.area, place=at.path, after=_told(after[key]) or key)
        else:
            yield from _differences(before[key], after[key], at)


def _answer(comparison: Comparison | None) -> tuple[str, tuple[str, ...]]:
    """A comparison's suggestion with what it hangs on."""
    if comparison is None:
        return "", ()
    try:
        made = recommend(comparison)
    except GradekitError as error:
        return "cannot be judged", tuple(map(str, error.problems))
    reasons = (
        *(f"bound by {name}" for name in made.binding),
        *(f"opened by {name}" for name in made.opened_by),
        *(f"missing {name}" for name in made.missing),
    )
    return str(made), reasons


def compare(before: Guideline, after: Guideline) -> Changes:
    """What changed in evidence, judgements and answers between two versions.

    Args:
        before: the earlier version.
        after: the later one.

    Example:
        >>> import gradekit as gk
        >>> old = gk.datasets.load("spine-2025")
        >>> compare(old, old)
        Changes(changes=(), answers=())
        >>> new = attrs.evolve(old, panel=attrs.evolve(old.panel, survey=None))
        >>> found = compare(old, new)
        >>> len(found.of("judgements")), sum(each.moved for each in found.answers)
        (1, 11)
    """
    olds = {each.id: each for each in before}
    news = {each.id: each for each in after}
    answers: list[AnswerChange] = []
    for name in dict.fromkeys((*olds, *news)):
        (was, why_was), (now, why_now) = _answer(olds.get(name)), _answer(news.get(name))
        if (was, why_was) != (now, why_now):
            answers.append(
                AnswerChange(
                    comparison=name,
                    before=was,
                    after=now,
                    reasons_before=why_was,
                    reasons_after=why_now,
                )
            )
    return Changes(changes=tuple(_differences(before, after, _Place())), answers=tuple(answers))
