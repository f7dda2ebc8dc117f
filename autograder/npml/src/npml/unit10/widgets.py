"""Unit 10's pictures: why the diamond gives zeros, and what a penalty does to weights that overfit."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Lasso, lasso_path
from sklearn.preprocessing import PolynomialFeatures

from npml.widgets import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    RED,
    SKY,
    Choice,
    Slider,
    attempt,
    drawing,
    number,
    picture,
    usable,
    widget,
)  # fmt: skip

FILL_FIRST = "먼저 4번의 `{}` 칸을 채우면 내 결과가 나타납니다."
NOT_AN_ARRAY = "결과가 가중치와 shape가 같은 배열이 아니거나, 값이 끝없이 커졌습니다. 4번의 확인 칸을 먼저 통과하세요."
SOFT, SLOPE, RIDGE = "소프트 임계값 (L1)", "L1 기울기", "L2 기울기"
#: A step of the student's descent: weights after the loss's step, weights before -> new weights, None for a stub.
Step = Callable[[Any, Any], Any]


def standardize(table: Any, like: Any) -> Any:
    """Columns of mean 0 and standard deviation 1, as measured on another table."""
    return (table - like.mean(axis=0)) / like.std(axis=0)


@cache
def _two() -> tuple[Any, Any]:
    """BMI and blood pressure of all patients: H (2, 2) and c (2,) of the loss's gradient Hw − c."""
    data = load_diabetes(scaled=False)
    X = standardize(data.data[:, 2:4], data.data[:, 2:4])
    return X.T @ X / len(X), X.T @ (data.target - data.target.mean()) / len(X)


@cache
def _overfit() -> tuple[Any, Any, Any, Any]:
    """80 patients with 65 features and the other 362: the lesson's A, a, B, b."""
    data = load_diabetes(scaled=False)
    many = PolynomialFeatures(2, include_bias=False).fit_transform(standardize(data.data, data.data))
    order = np.random.default_rng(0).permutation(len(many))
    few, rest = order[:80], order[80:]
    A, B = standardize(many[few], many[few]), standardize(many[rest], many[few])
    return A, data.target[few] - data.target[few].mean(), B, data.target[rest] - data.target[few].mean()


def _stepper(method: str, lam: float, rate: float, functions: dict[str, Any]) -> Step:
    """One step by the student's function of that method; None while it is a stub."""
    if method == SOFT:
        return lambda moved, _: attempt(functions[SOFT], moved, rate * lam)

    def step(moved: Any, before: Any) -> Any:
        slope = attempt(functions[method], before, lam)
        if slope is None:
            return None
        slope = usable(slope, before.shape)
        return np.full(before.shape, np.nan) if slope is None else moved - rate * slope

    return step


# --- the diamond and the circle -------------------------------------------------------------


def _walk(method: str, lam: float, steps: int, functions: dict[str, Any]) -> tuple[Any, bool]:
    """The path from the unregularised answer, (up to steps + 1, 2); False where it breaks. None for a stub."""
    H, c = _two()
    rate = 0.5 / (1.4 + 2 * lam) if method == RIDGE else 0.25
    step, path = _stepper(method, lam, rate, functions), [np.linalg.solve(H, c)]
    for _ in range(max(steps, 1)):
        before = path[-1]
        result = step(before - rate * (H @ before - c), before)
        if result is None:
            return None, True
        after = usable(result, (2,))
        if after is None or not np.all(np.abs(after) < 1e6):
            return np.array(path), False
        path.append(after)
    return np.array(path[: steps + 1]), True


def _answer(method: str, lam: float) -> Any:
    """The library's answer, (2,): scikit-learn's Lasso, or the closed form for L2."""
    H, c = _two()
    if method == RIDGE:
        return np.linalg.solve(H + 2 * lam * np.eye(2), c)
    root = np.linalg.cholesky(H).T  # two rows stand for 442: rootᵀ·root = H
    target = np.linalg.solve(root.T, c)
    return Lasso(alpha=lam / 2, fit_intercept=False, tol=1e-12).fit(root, target).coef_


def _shape(axis: Any, method: str, answer: Any) -> None:
    """The line of equal penalty through the answer, and the ellipse of equal loss there."""
    H, c = _two()
    center, turn = np.linalg.solve(H, c), np.linspace(0.0, 2.0 * np.pi, 181)
    circle = np.array([np.cos(turn), np.sin(turn)])
    size = np.linalg.norm(answer) if method == RIDGE else np.sum(np.abs(answer))
    line = circle if method == RIDGE else circle / np.sum(np.abs(circle), axis=0)
    axis.fill(*(size * line), color=SKY, alpha=0.35, label="원: L2가 같음" if method == RIDGE else "마름모: L1이 같음")
    away = answer - center
    half = np.linalg.solve(np.linalg.cholesky(H).T, circle)
    for share in (0.5, 1.0, 1.4):
        line = center[:, None] + share * np.sqrt(max(away @ H @ away, 1e-9)) * half
        axis.plot(*line, color=GREY, linewidth=1.8 if share == 1.0 else 0.8)


@widget(
    "마름모와 원이 손실의 타원을 만나는 곳",
    mission="소프트 임계값으로 혈압의 가중치만 정확히 0이 되는 λ를 찾으세요. BMI의 가중치는 남아 있어야 합니다.",
    controls={
        "method": Choice("방법", (SOFT, SLOPE, RIDGE), SOFT),
        "lam": Slider("λ", 1.0, 50.0, 10.0, step=1.0),
        "steps": Slider("걸음 수", 0, 60, 60, step=1, play=True),
    },
)
def draw_geometry(
    l1_gradient: Any, l2_gradient: Any, soft_threshold: Any, *, method: str, lam: float, steps: int
) -> Any:
    """The plane of two weights: the student's path, the library's answer, the lines of equal penalty and loss."""
    functions = {SOFT: soft_threshold, SLOPE: l1_gradient, RIDGE: l2_gradient}
    answer, (path, sound) = _answer(method, lam), _walk(method, lam, steps, functions)
    fig, axis = drawing(width=620, height=560)
    _shape(axis, method, answer)
    axis.axhline(0, linewidth=0.8)
    axis.axvline(0, linewidth=0.8)
    if path is not None:
        axis.plot(*path.T, linewidth=1.5, marker="o", markersize=4, label="내 함수가 걸은 길")
        axis.scatter(*path[-1], markersize=11)
    axis.scatter(*answer, color=RED, marker="x", markersize=13, label="라이브러리의 답")
    axis.set(xlim=(-16, 52), ylim=(-16, 40), aspect="equal", xlabel="BMI의 가중치", ylabel="혈압의 가중치")
    alt = (f"BMI와 혈압의 가중치를 두 축으로 하는 평면에 손실의 타원과 {'원을' if method == RIDGE else '마름모를'} 그렸습니다. "
           f"λ = {lam:g}일 때 라이브러리의 답은 ({answer[0]:.1f}, {answer[1]:.1f})입니다.")  # fmt: skip
    if path is None:
        names = {SOFT: "soft_threshold", SLOPE: "l1_gradient", RIDGE: "l2_gradient"}
        return picture(fig, alt=alt, reading=FILL_FIRST.format(names[method]), goal=False)
    if not sound:
        return picture(fig, alt=alt, reading=NOT_AN_ARRAY, goal=False)
    first, second = path[-1]
    zeros = int(np.sum(path[-1] == 0))
    reading = (f"{method}, λ = {lam:g}: {steps}걸음 뒤의 가중치는 BMI {number(float(first), 3)}, 혈압 "
               f"{number(float(second), 3)}이고 정확히 0인 것은 {zeros}개입니다.")  # fmt: skip
    goal = method == SOFT and second == 0 and first != 0 and bool(np.all(np.abs(path[-1] - answer) < 0.5))
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=goal)


# --- the paths of 65 weights ----------------------------------------------------------------

GRID = np.geomspace(40.0, 0.2, 16)
NAMED = ((2, "BMI", BLUE, "o"), (8, "s5", ORANGE, "s"), (3, "혈압", GREEN, "^"))


def _solve(kind: str, lam: float, start: Any, steps: int, functions: dict[str, Any]) -> Any:
    """Accelerated descent by the student's function from a start, (65,); None for a stub, NaN where it breaks."""
    H, c, top = _normal()
    rate = 1.0 / (top + (2 * lam if kind == RIDGE else 0.0))
    step, w, ahead, pace = _stepper(kind, lam, rate, functions), start, start, 1.0
    for _ in range(steps):
        result = step(ahead - rate * (H @ ahead - c), ahead)
        if result is None:
            return None
        after = usable(result, start.shape)
        if after is None or not np.all(np.abs(after) < 1e6):
            return np.full(start.shape, np.nan)
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead, w, pace = after + (pace - 1) / faster * (after - w), after, faster
    return w


@cache
def _normal() -> tuple[Any, Any, float]:
    """AᵀA/m, Aᵀa/m and the largest eigenvalue."""
    A, a, _, _ = _overfit()
    H = A.T @ A / len(a)
    return H, A.T @ a / len(a), float(np.linalg.eigvalsh(H)[-1])


@cache
def _library(kind: str) -> Any:
    """Weights on the grid, (16, 65): scikit-learn's Lasso, or the closed form for L2."""
    A, a, _, _ = _overfit()
    H, c, _ = _normal()
    if kind == RIDGE:
        return np.array([np.linalg.solve(H + 2 * lam * np.eye(len(c)), c) for lam in GRID])
    return lasso_path(A, a, alphas=GRID, max_iter=100_000)[1].T


def _errors(weights: Any) -> tuple[Any, Any]:
    """Training and validation MSE of weights (…, 65)."""
    A, a, B, b = _overfit()
    return np.mean((weights @ A.T - a) ** 2, axis=-1), np.mean((weights @ B.T - b) ** 2, axis=-1)


def _path(kind: str, functions: dict[str, Any]) -> Any:
    """The student's weights on the grid, (16, 65), each from its neighbour; None for a stub."""
    found, start = [], np.zeros(65)
    for lam in GRID:
        w = _solve(kind, lam, start, 100, functions)
        if w is None:
            return None
        if not np.all(np.isfinite(w)):
            break
        start = w
        found.append(w)
    return np.reshape(found, (-1, 65))


def _draw_library(left: Any, right: Any, kind: str) -> None:
    """scikit-learn's curves, dashed."""
    known = _library(kind)
    for index, name, *_ in NAMED:
        left.plot(GRID, known[:, index], "--", color=INK, linewidth=1.1, label="scikit-learn" if name == "BMI" else None)
    for errors in _errors(known):
        right.plot(GRID, errors, "--", color=INK, linewidth=1.1)


@widget(
    "λ를 키우면 가중치와 오차는 어떻게 되나",
    mission="L1로 0이 아닌 가중치를 15개 이하만 남기면서 검증 MSE를 3,200보다 작게 만드는 λ를 찾으세요.",
    controls={"kind": Choice("규제", ("L1", "L2"), "L1"), "lam": Slider("λ", 0.2, 40.0, 1.0, log=True)},
)
def draw_paths(l2_gradient: Any, soft_threshold: Any, *, kind: str, lam: float) -> Any:
    """Weights and errors along λ on the overfit data: the student's, solid, and scikit-learn's, dashed."""
    functions, method = {SOFT: soft_threshold, RIDGE: l2_gradient}, SOFT if kind == "L1" else RIDGE
    fig, (left, right) = drawing(1, 2, height=400)
    path = _path(method, functions)
    if path is not None and len(path):
        grid = GRID[: len(path)]
        left.plot(grid, path, color=GREY, linewidth=0.7, alpha=0.6)
        for index, name, color, marker in NAMED:
            left.plot(grid, path[:, index], color=color, marker=marker, label=name)
        for errors, name, color, marker in zip(_errors(path), ("훈련", "검증"), (BLUE, ORANGE), ("o", "s"), strict=True):
            right.plot(grid, errors, color=color, marker=marker, label=name)
    _draw_library(left, right, method)  # on top, so that the dashes show where both coincide
    for axis in (left, right):
        axis.axvline(lam, color=RED)
        axis.set(xscale="log", xlabel="λ", xlim=(0.2, 40), xticks=[0.3, 1, 3, 10, 30], xticklabels=["0.3", "1", "3", "10", "30"])
    right.axhline(5877, ":", color=GREY, label="평균만 답할 때의 검증 MSE")
    left.set(ylim=(-30, 45), title="가중치 65개")
    right.set(ylim=(0, 9000), title="MSE", yticks=[0, 3000, 6000, 9000], yticklabels=["0", "3,000", "6,000", "9,000"])
    alt = f"{kind} 규제에서 λ를 0.2에서 40까지 바꿀 때 가중치 65개와 훈련·검증 MSE의 곡선입니다."
    before = int(np.sum(lam <= GRID * 1.0001)) - 1  # the grid's last λ before this one
    start = path[before] if path is not None and 0 <= before < len(path) else np.zeros(65)
    here = _solve(method, lam, start, 200, functions)
    if path is None or here is None:
        name = "soft_threshold" if kind == "L1" else "l2_gradient"
        return picture(fig, alt=alt, reading=FILL_FIRST.format(name), goal=False)
    if not np.all(np.isfinite(here)):
        return picture(fig, alt=alt, reading=NOT_AN_ARRAY, goal=False)
    (train, valid), alive = _errors(here), int(np.count_nonzero(here))
    reading = (f"{kind}, λ = {number(lam, 3)}: 0이 아닌 가중치는 {alive}개, 훈련 MSE는 {train:,.0f}, "
               f"검증 MSE는 {valid:,.0f}입니다.")  # fmt: skip
    goal = kind == "L1" and 0 < alive <= 15 and bool(valid < 3200)
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=goal)
