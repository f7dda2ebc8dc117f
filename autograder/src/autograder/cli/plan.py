"""``grade --plan``: what would be graded and why; nothing is run, and nothing is written but what ``--json`` asks for."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from npml.core.josa import korean
from npml.intake.names import one_form

from ..authoring.unit import Unit
from . import messages

if TYPE_CHECKING:
    from ..batch import Found, GradingConfig
    from ..course.settings import Course
    from ..grading.engine import Engine

GRADE, KEEP, LOOK, VERSION = "grade", "keep", "look", "version"


@dataclass(frozen=True)
class Step:
    """What would happen to one submission: it is graded, kept, looked at by a person; `VERSION`: another one is graded."""

    unit: str
    student: str
    path: str
    action: str
    reasons: tuple[str, ...] = ()
    message: str = ""


def secret_of(folder: Path) -> bytes:
    """The class's secret, or another one where nothing is graded yet; none is made.

    Raises:
        UsageError: it is gone.
    """
    from ..gradebook.classroom import Classroom
    from ..gradebook.database import recorded_digests

    room = Classroom(folder)
    there = (folder / "secret").is_file() or recorded_digests(room.gradebook())
    return room.secret() if there else b"\0" * 32


def steps(
    args: argparse.Namespace, folder: Path, config: GradingConfig, units: Iterable[Unit], found: Iterable[Found],
    course: Course, broken: dict[str, str],
) -> Iterator[Step]:  # fmt: skip
    """All steps, as they are found out."""
    from ..batch import Job, pending
    from ..gradebook.classroom import Classroom
    from ..gradebook.database import recorded_digests

    room = Classroom(folder)
    digests = recorded_digests(room.gradebook(args.db))

    def recorded(student: str, unit: str) -> str | None:
        digest = digests.get((student, unit))
        return "" if digest and not room.notebook(room.autograded, student, unit).is_file() else digest

    with config.engine() as engine:
        names = checked(engine, units, broken)
        among = set()
        for step in _versions(args, folder, engine, names, course, recorded):
            among.add((step.student, step.unit))
            yield step
        here = (item for item in found if item.unit in names or not item.unit)
        for item in pending(here, engine, recorded, force=args.force):
            if isinstance(item, Job):
                it = item.submission
                if (it.student, it.unit) not in among:  # else it is one of the versions
                    yield Step(it.unit, it.student, it.path, GRADE, item.reasons, item.note)
            elif item.graded is None:
                yield Step(item.unit, item.student, item.path, KEEP)
            else:
                yield Step(item.unit, item.student, item.path, LOOK, message=item.graded.message)


def checked(engine: Engine, units: Iterable[Unit], broken: dict[str, str]) -> set[str]:
    """The names of the units that can be graded here; what is wrong with the others is put into ``broken``."""
    from npml.errors import LibraryMissing, UnitError

    good = set()
    for unit in units:
        try:
            engine.check(unit.name)
        except (UnitError, LibraryMissing) as error:
            broken[unit.name] = str(error)
        else:
            good.add(unit.name)
    return good


def _versions(
    args: argparse.Namespace, folder: Path, engine: Engine, names: set[str], course: Course,
    recorded: Callable[[str, str], str | None],
) -> Iterator[Step]:  # fmt: skip
    from ..batch.best import Best
    from ..collecting.receipts import BEST
    from ..grading.results import Graded

    if course.counts != BEST:
        return
    nothing = Graded("", "", "", "graded")  # nothing is noted of it, because nothing is written
    best = Best(folder, course, engine, recorded, lambda student, unit: nothing)
    for job in best.jobs(names, [one_form(student) for student in args.student], write=False):
        it = job.submission
        yield Step(it.unit, it.student, it.path, VERSION, job.reasons)


def show(args: argparse.Namespace, found: Iterable[Step]) -> None:
    """Print the plan, and write it where ``--json`` says."""
    from rich.table import Table
    from rich.text import Text

    from .jsonout import write_json
    from .show import MAX_ROWS, console, reasons_text
    from .words import printable

    rows = list(found)
    out = console(to_stderr=args.json == "-")
    counts = Counter((row.unit, row.action, row.reasons) for row in rows if row.action != LOOK)
    table = Table(box=None, pad_edge=False)
    for column in messages.PLAN_COLUMNS:
        table.add_column(column, justify="right" if column == messages.PLAN_COLUMNS[-1] else "left")
    for (unit, action, reasons), count in sorted(counts.items()):
        table.add_row(Text(unit), messages.PLAN_ACTIONS[action], Text(reasons_text(reasons)), str(count))
    if counts:
        out.print(table)
    graded = [row for row in rows if row.action in (GRADE, VERSION)]
    for row in graded[:MAX_ROWS]:
        said = {"student": printable(row.student, 100), "unit": row.unit, "why": reasons_text(row.reasons)}
        out.print(messages.PLAN_LINE.format(**said))
    if len(graded) > MAX_ROWS:
        out.print(messages.MORE.format(count=len(graded) - MAX_ROWS))
    looks = [row for row in rows if row.action == LOOK]
    for row in looks[:MAX_ROWS]:
        where = " ".join(filter(None, [messages.STATUS["needs_review"], printable(row.student, 100), row.unit]))
        out.print(messages.PROBLEM_LINE.format(where=where, message=printable(row.message)))
    kept = sum(row.action == KEEP for row in rows)
    out.print(messages.PLAN_TOTAL.format(count=len(graded), kept=kept, look=len(looks)))
    if args.json:
        write_json(args.json, (as_json(row) for row in rows))


def as_json(row: Step) -> dict[str, Any]:
    """A step for ``--json``."""
    return {
        "unit": row.unit, "student": row.student, "path": row.path, "action": row.action, "reasons": list(row.reasons),
        "message": row.message,
    }  # fmt: skip


def show_broken(broken: dict[str, str]) -> None:
    """Say on stderr which units were left out, and why."""
    import sys

    for name, text in broken.items():
        print(korean(messages.UNIT_BROKEN, unit=name, error=text), file=sys.stderr)
