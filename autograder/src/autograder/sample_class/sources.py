"""Makes notebooks as students would hand them in, from a unit's lesson, variants and mistakes."""

from __future__ import annotations

import ast
import contextlib
import copy
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbformat import NotebookNode

from npml.core.marks import QUIZ

from ..authoring.unit import Unit
from ..release.assignment import student_notebook
from ..release.notebooks import source_notebook

_MARKERS = ("### BEGIN SOLUTION", "### END SOLUTION")


class Papers:
    """Makes a unit's notebooks: as released, and with all kinds of answers in it."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        source = source_notebook(unit)
        self._stub = student_notebook(unit, source)
        self._solutions = {name: _without_markers(cell.source) for name, cell in answers(source).items()}

    @property
    def exercises(self) -> tuple[str, ...]:
        """The names of the exercises in order, without the quiz."""
        return self.unit.solution_names

    def stub(self) -> NotebookNode:
        """The notebook as released."""
        return copy.deepcopy(self._stub)

    def solved(self, *, quiz: bool = True, only: tuple[str, ...] | None = None) -> NotebookNode:
        """The notebook with the lesson's solutions, of all exercises or those in ``only``."""
        nb = self.stub()
        for name, cell in answers(nb).items():
            if (name == QUIZ and quiz) or (name != QUIZ and (only is None or name in only)):
                cell["source"] = self._solutions[name]
        return nb

    def variant(self, number: int) -> NotebookNode:
        """The solved notebook, but with the unit's variants (one of each bank) where there are any.

        A variant that another function makes has no source of its own and is passed over.
        """
        nb = self.solved()
        cells = answers(nb)
        for name in self.exercises:
            if bank := self._written(name):
                cells[name]["source"] = bank[number % len(bank)]
        return nb

    def _written(self, exercise: str) -> list[str]:
        """The sources of an exercise's variants in their order."""
        found, path = [], self.unit.folder / "variants.py"
        for item in self.unit.variants:
            if item.exercise == exercise:
                with contextlib.suppress(LookupError):
                    found.append(as_cell(path, exercise, item.key))
        return found

    def mistaken(self, exercise: str, key: str) -> NotebookNode:
        """The solved notebook, but with a mistake of the bank in one exercise.

        Raises:
            LookupError: the bank has no such mistake, or makes it with another function.
        """
        nb = self.solved()
        answers(nb)[exercise]["source"] = self._slip(exercise, key)
        return nb

    def mixed(self, exercise: str, key: str) -> NotebookNode:
        """A notebook with a mistake in one exercise, the last exercise not attempted, half of the quiz, and the rest right.

        Raises:
            LookupError: the bank has no such mistake, or makes it with another function.
        """
        last = self.exercises[-1]
        nb = self.solved(only=tuple(name for name in self.exercises if name != last))
        cells = answers(nb)
        cells[exercise]["source"] = self._slip(exercise, key)
        cells[QUIZ]["source"] = _half_of_the_quiz(self._solutions[QUIZ], cells[QUIZ]["source"])
        return nb

    def _slip(self, exercise: str, key: str) -> str:
        """A mistake as a student would write it: with the stub's docstring and the helpers of the solution."""
        slip = ast.parse(slip_as_cell(self.unit, exercise, key)).body
        defined = set().union(*map(_names_of, slip))
        right = ast.parse(self._solutions[exercise]).body
        for node in slip:
            for twin in right:
                if isinstance(node, ast.FunctionDef) and isinstance(twin, ast.FunctionDef) and node.name == twin.name:
                    _document(node, twin)
        return _joined([*slip, *(node for node in right if not _names_of(node) & defined)])


def answers(nb: NotebookNode) -> dict[str, NotebookNode]:
    """The cells in which a student writes, by the exercise's name."""
    return {cell.metadata.nbgrader.grade_id: cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("solution")}


def _document(node: ast.FunctionDef, twin: ast.FunctionDef) -> None:
    """Give a function without a docstring that of its twin."""
    if ast.get_docstring(node) is None and ast.get_docstring(twin) is not None:
        node.body.insert(0, copy.deepcopy(twin.body[0]))


def _half_of_the_quiz(right: str, empty: str) -> str:
    """A quiz cell in which the first half of the questions is right, the next one wrong, and the rest unanswered."""
    found: dict[int, int] = ast.literal_eval(right.partition("=")[2].strip())
    half = len(found) // 2
    given = {
        number: option if place < half else (option % 2 + 1 if place == half else None)
        for place, (number, option) in enumerate(found.items())
    }
    return f"{empty.partition('=')[0].strip()} = {given}"


def _without_markers(source: str) -> str:
    return "\n".join(line for line in source.splitlines() if line.strip() not in _MARKERS)


def slip_as_cell(unit: Unit, exercise: str, key: str) -> str:
    """The source of a mistake, with all that it needs from mistakes.py.

    Raises:
        LookupError: the bank has no such mistake, or makes it with another function.
    """
    path = unit.folder / "mistakes.py"
    item = next((item for item in unit.mistakes if (item.exercise, item.key) == (exercise, key)), None)
    body = [_plain(node) for node in ast.parse(path.read_text(encoding="utf-8")).body]
    name = getattr(getattr(item, "code", None), "__name__", "")
    if item is not None and item.source:
        start = ast.parse(item.source).body
        helpers = [node for node in body if not _names_of(node) & unit.reference.keys()]
        needed = {node for part in start for node in _needed(part, helpers)}
        return _joined([*(node for node in helpers if node in needed), *start])
    found = next((node for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name), None)
    if item is None or found is None:
        raise LookupError(f"{path}: no mistake {exercise!r}, {key!r} that is a function of its own or an edit")
    return _named(found, body, exercise)


def as_cell(path: Path, exercise: str, key: str) -> str:
    """The source of one variant, named like the exercise, with all that it needs from its file.

    Annotations and docstrings are left out, because students do not write them.

    Raises:
        LookupError: the file has no such variant.
    """
    body = [_plain(node) for node in ast.parse(path.read_text(encoding="utf-8")).body]
    found = next((node for node in body if _is_answer(node, exercise, key)), None)
    if found is None:
        raise LookupError(f"{path}: no @variant({exercise!r}, {key!r})")
    assert isinstance(found, (ast.FunctionDef, ast.ClassDef))
    return _named(found, body, exercise)


def _named(found: ast.FunctionDef | ast.ClassDef, body: list[ast.stmt], exercise: str) -> str:
    """The source of a definition and of what it needs, with the definition renamed to the exercise."""
    wanted = list(_needed(found, body))
    own = found.name
    parts = []
    for node in body:
        if node not in wanted:
            continue
        node = copy.deepcopy(node)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            node.decorator_list = [item for item in node.decorator_list if not _marks(item)]
        parts.append(_Rename(own, exercise).visit(node))
    return _joined(parts)


def _joined(parts: Iterable[ast.AST]) -> str:
    return "\n\n".join(ast.unparse(ast.fix_missing_locations(node)) for node in parts)


def _plain(node: ast.stmt) -> ast.stmt:
    """Remove docstrings, and the annotations of functions, from a definition."""
    for part in ast.walk(node):
        if isinstance(part, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(part) and len(part.body) > 1:
            del part.body[0]
        if isinstance(part, ast.FunctionDef):
            part.returns = None
        if isinstance(part, ast.arg):
            part.annotation = None
    return node


class _Rename(ast.NodeTransformer):
    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    def visit_Name(self, node: ast.Name) -> ast.Name:
        if node.id == self.old:
            node.id = self.new
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._definition(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._definition(node)

    def _definition(self, node: ast.FunctionDef | ast.ClassDef) -> ast.AST:
        if node.name == self.old:
            node.name = self.new
        return self.generic_visit(node)


def _marks(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "variant"


def _is_answer(node: ast.stmt, exercise: str, key: str) -> bool:
    if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return False
    for item in node.decorator_list:
        if isinstance(item, ast.Call) and isinstance(item.func, ast.Name) and item.func.id == "variant":
            values = [part.value for part in item.args[:2] if isinstance(part, ast.Constant)]
            if values == [exercise, key]:
                return True
    return False


def _names_of(node: ast.stmt) -> set[str]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return set()


def _needed(start: ast.stmt, body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """A statement, and the top-level statements that it uses, directly or indirectly."""
    waiting, seen = [start], {start}
    while waiting:
        node = waiting.pop()
        yield node
        loaded = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        for other in body:
            own = isinstance(other, ast.ImportFrom) and (other.module or "").startswith(("autograder", "__future__"))
            if other not in seen and not own and loaded & _names_of(other):
                seen.add(other)
                waiting.append(other)
