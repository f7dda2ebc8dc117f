"""Does check() notice that what it looks at is not what stands in the solution cell, and is it silent in doubt?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import IPython
import pytest

from npml.student import cells, place
from npml.student.checking import check
from npml.student.unitfile import UnitFile

RIGHT = "def mean_gradient(X, y, theta):\n    return X.T @ (X @ theta - y) / len(y)\n"
WRONG = "def mean_gradient(X, y, theta):\n    return X.T @ (X @ theta - y)\n"
GREEN = "✓ mean_gradient: 모든 단계를 통과했어요"
NOT_RUN = "△ mean_gradient: 지금 적힌 코드는 아직 확인하지 않았어요"


class Kernel:
    """A shell with IPython's events, in which a frontend runs cells of a notebook."""

    def __init__(self, folder: Path, *, ids: bool = True) -> None:
        self.kernel = object()
        self.user_ns: dict[str, Any] = {"__name__": "__main__"}
        self.execution_count = 0
        self.events = SimpleNamespace(register=lambda name, call: self._calls.setdefault(name, call))
        self.notebook = folder / "94_sample.ipynb"
        self._calls: dict[str, Any] = {}
        self._ids = ids
        cells.begin()

    def start(self) -> None:
        """As `from npml import check` in the first cell does."""
        cells.begin()

    def run(self, source: str, cell: str = "") -> None:
        """Run a cell; its error is the result's, as in IPython."""
        self.execution_count += 1
        info = SimpleNamespace(raw_cell=source, cell_id=cell if self._ids else None)
        result = SimpleNamespace(
            info=info, execution_count=self.execution_count, error_before_exec=None, error_in_exec=None
        )
        self._calls["pre_run_cell"](info)
        try:
            code = compile(source, f"<cell {self.execution_count}>", "exec")
        except SyntaxError as error:
            result.error_before_exec = error
        else:
            try:
                exec(code, self.user_ns)
            except Exception as error:
                result.error_in_exec = error
        self._calls["post_run_cell"](result)

    def save(self, *sources: tuple[str, str]) -> None:
        """Save a notebook with these cells: (id, source); the solution cells are those with an exercise's name."""
        made = [
            {"cell_type": "code", "id": name, "source": source.splitlines(keepends=True),
             "metadata": {"nbgrader": {"grade_id": name, "solution": True}} if name == "mean_gradient" else {}}
            for name, source in sources
        ]  # fmt: skip
        self.notebook.write_text(json.dumps({"cells": made}), encoding="utf-8")


@pytest.fixture(params=[True, False], ids=["ids", "no ids"])
def ids(request: pytest.FixtureRequest) -> bool:
    """Whether the frontend tells the cells' ids."""
    return bool(request.param)


def kernel_in(released: Path, monkeypatch: pytest.MonkeyPatch, ids: bool) -> Kernel:
    """A kernel in the unit's folder."""
    monkeypatch.setattr(cells, "_watch", None)
    monkeypatch.setattr(place, "_known", None)
    shell: list[Any] = [None]
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell[0])
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    made = Kernel.__new__(Kernel)
    shell[0] = made
    made.__init__(released, ids=ids)  # type: ignore[misc]
    assert "IPython" in sys.modules
    return made


@pytest.fixture
def kernel(released: Path, monkeypatch: pytest.MonkeyPatch, ids: bool) -> Any:
    """A kernel in the unit's folder; the notebook's file is taken away again."""
    made = kernel_in(released, monkeypatch, ids)
    yield made
    made.notebook.unlink(missing_ok=True)


def checked(monkeypatch: pytest.MonkeyPatch) -> str:
    """The text of the check's panel."""
    shown: list[str] = []
    monkeypatch.setattr("npml.student.card.show", lambda html, text: shown.append(text))
    check("mean_gradient")
    return shown[0]


def test_green_without_a_word(kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel.run(RIGHT, "mean_gradient")
    kernel.run("1 / 0", "other")
    kernel.run("def other(:", "other")
    text = checked(monkeypatch)
    assert text.startswith(GREEN)
    assert len(text.splitlines()) == 4  # title, stages, gradient, that the grade uses other values


@pytest.mark.parametrize(
    ("source", "error", "line"),
    [
        (RIGHT.replace("len(y)", "len(y"), "SyntaxError", 2),
        ("import no_such_module\n" + RIGHT, "ModuleNotFoundError", 1),
        ("x = 1\nx / 0\n" + WRONG, "ZeroDivisionError", 2),
    ],
)
def test_a_cell_that_failed_is_not_what_is_checked(
    kernel: Kernel, monkeypatch: pytest.MonkeyPatch, source: str, error: str, line: int
) -> None:
    kernel.run(RIGHT, "mean_gradient")
    kernel.run(source, "mean_gradient")
    text = checked(monkeypatch)
    assert text.startswith(NOT_RUN)
    assert f"([2]) {line}번째 줄에서 {error}" in text
    kernel.run(RIGHT, "mean_gradient")
    assert checked(monkeypatch).startswith(GREEN)


def test_an_error_below_the_definition_is_none_of_its_business(kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel.run(WRONG, "mean_gradient")
    kernel.run(RIGHT + "\n1 / 0", "mean_gradient")
    assert checked(monkeypatch).startswith(GREEN)


def test_without_any_function_the_error_is_said(kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel.run(RIGHT.replace(":", "", 1), "mean_gradient")
    text = checked(monkeypatch)
    assert text.startswith("○ mean_gradient: 아직 정의되지 않았어요")
    assert "1번째 줄에서 SyntaxError" in text
    assert "그전에 실행한" not in text


def test_a_failed_trial_elsewhere_is_no_failure(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = kernel_in(released, monkeypatch, True)
    kernel.run(RIGHT, "mean_gradient")
    kernel.run(RIGHT.replace("len(y)", "len(y"), "scratch")
    assert checked(monkeypatch).startswith(GREEN)


def test_a_renamed_function_is_gone(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = kernel_in(released, monkeypatch, True)
    kernel.run(RIGHT, "mean_gradient")
    kernel.run(RIGHT.replace("mean_gradient", "my_gradient"), "mean_gradient")
    text = checked(monkeypatch)
    assert text.startswith(NOT_RUN)
    assert "답을 쓰는 셀에 이제 mean_gradient가 없어요" in text


def test_an_alias_is_a_definition(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Running `name = helper` again binds the same object: nothing changed, and nothing is wrong."""
    kernel = kernel_in(released, monkeypatch, True)
    kernel.run(RIGHT.replace("mean_gradient", "helper"), "helpers")
    kernel.run("mean_gradient = helper", "mean_gradient")
    kernel.run("mean_gradient = helper", "mean_gradient")
    assert checked(monkeypatch).startswith(GREEN)


# --- the saved notebook -----------------------------------------------------------------


def test_a_saved_edit_that_was_not_run_is_seen(kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel.save(("mean_gradient", RIGHT))
    kernel.run(RIGHT, "mean_gradient")
    assert checked(monkeypatch).startswith(GREEN)
    kernel.save(("mean_gradient", WRONG))
    text = checked(monkeypatch)
    assert text.startswith(NOT_RUN)
    assert "저장된 노트북" in text
    kernel.run(WRONG, "mean_gradient")
    assert "저장된 노트북" not in checked(monkeypatch)


def test_a_file_older_than_the_run_says_nothing(kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was run may not be saved yet."""
    kernel.save(("mean_gradient", WRONG))
    kernel.run(RIGHT, "mean_gradient")
    assert checked(monkeypatch).startswith(GREEN)


@pytest.mark.parametrize("content", ["", "[]", '{"cells": [{"cell_type": "code"}]}', '{"cells": 3}', "\udcff"])
def test_a_file_that_is_no_notebook_says_nothing(kernel: Kernel, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    kernel.run(RIGHT, "mean_gradient")
    kernel.notebook.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert checked(monkeypatch).startswith(GREEN)


def test_of_two_notebooks_none_is_taken_for_the_running_one(kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    other = kernel.notebook.with_name("copy.ipynb")
    kernel.save(("mean_gradient", RIGHT))
    kernel.notebook.rename(other)
    try:
        kernel.save(("mean_gradient", RIGHT))
        kernel.run(RIGHT, "mean_gradient")
        kernel.save(("mean_gradient", WRONG))
        assert checked(monkeypatch).startswith(GREEN)
        monkeypatch.setenv("JPY_SESSION_NAME", str(kernel.notebook))
        kernel.run(RIGHT, "mean_gradient")
        kernel.save(("mean_gradient", WRONG + "\n"))
        assert checked(monkeypatch).startswith(NOT_RUN)
    finally:
        other.unlink()


# --- names bound again ------------------------------------------------------------------


def test_a_value_of_the_same_name_is_said(kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel.run(RIGHT, "mean_gradient")
    kernel.run("mean_gradient = 3.0", "other")
    text = checked(monkeypatch)
    if kernel._ids:
        assert "[2]번 셀에서 다시 정한 mean_gradient" in text
        assert "답을 쓰는 셀의 함수는 모든 단계를 통과해요" in text
    assert "`float`" not in text and "float 값이에요" in text


def test_another_function_of_the_same_name(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = kernel_in(released, monkeypatch, True)
    kernel.run(RIGHT, "mean_gradient")
    kernel.run(WRONG, "naive")
    text = checked(monkeypatch)
    assert text.startswith("✗")
    assert "지금 확인한 것은 답을 쓰는 셀이 아니라 [2]번 셀에서 다시 정한 mean_gradient예요." in text
    kernel.run(RIGHT, "naive")
    text = checked(monkeypatch)
    assert text.startswith(GREEN)
    assert "답을 쓰는 셀의 함수도 모든 단계를 통과해요" in text


@pytest.mark.parametrize("above", [True, False])
def test_a_right_one_elsewhere_is_not_green(
    released: Path, visible: UnitFile, monkeypatch: pytest.MonkeyPatch, above: bool
) -> None:
    """The grade takes the better of the solution cell's and the last: one above the solution cell does not count."""
    kernel = kernel_in(released, monkeypatch, True)
    both = [("elsewhere", RIGHT), ("mean_gradient", WRONG)]
    try:
        kernel.save(*(both if above else both[::-1]))
        kernel.run(WRONG, "mean_gradient")
        kernel.run(RIGHT, "elsewhere")
        text = checked(monkeypatch)
    finally:
        kernel.notebook.unlink()
    title = "답을 쓰는 셀의 코드는 아직 통과하지 못했어요" if above else "통과했지만 답을 쓰는 셀의 코드가 아니에요"
    assert text.startswith(f"△ mean_gradient: {title}")


def test_a_check_in_the_cell_of_the_definition(kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("npml.student.card.show", lambda html, text: shown.append(text))
    kernel.user_ns["check"] = check
    kernel.run(WRONG, "mean_gradient")
    kernel.run(RIGHT + 'check("mean_gradient")', "mean_gradient")
    assert shown[0].startswith(GREEN)
