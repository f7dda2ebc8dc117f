"""Do the visible checks of every unit agree with its bank?"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from autograder.authoring.unit import PACKAGES, Unit, find_units
from autograder.release.audit.lab import stub
from autograder.release.checks import visible_values
from autograder.release.notebooks import canonical_json
from npml.core.marks import package_of
from npml.core.program import run
from npml.core.steps import Call
from npml.core.wire import pack_outcomes, unpack_outcomes
from npml.student.likely import diagnosis, likely
from npml.student.panels import report_card
from npml.student.stages import examine
from npml.student.unitfile import UnitFile, load

UNITS = [unit.name for unit in find_units(Path(__file__).resolve().parents[3] / "solutions")]


@cache
def unit_of(name: str, root: Path) -> Unit:
    return Unit(root / "solutions" / name)


@pytest.fixture(scope="module", params=UNITS)
def both(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Unit, UnitFile]:
    """A unit and what a student has of it."""
    unit = unit_of(request.param, root)
    path = tmp_path_factory.mktemp("visible") / "checks.json"
    path.write_text(canonical_json(visible_values(unit)), encoding="utf-8")
    return unit, load(path)


def test_right_answers_pass_and_a_stub_is_a_stub(both: tuple[Unit, UnitFile]) -> None:
    unit, visible = both
    for name, exercise in visible.exercises.items():
        assert examine(exercise, unit.namespace()).state == "passed", name
        assert examine(exercise, unit.namespace({name: stub})).state == "stub", name
    for item in unit.variants:
        report = examine(visible.exercises[item.exercise], unit.namespace({item.exercise: item.code}))
        assert report.state == "passed", (item.exercise, item.key, report.failing and report.failing.problem)


def test_a_mistake_that_fails_is_named(both: tuple[Unit, UnitFile]) -> None:
    unit, visible = both
    for item in unit.mistakes:
        exercise = visible.exercises[item.exercise]
        report = examine(exercise, unit.namespace({item.exercise: item.code}))
        if report.state != "failed":
            continue  # only hidden cases catch it, or it does not fit the signature
        assert report.failing is not None
        keys = diagnosis(report.trials, exercise).causes(report.trials.index(report.failing))
        assert item.key in keys, (item.exercise, item.key, keys)


KMEANS = """
def kmeans(X, k, max_iters=100, rng=None):
    if k < 1 or k > len(X):
        raise ValueError("군집의 수가 잘못되었습니다")
    rng = np.random.default_rng(rng)
    centroids = X[START].astype(float)
    for _ in range(max_iters):
        new = update_centroids(X, assign_clusters(X, centroids), centroids)
        if np.allclose(new, centroids):
            break
        centroids = new
    return centroids, assign_clusters(X, centroids)
"""


def panel(name: str, source: str, root: Path) -> tuple[str, str]:
    """The bank's words and the panel's text for one wrong function beside right ones."""
    unit, visible = unit_of("03_kmeans", root), load(root / PACKAGES / "unit03" / "checks.json")
    names = unit.namespace()
    exec(source, names)
    report = examine(visible.exercises[name], names)
    cause = likely(report, visible.exercises[name], visible, names)
    return cause.says, report_card(report, visible.exercises[name], cause).text()


def test_a_message_without_the_name_is_not_taken_for_a_missing_test(root: Path) -> None:
    """Drawn with `permutation`, as by the mistake that tests nothing; drawn with `choice`, as by the one without name."""
    for start in ("rng.permutation(len(X))[:k]", "rng.choice(len(X), k, replace=False)"):
        says, text = panel("kmeans", KMEANS.replace("START", start), root)
        assert "k라는 이름을 적어 주세요" in says
        assert "size" not in text


@pytest.mark.parametrize(
    ("name", "exercise", "key"),
    [
        ("02_logistic_regression", "binary_cross_entropy", "log_p"), ("02_logistic_regression", "binary_cross_entropy", "naive_log_p"),
        ("03_kmeans", "kmeans", "first_rows"), ("05_batch_normalization", "BatchNorm", "affine_reset"),
        ("05_batch_normalization", "BatchNorm", "any_width"), ("05_batch_normalization", "BatchNorm", "width_checked_in_training_only"),
        ("07_dropout", "dropout_forward", "writes_x"),
        ("07_dropout", "dropout_forward", "keep_convention"),
        ("09_softmax_cross_entropy", "cross_entropy_loss", "no_upper_check"),
    ],
)  # fmt: skip
def test_a_likelier_slip_does_not_stand_in_for_the_one_made(name: str, exercise: str, key: str, root: Path) -> None:
    unit, visible = unit_of(name, root), load(root / PACKAGES / package_of(name) / "checks.json")
    item = next(item for item in unit.mistakes if (item.exercise, item.key) == (exercise, key))
    names = unit.namespace({exercise: item.code})
    report = examine(visible.exercises[exercise], names)
    assert likely(report, visible.exercises[exercise], visible, names).says == item.says


def test_what_is_random_is_not_shown_as_expected(root: Path) -> None:
    source = KMEANS.replace("START", "rng.permutation(len(X))[:k]").replace("default_rng", "RandomState")
    _, text = panel("kmeans", source, root)
    assert "한 생성기로 두 번 부르면" in text
    assert "기대한 결과" not in text


def test_the_mean_of_an_empty_cluster_is_named_however_it_is_written(root: Path) -> None:
    for mean in ("mine.mean(axis=0)", "mine.sum(axis=0) / len(mine)"):
        source = f"""
def update_centroids(X, labels, centroids):
    groups = [X[labels == j].astype(float) for j in range(len(centroids))]
    return np.array([{mean} for mine in groups])
"""
        assert "샘플이 없는 평균은 NaN이에요" in panel("update_centroids", source, root)[0]


def test_warnings_survive_the_way_through_a_file() -> None:
    namespace = {"f": lambda: np.array([np.exp(1e4), 1 / np.zeros(1)[0], np.log(-1.0)])}
    (outcome,) = run((Call("f"),), namespace)
    assert len(outcome.warned) == 3
    (back,) = unpack_outcomes(*pack_outcomes([outcome]))
    assert back.warned == outcome.warned
