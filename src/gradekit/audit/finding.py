"""What an audit says: a coded finding with its place, its sources, and what would resolve it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from gradekit.errors import Path, Problem
from gradekit.markup import table
from gradekit.sources import Citation
from gradekit.trace import Rule
from gradekit.words import Ordered

__all__ = ["AuditFinding", "AuditFindings", "AuditRule", "Placed", "Severity", "found", "in_order"]


class Severity(Ordered):
    """How much a finding asks for.

    A note is worth knowing; a warning departs from the method, or lacks a judgement it asks for;
    an error contradicts the document itself, or cannot be computed.
    """

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@frozen
class AuditRule(Rule):
    """A rule an audit holds a guideline against.

    Args:
        id: the code of its findings; it never changes its meaning.
        sentence: what it looks for, in one sentence.
        source: where it comes from.
        severity: of its findings; a finding that matters less says so itself.
        resolve: what would resolve them, in general.
    """

    severity: Severity = field(kw_only=True, converter=Severity)
    resolve: str = field(kw_only=True)


@frozen(kw_only=True)
class AuditFinding:
    """Something an audit found. It changes nothing, and a panel may know better.

    Args:
        code: of the rule.
        severity: note, warning or error.
        path: where, from the root of the document (`$.comparisons[3].evidence[0]`).
        message: what was found, with the figures it rests on.
        sources: of the rule and of what was found.
        resolve: what would resolve it.
    """

    code: str
    severity: Severity
    path: str
    message: str
    sources: tuple[Citation, ...]
    resolve: str

    def __str__(self) -> str:
        return f"{self.severity} {self.code} @ {self.path}: {self.message}"

    def _repr_html_(self) -> str:
        return AuditFindings((self,))._repr_html_()


class AuditFindings(tuple[AuditFinding, ...]):
    """The findings of an audit, by their path: a tuple that prints itself as a table.

    Example:
        >>> import gradekit as gk
        >>> gk.audit(gk.datasets.load("spine-2025"))
        <AuditFindings: ...>
    """

    __slots__ = ()

    def _counts(self) -> str:
        at = [each.severity for each in self]
        return ", ".join(
            f"{at.count(each)} {each}{'' if at.count(each) == 1 else 's'}"
            for each in reversed(Severity)
        )

    def __str__(self) -> str:
        return "\n".join((self._counts(), *map(str, self)))

    def __repr__(self) -> str:
        return f"<AuditFindings: {self._counts()}>"

    def _rows(self) -> Iterator[tuple[str, ...]]:
        for each in self:
            sources = "; ".join(map(str, each.sources))
            yield each.severity.value, each.code, each.path, each.message, each.resolve, sources

    def _repr_html_(self) -> str:
        heads = ("Severity", "Code", "Place", "Found", "What would resolve it", "Sources")
        return table(heads, self._rows(), caption=f"Audit: {self._counts()}").html


Placed = tuple[Path, AuditFinding]
"""A finding with its path in parts, to be put in order by."""


def found(
    rule: AuditRule,
    place: Path,
    message: str,
    *sources: Citation | None,
    resolve: str = "",
    severity: Severity | None = None,
) -> Placed:
    """A finding of a rule.

    Args:
        rule: which.
        place: the path in parts.
        message: what was found.
        sources: of what was found; the rule's own comes first.
        resolve: what would resolve this one, where more can be said than the rule does.
        severity: of this one, where it matters less than the rule says.
    """
    cited = dict.fromkeys(each for each in (rule.source, *sources) if each is not None)
    return place, AuditFinding(
        code=rule.id,
        severity=severity or rule.severity,
        path=Problem("", place).place,
        message=message,
        sources=tuple(cited),
        resolve=resolve or rule.resolve,
    )


def _key(placed: Placed) -> tuple[object, ...]:
    """Numbers in a path sort as numbers, so that [10] comes after [9]."""
    place, finding = placed
    parts = tuple((isinstance(each, str), each) for each in place)
    return parts, finding.code, finding.message


def in_order(placed: list[Placed]) -> AuditFindings:
    """The findings sorted by path, then by code; the same finding once."""
    return AuditFindings(dict.fromkeys(finding for _, finding in sorted(placed, key=_key)))
