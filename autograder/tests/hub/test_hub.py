"""A unit's way out and back on a JupyterHub with real Unix users: released, fetched, handed in, graded, fed back.

Run by ``make test-hub``; it needs root, because it makes the users.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from . import server
from .server import COURSE, PROFESSOR, ROOT, STUDENTS, Hub

pytestmark = pytest.mark.hub
UNIT = "01_linear_regression"
KIM, LEE = STUDENTS
#: On a hub the accounts are the student numbers, here with letters before them, as some schools have them.
ROSTER = "".join(f"{row}\n" for row in ("학번,이름", f"{KIM},김민준", f"{LEE},이서연"))


@dataclass
class Term:
    """What happened to one unit."""

    hub: Hub
    fetched: dict[str, list[str]] = field(default_factory=dict)
    validated: dict[str, Any] = field(default_factory=dict)
    table: str = ""
    results: list[dict[str, Any]] = field(default_factory=list)
    feedback: dict[str, list[Path]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def term() -> Iterator[Term]:
    """The whole way, once; Kim hands in the right solution, Lee the notebook as it came."""
    if reason := server.missing():
        pytest.skip(reason)
    with server.running() as hub:
        term = Term(hub)
        hub.run(PROFESSOR, "autograder", "class", "init", UNIT, "--id", COURSE)
        (hub.base / "roster.csv").write_text(ROSTER, encoding="utf-8")
        hub.run(PROFESSOR, "autograder", "class", "roster", hub.base / "roster.csv")
        _release(hub)
        for student in STUDENTS:
            hub.assignments(student, "fetch", UNIT)
            term.fetched[student] = sorted(path.name for path in (hub.home(student) / UNIT).iterdir())
        term.validated["blank"] = _validate(hub)
        notebook = hub.home(KIM) / UNIT / f"{UNIT}.ipynb"
        notebook.write_bytes((ROOT / "solutions" / UNIT / f"{UNIT}.ipynb").read_bytes())
        term.validated["solved"] = _validate(hub)
        for student in STUDENTS:
            hub.assignments(student, "submit", UNIT)
        hub.run(PROFESSOR, "nbgrader", "collect", UNIT, folder="class")
        term.table = hub.run(PROFESSOR, "autograder", "grade", "--workers", "1", "--json", "out.json").stdout
        term.results = json.loads((hub.home(PROFESSOR) / "out.json").read_text(encoding="utf-8"))
        hub.run(PROFESSOR, "autograder", "feedback")
        hub.run(PROFESSOR, "nbgrader", "release_feedback", UNIT, folder="class")
        for student in STUDENTS:
            hub.assignments(student, "fetch_feedback", UNIT)
            term.feedback[student] = sorted((hub.home(student) / UNIT / "feedback").rglob("*.html"))
        yield term


def _release(hub: Hub) -> None:
    hub.run(PROFESSOR, "autograder", "class", "release", UNIT)
    hub.run(PROFESSOR, "nbgrader", "release_assignment", UNIT, folder="class")


def _validate(hub: Hub) -> Any:
    """Press nbgrader's Validate on Kim's notebook."""
    return hub.ask(f"/user/{KIM}/assignments/validate", {"path": f"{UNIT}/{UNIT}.ipynb"}, "POST")


def test_students_get_the_notebook_alone(term: Term) -> None:
    assert term.fetched == {key: [f"{UNIT}.ipynb"] for key in STUDENTS}


def test_validate_says_what_is_not_right(term: Term) -> None:
    """With NBGRADER_VALIDATING a check that is not passed raises, and one that is passed does not."""
    blank, solved = (term.validated[key] for key in ("blank", "solved"))
    assert blank["success"] and solved["success"]
    assert len(blank["value"]["failed"]) > 3
    assert "failed" not in solved["value"]


def test_grades(term: Term) -> None:
    scores = {item["student"]: item["score"] for item in term.results}
    assert scores == {KIM: 100, LEE: 0}


def test_everybody_gets_her_own_feedback(term: Term) -> None:
    pages = {student: [path.read_text(encoding="utf-8") for path in found] for student, found in term.feedback.items()}
    assert [len(found) for found in pages.values()] == [1, 1]
    assert "100" in pages[KIM][0]
    assert pages[KIM] != pages[LEE]


def test_the_class_is_closed_to_students(term: Term) -> None:
    """Submissions, grades, the secret, solutions, and others' feedback in the exchange."""
    hub = term.hub
    home = hub.home(PROFESSOR)
    closed = [home, home / "class", home / "class" / "gradebook.db", home / "class" / "secret", home / "solutions"]
    closed += [hub.exchange / COURSE / "inbound", hub.exchange / COURSE / "feedback", hub.home(LEE)]
    assert [path for path in closed if hub.may_read(KIM, path)] == []
    assert hub.may_read(KIM, hub.exchange / COURSE / "outbound")
    assert hub.may_read(PROFESSOR, hub.exchange / COURSE / "inbound")


def test_formgrader_shows_the_units_of_the_class_only(term: Term) -> None:
    found = term.hub.ask(f"/user/{PROFESSOR}/formgrader/api/assignments")
    assert [item["name"] for item in found] == [UNIT]
    assert [item["num_submissions"] for item in found] == [2]


def test_a_file_is_timed_by_the_exchange(term: Term) -> None:
    """Lee's notebook is as old as the release; it was handed in when the exchange says."""
    found = term.hub.ask(f"/user/{PROFESSOR}/formgrader/api/submissions/{UNIT}")
    stamps = {item["student"]: item["timestamp"] for item in found}
    for student in STUDENTS:
        stamp = term.hub.home(PROFESSOR) / "class" / "submitted" / student / UNIT / "timestamp.txt"
        assert str(stamps[student])[:19] == stamp.read_text(encoding="utf-8").replace(" ", "T")[:19]


def test_a_resubmission_through_our_own_collect(term: Term) -> None:
    """`autograder collect` reads the exchange itself, keeps both versions, and the newer one counts."""
    hub = term.hub
    target = hub.home(LEE) / UNIT / f"{UNIT}.ipynb"
    shutil.copyfile(hub.home(KIM) / UNIT / f"{UNIT}.ipynb", target)
    hub.assignments(LEE, "submit", UNIT)
    # Her first one has no answers, so that a person should look: the exit code says that.
    said = hub.run(PROFESSOR, "autograder", "collect", hub.exchange / COURSE / "inbound", check=False).stdout
    assert "새로 모음 1개, 이미 있음 1개, 기다림 0개, 채점 못 함 1개" in said
    hub.run(PROFESSOR, "autograder", "grade", "--workers", "1", "--json", "again.json")
    results = json.loads((hub.home(PROFESSOR) / "again.json").read_text(encoding="utf-8"))
    assert {item["student"]: item["score"] for item in results} == {KIM: 100, LEE: 100}
    hub.run(PROFESSOR, "autograder", "feedback")
    hub.run(PROFESSOR, "nbgrader", "release_feedback", UNIT, folder="class")
    hub.assignments(LEE, "fetch_feedback", UNIT)
    assert len(list((hub.home(LEE) / UNIT / "feedback").rglob("*.html"))) == 2
