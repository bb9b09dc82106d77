"""The register: every publication the rules and parameters of gradekit rely on."""

from __future__ import annotations

from gradekit.library.grade import GRADE
from gradekit.library.others import OTHERS
from gradekit.sources import Citation, Source

__all__ = ["LIBRARY", "OWN", "cite"]

LIBRARY: dict[str, Source] = {source.key: source for source in (*GRADE, *OTHERS)}
"""Every publication the rules and parameters of gradekit rely on, by key."""

OWN = Citation("gradekit", "methods notes", note="a choice of this library, open to change")


def cite(source: str, locator: str = "", *, checked: bool = True, note: str = "") -> Citation:
    """A citation into the library's own register; a key not in it is an error at import."""
    if source not in LIBRARY:
        message = f"no source {source!r} in the register"
        raise KeyError(message)
    return Citation(source, locator, checked, note)
