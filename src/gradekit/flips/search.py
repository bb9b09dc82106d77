"""The smallest sets of changes that change an answer: all of them, up to a depth.

The evidence is weighed once for every set of changes to it; what the panel judged is then varied
over what came out. Sets that come to the same after weighing are kept only where none lies within
another, which loses no smallest set: whatever is added to the larger may be added to the smaller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, field, frozen

from gradekit.answers import ANSWERS, Direction, ShareBand, Strength
from gradekit.balance import weigh
from gradekit.comparison import Comparison
from gradekit.decision import Decision, decide
from gradekit.errors import InvalidValue, Problems, UnknownReference, refuse
from gradekit.flips.changes import (
    Change,
    ChangeKind,
    changes_of,
    held_by,
    votes_changes,
    with_changes,
)
from gradekit.levels import EvidenceHalf
from gradekit.markup import records
from gradekit.panel import Panel
from gradekit.policy import Policy, policy_named
from gradekit.share import find_share
from gradekit.situation import (
    OF_THE_COMPARISON,
    Assessment,
    PanelHalf,
    Situation,
    _OfTheComparison,
    assess,
)
from gradekit.votes import vote_state

__all__ = ["DEPTH", "Flip", "Flips", "flips"]

DEPTH = 2
"""Single steps in a set of changes, unless asked for more."""

Moves = tuple[Change, ...]
Bands = tuple[ShareBand, ...]


@frozen(kw_only=True)
class Flip:
    """A smallest set of changes that gives another answer.

    Args:
        changes: at most one to each judgement.
        direction: of the new answer.
        strength: of the new answer.
        paradigms: permitting it.
        binding: ceilings that keep the new answer below strong.
        lifts: ceilings that bound the old answer and now allow more.
        lowers: ceilings that now allow less.
    """

    changes: Moves
    direction: Direction
    strength: Strength
    paradigms: tuple[int, ...] = ()
    binding: tuple[str, ...] = ()
    lifts: tuple[str, ...] = ()
    lowers: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many single steps it takes."""
        return sum(each.steps for each in self.changes)

    @property
    def ballots(self) -> int:
        """How many ballots would have to change."""
        return sum(each.ballots or 0 for each in self.changes)

    @property
    def answer(self) -> str:
        """The new answer in words."""
        return self.strength.toward(self.direction)

    def made(
        self, comparison: Comparison, policy: Policy | None = None
    ) -> tuple[Comparison, Policy | None]:
        """The comparison with these changes made, and the policy to answer it under.

        Args:
            comparison: the one the flip was found for.
            policy: the one it was found under, where that was not the guideline's own.
        """
        return with_changes(comparison, self.changes, policy)

    def __str__(self) -> str:
        return f"{self.answer}: " + "; ".join(map(str, self.changes))


@frozen(kw_only=True)
class Flips:
    """Every smallest set of changes up to a depth, for every other answer.

    A set is listed when no part of it, and no shorter step of it, gives the same answer.

    Args:
        comparison: id.
        base: the answer as it stands.
        depth: most steps a set may take; the list is complete up to it.
        considered: the changes to single judgements that were combined.
        found: by size, then by ballots.
    """

    comparison: str
    base: str
    depth: int
    considered: Moves = field(repr=False)
    found: tuple[Flip, ...]

    def __iter__(self) -> Iterator[Flip]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def to(self, answer: str) -> tuple[Flip, ...]:
        """The sets that give one answer ("conditional for", "no recommendation"), or a refusal."""
        if answer not in ANSWERS:
            expected = "one of " + ", ".join(map(repr, ANSWERS))
            refuse(UnknownReference, "no such answer", "answer", expected=expected, got=answer)
        return tuple(each for each in self.found if each.answer == answer)

    @property
    def smallest(self) -> tuple[Flip, ...]:
        """The sets of the least size, whatever they give."""
        least = min((each.size for each in self.found), default=0)
        return tuple(each for each in self.found if each.size == least)

    def rows(self) -> list[dict[str, object]]:
        """One row for each set, for a frame or a table."""
        return [
            {
                "comparison": self.comparison,
                "was": self.base,
                "becomes": each.answer,
                "size": each.size,
                "ballots": each.ballots,
                "changes": "; ".join(map(str, each.changes)),
                "lifts": ", ".join(each.lifts),
                "lowers": ", ".join(each.lowers),
                "paradigms": ", ".join(map(str, each.paradigms)),
                "binding": ", ".join(each.binding),
            }
            for each in self.found
        ]

    def _head(self) -> str:
        return f"{self.comparison}: {self.base}; {len(self)} smallest sets of up to {self.depth}"

    def __str__(self) -> str:
        return "\n".join((self._head(), *(f"  {each.size} {each}" for each in self.found)))

    def __repr__(self) -> str:
        return f"<Flips {self._head()}>"

    def _repr_html_(self) -> str:
        same = {"comparison", "was"}  # said above the table
        rows = ({key: row[key] for key in row if key not in same} for row in self.rows())
        return records(rows, caption=self._head()).html


def _sets(changes: Iterable[Change], depth: int) -> Iterator[Moves]:
    """Every set of changes of at most `depth` steps, at most one to each judgement; by size."""
    subjects: dict[tuple[ChangeKind, str], list[Change]] = {}
    for change in changes:
        subjects.setdefault(change.subject, []).append(change)

    def spend(places: list[list[Change]], exactly: int) -> Iterator[Moves]:
        if exactly == 0:
            yield ()
            return
        for nth, options in enumerate(places):
            for option in options:
                if option.steps <= exactly:
                    for rest in spend(places[nth + 1 :], exactly - option.steps):
                        yield (option, *rest)

    for size in range(depth + 1):
        yield from spend(list(subjects.values()), size)


def _ballots(
    comparison: Comparison, changes: Iterable[Change], policies: Iterable[Policy], depth: int
) -> Iterator[Moves]:
    """The sets of changes to what the panel judged, votes counted under the policy of each set.

    Another voting rule may hear something else in the ballots as they were cast, need more or
    fewer of them moved, or leave no way at all; what the votes say already is no change.
    """
    given = tuple(changes)
    under = {
        policy.name: {each.becomes: each for each in votes_changes(comparison, policy)}
        for policy in policies
    }
    votes = [each for each in given if each.kind is ChangeKind.VOTES]
    base = {each.becomes for each in votes}
    if votes and any(each.kind is ChangeKind.POLICY for each in given):
        more = {name: each for found in under.values() for name, each in found.items()}
        votes += [each for name, each in more.items() if name not in base]
    first = next((n for n, each in enumerate(given) if each.kind is ChangeKind.VOTES), len(given))
    others = [each for each in given if each.kind is not ChangeKind.VOTES]
    for moves in _sets((*others[:first], *votes, *others[first:]), depth):
        names = [each.becomes for each in moves if each.kind is ChangeKind.POLICY]
        made = tuple(
            under[names[0]].get(each.becomes) if names and each.kind is ChangeKind.VOTES else each
            for each in moves
        )
        there = tuple(each for each in made if each is not None)
        if len(there) == len(made) and (
            names or all(each.becomes in base for each in there if each.kind is ChangeKind.VOTES)
        ):
            yield there


class _Least:
    """Sets of changes of which none lies within another. They must come by size."""

    def __init__(self) -> None:
        self.kept: list[tuple[frozenset[tuple[object, ...]], Moves]] = []

    def add(self, moves: Moves) -> bool:
        """Keep a set unless one that was kept lies within it."""
        on_the_way = {
            (*each.subject, word) for each in moves for word in (*each.passed, each.becomes)
        }
        if any(ends <= on_the_way for ends, _ in self.kept):
            return False
        self.kept.append((frozenset((*each.subject, each.becomes) for each in moves), moves))
        return True


@frozen
class _Search:
    comparison: Comparison
    panel: Panel | None
    assessed: Assessment
    policies: tuple[Policy, ...]

    def weighed(self, moves: Moves) -> tuple[EvidenceHalf, Bands]:
        """The evidence after some changes, and the share found under each policy."""
        changed, _ = with_changes(self.comparison, moves)
        balance = weigh(changed)
        bands = tuple(
            find_share(changed.share, self.panel, balance, policy).band for policy in self.policies
        )
        return balance.half, bands

    def answered(self, half: EvidenceHalf, bands: Bands, moves: Moves) -> Decision:
        """The answer to that evidence with what the panel judged changed."""
        given = {each.kind: each for each in moves}
        policy = self.policies[0]
        if ChangeKind.POLICY in given:
            policy = policy_named(given[ChangeKind.POLICY].becomes)
        now = self.assessed.situation.panel
        votes = self.comparison.votes
        if ChangeKind.VOTES in given:
            votes = given[ChangeKind.VOTES].votes

        def word(kind: ChangeKind, otherwise: str) -> str:
            return given[kind].becomes if kind in given else otherwise

        panel: PanelHalf = evolve(
            now,
            share=word(ChangeKind.SHARE, bands[self.policies.index(policy)]),
            secondary=word(ChangeKind.SECONDARY, now.secondary),
            balance=given[ChangeKind.BALANCE].becomes
            if ChangeKind.BALANCE in given
            else now.balance,
            votes=vote_state(votes, policy.voting),
        )
        return decide(Situation(half, panel), policy)


def _flip(moves: Moves, before: Decision, after: Decision) -> Flip:
    lifts, lowers = [], []
    for old, new in zip(before.ceilings, after.ceilings, strict=True):
        if old.allows is None or new.allows is None or old.allows is new.allows:
            continue
        if new.allows > old.allows:
            lifts.append(old.name)
        else:
            lowers.append(old.name)
    return Flip(
        changes=moves,
        direction=after.direction,
        strength=after.strength,
        paradigms=after.paradigms,
        binding=after.binding,
        lifts=tuple(name for name in lifts if name in before.binding),
        lowers=tuple(lowers),
    )


def flips(
    comparison: Comparison,
    depth: int = DEPTH,
    *,
    policy: Policy | str | None = None,
    panel: Panel | _OfTheComparison | None = OF_THE_COMPARISON,
    hold: Iterable[str] = (),
) -> Flips:
    """The smallest changes to judgements that would change a comparison's answer.

    A step is: the certainty of an outcome one level, a magnitude one size, another share band, what
    the votes say (with the fewest ballots that do it), life-threatening or not prohibitive, the
    secondary criteria, the panel's balance one place, a recorded overall certainty one level,
    another preset policy. Recording what nobody recorded is one step.

    Args:
        comparison: with evidence and recorded judgements.
        depth: most steps in a set, all of them looked at; one more takes some ten times longer.
        policy: as in `recommend`.
        panel: as in `recommend`.
        hold: judgements that stay as they are: outcome ids, and kinds ("votes", "policy").

    Raises:
        InvalidValue: a depth below 1.
        UnknownReference: a name to hold that is neither a kind of change nor an outcome.
        GradekitError: an effect that cannot be judged, with its place.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> found = flips(guide["axial/epidural-la"], depth=1)
        >>> print(found.to("conditional against")[-1])
        conditional against: votes: not voted -> against
    """
    Problems().need_kinds(int, required=True, depth=depth)
    if depth < 1:
        refuse(InvalidValue, "depth below 1", "depth", expected="1 step or more", got=depth)
    assessed = assess(comparison, panel, policy)
    held = held_by(comparison, hold)
    changes = tuple(
        each
        for each in changes_of(comparison, assessed)
        if each.about not in held and each.kind not in held
    )
    search = _Search(
        comparison,
        comparison.within.panel if isinstance(panel, _OfTheComparison) else panel,
        assessed,
        (
            assessed.policy,
            *(policy_named(each.becomes) for each in changes if each.kind is ChangeKind.POLICY),
        ),
    )
    before = decide(assessed.situation, assessed.policy)
    classes: dict[tuple[EvidenceHalf, Bands], _Least] = {}
    for moves in _sets((each for each in changes if each.kind.of_the_evidence), depth):
        classes.setdefault(search.weighed(moves), _Least()).add(moves)
    judged = tuple(
        _ballots(
            comparison,
            (each for each in changes if not each.kind.of_the_evidence),
            search.policies,
            depth,
        )
    )
    every: dict[str, list[tuple[Moves, Decision]]] = {}
    for (half, bands), least in classes.items():
        cheapest = min(sum(each.steps for each in moves) for _, moves in least.kept)
        for more in judged:
            spent = sum(each.steps for each in more)
            if cheapest + spent > depth:
                break
            after = search.answered(half, bands, more)
            if (after.direction, after.strength) == (before.direction, before.strength):
                continue
            every.setdefault(str(after), []).extend(
                ((*moves, *more), after)
                for _, moves in least.kept
                if sum(each.steps for each in moves) + spent <= depth
            )
    found: list[Flip] = []
    for candidates in every.values():
        candidates.sort(key=lambda each: sum(change.steps for change in each[0]))
        least = _Least()
        found += [_flip(moves, before, after) for moves, after in candidates if least.add(moves)]
    found.sort(key=lambda each: (each.size, each.ballots, each.answer))
    return Flips(
        comparison=comparison.id,
        base=str(before),
        depth=depth,
        considered=changes,
        found=tuple(found),
    )
