"""The whole space of situations: counted, decided, one answer each, every law held on all of it."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

import gradekit as gk
from gradekit.answers import Strength
from gradekit.ceilings import RULES
from gradekit.testing import laws, space
from gradekit.testing.atlas import alone, atlas, permissions
from gradekit.testing.laws import LAWS, Law, Space

ATLAS = Path(__file__).parents[2] / "docs" / "atlas.md"


@pytest.fixture(scope="module")
def decided() -> Space:
    return Space.of(gk.decide)


class TestCounted:
    """5.5: all finite."""

    def test_known_states(self) -> None:
        # None to high, and each below high also as "might be higher".
        assert len(space.known_states()) == 9

    def test_option_states(self) -> None:
        # Nine states of benefit, times the consistent triples of harms.
        harms = {(each.harm, each.catastrophe, each.prohibitive) for each in space.option_states()}
        assert len(space.option_states()) == 9 * len(harms) == 2079

    def test_panel_halves(self) -> None:
        assert len(space.panel_halves()) == 6 * 4 * 7 * 2 * 6

    def test_shared_states(self) -> None:
        # Seven benefit certainties with or without an unknown one, and not determined; times six.
        assert len(space.shared_states()) == (2 * 7 + 1) * 3 * 2

    def test_evidence_classes(self, decided: Space) -> None:
        options, shared = len(space.option_classes()), len(space.shared_classes())
        assert len(decided.sweep.answers) == options * options * shared


class TestLaws:
    """5.11, on all of it and not on a sample."""

    @pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
    def test_holds(self, decided: Space, law: Law) -> None:
        broken = list(laws.breaches(decided, laws=[law]))
        assert not broken, broken[0]


class TestProduct:
    """5.5: the answer depends on the evidence only through certainty and permitted directions."""

    def test_classes_of_the_same_permission_answer_alike(self, decided: Space) -> None:
        # For each way of permitting, the first and the last class of evidence found.
        last = {answers: place for place, answers in decided.sweep.answers.items()}
        first = {answers: place for place, answers in reversed(list(decided.sweep.answers.items()))}
        assert len(last) == len(first) > 50
        for answers, place in last.items():
            one, other = decided.sweep.evidence(first[answers]), decided.sweep.evidence(place)
            for panel in space.panel_halves()[::13]:
                assert decided.ask(one, panel) == decided.ask(other, panel)


class TestNoRuleIsIdle:
    """Every rule fires, fails to fire and decides alone somewhere, or its shadow is a theorem."""

    def test_every_ceiling_binds_alone(self, decided: Space) -> None:
        counted = alone(decided)
        assert set(counted) == {"values", "certainty", "secondary", "consensus"}

    @pytest.mark.parametrize("number", [1, 2, 4, 5])
    def test_paradigms_that_permit_alone(self, decided: Space, number: int) -> None:
        counted = permissions(decided)
        assert counted[((), (number,))] + sum(
            count for (_, against), count in counted.items() if against == (number,)
        )

    def test_paradigm_3_is_a_case_of_2(self, decided: Space) -> None:
        # X at least as good leaves Y no known benefit; both ask for the same harm of Y.
        for for_, against in permissions(decided):
            for numbers in (for_, against):
                assert 3 not in numbers or 2 in numbers

    def test_both_directions_may_be_permitted(self, decided: Space) -> None:
        assert any(for_ and against for for_, against in permissions(decided))

    def test_every_rule_appears(self, decided: Space) -> None:
        seen: dict[str, set[str]] = {}
        for evidence, panel, _ in islice(decided.every(), 0, None, 101):
            if len(seen) == len(RULES) and all(len(kinds) > 1 for kinds in seen.values()):
                break
            for step in gk.decide(gk.Situation(evidence, panel)).trace.steps:
                seen.setdefault(step.rule.id, set()).add(str(step.kind))
        assert {rule.id for rule in RULES} <= set(seen)


class TestCounterfactual:
    """5.7: raising the binding ceilings is the counterfactual; a proper subset changes nothing."""

    def test_lifting(self, decided: Space) -> None:
        for evidence, answers in decided.panels[::9]:
            for panel in answers:
                found = gk.decide(gk.Situation(evidence, panel))
                allowed = {each.name: each.allows for each in found.ceilings if each.allows}
                lowest = min(allowed.values())
                assert found.strength == lowest
                if lowest is Strength.STRONG:
                    assert found.binding == ()
                    continue
                assert set(found.binding) == {
                    name for name, allows in allowed.items() if allows is lowest
                }
                lifted = [allows for name, allows in allowed.items() if name not in found.binding]
                assert min(lifted, default=Strength.STRONG) > lowest
                for kept in found.binding:
                    assert min([*lifted, allowed[kept]]) is lowest


class TestAtlas:
    """The atlas in the documentation is what the space answers now."""

    def test_current(self, decided: Space) -> None:
        assert ATLAS.read_text(encoding="utf-8") == atlas(decided), "run: python tools/atlas.py"
