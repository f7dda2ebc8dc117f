"""Hidden cases: drawn from the seed, answered by the reference, compared with the student's outcomes.

What is trusted is checked as well: a reference that raises what it should not, or a case that its
own reference fails, is the judge's failure and must never become a student's points or loss.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..core.compare import Problem, compare_case
from ..core.program import Outcome, run
from ..core.values import Opaque
from ..errors import JudgeError
from ..spec import Case, Category, Exercise
from . import messages
from .unit import Unit

#: Above this many bytes a record keeps a wrong value's kind only.
MAX_KEPT = 1 << 20


@dataclass(frozen=True)
class Drawn:
    """A hidden case and what the reference gives."""

    case: Case
    want: list[Outcome]


def case_rng(seed: bytes, *names: str) -> np.random.Generator:
    """The generator of hidden inputs of one category, from a 128-bit (or longer) seed."""
    digest = hashlib.sha256(seed + b"\0" + "\0".join(names).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))


def draw(unit: Unit, exercise: Exercise, category: Category, seed: bytes) -> list[Drawn]:
    """All cases of a category, before the student's code sees any of them.

    Raises:
        JudgeError: no case, or one that the reference itself does not pass.
    """
    place = (unit.name, exercise.name, category.name)
    rng = case_rng(seed, *place)
    drawn = [Drawn(item, run(item.steps, unit.reference)) for item in category.cases(rng)]
    if not drawn:
        raise JudgeError(messages.NO_CASES.format(place="/".join(place)))
    for item in drawn:
        for outcome in item.want:
            if outcome.error not in (None, "ValueError"):
                text = messages.REFERENCE_RAISED.format(place="/".join(place), error=outcome.error, text=outcome.text)
                raise JudgeError(text)
        problem = find_problem(item.case, item.want, item.want)
        if problem:
            raise JudgeError(messages.REFERENCE_FAILS.format(place="/".join(place), problem=problem))
    return drawn


def find_problem(item: Case, got: list[Outcome], want: list[Outcome]) -> Problem | None:
    """What is wrong with one case's outcomes, if anything."""
    with np.errstate(all="ignore"):
        if item.verify is not None and (problem := _verify(item, got, want)):
            return problem
        return compare_case(
            got, want, rtol=item.rtol, atol=item.atol, look=item.look, blame=item.blame, skip=item.skip,
            loose=item.loose, values=item.compare and item.verify is None,
        )  # fmt: skip


def _verify(item: Case, got: list[Outcome], want: list[Outcome]) -> Problem | None:
    assert item.verify is not None
    if any(outcome.error for outcome in got) and not any(outcome.error for outcome in want):
        step = next(index for index, outcome in enumerate(got) if outcome.error)
        return Problem("error", step, detail=got[step].error or "")
    if len(got) < len(want):
        return Problem("missing", len(got))
    try:
        key = item.verify(got, want)
    except Exception:
        # A value of another type or shape than the property's code expects is the student's: the same
        # code has passed the reference's values before (see `draw`).
        return Problem("type")
    return None if key is None else Problem("property", detail=key)


def bounded(got: list[Outcome], want: list[Outcome]) -> list[Outcome]:
    """The outcomes for the records: a huge wrong value is replaced by its kind."""
    allowed = max(MAX_KEPT, 2 * sum(map(_size, want)))
    if sum(map(_size, got)) <= allowed:
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
