"""Do imports point down only, without a circle?  Read from the code's own imports, those inside functions, too."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograder
import npml

PACKAGES = {str(package.__name__): Path(str(package.__file__)).parent for package in (npml, autograder)}
#: From the ground up; a room may use those before it, and nothing beside or above it.  The grader stands on the student's side.
FLOORS = (
    "npml.errors", "npml.core", "npml.intake", "npml.student", "npml.widgets", "npml.lab",
    "autograder.lean", "autograder.deadline", "autograder.course", "autograder.authoring", "autograder.inside", "autograder.sandbox", "autograder.judge",
    "autograder.grading", "autograder.collecting", "autograder.release", "autograder.gradebook", "autograder.batch", "autograder.similarity",
    "autograder.returning", "autograder.reporting",
    "autograder.sample_class", "autograder.cli",
)  # fmt: skip
#: What units import of `npml` is no business of a floor: they are made by the release, and stand above it.
UNIT = re.compile(r"npml\.unit\d\d(\.|$)")


def modules() -> dict[str, Path]:
    """Every module below the packages by its dotted name, a package's own under the package's."""
    found = {}
    for package, folder in PACKAGES.items():
        for path in folder.rglob("*.py"):
            name = ".".join((package, *path.relative_to(folder).with_suffix("").parts)).removesuffix(".__init__")
            if "template" not in path.parts and not UNIT.match(name):
                found[name] = path
    return found


MODULES = modules()


def imports_of(name: str) -> Iterator[str]:
    """The modules of ours that a module imports."""
    path = MODULES[name]
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom):
            continue
        base = package[: len(package) - node.level + 1] if node.level else []
        start = ".".join([*base, *((node.module or "").split(".") if node.module else [])])
        if start.partition(".")[0] not in PACKAGES:
            continue
        for alias in node.names:
            inner = f"{start}.{alias.name}"
            yield inner if inner in MODULES else start


def room_of(name: str) -> str:
    """``npml.core`` for ``npml.core.values``."""
    return ".".join(name.split(".")[:2])


def test_every_room_has_its_floor() -> None:
    assert {room_of(name) for name in MODULES} - PACKAGES.keys() == set(FLOORS)


@pytest.mark.parametrize("name", sorted(MODULES.keys() - PACKAGES.keys()))
def test_imports_point_down(name: str) -> None:
    """Is whatever a module uses of another room on a lower floor?"""
    mine = room_of(name)
    for other in imports_of(name):
        room = room_of(other)
        if room not in PACKAGES:
            assert room == mine or FLOORS.index(room) < FLOORS.index(mine), f"{name} imports {other}"


def test_no_modules_go_in_a_circle() -> None:
    """Can the modules be put in an order in which each comes after what it imports?"""
    left = {name: {other for other in imports_of(name) if other in MODULES and other != name} for name in MODULES}
    while free := {name for name, needs in left.items() if not needs & left.keys()}:
        for name in free:
            del left[name]
    assert not left, f"in a circle: {sorted(left)}"


def test_no_module_has_the_name_of_one_of_pythons_own() -> None:
    import sys

    names = {name.split(".")[-1] for name in MODULES}
    assert not names & sys.stdlib_module_names
