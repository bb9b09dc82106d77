"""From cattrs' tree of errors to problems placed in the user's document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from gradekit.errors import GradekitError, Problem
from gradekit.io._model import fields_of
from gradekit.judgements import PublishedCertainty

__all__ = ["MOST", "problems_of"]

MOST = 100
"""Problems told of one list or object; a document with more is not the document that was meant."""


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
        case RecursionError():
            yield Problem("nested too deeply", path, "what a guideline document holds here")
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
        known = "one of " + ", ".join(_fields(inner.cl))
        extra = sorted(map(str, inner.extra_fields))
        for key in islice(extra, MOST):
            yield Problem("unknown key", (*path, key), known, repr(key))
        if len(extra) > MOST:
            yield Problem("unknown keys", path, known, f"{len(extra) - MOST} more")
    elif isinstance(inner, KeyError) and isinstance(group, ClassValidationError):
        yield Problem("missing key", _renamed(below, group), "a value", "nothing")
    else:
        yield from problems_of(inner, _renamed(below, group))


def _renamed(path: tuple[str | int, ...], group: BaseValidationError) -> tuple[str | int, ...]:
    """The place under the key a document uses."""
    if getattr(group, "cl", None) is PublishedCertainty and path[-1:] == ("level",):
        return (*path[:-1], "published")
    return path


def _fields(cls: type | None) -> list[str]:
    if cls is None:
        return []
    names = [each.name for each in fields_of(getattr(cls, "__origin__", cls))]
    return ["published" if (cls, name) == (PublishedCertainty, "level") else name for name in names]
