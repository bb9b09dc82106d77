"""The ceilings as OpenFisca-Core formulas beside `frames.decide`, on the same situations.

The formulas are written a second time here, over arrays of codes, for evidence that permits nothing
by itself: direction, four ceilings and their minimum. gradekit answers the whole situation.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from report import best, write

from gradekit import frames
from gradekit.contract import SITUATIONS
from gradekit.testing import random_situations

try:
    from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables
except ImportError:
    raise SystemExit("left out: OpenFisca-Core is not installed (extra 'bench')") from None

PERIOD = "2025"
PARTS = ("share", "secondary", "votes", "perspective", "balance", "overall")
NEARLY, MAJORITY, SPLIT, MINORITY, ALMOST_NONE, UNKNOWN = 4, 3, 2, 1, 0, 5
PERSON = entities.Entity("comparison", "comparisons", "A comparison", "")


def variable(name: str, formula: object = None) -> type:
    """A variable of whole numbers, with a formula or as input."""
    members = {"value_type": int, "entity": PERSON, "definition_period": periods.DateUnit.YEAR,
               "label": name}  # fmt: skip
    if formula is not None:
        members["formula"] = formula
    return type(name, (variables.Variable,), members)


def direction(one: object, period: object) -> np.ndarray:
    """1 for, -1 against, 0 either, 2 none."""
    share, balance = one("share", period), one("balance", period)
    plain = np.select([np.isin(share, (NEARLY, MAJORITY)), share == SPLIT, share == UNKNOWN],
                      [1, 0, 2], -1)  # fmt: skip
    told = np.select([balance <= 1, balance == 2, balance <= 4], [1, 0, -1], plain)  # noqa: PLR2004
    return np.where(np.isin(share, (SPLIT, UNKNOWN)), told, plain)


def strength(one: object, period: object) -> np.ndarray:
    """0 none, 1 conditional, 2 strong: the least of the ceilings."""
    share, balance, toward = (one(each, period) for each in ("share", "balance", "direction"))
    clear = (one("perspective", period) == 1) & np.isin(balance, (0, 4)) & (share == UNKNOWN)
    values = np.where(np.isin(share, (NEARLY, ALMOST_NONE)) | clear, 2, 1)
    certainty = np.where(one("overall", period) >= 2, 2, 1)  # noqa: PLR2004
    against = np.select([toward == 1, toward == -1], [2, 0], -1)
    secondary = np.where(one("secondary", period) == against, 1, 2)
    votes = one("votes", period)
    strong = np.select([toward == 1, toward == -1], [0, 4], -1)
    behind = np.select([toward == 1, toward == -1], [1, 3], 2)
    consensus = np.select([(votes == 6) | (votes == strong), votes == behind], [2, 1], 0)  # noqa: PLR2004
    least = np.minimum.reduce([values, certainty, secondary, consensus])
    return np.where(toward == 2, 0, least)  # noqa: PLR2004


def system() -> taxbenefitsystems.TaxBenefitSystem:
    """All variables."""
    made = taxbenefitsystems.TaxBenefitSystem([PERSON])
    for name in PARTS:
        made.add_variable(variable(name))
    made.add_variable(variable("direction", direction))
    made.add_variable(variable("strength", strength))
    return made


def run(made: taxbenefitsystems.TaxBenefitSystem, codes: dict[str, np.ndarray]) -> np.ndarray:
    """The strengths of all situations."""
    count = len(next(iter(codes.values())))
    simulation = simulations.SimulationBuilder().build_default_simulation(made, count)
    for name, column in codes.items():
        simulation.set_input(name, PERIOD, column)
    return simulation.calculate("strength", PERIOD)


def main() -> None:
    """Equal answers first."""
    rows = []
    made = system()
    for count in (1_000, 100_000, 1_000_000):
        frame = random_situations(count, seed=3)
        for each in SITUATIONS[:8]:  # nothing known of either option: no paradigm permits
            frame[each.name] = pd.Categorical.from_codes(np.zeros(count, np.int8), each.words)
        codes = {name: frame[name].cat.codes.to_numpy().astype(int) for name in PARTS}
        codes["balance"][codes["balance"] < 0] = 5
        answers = frames.decide(frame)
        assert (answers["strength"].cat.codes.to_numpy() == run(made, codes)).all()
        ours = count / best(lambda f=frame: frames.decide(f))
        theirs = count / best(lambda c=codes: run(made, c))
        rows.append((f"{count:,}", f"{ours:,.0f}", f"{theirs:,.0f}", f"{ours / theirs:.1f}"))
    write(
        "openfisca",
        ("situations", "`frames.decide`, rows/s", "OpenFisca-Core, rows/s", "ratio"),
        rows,
        "The formulas cover direction and ceilings alone.",
    )


if __name__ == "__main__":
    main()
