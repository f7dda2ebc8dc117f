"""Does the student's side run on Windows in Korean and in a browser?  Both are imitated: what they lack is taken away."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from npml.core import folders
from npml.student.unitfile import load

SCRIPT = Path(__file__).with_name("elsewhere.py")
PASSED = "모든 단계를 통과했어요"


def perform(system: str, notebook: Path, folder: Path, **extra: str) -> str:
    """Run a notebook's cells as on another system and return what they print."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
    env |= {"AUTOGRADER_STRICT": "1", "AUTOGRADER_STATE": str(folder / "progress.json"), **extra}
    done = subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", SCRIPT, system, notebook], cwd=folder, env=env, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-3000:]
    return done.stdout.decode(extra.get("PYTHONIOENCODING", "utf-8"))


@pytest.fixture(scope="module")
def korean_windows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Variables with which Python reads and writes CP949 where no encoding is named, as on Windows in Korean."""
    folder = tmp_path_factory.mktemp("locale")
    made = shutil.which("localedef") and subprocess.run(
        ["localedef", "--no-warnings=ascii", "-i", "ko_KR", "-f", "EUC-KR", folder / "ko_KR.EUC-KR"], capture_output=True, check=False
    )  # fmt: skip
    if not made or not (folder / "ko_KR.EUC-KR").is_dir():
        pytest.skip("localedef나 EUC-KR 문자표가 없어요. 데비안에서는 apt-get install locales로 설치할 수 있어요.")
    return {"LOCPATH": str(folder), "LC_ALL": "ko_KR.EUC-KR", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp949"}


def test_solved_on_windows(root: Path, tmp_path: Path, korean_windows: dict[str, str]) -> None:
    unit = "08_convolution"  # with a picture
    said = perform("windows", root / "solutions" / unit / f"{unit}.ipynb", tmp_path, **korean_windows)
    assert said.count(PASSED) == exercises(unit)


def test_blank_on_windows_where_files_are_ascii(root: Path, tmp_path: Path) -> None:
    """Is every file read with its own encoding, whatever the system's is?"""
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp949"}
    said = perform(
        "windows", root / "course" / "09_softmax_cross_entropy" / "09_softmax_cross_entropy.ipynb", tmp_path, **env
    )
    assert "?" in said  # ✗ is not in CP949
    assert PASSED not in said


def test_solved_in_a_browser(root: Path, tmp_path: Path) -> None:
    unit = "03_kmeans"
    said = perform("browser", root / "solutions" / unit / f"{unit}.ipynb", tmp_path, PYTHONUTF8="1")
    assert said.count(PASSED) == exercises(unit)


def test_records_in_a_browser(root: Path, tmp_path: Path) -> None:
    unit = "06_adam"
    perform("browser", root / "solutions" / unit / f"{unit}.ipynb", tmp_path, PYTHONUTF8="1", AUTOGRADER_STRICT="")
    stored = json.loads((tmp_path / "progress" / f"{unit}.json").read_text(encoding="utf-8"))
    assert set(stored["checks"].values()) == {"passed"}


def test_a_browser_keeps_records_among_its_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(folders, "_DRIVE", tmp_path)
    assert folders.user_folder() != tmp_path / ".npml"
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert folders.user_folder() == tmp_path / ".npml"


def exercises(unit: str) -> int:
    """How many exercises and discoveries a unit has: all that is checked."""
    from importlib.util import find_spec

    found = find_spec(f"npml.unit{unit[:2]}")
    assert found is not None
    assert found.origin is not None
    return len(load(Path(found.origin).with_name("checks.json")).checked)
