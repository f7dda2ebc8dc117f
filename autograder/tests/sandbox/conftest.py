"""The real engine with small limits, so that what hangs is quick to find out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from autograder.sandbox import CellSource, Execution, Limits, Sandbox
from npml.core.marks import package_of

UNIT = "09_toy"
SMALL = Limits(
    cell_seconds=2.0, notebook_seconds=12.0, definitions_seconds=6.0, memory_bytes=700 << 20, address_bytes=600 << 20,
    processes=24, files=64, file_bytes=8 << 20, home_bytes=16 << 20, output_bytes=1 << 20, output_count=50,
)  # fmt: skip


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of a course with one unit, beside things that must stay secret."""
    root = tmp_path_factory.mktemp("site")
    (root / "solutions" / UNIT).mkdir(parents=True)
    (root / "solutions" / UNIT / "hidden.py").write_text("SECRET = 1")
    (root / "gradebook.db").write_text("secret")
    package = root / "packages" / package_of(UNIT)
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "tool.py").write_text("ANSWER = 42\n")
    (package / "checks.json").write_text("{}")
    (root / "packages" / "notes.txt").write_text("not released to the zone")
    return root / "packages"


@pytest.fixture(scope="session")
def sandbox(packages: Path) -> Iterator[Sandbox]:
    """One warm zygote for all tests, as in a worker."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed: the real engine cannot run")
    with Sandbox(packages, limits=SMALL) as made:
        yield made


def cells_of(*sources: str) -> list[CellSource]:
    """Code cells numbered from 0."""
    return [CellSource(index, source) for index, source in enumerate(sources)]


@pytest.fixture
def run(sandbox: Sandbox) -> Iterator[Callable[..., Execution]]:
    """Run cells; the definitions are the given cells, or the first, or other texts for some."""
    opened: list[Execution] = []

    def execute(*sources: str, definitions: Sequence[int] | dict[int, str] = (0,)) -> Execution:
        cells = cells_of(*sources)
        if isinstance(definitions, dict):
            kept = [CellSource(index, source) for index, source in definitions.items()]
        else:
            kept = [cells[index] for index in definitions]
        execution = sandbox.execute(UNIT, cells, kept)
        opened.append(execution)
        return execution

    yield execute
    for execution in opened:
        execution.close()
