"""Reading what may be hostile: nothing is written by a name from an archive, and nothing grows without bound."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.collecting import archive as archives
from autograder.collecting.archive import ArchiveProblem, Budget, Container, clean, open_source
from autograder.collecting.outcome import NEW, PROBLEM, WAITS, Outcome
from autograder.collecting.zip_names import decoded_names

from .test_examples import contents
from .zips import CHAE, KIM, SOL, Book, Entry, cp949, moodle_folder, pack, unflagged, utf8


def opened(path: Path, raw: bytes, budget: Budget) -> Container:
    path.write_bytes(raw)
    return open_source(path, budget)


HOSTILE = (
    "../20261234_한가람.ipynb", "/etc/20261235.ipynb", "C:\\temp\\20261236.ipynb", "a\\..\\..\\20261237.ipynb", "CON.ipynb", "hw.ipynb",
    "HW.ipynb", "\u202ebnypi.ipynb", "a\nb_20261238.ipynb", "../../../../tmp/20261238.ipynb",
)  # fmt: skip


def test_names_that_lead_elsewhere_write_nothing_there(
    collect: Callable[..., Outcome], class_dir: Path, tmp_path: Path, book: Book
) -> None:
    entries = [utf8(name, book("", at)) for at, name in enumerate(HOSTILE)]
    path = tmp_path / "hostile.zip"
    path.write_bytes(pack([*entries, utf8("hw.ipynb", book("", 99)), utf8("20261234_한가람 .ipynb.", book("", 50))]))
    before = contents(tmp_path).keys()
    rows = collect(path).rows
    assert {row.state for row in rows} == {WAITS, NEW}
    assert [row.receipt.student for row in rows if row.state == NEW] == ["20261234"], (
        "only the one whose name is an honest one"
    )
    assert len([row for row in rows if row.state == WAITS]) == len(HOSTILE) + 1, "one name twice is two things"
    new = contents(tmp_path).keys() - before
    assert {name.split("/")[1] for name in new} == {"inbox", "versions", "submitted"}
    assert all(".." not in name and "CON" not in name for name in new)
    odd = [row for row in rows if row.receipt.why == "odd"]
    assert len(odd) == 7
    assert odd[0].candidates[0].student == "20261234", "it is said whose number stands there"


@pytest.mark.parametrize(
    ("name", "path", "odd"),
    [
        ("a/b.ipynb", "a/b.ipynb", False), ("./a//b.ipynb", "a/b.ipynb", False), ("../a", "a", True), ("/a", "a", True),
        ("c:\\x\\y", "x/y", True), ("a\\b", "a/b", False), ("a\0b", "a?b", True), ("x. /y.", "x/y", False), ("", "", False),
        ("\u1112\u1161\u11ab", "한", False),
    ],
)  # fmt: skip
def test_clean(name: str, path: str, odd: bool) -> None:
    assert clean(name) == (path, odd)


def test_links_and_pipes_are_named_not_followed(collect: Callable[..., Outcome], tmp_path: Path, book: Book) -> None:
    link = Entry(b"20261234.ipynb", b"/etc/passwd", mode=0o120777)
    path = tmp_path / "hw.zip"
    path.write_bytes(pack([link, utf8("20261235.ipynb", book(SOL.number, 1))]))
    rows = collect(path).rows
    assert [(row.state, row.receipt.entry) for row in rows] == [(PROBLEM, "20261234.ipynb"), (NEW, "20261235.ipynb")]

    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "20261234.ipynb").symlink_to("/etc/passwd")
    (folder / "inner").symlink_to("/etc")
    os.mkfifo(folder / "20261236.ipynb")
    rows = collect(folder).rows
    assert [row.state for row in rows] == [PROBLEM] * 3


def test_a_bomb_is_not_unpacked(collect: Callable[..., Outcome], tmp_path: Path, book: Book) -> None:
    path = tmp_path / "hw.zip"
    path.write_bytes(pack([utf8("20261234.ipynb", b"\0" * (10 << 20)), utf8("20261235.ipynb", book(SOL.number, 1))]))
    rows = collect(path).rows
    assert [(row.state, row.receipt.student) for row in rows] == [(PROBLEM, "20261234"), (NEW, "20261235")]
    assert "250배" in rows[0].notes[0]


def test_a_size_that_lies_is_not_believed(tmp_path: Path) -> None:
    raw = bytearray(pack([utf8("a.ipynb", b"x" * 5000)], zipfile.ZIP_STORED))
    at = raw.rfind(b"PK\x01\x02")
    struct.pack_into("<I", raw, at + 24, 10)  # the size after unpacking
    with Budget() as budget:
        [item] = opened(tmp_path / "a.zip", bytes(raw), budget).items
        with pytest.raises(ArchiveProblem):
            item.read()


def test_entries_that_overlap_count_again(tmp_path: Path) -> None:
    """The quine of zip bombs: a small file whose entries all share the same bytes."""
    raw = pack([utf8(f"{number}.ipynb", b"x" * 100_000) for number in range(20)], zipfile.ZIP_STORED)
    with Budget(total=1_000_000) as budget:
        items = opened(tmp_path / "a.zip", raw, budget).items
        with pytest.raises(ArchiveProblem, match="GB"):
            [item.read() for item in items]


def test_too_many_entries(tmp_path: Path) -> None:
    raw = pack([utf8(f"{number}.ipynb", b"") for number in range(20)])
    with Budget(entries=19) as budget, pytest.raises(ArchiveProblem, match="개보다 많아"):
        opened(tmp_path / "a.zip", raw, budget)


def test_a_huge_list_of_entries_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = pack([utf8(f"{number}.ipynb", b"") for number in range(20)])
    monkeypatch.setattr(archives, "_MAX_DIRECTORY", 500)
    monkeypatch.setattr(zipfile, "ZipFile", lambda stream: pytest.fail("it was read"))
    with Budget() as budget, pytest.raises(ArchiveProblem, match="개보다 많아"):
        opened(tmp_path / "a.zip", raw, budget)


def test_zips_in_zips_end_somewhere(collect: Callable[..., Outcome], tmp_path: Path, book: Book) -> None:
    raw = pack([utf8("20261234.ipynb", book(KIM.number, 1))])
    for _ in range(archives.MAX_DEPTH):
        raw = pack([utf8("과제.zip", raw)])
    path = tmp_path / "a.zip"
    path.write_bytes(raw)
    assert [row.state for row in collect(path).rows] == [NEW]
    path.write_bytes(pack([utf8("과제.zip", raw)]))
    [row] = collect(path, hours=1).rows
    assert row.state == PROBLEM
    assert "겹" in row.notes[0]


def test_inside_a_students_zip_no_name_makes_it_anothers(
    collect: Callable[..., Outcome], tmp_path: Path, book: Book
) -> None:
    inner = pack([utf8("../20261235_남궁솔.ipynb", book("thief", 1))])
    path = tmp_path / "hw.zip"
    path.write_bytes(pack([utf8(f"{moodle_folder(CHAE)}/x.zip", inner)]))
    [row] = collect(path).rows
    assert (row.state, row.receipt.student) == (NEW, CHAE.number)


@pytest.mark.parametrize(
    "raw", [b"", b"PK\x03\x04 nonsense", b"hello", b"PK\x05\x06" + b"\0" * 10, b"PK\x05\x06" + b"\xff" * 30]
)
def test_what_is_no_zip_is_said_to_be_none(raw: bytes, tmp_path: Path) -> None:
    with Budget() as budget, pytest.raises(ArchiveProblem, match=r"zip|많아"):
        opened(tmp_path / "a.zip", raw, budget)


def test_damage_costs_only_what_is_damaged(collect: Callable[..., Outcome], tmp_path: Path, book: Book) -> None:
    raw = bytearray(
        pack([utf8("20261234.ipynb", b"A" * 4000), utf8("20261235.ipynb", book(SOL.number, 1))], zipfile.ZIP_STORED)
    )
    raw[200] ^= 1
    path = tmp_path / "hw.zip"
    path.write_bytes(bytes(raw))
    assert [(row.state, row.receipt.student) for row in collect(path).rows] == [(PROBLEM, "20261234"), (NEW, "20261235")]


def test_an_entry_with_a_password(collect: Callable[..., Outcome], tmp_path: Path) -> None:
    raw = bytearray(pack([utf8("20261234.ipynb", b"secret")]))
    raw[6] |= 1
    raw[raw.rfind(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "hw.zip"
    path.write_bytes(bytes(raw))
    [row] = collect(path).rows
    assert row.state == PROBLEM
    assert "암호" in row.notes[0]


def test_other_archives_are_named(collect: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "hw.zip"
    path.write_bytes(pack([utf8(f"{moodle_folder(KIM)}/과제.egg", b"EGGA"), utf8("20261235.alz", b"ALZ")]))
    rows = collect(path).rows
    assert [row.state for row in rows] == [PROBLEM] * 2
    assert {row.receipt.student for row in rows} == {"", "20261235"}


@pytest.mark.parametrize("make", [cp949, unflagged])
@pytest.mark.parametrize(
    "names", [["채호.ipynb"], ["채호.ipynb", "한가람.ipynb"], ["a.ipynb", "천철.ipynb"], ["똠방각하.ipynb"]]
)
def test_one_encoding_for_an_archive(make: Callable[[str, bytes], Entry], names: list[str]) -> None:
    with zipfile.ZipFile(io.BytesIO(pack([make(name, b"") for name in names]))) as archive:
        assert decoded_names(archive.infolist()) == names


def test_every_syllable_of_cp949_survives() -> None:
    syllables = [chr(code) for code in range(0xAC00, 0xD7A4)]
    names = ["".join(syllables[at : at + 100]) for at in range(0, len(syllables), 100)]
    with zipfile.ZipFile(io.BytesIO(pack([cp949(name, b"") for name in names]))) as archive:
        assert decoded_names(archive.infolist()) == names


def test_an_extra_field_of_another_name_is_not_believed() -> None:
    body = struct.pack("<BI", 1, 12345) + "거짓.ipynb".encode()
    entry = Entry("참.ipynb".encode("cp949"), b"", 0, struct.pack("<HH", 0x7075, len(body)) + body)
    with zipfile.ZipFile(io.BytesIO(pack([entry]))) as archive:
        assert decoded_names(archive.infolist()) == ["참.ipynb"]
