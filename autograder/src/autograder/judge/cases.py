"""Hidden cases: drawn from the seed, answered by the reference, compared with the student's outcomes.

The trusted side is checked as well: if the reference raises what it should not, or fails its own
case, that is a `JudgeError` and must neither give a student points nor cost any.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, overload

import numpy as np

from npml.core.compare import Problem, compare_case, compare_looks
from npml.core.josa import korean
from npml.core.program import Outcome, run
from npml.core.values import Opaque
from npml.errors import JudgeError

from ..authoring.unit import Unit
from ..authoring.vocabulary import Case, Category, Exercise, Mistake
from . import messages

#: Bytes above which a case's record no longer keeps huge values (`bounded`).
MAX_KEPT = 1 << 20


class Answers(Sequence[Outcome]):
    """What the reference gives on a case, computed when it is first looked at.

    Raises:
        JudgeError: at this first look, if the reference raises anything but ValueError.
    """

    def __init__(self, case: Case, reference: Mapping[str, Any], place: str) -> None:
        self._case, self._reference, self._place = case, reference, place

    @cached_property
    def _outcomes(self) -> list[Outcome]:
        found = run(self._case.steps, self._reference)
        for outcome in found:
            if outcome.error not in (None, "ValueError"):
                text = korean(messages.REFERENCE_RAISED, place=self._place, error=outcome.error, text=outcome.text)
                raise JudgeError(text)
        return found

    def __len__(self) -> int:
        return len(self._outcomes)

    @overload
    def __getitem__(self, index: int) -> Outcome: ...
    @overload
    def __getitem__(self, index: slice) -> list[Outcome]: ...
    def __getitem__(self, index: int | slice) -> Outcome | list[Outcome]:
        return self._outcomes[index]


@dataclass(frozen=True)
class Drawn:
    """A hidden case and what the reference gives; ``place`` says in messages where it belongs."""

    case: Case
    want: Answers
    place: str
    #: As `CaseRecord.bank`: who judges the same case again need not run the mistakes again.
    bank: dict[Mistake, list[Outcome]] = field(default_factory=dict, repr=False, compare=False)
    faults: dict[Mistake, Problem | None] = field(default_factory=dict, repr=False, compare=False)

    def judge(self, got: Sequence[Outcome]) -> Problem | None:
        """What is wrong with the student's outcomes, if anything.

        Raises:
            JudgeError: the reference itself does not pass, so nothing may be concluded about the student.
        """
        problem = find_problem(self.case, got, self.want)
        if problem:
            self.prove()
        return problem

    def prove(self) -> None:
        """Make sure that the reference passes its own case.

        Raises:
            JudgeError: it does not.
        """
        if self._own_problem:
            raise JudgeError(messages.REFERENCE_FAILS.format(place=self.place, problem=self._own_problem))

    @cached_property
    def _own_problem(self) -> Problem | None:
        return find_problem(self.case, list(self.want), self.want)


def case_rng(seed: bytes, *names: str) -> np.random.Generator:
    """The generator of one category's hidden inputs.

    Args:
        seed: at least 16 bytes.
        names: unit, exercise and category; each category has numbers of its own.
    """
    digest = hashlib.sha256(seed + b"\0" + "\0".join(names).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))


def draw(unit: Unit, exercise: Exercise, category: Category, seed: bytes) -> list[Drawn]:
    """All hidden cases of a category, drawn before the student's code sees any of them.

    Raises:
        JudgeError: there is no case, or the reference raises anything but ValueError on one.
    """
    place = (unit.name, exercise.name, category.name)
    said = "/".join(place)
    rng = case_rng(seed, *place)
    drawn = [Drawn(item, Answers(item, unit.reference, said), said) for item in category.cases(rng)]
    if not drawn:
        raise JudgeError(messages.NO_CASES.format(place=said))
    for item in drawn:
        if not item.case.alone:
            len(item.want)  # runs the reference now, before any answer of the student is known
    return drawn


def find_problem(item: Case, got: Sequence[Outcome], want: Sequence[Outcome]) -> Problem | None:
    """What is wrong with the outcomes ``got`` of one case, if anything; ``want`` are the reference's."""
    with np.errstate(all="ignore"):
        if item.verify is not None and (problem := _verify(item, got, want)):
            return problem
        if item.alone:
            return compare_looks(got, item.look)
        return compare_case(
            got, want, rtol=item.rtol, atol=item.atol, look=item.look, blame=item.blame, skip=item.skip,
            loose=item.loose, values=item.compare and item.verify is None,
        )  # fmt: skip


def _verify(item: Case, got: Sequence[Outcome], want: Sequence[Outcome]) -> Problem | None:
    assert item.verify is not None
    if any(outcome.error for outcome in got) and (item.alone or not any(outcome.error for outcome in want)):
        step = next(index for index, outcome in enumerate(got) if outcome.error)
        return Problem("error", step, detail=got[step].error or "")
    if len(got) < len(item.steps if item.alone else want):
        return Problem("missing", len(got))
    try:
        key = item.verify(list(got), [] if item.alone else list(want))
    except Exception:
        # The student's value has a type or shape that `verify` does not expect.  If `verify` itself is
        # at fault, it fails on the reference's values, too, and `Drawn.prove` raises.
        return Problem("type")
    return None if key is None else Problem("property", detail=key)


def bounded(got: Sequence[Outcome], want: Sequence[Outcome]) -> Sequence[Outcome]:
    """The outcomes to keep in a record.  If they are huge, huge values become `Opaque` and arguments are left out.

    Huge are more than `MAX_KEPT` bytes in all that are also more than twice what is right.
    """
    size = sum(map(size_of, got))
    if size <= MAX_KEPT or size <= 2 * sum(map(size_of, want)):
        return got
    huge = Opaque("huge")
    return [
        replace(item, value=huge if _weight(item.value) > MAX_KEPT else item.value, args=None)
        for item in got[: max(1, len(want))]
    ]


def size_of(outcome: Outcome) -> int:
    """The size of an outcome in bytes, roughly."""
    return _weight(outcome.value) + sum(map(_weight, outcome.args or ()))


def _weight(value: Any) -> int:
    """The size of a value in bytes, roughly."""
    if isinstance(value, (np.ndarray, np.generic)):
        return int(value.nbytes)
    if isinstance(value, (tuple, list)):
        return 64 + sum(map(_weight, value))
    if isinstance(value, dict):
        return 64 + sum(map(_weight, value.values()))
    return len(value) if isinstance(value, str) else 32
