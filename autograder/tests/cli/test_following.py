"""One slip in mse_gradient, from the submission to the page: what a class gets, by the word in course.toml."""

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

UNIT, SLIP, TOP = "01_linear_regression", "mse_gradient", "gradient_descent"


def test_one_slip_costs_once(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed: the real engine cannot run")
    monkeypatch.chdir(root)
    room = tmp_path / "class"
    path = room / "submitted" / "kim" / UNIT / f"{UNIT}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(to_text(Papers(Unit(root / "solutions" / UNIT)).mistaken(SLIP, "sum")), encoding="utf-8")

    def grade(choice: str) -> dict[str, Any]:
        (room / "course.toml").write_text(f"follow_through = {choice}\n", encoding="utf-8")
        assert main(["grade", UNIT, "--class-dir", str(room), "--workers", "1", "--json", "-"]) == 0
        found = json.loads(capsys.readouterr().out)
        jsonschema.validate(found, schema())
        [item] = found
        return dict(item["exercises"])

    full = grade('"full"')
    assert (full[SLIP]["score"], full[SLIP]["diagnoses"]) == (0.0, ["sum"])
    assert (full[TOP]["score"], full[TOP]["follow_through"], full[TOP]["diagnoses"]) == (40.0, [SLIP], [])
    assert f"앞 문제({SLIP})의 실수를 바로잡고 다시 채점해 40점을 받았어요." in full[TOP]["message"]
    graded = (room / "autograded" / "kim" / UNIT / f"{UNIT}.ipynb").read_text(encoding="utf-8")
    assert "통과(앞 문제를 바로잡고)" in graded
    half = grade("0.5")  # another choice is another grade: nobody has to say --force
    assert half[TOP]["score"] == 20.0
    assert "이렇게 맞은 항목에는 배점의 50%를 줘요." in half[TOP]["message"]
    off = grade('"off"')
    assert (off[TOP]["score"], off[TOP]["diagnoses"]) == (0.0, [f"{SLIP}:sum"])
    with open_book(f"sqlite:///{room}/gradebook.db") as book:
        assert book.find_submission(UNIT, "kim").score == 25.0
    (room / "course.toml").write_text("follow_through = 0.5\n", encoding="utf-8")
    assert main(["explain", "kim", UNIT, "--class-dir", str(room)]) == 0
    shown = capsys.readouterr().out
    assert f"앞 문제({SLIP})를 바로잡고 다시 채점했을 때" in shown
    assert f"{TOP} 20/40" in shown.replace("점", "") or "20" in shown
