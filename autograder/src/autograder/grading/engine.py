"""From the bytes of a submission to a grade: read, mend, run in the sandbox, judge, render.

One engine serves every command and every worker.  It holds one warm sandbox and one reader, so
it is used by one thread at a time.
"""

from __future__ import annotations

import gc
import hashlib
import hmac
import logging
import platform
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import TracebackType

import numpy as np
from nbformat import NotebookNode

from ..authoring.unit import UNIT_NAME, Unit
from ..core.josa import korean
from ..core.marks import QUIZ, QUIZ_VARIABLE
from ..core.steps import Value
from ..errors import AutograderError, HostError, ProtocolError, SandboxError, SubmissionRejected, UnitError
from ..judge.verdict import ExerciseVerdict, UnitVerdict, judge_unit
from ..sandbox import CellSource, Limits, Sandbox
from ..sandbox.sandbox import Isolation
from . import CodeCell, Reader, Sane, messages, read_submission
from .names import guess, one_form, shown
from .nodes import from_text, new_markdown_cell, to_line
from .results import Graded
from .run_notes import as_markdown, run_notes
from .shows import shows_of, without_shows

_GRADE_ID = re.compile(rb'"grade_id"\s*:\s*"(\w{1,100})"')
_LOG = logging.getLogger(__name__)
#: Sources that decide a grade: a change in them is another engine.
_DECIDING = (
    "authoring", "core", "grading", "inside", "judge", "sandbox", "student", "widgets", "__init__.py", "errors.py",
    "lean.py",
)  # fmt: skip


@cache
def engine_version() -> str:
    """Hash of the code that decides grades."""
    root = Path(__file__).parent.parent
    files = [root / name for name in _DECIDING if name.endswith(".py")]
    files += [path for name in _DECIDING for path in (root / name).rglob("*.py")]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _beside(folder: Path) -> str:
    """Hash of what a student's code finds beside the released notebook: the checks' values and ``public/``."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.name != f"{folder.name}.ipynb":
            digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def seed_of(secret: bytes, student: str, unit: str) -> bytes:
    """256 bits from which a student's hidden inputs of a unit are drawn."""
    return hmac.new(secret, f"{student}\0{unit}".encode("utf-8", "surrogateescape"), hashlib.sha256).digest()


@dataclass(frozen=True)
class _Course:
    """A unit with the notebook that students were given, and its cells that only show something."""

    unit: Unit
    released: NotebookNode
    shows: Mapping[str, frozenset[str]]
    fingerprint: str


class Engine:
    """Grades submissions; a context manager.

    Args:
        course: the released units.
        solutions: the instructor's units.
        secret: of the course; hidden inputs are drawn from it.
        isolation: "none" runs students' code without a sandbox.
        limits: of each submission.
    """

    def __init__(
        self, course: Path, solutions: Path, secret: bytes, isolation: Isolation = "namespaces",
        limits: Limits | None = None,
    ) -> None:  # fmt: skip
        self._course = Path(course)
        self._solutions = Path(solutions)
        self._secret = secret
        self._sandbox = Sandbox(self._course, isolation=isolation, limits=limits)
        self._reader = Reader()
        self._started = False
        self._units: dict[str, _Course] = {}
        self._kept: list[object] = []

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Warm the sandbox now instead of with the first submission.

        Raises:
            HostError: this host cannot run it; the text says what to do.
        """
        if not self._started:
            self._sandbox.start()
            self._started = True

    def keep(self, resource: object) -> None:
        """Hold on to something (a temporary folder) for as long as this engine lives."""
        self._kept.append(resource)

    def close(self) -> None:
        """End the sandbox and the reader."""
        self._started = False
        self._reader.close()
        self._sandbox.close()

    def unit(self, name: str) -> Unit:
        """The instructor's side of a unit.

        Raises:
            UnitError: it is broken or not there.
        """
        return self._find(name).unit

    def digest(self, raw: bytes, *, student: str, unit: str) -> str:
        """What a grade depends on: the submission, the unit, what lies beside it, the engine and the hidden inputs."""
        seed = hashlib.sha256(seed_of(self._secret, student, unit)).hexdigest()
        parts = (
            hashlib.sha256(raw).hexdigest(), self._find(unit).fingerprint, _beside(self._course / unit), engine_version(),
            seed, platform.python_version(), np.__version__,
        )  # fmt: skip
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def grade_file(self, path: Path, *, student: str, unit: str, keep_records: bool = False) -> tuple[Graded, str]:
        """Read and grade a file; the result and its digest ("" when it should be graded again next time)."""
        try:
            raw = read_submission(path)
        except SubmissionRejected as error:
            return Graded(str(path), student, unit, "rejected", str(error)), ""
        graded = self.grade(raw, path=str(path), student=student, unit=unit, keep_records=keep_records)
        return graded, "" if graded.status == "needs_review" else self.digest(raw, student=student, unit=unit)

    def grade(
        self, raw: bytes, *, path: str, student: str, unit: str, seed_name: str | None = None,
        keep_records: bool = False,
    ) -> Graded:  # fmt: skip
        """Grade one submission; never raises for what a student handed in, nor for a failing judge.

        Args:
            raw: the notebook file.
            path: for messages.
            student, unit: whose, of which unit.
            seed_name: draws the hidden inputs in place of ``student`` (loose files, which have none).
            keep_records: keep each hidden case with its values in the verdict (`explain` only).
        """
        try:
            course = self._find(unit)
            sane = self._reader.read(raw, course.released, path)
            seed = seed_of(self._secret, student if seed_name is None else seed_name, unit)
            return self._judge(sane, course, seed, path, student, keep_records)
        except SubmissionRejected as error:
            return Graded(path, student, unit, "rejected", str(error))
        except AutograderError as error:
            _LOG.warning("%s: %s", path, error)
            return Graded(path, student, unit, "needs_review", messages.JUDGE_FAILED.format(error=error))
        except Exception as error:
            _LOG.exception("%s", path)
            shown = f"{type(error).__name__}: {error}"
            return Graded(path, student, unit, "needs_review", messages.JUDGE_FAILED.format(error=shown))

    def _judge(self, sane: Sane, course: _Course, seed: bytes, path: str, student: str, keep_records: bool) -> Graded:
        unit = course.unit
        cells = _cells(without_shows(sane.cells, course.shows), sane)
        definitions = _cells(sane.definitions, sane)
        wanted = {item.name: item.name for item in unit.exercises} | {QUIZ: QUIZ_VARIABLE}
        self.start()
        with self._sandbox.execute(unit.name, cells, definitions, wanted) as execution:
            verdict = judge_unit(unit, execution, seed)
            outputs = execution.outputs
            told = run_notes(execution.failed, verdict, execution.message)
        notes = [*sane.notes, *told]
        if told:
            sane.notebook.cells.insert(0, new_markdown_cell(as_markdown(told), id="run-notes"))
            outputs = {index + 1: found for index, found in outputs.items()}
        if _never_answered(verdict):
            self._prove(unit.name)
        notebook = self._render(sane.notebook, outputs, verdict, unit)
        if not keep_records:
            verdict = without_records(verdict)
        return Graded(path, student, unit.name, "graded", messages.joined(notes), verdict, notebook)

    def _prove(self, unit: str) -> None:
        """Nothing answered: is that the submission's doing, or is the sandbox out of order?

        Raises:
            HostError: a harmless notebook does not answer either.
        """
        cells = [CellSource(0, "answer = 7")]
        try:
            with self._sandbox.execute(unit, cells, cells) as execution, execution.snapshot("answer", 30.0) as snapshot:
                outcomes = snapshot.ask((Value("answer"),))
        except (SandboxError, ProtocolError) as error:
            raise HostError(messages.SANDBOX_BROKEN.format(error=error)) from error
        if [outcome.value for outcome in outcomes] != [7]:
            raise HostError(messages.SANDBOX_BROKEN.format(error=outcomes))

    def _render(
        self, book: NotebookNode, outputs: Mapping[int, list[dict[str, object]]], verdict: UnitVerdict, unit: Unit
    ) -> str:
        from .render import fill, make_safe  # the layer above: rendering is its trade
        from .safe_notebook import FAILED

        for index, found in outputs.items():
            if 0 <= index < len(book.cells) and book.cells[index].cell_type == "code":
                book.cells[index]["outputs"] = found  # still hostile: made safe in the next line
        safe = make_safe(book, lambda pieces: self._reader.work(pieces, FAILED))
        return to_line(fill(safe, verdict, unit))

    def _find(self, name: str) -> _Course:
        if name not in self._units:
            if not UNIT_NAME.fullmatch(name) or not (self._solutions / name / "lesson.py").is_file():
                raise UnitError(messages.NO_UNIT.format(unit=name, folder=self._solutions))
            unit = Unit(self._solutions / name)
            unit.validate()
            path = self._course / name / f"{name}.ipynb"
            try:
                text = path.read_text(encoding="utf-8")
            except OSError as error:
                raise UnitError(messages.NOT_RELEASED.format(path=path)) from error
            print_of = hashlib.sha256(unit.fingerprint.encode() + text.encode()).hexdigest()
            released = from_text(text)
            self._units[name] = _Course(unit, released, shows_of(released), print_of)
            # A unit lives as long as this engine: collections, of 0.1 s each, need not look at it again.
            gc.collect()
            gc.freeze()
        return self._units[name]


def _cells(pieces: Sequence[CodeCell], sane: Sane) -> list[CellSource]:
    """Cells to run; each knows the exercises whose check cell comes after it and before the next."""
    ends = [piece.index for piece in pieces[1:]] + [sys.maxsize]
    cells = []
    for piece, end in zip(pieces, ends, strict=False):
        checks = tuple(exercise for at, exercise in sane.checks if piece.index < at < end)
        cells.append(CellSource(piece.index, piece.source, piece.solution, checks, sane.numbers[piece.index]))
    return cells


def _never_answered(verdict: UnitVerdict) -> bool:
    """Not one question of the whole submission was answered."""
    judged = [item for item in verdict.exercises if item.records]
    records = [record for item in judged for record in item.records]
    return bool(records) and not any(record.got for record in records)


def without_records(verdict: UnitVerdict) -> UnitVerdict:
    """The verdict without hidden cases: what may be stored or sent."""
    exercises: tuple[ExerciseVerdict, ...] = tuple(replace(item, records=()) for item in verdict.exercises)
    return UnitVerdict(verdict.unit, exercises)


def detect_unit(path: Path | str, raw: bytes, known: Mapping[str, Collection[str]]) -> str:
    """The unit of a loose notebook: by its file's or folder's name, else by nbgrader's marks in it.

    Args:
        known: names of exercises by unit.

    Raises:
        SubmissionRejected: none or several units fit.
    """
    path = Path(path)
    for text in (one_form(path.stem), one_form(path.parent.name)):
        named = [name for name in known if name in text]
        if len(named) == 1:
            return named[0]
    marks = {found.decode() for found in _GRADE_ID.findall(raw)}
    shared = {name: len(marks.intersection(exercises)) for name, exercises in known.items()}
    best = [name for name, count in shared.items() if count and count == max(shared.values())]
    if len(best) == 1:
        return best[0]
    likely = guess(path.name, known) or guess(path.parent.name, known)
    slip = korean(messages.SLIP, name=shown(path.name), unit=likely) if likely else ""
    raise SubmissionRejected(messages.WHICH_UNIT.format(path=shown(path), known=", ".join(known), slip=slip))
