"""Write the reference pages of the documentation from the code.

python tools/reference.py          # write them
python tools/reference.py --check  # say whether they are current
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

import gradekit as gk
from gradekit import errors
from gradekit.audit import AUDIT_RULES
from gradekit.cli.app import COMMANDS
from gradekit.cli.shared import app
from gradekit.testing import comparison_laws, laws

TARGET = Path(__file__).parents[1] / "docs" / "reference"
PACKAGE = Path(gk.__file__).parent
NOTE = "Generated from the code; do not edit."


def row(*cells: object) -> str:
    """A row of a table."""
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def first_line(value: object) -> str:
    """The first line of a docstring."""
    return (inspect.getdoc(value) or "").partition("\n")[0]


def directive(module: str, name: str, value: object) -> Iterator[str]:
    """How Sphinx is asked to print one public name."""
    kind = "autofunction"
    if not callable(value) and home(name, value) != module:
        yield f".. py:data:: {module}.{name}"  # written, and described, in a module below
        yield ""
        return
    if inspect.isclass(value):
        kind = "autoexception" if issubclass(value, BaseException) else "autoclass"
    elif not callable(value):
        kind = "autodata"
    yield f".. {kind}:: {module}.{name}"
    if kind == "autoclass":
        yield "   :members:"
    if kind == "autodata":
        yield "   :no-value:"
    yield ""


def home(name: str, value: object) -> str:
    """The module a public name is written in."""
    written = getattr(value, "__module__", "gradekit")
    if inspect.isclass(value) or inspect.isroutine(value):
        return str(written)
    for own, module in sorted(sys.modules.items()):
        held = own.startswith("gradekit.") and getattr(module, name, None) is value
        if held and re.search(rf"^{name}\b.*=", inspect.getsource(module), re.MULTILINE):
            return own
    return "gradekit"


def api() -> Iterator[str]:
    """Every exported name, by the module it is written in, then the rooms used by their name."""
    yield "# Python"
    yield ""
    yield f"Everything exported from `gradekit`, by the module that holds it. {NOTE}"
    rooms: dict[str, ModuleType] = {}
    held: dict[str, dict[str, object]] = {}
    for name in gk.__all__:
        value = getattr(gk, name)
        if inspect.ismodule(value):
            rooms[value.__name__] = value
        else:
            held.setdefault(home(name, value), {})[name] = value
    for room, module in rooms.items():
        for name in module.__all__:
            value = getattr(module, name)
            if not inspect.ismodule(value):
                held.setdefault(room, {})[name] = value
            else:
                for inner in value.__all__:
                    held.setdefault(value.__name__, {})[inner] = getattr(value, inner)
    for module_name, names in sorted(held.items()):
        yield ""
        yield f"## {module_name}"
        yield ""
        yield first_line(sys.modules[module_name])
        yield ""
        yield "```{eval-rst}"
        for name, value in sorted(names.items()):
            yield from directive(module_name, name, value)
        yield "```"


def commands() -> Iterator[str]:
    """Every command with its arguments and options."""
    yield "# Command line"
    yield ""
    yield f"Exit status 0: fine; 1: findings; 2: bad input, each problem on a line. {NOTE}"
    assert COMMANDS  # noqa: S101 - their import adds the commands to the application
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)  # noqa: S101 - the application has more than one command
    yield from described("gradekit", group)


def described(name: str, group: TyperGroup) -> Iterator[str]:
    """The commands of a group, and of the groups inside it."""
    for short, command in group.commands.items():
        full = f"{name} {short}"
        if isinstance(command, TyperGroup):
            yield from described(full, command)
        elif isinstance(command, TyperCommand):
            yield from usage(full, command)


def usage(name: str, command: TyperCommand) -> Iterator[str]:
    """One command."""
    yield ""
    yield f"## {name}"
    yield ""
    yield (command.help or "").strip()
    yield ""
    yield row("argument", "default", "meaning")
    yield row("---", "---", "---")
    for parameter in command.params:
        if parameter.name == "help":
            continue
        argument = isinstance(parameter, TyperArgument)
        shown = f"`{(parameter.name or '').upper()}`" if argument else f"`{parameter.opts[0]}`"
        default = parameter.default
        told = "" if default is None or callable(default) else getattr(default, "value", default)
        told = "required" if parameter.required else told
        yield row(shown, told, getattr(parameter, "help", "") or "")


# Where a call says what is wrong: the place of that argument, by the name of what is called.
_SAYS = {"need": 1, "refuse": 1, "_refuse": 0, "Problem": 0}


def told(node: ast.expr) -> Iterator[str]:
    """The texts an argument may come to; an ellipsis for what is put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from told(node.body)
        yield from told(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        parts = (next(told(each), "...") for each in node.values)
        yield "".join(parts)


def codes() -> dict[str, set[str]]:
    """What problems say, and the modules that say it, read from the source."""
    found: dict[str, set[str]] = {}
    for page in sorted(PACKAGE.rglob("*.py")):
        room = page.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(page.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            place = _SAYS.get(name, len(node.args))
            for code in told(node.args[place]) if place < len(node.args) else ():
                if code:
                    found.setdefault(code, set()).add(room)
    return found


def mistakes() -> Iterator[str]:
    """Every error, and every code of the audit."""
    yield "# Errors and audit codes"
    yield ""
    yield NOTE
    yield ""
    yield "## Errors"
    yield ""
    yield "Every error is a `GradekitError`; its `problems` say what, where, what was expected and"
    yield "what to do, all at once."
    yield ""
    yield row("Error", "Raised for")
    yield row("---", "---")
    for name in errors.__all__:
        value = getattr(errors, name)
        if inspect.isclass(value) and issubclass(value, errors.GradekitError):
            yield row(f"`{name}`", first_line(value))
    yield ""
    yield "## Problem codes"
    yield ""
    yield "What a problem says first (`Problem.what`, and the column `code` of failures in frames)."
    yield "An ellipsis stands for a name or a number. They are texts to show and to test for; a new"
    yield "version may add some."
    yield ""
    yield row("Code", "Raised in")
    yield row("---", "---")
    for code, rooms in sorted(codes().items()):
        yield row(code, ", ".join(f"`{room}`" for room in sorted(rooms)))
    yield ""
    yield "## Audit codes"
    yield ""
    yield "What `gk.audit` finds; the sources stand in the"
    yield "[catalogue](../catalogue.md#rules-of-the-audit)."
    yield ""
    yield row("Audit code", "Severity", "What it looks for", "What resolves it")
    yield row("---", "---", "---", "---")
    for rule in AUDIT_RULES:
        yield row(f"`{rule.id}`", rule.severity, rule.sentence, rule.resolve)


def spelling(schema: Mapping[str, Any]) -> bool:
    """Whether a schema only lets a word be spelled otherwise."""
    return schema.get("type") == "string" and "pattern" in schema


def kind(schema: Mapping[str, Any]) -> str:
    """What a value of the document may be, in a few words."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return name if name.islower() else f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return ", ".join("null" if each is None else f"`{each}`" for each in schema["enum"])
    for several, joined in (("anyOf", " or "), ("allOf", ", ")):
        if several in schema:
            said = (kind(each) for each in schema[several] if not spelling(each))
            return joined.join(dict.fromkeys(each for each in said if each))
    return f"`{schema['const']}`" if "const" in schema else typed(schema)


def typed(schema: Mapping[str, Any]) -> str:
    """A list, an object or a number within limits, in a few words."""
    if schema.get("type") == "array":
        return f"list of {kind(schema.get('items', {}))}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"object of {kind(schema['additionalProperties'])} by name"
    if "properties" in schema:
        return "object with " + ", ".join(f"`{each}`" for each in schema["properties"])
    limits = (("minimum", "at least"), ("maximum", "at most"), ("exclusiveMinimum", "above"))
    said = [f"{words} {schema[limit]}" for limit, words in limits if limit in schema]
    return " and ".join(said) or str(schema.get("type", ""))


def keys(schema: Mapping[str, Any]) -> Iterator[str]:
    """The keys of one object."""
    needed = schema.get("required", ())
    yield row("Key", "Value", "Holds")
    yield row("---", "---", "---")
    for name, value in schema["properties"].items():
        beside = value.get("$comment", "")
        said = value.get("description", "").rstrip(".").replace("None", "null")
        holds = "; ".join(each for each in (said, beside) if each)
        shown = f"`{name}`, required" if name in needed else f"`{name}`"
        yield row(shown, kind(value), holds)


def document() -> Iterator[str]:
    """Every key of a document, and every word a key may hold."""
    schema = gk.io.json_schema()
    yield "# Keys of a document"
    yield ""
    yield f"{NOTE} The same as JSON Schema: `gradekit schema`. How documents are read and"
    yield "written stands in [documents](../documents.md). A key that is not required is left out"
    yield "where nothing was recorded; unknown keys are refused. Words are read whatever their"
    yield "capitals."
    yield ""
    yield "## Guideline"
    yield ""
    yield "The document itself."
    yield ""
    yield from keys(schema)
    for name, each in sorted(schema["$defs"].items()):
        if name.islower():
            continue  # text, number, whole, truth: they say themselves what they are
        yield ""
        yield f"## {name}"
        yield ""
        yield each.get("description", "")
        yield ""
        if "properties" in each:
            yield from keys(each)
        else:
            yield kind(each)


def laws_page() -> Iterator[str]:
    """Every law of the testing kit."""
    yield "# Laws"
    yield ""
    yield f"{NOTE} To check them on a function of your own: [the testing kit](../testing.md)."
    yield ""
    yield "## Of a decision"
    yield ""
    yield "`gradekit.testing.laws`: every function from a situation to an answer."
    yield ""
    yield from _laws((*laws.LAWS, ("stricter", laws.STRICTER)))
    yield ""
    yield "## Of a recommendation"
    yield ""
    yield "`gradekit.testing.comparison_laws`: every function from a comparison to an answer."
    yield ""
    yield from _laws((*comparison_laws.LAWS, ("frame", comparison_laws.FRAME)))


def _laws(every: Iterable[object]) -> Iterator[str]:
    yield row("Law", "What it says")
    yield row("---", "---")
    for law in every:
        name, sentence = law if isinstance(law, tuple) else (law.id, law.sentence)
        yield row(f"`{name}`", sentence)


PAGES = {
    "laws.md": laws_page,
    "document.md": document,
    "python.md": api,
    "command-line.md": commands,
    "errors.md": mistakes,
}


def main() -> int:
    """Write the pages, or compare them."""
    stale = []
    for name, lines in PAGES.items():
        page, text = TARGET / name, "\n".join(lines()) + "\n"
        if "--check" in sys.argv:
            stale += [] if page.exists() and page.read_text(encoding="utf-8") == text else [name]
        else:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
    if stale:
        print(f"not current: {', '.join(stale)}; run: python tools/reference.py")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
