"""Takes a notebook's code apart by exercise.  Runs in the reader's process (`grading.reader`): parsed, never run."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterable, Iterator
from typing import Any

from npml.intake.python import forget, read

from .normal import Names, lines_of, mark_of

#: Beyond these bounds an exercise is not compared, and the page says so; honest answers have a tenth of it.
MOST_CHARACTERS, MOST_LINES, MOST_MARKS = 20_000, 500, 6_000
#: A shorter comment says nothing.
SHORTEST_COMMENT = 8
_Definition = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
#: What the work is called for `Reader.work`.
SHAPES, PLAIN = f"{__name__}:shapes", f"{__name__}:plain_marks"


def shapes(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The student's answers by exercise.

    Args:
        content: ``cells``, pairs of source and the exercise whose solution cell it is ("" if none); ``names`` of the
            exercises; ``attributes`` that the exercises' classes have.
    """
    try:
        return [_answer(name, pieces, content) for name, pieces in _sorted(content).items()]
    finally:
        forget()


def plain_marks(content: dict[str, Any]) -> dict[str, list[Any]]:
    """The marks and comments in texts that everybody has: the lesson, its solutions, usual ways to write them."""
    marks: set[int] = set()
    comments: set[int] = set()
    for source in content["texts"]:
        text, tree = read(source)
        comments.update(_comments(text))
        body = tree.body if tree is not None else []
        # A student may have taken a function alone, or with the helpers beside it: those are then names of her own.
        for nodes in (body, *([node] for node in body)):
            names = Names.of(nodes, content["names"], content["attributes"])
            marks.update(mark for line in lines_of(nodes, names) for mark, _ in line.marks)
    return {"marks": sorted(marks), "comments": sorted(comments)}


class _Piece:
    """A top-level statement with its cell's text."""

    def __init__(self, node: ast.stmt | None, text: str, solution: str) -> None:
        self.node, self.text, self.solution = node, text, solution

    @property
    def name(self) -> str:
        return self.node.name if isinstance(self.node, _Definition) else ""

    def used(self) -> set[str]:
        assert self.node is not None
        return {part.id for part in ast.walk(self.node) if isinstance(part, ast.Name)}

    def span(self) -> tuple[int, int]:
        """The first and last line, with the comments right above."""
        if self.node is None:
            return 1, self.text.count("\n") + 1
        decorators = getattr(self.node, "decorator_list", [])
        first = min([self.node.lineno, *(item.lineno for item in decorators)])
        lines = self.text.split("\n")
        while first > 1 and lines[first - 2].lstrip().startswith("#"):
            first -= 1
        return first, self.node.end_lineno or self.node.lineno


def _sorted(content: dict[str, Any]) -> dict[str, list[_Piece]]:
    """Each exercise's statements: its definition wherever it stands, the helpers that it reaches, the rest of its cell."""
    found: dict[str, list[_Piece]] = {name: [] for name in content["names"]}
    pieces = []
    for source, solution in content["cells"]:
        text, tree = read(source)
        if tree is None:
            pieces += [_Piece(None, source, solution)] if solution else []
        else:
            pieces += [_Piece(node, text, solution) for node in tree.body]
    latest = {piece.name: piece for piece in pieces if piece.name}
    taken: set[int] = set()
    for name in found:
        waiting = [name]
        while waiting:
            piece = latest.get(waiting.pop(0))
            if piece is not None and id(piece) not in taken:
                taken.add(id(piece))
                found[name].append(piece)
                waiting += sorted(other for other in piece.used() if other not in found)
    for piece in pieces:
        if piece.solution in found and id(piece) not in taken and piece.name not in found:
            found[piece.solution].append(piece)
    return found


def _answer(name: str, pieces: list[_Piece], content: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {"exercise": name, "text": "", "lines": [], "comments": [], "problem": ""}
    try:
        return _filled(answer, pieces, content)
    except RecursionError:
        return answer | {"problem": "deep"}


def _filled(answer: dict[str, Any], pieces: list[_Piece], content: dict[str, Any]) -> dict[str, Any]:
    names = Names.of((piece.node for piece in pieces if piece.node is not None), content["names"], content["attributes"])
    text: list[str] = []
    lines: list[list[Any]] = []
    count = 0
    for piece in pieces:
        if isinstance(piece.node, (ast.Import, ast.ImportFrom)):
            continue
        places = {}
        own = piece.text.split("\n")
        folded = _docstring_lines(piece.node)
        for at in range(piece.span()[0], piece.span()[1] + 1):
            if at not in folded:
                text.append(own[at - 1])
            places[at] = len(text)
        if piece.node is None:
            answer["problem"] = "syntax"
            continue
        for line in lines_of([piece.node], names):
            lines.append([places[line.first], places[line.last], line.size, [list(pair) for pair in line.marks]])
            count += len(line.marks)
            if len(lines) > MOST_LINES or count > MOST_MARKS:
                return answer | {"problem": "long"}
    shown = "\n".join(text)
    if len(shown) > MOST_CHARACTERS:
        return answer | {"problem": "long"}
    return answer | {"text": shown, "lines": lines, "comments": list(dict.fromkeys(_comments(shown)))}


def _docstring_lines(piece: ast.AST | None) -> set[int]:
    """The lines of docstrings after their first ones: the stub gave them, and the page need not show them."""
    found: set[int] = set()
    for node in ast.walk(piece) if piece is not None else ():
        if isinstance(node, _Definition) and ast.get_docstring(node, clean=False) is not None:
            found.update(range(node.body[0].lineno + 1, (node.body[0].end_lineno or 0) + 1))
    return found


def _comments(text: str) -> Iterator[int]:
    """The marks of a text's comments, without blanks."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                said = "".join(token.string.lstrip("#").split()).lower()
                if len(said) >= SHORTEST_COMMENT:
                    yield mark_of(["#", said])
    except (tokenize.TokenError, SyntaxError):
        return


def comment_lines(text: str, shared: Iterable[int]) -> list[int]:
    """The lines, from 1, of a text on which one of these comments stands."""
    wanted = set(shared)
    return [at for at, line in enumerate(text.split("\n"), 1) if "#" in line and wanted.intersection(_comments_in(line))]


def _comments_in(line: str) -> Iterator[int]:
    said = "".join(line.partition("#")[2].lstrip("#").split()).lower()
    if len(said) >= SHORTEST_COMMENT:
        yield mark_of(["#", said])
