"""Other readings of the method, on the whole space of situations."""

from __future__ import annotations

from attrs import evolve

import gradekit as gk
from gradekit.answers import Direction
from gradekit.testing import space


class TestPolicies:
    """5.11: a stricter policy permits a subset."""

    def test_high_only_permits_a_subset(self) -> None:
        strict, loose = gk.EBM_TABLE, gk.GRADE_2013
        panels = {
            Direction.FOR: gk.PanelHalf(share="nearly all"),
            Direction.AGAINST: gk.PanelHalf(share="almost none"),
        }
        options = space.option_classes(strict)
        fewer = 0
        for shared in space.shared_classes(strict)[::3]:
            for intervention in options[::2]:
                for comparator in options[::3]:
                    evidence = space.evidence_of(shared, intervention, comparator)
                    for panel in panels.values():
                        situation = gk.Situation(evidence, panel)
                        few = gk.decide(situation, strict)
                        many = gk.decide(situation, loose)
                        assert set(few.paradigms) <= set(many.paradigms)
                        assert few.strength <= many.strength
                        fewer += few.paradigms != many.paradigms
        assert fewer

    def test_a_higher_cut_off_for_strong_certainty(self) -> None:
        strict = gk.BMJ_RAPID.evolve("strict", strong_certainty="high")
        for shared in space.shared_classes():
            for overall in gk.Certainty:
                evidence = evolve(shared, overall=overall)
                situation = gk.Situation(evidence, gk.PanelHalf(share="nearly all"))
                assert gk.decide(situation, strict).strength <= gk.decide(situation).strength
