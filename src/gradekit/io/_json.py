"""JSON text in and out: nothing silently dropped, nothing silently made up."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from gradekit.errors import DocumentError, Problem, refuse

__all__ = ["parse", "printed"]


def _constant(name: str) -> NoReturn:
    refuse(DocumentError, "not a number", expected="a finite number", got=name)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise DocumentError(
                Problem(
                    "duplicate key",
                    expected="each key once in an object",
                    got=repr(key),
                    hint="one of the two values would be lost",
                )
            )
        made[key] = value
    return made


def parse(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        DocumentError: text that is not JSON, a key given twice, NaN or infinity.
    """
    try:
        return json.loads(text, parse_constant=_constant, object_pairs_hook=_pairs)
    except json.JSONDecodeError as error:
        raise DocumentError(
            Problem(
                "not JSON",
                expected="a JSON document",
                got=f"{error.msg} at line {error.lineno}, column {error.colno}",
            )
        ) from None
    except RecursionError:
        raise DocumentError(Problem("nested too deeply", expected="a guideline document")) from None
    except ValueError as error:
        # Python refuses integers of more than some thousand digits in this way.
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(Problem("not readable", got=str(error))) from None


def printed(value: Any) -> str:
    """A JSON text that reads well and compares well: indented, in field order, unescaped."""
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
