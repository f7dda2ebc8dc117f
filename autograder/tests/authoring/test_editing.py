"""Is a mistake that is an edit of the reference what its author meant, and is a slip of the author named?"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from autograder.authoring import edit, rewrite, wrong
from autograder.authoring.editing import apply, without_docstrings
from autograder.authoring.unit import Unit
from npml.errors import UnitError

SOURCE = '''def double(x):
    """x, twice: 2 * x.

    An example: double(2 * 3)  ->  12
    """
    ### BEGIN SOLUTION
    factor = FACTOR
    return factor * x
    ### END SOLUTION
'''
NAMES = {"FACTOR": 2, "helper": lambda x: x + 1}


def made(item: object) -> object:
    mistake = apply(item, SOURCE, NAMES, "mistakes.py")  # type: ignore[arg-type]
    assert (mistake.exercise, mistake.key, mistake.says) == ("double", "k", "말")
    return mistake.code(5)


def test_texts_are_replaced_in_order_and_names_of_both_files_are_there() -> None:
    assert made(edit("double", "k", "factor * x", "helper(factor * x)", says="말")) == 11
    assert made(edit("double", "k", "FACTOR", "7", "factor = 7", "factor = 9", says="말")) == 45


def test_a_body_takes_the_place_of_all_that_the_function_does() -> None:
    assert made(rewrite("double", "k", "if x:\n    return helper(x)\nreturn None", says="말")) == 6
    assert made(rewrite("double", "k", "\n    y = 3 * x\n    return y\n    ", says="말")) == 15


def test_a_docstring_is_no_place_for_an_edit() -> None:
    assert "->" not in without_docstrings(SOURCE)
    assert made(edit("double", "k", " * x", " + x", says="말")) == 7
    assert without_docstrings('def f():\n    """Nothing else."""') == 'def f():\n    """Nothing else."""'


@pytest.mark.parametrize(("old", "count"), [("nowhere", 0), ("factor", 2), ("twice", 0)])
def test_a_text_that_is_not_there_once_is_named_with_its_place(old: str, count: int) -> None:
    with pytest.raises(
        UnitError, match=rf"mistakes\.py: double의 오답\(k\)에서 바꿀 글이 풀이에 {count}번 나와요: '{old}'"
    ):
        apply(edit("double", "k", old, "new", says="말"), SOURCE, NAMES, "mistakes.py")


def test_an_edit_that_is_no_python_is_named_with_its_place() -> None:
    with pytest.raises(UnitError, match=r"mistakes\.py: double의 오답\(k\)을 만들 수 없어요"):
        apply(edit("double", "k", "return factor", "return (", says="말"), SOURCE, NAMES, "mistakes.py")


def test_an_old_text_needs_a_new_one() -> None:
    with pytest.raises(ValueError, match="old and new by turns"):
        edit("double", "k", "old", says="말")
    assert wrong("double", "k", abs, says="말").code is abs


@pytest.mark.parametrize(
    ("file", "name"), [("mistakes", "MISTAKES"), ("hidden", "EXERCISES"), ("checks", "CHECKS"), ("checks", "QUIZ")]
)
def test_a_file_without_its_list_is_named(toy_project: Path, tmp_path: Path, file: str, name: str) -> None:
    folder = tmp_path / "13_toy"
    shutil.copytree(toy_project / "solutions" / "13_toy", folder)
    path = folder / f"{file}.py"
    path.write_text(path.read_text(encoding="utf-8").replace(f"{name} =", f"{name}_ ="), encoding="utf-8")
    unit = Unit(folder)
    with pytest.raises(UnitError, match=f"{re.escape(str(path))}: {name} = "):
        _ = unit.mistakes, unit.exercises, unit.checks, unit.quiz


def test_a_solution_without_its_function_is_named() -> None:
    with pytest.raises(UnitError, match=r"오답\(k\)을 만들 수 없어요"):
        apply(rewrite("other", "k", "return 1", says="말"), SOURCE, NAMES, "mistakes.py")
    with pytest.raises(UnitError, match=r"오답\(k\)을 만들 수 없어요"):
        apply(edit("double", "k", "def double", "def renamed", says="말"), SOURCE, NAMES, "mistakes.py")
