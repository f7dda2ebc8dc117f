"""A whole term on one class, from the registrar's xlsx and seven archives to the grades in the LMS: is each figure right?"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from autograder.release.project import Project

from .cast import ABSENT, COPIED, HALF, KIM, NO_QUIZ, PEOPLE, SOL, SYSTEMS, TARDY, WRONG, Desk, Somebody
from .play import WEIGHTS, Term, play

#: Canvas and Classroom tell no time, and without one nobody is late.
TIMELESS = ("canvas", "classroom")


@pytest.fixture(scope="module")
def term(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Term:
    """The term, played to its end."""
    return play(Project(root), tmp_path_factory.mktemp("term") / "ml")


def scores(results: list[dict[str, object]], unit: str) -> dict[str, float]:
    """The final scores of a unit by student number."""
    return {str(item["student"]): float(str(item["score"])) for item in results if item["unit"] == unit}


def known(term: Term, unit: str) -> dict[str, float]:
    """What must come out for those whose points are known beforehand, after the penalty."""
    system = SYSTEMS[term.names.index(unit)]
    found = {paper.who.number: paper.points for paper in term.papers[unit] if paper.points is not None}
    if system not in TIMELESS:
        found[TARDY.number] = 80.0
    return found


def test_everybody_is_who_the_registrar_says(term: Term) -> None:
    for who in PEOPLE:
        assert f"{who.number}  {who.name}" in term.said["roster"]
    assert term.codes["roster"] == 0


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_archive_is_taken_in_whole(term: Term, system: str) -> None:
    """By number where the LMS has one; where it has names only, two of one name wait."""
    wait = 2 if system in ("d2l", "classroom") else 0
    assert (
        f"새로 모음 {7 - wait}개, 이미 있음 0개, 기다림 {wait}개, 채점 못 함 0개, 읽지 못함 0개"
        in term.said[f"collect {system}"]
    )
    assert term.codes[f"collect {system}"] == (1 if wait else 0)


def test_what_waited_is_answered(term: Term) -> None:
    assert sum(key.startswith("assign ") for key in term.codes) == 4
    assert not list((term.room / "inbox").glob("*/item.json"))


@pytest.mark.parametrize("at", range(len(SYSTEMS)))
def test_every_score_is_what_was_handed_in(term: Term, at: int) -> None:
    unit = term.names[at]
    found = scores(term.first, unit)
    assert found.keys() == {who.number for who in PEOPLE if who is not ABSENT}
    assert {number: found[number] for number in known(term, unit)} == known(term, unit)
    assert found[WRONG.number] == found[COPIED.number] < 100.0


@pytest.mark.parametrize("at", range(len(SYSTEMS)))
def test_the_mistake_is_named(term: Term, at: int) -> None:
    unit = term.units[at]
    exercise, key = Desk(unit).slip
    [item] = [item for item in term.first if item["unit"] == unit.name and item["student"] == WRONG.number]
    assert key in item["exercises"][exercise]["diagnoses"]


def test_a_resubmission_is_graded_alone_and_said(term: Term) -> None:
    first, after = term.names[0], scores(term.second, term.names[0])
    before = scores(term.first, first)
    assert after[WRONG.number] == 90.0, "right, and a day late"
    assert after == {**before, WRONG.number: 90.0}
    assert f"채점 {WRONG.number} {first}: 다시 제출함" in term.said["plan"]
    assert f"{before[WRONG.number]:g} → 90" in term.said["grade again"]
    for unit in term.names[1:]:
        assert scores(term.second, unit) == scores(term.first, unit)


def test_nothing_was_timed_by_its_file(term: Term) -> None:
    """Everything has a receipt, so the professor is not told to look at the files' times."""
    assert "course.toml에 맞추었습니다." in term.said["grade again"]
    assert "파일의 시각" not in term.said["grade again"]


def test_a_file_that_is_cut_off_does_not_push_out_a_good_one(term: Term) -> None:
    assert scores(term.second, term.names[0])[SOL.number] == 100.0
    assert f"{SOL.number} {term.names[0]}: 마지막으로 낸 파일은 채점할 수 없어서" in term.said["collect again"]


def test_status_counts(term: Term) -> None:
    for unit, system in zip(term.names, SYSTEMS, strict=True):
        line = next(line for line in term.said["status"].splitlines() if line.startswith(unit)).split()
        late = 2 if unit == term.names[0] else 0 if system in TIMELESS else 1
        mean = sum(scores(term.second, unit).values()) / 7
        assert line[3:] == ["7", "1", str(late), "0", "0", f"{mean:.1f}"], line


def test_moodles_worksheet_has_every_score(term: Term) -> None:
    unit = term.names[0]
    [made] = (term.room / "returned" / unit).glob("*.csv")
    rows = list(csv.DictReader(io.StringIO(made.read_text(encoding="utf-8-sig"))))
    assert {row["id 번호"]: float(row["성적"]) for row in rows} == scores(term.second, unit)


def test_feedback_goes_back_under_the_names_that_came(term: Term) -> None:
    [made] = (term.room / "returned" / term.names[0]).glob("*.zip")
    with zipfile.ZipFile(made) as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist()}
    folders = {name.split("/")[0] for name in pages}
    assert folders == {f"{who.spaced}_{who.moodle}_assignsubmission_file" for who in PEOPLE if who is not ABSENT}
    [kim] = [text for name, text in pages.items() if str(KIM.moodle) in name]
    assert "100 / 100점" in kim


def test_canvas_has_every_score_in_its_column(term: Term) -> None:
    unit = term.names[1]
    [made] = (term.room / "returned" / unit).glob("*.csv")
    rows = list(csv.reader(io.StringIO(made.read_text(encoding="utf-8-sig"))))
    column = next(at for at, cell in enumerate(rows[0]) if cell.startswith("HW 01"))
    worth = float(rows[1][column])
    given = {row[2]: float(row[column]) for row in rows[2:] if row[2] in scores(term.second, unit)}
    assert given == {number: pytest.approx(points / 100 * worth) for number, points in scores(term.second, unit).items()}


def total(term: Term, who: Somebody) -> float:
    """The weighted total, computed by hand: the last unit comes on top."""
    points = [scores(term.second, unit).get(who.number, 0.0) for unit in term.names]
    return sum(weight * point for weight, point in zip(WEIGHTS, points, strict=True)) / sum(WEIGHTS[:-1])


def test_the_spreadsheet_has_a_row_for_everybody(term: Term) -> None:
    sheet = CalamineWorkbook.from_path(str(term.room / "returned" / "성적.xlsx")).get_sheet_by_index(0)
    head, *rows = sheet.to_python()
    number, whole = head.index("학번"), head.index("합계")
    assert [str(row[number]) for row in rows if row[whole] != ""] == sorted(who.number for who in PEOPLE)
    found = {str(row[number]): row for row in rows}
    for who in PEOPLE:
        assert float(str(found[who.number][whole])) == pytest.approx(total(term, who))
    assert total(term, ABSENT) == 0.0
    assert total(term, KIM) == pytest.approx(100.0 + 100.0 / 7)
    assert total(term, NO_QUIZ) < total(term, KIM) > total(term, HALF)


def test_a_score_has_its_parts(term: Term) -> None:
    [tardy] = [item for item in term.second if item["student"] == TARDY.number and item["unit"] == term.names[0]]
    assert (tardy["score"], tardy["automatic"], tardy["late"]) == (80.0, 100.0, 20.0)


def test_the_reports_figures_are_those_of_the_gradebook(term: Term) -> None:
    """The professor's page has each unit's mean and everybody's total; the other page nobody's."""
    mine = (term.room / "report" / "index.html").read_text(encoding="utf-8")
    projected = (term.room / "report" / "class.html").read_text(encoding="utf-8")
    for unit in term.names:
        assert f"{sum(scores(term.second, unit).values()) / 7:.1f}" in mine
    for who in PEOPLE:
        assert who.number in mine
        assert who.number not in projected
        assert who.name not in projected


def test_the_pair_that_shares_unusual_answers_is_found(term: Term) -> None:
    first = json.loads((term.folder / "similar.json").read_text(encoding="utf-8"))[0]
    assert {label.split()[0] for label in first["students"]} == {WRONG.number, COPIED.number}
    assert {"logistic_regression", "predict"} <= {item["exercise"] for item in first["exercises"]}
    page = (term.room / "report" / f"similar-{term.names[1]}.html").read_text(encoding="utf-8")
    assert "베꼈다는 뜻이 아닙니다" in page
    assert "제출물이 7개뿐" in term.said["similar"], "so few say little, and that is said"
