"""frames.recommend says of every comparison what gradekit.recommend says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradekit as gk
from gradekit import frames
from gradekit.contract import EVIDENCE, FLAG, NUMBER, VOTES
from gradekit.testing import random_evidence

if TYPE_CHECKING:
    from tests.frames.conftest import Scalar

# Numbers at, above and below the thresholds, and some that no estimate may hold.
NUMBERS: dict[str, list[float | None]] = {
    "value": [None, -2.0, -0.02, 0.0, 0.02, 0.5, 1.0, 1.5, 2.0, 15.0, 40.0],
    "low": [None, None, -40.0, -2.0, 0.01, 0.4],
    "high": [None, None, 0.9, 2.0, 50.0],
    "baseline_risk": [None, 0.0, 0.1, 0.6, 1.0],
    "incidence": [None, None, None, 0.01],
    "small": [None, 0.02, 1.5, 15.0, 20.0],
    "small_upper": [None, None, None, 2.0, 30.0],
    "moderate": [None, None, 3.0, 40.0],
    "large": [None, None, None, 60.0],
    "share_low": [None, None, 0.0, 0.5, 0.9],
    "share_high": [None, None, 0.1, 0.95],
}
TEXTS: dict[str, list[str | None]] = {
    "outcome": ["outcome 1", "outcome 2", "outcome 3"],
    "unit": [None, "cm", "mm", "%", "points"],
    "threshold_unit": [None, "cm", "proportion", "per 1000"],
    "judged_rationale": [None, " ", "seen otherwise"],
}


def cell(column: frames.Column) -> st.SearchStrategy[Any]:
    if column.name in TEXTS:
        return st.sampled_from(TEXTS[column.name])
    if column.name.removeprefix("votes_") in VOTES:
        return st.sampled_from([None, None, 0, 1, 8])
    if column.dtype == NUMBER:
        return st.sampled_from(NUMBERS[column.name])
    words: tuple[object, ...] = (True, False) if column.dtype == FLAG else column.words
    return st.sampled_from([*words, *([None] if column.null is not None else [])])


per_row = {each.name: cell(each) for each in EVIDENCE if each.per == "row"}
per_row["comparison"] = st.just("c")
per_comparison = {each.name: cell(each) for each in EVIDENCE if each.per == "comparison"}


@st.composite
def comparisons(draw: st.DrawFn) -> pd.DataFrame:
    """Rows of any kind, most of them refused for one reason or another."""
    made: list[dict[str, Any]] = []
    for name in range(draw(st.integers(1, 4))):
        shared = draw(st.fixed_dictionaries(per_comparison))
        rows = draw(st.lists(st.fixed_dictionaries(per_row), min_size=1, max_size=3))
        made += [{**row, **shared, "comparison": name} for row in rows]
    frame = pd.DataFrame(made, columns=[each.name for each in EVIDENCE])
    for each in EVIDENCE:
        if each.dtype == NUMBER:
            frame[each.name] = frame[each.name].astype("float64")
    return frame


@st.composite
def judged(draw: st.DrawFn) -> pd.DataFrame:
    """Effects somebody judged, and estimates that are in order: few are refused."""
    made: list[dict[str, Any]] = []
    for name in range(draw(st.integers(1, 6))):
        shared = draw(st.fixed_dictionaries(per_comparison))
        shared |= {"share_low": None, "share_high": None}
        for place in range(draw(st.integers(1, 4))):
            row = draw(st.fixed_dictionaries(per_row))
            magnitude = row["judged_magnitude"]
            important = magnitude is not None and gk.Magnitude(magnitude).is_important
            estimated = magnitude is None and draw(st.booleans())
            value = draw(st.sampled_from([-30.0, -2.0, -1.5, 0.0, 1.4, 15.0, 40.0]))
            row |= {
                "outcome": f"outcome {place + 1}",
                "measure": "MD" if estimated else None,
                "value": value if estimated else None,
                "low": value - 1 if estimated else None,
                "high": value + 1 if estimated else None,
                "unit": draw(st.sampled_from(["cm", "mm"])) if estimated else None,
                "incidence": None if estimated else row["incidence"],
                "catastrophic": row["catastrophic"] and row["kind"] == "harm",
                "judged_favours": draw(st.sampled_from(["intervention", "comparator"]))
                if important
                else None,
                "small": draw(st.sampled_from([None, 1.5])),
                "small_upper": None,
                "moderate": None,
                "large": None,
                "threshold_unit": "cm",
            }
            made.append({**row, **shared, "comparison": f"c{name}"})
    frame = pd.DataFrame(made, columns=[each.name for each in EVIDENCE])
    for each in EVIDENCE:
        if each.dtype == NUMBER:
            frame[each.name] = frame[each.name].astype("float64")
    return frame


POLICIES = [
    gk.BMJ_RAPID,
    gk.EBM_TABLE,
    gk.BMJ_RAPID.evolve("other", established="high", possible="very low", nearly_all=0.95),
]


class TestEqualsScalar:
    """The scalar rules are the only rules."""

    @given(comparisons(), st.sampled_from(POLICIES), st.booleans())
    def test_any_rows(
        self,
        scalar: type[Scalar],
        surveyed: gk.Panel,
        frame: pd.DataFrame,
        policy: gk.Policy,
        asked: bool,  # noqa: FBT001
    ) -> None:
        assert not scalar.differing(frame, policy, surveyed if asked else None)

    @given(judged(), st.sampled_from(POLICIES), st.booleans())
    def test_rows_in_order(
        self,
        scalar: type[Scalar],
        surveyed: gk.Panel,
        frame: pd.DataFrame,
        policy: gk.Policy,
        asked: bool,  # noqa: FBT001
    ) -> None:
        assert not scalar.differing(frame, policy, surveyed if asked else None)

    @pytest.mark.parametrize("policy", POLICIES, ids=lambda each: each.name)
    def test_random_frames(
        self, scalar: type[Scalar], surveyed: gk.Panel, policy: gk.Policy
    ) -> None:
        frame = random_evidence(600, seed=11)
        assert not scalar.differing(frame, policy)
        assert not scalar.differing(frame, policy, surveyed)

    def test_random_frames_reach_every_answer_and_route(self, surveyed: gk.Panel) -> None:
        frame = random_evidence(10_000, seed=4)
        found = frames.recommend(frame, panel=surveyed)
        assert set(found["strength"]) == {"none", "conditional", "strong"}
        assert set(found["direction"]) == {"for", "against", "either", "none"}
        assert (found["share"] != frames.recommend(frame)["share"]).any()

    def test_the_worked_guideline(self, scalar: type[Scalar]) -> None:
        guide = gk.datasets.load("spine-2025")
        found = frames.recommend(frames.evidence(guide.comparisons), panel=guide.panel)
        for comparison, row in zip(guide.comparisons, scalar.rows(found), strict=True):
            answer = gk.recommend(comparison)
            assert row[:2] == (answer.direction, answer.strength) == ("against", "strong")
            assert row[2] == (", ".join(map(str, answer.paradigms)) or "none")
            assert row[4] == ("; ".join(answer.missing) or "none")
            assert row[6] == answer.share.band


class TestRows:
    """Order of rows, index, dtypes."""

    @pytest.fixture
    def frame(self) -> pd.DataFrame:
        return random_evidence(600, seed=5)

    def test_rows_need_not_stand_together(self, frame: pd.DataFrame) -> None:
        shuffled = frame.sample(frac=1, random_state=1)
        found, expected = frames.recommend(shuffled), frames.recommend(frame)
        assert list(found.index) == list(dict.fromkeys(shuffled["comparison"]))
        one, other = found.loc[expected.index], expected
        pd.testing.assert_frame_equal(one.drop(columns="missing"), other.drop(columns="missing"))
        sets = [each["missing"].str.split("; ").map(set).tolist() for each in (one, other)]
        assert sets[0] == sets[1]

    def test_blocks_are_not_seen(
        self, frame: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        expected = frames.recommend(frame)
        monkeypatch.setattr("gradekit.frames.grouping.BLOCK", 7)
        pd.testing.assert_frame_equal(frames.recommend(frame), expected)

    def test_arrow(self, frame: pd.DataFrame) -> None:
        pa = pytest.importorskip("pyarrow")
        table = pa.Table.from_pandas(frame, preserve_index=False)
        backed = table.to_pandas(types_mapper=pd.ArrowDtype)
        assert isinstance(backed["value"].dtype, pd.ArrowDtype)
        found, expected = frames.recommend(backed), frames.recommend(frame)
        pd.testing.assert_frame_equal(found, expected, check_index_type=False)

    def test_text_columns(self, frame: pd.DataFrame) -> None:
        words = frame.select_dtypes("category").columns
        text = frame.assign(comparison=frame["comparison"].map(lambda each: f"c{each}"))
        text[words] = text[words].astype(object)
        found = frames.recommend(text)
        assert found.index[3] == "c3"
        expected = frames.recommend(frame).set_index(found.index)
        pd.testing.assert_frame_equal(found, expected)

    def test_input_is_left_alone(self, frame: pd.DataFrame) -> None:
        before = frame.copy(deep=True)
        frames.recommend(frame)
        pd.testing.assert_frame_equal(frame, before)

    def test_no_rows(self, frame: pd.DataFrame) -> None:
        found = frames.recommend(frame.iloc[:0])
        assert found.shape == (0, 7)
        assert found.index.name == "comparison"

    def test_a_rating_of_one_to_nine(self, frame: pd.DataFrame) -> None:
        numbers = frame["importance"].map({"limited": 2, "important": 5, "critical": 9})
        found = frames.recommend(frame.assign(importance=numbers.astype("int64")))
        pd.testing.assert_frame_equal(found, frames.recommend(frame))

    def test_two_runs_in_threads(self, frame: pd.DataFrame) -> None:
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

        from gradekit.frames.tables import tables  # noqa: PLC0415

        expected = frames.recommend(frame)
        tables.cache_clear()
        with ThreadPoolExecutor(4) as pool:
            for found in pool.map(frames.recommend, [frame] * 8):
                pd.testing.assert_frame_equal(found, expected)


def one_row(**changes: Any) -> pd.DataFrame:  # noqa: ANN401
    """A measured effect on a critical benefit."""
    row = {
        "comparison": "c", "outcome": "pain", "importance": "critical", "kind": "benefit",
        "better": "lower", "certainty": "moderate", "measure": "MD", "value": -2.0, "low": -3.0,
        "high": -1.0, "unit": "cm", "small": 1.5, "threshold_unit": "cm",
        "intervention_kind": "active", "comparator_kind": "inactive", "share": "nearly all",
    }  # fmt: skip
    return pd.DataFrame([{**row, **changes}])


class TestFailures:
    """Row, column, code and value of what cannot be judged."""

    @pytest.mark.parametrize(
        ("changes", "column", "code"),
        [
            ({"certainty": "sure"}, "certainty", "unknown certainty"),
            ({"importance": None}, "importance", "empty cell"),
            ({"value": -5.0}, "value", "value outside its interval"),
            ({"low": None}, "low", "half an interval"),
            ({"value": np.inf, "high": np.inf}, "value", "not finite"),
            ({"unit": "points"}, "unit", "unit does not convert"),
            ({"measure": "RR", "unit": None, "value": 2.0, "low": -1.0, "high": 3.0},
             "low", "ratio not positive"),
            ({"measure": "RR", "unit": None, "value": 2.0, "low": 1.0, "high": 3.0},
             "baseline_risk", "relative effect without a baseline risk"),
            ({"measure": "RR", "unit": None, "value": 2.0, "low": 1.0, "high": 3.0,
              "baseline_risk": 0.4, "threshold_unit": "per 1000"},
             "high", "RR at this baseline gives an impossible risk"),
            ({"baseline_risk": 1.2}, "baseline_risk", "baseline risk outside 0 to 1"),
            ({"measure": None}, "measure", "a number without a measure"),
            ({"value": None, "low": None, "high": None}, "value", "a measure without a number"),
            ({"small": -1.0}, "small", "threshold not positive"),
            ({"moderate": 1.0}, "moderate", "thresholds not ascending"),
            ({"large": 9.0}, "large", "large without moderate"),
            ({"catastrophic": True}, "catastrophic", "catastrophic but not a harm"),
            ({"incidence": 0.1}, "incidence", "an estimate and a one-arm incidence"),
            ({"judged_magnitude": "small", "judged_favours": "intervention"},
             "judged_rationale", "judged effect against an estimate without a reason"),
            ({"judged_magnitude": "small", "judged_rationale": "x"},
             "judged_favours", "magnitude and direction disagree"),
            ({"share_low": 0.9}, "share_low", "share without one form"),
            ({"share": None, "share_low": 1.2}, "share_low", "share outside 0 to 1"),
            ({"votes_either": -1}, "votes_either", "votes not counted"),
            ({"votes_either": 0}, "votes_strong_for", "no vote cast"),
            ({"intervention_kind": "drug"}, "intervention_kind", "unknown kind of option"),
        ],
    )  # fmt: skip
    def test_collect(self, changes: dict[str, Any], column: str, code: str) -> None:
        frame = one_row(**changes).set_index(pd.Index(["label"]))
        answers, failures = frames.recommend(frame, errors="collect")
        assert bool(answers.isna().to_numpy().all())
        found = failures[["row", "column", "code"]].to_numpy().tolist()
        assert ["label", column, code] in found

    def test_nothing_wrong(self) -> None:
        answers, failures = frames.recommend(one_row(), errors="collect")
        assert failures.empty
        assert answers[["direction", "strength"]].to_numpy().tolist() == [["for", "strong"]]

    def test_the_others_are_answered(self) -> None:
        frame = pd.concat([one_row(), one_row(comparison="d", unit="points")], ignore_index=True)
        answers, failures = frames.recommend(frame, errors="collect")
        assert answers["strength"].isna().tolist() == [False, True]
        assert failures["row"].tolist() == [1]
        with pytest.raises(gk.UnitMismatch, match=r"unit does not convert @ \$.1.unit"):
            frames.recommend(frame)

    def test_rows_of_a_comparison_must_agree(self) -> None:
        other = one_row(outcome="other", share="majority")
        _, failures = frames.recommend(
            pd.concat([one_row(), other], ignore_index=True), errors="collect"
        )
        assert failures[["row", "column", "code"]].to_numpy().tolist() == [
            [1, "share", "differs within the comparison"]
        ]

    def test_two_deciding_rows(self) -> None:
        _, failures = frames.recommend(
            pd.concat([one_row(), one_row()], ignore_index=True), errors="collect"
        )
        assert failures[["row", "code"]].to_numpy().tolist() == [[1, "two deciding rows"]]

    def test_one_outcome_defined_twice(self) -> None:
        second = one_row(role="supporting", small=2.0)
        frame = pd.concat([one_row(role="deciding"), second], ignore_index=True)
        _, failures = frames.recommend(frame, errors="collect")
        assert failures["code"].tolist() == ["one outcome with two definitions"]

    def test_columns_missing(self) -> None:
        with pytest.raises(gk.InvalidValue, match=r"column missing @ \$.comparison"):
            frames.recommend(one_row().drop(columns=["comparison"]))


class TestWhatIsMissing:
    """A missing judgement is a visible state."""

    def test_an_outcome_nobody_studied(self) -> None:
        frame = one_row(measure=None, value=None, low=None, high=None, share=None)
        assert frames.recommend(frame).loc["c", "missing"] == "share; evidence: pain"

    def test_shown_only(self) -> None:
        frame = one_row(role="supporting")
        found = frames.recommend(frame).loc["c"]
        assert (found["missing"], found["overall"]) == ("evidence: pain", "very low")

    def test_not_rated(self) -> None:
        assert frames.recommend(one_row(certainty=None)).loc["c", "missing"] == "certainty: pain"

    def test_nothing_that_decides(self) -> None:
        found = frames.recommend(one_row(importance="limited")).loc["c"]
        assert found["missing"] == "overall certainty: no critical or important outcome"

    def test_a_critical_outcome_of_the_guideline(self, make_guideline: gk.Comparison) -> None:
        frame = frames.evidence([make_guideline])
        assert frame["outcome"].tolist() == ["pain", "death"]
        found = frames.recommend(frame)
        expected = gk.recommend(make_guideline)
        assert found.iloc[0]["missing"] == "; ".join(expected.missing)

    @pytest.fixture
    def make_guideline(self) -> gk.Comparison:
        pain, death = (
            gk.Outcome(name, name, importance="critical", better="lower")
            for name in ("pain", "death")
        )
        return gk.Comparison(
            id="c",
            population="p",
            intervention=gk.Option("a", "A", "active"),
            comparator=gk.Option("b", "B", "active"),
            evidence=(gk.Evidence(pain, judged_effect=gk.JudgedEffect("trivial")),),
            within=gk.comparison.Within(outcomes=(pain, death)),
        )


class TestTraces:
    """Traces on request, by the scalar rules."""

    def test_column(self) -> None:
        frame = random_evidence(50, seed=6)
        found = frames.recommend(frame, trace=True)
        for name, answer in found["recommendation"].to_dict().items():
            told = frames.explain(frame, name)
            assert isinstance(told, gk.Recommendation)
            assert told.trace == answer.trace
            assert answer.explain()
            assert answer.strength == found["strength"].to_dict()[name]

    def test_no_such_comparison(self) -> None:
        with pytest.raises(gk.UnknownReference, match="no such row"):
            frames.explain(one_row(), "d")
