"""Laws of the decision over situations drawn whole: evidence half times panel half."""

from __future__ import annotations

from itertools import combinations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import gradekit as gk
from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.scales import Arm, Certainty, Level

LEVELS = list(Level)
KNOWN = [Known(at, up_to) for at in LEVELS for up_to in LEVELS if up_to >= at]
RATED = [Known(level) for level in LEVELS]
BENEFIT = [each for each in KNOWN if each.at > Level.NONE]
FALLING = ["nearly all", "majority", "split", "minority", "almost none"]
SIGN = {"for": 1, "against": -1, "either": 0, "none": 0}
POLICIES = [gk.BMJ_RAPID, gk.EBM_TABLE, gk.BMJ_RAPID.evolve("high", strong_certainty="high")]

known = st.sampled_from(KNOWN)
options = st.builds(OptionLevels, benefit=known, harm=known, catastrophe=known, prohibitive=known)
halves = st.builds(
    EvidenceHalf,
    intervention=options,
    comparator=options,
    benefit_certainty=st.sampled_from([None, *BENEFIT]),
    unknown_benefit=st.booleans(),
    overall=st.sampled_from(Certainty),
    life_threatening=st.sampled_from([None, True, False]),
    both_active=st.booleans(),
)
panels = st.builds(
    gk.PanelHalf,
    share=st.sampled_from(gk.ShareBand),
    secondary=st.sampled_from(gk.Secondary),
    votes=st.sampled_from(gk.VoteState),
    perspective=st.sampled_from(gk.Perspective),
    balance=st.sampled_from([None, *gk.PanelBalance]),
)
# Nothing but the certainty ceiling can bind: this is where evidence shows.
open_panels = st.builds(gk.PanelHalf, share=st.sampled_from(["nearly all", "almost none"]))
policies = st.sampled_from(POLICIES)
arms = st.sampled_from(Arm)


def toward_for(decision: gk.Decision) -> int:
    """From -2 (strong against) to 2 (strong for)."""
    return SIGN[decision.direction] * (decision.strength.rank - 1)


def permitted(half: EvidenceHalf, policy: gk.Policy) -> set[tuple[int, str]]:
    found = gk.decide(gk.Situation(half, gk.PanelHalf()), policy).matches
    return {(each.paradigm.number, each.direction) for each in found if each.permits}


def with_option(half: EvidenceHalf, arm: Arm, option: OptionLevels) -> EvidenceHalf:
    if arm is Arm.INTERVENTION:
        return evolve(half, intervention=option)
    return evolve(half, comparator=option)


def rises(one: Known, other: Known) -> tuple[Known, Known] | None:
    """The two in order, where both the known and the possible level keep it."""
    if one.at <= other.at and one.up_to <= other.up_to:
        return one, other
    if other.at <= one.at and other.up_to <= one.up_to:
        return other, one
    return None


PAIRS = [pair for one in KNOWN for other in KNOWN if (pair := rises(one, other))]
pairs = st.sampled_from(PAIRS)


class TestAnswers:
    """5.11: total, exactly one answer, strength none iff direction none."""

    @given(halves, panels, policies)
    def test_it(self, half: EvidenceHalf, panel: gk.PanelHalf, policy: gk.Policy) -> None:
        found = gk.decide(gk.Situation(half, panel), policy)
        assert (found.strength == "none") == (found.direction == "none")
        assert found.direction in (found.drafted, "none")
        assert not (found.direction == "either" and found.strength == "strong")
        assert bool(found.binding) == (found.strength != "strong")
        assert bool(found.opened_by) == (found.strength == "strong")
        assert bool(found.missing) == (found.drafted == "none")
        assert (found.conflict is not None) == (
            found.direction == "none" and found.drafted != "none"
        )

    @given(halves, panels, policies)
    def test_strength_is_the_minimum_of_the_ceilings(
        self, half: EvidenceHalf, panel: gk.PanelHalf, policy: gk.Policy
    ) -> None:
        found = gk.decide(gk.Situation(half, panel), policy)
        allowed = {each.name: each.allows for each in found.ceilings if each.allows is not None}
        assert found.strength == min(allowed.values())
        lowest = {name for name, allows in allowed.items() if allows == found.strength}
        assert set(found.binding) == (lowest if found.strength != "strong" else set())

    @given(halves, panels, policies)
    def test_lifting_all_that_binds_raises_and_lifting_less_never_does(
        self, half: EvidenceHalf, panel: gk.PanelHalf, policy: gk.Policy
    ) -> None:
        found = gk.decide(gk.Situation(half, panel), policy)
        allowed = {each.name: each.allows for each in found.ceilings if each.allows is not None}

        def lifted(names: tuple[str, ...]) -> gk.Strength:
            rest = [allows for name, allows in allowed.items() if name not in names]
            return min(rest, default=gk.Strength.STRONG)

        for size in range(len(found.binding)):
            for names in combinations(found.binding, size):
                assert lifted(names) == found.strength
        if found.binding:
            assert lifted(found.binding) > found.strength


class TestMirror:
    """5.11: swap = opposite direction, same strength, paradigms, binding."""

    @given(halves, panels, policies)
    def test_it(self, half: EvidenceHalf, panel: gk.PanelHalf, policy: gk.Policy) -> None:
        made = gk.Situation(half, panel)
        one, other = gk.decide(made, policy), gk.decide(made.mirrored(), policy)
        assert other.direction is one.direction.mirror
        assert other.drafted is one.drafted.mirror
        assert other.strength is one.strength
        assert other.paradigms == one.paradigms
        assert other.binding == one.binding
        assert other.missing == one.missing


class TestWhatStrongNeeds:
    """5.11: certainty or a named paradigm, consensus where voted, and the share, or a clear balance
    under the population perspective where the share is unknown.
    """

    @given(halves, panels, policies)
    def test_it(self, half: EvidenceHalf, panel: gk.PanelHalf, policy: gk.Policy) -> None:
        found = gk.decide(gk.Situation(half, panel), policy)
        if found.strength != "strong":
            return
        assert half.overall >= policy.strong_certainty.value or found.paradigms
        for number in found.paradigms:
            assert (number, found.direction) in permitted(half, policy)
            assert f"paradigm {number}" in found.opened_by
        assert panel.votes in ("not voted", f"strong {found.direction}")
        sure = {"for": "nearly all", "against": "almost none"}[found.direction]
        if panel.share != sure:
            assert panel.share == "unknown"
            assert panel.perspective == "population"
            assert panel.balance is not None
            assert panel.balance.is_clear

    @given(halves, panels, policies)
    def test_paradigms_are_those_permitting_this_direction(
        self, half: EvidenceHalf, panel: gk.PanelHalf, policy: gk.Policy
    ) -> None:
        found = gk.decide(gk.Situation(half, panel), policy)
        consulted = half.overall < policy.strong_certainty.value
        expected = {
            number for number, direction in permitted(half, policy) if direction == found.direction
        }
        assert set(found.paradigms) == (expected if consulted else set())


class TestShare:
    """5.11: a larger share never moves toward against."""

    @given(halves, panels, policies)
    def test_it(self, half: EvidenceHalf, panel: gk.PanelHalf, policy: gk.Policy) -> None:
        unvoted = evolve(panel, votes="not voted", balance=None)
        answers = [
            toward_for(gk.decide(gk.Situation(half, evolve(unvoted, share=band)), policy))
            for band in FALLING
        ]
        assert answers == sorted(answers, reverse=True)


class TestMonotone:
    """5.11: with the share held, a larger benefit never moves toward against, a larger harm never
    toward for, and more benefit or overall certainty never weakens.
    """

    @given(halves, open_panels, policies, arms, pairs)
    def test_benefit(
        self,
        half: EvidenceHalf,
        panel: gk.PanelHalf,
        policy: gk.Policy,
        arm: Arm,
        pair: tuple[Known, Known],
    ) -> None:
        less, more = (
            toward_for(
                gk.decide(
                    gk.Situation(
                        with_option(half, arm, evolve(half.option(arm), benefit=each)), panel
                    ),
                    policy,
                )
            )
            for each in pair
        )
        assert (more >= less) if arm is Arm.INTERVENTION else (more <= less)

    @given(
        halves,
        open_panels,
        policies,
        arms,
        st.tuples(pairs, st.sampled_from(["harm", "catastrophe", "prohibitive"])),
    )
    def test_harm(
        self,
        half: EvidenceHalf,
        panel: gk.PanelHalf,
        policy: gk.Policy,
        arm: Arm,
        changed: tuple[tuple[Known, Known], str],
    ) -> None:
        pair, name = changed
        less, more = (
            toward_for(
                gk.decide(
                    gk.Situation(
                        with_option(half, arm, evolve(half.option(arm), **{name: each})), panel
                    ),
                    policy,
                )
            )
            for each in pair
        )
        assert (more <= less) if arm is Arm.INTERVENTION else (more >= less)

    @given(
        halves, panels, policies, st.sampled_from([each for each in PAIRS if each[0].at > "none"])
    )
    def test_benefit_certainty(
        self,
        half: EvidenceHalf,
        panel: gk.PanelHalf,
        policy: gk.Policy,
        pair: tuple[Known, Known],
    ) -> None:
        less, more = (
            gk.decide(gk.Situation(evolve(half, benefit_certainty=each), panel), policy)
            for each in pair
        )
        assert more.strength >= less.strength
        assert more.drafted is less.drafted

    @given(halves, panels, policies)
    def test_overall_certainty(
        self, half: EvidenceHalf, panel: gk.PanelHalf, policy: gk.Policy
    ) -> None:
        found = [
            gk.decide(gk.Situation(evolve(half, overall=each), panel), policy) for each in Certainty
        ]
        strengths = [each.strength for each in found]
        assert strengths == sorted(strengths, key=lambda each: each.rank)
        assert len({each.drafted for each in found}) == 1

    @given(halves, halves, panels, policies)
    def test_no_evidence_flips_the_direction(
        self, one: EvidenceHalf, other: EvidenceHalf, panel: gk.PanelHalf, policy: gk.Policy
    ) -> None:
        drafted = {gk.decide(gk.Situation(each, panel), policy).drafted for each in (one, other)}
        assert len(drafted) == 1


class TestIgnorance:
    """5.11: rating what was not rated never closes a permission; nor does recording a fact."""

    @given(halves, policies, st.data())
    def test_rating(self, half: EvidenceHalf, policy: gk.Policy, data: st.DataObject) -> None:
        def rated(each: Known) -> Known:
            within = [level for level in RATED if each.at <= level.at <= each.up_to]
            return data.draw(st.sampled_from(within))

        def option(each: OptionLevels) -> OptionLevels:
            return OptionLevels(
                benefit=rated(each.benefit),
                harm=rated(each.harm),
                catastrophe=rated(each.catastrophe),
                prohibitive=rated(each.prohibitive),
            )

        whole = evolve(
            half,
            intervention=option(half.intervention),
            comparator=option(half.comparator),
            benefit_certainty=half.benefit_certainty and rated(half.benefit_certainty),
        )
        assert permitted(half, policy) <= permitted(whole, policy)

    @given(halves, policies, st.booleans())
    def test_recording_whether_life_is_at_stake(
        self,
        half: EvidenceHalf,
        policy: gk.Policy,
        state: bool,  # noqa: FBT001
    ) -> None:
        unrecorded = permitted(evolve(half, life_threatening=None), policy)
        assert unrecorded <= permitted(evolve(half, life_threatening=state), policy)


class TestPolicies:
    """5.11: a stricter policy permits a subset."""

    @given(halves)
    def test_high_certainty_of_harm_only(self, half: EvidenceHalf) -> None:
        assert permitted(half, gk.EBM_TABLE) <= permitted(half, gk.BMJ_RAPID)

    @given(halves, panels)
    def test_never_stronger(self, half: EvidenceHalf, panel: gk.PanelHalf) -> None:
        made = gk.Situation(half, panel)
        assert gk.decide(made, gk.EBM_TABLE).strength <= gk.decide(made, gk.BMJ_RAPID).strength

    @given(halves)
    def test_three_names_a_sub_case_of_two(self, half: EvidenceHalf) -> None:
        for policy in POLICIES:
            found = permitted(half, policy)
            for number, direction in found:
                if number == 3:
                    assert (2, direction) in found
