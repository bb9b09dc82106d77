"""The answer to every panel half under every certainty and permission, asked of scalar `decide`."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

from attrs import evolve

from gradekit.answers import Direction, PanelBalance, Secondary, ShareBand, VoteState
from gradekit.decision import Decision, decide
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.report.explorer.packing import Interned, packed
from gradekit.report.explorer.permissions import permitting
from gradekit.scales import Certainty, Perspective
from gradekit.situation import Situation
from gradekit.space import panel_halves

__all__ = ["PANEL", "decisions"]

PANEL: tuple[tuple[str, tuple[str | None, ...]], ...] = (
    ("share", tuple(each.value for each in ShareBand)),
    ("secondary", tuple(each.value for each in Secondary)),
    ("votes", tuple(each.value for each in VoteState)),
    ("perspective", tuple(each.value for each in Perspective)),
    ("balance", (None, *(each.value for each in PanelBalance))),
)
"""The parts of a panel half, in the order of its place: the last one turns fastest."""

PERMITTED = tuple(product((False, True), repeat=2))
_NAMED = "paradigm"


def _record(decision: Decision) -> tuple[Any, ...]:
    """An answer; which paradigms it names is filled in by whoever looks it up."""
    opened = tuple(
        dict.fromkeys(_NAMED if each.startswith(_NAMED) else each for each in decision.opened_by)
    )
    side = decision.drafted if decision.paradigms else Direction.NONE
    return (
        decision.direction.value,
        decision.strength.value,
        side.value,
        decision.drafted.value,
        decision.binding,
        opened,
        decision.missing,
        tuple(None if c.allows is None else c.allows.value for c in decision.ceilings),
        decision.conflict,
    )


_FIELDS = (
    "direction",
    "strength",
    "side",
    "drafted",
    "binding",
    "opened",
    "missing",
    "ceilings",
    "conflict",
)


@cache
def _asked(level: Certainty) -> dict[str, Any]:
    policy = BMJ_RAPID.evolve("asked", strong_certainty=level)
    probes = permitting(policy)
    evidence = [
        evolve(probes[permitted], overall=overall)
        for overall, permitted in product(Certainty, PERMITTED)
    ]
    answers, classes = Interned[Any](), Interned[tuple[int, ...]]()
    panels = [
        classes.place(
            tuple(
                answers.place(_record(decide(Situation(each, panel), policy))) for each in evidence
            )
        )
        for panel in panel_halves()
    ]
    return {
        "panels": packed(panels),
        "cells": packed([cell for row in classes.values for cell in row]),
        "answers": [dict(zip(_FIELDS, each, strict=True)) for each in answers.values],
    }


def decisions(policy: Policy) -> dict[str, Any]:
    """For every panel half its class; for every class its answers; the distinct answers.

    A class has an answer for each overall certainty, and in each for what is permitted: nothing,
    against, for, both. `side` is the direction whose paradigms an answer names.

    Args:
        policy: with the certainty that allows strong by itself.
    """
    return _asked(Certainty(policy.strong_certainty.value))
