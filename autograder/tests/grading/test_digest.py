"""Does a change in anything that decides a grade mean that it is graded anew?"""

from __future__ import annotations

import ast
import platform
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

import autograder
from autograder.authoring.unit import Unit
from autograder.batch import Found, pending
from autograder.grading import Reader
from autograder.grading.engine import _DECIDING, Engine
from autograder.release.release import course_files, write_files

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
    assert sorted({str(path.relative_to(ROOT)) for path in seen if path.relative_to(ROOT).parts[0] not in _DECIDING}) == []


@pytest.fixture
def engine(toy_project: Path, tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """Makes engines on a released unit of the test's own."""
    shutil.copytree(toy_project / "solutions", tmp_path / "solutions")
    write_files(tmp_path / "course" / UNIT, course_files(Unit(tmp_path / "solutions" / UNIT)))
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
        return engine().digest(raw, student=student, unit=UNIT)

    seen = [digest()]
    assert digest() == seen[0]
    seen += [digest(b"[]"), digest(student="lee")]
    public = tmp_path / "course" / UNIT / "public"
    public.mkdir(exist_ok=True)
    for name, text in (("network.py", "WIDTH = 3"), ("network.py", "WIDTH = 4"), ("data/a.csv", "1")):
        (public / name).parent.mkdir(exist_ok=True)
        (public / name).write_text(text)
        seen.append(digest())
    (public / "__pycache__").mkdir()
    (public / "__pycache__" / "network.pyc").write_text("x")
    assert digest() == seen[-1]
    (tmp_path / "course" / UNIT / "checks.json").write_text("{}")
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
    """`grade` here and on workers (`pending`, `grade_job`) and nbgrader's own command (`grade_file`)."""
    from autograder.batch.work import Job, grade_job

    path = tmp_path / f"{UNIT}.ipynb"
    if content is not None:
        path.write_bytes(content)
    one = engine()
    graded, digest = one.grade_file(path, student="kim", unit=UNIT)
    [item] = pending([Found("kim", UNIT, path)], one)
    result = grade_job(one, item) if isinstance(item, Job) else item
    assert graded.status == "rejected"
    assert (result.graded, result.digest) == (graded, digest)
    assert digest == ("" if content is None else one.digest(content, student="kim", unit=UNIT))


def test_a_page_that_cannot_be_rendered_costs_no_points(
    engine: Callable[[], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    from autograder.grading import messages
    from autograder.grading.nodes import to_text
    from autograder.sample_class.sources import Papers

    one = engine()
    monkeypatch.setattr(Reader, "work", lambda self, pieces, failed: [failed] * len(pieces))
    graded = one.grade(to_text(Papers(one.unit(UNIT)).solved()).encode(), path="x", student="kim", unit=UNIT)
    assert graded.verdict is not None
    assert graded.verdict.score == graded.verdict.max_score
    assert messages.LEFT_OUT in (graded.notebook or "")
