"""From submitted files to `compare.Paper`: what is the student's own in them, by exercise, and what the grade found wrong.

A student's code is read as for a grade (`npml.intake`), in the reader's process with its limits, and never run.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from queue import SimpleQueue

from nbformat import NotebookNode

from npml.core.forms import FORM
from npml.core.marks import QUIZ
from npml.errors import SubmissionRejected, UnitError

from ..authoring.unit import Unit
from ..grading.reader import Reader
from ..grading.submission import Submission
from ..judge.verdict import ExerciseVerdict
from . import messages
from .compare import Answer, Paper
from .shapes import PLAIN, SHAPES

#: (student, name, whether of an earlier year, the file, what the grade says by exercise)
Handed = tuple[str, str, bool, Submission, Mapping[str, ExerciseVerdict]]


class Desk:
    """Takes the submissions of one unit apart; a context manager.

    Args:
        unit: the instructor's side, of which the solutions and variants are standard.
        released: the notebook that students were given.
        readers: so many processes read at the same time.
    """

    def __init__(self, unit: Unit, released: NotebookNode, readers: int = 1) -> None:
        self._unit, self._released = unit, released
        self._given = {cell.source.strip() for cell in released.cells if cell.cell_type == "code"}
        self._names = {"names": list(unit.solution_names), "attributes": _attributes(unit)}
        self._all = [Reader() for _ in range(readers)]
        self._free: SimpleQueue[Reader] = SimpleQueue()
        for reader in self._all:
            self._free.put(reader)

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *error: object) -> None:
        for reader in self._all:
            reader.close()

    def standard(self, *, variants: bool = True) -> tuple[list[int], list[int]]:
        """The marks and comments that are everybody's: lesson, solutions, and, if asked for, the usual variants.

        Raises:
            UnitError: these texts cannot be taken apart.
        """
        unit = self._unit
        texts = [cell.source for cell in self._released.cells if cell.cell_type == "code"]
        texts += [cell.source for cell in unit.lesson.cells if cell.cell_type == "code"]
        path = unit.folder / "variants.py"
        if variants and path.is_file():
            texts.append(path.read_text(encoding="utf-8"))
        found = self._all[0].work([(PLAIN, {"texts": texts, **self._names})])[0]
        if found is None:
            raise UnitError(messages.NOT_APART.format(folder=unit.folder))
        return found["marks"], found["comments"]

    def papers(self, handed: Iterable[Handed], tell: Callable[[str, str], None]) -> Iterator[Paper]:
        """Take submissions apart, in order.

        Args:
            handed: the submissions.
            tell: is called with the path and the reason for each that cannot be read.
        """

        def one(item: Handed) -> Paper | tuple[str, str]:
            reader = self._free.get()
            try:
                return self._paper(reader, item)
            except SubmissionRejected as error:
                return item[3].path, str(error)
            finally:
                self._free.put(reader)

        waiting = iter(handed)
        with ThreadPoolExecutor(len(self._all)) as pool:
            while block := list(islice(waiting, 8 * len(self._all))):  # never the whole class in memory
                for result in pool.map(one, block):
                    if isinstance(result, Paper):
                        yield result
                    else:
                        tell(*result)

    def _paper(self, reader: Reader, item: Handed) -> Paper:
        student, name, earlier, submission, verdicts = item
        if submission.refused:
            raise SubmissionRejected(submission.refused)
        sane = reader.read(submission.raw, self._released, submission.path)
        cells = [
            (cell.source, cell.solution) for cell in sane.cells
            if cell.solution != QUIZ and (cell.solution or cell.source.strip() not in self._given)
        ]  # fmt: skip
        content = {"cells": cells, **self._names}
        shapes = reader.work([(SHAPES, content)])[0]
        if shapes is None:
            shapes = [
                {"exercise": each, "text": "", "lines": [], "comments": [], "problem": "long"}
                for each in self._unit.solution_names
            ]
        answers = {shape["exercise"]: Answer.of(shape, *_outcome(verdicts.get(shape["exercise"]))) for shape in shapes}
        return Paper(student, name, answers, earlier)


def _attributes(unit: Unit) -> list[str]:
    """The attributes that the solutions' classes set: everybody's have the same names."""
    trees = [ast.parse(unit.solution(name)) for name in unit.solution_names]
    return sorted({part.attr for tree in trees for part in ast.walk(tree) if isinstance(part, ast.Attribute)})


def _outcome(verdict: ExerciseVerdict | None) -> tuple[bool, tuple[str, ...]]:
    """Whether an answer may be right, and as what it is wrong: the likely cause, and all that failed and how.

    What is carried over from another exercise is counted there.
    """
    if verdict is None or not verdict.attempted or verdict.score >= verdict.max_score:
        return True, ()
    key = verdict.diagnoses[0] if verdict.diagnoses else ""
    if key.startswith(f"{FORM}calls.") or (":" in key and not key.startswith(FORM)):
        return False, ()
    failed = [f"{item.name}={item.problem}" for item in verdict.categories if not item.passed]
    outcome = f"outcome:{'|'.join([*failed, verdict.ratio, verdict.error])}"
    return False, ((f"cause:{key}", outcome) if key else (outcome,))
