"""In a real kernel: does check() find its unit after %cd, see failed cells, and end calls that do not?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

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
            elif message["msg_type"] in ("display_data", "execute_result"):
                shown += content["data"]["text/plain"] + "\n"
            elif message["msg_type"] == "error":
                shown += "\n".join(content["traceback"])
            if content.get("execution_state") == "idle" or (until and until in shown):
                return shown

    def run(self, source: str, cell: str = "") -> str:
        """Both."""
        return self.read(self.send(source, cell))


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
    assert "mean_gradient · 확인 ✓ 통과했어요" in kernel.run("progress()")
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
    assert "[7]번 칸에서 다시 정한 mean_gradient예요" in kernel.run('check("mean_gradient")', "mean_gradient_check")


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
            assert "descend · 확인 ○ 아직이에요 · 연 힌트 2단계까지" in text
            assert "Total · 확인 ○ 아직이에요 · 연 힌트 1단계까지" in text
    finally:
        other.client.stop_channels()
        other.manager.shutdown_kernel(now=True)
