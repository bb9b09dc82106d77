"""All a page needs to answer "what if": decision tables for each policy, and what was recorded."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from gradekit.answers import BenefitState, Direction, Secondary, ShareBand, Strength, VoteState
from gradekit.comparison import Comparison
from gradekit.guideline import Guideline
from gradekit.markup import printable
from gradekit.policy import POLICIES, Policy
from gradekit.recommendation import recommend
from gradekit.report.explorer.comparisons import VOTES, comparison_data
from gradekit.report.explorer.contributions import (
    FAVOURED,
    LEVELS,
    MAGNITUDES,
    Sort,
    contributions,
    known_code,
)
from gradekit.report.explorer.decisions import PANEL, decisions
from gradekit.report.explorer.packing import LETTERS, Interned, packed
from gradekit.report.explorer.permissions import MET, OPEN, permissions
from gradekit.report.explorer.routes import bands, dominance, scenario_table, unsaid
from gradekit.report.symbols import answer_look, certainty_symbols
from gradekit.scales import Certainty
from gradekit.space import benefit_certainties, known_states
from gradekit.thresholds import TOLERANCE

__all__ = ["explorer_data", "island"]


class _Shared:
    """Tables that several policies have in common, each written once."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Any]] = {}

    def place(self, name: str, table: Any) -> int:  # noqa: ANN401 - any plain data
        """The number of a table among those of its name."""
        held = self.tables.setdefault(name, [])
        if table not in held:
            held.append(table)
        return held.index(table)


def _policy(policy: Policy, guideline: Guideline, shared: _Shared) -> dict[str, Any]:
    scenarios = _scenarios(guideline)
    made: tuple[tuple[str, Callable[[], Any]], ...] = (
        ("permissions", lambda: permissions(policy)),
        ("decisions", lambda: decisions(policy)),
        ("bands", lambda: bands(policy)),
        ("scenarios", lambda: [scenario_table(each, policy) for each in scenarios]),
        ("unsaid", lambda: unsaid(policy)),
        ("dominance", lambda: dominance(policy)),
    )
    voting = policy.voting
    return {
        "name": policy.name,
        "edition": policy.edition.value,
        "strong": voting.strong.value,
        "direction": voting.direction.value,
        "inclusive": voting.inclusive.value,
        "opposed": voting.opposed.value,
        **{name: shared.place(name, table()) for name, table in made},
    }


def _scenarios(guideline: Guideline) -> tuple[Any, ...]:
    survey = guideline.panel.survey if guideline.panel else None
    return () if survey is None else survey.scenarios


def _words() -> dict[str, Any]:
    """Every closed set of words, in the order in which the tables count them."""
    return {
        "levels": [each.value for each in LEVELS],
        "certainties": [each.value for each in Certainty],
        "symbols": [certainty_symbols(each) for each in Certainty],
        "magnitudes": [each.value for each in MAGNITUDES],
        "favoured": [each.value for each in FAVOURED],
        "bands": [each.value for each in ShareBand],
        "mirrored": [tuple(ShareBand).index(each.mirror) for each in ShareBand],
        "votes": [each.value for each in VoteState],
        "ballots": list(VOTES),
        "secondary": [each.value for each in Secondary],
        "met": [each.value for each in MET],
        "open": list(OPEN),
        "ceilings": ["values", "certainty", "secondary", "consensus"],
        "panel": [[name, list(words)] for name, words in PANEL],
        "benefits": [each.value for each in BenefitState],
    }


def _looks() -> dict[str, Any]:
    """Sign and name of every answer, as the boxes have them."""
    return {
        f"{strength} {direction}": {"word": look.word, "sign": look.sign}
        for strength in Strength
        for direction in Direction
        for look in (answer_look(strength, direction),)
    }


def explorer_data(guideline: Guideline, policy: Policy | None = None) -> dict[str, Any]:
    """Decision tables and recorded values as plain data, ready for JSON.

    Every cell is an answer of the scalar rules; the page looks answers up and holds no rule.

    Args:
        guideline: with its comparisons.
        policy: instead of the guideline's own.

    Example:
        >>> import gradekit as gk
        >>> data = explorer_data(gk.datasets.load("spine-2025"))
        >>> len(data["comparisons"]), [each["name"] for each in data["policies"]]
        (16, ['bmj-rapid', 'grade-2013', 'ebm-table', 'core-2025'])
    """
    used = policy or guideline.policy
    policies = list(POLICIES.values())
    if used not in policies:
        policies.append(used)
    scenarios, sorts, shared = _scenarios(guideline), Interned[Sort](), _Shared()
    comparisons: tuple[Comparison, ...] = tuple(guideline)
    recorded = [comparison_data(recommend(each, used), sorts, scenarios) for each in comparisons]
    cells = Interned[tuple[Any, ...]]()
    by_sort = [packed([cells.place(cell) for cell in contributions(sort)]) for sort in sorts.values]
    return {
        "letters": LETTERS,
        "tolerance": TOLERANCE.value,
        "words": _words(),
        "looks": _looks(),
        "known": [known_code(each) for each in known_states()],
        "benefitCertainties": [
            None if each is None else known_code(each) for each in benefit_certainties()
        ],
        "policies": [_policy(each, guideline, shared) for each in policies],
        "policy": policies.index(used),
        "surveyed": bool(guideline.panel and guideline.panel.survey),
        **shared.tables,
        "contributions": [list(each) for each in cells.values],
        "sorts": by_sort,
        "comparisons": recorded,
    }


# What would end a script element, start a comment in one, or break a line in one.
_INERT = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def island(data: object) -> str:
    r"""Data as JSON that may stand inside a script element, whatever its texts say.

    Args:
        data: plain.

    Example:
        >>> island({"name": "</script><!--"})
        '{"name":"\\u003c/script\\u003e\\u003c!--"}'
    """
    told = json.dumps(data, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return printable(told).translate(_INERT)
