"""Does check() tell right, wrong, not written and not defined apart, and say why?"""

from __future__ import annotations

import inspect
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.authoring.unit import Unit
from npml.core.arguments import Layout, Shared
from npml.core.steps import Call, Get, New
from npml.student.checking import check
from npml.student.describe import show_value
from npml.student.likely import Cause, Likely, likely
from npml.student.messages import explain_error
from npml.student.panels import report_card
from npml.student.pasting import source_of
from npml.student.stages import Report, examine
from npml.student.unitfile import UnitFile, VisibleExercise

Cell = Callable[[str], None]
MEAN_GRADIENT = "def mean_gradient(X, y, theta):\n    return X.T @ (X @ theta - y) / len(y)\n"


def judged(visible: UnitFile, name: str, names: dict[str, Any]) -> tuple[Report, Likely, str]:
    """Report, cause and the panel's text."""
    exercise = visible.exercises[name]
    report = examine(exercise, names)
    cause = likely(report, exercise, visible, names) if report.state == "failed" else Likely()
    card = report_card(report, exercise, cause)
    assert "<script" not in card.html()
    return report, cause, card.text()


def written(source: str) -> dict[str, Any]:
    """A namespace from source."""
    names: dict[str, Any] = {"np": np}
    exec(textwrap.dedent(source), names)
    return names


def test_the_reference_passes_every_stage(unit: Unit, visible: UnitFile) -> None:
    for name in visible.exercises:
        report, _, text = judged(visible, name, unit.namespace())
        assert report.state == "passed"
        assert "모든 단계를 통과했어요" in text
        assert "✗" not in text


def test_right_variants_pass(unit: Unit, visible: UnitFile) -> None:
    for item in unit.variants:
        assert judged(visible, item.exercise, unit.namespace({item.exercise: item.code}))[0].state == "passed"


def test_every_mistake_fails_with_its_own_diagnosis(unit: Unit, visible: UnitFile) -> None:
    for item in unit.mistakes:
        report, cause, text = judged(visible, item.exercise, unit.namespace({item.exercise: item.code}))
        assert (report.state, cause.says) == ("failed", item.says), item.key
        assert ("틀린 것이 아니라 다른 약속이에요" in text) is item.convention


@pytest.mark.parametrize(
    ("body", "stage"),
    [
        ("return None", "type"), ("return [0.0, 0.0]", "type"), ("1 / 0", "type"),
        ("return np.zeros((2, 1))", "shape"), ("return np.zeros(2, dtype=int)", "finite"),
        ("return np.full(theta.shape, np.nan)", "finite"), ("return np.zeros(theta.shape)", "example"),
        ("return np.array([-3.0, -6.0]) if len(theta) == 2 else theta", "random"),
        ("return X.T @ (X @ theta - y) / len(y) + (y.any() == 0)", "invariants"),
        ("theta += 0 * 1; r = X.T @ (X @ theta - y) / len(y); theta += 1; return r", "effects"),
    ],
)  # fmt: skip
def test_it_stops_at_the_first_failing_stage(visible: UnitFile, body: str, stage: str) -> None:
    report, _, _ = judged(visible, "mean_gradient", written(f"def mean_gradient(X, y, theta):\n    {body}"))
    assert (report.state, report.stage) == ("failed", stage)
    assert report.passed
    assert stage not in report.passed


def test_a_constant_ratio_is_named(visible: UnitFile) -> None:
    source = MEAN_GRADIENT.replace("len(y)", "len(theta)")
    _, cause, text = judged(visible, "mean_gradient", written(source))
    assert cause.ratio == (1.5, "m/n")
    assert "비율이 1.500으로 m/n과 같아요. m 대신 n으로 나눈 것 같아요." in text


def test_the_worst_coordinate_shows_value_numeric_gradient_and_ratio(visible: UnitFile) -> None:
    source = MEAN_GRADIENT.replace("return ", "return np.array([1.0, 0.5, 1.0, 1.0])[: len(theta)] * (").replace(
        "len(y)\n", "len(y))\n"
    )
    _, cause, text = judged(visible, "mean_gradient", written(source))
    assert cause.ratio is None
    assert "가장 많이 다른 좌표 [1] · 여러분의 값 -3.0 · 수치 미분 -6.0 · 비율 0.5" in text
    assert "»-3.0«" in text


def test_the_own_line_of_an_error_is_shown_and_no_other(
    visible: UnitFile, run_cell: Cell, capsys: pytest.CaptureFixture[str]
) -> None:
    run_cell("from npml import check\ndef mean_gradient(X, y, theta):\n    return X @ y\n")
    run_cell('check("mean_gradient")')
    text = capsys.readouterr().out
    assert "mean_gradient, 3번째 줄:  return X @ y" in text
    assert "ValueError: matmul" in text
    assert "program.py" not in text


def test_a_stub_is_not_a_wrong_answer(visible: UnitFile) -> None:
    stub = 'def mean_gradient(X, y, theta):\n    raise NotImplementedError("여기를 채우세요")\n'
    report, _, text = judged(visible, "mean_gradient", written(stub))
    assert (report.state, report.stub) == ("stub", "mean_gradient")
    assert "○ mean_gradient: 아직 채우지 않았어요" in text
    report, _, text = judged(
        visible, "descend", written(stub + "def descend(X, y, lr=0.1):\n    return -lr * mean_gradient(X, y, X[0] * 0)")
    )
    assert (report.state, report.stub) == ("stub", "mean_gradient")
    assert "descend가 부르는 mean_gradient를 먼저 채우고" in text


def test_a_method_that_is_a_stub_is_named(visible: UnitFile) -> None:
    source = "class Total:\n    def __init__(self, start=0.0): pass\n    def add(self, values): raise NotImplementedError"
    report, _, text = judged(visible, "Total", written(source))
    assert (report.state, report.stub) == ("stub", "Total.add")
    assert "Total.add의 raise NotImplementedError" in text


def test_a_missing_name_and_a_name_that_is_no_function(visible: UnitFile) -> None:
    assert "정의하는 셀을 먼저 실행해" in judged(visible, "descend", {})[2]
    assert "지금은 int 값이에요" in judged(visible, "descend", {"descend": 3})[2]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("class Total:\n    def __init__(self, start=0.0): pass\n    def add(values): pass", "(self, values)처럼 적어"),
        ("def descend(X, y): return X", "지금은 (X, y)예요"),
        ("def descend(X, target, lr=0.1): return X", "지금은 (X, target, lr)"),
        ("class Total:\n    def __init__(self, start=0.0): pass", "Total.add가 없어요"),
        (
            "class Total:\n    def __init__(self, start=0.0): pass\n    def add(self): pass",
            "Total.add의 매개변수는 (values)",
        ),
    ],
)
def test_a_signature_that_does_not_fit(visible: UnitFile, source: str, found: str) -> None:
    name = "Total" if "Total" in source else "descend"
    report, _, text = judged(visible, name, written(source))
    assert report.state == "broken"
    assert found in text


@pytest.mark.parametrize(
    "source",
    [
        MEAN_GRADIENT.replace("theta):", "theta, *, scale=1.0):"),
        "mean_gradient = lambda X, y, theta: X.T @ (X @ theta - y) / len(y)",
        "import functools\n" + MEAN_GRADIENT + "mean_gradient = functools.lru_cache(lambda: 0) and (lambda *a, **k: f(*a, **k))\n"
        + MEAN_GRADIENT.replace("mean_gradient", "f"),
        "class F:\n    def __call__(self, X, y, theta): return X.T @ (X @ theta - y) / len(y)\nmean_gradient = F()",
    ],
    ids=["keyword-only", "lambda", "wrapper", "callable"],
)  # fmt: skip
def test_other_ways_to_write_a_function_are_as_good(visible: UnitFile, source: str) -> None:
    assert judged(visible, "mean_gradient", written(source))[0].state == "passed"


def test_a_wrong_callee_is_pointed_out(visible: UnitFile) -> None:
    source = """
        def mean_gradient(X, y, theta):
            return X.T @ (X @ theta - y) * 3.3
        def descend(X, y, lr=0.1):
            return -lr * mean_gradient(X, y, np.zeros(X.shape[1]))
    """
    _, cause, text = judged(visible, "descend", written(source))
    assert cause.unready == "mean_gradient"
    assert 'check("mean_gradient")부터 통과해 보세요' in text


def test_prints_do_not_flood(visible: UnitFile, capsys: pytest.CaptureFixture[str]) -> None:
    source = "def mean_gradient(X, y, theta):\n    for i in range(20000): print('한 줄', i)\n    return theta + 1.0"
    report, _, text = judged(visible, "mean_gradient", written(source))
    assert capsys.readouterr().out == ""
    assert len(report.printed) <= 2000
    assert "한 줄 0" in text


def test_warnings_are_said_once(visible: UnitFile, recwarn: pytest.WarningsRecorder) -> None:
    source = "def mean_gradient(X, y, theta):\n    for i in range(99): np.exp(X + 1e4)\n    return theta + 1.0"
    _, _, text = judged(visible, "mean_gradient", written(source))
    assert text.count("overflow") == 1
    assert not recwarn.list


#: https://github.com/python/cpython/issues/132744: a function that leaves arguments to their defaults calls itself
#: until the memory ends.
RUNAWAY = pytest.mark.skipif(
    (3, 13) <= sys.version_info < (3, 13, 8), reason="Python 3.13.0-3.13.7 raise no RecursionError here"
)


@pytest.mark.parametrize(
    "body",
    [
        "raise SystemExit", "raise RecursionError", "return descend(X, y, lr)",
        pytest.param("return descend(X, y)", marks=RUNAWAY), "return iter(int, 1)",
    ],
)  # fmt: skip
def test_nothing_that_a_function_does_escapes(visible: UnitFile, body: str) -> None:
    assert judged(visible, "descend", written(f"def descend(X, y, lr=0.1):\n    {body}"))[0].state == "failed"


def test_an_interrupt_reaches_the_student(visible: UnitFile) -> None:
    with pytest.raises(KeyboardInterrupt):
        judged(visible, "descend", written("def descend(X, y, lr=0.1):\n    raise KeyboardInterrupt"))


def test_an_error_without_the_name_of_the_argument(visible: UnitFile) -> None:
    source = "def descend(X, y, lr=0.1):\n    if X.ndim != 2: raise ValueError('x')\n    return lr * X.T @ y / len(y)"
    report, _, text = judged(visible, "descend", written(source))
    assert report.stage == "edges"
    assert "오류 메시지에 X가 들어 있어야 해요" in text  # not a name that only a library uses for it
    assert "기대한 결과: ValueError (메시지에 X)" in text
    assert "올바른 입력에" not in text


def test_a_raise_in_a_cell_is_told_from_an_error_of_a_library(
    visible: UnitFile, run_cell: Cell, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "from npml import check\ndef mean_gradient(X, y, theta):\n    "
    run_cell(head + 'if len(y) == 3:\n        raise ValueError(\n            "y의 길이"\n        )\n    return theta')
    run_cell('check("mean_gradient")')
    text = capsys.readouterr().out
    assert "여러분의 코드가 올바른 입력에 ValueError를 냈어요. raise를 실행하게 한 조건이" in text
    assert "shape가 맞지" not in text
    run_cell(head + "return X @ y")
    run_cell('check("mean_gradient")')
    text = capsys.readouterr().out
    assert "여러분의 코드가 올바른 입력에" not in text
    assert "곱한 두 배열의 shape가 맞지 않아요" in text
    run_cell(head + "if len(y) == 3: raise TypeError(theta.no_such)\n    return theta")
    run_cell('check("mean_gradient")')
    assert "여러분의 코드가 올바른 입력에" not in capsys.readouterr().out  # the line raises, but not what it says
    run_cell(head + "if len(y) == 3: raise TypeError\n    return theta")
    run_cell('check("mean_gradient")')
    assert "여러분의 코드가 올바른 입력에 TypeError를 냈어요" in capsys.readouterr().out
    run_cell(head + "assert len(y) > 3\n    return theta")
    run_cell('check("mean_gradient")')
    assert "assert에 적은 조건이" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("(x for x in theta)", "제너레이터예요. 값을 하나씩 꺼내야 나오는 객체예요. np.array(list(…))로"),
        ("map(float, theta)", "map 객체예요. 값을 하나씩"),
        ("theta.sum", "함수예요. 함수를 부르지 않고"),
        ("{1.0, 2.0}", "집합이에요."),
        ("np.array([1.0, None])", "다룰 수 없는 dtype의 배열이에요. 길이가 다른"),
        ("object()", "알 수 없는 객체예요."),
    ],
)
def test_a_result_that_is_no_value_is_called_by_its_name(visible: UnitFile, result: str, said: str) -> None:
    report, _, text = judged(visible, "mean_gradient", written(f"def mean_gradient(X, y, theta):\n    return {result}"))
    assert report.stage == "type"
    assert said in text


def shown(*steps: Any) -> str:
    exercise = VisibleExercise("f", ("x", "y"), {"step": ("x", "flag")}, (), {}, {})
    return source_of(exercise, None, steps)


def test_every_call_shows_what_it_was_given() -> None:
    one, other = np.array([1.0, 2.0]), np.array([3.0])
    new, get = New("t", "f"), Get("t", "mean")
    first, second = (Call("t.step", value) for value in (one, other))
    head = "t = f()\nx = np.array([1.0, 2.0])  # shape (2,), float64\n"
    assert shown(new, first, get) == f"{head}t.step(x)\nt.mean"
    assert shown(new, first, get, second).endswith("t.step(x1)\nx2 = np.array([3.0])  # shape (1,), float64\nt.step(x2)")
    assert shown(new, first, first) == f"{head}t.step(x.copy())\nt.step(x.copy())"


def test_arguments_that_differ_look_different() -> None:
    assert "[1000000.25, 1000000.5]" in shown(Call("f", np.array([1000000.25, 1000000.5])))


def test_an_attribute_that_is_missing_is_the_classes_own_business(visible: UnitFile) -> None:
    source = "class Total:\n    def __init__(self, start=0.0): pass\n    def add(self, values): return 4.0 + values"
    text = judged(visible, "Total", written(source))[2]
    assert "객체에 value 속성이 없어요. self.value에 값을 담는 줄이" in text
    assert "None은 아닌지" not in text


def test_a_negative_zero_is_shown_as_zero() -> None:
    assert show_value(np.array([-0.0, -1.0])) == "shape (2,), float64\n[ 0.0  -1.0]"
    assert show_value(-0.0) == "0.0"
    assert "-0" not in show_value(np.full((50,), -0.0))


def test_an_unknown_name_lists_what_there_is(run_cell: Cell, capsys: pytest.CaptureFixture[str]) -> None:
    run_cell('from npml import check\ncheck("softmaks")\ncheck("quiz")')
    text = capsys.readouterr().out
    assert "있는 문제는 mean_gradient, descend, Total이에요" in text
    assert "quiz(quiz_answers)" in text


def test_without_a_unit_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    check("softmax")
    assert "checks.json을 찾지 못했어요" in capsys.readouterr().out


def test_a_failing_check_breaks_a_strict_build(run_cell: Cell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOGRADER_STRICT", "1")
    run_cell("from npml import check\ndef mean_gradient(X, y, theta): return theta")
    with pytest.raises(AssertionError, match="mean_gradient"):
        run_cell('check("mean_gradient")')
    run_cell("def mean_gradient(X, y, theta): raise NotImplementedError")
    run_cell('check("mean_gradient")')


def test_it_is_called_with_a_name_and_perhaps_a_part() -> None:
    found = inspect.signature(check).parameters
    assert [(name, item.default) for name, item in found.items()] == [("name", inspect.Parameter.empty), ("part", None)]


def test_a_mistake_that_would_pass_explains_no_failure(visible: UnitFile) -> None:
    source = """
        def descend(X, y, lr=0.1):
            if X.ndim != 2:
                raise ValueError("X")
            return lr * X.T @ y / len(y) + (y[1] == 3.0) * 1e-7
    """
    _, cause, _ = judged(visible, "descend", written(source))
    assert cause.says == ""


def test_of_two_slips_the_one_that_is_shown_is_named(visible: UnitFile) -> None:
    """No mistake of the bank explains both the missing mean and the changed y."""
    source = """
        def mean_gradient(X, y, theta):
            gradient = X.T @ (X @ theta - y)
            y += 1
            return gradient
    """
    report, cause, _ = judged(visible, "mean_gradient", written(source))
    assert {trial.group for trial in report.trials if trial.problem} > {"example"}
    assert cause.says == "평균(1/m)을 빠뜨린 것 같아요."


def test_an_error_that_nothing_supports_names_no_mistake(visible: UnitFile) -> None:
    """Every case raises, as it would for a mistake whose other cases are right."""
    source = """
        def mean_gradient(X, y, theta):
            if not y:
                return theta
            return X.T @ (X @ theta - y) / len(y)
    """
    report, cause, _ = judged(visible, "mean_gradient", written(source))
    assert all(trial.problem for trial in report.trials)
    assert cause.says == ""


def test_a_truth_value_of_an_array_is_explained() -> None:
    text = "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"
    assert "`np.all`" in explain_error("ValueError", text)
    assert "`np.all`" not in explain_error("ValueError", "operands could not be broadcast")


@pytest.mark.parametrize("code", ["a, b = (1, 2, 3)", "a, b = (1,)", "a, b = 1"])
def test_a_tuple_of_another_length_is_explained(code: str) -> None:
    with pytest.raises((ValueError, TypeError)) as caught:
        exec(code)
    assert "값의 개수가 달라요" in explain_error(caught.typename, str(caught.value))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("X.T @ (X @ theta - y) / len(y)", "가능성이 높은 원인: 함수가 아무것도 돌려주지 않았어요"),
        ("return (X.T @ (X @ theta - y) / len(y)).tolist()", "가능성이 높은 원인: 배열을 돌려주어야 하는데 리스트를"),
        ("return (X.T @ (X @ theta - y) / len(y))[None, :]", "가능성이 높은 원인: 값은 맞는데 shape가 (m,)이 아니라"),
        ("return np.mean(X.T * (X @ theta - y))", "axis를 빠뜨렸을 가능성이"),
        ("return (X.T @ (X @ theta - y) / len(y)).astype(np.float32)", "dtype이 float64보다 짧아요"),
        ("return X.T @ (X @ theta - y) / len(y), y", "튜플을 돌려주었어요"),
    ],
)  # fmt: skip
def test_what_the_form_of_a_result_gives_away_is_said_once(visible: UnitFile, body: str, said: str) -> None:
    _, cause, text = judged(visible, "mean_gradient", written(f"def mean_gradient(X, y, theta):\n    {body}"))
    assert cause.causes == ()
    assert text.count(said) == 1
    assert "`return`을 빠뜨리지 않았는지" not in text


def test_bad_input_that_reaches_the_computation_is_no_matter_of_shapes(visible: UnitFile) -> None:
    source = "def descend(X, y, lr=0.1):\n    return lr * X.T @ y / len(y) + X.shape[1] * 0"
    report, _, text = judged(visible, "descend", written(source))
    assert report.failing is not None
    assert report.failing.problem is not None
    assert report.failing.problem.kind == "other_error"
    assert "잘못된 입력이 검사를 거치지 않고 계산까지 가서 IndexError가 났어요" in text


def test_an_array_in_another_layout_is_shown_in_words() -> None:
    """Also within a list: what stands in the panel is no Python of ours."""
    array = np.array([1.5, 2.5])
    for argument in (Layout(array, "readonly"), [Layout(array, "readonly"), Shared("a", array)]):
        text = shown(Call("f", argument, 1))
        assert "읽기 전용 배열" in text
        assert "Layout" not in text
        assert "Shared" not in text


def test_another_convention_is_headed_by_that_and_says_it_once(visible: UnitFile, unit: Unit) -> None:
    exercise = visible.exercises["mean_gradient"]
    report = examine(exercise, unit.namespace({"mean_gradient": lambda X, y, theta: theta}))
    cause = Likely((Cause("틀린 것이 아니라 다른 약속이에요. 합으로 나누었어요."), Cause("다른 말이에요.")))
    text = report_card(report, exercise, cause).text()
    assert text.count("틀린 것이 아니라 다른 약속이에요") == 1
    assert "틀린 것이 아니라 다른 약속이에요: 합으로 나누었어요." in text
    assert "함께 있을 수 있는 원인: 다른 말이에요." in text


def test_other_answers_are_shown_after_full_marks_only(
    released: Path, run_cell: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """In the edition for self-study a file of other answers lies with the unit."""
    others = released / "others.json"
    others.write_text('{"descend": ["def descend(X, y, lr=0.1):\\n    return other"]}', encoding="utf-8")
    try:
        run_cell("from npml import check\ndef mean_gradient(X, y, theta): return X.T @ (X @ theta - y) / len(y)\n")
        run_cell("def descend(X, y, lr=0.1): return X\ncheck('descend')")
        assert "다른 풀이" not in capsys.readouterr().out
        run_cell("import numpy as np\ndef descend(X, y, lr=0.1):\n    if X.ndim != 2: raise ValueError('X')\n"
                 "    return -lr * mean_gradient(X, y, np.zeros(X.shape[1]))\ncheck('descend')\ncheck('mean_gradient')")  # fmt: skip
        text = capsys.readouterr().out
        assert text.count("다른 풀이") == 1
        assert "return other" in text
    finally:
        others.unlink()
