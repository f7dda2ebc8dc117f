"""``trace("softmax")``: steps through one call of the student's function, line by line."""

from __future__ import annotations

import contextlib
import random
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from ...core import program
from ...core.arguments import Machine
from ...core.libraries import only_numpy
from ...core.steps import Call, New, Step
from .. import latest
from ..card import Card, unit_here
from ..checking import unknown
from ..lacking import lacks
from ..latest import Stop
from ..likely import Likely
from ..limit import INTERRUPT, LIMIT, Guard, Interrupted, running
from ..messages import notices as said
from ..messages import tracing as text
from ..namespace import caller_names, name_of
from ..output import in_kernel, show, strict
from ..panels import report_card
from ..pasting import source_of
from ..stages import Short, examine, needs_no_other, quietly
from ..unitfile import VisibleCase, VisibleExercise
from .page import Page
from .recorder import Recorder


def trace(name: str = "", /, *args: Any, case: int | None = None, **kwargs: Any) -> None:
    """Run one call of the student's function and show what each line made.

    ``trace()`` takes the exercise that was checked last, and the call in which the check stopped; of a function that
    passes, the example.  ``trace("softmax", X)`` makes this very call, with copies of the arrays.

    Args:
        name: an exercise, or any function of the notebook.
        args, kwargs: arguments for a call of one's own.
        case: the number of a visible call, as the code of a panel names it.

    Raises:
        Interrupted: the student interrupted it.
        NoUnit: in a build, there is no readable checks.json.
    """
    names = caller_names()
    unit = unit_here(names, raises=strict())
    if unit is None or lacks(names):
        return
    name = name_of(name)
    stop = latest.last() if not name else None
    name = name or (stop.name if stop is not None else "")
    if not name:
        Card("warn", text.LABEL).say(text.NOTHING_CHECKED).show()
        return
    exercise = unit.checked.get(name)
    own = bool(args or kwargs) or exercise is None
    if exercise is None and name not in names:
        unknown(name, unit).show()
        return
    if not callable(names.get(name)) and (own or exercise is None):
        Card("warn", text.LABEL).say(text.not_callable(name)).show()
        return
    if own:
        is_class = isinstance(names[name], type)
        step = New(name.lower(), name, *args, **kwargs) if is_class else Call(name, *args, **kwargs)
        shown = exercise or VisibleExercise(name, (), {}, (), {}, {}, libraries=unit.libraries)
        _show(shown, None, (step,), names, "")
        return
    assert exercise is not None
    if case is not None:
        if type(case) is not int or not 1 <= case <= len(exercise.cases):
            Card("warn", text.LABEL).say(text.unknown_case(case, len(exercise.cases))).show()
            return
        chosen = exercise.cases[case - 1]
        _show(exercise, chosen, chosen.steps, names, chosen.say)
        return
    found = stop_of(exercise, names)
    if found is None:
        return
    if found.case is None:
        chosen = (exercise.groups["example"] or tuple(exercise.cases))[0]
        _show(exercise, chosen, chosen.steps, names, f"{chosen.say}. {text.what('example')}")
        return
    _show(exercise, found.case, needed(found), names, f"{found.case.say}. {text.what('failing')}", found.kind)


def stop_of(exercise: VisibleExercise, names: dict[str, Any]) -> Stop | None:
    """Where the last check of this very function stopped; checks it now if it is newer.

    Returns:
        None, after a panel, when there is nothing to run: no function, a stub, other parameters.
    """
    known = latest.last(exercise.name)
    if known is not None and known.function is names.get(exercise.name):
        return known
    report = None
    with Guard(names) as guard:
        report = examine(exercise, names)
    if guard.why == INTERRUPT:
        raise Interrupted(said.INTERRUPTED)
    if report is None:
        return Stop(exercise.name, names.get(exercise.name), guard.case, guard.at, "limit")
    if report.state in ("missing", "stub", "broken"):
        report_card(report, exercise, Likely()).show()
        return None
    return latest.of_report(report, names.get(exercise.name))


def needed(stop: Stop) -> tuple[Step, ...]:
    """The steps to run: all up to the failing one, or only that one if it needs no other."""
    assert stop.case is not None
    steps = stop.case.steps[: stop.at + 1]
    alone = stop.kind not in ("property", "changed", "aliased") and needs_no_other(steps[-1])
    return steps[-1:] if alone else steps


def _show(
    exercise: VisibleExercise,
    case: VisibleCase | None,
    steps: tuple[Step, ...],
    names: dict[str, Any],
    lead: str,
    kind: str = "",
) -> None:
    page, interrupted = run_page(exercise, case, steps, names, lead, kind)
    if in_kernel() and len(page.steps) > 1:
        from ..two_outputs import show_live
        from .stepper import stepper

        show_live(page.html(), page.text(), stepper(page))
    else:
        show(page.html(), page.text())
    if interrupted:
        raise Interrupted(said.INTERRUPTED)


def run_page(
    exercise: VisibleExercise,
    case: VisibleCase | None,
    steps: tuple[Step, ...],
    names: dict[str, Any],
    lead: str = "",
    kind: str = "",
) -> tuple[Page, bool]:
    """Run the steps on the student's function and record them.

    Args:
        exercise: knows the parameters' names.
        case: the case that the steps are of; None for a call of the student's own.
        steps: what to run.
        names: the notebook's globals.
        lead: a sentence on which call it is.
        kind: the kind of problem that the check found in it.

    Returns:
        What is to be shown, and whether the student interrupted it.
    """
    printed = Short()
    with (
        _unchanged_random_state(afresh=kind == "rng"),
        warnings.catch_warnings(record=True) as warned,
        np.errstate(divide="warn", over="warn", invalid="warn", under="ignore"),
        Guard(names) as guard,
    ):
        warnings.simplefilter("always")
        recorder = Recorder(names, warned, printed.getvalue, kind == "aliased")
        with only_numpy(names, exercise.name, exercise.libraries), running(case), quietly(printed):
            _perform_all(steps, Machine(names), recorder, exercise)
    ended = text.ended("interrupt" if guard.why == INTERRUPT else "limit", LIMIT) if guard.why else ""
    if not ended and recorder.ended:
        ended = text.ended(recorder.ended)
    if recorder.fault is not None and strict():
        raise recorder.fault
    call = source_of(exercise, case, steps)
    return Page(exercise.name, lead, call, recorder.sections, ended), guard.why == INTERRUPT


def _perform_all(steps: tuple[Step, ...], machine: Machine, recorder: Recorder, exercise: VisibleExercise) -> None:
    before = sys.gettrace()
    for step in steps:
        arguments: list[Any] = []
        recorder.section(source_of(exercise, None, (step,)), arguments)
        result: Any = None
        failed: Exception | SystemExit | None = None
        try:
            recorder.start()
            result = program._perform(step, machine, arguments)
        except KeyboardInterrupt:
            raise
        except (Exception, SystemExit) as error:
            failed = error
        finally:
            sys.settrace(before)
        recorder.finish(result if isinstance(step, Call) else None, failed)
        machine.results.append(result)
        if failed is not None and not program._may_fail(step):
            break


@contextlib.contextmanager
def _unchanged_random_state(*, afresh: bool) -> Iterator[None]:
    """Puts the global random states back at the end: looking must not change what the notebook draws next.

    Args:
        afresh: begin with another state.  The check has just left the one that a fixed seed leads to, so that to seed
            again would look as if nothing had changed.
    """
    numpy_state, python_state = np.random.get_state(), random.getstate()
    if afresh:
        np.random.seed()
    try:
        yield
    finally:
        np.random.set_state(numpy_state)
        random.setstate(python_state)
