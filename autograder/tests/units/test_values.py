"""Are the values that the build ships the same on every build, also where a mistake draws at random?"""

from __future__ import annotations

from autograder.authoring.unit import Unit
from autograder.release.checks import visible_values
from autograder.release.notebooks import canonical_json


def test_two_builds_ship_the_same_values(unit: Unit) -> None:
    """Loaded twice, since a bank may count its calls."""
    again = Unit(unit.folder)
    assert canonical_json(visible_values(Unit(unit.folder))) == canonical_json(visible_values(again))
