"""Writes values as a student should read them: short, with the worst element marked.

`pasting` writes the code of a call.  For instructors, `cli.words` writes values in place.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.arguments import Layout, Shared
from ..core.values import Opaque
from .messages.checking import ARRAY, COLLECTION, HUGE, LAYOUTS, OBJECT, OBJECTS

GRID = 40  # arrays with up to this many elements are shown whole
WIDTH = 10  # a matrix with more columns is shortened


def kind_of(value: Any) -> str:
    """The type of a value in words; for an array its shape and dtype, too."""
    if isinstance(value, np.ndarray):
        return ARRAY.format(shape=value.shape, dtype=value.dtype)
    if isinstance(value, Opaque):
        return OBJECTS.get(value.kind, OBJECT)
    if isinstance(value, (tuple, list)):
        return COLLECTION.format(count=len(value), kind=type(value).__name__)
    if value is None:
        return "None"
    return type(value).__name__


def show_value(value: Any, where: tuple[int, ...] | None = None, digits: int = 6) -> str:
    """A value as text, perhaps of several lines.

    Args:
        value: of any type that a case may hold.
        where: the index of the array element to mark with » and «, or None.
        digits: significant digits of floats.
    """
    if isinstance(value, Layout):
        return f"{LAYOUTS.get(value.how, value.how)}, {show_value(np.asarray(value.array), where, digits)}"
    if isinstance(value, Shared):
        return show_value(value.value, where, digits)
    if isinstance(value, np.ndarray) and value.ndim:
        head = f"shape {value.shape}, {value.dtype}"
        return f"{head}\n{_grid(value, where, digits)}"
    if isinstance(value, Opaque):
        return kind_of(value)
    if isinstance(value, (tuple, list)):
        return _sequence(value, digits)
    if isinstance(value, dict):
        return "\n".join(f"{key!r}: {show_value(item, digits=digits)}" for key, item in list(value.items())[:8])
    return element(value, digits)


def element(value: Any, digits: int = 6) -> str:
    """A single value as text, a float with so many significant digits."""
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, (float, np.floating)) or (isinstance(value, np.ndarray) and value.dtype.kind == "f"):
        return _float(float(value), digits)
    if type(value) is int and value.bit_length() > 1000:
        return HUGE.format(digits=int(value.bit_length() * np.log10(2)) + 1)  # of so many digits Python writes none
    return repr(value.item() if isinstance(value, (np.generic, np.ndarray)) else value)


def pair(got: Any, want: Any) -> tuple[str, str]:
    """Both numbers as text, with as many digits as it takes to tell them apart."""
    for digits in (6, 9, 12, 17):
        a, b = element(got, digits), element(want, digits)
        if a != b:
            return a, b
    return element(got, 17), element(want, 17)


def _float(x: float, digits: int) -> str:
    text = f"{x + 0.0:.{digits}g}"  # adding zero turns -0.0 into 0.0
    # A float is written as NumPy and Python write it: 6.0, not 6.
    return text if not np.isfinite(x) or "." in text or "e" in text else f"{text}.0"


def _grid(array: Any, where: tuple[int, ...] | None, digits: int) -> str:
    if array.ndim > 2 or array.size > GRID or array.shape[-1] > WIDTH:
        if array.dtype.kind == "f":
            array = array + array.dtype.type(0)  # turns -0.0 into 0.0
        return np.array2string(array, precision=min(digits, 8), threshold=24, edgeitems=2, max_line_width=88)
    rows = array.reshape(1, -1) if array.ndim == 1 else array
    target = None if where is None else ((0, *where) if array.ndim == 1 else where)
    texts = [[_marked(element(item, digits), (i, j) == target) for j, item in enumerate(row)] for i, row in enumerate(rows)]
    wide = max((len(text) for row in texts for text in row), default=0)
    lines = ["[" + "  ".join(text.rjust(wide) for text in row) + "]" for row in texts]
    return lines[0] if array.ndim == 1 else "[" + "\n ".join(lines) + "]"


def _marked(text: str, marked: bool) -> str:
    return f"»{text}«" if marked else text


def _sequence(value: Any, digits: int) -> str:
    flat = not _has_arrays(value)
    left, right = ("(", ")") if isinstance(value, tuple) else ("[", "]")
    if flat and len(value) <= 12 and not any(isinstance(item, (tuple, list, dict)) for item in value):
        body = ", ".join(show_value(item, digits=digits) for item in value)
        comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
        return f"{left}{body}{comma}{right}"
    lines = [
        f"[{index}] " + show_value(item, digits=digits).replace("\n", "\n    ") for index, item in enumerate(value[:6])
    ]
    return "\n".join([kind_of(value), *lines, *(["…"] if len(value) > 6 else [])])


def _has_arrays(items: Any) -> bool:
    return any(
        isinstance(item, (np.ndarray, Layout, Shared)) or (isinstance(item, (list, tuple)) and _has_arrays(item))
        for item in items
    )


def dig(value: Any, item: tuple[int, ...]) -> Any:
    """The element at a path of indices in a nested tuple or list."""
    for index in item:
        value = value[index]
    return value
