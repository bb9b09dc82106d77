"""The cattrs converter: field names are the keys, references are ids, unknown keys are refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from difflib import get_close_matches
from operator import attrgetter
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from gradekit.errors import GradekitError, InvalidValue, Problem, UnknownReference, refuse
from gradekit.io._model import HIDDEN, REFERENCES
from gradekit.io._plain import (
    mapping,
    number,
    scalar,
    text,
    text_or_word,
    truth,
    whole,
    word_reader,
)
from gradekit.io._policy import configure_policy
from gradekit.io._problems import MOST
from gradekit.judgements import NOT_RATED, CertaintyRating, PublishedCertainty
from gradekit.sources import Citation
from gradekit.words import Word

__all__ = ["configure_converter", "make_converter", "quick_converter", "registers"]

Registers = Mapping[str, Mapping[str, Any]]
_REGISTERS: ContextVar[Registers | None] = ContextVar("gradekit_registers", default=None)

T = TypeVar("T")
_SHOWN = 30  # entries of a register named in a message


class AlreadyReported(GradekitError):
    """A reference to something whose own problem is reported where it is defined."""


@contextmanager
def registers(held: Registers) -> Iterator[None]:
    """Resolve references by id in these registers while structuring."""
    token = _REGISTERS.set(held)
    try:
        yield
    finally:
        _REGISTERS.reset(token)


def _reference(kind: str, register: str) -> Any:
    """A hook that turns an id into the registered object."""

    def hook(value: Any, _: Any) -> Any:
        name = text(value, str)
        held = (_REGISTERS.get() or {}).get(register, {})
        if name not in held:
            raise UnknownReference(
                Problem(
                    f"unknown {kind}",
                    expected=_some(name, held, kind),
                    got=repr(name),
                )
            )
        if held[name] is None:
            raise AlreadyReported
        return held[name]

    return hook


def _some(name: str, held: Mapping[str, Any], kind: str) -> str:
    """The entries of a register, or the nearest ones where there are many."""
    shown = sorted(held)
    if len(shown) > _SHOWN:
        near = get_close_matches(name, shown, n=3, cutoff=0)
        return f"one of {len(shown)}, such as " + ", ".join(map(repr, near))
    return "one of " + (", ".join(map(repr, shown)) or f"no {kind}s")


def _id(value: Any) -> str:
    return str(value.id)


def _configure_classes(converter: Converter) -> None:
    """Every class of the model: omitted where default, unknown keys refused, objects only."""

    def structured(cls: type[T]) -> Any:
        inner = make_dict_structure_fn(
            cls, converter, _cattrs_forbid_extra_keys=True, **_overrides(cls)
        )
        own = get_origin(cls) or cls

        def hook(value: Any, wanted: type[T]) -> T:
            if value.__class__ is dict:
                return inner(value, wanted)
            if value.__class__ is own:  # an entry of a register that was read before
                made: T = value
                return made
            return inner(mapping(value, cls), wanted)

        return hook

    def unstructured(cls: type) -> Any:
        return make_dict_unstructure_fn(
            cls, converter, _cattrs_omit_if_default=True, **_overrides(cls)
        )

    converter.register_structure_hook_factory(attrs.has, structured)
    converter.register_unstructure_hook_factory(attrs.has, unstructured)


def _overrides(cls: type) -> dict[str, Any]:
    """What stands in a document otherwise than in the model: ids, and what is left out."""
    made = {name: override(omit=True) for name in HIDDEN.get(cls, ())}
    for (holder, name), register in REFERENCES.items():
        if holder is cls:
            hook = _reference(register.removesuffix("s"), register)
            made[name] = override(struct_hook=hook, unstruct_hook=_id)
    return made


def _configure_citations(converter: Converter) -> None:
    """A key alone, or an object; most have a key and a place, and a guideline has hundreds."""
    cite = make_dict_structure_fn(Citation, converter, _cattrs_forbid_extra_keys=True)
    write_cite = make_dict_unstructure_fn(Citation, converter, _cattrs_omit_if_default=True)
    placed = {"source", "locator"}

    def read(value: Any, cls: type[Citation]) -> Citation:
        if value.__class__ is dict:
            if value.keys() == placed:
                source, locator = value["source"], value["locator"]
                texts = source.__class__ is str and locator.__class__ is str
                if texts and source.isprintable() and locator.isprintable():
                    return Citation(source, locator)
            return cite(value, cls)
        return (
            Citation(text(value, str)) if isinstance(value, str) else cite(mapping(value, cls), cls)
        )

    def write(each: Citation) -> Any:
        if each.checked is True and each.note == "":
            if each.locator == "":
                return each.source
            return {"source": each.source, "locator": each.locator}
        return write_cite(each)

    converter.register_structure_hook(Citation, read)
    converter.register_unstructure_hook(Citation, write)


def _configure_certainty(converter: Converter) -> None:
    """A level as published, a rating from judgements, or not rated: told apart by a stable tag."""
    published = make_dict_structure_fn(
        PublishedCertainty,
        converter,
        _cattrs_forbid_extra_keys=True,
        level=override(rename="published"),
    )

    def read(value: Any, _: Any) -> CertaintyRating | PublishedCertainty | None:
        if value is None or value == NOT_RATED:
            return None
        given = mapping(value, PublishedCertainty)
        if "published" in given:
            return published(given, PublishedCertainty)
        if "start" in given:
            return converter.structure(given, CertaintyRating)
        refuse(
            InvalidValue,
            "certainty without a tag",
            expected="'not rated', {'published': level, 'source': ...} or a rating with 'start'",
            got=value,
        )

    write_published = make_dict_unstructure_fn(
        PublishedCertainty,
        converter,
        _cattrs_omit_if_default=True,
        level=override(rename="published"),
    )
    converter.register_unstructure_hook(PublishedCertainty, write_published)

    union = CertaintyRating | PublishedCertainty | None
    converter.register_structure_hook(union, read)
    converter.register_unstructure_hook(
        union,
        lambda value: NOT_RATED if value is None else converter.unstructure(value, type(value)),
    )


def _is_tuple(kind: Any) -> bool:
    origin: object = get_origin(kind)
    return origin is tuple


def _is_scalar(kind: Any) -> bool:
    """Whether a field holds any plain value: what a step looked at, a parameter's value."""
    several = {float, bool} <= set(get_args(kind)) and get_origin(kind) in (Union, UnionType)
    return kind is object or several


def _words(kind: type[Word] = Word) -> Iterator[type[Word]]:
    """Every closed set of the model; each has its own hook, before that of the texts they are."""
    for each in kind.__subclasses__():
        if len(each):
            yield each
        yield from _words(each)


def _is_optional(kind: Any) -> bool:
    """Whether a field holds one type or nothing."""
    parts = get_args(kind) if get_origin(kind) in (Union, UnionType) else ()
    return len(parts) == len((None, kind)) and type(None) in parts


def _optional(kind: Any, converter: Converter) -> Any:
    """A hook that knows the other type's hook, instead of looking it up for every value."""
    item = next(each for each in get_args(kind) if each is not type(None))
    inner = converter.get_structure_hook(item)
    return lambda value, _: None if value is None else inner(value, item)


def _is_mapping(kind: Any) -> bool:
    origin: object = get_origin(kind)
    return origin in (Mapping, dict)


def _noted(error: Exception, note: IterableValidationNote) -> Exception:
    error.__notes__ = [*getattr(error, "__notes__", ()), note]
    return error


def _lists(kind: Any, converter: Converter) -> Any:
    """A hook for a list: neither a text nor an object is taken apart into one."""
    item = kind.__args__[0]
    inner = converter.get_structure_hook(item)

    def quick(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            refuse(InvalidValue, "not a list", expected="a list", got=value)
        return tuple([inner(each, item) for each in value])

    def hook(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            refuse(InvalidValue, "not a list", expected="a list", got=value)
        read: list[Any] = []
        found: list[Exception] = []
        for place, each in enumerate(value):
            try:
                read.append(inner(each, item))
            except Exception as error:  # noqa: BLE001 - gathered, and told together
                found.append(_noted(error, IterableValidationNote("", place, item)))
                if len(found) > MOST:
                    found.append(_more(place, item))
                    break
        if found:
            raise IterableValidationError("not every entry can be read", found, kind)
        return tuple(read)

    return hook if converter.detailed_validation else quick


def _named(kind: Any, converter: Converter) -> Any:
    """A hook for an object whose keys are names."""
    item = kind.__args__[1]
    inner = converter.get_structure_hook(item)

    def hook(value: Any, _: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            refuse(InvalidValue, "not an object", expected="an object", got=value)
        read: dict[str, Any] = {}
        found: list[Exception] = []
        for key, each in value.items():
            try:
                read[text(key, str)] = inner(each, item)
            except Exception as error:  # noqa: BLE001 - gathered, and told together
                found.append(_noted(error, IterableValidationNote("", key, kind)))
                if len(found) > MOST:
                    found.append(_more(key, kind))
                    break
        if found:
            raise IterableValidationError("not every entry can be read", found, kind)
        return read

    return hook


def _sorted_names(kind: Any, converter: Converter) -> Any:
    """A hook that writes names in the order of the alphabet: theirs has no meaning."""
    inner = converter.get_unstructure_hook(kind.__args__[1])
    return lambda value: {name: inner(value[name]) for name in sorted(value)}


def _more(place: int | str, item: Any) -> Exception:
    rest = Problem("more problems", hint="the entries after this one were not read")
    return _noted(InvalidValue(rest), IterableValidationNote("", place, item))


def configure_converter(converter: Converter) -> Converter:
    """Teach a converter of your own the document format.

    Args:
        converter: with detailed validation, as cattrs makes them by default.

    Returns:
        The same converter.
    """
    for cls, hook in ((float, number), (int, whole), (str, text_or_word), (bool, truth)):
        converter.register_structure_hook(cls, hook)
    for words in _words():
        converter.register_structure_hook(words, word_reader(words))
    converter.register_structure_hook_factory(_is_optional, _optional)
    converter.register_structure_hook_func(_is_scalar, scalar)
    # Their value, not `str(word)`: the same text, without a call.
    converter.register_unstructure_hook(Word, attrgetter("_value_"))
    converter.register_structure_hook_factory(_is_tuple, _lists)
    converter.register_structure_hook_factory(_is_mapping, _named)
    converter.register_unstructure_hook_factory(_is_mapping, _sorted_names)
    _configure_classes(converter)

    _configure_citations(converter)
    _configure_certainty(converter)
    configure_policy(converter)
    return converter


def make_converter() -> Converter:
    """A cattrs converter for guideline documents."""
    return configure_converter(Converter(detailed_validation=True))


def quick_converter() -> Converter:
    """The same, which stops at the first problem and does not say where it is.

    Nearly all documents have none; one that has is read again by the other, which tells all.
    """
    return configure_converter(Converter(detailed_validation=False))
