"""Write the catalogue of rules, parameters and paradigms of the documentation from the code.

python tools/catalogue.py          # write it
python tools/catalogue.py --check  # say whether it is current
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import gradekit
from gradekit.library import LIBRARY
from gradekit.paradigms import PARADIGMS
from gradekit.policy import POLICIES
from gradekit.sources import Citation, Parameter
from gradekit.trace import Rule

TARGET = Path(__file__).parents[1] / "docs" / "catalogue.md"


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


def row(*cells: object) -> str:
    """A row of a table."""
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def lines() -> Iterator[str]:
    """The catalogue."""
    rules, parameters = records()
    yield "# Catalogue"
    yield ""
    yield "Every rule, parameter, paradigm and source of the library. Generated; do not edit."
    yield "*Unchecked* means that nobody read it in the source itself."
    yield ""
    yield "## Rules"
    yield ""
    yield row("Rule", "What it says", "Edition", "Source")
    yield row("---", "---", "---", "---")
    for _, rule in sorted(rules.items()):
        yield row(f"`{rule.id}`", rule.sentence, rule.edition or "both", cited(rule.source))
    yield ""
    yield "## Parameters"
    yield ""
    yield row("Parameter", "Value", "Source")
    yield row("---", "---", "---")
    for _, parameter in sorted(parameters.items()):
        yield row(f"`{parameter.id}`", parameter.value, cited(parameter.source))
    yield ""
    yield "## Parameters of policies"
    yield ""
    yield row("Policy", "Parameter", "Value", "Source")
    yield row("---", "---", "---", "---")
    for name, policy in POLICIES.items():
        for parameter in policy.parameters():
            yield row(f"`{name}`", f"`{parameter.id}`", parameter.value, cited(parameter.source))
    yield ""
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


def main() -> int:
    """Write the catalogue, or say whether it is current."""
    text = "\n".join(lines()) + "\n"
    if "--check" not in sys.argv:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    if TARGET.read_text(encoding="utf-8") == text:
        return 0
    print("docs/catalogue.md is not current; run: python tools/catalogue.py")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
