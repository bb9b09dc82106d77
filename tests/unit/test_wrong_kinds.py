"""Another kind of value in the place of any one argument: accepted, or refused in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from attrs import evolve, fields, has
from hypothesis import given, settings
from hypothesis import strategies as st

import gradekit as gk
from gradekit import sensitivity

WRONG: tuple[Any, ...] = (
    *(10, -1, 1.5, float("nan"), True, None, "x", "", b"x"),
    *([], [None], ["x"], {}, {"x": 1}, (1, 2), object()),
)
CONSTRUCTORS = [
    made
    for made in (getattr(gk, name) for name in gk.__all__)
    if isinstance(made, type) and has(made)
]


def tried(make: Callable[..., Any], given: Mapping[str, Any]) -> None:
    """Every wrong value in every place, one at a time."""
    for name in given:
        for wrong in WRONG:
            try:
                make(**{**given, name: wrong})
                told = True
            except gk.GradekitError as error:
                told = all(problem.what and problem.expected for problem in error.problems)
            except Exception as error:  # noqa: BLE001 - this is what must not happen
                pytest.fail(f"{make.__name__}({name}={wrong!r}): {error!r}")
            assert told, f"{make.__name__}({name}={wrong!r}) says too little"


class TestConstructors:
    @pytest.mark.parametrize("kind", CONSTRUCTORS, ids=lambda kind: kind.__name__)
    @settings(max_examples=5)
    @given(data=st.data())
    def test_every_argument(self, kind: type[Any], data: st.DataObject) -> None:
        valid = data.draw(st.from_type(kind))
        given = {
            each.alias: getattr(valid, each.name)
            for each in fields(kind)
            if each.init and not each.name.startswith("_")
        }
        tried(kind, given)


PAIN = gk.Outcome("pain", "Pain", importance=9, better="lower", thresholds=gk.MID(1, unit="cm"))
DEATH = gk.Outcome(
    "death", "Death", importance=9, better="lower", thresholds=gk.MID(10, unit="per 1000")
)
RATIO = gk.Estimate("RR", 0.8, 0.7, 0.9)
ROW = gk.Evidence(DEATH, RATIO, baseline_risk=0.2, certainty="high")
COMPARISON = gk.Comparison(
    id="drug",
    population="adults",
    intervention=gk.Option("drug", "Drug", "active"),
    comparator=gk.Option("placebo", "Placebo", "inactive"),
    evidence=[ROW],
    share=gk.Share(0.95, 1),
)
GUIDE = gk.Guideline(
    id="g",
    populations=[COMPARISON.population],  # type: ignore[arg-type]
    outcomes=[DEATH],  # type: ignore[arg-type]
    options=[COMPARISON.intervention, COMPARISON.comparator],  # type: ignore[arg-type]
    comparisons=[COMPARISON],  # type: ignore[arg-type]
)
ANSWER = gk.recommend(COMPARISON)
CALLS: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (gk.MID, {"size": (1, 2), "unit": "cm", "source": "x"}),
    (gk.absolute_effect, {"estimate": RATIO, "baseline_risk": 0.1}),
    (gk.classify, {"estimate": RATIO, "outcome": DEATH, "baseline_risk": 0.1}),
    (
        gk.rate_certainty,
        {
            "design": "RCT",
            "judgements": {"imprecision": -1},
            "edition": "core",
            "rob_tool": "RoB 2",
            "overall_adjustment": -1,
            "rationale": "as a whole",
        },
    ),
    (
        gk.overall_certainty,
        {
            "rated": [("critical", "low")],
            "recorded": "low",
            "same_direction": True,
            "sufficient": ["low"],
            "rationale": "one way",
        },
    ),
    (gk.nnt, {"value": -0.1, "low": -0.2, "high": -0.05, "desirable": False}),
    (gk.interaction_test, {"a": RATIO, "b": RATIO}),
    (gk.situation, {"comparison": COMPARISON, "panel": gk.Panel(), "policy": gk.BMJ_RAPID}),
    (gk.decide, {"situation": ANSWER.situation, "policy": gk.BMJ_RAPID}),
    (gk.recommend, {"comparison": COMPARISON, "panel": gk.Panel(), "policy": gk.BMJ_RAPID}),
    (gk.statement, {"finding": ANSWER.findings[0]}),
    (gk.swap, {"comparison": COMPARISON}),
    (gk.audit, {"guideline": GUIDE, "policy": gk.BMJ_RAPID}),
    (
        gk.compare_policies,
        {"comparison": COMPARISON, "policies": ["ebm-table"], "panel": gk.Panel()},
    ),
    (GUIDE.recommend, {"policy": gk.BMJ_RAPID, "only": ["drug"]}),
    (gk.BMJ_RAPID.evolve, {"name": "ours"}),
    (gk.io.load, {"path": "no-such-file.json"}),
    (gk.io.loads, {"text": '{"schema": 1, "id": "x"}', "form": "json"}),
    (gk.io.dumps, {"guideline": GUIDE, "form": "json"}),
    (gk.information_size.binary, {"p0": 0.1, "rrr": 0.2, "alpha": 0.05, "beta": 0.2}),
    (gk.information_size.continuous, {"sd": 2, "mid": 1, "alpha": 0.05, "beta": 0.2}),
    (
        sensitivity.flips,
        {"comparison": COMPARISON, "policy": gk.BMJ_RAPID, "panel": None, "hold": ()},
    ),
    (
        sensitivity.sweep_mid,
        {"target": GUIDE, "outcome": "death", "low": 5, "high": 20, "policy": gk.BMJ_RAPID},
    ),
    (sensitivity.sweep_mid, {"target": COMPARISON, "outcome": "death", "size": "small"}),
    (
        sensitivity.sweep_estimate,
        {"target": GUIDE, "outcome": "death", "low": 0.5, "high": 2, "measure": "RR"},
    ),
    (
        sensitivity.sweep_baseline_risk,
        {"target": GUIDE, "outcome": "death", "low": 0.1, "high": 0.2, "policy": gk.BMJ_RAPID},
    ),
    (sensitivity.sweep_share, {"target": GUIDE, "low": 0, "high": 1, "policy": gk.BMJ_RAPID}),
    (sensitivity.stays, {"target": GUIDE, "policy": gk.BMJ_RAPID}),
    (sensitivity.scenarios, {"guideline": GUIDE, "variants": {}, "policy": gk.BMJ_RAPID}),
    (
        sensitivity.net_effect,
        {"comparison": COMPARISON, "mids": {"death": 1}, "anchor": "death", "preset": None},
    ),
    (sensitivity.net_effect, {"comparison": COMPARISON, "utilities": {"death": 0}, "preset": None}),
    (
        sensitivity.Variant,
        {"supposes": "x", "edits": (), "objection": None, "does_not_show": "", "source": "x"},
    ),
    (sensitivity.prepared, {"guideline": GUIDE}),
]


@pytest.mark.parametrize(("call", "given"), CALLS, ids=[each.__name__ for each, _ in CALLS])
def test_functions(call: Callable[..., Any], given: dict[str, Any]) -> None:
    tried(call, given)


def problem_of(make: Callable[[], object]) -> gk.Problem:
    """The one problem that is told."""
    with pytest.raises(gk.GradekitError) as raised:
        make()
    (problem,) = raised.value.problems
    return problem


class TestWhatIsSaid:
    """What to write instead."""

    def test_a_number_for_a_threshold(self) -> None:
        given: Any = 10
        told = problem_of(
            lambda: gk.Outcome("x", "X", importance=9, better="lower", thresholds=given)
        )
        assert (told.what, told.place, told.got) == ("value of another kind", "$.thresholds", "10")
        assert "gk.MID(10, unit=" in told.hint

    def test_a_ratio_for_a_risk_difference(self) -> None:
        given: Any = RATIO
        told = problem_of(lambda: gk.nnt(given, 0.06))
        assert (told.what, told.place) == ("an effect instead of a risk difference", "$.value")
        assert "gk.absolute_effect(estimate, baseline_risk).difference" in told.hint

    @pytest.mark.parametrize(
        ("unit", "meant"),
        [
            ("/1000", "'per 1000'"),
            ("per1000", "'per 1000'"),
            ("Per 1,000", "'per 1000'"),
            ("in 1000", "'per 1000'"),
            ("\u2030", "'per 1000'"),
            ("percent", "'%'"),
            ("per cent", "'%'"),
            ("percentage points", "'%'"),
            ("1/10 000", "'per 10000'"),
            ("/100000", "'per 100000'"),
        ],
    )
    def test_another_spelling_of_a_unit_of_risk(self, unit: str, meant: str) -> None:
        """Accepted where a threshold is made, as an instrument may count in it; then told."""
        outcome = gk.Outcome(
            "x", "X", importance=9, better="lower", thresholds=gk.MID(10, unit=unit)
        )
        told = problem_of(lambda: gk.classify(RATIO, outcome, 0.1))
        assert (told.what, told.place) == ("thresholds not in a unit of risk", "$.thresholds.unit")
        assert "'proportion', '%', 'per 100', 'per 1000'" in told.expected
        assert told.hint == f"write {meant} for {unit!r}"
        measured = gk.Estimate("MD", 12, unit=unit)
        assert gk.classify(measured, outcome).magnitude == "important"

    @pytest.mark.parametrize("unit", ["points", "cm", None])
    def test_no_unit_of_risk_at_all(self, unit: str | None) -> None:
        outcome = gk.Outcome(
            "x", "X", importance=9, better="lower", thresholds=gk.MID(10, unit=unit)
        )
        told = problem_of(lambda: gk.classify(gk.Estimate("RD", 0.1), outcome))
        assert told.what == "thresholds not in a unit of risk"
        assert ("gk.MID(10, unit=" in told.hint) == (unit is None)

    def test_a_relative_effect_without_a_baseline(self) -> None:
        bare = evolve(COMPARISON, evidence=[evolve(ROW, baseline_risk=None)])
        told = problem_of(lambda: gk.recommend(bare))
        assert told.place == "$.evidence[0].baseline_risk"
        assert "'death'" in told.expected
        assert "give baseline_risk=" in told.hint

    def test_an_unknown_word_names_its_argument(self) -> None:
        told = problem_of(
            lambda: gk.Outcome("x", "X", importance=9, better="lower", kind="side effect")
        )
        assert (told.what, told.place) == ("unknown kind of outcome", "$.kind")
        assert problem_of(lambda: gk.Share(band="most")).place == "$.band"
        assert problem_of(lambda: gk.Evidence(PAIN, certainty="sure")).place == "$.certainty"

    def test_an_id_given_twice(self) -> None:
        told = problem_of(lambda: gk.Guideline(id="g", outcomes=(DEATH, DEATH)))
        assert told.expected == "an id of its own"

    def test_a_preset_by_name(self) -> None:
        assert gk.decide(ANSWER.situation, "ebm-table") == gk.decide(ANSWER.situation, gk.EBM_TABLE)
        told = problem_of(lambda: gk.decide(ANSWER.situation, "mine"))
        assert told.what == "unknown policy"


class TestConcernWords:
    """GRADE users type the words of the method."""

    @pytest.mark.parametrize(
        ("word", "level"),
        [("not serious", 0), ("Serious", -1), ("very_serious", -2), ("extremely serious", -3)],
    )
    def test_a_judgement(self, word: str, level: int) -> None:
        assert gk.Judgement(word) == gk.Judgement(level)
        assert type(gk.Judgement(word).level) is int

    def test_a_rating(self) -> None:
        worded = gk.rate_certainty("cohort study", {"risk_of_bias": "serious"})
        assert worded == gk.rate_certainty("NRS", {"risk_of_bias": -1})
        assert worded.moves == (gk.rate_certainty("NRS", {"risk_of_bias": -1})).moves

    def test_another_word(self) -> None:
        told = problem_of(lambda: gk.rate_certainty("RCT", {"imprecision": "severe"}))
        assert (told.what, told.place) == ("unknown concern", "$.judgements.imprecision")
        assert "'not serious', 'serious', 'very serious'" in told.expected
        assert problem_of(lambda: gk.Judgement("severe")).place == "$.level"

    def test_no_concern_rates_up(self) -> None:
        told = problem_of(lambda: gk.rate_certainty("NRS", {"large_effect": "serious"}))
        assert told.what == "large effect rates up"

    def test_a_design(self) -> None:
        told = problem_of(lambda: gk.rate_certainty("expert opinion", {}))
        assert told.place == "$.design"
        for spelling in ("'randomised'", "RCT", "NRSI", "observational", "cohort", "case-control"):
            assert spelling in told.expected
        for design in ("cohort", "Case-control studies", "case control"):
            assert gk.rate_certainty(design, {}).design == "non-randomised"
