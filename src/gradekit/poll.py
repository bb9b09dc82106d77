"""A poll: what each panellist answered, made into the answers of a survey, and how they agree.

Panellists say how many people they think would choose an option like the one described. The
survey takes one share from each question; how it was taken, how many answered and how far apart
they were stays with it.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median, quantiles

from attrs import evolve, field, frozen

from gradekit.answers import BenefitState, ShareBand
from gradekit.errors import Problems
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.share import band_of
from gradekit.sources import Citation, as_citation
from gradekit.values import Scenario, Share, Survey
from gradekit.words import Word, placed

__all__ = ["OutOfOrder", "Poll", "PollAnswer", "Take", "Tally", "out_of_order"]


class Take(Word):
    """How one share is taken from many answers."""

    MEDIAN = "median"
    QUARTILES = "quartiles"
    RANGE = "range"


@frozen(kw_only=True)
class PollAnswer:
    """One panellist's answer to one question.

    Args:
        member: who answered.
        scenario: id of the question.
        share: of people who would choose the option described, as a proportion; None where they
            gave none.
        smallest_benefit: the smallest benefit people would require, where it was asked.
    """

    member: str
    scenario: str
    share: float | None = None
    smallest_benefit: float | None = None

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need(
            self.share is None or 0 <= self.share <= 1,
            "share outside 0 to 1",
            "share",
            expected="a proportion from 0 to 1",
            got=self.share,
            hint="divide a percentage by 100",
        )
        asked = self.smallest_benefit
        found.need(
            asked is None or asked > 0,
            "smallest benefit not above 0",
            "smallest_benefit",
            expected="a size above 0",
            got=asked,
        )
        found.settle()


@frozen(kw_only=True)
class Tally:
    """The answers to one question.

    Args:
        scenario: id.
        answered: how many gave a share.
        silent: members who were asked and gave none; whoever stands aside is not among them.
        median: of the shares.
        lower: lower quartile; the least where fewer than two answered.
        upper: upper quartile.
        least: the smallest answer.
        greatest: the largest.
        bands: how many answers lie in each band.
        agreement: the proportion of answers in the band of the median.
        taken: the share used.
        smallest_benefit: the median of the smallest benefits named; half would take less.
        recused: members who stand aside for a conflict; nobody waits for their answer.
    """

    scenario: str
    answered: int
    silent: tuple[str, ...]
    median: float
    lower: float
    upper: float
    least: float
    greatest: float
    bands: dict[ShareBand, int] = field(hash=False)
    agreement: float
    taken: Share
    smallest_benefit: float | None = None
    recused: tuple[str, ...] = ()

    @property
    def spread(self) -> float:
        """Between the quartiles."""
        return self.upper - self.lower


_TAKEN: dict[Take, Callable[[float, float, float, float, float], tuple[float, float]]] = {
    Take.MEDIAN: lambda middle, *_: (middle, middle),
    Take.QUARTILES: lambda _, lower, upper, *__: (lower, upper),
    Take.RANGE: lambda _, __, ___, least, greatest: (least, greatest),
}


@frozen(kw_only=True, field_transformer=placed)
class Poll:
    """The answers of a panel to a list of questions.

    Args:
        questions: scenarios; the share they carry is replaced by what was answered.
        answers: at most one of each member to each question.
        asked: ids of all members asked, where known; who is silent is told then.
        recused: ids of members who stand aside for a conflict; they give no share, and are told
            apart from the silent.
        take: how one share is taken from many answers.
        before_evidence: whether it was taken before the panel saw the evidence.
        source: where it is reported.

    Raises:
        InvalidValue: two answers of one member to one question, an answer to none of the
            questions, somebody who was not asked, somebody who stands aside and answers all the
            same, a smallest benefit where the question names no outcome, or a question nobody
            answered.

    Example:
        >>> asked = Scenario(
        ...     "none-low",
        ...     benefit="none",
        ...     benefit_certainties=["low"],
        ...     harm_certainties=["high"],
        ...     share=Share(band="unknown"),
        ... )
        >>> said = zip("abc", (0.02, 0.05, 0.3))
        >>> answers = tuple(
        ...     PollAnswer(member=who, scenario="none-low", share=share) for who, share in said
        ... )
        >>> poll = Poll(questions=(asked,), answers=answers)
        >>> poll.tallies[0].median, round(poll.tallies[0].agreement, 2)
        (0.05, 0.67)
        >>> poll.survey.scenarios[0].share.low
        0.05
    """

    questions: tuple[Scenario, ...]
    answers: tuple[PollAnswer, ...]
    asked: tuple[str, ...] = ()
    take: Take = field(default=Take.MEDIAN, converter=Take)
    before_evidence: bool | None = None
    source: Citation | None = field(default=None, converter=as_citation)
    recused: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        found = Problems()
        for place, name in enumerate(self.recused):
            found.need(
                not self.asked or name in self.asked,
                "unknown member",
                "recused",
                place,
                expected="one of the members asked",
                got=name,
            )
        known = {each.id for each in self.questions}
        measured = {each.id for each in self.questions if each.outcome is not None}
        seen: set[tuple[str, str]] = set()
        for place, each in enumerate(self.answers):
            found.need(
                each.scenario in known,
                "unknown scenario",
                "answers",
                place,
                "scenario",
                expected="one of " + ", ".join(sorted(known)),
                got=each.scenario,
            )
            found.need(
                not self.asked or each.member in self.asked,
                "unknown member",
                "answers",
                place,
                "member",
                expected="one of the members asked",
                got=each.member,
            )
            found.need(
                each.member not in self.recused
                or (each.share is None and each.smallest_benefit is None),
                "answer of a member who stands aside",
                "answers",
                place,
                "member",
                expected="no answer",
                got=each.member,
                hint="a recusal for a conflict covers every question",
            )
            found.need(
                each.smallest_benefit is None or each.scenario in measured,
                "smallest benefit without an outcome",
                "answers",
                place,
                "smallest_benefit",
                expected="none, as the question names no outcome it is measured on",
                got=each.smallest_benefit,
            )
            found.need(
                (each.member, each.scenario) not in seen,
                "two answers to one question",
                "answers",
                place,
                expected=f"one answer of {each.member!r} to {each.scenario!r}",
                got="another",
            )
            seen.add((each.member, each.scenario))
        answered = {each.scenario for each in self.answers if each.share is not None}
        for place, question in enumerate(self.questions):
            found.need(
                question.id in answered,
                "question nobody answered",
                "questions",
                place,
                expected="at least one share; leave the question out where nobody answered",
                got=question.id,
            )
        found.settle()

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """One for each question, under the usual bands."""
        return self.tallied()

    def tallied(self, policy: Policy = BMJ_RAPID) -> tuple[Tally, ...]:
        """One tally for each question.

        Args:
            policy: with the cut-offs between bands, for the agreement.
        """
        return tuple(self._tally(each, policy) for each in self.questions)

    def _tally(self, question: Scenario, policy: Policy) -> Tally:
        its = [each for each in self.answers if each.scenario == question.id]
        shares = sorted(each.share for each in its if each.share is not None)
        wanted = [each.smallest_benefit for each in its if each.smallest_benefit is not None]
        spoke = {each.member for each in its if each.share is not None}
        invited = self.asked or tuple(dict.fromkeys(each.member for each in self.answers))
        middle = median(shares)
        alone = len(shares) == 1
        lower, _, upper = (middle,) * 3 if alone else quantiles(shares, method="inclusive")
        bands: dict[ShareBand, int] = {}
        for share in shares:
            band = band_of(Share(share), policy)
            bands[band] = bands.get(band, 0) + 1
        low, high = _TAKEN[self.take](middle, lower, upper, shares[0], shares[-1])
        said = (
            f"{self.take} of {len(shares)} answers; median {middle:g}, "
            f"quartiles {lower:g} to {upper:g}, range {shares[0]:g} to {shares[-1]:g}"
        )
        return Tally(
            scenario=question.id,
            answered=len(shares),
            silent=tuple(each for each in invited if each not in {*spoke, *self.recused}),
            median=middle,
            lower=lower,
            upper=upper,
            least=shares[0],
            greatest=shares[-1],
            bands=bands,
            agreement=bands.get(band_of(Share(middle), policy), 0) / len(shares),
            taken=Share(low, high, by="panel poll", rationale=said),
            smallest_benefit=median(wanted) if wanted else None,
            recused=self.recused,
        )

    @property
    def survey(self) -> Survey:
        """The survey these answers make: one share to each question, and how it was taken."""
        made = []
        for question, tally in zip(self.questions, self.tallies, strict=True):
            smallest = tally.smallest_benefit
            made.append(
                evolve(
                    question,
                    share=tally.taken,
                    smallest_benefit=question.smallest_benefit if smallest is None else smallest,
                )
            )
        return Survey(
            tuple(made),
            before_evidence=self.before_evidence,
            source=self.source,
            note=f"one share for each scenario, the {self.take} of the panel's answers",
        )


@frozen
class OutOfOrder:
    """Two questions answered the wrong way round.

    Args:
        better: id of the question that describes the better option.
        worse: id of the one that describes the worse.
        better_share: answered to the better.
        worse_share: answered to the worse, although it is larger.
    """

    better: str
    worse: str
    better_share: Share
    worse_share: Share

    def __str__(self) -> str:
        return (
            f"fewer would choose {self.better} than {self.worse}, "
            "which has no more benefit and no less harm"
        )


def out_of_order(survey: Survey, policy: Policy = BMJ_RAPID) -> tuple[OutOfOrder, ...]:
    """Answers that do not rise with benefit or fall with harm.

    A question describes a better option where its benefit is important, and no less certain than an
    important one of the other question, and its harm is no more certain. Between no benefit and an
    uncertain one nothing is said.

    Args:
        survey: with a share for each question.
        policy: with the cut-offs between bands, where a share is a band.
    """
    return tuple(
        OutOfOrder(better.id, worse.id, better.share, worse.share)
        for better in survey.scenarios
        for worse in survey.scenarios
        if better is not worse and _better(better, worse) and _fewer(better, worse, policy)
    )


def _better(one: Scenario, other: Scenario) -> bool:
    if one.benefit is not BenefitState.IMPORTANT:
        return False
    harms, theirs = one.harm_certainties, other.harm_certainties
    if min(harms) > min(theirs) or max(harms) > max(theirs):
        return False
    if other.benefit is not BenefitState.IMPORTANT:
        return True
    if (one.smallest_benefit or 0) < (other.smallest_benefit or 0):
        return False
    mine, its = one.benefit_certainties, other.benefit_certainties
    return min(mine) >= min(its) and max(mine) >= max(its)


def _fewer(one: Scenario, other: Scenario, policy: Policy) -> bool:
    mine, its = one.share, other.share
    if mine.high is not None and its.low is not None and mine.option is its.option:
        return mine.high < its.low
    bands = band_of(mine, policy), band_of(its, policy)
    return ShareBand.UNKNOWN not in bands and bands[0].rank < bands[1].rank
