"""Remembers what a value was at one moment, in little space: the student's code may change the object later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from ...core.formatting import number
from ..describe import show_value
from ..messages import tracing as text

#: Arrays with up to this many elements are copied, larger ones summarised at once.
SMALL = 64
#: Above this size only a part of an array is compared or searched for NaN.
LARGE = 1 << 20
MAX_ITEMS = 6
_SCALARS = frozenset({bool, int, float, complex, str})


@dataclass(frozen=True)
class Snapshot:
    """A value as it was.

    Attributes:
        form: its type in short: shape and dtype of an array, else the type's name.
        shape: an array's shape, () of a number, None of anything else.
        low, high: the least and the greatest finite element, None where there is none.
        nan, inf: whether it contains a NaN or an infinity.
        value: a copy of a small value; `shown` writes it.
        summary: the text of a value that was not copied.
    """

    form: str
    shape: tuple[int, ...] | None = None
    low: float | None = None
    high: float | None = None
    nan: bool = False
    inf: bool = False
    value: Any = None
    summary: str = ""

    @property
    def shown(self) -> str:
        """The values as text, without the form; of an array of several lines."""
        return self.summary or _without_head(show_value(self.value, digits=5))

    @property
    def is_scalar(self) -> bool:
        """Whether it is one value that fits on a line."""
        return self.shape == () or (self.shape is None and "\n" not in self.shown)

    def range(self) -> str:
        """The least and the greatest element as text, or ""."""
        if self.low is None or self.high is None or self.shape in (None, ()):
            return ""
        return text.between(number(self.low), number(self.high))


def is_a(value: Any, *kinds: type) -> bool:
    """``isinstance`` that asks the object's type only: a student's class may do anything in ``__getattribute__``."""
    return issubclass(type(value), kinds)


def take(value: Any, depth: int = 0) -> Snapshot:
    """A snapshot of any object; never calls its methods, which a student may have written."""
    if is_a(value, np.ndarray, np.generic):
        return _of_array(np.ndarray.view(value, np.ndarray) if is_a(value, np.ndarray) else np.asarray(value), value)
    if value is None or type(value) in (bool, int, str):
        shown = value[:200] if isinstance(value, str) else value
        return Snapshot(type(value).__name__, () if type(value) in (bool, int) else None, value=shown)
    if type(value) in (float, complex):
        return Snapshot(type(value).__name__, (), nan=bool(np.isnan(value)), inf=bool(np.isinf(value)), value=value)
    if type(value) in (list, tuple, dict, set):
        return _of_container(value, depth)
    return Snapshot(type(value).__name__, summary=f"{type(value).__name__} {text.OBJECT}")


def _of_array(array: Any, given: Any) -> Snapshot:
    low = high = None
    nan = inf = False
    if array.dtype.kind in "biuf" and array.size:
        part = sample(array)
        if array.dtype.kind == "f":
            with np.errstate(all="ignore"):
                finite = np.isfinite(part)
                nan, inf = bool(np.isnan(part).any()), bool(np.isinf(part).any())
                part = part[finite] if nan or inf else part
        if part.size:
            low, high = float(part.min()), float(part.max())
    form = text.array(array.shape, str(array.dtype)) if is_a(given, np.ndarray) else str(array.dtype)
    if array.dtype.kind == "O" or array.dtype.names:
        return Snapshot(form, array.shape, summary=text.OBJECT)
    if array.size <= SMALL:
        return Snapshot(form, array.shape, low, high, nan, inf, array.copy())
    return Snapshot(form, array.shape, low, high, nan, inf, summary=_without_head(show_value(_corners(array), digits=4)))


def _corners(array: Any) -> Any:
    """An array whose text is as short as that of a large one, without copying all of it."""
    if array.nbytes <= LARGE:
        return array
    return array[tuple(slice(0, 40) for _ in array.shape)]


def _of_container(value: Any, depth: int) -> Snapshot:
    items = list(islice(value.values() if isinstance(value, dict) else value, MAX_ITEMS))
    parts = [take(item, depth + 1) for item in items] if depth < 2 else []
    nan, inf = any(part.nan for part in parts), any(part.inf for part in parts)
    names = [repr(key)[:40] for key in islice(value, MAX_ITEMS)] if isinstance(value, dict) and _plain_keys(value) else None
    lines = []
    for at, part in enumerate(parts):
        name = names[at] if names else f"[{at}]"
        lines.append(f"{name} {part.form}: {part.shown}" if part.shape != () else f"{name} {part.shown}")
    if len(value) > len(parts):
        lines.append("…")
    flat = all(part.shape == () for part in parts)
    brackets = "[]" if isinstance(value, list) else "()" if isinstance(value, tuple) else "{}"
    inline = ", ".join([*(part.shown for part in parts), *(["…"] if len(value) > len(parts) else [])]).join(brackets)
    summary = inline if flat and not names else "\n".join(lines) or brackets
    return Snapshot(text.container(type(value).__name__, len(value)), nan=nan, inf=inf, summary=summary)


def _plain_keys(value: dict[Any, Any]) -> bool:
    return all(type(key) in (str, int, float, bool) for key in islice(value, MAX_ITEMS))


def _without_head(shown: str) -> str:
    head, _, rest = shown.partition("\n")
    return rest if head.startswith("shape ") and rest else shown


def sample(array: Any) -> Any:
    """The array's elements in one row; of a very large array a part."""
    flat = array.reshape(-1) if array.nbytes <= LARGE or array.flags.c_contiguous else array[:64].reshape(-1)
    return flat if flat.nbytes <= LARGE else flat[:: flat.nbytes // LARGE + 1]


def arrays_in(value: Any, depth: int = 0) -> Iterator[Any]:
    """The arrays in a value: itself, or those in a list, tuple or dict, three levels deep."""
    if is_a(value, np.ndarray):
        yield value
    elif type(value) in (list, tuple, dict) and depth < 3 and len(value) <= 1000:
        for item in value.values() if isinstance(value, dict) else value:
            yield from arrays_in(item, depth + 1)


def signature(value: Any) -> Any:
    """Equal to an earlier signature if the value is still the same and nothing in it has changed, as far as is looked."""
    kind = type(value)
    if kind in _SCALARS:
        return kind, value  # not the id: a number that is gone may leave its id to the next one
    if issubclass(kind, np.ndarray):
        plain = np.ndarray.view(value, np.ndarray)
        if plain.dtype.kind == "O":
            return id(value), plain.shape
        return id(value), plain.shape, sample(plain).tobytes()
    if issubclass(kind, np.generic):
        return kind, value.tobytes()
    if kind in (list, tuple, dict) and len(value) <= 1000:
        items = value.values() if kind is dict else value
        shown = tuple(signature(item) if type(item) in _SCALARS else id(item) for item in islice(items, MAX_ITEMS))
        if len(value) > SMALL:
            return id(value), shown, tuple(map(id, items))
        return id(value), shown, tuple(signature(item) if is_a(item, np.ndarray) else id(item) for item in items)
    return id(value)
