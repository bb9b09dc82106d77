"""Evidence to decision: the secondary criteria, as a panel judged them.

Resources of the system, equity, acceptability and feasibility can lower a recommendation's
strength; they never raise it. Cost and burden to the patient are outcomes, not criteria.
"""

from __future__ import annotations

from attrs import evolve, field, frozen

from gradekit.answers import Secondary
from gradekit.sources import Citation, as_citation

__all__ = ["EvidenceToDecision"]


@frozen(kw_only=True)
class EvidenceToDecision:
    """The panel's judgement of the secondary criteria taken together.

    Args:
        secondary: which option they favour; not judged unless somebody did.
        by: who judged.
        date: when, as an ISO date.
        rationale: why.
        source: where it is recorded.
    """

    secondary: Secondary = field(default=Secondary.NOT_JUDGED, converter=Secondary)
    by: str = ""
    date: str = ""
    rationale: str = ""
    source: Citation | None = field(default=None, converter=as_citation)

    def mirrored(self) -> EvidenceToDecision:
        """The same judgement with intervention and comparator exchanged."""
        return evolve(self, secondary=self.secondary.mirror)
