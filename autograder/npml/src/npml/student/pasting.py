"""Writes a case as Python that can be pasted into a cell, and hands out the values that are too long to be written.

::

    x = np.array([[1.0, 2.0, 5.0]])          short values are written out, exactly
    from npml import case
    X = case("kmeans", 12).X                 long ones come from the unit's file; their digits follow as a comment
    kmeans(X, 3, rng=0)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from types import BuiltinFunctionType, FunctionType, SimpleNamespace
from typing import Any

import numpy as np

from ..core.arguments import Gen, Layout, Machine, Ref, Rng, Shared, plain
from ..core.steps import Get, Invocation, Set, Step
from .describe import show_value
from .messages import tracing as text
from .messages.checking import LAYOUTS
from .namespace import caller_names, current_unit
from .unitfile import VisibleCase, VisibleExercise

#: Longer values than this, or numbers with more letters, are taken from the unit's file.
LONG, LONG_NUMBER, MANY, HUGE = 320, 8, 40, 100
#: Their ``repr`` is Python that gives the same value.
_WRITTEN = (bool, int, float, complex, str, bytes, slice, range, np.generic)
#: Values up to this length stand in the call itself.
INLINE = 60


def case(name: str, number: int) -> SimpleNamespace:
    """The values of a visible call, fresh copies, as attributes with the names that the shown code gives them.

    Args:
        name: the exercise.
        number: the number that the code shows.

    Raises:
        NoUnit: there is no readable checks.json.
        ValueError: the unit has no such exercise or call.
    """
    exercise = current_unit(caller_names()).checked.get(name)
    if exercise is None or type(number) is not int or not 1 <= number <= len(exercise.cases):
        raise ValueError(text.no_case(name, number))
    machine = Machine({})
    labels = _Labels(exercise, exercise.cases[number - 1].steps)
    return SimpleNamespace(**{label: _made(arg, machine) for label, arg in labels.values()})


def source_of(exercise: VisibleExercise, wanted: VisibleCase | None, steps: tuple[Step, ...]) -> str:
    """The code of these steps of a case, with what they need.

    Args:
        exercise: knows the parameters' names.
        wanted: the case, whose long values `case` can hand out; None if it is none of the exercise's.
        steps: the first steps of the case, or one that needs no other.
    """
    number = wanted.number if wanted is not None else 0
    return "\n".join(_Writer(exercise, number, wanted.steps if wanted is not None else steps, steps).lines())


class _Labels:
    """Gives every argument that does not stand in the call itself a name of its own."""

    def __init__(self, exercise: VisibleExercise, steps: tuple[Step, ...]) -> None:
        self._exercise = exercise
        self._known: dict[str, list[tuple[Any, Any]]] = {}  # parameter -> (its `_key`, argument)
        for step in steps:
            for name, arg in _arguments(exercise, step):
                self._add(name, arg)

    def _add(self, name: str, arg: Any) -> None:
        if isinstance(arg, Shared):
            name = arg.name
        if not _is_long(arg):
            return
        key = _key(arg)
        found = self._known.setdefault(name, [])
        if key not in [known for known, _ in found]:
            found.append((key, arg))

    def of(self, name: str, arg: Any) -> str:
        """The label of an argument."""
        if isinstance(arg, Shared):
            name = arg.name
        found = self._known[name]
        at = [known for known, _ in found].index(_key(arg))
        return name if len(found) == 1 else f"{name}{at + 1}"

    def values(self) -> Iterator[tuple[str, Any]]:
        """Each label with its argument."""
        for name, found in self._known.items():
            for _, arg in found:
                yield self.of(name, arg), arg


class _Writer:
    def __init__(self, exercise: VisibleExercise, number: int, every: tuple[Step, ...], steps: tuple[Step, ...]) -> None:
        self._exercise, self._number, self._steps = exercise, number, steps
        self._labels = _Labels(exercise, every)
        self._defined: set[str] = set()
        self._shared: dict[str, Any] = {}
        self._first = next((at for at, step in enumerate(every) if step is steps[0]), 0) if steps else 0
        uses = [arg for step in steps for _, arg in _arguments(exercise, step)]
        self._rngs = [arg.name for arg in uses if isinstance(arg, Rng)]
        self._refs = {arg.step for item in uses for arg in _flat(item) if isinstance(arg, Ref)}
        given = [pair for step in steps for pair in _arguments(exercise, step)]
        self._often = [self._labels.of(name, arg) for name, arg in given if _is_long(arg)]

    def lines(self) -> Iterator[str]:
        """The lines of the code."""
        written = list(self._lines())
        if any(" = case(" in line for line in written):
            yield "from npml import case"
        yield from written

    def _lines(self) -> Iterator[str]:
        for at, step in enumerate(self._steps):
            if isinstance(step, Get) and step is not self._steps[-1] and at + self._first not in self._refs:
                continue  # reading an attribute changes nothing
            before: list[str] = []
            names = dict(enumerate(names_of(self._exercise, step)))

            def show(arg: Any, key: int | str, names: dict[int, str] = names, before: list[str] = before) -> str:
                name = names.get(key, f"a{key}") if isinstance(key, int) else key
                return self._argument(arg, name, before)

            line = step.source(show)
            yield from before
            yield f"result{at + self._first + 1} = {line}" if at + self._first in self._refs else line

    def _argument(self, arg: Any, name: str, before: list[str]) -> str:
        if isinstance(arg, Ref):
            return f"result{arg.step + 1}" + (f"[{arg.item}]" if arg.item is not None else "")
        if isinstance(arg, Rng):
            made = f"np.random.default_rng({arg.seed})"
            if self._rngs.count(arg.name) == 1:
                return made
            if arg.name not in self._defined:
                self._defined.add(arg.name)
                before.append(f"{arg.name} = {made}")
            return arg.name
        if isinstance(arg, Gen):
            items = list(arg.items)
            label = self._labels.of(name, arg)
            self._define(label, items, before)
            return f"(item for item in {label})"
        if isinstance(arg, Shared):
            return self._refilled(arg, name, before)
        if not _is_long(arg):
            return literal(arg)
        label = self._labels.of(name, arg)
        self._define(label, arg, before)
        again = self._often.count(label) > 1 and isinstance(arg, np.ndarray)
        return f"{label}.copy()" if again else label  # as the check does: every call gets a copy

    def _refilled(self, arg: Shared, name: str, before: list[str]) -> str:
        label = self._labels.of(name, arg) if _is_long(arg) else arg.name
        if arg.name not in self._shared:
            before += _assigned(arg.name, plain(arg), self._number, self._exercise.name, label)
        elif self._shared[arg.name] != _key(arg):
            lines = _assigned(label, plain(arg), self._number, self._exercise.name, label)
            before += [lines[0].replace(f"{label} =", f"{arg.name}[...] =", 1), *lines[1:]]
        self._shared[arg.name] = _key(arg)
        return arg.name

    def _define(self, label: str, arg: Any, before: list[str]) -> None:
        if label not in self._defined:
            self._defined.add(label)
            before += _assigned(label, arg, self._number, self._exercise.name, label)


def _assigned(name: str, arg: Any, number: int, exercise: str, label: str) -> list[str]:
    """The lines that bind a name to a value."""
    value = plain(arg)
    note = f"shape {value.shape}, {value.dtype}" if isinstance(value, np.ndarray) else ""
    how = arg.how if isinstance(arg, Layout) else ""
    inner = [] if how else [item.how for item in _flat(arg) if isinstance(item, Layout)]
    note = ", ".join(filter(None, [note, *(LAYOUTS.get(item, item) for item in dict.fromkeys([how, *inner]) if item)]))
    if not number and (_has_more(value, HUGE) or len(literal(value)) > 20 * LONG):
        return [f"# {name}: {note or type(value).__name__}"]  # the student's own, which has a name in the notebook
    if not (number and (how in ("strided", "negative") or inner or _is_too_long(value))):
        around = {"F": "np.asfortranarray({})", "object": "{}.astype(object)"}.get(how, "{}")
        written = around.format(literal(value, len(name) + 3 + around.index("{")))
        lines = f"{name} = {written}" + (f"  # {note}" if note else "")
        return [*lines.split("\n"), *([f"{name}.flags.writeable = False"] if how == "readonly" else [])]
    shown = show_value(value)
    body = shown.partition("\n")[2] if isinstance(value, np.ndarray) and value.ndim else shown
    comment = [f"#   {line}" for line in body.splitlines()]
    return [f'{name} = case("{exercise}", {number}).{label}' + (f"  # {note}" if note else ""), *comment]


def literal(value: Any, indent: int = 0) -> str:
    """A value as Python that gives exactly the same value.

    Args:
        indent: the column at which it begins; further rows of a matrix stand below the first.
    """
    if isinstance(value, np.ndarray):
        if value.size == 0:
            return f"np.zeros({value.shape}{_dtype(value)})"
        return f"np.array({_rows(value, indent + 9)}{_dtype(value)})"
    if isinstance(value, np.generic):
        return f"np.{value.dtype}({_number(value.item())})"
    if isinstance(value, (list, tuple)):
        left, right = ("[", "]") if isinstance(value, list) else ("(", ")")
        comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
        return left + ", ".join(literal(item, indent) for item in map(plain, value)) + comma + right
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(key)}: {literal(item)}" for key, item in value.items()) + "}"
    return _number(value)


def _number(value: Any) -> str:
    if isinstance(value, float) and not np.isfinite(value):
        return "np.nan" if np.isnan(value) else "np.inf" if value > 0 else "-np.inf"
    if type(value) is int and value.bit_length() > 1000:
        return hex(value)  # Python refuses to write thousands of decimal digits
    if value is None or isinstance(value, _WRITTEN):
        return repr(value)
    # The student's own call: a function has a name, and the text of an object may be long, or raise an error.
    return value.__name__ if isinstance(value, (type, FunctionType, BuiltinFunctionType)) else f"<{type(value).__name__}>"


def _dtype(array: Any) -> str:
    usual = array.dtype in (np.float64, np.bool_) or (array.dtype == np.int64 and array.size)
    if usual or array.dtype.kind in "US":
        return ""
    return f", dtype=np.{array.dtype}"


def _rows(array: Any, indent: int) -> str:
    if array.ndim == 0:
        return _number(array.item())
    if array.ndim == 1:
        return "[" + ", ".join(map(_number, array.tolist())) + "]"
    short = array.size <= 4 or max(array.shape) <= 3
    between = ", " if short else ",\n" + " " * (indent + 1)
    return "[" + between.join(_rows(row, indent + 1) for row in array) + "]"


def _is_too_long(value: Any) -> bool:
    if _has_more(value, MANY):
        return True
    ugly = sum(isinstance(part, float) and len(repr(part)) > LONG_NUMBER for part in _leaves(value))
    return ugly > 6 or len(literal(value)) > LONG


def _has_more(value: Any, count: int) -> bool:
    """Whether a value consists of more than so many numbers."""
    return next(islice(_leaves(value), count, None), _leaves) is not _leaves


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, np.ndarray):
        yield from (item.item() if isinstance(item, np.generic) else item for item in value.flat)
    elif isinstance(value, (list, tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _leaves(plain(item))
    else:
        yield value


def _is_long(arg: Any) -> bool:
    """Whether an argument gets a line of its own."""
    if isinstance(arg, (Ref, Rng)):
        return False
    if isinstance(arg, Gen):
        return True
    value = plain(arg)
    if isinstance(value, np.ndarray):
        return value.ndim > 0 or isinstance(arg, (Layout, Shared))
    return isinstance(arg, Shared) or _has_arrays(value) or _has_more(value, INLINE) or len(literal(value)) > INLINE


def _has_arrays(value: Any) -> bool:
    if not isinstance(value, (list, tuple)):
        return False
    return any(isinstance(plain(item), np.ndarray) or _has_arrays(item) for item in value)


def _key(arg: Any) -> Any:
    """Equal for arguments that are written alike."""
    if isinstance(arg, Layout):
        return arg.how, _key(arg.array)
    if isinstance(arg, Shared):
        return _key(arg.value)
    if isinstance(arg, np.ndarray):
        return str(arg.dtype), arg.shape, arg.tobytes()
    if isinstance(arg, (list, tuple)):
        return type(arg).__name__, tuple(map(_key, arg))
    if isinstance(arg, Gen):
        return _key(list(arg.items))
    if isinstance(arg, dict):
        return tuple((_key(key), _key(item)) for key, item in arg.items())
    return _number(arg) if arg is None or isinstance(arg, _WRITTEN) else id(arg)


def _flat(arg: Any) -> Iterator[Any]:
    if isinstance(arg, (list, tuple)):
        for item in arg:
            yield from _flat(item)
    else:
        yield arg


def _made(arg: Any, machine: Machine) -> Any:
    if isinstance(arg, Gen):
        arg = list(arg.items)
    return machine.make(arg.value if isinstance(arg, Shared) else arg)


def names_of(exercise: VisibleExercise, step: Step) -> tuple[str, ...]:
    """The parameter names of the function that a step calls, or () when the exercise does not list them."""
    if not isinstance(step, Invocation):
        return ()
    if method := step.target.partition(".")[2]:
        return exercise.methods.get(method, ())
    return exercise.params if step.target == exercise.name else ()


def _arguments(exercise: VisibleExercise, step: Step) -> Iterator[tuple[str, Any]]:
    """The name and the value of each argument of a step."""
    if isinstance(step, Set):
        yield step.attr, step.value
    if isinstance(step, Invocation):
        names = names_of(exercise, step)
        for at, arg in enumerate(step.args):
            yield names[at] if at < len(names) else f"a{at}", arg
        yield from step.kwargs.items()
