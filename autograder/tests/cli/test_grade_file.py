"""`grade-file` loads the one unit that it grades by, and nothing of another can disturb it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jupytext  # type: ignore[import-untyped]
import pytest

from autograder.authoring.unit import Unit, find_units
from autograder.cli import main
from autograder.grading.submission import loose_file
from autograder.release.notebooks import canonical, source_notebook
from autograder.release.project import Project
from autograder.release.release import write_unit
from npml.core.marks import check_id

UNIT, OTHER = "13_toy", "14_other"
NAME = "column_mean"


@pytest.fixture
def project(toy_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two units, of which one is released, and a solution of it whose name says nothing."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "repository"
    shutil.copytree(toy_project / "solutions", folder / "solutions")
    shutil.copytree(folder / "solutions" / UNIT, folder / "solutions" / OTHER)
    for path in (folder / "solutions" / OTHER).glob("*.py"):
        path.write_text(path.read_text(encoding="utf-8").replace(NAME, "row_mean"), encoding="utf-8")
    unit = Unit(folder / "solutions" / UNIT)
    source = source_notebook(unit)
    write_unit(Project(folder), unit)
    (folder / "solved.ipynb").write_text(canonical(source), encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def loaded(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What is loaded of units from now on: unit and file; a lesson when its notebook is made of it."""
    seen = []
    load, reads = Unit._load, jupytext.reads

    def note(unit: Unit, stem: str) -> Any:
        seen.append((unit.name, stem))
        return load(unit, stem)

    def note_lesson(text: str, **rest: Any) -> Any:
        seen.append((OTHER if "row_mean" in text else UNIT, "lesson"))
        return reads(text, **rest)

    monkeypatch.setattr(Unit, "_load", note)
    monkeypatch.setattr(jupytext, "reads", note_lesson)
    return seen


def grade(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]], str]:
    """Exit code, results and what was said; without the sandbox, which is not looked at here."""
    code = main(["grade-file", *arguments, "--isolation", "none", "--json", "-"])
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else [], said.err


@pytest.mark.parametrize("arguments", [["solved.ipynb"], ["solved.ipynb", "--unit", "13"], [f"course/{UNIT}/{UNIT}.ipynb"]])
def test_one_unit_is_loaded_and_that_once(
    loaded: list[tuple[str, str]], arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, [result], _ = grade(*arguments, capsys=capsys)
    assert (code, result["unit"], result["status"]) == (0, UNIT, "graded")
    assert {("13_toy", "lesson"), ("13_toy", "hidden"), ("13_toy", "checks")} <= set(loaded)
    assert len(loaded) == len(set(loaded)), "nothing is loaded twice"
    assert {unit for unit, _ in loaded} == {UNIT}


BREAKS = {
    "hidden.py": "raise RuntimeError('kaputt')", "checks.py": "CHECKS = ()\nQUIZ = ()", "lesson.py": "# %%\n1 +", "mistakes.py": "(",
}  # fmt: skip


@pytest.mark.parametrize("file", BREAKS)
def test_another_unit_that_is_broken_does_not_matter(project: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "solutions" / OTHER / file).write_text(BREAKS[file])
    code, [result], _ = grade("solved.ipynb", capsys=capsys)
    assert (code, result["unit"], result["score"]) == (0, UNIT, 100.0)


def test_another_lesson_that_cannot_be_read_does_not_matter(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "solutions" / OTHER / "lesson.py").write_bytes(b"\xff")
    assert grade("solved.ipynb", capsys=capsys)[0] == 0


@pytest.mark.parametrize("arguments", [["solved.ipynb"], ["solved.ipynb", "--unit", UNIT]])
def test_the_unit_itself_broken_ends_the_command(
    project: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    broken = project / "solutions" / UNIT / "hidden.py"
    broken.write_text(BREAKS["hidden.py"])
    code, results, said = grade(*arguments, capsys=capsys)
    assert (code, results) == (3, [])
    assert str(broken) in said
    assert "kaputt" in said


def test_a_unit_that_there_is_not_is_wrong_use(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, results, said = grade("solved.ipynb", "--unit", "99_none", capsys=capsys)
    assert (code, results) == (2, [])
    for word in ("99_none", UNIT, OTHER):
        assert word in said


def test_a_unit_that_is_not_released_says_what_to_do(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, [result], _ = grade("solved.ipynb", "--unit", OTHER, capsys=capsys)
    assert (code, result["unit"], result["status"], result["max_score"]) == (1, OTHER, "needs_review", 100.0)
    assert f"{OTHER}.ipynb" in result["message"]
    assert "make release" in result["message"]


def test_a_file_of_no_unit_is_rejected(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "other.ipynb").write_text("{}")
    code, [result], _ = grade("other.ipynb", capsys=capsys)
    assert (code, result["unit"], result["status"]) == (1, "", "rejected")
    assert f"{UNIT}, {OTHER}" in result["message"]


def test_tags_tell_the_same_names_as_the_lesson(root: Path) -> None:
    """Those that a notebook is recognised by, read without loading a unit."""
    units = find_units(root / "solutions")
    assert units
    assert {unit.name: unit.tagged_names for unit in units} == {unit.name: unit.solution_names for unit in units}


def test_the_same_file_is_drawn_the_same_inputs_wherever_it_lies(tmp_path: Path) -> None:
    known = {UNIT: [NAME]}
    raw = f'"grade_id": "{check_id(NAME)}"'.encode()
    seeds = set()
    for name in ("a.ipynb", "b.ipynb"):
        (tmp_path / name).write_bytes(raw)
        found = loose_file(tmp_path / name, known)
        assert (found.unit, found.student, found.raw, found.refused) == (UNIT, "", raw, "")
        seeds.add(found.seed_name)
    (tmp_path / "c.ipynb").write_bytes(raw + b" ")
    seeds.add(loose_file(tmp_path / "c.ipynb", known).seed_name)
    assert len(seeds) == 2
    assert "" not in seeds
