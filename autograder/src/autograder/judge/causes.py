"""Which mistake of the bank explains an exercise's failures: bounded in time, never in the way of points."""

from __future__ import annotations

import ctypes
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.diagnose import Evidence, Run, constant_ratio, diagnose, name_ratio, same_run, telling
from ..core.program import run
from ..spec import Exercise, Mistake
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
    own = [item for item in unit.mistakes if item.exercise == exercise.name]
    # Several mistakes at once explain nothing together: then the first failure with numbers counts alone.
    failures = [record for record in records if record.problem]
    first = next((record for record in failures if telling(_evidence([record]))), failures[0] if failures else None)
    for some in (records, [record for record in records if record.problem is None or record is first]):
        evidence = _evidence(some)
        runs = _runs(unit, own, some, deadline)
        if keys := diagnose(evidence, runs):
            # Values may agree where a dtype or a message's words are the failure: what would pass explains less.
            return tuple(sorted(keys, key=lambda key: _would_pass(some, runs[key]))[:2])
    # Not a mistake of this function: perhaps one carried over from a function that it calls.
    for other in unit.solution_names:
        if other == exercise.name:
            break
        bank = [item for item in unit.mistakes if item.exercise == other]
        if carried := diagnose(_evidence(records), _runs(unit, bank, records, deadline)):
            return (f"{other}:{carried[0]}",)
    return ()


def _evidence(records: list[CaseRecord]) -> list[Evidence]:
    return [Evidence(record.got, record.want, record.problem is not None) for record in records]


def _would_pass(records: list[CaseRecord], runs: list[Run | None]) -> bool:
    """Whether a mistake is right where the student is wrong, in any case."""
    pairs = [(record, mine) for record, mine in zip(records, runs, strict=True) if record.problem and mine is not None]
    return any(find_problem(record.case, list(mine), record.want) is None for record, mine in pairs)


def _runs(
    unit: Unit, bank: list[Mistake], records: list[CaseRecord], deadline: float
) -> dict[str, list[Run | None]]:
    """What each mistake gives on the cases; only those that agree on every failing case are run on the others.

    Where errors alone failed, many agree, and the first other case in which one differs rules it out.
    """
    found: dict[str, list[Run | None]] = {}
    failing = [index for index, record in enumerate(records) if record.problem]
    others = [index for index, record in enumerate(records) if not record.problem]
    numeric = telling(_evidence(records))
    for item in bank:
        if time.thread_time() > deadline:
            raise _Late
        names = unit.namespace({item.exercise: item.code})
        runs: list[Run | None] = [None] * len(records)
        for index in failing:
            runs[index] = mine = run(records[index].case.steps, names)
            if not same_run(records[index].got, mine):
                break
        else:
            for index in others:
                again = _as_good(records[index], run(records[index].case.steps, names))
                runs[index] = again
                if not numeric and not same_run(records[index].got, again):
                    break
            else:
                found[item.key] = runs
    return found


def _as_good(record: CaseRecord, mine: Run) -> Run:
    """A mistake's run of a case that the student passed.

    Where a property decides, two runs that hold it agree: what is drawn at random differs from call to call.
    """
    if record.case.verify is not None and find_problem(record.case, list(mine), record.want) is None:
        return record.got
    return mine


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
