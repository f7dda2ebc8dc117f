"""Gradient descent on the diabetes data as they are, not standardized: the loss of unit 1 that explodes."""

from functools import cache

import numpy as np
from npml.widgets import BLUE, GREY, subplots


@cache
def _data():
    """Features with a bias column (442, 11), targets (442,), XᵀX/m and Xᵀy/m."""
    from sklearn.datasets import load_diabetes  # only here: the setup cell imports this module

    data = load_diabetes(scaled=False)
    X = np.column_stack([np.ones(len(data.data)), data.data])
    return X, data.target, X.T @ X / len(X), X.T @ data.target / len(X)


def slope(theta):
    """The gradient Xᵀ(Xθ − y) / m of unit 1, from products made once: (11,) -> (11,)."""
    _, _, squares, products = _data()
    return squares @ theta - products


def mse(theta):
    """Mean squared error: (11,) -> a number, which may be inf or NaN."""
    X, y, _, _ = _data()
    with np.errstate(all="ignore"):
        return np.mean((X @ theta - y) ** 2)


def descend(clip, lr, steps=1000):
    """The MSE after some steps, each along what clip makes of the gradient."""
    theta = np.zeros(11)
    with np.errstate(all="ignore"):
        for _ in range(steps):
            theta = theta - lr * clip(slope(theta))
    return mse(theta)


def rounded(loss):
    """A loss to the hundred, as it is printed."""
    return f"약 {round(loss, -2):6,.0f}" if np.isfinite(loss) else "넘침(NaN)"


def runaway(lr=0.001, steps=80):
    """Losses (steps + 1,) and norms of the gradients (steps,) of the descent that nobody clips."""
    theta, losses, norms = np.zeros(11), [mse(np.zeros(11))], []
    for _ in range(steps):
        gradient = slope(theta)
        theta = theta - lr * gradient
        norms.append(np.linalg.norm(gradient))
        losses.append(mse(theta))
    return np.array(losses), np.array(norms)


def runaway_picture(losses):
    """The common logarithm of the MSE at each step: (figure, alt text)."""
    level = _data()[1].var()
    fig, axis = subplots(height=3.0)
    axis.plot(np.log10(losses), color=BLUE)
    axis.axhline(np.log10(level), color=GREY, linestyle="--", linewidth=1.2, label=f"평균만 답할 때의 MSE {level:,.0f}")
    axis.set(xlabel="걸음", ylabel="log10(MSE)")
    axis.legend(loc="upper left")
    alt = f"표준화하지 않은 당뇨병 데이터의 MSE를 로그 눈금으로 80걸음 그린 곡선. {losses[0]:,.0f}에서 시작해 10의 302제곱까지 곧게 치솟는다."
    return fig, alt
