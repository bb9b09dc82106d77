"""What a report needs beyond the library itself, and what to say where it is absent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from gradekit.errors import MissingExtra, refuse

__all__ = ["extra"]


@contextmanager
def extra(name: str, purpose: str) -> Iterator[None]:
    """Turn a failed import inside into an error that names the extra to install.

    Args:
        name: of the extra.
        purpose: what it was needed for.

    Raises:
        MissingExtra: an optional dependency is not installed.

    Example:
        >>> with extra("report", "plots"):
        ...     raise ModuleNotFoundError(name="matplotlib")
        Traceback (most recent call last):
        ...
        gradekit.errors.MissingExtra: plots need matplotlib @ $: expected matplotlib ... got ...
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("gradekit"):
            raise
        refuse(
            MissingExtra,
            f"{purpose} need {error.name}",
            expected=f"{error.name} to be installed",
            got="no such package",
            hint=f"install it with  pip install 'gradekit[{name}]'",
        )
