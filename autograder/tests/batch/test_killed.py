"""A coordinator that is killed with SIGKILL and started again: is the gradebook that of an undisturbed run?"""

from __future__ import annotations

import os
import pickle
import select
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from autograder.batch import grade_here

from .conftest import Class

KILLING = Path(__file__).with_name("killing.py")


def program(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run `killing`."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, str(KILLING), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def options(whole: Class, *more: str) -> Sequence[str]:
    """Of ``autograder grade``."""
    return ["--root", str(whole.project), "--class-dir", str(whole.room.root), *more]


@pytest.mark.parametrize("some", [3, pytest.param(5, marks=pytest.mark.soak)])
def test_recording_can_be_killed_between_any_two_steps(
    fresh: Callable[..., Class], undisturbed: dict[str, Any], tmp_path: Path, some: int
) -> None:
    """Every moment of recording so many is tried: right, wrong, another right, a rejected and an untouched one, two a batch."""
    whole = fresh()
    with whole.config().engine() as engine:
        results = list(grade_here(whole.jobs(), engine))[:some]
    (tmp_path / "results").write_bytes(pickle.dumps(results))
    done = program("record", tmp_path / "results", whole.room.root)
    assert done.returncode == 0, done.stderr[-3000:]
    # Each batch with at least a commit, a statement and two sides of a renaming for each submission.
    assert int(done.stdout) > 2 * some + (some + 1) // 2 * 8


def test_making_a_class_can_be_killed(project: Path, tmp_path: Path) -> None:
    done = program("prepare", project / "solutions", tmp_path / "class", 37, 2)
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout) >= 2


@pytest.mark.parametrize("moment", [pytest.param(1, marks=pytest.mark.soak), 4])
def test_a_run_with_workers_can_be_killed(fresh: Callable[..., Class], undisturbed: dict[str, Any], moment: int) -> None:
    whole = fresh()
    done = program("grade", moment, *options(whole, "--workers", "2"))
    assert done.returncode == -9, done.stderr[-3000:]
    _wait_for(map(int, done.stdout.split()))
    assert whole.dump()["autograder_digest"] == moment - 1
    again = program("grade", 0, *options(whole, "--workers", "2"))
    assert again.returncode == 1, again.stderr[-3000:]  # some were rejected
    assert whole.dump() == undisturbed


def _wait_for(pids: Any) -> None:
    """Workers and sandboxes of a coordinator that was killed end by themselves."""
    for pid in pids:
        try:
            handle = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        ended = poll.poll(600_000)
        os.close(handle)
        assert ended, f"process {pid} lives on"


def test_a_class_that_was_never_prepared_is_graded_too(fresh: Callable[..., Class], undisturbed: dict[str, Any]) -> None:
    whole = fresh(register=False)
    done = program("random", 1, 3000, *options(whole, "--workers", "1"))
    assert done.returncode == -9, done.stderr[-3000:]
    program("grade", 0, *options(whole, "--workers", "1"))
    assert whole.dump() == undisturbed
