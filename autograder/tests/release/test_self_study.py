"""Does the edition for self-study show right answers after a check has passed, and does no class get them?"""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from autograder.authoring.unit import PACKAGES, Unit, find_units
from autograder.judge.verdict import LocalSession, judge_exercise
from autograder.release.bundle import bundle
from autograder.release.leaks import scan
from autograder.release.project import Project
from autograder.release.self_study import MOST, other_answers
from npml.student.unitfile import OTHERS

SEED = b"sixteen bytes at"


@pytest.mark.parametrize("unit", find_units(Path(__file__).resolve().parents[3] / "solutions"), ids=lambda unit: unit.name)
def test_every_answer_stands_alone_and_earns_full_points(unit: Unit) -> None:
    answers = other_answers(unit)
    assert set(answers) == set(unit.solution_names)
    for exercise in unit.exercises:
        assert 2 <= len(answers[exercise.name]) <= MOST
        for code in answers[exercise.name]:
            assert '"""' not in code
            names = unit.namespace()
            exec(code, names)
            verdict = judge_exercise(unit, exercise, LocalSession(names), SEED, name_causes=False)
            assert verdict.score == verdict.max_score, code


def test_a_class_gets_no_such_file(root: Path, tmp_path: Path) -> None:
    (unit,) = Project(root).units(["9"])
    (tmp_path / OTHERS).write_text(json.dumps(other_answers(unit)), encoding="utf-8")
    assert "file" in {leak.kind for leak in scan(Project(root), [tmp_path]).leaks}
    assert scan(Project(root), [tmp_path], self_study=True).leaks == ()
    (tmp_path / "checks.json").write_text(json.dumps(other_answers(unit)), encoding="utf-8")
    assert scan(Project(root), [tmp_path], self_study=True).leaks != ()


def test_the_edition_is_named_in_its_wheel_and_its_zip(root: Path, tmp_path: Path) -> None:
    project = Project(tmp_path / "clone")
    for folder in ("solutions/09_softmax_cross_entropy", "course/09_softmax_cross_entropy", "autograder/npml"):
        shutil.copytree(root / folder, project.root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for other in (project.root / PACKAGES).glob("unit*"):
        if other.name != "unit09":
            shutil.rmtree(other)
    shutil.copy(root / "autograder" / "requirements.lock", project.package)
    before = sorted(path for path in project.root.rglob("*"))
    made = {edition: bundle(project, self_study=edition) for edition in (True, False)}
    assert made[True].name.startswith("numpy-ml-self-study-")
    inside = {}
    for edition, path in made.items():
        with zipfile.ZipFile(path) as archive:
            (wheel,) = (name for name in archive.namelist() if name.endswith(".whl"))
            assert ("+selfstudy-" in wheel) is edition
            with archive.open(wheel) as stream, zipfile.ZipFile(stream) as packed:
                inside[edition] = set(packed.namelist())
    assert {name for name in inside[True] if name.endswith(OTHERS)} == {f"npml/unit09/{OTHERS}"}
    assert not {name for name in inside[False] if name.endswith(OTHERS)}
    assert sorted(path for path in project.root.rglob("*") if project.dist not in (path, *path.parents)) == before
