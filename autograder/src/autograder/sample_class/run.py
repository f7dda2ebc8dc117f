"""Makes the sample class, grades it with ``autograder grade``, and tells the instructor what to look at."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from pathlib import Path

from rich.console import Console
from rich.table import Table

from npml.core.josa import korean
from npml.errors import UsageError

from ..authoring.unit import Unit, core_units
from ..gradebook.classroom import Classroom, prepare
from ..gradebook.database import open_book
from ..gradebook.feedback import write_feedback
from ..release.project import Project
from ..reporting.entries import Entry, read_entries
from ..reporting.report import write_report
from . import messages
from .students import Paper, Want, papers_of, roster

#: This file marks a class folder as the demo's own, so that the demo may fill it again.
MARK = ".demo"
#: How many units the class has when none is named; these are enough to show everything.
UNITS = 3
Grade = Callable[[list[str]], object]


def make_class(class_dir: Path, units: Sequence[Unit], db_url: str = "") -> list[Paper]:
    """Write the sample students' submissions, which are returned, and put their names into the gradebook.

    Raises:
        UsageError: the folder has a class that is not the demo's, or the database cannot be used.
        UnitError: the graded cells of a unit changed although submissions have been graded.
    """
    room = Classroom(class_dir)
    if room.submitted.is_dir() and any(room.submitted.iterdir()) and not (class_dir / MARK).exists():
        raise UsageError(messages.NOT_DEMO.format(path=class_dir))
    room.make()
    (class_dir / MARK).touch()
    prepare(class_dir, units, db_url)
    papers = [paper for unit in units for paper in papers_of(unit)]
    for paper in papers:
        paper.write(room.notebook(room.submitted, paper.student, paper.unit))
    with open_book(room.gradebook(db_url)) as book:
        for student, (family, given) in roster().items():
            book.update_or_create_student(student, last_name=family, first_name=given)
    return papers


def run_demo(
    project: Project, class_dir: Path, grade: Grade, out: Console, db_url: str = "", units: Sequence[str] = ()
) -> bool:
    """Run the whole demo.

    Args:
        project: the repository.
        class_dir: the folder in which the class is made.
        grade: runs ``autograder grade`` with these arguments; passed in because this package must not import `cli`.
        out: the console for the demo's texts.
        db_url: the SQLAlchemy URL of the gradebook; "" for the class folder's own.
        units: the names of the units; by default the first few.

    Returns:
        Whether everything was graded as it should be and all feedback was made.

    Raises:
        UsageError: there is no such unit, a unit is not released, or the folder has a class that is not the demo's.
    """
    chosen = project.units(units) if units else core_units(project.units())[:UNITS]
    for unit in chosen:
        if not (project.course / unit.name / f"{unit.name}.ipynb").is_file():
            raise UsageError(messages.NOT_RELEASED.format(unit=unit.name))
    out.print(messages.MAKING.format(path=class_dir))
    papers = make_class(class_dir, chosen, db_url)
    out.print(messages.GRADING)
    names = [unit.name for unit in chosen]
    options = ["--db", db_url] if db_url else []
    # Its progress is shown (on stderr), but its table is dropped, because the demo's own table says more.
    with redirect_stdout(io.StringIO()):
        grade(["grade", *names, "--root", str(project.root), "--class-dir", str(class_dir), *options])
    out.print(messages.WRITING)
    problems = write_feedback(class_dir, chosen, db_url).problems
    report = write_report(class_dir, chosen, db_url)
    for problem in problems:
        out.print(problem)
    room = Classroom(class_dir)
    bad = show_table(papers, read_entries(db_url or room.db_url), out)
    text = messages.NOT_GOOD if bad else messages.ALL_GOOD
    out.print(text.format(count=len(papers), bad=bad))
    first = room.feedback / "jiwoo" / chosen[-1].name / f"{chosen[-1].name}.html"
    out.print(
        messages.WHERE.format(
            feedback=_short(first), report=_short(report), db=db_url or _short(room.root / "gradebook.db"),
            root=_short(class_dir),
        ),
        soft_wrap=True,  # so that the commands can be copied
    )  # fmt: skip
    return not bad and not problems


def show_table(papers: Sequence[Paper], entries: dict[str, list[Entry]], out: Console) -> int:
    """Print a line for each student.

    Returns:
        How many submissions were not graded as they should be.
    """
    units = list(dict.fromkeys(paper.unit for paper in papers))
    found = {(item.student, unit): item for unit, items in entries.items() for item in items}
    table = Table(messages.STUDENT, messages.NAME, messages.KIND, box=None, pad_edge=False)
    for unit in units:
        table.add_column(unit[:2], justify="right")
    table.add_column(messages.EXPECTED, overflow="fold")
    bad = 0
    for student, (family, given) in roster().items():
        mine = [paper for paper in papers if paper.student == student]
        if not mine:
            continue
        missed = [text for paper in mine if (text := unmet(paper, found.get((student, paper.unit))))]
        bad += len(missed)
        scores = [_score(found.get((student, unit))) for unit in units]
        kinds = messages.KINDS[mine[0].kind]
        mark = messages.UNEXPECTED.format(want="; ".join(missed)) if missed else messages.AS_EXPECTED
        table.add_row(student, family + given, kinds, *scores, mark)
    out.print(table)
    return bad


def _score(entry: Entry | None) -> str:
    if entry is None:
        return messages.NOT_SUBMITTED
    return f"{entry.score:g}" if entry.status == "graded" else messages.UNDECIDED


def unmet(paper: Paper, entry: Entry | None) -> str:
    """A sentence on what grading should have found but did not; "" when all is well."""
    want: Want = paper.want
    if entry is None:
        return korean(messages.WANT_RECORD, unit=paper.unit)
    if want.rejected != (entry.status == "rejected"):
        return korean(messages.WANT_REJECTED, unit=paper.unit)
    if want.points is not None and abs(entry.score - want.points) > 1e-9:
        return korean(messages.WANT_POINTS, unit=paper.unit, points=want.points)
    if want.cause is not None:
        name, key = want.cause
        if entry.score >= entry.max_score:
            return korean(messages.WANT_LESS, unit=paper.unit)
        if name not in entry.exercises or key not in entry.exercises[name].diagnoses:
            return korean(messages.WANT_CAUSE, unit=paper.unit, key=key)
    return ""


def _short(path: Path) -> str:
    here = Path.cwd()
    path = path.resolve()
    return str(path.relative_to(here)) if here in path.parents else str(path)
