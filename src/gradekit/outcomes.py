"""Outcomes: what may happen to people, and how much of it would matter."""

from __future__ import annotations

from attrs import field, frozen

from gradekit.errors import Problems, UnitMismatch
from gradekit.estimates import Scale
from gradekit.markup import table
from gradekit.scales import Better, Importance, OutcomeKind
from gradekit.sources import Citation, as_citation
from gradekit.thresholds import Thresholds
from gradekit.units import same_kind
from gradekit.words import placed

__all__ = ["Outcome"]


@frozen(field_transformer=placed)
class Outcome:
    """Something that matters to patients.

    Args:
        id: short name used in documents.
        name: as read by people, with the time where it is part of the outcome.
        importance: critical, important or limited, or a rating from 1 to 9.
        better: whether higher or lower is better.
        kind: benefit (what the options are taken for), harm, burden or cost to the patient.
        thresholds: sizes that matter, in a unit.
        scale: the instrument, for a measured outcome.
        catastrophic: whether an important harm here is a catastrophe, however rare.
        description: what counts.
        source: where it is defined.

    Raises:
        UnitMismatch: thresholds in a unit that does not convert to the scale's.
        InvalidValue: a catastrophic outcome that is not a harm.

    Example:
        >>> from gradekit.thresholds import MID
        >>> Outcome(
        ...     "pain",
        ...     "Pain",
        ...     importance="critical",
        ...     better="lower",
        ...     scale=Scale("VAS", 0, 10, unit="cm"),
        ...     thresholds=MID(1.5, unit="cm"),
        ... ).kind.value
        'benefit'
    """

    id: str
    name: str
    importance: Importance = field(converter=Importance, kw_only=True)
    better: Better = field(converter=Better, kw_only=True)
    kind: OutcomeKind = field(default=OutcomeKind.BENEFIT, converter=OutcomeKind, kw_only=True)
    thresholds: Thresholds | None = field(default=None, kw_only=True)
    scale: Scale | None = field(default=None, kw_only=True)
    catastrophic: bool = field(default=False, kw_only=True)
    description: str = field(default="", kw_only=True)
    source: Citation | None = field(default=None, converter=as_citation, kw_only=True)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need_texts(id=self.id, name=self.name)
        found.need_kinds(
            Thresholds,
            'write gk.MID(10, unit="per 1000"), or gk.Thresholds with several sizes',
            thresholds=self.thresholds,
        )
        found.need_kinds(Scale, 'write gk.Scale("VAS", 0, 10, unit="cm")', scale=self.scale)
        found.need_flags(catastrophic=self.catastrophic)
        found.need(
            not self.catastrophic or self.kind is OutcomeKind.HARM,
            "catastrophic but not a harm",
            "catastrophic",
            expected="kind 'harm' for a catastrophic outcome",
            got=self.kind.value,
        )
        found.settle()
        unit = self.thresholds.unit if self.thresholds else None
        found.need(
            self.scale is None or unit is None or same_kind(unit, self.scale.unit),
            "threshold in another unit",
            "thresholds",
            "unit",
            expected=f"a unit that converts to {self.scale.unit!r}" if self.scale else "",
            got=unit,
            hint="give the threshold on the scale of the outcome",
        )
        found.settle(UnitMismatch)

    def _what(self) -> str:
        catastrophic = " catastrophic" if self.catastrophic else ""
        return f"{self.importance}{catastrophic} {self.kind}"

    def __str__(self) -> str:
        sizes = "no threshold" if self.thresholds is None else str(self.thresholds)
        return f"{self.name} ({self.id}): {self._what()}, {self.better} is better; {sizes}"

    def _repr_html_(self) -> str:
        its = self.thresholds
        given = (
            ("Id", self.id),
            ("What it is", self._what()),
            ("Better", self.better.value),
            ("Thresholds", "none recorded" if its is None else str(its)),
            ("Source of the thresholds", str((its and its.source) or "")),
            ("Scale", "" if self.scale is None else str(self.scale)),
            ("What counts", self.description),
            ("Source", str(self.source or "")),
        )
        return table((), (row for row in given if row[1]), caption=self.name).html
