"""Certainty: of one outcome (`rating`), and across the outcomes of a decision (`overall`).

One outcome starts where its design puts it and is moved by what people judged of each domain. The
overall certainty is the lowest among the critical outcomes.
"""

from gradekit.certainty import overall, rating
from gradekit.certainty.overall import OverallCertainty, overall_certainty
from gradekit.certainty.rating import rate_certainty

__all__ = ["RULES", "OverallCertainty", "overall_certainty", "rate_certainty"]

RULES = (*rating.RULES, *overall.RULES)
