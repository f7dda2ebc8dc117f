"""The commonest mistakes: counted once a student, where they were made, with an example that names nobody."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from autograder.authoring.unit import Unit
from autograder.grading.bare_code import bare_code
from autograder.reporting.lessons import places_of
from autograder.reporting.mistakes import example, mistakes_of, owner, wrong_lines
from autograder.reporting.verdicts import Verdicts

from .conftest import NAME


def verdicts(causes: list[dict[str, str]]) -> Verdicts:
    count = len(causes)
    return Verdicts([NAME, "other"], [1, 1], [], [f"s{at}" for at in range(count)], np.zeros((count, 0), np.float32),
                    np.ones((count, 2), bool), causes)  # fmt: skip


def test_a_mistake_that_is_carried_over_counts_once_where_it_was_made(units: list[Unit]) -> None:
    found = mistakes_of(units[0], verdicts([
        {NAME: "rows", "other": f"{NAME}:rows"}, {"other": f"{NAME}:rows"}, {NAME: "sum"}, {NAME: "everything"},
        {"other": f"form.calls.{NAME}"}, {},
    ]))  # fmt: skip
    assert [(item.exercise, item.key, item.students) for item in found] == [
        (NAME, "rows", ("s0", "s1")), (NAME, "everything", ("s3",)), (NAME, "sum", ("s2",)),
    ]  # fmt: skip
    assert found[0].says.startswith("행마다")


def test_whose_a_cause_is() -> None:
    assert owner("g", "f:key") == ("f", "key")
    assert owner("g", "key") == ("g", "key")
    assert owner("g", "form.ignored.axis") == ("g", "form.ignored.axis")
    assert owner("g", "form.calls.f") == ("f", "")


def test_the_banks_lines_show_the_slip_and_no_more(units: list[Unit]) -> None:
    unit = units[0]
    right = [line.strip() for line in unit.solution(NAME).split("\n")]
    for item in unit.mistakes:
        lines = wrong_lines(unit, NAME, item.key)
        assert len(lines) <= 2
        assert not any(line in right for line in lines), "a line of the solution"
    assert wrong_lines(unit, NAME, "sum") == ["return total"]
    assert wrong_lines(unit, NAME, "in_place") == [], "three lines would give the answer away"
    assert wrong_lines(unit, NAME, "form.ignored.axis") == []


def test_a_students_code_names_nobody() -> None:
    source = f'''
# 김하늘 20231234
import os
def {NAME}(X, *, 하늘=1):
    """김하늘의 풀이."""
    이름, mode = "김하늘 20231234", "same"  # 하늘
    return X.하늘(key=이름) + 하늘
'''
    code = bare_code(source, NAME)
    assert not any(word in code for word in ("하늘", "이름", "20231234", "풀이", "import os"))
    assert code.isascii() or code.replace("…", "").isascii()
    assert f"def {NAME}(X, *, name1=1):" in code
    assert "'same'" in code, "what is code stays"


@pytest.mark.parametrize("source", ["def f(:", "x = 1", "(" * 5000, "-" * 15000 + "1", "#" * 30_000, "\0"])
def test_what_cannot_be_read_is_no_example(source: str) -> None:
    assert bare_code(source, "f") == ""


def test_the_shortest_of_a_few_is_the_example(tmp_path: Path) -> None:
    sources = {"a": "long, long, long", "b": "short", "c": "", "d": "x"}
    for student, source in sources.items():
        cells = [{"source": "import os"}, {"source": [source], "metadata": {"nbgrader": {"grade_id": NAME}}}]
        (tmp_path / f"{student}.ipynb").write_text(json.dumps({"cells": cells}))
    (tmp_path / "e.ipynb").write_text("[1, 2]")

    def of(*students: str) -> tuple[str, str]:
        return example(
            lambda student: tmp_path / f"{student}.ipynb", students, NAME, lambda some: [text for text, _ in some]
        )

    assert of("a", "b", "c", "d") == ("b", "short"), "of the first three"
    assert of("c", "e", "missing") == ("", "")


def test_where_an_exercise_is_treated(units: list[Unit]) -> None:
    place = places_of(units[0])[NAME]
    assert place.section == "4·5. 직접 채우고 확인하기"
    assert place.pictures == (("6. 실험", "열의 평균"),)
