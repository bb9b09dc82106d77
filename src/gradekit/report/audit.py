"""Audit findings in the forms people and programs read: text, plain data, Markdown, SARIF 2.1.0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill
from typing import Any
from urllib.parse import quote

from gradekit.audit import AUDIT_RULES, AuditFinding, AuditRule, Severity
from gradekit.guideline import Guideline
from gradekit.policy import Policy
from gradekit.sources import Citation
from gradekit.wording import escaped

__all__ = ["audit_data", "audit_markdown", "audit_sarif", "audit_text", "counted"]

SARIF_VERSION = "2.1.0"
WIDEST = 100


def counted(findings: Sequence[AuditFinding]) -> dict[Severity, int]:
    """How many findings of each severity, the gravest first.

    Args:
        findings: of an audit.
    """
    return {
        severity: sum(each.severity is severity for each in findings)
        for severity in reversed(Severity)
    }


def _summary(findings: Sequence[AuditFinding]) -> str:
    told = [
        f"{count} {severity}{'' if count == 1 else 's'}"
        for severity, count in counted(findings).items()
    ]
    return ", ".join(told)


def _one_line(text: str) -> str:
    """A document's text cannot start a line of its own and pass for a finding."""
    return " ".join(text.split())


def _wrapped(text: str, indent: str = "") -> str:
    """One line of text, folded at the width of a terminal; paths and keys stay whole."""
    return fill(
        _one_line(text),
        WIDEST,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _text(guideline: Guideline, findings: Sequence[AuditFinding]) -> Iterator[str]:
    yield _wrapped(guideline.title or guideline.id)
    yield f"Audit: {_summary(findings)}."
    for each in findings:
        yield ""
        yield _wrapped(f"{each.severity} {each.code} @ {each.path}")
        yield _wrapped(each.message, "  ")
        yield _wrapped(f"to resolve: {each.resolve}", "  ")
        yield _wrapped(f"sources: {'; '.join(map(str, each.sources))}", "  ")


def audit_text(guideline: Guideline, findings: Sequence[AuditFinding]) -> str:
    """The findings as text, in the order of their paths.

    Args:
        guideline: that was audited.
        findings: of its audit.
    """
    return "\n".join(_text(guideline, findings))


def _markdown(guideline: Guideline, findings: Sequence[AuditFinding]) -> Iterator[str]:
    yield f"# Audit: {escaped(_one_line(guideline.title or guideline.id))}"
    yield ""
    yield f"{_summary(findings)}."
    for severity in reversed(Severity):
        its = [each for each in findings if each.severity is severity]
        if its:
            yield ""
            yield f"## {severity.capitalize()}s"
            yield ""
        for each in its:
            sources = escaped(_one_line("; ".join(map(str, each.sources))))
            yield f"- **{escaped(each.code)}** at {escaped(_one_line(each.path))}"
            yield f"  - {escaped(_one_line(each.message))}"
            yield f"  - To resolve: {escaped(_one_line(each.resolve))}"
            yield f"  - Sources: {sources}"


def audit_markdown(guideline: Guideline, findings: Sequence[AuditFinding]) -> str:
    """The findings as Markdown, the gravest first.

    Args:
        guideline: that was audited.
        findings: of its audit.
    """
    return "\n".join(_markdown(guideline, findings))


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "source": citation.source,
        "locator": citation.locator,
        "checked": citation.checked,
        "note": citation.note,
    }


def audit_data(
    guideline: Guideline, findings: Sequence[AuditFinding], policy: Policy | None = None
) -> dict[str, Any]:
    """The findings as plain data, ready for JSON.

    Args:
        guideline: that was audited.
        findings: of its audit.
        policy: under which it was audited, instead of the guideline's own.
    """
    used = policy or guideline.policy
    return {
        "guideline": guideline.id,
        "policy": used.name,
        "edition": used.edition.value,
        "counts": {severity.value: count for severity, count in counted(findings).items()},
        "findings": [
            {
                "code": each.code,
                "severity": each.severity.value,
                "path": each.path,
                "message": each.message,
                "resolve": each.resolve,
                "sources": [_citation(source) for source in each.sources],
            }
            for each in findings
        ],
    }


def _rule(rule: AuditRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.sentence},
        "help": {"text": f"To resolve: {rule.resolve}. Source: {rule.source}."},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _location(path: str, document: str | None) -> dict[str, Any]:
    place: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": path}]}
    if document is not None:
        place["physicalLocation"] = {"artifactLocation": {"uri": document}}
    return place


def audit_sarif(findings: Sequence[AuditFinding], document: str | None = None) -> dict[str, Any]:
    """The findings as a SARIF 2.1.0 log, ready for JSON.

    Codes are the rule ids, and every rule is described with what would resolve it. A finding's
    path in the document is its logical location.

    Args:
        findings: of an audit.
        document: path of the document as given, with forward slashes; None where it is none.

    Source: OASIS Static Analysis Results Interchange Format (SARIF) version 2.1.0.
    """
    places = {rule.id: place for place, rule in enumerate(AUDIT_RULES)}
    uri = None if document is None else quote(document)
    return {
        "version": SARIF_VERSION,
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "gradekit audit",
                        "rules": [_rule(rule) for rule in AUDIT_RULES],
                    }
                },
                "results": [
                    {
                        "ruleId": each.code,
                        "ruleIndex": places[each.code],
                        "level": each.severity.value,
                        "message": {"text": each.message},
                        "locations": [_location(each.path, uri)],
                        "properties": {
                            "resolve": each.resolve,
                            "sources": [str(source) for source in each.sources],
                        },
                    }
                    for each in findings
                ],
            }
        ],
    }
