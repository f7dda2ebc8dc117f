"""The numbers in the texts of unit 15 that no demo prints, computed from the unit's own data and functions.

This file is read without PyTorch as well: what needs it comes from the lesson's names.
"""

from functools import cache
from typing import Any

import numpy as np
from autograder.authoring import over_seeds
from sklearn.datasets import load_digits, make_moons
from sklearn.model_selection import train_test_split

#: Hyperparameters, sizes, versions and years.
GIVEN = (
    "0", "0.1", "0.2", "0.4", "0.5", "0.6", "1.5", "3.0", "0.01", "0.001", "0.02", "0.3", "-0.3", "0.8", "0.9", "0.960",
    "64", "100", "128", "130", "256", "500", "600", "1000", "1024", "5,000", "20,000",
)  # fmt: skip

HIDDEN, RATES, EVERY = (2, 4, 10), ("0.001", "0.01", "0.1"), 30


@cache
def _moons() -> Any:
    """The lesson's moons: X_train, X_test, y_train, y_test."""
    X, y = make_moons(1000, noise=0.2, random_state=0)
    return train_test_split(X, y, test_size=0.25, random_state=0, stratify=y)


@cache
def _digits() -> Any:
    """The lesson's images (m, 1, 8, 8) and labels: X_train, X_test, y_train, y_test."""
    digits = load_digits()
    return train_test_split(
        digits.images[:, None] / 16, digits.target, test_size=0.25, random_state=0, stratify=digits.target
    )


def points():
    """Moons in all, to train with, to test."""
    X, X_test, _, _ = _moons()
    return {"all": len(X) + len(X_test), "train": len(X), "test": len(X_test)}


def line_score():
    """Test accuracy of a logistic regression on the moons."""
    from sklearn.linear_model import LogisticRegression

    X, X_test, y, y_test = _moons()
    return LogisticRegression().fit(X, y).score(X_test, y_test)


def _stored():
    import json
    from pathlib import Path

    return json.loads((Path(__file__).parent / "public" / "moons.json").read_text(encoding="utf-8"))


def _score(flat, hidden):
    """Test accuracy of stored weights of a network with so many hidden units, with NumPy alone."""
    _, X, _, y = _moons()
    W1, b1, W2, b2 = np.split(np.array(flat), np.cumsum([2 * hidden, hidden, hidden]))
    return np.mean((np.maximum(X @ W1.reshape(hidden, 2).T + b1, 0.0) @ W2 + b2 > 0) == y)


def net_score():
    """Test accuracy of the stored network with ten hidden units after 600 epochs."""
    return _score(_stored()["10 0.01"][-1], 10)


def widget_runs():
    """What the stored runs of the widget end in: with two hidden units at 0.1 (dead from which epoch on?) and 0.01, with ten."""
    alive = {rate: [_alive(flat, 2) for flat in _stored()[f"2 {rate}"]] for rate in ("0.1", "0.01")}
    dead = [at for at, count in enumerate(alive["0.1"]) if count == 0]
    assert dead == list(range(dead[0], len(alive["0.1"])))
    return {
        "small": 2, "by": EVERY * dead[0], "dead": _score(_stored()["2 0.1"][-1], 2), "slow": _score(_stored()["10 0.001"][-1], 10),
        "one": set(alive["0.01"]) == {1}, "straight": _score(_stored()["2 0.01"][-1], 2),
    }  # fmt: skip


def _alive(flat, hidden):
    """Hidden units that give more than 0 for some training point."""
    X, _, _, _ = _moons()
    W1, b1, _, _ = np.split(np.array(flat), np.cumsum([2 * hidden, hidden, hidden]))
    return int(np.sum(np.max(X @ W1.reshape(hidden, 2).T + b1, axis=0) > 0.0))


def _trained(lesson):
    """The weights for public/moons.json, trained anew: by hidden units and learning rate, after every 30 epochs."""
    torch, (X, _, y, _) = lesson.torch, _moons()
    batch, found = lesson.make_batches([(X, y[:, None])]), {}
    for hidden in HIDDEN:
        for rate in RATES:
            torch.manual_seed(3)
            model = lesson.NeuralNetwork(2, hidden, 1)
            adam, rows = torch.optim.Adam(model.parameters(), lr=float(rate)), []
            for epoch in range(601):
                if epoch % EVERY == 0:
                    rows.append([round(float(v), 4) for p in model.state_dict().values() for v in p.numpy().ravel()])
                lesson.train_epoch(model, batch, lesson.make_criterion("bce"), adam)
            found[f"{hidden} {rate}"] = rows
    return found


def as_stored(lesson):
    """Whether training anew ends where the stored weights end; another processor may round otherwise on the way."""
    stored = _stored()
    ends = ((int(key.split()[0]), rows[-1], stored[key][-1]) for key, rows in _trained(lesson).items())
    return all(abs(_score(new, hidden) - _score(old, hidden)) < 0.02 for hidden, new, old in ends)


def _walk(zero, left=0.0):
    """Thirty steps on (2a - 1)² from 3 at the rate 0.02, with the gradient zeroed at one place: where each begins and the last ends."""
    a, grad, places = 3.0, left, [3.0]
    for _ in range(30):
        if zero == "first":
            grad = 0.0
        grad += 4.0 * (2.0 * a - 1.0)
        if zero == "before step":
            grad = 0.0
        a -= 0.02 * grad
        places.append(a)
        if zero == "after step":
            grad = 0.0
    return np.array(places)


def order():
    """Block 6: how five lines walk in another order."""
    right, never, last = _walk("first"), _walk("never"), _walk("after step", -60.0)
    loss = [(2.0 * places - 1.0) ** 2 for places in (right, never)]
    return {
        "faster": never[1] == right[1] and loss[1][2] < 0.9 * loss[0][2],
        "higher": loss[1][0] < max(loss[1][1:]) < 1.1 * loss[1][0],
        "same": np.array_equal(_walk("after step"), right), "away": last[1],
        "still": set(_walk("before step")) == {3.0},
    }  # fmt: skip


def small_net():
    """Parameters of a network with two inputs, ten hidden units, one output."""
    return 2 * 10 + 10 + 10 + 1


def cnn_size(lesson):
    """Parameters of the convolutional network."""
    return sum(p.numel() for p in lesson.CNN().parameters())


def by_hand():
    """Block 3's three batches: the mean of means, and the mean of all samples."""
    sizes, losses = np.array([2, 2, 1]), np.array([0.4, 0.6, 1.5])
    return {"of_means": losses.mean(), "of_samples": sizes @ losses / sizes.sum()}


def quiz_epoch():
    """The quiz's three batches, averaged in four ways."""
    sizes, losses = np.array([64, 64, 2]), np.array([0.2, 0.4, 3.0])
    return {
        "last": losses[-1], "of_means": losses.mean(), "sum": losses.sum(), "right": sizes @ losses / sizes.sum(),
    }  # fmt: skip


def double_softmax():
    """The least loss of ten classes when probabilities are taken for logits."""
    return {"floor": np.log(np.e + 9.0) - 1.0}


def double_sigmoid():
    """The least loss of two classes of one size when probabilities are taken for logits."""
    return {"floor": (np.log(1.0 + np.exp(-1.0)) + np.log(2.0)) / 2.0}


def single():
    """The step between float32 numbers at 20,000, and what is left there of a difference of 0.01."""
    far = np.float32(20_000.0)
    return {"step": float(np.spacing(far)), "gap": float(np.float32(20_000.01) - far)}


def _moon_run(lesson, seed, how="", rate=0.01):
    """Test accuracy and last loss after 500 epochs of one way to train on the moons; for a second sigmoid, with it kept in the model, too."""
    torch, nn = lesson.torch, lesson.nn
    X, X_test, y, y_test = _moons()
    torch.manual_seed(seed)
    model = nn.Linear(2, 1) if how == "line" else lesson.NeuralNetwork(2, 10, 1)
    adam = torch.optim.Adam(model.parameters(), lr=rate)
    criterion = lesson.make_criterion("mse" if how == "flat" else "bce")
    inputs, targets = lesson.tensor(X), lesson.tensor(y if how == "flat" else y[:, None])
    for _ in range(500):
        if how != "kept":
            adam.zero_grad()
        out = model(inputs)
        loss = criterion(torch.sigmoid(out) if how == "twice" else out, targets)
        loss.backward()
        adam.step()
    if how == "flat":
        labels = lesson.output(model, X_test)[:, 0] > 0.5
    else:
        labels = lesson.predict(model, X_test)
    inside = lesson.predict(nn.Sequential(model, nn.Sigmoid()), X_test) if how == "twice" else labels
    return float(np.mean(labels == y_test)), loss.item(), float(np.mean(inside == y_test))


def runs(lesson):
    """Test accuracies on the moons over ten seeds, by the way to train; the losses of two of them."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the target's shape
        found, losses = {}, {}
        for name, how, rate in (
            ("line", "line", 0.01), ("slow", "", 0.001), ("right", "", 0.01), ("twice", "twice", 0.01), ("kept", "kept", 0.01), ("flat", "flat", 0.01),
        ):  # fmt: skip
            ends = [_moon_run(lesson, seed, how, rate) for seed in range(10)]
            found[name] = over_seeds(lambda seed, ends=ends: ends[seed][0])
            losses[f"{name}_loss"] = over_seeds(lambda seed, ends=ends: ends[seed][1])
            if name == "twice":
                losses["inside"] = over_seeds(lambda seed, ends=ends: ends[seed][2])
    return {**found, **losses}


def longer(lesson):
    """Test accuracies after 5,000 epochs at the rate 0.001, all ten seeds trained side by side: who learned, who is stuck."""
    torch, (X, X_test, y, y_test) = lesson.torch, _moons()
    starts = []
    for seed in range(10):
        torch.manual_seed(seed)
        starts.append(list(lesson.NeuralNetwork(2, 10, 1).parameters()))
    params = [torch.stack([start[at].detach() for start in starts]).requires_grad_() for at in range(4)]

    def logits(points):
        W1, b1, W2, b2 = params
        return torch.relu(points @ W1.mT + b1[:, None]) @ W2.mT + b2[:, None]

    adam, inputs = torch.optim.Adam(params, lr=0.001), lesson.tensor(X)
    targets = lesson.tensor(y[:, None]).expand(10, -1, -1)
    for _ in range(5000):
        adam.zero_grad()
        (10 * lesson.make_criterion("bce")(logits(inputs), targets)).backward()
        adam.step()
    with torch.no_grad():
        scores = np.mean((logits(lesson.tensor(X_test))[:, :, 0] > 0).numpy() == y_test, axis=1)
    learned, stuck = scores[scores > 0.93], scores[scores <= 0.93]
    return {
        "learned": len(learned), "least": learned.min(), "most": learned.max(), "stuck": len(stuck), "low": stuck.min(), "high": stuck.max(),
    }  # fmt: skip


def digits():
    """Images to train with, and how many are left for the last batch of 64."""
    count = len(_digits()[0])
    return {"train": count, "last": count % 64}


def _cnn_run(lesson, seed, soft):
    """Test accuracy and last epoch's loss after five epochs on digits, and the accuracy after twenty (with a second softmax: after five)."""
    torch, nn = lesson.torch, lesson.nn
    X, X_test, y, y_test = _digits()
    torch.manual_seed(seed)
    rng, model = np.random.default_rng(seed), lesson.CNN()
    adam = torch.optim.Adam(model.parameters())
    trained = nn.Sequential(model, nn.Softmax(dim=1)) if soft else model
    found = []
    for epochs in (5, 0 if soft else 15):
        for _ in range(epochs):
            order = rng.permutation(len(X))
            batches = [(lesson.tensor(X[part]), torch.tensor(y[part])) for part in np.split(order, range(64, len(X), 64))]
            loss = lesson.train_epoch(trained, batches, lesson.make_criterion("ce"), adam)
        found += [float(np.mean(lesson.predict(model, X_test) == y_test)), loss]
    return found[:3]


def cnn_runs(lesson):
    """Test accuracies on digits over ten seeds, with logits (longer: after 20 epochs) and with a second softmax, and the latter's losses."""
    right, soft = ([_cnn_run(lesson, seed, kind) for seed in range(10)] for kind in (False, True))
    return {
        "right": over_seeds(lambda seed: right[seed][0]), "soft": over_seeds(lambda seed: soft[seed][0]),
        "soft_loss": over_seeds(lambda seed: soft[seed][1]), "longer": over_seeds(lambda seed: right[seed][2]),
    }  # fmt: skip


def _memorised(lesson, seed, shuffled, linear=False):
    """Loss after 60 steps on 16 images; linear: by a network without its ReLUs."""
    torch, relu = lesson.torch, lesson.torch.relu
    X, _, y, _ = _digits()
    torch.manual_seed(seed)
    labels = np.random.default_rng(seed).permutation(y[:16]) if shuffled else y[:16]
    model, batch = lesson.CNN(), [(lesson.tensor(X[:16]), torch.tensor(labels))]
    adam = torch.optim.Adam(model.parameters())
    try:
        if linear:
            torch.relu = lambda x: x
        return [lesson.train_epoch(model, batch, lesson.make_criterion("ce"), adam) for _ in range(61)][-1]
    finally:
        torch.relu = relu


def memorised(lesson):
    """Losses over ten seeds after 60 steps on 16 images: with their labels, with labels in another order, without ReLU."""
    right = over_seeds(lambda seed: _memorised(lesson, seed, False))
    linear = over_seeds(lambda seed: _memorised(lesson, seed, False, linear=True))
    return {
        "linear_bound": 0.01 if linear.high < 0.01 else linear.high,
        "right": right,
        "bound": 0.1 if right.high < 0.1 else right.high,
        "shuffled": over_seeds(lambda seed: _memorised(lesson, seed, True)),
    }


def sizes(lesson):
    """Whether the network takes just the images from 8×8 to 11×11, of those up to 16×16."""
    model = lesson.CNN()
    return {"pass": [n for n in range(4, 17) if not lesson.refuses(model, np.zeros((2, 1, n, n)))] == [8, 9, 10, 11]}


def same(lesson):
    """Whether PyTorch gives what the formulas of earlier units give: in float64, and a convolution in float32."""
    from scipy.signal import correlate2d

    torch, nn, rng = lesson.torch, lesson.nn, np.random.default_rng(0)
    X, y, w = rng.normal(size=(50, 4)), rng.normal(size=50), rng.normal(size=4)
    slope = lesson.autograd_gradient(X, y, w, 0.5)[1] - 2 / 50 * X.T @ (X @ w + 0.5 - y)
    z, labels = rng.normal(size=(6, 3)), np.array([0, 2, 1, 1, 0, 2])
    ours = np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(6), labels])
    theirs = nn.CrossEntropyLoss()(torch.tensor(z), torch.tensor(labels)).item()
    image, kernel = rng.normal(size=(8, 8)), rng.normal(size=(3, 3))
    layer = lesson.put_weights(nn.Conv2d(1, 1, 3), {"weight": kernel[None, None], "bias": [0.0]})
    gap = lesson.output(layer, image[None, None])[0, 0] - correlate2d(image, kernel, "valid")
    return {"double": np.abs(slope).max() < 1e-12 and abs(theirs - ours) < 1e-12, "single": np.abs(gap).max() < 1e-5}
