"""The numbers in unit 14's texts that no demo prints, computed with the unit's own functions."""

from functools import cache

import numpy as np
from autograder.authoring import over_seeds
from sklearn.datasets import load_digits, make_moons
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

# Block 3's inputs and exact results, chosen scales, learning rates, steps and epochs.
GIVEN = ("0.5", "0.25", "0.75", "0.001", "3.1", "0.2", "2.9", "3,000", "60,000", "400", "300", "150", "200", "0.125", "0.01", "100", "0.1", "0.6", "1.0")

_X, _Y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([[0.0], [1.0], [1.0], [0.0]])


def small_network(lesson):
    """Parameters of block 1's network, and forward passes for a two-sided difference of each."""
    count = sum(array.size for array in lesson.init_params(2, 4, 1, np.random.default_rng(0)))
    return {"parameters": count, "passes": 2 * count}


def slope_at_five(lesson):
    """The sigmoid's slope at 5, and what comes out when 5 itself is put in."""
    return {"true": lesson.sigmoid_derivative(lesson.sigmoid(5.0)), "wrong": lesson.sigmoid_derivative(5.0)}


def in_integers(lesson):
    """The first slope of the lesson's cubic at (3, 2), and what the two steps give in an array of integers."""
    x, h = np.array([3, 2]), 1e-5
    above, below = x.copy(), x.copy()
    above[0], below[0] = x[0] + h, x[0] - h
    cubic = lesson.KNOWN["cubic"]
    return {"right": lesson.numerical_gradient(cubic, x)[0], "wrong": (cubic(above) - cubic(below)) / (2 * h)}


def grown(lesson):
    """The check of the gradients with parameters five times as large: whether W2's is over 1e-4, and a slope under 1e-9."""
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(6, 4)), rng.uniform(size=(6, 3))
    W1, b1, W2, b2 = (5.0 * array for array in lesson.init_params(4, 5, 3, rng))
    right = lesson.backward(X, y, (W1, b1, W2, b2))[2]
    found = lesson.numerical_gradient(lambda array: lesson.half_mse(lesson.forward(X, (W1, b1, array, b2))[1], y), W2)
    error = np.abs(right - found)
    return {"over": np.max(error / (np.abs(right) + np.abs(found))) > 1e-4 and np.max(error) < 1e-10, "small": np.min(np.abs(right)) < 1e-9}


def returned():
    """What comes back to a hidden unit from the two outputs of the picture."""
    from npml.unit14.widgets import SPLIT

    parts = [weight * delta for weight, delta in SPLIT]
    return {"first": parts[0], "second": parts[1], "sum": sum(parts)}


def saturated():
    """The gradient at an output of 0.001 as a share of the one at 0.5; the right answer is 1."""
    return (0.999 * 0.001 * 0.999) / (0.5 * 0.5 * 0.5)


_runs = {}


def _trained(lesson, hidden, seed, scale=1.0):
    """Parameters and losses of XOR's network, as the lesson trains it; each is trained once."""
    if (hidden, seed, scale) not in _runs:
        start = tuple(scale * array for array in lesson.init_params(2, hidden, 1, np.random.default_rng(seed)))
        _runs[hidden, seed, scale] = lesson.train(_X, _Y, start, lr=2.0, epochs=3000)
    return _runs[hidden, seed, scale]


def _far(lesson, params):
    """The largest error of the four points."""
    return float(np.max(np.abs(lesson.forward(_X, params)[1] - _Y)))


def _descend(lesson, X, y, params, lr, epochs, *, early=False, cross=False):
    """Descent with W2 updated before it is used, or with the gradient of the cross-entropy."""
    for _ in range(epochs):
        W1, b1, W2, b2 = params
        hidden, output = lesson.forward(X, params)
        delta2 = (output - y) * (1.0 if cross else output * (1.0 - output)) / len(X)
        moved = W2 - lr * hidden.T @ delta2
        delta1 = delta2 @ (moved if early else W2).T * hidden * (1.0 - hidden)
        params = W1 - lr * X.T @ delta1, b1 - lr * delta1.sum(axis=0), moved, b2 - lr * delta2.sum(axis=0)
    return params


def out_of_order(lesson):
    """XOR with W2 updated before it is used: how far the last losses are apart at most, relatively, and the parameters."""
    losses, gaps = [], []

    def run(seed):
        right, _ = _trained(lesson, 4, seed)
        wrong = _descend(lesson, _X, _Y, lesson.init_params(2, 4, 1, np.random.default_rng(seed)), 2.0, 3000, early=True)
        ends = [lesson.half_mse(lesson.forward(_X, params)[1], _Y) for params in (right, wrong)]
        losses.append(abs(ends[1] / ends[0] - 1.0))
        gaps.append(max(float(np.max(np.abs(a - b))) for a, b in zip(right, wrong, strict=True)))
        return gaps[-1]

    return {"apart": over_seeds(run), "most": max(losses)}


def slopes():
    """How many times smaller the error is at a tenth of h, for a smooth function and an h at which rounding does not count."""
    x, right = 0.7, np.cos(0.7)
    two = [abs((np.sin(x + h) - np.sin(x - h)) / (2 * h) - right) for h in (0.1, 0.01)]
    one = [abs((np.sin(x + h) - np.sin(x)) / h - right) for h in (0.1, 0.01)]
    return {"two_sided": two[0] / two[1], "one_sided": one[0] / one[1]}


def best_steps(lesson):
    """Whether the smallest error over the widget's steps is below 1e-9 where it is two-sided, and above where one-sided."""
    from npml.unit14.widgets import POINT, STEPS, wavy

    a, b, c = POINT
    right = np.array([np.cos(a) * np.exp(b) + c**3, np.sin(a) * np.exp(b), 3.0 * a * c**2])
    two = [np.max(np.abs(lesson.numerical_gradient(wavy, POINT, h) - right)) for h in STEPS]
    one = [max(abs((wavy(POINT + h * e) - wavy(POINT)) / h - slope) for e, slope in zip(np.eye(3), right, strict=True)) for h in STEPS]
    return {"two_sided": min(two) < 1e-9, "one_sided": min(one) > 1e-9}


def solved(lesson):
    """Starts of twenty from which all four points are right in the end, by the number of hidden units."""

    def right(hidden, seed):
        start = lesson.init_params(2, hidden, 1, np.random.default_rng(seed))
        return _far(lesson, _descend(lesson, _X, _Y, start, 2.0, 3000)) < 0.5

    return {f"h{H}": sum(right(H, seed) for seed in range(20)) for H in (1, 2, 3, 4)}


def stuck(lesson):
    """The starts with two hidden units that fail, trained twenty times as long: their number, and how all of them end.

    Two points are right, one half at the other two, which the hidden layer puts onto one place; the largest loss.
    """
    seeds = [seed for seed in range(20) if _far(lesson, _trained(lesson, 2, seed)[0]) >= 0.5]
    starts = [lesson.init_params(2, 2, 1, np.random.default_rng(seed)) for seed in seeds]
    W1, b1, W2, b2 = (np.stack(arrays) for arrays in zip(*starts, strict=True))  # all side by side, which is quick
    b1, b2 = b1[:, None], b2[:, None]
    for _ in range(60000):
        hidden = lesson.sigmoid(_X @ W1 + b1)
        output = lesson.sigmoid(hidden @ W2 + b2)
        delta2 = (output - _Y) * output * (1.0 - output) / 4.0
        delta1 = delta2 @ W2.transpose(0, 2, 1) * hidden * (1.0 - hidden)
        W2, b2 = W2 - 2.0 * hidden.transpose(0, 2, 1) @ delta2, b2 - 2.0 * delta2.sum(axis=1, keepdims=True)
        W1, b1 = W1 - 2.0 * _X.T @ delta1, b1 - 2.0 * delta1.sum(axis=1, keepdims=True)
    errors = np.abs(output - _Y)[:, :, 0]
    right, half = np.split(np.argsort(errors, axis=1), 2, axis=1)
    sides = np.take_along_axis(hidden, half[:, :, None], axis=1)
    return {
        "count": len(seeds),
        "right": bool(np.all(np.take_along_axis(errors, right, axis=1) < 0.01)),
        "half": bool(np.all(np.abs(np.take_along_axis(errors, half, axis=1) - 0.5) < 0.01)),
        "same": bool(np.all(np.abs(sides[:, 0] - sides[:, 1]) < 0.01)),
        "loss": float(np.max(np.sum(errors**2, axis=1) / 8.0)),
    }


def tiny_starts(lesson):
    """The last loss from starts of a hundredth of the size."""
    return over_seeds(lambda seed: _trained(lesson, 4, seed, 0.01)[1][-1])


def after_3000(lesson):
    """The loss of seed 0 after the widget's epochs."""
    return _trained(lesson, 4, 0)[1][-1]


def by_cross_entropy(lesson):
    """The mean of the largest errors after training with both losses."""

    def cross(seed):
        start = lesson.init_params(2, 4, 1, np.random.default_rng(seed))
        return _far(lesson, _descend(lesson, _X, _Y, start, 2.0, 3000, cross=True))

    return {"squared": over_seeds(lambda seed: _far(lesson, _trained(lesson, 4, seed)[0])).mean, "cross": over_seeds(cross).mean}


def moons_apart(lesson):
    """Test accuracy on the moons over ten draws and starts: eight hidden units, one, and logistic regression."""

    def split(seed):
        points, kinds = make_moons(400, noise=0.2, random_state=seed)
        return train_test_split(points, kinds, random_state=seed)

    def network(seed, hidden):
        X, X_test, y, y_test = split(seed)
        start = lesson.init_params(2, hidden, 1, np.random.default_rng(seed))
        params, _ = lesson.train(X, 1.0 * y[:, None], start, lr=5.0, epochs=2000)
        return np.mean((lesson.forward(X_test, params)[1][:, 0] > 0.5) == y_test)

    def line(seed):
        X, X_test, y, y_test = split(seed)
        return LogisticRegression().fit(X, y).score(X_test, y_test)

    return {"h8": over_seeds(lambda seed: network(seed, 8)), "h1": over_seeds(lambda seed: network(seed, 1)), "line": over_seeds(line)}


@cache
def _digits(seed=0):
    data = load_digits()
    return train_test_split(data.data / 16, data.target, test_size=0.25, random_state=seed, stratify=data.target)


def digits_in_all():
    """Images in the data set."""
    return len(load_digits().data)


def tests():
    """Images in the test set."""
    return len(_digits()[3])


def pictures_apart(lesson):
    """How many more test images scikit-learn's network gets right."""
    from sklearn.neural_network import MLPClassifier

    X, X_test, y, y_test = _digits()
    start = tuple(0.2 * array for array in lesson.init_params(64, 32, 10, np.random.default_rng(0)))
    params, _ = lesson.train(X, np.eye(10)[y], start, lr=5.0, epochs=600)
    mine = np.argmax(lesson.forward(X_test, params)[1], axis=1) == y_test
    theirs = MLPClassifier((32,), "logistic", max_iter=2000, random_state=0).fit(X, y).predict(X_test) == y_test
    return int(theirs.sum() - mine.sum())


def softmax_alone():
    """Test accuracy of softmax regression, as scikit-learn has it in unit 9."""
    X, X_test, y, y_test = _digits()
    return LogisticRegression(max_iter=2000).fit(X, y).score(X_test, y_test)


def order_on_digits(lesson):
    """Mean test accuracy on the digits over ten splits, with the right order of updates and the wrong one, at two rates.

    At the higher rate the wrong order jumps about, so only a bound is claimed, which rounding does not move.
    """

    def accuracy(seed, lr, early):
        X, X_test, y, y_test = _digits(seed)
        start = tuple(0.2 * array for array in lesson.init_params(64, 32, 10, np.random.default_rng(seed)))
        params = _descend(lesson, X, np.eye(10)[y], start, lr, 150, early=early)
        return np.mean(np.argmax(lesson.forward(X_test, params)[1], axis=1) == y_test)

    def mean(lr, early):
        return over_seeds(lambda seed: accuracy(seed, lr, early)).mean

    return {"slow": {"right": mean(2.0, False), "wrong": mean(2.0, True)}, "fast": mean(5.0, False), "poor": mean(5.0, True) < 0.6}
