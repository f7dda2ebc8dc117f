"""What does the judge say of a failure: from the bank, from the result's form, carried over from a helper, of an exception?"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from autograder.authoring import Call, Category, Exercise, Mistake, case
from autograder.judge.cases import find_problem
from autograder.judge.causes import first_error, likely_causes, named_ratio, unexplained_error
from autograder.judge.model import CaseRecord, CategoryVerdict, ExerciseVerdict
from npml.core.compare import Problem
from npml.core.program import Outcome, run

SOURCE = """
def helper(x):
    return 2.0 * x

def caller(x, shift=1.0):
    return helper(x) + shift

def stranger(x):
    return 5.0 * x
"""
X = np.array([1.5, -2.0, 3.5])
BANK = (
    Mistake("helper", "triple", "…", lambda x: 3.0 * x), Mistake("helper", "minus", "…", lambda x: -2.0 * x),
    Mistake("stranger", "triple", "…", lambda x: 3.0 * x), Mistake("caller", "added", "…", lambda x, shift=1.0: 2.0 * x - shift),
)  # fmt: skip
STEPS = (Call("caller", X), Call("caller", X + 1.0), Call("caller", X, shift=3.0))


@dataclass(frozen=True)
class Chain:
    """A unit of which one exercise calls an earlier one."""

    mistakes: tuple[Mistake, ...] = BANK
    solution_names: tuple[str, ...] = ("helper", "stranger", "caller")

    def namespace(self, overrides: dict[str, Any] | None = None) -> dict[str, Any]:
        names: dict[str, Any] = {}
        exec(SOURCE, names)
        names.update(overrides or {})
        return names

    @property
    def reference(self) -> dict[str, Any]:
        return self.namespace()


def records(overrides: dict[str, Any]) -> list[CaseRecord]:
    unit, names = Chain(), Chain().namespace()
    exec(SOURCE, names)
    names.update(overrides)
    found = []
    for step in STEPS:
        item = case(step)
        want, got = run(item.steps, unit.reference), run(item.steps, names)
        found.append(CaseRecord("값", item, got, want, find_problem(item, got, want)))
    return found


def causes(overrides: dict[str, Any], **lost: tuple[str, ...]) -> tuple[str, ...]:
    """The causes for `caller` when these earlier exercises lost points, with their own diagnoses."""
    right = {name: ExerciseVerdict(name, (CategoryVerdict("값", 5, 5, True),)) for name in ("helper", "stranger")}
    wrong = {
        name: replace(right[name], categories=(CategoryVerdict("값", 0, 5, False, "value"),), diagnoses=keys)
        for name, keys in lost.items()
    }
    exercise = Exercise("caller", (Category("값", 5, lambda rng: (), core=True),))
    unit: Any = Chain()
    return likely_causes(unit, exercise, records(overrides), right | wrong)


def test_is_a_helper_to_blame_only_if_it_lost_points_itself() -> None:
    wrong = {"helper": lambda x: 3.0 * x}
    assert causes(wrong, helper=("triple",)) == ("helper:triple",)
    assert causes(wrong, helper=()) == ("helper:triple",)
    assert causes(wrong) == ()
    assert causes({"caller": lambda x, shift=1.0: 3.0 * x + shift}) == ()


def test_is_a_helper_blamed_for_what_its_own_diagnosis_says() -> None:
    assert causes({"helper": lambda x: 3.0 * x}, helper=("minus",)) == ("form.calls.helper",)
    assert causes({"helper": lambda x: 7.0 * x}, helper=()) == ("form.calls.helper",)


def test_is_an_exercise_that_is_not_called_never_blamed() -> None:
    assert causes({"caller": lambda x, shift=1.0: 3.0 * x + shift}, stranger=("triple",)) == ()


def test_does_a_mistake_of_the_function_itself_come_before_its_helpers() -> None:
    assert causes({"caller": lambda x, shift=1.0: 2.0 * x - shift}, helper=("triple",)) == ("added",)


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (lambda x, shift=1.0: None, "form.none"), (lambda x, shift=1.0: (2.0 * x + shift).tolist(), "form.list_for_array"),
        (lambda x, shift=1.0: (2.0 * x + shift)[:, None], "form.column"), (lambda x, shift=1.0: 2.0 * x.mean() + shift, "form.number_for_array"),
        (lambda x, shift=1.0: 2.0 * x + 1.0, "form.ignored.shift"), (lambda x, shift=1.0: (2.0 * x + shift).astype(np.float32), "form.short_float"),
    ],
)  # fmt: skip
def test_is_what_no_bank_knows_said_as_a_fact(wrong: Any, key: str) -> None:
    assert causes({"caller": wrong}) == (key,)


def test_is_the_first_exception_named_with_what_it_is_known_for() -> None:
    def record(kind: str, **outcome: Any) -> CaseRecord:
        return CaseRecord(
            "값", case(Call("f")), [Outcome(**outcome)], [Outcome(value=1.0)], Problem(kind, detail=outcome["error"])
        )

    text = "operands could not be broadcast together with shapes (2,) (3,)"
    assert first_error([record("error", error="ValueError", text=text)]) == "ValueError:broadcast"
    assert first_error([record("error", error="ValueError", text="hidden input 3.25")]) == "ValueError"
    assert first_error([record("other_error", error="TypeError", text="")]) == ""
    assert first_error([replace(record("error", error="IndexError"), got=[])]) == "IndexError"
    assert first_error([]) == ""


def test_is_a_ratio_named_only_where_sizes_are_known() -> None:
    item = case(Call("f"), sizes={"m": 7})
    got, want = [Outcome(value=7.0 * X)], [Outcome(value=X)]
    assert named_ratio([CaseRecord("값", item, got, want, Problem("value"))]) == "m"
    assert named_ratio([CaseRecord("값", case(Call("f")), got, want, Problem("value"))]) == ""


def test_is_nothing_more_said_of_an_exception_that_a_named_cause_explains() -> None:
    """An error that the named mistake raises as well has been explained; another one has not."""

    def refuses(x: Any, shift: float = 1.0) -> Any:
        if shift != 1.0:
            return [sum(row) for row in 3.0]  # type: ignore[attr-defined]
        return 2.0 * x + shift

    bank = (
        Mistake("caller", "refuses", "…", refuses),
        Mistake("caller", "added", "…", lambda x, shift=1.0: 2.0 * x - shift),
    )
    unit: Any = Chain(mistakes=bank)
    exercise = Exercise("caller", (Category("값", 5, lambda rng: (), core=True),))
    found = records({"caller": refuses})
    assert first_error(found) == "TypeError:not_iterable"
    assert unexplained_error(unit, exercise, found, ("refuses",)) == ""
    assert unexplained_error(unit, exercise, found, ("added",)) == "TypeError:not_iterable"
    assert unexplained_error(unit, exercise, found, ("form.none",)) == "TypeError:not_iterable"
    assert unexplained_error(unit, exercise, found, ()) == "TypeError:not_iterable"
    assert unexplained_error(unit, exercise, records({}), ("refuses",)) == ""


@pytest.mark.parametrize(("random", "named"), [(False, ()), (True, ("fifth_too",))])
def test_does_luck_excuse_a_mistake_only_where_something_is_random(random: bool, named: tuple[str, ...]) -> None:
    """A mistake fails a case that the student's code passes: by luck in a random exercise, else it is another mistake."""

    def first(x: Any, shift: float = 1.0) -> Any:
        return 2.0 * x + shift + 5.0 * (x[0] == 0.5)

    def fifth_too(x: Any, shift: float = 1.0) -> Any:
        return first(x, shift) + (x[0] == 5.5)

    def verify(got: list[Outcome], want: list[Outcome]) -> str | None:
        value = got[0].value
        return None if value[0] == value[1] - 2.0 and value[0] % 2.0 == 0.0 and value[0] < 5 * value[2] else ""

    unit: Any = Chain(mistakes=(Mistake("caller", "fifth_too", "…", fifth_too),))
    names, found = Chain().namespace() | {"caller": first}, []
    for index in range(12):
        item = case(Call("caller", np.arange(3.0) + index + 0.5), verify=verify, alone=random)
        want, got = run(item.steps, unit.reference), run(item.steps, names)
        found.append(CaseRecord("값", item, got, want, find_problem(item, got, want)))
    assert [bool(record.problem) for record in found] == [True] + 11 * [False]
    exercise = Exercise("caller", (Category("값", 5, lambda rng: (), core=True),))
    assert likely_causes(unit, exercise, found) == named


TRACED = """
import sys
from autograder.judge.causes import _within

def endless():
    while True:
        pass

print(_within({seconds}, {function}))
sys.settrace(lambda *_: None)
(lambda: None)()
"""


@pytest.mark.parametrize(("seconds", "function", "gives"), [(5.0, "lambda: ()", "()"), (0.05, "endless", "None")])
def test_a_diagnosis_leaves_the_interpreter_as_it_was(seconds: float, function: str, gives: str) -> None:
    """An interrupt that was taken back kept CPython 3.11 busy for ever as soon as somebody traced."""
    code = TRACED.format(seconds=seconds, function=function)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == gives
