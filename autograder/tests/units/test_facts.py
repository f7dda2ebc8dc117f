"""Is every number in a unit's texts computed, and right?"""

from __future__ import annotations

from autograder.authoring.unit import Unit
from autograder.release.audit.facts import Facts


def test_every_marked_number_is_right(unit: Unit) -> None:
    """Does each marked number or statement equal what its function, or the output of its demo, gives?"""
    facts = Facts(unit)
    wrong = [item for item in facts.judged() if item.problem]
    assert not wrong, "\n".join(
        f"{item.claim.file}:{item.claim.line}: {item.claim.text}: {item.problem} {item.value!r}" for item in wrong
    )
    assert not facts.unused()


def test_no_number_goes_without_a_mark(unit: Unit) -> None:
    """Is every number in prose, quiz, hints and diagnoses marked, or listed as given?"""
    assert not Facts(unit).unmarked()
