"""Published answers held against the suggested ones, the share and the votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import gradekit as gk
from gradekit.audit import AuditFinding

if TYPE_CHECKING:
    from tests.unit.audit.conftest import Check
    from tests.unit.conftest import Make


ROOT = "$.recommendations[0].comparisons[0]"


class TestDiffers:
    """Published and suggested answers, and the share that would close the gap."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def made(self, make: Make, certainty: str, share: str | None, **changes: Any) -> gk.Comparison:  # noqa: ANN401
        return make.comparison(
            make.judged(make.outcome(), "small", "intervention", certainty),
            share=None if share is None else gk.Share(band=share),
            context=gk.Context(life_threatening=False),
            **changes,
        )

    def message(self, made: gk.Comparison, **changes: Any) -> str:  # noqa: ANN401
        found = self.check.coded(self.check.held(made, **changes), "published")
        assert [each.code for each in found] == ["published.differs"] * len(found)
        return found[0].message if found else ""

    def test_as_published(self, make: Make) -> None:
        made = self.made(make, "high", "nearly all")
        assert not self.message(made, direction="for", strength="strong")
        assert not self.message(made, direction="for")
        assert not self.message(made, strength="strong")
        assert not self.message(made)

    def test_the_bands_that_would_give_it(self, make: Make) -> None:
        made = self.made(make, "high", "majority")
        strong = self.message(made, direction="for", strength="strong")
        assert "published strong for; suggested conditional for on drug-placebo" in strong
        assert strong.endswith("share bands that would give the published answer: nearly all")
        against = self.message(made, direction="against")
        assert "published against (strength not stated)" in against
        assert against.endswith("published answer: almost none, minority")
        only_strong = self.message(made, strength="strong")
        assert "published strong (direction not stated)" in only_strong
        assert only_strong.endswith("almost none, nearly all")
        either = self.message(made, direction="either", strength="conditional")
        assert either.endswith("published answer: split")

    def test_what_resolves_it_names_them(self, make: Make) -> None:
        made = self.made(make, "high", "majority")
        found = self.check.one(self.check.held(made, direction="against"), "published")
        assert found.resolve == (
            "record a share of almost none or minority with its reasons, or explain"
        )

    def test_none_does(self, make: Make) -> None:
        made = self.made(make, "low", "nearly all")
        message = self.message(made, direction="for", strength="strong")
        assert message.endswith("published answer: none; were it nearly all, certainty would bind")
        (found,) = self.check.coded(
            self.check.held(made, direction="for", strength="strong"), "published"
        )
        assert found.resolve.startswith("record the judgement")

    def test_none_does_against_the_votes(self, make: Make) -> None:
        made = self.made(make, "high", "majority", votes=gk.Votes(strong_for=9, either=1))
        message = self.message(made, direction="against", strength="conditional")
        assert message.endswith(
            "none; were it almost none, share or balance says against, votes say strong for"
        )

    def test_none_does_for_strong_either(self, make: Make) -> None:
        message = self.message(
            self.made(make, "high", "split"), direction="either", strength="strong"
        )
        assert message.endswith("published answer: none")

    def test_an_unknown_share_is_missing(self, make: Make) -> None:
        message = self.message(self.made(make, "high", None), direction="for", strength="strong")
        assert "suggested no recommendation" in message
        assert "share unknown, route none" in message
        assert message.endswith("nearly all")

    def test_with_a_clear_balance_even_an_unknown_share_gives_it(self, make: Make) -> None:
        made = self.made(
            make, "high", "split", balance="favours intervention", perspective="population"
        )
        message = self.message(made, direction="for", strength="strong")
        assert message.endswith("published answer: nearly all, unknown")

    def test_only_graded(self, make: Make) -> None:
        made = self.made(make, "high", "almost none")
        assert not self.message(made, type="good practice", direction="for")

    def test_not_compared(self, make: Make) -> None:
        made = self.made(make, "high", "nearly all")
        found = self.check.one(
            self.check.held(made, comparisons=(), direction="for", strength="strong"), "published"
        )
        assert (found.code, found.path) == ("published.not-compared", "$.recommendations[0]")
        assert found.message == "rec, published strong for, is linked to no comparison"
        bare = self.check.one(self.check.held(made, comparisons=()), "published")
        assert "with neither direction nor strength stated" in bare.message
        assert not self.check.coded(
            self.check.held(made, comparisons=(), type="only in research"), "published"
        )


class TestDirection:
    """The published direction, the share, and GRADE's four answers."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def shares(self, make: Make, share: gk.Share | None, **changes: Any) -> list[AuditFinding]:  # noqa: ANN401
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "high"), share=share
        )
        return self.check.coded(self.check.held(made, **changes), "direction.against-share")

    @pytest.mark.parametrize("band", ["almost none", "minority"])
    def test_for_against_the_share(self, make: Make, band: str) -> None:
        share = gk.Share(band=band, source="busse2025")
        (found,) = self.shares(make, share, direction="for")
        assert found.path == ROOT
        assert f"{band} would choose Drug (route recorded)" in found.message
        assert found.sources[-1] == gk.Citation("busse2025")
        assert self.shares(make, share, direction="against") == []

    @pytest.mark.parametrize("band", ["majority", "nearly all"])
    def test_against_against_the_share(self, make: Make, band: str) -> None:
        share = gk.Share(band=band)
        assert len(self.shares(make, share, direction="against")) == 1
        assert self.shares(make, share, direction="for") == []
        assert len(self.shares(make, share, direction="against", type="good practice")) == 1

    @pytest.mark.parametrize("direction", ["for", "against", "either", None])
    @pytest.mark.parametrize("band", ["split", "unknown", None])
    def test_nobody_stands_against(
        self, make: Make, direction: str | None, band: str | None
    ) -> None:
        share = None if band is None else gk.Share(band=band)
        assert self.shares(make, share, direction=direction) == []

    @pytest.mark.parametrize("direction", ["either", None])
    def test_no_direction_no_opposite(self, make: Make, direction: str | None) -> None:
        assert self.shares(make, gk.Share(band="nearly all"), direction=direction) == []

    def test_dominance_is_said_to_be_a_suggestion(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="high"),
            make.judged(make.harm(), "important", "comparator", "high"),
        )
        found = self.check.one(self.check.held(made, direction="for"), "direction.against-share")
        assert "almost none would choose" in found.message
        assert "(route dominance, a suggestion of this library)" in found.message

    def test_either(self, make: Make) -> None:
        made = make.comparison(make.judged(make.outcome(), "trivial"), share=gk.Share(band="split"))
        found = self.check.one(self.check.held(made, direction="either"), "direction")
        assert (found.code, found.path) == ("direction.either", "$.recommendations[0].direction")
        assert not self.check.coded(self.check.held(made, direction="for"), "direction.either")


class TestVotes:
    """M 10: votes are held against the policy's rule, for what was published."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def votes(self, make: Make, votes: gk.Votes | None, **changes: Any) -> list[AuditFinding]:  # noqa: ANN401
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "high"),
            share=gk.Share(band="split"),
            balance="neither",
            votes=votes,
        )
        return self.check.coded(self.check.held(made, **changes), "votes")

    def test_nobody_voted(self, make: Make) -> None:
        assert self.votes(make, None, direction="for", strength="strong") == []

    def test_strong_needs_its_share(self, make: Make) -> None:
        enough = gk.Votes(strong_for=8, conditional_for=2)
        assert self.votes(make, enough, direction="for", strength="strong") == []
        short = gk.Votes(strong_for=79, conditional_for=21)
        (found,) = self.votes(make, short, direction="for", strength="strong")
        assert found.message == (
            "rec, published strong for; the votes on drug-placebo say for and carry conditional "
            "(strong needs 0.8 of the votes, a direction more than 0.5)"
        )
        assert self.votes(make, short, direction="for", strength="conditional") == []
        assert self.votes(make, short, direction="for") == []

    def test_a_direction_needs_a_majority(self, make: Make) -> None:
        half = gk.Votes(conditional_for=5, conditional_against=5)
        for direction in ("for", "against", "either"):
            (found,) = self.votes(make, half, direction=direction)
            assert "say no majority and carry none" in found.message
        assert self.votes(make, gk.Votes(either=6, strong_for=4), direction="either") == []

    def test_the_other_way(self, make: Make) -> None:
        votes = gk.Votes(strong_against=10)
        assert len(self.votes(make, votes, direction="for", strength="conditional")) == 1
        assert self.votes(make, votes, direction="against", strength="strong") == []

    @pytest.mark.parametrize("direction", [None, "none"])
    def test_nothing_to_carry(self, make: Make, direction: str | None) -> None:
        assert self.votes(make, gk.Votes(strong_for=1), direction=direction) == []

    def test_only_graded(self, make: Make) -> None:
        votes = gk.Votes(strong_against=10)
        assert self.votes(make, votes, direction="for", type="good practice") == []
