"""Does unit 03's k-means agree with answers that are not ours?

Oracles: SciPy's vector quantisation for the assignment, scikit-learn's Lloyd iterations from the same start, and the
analysis of variance (all squares are those within the clusters and those between them).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.cluster.vq import vq
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris, load_wine

from autograder.authoring.unit import Unit
from autograder.judge.cases import Drawn, draw
from npml.core.program import run
from npml.core.steps import Call

UNIT = Unit(Path(__file__).resolve().parents[4] / "solutions" / "03_kmeans")
SEEDS = range(5)


def drawn(seed: int) -> tuple[Any, Any]:
    """Samples (40, 3) and centroids (5, 3)."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(40, 3)) + rng.integers(0, 4, size=(40, 1)), rng.normal(size=(5, 3)) + 1.5


@pytest.mark.parametrize("seed", SEEDS)
def test_assignment_and_inertia_agree_with_scipy(seed: int) -> None:
    """Are labels and distances those of scipy.cluster.vq?"""
    X, centroids = drawn(seed)
    labels, distances = vq(X, centroids)
    assert np.array_equal(UNIT.reference["assign_clusters"](X, centroids), labels)
    assert UNIT.reference["inertia"](X, centroids, labels) == pytest.approx(np.sum(distances**2), rel=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_squares_within_and_between_add_up(seed: int) -> None:
    """Around the updated centroids: total = within + between, which is so for means only."""
    X, centroids = drawn(seed)
    labels = UNIT.reference["assign_clusters"](X, centroids)
    means = UNIT.reference["update_centroids"](X, labels, centroids)
    counts = np.bincount(labels, minlength=5)
    between = counts @ np.sum((means - X.mean(axis=0)) ** 2, axis=1)
    within = UNIT.reference["inertia"](X, means, labels)
    assert within + between == pytest.approx(X.var(axis=0).sum() * len(X), rel=1e-12)
    assert np.array_equal(means[counts == 0], centroids[counts == 0])


@pytest.mark.parametrize("k", [2, 3, 5])
@pytest.mark.parametrize("name", ["iris", "wine", "drawn"])
def test_ends_where_scikit_learn_ends(name: str, k: int) -> None:
    """From the same start, are centroids, labels and inertia scikit-learn's?"""
    wine = load_wine().data
    X = {"iris": load_iris().data, "wine": (wine - wine.mean(axis=0)) / wine.std(axis=0), "drawn": drawn(7)[0]}[name]
    for seed in range(3):
        start, _ = UNIT.reference["kmeans"](X, k, max_iters=0, rng=seed)
        centroids, labels = UNIT.reference["kmeans"](X, k, rng=seed)
        theirs = KMeans(k, init=start, n_init=1, tol=0.0).fit(X)
        np.testing.assert_allclose(centroids, theirs.cluster_centers_, rtol=1e-9, atol=1e-12)
        assert np.array_equal(labels, theirs.labels_)
        assert UNIT.reference["inertia"](X, centroids, labels) == pytest.approx(theirs.inertia_, rel=1e-9)


def case_of_the_default(seed: int) -> Drawn:
    """The hidden case that asks for 100 updates without saying so."""
    exercise = UNIT.exercise("kmeans")
    category = next(item for item in exercise.categories if item.name == "갱신 횟수와 번호")
    drawn = draw(UNIT, exercise, category, bytes([seed]) * 16)
    return next(item for item in drawn if any(isinstance(step, Call) and len(step.args) == 2 for step in item.case.steps))


@pytest.mark.parametrize("updates", [10, 99, 101, 300])
def test_another_default_of_max_iters_is_noticed(updates: int) -> None:
    """In a hundred submissions one may slip through; in these twelve none does."""
    right = UNIT.reference["kmeans"]

    def kmeans(X: Any, k: Any, max_iters: Any = updates, rng: Any = None) -> Any:
        return right(X, k, max_iters, rng)

    for seed in range(12):
        item = case_of_the_default(seed)
        assert item.judge(run(item.case.steps, UNIT.reference)) is None
        assert item.judge(run(item.case.steps, {"kmeans": kmeans})) is not None, seed


def test_scikit_learn_too_moves_one_sample_at_each_update() -> None:
    """From the two smallest samples of that case to the end."""
    step = case_of_the_default(0).case.steps[0]
    assert isinstance(step, Call)
    X = np.sort(step.args[0], axis=0)
    theirs = KMeans(2, init=X[:2], n_init=1, tol=0.0, max_iter=1000).fit(X)
    assert theirs.n_iter_ >= len(X) - 5
