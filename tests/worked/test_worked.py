"""Published examples of the five situations, each read from its document and answered.

What the sources say is in the documents; what was published, and what should become of it when a
condition is turned off, is written here. The share is held throughout: what moves is whether strong
is permitted.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from attrs import field, frozen

import gradekit as gk
from gradekit import testing

HERE = Path(testing.__file__).parent / "worked"  # shipped as conformance vectors too
Data = dict[str, Any]


@frozen(kw_only=True)
class Example:
    """A published recommendation and the answer expected.

    Args:
        file: name of its document.
        comparison: in the document.
        direction: published, from the intervention.
        situation: number of the situation it was published as an example of.
        paradigms: all that permit it, the published one among them.
        benefit: outcome the options are taken for, and the certainties its cell allows.
        harm: outcome that speaks against one of them, and the certainties its cell allows.
    """

    file: str
    comparison: str
    direction: str
    situation: int
    paradigms: tuple[int, ...]
    benefit: str
    harm: str
    benefit_cell: tuple[str, ...] = field()
    harm_cell: tuple[str, ...] = field()

    @property
    def id(self) -> str:
        return f"{self.situation}-{self.comparison}"

    @property
    def other(self) -> str:
        """The option recommended against."""
        return "comparator" if self.direction == "for" else "intervention"

    @property
    def recommended(self) -> str:
        return "intervention" if self.direction == "for" else "comparator"


ANY = ("very low", "low", "moderate", "high")
LOW = ("very low", "low")
SURE = ("moderate", "high")

EXAMPLES = (
    Example(
        file="oseltamivir-avian-influenza",
        comparison="oseltamivir/no-treatment",
        direction="for",
        situation=1,
        paradigms=(1,),
        benefit="death",
        harm="adverse-events",
        benefit_cell=LOW,
        harm_cell=ANY,
    ),
    Example(
        file="vitamin-k-intracranial-bleed",
        comparison="reversal/no-reversal",
        direction="for",
        situation=1,
        paradigms=(1,),
        benefit="bleeding",
        harm="adverse-events",
        benefit_cell=LOW,
        harm_cell=ANY,
    ),
    Example(
        file="azathioprine-pulmonary-fibrosis",
        comparison="azathioprine-prednisone/no-treatment",
        direction="against",
        situation=2,
        paradigms=(2,),
        benefit="benefit",
        harm="harm",
        benefit_cell=LOW,
        harm_cell=SURE,
    ),
    Example(
        file="whole-body-screening",
        comparison="screening/no-screening",
        direction="against",
        situation=2,
        paradigms=(2,),
        benefit="early-detection",
        harm="harm",
        benefit_cell=LOW,
        harm_cell=SURE,
    ),
    Example(
        file="h-pylori-malt-lymphoma",
        comparison="eradication/radiotherapy-gastrectomy",
        direction="for",
        situation=3,
        paradigms=(2, 3),  # 3 is a sub-case of 2
        benefit="complete-response",
        harm="morbidity",
        benefit_cell=LOW,
        harm_cell=SURE,
    ),
    Example(
        file="antihypertensives-pregnancy",
        comparison="ace-arb/labetalol-nifedipine",
        direction="against",
        situation=4,
        paradigms=(4,),
        benefit="blood-pressure-outcomes",
        harm="adverse-effects",
        benefit_cell=SURE,
        harm_cell=LOW,
    ),
    Example(
        file="antihypertensives-pregnancy",
        comparison="labetalol-nifedipine/ace-arb",
        direction="for",
        situation=4,
        paradigms=(4,),
        benefit="blood-pressure-outcomes",
        harm="adverse-effects",
        benefit_cell=SURE,
        harm_cell=LOW,
    ),
    Example(
        file="oral-anticoagulants-pregnancy",
        comparison="newer-agents/other-anticoagulant",
        direction="against",
        situation=4,
        paradigms=(4,),
        benefit="thrombosis",
        harm="harm",
        benefit_cell=SURE,
        harm_cell=LOW,
    ),
    Example(
        file="testosterone-prostate-cancer",
        comparison="testosterone/no-testosterone",
        direction="against",
        situation=5,
        paradigms=(5,),
        benefit="benefit",
        harm="catastrophe",
        benefit_cell=ANY,
        harm_cell=LOW,
    ),
)
EACH = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
MIRROR = {"for": "against", "against": "for"}


class Case:
    """A document being changed for one example."""

    def __init__(self, example: Example) -> None:
        """Read the document."""
        self.example = example
        path = HERE / f"{example.file}.json"
        self.data: Data = json.loads(path.read_text(encoding="utf-8"))

    @property
    def comparison(self) -> Data:
        found: Data = next(
            each for each in self.data["comparisons"] if each["id"] == self.example.comparison
        )
        return found

    def row(self, outcome: str) -> Data:
        found: Data = next(
            each for each in self.comparison["evidence"] if each["outcome"] == outcome
        )
        return found

    def outcome(self, name: str) -> Data:
        return next(each for each in self.data["outcomes"] if each["id"] == name)

    def option(self, side: str) -> Data:
        name = self.comparison[side]
        return next(each for each in self.data["options"] if each["id"] == name)

    def rate(self, outcome: str, level: str) -> None:
        """Give an outcome another certainty; its citation no longer speaks for it."""
        self.row(outcome)["certainty"] = level if level == "not rated" else {"published": level}

    def judge(self, outcome: str, magnitude: str, favours: str = "neither") -> None:
        self.row(outcome)["judged_effect"] = {"magnitude": magnitude, "favours": favours}

    def harm_of_recommended(self, level: str) -> None:
        """Let the recommended option have an important harm of its own."""
        self.data["outcomes"].append(
            {
                "id": "own-harm",
                "name": "Another harm",
                "importance": "important",
                "better": "lower",
                "kind": "harm",
            }
        )
        row = {
            "outcome": "own-harm",
            "judged_effect": {"magnitude": "important", "favours": self.example.other},
            "certainty": level if level == "not rated" else {"published": level},
        }
        self.comparison["evidence"].append(row)

    def answer(self) -> gk.Recommendation:
        guide = gk.io.loads(json.dumps(self.data))
        return gk.recommend(guide[self.example.comparison])


def loaded(example: Example) -> gk.Comparison:
    return gk.io.load(HERE / f"{example.file}.json")[example.comparison]


class TestPublished:
    """M1: each example comes out as published, through its situation."""

    @EACH
    def test_direction_strength_and_situation(self, example: Example) -> None:
        answer = gk.recommend(loaded(example))
        assert (answer.direction, answer.strength) == (example.direction, "strong")
        assert example.situation in answer.paradigms
        assert answer.paradigms == example.paradigms

    @EACH
    def test_nothing_but_the_situation_opens_strong(self, example: Example) -> None:
        answer = gk.recommend(loaded(example))
        share = "nearly all" if example.direction == "for" else "almost none"
        opened = (f"share: {share}", *(f"paradigm {number}" for number in example.paradigms))
        assert answer.opened_by == opened
        assert answer.situation.evidence.overall < gk.Certainty.MODERATE
        assert answer.missing == ()

    @EACH
    def test_every_certainty_its_cells_allow(self, example: Example) -> None:
        # Where a cell names two levels or calls them immaterial, none of them moves the answer.
        for benefit, harm in product(example.benefit_cell, example.harm_cell):
            case = Case(example)
            case.rate(example.benefit, benefit)
            if "judged_effect" not in case.row(example.harm):
                case.judge(example.harm, "important", example.other)
            case.rate(example.harm, harm)
            answer = case.answer()
            found = (answer.direction, answer.strength)
            assert found == (example.direction, "strong"), (benefit, harm)
            assert example.situation in answer.paradigms

    @EACH
    @pytest.mark.parametrize(
        "policy",
        [gk.BMJ_RAPID, gk.GRADE_2013, gk.CORE_2025, gk.EBM_TABLE],
        ids=lambda each: each.name,
    )
    def test_under_every_preset(self, example: Example, policy: gk.Policy) -> None:
        # The sources part over situation 2: where only high certainty of harm will do, harm known
        # at moderate certainty, the lower of the two levels its cell allows, is not enough.
        parted = policy is gk.EBM_TABLE and example.file == "azathioprine-pulmonary-fibrosis"
        answer = gk.recommend(loaded(example), policy)
        assert answer.direction == example.direction
        assert answer.strength == ("conditional" if parted else "strong")
        assert answer.paradigms == (() if parted else example.paradigms)

    @EACH
    def test_the_mirror(self, example: Example) -> None:
        comparison = loaded(example)
        answer, mirrored = gk.recommend(comparison), gk.recommend(gk.swap(comparison))
        assert mirrored.direction == MIRROR[example.direction]
        assert (mirrored.strength, mirrored.paradigms) == ("strong", example.paradigms)
        assert mirrored.binding == answer.binding == ()

    @EACH
    @pytest.mark.parametrize("held", ["majority", "split", "minority"])
    def test_a_situation_never_compels(self, example: Example, held: str) -> None:
        case = Case(example)
        case.comparison["share"] = {"band": held}
        answer = case.answer()
        assert (answer.strength, "values" in answer.binding) == ("conditional", True)

    @EACH
    def test_without_a_share_there_is_no_answer(self, example: Example) -> None:
        # Nothing in the evidence of an example gives its share: the panel's judgement does.
        case = Case(example)
        del case.comparison["share"]
        answer = case.answer()
        assert (answer.strength, answer.missing) == ("none", ("share",))


Edit = Callable[[Case], None]
Off = tuple[Edit, str, tuple[int, ...]]


def setting(value: object) -> Edit:
    return lambda case: case.comparison["context"].update(life_threatening=value)


def benefit(magnitude: str, whose: str | None = None) -> Edit:
    """Another judged effect on benefit; `whose` is "recommended" or "other"."""

    def edit(case: Case) -> None:
        favours = "neither" if whose is None else getattr(case.example, whose)
        case.judge(case.example.benefit, magnitude, favours)

    return edit


def benefit_at(level: str) -> Edit:
    return lambda case: case.rate(case.example.benefit, level)


def harm_at(level: str) -> Edit:
    return lambda case: case.rate(case.example.harm, level)


def no_harm(case: Case) -> None:
    case.judge(case.example.harm, "trivial")


def own_harm(level: str) -> Edit:
    return lambda case: case.harm_of_recommended(level)


def prohibitive(case: Case) -> None:
    row = case.row(case.example.harm)
    row.pop("not_prohibitive")
    case.judge(case.example.harm, "large", case.example.other)
    case.rate(case.example.harm, "moderate")


def nobody_says_whether_prohibitive(case: Case) -> None:
    case.row(case.example.harm).pop("not_prohibitive")


def inactive(case: Case) -> None:
    case.option(case.example.other)["kind"] = "inactive"


def both(*edits: Edit) -> Edit:
    def edit(case: Case) -> None:
        for each in edits:
            each(case)

    return edit


def overall_low(case: Case) -> None:
    """Keep the overall certainty low, so that only the condition moves."""
    case.comparison["overall_certainty"] = {"published": "low"}


def not_catastrophic(case: Case) -> None:
    case.outcome(case.example.harm)["catastrophic"] = False


# Each condition of each situation, turned off alone: the strength left, and what still permits it.
OFF: Mapping[int, Mapping[str, Off]] = {
    1: {
        "not life-threatening": (setting(value=False), "conditional", ()),
        "nobody recorded whether it is": (setting(value=None), "conditional", ()),
        "no important benefit": (benefit("trivial"), "conditional", ()),
        "benefit of unknown size": (benefit("unknown"), "conditional", ()),
        "benefit is the other option's": (benefit("important", "other"), "conditional", ()),
        "prohibitive harm": (prohibitive, "conditional", ()),
        "nobody said whether harm is prohibitive": (
            nobody_says_whether_prohibitive,
            "conditional",
            (),
        ),
    },
    2: {
        "benefit established": (both(benefit_at("moderate"), overall_low), "conditional", ()),
        "harm uncertain": (harm_at("low"), "conditional", ()),
        "harm not rated": (harm_at("not rated"), "conditional", ()),
        "no important harm": (no_harm, "conditional", ()),
    },
    # 3 is a sub-case of 2: where only what is its own is turned off, 2 goes on permitting.
    3: {
        "the other option inactive": (inactive, "strong", (2,)),
        "the other option better": (benefit("important", "other"), "strong", (2,)),
        "similar benefit unknown": (benefit("unknown"), "strong", (2,)),
        "less harm uncertain": (harm_at("low"), "conditional", ()),
        "harm not rated": (harm_at("not rated"), "conditional", ()),
        "harm alike": (no_harm, "conditional", ()),
        "certain harm of its own": (own_harm("moderate"), "strong", (2,)),
        "harm of its own not rated": (own_harm("not rated"), "strong", (2,)),
    },
    4: {
        "similar benefit not established": (benefit_at("low"), "conditional", ()),
        "similar benefit not rated": (benefit_at("not rated"), "conditional", ()),
        "similar benefit unknown": (benefit("unknown"), "conditional", ()),
        "the other option better": (benefit("important", "other"), "conditional", ()),
        "no important harm": (no_harm, "conditional", ()),
        "harm not rated": (harm_at("not rated"), "conditional", ()),
        "a possible harm of its own": (own_harm("very low"), "conditional", ()),
        "harm of its own not rated": (own_harm("not rated"), "conditional", ()),
    },
    5: {
        "not a catastrophe": (not_catastrophic, "conditional", ()),
        "no important harm": (no_harm, "conditional", ()),
        "harm of unknown size": (
            lambda case: case.judge(case.example.harm, "unknown"),
            "conditional",
            (),
        ),
        "harm not rated": (harm_at("not rated"), "conditional", ()),
    },
}


TURNED_OFF = [
    pytest.param(example, name, id=f"{example.id}-{name}")
    for example in EXAMPLES
    for name in OFF[example.situation]
]


class TestConditions:
    """5.8: a situation permits only while every condition is met; what is not recorded never is."""

    @pytest.mark.parametrize(("example", "name"), TURNED_OFF)
    def test_one_turned_off(self, example: Example, name: str) -> None:
        edit, strength, paradigms = OFF[example.situation][name]
        case = Case(example)
        edit(case)
        answer = case.answer()
        assert example.situation not in answer.paradigms
        assert (answer.strength, answer.paradigms) == (strength, paradigms)
        assert answer.direction == example.direction
        assert answer.binding == (("certainty",) if strength == "conditional" else ())

    @pytest.mark.parametrize(("example", "name"), TURNED_OFF)
    def test_the_mirror_of_one_turned_off(self, example: Example, name: str) -> None:
        edit, strength, paradigms = OFF[example.situation][name]
        case = Case(example)
        edit(case)
        answer = gk.recommend(gk.swap(case.answer().comparison))
        assert (answer.strength, answer.paradigms) == (strength, paradigms)
        assert answer.direction == MIRROR[example.direction]

    def test_every_situation_has_examples_and_conditions(self) -> None:
        assert {example.situation for example in EXAMPLES} == set(OFF) == {1, 2, 3, 4, 5}


class TestHangsOn:
    """What the examples hang on that is ours, said rather than hidden."""

    @pytest.mark.parametrize(
        "example", [each for each in EXAMPLES if each.situation in (4, 5)], ids=lambda each: each.id
    )
    def test_the_uncertain_harm_is_critical(self, example: Example) -> None:
        # Were it only important, overall certainty would be that of the benefit, and strong would
        # need no situation.
        case = Case(example)
        case.outcome(example.harm)["importance"] = "important"
        answer = case.answer()
        assert (answer.direction, answer.strength) == (example.direction, "strong")
        assert answer.paradigms == ()
        overall = answer.situation.evidence.overall
        assert overall >= gk.Certainty.MODERATE
        assert f"certainty: {overall}" in answer.opened_by

    @pytest.mark.parametrize(
        "example", [each for each in EXAMPLES if each.situation == 2], ids=lambda each: each.id
    )
    def test_an_established_benefit_leaves_strong_to_the_share(self, example: Example) -> None:
        # Overall certainty is then moderate: no situation is asked, and the share alone decides.
        case = Case(example)
        case.rate(example.benefit, "moderate")
        answer = case.answer()
        assert (answer.strength, answer.paradigms) == ("strong", ())
        assert "certainty: moderate" in answer.opened_by


DOCUMENTS = sorted(HERE.glob("*.json"))
RECALLED = {"oral-anticoagulants-pregnancy"}


def citations(node: object) -> Iterator[Data]:
    """Every citation of a document, wherever it stands."""
    if isinstance(node, dict):
        if isinstance(node.get("source"), str):
            yield node
        for each in node.values():
            yield from citations(each)
    elif isinstance(node, list):
        for each in node:
            yield from citations(each)


class TestDocuments:
    """The documents say what their sources say, and no more."""

    @pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
    def test_round_trip(self, path: Path) -> None:
        guide = gk.io.load(path)
        assert gk.io.loads(gk.io.dumps(guide)) == guide

    @pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
    def test_as_published(self, path: Path) -> None:
        guide = gk.io.load(path)
        assert [each.agrees for each in guide.reproduce()] == [True] * len(guide)
        told = {each.comparison: each.situation for each in EXAMPLES if each.file == path.stem}
        for published in guide.recommendations:
            (comparison,) = published.comparisons
            assert published.paradigm_cited == told.pop(comparison)
        assert not told

    @pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
    def test_the_answer_is_not_read_from_what_was_published(self, path: Path) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        bare = copy.deepcopy(data)
        del bare["recommendations"]
        before, after = (gk.io.from_data(each).recommend() for each in (data, bare))
        assert [each.decision for each in before] == [each.decision for each in after]

    @pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
    def test_no_number_and_every_certainty_sourced(self, path: Path) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        keys = {source["key"] for source in data["sources"]}
        assert all(cited["source"] in keys for cited in citations(data))
        for comparison in data["comparisons"]:
            assert set(comparison["share"]) == {"band", "by", "rationale", "source"}
            for row in comparison["evidence"]:
                assert not {"estimate", "incidence", "baseline_risk"} & set(row)
                assert row["certainty"] == "not rated" or row["certainty"]["source"]
                assert row.get("judged_effect", {"rationale": "none given"})["rationale"]

    @pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
    def test_what_was_recalled_or_is_ours_is_marked_unchecked(self, path: Path) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        for comparison in data["comparisons"]:
            assert comparison["share"]["source"]["checked"] is False
        certainties = [
            row["certainty"]["source"]
            for comparison in data["comparisons"]
            for row in comparison["evidence"]
            if row["certainty"] != "not rated"
        ]
        checked = {cited.get("checked", True) for cited in certainties}
        assert checked == {path.stem not in RECALLED}
