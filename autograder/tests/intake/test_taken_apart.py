"""Random cells with lines that fail: does everything happen that would have happened without those lines, and once?"""

from __future__ import annotations

import ast
import random
from collections import Counter
from typing import Any

import pytest

from npml.intake.statements import take_apart


class Inside:
    """A context."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __enter__(self) -> None:
        """Nothing."""

    def __exit__(self, *_: object) -> None:
        """Nothing."""


class Bad(Inside):
    """A context that fails at its end."""

    def __exit__(self, *_: object) -> None:
        raise NameError


BLOCKS = (
    "if 1:\n{a}", "if 0:\n{t}\nelse:\n{a}", "with Inside({n}):\n{a}", "try:\n{a}\nfinally:\n{b}", "try:\n{a}\nexcept OSError:\n{t}\nelse:\n{b}",
    "try:\n{t}\n    raise OSError\nexcept OSError:\n{a}\nfinally:\n{b}", "try:\n{a}\nexcept* OSError:\n{t}", "match 1:\n  case 1:\n{a}",
)  # fmt: skip


def draw(rng: random.Random, depth: int, numbers: list[int]) -> list[str]:
    """Lines of statements, each of which notes its number when it runs."""
    lines: list[str] = []
    for _ in range(rng.randint(1, 3)):
        numbers.append(len(numbers))
        note = f"note({numbers[-1]})"
        block = rng.choice(BLOCKS) if depth and rng.random() < 0.75 else note
        parts = {
            key: "\n".join(f"    {line}" for line in draw(rng, depth - 1, numbers)) for key in "ab" if f"{{{key}}}" in block
        }
        lines += block.format(n=numbers[-1], t=f"    {note}", **parts).split("\n")
    return lines


def broken(rng: random.Random, lines: list[str]) -> tuple[str, str]:
    """The cell with up to three lines that fail, and without them."""
    spots = [at for at, line in enumerate(lines) if line.strip().startswith(("note", "with"))]
    bad, good = list(lines), list(lines)
    for at in rng.sample(spots, min(rng.randint(1, 3), len(spots))):
        space = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        if "with" in lines[at]:
            bad[at] = space + rng.choice(
                ["with home():", "with home:", "with Inside(1), home():", "with Inside(1)(2):", "with Bad(1):"]
            )
            good[at] = f"{space}if 1:"
        else:
            bad[at], good[at] = f"{space}home()", f"{space}pass"
    return "\n".join(bad), "\n".join(good)


def played(source: str) -> Counter[int]:
    """How often each number was noted."""
    noted: Counter[int] = Counter()
    space: dict[str, Any] = {"note": lambda number: noted.update([number]), "Inside": Inside, "Bad": Bad}

    def play(node: Any) -> None:
        try:
            exec(compile(ast.Module([node], []), "cell", "exec", dont_inherit=True), space)  # noqa: S102 - our own code
        except (NameError, TypeError) as error:
            apart = take_apart(node, error, "cell", space)
            for part in (*apart.smaller, *apart.rest):
                play(part)

    for node in ast.parse(source).body:
        play(node)
    return noted


@pytest.mark.parametrize("seed", range(20))
def test_all_else_happens_and_nothing_twice(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(50):
        bad, good = broken(rng, draw(rng, 3, []))
        assert played(bad) == played(good), bad
