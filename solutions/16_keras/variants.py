"""Right answers to unit 16, written in other ways; every one earns full points."""

import os

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras
import numpy as np
import torch
from keras import callbacks as kc
from keras import layers, ops, regularizers

from autograder.authoring import variant


@variant("MyDense", "by_name")
class MyDenseByName(layers.Layer):
    """Other initializers, named weights, more arguments."""

    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.size = int(units)

    def build(self, input_shape):
        n = input_shape[-1]
        self.w = self.add_weight(name="w", shape=(n, self.size), initializer="random_normal", trainable=True)
        self.b = self.add_weight(name="b", shape=[self.size], initializer=keras.initializers.Zeros())
        self.built = True

    def call(self, inputs):
        return inputs @ self.w + self.b


@variant("MyDense", "variables")
class MyDenseVariables(layers.Layer):
    """keras.Variable instead of add_weight, drawn by NumPy with a generator of its own."""

    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        start = np.random.default_rng().normal(scale=0.1, size=(input_shape[-1], self.units))
        self.w = keras.Variable(start.astype("float32"))
        self.b = keras.Variable(np.zeros(self.units, dtype="float32"))

    def call(self, x, training=None):
        return ops.add(ops.dot(x, self.w), self.b)


@variant("MyDense", "wrapped")
class MyDenseWrapped(layers.Layer):
    """A Dense layer inside."""

    def __init__(self, units):
        layers.Layer.__init__(self)
        self.inner = layers.Dense(units)

    def build(self, input_shape):
        self.inner.build(input_shape)

    def call(self, x):
        return self.inner(x)


@variant("build_model", "added")
def build_model__added(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """add() by add(), activations that are layers, a penalty of 0."""
    if dropout < 0 or dropout >= 1:
        raise ValueError(f"rate {dropout}")
    if not l2 >= 0:
        raise ValueError("l2 must not be negative")
    model = keras.Sequential()
    model.add(keras.Input(shape=(n_features,)))
    for units in hidden:
        model.add(layers.Dense(units, kernel_regularizer=regularizers.l2(l2) if l2 else None))
        model.add(layers.ReLU())
        if dropout:
            model.add(layers.Dropout(rate=dropout))
    model.add(layers.Dense(1, activation="linear"))
    return model


@variant("build_model", "built_later")
def build_model__built_later(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """No Input, but build() at the end; both penalties in one class."""
    for name, value, top in (("l2", l2, float("inf")), ("dropout", dropout, 1)):
        if not 0 <= value < top:
            raise ValueError(f"{name}={value}")
    stack = []
    for units in list(hidden):
        options = {"kernel_regularizer": keras.regularizers.L1L2(l1=0.0, l2=l2)} if l2 > 0 else {}
        stack += [layers.Dense(units, activation=ops.relu, **options)]
        stack += [layers.Dropout(dropout)] if dropout > 0 else []
    model = keras.Sequential([*stack, layers.Dense(units=1)])
    model.build((None, n_features))
    return model


class RateError(ValueError):
    """A student's own class of errors."""


@variant("build_model", "own_penalty")
def build_model__own_penalty(n_features, hidden=(64, 32), l2=0.0, dropout=0.0, name=None):
    """A penalty of its own class, dropout of 0 left in."""
    if l2 < 0.0:
        raise RateError("`l2`")
    if dropout < 0.0 or dropout >= 1.0:
        raise RateError("`dropout`")

    class Squares(regularizers.Regularizer):  # a plain function is refused by Keras 3.6, the lowest that is allowed
        def __call__(self, w):
            return l2 * ops.sum(w * w)

    blocks = [
        layer
        for h in hidden
        for layer in (layers.Dense(h, "relu", kernel_regularizer=Squares() if l2 > 0 else None), layers.Dropout(dropout))
    ]
    return keras.Sequential([layers.InputLayer(shape=(n_features,)), *blocks, layers.Dense(1)], name=name)


@variant("Classifier", "passed_down")
class ClassifierPassedDown(keras.Model):
    """Keras itself tells the layers inside whether it trains."""

    def __init__(self, hidden, n_classes, rate=0.5):
        super().__init__()
        self.hidden = layers.Dense(hidden, activation="relu")
        self.dropout = layers.Dropout(rate)
        self.logits = layers.Dense(n_classes)

    def call(self, x):
        return self.logits(self.dropout(self.hidden(x)))


@variant("Classifier", "sequence")
class ClassifierSequence(keras.Model):
    """A Sequential model inside."""

    def __init__(self, hidden, n_classes, rate=0.5, **kwargs):
        super().__init__(**kwargs)
        self.stack = keras.Sequential([layers.Dense(hidden), layers.ReLU(), layers.Dropout(rate), layers.Dense(n_classes)])

    def call(self, x, training=None):
        return self.stack(x, training=training)


@variant("Classifier", "only_in_training")
class ClassifierOnlyInTraining(keras.Model):
    def __init__(self, hidden, n_classes, rate=0.5):
        super(ClassifierOnlyInTraining, self).__init__()  # noqa: UP008 - as many write it
        self.a, self.b = layers.Dense(hidden), layers.Dense(n_classes)
        self.drop = layers.Dropout(rate)

    def call(self, x, training=False):
        h = ops.maximum(self.a(x), 0)
        if training:
            h = self.drop(h, training=True)
        return self.b(h)


@variant("compile_model", "names")
def compile_model__names(model, task, lr=0.001):
    """By a table, with names where they will do."""
    table = {
        "regression": ("mse", "mae"),
        "binary": (keras.losses.BinaryCrossentropy(from_logits=True), keras.metrics.BinaryAccuracy(threshold=0)),
        "multiclass": (keras.losses.SparseCategoricalCrossentropy(from_logits=True), "accuracy"),
    }
    if task not in table:
        raise ValueError(f"task: {task!r}")
    loss, metric = table[task]
    model.compile(keras.optimizers.Adam(learning_rate=lr), loss, metrics=[metric])
    return model


@variant("compile_model", "own_accuracy")
def compile_model__own_accuracy(model, task, lr=0.001):
    """An accuracy that is a function; the losses of Keras as functions."""
    if task not in ("regression", "binary", "multiclass"):
        raise ValueError("task")

    def accuracy(y, z):
        return ops.cast(ops.equal(ops.reshape(y, (-1,)) > 0.5, ops.reshape(z, (-1,)) > 0), "float32")

    def logits_loss(y, z):
        return keras.losses.sparse_categorical_crossentropy(y, z, from_logits=True)

    if task == "binary":
        loss, metric = keras.losses.BinaryCrossentropy(True), accuracy
    elif task == "multiclass":
        loss, metric = logits_loss, keras.metrics.sparse_categorical_accuracy
    else:
        loss, metric = keras.losses.mean_squared_error, keras.metrics.mean_absolute_error
    model.compile(optimizer=keras.optimizers.Adam(lr), loss=loss, metrics=[metric])


@variant("compile_model", "match")
def compile_model__match(model, task, lr=0.001):
    match task:
        case "regression":
            pieces = {"loss": "mean_squared_error", "metrics": ["mean_absolute_error"]}
        case "binary":
            pieces = {"loss": keras.losses.BinaryCrossentropy(from_logits=True), "metrics": [keras.metrics.BinaryAccuracy("acc", threshold=1e-7)]}
        case "multiclass":
            pieces = {"loss": keras.losses.SparseCategoricalCrossentropy(from_logits=True), "metrics": ["acc"]}
        case _:
            raise ValueError(f"unknown task {task}")
    adam = keras.optimizers.Adam()
    adam.learning_rate = lr
    return model.compile(optimizer=adam, **pieces)


@variant("make_callbacks", "defaults")
def make_callbacks__defaults(path, patience=5):
    """What is the default is not written; the checkpoint comes first, others follow."""
    if path[-6:] != ".keras":
        raise ValueError(f"path {path}")
    if not patience >= 1:
        raise ValueError(f"patience {patience}")
    found = [kc.ModelCheckpoint(filepath=path, save_best_only=True), kc.EarlyStopping(patience=patience, restore_best_weights=True)]
    return [*found, kc.TerminateOnNaN()]


@variant("make_callbacks", "quiet")
def make_callbacks__quiet(path, patience=5, verbose=0):
    if patience <= 0:
        raise ValueError("patience must be positive")
    if os.path.splitext(path)[1] != ".keras":
        raise ValueError("path must end in .keras")
    options = dict(monitor="val_loss", mode="min", verbose=verbose)
    return [
        keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True, min_delta=0, **options),
        keras.callbacks.ModelCheckpoint(str(path), save_best_only=True, save_weights_only=False, save_freq="epoch", **options),
    ]


class Keeper(kc.ModelCheckpoint):
    """A subclass."""


@variant("make_callbacks", "subclass")
def make_callbacks__subclass(path, patience=5):
    from pathlib import Path

    if Path(path).suffix != ".keras" or patience < 1:
        raise ValueError(f"path={path}, patience={patience}")
    stop = kc.EarlyStopping("val_loss", 0, patience, 0, "auto", None, True)
    return list((stop, Keeper(Path(path), "val_loss", save_best_only=True)))


@variant("fit_model", "positional")
def fit_model__positional(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    kept = model.fit(X, y, batch_size, epochs, 0, [*callbacks], validation_data=[X_val, y_val])
    return {key: list(map(float, values)) for key, values in kept.history.items()}


@variant("fit_model", "as_float32")
def fit_model__as_float32(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=(), verbose=0):
    """Copies of float32, a recorder of its own beside the callbacks."""
    X, y, X_val, y_val = (np.array(a, dtype=np.float32) for a in (X, y, X_val, y_val))
    kept = {}

    class Recorder(kc.Callback):
        def on_epoch_end(self, epoch, logs=None):
            for key, value in logs.items():
                kept.setdefault(key, []).append(float(value))

    model.fit(X, y, validation_data=(X_val, y_val), epochs=epochs, batch_size=batch_size, verbose=verbose, callbacks=[*callbacks, Recorder()])
    return kept


@variant("fit_model", "tensors")
def fit_model__tensors(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """PyTorch's tensors, in the given order."""
    sets = [torch.tensor(np.array(a, dtype=np.float32)) for a in (X, y, X_val, y_val)]
    history = model.fit(*sets[:2], epochs=epochs, batch_size=batch_size, callbacks=list(callbacks), shuffle=False, verbose=0, validation_data=tuple(sets[2:]))
    return {**{name: np.array(row).tolist() for name, row in history.history.items()}}
