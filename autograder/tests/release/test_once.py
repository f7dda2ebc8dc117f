"""Does `make test` leave out what has passed, and only that?"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from autograder.release.once import Passed, fingerprint


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    root = tmp_path / "clone"
    (root / "docs").mkdir(parents=True)
    (root / "code.py").write_text("x = 1\n")
    (root / "docs" / "읽기.md").write_text("글\n")
    (root / ".gitignore").write_text("kept/\n*.pyc\n")
    git(root, "init", "-q")
    git(root, "add", "-A")
    return root


@pytest.fixture
def passed(clone: Path) -> Passed:
    """Of a clone in which the tests have just passed."""
    found = Passed(clone, clone / "kept")
    assert found.since("tests") is None
    assert found.record("tests")
    return found


def test_what_has_passed_is_left_out_until_something_changes(clone: Path, passed: Passed) -> None:
    assert passed.since("tests") is not None
    (clone / "code.pyc").write_text("ignored")
    assert passed.since("tests") is not None
    assert passed.since("other") is None


@pytest.mark.parametrize("change", ["edited", "added", "deleted", "linked", "executable"])
def test_any_change_runs_it_again(clone: Path, passed: Passed, change: str) -> None:
    code = clone / "code.py"
    if change == "edited":
        code.write_text("x = 2\n")
    elif change == "added":
        (clone / "docs" / "new.py").write_text("")
    elif change == "executable":
        code.chmod(0o755)
    else:
        code.unlink()
    if change == "linked":
        code.symlink_to("docs")
    assert passed.since("tests") is None
    if change == "edited":  # back to what has passed: but another state has been tried since, and may have failed
        code.write_text("x = 1\n")
        assert passed.since("tests") is None


def test_another_environment_runs_it_again(passed: Passed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOGRADER_FUZZ", "7")
    assert passed.since("tests") is None


def test_another_set_of_packages_or_programs_runs_it_again(passed: Passed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.release.once.shutil.which", lambda name: None)
    assert passed.since("tests") is None
    assert passed.record("tests")
    monkeypatch.setattr("autograder.release.once.distributions", list)
    assert passed.since("tests") is None


def test_what_failed_or_changed_meanwhile_is_not_kept(clone: Path) -> None:
    passed = Passed(clone, clone / "kept")
    assert passed.since("tests") is None
    assert passed.since("tests") is None  # it failed: nothing was recorded
    (clone / "code.py").write_text("x = 3\n")
    assert not passed.record("tests")
    assert passed.since("tests") is None
    assert passed.record("tests")
    assert passed.since("tests") is not None


def test_nothing_is_recorded_that_was_not_begun(clone: Path) -> None:
    passed = Passed(clone, clone / "kept")
    assert not passed.record("tests")
    assert passed.since("tests") is None


def test_without_git_everything_runs(tmp_path: Path) -> None:
    assert fingerprint(tmp_path) == ""
    passed = Passed(tmp_path, tmp_path / "kept")
    assert passed.since("tests") is None
    assert not passed.record("tests")
    assert passed.since("tests") is None
