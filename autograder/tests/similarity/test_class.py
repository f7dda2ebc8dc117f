"""The command on a class, and what it finds in classes made of a unit's own variants and mistakes (one unit, fixed seed)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from autograder.authoring.unit import Unit
from autograder.cli import main
from autograder.grading.nodes import to_text
from autograder.grading.submission import Submission
from autograder.judge.verdict import CategoryVerdict, ExerciseVerdict
from autograder.similarity.compare import Found, Paper, compare
from autograder.similarity.page import Labels, page
from autograder.similarity.reading import Desk, Handed

from .pupils import Pupil, School

ROOT = Path(__file__).resolve().parents[3]
UNIT = Unit(ROOT / "solutions" / "02_logistic_regression")
COPIES = ("names", "everything")


def verdicts_of(pupil: Pupil) -> dict[str, ExerciseVerdict]:
    """As if the judge had named each mistake."""
    found = {}
    for name in pupil.sources:
        key = pupil.wrong.get(name)
        category = CategoryVerdict("all", 0.0 if key else 1.0, 1.0, not key, "value" if key else "")
        found[name] = ExerciseVerdict(name, (category,), (key,) if key else ())
    return found


def handed_by(pupil: Pupil, school: School) -> Handed:
    raw = to_text(pupil.notebook(school.papers)).encode()
    return pupil.name, "김하늘", False, Submission(raw, pupil.name, pupil.name, UNIT.name), verdicts_of(pupil)


class Room:
    """Thirty who worked alone, and copies of the first four under each of two disguises."""

    def __init__(self) -> None:
        self.school = School(UNIT, seed=1)
        pupils = self.school.independent(30)
        self.copies = {name: self.school.copies(pupils, name, 4) for name in COPIES}
        with Desk(UNIT, self.school.papers.stub()) as desk:
            self.standard, self.said = desk.standard()
            self.alone = self.papers(desk, pupils)
            self.more = {name: self.papers(desk, twins) for name, twins in self.copies.items()}

    def papers(self, desk: Desk, pupils: list[Pupil]) -> list[Paper]:
        def fail(path: str, why: str) -> None:
            raise AssertionError(f"{path}: {why}")

        return list(desk.papers((handed_by(pupil, self.school) for pupil in pupils), fail))

    def found(self, name: str = "") -> Found:
        return compare([*self.alone, *self.more.get(name, [])], self.standard, self.said)


@pytest.fixture(scope="module")
def room() -> Room:
    return Room()


def test_who_worked_alone_is_left_alone(room: Room) -> None:
    assert len(room.found().pairs) <= 1


@pytest.mark.parametrize(("disguise", "least"), [("names", 2), ("everything", 1)])
def test_copies_are_found(room: Room, disguise: str, least: int) -> None:
    wanted = {frozenset((twin.name, twin.copied_from)) for twin in room.copies[disguise]}
    pairs = {frozenset((pair.first.student, pair.second.student)) for pair in room.found(disguise).pairs}
    assert len(pairs & wanted) >= least


def test_the_page_is_inert_and_anonymous_if_asked(room: Room) -> None:
    found = room.found("names")
    for pair in found.pairs:
        for item in pair.shared:
            answer = pair.first.answers[item.exercise]
            object.__setattr__(
                answer, "text", answer.text + f"\n# </pre><script>x</script> \u202e 김하늘 {pair.first.student}"
            )
    text = page(UNIT, found, Labels.made(found, anonymous=True), ["<b>"])
    assert "<script" not in text
    assert "&lt;/pre&gt;&lt;script&gt;" in text
    assert "&lt;b&gt;" in text
    assert "\u202e" not in text
    assert "http:" not in text
    assert not re.search(r"김하늘|s0000|cnames", text)
    assert "학생 1" in text
    assert "김하늘" in page(UNIT, found, Labels.made(found, anonymous=False), [])


@pytest.fixture
def folder(tmp_path: Path, room: Room) -> Path:
    school = School(UNIT, seed=2)
    pupils = school.independent(5)
    for pupil in [*pupils, *school.copies(pupils, "names", 1)]:
        place = tmp_path / "submitted" / pupil.name / UNIT.name
        place.mkdir(parents=True)
        (place / f"{UNIT.name}.ipynb").write_text(to_text(pupil.notebook(school.papers)), encoding="utf-8")
    (tmp_path / "submitted" / "s0004" / UNIT.name / f"{UNIT.name}.ipynb").write_text("no notebook", encoding="utf-8")
    return tmp_path


def test_the_command(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "pairs.json"
    assert main(["similar", "2", "--root", str(ROOT), "--class-dir", str(folder), "--json", str(target)]) == 0
    out = capsys.readouterr().out
    assert "베꼈다는 뜻이 아닙니다" in out
    assert "제출물이 5개뿐이라" in out
    assert "s0004" in out
    assert isinstance(json.loads(target.read_text(encoding="utf-8")), list)
    made = folder / "report" / f"similar-{UNIT.name}.html"
    assert "베꼈다는 뜻이 아닙니다" in made.read_text(encoding="utf-8")
    assert made.stat().st_mode & 0o077 == 0
