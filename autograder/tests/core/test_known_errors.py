"""Is each well-known error recognised by what Python and NumPy really say, and nothing else taken for one?"""

# What is called wrongly here is meant to be.
# mypy: disable-error-code="arg-type, attr-defined, call-arg, call-overload, index, misc, operator, valid-type, name-defined"

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from npml.core.known_errors import KNOWN, OWN, mark, recognise, same_error
from npml.core.messages import KNOWN_ERRORS, error_means


def unpacked(value: Any) -> None:
    _, _ = value


def read_only() -> Any:
    array = np.zeros(3)
    array.flags.writeable = False
    return array


def assigned(array: Any, at: Any, value: Any) -> None:
    array[at] = value


def one(a: Any) -> Any:
    return a


class Thing:
    """Without attributes."""


def said(text: str) -> Callable[[], Any]:
    """What PyTorch says; `tests/units/oracles/test_15_oracle.py` asks PyTorch itself."""

    def fail() -> Any:
        raise RuntimeError(text)

    return fail


NOTHING: Any = None
LIST: Any = [1, 2]
TORCH = {
    "no_graph": "element 0 of tensors does not require grad and does not have a grad_fn",
    "graph_twice": "Trying to backward through the graph a second time (or directly access saved tensors …)",
    "graph_to_numpy": "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.",
    "graph_in_place": "a leaf Variable that requires grad is being used in an in-place operation.",
    "not_scalar_loss": "grad can be implicitly created only for scalar outputs",
    "tensor_dtype": "mat1 and mat2 must have the same dtype, but got Double and Float",
    "tensor_matmul": "mat1 and mat2 shapes cannot be multiplied (1x3 and 2x3)",
    "tensor_sizes": "The size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 0",
    "tensor_view": "shape '[2, 2]' is invalid for input of size 3",
    "negative_strides": "At least one stride in the given numpy array is negative, and tensors with negative strides …",
    "module_init": "cannot assign module before Module.__init__() call",
    "no_parameters": "optimizer got an empty parameter list",
    "not_a_tensor": "linear(): argument 'input' (position 1) must be Tensor, not numpy.ndarray",
}
RAISES: dict[str, list[Callable[[], Any]]] = {
    **{name: [said(text)] for name, text in TORCH.items()},
    "module_init": [said(TORCH["module_init"]), said("… `Layer` … you forgot to call `super().__init__()` as the first statement …")],
    "none": [
        lambda: NOTHING + 1, lambda: NOTHING[0], lambda: len(NOTHING), lambda: NOTHING.shape, lambda: -NOTHING, lambda: NOTHING(1),
        lambda: float(NOTHING), lambda: np.array([1.0]) * NOTHING,
    ],
    "truth": [lambda: bool(np.zeros(2)), lambda: np.zeros(2) in [np.zeros(2)]],
    "read_only": [lambda: assigned(read_only(), 0, 1), lambda: read_only().__iadd__(1)],
    "matmul": [lambda: np.zeros((2, 3)) @ np.zeros(2), lambda: np.dot(np.zeros((2, 3)), np.zeros((2, 3)))],
    "matmul_number": [lambda: np.float64(1) @ np.zeros(3), lambda: np.zeros(3) @ 2.0],
    "assigned_shape": [lambda: assigned(np.zeros(3), slice(None), np.zeros(2))],
    "broadcast": [
        lambda: np.zeros(3) + np.zeros(2), lambda: np.zeros((3, 3))[[0, 1], [0, 1, 2]], lambda: np.zeros(3).__iadd__(np.zeros((2, 3))),
    ],
    "axis": [lambda: np.zeros(3).sum(axis=1), lambda: np.zeros(3).shape[1]],
    "mask_shape": [lambda: np.zeros(3)[np.zeros(2, bool)]],
    "too_many_indices": [lambda: np.zeros(3)[0, 0], lambda: np.float64(1)[0]],
    "bounds": [lambda: np.zeros(3)[5], lambda: LIST[5], lambda: [].pop(), lambda: np.take(np.zeros(2), 7)],
    "integer_index": [lambda: np.zeros(3)[1.0], lambda: LIST[1.0], lambda: LIST[np.zeros(2)], lambda: np.zeros(3)[np.zeros(2)]],
    "integer_wanted": [lambda: range(1.0), lambda: np.zeros(2.0)],
    "missing_argument": [lambda: one()],
    "too_many_arguments": [lambda: one(1, 2), lambda: math.exp(1, 2), lambda: object(1)],
    "argument_twice": [lambda: one(1, a=2)],
    "unknown_keyword": [lambda: one(1, b=2), lambda: np.sum(np.zeros(2), axiss=1)],
    "not_callable": [lambda: one(3)(2), lambda: np.zeros(2)(1)],
    "unpack": [lambda: unpacked(np.zeros(3)), lambda: unpacked((1,)), lambda: unpacked(3.0)],
    "not_iterable": [lambda: list(one(3)), lambda: list(np.array(3)), lambda: len(one(3)), lambda: len(np.array(3))],
    "not_subscriptable": [lambda: one(3)[0], lambda: assigned((1, 2), 0, 1), lambda: one[0]],
    "in_place_dtype": [lambda: np.arange(3).__itruediv__(2), lambda: np.arange(3).__iadd__(0.5)],
    "boolean_arithmetic": [lambda: np.zeros(2, bool) - np.zeros(2, bool), lambda: -np.zeros(2, bool)],
    "one_number": [lambda: math.exp(np.zeros(2)), lambda: float(np.zeros(2)), lambda: np.zeros(2).item(), lambda: int(np.zeros((2, 2)))],
    "operand": [lambda: LIST - 1, lambda: LIST + 1, lambda: LIST * 1.5, lambda: one("a") < 1, lambda: np.exp("a"), lambda: -LIST],
    "nan_to_integer": [lambda: int(float("nan")), lambda: int(float("inf"))],
    "ragged": [lambda: np.array([[1], [1, 2]]), lambda: assigned(np.zeros(2), 0, [1, 2]), lambda: assigned(np.zeros(2), 0, np.zeros(3))],
    "reshape": [lambda: np.zeros(3).reshape(2, 2)],
    "domain": [lambda: math.log(0), lambda: math.sqrt(-1), lambda: math.log2(-1.0)],
    "too_large": [lambda: math.exp(1e4), lambda: 10.0**400, lambda: np.array([1], dtype=np.uint8) + 300, lambda: np.int8(300)],
    "empty": [lambda: np.zeros(0).max(), lambda: np.zeros(0).argmax(), lambda: max([])],
    "joined": [
        lambda: np.concatenate([np.zeros((2, 2)), np.zeros(2)]), lambda: np.stack([np.zeros(2), np.zeros(3)]), lambda: np.concatenate([]),
    ],
    "zero_step": [lambda: range(0, 1, 0), lambda: LIST[::0]],
    "negative_size": [lambda: np.zeros(-1), lambda: np.pad(np.zeros(3), -1)],
    "bincount": [lambda: np.bincount(np.array([-1]))],
    "negative_power": [lambda: np.arange(3) ** -1],
    "sample": [lambda: np.random.default_rng(0).choice(2, 5, replace=False)],
    "text_number": [lambda: float("a"), lambda: int("a"), lambda: np.array(["a"]).astype(float)],
    "unhashable": [lambda: {np.zeros(2): 1}, lambda: {(LIST,): 1}],
    "numpy_name": [lambda: np.softmax(1)],
    "plain_attribute": [lambda: LIST.shape, lambda: one(1.0).sum()],
    "array_attribute": [lambda: np.zeros(2).append(1), lambda: np.float64(1).append],
    "own_attribute": [lambda: Thing().m],
    "name": [lambda: undefined],  # noqa: F821
}  # fmt: skip


@pytest.mark.parametrize("name", KNOWN)
def test_is_a_well_known_error_recognised(name: str) -> None:
    assert RAISES[name]
    for call in RAISES[name]:
        with warnings.catch_warnings(), pytest.raises(Exception) as caught:  # noqa: PT011 - of any class
            warnings.simplefilter("ignore")
            call()
        assert recognise(str(caught.value)) == name, caught.value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "y_true",
        "k는 1 이상이어야 합니다",
        "X와 y의 길이가 다릅니다",
        "lambda_reg must not be negative",
        "[x]",
        "[NOSUCH]",
        "x" * 10_000,
    ],
)
def test_are_the_students_own_words_not_taken_for_one(text: str) -> None:
    assert recognise(text) == OWN
    assert recognise(mark(text)) == OWN
    assert not same_error(("ValueError", mark(text)), ("ValueError", "cannot reshape array"))


def test_does_a_mark_stand_for_a_text() -> None:
    for name, calls in RAISES.items():
        with warnings.catch_warnings(), pytest.raises(Exception) as caught:  # noqa: PT011
            warnings.simplefilter("ignore")
            calls[0]()
        assert recognise(mark(str(caught.value))) == name
        assert same_error(("E", str(caught.value)), ("E", mark(str(caught.value))))


def test_has_every_well_known_error_its_sentence() -> None:
    assert set(KNOWN_ERRORS) == set(KNOWN)
    assert error_means("ValueError", "broadcast") != error_means("ValueError", "truth") != error_means("ValueError", OWN)
    assert error_means("NoSuchError", OWN) == ""
