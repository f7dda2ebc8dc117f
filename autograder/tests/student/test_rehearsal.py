"""Does the rehearsal find in a fresh process what the grade will make of a notebook?"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from npml.student import rehearsal
from npml.student.rehearsal import FailedLine, Rehearsal, rehearse

from .papers import Book, Installed

WRONG = "def mean_gradient(X, y, theta):\n    return X.T @ (X @ theta - y)"
PASSED = ("passed", "")
ALL = ["mean_gradient", "descend", "Total"]


@pytest.fixture
def book(installed: Installed) -> Book:
    return installed.blank()


def rehearsed(book: Book | bytes, installed: Installed, folder: Path | None = None) -> Rehearsal:
    raw = book if isinstance(book, bytes) else book.raw()
    return rehearse(raw, (folder or installed.folder) / "kim.ipynb", installed.unit, {})


def test_a_right_notebook(book: Book, installed: Installed) -> None:
    found = rehearsed(book.solve(), installed)
    assert found == Rehearsal(exercises=dict.fromkeys(ALL, PASSED), answers={1: 2, 2: 1})
    assert found.begun


def test_a_blank_notebook_is_not_begun(book: Book, installed: Installed) -> None:
    found = rehearsed(book, installed)
    assert [state for state, _ in found.exercises.values()] == ["stub"] * 3
    assert (found.answers, found.failed, found.begun) == ({}, [], False)


def test_a_wrong_function_says_its_stage_and_the_others_pass(book: Book, installed: Installed) -> None:
    found = rehearsed(book.solve().write("mean_gradient", WRONG), installed)
    assert found.exercises["mean_gradient"] == ("failed", "example")
    assert found.passed == ["Total"]


def test_a_syntax_error_has_its_cell_and_line(book: Book, installed: Installed) -> None:
    book.solve().write("descend", "def descend(X, y, lr=0.1):\n    return (X +\n")
    found = rehearsed(book, installed)
    [line] = found.failed
    assert (line.cell, line.line, line.error) == (book.number("return (X +"), 2, "SyntaxError")
    assert found.exercises["descend"][0] == "missing"


def test_a_line_that_fails_costs_nothing_but_itself(book: Book, installed: Installed) -> None:
    book.solve("descend", "Total").write("mean_gradient", "import no_such_library\n" + book.unit.solution("mean_gradient"))
    found = rehearsed(book, installed)
    number = book.number("no_such_library")
    assert found.passed == ALL
    assert found.failed == [
        FailedLine(number, 1, "import no_such_library", "ImportError", ("no_such_library",), "mean_gradient")
    ]


def test_a_missing_and_a_doubled_solution_cell_are_told(book: Book, installed: Installed) -> None:
    twice = book.solve().copy().cell("mean_gradient")
    book.tree["cells"].append(twice)
    found = rehearsed(book.drop("Total"), installed)
    assert [note.split()[0] for note in found.mended] == ["mean_gradient의", "Total의"]
    assert found.exercises["Total"][0] == "stub"


def test_the_better_of_the_moments_counts(book: Book, installed: Installed) -> None:
    book.solve("Total").put(book.number("class Total"), "Total = 3")  # right only after its own cell
    book.write("mean_gradient", "def mean_gradient(X, y, theta):\n    return own(X, y, theta)")
    own = book.unit.solution("mean_gradient").replace("mean_gradient", "own")
    book.put(book.number("def mean_gradient"), own).end("own = None")  # right only at its check cell
    book.write("descend", "def descend(X, y, lr=0.1):\n    return later(X, y, lr)")
    wrong = 'if X.ndim != 2:\n        raise ValueError("X")\n    '
    book.end(f"def later(X, y, lr):\n    {wrong}return lr * X.T @ y / len(y)")  # right only at the end
    assert sorted(rehearsed(book, installed).passed) == sorted(ALL)


def test_what_the_grader_lacks_is_refused_and_told(book: Book, installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("1")
    sources = [
        "name = input('?')", "!pip install pandas", "import urllib.request\nurllib.request.urlopen('http://example.com')",
        f"open({str(tmp_path / 'mine.csv')!r})", "open('mine.csv')",
    ]  # fmt: skip
    for source in sources:
        book.end(source)
    found = rehearsed(book.solve(), installed, tmp_path)
    at = [book.number(source) for source in sources]
    assert found.odd == [("input", at[0], ""), ("command", at[1], "pip install pandas"),
                         ("network", at[2], "example.com"), ("file", at[3], "mine.csv")]  # fmt: skip
    assert [line.cell for line in found.failed] == at[2:]
    assert found.passed == ALL


def test_what_a_loop_asks_is_told_once(book: Book, installed: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, object]] = []
    note = rehearsal._note

    def listen(found: Rehearsal, line: dict[str, object]) -> None:
        told.append(line)
        note(found, line)

    monkeypatch.setattr(rehearsal, "_note", listen)
    found = rehearsed(book.solve().end("for _ in range(5000):\n    input()\n    input('y')"), installed)
    assert [kind for kind, _, _ in found.odd] == ["input"]
    assert sum("odd" in line for line in told) == 1


def test_installed_libraries_and_their_data_are_no_files_of_the_users(book: Book, installed: Installed) -> None:
    book.solve().end(
        "from sklearn.datasets import load_iris\nimport matplotlib.pyplot as plt\nplt.plot(load_iris().target)"
    )
    found = rehearsed(book, installed, Path(sys.prefix).parent)
    assert (found.odd, found.failed) == ([], [])


def test_an_endless_cell_is_interrupted_and_the_rest_runs(
    book: Book, installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsal, "CELL_SECONDS", 1.0)
    book.solve().put(2, "while True:\n    try:\n        x = 1\n    except BaseException:\n        pass\n    x = 2")
    found = rehearsed(book, installed)
    assert [(line.cell, line.error) for line in found.failed] == [(3, "KeyboardInterrupt")]
    assert (found.passed, found.lost) == (ALL, [])


@pytest.mark.parametrize(
    "deadly",
    ["import os\nos._exit(0)", "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass"],
)
def test_a_cell_that_ends_or_hangs_the_process_is_left_out(
    book: Book, installed: Installed, monkeypatch: pytest.MonkeyPatch, deadly: str
) -> None:
    monkeypatch.setattr(rehearsal, "CELL_SECONDS", 0.5)
    monkeypatch.setattr(rehearsal, "SILENT_SECONDS", 5.0)
    found = rehearsed(book.solve().put(3, deadly), installed)
    assert (found.how, found.lost, found.passed) == ("process", [4], ALL)


def test_when_the_time_is_over_what_is_known_stays_known(
    book: Book, installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsal, "SECONDS", 4.0)
    found = rehearsed(
        book.solve().put(book.number("class Total") - 1, "import time\nwhile True:\n    time.sleep(60)"), installed
    )
    assert found.how == "late"
    assert found.exercises["mean_gradient"] == PASSED


def test_what_is_no_notebook_is_rejected_as_the_grader_does(installed: Installed) -> None:
    found = rehearsed(b"%PDF-1.7", installed)
    assert "PDF" in found.rejected
    assert found.exercises == {}


def test_colabs_notebook_without_ids_and_marks(book: Book, installed: Installed) -> None:
    book.solve().tree["nbformat_minor"] = 0
    for cell in book.tree["cells"]:
        cell.pop("id", None)
        cell["metadata"] = {"id": "x1"}
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
    assert rehearsed(book, installed).passed == ALL


def test_a_notebook_that_hands_itself_in_does_not_rehearse_for_ever(book: Book, installed: Installed) -> None:
    book.solve().end("from npml.unit94 import submit\nsubmit('1', 'a')").end(
        "from npml.unit94 import submit\nx = submit('1', 'b')"
    )
    found = rehearsed(book, installed)
    assert (found.passed, found.failed) == (ALL, [])
    assert not (installed.folder / "제출").exists()


def test_prints_and_pictures_stay_out_of_the_way(
    book: Book, installed: Installed, capfd: pytest.CaptureFixture[str]
) -> None:
    book.solve().end("print('{\"done\": 1}')\nimport os\nos.write(1, b'noise')\n'한글'")
    assert rehearsed(book, installed).passed == ALL
    assert capfd.readouterr() == ("", "")


def test_where_no_process_can_be_started_the_running_names_are_checked(
    book: Book, installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "")
    names: dict[str, object] = {"quiz_answers": {1: 1}}
    exec(f"import numpy as np\n{book.unit.solution('mean_gradient')}", names)
    found = rehearse(book.raw(), Path("kim.ipynb"), installed.unit, names)
    assert (found.how, found.passed, found.answers) == ("here", ["mean_gradient"], {1: 1})
    assert found.exercises["Total"][0] == "missing"
