"""Does the form of a result give away what is wrong, and say nothing where it does not?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from npml.core.arguments import Gen, Layout, Ref, Shared
from npml.core.compare import Problem, compare_case
from npml.core.evidence import Seen
from npml.core.forms import form_of, form_of_failure, ignored_parameter
from npml.core.messages import _FORMS, form_says
from npml.core.program import Outcome, run
from npml.core.steps import Call
from npml.core.values import Opaque

X = np.array([[1.5, 2.0, -3.0], [0.5, 1.0, 4.0]])
V = np.array([1.5, -2.0, 3.5])
N = 2.5


@pytest.mark.parametrize(
    ("got", "want", "key"),
    [
        (None, V, "none"), (None, N, "none"), (None, (V, N), "none"), ((V, None), (V, N), "none_item"),
        (V.tolist(), V, "list_for_array"), ((V,), V, "tuple_for_array"), ([0, N, N], (0, N, N), "list_for_tuple"),
        ((V, V), [V, V], "tuple_for_list"), (V, (V, N), "array_for_tuple"), (V, [V], "array_for_list"), (N, (V, N), "number_for_tuple"),
        ((N,), N, "list_for_number"), ([N], N, "list_for_number"), ((V,), (V, N), "count"), ((V, N, N), (V, N), "count"),
        (N, V, "number_for_array"), (np.float64(N), X, "number_for_array"), (V, V.sum(), "not_summed"), (V, V.mean(), "not_averaged"),
        (V, 9.75, "array_for_number"), (np.array([N]), N, "one_element"), (np.array([[N]]), N, "one_element"),
        (np.array([1, 2]), np.array([1.0, 2.0]), "integer_dtype"), (np.array([1.0, 2.0]), np.array([1, 2]), "float_dtype"),
        (2.0, 2, "float_dtype"), (np.array([True, False]), np.array([1, 0]), "bool_dtype"), (V.astype(np.float32), V, "short_float"),
        (V.astype(np.float16) * 3, V, "short_dtype"), (np.array([1, -2, 3]), V, "truncated"), (V[:, None], V, "column"),
        (V[None], V, "column"), (X.ravel(), X, "flat"), (V, V[:, None], "flat"), (X.T, X, "transposed"),
        (X.T @ X + np.arange(3), X.T @ X + np.arange(3)[:, None], "transposed"), (np.add.outer(V, V), V, "outer"),
        ((X.T, N), (X, N), "transposed"),
    ],
)  # fmt: skip
def test_what_does_a_form_give_away(got: Any, want: Any, key: str) -> None:
    assert form_of(got, want) == key
    assert form_says(key)


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (V, V), (V + 1, V), (N + 1, N), (V, None), (None, None), (V[:2], V), (X.T + 1, X), ((V + 1, N), (V, N)), ("text", "other"),
        (np.zeros(3, dtype=int), V / 10), (3, 2.5), (np.full(3, np.nan), V), (object(), V),
    ],
)  # fmt: skip
def test_is_nothing_said_of_a_form_that_is_right(got: Any, want: Any) -> None:
    assert form_of(got, want) == ""


def seen(function: Any, right: Any, *calls: Call, group: str = "값") -> list[Seen]:
    found = []
    for steps in [(call,) for call in calls]:
        got, want = run(steps, {"f": function}), run(steps, {"f": right})
        problem = compare_case(got, want, rtol=1e-6, atol=1e-9, look=frozenset(), blame=(), skip=frozenset(), loose=False)
        found.append(Seen(group, steps, got, want, problem))
    return found


def test_is_a_branch_without_return_told_from_a_function_without() -> None:
    calls = [Call("f", x) for x in (-1.5, 2.5, 3.5)]
    assert form_of_failure(seen(lambda x: None, abs, *calls), 0) == "none"
    assert form_of_failure(seen(lambda x: x if x > 0 else None, abs, *calls), 0) == "none_sometimes"


def test_does_a_form_that_only_some_failures_have_name_nothing() -> None:
    calls = [Call("f", V[:, None]), Call("f", X)]
    assert form_of_failure(seen(lambda x: x.T, lambda x: x.copy(), *calls), 0) == "transposed"
    assert form_of_failure(seen(lambda x: x.T if x.shape[1] == 1 else x + 1, lambda x: x.copy(), *calls), 0) == ""


def test_is_a_whole_number_among_truncated_ones_no_other_mistake() -> None:
    calls = [Call("f", V), Call("f", np.array([1.0, 2.0]))]
    assert form_of_failure(seen(lambda x: x.astype(int), lambda x: x.copy(), *calls), 0) == "truncated"


def test_is_another_dtype_said_only_where_it_counts() -> None:
    """A cached input may be of any dtype: what is wrong beside it is something else."""
    want = (V, np.array([1.0, 2.0]))
    got = (V + 1, np.array([1, 2]))
    item = Seen("값", (Call("f"),), [Outcome(value=got)], [Outcome(value=want)], Problem("value"))
    assert form_of_failure([item], 0) == ""


def test_are_random_values_recognised_where_there_should_be_none() -> None:
    def legacy(x: Any) -> Any:
        return x + np.random.rand()

    def fresh(x: Any) -> Any:
        return x + np.random.default_rng().random()

    state = np.random.get_state()
    assert form_of_failure(seen(legacy, lambda x: x, Call("f", 1.5)), 0) == "random"
    np.random.set_state(state)
    twice = (Call("f", 1.5), Call("f", 1.5))
    got, want = run(twice, {"f": fresh}), run(twice, {"f": lambda x: x})
    assert form_of_failure([Seen("값", twice, got, want, Problem("value"))], 0) == "random"


def scaled(x: Any, factor: float = 2.0, shift: float = 0.0) -> Any:
    return x * factor + shift


PARAMS = ("x", "factor", "shift")


@pytest.mark.parametrize("asked", [True, False])
def test_is_an_argument_that_is_ignored_proved_by_values(asked: bool) -> None:
    calls = [Call("f", V), Call("f", V, factor=3.0), Call("f", X), Call("f", X, 4.0)]
    items = seen(lambda x, factor=2.0, shift=0.0: x * 2.0 + shift, scaled, *calls)
    ask = (lambda steps: run(steps, {"f": scaled})) if asked else None
    assert ignored_parameter(items, "f", PARAMS, ask) == "factor"


def test_is_an_ignored_argument_recognised_by_what_is_right_without_it() -> None:
    """No two calls differ in one argument only: then the reference says what would be right without one."""
    calls = [Call("f", V, factor=3.0), Call("f", X, factor=0.5, shift=1.0), Call("f", V + 1)]
    items = seen(lambda x, factor=2.0, shift=0.0: x * 2.0 + shift, scaled, *calls)
    assert ignored_parameter(items, "f", PARAMS) == ""
    assert ignored_parameter(items, "f", PARAMS, lambda steps: run(steps, {"f": scaled})) == "factor"


def test_are_arguments_compared_wherever_they_lie_in_memory() -> None:
    lists = [[Layout(V, "readonly"), Shared("a", X)], Gen((V, X)), [V, X]]
    calls = [Call("f", item, factor=factor) for item, factor in zip([*lists, [X]], (2.0, 2.0, 3.0, 2.0), strict=True)]
    items = seen(
        lambda x, factor=2.0, shift=0.0: sum(map(np.sum, x)) * 2.0, lambda x, factor: sum(map(np.sum, x)) * factor, *calls
    )
    assert ignored_parameter(items, "f", PARAMS) == "factor"


@pytest.mark.parametrize(
    "wrong", [lambda x, **rest: np.zeros(3), lambda x, **rest: x + 1, lambda x, **rest: None, lambda x, **rest: 1 / 0]
)
def test_is_an_argument_not_called_ignored_for_another_reason(wrong: Any) -> None:
    calls = [Call("f", V), Call("f", V, factor=3.0)]
    assert ignored_parameter(seen(wrong, scaled, *calls), "f", PARAMS, lambda steps: run(steps, {"f": scaled})) == ""


@pytest.mark.parametrize("made", [Opaque("object"), [Opaque("object")]])
@pytest.mark.parametrize(("got", "want"), [([N, N], [N]), ([N, N], N), ((N, None), (N, N))])
def test_is_what_a_given_function_says_of_a_model_no_return_of_the_exercise(made: Any, got: Any, want: Any) -> None:
    made, steps = Outcome(value=made), (Call("build"), Call("look", Ref(0)))
    items = [Seen("값", steps, [made, Outcome(value=got)], [made, Outcome(value=want)], Problem("value", 1))]
    assert form_of_failure(items, 0, "build") == ""
    assert form_of_failure(items, 0, "look") in ("count", "list_for_number", "none_item")


def test_has_every_form_its_sentence() -> None:
    assert all(text.endswith("요.") for text in _FORMS.values())
    assert form_says("ignored", "stride").startswith("`stride`를 바꾸어도")
    assert "`global_norm`부터" in form_says("calls", "global_norm")
    assert form_says("no such form") == ""
