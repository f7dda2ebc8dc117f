"""From the bytes of a submission to a grade: read, mend, run in the sandbox, judge, render.

All commands and workers grade through an `Engine`.  It holds one warm sandbox and one reader, so
only one thread at a time may use it.
"""

from __future__ import annotations

import gc
import hashlib
import hmac
import logging
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType

import numpy as np
from nbformat import NotebookNode

from npml.core.absent import NAMES
from npml.core.marks import QUIZ, QUIZ_VARIABLE, package_of
from npml.core.steps import Value
from npml.errors import (
    AutograderError,
    HostError,
    LibraryMissing,
    ProtocolError,
    SandboxError,
    SubmissionRejected,
    UnitError,
)
from npml.intake.sanitise import CodeCell, Sane
from npml.intake.shows import Show, shows_of, without_shows

from ..authoring.unit import UNIT_NAME, Unit, released_packages
from ..judge.cases import draw
from ..judge.following import follow_through
from ..judge.lender import Lender
from ..judge.pool import Pool
from ..judge.shelf import Shelf
from ..judge.verdict import ExerciseVerdict, UnitVerdict, judge_unit
from ..sandbox import CellSource, Limits, Sandbox
from ..sandbox.sandbox import Isolation, find_libraries
from . import basis, messages
from .basis import engine_version
from .nodes import from_text, new_markdown_cell, node, to_line
from .reader import Reader
from .results import Graded, Status
from .run_notes import as_markdown, run_notes
from .submission import Submission

_LOG = logging.getLogger(__name__)


def seed_of(secret: bytes, student: str, unit: str) -> bytes:
    """256 bits that decide which of the hidden inputs of a unit a student gets."""
    return hmac.new(secret, f"{student}\0{unit}".encode("utf-8", "surrogateescape"), hashlib.sha256).digest()


@dataclass(frozen=True)
class _Course:
    """A unit, the notebook that students were given, and the cells in it that only show something (`shows_of`)."""

    unit: Unit
    released: NotebookNode
    shows: Mapping[str, Show]
    package: Path

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """Its parts of a digest; a worker, whose submissions bring their digests, needs none."""
        return basis.unit_parts(self.unit, self.released, self.package)


def _versions(libraries: Iterable[str]) -> str:
    """The names and versions of those of the libraries that are installed here."""
    found = []
    for name in libraries:
        with suppress(PackageNotFoundError):
            found.append(f"{name} {version(name)}")
    return " ".join(found)


def _shelf(folder: Path, secret: bytes) -> Shelf:
    """What engines like this one have kept: another engine, Python or library may compute or pack otherwise."""
    made_by = "\0".join((engine_version(), platform.python_version(), np.__version__, _versions(NAMES)))
    return Shelf(folder, hmac.new(secret, f"pool\0{made_by}".encode(), hashlib.sha256).digest())


class Engine:
    """Grades submissions; a context manager.

    Args:
        course: folder of the released notebooks; their units' packages lie in the same clone, or are installed.
        solutions: folder of the instructor's units.
        secret: the secret of the course, from which hidden inputs are drawn.
        isolation: "namespaces"; "none" runs students' code unprotected.
        limits: of each submission.
        follow_through: the share of the points of what fails only because of an earlier exercise, from 0 to 1.
        pool: a folder where what is made of hidden inputs is kept for other engines; None: nowhere.
    """

    def __init__(
        self, course: Path, solutions: Path, secret: bytes, isolation: Isolation = "namespaces",
        limits: Limits | None = None, follow_through: float = 1.0, pool: Path | None = None,
    ) -> None:  # fmt: skip
        self._course = Path(course)
        self._solutions = Path(solutions)
        self._secret = secret
        self._packages = released_packages(self._course)
        self._sandbox = Sandbox(self._packages, isolation=isolation, limits=limits)
        self._reader = Reader()
        self._pool = Pool(secret, None if pool is None else _shelf(pool, secret))
        self._share, self._lender = follow_through, Lender()
        self._started = False
        self._units: dict[str, Unit] = {}
        self._courses: dict[str, _Course] = {}
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
        """End the sandbox, the reader and the lender."""
        self._started = False
        self._reader.close()
        self._lender.close()
        self._sandbox.close()

    def unit(self, name: str) -> Unit:
        """The instructor's side of a unit; loaded and validated once, when it is first asked for.

        Raises:
            UnitError: it is broken or not there.
        """
        if name not in self._units:
            if not UNIT_NAME.fullmatch(name) or not (self._solutions / name / "lesson.py").is_file():
                raise UnitError(messages.NO_UNIT.format(unit=name, folder=self._solutions))
            unit = Unit(self._solutions / name)
            unit.validate()
            self._units[name] = unit
        return self._units[name]

    def digest(self, submission: Submission) -> str:
        """Digest of all that a grade depends on: submission, unit, files beside it, hidden inputs, engine, versions.

        Texts and comments are not in it (`basis`).

        The course's share of follow-through marks is among it.

        Raises:
            UnitError: the unit is broken, not there or not released.
        """
        own = {
            basis.SUBMISSION: hashlib.sha256(submission.raw).hexdigest(), basis.ENGINE: engine_version(),
            basis.COURSE: repr(float(self._share)),  # what course.toml decides about grading itself
            basis.SECRET: self._seed(submission).hex(), basis.HOST: f"{platform.python_version()} {np.__version__}",
        }  # fmt: skip
        course = self._find(submission.unit)
        if course.unit.libraries:
            own[basis.HOST] += f" {_versions(course.unit.libraries)}"
        return basis.compose({**own, **course.parts})

    def check(self, name: str) -> None:
        """Load a unit, so that one that is broken is found before its first submission.

        Raises:
            UnitError: the unit is broken, not there or not released.
            LibraryMissing: this machine lacks a library that the unit needs.
        """
        _ = self._find(name).parts

    def _seed(self, submission: Submission) -> bytes:
        return seed_of(self._secret, submission.seed_name or submission.student, submission.unit)

    def grade(self, submission: Submission, *, keep_records: bool = False, apart: bool = False) -> Graded:
        """Grade one submission; does not raise for what a student handed in, nor for a failing judge.

        The result carries the digest to record with it, unless the file could not be read or a person must look: such
        submissions are graded again by the next run.

        Args:
            submission: the file.
            keep_records: keep each hidden case with its values in the verdict (for ``autograder explain`` only).
            apart: draw the inputs from the submission's own seed and not from the pool, so that no student has them.

        Raises:
            LibraryMissing: this machine cannot grade the unit at all.
        """
        if submission.refused:
            return _without_verdict(submission, "rejected", submission.refused)
        graded = self._grade(submission, keep_records, apart)
        if graded.status == "needs_review":
            return graded
        return replace(graded, digest=submission.digest or self.digest(submission))

    def _grade(self, submission: Submission, keep_records: bool, apart: bool) -> Graded:
        path = submission.path
        try:
            course = self._find(submission.unit)
            sane = self._reader.read(submission.raw, course.released, path)
            return self._judge(sane, course, submission, keep_records, apart)
        except SubmissionRejected as error:
            return _without_verdict(submission, "rejected", str(error))
        except LibraryMissing:
            raise
        except AutograderError as error:
            _LOG.warning("%s: %s", path, error)
            return _without_verdict(submission, "needs_review", messages.JUDGE_FAILED.format(error=error))
        except Exception as error:
            _LOG.exception("%s", path)
            shown = f"{type(error).__name__}: {error}"
            return _without_verdict(submission, "needs_review", messages.JUDGE_FAILED.format(error=shown))

    def _judge(
        self, sane: Sane, course: _Course, submission: Submission, keep_records: bool, apart: bool
    ) -> Graded:  # fmt: skip
        unit = course.unit
        cells = _cells(without_shows(sane.cells, course.shows, unit.given), sane)
        definitions = _cells(sane.definitions, sane)
        wanted = {item.name: item.name for item in unit.exercises} | {QUIZ: QUIZ_VARIABLE}
        self.start()
        with self._sandbox.execute(unit.name, cells, definitions, wanted, unit.libraries, unit.given) as execution:
            execution.shares = {item.name: item.share for item in unit.exercises}
            seed = self._seed(submission)
            pool = None if apart else self._pool
            verdict = judge_unit(
                unit, execution, seed, dict(sane.clicked), pool, keep_records=keep_records, follows=self._share > 0
            )
            hidden = draw if pool is None else pool.questions
            verdict = follow_through(unit, execution, seed, verdict, self._share, self._lender, hidden=hidden)
            outputs = execution.outputs
            told = run_notes(execution.failed, verdict, execution.message)
        notes, book = [*sane.notes, *told], node(sane.notebook)
        if told:
            book.cells.insert(0, new_markdown_cell(as_markdown(told), id="run-notes"))
            outputs = {index + 1: found for index, found in outputs.items()}
        if _never_answered(verdict):
            self._prove(unit)
        notebook = self._render(book, outputs, verdict, unit)
        if not keep_records:
            verdict = without_records(verdict)
        message = messages.joined(notes)
        return Graded(submission.path, submission.student, unit.name, "graded", message, verdict, notebook)

    def _prove(self, unit: Unit) -> None:
        """Check that the sandbox works, after a submission that answered no question at all.

        Raises:
            HostError: a harmless notebook does not answer either, so the submission is not to blame.
        """
        cells = [CellSource(0, "answer = 7")]
        try:
            with (
                self._sandbox.execute(unit.name, cells, cells, libraries=unit.libraries) as execution,
                execution.snapshot("answer", 30.0) as snapshot,
            ):
                outcomes = snapshot.ask((Value("answer"),))
        except (SandboxError, ProtocolError) as error:
            raise HostError(messages.SANDBOX_BROKEN.format(error=error)) from error
        if [outcome.value for outcome in outcomes] != [7]:
            raise HostError(messages.SANDBOX_BROKEN.format(error=outcomes))

    def _render(
        self, book: NotebookNode, outputs: Mapping[int, list[dict[str, object]]], verdict: UnitVerdict, unit: Unit
    ) -> str:
        from .render import fill, make_safe  # loaded when it is needed
        from .safe_notebook import FAILED

        for index, found in outputs.items():
            if 0 <= index < len(book.cells) and book.cells[index].cell_type == "code":
                book.cells[index]["outputs"] = found  # still hostile: made safe below
        safe = make_safe(book, lambda pieces: self._reader.work(pieces, FAILED))
        return to_line(fill(safe, verdict, unit))

    def _find(self, name: str) -> _Course:
        """A unit with what students were given of it; loaded once.

        Raises:
            UnitError: the unit is broken, not there or not released.
            LibraryMissing: this machine lacks a library that the unit needs.
        """
        if name not in self._courses:
            unit = self.unit(name)
            find_libraries(unit.libraries)
            path = self._course / name / f"{name}.ipynb"
            try:
                text = path.read_text(encoding="utf-8")
            except OSError as error:
                raise UnitError(messages.NOT_RELEASED.format(path=path)) from error
            released = from_text(text)
            self._courses[name] = _Course(unit, released, shows_of(released), self._packages / package_of(name))
            # A unit lives as long as this engine.  Freezing it spares each later garbage collection 0.1 s.
            gc.collect()
            gc.freeze()
        return self._courses[name]


def _cells(pieces: Sequence[CodeCell], sane: Sane) -> list[CellSource]:
    """The cells as the sandbox takes them, each with the exercises whose check cell comes after it and before the next."""
    ends = [piece.index for piece in pieces[1:]] + [sys.maxsize]
    cells = []
    for piece, end in zip(pieces, ends, strict=False):
        checks = tuple(exercise for at, exercise in sane.checks if piece.index < at < end)
        cells.append(CellSource(piece.index, piece.source, piece.solution, checks, sane.numbers[piece.index]))
    return cells


def _without_verdict(submission: Submission, status: Status, message: str) -> Graded:
    return Graded(submission.path, submission.student, submission.unit, status, message)


def _never_answered(verdict: UnitVerdict) -> bool:
    """Whether not one question about the whole submission was answered."""
    judged = [item for item in verdict.exercises if item.records]
    if any(item.score > 0 for item in verdict.exercises if item.name != QUIZ):
        return False
    records = [record for item in judged for record in item.records]
    return bool(records) and not any(record.got for record in records)


def without_records(verdict: UnitVerdict) -> UnitVerdict:
    """The verdict without its hidden cases, so that it may be stored or sent."""
    exercises: tuple[ExerciseVerdict, ...] = tuple(replace(item, records=(), again=()) for item in verdict.exercises)
    return UnitVerdict(verdict.unit, exercises)
