"""Finds, for a line of the student's code, the statement that it belongs to and the loops around it."""

from __future__ import annotations

import ast
import linecache
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from types import CodeType
from typing import Any

Loop = ast.For | ast.While | ast.AsyncFor
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
#: What may be followed by a semicolon.
_SIMPLE = (
    ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Return, ast.Delete, ast.Pass, ast.Assert, ast.Raise, ast.Import,
    ast.ImportFrom, ast.Global, ast.Nonlocal, ast.Break, ast.Continue,
)  # fmt: skip
_SCOPES = (*_FUNCTIONS, ast.Lambda, ast.ClassDef)


@dataclass(eq=False)
class Statement:
    """A statement, or the head of a compound one.

    Attributes:
        node: its syntax tree, None when the source is not known.
        first, last: its lines, counted from 1.
        text: its source, indented as little as possible.
        loops: the loops around it, outermost first; a loop's own head counts as inside.
        more: the statements that follow on the same line after a semicolon: Python tells when a line begins, no more.
    """

    node: ast.stmt | None
    first: int
    last: int
    text: str
    loops: tuple[Loop, ...] = ()
    more: list[ast.stmt] = field(default_factory=list)

    @cached_property
    def parts(self) -> list[ast.AST]:
        """The nodes of the lines that belong to it, without the bodies of functions, classes and comprehensions."""
        return [part for node in (self.node, *self.more) if node is not None for part in self._walk(node)]

    def _walk(self, node: ast.AST) -> Iterator[ast.AST]:
        yield node
        if isinstance(node, _SCOPES):
            return
        for child in ast.iter_child_nodes(node):
            if getattr(child, "lineno", self.first) <= self.last:
                yield from self._walk(child)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names that it reads or binds, in the order of the source; ``self.m`` for an attribute of a name."""
        found: dict[str, None] = {}
        hidden = {id(part.value) for part in self.parts if isinstance(part, ast.Attribute)}
        for part in self.parts:
            if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
                found[f"{part.value.id}.{part.attr}"] = None
                found[part.value.id] = None
            elif isinstance(part, ast.Name) and id(part) not in hidden:
                found[part.id] = None
        return tuple(found)

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """Those of the names that it binds, or into which it writes."""
        found: dict[str, None] = {}
        for part in self.parts:
            stores = isinstance(part, (ast.Name, ast.Attribute, ast.Subscript)) and isinstance(part.ctx, ast.Store)
            if stores and (name := base_name(part)):
                found[name] = None
        return tuple(found)

    @cached_property
    def mentions_nonfinite(self) -> bool:
        """Whether it names inf or NaN itself, so that one in its result is meant."""
        for part in self.parts:
            word = getattr(part, "attr", None) or getattr(part, "id", None) or getattr(part, "value", None)
            if isinstance(word, str) and word.lower().lstrip("+-") in ("inf", "nan", "infinity", "pinf", "ninf"):
                return True
        return False


def base_name(node: ast.AST) -> str:
    """``x`` for ``x[0]``, ``self.m`` for ``self.m[1:]``; "" for anything else."""
    while isinstance(node, (ast.Subscript, ast.Starred)):
        node = node.value
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return ""


@dataclass
class Source:
    """The source of one cell or file."""

    lines: list[str]
    tree: ast.Module | None
    _at: dict[int, Statement] = field(default_factory=dict)
    _functions: dict[int, ast.FunctionDef | ast.AsyncFunctionDef] = field(default_factory=dict)

    @classmethod
    def of(cls, code: CodeType, names: dict[str, Any]) -> Source:
        """The source that a code object was compiled from, as far as it is known."""
        lines = linecache.getlines(code.co_filename, names)
        try:
            tree = ast.parse("".join(lines))
        except (SyntaxError, ValueError, RecursionError):
            tree = None
        made = cls([line.rstrip("\n") for line in lines], tree)
        if tree is not None:
            made._add(tree.body, ())
        return made

    def statement(self, line: int) -> Statement:
        """The statement to which a line belongs."""
        if line not in self._at:
            text = self.lines[line - 1].strip() if 0 < line <= len(self.lines) else ""
            self._at[line] = Statement(None, line, line, text)
        return self._at[line]

    def function(self, code: CodeType) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        """The definition that a code object belongs to, or None (a lambda, or no source)."""
        found = self._functions.get(code.co_firstlineno)
        return found if found is not None and found.name == code.co_name else None

    def listing(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[int, tuple[str, ...]]:
        """The number of the function's first line, and its lines without the docstring, whose lines are empty."""
        first, last = function.lineno, function.end_lineno or function.lineno
        lines = self.lines[first - 1 : last]
        start = function.body[0]
        if isinstance(start, ast.Expr) and isinstance(start.value, ast.Constant) and isinstance(start.value.value, str):
            for at in range(start.lineno - first, (start.end_lineno or start.lineno) - first + 1):
                lines[at] = ""
        margin = len(lines[0]) - len(lines[0].lstrip())
        return first, tuple(line[margin:].rstrip() for line in lines)

    def _add(self, body: list[ast.stmt], loops: tuple[Loop, ...]) -> None:
        before: Statement | None = None
        for node in body:
            if before is not None and before.last == node.lineno and isinstance(before.node, _SIMPLE):
                last = node.end_lineno or node.lineno
                before.more.append(node)
                for line in range(before.last + 1, last + 1):
                    self._at.setdefault(line, before)
                before.last, before.text = last, self._text(before.first, last)
                continue
            inner, own = loops, loops
            if isinstance(node, (ast.For, ast.While, ast.AsyncFor)) and node.body[0].lineno > node.lineno:
                inner = own = (*loops, node)
            blocks = [getattr(node, name, []) for name in ("body", "orelse", "finalbody")]
            blocks += [handler.body for handler in getattr(node, "handlers", [])]
            blocks += [case.body for case in getattr(node, "cases", [])]
            first, last = node.lineno, node.end_lineno or node.lineno
            inside = [item for block in blocks for item in block if isinstance(item, ast.stmt)]
            if inside:
                below = min(item.lineno for item in inside)
                last = max(first, below - 1) if below > first else last
            if isinstance(node, _FUNCTIONS):
                start = min([node.lineno, *(item.lineno for item in node.decorator_list)])
                self._functions[start] = node
                inner = ()
            before = made = Statement(node, first, last, self._text(first, last), own)
            for line in range(first, last + 1):
                self._at.setdefault(line, made)
            for at, block in enumerate(blocks):
                # What follows `else:` of a loop runs once, after it.
                self._add(block, loops if at == 1 and inner is not loops and not isinstance(node, _FUNCTIONS) else inner)

    def _text(self, first: int, last: int) -> str:
        lines = self.lines[first - 1 : last]
        while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
            lines.pop()
        margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
        return "\n".join(line[margin:].rstrip() for line in lines)
