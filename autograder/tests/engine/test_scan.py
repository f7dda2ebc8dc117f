"""Is everything in the folder of submissions found, and nothing followed out of it?"""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.coordinator import scan
from autograder.engine import detect_unit
from autograder.errors import SubmissionRejected, UsageError

UNITS = {"09_softmax_cross_entropy", "06_adam"}
U = "06_adam"


def put(room: Path, student: str, unit: str, *files: str) -> Path:
    folder = room / "submitted" / student / unit
    folder.mkdir(parents=True)
    for file in files:
        (folder / file).write_text("{}")
    return folder


def test_submissions_come_by_student_then_unit(tmp_path: Path) -> None:
    for student in ("b", "a"):
        for unit in sorted(UNITS, reverse=True):
            put(tmp_path, student, unit, f"{unit}.ipynb")
    found = list(scan(tmp_path, UNITS))
    assert [(item.student, item.unit) for item in found] == [(s, u) for s in "ab" for u in sorted(UNITS)]
    assert not any(item.problem or item.note for item in found)


def test_only_the_units_and_students_asked_for(tmp_path: Path) -> None:
    for student in ("a", "b"):
        for unit in UNITS:
            put(tmp_path, student, unit, f"{unit}.ipynb")
    assert [(item.student, item.unit) for item in scan(tmp_path, {U}, ["b"])] == [("b", U)]


def test_a_renamed_notebook_is_graded_with_a_note(tmp_path: Path) -> None:
    put(tmp_path, "a", U, f"{U} (1).ipynb", "notes.txt", ".hidden.ipynb")
    [found] = scan(tmp_path, UNITS)
    assert found.path.name == f"{U} (1).ipynb"
    assert "(1)" in found.note
    assert not found.problem


@pytest.mark.parametrize("files", [(), ("a.ipynb", "b.ipynb"), ("a.txt",)])
def test_no_or_several_other_notebooks_are_a_problem(tmp_path: Path, files: tuple[str, ...]) -> None:
    put(tmp_path, "a", U, *files)
    [found] = scan(tmp_path, UNITS)
    assert f"{U}.ipynb" in found.problem


def test_links_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "a", U, f"{U}.ipynb")
    (tmp_path / "submitted" / "link").symlink_to(tmp_path / "submitted" / "a")
    (tmp_path / "submitted" / "b").mkdir()
    (tmp_path / "submitted" / "b" / U).symlink_to(tmp_path / "submitted" / "a" / U)
    put(tmp_path, "c", U)
    (tmp_path / "submitted" / "c" / U / "other.ipynb").symlink_to("/etc/passwd")
    found = {item.student or "link": item for item in scan(tmp_path, UNITS)}
    assert [name for name, item in found.items() if item.problem] == ["b", "c", "link"]


@pytest.mark.parametrize("name", ["a\nb", "-rf", "a*", "a..b", "a\x1b[2J", "x" * 200])
def test_names_that_no_gradebook_takes_are_a_problem_and_harmless_to_show(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, U, f"{U}.ipynb")
    [found] = scan(tmp_path, UNITS)
    assert found.problem.isprintable()
    assert found.student == ""


def test_stray_files_and_hidden_folders_are_no_submissions(tmp_path: Path) -> None:
    (tmp_path / "submitted" / ".git").mkdir(parents=True)
    (tmp_path / "submitted" / "roster.csv").write_text("x")
    assert list(scan(tmp_path, UNITS)) == []


def test_what_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        list(scan(tmp_path, UNITS))
    (tmp_path / "submitted").mkdir()
    with pytest.raises(UsageError, match="kim"):
        list(scan(tmp_path, UNITS, ["kim"]))


KNOWN = {"06_adam": ["Adam", "Adam_check"], "09_softmax_cross_entropy": ["softmax", "softmax_check"]}


@pytest.mark.parametrize(
    ("path", "raw", "unit"),
    [
        ("06_adam.ipynb", b"", "06_adam"), ("kim_06_adam (1).ipynb", b"", "06_adam"), ("06_adam/a.ipynb", b"", "06_adam"),
        ("a.ipynb", b'"grade_id": "softmax"', "09_softmax_cross_entropy"),
        ("06_adam.ipynb", b'"grade_id": "softmax"', "06_adam"),
    ],
)  # fmt: skip
def test_the_unit_of_a_loose_file(path: str, raw: bytes, unit: str) -> None:
    assert detect_unit(path, raw, KNOWN) == unit


@pytest.mark.parametrize("raw", [b"", b'"grade_id": "quiz"', b'"grade_id": "softmax" "grade_id": "Adam"'])
def test_a_loose_file_of_no_unit_is_rejected_with_the_way_out(raw: bytes) -> None:
    with pytest.raises(SubmissionRejected, match="--unit"):
        detect_unit("a.ipynb", raw, KNOWN)
