"""The likely cause of a failure: from the bank's values, from a constant ratio, from a callee."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..core.diagnose import Evidence, constant_ratio, diagnose, name_ratio, same_run, telling
from .describe import dig
from .stages import Report, Trial, examine, find_problem
from .unitfile import UnitFile, VisibleExercise


@dataclass(frozen=True)
class Likely:
    """What probably went wrong.

    Attributes:
        says: the bank's diagnosis, or "".
        convention: it is another textbook's convention.
        ratio: (value, name or None) of a constant ratio, or None.
        unready: a function that this one calls and that is not right yet, or "".
    """

    says: str = ""
    convention: bool = False
    ratio: tuple[float, str | None] | None = None
    unready: str = ""


def likely(report: Report, exercise: VisibleExercise, unit: UnitFile, names: Mapping[str, Any]) -> Likely:
    """The likely cause of a failed check."""
    says, convention = exercise.diagnoses.get(_key(report, exercise), ("", False))
    unready = "" if says else _unready(exercise.name, unit, names)
    return Likely(says, convention, _ratio(report.failing), unready)


def _key(report: Report, exercise: VisibleExercise) -> str:
    if report.failing is not None and report.failing.key:
        return report.failing.key
    bank = Bank(exercise.diagnoses)
    return next(iter(bank.explanations(report.trials)), "") or _explained_first(report, bank)


class Bank:
    """What is known of each mistake on the visible cases, compared with the student's outcomes once."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = tuple(keys)
        self._found: dict[tuple[int, str], bool] = {}

    def agrees(self, trial: Trial, key: str) -> bool:
        """Whether a mistake gives what the student gave; one that passes explains no failure."""
        at = (id(trial), key)
        if at not in self._found:
            run = trial.case.wrong(key)
            same = run is not None and same_run(trial.got, run)
            self._found[at] = same and (trial.problem is None or find_problem(trial.case, run or [])[0] is not None)
        return self._found[at]

    def explanations(self, trials: Sequence[Trial], keys: Sequence[str] | None = None) -> list[str]:
        """The mistakes that explain every failure among the trials, the likeliest first."""
        evidence = [Evidence(trial.got, trial.case.want, trial.problem is not None) for trial in trials]
        chosen = self.keys if keys is None else keys
        return diagnose(evidence, chosen, lambda key, index: self.agrees(trials[index], key))


def _explained_first(report: Report, bank: Bank) -> str:
    """Of several slips at once, none of which explains every failure, the one that explains the case shown."""
    first = report.failing
    if first is None:
        return ""
    keys = [key for key in bank.keys if bank.agrees(first, key)]
    failing = [trial for trial in report.trials if trial.problem is not None]
    if first.problem is not None and first.problem.kind == "message":
        # Any two errors of a kind are alike: a mistake is named only when all errors asked for are as it has them.
        asked = [trial for trial in failing if any(want.error for want in trial.case.want)]
        return next((key for key in keys if all(bank.agrees(trial, key) for trial in asked)), "")
    # Stable: the bank's order where it ties.
    keys.sort(key=lambda key: -sum(bank.agrees(trial, key) for trial in failing))
    passing = [trial for trial in report.trials if trial.problem is None]
    if not passing and not telling([Evidence(first.got, first.case.want, True)]):
        return ""  # an error or a shape alone, and nothing that passes to support it
    return next((key for key in keys if bank.explanations([*passing, first], [key])), "")


def _ratio(trial: Trial | None) -> tuple[float, str | None] | None:
    if trial is None or trial.problem is None or trial.problem.kind != "value":
        return None
    if not trial.case.sizes and trial.case.gradient is None:
        return None
    step, item = trial.problem.step, trial.problem.item
    try:
        got, want = dig(trial.got[step].value, item), dig(trial.case.want[step].value, item)
        value = constant_ratio(got, want)
    except (TypeError, ValueError, IndexError, KeyError):
        return None
    return None if value is None else (value, name_ratio(value, trial.case.sizes))


def _unready(name: str, unit: UnitFile, names: Mapping[str, Any]) -> str:
    """An earlier exercise that this function calls and that fails its own check."""
    called = _mentioned(getattr(names.get(name), "__code__", None))
    for other, exercise in unit.exercises.items():
        if other == name:
            break
        if other in called and examine(exercise, names).state != "passed":
            return other
    return ""


def _mentioned(code: Any) -> set[str]:
    if code is None:
        return set()
    inner = [_mentioned(item) for item in code.co_consts if hasattr(item, "co_names")]
    return set(code.co_names).union(*inner)


def worst_gradient(trial: Trial) -> tuple[tuple[int, ...], float, float, float] | None:
    """(coordinate, analytic, numeric, ratio) where a gradient is farthest from the numerical one."""
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
