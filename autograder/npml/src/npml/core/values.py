"""Values as they cross the trust boundary: a JSON tree plus raw array bytes.

Never pickle, never eval.  ``encode`` runs on the student's side and may meet any
object; what it cannot represent becomes ``Opaque``.  ``decode`` runs on the
judge's side and treats every byte as hostile.

A *packed* value is ``(tree, buffers)``: ``tree`` is JSON, arrays in it are
``{"nd": dtype, "shape": [...], "buf": i}`` and point into ``buffers``.
``to_text``/``from_text`` put the same thing into one JSON object (base64), for files.
"""

from __future__ import annotations

import base64
import math
import numbers
import types
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import ProtocolError

#: The only dtypes that cross, by NumPy's type string without byte order.
DTYPES = {
    "b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16",
}  # fmt: skip
MAX_ITEMS = 10_000
MAX_DEPTH = 8
MAX_NDIM = 8
MAX_ARRAY_BYTES = 8 << 20
MAX_TEXT = 2_000
MAX_INT_BITS = 4_096
#: NumPy stores every text of an array at the length of the longest: at most this many characters for each real one.
MAX_TEXT_PADDING = 16

# Bound here, before a student's code runs, so that a later `np.asarray = …` in a
# notebook cannot make honest results unreadable.
_asarray = np.asarray
_ascontiguous = np.ascontiguousarray
_ndarray = np.ndarray
_generic = np.generic
_longdouble, _float64 = np.longdouble, np.float64
_array = np.array
#: Types whose name an `Opaque` tells; compared by identity, since a class may define its own hash or equality.
_KINDS = (
    (types.GeneratorType, "generator"), (range, "range"), (map, "map"), (zip, "zip"), (filter, "filter"), (set, "set"),
    (frozenset, "set"), (types.FunctionType, "function"), (types.BuiltinFunctionType, "function"),
    (types.MethodType, "function"), (type, "class"),
)  # fmt: skip
#: The dtypes that cross, in this machine's byte order.
_NATIVE = frozenset(np.dtype(code).str for code in DTYPES)
#: The dtypes by code in the byte order in which they cross, and those whose bytes need no change on this machine.
_LITTLE = {code: np.dtype("<" + code) for code in DTYPES}
_AS_THEY_ARE = frozenset(dtype.str for dtype in _LITTLE.values() if dtype.isnative)


@dataclass(frozen=True)
class Opaque:
    """A value that has no representation here; only the kind of object is known."""

    kind: str


Packed = tuple[Any, list[bytes]]


def encode(value: Any) -> Packed:
    """Turn any Python object into a packed value; never raises for odd objects.

    Returns:
        The JSON tree and the raw bytes of the arrays in it, C order, little endian.
    """
    buffers: list[bytes] = []
    return _encode(value, buffers, 0), buffers


def _encode(value: Any, buffers: list[bytes], depth: int) -> Any:
    if depth > MAX_DEPTH:
        return {"opaque": "too deep"}
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is str:
        return value[:MAX_TEXT]
    if isinstance(value, _longdouble):  # a real number like any other; it crosses as the nearest float
        return {"f": float(value).hex()}
    if isinstance(value, (_ndarray, _generic)):
        return _encode_array(value, buffers)
    if isinstance(value, bool):
        return bool(value)
    if isinstance(value, int):
        number = int(value)
        if -(2**53) <= number <= 2**53:
            return number
        return {"int": hex(number)} if number.bit_length() <= MAX_INT_BITS else {"opaque": "huge int"}
    if isinstance(value, numbers.Real):
        try:
            return {"f": float(value).hex()}
        except Exception:  # a Real subclass may do anything in __float__
            return {"opaque": "real"}
    if isinstance(value, complex):
        return {"opaque": "complex"}
    if isinstance(value, (tuple, list)):
        if len(value) > MAX_ITEMS:
            return {"opaque": "too long"}
        name = "tuple" if isinstance(value, tuple) else "list"
        return {name: [_encode(item, buffers, depth + 1) for item in list(value)]}
    if isinstance(value, dict):
        if len(value) > MAX_ITEMS:
            return {"opaque": "too long"}
        pairs = [[_encode(k, buffers, depth + 1), _encode(v, buffers, depth + 1)] for k, v in list(value.items())]
        return {"dict": pairs}
    return {"opaque": next((name for known, name in _KINDS if kind is known), "object")}


def _encode_array(value: Any, buffers: list[bytes]) -> Any:
    try:
        small = value.nbytes <= MAX_ARRAY_BYTES and value.ndim <= MAX_NDIM
        if small and type(value) is _ndarray and value.dtype.str in _AS_THEY_ARE:
            buffers.append(value.tobytes())  # C order
            return {"nd": value.dtype.str[1:], "shape": list(value.shape), "buf": len(buffers) - 1}
        array = _asarray(value)
        if type(array) is not _ndarray:
            array = array.view(_ndarray)
        if array.dtype.type is _longdouble and not array.shape:
            array = array.astype(_float64)
        if array.dtype.kind == "U" and array.size <= MAX_ITEMS:
            texts = [str(text)[:MAX_TEXT] for text in array.ravel().tolist()]
            if _padded(texts):
                return {"opaque": "array too large"}
            return {"ndstr": texts, "shape": list(array.shape)}
        code = array.dtype.str[1:]
        if code not in DTYPES:
            return {"opaque": "array of another dtype"}
        # A broadcast or stride-tricked array is small in memory and huge when copied.
        if array.size * array.dtype.itemsize > MAX_ARRAY_BYTES or array.ndim > MAX_NDIM:
            return {"opaque": "array too large"}
        little = array.astype(array.dtype.newbyteorder("<"), copy=False)
        raw = _ascontiguous(little).tobytes()
    except Exception:
        return {"opaque": "array"}
    tree = {"nd": code, "shape": list(array.shape), "buf": len(buffers)}
    if isinstance(value, _generic):
        tree["scalar"] = True
    buffers.append(raw)
    return tree


def view(value: Any) -> Any:
    """The value as the judge would decode it: ``decode(encode(value))``, with a short cut for plain values.

    Raises:
        ProtocolError: as `decode`.
    """
    return _view(value, 0)


def _view(value: Any, depth: int) -> Any:
    kind = type(value)
    if value is None or kind is bool or kind is float or (kind is int and -(2**53) <= value <= 2**53):
        return value
    if kind is _ndarray and value.dtype.str in _NATIVE and value.nbytes <= MAX_ARRAY_BYTES and value.ndim <= MAX_NDIM:
        return _array(value, order="C", copy=True)
    if (kind is tuple or kind is list) and len(value) <= MAX_ITEMS and depth < MAX_DEPTH:
        return kind([_view(item, depth + 1) for item in value])
    buffers: list[bytes] = []
    tree = _encode(value, buffers, depth)
    return _decode(tree, buffers, depth)


def same_array(a: Any, b: Any) -> bool:
    """Whether both are plain arrays of one dtype and shape, the same to the last bit."""
    if type(a) is not _ndarray or type(b) is not _ndarray or a.dtype != b.dtype or a.shape != b.shape:
        return False
    return bool(a.tobytes() == b.tobytes())


def encode_into(value: Any, buffers: list[bytes]) -> Any:
    """Like `encode`, for a value inside a larger frame: appends to its buffers."""
    return _encode(value, buffers, 0)


def decode(packed: Packed) -> Any:
    """The value that a packed value stands for.

    Raises:
        ProtocolError: the value is malformed, too deep or too long, or its sizes do not add up.
    """
    tree, buffers = packed
    return _decode(tree, list(buffers), 0)


def decode_from(tree: Any, buffers: list[Any]) -> Any:
    """Like `decode`, for a value inside a larger frame: each buffer that is used is replaced by None in the list.

    Raises:
        ProtocolError: as `decode`.
    """
    return _decode(tree, buffers, 0)


def _decode(tree: Any, buffers: list[bytes], depth: int) -> Any:
    if depth > MAX_DEPTH + 1:
        raise ProtocolError("value nested too deeply")
    if tree is None or isinstance(tree, bool):
        return tree
    if isinstance(tree, str):
        return tree[:MAX_TEXT]
    if isinstance(tree, int):
        return tree
    if not isinstance(tree, dict):
        raise ProtocolError(f"unexpected {type(tree).__name__} in a value")
    if "nd" in tree:
        return _decode_array(tree, buffers)
    if "ndstr" in tree:
        return _decode_text_array(tree)
    if len(tree) != 1:
        raise ProtocolError("a value node has one key")
    (key, body), *_ = tree.items()
    if key == "f" and isinstance(body, str) and len(body) < 64:
        try:
            return float.fromhex(body)
        except (ValueError, OverflowError) as error:
            raise ProtocolError("not a float") from error
    if key == "int" and isinstance(body, str) and len(body) <= MAX_INT_BITS // 4 + 4:
        try:
            return int(body, 16)
        except ValueError as error:
            raise ProtocolError("not an integer") from error
    if key == "opaque" and isinstance(body, str):
        return Opaque(body[:40])
    if key in ("tuple", "list", "dict") and isinstance(body, list) and len(body) <= MAX_ITEMS:
        if key == "dict":
            return _decode_dict(body, buffers, depth)
        items = [_decode(item, buffers, depth + 1) for item in body]
        return tuple(items) if key == "tuple" else items
    raise ProtocolError(f"unknown value node {key[:20]!r}")


def _decode_dict(body: list[Any], buffers: list[bytes], depth: int) -> dict[Any, Any]:
    result = {}
    for pair in body:
        if not (isinstance(pair, list) and len(pair) == 2):
            raise ProtocolError("a dict entry is a pair")
        key = _decode(pair[0], buffers, depth + 1)
        if not isinstance(key, (str, int, float, bool, type(None))):
            raise ProtocolError("a dict key is text or a number")
        result[key] = _decode(pair[1], buffers, depth + 1)
    return result


def _padded(texts: list[str]) -> bool:
    """Whether an array of these texts would take far more memory than the texts themselves."""
    lengths = [len(text) for text in texts]
    return max(lengths, default=0) * len(texts) > 4_096 + MAX_TEXT_PADDING * (sum(lengths) + len(texts))


def _decode_text_array(tree: dict[str, Any]) -> Any:
    texts, shape = tree.get("ndstr"), tree.get("shape")
    if not (isinstance(texts, list) and len(texts) <= MAX_ITEMS and all(isinstance(text, str) for text in texts)):
        raise ProtocolError("not an array of text")
    if not (isinstance(shape, list) and len(shape) <= MAX_NDIM and all(type(n) is int and n >= 0 for n in shape)):
        raise ProtocolError("an array with an impossible shape")
    if math.prod(shape) != len(texts):
        raise ProtocolError("an array whose items do not fit its shape")
    texts = [text[:MAX_TEXT] for text in texts]
    if _padded(texts):
        raise ProtocolError("an array of text that is mostly padding")
    return np.array(texts, dtype=np.str_).reshape(shape)


def _decode_array(tree: dict[str, Any], buffers: list[Any]) -> Any:
    code, shape, index = tree.get("nd"), tree.get("shape"), tree.get("buf")
    if not isinstance(code, str) or code not in DTYPES or not isinstance(shape, list) or len(shape) > MAX_NDIM:
        raise ProtocolError("an array with an unknown dtype or shape")
    if not all(type(n) is int and 0 <= n <= MAX_ARRAY_BYTES for n in shape):
        raise ProtocolError("an array with an impossible shape")
    if type(index) is not int or not 0 <= index < len(buffers):
        raise ProtocolError("an array without its bytes")
    dtype = _LITTLE[code]
    raw = buffers[index]
    if raw is None:  # arrays that share bytes let a small frame ask for terabytes
        raise ProtocolError("bytes that two arrays share")
    buffers[index] = None
    if math.prod(shape) * dtype.itemsize != len(raw) or len(raw) > MAX_ARRAY_BYTES:
        raise ProtocolError("an array whose bytes do not fit its shape")
    if code == "b1":
        array = np.frombuffer(raw, dtype=np.uint8).reshape(shape).astype(np.bool_)
    else:
        array = np.frombuffer(raw, dtype=dtype).reshape(shape).astype(dtype.newbyteorder("="), copy=True)
    return array[()] if tree.get("scalar") is True and not shape else array


def to_text(value: Any) -> dict[str, Any]:
    """One JSON object for a file: ``{"v": tree, "b": [base64, …]}``."""
    tree, buffers = encode(value)
    return {"v": tree, "b": [base64.b64encode(raw).decode("ascii") for raw in buffers]}


def from_text(stored: dict[str, Any]) -> Any:
    """The value that `to_text` stored.

    Raises:
        ProtocolError: the object is not one that `to_text` made.
    """
    try:
        buffers = [base64.b64decode(text, validate=True) for text in stored["b"]]
        return decode((stored["v"], buffers))
    except (KeyError, TypeError, ValueError) as error:
        raise ProtocolError(f"not a stored value: {error}") from error
