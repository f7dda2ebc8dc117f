"""Do unit 04's entropy, gain and split agree with answers that are not ours?

Oracles: SciPy's entropy, scikit-learn's mutual information (the gain of a question is the mutual information of its
answer and the label), and the gain of the tree of depth one that scikit-learn grows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import entropy as scipy_entropy
from sklearn.datasets import load_breast_cancer, load_iris, load_wine
from sklearn.metrics import mutual_info_score
from sklearn.tree import DecisionTreeClassifier

from autograder.authoring.unit import Unit

UNIT = Unit(Path(__file__).resolve().parents[4] / "solutions" / "04_decision_tree")
SEEDS = range(4)


def drawn(seed: int) -> tuple[Any, Any]:
    """Rounded features, so that values occur twice, and three labels that lean on the first feature."""
    rng = np.random.default_rng(seed)
    X = np.round(rng.normal(size=(40, 3)), 1)
    return X, np.digitize(X[:, 0] + rng.normal(size=40), [-0.4, 0.9])


@pytest.mark.parametrize("seed", SEEDS)
def test_entropy_agrees_with_scipy(seed: int) -> None:
    """Is it SciPy's entropy of the counts, in bits?"""
    _, y = drawn(seed)
    assert UNIT.reference["entropy"](y) == pytest.approx(scipy_entropy(np.bincount(y), base=2), rel=1e-12)
    assert UNIT.reference["entropy"](np.array(["b", "a", "c"])[y]) == UNIT.reference["entropy"](np.array([1, 0, 2])[y])


@pytest.mark.parametrize("seed", SEEDS)
def test_gain_is_the_mutual_information_of_question_and_label(seed: int) -> None:
    """scikit-learn's is in nats; also where the threshold equals values and where one side is empty."""
    X, y = drawn(seed)
    for threshold in (-9.0, -0.45, float(X[3, 1]), 0.8, 9.0):
        wanted = mutual_info_score(X[:, 1] <= threshold, y) / np.log(2)
        assert UNIT.reference["information_gain"](X[:, 1], y, threshold) == pytest.approx(wanted, abs=1e-12)


def test_split_is_as_good_as_scikit_learn() -> None:
    """Real data and drawn data: the same gain, the question's partition has it, the threshold is a midpoint."""
    real = [(data.data, data.target) for data in (load_iris(), load_wine(), load_breast_cancer())]
    for X, y in [*real, *map(drawn, SEEDS)]:
        tree = DecisionTreeClassifier(criterion="entropy", max_depth=1, random_state=0).fit(X, y).tree_
        share = tree.n_node_samples[1:] / tree.n_node_samples[0]
        feature, threshold, gain = UNIT.reference["best_split"](X, y)
        assert gain == pytest.approx(tree.impurity[0] - share @ tree.impurity[1:], rel=1e-9)
        column = X[:, feature]
        low = column <= threshold
        assert mutual_info_score(low, y) / np.log(2) == pytest.approx(gain, rel=1e-9)
        assert threshold == pytest.approx((column[low].max() + column[~low].min()) / 2, rel=1e-12)
