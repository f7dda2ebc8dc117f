"""A case is a small program over the student's names; this module runs it.

The same runner serves the visible checks (in the student's kernel), the sandbox (on
the student's functions) and the judge (on the reference and on each mistake), so
that all three see a case in exactly the same way.

Steps::

    Call("softmax", x)                      result 0
    New("opt", "Adam", lr=0.1)              binds a name for later steps
    Call("opt.update", p, g)                result 1 ...
    Get("opt", "m"), Set("opt", "gamma", g)
    Call("opt.update", Ref(1), g)           an earlier step's result as argument
    Value("quiz_answers")                   a global of the notebook

Argument wrappers: ``Ref(step, item)``, ``Layout(array, how)``, ``Rng(seed, name)``,
``Gen([...])`` (a generator), ``Shared(name, value)`` (one object for several steps).
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..errors import ProtocolError
from . import values
from .rng import rng_token as _rng_token


@dataclass(frozen=True)
class Ref:
    """The result of an earlier step (``item``: one element of a tuple result)."""

    step: int
    item: int | None = None


@dataclass(frozen=True)
class Layout:
    """An array in another memory layout: F, strided, negative, readonly or broadcast."""

    array: Any
    how: str


@dataclass(frozen=True)
class Rng:
    """``np.random.default_rng(seed)``; one object per name within a case."""

    seed: int
    name: str = "rng"


@dataclass(frozen=True)
class Gen:
    """A generator over the given items."""

    items: tuple[Any, ...]


@dataclass(frozen=True)
class Shared:
    """The same object in every step of the case that names it.

    A step that gives other values of the same shape has them written into that very array first, as a
    training loop does that fills one buffer again and again.  What is remembered by identity is then stale.
    """

    name: str
    value: Any


@dataclass(frozen=True, init=False)
class Call:
    """Call a function, or a method as ``"variable.method"``."""

    target: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def __init__(self, target: str, *args: Any, **kwargs: Any) -> None:
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "args", args)
        object.__setattr__(self, "kwargs", kwargs)


@dataclass(frozen=True, init=False)
class New:
    """Make an instance of the student's class and bind it to a variable."""

    var: str
    target: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def __init__(self, var: str, target: str, *args: Any, **kwargs: Any) -> None:
        object.__setattr__(self, "var", var)
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "args", args)
        object.__setattr__(self, "kwargs", kwargs)


@dataclass(frozen=True)
class Get:
    """Read an attribute of a variable."""

    var: str
    attr: str


@dataclass(frozen=True)
class Set:
    """Set an attribute of a variable."""

    var: str
    attr: str
    value: Any


@dataclass(frozen=True)
class Value:
    """Read a global name of the notebook."""

    name: str


Step = Call | New | Get | Set | Value


@dataclass(frozen=True)
class Outcome:
    """What one step did, as observed; all of it may be forged by hostile code.

    Attributes:
        value: the decoded result (None for New and Set).
        error: the builtin class that the exception is an instance of, or None.
        text: the exception's message, for looking for an argument's name in it only.
        warned: NumPy RuntimeWarnings: overflow, invalid, divide.
        args: arguments after the call, positional then keywords, or None if not asked for.
        aliased: the result shares memory with an argument or an earlier result's array.
        changed: this step changed an array that an earlier step returned.
        rng_used: the global NumPy random state moved.
    """

    value: Any = None
    error: str | None = None
    text: str = ""
    warned: tuple[str, ...] = ()
    args: tuple[Any, ...] | None = None
    aliased: bool = False
    changed: bool = False
    rng_used: bool = False


# Most specific first: the first that an exception is an instance of is its kind.
_KINDS = (
    NotImplementedError, RecursionError, UnboundLocalError, NameError, ZeroDivisionError, OverflowError,
    FloatingPointError, IndexError, KeyError, AttributeError, ImportError, MemoryError,
    AssertionError, TypeError, ValueError, StopIteration, ArithmeticError, LookupError,
    OSError, SyntaxError, RuntimeError, KeyboardInterrupt, SystemExit, Exception, BaseException,
)  # fmt: skip
ERROR_KINDS = frozenset(kind.__name__ for kind in _KINDS)


def error_kind(error: BaseException) -> str:
    """Name of the builtin exception class; ValueError wins for its subclasses."""
    if isinstance(error, ValueError):
        return "ValueError"
    return next(kind.__name__ for kind in _KINDS if isinstance(error, kind))


class _Kept:
    """An array that a call returned, and what it held then: a later call must leave it alone."""

    __slots__ = ("array", "copy", "held")

    def __init__(self, array: Any) -> None:
        self.array, self.copy, self.held = array, array.copy(), array.tobytes()

    def is_changed(self) -> bool:
        """Whether it holds something else now."""
        array, copy = self.array, self.copy
        if array.tobytes() == self.held and array.shape == copy.shape and array.dtype == copy.dtype:
            return False  # the usual case, at a tenth of the cost of comparing numbers
        return not np.array_equal(array, copy, equal_nan=array.dtype.kind in "fc")


@dataclass
class _Machine:
    """The state of one running case."""

    namespace: Mapping[str, Any]
    variables: dict[str, Any] = field(default_factory=dict)
    results: list[Any] = field(default_factory=list)
    shared: dict[str, Any] = field(default_factory=dict)
    filled: dict[str, Any] = field(default_factory=dict)  # what was last written into a shared array
    kept: list[_Kept] = field(default_factory=list)


def run(steps: tuple[Step, ...], namespace: Mapping[str, Any], *, catch: bool = True) -> list[Outcome]:
    """Run the steps in order on the functions of a namespace.

    A step that raises ends the case: later steps would only repeat the failure.

    Args:
        steps: the case.
        namespace: where the student's (or the reference's) names are.
        catch: False lets the student's exception through (to show a traceback).

    Returns:
        One outcome per step that ran.
    """
    machine = _Machine(namespace)
    outcomes = []
    for step in steps:
        outcome = _run_step(step, machine, catch)
        outcomes.append(outcome)
        if outcome.error is not None and step is not steps[-1] and not _may_fail(step):
            break
    return outcomes


def _may_fail(step: Step) -> bool:
    # Independent calls of a plain function go on after an error; an object's story does not.
    return isinstance(step, Call) and "." not in step.target


def _run_step(step: Step, machine: _Machine, catch: bool) -> Outcome:
    before = _rng_token()
    arguments: list[Any] = []
    result: Any = None
    error: BaseException | None = None
    with (
        warnings.catch_warnings(record=True) as caught,
        np.errstate(divide="warn", over="warn", invalid="warn", under="ignore"),
    ):
        warnings.simplefilter("always")
        try:
            result = _perform(step, machine, arguments)
        except BaseException as raised:  # SystemExit and KeyboardInterrupt are the student's too
            if not catch:
                raise
            error = raised
    rng_used = _rng_token() != before
    warned = _warned(caught)
    machine.results.append(result)
    if error is not None:
        return Outcome(
            error=error_kind(error), text=_message(error), warned=warned, args=_snapshot(arguments),
            changed=_changed(machine), rng_used=rng_used,
        )  # fmt: skip
    aliased = _aliased(result, arguments, machine)
    changed = _changed(machine)
    if isinstance(step, Call):  # an attribute that is read may well be updated in place later
        machine.kept.extend(map(_Kept, _arrays(result)))
    value = None if isinstance(step, (New, Set)) else _roundtrip(result)
    return Outcome(
        value=value, warned=warned, args=_snapshot(arguments), aliased=aliased, changed=changed, rng_used=rng_used
    )


def _perform(step: Step, machine: _Machine, arguments: list[Any]) -> Any:
    if isinstance(step, Value):
        return machine.namespace[step.name]
    if isinstance(step, Get):
        return getattr(machine.variables[step.var], step.attr)
    if isinstance(step, Set):
        setattr(machine.variables[step.var], step.attr, _build(step.value, machine))
        return None
    args = [_build(arg, machine) for arg in step.args]
    kwargs = {key: _build(arg, machine) for key, arg in step.kwargs.items()}
    arguments.extend([*args, *kwargs.values()])
    if isinstance(step, New):
        machine.variables[step.var] = _lookup(step.target, machine.namespace)(*args, **kwargs)
        return None
    name, _, method = step.target.partition(".")
    owner = machine.variables.get(name) if method else None
    function = getattr(owner, method) if method else _lookup(name, machine.namespace)
    return function(*args, **kwargs)


def _lookup(name: str, namespace: Mapping[str, Any]) -> Any:
    try:
        return namespace[name]
    except KeyError:
        raise NameError(f"name {name!r} is not defined") from None


def _build(arg: Any, machine: _Machine) -> Any:
    if isinstance(arg, Ref):
        result = machine.results[arg.step]
        return result if arg.item is None else result[arg.item]
    if isinstance(arg, Layout):
        return _lay_out(arg.array, arg.how)
    if isinstance(arg, Rng):
        key = f"rng:{arg.name}"
        return machine.shared.setdefault(key, np.random.default_rng(arg.seed))
    if isinstance(arg, Gen):
        items = [_build(item, machine) for item in arg.items]
        return (item for item in items)
    if isinstance(arg, Shared):
        return _build_shared(arg, machine)
    if isinstance(arg, np.ndarray):
        return arg.copy()
    if isinstance(arg, list):
        return [_build(item, machine) for item in arg]
    if isinstance(arg, tuple):
        return tuple(_build(item, machine) for item in arg)
    return arg


def _build_shared(arg: Shared, machine: _Machine) -> Any:
    if arg.name not in machine.shared:
        machine.shared[arg.name] = _build(arg.value, machine)
    elif isinstance(arg.value, np.ndarray) and not np.array_equal(arg.value, machine.filled[arg.name]):
        machine.shared[arg.name][...] = arg.value
    machine.filled[arg.name] = arg.value
    return machine.shared[arg.name]


def _lay_out(array: Any, how: str) -> Any:
    array = np.asarray(array)
    if how == "F":
        return np.asfortranarray(array.copy())
    if how == "strided":
        wide = np.zeros([2 * n for n in array.shape], dtype=array.dtype)
        view = wide[tuple(slice(None, None, 2) for _ in array.shape)]
        view[...] = array
        return view
    if how == "negative":
        flip = tuple(slice(None, None, -1) for _ in array.shape)
        return array[flip].copy()[flip]
    if how == "readonly":
        copy = array.copy()
        copy.flags.writeable = False
        return copy
    raise ProtocolError(f"unknown layout {how!r}")


def _arrays(value: Any, depth: int = 0) -> list[Any]:
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, (tuple, list)) and depth < 3 and len(value) <= 1000:
        return [array for item in value for array in _arrays(item, depth + 1)]
    return []


def _aliased(result: Any, arguments: list[Any], machine: _Machine) -> bool:
    if any(result is argument for argument in arguments if isinstance(argument, (list, np.ndarray))):
        return True
    mine = _arrays(result)
    others = [array for argument in arguments for array in _arrays(argument)]
    others += [kept.array for kept in machine.kept]
    # Two arrays that both own their memory share none, unless they are one: nearly all pairs, told without a call.
    pairs = [(a, b) for a in mine for b in others if a is b or a.base is not None or b.base is not None]
    try:
        return any(np.may_share_memory(a, b) and _overlap(a, b) for a, b in pairs)
    except Exception:  # too hard to decide: overlapping bounds count as sharing
        return True


def _overlap(a: Any, b: Any) -> bool:
    # Bounded work: an adversary's strides make the exact question exponential.
    return bool(np.shares_memory(a, b, max_work=10_000))  # type: ignore[arg-type]


def _changed(machine: _Machine) -> bool:
    return any(kept.is_changed() for kept in machine.kept)


def _snapshot(arguments: list[Any]) -> tuple[Any, ...]:
    return tuple(_roundtrip(argument) for argument in arguments)


def _roundtrip(value: Any) -> Any:
    """What the judge would decode: the same view of a value on both sides."""
    return values.view(value)


def _warned(caught: list[warnings.WarningMessage]) -> tuple[str, ...]:
    found: set[str] = set()
    for entry in caught:
        if issubclass(entry.category, RuntimeWarning):
            text = str(entry.message)
            found.update(word for word in ("overflow", "invalid", "divide") if word in text)
            if "Mean of empty slice" in text or "Degrees of freedom" in text:
                found.add("invalid")
    return tuple(sorted(found))


def _message(error: BaseException) -> str:
    try:
        return str(error)[: values.MAX_TEXT]
    except Exception:  # a hostile __str__
        return ""
