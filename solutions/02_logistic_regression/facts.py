"""What the texts of unit 02 state, computed."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
from autograder.authoring import over_seeds
from npml.unit02.pictures import flights, rings_at
from npml.unit02.pictures import likelihoods as known_likelihoods
from npml.unit02.widgets import APART, _descend, _petals, _tumours
from scipy.special import expit
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.model_selection import train_test_split

#: What is added to a probability in code from elsewhere, and where the loss stops then.
_EPSILONS = ("1e-7", "1e-10", "1e-15", "1e-8", "1e-12", "1e-9", "1e-5", "1e-6", "1e-16")
#: Choices: thresholds, learning rates, epochs, steps, logits, a label that is none, exponents that overflow.
GIVEN = ("0.0", "0.01", "1.0", "0.1", "0.2", "0.5", "0.6", "0.7", "0.9", "100", "300", "1,000", "1000", "1,100", "5,000", "10,000", "710", "720", "800",
         *(f"{-math.log(float(small)):.2f}" for small in _EPSILONS))  # fmt: skip


def likelihoods() -> dict[str, float]:
    """The likelihoods of the two curves of block 2."""
    left, right = known_likelihoods()
    return {"left": float(np.prod(left)), "right": float(np.prod(right))}


@cache
def _parts(seed: int) -> tuple[Any, Any, Any, Any]:
    """Standardized training and test features with a column of ones, and labels: X, X_test, y, y_test."""
    data = load_breast_cancer()
    y = 1 - data.target
    X, X_test, y, y_test = train_test_split(data.data, y, test_size=0.25, random_state=seed, stratify=y)
    center, spread = X.mean(axis=0), X.std(axis=0)
    X, X_test = (np.hstack([np.ones((len(part), 1)), (part - center) / spread]) for part in (X, X_test))
    return X, X_test, y, y_test


def tumours() -> dict[str, int]:
    """How many tumours there are, and how many of them are malignant."""
    _, y = _tumours()
    return {"all": len(y), "malignant": int(y.sum())}


def odds_of_three(lesson: Any) -> float:
    """The probability at odds of three to one."""
    return float(lesson.sigmoid(np.log(3.0)))


def product_of_many() -> float:
    """One half multiplied 1,100 times, one after another."""
    product = 1.0
    for _ in range(1100):
        product *= 0.5
    return product


def sure_at_forty(lesson: Any) -> float:
    """The probability at the logit 40, as float64 has it: exactly 1."""
    p = float(lesson.sigmoid(40.0))
    assert p == 1.0
    return p


def hand(lesson: Any) -> dict[str, float]:
    """The mean loss of section 3."""
    return {"loss": lesson.binary_cross_entropy(np.log([3.0, 1.0, 0.25]), np.array([1, 0, 1]))}


def loss_at_800(lesson: Any) -> float:
    """The loss of the logit -800 whose label is 1."""
    return float(lesson.binary_cross_entropy(np.array([-800.0]), np.array([1])))


def int8_sum() -> dict[str, int]:
    """90 · 2 + 80 · 3, right and in int8."""
    X, theta = np.array([[90, 80]], dtype=np.int8), np.array([2, 3], dtype=np.int8)
    return {"right": int((X.astype(int) @ theta.astype(int))[0]), "wrapped": int((X @ theta)[0])}


def convex(lesson: Any) -> bool:
    """Whether the cross-entropy between two places of the map is never above the chord between them."""
    x, y = _tumours()
    rng = np.random.default_rng(0)

    def loss(place: Any) -> float:
        return float(lesson.binary_cross_entropy(place[0] + place[1] * x, y))

    def under(a: Any, b: Any, t: float) -> bool:
        return loss(a + t * (b - a)) <= (1 - t) * loss(a) + t * loss(b) + 1e-12

    return all(under(*rng.uniform(-11, 11, size=(2, 2)), rng.uniform()) for _ in range(1000))


def plains(lesson: Any) -> dict[str, float]:
    """The mean squared error where all are called benign, and where all are called malignant."""
    x, y = _tumours()
    none, every = (float(np.mean((lesson.sigmoid(np.full_like(x, b)) - y) ** 2)) for b in (-10.0, 10.0))
    return {"none": none, "every": every}


def stuck(lesson: Any) -> dict[str, float]:
    """How far 300 steps down the mean squared error lead from b = -8, w = 0, and the accuracy there."""
    x, y = _tumours()
    entropy, squared = (_descend(lesson.sigmoid, (-8.0, 0.0), 300, which) for which in (False, True))
    assert np.hypot(*(entropy[-1] - (-0.4, 5.57))) < 0.5  # the cross-entropy's path has reached the star
    found = squared[-1][0] + squared[-1][1] * x >= 0
    assert not found.any()  # no malignant tumour is found
    return {"moved": float(np.hypot(*(squared[-1] - squared[0]))), "accuracy": float(np.mean(found == y))}


def norms(lesson: Any) -> dict[str, float]:
    """Norms of theta for the irises that are mixed, and for those that a line separates."""
    iris, found = load_iris(), {}
    for first, name, epochs in ((1, "mixed", 3000), (0, "at_100", 100), (0, "at_1000", 1000), (0, "at_10000", 10_000)):
        chosen = (iris.target == first) | (iris.target == first + 1)
        petals = iris.data[chosen][:, 2:]
        X = np.hstack([np.ones((100, 1)), (petals - petals.mean(axis=0)) / petals.std(axis=0)])
        found[name] = float(np.linalg.norm(lesson.logistic_regression(X, iris.target[chosen] - first, lr=1.0, epochs=epochs)))
    return found


def split(lesson: Any) -> dict[str, int]:
    """The test set of the lesson, and what is wrong in it at two thresholds."""
    X, X_test, y, y_test = _parts(0)
    theta = lesson.logistic_regression(X, y, lr=0.1, epochs=1000)
    half, tenth = (lesson.predict(X_test, theta, threshold) for threshold in (0.5, 0.1))
    alarms = [int(np.sum((found == 1) & (y_test == 0))) for found in (half, tenth)]
    return {"test": len(y_test), "malignant": int(y_test.sum()), "wrong": int(np.sum(half != y_test)),
            "more_alarms": alarms[1] - alarms[0]}  # fmt: skip


def area_is_order(lesson: Any) -> bool:
    """Whether AUC is the share of pairs in which the malignant tumour has the higher probability."""
    X, X_test, y, y_test = _parts(0)
    z = X_test @ lesson.logistic_regression(X, y, lr=0.1, epochs=1000)
    return bool(np.isclose(np.mean(z[y_test == 1][:, None] > z[y_test == 0]), roc_auc_score(y_test, z)))


@cache
def _learned(seed: int) -> dict[str, float]:
    """Test losses and accuracy of one split: the unit's descent, one by the squared error, scikit-learn with and without L2."""
    X, X_test, y, y_test = _parts(seed)
    found: dict[str, float] = {}
    for name, epochs in (("mine", 1000), ("squared", 1000), ("squared_longer", 5000)):
        theta = np.zeros(X.shape[1])
        for _ in range(epochs):
            p = expit(X @ theta)
            theta = theta - 0.1 * X.T @ ((p - y) if name == "mine" else (p - y) * p * (1.0 - p)) / len(y)
        z = X_test @ theta
        found[name] = float(np.mean(np.logaddexp(0.0, z) - y_test * z))
        found[f"{name}_accuracy"] = float(np.mean((z >= 0) == y_test))
    for name, C in (("library", 1.0), ("unbounded", np.inf)):
        model = LogisticRegression(C=C, max_iter=10_000).fit(X[:, 1:], y)
        found[name] = float(log_loss(y_test, model.predict_proba(X_test[:, 1:])))
        found[f"{name}_fit"] = float(model.score(X[:, 1:], y))
    return found


def splits() -> dict[str, Any]:
    """Losses over ten splits of the tumours; ``_first`` is the lesson's own split."""
    each = {name: over_seeds(lambda seed, name=name: _learned(seed)[name]) for name in _learned(0)}
    rows = [_learned(seed) for seed in range(10)]
    return {
        "mine_first": rows[0]["mine"], "library_first": rows[0]["library"], "mine": each["mine"].mean,
        "alike": abs(each["mine"].mean - each["library"].mean) < 0.002,
        "unbounded_worst": all(row["unbounded"] == max(row[name] for name in ("mine", "library", "unbounded")) for row in rows),
        "separated": each["unbounded_fit"].low == 1.0, "unbounded_low": each["unbounded"].low, "unbounded_high": each["unbounded"].high, "squared": each["squared"].mean,
        "squared_longer": each["squared_longer"].mean,
        "squared_accuracy": each["squared_accuracy"].mean,
        "squared_never_better": all(row["squared"] > row["mine"] - 5e-4 for row in rows)
        and abs(each["squared_accuracy"].mean - each["mine_accuracy"].mean) < 0.005,
    }  # fmt: skip


def signed_labels_agree(lesson: Any) -> bool:
    """Whether log(1 + exp(-sz)) with labels of ±1 is the loss of this unit."""
    rng = np.random.default_rng(0)
    z, y = rng.normal(scale=3.0, size=50), rng.integers(2, size=50)
    return bool(np.isclose(np.mean(np.log1p(np.exp(-(2 * y - 1) * z))), lesson.binary_cross_entropy(z, y)))


def pull_at_minus_8(lesson: Any) -> dict[str, float]:
    """How strongly the logit -8 with label 1 is pulled by both losses."""
    z = np.array([-8.0])
    return {"entropy": float(1.0 - lesson.sigmoid(z)[0]), "squared": float(-lesson.squared_error_slope(z, np.array([1]))[0])}


def cost(lesson: Any) -> dict[str, float]:
    """The cost of section 9's challenge at the slider's thresholds: at 0.5, and at the best."""
    x, y = _tumours()
    X, rows = np.column_stack([x, np.ones_like(x)]), {}
    for at in range(1, 20):
        found = lesson.predict(X, np.array([5.5, -0.5]), at * 0.05)
        rows[at] = int(np.sum((found == 0) & (y == 1))), int(np.sum((found == 1) & (y == 0)))
    total = {at: 10 * missed + alarms for at, (missed, alarms) in rows.items()}
    best = min(total, key=lambda at: total[at])
    return {"missed_half": rows[10][0], "alarms_half": rows[10][1], "half": total[10], "best": best * 0.05,
            "missed_best": rows[best][0], "alarms_best": rows[best][1], "least": total[best]}  # fmt: skip


def regularized() -> dict[str, float]:
    """Test loss and accuracy of the answer to the second challenge."""
    X, X_test, y, y_test = _parts(0)
    theta, keep = np.zeros(X.shape[1]), np.r_[0.0, np.ones(X.shape[1] - 1)]
    for _ in range(5000):
        theta = theta - 0.5 * (X.T @ (expit(X @ theta) - y) + keep * theta) / len(y)
    z = X_test @ theta
    return {"loss": float(np.mean(np.logaddexp(0.0, z) - y_test * z)), "accuracy": float(np.mean((z >= 0) == y_test))}


def challenger(lesson: Any) -> dict[str, Any]:
    """The flights before Challenger: how many had damage, and the curve as a formula."""
    temperature, damaged = flights()
    p = rings_at(lesson.logistic_regression, lesson.sigmoid, temperature, damaged, [31.0, 60.0])
    written = expit(5.085 - 0.1156 * np.array([31.0, 60.0]))
    return {"damaged": int(np.sum(damaged > 0)), "sixteen_unharmed": int(np.sum(damaged == 0)) == 16 and temperature.min() == 53,
            "formula": bool(np.allclose(p, written, atol=1e-4))}  # fmt: skip


def frost() -> float:
    """How many degrees Celsius below zero 31 °F are."""
    return (32 - 31) * 5 / 9


def odds_ratio() -> float:
    """By what a coefficient of 0.7 multiplies the odds."""
    return math.exp(0.7)


def rare() -> dict[str, float]:
    """One sample of a hundred is positive, and all are called negative."""
    y = np.r_[1, np.zeros(99, dtype=int)]
    return {"share": float(y.mean()), "accuracy": float(np.mean(y == 0))}


def sigma(lesson: Any) -> dict[str, float]:
    """Values around the sigmoid of 2."""
    two = float(lesson.sigmoid(2.0))
    return {"two": two, "inverse": 1 / two, "minus": -two, "half": two / 2, "minus_two": float(lesson.sigmoid(-2.0))}


def clipped() -> float:
    """The loss at which a probability of 1e-7 stops."""
    return -math.log(1e-7)


def loss_at_300(lesson: Any) -> float:
    """The loss of the logit 300 whose label is 0."""
    return float(lesson.binary_cross_entropy(np.array([300.0]), np.array([0])))


def precision_rises() -> dict[str, float]:
    """Precision before and after four hits and five false alarms more: accuracy falls, as more is wrong."""
    hits, alarms, more_hits, more_alarms = 1, 9, 4, 5
    assert more_alarms > more_hits
    return {"before": hits / (hits + alarms), "after": (hits + more_hits) / (hits + alarms + more_hits + more_alarms)}


def doubled(lesson: Any) -> dict[str, float]:
    """The loss of the separated irises after 100 epochs, and that of twice the theta."""
    X, y = _petals(APART)
    theta = lesson.logistic_regression(X, y, lr=1.0, epochs=100)
    assert all(np.array_equal(lesson.predict(X, times * theta), y) for times in (1, 2))
    return {"before": lesson.binary_cross_entropy(X @ theta, y), "after": lesson.binary_cross_entropy(X @ (2 * theta), y)}


def odds_of_nine(lesson: Any) -> float:
    """The probability at odds of nine to one."""
    return float(lesson.sigmoid(np.log(9.0)))


def loss_of_half(lesson: Any) -> float:
    """The loss of a logit of 0."""
    return float(lesson.binary_cross_entropy(np.zeros(1), np.array([1])))


def one_over_ln2() -> float:
    """A loss in bits over the loss in nats."""
    return 1 / math.log(2)


def narrow() -> dict[str, int]:
    """What small integers make of a sign: -5 in uint8, the absolute value of the least int8."""
    least = np.array([-128], dtype=np.int8)
    return {"minus_five": int((-np.array([5], dtype=np.uint8))[0]), "least": int(least[0]), "absolute": int(np.abs(least)[0])}


def steepest(lesson: Any) -> float:
    """The derivative of the sigmoid at 0."""
    p = float(lesson.sigmoid(0.0))
    return p * (1 - p)
