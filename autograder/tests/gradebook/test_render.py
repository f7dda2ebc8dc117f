"""What stands in a graded cell: exactly the verdict's points for nbgrader, a fixed vocabulary for people."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from nbformat import NotebookNode
from nbgrader.utils import determine_grade

from autograder.authoring.unit import Unit
from autograder.authoring.vocabulary import Mistake
from autograder.grading import messages
from autograder.grading.render import cell_points, fill, fill_without_points, graded_cells, remarks, says, summary
from autograder.judge.verdict import CategoryVerdict, ExerciseVerdict, UnitVerdict
from autograder.sample_class.sources import Papers
from npml.core.messages import CONVENTION

from .conftest import NAME


def scores(nb: NotebookNode) -> dict[str, float]:
    return {cell.metadata.nbgrader.grade_id: determine_grade(cell)[0] for cell in graded_cells(nb)}


def shown(nb: NotebookNode) -> str:
    return "\n".join(str(output.data) for cell in graded_cells(nb) for output in cell.outputs)


@pytest.mark.parametrize(("key", "points"), [("", 90.0), ("in_place", 70.0), ("rows", 0.0)])
def test_nbgrader_gives_exactly_the_points_of_the_verdict(
    unit: Unit,
    papers: Papers,
    verdict_on: Callable[..., UnitVerdict],
    mistake: Callable[[str], dict[str, Any]],
    key: str,
    points: float,
) -> None:
    verdict = verdict_on(mistake(key) if key else {})
    nb = fill(papers.solved(), verdict, unit)
    assert verdict.exercises[0].score == points
    assert scores(nb) == {f"{NAME}_check": points, "quiz_check": 10.0}


def test_thirds_of_points_arrive_unchanged_and_nothing_exceeds_the_cell(unit: Unit, papers: Papers) -> None:
    thirds = tuple(CategoryVerdict(str(n), 30.0 + 1e-12, 30.0, True) for n in range(3))
    nb = fill(papers.stub(), UnitVerdict(unit.name, (ExerciseVerdict(NAME, thirds),)), unit)
    assert scores(nb)[f"{NAME}_check"] == 90.0
    assert [cell_points(value, 10.0) for value in (11, -1, float("nan"), 10 / 3)] == ["10.0", "0.0", "0.0", "3.333333333"]


def test_a_cell_without_a_verdict_gets_no_points(unit: Unit, papers: Papers) -> None:
    nb = fill(papers.solved(), UnitVerdict(unit.name, ()), unit)
    assert set(scores(nb).values()) == {0.0}


def test_rejected_and_unjudged_notebooks_give_no_points(papers: Papers) -> None:
    assert set(scores(fill_without_points(papers.solved(), messages.NEEDS_REVIEW)).values()) == {0.0}


def test_outputs_of_the_student_in_a_graded_cell_are_replaced(
    unit: Unit, papers: Papers, verdict_on: Callable[..., UnitVerdict], mistake: Callable[[str], dict[str, Any]]
) -> None:
    nb = papers.solved()
    for cell in graded_cells(nb):
        cell.outputs = [
            {"output_type": "execute_result", "data": {"text/plain": "90.0"}, "metadata": {}, "execution_count": 1}
        ]
    assert scores(fill(nb, verdict_on(mistake("rows")), unit))[f"{NAME}_check"] == 0.0


def test_the_likely_cause_is_named_in_the_words_of_the_bank(
    unit: Unit, papers: Papers, verdict_on: Callable[..., UnitVerdict], mistake: Callable[[str], dict[str, Any]]
) -> None:
    text = shown(fill(papers.solved(), verdict_on(mistake("rows")), unit))
    assert messages.CAUSE in text
    assert next(item.says for item in unit.mistakes if item.key == "rows") in text


def test_a_carried_over_cause_names_the_function_it_comes_from(unit: Unit) -> None:
    text = says(unit, "another", f"{NAME}:rows")
    assert text.startswith(NAME)
    assert says(unit, NAME, "rows") in text
    assert says(unit, NAME, "no_such_key") == ""


def test_nothing_that_the_student_wrote_reaches_the_verdict(
    unit: Unit, papers: Papers, verdict_on: Callable[..., UnitVerdict]
) -> None:
    class Leak1234(Exception):
        pass

    def leaking(X: object) -> None:
        raise Leak1234(f"<b>{X!r}</b>")

    text = shown(fill(papers.solved(), verdict_on({NAME: leaking}), unit))
    assert "Leak1234" not in text
    assert "array" not in text
    assert messages.LOOK_AT["error"] in text


def test_an_error_class_of_pythons_own_is_named(unit: Unit, papers: Papers, verdict_on: Callable[..., UnitVerdict]) -> None:
    def fails(X: object) -> None:
        raise IndexError("hidden input was 3.25")

    text = shown(fill(papers.solved(), verdict_on({NAME: fails}), unit))
    assert "IndexError" in text
    assert "3.25" not in text


def test_not_attempted_reads_differently_from_wrong(
    unit: Unit, papers: Papers, verdict_on: Callable[..., UnitVerdict], mistake: Callable[[str], dict[str, Any]]
) -> None:
    def stub(X: object) -> None:
        raise NotImplementedError

    untried = shown(fill(papers.stub(), verdict_on({NAME: stub}), unit))
    wrong = shown(fill(papers.stub(), verdict_on(mistake("rows")), unit))
    assert messages.NOT_ATTEMPTED in untried
    assert messages.FAILED not in untried
    assert messages.NOT_ATTEMPTED not in wrong
    assert messages.FAILED in wrong


def test_markup_in_names_is_escaped(unit: Unit, papers: Papers) -> None:
    item = ExerciseVerdict(NAME, (CategoryVerdict("<img src=x>", 0.0, 90.0, False, "value"),), ratio="<b>", error="<i>")
    html = fill(papers.stub(), UnitVerdict(unit.name, (item,)), unit)
    text = next(cell for cell in graded_cells(html)).outputs[0].data["text/html"]
    assert "<img" not in text
    assert "<b>" not in text
    assert "&lt;img" in text


def test_every_kind_of_problem_has_its_words(unit: Unit, papers: Papers, verdict_on: Callable[..., UnitVerdict]) -> None:
    item = verdict_on({NAME: lambda X: np.zeros(1)}).exercises[0]
    for kind in ("missing", "error", "no_error", "other_error", "type", "dtype", "shape", "length", "nonfinite", "value",
                 "warning", "mutated", "aliased", "changed", "rng", "message", "property", "core", "crash", "hang", "garbled",
                 "unanswered", "wrong_option", "banned"):  # fmt: skip
        one = replace(item.categories[0], problem=kind)
        text = shown(fill(papers.stub(), UnitVerdict(unit.name, (replace(item, categories=(one,)),)), unit))
        assert messages.LOOK_AT[kind] in copy.copy(text)


def verdict_of(unit: Unit, **fields: Any) -> ExerciseVerdict:
    """One exercise with two failing categories."""
    categories = (
        CategoryVerdict("값", 0.0, 60.0, False, fields.pop("problem", "error")), CategoryVerdict("빈 입력", 0.0, 30.0, False, "nonfinite"),
    )  # fmt: skip
    return ExerciseVerdict(NAME, categories, **fields)


def test_points_that_followed_say_where_they_come_from(unit: Unit, papers: Papers) -> None:
    """All of them, a share of them, some of them, and none although it was tried."""
    lost = CategoryVerdict("빈 입력", 0.0, 30.0, False, "value")

    def said(*categories: CategoryVerdict) -> str:
        item = ExerciseVerdict(NAME, categories, lent=("below",))
        assert messages.ALL_RIGHT not in shown(fill(papers.stub(), UnitVerdict(unit.name, (item,)), unit))
        [line] = remarks(item, unit)
        return line

    won = CategoryVerdict("값", 60.0, 60.0, True, "", True)
    mended = messages.FOLLOWED.format(names="below", points="60")
    rest = messages.FOLLOWED_REST.format(names="below")
    assert said(won) == mended
    assert said(won, lost) == f"{mended} {rest}"
    assert said(lost) == rest
    share = said(replace(won, points=15.0))
    assert share == f"{messages.FOLLOWED.format(names='below', points='15')} {messages.FOLLOWED_SHARE.format(percent='25')}"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("ValueError:broadcast", "ValueError가 났어요. shape가 맞지 않는 두 배열을"), ("ValueError:truth", "`is None`"),
        ("TypeError:missing_argument", "인자가 빠졌어요"), ("TypeError", "TypeError가 났어요. 값의 종류가"), ("AttributeError:none", "`return`"),
        ("ValueError", "여러분의 코드가 올바른 입력에 `ValueError`를 냈어요"),
    ],
)  # fmt: skip
def test_an_error_is_explained_by_what_it_is_known_for(unit: Unit, error: str, said: str) -> None:
    [line] = remarks(verdict_of(unit, error=error), unit)
    assert line.startswith("‘값’: ")
    assert said in line
    if error != "ValueError:broadcast":
        assert "shape" not in line


@pytest.mark.parametrize("error", ["Leak1234", "ValueError:<b>", "<i>:broadcast", ""])
def test_an_error_that_is_not_in_the_list_is_not_named(unit: Unit, error: str) -> None:
    assert remarks(verdict_of(unit, error=error), unit) == []


def test_of_a_failure_without_a_cause_at_least_the_categories_are_said(unit: Unit) -> None:
    assert summary(verdict_of(unit, problem="value"), unit) == [
        f"‘값’: {messages.LOOK_AT['value']}", f"‘빈 입력’: {messages.LOOK_AT['nonfinite']}",
    ]  # fmt: skip
    assert summary(verdict_of(unit, diagnoses=("rows",), problem="value"), unit) == remarks(
        verdict_of(unit, diagnoses=("rows",), problem="value"), unit
    )


def test_what_a_form_gives_away_is_a_cause(unit: Unit) -> None:
    [line] = remarks(verdict_of(unit, diagnoses=("form.none",), problem="type"), unit)
    assert line.startswith(f"{messages.CAUSE}: 함수가 아무것도 돌려주지 않았어요")
    assert "`axis`를 바꾸어도" in says(unit, NAME, "form.ignored.axis")
    assert says(unit, NAME, "form.nothing") == ""


def test_another_convention_is_said_once(unit: Unit) -> None:
    item = next(item for item in unit.mistakes if item.key == "rows")
    plain = f"{CONVENTION}. 행마다 평균을 냈어요."
    for mistake in (replace(item, says=plain), replace(item, says="행마다 평균을 냈어요.", convention=True)):
        other: Any = Bank(unit, (mistake,))
        [line] = remarks(verdict_of(unit, diagnoses=("rows",), problem="value"), other)
        assert line == f"{CONVENTION}: 행마다 평균을 냈어요."


class Bank:
    """A unit with another bank."""

    def __init__(self, unit: Unit, mistakes: tuple[Mistake, ...]) -> None:
        self.name, self.mistakes = unit.name, mistakes
