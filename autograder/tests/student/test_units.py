"""Do the visible checks of every unit agree with its bank?"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from autograder.build.checks import visible_values
from autograder.build.notebooks import canonical_json
from autograder.core.diagnose import Evidence, diagnose
from autograder.core.program import Call, run
from autograder.core.wire import pack_outcomes, unpack_outcomes
from autograder.judge.lab import stub
from autograder.judge.unit import Unit, find_units
from autograder.student.likely import _run
from autograder.student.stages import examine
from autograder.student.unitfile import UnitFile, load

UNITS = [unit.name for unit in find_units(Path(__file__).resolve().parents[3] / "solutions")]


@cache
def unit_of(name: str, root: Path) -> Unit:
    return Unit(root / "solutions" / name)


@pytest.fixture(scope="module", params=UNITS)
def both(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Unit, UnitFile]:
    """A unit and what a student has of it."""
    unit = unit_of(request.param, root)
    path = tmp_path_factory.mktemp("visible") / "checks.json"
    path.write_text(canonical_json(visible_values(unit)), encoding="utf-8")
    return unit, load(path)


def test_right_answers_pass_and_a_stub_is_a_stub(both: tuple[Unit, UnitFile]) -> None:
    unit, visible = both
    for name, exercise in visible.exercises.items():
        assert examine(exercise, unit.namespace()).state == "passed", name
        assert examine(exercise, unit.namespace({name: stub})).state == "stub", name
    for item in unit.variants:
        report = examine(visible.exercises[item.exercise], unit.namespace({item.exercise: item.code}))
        assert report.state == "passed", (item.exercise, item.key, report.failing and report.failing.problem)


def test_a_mistake_that_fails_is_among_its_explanations(both: tuple[Unit, UnitFile]) -> None:
    unit, visible = both
    for item in unit.mistakes:
        exercise = visible.exercises[item.exercise]
        report = examine(exercise, unit.namespace({item.exercise: item.code}))
        if report.state != "failed":
            continue  # only hidden cases catch it, or it does not fit the signature
        evidence = [Evidence(trial.got, trial.case.want, trial.problem is not None) for trial in report.trials]
        keys = diagnose(evidence, {key: [_run(trial, key) for trial in report.trials] for key in exercise.diagnoses})
        named = {trial.key for trial in report.trials if trial.problem is not None}  # a property may name it itself
        assert item.key in {*keys, *named}, (item.exercise, item.key, keys)


def test_warnings_survive_the_way_through_a_file() -> None:
    namespace = {"f": lambda: np.array([np.exp(1e4), 1 / np.zeros(1)[0], np.log(-1.0)])}
    (outcome,) = run((Call("f"),), namespace)
    assert len(outcome.warned) == 3
    (back,) = unpack_outcomes(*pack_outcomes([outcome]))
    assert back.warned == outcome.warned
