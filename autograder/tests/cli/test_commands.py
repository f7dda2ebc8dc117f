"""The command line on the real engine: exit codes, JSON, messages."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import unicodedata
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import jsonschema
import pytest

from autograder.authoring.unit import Unit
from autograder.cli import main
from autograder.cli import messages as cli_messages
from autograder.cli.jsonout import schema
from autograder.cli.words import step_text
from autograder.gradebook.database import open_book
from autograder.grading.engine import seed_of
from autograder.judge.cases import case_rng
from autograder.release.notebooks import canonical, source_notebook
from autograder.release.project import Project
from autograder.release.release import write_unit

UNIT = "13_toy"


@pytest.fixture(scope="module")
def project(toy_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one small unit, released."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed: the real engine cannot run")
    folder = tmp_path_factory.mktemp("repository")
    shutil.copytree(toy_project / "solutions", folder / "solutions")
    unit = Unit(folder / "solutions" / UNIT)
    source = source_notebook(unit)
    write_unit(Project(folder), unit)
    (folder / "solved.ipynb").write_text(canonical(source), encoding="utf-8")
    return folder


@pytest.fixture
def room(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class with a right, an unsolved and a broken submission."""
    monkeypatch.chdir(project)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "class"
    for student in ("kim", "lee", "park"):
        (folder / "submitted" / student / UNIT).mkdir(parents=True)
    where = folder / "submitted"
    shutil.copy(project / "solved.ipynb", where / "kim" / UNIT / f"{UNIT}.ipynb")
    shutil.copy(project / "course" / UNIT / f"{UNIT}.ipynb", where / "lee" / UNIT / f"{UNIT}.ipynb")
    (where / "park" / UNIT / f"{UNIT}.ipynb").write_text("{")
    return folder


def results(text: str) -> dict[str, dict[str, object]]:
    found = json.loads(text)
    jsonschema.validate(found, schema())
    return {item["student"] or Path(item["path"]).name: item for item in found}


def test_a_class_is_graded_and_a_second_run_grades_nothing(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["grade", "--class-dir", str(room), "--workers", "1", "--json", "-"]
    assert main(command) == 1  # one was rejected
    found = results(capsys.readouterr().out)
    assert {name: (item["status"], item["score"]) for name, item in found.items()} == {
        "kim": ("graded", 100.0), "lee": ("graded", 0.0), "park": ("rejected", 0.0),
    }  # fmt: skip
    assert (room / "autograded" / "kim" / UNIT / f"{UNIT}.ipynb").is_file()
    assert main(command) == 1
    again = capsys.readouterr()
    assert results(again.out) == found
    assert "3개는 이미" in again.err
    assert main([*command, "--student", "kim"]) == 0
    assert set(results(capsys.readouterr().out)) == {"kim"}
    assert main([*command, "--student", "kim", "--force"]) == 0
    assert "이미" not in capsys.readouterr().err


def test_a_plan_says_what_and_why_and_does_nothing(room: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first grading, after it, after a resubmission; nothing is made, not even the gradebook."""
    target = tmp_path / "plan.json"
    plan = ["grade", "--plan", "--class-dir", str(room), "--json", str(target)]

    def planned() -> dict[str, tuple[str, list[str]]]:
        assert main(plan) == 0
        return {item["student"]: (item["action"], item["reasons"]) for item in json.loads(target.read_text("utf-8"))}

    assert planned() == dict.fromkeys(("kim", "lee", "park"), ("grade", ["new"]))
    assert sorted(path.name for path in room.iterdir()) == ["submitted"]
    main(["grade", "--class-dir", str(room), "--workers", "1"])
    files = {path: path.read_bytes() for path in room.rglob("*") if path.is_file()}
    assert planned() == dict.fromkeys(("kim", "lee", "park"), ("keep", []))
    shutil.copy(room / "submitted" / "lee" / UNIT / f"{UNIT}.ipynb", room / "submitted" / "kim" / UNIT / f"{UNIT}.ipynb")
    (room / "autograded" / "park" / UNIT / f"{UNIT}.ipynb").rename(tmp_path / "gone.ipynb")
    capsys.readouterr()
    assert planned() == {"kim": ("grade", ["submission"]), "lee": ("keep", []), "park": ("grade", ["again"])}
    assert "채점 kim 13_toy: 다시 제출함" in capsys.readouterr().out
    for path, before in files.items():
        assert path.name in (f"{UNIT}.ipynb", ".lock") or path.read_bytes() == before, path
    plan.append("--force")
    assert planned()["lee"] == ("grade", ["forced"])


def test_the_table_and_the_json_show_what_the_gradebook_says(
    room: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Faults 2, 9 and 14: a manual score, a late penalty, and a manual score that a better answer overtakes."""
    due = f'[late]\nper_day = 10\n[[unit]]\nname = "{UNIT}"\ndue = "2026-09-14 23:59"\n'
    (room / "course.toml").write_text(due, encoding="utf-8")
    (room / "submitted" / "park" / UNIT / f"{UNIT}.ipynb").unlink()
    (room / "submitted" / "park" / UNIT).rmdir()
    for student, day in (("kim", 15), ("lee", 14)):
        at = datetime(2026, 9, day, 12, tzinfo=UTC).timestamp()
        os.utime(room / "submitted" / student / UNIT / f"{UNIT}.ipynb", (at, at))
    command = ["grade", "--class-dir", str(room), "--workers", "1", "--json", str(tmp_path / "out.json")]
    assert main(command) == 0
    with open_book(f"sqlite:///{room / 'gradebook.db'}") as book:
        grade = book.find_grade("column_mean_check", UNIT, UNIT, "lee")
        grade.manual_score, grade.needs_manual_grade = 15.0, False
        book.db.commit()
    capsys.readouterr()
    assert main(command) == 0
    said = capsys.readouterr().out
    found = results((tmp_path / "out.json").read_text("utf-8"))
    shown = ("score", "automatic", "by_hand", "late", "waits", "overtaken")
    assert [found["kim"][key] for key in shown] == [90.0, 100.0, 0.0, 10.0, False, []]
    assert [found["lee"][key] for key in shown] == [15.0, 0.0, 15.0, 0.0, False, []]
    rows = {line.split()[0]: line.split()[2:] for line in said.splitlines() if line.startswith(("kim", "lee"))}
    assert rows["kim"] == ["90", "/", "100", "채점함", "자동", "100", "늦음", "−10"]
    assert rows["lee"] == ["15", "/", "100", "채점함", "자동", "0", "직접", "+15"]
    assert "평균 52.5점" in said
    shutil.copy2(room / "submitted" / "kim" / UNIT / f"{UNIT}.ipynb", room / "submitted" / "lee" / UNIT / f"{UNIT}.ipynb")
    assert main(command) == 1, "a person must look"
    said = capsys.readouterr().out
    found = results((tmp_path / "out.json").read_text("utf-8"))
    assert found["lee"]["overtaken"] == ["column_mean"]
    assert found["lee"]["before"] == {"automatic": 0.0, "score": 15.0, "reasons": ["submission"]}
    assert "before" not in found["kim"]
    assert "확인 필요 lee 13_toy: column_mean에 직접 준 점수가" in said
    assert "0 → 100" in said
    assert "확인 필요 1개" in said
    assert main(["class", "status", "--class-dir", str(room), UNIT]) == 1
    assert "확인 필요 (직접 준 점수: column_mean)" in capsys.readouterr().out
    assert main(["explain", "lee", UNIT, "--class-dir", str(room)]) == 0
    assert "자동 0점, 최종 15점. 다시 채점한 이유: 다시 제출함" in capsys.readouterr().out


def test_worker_processes_give_the_same_grades(room: Path, tmp_path: Path) -> None:
    scores = []
    for workers in ("1", "2"):
        target = tmp_path / f"{workers}.json"
        assert main(["grade", "--class-dir", str(room), "--workers", workers, "--force", "--json", str(target)]) == 1
        scores.append(results(target.read_text(encoding="utf-8")))
    assert scores[0] == scores[1]


def test_everything_in_the_folder_is_graded_or_named(room: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Slips of names, copies, other files, both forms of a name, names in any bytes: nothing ends the run, nothing is 0 in silence."""
    solved, blank = (project / "solved.ipynb").read_bytes(), (project / "course" / UNIT / f"{UNIT}.ipynb").read_bytes()
    nfc, nfd, old = "나가을", unicodedata.normalize("NFD", "나가을"), os.fsdecode("홍길동".encode("cp949"))
    files = {
        f"{nfc}/{UNIT}/{UNIT}.ipynb": solved, f"{nfd}/{UNIT}/{UNIT}.ipynb": solved, f"{unicodedata.normalize('NFD', '다')}/{UNIT}/{UNIT}.ipynb": solved,
        f"copy/{UNIT}/{UNIT}.ipynb": blank, f"copy/{UNIT}/{UNIT}-Copy1.ipynb": solved, f"beside/{UNIT}/{UNIT}.ipynb": solved, f"beside/{UNIT}/old.ipynb": blank,
        f"outside/{UNIT}.ipynb": solved, f"slip/13_toi/{UNIT}.ipynb": solved, f"two/{UNIT}/a.ipynb": solved, f"two/{UNIT}/b.ipynb": solved,
        f"one/{UNIT}/{old}.ipynb": solved, f"broken/{UNIT}/{old}.ipynb": b"{", f"py/{UNIT}/a.py": b"1", f"web/{UNIT}/{UNIT}.ipynb": b"<html>", f"{old}/{UNIT}/{UNIT}.ipynb": solved,
        "kim.ipynb": solved, f"__MACOSX/kim/{UNIT}/{UNIT}.ipynb": b"", "roster.csv": b"x", f"a\nb/{UNIT}/{UNIT}.ipynb": solved,
    }  # fmt: skip
    for name, raw in files.items():
        path = room / "submitted" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    command = ["grade", "--class-dir", str(room), "--workers", "1", "--json", "-"]
    assert main(command) == 1
    said = capsys.readouterr()
    found = json.loads(said.out)
    jsonschema.validate(found, schema())
    statuses = {item["student"]: (item["status"], item["score"]) for item in found if item["student"] and item["unit"]}
    right = ("graded", 100.0)
    look = ("needs_review", 0.0)
    assert statuses == {
        "kim": right, "lee": ("graded", 0.0), "park": ("rejected", 0.0), nfc: look, "다": right, "copy": look, "beside": right, "two": look, "one": right,
        "broken": ("rejected", 0.0), "py": look, "web": ("rejected", 0.0),
    }  # fmt: skip
    others = {Path(item["path"]).name: item["message"] for item in found if not item["unit"]}
    assert set(others) == {f"{UNIT}.ipynb", "13_toi", "kim.ipynb", old, "a\nb"}
    assert "13_toi는 13_toy인가요?" in others["13_toi"]
    for word in ("roster.csv", "old.ipynb", "홍길동.ipynb", "웹 페이지", "하나만 남겨"):
        assert word in said.err, word
    with open_book(f"sqlite:///{room / 'gradebook.db'}") as book:
        assert {item.id for item in book.students} == set(statuses)
        for student, (status, _) in statuses.items():
            grades = book.find_submission_notebook(UNIT, UNIT, student).grades
            assert {grade.auto_score is None for grade in grades} == {status != "graded"}, student
    assert main(command) == 1, "what needs a look needs one until it is looked at"
    assert json.loads(capsys.readouterr().out) == found
    assert main(["grade", "--class-dir", str(room), "--workers", "1", "--student", unicodedata.normalize("NFD", "다")]) == 0
    assert main(["explain", unicodedata.normalize("NFD", "다"), UNIT, "--class-dir", str(room)]) == 0


def test_feedback_is_made_by_the_command_that_grade_names(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feedback", "--class-dir", str(room)]) == 1, "nothing is graded yet"
    main(["grade", "--class-dir", str(room), "--workers", "1"])
    line = next(line for line in capsys.readouterr().out.splitlines() if "autograder feedback" in line)
    command = shlex.split(line.partition(": ")[2])
    assert main(command[1:]) == 0
    assert "3개" in capsys.readouterr().out
    assert "100 / 100점" in (room / "feedback" / "kim" / UNIT / f"{UNIT}.html").read_text(encoding="utf-8")


def test_a_class_folder_that_no_database_can_be_named_by_is_wrong_use(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = room.parent / os.fsdecode("학급".encode("cp949"))
    room.rename(folder)
    for command in (["grade"], ["report"], ["feedback"], ["explain", "kim", UNIT]):
        assert main([*command, "--class-dir", str(folder)]) == 2
        assert "학급: " in capsys.readouterr().err


def test_loose_files(room: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["grade-file", str(project / "solved.ipynb"), str(room / "no.ipynb"), "--json", "-"]
    assert main(command) == 1
    first = results(capsys.readouterr().out)
    assert (first["solved.ipynb"]["unit"], first["solved.ipynb"]["score"]) == (UNIT, 100.0)
    assert first["no.ipynb"]["status"] == "rejected"
    assert main(command) == 1
    assert results(capsys.readouterr().out) == first


def test_the_secret_of_loose_files_is_the_users_own(room: Path, tmp_path: Path) -> None:
    from autograder.grading.secret import kept_secret
    from npml.core.folders import user_folder

    secret = kept_secret(user_folder() / "secret")
    assert kept_secret(user_folder() / "secret") == secret
    [file] = (tmp_path / "state").rglob("secret")
    assert file.stat().st_mode & 0o777 == 0o600


def wrong_answer(path: Path, name: str) -> None:
    book = json.loads(path.read_text(encoding="utf-8"))
    for cell in book["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == name:
            cell["source"] = f"def {name}(*args, **kwargs):\n    return 123.25"
    path.write_text(json.dumps(book), encoding="utf-8")


def test_explain_shows_the_values(room: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = Unit(project / "solutions" / UNIT).exercises[0].name
    wrong_answer(room / "submitted" / "kim" / UNIT / f"{UNIT}.ipynb", name)
    assert main(["explain", "kim", UNIT, "--class-dir", str(room)]) == 0
    shown = capsys.readouterr().out
    assert "123.25" in shown
    assert "기대한 값" in shown
    assert f"{name}(" in shown


def test_a_shared_explanation_shows_fresh_inputs_and_no_hidden_one(
    room: Path, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Is an appeal kept with the scores before and after, and the page that was made for it?"""
    unit = Unit(project / "solutions" / UNIT)
    wrong_answer(room / "submitted" / "kim" / UNIT / f"{UNIT}.ipynb", unit.exercises[0].name)
    where = ["--class-dir", str(room)]
    words = ["--text", "제 값이 <b>맞는데요"]
    assert main(["appeal", "open", "kim", UNIT, *words, *where]) == 2, "nothing was graded yet"
    main(["grade", "--student", "kim", "--workers", "1", *where])
    assert main(["appeal", "open", "kim", UNIT, *words, *where]) == 0
    assert main(["appeal", "open", "kim", UNIT, *words, *where]) == 2, "one waits already"
    with pytest.raises(SystemExit):
        main(["appeal", "answer", "1", "--text", " ", *where])
    assert cli_messages.APPEAL_EMPTY in capsys.readouterr().err
    page = tmp_path / "설명.html"
    assert main(["explain", "kim", UNIT, "--share", str(page), *where]) == 0
    shown = page.read_text(encoding="utf-8")
    assert shown.count("123.25") == shown.count(cli_messages.GOT_YOURS) > 0
    assert "<script" not in shown
    assert "default-src" in shown
    seed = seed_of((room / "secret").read_bytes(), "kim", UNIT)
    for exercise in unit.exercises:
        for category in exercise.categories:
            for case in category.cases(case_rng(seed, UNIT, exercise.name, category.name)):
                assert all(escape(step_text(step)) not in shown for step in case.steps)
    capsys.readouterr()
    assert main(["appeal", "list", *where]) == 1
    assert cli_messages.APPEAL_SHARED in capsys.readouterr().out
    with open_book(f"sqlite:///{room / 'gradebook.db'}") as book:
        book.find_grade(f"{unit.exercises[0].name}_check", UNIT, UNIT, "kim").manual_score = 42.0
        book.db.commit()
    assert main(["appeal", "answer", "1", "--text", "부분 점수를 드려요", *where]) == 0
    assert main(["appeal", "answer", "2", "--text", "x", *where]) == 2
    capsys.readouterr()
    assert main(["appeal", "list", UNIT, *where]) == 0
    listed = capsys.readouterr().out
    assert "10 → 52" in listed
    assert "부분 점수를 드려요" in listed
    assert len((room / "appeals.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    assert (room / "appeals.jsonl").stat().st_mode & 0o77 == 0


@pytest.mark.parametrize(
    "command",
    [
        ["grade", "99_none"], ["grade", "--workers", "0"], ["grade", "--nonsense"], ["grade", "--student", "nobody"], ["grade-file"],
        ["explain", "kim"], ["explain", "nobody", UNIT], ["nonsense"], [], ["grade", "--json", "/no/such/folder/x.json"],
        ["grade", "--class-dir", "/no/such/folder"], ["grade", "--workers", "1", "--scheduler", "tcp://x:1"],
    ],
)  # fmt: skip
def test_wrong_use_is_2(room: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    if command[:1] in (["grade"], ["explain"]) and "--class-dir" not in command:
        command = [*command, "--class-dir", str(room)]
    try:
        code = main(command)
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    assert code == 2
    said = capsys.readouterr()
    assert any("가" <= char <= "힣" for char in said.err + said.out)


def test_help_is_korean(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["grade", "--help"])
    assert exit_.value.code == 0
    text = capsys.readouterr().out
    assert "show this help" not in text
    assert "usage" not in text
    assert "채점" in text


def test_isolation_none_says_what_it_gives_up(room: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["grade-file", str(project / "solved.ipynb"), "--isolation", "none"])
    assert "격리하지 않고" in capsys.readouterr().err


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
