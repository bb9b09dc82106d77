"""JSON Schema (2020-12) of the document, made from the model.

The schema says all that can be said of one value at its place: keys, types, words, ranges. What
holds between values (`BEYOND_SCHEMA`) only the reader can say.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from gradekit.guideline import Guideline
from gradekit.io._limits import LIMITS
from gradekit.io._migrations import SCHEMA
from gradekit.io._model import (
    Certain,
    Cited,
    Field,
    Many,
    Named,
    Plain,
    PolicyShape,
    Record,
    Reference,
    Scalar,
    Shape,
    Tuned,
    Words,
    fields_of,
    policy_kinds,
)
from gradekit.io._plain import LARGEST_WHOLE, RATINGS, UNPRINTABLE, word_pattern
from gradekit.judgements import NOT_RATED, CertaintyRating, PublishedCertainty
from gradekit.policy import POLICIES, Policy
from gradekit.scales import Importance
from gradekit.sources import Citation, Parameter
from gradekit.words import Word

__all__ = ["json_schema", "shipped_schema"]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LARGEST_NUMBER = 1.7976931348623157e308
_ENDS = r"(?![\s\S])"  # the end of a text in every dialect of regular expressions
_SHIPPED = "schema-{}.json"

_REF = "#/$defs/"
_BASIC: dict[str, Any] = {
    "text": {"type": "string", "pattern": f"^[^{UNPRINTABLE}]*{_ENDS}"},
    "number": {"type": "number", "minimum": -_LARGEST_NUMBER, "maximum": _LARGEST_NUMBER},
    "whole": {"type": "integer", "minimum": -LARGEST_WHOLE, "maximum": LARGEST_WHOLE},
    "truth": {"type": "boolean"},
}
_PLAIN = {str: "text", float: "number", int: "whole", bool: "truth"}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": _REF + name}


class _Writer:
    """Gathers the definitions the document needs."""

    def __init__(self) -> None:
        self.defs: dict[str, Any] = dict(_BASIC)

    def shape(self, shape: Shape) -> dict[str, Any]:
        """The schema of a value."""
        made: dict[str, Any]
        match shape:
            case Many(item):
                made = {"type": "array", "items": self.shape(item)}
            case Named(item):
                names = {"type": "object", "propertyNames": _ref("text")}
                made = {**names, "additionalProperties": self.shape(item)}
            case Tuned(value):
                made = self.tuned(value)
            case Certain():
                made = self.certain()
            case PolicyShape():
                made = self.policy()
            case Cited():
                made = {"anyOf": [_ref("text"), self.record(Citation)]}
            case Record(kind):
                made = self.record(kind)
            case Words(kind):
                made = self.words(kind)
            case _:
                made = _single(shape)
        return made

    def words(self, kind: type[Word]) -> dict[str, Any]:
        """A closed set: its words, and their other spellings."""
        if kind.__name__ not in self.defs:
            anyof: list[dict[str, Any]] = [
                {"enum": [str(each.value) for each in kind]},
                {"type": "string", "pattern": word_pattern(kind)},
            ]
            if kind is Importance:
                anyof.append({"type": "integer", "minimum": RATINGS[0], "maximum": RATINGS[-1]})
            told = (kind.__doc__ or "").partition("\n")[0]
            self.defs[kind.__name__] = {"description": told, "anyOf": anyof}
        return _ref(kind.__name__)

    def record(self, kind: type, renamed: Mapping[str, str] | None = None) -> dict[str, Any]:
        """An object with the fields of a class."""
        name = kind.__name__
        if name not in self.defs:
            self.defs[name] = {}  # a class may hold itself
            told = (kind.__doc__ or "").partition("\n")[0]
            self.defs[name] = {"description": told, **self.object(kind, renamed or {})}
        return _ref(name)

    def object(self, kind: type, renamed: Mapping[str, str]) -> dict[str, Any]:
        """Keys, which of them must be there, and no others."""
        fields = fields_of(kind)
        keys = {each.name: renamed.get(each.name, each.name) for each in fields}
        made = {
            "type": "object",
            "properties": {keys[each.name]: self.field(kind, each) for each in fields},
            "additionalProperties": False,
        }
        required = [keys[each.name] for each in fields if each.required]
        return {**made, "required": required} if required else made

    def field(self, kind: type, each: Field) -> dict[str, Any]:
        """One key's value, with its limits and what it means."""
        made = _limited(self.shape(each.shape), LIMITS.get((kind, each.name)))
        if each.nullable:
            made = {"anyOf": [made, _NULL]}
        return {**made, "description": each.told} if each.told else made

    def certain(self) -> dict[str, Any]:
        """Not rated, published, or rated from judgements."""
        published = self.record(PublishedCertainty, {"level": "published"})
        return {
            "anyOf": [{"enum": [NOT_RATED, None]}, published, self.record(CertaintyRating)],
        }

    def tuned(self, value: Shape) -> dict[str, Any]:
        """A parameter: its value, or its value with a source."""
        bare = self.shape(value)
        sourced = {
            "type": "object",
            "properties": {
                "value": bare,
                "source": {"anyOf": [self.shape(Cited()), _NULL]},
            },
            "required": ["value"],
            "additionalProperties": False,
        }
        return {"anyOf": [bare, sourced]}

    def policy(self) -> dict[str, Any]:
        """A preset's name, or a preset with changes."""
        presets = {"enum": list(POLICIES)}
        if "Policy" not in self.defs:
            self.defs["Policy"] = {
                "type": "object",
                "properties": {
                    "base": presets,
                    "name": _limited(_ref("text"), LIMITS[Policy, "name"]),
                    **self.tunable(Policy),
                },
                "required": ["base", "name"],
                "additionalProperties": False,
            }
        return {"anyOf": [presets, _ref("Policy")]}

    def tunable(self, kind: type) -> dict[str, Any]:
        """What may be changed in a policy or in its voting rule."""
        parameters = {each.name for each in fields_of(kind) if each.shape == Record(Parameter)}
        made: dict[str, Any] = {}
        for name, each in policy_kinds(kind).items():
            if attrs.has(each):
                made[name] = {
                    "type": "object",
                    "properties": self.tunable(each),
                    "additionalProperties": False,
                }
                continue
            shape: Shape = Words(each) if issubclass(each, Word) else Plain(each)
            made[name] = self.shape(Tuned(shape) if name in parameters else shape)
        return made


def _single(shape: Plain | Reference | Scalar) -> dict[str, Any]:
    """The schema of a plain value."""
    if isinstance(shape, Plain):
        return _ref(_PLAIN[shape.kind])
    if isinstance(shape, Reference):
        return {**_ref("text"), "$comment": f"id of one of the {shape.register}"}
    return {"anyOf": [_ref("text"), _ref("number"), _ref("truth"), _NULL]}


_NULL = {"type": "null"}


def _limited(made: dict[str, Any], limits: Mapping[str, Any] | None) -> dict[str, Any]:
    return made if not limits else {"allOf": [made, dict(limits)]}


@cache
def _made() -> str:
    writer = _Writer()
    root = writer.object(Guideline, {})
    root["properties"] = {
        "schema": {"const": SCHEMA, "description": "Version of the document format."},
        **root["properties"],
    }
    root["required"] = ["schema", *root["required"]]
    schema = {
        "$schema": _DIALECT,
        "$id": f"urn:gradekit:guideline:{SCHEMA}",
        "title": "gradekit guideline",
        "description": "A guideline: registers, comparisons with evidence and judgements, a panel, "
        "and what was published.",
        **root,
        "$defs": dict(sorted(writer.defs.items())),
    }
    return json.dumps(schema, indent=2, ensure_ascii=True) + "\n"


def json_schema() -> dict[str, Any]:
    """The schema of the document, made from the model as it is installed.

    Example:
        >>> json_schema()["properties"]["schema"]["const"]
        1
    """
    made: dict[str, Any] = json.loads(_made())
    return made


def shipped_schema() -> str:
    """The text of the schema that is shipped with the library, for editors and other programs."""
    shipped = files(__package__) / _SHIPPED.format(SCHEMA)
    return shipped.read_text(encoding="utf-8")
