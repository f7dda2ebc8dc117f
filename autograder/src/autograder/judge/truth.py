"""Is an answer the mistake that it is said to be?  Both are run on inputs that nobody has compared them on yet.

What counts as right is written in `outside`.
"""

from __future__ import annotations

import dis
import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..core.compare import Problem
from ..core.diagnose import same_run
from ..core.program import Outcome, run
from .cases import Drawn, find_problem
from .mutants import SECONDS, TooLong, hidden_cases, limit
from .unit import Unit

#: Seeds that no other test judges with.
SEEDS = (b"fresh-seed-00001", b"fresh-seed-00002")
_UNREFUSED = frozenset({"no_error", "other_error"})
_NUMPY = Path(np.__file__).parent


@dataclass(frozen=True)
class _Run:
    """One case as it went."""

    got: list[Outcome]
    problem: Problem | None
    own: frozenset[int]  # steps whose exception came from a `raise` of the answer's own

    def error_at(self, step: int) -> str | None:
        return self.got[step].error if step < len(self.got) else None


class Fresh:
    """The fresh cases of an exercise, and how each mistake of the bank does on them."""

    def __init__(self, unit: Unit, exercise: str) -> None:
        self._unit, self._exercise = unit, exercise
        self._bank = {item.key: item.code for item in unit.mistakes if item.exercise == exercise}
        self._runs: dict[str, list[_Run] | None] = {}
        self._answer: tuple[object, list[_Run] | None] = (None, None)

    @functools.cached_property
    def _cases(self) -> list[Drawn]:
        return [case for seed in SEEDS for case in hidden_cases(self._unit, self._exercise, seed)]

    @functools.cached_property
    def _chance(self) -> list[bool]:
        """Which cases' results are drawn at random: right answers do not give the same."""
        right = [item.code for item in self._unit.variants if item.exercise == self._exercise]
        spaces = [self._unit.namespace({self._exercise: code}) for code in right]
        return [
            item.case.verify is not None
            and not all(same_run(run(item.case.steps, names), list(item.want)) for names in spaces)
            for item in self._cases
        ]

    def why_wrong(self, key: str, make: Callable[[], Any]) -> str:
        """Why an answer is not the mistake of this name, "" when it is.

        Args:
            key: of the bank, or "other:key" for one carried over from another exercise.
            make: gives the answer's function or class.
        """
        if key not in self._bank:
            return f"{key.partition(':')[0]}에는 잘못이 없어요"
        if self._answer[0] is not make:
            self._answer = make, self._run(make())
        if key not in self._runs:
            self._runs[key] = self._run(self._bank[key])
        mine, theirs = self._answer[1], self._runs[key]
        if mine is None or theirs is None:
            return "끝나지 않아요"
        core = frozenset(item.name for item in self._unit.exercise(self._exercise).categories if item.core)
        return _compare(self._cases, self._chance, core, mine, theirs)

    def _run(self, code: Any) -> list[_Run] | None:
        raised: list[bool] = []
        names = self._unit.namespace({self._exercise: _watched(code, raised)})
        try:
            with limit(SECONDS):
                return [_one(item, names, raised) for item in self._cases]
        except TooLong:
            return None


def _one(item: Drawn, names: Mapping[str, Any], raised: list[bool]) -> _Run:
    raised.clear()
    got = run(item.case.steps, names)
    errors = [step for step, outcome in enumerate(got) if outcome.error is not None]
    own = frozenset(step for step, mine in zip(errors, raised, strict=False) if mine and len(errors) == len(raised))
    return _Run(got, find_problem(item.case, got, item.want), own)


def _compare(
    cases: Sequence[Drawn], chance: Sequence[bool], core: frozenset[str], mine: Sequence[_Run], theirs: Sequence[_Run]
) -> str:
    explained = telling = False
    core_explained: list[bool] = []
    for item, random, a, b in zip(cases, chance, mine, theirs, strict=True):
        if b.problem is not None:
            if a.problem is None:
                return f"이 오답이 틀리는 입력에서 맞아요: {_place(item)}"
            if not _alike(random, a, b):
                return f"이 오답과 다르게 틀려요: {_place(item)}, {a.problem.kind}"
            explained, telling = True, telling or _telling(a, b)
        if a.problem is not None and _place(item) in core:
            core_explained.append(b.problem is not None)
    if not explained:
        return "새 입력에서는 이 오답이 틀리지 않아요"
    if core_explained and not any(core_explained):
        return "핵심 범주가 틀리는데 이 오답은 거기서 맞아요"
    return "" if telling else "예외의 종류만 같아요"


def _place(item: Drawn) -> str:
    return item.place.rpartition("/")[2]


def _alike(random: bool, mine: _Run, theirs: _Run) -> bool:
    """Whether two failing runs of a case fail alike."""
    a, b = mine.problem, theirs.problem
    assert a is not None
    assert b is not None
    if random and a.kind == b.kind == "property":
        return a.detail == b.detail
    if a.step == b.step and a.kind in _UNREFUSED and b.kind in _UNREFUSED:
        return True  # what comes of input that should have been refused is chance
    if a.kind == b.kind == "dtype" and _dtype(mine, a) != _dtype(theirs, b):
        return False
    return same_run(mine.got, theirs.got)


def _dtype(answer: _Run, problem: Problem) -> str:
    value = answer.got[problem.step].value
    for index in problem.item:
        value = value[index]
    return np.asarray(value).dtype.str


def _telling(mine: _Run, theirs: _Run) -> bool:
    """Whether more is alike than the class of an exception."""
    problem = mine.problem
    assert problem is not None
    if problem.kind == "property":
        return bool(problem.detail)
    step = problem.step
    if mine.error_at(step) is None or problem.kind == "message":
        return True
    same_words = mine.got[step].text == theirs.got[step].text
    return same_words or (step in mine.own and step in theirs.own)


# --- exceptions of one's own --------------------------------------------------------------


def _watched(code: Any, raised: list[bool]) -> Any:
    """The function, or a class like it, that notes of every exception whether a `raise` of its own was the origin."""
    if not inspect.isclass(code):
        return _noting(code, raised)
    methods = {key: _noting(value, raised) for key, value in vars(code).items() if inspect.isfunction(value)}
    return type(code.__name__, (code,), methods)


def _noting(function: Callable[..., Any], raised: list[bool]) -> Callable[..., Any]:
    @functools.wraps(function)
    def noting(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except BaseException as error:
            raised.append(_own(error))
            raise

    return noting


def _own(error: BaseException) -> bool:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None or _NUMPY in Path(trace.tb_frame.f_code.co_filename).parents:
        return False
    operation = trace.tb_frame.f_code.co_code[trace.tb_lasti]
    return dis.opname[operation] == "RAISE_VARARGS"
