"""The token of the global random state."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.random import mtrand

from npml.core.rng import rng_token

DRAWS: dict[str, Callable[[], object]] = {
    "rand": lambda: np.random.rand(),
    "randn": lambda: np.random.randn(),
    "seed": lambda: np.random.seed(12345),
    "shuffle": lambda: np.random.shuffle([1, 2, 3]),
    "a kept second normal": lambda: np.random.standard_normal(),
}


@pytest.fixture(autouse=True)
def _untouched() -> Iterator[None]:
    before = np.random.get_state()
    yield
    np.random.set_state(before)


@pytest.mark.parametrize("name", DRAWS)
def test_every_draw_shows(name: str) -> None:
    for _ in range(3):  # the second normal of a pair moves nothing but the kept value
        before = rng_token()
        if name == "seed":
            np.random.rand()
            before = rng_token()
        DRAWS[name]()
        assert rng_token() != before


def test_nothing_drawn_shows_nothing() -> None:
    np.random.seed(0)
    for _ in range(2):
        assert rng_token() == rng_token()
        np.random.default_rng(3).normal(size=10)
        np.random.RandomState(3).normal(size=3)
        before = rng_token()
        state = np.random.get_state()
        np.random.normal(size=3)
        np.random.set_state(state)
        assert rng_token() == before
        np.random.randn()  # from here on a second value is kept


def test_another_generator_is_asked_as_a_whole() -> None:
    old = mtrand.get_bit_generator()
    mtrand.set_bit_generator(np.random.PCG64(1))
    try:
        before = rng_token()
        assert rng_token() == before
        np.random.rand()
        assert rng_token() != before
    finally:
        mtrand.set_bit_generator(old)
