"""Direction, and the four ceilings on strength, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import gradekit as gk
from gradekit.trace import Input

if TYPE_CHECKING:
    from tests.unit.conftest import Make

RAPID = gk.BMJ_RAPID
BALANCES = list(gk.PanelBalance)
SHARES = {"for": "majority", "against": "minority", "either": "split"}


def ceiling(
    make: Make,
    name: str,
    policy: gk.Policy = RAPID,
    half: gk.levels.EvidenceHalf | None = None,
    **panel: Any,  # noqa: ANN401
) -> gk.Ceiling:
    """One ceiling of the decision on this panel half."""
    made = gk.Situation(half or make.half(), gk.PanelHalf(**panel))
    return next(each for each in gk.decide(made, policy).ceilings if each.name == name)


def direction(make: Make, **panel: Any) -> tuple[gk.Direction, gk.Step]:  # noqa: ANN401
    """The direction before any vote, and how it was found."""
    found = gk.decide(gk.Situation(make.half(), gk.PanelHalf(**panel)))
    (step,) = found.trace.find("direction.")
    return found.drafted, step


class TestDirection:
    """5.7: direction from the share band; split or unknown, from a recorded panel balance."""

    @pytest.mark.parametrize(
        ("share", "expected"),
        [
            ("nearly all", "for"),
            ("majority", "for"),
            ("split", "either"),
            ("minority", "against"),
            ("almost none", "against"),
            ("unknown", "none"),
        ],
    )
    def test_from_the_share(self, make: Make, share: str, expected: str) -> None:
        found, step = direction(make, share=share)
        assert found == expected
        assert (step.rule.id, step.result) == ("direction.share", expected)
        assert step.kind == ("missing input" if expected == "none" else "fired")
        assert step.inputs == (Input("share", share),)

    @pytest.mark.parametrize("share", ["nearly all", "majority", "minority", "almost none"])
    @pytest.mark.parametrize("balance", BALANCES)
    def test_a_known_majority_goes_before_a_balance(
        self, make: Make, share: str, balance: gk.PanelBalance
    ) -> None:
        expected = direction(make, share=share)
        assert direction(make, share=share, balance=balance) == expected

    @pytest.mark.parametrize("share", ["split", "unknown"])
    @pytest.mark.parametrize("balance", BALANCES)
    def test_else_from_the_balance(self, make: Make, share: str, balance: gk.PanelBalance) -> None:
        found, step = direction(make, share=share, balance=balance)
        assert found == balance.direction
        assert (step.rule.id, step.kind) == ("direction.balance", "fired")
        assert step.result == balance.direction
        assert step.inputs == (Input("panel's balance of effects", balance),)


class TestValues:
    """5.7: nearly all or almost none allow strong; a clear balance stands in for an unknown share
    under the population perspective only; a known split stays conditional.
    """

    @pytest.mark.parametrize(
        ("share", "allows"),
        [
            ("nearly all", "strong"),
            ("almost none", "strong"),
            ("majority", "conditional"),
            ("minority", "conditional"),
            ("split", "conditional"),
            ("unknown", "none"),
        ],
    )
    @pytest.mark.parametrize("perspective", ["individual", "population"])
    def test_the_share_alone(self, make: Make, share: str, perspective: str, allows: str) -> None:
        found = ceiling(make, "values", share=share, perspective=perspective)
        assert (found.name, found.allows) == ("values", allows)
        assert found.step.kind == ("missing input" if allows == "none" else "fired")
        assert found.step.parameters == (RAPID.nearly_all,)
        assert found.step.inputs == (
            Input("share", share),
            Input("perspective", perspective),
            Input("panel's balance of effects", None),
        )

    @pytest.mark.parametrize("balance", BALANCES)
    @pytest.mark.parametrize("perspective", ["individual", "population"])
    @pytest.mark.parametrize("share", ["split", "unknown"])
    def test_a_balance_in_its_place(
        self, make: Make, share: str, perspective: str, balance: gk.PanelBalance
    ) -> None:
        found = ceiling(make, "values", share=share, perspective=perspective, balance=balance)
        clear = balance in ("favours intervention", "favours comparator")
        strong = share == "unknown" and perspective == "population" and clear
        assert found.allows == ("strong" if strong else "conditional")
        assert found.step.kind == "fired"
        assert found.step.inputs[2] == Input("panel's balance of effects", balance)

    @pytest.mark.parametrize("share", ["nearly all", "majority", "minority", "almost none"])
    @pytest.mark.parametrize("balance", BALANCES)
    def test_a_balance_moves_nothing_where_the_share_tells(
        self, make: Make, share: str, balance: gk.PanelBalance
    ) -> None:
        given: dict[str, Any] = {"share": share, "perspective": "population"}
        bare = ceiling(make, "values", RAPID, None, **given)
        assert ceiling(make, "values", **given, balance=balance).allows == bare.allows


class TestCertainty:
    """5.7: moderate or high overall allows strong; low or very low conditional, unless a paradigm
    permits strong in this direction.
    """

    @pytest.mark.parametrize(
        ("overall", "harm", "permitting", "allows"),
        [
            ("high", "high", "none", "strong"),
            ("moderate", "high", "none", "strong"),
            ("high", "none", "none", "strong"),
            ("moderate", "none", "none", "strong"),
            ("low", "none", "none", "conditional"),
            ("very low", "none", "none", "conditional"),
            ("low", "low", "4", "strong"),
            ("very low", "high", "2, 4", "strong"),
        ],
    )
    def test_each(
        self, make: Make, overall: str, harm: str, *, permitting: str, allows: str
    ) -> None:
        half = make.half({"harm": harm}, overall=gk.Certainty(overall))
        found = ceiling(make, "certainty", half=half, share="minority")
        assert found.allows == allows
        assert found.step.kind == "fired"
        assert found.step.result == allows
        assert found.step.parameters == (RAPID.strong_certainty,)
        assert found.step.inputs == (
            Input("overall certainty", overall),
            Input("paradigms permitting", permitting),
        )

    @pytest.mark.parametrize("share", ["majority", "split"])
    def test_a_paradigm_of_the_other_direction_does_not_help(self, make: Make, share: str) -> None:
        found = ceiling(make, "certainty", half=make.half({"harm": "high"}), share=share)
        assert found.allows == "conditional"

    @pytest.mark.parametrize(
        ("overall", "allows"), [("moderate", "conditional"), ("high", "strong")]
    )
    def test_from_which_certainty_is_the_policy_s(
        self, make: Make, overall: str, allows: str
    ) -> None:
        asking = RAPID.evolve("asking", strong_certainty="high")
        half = make.half(overall=gk.Certainty(overall))
        assert ceiling(make, "certainty", asking, half, share="minority").allows == allows


class TestSecondary:
    """5.7: lowers only when it favours the other option; not judged leaves it open."""

    @pytest.mark.parametrize(
        ("toward", "secondary", "allows"),
        [
            ("for", "favour intervention", "strong"),
            ("for", "neutral", "strong"),
            ("for", "favour comparator", "conditional"),
            ("for", "not judged", "strong"),
            ("against", "favour intervention", "conditional"),
            ("against", "neutral", "strong"),
            ("against", "favour comparator", "strong"),
            ("against", "not judged", "strong"),
            ("either", "favour intervention", "strong"),
            ("either", "neutral", "strong"),
            ("either", "favour comparator", "strong"),
            ("either", "not judged", "strong"),
        ],
    )
    def test_each(self, make: Make, toward: str, secondary: str, allows: str) -> None:
        found = ceiling(make, "secondary", share=SHARES[toward], secondary=secondary)
        assert (found.name, found.allows) == ("secondary", allows)
        assert found.step.kind == ("missing input" if secondary == "not judged" else "fired")
        assert found.step.inputs == (Input("secondary criteria", secondary),)


VOTED: dict[str, dict[str, str]] = {
    "for": {
        "strong for": "strong",
        "for": "conditional",
        "either": "none",
        "against": "none",
        "strong against": "none",
        "no majority": "none",
        "not voted": "strong",
    },
    "against": {
        "strong for": "none",
        "for": "none",
        "either": "none",
        "against": "conditional",
        "strong against": "strong",
        "no majority": "none",
        "not voted": "strong",
    },
    "either": {
        "strong for": "none",
        "for": "none",
        "either": "conditional",
        "against": "none",
        "strong against": "none",
        "no majority": "none",
        "not voted": "strong",
    },
}


class TestConsensus:
    """5.7: strong needs the policy's share behind strong in this direction; conditional a majority
    behind this direction at any strength; a majority elsewhere or none: no recommendation.
    """

    @pytest.mark.parametrize(
        ("toward", "votes", "allows"),
        [(toward, votes, allows) for toward, row in VOTED.items() for votes, allows in row.items()],
    )
    def test_each(self, make: Make, toward: str, votes: str, allows: str) -> None:
        found = ceiling(make, "consensus", share=SHARES[toward], votes=votes)
        assert (found.name, found.allows) == ("consensus", allows)
        assert found.step.kind == ("missing input" if votes == "not voted" else "fired")
        assert found.step.inputs == (Input("votes", votes),)
        assert found.step.parameters == (RAPID.voting.strong, RAPID.voting.direction)

    def test_the_table_is_whole(self) -> None:
        assert all(set(row) == set(gk.VoteState) for row in VOTED.values())
