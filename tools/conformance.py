"""Write the tables of docs/reference/conformance.md from the code.

python tools/conformance.py          # write them
python tools/conformance.py --check  # say whether they are current
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from gradekit.answers import PanelBalance, ShareBand
from gradekit.ceilings import RULES, find_direction
from gradekit.contract import KNOWN_WORDS, SITUATIONS
from gradekit.levels import Known
from gradekit.paradigms import PARADIGMS, Condition, Sense, Subject
from gradekit.policy import POLICIES, Policy
from gradekit.testing.conformance import PARAMETERS
from gradekit.testing.conformance_schema import spelled
from gradekit.testing.conformance_words import FIELDS, words_of

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "conformance.md"
KEYS = {
    Subject.LIFE_THREATENING: "`life_threatening`",
    Subject.BOTH_ACTIVE: "`both_active`",
    Subject.BENEFIT_OF_X: "`benefit` of X",
    Subject.BENEFIT_OF_Y: "`benefit` of Y",
    Subject.HARM_OF_X: "`harm` of X",
    Subject.HARM_OF_Y: "`harm` of Y",
    Subject.PROHIBITIVE_HARM_OF_X: "`prohibitive` of X",
    Subject.CATASTROPHE_OF_Y: "`catastrophe` of Y",
    Subject.X_AT_LEAST_AS_GOOD: "X at least as good",
}


def row(*cells: object) -> str:
    """A row of a table."""
    return "| " + " | ".join(map(str, cells)) + " |"


def words() -> Iterator[str]:
    """Every field with its words."""
    meanings = {column.name: column.meaning for column in SITUATIONS}
    yield row("field", "words", "says")
    yield row("---", "---", "---")
    for field in FIELDS:
        known = isinstance(words_of(field)[-1], Known) and None not in words_of(field)
        shown = ", ".join(f"`{json.dumps(word)}`" for word in spelled(field))
        told = "[what is known](#what-is-known)" if known else shown
        yield row(f"`{field}`", told, meanings[field.replace(".", "_")])


def known() -> Iterator[str]:
    """The words of what is known, by their two ends."""
    yield row("word", "lower end", "upper end")
    yield row("---", "---", "---")
    for word in KNOWN_WORDS:
        lower, _, upper = word.partition(" to ")
        yield row(f"`{json.dumps(word)}`", lower, upper or lower)


def direction() -> Iterator[str]:
    """The direction for every share and balance."""
    balances = (None, *PanelBalance)
    told = [f"`{json.dumps(None if each is None else each.value)}`" for each in balances]
    yield row("`share` \\ `balance`", *told)
    yield row("---", *("---" for _ in balances))
    for share in ShareBand:
        yield row(f"`{share}`", *(find_direction(share, each)[0] for each in balances))


def asked(condition: Condition) -> str:
    """A condition in the keys of an input."""
    subject = KEYS[condition.subject]
    if condition.sense is Sense.HOLDS:
        return f"{subject} is `true`"
    level = "`parameters.certain_harm`" if condition.level is None else f"*{condition.level}*"
    return f"{subject} {condition.sense} {level}"


def paradigms() -> Iterator[str]:
    """The paradigms with all their conditions."""
    yield row("number", "name", "all of")
    yield row("---", "---", "---")
    for each in PARADIGMS:
        yield row(each.number, each.name, "; ".join(map(asked, each.conditions)))


def policies() -> Iterator[str]:
    """What the answer to a situation takes from each preset."""
    yield row("`policy`", *(f"`{name}`" for name in PARAMETERS))
    yield row("---", *("---" for _ in PARAMETERS))
    for name, policy in POLICIES.items():
        yield row(f"`{name}`", *(value(policy, each) for each in PARAMETERS))


def value(policy: Policy, name: str) -> str:
    """A parameter's word."""
    return str(getattr(policy, name).value)


def rules() -> Iterator[str]:
    """The rules an answer may differ on, beside the paradigms."""
    yield row("clause", "rule")
    yield row("---", "---")
    for each in RULES:
        yield row(f"`{each.id}`", each.sentence)
    yield row("`paradigm.1` to `paradigm.5`", "The paradigm of that number.")


TABLES = {
    "WORDS": words,
    "KNOWN": known,
    "DIRECTION": direction,
    "PARADIGMS": paradigms,
    "POLICIES": policies,
    "RULES": rules,
}


def main() -> int:
    """Replace each table with the one in the code, or compare them."""
    before = text = PAGE.read_text(encoding="utf-8")
    for name, made in TABLES.items():
        start, end = f"<!-- {name} -->\n", "\n<!-- end -->"
        head, found, rest = text.partition(start)
        assert found, f"no place for {name}"  # noqa: S101 - a page that lost its marks
        text = head + start + "\n".join(made()) + end + rest.partition(end)[2]
    if "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
        print(f"written {PAGE}")
        return 0
    if text != before:
        print("docs/reference/conformance.md is not current; run: python tools/conformance.py")
    return int(text != before)


if __name__ == "__main__":
    sys.exit(main())
