"""Right answers to unit 06, written differently: each must earn full points."""

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from autograder.authoring import variant


def same_shape(params, grads):
    """Raise unless both have one shape."""
    if np.shape(params) != np.shape(grads):
        raise ValueError(f"grads {np.shape(grads)}: params의 shape {np.shape(params)}와 달라요")


@variant("Adam", "slots_and_buffers")
class SlotsAndBuffers:
    """State kept in place: averages are updated in their own memory."""

    __slots__ = ("_b1", "_b2", "_eps", "_lr", "m", "t", "v")

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self._lr, self._b1, self._b2, self._eps = lr, beta1, beta2, eps
        self.m = self.v = None
        self.t = 0

    def update(self, params, grads):
        same_shape(params, grads)
        g = np.array(grads, dtype=np.float64)
        if self.m is None:
            self.m, self.v = np.zeros_like(g), np.zeros_like(g)
        self.t += 1
        self.m *= self._b1
        self.m += (1 - self._b1) * g
        self.v *= self._b2
        self.v += (1 - self._b2) * g * g
        denominator = np.sqrt(self.v / (1 - self._b2**self.t))
        denominator += self._eps
        return np.subtract(params, self._lr * (self.m / (1 - self._b1**self.t)) / denominator)


@variant("Adam", "properties")
class Properties:
    """Read-only properties that hand out copies."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.__settings = lr, beta1, beta2, eps
        self.__history = (None, None, 0)

    @property
    def m(self):
        return None if self.__history[0] is None else np.copy(self.__history[0])

    @property
    def v(self):
        return None if self.__history[1] is None else np.copy(self.__history[1])

    @property
    def t(self):
        return self.__history[2]

    def update(self, params, grads):
        same_shape(params, grads)
        lr, b1, b2, eps = self.__settings
        m, v, t = self.__history
        grads = np.asarray(grads).astype(float)
        m = (1 - b1) * grads + (0 if m is None else b1 * m)
        v = (1 - b2) * np.square(grads) + (0 if v is None else b2 * v)
        self.__history = m, v, t + 1
        rate = lr / (1 - b1 ** (t + 1))
        return np.asarray(params, dtype=float) - rate * m / (np.sqrt(v / (1 - b2 ** (t + 1))) + eps)


@variant("Adam", "rate_of_the_paper")
class RateOfThePaper:
    """Corrections folded into the rate, with eps scaled so that the value is exactly the same."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, *, dtype=np.float64):
        self.lr, self.beta1, self.beta2, self.eps, self.dtype = lr, beta1, beta2, eps, dtype
        self.m, self.v, self.t = None, None, 0

    def update(self, params, grads):
        same_shape(params, grads)
        g = np.asarray(grads, dtype=self.dtype)
        if self.t == 0:
            self.m, self.v = np.zeros(g.shape), np.zeros(g.shape)
        self.t += 1
        self.m = self.m + (1 - self.beta1) * (g - self.m)
        self.v = self.v + (1 - self.beta2) * (g * g - self.v)
        root = math.sqrt(1 - self.beta2**self.t)
        lr_t = self.lr * root / (1 - self.beta1**self.t)
        return params - lr_t * self.m / (np.sqrt(self.v) + self.eps * root)


@variant("Adam", "loops")
class Loops:
    """Plain Python numbers, one coordinate after the other."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = self.v = None
        self.t = 0

    def update(self, params, grads):
        same_shape(params, grads)
        shape = np.shape(params)
        flat = [float(g) for g in np.ravel(grads)]
        m = [0.0] * len(flat) if self.m is None else np.ravel(self.m).tolist()
        v = [0.0] * len(flat) if self.v is None else np.ravel(self.v).tolist()
        self.t = self.t + 1
        result = []
        for i, (p, g) in enumerate(zip(np.ravel(params), flat, strict=True)):
            m[i] = self.beta1 * m[i] + (1 - self.beta1) * g
            v[i] = self.beta2 * v[i] + (1 - self.beta2) * g * g
            top = m[i] / (1 - math.pow(self.beta1, self.t))
            result.append(float(p) - self.lr * top / (math.sqrt(v[i] / (1 - math.pow(self.beta2, self.t))) + self.eps))
        self.m, self.v = np.array(m).reshape(shape), np.array(v).reshape(shape)
        return np.array(result).reshape(shape)


@variant("Adam", "dataclass")
@dataclass
class Record:
    """A dataclass whose corrections are running products."""

    lr: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8
    m: Any = field(default=None, init=False)
    v: Any = field(default=None, init=False)
    t: int = field(default=0, init=False)
    left: tuple[float, float] = field(default=(1.0, 1.0), init=False)

    def update(self, params, grads):
        same_shape(params, grads)
        grads = np.asarray(grads, dtype=np.float64)
        zeros = np.zeros_like(grads)
        self.m = np.average([zeros if self.m is None else self.m, grads], axis=0, weights=[self.beta1, 1 - self.beta1])
        self.v = np.average([zeros if self.v is None else self.v, grads**2], axis=0, weights=[self.beta2, 1 - self.beta2])
        self.left = (self.left[0] * self.beta1, self.left[1] * self.beta2)
        self.t += 1
        return params - self.lr * self.m / (1 - self.left[0]) / (np.sqrt(self.v / (1 - self.left[1])) + self.eps)


@variant("Adam", "numpy_integer_t")
class NumpyCounter(RateOfThePaper):
    """t is a NumPy integer, the error a subclass of ValueError, the state one stacked array."""

    class ShapeError(ValueError):
        """Another shape."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, name="adam"):
        super().__init__(lr, beta1, beta2, eps)
        self.name, self.t, self.both = name, np.int64(0), None

    def update(self, params, grads):
        p, g = np.array(params, dtype=np.float64), np.array(grads, dtype=np.float64)
        if p.shape != g.shape:
            raise self.ShapeError(f"shape of params is {p.shape}, of grads {g.shape}")
        betas = np.array([self.beta1, self.beta2]).reshape(2, *[1] * g.ndim)
        before = np.zeros((2, *g.shape)) if self.both is None else self.both
        self.both = betas * before + (1 - betas) * np.stack([g, g * g])
        self.t = self.t + np.int64(1)
        self.m, self.v = self.both
        m_hat, v_hat = self.both / (1 - betas ** float(self.t))
        return p - self.lr * (m_hat / (v_hat**0.5 + self.eps))
