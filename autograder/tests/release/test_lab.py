"""What an author sees of the lab: short lines that say what failed, and no traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.authoring.unit import Unit
from autograder.release.audit import messages
from autograder.release.audit.lab import report, run_audit
from autograder.release.course_readme import course_readme


@pytest.fixture
def folder(toy_project: Path, tmp_path: Path) -> Path:
    """A copy of the small unit."""
    return Path(shutil.copytree(toy_project / "solutions" / "13_toy", tmp_path / "13_toy"))


def add(path: Path, text: str) -> None:
    """Append to a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_sound_unit_says_so_in_a_line_for_each_exercise(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_audit(report, "", [str(folder)]) == 0
    assert "!!" not in capsys.readouterr().out


def test_a_variant_that_loses_points_says_which_call_failed_and_how(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(folder / "variants.py", '\n\n@variant("column_mean", "calls")\ndef calls(X):\n    return no_such_helper(X)\n')
    assert run_audit(report, "", [str(folder)]) == 1
    said = capsys.readouterr().out
    assert messages.LAB_VARIANT.format(key="calls") in said
    assert "column_mean(" in said
    assert "error: NameError: name 'no_such_helper' is not defined" in said
    assert "CaseRecord" not in said
    assert max(map(len, said.splitlines())) < 300


def test_a_right_answer_that_needs_much_of_its_time_is_told_with_what_is_ample(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.release.audit.lab.AMPLE", 1e9)
    assert run_audit(report, "", [str(folder)]) == 0
    assert messages.LAB_SLOW.partition("{key}")[2].partition("}")[2].partition("{")[0] in capsys.readouterr().out


def test_a_mistake_that_earns_everything_is_told_with_its_points(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (folder / "mistakes.py").read_text(encoding="utf-8")
    harmless = 'MISTAKES = (\n    edit("column_mean", "harmless", "np.sum", "(np.sum)", says="…"),\n'
    (folder / "mistakes.py").write_text(text.replace("MISTAKES = (\n", harmless, 1), encoding="utf-8")
    assert run_audit(report, "", [str(folder)]) == 1
    assert messages.LAB_MISTAKE.format(key="harmless", score=90, max_score=90, diagnoses=messages.LAB_NO_NAME) in (
        capsys.readouterr().out
    )


def test_a_broken_unit_is_a_sentence_and_wrong_use(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "hidden.py").unlink()
    assert run_audit(report, "", [str(folder)]) == 2
    assert "hidden.py: 파일이 없어요" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        run_audit(report, "", [])
    assert stopped.value.code == 2


def test_a_new_unit_fills_its_row_of_the_table(folder: Path) -> None:
    row = next(line for line in course_readme([Unit(folder)]).splitlines() if "13_toy" in line)
    assert "–" not in row
