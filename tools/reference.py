"""Write the reference pages of the documentation from the code.

python tools/reference.py          # write them
python tools/reference.py --check  # say whether they are current
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

import gradekit as gk
from gradekit import errors
from gradekit.audit import AUDIT_RULES
from gradekit.cli.app import app

TARGET = Path(__file__).parents[1] / "docs" / "reference"
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
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)  # noqa: S101 - the application has more than one command
    yield from described("gradekit", group)


def described(name: str, group: TyperGroup) -> Iterator[str]:
    """The commands of a group, and of the groups inside it."""
    for short, command in group.commands.items():
        full = f"{name} {short}"
        if isinstance(command, TyperGroup):
            yield from described(full, command)
        else:
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


def mistakes() -> Iterator[str]:
    """Every error, and every code of the audit."""
    yield "# Errors and audit codes"
    yield ""
    yield f"{NOTE} Every error is a `GradekitError`; its `problems` say what, where, what was"
    yield "expected and what to do, all at once."
    yield ""
    yield row("Error", "Raised for")
    yield row("---", "---")
    for name in errors.__all__:
        value = getattr(errors, name)
        if inspect.isclass(value) and issubclass(value, errors.GradekitError):
            yield row(f"`{name}`", first_line(value))
    yield ""
    yield row("Audit code", "Severity", "What it looks for", "What resolves it")
    yield row("---", "---", "---", "---")
    for rule in AUDIT_RULES:
        yield row(f"`{rule.id}`", rule.severity, rule.sentence, rule.resolve)


PAGES = {"python.md": api, "command-line.md": commands, "errors.md": mistakes}


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
