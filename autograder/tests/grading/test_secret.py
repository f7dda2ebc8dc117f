"""The secret of hidden inputs: one for ever, its owner's only, wherever it lies."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest

from autograder.grading.secret import BYTES, kept_secret
from npml.core.folders import user_folder
from npml.errors import UsageError


def test_it_is_made_once_and_is_its_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "class" / "secret"
    secret = kept_secret(path)
    assert (len(secret), kept_secret(path)) == (BYTES, secret)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert list(path.parent.iterdir()) == [path]


def test_a_file_system_without_links_has_one_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    path = tmp_path / "secret"
    secret = kept_secret(path)
    assert kept_secret(path) == secret
    assert list(tmp_path.iterdir()) == [path]


def test_of_two_first_runs_both_have_the_secret_that_was_there_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret"
    link = os.link

    def late(source: str, target: Path) -> None:
        Path(target).write_text("ab" * BYTES, encoding="ascii")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    assert kept_secret(path) == b"\xab" * BYTES
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("text", ["", "abc", "ab" * 31, "no secret"])
def test_a_broken_one_is_named_and_kept(tmp_path: Path, text: str) -> None:
    path = tmp_path / "secret"
    path.write_text(text, encoding="ascii")
    with pytest.raises(UsageError, match=str(path)):
        kept_secret(path)
    assert path.read_text(encoding="ascii") == text


def test_without_a_home_no_folder_called_tilde_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_state_path", lambda *_, **__: Path("~/.local/state/x"))
    with pytest.raises(RuntimeError):
        user_folder()
