"""Remembers what a value was at one moment, in little space: the student's code may change the object later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from types import ModuleType
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
#: So many parts of a container or an object are searched for NaN.
MAX_PARTS = 2_000
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
        partly: not all of it was looked at.
        listed: the text is a list of parts, no expression.
    """

    form: str
    shape: tuple[int, ...] | None = None
    low: float | None = None
    high: float | None = None
    nan: bool = False
    inf: bool = False
    value: Any = None
    summary: str = ""
    partly: bool = False
    listed: bool = False

    @property
    def shown(self) -> str:
        """The values as text, without the form; of an array of several lines."""
        return self.summary or _without_head(show_value(self.value, digits=5))

    @property
    def is_scalar(self) -> bool:
        """Whether it is one value that fits on a line."""
        return self.shape == () or (self.shape is None and not self.listed and "\n" not in self.shown)

    def range(self) -> str:
        """The least and the greatest element as text, or ""."""
        if self.low is None or self.high is None or self.shape in (None, ()):
            return ""
        left_out = [name for name, has in (("NaN", self.nan), ("inf", self.inf)) if has]
        return text.between(number(self.low), number(self.high), left_out, partly=self.partly)


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
    if array.dtype.kind in "biufc" and array.size:
        part = sample(array)
        if array.dtype.kind in "fc":
            with np.errstate(all="ignore"):
                finite = np.isfinite(part)
                nan, inf = bool(np.isnan(part).any()), bool(np.isinf(part).any())
                part = part[finite] if nan or inf else part
        if part.size and array.dtype.kind != "c":
            low, high = float(part.min()), float(part.max())
    form = text.array(array.shape, str(array.dtype)) if is_a(given, np.ndarray) else str(array.dtype)
    partly = array.nbytes > LARGE
    if array.dtype.kind == "O" or array.dtype.names:
        return Snapshot(form, array.shape, summary=text.OBJECT, partly=True)
    if array.size <= SMALL:
        return Snapshot(form, array.shape, low, high, nan, inf, array.copy())
    summary = _without_head(show_value(_corners(array), digits=4))
    return Snapshot(form, array.shape, low, high, nan, inf, summary=summary, partly=partly)


def _corners(array: Any) -> Any:
    """An array whose text is as short as that of a large one, without copying all of it."""
    if array.nbytes <= LARGE:
        return array
    return array[tuple(slice(0, 40) for _ in array.shape)]


def _of_container(value: Any, depth: int) -> Snapshot:
    items = list(islice(value.values() if isinstance(value, dict) else value, MAX_ITEMS))
    parts = [take(item, depth + 1) for item in items] if depth < 2 else []
    nan, inf, partly = holds(value) if depth == 0 else (False, False, False)
    names = [repr(key)[:40] for key in islice(value, MAX_ITEMS)] if isinstance(value, dict) and _plain_keys(value) else None
    lines = []
    for at, part in enumerate(parts):
        name = names[at] if names else f"[{at}]"
        colon = ":" if names and part.is_scalar else ""
        lines.append(f"{name}{colon} {part.shown}" if part.is_scalar else f"{name} {part.form}: {part.shown}")
    if len(value) > len(parts):
        lines.append("…")
    flat = all(part.shape == () for part in parts)
    kind = type(value).__name__
    left, right = ("[", "]") if kind == "list" else ("(", ")") if kind == "tuple" else ("{", "}")
    empty = "set()" if kind == "set" else left + right
    comma = "," if kind == "tuple" and len(value) == 1 else ""
    dots = ["…"] if len(value) > len(parts) else []
    inline = left + ", ".join([*(part.shown for part in parts), *dots]) + comma + right
    listed = bool(lines) and (not flat or bool(names))
    summary = "\n".join(lines) if listed else inline if value else empty
    return Snapshot(text.container(kind, len(value)), nan=nan, inf=inf, summary=summary, partly=partly, listed=listed)


def holds(value: Any) -> tuple[bool, bool, bool]:
    """Whether there is a NaN or an infinity anywhere in a value, also in what a student's object has, and whether
    that is not known for certain, because there is more than is looked at.
    """  # fmt: skip
    nan = inf = False
    waiting, seen, left = [value], set[int](), MAX_PARTS
    while waiting and left:
        item, left = waiting.pop(), left - 1
        kind = type(item)
        if kind in (float, complex) or is_a(item, np.ndarray, np.generic):
            found = take(item)
            nan, inf = nan or found.nan, inf or found.inf
            left = 0 if found.partly else left
        elif kind in _SCALARS or item is None or id(item) in seen:
            continue
        elif kind in (list, tuple, set, dict):
            seen.add(id(item))
            left = 0 if len(item) > left else left
            waiting += item.values() if kind is dict else item
        elif type(own := _own(item)) is dict and not is_a(item, type, ModuleType):
            seen.add(id(item))
            waiting += own.values()
    return nan, inf, bool(waiting) or not left


def _own(item: Any) -> Any:
    try:
        return object.__getattribute__(item, "__dict__")
    except Exception:
        return None


def _plain_keys(value: dict[Any, Any]) -> bool:
    return all(type(key) in (str, int, float, bool) for key in islice(value, MAX_ITEMS))


def _without_head(shown: str) -> str:
    head, _, rest = shown.partition("\n")
    return rest if head.startswith("shape ") and rest else shown


def sample(array: Any) -> Any:
    """The array's elements in one row; of a very large array a part."""
    if array.nbytes > LARGE and not array.flags.c_contiguous:  # to lay it out in one row copies it
        left = LARGE // array.itemsize
        kept = []
        for size in array.shape[::-1]:
            kept.append(slice(0, max(1, min(size, left))))
            left //= max(1, size)
        array = array[tuple(kept[::-1])]
    flat = array.reshape(-1)
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
