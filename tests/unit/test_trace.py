"""The trace: a value returned with the result."""

from __future__ import annotations

import pytest

from gradekit.sources import Citation, Parameter
from gradekit.trace import Input, Rule, Step, StepKind, Trace


def step(name: str, *children: Step, source: str = "a", reads: str = "") -> Step:
    parameters = (Parameter(1.0, Citation(reads), "x"),) if reads else ()
    rule = Rule(name, "It is so.", Citation(source))
    return Step(rule, kind=StepKind.FIRED, children=children, parameters=parameters)


LEAF, OTHER = step("ceiling.values", source="b"), step("ceiling.certainty", source="a", reads="c")
PARENT = step("direction.share", LEAF)
WHOLE = Trace((PARENT, OTHER))


class TestInput:
    """5.10: inputs with units."""

    @pytest.mark.parametrize(
        ("given", "text"),
        [
            (Input("MD value", 1.5, "cm"), "MD value = 1.5 cm"),
            (Input("share", "split"), "share = split"),
            (Input("low", None), "low = not recorded"),
            (Input("low", 0), "low = 0"),
        ],
    )
    def test_text(self, given: Input, text: str) -> None:
        assert str(given) == text


class TestTrace:
    """5.10: steps in the order they were taken, parents before children."""

    def test_walk(self) -> None:
        assert list(PARENT.walk()) == [PARENT, LEAF]
        assert list(WHOLE.walk()) == [PARENT, LEAF, OTHER]

    def test_add(self) -> None:
        assert Trace((PARENT,)) + Trace((OTHER,)) == WHOLE

    @pytest.mark.parametrize(
        ("rule", "found"),
        [
            ("direction.share", (PARENT,)),
            ("ceiling.values", (LEAF,)),
            ("ceiling.", (LEAF, OTHER)),
            ("ceiling", ()),
            ("ceil", ()),
            ("", ()),
        ],
    )
    def test_find(self, rule: str, found: tuple[Step, ...]) -> None:
        assert WHOLE.find(rule) == found

    def test_citations_each_once_in_order(self) -> None:
        assert WHOLE.citations() == (Citation("a"), Citation("b"), Citation("c"))
