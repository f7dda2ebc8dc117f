"""Does a change in anything that decides a grade mean that it is graded anew?"""

from __future__ import annotations

import ast
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import autograder
from autograder.authoring.unit import Unit
from autograder.batch import Found, Job, Result, pending
from autograder.batch.work import grade_job
from autograder.grading.basis import DECIDING
from autograder.grading.engine import Engine
from autograder.grading.reader import Reader
from autograder.grading.submission import Submission
from autograder.release.project import Project
from autograder.release.release import write_unit
from npml.core.marks import package_of

UNIT = "13_toy"
ROOT = Path(autograder.__file__).parent
#: What only writes down what was decided.
TELLING = ("gradebook", "messages.py")


def imported(path: Path) -> Iterator[Path]:
    """Modules of the package that a module imports, at its top or later."""
    package = path.relative_to(ROOT).parts[:-1]
    for item in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(item, ast.ImportFrom) and item.level:
            base = ROOT.joinpath(*package[: len(package) - item.level + 1], *(item.module or "").split("."))
            for place in (base, *(base / name.name for name in item.names)):
                yield from (found for found in (place.with_suffix(".py"), place / "__init__.py") if found.is_file())


def test_every_module_that_takes_part_is_named() -> None:
    waiting = [
        *(path for name in ("inside", "judge", "sandbox", "student", "grading") for path in (ROOT / name).rglob("*.py"))
    ]
    seen: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in seen and path.relative_to(ROOT).parts[0] not in TELLING:
            seen.add(path)
            waiting += imported(path)
    assert sorted({str(path.relative_to(ROOT)) for path in seen if path.relative_to(ROOT).parts[0] not in DECIDING}) == []


@pytest.fixture
def engine(toy_project: Path, tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """Makes engines on a released unit of the test's own."""
    shutil.copytree(toy_project / "solutions", tmp_path / "solutions")
    write_unit(Project(tmp_path), Unit(tmp_path / "solutions" / UNIT))
    made: list[Engine] = []

    def make() -> Engine:
        made.append(Engine(tmp_path / "course", tmp_path / "solutions", b"s" * 32, "none"))
        return made[-1]

    yield make
    for item in made:
        item.close()


def test_what_decides_a_grade_is_in_the_digest(
    engine: Callable[[], Engine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def digest(raw: bytes = b"{}", student: str = "kim") -> str:
        return engine().digest(Submission(raw, "x", student, UNIT))

    seen = [digest()]
    assert digest() == seen[0]
    seen += [digest(b"[]"), digest(student="lee")]
    other = Engine(tmp_path / "course", tmp_path / "solutions", b"s" * 32, "none", follow_through=0.5)
    seen.append(other.digest(Submission(b"{}", "x", "kim", UNIT)))
    other.close()
    package = Project(tmp_path).packages / package_of(UNIT)
    for name, text in (("network.py", "WIDTH = 3"), ("network.py", "WIDTH = 4"), ("data/a.csv", "1")):
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text(text)
        seen.append(digest())
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "network.pyc").write_text("x")
    assert digest() == seen[-1]
    (package / "checks.json").write_text("{}")
    seen.append(digest())
    monkeypatch.setattr(np, "__version__", "9.9")
    seen.append(digest())
    monkeypatch.setattr(platform, "python_version", lambda: "9.9")
    seen.append(digest())
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("content", [b"{", b"", b"<html>", None])
def test_all_ways_agree_on_what_is_recorded_of_a_file_that_cannot_be_read(
    engine: Callable[[], Engine], tmp_path: Path, content: bytes | None
) -> None:
    """`grade` here and on workers (`pending`, `grade_job`), nbgrader's own command and `explain` (`Engine.grade`)."""
    path = tmp_path / f"{UNIT}.ipynb"
    if content is not None:
        path.write_bytes(content)
    one = engine()
    graded = one.grade(Submission.from_file(path, "kim", UNIT))
    [item] = pending([Found("kim", UNIT, path)], one)
    result = grade_job(one, item) if isinstance(item, Job) else item
    assert graded.status == "rejected"
    assert result.graded == graded
    assert graded.digest == ("" if content is None else one.digest(Submission(content, str(path), "kim", UNIT)))


def test_only_what_stands_has_a_digest(engine: Callable[[], Engine], tmp_path: Path) -> None:
    """What a person must look at is graded again by the next run, whoever found that out."""
    one = engine()
    path = tmp_path / f"{UNIT}.ipynb"
    shutil.copy(tmp_path / "course" / UNIT / f"{UNIT}.ipynb", path)
    submission = Submission.from_file(path, "kim", UNIT)
    graded = one.grade(submission)
    assert (graded.status, graded.digest) == ("graded", one.digest(submission))
    [job] = pending([Found("kim", UNIT, path, untouched="누가 보아야 해요")], one)
    assert isinstance(job, Job)
    assert job.submission.digest == graded.digest
    untouched = grade_job(one, job).graded
    assert untouched is not None
    assert (untouched.status, untouched.message, untouched.digest) == ("needs_review", "누가 보아야 해요", "")
    failed = one.grade(replace(submission, unit="99_none", digest="of another"))
    assert (failed.status, failed.digest) == ("needs_review", "")


def test_what_is_recorded_is_not_graded_again(engine: Callable[[], Engine], tmp_path: Path) -> None:
    """The digest is the one of where the file was read: a worker's Python may be another."""
    one = engine()
    path = tmp_path / f"{UNIT}.ipynb"
    path.write_bytes(b"{")
    [job] = pending([Found("kim", UNIT, path)], one)
    assert isinstance(job, Job)
    elsewhere = replace(job, submission=replace(job.submission, digest="of the coordinator"))
    graded = grade_job(one, elsewhere).graded
    assert graded is not None
    assert graded.digest == "of the coordinator"
    [again] = pending([Found("kim", UNIT, path)], one, lambda student, unit: job.submission.digest)
    assert isinstance(again, Result)
    assert again.graded is None


def test_a_page_that_cannot_be_rendered_costs_no_points(
    engine: Callable[[], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    from autograder.grading import messages
    from autograder.grading.nodes import to_text
    from autograder.sample_class.sources import Papers

    one = engine()
    monkeypatch.setattr(Reader, "work", lambda self, pieces, failed: [failed] * len(pieces))
    graded = one.grade(Submission(to_text(Papers(one.unit(UNIT)).solved()).encode(), "x", "kim", UNIT))
    assert graded.verdict is not None
    assert graded.verdict.score == graded.verdict.max_score
    assert messages.LEFT_OUT in (graded.notebook or "")
