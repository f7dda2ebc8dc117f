"""Is every file of every LMS's archive the right person's, or a question?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from autograder.collecting.outcome import NEW, OTHER, SAME, WAITS, Outcome
from autograder.collecting.receipts import read_receipts

from .conftest import SEOUL, UNIT
from .zips import CHAE, KIM, MINH, MUI, SKY, SOL, Example, examples

NAMES = tuple(examples(lambda number, attempt: b""))


def put(example: Example, folder: Path, name: str = "hw.zip") -> Path:
    """The archive and its tables as files."""
    folder.mkdir(exist_ok=True)
    for called, raw in example.tables:
        (folder / called).write_bytes(raw)
    path = folder / name
    path.write_bytes(example.raw)
    return path


@pytest.mark.parametrize("name", NAMES)
def test_who(name: str, archives: dict[str, Example], collect: Callable[..., Outcome], tmp_path: Path) -> None:
    example = archives[name]
    path = put(example, tmp_path / "downloads")
    outcome = collect(path)
    rows = [row for row in outcome.rows if row.state != OTHER]
    assert {row.receipt.entry: row.person.student if row.person else "" for row in rows} == example.found
    assert {row.state for row in rows} <= {NEW, WAITS}
    assert {row.receipt.unit for row in rows} == {UNIT}, "the unit is known by what is in the notebook"
    assert outcome.lms == [("hw.zip", example.lms, len(example.found))]
    for row in rows:
        assert bool(row.item) == (row.person is None or row.receipt.why == "name"), "what may be wrong can be answered"


@pytest.mark.parametrize("name", NAMES)
def test_again_changes_nothing(
    name: str, archives: dict[str, Example], collect: Callable[..., Outcome], class_dir: Path, tmp_path: Path
) -> None:
    path = put(archives[name], tmp_path / "downloads")
    collect(path)
    before = contents(class_dir)
    again = collect(path, hours=5)
    assert contents(class_dir) == before
    assert {row.state for row in again.rows} <= {SAME, WAITS, OTHER}
    assert again.changed == []


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def test_nothing_is_written_in_a_dry_run(
    archives: dict[str, Example], collect: Callable[..., Outcome], class_dir: Path, tmp_path: Path
) -> None:
    before = contents(class_dir)
    path = put(archives["moodle_without_table"], tmp_path / "downloads")
    dry = collect(path, dry_run=True)
    assert contents(class_dir) == before
    assert [(row.state, row.receipt.entry, row.item) for row in dry.rows] == [
        (row.state, row.receipt.entry, row.item) for row in collect(path).rows
    ]


TIME = datetime(2026, 10, 4, 21, 26, 33, tzinfo=SEOUL)
MINUTE = TIME.replace(second=0)


@pytest.mark.parametrize(
    ("name", "student", "when", "late"),
    [
        ("moodle_folders", KIM.number, MINUTE, False), ("moodle_english_table", KIM.number, MINUTE, False),
        ("canvas", SKY.number, None, True), ("canvas", SOL.number, None, False),
        ("blackboard", KIM.number, TIME, None), ("sakai", SOL.number, TIME, True), ("sakai", KIM.number, TIME, False),
        ("d2l", SKY.number, MINUTE, None), ("gradescope", SOL.number, TIME, None), ("exchange", MINH.number, TIME, None),
        ("cp949", MUI.number, None, None), ("moodle_nested", CHAE.number, None, None),
    ],
)  # fmt: skip
def test_the_time_of_submission_is_the_lmss(
    name: str, student: str, when: datetime | None, late: bool | None, archives: dict[str, Example],
    collect: Callable[..., Outcome], class_dir: Path, tmp_path: Path,
) -> None:  # fmt: skip
    collect(put(archives[name], tmp_path / "downloads"))
    [receipt] = read_receipts(class_dir, student, UNIT)[-1:]
    assert receipt.submitted == when
    assert receipt.late == late


def test_all_attempts_of_blackboard_are_kept_and_the_newest_counts(
    archives: dict[str, Example],
    collect: Callable[..., Outcome],
    class_dir: Path,
    tmp_path: Path,
    book: Callable[[str, int], bytes],
) -> None:
    collect(put(archives["blackboard"], tmp_path / "downloads"))
    receipts = read_receipts(class_dir, SOL.number, UNIT)
    assert sorted(item.submitted.day for item in receipts if item.submitted) == [3, 4]
    assert (class_dir / "submitted" / SOL.number / UNIT / f"{UNIT}.ipynb").read_bytes() == book(SOL.number, 1)
    assert {item.file for item in receipts} == {"hw01.ipynb"}, "the receipt has the name before it was mangled"


def test_who_handed_in_no_notebook_is_named(
    archives: dict[str, Example], collect: Callable[..., Outcome], tmp_path: Path
) -> None:
    rows = collect(put(archives["canvas"], tmp_path / "downloads")).rows
    assert [(row.person.student, row.notes) for row in rows if row.state == OTHER and row.person] == [
        (MUI.number, ("노트북이 아니라 text.html을 냈어요.",))
    ]


def test_receipts_say_where_from_and_why(
    archives: dict[str, Example], collect: Callable[..., Outcome], class_dir: Path, tmp_path: Path
) -> None:
    path = put(archives["moodle_folders"], tmp_path / "downloads")
    collect(path)
    [receipt] = read_receipts(class_dir, KIM.number, UNIT)
    said = (receipt.source, receipt.lms, receipt.owner, receipt.entry, receipt.file, receipt.why, receipt.said)
    entry = "한 가람_1500001_assignsubmission_file/hw01.ipynb"
    assert said == ("hw.zip", "moodle", "moodle:1500001", entry, "hw01.ipynb", "table_number", KIM.number)
    for file in class_dir.rglob("*"):
        assert file.stat().st_mode & 0o077 == 0, f"others can read {file}"


def test_a_folder_is_read_like_the_zip(
    archives: dict[str, Example], collect: Callable[..., Outcome], tmp_path: Path
) -> None:
    import io
    import zipfile

    for name in ("moodle_folders", "canvas", "exchange", "sakai", "gradescope"):
        folder = tmp_path / name
        with zipfile.ZipFile(io.BytesIO(archives[name].raw)) as archive:
            archive.extractall(folder)
        put(archives[name], tmp_path / f"{name}_tables").unlink()
        tables = sorted((tmp_path / f"{name}_tables").iterdir())
        rows = [row for row in collect(folder, *tables, dry_run=True).rows if row.state != OTHER]
        assert {row.receipt.entry: row.person.student if row.person else "" for row in rows} == archives[name].found, name
