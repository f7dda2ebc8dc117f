"""Is a unit graded whose functions may use a library, and refused where the library is missing?"""

from __future__ import annotations

import sys
from typing import Any

import pytest

from autograder.authoring.unit import PACKAGES
from autograder.cli import main
from autograder.grading.engine import Engine
from autograder.judge.verdict import LocalSession, judge_exercise
from autograder.release.audit.lab import hidden
from autograder.release.project import Project
from autograder.sandbox import CellSource, Limits, Sandbox
from npml.errors import LibraryMissing

from .conftest import KERAS, TORCH
from .papers import grade, paper, scores

BOTH = [
    pytest.param(TORCH, marks=pytest.mark.library("torch")), pytest.param(KERAS, marks=pytest.mark.library("keras", "torch")),
]  # fmt: skip


@pytest.mark.parametrize("unit", BOTH)
def test_right_answers_get_full_points(project: Project, engine: Engine, unit: str) -> None:
    graded = grade(engine, paper(project, unit), unit)
    assert graded.status == "graded", graded.message
    assert graded.verdict is not None
    assert graded.verdict.score == 100.0
    assert graded == grade(engine, paper(project, unit), unit)


@pytest.mark.parametrize("unit", BOTH)
def test_every_mistake_loses_points_and_is_named(project: Project, unit: str) -> None:
    (found,) = project.units([unit])
    for item in found.mistakes:
        session = LocalSession(found.namespace({item.exercise: item.code}))
        verdict = judge_exercise(found, found.exercise(item.exercise), session, b"sixteen bytes at", hidden=hidden)
        assert verdict.score < verdict.max_score
        assert verdict.diagnoses[:1] == (item.key,)


@pytest.mark.library("torch")
@pytest.mark.parametrize(
    ("source", "library"),
    [
        ("import scipy.optimize\ndef slope(X, w):\n    return scipy.optimize.approx_fprime(w, lambda v: ((X @ v) ** 2).mean())",
         "scipy"),
        ("def slope(X, w):\n    from sklearn.metrics import mean_squared_error\n    return w", "sklearn"),
        ("import importlib\ndef slope(X, w):\n    return importlib.import_module('scipy.linalg').norm(w)", "scipy"),
        ("import sklearn.metrics as m\nclass Box:\n    tool = m.r2_score\ndef slope(X, w):\n    return Box.tool(w, w)",
         "sklearn"),
        ("def slope(X, w):\n    import keras\n    return w", "keras"),
    ],
)  # fmt: skip
def test_other_libraries_stay_banned(project: Project, engine: Engine, source: str, library: str) -> None:
    graded = grade(engine, paper(project, TORCH, slope=source), TORCH)
    assert scores(graded) == {"slope": 0.0, "Net": 40.0, "quiz": 10.0}
    assert graded.verdict is not None
    assert graded.verdict.exercises[0].banned == library
    assert graded.notebook is not None
    assert "NumPy, PyTorch와 파이썬 표준 라이브러리만" in graded.notebook


@pytest.mark.library("torch")
def test_comparing_with_a_banned_library_costs_nothing(project: Project, engine: Engine) -> None:
    graded = grade(engine, paper(project, TORCH, more="import scipy, sklearn.linear_model as lm\nlm.Ridge()"), TORCH)
    assert graded.verdict is not None
    assert graded.verdict.score == 100.0


@pytest.mark.library("keras", "torch")
def test_a_unit_without_libraries_is_not_forked_from_a_zygote_that_has_them(project: Project, engine: Engine) -> None:
    grade(engine, paper(project, KERAS), KERAS)
    cells = [CellSource(0, "import sys\nprint([name for name in ('torch', 'keras') if name in sys.modules])")]
    for libraries, wanted in (((), "[]"), (("torch",), "['torch']"), (("keras", "torch"), "['torch', 'keras']")):
        with engine._sandbox.execute(TORCH, cells, cells, libraries=libraries) as execution:
            assert execution.outputs[0][0]["text"] == f"{wanted}\n"


class _Hiding:
    """A finder that does not find PyTorch and Keras, as on a machine without them."""

    def __init__(self, finder: Any) -> None:
        self._finder = finder

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Nothing for the libraries."""
        return None if name.partition(".")[0] in ("torch", "keras") else self._finder.find_spec(name, path, target)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the libraries are not installed."""
    monkeypatch.setattr(sys, "meta_path", [_Hiding(finder) for finder in sys.meta_path])
    for name in list(sys.modules):
        if name.partition(".")[0] in ("torch", "keras"):
            monkeypatch.delitem(sys.modules, name)


@pytest.mark.usefixtures("bare")
def test_a_grader_without_the_library_refuses_the_unit(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Is it the host's fault, with nothing recorded, and are the other units graded?"""
    folder = project.root / "class"
    place = folder / "submitted" / "kim" / TORCH / f"{TORCH}.ipynb"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(paper(project, TORCH))
    with Engine(project.course, project.solutions, b"a secret of the tests, 32 bytes.") as engine:
        with pytest.raises(LibraryMissing, match="torch"):
            engine.check(TORCH)
        with pytest.raises(LibraryMissing):
            grade(engine, paper(project, TORCH), TORCH)
    common = ["--root", str(project.root)]
    assert main(["grade", *common, "--class-dir", str(folder)]) == 1
    said = capsys.readouterr()
    assert "아무 점수도 적지 않았어요" in said.err + said.out
    assert main(["grade-file", *common, str(place)]) != 0


@pytest.mark.library("torch")
def test_what_the_library_maps_is_not_taken_from_the_submission(project: Project) -> None:
    """PyTorch's build for graphics cards maps 3.6 GB; a submission may still allocate what it is given, and no more."""
    limits = Limits(address_bytes=256 << 20)
    tries = "import torch\nfor size in (100, 1000):\n    try: print(torch.ones(size << 18).numel() >> 18)\n    except RuntimeError: print('no')"
    cells = [CellSource(0, tries)]
    with (
        Sandbox(project.root / PACKAGES, limits=limits) as sandbox,
        sandbox.execute(TORCH, cells, cells, libraries=("torch",)) as execution,
    ):
        assert execution.outputs[0][0]["text"] == "100\nno\n"
