"""The staged check of one function or class: runs, compares, stops at the first failing stage.

Decides with `core.program.run` and `core.compare`, as the judge does.
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
#: In the order in which they are tried and shown.
STAGES = (DEFINED, TYPE, SHAPE, FINITE, EXAMPLE, RANDOM, GRADIENT, INVARIANTS, EDGES, EFFECTS)
#: On the hand-computed example a problem of these kinds fails an earlier stage than the value.
_EARLY = {
    "error": TYPE, "missing": TYPE, "type": TYPE, "length": TYPE, "shape": SHAPE, "dtype": FINITE, "nonfinite": FINITE,
}  # fmt: skip
MAX_PRINTED = 2_000


@dataclass(frozen=True)
class Trial:
    """One visible case as it went with the student's function."""

    group: str
    case: VisibleCase
    got: list[Outcome]
    problem: Problem | None
    prop: str = ""  # the property that does not hold
    key: str = ""  # the mistake which that property names


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes:
        state: passed; failed; missing (no such name); stub (not written yet); broken (signature).
        stage: the first that failed, or "".
        passed: stages passed, in order.
        failing: the case that decided.
        trials: all cases that ran, for the diagnosis.
        stub: whose stub raised NotImplementedError.
        signature: (found, expected) parameters, when they do not fit.
        trouble: the student's exception in the failing case.
        printed: what the student's code printed in the failing case.
        gradient: largest relative error against the numerical gradient, where there is one.
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


def examine(exercise: VisibleExercise, names: Mapping[str, Any]) -> Report:
    """Check the student's function.

    Args:
        exercise: what is expected.
        names: the notebook's globals.

    Raises:
        KeyboardInterrupt: the student stopped a check that ran too long.
    """
    name = exercise.name
    if name not in names or not callable(names[name]):
        found = "" if name not in names else type(names[name]).__name__
        return Report(name, "missing", DEFINED, signature=("", found, ""))
    if mismatch := _signature_problem(exercise, names[name]):
        return Report(name, "broken", DEFINED, signature=mismatch)
    with only_numpy(names, name) if isinstance(names, dict) else contextlib.nullcontext():
        return _examine(exercise, names)


def _examine(exercise: VisibleExercise, names: Mapping[str, Any]) -> Report:
    name = exercise.name
    trials = tuple(_try(group, case, names) for group in GROUPS for case in exercise.groups[group])
    warned = tuple(sorted({word for trial in trials for outcome in trial.got for word in outcome.warned}))
    failing, stage = _first_failure(trials)
    passed = _passed(exercise, stage)
    if failing is None:
        return Report(name, "passed", "", passed, trials=trials, warned=warned, gradient=_gradient_error(trials))
    step = failing.problem.step if failing.problem else 0
    error, printed = _rerun(failing, step, names)
    warned = tuple(sorted({word for outcome in failing.got for word in outcome.warned}))
    report = Report(name, "failed", stage, passed, failing, trials, trouble=error, printed=printed, warned=warned)
    if _raised(failing) == "NotImplementedError":
        return replace(report, state="stub", stub=_stub_name(failing, names))
    return report


def _passed(exercise: VisibleExercise, failing: str) -> tuple[str, ...]:
    """Stages before the failing one that had something to try."""
    before = STAGES[: STAGES.index(failing)] if failing else STAGES
    empty = {group for group in GROUPS if not exercise.groups[group]}
    if not any(case.gradient is not None for case in exercise.cases):
        empty.add(GRADIENT)
    return tuple(stage for stage in before if stage not in empty)


def _first_failure(trials: tuple[Trial, ...]) -> tuple[Trial | None, str]:
    failures = [(STAGES.index(_stage_of(trial)), order, trial) for order, trial in enumerate(trials) if trial.problem]
    if not failures:
        return None, ""
    index, _, trial = min(failures, key=lambda item: item[:2])
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
    """What is wrong with a case's outcomes; for a property also its name and the mistake that it names."""
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
    """Without the student's prints: a loop that prints would bury the verdict."""
    stream = keep if keep is not None else _Void()
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        yield


class _Void(io.StringIO):
    """Takes text and keeps none: an endless print must not fill the memory."""

    def write(self, text: str) -> int:
        return len(text)


class _Short(io.StringIO):
    """Keeps the first `MAX_PRINTED` characters."""

    def write(self, text: str) -> int:
        if self.tell() < MAX_PRINTED:
            super().write(text[: MAX_PRINTED - self.tell()])
        return len(text)


def _rerun(trial: Trial, step: int, names: Mapping[str, Any]) -> tuple[Trouble | None, str]:
    """Once more, for the exception with its traceback and for what is printed."""
    printed = _Short()
    found: Trouble | None = None
    with running(trial.case), quietly(printed):
        try:
            run(_until(trial, step), names, catch=False)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # the student's SystemExit is an error of the function
            found = trouble(error, names if isinstance(names, dict) else None)
    wanted = trial.problem is not None and trial.problem.kind in ("error", "other_error", "message")
    return (found if wanted else None), printed.getvalue()


def _until(trial: Trial, step: int) -> tuple[Step, ...]:
    """The steps to repeat: earlier errors that were expected would end the repetition too soon."""
    steps = trial.case.steps[: step + 1]
    target = steps[-1]
    if isinstance(target, Call) and "." not in target.target and not _refers(target.given):
        return (target,)
    return steps


def _refers(item: Any) -> bool:
    return any(map(_refers, item)) if isinstance(item, (list, tuple)) else isinstance(item, (Ref, Rng, Shared))


def _raised(trial: Trial) -> str:
    problem = trial.problem
    if problem is None or problem.kind not in ("error", "other_error", "no_error"):
        return ""
    return problem.detail


def _stub_name(trial: Trial, names: Mapping[str, Any]) -> str:
    """The function whose stub raised: the student's own, or one that it calls."""
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
        except BaseException as error:  # another outcome than before: say what is known
            return error_kind(error)
    return ""


# --- signature ------------------------------------------------------------------------------


def _signature_problem(exercise: VisibleExercise, function: Any) -> tuple[str, str | None, str] | None:
    """(where, found or None, expected) when the documented calls do not fit, else None."""
    if exercise.methods and not inspect.isclass(function):
        return None  # a factory is as good as a class
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
    except (TypeError, ValueError):  # no signature to look at, as with a function from C
        return None
    names = params if named is None else named
    unnamed = len(params) - len(names)
    try:
        signature.bind(*params)
        signature.bind(*params[:unnamed], **dict.fromkeys(names))
    except TypeError:
        if unnamed and list(signature.parameters) == list(names):
            return ", ".join(names), ", ".join(names)  # all there but self
        return _parameters(signature, unnamed), ", ".join(names)
    return None


def _parameters(signature: inspect.Signature, skip: int) -> str:
    return ", ".join(list(signature.parameters)[skip:])


# --- gradient -------------------------------------------------------------------------------


def relative_errors(analytic: Any, numeric: Any) -> Any:
    """Per coordinate ``|a − n| / max(|a| + |n|, 1e-8)``; NaN where the loss has a kink."""
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
