"""Policies in documents: a preset by its name, or a preset with changes and a name of its own."""

from __future__ import annotations

from typing import Any

import attrs
from cattrs import Converter

from gradekit.errors import GradekitError, InvalidValue, Problem, refuse
from gradekit.io._model import Record, fields_of, policy_kinds
from gradekit.io._plain import mapping, text
from gradekit.policy import POLICIES, Policy, policy_named
from gradekit.sources import USER_SET, Citation, Parameter
from gradekit.words import Word

__all__ = ["configure_policy"]


def _value(converter: Converter, given: Any, kind: type) -> Any:
    """A bare value, or {"value": ..., "source": ...} for a parameter with its citation."""
    if not isinstance(given, dict):
        return converter.structure(given, kind)
    if "value" not in given or not set(given) <= {"value", "source"}:
        refuse(InvalidValue, "not a parameter", expected="'value' and 'source'", got=given)
    try:
        value: Any = converter.structure(given["value"], kind)
    except GradekitError as error:
        raise error.below("value") from None
    cited = given.get("source")
    if cited is None:
        return value
    return Parameter(value, converter.structure(cited, Citation))


def _parametric(kind: type, name: str) -> bool:
    """Whether a field is a parameter, with a source of its own."""
    return any(each.name == name and each.shape == Record(Parameter) for each in fields_of(kind))


def _changes(converter: Converter, given: dict[str, Any], holder: type) -> dict[str, Any]:
    made: dict[str, Any] = {}
    found: list[Problem] = []
    kinds = policy_kinds(holder)
    for key, value in given.items():
        try:
            if key not in kinds:
                expected = "one of " + ", ".join(kinds)
                refuse(InvalidValue, "unknown key", expected=expected, got=key)
            kind = kinds[key]
            if attrs.has(kind):
                made[key] = kind(**_changes(converter, mapping(value, kind), kind))
            elif _parametric(holder, key):
                made[key] = _value(converter, value, kind)
            else:
                made[key] = converter.structure(value, kind)
        except GradekitError as error:
            found += error.below(key).problems
    if found:
        raise InvalidValue(*found)
    return made


def _plain(converter: Converter, kept: Any) -> Any:
    if not isinstance(kept, Parameter):
        kind: type = type(kept)
        if attrs.has(kind):
            return {name: _plain(converter, getattr(kept, name)) for name in policy_kinds(kind)}
        return converter.unstructure(kept)
    value = str(kept.value) if isinstance(kept.value, Word) else kept.value
    if kept.source == USER_SET:
        return value
    return {"value": value, "source": converter.unstructure(kept.source)}


def configure_policy(converter: Converter) -> None:
    """Teach a converter how policies stand in documents."""

    def read(given: Any, _: type) -> Policy:
        if isinstance(given, str):
            return policy_named(given)
        changes = dict(mapping(given, Policy))
        names: dict[str, str] = {}
        for key in ("base", "name"):
            try:
                if key not in changes:
                    refuse(InvalidValue, "missing key", expected="a value", got=None)
                names[key] = text(changes.pop(key), str)
            except GradekitError as error:
                raise error.below(key) from None
        changed = _changes(converter, changes, Policy)
        try:
            base = policy_named(names["base"])
        except GradekitError as error:
            raise error.below("base") from None
        return base.evolve(names["name"], **changed)

    def write(policy: Policy) -> Any:
        if POLICIES.get(policy.name) == policy:
            return policy.name
        base = next(iter(POLICIES.values()))
        changed = {
            name: _plain(converter, getattr(policy, name))
            for name in ("name", *policy_kinds(Policy))
            if getattr(policy, name) != getattr(base, name)
        }
        return {"base": base.name, **changed}

    converter.register_structure_hook(Policy, read)
    converter.register_unstructure_hook(Policy, write)
