"""Faults that a result's form shows in any exercise: nothing returned, a list for an array, a missing axis …

Each is a fact seen in the result itself, not a guess from the bank.  Used where no mistake of the bank explains a failure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .arguments import Gen, Ref, Rng, plain
from .compare import alike, identical
from .evidence import Run, Seen
from .program import Outcome
from .steps import Call, Step
from .values import Opaque

#: Prefix of a form's key in a list of causes; the key of a mistake has no dot.
FORM = "form."
#: Keys of results that differ from the right one in their dtype only.
_DTYPES = frozenset({"integer_dtype", "float_dtype", "bool_dtype"})
_SHORT = frozenset({"short_dtype", "short_float"})
#: What is said of a function's return: no word of this where a given function describes an object.
_RETURNED = frozenset({"count", "list_for_number", "none_item"})
#: At most this many calls are compared with one another.
_CALLS = 80


def form_of_failure(seen: Sequence[Seen], front: int, name: str = "") -> str:
    """The key of the fault that the form of a failing case shows, or "" if there is none or its group contradicts.

    Args:
        seen: the cases of one exercise.
        front: index of the failing case.
        name: the exercise: what only a given function returned, of an object that was made, is none of its returns.
    """
    item = seen[front]
    if _by_chance(seen):
        return "random"
    key = _form_of(item, name)
    if key == "none":
        others = (outcome for other in seen for outcome in other.got if _wanted(other))
        return "none_sometimes" if any(o.error is None and o.value is not None for o in others) else key
    beside = [_form_of(other, name) for other in seen if other.problem and other.group == item.group and _computed(other)]
    if set(beside) <= {"integer_dtype", "truncated"} and "truncated" in beside:
        return "truncated"  # a result that happens to be whole is wrong in its dtype only
    if key in _SHORT and set(beside) <= {"", *_SHORT} and set(beside) != {"short_float"}:
        return "short_dtype"  # some are near enough by luck, or have another dtype but are wrong for the same reason
    return key if key and all(other == key for other in beside) else ""


def _by_chance(seen: Sequence[Seen]) -> bool:
    """Whether wrong values came from random numbers that should not be drawn, or differ from call to call."""
    wrong = [item for item in seen if item.problem is not None and item.problem.kind == "value" and item.compared]
    used = [any(g.rng_used and not w.rng_used for g, w in zip(item.got, item.want, strict=False)) for item in wrong]
    return bool(wrong) and (all(used) or any(map(_unsteady, wrong)))


def _unsteady(item: Seen) -> bool:
    """Whether a function gave different values for the same arguments, though it should not."""
    calls = [
        (step, got.value, want.value) for step, got, want in zip(item.steps, item.got, item.want, strict=False)
        if isinstance(step, Call) and "." not in step.target and not got.error and not want.error
    ]  # fmt: skip
    return any(
        one.target == other.target and _same_call(one, other) and alike(a, b) and not alike(x, y)
        for number, (one, x, a) in enumerate(calls) for other, y, b in calls[:number]
    )  # fmt: skip


def _same_call(one: Call, other: Call) -> bool:
    if any(isinstance(arg, Ref) for arg in (*one.args, *other.args)) or len(one.args) != len(other.args):
        return False
    return (
        all(map(_same, one.args, other.args))
        and one.kwargs.keys() == other.kwargs.keys()
        and all(_same(one.kwargs[key], other.kwargs[key]) for key in one.kwargs)
    )


def ignored_parameter(
    seen: Sequence[Seen], name: str, params: Sequence[str], without: Callable[[tuple[Step, ...]], Run] | None = None
) -> str:
    """A parameter that the function provably does not use, or "".

    Proof is a pair of calls that differ in one argument only and give the same result where they should not.

    Args:
        seen: the observed cases.
        name, params: the function and its parameters, in order.
        without: gives the right outcomes of a program; asked for calls with one argument left at its default.  Only
            the judge has a reference for that; the check has the pairs of calls alone.
    """
    calls = _calls(seen, name, params)
    for one in calls:
        for other in calls:
            if one is not other and not one.right and (found := _differ_in(one, other)) and _stuck(one, other, calls):
                return found
    return "" if without is None else _as_default(seen, name, params, without)


class _Called:
    """One call of a function with its arguments by name."""

    def __init__(self, arguments: dict[str, Any], got: Outcome, want: Outcome, right: bool) -> None:
        self.arguments, self.got, self.want, self.right = arguments, got, want, right


def _calls(seen: Sequence[Seen], name: str, params: Sequence[str]) -> list[_Called]:
    found = []
    for item in (item for item in seen if item.compared):  # random results may be the same by chance
        for step, got, want in zip(item.steps, item.got, item.want, strict=False):
            if not isinstance(step, Call) or step.target != name or got.error or want.error:
                continue
            if any(isinstance(arg, Ref) for arg in step.args) or len(step.args) > len(params):
                continue
            arguments = dict(zip(params, step.args, strict=False)) | step.kwargs
            found.append(_Called(arguments, got, want, item.problem is None))
    return found[:_CALLS]


def _differ_in(one: _Called, other: _Called) -> str:
    """The only argument in which two calls differ, or ""."""
    names = {*one.arguments, *other.arguments}
    different = [name for name in names if not _same(one.arguments.get(name), other.arguments.get(name))]
    if len(different) != 1 or not all(_setting(call.arguments.get(different[0])) for call in (one, other)):
        return ""
    return different[0]


def _stuck(one: _Called, other: _Called, calls: Sequence[_Called]) -> bool:
    """Whether a wrong call gives the same as a right one, though it should not and not every call gives that."""
    if not alike(one.got.value, other.got.value) or alike(one.want.value, other.want.value):
        return False
    return other.right and any(not alike(one.got.value, call.got.value) for call in calls)


def _setting(value: Any) -> bool:
    """Whether an argument is a setting rather than data: for other data the result may rightly be the same."""
    return value is None or isinstance(value, (bool, int, float, Rng))


def _same(a: Any, b: Any) -> bool:
    """Whether two arguments have equal values, whatever their memory layout."""
    a, b = _unwrapped(a), _unwrapped(b)
    if isinstance(a, (tuple, list)) and type(a) is type(b):
        return len(a) == len(b) and all(map(_same, a, b))
    return identical(a, b)


def _unwrapped(value: Any) -> Any:
    value = plain(value)
    return list(value.items) if isinstance(value, Gen) else value


def _as_default(seen: Sequence[Seen], name: str, params: Sequence[str], without: Callable[[tuple[Step, ...]], Run]) -> str:
    """The only parameter that explains every wrong result, which is what would be right without that argument; or ""."""
    blamed: set[str] | None = None
    for item in seen:
        if item.problem is None or not item.compared or len(item.steps) != 1 or item.problem.kind not in ("value", "shape"):
            continue
        step = item.steps[0]
        if not isinstance(step, Call) or step.target != name or len(step.args) > len(params):
            return ""
        arguments = dict(zip(params, step.args, strict=False)) | step.kwargs
        fits = {
            param for param, value in arguments.items() if _setting(value)
            and _gives(without((Call(name, **{key: arg for key, arg in arguments.items() if key != param}),)), item.got)
        }  # fmt: skip
        blamed = fits if blamed is None else blamed & fits
        if not blamed:
            return ""
    if all(alike(item.got[0].value, seen[0].got[0].value) for item in seen if item.got and seen[0].got):
        return ""  # a function that always gives the same ignores everything
    return next(iter(blamed)) if blamed and len(blamed) == 1 else ""


def _gives(run: Run, got: Run) -> bool:
    return len(run) == len(got) == 1 and run[0].error is None and got[0].error is None and alike(got[0].value, run[0].value)


# --- one result --------------------------------------------------------------------------------


def _computed(item: Seen) -> bool:
    return bool(item.got) and not any(outcome.error for outcome in [*item.got, *item.want])


def _wanted(item: Seen) -> bool:
    """Whether the case's first result should be a value."""
    return bool(item.want) and item.want[0].value is not None


def _form_of(item: Seen, name: str) -> str:
    assert item.problem is not None
    for step, (got, want) in enumerate(zip(item.got, item.want, strict=False)):
        if got.error is not None or want.error is not None:
            return ""
        found = form_of(got.value, want.value)
        if found in _DTYPES and (item.problem.kind, item.problem.step) != ("dtype", step):
            continue  # another dtype than the reference's, where the case allows it
        if found in _RETURNED and name and _looks_into(item, step, name):
            return ""
        if found:
            return found
    return ""


def _looks_into(item: Seen, number: int, name: str) -> bool:
    """Whether a step is a given function's look into an object, such as a model, that an earlier step made."""
    step = item.steps[number]
    if not isinstance(step, Call) or step.target.partition(".")[0] == name:
        return False
    made = [arg.step for arg in step.args if isinstance(arg, Ref)]
    return any(_holds_an_object(item.got[at].value) for at in made if at < len(item.got))


def _holds_an_object(value: Any) -> bool:
    return isinstance(value, Opaque) or (isinstance(value, (tuple, list)) and any(map(_holds_an_object, value)))


def form_of(got: Any, want: Any) -> str:
    """The key of the fault that the form of one result shows, compared with the right result; or ""."""
    if want is None or isinstance(got, Opaque) or isinstance(want, (str, bool, np.bool_, Opaque)):
        return ""
    if got is None:
        return "none"
    if isinstance(want, dict):
        same = isinstance(got, dict) and got.keys() == want.keys()
        return _form_of_sequence([got[key] for key in want], list(want.values())) if same else ""
    if isinstance(want, (tuple, list)):
        return _form_of_sequence(got, want)
    if not isinstance(got, (tuple, list, int, float, np.ndarray, np.generic)):
        return ""
    return _form_of_number(got, want) if np.ndim(want) == 0 else _form_of_array(got, want)


def _form_of_sequence(got: Any, want: Any) -> str:
    wanted = "tuple" if isinstance(want, tuple) else "list"
    if isinstance(got, np.ndarray) and got.ndim:
        return f"array_for_{wanted}"
    if not isinstance(got, (tuple, list)):
        return "number_for_tuple" if wanted == "tuple" and isinstance(got, (int, float, np.generic, np.ndarray)) else ""
    if isinstance(got, tuple) != (wanted == "tuple"):
        return f"{'tuple' if isinstance(got, tuple) else 'list'}_for_{wanted}"
    if len(got) != len(want):
        return "count"
    found = next((key for key in map(form_of, got, want) if key and key not in _DTYPES), "")
    found = found or next((key for key in map(form_of, got, want) if key), "")
    return "none_item" if found == "none" else found


def _form_of_number(got: Any, want: Any) -> str:
    if isinstance(got, (tuple, list)):
        return "list_for_number"
    if np.ndim(got) == 0:
        whole = np.asarray(want).dtype.kind in "iu" and np.asarray(got).dtype.kind == "f"
        return "float_dtype" if whole and alike(got, want) else ""
    if np.asarray(got).dtype.kind not in "biuf":
        return ""
    if np.size(got) == 1:
        return "one_element" if alike(np.reshape(got, ())[()], want) else ""
    if np.size(got) and alike(np.sum(got), want):
        return "not_summed"
    return "not_averaged" if np.size(got) and alike(np.mean(got), want) else "array_for_number"


def _form_of_array(got: Any, want: Any) -> str:
    if isinstance(got, (tuple, list)):
        return f"{'tuple' if isinstance(got, tuple) else 'list'}_for_array"
    if np.ndim(got) == 0:
        return "number_for_array"
    if got.dtype.kind not in "biuf" or want.dtype.kind not in "biuf":
        return ""
    if got.shape == want.shape:
        if key := _form_of_dtype(got, want):
            return key
        return "transposed" if got.ndim == 2 and not alike(got, want) and alike(got.T, want) else ""
    if got.ndim == 2 and got.T.shape == want.shape and alike(got.T, want):
        return "transposed"
    if got.size == want.size and alike(got.reshape(want.shape), want):
        return "column" if got.ndim > want.ndim else "flat" if got.ndim < want.ndim else ""
    return "outer" if want.ndim == 1 and got.shape == (want.size, want.size) and want.size > 1 else ""


def _form_of_dtype(got: Any, want: Any) -> str:
    if want.dtype.kind == "f" and got.dtype.kind in "biu":
        if alike(got, want):
            return "bool_dtype" if got.dtype.kind == "b" else "integer_dtype"
        # Anything below one is truncated to zero, so a result of zeros alone proves nothing.
        return "truncated" if np.any(got) and np.array_equal(got, np.trunc(want)) else ""
    if want.dtype.kind == "f" and got.dtype.kind == "f" and got.dtype.itemsize < 8:
        near = alike(got, want, rtol=1e-2 if got.dtype.itemsize == 2 else 1e-4, atol=1e-4)
        return "short_float" if near else "short_dtype"
    if want.dtype.kind in "iu" and got.dtype.kind in "fb" and alike(got, want):
        return "float_dtype" if got.dtype.kind == "f" else "bool_dtype"
    return ""
