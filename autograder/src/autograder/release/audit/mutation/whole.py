"""Operators that wrap a whole function or method and change its arguments, its results, or what it keeps between calls."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from .places import FEW
from .seen import Target
from .sites import Mutant

ROWS, CLASSES, STEPS = 1000, 10, 50
TINY, LARGE, DIGITS = 1e-6, 500.0, 8


def wrapped(source: str, line: int, exercise: str, targets: list[Target]) -> Iterator[Mutant]:
    """The mutants that these operators make of one exercise's solution.

    Args:
        source: the solution cell.
        line: the line of the function or class in it.
        exercise: the name of the exercise.
        targets: its function or methods, as observed in the hidden cases.
    """
    for target in targets:
        for made in [*_sizes(target), *_taken(target), *_given(target), *_kept(target)]:
            name, *arguments = made
            call = f"slip.{name}({', '.join([target.name, *map(repr, arguments)])})"
            yield Mutant(exercise, line, f"{target.name} → {call}", f"{source}\n\n{target.name} = {call}\n")


Call = tuple[object, ...]  # name in the module `slip`, arguments after the function


def _sizes(target: Target) -> Iterator[Call]:
    """Only the first or last entries are used; many rows only of the first array, since such cases cost time."""
    arrays = [name for name, seen in target.parameters.items() if seen.array]
    for name in arrays:
        yield "first", name, 0, FEW
        if name == arrays[0]:
            yield "first", name, 0, ROWS
            yield "last", name, 0, STEPS
        if target.parameters[name].ndim > 1:
            yield "first", name, -1, CLASSES
        if target.parameters[name].listed:
            yield "first_inside", name, FEW


def _taken(target: Target) -> Iterator[Call]:
    arrays = [name for name, seen in target.parameters.items() if seen.array]
    for name, seen in target.parameters.items():
        # With a default of 0 or False, ``or`` makes no difference.  None means "not given" and has another meaning than 0.
        if seen.default is not inspect.Parameter.empty and (seen.default or seen.default is None):
            yield "defaulted", name
        # Neither slip makes a difference if all values are zeros and ones, or probabilities.
        if seen.whole and seen.largest > 1.0:
            yield "narrowed", name, "int8"
        if seen.floats and seen.largest > 1.0 and name == arrays[0]:
            yield "clipped", name, LARGE
        if seen.array:
            yield "by_identity", name


def _given(target: Target) -> Iterator[Call]:
    if target.floats:
        yield "zeroed", TINY
        yield "rounded", DIGITS
    if target.scalar:
        yield ("none_for_zero",)
    for item in range(target.items - 1):
        yield "nothing_for_zero", item
    if target.largest > 1:
        yield "narrow", "int8"
        yield "narrow", "uint8"
    # The argument of which the result is a newer version comes first, as params before grads.
    newer, *others = [name for name, seen in target.parameters.items() if seen.array and seen.like_result] or [""]
    if newer and not target.method:
        yield "kept_rows", newer
    for other in others:
        yield "skipped_zeros", newer, other


def _kept(target: Target) -> Iterator[Call]:
    if target.arrays:
        yield ("buffered",)
        yield ("by_value",)
    if any(seen.array for seen in target.parameters.values()):
        yield ("by_shape",)
    like = [name for name, seen in target.parameters.items() if seen.array and seen.like_result]
    for name, seen in target.parameters.items():
        if seen.came_out or (target.method and [name] == like[:1]):
            yield "same_object", name
