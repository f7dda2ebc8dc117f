"""Wrong answers to unit 16, by people who had read the notebook only."""

import keras
import numpy as np
import torch
from keras import layers, ops

# --- MyDense -------------------------------------------------------------------------------


class _Layer(layers.Layer):
    w_start, b_start, w_trains, b_trains, bias_first = "glorot_uniform", "zeros", True, True, False

    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        if self.bias_first:
            self.b = self.add_weight(shape=(self.units,), initializer="zeros")
        self.w = self.add_weight(shape=(input_shape[-1], self.units), initializer=self.w_start, trainable=self.w_trains)
        if not self.bias_first:
            self.b = self.add_weight(shape=(self.units,), initializer=self.b_start, trainable=self.b_trains)

    def call(self, x):
        return x @ self.w + self.b


class MyDense__relu(_Layer):
    """relu, as hidden layers have it."""

    def call(self, x):
        return ops.relu(super().call(x))


class MyDense__ones(_Layer):
    """w of ones."""

    w_start = "ones"


class MyDense__small_bias(_Layer):
    """b starts at 0.01, as was usual for relu."""

    b_start = keras.initializers.Constant(0.01)


class MyDense__random_bias(_Layer):
    """b starts at random, too."""

    b_start = "random_normal"


class MyDense__bias_first(_Layer):
    """[b, w]."""

    bias_first = True


class MyDense__frozen_bias(_Layer):
    """b is not trained."""

    b_trains = False


class MyDense__frozen_kernel(_Layer):
    """w is not trained."""

    w_trains = False


class MyDense__forgets_the_bias(_Layer):
    """Has b, but does not add it."""

    def call(self, x):
        return x @ self.w


class MyDense__divides(_Layer):
    """Divides by the number of features."""

    def call(self, x):
        return x @ self.w / x.shape[-1] + self.b


class MyDense__transposed(_Layer):
    """w is (units, n), as in PyTorch."""

    def build(self, input_shape):
        self.w = self.add_weight(shape=(self.units, input_shape[-1]), initializer="glorot_uniform")
        self.b = self.add_weight(shape=(self.units,), initializer="zeros")

    def call(self, x):
        return x @ ops.transpose(self.w) + self.b


class MyDense__row(_Layer):
    """b is (1, units)."""

    def build(self, input_shape):
        self.w = self.add_weight(shape=(input_shape[-1], self.units), initializer="glorot_uniform")
        self.b = self.add_weight(shape=(1, self.units), initializer="zeros")


class MyDense__rows_of_the_batch(_Layer):
    """Takes the first number of the shape, the batch's."""

    def build(self, input_shape):
        self.w = self.add_weight(shape=(input_shape[0], self.units), initializer="glorot_uniform")
        self.b = self.add_weight(shape=(self.units,), initializer="zeros")


class MyDense__square(layers.Layer):
    """Makes its weights at once, as if as many came in as go out."""

    def __init__(self, units):
        super().__init__()
        self.w = self.add_weight(shape=(units, units), initializer="glorot_uniform")
        self.b = self.add_weight(shape=(units,), initializer="zeros")

    def call(self, x):
        return x @ self.w + self.b


class MyDense__torch_parameters(layers.Layer):
    """Parameters of torch, which Keras does not count."""

    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        self.w = torch.nn.Parameter(torch.randn(input_shape[-1], self.units))
        self.b = torch.nn.Parameter(torch.zeros(self.units))

    def call(self, x):
        return x @ self.w + self.b


class MyDense__all_in_call(layers.Layer):
    """New weights with each call."""

    def __init__(self, units):
        super().__init__()
        self.units = units

    def call(self, x):
        dense = layers.Dense(self.units)
        return dense(x)


class MyDense__one_weight(layers.Layer):
    """w and b in one weight of n + 1 rows."""

    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        self.w = self.add_weight(shape=(input_shape[-1] + 1, self.units), initializer="glorot_uniform")

    def call(self, x):
        return x @ self.w[:-1] + self.w[-1]


# --- build_model ---------------------------------------------------------------------------


def _check(l2, dropout):
    if l2 < 0:
        raise ValueError("l2")
    if not 0 <= dropout < 1:
        raise ValueError("dropout")


def _stack(n, hidden, l2, dropout, *, act="relu", last=None, first=(), end=(), own=None, after=lambda i, n: True):
    own = own or (lambda i: {"kernel_regularizer": keras.regularizers.L2(l2)} if l2 > 0 else {})
    model = keras.Sequential([keras.Input((n,)), *first])
    for i, h in enumerate(hidden):
        model.add(layers.Dense(h, activation=act, **own(i)))
        if dropout > 0 and after(i, len(hidden)):
            model.add(layers.Dropout(dropout))
    model.add(layers.Dense(1, **(last or {})))
    for layer in end:
        model.add(layer)
    return model


def build_model__elu(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """elu."""
    _check(l2, dropout)
    return _stack(n_features, hidden, l2, dropout, act="elu")


def build_model__no_activation(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """No activation."""
    _check(l2, dropout)
    return _stack(n_features, hidden, l2, dropout, act=None)


def build_model__relu_at_the_end(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """relu at the end, since the values are positive."""
    _check(l2, dropout)
    return _stack(n_features, hidden, l2, dropout, last={"activation": "relu"})


def build_model__sigmoid(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """sigmoid at the end."""
    _check(l2, dropout)
    return _stack(n_features, hidden, l2, dropout, last={"activation": "sigmoid"})


def build_model__drops_inputs(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """Drops inputs, too."""
    _check(l2, dropout)
    return _stack(n_features, hidden, l2, dropout, first=[layers.Dropout(dropout)] if dropout else [])


def build_model__drops_outputs(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """Drops the output, too."""
    _check(l2, dropout)
    return _stack(n_features, hidden, l2, dropout, end=[layers.Dropout(dropout)] if dropout else [])


def build_model__drops_at_the_end_only(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """Drops after the last hidden layer only."""
    _check(l2, dropout)
    return _stack(n_features, hidden, l2, dropout, after=lambda i, n: i == n - 1)


def build_model__drops_between(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """Drops between hidden layers, not after the last."""
    _check(l2, dropout)
    return _stack(n_features, hidden, l2, dropout, after=lambda i, n: i < n - 1)


def build_model__keeps(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """Takes the rate as the share that stays."""
    _check(l2, dropout)
    return _stack(n_features, hidden, l2, 1 - dropout if dropout > 0 else 0.0)


def build_model__noise(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """Gaussian dropout."""
    _check(l2, dropout)
    model = keras.Sequential([keras.Input((n_features,))])
    for h in hidden:
        model.add(layers.Dense(h, "relu", kernel_regularizer=keras.regularizers.L2(l2) if l2 else None))
        if dropout:
            model.add(layers.GaussianDropout(dropout))
    model.add(layers.Dense(1))
    return model


def build_model__penalty_on_the_output(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """A penalty on what the layer gives."""
    _check(l2, dropout)
    own = {"activity_regularizer": keras.regularizers.L2(l2)} if l2 > 0 else {}
    return _stack(n_features, hidden, l2, dropout, own=lambda i: own)


def build_model__half_penalty(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """l2 / 2."""
    _check(l2, dropout)
    return _stack(n_features, hidden, l2 / 2, dropout)


def build_model__penalty_on_the_first(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """A penalty on the first hidden layer only."""
    _check(l2, dropout)
    return _stack(
        n_features, hidden, l2, dropout,
        own=lambda i: {"kernel_regularizer": keras.regularizers.L2(l2)} if l2 and i == 0 else {},
    )  # fmt: skip


def build_model__default_penalty(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """kernel_regularizer="l2", whose strength is 0.01."""
    _check(l2, dropout)
    return _stack(n_features, hidden, l2, dropout, own=lambda i: {"kernel_regularizer": "l2"} if l2 else {})


def build_model__same_widths(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """All hidden layers as wide as the first."""
    _check(l2, dropout)
    return _stack(n_features, [hidden[0]] * len(hidden) if hidden else [], l2, dropout)


def build_model__sorted(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """Sorts the widths, the widest first."""
    _check(l2, dropout)
    return _stack(n_features, sorted(hidden, reverse=True), l2, dropout)


def build_model__input_as_a_layer(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """A Dense of n_features in front, as if it were the input layer."""
    _check(l2, dropout)
    return _stack(n_features, hidden, l2, dropout, first=[layers.Dense(n_features, "relu")])


def build_model__two_at_least(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """Needs two hidden layers."""
    _check(l2, dropout)
    a, b = hidden
    return _stack(n_features, (a, b), l2, dropout)


def build_model__rate_of_one(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """Lets Keras look at the rate, which takes 1.0, and never sees it without hidden layers."""
    if l2 < 0:
        raise ValueError("l2")
    return _stack(n_features, hidden, l2, dropout if dropout else 0.0)


def build_model__strict(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """Refuses a dropout of 0, too."""
    if l2 < 0:
        raise ValueError("l2")
    if not 0 < dropout < 1:
        raise ValueError("dropout")
    return _stack(n_features, hidden, l2, dropout)


def build_model__late(n_features, hidden=(64, 32), l2=0.0, dropout=0.0):
    """No input: no weights yet."""
    _check(l2, dropout)
    regularizer = keras.regularizers.L2(l2) if l2 else None
    found = []
    for h in hidden:
        found.append(layers.Dense(h, "relu", kernel_regularizer=regularizer))
        if dropout:
            found.append(layers.Dropout(dropout))
    return keras.Sequential([*found, layers.Dense(1)])


# --- Classifier ----------------------------------------------------------------------------


class _Net(keras.Model):
    act, last = "relu", None

    def __init__(self, hidden, n_classes, rate=0.5):
        super().__init__()
        self.first = layers.Dense(hidden, activation=self.act)
        self.drop = layers.Dropout(rate)
        self.out = layers.Dense(n_classes, activation=self.last)

    def call(self, x, training=False):
        return self.out(self.drop(self.first(x), training=training))


class Classifier__log_softmax(_Net):
    """Log probabilities."""

    last = "log_softmax"


class Classifier__relu_at_the_end(_Net):
    """relu at the end."""

    last = "relu"


class Classifier__selu(_Net):
    """selu."""

    act = "selu"


class Classifier__linear(_Net):
    """No activation."""

    act = None


class Classifier__drops_always(_Net):
    """Always drops."""

    def call(self, x, training=False):
        return self.out(self.drop(self.first(x), training=True))


class Classifier__never_drops(_Net):
    """Tells the layer that it is never training."""

    def call(self, x, training=False):
        return self.out(self.drop(self.first(x), training=False))


class Classifier__the_other_way(_Net):
    """Drops when not training."""

    def call(self, x, training=False):
        return self.out(self.drop(self.first(x), training=not training))


class Classifier__trains_by_default(_Net):
    """training=True where nothing is said."""

    def call(self, x, training=True):
        return self.out(self.drop(self.first(x), training=training))


class Classifier__drops_inputs(_Net):
    """Drops inputs."""

    def call(self, x, training=False):
        return self.out(self.first(self.drop(x, training=training)))


class Classifier__drops_logits(_Net):
    """Drops logits."""

    def call(self, x, training=False):
        return self.drop(self.out(self.first(x)), training=training)


class Classifier__drops_twice(_Net):
    """Drops twice."""

    def call(self, x, training=False):
        return self.out(self.drop(self.drop(self.first(x), training=training), training=training))


class Classifier__fixed_rate(_Net):
    """Always one half."""

    def __init__(self, hidden, n_classes, rate=0.5):
        super().__init__(hidden, n_classes, 0.5)


class Classifier__keeps(_Net):
    """Takes the rate as the share that stays."""

    def __init__(self, hidden, n_classes, rate=0.5):
        super().__init__(hidden, n_classes, 1 - rate)


class Classifier__no_scale(_Net):
    """Drops without scaling what stays."""

    def __init__(self, hidden, n_classes, rate=0.5):
        super().__init__(hidden, n_classes, rate)
        self.rate = rate

    def call(self, x, training=False):
        h = self.first(x)
        if training:
            h = h * ops.convert_to_tensor((np.random.default_rng().random(h.shape) >= self.rate).astype("float32"))
        return self.out(h)


class Classifier__scales_later(_Net):
    """The old way: drops in training, and multiplies by 1 - rate otherwise."""

    def __init__(self, hidden, n_classes, rate=0.5):
        super().__init__(hidden, n_classes, rate)
        self.keep = 1 - rate

    def call(self, x, training=False):
        h = self.first(x)
        return self.out(self.drop(h, training=True) * self.keep if training else h * self.keep)


class Classifier__output_first(keras.Model):
    """Makes the output layer first."""

    def __init__(self, hidden, n_classes, rate=0.5):
        super().__init__()
        self.out = layers.Dense(n_classes)
        self.drop = layers.Dropout(rate)
        self.first = layers.Dense(hidden, "relu")

    def call(self, x, training=False):
        return self.out(self.drop(self.first(x), training=training))


class Classifier__one_more(_Net):
    """One hidden layer more."""

    def __init__(self, hidden, n_classes, rate=0.5):
        super().__init__(hidden, n_classes, rate)
        self.second = layers.Dense(hidden, "relu")

    def call(self, x, training=False):
        return self.out(self.drop(self.second(self.first(x)), training=training))


class Classifier__layers_in_call(keras.Model):
    """Makes its layers in call."""

    def __init__(self, hidden, n_classes, rate=0.5):
        super().__init__()
        self.sizes, self.rate = (hidden, n_classes), rate

    def call(self, x, training=False):
        h = layers.Dropout(self.rate)(layers.Dense(self.sizes[0], "relu")(x), training=training)
        return layers.Dense(self.sizes[1])(h)


# --- compile_model -------------------------------------------------------------------------


def _compile(model, task, lr, optimizer=keras.optimizers.Adam, **other):
    table = {
        "regression": (keras.losses.MeanSquaredError(), "mae"),
        "binary": (keras.losses.BinaryCrossentropy(from_logits=True), keras.metrics.BinaryAccuracy(threshold=0.0)),
        "multiclass": (
            keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            keras.metrics.SparseCategoricalAccuracy(),
        ),
    }
    if task not in table:
        raise ValueError("task")
    loss, metric = other.get(task, table[task])
    model.compile(optimizer(lr), loss, metrics=metric if isinstance(metric, list) else [metric])


def compile_model__rmse(model, task, lr=0.001):
    """The metric is the root of the squares."""
    _compile(model, task, lr, regression=("mse", keras.metrics.RootMeanSquaredError()))


def compile_model__absolute(model, task, lr=0.001):
    """Loss and metric are the absolute error."""
    _compile(model, task, lr, regression=("mae", "mae"))


def compile_model__squares_twice(model, task, lr=0.001):
    """Loss and metric are the squares."""
    _compile(model, task, lr, regression=("mse", "mse"))


def compile_model__huber(model, task, lr=0.001):
    """Huber's loss."""
    _compile(model, task, lr, regression=(keras.losses.Huber(), "mae"))


def compile_model__two_metrics(model, task, lr=0.001):
    """Two metrics."""
    _compile(model, task, lr, regression=("mse", ["mae", "mse"]))


def compile_model__no_metric(model, task, lr=0.001):
    """No metric in regression."""
    _compile(model, task, lr, regression=("mse", []))


def compile_model__accuracy_of_numbers(model, task, lr=0.001):
    """Accuracy, also in regression."""
    _compile(model, task, lr, regression=("mse", "accuracy"))


def compile_model__hinge(model, task, lr=0.001):
    """Hinge loss."""
    _compile(model, task, lr, binary=("hinge", keras.metrics.BinaryAccuracy(threshold=0.0)))


def compile_model__accuracy_at_a_half(model, task, lr=0.001):
    """Accuracy by name, of logits."""
    _compile(model, task, lr, binary=(keras.losses.BinaryCrossentropy(from_logits=True), "accuracy"))


def compile_model__auc(model, task, lr=0.001):
    """The area under the curve."""
    _compile(
        model, task, lr,
        binary=(keras.losses.BinaryCrossentropy(from_logits=True), keras.metrics.AUC(from_logits=True)),
    )  # fmt: skip


def compile_model__smoothed(model, task, lr=0.001):
    """Smooths the labels."""
    _compile(
        model, task, lr,
        binary=(
            keras.losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1),
            keras.metrics.BinaryAccuracy(threshold=0.0),
        ),
    )  # fmt: skip


def compile_model__focal(model, task, lr=0.001):
    """Focal loss."""
    _compile(
        model, task, lr,
        binary=(keras.losses.BinaryFocalCrossentropy(from_logits=True), keras.metrics.BinaryAccuracy(threshold=0.0)),
    )  # fmt: skip


def compile_model__one_hot(model, task, lr=0.001):
    """The cross-entropy for one-hot labels."""
    _compile(model, task, lr, multiclass=(keras.losses.CategoricalCrossentropy(from_logits=True), "categorical_accuracy"))


def compile_model__names(model, task, lr=0.001):
    """The names of the losses, which take probabilities."""
    _compile(
        model, task, lr, binary=("binary_crossentropy", keras.metrics.BinaryAccuracy(threshold=0.0)),
        multiclass=("sparse_categorical_crossentropy", "accuracy"),
    )  # fmt: skip


def compile_model__top_five(model, task, lr=0.001):
    """Accuracy of the best five."""
    _compile(
        model, task, lr,
        multiclass=(
            keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            keras.metrics.SparseTopKCategoricalAccuracy(k=2),
        ),
    )  # fmt: skip


def compile_model__adamw(model, task, lr=0.001):
    """AdamW."""
    _compile(model, task, lr, keras.optimizers.AdamW)


def compile_model__rmsprop(model, task, lr=0.001):
    """RMSprop."""
    _compile(model, task, lr, keras.optimizers.RMSprop)


def compile_model__default_rate(model, task, lr=0.001):
    """Adam by name, with its own rate."""
    _compile(model, task, lr, lambda _: keras.optimizers.Adam())


def compile_model__tenth(model, task, lr=0.001):
    """A tenth of the rate."""
    _compile(model, task, lr, lambda rate: keras.optimizers.Adam(rate / 10))


def compile_model__anything_else(model, task, lr=0.001):
    """Takes what it does not know for regression."""
    _compile(model, task if task in ("binary", "multiclass") else "regression", lr)


def compile_model__key_error(model, task, lr=0.001):
    """A KeyError."""
    if task not in ("regression", "binary", "multiclass"):
        raise KeyError(task)
    _compile(model, task, lr)


def compile_model__sum(model, task, lr=0.001):
    """Adds the losses of the batch up."""
    _compile(model, task, lr, regression=(keras.losses.MeanSquaredError(reduction="sum"), "mae"))


# --- make_callbacks ------------------------------------------------------------------------


def _callbacks(path, patience, stop=None, save=None):
    if not path.endswith(".keras"):
        raise ValueError("path")
    if patience < 1:
        raise ValueError("patience")
    stop = {"monitor": "val_loss", "patience": patience, "restore_best_weights": True} | (stop or {})
    save = {"filepath": path, "monitor": "val_loss", "save_best_only": True} | (save or {})
    return [keras.callbacks.EarlyStopping(**stop), keras.callbacks.ModelCheckpoint(**save)]


def make_callbacks__one_more(path, patience=5):
    """patience + 1."""
    return _callbacks(path, patience, {"patience": patience + 1})


def make_callbacks__one_less(path, patience=5):
    """patience - 1."""
    return _callbacks(path, patience, {"patience": patience - 1})


def make_callbacks__small_steps(path, patience=5):
    """Asks for an improvement of 0.001 at least."""
    return _callbacks(path, patience, {"min_delta": 1e-3})


def make_callbacks__warms_up(path, patience=5):
    """Looks at nothing before the third epoch."""
    return _callbacks(path, patience, {"start_from_epoch": 3})


def make_callbacks__baseline(path, patience=5):
    """Wants to be better than 1."""
    return _callbacks(path, patience, {"baseline": 1.0})


def make_callbacks__upwards(path, patience=5):
    """mode="max" in both."""
    return _callbacks(path, patience, {"mode": "max"}, {"mode": "max"})


def make_callbacks__saves_the_largest(path, patience=5):
    """mode="max" in the checkpoint."""
    return _callbacks(path, patience, save={"mode": "max"})


def make_callbacks__training_loss(path, patience=5):
    """Both look at loss."""
    return _callbacks(path, patience, {"monitor": "loss"}, {"monitor": "loss"})


def make_callbacks__saves_by_training_loss(path, patience=5):
    """The checkpoint looks at loss."""
    return _callbacks(path, patience, save={"monitor": "loss"})


def make_callbacks__accuracy(path, patience=5):
    """The checkpoint looks at val_accuracy, which is not there."""
    return _callbacks(path, patience, save={"monitor": "val_accuracy", "mode": "max"})


def make_callbacks__saves_all(path, patience=5):
    """Saves each epoch, to the same file."""
    return _callbacks(path, patience, save={"save_best_only": False})


def make_callbacks__does_not_restore(path, patience=5):
    """Leaves the last weights."""
    return _callbacks(path, patience, {"restore_best_weights": False})


def make_callbacks__own_file(path, patience=5):
    """Saves to a file of its own name."""
    return _callbacks(path, patience, save={"filepath": "best.keras"})


def make_callbacks__numbered(path, patience=5):
    """Puts the epoch into the file's name."""
    return _callbacks(path, patience, save={"filepath": path.replace(".keras", "-{epoch:02d}.keras")})


def make_callbacks__weights_only(path, patience=5):
    """Saves the weights only."""
    return _callbacks(path, patience, save={"filepath": path.replace(".keras", ".weights.h5"), "save_weights_only": True})


def make_callbacks__threshold(path, patience=5):
    """Saves what is below 1."""
    return _callbacks(path, patience, save={"initial_value_threshold": 1.0})


def make_callbacks__default_patience(path, patience=5):
    """Always 5."""
    return _callbacks(path, patience, {"patience": 5})


def make_callbacks__somewhere(path, patience=5):
    """Is content with .keras anywhere in the path."""
    if ".keras" not in path:
        raise ValueError("path")
    return _callbacks(path if path.endswith(".keras") else "a.keras", patience)


def make_callbacks__no_dot(path, patience=5):
    """Is content with an end of "keras"."""
    if not path.endswith("keras"):
        raise ValueError("path")
    return _callbacks(path if path.endswith(".keras") else path + ".keras", patience)


def make_callbacks__patience_of_zero(path, patience=5):
    """Takes 0."""
    if patience < 0:
        raise ValueError("patience")
    if not patience:
        return [*_callbacks(path, 1)[1:], keras.callbacks.EarlyStopping(patience=0, restore_best_weights=True)]
    return _callbacks(path, patience)


def make_callbacks__only_one(path, patience=5):
    """Only stops."""
    return _callbacks(path, patience)[:1]


# --- fit_model -----------------------------------------------------------------------------


def _fit(model, X, y, X_val, y_val, epochs, batch_size, callbacks, **other):
    options = {"validation_data": (X_val, y_val), "epochs": epochs, "batch_size": batch_size, "verbose": 0}
    return model.fit(X, y, **(options | {"callbacks": list(callbacks)} | other)).history


def fit_model__last_fifth(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """validation_split."""
    return _fit(model, X, y, X_val, y_val, epochs, batch_size, callbacks, validation_data=None, validation_split=0.2)


def fit_model__on_itself(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Validates on the training data."""
    return _fit(model, X, y, X, y, epochs, batch_size, callbacks)


def fit_model__all_data(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Trains on both."""
    both = np.concatenate([X, X_val]), np.concatenate([y, y_val])
    return _fit(model, *both, X_val, y_val, epochs, max(batch_size, len(both[0])), callbacks)


def fit_model__swapped(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Trains on the validation data."""
    return _fit(model, X_val, y_val, X, y, epochs, batch_size, callbacks)


def fit_model__default_batches(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Batches of 4."""
    return _fit(model, X, y, X_val, y_val, epochs, 4, callbacks)


def fit_model__ten_epochs(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Always 10 epochs."""
    return _fit(model, X, y, X_val, y_val, 10, batch_size, callbacks)


def fit_model__no_callbacks(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Forgets the callbacks."""
    return _fit(model, X, y, X_val, y_val, epochs, batch_size, ())


def fit_model__two_names(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Gives loss and val_loss only."""
    found = _fit(model, X, y, X_val, y_val, epochs, batch_size, callbacks)
    return {name: found[name] for name in ("loss", "val_loss")}


def fit_model__last_values(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """The last values."""
    return {name: values[-1] for name, values in _fit(model, X, y, X_val, y_val, epochs, batch_size, callbacks).items()}


def fit_model__rounds(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Rounds to two digits."""
    found = _fit(model, X, y, X_val, y_val, epochs, batch_size, callbacks)
    return {name: [round(value, 2) for value in values] for name, values in found.items()}


def fit_model__best_so_far(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """The lowest loss so far."""
    found = _fit(model, X, y, X_val, y_val, epochs, batch_size, callbacks)
    return {name: np.minimum.accumulate(values).tolist() for name, values in found.items()}


def fit_model__seeds(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Seeds everything, NumPy as well."""
    keras.utils.set_random_seed(0)
    return _fit(model, X, y, X_val, y_val, epochs, batch_size, callbacks)


def fit_model__standardises(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Standardises both."""
    mean, spread = np.mean(X, axis=0), np.std(X, axis=0) + 1e-7
    return _fit(model, (X - mean) / spread, y, (X_val - mean) / spread, y_val, epochs, batch_size, callbacks)


def fit_model__scales_in_place(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Shuffles the training data where they are."""
    order = np.random.default_rng(0).permutation(len(X))
    X[:], y[:] = X[order], y[order]
    return _fit(model, X, y, X_val, y_val, epochs, batch_size, callbacks)


def fit_model__clone(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Trains a copy."""
    twin = keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    twin.compile(keras.optimizers.SGD(0.1), "mse")
    return _fit(twin, X, y, X_val, y_val, epochs, batch_size, callbacks)


def fit_model__compiles(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Compiles again, with Adam."""
    model.compile("adam", "mse")
    return _fit(model, X, y, X_val, y_val, epochs, batch_size, callbacks)


def fit_model__fits_again_and_again(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """One fit for each epoch: nothing can stop it."""
    record = {}
    for _ in range(epochs):
        for name, values in _fit(model, X, y, X_val, y_val, 1, batch_size, callbacks).items():
            record.setdefault(name, []).extend(values)
    return record


def fit_model__validates_at_the_end(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Validates once, with the final model."""
    found = _fit(model, X, y, X_val, y_val, epochs, batch_size, callbacks, validation_data=None)
    values = model.evaluate(X_val, y_val, verbose=0, return_dict=True)
    return found | {f"val_{name}": [value] * len(found["loss"]) for name, value in values.items()}


def fit_model__history_object(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """The History object."""
    return model.fit(
        X, y, validation_data=(X_val, y_val), epochs=epochs, batch_size=batch_size, callbacks=list(callbacks), verbose=0
    )


def fit_model__weighted(model, X, y, X_val, y_val, epochs=10, batch_size=32, callbacks=()):
    """Later samples weigh more."""
    return _fit(model, X, y, X_val, y_val, epochs, batch_size, callbacks, sample_weight=np.linspace(0.5, 1.5, len(X)))
