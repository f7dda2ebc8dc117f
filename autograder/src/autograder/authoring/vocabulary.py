"""The vocabulary in which a unit's author writes cases, mistakes, hints and quizzes.

Used in ``checks.py``, ``hidden.py``, ``mistakes.py`` and ``variants.py`` beside a lesson.
Expected values never appear here: the reference in ``lesson.py`` gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from npml.core.arguments import Gen, Layout, Ref, Rng, Shared
from npml.core.program import Outcome
from npml.core.steps import Call, Get, New, Set, Step, Value

__all__ = [
    "Call", "Case", "Category", "Check", "Edit", "Exercise", "Gen", "Get", "Layout", "Mistake", "New", "Option",
    "Outcome", "Prop", "Question", "Ref", "Rng", "Set", "Shared", "Step", "Value", "Variant", "again",
    "case", "edit", "rest", "rewrite", "variant", "wrong",
]  # fmt: skip

#: What a case may check besides the values of its steps.
LOOKS = frozenset({"no_warning", "pure", "fresh", "quiet", "message"})

Verify = Callable[[list[Outcome], list[Outcome]], str | None]


@dataclass(frozen=True)
class Prop:
    """A named property of outcomes (`core.properties`), for visible cases.

    Attributes:
        name, params: the property and its parameters.
        key: the mistake to name when the property fails, or "".
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
        look: what else must hold, from `LOOKS`: ``no_warning`` (no NumPy RuntimeWarning),
            ``pure`` (arguments unmodified), ``fresh`` (a result shares no memory with arguments
            or earlier results, which stay as they were), ``quiet`` (global random state
            untouched), ``message`` (the ValueError names one of ``blame``).
        blame: identifiers of which the message of a ValueError must contain one.
        skip: steps whose values are not compared (their errors still are).  Diagnoses do compare them with those of the
            mistakes, so a step that may give random numbers should return something that crosses as nothing, like a model.
        loose: numbers of any dtype kind are equal if their values are.
        verify: judges (got, want) in place of comparing values; returns None when right, else
            the key of the mistake that it recognised, or "" (hidden cases only).
        alone: ``verify`` needs no expected outcomes, and no step may raise.  The reference runs
            only when the student's outcomes fail, to prove that it passes the case itself.
        props: properties that must hold (visible cases); values are compared as well
            unless ``compare`` is False.
        compare: False for random functions, whose values cannot be compared.
        sizes: names of sizes for the ratio diagnosis of a gradient, such as {"m": 7, "n": 3}.
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
    """A `Case` from its steps.

    Args:
        steps: the program.
        look: words of `LOOKS`, also as one text ("pure fresh").
        skip, options: as the attributes of `Case`.

    Raises:
        ValueError: an unknown word in ``look``, ``alone`` without ``verify`` or with a word that needs the reference,
            or "pure" with a `Ref` among the arguments.
    """
    words = frozenset(look.split() if isinstance(look, str) else look)
    if unknown := words - LOOKS:
        raise ValueError(f"look: unknown {sorted(unknown)}, expected some of {sorted(LOOKS)}")
    if options.get("alone") and (options.get("verify") is None or words & {"pure", "message"}):
        raise ValueError("alone: needs verify; 'pure' and 'message' need what the reference gives")
    if "pure" in words and any(_has_ref(step.given) for step in steps):
        # Arguments are compared bit for bit with the reference's, but an earlier result may differ in its last digits.
        raise ValueError("look: 'pure' is unfair where an argument is an earlier step's result (Ref)")
    return Case(tuple(steps), look=words, skip=frozenset(skip), **options)


def again(
    target: str, first: Sequence[Any], second: Sequence[Any], *, look: str = "pure fresh quiet", **options: Any
) -> Case:
    """A case that shows whether a function computes each result from that call's arguments: first, second, first.

    All three calls get the same array objects, which are refilled in between.  So a result that the function keeps by
    its input's identity or shape is stale, and one that it returns in a buffer of its own changes or shares memory.

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
    """A part of an exercise's points, earned in full or not at all.

    Attributes:
        cases: draws the hidden cases from a generator.
        core: no category of the exercise counts unless all its core categories are right.
    """

    name: str
    points: float
    cases: Callable[[np.random.Generator], Iterable[Case]]
    core: bool = False


@dataclass(frozen=True)
class Exercise:
    """A graded function or class: its hidden cases by category.

    Attributes:
        deadline: seconds by the clock that the student's code has for all its cases together.
        computing: seconds of processor time of these: at least 20 times what the slowest right variant needs, which
            `release.audit.lab` measures, so that an answer in slow loops on a machine four times slower is safe.  An
            endless loop costs about one and a half times as many.
        builds_on: the earlier exercises that its solution calls.  Where one of them, or one that they build on, is wrong,
            a failure here is judged once more with those right (`judge.following`).  Functions only, whose arguments
            and results are plain values: no class, no random generator.
    """

    name: str
    categories: tuple[Category, ...]
    deadline: float = 10.0
    computing: float = 2.0
    builds_on: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """The part of the deadline that may be computed."""
        return self.computing / self.deadline

    @property
    def points(self) -> float:
        """Points of all categories."""
        return sum(category.points for category in self.categories)


@dataclass(frozen=True)
class Check:
    """What ``check("name")`` and ``hint("name", n)`` show to the student.

    Attributes:
        params: parameter names in order; for a class those of its constructor.
        example: cases with the hand-computed numbers of the unit's block 3.
        hints: direction; formula and shapes; a line with a blank.
        random: cases with unequal sizes and many values.
        invariants, edges, effects: cases with properties, with unusual input, about side effects.
        methods: for a class, each method's parameter names without ``self``.
        loss: for a gradient, the function that it differentiates.  The release computes the
            numerical gradient of each example and random case by central differences.
        wrt: index of the positional argument of step 0 in which the gradient is taken.
        parts: for a big exercise, its parts in the order in which a student writes them, each with the test whether a
            case belongs to it; the first that says so counts.  ``check`` shows each part by itself; the grade knows
            no parts.
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
    loss: Callable[..., float] | None = None  # called with the arguments of step 0
    wrt: int = -1
    parts: dict[str, Callable[[Case], bool]] = field(default_factory=dict)

    @property
    def cases(self) -> tuple[Case, ...]:
        """All visible cases."""
        return (*self.example, *self.random, *self.invariants, *self.edges, *self.effects)

    def part_of(self, case: Case) -> str:
        """The part to which a case belongs; "" when there is none."""
        return next((part for part, has in self.parts.items() if has(case)), "")


def rest(case: Case) -> bool:
    """The test of a last part: whatever belongs to no earlier one."""
    return True


@dataclass(frozen=True)
class Option:
    """One answer of a quiz question, with its own explanation."""

    text: str
    why: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """A quiz question, usually with four options; exactly one is right."""

    text: str
    options: tuple[Option, ...]

    @property
    def answer(self) -> int:
        """The number of the right option, from 1."""
        return [option.right for option in self.options].index(True) + 1


@dataclass(frozen=True)
class Mistake:
    """A wrong answer with its diagnosis.

    Attributes:
        exercise: whose wrong answer it is.
        key: short ASCII name, unique in the exercise.
        says: the Korean diagnosis in 해요체: the likely cause and what to look at.
        code: the wrong function or class.
        convention: it is another textbook's convention rather than an error.
        source: if it is an edit of the reference, the text of the edited solution cell; else "".
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
        changes: (old, new), made in order; an old text occurs exactly once in the exercise's code without docstrings.
        body: code in place of the function's whole body, or "".
    """

    exercise: str
    key: str
    says: str
    changes: tuple[tuple[str, str], ...] = ()
    body: str = ""
    convention: bool = False


def edit(exercise: str, key: str, *texts: str, says: str, convention: bool = False) -> Edit:
    """A wrong answer that is the reference with some of its text replaced.

    Args:
        exercise, key, says, convention: as of a `Mistake`.
        texts: old, new, old, new …; an old text occurs exactly once in the exercise's code.  A new text may use names
            of the reference and of mistakes.py.

    Raises:
        ValueError: no text at all, or an old text without a new one.
    """
    if not texts or len(texts) % 2:
        raise ValueError(f"{exercise}, {key}: {len(texts)} texts; expected old and new by turns")
    return Edit(exercise, key, says, tuple(zip(texts[::2], texts[1::2], strict=True)), convention=convention)


def rewrite(exercise: str, key: str, body: str, *, says: str, convention: bool = False) -> Edit:
    """A wrong answer that is the reference's signature with another body; it may use the names that `edit` may."""
    return Edit(exercise, key, says, body=body, convention=convention)


def wrong(exercise: str, key: str, code: Any, *, says: str, convention: bool = False) -> Mistake:
    """A wrong answer that is a function or class of its own."""
    return Mistake(exercise, key, says, code, convention)


@dataclass(frozen=True)
class Variant:
    """A right answer that is written differently from the reference; it must earn full points."""

    exercise: str
    key: str
    code: Any


F = TypeVar("F")


def variant(exercise: str, key: str) -> Callable[[F], F]:
    """Decorator for a function or class that is a right answer, written differently: marks it with a `Variant`."""

    def mark(code: F) -> F:
        code.__variant__ = Variant(exercise, key, code)  # type: ignore[attr-defined]
        return code

    return mark
