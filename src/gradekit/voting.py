"""Voting rules: what share of the votes a recommendation needs, as bodies have set it.

GRADE fixes no share; each body chooses its own. The presets are records with a source, most of
them recalled and marked so: `policy.evolve("ours", voting=VOTING_RULES["grade-grid"])`.
"""

from __future__ import annotations

from attrs import evolve, frozen

from gradekit.errors import Problems
from gradekit.library import OWN, cite
from gradekit.sources import Citation, Parameter, parameter_field

__all__ = ["VOTING_RULES", "VotingRule"]

_HALF = 0.5
_RULE = cite("busse2025", "how the recommendations were created")


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@frozen(kw_only=True, cache_hash=True)
class VotingRule:
    """What share of the votes cast a recommendation needs; abstentions and recusals are out.

    Args:
        strong: share behind *strong* in a direction, inclusive.
        direction: share behind a direction at any strength; more than this is a majority.
        inclusive: whether reaching the share for a direction is enough.
        opposed: share that votes for the other direction must stay below; 1 sets no limit.

    Raises:
        InvalidValue: a share both sides could reach at once.

    Example:
        >>> VOTING_RULES["grade-grid"].strong.value
        0.7
    """

    strong: Parameter[float] = parameter_field(Parameter(0.80, _RULE), "voting.")
    direction: Parameter[float] = parameter_field(Parameter(0.50, _RULE), "voting.")
    inclusive: Parameter[bool] = parameter_field(Parameter(False, _RULE), "voting.")  # noqa: FBT003
    opposed: Parameter[float] = parameter_field(Parameter(1.0, OWN), "voting.")

    def __attrs_post_init__(self) -> None:
        found = Problems()
        for name in ("strong", "direction"):
            share = getattr(self, name).value
            found.need(
                _is_share(share)
                and (_HALF < share <= 1 or (name == "direction" and share == _HALF)),
                "voting share",
                name,
                expected="a proportion above 0.5 (a direction: 0.5 or above) and up to 1, so that "
                "one side at most can reach it",
                got=share,
            )
        limit = self.opposed.value
        found.need(
            _is_share(limit) and 0 < limit <= 1,
            "voting share",
            "opposed",
            expected="a proportion above 0 and up to 1",
            got=limit,
        )
        found.need(
            isinstance(self.inclusive.value, bool),
            "not yes or no",
            "inclusive",
            expected="True or False",
            got=self.inclusive.value,
        )
        found.settle()
        found.need(
            not self.inclusive.value or self.direction.value > _HALF or limit <= _HALF,
            "both directions could reach their share",
            "inclusive",
            expected="with one half reached being enough, a limit on the other side (opposed) of "
            "0.5 or less",
            got={"direction": self.direction.value, "opposed": limit},
        )
        found.settle()


def _recalled(source: str, note: str) -> Citation:
    return cite(source, checked=False, note=note)


_BORROWED = _recalled("busse2025", "not stated by this body; the BMJ Rapid rule is borrowed")
_GRID = _recalled("jaeschke2008", "recalled")
_TWO_THIRDS = cite("tbksp", "guideline development group, methods")
_SEPSIS = _recalled("survivingsepsis", "recalled")
_ASH = _recalled("wiercioch2020", "recalled; the rule was not in the part that was read")

_PRESET = VotingRule()
_BORROWING = evolve(
    _PRESET, strong=Parameter(0.80, _BORROWED), direction=Parameter(0.50, _BORROWED)
)

VOTING_RULES: dict[str, VotingRule] = {
    "bmj-rapid": _PRESET,
    "grade-grid": VotingRule(
        strong=Parameter(0.70, _GRID),
        direction=Parameter(0.50, _GRID),
        inclusive=Parameter(True, _GRID),  # noqa: FBT003
        opposed=Parameter(0.20, _GRID),
    ),
    "two-thirds": evolve(_BORROWING, direction=Parameter(2 / 3, _TWO_THIRDS)),
    "simple-majority": evolve(
        _BORROWING, direction=Parameter(0.50, cite("tbksp", "guideline development group of 2022"))
    ),
    "surviving-sepsis": VotingRule(
        strong=Parameter(0.80, _SEPSIS),
        direction=Parameter(0.80, _SEPSIS),
        inclusive=Parameter(True, _SEPSIS),  # noqa: FBT003
    ),
    "ash": evolve(_BORROWING, strong=Parameter(0.80, _ASH)),
}
"""Voting rules by name: BMJ Rapid Recommendations, the GRADE grid, WHO tuberculosis guidelines
(two thirds; a simple majority), the Surviving Sepsis Campaign, the American Society of
Hematology. Where a body states no share for strong, that of BMJ Rapid is borrowed and says so."""
