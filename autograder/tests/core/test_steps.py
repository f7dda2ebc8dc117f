"""Is every kind of step and of argument known to whatever walks over a case: the runner, the codec, the printers?"""

from __future__ import annotations

import importlib.util
import inspect
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autograder.cli.words import step_text
from npml.core import wire
from npml.core.arguments import ARGUMENTS, Argument, Gen, Layout, Ref, Rng, Shared
from npml.core.program import run
from npml.core.steps import STEPS, Call, Get, New, Set, Step, Value
from npml.student.pasting import source_of
from npml.student.unitfile import VisibleExercise

#: One of each kind, after `BEFORE`; a new kind belongs here, and then all below is asked of it.
EXAMPLES = (
    Call("double", 1.0), New("c", "Box", 1.0, size=2), Get("box", "size"), Set("box", "size", 3), Value("answer"),
)  # fmt: skip
WRAPPED = (
    Ref(1), Ref(2, 0), Layout(np.arange(4.0), "F"), Rng(2**90, "r"), Gen((1.0, np.ones(2))), Shared("x", np.ones(2)),
)  # fmt: skip
BEFORE = (New("box", "Box"), Call("double", 2.0), Call("pair"))
SHOWN = {
    "call": "double(1.0)", "new": "c = Box(1.0, size=2)", "get": "box.size", "set": "box.size = 3", "value": "answer",
}  # fmt: skip


class Box:
    """What the steps are done to."""

    def __init__(self, value: Any = None, size: int = 1) -> None:
        self.value, self.size = value, size


NAMES = {
    "Box": Box, "answer": 42, "pair": lambda: (1.0, 2.0), "double": lambda x: 2.0 * x,
    "take": lambda given: list(given) if inspect.isgenerator(given) else given,
}  # fmt: skip


def kinds(of: type[Any]) -> Iterator[type[Any]]:
    """All classes below that have none below themselves."""
    for item in of.__subclasses__():
        yield from kinds(item) if item.__subclasses__() else (item,)


def literals() -> ModuleType:
    """The benchmarks' printer, which is in no package."""
    path = Path(__file__).parents[2] / "benchmarks" / "literals.py"
    spec = importlib.util.spec_from_file_location("literals", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def to_student(step: Step) -> str:
    exercise = VisibleExercise("take", ("given",), {}, (), {}, {})
    return source_of(exercise, None, (step,))


PRINTERS: dict[str, Callable[[Step], str]] = {
    "student": to_student,
    "instructor": step_text,
    "benchmark": lambda step: literals()._step(0, step, {}),
}


def test_every_kind_is_in_the_table_and_among_the_examples() -> None:
    assert set(kinds(Step)) == set(STEPS.values()) == set(map(type, EXAMPLES))
    assert set(kinds(Argument)) == set(ARGUMENTS.values()) == set(map(type, WRAPPED))
    assert not STEPS.keys() & ARGUMENTS.keys()


@pytest.mark.parametrize("step", [*EXAMPLES, *(Call("take", arg) for arg in WRAPPED)], ids=str)
def test_a_step_is_the_same_on_the_other_side(step: Step) -> None:
    tree, buffers = wire.pack_steps((*BEFORE, step))
    again = wire.unpack_steps(json.loads(json.dumps(tree)), buffers)
    assert wire.pack_steps(again) == (tree, buffers)
    assert type(again[-1]) is type(step)
    here, there = run((*BEFORE, step), NAMES), run(again, NAMES)
    assert here[-1].error is None
    assert wire.pack_outcomes(here) == wire.pack_outcomes(there)
    assert (here[-1].value is not None) == step.gives


@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize("step", EXAMPLES, ids=lambda step: step.kind)
def test_a_step_is_shown_as_python(step: Step, printer: str) -> None:
    own = "r0 = " if printer == "benchmark" and step.gives else ""
    assert PRINTERS[printer](step) == own + SHOWN[step.kind]


@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize("arg", WRAPPED, ids=str)
def test_nobody_reads_the_class_of_an_argument(arg: Argument, printer: str) -> None:
    """A printer that does not know a class would show its `repr`."""
    shown = PRINTERS[printer](Call("take", arg, key=arg))
    assert f"{type(arg).__name__}(" not in shown
