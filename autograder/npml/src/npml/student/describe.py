"""Writes values and calls as a student should read them: short, with the worst element marked.

A step writes its own code (`core.steps`) and asks this module for its arguments.  In place of a long argument the call
shows the parameter's name, and the value follows below in few digits.  For instructors, `cli.words` writes it in place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.arguments import Gen, Layout, Ref, Rng, Shared
from ..core.steps import Invocation, Step
from ..core.values import Opaque
from .messages.checking import ARRAY, COLLECTION, GENERATOR, LAYOUTS, OBJECT, OBJECTS, RESULT_OF
from .unitfile import VisibleExercise

GRID = 40  # arrays with up to this many elements are shown whole
WIDTH = 10  # a matrix with more columns is shortened
SHOWN_STEPS = 4
SHOWN_NOTES = 4
Note = Callable[[str, str], str]  # takes a name and a value's text, gives what the call shows instead


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


# --- calls -------------------------------------------------------------------------------


def calls(exercise: VisibleExercise, steps: tuple[Step, ...], last: int, shortened: str) -> str:
    """The code of a case up to the step that failed, followed by the values of long arguments.

    Args:
        exercise: knows the parameters' names.
        steps: all steps of the case.
        last: the index of the step that failed.
        shortened: the line that stands for left-out earlier steps; ``{count}`` in it becomes their number.
    """
    skipped = max(0, last + 1 - SHOWN_STEPS)
    skipped = 0 if skipped == 1 else skipped  # one skipped step saves nothing: the line that says so is as long
    shown = [step for index, step in enumerate(steps[: last + 1]) if not skipped or index == 0 or index > skipped]
    notes = _Notes()
    for step in shown:
        found = len(notes.texts)
        _line(exercise, step, notes.collect)
    notes.keep(max(SHOWN_NOTES, len(notes.texts) - found))
    lines = [_line(exercise, step, notes.label) for step in shown]
    if skipped:
        lines.insert(1, shortened.format(count=skipped))
    return "\n".join([*lines, *notes.lines()])


class _Notes:
    """Collects the arguments that are too long to stand in a call; each value gets a name of its own."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, str]] = []

    def collect(self, name: str, text: str) -> str:
        """Add a value.  One that was added before moves to the end instead of being listed twice."""
        if (name, text) in self.texts:
            self.texts.remove((name, text))
        self.texts.append((name, text))
        return name

    def keep(self, count: int) -> None:
        """Drop all but the ``count`` latest values."""
        self.texts = self.texts[-count:]

    def label(self, name: str, text: str) -> str:
        """What the call shows: the name, with a number if it has several values; "…" if the value was dropped."""
        several = [own for other, own in self.texts if other == name]
        if text not in several:
            return "…"
        return name if len(several) == 1 else f"{name}{several.index(text) + 1}"

    def lines(self) -> list[str]:
        """One line ``name = value`` for each value."""
        return [f"{self.label(name, text)} = {text}" for name, text in self.texts]


def _line(exercise: VisibleExercise, step: Step, note: Note) -> str:
    names = dict(enumerate(_names(exercise, step)))
    return step.source(lambda arg, key: _argument(arg, names.get(key, f"a{key}") if isinstance(key, int) else key, note))


def _names(exercise: VisibleExercise, step: Step) -> tuple[str, ...]:
    """The parameter names of the function that a step calls, or () when the exercise does not list them."""
    if not isinstance(step, Invocation):
        return ()
    if method := step.target.partition(".")[2]:
        return exercise.methods.get(method, ())
    return exercise.params if step.target == exercise.name else ()


def _argument(arg: Any, name: str, note: Note) -> str:
    """How an argument stands in the call: its value when that is short, else a name whose value is noted below."""
    if isinstance(arg, Ref):
        return RESULT_OF.format(number=arg.step + 1) + (f"[{arg.item}]" if arg.item is not None else "")
    if isinstance(arg, Rng):
        return f"np.random.default_rng({arg.seed})"
    if isinstance(arg, Shared):
        return _argument(arg.value, arg.name, note)
    if isinstance(arg, Layout):
        return note(name, show_value(arg, digits=_digits(np.asarray(arg.array))).replace("\n", "\n    "))
    if isinstance(arg, Gen):
        return note(name, GENERATOR.format(count=len(arg.items)))
    if isinstance(arg, np.ndarray) and arg.ndim:
        return note(name, show_value(arg, digits=_digits(arg)).replace("\n", "\n    "))
    if isinstance(arg, (list, tuple)) and _has_arrays(arg):
        return note(name, show_value(arg).replace("\n", "\n    "))
    if isinstance(arg, (np.ndarray, np.generic)):
        return f"np.{arg.dtype}({element(arg)})"
    text = element(arg) if isinstance(arg, float) else repr(arg)
    return text if len(text) <= 60 else note(name, text[:200] + ("…" if len(text) > 200 else ""))


def _digits(array: Any) -> int:
    """How many digits tell the elements of an array apart: more than 6 for values such as 1e6 + 1 and 1e6 + 2."""
    if array.dtype.kind != "f" or array.size > GRID:
        return 6
    values = set(array.ravel().tolist())
    return next((digits for digits in (6, 9, 12) if len({element(x, digits) for x in values}) == len(values)), 6)


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
