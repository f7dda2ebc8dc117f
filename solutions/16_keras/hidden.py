"""Hidden cases of unit 16: inputs and tolerances only, the reference gives what is expected.

A model goes from step to step of a case (`Ref`) and never crosses the wall: weights are put in, and numbers come out,
by the given functions of the lesson.  What the library draws by itself is never compared.
"""

import numpy as np

from autograder.authoring import Call, Category, Exercise, Layout, Ref, Shared, case

#: Results of float32.
SINGLE = {"rtol": 1e-4, "atol": 1e-5, "loose": True}
LAYOUTS = ("F", "strided", "negative", "readonly")


def seed_of(rng):
    """A seed for `put_weights`."""
    return int(rng.integers(1, 10**6))


# --- MyDense -------------------------------------------------------------------------

DENSE = "MyDense"


def dense(units, n, weights, *more):
    """A layer that was called once (steps 0 and 1) with weights put in (2), and further steps."""
    return Call(DENSE, units), Call("called", Ref(0), n), Call("put_weights", Ref(0), weights), *more


def dense_values(rng):
    look = Call("output", Ref(0), rng.normal(size=(3, 4)))
    yield case(Call(DENSE, 3), look, look, skip=(0,), verify=twice_the_same, alone=True)
    for n, units, rows in ((3, 5, 4), (4, 4, 4), (7, 2, 3), (2, 6, 2)):
        X = rng.normal(scale=1.5, size=(rows, n))
        more = (Call("output", Ref(2), X), Call("output", Ref(2), -X, training=True))
        yield case(*dense(units, n, seed_of(rng), *more), skip=(0, 1, 2), **SINGLE)
        again_put = Call("put_weights", Ref(2), seed_of(rng))
        yield case(*dense(units, n, seed_of(rng), again_put, Call("output", Ref(3), X)), skip=(0, 1, 2, 3), **SINGLE)


def dense_weights(rng):
    """None before the first call; then w and b in this order, trainable, w random and b zeros."""
    for n, units in ((3, 4), (5, 2), (4, 4), (1, 3)):
        first = Call("called", Ref(0), n)
        yield case(Call(DENSE, units), Call("anatomy", Ref(0)), first, Call("anatomy", Ref(0)), skip=(0, 2))
        yield case(Call(DENSE, units), Call("after_build", Ref(0), n), skip=(0,))


def dense_kept(rng):
    """What was drawn by itself stays from call to call; two layers share nothing."""
    look = Call("output", Ref(0), rng.normal(size=(2, 6)))
    yield case(Call(DENSE, 5), look, look, skip=(0,), verify=twice_the_same, alone=True)
    X = rng.normal(size=(3, 4))
    yield case(
        Call(DENSE, 2), Call(DENSE, 3), Call("called", Ref(0), X.shape[1]), Call("called", Ref(1), X.shape[1]), Call("put_weights", Ref(0), 3),
        Call("put_weights", Ref(1), 4), Call("output", Ref(4), X), Call("output", Ref(5), X), skip=range(6), **SINGLE,
    )  # fmt: skip


def twice_the_same(got, _):
    """Two outputs of one layer for the same input: weights that are made anew in each call differ."""
    return None if np.array_equal(got[1].value, got[2].value) else "made_in_call"


def dense_edges(rng):
    for n, units, rows in ((1, 1, 5), (3, 1, 1), (1, 4, 3), (60, 80, 3), (2, 3, 1100)):
        yield case(*dense(units, n, seed_of(rng), Call("output", Ref(2), rng.normal(size=(rows, n)))), skip=(0, 1, 2), **SINGLE)
    X = rng.normal(size=(5, 3))
    yield case(*dense(2, 3, seed_of(rng), *[Call("output", Ref(2), X)] * 102), skip=(0, 1, 2), **SINGLE)  # it keeps no count
    for scale in (0.0, 1e-3, 300.0):
        yield case(*dense(4, 3, seed_of(rng), Call("output", Ref(2), scale * X)), skip=(0, 1, 2), **SINGLE)
    yield case(Call(DENSE, 3), Call("called", Ref(0), 3), look="quiet", skip=(0, 1))


# --- build_model ---------------------------------------------------------------------

BUILD = "build_model"


def built(n, *more, seed, **options):
    """A model with the weights of a seed, and further steps; the two first are not looked at."""
    return Call(BUILD, n, **options), Call("put_weights", Ref(0), seed), *more


def build_values(rng):
    for n, hidden in ((3, (5, 4)), (4, (4, 4)), (2, (6,)), (5, (3, 7, 2))):
        X = rng.normal(scale=1.5, size=(6, n))
        steps = (Call("output", Ref(1), X), Call("output", Ref(1), -X, training=True))
        yield case(*built(n, *steps, hidden=hidden, seed=seed_of(rng)), skip=(0, 1), **SINGLE)
    # All results below 0, where a last activation would show.
    for bias in (-5.0, 5.0):
        weights = [rng.normal(size=s) for s in ((3, 4), (4,))] + [0.1 * rng.normal(size=(4, 1)), np.array([bias])]
        X = rng.normal(size=(5, 3))
        yield case(
            Call(BUILD, 3, hidden=(4,)), Call("put_weights", Ref(0), weights), Call("output", Ref(1), X), skip=(0, 1), **SINGLE
        )


def build_shapes(rng):
    for n, hidden in ((3, (5, 4)), (1, (1,)), (6, (2, 3, 4)), (4, ()), (2, [7, 3]), (30, (130,))):
        yield case(Call(BUILD, n, hidden=hidden), Call("anatomy", Ref(0)), look="quiet", skip=(0,))
    # No deeper: add() builds all the layers anew, so that 52 of them take twenty times as long as in a list.
    yield case(Call(BUILD, 2, hidden=(1,) * 24), Call("anatomy", Ref(0)), skip=(0,))
    yield case(Call(BUILD, 10), Call("anatomy", Ref(0)), Call("penalty", Ref(0)), skip=(0,), **SINGLE)


def build_penalties(rng):
    for n, hidden, l2 in ((3, (4, 2), 0.1), (2, (5,), 0.03), (4, (3, 3, 3), 0.5), (3, (4, 2), 0.0), (3, (), 0.2), (3, (4, 5), 7.0)):
        steps = (Call("penalty", Ref(1)), Call("output", Ref(1), rng.normal(size=(3, n))), Call("penalty", Ref(1)))
        yield case(*built(n, *steps, hidden=hidden, l2=l2, seed=seed_of(rng)), skip=(0, 1), **SINGLE)
    large = [1e3 * rng.normal(size=(3, 2)), np.zeros(2), np.ones((2, 1)), np.zeros(1)]
    tiny = Call(BUILD, 3, hidden=(2,), l2=1e-6)
    yield case(tiny, Call("put_weights", Ref(0), large), Call("penalty", Ref(1)), skip=(0, 1), **SINGLE)
    # Penalties of each matrix by itself.
    for at in range(3):
        weights = [np.zeros(s) for s in ((3, 4), (4,), (4, 2), (2,), (2, 1), (1,))]
        weights[2 * at] = weights[2 * at] + 1.5
        weights[2 * at + 1] = weights[2 * at + 1] + 0.7
        yield case(
            Call(BUILD, 3, hidden=(4, 2), l2=0.1), Call("put_weights", Ref(0), weights), Call("penalty", Ref(1)), skip=(0, 1), **SINGLE
        )


def build_dropouts(rng):
    """In training one row gives as many different results as there are sets of units that may be dropped."""
    for hidden, rate in (((1,), 0.3), ((2,), 0.25), ((1, 1), 0.5), ((1,), 0.8), ((2,), 0.4)):
        weights, before = [], 3
        for size in (*hidden, 1):
            weights += [rng.uniform(0.5, 1.5, size=(before, size)), rng.uniform(0.2, 0.8, size=size)]
            before = size
        x = rng.uniform(0.5, 1.5, size=(1, 3))
        yield case(
            Call(BUILD, 3, hidden=hidden, dropout=rate), Call("put_weights", Ref(0), weights), Call("outcomes", Ref(1), x),
            Call("output", Ref(1), x), Call("output", Ref(1), x), skip=(0, 1), **SINGLE,
        )  # fmt: skip
    x = rng.normal(size=(1, 3))
    yield case(*built(3, Call("outcomes", Ref(1), x), hidden=(), dropout=0.5, seed=5), skip=(0, 1), **SINGLE)
    yield case(*built(3, Call("outcomes", Ref(1), x), hidden=(4, 2), dropout=0.0, seed=6), skip=(0, 1), **SINGLE)
    both = (Call("penalty", Ref(1)), Call("output", Ref(1), x), Call("penalty", Ref(1)))
    yield case(*built(3, *both, hidden=(4, 2), l2=0.05, dropout=0.5, seed=7), skip=(0, 1), **SINGLE)


BAD = (
    ({"l2": -0.1}, ("l2",)), ({"l2": -1e-9}, ("l2",)), ({"l2": -0.5, "hidden": ()}, ("l2",)),
    ({"dropout": 1.0}, ("dropout", "rate")), ({"dropout": -0.1}, ("dropout", "rate")), ({"dropout": -1e-6}, ("dropout", "rate")), ({"dropout": 1.5}, ("dropout", "rate")),
    ({"dropout": 1.0, "hidden": ()}, ("dropout", "rate")), ({"dropout": -0.2, "hidden": ()}, ("dropout", "rate")),
)  # fmt: skip


def build_errors(rng):
    for options, _ in BAD:
        yield case(Call(BUILD, 3, **{"hidden": (4,), **options}))
    for options in ({"l2": 0.0, "dropout": 0.0}, {"dropout": 0.99}, {"dropout": 0.999999}):
        yield case(*built(3, Call("output", Ref(1), rng.normal(size=(2, 3))), hidden=(4,), seed=8, **options), skip=(0, 1), **SINGLE)


def build_messages(rng):
    for options, blame in BAD:
        yield case(Call(BUILD, 3, **{"hidden": (4,), **options}), look="message quiet", blame=blame)


# --- Classifier ----------------------------------------------------------------------

CLASSIFIER = "Classifier"


def classifier(sizes, n, weights, *more):
    """A classifier that was called once, with weights put in, and further steps; the three first are not looked at."""
    return Call(CLASSIFIER, *sizes), Call("called", Ref(0), n), Call("put_weights", Ref(0), weights), *more


def dropped_when(got, _):
    """Whether inference is always the same, and training is not; dropout that is always on or the wrong way round shows."""
    if np.array_equal(got[4].value, got[5].value):
        return None
    return "inverted" if len(got[3].value) == 1 else "always_on"


def modes(rng):
    """One row in training, which may be dropped or not, and many rows twice in inference."""
    x, X = rng.uniform(0.5, 1.5, size=(1, 3)), rng.uniform(0.5, 1.5, size=(200, 3))
    weights = [np.ones((3, 1)), np.ones(1), np.array([[2.0, 1.0]]), np.array([-3.0, 1.0])]
    steps = (Call("outcomes", Ref(2), x), Call("output", Ref(2), X), Call("output", Ref(2), X))
    return case(*classifier((1, 2), 3, weights, *steps), skip=(0, 1, 2), verify=dropped_when, alone=True)


def classifier_values(rng):
    look = Call("output", Ref(0), rng.normal(size=(3, 4)))
    yield case(Call(CLASSIFIER, 5, 3, 0.0), look, look, skip=(0,), verify=twice_the_same, alone=True)
    yield modes(rng)
    for n, sizes in ((3, (5, 2)), (4, (4, 4)), (2, (6, 3, 0.2)), (5, (3, 1, 0.9))):
        X = rng.normal(scale=1.5, size=(6, n))
        steps = (Call("output", Ref(2), X), Call("output", Ref(2), X), Call("output", Ref(2), -X))
        yield case(*classifier(sizes, n, seed_of(rng), *steps), skip=(0, 1, 2), **SINGLE)


def classifier_shapes(rng):
    for n, sizes in ((3, (5, 2)), (4, (4, 4)), (2, (6, 3)), (1, (2, 5)), (40, (70, 12))):
        yield case(Call(CLASSIFIER, *sizes), Call("called", Ref(0), n), Call("anatomy", Ref(0)), skip=(0, 1))


def classifier_dropout(rng):
    for sizes, n in (((1, 2, 0.3), 3), ((2, 3, 0.25), 2), ((1, 2), 4), ((2, 1, 0.6), 3), ((1, 3, 0.8), 2)):
        weights = [
            rng.uniform(0.5, 1.5, size=(n, sizes[0])), rng.uniform(0.2, 0.8, size=sizes[0]),
            rng.uniform(0.5, 1.5, size=(sizes[0], sizes[1])), rng.uniform(-3.0, -2.0, size=sizes[1]),
        ]  # fmt: skip
        x = rng.uniform(0.5, 1.5, size=(1, n))
        steps = (Call("outcomes", Ref(2), x), Call("output", Ref(2), x), Call("output", Ref(2), x))
        yield case(*classifier(sizes, n, weights, *steps), skip=(0, 1, 2), **SINGLE)
    # Two models with rates of their own.
    weights = [np.ones((2, 1)), np.ones(1), np.array([[2.0, 1.0]]), np.array([-3.0, 1.0])]
    x = rng.uniform(0.5, 1.5, size=(1, 2))
    yield case(
        Call(CLASSIFIER, 1, 2, 0.3), Call(CLASSIFIER, 1, 2, 0.8), Call("called", Ref(0), 2), Call("called", Ref(1), 2),
        Call("put_weights", Ref(0), weights), Call("put_weights", Ref(1), weights), Call("outcomes", Ref(4), x), Call("outcomes", Ref(5), x),
        skip=range(6), **SINGLE,
    )  # fmt: skip
    # Who says nothing of training asks for inference.
    yield case(*classifier((6, 2, 0.5), 3, seed_of(rng), Call("untold", Ref(2), rng.normal(size=(30, 3)))), skip=(0, 1, 2), **SINGLE)
    yield case(*classifier((1, 2, 0.0), 2, weights, Call("outcomes", Ref(2), x)), skip=(0, 1, 2), **SINGLE)  # 0 is a rate


def classifier_edges(rng):
    for n, sizes, rows in ((1, (1, 1), 4), (3, (4, 2), 1), (2, (1, 3), 5), (3, (5, 2), 1100), (50, (80, 12), 3)):
        steps = (Call("output", Ref(2), rng.normal(size=(rows, n))),)
        yield case(*classifier(sizes, n, seed_of(rng), *steps), skip=(0, 1, 2), **SINGLE)
    X = rng.normal(size=(3, 3))
    yield case(
        Call(CLASSIFIER, 4, 2), Call(CLASSIFIER, 4, 2), Call("called", Ref(0), X.shape[1]), Call("called", Ref(1), X.shape[1]), Call("put_weights", Ref(0), 3),
        Call("put_weights", Ref(1), 4), Call("output", Ref(4), X), Call("output", Ref(5), X), skip=range(6), **SINGLE,
    )  # fmt: skip
    # All logits below 0, or far above.
    for scale, shift in ((1.0, -9.0), (40.0, 0.0)):
        weights = [rng.normal(size=s) for s in ((3, 4), (4,), (4, 3))] + [np.full(3, shift)]
        weights[2] = scale * weights[2]
        yield case(*classifier((4, 3), 3, weights, Call("output", Ref(2), X)), skip=(0, 1, 2), **SINGLE)
    yield case(Call(CLASSIFIER, 4, 2), Call("called", Ref(0), 3), look="quiet", skip=(0, 1))


# --- compile_model -------------------------------------------------------------------

COMPILE = "compile_model"


def compiled(weights, task, X, y, *more, **options):
    """A model of these weights that is compiled for a task, and what a trial says; the two first are not looked at."""
    return Call("ready", weights), Call(COMPILE, Ref(0), task, **options), Call("trial", Ref(0), X, y), *more


def linear(rng, n, k, scale=1.0):
    """w (n, k) and b (k,)."""
    return [scale * rng.normal(size=(n, k)), rng.normal(size=k)]


def compile_regression(rng):
    for n, m in ((3, 8), (1, 5), (2, 40)):
        X, weights = rng.normal(size=(m, n)), linear(rng, n, 1)
        y = (X @ weights[0])[:, 0] + rng.normal(scale=2.0, size=m) + 1.5
        yield case(*compiled(weights, "regression", X, y), skip=(0, 1), **SINGLE)
        yield case(*compiled(weights, "regression", X, y[:, None], lr=0.03), skip=(0, 1), **SINGLE)


def logits_between(rng, m):
    """One feature that is the logit, many of them between 0 and 0.5, where a probability's threshold would differ."""
    return rng.choice([-1.5, -0.4, -0.2, 0.1, 0.3, 0.45, 0.8, 2.0], size=(m, 1)) + rng.uniform(-0.04, 0.04, size=(m, 1))


ONE = [np.array([[1.0]]), np.array([0.0])]


def compile_binary(rng):
    for m in (12, 30):
        X = logits_between(rng, m)
        X[:4] = np.array([[0.2], [0.3], [-0.3], [0.7]])
        y = (X[:, 0] + 0.3 * rng.normal(size=m) > 0).astype(int)
        y[:4] = [1, 0, 0, 1]
        yield case(*compiled(ONE, "binary", X, y), skip=(0, 1), **SINGLE)
        yield case(*compiled(ONE, "binary", X, y[:, None].astype(float), lr=0.1), skip=(0, 1), **SINGLE)
    X = rng.normal(size=(20, 3))
    y = (X[:, 0] > 0).astype(int)
    yield case(*compiled(linear(rng, 3, 1, 6.0), "binary", X, y), skip=(0, 1), **SINGLE)
    # Probabilities would be accepted here as well: all logits within (0, 1).
    X = rng.uniform(0.05, 0.45, size=(9, 1))
    yield case(*compiled(ONE, "binary", X, np.array([1, 1, 0] * 3)), skip=(0, 1), **SINGLE)


def compile_multiclass(rng):
    for n, k, m in ((3, 4, 12), (2, 2, 9), (4, 10, 30), (3, 3, 3)):
        X = rng.normal(size=(m, n))
        yield case(*compiled(linear(rng, n, k, 2.0), "multiclass", X, rng.integers(k, size=m)), skip=(0, 1), **SINGLE)
    X = rng.normal(size=(6, 2))
    far = linear(rng, 2, 3, 30.0)
    yield case(*compiled(far, "multiclass", X, np.array([0, 1, 2, 2, 1, 0]), lr=0.5), skip=(0, 1), **SINGLE)


def compile_rates(rng):
    """The learning rate is the optimizer's, and the optimizer is Adam's: one step shows."""
    X, y = rng.normal(size=(6, 2)), rng.normal(size=6)
    for lr in (0.001, 0.05, 0.5):
        yield case(*compiled(linear(rng, 2, 1), "regression", X, y, Call("step", Ref(0), X, y), lr=lr), look="quiet", skip=(0, 1), **SINGLE)
    yield case(*compiled(linear(rng, 2, 1), "regression", X, y, lr=0.0), skip=(0, 1), **SINGLE)
    labels = np.array([0, 1, 1, 0, 1, 0])
    yield case(*compiled(linear(rng, 2, 1), "binary", X, labels, Call("step", Ref(0), X, labels), lr=0.1), skip=(0, 1), **SINGLE)
    yield case(*compiled(linear(rng, 2, 3), "multiclass", X, labels, Call("step", Ref(0), X, labels), lr=0.2), skip=(0, 1), **SINGLE)
    # What a model was compiled with before is gone.
    twice = Call(COMPILE, Ref(0), "regression", lr=0.3)
    yield case(*compiled(linear(rng, 2, 1), "binary", X, labels, twice, Call("trial", Ref(0), X, y)), skip=(0, 1, 3), **SINGLE)


TASKS = ("Regression", "classification", "", "mse", "binary ", "multi_class")


def compile_errors(rng):
    for task in TASKS:
        yield case(Call("ready", ONE), Call(COMPILE, Ref(0), task), skip=(0,))


def compile_messages(rng):
    for task in TASKS:
        yield case(Call("ready", ONE), Call(COMPILE, Ref(0), task), look="message quiet", blame=("task",), skip=(0,))


# --- make_callbacks ------------------------------------------------------------------

CALLBACKS = "make_callbacks"
#: Early stops, a course that ends before, one that only gets worse, small steps, equal values.
COURSES = (
    ([5.0, 4.0, 3.0, 3.5, 3.2, 3.1, 2.0, 1.0], 3), ([5.0, 4.0, 3.0, 3.5, 3.2], 3), ([1.0, 2.0, 3.0, 4.0, 5.0], 2),
    ([3.0, 2.9999, 2.9998, 2.9997, 2.9996, 2.9995], 1), ([2.0, 1.0, 1.0, 1.0, 1.0, 0.5], 3), ([9.0, 8.0, 7.0, 6.0], 1),
    ([4.0, 5.0, 3.9, 5.0, 3.8, 5.0, 3.7, 5.0, 5.0, 1.0], 2), ([0.7], 1), ([0.5, -1.0, -0.5, -3.0, -2.0, -2.5, -4.0], 2),
)  # fmt: skip


def watched(losses, patience, *, plain=False):
    """What callbacks do along a course; the callbacks themselves are not looked at."""
    given = () if plain else (patience,)
    return case(
        Call(CALLBACKS, "best.keras", *given), Call("run_callbacks", Ref(0), losses, "best.keras"), skip=(0,), look="quiet", **SINGLE
    )


def callbacks_courses(rng):
    for losses, patience in COURSES[:3]:
        yield watched(losses, patience)
    losses = rng.uniform(1.0, 3.0, size=12)
    yield watched([float(v) for v in losses], 2)


def callbacks_more(rng):
    for losses, patience in COURSES[3:]:
        yield watched(losses, patience)
    # The default patience is 5.
    yield watched([3.0, 2.0, 2.5, 2.4, 2.3, 2.2, 2.1, 1.0, 0.5], 5, plain=True)
    yield watched([3.0, 2.0, 2.5, 2.4, 2.3, 2.2, 1.9, 1.0, 2.5], 5, plain=True)


def callbacks_anew(rng):
    """Each call gives callbacks of its own, with a file of its own."""
    first, second = [5.0, 4.0, 4.5, 4.6], [1.0, 0.5, 0.6, 0.7, 0.1]
    yield case(
        Call(CALLBACKS, "one.keras", 2), Call(CALLBACKS, "two.keras", 1), Call("run_callbacks", Ref(0), first, "one.keras"),
        Call("run_callbacks", Ref(1), second, "two.keras"), skip=(0, 1), **SINGLE,
    )  # fmt: skip


BAD_CALLBACKS = (
    (("best.h5", 3), ("path",)), (("best", 3), ("path",)), (("best.keras.txt", 3), ("path",)), (("best.weights.h5", 2), ("path",)),
    (("", 2), ("path",)), (("keras", 2), ("path",)), (("best.keras", 0), ("patience",)), (("best.keras", -1), ("patience",)),
)  # fmt: skip


def callbacks_errors(rng):
    for args, _ in BAD_CALLBACKS:
        yield case(Call(CALLBACKS, *args))


def callbacks_messages(rng):
    for args, blame in BAD_CALLBACKS:
        yield case(Call(CALLBACKS, *args), look="message", blame=blame)


# --- fit_model -----------------------------------------------------------------------

FIT = "fit_model"


def data(rng, m, n, extra=4, k=1):
    """X, y to train with, X_val, y_val of another line to look at; k targets."""
    X, X_val = rng.normal(size=(m, n)), rng.normal(size=(extra, n)) + 0.5
    w = rng.normal(size=(n, k))
    return X, X @ w + 1.0 + 0.3 * rng.normal(size=(m, k)), X_val, X_val @ w - 0.5


def fitted(rng, m, n, epochs, batch_size, *, extra=4, metrics=(), stop=0, sets=None, k=1):
    """A linear model that is trained: the record, and its weights afterwards."""
    steps = [Call("ready", linear(rng, n, k), metrics)]
    given = sets or data(rng, m, n, extra, k)
    if stop:
        steps += [Call("stop_after", stop), Call(FIT, Ref(0), *given, epochs, batch_size, Ref(1))]
    else:
        steps.append(Call(FIT, Ref(0), *given, epochs=epochs, batch_size=batch_size))
    return case(*steps, Call("get_weights", Ref(0)), skip=range(2 if stop else 1), look="quiet", **SINGLE)


def fit_values(rng):
    yield fitted(rng, 8, 3, 3, 8)
    yield fitted(rng, 6, 2, 5, 32, extra=9)
    yield fitted(rng, 40, 3, 4, 64)


def fit_sizes(rng):
    yield fitted(rng, 5, 2, 1, 5)
    yield fitted(rng, 1, 1, 2, 4, extra=1)
    yield fitted(rng, 45, 2, 3, 45)
    yield fitted(rng, 7, 3, 3, 40, metrics=["mae"])
    yield fitted(rng, 12, 2, 40, 12)
    yield fitted(rng, 1100, 2, 2, 1100, extra=40)
    yield fitted(rng, 6, 12, 2, 8, k=12)
    yield fitted(rng, 5, 2, 0, 8)
    X, y, *validation = data(rng, 6, 2)
    yield fitted(rng, 6, 2, 1, 8, sets=[900.0 * X, y, *validation])
    sets = data(rng, 32, 2)
    yield case(Call("ready", linear(rng, 2, 1)), Call(FIT, Ref(0), *sets, epochs=2), Call("get_weights", Ref(0)), skip=(0,), **SINGLE)
    sets = data(rng, 6, 2)
    steps = (Call("ready", linear(rng, 2, 1)), Call(FIT, Ref(0), *sets), Call("get_weights", Ref(0)))
    yield case(*steps, skip=(0,), **SINGLE)  # the defaults
    for how in LAYOUTS:
        yield fitted(rng, 6, 2, 2, 8, sets=[Layout(a, how) for a in data(rng, 6, 2)])


def fit_callbacks(rng):
    for m, epochs, stop in ((6, 6, 2), (9, 4, 1), (5, 3, 7)):
        yield fitted(rng, m, 2, epochs, 16, stop=stop)


def fit_again(rng):
    """A second call trains on from where the first ended, with other data; arrays stay as they are."""
    first, second = data(rng, 6, 2), data(rng, 7, 2)
    names = ("X", "y", "X_val", "y_val")
    fit, refilled = (
        Call(FIT, Ref(0), *(Shared(name, a) for name, a in zip(names, sets, strict=True)), epochs=2, batch_size=10)
        for sets in (first, data(rng, 6, 2))
    )
    yield case(Call("ready", linear(rng, 2, 1)), fit, refilled, Call("get_weights", Ref(0)), skip=(0,), **SINGLE)
    yield case(
        Call("ready", linear(rng, 2, 1)), fit, Call(FIT, Ref(0), *second, epochs=2, batch_size=10), fit, Call("get_weights", Ref(0)),
        skip=(0,), look="quiet", **SINGLE,
    )  # fmt: skip


#: The libraries beside NumPy that the graded functions may use.
LIBRARIES = ("keras", "torch")

EXERCISES = (
    Exercise(
        DENSE,
        (
            Category("값", 6, dense_values, core=True),
            Category("가중치가 생기는 때와 순서", 4, dense_weights),
            Category("가중치의 유지", 2, dense_kept),
            Category("여러 크기", 2, dense_edges),
        ),
        deadline=40.0,
        computing=6.0,
    ),
    Exercise(
        BUILD,
        (
            Category("값", 5, build_values, core=True),
            Category("shape", 2, build_shapes),
            Category("페널티", 4, build_penalties),
            Category("드롭아웃", 4, build_dropouts),
            Category("잘못된 인자", 2, build_errors),
            Category("오류 메시지", 1, build_messages),
        ),
        deadline=40.0,
        computing=14.0,
    ),
    Exercise(
        CLASSIFIER,
        (
            Category("추론의 로짓", 6, classifier_values, core=True),
            Category("가중치의 순서와 shape", 2, classifier_shapes),
            Category("드롭아웃", 4, classifier_dropout),
            Category("여러 크기", 2, classifier_edges),
        ),
        deadline=40.0,
        computing=16.0,
    ),
    Exercise(
        COMPILE,
        (
            Category("회귀", 3, compile_regression, core=True),
            Category("이진 분류", 5, compile_binary),
            Category("다중 분류", 3, compile_multiclass),
            Category("옵티마이저와 학습률", 3, compile_rates),
            Category("잘못된 task", 1, compile_errors),
            Category("오류 메시지", 1, compile_messages),
        ),
        deadline=40.0,
        computing=24.0,
    ),
    Exercise(
        CALLBACKS,
        (
            Category("멈추는 때와 남는 가중치", 7, callbacks_courses, core=True),
            Category("여러 기록", 4, callbacks_more),
            Category("따로 만든 콜백", 1, callbacks_anew),
            Category("잘못된 인자", 3, callbacks_errors),
            Category("오류 메시지", 1, callbacks_messages),
        ),
        deadline=40.0,
        computing=24.0,
    ),
    Exercise(
        FIT,
        (
            Category("기록과 가중치", 6, fit_values, core=True),
            Category("여러 크기와 형식", 3, fit_sizes),
            Category("콜백", 2, fit_callbacks),
            Category("이어서 훈련", 1, fit_again),
        ),
        deadline=60.0,
        computing=36.0,
    ),
)
