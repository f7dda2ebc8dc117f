"""In a real kernel: does check() find its unit after %cd, see failed cells, and end calls that do not?"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

from npml.core.clicked import carried, clicked
from npml.core.marks import QUIZ, check_id

RIGHT = "def mean_gradient(X, y, theta):\n    return X.T @ (X @ theta - y) / len(y)\n"
ENDLESS = "def mean_gradient(X, y, theta):\n    while True:\n        theta = theta + 1\n"
IMPORTS = "from npml import check, hint, progress, quiz\nfrom npml.widgets import shipped"


class Kernel:
    """Runs cells as JupyterLab does, with their ids."""

    def __init__(self, folder: Path, state: Path) -> None:
        self.manager, self.client = start_new_kernel(
            kernel_name="python3", cwd=str(folder), env={**os.environ, "AUTOGRADER_STATE": str(state)}
        )

    def send(self, source: str, cell: str = "") -> str:
        """Ask for a cell to be run."""
        content = {
            "code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
            "stop_on_error": True,
        }  # fmt: skip
        message = self.client.session.msg("execute_request", content, metadata={"cellId": cell})
        self.client.shell_channel.send(message)
        return str(message["header"]["msg_id"])

    def read(self, sent: str, *, until: str = "") -> str:
        """What a cell showed, as text; ``until``: only up to that text."""
        shown = ""
        while True:
            message = self.client.get_iopub_msg(timeout=120)
            if message["parent_header"].get("msg_id") != sent:
                continue
            content = message["content"]
            if message["msg_type"] == "stream":
                shown += content["text"]
            elif message["msg_type"] in ("display_data", "execute_result", "update_display_data"):
                shown += content["data"]["text/plain"] + "\n"
            elif message["msg_type"] == "error":
                shown += "\n".join(content["traceback"])
            if content.get("execution_state") == "idle" or (until and until in shown):
                return shown

    def run(self, source: str, cell: str = "") -> str:
        """Both."""
        return self.read(self.send(source, cell))

    def messages(self, sent: str) -> list[tuple[str, Any]]:
        """The type and content of each message that a request led to."""
        found: list[tuple[str, Any]] = []
        while True:
            message = self.client.get_iopub_msg(timeout=120)
            if message["parent_header"].get("msg_id") == sent:
                found.append((message["msg_type"], message["content"]))
                if found[-1][1].get("execution_state") == "idle":
                    return found

    def tell(self, widget: str, state: dict[str, Any] | None = None, **event: Any) -> list[tuple[str, Any]]:
        """What a front end sends when a widget's state was changed in the browser, or a button pressed."""
        data = {"method": "update", "state": state, "buffer_paths": []} if state else {"method": "custom", "content": event}
        message = self.client.session.msg("comm_msg", {"comm_id": widget, "data": data})
        self.client.shell_channel.send(message)
        return self.messages(str(message["header"]["msg_id"]))

    def widgets(self, source: str, kind: str) -> tuple[list[str], list[dict[str, Any]]]:
        """The ids of the widgets of a kind that a cell makes, and the cell's outputs."""
        found = self.messages(self.send(source))
        made = [content["comm_id"] for what, content in found if what == "comm_open" and kind in str(content["data"])]
        return made, [content for what, content in found if what == "display_data"]


@pytest.fixture
def kernel(released: Path, tmp_path: Path) -> Iterator[Kernel]:
    """A kernel in the unit's folder with the first cell run."""
    made = Kernel(released, tmp_path / "progress.json")
    made.run(IMPORTS, "setup")
    yield made
    made.client.stop_channels()
    made.manager.shutdown_kernel(now=True)


REMOVED = "import os, tempfile\nos.chdir(tempfile.mkdtemp())\nos.rmdir(os.getcwd())"


@pytest.mark.parametrize("leave", ["%cd -q /", "import os\nos.chdir('/')", REMOVED], ids=["%cd", "chdir", "removed"])
def test_after_leaving_the_folder_everything_works(kernel: Kernel, leave: str) -> None:
    kernel.run(leave)
    kernel.run(RIGHT, "mean_gradient")
    assert "모든 단계를 통과했어요" in kernel.run('check("mean_gradient")')
    assert "힌트 1/3" in kernel.run('hint("mean_gradient", 1)')
    assert "1번" in kernel.run("quiz()")
    assert "mean_gradient · 배점 30점 · 확인 ✓ 통과했어요" in kernel.run("progress()")
    assert "기준" in kernel.run('shipped("name")')


def test_a_unit_that_was_entered_later_is_remembered(released: Path, tmp_path: Path) -> None:
    """An editor may start kernels in the workspace's folder."""
    made = Kernel(tmp_path, tmp_path / "progress.json")
    try:
        made.run(f"%cd -q {released}")
        made.run(IMPORTS)
        made.run("%cd -q /")
        assert "힌트 1/3" in made.run('hint("descend", 1)')
    finally:
        made.client.stop_channels()
        made.manager.shutdown_kernel(now=True)


def test_cells_that_failed_and_names_bound_again(kernel: Kernel) -> None:
    kernel.run(RIGHT, "mean_gradient")
    assert "SyntaxError" in kernel.run(RIGHT + ")", "mean_gradient")
    text = kernel.run('check("mean_gradient")', "mean_gradient_check")
    assert text.startswith("△")
    assert "([3]) 3번째 줄에서 SyntaxError가 났어요" in text
    kernel.run(RIGHT, "mean_gradient")
    assert kernel.run('check("mean_gradient")', "mean_gradient_check").startswith("✓")
    kernel.run("mean_gradient = mean_gradient.__name__", "other")
    assert "[7]번 셀에서 다시 정한 mean_gradient예요" in kernel.run('check("mean_gradient")', "mean_gradient_check")


def test_an_endless_loop_ends_and_the_kernel_goes_on(kernel: Kernel) -> None:
    kernel.run("from npml.student import limit\nlimit.LIMIT = 0.5")
    kernel.run(ENDLESS, "mean_gradient")
    text = kernel.run('check("mean_gradient")')
    assert "안에 끝나지 않아 멈췄어요" in text
    assert "mean_gradient, " in text
    assert kernel.run("print(6 * 7)") == "42\n"


def test_an_interrupt_is_no_traceback_of_ours(kernel: Kernel) -> None:
    kernel.run("from IPython.display import display")
    kernel.run(ENDLESS.replace("    while", "    display('begun')\n    while"), "mean_gradient")
    sent, waiting = kernel.send('check("mean_gradient")'), kernel.send("print('not run')")
    kernel.read(sent, until="begun")
    kernel.manager.interrupt_kernel()
    text = kernel.read(sent)
    assert "△ mean_gradient: 확인을 중단했어요" in text
    assert "mean_gradient, " in text
    assert text.rstrip().endswith("중단했어요.")
    assert "Traceback" not in text
    assert "autograder" not in text
    assert "not run" not in kernel.read(waiting)


def test_two_kernels_share_a_unit_s_record(kernel: Kernel, released: Path, tmp_path: Path) -> None:
    other = Kernel(released, tmp_path / "progress.json")
    try:
        other.run(IMPORTS)
        assert "아직이에요" in kernel.run("progress()")
        other.run('hint("descend", 2)')
        kernel.run('hint("Total", 1)')
        for made in (kernel, other):
            text: Any = made.run("progress()")
            assert "descend · 배점 30점 · 확인 ○ 아직이에요 · 연 힌트 2단계까지" in text
            assert "Total · 배점 30점 · 확인 ○ 아직이에요 · 연 힌트 1단계까지" in text
    finally:
        other.client.stop_channels()
        other.manager.shutdown_kernel(now=True)


def updated(found: list[tuple[str, Any]]) -> dict[int, int]:
    """The clicked answers that the updated output carries."""
    return clicked([content for what, content in found if what == "update_display_data"])


def test_a_click_answers_the_quiz_in_kernel_record_and_output(kernel: Kernel, released: Path, tmp_path: Path) -> None:
    kernel.run("quiz_answers = {1: None, 2: None}")
    radios, outputs = kernel.widgets("quiz(quiz_answers)", "RadioButtonsModel")
    assert len(radios) == 2
    assert clicked(outputs) == {}
    assert updated(kernel.tell(radios[0], {"index": 1})) == {1: 2}
    assert updated(kernel.tell(radios[1], {"index": 0})) == {1: 2, 2: 1}
    assert "{1: 2, 2: 1}" in kernel.run("print(quiz_answers)")
    assert "✓ 모두 맞혔어요" in kernel.run("progress()")
    html = {"text/html": f"<div{carried({1: 2, 2: 1})}>"}
    quiz_cell = {"metadata": {"nbgrader": {"grade_id": check_id(QUIZ)}}, "outputs": [{"data": html}]}
    saved = released / "94_sample.ipynb"
    # The next day; without the notebook's own file it could be another student's day on this computer.
    for cells, expected in (([quiz_cell], {1: 2, 2: 1}), ([], {})):
        saved.write_text(json.dumps({"cells": cells}), encoding="utf-8")
        other = Kernel(released, tmp_path / "progress.json")
        try:
            other.run(IMPORTS + "\nquiz_answers = {1: None, 2: None}")
            for _ in range(2):
                _, outputs = other.widgets("quiz(quiz_answers)", "RadioButtonsModel")
                assert clicked(outputs) == expected
                assert str({1: None, 2: None} | expected) in other.run("print(quiz_answers)")
        finally:
            other.client.stop_channels()
            other.manager.shutdown_kernel(now=True)
            saved.unlink()


def test_what_the_code_says_wins_over_a_click(kernel: Kernel) -> None:
    kernel.run("quiz_answers = {1: 1, 2: None}")
    radios, outputs = kernel.widgets("quiz(quiz_answers)", "RadioButtonsModel")
    assert clicked(outputs) == {}
    said = kernel.tell(radios[0], {"index": 1})
    assert "위 셀에 적은 ①번이 채점돼요" in str(said)
    assert updated(said) == {}
    assert updated(kernel.tell(radios[1], {"index": 1})) == {2: 2}
    assert "{1: 1, 2: 2}" in kernel.run("print(quiz_answers)")


def test_hints_are_opened_by_buttons_and_recorded(kernel: Kernel) -> None:
    buttons, outputs = kernel.widgets('hint("descend")', "'ButtonModel'")
    assert len(buttons) == 3
    assert "<details" in outputs[0]["data"]["text/html"]
    assert "연 힌트 없음" in kernel.run("progress()").splitlines()[2]
    said = str(kernel.tell(buttons[1], event="click"))
    assert "shape는 (n,)이에요." in said
    assert "힌트 2. 수식과 shape 닫기" in said
    assert "descend · 배점 30점 · 확인 ○ 아직이에요 · 연 힌트 2단계까지" in kernel.run("progress()")
    assert "힌트 2. 수식과 shape 열기" in str(kernel.tell(buttons[1], event="click"))


def replaced(kernel: Kernel, source: str, cell: str) -> tuple[str, str]:
    """The text that a run puts in place of its cell's, or "", and what it shows."""
    sent = kernel.send(source, cell)
    shown = kernel.read(sent)
    while True:
        reply = kernel.client.get_shell_msg(timeout=120)
        if reply["parent_header"]["msg_id"] == sent:
            payload = [item for item in reply["content"]["payload"] if item["source"] == "set_next_input"]
            assert all(item["replace"] for item in payload)
            return (payload[-1]["text"] if payload else ""), shown


STUB = 'def mean_gradient(X, y, theta):\n    """절반 MSE의 기울기."""\n    raise NotImplementedError("여기를 채우세요")'


def test_a_cell_is_reset_and_its_code_comes_back(kernel: Kernel, released: Path, tmp_path: Path) -> None:
    kernel.run("from npml import reset")
    code, shown = replaced(kernel, 'reset("mean_gradient")\n' + RIGHT, "mean_gradient")
    assert code == STUB
    assert "쓰던 코드는 따로 두었어요" in shown
    assert "return X.T @ (X @ theta - y) / len(y)" in shown
    other = Kernel(released, tmp_path / "progress.json")  # the next day; the frontend sends no ids
    try:
        other.run(IMPORTS + "\nfrom npml import reset")
        code, shown = replaced(other, 'reset("mean_gradient", back=True)\n' + STUB + "\n    # begun", "")
        assert code == RIGHT.strip()
        code, _ = replaced(other, 'reset("mean_gradient", back=True)', "mean_gradient")
        assert code == STUB + "\n    # begun"
    finally:
        other.client.stop_channels()
        other.manager.shutdown_kernel(now=True)


def test_a_call_inside_a_function_is_no_call_of_ours(kernel: Kernel) -> None:
    kernel.run("from npml import reset")
    mine = "def mean_gradient(X, y, theta):\n    reset(theta)\n    return theta"
    replaced(kernel, 'reset("mean_gradient")\n' + mine, "mean_gradient")
    assert replaced(kernel, 'reset("mean_gradient", back=True)', "mean_gradient")[0] == mine


def test_a_cell_with_the_call_alone_keeps_what_ran_last(kernel: Kernel) -> None:
    kernel.run("from npml import reset")
    kernel.run(RIGHT, "mean_gradient")
    assert replaced(kernel, 'reset("mean_gradient")', "mean_gradient")[0] == STUB
    assert replaced(kernel, 'reset("mean_gradient", back=True)', "mean_gradient")[0] == RIGHT.strip()


def test_another_cell_is_left_alone(kernel: Kernel) -> None:
    kernel.run("from npml import reset")
    kernel.run(RIGHT, "mean_gradient")
    code, shown = replaced(kernel, 'reset("mean_gradient")', "elsewhere")
    assert code == ""
    assert 'mean_gradient를 채우는 셀의 맨 윗줄에 reset("mean_gradient")라고 적고' in shown
    assert STUB in shown.replace("    def", "def")
    assert "되찾을 코드가 없어요" in replaced(kernel, 'reset("mean_gradient", back=True)', "mean_gradient")[1]
    assert "있는 문제는" in replaced(kernel, 'reset("x")', "elsewhere")[1]
