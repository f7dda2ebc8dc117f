"""The student's zip: complete, free of secrets, the same every time."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from autograder.release.bundle import bundle, constraints, student_environment
from autograder.release.project import Project
from autograder.release.release import write_unit
from npml.errors import UnitError


@pytest.fixture
def project(toy_project: Path, root: Path, tmp_path: Path) -> Project:
    """A released toy project with the real package beside it."""
    shutil.copytree(toy_project, tmp_path / "p")
    made = Project(tmp_path / "p")
    unit = made.units()[0]
    student = root / "autograder" / "npml"
    shutil.copytree(student, made.student, ignore=shutil.ignore_patterns("__pycache__", "unit[0-9][0-9]"))
    shutil.copy(root / "autograder" / "requirements.lock", made.package / "requirements.lock")
    write_unit(made, unit)
    return made


def test_bundle_holds_what_a_student_needs_and_is_reproducible(project: Project) -> None:
    """Course, wheel, environment, README; no instructor's file; twice the same bytes."""
    first = bundle(project).read_bytes()
    path = bundle(project)
    assert path.read_bytes() == first
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert {"numpy-ml/README.md", "numpy-ml/environment.yml", "numpy-ml/course/13_toy/13_toy.ipynb"} <= set(names)
        wheel = next(name for name in names if name.endswith(".whl"))
        assert wheel.rsplit("/", 1)[-1] in archive.read("numpy-ml/README.md").decode()
    assert not [name for name in names if "solutions" in name or name.endswith((".pyc", "lesson.py", "hidden.py"))]


def test_bundle_with_a_secret_is_not_made(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """If something leaks, is there no zip, and is the place named?"""
    (project.course / "13_toy" / "hidden.py").write_text("x = 1\n", encoding="utf-8")
    with pytest.raises(UnitError):
        bundle(project)
    assert not list(project.dist.glob("*.zip"))
    assert "hidden.py" in capsys.readouterr().out


def test_constraints_are_the_lock_without_hashes() -> None:
    """Do markers stay, and hashes go?"""
    lock = (
        "# by uv\nappnope==1.0 ; sys_platform == 'darwin' \\\n    --hash=sha256:ab\nnumpy==2.4.6 \\\n    --hash=sha256:cd\n"
    )
    assert constraints(lock) == "appnope==1.0 ; sys_platform == 'darwin'\nnumpy==2.4.6\n"


def test_student_s_environment_names_the_wheel() -> None:
    """Does conda install the wheel from beside the file?"""
    text = student_environment(["numpy>=2.0", "Some-Pack>=1"], "x.whl")
    assert "  - numpy>=2.0\n" in text
    assert text.endswith("  - pip:\n      - Some-Pack>=1\n      - ./x.whl\n")
