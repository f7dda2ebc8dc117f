"""A lone notebook in an empty folder, with the versions of Colab and with the lowest: does the wheel serve all units?

The environments are made by `make test-student`; without them the tests are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from packaging.requirements import Requirement

from autograder.authoring.unit import find_units
from autograder.release.bundle import build_wheel
from autograder.release.project import Project

pytestmark = pytest.mark.platforms
ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).parent
UNITS = [unit.name for unit in find_units(ROOT / "solutions")]


class Environment:
    """An environment with pinned versions and without npml, which the first notebook installs."""

    def __init__(self, name: str) -> None:
        self.name = name
        scripts = "Scripts" if sys.platform == "win32" else "bin"
        self.python = ROOT / f".venv-{name}" / scripts / "python"
        if not self.python.exists():
            pytest.skip(f"there is no .venv-{name}: make test-student makes it")

    def versions(self) -> dict[str, str]:
        """What is installed, by name."""
        lines = self.run("-m", "pip", "list", "--format=freeze").splitlines()
        return {name.lower(): version for name, _, version in (line.partition("==") for line in lines)}

    def run(self, *arguments: str) -> str:
        """What this environment's Python prints."""
        return subprocess.run([self.python, *arguments], capture_output=True, text=True, check=True).stdout

    def execute(self, book: NotebookNode, folder: Path, **environment: str) -> NotebookNode:
        """Run a notebook in this environment's kernel."""
        home = folder.parent / "home"
        spec = home / "kernels" / self.name
        spec.mkdir(parents=True, exist_ok=True)
        argv = [str(self.python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        (spec / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": self.name, "language": "python"}))
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("AUTOGRADER", "NPML", "PYTHON"))}
        client = NotebookClient(book, kernel_name=self.name, timeout=300, resources={"metadata": {"path": str(folder)}})
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("JUPYTER_PATH", str(home))
            ran: NotebookNode = client.execute(env={**kept, "HOME": str(home), "VIRTUAL_ENV": "", **environment})
        return ran


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The student's wheel of what is here now."""
    return build_wheel(Project(ROOT), tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session", params=["colab", "floor"])
def environment(request: pytest.FixtureRequest) -> Iterator[Environment]:
    """Each environment, at first without npml."""
    made = Environment(request.param)
    made.run("-m", "pip", "uninstall", "-q", "-y", "npml")
    yield made
    made.run("-m", "pip", "uninstall", "-q", "-y", "npml")


def solved(unit: str) -> NotebookNode:
    """The released notebook with the instructor's answers in its cells."""
    book: NotebookNode = nbformat.read(ROOT / "course" / unit / f"{unit}.ipynb", as_version=4)
    answers = {
        cell["id"]: cell.source for cell in nbformat.read(ROOT / "solutions" / unit / f"{unit}.ipynb", as_version=4).cells
    }
    for cell in book.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = answers[cell["id"]]
    return book


@pytest.mark.parametrize("unit", UNITS)
def test_a_lone_solved_notebook_passes(unit: str, environment: Environment, wheel: Path, tmp_path: Path) -> None:
    """Does each check say that the answer is right, with nothing beside the notebook but the wheel, and nothing replaced?"""
    folder = tmp_path / "한글 폴더 (1)"
    folder.mkdir()
    shutil.copy(wheel, folder)
    before = environment.versions()
    environment.execute(solved(unit), folder, NBGRADER_VALIDATING="1")
    after = environment.versions()
    assert {name: version for name, version in after.items() if name != "npml"} == {
        name: version for name, version in before.items() if name != "npml"
    }
    assert sorted(path.name for path in folder.iterdir()) == [wheel.name]


@pytest.mark.parametrize("unit", UNITS)
def test_a_lone_untouched_notebook_runs_to_its_end(
    unit: str, environment: Environment, wheel: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    shutil.copy(wheel, folder)
    book = nbformat.read(ROOT / "course" / unit / f"{unit}.ipynb", as_version=4)
    environment.execute(book, folder)


def test_without_the_wheel_the_first_cell_says_in_korean_what_to_do(environment: Environment, tmp_path: Path) -> None:
    environment.run("-m", "pip", "uninstall", "-q", "-y", "npml")
    unit = UNITS[0]
    book = nbformat.read(ROOT / "course" / unit / f"{unit}.ipynb", as_version=4)
    book.cells = [cell for cell in book.cells if cell.get("id") == "install-npml"]
    ran = environment.execute(book, tmp_path)
    said = "".join(output.get("text", "") for output in ran.cells[0].outputs if output.get("name") == "stdout")
    assert "이 노트북과 같은 폴더에 올린 다음 이 셀을 다시 실행하세요" in said


def test_the_lowest_versions_are_those_that_the_package_allows() -> None:
    metadata: dict[str, Any] = tomllib.loads((ROOT / "autograder" / "npml" / "pyproject.toml").read_text(encoding="utf-8"))
    allowed = {item.name: str(item.specifier) for item in map(Requirement, metadata["project"]["dependencies"])}
    lines = [line for line in (HERE / "floor.txt").read_text(encoding="utf-8").splitlines() if "==" in line]
    pinned = dict(line.split("==") for line in lines)
    for name, specifier in allowed.items():
        assert pinned[name].removesuffix(".0").removesuffix(".0") == specifier.removeprefix(">=").removesuffix(".0"), name
