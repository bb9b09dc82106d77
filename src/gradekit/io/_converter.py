"""The cattrs converter: field names are the keys, references are ids, unknown keys are refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from gradekit.comparison import Comparison
from gradekit.errors import GradekitError, InvalidValue, Problem, UnknownReference, refuse
from gradekit.evidence import NOT_RATED, Evidence
from gradekit.guideline import Guideline
from gradekit.io._plain import mapping, number, text, text_or_word, truth, whole
from gradekit.io._policy import configure_policy
from gradekit.judgements import CertaintyRating, PublishedCertainty
from gradekit.sources import Citation
from gradekit.words import Word

__all__ = ["configure_converter", "make_converter", "registers"]

Registers = Mapping[str, Mapping[str, Any]]
_REGISTERS: ContextVar[Registers | None] = ContextVar("gradekit_registers", default=None)

T = TypeVar("T")


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
                    expected="one of " + (", ".join(map(repr, sorted(held))) or f"no {kind}s"),
                    got=repr(name),
                )
            )
        if held[name] is None:
            raise AlreadyReported
        return held[name]

    return hook


def _id(value: Any) -> str:
    return str(value.id)


def _configure_classes(converter: Converter) -> None:
    """Every class of the model: omitted where default, unknown keys refused, objects only."""

    def structured(cls: type[T]) -> Any:
        inner = make_dict_structure_fn(
            cls, converter, _cattrs_forbid_extra_keys=True, **_overrides(cls)
        )

        def hook(value: Any, wanted: type[T]) -> T:
            return inner(mapping(value, cls), wanted)

        return hook

    def unstructured(cls: type) -> Any:
        return make_dict_unstructure_fn(
            cls, converter, _cattrs_omit_if_default=True, **_overrides(cls)
        )

    converter.register_structure_hook_factory(attrs.has, structured)
    converter.register_unstructure_hook_factory(attrs.has, unstructured)


def _overrides(cls: type) -> dict[str, Any]:
    if cls is Evidence:
        return {
            "outcome": override(struct_hook=_reference("outcome", "outcomes"), unstruct_hook=_id)
        }
    if cls is Comparison:
        option = override(struct_hook=_reference("option", "options"), unstruct_hook=_id)
        return {
            "intervention": option,
            "comparator": option,
            "population": override(
                struct_hook=_reference("population", "populations"), unstruct_hook=_id
            ),
            "within": override(omit=True),
        }
    if cls is Guideline:
        return {"_bound": override(omit=True)}
    return {}


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


def _configure_lists(converter: Converter) -> None:
    """A list is a list: neither a text nor an object is taken apart into one."""

    def made(kind: Any) -> Any:
        inner_type = list[kind.__args__[0]]
        inner = converter.get_structure_hook(inner_type)

        def hook(value: Any, _: Any) -> tuple[Any, ...]:
            if not isinstance(value, list):
                refuse(InvalidValue, "not a list", expected="a list", got=value)
            return tuple(inner(value, inner_type))

        return hook

    converter.register_structure_hook_factory(_is_tuple, made)


def configure_converter(converter: Converter) -> Converter:
    """Teach a converter of your own the document format.

    Args:
        converter: with detailed validation, as cattrs makes them by default.

    Returns:
        The same converter.
    """
    for cls, hook in ((float, number), (int, whole), (str, text_or_word), (bool, truth)):
        converter.register_structure_hook(cls, hook)
    converter.register_unstructure_hook(Word, str)
    _configure_lists(converter)
    _configure_classes(converter)

    cite = make_dict_structure_fn(Citation, converter, _cattrs_forbid_extra_keys=True)
    write_cite = make_dict_unstructure_fn(Citation, converter, _cattrs_omit_if_default=True)
    converter.register_structure_hook(
        Citation,
        lambda value, cls: (
            Citation(value) if isinstance(value, str) else cite(mapping(value, cls), cls)
        ),
    )
    converter.register_unstructure_hook(
        Citation, lambda each: each.source if each == Citation(each.source) else write_cite(each)
    )
    _configure_certainty(converter)
    configure_policy(converter)
    return converter


def make_converter() -> Converter:
    """A cattrs converter for guideline documents."""
    return configure_converter(Converter(detailed_validation=True))
