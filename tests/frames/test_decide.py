"""frames.decide says of every row what gradekit.decide says of its situation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradekit as gk
from gradekit import frames, space
from gradekit.contract import KNOWN_WORDS, SITUATIONS
from gradekit.frames.tables import Tables, tables
from gradekit.testing import random_situations

if TYPE_CHECKING:
    from tests.frames.conftest import Scalar

POLICIES = [gk.BMJ_RAPID, gk.EBM_TABLE, gk.BMJ_RAPID.evolve("high", strong_certainty="high")]

cells = {
    each.name: st.sampled_from(
        [
            *(each.words or (True, False)),
            *([None] if each.null is not None else []),
        ]
    )
    for each in SITUATIONS
}
rows = st.fixed_dictionaries(cells)


class TestEqualsScalar:
    """The scalar rules are the only rules."""

    @given(st.lists(rows, min_size=1, max_size=8), st.sampled_from(POLICIES))
    def test_any_words(
        self, scalar: type[Scalar], given_: list[dict[str, object]], policy: gk.Policy
    ) -> None:
        frame = pd.DataFrame(given_, columns=[each.name for each in SITUATIONS])
        found = frames.decide(frame, policy)
        assert scalar.rows(found) == scalar.of_situations(frame, policy)

    @pytest.mark.parametrize("policy", POLICIES, ids=lambda each: each.name)
    def test_random_frames(self, scalar: type[Scalar], policy: gk.Policy) -> None:
        frame = random_situations(800, seed=7)
        assert scalar.rows(frames.decide(frame, policy)) == scalar.of_situations(frame, policy)

    def test_every_panel_half(self, scalar: type[Scalar]) -> None:
        # The whole panel half, under evidence that permits in neither, one and both directions.
        compiled = tables(gk.BMJ_RAPID)
        base = random_situations(1, seed=0).iloc[0].to_dict()
        halves = space.panel_halves()
        for probe in compiled.probes[::3]:
            frame = pd.DataFrame([base] * len(halves))
            for arm in gk.Arm:
                option = probe.option(arm)
                for part in ("benefit", "harm", "catastrophe", "prohibitive"):
                    frame[f"{arm}_{part}"] = str(getattr(option, part))
            frame["overall"] = str(probe.overall)
            frame["life_threatening"] = probe.life_threatening
            frame["benefit_certainty"] = None
            frame["unknown_benefit"] = probe.unknown_benefit
            frame["both_active"] = probe.both_active
            for part in ("share", "secondary", "votes", "perspective", "balance"):
                words = [getattr(half, part) for half in halves]
                frame[part] = [None if word is None else str(word) for word in words]
            found = scalar.rows(frames.decide(frame))
            for half, row in zip(halves, found, strict=True):
                answer = gk.decide(gk.Situation(probe, half))
                assert row[:2] == (answer.direction, answer.strength)
                assert row[3] == (", ".join(answer.binding) or "none")

    def test_every_class_of_evidence(self) -> None:
        # What the tables say is permitted is what `match` permits, wherever it is asked.
        compiled, rng = Tables(gk.EBM_TABLE), np.random.default_rng(3)
        options, shared = space.option_states(), space.shared_states()
        frame = random_situations(4000, seed=5)
        frames.decide(frame, gk.EBM_TABLE)
        for _ in range(300):
            evidence = space.evidence_of(
                shared[rng.integers(len(shared))],
                options[rng.integers(len(options))],
                options[rng.integers(len(options))],
            )
            for_, against = gk.paradigms.match(evidence, gk.EBM_TABLE)
            for permission in compiled.by_paradigm:
                asked = permission.ask(
                    permission.of_shared(evidence),
                    permission.of_option(evidence.intervention),
                    permission.of_option(evidence.comparator),
                )
                number = permission.paradigm.number
                assert asked == (number in for_.permitting) + 2 * (number in against.permitting)


class TestColumns:
    """Categorical, nullable, text and Arrow-backed columns say the same; the index is kept."""

    @pytest.fixture
    def frame(self) -> pd.DataFrame:
        return random_situations(400, seed=3)

    @pytest.mark.parametrize("kind", ["object", "str", "string[pyarrow]", "category", "arrow"])
    def test_dtypes(self, frame: pd.DataFrame, kind: str) -> None:
        pa = pytest.importorskip("pyarrow")
        words = [each.name for each in SITUATIONS if each.dtype == "word"]
        other = frame.copy()
        if kind == "arrow":
            table = pa.Table.from_pandas(frame, preserve_index=False)
            other = table.to_pandas(types_mapper=pd.ArrowDtype)
            assert isinstance(other["share"].dtype, pd.ArrowDtype)
        elif kind == "category":  # in the order they are met, not that of the contract
            for name in words:
                other[name] = frame[name].astype(object).astype("category")
        else:
            for name in words:
                other[name] = frame[name].astype(object).astype(kind)  # type: ignore[call-overload]
            other["life_threatening"] = frame["life_threatening"].astype(object)
        pd.testing.assert_frame_equal(frames.decide(other), frames.decide(frame))

    def test_index(self, frame: pd.DataFrame) -> None:
        labels = pd.Index([f"row {place}" for place in range(len(frame))], name="id")
        found = frames.decide(frame.set_index(labels))
        pd.testing.assert_index_equal(found.index, labels)
        assert list(found.dtypes.map(str)) == ["category"] * 5

    def test_input_is_left_alone(self, frame: pd.DataFrame) -> None:
        before = frame.copy(deep=True)
        frames.decide(frame)
        pd.testing.assert_frame_equal(frame, before)

    def test_categories_do_not_depend_on_the_rows(self, frame: pd.DataFrame) -> None:
        one, other = frames.decide(frame.iloc[:1]), frames.decide(frame)
        assert list(one.dtypes) == list(other.dtypes)

    def test_no_rows(self, frame: pd.DataFrame) -> None:
        assert frames.decide(frame.iloc[:0]).shape == (0, 5)

    def test_might_be_higher(self, frame: pd.DataFrame) -> None:
        # The words of the scalar value are read as well.
        one = frame.iloc[[0]].astype({"intervention_harm": object})
        one["intervention_harm"] = "low, might be higher"
        other = one.assign(intervention_harm="low to high")
        pd.testing.assert_frame_equal(frames.decide(one), frames.decide(other))

    def test_absent_columns_are_what_the_contract_says(self, frame: pd.DataFrame) -> None:
        optional = [each.name for each in SITUATIONS if each.absent is not None]
        blank = frame.drop(columns=optional)
        stated = blank.assign(
            share="unknown",
            secondary="not judged",
            votes="not voted",
            perspective="individual",
            balance=None,
            life_threatening=None,
        )
        pd.testing.assert_frame_equal(frames.decide(blank), frames.decide(stated))

    def test_every_word_has_a_place(self) -> None:
        assert len(KNOWN_WORDS) == 15
        assert frames.decide(random_situations(10, seed=1))["missing"].notna().all()


class TestFailures:
    """What cannot be read is raised, or collected by row, column, code and value."""

    @pytest.fixture
    def frame(self) -> pd.DataFrame:
        made = random_situations(5, seed=1).astype({"share": object, "overall": object})
        made.index = pd.Index(list("abcde"))
        made.loc["b", "share"] = "most"
        made.loc["d", "overall"] = None
        return made

    def test_collect(self, frame: pd.DataFrame) -> None:
        answers, failures = frames.decide(frame, errors="collect")
        assert failures[["row", "column", "code", "value"]].to_numpy().tolist() == [
            ["b", "share", "unknown share band", "'most'"],
            ["d", "overall", "empty cell", "nothing"],
        ]
        assert answers["direction"].isna().tolist() == [False, True, False, True, False]
        good = frame.loc[["a", "c", "e"]]
        pd.testing.assert_frame_equal(answers.loc[good.index], frames.decide(good))

    def test_raise(self, frame: pd.DataFrame) -> None:
        with pytest.raises(gk.InvalidValue, match=r"unknown share band @ \$.b.share") as caught:
            frames.decide(frame)
        assert len(caught.value.problems) == 2

    def test_not_a_flag(self, frame: pd.DataFrame) -> None:
        frame = frame.loc[["a"]].assign(both_active="perhaps")
        _, failures = frames.decide(frame, errors="collect")
        assert failures["code"].tolist() == ["not a flag"]

    def test_columns_missing(self, frame: pd.DataFrame) -> None:
        with pytest.raises(gk.InvalidValue, match=r"column missing @ \$.overall"):
            frames.decide(frame.drop(columns=["overall", "both_active"]))

    def test_another_way_with_errors(self, frame: pd.DataFrame) -> None:
        with pytest.raises(gk.InvalidValue, match="raise or collect"):
            frames.decide(frame, errors="ignore")  # type: ignore[call-overload]


class TestTraces:
    """Traces on request, by the scalar rules."""

    def test_column(self) -> None:
        frame = random_situations(20, seed=2)
        found = frames.decide(frame, trace=True)
        for place, decision in enumerate(found["decision"]):
            assert decision == frames.explain(frame, place)
            assert decision.trace.steps
            assert decision.strength == found["strength"].iloc[place]

    def test_explain_needs_a_row_of_its_own(self) -> None:
        frame = random_situations(2, seed=2)
        with pytest.raises(gk.UnknownReference, match="no such row"):
            frames.explain(frame, 9)
        with pytest.raises(gk.UnknownReference, match="several rows"):
            frames.explain(frame.set_index(pd.Index([0, 0])), 0)
