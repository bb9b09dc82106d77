"""Wrong implementations: the example in plain Python with one passage replaced.

What each is called is what somebody would have read wrongly, or misspelt.
"""

# ruff: noqa: E501 - a passage of the example stands on one line

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Data = dict[str, Any]
Decide = Callable[[Data], Data]

EXAMPLE = Path(__file__).parents[2] / "examples" / "another_implementation.py"
PLAIN = EXAMPLE.read_text(encoding="utf-8")
# So that a wrong paradigm can look at the panel half too.
TEXT = PLAIN.replace("paradigms_of(evidence, ", "paradigms_of(asked, evidence, ").replace(
    "def paradigms_of(evidence: Data", "def paradigms_of(asked: Data, evidence: Data"
)

START = '    direction = direction_of(panel)\n    if direction == "none":'
FIRST = '        evidence["life_threatening"] is True\n'
SECOND = 'below(y["benefit"], "moderate") and at_least(y["harm"], certain_harm)'
THIRD = '        evidence["both_active"] is True\n'
FOURTH = 'at_least_as_good(evidence, y, "moderate")'
FIFTH = '    fifth = at_least(y["catastrophe"], "very low")\n'
PERMITS = "    permits = [first, second, third, fourth, fifth]\n"
FOUND = 'paradigms_of(asked, evidence, direction, parameters["certain_harm"])\n'
CEILINGS = "    strength = min(ceilings.values(), key=STRENGTHS.index)\n"


def _before(change: str) -> tuple[str, str]:
    return START, f"    {change}\n{START}"


def _both(change: str) -> tuple[str, str]:
    return _before(f"for o in (evidence['intervention'], evidence['comparator']): {change}")


def _then(change: str) -> tuple[str, str]:
    return PERMITS, f"    {change}\n{PERMITS}"


def _misread(field: str, word: str, as_word: str | None) -> tuple[str, str]:
    where, _, part = field.rpartition(".")
    owner = f"evidence['{where}']" if where and where != "panel" else where or "evidence"
    place = f"{owner}['{part}']"
    return _before(f"{place} = {as_word!r} if {place} == {word!r} else {place}")


def _in(words: str) -> str:
    return f"asked['panel']['{words}']"


WRONG: dict[str, tuple[str, str]] = {
    # Certainties
    "fails at very low overall certainty": _before(
        "{'low': 1, 'moderate': 1, 'high': 1}[evidence['overall']]"
    ),
    "paradigms consulted only at low": ("if not enough:", "if evidence['overall'] == 'low':"),
    "paradigms consulted only at very low": (
        "if not enough:",
        "if evidence['overall'] == 'very low':",
    ),
    "paradigms consulted at moderate": ("if not enough:", "if evidence['overall'] != 'high':"),
    "paradigms consulted always": ("if not enough:", "if True:"),
    "high read as not enough": (
        'enough = LEVELS.index(evidence["overall"]) >= LEVELS.index(parameters["strong_certainty"])',
        'enough = evidence["overall"] == parameters["strong_certainty"]',
    ),
    "high fails": _before("{'very low': 1, 'low': 1, 'moderate': 1}[evidence['overall']]"),
    "at moderate a prohibitive harm closes strong": (
        CEILINGS,
        "    if enough and direction in ('for', 'against'):\n"
        "        x = evidence['intervention' if direction == 'for' else 'comparator']\n"
        "        if at_least(x['prohibitive'], 'moderate'):\n"
        "            ceilings['certainty'] = 'conditional'\n" + CEILINGS,
    ),
    "at high a catastrophe is named": (
        CEILINGS,
        "    if evidence['overall'] == 'high' and direction in ('for', 'against'):\n"
        "        y = evidence['comparator' if direction == 'for' else 'intervention']\n"
        "        paradigms = [5] if at_least(y['catastrophe'], 'very low') else []\n" + CEILINGS,
    ),
    # Words of what the options share
    "life_threatening false read as true": (
        FIRST,
        '        evidence["life_threatening"] is not None\n',
    ),
    "life_threatening null read as true": (
        FIRST,
        '        evidence["life_threatening"] is not False\n',
    ),
    "life_threatening false fails": _before("{None: 1, True: 1}[evidence['life_threatening']]"),
    "benefit certainty low read as moderate": _misread("benefit_certainty", "low", "moderate"),
    "benefit certainty moderate read as low": _misread("benefit_certainty", "moderate", "low"),
    "benefit certainty high read as none": _misread("benefit_certainty", "high", None),
    "benefit certainty very low read as none": _misread("benefit_certainty", "very low", None),
    "benefit certainty very low to moderate read as moderate": _misread(
        "benefit_certainty", "very low to moderate", "moderate"
    ),
    "benefit certainty very low to high fails": _before(
        "{'very low to high': {}}.get(evidence['benefit_certainty'], {'x': 1})['x']"
    ),
    "no benefit certainty taken as similar": (
        "return known is not None and lower(known) >= LEVELS.index(level)",
        "return known is None or lower(known) >= LEVELS.index(level)",
    ),
    "unknown benefit overlooked": ('        and evidence["unknown_benefit"] is False\n', ""),
    "both active overlooked": (THIRD, "        True\n"),
    # Words of an option
    "catastrophe above very low unread": _both(
        "o['catastrophe'] = o['catastrophe'] if o['catastrophe'] in LEVELS[:2] else 'none'"
    ),
    "catastrophe high unread": _both(
        "o['catastrophe'] = 'none' if o['catastrophe'] == 'high' else o['catastrophe']"
    ),
    "benefit high read as none": _both(
        "o['benefit'] = 'none' if o['benefit'] == 'high' else o['benefit']"
    ),
    "harm high read as moderate and no more": _both(
        "o['harm'] = 'low' if o['harm'] == 'high' else o['harm']"
    ),
    "prohibitive moderate unread": _both(
        "o['prohibitive'] = 'none' if o['prohibitive'] == 'moderate' else o['prohibitive']"
    ),
    "prohibitive low to moderate read as low": _both(
        "o['prohibitive'] = 'low' if o['prohibitive'] == 'low to moderate' else o['prohibitive']"
    ),
    "low to high read as low": (
        'return LEVELS.index(known.rpartition(" to ")[2])',
        "return 2 if known.startswith('low to') else LEVELS.index(known.split(' to ')[-1])",
    ),
    "x to y read as x": ('known.rpartition(" to ")[2]', 'known.partition(" to ")[0]'),
    "x to y read as y": ('known.partition(" to ")[0]', 'known.rpartition(" to ")[2]'),
    "only to high counts as open": (
        'return LEVELS.index(known.rpartition(" to ")[2])',
        "return 4 if known.endswith('high') else LEVELS.index(known.split(' to ')[0])",
    ),
    "none to moderate fails": _both("{'none to moderate': {}}.get(o['harm'], {'x': 1})['x']"),
    "very low to low fails": _both("{'very low to low': {}}.get(o['benefit'], {'x': 1})['x']"),
    # Policies
    "policy ignored": (FOUND, 'paradigms_of(asked, evidence, direction, "moderate")\n'),
    "policy ebm-table for all": (FOUND, 'paradigms_of(asked, evidence, direction, "high")\n'),
    "ebm-table: paradigm 3 still at moderate": (
        'at_least_as_good(evidence, y, "very low")\n        and at_least(y["harm"], certain_harm)',
        'at_least_as_good(evidence, y, "very low")\n        and at_least(y["harm"], "moderate")',
    ),
    "ebm-table: harm of X in paradigm 3 below high": (
        'below(x["harm"], "moderate")',
        'below(x["harm"], certain_harm)',
    ),
    "ebm-table: benefit of Y in paradigm 2 below high": (
        'below(y["benefit"], "moderate")',
        'below(y["benefit"], certain_harm)',
    ),
    "ebm-table: no paradigm 5": _then("fifth = fifth and certain_harm == 'moderate'"),
    # Paradigm 1
    "1 needs a benefit at low": (
        'at_least(x["benefit"], "very low")',
        'at_least(x["benefit"], "low")',
    ),
    "1 not at a high benefit": _then("first = first and x['benefit'] != 'high'"),
    "1 reads harm for prohibitive harm": (
        'below(x["prohibitive"], "moderate")',
        'below(x["harm"], "moderate")',
    ),
    "1 refused by a prohibitive harm at low": (
        'below(x["prohibitive"], "moderate")',
        'below(x["prohibitive"], "low")',
    ),
    "1 not where Y has a catastrophe": _then("first = first and lower(y['catastrophe']) < 4"),
    # Paradigm 2
    "2 looks at the benefit of X": _then("second = second and x['benefit'] != 'low'"),
    "2 looks at the harm of X": _then("second = second and lower(x['harm']) < 4"),
    "2 permitted at a high benefit of Y": (
        SECOND,
        f"({SECOND}) or (y['benefit'] == 'high' and at_least(y['harm'], certain_harm))",
    ),
    "2 at low harm": (
        'and at_least(y["harm"], certain_harm)\n    third',
        'and at_least(y["harm"], "low")\n    third',
    ),
    "2 hides behind 3": _then("second = second and not third"),
    "2 not at high harm": _then("second = second and y['harm'] != 'high'"),
    # Paradigm 3
    "3 refused at a low benefit certainty": _then(
        "third = third and evidence['benefit_certainty'] != 'low'"
    ),
    "3 refused at low harm of X": ('below(x["harm"], "moderate")', 'below(x["harm"], "low")'),
    "3 only at moderate harm of Y": _then("third = third and y['harm'] == 'moderate'"),
    "3 not where both have a catastrophe": _then(
        "third = third and 'none' in (x['catastrophe'], y['catastrophe'])"
    ),
    # Paradigm 4
    "4 at similar benefit low": (FOURTH, 'at_least_as_good(evidence, y, "low")'),
    "4 refused at high": _then("fourth = fourth and evidence['benefit_certainty'] != 'high'"),
    "4 accepts very low harm of X": ('below(x["harm"], "very low")', 'below(x["harm"], "low")'),
    "4 refused at moderate harm of Y": _then("fourth = fourth and y['harm'] != 'moderate'"),
    "4 refused where harm of Y might be higher": _then(
        "fourth = fourth and ' to ' not in y['harm']"
    ),
    "similar where Y might have a benefit": ('y["benefit"] == "none"', 'lower(y["benefit"]) == 0'),
    # Paradigm 5
    "5 needs low": _then("fifth = at_least(y['catastrophe'], 'low')"),
    "5 not when both have a catastrophe": _then("fifth = fifth and x['catastrophe'] == 'none'"),
    "5 reads the upper end": _then("fifth = upper(y['catastrophe']) > 0"),
    "5 reads X as well": _then("fifth = fifth or at_least(x['catastrophe'], 'very low')"),
    "5 reads a prohibitive harm": _then("fifth = fifth or y['prohibitive'] == 'high'"),
    # Under one perspective, at one certainty, in one direction
    "population: 1 without a recorded threat": (
        FIRST,
        f"        evidence['life_threatening'] in ([True, None] if {_in('perspective')} == 'population' else [True])\n",
    ),
    "population: 5 off": _then(f"fifth = fifth and {_in('perspective')} == 'individual'"),
    "population: 2 at low harm": _then(
        f"second = second or ({_in('perspective')} == 'population'"
        " and below(y['benefit'], 'moderate') and at_least(y['harm'], 'low'))"
    ),
    "population: 5 not when both": _then(
        f"fifth = fifth and not ({_in('perspective')} == 'population' and x['catastrophe'] != 'none')"
    ),
    "very low: 2 at low harm": _then(
        "second = second or (evidence['overall'] == 'very low'"
        " and below(y['benefit'], 'moderate') and at_least(y['harm'], 'low'))"
    ),
    "very low: 4 at similar benefit low": (
        FOURTH,
        "at_least_as_good(evidence, y, 'low' if evidence['overall'] == 'very low' else 'moderate')",
    ),
    "very low, against: 5 needs low": _then(
        "fifth = fifth and not (evidence['overall'] == 'very low' and direction == 'against'"
        " and not at_least(y['catastrophe'], 'low'))"
    ),
    "against: 2 only at moderate": _then(
        "second = second and (direction == 'for' or y['harm'] == 'moderate')"
    ),
    "voted strong: prohibitive harm overlooked": _then(
        f"first = first or ({_in('votes')}[:6] == 'strong' and evidence['life_threatening'] is True"
        " and at_least(x['benefit'], 'very low'))"
    ),
    "balance recorded: both active forgotten": (
        THIRD,
        f"        (evidence['both_active'] or {_in('balance')} is not None)\n",
    ),
    "both directions permitted: neither allowed": _then(
        "fifth = fifth and not (lower(x['catastrophe']) and lower(y['catastrophe']))"
    ),
    # The panel half
    "a split share ignores probably": _before(
        "panel['balance'] = None if panel['share'] == 'split' and 'probably' in str(panel['balance'])"
        " else panel['balance']"
    ),
    "a clear balance stands in for a split": (
        'panel["share"] == "unknown" and',
        'panel["share"] in ("unknown", "split") and',
    ),
    "stands in under either perspective": ('panel["perspective"] == "population"', "True"),
    "probably stands in": (
        'panel["balance"] in ("favours',
        'panel["balance"] is not None and panel["balance"] != "neither" or panel["balance"] in ("favours',
    ),
    "secondary lowers either": (
        '{"for": "favour comparator", "against"',
        '{"either": "favour comparator", "for": "favour comparator", "against"',
    ),
    "secondary in favour lowers": (
        '{"for": "favour comparator", "against": "favour intervention"}',
        '{"against": "favour comparator", "for": "favour intervention"}',
    ),
    "votes for strong for count as strong": (
        'return "conditional" if panel["votes"] == direction else "none"',
        'return "strong" if panel["votes"] == direction else "none"',
    ),
    "no majority leaves conditional": (
        'return "conditional" if panel["votes"] == direction else "none"',
        'return "conditional"',
    ),
    "votes strong against read as against": _misread("panel.votes", "strong against", "against"),
    "paradigms kept where nothing is decided": (
        'return answered("none", "none", [], binding)',
        'return answered("none", "none", paradigms, binding)',
    ),
    "direction kept where nothing is decided": (
        'return answered("none", "none", [], binding)',
        'return answered(direction, "none", [], binding)',
    ),
    "no share binds nothing": ('"none", "none", [], ["values"]', '"none", "none", [], []'),
    "only the first ceiling binds": (
        "    if strength ==",
        "    binding = binding[:1]\n    if strength ==",
    ),
    "secondary left out beside consensus": (
        "    if strength ==",
        "    if 'consensus' in binding:\n        binding = [b for b in binding if b != 'secondary']\n    if strength ==",
    ),
}


def made(text: str = PLAIN) -> Decide:
    """The decision of an implementation, from its source."""
    names: Data = {"__name__": "implementation"}
    exec(compile(text, str(EXAMPLE), "exec"), names)  # noqa: S102 - the example, or a wrong one
    decide: Decide = names["decide"]
    return decide


def wrong(name: str) -> Decide:
    """A wrong implementation."""
    old, new = WRONG[name]
    assert TEXT.count(old) == 1, f"the example says {TEXT.count(old)} times {old!r}"
    return made(TEXT.replace(old, new))
