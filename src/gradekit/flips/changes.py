"""Changes to single judgements, one step each, and what a comparison is with them made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve, field, frozen

from gradekit.answers import PanelBalance, Secondary, ShareBand
from gradekit.comparison import Comparison, Context
from gradekit.errors import Problems, UnknownReference
from gradekit.etd import EvidenceToDecision
from gradekit.evidence import Evidence
from gradekit.findings import Finding
from gradekit.flips.ballots import EXEMPLARS, fewest_moved
from gradekit.judgements import NOT_RATED, JudgedEffect, PublishedCertainty, level_of
from gradekit.policy import POLICIES, Policy, policy_named
from gradekit.scales import Certainty, Favours, Magnitude
from gradekit.situation import Assessment
from gradekit.values import Share
from gradekit.votes import Votes, vote_state
from gradekit.words import Word

__all__ = ["Change", "ChangeKind", "changes_of", "held_by", "votes_changes", "with_changes"]

WHAT_IF = "what if"


class ChangeKind(Word):
    """The judgements that are changed, in the order they are told."""

    CERTAINTY = "certainty"
    MAGNITUDE = "magnitude"
    OVERALL = "overall certainty"
    LIFE_THREATENING = "life-threatening"
    NOT_PROHIBITIVE = "not prohibitive"
    SHARE = "share"
    SECONDARY = "secondary criteria"
    BALANCE = "balance"
    VOTES = "votes"
    POLICY = "policy"

    @property
    def of_the_evidence(self) -> bool:
        """Whether the balance of effects has to be weighed again."""
        return self.rank <= ChangeKind.NOT_PROHIBITIVE.rank


@frozen(kw_only=True)
class Change:
    """One judgement made otherwise.

    Args:
        kind: which judgement.
        about: id of the outcome, where it is a judgement on one.
        was: what stands.
        becomes: what is put in its place.
        steps: how many steps away it is; recording what nobody recorded is one step.
        passed: what lies on the way to it.
        ballots: the fewest ballots that must change, for votes that were cast, under the policy
            of the set it stands in.
        votes: a vote that says it.
    """

    kind: ChangeKind
    about: str = ""
    was: str
    becomes: str
    steps: int = 1
    passed: tuple[str, ...] = ()
    ballots: int | None = None
    votes: Votes | None = field(default=None, repr=False)

    @property
    def subject(self) -> tuple[ChangeKind, str]:
        """The judgement it changes; a set of changes holds at most one of each."""
        return self.kind, self.about

    def __str__(self) -> str:
        of = f" of {self.about}" if self.about else ""
        cost = "" if self.ballots is None else f" ({self.ballots} ballots)"
        return f"{self.kind}{of}: {self.was} -> {self.becomes}{cost}"


def _ladder(
    kind: ChangeKind, about: str, words: Sequence[str], at: str | None, unset: str
) -> Iterator[Change]:
    """Every other place on a ladder, with the rungs on the way; one step each from off it."""
    if at not in words:
        for word in words:
            yield Change(kind=kind, about=about, was=at or unset, becomes=word)
        return
    at = at or unset
    here = words.index(at)
    for place, word in enumerate(words):
        if place != here:
            step = 1 if place > here else -1
            yield Change(
                kind=kind,
                about=about,
                was=at,
                becomes=word,
                steps=abs(place - here),
                passed=tuple(words[here + step : place : step]),
            )


def _effect(magnitude: Magnitude, favours: Favours) -> str:
    return f"{magnitude}, favours {favours}"


def _sizes(finding: Finding) -> tuple[Magnitude, ...]:
    """The sizes told apart on an outcome: those of its thresholds, or all three."""
    thresholds, now = finding.outcome.thresholds, finding.magnitude
    graded = (Magnitude.SMALL, Magnitude.MODERATE, Magnitude.LARGE)
    sizes = graded if thresholds is None else tuple(name for name, _ in thresholds.sizes())
    if not now.is_important or now in sizes:
        return sizes
    return (Magnitude.IMPORTANT, Magnitude.LARGE) if now is Magnitude.IMPORTANT else graded


def _magnitudes(finding: Finding) -> Iterator[Change]:
    sizes = _sizes(finding)
    words = [
        *(_effect(size, Favours.INTERVENTION) for size in reversed(sizes)),
        _effect(Magnitude.TRIVIAL, Favours.NEITHER),
        *(_effect(size, Favours.COMPARATOR) for size in sizes),
    ]
    at = _effect(finding.magnitude, finding.favours)
    yield from _ladder(ChangeKind.MAGNITUDE, finding.outcome.id, words, at, at)


def held_by(comparison: Comparison, hold: Iterable[str]) -> set[str]:
    """What stays as it is; a name that stands for nothing would hold nothing, without a word."""
    hint = "hold=['votes', 'pain']"
    Problems().need_kinds((list, tuple, set, frozenset), hint, required=True, hold=hold)
    outcomes = (*comparison.within.outcomes, *(row.outcome for row in comparison.evidence))
    known = (*ChangeKind, *dict.fromkeys(each.id for each in outcomes))
    found = Problems()
    for place, each in enumerate(hold):
        found.need(
            each in known,
            "nothing of that name to hold",
            "hold",
            place,
            expected="one of " + ", ".join(known),
            got=each,
        )
    found.settle(UnknownReference)
    return set(hold)


LEVELS = tuple(each.value for each in Certainty)
BALANCES = tuple(each.value for each in PanelBalance)


def _of_findings(findings: Iterable[Finding]) -> Iterator[Change]:
    for finding in findings:
        row = finding.evidence
        if row is None:
            continue
        name = finding.outcome.id
        yield from _ladder(ChangeKind.CERTAINTY, name, LEVELS, finding.certainty, NOT_RATED)
        yield from _magnitudes(finding)
        if finding.harms is not None or finding.magnitude is Magnitude.UNKNOWN:
            yield Change(
                kind=ChangeKind.NOT_PROHIBITIVE,
                about=name,
                was=_yes(row.not_prohibitive),
                becomes=_yes(not row.not_prohibitive),
            )


def _yes(fact: bool | None) -> str:  # noqa: FBT001 - a fact, not a switch
    return "not recorded" if fact is None else "yes" if fact else "no"


def _others(kind: ChangeKind, words: Iterable[str], at: str) -> Iterator[Change]:
    for word in words:
        if word != at:
            yield Change(kind=kind, was=at, becomes=word)


def votes_changes(comparison: Comparison, policy: Policy) -> Iterator[Change]:
    """What the votes could say instead, with the fewest ballots that do it under a policy's rule.

    Args:
        comparison: with the votes as cast, where anybody voted.
        policy: with the voting rule; another rule may need other ballots, or more of them.
    """
    cast, rule = comparison.votes, policy.voting
    now = vote_state(cast, rule)
    for state, exemplar in EXEMPLARS.items():
        if state is now:
            continue
        if cast is None:
            yield Change(kind=ChangeKind.VOTES, was=now, becomes=state, votes=exemplar)
            continue
        found = fewest_moved(cast, state, rule)
        if found is not None:
            votes, moved = found
            yield Change(kind=ChangeKind.VOTES, was=now, becomes=state, votes=votes, ballots=moved)


def changes_of(comparison: Comparison, assessed: Assessment) -> tuple[Change, ...]:
    """Every change to one judgement, in the order judgements are told.

    Not among them: making a judgement anew that was never asked (a critical outcome without a
    row), taking one back, another importance of an outcome, another survey.

    Args:
        comparison: as it stands.
        assessed: the same, weighed.
    """
    panel = assessed.situation.panel
    recorded = level_of(comparison.overall_certainty)
    bands = (each for each in ShareBand if each is not ShareBand.UNKNOWN)
    judged = (each for each in Secondary if each is not Secondary.NOT_JUDGED)
    policies = (name for name, each in POLICIES.items() if each != assessed.policy)
    made = (
        *_of_findings(assessed.balance.deciding),
        *(() if recorded is None else _ladder(ChangeKind.OVERALL, "", LEVELS, recorded, NOT_RATED)),
        *_others(
            ChangeKind.LIFE_THREATENING, ("yes", "no"), _yes(comparison.context.life_threatening)
        ),
        *_others(ChangeKind.SHARE, bands, panel.share),
        *_others(ChangeKind.SECONDARY, judged, panel.secondary),
        *_ladder(ChangeKind.BALANCE, "", BALANCES, panel.balance, "not recorded"),
        *votes_changes(comparison, assessed.policy),
        *_others(ChangeKind.POLICY, policies, assessed.policy.name),
    )
    return tuple(sorted(made, key=lambda each: each.kind.rank))


def _row(comparison: Comparison, change: Change, row: Evidence) -> Evidence:
    if comparison.row(change.about) is not row:
        return row
    if change.kind is ChangeKind.CERTAINTY:
        return evolve(row, certainty=PublishedCertainty(change.becomes, note=WHAT_IF))
    if change.kind is ChangeKind.NOT_PROHIBITIVE:
        return evolve(row, not_prohibitive=change.becomes == "yes")
    size, _, favours = change.becomes.partition(", favours ")
    effect = JudgedEffect(size, favours, by=WHAT_IF, rationale=str(change))
    return evolve(row, judged_effect=effect)


def _rows(comparison: Comparison, change: Change) -> Comparison:
    rows = tuple(_row(comparison, change, row) for row in comparison.evidence)
    return evolve(comparison, evidence=rows)


_MADE: dict[ChangeKind, Callable[[Comparison, Change], Comparison]] = {
    ChangeKind.CERTAINTY: _rows,
    ChangeKind.MAGNITUDE: _rows,
    ChangeKind.NOT_PROHIBITIVE: _rows,
    ChangeKind.OVERALL: lambda its, change: evolve(
        its, overall_certainty=PublishedCertainty(change.becomes, note=WHAT_IF)
    ),
    ChangeKind.LIFE_THREATENING: lambda its, change: evolve(
        its, context=Context(life_threatening=change.becomes == "yes", note=WHAT_IF)
    ),
    ChangeKind.SHARE: lambda its, change: evolve(
        its, share=Share(band=ShareBand(change.becomes), by=WHAT_IF)
    ),
    ChangeKind.SECONDARY: lambda its, change: evolve(
        its, etd=evolve(its.etd or EvidenceToDecision(), secondary=change.becomes)
    ),
    ChangeKind.BALANCE: lambda its, change: evolve(its, balance=change.becomes),
    ChangeKind.VOTES: lambda its, change: evolve(its, votes=change.votes),
    ChangeKind.POLICY: lambda its, _: its,
}


def with_changes(
    comparison: Comparison, changes: Iterable[Change], policy: Policy | None = None
) -> tuple[Comparison, Policy | None]:
    """The comparison with the changes made, and the policy to answer it under.

    Args:
        comparison: as it stands.
        changes: at most one to each judgement.
        policy: where none of the changes names another.
    """
    for change in changes:
        comparison = _MADE[change.kind](comparison, change)
        if change.kind is ChangeKind.POLICY:
            policy = policy_named(change.becomes)
    return comparison, policy
