"""A case is a small program over the student's names; this module runs it.

The same runner serves the visible checks (in the student's kernel), the sandbox (on
the student's functions) and the judge (on the reference and on each mistake), so
that all three see a case in exactly the same way.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import values
from .arguments import Kept, Machine
from .rng import rng_token as _rng_token
from .steps import Call, Step


@dataclass(frozen=True)
class Outcome:
    """What one step did, as observed; all of it may be forged by hostile code.

    Attributes:
        value: the decoded result (None for New and Set).
        error: name of the builtin class that the exception is an instance of, or None.
        text: the exception's message, at most `values.MAX_TEXT` characters; the student's code may have written it.
        warned: NumPy RuntimeWarnings: overflow, invalid, divide.
        args: arguments after the call, positional then keywords, or None if they were not kept.
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


# Most specific classes first: the first that an exception is an instance of is its kind.
_KINDS = (
    NotImplementedError, RecursionError, UnboundLocalError, NameError, ZeroDivisionError, OverflowError,
    FloatingPointError, IndexError, KeyError, AttributeError, ImportError, MemoryError,
    AssertionError, TypeError, ValueError, StopIteration, ArithmeticError, LookupError,
    OSError, SyntaxError, RuntimeError, KeyboardInterrupt, SystemExit, Exception, BaseException,
)  # fmt: skip
ERROR_KINDS = frozenset(kind.__name__ for kind in _KINDS)


def error_kind(error: BaseException) -> str:
    """Name of the builtin class of an exception; ValueError wins (NumPy's AxisError is an IndexError, too)."""
    if isinstance(error, ValueError):
        return "ValueError"
    return next(kind.__name__ for kind in _KINDS if isinstance(error, kind))


def run(steps: tuple[Step, ...], namespace: Mapping[str, Any], *, catch: bool = True) -> list[Outcome]:
    """Run the steps in order on the functions of a namespace.

    After a step that raises the case ends, because later steps on an object would only repeat the failure.  It goes on
    only after calls of plain functions, which are independent.

    Args:
        steps: the case.
        namespace: the student's (or the reference's) global names.
        catch: False lets the student's exception through (to show a traceback).

    Returns:
        One outcome per step that ran.

    Raises:
        BaseException: whatever a step raises, if not ``catch``.
    """
    machine = Machine(namespace)
    outcomes = []
    for step in steps:
        outcome = _run_step(step, machine, catch)
        outcomes.append(outcome)
        if outcome.error is not None and step is not steps[-1] and not _may_fail(step):
            break
    return outcomes


def _may_fail(step: Step) -> bool:
    # Calls of a plain function are independent; steps on an object build on the earlier ones.
    return isinstance(step, Call) and "." not in step.target


def _run_step(step: Step, machine: Machine, catch: bool) -> Outcome:
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
        except BaseException as raised:  # the student's code may also raise SystemExit or KeyboardInterrupt
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
    if isinstance(step, Call):  # not Get: an object may update its attributes in place
        machine.kept.extend(map(Kept, _arrays(result)))
    value = _roundtrip(result) if step.gives else None
    return Outcome(
        value=value, warned=warned, args=_snapshot(arguments), aliased=aliased, changed=changed, rng_used=rng_used
    )


def _perform(step: Step, machine: Machine, arguments: list[Any]) -> Any:
    """Run the step; by this frame `student.limit` knows where the student's code begins."""
    return step.perform(machine, arguments)


def _arrays(value: Any, depth: int = 0) -> list[Any]:
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, (tuple, list)) and depth < 3 and len(value) <= 1000:
        return [array for item in value for array in _arrays(item, depth + 1)]
    if isinstance(value, dict):
        return _arrays(list(value.values()), depth)
    return []


#: The array that owns another's memory, as NumPy knows it: a subclass may give its own ``base``.
_base = np.ndarray.base.__get__  # type: ignore[attr-defined]


def _aliased(result: Any, arguments: list[Any], machine: Machine) -> bool:
    if any(result is argument for argument in arguments if isinstance(argument, (list, np.ndarray))):
        return True
    mine = _arrays(result)
    others = [array for argument in arguments for array in _arrays(argument)]
    others += [kept.array for kept in machine.kept]
    # Two different arrays that both own their memory share none: this settles nearly all pairs without calling NumPy.
    pairs = [(a, b) for a in mine for b in others if a is b or _base(a) is not None or _base(b) is not None]
    try:
        return any(np.may_share_memory(a, b) and _overlap(a, b) for a, b in pairs)
    except Exception:  # too hard to decide: overlapping bounds count as sharing
        return True


def _overlap(a: Any, b: Any) -> bool:
    # The work is bounded, because with an adversary's strides an exact answer takes exponential time.
    return bool(np.shares_memory(a, b, max_work=10_000))  # type: ignore[arg-type]


def _changed(machine: Machine) -> bool:
    return any(kept.is_changed() for kept in machine.kept)


def _snapshot(arguments: list[Any]) -> tuple[Any, ...]:
    return tuple(_roundtrip(argument) for argument in arguments)


def _roundtrip(value: Any) -> Any:
    """The value as the judge would decode it, so that both sides see the same."""
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
