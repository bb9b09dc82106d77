"""Laws of shares and votes: mirrored, monotone, independent of the number of people."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import gradekit as gk
from gradekit.share import band_of
from gradekit.votes import vote_state

RISING = ["almost none", "minority", "split", "majority", "nearly all"]
FIELDS = ("strong_for", "conditional_for", "either", "conditional_against", "strong_against")
# From most against to most for; no majority has no place in it.
TOWARD = {"strong against": -2, "against": -1, "strong for": 2, "for": 1}

# Percentages, so that the awkward values (0.1, 0.5, 0.9) are drawn often.
shares = st.integers(0, 100).map(lambda percent: percent / 100)


@st.composite
def spans(draw: st.DrawFn) -> gk.Share:
    low, high = sorted(draw(st.tuples(shares, shares)))
    return gk.Share(low, high)


@st.composite
def policies(draw: st.DrawFn) -> gk.Policy:
    """Any cut-offs that are allowed."""
    most = draw(st.integers(50, 98))
    nearly = draw(st.integers(most + 1, 100))
    return gk.BMJ_RAPID.evolve("drawn", majority=most / 100, nearly_all=nearly / 100)


@st.composite
def ballots(draw: st.DrawFn) -> gk.Votes:
    counts = draw(st.lists(st.integers(0, 20), min_size=5, max_size=5))
    counts[draw(st.integers(0, 4))] += 1
    return gk.Votes(**dict(zip(FIELDS, counts, strict=True)))


@st.composite
def rules(draw: st.DrawFn) -> gk.VotingRule:
    given_so: dict[str, Any] = {
        "strong": draw(st.integers(51, 100)) / 100,
        "direction": draw(st.integers(50, 100)) / 100,
        "opposed": draw(st.integers(1, 100)) / 100,
    }
    fine = given_so["direction"] > 0.5 or given_so["opposed"] <= 0.5
    given_so["inclusive"] = fine and draw(st.booleans())
    return gk.VotingRule(**given_so)


class TestBands:
    """5.5: bands mirror, and a larger share is never a lower band."""

    @given(spans(), policies())
    def test_the_other_option_s_share_is_the_rest(self, share: gk.Share, policy: gk.Policy) -> None:
        assert share.low is not None
        assert share.high is not None
        rest = gk.Share(1 - share.high, 1 - share.low, "comparator")
        assert band_of(rest, policy) is band_of(share, policy)

    @given(spans(), policies())
    def test_mirrored(self, share: gk.Share, policy: gk.Policy) -> None:
        assert band_of(share.mirrored(), policy) is band_of(share, policy).mirror

    @given(shares, shares, policies())
    def test_points_rise(self, one: float, other: float, policy: gk.Policy) -> None:
        low, high = (band_of(gk.Share(each), policy) for each in sorted((one, other)))
        assert RISING.index(low) <= RISING.index(high)

    @given(spans(), st.integers(0, 20), policies())
    def test_a_narrower_interval_is_never_less_sure(
        self, share: gk.Share, percent: int, policy: gk.Policy
    ) -> None:
        assert share.low is not None
        assert share.high is not None
        wider = gk.Share(max(0.0, share.low - percent / 100), min(1.0, share.high + percent / 100))
        wide, narrow = band_of(wider, policy), band_of(share, policy)
        if wide in ("nearly all", "almost none"):
            assert narrow is wide
        if wide == "majority":
            assert narrow in ("majority", "nearly all")
        if wide == "minority":
            assert narrow in ("minority", "almost none")

    @given(spans(), policies())
    def test_both_ends_lie_in_the_band_that_is_said(
        self, share: gk.Share, policy: gk.Policy
    ) -> None:
        assert share.low is not None
        assert share.high is not None
        ends = {band_of(gk.Share(each), policy) for each in (share.low, share.high)}
        band = band_of(share, policy)
        if band == "unknown":
            assert ends == {"almost none", "nearly all"}
        elif band in ("nearly all", "almost none"):
            assert ends == {band}
        elif band == "majority":
            assert ends <= {"majority", "nearly all"}
            assert "majority" in ends
        elif band == "minority":
            assert ends <= {"minority", "almost none"}
            assert "minority" in ends
        else:
            assert not ends <= {"majority", "nearly all"}
            assert not ends <= {"minority", "almost none"}


class TestVotes:
    """5.5: of votes cast; the same shares say the same."""

    @given(ballots(), rules())
    def test_mirrored(self, votes: gk.Votes, rule: gk.VotingRule) -> None:
        assert vote_state(votes.mirrored(), rule) is vote_state(votes, rule).mirror

    @given(ballots(), rules(), st.integers(2, 9))
    def test_a_larger_panel_that_divides_alike(
        self, votes: gk.Votes, rule: gk.VotingRule, times: int
    ) -> None:
        more = gk.Votes(**{name: getattr(votes, name) * times for name in FIELDS})
        assert vote_state(more, rule) is vote_state(votes, rule)

    @given(ballots(), rules(), st.integers(0, 30), st.integers(0, 30))
    def test_abstentions_and_recusals_never_matter(
        self, votes: gk.Votes, rule: gk.VotingRule, abstained: int, recused: int
    ) -> None:
        counts = {name: getattr(votes, name) for name in FIELDS}
        more = gk.Votes(**counts, abstained=abstained, recused=recused)
        assert vote_state(more, rule) is vote_state(votes, rule)

    @given(ballots(), rules(), st.integers(1, 9))
    def test_one_more_for_never_moves_toward_against(
        self, votes: gk.Votes, rule: gk.VotingRule, more: int
    ) -> None:
        counts = {name: getattr(votes, name) for name in FIELDS}
        added = gk.Votes(**{**counts, "strong_for": counts["strong_for"] + more})
        before, after = vote_state(votes, rule), vote_state(added, rule)
        assert TOWARD.get(after, 0) >= TOWARD.get(before, 0)

    @given(ballots(), rules())
    def test_no_state_is_without_its_share(self, votes: gk.Votes, rule: gk.VotingRule) -> None:
        state = vote_state(votes, rule)
        strong = {"strong for": votes.strong_for, "strong against": votes.strong_against}
        if state in strong:
            assert strong[state] / votes.cast >= rule.strong.value - 1e-9
            other = gk.Direction(state.value.removeprefix("strong ")).mirror
            assert votes.share_for(other) < rule.opposed.value + 1e-9
        elif state in ("for", "either", "against"):
            assert votes.share_for(gk.Direction(state)) > rule.direction.value - 1e-9
            if state != "either":
                assert votes.share_for(gk.Direction(state).mirror) < rule.opposed.value + 1e-9
        else:
            assert state == "no majority"
            for direction in (gk.Direction.FOR, gk.Direction.EITHER, gk.Direction.AGAINST):
                opposed = direction != "either" and (
                    votes.share_for(direction.mirror) >= rule.opposed.value - 1e-9
                )
                assert opposed or votes.share_for(direction) <= rule.direction.value + 1e-9
