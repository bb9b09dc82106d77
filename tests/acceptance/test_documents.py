"""Bad input is told: what, where, what was expected; never a traceback, never half an answer."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import gradekit as gk

Data = dict[str, Any]


@pytest.fixture(scope="module")
def pristine() -> Data:
    loaded: Data = json.loads(gk.datasets.text("spine-2025"))
    return loaded


def pain(data: Data, nth: int = 0) -> Data:
    row: Data = data["comparisons"][nth]["evidence"][0]
    return row


def outcome(data: Data) -> Data:
    found: Data = next(each for each in data["outcomes"] if each["id"] == "pain")
    return found


def _set(where: Callable[[Data], Data], **values: object) -> Callable[[Data], None]:
    return lambda data: where(data).update(values)


CASES: dict[str, tuple[Callable[[Data], None], str, tuple[str, ...]]] = {
    "unknown outcome": (
        _set(pain, outcome="pian"),
        "$.comparisons[0].evidence[0].outcome",
        ("unknown outcome", "'pain'", "'pian'"),
    ),
    "MID in another unit": (
        lambda data: outcome(data)["thresholds"].update(unit="points"),
        "$.outcomes[0].thresholds.unit",
        ("another unit", "'cm'", "'points'"),
    ),
    "estimate in another unit": (
        lambda data: pain(data)["estimate"].update(unit="kg"),
        "$.comparisons[0].evidence[0].estimate.unit",
        ("unit does not convert", "'cm'", "'kg'"),
    ),
    "low above high": (
        lambda data: pain(data)["estimate"].update(low=2, high=1),
        "$.comparisons[0].evidence[0].estimate.low",
        ("low above high", "at most high = 1", "got 2"),
    ),
    "negative ratio": (
        lambda data: pain(data).update(
            estimate={"measure": "RR", "value": -0.5, "low": -1, "high": 2}
        ),
        "$.comparisons[0].evidence[0].estimate.value",
        ("ratio not positive", "above 0", "-0.5"),
    ),
    "share above 1": (
        lambda data: data["comparisons"][2].update(share={"low": 0.5, "high": 1.2}),
        "$.comparisons[2].share.high",
        ("share outside 0 to 1", "1.2"),
    ),
    "votes that do not add up": (
        lambda data: data["comparisons"][2].update(votes={"strong_for": 10, "total": 12}),
        "$.comparisons[2].votes.total",
        ("do not add up", "10", "12"),
    ),
    "more votes than members": (
        lambda data: data["comparisons"][2].update(votes={"strong_for": 23}),
        "$.comparisons[2].votes",
        ("do not add up", "22 members"),
    ),
    "unknown key": (
        lambda data: pain(data).update(certanty="low"),
        "$.comparisons[0].evidence[0].certanty",
        ("unknown key", "certainty", "'certanty'"),
    ),
    "missing key": (
        lambda data: data["outcomes"][0].pop("better"),
        "$.outcomes[0].better",
        ("missing key",),
    ),
    "number as text": (
        lambda data: pain(data)["estimate"].update(value="0,28"),
        "$.comparisons[0].evidence[0].estimate.value",
        ("not a number", "'0,28'"),
    ),
    "unknown word": (
        lambda data: data["outcomes"][0].update(importance="vital"),
        "$.outcomes[0].importance",
        ("'critical'", "'vital'"),
    ),
    "certainty without a tag": (
        _set(pain, certainty={"level": "low"}),
        "$.comparisons[0].evidence[0].certainty",
        ("certainty without a tag", "published"),
    ),
    "dangling comparison": (
        lambda data: data["recommendations"][0].update(comparisons=["axial/nothing"]),
        "$.recommendations[0].comparisons[0]",
        ("unknown comparison", "'axial/nothing'"),
    ),
    "duplicate id": (
        lambda data: data["comparisons"].append(copy.deepcopy(data["comparisons"][0])),
        "$.comparisons[16].id",
        ("duplicate id", "axial/epidural-la"),
    ),
    "unknown policy": (
        lambda data: data.update(policy="bmj"),
        "$.policy",
        ("unknown policy", "bmj-rapid"),
    ),
    "other schema": (lambda data: data.update(schema=99), "$.schema", ("unknown schema", "99")),
    "a text for a list": (
        lambda data: data["populations"][0].update(exclusions="cancer"),
        "$.populations[0].exclusions",
        ("not a list", "'cancer'"),
    ),
    "an object for a list": (
        lambda data: data["comparisons"][1].update(evidence={}),
        "$.comparisons[1].evidence",
        ("not a list",),
    ),
    "lone surrogate": (
        lambda data: data.update(title="x\ud800"),
        "$.title",
        ("unprintable character",),
    ),
    "voting as a number": (
        lambda data: data.update(policy={"base": "bmj-rapid", "name": "x", "voting": 0.7}),
        "$.policy.voting",
        ("not an object",),
    ),
    "a truth value for a share": (
        lambda data: data.update(policy={"base": "bmj-rapid", "name": "x", "nearly_all": True}),
        "$.policy.nearly_all",
        ("not a number",),
    ),
    "unknown policy parameter": (
        lambda data: data.update(policy={"base": "bmj-rapid", "name": "x", "nearly": 0.9}),
        "$.policy.nearly",
        ("unknown key", "nearly_all"),
    ),
    "scenario on an unknown outcome": (
        lambda data: data["panel"]["survey"]["scenarios"][0].update(
            smallest_benefit=1.5, unit="cm", outcome="pian"
        ),
        "$.panel.survey.scenarios[0].outcome",
        ("unknown outcome", "'pian'"),
    ),
    "a list for an object": (
        lambda data: data.update(panel=[]),
        "$.panel",
        ("not an object", "panel"),
    ),
}


class TestProblems:
    """Each problem stands at its place in the document, says what was expected and what came."""

    @pytest.mark.parametrize("name", CASES)
    def test_placed_and_worded(self, pristine: Data, name: str) -> None:
        spoil, place, words = CASES[name]
        data = copy.deepcopy(pristine)
        spoil(data)
        with pytest.raises(gk.GradekitError) as raised:
            gk.io.loads(json.dumps(data)).recommend()
        placed = [problem for problem in raised.value.problems if problem.place == place]
        assert placed, str(raised.value)
        for word in words:
            assert word in str(placed[0])

    @pytest.mark.parametrize("name", CASES)
    def test_alone(self, pristine: Data, name: str) -> None:
        # One mistake is one problem: nothing is reported that only follows from it.
        spoil, _, _ = CASES[name]
        data = copy.deepcopy(pristine)
        spoil(data)
        with pytest.raises(gk.GradekitError) as raised:
            gk.io.loads(json.dumps(data)).recommend()
        expected = 2 if name == "negative ratio" else 1  # its lower end is negative as well
        assert len(raised.value.problems) == expected, str(raised.value)

    def test_all_at_once(self, pristine: Data) -> None:
        data = copy.deepcopy(pristine)
        names = ("unknown key", "share above 1", "votes that do not add up", "missing key")
        for name in names:
            CASES[name][0](data)
        with pytest.raises(gk.DocumentError) as raised:
            gk.io.loads(json.dumps(data))
        places = {problem.place for problem in raised.value.problems}
        assert {CASES[name][1] for name in names} <= places

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("", "not JSON"),
            ("{", "not JSON"),
            ("[]", "not a guideline"),
            ("null", "not a guideline"),
            ('{"schema": 1, "id": "x", "id": "y"}', "duplicate key"),
            ('{"schema": 1, "id": NaN}', "not a number"),
            ('{"schema": 1, "id": -Infinity}', "not a number"),
            ("[" * 100_000, "nested too deeply"),
            ('{"schema": true, "id": "x"}', "unknown schema"),
            ('{"schema": 1, "id": 7}', "not text"),
        ],
    )
    def test_not_a_document(self, text: str, word: str) -> None:
        with pytest.raises(gk.DocumentError, match=word):
            gk.io.loads(text)


class TestEffectsThatCannotBeJudged:
    """Relative effects are judged on the absolute scale, or not at all."""

    OUTCOME = gk.Outcome(
        "death",
        "Death",
        importance="critical",
        better="lower",
        thresholds=gk.MID(10, unit="per 1000"),
    )

    def test_without_a_baseline_risk(self) -> None:
        with pytest.raises(gk.BaselineRiskMissing, match=r"\$.baseline_risk"):
            gk.classify(gk.Estimate("RR", 0.8, 0.7, 0.9), self.OUTCOME)

    def test_ratio_times_baseline_above_one(self) -> None:
        with pytest.raises(gk.InvalidValue, match="impossible risk") as raised:
            gk.classify(gk.Estimate("RR", 3, 2, 4), self.OUTCOME, baseline_risk=0.4)
        assert [problem.path for problem in raised.value.problems] == [("value",), ("high",)]

    def test_placed_in_the_comparison(self, pristine: Data) -> None:
        data = copy.deepcopy(pristine)
        data["comparisons"][3]["evidence"][0]["estimate"] = {
            "measure": "RR",
            "value": 0.8,
            "low": 0.7,
            "high": 0.9,
        }
        with pytest.raises(gk.BaselineRiskMissing) as raised:
            gk.io.loads(json.dumps(data)).recommend()
        (problem,) = raised.value.problems
        assert problem.place == "$.comparisons[3].evidence[0].baseline_risk"


class TestRoundTrip:
    """Reading what was written gives an equal guideline, and writing it again the same text."""

    def test_identity(self, guide: gk.Guideline) -> None:
        text = gk.io.dumps(guide)
        again = gk.io.loads(text)
        assert again == guide
        assert gk.io.dumps(again) == text

    def test_the_shipped_document_loses_nothing(self, guide: gk.Guideline) -> None:
        shipped = json.loads(gk.datasets.text("spine-2025"))

        def without_defaults(node: object) -> object:
            return json.loads(gk.io.dumps(gk.io.from_data(node)))

        assert without_defaults(shipped) == json.loads(gk.io.dumps(guide))

    def test_a_policy_of_one_s_own(self, guide: gk.Guideline) -> None:
        sourced = gk.Parameter("high", gk.Citation("ebmtable", "table 2"))
        mine = evolve(
            guide,
            policy=gk.BMJ_RAPID.evolve(
                "ours",
                nearly_all=0.95,
                certain_harm=sourced,
                voting=gk.VotingRule(strong=gk.Parameter(0.7)),
                edition="classic",
            ),
        )
        again = gk.io.loads(gk.io.dumps(mine))
        assert again == mine
        assert again.policy.nearly_all.value == 0.95
        assert again.policy.voting.strong.value == 0.7
        assert again.policy.certain_harm.source.source == "ebmtable"

    def test_written_whole_or_not_at_all(self, guide: gk.Guideline, tmp_path: Path) -> None:
        path = tmp_path / "copy.json"
        gk.io.dump(guide, path)
        assert gk.io.load(path) == guide
        assert [each.name for each in tmp_path.iterdir()] == ["copy.json"]
        with pytest.raises(gk.DocumentError, match="cannot be written"):
            gk.io.dump(guide, tmp_path / "nowhere" / "copy.json")
