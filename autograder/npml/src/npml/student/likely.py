"""The likely cause of a failed check, found with the grade's own rules on the values in the unit's checks.json.

The rules are in `core`.  One cause is looked for only here, where the student's functions are in the same process: the
function calls another one that fails its own check.  Two others only the judge can find (`judge.causes`): a mistake
carried over from such a function, and an ignored argument recognised by what the reference gives without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..core.compare import Problem
from ..core.diagnose import Diagnosis
from ..core.evidence import Seen
from ..core.forms import form_of_failure, ignored_parameter
from ..core.messages import form_says
from ..core.program import Outcome
from ..core.ratio import shared_ratio
from ..core.reach import used_names
from .stages import Report, Trial, examine, find_problem
from .unitfile import UnitFile, VisibleExercise


@dataclass(frozen=True)
class Cause:
    """A diagnosis of the bank; ``convention`` is set when it is no mistake but another textbook's convention."""

    says: str = ""
    convention: bool = False


@dataclass(frozen=True)
class Likely:
    """What probably went wrong.

    Attributes:
        causes: the bank's diagnoses, the likeliest first.
        form: what the form of the wrong result suggests, or ""; looked for only when the bank has no diagnosis.
        ratio: (value, name or None) when got and expected values differ by a constant factor, else None.
        unready: the name of a function that this one calls and that is not right yet, or "".
    """

    causes: tuple[Cause, ...] = ()
    form: str = ""
    ratio: tuple[float, str | None] | None = None
    unready: str = ""

    @property
    def says(self) -> str:
        """The text of the bank's likeliest diagnosis, or "" when it has none."""
        return self.causes[0].says if self.causes else ""


def likely(report: Report, exercise: VisibleExercise, unit: UnitFile, names: Mapping[str, Any]) -> Likely:
    """The likely cause of a failed check."""
    if report.failing is None:
        return Likely()
    causes = _causes(report.trials, report.failing, exercise)
    if not causes and report.part:
        # The parts after this one may not be written yet, and what they give then speaks against every mistake.
        causes = _causes(_so_far(report, exercise), report.failing, exercise)
    form = "" if causes else _form(_so_far(report, exercise), report.failing, exercise)
    unready = "" if causes or form else _unready(exercise.name, unit, names)
    return Likely(causes, form, _ratio(report), unready)


def _so_far(report: Report, exercise: VisibleExercise) -> tuple[Trial, ...]:
    """The cases of the failing part and of those before it; all cases of an exercise without parts."""
    later = exercise.parts[exercise.parts.index(report.part) + 1 :] if report.part in exercise.parts else ()
    return tuple(trial for trial in report.trials if trial.case.part not in later)


def _causes(trials: Sequence[Trial], front: Trial, exercise: VisibleExercise) -> tuple[Cause, ...]:
    keys = diagnosis(trials, exercise).causes(trials.index(front))
    return tuple(Cause(*exercise.diagnoses[key]) for key in keys if key in exercise.diagnoses)


def diagnosis(trials: Sequence[Trial], exercise: VisibleExercise) -> Diagnosis:
    """Compare the cases of a check with what the exercise's known mistakes give on them."""
    return Diagnosis([_seen(trial) for trial in trials], _Bank(trials, tuple(exercise.diagnoses)))


class _Bank:
    """The known mistakes' results on the visible cases, as stored in checks.json."""

    def __init__(self, trials: Sequence[Trial], keys: tuple[str, ...]) -> None:
        self._trials, self.keys = trials, keys

    def run(self, key: str, index: int) -> list[Outcome] | None:
        """The outcomes that a mistake gives on a case; None when none were stored at build time."""
        return self._trials[index].case.wrong(key)

    def problem(self, key: str, index: int) -> Problem | None:
        """What is wrong with a mistake's outcomes on a case, or None."""
        case = self._trials[index].case
        run = case.wrong(key)
        return None if run is None or run is case.want else find_problem(case, run)[0]


def _seen(trial: Trial) -> Seen:
    case = trial.case
    return Seen(trial.group, case.steps, trial.got, case.want, trial.problem, trial.key, bool(case.options["values"]))


def _form(trials: Sequence[Trial], front: Trial, exercise: VisibleExercise) -> str:
    seen = [_seen(trial) for trial in trials]
    if key := form_of_failure(seen, trials.index(front), exercise.name):
        return form_says(key)
    name = ignored_parameter(seen, exercise.name, exercise.params)
    return form_says("ignored", name) if name else ""


def _ratio(report: Report) -> tuple[float, str | None] | None:
    """The ratio that the failing case and all other wrong gradients share, found as the grade finds it; or None."""
    front = report.failing
    if front is None or front.problem is None or front.problem.kind != "value" or not _is_gradient(front):
        return None
    others = [trial for trial in report.trials if trial is not front and _is_gradient(trial)]
    return shared_ratio(
        [
            (trial.got, trial.case.want, trial.problem, trial.case.sizes)
            for trial in [front, *others]
            if trial.problem is not None and trial.problem.kind == "value"
        ]
    )


def _is_gradient(trial: Trial) -> bool:
    return bool(trial.case.sizes) or trial.case.gradient is not None


def _unready(name: str, unit: UnitFile, names: Mapping[str, Any]) -> str:
    """The name of an earlier exercise that this function uses and that fails its own check, or ""."""
    called = used_names(names.get(name))
    for other, exercise in unit.exercises.items():
        if other == name:
            break
        if other in called and examine(exercise, names).state != "passed":
            return other
    return ""


def worst_gradient(trial: Trial) -> tuple[tuple[int, ...], float, float, float] | None:
    """The element where the student's gradient is farthest from the numerical one.

    Returns:
        (index, the student's value, the numerical value, their ratio or NaN); None if there is nothing to compare.
    """
    numeric = trial.case.gradient
    if numeric is None or not trial.got:
        return None
    analytic = trial.got[0].value
    if not isinstance(analytic, np.ndarray) or analytic.shape != numeric.shape or analytic.dtype.kind not in "iuf":
        return None
    gaps = np.abs(analytic.astype(np.float64) - numeric)
    if not np.any(np.isfinite(gaps)):
        return None
    where = tuple(int(i) for i in np.unravel_index(int(np.nanargmax(gaps)), gaps.shape))
    a, n = float(analytic[where]), float(numeric[where])
    return where, a, n, a / n if n else float("nan")
