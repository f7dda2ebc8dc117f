"""Does the best version count, without the gradebook hearing of the others?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from autograder.batch import Job, Result
from autograder.batch.best import Best
from autograder.collecting.receipts import Receipt
from autograder.collecting.store import Store
from autograder.course.settings import read_course
from autograder.grading.basis import PARTS, compose
from autograder.grading.engine import Engine
from autograder.grading.results import Graded
from autograder.grading.submission import Submission
from autograder.judge.model import CategoryVerdict, ExerciseVerdict, UnitVerdict

UNIT = "13_toy"
DUE = datetime(2026, 9, 14, 14, 59, tzinfo=UTC)
TOML = f'counts = "best"\n[late]\nper_day = 10\n[[unit]]\nname = "{UNIT}"\ndue = "2026-09-14 23:59"\n'


@dataclass
class Digests:
    """Of the engine only what is asked: digests, which change with its version."""

    version: str = "1"

    def digest(self, submission: Submission) -> str:
        return compose({**dict.fromkeys(PARTS, self.version), "submission": hashlib.sha256(submission.raw).hexdigest()})


@dataclass
class Class:
    """A class whose versions hold their own scores."""

    folder: Path
    engine: Digests = field(default_factory=Digests)
    recorded: dict[tuple[str, str], Graded] = field(default_factory=dict)
    graded: list[str] = field(default_factory=list)

    def hand_in(self, text: str, hours: float, student: str = "kim", problem: str = "") -> None:
        raw, when = text.encode(), DUE + timedelta(hours=hours)
        receipt = Receipt(
            student, UNIT, hashlib.sha256(raw).hexdigest(), len(raw), entry=text, submitted=when, problem=problem
        )
        Store(self.folder).keep(raw, replace(receipt, collected=when))

    def run(self, order: Callable[[list[Job]], list[Job]] = lambda jobs: jobs) -> Best:
        """One run of `grade`; the jobs come back in another order."""
        self.graded.clear()
        best = Best(self.folder, read_course(self.folder), cast(Engine, self.engine), self._digest, self._recall)
        for job in order(list(best.jobs({UNIT}))):
            result = self._grade(job)
            if (won := best.take(result)) is not None:
                self.recorded[won[0].student, won[0].unit] = won[0]
        return best

    def _digest(self, student: str, unit: str) -> str | None:
        found = self.recorded.get((student, unit))
        return found.digest if found is not None else None

    def _recall(self, student: str, unit: str) -> Graded | None:
        return self.recorded.get((student, unit))

    def _grade(self, job: Job) -> Result:
        it = job.submission
        text = it.raw.decode()
        self.graded.append(text)
        graded = Graded(it.path, it.student, it.unit, "graded", digest=it.digest)
        if text == "broken":
            graded = replace(graded, status="rejected", message="x")
        elif text == "failed":
            graded = replace(graded, status="needs_review", message="x", digest="")
        else:
            part = CategoryVerdict("값", float(text.partition(" ")[0]), 100.0, False)
            graded = replace(graded, verdict=UnitVerdict(UNIT, (ExerciseVerdict("f", (part,)),)))
        return Result(it.student, it.unit, graded, it.path, reasons=job.reasons)

    @property
    def placed(self) -> str:
        return Store(self.folder).submitted("kim", UNIT).read_text()


@pytest.fixture
def room(tmp_path: Path) -> Class:
    (tmp_path / "course.toml").write_text(TOML, encoding="utf-8")
    return Class(tmp_path)


@pytest.mark.parametrize("order", [lambda jobs: jobs, lambda jobs: jobs[::-1]])
def test_every_version_is_graded_once_and_the_best_is_recorded(room: Class, order: Any) -> None:
    for text, hours in (("40", -9), ("90", -8), ("70", -7)):
        room.hand_in(text, hours)
    room.run(order)
    assert sorted(room.graded) == ["40", "70", "90"]
    assert room.placed == "90"
    [won] = room.recorded.values()
    assert won.verdict is not None
    assert (won.verdict.score, won.path) == (90.0, str(Store(room.folder).submitted("kim", UNIT)))
    room.run()
    assert room.graded == []
    room.hand_in("80", -6)
    room.run()
    assert (room.graded, room.placed) == (["80"], "90"), "a worse one does not disturb the gradebook"
    assert next(iter(room.recorded.values())) is won
    room.hand_in("95", -5)
    room.run()
    assert (room.graded, room.placed) == (["95"], "95")
    assert next(iter(room.recorded.values())) is not won


def test_another_engine_grades_all_versions_again(room: Class) -> None:
    room.hand_in("40", -9)
    room.hand_in("90", -8)
    room.run()
    room.engine.version = "2"
    best = Best(room.folder, read_course(room.folder), cast(Engine, room.engine), room._digest, room._recall)
    assert {job.reasons for job in best.jobs({UNIT}, write=False)} == {
        tuple(name for name in PARTS if name != "submission")
    }
    room.run()
    assert sorted(room.graded) == ["40", "90"]


def test_what_is_recorded_already_is_not_graded_again(room: Class) -> None:
    """The only version so far was graded as every submission is; a second one comes."""
    room.hand_in("70", -9)
    room.run()
    assert room.graded == [], "one version needs no choice"
    raw = Submission(b"70", "x", "kim", UNIT)
    verdict = UnitVerdict(UNIT, (ExerciseVerdict("f", (CategoryVerdict("값", 70.0, 100.0, False),)),))
    room.recorded["kim", UNIT] = Graded("x", "kim", UNIT, "graded", verdict=verdict, digest=room.engine.digest(raw))
    room.hand_in("50", -8)
    room.run()
    assert (room.graded, room.placed) == (["50"], "70")


def test_lateness_costs_before_the_best_is_chosen(room: Class) -> None:
    room.hand_in("90", -1)
    room.hand_in("95", 30)  # two days have begun: worth 76
    room.run()
    assert room.placed == "90"
    (room.folder / "course.toml").write_text(TOML.replace("per_day = 10", "per_day = 1"), encoding="utf-8")
    room.run()
    assert (room.graded, room.placed) == ([], "95"), "the rule alone chooses again"


def test_a_broken_or_failed_version_never_pushes_out_a_good_one(room: Class) -> None:
    room.hand_in("10", -9)
    room.hand_in("broken", -8)
    room.hand_in("failed", -7)
    room.hand_in("99", -6, problem="broken")
    best = room.run()
    assert room.placed == "10"
    assert "99" not in room.graded
    assert [note[:2] for note in best.notes] == [("kim", UNIT)]
    room.run()
    assert room.graded == ["failed"], "it is tried again"


def test_a_file_that_somebody_put_there_is_a_version(room: Class) -> None:
    room.hand_in("40", -9)
    room.hand_in("30", -8)
    path = Store(room.folder).submitted("kim", UNIT)
    path.parent.mkdir(parents=True)
    path.write_text("20")
    room.run()
    assert room.placed == "40"
    assert sorted(room.graded) == ["20", "30", "40"]
    assert len(list((room.folder / "versions" / "kim" / UNIT).glob("*.ipynb"))) == 3, "nothing is lost"
