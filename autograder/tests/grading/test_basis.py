"""Does a change of texts and comments grade nobody again, and a change of anything else name itself?"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.authoring.unit import Unit
from autograder.grading import basis
from autograder.grading.basis import PARTS, code_of, compose, differences, unit_parts
from autograder.grading.nodes import new_code_cell, new_markdown_cell, new_notebook, node

MARKS = {
    "grade": True,
    "solution": False,
    "locked": True,
    "grade_id": "column_mean_check",
    "points": 90.0,
    "schema_version": 3,
}
CHECKS = {
    "title": "제목",
    "exercises": [{"name": "f", "hints": ["힌트", "np.sum(____)"], "cases": [{"say": "보기", "want": [1.0]}]}],
}

#: What a change of a file is, and the parts of the digest that it changes.
CHANGES = {
    "comment": ("hidden.py", '    yield case(Call("column_mean", rng.integers', '    # more\n    yield case(Call("column_mean", rng.integers', ()),
    "docstring": ("hidden.py", "Unequal sizes, so that", "Sizes that differ, so that", ()),
    "diagnosis": ("mistakes.py", "더하기만 하고", "더하기는 했지만", ()),
    "mark of a fact": ("mistakes.py", "더하기만 하고", "더하기만 [하고](=fact)", ()),
    "lesson": ("lesson.py", "## 1. 왜 필요한가", "## 1. 왜요?", ()),
    "solution's docstring": ("lesson.py", "열마다의 평균을 구합니다.", "열의 평균입니다.", ()),
    "solution's comment": ("lesson.py", "    total = np.sum(X", "    # a sum\n    total = np.sum(X", ()),
    "demo": ("lesson.py", 'print("내 함수:"', 'print("함수:"', ()),
    "hint": ("checks.py", "종이에 구해 보세요", "구해 보세요", ()),
    "quiz's text": ("checks.py", "TODO 문제", "문제", ()),
    "case": ("hidden.py", "size=(1001, 2)", "size=(1002, 2)", ("hidden",)),
    "points": ("hidden.py", '"값", 50', '"값", 40', ("hidden",)),
    "name of a category": ("hidden.py", '"부작용"', '"다른 이름"', ("hidden",)),
    "deadline": ("hidden.py", "    )),\n)", "    ), deadline=3.0),\n)", ("hidden",)),
    "reference": ("lesson.py", "return total / X.shape[0]", "return total / len(X)", ("reference",)),
    "quiz's key": ("checks.py", "(2, 1, 1, 2)", "(2, 1, 1, 3)", ("reference",)),
    "bank": ("mistakes.py", "max(X.shape[0] - 1, 1)", "max(X.shape[0] - 2, 1)", ("bank",)),
}  # fmt: skip


def parts_of(folder: Path, package: Path, cell: str = 'check("column_mean")', points: float = 90.0) -> dict[str, str]:
    marks = {"nbgrader": {**MARKS, "points": points}}
    released = new_notebook(cells=[new_markdown_cell("글"), new_code_cell(cell, metadata=node(marks))])
    return unit_parts(Unit(folder), released, package)


@pytest.fixture
def places(toy_project: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A unit's folder and its package, of the test's own."""
    shutil.copytree(toy_project / "solutions" / "13_toy", tmp_path / "13_toy")
    package = tmp_path / "unit13"
    package.mkdir()
    (package / "network.py").write_text('"""글"""\nWIDTH = 3\nKEY = "폭"\n', encoding="utf-8")
    (package / "checks.json").write_text(json.dumps(CHECKS), encoding="utf-8")
    return tmp_path / "13_toy", package


@pytest.mark.parametrize("what", CHANGES)
def test_of_a_unit_only_what_decides_counts(places: tuple[Path, Path], what: str) -> None:
    file, old, new, expected = CHANGES[what]
    before = parts_of(*places)
    path = places[0] / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    after = parts_of(*places)
    assert tuple(name for name in before if before[name] != after[name]) == expected


@pytest.mark.parametrize(
    ("file", "text", "same"),
    [
        ("network.py", '"""다른 글"""\n# 참고\nWIDTH = 3\nKEY = "폭"\n', True),
        ("network.py", '"""글"""\nWIDTH = 4\nKEY = "폭"\n', False),
        ("network.py", '"""글"""\nWIDTH = 3\nKEY = "너비"\n', False),  # a word may be a key
        ("checks.json", json.dumps(CHECKS).replace("힌트", "도움").replace("np.sum", "np.add"), True),
        ("checks.json", json.dumps(CHECKS).replace("1.0", "2.0"), False),
        ("data.csv", "1", False),
        ("notebook.json", "{}", True),  # a copy
    ],
)
def test_of_a_package_too(places: tuple[Path, Path], file: str, text: str, same: bool) -> None:
    before = parts_of(*places)
    (places[1] / file).write_text(text.encode().decode(), encoding="utf-8")
    assert (parts_of(*places) == before) is same


def test_of_the_released_notebook_too(places: tuple[Path, Path]) -> None:
    before = parts_of(*places)
    assert parts_of(*places, 'check("column_mean")  # 확인') == before
    assert parts_of(*places, 'check("other")') != before
    assert parts_of(*places, points=80.0) != before


def test_the_engine_s_own_comments_and_messages_are_no_change(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Fault 19, of our own source: a comment, a docstring and a text leave the version, a number does not."""
    for name in ("engine.py", "messages.py"):
        (tmp_path / name).write_text('"""Doc."""\n\nSAY = "안녕"\nLIMIT = 3\n', encoding="utf-8")
    monkeypatch.setattr(basis, "_files", lambda: [(path.name, path) for path in sorted(tmp_path.glob("*.py"))])
    monkeypatch.setattr(basis, "_KEPT", tmp_path / "kept.json")

    def version() -> str:
        basis.engine_version.cache_clear()
        return basis.engine_version()

    try:
        before = version()
        assert version() == before, "as it was kept"
        (tmp_path / "engine.py").write_text('"""Other."""\n# more\nSAY = "안녕"\nLIMIT = 3\n', encoding="utf-8")
        (tmp_path / "messages.py").write_text('"""Doc."""\n\nSAY = "반가워요"\nLIMIT = 3\n', encoding="utf-8")
        assert version() == before
        (tmp_path / "messages.py").write_text('"""Doc."""\n\nSAY = "반가워요"\nLIMIT = 4\n', encoding="utf-8")
        assert version() != before
        (tmp_path / "kept.json").write_text("{", encoding="utf-8")
        assert version() != before
    finally:
        basis.engine_version.cache_clear()


def test_a_digest_says_which_part_changed_and_fits_its_column() -> None:
    old = compose(dict.fromkeys(PARTS, "x"))
    assert len(old) <= 128
    for name in PARTS:
        assert differences(old, compose({**dict.fromkeys(PARTS, "x"), name: "y"})) == (name,)
    assert differences(old, old) == ()
    assert differences(None, old) == ("new",)
    assert differences("", old) == ("again",)
    assert differences("0" * 64, old) == ("other",), "as it was before the digest had parts"


def test_code_that_python_cannot_read_is_compared_as_text() -> None:
    assert code_of("%matplotlib inline  # a") != code_of("%matplotlib inline  # b")
