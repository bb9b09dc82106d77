"""Laws of comparisons: the library keeps them, and faults before the decision are caught."""

from __future__ import annotations

import pandas as pd
import pytest
from attrs import evolve
from hypothesis import settings
from tests.testing.faulty_recommend import FAULTS

import gradekit as gk
from gradekit.testing import comparison_laws
from gradekit.testing.comparison_laws import FRAME, LAWS, LawBroken

BY_ID = {law.id: law for law in LAWS}
FEW = max(10, settings().max_examples // 10)  # for each law: 10, 20, or 500 in the long profile

TABLE: dict[str, tuple[str, ...]] = {
    "outcomes of limited importance count": ("limited",),
    "supporting rows count": ("supporting",),
    "only the first row is read": ("total",),
    "the first scenario of the survey speaks": ("survey-order",),
    "units are not converted": ("units",),
    "higher is always better": ("sense", "rules"),
    "few participants lower the certainty": ("names",),
    "votes ignored": ("strong-needs", "consensus"),
    "strong votes count for either strength, conditional ones for none": ("strong-needs",),
    "the share is always the intervention's": ("mirror",),
    "an interval of shares is read by its middle": ("strong-needs",),
    "a share recorded as unknown is as if nobody had recorded it": ("unknown-share",),
    "a share nobody judged is guessed from the evidence": ("mirror", "nobody-asked"),
    "what nobody rated counts as high": ("rating", "rules"),
    "certain evidence overrules the share": ("direction",),
    "a smaller share counts as a larger one": ("share", "strong-needs"),
    "benefits count for the other option": ("benefit", "rules"),
    "harms count for the other option": ("harm", "rules"),
    "secondary criteria ignored": ("strong-needs",),
    "a recorded overall certainty raises and never lowers": ("strong-needs",),
    "strength none with a direction": ("total",),
    "one-sided: never against": ("mirror", "share"),
    "a catastrophic harm nobody thought of": ("total",),
    "no survey is ever asked": ("rules",),
    "never recommends": ("rules",),
    "never strong": ("rules",),
    "the answer before colours this one": ("again",),
}


# The rarest shows in one comparison of a hundred, most in one of ten: the search ends at the first.
DRAWN = 2000


@pytest.mark.parametrize("name", FAULTS)
def test_caught(name: str) -> None:
    listed = [BY_ID[law] for law in TABLE[name]]
    found = comparison_laws.check_all(
        FAULTS[name](), laws=listed, quick=True, raising=False, examples=DRAWN
    )
    assert {each.law for each in found} == set(TABLE[name])


def test_none_is_missed() -> None:
    assert TABLE.keys() == FAULTS.keys()
    # What no fault breaks is broken below: a document, and the rules at the edge of strong.
    caught = {law for laws in TABLE.values() for law in laws}
    assert BY_ID.keys() - caught == {"order", "document", "rules-of-strong"}


class TestTheLibrary:
    """5.11: order, units, limited outcomes, documents, frames."""

    @pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
    def test_keeps_it(self, law: comparison_laws.ComparisonLaw) -> None:
        assert comparison_laws.check_all(gk.recommend, laws=[law], examples=FEW) == ()

    def test_its_frames_answer_alike(self) -> None:
        frame = gk.frames.recommend
        assert comparison_laws.check_all(gk.recommend, laws=(), frame=frame, examples=FEW) == ()

    def test_under_another_policy(self) -> None:
        def strict(comparison: gk.Comparison) -> gk.Recommendation:
            return gk.recommend(comparison, gk.EBM_TABLE)

        rules = [BY_ID["rules"], BY_ID["strong-needs"]]
        found = comparison_laws.check_all(strict, policy=gk.EBM_TABLE, laws=rules, examples=FEW)
        assert found == ()


class TestBreaches:
    """The smallest comparison, told in words; failures kept as the cause."""

    def test_small_and_told(self) -> None:
        (broken,) = comparison_laws.check_all(
            FAULTS["the share is always the intervention's"](),
            laws=[BY_ID["mirror"]],
            raising=False,
            examples=DRAWN,
        )
        one, other = broken.comparisons
        assert other.share is not None
        assert len(one.evidence) <= 2
        told = str(broken).splitlines()
        assert told[0].startswith("mirror: Exchanging the options")
        assert any("choose the comparator ->" in line for line in told)

    def test_order(self) -> None:
        def first(comparison: gk.Comparison) -> gk.Recommendation:
            alone = evolve(comparison, evidence=comparison.evidence[:1], importance={})
            return gk.recommend(alone)

        with pytest.raises(LawBroken, match="order: The order of the rows never matters"):
            comparison_laws.check_all(first, laws=[BY_ID["order"]], quick=True, examples=DRAWN)

    def test_document(self, monkeypatch: pytest.MonkeyPatch) -> None:
        read = gk.io.loads

        def lossy(text: str) -> gk.Guideline:
            guide = read(text)
            kept = tuple(evolve(each, votes=None, within=type(each.within)()) for each in guide)
            return evolve(guide, comparisons=kept)

        monkeypatch.setattr(gk.io, "loads", lossy)
        with pytest.raises(LawBroken, match="document: "):
            comparison_laws.check_all(
                gk.recommend, laws=[BY_ID["document"]], quick=True, examples=DRAWN
            )

    def test_rules_of_strong(self) -> None:
        def loose(comparison: gk.Comparison) -> gk.Recommendation:
            return gk.recommend(comparison, gk.BMJ_RAPID.evolve("loose", nearly_all=0.89))

        with pytest.raises(LawBroken, match="rules-of-strong: "):
            comparison_laws.check_all(
                loose, laws=[BY_ID["rules-of-strong"]], quick=True, examples=DRAWN
            )

    def test_frame(self) -> None:
        def shareless(frame: pd.DataFrame) -> pd.DataFrame:
            return gk.frames.recommend(frame.drop(columns=["share_low", "share_high"]))

        with pytest.raises(LawBroken, match=f"frame: {FRAME}"):
            comparison_laws.check_all(
                gk.recommend, laws=(), frame=shareless, quick=True, examples=DRAWN
            )

    def test_the_cause_is_kept(self) -> None:
        fails = FAULTS["a catastrophic harm nobody thought of"]()
        with pytest.raises(LawBroken, match="this gave KeyError") as raised:
            comparison_laws.check_all(fails, laws=[BY_ID["total"]], quick=True, examples=DRAWN)
        assert isinstance(raised.value.__cause__, KeyError)
