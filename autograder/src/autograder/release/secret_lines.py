"""The lines of code that must not leave the instructor's side, in a form that can be searched for.

Two kinds of code are secret: right answers (the solution regions of lesson.py, variants.py) and
the grader's own code (hidden.py, mistakes.py).  Lines are compared without whitespace and comments;
lines that reveal nothing (``else:``, ``return x``) are left out.

An author may repeat some secret lines on purpose, in prose, a demo or public/:

- a single line of a longer answer or of the grader's code may be repeated if the unit's own visible
  source contains it, because a reviewer saw it there;
- two consecutive secret lines of an answer, or the only line of a short solution, may never be repeated;
- a line that ends with ``# public: why`` is no secret.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..authoring.unit import SOLUTION, Unit, tag_of
from .notebooks import split_lines
from .release import public_files

PUBLIC_MARK = re.compile(r"#\s*public:\s*\S")
SHORTEST = 12
_DULL = re.compile(
    r"\"\w+\",?|(return|yield)?[\w.]*|(from|import)\b.*|@\w+.*|(def|class)\w+.*:|for\w+in(range|enumerate|zip)?\(?[\w.]*\)?:"
)


@dataclass(frozen=True)
class Passage:
    """The revealing lines of one piece of secret code.

    Attributes:
        source: where the code comes from, for the report.
        answer: whether it is a right answer; else it is the grader's own code.
        lines: its lines in order, as `normal` gives them, without those that reveal nothing.
        whole: whether the passage is a whole solution region.
        by_line: whether only a whole line equal to a secret one is a leak; a hint may begin as a mistake does.
    """

    source: str
    answer: bool
    lines: tuple[str, ...]
    whole: bool = False
    by_line: bool = False

    @property
    def alone(self) -> str:
        """The line of a solution that has only one, without its ``return``; "" for all other passages."""
        if not self.whole or len(self.lines) != 1:
            return ""
        line = self.lines[0].removeprefix("return")
        return line if telling(line) else self.lines[0]

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each line together with the next one."""
        return zip(self.lines, self.lines[1:], strict=False)


def normal(line: str) -> str:
    """A line of code or prose without whitespace and trailing comment, and with all quotes double."""
    return re.sub(r"\s+", "", _without_comment(line)).replace("'", '"')


def _without_comment(line: str) -> str:
    if "#" not in line:
        return line
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(line.strip()).readline))
    except (tokenize.TokenError, IndentationError, SyntaxError):
        return line
    comment = next((token for token in tokens if token.type == tokenize.COMMENT), None)
    return line.strip()[: comment.start[1]] if comment else line


def telling(line: str) -> bool:
    """Whether a line, as `normal` gives it, reveals anything."""
    return len(line) >= SHORTEST and not _DULL.fullmatch(line)


def passages(unit: Unit) -> list[Passage]:
    """All secret passages of a unit."""
    found = list(_solutions(unit))
    for stem, answer in (("variants", True), ("mistakes", False), ("hidden", False)):
        path = unit.folder / f"{stem}.py"
        if path.is_file():
            found += _bodies(path, f"{unit.name}/{path.name}", answer)
    found += _edits(unit)
    return [item for item in found if item.lines]


def _solutions(unit: Unit) -> Iterator[Passage]:
    for cell in unit.lesson.cells:
        kind, name = tag_of(cell)
        if kind != SOLUTION:
            continue
        region: list[str] = []
        for line, hidden in [*split_lines(cell.source), ("", False)]:
            if hidden:
                region.append(line)
            elif region:
                yield Passage(f"{unit.name}: {name}", True, _telling_lines(region), whole=True)
                region = []


def _edits(unit: Unit) -> Iterator[Passage]:
    """For each mistake written as an edit of the solution, the lines that differ from the solution."""
    for item in unit.mistakes:
        if item.source:
            right = set(unit.solution(item.exercise).splitlines())
            lines = [line for line in item.source.splitlines() if line not in right]
            where = f"{unit.name}/mistakes.py: {item.exercise}, {item.key}"
            yield Passage(where, False, _telling_lines(lines), by_line=True)


def _bodies(path: Path, source: str, answer: bool) -> Iterator[Passage]:
    """Bodies of functions and classes, and hidden.py's tables; those of mistakes.py hold diagnoses and are no secret."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            body = lines[node.body[0].lineno - 1 : node.end_lineno]
            yield Passage(f"{source}: {node.name}", answer, _telling_lines(body))
        elif isinstance(node, ast.Assign) and not answer and path.stem != "mistakes":
            yield Passage(source, answer, _telling_lines(lines[node.lineno - 1 : node.end_lineno]))


def _telling_lines(lines: list[str]) -> tuple[str, ...]:
    code = _without_docstrings([line for line in lines if not PUBLIC_MARK.search(line)])
    return tuple(text for text in map(normal, code) if telling(text))


def _without_docstrings(lines: list[str]) -> list[str]:
    kept, inside = [], False
    for line in lines:
        quotes = line.count('"""') + line.count("'''")
        if not inside and not quotes:
            kept.append(line)
        inside ^= quotes % 2 == 1
    return kept


def visible_lines_of(unit: Unit) -> frozenset[str]:
    """The lines that the unit's author wrote for students, as `normal` gives them: visible cells and public/."""
    lines: list[str] = []
    for cell in unit.lesson.cells:
        hides = tag_of(cell)[0] == SOLUTION
        lines += [line for line, hidden in split_lines(cell.source) if not hidden] if hides else cell.source.splitlines()
    for path in public_files(unit.folder / "public"):
        if path.suffix in (".py", ".md", ".txt"):
            lines += path.read_text(encoding="utf-8").splitlines()
    return frozenset(map(normal, lines))
