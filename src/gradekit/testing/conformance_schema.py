"""What goes to another implementation and what comes back, line by line, as JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gradekit.answers import Direction, Strength
from gradekit.contract import KNOWN_WORDS, known_word
from gradekit.levels import Known
from gradekit.paradigms import PARADIGMS
from gradekit.scales import Arm, Certainty
from gradekit.testing.conformance import PARAMETERS
from gradekit.testing.conformance_answers import CEILINGS
from gradekit.testing.conformance_words import EVIDENCE_FIELDS, PANEL_FIELDS, PARTS, words_of

__all__ = ["line_schema", "spelled"]

Data = dict[str, Any]

_TEXT: Data = {"type": "string"}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def spelled(field: str) -> list[str | bool | None]:
    """The words a field may hold, as JSON.

    Args:
        field: of a situation.

    Example:
        >>> spelled("benefit_certainty")[:4]
        [None, 'very low', 'very low to low', 'very low to moderate']
    """
    found: list[str | bool | None] = []
    for word in words_of(field):
        if isinstance(word, Known):
            found.append(known_word(word))
        else:
            found.append(word if word is None or isinstance(word, bool) else str(word))
    return found


def _object(properties: Mapping[str, object], *, optional: tuple[str, ...] = ()) -> Data:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "required": required, "properties": dict(properties)}


def _words(field: str) -> Data:
    return {"enum": spelled(field)}


def _some(members: tuple[object, ...]) -> Data:
    return {"type": "array", "uniqueItems": True, "items": {"enum": list(members)}}


def _situation() -> Data:
    option = {"$ref": "#/$defs/option"}
    shared = [field for field in EVIDENCE_FIELDS if "." not in field]
    certainty = {"enum": [each.value for each in Certainty]}
    return _object(
        {
            "policy": _TEXT,
            "parameters": _object(dict.fromkeys(PARAMETERS, certainty)),
            "evidence": _object(
                {
                    **{arm.value: option for arm in Arm},
                    **{field: _words(field) for field in shared},
                }
            ),
            "panel": _object({field: _words(field) for field in PANEL_FIELDS}),
        }
    )


def line_schema() -> Data:
    """The schema of a line: a `question` goes in, an `answer` comes out (`$defs`).

    Keys that are not named may come to either in a later version, and may be written beside an
    answer. What a document holds is its own schema, `gradekit schema`.

    Example:
        >>> list(line_schema()["$defs"])
        ['question', 'answer', 'situation', 'document', 'option', 'known']
    """
    answered = _object(
        {
            "id": _TEXT,
            "direction": {"enum": [each.value for each in Direction]},
            "strength": {"enum": [each.value for each in Strength]},
            "paradigms": _some(tuple(each.number for each in PARADIGMS)),
            "binding": _some(CEILINGS),
        }
    )
    refused = {**_object({"id": _TEXT, "unsupported": {"const": True}})}
    asked = [{"$ref": f"#/$defs/{name}"} for name in ("situation", "document")]
    return {
        "$schema": _DRAFT,
        "title": "A line between gradekit conformance check and another implementation",
        "oneOf": [{"$ref": "#/$defs/question"}, {"$ref": "#/$defs/answer"}],
        "$defs": {
            "question": _object({"id": _TEXT, "input": {"oneOf": asked}}),
            "answer": {
                "if": {"properties": {"unsupported": {"const": True}}, "required": ["unsupported"]},
                "then": refused,
                "else": {**answered, "not": {"required": ["error"]}},
            },
            "situation": _situation(),
            "document": _object({"document": {"type": "object"}, "comparison": _TEXT}),
            "option": _object({part: {"$ref": "#/$defs/known"} for part in PARTS}),
            "known": {"enum": list(KNOWN_WORDS)},
        },
    }
