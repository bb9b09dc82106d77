"""The sheets and columns in which a guideline stands, made from the shape of the document.

A list of objects is a sheet; an object inside a row is a group of columns with dotted names; a
list of plain values is one cell. What people hardly write by hand (a rule's suggestion, a trace)
is one cell of JSON. The first column of every sheet, `#`, marks rows that are not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
from attrs import field, frozen

from gradekit.etd.criteria import CRITERIA
from gradekit.guideline import Guideline
from gradekit.io._model import (
    Certain,
    Cited,
    Field,
    Many,
    Named,
    Plain,
    PolicyShape,
    Record,
    Shape,
    Tuned,
    Words,
    fields_of,
    policy_kinds,
)
from gradekit.judgements import CertaintyRating, PublishedCertainty, Suggestion
from gradekit.policy import POLICIES, Policy
from gradekit.sources import Citation, Parameter
from gradekit.trace import Trace
from gradekit.words import Word

__all__ = ["FILES", "LISTS", "MARK", "SHEETS", "WORDS_SHEET", "Column", "Sheet", "members_of"]

MARK = "#"
WORDS_SHEET = "words"
_ROOT = "guideline"
_LONGEST_NAME = 31  # Excel's own limit

_NAMES: Mapping[tuple[str, ...], str] = {
    ("comparisons", "evidence"): "evidence",
    ("comparisons", "evidence", "certainty", "moves"): "judgements",
    ("comparisons", "overall_certainty", "moves"): "overall_judgements",
    ("comparisons", "importance"): "importance",
    ("comparisons", "etd", "judgements"): "criteria",
    ("comparisons", "votes"): "votes",
    ("comparisons", "ungraded", "conditions"): "conditions",
    ("panel", "members"): "members",
    ("panel", "survey", "scenarios"): "survey",
    ("subgroups", "groups"): "subgroup_estimates",
    ("other_guidelines", "recommendations"): "other_recommendations",
}
_APART = frozenset({("comparisons", "votes")})
"""Single objects that stand on a sheet of their own, at most one row for each parent."""

_NAMED_BY = {"importance": "outcome", "conditions": "condition"}
_AS_JSON = frozenset({Suggestion, Trace})
_SINGULAR = {"comparisons": "comparison", "subgroups": "subgroup"}


@frozen(kw_only=True)
class Column:
    """One column of a sheet.

    Args:
        name: as in the first row.
        path: of the value inside the row's object.
        shape: of the value.
        told: what it holds.
        required: whether every row needs it.
        spare: whether it is left out unless a row needs it.
    """

    name: str
    path: tuple[str, ...]
    shape: Shape
    told: str = ""
    required: bool = False
    spare: bool = False


@frozen(kw_only=True)
class Sheet:
    """One sheet.

    Args:
        name: of the sheet, or of the CSV file without its ending.
        steps: from the parent's object to this list.
        parent: the sheet whose rows these belong to; None for those of the guideline itself.
        keys: columns that say which of the parent's rows a row belongs to.
        columns: of the rows' own values.
        holds: "one" object, "many", or "named" ones.
        plain: whether a row holds one plain value rather than an object.
        identified: columns by which rows below name a row of this sheet.
    """

    name: str
    steps: tuple[str, ...] = ()
    parent: Sheet | None = None
    keys: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    holds: str = "many"
    plain: bool = False
    identified: tuple[str, ...] = ()
    required: bool = field(default=False)

    @property
    def named_by(self) -> str | None:
        """The column that holds the name under which a row's object stands."""
        return _NAMED_BY.get(self.name, "name") if self.holds == "named" else None

    @property
    def header(self) -> tuple[str, ...]:
        """All columns in order."""
        named = () if self.named_by is None else (self.named_by,)
        own = (each.name for each in self.columns if not each.spare)
        return (MARK, *self.keys, *named, *own)


def members_of(shape: Shape) -> tuple[Field, ...] | None:
    """The fields of what is spread over columns; None for what stands in one cell."""
    if isinstance(shape, Certain):
        return _certain()
    if isinstance(shape, PolicyShape):
        return (
            Field(name="base", shape=Plain(str), required=False, told="preset that is changed"),
            Field(name="name", shape=Plain(str), required=False, told="name of the changed policy"),
            *_tuned(Policy),
        )
    if isinstance(shape, Cited):
        return fields_of(Citation)[1:]
    if isinstance(shape, Record) and shape.kind not in _AS_JSON:
        return _tuned(shape.kind) if shape.kind in _TUNED else fields_of(shape.kind)
    return None


def _certain() -> tuple[Field, ...]:
    """A certainty's columns: those of a published one, then those of a rated one."""
    published = [
        Field(
            name="published" if each.name == "level" else each.name,
            shape=each.shape,
            required=False,
            told=each.told,
        )
        for each in fields_of(PublishedCertainty)
    ]
    return (*published, *fields_of(CertaintyRating))


def _shape_of_kind(kind: type) -> Shape:
    if issubclass(kind, Word):
        return Words(kind)
    return Plain(kind) if kind in (float, int, str, bool) else Record(kind)


def _tuned(kind: type) -> tuple[Field, ...]:
    """The parameters of a policy, or of its voting rule."""
    told = {each.name: each.told for each in fields_of(kind)}
    bare = {each.name for each in fields_of(kind) if each.shape != Record(Parameter)}
    made: list[Field] = []
    for name, each in policy_kinds(kind).items():
        shape = _shape_of_kind(each)
        made.append(
            Field(
                name=name,
                shape=shape if name in bare else Tuned(shape),
                required=False,
                told=told[name],
            )
        )
    return tuple(made)


_TUNED = frozenset({Policy, *filter(attrs.has, policy_kinds(Policy).values())})


def _sheet_name(path: tuple[str, ...]) -> str:
    return _NAMES.get(path, "_".join(path))[:_LONGEST_NAME]


_VERSION = Column(
    name="schema",
    path=("schema",),
    shape=Plain(int),
    told="version of the document format",
    required=True,
)


@frozen
class _Spread:
    """What the fields of one object become: columns, and sheets below."""

    columns: list[Column] = field(factory=list)
    below: list[tuple[tuple[str, ...], Field]] = field(factory=list)

    def add(self, fields: tuple[Field, ...], at: tuple[str, ...], place: tuple[str, ...]) -> None:
        """Spread fields over columns.

        Args:
            fields: of the object.
            at: where the object stands in the row.
            place: where it stands in the document.
        """
        for each in fields:
            path, shape = (*at, each.name), each.shape
            item = shape.item if isinstance(shape, Many | Named) else None
            if (item is not None and (isinstance(shape, Named) or isinstance(item, Record))) or (
                (*place, each.name) in _APART
            ):
                self.below.append((path, each))
                continue
            inner = members_of(shape)
            self.columns.append(
                Column(
                    name=".".join(path),
                    path=path,
                    shape=shape,
                    told=each.told,
                    required=each.required and not at and inner is None,
                    spare=inner is not None and not isinstance(shape, Cited | PolicyShape),
                )
            )
            if inner is not None:
                self.add(inner, path, (*place, each.name))


def _sheets(
    shape: Shape,
    place: tuple[str, ...],
    *,
    steps: tuple[str, ...],
    parent: Sheet | None,
    holds: str,
    required: bool = False,
) -> Iterator[Sheet]:
    fields = members_of(shape)
    spread = _Spread()
    if not place:
        spread.columns.append(_VERSION)
    if fields is None:
        spread.columns.append(Column(name="value", path=(), shape=shape, required=True))
    else:
        spread.add(fields, (), place)
    name = _ROOT if not place else _sheet_name(place)
    keys = () if parent is None or parent.name == _ROOT else parent.identified
    sheet = Sheet(
        name=name,
        steps=steps,
        parent=parent,
        keys=keys,
        columns=tuple(spread.columns),
        holds=holds,
        plain=fields is None,
        identified=_identified(name, keys, spread.columns),
        required=required,
    )
    yield sheet
    for path, each in spread.below:
        inner = each.shape.item if isinstance(each.shape, Many | Named) else each.shape
        kind = {Many: "many", Named: "named"}.get(type(each.shape), "one")
        yield from _sheets(
            inner,
            (*place, *path),
            steps=path,
            parent=sheet,
            holds=kind,
            required=each.required,
        )


def _identified(name: str, keys: tuple[str, ...], columns: list[Column]) -> tuple[str, ...]:
    """How rows of other sheets name a row of this one."""
    held = {each.name for each in columns}
    if "id" in held:
        return (*keys, _SINGULAR.get(name, name.removesuffix("s")))
    if name == "evidence":
        return (*keys, "outcome", "nth")
    return (*keys, "nth")


def _ordered(found: Iterator[Sheet]) -> tuple[Sheet, ...]:
    """The guideline, then what people fill in first."""
    first = (_ROOT, "sources", "populations", "outcomes", "options", "comparisons", "evidence")
    sheets = list(found)
    return tuple(
        sorted(
            sheets,
            key=lambda each: first.index(each.name) if each.name in first else len(first),
        )
    )


SHEETS = _ordered(_sheets(Record(Guideline), (), steps=(), parent=None, holds="one", required=True))
"""Every sheet; a parent stands before the sheets below it."""

FILES = frozenset(f"{each.name}.csv" for each in SHEETS)
"""Names of the files of a CSV folder."""

LISTS: Mapping[str, tuple[str, ...]] = {
    "policy": tuple(POLICIES),
    "policy.base": tuple(POLICIES),
    "criteria.option": tuple(
        dict.fromkeys(str(option.value) for record in CRITERIA for option in record.options)
    ),
}
"""Drop-downs of texts that have a closed set of answers without being words of one set."""
