"""Does trace() show what each line of the student's code made, mark the right line, and leave everything as it was?"""

from __future__ import annotations

import inspect
import linecache
import re
import sys
import textwrap
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import npml
from autograder.authoring.unit import Unit
from npml.core.steps import Call, Get, New, Step
from npml.student import latest, limit
from npml.student.limit import Guard
from npml.student.stages import examine
from npml.student.tracing import marking
from npml.student.tracing.page import Page, is_origin
from npml.student.tracing.records import Iteration, LoopRecord
from npml.student.tracing.showing import needed, run_page
from npml.student.tracing.snapshots import signature, take
from npml.student.tracing.stepper import at_step, stepper
from npml.student.unitfile import VisibleExercise, load

PACKAGES = Path(npml.__file__).parent
SOLUTIONS = Path(__file__).resolve().parents[3] / "solutions"
UNITS = sorted(path.name for path in SOLUTIONS.glob("[0-9][0-9]_*"))
Cell = Callable[[str], None]
#: Marks that claim a mistake; the others only tell what happened.
CLAIMS = {"crossed", "stretched", "shape", "mutated", "returned", "rng"}


def written(source: str, file: str = "<traced>") -> dict[str, Any]:
    """A namespace in which a cell has run."""
    source = textwrap.dedent(source)
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    names: dict[str, Any] = {"np": np}
    exec(compile(source, file, "exec"), names)
    return names


def run(source: str | dict[str, Any], *steps: Step) -> Page:
    """The page of a run; its HTML holds no script and nothing of an unknown object."""
    names = written(source) if isinstance(source, str) else source
    exercise = VisibleExercise("f", ("x", "y"), {}, (), {}, {})
    page = run_page(exercise, None, steps, names)[0]
    assert "<script" not in page.html()
    assert "object at 0x" not in page.html() + page.text()
    return page


def marks(page: Page) -> list[tuple[str, str]]:
    """(kind, source of the line) of every mark."""
    return [(mark.kind, step.text) for step, _, _ in page.steps for mark in step.marks]


def lines(page: Page) -> list[str]:
    return [step.text for step, _, _ in page.steps]


def test_a_line_shows_what_it_made() -> None:
    page = run("def f(x):\n    e = np.exp(x)\n    e[0] = 7\n    return e.sum()", Call("f", np.zeros((2, 2))))
    made = [dict(step.made) for step, _, _ in page.steps]
    assert made[0]["e"].shape == (2, 2)
    assert made[0]["e"].shown == "[[1.0  1.0]\n [1.0  1.0]]"  # as it was, although the next line changes it
    assert "7.0" in made[1]["e"].shown
    returned = page.steps[2][0].returned
    assert returned is not None
    assert returned.shown == "16.0"
    assert "3  e[0] = 7" in page.text()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("e = np.exp(x)\n    return e / e.sum()", [("inf", "e = np.exp(x)"), ("nan", "return e / e.sum()")]),
        ("return np.exp(x) / np.exp(x).sum()", [("nan", "return np.exp(x) / np.exp(x).sum()")]),
        ("z = 1 / (1 + np.exp(x))\n    return z", [("warned", "z = 1 / (1 + np.exp(x))")]),
        ("best = -np.inf\n    best = max(best, 1.0)\n    return best", []),
        ("return np.full(3, np.nan)", []),
        ("return x - x.max()", []),
        ("y = x * 0\n    y /= 0\n    return y", [("nan", "y /= 0")]),
    ],
)
def test_the_line_that_makes_the_first_nan_or_inf_is_marked(body: str, found: list[tuple[str, str]]) -> None:
    assert marks(run(f"def f(x):\n    {body}", Call("f", np.array([1000.0, 0.0])))) == found


def test_what_a_line_read_is_what_it_was_before() -> None:
    page = run("def f(x):\n    n = 1.5\n    n = n * 2\n    y = x * 1\n    y -= n\n    return y", Call("f", np.ones(2)))
    step = page.steps[3][0]
    assert {name: shown.shown for name, shown in step.reads} == {"y": "[1.0  1.0]", "n": "3.0"}
    assert dict(step.made)["y"].shown == "[-2.0  -2.0]"


def test_a_nan_that_was_given_was_not_made() -> None:
    assert marks(run("def f(x):\n    return x * 2", Call("f", np.array([np.nan, np.inf])))) == []


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("y = x * 1\n    x -= x.max()\n    return x", "x -= x.max()"),
        ("v = x[:1]\n    v *= 2\n    return v", "v *= 2"),
        ("return np.exp(x, out=x)", "return np.exp(x, out=x)"),
        ("x.sort()", "x.sort()"),
        ("g(\n        x)\n    return x", "a[0] = 9"),
    ],
)
def test_the_line_that_changes_an_argument_is_marked(body: str, line: str) -> None:
    source = f"def g(a):\n    b = a\n    a[0] = 9\n\ndef f(x):\n    {body}"
    assert marks(run(source, Call("f", np.array([3.0, 1.0])))) == [("mutated", line)]


def test_arrays_in_a_list_are_arguments_but_defaults_are_not() -> None:
    source = "def f(x, seen=[]):\n    seen.append(1)\n    x[1] *= 0\n    return seen"
    assert marks(run(source, Call("f", [np.ones(2), np.ones(1)]))) == [("mutated", "x[1] *= 0")]


def test_an_array_that_was_returned_earlier_must_stay() -> None:
    source = "keep = np.zeros(2)\ndef f(x):\n    keep[:] = x\n    return keep"
    page = run(source, Call("f", np.ones(2)), Call("f", np.zeros(2)))
    assert [kind for kind, _ in marks(page)] == ["returned"]
    assert page.sections[1].is_marked


def test_a_draw_from_the_global_generator_is_marked_and_undone() -> None:
    before = np.random.get_state()[1].tolist()  # type: ignore[index, union-attr]
    page = run("def f(x):\n    y = np.random.rand(2)\n    return y", Call("f", 1.0))
    assert marks(page) == [("rng", "y = np.random.rand(2)")]
    assert np.random.get_state()[1].tolist() == before  # type: ignore[index, union-attr]


# --- shapes --------------------------------------------------------------------------------


DOC = '"""매개변수\n        X: shape (m, n), y: shape (m,). 배열.\n    반환값\n        shape (n,)인 새 배열.\n    """'


def broadcast(body: str, X: tuple[int, ...] = (3, 2), y: tuple[int, ...] = (3,)) -> Page:
    return run(f"def f(X, y):\n    {DOC}\n    {body}", Call("f", np.ones(X), np.ones(y)))


def test_shapes_that_meet_are_aligned_on_the_right() -> None:
    page = broadcast("d = X - np.mean(X, axis=0)\n    return d.sum(axis=0)")
    (met,) = page.steps[0][0].broadcasts
    assert met.axes == [(3, None), (2, 2)]
    assert met.result is not None
    assert "점선 칸" in page.html()
    assert "(3, 2)와 np.mean(X, axis=0) (2,)가 만나 (3, 2)가 돼요" in page.html()
    assert "X                     [3] [2]\n" in page.text()
    assert "- np.mean(X, axis=0)      [2]\n" in page.text()


def test_shapes_that_do_not_fit_are_shown_where_it_raised() -> None:
    page = broadcast("d = X - np.sum(X, axis=1)\n    return d")
    (step,) = (step for step, _, _ in page.steps)
    assert is_origin(step)
    assert step.broadcasts[0].result is None
    assert "빗금" in page.html()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("r = X @ np.ones((X.shape[1], 1)) - y\n    return r[0]", "stretched"),
        ("r = y.reshape(-1, 1) - y\n    return r[0]", "stretched"),
        ("r = y[:, None] - y\n    return r[0]", ""),  # written out, so it is meant
        ("r = y[:, np.newaxis] - y[None, :]\n    return r[0]", ""),
        ("a = y[:, None]\n    r = a - y\n    return r[0]", ""),
        ("r = X - X.mean(axis=1, keepdims=True)\n    return r[0]", ""),
    ],
)
def test_a_broadcast_that_the_docstring_does_not_know_is_marked(body: str, kind: str) -> None:
    found = [mark for mark, line in marks(broadcast(body)) if line.startswith("r = ") and mark in CLAIMS]
    assert found == ([kind] if kind else [])


def test_axes_that_fit_by_accident_are_marked() -> None:
    page = broadcast("s = np.sum(X, axis=1)\n    r = X / s\n    return r[0]", (3, 3))
    assert marks(page) == [("crossed", "r = X / s")]
    assert "m과 n이 만났어요" in page.text() or "n과 m이 만났어요" in page.text()
    assert marks(broadcast("s = np.sum(X, axis=0)\n    r = X / s\n    return r[0]", (3, 3))) == []


def test_a_result_of_another_shape_is_marked_only_when_the_docstring_is_clear() -> None:
    page = broadcast("return X.sum(axis=1)")
    assert marks(page) == [("shape", "return X.sum(axis=1)")]
    assert "docstring의 shape는 (n,), 곧 (2,)인데 여기서는 (3,)이에요" in page.text()
    assert marks(broadcast("return X.sum(axis=0)")) == []
    assert marks(broadcast("return X.sum(axis=1)", (3, 2), (2,))) == []  # m is no one size: the call itself is wrong


def test_nothing_is_called_a_second_time() -> None:
    source = """
        calls = []
        class Loud(np.ndarray):
            def __sub__(self, other):
                calls.append("sub")
                return np.zeros(2)
        def g(x):
            calls.append("g")
            return x
        def f(x):
            y = x.view(Loud)
            return (y - g(x)) + x[:, None]
    """
    names = written(source)
    run(names, Call("f", np.ones(2)))
    assert names["calls"] == ["g", "sub"]


# --- loops, calls, exceptions ----------------------------------------------------------------


def loop(page: Page) -> LoopRecord:
    return next(item for item in page.sections[0].calls[0].items if isinstance(item, LoopRecord))


@pytest.mark.parametrize(
    ("head", "count", "kept"),
    [
        ("for i in range(9):", 9, [1, 9]), ("for i in range(1):", 1, [1]), ("for i in range(0):", 0, []),
        ("while x < 5:", 5, [1, 5]), ("while x < 0:", 0, []),
    ],
)  # fmt: skip
def test_a_loop_keeps_its_first_and_last_iteration(head: str, count: int, kept: list[int]) -> None:
    found = loop(run(f"def f(x):\n    {head}\n        x = x + 1\n    return x", Call("f", 0)))
    assert (found.count, [item.number for item in found.kept]) == (count, kept)


def test_a_loop_without_a_condition_is_counted() -> None:
    found = loop(
        run("def f(x):\n    while True:\n        x += 1\n        if x > 6:\n            break\n    return x", Call("f", 0))
    )
    assert (found.count, [item.number for item in found.kept]) == (7, [1, 7])


def test_a_loop_on_one_line_is_a_statement() -> None:
    page = run("def f(x):\n    for i in range(4): x = x + i\n    while x < 9: x += 1\n    return x", Call("f", 0))
    assert [dict(step.made).get("x") and dict(step.made)["x"].shown for step, _, _ in page.steps] == ["6", "9", None]


def test_a_class_body_and_a_comprehension_are_no_calls() -> None:
    source = "def f(x):\n    class A:\n        n = 1\n    return [A.n\n        for _ in x]"
    page = run(source, Call("f", np.ones(2)))
    assert lines(page) == ["class A:", "return [A.n\n    for _ in x]"]
    assert page.steps[0][0].calls == []


def test_the_iteration_with_the_first_trouble_is_kept() -> None:
    source = "def f(x):\n    for i in range(50):\n        for j in range(3):\n            x = x * 1e40\n    return x"
    found = loop(run(source, Call("f", np.ones(1))))
    assert [item.number for item in found.kept] == [1, 3, 50]
    assert [item.is_marked for item in found.kept] == [False, True, False]
    inner = next(item for item in found.kept[1].items if isinstance(item, LoopRecord))
    assert isinstance(inner.kept[0], Iteration)


def test_a_statement_of_several_lines_is_one() -> None:
    page = run("def f(x):\n    y = np.maximum(\n        x,\n        0,\n    )\n    return y", Call("f", np.ones(2)))
    assert lines(page) == ["y = np.maximum(\n    x,\n    0,\n)", "return y"]


def test_helpers_stand_one_level_below_and_numpy_is_not_traced() -> None:
    source = "def g(x):\n    return np.median(x)\n\ndef f(x):\n    return g(x) + sum(g(row) for row in x)"
    page = run(source, Call("f", np.ones((9, 2))))
    assert [(step.text, depth) for step, depth, _ in page.steps[:2]] == [
        ("return g(x) + sum(g(row) for row in x)", 0), ("return np.median(x)", 1),
    ]  # fmt: skip
    assert page.steps[0][0].left_out == 7


def test_the_line_that_raised_is_shown_with_the_values_before_it() -> None:
    page = run("def g(x):\n    return x[9]\n\ndef f(x):\n    n = 1\n    return g(x)", Call("f", np.ones(2)))
    (origin,) = (step for step, _, _ in page.steps if is_origin(step))
    assert origin.text == "return x[9]"
    assert dict(origin.reads)["x"].shape == (2,)
    assert "IndexError" in page.text()


def test_a_caught_exception_goes_on() -> None:
    page = run(
        "def f(x):\n    try:\n        y = 1 / 0\n    except ZeroDivisionError:\n        y = 2\n    return y", Call("f", 1)
    )
    assert lines(page)[-1] == "return y"
    assert page.sections[0].calls[0].result is not None


def test_conditions_say_how_they_came_out() -> None:
    page = run("def f(x):\n    if x > 1:\n        x = 0\n    if x > 1:\n        x = 5\n    return x", Call("f", 2))
    assert [step.truth for step, _, _ in page.steps if step.text.startswith("if")] == [True, False]


def test_recursion_generators_and_prints() -> None:
    source = """
        def down(n):
            return 0 if n == 0 else 1 + down(n - 1)
        def count(n):
            for i in range(n):
                yield i
        def f(x):
            print("here")
            a = down(50)
            return a + sum(count(9))
    """
    page = run(source, Call("f", 1))
    result = page.sections[0].calls[0].result
    assert result is not None
    assert result.shown == "86"
    assert page.steps[0][0].printed == "here\n"
    assert "내준 값" in page.text()


def test_an_objects_state_lives_from_call_to_call() -> None:
    source = """
        class Mean:
            def __init__(self):
                self.total = 0.0
            def add(self, x):
                self.total = self.total + x
    """
    page = run(
        source, New("made", "Mean"), Call("made.add", np.ones(2)), Call("made.add", np.ones(2)), Get("made", "total")
    )
    totals = [dict(step.made)["self.total"].shown for step, _, _ in page.steps]
    assert totals == ["0.0", "[1.0  1.0]", "[2.0  2.0]"]
    assert [section.source.splitlines()[-1] for section in page.sections][:2] == ["made = Mean()", "made.add(a0)"]


# --- what must not be said -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "given"),
    [
        ("y = x[9]", [0.0] * 9 + [np.nan]),
        ("y = x['a']['b']['c'] * 2", {"a": {"b": {"c": np.array([np.nan])}}}),
        ("y = BOX.inner.values[0] + len(x)", [1.0]),
        ("y = x[-1]", np.r_[np.zeros(400_000), np.nan]),
        ("y = x[0]", np.array([np.nan, None], dtype=object)),
    ],
)
def test_a_nan_that_lies_deep_in_what_was_given_was_not_made(body: str, given: Any) -> None:
    source = "class Box:\n    pass\nBOX = Box()\nBOX.inner = Box()\nBOX.inner.values = [np.nan]\n"
    page = run(f"{source}def f(x):\n    {body}\n    return y", Call("f", given))
    assert marks(page) == []
    assert page.sections[0].calls[0].result is not None
    assert page.sections[0].calls[0].result.nan


def test_the_range_is_that_of_the_finite_values_and_says_so() -> None:
    page = run("def f(x):\n    y = x + 0\n    return y", Call("f", np.array([1.0, np.nan, -np.inf])))
    assert dict(page.steps[0][0].made)["y"].range() == "NaN·inf를 뺀 값은 모두 1"
    big = run("def f(x):\n    y = x + 0\n    return y", Call("f", np.r_[np.zeros(400_000), 5.0]))
    assert dict(big.steps[0][0].made)["y"].range().startswith("일부만 보면 ")


def test_a_loop_whose_end_was_not_seen_has_no_last_iteration() -> None:
    page = run("def f(x):\n    for i in range(30_000):\n        x += i\n    return x", Call("f", 0))
    assert "여기까지만" in page.ended
    for shown in (page.html(), page.text()):
        assert "번째 반복까지 적음" in shown
        assert "마지막" not in shown
        assert "번 반복)" not in shown


def test_a_generator_that_goes_on_is_not_called_again() -> None:
    page = run("def g(n):\n    yield n\n    yield n\ndef f(x):\n    return list(g(x))", Call("f", 1))
    assert re.findall(r"\[(g .*)\]", page.text()) == ["g 호출", "g 이어서 실행", "g 이어서 실행"]


@pytest.mark.parametrize(
    ("source", "step", "kind"),
    [
        ("def f(x):\n    return f(x)", Call("f", 1), "RecursionError"),
        ("def f(x):\n    return x", Call("f", 1, 2, 3), "TypeError"),
        ("f = np.linalg.inv", Call("f", np.zeros((2, 2))), "LinAlgError"),
    ],
)
def test_an_error_is_shown_even_where_no_line_could_be_followed(source: str, step: Step, kind: str) -> None:
    page = run(source, step)
    for shown in (page.html(), page.text()):
        assert kind in shown
        assert "쓴 줄은 실행되지 않았어요" not in shown
    assert sys.gettrace() is None


def test_a_record_that_broke_off_says_so() -> None:
    page = run("def f(x):\n    import sys\n    sys.settrace(None)\n    return x", Call("f", 1))
    assert "기록을 끝까지" in page.ended


def test_statements_after_a_semicolon_belong_to_the_line() -> None:
    page = run(
        "def f(x):\n    a = 1; b = np.log(x); c = (b\n        * 2); d = 3\n    return c", Call("f", np.array([-1.0, 1.0]))
    )
    assert [name for name, _ in page.steps[0][0].made] == ["a", "b", "c", "d"]
    assert [kind for kind, text in marks(page) if text.startswith("a = 1")] == ["nan"]
    assert len(page.steps) == 2


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ((1,), "(1,)"),
        (set(), "set()"),
        ({}, "{}"),
        ([], "[]"),
        ({"a": 1}, "'a': 1"),
        ([np.ones(2)], "[0] (2,): [1.0  1.0]"),
    ],
)
def test_containers_are_written_as_in_python(value: Any, shown: str) -> None:
    taken = take(value)
    assert taken.shown == shown
    assert taken.is_scalar == (shown[0] in "([{s" and "[0]" not in shown)


def test_numbers_of_thousands_of_digits_are_told_not_written() -> None:
    page = run("def f(x):\n    y = x * 10\n    return [y, -y]", Call("f", 10**5000))
    assert "5002자리쯤 되는 정수" in page.text()
    assert len(page.html()) < 20_000


class Odd:
    def __repr__(self) -> str:
        raise RuntimeError("no text")

    __str__ = __repr__


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (lambda: np.array([1, "a", None, Odd()], dtype=object), "<Odd>"),
        (Odd, "<Odd>"),
        (lambda: [Odd()], "<Odd>"),
        (lambda: len, "len"),
        (lambda: int, "int"),
        (lambda: {"W": np.zeros((300, 300))}, "dict"),
        (lambda: "x" * 100_000, "str"),
        (lambda: 10**5000, "0x"),
        (lambda: {(1, 2): 3}, "{(1, 2): 3}"),
    ],
)
def test_whatever_is_given_the_call_is_written_and_short(given: Callable[[], Any], shown: str) -> None:
    page = run("def f(x):\n    return 1", Call("f", given()))
    assert shown in page.call
    assert len(page.call) < 6_000


def test_a_large_view_is_looked_at_without_copying_it() -> None:
    row = np.zeros((1, 5_000_000))
    views = (np.broadcast_to(row, (1000, 5_000_000)), np.broadcast_to(row.T, (5_000_000, 1000)), np.zeros((9, 300_000)).T)
    tracemalloc.start()
    for view in views:
        take(view)
        signature(view)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_code_that_cannot_be_read_is_told() -> None:
    names: dict[str, Any] = {"np": np}
    exec("def f(x):\n    return x", names)
    assert "줄 번호만" in run(names, Call("f", 1)).text()
    assert "줄 번호만" not in run("def f(x):\n    return x", Call("f", 1)).text()


def test_a_function_from_a_file_and_a_coroutine_are_told_to_be_out_of_reach() -> None:
    other: dict[str, Any] = {}
    exec("def f(x):\n    return x", other)
    page = run({"np": np, "f": other["f"]}, Call("f", 1))
    assert "다른 파일에서 불러온 함수" in page.text()


# --- bounds, and what must stay ----------------------------------------------------------------


def test_an_endless_loop_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "LIMIT", 0.3)
    page = run("def f(x):\n    while True:\n        x = x + 1", Call("f", 0))
    assert "멈췄어요" in page.ended or "여기까지만" in page.ended
    assert page.steps
    assert sys.gettrace() is None


def test_a_long_run_is_recorded_in_part_and_ends() -> None:
    body = "\n    ".join(f"x = x + {i}" for i in range(400))
    page = run(f"def f(x):\n    {body}\n    return x", Call("f", 0))
    assert "실행한 줄이 많아서" in page.ended
    assert len(page.steps) < 250


def test_a_large_array_is_summarised() -> None:
    page = run("def f(x):\n    y = x * 2\n    return y", Call("f", np.ones((2000, 500))))
    made = dict(page.steps[0][0].made)["y"]
    assert (made.value, made.low, made.high) == (None, 2.0, 2.0)
    assert len(page.html()) < 10_000


def test_our_own_error_is_never_the_students(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.delenv("AUTOGRADER_STRICT", raising=False)
    monkeypatch.setattr(marking.Marker, "look", broken)
    names = written("done = []\ndef f(x):\n    y = 1\n    done.append(y)\n    return y")
    page = run(names, Call("f", 0))
    assert names["done"] == [1]
    assert "기록을 끝까지" in page.ended
    assert "ours" not in page.html() + page.text()


def test_names_arguments_and_tracing_are_left_alone() -> None:
    names = written("def f(x):\n    x += 1\n    return x")
    given = np.zeros(2)
    before = dict(names)
    run(names, Call("f", given))
    assert names == before
    assert given.tolist() == [0.0, 0.0]
    assert sys.gettrace() is None


def test_code_without_source_is_traced_by_its_lines() -> None:
    names: dict[str, Any] = {"np": np}
    exec(compile("def f(x):\n    y = x + 1\n    return y\n", "<nowhere>", "exec"), names)
    page = run(names, Call("f", 1))
    assert [step.line for step, _, _ in page.steps] == [2, 3]


# --- the banks ------------------------------------------------------------------------------


def solved(unit: Unit, exercise: str, source: str, code: Any = None) -> dict[str, Any]:
    """A student's namespace with an answer that was defined in a cell."""
    names = unit.namespace()
    functions = [item for item in (code, *vars(code).values()) if inspect.isfunction(item)] if code is not None else []
    for function in functions[:1]:  # what the bank's own functions help it with
        names.update({key: value for key, value in function.__globals__.items() if key not in names})
    file = f"<cell {unit.name} {exercise}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    exec(compile(source, file, "exec"), names)
    return names


@pytest.mark.parametrize("name", UNITS)
def test_nothing_is_claimed_of_a_right_answer(name: str) -> None:
    unit, visible = Unit(SOLUTIONS / name), load(PACKAGES / f"unit{name[:2]}" / "checks.json")
    for exercise in visible.exercises.values():
        names = solved(unit, exercise.name, unit.solution(exercise.name))
        for case in exercise.cases[:: max(1, len(exercise.cases) // 4)]:
            page, _ = run_page(exercise, case, case.steps, names)
            assert page.steps
            assert not page.ended
            assert [mark for mark in marks(page) if mark[0] in CLAIMS] == [], (exercise.name, case.say)


@pytest.mark.parametrize("name", ["09_softmax_cross_entropy"])
def test_mistakes_of_a_bank_are_marked_where_they_are(name: str) -> None:
    unit, visible = Unit(SOLUTIONS / name), load(PACKAGES / f"unit{name[:2]}" / "checks.json")
    effects = [item for item in unit.mistakes if re.search("in_place|writes|overwrites|buffer|global", item.key)]
    assert effects
    for item in (*effects, *unit.mistakes[::5]):
        if not item.source:
            continue
        names = solved(unit, item.exercise, item.source, item.code)
        exercise = visible.exercises[item.exercise]
        with Guard(names):
            stop = latest.of_report(examine(exercise, names), names[item.exercise])
        if stop.case is None:
            continue  # only a hidden case finds it
        page, _ = run_page(exercise, stop.case, needed(stop), names, kind=stop.kind)
        found = {kind for kind, _ in marks(page)}
        assert page.steps, item.key
        assert not page.ended, item.key
        wanted = {"mutated": "mutated", "rng": "rng", "aliased": "aliased", "changed": "returned"}.get(stop.kind)
        assert wanted is None or wanted in found, (item.exercise, item.key)


# --- the stepper --------------------------------------------------------------------------------


def test_the_stepper_shows_every_step_and_moves_by_its_buttons() -> None:
    page = run("def f(x):\n    y = np.log(x)\n    z = y + 1\n    return z * y", Call("f", np.zeros(2)))
    assert [at_step(page, number).count("▶") for number in (1, 2, 3)] == [1, 1, 1]
    assert "이 줄 전까지의 값" in at_step(page, 3)
    head, row, view, rest = stepper(page).children
    before, after, mark, place = row.children
    assert [before.description, after.description, mark.description] == ["◀ 앞 단계", "다음 단계 ▶", "다음 표시로"]
    assert (place.value, place.min, place.max) == (1, 1, 3)  # it begins at the line that made the infinity
    after.click()
    after.click()
    after.click()
    assert place.value == 3
    assert "return z * y" in view.value
    mark.click()
    assert place.value == 1
    assert "살펴볼 곳" in head.value
    assert "실행한 줄 모두 보기" in rest.value


# --- trace() itself -----------------------------------------------------------------------------


@pytest.fixture
def fresh() -> Iterator[None]:
    """No check has been run in this kernel."""
    latest._stops.clear()
    yield
    latest._stops.clear()


RIGHT = "import numpy as np\ndef mean_gradient(X, y, theta):\n    r = X @ theta - y\n    return X.T @ r / len(y)\n"


@pytest.mark.usefixtures("fresh")
def test_it_takes_the_call_in_which_the_last_check_stopped(run_cell: Cell, capsys: pytest.CaptureFixture[str]) -> None:
    run_cell("from npml import check, trace")
    run_cell("trace()")
    assert "아직 확인한 문제가 없어요" in capsys.readouterr().out
    run_cell(RIGHT.replace("/ len(y)", "/ 7"))
    run_cell('check("mean_gradient")')
    shown = capsys.readouterr().out
    run_cell("trace()")
    text = capsys.readouterr().out
    assert "마지막 확인에서 멈춘 호출이에요" in text
    code = shown[shown.index("부른 코드:") :].partition("여러분의 결과")[0]
    assert code in text
    run_cell(RIGHT)  # the function is another one now, and right
    run_cell("trace()")
    assert "손계산 예를 보여요" in capsys.readouterr().out


@pytest.mark.usefixtures("fresh")
def test_it_takes_a_case_or_a_call_of_ones_own(run_cell: Cell, capsys: pytest.CaptureFixture[str]) -> None:
    run_cell("from npml import trace\n" + RIGHT + "def other(x):\n    return x + 1\n")
    run_cell('trace("mean_gradient", case=2)')
    assert "mean_gradient 호출" in capsys.readouterr().out
    run_cell('trace("mean_gradient", case=99)')
    assert "`99`번 호출은 없어요" in capsys.readouterr().out.replace("99번", "`99`번")
    run_cell('trace("mean_gradient", np.ones((2, 1)), np.ones(2), theta=np.zeros(1))')
    assert "X = np.array([[1.0], [1.0]])  # shape (2, 1), float64" in capsys.readouterr().out
    run_cell('trace("other", 4)')
    assert "반환 = 5" in capsys.readouterr().out
    run_cell('trace("nothing")')
    assert "문제가 없어요" in capsys.readouterr().out


@pytest.mark.usefixtures("fresh")
def test_a_stub_is_not_traced(run_cell: Cell, capsys: pytest.CaptureFixture[str]) -> None:
    run_cell("from npml import trace\ndef mean_gradient(X, y, theta):\n    raise NotImplementedError")
    run_cell('trace("mean_gradient")')
    assert "아직 채우지 않았어요" in capsys.readouterr().out
