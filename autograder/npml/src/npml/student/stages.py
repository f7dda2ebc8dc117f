"""The staged check of one function or class: runs the visible cases and finds the first stage that fails.

It runs and compares with `core.program.run` and `core.compare`, as the judge does.
"""

from __future__ import annotations

import contextlib
import inspect
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from ..core import properties
from ..core.arguments import Ref, Rng, Shared
from ..core.compare import Problem, compare_case
from ..core.libraries import only_numpy
from ..core.program import Outcome, error_kind, run
from ..core.steps import Call, Step
from .limit import running
from .own_lines import Trouble, trouble
from .unitfile import GROUPS, VisibleCase, VisibleExercise

DEFINED, TYPE, SHAPE, FINITE, EXAMPLE, RANDOM, GRADIENT, INVARIANTS, EDGES, EFFECTS = (
    "defined", "type", "shape", "finite", "example", "random", "gradient", "invariants", "edges", "effects",
)  # fmt: skip
#: The stages in the order in which they are shown; the first that fails is reported.
STAGES = (DEFINED, TYPE, SHAPE, FINITE, EXAMPLE, RANDOM, GRADIENT, INVARIANTS, EDGES, EFFECTS)
#: Kinds of problems that, on the hand-computed example, belong to an earlier stage than the value.
_EARLY = {
    "error": TYPE, "missing": TYPE, "type": TYPE, "length": TYPE, "shape": SHAPE, "dtype": FINITE, "nonfinite": FINITE,
}  # fmt: skip
MAX_PRINTED = 2_000


@dataclass(frozen=True)
class Trial:
    """One visible case and what the student's function gave on it."""

    group: str
    case: VisibleCase
    got: list[Outcome]
    problem: Problem | None
    prop: str = ""  # the name of the property that does not hold
    key: str = ""  # the key of the mistake that explains why that property does not hold


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes:
        name: the exercise's name.
        state: passed; failed; missing (nothing callable of that name); stub (not written yet); broken (its signature).
        stage: the first stage that failed, or "".
        passed: the stages that passed, in order.
        failing: the case that failed in that stage.
        trials: all cases that ran, for the diagnosis.
        stub: the name of the function whose stub raised NotImplementedError.
        signature: (where, found, expected): parameters that do not fit; of a missing name, what is bound to it instead.
        trouble: the student's exception in the failing case.
        printed: what the student's code printed in the failing case.
        warned: the kinds of NumPy warnings that occurred: overflow, invalid, divide.
        gradient: the largest relative error against the numerical gradient; None if there is none or the check failed.
        part: the part of the exercise that failed, or the only one that was checked; else "".
        done: the parts that passed.
    """

    name: str
    state: str
    stage: str = ""
    passed: tuple[str, ...] = ()
    failing: Trial | None = None
    trials: tuple[Trial, ...] = field(default=(), repr=False)
    stub: str = ""
    signature: tuple[str, str | None, str] = ("", None, "")
    trouble: Trouble | None = None
    printed: str = ""
    warned: tuple[str, ...] = ()
    gradient: float | None = None
    part: str = ""
    done: tuple[str, ...] = ()


def examine(exercise: VisibleExercise, names: Mapping[str, Any]) -> Report:
    """Check the student's function, found in the notebook's globals, on all visible cases.

    Raises:
        KeyboardInterrupt: the student interrupted the check where no `limit.Guard` handles that.
        Stopped: the `limit.Guard` around this call stopped the student's code.
    """
    name = exercise.name
    if name not in names or not callable(names[name]):
        found = "" if name not in names else type(names[name]).__name__
        return Report(name, "missing", DEFINED, signature=("", found, ""))
    if mismatch := _signature_problem(exercise, names[name]):
        return Report(name, "broken", DEFINED, signature=mismatch)
    with only_numpy(names, name, exercise.libraries) if isinstance(names, dict) else contextlib.nullcontext():
        return _examine(exercise, names)


def _examine(exercise: VisibleExercise, names: Mapping[str, Any]) -> Report:
    name = exercise.name
    trials = tuple(_try(group, case, names) for group in GROUPS for case in exercise.groups[group])
    warned = tuple(sorted({word for trial in trials for outcome in trial.got for word in outcome.warned}))
    failing, stage = _first_failure(trials, exercise.parts)
    if failing is None:
        only = exercise.parts[0] if len(exercise.parts) == 1 else ""
        found = Report(name, "passed", "", _passed(exercise, ""), trials=trials, warned=warned)
        return replace(found, gradient=_gradient_error(trials), part=only, done=exercise.parts)
    part = failing.case.part
    passed = _passed(exercise.only(part) if part else exercise, stage)
    done = tuple(item for item in exercise.parts if not any(trial.problem for trial in trials if trial.case.part == item))
    step = failing.problem.step if failing.problem else 0
    error, printed = _rerun(failing, step, names)
    warned = tuple(sorted({word for outcome in failing.got for word in outcome.warned}))
    report = Report(name, "failed", stage, passed, failing, trials, printed=printed, warned=warned, part=part, done=done)
    report = replace(report, trouble=error)
    if _raised(failing) == "NotImplementedError":
        return replace(report, state="stub", stub=_stub_name(failing, names))
    return report


def _passed(exercise: VisibleExercise, failing: str) -> tuple[str, ...]:
    """The stages before the failing one, without those for which the exercise has no cases."""
    before = STAGES[: STAGES.index(failing)] if failing else STAGES
    empty = {group for group in GROUPS if not exercise.groups[group]}
    if not any(case.gradient is not None for case in exercise.cases):
        empty.add(GRADIENT)
    return tuple(stage for stage in before if stage not in empty)


def _first_failure(trials: tuple[Trial, ...], parts: tuple[str, ...]) -> tuple[Trial | None, str]:
    """The failing case to show, and its stage: all stages of a part come before those of the next one."""
    places = {part: place for place, part in enumerate(parts)}
    failures = [
        (places.get(trial.case.part, 0), STAGES.index(_stage_of(trial)), order, trial)
        for order, trial in enumerate(trials) if trial.problem
    ]  # fmt: skip
    if not failures:
        return None, ""
    _, index, _, trial = min(failures, key=lambda item: item[:3])
    return trial, STAGES[index]


def _stage_of(trial: Trial) -> str:
    assert trial.problem is not None
    if trial.group == "example":
        return _EARLY.get(trial.problem.kind, EXAMPLE)
    return trial.group


# --- running ------------------------------------------------------------------------------


def _try(group: str, case: VisibleCase, names: Mapping[str, Any]) -> Trial:
    with running(case), quietly():
        got = run(case.steps, names)
    if any(outcome.error == "KeyboardInterrupt" for outcome in got):
        raise KeyboardInterrupt
    if "pure" not in case.options["look"]:
        got = [replace(outcome, args=None) for outcome in got]
    problem, name, key = find_problem(case, got)
    return Trial(group, case, got, problem, name, key)


def find_problem(case: VisibleCase, got: list[Outcome]) -> tuple[Problem | None, str, str]:
    """What is wrong with the outcomes of a case.

    Returns:
        (problem or None, name of the property that does not hold or "", key of the mistake that explains it or "").
    """
    if problem := compare_case(got, case.want, **case.options):
        return problem, "", ""
    for name, params, key in case.props:
        if not properties.holds(name, got, params):
            return Problem("property", step=_last_step(params), detail=name), name, key
    return None, "", ""


def _last_step(params: dict[str, Any]) -> int:
    steps = [params[key] for key in ("step", "a", "b") if isinstance(params.get(key), int)]
    return max(steps, default=0)


@contextlib.contextmanager
def quietly(keep: io.StringIO | None = None) -> Iterator[None]:
    """A context in which prints go to ``keep`` or nowhere, so that a loop that prints does not bury the verdict."""
    stream = keep if keep is not None else _Void()
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        yield


class _Void(io.StringIO):
    """A stream that drops all text, so that endless printing does not fill the memory."""

    def write(self, text: str) -> int:
        return len(text)


class Short(io.StringIO):
    """A stream that keeps only the first `MAX_PRINTED` characters."""

    def write(self, text: str) -> int:
        if self.tell() < MAX_PRINTED:
            super().write(text[: MAX_PRINTED - self.tell()])
        return len(text)


def _rerun(trial: Trial, step: int, names: Mapping[str, Any]) -> tuple[Trouble | None, str]:
    """Run the failing case once more to get the exception with its traceback, and what is printed."""
    printed = Short()
    found: Trouble | None = None
    with running(trial.case), quietly(printed):
        try:
            run(_until(trial, step), names, catch=False)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a SystemExit in the student's code is an error of the function, too
            found = trouble(error, names if isinstance(names, dict) else None)
    wanted = trial.problem is not None and trial.problem.kind in ("error", "other_error", "message")
    return (found if wanted else None), printed.getvalue()


def _until(trial: Trial, step: int) -> tuple[Step, ...]:
    """The steps to repeat: only the last if it needs no other, because an expected error before it would end the rerun."""
    steps = trial.case.steps[: step + 1]
    return steps[-1:] if needs_no_other(steps[-1]) else steps


def needs_no_other(step: Step) -> bool:
    """Whether a step can run without those before it."""
    return isinstance(step, Call) and "." not in step.target and not _refers(step.given)


def _refers(item: Any) -> bool:
    return any(map(_refers, item)) if isinstance(item, (list, tuple)) else isinstance(item, (Ref, Rng, Shared))


def _raised(trial: Trial) -> str:
    problem = trial.problem
    if problem is None or problem.kind not in ("error", "other_error", "no_error"):
        return ""
    return problem.detail


def _stub_name(trial: Trial, names: Mapping[str, Any]) -> str:
    """The name of the function whose stub raised: the exercise's own, or one that it calls."""
    step = trial.problem.step if trial.problem else 0
    with running(trial.case), quietly():
        try:
            run(_until(trial, step), names, catch=False)
        except NotImplementedError as error:
            trace, name = error.__traceback__, ""
            while trace is not None:
                name = getattr(trace.tb_frame.f_code, "co_qualname", trace.tb_frame.f_code.co_name)
                trace = trace.tb_next
            return name if name.split(".")[0] in names else ""
        except BaseException as error:  # the rerun ended differently: report what it raised
            return error_kind(error)
    return ""


# --- signature ------------------------------------------------------------------------------


def _signature_problem(exercise: VisibleExercise, function: Any) -> tuple[str, str | None, str] | None:
    """(function or method, its parameters or None, the expected ones) if calls as documented do not fit, else None."""
    if exercise.methods and not inspect.isclass(function):
        return None  # a function that makes the objects is accepted in place of a class
    if mismatch := _unfit(function, exercise.params):
        return exercise.name, *mismatch
    for method, params in exercise.methods.items():
        found = getattr(function, method, None)
        if found is None:
            return f"{exercise.name}.{method}", None, ", ".join(params)
        static = isinstance(inspect.getattr_static(function, method), (staticmethod, classmethod))
        if mismatch := _unfit(found, params if static else ("self", *params), named=params):
            return f"{exercise.name}.{method}", *mismatch
    return None


def _unfit(function: Any, params: tuple[str, ...], named: tuple[str, ...] | None = None) -> tuple[str, str] | None:
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # it has no signature to look at; functions written in C may not
        return None
    names = params if named is None else named
    unnamed = len(params) - len(names)
    try:
        signature.bind(*params)
        signature.bind(*params[:unnamed], **dict.fromkeys(names))
    except TypeError:
        if unnamed and list(signature.parameters) == list(names):
            return ", ".join(names), ", ".join(names)  # only self is missing
        return _parameters(signature, unnamed), ", ".join(names)
    return None


def _parameters(signature: inspect.Signature, skip: int) -> str:
    return ", ".join(list(signature.parameters)[skip:])


# --- gradient -------------------------------------------------------------------------------


def relative_errors(analytic: Any, numeric: Any) -> Any:
    """The relative error ``|a − n| / max(|a| + |n|, 1e-8)`` of each element; NaN where the loss has a kink.

    Args:
        analytic: the student's gradient a, of any shape.
        numeric: the numerical gradient n, of the same shape, NaN where the loss has a kink.
    """
    a, n = np.asarray(analytic, dtype=np.float64), np.asarray(numeric, dtype=np.float64)
    with np.errstate(all="ignore"):
        return np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-8)


def _gradient_error(trials: tuple[Trial, ...]) -> float | None:
    worst = None
    for trial in trials:
        if trial.case.gradient is not None and trial.got and np.shape(trial.got[0].value) == np.shape(trial.case.gradient):
            errors = relative_errors(trial.got[0].value, trial.case.gradient)
            if np.any(np.isfinite(errors)):
                worst = max(worst or 0.0, float(np.nanmax(errors)))
    return worst
