"""The numbers in the texts of unit 13 that no demo prints, computed from the unit's own data and functions."""

import sys
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
from autograder.authoring import over_seeds

#: Choices in code and in examples, tolerances, and what others measured and wrote.
GIVEN = ("0.01",)

sys.modules["_public_13"] = ModuleType("_public_13")
sys.modules["_public_13"].__path__ = [str(Path(__file__).parent / "public")]
_network = import_module("_public_13.network")
Z = np.linspace(-6.0, 6.0, 120_001)


def _functions(lesson):
    names = {"sigmoid": lesson.sigmoid, "tanh": np.tanh, "relu": lesson.relu, "leaky_relu": lesson.leaky_relu, "gelu": lesson.gelu}
    return {kind: (f, partial(lesson.activation_grad, kind=kind)) for kind, f in names.items()}


def network():
    """The sizes of the lesson's networks."""
    return {"layers": _network.LAYERS, "steps": _network.STEPS}


def faded(lesson):
    """The median over ten seeds of the first layer's gradient as a share of the last one's, for weights of variance 2 / n."""
    found = {}
    for kind in ("sigmoid", "tanh", "relu"):
        found[kind] = over_seeds(partial(_share, *_functions(lesson)[kind], 2.0)).median
    return {**found, "under_a_billionth": found["sigmoid"] < 1e-9}


def _share(f, slope, variance, seed):
    gradients = _network.signals(f, slope, _network.LAYERS, variance, seed).gradients
    return gradients[0] / gradients[-1]
