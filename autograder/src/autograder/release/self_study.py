"""The edition for self-study: after a check has passed, a student sees two or three right answers in other styles.

It is made into dist/ only, by the bundle; its wheel and its zip carry the edition in their names.  What a class gets must
not hold it: there, the leak scan refuses the file.
"""

from __future__ import annotations

import ast
import copy
import shutil
from pathlib import Path

from npml.core.marks import package_of
from npml.student.unitfile import OTHERS

from ..authoring.unit import Unit
from .notebooks import canonical_json
from .project import Project

#: The edition's mark in a wheel's version (PEP 440 allows no hyphen there).
LOCAL = "+selfstudy"
#: At most so many answers are shown for an exercise, none of them longer than so many lines.
MOST, LINES = 3, 40


def other_answers(unit: Unit) -> dict[str, list[str]]:
    """Right answers as source code, by exercise, the shortest first: those of variants.py with the helpers they need.

    Where variants.py has fewer than two that are short enough, the lesson's own answer is among them.
    """
    body = ast.parse((unit.folder / "variants.py").read_text(encoding="utf-8")).body
    known = {name: node for node in body for name in _bound(node)}
    found: dict[str, list[str]] = {name: [] for name in unit.solution_names}
    for node in body:
        exercise = _exercise(node)
        if exercise in found and isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            parts = [*_helpers(node, known), node]
            found[exercise].append("\n\n".join(_plain(part, node.name, exercise) for part in parts))
    for name, codes in found.items():
        found[name] = sorted({code for code in codes if code.count("\n") < LINES}, key=lambda code: (len(code), code))[
            :MOST
        ]
        if len(found[name]) < 2:
            found[name].append("\n\n".join(_plain(part, name, name) for part in ast.parse(unit.solution(name)).body))
    return found


def _bound(node: ast.stmt) -> set[str]:
    """The names that a statement of a module binds; not NumPy and what is for authors, which no answer needs to import."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        own = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        names = {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        return set() if own.partition(".")[0] in ("autograder", "npml", "__future__") else names - {"np"}
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {item.id for target in targets for item in ast.walk(target) if isinstance(item, ast.Name)}


def _helpers(node: ast.stmt, known: dict[str, ast.stmt]) -> list[ast.stmt]:
    """What else of the module an answer needs, in the order of the module."""
    needed: dict[int, ast.stmt] = {}
    waiting = [node]
    while waiting:
        names = {item.id for item in ast.walk(waiting.pop()) if isinstance(item, ast.Name)}
        for other in (known[name] for name in names & known.keys()):
            if other is not node and id(other) not in needed:
                needed[id(other)] = other
                waiting.append(other)
    return sorted(needed.values(), key=lambda item: item.lineno)


def _exercise(node: ast.stmt) -> str:
    """The exercise of a ``@variant("softmax", "loops")``, "" for anything else."""
    marks = [call for call in getattr(node, "decorator_list", []) if _is_mark(call)]
    return str(ast.literal_eval(marks[0].args[0])) if marks else ""


def _is_mark(call: ast.expr) -> bool:
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "variant"


def _plain(node: ast.stmt, own: str, exercise: str) -> str:
    """Code with the exercise's name in place of its ``own``, without marks, docstrings and comments for instructors."""
    made = copy.deepcopy(node)
    for item in ast.walk(made):
        if isinstance(item, ast.Name) and item.id == own:
            item.id = exercise
        if isinstance(item, (ast.FunctionDef, ast.ClassDef)):
            item.decorator_list = [call for call in item.decorator_list if not _is_mark(call)]
            item.name = exercise if item.name == own else item.name
            if ast.get_docstring(item, clean=False) is not None:
                item.body = item.body[1:] or [ast.Pass()]
    return ast.unparse(made)


def add_answers(project: Project, student: Path) -> None:
    """Copy the student's project to a new folder, with the answers and the edition's version."""
    shutil.copytree(project.student, student, ignore=shutil.ignore_patterns("__pycache__", "dist"))
    for unit in project.units():
        package = student / "src" / "npml" / package_of(unit.name)
        (package / OTHERS).write_text(canonical_json(other_answers(unit)), encoding="utf-8")
    settings = student / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    before, quote, rest = text.partition('\nversion = "')
    version, _, after = rest.partition('"')
    settings.write_text(f'{before}{quote}{version}{LOCAL}"{after}', encoding="utf-8")
