"""The leak scan: is every kind of planted secret found, and nothing else?"""

from __future__ import annotations

import json
import py_compile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.release.leaks import scan
from autograder.release.project import Project
from autograder.release.release import notebook_files, package_files, write_files
from autograder.release.secret_lines import normal, telling

UNIT = "13_toy"


@pytest.fixture(scope="session")
def clean(toy_project: Path) -> dict[str, bytes]:
    """The toy unit's files as released."""
    unit = Project(toy_project).units()[0]
    return {**notebook_files(unit), **package_files(unit)}


@pytest.fixture
def found(toy_project: Path, clean: dict[str, bytes], tmp_path: Path) -> Callable[..., set[str]]:
    """Scan the release with something planted: kinds of leaks found."""

    def plant(planted: dict[str, str | bytes] | None = None) -> set[str]:
        planted = planted or {}
        write_files(tmp_path / UNIT, {**clean, **{k: v.encode() if isinstance(v, str) else v for k, v in planted.items()}})
        return {leak.kind for leak in scan(Project(toy_project), [tmp_path]).leaks}

    return plant


def cell(clean: dict[str, bytes], source: str, kind: str = "code") -> bytes:
    """The released notebook with one more cell."""
    book = json.loads(clean[f"{UNIT}.ipynb"])
    extra = {"cell_type": kind, "id": "planted", "metadata": {}, "source": source}
    book["cells"].append({**extra, "outputs": [], "execution_count": None} if kind == "code" else extra)
    return json.dumps(book, ensure_ascii=False).encode()


def test_a_clean_release_is_clean(found: Callable[..., set[str]]) -> None:
    """Is nothing found where nothing was planted?"""
    assert found() == set()


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("    total = np.sum(X, axis=0, dtype=np.float64)", "solution"),
        ("total=np.sum( X,axis = 0, dtype=np.float64 )  # 더 짧게", "solution"),
        ("return np.array([sum(float(value) for value in column) / len(column) for column in X.T])", "solution"),
        ("return total / max(X.shape[0] - 1, 1)", "code"),
        ("        yield case(Call('column_mean', rng.normal(loc=2.0, size=(m, n))))", "code"),
        ("### BEGIN SOLUTION", "marker"),
        ("### BEGIN HIDDEN TESTS", "marker"),
        ("quiz_answers = {1: 2, 2: None}", "quiz"),
        ("quiz_answers[1] = 2", "quiz"),
        ('# %% tags=["solution:column_mean"]', "jupytext"),
    ],
)
def test_planted_line_in_a_cell_is_found(
    clean: dict[str, bytes], found: Callable[..., set[str]], source: str, kind: str
) -> None:
    """Whatever its spacing, quotes and comments: is a secret line found?"""
    assert found({f"{UNIT}.ipynb": cell(clean, source)}) == {kind}


def test_planted_line_in_prose_and_hints_is_found(clean: dict[str, bytes], found: Callable[..., set[str]]) -> None:
    """Is it found in Markdown and in checks.json too?"""
    line = "`total = np.sum(X, axis=0, dtype=np.float64)`을 쓰면 됩니다."
    assert found({f"{UNIT}.ipynb": cell(clean, line, "markdown")}) == {"solution"}
    values = json.loads(clean["checks.json"])
    values["exercises"][0]["hints"][2] = line
    assert found({f"{UNIT}.ipynb": clean[f"{UNIT}.ipynb"], "checks.json": json.dumps(values)}) == {"solution"}


def test_notebook_metadata_and_outputs_are_found(clean: dict[str, bytes], found: Callable[..., set[str]]) -> None:
    """A pairing would put the answers back; an output may show them."""
    book = json.loads(clean[f"{UNIT}.ipynb"])
    book["metadata"]["jupytext"] = {"formats": "ipynb,py:percent"}
    book["cells"][1]["execution_count"] = 3
    assert found({f"{UNIT}.ipynb": json.dumps(book, indent=1)}) == {"jupytext", "output"}


def test_instructor_s_and_compiled_files_are_found(
    toy_project: Path, clean: dict[str, bytes], found: Callable[..., set[str]], tmp_path: Path
) -> None:
    """Is a forgotten hidden.py or a compiled reference found, in any folder?"""
    lesson = toy_project / "solutions" / UNIT / "lesson.py"
    py_compile.compile(str(lesson), cfile=str(tmp_path / "out.pyc"))
    kinds = found({"__pycache__/lesson.cpython.pyc": (tmp_path / "out.pyc").read_bytes(), "hidden.py": "x = 1\n"})
    (tmp_path / "out.pyc").unlink()
    assert {"compiled", "file"} <= kinds


def test_unknown_kinds_of_files_are_found(found: Callable[..., set[str]]) -> None:
    """Only kinds of files that can be searched, or that hold plain data, are released."""
    assert found({"answers.pkl": b"\x80\x04"}) == {"file"}


def test_archives_are_searched(toy_project: Path, clean: dict[str, bytes], tmp_path: Path) -> None:
    """Is a secret found in the bundle's zip and in a wheel within it?"""
    with zipfile.ZipFile(tmp_path / "a.whl", "w") as wheel:
        wheel.writestr(
            "autograder/x.py",
            "def column_mean(X):\n    total = np.sum(X, axis=0, dtype=np.float64)\n    return total / X.shape[0]\n",
        )
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.write(tmp_path / "a.whl", "numpy-ml/a.whl")
        archive.writestr("numpy-ml/solutions/13_toy/hidden.py", "")
    kinds = {leak.kind for leak in scan(Project(toy_project), [tmp_path / "b.zip"]).leaks}
    assert kinds == {"solution", "file"}


def test_bytecode_of_released_modules_is_no_leak(clean: dict[str, bytes], found: Callable[..., set[str]]) -> None:
    """Using a notebook compiles widgets.py beside it: is that told from compiled secrets?"""
    assert found({"__pycache__/widgets.cpython.pyc": b"x"}) == set()


@pytest.mark.parametrize(("line", "tells"), [
    ('"rnn_forward",', False),  # the name of an exercise, which every hint(…) in the text has
    ("return_running_mean", False),
    ('"mean", x - x.mean()', True),
    ("count = np.bincount(labels)", True),
])  # fmt: skip
def test_only_lines_that_say_something_are_looked_for(line: str, tells: bool) -> None:
    assert telling(normal(line)) is tells
