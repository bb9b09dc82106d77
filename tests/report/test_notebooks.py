"""What a type shows of itself: every `_repr_html_` whole and inert, every `str` short and plain."""

from __future__ import annotations

import copy
import math
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from importlib import import_module
from typing import Any

import pytest
from attrs import fields, has
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.test_hostile import problems

import gradekit as gk
from gradekit import sensitivity, simulation
from gradekit.audit import AuditFindings
from gradekit.explanation import Explanation
from gradekit.markup import Markup
from gradekit.report.consultation import Aid, consultation
from gradekit.report.recommendation_box import Box, box
from gradekit.sensitivity.variants import AS_IT_STANDS
from gradekit.testing.strategies.register import STRATEGIES
from gradekit.units import PROPORTION, same_kind
from gradekit.words import Word

SCRIPT = "<script>alert(1)</script>\"'></td><img src=x onerror=alert(1)>"
VOID = {"br", "img", "hr"}


def shown_types() -> list[type[Any]]:
    """Every class of the package that shows itself in a notebook."""
    found: dict[type[Any], None] = {}
    for module in pkgutil.walk_packages(gk.__path__, "gradekit."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and "_repr_html_" in vars(value):
                found[value] = None
    return [each for each in found if each is not Markup]


SHOWN = shown_types()


def poisoned(value: Any) -> Any:  # noqa: ANN401 - any value of the model
    """The value with a script after every text in it, however deep; no check is run again."""
    if isinstance(value, Word | bool) or value is None:
        return value
    if isinstance(value, str):
        # A unit that converts, and the name of the guideline as it is, are words of the library.
        return value if same_kind(value, PROPORTION) or value == AS_IT_STANDS else value + SCRIPT
    if isinstance(value, tuple | list):
        return type(value)(poisoned(each) for each in value)
    if isinstance(value, Mapping):
        return {poisoned(key): poisoned(each) for key, each in value.items()}
    if not has(type(value)):
        return value
    made = copy.copy(value)
    for each in fields(type(value)):
        object.__setattr__(made, each.name, poisoned(getattr(value, each.name)))
    return made


class Balanced(HTMLParser):
    """Elements open and close in order, and hold some text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def sound(html: str) -> str:
    """The text of the HTML, once it is known to be whole and inert."""
    reader = Balanced()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    assert problems(html) == []
    assert reader.text.strip()
    return reader.text


Makers = dict[type[Any], Callable[[], Any]]


@pytest.fixture(scope="module")
def made(guide: gk.Guideline) -> Makers:
    """Results that are asked for rather than written down."""
    comparison = guide["axial/im-la"]
    answer = gk.recommend(comparison)
    one = ("pain", 0.2, 3.0)
    return {
        AuditFindings: lambda: gk.audit(guide),
        Explanation: lambda: answer.explanation,
        Aid: lambda: consultation(answer),
        Box: lambda: box(answer),
        sensitivity.Flips: lambda: answer.flips(1),
        sensitivity.ShareAnswers: answer.if_share,
        sensitivity.Sweep: lambda: sensitivity.sweep_mid(guide, *one),
        sensitivity.StandingTable: lambda: sensitivity.stays(comparison),
        sensitivity.Scenarios: lambda: sensitivity.scenarios(guide, sensitivity.prepared(guide)),
        sensitivity.NetEffect: lambda: sensitivity.net_effect(comparison, mids={"pain": 1.5}),
        simulation.Probabilities: lambda: simulation.simulate(comparison, draws=100, seed=1),
        simulation.PeopleShare: lambda: simulation.people_share(
            comparison, {"pain": simulation.Fixed(1.0)}, people=10, seed=1
        ),
    }


def text_of(value: Any) -> Iterator[str]:  # noqa: ANN401 - any value of the model
    """Every text in a value."""
    if isinstance(value, str) and not isinstance(value, Word):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from text_of(each)
    elif isinstance(value, Mapping):
        yield from text_of(list(value.items()))
    elif has(type(value)):
        yield from text_of([getattr(value, each.name) for each in fields(type(value))])


class TestHtml:
    @pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.__name__)
    @settings(max_examples=8)
    @given(data=st.data())
    def test_whole_and_inert(self, kind: type[Any], made: Makers, data: st.DataObject) -> None:
        value = made[kind]() if kind in made else data.draw(st.from_type(kind))
        sound(value._repr_html_())
        hostile = poisoned(value)
        html = hostile._repr_html_()
        told = sound(html)
        assert "<script" not in html
        if kind not in (gk.Votes, gk.Situation, gk.AbsoluteEffect):  # they hold no text
            assert "alert(1)" in told or not any(map(str.strip, text_of(value)))

    def test_the_main_types_are_among_them(self) -> None:
        names = (
            "AbsoluteEffect AuditFinding CertaintyRating Classification Comparison Decision "
            "Evidence Finding Guideline Outcome OverallCertainty Panel Paradigm Policy "
            "PolicyComparison Recommendation Situation Suggestion Survey Trace Votes"
        )
        assert {getattr(gk, name) for name in names.split()} <= set(SHOWN)

    def test_the_reader_can_fail(self) -> None:
        with pytest.raises(AssertionError):
            sound("<p><b>x</p></b>")
        with pytest.raises(AssertionError):
            sound("<table></table>")
        with pytest.raises(AssertionError):
            sound("<script>x</script>")


LARGE = (
    gk.Recommendation,
    gk.Decision,
    gk.Trace,
    gk.Step,
    gk.Guideline,
    gk.Comparison,
    gk.CertaintyRating,
    gk.OverallCertainty,
    gk.Finding,
    gk.Panel,
    gk.Survey,
    gk.Policy,
    gk.PolicyComparison,
)
PLAIN = [each for each in STRATEGIES if "__str__" in vars(each) and each != gk.Problem]


class TestText:
    @pytest.mark.parametrize("kind", PLAIN, ids=lambda kind: kind.__name__)
    @settings(max_examples=8)
    @given(data=st.data())
    def test_no_raw_values(self, kind: type[Any], data: st.DataObject) -> None:
        """No class name with a bracket, no float with a tail, no hyphen for a minus."""
        value = data.draw(st.from_type(kind))
        written = " ".join(text_of(value))
        told = str(value)
        assert told
        for name in (each.__name__ for each in STRATEGIES):
            assert f"{name}(" not in told or f"{name}(" in written
        for number in re.findall(r"\d+\.\d{9,}", told):
            assert number in written

    @pytest.mark.parametrize("kind", LARGE, ids=lambda kind: kind.__name__)
    @settings(max_examples=8)
    @given(data=st.data())
    def test_large_values_are_short_at_the_prompt(
        self, kind: type[Any], data: st.DataObject
    ) -> None:
        value = data.draw(st.from_type(kind))
        told = repr(value)
        assert told.startswith(f"<{kind.__name__}")
        assert "\n" not in told
        # As long as the texts it names, which people wrote, and no longer.
        assert len(told) < 200 + len(" ".join(text_of(value)))

    def test_small_values_can_be_pasted_back(self) -> None:
        names = {name: getattr(gk, name) for name in gk.__all__}
        for value in (
            gk.Interval(0.1, 0.05, 0.2),
            gk.Share(0.5, 0.6),
            gk.Votes(strong_for=3),
            gk.Problem("low above value", ("low",)),
        ):
            text = re.sub(r"<(\w+)\.(\w+): '[^']*'>", r"\1.\2", repr(value))
            assert eval(text, names) == value  # noqa: S307 - what this library printed


class TestWords:
    """What `print` shows of the main types, in the field's words."""

    PAIN = gk.Outcome(
        "pain",
        "Pain",
        importance="critical",
        better="lower",
        scale=gk.Scale("VAS", 0, 10, unit="cm"),
        thresholds=gk.MID(1.5, unit="cm"),
    )
    DEATH = gk.Outcome(
        "death", "Death", importance=9, better="lower", thresholds=gk.MID(10, unit="per 1000")
    )
    RATIO = gk.Estimate("RR", 1.05, 0.8, 1.38)

    def test_effects(self) -> None:
        pain = gk.Estimate("MD", 0.28, -1.18, 1.75, unit="cm")
        assert str(pain) == "MD 0.28 (\N{MINUS SIGN}1.18 to 1.75) cm"
        assert str(gk.Interval(-43.199999999999996)) == "\N{MINUS SIGN}43.2"
        assert str(gk.Interval(-math.inf)) == "\N{MINUS SIGN}inf"
        assert str(gk.classify(pain, self.PAIN)) == (
            "trivial, favours neither; 0.28 higher (1.18 lower to 1.75 higher) cm; "
            "the interval crosses important for the comparator (1.5)"
        )
        assert str(gk.absolute_effect(self.RATIO, 0.1)) == (
            "5 more per 1000 (20 fewer to 38 more), from 100 to 105 per 1000"
        )
        assert str(gk.classify(self.RATIO, self.DEATH, 0.1)).startswith(
            "trivial, favours neither; 5 more per 1000 (20 fewer to 38 more); the interval"
        )

    def test_an_unknown_effect_says_why(self) -> None:
        from_nothing = gk.Outcome("x", "X", importance="critical", better="lower")
        assert str(gk.classify(self.RATIO, from_nothing, 0.1)) == (
            "magnitude unknown; no threshold recorded for x"
        )

    def test_certainty(self) -> None:
        others = dict.fromkeys(("inconsistency", "indirectness", "imprecision"), 0)
        rated = gk.rate_certainty("RCT", {"risk_of_bias": -1, **others})
        told = "randomised, starts high; risk of bias -1; not judged: publication bias"
        assert str(rated) == f"moderate ({told})"
        assert repr(rated) == f"<CertaintyRating moderate: {told}>"
        full = gk.rate_certainty("RCT", {"risk_of_bias": -1, **others, "publication_bias": 0})
        assert str(full) == "moderate (randomised, starts high; risk of bias -1)"
        empty = str(gk.rate_certainty("RCT", {}))
        assert "nothing moved it; not judged: risk of bias, inconsistency" in empty
        assert str(gk.PublishedCertainty("low")) == "low"
        assert str(gk.PublishedCertainty("low", "a2020", note="inferred")) == (
            "low (as published in a2020; inferred)"
        )

    def test_rows_and_findings(self, guide: gk.Guideline) -> None:
        answer = gk.recommend(guide["axial/im-la"])
        assert str(answer.findings[0]) == (
            "Pain (critical benefit): trivial, favours neither; certainty low"
        )
        assert str(answer.findings[2]).endswith("certainty not rated")
        assert str(guide["axial/im-la"].evidence[1]) == (
            "Burden of treatment: judged important, favours comparator; certainty high"
        )

    def test_the_panel(self) -> None:
        assert str(gk.Share(0.9, 1)) == "90 to 100% would choose the intervention"
        assert str(gk.Share(0.3, option="comparator")) == "30% would choose the comparator"
        assert str(gk.Share(band="split")) == "people are split over the intervention"
        assert str(gk.Votes(strong_for=14, conditional_for=6, abstained=2)) == (
            "14 strong for, 6 conditional for, 2 abstained (20 cast)"
        )
        assert str(gk.Panel([gk.Member("a", "patient")])) == "1 member (1 patient), no survey"

    def test_answers(self, guide: gk.Guideline) -> None:
        answer = gk.recommend(guide["axial/im-la"])
        assert repr(answer) == "<Recommendation axial/im-la: strong against>"
        assert repr(answer.decision) == (
            "<Decision: strong against; opened by share: almost none; paradigm 2>"
        )
        assert repr(answer.trace).startswith("<Trace: ")
        assert len(repr(answer.share)) < 400
        assert str(answer.share) == "almost none (survey scenario none-low)"
        swept = gk.sensitivity.sweep_mid(guide, "pain", 0.2, 3)
        assert repr(swept) == "<Sweep MID of pain, 0.2 to 3 cm>"
        assert repr(answer.assessment) == (
            "<Assessment: overall certainty low, share almost none, policy bmj-rapid>"
        )
        assert repr(guide) == (
            "<Guideline spine-2025: 16 comparisons, 6 published recommendations>"
        )
        assert repr(guide["axial/im-la"]) == (
            "<Comparison axial/im-la: Intramuscular local anaesthetic versus Sham procedure; "
            "Chronic axial spine pain>"
        )
        assert " @ $.comparisons[" in str(gk.audit(guide)[0])
        told = str(answer.situation)
        assert told.startswith("intervention: benefit none, harm high, catastrophe none, might be")
        assert told.endswith("share almost none; secondary criteria not judged; votes not voted")
