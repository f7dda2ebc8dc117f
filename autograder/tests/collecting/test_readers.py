"""What a student can write (names of files and folders, comments, own archives) never makes a file somebody else's."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.collecting.archive import Container, Item, clean
from autograder.collecting.collect import Collector
from autograder.collecting.outcome import Outcome, Rules
from autograder.collecting.readers import claims_of, gradescope_index, scalar
from autograder.collecting.store import Store
from autograder.collecting.times import read_time
from autograder.collecting.units import Units

from .conftest import SEOUL
from .zips import KIM, PEOPLE, ROSTER, SKY, SOL, STAMP, Book, blackboard_receipt, gradebook, moodle_folder, pack, utf8


def container(*files: tuple[str, bytes]) -> Container:
    items = [Item(name, _read=lambda limit, data=data: data) for name, data in files]  # type: ignore[misc]
    return Container("hw.zip", "", None, tuple(items))


def owner(name: str, *beside: tuple[str, bytes]) -> str:
    """The student number or the account that is claimed for a file."""
    claim = claims_of(container((name, b""), *beside), SEOUL)[name][0]
    return claim.number or claim.owner


META = b"---\nsubmission_7000:\n  :submitters:\n  - :name: A\n    :sid: '1'\n    :email: a@x\n  :created_at: 2026-10-04 21:26:33 +0900\n"
FORGED = META.replace(b"'1'", b"'2'")


@pytest.mark.parametrize(
    ("name", "beside", "expected"),
    [
        (f"HW_1_attempt_{STAMP}_x_2_attempt_{STAMP}_hw.ipynb", (), "1"),
        ("한 가람_11_assignsubmission_file_x_22_assignsubmission_file_hw.ipynb", (), "moodle:11"),
        ("한 가람_11_assignsubmission_file/솔_22_assignsubmission_file/hw.ipynb", (), "moodle:11"),
        ("1+13_toy+2026-10-04 12:00:00 UTC/2+13_toy+2026-10-04 12:00:00 UTC/hw.ipynb", (), "1"),
        ("88-9 - A - Oct 4, 2026 926 PM/99-9 - B - Oct 4, 2026 926 PM/hw.ipynb", (), "d2l:88-9"),
        ("88-9 - A - Oct 4, 2026 926 PM - 99-9 - B - Oct 4, 2026 926 PM - hw.ipynb", (), "d2l:88-9"),
        ("HW/A(1)/첨부(들)/B(2)/hw.ipynb", (("HW/A(1)/timestamp.txt", b""), ("HW/A(1)/첨부(들)/B(2)/timestamp.txt", b"")), "1"),
        ("e/submission_7000/submission_7001/hw.ipynb", (("e/submission_metadata.yml", META + FORGED.replace(b"7000", b"7001")),), "1"),
        ("e/submission_7000/hw.ipynb", (("e/submission_7000/submission_metadata.yml", FORGED), ("e/submission_metadata.yml", META)), "1"),
    ],
)  # fmt: skip
def test_the_outermost_name_decides(name: str, beside: tuple[tuple[str, bytes], ...], expected: str) -> None:
    assert owner(name, *beside) == expected


def test_a_comment_in_blackboards_receipt_takes_no_other_file_over() -> None:
    mine, theirs = (f"HW 01_{who.number}_attempt_{STAMP}" for who in (KIM, SOL))
    said = (
        blackboard_receipt(KIM, "hw.ipynb", f"{mine}_hw.ipynb")
        + f"\n\tOriginal filename: hw.ipynb\n\tFilename: {theirs}_hw.ipynb\n".encode()
    )
    files = ((f"{mine}.txt", said), (f"{mine}_hw.ipynb", b""), (f"{theirs}_hw.ipynb", b""))
    claims = claims_of(container(*files), SEOUL)
    assert claims[f"{theirs}_hw.ipynb"][0].number == SOL.number
    assert claims[f"{mine}_hw.ipynb"][0].number == KIM.number


def test_sakais_lateness_is_not_the_students(tmp_path: Path) -> None:
    table = b'"HW","x"\n"Display ID","ID","L","F","grade","date","late"\n"1","1","","","","","Late"\n'
    forged = table.replace(b"Late", b"On time")
    home = "HW/A(1)"
    files = (
        (f"{home}/files/hw.ipynb", b""),
        (f"{home}/timestamp.txt", b""),
        ("HW/grades.csv", table),
        (f"{home}/files/grades.csv", forged),
    )
    assert claims_of(container(*files), SEOUL)[f"{home}/files/hw.ipynb"][0].late is True


def test_a_display_name_that_looks_like_another_account(
    collect: Callable[..., Outcome], tmp_path: Path, book: Book
) -> None:
    """Canvas keeps underscores and digits of a display name."""
    path = tmp_path / "hw.zip"
    path.write_bytes(pack([utf8(f"x_{SOL.canvas}_1_{KIM.canvas}_90011_hw.ipynb", book("thief", 1))]))
    (tmp_path / "grades.csv").write_bytes(gradebook(PEOPLE))
    [row] = collect(path).rows
    assert (row.person, row.receipt.why) == (None, "other_name")


def test_a_file_named_with_anothers_number_stays_the_accounts(
    class_dir: Path, units: Units, tmp_path: Path, book: Book
) -> None:
    path = tmp_path / "hw.zip"
    path.write_bytes(pack([utf8(f"HW_{KIM.number}_attempt_{STAMP}_{SKY.number}.ipynb", book(KIM.number, 1))]))
    [row] = Collector(Store(class_dir), ROSTER, units, Rules(SEOUL)).collect([path]).rows
    assert row.receipt.student == KIM.number
    assert SKY.number in row.notes[0]


def test_a_submission_in_the_exchange_that_another_user_made(
    collect: Callable[..., Outcome], tmp_path: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody can write into the exchange's folder; who owns the files decides, as nbgrader's own check does."""
    for name in (KIM.number, SOL.number):
        folder = tmp_path / "inbound" / f"{name}+13_toy+2026-10-04 12:26:33 UTC"
        folder.mkdir(parents=True)
        (folder / "13_toy.ipynb").write_bytes(book(name, 1))
    monkeypatch.setattr("autograder.collecting.archive._owner", lambda uid: SOL.number)
    rows = {row.receipt.owner: row for row in collect(tmp_path / "inbound").rows}
    assert rows[f"exchange:{KIM.number}"].receipt.why == "forged"
    assert rows[f"exchange:{SOL.number}"].receipt.student == SOL.number


def test_two_archives_in_one_folder(tmp_path: Path) -> None:
    """A professor unpacks several archives into one folder; the outermost names are then the archives'."""
    name = f"HW01/{moodle_folder(SOL)}/hw.ipynb"
    assert owner(name) == f"moodle:{SOL.moodle}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("plain", "plain"),
        ("'it''s'", "it's"),
        ('"\\uD55C"', "한"),
        ("~", ""),
        ("", ""),
        ('"open', "open"),
        ("'", "'"),
        ("a: b", "a: b"),
    ],
)
def test_scalars(text: str, value: str) -> None:
    assert scalar(text) == value


def test_gradescopes_index_with_several_people() -> None:
    text = (
        META.decode().replace("  :created_at", "  - :name: B\n    :sid: '3'\n    :email: b@x\n  :created_at")
        + "  :score: 1.0\n"
    )
    people, when = gradescope_index(text)["submission_7000"]
    assert [person["sid"] for person in people] == ["1", "3"]
    assert when.startswith("2026-10-04")


PIECES = st.sampled_from(
    ["1-1 - ", "a - ", "2026 926 PM", "_1_1_", "_LATE", "anon_", "_assignsubmission_file", "+2026-10-04 12:00:00", f"_x_{STAMP}", "/", "(a)",
     "submission_7000/", "timestamp.txt", "submission_metadata.yml", ".ipynb", "한", "\u1112", "..", "\\", " ", "+", "_", "\n", "\0"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join), max_size=6), st.binary(max_size=60))
def test_no_name_breaks_a_reader_or_takes_long(names: list[str], content: bytes) -> None:
    begin = time.process_time()
    cleaned = [clean(name)[0] for name in names]
    claims_of(container(*((name, content) for name in cleaned if name)), SEOUL)
    for name in cleaned:
        read_time(name, SEOUL)
        gradescope_index(name)
    assert time.process_time() - begin < 2


def test_a_very_long_name_is_cut() -> None:
    name, odd = clean("1-1 - " * 20_000 + "/hw.ipynb")
    assert odd
    assert len(name) <= 600
    assert name.endswith("hw.ipynb")
