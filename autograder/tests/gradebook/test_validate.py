"""Does nbgrader's validation tell the truth about a notebook that is not right yet?"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.grading.nodes import to_text
from autograder.release.project import Project
from autograder.sample_class.sources import Papers, answers
from npml.core.marks import package_of

from .conftest import NAME, UNIT, nbgrader

Validate = Callable[..., str]


@pytest.fixture
def validate(project: Path, tmp_path: Path) -> Validate:
    """What `nbgrader validate` says about a notebook in the unit's folder."""

    def run(nb: object) -> str:
        folder = tmp_path / UNIT
        shutil.copytree(project / "course" / UNIT, folder)
        (folder / f"{UNIT}.ipynb").write_text(to_text(nb), encoding="utf-8")  # type: ignore[arg-type]
        return nbgrader(folder, "validate", f"{UNIT}.ipynb", NPML_UNITS=str(Project(project).packages)).stdout

    return run


def failing(output: str) -> int:
    """How many cells failed."""
    return 0 if "Success!" in output else output.count("The following cell failed")


def test_a_solved_notebook_passes(validate: Validate, papers: Papers) -> None:
    assert "Success!" in validate(papers.solved())


def test_an_untouched_notebook_fails(validate: Validate, papers: Papers) -> None:
    output = validate(papers.stub())
    assert failing(output) == len(papers.exercises) + 1  # and the quiz
    assert f"{NAME}: 아직 채우지 않았어요" in output
    assert "4문제 모두 아직 답하지 않았어요" in output
    assert "Traceback" not in output
    assert "checking.py" not in output


def test_a_wrong_answer_fails_alone(validate: Validate, papers: Papers) -> None:
    key = next(item.key for item in papers.unit.mistakes if item.exercise == NAME)
    output = validate(papers.mistaken(NAME, key))
    assert failing(output) == 1
    assert f"{NAME}: " in output
    assert "단계에서 멈췄어요" in output


def test_a_missing_answer_fails(validate: Validate, papers: Papers) -> None:
    nb = papers.solved()
    answers(nb)[NAME]["source"] = f"def {NAME}(X:"
    output = validate(nb)
    assert failing(output) == 1
    assert f"{NAME}: 아직 정의되지 않았어요" in output


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("quiz_answers = {1: 1, 2: 1, 3: 1, 4: 2}", "4문제 가운데 3문제를 맞혔어요"),
        ("quiz_answers = [2, 1, 1, 2]", "딕셔너리"),
    ],
)
def test_a_quiz_that_is_not_right_fails(validate: Validate, papers: Papers, given: str, said: str) -> None:
    nb = papers.solved()
    answers(nb)["quiz"]["source"] = given
    output = validate(nb)
    assert failing(output) == 1
    assert said in output


def test_without_the_unit_s_file_nothing_passes(validate: Validate, papers: Papers, project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    shutil.copytree(Project(project).packages, folder / "packages")
    (folder / "packages" / package_of(UNIT) / "checks.json").unlink()
    (folder / "x.ipynb").write_text(to_text(papers.solved()), encoding="utf-8")
    assert (
        failing(nbgrader(folder, "validate", "x.ipynb", NPML_UNITS=str(folder / "packages")).stdout)
        == len(papers.exercises) + 1
    )


def test_the_first_cell_says_which_libraries(project: Path) -> None:
    """Does every released notebook state the rule before anything else?"""
    stored = json.loads((project / "course" / UNIT / f"{UNIT}.ipynb").read_text(encoding="utf-8"))
    first = "".join(stored["cells"][0]["source"])
    assert first.startswith("# ")
    assert "채점하는 함수 안에서는 NumPy와 파이썬 표준 라이브러리만" in first
