"""Right answers to unit 16 that are unusual, by people who had read the notebook only."""

import math
import os
import re

import keras
import numpy as np
import torch
from keras import layers, ops

# --- MyDense -------------------------------------------------------------------------------


class MyDense__strings(layers.Layer):
    """Initializers by name; einsum; keeps a configuration."""

    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = int(units)

    def build(self, input_shape):
        self.kernel = self.add_weight((input_shape[-1], self.units), "he_normal", name="kernel")
        self.bias = self.add_weight((self.units,), "zeros", name="bias")
        super().build(input_shape)

    def call(self, x):
        return ops.einsum("ij,jk->ik", x, self.kernel) + self.bias

    def get_config(self):
        """As Keras' own layers."""
        return {**super().get_config(), "units": self.units}


class MyDense__variables(keras.Layer):
    """keras.Variable in place of add_weight, with numbers of Keras' generator."""

    def __init__(self, units):
        super(MyDense__variables, self).__init__()  # noqa: UP008
        self.units = units

    def build(self, input_shape):
        n = input_shape[1]
        self.w = keras.Variable(keras.random.normal((n, self.units)) / math.sqrt(n))
        self.b = keras.Variable(np.zeros(self.units, dtype="float32"))

    def call(self, x):
        return ops.add(ops.dot(x, self.w), self.b)


class MyDense__inherits(layers.Dense):
    """Is a Dense."""

    def __init__(self, units):
        super().__init__(units, activation=None, use_bias=True)


class MyDense__layer_inside(layers.Layer):
    """Has a Dense."""

    def __init__(self, units):
        super().__init__()
        self.inner = layers.Dense(units)

    def build(self, input_shape):
        self.inner.build(input_shape)
        self.built = True

    def call(self, x):
        return self.inner(x)


class MyDense__builds_at_the_first_call(layers.Layer):
    """build does the work, a loop over the columns computes."""

    def __init__(self, units):
        super().__init__()
        self._size = units
        self.w = self.b = None

    def build(self, shape):
        *_, n = shape
        self.w, self.b = (self.add_weight(shape=s, initializer=i, trainable=True) for s, i in self._plan(n))

    def _plan(self, n):
        return ((n, self._size), keras.initializers.RandomUniform(-0.1, 0.1)), ((self._size,), "zeros")

    def call(self, x):
        columns = [ops.sum(x * self.w[:, k], axis=1) + self.b[k] for k in range(self._size)]
        return ops.stack(columns, axis=1)


class MyDense__torch(layers.Layer):
    """Computes with torch."""

    def __init__(self, units):
        super().__init__(name="my_dense")
        self.units = units

    def build(self, input_shape):
        start = np.random.default_rng(0).normal(size=(input_shape[-1], self.units)).astype("float32")
        self.w = self.add_weight(shape=start.shape, initializer=lambda shape, dtype: ops.convert_to_tensor(start))
        self.b = self.add_weight(shape=(self.units,), initializer=keras.initializers.Constant(0.0))

    def call(self, x, training=None):
        return torch.addmm(self.b.value, x, self.w.value)


# --- build_model ---------------------------------------------------------------------------


def _check(l2, dropout):
    if l2 < 0:
        raise ValueError(f"l2={l2}")
    if not 0 <= dropout < 1:
        raise ValueError(f"dropout={dropout}")


def build_model__one_list(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """One list of layers; an empty list where nothing is dropped."""
    _check(l2, dropout)
    penalty = keras.regularizers.L2(l2) if l2 > 0 else None
    stack = [keras.Input(shape=(n_features,))]
    for h in hidden:
        stack += [layers.Dense(h, "relu", kernel_regularizer=penalty)]
        stack += [layers.Dropout(dropout)] if dropout else []
    return keras.Sequential([*stack, layers.Dense(1)])


def build_model__builds_at_the_end(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """No Input; build at the end."""
    _check(l2, dropout)
    model = keras.models.Sequential()
    for h in hidden:
        model.add(layers.Dense(units=h, kernel_regularizer=keras.regularizers.l2(l2) if l2 else None))
        model.add(layers.ReLU())
        if dropout > 0.0:
            model.add(layers.Dropout(rate=dropout))
    model.add(layers.Dense(1, activation="linear"))
    model.build(input_shape=(None, n_features))
    return model


def build_model__called_once(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """No Input; called once with zeros, and compiled already."""
    _check(l2, dropout)
    blocks = [
        (
            layers.Dense(h, activation=ops.relu, kernel_regularizer=keras.regularizers.L1L2(l1=0.0, l2=l2)),
            layers.Dropout(dropout) if dropout > 0 else None,
        )
        for h in hidden
    ]
    model = keras.Sequential([layer for block in blocks for layer in block if layer is not None] + [layers.Dense(1)])
    model(np.zeros((1, n_features), dtype="float32"))
    model.compile("adam", "mse")
    return model


def build_model__own_penalty(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """A penalty of its own; other start values."""
    if math.copysign(1, l2) < 0 and l2 != 0:
        raise ValueError("l2는 음수일 수 없습니다")
    if dropout < 0 or dropout >= 1:
        raise ValueError("dropout은 [0, 1)")

    def squares(w):
        return l2 * ops.sum(ops.square(w))

    model = keras.Sequential(name="mine")
    model.add(layers.InputLayer(shape=(n_features,)))
    for i, h in enumerate(hidden):
        model.add(
            layers.Dense(
                h, activation=keras.activations.relu, kernel_initializer="he_normal",
                kernel_regularizer=squares if l2 > 0 else None, name=f"hidden{i}",
            )
        )  # fmt: skip
        if dropout:
            model.add(layers.Dropout(dropout, name=f"drop{i}"))
    model.add(layers.Dense(1, name="out"))
    return model


def build_model__backwards(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """Makes the list from the end."""
    _check(l2, dropout)
    stack = [layers.Dense(1)]
    for h in reversed(list(hidden)):
        if dropout > 0:
            stack.insert(0, layers.Dropout(dropout))
        options = {"kernel_regularizer": keras.regularizers.L2(l2)} if l2 > 0 else {}
        stack.insert(0, layers.Dense(h, activation="relu", **options))
    stack.insert(0, keras.Input((n_features,)))
    return keras.Sequential(layers=stack)


def build_model__relu_after_dropout(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """Drops before the relu, which is the same; lets Keras complain of most rates."""
    if l2 < 0:
        raise ValueError("l2")
    if dropout != 0:
        layers.Dropout(dropout)
        if dropout == 1:
            raise ValueError("rate")
    model = keras.Sequential([keras.Input((n_features,))])
    for h in hidden:
        model.add(layers.Dense(h, kernel_regularizer=keras.regularizers.L2(l2)))
        if dropout:
            model.add(layers.Dropout(dropout))
        model.add(layers.Activation("relu"))
    model.add(layers.Dense(1))
    return model


# --- Classifier ----------------------------------------------------------------------------


class Classifier__unsaid(keras.Model):
    """call has no training; Keras passes it on."""

    def __init__(self, hidden, n_classes, rate=0.5):
        super().__init__()
        self.first = layers.Dense(hidden, activation="relu")
        self.drop = layers.Dropout(rate)
        self.last = layers.Dense(n_classes)

    def call(self, x):
        return self.last(self.drop(self.first(x)))


class Classifier__sequential(keras.Model):
    """A Sequential inside."""

    def __init__(self, hidden, n_classes, rate=0.5, **kwargs):
        super().__init__(**kwargs)
        self.net = keras.Sequential([layers.Dense(hidden), layers.ReLU(), layers.Dropout(rate), layers.Dense(n_classes)])

    def call(self, x, training=False):
        return self.net(x, training=training)


class Classifier__own_dropout(keras.Model):
    """keras.random.dropout where it trains."""

    def __init__(self, hidden, n_classes, rate=0.5):
        super().__init__()
        self.rate, self.seeds = rate, keras.random.SeedGenerator()
        self.hidden = layers.Dense(hidden)
        self.out = layers.Dense(n_classes)

    def call(self, x, training=False):
        h = ops.relu(self.hidden(x))
        if training and self.rate > 0:
            h = keras.random.dropout(h, self.rate, seed=self.seeds)
        return self.out(h)


class Classifier__list(keras.Model):
    """A list of layers, made in build."""

    def __init__(self, hidden, n_classes, rate=0.5):
        super().__init__()
        self.sizes, self.rate = (hidden, n_classes), rate

    def build(self, input_shape):
        self.stack = [layers.Dense(self.sizes[0], "relu"), layers.Dropout(self.rate), layers.Dense(self.sizes[1])]
        for layer in self.stack:
            layer.build(input_shape)
            input_shape = layer.compute_output_shape(input_shape)
        self.built = True

    def call(self, x, training=False):
        for layer in self.stack:
            x = layer(x, training=training) if isinstance(layer, layers.Dropout) else layer(x)
        return x


class Classifier__earlier_exercise(keras.Model):
    """MyDense, twice; numbers by torch."""

    def __init__(self, hidden, n_classes, rate=0.5):
        super().__init__()
        self.a, self.c = MyDense(hidden), MyDense(n_classes)  # noqa: F821 - an earlier exercise
        self.b = layers.Dropout(rate)

    def call(self, x, training=False):
        h = torch.relu(self.a(x))
        return self.c(self.b(h, training=training))


class Classifier__torch_mask(keras.Model):
    """A mask by torch; training may be None."""

    def __init__(self, hidden, n_classes, rate=0.5):
        super().__init__()
        self.keep = 1.0 - rate
        self.d1 = layers.Dense(hidden, activation=keras.layers.LeakyReLU(negative_slope=0.0))
        self.d2 = layers.Dense(n_classes, activation=None)

    def call(self, x, training=None):
        h = self.d1(x)
        if training:
            h = h * (torch.rand(h.shape) < self.keep) / self.keep
        return self.d2(h)


# --- compile_model -------------------------------------------------------------------------


def compile_model__table(model, task, lr=0.001):
    """A dictionary of tasks."""
    table = {
        "regression": ("mse", "mae"),
        "binary": (keras.losses.BinaryCrossentropy(from_logits=True), keras.metrics.BinaryAccuracy(threshold=0)),
        "multiclass": (keras.losses.SparseCategoricalCrossentropy(from_logits=True), "sparse_categorical_accuracy"),
    }
    if task not in table:
        raise ValueError(f"task={task!r}")
    loss, metric = table[task]
    model.compile(keras.optimizers.Adam(lr), loss, metrics=[metric])
    return model


def compile_model__match(model, task, lr=0.001):
    """match; the names of things; "accuracy" of many classes."""
    match task:
        case "regression":
            loss, metric = "mean_squared_error", "mean_absolute_error"
        case "binary":
            loss = keras.losses.BinaryCrossentropy(from_logits=True)
            metric = keras.metrics.BinaryAccuracy(name="accuracy", threshold=0.0)
        case "multiclass":
            loss, metric = keras.losses.SparseCategoricalCrossentropy(from_logits=True), "accuracy"
        case _:
            raise ValueError("task")
    return model.compile(optimizer=keras.optimizers.Adam(learning_rate=lr), loss=loss, metrics=[metric])


def compile_model__own_functions(model, task, lr=0.001):
    """Functions of its own for loss and metric."""

    def right(y, z):
        return ops.mean(ops.cast(ops.equal(ops.cast(z > 0, "float32"), ops.reshape(y, ops.shape(z))), "float32"))

    def softplus(y, z):
        y = ops.cast(ops.reshape(y, ops.shape(z)), z.dtype)
        return ops.mean(ops.softplus(z) - y * z, axis=-1)

    def one_of_many(y, z):
        return keras.losses.sparse_categorical_crossentropy(y, z, from_logits=True)

    kinds = ["regression", "binary", "multiclass"]
    if task not in kinds:
        raise ValueError("task는 " + ", ".join(kinds))
    loss = [keras.losses.mean_squared_error, softplus, one_of_many][kinds.index(task)]
    metric = [keras.metrics.MeanAbsoluteError(), right, keras.metrics.SparseCategoricalAccuracy()][kinds.index(task)]
    model.compile(optimizer=keras.optimizers.Adam(lr), loss=loss, metrics=[metric])


def compile_model__torch_loss(model, task, lr=0.001):
    """Losses of torch."""
    F = torch.nn.functional
    optimizer = keras.optimizers.get({"class_name": "Adam", "config": {"learning_rate": lr}})
    if task == "regression":
        model.compile(optimizer, loss=lambda y, p: F.mse_loss(p, y.reshape(p.shape)), metrics=["mae"])
    elif task == "binary":
        model.compile(
            optimizer,
            loss=lambda y, z: F.binary_cross_entropy_with_logits(z, y.reshape(z.shape).float()),
            metrics=[keras.metrics.BinaryAccuracy(threshold=0.0)],
        )
    elif task == "multiclass":
        model.compile(
            optimizer, loss=lambda y, z: F.cross_entropy(z, y.reshape(-1).long()),
            metrics=[keras.metrics.SparseCategoricalAccuracy()],
        )  # fmt: skip
    else:
        raise ValueError("unknown task")


def compile_model__probabilities(model, task, lr=0.001):
    """A metric of the probability at 0.5; the optimizer's rate is set afterwards."""
    if task not in ("regression", "binary", "multiclass"):
        raise ValueError(task, "task")
    adam = keras.optimizers.Adam()
    adam.learning_rate = lr
    if task == "regression":
        loss, metric = keras.losses.MeanSquaredError(), keras.metrics.MeanAbsoluteError()
    elif task == "binary":
        loss = keras.losses.BinaryCrossentropy(from_logits=True)

        def metric(y, z):
            return keras.metrics.binary_accuracy(ops.reshape(y, ops.shape(z)), ops.sigmoid(z))
    else:
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        metric = "acc"
    model.compile(loss=loss, optimizer=adam, metrics=[metric])


class _Rows(keras.metrics.Metric):
    def __init__(self, right):
        super().__init__(name="accuracy")
        self.right = right
        self.hits = self.add_weight(shape=(), initializer="zeros")
        self.rows = self.add_weight(shape=(), initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        """Add a batch."""
        hits = self.right(ops.reshape(y_true, (-1,)), y_pred)
        self.hits.assign_add(ops.sum(ops.cast(hits, "float32")))
        self.rows.assign_add(float(len(y_pred)))

    def result(self):
        """The share."""
        return self.hits / self.rows


def compile_model__own_metric(model, task, lr=0.001):
    """A class of metrics; eager."""
    match = {
        "regression": ("mse", "mae"),
        "binary": (
            keras.losses.BinaryCrossentropy(from_logits=True),
            _Rows(lambda y, z: ops.cast(y, "float32") == ops.cast(z[:, 0] > 0, "float32")),
        ),
        "multiclass": (
            keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            _Rows(lambda y, z: ops.cast(y, "int64") == ops.cast(ops.argmax(z, axis=1), "int64")),
        ),
    }
    try:
        loss, metric = match[task]
    except KeyError:
        raise ValueError("task") from None
    model.compile(loss=loss, metrics=[metric], optimizer=keras.optimizers.Adam(lr), run_eagerly=True)


# --- make_callbacks ------------------------------------------------------------------------


def _refuse(path, patience):
    if not path.endswith(".keras"):
        raise ValueError("path")
    if patience < 1:
        raise ValueError("patience")


def make_callbacks__reversed(path, patience=5):
    """The checkpoint first, and more callbacks."""
    _refuse(path, patience)
    return [
        keras.callbacks.TerminateOnNaN(),
        keras.callbacks.ModelCheckpoint(path, save_best_only=True),
        keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True),
        keras.callbacks.LambdaCallback(on_train_end=lambda logs: None),
    ]


def make_callbacks__everything_said(path, patience=5):
    """Every option by name."""
    if os.path.splitext(path)[1] != ".keras":
        raise ValueError(f"path는 .keras로 끝나야 합니다: {path}")
    if not patience >= 1:
        raise ValueError(f"patience={patience}")
    stop = keras.callbacks.EarlyStopping(
        monitor="val_loss", min_delta=0, patience=patience, verbose=0, mode="min", baseline=None,
        restore_best_weights=True, start_from_epoch=0,
    )  # fmt: skip
    save = keras.callbacks.ModelCheckpoint(
        filepath=path, monitor="val_loss", verbose=0, save_best_only=True, save_weights_only=False, mode="min",
        save_freq="epoch", initial_value_threshold=None,
    )  # fmt: skip
    return [stop, save]


class _Stop(keras.callbacks.EarlyStopping):
    """Counts by itself."""

    def __init__(self, patience):
        super().__init__(monitor="val_loss", patience=patience)
        self.lowest, self.waited, self.kept = math.inf, 0, None

    def on_train_begin(self, logs=None):
        """Forget."""
        self.lowest, self.waited, self.kept = math.inf, 0, None

    def on_epoch_end(self, epoch, logs=None):
        """Compare."""
        self.waited += 1
        if logs["val_loss"] < self.lowest:
            self.lowest, self.waited, self.kept = logs["val_loss"], 0, self.model.get_weights()
        if self.waited >= self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        """Put the best weights back."""
        if self.kept is not None:
            self.model.set_weights(self.kept)


def make_callbacks__own_stop(path, patience=5):
    """A subclass that does the work itself."""
    _refuse(path, patience)
    return [_Stop(patience), keras.callbacks.ModelCheckpoint(path, "val_loss", save_best_only=True, mode="min")]


class _Save(keras.callbacks.ModelCheckpoint):
    """Saves by itself."""

    def __init__(self, path):
        super().__init__(path, save_best_only=True)
        self.lowest = float("inf")

    def on_epoch_end(self, epoch, logs=None):
        """Save where it is better."""
        if logs["val_loss"] < self.lowest:
            self.lowest = logs["val_loss"]
            self.model.save(self.filepath)


def make_callbacks__own_save(path, patience=5):
    """A subclass that saves itself; a regular expression."""
    if not re.search(r"\.keras\Z", path):
        raise ValueError(f"path: {path}")
    if int(patience) <= 0:
        raise ValueError("patience는 1 이상")
    callbacks = []
    callbacks.append(keras.callbacks.EarlyStopping("val_loss", 0, patience, 0, "min", None, True))
    callbacks.append(_Save(path))
    return callbacks


def make_callbacks__copies(path, patience=5):
    """Negated conditions; a smaller learning rate later, and a log of it."""
    good = path[-6:] == ".keras"
    if good and patience in range(1, 10**9):
        stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience, restore_best_weights=True, mode="auto")
        save = keras.callbacks.ModelCheckpoint(path, monitor="val_loss", save_best_only=True, mode="auto")
        return list((stop, save, keras.callbacks.ReduceLROnPlateau(patience=patience + 1)))
    raise ValueError("patience" if good else "path")


def make_callbacks__options(path, patience=5):
    """The common options in a dictionary."""
    for wrong, name in ((not str(path).endswith(".keras"), "path"), (patience < 1, "patience")):
        if wrong:
            raise ValueError(name)
    common = {"monitor": "val_loss", "mode": "min"}
    kinds = {
        keras.callbacks.EarlyStopping: {"patience": patience, "restore_best_weights": True},
        keras.callbacks.ModelCheckpoint: {"filepath": str(path), "save_best_only": True},
    }
    return [kind(**common, **options) for kind, options in kinds.items()]


# --- fit_model -----------------------------------------------------------------------------


def fit_model__options(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """A dictionary of options; copies the record."""
    options = dict(epochs=epochs, batch_size=batch_size, callbacks=[*callbacks], verbose=0)
    found = model.fit(X, y, validation_data=(X_val, y_val), **options)
    return {name: [float(value) for value in values] for name, values in found.history.items()}


def fit_model__single_precision(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """float32 first; most by position; a list of the validation data."""
    X, X_val = (np.array(a, dtype="float32") for a in (X, X_val))
    history = model.fit(X, y, batch_size, epochs, 0, list(callbacks), 0.0, (X_val, y_val))
    return history.history


def fit_model__loader(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """torch's DataLoader."""

    def loader(X, y, size):
        pairs = torch.utils.data.TensorDataset(torch.tensor(np.array(X, dtype="float32")), torch.tensor(np.array(y)))
        return torch.utils.data.DataLoader(pairs, batch_size=size)

    result = model.fit(
        loader(X, y, batch_size), validation_data=loader(X_val, y_val, len(X_val)), epochs=epochs,
        callbacks=list(callbacks), verbose=0,
    )  # fmt: skip
    return dict(result.history)


def fit_model__own_record(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """A callback of its own keeps the record."""
    record = {}

    class Record(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            for name, value in (logs or {}).items():
                record.setdefault(name, []).append(float(value))

    model.fit(
        x=X, y=y, epochs=epochs, batch_size=batch_size, validation_data=(X_val, y_val), verbose=0,
        callbacks=[Record(), *callbacks], validation_batch_size=len(X_val),
    )  # fmt: skip
    return record


def fit_model__epoch_by_epoch(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """A loop of its own over epochs and batches."""
    box = keras.callbacks.CallbackList(list(callbacks), model=model, epochs=epochs)
    model.stop_training = False
    record = {}
    box.on_train_begin()
    for epoch in range(epochs):
        box.on_epoch_begin(epoch)
        model.reset_metrics()
        order = np.arange(len(X))
        for at in range(0, len(X), batch_size):
            part = order[at : at + batch_size]
            logs = model.train_on_batch(X[part], y[part], return_dict=True)
        logs = {name: float(value) for name, value in logs.items()}
        found = model.evaluate(X_val, y_val, verbose=0, return_dict=True, batch_size=len(X_val))
        logs |= {f"val_{name}": float(value) for name, value in found.items()}
        for name, value in logs.items():
            record.setdefault(name, []).append(value)
        box.on_epoch_end(epoch, logs)
        if model.stop_training:
            break
    box.on_train_end()
    return record


def fit_model__last_history(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Reads model.history; a copy of the data in lists."""
    model.fit(
        np.copy(X), np.copy(y), validation_data=(np.copy(X_val), np.copy(y_val)), epochs=int(epochs),
        batch_size=int(batch_size), callbacks=callbacks if isinstance(callbacks, list) else list(callbacks), verbose=0,
    )  # fmt: skip
    return {str(key): list(map(float, value)) for key, value in model.history.history.items()}
