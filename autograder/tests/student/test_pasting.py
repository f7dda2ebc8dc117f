"""Can the code of a call that a panel shows be pasted into a cell, and does it do there what the check did?"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import npml
from autograder.authoring.unit import Unit
from npml.core.arguments import Gen, Layout, Ref, Rng, Shared
from npml.core.compare import alike
from npml.core.program import Outcome
from npml.core.steps import Call, Get, Set, Step
from npml.core.values import view
from npml.student import pasting
from npml.student.pasting import case, literal, source_of
from npml.student.unitfile import UnitFile, VisibleExercise, load

PACKAGES = Path(npml.__file__).parent
SOLUTIONS = Path(__file__).resolve().parents[3] / "solutions"
UNITS = sorted(path.name for path in SOLUTIONS.glob("[0-9][0-9]_*"))


def pasted(code: str, names: dict[str, Any]) -> Outcome:
    """What a cell with this code gives."""
    tree = ast.parse(code)
    last = tree.body.pop()
    assert isinstance(last, ast.Expr)
    try:
        exec(compile(tree, "<cell>", "exec"), names)
        return Outcome(view(eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)))
    except Exception as error:
        return Outcome(error=type(error).__name__)


@pytest.mark.parametrize("name", UNITS)
def test_every_visible_call_can_be_pasted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    unit, visible = Unit(SOLUTIONS / name), load(PACKAGES / f"unit{name[:2]}" / "checks.json")
    monkeypatch.setattr(pasting, "current_unit", lambda names: visible)
    for exercise in visible.exercises.values():
        for item in exercise.cases:
            code = source_of(exercise, item, item.steps)
            if not item.steps[-1].gives or any(outcome.error for outcome in item.want[:-1]):
                continue
            got, want = pasted(code, {**unit.namespace(), "np": np, "case": case}), item.want[-1]
            assert (got.error is None) == (want.error is None), code
            if item.options["values"] and want.error is None:
                assert alike(got.value, want.value), code


def shown(*steps: Step) -> str:
    return source_of(VisibleExercise("f", ("x", "y"), {}, (), {}, {}), None, steps)


def test_results_generators_and_buffers_become_names() -> None:
    one, two = np.array([1.0]), np.array([2.0])
    assert shown(Call("f", 1), Call("f", Ref(0))) == "result1 = f(1)\nf(result1)"
    assert shown(Call("f", Rng(3)), Call("f", Rng(3))) == "rng = np.random.default_rng(3)\nf(rng)\nf(rng)"
    assert shown(Call("f", Rng(3))) == "f(np.random.default_rng(3))"
    assert shown(Call("f", Gen((1, 2)))).endswith("f((item for item in x))")
    text = shown(Call("f", Shared("buffer", one)), Call("f", Shared("buffer", two)))
    assert "buffer[...] = np.array([2.0])" in text
    assert shown(Get("a", "m"), Set("a", "m", 2), Get("a", "v")) == "a.m = 2\na.v"
    assert "x.flags.writeable = False" in shown(Call("f", Layout(one, "readonly")))
    assert "x = np.array(['가', '나']).astype(object)" in shown(Call("f", Layout(np.array(["가", "나"]), "object")))


@pytest.mark.parametrize(
    "value",
    [
        np.array([0.1, -0.0, np.nan, np.inf, -np.inf, 1e-300]), np.array([[1, 2], [3, 4]], dtype=np.uint8), np.zeros((0, 3)),
        np.arange(24.0).reshape(2, 3, 4), np.array(3.5), np.float32(0.1), np.array([True, False]), np.array(["가", "b"]),
        [np.ones(2), (1, "x")], (1,), {"a": np.ones(1)}, None, -np.inf, np.zeros(0, dtype=np.int64), np.array([300.0], dtype=np.float16),
    ],
    ids=str,
)  # fmt: skip
def test_a_literal_gives_exactly_the_value(value: Any) -> None:
    got = eval(literal(value), {"np": np})
    assert type(got) is type(value)
    if isinstance(value, np.ndarray):
        assert (got.dtype, got.shape) == (value.dtype, value.shape)
        assert got.tobytes() == value.tobytes()
    else:
        assert repr(got) == repr(value)


def test_case_hands_out_fresh_copies(visible: UnitFile) -> None:
    name, exercise = next(iter(visible.exercises.items()))
    first = case(name, 1)
    label = next(iter(vars(first)))
    vars(first)[label][...] = 99
    assert not np.array_equal(vars(case(name, 1))[label], vars(first)[label])
    assert "from npml import case\nX = case(" in "\n".join(source_of(exercise, item, item.steps) for item in exercise.cases)
    for number in (0, len(exercise.cases) + 1, True, "1"):
        with pytest.raises(ValueError, match="그런 호출이 없어요"):
            case(name, number)  # type: ignore[arg-type]
