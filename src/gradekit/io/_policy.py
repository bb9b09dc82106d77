"""Policies in documents: a preset by its name, or a preset with changes and a name of its own."""

from __future__ import annotations

from typing import Any

import attrs
from cattrs import Converter

from gradekit.errors import GradekitError, InvalidValue, Problem, refuse
from gradekit.io._plain import mapping, text
from gradekit.policy import POLICIES, Policy, VotingRule, policy_named
from gradekit.scales import Certainty, Edition
from gradekit.sources import USER_SET, Citation, Parameter
from gradekit.words import Word

__all__ = ["configure_policy"]

_KINDS: dict[str, type] = {
    "edition": Edition,
    "nearly_all": float,
    "majority": float,
    "strong_certainty": Certainty,
    "established": Certainty,
    "possible": Certainty,
    "certain_harm": Certainty,
    "voting": VotingRule,
    "paradigms_note": str,
}
_VOTES: dict[str, type] = {each.name: float for each in attrs.fields(VotingRule)}


def _value(converter: Converter, given: Any, kind: type) -> Any:
    """A bare value, or {"value": ..., "source": ...} for a parameter with its citation."""
    if not isinstance(given, dict):
        return converter.structure(given, kind)
    if "value" not in given or not set(given) <= {"value", "source"}:
        refuse(InvalidValue, "not a parameter", expected="'value' and 'source'", got=given)
    value: Any = converter.structure(given["value"], kind)
    cited = given.get("source")
    return value if cited is None else Parameter(value, converter.structure(cited, Citation))


def _changes(converter: Converter, given: dict[str, Any], kinds: dict[str, type]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    found: list[Problem] = []
    for key, value in given.items():
        try:
            if key not in kinds:
                expected = "one of " + ", ".join(kinds)
                refuse(InvalidValue, "unknown key", expected=expected, got=key)
            if kinds[key] is VotingRule:
                votes = _changes(converter, mapping(value, VotingRule), _VOTES)
                made[key] = VotingRule(**votes)
            else:
                made[key] = _value(converter, value, kinds[key])
        except GradekitError as error:
            found += error.below(key).problems
    if found:
        raise InvalidValue(*found)
    return made


def _plain(converter: Converter, kept: Any) -> Any:
    if isinstance(kept, VotingRule):
        return {name: _plain(converter, getattr(kept, name)) for name in _VOTES}
    if not isinstance(kept, Parameter):
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
        base = policy_named(text(changes.pop("base", None), str))
        name = text(changes.pop("name", None), str)
        return base.evolve(name, **_changes(converter, changes, _KINDS))

    def write(policy: Policy) -> Any:
        if POLICIES.get(policy.name) == policy:
            return policy.name
        base = next(iter(POLICIES.values()))
        changed = {
            name: _plain(converter, getattr(policy, name))
            for name in ("name", *_KINDS)
            if getattr(policy, name) != getattr(base, name)
        }
        return {"base": base.name, **changed}

    converter.register_structure_hook(Policy, read)
    converter.register_unstructure_hook(Policy, write)
