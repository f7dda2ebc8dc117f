"""Marked numbers: is what a text says computed, and is a wrong or an unmarked number found?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.authoring import over_seeds
from autograder.authoring.facts import unmarked
from autograder.authoring.unit import Unit
from autograder.release.assignment import student_notebook
from autograder.release.audit.facts import Facts, main
from autograder.release.audit.quantities import quantity_of, values_in
from autograder.release.notebooks import source_notebook


@pytest.mark.parametrize(
    ("text", "value", "right"),
    [
        ("12%", 0.1249, True),
        ("12%", 0.126, False),
        ("747억", 7.468e10, True),
        ("747억", 7.48e10, False),
        ("27만 개", 273_280, True),
        ("1,234", 1234.4, True),
        ("−0.28", -0.276, True),
        ("0.28", -0.276, False),
        ("7.4×10⁻¹¹", 7.36e-11, True),
        ("7.4×10⁻¹¹", 7.5e-11, False),
        (r"2.3 \times 10^{-4}", 2.31e-4, True),
        ("1/3", 1 / 3, True),
        ("40% 가까이", 0.38, True),
        ("40% 가까이", 0.41, False),
        ("12% 남짓", 0.125, True),
        ("12% 남짓", 0.119, False),
        ("7배 넘게", 7.3, True),
        ("7배 넘게", 8.3, False),
        ("약 200", 215, True),
        ("약 200", 225, False),
        ("두 배", 2.0, True),
        ("두 배", 2.1, False),
        ("열 번쯤", 10.6, True),
        ("절반", 0.5, True),
        ("0.0", 0.3, False),
        ("0", 1e-12, True),
    ],
)
def test_a_number_is_right_to_the_digit_that_is_written(text: str, value: float, right: bool) -> None:
    """Does a text stand for the values that it may be rounded from, and for no others?"""
    quantity = quantity_of(text)
    assert quantity is not None
    assert quantity.admits(value) is right


@pytest.mark.parametrize("text", ["더 낮습니다", "한국어"])
def test_words_that_only_begin_like_a_number_are_none(text: str) -> None:
    """Is no number read where there is none?"""
    assert quantity_of(text) is None


def test_a_dash_between_two_numbers_is_no_minus() -> None:
    """Is a range read as two numbers?"""
    assert values_in("0.84–0.90, -0.5, 94.7%") == pytest.approx([0.84, 0.90, -0.5, 0.947])


def test_a_claim_about_training_needs_ten_seeds() -> None:
    """Are nine runs refused, and ten summed up?"""
    with pytest.raises(ValueError, match="at least 10"):
        over_seeds(float, 9)
    spread = over_seeds(lambda seed: seed / 10)
    assert (spread.count, spread.low, spread.high) == (10, 0.0, 0.9)
    assert (spread.mean, spread.median) == pytest.approx((0.45, 0.45))


FACTS = '''
GIVEN = ("0.9",)

def total(lesson):
    """What the reference gives."""
    return float(lesson.column_mean(lesson.np.array([[2.0, 4.0], [4.0, 8.0]])).sum())

def larger():
    """A statement."""
    return 3 > 2

def parts():
    """Several values."""
    return {"first": 0.25}
'''
TEXT = '\n\n# %% [markdown]\nr"""\n합은 [9.0](=total)이고, [더 큽니다](=larger). 몫은 [25%](=parts.first)입니다. β는 0.9입니다.{more}\n"""\n'


@pytest.fixture
def unit(toy_project: Path, tmp_path: Path) -> Unit:
    """A copy of the toy unit with facts."""
    folder = next((toy_project / "solutions").glob("[0-9]*"))
    shutil.copytree(folder, tmp_path / folder.name)
    with (tmp_path / folder.name / "facts.py").open("a", encoding="utf-8") as file:
        file.write(FACTS)
    return Unit(tmp_path / folder.name)


def problems(facts: Facts) -> list[bool]:
    """Which of the numbers that `write` adds are wrong; those of the new unit itself are right."""
    first, second, *rest = [bool(item.problem) for item in facts.judged()]
    assert not first
    assert not second
    return rest


def write(unit: Unit, more: str = "") -> Facts:
    """The facts of the unit after some prose was added to it."""
    with unit.lesson_path.open("a", encoding="utf-8") as file:
        file.write(TEXT.replace("{more}", more))
    return Facts(Unit(unit.folder))


def test_right_numbers_are_right(unit: Unit) -> None:
    """Is every marked number computed, and does none remain?"""
    facts = write(unit)
    assert problems(facts) == [False, False, False]
    assert "0.9" not in [found for _, found in facts.unmarked()]
    assert facts.unused() == []


@pytest.mark.parametrize("more", [" [9.1](=total)", " [26%](=parts.first)", " [9.0](=nothing)", " [크다](=total)"])
def test_wrong_marks_are_found(unit: Unit, more: str) -> None:
    """Is a wrong number found, an unknown fact, and a statement that is no bool?"""
    assert problems(write(unit, more)) == [False, False, False, True]


def test_a_statement_that_no_longer_holds_is_found(unit: Unit) -> None:
    """Is a function that returns False a problem?"""
    facts = unit.folder / "facts.py"
    facts.write_text(facts.read_text(encoding="utf-8").replace("3 > 2", "2 > 3"), encoding="utf-8")
    assert problems(write(unit)) == [False, True, False]


def test_numbers_that_nobody_computes_are_found(unit: Unit) -> None:
    """Are decimals, shares, large integers and multiples found, but no years, sections, code or formulas?"""
    before = len(Facts(unit).unmarked())
    found = write(
        unit, " 정확도는 0.93, 비율은 40%, 픽셀은 273,280개, 3배입니다. 2014년, `0.77`, $0.55$, PyTorch 2."
    ).unmarked()
    assert [number for _, number in found[before:]] == ["0.93", "40", "273,280", "3"]


def test_students_read_the_number_alone(unit: Unit) -> None:
    """Are the marks gone from what is released, and from the reference's lines?"""
    facts = write(unit)
    book = student_notebook(facts.unit, source_notebook(facts.unit))
    text = "\n".join(cell.source for cell in book.cells)
    assert "합은 9.0이고, 더 큽니다. 몫은 25%입니다." in text
    assert "](=" not in text
    assert unmarked("a [1](=b) [c](d)") == "a 1 [c](d)"


def test_the_command_fails_on_what_is_wrong(unit: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    """Does the command say where, what it should be, and return 1?"""
    write(unit, " [9.1](=total)")
    assert main([str(unit.folder)]) == 1
    assert "!! lesson.py" in capsys.readouterr().out
