"""Writes verdicts as text for the terminal.  `printable` makes it safe to print, whatever a student handed in.

A step writes its own code (`core.steps`) and asks this module for its arguments.  Instructors need values in detail, so
each is written in its place in the call, with its dtype.  For students, `student.describe` shortens and explains them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from npml.core.arguments import Gen, Layout, Ref, Rng, Shared
from npml.core.compare import Problem
from npml.core.josa import korean
from npml.core.program import Outcome
from npml.core.steps import Step
from npml.core.values import Opaque

from . import messages

MAX_TEXT = 1_500


def printable(text: object, limit: int = MAX_TEXT) -> str:
    """Text of at most ``limit`` characters, with control characters escaped because they could control the terminal."""
    shown = str(text)
    shown = shown if len(shown) <= limit else shown[: limit - 1] + "…"
    return "".join(char if char.isprintable() or char == "\n" else f"\\x{ord(char):02x}" for char in shown)


def value_text(value: Any) -> str:
    """A value as text, for an array with its dtype and shape."""
    if isinstance(value, Opaque):
        return messages.OPAQUE.format(kind=value.kind)
    if isinstance(value, np.ndarray):
        with np.printoptions(precision=8, threshold=60, edgeitems=4, linewidth=100):
            head = messages.ARRAY.format(dtype=value.dtype, shape=value.shape)
            return f"{head}\n{np.array2string(value, separator=', ')}" if value.ndim else f"{value} ({head})"
    if isinstance(value, np.generic):
        return f"{value} ({value.dtype})"
    if isinstance(value, (tuple, list)):
        inner = ", ".join(value_text(item) for item in value[:20]) + (", …" if len(value) > 20 else "")
        return f"({inner})" if isinstance(value, tuple) else f"[{inner}]"
    return repr(value)


def outcome_text(outcome: Outcome | None) -> str:
    """The outcome of one step; None means that the step gave none."""
    if outcome is None:
        return messages.NOTHING
    if outcome.error is not None:
        return messages.RAISED.format(error=outcome.error, text=outcome.text)
    lines = [value_text(outcome.value)]
    if outcome.warned:
        lines.append(messages.WARNED.format(words=", ".join(outcome.warned)))
    return "\n".join(lines)


def argument_text(value: Any) -> str:
    """An argument as it stands in a call."""
    if isinstance(value, Ref):
        return messages.RESULT_OF.format(step=value.step + 1) + ("" if value.item is None else f"[{value.item}]")
    if isinstance(value, Layout):
        return f"{argument_text(value.array)} ({messages.LAYOUTS.get(value.how, value.how)})"
    if isinstance(value, Rng):
        return f"np.random.default_rng({value.seed})"
    if isinstance(value, Gen):
        return messages.GENERATOR.format(items=", ".join(map(argument_text, value.items)))
    if isinstance(value, Shared):
        return argument_text(value.value)
    if isinstance(value, np.ndarray):
        with np.printoptions(precision=6, threshold=60, edgeitems=4, linewidth=100):
            return np.array_repr(value)
    if isinstance(value, (list, tuple)) and value:
        inner = ", ".join(map(argument_text, value))
        return f"[{inner}]" if isinstance(value, list) else f"({inner})"
    return value_text(value)


def step_text(step: Step) -> str:
    """A step as Python code."""
    return step.source(lambda arg, _key: argument_text(arg))


def problem_text(problem: Problem) -> str:
    """A problem in one Korean sentence, with the step and the place in its value."""
    text = messages.PROBLEMS.get(problem.kind, messages.PROBLEM_OTHER)
    if problem.detail and problem.kind in ("error", "other_error"):
        text = korean(messages.PROBLEM_ERROR, error=problem.detail)
    elif problem.detail and problem.kind == "warning":
        text = messages.PROBLEM_WARNING.format(word=problem.detail)
    elif problem.detail and problem.kind == "property":
        text = f"{text} ({problem.detail})"
    place = messages.STEP.format(step=problem.step + 1)
    if problem.item:
        place += messages.ITEM.format(item=", ".join(str(index + 1) for index in problem.item))
    if problem.where:
        place += messages.WHERE.format(where=", ".join(map(str, problem.where)))
    return f"{place}: {text}"
