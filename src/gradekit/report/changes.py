"""Changes between two versions of a guideline, as text, Markdown or data."""

from __future__ import annotations

from typing import Any

from gradekit.changes import AnswerChange, Area, Change, Changes
from gradekit.guideline import Guideline

__all__ = ["changes_data", "changes_markdown", "changes_text"]

_HEADINGS = {
    Area.EVIDENCE: "Evidence",
    Area.JUDGEMENTS: "Judgements",
    Area.METHOD: "Method",
    Area.TEXT: "Texts and registers",
}
_NOTHING = "nothing"


def changes_text(found: Changes) -> str:
    """The changes as plain text, answers first.

    Args:
        found: by `gradekit.changes.compare`.
    """
    if not found:
        return "No changes."
    lines = ["Answers", *_answers(found, "  "), ""]
    for area, heading in _HEADINGS.items():
        changes = found.of(area)
        if changes:
            lines += [heading, *(f"  {_line(each)}" for each in changes), ""]
    return "\n".join([*lines, _summary(found)])


def changes_markdown(found: Changes) -> str:
    """The changes as Markdown, answers first.

    Args:
        found: by `gradekit.changes.compare`.
    """
    if not found:
        return "No changes."
    lines = ["## Answers", "", *(f"- {each.strip()}" for each in _answers(found, "")), ""]
    for area, heading in _HEADINGS.items():
        changes = found.of(area)
        if changes:
            rows = (
                f"| `{each.place}` | {_cell(each.before)} | {_cell(each.after)} |"
                for each in changes
            )
            lines += [f"## {heading}", "", "| place | before | after |", "|---|---|---|", *rows, ""]
    return "\n".join([*lines, _summary(found)])


def changes_data(found: Changes, before: Guideline, after: Guideline) -> dict[str, Any]:
    """The changes as plain data.

    Args:
        found: by `gradekit.changes.compare`.
        before: the earlier version.
        after: the later one, whose id and policy come first.
    """
    return {
        **_version(after),
        "before": _version(before),
        "answers": [
            {
                "comparison": each.comparison,
                "before": each.before or None,
                "after": each.after or None,
                "moved": each.moved,
                "reasons_before": list(each.reasons_before),
                "reasons_after": list(each.reasons_after),
            }
            for each in found.answers
        ],
        "changes": [
            {
                "area": str(each.area),
                "kind": each.kind,
                "place": each.place,
                "before": each.before or None,
                "after": each.after or None,
            }
            for each in found.changes
        ],
    }


def _version(guideline: Guideline) -> dict[str, str]:
    policy = guideline.policy
    return {
        "guideline": guideline.id,
        "policy": policy.name,
        "edition": policy.edition.value,
    }


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _answers(found: Changes, indent: str) -> list[str]:
    if not found.answers:
        return [f"{indent}none changed"]
    return [line for each in found.answers for line in _answer(each, indent)]


def _answer(each: AnswerChange, indent: str) -> list[str]:
    told = f"{each.before or 'not there'} -> {each.after or 'not there'}"
    if not each.moved:
        told = f"{each.after}, for other reasons"
    was, now = set(each.reasons_before), set(each.reasons_after)
    reasons = [f"no longer {name}" for name in each.reasons_before if name not in now]
    reasons += [f"now {name}" for name in each.reasons_after if name not in was]
    said = f" ({'; '.join(reasons)})" if reasons and each.before and each.after else ""
    return [f"{indent}{each.comparison}: {told}{said}"]


def _line(each: Change) -> str:
    if each.kind == "changed":
        return f"{each.place}: {each.before} -> {each.after}"
    return f"{each.place}: {each.kind}: {each.after or each.before}"


def _summary(found: Changes) -> str:
    moved = sum(each.moved for each in found.answers)
    counts = ", ".join(f"{len(found.of(area))} {area}" for area in _HEADINGS if found.of(area))
    return f"{moved} of the answers moved. Changes: {counts or _NOTHING}."
