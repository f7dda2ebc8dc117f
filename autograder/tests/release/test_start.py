"""Do the notebooks form a course: a map, links that lead somewhere, points that are those of the grade?"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from autograder.authoring.unit import PACKAGES, Unit, core_units
from autograder.release.bundle import write_zip
from autograder.release.drift import find_drift
from autograder.release.leaks import scan
from autograder.release.messages import STUB
from autograder.release.notebooks import source_notebook, with_points
from autograder.release.project import Project
from autograder.release.release import notebook_files, shared_files, write_files
from autograder.release.start import NAME
from npml.core.marks import package_of

START = '''# %% [markdown]
r"""
# 시작
"""

# %% tags=["setup"]
from npml import progress

progress()

# %% [markdown] tags=["map"]
'''


@pytest.fixture
def project(toy_project: Path, tmp_path: Path) -> Project:
    """A course of three small units and a start notebook."""
    shutil.copytree(toy_project, tmp_path / "copy")
    made = Project(tmp_path / "copy")
    (made.root / PACKAGES).mkdir(parents=True)  # else units would be released into the installed package
    for name, title in (("14_second", "# 14. 둘째"), ("15_third", "# 15. 셋째")):
        shutil.copytree(made.solutions / "13_toy", made.solutions / name)
        lesson = made.solutions / name / "lesson.py"
        lesson.write_text(lesson.read_text(encoding="utf-8").replace("# 13. TODO 제목", title), encoding="utf-8")
    (made.solutions / "start.py").write_text(START, encoding="utf-8")
    return made


def released(project: Project) -> dict[str, list[dict[str, Any]]]:
    """The cells of every notebook in course/, by the notebook's path."""
    units = project.units()
    write_files(project.course, shared_files(project, units))
    for unit in units:
        write_files(project.course / unit.name, notebook_files(unit))
    found = sorted(project.course.rglob("*.ipynb"))
    return {str(path.relative_to(project.course)): json.loads(path.read_text(encoding="utf-8"))["cells"] for path in found}


def links(cells: list[dict[str, Any]]) -> list[str]:
    """The addresses in the prose."""
    prose = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return re.findall(r"\]\(([^)#]+\.ipynb)\)", prose)


def test_every_link_leads_to_a_notebook(project: Project) -> None:
    books = released(project)
    assert list(books) == [NAME, "13_toy/13_toy.ipynb", "14_second/14_second.ipynb", "15_third/15_third.ipynb"]
    for path, cells in books.items():
        for link in links(cells):
            assert ((project.course / path).parent / unquote(link)).is_file(), (path, link)
    assert links(books[NAME]) == list(books)[1:]
    line = ["../13_toy/13_toy.ipynb", f"../{NAME}", "../15_third/15_third.ipynb"]
    assert links(books["14_second/14_second.ipynb"]) == 2 * line  # below the title and at the end
    assert links(books["13_toy/13_toy.ipynb"]) == 2 * [line[1], "../14_second/14_second.ipynb"]


def test_a_course_without_a_start_notebook_has_no_map(project: Project) -> None:
    (project.solutions / "start.py").unlink()
    books = released(project)
    assert NAME not in books
    assert links(books["13_toy/13_toy.ipynb"]) == 2 * ["../14_second/14_second.ipynb"]


def test_units_beyond_the_course_stand_apart(project: Project) -> None:
    """Are they in a table of their own, that says what they need, and neighbours among themselves only?"""
    for name, title in (("16_beyond", "# 16. (심화) 넷째"), ("17_torch", "# 17. (심화) 다섯째")):
        shutil.copytree(project.solutions / "13_toy", project.solutions / name)
        lesson = project.solutions / name / "lesson.py"
        lesson.write_text(lesson.read_text(encoding="utf-8").replace("# 13. TODO 제목", title), encoding="utf-8")
    with (project.solutions / "17_torch" / "hidden.py").open("a", encoding="utf-8") as file:
        file.write('\n\nLIBRARIES = ("torch",)\n')
    books = released(project)
    readme = (project.course / "README.md").read_text(encoding="utf-8")
    start = "\n".join("".join(cell["source"]) for cell in books[NAME])
    for text in (readme, start):
        core, _, further = text.partition("여기까지가 강의의 단원 3개입니다.")
        assert ("15_third" in core, "16_beyond" in core) == (True, False)
        rows = [line for line in further.splitlines() if line.startswith("| [")]
        assert [line.rpartition(" | ")[2] for line in rows] == ["없습니다 |", "PyTorch |"]
        assert "PyTorch 누리집" in further
    assert links(books["15_third/15_third.ipynb"]) == 2 * ["../14_second/14_second.ipynb", f"../{NAME}"]
    assert links(books["16_beyond/16_beyond.ipynb"]) == 2 * [f"../{NAME}", "../17_torch/17_torch.ipynb"]
    assert links(books["17_torch/17_torch.ipynb"]) == 2 * ["../16_beyond/16_beyond.ipynb", f"../{NAME}"]


def test_the_course_is_twelve_units(root: Path) -> None:
    units = Project(root).units()
    assert [unit.name[:2] for unit in core_units(units)] == [f"{number:02}" for number in range(1, 13)]
    assert not any(unit.libraries for unit in core_units(units))


def test_the_title_stays_the_first_line(project: Project) -> None:
    first = released(project)["14_second/14_second.ipynb"][0]
    assert "".join(first["source"]).startswith("# 14. 둘째\n\n[← 13. TODO 제목](")


def test_the_map_drifts_when_a_lesson_does(project: Project) -> None:
    def drifted() -> set[tuple[str, str]]:
        return {(item.kind, item.path.name) for item in find_drift(project) if project.course in item.path.parents}

    released(project)
    assert drifted() == set()
    lesson = project.solutions / "15_third" / "lesson.py"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("60분", "70분"), encoding="utf-8")
    assert drifted() == {("changed", NAME), ("changed", "README.md"), ("changed", "15_third.ipynb")}
    (project.course / NAME).unlink()
    assert ("missing", NAME) in drifted()


def test_a_hangul_name_survives_scan_and_zip(project: Project, tmp_path: Path) -> None:
    released(project)
    assert scan(project, [project.course]).leaks == ()
    target = tmp_path / "x.zip"
    write_zip(target, {f"course/{NAME}": (project.course / NAME).read_bytes()})
    with zipfile.ZipFile(target) as archive:
        (entry,) = archive.infolist()
        assert entry.filename == f"course/{NAME}"
        assert entry.flag_bits & 0x800  # the name is said to be UTF-8
    (project.course / NAME).write_text(json.dumps({"cells": [{"source": ["total = np.sum(X, axis=0, dtype=np.float64)"]}]}))
    assert scan(project, [project.course]).leaks != ()


def test_the_points_stand_before_the_stub(project: Project) -> None:
    cells = released(project)["13_toy/13_toy.ipynb"]
    at = next(number for number, cell in enumerate(cells) if STUB in "".join(cell["source"]))
    assert "## 4·5. 직접 채우고 확인하기\n(90점)\n" in "".join(cells[at - 1]["source"])


def test_the_points_stand_below_the_heading_though_a_case_is_posed_first(toy_project: Path, tmp_path: Path) -> None:
    """Do code and prose between the heading and the stub leave the points where a student looks for them?"""
    folder = tmp_path / "13_toy"
    shutil.copytree(toy_project / "solutions" / "13_toy", folder)
    lesson = folder / "lesson.py"
    stub = '# %% tags=["solution:'
    posed = '# %%\nprint(1 / 3)\n\n# %% [markdown]\nr"""\n왜 그럴까요?\n"""\n\n\n'
    text = lesson.read_text(encoding="utf-8")
    at = text.index(stub)
    lesson.write_text(text[:at] + posed + text[at:], encoding="utf-8")
    sources = [cell.source for cell in source_notebook(Unit(folder)).cells]
    assert "왜 그럴까요?" in sources
    assert any("## 4·5. 직접 채우고 확인하기\n(90점)\n" in source for source in sources)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("## 4. 채우기\n(28분)\n\n### 4.1 첫째\n\n글", "## 4. 채우기\n(28분)\n\n### 4.1 첫째\n(15점)\n\n글"),
        ("## 4. 채우기\n(28분)\n\n글", "## 4. 채우기\n(28분, 15점)\n\n글"),
        ("글", "글\n\n(15점)"),
    ],
)
def test_points_stand_below_the_last_heading(source: str, wanted: str) -> None:
    assert with_points(source, 15.0) == wanted
    assert with_points(source, 12.5) == wanted.replace("15점", "12.5점")


def test_reset_gives_back_the_released_cell(root: Path) -> None:
    """Is the stub in each unit's checks.json the text of the solution cell in its notebook?"""
    seen = 0
    for unit in Project(root).units():
        cells = json.loads((root / "course" / unit.name / f"{unit.name}.ipynb").read_text(encoding="utf-8"))["cells"]
        sources = {cell["id"]: "".join(cell["source"]) for cell in cells}
        package = Project(root).packages / package_of(unit.name)
        for exercise in json.loads((package / "checks.json").read_text(encoding="utf-8"))["exercises"]:
            assert exercise["stub"] == sources[exercise["name"]]
            seen += 1
    assert seen > 30
