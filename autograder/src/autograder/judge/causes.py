"""Which mistake of the bank explains an exercise's failures: bounded in time, never in the way of points."""

from __future__ import annotations

import ctypes
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.diagnose import Evidence, constant_ratio, diagnose, name_ratio, same_run, telling
from ..core.program import Outcome, run
from ..spec import Exercise
from .cases import find_problem
from .model import CaseRecord
from .unit import Unit

#: Seconds of this thread's CPU for all mistakes of an exercise together: a busy machine changes no diagnosis.
SECONDS = 5.0
_LOG = logging.getLogger(__name__)


class _Late(BaseException):
    """The diagnosis took too long."""


def likely_causes(unit: Unit, exercise: Exercise, records: list[CaseRecord]) -> tuple[str, ...]:
    """Keys of mistakes, the likeliest first; "other:key" when it is carried over from another exercise.

    A mistake that hangs or raises costs the diagnosis at most.
    """
    named = [record.problem.detail for record in records if record.problem and record.problem.kind == "property"]
    if any(named):
        return (next(key for key in named if key),)
    deadline = time.thread_time() + SECONDS
    return _within(SECONDS, lambda: _diagnose(unit, exercise, records, deadline)) or ()


def _diagnose(unit: Unit, exercise: Exercise, records: list[CaseRecord], deadline: float) -> tuple[str, ...]:
    own = _Bank(unit, exercise.name, deadline)
    # Several mistakes at once explain nothing together: then the first failure with numbers counts alone.
    failures = [record for record in records if record.problem]
    first = next((record for record in failures if telling(_evidence([record]))), failures[0] if failures else None)
    for some in (records, [record for record in records if record.problem is None or record is first]):
        if keys := own.explanations(some):
            # Values may agree where a dtype or a message's words are the failure: what would pass explains less.
            return tuple(sorted(keys, key=lambda key: own.would_pass(some, key))[:2])
    # Not a mistake of this function: perhaps one carried over from a function that it calls.
    for other in unit.solution_names:
        if other == exercise.name:
            break
        if carried := _Bank(unit, other, deadline).explanations(records):
            return (f"{other}:{carried[0]}",)
    return ()


class _Bank:
    """An exercise's mistakes, each run on a case when that is asked for, and only once."""

    def __init__(self, unit: Unit, exercise: str, deadline: float) -> None:
        self._unit, self._deadline = unit, deadline
        self._bank = {item.key: item for item in unit.mistakes if item.exercise == exercise}
        self._names: dict[str, dict[str, Any]] = {}
        self._found: dict[tuple[str, int], list[Outcome]] = {}

    def explanations(self, records: list[CaseRecord]) -> list[str]:
        """Keys of the mistakes that explain the failures among the records, the likeliest first."""
        return diagnose(_evidence(records), self._bank, lambda key, index: self._agrees(key, records[index]))

    def would_pass(self, records: list[CaseRecord], key: str) -> bool:
        """Whether a mistake is right where the student is wrong, in any case."""
        failed = [record for record in records if record.problem]
        return any(find_problem(record.case, self._run(key, record), record.want) is None for record in failed)

    def _agrees(self, key: str, record: CaseRecord) -> bool:
        mine = self._run(key, record)
        by_property = record.problem is None and record.case.verify is not None
        # Where a property decides, two runs that hold it agree: what is drawn at random differs from call to call.
        if by_property and find_problem(record.case, mine, record.want) is None:
            return True
        return same_run(record.got, mine)

    def _run(self, key: str, record: CaseRecord) -> list[Outcome]:
        at = (key, id(record))
        if at not in self._found:
            if time.thread_time() > self._deadline:
                raise _Late
            if key not in self._names:
                item = self._bank[key]
                self._names[key] = self._unit.namespace({item.exercise: item.code})
            self._found[at] = run(record.case.steps, self._names[key])
        return self._found[at]


def _evidence(records: list[CaseRecord]) -> list[Evidence]:
    return [Evidence(record.got, record.want, record.problem is not None) for record in records]


def named_ratio(records: list[CaseRecord]) -> str:
    """The one constant ratio by which every wrong gradient is off, by name; "" when there is none."""
    names = set()
    for record in records:
        problem = record.problem
        if problem is None or problem.kind != "value" or not record.case.sizes:
            continue
        got, want = record.got[problem.step], record.want[problem.step]
        ratio = _ratio(_at(got.value, problem.item), _at(want.value, problem.item))
        name = name_ratio(ratio, record.case.sizes) if ratio is not None else None
        if name is None:
            return ""
        names.add(name)
    return names.pop() if len(names) == 1 else ""


def _ratio(got: Any, want: Any) -> float | None:
    if not all(isinstance(value, np.ndarray) and value.dtype.kind in "iuf" for value in (got, want)):
        return None
    with np.errstate(all="ignore"):
        return constant_ratio(got, want)


def _at(value: Any, path: tuple[int, ...]) -> Any:
    for index in path:
        value = value[index] if isinstance(value, (tuple, list)) and index < len(value) else None
    return value


def _within(seconds: float, function: Callable[[], tuple[str, ...]]) -> tuple[str, ...] | None:
    """What the function gives, or None when it takes too long or fails.

    A thread raises `_Late` in this one, again and again: the runner of cases catches whatever a
    mistake raises.  (Signals would reach the main thread only, and Dask's workers judge in others.)
    """
    me, done = threading.get_ident(), threading.Event()
    interrupt = ctypes.pythonapi.PyThreadState_SetAsyncExc
    clock = time.pthread_getcpuclockid(me)
    end = time.clock_gettime(clock) + seconds

    def watch() -> None:
        while not done.wait(max(0.05, end - time.clock_gettime(clock))):
            if time.clock_gettime(clock) >= end:
                interrupt(ctypes.c_ulong(me), ctypes.py_object(_Late))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        with np.errstate(all="ignore"):
            return function()
    except _Late:
        return None
    except Exception:
        _LOG.exception("diagnosis failed")
        return None
    finally:
        while True:
            try:
                done.set()
                watcher.join()
                interrupt(ctypes.c_ulong(me), None)
                break
            except _Late:
                continue
