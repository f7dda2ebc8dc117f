"""The numbers in the texts of unit 10 that no demo prints, computed from the unit's own data and functions."""

from functools import cache
from types import SimpleNamespace

import numpy as np
from autograder.authoring import over_seeds
from npml.unit10 import patients
from npml.unit10.descent import normal
from npml.unit10.patients import everyone, mse, overfit
from sklearn.datasets import load_diabetes
from sklearn.linear_model import ElasticNet, Lasso

#: Numbers that the texts choose: weights, strengths, thresholds, tolerances, patients, steps, the ends of int8.
GIVEN = ("0.0", "0.01", "0.5", "1.0", "1.5", "9.5", "10.5", "100", "127", "128", "442", "3,000")


def _lasso(table, target, lam):
    return Lasso(alpha=lam, fit_intercept=False, max_iter=100_000).fit(table, target).coef_


def _ridge(table, target, lam):
    H, c, _ = normal(table, target)
    return np.linalg.solve(H + 2 * lam * np.eye(len(c)), c)


def _free(table, target, rcond=1e-10):
    return np.linalg.lstsq(table, target, rcond=rcond)[0]


def penalties(lesson):
    """The sums that the first question offers: the right one, and those of three slips."""
    w = np.array([3.0, -4.0, 0.0])
    l1, l2 = lesson.l1_regularization(w, 0.5), lesson.l2_regularization(w, 0.5)
    return {
        "l1": l1, "l2": l2, "both": l1 + l2, "by_norm": l1 + 0.5 * np.linalg.norm(w), "by_signs": 0.5 * w.sum() + l2,
        "by_half": l1 + l2 / 2,
    }  # fmt: skip


def pulled(lesson):
    """The second weight of the third question after its soft threshold; the others are 0."""
    first, second, third = lesson.soft_threshold(np.array([0.5, -1.5, 1.0]), 1.0)
    assert first == third == 0
    return second


def one_weight(lesson):
    """The smallest of (w - 3)²/2 + 5|w|, by the threshold and by a step past 0, and of (w - 3)²/2 + 5w²."""
    assert lesson.soft_threshold(3.0, 5.0) == 0.0
    grid = np.linspace(-3, 3, 2001)
    heights = [lesson.regularized_loss((w - 3) ** 2 / 2, w, 0.0, 5.0) for w in grid]
    return {"past": 3 - 5, "l2": grid[int(np.argmin(heights))]}


def worse():
    """Validation error without a penalty, divided by that of answering the mean: here and over 40 splits."""

    def ratio(seed):
        A, a, B, b = overfit(seed)
        return mse(B, b, _free(A, a)) / np.mean(b**2)

    ratios = over_seeds(ratio, 40)
    return {"here": ratio(0), "median": ratios.median, "always": ratios.low > 1, "larger": ratios.high > 5 * ratios.median}


def giants():
    """The weights of s1 and s2 without a penalty."""
    w = _free(*overfit()[:2])
    assert set(np.argsort(-np.abs(w))[:2]) == {4, 5}
    return {"s1": w[4], "s2": w[5]}


def friedewald():
    """How many of the patients have s1 = s2 + s3 + exp(s5)/5 to within 0.01."""
    s1, s2, s3, s5 = load_diabetes(scaled=False).data.T[[4, 5, 6, 8]]
    return {"within": int(np.sum(np.abs(s1 - s2 - s3 - np.exp(s5) / 5) < 0.01))}


def alike():
    """Correlation of s1 and s2."""
    X, _ = everyone()
    return np.mean(X[:, 4] * X[:, 5])


def first_awake():
    """Whether BMI and s5 are the two that L1 lets go of 0 first, as the penalty falls."""
    A, a, _, _ = overfit()
    return set(np.flatnonzero(_lasso(A, a, 40))) == {2, 8}


def shrunk():
    """What L2 of 0.1 leaves of the answer along the direction that varies most, and along that of the giants."""
    h = np.linalg.svd(overfit()[0], compute_uv=False) ** 2 / 80
    return {"wide": h[0] / (h[0] + 0.2), "narrow": h[-2] / (h[-2] + 0.2)}


def drift():
    """Mean change of the 80 predictions when s1's weight grows by 100,000 and all others make up for it."""
    A = overfit()[0]
    way = np.linalg.svd(A)[2][-2]  # the last one is the square of sex, which has two values only
    assert np.argmax(np.abs(way)) == 4
    return np.mean(np.abs(A @ (way * 1e5 / way[4])))


def target_deviation():
    """Standard deviation of all targets."""
    return everyone()[1].std()


def blocked():
    """Largest weight and validation error when the directions are left out along which the features hardly vary."""
    A, a, B, b = overfit()
    w = _free(A, a, rcond=1e-5)
    return {"largest": np.abs(w).max(), "validation": mse(B, b, w)}


def picked():
    """Which of s1 and s2 a penalty of 2 leaves in 100 bootstrap samples of all patients."""
    X, y = everyone()
    found = {"s1": 0, "s2": 0, "both": 0, "none": 0}
    for seed in range(100):
        rows = np.random.default_rng(seed).choice(len(y), len(y))
        table = (X[rows] - X[rows].mean(axis=0)) / X[rows].std(axis=0)
        first, second = _lasso(table, y[rows] - y[rows].mean(), 2.0)[4:6] != 0
        found["both" if first and second else "s1" if first else "s2" if second else "none"] += 1
    return found


@cache
def _split(seed):
    """Validation errors of one split: L1 of 5, and a regression on what it leaves."""
    A, a, B, b = overfit(seed)
    five = _lasso(A, a, 5)
    kept = five != 0
    refit = np.zeros(65)
    refit[kept] = np.linalg.lstsq(A[:, kept], a)[0]
    return SimpleNamespace(five=mse(B, b, five), refit=mse(B, b, refit), kept=int(kept.sum()))


def forty():
    """In how many of 40 splits ten features with L1 beat all 65 with L1, and those beat all 65 with L2."""
    ten, l1, l2 = patients.forty().T
    return {"ten_wins": int(np.sum(ten < l1)), "l1_wins": int(np.sum(l1 < l2))}


def valley():
    """Whether, in all of ten splits, the training error only rises with L2 and the validation error falls and then rises."""

    def holds(seed):
        A, a, B, b = overfit(seed)
        weights = [_ridge(A, a, lam) for lam in np.geomspace(0.001, 100, 20)]
        train, valid = [mse(A, a, w) for w in weights], [mse(B, b, w) for w in weights]
        best = int(np.argmin(valid))
        return np.all(np.diff(train) > 0) and np.all(np.diff(valid[: best + 1]) < 0) and np.all(np.diff(valid[best:]) > 0)

    return over_seeds(holds).low == 1


def refit():
    """A linear regression on the features that L1 of 5 leaves."""
    risen = over_seeds(lambda seed: _split(seed).refit - _split(seed).five)
    return {"kept": _split(0).kept, "here": _split(0).refit, "always_worse": risen.low > 0}


def elastic(lesson):
    """Both penalties by the changed step, against scikit-learn's ElasticNet."""
    X, y = everyone()
    H, c, top = normal(X, y)
    w, rate = np.zeros(10), 1.0 / (top + 2 * 0.05)
    for _ in range(3000):
        w = lesson.soft_threshold(w - rate * (H @ w - c + 2 * 0.05 * w), rate * 2.0)
    theirs = ElasticNet(alpha=2.1, l1_ratio=2 / 2.1, fit_intercept=False, tol=1e-12, max_iter=100_000).fit(X, y).coef_
    return {"close": bool(np.abs(w - theirs).max() < 1e-9), "zeros": int(np.sum(w == 0))}
