"""Does a unit that is broken say which file it is, what was found and what to do?"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.authoring.unit import Unit
from npml.errors import UnitError


@pytest.fixture
def folder(toy_project: Path, tmp_path: Path) -> Path:
    """A copy of the small unit, to be broken."""
    return Path(shutil.copytree(toy_project / "solutions" / "13_toy", tmp_path / "13_toy"))


def edit(path: Path, old: str, new: str) -> None:
    """Replace text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "a lesson that is no Python": (
        lambda folder: edit(folder / "lesson.py", "import numpy as np", "import numpy as"),
        r"lesson\.py: 읽는 중에 SyntaxError가 났어요.*lesson\.py, line 13\b",
    ),
    "a lesson whose cells raise": (
        lambda folder: edit(folder / "lesson.py", "import numpy as np", "import numpy as np\nnp.no_such_name"),
        r"lesson\.py: 읽는 중에 AttributeError가 났어요",
    ),
    "a lesson in another encoding": (
        lambda folder: (folder / "lesson.py").write_bytes("# %% 첫 셀".encode("cp949")),
        r"lesson\.py: 파일을 읽을 수 없어요.*UTF-8",
    ),
    "hidden cases that are no Python": (
        lambda folder: (folder / "hidden.py").write_text("EXERCISES = (", encoding="utf-8"),
        r"hidden\.py: 읽는 중에 SyntaxError가 났어요",
    ),
    "an exercise that builds on a later one": (
        lambda folder: edit(
            folder / "hidden.py",
            "EXERCISES = (",
            "from functools import partial\nExercise = partial(Exercise, builds_on=('row_mean',))\nEXERCISES = (",
        ),
        r"hidden\.py: column_mean의 builds_on에 적은 row_mean은 앞에 나온 문제가 아니에요",
    ),
    "a quiz that is solved otherwise": (
        lambda folder: edit(folder / "lesson.py", "quiz_answers = {1: 2,", "quiz_answers = {1: 3,"),
        r"lesson\.py: quiz_answers가 checks\.py의 정답.*lesson\.py: \{1: 3,.*checks\.py: \{1: 2,",
    ),
    "no lesson": (lambda folder: (folder / "lesson.py").unlink(), r"lesson\.py: 파일을 읽을 수 없어요"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_unit_names_its_file(folder: Path, name: str) -> None:
    harm, words = BROKEN[name]
    harm(folder)
    with pytest.raises(UnitError, match=words):
        Unit(folder).reference if "lesson" in name else Unit(folder).validate()


def test_an_exercise_that_is_not_there_is_named_beside_those_that_are(folder: Path) -> None:
    with pytest.raises(UnitError, match=r"hidden\.py: .*'row_mean'.*column_mean"):
        Unit(folder).exercise("row_mean")
