"""Do imports point down only, without a circle?  Read from the code's own imports, those inside functions, too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograder

SRC = Path(autograder.__file__).parent
#: From the ground up; a room may use those before it, and nothing beside or above it.
FLOORS = (
    "errors", "lean", "core", "authoring", "student", "widgets", "inside", "sandbox", "judge", "grading", "release", "gradebook",
    "batch", "sample_class", "cli",
)  # fmt: skip


def modules() -> dict[str, Path]:
    """Every module below the package by its dotted name, the packages' own under theirs."""
    files = (path for path in SRC.rglob("*.py") if "template" not in path.parts)
    return {".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__"): path for path in files}


MODULES = modules()


def imports_of(name: str) -> Iterator[str]:
    """The package's modules that a module imports."""
    path = MODULES[name]
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom):
            continue
        if node.level:
            base = package[: len(package) - node.level + 1] + (node.module or "").split(".")
        elif (node.module or "").split(".")[0] == "autograder":
            base = (node.module or "").split(".")[1:]
        else:
            continue
        start = ".".join(part for part in base if part)
        for alias in node.names:
            inner = f"{start}.{alias.name}".lstrip(".")
            yield inner if inner in MODULES else start


def test_every_room_has_its_floor() -> None:
    rooms = {name.split(".")[0] for name in MODULES} - {"__init__"}
    assert rooms == set(FLOORS)


@pytest.mark.parametrize("name", sorted(MODULES.keys() - {"__init__"}))
def test_imports_point_down(name: str) -> None:
    """Is whatever a module uses of another room on a lower floor?"""
    mine = name.split(".")[0]
    for other in imports_of(name):
        room = other.split(".")[0]
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
