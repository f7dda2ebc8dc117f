"""Are the questions of review() sound: does exactly one option explain the wrong result, by computation?"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import npml
from autograder.authoring.unit import Unit, find_units
from npml.core.program import run
from npml.student import records, review_schedule, reviewing
from npml.student.describe import show_value
from npml.student.pasting import source_of
from npml.student.review_page import static_review
from npml.student.review_questions import FEWEST, MOST, ReviewQuestion, first_sentence, question_about, ranked_by
from npml.student.review_schedule import draw, pool_of, remember, urgency
from npml.student.unitfile import UnitFile, load

PACKAGES = Path(npml.__file__).parent
UNITS = [unit.name for unit in find_units(Path(__file__).resolve().parents[3] / "solutions")]
TODAY = date(2026, 12, 1)
Cell = Callable[[str], None]


def shipped(name: str) -> UnitFile:
    """What students have of a unit."""
    return load(PACKAGES / f"unit{name[:2]}" / "checks.json")


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An empty record."""
    monkeypatch.setenv("AUTOGRADER_STATE", str(tmp_path / "progress.json"))
    monkeypatch.delenv("AUTOGRADER_STRICT", raising=False)
    records._session.clear()
    yield tmp_path / "progress"
    records._session.clear()


def pass_all(*units: UnitFile) -> None:
    for unit in units:
        for name in unit.exercises:
            records.record_check(unit, name, "passed")


def cases_shown(unit: UnitFile, question: ReviewQuestion) -> list[tuple[Any, int]]:
    """The cases and steps whose call is the one that a question shows."""
    exercise = unit.exercises[question.exercise]
    return [
        (case, step)
        for case in exercise.cases
        for step in range(len(case.steps))
        if source_of(exercise, case, case.steps[: step + 1]) == question.call
    ]


@pytest.mark.parametrize("name", UNITS)
def test_exactly_one_option_explains_the_result(name: str, root: Path) -> None:
    """Do the mistakes of the bank, run anew, give what a question says, and only the right one the result shown?"""
    unit, visible = Unit(root / "solutions" / name), shipped(name)
    bank = {(item.exercise, item.key): item for item in unit.mistakes}
    rank = ranked_by("2026-12-01")
    asked = [
        found
        for exercise in visible.exercises.values()
        for key in sorted(exercise.diagnoses, key=rank)[:8]
        if (found := question_about(visible, exercise, key, rank)) is not None
    ]
    assert len(asked) >= 3, name
    for question in asked:
        assert FEWEST <= len(question.choices) <= MOST
        assert question.right != question.wrong
        assert [choice.result == question.wrong for choice in question.choices].count(True) == 1
        assert len({choice.text for choice in question.choices}) == len(question.choices)
        places = cases_shown(visible, question)
        for choice in question.choices:
            item = bank[question.exercise, choice.key]
            assert choice.says == item.says
            if "난수" in item.says:
                continue  # it draws anew
            space = unit.namespace({question.exercise: item.code})
            assert any(show_value(run(case.steps, space)[step].value) == choice.result for case, step in places), (
                question.id, choice.key,
            )  # fmt: skip


@pytest.mark.parametrize("name", UNITS)
def test_every_unit_alone_has_three_questions(name: str, state: Path) -> None:
    visible = shipped(name)
    pass_all(visible)
    pool, done = pool_of([visible])
    assert done
    asked = draw(pool, TODAY, "")
    assert len({question.id for question in asked}) == 3
    html, text = static_review(asked, {1: None, 2: 1, 3: asked[2].answer}, "")
    assert "<script" not in html
    for question in asked:
        others = [choice for choice in question.choices if choice.result != question.wrong]
        assert all(first_sentence(choice.says) in text.replace("`", "") or "`" in choice.text for choice in others)


def test_the_day_decides_and_answers_of_the_day_change_nothing(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    visible = shipped("09_softmax")
    pass_all(visible)

    def asked_on(day: date, seed: str = "") -> list[tuple[str, str, tuple[str, ...]]]:
        found = draw(pool_of([visible])[0], day, seed)
        return [(item.id, item.call, tuple(choice.key for choice in item.choices)) for item in found]

    monkeypatch.setattr(reviewing, "date", Fixed)
    monkeypatch.setattr(review_schedule, "date", Fixed)
    before = asked_on(TODAY)
    for question in draw(pool_of([visible])[0], TODAY, ""):
        remember(question, 1 + question.answer % len(question.choices))
    assert asked_on(TODAY) == before
    assert asked_on(TODAY, "7") != before
    assert asked_on(TODAY, "7") == asked_on(TODAY, "7")
    # All three were missed: they are back the next day, before any new one.
    assert {item[0] for item in asked_on(TODAY + timedelta(1))} == {item[0] for item in before}


class Fixed(date):
    """A calendar on which it is always the same day."""

    @classmethod
    def today(cls) -> Fixed:
        return cls(TODAY.year, TODAY.month, TODAY.day)


def test_only_the_first_answer_of_a_day_is_remembered(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "date", Fixed)
    monkeypatch.setattr(review_schedule, "date", Fixed)
    visible = shipped("01_linear_regression")
    pass_all(visible)
    question = draw(pool_of([visible])[0], TODAY, "")[0]
    remember(question, None)
    assert records.record_of(visible.unit)["review"] == {}
    remember(question, 1 + question.answer % len(question.choices))
    remember(question, question.answer)
    assert records.record_of(visible.unit)["review"] == {question.id: "20261201-"}
    records._add(visible.unit, {"review": {question.id: "20261101+20261102+20261103+20261104+20261105+"}})
    remember(question, question.answer)
    kept = records.record_of(visible.unit)["review"][question.id]
    assert (kept[-9:], len(kept)) == ("20261201+", 9 * review_schedule.KEPT)


@pytest.mark.parametrize(
    ("history", "days", "expected"),
    [
        ("", 0, 1), ("20261201-", 0, 1), ("20261130-", 0, 0), ("20261130+", 0, 2), ("20261130+", 3, 1),
        ("20261120+20261130+", 3, 2), ("20261120+20261130+", 12, 1), ("20261120+20261130-", 0, 0),
        ("20261120-20261130+", 0, 2), ("garbage", 0, 1), ("20269999-20261130-x", 0, 0),
    ],
)  # fmt: skip
def test_what_was_missed_comes_sooner(history: str, days: int, expected: int) -> None:
    assert urgency(history, TODAY + timedelta(days)) == expected


def test_before_any_unit_is_done(state: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    visible, other = shipped("09_softmax"), shipped("01_linear_regression")
    monkeypatch.setenv("AUTOGRADER_CHECKS", str(visible.path))
    npml.review()
    assert "아직 통과한 함수가 없어요" in capsys.readouterr().out
    records.record_check(other, "add_bias", "passed")
    npml.review()
    assert "add_bias (01." in capsys.readouterr().out
    records.record_check(visible, "softmax", "passed")
    npml.review()
    said = capsys.readouterr().out
    assert "아직 다 푼 단원이 없어서" in said
    assert [f"{number}번 · softmax" in said for number in (1, 2, 3)] == [True] * 3
    assert "add_bias" not in said
    pass_all(other)
    npml.review()
    said = capsys.readouterr().out
    assert "다 푼 단원에서" in said
    assert "softmax" not in said


def test_answers_in_text(state: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    visible = shipped("09_softmax")
    monkeypatch.setenv("AUTOGRADER_CHECKS", str(visible.path))
    pass_all(visible)
    asked = draw(pool_of([visible])[0], date.today(), "None")
    npml.review({number: question.answer for number, question in enumerate(asked, 1)})
    said = capsys.readouterr().out
    assert said.count("맞았어요: ") == 3
    assert "3문제를 모두 맞혔어요" in said
    for question in asked:
        assert re.sub("`", "", question.choices[question.answer - 1].says) in said
    wrong = 1 + asked[0].answer % len(asked[0].choices)
    npml.review({1: wrong})
    said = capsys.readouterr().out
    assert "이 실수였다면" in said
    assert "모두" not in said
    stored = json.loads((state / f"{visible.unit}.json").read_text(encoding="utf-8"))["review"]
    assert sorted(stored) == sorted(question.id for question in asked)
    assert all(line.endswith("+") for line in stored.values())
    for given, expected in (
        ([1], "딕셔너리"),
        ({4: 1}, "3번까지"),
        ({1: 9}, "9는 없는"),
        ({"1": 1}, "없어요"),
        ({1: 1.5}, "없는 보기"),
    ):
        npml.review(given)
        assert expected in capsys.readouterr().out


def test_a_click_explains_and_is_remembered(state: Path) -> None:
    """Do the buttons do what review({1: 2}) does?"""
    import ipywidgets

    from npml.student.live_review import live_review

    visible = shipped("09_softmax")
    pass_all(visible)
    asked = draw(pool_of([visible])[0], TODAY, "")
    kept: list[int] = []
    given: dict[int, int | None] = dict.fromkeys((1, 2, 3))
    box = live_review(asked, given, "", lambda: kept.append(1))
    buttons = [item for item in box.children if isinstance(item, ipywidgets.RadioButtons)]
    assert [item.value for item in buttons] == [None, None, None]
    why = box.children[box.children.index(buttons[1]) + 1]
    buttons[1].value = 1 + asked[1].answer % len(asked[1].choices)
    assert "다시 생각해 보세요" in why.value
    buttons[1].value = asked[1].answer
    assert "맞았어요" in why.value
    assert (len(kept), given) == (2, {1: None, 2: asked[1].answer, 3: None})
    assert records.record_of(visible.unit)["review"][asked[1].id].endswith("-")
    buttons[0].value, buttons[2].value = asked[0].answer, asked[2].answer
    assert "3문제를 모두 맞혔어요" in box.children[-1].value
