"""Does a check stop code that does not end, say where it was, and leave nothing behind?"""

from __future__ import annotations

import _thread
import signal
import sys
import textwrap
import threading
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from npml.core.program import run
from npml.core.steps import Call
from npml.student import checking, limit
from npml.student.limit import INTERRUPT, TOO_LONG, Guard, Interrupted, running
from npml.student.unitfile import UnitFile

#: Names: what a student may write; each has no end.
ENDLESS = {
    "plain": """
        def f():
            n = 0
            while True:
                n += 1  # here
        """,
    "swallows everything": """
        def f():
            n = 0
            while True:
                try:
                    n += 1
                except BaseException:
                    pass
        """,
    "swallows on one line, twice": """
        import time
        def f():
            while True:
                try:
                    try: time.sleep(60)
                    except: n = 1
                except: n = 2
        """,
    "a function that swallows in one that swallows": """
        import time
        def g():
            try:
                time.sleep(60)
            except:
                return 1
        def f():
            while True:
                try:
                    g()
                except:
                    pass
        """,
    "continues in finally": """
        def f():
            while True:
                try:
                    n = 1
                finally:
                    continue
        """,
    "inside NumPy's settings": """
        import numpy as np
        def f():
            with np.errstate(all="ignore"):
                while True:
                    try:
                        n = 1
                    except:
                        pass
        """,
    "within NumPy": """
        import numpy as np
        def f():
            a = np.ones(100_000)
            while True:
                a = np.sort(a)
        """,
}


def names_of(source: str) -> dict[str, Any]:
    """A notebook's globals."""
    names: dict[str, Any] = {}
    exec(compile(textwrap.dedent(source), "<cell 1>", "exec"), names)
    return names


@pytest.fixture(params=["alarm", "watchdog"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With alarm signals, and as on Windows without them."""
    if request.param == "watchdog":
        monkeypatch.delattr(signal, "setitimer")
    return str(request.param)


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_it_is_stopped(way: str, source: str) -> None:
    if way == "watchdog":
        source = source.replace("sleep(60)", "sleep(0.01)")  # an interruption from a thread does not end a sleep
    names = names_of(source)
    reached = False
    with Guard(names, 0.1) as guard:
        with running(None):
            run((Call("f"),), names)
        reached = True
    assert not reached
    assert guard.why == TOO_LONG
    assert guard.lines[0].function == "f"


@pytest.mark.skipif(sys.version_info < (3, 12), reason="파이썬 3.12부터 있는 sys.monitoring을 씁니다.")
@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_it_is_stopped_where_no_thread_can_start(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser has no alarm either; the student's loops are counted on."""
    monkeypatch.delattr(signal, "setitimer")
    monkeypatch.setattr(threading.Thread, "start", _no_thread)
    for _ in range(2):  # the second time, too
        test_it_is_stopped("watchdog", source)


def test_no_limit_where_nothing_can_keep_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "setitimer")
    monkeypatch.setattr(threading.Thread, "start", _no_thread)
    monkeypatch.setattr(sys, "version_info", (3, 11))
    names = names_of("def f(): return 1")
    with Guard(names, 0.1) as guard:
        assert run((Call("f"),), names)[0].value == 1
    assert not guard.why


def _no_thread(thread: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")


def test_nothing_is_left_behind(way: str) -> None:
    """Are handlers, timers, streams, NumPy's settings, filters and tracing as they were?"""

    def state() -> list[Any]:
        return [
            signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL),
            sys.stdout, sys.stderr, np.geterr(), sys.gettrace(), sys.getswitchinterval(), list(warnings.filters), limit._active,
        ]  # fmt: skip

    before = state()
    names = names_of(ENDLESS["inside NumPy's settings"])
    with Guard(names, 0.05), running(None):
        run((Call("f"),), names)
    assert state() == before
    with Guard(names, 60), running(None):
        pass
    assert state() == before


def test_an_end_in_time_is_not_touched() -> None:
    names = names_of("def f():\n    return 1.0")
    with Guard(names) as guard:
        with running(None):
            (outcome,) = run((Call("f"),), names)
        assert outcome.value == 1.0
    assert guard.why == ""


def test_other_errors_go_through() -> None:
    with pytest.raises(KeyError), Guard({}):
        raise KeyError


LOOP = "def mean_gradient(X, y, theta):\n    while True:\n        theta = theta + 1\n"


def test_check_names_the_case_and_the_line(
    visible: UnitFile, run_cell: Callable[[str], None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limit, "LIMIT", 0.2)
    run_cell("from npml import check\n" + LOOP)
    run_cell('check("mean_gradient")\nprint("after")')
    text = capsys.readouterr().out
    assert "✗ mean_gradient: 0초 안에 끝나지 않아 멈췄어요" in text
    assert "손계산 예" in text
    assert "mean_gradient(X, y, theta)" in text
    assert "mean_gradient, 4번째 줄:  theta = theta + 1" in text or "mean_gradient, 3번째 줄:  while True:" in text
    assert "끝나지 않는 반복" in text
    assert text.endswith("after\n")


def test_an_interrupt_says_the_same_and_ends_the_cell(
    visible: UnitFile, run_cell: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    run_cell("import _thread\nfrom npml import check")
    run_cell("def mean_gradient(X, y, theta):\n    _thread.interrupt_main()\n    while True:\n        theta = theta + 1\n")
    with pytest.raises(Interrupted) as caught:
        run_cell('check("mean_gradient")')
    assert caught.value._render_traceback_() == ["중단했어요."]
    text = capsys.readouterr().out
    assert "△ mean_gradient: 확인을 중단했어요" in text
    assert "mean_gradient, " in text
    assert "Traceback" not in text


def test_an_interrupt_between_two_calls_counts(visible: UnitFile) -> None:
    """It may come while our own code runs: the next call is not begun."""
    with Guard({}, 60) as guard:
        _thread.interrupt_main()
        with running(None):
            pass
        raise AssertionError("went on")
    assert guard.why == INTERRUPT
    assert "확인을 중단했어요" in checking.stopped_card(guard, visible.exercises["descend"]).text()


def test_an_interrupted_demo_shows_the_line(run_cell: Callable[[str], None], capsys: pytest.CaptureFixture[str]) -> None:
    run_cell(
        "import _thread\nfrom npml import demo\n\ndef slow():\n    _thread.interrupt_main()\n    for _ in range(9): pass"
    )
    with pytest.raises(Interrupted):
        run_cell("@demo\ndef show():\n    slow()")
    text = capsys.readouterr().out
    assert "실행을 중단했어요" in text
    assert "slow, " in text
