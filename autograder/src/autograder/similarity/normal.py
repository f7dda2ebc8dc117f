"""Python statements without what a disguise changes: names, formatting, spellings of the same thing.

A statement becomes a row of tokens, its syntax tree in preorder.  A subtree's *mark* is a hash of its tokens in which
local names are numbered as they occur, so that it is the same wherever the subtree stands and whatever the names are.
A loop's or branch's head is a statement of its own, and so are the head and the element of a comprehension.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

#: Subtrees with fewer tokens have no mark: ``a + b`` says nothing.
FEWEST = 7
#: Larger subtrees have no mark, except whole statements: it bounds the time for hostile text.
MOST = 150
#: Of a statement at most so many tokens are looked at.
MOST_TOKENS = 2_000
_NAME = "\0"
_MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Gt: ast.Lt, ast.GtE: ast.LtE}
#: Fields that do not change what code does.
_IDLE = frozenset({"ctx", "type_comment", "kind", "type_ignores", "returns", "annotation", "decorator_list", "type_params"})


@dataclass(frozen=True)
class Line:
    """A normalised statement.

    Attributes:
        first, last: its lines in the cell, from 1.
        size: the number of its tokens.
        marks: the marks of its subtrees, each with the subtree's number of tokens.
    """

    first: int
    last: int
    size: int
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Names:
    """Which names are the student's own choice, and what imported names stand for."""

    own: frozenset[str]
    own_attributes: frozenset[str] = frozenset()
    imported: Mapping[str, str] | None = None

    @classmethod
    def of(cls, nodes: Iterable[ast.AST], exercises: Iterable[str], attributes_given: Iterable[str] = ()) -> Names:
        """The names that the statements bind, except those that the exercise prescribes: its own and attributes."""
        own, attributes, imported = set(), set(), {}
        for node in nodes:
            for part in ast.walk(node):
                if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load):
                    own.add(part.id)
                elif isinstance(part, ast.arg):
                    own.add(part.arg)
                elif isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) or (
                    isinstance(part, ast.ExceptHandler) and part.name
                ):
                    own.add(str(part.name))
                elif isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store):
                    attributes.add(part.attr)
                elif isinstance(part, (ast.Import, ast.ImportFrom)):
                    for alias in part.names:
                        name = alias.name.rpartition(".")[2]
                        imported[alias.asname or alias.name.partition(".")[0]] = "np" if name == "numpy" else name
        return cls(
            frozenset(own.difference(exercises, imported)), frozenset(attributes.difference(attributes_given)), imported
        )


def lines_of(body: Iterable[ast.stmt], names: Names) -> Iterator[Line]:
    """The normalised statements of a body and of all bodies inside, in order, without those too short to say anything.

    Each has marks of its subtrees and, with its own size made negative, the mark of itself and the statement before.

    Raises:
        RecursionError: a tree is too deep.
    """
    before: _Row | None = None
    for row in _rows(body, names):
        marks = dict.fromkeys(_marks(row))
        if before is not None:
            marks[mark_of([*before.tokens, *row.tokens]), -len(row.tokens)] = None
        if len(row.tokens) >= FEWEST:
            yield Line(row.first, row.last, len(row.tokens), tuple(marks))
        before = row


def _rows(body: Iterable[ast.stmt], names: Names) -> Iterator[_Row]:
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield from _rows(_without_docstring(node.body), names)
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            yield from _apart(node, [_head(node.target, node.iter)], names, node.body[0].lineno - 1)
            yield from _rows([*node.body, *node.orelse], names)
        elif isinstance(node, (ast.While, ast.If)):
            yield from _apart(node, [_Made("test", [node.test])], names, node.body[0].lineno - 1)
            yield from _rows([*node.body, *node.orelse], names)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            yield from _apart(node, [item.context_expr for item in node.items], names, node.body[0].lineno - 1)
            yield from _rows(node.body, names)
        elif isinstance(node, (ast.Try, ast.TryStar)):
            inner = [part for handler in node.handlers for part in handler.body]
            yield from _rows([*node.body, *inner, *node.orelse, *node.finalbody], names)
        elif isinstance(node, ast.Match):
            yield from _apart(node, [node.subject], names, node.lineno)
            yield from _rows([part for case in node.cases for part in case.body], names)
        elif not isinstance(node, (ast.Pass, ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal)):
            yield from _apart(node, [_plain(node)], names, node.end_lineno or node.lineno)


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    first = body[0] if body else None
    text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return body[1:] if text else body


@dataclass(frozen=True)
class _Made:
    """A node of ours: a label and what is below it."""

    label: str
    below: list[object]


def _head(target: ast.expr, source: ast.expr) -> _Made:
    return _Made("for", [target, source])


def _plain(node: ast.stmt) -> object:
    """A simple statement in the one form of several that mean the same."""
    if isinstance(node, ast.AugAssign):
        return _Made("Assign", [node.target, _Made(type(node.op).__name__, [node.target, node.value])])
    if isinstance(node, ast.AnnAssign):
        return _Made("Assign", [node.target, *([node.value] if node.value else [])])
    if isinstance(node, ast.Expr):
        call = node.value
        appends = isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "append"
        return call.args[0] if isinstance(call, ast.Call) and appends and len(call.args) == 1 else call
    return node


class _Row:
    """The tokens of one statement; ``ends`` says for each where its subtree ends, ``later`` what stands for itself."""

    def __init__(self, names: Names, first: int, last: int) -> None:
        self._names, self.first, self.last = names, first, last
        self.tokens: list[str] = []
        self.ends: list[int] = []
        self.later: list[tuple[ast.AST, object]] = []

    def put(self, node: object) -> None:
        if len(self.tokens) >= MOST_TOKENS:
            return
        label, below = self._taken_apart(node)
        at = len(self.tokens)
        self.tokens.append(label)
        self.ends.append(0)
        for part in below:
            self.put(part)
        self.ends[at] = len(self.tokens)

    def _taken_apart(self, node: object) -> tuple[str, list[object]]:
        names = self._names
        if isinstance(node, _Made):
            return f"{node.label}/{len(node.below)}", node.below
        if isinstance(node, ast.Name):
            if node.id in names.own:
                return _NAME + node.id, []
            return "n:" + (names.imported or {}).get(node.id, node.id), []
        if isinstance(node, ast.Attribute):
            return (_NAME + "." + node.attr if node.attr in names.own_attributes else "a:" + node.attr), [node.value]
        if isinstance(node, ast.arg):
            return _NAME + node.arg, []
        if isinstance(node, ast.Constant):
            return f"c:{node.value!r:.80}", []
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            return f"c:-{node.operand.value!r:.80}", []
        if isinstance(node, ast.BinOp):
            return f"{type(node.op).__name__}/2", [node.left, node.right]
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            kind = type(node.ops[0])
            sides: list[object] = [node.left, node.comparators[0]]
            return _MIRRORED.get(kind, kind).__name__, sides[::-1] if kind in _MIRRORED else sides
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            for part in node.generators:
                self.later.append((node, _head(part.target, part.iter)))
                self.later += [(node, _Made("test", [test])) for test in part.ifs]
            element = _Made("pair", [node.key, node.value]) if isinstance(node, ast.DictComp) else node.elt
            self.later.append((node, element))
            return "comprehension", []
        if not isinstance(node, ast.AST):
            return f"v:{node!r:.80}", []
        return self._usual(node)

    @staticmethod
    def _usual(node: ast.AST) -> tuple[str, list[object]]:
        label, below = [type(node).__name__], []
        for name, value in ast.iter_fields(node):
            if name in _IDLE or value is None:
                continue
            parts = value if isinstance(value, list) else [value]
            if parts and isinstance(parts[0], (ast.operator, ast.unaryop, ast.boolop, ast.cmpop)):
                label += [type(part).__name__ for part in parts]
            elif isinstance(value, (str, int)):
                label.append(f"{value!s:.80}")
            else:
                below += [part for part in parts if part is not None]
        return f"{':'.join(label)}/{len(below)}", below


def _apart(node: ast.stmt, parts: list[object], names: Names, last: int) -> Iterator[_Row]:
    """The statement made of these parts, and one for whatever in them stands for itself."""
    waiting: list[tuple[int, int, object]] = [(node.lineno, max(node.lineno, last), part) for part in parts]
    while waiting:
        first, end, part = waiting.pop(0)
        row = _Row(names, first, end)
        row.put(part)
        for inner, made in row.later:
            waiting.append((getattr(inner, "lineno", first), getattr(inner, "end_lineno", end), made))
        yield row


def _marks(row: _Row) -> Iterator[tuple[int, int]]:
    for at, end in enumerate(row.ends):
        size = end - at
        if size >= FEWEST and (size <= MOST or at == 0):
            yield mark_of(row.tokens[at:end]), size


def mark_of(tokens: Iterable[str]) -> int:
    """A hash of 63 bits, the same in every run."""
    numbers: dict[str, int] = {}
    digest = hashlib.blake2b(digest_size=8)
    for token in tokens:
        text = f"\0{numbers.setdefault(token, len(numbers))}" if token.startswith(_NAME) else token
        digest.update(text.encode("utf-8", "replace") + b"\1")
    return int.from_bytes(digest.digest(), "big") >> 1
