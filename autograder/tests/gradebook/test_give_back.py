"""Feedback that goes back: under the names that came in, once, and with a log that knows who has seen what."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.collecting.receipts import Receipt, read_receipts
from autograder.collecting.store import Store
from autograder.course.lock import locked
from autograder.course.roster import Roster
from autograder.gradebook.classroom import Classroom
from autograder.gradebook.database import open_book
from autograder.gradebook.history import earlier
from autograder.gradebook.marks import read_marks
from autograder.gradebook.record import Recorder
from autograder.gradebook.standing import standings
from autograder.gradebook.upkeep import before_showing
from autograder.grading.results import Graded
from autograder.returning import give_back, ledger, messages
from autograder.returning.give_back import GiveBack, Returned
from autograder.returning.parcels import write_zips

from .conftest import NAME, UNIT

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
MB = 1 << 20
Give = Callable[..., Returned]


@pytest.fixture
def hand_in(room: Classroom, graded: Callable[..., Graded]) -> Callable[..., None]:
    """Collect a version as from an LMS and record its grade."""

    def run(student: str, lms: str, entry: str, owner: str = "", key: str = "", why: str = "", secret: str = "") -> None:
        raw = f"{student} {entry} {key}".encode()
        sha256 = hashlib.sha256(raw).hexdigest()
        where = {"source": "in.zip", "entry": entry, "lms": lms, "owner": owner, "why": why}
        receipt = Receipt(student, UNIT, sha256, len(raw), **where, submitted=NOW, collected=NOW, secret=secret)  # type: ignore[arg-type]
        Store(room.root).keep(raw, receipt)
        Store(room.root).place(receipt)
        with Recorder(room.root) as recorder:
            path = str(room.notebook(room.submitted, student, UNIT))
            recorder.write(replace(graded(student, key), student=student, path=path, digest=receipt.sha256))

    return run


@pytest.fixture
def give(room: Classroom) -> Give:
    """Return the unit; each time a minute later."""
    times = iter(NOW + timedelta(minutes=number) for number in range(99))

    def run(to: str, *, everybody: bool = False, most: int = MB) -> Returned:
        return GiveBack(room.root, UNIT).to(to, now=next(times), most=most, everybody=everybody)

    return run


def names(files: Sequence[Path]) -> list[str]:
    return [name for path in files for name in zipfile.ZipFile(path).namelist()]


def test_moodle_finds_each_participant_by_the_name_that_came(hand_in: Callable[..., None], give: Give) -> None:
    """Folders, flat names, zips in zips, a folder around it; no group and nobody of another LMS."""
    hand_in("a1", "moodle", "한 가람_1500001_assignsubmission_file/hw01.ipynb", "moodle:1500001")
    hand_in("a2", "moodle", "내려받음/남궁 솔_1500002_assignsubmission_file_/x/hw01.ipynb", "moodle:1500002")
    hand_in("a3", "moodle", "채 호_1500004_assignsubmission_file_hw_01.ipynb", "moodle:1500004")
    hand_in("a4", "moodle", "박 믜_1500006_assignsubmission_file/과제.zip > 과제/hw01.ipynb", "moodle:1500006")
    hand_in("a5", "moodle", "1조 파랑_88_assignsubmission_file/hw01.ipynb", "moodle:88", why="assigned")
    hand_in("a6", "moodle", "기본 모둠_assignsubmission_file/hw01.ipynb")
    hand_in("a7", "canvas", "한가람_4101_90011_hw01.ipynb", "canvas:4101")
    hand_in("a8", "moodle", "2조_89_assignsubmission_file/hw01.ipynb", "moodle:89", why="answered")
    done = give("moodle")
    assert names(done.files) == [
        f"한 가람_1500001_assignsubmission_file/{UNIT}.html", f"남궁 솔_1500002_assignsubmission_file_/{UNIT}.html",
        f"채 호_1500004_assignsubmission_file_{UNIT}.html", f"박 믜_1500006_assignsubmission_file/{UNIT}.html",
        f"1조 파랑_88_assignsubmission_file/{UNIT}.html", f"2조_89_assignsubmission_file/{UNIT}.html",
    ]  # fmt: skip
    [path] = done.files
    with zipfile.ZipFile(path) as archive:
        assert all(info.flag_bits & 0x800 for info in archive.infolist()), "UTF-8 without the flag is read as EUC-KR"
        assert b"100 / 100" in archive.read(archive.namelist()[0])
    assert [note.partition(":")[0] for note in done.notes] == ["a5", "a6", "a7", "a8"]


def test_canvas_gets_the_names_that_it_gave_and_contents_that_suit_them(
    room: Classroom, hand_in: Callable[..., None], give: Give
) -> None:
    """No name by which Canvas would find somebody else."""
    hand_in("b1", "canvas", "제갈하늘빛_LATE_4103_90013_hw01.ipynb", "canvas:4103", "in_place")
    hand_in("b2", "canvas", "채호_4104_90014_20261237_채호_hw_01.zip > a/hw.ipynb", "canvas:4104")
    hand_in("b3", "canvas", "20261234_4105_90015_hw01.ipynb", "canvas:4105")
    hand_in("b4", "canvas", "anon_aB3dE_90011_hw01.ipynb", "canvas:aB3dE")
    with open_book(room.db_url) as book:
        book.find_comment(NAME, UNIT, UNIT, "b1").manual_comment = "거의 다 왔어요."
        book.db.commit()
    done = give("canvas")
    assert names(done.files) == ["제갈하늘빛_LATE_4103_90013_hw01.ipynb", "채호_4104_90014_20261237_채호_hw_01.zip"]
    assert [note.partition(":")[0] for note in done.notes] == ["b3", "b4"]
    with zipfile.ZipFile(done.files[0]) as archive:
        book = json.loads(archive.read(archive.namelist()[0]))
        said = "".join(book["cells"][0]["source"])
        assert "80 / 100점" in said
        assert "거의 다 왔어요." in said
        assert book["metadata"]["kernelspec"]["name"] == "python3"
        inner = zipfile.ZipFile(io.BytesIO(archive.read(archive.namelist()[1])))
        assert b"100 / 100" in inner.read(f"{UNIT}.html")


def test_a_second_return_holds_who_changed_and_says_so(room: Classroom, hand_in: Callable[..., None], give: Give) -> None:
    for number in range(3):
        hand_in(f"c{number}", "moodle", f"가_{number}_assignsubmission_file/h.ipynb", f"moodle:{number}", "in_place")
    first = give("moodle")
    assert (first.first, first.changed, first.same, first.changes) == (3, 0, 0, [])
    again = give("moodle")
    assert (again.files, again.same, again.changes) == ([], 3, [])
    hand_in("c1", "moodle", "가_1_assignsubmission_file/h.ipynb", "moodle:1")
    with open_book(room.db_url) as book:
        book.find_grade(f"{NAME}_check", UNIT, UNIT, "c2").manual_score = 1.0
        book.db.commit()
    third = give("moodle")
    assert names(third.files) == [f"가_{number}_assignsubmission_file/{UNIT}.html" for number in (1, 2)]
    assert [(item.before.student, item.before.score, item.score, item.resubmitted) for item in third.changes] == [
        ("c1", 80.0, 100.0, True), ("c2", 80.0, 11.0, False),
    ]  # fmt: skip
    assert (third.first, third.changed, third.same) == (0, 2, 1)
    assert len(names(give("moodle", everybody=True).files)) == 3
    elsewhere = give("folder")
    assert (elsewhere.first, elsewhere.changes) == (3, [])
    assert (room.root / "returned" / UNIT / messages.EACH_FOLDER / "c1" / f"{UNIT}.html").is_file()
    seen = ledger.last(ledger.read(room.root))
    assert (seen["c1"].score, seen["c1"].to) == (100.0, "folder")
    assert seen["c1"].sha256 == hashlib.sha256(room.notebook(room.submitted, "c1", UNIT).read_bytes()).hexdigest()
    assert (room.root / "returned" / "log.jsonl").stat().st_mode & 0o77 == 0


def test_what_is_not_decided_or_not_graded_yet_does_not_go_back(
    room: Classroom, hand_in: Callable[..., None], give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in("d1", "moodle", "가_1_assignsubmission_file/h.ipynb", "moodle:1")
    hand_in("d2", "moodle", "나_2_assignsubmission_file/h.ipynb", "moodle:2")
    hand_in("d3", "moodle", "다_3_assignsubmission_file/h.ipynb", "moodle:3", "in_place")
    newer = room.notebook(room.submitted, "d1", UNIT)
    newer.write_bytes(b"newer")
    with open_book(room.db_url) as book:
        book.find_grade(f"{NAME}_check", UNIT, UNIT, "d2").auto_score = None
        book.find_grade(f"{NAME}_check", UNIT, UNIT, "d3").manual_score = 5.0
        book.db.commit()
    hand_in("d3", "moodle", "다_3_assignsubmission_file/h.ipynb", "moodle:3")  # better than what the person saw
    done = give("moodle")
    assert done.files == []
    released: list[Sequence[str]] = []
    monkeypatch.setattr(give_back, "release_feedback", lambda folder, unit, held: released.append(held))
    hand_in("d4", "exchange", "d4+x", secret="k" * 40)
    through = give("exchange")
    assert (through.first, released) == (1, [["d1", "d2", "d3"]])
    assert done.notes == [
        messages.NEWER.format(student="d1"), messages.PAGE_WAITS.format(student="d2"), messages.PAGE_WAITS.format(student="d3"),
    ]  # fmt: skip


def test_what_turned_out_to_be_anothers_is_nowhere_any_more(
    room: Classroom, hand_in: Callable[..., None], give: Give
) -> None:
    """A page with another student's code, and the score on it; what a person gave is kept, what stands is not touched."""
    hand_in("e1", "moodle", "가_1_assignsubmission_file/h.ipynb", "moodle:1")
    hand_in("e2", "moodle", "나_2_assignsubmission_file/h.ipynb", "moodle:2")
    give("folder")
    with open_book(room.db_url) as book:
        book.find_grade(f"{NAME}_check", UNIT, UNIT, "e1").manual_score = 7.0
        book.db.commit()
    store = Store(room.root)
    [receipt] = read_receipts(room.root, "e1", UNIT)
    store.withdraw(receipt, NOW)
    store.take_away("e1", UNIT)
    with locked(room.root):
        assert before_showing(room.root, "", [UNIT]).withdrawn == (), "another command holds the class"
    assert before_showing(room.root, "", [UNIT]).withdrawn == (("e1", UNIT),)
    assert before_showing(room.root, "", [UNIT]).withdrawn == ()
    assert set(read_marks(room.db_url, UNIT)) == {"e2"}
    assert [row.person.student for row in standings(room.db_url, room.course, Roster(), [UNIT])] == ["e2"]
    assert not any(room.notebook(made, "e1", UNIT).parent.exists() for made in (room.autograded, room.feedback))
    with open_book(room.db_url) as book, book.engine.connect() as connection:
        last, given = earlier(connection, "e1", UNIT)
    assert (last.reasons, last.score, json.loads(given.removed)) == (
        ("withdrawn",), 100.0, {f"{NAME}_check": {"manual_score": 7.0}},
    )  # fmt: skip
    done = give("folder")
    assert (done.same, len(done.notes)) == (1, 1)
    assert done.notes[0].startswith("e1: ")
    assert not (room.root / "returned" / UNIT / messages.EACH_FOLDER / "e1" / f"{UNIT}.html").exists()
    hand_in("e1", "moodle", "가_1_assignsubmission_file/own.ipynb", "moodle:1")
    assert give("folder").notes == []


def test_a_score_outside_its_cell_is_noted(room: Classroom, hand_in: Callable[..., None], give: Give) -> None:
    """A slip of a key in formgrader, which takes any number."""
    for number, score in enumerate((500.0, -5.0, 7.0)):
        hand_in(f"f{number}", "moodle", f"가_{number}_assignsubmission_file/h.ipynb", f"moodle:{number}")
        with open_book(room.db_url) as book:
            book.find_grade(f"{NAME}_check", UNIT, UNIT, f"f{number}").manual_score = score
            book.db.commit()
    assert [note.partition(":")[0] for note in give("folder").notes] == ["f0", "f1"]


def test_a_log_s_broken_line_costs_only_itself(room: Classroom) -> None:
    entry = ledger.Entry("e", UNIT, "moodle", NOW, "0" * 64, 1.0, 2.0, "p")
    ledger.append(room.root, [entry])
    with (room.root / "returned" / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"student": "e", "un')
    ledger.append(room.root, [replace(entry, to="canvas")])
    assert [item.to for item in ledger.read(room.root, UNIT)] == ["moodle", "canvas"]


def test_zips_are_split_at_the_size_that_is_allowed(tmp_path: Path) -> None:
    files = [(f"{number}.html", hashlib.sha256(bytes([number])).digest() * 3 + bytes(1000)) for number in range(6)]
    [one] = write_zips(tmp_path / "a", "z", files, MB)
    assert one.name == "z.zip"
    size = one.stat().st_size // 2
    made = write_zips(tmp_path / "b", "z", files, size)
    assert [path.name for path in made] == [f"z-{number + 1}.zip" for number in range(len(made))]
    assert len(made) > 1
    assert all(path.stat().st_size <= size for path in made)
    assert sorted(names(made)) == [name for name, _ in files]
    assert len(write_zips(tmp_path / "c", "z", files, 1)) == len(files)
