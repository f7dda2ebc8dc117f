"""Lets what draws at random draw the same in every run: a build and an audit could not be repeated otherwise."""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

_SEED = 0


@contextmanager
def steady() -> Iterator[None]:
    """A context in which generators made without a seed differ from one another, but are the same in every run.

    These are NumPy's, Python's, and those of PyTorch and Keras where these are loaded: Keras draws the seeds of its
    layers from Python's.  Afterwards they go on from where they were; Keras' own generator begins anew.
    """
    fresh, state, seeds = np.random.default_rng, np.random.get_state(), itertools.count()  # noqa: NPY002
    python, torch, keras = random.getstate(), sys.modules.get("torch"), sys.modules.get("keras")
    tensors = None if torch is None else torch.get_rng_state()
    random.seed(_SEED)
    np.random.seed(_SEED)  # noqa: NPY002
    if keras is not None:  # it seeds PyTorch, too
        keras.utils.set_random_seed(_SEED)
    elif torch is not None:
        torch.manual_seed(_SEED)
    np.random.default_rng = lambda seed=None: fresh([_SEED, next(seeds)] if seed is None else seed)
    try:
        yield
    finally:
        np.random.default_rng = fresh
        if keras is not None:  # its own generator cannot be put back: it begins anew, not where it began here
            keras.utils.set_random_seed(random.SystemRandom().getrandbits(31))
        np.random.set_state(state)  # noqa: NPY002
        random.setstate(python)
        if torch is not None:
            torch.set_rng_state(tensors)
