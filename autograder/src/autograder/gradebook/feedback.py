"""Writes the feedback pages of a class, each once: a page whose notebook and marks did not change is left as it is.

A class's pages are shared among processes, each of which keeps its template and its reader for all of its pages.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from ..authoring.unit import Unit
from ..course.files import write_atomically
from ..grading.nodes import from_text
from . import messages
from .classroom import Classroom
from .exchange_files import carry
from .marks import Marks, read_marks
from .pages import digest_of, forget_reader, made_from, page

#: With fewer pages another process costs more than it saves.
FEW = 6


@dataclass
class Written:
    """What `write_feedback` did.

    Attributes:
        pages: how many pages there are now.
        made: how many of them were made now.
        problems: a Korean sentence for each page that could not be made.
    """

    pages: int = 0
    made: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Task:
    """A page to make."""

    source: Path
    target: Path
    marks: Marks
    force: bool


def write_feedback(
    class_dir: Path, units: Iterable[Unit | str], db_url: str = "", *, force: bool = False, workers: int = 1
) -> Written:
    """Write ``feedback/STUDENT/UNIT/UNIT.html`` for every graded submission.

    Args:
        class_dir: the class folder.
        units: the units, or their names.
        db_url: the gradebook's URL.
        force: also make pages again whose notebook and marks did not change.
        workers: how many processes make pages.

    Raises:
        UsageError: the gradebook cannot be used.
    """
    room = Classroom(Path(class_dir).resolve())
    url = room.gradebook(db_url)
    done, tasks = Written(), list[_Task]()
    for unit in units:
        name = unit if isinstance(unit, str) else unit.name
        if not any(room.autograded.glob(f"*/{name}/{name}.ipynb")):
            continue
        for student, marks in read_marks(url, name).items():
            source = room.notebook(room.autograded, student, name)
            if source.is_file():
                tasks.append(_Task(source, room.notebook(room.feedback, student, name).with_suffix(".html"), marks, force))
    for task, (made, problem) in zip(tasks, _work(tasks, workers), strict=True):
        done.made += made
        if problem:
            done.problems.append(
                messages.FEEDBACK_FAILED.format(student=task.marks.student, unit=task.marks.unit, error=problem)
            )
        else:
            done.pages += 1
            carry(room, task.marks.student, task.marks.unit)
    return done


def _work(tasks: Sequence[_Task], workers: int) -> Iterator[tuple[bool, str]]:
    if workers < 2 or len(tasks) < FEW:
        yield from map(_do, tasks)
        return
    done = 0
    # A fork shares what is loaded already; this process has no threads and no reader that would be shared, too.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), forget_reader) as pool:
        try:
            for result in pool.map(_do, tasks, chunksize=4):
                yield result
                done += 1
        except BrokenProcessPool as error:
            yield from ((False, str(error)) for _ in tasks[done:])


def _do(task: _Task) -> tuple[bool, str]:
    """Make a page if it must be made: whether it was, and what went wrong."""
    try:
        raw = task.source.read_bytes()
        if not task.force and made_from(task.target) == digest_of(raw, task.marks):
            return False, ""
        write_atomically(task.target, make_page(raw, task.marks))
    except Exception as error:  # the other pages are made
        task.target.unlink(missing_ok=True)  # an old page would say what is no longer so
        return False, f"{type(error).__name__}: {error}"[:300]
    return True, ""


def make_page(raw: bytes, marks: Marks) -> str:
    """The page of a graded notebook, which says itself what it was made from."""
    return page(from_text(raw.decode("utf-8")), marks, digest_of(raw, marks))
