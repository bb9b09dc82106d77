"""Certainty: an outcome domain by domain, then a network. A notebook as a script."""

# %% A suggestion is computed; a person makes it a judgement, or departs from it with a reason
import gradekit as gk
from gradekit import network
from gradekit.domains import imprecision

pain = gk.Outcome(
    "pain", "Pain", importance="critical", better="lower", thresholds=gk.MID(1.5, unit="cm")
)
estimate = gk.Estimate("MD", -1.6, low=-2.4, high=-0.8, unit="cm")
suggested = imprecision.suggest(estimate=estimate, outcome=pain)
print(suggested)
judged = gk.Judgement(-1, by="AB, CD", rationale=suggested.reason, suggestion=suggested)

# %% Added up; what nobody judged is named
rating = gk.rate_certainty("RCT", {"risk_of_bias": "not serious", "imprecision": judged})
print(rating, "| not judged:", ", ".join(map(str, rating.not_judged)))

# %% Direct and indirect evidence, under both readings of where the network starts
for start in ("dominant", "higher"):
    rated = network.rate_comparison(
        direct="low",
        loop=("high", "moderate"),
        intransitivity=0,
        dominant="direct",
        incoherence=0,
        imprecision=-1,
        start=start,
    )
    print(f"start at the {start}: {rated.level}")
