"""The class folder: submissions, graded notebooks, feedback, the gradebook, the course secret.

class/
  submitted/STUDENT/UNIT/UNIT.ipynb    what came in; read with suspicion
  autograded/, feedback/, report/      made from it
  gradebook.db                         nbgrader's database (unless another URL is given)
  secret                               0600; hidden inputs are drawn from it
  nbgrader_config.py                   0600; makes nbgrader's own commands go through the sandbox
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import MissingEntry
from nbgrader.preprocessors import SaveCells
from sqlalchemy import select
from sqlalchemy.engine import Engine

from ..authoring.unit import UNIT_NAME, Unit
from ..core.josa import korean
from ..errors import UnitError, UsageError
from ..grading.render import KERNEL
from ..grading.secret import kept_secret
from ..release.assignment import student_notebook
from ..release.notebooks import source_notebook
from . import messages
from .database import UNITS, database_url, open_book

_STUDENT = re.compile(r"\w[\w.@ -]{0,127}")
CONFIG_FILE = "nbgrader_config.py"
_CONFIG = """\
# {note}
from pathlib import Path

from autograder.gradebook.nbgrader_config import configure

configure(get_config(), Path(__file__).parent, solutions={solutions}, db_url={db_url})  # noqa: F821
"""


def check_student(student: str) -> str:
    """A student's id, if it can be a folder and a key.

    Raises:
        UsageError: it could leave the class folder, or nbgrader would read it as a pattern.
    """
    if not _STUDENT.fullmatch(student) or student != student.strip() or ".." in student:
        raise UsageError(korean(messages.BAD_STUDENT, student=student[:80]))
    return student


def check_unit(unit: str) -> str:
    """A unit's name, if it is one.

    Raises:
        UsageError: it is none.
    """
    if not UNIT_NAME.fullmatch(unit):
        raise UsageError(korean(messages.BAD_UNIT, unit=unit[:80]))
    return unit


@dataclass(frozen=True)
class Classroom:
    """The folders of one class."""

    root: Path

    @property
    def submitted(self) -> Path:
        """What came in."""
        return self.root / "submitted"

    @property
    def autograded(self) -> Path:
        """The graded notebooks."""
        return self.root / "autograded"

    @property
    def feedback(self) -> Path:
        """HTML for the students."""
        return self.root / "feedback"

    @property
    def report(self) -> Path:
        """HTML for the instructor."""
        return self.root / "report"

    @property
    def db_url(self) -> str:
        """The gradebook that is used when no other is named."""
        return f"sqlite:///{(self.root / 'gradebook.db').resolve()}"

    def notebook(self, step: Path, student: str, unit: str) -> Path:
        """``STEP/STUDENT/UNIT/UNIT.ipynb``, never outside the step's folder.

        Raises:
            UsageError: the names are unusable.
        """
        return step / check_student(student) / check_unit(unit) / f"{unit}.ipynb"

    def secret(self) -> bytes:
        """The course secret; made once, readable by its owner only.

        Raises:
            UsageError: it cannot be read or written.
        """
        return kept_secret(self.root / "secret")

    def make(self) -> None:
        """Make the folders and the secret."""
        if not self.root.exists():
            self.root.mkdir(parents=True, mode=0o700)  # grades and the secret are nobody else's business
        for folder in (self.submitted, self.autograded, self.feedback):
            folder.mkdir(parents=True, exist_ok=True)
        self.secret()


def prepare(class_dir: Path, units: Iterable[Unit], db_url: str = "") -> Classroom:
    """Make the class folder and register each unit as an assignment in nbgrader's database.

    Args:
        class_dir: the class folder, made when missing.
        units: one assignment each, with a notebook of the same name.
        db_url: the gradebook, as SQLAlchemy names it; the class folder's own SQLite file by default.

    Raises:
        UnitError: the graded cells changed although there are graded submissions.
    """
    room = Classroom(Path(class_dir))
    room.make()
    url = database_url(db_url or room.db_url)
    wanted = list(units)
    if wanted:
        _write_config(room, wanted[0].folder.parent, url)
    with open_book(url) as book:
        known = _fingerprints(book.engine)
    for unit in wanted:
        # Formgrader lists the folders in source/; they stay empty, so that nothing is copied from there.
        (room.root / "source" / unit.name).mkdir(parents=True, exist_ok=True)
        if known.get(unit.name) != unit.fingerprint:
            _register(unit, url)
    return room


def _fingerprints(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        return {row.unit: row.fingerprint for row in connection.execute(select(UNITS))}


def _register(unit: Unit, url: str) -> None:
    nb = student_notebook(unit, source_notebook(unit))
    nb.metadata["kernelspec"] = dict(KERNEL)
    with open_book(url) as book:
        book.update_or_create_assignment(unit.name)
    resources = {"nbgrader": {"notebook": unit.name, "assignment": unit.name, "db_url": url}}
    try:
        SaveCells().preprocess(nb, resources)
    except RuntimeError as error:
        raise UnitError(messages.CELLS_CHANGED.format(path=unit.lesson_path)) from error
    with open_book(url) as book, book.engine.begin() as connection:
        # SaveCells leaves the kernel alone when there are submissions.
        connection.execute(UNITS.delete().where(UNITS.c.unit == unit.name))
        connection.execute(UNITS.insert().values(unit=unit.name, fingerprint=unit.fingerprint))
    with open_book(url) as book:
        try:
            book.find_notebook(unit.name, unit.name).kernelspec = json.dumps(KERNEL)
        except MissingEntry as error:
            raise UnitError(messages.UNKNOWN_UNIT.format(unit=unit.name)) from error
        book.db.commit()


def _write_config(room: Classroom, solutions: Path, url: str) -> None:
    where = json.dumps(str(solutions.resolve()), ensure_ascii=False)
    wanted = _CONFIG.format(note=messages.CONFIG_NOTE, solutions=where, db_url=json.dumps(url))
    path = room.root / CONFIG_FILE
    if path.is_file() and path.read_text(encoding="utf-8") == wanted:
        return
    write_atomically(path, wanted, mode=0o600)


def write_atomically(path: Path, text: str, *, mode: int = 0o644) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    for other in path.parent.glob(f".{path.name}.*.tmp"):  # of writers that were killed
        pid = other.name.split(".")[-2]
        if pid.isdigit() and not Path(f"/proc/{pid}").exists():
            other.unlink(missing_ok=True)
