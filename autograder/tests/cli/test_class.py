"""`autograder class`: a folder that only its owner can read, a roster that says what changes, a status that says who waits."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from autograder.cli import main
from autograder.cli.cmd_class import lateness
from autograder.cli.options import class_unit_names, sound_units
from autograder.collecting.receipts import Receipt
from autograder.collecting.store import Store
from autograder.course import registrar
from autograder.gradebook import standing
from autograder.release.project import Project
from autograder.release.release import notebook_files, write_files

UNITS = ("01_linear_regression", "03_kmeans")
LIST = "학번,성명,학과\n20261234,한가람,AI\n20261235,남궁솔,AI\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A class of two units."""
    assert main(["class", "init", "--class-dir", str(tmp_path / "class"), *UNITS]) == 0
    return tmp_path / "class"


def test_init_makes_a_closed_folder_and_never_touches_the_settings_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Is the folder 0700, are only the chosen units there, and does a second init leave course.toml alone?"""
    assert folder.stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in (folder / "source").iterdir()) == list(UNITS)
    mine = (folder / "course.toml").read_text(encoding="utf-8") + "# 내가 적은 줄\n"
    (folder / "course.toml").write_text(mine, encoding="utf-8")
    os.chmod(folder, 0o755)
    assert main(["class", "init", "--class-dir", str(folder)]) == 0
    assert (folder / "course.toml").read_text(encoding="utf-8") == mine
    assert folder.stat().st_mode & 0o777 == 0o700
    assert "닫았습니다" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["../x", 'a"b', "a/b", ".x", "  "])
def test_an_id_that_is_no_folder_makes_no_class(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A quote would make a course.toml that no command can read, a slash an exchange folder elsewhere."""
    folder = tmp_path / "class"
    assert main(["class", "init", "--class-dir", str(folder), "--id", name, UNITS[0]]) == 2
    assert not folder.exists()
    assert "--id" in capsys.readouterr().err


def test_a_roster_says_what_changes_before_it_changes(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Does a dry run write nothing, the second list drop and add, and the same list change nothing?"""
    path = tmp_path / "명단.csv"
    path.write_text(LIST, encoding="cp949")
    command = ["class", "roster", "--class-dir", str(folder), str(path)]
    assert main([*command, "--dry-run"]) == 0
    assert not (folder / "roster.csv").exists()
    assert main(command) == 0
    path.write_text(LIST.replace("20261234,한가람", "20261299,제갈하늘빛"), encoding="utf-8")
    capsys.readouterr()
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "새로 들어옴 1명\n  20261299" in said
    assert "수강 철회 1명\n  20261234" in said
    assert main(command) == 0
    assert "바뀐 것이 없습니다" in capsys.readouterr().out
    assert "20261234" in (folder / "roster.csv").read_text(encoding="utf-8-sig")


def test_an_extension_of_nobody_is_noted(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A zero that is missing in course.toml would cost a student the extension, without a word."""
    path = tmp_path / "list.csv"
    path.write_text(LIST.replace("20261235", "00261235"), encoding="utf-8")
    main(["class", "roster", "--class-dir", str(folder), str(path)])
    with (folder / "course.toml").open("a", encoding="utf-8") as file:
        for student in ("00261235", "261235"):
            file.write(f'[[extension]]\nstudent = "{student}"\nunit = "{UNITS[0]}"\nuntil = "2026-12-24 23:59"\n')
    (folder / "submitted").mkdir(exist_ok=True)
    capsys.readouterr()
    main(["class", "status", "--class-dir", str(folder)])
    said = capsys.readouterr().out.replace("\n", " ")
    assert said.count("연장에 적힌 학번") == 1
    assert "학번 261235의" in said


def test_status_lists_each_unit_and_each_student(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Are those who have not handed in named, and what lies there ungraded counted?"""
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    main(["class", "roster", "--class-dir", str(folder), str(path)])
    here = folder / "submitted" / "20261234" / UNITS[0]
    here.mkdir(parents=True)
    (here / f"{UNITS[0]}.ipynb").write_text("{}", encoding="utf-8")
    capsys.readouterr()
    assert main(["class", "status", "--class-dir", str(folder)]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith(UNITS)]
    assert rows[0] == [UNITS[0], "–", "1", "1", "0", "1", "0", "–"]
    assert rows[1] == [UNITS[1], "–", "0", "2", "0", "0", "0", "–"]
    assert main(["class", "status", "--class-dir", str(folder), UNITS[0]]) == 0
    said = capsys.readouterr().out
    assert [line.split()[-2:] for line in said.splitlines() if "20261235" in line] == [["안", "냄"]]
    assert [line.split()[-2:] for line in said.splitlines() if "20261234" in line] == [["채점", "전"]]


def test_a_broken_unit_is_named_and_the_others_are_loaded(toy_project: Path, tmp_path: Path) -> None:
    """One unit's failure stops no other."""
    for name in ("13_toy", "14_broken"):
        shutil.copytree(toy_project / "solutions" / "13_toy", tmp_path / "solutions" / name)
    (tmp_path / "solutions" / "14_broken" / "hidden.py").write_text("raise RuntimeError", encoding="utf-8")
    sound, broken = sound_units(Project(tmp_path), tmp_path / "class", None)
    assert [unit.name for unit in sound] == ["13_toy"]
    assert list(broken) == ["14_broken"]
    assert "hidden.py" in broken["14_broken"]


def test_status_says_what_waits_in_the_inbox(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Is it counted by unit, and only where it may concern the units that are shown?"""
    assert main(["class", "status", "--class-dir", str(folder)]) == 0
    for entry, unit in (("a", UNITS[0]), ("b", UNITS[0]), ("c", "")):
        Store(folder).ask(b"{}", Receipt("", unit, entry, 2, entry=entry), [])
    capsys.readouterr()
    assert main(["class", "status", "--class-dir", str(folder)]) == 1
    assert f"3개가 답을 기다립니다({UNITS[0]} 2개, 단원을 모름 1개)" in capsys.readouterr().out
    assert main(["class", "status", "--class-dir", str(folder), UNITS[1]]) == 1
    assert "1개가 답을 기다립니다(단원을 모름 1개)" in capsys.readouterr().out


def test_a_unit_that_the_course_does_not_use_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Does grade say which units the course has, and where to add one?"""
    assert main(["grade", "--class-dir", str(folder), "12_gradient_clipping"]) == 2
    said = capsys.readouterr().err
    assert "course.toml" in said
    assert "01_linear_regression, 03_kmeans" in said


def test_a_broken_course_toml_stops_every_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Is nothing graded or shown by settings that nobody wrote?"""
    (folder / "course.toml").write_text("counts = 'first'\n", encoding="utf-8")
    for command in ("grade", "feedback", "report", "class status"):
        assert main([*command.split(), "--class-dir", str(folder)]) == 2, command
        assert "counts" in capsys.readouterr().err


def test_the_doctor_closes_a_folder_that_was_made_by_hand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Does it name what others can read, close the folder, and find nothing the next time?"""
    os.chmod(folder, 0o755)
    (folder / "submitted" / "answer.ipynb").write_text("{}", encoding="utf-8")
    capsys.readouterr()
    assert main(["doctor", "--class-dir", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "읽을 수 있습니다" in said
    assert "secret" not in said  # it is 0600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert main(["doctor", "--class-dir", str(folder)]) == 0
    assert "읽을 수" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (timedelta(0), ""),
        (timedelta(seconds=30), "1분 미만"),
        (timedelta(minutes=61), "1시간 1분"),
        (timedelta(hours=2), "2시간"),
        (timedelta(days=2, hours=3, minutes=4), "2일 3시간"),
    ],
)
def test_lateness_in_words(late: timedelta, said: str) -> None:
    """Is it as long as it needs to be?"""
    assert lateness(late) == said


def test_report_writes_the_page_that_was_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Is only the page to project written with --for class, both without, and is a limit that is no points refused?"""
    command = ["report", "--class-dir", str(folder)]
    assert main([*command, "--for", "class", "--below", "70"]) == 0
    assert [path.name for path in (folder / "report").iterdir()] == ["class.html"]
    assert main(command) == 0
    assert sorted(path.name for path in (folder / "report").iterdir()) == ["class.html", "index.html"]
    said = capsys.readouterr()
    assert said.out.count("class.html") == 2
    for limit in ("101", "nan", "칠십"):
        with pytest.raises(SystemExit) as error:
            main([*command, "--below", limit])
        assert error.value.code == 2


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_takes_nothing_is_an_error_in_words(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    """No traceback, the path, what to do, and not the exit code of something that only needs a look."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "roster.csv")

    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    monkeypatch.setattr(registrar, "write_atomically", refuse)
    capsys.readouterr()
    assert main(["class", "roster", "--class-dir", str(folder), str(path)]) == 3
    said = capsys.readouterr().err
    assert "오류: roster.csv" in said
    assert "남은 공간과 권한" in said

    def fault_of_ours(*_: object, **__: object) -> None:
        raise KeyError

    monkeypatch.setattr(registrar, "write_atomically", fault_of_ours)
    with pytest.raises(KeyError):
        main(["class", "roster", "--class-dir", str(folder), str(path)])


def test_a_gradebook_that_cannot_be_written_is_an_error_in_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """SQLite says of a full disk and of another writer that holds it."""

    def refuse(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr(standing, "read_points", refuse)
    (folder / "submitted").mkdir(exist_ok=True)
    assert main(["class", "status", "--class-dir", str(folder)]) == 3
    assert "성적부: 읽거나 쓰지 못해 멈추었어요(database or disk is full)" in capsys.readouterr().err


def test_a_class_uses_the_course_unless_it_is_told(toy_project: Path, tmp_path: Path) -> None:
    """Do units beyond the course wait as comments in course.toml, and count without one where somebody hands them in?"""
    root, folder = tmp_path / "project", tmp_path / "class"
    shutil.copytree(toy_project, root)
    project, beyond = Project(root), "14_beyond"
    shutil.copytree(project.solutions / "13_toy", project.solutions / beyond)
    lesson = project.solutions / beyond / "lesson.py"
    text = lesson.read_text(encoding="utf-8").replace("# 13. TODO 제목", "# 14. (심화) 더 멀리")
    lesson.write_text(text, encoding="utf-8")
    for unit in project.units():
        write_files(project.course / unit.name, notebook_files(unit))
    assert class_unit_names(project, folder, None) == ["13_toy"]
    (folder / "submitted" / "20261234" / beyond).mkdir(parents=True)
    assert class_unit_names(project, folder, None) == ["13_toy", beyond]
    assert main(["class", "init", "--root", str(root), "--class-dir", str(folder)]) == 0
    assert class_unit_names(project, folder, None) == ["13_toy"]
    settings = (folder / "course.toml").read_text(encoding="utf-8")
    wanted = f'# [[unit]]\n# name = "{beyond}"'
    assert wanted in settings
    (folder / "course.toml").write_text(settings.replace(wanted, wanted.replace("# ", "")), encoding="utf-8")
    assert class_unit_names(project, folder, None) == ["13_toy", beyond]
