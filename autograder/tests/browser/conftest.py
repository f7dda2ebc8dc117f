"""JupyterLab on the sample unit and on the course's units; skipped where there is no Chromium."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring.unit import Unit
from autograder.release.release import notebook_files, package_files, write_files
from npml.core.marks import package_of

from .lab import CHROMIUM, Notebook, browser, jupyter_lab

SAMPLE = Path(__file__).parents[1] / "student" / "sample" / "94_sample"
REASON = "chromium이 없어요. 데비안에서는 apt-get install chromium으로 설치할 수 있어요."
Open = Callable[[str], Notebook]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    able = bool(CHROMIUM) and importlib.util.find_spec("playwright") is not None
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            if not able:
                item.add_marker(pytest.mark.skip(reason=REASON))


@pytest.fixture(scope="session")
def sample() -> Unit:
    """The sample unit with its solutions."""
    return Unit(SAMPLE)


@pytest.fixture(scope="session")
def served(sample: Unit, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A student's copy of the course: the sample unit and the units there are."""
    folder = tmp_path_factory.mktemp("student")
    write_files(folder / sample.name, notebook_files(sample))
    for item in sorted((root / "course").glob("[0-9][0-9]_*")):
        (shutil.copytree if item.is_dir() else shutil.copy)(item, folder / item.name)
    return folder


@pytest.fixture(scope="package")  # not longer: an open JupyterLab takes a quarter of a core
def page_and_address(served: Path, sample: Unit, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, str]]:
    """One JupyterLab and one browser for all tests."""
    packages = tmp_path_factory.mktemp("packages")
    write_files(packages / package_of(sample.name), package_files(sample))
    with (
        jupyter_lab(served, tmp_path_factory.mktemp("settings"), packages) as address,
        browser(tmp_path_factory.mktemp("profile")) as page,
    ):
        yield page, address


@pytest.fixture
def lesson(page_and_address: tuple[Any, str], served: Path, root: Path) -> Iterator[tuple[Notebook, Path]]:
    """A copy of a unit's lesson.py as in a clone of the repository, opened as a notebook from the file browser."""
    page, address = page_and_address
    clone, unit = served / "clone", "01_linear_regression"
    shutil.copytree(root / "course" / unit, clone / "course" / unit)
    shutil.copytree(root / "solutions" / unit, clone / "solutions" / unit)
    shutil.copy(root / "solutions" / "jupytext.toml", clone / "solutions")
    path = clone / "solutions" / unit / "lesson.py"
    book = Notebook(page, address, str(path.relative_to(served)), menu="노트북")
    yield book, path
    book.close()


@pytest.fixture
def open_notebook(page_and_address: tuple[Any, str], served: Path) -> Iterator[Open]:
    """Opens a unit's notebook by the unit's name, with a fresh kernel; at the end stops it and undoes what was saved."""
    page, address = page_and_address
    opened: list[Notebook] = []
    before: dict[Path, bytes] = {}

    def open_unit(name: str) -> Notebook:
        path = served / name / f"{name}.ipynb"
        before.setdefault(path, path.read_bytes())
        opened.append(Notebook(page, address, f"{name}/{name}.ipynb"))
        return opened[-1]

    yield open_unit
    for book in opened:
        book.close()
    for path, content in before.items():
        path.write_bytes(content)
