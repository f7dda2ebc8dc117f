"""The numbers in the texts of unit 13 that no demo prints, computed from the unit's own data and functions."""

import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
from autograder.authoring import over_seeds

#: Choices in code and in examples, and what others measured and wrote.
GIVEN = ("0", "0.0", "0.01", "0.03", "0.1", "0.2", "0.25", "0.3", "0.5", "0.8", "1.0", "1.0507", "1.2", "1.5", "1.702", "2.0", "10", "22.3", "100", "710")

sys.modules["_public_13"] = ModuleType("_public_13")
sys.modules["_public_13"].__path__ = [str(Path(__file__).parent / "public")]
_network = import_module("_public_13.network")
Z = np.linspace(-6.0, 6.0, 120_001)


def _pair(lesson, kind):
    """A function and its derivative, as the lesson has them."""
    f = np.tanh if kind == "tanh" else getattr(lesson, kind)
    return f, partial(lesson.activation_grad, kind=kind)


def network():
    """The sizes of the lesson's networks."""
    return {"layers": _network.LAYERS, "steps": _network.STEPS}


def _share(f, slope, variance, seed):
    gradients = _network.signals(f, slope, _network.LAYERS, variance, seed).gradients
    return gradients[0] / gradients[-1]


def faded(lesson):
    """How the first layer's gradient compares with the last one's over ten seeds, for weights of variance 2 / n."""
    found = {kind: over_seeds(partial(_share, *_pair(lesson, kind), 2.0)) for kind in ("sigmoid", "tanh", "relu")}
    first = _network.fading()["시그모이드"][0]
    return {
        "per_layer": first ** (1 / (_network.LAYERS - 1)),
        "vanished": found["sigmoid"].high < 1e-9,
        "steady": all(one.low > 0.1 and one.high < 10.0 for one in (found["tanh"], found["relu"])),
    }


def lowest_gelu(lesson):
    """GELU's least value."""
    return lesson.gelu(Z).min()


def saturated(lesson):
    """The sigmoid's derivative ten to the right, where it is the same as ten to the left."""
    right, left = lesson.activation_grad(np.array([10.0, -10.0]), "sigmoid")
    assert np.isclose(right, left)
    return right


def quarter_power():
    """A quarter, ten times."""
    return 0.25**10


def hand(lesson):
    """What block 3 computes by hand."""
    return {
        "leaky": lesson.leaky_relu(-np.log(4.0), 0.2),
        "second": 2.0 * np.log(3.0) * lesson.activation_grad(np.log(3.0), "sigmoid"),
        "chain": lesson.chain_gradient(0.0, [2.0, 2.0 * np.log(3.0)], "sigmoid"),
    }


def confused():
    """z(1 − z) at 2."""
    return 2.0 * (1.0 - 2.0)


def gelu_slope(lesson):
    """The extremes of GELU's derivative; they are at the square root of 2, on either side."""
    slopes = lesson.activation_grad(Z, "gelu")
    assert np.isclose(Z[slopes.argmax()], np.sqrt(2.0), atol=1e-3)
    return {"low": slopes.min(), "high": slopes.max(), "turn": Z[slopes < 0].max()}


def best_sigmoid(lesson):
    """What one layer multiplies by where a chain of equal positive weights has come to rest, at its best.

    There a = sigmoid(w a); with z = w a the weight is z / sigmoid(z).
    """
    z = np.linspace(0.01, 8.0, 80_000)
    weights = z / lesson.sigmoid(z)
    factors = weights * lesson.activation_grad(z, "sigmoid")
    return {"factor": factors.max(), "weight": weights[factors.argmax()]}


def negative(lesson):
    """What a chain of equal negative weights leaves: -5 after ten layers from 0.5, -5.86 after 20 from 0.218, -10 after 20 from 0.5."""
    runs = {"ten": (0.5, 10, -5.0), "twenty": (0.218, 20, -5.86), "far": (0.5, 20, -10.0)}
    return {name: lesson.chain_gradient(x, np.full(layers, weight), "sigmoid") for name, (x, layers, weight) in runs.items()}


def relu_range():
    """Weights whose 30th power is between a tenth and ten."""
    return {"low": 0.1 ** (1 / 30), "high": 10.0 ** (1 / 30)}


def wide_sigmoid(lesson):
    """A deep network of sigmoids with weights of variance 100 / n, over ten seeds."""
    f, slope = _pair(lesson, "sigmoid")
    sizes = over_seeds(lambda seed: _network.signals(f, slope, _network.LAYERS, 100.0, seed).sizes[-1])
    shares = over_seeds(partial(_share, f, slope, 100.0))
    within = shares.low > 0.1 and shares.high < 10.0
    return {"variance": 100.0, "within": within, "median": shares.median, "size": sizes.mean}


def fitted(lesson):
    """Whether all but the sigmoid keep the gradient within a factor of ten over 20 layers and ten seeds, with their own variance."""
    z = np.random.default_rng(0).normal(size=100_000)
    pairs = [_pair(lesson, kind) for kind in ("tanh", "relu", "elu", "gelu")]
    found = [over_seeds(partial(_share, f, slope, lesson.weight_variance(f(z), 1))) for f, slope in pairs]
    return all(one.low > 0.1 and one.high < 10.0 for one in found)


KINDS = ("sigmoid", "tanh", "relu", "elu", "gelu")
WIDE = np.arange(-10.0, 10.0, 1e-4) + 5e-5  # 0, where some have no derivative, is not among them


def _expected(values):
    """The mean, under a standard normal distribution, of what has these values at `WIDE`."""
    density = np.exp(-(WIDE**2) / 2.0)
    return np.sum(values * density) / np.sum(density)


def conditions(lesson):
    """The variances, times n, that keep z and that keep the gradient, and the mean's part of the mean square.

    Each for a standard normal z, integrated.  Of the sigmoid also: what the gradient is multiplied by in each layer
    with the first variance, and what is left of it after 20 layers with the second.
    """
    found = {}
    for kind in (*KINDS, "centered"):
        f, slope = _pair(lesson, "sigmoid" if kind == "centered" else kind)
        a = f(WIDE) - 0.5 * (kind == "centered")
        square = _expected(a**2)
        found[kind] = {"forward": 1.0 / square, "back": 1.0 / _expected(slope(WIDE) ** 2), "mean_share": _expected(a) ** 2 / square}
    assert all(found[kind]["mean_share"] < 1e-12 for kind in ("tanh", "centered"))
    sigmoid = found["sigmoid"]
    sigmoid["per_layer"] = np.sqrt(sigmoid["forward"] / sigmoid["back"])
    sigmoid["wide"] = over_seeds(partial(_share, *_pair(lesson, "sigmoid"), sigmoid["back"])).median
    return found


def sensitive(lesson):
    """How many times more gradient arrives with 1.2 times the fitted variance than with 0.8 times it."""
    z = np.random.default_rng(0).normal(size=100_000)
    found = {}
    for kind in KINDS[1:]:
        f, slope = _pair(lesson, kind)
        c = lesson.weight_variance(f(z), 1)
        low, high = (over_seeds(partial(_share, f, slope, times * c)).median for times in (0.8, 1.2))
        found[kind] = high / low
    return found


def misfit(lesson):
    """How much of the gradient arrives with ReLU's variance 2 / n, over ten seeds."""
    return {kind: over_seeds(partial(_share, *_pair(lesson, kind), 2.0)).median for kind in KINDS}


def _shallow(f, slope, lr):
    """Accuracies, and the numbers of dead units, of ten networks with one hidden layer."""
    right, z = _network.train(f, slope, 2.0, depth=1, lr=lr, full=True)
    dead = np.all(z <= 0, axis=1).sum(axis=1)
    return over_seeds(lambda seed: right[seed]), over_seeds(lambda seed: dead[seed])


def shallow(lesson):
    """Mean accuracy with one hidden layer, at a learning rate of 0.3."""
    return {kind: _shallow(*_pair(lesson, kind), 0.3)[0].mean for kind in ("sigmoid", "relu")}


def spoilt(lesson):
    """Whether ten layers of ReLUs learn far less, over ten seeds, at a learning rate of 0.3 than at 0.03."""
    slow, fast = (_network.train(*_pair(lesson, "relu"), 2.0, lr=lr).mean() for lr in (0.03, 0.3))
    return slow - fast > 0.2


def dead(lesson):
    """Dead units of 48 and accuracies at three learning rates, ReLU and leaky ReLU."""
    runs = {name: _shallow(*_pair(lesson, "relu"), lr) for name, lr in (("slow", 0.3), ("fast", 1.0), ("faster", 3.0))}
    leaky = {name: _shallow(*_pair(lesson, "leaky_relu"), lr)[0].mean for name, lr in (("fast", 1.0), ("faster", 3.0))}
    return {
        "units": _network.UNITS,
        **{name: units.mean for name, (_, units) in runs.items()},
        "right": {name: right.mean for name, (right, _) in runs.items()},
        "leaky": leaky,
    }


def approximations(lesson):
    """How far the two usual approximations of GELU are from it."""
    exact = lesson.gelu(Z)
    tanh = 0.5 * Z * (1.0 + np.tanh(np.sqrt(2.0 / np.pi) * (Z + 0.044715 * Z**3)))
    return {"tanh": np.abs(tanh - exact).max(), "sigmoid": np.abs(Z * lesson.sigmoid(1.702 * Z) - exact).max()}


def quiz(lesson):
    """Numbers of the quiz."""
    gelu_of_one = lesson.gelu(-1.0)
    return {
        "sum": 0.5 * 8,
        "tanh": 0.5**8,
        "sigmoid": (0.5 * 0.25) ** 8,
        "relu_gap": abs(gelu_of_one - lesson.relu(-1.0)),
        "grad_gap": abs(lesson.gelu(2.0) - lesson.activation_grad(2.0, "gelu")),
    }


def lifted(lesson):
    """What tanh with 2 added leaves of the gradient after 20 layers, over ten seeds, with the variance that keeps z."""
    f, slope = _pair(lesson, "tanh")
    square = _expected((f(WIDE) + 2.0) ** 2)
    share = over_seeds(partial(_share, lambda z: f(z) + 2.0, slope, 1.0 / square))
    assert share.high < 1e-8
    return {"square": square, "plain": _expected(f(WIDE) ** 2), "median": share.median}


def at_weight(lesson):
    """Ten layers of sigmoids with all weights 1, and with all weights 4, from 0.5."""
    return {name: lesson.chain_gradient(0.5, np.full(10, weight), "sigmoid") for name, weight in (("one", 1.0), ("four", 4.0))}
