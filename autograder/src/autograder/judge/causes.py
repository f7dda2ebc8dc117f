"""Finds what explains an exercise's failures, in limited time; a diagnosis that fails changes no points.

The rules are those of the check (`core.diagnose`, `core.forms`, `core.ratio`).  The judge can do more than the check,
because it can run the bank and the reference:

- it runs the mistakes on the hidden cases;
- a cause may be carried over from an earlier exercise ("other:key"), by running this exercise's reference on a mistake
  of the other.  The check only says that the other is not ready, because its file holds no such values;
- an ignored parameter is also recognised by what the reference gives without it.
"""

from __future__ import annotations

import ctypes
import inspect
import logging
import threading
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any

import numpy as np

from npml.core.compare import Problem
from npml.core.diagnose import Diagnosis
from npml.core.evidence import ENOUGH, Seen, strength
from npml.core.forms import FORM, form_of_failure, ignored_parameter
from npml.core.known_errors import recognise
from npml.core.program import Outcome, run
from npml.core.ratio import shared_ratio
from npml.core.reach import reach

from ..authoring.unit import Unit
from ..authoring.vocabulary import Exercise
from .cases import find_problem
from .model import CaseRecord, ExerciseVerdict

#: Seconds for all mistakes of an exercise together.  They are CPU time of this thread, so that a busy machine changes no
#: diagnosis.  K-means takes 3 s on a quiet machine and twice as many where cores are shared.
SECONDS = 20.0
_LOG = logging.getLogger(__name__)
Earlier = Mapping[str, ExerciseVerdict]


class _Late(BaseException):
    """The diagnosis took too long."""


def likely_causes(
    unit: Unit, exercise: Exercise, records: list[CaseRecord], earlier: Earlier | None = None
) -> tuple[str, ...]:
    """What probably went wrong, the likeliest first.

    If a mistake of the bank hangs or raises, at most the diagnosis is lost.

    Args:
        unit, exercise, records: what was judged, and the records of its cases.
        earlier: the verdicts on the exercises before this one; only those that lost points can be to blame here.

    Returns:
        Keys of mistakes; "other:key" for one that is carried over from another exercise; "form.…" for what a result's
        form shows (`core.forms`), for an ignored parameter, and for an earlier exercise that is not right.
    """
    lost = {item.name: item.diagnoses for item in (earlier or {}).values() if item.score < item.max_score}
    deadline = time.thread_time() + SECONDS
    return _within(SECONDS, lambda: _diagnose(unit, exercise, records, lost, deadline)) or ()


def _diagnose(
    unit: Unit, exercise: Exercise, records: list[CaseRecord], lost: Mapping[str, Collection[str]], deadline: float
) -> tuple[str, ...]:
    seen = _all_seen(records)
    if causes := Diagnosis(seen, _Bank(unit, exercise.name, records, deadline)).causes():
        return tuple(causes)
    forms = {
        index: form_of_failure(seen, index, exercise.name) for index, item in enumerate(seen) if item.problem is not None
    }
    if form := next(filter(None, forms.values()), ""):
        # Failures in which no form shows may have another cause: one function may have two slips.
        others = [index for index in range(len(seen)) if not forms.get(index)]
        bank = _Bank(unit, exercise.name, [records[index] for index in others], deadline)
        second = Diagnosis([seen[index] for index in others], bank).causes()[:1]
        return (FORM + form, *second) if next(iter(forms.values())) else (*second, FORM + form)
    if parameter := ignored_parameter(seen, exercise.name, _parameters(unit, exercise.name), _reference_of(unit)):
        return (f"{FORM}ignored.{parameter}",)
    return _carried(unit, exercise.name, records, seen, lost, deadline)


def _carried(
    unit: Unit, exercise: str, records: list[CaseRecord], seen: list[Seen], lost: Mapping[str, Collection[str]],
    deadline: float,
) -> tuple[str, ...]:  # fmt: skip
    """The cause in an earlier exercise that lost points and that this one calls: its mistake, or only its name."""
    called = reach(exercise, unit.reference) if lost else {}
    blamed = [other for other in unit.solution_names if other in lost and other in called and other != exercise]
    numbers = sum(strength(item) for item in seen if item.problem is not None)
    for other in blamed:
        own = [key for key in lost[other] if ":" not in key and not key.startswith(FORM)]
        diagnosis = Diagnosis(seen, _Bank(unit, other, records, deadline))
        found = [key for key in diagnosis.explanations(own or None) or diagnosis.causes() if not own or key in own]
        if found and numbers >= ENOUGH:
            return (f"{other}:{found[0]}",)
    return (f"{FORM}calls.{blamed[0]}",) if blamed else ()


def _all_seen(records: list[CaseRecord]) -> list[Seen]:
    # If some case of an exercise is judged without the reference (`alone`), `verify` looks at random values there, which
    # may be right by luck.  Elsewhere `verify` is as exact as a comparison.
    random = any(record.case.alone for record in records)
    return [_seen(record, random) for record in records]


def _seen(record: CaseRecord, random: bool) -> Seen:
    problem, case = record.problem, record.case
    key = problem.detail if problem is not None and problem.kind == "property" else ""
    compared = case.compare and (case.verify is None or not random)
    return Seen(record.category, case.steps, record.got, record.want, problem, key, compared)


def _parameters(unit: Unit, exercise: str) -> list[str]:
    function = unit.reference[exercise]
    return [] if inspect.isclass(function) else list(inspect.signature(function).parameters)


def _reference_of(unit: Unit) -> Callable[..., list[Outcome]]:
    return lambda steps: run(steps, unit.reference)


class _Bank:
    """An exercise's mistakes; each runs on a case when that is first needed, and only once (`CaseRecord.bank`)."""

    def __init__(self, unit: Unit, exercise: str, records: list[CaseRecord], deadline: float) -> None:
        self._unit, self._records, self._deadline = unit, records, deadline
        self._bank = {item.key: item for item in unit.mistakes if item.exercise == exercise}
        self._names: dict[str, dict[str, Any]] = {}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the mistakes, in the order of the file."""
        return tuple(self._bank)

    def run(self, key: str, index: int) -> list[Outcome]:
        """What a mistake gives on a case."""
        found, item = self._records[index].bank, self._bank[key]
        if item not in found:
            if time.thread_time() > self._deadline:
                raise _Late
            if key not in self._names:
                self._names[key] = self._unit.namespace({item.exercise: item.code})
            outcomes = run(self._records[index].case.steps, self._names[key])
            if any(outcome.error == "BaseException" for outcome in outcomes):
                return outcomes  # ended by a time limit, which says nothing about the mistake
            found[item] = outcomes
        return found[item]

    def problem(self, key: str, index: int) -> Problem | None:
        """What is wrong with what it gives there, or None."""
        record, item = self._records[index], self._bank[key]
        if item not in record.faults:
            outcomes = self.run(key, index)
            found = find_problem(record.case, outcomes, record.want)
            if any(outcome.error == "BaseException" for outcome in outcomes):
                return found  # see `run`
            record.faults[item] = found
        return record.faults[item]


def named_ratio(records: list[CaseRecord]) -> str:
    """The name of the one constant ratio by which every wrong gradient is off; "" when there is none."""
    found = shared_ratio(
        [
            (record.got, record.want, record.problem, record.case.sizes)
            for record in records
            if record.problem is not None and record.problem.kind == "value" and record.case.sizes
        ]
    )
    return (found[1] or "") if found else ""


def first_error(records: list[CaseRecord]) -> str:
    """Class of the first unexpected exception, with ":name" if it is a well-known error; "" if there is none."""
    for record in records:
        if record.problem is not None and record.problem.kind == "error":
            step = record.problem.step
            known = recognise(record.got[step].text) if step < len(record.got) else ""
            return f"{record.problem.detail}:{known}" if known else record.problem.detail
    return ""


def unexplained_error(unit: Unit, exercise: Exercise, records: list[CaseRecord], causes: Collection[str]) -> str:
    """`first_error` of the cases that no named mistake explains: where one explains an exception, that says enough."""
    error = first_error(records)
    parts = [key.rpartition(":") for key in causes if not key.startswith(FORM)]
    named = [(other or exercise.name, key) for other, _, key in parts]
    if not error or not named:
        return error
    seen, deadline = _all_seen(records), time.thread_time() + SECONDS

    def left() -> tuple[str, ...]:
        found = [(Diagnosis(seen, _Bank(unit, owner, records, deadline)), key) for owner, key in named]
        return (
            first_error([
                record for index, record in enumerate(records)
                if record.problem is not None and record.problem.kind == "error"
                and not any(diagnosis.agrees(key, index) for diagnosis, key in found)
            ]),
        )  # fmt: skip

    return (_within(SECONDS, left) or (error,))[0]


def _within(seconds: float, function: Callable[[], tuple[str, ...]]) -> tuple[str, ...] | None:
    """What the function gives, or None when it raises or needs more than so many seconds of CPU time.

    A second thread raises `_Late` in this one.  It repeats that until the function ends, because `core.program.run`
    catches whatever a mistake raises.  (Signals would reach the main thread only; Dask's workers judge in others.)
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
                _look_at_interrupts()
                break
            except _Late:
                continue


def _look_at_interrupts() -> None:
    """Let a `_Late` that is still pending be raised now.

    Withdrawing it would be wrong: CPython 3.11 and 3.12 would then look for it in every thread for good, and under
    `sys.settrace` 3.11 would do nothing else any more.
    """
    for _ in range(2):  # the interpreter looks where a loop jumps back
        pass
