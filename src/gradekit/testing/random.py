"""Random frames in the columns of the contract: the same for everybody from the same seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gradekit.contract import FLAG, KNOWN_WORDS, SITUATIONS, VOTES, Column, known_word
from gradekit.errors import Problems
from gradekit.scales import Arm
from gradekit.space import benefit_certainties, option_states

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["random_evidence", "random_situations"]

PARTS = ("benefit", "harm", "catastrophe", "prohibitive")
ROWS = 5  # of a comparison
MEMBERS = 12  # of the panel that votes


class _Maker:
    """Draws columns; NumPy and pandas are loaded only when a frame is asked for."""

    def __init__(self, n: int, seed: int) -> None:
        """Check what is asked, and start from the seed."""
        import numpy as np  # noqa: PLC0415 - gradekit.testing is imported without them
        import pandas as pd  # noqa: PLC0415

        found = Problems()
        for name, number in (("n", n), ("seed", seed)):
            found.need(
                number == int(number) and number >= 0,
                "not a count",
                name,
                expected="a whole number, 0 or more",
                got=number,
            )
        found.settle()
        self.np, self.pd, self.rng, self.n = np, pd, np.random.default_rng(seed), n

    def coded(self, codes: Any, words: tuple[str, ...]) -> Any:  # noqa: ANN401 - arrays
        """A categorical from codes."""
        dtype = self.pd.CategoricalDtype(list(words))
        return self.pd.Categorical.from_codes(codes.astype(self.np.int8), dtype=dtype)

    def words(self, words: tuple[str, ...], odds: tuple[float, ...] | None = None) -> Any:  # noqa: ANN401
        """Words by odds; what is left of the odds is empty cells."""
        given = odds or tuple(1 / len(words) for _ in words)
        empty = max(0.0, 1 - sum(given))
        picked = self.rng.choice(len(words) + 1, self.n, p=[*given, empty])
        return self.coded(self.np.where(picked == len(words), -1, picked), words)

    def flags(self, odds: float) -> Any:  # noqa: ANN401
        """True as often as these odds say."""
        return self.rng.random(self.n) < odds

    def facts(self) -> Any:  # noqa: ANN401
        """True, false or not recorded, as often."""
        state = self.rng.integers(-1, 2, self.n)
        return self.pd.arrays.BooleanArray(state == 1, state == -1)

    def where(self, holds: Any, numbers: Any) -> Any:  # noqa: ANN401
        """These numbers where this holds, nothing elsewhere."""
        return self.np.where(holds, numbers, self.np.nan)

    def cell(self, column: Column) -> Any:  # noqa: ANN401
        """A column of situations."""
        np = self.np
        if column.dtype == FLAG:
            return self.flags(0.5) if column.null is None else self.facts()
        if column.name == "benefit_certainty":
            words = [known_word(each) for each in benefit_certainties() if each is not None]
            places = np.array([-1, *(KNOWN_WORDS.index(word) for word in words)])
            return self.coded(places[self.rng.integers(0, len(places), self.n)], KNOWN_WORDS)
        empty = column.null is not None and column.null not in column.words
        codes = self.rng.integers(-1 if empty else 0, len(column.words), self.n)
        return self.coded(codes, column.words)

    def options(self) -> dict[str, Any]:
        """Two options, each in a consistent state."""
        made: dict[str, Any] = {}
        states = option_states()
        for arm in Arm:
            picked = self.rng.integers(0, len(states), self.n)
            for part in PARTS:
                codes = [KNOWN_WORDS.index(known_word(getattr(each, part))) for each in states]
                made[f"{arm}_{part}"] = self.coded(self.np.array(codes)[picked], KNOWN_WORDS)
        return made

    def estimates(self) -> dict[str, Any]:
        """Differences in cm or mm, ratios and risk differences, judged effects, nothing."""
        np, rng, n = self.np, self.rng, self.n
        state = rng.choice(["measured", "event", "judged", "nothing"], n, p=[0.45, 0.25, 0.2, 0.1])
        measured, event, judged = (state == each for each in ("measured", "event", "judged"))
        which = rng.integers(1, 4, n)  # RR, OR, RD
        difference = event & (which == 3)  # noqa: PLR2004
        middle = np.where(
            measured, rng.normal(0, 2, n), np.exp(rng.normal(0, 0.3, n)).clip(0.3, 2.5)
        )
        middle = np.where(difference, rng.normal(0, 0.05, n).clip(-0.09, 0.09), middle).round(3)
        width = np.where(measured, 1.0, np.where(difference, 0.005, 0.05))
        estimated = measured | event
        matters = self.flags(0.6)
        neither = np.where(self.flags(0.7), 0, 5)
        small = self.where(estimated & self.flags(0.95), np.where(measured, 1.5, 0.02))
        graded = self.flags(0.5)
        return {
            "measure": self.coded(
                np.where(measured, 0, np.where(event, which, -1)), ("MD", "RR", "OR", "RD")
            ),
            "value": self.where(estimated, middle),
            "low": self.where(estimated, middle - width),
            "high": self.where(estimated, middle + width),
            "unit": self.coded(np.where(measured, rng.integers(0, 2, n), -1), ("cm", "mm")),
            "baseline_risk": self.where(event, rng.uniform(0.1, 0.3, n).round(3)),
            "incidence": self.where(~estimated & self.flags(0.2), 0.01),
            "judged_magnitude": self.coded(
                np.where(judged, np.where(matters, rng.integers(1, 5, n), neither), -1),
                ("trivial", "small", "moderate", "large", "important", "unknown"),
            ),
            "judged_favours": self.coded(
                np.where(judged, np.where(matters, rng.integers(0, 2, n), 2), -1),
                ("intervention", "comparator", "neither"),
            ),
            "small": small,
            "small_upper": self.where(~graded & self.flags(0.1), small * 1.5),
            "moderate": self.where(graded, small * 2),
            "large": self.where(graded, small * 4),
            "threshold_unit": self.coded(
                np.where(measured, 0, np.where(event, 1, -1)), ("cm", "proportion")
            ),
        }

    def recorded(self) -> dict[str, Any]:
        """What is recorded once for each comparison."""
        np, rng, n = self.np, self.rng, self.n
        kinds = ("active", "inactive")
        low = self.where(self.flags(0.4), rng.integers(0, 20, n) / 20)
        votes = rng.multinomial(MEMBERS, [0.2] * 5, n).astype(float).T
        voted = self.flags(0.3)
        sides = ("favours intervention", "probably favours intervention", "neither",
                 "probably favours comparator", "favours comparator")  # fmt: skip
        criteria = ("favour intervention", "neutral", "favour comparator")
        rated = ("very low", "low", "moderate", "high")
        return {
            "intervention_kind": self.words(kinds),
            "comparator_kind": self.words(kinds),
            "life_threatening": self.facts(),
            "overall": self.words(rated, (0.025,) * 4),
            "share_low": low,
            "share_high": np.minimum(low + 0.1, 1.0),
            "secondary": self.words(criteria, (0.2,) * 3),
            "perspective": self.words(("individual", "population")),
            "balance": self.words(sides, (0.1,) * 5),
            **{
                f"votes_{name}": self.where(voted, counts)
                for name, counts in zip(VOTES, votes, strict=True)
            },
        }


def random_situations(n: int, seed: int) -> pd.DataFrame:
    """A frame of situations, every consistent state of an option as likely as any other.

    Args:
        n: rows.
        seed: the same seed gives the same frame.

    Returns:
        A frame in the columns of `gradekit.frames.SITUATIONS`.

    Raises:
        InvalidValue: a negative number of rows, or a negative seed.

    Example:
        >>> random_situations(2, seed=1).shape
        (2, 18)
    """
    maker = _Maker(n, seed)
    columns = {each.name: maker.cell(each) for each in SITUATIONS[2 * len(PARTS) :]}
    frame: pd.DataFrame = maker.pd.DataFrame({**maker.options(), **columns}, copy=False)
    # Without a critical benefit finding none can be of unknown magnitude.
    frame["unknown_benefit"] &= frame["benefit_certainty"].notna()
    return frame


def random_evidence(n: int, seed: int) -> pd.DataFrame:
    """A frame of evidence: differences, ratios, judged effects, what nobody studied.

    Args:
        n: rows; a comparison has five outcomes, the last one what is left.
        seed: the same seed gives the same frame.

    Returns:
        A frame in the columns of `gradekit.frames.EVIDENCE`.

    Raises:
        InvalidValue: a negative number of rows, or a negative seed.

    Example:
        >>> random_evidence(7, seed=1)["comparison"].nunique()
        2
    """
    maker = _Maker(n, seed)
    np = maker.np
    group = np.arange(n) // ROWS
    kind = maker.rng.choice(4, n, p=[0.45, 0.35, 0.1, 0.1])
    outcomes = tuple(f"outcome {place + 1}" for place in range(ROWS))
    rows = {
        "comparison": group,
        "outcome": maker.coded(np.arange(n) % ROWS, outcomes),
        "importance": maker.words(("limited", "important", "critical"), (0.1, 0.5, 0.4)),
        "kind": maker.coded(kind, ("benefit", "harm", "burden", "cost")),
        "better": maker.words(("higher", "lower")),
        "catastrophic": (kind == 1) & maker.flags(0.1),
        "role": maker.words(("deciding", "supporting"), (0.95, 0.05)),
        "not_prohibitive": maker.flags(0.05),
        "certainty": maker.words(("very low", "low", "moderate", "high"), (0.2, 0.3, 0.25, 0.2)),
        **maker.estimates(),
    }
    maker.n = -(-n // ROWS)
    recorded = maker.pd.DataFrame(maker.recorded()).take(group).reset_index(drop=True)
    own = maker.pd.DataFrame(rows, copy=False)
    frame: pd.DataFrame = maker.pd.concat([own, recorded], axis=1)
    return frame
