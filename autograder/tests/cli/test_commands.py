"""The command line on the real engine: exit codes, JSON, messages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from autograder.build.assignment import student_notebook
from autograder.build.notebooks import canonical, source_notebook
from autograder.cli import main
from autograder.cli.jsonout import schema
from autograder.judge.unit import Unit

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
    (folder / "course" / UNIT).mkdir(parents=True)
    (folder / "course" / UNIT / f"{UNIT}.ipynb").write_text(canonical(student_notebook(unit, source)), encoding="utf-8")
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


def test_worker_processes_give_the_same_grades(room: Path, tmp_path: Path) -> None:
    scores = []
    for workers in ("1", "2"):
        target = tmp_path / f"{workers}.json"
        assert main(["grade", "--class-dir", str(room), "--workers", workers, "--force", "--json", str(target)]) == 1
        scores.append(results(target.read_text(encoding="utf-8")))
    assert scores[0] == scores[1]


def test_loose_files(room: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["grade-file", str(project / "solved.ipynb"), str(room / "no.ipynb"), "--json", "-"]
    assert main(command) == 1
    first = results(capsys.readouterr().out)
    assert (first["solved.ipynb"]["unit"], first["solved.ipynb"]["score"]) == (UNIT, 100.0)
    assert first["no.ipynb"]["status"] == "rejected"
    assert main(command) == 1
    assert results(capsys.readouterr().out) == first


def test_the_secret_of_loose_files_is_the_users_own(room: Path, tmp_path: Path) -> None:
    from autograder.cli.state import user_secret

    secret = user_secret()
    assert user_secret() == secret
    [file] = (tmp_path / "state").rglob("secret")
    assert file.stat().st_mode & 0o777 == 0o600


def test_explain_shows_the_values(room: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = room / "submitted" / "kim" / UNIT / f"{UNIT}.ipynb"
    unit = Unit(project / "solutions" / UNIT)
    name = unit.exercises[0].name
    book = json.loads(path.read_text(encoding="utf-8"))
    for cell in book["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == name:
            cell["source"] = f"def {name}(*args, **kwargs):\n    return 123.25"
    path.write_text(json.dumps(book), encoding="utf-8")
    assert main(["explain", "kim", UNIT, "--class-dir", str(room)]) == 0
    shown = capsys.readouterr().out
    assert "123.25" in shown
    assert "기대한 값" in shown
    assert f"{name}(" in shown


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
