"""YAML in and out: the words and numbers of JSON, and every other plain scalar a text.

The tree is built from PyYAML's events, so that a key given twice, an alias and a tag are refused
where they stand. A date stays a text, `no` stays a text, and 012 or 1_000 is no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gradekit.errors import DocumentError, MissingExtra, Problem
from gradekit.io._json import NUMBER, number_from, too_deep

__all__ = ["parse_yaml", "printed_yaml"]

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_DEEPEST = 100
_STANDARD = "tag:yaml.org,2002:"
_ENDLESS = frozenset(
    sign + name for sign in ("", "+", "-") for name in (".inf", ".Inf", ".INF", ".nan", ".NaN")
)


def _yaml() -> Any:
    try:
        import yaml
    except ModuleNotFoundError:
        raise MissingExtra(
            Problem(
                "PyYAML is not installed",
                expected="the extra `yaml`",
                hint="pip install 'gradekit[yaml]'",
            )
        ) from None
    return yaml


def _refused(what: str, mark: Any, *, expected: str = "", got: str = "", hint: str = "") -> Any:
    place = f"line {mark.line + 1}, column {mark.column + 1}" if mark is not None else ""
    return DocumentError(
        Problem(what, expected=expected, got=f"{got} at {place}" if got else place, hint=hint)
    )


def _plain(text: str, mark: Any) -> Any:
    """The value of a scalar without quotes."""
    if text in _WORDS:
        return _WORDS[text]
    match = NUMBER.fullmatch(text)
    if match is None:
        if text in _ENDLESS:
            raise _refused("not a number", mark, expected="a finite number", got=repr(text))
        return text
    if match[1] or match[2]:
        return number_from(text)
    try:
        return int(text)
    except ValueError as error:  # Python refuses integers of more than some thousand digits
        raise _refused("not readable", mark, got=str(error)) from None


def _scalar(event: Any) -> Any:
    if event.tag is not None and event.tag != f"{_STANDARD}str":
        raise _refused(
            "tagged value",
            event.start_mark,
            expected="a plain value without a tag",
            got=repr(event.tag),
        )
    plain = event.implicit[0] and not event.style
    return _plain(event.value, event.start_mark) if plain else event.value


class _Builder:
    """Puts values where they belong, without recursion."""

    def __init__(self) -> None:
        self.open: list[tuple[Any, str | None]] = []
        self.key: str | None = None
        self.waits = True  # for a key, in an object
        self.made: list[Any] = []

    def put(self, value: Any, mark: Any) -> None:
        """Put a value into what is open, or let it be the document."""
        if not self.open:
            self.made.append(value)
            return
        holder, _ = self.open[-1]
        if isinstance(holder, list):
            holder.append(value)
        elif self.waits:
            if not isinstance(value, str):
                raise _refused("key that is not text", mark, expected="text", got=repr(value)[:40])
            if value in holder:
                raise _refused(
                    "duplicate key",
                    mark,
                    expected="each key once in an object",
                    got=repr(value),
                    hint="one of the two values would be lost",
                )
            self.key, self.waits = value, False
        else:
            holder[self.key] = value
            self.waits = True

    def enter(self, holder: Any, mark: Any) -> None:
        """Open a list or an object."""
        if len(self.open) >= _DEEPEST:
            raise too_deep()
        if self.open and isinstance(self.open[-1][0], dict) and self.waits:
            raise _refused("key that is not text", mark, expected="text", got="a collection")
        self.open.append((holder, self.key))
        self.waits = True

    def leave(self, mark: Any) -> None:
        """Close what was opened last and put it where it belongs."""
        holder, self.key = self.open.pop()
        self.waits = False
        self.put(holder, mark)
        self.waits = True


def _build(events: Iterator[Any], yaml: Any) -> list[Any]:
    builder = _Builder()
    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            builder.put(_scalar(event), event.start_mark)
        elif isinstance(event, yaml.AliasEvent):
            raise _refused(
                "alias",
                event.start_mark,
                expected="the value written out",
                got=f"*{event.anchor}",
            )
        elif isinstance(event, yaml.CollectionStartEvent):
            if event.tag is not None:
                raise _refused(
                    "tagged value",
                    event.start_mark,
                    expected="a list or an object without a tag",
                    got=repr(event.tag),
                )
            kind: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
            builder.enter(kind, event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            builder.leave(event.start_mark)
    return builder.made


def parse_yaml(text: str) -> Any:
    r"""The value of a YAML text.

    Args:
        text: of one YAML document.

    Raises:
        DocumentError: text that is not YAML, a key given twice, an alias, a tag, NaN or infinity.
        MissingExtra: PyYAML is not installed.

    Example:
        >>> parse_yaml("date: 2025-03-18\nsmall: 1e3\nanswer: no")
        {'date': '2025-03-18', 'small': 1000.0, 'answer': 'no'}
    """
    yaml = _yaml()
    if not text.strip():
        raise DocumentError(
            Problem("not YAML", expected="a YAML document", got="an empty document")
        )
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        made = _build(yaml.parse(text, Loader=loader), yaml)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        told = getattr(error, "problem", None) or str(error).partition("\n")[0]
        if "nesting depth" in told:  # a limit of newer libyaml, met before its first event
            raise too_deep() from None
        raise _refused("not YAML", mark, expected="a YAML document", got=str(told)) from None
    except (RecursionError, MemoryError):
        raise too_deep() from None
    except (ValueError, AttributeError, UnicodeError) as error:
        if isinstance(error, DocumentError):
            raise
        # PyYAML lets some broken escapes and directives through as plain Python errors.
        raise DocumentError(
            Problem("not YAML", expected="a YAML document", got=str(error))
        ) from None
    if len(made) != 1:
        raise DocumentError(
            Problem("not one document", expected="one YAML document", got=f"{len(made)} documents")
        )
    return made[0]


def printed_yaml(value: Any) -> str:
    """A YAML text in field order, in which every text that could be read otherwise is quoted."""
    yaml = _yaml()

    class Dumper(yaml.SafeDumper):  # type: ignore[misc, name-defined]
        """Quotes what this reader, or any YAML 1.1 reader, would not take for a text."""

        def ignore_aliases(self, data: Any) -> bool:
            """Write every value out."""
            return data is data  # noqa: PLR0124 - always, whatever it is

    def text(dumper: Any, given: str) -> Any:
        plain = given not in _WORDS and not NUMBER.fullmatch(given) and given not in _ENDLESS
        style = None if plain and "\n" not in given else '"'
        return dumper.represent_scalar(f"{_STANDARD}str", given, style=style)

    def real(dumper: Any, given: float) -> Any:
        # Its own shortest form, as in JSON, with a dot: without one YAML 1.1 reads 1e-300 as text.
        digits, exponent, power = repr(given).partition("e")
        whole = exponent and "." not in digits
        form = (f"{digits}.0" if whole else digits) + exponent + power
        return dumper.represent_scalar(f"{_STANDARD}float", form)

    Dumper.add_representer(str, text)
    Dumper.add_representer(float, real)
    try:
        return str(
            yaml.dump(
                value,
                Dumper=Dumper,
                sort_keys=False,
                allow_unicode=True,
                width=1_000_000,
                default_flow_style=False,
            )
        )
    except RecursionError:
        raise too_deep() from None
