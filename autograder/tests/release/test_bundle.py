"""The student's zip: complete, free of secrets, the same every time."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from packaging.version import Version

from autograder.release import messages
from autograder.release.bundle import _local_version, bundle, constraints, student_environment
from autograder.release.new import new_unit
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


def test_a_week_s_bundle_has_the_units_that_are_out_and_no_link_leads_nowhere(project: Project) -> None:
    """Is nothing of a later unit inside, and is next week's wheel newer for pip?"""
    later = "14_later"
    new_unit(project, later)
    shutil.copytree(project.packages / "unit13", project.packages / "unit14")
    shutil.copytree(project.course / "13_toy", project.course / later)
    (project.course / later / "13_toy.ipynb").rename(project.course / later / f"{later}.ipynb")
    (project.course / "README.md").write_text(
        f"| [지금](13_toy/13_toy.ipynb) |\n| [나중](../{later}/{later}.ipynb) |\n", encoding="utf-8"
    )
    path = bundle(project, units=["13"])
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert not [name for name in names if "14" in name]
        assert archive.read("numpy-ml/course/README.md").decode() == (
            f"| [지금](13_toy/13_toy.ipynb) |\n| {messages.NOT_OUT.format(title='나중')} |\n"
        )
        assert 'find_spec(\\"npml.unit13\\")' in archive.read("numpy-ml/course/13_toy/13_toy.ipynb").decode()
        wheel = next(name for name in names if name.endswith(".whl"))
        with zipfile.ZipFile(io.BytesIO(archive.read(wheel))) as inside:
            assert {name.split("/")[1] for name in inside.namelist() if name.startswith("npml/unit")} == {"unit13"}
    whole = bundle(project)
    with zipfile.ZipFile(whole) as archive:
        assert f"numpy-ml/course/{later}/{later}.ipynb" in archive.namelist()
    last = bundle(project, units=["13", "14"])
    with zipfile.ZipFile(last) as archive:
        assert 'find_spec(\\"npml.unit14\\")' in archive.read(f"numpy-ml/course/{later}/{later}.ipynb").decode()
        assert [name for name in archive.namelist() if "+2.u13.14" in name]
    first, second = (Version(f"0.2.0{_local_version(names)}") for names in (["01_a", "03_c"], ["01_a", "02_b", "03_c"]))
    assert Version("0.2.0") < first < second
