"""Is what the terminal shows harmless and complete?"""

from __future__ import annotations

import numpy as np
import pytest

from autograder.cli.show import console
from autograder.cli.words import outcome_text, printable, problem_text, step_text, value_text
from npml.core.arguments import Gen, Layout, Ref, Rng, Shared
from npml.core.compare import Problem
from npml.core.program import Outcome
from npml.core.steps import Call, Get, New, Set, Value
from npml.core.values import Opaque


def test_control_characters_cannot_reach_the_terminal() -> None:
    shown = printable("\x1b]0;title\x07\x1b[2J\r가\u202e나\n다\x9b31m")
    assert shown.replace("\n", "").isprintable()
    assert "가" in shown
    assert "\n다" in shown


def test_a_path_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    console(to_stderr=False).print("[bold]a/:bomb:/12.ipynb")
    assert capsys.readouterr().out == "[bold]a/:bomb:/12.ipynb\n"


def test_long_texts_are_cut() -> None:
    assert len(printable("x" * 10_000, 100)) == 100


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (Call("f", 1, k=[1, 2]), "f(1, k=[1, 2])"),
        (Call("f", np.array([1.0, 2.0])), "f(array([1., 2.]))"),
        (New("a", "Adam", lr=0.1), "a = Adam(lr=0.1)"),
        (Call("a.update", Ref(0), Ref(1, 0)), "a.update((단계 1의 결과), (단계 2의 결과)[0])"),
        (Get("a", "m"), "a.m"),
        (Set("a", "beta", 2), "a.beta = 2"),
        (Value("quiz_answers"), "quiz_answers"),
        (Call("f", Rng(7), rng=Shared("r", Rng(8))), "f(np.random.default_rng(7), rng=np.random.default_rng(8))"),
        (Call("f", Gen((1, 2)), Layout(np.eye(1), "F")), "f((제너레이터: 1, 2), array([[1.]]) (Fortran 순서))"),
    ],
)
def test_steps_are_shown_as_python(step: object, text: str) -> None:
    assert step_text(step) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value", [None, 1.5, "a", Opaque("object"), np.zeros((100, 100)), np.float32(2), np.array(3), (1, [2]), {"a": 1}]
)
def test_any_value_has_a_text(value: object) -> None:
    assert 0 < len(value_text(value)) < 5_000


def test_outcomes_name_errors_and_warnings() -> None:
    assert "ValueError" in outcome_text(Outcome(error="ValueError", text="lr"))
    assert "overflow" in outcome_text(Outcome(1.0, warned=("overflow",)))
    assert outcome_text(None)


def test_problems_say_where() -> None:
    text = problem_text(Problem("value", 1, (0, 2), (1,)))
    assert text == "단계 2, 2번째 값, 위치 [0, 2]: 값이 허용 오차를 벗어났어요."
    assert "TypeError가" in problem_text(Problem("error", detail="TypeError"))


def test_every_kind_of_problem_has_its_own_words() -> None:
    kinds = (
        "missing error no_error other_error type dtype shape length nonfinite value warning mutated aliased changed rng "
        "message property hang crash garbled banned"
    )
    assert len({problem_text(Problem(kind)) for kind in kinds.split()}) == len(kinds.split())
