"""Does asking all exercises in one snapshot first give and take no point?"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.authoring.vocabulary import Exercise, Mistake
from autograder.judge.cases import draw, find_problem
from autograder.judge.pool import MAX_BANK, SETS, Judged, Pool, Questions, which
from autograder.judge.shelf import Shelf
from autograder.judge.verdict import FIRST_SECONDS, UnitVerdict, judge_unit
from npml.core import wire
from npml.core.program import Outcome, run
from npml.core.steps import Step
from npml.errors import SandboxError, SandboxTimeout

from .test_verdict import EXERCISE, OTHER, SEED, FakeUnit, Zone, double

SECRET = b"a secret of the tests, 32 bytes."
UNIT = FakeUnit(exercises=(EXERCISE, OTHER))
NAMES = {"double": double, "quiz_answers": {1: 2}}
ALONE = ["double", "twice"]


class PackedZone(Zone):
    """A zone that answers packed requests, too; ``spoil`` changes what it sends."""

    def __init__(
        self, first: Callable[[tuple[Step, ...]], list[Outcome]], then: Callable[[tuple[Step, ...]], list[Outcome]],
        spoil: Callable[[list[tuple[bytes, bytes]]], list[tuple[bytes, bytes]]] = lambda answers: answers,
    ) -> None:  # fmt: skip
        super().__init__(lambda steps, _: then(steps))
        self._first, self._spoil = first, spoil
        self.together: list[str] = []

    def ask_together(self, request: wire.Request) -> tuple[bytes, list[tuple[bytes, bytes]]]:
        self.together.append(self.names)
        frame = request.frame("7", self.names)
        header, _ = wire.frame_lengths(frame[: wire.PREFIX.size])
        start = wire.PREFIX.size
        tree, buffers = wire.unpack_frame(frame[start : start + header], frame[start + header :])
        frames = []
        for at, case in enumerate(tree["cases"]):
            steps = wire.unpack_steps(case, buffers)
            answer, raw = wire.pack_outcomes(self._first(steps), steps)
            frames.append(wire.pack_frame({"to": tree["number"], "case": at, "outcomes": answer}, raw))
        body = wire.pack_frames(frames)[start:]
        return b'{"t":{"to":"7","case":', self._spoil(list(wire.unpack_frames(body)))


def judged(zone: Zone, keep_records: bool = False, exercises: tuple[Exercise, ...] = (EXERCISE, OTHER)) -> UnitVerdict:
    unit = FakeUnit(exercises=exercises)
    return judge_unit(unit, zone, SEED, None, Pool(SECRET), keep_records=keep_records)  # type: ignore[arg-type]


def right(steps: tuple[Step, ...]) -> list[Outcome]:
    return run(steps, NAMES)


def wrong(steps: tuple[Step, ...]) -> list[Outcome]:
    return run(steps, {**NAMES, "double": lambda x: 3.0 * x})


def scores(verdict: UnitVerdict) -> list[float]:
    return [item.score for item in verdict.exercises]


def test_what_is_right_needs_one_snapshot_and_no_second_asking() -> None:
    zone = PackedZone(right, right)
    verdict = judged(zone)
    assert (scores(verdict), zone.opened, zone.closed) == ([10, 5, 10], ["quiz"], ["quiz"])
    assert zone.together == ["double"] * 3 + ["twice"] and len(zone.asked) == 1  # the quiz
    assert zone.granted[1:] == [FIRST_SECONDS, OTHER.deadline] and OTHER.deadline < FIRST_SECONDS < EXERCISE.deadline
    assert [(item.name, item.points, item.passed, item.problem) for item in verdict.exercises[0].categories] == [
        ("경계", 3, True, ""), ("값", 5, True, ""), ("부작용", 2, True, ""),
    ]  # fmt: skip


def test_what_is_not_right_there_is_asked_again_in_a_snapshot_of_its_own() -> None:
    zone = PackedZone(wrong, right)
    assert (scores(judged(zone)), zone.opened) == ([10, 5, 10], ["quiz", *ALONE])
    assert zone.together == ALONE  # the core is asked first, and without it no more
    assert zone.granted[2:] == [EXERCISE.deadline, OTHER.deadline, OTHER.deadline]


def test_what_is_wrong_twice_has_the_verdict_that_it_always_had() -> None:
    zone = PackedZone(wrong, wrong)
    assert judged(zone).exercises == judged(PackedZone(wrong, wrong), keep_records=True).exercises
    assert zone.closed.count("quiz") == 1


def read(questions: Questions, outcomes: list[Outcome], at: int = 0) -> Judged:
    tree, raw = wire.pack_outcomes(outcomes, questions[at].case.steps)
    frame = wire.pack_frame({"to": "7", "case": at, "outcomes": tree}, raw)
    header, _ = wire.frame_lengths(frame[: wire.PREFIX.size])
    start = wire.PREFIX.size
    return questions.read(at, b'{"t":{"to":"7","case":', frame[start : start + header], frame[start + header :])


def test_an_answer_is_judged_once_and_by_all_of_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def judges(*args: Any) -> Any:
        asked.append(args)
        return find_problem(*args)

    (core,) = [category for category in EXERCISE.categories if category.core]
    questions = Pool(SECRET).questions(UNIT, EXERCISE, core, SEED)  # type: ignore[arg-type]
    monkeypatch.setattr("autograder.judge.pool.find_problem", judges)
    want = list(questions[0].want)
    assert (read(questions, want).problem, read(questions, want).recognised, len(asked)) == (None, True, 0)
    off = [replace(want[0], value=want[0].value * 3.0)]
    first, again = read(questions, off), read(questions, off)
    assert first.problem == again.problem and first.problem is not None and first.problem.kind == "value"
    assert len(asked) == 1
    assert not again.recognised and np.array_equal(again[0].value, off[0].value) and len(again) == 1
    for other in ([replace(off[0], value=off[0].value * 3.0)], [replace(off[0], warned=("overflow",))]):
        asked.clear()
        assert read(questions, other).problem is not None and len(asked) == 1
    monkeypatch.setattr("autograder.judge.pool.MAX_JUDGED", len(questions._judged))
    read(questions, [replace(off[0], warned=("invalid",))])
    assert len(questions._judged) == 1


@pytest.mark.parametrize("error", [SandboxTimeout, SandboxError])
def test_a_shared_snapshot_that_fails_is_not_used_again(error: type[Exception]) -> None:
    def dies(steps: tuple[Step, ...]) -> list[Outcome]:
        raise error("lost")

    zone = PackedZone(dies, right)
    assert scores(judged(zone)) == [10, 5, 10]
    assert zone.opened == ["quiz", "double", "twice", "twice"] and sorted(zone.closed) == sorted(zone.opened)


FORGED: dict[str, Callable[[list[tuple[bytes, bytes]]], list[tuple[bytes, bytes]]]] = {
    "to another question": lambda answers: [(text.replace(b'"7"', b'"8"'), body) for text, body in answers],
    "to another case": lambda answers: [(text.replace(b'"case":0', b'"case":1'), body) for text, body in answers],
    "no JSON": lambda answers: [(text[:-1], body) for text, body in answers],
    "no outcomes": lambda answers: [(text[: text.index(b"outcomes")] + b'x":1},"s":[]}', b"") for text, _ in answers],
    "other sizes": lambda answers: [(text, body[:-8]) for text, body in answers],
    "a list": lambda answers: [(b'{"t":[],"s":[]}', b"") for _ in answers],
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_answer_is_none(how: str) -> None:
    zone = PackedZone(right, wrong, FORGED[how])
    assert scores(judged(zone)) == [0, 0, 10]
    assert set(ALONE) <= set(zone.opened)


def test_explain_asks_each_exercise_in_a_snapshot_of_its_own() -> None:
    zone = PackedZone(right, right)
    assert scores(judged(zone, keep_records=True)) == [10, 5, 10]
    assert not zone.together and all(item.records for item in judged(zone, keep_records=True).exercises[:2])


def test_later_states_of_the_names_are_asked_as_ever() -> None:
    zone = PackedZone(wrong, lambda steps: right(steps) if zone.names in ("quiz", "") else wrong(steps))
    zone.states, zone.rebound = {"double": ["double", ""]}, {"double": {"np": 4}}
    found = judged(zone, exercises=(EXERCISE,)).exercises[0]
    assert (found.score, found.counted, found.rebound) == (10, "end", (("np", 4),))
    zone = PackedZone(right, wrong)
    zone.rebound = {"double": {"np": 4}}
    assert judged(zone, exercises=(EXERCISE,)).exercises[0].rebound == (("np", 4),)


# --- the pool -------------------------------------------------------------------------------------


def test_students_share_sets_but_nobody_can_tell_which() -> None:
    seeds = [bytes([at]) * 32 for at in range(200)]
    numbers = [tuple(which(seed, "double", category.name) for category in EXERCISE.categories) for seed in seeds]
    assert {number for found in numbers for number in found} == set(range(SETS))
    assert len(set(numbers)) > SETS  # each category has a set of its own
    assert numbers == [tuple(which(seed, "double", category.name) for category in EXERCISE.categories) for seed in seeds]


def inputs(pool: Pool, seed: bytes) -> list[Any]:
    (core,) = [category for category in EXERCISE.categories if category.core]
    return [item.case.steps[0].args[0] for item in pool.hidden(UNIT, EXERCISE, core, seed)]  # type: ignore[arg-type, attr-defined]


def test_another_secret_or_another_set_gives_other_inputs() -> None:
    pool = Pool(SECRET)
    first, second = (next(seed for at in range(99) if which(seed := bytes([at]) * 32, "double", "값") == n) for n in (0, 1))
    assert all(np.array_equal(a, b) for a, b in zip(inputs(pool, first), inputs(Pool(SECRET), first), strict=True))
    for other in (inputs(pool, second), inputs(Pool(SECRET[::-1]), first)):
        assert not any(np.array_equal(a, b) for a, b in zip(inputs(pool, first), other, strict=True))


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.judge.pool.MAX_ARRAYS", 400)
    pool = Pool(SECRET)
    for at in range(50):
        inputs(pool, bytes([at]) * 32)
    assert len(pool._kept) < SETS
    assert sum(found.size for found in pool._kept.values()) == pool._size <= 400


def test_what_mistakes_give_is_bounded() -> None:
    pool = Pool(SECRET)
    first, second = pool.hidden(UNIT, EXERCISE, EXERCISE.categories[1], SEED)[:2]  # type: ignore[arg-type]
    half = [Outcome(value=np.zeros(MAX_BANK // 16 + 1))]
    one, other = (Mistake("double", key, "", None) for key in "ab")
    first.bank[one] = half
    assert one in first.bank
    second.bank[other] = half
    assert one not in first.bank and other in second.bank


# --- the shelf ----------------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "pool", b"k" * 32)


def files(folder: Path) -> list[Path]:
    return sorted((folder / "pool").iterdir()) if (folder / "pool").is_dir() else []


def test_what_is_kept_is_secret_and_found_again(shelf: Shelf, tmp_path: Path) -> None:
    assert shelf.get("a") is None
    shelf.put("a", b"one")
    shelf.put("b", b"")
    assert (shelf.get("a"), shelf.get("b"), shelf.get("c")) == (b"one", b"", None)
    assert [stat.S_IMODE(path.stat().st_mode) for path in files(tmp_path)] == [0o600] * 2
    assert stat.S_IMODE((tmp_path / "pool").stat().st_mode) == 0o700
    assert Shelf(tmp_path / "pool", b"l" * 32).get("a") is None


@pytest.mark.parametrize("harm", ["cut", "changed", "emptied", "another's", "a link", "a pipe", "a folder"])
def test_what_is_damaged_counts_as_missing_and_is_made_anew(shelf: Shelf, tmp_path: Path, harm: str) -> None:
    shelf.put("a", b"one")
    shelf.put("b", b"two")
    path, other = shelf._path("a"), shelf._path("b")
    raw = path.read_bytes()
    if harm in ("cut", "changed", "emptied"):
        path.write_bytes({"cut": raw[:-1], "changed": raw[:-1] + b"x", "emptied": b""}[harm])
    elif harm == "another's":
        path.write_bytes(other.read_bytes())
    else:
        path.unlink()
        if harm == "a link":
            path.symlink_to(other)
        elif harm == "a pipe":
            os.mkfifo(path)
        else:
            path.mkdir()
    assert shelf.get("a") is None
    shelf.put("a", b"anew")
    assert shelf.get("a") == (None if harm == "a folder" else b"anew")


def test_the_shelf_is_bounded_and_a_full_disk_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.judge.shelf.MAX_FILES", 10)
    monkeypatch.setattr("autograder.judge.shelf.LOOK_EVERY", 5)
    shelf = Shelf(tmp_path / "pool", b"k" * 32)
    for at in range(60):
        shelf.put(str(at), b"x")
    assert 0 < len(files(tmp_path)) <= 15
    assert shelf.get("59") == b"x"
    (tmp_path / "taken").write_text("no folder")
    closed = Shelf(tmp_path / "taken", b"k" * 32)
    closed.put("a", b"one")
    assert closed.get("a") is None


def test_a_set_from_the_shelf_needs_no_drawing_for_what_is_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(tmp_path / "pool", b"k" * 32)
    unit = FakeUnit(exercises=(EXERCISE, OTHER), fingerprint="f")

    def found(zone: Zone, kept: Shelf) -> UnitVerdict:
        return judge_unit(unit, zone, SEED, None, Pool(SECRET, kept), keep_records=False)  # type: ignore[arg-type]

    before = found(PackedZone(right, wrong), shelf)
    drawn: list[str] = []

    def noted(*args: Any) -> Any:
        drawn.append(args[2].name)
        return draw(*args)

    monkeypatch.setattr("autograder.judge.pool.draw", noted)
    again = found(PackedZone(right, wrong), shelf)
    assert again == before and drawn == []
    for path in files(tmp_path):
        path.write_bytes(b"spoilt")
    assert found(PackedZone(right, wrong), shelf) == before and len(drawn) == 4
    wronged = found(PackedZone(wrong, wrong), shelf)
    assert wronged == found(PackedZone(wrong, wrong), Shelf(tmp_path / "empty", b"k" * 32))
