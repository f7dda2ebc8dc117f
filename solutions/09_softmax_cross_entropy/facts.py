"""The numbers in the texts of unit 09 that no demo prints, computed from the unit's own data and functions."""

from functools import cache

import numpy as np
from autograder.authoring import over_seeds
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

#: Choices of probabilities, logits, numbers of steps and limits in code.
GIVEN = ("0.1", "0.5", "0.01", "1.0", "1.9", "100", "500", "800", "1000", "1001", "1002", "2,000")


@cache
def _split(seed=0):
    """The lesson's tables (m, 65) and labels (m,): X_train, X_test, y_train, y_test."""
    digits = load_digits()
    table = np.hstack([np.ones((len(digits.data), 1)), digits.data / 16])
    return train_test_split(table, digits.target, test_size=0.25, random_state=seed, stratify=digits.target)


def _trained(lesson, X, y, steps, targets=None):
    """Weights (65, 10) of gradient descent from zeros; ``targets`` (m, 10) instead of the labels, if given."""
    weights = np.zeros((65, 10))
    for _ in range(steps):
        logits = X @ weights
        grad = lesson.softmax_cross_entropy_grad(logits, y) if targets is None else (lesson.softmax(logits) - targets) / len(y)
        weights = weights - 0.5 * X.T @ grad
    return weights


def digits_in_all():
    """Images in the data set."""
    return len(load_digits().data)


def tests():
    """Images in the test set."""
    return len(_split()[3])


def vanished():
    """A probability of 0.1 multiplied by itself once for each test image."""
    return float(np.prod(np.full(tests(), 0.1)))


def surprise():
    """-ln p of two probabilities."""
    return {"half": -np.log(0.5), "hundredth": -np.log(0.01)}


def ceilings():
    """Where a loss stops that clips or raises its probability by 1e-7, 1e-10, 1e-12 and 1e-15."""
    return {f"e{power}": -np.log(10.0**-power) for power in (7, 10, 12, 15)}


def first_loss(lesson):
    """The loss of ten equal logits."""
    return lesson.softmax_cross_entropy(np.zeros((1, 10)), [3])


def shares(lesson):
    """Probabilities of the logits (2, 1, 0)."""
    return _numbered(lesson.softmax(np.array([2.0, 1.0, 0.0])))


def shifted_shares(lesson):
    """Probabilities of the logits (1002, 1001, 1000)."""
    return _numbered(lesson.softmax(np.array([1002.0, 1001.0, 1000.0])))


def by_ratio():
    """1002, 1001 and 1000 divided by their sum."""
    return _numbered(np.array([1002.0, 1001.0, 1000.0]) / 3003.0)


def _numbered(values):
    return {str(at): value for at, value in enumerate(values)}


def twice(lesson):
    """What softmax makes of a perfect prediction (1, 0, 0), and its loss."""
    perfect = np.array([[1.0, 0.0, 0.0]])
    return {"share": lesson.softmax(perfect)[0, 0], "loss": lesson.softmax_cross_entropy(perfect, [0])}


def far_behind(lesson):
    """The probability of a class whose logit is 50 behind."""
    return lesson.softmax(np.array([50.0, 0.0]))[1]


def two_based():
    """A logarithm to base 2 divided by the natural one."""
    return np.log2(3.0) / np.log(3.0)


def wrapped():
    """0 - 5 in uint8."""
    return int((np.array([0], np.uint8) - np.array([5], np.uint8))[0])


def first_overflow():
    """The smallest whole number whose exp is inf in float64."""
    with np.errstate(over="ignore"):
        return next(n for n in range(600, 800) if np.isinf(np.exp(float(n))))


def last_power():
    """The largest whole number n for which exp(-n) is not yet 0 in float64."""
    return next(n for n in range(800, 600, -1) if np.exp(-float(n)) > 0)


def above_the_ceiling(lesson):
    """Share of the training images whose loss begins above -ln 1e-10, from large random weights."""
    X, _, y, _ = _split()

    def share(seed):
        p = lesson.softmax(X @ (20 * np.random.default_rng(seed).normal(size=(65, 10))))[np.arange(len(y)), y]
        return np.mean(p < 1e-10)

    return over_seeds(share)


def _from_far(gradient, seed, lr, steps):
    """Test accuracy after descent by a gradient (logits, labels) from the lesson's large random weights."""
    X, X_test, y, y_test = _split()
    weights = 20 * np.random.default_rng(seed).normal(size=(65, 10))
    for _ in range(steps):
        weights = weights - lr * X.T @ gradient(X @ weights, y)
    return np.mean(np.argmax(X_test @ weights, axis=1) == y_test)


def after_300(lesson):
    """Mean accuracy of the lesson's two gradients after three times as many steps, at its own learning rate."""
    gradients = {"direct": lesson.softmax_cross_entropy_grad, "capped": lambda z, y: _capped(lesson, z, y)}
    means = {name: over_seeds(lambda seed, g=gradient: _from_far(g, seed, 5.0, 300)).mean for name, gradient in gradients.items()}
    return {"steps": 300, **means}


def _capped(lesson, z, y):
    """The gradient of -log(p + 1e-10)."""
    p = lesson.softmax(z)
    right = p[np.arange(len(y)), y]
    p[np.arange(len(y)), y] -= 1.0
    return p / len(y) * (right / (right + 1e-10))[:, None]


def at_200_times(lesson):
    """Mean accuracy of both losses at 200 times the lesson's learning rate of 5."""
    gradients = {"cross": lesson.softmax_cross_entropy_grad, "squared": lesson.softmax_mse_grad}
    means = {name: over_seeds(lambda seed, g=gradient: _from_far(g, seed, 1000.0, 100)).mean for name, gradient in gradients.items()}
    return {"times": 1000.0 / 5.0, **means}


def pictures_apart(lesson):
    """How many more test images scikit-learn's LogisticRegression gets right than 500 steps do."""
    from sklearn.linear_model import LogisticRegression

    X, X_test, y, y_test = _split()
    mine = np.argmax(X_test @ _trained(lesson, X, y, 500), axis=1) == y_test
    library = LogisticRegression(max_iter=2000).fit(X[:, 1:], y).predict(X_test[:, 1:]) == y_test
    return int(library.sum() - mine.sum())


def costliest(lesson):
    """The three largest test losses after 500 steps, and how sure the third wrong answer is."""
    X, X_test, y, y_test = _split()
    p = lesson.softmax(X_test @ _trained(lesson, X, y, 500))
    losses = -np.log(p[np.arange(len(y_test)), y_test])
    worst = np.argsort(-losses)[:3]
    assert [(y_test[i], p[i].argmax()) for i in worst] == [(4, 8), (4, 8), (6, 1)]
    return {"losses": {str(at): losses[i] for at, i in enumerate(worst)}, "third": p[worst[2]].max()}


def smoothing(lesson):
    """Mean largest probability and accuracy on the test set over ten splits, without and with label smoothing of 0.1."""
    runs = {"plain": [], "smooth": []}
    for seed in range(10):
        X, X_test, y, y_test = _split(seed)
        for name, targets in (("plain", None), ("smooth", 0.9 * np.eye(10)[y] + 0.01)):
            p = lesson.softmax(X_test @ _trained(lesson, X, y, 200, targets))
            runs[name].append((p.max(axis=1).mean(), np.mean(p.argmax(axis=1) == y_test)))
    means = {name: np.mean(found, axis=0) for name, found in runs.items()}
    return {
        "plain": means["plain"][0], "plain_accuracy": means["plain"][1],
        "smooth": means["smooth"][0], "smooth_accuracy": means["smooth"][1],
    }  # fmt: skip
