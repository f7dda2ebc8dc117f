"""A class in one file and back: is everything there that a professor cannot make again, and nothing by halves?"""

from __future__ import annotations

import io
import json
import os
import stat
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.authoring.unit import Unit
from autograder.course.lock import locked
from autograder.gradebook.backup import MANIFEST, back_up, bring_back
from autograder.gradebook.classroom import Classroom, prepare
from autograder.gradebook.database import open_book
from autograder.gradebook.record import Recorder
from autograder.grading.results import Graded
from npml.errors import UsageError

from .conftest import UNIT


@pytest.fixture
def filled(room: Classroom, graded: Callable[..., Graded]) -> Classroom:
    """A class with one graded submission, a receipt, a link and a pipe beside it, and pages that are made from it."""
    with Recorder(room.root) as recorder:
        recorder.write(graded("kim"))
    folder = room.root / "versions" / "김" / UNIT
    folder.mkdir(parents=True)
    (folder / "receipts.jsonl").write_text('{"at": 1}\n', encoding="utf-8")
    os.utime(folder / "receipts.jsonl", (1_700_000_000.25, 1_700_000_000.25))
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to("/etc/hostname")
    (room.root / "report").mkdir(exist_ok=True)
    (room.root / "report" / "index.html").write_text("made", encoding="utf-8")
    return room


def contents(folder: Path) -> dict[str, bytes]:
    """Every regular file below a folder, without the database and what is made anew."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.suffix != ".db"
        and path.relative_to(folder).parts[0] not in ("report", "feedback", ".lock")
    }  # fmt: skip


def score(room: Classroom, url: str = "") -> float:
    with open_book(room.gradebook(url)) as book:
        return float(book.find_submission(UNIT, "kim").score)


def test_a_class_comes_back_whole(filled: Classroom, unit: Unit, tmp_path: Path) -> None:
    target = tmp_path / "kept.tar.gz"
    kept = back_up(filled, filled.gradebook(), target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    again = Classroom(tmp_path / "elsewhere" / "class")
    back = bring_back(target, again.root)
    assert (back.files, back.made) == (kept.files, kept.made)
    config = "nbgrader_config.py"  # names the gradebook's place
    before, after = contents(filled.root), contents(again.root)
    assert str(again.root / "gradebook.db") in after.pop(config).decode()
    before.pop(config)
    assert after == before
    assert (score(again), again.secret()) == (score(filled), filled.secret())
    assert (again.root / "versions" / "김" / UNIT / "receipts.jsonl").stat().st_mtime == 1_700_000_000.25
    assert stat.S_IMODE(again.root.stat().st_mode) == 0o700
    assert not (again.root / "report").exists()
    assert Recorder(again.root).known().keys() == {("kim", UNIT)}  # nothing is graded again
    assert Classroom(prepare(again.root, [unit]).root).gradebook() == again.gradebook()


def test_what_is_there_is_never_overwritten(filled: Classroom, tmp_path: Path) -> None:
    target = tmp_path / "kept.tar.gz"
    back_up(filled, filled.gradebook(), target)
    with pytest.raises(UsageError, match="이미 있어요"):
        back_up(filled, filled.gradebook(), target)
    with pytest.raises(UsageError, match="빈 폴더"):
        bring_back(target, filled.root)
    with pytest.raises(UsageError, match="덮어쓰지 않았어요"):
        bring_back(target, tmp_path / "other", filled.gradebook())
    assert not (tmp_path / "other").exists()


def test_a_class_at_work_is_not_copied(filled: Classroom, tmp_path: Path) -> None:
    with locked(filled.root), pytest.raises(UsageError):
        back_up(filled, filled.gradebook(), tmp_path / "kept.tar.gz")
    assert list(tmp_path.glob("*.tar.gz*")) == []


@pytest.mark.parametrize("harm", ["cut", "flipped", "file gone", "file changed", "slip", "link", "no manifest", "no tar"])
def test_a_damaged_backup_restores_nothing(filled: Classroom, tmp_path: Path, harm: str) -> None:
    target, bad = tmp_path / "kept.tar.gz", tmp_path / "bad.tar.gz"
    back_up(filled, filled.gradebook(), target)
    raw = target.read_bytes()
    if harm == "cut":
        bad.write_bytes(raw[: len(raw) // 2])
    elif harm == "flipped":
        bad.write_bytes(raw[:600] + bytes(255 - byte for byte in raw[600:700]) + raw[700:])
    elif harm == "no tar":
        bad.write_bytes(b"PK\x03\x04")
    else:
        rebuilt(target, bad, harm)
    with pytest.raises(UsageError, match="아무것도 되살리지 않았어요"):
        bring_back(bad, tmp_path / "other")
    assert not (tmp_path / "other").exists()
    assert not (tmp_path / "escaped").exists()
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".other")] == []


def rebuilt(target: Path, bad: Path, harm: str) -> None:
    """The same backup with one thing changed."""
    with tarfile.open(target) as old, tarfile.open(bad, "w:gz") as new:
        for entry in old:
            file = old.extractfile(entry)
            assert file is not None
            content = file.read()
            if (harm == "file gone" and entry.name == "secret") or (harm == "no manifest" and entry.name == MANIFEST):
                continue
            if harm == "file changed" and entry.name == "secret":
                content = b"0" * len(content)
            if entry.name == MANIFEST and harm in ("slip", "link"):
                extra = tarfile.TarInfo("../escaped" if harm == "slip" else "link")
                extra.type, extra.linkname = (tarfile.REGTYPE, "") if harm == "slip" else (tarfile.SYMTYPE, "/etc")
                new.addfile(extra, io.BytesIO())
                manifest = json.loads(content)
                manifest["files"][extra.name] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                content = json.dumps(manifest).encode()
            entry.size = len(content)
            new.addfile(entry, io.BytesIO(content))


def test_a_secret_that_is_gone_is_an_error(filled: Classroom, unit: Unit) -> None:
    """A new one would draw other hidden inputs for everybody; before the first grade there is nothing to lose."""
    (filled.root / "secret").unlink()
    with pytest.raises(UsageError, match=r"secret.*1개"):
        filled.secret()
    with pytest.raises(UsageError):
        prepare(filled.root, [unit])
    assert not (filled.root / "secret").exists()


def test_before_the_first_grade_a_secret_is_made(room: Classroom) -> None:
    (room.root / "secret").unlink()
    assert len(room.secret()) == 32
