"""Which known mistakes explain a wrong result?  One set of rules for the check and for the grade.

The rules use only what was observed: the outcomes of the student and of each mistake on the same cases.  A mistake is
named when it gives the same wrong numbers and fails no case that the student passes.  The two sides differ in one
parameter, the `Bank`: the check reads each mistake's outcomes from the unit's file, the judge runs the mistake.

- A mistake explains a failing case if it fails in the same way, with the same values, errors and side effects.
- The class of an exception proves nothing.  Without wrong numbers a mistake must agree on every other case, some of
  which have numbers, and be the only one that raises this error where none is expected.
- If there are several slips at once and no mistake explains everything, the one that explains the case shown is named.
- A second mistake is named only if it explains a failure that the first does not.
- Where an error's message should name an argument and does not, only a mistake that fails just so explains it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from .compare import Problem, alike
from .evidence import ENOUGH, Run, Seen, computes, dtype_of, same_form, same_run, strength, to_the_digit, was_raised
from .known_errors import recognise

#: Problems where bad input was not refused as it should be: no error, or another one.
_UNREFUSED = frozenset({"no_error", "other_error"})
#: At most this many mistakes are named.
MOST = 2


class Bank(Protocol):
    """The mistakes of one exercise and what each gives on the observed cases, which are given by their index."""

    @property
    def keys(self) -> Sequence[str]:
        """The keys of the mistakes, preferred ones first."""

    def run(self, key: str, index: int) -> Run | None:
        """What a mistake gives on a case; None when that is not known."""

    def problem(self, key: str, index: int) -> Problem | None:
        """What is wrong with what it gives there, or None."""


class Diagnosis:
    """Compares a bank's mistakes with the observed cases of one exercise; each pair once, when it is first needed."""

    def __init__(self, seen: Sequence[Seen], bank: Bank) -> None:
        self._seen, self._bank = seen, bank
        self._found: dict[tuple[str, int], bool] = {}
        self.failing = [index for index, item in enumerate(seen) if item.problem is not None]
        self._right = [index for index, item in enumerate(seen) if item.problem is None]
        self._strength = {index: strength(seen[index]) for index in self.failing}

    def causes(self, front: int | None = None) -> list[str]:
        """Keys of mistakes, the likeliest first, at most `MOST`.

        Args:
            front: index of the failing case that is shown; by default the first one with wrong numbers in the group
                of the first failing case, else that case.
        """
        if not self.failing:
            return []
        if front is None:
            first_group = self._seen[self.failing[0]].group
            numbers = (index for index in self.failing if self._strength[index] and self._seen[index].group == first_group)
            front = next(numbers, self.failing[0])
        beside = [index for index in self.failing if self._seen[index].group == self._seen[front].group]
        named = self._named(front)
        whole = self.explanations()
        first = named if named in whole or not whole else whole[0]
        first = first or self._partly(front, ()) or next(filter(None, map(self._named, beside)), "")
        left = [index for index in self.failing if first and not self.agrees(first, index)]
        if first == named or not left:
            return [first] if first else []
        second = next((key for index in left if (key := self._partly(index, (first,)))), "")
        return [first, second][: MOST if second else 1]

    def explanations(self, keys: Iterable[str] | None = None) -> list[str]:
        """The mistakes that explain every failure and fail nowhere else, the most alike first, then in the bank's order.

        If too few numbers are wrong, the places of the failures must single them out (`_told_by_places`).

        Args:
            keys: the mistakes to look at; by default the whole bank.
        """
        order = sorted(self.failing, key=lambda index: -self._strength[index])  # an error alone rules out little
        found = [
            key for key in (self._bank.keys if keys is None else keys)
            if all(self.agrees(key, index) for index in order) and self._right_where_right(key)
        ]  # fmt: skip
        if len(found) > 1:
            found.sort(key=lambda key: (self._elsewhere(key), -self._exactly(key)))
        if sum(self._strength.values()) >= ENOUGH:
            return found
        return [key for key in found if self._told_by_places(found)]

    def _elsewhere(self, key: str) -> int:
        """On how many cases a mistake fails where the student is right; more than none only by luck with random values."""
        return sum(not self.agrees(key, index) for index in self._right)

    def _exactly(self, key: str) -> int:
        """On how many failing cases a mistake gives the same; unlike `agrees`, also for input to be refused."""
        runs = ((self._seen[index].got, self._bank.run(key, index)) for index in self.failing)
        return sum(run is not None and same_run(got, run) for got, run in runs)

    def agrees(self, key: str, index: int) -> bool:
        """Whether a mistake does on a case what the student did: right, or wrong in the same way."""
        at = (key, index)
        if at not in self._found:
            self._found[at] = self._same(key, index)
        return self._found[at]

    def _same(self, key: str, index: int) -> bool:
        item = self._seen[index]
        if item.problem is None:
            return self._bank.run(key, index) is not None and self._bank.problem(key, index) is None
        if item.key == key:
            return True
        run = self._bank.run(key, index) if item.got else None
        if run is None:
            return False
        problem = self._bank.problem(key, index)
        if problem is None:
            return False
        if problem.kind in _UNREFUSED and item.problem.kind in _UNREFUSED:
            return problem.step == item.problem.step  # what is made of input that should be refused is chance
        if problem.kind != item.problem.kind or (item.key and problem.detail != item.problem.detail):
            return False
        if problem.kind == "dtype" and dtype_of(run, problem) != dtype_of(item.got, item.problem):
            return False
        if item.key:
            return True
        # Without a clearly wrong number, as for 1e-12 where 0.0 is right, values must agree with no absolute tolerance.
        return same_run(item.got, run) and (self._strength[index] > 0 or all(map(to_the_digit, item.got, run)))

    def _contradicted(self, key: str) -> bool:
        """Whether a mistake fails somewhere where the student's code is right or fails in another way."""
        return not self._right_where_right(key) or not all(self._shows(key, index) for index in self.failing)

    def _shows(self, key: str, index: int) -> bool:
        """Whether on a case the student's code has every fault that the mistake has; it may have more."""
        if self.agrees(key, index):
            return True
        item, problem = self._seen[index], self._bank.problem(key, index)
        run = self._bank.run(key, index)
        if problem is None or item.problem is None or run is None:
            return run is not None
        if (problem.kind, problem.step) != (item.problem.kind, item.problem.step) or len(item.got) <= problem.step:
            return False
        if self._by_luck(key, index):
            return True
        mine, theirs = item.got[problem.step], run[problem.step]
        return problem.kind == "value" and mine.error == theirs.error and alike(mine.value, theirs.value)

    def _named(self, index: int) -> str:
        """The mistake that the failed property of a case names, or "" if other cases speak against it.

        It must give results of the student's form, be right where the student is, and fail the group's other failing
        cases (unless luck decides them) and more than half of all failing cases.
        """
        key = self._seen[index].key
        beside = [other for other in self.failing if self._seen[other].group == self._seen[index].group]
        run = self._bank.run(key, index) if key in self._bank.keys else None
        if run is None or not all(map(same_form, self._seen[index].got, run)):
            return ""
        if not self._right_where_right(key):
            return ""
        wrong = [other for other in self.failing if self._bank.problem(key, other) is not None]
        clear = {other for other in beside if not self._by_luck(key, other)}
        return key if clear <= set(wrong) and 2 * len(wrong) > len(self.failing) else ""

    def _by_luck(self, key: str, index: int) -> bool:
        """Whether chance may decide the case: its values are random, and student and mistake fail properties at most."""
        problems = [item for item in (self._seen[index].problem, self._bank.problem(key, index)) if item is not None]
        return not self._seen[index].compared and all(item.kind == "property" for item in problems)

    def _right_where_right(self, key: str) -> bool:
        """Whether a mistake is right wherever the student is; of ten cases with random values one may differ by luck."""
        luck = sum(not self._seen[index].compared for index in self._right) // 10
        for index in self._right:
            if not self.agrees(key, index):
                luck -= 1
                if luck < 0 or not self._by_luck(key, index):
                    return False
        return True

    def _told_by_places(self, found: Sequence[str]) -> bool:
        """Whether the mistakes ``found`` may be named for where the student fails, though too few numbers are wrong.

        Rivals are the other mistakes that raise the same wherever the student raises unexpectedly.  If the student has
        right numbers elsewhere, every rival must disagree with some of them.  If not, there must be no rival, and each
        error must be a well-known one.
        """
        raised = [index for index in self.failing if was_raised(self._seen[index])]
        others = [
            key for key in self._bank.keys
            if raised and key not in found and all(self.agrees(key, index) for index in raised)
        ]  # fmt: skip
        computed = [index for index in self._right if computes(self._seen[index])]
        if not computed:
            return bool(raised) and not others and all(map(self._well_known, raised))
        return all(not all(self.agrees(key, index) for index in computed) for key in others)

    def _well_known(self, index: int) -> bool:
        return any(outcome.error is not None and recognise(outcome.text) for outcome in self._seen[index].got)

    def _partly(self, front: int, but: Sequence[str]) -> str:
        """The mistake that explains a failing case and the cases like it, or "".

        Left out are those in ``but``, and the one that the case's failed property names: `_named` decides on it.
        """
        like = [index for index in self.failing if self._like(index, front)]
        best, most = "", (0, 0)
        for key in self._bank.keys:
            if key in but or key == self._seen[front].key or not self.agrees(key, front) or self._contradicted(key):
                continue
            agreed = [index for index in self.failing if self.agrees(key, index)]
            count = sum(index in like for index in agreed)
            # With enough wrong numbers three quarters of the cases like it must agree.  Otherwise all of them must, and
            # an unexpected exception is not explained at all.
            numbers = sum(self._strength[index] for index in agreed) >= ENOUGH
            fits = (4 * count >= 3 * len(like)) if numbers else (count == len(like) and not was_raised(self._seen[front]))
            if fits and (rank := (len(agreed), self._exactly(key))) > most:
                best, most = key, rank
        return best

    def _like(self, index: int, front: int) -> bool:
        one, other = self._seen[index], self._seen[front]
        assert one.problem is not None
        assert other.problem is not None
        if other.problem.kind == "message" or one.problem.kind == "message":
            return one.problem.kind == other.problem.kind
        return one.group == other.group and bool(self._strength[index]) == bool(self._strength[front])
