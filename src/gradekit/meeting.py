"""A panel's meeting as tables: answers to a survey and votes, from a frame, a CSV file or rows.

A table is a path to a CSV file, a pandas frame, or any rows of columns. A cell left empty is a
missing answer. Problems name the row and the column, all at once.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from gradekit.audit import AuditFinding, audit
from gradekit.errors import DocumentError, GradekitError, Problem
from gradekit.guideline import Guideline
from gradekit.panel import Panel
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.poll import Poll, PollAnswer, Take
from gradekit.rounds import Ballot, Cast, VotingRound, VotingRounds
from gradekit.sources import Citation
from gradekit.values import Scenario

__all__ = ["poll", "survey_gaps", "votes"]

Table = str | Path | Iterable[Mapping[str, Any]]


def _rows(table: Any, columns: frozenset[str]) -> list[dict[str, Any]]:  # noqa: ANN401
    """The rows of a table, a cell without a value left out."""
    if isinstance(table, str | Path):
        with Path(table).open(encoding="utf-8-sig", newline="") as file:
            rows: list[dict[str, Any]] = [dict(row) for row in csv.DictReader(file)]
    elif hasattr(table, "to_dict"):
        rows = table.to_dict(orient="records")
    else:
        rows = [dict(row) for row in table]
    problems = [
        Problem(
            "unknown column",
            (nth, str(name)),
            "one of " + ", ".join(sorted(columns)),
            repr(name),
        )
        for nth, row in enumerate(rows[:1])
        for name in row
        if name not in columns
    ]
    if problems:
        raise DocumentError(*problems)
    return [{name: cell for name, cell in row.items() if not _empty(cell)} for row in rows]


def _empty(cell: object) -> bool:
    """Whether a cell holds nothing: None, empty text, or a number that is none."""
    return cell is None or (isinstance(cell, str) and not cell.strip()) or cell != cell  # noqa: PLR0124


def _number(row: Mapping[str, Any], name: str, place: int, problems: list[Problem]) -> float | None:
    if name not in row:
        return None
    try:
        return float(row[name])
    except (TypeError, ValueError):
        problems.append(Problem("not a number", (place, name), "a number", repr(row[name])))
        return None


def _named(row: Mapping[str, Any], name: str, place: int, problems: list[Problem]) -> str:
    if name not in row:
        problems.append(Problem("missing cell", (place, name), f"a {name}", "nothing"))
    return str(row.get(name, ""))


POLL_COLUMNS = frozenset({"member", "scenario", "share", "smallest_benefit"})


def poll(
    table: Table,
    questions: Iterable[Scenario],
    *,
    panel: Panel | None = None,
    recused: Iterable[str] = (),
    take: Take | str = Take.MEDIAN,
    before_evidence: bool | None = None,
    source: Citation | str | None = None,
) -> Poll:
    """A panel's answers to a survey.

    Args:
        table: columns `member`, `scenario`, `share` (a proportion) and, where it was asked,
            `smallest_benefit`; one row for each answer.
        questions: the scenarios asked; the share they carry is replaced.
        panel: whose members were asked; who stayed silent, and who stands aside, is told then.
        recused: ids of members who stand aside for a conflict on these questions, besides those
            the panel records.
        take: median, quartiles or range.
        before_evidence: whether it was taken before the panel saw the evidence.
        source: where it is reported.

    Raises:
        DocumentError: cells that are missing or hold no number, with row and column.
        InvalidValue: answers that do not fit the questions or the panel.
    """
    problems: list[Problem] = []
    answers: list[PollAnswer] = []
    for place, row in enumerate(_rows(table, POLL_COLUMNS)):
        member = _named(row, "member", place, problems)
        scenario = _named(row, "scenario", place, problems)
        share = _number(row, "share", place, problems)
        smallest = _number(row, "smallest_benefit", place, problems)
        try:
            answers.append(
                PollAnswer(member=member, scenario=scenario, share=share, smallest_benefit=smallest)
            )
        except GradekitError as error:
            problems += error.below(place).problems
    if problems:
        raise DocumentError(*problems)
    aside = (each.id for each in panel.members if each.recused) if panel else ()
    return Poll(
        questions=tuple(questions),
        answers=tuple(answers),
        asked=tuple(each.id for each in panel.members) if panel else (),
        recused=tuple(dict.fromkeys((*aside, *recused))),
        take=take,
        before_evidence=before_evidence,
        source=source,
    )


def survey_gaps(asked: Poll, policy: Policy = BMJ_RAPID) -> tuple[AuditFinding, ...]:
    """Gaps, overlaps, contradictions and answers out of order between the questions.

    Args:
        asked: the poll.
        policy: with the cut-offs.
    """
    guideline = Guideline(id="poll", policy=policy, panel=Panel(survey=asked.survey))
    return tuple(each for each in audit(guideline, policy) if each.code.startswith("survey."))


VOTE_COLUMNS = frozenset({"round", "member", "vote", "reason"})


def votes(
    table: Table,
    *,
    panel: Panel | None = None,
    recused: Iterable[str] = (),
    quorum: float | None = None,
    most: int | None = None,
    policy: Policy = BMJ_RAPID,
) -> VotingRounds:
    """The rounds of a vote on one comparison.

    Args:
        table: columns `round`, `member`, `vote` and, where given, `reason`; one row for each
            ballot. Rounds come in the order in which they first appear.
        panel: who may vote.
        recused: ids of members who stand aside for a conflict on this question.
        quorum: share of the entitled that must cast a vote.
        most: rounds the rules of the panel allow.
        policy: with the voting rule.

    Raises:
        DocumentError: cells that are missing or no vote, with row and column.
        InvalidValue: ballots that do not fit the panel.

    Example:
        >>> cast = [
        ...     {"round": 1, "member": "a", "vote": "strong against"},
        ...     {"round": 1, "member": "b", "vote": "conditional against"},
        ... ]
        >>> votes(cast).decided.state.value
        'against'
    """
    problems: list[Problem] = []
    rounds: dict[str, list[Ballot]] = {}
    for place, row in enumerate(_rows(table, VOTE_COLUMNS)):
        name = _named(row, "round", place, problems)
        member = _named(row, "member", place, problems)
        said = _named(row, "vote", place, problems)
        try:
            ballot = Ballot(member, Cast(said), reason=str(row.get("reason", "")))
        except GradekitError as error:
            if "vote" in row:
                problems += error.below(place, "vote").problems
        else:
            rounds.setdefault(name, []).append(ballot)
    if problems:
        raise DocumentError(*problems)
    return VotingRounds(
        rounds=tuple(VotingRound(ballots, name=name) for name, ballots in rounds.items()),
        panel=panel,
        recused=tuple(recused),
        quorum=quorum,
        most=most,
        policy=policy,
    )
