"""Finds out what of a cell can still run when one of its statements fails.

A line that only works at the student's home (a drive, a font, a data file, a missing package, `input()`) should cost
nothing but itself.  So a failed statement is taken apart, and what did not fail still runs: the rest of a block, a
function without the decorator that failed, a class without the base that failed.  What has run already does not run
twice, except the body of a class and the contexts of a `with`.  Which part failed is read from the traceback, where
Python keeps the source position of every instruction.
"""

from __future__ import annotations

import ast
import copy
import itertools
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from ..core.libraries import Absent, absent_for

# Bound here, before a student's code runs.
_walk, _Name, _Store, _isinstance, _getattr = ast.walk, ast.Name, ast.Store, isinstance, getattr
_enumerate, _any, _all, _list, _len, _next = enumerate, any, all, list, len, next
_setattr, _reversed, _Exception = setattr, reversed, Exception
_copy, _deepcopy, _located, _islice, _suppress = copy.copy, copy.deepcopy, ast.copy_location, itertools.islice, suppress
_Constant, _Absent = ast.Constant, Absent
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_DEFINITIONS = (*_FUNCTIONS, ast.ClassDef)
_IMPORTS = (ast.Import, ast.ImportFrom)
_ASSIGNMENTS = (ast.Assign, ast.AnnAssign, ast.AugAssign)
_WITHS, _TRIES, _LOOPS = (ast.With, ast.AsyncWith), (ast.Try, ast.TryStar), (ast.For, ast.AsyncFor, ast.While)
_JUMPS = (ast.Break, ast.Continue)
_BLOCKS = (ast.If, ast.Match, *_WITHS, *_TRIES, *_LOOPS)
#: Comparisons that count as true when a side of them could not be evaluated.
_DIFFERS = (ast.NotEq, ast.IsNot, ast.NotIn)
#: CO_OPTIMIZED (module inspect): set for the code of a function, not for that of a cell or a class body.
_OPTIMISED = 1
_MOST_NAMES = 20
#: At most so many errors are followed along their ``__context__``.
_MOST_ERRORS = 5

#: Lines and columns of an instruction: first and last line, first and last column.
Place = tuple[Any, Any, Any, Any]
#: For the cell, then for each class body in it that failed: the places of its instructions up to the failed one.
Path = list[list[Place]]


class Apart(NamedTuple):
    """A failed statement, taken apart.

    Attributes:
        piece: the innermost statement that failed; of a block perhaps only the head failed.
        line: the line of the piece; if it is a definition, the line in it that failed.
        names: names that the failure left unbound, unless ``smaller`` binds them.
        smaller: statements to run in place of the piece.
        rest: statements that Python would have run after the piece.
        spare: statements of a branch that was not taken; they run last, each only if its names are still unbound.
        back: how many steps along ``__context__`` lead from the last error to the one that the piece raised.
    """

    piece: Any
    line: int
    names: list[str]
    smaller: list[Any] = []
    rest: list[Any] = []
    spare: list[Any] = []
    back: int = 0


def take_apart(node: Any, error: Any, cell_name: str, space: dict[str, Any]) -> Apart:
    """Take apart a statement that raised an error, into the parts that can still run.

    Args:
        node: the statement.
        error: what it raised.
        cell_name: the file name under which it was compiled.
        space: the notebook's names.
    """
    paths: list[Path] = []
    with _suppress(_Exception):  # a student's exception may raise at any access
        while error is not None and _len(paths) < _MOST_ERRORS:
            paths.append(_path(error, cell_name))
            error = error.__context__
    return _apart(node, paths or [[]], space)


def absent_names(node: Any) -> dict[str, Any]:
    """The names that a failed import of a banned library would have bound, each with an `Absent` in its place."""
    found: dict[str, Any] = {}
    if _isinstance(node, ast.Import):
        for alias in node.names:
            found[alias.asname or alias.name.partition(".")[0]] = absent_for(alias.name)
    elif _isinstance(node, ast.ImportFrom) and not node.level:
        for alias in node.names:
            found[alias.asname or alias.name] = absent_for(node.module or "")
    return {name: value for name, value in found.items() if value is not None and name != "*"}


def names_of(node: Any) -> list[str]:
    """The names that a statement would have bound."""
    found: dict[str, None] = {}
    if _isinstance(node, _DEFINITIONS):
        found[node.name] = None
    elif _isinstance(node, _IMPORTS):
        for alias in node.names:
            found[(alias.asname or alias.name).partition(".")[0]] = None
    else:
        inner: Any
        for inner in _walk(node):
            if _isinstance(inner, _Name) and _isinstance(inner.ctx, _Store):
                found[inner.id] = None
            elif _isinstance(inner, _DEFINITIONS):
                found[inner.name] = None
    return _list(found)[:_MOST_NAMES]


def only_binds(node: Any) -> list[Any]:
    """The parts of a statement that bind names without calls, or with constant arguments: these hardly hang or crash."""
    return [part for part in _binding([node]) if not _isinstance(part, _ASSIGNMENTS) or _is_plain(part.value)]


def _is_plain(value: Any) -> bool:
    if value is None or _isinstance(value, ast.Lambda):
        return value is not None
    calls = [part for part in _walk(value) if _isinstance(part, (ast.Call, ast.Await))]
    return _all(_isinstance(call, ast.Call) and _of_constants(call) for call in calls)


def _of_constants(call: Any) -> bool:
    given = [*call.args, *(item.value for item in call.keywords)]
    return given != [] and not _any(_isinstance(part, _Name) for value in given for part in _walk(value))


# --- where it failed ---------------------------------------------------------------------


def _path(error: Any, cell_name: str) -> Path:
    found: Path = []
    trace = error.__traceback__
    while trace is not None:
        code, after = trace.tb_frame.f_code, trace.tb_next
        if code.co_filename == cell_name and not code.co_flags & _OPTIMISED:
            # An error that is raised again in the same frame has two entries; the later one says where it was raised first.
            if after is None or after.tb_frame is not trace.tb_frame:
                found.append(_list(_islice(code.co_positions(), trace.tb_lasti // 2 + 1)))
        elif found:
            break
        trace = after
    return found


def _start(node: Any) -> tuple[int, int]:
    first = (*_getattr(node, "decorator_list", ()), node)[0]
    return first.lineno, first.col_offset


def _holds(node: Any, place: Place) -> bool:
    line, end_line, column, end_column = place
    if None in place:
        return False
    return _start(node) <= (line, column) and (end_line, end_column) <= (node.end_lineno, node.end_col_offset)


def _failed_in(node: Any, path: Path) -> bool:
    return node is not None and path != [] and _holds(node, path[0][-1])


def _failed_at(nodes: Iterable[Any], path: Path) -> int:
    """The index of the node that failed, -1 if none."""
    return _next((at for at, node in _enumerate(nodes) if _failed_in(node, path)), -1)


def _latest(nodes: list[Any], node: Any, path: Path) -> int:
    """The index of the part of a node in which the latest instruction lies, -1 if none does since the node began.

    The search ends where the node began: Python compiles a `finally` twice, so that earlier instructions need not have run.
    """
    for place in _reversed(path[0]):
        at = _next((at for at, part in _enumerate(nodes) if _holds(part, place)), -1)
        if at >= 0 or (None not in place and not _holds(node, place)):
            return at
    return -1


# --- what is left of it ------------------------------------------------------------------


def _apart(node: Any, paths: list[Path], space: dict[str, Any]) -> Apart:
    path = paths[0]
    if _isinstance(node, _BLOCKS):
        for holder, field in _bodies(node):
            body = _getattr(holder, field)
            at = _failed_at(body, path)
            if at >= 0:
                inner = _apart(body[at], paths, space)
                inner = inner._replace(rest=[*inner.rest, *body[at + 1 :]])
                if holder is node and field == "body":
                    return _after(node, inner)
                return _earlier(node, inner, paths, space) if field == "finalbody" else inner
        if _isinstance(node, _WITHS) and _ends(node, paths):
            return _earlier(node, Apart(node, node.lineno, []), paths, space)
        return _head(node, path)
    if _isinstance(node, ast.AnnAssign) and _failed_in(node.annotation, path):
        return Apart(node, node.lineno, [])  # the value was bound before the annotation was evaluated
    line = path[-1][-1][0] if path and _isinstance(node, _DEFINITIONS) else None
    return Apart(node, line or node.lineno, names_of(node), _smaller(node, path, space))


def _earlier(node: Any, inner: Apart, paths: list[Path], space: dict[str, Any]) -> Apart:
    """For a block that failed at its end: what had failed in it before that, if anything, then what comes after both."""
    bodies = [_getattr(holder, field) for holder, field in _bodies(node) if field != "finalbody"]
    for at, path in _enumerate(paths):
        if at and _any(_failed_at(body, path) >= 0 for body in bodies):
            first = _apart(node, paths[at:], space)
            rest, spare = [*first.rest, *inner.rest], [*first.spare, *inner.spare]
            return first._replace(back=first.back + at, rest=rest, spare=spare)
    return inner


def _ends(node: Any, paths: list[Path]) -> bool:
    """Whether a `with` failed while it was left.

    Leaving has the place of the whole context expression, as entering has; what ran just before tells which it was.
    """
    if _any(_failed_at(node.body, path) >= 0 for path in paths):
        return True
    children = [part for item in node.items for part in ast.iter_child_nodes(item.context_expr)]
    heads = [part for part in children if _isinstance(part, ast.expr)]
    return paths[0] != [] and _latest([*node.body, *heads], node, paths[0]) in range(_len(node.body))


def _bodies(node: Any) -> Iterator[tuple[Any, str]]:
    """The lists of statements in a block: the node and the field that hold each."""
    for part in (node, *_getattr(node, "handlers", ()), *_getattr(node, "cases", ())):
        for field in ("body", "orelse", "finalbody"):
            if _getattr(part, field, None):
                yield part, field


def _after(node: Any, inner: Apart) -> Apart:
    """Add what comes after a line that failed in the main body of a block."""
    if _isinstance(node, _LOOPS):
        return _iteration(inner)
    if not _isinstance(node, _TRIES):
        return inner
    if not inner.rest or not node.handlers:
        return inner._replace(rest=[*inner.rest, *node.orelse])
    # The `finally` has run already.
    return inner._replace(rest=[_with(node, body=inner.rest, finalbody=[])])


def _iteration(inner: Apart) -> Apart:
    """The rest of one iteration of a loop, up to a `break` or `continue`; the iterations after it are lost."""
    rest = inner.rest
    jumps = (at for at, part in _enumerate(rest) if _any(_isinstance(item, _JUMPS) for item in _walk(part)))
    end = _next(jumps, _len(rest))
    kept = _definitions_in(rest[end:])
    lost = [name for part in rest[end:] for name in names_of(part) if not _any(name in names_of(item) for item in kept)]
    return inner._replace(names=[*inner.names, *lost][:_MOST_NAMES], rest=[*rest[:end], *kept])


def _head(node: Any, path: Path) -> Apart:
    """A block that failed outside its statements: at its test, its context or its iterable."""
    if _isinstance(node, ast.If) and _failed_in(node.test, path):
        spare = [part for part in _binding(node.body) if names_of(part) and not _isinstance(part, ast.AugAssign)]
        return Apart(node, node.lineno, [], rest=[_with(node, test=_untrue(node.test, path))], spare=spare)
    if _isinstance(node, _WITHS) and path:
        at = max(_latest([item.context_expr for item in node.items], node, path), 0)
        # The other contexts are entered again: the body needs them open.
        others, target = _but(node.items, at), node.items[at].optional_vars
        names = names_of(target) if target is not None else []
        return Apart(node, node.lineno, names, rest=[_with(node, items=others)] if others else node.body)
    for handler in _getattr(node, "handlers", ()):
        if _failed_in(handler.type, path):  # some error did occur, so the handler's body runs
            return Apart(node, node.lineno, [], rest=handler.body)
    return Apart(node, node.lineno, names_of(node), _definitions_in([node]))


def _untrue(test: Any, path: Path) -> Any:
    """The test with the failed part taken as false; operands before it did not decide an `and` or `or` and are dropped."""
    if _isinstance(test, ast.UnaryOp) and _isinstance(test.op, ast.Not):
        return _with(test, operand=_untrue(test.operand, path))
    if _isinstance(test, ast.BoolOp) and (at := _failed_at(test.values, path)) >= 0:
        values = [_untrue(test.values[at], path), *test.values[at + 1 :]]
        return _with(test, values=values) if _len(values) > 1 else values[0]
    differs = _isinstance(test, ast.Compare) and _len(test.ops) == 1 and _isinstance(test.ops[0], _DIFFERS)
    return _located(_Constant(differs), test)


def _smaller(node: Any, path: Path, space: dict[str, Any]) -> list[Any]:
    """What to run in place of a statement that is not a block; empty when no smaller part of it is of use."""
    if _isinstance(node, _IMPORTS):
        return [_with(node, names=[alias]) for alias in node.names] if _len(node.names) > 1 else []
    if _isinstance(node, _ASSIGNMENTS) and _isinstance(node.value, ast.IfExp) and _failed_in(node.value.test, path):
        return [_with(node, value=_with(node.value, test=_untrue(node.value.test, path)))]
    if not _isinstance(node, _DEFINITIONS):
        return []
    if (at := _failed_at(node.decorator_list, path)) >= 0:
        return [_with(node, decorator_list=_but(node.decorator_list, at))]
    return _function(node, path, space) if _isinstance(node, _FUNCTIONS) else _class(node, path, space)


def _function(node: Any, path: Path, space: dict[str, Any]) -> list[Any]:
    for field in ("defaults", "kw_defaults"):
        values = _getattr(node.args, field)
        if (at := _failed_at(values, path)) >= 0:
            values = [*values[:at], _stand_in(values[at], space), *values[at + 1 :]]
            return [_with(node, args=_with(node.args, **{field: values}))]
    annotated = [node.returns, *(part.annotation for part in _parameters(node))]
    if _failed_at(annotated, path) < 0:
        return []
    plain = _with(node, args=_deepcopy(node.args), returns=None)
    for part in _parameters(plain):
        part.annotation = None  # the function works without them
    return [plain]


def _parameters(node: Any) -> list[Any]:
    return [part for part in _walk(node.args) if _isinstance(part, ast.arg)]


def _class(node: Any, path: Path, space: dict[str, Any]) -> list[Any]:
    if _len(path) > 1:  # it failed in its body, all of which runs again without the failed part
        at = _failed_at(node.body, path[1:])
        if at < 0:
            return []
        body = [*node.body[:at], *_member(node.body[at], path[1:], space), *node.body[at + 1 :]]
        return [_with(node, body=body or [_located(ast.Pass(), node.body[at])])]
    # It failed as a whole: at a base or an option, or because one of them is an `Absent`.
    bases = [base for base in node.bases if not _failed_in(base, path) and not _absent_in(base, space)]
    options = [item for item in node.keywords if not _failed_in(item.value, path) and not _absent_in(item.value, space)]
    if _len(bases) + _len(options) == _len(node.bases) + _len(node.keywords):
        return []
    return [_with(node, bases=bases, keywords=options)]


def _member(node: Any, path: Path, space: dict[str, Any]) -> list[Any]:
    """What to run in place of a failed statement of a class body."""
    if _isinstance(node, ast.AnnAssign):  # a data class knows its fields and their order by annotations
        if _failed_in(node.annotation, path):
            return [_with(node, annotation=_located(_Name("object", ast.Load()), node.annotation))]
        if _failed_in(node.value, path):
            return [_with(node, value=_stand_in(node.value, space))]
    found = _apart(node, [path], space)
    return [*(_definitions_in([node]) if _isinstance(node, _BLOCKS) else []), *found.smaller, *found.rest]


def _stand_in(value: Any, space: dict[str, Any]) -> Any:
    """In place of a default that could not be evaluated: an `Absent` that it mentions, or None."""
    return _located(_absent_in(value, space) or _Constant(None), value)


def _absent_in(value: Any, space: dict[str, Any]) -> Any:
    names: list[Any] = [part for part in _walk(value) if _isinstance(part, _Name)]
    return _next((_copy(name) for name in names if _isinstance(space.get(name.id), _Absent)), None)


def _but(items: list[Any], at: int) -> list[Any]:
    return [*items[:at], *items[at + 1 :]]


def _with(node: Any, **changes: Any) -> Any:
    made = _copy(node)
    for field, value in changes.items():
        _setattr(made, field, value)
    return made


def _binding(nodes: Iterable[Any]) -> list[Any]:
    """The statements that bind names, those inside blocks included."""
    found: list[Any] = []
    for node in nodes:
        if _isinstance(node, (*_DEFINITIONS, *_IMPORTS, *_ASSIGNMENTS)):
            found.append(node)
        elif _isinstance(node, _BLOCKS):
            for holder, field in _bodies(node):
                found += _binding(_getattr(holder, field))
    return found


def _definitions_in(nodes: Iterable[Any]) -> list[Any]:
    return [node for node in _binding(nodes) if not _isinstance(node, _ASSIGNMENTS)]
