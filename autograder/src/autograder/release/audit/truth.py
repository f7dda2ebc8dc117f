"""Decides whether an answer really is the mistake whose name it got, by running both on new inputs.

The docstring of `outside` defines when a name is right.
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

from npml.core.compare import Problem
from npml.core.evidence import same_run
from npml.core.program import Outcome, run

from ...authoring.unit import Unit
from ...judge.cases import Drawn, find_problem
from ..chance import steady
from . import messages
from .mutants import SECONDS, TooLong, hidden_cases, limit

#: Seeds that nothing else judges with.
SEEDS = (b"fresh-seed-00001", b"fresh-seed-00002")
#: Further tries for a mistake to pass a random case by luck: with these seeds, and ``LUCK`` times with the same case.
CHANCES = (b"chance-seed-0001", b"chance-seed-0002", b"chance-seed-0003", b"chance-seed-0004", b"chance-seed-0005")
LUCK = 3
_UNREFUSED = frozenset({"no_error", "other_error"})
_NUMPY = Path(np.__file__).parent


@dataclass(frozen=True)
class _Run:
    """The result of one case."""

    got: list[Outcome]
    problem: Problem | None
    own: frozenset[int]  # steps whose exception came from the answer's own ``raise``

    def error_at(self, step: int) -> str | None:
        return self.got[step].error if step < len(self.got) else None


class Fresh:
    """New cases of an exercise, and what each mistake of the bank gives on them."""

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
        """For each case, whether its result is random, so that right answers give different results."""
        right = [item.code for item in self._unit.variants if item.exercise == self._exercise]
        spaces = [self._unit.namespace({self._exercise: code}) for code in right]
        return [
            item.case.verify is not None
            and not all(same_run(run(item.case.steps, names), list(item.want)) for names in spaces)
            for item in self._cases
        ]

    def why_wrong(self, key: str, make: Callable[[], Any]) -> str:
        """Why an answer is not the mistake of this name; "" when it is.

        Args:
            key: the key of a mistake in the bank, or "other:key" for one carried over from another exercise.
            make: gives the answer's function or class anew.
        """
        if key not in self._bank:
            return messages.HELPER_IS_RIGHT.format(name=key.partition(":")[0])
        if self._answer[0] is not make:
            self._answer = make, self._run(make())
        if key not in self._runs:
            self._runs[key] = self._run(self._bank[key])
        mine, theirs = self._answer[1], self._runs[key]
        if mine is None or theirs is None:
            return messages.TOO_LONG
        with steady():
            return self._compare(
                mine, theirs, lambda index: self._restless(index, [make(), self._bank[key]]),
                lambda index: self._lucky(index, self._bank[key]),
            )  # fmt: skip

    def _restless(self, index: int, codes: Sequence[Any]) -> bool:
        """Whether each of these answers gives different results when it runs a case twice."""
        item = self._cases[index]
        spaces = [self._unit.namespace({self._exercise: code}) for code in codes]
        return not any(same_run(run(item.case.steps, names), run(item.case.steps, names)) for names in spaces)

    @functools.cached_property
    def _chances(self) -> list[list[Drawn]]:
        return [hidden_cases(self._unit, self._exercise, seed) for seed in CHANCES]

    def _lucky(self, index: int, code: Any) -> bool:
        """Whether a mistake passes a case by luck, when that is repeated or drawn again with other seeds."""
        item, names = self._cases[index], self._unit.namespace({self._exercise: code})
        size = len(self._cases) // len(SEEDS)
        others = [cases[index % size] for cases in self._chances if len(cases) == size]
        return any(
            find_problem(one.case, run(one.case.steps, names), one.want) is None for one in [*[item] * LUCK, *others]
        )

    def _compare(
        self, mine: Sequence[_Run], theirs: Sequence[_Run], restless: Callable[[int], bool], lucky: Callable[[int], bool]
    ) -> str:
        core = {item.name for item in self._unit.exercise(self._exercise).categories if item.core}
        telling: list[bool] = []
        in_core: list[bool] = []
        for index, (item, a, b) in enumerate(zip(self._cases, mine, theirs, strict=True)):
            if b.problem is not None:
                if a.problem is None:
                    if self._chance[index] and lucky(index):
                        continue
                    return messages.ANSWER_PASSES.format(category=_category(item))
                random = self._chance[index] or (not same_run(a.got, b.got) and restless(index))
                if not _alike(random, a, b):
                    return messages.FAILS_DIFFERENTLY.format(category=_category(item), kind=a.problem.kind)
                telling.append(_telling(a, b))
            if a.problem is not None and _category(item) in core:
                in_core.append(b.problem is not None)
        if not telling:
            return messages.MISTAKE_PASSES
        if in_core and not any(in_core):
            return messages.NOT_THE_CORE
        return "" if any(telling) else messages.ERRORS_ALONE

    def _run(self, code: Any) -> list[_Run] | None:
        raised: list[bool] = []
        names = self._unit.namespace({self._exercise: _watched(code, raised)})
        try:
            with limit(SECONDS), steady():
                return [_one(item, names, raised) for item in self._cases]
        except TooLong:
            return None


def _one(item: Drawn, names: Mapping[str, Any], raised: list[bool]) -> _Run:
    raised.clear()
    got = run(item.case.steps, names)
    errors = [step for step, outcome in enumerate(got) if outcome.error is not None]
    own = frozenset(step for step, mine in zip(errors, raised, strict=False) if mine and len(errors) == len(raised))
    return _Run(got, find_problem(item.case, got, item.want), own)


def _category(item: Drawn) -> str:
    return item.place.rpartition("/")[2]


def _alike(random: bool, mine: _Run, theirs: _Run) -> bool:
    """Whether two failing runs of a case fail in the same way; ``random``: right results differ, too."""
    a, b = mine.problem, theirs.problem
    assert a is not None
    assert b is not None
    if random and a.kind == b.kind and a.kind in ("property", "value"):
        return a.detail == b.detail
    if a.step == b.step and a.kind in _UNREFUSED and b.kind in _UNREFUSED:
        return True  # what a function gives for input that it should have refused does not matter
    if a.kind == b.kind == "dtype" and _dtype(mine, a) != _dtype(theirs, b):
        return False
    return same_run(mine.got, theirs.got)


def _dtype(answer: _Run, problem: Problem) -> str:
    value = answer.got[problem.step].value
    for index in problem.item:
        value = value[index]
    dtype = np.asarray(value).dtype
    return "whole" if dtype.kind in "iu" else dtype.str


def _telling(mine: _Run, theirs: _Run) -> bool:
    """Whether two runs that fail alike share more than the class of an exception."""
    problem = mine.problem
    assert problem is not None
    if problem.kind == "property":
        return bool(problem.detail) or same_run(mine.got, theirs.got)
    step = problem.step
    if mine.error_at(step) is None or problem.kind == "message":
        return True
    same_words = mine.got[step].text == theirs.got[step].text
    return same_words or (step in mine.own and step in theirs.own)


# --- exceptions of one's own --------------------------------------------------------------


def _watched(code: Any, raised: list[bool]) -> Any:
    """The function or class, but for each exception it adds to ``raised`` whether the code's own ``raise`` caused it."""
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
