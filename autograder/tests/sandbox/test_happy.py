"""Does an honest notebook run as in Jupyter, and are its functions asked as they are?"""

from __future__ import annotations

from collections.abc import Callable

import nbformat
import numpy as np
import pytest

from autograder.sandbox import CellSource, Execution, Sandbox, Snapshot
from npml.core import wire
from npml.core.program import Outcome
from npml.core.steps import Call, Get, New, Step, Value
from npml.errors import JudgeError, ProtocolError, SandboxError, SandboxTimeout, UnitError

Run = Callable[..., Execution]
DOUBLE = "import numpy as np\n\ndef double(x):\n    return 2.0 * x"


def text_of(execution: Execution, cell: int) -> str:
    """All text that a cell printed on stdout."""
    outputs = execution.outputs.get(cell, [])
    return "".join(output["text"] for output in outputs if output.get("name") == "stdout")


def double(execution: Execution, number: float = 3.0) -> object:
    """What the student's double() says, in a fresh snapshot."""
    with execution.snapshot("double", 5.0) as snapshot:
        return snapshot.ask((Call("double", np.array([number])),))[0].value


def test_outputs_are_what_a_notebook_shows(run: Run) -> None:
    execution = run(
        DOUBLE, "print('안녕')\n1 + 1", "import sys\nprint('warn', file=sys.stderr)", "1 / 0",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()", "%time 1", "from IPython.display import Markdown\nMarkdown('# 하나')",
    )  # fmt: skip
    assert (execution.status, execution.message) == ("ran", "")
    assert execution.outputs[0] == []
    assert execution.outputs[1] == [
        {"output_type": "stream", "name": "stdout", "text": "안녕\n"},
        {"output_type": "execute_result", "metadata": {}, "data": {"text/plain": "2"}, "execution_count": 2},
    ]
    assert execution.outputs[2] == [{"output_type": "stream", "name": "stderr", "text": "warn\n"}]
    assert execution.outputs[3][0]["ename"] == "ZeroDivisionError"
    assert any("image/png" in output.get("data", {}) for output in execution.outputs[4])
    assert execution.outputs[6][0]["data"]["text/markdown"] == "# 하나"


def test_outputs_are_valid_nbformat(run: Run) -> None:
    execution = run(
        "import ipywidgets as w\ndisplay(w.IntSlider())\nraise ValueError('x')", "2", "print(1)", definitions=[1]
    )
    book = nbformat.v4.new_notebook()
    for index, outputs in execution.outputs.items():
        cell = nbformat.v4.new_code_cell(id=f"c{index}")
        cell.outputs = [nbformat.from_dict(output) for output in outputs]
        book.cells.append(cell)
    nbformat.validate(book)


def test_text_past_python_is_recorded_too(run: Run) -> None:
    execution = run(
        "import os, ctypes\nos.write(1, b'raw\\n')\nctypes.CDLL(None).puts(b'from C')\nctypes.CDLL(None).fflush(None)"
    )
    assert "raw\n" in text_of(execution, 0)
    assert "from C\n" in text_of(execution, 0)


@pytest.mark.parametrize(
    "cell", ["!echo hello", "%matplotlib inline", "%pip install x", "%%bash\necho 1", "%nope", "exit()", "quit"]
)
def test_magics_and_commands_do_no_harm(run: Run, cell: str) -> None:
    execution = run(DOUBLE, cell, "print('next')")
    assert execution.status == "ran"
    assert text_of(execution, 2) == "next\n"
    assert double(execution) == [6.0]


def test_public_files_of_the_unit_lie_beside_the_notebook(run: Run) -> None:
    execution = run("from public.tool import ANSWER\nimport os\nprint(ANSWER, sorted(os.listdir('.')))")
    assert text_of(execution, 0) == "42 ['checks.json', 'public']\n"


def test_a_snapshot_sees_the_executed_state_and_leaves_it_alone(run: Run) -> None:
    execution = run("count = [0]\ndef bump():\n    count[0] += 1\n    return count[0]", "bump()")
    for _ in range(2):
        with execution.snapshot("bump", 5.0) as snapshot:
            assert [snapshot.ask((Call("bump"),))[0].value for _ in range(3)] == [2, 3, 4]


def test_objects_and_globals(run: Run) -> None:
    execution = run("class Box:\n    def __init__(self, n):\n        self.n = n\nquiz_answers = {1: 2}")
    with execution.snapshot("Box", 5.0) as snapshot:
        assert snapshot.ask((New("b", "Box", 7), Get("b", "n")))[1].value == 7
        assert snapshot.ask((Value("quiz_answers"),))[0].value == {1: 2}


def test_large_arrays_cross(run: Run) -> None:
    execution = run(DOUBLE)
    big = np.arange(500_000, dtype=float)
    with execution.snapshot("double", 20.0) as snapshot:
        np.testing.assert_array_equal(snapshot.ask((Call("double", big),))[0].value, 2 * big)


def test_shadowed_names_do_not_break_an_honest_result(run: Run) -> None:
    execution = run(
        DOUBLE, "list = sum = len = dict = print = isinstance = type = 3\nnp2 = np\nstr = bytes = min = max = None"
    )
    assert double(execution) == [6.0]


def test_cells_share_one_namespace_and_count_up(run: Run) -> None:
    execution = run("a = 1", "a += 1\na", "_")
    assert [output["execution_count"] for output in execution.outputs[1] + execution.outputs[2]] == [2, 3]


def test_numpy_and_the_standard_library_are_all_there_is_in_a_graded_call(run: Run) -> None:
    execution = run(
        "import numpy as np\nfrom scipy.special import expit, softmax\nimport scipy.special as special",
        "def a(x): return expit(x)\ndef b(x): return special.expit(x)\ndef c(x):\n    from scipy.special import expit\n    return expit(x)",
        "def d(x): return softmax(x)\ndef e(x):\n    import math, itertools, statistics\n    return np.linalg.norm(x) + math.exp(0.0)",
        "def f(x):\n    import sklearn.linear_model\n    return 1",
        "print(expit(0.0), a(0.0), d([0.0, 0.0]))",
    )  # fmt: skip
    assert text_of(execution, 4) == "0.5 0.5 [0.5 0.5]\n"
    with execution.snapshot("a", 20.0) as snapshot:
        for name in "abcdf":
            assert snapshot.ask((Call(name, 0.0),))[0].error == "ImportError", name
        assert snapshot.ask((Call("e", np.array([3.0, 4.0])),))[0].value == 6.0


def test_an_interrupted_cell_does_not_end_the_notebook(run: Run) -> None:
    execution = run(DOUBLE, "while True: pass", "import time\ntime.sleep(100)", "print('next')")
    assert execution.status == "ran"
    assert [execution.outputs[cell][-1]["ename"] for cell in (1, 2)] == ["KeyboardInterrupt"] * 2
    assert text_of(execution, 3) == "next\n"


def test_an_error_that_takes_too_long_to_format_is_still_the_cells_error(run: Run) -> None:
    slow = "class Slow(Exception):\n    def _render_traceback_(self):\n        while True: pass\nraise Slow('why')"
    execution = run(DOUBLE, slow, "print('next')")
    last = execution.outputs[1][-1]
    assert (last["output_type"], last["ename"], last["evalue"]) == ("error", "Slow", "why")
    assert "Slow: why" in last["traceback"][-1]
    assert text_of(execution, 2) == "next\n"


def test_an_unknown_unit_is_named(sandbox: Sandbox) -> None:
    with pytest.raises(UnitError, match="unit10"):
        sandbox.execute("10_absent", [CellSource(0, "1")], [])


def test_no_cells_at_all(run: Run, sandbox: Sandbox) -> None:
    with sandbox.execute("09_toy", [], []) as execution:
        assert execution.status == "ran"
        with execution.snapshot("double", 5.0) as snapshot:
            assert snapshot.ask((Call("double", 1.0),))[0].error == "NameError"


def test_a_closed_execution_answers_no_more(run: Run) -> None:
    execution = run(DOUBLE)
    execution.close()
    with pytest.raises(SandboxError), execution.snapshot("double", 5.0):
        pass


def test_a_dead_zygote_is_started_again(sandbox: Sandbox, run: Run) -> None:
    assert sandbox._process is not None
    sandbox._process.kill()
    sandbox._process.wait()
    assert double(run(DOUBLE)) == [6.0]


def test_more_cases_than_a_frame_holds_are_the_judges_failure(run: Run) -> None:
    execution = run(DOUBLE)
    large = np.zeros(1 << 20)  # 8 MiB: the most that one array may have
    with execution.snapshot("double", 30.0) as snapshot, pytest.raises(JudgeError, match="9개"):
        list(snapshot.ask_all([(Call("double", large),)] * 9))


def together(snapshot: Snapshot, *steps: Step) -> list[Outcome]:
    """The outcomes of one case per step, asked together."""
    begin, answers = snapshot.ask_together(wire.Request.of([(step,) for step in steps]))
    outcomes = []
    for at, (header, body) in enumerate(answers):
        assert header.startswith(begin + b"%d," % at)
        tree, buffers = wire.unpack_frame(header, body)
        outcomes += wire.unpack_outcomes(tree["outcomes"], buffers, (steps[at],))
    return outcomes


def test_exercises_that_share_a_snapshot_do_not_hear_of_each_other(run: Run) -> None:
    source = """
import random, sys, numpy as np
def deep(n=3000):
    return n and deep(n - 1)
def first(x):
    global left
    left = x
    sys.setrecursionlimit(5000)
    return np.random.rand() + random.random() + np.random.default_rng().random()
def second():
    return left
def third():
    return np.random.rand() + random.random() + np.random.default_rng().random()
def again(x):
    global first
    first = second
    return x.sum()
"""
    execution = run(source)
    with execution.snapshot("quiz", 20.0) as snapshot:
        snapshot.use("first")
        one, two = together(snapshot, Call("first", np.ones(2)), Call("first", np.zeros(2)))
        snapshot.use("second")
        (lost,) = together(snapshot, Call("second"))
        snapshot.use("deep")
        assert together(snapshot, Call("deep"))[0].error == "RecursionError"
        snapshot.use("third")
        three, four = together(snapshot, Call("third"), Call("third"))
        snapshot.use("again")
        assert [item.value for item in together(snapshot, Call("again", np.ones(3)), Call("again", np.ones(4)))] == [3, 4]
        snapshot.use("first")
        assert together(snapshot, Call("first", np.ones(2)))[0].value == one.value
    assert (one.value, two.value) == (three.value, four.value) and one.value != two.value
    assert lost.error == "NameError"
    with execution.snapshot("third", 20.0) as snapshot:
        assert snapshot.ask((Call("third"),))[0].value == one.value


def test_an_exercise_that_dies_or_says_too_much_when_all_are_asked_is_noticed(run: Run) -> None:
    execution = run(
        """
import os, numpy as np
def die(): os._exit(3)
def hang():
    while True: pass
def huge(): return np.zeros(1 << 20)
def forge():
    for fd in range(3, 10):
        try: os.write(fd, b"AGf1" + bytes(12))
        except OSError: pass
"""
    )
    for steps, seconds, error in (
        ((Call("die"),), 20.0, SandboxError), ((Call("hang"),), 0.5, SandboxTimeout),
        ((Call("huge"),) * 9, 20.0, ProtocolError), ((Call("forge"),), 20.0, ProtocolError),
    ):  # fmt: skip
        with execution.snapshot("x", seconds) as snapshot, pytest.raises(error):
            together(snapshot, *steps)
