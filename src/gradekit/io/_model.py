"""The shape of the document, read from the model's own classes.

Schema, workbook and CSV folder are all made from these shapes, so that a field added to the model
is in all of them.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
from attrs import field, frozen

from gradekit.comparison import Comparison
from gradekit.evidence import Evidence
from gradekit.guideline import Guideline
from gradekit.judgements import CertaintyRating, PublishedCertainty
from gradekit.policy import Policy
from gradekit.sources import Citation, Parameter
from gradekit.words import Word

__all__ = [
    "HIDDEN",
    "REFERENCES",
    "Certain",
    "Cited",
    "Field",
    "Many",
    "Named",
    "Plain",
    "PolicyShape",
    "Record",
    "Reference",
    "Scalar",
    "Shape",
    "Tuned",
    "Words",
    "fields_of",
    "policy_kinds",
]

REFERENCES: Mapping[tuple[type, str], str] = {
    (Evidence, "outcome"): "outcomes",
    (Comparison, "intervention"): "options",
    (Comparison, "comparator"): "options",
    (Comparison, "population"): "populations",
}
"""Fields that stand in a document as an id, and the register it names an entry of."""

HIDDEN: Mapping[type, frozenset[str]] = {
    Comparison: frozenset({"within"}),
    Guideline: frozenset({"_bound"}),
}
"""Fields that are filled in by the library and stand in no document."""


@frozen
class Plain:
    """A number, a whole number, a text or a truth value.

    Args:
        kind: float, int, str or bool.
    """

    kind: type


@frozen
class Scalar:
    """Any plain value."""


@frozen
class Words:
    """A word of a closed set."""

    kind: type[Word]


@frozen
class Reference:
    """The id of an entry in a register."""

    register: str


@frozen
class Cited:
    """A source's key, or a citation with more than that."""


@frozen
class Certain:
    """A certainty: not rated, published, or rated from judgements."""


@frozen
class PolicyShape:
    """A preset's name, or a preset with changes."""


@frozen
class Tuned:
    """A parameter of a policy: its value, or its value with a source."""

    value: Shape


@frozen
class Many:
    """A list."""

    item: Shape


@frozen
class Named:
    """An object whose keys are names."""

    item: Shape


@frozen
class Record:
    """An object with the fields of a class."""

    kind: type


Shape = (
    Plain
    | Scalar
    | Words
    | Reference
    | Cited
    | Certain
    | PolicyShape
    | Tuned
    | Many
    | Named
    | Record
)


@frozen(kw_only=True)
class Field:
    """One key of an object.

    Args:
        name: of the key.
        shape: of its value.
        required: whether it must be there.
        nullable: whether null stands for its absence.
        told: what it holds, from the class's own documentation.
    """

    name: str
    shape: Shape
    required: bool
    nullable: bool = False
    told: str = field(default="", eq=False)


_ENTRY = re.compile(r"^ {4,8}(\w+): (.*(?:\n {8,12}\S.*)*)", re.MULTILINE)


@cache
def _told(kind: type) -> dict[str, str]:
    """What the `Args` of a class say about each field."""
    _, _, told = (inspect.getdoc(kind) or "").partition("Args:\n")
    told = told.partition("\n\n")[0]
    entries = _ENTRY.findall(inspect.cleandoc("x\n" + told).replace("\n", "\n    "))
    return {name: " ".join(text.split()) for name, text in entries}


def _without_none(kind: Any) -> tuple[Any, bool]:
    if get_origin(kind) not in (Union, UnionType):
        return kind, False
    rest = tuple(each for each in get_args(kind) if each is not type(None))
    nullable = len(rest) != len(get_args(kind))
    return (rest[0] if len(rest) == 1 else Union[rest]), nullable  # noqa: UP007 - made at run time


def _shape(kind: Any) -> Shape:
    origin = get_origin(kind)
    found: Shape
    if origin is tuple:
        found = Many(_shape(get_args(kind)[0]))
    elif origin in (Mapping, dict):
        found = Named(_shape(get_args(kind)[1]))
    elif origin is Parameter:
        found = Record(Parameter)
    elif kind is Citation:
        found = Cited()
    elif kind is Policy:
        found = PolicyShape()
    elif CertaintyRating in get_args(kind) and PublishedCertainty in get_args(kind):
        found = Certain()
    elif kind in (float, int, str, bool):
        found = Plain(kind)
    elif kind is object or isinstance(kind, TypeVar) or origin in (Union, UnionType):
        found = Scalar()
    elif issubclass(kind, Word):
        found = Words(kind)
    else:
        found = Record(kind)
    return found


@cache
def fields_of(kind: type) -> tuple[Field, ...]:
    """The keys of the object that stands for a class of the model, in order.

    Args:
        kind: an attrs class.

    Example:
        >>> [each.name for each in fields_of(Citation)]
        ['source', 'locator', 'checked', 'note']
    """
    hints = get_type_hints(kind)
    told = _told(kind)
    made: list[Field] = []
    for each in attrs.fields(kind):
        if each.name in HIDDEN.get(kind, ()):
            continue
        bare, nullable = _without_none(hints[each.name])
        register = REFERENCES.get((kind, each.name))
        made.append(
            Field(
                name=each.name,
                shape=_shape(bare) if register is None else Reference(register),
                required=each.default is attrs.NOTHING,
                nullable=nullable,
                told=told.get(each.name, ""),
            )
        )
    return tuple(made)


@cache
def policy_kinds(kind: type) -> dict[str, Any]:
    """What may be changed in a policy, or in its voting rule: the type of each value.

    Args:
        kind: the class.
    """
    hints = get_type_hints(kind)
    return {
        each.name: get_args(hints[each.name])[0]
        if get_origin(hints[each.name]) is Parameter
        else hints[each.name]
        for each in attrs.fields(kind)
        if each.name != "name"
    }
