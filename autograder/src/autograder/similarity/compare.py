"""Weighs what submissions share, by how rare it is in the class.

Something that k of n submissions have weighs log2(n/k)² / log2(n): nothing if all have it, most if only two do.  Nothing
is weighed that the lesson, its solutions or its usual variants contain.  Of an exercise count the statements (each the
more, the more of it is shared) and comments, over exercises the shared mistakes; in a row of these the strongest counts
fully and each further one `DAMPED` times the one before, because what stands together is seldom independent.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import scipy.sparse as sparse

#: A right answer of at most so many statements counts for half; of `SHORTEST` it is never evidence.
SHORT, SHORT_COUNTS, SHORTEST = 5, 0.5, 2
DAMPED = 0.8
#: The code around a shared mistake counts less, since the mistake is in it.
KNOWN = 0.5
#: How much it matters that all of an answer is shared, not only a part of it.
SHARE = 0.5
#: How much it matters that all that is rare in a submission is shared, over all its exercises.
WHOLE = 0.5
#: How much more than a statement of the same rarity a shared mistake and a shared comment weigh.
MISTAKE, COMMENT = 2.0, 1.0
#: What more submissions than this have does not make a candidate: it bounds time and memory in large classes.
MOST_SHARED = 120
#: So many pairs are looked at closely for each submission, those that share most rarities.
CANDIDATES = 20
#: Pairs with at least this score are shown, with at least the other as strong; benchmarks/similar.md has what that finds.
SHOWN, STRONG = 1.2, 1.6
#: In a smaller class "rare" means nothing.
RELIABLE = 8


@dataclass(frozen=True)
class Answer:
    """A student's answer to one exercise.

    Attributes:
        exercise: its name.
        text: the code, as the page shows it.
        lines: of each statement the first and last line in ``text``, from 1, and the number of its tokens.
        marks: rows of statement, mark, number of tokens (negative: the mark is of the statement and the one before).
        comments: marks of the comments.
        problem: why it cannot be compared: "syntax", "deep", "long"; "" if it can.
        right: it got full points, or was not graded, so that it may be right.
        wrong: what went wrong, as tokens to compare.
    """

    exercise: str
    text: str
    lines: tuple[tuple[int, int, int], ...]
    marks: np.ndarray
    comments: tuple[int, ...] = ()
    problem: str = ""
    right: bool = True
    wrong: tuple[str, ...] = ()

    @classmethod
    def of(cls, shape: Mapping[str, Any], right: bool = True, wrong: Iterable[str] = ()) -> Answer:
        """From what `shapes.shapes` gives and what is known of the grade."""
        rows = [(at, mark, size) for at, line in enumerate(shape["lines"]) for mark, size in line[3]]
        lines = tuple((int(first), int(last), int(size)) for first, last, size, _ in shape["lines"])
        marks = np.array(rows, dtype=np.int64).reshape(-1, 3)
        return cls(
            shape["exercise"], shape["text"], lines, marks, tuple(shape["comments"]), shape["problem"], right, tuple(wrong)
        )

    @property
    def counts(self) -> float:
        """How much its code may be evidence: a right answer the less the shorter it is, since few ways lead there."""
        return 1.0 if not self.right or len(self.lines) > SHORT else SHORT_COUNTS if len(self.lines) > SHORTEST else 0.0


@dataclass(frozen=True)
class Paper:
    """A submission: ``student`` is unique, ``earlier`` one of another year, not compared with its like."""

    student: str
    name: str
    answers: Mapping[str, Answer]
    earlier: bool = False

    @cached_property
    def wrong(self) -> frozenset[tuple[str, str]]:
        """(exercise, token) of all that went wrong."""
        return frozenset((item.exercise, token) for item in self.answers.values() for token in item.wrong)


@dataclass(frozen=True)
class Shared:
    """What two submissions share in one exercise.

    Attributes:
        exercise: its name.
        code, comments: the evidence of each.
        share: the shared part of what is rare in the code, of the submission that shares more of it, 0 to 1.
        mistakes: tokens of `Answer.wrong`, the rarest first, each with the number of submissions that have it.
        links: pairs of statements, in the first and in the second submission, that match, the strongest first.
        remarks: marks of the comments.
    """

    exercise: str
    code: float = 0.0
    share: float = 0.0
    comments: float = 0.0
    mistakes: tuple[tuple[str, int], ...] = ()
    links: tuple[tuple[int, int], ...] = ()
    remarks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Pair:
    """Two submissions; ``score`` has no upper bound and no unit, it ranks pairs of one class."""

    first: Paper
    second: Paper
    score: float
    mistakes: float
    shared: tuple[Shared, ...]


@dataclass(frozen=True)
class Found:
    """What comparing a class gave: the pairs that are shown, best first, groups of them, and all candidates' scores."""

    pairs: list[Pair]
    groups: list[list[Paper]]
    scores: list[float] = field(default_factory=list)
    count: int = 0


class Weights:
    """How much each mark, comment and mistake weighs in a class."""

    def __init__(self, papers: Sequence[Paper], standard: Iterable[int], said: Iterable[int]) -> None:
        self.count = len(papers)
        self._most = math.log2(max(self.count, 2))
        self.standard = np.unique(np.fromiter(standard, dtype=np.int64))
        self._said = frozenset(said)
        # By id(), since the papers outlive the weights.
        self._rare: dict[int, float] = {}
        self._cover: dict[int, np.ndarray] = {}
        every = [
            np.unique(np.concatenate([item.marks[:, 1] for item in paper.answers.values()] or [np.empty(0)]))
            for paper in papers
        ]
        joined = np.concatenate(every) if every else np.empty(0)
        self.known, self.often = np.unique(joined.astype(np.int64), return_counts=True)
        self.comments = Counter(
            mark for paper in papers for mark in {mark for item in paper.answers.values() for mark in item.comments}
        )  # fmt: skip
        self.mistakes = Counter(token for paper in papers for token in paper.wrong)

    def weight(self, often: float) -> float:
        """Of something that so many submissions have."""
        return math.log2(self.count / often) ** 2 / self._most if 0 < often < self.count else 0.0

    def of_marks(self, marks: np.ndarray) -> np.ndarray:
        """The weights of marks; 0 for standard ones."""
        if not len(marks):
            return np.zeros(0)
        often = self.often[np.searchsorted(self.known, marks)]
        weights = np.log2(self.count / often) ** 2 / self._most
        weights[np.isin(marks, self.standard)] = 0.0
        return np.asarray(weights, dtype=float)

    def of_comment(self, mark: int) -> float:
        """The weight of a comment."""
        return 0.0 if mark in self._said else COMMENT * self.weight(self.comments[mark])

    def of_mistake(self, exercise: str, token: str) -> float:
        """The weight of a mistake."""
        return MISTAKE * self.weight(self.mistakes[exercise, token])

    def cover(self, answer: Answer) -> np.ndarray:
        """For each row of marks its weight, times the part of its statement that it covers."""
        if id(answer) not in self._cover:
            sizes = np.array([line[2] for line in answer.lines], dtype=float)
            part = np.abs(answer.marks[:, 2]) / sizes[answer.marks[:, 0]]
            self._cover[id(answer)] = np.asarray(self.of_marks(answer.marks[:, 1]) * part)
        return self._cover[id(answer)]

    def rare(self, answer: Answer) -> float:
        """What all rare statements of an answer would weigh if they were shared, wherever they stand."""
        if id(answer) not in self._rare:
            best = np.zeros(len(answer.lines))
            alone = answer.marks[:, 2] > 0
            np.maximum.at(best, answer.marks[alone, 0], self.cover(answer)[alone])
            self._rare[id(answer)] = float(best.sum()) * bool(answer.counts)
        return self._rare[id(answer)]

    @property
    def unit(self) -> float:
        """The score of a pair that has as much as there are pairs to find it among: the logarithm of their number."""
        return max(1.0, 2 * self._most - 1)


def compare(papers: Sequence[Paper], standard: Iterable[int] = (), said: Iterable[int] = (), shown: float = SHOWN) -> Found:
    """Compare the submissions of a class.

    Args:
        papers: all submissions.
        standard, said: marks and comments that are everybody's, from `shapes.plain_marks`.
        shown: the score from which on pairs are listed.
    """
    if len(papers) < 2:
        return Found([], [], [], len(papers))
    weights = Weights(papers, standard, said)
    pairs, scores = [], []
    for left, right in _candidates(papers, weights):
        pair = _pair(papers[left], papers[right], weights)
        scores.append(pair.score)
        if pair.score >= shown:
            pairs.append(pair)
    pairs.sort(key=lambda pair: (-pair.score, pair.first.student, pair.second.student))
    return Found(pairs, _groups(pairs), sorted(scores, reverse=True), len(papers))


def _candidates(papers: Sequence[Paper], weights: Weights) -> list[tuple[int, int]]:
    """The pairs that share most rarities, from an index of all that 2 to `MOST_SHARED` submissions have."""
    index: dict[object, int] = {}
    usable = weights.known[(weights.often >= 2) & (weights.often <= min(MOST_SHARED, weights.count - 1))]
    usable = usable[~np.isin(usable, weights.standard)]
    rows, columns, values = [], [], []

    def put(row: int, key: object, weight: float) -> None:
        if weight > 0:
            rows.append(row)
            columns.append(index.setdefault(key, len(index)))
            values.append(math.sqrt(weight))

    for row, paper in enumerate(papers):
        counted = [item.marks[:, 1] for item in paper.answers.values() if item.counts]
        marks = np.intersect1d(np.concatenate(counted), usable) if counted else usable[:0]
        for mark, weight in zip(marks.tolist(), weights.of_marks(marks).tolist(), strict=True):
            put(row, mark, weight)
        for mark in {mark for item in paper.answers.values() for mark in item.comments}:
            if 2 <= weights.comments[mark] <= MOST_SHARED:
                put(row, ("#", mark), weights.of_comment(mark))
        for token in paper.wrong:
            if 2 <= weights.mistakes[token] <= MOST_SHARED:
                put(row, token, weights.of_mistake(*token))
    table = sparse.csr_array((values, (rows, columns)), shape=(len(papers), max(1, len(index))))
    return sorted(_best_pairs(papers, table))


def _best_pairs(papers: Sequence[Paper], table: Any) -> set[tuple[int, int]]:
    found = set()
    earlier = np.array([paper.earlier for paper in papers])
    turned = table.T.tocsr()
    for start in range(0, len(papers), 256):
        block = (table[start : start + 256] @ turned).tocsr()
        for offset in range(block.shape[0]):
            row = start + offset
            if earlier[row]:
                continue
            begin, end = block.indptr[offset], block.indptr[offset + 1]
            others, sums = block.indices[begin:end], block.data[begin:end]
            for place in np.argsort(-sums, kind="stable")[: CANDIDATES + 1]:
                other = int(others[place])
                if other != row:
                    found.add((min(row, other), max(row, other)))
    return found


def _damped(values: Iterable[float]) -> float:
    return sum(value * DAMPED**place for place, value in enumerate(sorted(values, reverse=True)))


def _pair(first: Paper, second: Paper, weights: Weights) -> Pair:
    shared = []
    for name, mine in first.answers.items():
        yours = second.answers.get(name)
        if yours is None:
            continue
        found = _shared(mine, yours, weights)
        if found.code or found.comments or found.mistakes:
            shared.append(found)
    wrong = _damped(weights.of_mistake(item.exercise, item.mistakes[0][0]) for item in shared if item.mistakes)
    code = sum(item.code * item.share**SHARE * (KNOWN if item.mistakes else 1.0) for item in shared)
    total = (
        wrong + code * (1 - WHOLE + WHOLE * _whole(first, second, shared, weights)) + sum(item.comments for item in shared)
    )
    shared.sort(key=lambda item: -(item.code * item.share + item.comments))
    return Pair(first, second, total / weights.unit, wrong / weights.unit, tuple(shared))


def _whole(first: Paper, second: Paper, shared: Sequence[Shared], weights: Weights) -> float:
    """The part that is shared of what is rare in the code of the submission that has less of it."""
    together = sum(
        item.share * min(weights.rare(first.answers[item.exercise]), weights.rare(second.answers[item.exercise]))
        for item in shared
    )  # fmt: skip
    least = min(sum(map(weights.rare, paper.answers.values())) for paper in (first, second))
    return min(1.0, together / least) if least else 1.0


def _shared(mine: Answer, yours: Answer, weights: Weights) -> Shared:
    remarks = [mark for mark in mine.comments if mark in set(yours.comments) and weights.of_comment(mark) > 0]
    mistakes = [(token, weights.mistakes[mine.exercise, token]) for token in mine.wrong if token in yours.wrong]
    mistakes = [pair for pair in mistakes if weights.weight(pair[1]) > 0]
    code, share, links = 0.0, 0.0, tuple[tuple[int, int], ...]()
    if mine.counts and yours.counts:
        code, share, links = _code(mine, yours, weights)
        code *= min(mine.counts, yours.counts)
    return Shared(
        mine.exercise, code, share, _damped(weights.of_comment(mark) for mark in remarks),
        tuple(sorted(mistakes, key=lambda pair: pair[1])), links, tuple(remarks),
    )  # fmt: skip


def _code(mine: Answer, yours: Answer, weights: Weights) -> tuple[float, float, tuple[tuple[int, int], ...]]:
    both = np.intersect1d(mine.marks[:, 1], yours.marks[:, 1])
    if not len(both):
        return 0.0, 0.0, ()
    one, other = _side(mine, both, weights), _side(yours, both, weights)
    code = min(_damped(one.values()), _damped(other.values()))
    share = max(
        sum(side.values()) / most if (most := weights.rare(item)) else 0.0 for item, side in ((mine, one), (yours, other))
    )
    return code, min(1.0, share), tuple(_links(mine, yours, one, other, weights)) if code else ()


def _side(answer: Answer, both: np.ndarray, weights: Weights) -> dict[int, float]:
    """For each statement the best of its shared marks."""
    cover = weights.cover(answer)
    found: dict[int, float] = {}
    for place in np.flatnonzero(np.isin(answer.marks[:, 1], both) & (cover > 0)):
        at = int(answer.marks[place, 0])
        found[at] = max(found.get(at, 0.0), float(cover[place]))
    return found


def _links(
    mine: Answer, yours: Answer, one: Mapping[int, float], other: Mapping[int, float], weights: Weights
) -> Iterator[tuple[int, int]]:
    """Statements of both sides that match best, each at most once."""
    places: dict[int, list[int]] = {}
    for at, mark, _ in yours.marks:
        places.setdefault(int(mark), []).append(int(at))
    cover = weights.cover(mine)
    rated = sorted(
        (-float(cover[row]), int(at), there) for row, (at, mark, _) in enumerate(mine.marks)
        if int(at) in one for there in places.get(int(mark), ()) if there in other
    )  # fmt: skip
    left, right = set(), set()
    for _, at, there in rated:
        if at not in left and there not in right:
            left.add(at)
            right.add(there)
            yield at, there


def _groups(pairs: Sequence[Pair]) -> list[list[Paper]]:
    """The submissions that pairs connect, largest group first; a group of two is just its pair."""
    group: dict[str, list[Paper]] = {}
    for pair in pairs:
        mine = group.setdefault(pair.first.student, [pair.first])
        yours = group.setdefault(pair.second.student, [pair.second])
        if mine is not yours:
            mine += yours
            for paper in yours:
                group[paper.student] = mine
    found = {id(item): item for item in group.values()}.values()
    return sorted(
        (sorted(item, key=lambda paper: paper.student) for item in found if len(item) > 2), key=lambda item: -len(item)
    )
