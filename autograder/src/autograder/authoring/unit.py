"""A unit as the instructor keeps it: lesson, hidden cases, checks, mistakes, variants.

The lesson's own solution cells are the reference, so the two cannot drift apart.
"""

from __future__ import annotations

import ast
import hashlib
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.machinery import SourceFileLoader
from importlib.util import decode_source
from pathlib import Path
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

import npml
from npml.core.josa import korean
from npml.core.marks import QUIZ, QUIZ_VARIABLE, is_further
from npml.errors import UnitError
from npml.intake.python import tree_of

from . import messages
from .editing import apply
from .facts import unmarked
from .vocabulary import Check, Edit, Exercise, Mistake, Question, Variant

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: In a clone, the folder of the units' packages.
PACKAGES = "autograder/npml/src/npml"
UNIT_NAME = re.compile(r"^(?!00)\d{2}_[a-z0-9_]+$")
#: The folder of the exercises before the first unit: without points, without hidden.py, never graded or registered.
PRACTICE = "00_start"
QUIZ_POINTS = 10.0
# Kinds of a lesson's cell, given by a tag: "solution:softmax", "grade:softmax", "discover:ista_step", "setup", "folded".
SOLUTION, GRADE, DISCOVER, SETUP, FOLDED = "solution", "grade", "discover", "setup", "folded"
_SOLUTION_TAG = re.compile(rf'^# %%.*"{SOLUTION}:(\w+)"', re.MULTILINE)
#: The files of a unit's folder that decide a grade.
GRADING_FILES = ("lesson.py", "hidden.py", "checks.py", "mistakes.py")


def tag_of(cell: NotebookNode) -> tuple[str, str]:
    """Kind and exercise of a lesson's cell, ("", "") for a plain one."""
    for tag in cell.metadata.get("tags", []):
        kind, _, name = tag.partition(":")
        if kind in (SOLUTION, GRADE, DISCOVER) and name:
            return kind, name
        if tag in (SETUP, FOLDED):
            return tag, ""
    return "", ""


class _Unmarking(SourceFileLoader):
    """Compiles a unit's file without the marks of computed numbers, and keeps the compiled file as Python does."""

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        """Compile what a file holds."""
        text = unmarked(decode_source(data))
        return compile(text, path, "exec", dont_inherit=True, optimize=_optimize)


@dataclass(frozen=True)
class Unit:
    """One unit's folder under solutions/.  All of it is secret, except what the release makes of it.

    Files are read when a property first needs them, which raises `UnitError` if the file is missing, cannot be run or
    lacks what is asked for.  What the lesson's own code raises passes through `namespace` and `reference`.

    Attributes:
        folder: the unit's folder.
        marked: keep the marks of computed numbers in all texts (`authoring.facts`), to look at the texts themselves.
    """

    folder: Path
    marked: bool = False

    @property
    def name(self) -> str:
        """The folder's name, such as 09_softmax_cross_entropy."""
        return self.folder.name

    @property
    def lesson_path(self) -> Path:
        """The file from which the notebook and the reference are made."""
        return self.folder / "lesson.py"

    @cached_property
    def lesson(self) -> NotebookNode:
        """The lesson as a notebook with the solutions in it."""
        import jupytext  # type: ignore[import-untyped]  # with nbformat it takes longer than all else that a command loads

        notebook: NotebookNode = jupytext.reads(self._lesson_text, fmt="py:percent")
        return notebook

    @cached_property
    def _lesson_text(self) -> str:
        try:
            return self._read(self.lesson_path)
        except (OSError, UnicodeDecodeError) as error:
            raise UnitError(messages.NO_LESSON.format(path=self.lesson_path)) from error

    def _read(self, path: Path) -> str:
        """The text of a file of the unit, without the marks of computed numbers."""
        text = path.read_text(encoding="utf-8")
        return text if self.marked else unmarked(text)

    @cached_property
    def title(self) -> str:
        """The first heading of the lesson."""
        for cell in self.lesson.cells:
            if cell.cell_type == "markdown" and (found := re.search(r"^#\s+(.+)$", cell.source, re.MULTILINE)):
                return found.group(1).strip()
        raise UnitError(messages.NO_TITLE.format(path=self.lesson_path))

    @cached_property
    def solution_names(self) -> tuple[str, ...]:
        """The exercises in the order of their solution cells, without the quiz."""
        names = [name for cell in self.lesson.cells for kind, name in [tag_of(cell)] if kind == SOLUTION]
        return tuple(name for name in names if name != QUIZ)

    @cached_property
    def discovery_names(self) -> tuple[str, ...]:
        """The exercises that are checked, but never graded, in the order of their cells."""
        return tuple(name for cell in self.lesson.cells for kind, name in [tag_of(cell)] if kind == DISCOVER)

    @cached_property
    def is_further(self) -> bool:
        """Whether the unit goes beyond the course, by its title, which is read without loading the unit."""
        try:
            text = self.lesson_path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
        return any(is_further(line[2:]) for line in text.splitlines() if line.startswith("# "))

    @cached_property
    def libraries(self) -> tuple[str, ...]:
        """The libraries beside NumPy that the graded functions may use: ``LIBRARIES = ("torch",)`` in hidden.py.

        It is read, not run: it must be known where these libraries are missing, too.
        """
        try:
            body = ast.parse((self.folder / "hidden.py").read_text(encoding="utf-8")).body
            values = [node.value for node in body if isinstance(node, ast.Assign) and _assigns(node, "LIBRARIES")]
            return tuple(map(str, ast.literal_eval(values[-1]))) if values else ()
        except (OSError, SyntaxError, ValueError):  # what cannot be read is reported where it is run
            return ()

    @property
    def tagged_names(self) -> tuple[str, ...]:
        """`solution_names`, found by the tags in the lesson's text: a thousand times faster than loading the unit.

        Used to find out to which unit a notebook belongs.  It never raises: loading reports what is broken.
        """
        try:
            text = self.lesson_path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ()
        return tuple(name for name in _SOLUTION_TAG.findall(text) if name != QUIZ)

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The functions and classes that the setup cells define: cases may call them, as if they were exercises."""
        cells = [cell for cell in self.lesson.cells if cell.cell_type == "code" and tag_of(cell)[0] == SETUP]
        bodies = [tree.body for cell in cells if (tree := tree_of(cell.source)) is not None]
        return tuple(node.name for body in bodies for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef)))

    @cached_property
    def reference_source(self) -> str:
        """The reference's code, each line at its place in lesson.py, so that an error names the right one."""
        cells, at, lines = self.lesson.cells, 0, list[str]()
        text = self._lesson_text
        for cell in cells:
            if cell.cell_type == "code" and tag_of(cell)[0] in (SOLUTION, DISCOVER, SETUP) and tag_of(cell)[1] != QUIZ:
                found = text.find(cell.source, at)  # jupytext changes a cell with magics: it follows wherever it may lie
                at = max(at, found)
                lines += [""] * (text.count("\n", 0, found) - len(lines) if found >= 0 else 1)
                # Magics, and what is imported for the student's side, do not belong to the reference.
                left_out = ("%", "!", "from npml.unit", "from npml.widgets")
                lines += ["" if line.startswith(left_out) else line for line in cell.source.splitlines()]
        return "\n".join(lines)

    @cached_property
    def code(self) -> CodeType:
        """`reference_source`, compiled."""
        return compile(self.reference_source, str(self.lesson_path), "exec", dont_inherit=True)

    def namespace(self, overrides: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """A fresh namespace with the reference.

        Args:
            overrides: names to replace afterwards, such as an exercise by a mistake or a variant.

        Raises:
            UnitError: the lesson's setup and solution cells do not run; names the file and the error.
        """
        names: dict[str, Any] = {"__name__": f"reference_{self.name}"}
        try:
            exec(self.code, names)  # noqa: S102 - the instructor's own code
        except UnitError:
            raise
        except Exception as error:
            raise self._not_loaded(self.lesson_path, error) from error
        if "torch" in self.libraries and (torch := sys.modules.get("torch")) is not None:
            torch.set_num_threads(1)  # as in a student's zone
        if overrides:
            names.update(overrides)
        return names

    @cached_property
    def reference(self) -> dict[str, Any]:
        """The reference's names; all users share them, so do not modify them."""
        return self.namespace()

    @cached_property
    def _hidden(self) -> ModuleType:
        return self._load("hidden")

    @cached_property
    def _checks(self) -> ModuleType:
        return self._load("checks")

    @property
    def is_graded(self) -> bool:
        """Whether the unit has points; `PRACTICE` has none."""
        return self.name != PRACTICE

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Hidden cases and points, in the order of the lesson; none where nothing is graded."""
        return _listed(self._hidden, "EXERCISES") if self.is_graded else ()

    @property
    def checks(self) -> tuple[Check, ...]:
        """Visible checks and hints."""
        return _listed(self._checks, "CHECKS")

    @property
    def discoveries(self) -> tuple[Check, ...]:
        """Visible checks and hints of what is never graded."""
        return _listed(self._checks, "DISCOVERIES") if self.discovery_names else ()

    @property
    def quiz(self) -> tuple[Question, ...]:
        """The quiz's questions."""
        return _listed(self._checks, "QUIZ")

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """The bank of wrong answers in the order of the file; each `Edit` has become a `Mistake`."""
        return tuple(item for item in self._bank if item.exercise not in self.discovery_names)

    @property
    def discovery_mistakes(self) -> tuple[Mistake, ...]:
        """Wrong answers to what is never graded."""
        return tuple(item for item in self._bank if item.exercise in self.discovery_names)

    @cached_property
    def _bank(self) -> tuple[Mistake, ...]:
        module = self._load("mistakes")
        own = {name: value for name, value in vars(module).items() if not name.startswith("__")}
        names = {**own, **self.namespace()}
        where = str(self.folder / "mistakes.py")
        return tuple(
            apply(item, self.solution(item.exercise), names, where) if isinstance(item, Edit) else item
            for item in _listed(module, "MISTAKES")
        )

    def solution(self, exercise: str) -> str:
        """The text of the solution cell of an exercise or a discovery.

        Raises:
            UnitError: the lesson has no such cell.
        """
        for cell in self.lesson.cells:
            if tag_of(cell) in ((SOLUTION, exercise), (DISCOVER, exercise)):
                return str(cell.source)
        raise UnitError(messages.NO_EXERCISE.format(path=self.lesson_path, exercise=exercise))

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """Right answers written differently."""
        found = [getattr(code, "__variant__", None) for code in vars(self._load("variants")).values()]
        return tuple(item for item in found if isinstance(item, Variant))

    def exercise(self, name: str) -> Exercise:
        """One exercise by name.

        Raises:
            UnitError: hidden.py has no exercise of this name.
        """
        found = next((item for item in self.exercises if item.name == name), None)
        if found is None:
            known = ", ".join(item.name for item in self.exercises)
            raise UnitError(messages.NO_SUCH_EXERCISE.format(path=self.folder / "hidden.py", name=name, known=known))
        return found

    def built_on(self, name: str) -> tuple[str, ...]:
        """All exercises that one builds on, also through others, in the order of the lesson."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            new = set(self.exercise(waiting.pop()).builds_on) - found
            found |= new
            waiting += new
        return tuple(other for other in self.solution_names if other in found)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the files that decide a grade, as hexadecimal text.

        Raises:
            OSError: one of them cannot be read.
        """
        digest = hashlib.sha256()
        for file in GRADING_FILES:
            digest.update(file.encode() + b"\0" + (self.folder / file).read_bytes())
        return digest.hexdigest()

    def _load(self, stem: str) -> ModuleType:
        path = self.folder / f"{stem}.py"
        if not path.is_file():
            raise UnitError(messages.NO_FILE.format(path=path))
        name = f"_unit_{self.name}_{stem}"
        loader = (SourceFileLoader if self.marked else _Unmarking)(name, str(path))
        module = ModuleType(name)
        module.__file__ = str(path)
        try:
            # With marks nothing is taken from the cache of compiled files, where there are none.
            code = loader.source_to_code(path.read_bytes(), str(path)) if self.marked else loader.get_code(name)
            assert code is not None
            exec(code, vars(module))  # noqa: S102 - the instructor's own code
        except Exception as error:
            raise self._not_loaded(path, error) from error
        return module

    def _not_loaded(self, path: Path, error: Exception) -> UnitError:
        return UnitError(korean(messages.NOT_LOADED, path=path, kind=type(error).__name__, error=error))

    def validate(self) -> None:
        """Check that lesson, hidden.py and checks.py have the same exercises, and that points, cores and quiz are sound.

        Raises:
            UnitError: something is wrong; names the file, what was found and what was expected.
        """
        names: list[tuple[str, str, Sequence[Check | Exercise], tuple[str, ...]]] = []
        names.append(("checks.py", "CHECKS", self.checks, self.solution_names))
        names.append(("checks.py", "DISCOVERIES", self.discoveries, self.discovery_names))
        if self.is_graded:
            names.append(("hidden.py", "EXERCISES", self.exercises, self.solution_names))
        for file, name, items, expected in names:
            if (found := tuple(item.name for item in items)) != expected:
                said = {"folder": self.folder, "file": file, "name": name, "found": found, "expected": expected}
                raise UnitError(messages.OTHER_NAMES.format(**said))
        graded = [name for cell in self.lesson.cells for kind, name in [tag_of(cell)] if kind == GRADE]
        if sorted(graded) != sorted([*self.solution_names, *([QUIZ] if self.is_graded else [])]):
            raise UnitError(messages.GRADE_CELLS.format(path=self.lesson_path, found=graded))
        if self.is_graded:
            self._validate_points()
        for number, question in enumerate(self.quiz, 1):
            if sum(option.right for option in question.options) != 1:
                raise UnitError(messages.NOT_ONE_RIGHT.format(path=self.folder / "checks.py", number=number))
        right = {number: question.answer for number, question in enumerate(self.quiz, 1)}
        if self.is_graded and (solved := self._solved_quiz()) != right:
            raise UnitError(messages.OTHER_QUIZ.format(path=self.lesson_path, found=solved, expected=right))

    def _validate_points(self) -> None:
        total = sum(item.points for item in self.exercises) + QUIZ_POINTS
        if abs(total - 100.0) > 1e-9:
            raise UnitError(messages.NOT_HUNDRED.format(path=self.folder / "hidden.py", total=total))
        earlier: list[str] = []
        for item in self.exercises:
            if not any(category.core for category in item.categories):
                raise UnitError(messages.NO_CORE.format(path=self.folder / "hidden.py", name=item.name))
            if (other := next((other for other in item.builds_on if other not in earlier), None)) is not None:
                said = {"path": self.folder / "hidden.py", "name": item.name, "other": other, "known": ", ".join(earlier)}
                raise UnitError(korean(messages.NOT_EARLIER, **said))
            earlier.append(item.name)

    def _solved_quiz(self) -> object:
        """What the quiz's solution cell assigns; None without such a cell."""
        names: dict[str, object] = {}
        for cell in self.lesson.cells:
            if tag_of(cell) == (SOLUTION, QUIZ):
                try:
                    exec(cell.source, names)  # noqa: S102 - the instructor's own code
                except Exception as error:
                    raise self._not_loaded(self.lesson_path, error) from error
        return names.get(QUIZ_VARIABLE)


def _assigns(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


def _listed(module: ModuleType, name: str) -> tuple[Any, ...]:
    """The list that a file of the unit has under a name, such as EXERCISES.

    Raises:
        UnitError: there is none.
    """
    if not hasattr(module, name):
        raise UnitError(messages.NO_LIST.format(path=module.__file__, name=name))
    return tuple(getattr(module, name))


def released_packages(course: Path) -> Path:
    """The folder of the units' packages that were released together with a folder of notebooks.

    It lies in the same clone; a folder of notebooks alone goes with the units that are installed.
    """
    beside = course.parent / PACKAGES
    return beside if beside.is_dir() else Path(npml.__file__).parent


def find_units(solutions: Path) -> list[Unit]:
    """All graded units under a folder, sorted by name; the folders' names decide, there is no other list of units."""
    folders = sorted(path for path in solutions.iterdir() if path.is_dir() and UNIT_NAME.match(path.name))
    return [Unit(path) for path in folders if (path / "lesson.py").is_file()]


def core_units(units: Iterable[Unit]) -> list[Unit]:
    """The units that are the course, without those that go beyond it."""
    return [unit for unit in units if not unit.is_further]


def further_units(units: Iterable[Unit]) -> list[Unit]:
    """The units that go beyond the course."""
    return [unit for unit in units if unit.is_further]


def find_practice(solutions: Path) -> Unit | None:
    """The exercises before the first unit, if there are any."""
    unit = Unit(solutions / PRACTICE)
    return unit if unit.lesson_path.is_file() else None
