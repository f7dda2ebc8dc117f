"""Shapes with letters, and what happens where two of them meet."""

from __future__ import annotations

from dataclasses import dataclass

#: The letter of an axis that ``None`` or ``np.newaxis`` made: stretching it is meant.
NEW = "+"


@dataclass(frozen=True)
class Dim:
    """One axis: its size and, where it is known, its letter."""

    size: int
    letter: str = ""


Shape = tuple[Dim, ...]


def sizes(shape: Shape) -> tuple[int, ...]:
    """The shape as NumPy has it."""
    return tuple(dim.size for dim in shape)


@dataclass(frozen=True)
class Broadcast:
    """Two arrays of different shapes that an operation brought together.

    Attributes:
        left, right: the operands' source.
        shapes: theirs.
        result: the common shape, None when they do not fit.
    """

    left: str
    right: str
    operator: str
    shapes: tuple[Shape, Shape]
    result: Shape | None

    @property
    def axes(self) -> list[tuple[int | None, int | None]]:
        """For each axis of the result the sizes of both operands, aligned on the right; None where one has no such axis."""
        left, right = (sizes(shape) for shape in self.shapes)
        wide = max(len(left), len(right))
        first: list[int | None] = [None] * (wide - len(left)) + list(left)
        second: list[int | None] = [None] * (wide - len(right)) + list(right)
        return list(zip(first, second, strict=True))

    @property
    def crossed(self) -> tuple[str, str] | None:
        """The letters of an axis where different letters meet that happen to have the same size, or None."""
        for one, other in zip(*map(reversed, self.shapes), strict=False):
            named = one.letter and other.letter and NEW not in (one.letter, other.letter)
            if named and one.size == other.size > 1 and one.letter != other.letter:
                return one.letter, other.letter
        return None

    @property
    def doubled(self) -> str:
        """The letter that the result has twice because both operands were stretched unintentionally, or ""."""
        if self.result is None or any(dim.letter == NEW for shape in self.shapes for dim in shape):
            return ""
        left = any(a is None or (a == 1 and b != 1) for a, b in self.axes if (b or 1) > 1)
        right = any(b is None or (b == 1 and a != 1) for a, b in self.axes if (a or 1) > 1)
        letters = [dim.letter for dim in self.result if dim.letter and dim.size > 1]
        return next((letter for letter in letters if letters.count(letter) > 1), "") if left and right else ""


def join(left: Shape, right: Shape) -> Shape | None:
    """The common shape of two, or None when they do not fit."""
    wide = max(len(left), len(right))
    found = []
    for at in range(-wide, 0):
        one = left[at] if -at <= len(left) else None
        other = right[at] if -at <= len(right) else None
        if one is None or other is None:
            found.append(one or other or Dim(1))
        elif one.size == other.size:
            known = {one.letter, other.letter} - {"", NEW}
            found.append(Dim(one.size, known.pop() if len(known) == 1 else ""))
        elif one.size == 1:
            found.append(other)
        elif other.size == 1:
            found.append(one)
        else:
            return None
    return tuple(found)


def matmul(left: Shape, right: Shape) -> Shape | None:
    """The shape of ``left @ right``, None when they do not fit; of stacks of matrices only the common case."""
    if not left or not right or left[-1].size != (right[-2] if len(right) > 1 else right[0]).size:
        return None
    if len(right) == 1:
        return left[:-1]
    if len(left) == 1:
        return (*right[:-2], right[-1])
    batch = join(left[:-2], right[:-2])
    return None if batch is None else (*batch, left[-2], right[-1])
