"""Write the catalogue of the documentation from the code, and the tables taken from it.

Pages about a domain or a paradigm hold its table between `<!-- DOMAIN imprecision -->`, or
`<!-- PARADIGM 1 -->`, and `<!-- end -->`.

python tools/catalogue.py          # write them
python tools/catalogue.py --check  # say whether they are current
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import attrs

import gradekit
from gradekit.audit import AUDIT_RULES
from gradekit.domains import BY_NAME
from gradekit.library import LIBRARY, OWN
from gradekit.paradigms import PARADIGMS
from gradekit.policy import POLICIES
from gradekit.presets import PRESETS
from gradekit.sources import Citation, Parameter
from gradekit.trace import Rule
from gradekit.voting import VOTING_RULES

DOCS = Path(__file__).parents[1] / "docs"
TARGET = DOCS / "catalogue.md"
TAKEN = re.compile(r"<!-- (DOMAIN|PARADIGM) (\w+) -->\n.*?<!-- end -->", re.DOTALL)
DOMAINS = {domain.file: module for domain, module in BY_NAME.items()}


def modules() -> Iterator[ModuleType]:
    """Every module of the library, the command line apart."""
    for found in pkgutil.walk_packages(gradekit.__path__, "gradekit."):
        if not found.name.startswith("gradekit.cli"):
            yield importlib.import_module(found.name)


def records() -> tuple[dict[str, Rule], dict[str, Parameter[object]]]:
    """Every rule and every parameter that stands in a module, by id."""
    rules: dict[str, Rule] = {}
    parameters: dict[str, Parameter[object]] = {}
    for module in modules():
        for value in vars(module).values():
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, Rule):
                    rules[each.id] = each
                elif isinstance(each, Parameter):
                    parameters[each.id] = each
    return rules, parameters


def cited(citation: Citation) -> str:
    """A citation as it stands in a table."""
    return str(citation) + (f"; {citation.note}" if citation.note else "")


def known(citation: Citation) -> str:
    """How a rule, number or cell is known: read, second-hand, recalled, or our own choice."""
    if citation.checked:
        return "our choice" if citation.source == OWN.source else "read"
    told = [word for word in ("second-hand", "recalled") if word in citation.note]
    return ", ".join(told) or "not read"


def row(*cells: object) -> str:
    """A row of a table."""
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def heading(prefix: str) -> str:
    """A group of rules as a heading."""
    named = {"etd": "Evidence to decision", "net": "Net effect"}
    return named.get(prefix) or prefix.replace("_", " ").capitalize()


def ruled(rules: Iterable[Rule]) -> Iterator[str]:
    """Rules as a table."""
    yield row("Rule", "What it says", "Edition", "Source")
    yield row("---", "---", "---", "---")
    for rule in rules:
        yield row(f"`{rule.id}`", rule.sentence, rule.edition or "both", cited(rule.source))


def of_domain(name: str) -> Iterator[str]:
    """The rules and the numbers of one domain, in the order they are asked."""
    module = DOMAINS[name]
    yield f"Rules, in the order they are asked ([catalogue](../../catalogue.md#{anchor(name)});"
    yield "[what the keys of sources stand for](../../catalogue.md#sources)):"
    yield ""
    yield row("Rule", "What it says", "Edition", "Known", "Source")
    yield row("---", "---", "---", "---", "---")
    for rule in (*module.RULES, *getattr(module, "CINEMA_RULES", ())):
        cells = (rule.sentence, rule.edition or "both", known(rule.source), cited(rule.source))
        yield row(f"`{rule.id.partition('.')[2]}`", *cells)
    if not module.PARAMETERS:
        return
    yield ""
    yield "Numbers ([catalogue](../../catalogue.md#parameters)):"
    yield ""
    yield row("Parameter", "Value", "Known", "Source")
    yield row("---", "---", "---", "---")
    for each in module.PARAMETERS:
        yield row(f"`{each.id}`", each.value, known(each.source), cited(each.source))


def of_paradigm(number: str) -> Iterator[str]:
    """The conditions of one paradigm, with the source of each."""
    paradigm = PARADIGMS[int(number) - 1]
    yield row("Condition", "Known", "Source")
    yield row("---", "---", "---")
    for condition in paradigm.conditions:
        yield row(condition, known(condition.source), cited(condition.source))
    yield ""
    page = f"../../catalogue.md#{anchor(f'{paradigm.number} {paradigm.name}')}"
    yield f"The record, with its note and examples, stands in the [catalogue]({page}); so do the"
    yield "[sources](../../catalogue.md#sources)."


def anchor(title: str) -> str:
    """The anchor of a heading."""
    return re.sub(r"[^a-z0-9-]", "", title.lower().replace(" ", "-").replace("_", "-"))


def taken(text: str) -> str:
    """A page with its tables as the code says them now."""
    makers = {"DOMAIN": of_domain, "PARADIGM": of_paradigm}

    def table(found: re.Match[str]) -> str:
        kind, name = found.groups()
        return "\n".join((f"<!-- {kind} {name} -->", "", *makers[kind](name), "", "<!-- end -->"))

    return TAKEN.sub(table, text)


def rule_lines(rules: dict[str, Rule]) -> Iterator[str]:
    """The rules, those of the audit apart."""
    audited = {rule.id for rule in AUDIT_RULES}
    groups: dict[str, list[Rule]] = {}
    for name, rule in sorted(rules.items()):
        if name not in audited:
            groups.setdefault(name.partition(".")[0], []).append(rule)
    yield "## Rules"
    for prefix, group in groups.items():
        yield ""
        yield f"### {heading(prefix)}"
        yield ""
        yield from ruled(group)
    yield ""
    yield "## Rules of the audit"
    yield ""
    yield "What resolves each of them stands with the"
    yield "[audit codes](reference/errors.md#audit-codes)."
    yield ""
    yield from ruled(rules[name] for name in sorted(audited))
    yield ""


def parameter_lines(parameters: dict[str, Parameter[object]]) -> Iterator[str]:
    """The parameters of rules, of policies, of voting rules and of sizes to opt into."""
    yield "## Parameters"
    yield ""
    yield row("Parameter", "Value", "Source")
    yield row("---", "---", "---")
    for _, parameter in sorted(parameters.items()):
        yield row(f"`{parameter.id}`", parameter.value, cited(parameter.source))
    held: dict[str, tuple[str, dict[str, tuple[Parameter[object], ...]]]] = {
        "Parameters of policies": (
            "Policy",
            {name: tuple(policy.parameters()) for name, policy in POLICIES.items()},
        ),
        "Parameters of voting rules": (
            "Voting rule",
            {name: parameters_of(rule) for name, rule in VOTING_RULES.items()},
        ),
        "Sizes to opt into": (
            "Preset",
            {name: parameters_of(preset) for name, preset in PRESETS.items()},
        ),
    }
    for title, (kind, holders) in held.items():
        yield ""
        yield f"## {title}"
        yield ""
        yield row(kind, "Parameter", "Value", "Source")
        yield row("---", "---", "---", "---")
        for name, values in holders.items():
            for each in values:
                yield row(f"`{name}`", f"`{each.id}`", each.value, cited(each.source))
    yield ""


def parameters_of(holder: attrs.AttrsInstance) -> tuple[Parameter[object], ...]:
    """The parameters that are fields of a value."""
    values = (getattr(holder, each.name) for each in attrs.fields(type(holder)))
    return tuple(each for each in values if isinstance(each, Parameter))


def paradigm_lines() -> Iterator[str]:
    """The paradigms with their conditions and examples."""
    yield "## Paradigms"
    for paradigm in PARADIGMS:
        yield ""
        yield f"### {paradigm.number} {paradigm.name}"
        yield ""
        yield f"{paradigm.note} ({cited(paradigm.source)})"
        yield ""
        yield row("Condition", "Source")
        yield row("---", "---")
        for condition in paradigm.conditions:
            yield row(condition, cited(condition.source))
        yield ""
        for example in paradigm.examples:
            yield f"- {example.direction}: {example.statement} ({cited(example.source)})"
    yield ""


def source_lines() -> Iterator[str]:
    """The library's register of publications."""
    yield "## Sources"
    yield ""
    yield row("Key", "Work", "Read")
    yield row("---", "---", "---")
    for key, source in sorted(LIBRARY.items()):
        work = " ".join(
            str(part)
            for part in (source.authors, source.year, source.title, source.locator, source.doi)
            if part
        )
        read = "yes" if source.checked else "no"
        yield row(f"`{key}`", work, f"{read}; {source.note}" if source.note else read)


def lines() -> Iterator[str]:
    """The catalogue."""
    rules, parameters = records()
    yield "# Catalogue"
    yield ""
    yield "Every rule, parameter, paradigm and source of the library. Generated; do not edit."
    yield "*Unchecked* means that nobody read it in the source itself."
    yield ""
    yield from rule_lines(rules)
    yield from parameter_lines(parameters)
    yield from paradigm_lines()
    yield from source_lines()


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page and every page that holds a table, with its text as it should be."""
    yield TARGET, "\n".join(lines()) + "\n"
    for page in sorted((DOCS / "explanation").rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        if TAKEN.search(text):
            yield page, taken(text)


def main() -> int:
    """Write the pages, or say which are not current."""
    stale = []
    for page, text in pages():
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            stale.append(page)
    if "--check" not in sys.argv:
        for page, text in pages():
            page.write_text(text, encoding="utf-8")
        return 0
    for page in stale:
        print(f"{page.relative_to(DOCS.parent)} is not current; run: python tools/catalogue.py")
    return int(bool(stale))


if __name__ == "__main__":
    raise SystemExit(main())
