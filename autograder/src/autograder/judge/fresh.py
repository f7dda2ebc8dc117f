"""Inputs that may be shown to a student: drawn for this purpose as the hidden ones are, and none of them hidden.

A case is shown only if neither it nor any of its arrays is among the student's hidden cases or among two other draws.  So
what an author fixed (an empty array, a constant) stays hidden: it would be the same for everybody.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from typing import Any

import numpy as np

from npml.core.arguments import Layout, Shared
from npml.core.steps import Call, Set
from npml.core.wire import pack_frame, pack_steps

from ..authoring.unit import Unit
from ..authoring.vocabulary import Case
from .cases import case_rng

#: A list up to this length may be a shape or a pair of sizes, which says nothing of the other inputs.
SHORT = 3


def hidden_inputs(unit: Unit, *seeds: bytes) -> frozenset[str]:
    """Hashes of all that must not be shown: cases drawn from these seeds and from two random ones, and their arrays."""
    found: set[str] = set()
    for one in (*seeds, secrets.token_bytes(32), secrets.token_bytes(32)):
        for exercise in unit.exercises:
            for category in exercise.categories:
                for case in category.cases(case_rng(one, unit.name, exercise.name, category.name)):
                    found.update(inputs_of(case))
    return frozenset(found)


def inputs_of(case: Case) -> Iterator[str]:
    """Hashes of a case and of the arrays in it."""
    yield _hash(case.steps)
    for step in case.steps:
        for argument in (*step.given, *((step.value,) if isinstance(step, Set) else ())):
            for array in _arrays(argument):
                yield _hash((Call("", array),))


def _arrays(argument: Any) -> Iterator[Any]:
    """The arrays and long lists in an argument, however they lie in memory."""
    if isinstance(argument, Layout):
        yield from _arrays(argument.array)
    elif isinstance(argument, Shared):
        yield from _arrays(argument.value)
    elif isinstance(argument, np.ndarray):
        if argument.size > 1:
            yield argument
    elif isinstance(argument, (list, tuple)):
        if len(argument) > SHORT:
            yield list(argument)
        for item in argument:
            yield from _arrays(item)
    elif isinstance(argument, dict):
        for item in argument.values():
            yield from _arrays(item)


def _hash(steps: tuple[Any, ...]) -> str:
    return hashlib.sha256(pack_frame(*pack_steps(steps))).hexdigest()
