"""Does submit() tell what is left and write a file that grades like the student's own, whatever it finds?"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import types
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.batch.scan import scan
from autograder.batch.submission import look_at
from autograder.grading.submission import detect_unit
from npml.core.clicked import carried
from npml.intake.parse import parse
from npml.intake.sanitise import sanitise
from npml.student import handing, place, submit
from npml.student.cells import Run

from .papers import NAME, Book, Installed
from .test_kernel import Kernel

WHO = ("20231234", "김하늘")
FILE = f"20231234_김하늘_{NAME}.ipynb"


@pytest.fixture
def home(installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nothing in it, where the student works."""
    folder = tmp_path / "과제 (1)"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def book(installed: Installed) -> Book:
    return installed.blank()


def save(book: Book, name: str = "풀이.ipynb") -> Path:
    Path(name).write_bytes(book.raw())
    return Path(name)


def told(capsys: pytest.CaptureFixture[str], *args: Any, **options: Any) -> str:
    submit(*args, **options)
    return capsys.readouterr().out


def test_a_right_notebook_is_written_with_a_receipt(book: Book, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = save(book.solve())
    shown = told(capsys, *WHO, file=path)
    written = home / "제출" / FILE
    assert "모든 확인을 통과했어요" in shown
    assert written.read_bytes() == path.read_bytes() == book.raw()
    receipt = json.loads((home / "제출" / f"20231234_김하늘_{NAME}.영수증.json").read_text(encoding="utf-8"))
    assert receipt["sha256"] == hashlib.sha256(book.raw()).hexdigest()
    assert receipt["sha256"] in shown
    assert receipt["made"] in shown
    assert "+" in receipt["made"][10:] or "-" in receipt["made"][10:]  # a time with its zone
    assert receipt["units"][NAME]["exercises"] == dict.fromkeys(["mean_gradient", "descend", "Total"], "passed")
    assert receipt["units"][NAME]["quiz"] == {"answered": 2, "of": 2}


def test_what_is_left_is_told_with_its_points_and_the_file_is_written_all_the_same(
    book: Book, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book.solve("mean_gradient").write("quiz", "quiz_answers = {1: 2, 2: None}")
    shown = told(capsys, *WHO, file=save(book))
    points = {item.name: item.points for item in book.unit.exercises}
    assert (
        f"통과한 문제의 배점을 더하면 {points['mean_gradient']:g}점, 남은 문제의 배점을 더하면 {90 - points['mean_gradient']:g}점"
        in shown
    )
    assert "2문제 가운데 1문제에 답했어요" in shown
    assert "그래도 제출 파일은 만들었어요" in shown
    assert (home / "제출" / FILE).is_file()


def test_which_quiz_answers_are_right_is_not_told(book: Book, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = told(capsys, file=save(book.write("quiz", "quiz_answers = {1: 2, 2: 1}")))
    wrong = told(capsys, file=save(book.write("quiz", "quiz_answers = {1: 1, 2: 2}")))
    assert right == wrong


def test_without_id_nothing_is_written_and_how_is_told(book: Book, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 'submit("20231234", "김하늘")' in told(capsys, file=save(book.solve()))
    assert not (home / "제출").exists()


def test_id_and_name_are_remembered_but_do_not_hand_in_a_blank_notebook(
    book: Book, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, *WHO, file=save(book))
    assert (home / "제출" / FILE).is_file()  # asked for, so written, blank as it is
    shutil.rmtree(home / "제출")
    assert "빈 노트북이라" in told(capsys, file=save(book))
    assert not (home / "제출").exists()
    told(capsys, file=save(book.solve("Total")))
    assert (home / "제출" / FILE).is_file()


@pytest.mark.parametrize(("student", "name"), [("///", "김하늘"), ("2023", " .. ")])
def test_a_name_of_nothing_is_told(
    book: Book, home: Path, capsys: pytest.CaptureFixture[str], student: str, name: str
) -> None:
    assert "따옴표 안에" in told(capsys, student, name, file=save(book.solve("Total")))
    assert not (home / "제출").exists()


def test_names_become_file_names_of_every_system() -> None:
    odd = unicodedata.normalize("NFD", "김 하늘") + '/\\:*?"<>|\n끝.'
    assert handing.safe_name(odd) == "김_하늘_끝"
    assert handing.safe_name(20231234) == "20231234"
    assert len(handing.safe_name("가" * 500)) == handing.MOST_LETTERS


def test_an_older_file_is_kept(book: Book, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, *WHO, file=save(book.solve("Total")))
    before = (home / "제출" / FILE).read_bytes()
    os.utime(home / "제출" / FILE, (1_700_000_000, 1_700_000_000))
    told(capsys, file=save(book.solve()))
    [older] = [path for path in (home / "제출" / "이전").iterdir() if path.suffix == ".ipynb"]
    assert older.read_bytes() == before
    assert "2023111" in older.name
    assert (home / "제출" / FILE).read_bytes() == book.raw()


def test_the_same_again_is_not_written_twice(book: Book, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, *WHO, file=save(book.solve()))
    assert "이미 있어요" in told(capsys, file=save(book))
    assert not [path for path in (home / "제출" / "이전").iterdir() if path.suffix == ".ipynb"]


def test_a_file_that_is_no_notebook_is_told_and_handed_in(
    book: Book, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = book.solve().raw()[:-40]
    Path("풀이.ipynb").write_bytes(broken)
    shown = told(capsys, *WHO, file="풀이.ipynb")
    assert "채점기가 이 파일을 읽을 수 없어요" in shown
    assert "JSON을 읽을 수 없어요" in shown
    assert (home / "제출" / FILE).read_bytes() == broken


def test_a_folder_that_cannot_be_written_is_told(book: Book, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "제출").write_text("a file where the folder should be")
    assert "제출 파일을 쓸 수 없어요" in told(capsys, *WHO, file=save(book.solve("Total")))


@pytest.mark.parametrize("file", ["없는.ipynb", "."])
def test_a_file_that_cannot_be_read_is_told(home: Path, capsys: pytest.CaptureFixture[str], file: str) -> None:
    assert "열 수 없어요" in told(capsys, *WHO, file=file)


def test_nothing_happens_in_a_build_or_inside_a_rehearsal(
    book: Book, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AUTOGRADER_STRICT", "NPML_REHEARSAL"):
        with monkeypatch.context() as patched:
            patched.setenv(name, "1")
            assert told(capsys, *WHO, file=save(book.solve("Total"))) == ""
    assert not (home / "제출").exists()


def test_more_files_make_a_zip_with_a_receipt_inside(book: Book, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("보고서.txt").write_text("안녕", encoding="utf-8")
    shown = told(capsys, *WHO, file=save(book.solve()), also=["보고서.txt"])
    with zipfile.ZipFile(home / "제출" / f"20231234_김하늘_{NAME}.zip") as archive:
        assert sorted(archive.namelist()) == sorted([FILE, "보고서.txt", "영수증.json"])
        assert archive.read(FILE) == book.raw()
        receipt = json.loads(archive.read("영수증.json"))
    assert receipt["files"][FILE] == hashlib.sha256(book.raw()).hexdigest()
    assert "보고서.txt" in shown


@pytest.mark.parametrize(
    ("also", "inside"),
    [
        ("보고서.txt", {"보고서.txt"}),
        (
            ["보고서.txt", "b/보고서.txt", "b/" + FILE, "풀이"],
            {"보고서.txt", "보고서 (2).txt", FILE.replace(".ipynb", " (2).ipynb")},
        ),
        (["영수증.json"], {"영수증 (2).json"}),
    ],
)
def test_no_file_of_a_zip_is_lost_to_another_of_its_name(
    book: Book, home: Path, capsys: pytest.CaptureFixture[str], also: Any, inside: set[str]
) -> None:
    (home / "b").mkdir()
    old = book.copy().raw()
    for name, content in (("보고서.txt", b"1"), ("b/보고서.txt", b"2"), ("b/" + FILE, old), ("영수증.json", b"{}")):
        Path(name).write_bytes(content)
    shown = told(capsys, *WHO, file=save(book.solve()), also=also)
    with zipfile.ZipFile(home / "제출" / f"20231234_김하늘_{NAME}.zip") as archive:
        assert sorted(archive.namelist()) == sorted([FILE, "영수증.json", *inside])
        assert archive.read(FILE) == book.raw()
        receipt = json.loads(archive.read("영수증.json"))
        assert {name: hashlib.sha256(archive.read(name)).hexdigest() for name in receipt["files"]} == receipt["files"]
    assert all(name in shown for name in inside)


def test_a_file_is_found_by_the_name_that_is_meant(book: Book, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = unicodedata.normalize("NFD", "풀이 최종.ipynb")
    save(book.solve(), name)
    for given in ("풀이 최종.ipynb", "풀이 최종", Path("풀이 최종.ipynb").absolute(), "./풀이 최종"):
        assert "모든 확인을 통과했어요" in told(capsys, *WHO, file=given)


def test_none_is_no_id(book: Book, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, None, "김하늘", file=save(book.solve("Total")))
    assert not (home / "제출").exists()


def test_a_full_disk_leaves_what_was_there(
    book: Book, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(capsys, *WHO, file=save(book.solve("Total")))
    before = {path.name: path.read_bytes() for path in (home / "제출").iterdir()}
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        write(path, content[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    path = save(book.solve())
    monkeypatch.setattr(Path, "write_bytes", full)
    shown = told(capsys, file=path)
    assert "남은 자리가 없음" in shown
    assert "No space" not in shown
    assert {path.name: path.read_bytes() for path in (home / "제출").iterdir()} == before


def test_files_of_one_second_do_not_replace_each_other(tmp_path: Path) -> None:
    for number in range(4):
        path = handing.write(tmp_path, "2023_J.K._14.ipynb", b"%d" % number, {}).path
        os.utime(path, (1_700_000_000, 1_700_000_000))
    older = [path for path in (tmp_path / "제출" / "이전").iterdir() if path.suffix == ".ipynb"]
    assert sorted(path.read_bytes() for path in older) == [b"0", b"1", b"2"]
    assert all(path.name.startswith("2023_J.K._14_2023") for path in older)


def test_a_large_notebook_without_metadata_is_handed_in(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "MAX_BYTES", 100)
    odd: tuple[dict[str, Any], ...] = ({"metadata": None}, {"metadata": []}, {})
    for metadata in odd:
        tree = {key: value for key, value in book.tree.items() if key != "metadata"}
        content = handing.handed_copy(json.dumps({**tree, **metadata}).encode(), {})[0]
        assert json.loads(content)["cells"]


# --- the file is what the grader takes ----------------------------------------------------------


def test_the_grader_knows_the_file_by_its_name(tmp_path: Path) -> None:
    units = {NAME: ["mean_gradient"], "04_other": ["tree"]}
    assert detect_unit(tmp_path / FILE, b"", units) == NAME
    folder = tmp_path / "submitted" / "kim" / NAME
    folder.mkdir(parents=True)
    (folder / FILE).write_text("{}")
    (folder / FILE.replace(".ipynb", ".영수증.json")).write_text("{}")
    place = look_at(folder, NAME, units)
    assert (place.path.name, place.problem) == (FILE, "")
    [found] = scan(tmp_path, units)
    assert (found.unit, found.path.name, found.problem) == (NAME, FILE, "")


def test_clicked_answers_are_written_into_the_copy_only(
    book: Book, home: Path, installed: Installed, capsys: pytest.CaptureFixture[str]
) -> None:
    book.solve("Total").write("quiz", "quiz_answers = {1: None, 2: 1}  # 한글")
    html = f"<div{carried({1: 2, 2: 2})}></div>"
    book.cell("quiz_check")["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": {"text/html": html}}]
    path = save(book)
    shown = told(capsys, *WHO, file=path)
    assert path.read_bytes() == book.raw()
    assert "2문제에 모두 답했어요" in shown
    assert "퀴즈 셀에 적어 넣었어요" in shown
    copy = json.loads((home / "제출" / FILE).read_text(encoding="utf-8"))
    sources = ["".join(cell["source"]) for cell in copy["cells"]]
    assert "quiz_answers = {1: 2, 2: 1}  # 한글" in sources
    released = installed.blank().tree
    for cell in released["cells"]:
        cell["source"] = "".join(cell["source"])
    mine, theirs = (sanitise(parse(raw), released) for raw in (book.raw(), (home / "제출" / FILE).read_bytes()))
    assert [piece for piece in mine.cells if piece.solution != "quiz"] == [
        piece for piece in theirs.cells if piece.solution != "quiz"
    ]
    assert mine.clicked == theirs.clicked


@pytest.mark.parametrize(
    ("source", "filled"),
    [
        (
            "quiz_answers = {\n    1: None,  # 첫째\n    2: None, 3: None}",
            "quiz_answers = {\n    1: 3,  # 첫째\n    2: None, 3: 11}",
        ),
        ("한글 = {1: None}; quiz_answers = {1: None}", "한글 = {1: None}; quiz_answers = {1: 3}"),
        ("quiz_answers = {True: None, 1: 2}", "quiz_answers = {True: None, 1: 2}"),
        ("quiz_answers = dict(a=None)", "quiz_answers = dict(a=None)"),
        ("quiz_answers = {1: None", "quiz_answers = {1: None"),
    ],
)
def test_answers_stand_where_none_stood(source: str, filled: str) -> None:
    assert handing.with_answers(source, {1: 3, 3: 11}) == filled


def test_a_notebook_that_is_too_large_is_handed_in_without_outputs(
    book: Book, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    html = f"<div{carried({2: 1})}></div>"
    book.solve().cell("quiz_check")["outputs"] = [{"output_type": "display_data", "data": {"text/html": html}}]
    book.cell("Total")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "가" * 5000}]
    monkeypatch.setattr(handing, "MAX_BYTES", len(book.raw()) - 1)
    assert "출력을 빼고" in told(capsys, *WHO, file=save(book))
    copy = json.loads((home / "제출" / FILE).read_text(encoding="utf-8"))
    assert [len(cell["outputs"]) for cell in copy["cells"] if cell.get("outputs")] == [1]


# --- saved or not -------------------------------------------------------------------------------


def test_code_that_ran_but_is_not_saved_is_noticed(installed: Installed) -> None:
    unit, saved = installed.unit, (5, 100)
    new, old = "def descend(X):\n    return 2", "def descend(X):\n    return 1"
    ran = Run(3, "descend", new, saved=saved)
    assert handing.unsaved(unit, [old], [ran], saved) == ["descend"]
    assert handing.unsaved(unit, [new + "  \n"], [ran], saved) == []
    assert handing.unsaved(unit, [old], [ran], (9, 100)) == []  # saved since: changed on purpose, not run yet
    assert handing.unsaved(unit, [old], [Run(3, "", new, saved=saved)], saved) == ["descend"]  # no ids


def test_in_a_browser_the_notebooks_folder_is_that_in_which_npml_began(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home.parent / "00_시작.ipynb").write_text("{}")
    (home / f"{NAME}.ipynb").write_text("{}")
    running = types.SimpleNamespace(user_ns={"_dh": [home.parent]})  # IPython began in the folder of all notebooks
    monkeypatch.setattr(place, "shell", lambda: running)
    monkeypatch.setattr(place, "_begun", home)
    assert place.notebook_path({}, NAME) is None
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert place.notebook_path({}, NAME) == home / f"{NAME}.ipynb"


# --- Colab, imitated: its package answers as it is known to -----------------------------------------


@pytest.fixture
def colab(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """A module with the two parts of google.colab that are used, which record what is asked of them."""
    google, made = types.ModuleType("google"), types.ModuleType("google.colab")
    made.asked, made.book, made.downloads = [], {}, []  # type: ignore[attr-defined]

    def blocking_request(kind: str, request: Any = None, timeout_sec: int = 5) -> dict[str, Any]:
        made.asked.append(kind)  # type: ignore[attr-defined]
        return {"ipynb": made.book}  # type: ignore[attr-defined]

    made._message = types.SimpleNamespace(blocking_request=blocking_request)  # type: ignore[attr-defined]
    made.files = types.SimpleNamespace(download=made.downloads.append)  # type: ignore[attr-defined]
    google.colab = made  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "google", google)
    monkeypatch.setitem(sys.modules, "google.colab", made)
    return made


def test_in_colab_the_page_is_asked_and_the_file_downloads(
    book: Book, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, colab: Any
) -> None:
    for cell in book.solve().tree["cells"]:
        cell.pop("id", None)
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
    colab.book = {**book.tree, "nbformat_minor": 0}
    monkeypatch.setattr("npml.student.submitting.in_kernel", lambda: True)
    monkeypatch.setattr("npml.student.submitting._waiting", lambda: None)
    shown = told(capsys, *WHO)
    assert colab.asked == ["get_ipynb"]
    assert "모든 확인을 통과했어요" in shown
    assert colab.downloads == [str(home / "제출" / FILE)]
    assert json.loads((home / "제출" / FILE).read_text(encoding="utf-8")) == colab.book


def test_when_colab_does_not_answer_the_file_is_asked_for(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, colab: Any
) -> None:
    colab._message.blocking_request = None
    monkeypatch.setattr("npml.student.submitting.in_kernel", lambda: True)
    assert 'submit(file="노트북.ipynb")' in told(capsys, *WHO)


def test_where_the_locale_is_not_utf8(book: Book, tmp_path: Path, installed: Installed) -> None:
    """Korean Windows has CP949: here the locale ko_KR.EUC-KR, whose encoding Python takes for all files that name none."""
    made = subprocess.run(
        ["localedef", "-i", "ko_KR", "-f", "EUC-KR", str(tmp_path / "ko_KR.EUC-KR")], capture_output=True, check=False
    )
    if not (tmp_path / "ko_KR.EUC-KR").is_dir():
        pytest.skip(f"no such locale can be made here: {made.stderr.decode(errors='replace')}")
    book.solve().end("open('t', 'w').write('✓')")  # it works where the grade is made
    (tmp_path / "a.ipynb").write_bytes(book.raw())
    code = f"import locale; assert locale.getencoding() == 'EUC-KR'\nfrom npml import submit\nsubmit({WHO[0]!a}, {WHO[1]!a}, file='a.ipynb')"
    env = {**os.environ, "LOCPATH": str(tmp_path), "LC_ALL": "ko_KR.EUC-KR", "PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, check=False)
    assert "모든 확인을 통과했어요" in done.stdout.decode(), done.stderr.decode()
    assert "번째 줄" not in done.stdout.decode()
    [folder] = [path for path in os.listdir(os.fsencode(tmp_path)) if path.decode("euc_kr") == "제출"]
    names = sorted(name.decode("euc_kr") for name in os.listdir(os.path.join(os.fsencode(tmp_path), folder)))
    assert names == [FILE, FILE.replace(".ipynb", ".영수증.json")]


# --- in a real kernel ----------------------------------------------------------------------------


@pytest.fixture
def kernel(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kernel]:
    """A kernel that knows its notebook's file, as JupyterLab's does."""
    monkeypatch.setenv("JPY_SESSION_NAME", str(home / f"{NAME}.ipynb"))
    made = Kernel(home, tmp_path / "progress.json")
    yield made
    made.client.stop_channels()
    made.manager.shutdown_kernel(now=True)


def test_in_a_kernel_what_is_not_saved_is_told_and_what_is_saved_is_handed_in(
    book: Book, home: Path, kernel: Kernel
) -> None:
    path = save(book, f"{NAME}.ipynb")
    kernel.run("import numpy as np\nfrom npml.unit94 import check, submit")
    sources = {name: book.unit.solution(name) for name in ("mean_gradient", "descend", "Total")}
    for name, source in sources.items():
        kernel.run(source, name)
    kernel.run("quiz_answers = {1: 2, 2: 1}", "quiz")
    shown = kernel.run("submit('20231234', '김하늘')")
    assert "저장하지 않은 변경이 있어요" in shown
    assert "mean_gradient, descend, Total" in shown
    assert "quiz_answers와 파일에 저장된 답이 달라요" in shown
    assert (home / "제출" / FILE).read_bytes() == path.read_bytes()
    save(book.solve(), f"{NAME}.ipynb")
    shown = kernel.run("submit()")
    assert "모든 확인을 통과했어요" in shown
    assert (home / "제출" / FILE).read_bytes() == path.read_bytes()
    assert kernel.run("print(sorted(names for names in globals() if 'shell' in names.lower()))").strip() == "[]"


def test_in_a_kernel_the_notebook_is_found_beside_the_map_and_other_units(book: Book, home: Path, kernel: Kernel) -> None:
    for name in ("00_시작.ipynb", "09_softmax.ipynb"):
        save(book, name)
    save(book.solve(), "내 풀이.ipynb")
    kernel.run("import os\nfrom npml.unit94 import submit\nos.chdir('/')")
    assert "모든 확인을 통과했어요" in kernel.run("submit('20231234', '김하늘')")
    assert (home / "제출" / FILE).read_bytes() == book.raw()
    save(book, "내 풀이 (1).ipynb")
    shown = kernel.run("submit()")
    assert "내 풀이 (1).ipynb, 내 풀이.ipynb" in shown
    assert "모든 확인을 통과했어요" in kernel.run("submit(file='내 풀이')")


def test_in_a_kernel_that_still_names_the_old_file_it_is_told_which_was_read(
    book: Book, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = save(book.copy(), f"{NAME}.ipynb").absolute()
    monkeypatch.setenv("JPY_SESSION_NAME", str(old))
    kernel = Kernel(home, tmp_path / "progress.json")
    try:
        kernel.run("import numpy as np\nfrom npml.unit94 import submit")
        kernel.run(book.unit.solution("descend"), "descend")
        save(book.solve(), "다른 이름.ipynb")  # "save as": the kernel's session keeps the first name
        shown = kernel.run("submit('20231234', '김하늘')")
        assert f"읽은 파일은 {NAME}.ipynb" in shown
        assert "모든 확인을 통과했어요" in kernel.run("submit(file='다른 이름.ipynb')")
    finally:
        kernel.client.stop_channels()
        kernel.manager.shutdown_kernel(now=True)
