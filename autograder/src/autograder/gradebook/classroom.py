"""The class folder: submissions, graded notebooks, feedback, the gradebook, the course secret.

class/
  submitted/STUDENT/UNIT/UNIT.ipynb    the submissions, which are never trusted
  autograded/, feedback/, report/      what is made from them
  gradebook.db                         nbgrader's database (unless another URL is given)
  secret                               mode 0600; the seed of the hidden inputs
  pool/                                mode 0700; what is made of the hidden inputs, and can be made anew
  nbgrader_config.py                   mode 0600; makes nbgrader's own commands use the sandbox
  course.toml, roster.csv              the professor's: due times, late rule, units; who is in the class
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path

from nbgrader.api import MissingEntry
from nbgrader.preprocessors import SaveCells
from sqlalchemy import func, make_url, select
from sqlalchemy.engine import Engine

from npml.core.josa import korean
from npml.errors import UnitError, UsageError

from ..authoring.unit import UNIT_NAME, Unit
from ..course import messages as course_messages
from ..course.files import write_atomically
from ..course.roster import fits_a_folder
from ..course.settings import FILE as COURSE_FILE
from ..course.settings import Course, read_course
from ..grading.render import KERNEL
from ..grading.secret import kept_secret
from ..release.assignment import student_notebook
from ..release.notebooks import source_notebook
from . import messages
from .database import DIGESTS, UNITS, database_url, open_book, shown_url
from .migrate import Moved, fit_cells
from .retell import retell

CONFIG_FILE = "nbgrader_config.py"
POOL = "pool"
_BEGIN, _END = "# >>> autograder", "# <<< autograder"
_CONFIG = """\
# {note}
{begin}
from pathlib import Path

from autograder.gradebook.nbgrader_config import configure

configure(get_config(), Path(__file__).parent, solutions={solutions}, db_url={db_url})  # noqa: F821
{end}
"""
_BLOCK = re.compile(rf"^{_BEGIN}$.*?^{_END}$\n?", re.M | re.S)
#: What the first version wrote, without marks around it.
_FIRST_BLOCK = re.compile(r"^from pathlib import Path\n+from autograder\.gradebook[^\n]*\n+configure\([^\n]*\n", re.M)
_RECORDED = re.compile(r'\bdb_url=("(?:[^"\\\n]|\\.)*")')


def check_student(student: str) -> str:
    """Return a student's id if it is safe as the name of a folder and as a key.

    Raises:
        UsageError: it could lead out of the class folder, or nbgrader would read it as a pattern.
    """
    if not fits_a_folder(student):
        raise UsageError(korean(messages.BAD_STUDENT, student=student[:80]))
    return student


def check_unit(unit: str) -> str:
    """Return a unit's name if it has the right form.

    Raises:
        UsageError: it has not.
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
        """The submissions."""
        return self.root / "submitted"

    @property
    def autograded(self) -> Path:
        """The graded notebooks."""
        return self.root / "autograded"

    @property
    def feedback(self) -> Path:
        """The HTML pages for the students."""
        return self.root / "feedback"

    @property
    def report(self) -> Path:
        """The HTML pages for the instructor."""
        return self.root / "report"

    @property
    def course(self) -> Course:
        """What course.toml says.

        Raises:
            UsageError: it cannot be read.
        """
        return read_course(self.root)

    @property
    def db_url(self) -> str:
        """The URL of the class's gradebook: what course.toml says, else what was used before, else the class's own.

        Raises:
            UsageError: course.toml cannot be read.
        """
        return self.course.gradebook or self.used_before() or self._own_url

    @property
    def _own_url(self) -> str:
        return f"sqlite:///{(self.root / 'gradebook.db').resolve()}"

    def used_before(self) -> str:
        """The gradebook that nbgrader's configuration names, and so was used before; "" for the class's own file.

        The own file of a class is not taken from there, so that a class folder can be moved or copied.
        """
        try:
            found = _RECORDED.search((self.root / CONFIG_FILE).read_text(encoding="utf-8"))
            url = str(json.loads(found[1])) if found else ""
        except (OSError, ValueError):
            return ""
        file = Path(make_url(url).database or "") if url.startswith("sqlite:") else None
        own = file is not None and (not file.exists() or (file.parent / CONFIG_FILE).exists())
        return "" if own else url

    def gradebook(self, given: str = "") -> str:
        """The URL of the gradebook, checked against a URL that was given: a class has only one.

        Raises:
            UsageError: the class has another gradebook already, or course.toml cannot be read.
        """
        known = database_url(self.db_url)
        if not given or database_url(given) == known:
            return known
        if known == self._own_url and not (self.root / "gradebook.db").is_file() and not self.course.gradebook:
            return database_url(given)
        where = self.root / (COURSE_FILE if self.course.gradebook else CONFIG_FILE)
        said = {"path": where, "known": shown_url(known), "given": shown_url(database_url(given))}
        raise UsageError(korean(course_messages.OTHER_BOOK, **said))

    def notebook(self, step: Path, student: str, unit: str) -> Path:
        """The path ``STEP/STUDENT/UNIT/UNIT.ipynb``, which is never outside the step's folder.

        Args:
            step: one of the class's folders, such as `autograded`.
            student: the student's id.
            unit: the unit's name.

        Raises:
            UsageError: the id or the name is not safe.
        """
        return step / check_student(student) / check_unit(unit) / f"{unit}.ipynb"

    def secret(self) -> bytes:
        """The course secret, which is made at the first call and which only its owner can read.

        Raises:
            UsageError: it cannot be read or written, or it is gone although submissions have been graded with it: a new
                one would draw other hidden inputs and so judge the whole class anew.
        """
        path = self.root / "secret"
        if not path.exists() and (count := self._graded()):
            raise UsageError(korean(messages.SECRET_GONE, path=path, count=count))
        return kept_secret(path)

    def _graded(self) -> int:
        """How many submissions the gradebook holds; 0 where there is none yet."""
        url = self.gradebook()
        if url == self._own_url and not (self.root / "gradebook.db").is_file():
            return 0
        with open_book(url) as book, book.engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(DIGESTS)).scalar_one())

    def make(self) -> None:
        """Make the folders and the secret where they are missing.

        Raises:
            UsageError: the secret cannot be read or written.
        """
        if not self.root.exists():
            self.root.mkdir(parents=True, mode=0o700)  # nobody else may see grades and the secret
        for folder in (self.submitted, self.autograded, self.feedback):
            folder.mkdir(parents=True, exist_ok=True)
        self.secret()


@dataclass
class Prepared:
    """What `prepare` has to say.

    Attributes:
        failed: why a unit could not be registered, by its name; the others are.
        moved: what became of the cells of a unit that has other exercises than before.
        retold: how many graded notebooks have new texts, by unit.
    """

    failed: dict[str, str] = field(default_factory=dict)
    moved: dict[str, Moved] = field(default_factory=dict)
    retold: dict[str, int] = field(default_factory=dict)


def prepare(class_dir: Path, units: Iterable[Unit], db_url: str = "", told: Prepared | None = None) -> Classroom:
    """Make the class folder and register each unit as an assignment in nbgrader's database.

    Args:
        class_dir: the class folder, which is made if it is missing.
        units: each becomes an assignment with a notebook of the same name.
        db_url: the SQLAlchemy URL of the gradebook; by default the class folder's own SQLite file.
        told: takes what is to be said; with it a unit that fails does not stop the others.

    Raises:
        UnitError: a unit cannot be registered; only without ``told``.
        UsageError: the database cannot be used, or the secret cannot be read or written.
    """
    room = Classroom(Path(class_dir))
    room.make()
    url = room.gradebook(db_url)
    wanted = list(units)
    said = told or Prepared()
    if wanted:
        _write_config(room, wanted[0].folder.parent, url)
    with open_book(url) as book:
        known = _fingerprints(book.engine)
    for unit in wanted:
        # Formgrader lists the folders in source/.  They stay empty, so that nothing is copied from there.
        (room.root / "source" / unit.name).mkdir(parents=True, exist_ok=True)
        try:
            if known.get(unit.name) != unit.fingerprint:
                _register(unit, room, url, said)
        except UnitError as error:
            if told is None:
                raise
            said.failed[unit.name] = str(error)
    _set_due_times(room.course, [unit for unit in wanted if unit.name not in said.failed], url)
    return room


def _set_due_times(course: Course, units: Iterable[Unit], url: str) -> None:
    """Write the due times of course.toml into nbgrader's table, in UTC without a zone as it has them.

    Without course.toml they are left to whoever set them with nbgrader.
    """
    if not course.path.is_file():
        return
    with open_book(url) as book:
        for unit in units:
            due = course.plan(unit.name).due
            assignment = book.find_assignment(unit.name)
            if assignment.duedate != (wanted := due.astimezone(UTC).replace(tzinfo=None) if due else None):
                assignment.duedate = wanted
        book.db.commit()


def _fingerprints(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        return {row.unit: row.fingerprint for row in connection.execute(select(UNITS))}


def _register(unit: Unit, room: Classroom, url: str, said: Prepared) -> None:
    nb = student_notebook(unit, source_notebook(unit))
    nb.metadata["kernelspec"] = dict(KERNEL)
    with open_book(url) as book:
        book.update_or_create_assignment(unit.name)
        if moved := fit_cells(book, unit.name, nb):
            said.moved[unit.name] = moved
    resources = {"nbgrader": {"notebook": unit.name, "assignment": unit.name, "db_url": url}}
    try:
        SaveCells().preprocess(nb, resources)
    except RuntimeError as error:
        raise UnitError(korean(messages.CELLS_CHANGED, path=unit.lesson_path, error=error)) from error
    with open_book(url) as book:
        if count := retell(book.engine, room.autograded, unit):
            said.retold[unit.name] = count
    with open_book(url) as book, book.engine.begin() as connection:
        connection.execute(UNITS.delete().where(UNITS.c.unit == unit.name))
        connection.execute(UNITS.insert().values(unit=unit.name, fingerprint=unit.fingerprint))
    # SaveCells does not update the kernel when there are submissions, so it is written here.
    with open_book(url) as book:
        try:
            book.find_notebook(unit.name, unit.name).kernelspec = json.dumps(KERNEL)
        except MissingEntry as error:
            raise UnitError(messages.UNKNOWN_UNIT.format(unit=unit.name)) from error
        book.db.commit()


def _write_config(room: Classroom, solutions: Path, url: str) -> None:
    where = json.dumps(str(solutions.resolve()), ensure_ascii=False)
    wanted = _CONFIG.format(note=messages.CONFIG_NOTE, begin=_BEGIN, end=_END, solutions=where, db_url=json.dumps(url))
    path = room.root / CONFIG_FILE
    found = path.read_text(encoding="utf-8") if path.is_file() else ""
    if found:  # what the professor wrote around our lines stays
        block = _BLOCK.search(wanted)
        assert block is not None
        kept = next((ours for ours in (_BLOCK, _FIRST_BLOCK) if ours.search(found)), None)
        # Without our lines nbgrader would run students' code outside the sandbox.
        wanted = kept.sub(lambda _: block.group(), found, count=1) if kept else block.group() + found
    if found != wanted:
        write_atomically(path, wanted, mode=0o600)


def remember_gradebook(folder: Path, url: str) -> None:
    """Write another gradebook into the configuration of a class folder, as for one that came from elsewhere.

    Args:
        folder: the class folder; nothing happens where it has no configuration.
        url: the gradebook.
    """
    path = folder / CONFIG_FILE
    if path.is_file():
        text = path.read_text(encoding="utf-8")
        write_atomically(path, _RECORDED.sub(lambda _: f"db_url={json.dumps(url)}", text, count=1), mode=0o600)
