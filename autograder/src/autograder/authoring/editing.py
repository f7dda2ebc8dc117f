"""Turns a mistake that is written as an edit of the reference into code: the solution cell with some text replaced."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Mapping
from typing import Any

from npml.errors import UnitError

from . import messages
from .vocabulary import Edit, Mistake

_DOCUMENTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def apply(item: Edit, source: str, names: Mapping[str, Any], where: str) -> Mistake:
    """The `Mistake` that an edit describes, with its code.

    Args:
        item: what to replace.
        source: the exercise's solution cell.
        names: what the code may use: the reference's names and those of mistakes.py.
        where: path of the file that holds the edit, for messages.

    Raises:
        UnitError: a text to replace does not occur exactly once, or the result is no Python that defines the exercise.
    """
    plain = without_docstrings(source)
    text = plain
    for old, new in item.changes:
        if (count := text.count(old)) != 1:
            at = {"where": where, "exercise": item.exercise, "key": item.key}
            raise UnitError(messages.NOT_ONCE.format(**at, old=old, count=count))
        text = text.replace(old, new)
    space = dict(names)
    try:
        text = _with_body(text, item) if item.body else text
        exec(compile(text, f"{where}: {item.exercise}, {item.key}", "exec"), space)  # noqa: S102 - the instructor's own code
        code = space[item.exercise]
    except Exception as error:
        raise UnitError(messages.NO_CODE.format(where=where, exercise=item.exercise, key=item.key, error=error)) from error
    return Mistake(item.exercise, item.key, item.says, code, item.convention, text)


def without_docstrings(source: str) -> str:
    """The code of a cell with its comments but without docstrings: a text to replace must be found in code only."""
    lines = source.split("\n")
    gone: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None and len(node.body) > 1:
            gone |= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return "\n".join(line for number, line in enumerate(lines, 1) if number not in gone)


def _with_body(source: str, item: Edit) -> str:
    """The cell's text with another body for the exercise's function."""
    function = next(node for node in ast.parse(source).body if isinstance(node, _DOCUMENTED) and node.name == item.exercise)
    lines = source.split("\n")
    begin, end = function.body[0].lineno - 1, function.end_lineno
    while lines[begin - 1].lstrip().startswith("#"):
        begin -= 1
    body = textwrap.indent(textwrap.dedent(item.body).strip("\n"), " " * function.body[0].col_offset)
    return "\n".join([*lines[:begin], body, *lines[end:]])
