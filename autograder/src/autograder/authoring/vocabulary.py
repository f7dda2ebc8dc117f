"""The vocabulary in which a unit's author writes cases, mistakes, hints and quizzes.

Used by ``checks.py``, ``hidden.py``, ``mistakes.py`` and ``variants.py`` beside a lesson.
Expected values never appear here: the reference in ``lesson.py`` gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from ..core.arguments import Gen, Layout, Ref, Rng, Shared
from ..core.program import Outcome
from ..core.steps import Call, Get, New, Set, Step, Value

__all__ = [
    "Call", "Case", "Category", "Check", "Edit", "Exercise", "Gen", "Get", "Layout", "Mistake", "New", "Option",
    "Outcome", "Prop", "Question", "Ref", "Rng", "Set", "Shared", "Step", "Value", "Variant", "again",
    "case", "edit", "rewrite", "variant", "wrong",
]  # fmt: skip

#: What a case looks at besides the values of its steps.
LOOKS = frozenset({"no_warning", "pure", "fresh", "quiet", "message"})

Verify = Callable[[list[Outcome], list[Outcome]], str | None]


@dataclass(frozen=True)
class Prop:
    """A named property of outcomes (`core.properties`), for visible invariants.

    ``key`` is the mistake to name when the property fails (or "").
    """

    name: str
    params: dict[str, Any] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True)
class Case:
    """One program and how its outcome is compared with the reference's.

    Attributes:
        steps: the program.
        rtol, atol: ``|got - want| <= atol + rtol * |want|``, per element.
        look: further observations that count, from `LOOKS`: ``no_warning`` (no NumPy
            RuntimeWarning), ``pure`` (arguments unmodified), ``fresh`` (no shared memory and
            earlier results stay), ``quiet`` (global random state untouched), ``message`` (the
            ValueError names one of ``blame``).
        blame: identifiers of which the message of a ValueError must contain one.
        skip: steps whose values are not compared (their errors still are).
        loose: numeric arrays of any dtype kind are equal if their values are.
        verify: judges instead of the comparison; returns None when right, else the key of
            the mistake that it recognised, or "" (hidden cases only).
        alone: ``verify`` needs no expected outcomes, and no step may raise: the reference is asked only
            when the student's outcomes fail, to prove that it passes itself.
        props: properties that must hold (visible cases); compared values still count
            unless ``compare`` is False.
        compare: False for random functions, whose values cannot be compared.
        sizes: names of sizes for the ratio diagnosis of a gradient, as {"m": 7, "n": 3}.
        say: what the case shows, one Korean phrase for the student (visible cases).
    """

    steps: tuple[Step, ...]
    rtol: float = 1e-6
    atol: float = 1e-9
    look: frozenset[str] = frozenset()
    blame: tuple[str, ...] = ()
    skip: frozenset[int] = frozenset()
    loose: bool = False
    verify: Verify | None = None
    alone: bool = False
    props: tuple[Prop, ...] = ()
    compare: bool = True
    sizes: dict[str, int] = field(default_factory=dict)
    say: str = ""


def case(*steps: Step, look: str | Iterable[str] = (), skip: Iterable[int] = (), **options: Any) -> Case:
    """A `Case` from its steps; ``look`` may be one text with words in it ("pure fresh")."""
    words = frozenset(look.split() if isinstance(look, str) else look)
    if unknown := words - LOOKS:
        raise ValueError(f"look: unknown {sorted(unknown)}, expected some of {sorted(LOOKS)}")
    if options.get("alone") and (options.get("verify") is None or words & {"pure", "message"}):
        raise ValueError("alone: needs verify; 'pure' and 'message' need what the reference gives")
    if "pure" in words and any(_has_ref(step.given) for step in steps):
        # Arguments are compared bit for bit with the reference's, and an earlier result may differ in its last digit.
        raise ValueError("look: 'pure' is unfair where an argument is an earlier step's result (Ref)")
    return Case(tuple(steps), look=words, skip=frozenset(skip), **options)


def again(
    target: str, first: Sequence[Any], second: Sequence[Any], *, look: str = "pure fresh quiet", **options: Any
) -> Case:
    """Whether a function answers each call from its own arguments: three calls, first, second, first.

    The arrays are the same objects in all calls, filled anew in between, so that a result kept by identity or
    by shape is stale and a result in a buffer of the function's own changes or shares memory.

    Args:
        target: the function.
        first, second: positional arguments; arrays in the same place have equal shapes and unequal values.
        look, options: as for `case`.

    Raises:
        ValueError: the two have different shapes, or do not differ at all.
    """
    if [np.shape(item) for item in first] != [np.shape(item) for item in second]:
        raise ValueError(f"{target}: again() needs equal shapes, which give away a buffer kept by shape")
    if all(np.array_equal(a, b) for a, b in zip(first, second, strict=True)):
        raise ValueError(f"{target}: again() needs unequal values, or a kept result is right by chance")

    def call(items: Sequence[Any]) -> Call:
        shared = [Shared(f"again{at}", item) if isinstance(item, np.ndarray) else item for at, item in enumerate(items)]
        return Call(target, *shared)

    return case(call(first), call(second), call(first), look=look, **options)


def _has_ref(item: Any) -> bool:
    return any(map(_has_ref, item)) if isinstance(item, (list, tuple)) else isinstance(item, Ref)


@dataclass(frozen=True)
class Category:
    """A part of an exercise's points, all or nothing; others count only if the core is right."""

    name: str
    points: float
    cases: Callable[[np.random.Generator], Iterable[Case]]
    core: bool = False


@dataclass(frozen=True)
class Exercise:
    """A graded function or class: its hidden cases by category.

    ``deadline``: seconds for all its cases together, in the judge.
    """

    name: str
    categories: tuple[Category, ...]
    deadline: float = 10.0

    @property
    def points(self) -> float:
        """Points of all categories."""
        return sum(category.points for category in self.categories)


@dataclass(frozen=True)
class Check:
    """What ``check("name")`` and ``hint("name", n)`` show to the student.

    Attributes:
        params: parameter names in order; of the method named in ``method`` for a class.
        example: the hand-computed numbers of the unit's block 3.
        random: unequal sizes, many values.
        invariants, edges, effects: as the names say.
        gradient: cases for the gradient check: (case, numeric) where ``numeric`` is computed
            at build time from the loss by central differences.
        hints: direction; formula and shapes; a line with a blank.
        note: an 오답노트 line shown with every failure of this exercise, or "".
    """

    name: str
    params: tuple[str, ...]
    example: tuple[Case, ...]
    hints: tuple[str, str, str]
    random: tuple[Case, ...] = ()
    invariants: tuple[Case, ...] = ()
    edges: tuple[Case, ...] = ()
    effects: tuple[Case, ...] = ()
    methods: dict[str, tuple[str, ...]] = field(default_factory=dict)
    loss: Callable[..., float] | None = None  # loss(*args of step 0) for the gradient check
    wrt: int = -1  # which positional argument of step 0 the gradient is taken in


@dataclass(frozen=True)
class Option:
    """One answer of a quiz question, with its own explanation."""

    text: str
    why: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """A quiz question with four options or so; exactly one is right."""

    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Mistake:
    """A wrong answer with its diagnosis.

    Attributes:
        exercise: whose wrong answer it is.
        key: short ASCII name, unique in the exercise.
        says: the Korean diagnosis in 해요체: the likely cause and what to look at.
        convention: another textbook's convention rather than an error.
        code: the wrong function or class.
        source: the text of the solution cell that holds it, where it is an edit of the reference; else "".
    """

    exercise: str
    key: str
    says: str
    code: Any
    convention: bool = False
    source: str = ""


@dataclass(frozen=True)
class Edit:
    """A wrong answer that is the reference with some of its text replaced, so that it cannot drift from it.

    Attributes:
        exercise, key, says, convention: as of a `Mistake`.
        changes: (old, new), in order; each old text stands exactly once in the exercise's code, docstrings left out.
        body: code in place of all of the function's own, or "".
    """

    exercise: str
    key: str
    says: str
    changes: tuple[tuple[str, str], ...] = ()
    body: str = ""
    convention: bool = False


def edit(exercise: str, key: str, *texts: str, says: str, convention: bool = False) -> Edit:
    """A wrong answer: the reference with texts replaced.

    Args:
        exercise, key, says, convention: as of a `Mistake`.
        texts: old, new, old, new …; an old text stands exactly once in the exercise's code.  Names of the reference
            and of mistakes.py may be used.

    Raises:
        ValueError: an old text without a new one.
    """
    if not texts or len(texts) % 2:
        raise ValueError(f"{exercise}, {key}: {len(texts)} texts; expected old and new by turns")
    return Edit(exercise, key, says, tuple(zip(texts[::2], texts[1::2], strict=True)), convention=convention)


def rewrite(exercise: str, key: str, body: str, *, says: str, convention: bool = False) -> Edit:
    """A wrong answer: the reference's signature with another body; names as in `edit`."""
    return Edit(exercise, key, says, body=body, convention=convention)


def wrong(exercise: str, key: str, code: Any, *, says: str, convention: bool = False) -> Mistake:
    """A wrong answer: a function or class of its own."""
    return Mistake(exercise, key, says, code, convention)


@dataclass(frozen=True)
class Variant:
    """A right answer written differently; must earn full points."""

    exercise: str
    key: str
    code: Any


F = TypeVar("F")


def variant(exercise: str, key: str) -> Callable[[F], F]:
    """Decorator: the function or class is a right answer, written differently."""

    def mark(code: F) -> F:
        code.__variant__ = Variant(exercise, key, code)  # type: ignore[attr-defined]
        return code

    return mark
