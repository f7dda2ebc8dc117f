"""A student's code without what could tell whose it is: comments, docstrings, texts, names that are not ASCII."""

from __future__ import annotations

import ast

#: Code that is longer is no example of anything.
LONGEST = 20_000
_DOCUMENTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def bare_code(source: str, name: str) -> str:
    """The definition of a name in a cell, bare; "" if there is none, or if it cannot be read.

    Args:
        source: the cell.
        name: the function or class.
    """
    if len(source) > LONGEST:
        return ""
    try:
        body = ast.parse(source).body
        found = [node for node in body if isinstance(node, _DOCUMENTED) and node.name == name]
        return ast.unparse(_Bare().visit(found[-1])) if found else ""
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""


class _Bare(ast.NodeTransformer):
    """Takes out docstrings and puts … for texts; a word in ASCII, such as a key or a mode, is code and stays."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def visit(self, node: ast.AST) -> ast.AST:
        """Change one node and what is in it."""
        if isinstance(node, _DOCUMENTED):
            if ast.get_docstring(node, clean=False) is not None:
                node.body = node.body[1:] or [ast.Pass()]
            node.name = self._ascii(node.name)
        elif isinstance(node, ast.Name):
            node.id = self._ascii(node.id)
        elif isinstance(node, ast.arg):
            node.arg = self._ascii(node.arg)
        elif isinstance(node, ast.Attribute):
            node.attr = self._ascii(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            node.arg = self._ascii(node.arg)
        elif isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)) and not _is_word(node.value):
            node.value = "…"
        return self.generic_visit(node)

    def _ascii(self, name: str) -> str:
        return name if name.isascii() else self._names.setdefault(name, f"name{len(self._names) + 1}")


def _is_word(text: str | bytes) -> bool:
    return isinstance(text, str) and text.isascii() and text.isidentifier() and len(text) <= 20
