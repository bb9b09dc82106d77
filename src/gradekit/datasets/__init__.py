"""Worked guidelines shipped with the library, read through the same reader as a user's document."""

from __future__ import annotations

from importlib.resources import files

from gradekit.errors import UnknownReference, refuse
from gradekit.guideline import Guideline
from gradekit.io import loads

__all__ = ["load", "names", "text"]

_SUFFIX = ".json"


def names() -> tuple[str, ...]:
    """The names of the datasets.

    Example:
        >>> "spine-2025" in names()
        True
    """
    folder = files(__package__)
    return tuple(
        sorted(
            entry.name.removesuffix(_SUFFIX)
            for entry in folder.iterdir()
            if entry.name.endswith(_SUFFIX)
        )
    )


def text(name: str) -> str:
    """The document of a dataset, to read or to edit a copy of.

    Raises:
        UnknownReference: there is no dataset of this name.
    """
    if name not in names():
        refuse(
            UnknownReference,
            "unknown dataset",
            "dataset",
            expected="one of " + ", ".join(names()),
            got=name,
        )
    return (files(__package__) / f"{name}{_SUFFIX}").read_text(encoding="utf-8")


def load(name: str) -> Guideline:
    """A worked guideline.

    Args:
        name: one of `names()`.

    Raises:
        UnknownReference: there is no dataset of this name.

    Example:
        >>> len(load("spine-2025"))
        16
    """
    return loads(text(name))
