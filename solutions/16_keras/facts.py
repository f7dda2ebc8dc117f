"""The numbers in the texts of unit 16 that no demo prints, computed from the unit's own data and functions.

This file is read without Keras as well: what needs it comes from the lesson's names.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from autograder.authoring import over_seeds
from sklearn.datasets import load_breast_cancer, load_diabetes
from sklearn.model_selection import train_test_split

#: Hyperparameters, sizes, versions and years.
GIVEN = (
    "0", "0.0", "0.01", "0.1", "0.5", "0.05", "0.001", "0.005", "0.25", "0.3", "0.8", "-0.1", "1.0", "3.1", "3.2", "3.5",
    "32", "64", "100", "30",
)  # fmt: skip

EPOCHS = 100


@cache
def _patients() -> Any:
    """Diabetes, all columns and the target standardized by the training set: X, X_val, X_test, y, y_val, y_test, std of y."""
    X, y = load_diabetes(return_X_y=True)
    X, X_test, y, y_test = train_test_split(X, y, test_size=0.2, random_state=0)
    X, X_val, y, y_val = train_test_split(X, y, test_size=0.2, random_state=0)
    mean, std, middle, spread = X.mean(axis=0), X.std(axis=0), y.mean(), y.std()
    sets = [(a - mean) / std for a in (X, X_val, X_test)]
    return (*sets, *((t[:, None] - middle) / spread for t in (y, y_val, y_test)), spread)


@cache
def _cancer() -> Any:
    """Breast cancer, standardized: X, X_test, y, y_test."""
    X, y = load_breast_cancer(return_X_y=True)
    X, X_test, y, y_test = train_test_split(X, y, test_size=0.25, random_state=0, stratify=y)
    mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / std, (X_test - mean) / std, y[:, None].astype(float), y_test[:, None].astype(float)


def points():
    """Patients to train with, to validate, to test, and in all."""
    sizes = [len(a) for a in _patients()[:3]]
    return {"train": sizes[0], "val": sizes[1], "test": sizes[2], "all": sum(sizes)}


@cache
def _linear_gaps() -> Any:
    """A linear regression's errors on the test patients, in the target's unit."""
    from sklearn.linear_model import LinearRegression

    X, _, X_test, y, _, y_test, spread = _patients()
    return (LinearRegression().fit(X, y).predict(X_test) - y_test)[:, 0] * spread


def linear():
    """Test RMSE of a linear regression, and of the mean as the only answer."""
    *_, y_test, spread = _patients()
    return {"rmse": np.sqrt(np.mean(_linear_gaps() ** 2)), "mean": spread * np.sqrt(np.mean(y_test**2))}


def shake(lesson):
    """How far the difference of two RMSE, a network's stopped early less the linear regression's, goes when the test patients are drawn anew."""
    drawn = np.random.default_rng(0).integers(0, len(_linear_gaps()), (2000, len(_linear_gaps())))

    def spread(gaps):
        return np.sqrt(np.mean(gaps[drawn] ** 2, axis=1))

    return over_seeds(lambda seed: float(np.std(spread(_gaps(lesson, seed, "stopped")) - spread(_linear_gaps()))))


def size():
    """Parameters of the network with 64 and 32 hidden units on ten features, and of the linear model."""
    return {"net": 10 * 64 + 64 + 64 * 32 + 32 + 32 + 1, "line": 11}


def _stored():
    return json.loads((Path(__file__).parent / "public" / "course.json").read_text(encoding="utf-8"))


def course():
    """The stored run of 100 epochs: its last training loss, least validation loss, when that was, and the last."""
    run = _stored()
    val = np.array(run["val_loss"])
    needed = 1
    while _stops(val, needed)[1] != int(val.argmin()):
        needed += 1
    return {
        "train_end": run["loss"][-1], "best": val.min(), "when": int(val.argmin()) + 1, "val_end": val[-1],
        "needed": needed, "epochs": _stops(val, 5)[0], "mean": np.mean(_patients()[4] ** 2),
        "first": run["loss"][0], "first_val": val[0],
    }  # fmt: skip


def _stops(val, patience):
    """Epochs that early stopping runs, and the epoch whose weights it keeps."""
    best, kept, wait = np.inf, 0, 0
    for epoch, value in enumerate(val):
        wait += 1
        if value < best:
            best, kept, wait = value, epoch, 0
        if wait >= patience:
            return epoch + 1, kept
    return len(val), kept


def _trained(lesson, seed=0, epochs=EPOCHS, **options):
    """A network on the patients, and its record."""
    X, X_val, _, y, y_val, *_ = _patients()
    lesson.keras.utils.set_random_seed(seed)
    model = lesson.build_model(10, **options)
    lesson.compile_model(model, "regression", lr=0.005)
    return model, X, y, X_val, y_val, epochs


def _stored_anew(lesson):
    """The run for public/course.json, trained anew."""
    record = lesson.fit_model(*_trained(lesson))
    return {name: [round(v, 4) for v in record[name]] for name in ("loss", "val_loss")}


def as_stored(lesson):
    """Whether training anew is best and ends about where the stored run does; another processor may round otherwise."""
    new, old = np.array(_stored_anew(lesson)["val_loss"]), np.array(_stored()["val_loss"])
    return abs(new.min() - old.min()) < 0.05 and new[-1] > 1.3 * new.min()


WAYS = {"long": {}, "stopped": {}, "squares": {"l2": 0.05}, "dropped": {"dropout": 0.5}}
_GAPS: dict[tuple[int, str], Any] = {}


def _gaps(lesson, seed, way):
    """A network's errors on the test patients, in the target's unit, after training in one way."""
    if (seed, way) not in _GAPS:
        state = np.random.get_state()
        model, *data = _trained(lesson, seed, **WAYS[way])
        calls = [lesson.keras.callbacks.EarlyStopping(patience=10, restore_best_weights=True)] if way == "stopped" else ()
        lesson.fit_model(model, *data, callbacks=calls)
        np.random.set_state(state)
        _, _, X_test, _, _, y_test, spread = _patients()
        _GAPS[seed, way] = (lesson.output(model, X_test) - y_test)[:, 0] * spread
    return _GAPS[seed, way]


def runs(lesson):
    """Test RMSE on the patients over ten seeds, by the way to train."""
    return {way: over_seeds(lambda seed, way=way: float(np.sqrt(np.mean(_gaps(lesson, seed, way) ** 2)))) for way in WAYS}


def as_drawn(lesson):
    """Whether the picture of the ten seeds shows what training anew gives."""
    stored, found = _stored()["rmse"], runs(lesson)
    lines = {"linear": linear()["rmse"], "mean": linear()["mean"]}
    ends = [(stored[way], (found[way].mean, found[way].low, found[way].high)) for way in WAYS]
    return bool(np.allclose(*zip(*ends, strict=True), atol=0.3)) and all(abs(stored[name] - value) < 0.05 for name, value in lines.items())


STRENGTHS = (0.0, 0.005, 0.05, 0.5, 5.0)
_COURSES: dict[int, list[Any]] = {}


def _strength_courses(lesson, seed):
    """For each strength of the penalty, 30 epochs: (validation loss, its penalty, norms of all weights before and after each epoch)."""
    if seed not in _COURSES:
        state, _COURSES[seed] = np.random.get_state(), []
        for l2 in STRENGTHS:
            model, *data = _trained(lesson, seed, 30, l2=l2)
            norms = _Norms.of(lesson)
            val_loss = lesson.fit_model(model, *data, callbacks=[norms])["val_loss"][-1]
            _COURSES[seed].append((val_loss, lesson.penalty(model), norms.found))
        np.random.set_state(state)
    return _COURSES[seed]


class _Norms:
    """A callback that keeps the norm of all weights, before the training and after each epoch."""

    @staticmethod
    def of(lesson):
        class Norms(lesson.keras.callbacks.Callback):
            def on_train_begin(self, logs=None):
                self.found = [self._norm()]

            def on_epoch_end(self, epoch, logs=None):
                self.found.append(self._norm())

            def _norm(self):
                return float(np.sqrt(sum(np.sum(np.square(w)) for w in self.model.get_weights())))

        return Norms()


def strengths(lesson):
    """What holds for each of ten seeds after 30 epochs: a tenfold strength has less of a penalty, the strongest has the
    least of those with one, and the middle one has the lowest validation loss."""
    all_ = [_strength_courses(lesson, seed) for seed in range(10)]
    return {
        "tenfold": all(c[2][1] < c[1][1] for c in all_),
        "vanishes": all(c[4][1] < min(c[at][1] for at in (1, 2, 3)) for c in all_),
        "helps": all(c[2][0] == min(one[0] for one in c) for c in all_),
    }


def norms(lesson):
    """Norm of all weights before and after 30 epochs without a penalty, and whether one of strength 0.05 halves it, over ten seeds."""

    def at(epoch):
        return over_seeds(lambda seed: _strength_courses(lesson, seed)[0][2][epoch])

    held = [_strength_courses(lesson, seed)[2][2] for seed in range(10)]
    return {"before": at(0), "free": at(-1), "halved": all(max(norms[10:]) < norms[0] / 2 for norms in held)}


def _cancer_run(lesson, seed, head):
    """Test accuracies by a threshold of 0 and of 0.5, and the last training loss of 30 epochs with one kind of last layer and loss."""
    keras, state = lesson.keras, np.random.get_state()
    X, X_test, y, y_test = _cancer()
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((30,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation=head)])
    model.compile(keras.optimizers.Adam(0.005), keras.losses.BinaryCrossentropy(from_logits=head != "softmax"))
    history = model.fit(X, y, epochs=30, verbose=0)
    np.random.set_state(state)
    out = lesson.output(model, X_test)
    return *(float(np.mean((out > threshold) == (y_test > 0.5))) for threshold in (0.0, 0.5)), history.history["loss"][-1]


def heads(lesson):
    """Test accuracies and losses on breast cancer over ten seeds: logits, sigmoid twice, softmax of one."""
    found = {}
    for name, head in (("logits", None), ("twice", "sigmoid"), ("softmax", "softmax")):
        ends = [_cancer_run(lesson, seed, head) for seed in range(10)]
        for at, kind in enumerate(("zero", "half", "loss")):
            found[f"{name}_{kind}"] = over_seeds(lambda seed, ends=ends, at=at: ends[seed][at])
    return found


def by_hand():
    """Block 3's numbers that are no short fractions."""
    losses = np.log1p(np.exp(-np.array([2.0, 0.3])))
    return {"first": losses[0], "second": losses[1], "mean": losses.mean(), "probability": 1 / (1 + np.exp(-0.3))}


def ordered():
    """The last fifth of the digits in the order of their labels: how many, and how many of them are of classes that the rest lacks."""
    from sklearn.datasets import load_digits

    y = np.sort(load_digits().target)
    seen, held = np.split(y, [int(len(y) * (1 - 0.2))])
    return {"count": len(held), "unseen": np.sum(~np.isin(held, seen))}


def floor():
    """The least loss where a probability is taken for a logit: of a 1, of a 0, the share of ones, and the mean."""
    share, one, zero = _cancer()[2].mean(), np.log1p(np.exp(-1.0)), np.log(2.0)
    return {"one": one, "zero": zero, "share": share, "mean": share * one + (1 - share) * zero}
