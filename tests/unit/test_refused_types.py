"""Values of another kind: refused in words where they are given, never read as something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import gradekit as gk

if TYPE_CHECKING:
    from tests.unit.conftest import Make

OUTCOME = gk.Outcome("pain", "Pain", importance="critical", better="lower")
RATIO = gk.Estimate("RR", 0.8, 0.7, 0.9)


def evidence(**given: Any) -> gk.Evidence:  # noqa: ANN401
    return gk.Evidence(OUTCOME, **given)


class TestFlags:
    """The text "no" is no answer: read as truth it would count as yes."""

    @pytest.mark.parametrize("given", ["no", "yes", 0, 1, ""])
    @pytest.mark.parametrize(
        ("make", "name"),
        [
            (lambda given: gk.Context(life_threatening=given), "life_threatening"),
            (lambda given: evidence(not_prohibitive=given), "not_prohibitive"),
            (
                lambda given: gk.Outcome(
                    "x", "X", importance=9, better="lower", kind="harm", catastrophic=given
                ),
                "catastrophic",
            ),
        ],
    )
    def test_refused(self, make: Callable[[Any], object], name: str, given: object) -> None:
        with pytest.raises(gk.InvalidValue) as raised:
            make(given)
        (problem,) = raised.value.problems
        assert (problem.what, problem.place) == ("not yes or no", f"$.{name}")
        assert problem.expected == "True or False"

    def test_not_recorded_is_fine(self) -> None:
        assert gk.Context().life_threatening is None
        assert gk.Context(life_threatening=False).life_threatening is False


class TestNumbers:
    @pytest.mark.parametrize(
        ("make", "place"),
        [
            (lambda: gk.Share("0.5"), "$.low"),  # type: ignore[arg-type]
            (lambda: gk.MID("1.5"), "$.small"),  # type: ignore[arg-type]
            (lambda: gk.MID(True), "$.small"),  # noqa: FBT003
            (lambda: evidence(baseline_risk="0.2"), "$.baseline_risk"),
            (lambda: evidence(studies="3"), "$.studies"),
            (lambda: gk.absolute_effect(RATIO, "0.2"), "$.baseline_risk"),  # type: ignore[arg-type]
            (lambda: gk.nnt("x"), "$.value"),  # type: ignore[arg-type]
            (lambda: gk.Votes(strong_for=True), "$.strong_for"),
            (lambda: gk.Votes(strong_for=1, total=1.0), "$.total"),  # type: ignore[arg-type]
        ],
    )
    def test_refused(self, make: Callable[[], object], place: str) -> None:
        with pytest.raises(gk.InvalidValue) as raised:
            make()
        assert raised.value.problems[0].place == place
        assert "number" in raised.value.problems[0].expected


class TestShapes:
    def test_judgements_by_domain(self) -> None:
        given: Any = [("imprecision", -1)]
        with pytest.raises(gk.InvalidValue, match=r"not judgements by domain @ \$\.judgements:"):
            gk.rate_certainty("RCT", given)

    @pytest.mark.parametrize("given", [[1], [("critical",)], ["critical"]])
    def test_importance_with_certainty(self, given: Any) -> None:  # noqa: ANN401
        with pytest.raises(gk.InvalidValue, match=r"@ \$\.rated\[0\]: expected \(importance"):
            gk.overall_certainty(given)

    def test_a_text_where_several_are_meant(self) -> None:
        with pytest.raises(gk.InvalidValue, match=r"instead of several @ \$\.informed_by"):
            evidence(informed_by="a")
        assert evidence(informed_by=["a", "b"]).informed_by == ("a", "b")

    def test_only_a_comparison_is_answered(self) -> None:
        for given in (None, gk.Guideline(id="g")):
            wrong: Any = given
            with pytest.raises(gk.InvalidValue, match=r"not a comparison .*guideline.recommend"):
                gk.recommend(wrong)

    def test_a_policy_by_its_name(self, make: Make) -> None:
        made = make.comparison(share=gk.Share(band="split"))
        assert gk.recommend(made, "ebm-table").policy == gk.EBM_TABLE
        with pytest.raises(gk.UnknownReference, match="unknown policy"):
            gk.recommend(made, "mine")


class TestNothingToGoBy:
    """A recorded overall certainty does not hide that nothing was studied."""

    def test_no_evidence_is_missing(self, make: Make) -> None:
        bare = make.comparison(share=gk.Share(band="nearly all"), overall_certainty="high")
        answer = gk.recommend(bare)
        assert str(answer) == "strong for"
        assert answer.missing == ("evidence: no critical or important outcome",)

    def test_a_borrowed_overall_certainty_is_remarked(self, make: Make) -> None:
        row = make.judged(make.outcome(importance="important"), "small", "intervention")
        made = make.comparison(row, share=gk.Share(band="nearly all"))
        (remark,) = gk.recommend(made).remarks
        assert "no outcome is critical" in remark
        critical = evolve(row, outcome=make.outcome())
        assert gk.recommend(evolve(made, evidence=(critical,))).remarks == ()


class TestNotKnowingNeverDecides:
    """5.6: what knowing would take away, not knowing does not give."""

    @pytest.mark.parametrize("certainty", [None, "very low"])
    def test_a_match_while_the_other_benefit_cannot_be_told(
        self, make: Make, certainty: str | None
    ) -> None:
        every = ["none", "very low", "low", "moderate", "high"]
        asked = make.scenario(
            benefit="uncertain",
            benefit_certainties=["very low"],
            harm_certainties=every,
            share=gk.Share(band="almost none"),
        )
        function = make.outcome("function", importance="important")
        made = make.comparison(
            make.judged(function, "important", "intervention", certainty),
            make.judged(make.harm(kind="burden"), "important", "comparator"),
        )
        answer = gk.recommend(made, panel=make.survey(asked))
        assert (str(answer), answer.missing) == ("no recommendation", ("share",))
        assert answer.share.band == "unknown"
        if certainty is None:
            assert "certainty: function" in answer.not_recorded
            assert "nobody can say yet what the benefit of the intervention is" in answer.explain()
