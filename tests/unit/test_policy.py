"""Policies: named, immutable sets of method parameters, each with its source."""

from __future__ import annotations

import math
import pickle
from typing import Any

import attrs
import pytest

import gradekit as gk
from gradekit.errors import InvalidValue, UnknownReference
from gradekit.policy import POLICIES, policy_named
from gradekit.sources import USER_SET, Citation, Parameter


class TestPresets:
    """5.9: BMJ_RAPID, GRADE_2013, EBM_TABLE, CORE_2025."""

    def test_names(self) -> None:
        assert list(POLICIES) == ["bmj-rapid", "grade-2013", "ebm-table", "core-2025"]
        for name, policy in POLICIES.items():
            assert policy.name == name
            assert policy_named(name) is policy

    def test_another_name_is_refused(self) -> None:
        with pytest.raises(UnknownReference, match="unknown policy") as raised:
            policy_named("grade-1999")
        assert "bmj-rapid, grade-2013, ebm-table, core-2025" in raised.value.problems[0].expected
        assert raised.value.problems[0].got == "'grade-1999'"

    @pytest.mark.parametrize("policy", POLICIES.values(), ids=lambda policy: policy.name)
    def test_common_parameters(self, policy: gk.Policy) -> None:
        assert policy.nearly_all.value == 0.9
        assert policy.majority.value == 0.5
        assert policy.strong_certainty.value == "moderate"
        assert policy.established.value == "moderate"
        assert policy.possible.value == "low"
        assert policy.voting.strong.value == 0.8
        assert policy.voting.direction.value == 0.5

    @pytest.mark.parametrize(
        ("policy", "edition", "certain_harm"),
        [
            (gk.BMJ_RAPID, "core", "moderate"),
            (gk.GRADE_2013, "classic", "moderate"),
            (gk.EBM_TABLE, "classic", "high"),
            (gk.CORE_2025, "core", "moderate"),
        ],
    )
    def test_where_they_differ(self, policy: gk.Policy, edition: str, certain_harm: str) -> None:
        assert policy.edition == edition
        assert policy.certain_harm.value == certain_harm

    def test_only_core_2025_says_that_the_five_are_borrowed(self) -> None:
        assert "borrowed" in gk.CORE_2025.paradigms_note
        assert [each.name for each in POLICIES.values() if each.paradigms_note] == ["core-2025"]

    def test_the_band_of_nearly_all_is_marked_unchecked(self) -> None:
        assert not gk.BMJ_RAPID.nearly_all.source.checked

    def test_a_borrowed_voting_share_says_so(self) -> None:
        assert gk.BMJ_RAPID.voting.strong.source.checked
        for policy in (gk.GRADE_2013, gk.EBM_TABLE, gk.CORE_2025):
            for kept in (policy.voting.strong, policy.voting.direction):
                assert not kept.source.checked
                assert "borrowed" in kept.source.note


class TestEvolve:
    """5.9: a user's policy is evolved from one and named."""

    def test_changed(self) -> None:
        mine = gk.BMJ_RAPID.evolve("ours", nearly_all=0.95, certain_harm="high")
        assert mine.name == "ours"
        assert mine.nearly_all == Parameter(0.95, USER_SET, "nearly_all")
        assert mine.certain_harm == Parameter(gk.Certainty.HIGH, USER_SET, "certain_harm")
        assert isinstance(mine.certain_harm.value, gk.Certainty)

    def test_the_rest_is_kept_with_its_sources(self) -> None:
        mine = gk.EBM_TABLE.evolve("ours", nearly_all=0.95)
        assert mine.certain_harm == gk.EBM_TABLE.certain_harm
        assert mine.voting == gk.EBM_TABLE.voting
        assert mine.edition == "classic"

    def test_the_original_stays(self) -> None:
        gk.BMJ_RAPID.evolve("ours", nearly_all=0.95)
        assert gk.BMJ_RAPID.nearly_all.value == 0.9
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            gk.BMJ_RAPID.name = "x"  # type: ignore[misc]

    def test_a_source_may_be_named(self) -> None:
        cited = Citation("smith2020")
        mine = gk.BMJ_RAPID.evolve("ours", established=Parameter("high", cited))
        assert mine.established == Parameter(gk.Certainty.HIGH, cited, "established")

    @pytest.mark.parametrize("name", list(POLICIES))
    def test_a_preset_s_name_is_refused(self, name: str) -> None:
        with pytest.raises(InvalidValue, match=r"name of a preset @ \$\.name"):
            gk.BMJ_RAPID.evolve(name, nearly_all=0.95)

    def test_an_unknown_parameter_is_refused_with_the_list(self) -> None:
        with pytest.raises(InvalidValue, match="unknown policy parameter") as raised:
            gk.BMJ_RAPID.evolve("ours", nearly_al=0.95, aaa=1, majority=0.6)
        (problem,) = raised.value.problems
        assert problem.place == "$.aaa"
        assert problem.got == "'aaa'"
        assert "nearly_all" in problem.expected

    def test_equal_policies_hash_alike_and_pickle(self) -> None:
        one, other = (gk.BMJ_RAPID.evolve("ours", nearly_all=0.95) for _ in range(2))
        assert one == other
        assert hash(one) == hash(other)
        assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301
        assert one != gk.BMJ_RAPID.evolve("ours", nearly_all=0.96)


class TestCutOffs:
    """5.5: bands mirror, so 0.5 <= majority < nearly all <= 1."""

    @pytest.mark.parametrize(("most", "nearly"), [(0.5, 0.51), (0.5, 1), (0.6, 0.9), (0.99, 1)])
    def test_fine(self, most: float, nearly: float) -> None:
        mine = gk.BMJ_RAPID.evolve("ours", majority=most, nearly_all=nearly)
        assert (mine.majority.value, mine.nearly_all.value) == (most, nearly)

    @pytest.mark.parametrize(
        ("most", "nearly"),
        [
            (0.49, 0.9),
            (0.9, 0.9),
            (0.9, 0.8),
            (0.5, 1.01),
            (math.nan, 0.9),
            (0.5, math.nan),
            ("0.5", 0.9),
            (0.5, "0.9"),
            (0.5, True),
            (None, 0.9),
        ],
    )
    def test_refused(self, most: object, nearly: object) -> None:
        with pytest.raises(InvalidValue, match=r"share cut-offs @ \$\.nearly_all") as raised:
            gk.BMJ_RAPID.evolve("ours", majority=most, nearly_all=nearly)
        assert "0.5 <= majority < nearly_all <= 1" in raised.value.problems[0].expected

    @pytest.mark.parametrize("name", ["", "  "])
    def test_a_name_is_needed(self, name: str) -> None:
        with pytest.raises(InvalidValue, match=r"policy without a name @ \$\.name"):
            gk.Policy(name=name)

    def test_all_problems_at_once(self) -> None:
        with pytest.raises(InvalidValue) as raised:
            gk.BMJ_RAPID.evolve(" ", majority=0.4)
        assert [each.place for each in raised.value.problems] == ["$.name", "$.nearly_all"]

    @pytest.mark.parametrize(
        "name", ["strong_certainty", "established", "possible", "certain_harm"]
    )
    def test_a_level_is_a_certainty(self, name: str) -> None:
        with pytest.raises(InvalidValue, match="unknown certainty"):
            gk.BMJ_RAPID.evolve("ours", **{name: "excellent"})


class TestVotingRule:
    """5.5: at most one side can reach a share of the votes that counts."""

    @pytest.mark.parametrize(("strong", "direction"), [(0.51, 0.5), (1, 1), (0.75, 0.6)])
    def test_fine(self, strong: float, direction: float) -> None:
        given: dict[str, Any] = {"strong": strong, "direction": direction}
        made = gk.VotingRule(**given)
        assert (made.strong.value, made.direction.value) == (strong, direction)

    @pytest.mark.parametrize("name", ["strong", "direction"])
    @pytest.mark.parametrize("share", [0.49, 1.01, math.nan, 80, "0.8", True, None])
    def test_refused(self, name: str, share: object) -> None:
        given: dict[str, Any] = {name: share}
        with pytest.raises(InvalidValue) as raised:
            gk.VotingRule(**given)
        (problem,) = raised.value.problems
        assert (problem.what, problem.place) == ("voting share", f"$.{name}")
        assert problem.expected == (
            "a proportion above 0.5 (a direction: 0.5 or above) and up to 1, so that one side at "
            "most can reach it"
        )

    def test_half_for_strong_would_let_both_sides_reach_it(self) -> None:
        # The share for strong is inclusive: at one half two opposite sides reach it together.
        given: dict[str, Any] = {"strong": 0.5}
        with pytest.raises(InvalidValue, match="voting share"):
            gk.VotingRule(**given)

    LIMIT = ("voting share", "$.opposed", "a proportion above 0 and up to 1")
    ANSWER = ("not yes or no", "$.inclusive", "True or False")
    BOTH = (
        "both directions could reach their share",
        "$.inclusive",
        "with one half reached being enough, a limit on the other side (opposed) of 0.5 or less",
    )

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({"opposed": 0}, LIMIT),
            ({"opposed": 1.1}, LIMIT),
            ({"opposed": True}, LIMIT),
            ({"inclusive": 1}, ANSWER),
            ({"inclusive": True}, BOTH),
            ({"inclusive": True, "opposed": 0.51}, BOTH),
        ],
    )
    def test_limits_refused(self, given: dict[str, Any], told: tuple[str, ...]) -> None:
        # Where one half is enough, both directions could reach it, unless the other is limited.
        with pytest.raises(InvalidValue) as raised:
            gk.VotingRule(**given)
        (problem,) = raised.value.problems
        assert (problem.what, problem.place, problem.expected) == told
        if told is self.BOTH:
            assert problem.got == str({"direction": 0.5, "opposed": given.get("opposed", 1.0)})

    def test_one_half_with_a_limit_is_fine(self) -> None:
        given: dict[str, Any] = {"inclusive": True, "opposed": 0.5}
        assert gk.VotingRule(**given).inclusive.value is True
        assert gk.VotingRule(**{**given, "direction": 0.51, "opposed": 1}).opposed.value == 1


class TestParameters:
    """Which reading was used: every parameter, with its source."""

    def test_all_of_them_once(self) -> None:
        ids = [each.id for each in gk.BMJ_RAPID.parameters()]
        assert len(ids) == len(set(ids))
        assert {"certain_harm", "nearly_all", "voting.strong", "voting.opposed"} <= set(ids)
        assert "edition" not in ids

    def test_an_answer_says_them(self) -> None:
        guide = gk.datasets.load("spine-2025")
        answer = gk.recommend(guide["axial/im-la"], gk.EBM_TABLE)
        assert answer.readings == tuple(gk.EBM_TABLE.parameters())
        said = answer.explain()
        assert "certain_harm = high [ebmtable, table 2, rows 2 and 3]" in said
        assert "voting.strong = 0.8 [busse2025 (unchecked)" in said
