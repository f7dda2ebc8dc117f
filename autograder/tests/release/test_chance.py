"""Is what draws at random the same in every run, and does everything else draw on as if nothing had been?"""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest

from autograder.release.chance import steady


def _torch() -> object:
    import torch

    return torch.rand(4).tolist()


def _dropout() -> object:
    import torch

    return torch.nn.functional.dropout(torch.ones(40), 0.5).tolist()


def _weights() -> object:
    import keras

    layer = keras.layers.Dense(3)
    layer.build((None, 2))
    return layer.get_weights()[0].tolist()


def _by_itself() -> object:
    import keras

    return keras.ops.convert_to_numpy(keras.random.normal((4,))).tolist()


DRAWS = [
    pytest.param(lambda: np.random.default_rng().normal(size=4).tolist(), id="default_rng"),
    pytest.param(lambda: np.random.normal(size=4).tolist(), id="numpy"),  # noqa: NPY002
    pytest.param(lambda: random.random(), id="python"),  # noqa: S311
    pytest.param(_torch, id="torch", marks=pytest.mark.library("torch")),
    pytest.param(_dropout, id="dropout", marks=pytest.mark.library("torch")),
    pytest.param(_weights, id="weights", marks=pytest.mark.library("keras", "torch")),
    pytest.param(_by_itself, id="keras", marks=pytest.mark.library("keras", "torch")),
]


@pytest.mark.parametrize("draw", DRAWS)
def test_draws_are_the_same_in_every_run(draw: Callable[[], object]) -> None:
    """Two draws of a run differ, those of the next run are the same, and outside they are others."""
    draw()  # it may import its library
    runs = []
    for _ in range(2):
        with steady():
            runs.append([draw(), draw()])
        runs.append([draw(), draw()])
    assert runs[0] == runs[2]
    assert len({str(values) for values in (*runs[0], *runs[1], *runs[3])}) == 6  # noqa: PLR2004


def test_the_generators_go_on_from_where_they_were() -> None:
    """A context in between changes nothing of what is drawn after it."""
    found = []
    for between in (False, True):
        random.seed(5)
        np.random.seed(5)  # noqa: NPY002
        if between:
            with steady():
                random.random(), np.random.normal()  # noqa: B018, NPY002, S311
        found.append((random.random(), np.random.normal(), np.random.default_rng.__name__))  # noqa: NPY002, S311
    assert found[0] == found[1]
