"""One slip, from the submission to the graded cell: what a class gets, by the word in course.toml."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from autograder.authoring.unit import Unit
from autograder.cli import main
from autograder.cli.jsonout import schema
from autograder.gradebook.database import open_book
from autograder.grading.nodes import to_text
from autograder.sample_class.sources import Papers

UNIT, SLIP, TOP = "12_gradient_clipping", "global_norm", "clip_gradients"


@pytest.fixture
def room(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class folder."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed: the real engine cannot run")
    monkeypatch.chdir(root)
    return tmp_path / "class"


def hand_in(root: Path, room: Path, unit: str, exercise: str, key: str) -> None:
    path = room / "submitted" / "kim" / unit / f"{unit}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(to_text(Papers(Unit(root / "solutions" / unit)).mistaken(exercise, key)), encoding="utf-8")


def grade(room: Path, unit: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main(["grade", unit, "--class-dir", str(room), "--workers", "1", "--json", "-"]) == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, schema())
    [item] = found
    return dict(item["exercises"])


def test_a_slip_in_mse_gradient_does_not_cost_gradient_descent(
    root: Path, room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """1/m forgotten, and full points for the function that only calls it."""
    hand_in(root, room, "01_linear_regression", "mse_gradient", "sum")
    found = grade(room, "01_linear_regression", capsys)
    assert (found["mse_gradient"]["score"], found["mse_gradient"]["diagnoses"]) == (0.0, ["sum"])
    assert (found["gradient_descent"]["score"], found["gradient_descent"]["diagnoses"]) == (40.0, [])


def test_the_word_in_course_toml_decides(root: Path, room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another word is another grade: nobody has to say --force."""
    hand_in(root, room, UNIT, SLIP, "no_sqrt")

    def graded_with(choice: str) -> dict[str, Any]:
        (room / "course.toml").write_text(f"follow_through = {choice}\n", encoding="utf-8")
        return grade(room, UNIT, capsys)

    full = graded_with('"full"')
    assert (full[SLIP]["score"], full[SLIP]["diagnoses"]) == (0.0, ["no_sqrt"])
    assert (full[TOP]["score"], full[TOP]["follow_through"], full[TOP]["diagnoses"]) == (60.0, [SLIP], [])
    assert f"앞 문제({SLIP})의 실수를 바로잡고 다시 채점해 60점을 받았어요." in full[TOP]["message"]
    graded = (room / "autograded" / "kim" / UNIT / f"{UNIT}.ipynb").read_text(encoding="utf-8")
    assert "통과(앞 문제를 바로잡고)" in graded
    half = graded_with("0.5")
    assert half[TOP]["score"] == 30.0
    assert "이렇게 맞은 항목에는 배점의 50%를 줘요." in half[TOP]["message"]
    assert main(["explain", "kim", UNIT, "--class-dir", str(room)]) == 0
    shown = capsys.readouterr().out
    assert f"앞 문제({SLIP})를 바로잡고 다시 채점했을 때 틀린 사례" in shown
    off = graded_with('"off"')
    assert off[TOP]["score"] == 0.0
    with open_book(f"sqlite:///{room}/gradebook.db") as book:
        assert book.find_submission(UNIT, "kim").score == 10.0
