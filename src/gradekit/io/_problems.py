"""From cattrs' tree of errors to problems placed in the user's document."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from gradekit.errors import GradekitError, Problem

__all__ = ["problems_of"]

_HIDDEN = {"within", "_bound", "bound"}


def problems_of(error: BaseException, path: tuple[str | int, ...] = ()) -> Iterator[Problem]:
    """Every problem in a tree of structuring errors, placed from the root of the document.

    Args:
        error: what cattrs, or a constructor, raised.
        path: where the structured value stands.
    """
    match error:
        case BaseValidationError():
            for inner in error.exceptions:
                yield from _grouped(inner, error, path)
        case GradekitError():
            for problem in error.problems:
                yield problem.below(*path)
        case _:
            yield Problem("cannot be read", path, "", str(error) or type(error).__name__)


def _grouped(
    inner: Exception, group: BaseValidationError, path: tuple[str | int, ...]
) -> Iterator[Problem]:
    notes = getattr(inner, "__notes__", ())
    place = next(
        (
            note.name if isinstance(note, AttributeValidationNote) else note.index
            for note in notes
            if isinstance(note, AttributeValidationNote | IterableValidationNote)
        ),
        None,
    )
    below = path if place is None else (*path, place)
    if isinstance(inner, ForbiddenExtraKeysError):
        known = _fields(inner.cl)
        for key in sorted(inner.extra_fields):
            yield Problem("unknown key", (*path, key), "one of " + ", ".join(known), repr(key))
    elif isinstance(inner, KeyError) and isinstance(group, ClassValidationError):
        yield Problem("missing key", below, "a value", "nothing")
    else:
        yield from problems_of(inner, below)


def _fields(cls: type | None) -> list[str]:
    if cls is None or not attrs.has(cls):
        return []
    return [each.name for each in attrs.fields(cls) if each.name not in _HIDDEN]
