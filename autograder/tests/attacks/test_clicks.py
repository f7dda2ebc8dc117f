"""Answers that were clicked count as those that are written, and earn nothing that written ones would not."""

from __future__ import annotations

import nbformat
import pytest

from npml.core.clicked import carried

from .conftest import Site

RIGHT = {1: 2, 2: 4, 3: 1, 4: 2}


def shown(html: str) -> nbformat.NotebookNode:
    made: nbformat.NotebookNode = nbformat.v4.new_output("display_data", {"text/html": html})  # type: ignore[no-untyped-call]
    return made


def test_clicked_answers_earn_the_quiz_and_the_feedback_says_so(site: Site) -> None:
    paper = site.paper()
    paper.cell("quiz_check").outputs = [shown(f"<div{carried(RIGHT)}>퀴즈</div>")]
    graded = site.grade(paper)
    assert graded.verdict is not None
    assert graded.verdict.score == 10
    assert "퀴즈 1, 2, 3, 4번의 답은 셀에 적혀 있지 않아서" in graded.message
    assert graded.notebook is not None
    assert "눌러서 고른 답" in graded.notebook


def test_what_is_written_wins(site: Site) -> None:
    paper = site.paper().write("quiz", "quiz_answers = {1: 1, 2: 4, 3: None, 4: '2'}")
    paper.cell("quiz_check").outputs = [shown(f"<div{carried({1: 2, 2: 1, 3: 1})}>퀴즈</div>")]
    graded = site.grade(paper)
    assert graded.verdict is not None
    assert graded.verdict.score == 7.5
    assert "퀴즈 3번의 답은" in graded.message


@pytest.mark.parametrize("answers", [{1: 2, 99: 1}, {1: 7}, {}], ids=["unknown", "no option", "none"])
def test_clicks_that_the_quiz_does_not_have_are_no_answers(site: Site, answers: dict[int, int]) -> None:
    paper = site.paper()
    paper.cell("quiz_check").outputs = [shown(f"<div{carried(answers)}>퀴즈</div>")]
    assert site.score(paper) == (2.5 if answers.get(1) == 2 else 0)


def test_only_one_option_of_a_question_counts(site: Site) -> None:
    """Does listing every option in the output earn the question?"""
    paper = site.paper()
    paper.cell("quiz_check").outputs = [shown(f'<div data-npml-quiz="1:{option}">') for option in (2, 3, 4, 1)]
    assert site.score(paper) == 0
    paper.cell("quiz_check").outputs = [shown('<div data-npml-quiz="1:2,1:3,1:4,1:1">')]
    assert site.score(paper) == 0
