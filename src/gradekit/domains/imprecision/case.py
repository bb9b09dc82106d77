"""What one reading of imprecision looks at."""

from __future__ import annotations

from attrs import evolve, frozen

from gradekit.absolute import absolute_effect
from gradekit.domains.imprecision.rules import Contextualisation, Threshold
from gradekit.estimates import Estimate
from gradekit.information_size import binary, continuous
from gradekit.outcomes import Outcome
from gradekit.scales import Better, Edition, Measure
from gradekit.sources import Parameter
from gradekit.thresholds import compare
from gradekit.trace import Input

__all__ = ["Case"]


@frozen(kw_only=True)
class Case:
    """The inputs of `suggest`, which says what each is, and what follows from them alone."""

    estimate: Estimate
    outcome: Outcome
    baseline_risk: float | None
    threshold: Threshold
    contextualisation: Contextualisation
    near_null: bool | None
    only_may: bool | None
    appreciable: bool | None
    participants: int | None
    sd: float | None
    information_size: float | None
    implausibly_large: bool | None
    rrr: Parameter[float]

    @property
    def counted(self) -> bool:
        """Whether thresholds are counted: the partially contextualised approach."""
        return self.contextualisation is Contextualisation.PARTIAL

    def profile(self, edition: Edition) -> Input:
        """Which reading is used, as the trace says it."""
        return Input("profile", f"{edition}, {self.contextualisation} contextualisation")

    @property
    def smallest_mid(self) -> float | None:
        """The smallest plausible MID."""
        return None if self.outcome.thresholds is None else self.outcome.thresholds.small

    def crosses_null(self) -> bool:
        """Whether no effect lies strictly inside the interval."""
        around = self._around_null()
        return min(around) < 0 < max(around)

    def touches_null(self) -> bool:
        """Whether the interval only ends at no effect."""
        return 0 in self._around_null()

    def _around_null(self) -> list[int]:
        none = 1.0 if self.estimate.measure.is_ratio else 0.0
        ends = (self.estimate.low, self.estimate.high)
        return [compare(end, none) for end in ends if end is not None]

    @property
    def reduction(self) -> float | None:
        """The relative risk reduction; where the risk rises, the one seen from the other option.

        None for a measured outcome, and without the baseline risk it takes.
        """
        measure, ratio = self.estimate.measure, self.estimate.value
        if measure is not Measure.RR:
            if not measure.is_event or not self.baseline_risk:
                return None
            point = evolve(self.estimate, low=None, high=None)  # its ends need not be possible
            risk = absolute_effect(point, self.baseline_risk).intervention_risk.value
            ratio = risk / self.baseline_risk
        return 1 - min(ratio, 1 / ratio) if ratio > 0 else 1.0

    def needed(self, rrr: float, mid: float | None) -> float | None:
        """Participants needed; None where what it is computed from was not recorded.

        Args:
            rrr: relative risk reduction to be found, for an event.
            mid: smallest important difference, for a measured outcome.
        """
        if self.information_size is not None:
            return self.information_size
        if self.estimate.measure.is_event:
            wanted, risk = self.outcome.better is Better.HIGHER, self.baseline_risk
            if risk is None or not 0 < risk < 1 or (wanted and risk * (1 + rrr) > 1):
                return None
            return binary(risk, rrr, desirable=wanted)
        spread = 1.0 if self.estimate.measure is Measure.SMD else self.sd
        return None if spread is None or mid is None else continuous(spread, mid)
