"""Invented archives, as LMSes and systems write them, and what a reader should find in each.

The people are those whom an archive makes difficult: two of one name, family names of two syllables, a syllable that
CP949's older part lacks, one whose CP949 bytes are UTF-8, leading zeros, a number with a hyphen, a foreign name.
"""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograder.course.roster import Person, Roster

#: Makes a notebook for a student number ("" for nobody's); the second number tells attempts apart.
Book = Callable[[str, int], bytes]


@dataclass(frozen=True)
class Somebody:
    """A student with the ids that LMSes give."""

    number: str
    family: str
    given: str
    moodle: int
    canvas: int
    email: str

    @property
    def name(self) -> str:
        """As a registrar writes it."""
        return self.family + self.given if self.family > "가" else f"{self.given} {self.family}"

    @property
    def spaced(self) -> str:
        """As Moodle's Korean pages write it."""
        return f"{self.family} {self.given}"

    @property
    def bare(self) -> str:
        """As Canvas writes it in file names."""
        return "".join(char for char in f"{self.family}{self.given}".lower() if char.isalnum())


KIM = Somebody("20261234", "한", "가람", 1500001, 4101, "garam@example.ac.kr")
SOL = Somebody("20261235", "남궁", "솔", 1500002, 4102, "sol@example.ac.kr")
SKY = Somebody("20261236", "제갈", "하늘빛", 1500003, 4103, "sky@example.ac.kr")
CHAE = Somebody("20261237", "채", "호", 1500004, 4104, "chaeho@example.ac.kr")
KIM2 = Somebody("20261238", "한", "가람", 1500005, 4105, "garam2@example.ac.kr")
MUI = Somebody("00261239", "박", "믜", 1500006, 4106, "mui@example.ac.kr")
MINH = Somebody("A20261240", "Nguyen", "Van Minh", 1500007, 4107, "minh@example.ac.kr")
ISEUL = Somebody("2026-31241", "황보", "이슬", 1500008, 4108, "iseul@example.ac.kr")
PEOPLE = (KIM, SOL, SKY, CHAE, KIM2, MUI, MINH, ISEUL)
ROSTER = Roster.of(Person(who.number, who.name, email=who.email) for who in PEOPLE)

# --- zips -------------------------------------------------------------------------------------


class _Info(zipfile.ZipInfo):
    """An entry whose name is written as the given bytes, with the given flags."""

    raw: bytes
    own_flags: int

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the standard library's name
        return self.raw, self.flag_bits & ~0x800 | self.own_flags


@dataclass(frozen=True)
class Entry:
    """A file for `pack`."""

    raw: bytes
    data: bytes
    flags: int = 0
    extra: bytes = b""
    mode: int = 0o100644


def utf8(name: str, data: bytes) -> Entry:
    """With the flag that says UTF-8."""
    return Entry(name.encode(), data, 0x800)


def unflagged(name: str, data: bytes) -> Entry:
    """UTF-8 without the flag."""
    return Entry(name.encode(), data)


def cp949(name: str, data: bytes) -> Entry:
    """As Windows in Korean writes it."""
    return Entry(name.encode("cp949"), data)


def mac(name: str, data: bytes) -> Entry:
    """As the Finder writes it: taken apart, without the flag."""
    return Entry(unicodedata.normalize("NFD", name).encode(), data)


def with_extra(name: str, data: bytes) -> Entry:
    """CP949 in the header, UTF-8 in the extra field."""
    raw = name.encode("cp949")
    body = struct.pack("<BI", 1, zlib.crc32(raw)) + name.encode()
    return Entry(raw, data, 0, struct.pack("<HH", 0x7075, len(body)) + body)


def pack(entries: Sequence[Entry], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for entry in entries:
            info = _Info("x")
            info.raw, info.own_flags, info.extra = entry.raw, entry.flags, entry.extra
            info.external_attr = entry.mode << 16
            info.compress_type = compression
            archive.NameToInfo.clear()  # names may be there twice
            archive.writestr(info, entry.data)
    return stream.getvalue()


# --- archives -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Example:
    """An archive and the table beside it.

    Attributes:
        raw: the zip.
        found: the student number of each notebook by its entry; "" where a person must be asked.
        lms: the key of the LMS.
        tables: CSV files beside it.
    """

    raw: bytes
    found: dict[str, str]
    lms: str = ""
    tables: tuple[tuple[str, bytes], ...] = ()


def examples(book: Book) -> dict[str, Example]:
    """All archives."""
    return {**_moodle(book), **_canvas(book), **_others(book), **_loose(book)}


def _zip(
    book: Book, rows: Sequence[tuple[str, Somebody | None]], entry: Callable[[str, bytes], Entry] = utf8,
    more: Sequence[tuple[str, bytes]] = (),
) -> bytes:  # fmt: skip
    files = [entry(name, book(who.number if who else "", 1)) for name, who in rows]
    return pack([*(entry(name, data) for name, data in more), *files])


def _found(rows: Sequence[tuple[str, Somebody | None]]) -> dict[str, str]:
    return {name: who.number if who else "" for name, who in rows}


def worksheet(
    people: Sequence[Somebody], when: str = "일요일, 4 10월 2026, 9:26 오후", *, late: Sequence[Somebody] = ()
) -> bytes:
    """Moodle's grading worksheet in Korean."""
    head = "식별자,전체 이름,id 번호,이메일 주소,상태,성적,최대 성적,Grade can be changed,마지막 수정됨(제출),마지막 수정됨(성적),피드백 코멘트"
    rows = [
        f'참가자{who.moodle},{who.spaced},{who.number},{who.email},제출됨{" 2 시 늦음" if who in late else ""},,100.00,예,"{when}",-,'
        for who in people
    ]
    return "\r\n".join([head, *rows, ""]).encode("utf-8-sig")


def worksheet_en(people: Sequence[Somebody]) -> bytes:
    """The same in English, without student numbers."""
    head = "Identifier,Full name,Email address,Status,Grade,Maximum grade,Last modified (submission),Feedback comments"
    when = '"Sunday, 4 October 2026, 9:26 PM"'
    rows = [f"Participant {who.moodle},{who.given} {who.family},{who.email},Submitted,,100.00,{when}," for who in people]
    return "\r\n".join([head, *rows, ""]).encode("utf-8-sig")


def gradebook(people: Sequence[Somebody]) -> bytes:
    """Canvas's gradebook."""
    rows = [f'"{who.name}",{who.canvas},{who.number},01,9.50' for who in people]
    head = "Student,ID,SIS Login ID,Section,HW 01 (7001)"
    return "\n".join([head, "    Points Possible,,,,10.00", *rows, '"Student, Test",4999,a1b2,01,', ""]).encode()


def moodle_folder(who: Somebody, plugin: str = "file") -> str:
    """The folder of a submission."""
    return f"{who.spaced}_{who.moodle}_assignsubmission_{plugin}"


def _moodle(book: Book) -> dict[str, Example]:
    rows: list[tuple[str, Somebody | None]] = [(f"{moodle_folder(who)}/hw01.ipynb", who) for who in PEOPLE]
    more = [
        (f"{moodle_folder(KIM)}/자료/data.csv", b"x,y\n"),
        (f"{moodle_folder(SOL, 'onlinetext')}/onlinetext.html", b"<p>memo</p>"),
    ]
    folders = _zip(book, rows, more=more)
    by_name = {**_found(rows), rows[0][0]: "", rows[4][0]: ""}
    old: list[tuple[str, Somebody | None]] = [(f"{moodle_folder(who)}_/hw01.ipynb", who) for who in (SOL, SKY)]
    names = ((KIM, "hw01.ipynb"), (SOL, "hw01 (1).ipynb"), (KIM2, "한가람_HW_01_최종.ipynb"), (CHAE, "hw.ipynb"))
    flat: list[tuple[str, Somebody | None]] = [(f"{moodle_folder(who)}_{file}", who) for who, file in names]
    blind: list[tuple[str, Somebody | None]] = [
        (f"{word}_{who.moodle}_assignsubmission_file/hw01.ipynb", who)
        for who, word in ((KIM, "참가자"), (SOL, "Participant"))
    ]
    groups: list[tuple[str, Somebody | None]] = [
        ("1조 파랑_88_assignsubmission_file/hw01.ipynb", None), ("기본 모둠_assignsubmission_file/hw01.ipynb", None),
    ]  # fmt: skip
    inner = pack([cp949("hw01_채호/hw01.ipynb", book(CHAE.number, 1)), cp949("hw01_채호/그림/결과.txt", b"ok\n")])
    nested = f"{moodle_folder(CHAE)}/과제.zip"
    table = (("성적-AI-HW01.csv", worksheet(PEOPLE)),)
    return {
        "moodle_folders": Example(folders, _found(rows), "moodle", table),
        "moodle_without_table": Example(folders, by_name, "moodle"),
        "moodle_english_table": Example(folders, _found(rows), "moodle", (("grades.csv", worksheet_en(PEOPLE)),)),
        "moodle_before_4_1": Example(_zip(book, old, unflagged), _found(old), "moodle"),
        "moodle_flat": Example(_zip(book, flat), _found(flat), "moodle", table),
        "moodle_blind": Example(_zip(book, blind), _found(blind), "moodle", table),
        "moodle_blind_alone": Example(_zip(book, blind), dict.fromkeys(dict(blind), ""), "moodle"),
        "moodle_groups": Example(_zip(book, groups), _found(groups), "moodle", table),
        "moodle_nested": Example(pack([utf8(nested, inner)]), {f"{nested} > hw01_채호/hw01.ipynb": CHAE.number}, "moodle"),
    }


def _canvas(book: Book) -> dict[str, Example]:
    files = (
        (KIM, "", 90011, "hw01.ipynb"), (SOL, "", 90012, "hw01-1.ipynb"), (SKY, "_LATE", 90013, "hw01.ipynb"),
        (CHAE, "", 90014, "20261237_채호_hw_01.ipynb"), (KIM2, "", 90015, "hw01.ipynb"), (MINH, "", 90016, "hw01-2.ipynb"),
        (ISEUL, "", 90017, "Untitled7.ipynb"),
    )  # fmt: skip
    rows: list[tuple[str, Somebody | None]] = [
        (f"{who.bare}{late}_{who.canvas}_{attachment}_{file}", who) for who, late, attachment, file in files
    ]
    more = [(f"{MINH.bare}_{MINH.canvas}_90099_plot.png", b"stub"), (f"{MUI.bare}_LATE_{MUI.canvas}_text.html", b"stub")]
    raw = _zip(book, rows, more=more)
    by_name = {**_found(rows), rows[0][0]: "", rows[4][0]: ""}
    blind: list[tuple[str, Somebody | None]] = [
        ("anon_aB3dE_90011_hw01.ipynb", None),
        ("LATE_anon_Zq9Lm_90013_hw.ipynb", None),
    ]
    digits: list[tuple[str, Somebody | None]] = [(f"20261234_{KIM.canvas}_90011_2_3_hw01.ipynb", KIM)]
    return {
        "canvas": Example(raw, _found(rows), "canvas", (("2026_grades.csv", gradebook(PEOPLE)),)),
        "canvas_alone": Example(raw, by_name, "canvas"),
        "canvas_blind": Example(_zip(book, blind), _found(blind), "canvas"),
        "canvas_digits": Example(_zip(book, digits), _found(digits), "canvas"),
    }


STAMP = "2026-10-04-21-26-33"


def blackboard_receipt(who: Somebody, file: str, mangled: str) -> bytes:
    """The text file beside a submission."""
    return (
        f"Name: {who.name} ({who.number})\nAssignment: HW 01\nDate Submitted: Sunday, October 4, 2026 9:26:33 PM KST\nCurrent "
        f"Grade: \n\nSubmission Field:\nThere is no student submission text data for this assignment.\n\nFiles:\n"
        f"\tOriginal filename: {file}\n\tFilename: {mangled}\n"
    ).encode()


def _others(book: Book) -> dict[str, Example]:
    bases = {who: f"HW 01_{who.number}_attempt_{STAMP}" for who in (KIM, SOL, CHAE)}
    rows: list[tuple[str, Somebody | None]] = [(f"{base}_hw01.ipynb", who) for who, base in bases.items()]
    receipts = [(f"{base}.txt", blackboard_receipt(who, "hw01.ipynb", f"{base}_hw01.ipynb")) for who, base in bases.items()]
    older = f"HW 01_{SOL.number}_attempt_2026-10-03-08-00-00_hw01.ipynb"
    blackboard = Example(
        _zip(book, rows, more=[*receipts, (older, book(SOL.number, 0))]), {**_found(rows), older: SOL.number}, "blackboard"
    )
    # The account is no student number, the file's name was mangled: the receipt says both.
    word = [(f"HW 01_u771_시도_{STAMP}_hw__.ipynb", ISEUL)]
    told = [(f"HW 01_u771_시도_{STAMP}.txt", blackboard_receipt(ISEUL, "과제.ipynb", word[0][0]))]

    homes = {who: f"HW 01/{who.family}, {who.given}({who.number})" for who in (KIM, SOL, ISEUL)}
    sakai: list[tuple[str, Somebody | None]] = [
        (f"{home}/Submission attachment(s)/hw01.ipynb", who) for who, home in homes.items()
    ]
    table = '"HW 01","SCORE_GRADE_TYPE"\r\n""\r\n"Display ID","ID","Last Name","First Name","grade","Submission date","Late submission"\r\n'
    table += "".join(
        f'"{who.number}","{who.number}","{who.family}","{who.given}","","2026-10-04T12:26:33Z","{"Late" if who is SOL else "On time"}"\r\n'
        for who in homes
    )
    beside = [("HW 01/grades.csv", table.encode())]
    beside += [(f"{home}/timestamp.txt", b"2026-10-04T12:26:33Z") for home in homes.values()]
    beside += [(f"{home}/comments.txt", b"") for home in homes.values()]

    root = "HW 01 Download Oct 5, 2026 900 AM/"
    d2l: list[tuple[str, Somebody | None]] = [
        (f"{root}88{i}-9900 - {who.name} - Oct 4, 2026 926 PM/hw01.ipynb", who) for i, who in enumerate((SKY, SOL, MINH))
    ]
    d2l.append((f"{root}884-9900 - 한가람 - Oct 4, 2026 926 PM/hw01.ipynb", None))

    export = "assignment_5501_export"
    meta = "---\n" + "".join(
        f"submission_{7000 + i}:\n  :submitters:\n"
        + "".join(f"  - :name: {who.name}\n    :sid: '{who.number}'\n    :email: {who.email}\n" for who in people)
        + "  :created_at: 2026-10-04 21:26:33.123456000 +0900\n  :score: 0.0\n  :results:\n    tests:\n    - name: a\n"
        for i, people in enumerate(((KIM,), (SOL,)))
    )
    gradescope: list[tuple[str, Somebody | None]] = [
        (f"{export}/submission_{7000 + i}/hw01.ipynb", who) for i, who in enumerate((KIM, SOL))
    ]
    classroom: list[tuple[str, Somebody | None]] = [(f"HW 01/{who.name} - hw01.ipynb", who) for who in (SOL, SKY)]
    classroom += [("HW 01/한가람 - hw01.ipynb", None), ("HW 01/Untitled0.ipynb", None)]
    exchange: list[tuple[str, Somebody | None]] = [
        (f"{who.number}+13_toy+2026-10-04 12:26:33.{who.moodle} UTC+cmFuZG9t/13_toy.ipynb", who) for who in (KIM, MINH)
    ]
    stamps = [(name.replace("13_toy.ipynb", "timestamp.txt"), b"2026-10-04 12:26:33 UTC") for name, _ in exchange]
    secrets = [(name.replace("13_toy.ipynb", "submission_secret.txt"), b"ab" * 64) for name, _ in exchange]
    return {
        "blackboard": blackboard,
        "blackboard_other_word": Example(_zip(book, word, more=told), _found(word), "blackboard"),
        "sakai": Example(_zip(book, sakai, more=beside), _found(sakai), "sakai"),
        "d2l": Example(_zip(book, d2l, more=[(root + "index.html", b"<html></html>")]), _found(d2l), "d2l"),
        "gradescope": Example(
            _zip(book, gradescope, more=[(f"{export}/submission_metadata.yml", meta.encode())]),
            _found(gradescope),
            "gradescope",
        ),
        "classroom": Example(_zip(book, classroom), _found(classroom), "classroom"),
        "exchange": Example(_zip(book, exchange, more=[*stamps, *secrets]), _found(exchange), "exchange"),
    }


def _loose(book: Book) -> dict[str, Example]:
    people = (KIM, SOL, SKY, CHAE, ISEUL, MUI)
    rows: list[tuple[str, Somebody | None]] = [(f"{who.number}_{who.name}_HW01.ipynb", who) for who in people]
    apple = pack(
        [*(mac(name, book(who.number, 1)) for name, who in rows[:3] if who), mac(f"__MACOSX/._{rows[0][0]}", b"\0\5\x16\7")]
    )
    zeros: list[tuple[str, Somebody | None]] = [
        ("261239_HW01.ipynb", MUI),
        ("HW01-2026-31241.ipynb", ISEUL),
        ("한가람.ipynb", None),
    ]
    handed: list[tuple[str, Somebody | None]] = [("20261236/hw.ipynb", SKY), ("조교/Minh Van Nguyen hw.ipynb", None)]
    return {
        "utf8": Example(_zip(book, rows), _found(rows)),
        "utf8_no_flag": Example(_zip(book, rows, unflagged), _found(rows)),
        "cp949": Example(_zip(book, rows, cp949), _found(rows)),
        "cp949_like_utf8": Example(_zip(book, rows[3:4], cp949), _found(rows[3:4])),
        "nfd": Example(apple, _found(rows[:3])),
        "unicode_extra": Example(_zip(book, rows, with_extra), _found(rows)),
        "numbers": Example(_zip(book, zeros), _found(zeros)),
        "by_folder": Example(_zip(book, handed), _found(handed)),
    }
