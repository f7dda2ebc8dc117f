"""Is every lesson a lesson?  The ten blocks, short cells, Korean docstrings, hints, quiz."""

from __future__ import annotations

import inspect
import json
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import jupytext
import pytest

from autograder.authoring.unit import FOLDED, GRADE, SOLUTION, Unit, find_units, tag_of
from autograder.grading.nodes import from_text
from autograder.release.checks import _missions
from autograder.release.notebooks import canonical_json, split_lines
from npml.intake.sanitise import CodeCell
from npml.intake.shows import shows_of, without_shows

LONGEST_CELL = 25
#: A demo that is longer is folded, or its code lives in public/: a student should not have to read past it.
LONGEST_DEMO = 8
#: Columns of code, where a Hangul syllable takes two as it does on the screen.
WIDEST = 88
HANGUL = re.compile("[가-힣]")
#: The right options of the quizzes that are out.
KEYS = {
    "01": "1444", "02": "4422", "03": "1344", "04": "4334", "05": "3424", "06": "4332", "07": "4411", "08": "4233",
    "09": "2412", "10": "1221", "11": "1211", "12": "1231", "13": "3114", "14": "3132", "15": "3243", "16": "2321", "17": "3143",
}  # fmt: skip
CONTRACT = tomllib.loads((Path(__file__).parent / "contract.toml").read_text(encoding="utf-8"))
#: A word of each block's heading (block 0 stands under the title), in the order of the blocks.
BLOCKS = (
    "왜",
    "수식",
    "손으로",
    "구현|함수|채우|만들|스텁|작성",
    "확인",
    "실험",
    "데이터|라이브러리",
    "퀴즈",
    "도전|버그",
    "정리",
)


def headings(unit: Unit) -> list[str]:
    """All second-level headings."""
    prose = [cell.source for cell in unit.lesson.cells if cell.cell_type == "markdown"]
    return [line for source in prose for line in re.findall(r"^##\s+(.+)$", source, re.M)]


def test_lesson_opens_with_goal_minutes_and_prerequisites(unit: Unit) -> None:
    """Does a student see at once what for, how long and what comes before?"""
    opening = "\n".join(cell.source for cell in unit.lesson.cells[:3] if cell.cell_type == "markdown")
    for word in ("목표", "시간", "선수"):
        assert re.search(word, opening), f"{unit.lesson_path}: the opening says nothing of {word}"


def test_lesson_has_the_ten_blocks_in_order(unit: Unit) -> None:
    """Do the headings follow the guide?"""
    found = headings(unit)
    at = 0
    for word in BLOCKS:
        places = [index for index, heading in enumerate(found) if index >= at and re.search(word, heading)]
        assert places, f"{unit.lesson_path}: no heading with {word} from heading {at} on; the headings are {found}"
        at = places[0]


def test_units_call_their_blocks_alike() -> None:
    """Does a student find the same ten headings in every unit, and the box of names, questions and uses?"""
    units = find_units(Path(__file__).resolve().parents[3] / "solutions")
    wanted = headings(units[0])
    for unit in units:
        assert headings(unit) == wanted, unit.lesson_path
        prose = "\n".join(cell.source for cell in unit.lesson.cells if cell.cell_type == "markdown")
        assert prose.count("### 이름과 역사 · 면접 질문 · 오늘의 쓰임") == 1, unit.lesson_path


def test_another_convention_is_not_said_twice(unit: Unit) -> None:
    """Is the panel's heading, which says that it is no error, the only place that says so?"""
    said = [item.key for item in unit.mistakes if item.convention and "틀린 것이 아니" in item.says]
    assert not said, f"{unit.folder / 'mistakes.py'}: {said}"


def test_missions_are_listed_in_the_lessons_order(unit: Unit) -> None:
    """Does ``progress()`` send a student to the first open mission of the notebook, whatever the names of the widgets?"""
    code = "\n".join(cell.source for cell in unit.lesson.cells if cell.cell_type == "code")
    names = list(dict(json.loads(canonical_json(_missions(unit)))))
    assert names == sorted(names, key=lambda name: code.index(f"explore({name}"))


def test_a_discovery_can_be_solved_and_is_named(unit: Unit) -> None:
    """Has each unit something to find that is checked, and do wrong answers to it get a diagnosis?"""
    assert unit.discovery_names
    sources = [cell.source.strip() for cell in unit.lesson.cells if cell.cell_type == "code"]
    for name in unit.discovery_names:
        assert {f'check("{name}")', f'hint("{name}")'} <= set(sources)
        assert [item for item in unit.discovery_mistakes if item.exercise == name]


def test_cells_are_short(unit: Unit) -> None:
    """Is every code cell, as released, short enough to be seen whole?"""
    for cell in unit.lesson.cells:
        if cell.cell_type == "code":
            lines = [line for line, hidden in split_lines(cell.source) if not hidden]
            assert len(lines) <= LONGEST_CELL, f"{unit.lesson_path}: a cell of {len(lines)} lines: {lines[0]}"


def test_long_demos_are_folded(unit: Unit) -> None:
    """Is a demo of more than eight lines folded?"""
    for cell in unit.lesson.cells:
        if cell.cell_type == "code" and tag_of(cell)[0] == "":
            lines = [line for line in cell.source.splitlines() if line.strip() and not line.startswith("@")]
            assert len(lines) <= LONGEST_DEMO, f"{unit.lesson_path}: a demo of {len(lines)} lines: {lines[0]}"


def test_code_is_not_wider_than_a_notebook(unit: Unit) -> None:
    """Can every visible line of code be read without scrolling sideways?"""
    for cell in unit.lesson.cells:
        if cell.cell_type == "code" and tag_of(cell)[0] != FOLDED:
            for line, hidden in split_lines(cell.source):
                columns = sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line)
                assert hidden or columns <= WIDEST, f"{unit.lesson_path}: {columns} columns: {line}"


def test_checks_and_hints_are_within_reach(unit: Unit, exercise: str) -> None:
    """Is an exercise's check after its stub, and does the lesson mention its hint?"""
    tags = [tag_of(cell) for cell in unit.lesson.cells]
    assert tags.index((SOLUTION, exercise)) < tags.index((GRADE, exercise))
    check = next(cell for cell in unit.lesson.cells if tag_of(cell) == (GRADE, exercise))
    assert check.source.strip() == f'check("{exercise}")'


def test_hints_lead_and_do_not_tell(unit: Unit, exercise: str) -> None:
    """Three hints, in Korean; the third has a blank."""
    check = next(item for item in unit.checks if item.name == exercise)
    assert len(check.hints) == 3
    assert all(len(text.strip()) > 5 for text in check.hints)
    assert HANGUL.search(check.hints[0])
    assert "__" in check.hints[2], f"{exercise}: the third hint has no blank"


def test_what_is_shown_as_text_has_no_markdown(unit: Unit) -> None:
    """Hints and quizzes set `code` (hints also $formulas$), but no stars."""
    texts = [text for check in (*unit.checks, *unit.discoveries) for text in check.hints]
    texts += [
        text
        for question in unit.quiz
        for text in (question.text, *(part for o in question.options for part in (o.text, o.why)))
    ]
    starred = re.compile(r"\*\*(?=[가-힣])|(?<=[가-힣])\*\*")
    assert [text for text in texts if starred.search(re.sub(r"`[^`]*`|\$[^$]*\$", "", text))] == []


def test_quiz_explains_every_option(unit: Unit) -> None:
    """Four questions, at least three options each, every one with a reason of its own."""
    assert len(unit.quiz) == 4
    for question in unit.quiz:
        assert len(question.options) >= 3
        assert all(HANGUL.search(option.why) for option in question.options)
    right = [[option.right for option in question.options].index(True) for question in unit.quiz]
    assert len(set(right)) > 1, "the right option is always the same one"


def test_the_quiz_s_key_cannot_be_guessed_from_another() -> None:
    """Are the four right answers neither one of each number nor those of another unit?"""
    keys = {
        unit.name: tuple([option.right for option in question.options].index(True) for question in unit.quiz)
        for unit in find_units(Path(__file__).resolve().parents[3] / "solutions")
    }
    assert len(set(keys.values())) == len(keys), keys
    for name, key in keys.items():
        assert sorted(key) != [0, 1, 2, 3], name


def test_the_quiz_s_key_stays_as_it_went_out(unit: Unit) -> None:
    """Do answers in a notebook that is out already mean the same options?

    A submission has numbers only.  Whoever changes a question keeps its right number, or old answers become wrong.
    """
    key = "".join(str(question.answer) for question in unit.quiz)
    assert KEYS.get(unit.name[:2], key) == key


def test_solved_quiz_is_right(unit: Unit) -> None:
    """Does the solution cell of the quiz hold the right options?"""
    cell = next(cell for cell in unit.lesson.cells if tag_of(cell) == (SOLUTION, "quiz"))
    names: dict[str, object] = {}
    exec(cell.source, names)
    right = {number: [o.right for o in question.options].index(True) + 1 for number, question in enumerate(unit.quiz, 1)}
    assert names["quiz_answers"] == right


def test_signatures_are_those_of_the_contract(unit: Unit) -> None:
    """Do the contract's functions exist, with its parameters and defaults?"""
    for text in CONTRACT.get(unit.name, []):
        name, wanted = re.fullmatch(r"(\w[\w.]*)(\(.*\))", text).groups()  # type: ignore[union-attr]
        owner, _, method = name.partition(".")
        assert owner in unit.solution_names, f"{unit.lesson_path}: {owner} is no exercise"
        code = getattr(unit.reference[owner], method) if method else unit.reference[owner]
        found = str(inspect.signature(code)).replace("(self, ", "(").replace("(self)", "()")
        assert found == wanted, f"{name}{found}"


def test_visible_check_names_the_reference_s_parameters(unit: Unit, exercise: str) -> None:
    """Does check() ask for the parameters that the stub shows?"""
    check = next(item for item in unit.checks if item.name == exercise)
    assert tuple(inspect.signature(unit.reference[exercise]).parameters)[: len(check.params)] == check.params


def test_stub_says_what_is_asked(unit: Unit, exercise: str) -> None:
    """Does every public function, method and class have a Korean docstring?"""
    code = unit.reference[exercise]
    members = [item for name, item in vars(code).items() if inspect.isfunction(item) and not name.startswith("_")]
    documented: list[Any] = [code, *members] if inspect.isclass(code) else [code]
    for item in documented:
        assert HANGUL.search(item.__doc__ or ""), f"{unit.lesson_path}: {item.__qualname__} has no Korean docstring"


@pytest.mark.parametrize("way", ["py:percent"])
def test_lesson_survives_a_round_trip_through_jupyterlab(unit: Unit, way: str) -> None:
    """Opened as a notebook and saved again, is lesson.py the same text?"""
    config = jupytext.config.load_jupytext_config(str(unit.lesson_path))
    text = unit.lesson_path.read_text(encoding="utf-8")
    book = jupytext.reads(text, fmt=way, config=config)
    assert jupytext.writes(book, fmt=way, config=config) == text


def test_grading_draws_no_pictures(unit: Unit) -> None:
    """Does a solved notebook that is graded run without the demos?  One that binds a name of hers would cost its time."""
    root = unit.folder.parents[1]
    released = from_text((root / "course" / unit.name / f"{unit.name}.ipynb").read_text(encoding="utf-8"))
    solved = from_text((root / "solutions" / unit.name / f"{unit.name}.ipynb").read_text(encoding="utf-8"))
    cells = [cell for cell in solved.cells if cell.cell_type == "code"]
    pieces = tuple(
        CodeCell(at, cell.source) for at, cell in enumerate(cells) if not cell.metadata.get("nbgrader", {}).get("grade")
    )
    shown = [piece.source for piece in without_shows(pieces, shows_of(released), unit.given)]
    assert [source for source in shown if re.search(r"^@demo|\b(?:figure|explore)\(", source, re.M)] == []
