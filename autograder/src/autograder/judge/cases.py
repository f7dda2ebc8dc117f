"""Hidden cases: drawn from the seed, answered by the reference, compared with the student's outcomes.

What is trusted is checked as well: a reference that raises what it should not, or a case that its
own reference fails, is the judge's failure and must never become a student's points or loss.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, overload

import numpy as np

from ..authoring.unit import Unit
from ..authoring.vocabulary import Case, Category, Exercise
from ..core.compare import Problem, compare_case, compare_looks
from ..core.josa import korean
from ..core.program import Outcome, run
from ..core.values import Opaque
from ..errors import JudgeError
from . import messages

#: Above this many bytes a record keeps a wrong value's kind only.
MAX_KEPT = 1 << 20


class Answers(Sequence[Outcome]):
    """What the reference gives on a case, computed when first asked for.

    Raises:
        JudgeError: when asked for, if the reference raises anything but ValueError.
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
    """A hidden case and what the reference gives."""

    case: Case
    want: Answers
    place: str
    #: See `CaseRecord.bank`: whoever keeps the case keeps what the bank gives on it.
    bank: dict[tuple[str, str], list[Outcome]] = field(default_factory=dict, repr=False, compare=False)

    def judge(self, got: list[Outcome]) -> Problem | None:
        """What is wrong with the student's outcomes, if anything.

        Raises:
            JudgeError: the reference itself would not pass; nothing may be concluded about the student.
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
        if problem := find_problem(self.case, list(self.want), self.want):
            raise JudgeError(messages.REFERENCE_FAILS.format(place=self.place, problem=problem))


def case_rng(seed: bytes, *names: str) -> np.random.Generator:
    """The generator of hidden inputs of one category, from a 128-bit (or longer) seed."""
    digest = hashlib.sha256(seed + b"\0" + "\0".join(names).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))


def draw(unit: Unit, exercise: Exercise, category: Category, seed: bytes) -> list[Drawn]:
    """All cases of a category, before the student's code sees any of them.

    Raises:
        JudgeError: no case, or one on which the reference raises.
    """
    place = (unit.name, exercise.name, category.name)
    said = "/".join(place)
    rng = case_rng(seed, *place)
    drawn = [Drawn(item, Answers(item, unit.reference, said), said) for item in category.cases(rng)]
    if not drawn:
        raise JudgeError(messages.NO_CASES.format(place=said))
    for item in drawn:
        if not item.case.alone:
            len(item.want)  # now, and not with the student's answer at hand
    return drawn


def find_problem(item: Case, got: list[Outcome], want: Sequence[Outcome]) -> Problem | None:
    """What is wrong with one case's outcomes, if anything."""
    with np.errstate(all="ignore"):
        if item.verify is not None and (problem := _verify(item, got, want)):
            return problem
        if item.alone:
            return compare_looks(got, item.look)
        return compare_case(
            got, want, rtol=item.rtol, atol=item.atol, look=item.look, blame=item.blame, skip=item.skip,
            loose=item.loose, values=item.compare and item.verify is None,
        )  # fmt: skip


def _verify(item: Case, got: list[Outcome], want: Sequence[Outcome]) -> Problem | None:
    assert item.verify is not None
    if any(outcome.error for outcome in got) and (item.alone or not any(outcome.error for outcome in want)):
        step = next(index for index, outcome in enumerate(got) if outcome.error)
        return Problem("error", step, detail=got[step].error or "")
    if len(got) < len(item.steps if item.alone else want):
        return Problem("missing", len(got))
    try:
        key = item.verify(got, [] if item.alone else list(want))
    except Exception:
        # A value of another type or shape than the property's code expects is the student's: the same
        # code has passed the reference's values before (see `draw`).
        return Problem("type")
    return None if key is None else Problem("property", detail=key)


def bounded(got: list[Outcome], want: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes for the records, right or wrong: a huge value is replaced by its kind, huge arguments are left out."""
    size = sum(map(_size, got))
    if size <= MAX_KEPT or size <= 2 * sum(map(_size, want)):
        return got
    huge = Opaque("huge")
    return [
        replace(item, value=huge if _weight(item.value) > MAX_KEPT else item.value, args=None)
        for item in got[: max(1, len(want))]
    ]


def _size(outcome: Outcome) -> int:
    return _weight(outcome.value) + sum(map(_weight, outcome.args or ()))


def _weight(value: Any) -> int:
    """Bytes, roughly."""
    if isinstance(value, (np.ndarray, np.generic)):
        return int(value.nbytes)
    if isinstance(value, (tuple, list)):
        return 64 + sum(map(_weight, value))
    if isinstance(value, dict):
        return 64 + sum(map(_weight, value.values()))
    return len(value) if isinstance(value, str) else 32
