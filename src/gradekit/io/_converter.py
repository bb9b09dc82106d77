"""The cattrs converter: field names are the keys, references are ids, unknown keys are refused."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from gradekit.comparison import Comparison
from gradekit.errors import GradekitError, InvalidValue, Problem, UnknownReference, refuse
from gradekit.evidence import NOT_RATED, Evidence
from gradekit.guideline import Guideline
from gradekit.judgements import CertaintyRating, PublishedCertainty
from gradekit.policy import POLICIES, Policy, policy_named
from gradekit.scales import Importance
from gradekit.sources import Citation, Parameter
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


def _number(value: Any, _: type) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        hint = "write 1.5, not '1,5'" if isinstance(value, str) else ""
        refuse(InvalidValue, "not a number", expected="a number", got=value, hint=hint)
    if not math.isfinite(value):
        refuse(InvalidValue, "not finite", expected="a finite number", got=value)
    return value  # an integer stays one, so that documents keep their numbers as written


def _whole(value: Any, _: type) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        refuse(InvalidValue, "not a whole number", expected="a whole number", got=value)
    return value


def _text(value: Any, _: type) -> str:
    if not isinstance(value, str):
        refuse(InvalidValue, "not text", expected="text", got=value)
    return value


def _text_or_word(value: Any, cls: type[str]) -> str:
    """Words are texts to a dispatch by class, so both come here."""
    return _word(value, cls) if issubclass(cls, Word) else _text(value, cls)


def _truth(value: Any, _: type) -> bool:
    if not isinstance(value, bool):
        refuse(InvalidValue, "not true or false", expected="true or false", got=value)
    return value


def _word(value: Any, cls: type[Word]) -> Word:
    if isinstance(value, str) or (cls is Importance and isinstance(value, int)):
        return cls(value)
    refuse(InvalidValue, "not a word", expected=f"a word of {cls.__name__.lower()}", got=value)


def _mapping(value: Any, cls: type) -> dict[str, Any]:
    if not isinstance(value, dict):
        refuse(
            InvalidValue, "not an object", expected=f"an object ({cls.__name__.lower()})", got=value
        )
    return cast("dict[str, Any]", value)


def _reference(kind: str, register: str) -> Any:
    """A hook that turns an id into the registered object."""

    def hook(value: Any, _: Any) -> Any:
        name = _text(value, str)
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
            return inner(_mapping(value, cls), wanted)

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
        given = _mapping(value, PublishedCertainty)
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


def _configure_policy(converter: Converter) -> None:
    """A preset by its name, or a preset with changes and a name of its own."""

    def read(value: Any, _: type) -> Policy:
        if isinstance(value, str):
            return policy_named(value)
        given = dict(_mapping(value, Policy))
        base = policy_named(_text(given.pop("base", None), str))
        name = _text(given.pop("name", None), str)
        changes = {
            key: converter.structure(each, Parameter[Any]) if isinstance(each, dict) else each
            for key, each in given.items()
        }
        return base.evolve(name, **changes)

    def write(policy: Policy) -> Any:
        if POLICIES.get(policy.name) == policy:
            return policy.name
        base = next(iter(POLICIES.values()))
        changed = {
            each.name: converter.unstructure(getattr(policy, each.name))
            for each in attrs.fields(Policy)
            if getattr(policy, each.name) != getattr(base, each.name)
        }
        return {"base": base.name, **changed}

    converter.register_structure_hook(Policy, read)
    converter.register_unstructure_hook(Policy, write)


def configure_converter(converter: Converter) -> Converter:
    """Teach a converter of your own the document format.

    Args:
        converter: with detailed validation, as cattrs makes them by default.

    Returns:
        The same converter.
    """
    for cls, hook in ((float, _number), (int, _whole), (str, _text_or_word), (bool, _truth)):
        converter.register_structure_hook(cls, hook)
    converter.register_unstructure_hook(Word, str)
    _configure_classes(converter)

    cite = make_dict_structure_fn(Citation, converter, _cattrs_forbid_extra_keys=True)
    write_cite = make_dict_unstructure_fn(Citation, converter, _cattrs_omit_if_default=True)
    converter.register_structure_hook(
        Citation,
        lambda value, cls: (
            Citation(value) if isinstance(value, str) else cite(_mapping(value, cls), cls)
        ),
    )
    converter.register_unstructure_hook(
        Citation, lambda each: each.source if each == Citation(each.source) else write_cite(each)
    )
    _configure_certainty(converter)
    _configure_policy(converter)
    return converter


def make_converter() -> Converter:
    """A cattrs converter for guideline documents."""
    return configure_converter(Converter(detailed_validation=True))
