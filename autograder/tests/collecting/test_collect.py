"""Versions, resubmissions, questions and their answers, and what a killed collector leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.collecting.archive import ArchiveProblem
from autograder.collecting.collect import Collector
from autograder.collecting.outcome import BROKEN, DROPPED, NEW, PROBLEM, SAME, WAITS, Outcome, Rules
from autograder.collecting.receipts import read_receipts, receipt_of, versions
from autograder.collecting.store import Store
from autograder.collecting.units import Looked, Units
from autograder.course.lock import locked
from autograder.course.roster import Person, Roster
from autograder.grading.nodes import to_text
from autograder.sample_class.sources import Papers
from npml.errors import UsageError

from .conftest import NOW, SEOUL, UNIT
from .test_examples import contents, put
from .zips import CHAE, KIM, KIM2, PEOPLE, ROSTER, SKY, SOL, Book, Example, Somebody, moodle_folder, pack, utf8, worksheet

Collect = Callable[..., Outcome]
MIDNIGHT = datetime(2026, 10, 5, 0, 0, tzinfo=SEOUL)


def moodle(folder: Path, files: list[tuple[Somebody, bytes]], name: str = "hw.zip", file: str = "hw.ipynb") -> Path:
    """A zip of Moodle."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(pack([utf8(f"{moodle_folder(who)}/{file}", raw) for who, raw in files]))
    return path


def counts(class_dir: Path, who: Somebody) -> bytes:
    """The version that the grader reads."""
    return (class_dir / "submitted" / who.number / UNIT / f"{UNIT}.ipynb").read_bytes()


def states(outcome: Outcome) -> list[str]:
    return [row.state for row in outcome.rows]


@pytest.fixture
def collector(class_dir: Path, units: Units) -> Collector:
    return Collector(Store(class_dir), ROSTER, units, Rules(SEOUL), NOW)


def test_a_resubmission_counts_and_the_old_version_stays(
    collect: Collect, class_dir: Path, tmp_path: Path, book: Book
) -> None:
    one, two = book(SOL.number, 1), book(SOL.number, 2)
    assert states(collect(moodle(tmp_path / "a", [(SOL, one)]))) == [NEW]
    second = collect(moodle(tmp_path / "b", [(SOL, two)]), hours=1)
    assert states(second) == [NEW]
    assert second.changed == [(SOL.number, UNIT)]
    assert counts(class_dir, SOL) == two
    folder = class_dir / "versions" / SOL.number / UNIT
    assert {path.read_bytes() for path in folder.glob("*.ipynb")} == {one, two}


def test_the_same_again_in_another_archive_is_no_new_version(
    collect: Collect, class_dir: Path, tmp_path: Path, book: Book
) -> None:
    one = book(SOL.number, 1)
    collect(moodle(tmp_path / "a", [(SOL, one)]))
    again = collect(moodle(tmp_path / "b", [(SOL, one), (SKY, book(SKY.number, 1))]), hours=1)
    assert states(again) == [SAME, NEW]
    assert len(list((class_dir / "versions" / SOL.number / UNIT).glob("*.ipynb"))) == 1


def test_an_old_archive_does_not_bring_an_old_version_back(
    collect: Collect, class_dir: Path, tmp_path: Path, book: Book
) -> None:
    paths = [moodle(tmp_path / str(at), [(SOL, book(SOL.number, version))]) for at, version in enumerate((1, 1, 2))]
    paths[1].write_bytes(pack([utf8(f"{moodle_folder(SOL)}/hw.ipynb", book(SOL.number, 1)), utf8("other.txt", b"")]))
    for at, path in enumerate(paths):
        collect(path, hours=at)
    before = contents(class_dir)
    for at, path in enumerate(paths):
        assert states(collect(path, hours=9 + at)) == [SAME]
    assert contents(class_dir) == before
    assert counts(class_dir, SOL) == book(SOL.number, 2)


def test_who_goes_back_to_an_old_version_has_it_and_it_is_said(
    collect: Collect, class_dir: Path, tmp_path: Path, book: Book
) -> None:
    for at, version in enumerate((1, 2, 1)):
        path = moodle(tmp_path / str(at), [(SOL, book(SOL.number, version))], name=f"{at}.zip", file=f"hw{at}.ipynb")
        outcome = collect(path, hours=at)
    assert outcome.rows[0].notes == ("전에 냈던 것을 다시 냈어요.",)
    assert counts(class_dir, SOL) == book(SOL.number, 1)


@pytest.mark.parametrize("kind", ["cut", "empty", "html", "stub", "foreign"])
def test_a_broken_resubmission_does_not_push_out_a_good_one(
    kind: str, collect: Collect, class_dir: Path, tmp_path: Path, book: Book, papers: Papers
) -> None:
    good = book(SOL.number, 1)
    bad = {
        "cut": good[:-200], "empty": b"", "html": b"<html><body>login</body></html>", "stub": to_text(papers.stub()).encode(),
        "foreign": b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
    }[kind]  # fmt: skip
    collect(moodle(tmp_path / "a", [(SOL, good)]))
    outcome = collect(moodle(tmp_path / "b", [(SOL, bad)]), unit=UNIT, hours=1)
    assert states(outcome) == [BROKEN]
    assert [item.sha256 for item in outcome.kept_out] == [outcome.rows[0].receipt.sha256], "and it is said"
    assert outcome.needs_look
    assert counts(class_dir, SOL) == good
    assert len(list((class_dir / "versions" / SOL.number / UNIT).glob("*.ipynb"))) == 2, "the broken one is kept, too"
    better = collect(moodle(tmp_path / "c", [(SOL, book(SOL.number, 2))]), hours=2)
    assert better.kept_out == []
    assert counts(class_dir, SOL) == book(SOL.number, 2)


def test_a_broken_first_submission_is_placed_for_the_grader_to_name(
    collect: Collect, class_dir: Path, tmp_path: Path, book: Book
) -> None:
    bad = book(SOL.number, 1)[:-200]
    outcome = collect(moodle(tmp_path / "a", [(SOL, bad)]))
    assert (states(outcome), outcome.rows[0].receipt.unit) == ([BROKEN], UNIT), (
        "what is left of it says of which unit it is"
    )
    assert counts(class_dir, SOL) == bad


def test_rules(collect: Collect, class_dir: Path, tmp_path: Path, book: Book) -> None:
    for at, when in enumerate(("4 10월 2026, 9:26 오후", "5 10월 2026, 9:26 오후")):
        path = moodle(tmp_path / str(at), [(SOL, book(SOL.number, at))])
        (path.parent / "grades.csv").write_bytes(worksheet(PEOPLE, f"월요일, {when}"))
        collect(path, hours=24 * (at + 1), rule="last before due", due=lambda student, unit: MIDNIGHT)
    assert counts(class_dir, SOL) == book(SOL.number, 0)
    collect(path, hours=80, rule="last")
    assert counts(class_dir, SOL) == book(SOL.number, 1), "another rule, and the same archive again"
    worse = {item.sha256: 50.0 - at for at, item in enumerate(versions(read_receipts(class_dir, SOL.number, UNIT)))}
    collect(path, hours=81, rule="best", score=lambda receipt: worse[receipt.sha256])
    assert counts(class_dir, SOL) == book(SOL.number, 0)


def test_the_table_may_come_later(collect: Collect, class_dir: Path, tmp_path: Path, book: Book) -> None:
    path = moodle(tmp_path / "a", [(SOL, book(SOL.number, 1))])
    collect(path)
    placed = class_dir / "submitted" / SOL.number / UNIT / f"{UNIT}.ipynb"
    receipt = receipt_of(placed)
    assert receipt is not None
    assert receipt.submitted is None
    (path.parent / "grades.csv").write_bytes(worksheet(PEOPLE))
    assert collect(path, hours=1).changed == []
    receipt = receipt_of(placed)
    assert receipt is not None
    assert receipt.submitted == datetime(2026, 10, 4, 21, 26, tzinfo=SEOUL)


def table(folder: Path, when: str, name: str = "grades.csv", *, written: datetime | None = None) -> None:
    """Moodle's worksheet beside an archive."""
    path = folder / name
    path.write_bytes(worksheet(PEOPLE, when))
    if written:
        os.utime(path, (written.timestamp(), written.timestamp()))


def test_an_old_archive_with_a_newer_table_is_no_later_submission(
    collect: Collect, class_dir: Path, tmp_path: Path, book: Book
) -> None:
    first, second = (moodle(tmp_path / str(at), [(SOL, book(SOL.number, at))]) for at in (1, 2))
    for path, day in ((first, 4), (second, 6)):
        written = datetime(2026, 10, day, 12, 0, tzinfo=SEOUL).timestamp()
        os.utime(path, (written, written))
    table(first.parent, "4 10월 2026, 9:26 오전")
    table(second.parent, "5 10월 2026, 9:26 오전")
    collect(first)
    collect(second, hours=48)
    before = contents(class_dir)
    table(first.parent, "5 10월 2026, 9:26 오전")
    assert states(collect(first, hours=49)) == [SAME]
    assert contents(class_dir) == before
    other = moodle(tmp_path / "copy", [(SOL, book(SOL.number, 1)), (SKY, book(SKY.number, 1))])
    os.utime(other, (first.stat().st_mtime, first.stat().st_mtime))
    table(other.parent, "5 10월 2026, 9:26 오전")
    collect(other, hours=50)
    assert counts(class_dir, SOL) == book(SOL.number, 2), "the table speaks of what is not in this archive yet"


def test_of_two_tables_the_newer_is_believed(collect: Collect, class_dir: Path, tmp_path: Path, book: Book) -> None:
    path = moodle(tmp_path / "a", [(SOL, book(SOL.number, 1))])
    table(path.parent, "4 10월 2026, 9:26 오전", "성적.csv", written=NOW - timedelta(hours=2))
    table(path.parent, "4 10월 2026, 9:30 오전", "성적 (1).csv", written=NOW - timedelta(hours=1))
    collect(path)
    [receipt] = read_receipts(class_dir, SOL.number, UNIT)
    assert receipt.submitted == datetime(2026, 10, 4, 9, 30, tzinfo=SEOUL)


def test_another_rule_chooses_again(collect: Collect, class_dir: Path, units: Units, tmp_path: Path, book: Book) -> None:
    for at in (1, 2):
        path = tmp_path / f"{at}.zip"
        path.write_bytes(pack([utf8(f"HW_{SOL.number}_x_2026-10-0{at}-12-00-00_hw.ipynb", book(SOL.number, at))]))
        collect(path, hours=at)
    assert counts(class_dir, SOL) == book(SOL.number, 2)
    due = datetime(2026, 10, 1, 23, 59, tzinfo=SEOUL)
    rules = Rules(SEOUL, "last before due", lambda student, unit: due)
    again = Collector(Store(class_dir), ROSTER, units, rules, NOW)
    assert again.choose_again().changed == [(SOL.number, UNIT)]
    assert counts(class_dir, SOL) == book(SOL.number, 1)
    assert again.choose_again().changed == []


def test_the_best_by_the_scores_that_were_noted(
    collect: Collect, class_dir: Path, units: Units, tmp_path: Path, book: Book
) -> None:
    for at in (1, 2):
        collect(moodle(tmp_path / str(at), [(SOL, book(SOL.number, at))]), hours=at, rule="best")
    assert counts(class_dir, SOL) == book(SOL.number, 2), "nothing is graded yet"
    store = Store(class_dir)
    for receipt, score in zip(versions(read_receipts(class_dir, SOL.number, UNIT)), (90.0, 40.0), strict=True):
        store.note_score(receipt, 99.0)
        store.note_score(receipt, score)
    Collector(store, ROSTER, units, Rules(SEOUL, "best"), NOW).choose_again()
    assert counts(class_dir, SOL) == book(SOL.number, 1)


def test_what_lay_there_by_hand_is_not_lost(collect: Collect, class_dir: Path, tmp_path: Path, book: Book) -> None:
    path = class_dir / "submitted" / SOL.number / UNIT / f"{UNIT}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(book(SOL.number, 7))
    old = (NOW - timedelta(days=3)).timestamp()
    os.utime(path, (old, old))
    collect(moodle(tmp_path / "a", [(SOL, book(SOL.number, 1))]))
    assert counts(class_dir, SOL) == book(SOL.number, 1)
    [by_hand] = [item for item in read_receipts(class_dir, SOL.number, UNIT) if item.lms == "hand"]
    assert by_hand.submitted == datetime.fromtimestamp(old, UTC)
    assert (class_dir / "versions" / SOL.number / UNIT / f"{by_hand.sha256}.ipynb").read_bytes() == book(SOL.number, 7)


def test_two_files_of_which_none_is_newer_are_a_question(
    collect: Collect, collector: Collector, class_dir: Path, tmp_path: Path, book: Book, papers: Papers
) -> None:
    names = ("hw.ipynb", "hw (1).ipynb")
    raw = pack(
        [
            *(utf8(f"{moodle_folder(SOL)}/{name}", book(SOL.number, at)) for at, name in enumerate(names)),
            utf8(f"{moodle_folder(SKY)}/a.ipynb", book(SKY.number, 1)), utf8(f"{moodle_folder(SKY)}/b.ipynb", book(SKY.number, 1)),
            utf8(f"{moodle_folder(CHAE)}/done.ipynb", book(CHAE.number, 1)),
            utf8(f"{moodle_folder(CHAE)}/given.ipynb", to_text(papers.stub()).encode()),
        ]
    )  # fmt: skip
    path = tmp_path / "hw.zip"
    path.write_bytes(raw)
    outcome = collect(path)
    assert [row.state for row in outcome.rows if row.receipt.entry.startswith(SOL.spaced)] == [WAITS, WAITS]
    assert counts(class_dir, SKY) == book(SKY.number, 1), "twice the same is one"
    assert counts(class_dir, CHAE) == book(CHAE.number, 1), "what was handed out is no rival"
    chosen = outcome.rows[0].item
    collector.assign(chosen, [SOL.number])
    assert counts(class_dir, SOL) == book(SOL.number, 0)
    again = collect(path, hours=1)
    mine = [row.state for row in again.rows if row.receipt.entry.startswith(SOL.spaced)]
    assert sorted(mine) == [SAME, WAITS]
    assert counts(class_dir, SOL) == book(SOL.number, 0)
    collector.assign(outcome.rows[1].item, [])
    assert WAITS not in states(collect(path, hours=2))


def test_an_answer_holds_for_the_account(
    archives: dict[str, Example], collect: Collect, collector: Collector, class_dir: Path, tmp_path: Path, book: Book
) -> None:
    path = put(archives["canvas_alone"], tmp_path / "a")
    waiting = {row.receipt.owner: row.item for row in collect(path).rows if row.state == WAITS}
    assert set(waiting) == {"canvas:4101", "canvas:4105"}, "two of one name"
    outcome = collector.assign(waiting["canvas:4105"], [KIM2.number])
    assert outcome.changed == [(KIM2.number, UNIT)]
    assert [item for item, _, _ in Store(class_dir).waiting()] == [waiting["canvas:4101"]]
    later = tmp_path / "later.zip"
    later.write_bytes(pack([utf8(f"{KIM2.bare}_4105_90500_hw.ipynb", book(KIM2.number, 2))]))
    [row] = collect(later, hours=3).rows
    assert (row.state, row.receipt.student, row.receipt.why) == (NEW, KIM2.number, "answered")


def test_answering_one_answers_what_else_waits_of_that_account(
    collect: Collect, collector: Collector, class_dir: Path, tmp_path: Path, book: Book
) -> None:
    path = tmp_path / "hw.zip"
    path.write_bytes(pack([utf8("anon_aB_90011_hw.ipynb", book("", 1))]))
    more = tmp_path / "more.zip"
    more.write_bytes(pack([utf8("anon_aB_90012_hw.ipynb", book("", 2))]))
    items = [row.item for row in (*collect(path).rows, *collect(more, hours=1).rows)]
    assert len(set(items)) == 2
    collector.assign(items[0], [SOL.number])
    assert Store(class_dir).waiting() == []
    assert counts(class_dir, SOL) == book("", 2)


def test_a_group_is_several_students(
    archives: dict[str, Example], collect: Collect, collector: Collector, class_dir: Path, tmp_path: Path
) -> None:
    path = put(archives["moodle_groups"], tmp_path / "a")
    item = collect(path).rows[0].item
    collector.assign(item, [KIM.number, SOL.number])
    assert counts(class_dir, KIM) == counts(class_dir, SOL)
    assert [row.state for row in collect(path, hours=1).rows] == [WAITS, SAME, SAME]


def test_nobodys_is_not_asked_about_again(
    archives: dict[str, Example], collect: Collect, collector: Collector, tmp_path: Path
) -> None:
    path = put(archives["canvas_blind"], tmp_path / "a")
    for row in collect(path).rows:
        collector.assign(row.item, [])
    assert states(collect(path, hours=1)) == [DROPPED, DROPPED]


def test_a_longer_roster_answers_what_waits(collect: Collect, class_dir: Path, tmp_path: Path, book: Book) -> None:
    path = moodle(tmp_path / "a", [(SOL, book(SOL.number, 1))])
    assert states(collect(path, roster=Roster.of([Person("1", "다른 사람")]))) == [WAITS]
    assert states(collect(path, hours=1)) == [NEW]
    assert Store(class_dir).waiting() == []


def test_a_wrong_answer_is_taken_back(
    archives: dict[str, Example], collect: Collect, collector: Collector, class_dir: Path, tmp_path: Path, book: Book
) -> None:
    path = put(archives["canvas_blind"], tmp_path / "a")
    item = collect(path).rows[0].item
    collector.assign(item, [SOL.number])
    collector.assign(item, [SKY.number])
    assert counts(class_dir, SKY) == book("", 1)
    assert not (class_dir / "submitted" / SOL.number / UNIT).exists()
    assert versions(read_receipts(class_dir, SOL.number, UNIT)) == []
    assert len(read_receipts(class_dir, SOL.number, UNIT)) == 2, "what happened stays written"
    assert {row.receipt.student for row in collect(path, hours=1).rows} == {SKY.number, ""}
    collector.assign(item, [SOL.number])
    assert counts(class_dir, SOL) == book("", 1)
    assert collector.assign(item, []).rows[0].receipt.student == ""
    assert not (class_dir / "submitted" / SOL.number).exists()
    collector.assign(item, [SKY.number, SOL.number])
    assert counts(class_dir, SOL) == counts(class_dir, SKY) == book("", 1)


def test_a_dismissed_thing_can_be_fetched_back(
    collect: Collect, collector: Collector, class_dir: Path, tmp_path: Path, book: Book
) -> None:
    path = tmp_path / "hw.ipynb"
    path.write_bytes(book("", 1))
    item = collect(path).rows[0].item
    collector.assign(item, [])
    assert Store(class_dir).waiting() == []
    collector.assign(item, [SOL.number])
    assert counts(class_dir, SOL) == book("", 1)


def test_an_auditor_of_a_students_name_stays_nobody(
    collect: Collect, collector: Collector, class_dir: Path, tmp_path: Path, book: Book
) -> None:
    """Taken for the student by name; once that is denied, the account is nobody's."""
    own = moodle(tmp_path / "own", [(SOL, book(SOL.number, 1))])
    collect(own)
    auditor = "남궁 솔_99_assignsubmission_file"
    paths = [tmp_path / f"{at}.zip" for at in range(2)]
    for at, path in enumerate(paths):
        path.write_bytes(pack([utf8(f"{auditor}/hw.ipynb", book("auditor", at))]))
    [row] = collect(paths[0], hours=1).rows
    assert (row.receipt.why, row.receipt.student) == ("name", SOL.number)
    collector.assign(row.item, [])
    assert counts(class_dir, SOL) == book(SOL.number, 1), "the student's own counts again"
    assert states(collect(paths[1], hours=2)) == [DROPPED]
    assert states(collect(own, hours=3)) == [SAME]


def test_wrong_answers_are_refused(collect: Collect, collector: Collector, tmp_path: Path) -> None:
    path = tmp_path / "hw.zip"
    path.write_bytes(pack([utf8("20261235.ipynb", b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')]))
    [row] = collect(path).rows
    assert (row.state, row.receipt.problem) == (WAITS, "untouched")
    for item, number, word in (
        ("nope", SOL.number, "inbox"),
        ("../../etc", SOL.number, "inbox"),
        (row.item, "1", "명단"),
        (row.item, SOL.number, "--unit"),
    ):
        with pytest.raises(UsageError, match=word):
            collector.assign(item, [number])
    assert collector.assign(row.item, [SOL.number], UNIT).rows[0].state == BROKEN


def test_another_units_notebook_is_a_question(collect: Collect, tmp_path: Path, book: Book) -> None:
    path = tmp_path / "20261235_hw.ipynb"
    path.write_bytes(book(SOL.number, 1))
    [row] = collect(path, unit="14_other").rows
    assert (row.state, row.receipt.problem) == (WAITS, "other")
    renamed = tmp_path / "20261235_14_other.ipynb"
    renamed.write_bytes(book(SOL.number, 1))
    [row] = collect(renamed).rows
    assert (row.state, row.receipt.unit) == (NEW, UNIT), "the content decides"
    assert "13_toy" in row.notes[0]


def test_a_school_of_its_own(collect: Collect, tmp_path: Path, book: Book) -> None:
    import re

    path = tmp_path / "hw.zip"
    path.write_bytes(pack([utf8("01분반/남궁솔^hw.ipynb^2026.10.04", book(SOL.number, 1))]))
    pattern = re.compile(r".*/(?P<name>[^^]+)\^(?P<file>[^^]+)\^.*")
    assert states(collect(path, patterns=[pattern], dry_run=True)) == [], "not a notebook by its name"
    path.write_bytes(pack([utf8("01분반/#20261235#한가람.ipynb", book(SOL.number, 1))]))
    pattern = re.compile(r".*/#(?P<number>\d+)#(?P<file>.+)")
    [row] = collect(path, patterns=[pattern]).rows
    assert (row.state, row.receipt.student, row.receipt.lms) == (NEW, SOL.number, "own")


def test_an_archive_of_archives(archives: dict[str, Example], collect: Collect, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(pack([utf8("1분반.zip", archives["moodle_flat"].raw), utf8("2분반.zip", archives["sakai"].raw)]))
    outcome = collect(path, dry_run=True)
    assert {name: lms for name, lms, _ in outcome.lms} == {"all.zip": "", "1분반.zip": "moodle", "2분반.zip": "sakai"}


def test_a_folder_of_downloads(archives: dict[str, Example], collect: Collect, tmp_path: Path, book: Book) -> None:
    """Archives, tables and a loose file side by side."""
    folder = tmp_path / "downloads"
    put(archives["canvas"], folder, "canvas.zip")
    put(archives["sakai"], folder, "sakai.zip")
    (folder / "남궁솔 - hw.ipynb").write_bytes(book(SOL.number, 9))
    outcome = collect(folder, dry_run=True)
    assert {name: lms for name, lms, _ in outcome.lms} == {
        "downloads": "classroom",
        "canvas.zip": "canvas",
        "sakai.zip": "sakai",
    }
    assert WAITS not in states(outcome)
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(folder / "canvas.zip") as archive:
        archive.extractall(unpacked)
    put(archives["canvas"], unpacked).unlink()
    assert WAITS not in states(collect(unpacked, dry_run=True)), "the table lies among them"


def test_the_exchanges_files_lie_where_nbgrader_wants_them(
    archives: dict[str, Example], collect: Collect, class_dir: Path, tmp_path: Path, book: Book
) -> None:
    collect(put(archives["exchange"], tmp_path / "a"))
    folder = class_dir / "submitted" / KIM.number / UNIT
    assert sorted(os.listdir(folder)) == [f"{UNIT}.ipynb", "submission_secret.txt", "timestamp.txt"]
    assert (folder / "submission_secret.txt").read_text() == "ab" * 64
    later = tmp_path / "20261234_late.ipynb"
    later.write_bytes(book(KIM.number, 9))
    collect(later, hours=1)
    assert os.listdir(folder) == [f"{UNIT}.ipynb"], "they were another version's"


def test_only_one_collects_at_a_time(collect: Collect, class_dir: Path, tmp_path: Path, book: Book) -> None:
    path = moodle(tmp_path / "a", [(SOL, book(SOL.number, 1))])
    with locked(class_dir), pytest.raises(UsageError):
        collect(path)
    assert not (class_dir / "submitted").exists()


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    collect: Collect, class_dir: Path, tmp_path: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "20261235.ipynb"
    path.write_bytes(book(SOL.number, 1))
    look = Units.look

    def and_change(units: Units, raw: bytes, name: str, wanted: str = "") -> Looked:
        path.write_bytes(book(SOL.number, 2))
        return look(units, raw, name, wanted)

    monkeypatch.setattr(Units, "look", and_change)
    assert states(collect(path)) == [PROBLEM]
    assert read_receipts(class_dir, SOL.number, UNIT) == []


def test_what_is_known_is_not_looked_at_again(
    collect: Collect, tmp_path: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = moodle(tmp_path / "a", [(SOL, book(SOL.number, 1))])
    collect(path)
    monkeypatch.setattr(Units, "look", lambda *arguments: pytest.fail("it was parsed again"))
    assert states(collect(path, hours=1)) == [SAME]


def test_an_archive_that_cannot_be_opened_stops_before_anything_is_kept(
    collect: Collect, class_dir: Path, tmp_path: Path, book: Book
) -> None:
    good = moodle(tmp_path / "a", [(SOL, book(SOL.number, 1))])
    with pytest.raises(ArchiveProblem):
        collect(good, tmp_path / "no.zip")
    assert not (class_dir / "submitted").exists()


def test_a_linked_folder_is_not_written_through(collect: Collect, class_dir: Path, tmp_path: Path, book: Book) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (class_dir / "submitted").mkdir()
    (class_dir / "submitted" / SOL.number).symlink_to(elsewhere)
    with pytest.raises(UsageError, match="심볼릭"):
        collect(moodle(tmp_path / "a", [(SOL, book(SOL.number, 1))]))
    assert list(elsewhere.iterdir()) == []


class Killed(BaseException):
    """Stands for the end of the process."""


def test_killed_at_any_write_nothing_is_lost(
    archives: dict[str, Example], collect: Collect, class_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ends the collector before its first write, its second …; collecting again always gives what one run would."""
    path = put(archives["moodle_without_table"], tmp_path / "a")
    whole = collect(path)
    expected = {row.receipt.entry: row.state for row in whole.rows}
    wanted = kept(class_dir)
    import shutil

    replace, write = os.replace, os.write
    for last in range(40):
        for name in ("versions", "submitted", "inbox"):
            shutil.rmtree(class_dir / name, ignore_errors=True)
        left = [last]

        def count(left: list[int] = left) -> None:
            if left[0] == 0:
                raise Killed
            left[0] -= 1

        def replaced(*args: object, count: Callable[[], None] = count) -> None:
            count()
            replace(*args)  # type: ignore[arg-type]

        def written(descriptor: int, data: bytes, count: Callable[[], None] = count) -> int:
            try:
                count()
            except Killed:
                write(descriptor, data[: len(data) // 2])
                raise
            return write(descriptor, data)

        monkeypatch.setattr(os, "replace", replaced)
        monkeypatch.setattr(os, "write", written)
        try:
            collect(path)
            done = True
        except Killed:
            done = False
        monkeypatch.setattr(os, "replace", replace)
        monkeypatch.setattr(os, "write", write)
        again = collect(path, hours=1)
        assert {row.receipt.entry: row.state for row in again.rows}.keys() == expected.keys()
        assert kept(class_dir) == wanted, f"killed at write {last}"
        if done:
            break
    else:
        pytest.fail("there were more writes than were tried")
    assert last > 20


def kept(class_dir: Path) -> dict[str, object]:
    """What counts, what waits and which receipts there are, whatever their times."""
    found: dict[str, object] = {
        name: raw for name, raw in contents(class_dir).items() if name.startswith("submitted/") or name.endswith(".ipynb")
    }
    for who in PEOPLE:
        for item in read_receipts(class_dir, who.number, UNIT):
            found[f"receipt {who.number}"] = (item.entry, item.sha256, item.why)
    found["inbox"] = sorted(item for item, _, _ in Store(class_dir).waiting())
    return found


CHILD = """
import sys
from pathlib import Path
from autograder.cli import main
sys.exit(main(["collect", sys.argv[1], "--root", sys.argv[2], "--class-dir", sys.argv[3]]))
"""


@pytest.mark.parametrize("files", [1, 12])
def test_a_real_kill(files: int, project: Path, class_dir: Path, tmp_path: Path, book: Book, collect: Collect) -> None:
    """SIGKILL as soon as so many versions are there."""
    crowd = Roster.of(Person(f"2026{number:04}", f"학생{number}") for number in range(30))
    from autograder.course.registrar import write_class_roster

    write_class_roster(class_dir, crowd)
    path = tmp_path / "hw.zip"
    path.write_bytes(pack([utf8(f"{person.student}.ipynb", book(person.student, 1)) for person in crowd.people]))
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), str(project), str(class_dir)], stdout=subprocess.DEVNULL
    )
    end = time.monotonic() + 120
    while len(list((class_dir / "versions").glob("*/*/*.ipynb"))) < files and child.poll() is None:
        assert time.monotonic() < end
    child.send_signal(signal.SIGKILL)
    child.wait()
    collect(path, roster=crowd, hours=1)
    for person in crowd.people:
        placed = class_dir / "submitted" / person.student / UNIT / f"{UNIT}.ipynb"
        assert placed.read_bytes() == book(person.student, 1)
        assert receipt_of(placed) is not None
        assert len(read_receipts(class_dir, person.student, UNIT)) == 1
