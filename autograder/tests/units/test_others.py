"""Are answers that others wrote judged as they should be, wrong ones and right ones?

``wrong/NN_topic.py`` and ``right/NN_topic.py`` hold answers to a unit's exercises.  A function or class
``EXERCISE__what_it_does`` is one answer; its docstring says in one line why it is wrong, or what is unusual about
it.  Other names (helpers begin with ``_``) are no answers.  A file runs, afresh for every judgement, where the names
of the reference are known: an answer may call other exercises, as in a notebook.

A wrong answer belongs here when it must lose points but no student needs a diagnosis for it; else it belongs in the
unit's mistakes.py.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring.unit import Unit, find_units
from autograder.judge.verdict import ExerciseVerdict, LocalSession, judge_exercise
from autograder.release.audit.lab import SEEDS, hidden
from npml.core.program import run

HERE = Path(__file__).resolve().parent
SOLUTIONS = HERE.parents[2] / "solutions"
#: A thousand answers are judged; by the second seed in `make soak` only.
TWO_SEEDS = [pytest.param(SEEDS[0], id="one seed"), pytest.param(SEEDS[1], id="another", marks=pytest.mark.soak)]


@dataclass(frozen=True)
class Answer:
    """One answer of a file."""

    file: Path
    name: str
    why: str

    @property
    def exercise(self) -> str:
        """Whose answer it is."""
        return self.name.partition("__")[0]

    def __str__(self) -> str:
        return f"{self.file.stem[:2]}-{self.name}"


@cache
def unit_of(name: str) -> Unit:
    """The unit of a file's name."""
    return next(unit for unit in find_units(SOLUTIONS) if unit.name == name)


def answers(kind: str) -> Iterator[Answer]:
    """All answers of the folder ``kind``, read without running anything."""
    for file in sorted((HERE / kind).glob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                yield Answer(file, node.name, ast.get_docstring(node) or "")


def namespace(answer: Answer, names: dict[str, Any] | None = None) -> dict[str, Any]:
    """The reference's names and the file's, run afresh: nothing is remembered from another judgement."""
    names = unit_of(answer.file.stem).namespace() if names is None else names
    exec(compile(answer.file.read_text(encoding="utf-8"), str(answer.file), "exec"), names)
    return names


def judged(answer: Answer, seed: bytes) -> ExerciseVerdict:
    """The verdict on an answer in place of the reference's own function."""
    unit, names = unit_of(answer.file.stem), namespace(answer)
    session = LocalSession({**names, answer.exercise: names[answer.name]})
    return judge_exercise(unit, unit.exercise(answer.exercise), session, seed, name_causes=False, hidden=hidden)


@pytest.mark.parametrize("answer", [*answers("wrong"), *answers("right")], ids=str)
def test_an_answer_says_what_it_is(answer: Answer) -> None:
    """Does it belong to an exercise, say why it is here, and leave the reference's names alone?"""
    unit = unit_of(answer.file.stem)
    assert answer.exercise in unit.solution_names
    assert answer.name != answer.exercise
    assert answer.why
    names = unit.namespace()
    before = [names[name] for name in unit.solution_names]
    assert all(namespace(answer, names)[name] is mine for name, mine in zip(unit.solution_names, before, strict=True))


@pytest.mark.parametrize("seed", TWO_SEEDS)
@pytest.mark.parametrize("answer", [*answers("wrong")], ids=str)
def test_a_wrong_answer_loses_points(answer: Answer, seed: bytes) -> None:
    """Does it, whatever the seed?  One wrong outcome is enough: its category is lost, and most answers show it at once."""
    unit, names = unit_of(answer.file.stem), namespace(answer)
    names[answer.exercise] = names[answer.name]
    exercise = unit.exercise(answer.exercise)
    ordered = sorted(exercise.categories, key=lambda category: not category.core)
    cases = (item for category in ordered for item in hidden(unit, exercise, category, seed))
    assert any(item.judge(run(item.case.steps, names)) for item in cases), answer.why


@pytest.mark.parametrize("seed", TWO_SEEDS)
@pytest.mark.parametrize("answer", [*answers("right")], ids=str)
def test_a_right_answer_keeps_full_points(answer: Answer, seed: bytes) -> None:
    """Does it, whatever the seed?"""
    verdict = judged(answer, seed)
    failed = [(record.category, record.case.steps, record.problem) for record in verdict.records if record.problem]
    assert verdict.score == verdict.max_score, failed[:2]
