"""Unit 00: are axes, broadcasting and masks checked and explained as in the units, and is nothing of it graded?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.authoring.unit import PRACTICE, UNIT_NAME, Unit, find_practice, find_units
from autograder.release.audit.lab import stub
from autograder.release.practice import practice_cells
from autograder.release.project import Project
from autograder.release.release import package_files
from npml.student.checking import check
from npml.student.hints import hint_card
from npml.student.likely import likely
from npml.student.panels import report_card
from npml.student.stages import examine
from npml.student.unitfile import UnitFile, load


@pytest.fixture(scope="module")
def practice(root: Path) -> Unit:
    found = find_practice(root / "solutions")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def visible(practice: Unit, tmp_path_factory: pytest.TempPathFactory) -> UnitFile:
    path = tmp_path_factory.mktemp("practice") / "checks.json"
    path.write_bytes(package_files(practice)["checks.json"])
    return load(path)


def test_right_answers_pass_and_stubs_are_stubs(practice: Unit, visible: UnitFile) -> None:
    assert 4 <= len(visible.exercises) <= 6
    for name, exercise in visible.exercises.items():
        report = examine(exercise, practice.namespace())
        assert report.state == "passed", name
        assert "채점" not in report_card(report, exercise, likely(report, exercise, visible, {})).text()
        assert examine(exercise, practice.namespace({name: stub})).state == "stub"
        for level in (1, 2, 3):
            assert f"힌트 {level}/3" in hint_card(visible, name, level).text()


OTHERWISE: dict[str, Any] = {
    "column_means": lambda X: np.array([sum(column) / len(column) for column in X.T]),
    "row_shares": lambda X: (X.T / X.sum(axis=-1)).T,
    "squared_distances": lambda X, point: np.linalg.norm(X - np.broadcast_to(point, X.shape), axis=1) ** 2,
    "group_mean": lambda X, labels, k: np.array([x for x, label in zip(X, labels, strict=True) if label == k]).mean(0),
    "pick": lambda P, labels: np.take_along_axis(P, labels[:, None], axis=1)[:, 0],
}


def test_right_answers_in_other_words_pass(practice: Unit, visible: UnitFile) -> None:
    assert OTHERWISE.keys() == visible.exercises.keys()
    for name, code in OTHERWISE.items():
        assert examine(visible.exercises[name], practice.namespace({name: code})).state == "passed", name


def test_every_mistake_is_named(practice: Unit, visible: UnitFile) -> None:
    for item in practice.mistakes:
        exercise, names = visible.exercises[item.exercise], practice.namespace({item.exercise: item.code})
        report = examine(exercise, names)
        assert report.state == "failed", item.key
        assert likely(report, exercise, visible, names).says == item.says, (item.exercise, item.key)


AXES: list[tuple[str, str, str]] = [
    ("column_means", "def column_means(X): return np.mean(X, 1)", "axis=1"),
    ("column_means", "def column_means(X): return np.mean(X)", "axis를 적지 않아"),
    ("row_shares", "def row_shares(X): return X / np.sum(X, 0)", "axis=0"),
    ("row_shares", "def row_shares(X): return X / np.sum(X, 1)", "keepdims=True를 빠뜨린"),
    ("squared_distances", "def squared_distances(X, point): return ((X - point) ** 2).sum(0)", "axis=0"),
    ("squared_distances", "def squared_distances(X, point): return ((X.T - point).T ** 2).sum(1)", "세로로"),
    ("group_mean", "def group_mean(X, labels, k): return np.mean(X[np.where(labels == k)], axis=1)", "axis=1"),
    ("group_mean", "def group_mean(X, labels, k): return X[k]", "k번 행"),
    ("pick", "def pick(P, labels): return P[:, labels]", "모든 행에서"),
    ("pick", "def pick(P, labels): return P[labels]", "행의 번호로"),
]


@pytest.mark.parametrize(("name", "source", "said"), AXES)
def test_a_wrong_axis_is_named_as_such(practice: Unit, visible: UnitFile, name: str, source: str, said: str) -> None:
    """Is a slip that a student would write, in her own words, named for what it is?"""
    names: dict[str, Any] = {"np": np}
    exec(source, names)
    exercise = visible.exercises[name]
    report = examine(exercise, names)
    text = report_card(report, exercise, likely(report, exercise, visible, names)).text()
    assert said in text.partition("가능성이 높은 원인")[2], text


def test_nothing_of_it_is_graded(root: Path, practice: Unit, visible: UnitFile) -> None:
    assert practice.name == PRACTICE
    assert UNIT_NAME.fullmatch(PRACTICE) is None
    assert PRACTICE not in [unit.name for unit in find_units(root / "solutions")]
    assert PRACTICE not in [unit.name for unit in Project(root).units()]
    assert (practice.exercises, visible.points) == ((), {})
    practice.validate()


def test_its_cells_have_stubs_and_no_marks(practice: Unit, visible: UnitFile) -> None:
    cells = practice_cells(practice, Counter())
    text = "\n".join(cell.source for cell in cells)
    assert not any(cell.metadata for cell in cells)
    assert len({cell.id for cell in cells}) == len(cells)
    assert text.count("raise NotImplementedError") == len(visible.exercises)
    assert "SOLUTION" not in text
    for name in visible.exercises:
        (cell,) = [cell for cell in cells if cell.id == name]
        assert cell.source.lstrip().startswith(f"def {name}(")
        assert f'check("{name}")' in text
    assert not [line for line in text.splitlines() if line.startswith("# ")]


def test_the_lesson_runs_with_its_solutions(
    practice: Unit, visible: UnitFile, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setenv("AUTOGRADER_STRICT", "1")
    monkeypatch.setenv("AUTOGRADER_CHECKS", str(visible.path))
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in practice.lesson.cells:
        if cell.cell_type == "code":
            exec(cell.source, names)
    said = capsys.readouterr().out
    assert said.count("모든 단계를 통과했어요") == len(visible.exercises)
    assert "배점" not in said


def test_a_part_of_an_exercise_without_parts(visible: UnitFile, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setenv("AUTOGRADER_CHECKS", str(visible.path))
    monkeypatch.delenv("AUTOGRADER_STRICT", raising=False)
    check("pick", "앞")
    assert "나누어 확인하지 않아요" in capsys.readouterr().out
