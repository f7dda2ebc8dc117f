"""Unit 10's descents: they minimise the loss of linear regression, (1/2m)·Σ(error²), with a penalty by the student's function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def normal(table: Any, target: Any) -> tuple[Any, Any, float]:
    """H (n, n) and c (n,), so that Hw − c is the loss's gradient, and the largest eigenvalue of H."""
    H = table.T @ table / len(target)
    return H, table.T @ target / len(target), float(np.linalg.eigvalsh(H)[-1])


def descend(table: Any, target: Any, lam: float, gradient: Callable[..., Any], steps: int = 3000) -> Any:
    """Gradient descent on loss plus penalty: (m, n), (m,) -> (n,)."""
    H, c, top = normal(table, target)
    rate, w = 1.0 / (top + 2.0 * lam), np.zeros(len(c))
    for _ in range(steps):
        w = w - rate * (H @ w - c + gradient(w, lam))
    return w


def repeat(step: Callable[..., Any], table: Any, target: Any, lam: float, steps: int = 3000) -> Any:
    """``step(w, gradient of the loss, rate, lam)`` from zeros, again and again: (m, n), (m,) -> (n,)."""
    H, c, top = normal(table, target)
    w = np.zeros(len(c))
    for _ in range(steps):
        w = step(w, H @ w - c, 1.0 / top, lam)
    return w


def sparse(table: Any, target: Any, lam: float, soft_threshold: Callable[..., Any], steps: int = 3000) -> Any:
    """The answer of L1 by the soft threshold, between two steps of which the loss alone goes down: (m, n), (m,) -> (n,)."""

    def step(w: Any, slope: Any, rate: float, strength: float) -> Any:
        lower = w - rate * slope
        return soft_threshold(lower, rate * strength)

    return repeat(step, table, target, lam, steps)
