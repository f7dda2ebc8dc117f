"""Checks that everything that a student or instructor reads calls one thing by one word.

The file ``terms.toml`` lists the words.  Searched are Markdown files and the strings and docstrings of Python
files (lessons are such files), but not code blocks, inline code, formulas and what stands in brackets.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from . import messages
from .project import Project

LESSON_FILES = ("lesson.py", "checks.py", "mistakes.py", "public/*.py")
_DOCUMENTED = ("benchmarks", "npml", "site")
HANGUL = re.compile("[가-힣]")
# Fenced blocks, inline code, formulas and brackets; they are replaced by spaces, so that positions stay the same.
_APART = re.compile(r"```.*?```|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$|\([^()\n]*\)", re.S)


@dataclass(frozen=True)
class Term:
    """A word of the course, the variants that must not be used, and the phrases in which they may be."""

    use: str
    banned: re.Pattern[str]
    excepted: re.Pattern[str] | None


@dataclass(frozen=True)
class Finding:
    """An unwanted word in a file, and the word to use instead."""

    path: Path
    line: int
    found: str
    use: str


@cache
def terms() -> tuple[Term, ...]:
    """The words listed in ``terms.toml``."""
    table = tomllib.loads((files(__package__) / "terms.toml").read_text(encoding="utf-8"))
    return tuple(
        Term(
            row["use"],
            re.compile("|".join(row["not"])),
            re.compile("|".join(row["except"])) if "except" in row else None,
        )
        for row in table["term"]
    )


def lint_text(text: str) -> Iterator[tuple[int, str, str]]:
    """The unwanted words in a text, each as (line counted from 0, the word found, the word to use)."""
    plain = _APART.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    for term in terms():
        allowed = [item.span() for item in term.excepted.finditer(plain)] if term.excepted else []
        for found in term.banned.finditer(plain):
            if not any(start <= found.start() and found.end() <= end for start, end in allowed):
                yield plain.count("\n", 0, found.start()), found.group(), term.use


def korean_texts(source: str) -> Iterator[tuple[int, str]]:
    """The string constants of a Python source that contain Hangul, each with the line on which it begins.

    Raises:
        SyntaxError: the source is not valid Python.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HANGUL.search(node.value):
            yield node.lineno, node.value


def lint_files(paths: Sequence[Path]) -> list[Finding]:
    """All findings in Python and Markdown files, sorted by path and line."""
    found = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        pieces = korean_texts(text) if path.suffix == ".py" else [(1, text)]
        for first, piece in pieces:
            found += [Finding(path, first + line, word, use) for line, word, use in lint_text(piece)]
    return sorted(found, key=lambda item: (str(item.path), item.line))


def files_to_lint(project: Project) -> list[Path]:
    """Lessons with their checks, mistakes and widgets, all messages, and all documents."""
    units = [*project.units(), *([project.practice] if project.practice is not None else [])]
    found = [path for unit in units for pattern in LESSON_FILES for path in sorted(unit.folder.glob(pattern))]
    for source in (project.package / "src" / "autograder", project.packages):
        found += sorted([*source.rglob("messages.py"), *source.rglob("messages/*.py")])
    places = (project.root, project.root / ".github", project.package, *(project.package / name for name in _DOCUMENTED))
    return found + [path for place in places for path in sorted(place.glob("*.md"))]


def report(project: Project, paths: Sequence[Path], found: Sequence[Finding]) -> int:
    """Print the findings in Korean and return the exit code: 1 if there are any, else 0."""
    for item in found:
        path = item.path.relative_to(project.root) if item.path.is_relative_to(project.root) else item.path
        print(messages.TERM_FOUND.format(path=path, line=item.line, found=item.found, use=item.use))
    print(messages.TERMS_BAD.format(count=len(found)) if found else messages.TERMS_GOOD.format(count=len(paths)))
    return 1 if found else 0
