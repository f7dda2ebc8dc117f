"""Do values cross the boundary unchanged, and is everything malformed refused?"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from npml.core import values
from npml.core.compare import identical
from npml.core.values import Opaque, decode, encode, from_text, to_text
from npml.errors import ProtocolError

SCALARS = st.none() | st.booleans() | st.integers(-(2**200), 2**200) | st.floats() | st.text(max_size=50)
ARRAYS = hnp.arrays(
    st.sampled_from([np.float64, np.float32, np.float16, np.int8, np.uint64, np.int64, np.bool_]),
    hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
)
TREES = st.recursive(
    SCALARS | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=5) | st.integers(-9, 9), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(TREES)
def test_does_a_value_survive_the_round_trip(value: Any) -> None:
    assert identical(decode(encode(value)), value)
    assert identical(from_text(to_text(value)), value)


@pytest.mark.parametrize("how", [np.asfortranarray, lambda a: a[::-1], lambda a: a.T, lambda a: a.astype(">f8")])
def test_does_memory_layout_not_matter(how: Callable[[Any], Any]) -> None:
    array = how(np.arange(12.0).reshape(3, 4))
    assert np.array_equal(decode(encode(array)), array)


def test_is_a_fraction_a_real_number() -> None:
    assert decode(encode(Fraction(1, 4))) == 0.25


class Liar:
    """An object that claims to be equal to everything and to be any array."""

    def __eq__(self, other: object) -> bool:
        return True

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        return np.ones(3)


class LyingArray(np.ndarray):
    """A subclass whose comparisons and conversions lie."""

    def __eq__(self, other: object) -> bool:
        return True

    def tobytes(self, *args: Any) -> bytes:
        return b""


@pytest.mark.parametrize(
    "value", [Liar(), object(), np.array([object()]), np.zeros(2, dtype="f8,i4"), np.zeros(2, np.longdouble), 2**5000]
)
def test_is_a_strange_object_opaque(value: Any) -> None:
    assert isinstance(decode(encode(value)), Opaque)


def test_does_a_subclass_cross_as_its_numbers_only() -> None:
    array = np.zeros(3).view(LyingArray)
    assert type(decode(encode(array))) is np.ndarray and decode(encode(array)).tolist() == [0, 0, 0]


def test_is_a_huge_broadcast_array_refused_before_it_is_copied() -> None:
    huge = np.lib.stride_tricks.as_strided(np.zeros(1), (10**6, 10**6), (0, 0))
    assert isinstance(decode(encode(huge)), Opaque)


@pytest.mark.parametrize(
    "tree",
    [
        {"nd": "O", "shape": [1], "buf": 0},
        {"nd": ["f8"], "shape": [1], "buf": 0},
        {"nd": "f8", "shape": [2], "buf": 0},
        {"nd": "f8", "shape": [-1], "buf": 0},
        {"nd": "f8", "shape": [1.0], "buf": 0},
        {"nd": "f8", "shape": [True], "buf": 0},
        {"nd": "f8", "shape": [1], "buf": 1},
        {"nd": "f8", "shape": [1], "buf": -1},
        {"nd": "f8", "shape": [1]},
        {"f": "1e5"[::-1] + "x"},
        {"f": 1.0},
        {"int": "zz"},
        {"list": {}},
        {"list": [], "tuple": []},
        {"dict": [[1]]},
        {"dict": [[{"list": []}, 1]]},
        {"unknown": 1},
        [1],
        1.5,
    ],
)
def test_is_a_malformed_tree_refused(tree: Any) -> None:
    with pytest.raises(ProtocolError):
        decode((tree, [b"\0" * 8]))


def test_is_a_deep_tree_refused() -> None:
    tree: object = 1
    for _ in range(values.MAX_DEPTH + 3):
        tree = {"list": [tree]}
    with pytest.raises(ProtocolError):
        decode((tree, []))


def test_is_memory_never_multiplied_by_sharing_or_padding() -> None:
    # 22 KB of header asked for 4 GB of arrays, and 800 KB for 1.6 GB of text, before this was refused.
    node = {"nd": "f8", "shape": [1], "buf": 0}
    with pytest.raises(ProtocolError, match="share"):
        decode(({"list": [node, node]}, [b"\0" * 8]))
    padded = {"ndstr": ["x" * 2000] + [""] * 999, "shape": [1000]}
    with pytest.raises(ProtocolError, match="padding"):
        decode((padded, []))
    assert isinstance(decode(encode(np.array(padded["ndstr"]))), Opaque)
    for honest in (np.array(["예", "아니요"]), np.array(["x" * 300, ""]), np.array(["고양이", "hippopotamus"] * 1000)):
        assert np.array_equal(decode(encode(honest)), honest)


ODD = [
    None, True, 3, 2**60, -(2**5000), 1.5, float("inf"), -0.0, "글" * 3000, 1j, object(), (1, [2.0, None]), {"a": np.ones(2)},
    np.float64(2), np.float32(2), np.int8(3), np.bool_(True), np.longdouble(1), np.str_("글"),
    np.arange(6.0).reshape(2, 3).T, np.arange(6)[::-2], np.zeros((0, 3)), np.array(3.0), np.array([1, "a"], dtype=object),
    np.array([[1j]]), np.array(["a", "나"]), np.broadcast_to(1.0, (1 << 21,)), np.ones(3, dtype=">f8"), np.ma.ones(3),
    np.array([1], dtype="m8[s]"), np.ones((1,) * 9), [[[[[[[[[[1.0]]]]]]]]]], ((((((((((2,),),),),),),),),),), [0] * 20_000,
]  # fmt: skip


@pytest.mark.parametrize("value", ODD, ids=lambda value: type(value).__name__)
def test_a_view_is_what_would_be_decoded(value: Any) -> None:
    view, decoded = values.view(value), values.decode(values.encode(value))
    assert repr(view) == repr(decoded)
    assert type(view) is type(decoded)
    if isinstance(view, np.ndarray):
        assert (view.dtype, view.flags.c_contiguous) == (decoded.dtype, True)
        assert not np.shares_memory(view, value)
