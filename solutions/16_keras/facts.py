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


def linear():
    """Test RMSE of a linear regression."""
    from sklearn.linear_model import LinearRegression

    X, _, X_test, y, _, y_test, spread = _patients()
    gap = LinearRegression().fit(X, y).predict(X_test) - y_test
    return {"rmse": spread * np.sqrt(np.mean(gap**2))}


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
        "needed": needed, "epochs": _stops(val, 5)[0],
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


def _rmse(lesson, seed, stops=False, **options):
    """Test RMSE of a network after training in one way."""
    state = np.random.get_state()
    model, *data = _trained(lesson, seed, **options)
    calls = [lesson.keras.callbacks.EarlyStopping(patience=10, restore_best_weights=True)] if stops else ()
    lesson.fit_model(model, *data, callbacks=calls)
    np.random.set_state(state)
    _, _, X_test, _, _, y_test, spread = _patients()
    return float(spread * np.sqrt(np.mean((lesson.output(model, X_test) - y_test) ** 2)))


def runs(lesson):
    """Test RMSE on the patients over ten seeds, by the way to train."""
    ways = {"long": {}, "stopped": {"stops": True}, "squares": {"l2": 0.05}, "dropped": {"dropout": 0.5}}
    return {name: over_seeds(lambda seed, way=way: _rmse(lesson, seed, **way)) for name, way in ways.items()}


def _cancer_run(lesson, seed, head):
    """Test accuracy and last training loss of 30 epochs with one kind of last layer and loss."""
    keras, state = lesson.keras, np.random.get_state()
    X, X_test, y, y_test = _cancer()
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((30,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation=head)])
    model.compile(keras.optimizers.Adam(0.005), keras.losses.BinaryCrossentropy(from_logits=head != "softmax"))
    history = model.fit(X, y, epochs=30, verbose=0)
    np.random.set_state(state)
    out = lesson.output(model, X_test)
    return float(np.mean((out > (0.0 if head is None else 0.5)) == (y_test > 0.5))), history.history["loss"][-1]


def heads(lesson):
    """Test accuracies and losses on breast cancer over ten seeds: logits, sigmoid twice, softmax of one."""
    found = {}
    for name, head in (("logits", None), ("twice", "sigmoid"), ("softmax", "softmax")):
        ends = [_cancer_run(lesson, seed, head) for seed in range(10)]
        found[name] = over_seeds(lambda seed, ends=ends: ends[seed][0])
        found[f"{name}_loss"] = over_seeds(lambda seed, ends=ends: ends[seed][1])
    return found


def by_hand():
    """Block 3's numbers that are no short fractions."""
    losses = np.log1p(np.exp(-np.array([2.0, 0.3])))
    return {"first": losses[0], "second": losses[1], "mean": losses.mean(), "probability": 1 / (1 + np.exp(-0.3))}


def nothing():
    """Weights that Keras knows of a layer that holds an array."""
    return 0


def floor():
    """The loss of a sure and right answer whose probability is taken for a logit."""
    return {"loss": np.log1p(np.exp(-1.0))}
