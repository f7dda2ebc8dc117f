"""Whose is it?  Numbers and addresses are keys, a name is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from autograder.collecting.archive import Item
from autograder.collecting.claims import Claim
from autograder.collecting.joins import Known, read_join
from autograder.collecting.matching import Match, Matcher, settle
from autograder.course.roster import Person, Roster

from .conftest import SEOUL
from .zips import CHAE, ISEUL, KIM, KIM2, MINH, MUI, PEOPLE, ROSTER, SKY, SOL, Somebody, gradebook, worksheet

MOODLE = Claim("moodle", "hw.ipynb", "moodle:1500001", "한 가람")


def match(name: str, claim: Claim | None = None, roster: Roster = ROSTER, joins: dict[str, Known] | None = None) -> Match:
    answers: dict[str, Sequence[str]] = {"canvas:77": [SKY.number]}
    return Matcher(roster, joins or {}, answers).match(Item(name), claim)


def student(found: Match) -> str:
    return found.person.student if found.person else ""


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("20261234_한가람_HW01.ipynb", KIM), ("hw_20261238.ipynb", KIM2), ("한가람20261234.ipynb", KIM), ("HW1-20261234-final.ipynb", KIM),
        ("2026-31241.ipynb", ISEUL), ("hw-2026-31241-v2.ipynb", ISEUL), ("A20261240.ipynb", MINH), ("a20261240_hw.ipynb", MINH),
        ("00261239.ipynb", MUI), ("261239.ipynb", MUI), ("남궁솔.ipynb", SOL), ("남궁 솔 hw.ipynb", SOL), ("hw_제갈 하늘빛(1).ipynb", SKY),
        ("Nguyen Van Minh.ipynb", MINH), ("Van Minh Nguyen hw01.ipynb", MINH), ("채호_1.ipynb", CHAE), ("20261234/hw.ipynb", KIM),
        ("hw.ipynb", None), ("한가람.ipynb", None), ("2026.ipynb", None), ("hw_01.ipynb", None), ("20261234_20261235.ipynb", None),
        ("20261234_남궁솔.ipynb", None), ("20269999_hw.ipynb", None), ("202612345.ipynb", None), ("남궁솔_제갈하늘빛.ipynb", None),
    ],
)  # fmt: skip
def test_loose_names(name: str, who: Somebody | None) -> None:
    assert student(match(name)) == (who.number if who else "")


def test_a_name_alone_is_said_to_be_one() -> None:
    assert match("남궁솔.ipynb").weak
    assert not match("20261235.ipynb").weak
    assert match("x", replace(MOODLE, owner="moodle:1500002", name="남궁 솔")).weak


def test_namesakes_are_told_apart_by_the_table_or_the_number_in_the_file() -> None:
    assert match("x", MOODLE).why == "namesakes"
    assert [person.student for person in match("x", MOODLE).candidates] == [KIM.number, KIM2.number]
    assert student(match("x", MOODLE, joins=read_join(worksheet(PEOPLE).decode("utf-8-sig"), SEOUL))) == KIM.number
    numbered = match("x", replace(MOODLE, file="20261238_hw.ipynb"))
    assert (student(numbered), numbered.why, numbered.weak) == (KIM2.number, "name_and_number", False)


def test_two_accounts_of_one_name_are_not_one_person() -> None:
    """An auditor who is not on the list has the name of somebody who is."""
    claims = [replace(MOODLE, owner=f"moodle:{number}", name="남궁 솔") for number in (1, 2)]
    found = settle([(claim, match("x", claim)) for claim in claims])
    assert [(item.person, item.why, item.candidates[0].student) for item in found] == [(None, "two_owners", SOL.number)] * 2
    same = settle([(claims[0], match("x", claims[0]))] * 2)
    assert [student(item) for item in same] == [SOL.number] * 2, "two files of one account"


def test_somebody_elses_number_in_the_files_name() -> None:
    lent = replace(MOODLE, owner="moodle:9", name="남궁 솔", file="20261236_hw.ipynb")
    assert match("x", lent).why == "conflict"
    sure = match("x", replace(lent, number=SOL.number))
    assert (student(sure), sure.other) == (SOL.number, SKY.number), "the account decides, and it is said"


def test_numbers_of_an_lms_are_no_student_numbers() -> None:
    assert match("x", Claim("canvas", "hw.ipynb", "canvas:20261234", "누군가")).person is None


def test_what_was_answered_before_holds() -> None:
    assert student(match("x", Claim("canvas", "hw.ipynb", "canvas:77", "아무개"))) == SKY.number


def test_a_folder_that_belongs_to_another_user_is_a_question() -> None:
    claim = Claim("exchange", "13_toy.ipynb", "exchange:20261234", "", "20261234", forged="20261235")
    found = match("x", claim)
    assert (found.person, found.why, found.candidates[0].student) == (None, "forged", "20261234")


def test_by_email() -> None:
    found = match("x", Claim("gradescope", "hw.ipynb", "g:1", "한가람", "", "GARAM2@example.ac.kr"))
    assert (student(found), found.why) == (KIM2.number, "email")


def test_who_dropped_the_course_is_still_known() -> None:
    roster = Roster.of([Person("20261234", "한가람", dropped=True)])
    assert student(match("20261234.ipynb", roster=roster)) == "20261234"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_canvas_table(separator: str) -> None:
    text = gradebook(PEOPLE).decode().replace(",", separator)
    known = read_join(text, SEOUL)
    assert known["canvas:4101"].numbers == (KIM.number,)
    assert "canvas:" not in known


def test_the_worksheet_says_when_and_whether_late() -> None:
    known = read_join(worksheet([KIM, SOL], late=[SOL]).decode("utf-8-sig"), SEOUL)
    assert known["moodle:1500002"].late is True
    assert known["moodle:1500001"].late is False
    assert str(known["moodle:1500001"].submitted) == "2026-10-04 21:26:00+09:00"


@pytest.mark.parametrize(
    "text", ["", "a,b\n", "학번,이름\n1,2\n", "\0", '"', "식별자\n", "Identifier,Full name\nParticipant,\n"]
)
def test_other_tables_say_nothing(text: str) -> None:
    assert read_join(text, SEOUL) == {}
