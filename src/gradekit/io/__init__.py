"""Documents in and out: one format, every problem at once, nothing half written."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, cast

from cattrs import Converter
from cattrs.errors import BaseValidationError

from gradekit.errors import DocumentError, GradekitError, Problem
from gradekit.guideline import Guideline
from gradekit.io._converter import (
    configure_converter,
    make_converter,
    registers,
)
from gradekit.io._json import parse, printed
from gradekit.io._problems import problems_of
from gradekit.outcomes import Outcome
from gradekit.question import Option, Population

__all__ = [
    "SCHEMA",
    "configure_converter",
    "dump",
    "dumps",
    "from_data",
    "load",
    "loads",
    "make_converter",
    "to_data",
]

SCHEMA = 1
"""Version of the document format."""

_REGISTERED = (("populations", Population), ("outcomes", Outcome), ("options", Option))


@cache
def _converter() -> Converter:
    return make_converter()


def from_data(data: Any) -> Guideline:
    """A guideline from the plain data of a document.

    Args:
        data: as `json.loads` gives it.

    Raises:
        DocumentError: with every problem found.
    """
    if not isinstance(data, dict):
        raise DocumentError(
            Problem("not a guideline", expected="an object", got=type(data).__name__)
        )
    given = dict(data)
    schema = given.pop("schema", None)
    if schema != SCHEMA or isinstance(schema, bool):
        raise DocumentError(
            Problem(
                "unknown schema",
                ("schema",),
                f"{SCHEMA}",
                repr(schema),
                "this version of gradekit reads schema 1",
            )
        )
    converter = _converter()
    held = {name: _register(converter, given.get(name), cls) for name, cls in _REGISTERED}
    try:
        with registers(held):
            return converter.structure(given, Guideline)
    except (BaseValidationError, GradekitError) as error:
        found = tuple(problem for problem in problems_of(error))
        raise DocumentError(*found) from None
    except RecursionError:
        raise DocumentError(Problem("nested too deeply", expected="a guideline document")) from None


def _register(converter: Converter, given: Any, cls: type) -> dict[str, Any]:
    """The entries by id; None for one whose own problem is reported where it stands."""
    held: dict[str, Any] = {}
    for entry in given if isinstance(given, list) else ():
        name = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(name, str):
            try:
                held[name] = converter.structure(entry, cls)
            except (BaseValidationError, GradekitError):
                held[name] = None
    return held


def to_data(guideline: Guideline) -> dict[str, Any]:
    """The plain data of a guideline's document."""
    return {"schema": SCHEMA, **cast("dict[str, Any]", _converter().unstructure(guideline))}


def loads(text: str) -> Guideline:
    """A guideline from a JSON text.

    Args:
        text: of the document.

    Raises:
        DocumentError: with every problem found, placed as `$.comparisons[3].evidence[0]...`.

    Example:
        >>> loads('{"schema": 1, "id": "empty"}').id
        'empty'
    """
    return from_data(parse(text))


def dumps(guideline: Guideline) -> str:
    """The JSON text of a guideline's document; reading it back gives an equal guideline."""
    return printed(to_data(guideline))


def load(path: str | os.PathLike[str]) -> Guideline:
    """A guideline from a file.

    Args:
        path: of a .json document in UTF-8.

    Raises:
        DocumentError: a file that cannot be read, or with every problem found in it.
    """
    file = Path(path)
    if file.suffix.lower() != ".json":
        raise DocumentError(
            Problem("unknown format", expected="a .json document", got=file.suffix or file.name)
        )
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DocumentError(Problem("no such file", expected="a document", got=str(file))) from None
    except UnicodeDecodeError as error:
        raise DocumentError(
            Problem("not UTF-8", expected="a text in UTF-8", got=f"byte {error.start} of {file}")
        ) from None
    except OSError as error:
        raise DocumentError(Problem("cannot be opened", got=str(error))) from None
    return loads(text)


def dump(guideline: Guideline, path: str | os.PathLike[str]) -> None:
    """Write a guideline's document whole, or not at all.

    Args:
        guideline: to write.
        path: of the .json file.

    Raises:
        DocumentError: the file cannot be written.
    """
    file, text = Path(path), dumps(guideline)
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as part:
                part.write(text)
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise DocumentError(Problem("cannot be written", got=str(error))) from None
