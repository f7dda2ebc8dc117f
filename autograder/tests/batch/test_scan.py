"""Is everything in the folder of submissions found, and nothing followed out of it?"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import pytest

from autograder.batch import Found, scan
from autograder.grading.submission import detect_unit
from npml.errors import SubmissionRejected, UsageError

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
    assert [(item.student, item.unit) for item in scan(tmp_path, {U}, ["b"], UNITS)] == [("b", U)]


def test_a_renamed_notebook_is_graded_with_a_note(tmp_path: Path) -> None:
    put(tmp_path, "a", U, f"{U} (1).ipynb", "notes.txt", ".hidden.ipynb")
    [found] = scan(tmp_path, UNITS)
    assert found.path.name == f"{U} (1).ipynb"
    assert "(1)" in found.note
    assert not found.problem


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


def test_what_systems_make_is_no_student_and_no_submission(tmp_path: Path) -> None:
    for name in (".git", "__MACOSX/kim", "kim/.ipynb_checkpoints", f"kim/{U}/.ipynb_checkpoints", "kim/__MACOSX"):
        (tmp_path / "submitted" / name).mkdir(parents=True)
    for name in (
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "kim/.DS_Store",
        f"kim/{U}/._{U}.ipynb",
        f"kim/{U}/Thumbs.db",
        "kim/timestamp.txt",
    ):
        (tmp_path / "submitted" / name).write_text("x")
    (tmp_path / "submitted" / "kim" / U / ".ipynb_checkpoints" / f"{U}-checkpoint.ipynb").write_text("{}")
    (tmp_path / "submitted" / "kim" / U / f"{U}.ipynb").write_text("{}")
    assert list(scan(tmp_path, UNITS)) == [Found("kim", U, tmp_path / "submitted" / "kim" / U / f"{U}.ipynb")]


def test_a_roster_is_passed_over_with_a_word(tmp_path: Path) -> None:
    (tmp_path / "submitted" / "kim").mkdir(parents=True)
    (tmp_path / "submitted" / "roster.csv").write_text("x")
    found = list(scan(tmp_path, UNITS))
    assert [(item.path.name, item.skipped) for item in found] == [("kim", True), ("roster.csv", True)]
    assert all(item.problem for item in found)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (f"{U}.ipynb", "누구의 것"), ("kim.zip", "누구의 것"), ("kim.ipynb", "누구의 것"), (f"kim/{U}.ipynb", f"submitted/kim/{U}/{U}.ipynb로"),
        ("kim/homework.ipynb", "submitted/kim/단원"), (f"kim/{U}.zip", U), ("kim/homework.py", "단원 폴더 밖"), (f"{U}/{U}.ipynb", "학생 폴더가 있어야"),
        (f"kim/06_adm/{U}.ipynb", f"06_adm은 {U}인가요?"), ("kim/6주차 Adam/a.ipynb", f"은 {U}인가요?"), ("kim/homework/a.ipynb", "노트북이 들어"),
        ("kim/a/b/c.ipynb", "노트북이 들어"), (f"submitted/kim/{U}/{U}.ipynb", "노트북이 들어"),
    ],
)  # fmt: skip
def test_what_lies_in_a_wrong_place_needs_a_look_with_the_next_step(tmp_path: Path, path: str, words: str) -> None:
    (tmp_path / "submitted" / path).parent.mkdir(parents=True)
    (tmp_path / "submitted" / path).write_text("{}")
    [found] = scan(tmp_path, UNITS)
    assert words in found.problem
    assert "주세요" in found.problem
    assert not found.skipped
    assert found.unit == "", "nothing is recorded of it"


def test_a_unit_that_was_not_asked_for_is_passed_over_also_when_it_is_misspelled(tmp_path: Path) -> None:
    for path in (f"kim/{U}/{U}.ipynb", "kim/06_adm/a.ipynb", f"kim/{U}.ipynb"):
        (tmp_path / "submitted" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "submitted" / path).write_text("{}")
    assert list(scan(tmp_path, UNITS - {U}, (), UNITS)) == []


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ((), "폴더가 비어"), (("a.py",), "파이썬 파일"), (("a.zip",), "압축을 푼"), (("a.alz",), "압축을 푼"), (("a.html",), "웹 페이지"),
        ((f"{U}.ipynb.txt",), "군더더기"), (("a.txt",), "a.txt"), (("a.ipynb", "b.ipynb"), "2개라"), (("06_adm.ipynb", "b.ipynb"), f"06_adm.ipynb는 {U}.ipynb인가요?"),
        (("09_softmax_cross_entropy.ipynb",), "다른 단원(09_softmax_cross_entropy)"), ((f"{U}/{U}.ipynb",), "한 겹 더 안쪽"),
    ],
)  # fmt: skip
def test_a_folder_without_the_notebook_says_what_is_there_and_what_to_do(
    tmp_path: Path, files: tuple[str, ...], words: str
) -> None:
    folder = put(tmp_path, "a", U)
    for file in files:
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text("{}")
    [found] = scan(tmp_path, UNITS)
    assert words in found.problem
    assert f"{U}.ipynb" in found.problem
    assert (found.student, found.unit) == ("a", U)


@pytest.mark.parametrize(
    "name", ["homework.ipynb", "06_adm.ipynb", f"{U}.IPYNB", os.fsdecode("과제.ipynb".encode("cp949"))]
)
def test_a_lone_notebook_of_another_name_is_graded_with_a_note(tmp_path: Path, name: str) -> None:
    put(tmp_path, "a", U, name)
    [found] = scan(tmp_path, UNITS)
    assert (found.path.name, found.problem) == (name, "")
    assert "하나뿐인" in found.note
    found.note.encode("utf-8")


def test_other_notebooks_beside_the_right_one_are_told(tmp_path: Path) -> None:
    put(tmp_path, "a", U, f"{U}.ipynb", f"{U}-Copy1.ipynb")
    [found] = scan(tmp_path, UNITS)
    assert (found.path.name, found.problem) == (f"{U}.ipynb", "")
    assert f"{U}-Copy1.ipynb" in found.note
    assert f"{U}-Copy1.ipynb" in found.untouched


def test_both_forms_of_a_name_are_one_student(tmp_path: Path) -> None:
    nfc, nfd = "나가을", unicodedata.normalize("NFD", "나가을")
    put(tmp_path, nfd, U, f"{U}.ipynb")
    for asked in ((), (nfc,), (nfd,)):
        [found] = scan(tmp_path, UNITS, asked)
        assert (found.student, found.problem, found.note) == (nfc, "", "")
        assert found.path.is_file()
    other = "09_softmax_cross_entropy"
    put(tmp_path, nfc, other, f"{other}.ipynb")
    both = list(scan(tmp_path, UNITS))
    assert [(item.student, item.unit, item.problem, "한 학생" in item.note) for item in both] == [
        (nfc, U, "", True),
        (nfc, other, "", True),
    ]
    put(tmp_path, nfc, U, f"{U}.ipynb")
    [twice, once] = scan(tmp_path, UNITS, [nfd])
    assert "하나만 남겨" in twice.problem
    assert (once.unit, once.problem) == (other, "")


def test_an_old_korean_name_is_told_in_letters(tmp_path: Path) -> None:
    put(tmp_path, os.fsdecode("홍길동".encode("cp949")), U, f"{U}.ipynb")
    [found] = scan(tmp_path, UNITS)
    assert "홍길동으로 바꾸어" in found.problem


@pytest.mark.skipif(os.geteuid() != 0, reason="another user is needed")
@pytest.mark.parametrize(
    "closed", ["submitted/kim", f"submitted/kim/{U}", f"submitted/kim/{U}/{U}.ipynb", "submitted/kim/x"]
)
@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_what_another_user_may_not_read_is_a_message(closed: str, mode: int) -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to others
        room = Path(folder)
        room.chmod(0o755)
        put(room, "kim", U, f"{U}.ipynb")
        put(room, "kim", "x", "a.ipynb")
        put(room, "lee", U, f"{U}.ipynb")
        (room / closed).chmod(mode)
        done = as_another_user(room)
    assert done.returncode == 0, done.stderr
    assert f"lee {U}" in done.stdout
    if mode == 0 or closed in ("submitted/kim", f"submitted/kim/{U}"):
        assert "권한" in done.stdout, done.stdout


def as_another_user(room: Path) -> subprocess.CompletedProcess[str]:
    code = (
        "import os, sys; from pathlib import Path; from autograder.batch import scan; from autograder.grading.read import read_submission\n"
        "from npml.errors import SubmissionRejected\n"
        "os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "for item in scan(Path(sys.argv[1]), set(sys.argv[2:])):\n"
        "    try: item.problem or read_submission(item.path)\n"
        "    except SubmissionRejected as error: print('refused', error)\n"
        "    print(item.student, item.unit, item.problem)\n"
    )
    return subprocess.run([sys.executable, "-c", code, str(room), *UNITS], capture_output=True, text=True, check=False)


def test_what_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        list(scan(tmp_path, UNITS))
    (tmp_path / "submitted").mkdir()
    with pytest.raises(UsageError, match="kim"):
        list(scan(tmp_path, UNITS, ["kim"]))
    (tmp_path / "submitted" / "kim.min").mkdir()
    with pytest.raises(UsageError, match=r"kim\.min인가요"):
        list(scan(tmp_path, UNITS, ["kim_min"]))


KNOWN = {"06_adam": ["Adam"], "09_softmax_cross_entropy": ["softmax"]}


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


def test_a_loose_file_with_a_slip_in_its_name_is_asked_about() -> None:
    with pytest.raises(SubmissionRejected, match="06_adm.ipynb는 06_adam인가요"):
        detect_unit("06_adm.ipynb", b"", KNOWN)
