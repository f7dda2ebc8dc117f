"""Does every small change of a reference lose points, unless it is shown to change nothing?"""

from __future__ import annotations

from autograder.authoring.unit import Unit
from autograder.release.audit.mutants import survey


def test_no_mutant_survives_unexplained(unit: Unit) -> None:
    """Are all survivors in equivalent.toml, with a reason, and is nothing listed that does not survive?"""
    result = survey(unit)
    assert result.total > 0
    assert not [f"{mutant.exercise}: {mutant.change}" for mutant in result.survivors]
    assert not result.stale
