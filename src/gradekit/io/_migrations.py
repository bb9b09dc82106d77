"""Versions of the document format: each step turns one version's data into the next one's.

A document says its version under `schema`. Older ones are brought forward step by step before
they are read; newer ones are refused. A step is a function of plain data, so that it keeps
working whatever becomes of the model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gradekit.errors import DocumentError, Problem

__all__ = ["SCHEMA", "STEPS", "current"]

SCHEMA = 1
"""Version of the document format."""

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: Mapping[int, Step] = {}
"""For each older version, what turns its data into the next version's. Version 1 is the first."""


def current(
    data: Any, *, steps: Mapping[int, Step] = STEPS, schema: int = SCHEMA
) -> dict[str, Any]:
    """A document's data as the current version has it, without its `schema`.

    Args:
        data: as read.
        steps: from each older version to the next.
        schema: the version to arrive at.

    Raises:
        DocumentError: data that is no document, or of a version this library does not read.
    """
    if not isinstance(data, dict):
        raise DocumentError(
            Problem("not a guideline", expected="an object", got=type(data).__name__)
        )
    given = dict(data)
    version = given.pop("schema", None)
    oldest = min(steps, default=schema)
    if isinstance(version, bool) or version not in range(oldest, schema + 1):
        newer = not isinstance(version, bool) and isinstance(version, int) and version > schema
        read = f"{oldest} to {schema}" if oldest < schema else f"{schema}"
        raise DocumentError(
            Problem(
                "unknown schema",
                ("schema",),
                read,
                "nothing" if "schema" not in data else repr(version),
                "a newer version of gradekit may read it"
                if newer
                else f"this version of gradekit reads schema {read}",
            )
        )
    for step in range(int(version), schema):
        given = steps[step](given)
    return given
