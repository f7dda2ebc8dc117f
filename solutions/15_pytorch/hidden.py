"""Hidden cases of unit 15: inputs and tolerances only, the reference gives what is expected.

A model goes from step to step of a case (`Ref`) and never crosses the wall: weights are put in, and arrays come out,
by the given functions of the lesson.  What the library draws by itself is never compared.
"""

import numpy as np

from autograder.authoring import Call, Category, Exercise, Gen, Layout, Ref, Shared, again, case

#: Results of float32.
SINGLE = {"rtol": 1e-4, "atol": 1e-5, "loose": True}
#: Results of float64 where it is not the digits that count: whoever computes in float32 loses gradient_precision() alone.
ROUGH = {"rtol": 1e-4, "atol": 1e-5}
LAYOUTS = ("F", "strided", "negative", "readonly")


# --- autograd_gradient ---------------------------------------------------------------

GRADIENT = "autograd_gradient"


def problem(rng, m, n, scale=1.0):
    """X (m, n), y (m,), w (n,) and b, residuals neither small nor of one sign."""
    X, w = scale * rng.normal(size=(m, n)), rng.normal(size=n)
    return X, X @ w + rng.normal(scale=2.0, size=m) + 1.0, w + rng.normal(size=n), float(rng.normal())


def gradient_values(rng):
    for m, n in ((5, 3), (3, 4), (7, 2), (4, 4), (1, 3), (6, 1)):
        yield case(Call(GRADIENT, *problem(rng, m, n)), sizes={"m": m, "n": n}, **ROUGH)
    # The second call begins anew.
    for m, n in ((5, 3), (4, 2)):
        args = problem(rng, m, n)
        yield case(Call(GRADIENT, *args), Call(GRADIENT, *args), Call(GRADIENT, *problem(rng, m + 1, n)), **ROUGH)


def gradient_precision(rng):
    """Small residuals beside large predictions, large sizes, a number of 0 that is a number."""
    for m, n, scale in ((6, 3, 1e4), (9, 2, 1e5)):
        X, _, w, b = problem(rng, m, n, scale)
        yield case(Call(GRADIENT, X, X @ w + b + rng.normal(scale=0.01, size=m), w, b), rtol=1e-5)
    for m, n in ((1200, 2), (3, 300)):
        X, y, w, b = problem(rng, m, n)
        y[-1] += 500.0
        w[-1] += 3.0
        yield case(Call(GRADIENT, X, y, w, b))
    for m, n in ((30, 6), (8, 20)):
        yield case(Call(GRADIENT, *problem(rng, m, n)))
    X, y, w, _ = problem(rng, 5, 2)
    yield case(Call(GRADIENT, X, y, np.zeros(2), 0.0))
    yield case(Call(GRADIENT, X, X @ w, w, 0.0), atol=1e-9)
    whole, step = rng.integers(-4, 5, size=(5, 2)).astype(float), np.array([2.0, -3.0])
    yield case(Call(GRADIENT, whole, whole @ step + 1.0, step, 1.0))  # exactly 0
    yield case(Call(GRADIENT, 1e-4 * X, 1e-4 * y, w, 1e-4))


def gradient_formats(rng):
    for how in LAYOUTS:
        X, y, w, b = problem(rng, 5, 4)
        yield case(Call(GRADIENT, Layout(X, how), Layout(y, how), Layout(w, how), b), **ROUGH)
    for dtype, high in ((np.int64, 9), (np.uint8, 250), (np.int8, 120), (np.uint16, 60_000), (np.uint64, 10**9)):
        X, y, w = (rng.integers(0, high, size=size).astype(dtype) for size in ((4, 3), 4, 3))
        yield case(Call(GRADIENT, X, y, w, 2.5), **ROUGH)
        yield case(Call(GRADIENT, X.astype(np.float64), y, w.astype(np.float64), -0.5), **ROUGH)
    X, y, w, _ = problem(rng, 4, 3)
    yield case(Call(GRADIENT, X, y, w, 2), **ROUGH)
    yield case(Call(GRADIENT, X, y, np.array([1, -2, 0]), -1), **ROUGH)


def bad_targets(rng, look=""):
    X, y, w, b = problem(rng, 5, 3)
    for bad in (y[:, None], y[None, :], y[:1], y[:-1], np.append(y, 1.0), np.asarray(y[0]), X):
        yield case(Call(GRADIENT, X, bad, w, b), Call(GRADIENT, X, y, w, b), look=look, blame=("y", "X"), **ROUGH)
    X, y, w, b = problem(rng, 4, 4)  # as many samples as features
    yield case(Call(GRADIENT, X, y[:, None], w, b), Call(GRADIENT, X, y, w, b), look=look, blame=("y", "X"), **ROUGH)
    X, y, w, b = problem(rng, 1, 3)  # one sample broadcasts with everything
    for bad in (np.append(y, 2.0), y[:, None], np.asarray(y[0])):
        yield case(Call(GRADIENT, X, bad, w, b), Call(GRADIENT, X, y, w, b), look=look, blame=("y", "X"), **ROUGH)


def gradient_errors(rng):
    yield from bad_targets(rng)


def gradient_messages(rng):
    yield from bad_targets(rng, "message")


def gradient_effects(rng):
    args = problem(rng, 4, 3)
    shared = [Shared(name, value) for name, value in zip("Xyw", args, strict=False)]
    yield case(*[Call(GRADIENT, *shared, args[3])] * 3, look="pure fresh quiet", **ROUGH)
    yield case(Call(GRADIENT, *problem(rng, 4, 3)), Call(GRADIENT, *problem(rng, 4, 3)), look="pure fresh quiet", **ROUGH)
    yield case(Call(GRADIENT, *(Layout(a, "readonly") for a in args[:3]), 0.5), look="pure fresh", **ROUGH)
    one, two = problem(rng, 4, 3), problem(rng, 4, 3)
    yield again(GRADIENT, one, two, **ROUGH)
    yield again(GRADIENT, one, (*one[:2], two[2], one[3]), **ROUGH)


# --- fit_linear ----------------------------------------------------------------------

FIT = "fit_linear"


def line(rng, m, low=0.5, high=2.0):
    """x and y, both (m, 1), along a line that does not go through the origin."""
    x = rng.uniform(low, high, size=(m, 1)) * rng.choice([-1.0, 1.0], size=(m, 1)) + 0.4
    return x, rng.uniform(1.0, 3.0) * x + rng.uniform(0.5, 2.0) + rng.normal(scale=0.5, size=(m, 1))


def fit_values(rng):
    for m, lr, epochs in ((6, 0.05, 5), (4, 0.1, 12), (9, 0.02, 40), (2, 0.07, 3)):
        yield case(Call(FIT, *line(rng, m), lr=lr, epochs=epochs), sizes={"m": m}, **SINGLE)
    yield case(Call(FIT, *line(rng, 5), 0.08, 150), **SINGLE)
    yield case(Call(FIT, *line(rng, 5)), **SINGLE)


def fit_edges(rng):
    x, y = line(rng, 5)
    for epochs in (0, 1, 2):
        yield case(Call(FIT, x, y, lr=0.1, epochs=epochs), **SINGLE)
    yield case(Call(FIT, x, y, lr=0.0, epochs=3), **SINGLE)
    yield case(Call(FIT, x[:1], y[:1], lr=0.05, epochs=4), **SINGLE)
    yield case(Call(FIT, *line(rng, 1500), lr=0.05, epochs=4), **SINGLE)
    x, y = line(rng, 1100)
    y[-1] += 900.0
    yield case(Call(FIT, x, y, lr=0.05, epochs=4), **SINGLE)
    for dtype in (np.int64, np.uint8, np.int32):
        yield case(Call(FIT, *(rng.integers(0, 5, size=(5, 1)).astype(dtype) for _ in "xy"), lr=0.02, epochs=5), **SINGLE)
    for how in LAYOUTS:
        yield case(Call(FIT, *(Layout(a, how) for a in line(rng, 6)), lr=0.05, epochs=4), **SINGLE)
    yield from fit_sizes(rng)


def fit_sizes(rng):
    """Many epochs, large numbers beside a small step, results far below 1."""
    yield case(Call(FIT, *line(rng, 4), lr=0.02, epochs=1050), **SINGLE)
    for dtype in (np.uint8, np.int16, np.int64):
        x, y = (rng.integers(130, 250, size=(5, 1)).astype(dtype) for _ in "xy")
        yield case(Call(FIT, x, y, lr=1e-5, epochs=4), **SINGLE)
    x, y = line(rng, 5)
    yield case(Call(FIT, 900.0 * x, 700.0 * y, lr=1e-7, epochs=4), **SINGLE)
    yield case(Call(FIT, x, 3e-7 * y, lr=0.1, epochs=3), rtol=1e-4, atol=1e-18, loose=True)


def bad_lines(rng, look=""):
    x, y = line(rng, 5)
    good = Call(FIT, x, y, lr=0.05, epochs=2)
    for bad in (y[:, 0], y.T, y[:1], y[:-1], np.vstack([y, y]), np.hstack([y, y]), y[:, :, None], np.asarray(y[0, 0])):
        for epochs in (3, 0):
            yield case(Call(FIT, x, bad, lr=0.05, epochs=epochs), good, look=look, blame=("x", "y"), **SINGLE)
    yield case(Call(FIT, x[:1], y, lr=0.05, epochs=2), good, look=look, blame=("x", "y"), **SINGLE)


def fit_errors(rng):
    yield from bad_lines(rng)


def fit_messages(rng):
    yield from bad_lines(rng, "message")


def fit_effects(rng):
    x, y = line(rng, 5)
    yield case(Call(FIT, Shared("x", x), Shared("y", y), lr=0.05, epochs=3), Call(FIT, Shared("x", x), Shared("y", y), lr=0.05, epochs=3),
               look="pure fresh quiet", **SINGLE)  # fmt: skip
    yield case(Call(FIT, *(Layout(a, "readonly") for a in (x, y)), lr=0.05, epochs=2), look="pure fresh quiet", **SINGLE)
    yield again(FIT, (*line(rng, 4), 0.05, 3), (*line(rng, 4), 0.05, 3), **SINGLE)


# --- NeuralNetwork -------------------------------------------------------------------

NETWORK = "NeuralNetwork"


def network(sizes, seed, *more):
    """A network with the weights of a seed, and further steps on it; what the two first steps give is not looked at."""
    return (Call(NETWORK, *sizes), Call("put_weights", Ref(0), seed), *more)


def network_values(rng):
    for sizes, rows in (((3, 5, 2), 4), ((2, 7, 1), 6), ((4, 4, 4), 3), ((5, 2, 3), 7)):
        seeds = [int(seed) for seed in rng.integers(1, 10**6, size=2)]
        X = rng.normal(scale=1.5, size=(rows, sizes[0]))
        yield case(*network(sizes, seeds[0], Call("output", Ref(1), X), Call("output", Ref(1), -X)), skip=(0, 1), **SINGLE)
        # Other weights in the same object.
        again_put = Call("put_weights", Ref(0), seeds[1])
        yield case(*network(sizes, seeds[0], again_put, Call("output", Ref(1), X)), skip=(0, 1, 2), **SINGLE)


def twice_the_same(got, _):
    """Two outputs of one network for the same input: layers that are made anew in each call differ."""
    return None if np.array_equal(got[1].value, got[2].value) else "made_in_forward"


def network_shapes(rng):
    for sizes in ((3, 5, 2), (2, 4, 1), (1, 1, 1), (6, 3, 4), (64, 128, 10)):
        yield case(Call(NETWORK, *sizes), Call("shapes", Ref(0)), skip=(0,))
    for sizes in ((3, 5, 2), (4, 2, 6)):
        yield case(*network(sizes, 7, Call("get_weights", Ref(1))), skip=(0, 1), **SINGLE)
    # What the library draws by itself stays the same from call to call.
    look = Call("output", Ref(0), rng.normal(size=(3, 4)))
    yield case(Call(NETWORK, 4, 6, 2), look, look, skip=(0,), verify=twice_the_same, alone=True)


def network_edges(rng):
    seed = int(rng.integers(1, 10**6))
    for sizes, rows in (((3, 4, 2), 1), ((1, 3, 1), 5), ((2, 1, 3), 4), ((3, 4, 2), 1030), ((70, 90, 12), 3)):
        yield case(*network(sizes, seed, Call("output", Ref(1), rng.normal(size=(rows, sizes[0])))), skip=(0, 1), **SINGLE)
    X = rng.normal(size=(5, 3))
    for scale in (0.0, 1e-4, 100.0):
        yield case(
            *network((3, 6, 2), seed, Call("output", Ref(1), scale * X)), skip=(0, 1), rtol=1e-4, atol=1e-5, loose=True
        )
    # In both modes, and twice, a network gives the same.
    look = [Call("output", Ref(1), X) for _ in range(2)]
    yield case(*network((3, 6, 2), seed, look[0], Call("set_mode", Ref(1), False), *look), skip=(0, 1, 3), **SINGLE)


def network_training(rng):
    """The gradient reaches all four parameters; two networks share none."""
    for sizes in ((3, 5, 2), (2, 6, 1), (4, 5, 3)):
        seed = int(rng.integers(1, 10**6))
        yield case(*network(sizes, seed, Call("gradients", Ref(1), rng.normal(size=(6, sizes[0])))), skip=(0, 1), **SINGLE)
    X = rng.normal(size=(4, 3))
    yield case(
        Call(NETWORK, 3, 5, 2), Call(NETWORK, 3, 5, 2), Call("put_weights", Ref(0), 11), Call("put_weights", Ref(1), 12),
        Call("output", Ref(2), X), Call("output", Ref(3), X), Call("get_weights", Ref(2)), skip=(0, 1, 2, 3), **SINGLE,
    )  # fmt: skip


# --- train_epoch ---------------------------------------------------------------------

TRAIN = "train_epoch"


def pairs(rng, sizes, outputs, criterion):
    """(X, y) of a toy model, a pair for each batch; the later batches are harder, up to a point.

    Without one, many steps would blow the last digit up until a right answer that computes in another order fails.
    """
    found = []
    for number, rows in enumerate(sizes):
        at = min(number, 3)
        X = rng.normal(size=(rows, 3)) * (1.0 + at)
        if criterion == "ce":
            y = np.eye(outputs)[rng.integers(outputs, size=rows)]
        elif criterion == "bce":
            y = rng.integers(2, size=(rows, outputs)).astype(float)
        else:
            y = rng.normal(size=(rows, outputs)) + at
        found.append((X, y))
    return found


def epoch(rng, sizes, *, kind="plain", criterion="mse", outputs=1, lr=0.2, before=(), given=None, epochs=1):
    """A toy model is trained for an epoch; the loss and the weights afterwards are looked at."""
    steps = [
        Call("toy_model", kind, outputs), Call("put_weights", Ref(0), int(rng.integers(1, 10**6))),
        Call("make_batches", pairs(rng, sizes, outputs, criterion)), Call("make_criterion", criterion), Call("make_sgd", Ref(0), lr),
        *before,
    ]  # fmt: skip
    made = len(steps)
    for _ in range(epochs):
        steps += [Call(TRAIN, Ref(0), given or Ref(2), Ref(3), Ref(4)), Call("get_weights", Ref(0))]
    return case(*steps, skip=range(made), **SINGLE)


def epoch_values(rng):
    yield epoch(rng, (8, 8, 3))
    yield epoch(rng, (5, 2, 7, 4), criterion="bce", lr=0.5)
    yield epoch(rng, (6, 3), criterion="ce", outputs=3, lr=0.3)
    yield epoch(rng, (4,), outputs=2)
    yield epoch(rng, (8, 3), criterion="bce", outputs=2, lr=0.4, epochs=2)


def epoch_sizes(rng):
    """Batches of very unequal sizes, many of them, one sample, any iterable."""
    yield epoch(rng, (40, 1), lr=0.1)
    yield epoch(rng, (1, 30, 2), criterion="bce")
    yield epoch(rng, (3,) * 40, lr=0.01)
    yield epoch(rng, (1200, 2), lr=0.05)
    for count in (1, 3):
        yield epoch(rng, (5, 3, 2)[:count], before=(Call("stream", Ref(2)),), given=Ref(5))
    yield epoch(rng, (4, 2), lr=0.0)
    yield epoch(rng, (1,) * 1010, lr=0.001)
    # A loss of 0, and one that is nearly 0, are losses.
    still = {"1.weight": np.zeros((4, 3)), "1.bias": np.zeros(4), "4.weight": np.zeros((1, 4)), "4.bias": np.zeros(1)}
    for size in (0.0, 2e-5):
        X, y = rng.normal(size=(4, 3)), np.full((4, 1), size)
        yield case(
            Call("toy_model", "plain"), Call("put_weights", Ref(0), still), Call("make_batches", [(X, y)]), Call("make_criterion", "mse"),
            Call("make_sgd", Ref(0), 0.0), Call(TRAIN, Ref(0), Ref(2), Ref(3), Ref(4)), skip=range(5), rtol=1e-4, atol=1e-15, loose=True,
        )  # fmt: skip


def epoch_leftovers(rng):
    """Gradients that were there before, also when nothing was called yet."""
    for value, criterion in ((5.0, "mse"), (-3.0, "bce")):
        yield epoch(rng, (4, 3), criterion=criterion, before=(Call("fill_grads", Ref(0), value),))
    filled = [Call("fill_grads", Ref(0), 2.0), Call("set_mode", Ref(0), False)]
    yield epoch(rng, (2,), criterion="ce", outputs=3, before=filled)


def epoch_modes(rng):
    """A model that was left in inference mode trains as in training mode."""
    for kind in ("batchnorm", "dropout"):
        yield epoch(rng, (6, 4), kind=kind, before=(Call("set_mode", Ref(0), False),))
        yield epoch(rng, (5, 3), kind=kind, criterion="bce", before=(Call("set_mode", Ref(0), True),))
    yield epoch(rng, (4, 4), kind="batchnorm", before=(Call("set_mode", Ref(0), False),), epochs=2)
    mixed = {"": True, "0": True, "1": True, "2": False, "3": True, "4": True}
    yield epoch(rng, (4, 5), kind="batchnorm", before=(Call("set_mode", Ref(0), mixed),))


def epoch_empty(rng):
    """Without a batch there is no mean: ValueError."""
    for kind, given in (("plain", None), ("batchnorm", None), ("plain", Gen(()))):
        steps = [
            Call("toy_model", kind),
            Call("make_batches", []),
            Call("make_criterion", "mse"),
            Call("make_sgd", Ref(0), 0.1),
        ]
        good = Call("make_batches", pairs(rng, (4, 2), 1, "mse"))
        calls = [
            Call(TRAIN, Ref(0), given or Ref(1), Ref(2), Ref(3)),
            Call("put_weights", Ref(0), 5),
            Call(TRAIN, Ref(0), Ref(4), Ref(2), Ref(3)),
        ]
        yield case(*steps, good, *calls, skip=(0, 1, 2, 3, 4, 6), look="message", blame=("batches",), **SINGLE)


def epoch_effects(rng):
    """Two models side by side; the batches stay as they are and may be used again."""
    data = pairs(rng, (5, 2), 1, "mse")
    seeds = [int(seed) for seed in rng.integers(1, 10**6, size=2)]
    calls = [Call(TRAIN, Ref(at), Ref(4), Ref(5), Ref(6 + at)) for at in (0, 1, 0)]
    yield case(
        Call("toy_model", "plain"), Call("toy_model", "batchnorm"), Call("put_weights", Ref(0), seeds[0]), Call("put_weights", Ref(1), seeds[1]),
        Call("make_batches", data), Call("make_criterion", "mse"), Call("make_sgd", Ref(0), 0.1), Call("make_sgd", Ref(1), 0.3),
        *calls, Call("get_weights", Ref(0)), Call("get_weights", Ref(1)), skip=range(8), look="quiet", **SINGLE,
    )  # fmt: skip


# --- predict -------------------------------------------------------------------------

PREDICT = "predict"
FLAGS = (
    {"": True, "0": False, "1": True, "2": False, "3": True, "4": False},
    {"": False, "0": True, "1": False, "2": True, "3": False, "4": True},
)


def prediction(rng, kind, outputs, rows, *, before=(), shape=(), calls=1, scale=2.0):
    """Predictions of a toy model, whose last biases are such that more than one label occurs."""
    X = rng.normal(scale=scale, size=(rows, *(shape or (3,))))
    steps = [Call("toy_model", kind, outputs), Call("put_weights", Ref(0), int(rng.integers(1, 10**6))),
             Call("put_weights", Ref(0), {"4.bias": 0.3 * rng.normal(size=outputs)})]  # fmt: skip
    if kind == "batchnorm":
        running = {"2.running_mean": rng.normal(size=4), "2.running_var": rng.uniform(0.5, 2.0, size=4)}
        steps.append(Call("put_weights", Ref(0), running))
    steps += before
    made = len(steps)
    for _ in range(calls):
        steps += [Call(PREDICT, Ref(0), X), Call("modes", Ref(0)), Call("get_weights", Ref(0))]
    return case(*steps, skip=range(made), look="quiet", rtol=1e-4, atol=1e-5)


def prediction_values(rng):
    for outputs, rows in ((1, 30), (3, 20), (2, 25), (5, 40)):
        yield prediction(rng, "plain", outputs, rows)
    yield prediction(rng, "plain", 1, 30, before=(Call("set_mode", Ref(0), False),))


def prediction_modes(rng):
    """A model in training mode, in inference mode, and mixed; with layers that know the difference."""
    for kind in ("dropout", "batchnorm"):
        for mode in (True, False, *FLAGS):
            for outputs in (1, 3):
                yield prediction(rng, kind, outputs, 20, before=(Call("set_mode", Ref(0), mode),), calls=2)


def prediction_state(rng):
    """Gradients that are there stay; two models; another X afterwards."""
    yield prediction(rng, "batchnorm", 2, 12, before=(Call("fill_grads", Ref(0), 3.0),), calls=3)
    seeds = [int(seed) for seed in rng.integers(1, 10**6, size=2)]
    X, other = rng.normal(scale=2.0, size=(2, 14, 3))
    yield case(
        Call("toy_model", "batchnorm", 3), Call("toy_model", "dropout", 1), Call("put_weights", Ref(0), seeds[0]),
        Call("put_weights", Ref(1), seeds[1]), Call("set_mode", Ref(1), FLAGS[0]),
        Call(PREDICT, Ref(0), X), Call(PREDICT, Ref(1), X), Call(PREDICT, Ref(0), other), Call("modes", Ref(0)), Call("modes", Ref(1)),
        Call("get_weights", Ref(0)), skip=range(5), look="fresh quiet", rtol=1e-4, atol=1e-5,
    )  # fmt: skip


def prediction_formats(rng):
    yield prediction(rng, "plain", 1, 1)
    yield prediction(rng, "plain", 3, 1)
    yield prediction(rng, "batchnorm", 2, 1)
    yield prediction(rng, "plain", 3, 3)
    yield prediction(rng, "plain", 2, 1100)
    yield prediction(rng, "plain", 300, 6)
    for shape in ((1, 3), (3, 1), (1, 1, 3)):
        yield prediction(rng, "plain", 2, 9, shape=shape)
        yield prediction(rng, "plain", 1, 9, shape=shape)
    start = (Call("toy_model", "plain", 2), Call("put_weights", Ref(0), 31))
    for how in LAYOUTS:
        yield case(*start, Call(PREDICT, Ref(0), Layout(rng.normal(size=(8, 3)), how)), skip=(0, 1))
    for dtype in (np.int64, np.uint8, np.int8):
        yield case(*start, Call(PREDICT, Ref(0), rng.integers(0, 5, size=(9, 3)).astype(dtype)), skip=(0, 1))
    # Large numbers, which small weights keep apart.
    for X in (rng.integers(0, 256, size=(40, 3)).astype(np.uint8), rng.uniform(-2000.0, 2000.0, size=(40, 3))):
        weights = {"1.weight": rng.normal(size=(4, 3)) / np.abs(X).max(), "1.bias": np.zeros(4), "4.bias": np.zeros(2)}
        yield case(*start, Call("put_weights", Ref(0), weights), Call(PREDICT, Ref(0), X), skip=(0, 1, 2))
    # A large logit is a logit, and one just above or below 0 is on its side.
    for scale in (1e-3, 50.0):
        weights = {"4.weight": scale * rng.normal(size=(1, 4)), "4.bias": np.zeros(1)}
        yield case(
            Call("toy_model", "plain", 1), Call("put_weights", Ref(0), 8), Call("put_weights", Ref(0), weights),
            Call(PREDICT, Ref(0), rng.normal(size=(40, 3))), skip=(0, 1, 2),
        )  # fmt: skip
    # Between 0 and 0.5, and between 0.5 and 1, where a probability has its threshold.
    column = {"1.weight": np.zeros((4, 3)), "1.bias": np.zeros(4), "4.weight": np.zeros((1, 4))}
    for bias in (0.3, -0.3, 0.8, -0.8, 0.0, 1e-6, -1e-6):
        yield case(
            Call("toy_model", "plain", 1), Call("put_weights", Ref(0), {**column, "4.bias": np.array([bias])}),
            Call(PREDICT, Ref(0), rng.normal(size=(4, 3))), skip=(0, 1),
        )  # fmt: skip
    yield from prediction_near(rng)


def prediction_near(rng):
    """Logits that differ in their sixth digit only."""
    for count, at in ((3, 0), (3, 1), (3, 2), (300, 290)):
        bias = np.full(count, 0.999995)
        bias[at] = 1.0
        yield case(
            Call("toy_model", "plain", count), Call("put_weights", Ref(0), {"4.weight": np.zeros((count, 4)), "4.bias": bias}),
            Call(PREDICT, Ref(0), rng.normal(size=(2, 3))), skip=(0, 1),
        )  # fmt: skip


def prediction_effects(rng):
    X = rng.normal(size=(7, 3))
    start = (Call("toy_model", "plain", 3), Call("put_weights", Ref(0), 41))
    calls = [Call(PREDICT, Ref(0), Shared("X", value)) for value in (X, X, -X, X)]
    yield case(*start, *calls,
               skip=(0, 1), look="fresh quiet")  # fmt: skip


# --- CNN -----------------------------------------------------------------------------

CNN = "CNN"


def cnn(seed, *more):
    """A network with the weights of a seed, and further steps on it."""
    return (Call(CNN), Call("put_weights", Ref(0), seed), *more)


def images(rng, rows):
    """(rows, 1, 8, 8), bright and dark."""
    return rng.normal(scale=1.5, size=(rows, 1, 8, 8))


def cnn_values(rng):
    for rows in (3, 1, 7):
        seed, X = int(rng.integers(1, 10**6)), images(rng, rows)
        yield case(*cnn(seed, Call("output", Ref(1), X), Call("output", Ref(1), -X)), skip=(0, 1), **SINGLE)
    # Not symmetric: an image that is all dark but for a corner.
    X = np.zeros((4, 1, 8, 8))
    X[0, 0, 0, 0] = X[1, 0, 7, 7] = X[2, 0, 0, 7] = X[3, 0, 2:5, 1] = 4.0
    yield case(*cnn(int(rng.integers(1, 10**6)), Call("output", Ref(1), X)), skip=(0, 1), **SINGLE)


def cnn_shapes(rng):
    yield case(Call(CNN), Call("shapes", Ref(0)), skip=(0,))
    yield case(*cnn(5, Call("shapes", Ref(1)), Call("output", Ref(1), images(rng, 2))), skip=(0, 1), **SINGLE)


def cnn_sizes(rng):
    """Images of another size must not come back as other images."""
    for shape in ((2, 1, 16, 16), (3, 1, 16, 16), (1, 1, 32, 32), (2, 1, 12, 12)):
        yield case(*cnn(int(rng.integers(1, 10**6)), Call("refuses", Ref(1), rng.normal(size=shape)), Call("output", Ref(1), images(rng, 2))),
                   skip=(0, 1), **SINGLE)  # fmt: skip


def cnn_training(rng):
    for rows in (5, 2):
        seed = int(rng.integers(1, 10**6))
        yield case(*cnn(seed, Call("gradients", Ref(1), images(rng, rows))), skip=(0, 1), **SINGLE)
    X = images(rng, 2)
    look = Call("output", Ref(1), X)
    yield case(*cnn(3, look, Call("set_mode", Ref(1), False), look, look), skip=(0, 1, 3), **SINGLE)
    yield case(
        Call(CNN), Call(CNN), Call("put_weights", Ref(0), 1), Call("put_weights", Ref(1), 2), Call("output", Ref(2), X),
        Call("output", Ref(3), X), skip=(0, 1, 2, 3), **SINGLE,
    )  # fmt: skip


#: The libraries beside NumPy that the graded functions may use.
LIBRARIES = ("torch",)

EXERCISES = (
    Exercise(
        GRADIENT,
        (
            Category("값과 기울기", 6, gradient_values, core=True),
            Category("float64의 자릿수", 4, gradient_precision),
            Category("정수와 메모리 배치", 2, gradient_formats),
            Category("잘못된 y", 2, gradient_errors),
            Category("오류 메시지", 1, gradient_messages),
            Category("부작용", 1, gradient_effects),
        ),
        computing=5.0,
    ),
    Exercise(
        FIT,
        (
            Category("값", 7, fit_values, core=True),
            Category("경계와 입력 형식", 3, fit_edges),
            Category("shape가 다른 y", 2, fit_errors),
            Category("오류 메시지", 1, fit_messages),
            Category("부작용", 1, fit_effects),
        ),
        deadline=20.0,
        computing=14.0,
    ),
    Exercise(
        NETWORK,
        (
            Category("순전파", 6, network_values, core=True),
            Category("파라미터의 이름과 shape", 3, network_shapes),
            Category("여러 크기", 2, network_edges),
            Category("기울기가 흐름", 3, network_training),
        ),
    ),
    Exercise(
        TRAIN,
        (
            Category("손실과 가중치", 8, epoch_values, core=True),
            Category("크기가 다른 배치", 3, epoch_sizes),
            Category("남아 있던 기울기", 4, epoch_leftovers),
            Category("훈련 모드", 3, epoch_modes),
            Category("빈 배치", 1, epoch_empty),
            Category("부작용", 1, epoch_effects),
        ),
        deadline=20.0,
        computing=15.0,
    ),
    Exercise(
        PREDICT,
        (
            Category("레이블", 5, prediction_values, core=True),
            Category("추론 모드", 4, prediction_modes),
            Category("모델의 상태", 1, prediction_state),
            Category("여러 크기와 형식", 2, prediction_formats),
            Category("부작용", 1, prediction_effects),
        ),
        computing=3.0,
    ),
    Exercise(
        CNN,
        (
            Category("순전파", 6, cnn_values, core=True),
            Category("파라미터의 이름과 shape", 2, cnn_shapes),
            Category("크기가 다른 그림", 2, cnn_sizes),
            Category("기울기가 흐름", 3, cnn_training),
        ),
    ),
)
