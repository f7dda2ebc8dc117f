"""Unit 10's pictures: why 0 holds a weight, why the diamond gives zeros, which of two like features stays, and what a
penalty does to weights that overfit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import numpy as np
from npml.widgets import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    RED,
    SKY,
    Choice,
    Slider,
    attempt,
    drawing,
    josa,
    number,
    picture,
    usable,
    widget,
)  # fmt: skip
from sklearn.linear_model import Lasso, lasso_path

from .descent import normal
from .patients import everyone, forty, overfit

FILL_FIRST = "먼저 4절의 `{}`를 채우면 내 결과가 나타납니다."
NOT_AN_ARRAY = "결과가 가중치와 shape가 같은 배열이 아니거나, 값이 끝없이 커졌습니다. 4절의 `check`부터 통과하세요."
SOFT, SLOPE, RIDGE = "소프트 임계값 (L1)", "L1 기울기", "L2 기울기"
#: A step of the student's descent: weights after the loss's step, weights before -> new weights, None for a stub.
Step = Callable[[Any, Any], Any]


@cache
def _two() -> tuple[Any, Any]:
    """BMI and blood pressure of all patients: H (2, 2) and c (2,) of the loss's gradient Hw − c."""
    X, y = everyone()
    return normal(X[:, 2:4], y)[:2]


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


def _shape(axis: Any, method: str, answer: Any, problem: tuple[Any, Any]) -> None:
    """The line of equal penalty through the answer, and the ellipse of equal loss there."""
    H, c = problem
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
        "lam": Slider("λ", 1.0, 50.0, 24.0, step=1.0),
        "steps": Slider("걸음 수", 0, 60, 4, step=1, play=True),
    },
)
def draw_geometry(
    l1_gradient: Any, l2_gradient: Any, soft_threshold: Any, *, method: str, lam: float, steps: int
) -> Any:
    """The plane of two weights: the student's path, the library's answer, the lines of equal penalty and loss."""
    functions = {SOFT: soft_threshold, SLOPE: l1_gradient, RIDGE: l2_gradient}
    answer, (path, sound) = _answer(method, lam), _walk(method, lam, steps, functions)
    fig, axis = drawing(width=620, height=560)
    _shape(axis, method, answer, _two())
    axis.axhline(0, linewidth=0.8)
    axis.axvline(0, linewidth=0.8)
    if path is not None:
        axis.plot(*path.T, linewidth=1.5, marker="o", markersize=4, label="내 함수가 걸은 길")
        axis.scatter(*path[-1], markersize=11)
    axis.scatter(*answer, color=RED, marker="x", markersize=13, label="라이브러리의 답")
    axis.set(xlim=(-26, 52), ylim=(-26, 42), aspect="equal", xlabel="BMI의 가중치", ylabel="혈압의 가중치")
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


# --- the smallest of a distance and a penalty, and two features that are alike ----------------


def picture_of_shrinking(t: float) -> tuple[Any, str]:
    """½(u − w)² + t|u| for two w, and where its smallest value lies for every w; with its alt text."""
    fine, grid = np.linspace(-2.0, 2.0, 161), np.linspace(-2.5, 2.5, 2001)
    fig, (left, right) = drawing(1, 2)
    lowest = {}
    for w, color, style in ((0.3, ORANGE, "--"), (1.2, BLUE, "-")):
        left.plot(fine, (fine - w) ** 2 / 2 + t * np.abs(fine), style, color=color, label=f"w = {w:g}")
        heights = (grid - w) ** 2 / 2 + t * np.abs(grid)
        at = int(np.argmin(heights))
        lowest[w] = abs(round(float(grid[at]), 2))
        left.scatter([grid[at]], [heights[at]], color=color, markersize=10)
        below = w > 1.0  # the other curve runs above this point
        left.text(grid[at] + (0.08 if below else 0.0), heights[at], f"u = {lowest[w]:g}", ha="left" if below else "center",
                  lift=-16.0 if below else 16.0, halo=True)  # fmt: skip
    weights = np.linspace(-2.0, 2.0, 401)
    table = (grid - weights[:, None]) ** 2 / 2 + t * np.abs(grid)
    right.plot(weights, weights, ":", color=GREY, label="당기지 않음")
    right.plot(weights, weights / (1.0 + 2.0 * t), "--", color=GREEN, label="L2 벌 t·u²")
    right.plot(weights, grid[np.argmin(table, axis=1)], color=BLUE, linewidth=3.0, label="L1 벌 t|u|")
    left.set(xlim=(-1.0, 2.0), ylim=(0.0, 1.6), xlabel="u", title=f"½(u − w)² + {t:g}|u|")
    right.set(xlim=(-2.0, 2.0), ylim=(-2.0, 2.0), xlabel="w", title="가장 낮은 곳의 u")
    alt = (
        f"왼쪽은 u에 대한 두 곡선으로, 0에서 꺾여 있습니다. w = 0.3이면 꺾인 곳인 u = {lowest[0.3]:g}에서 가장 낮고, "
        f"w = 1.2이면 u = {lowest[1.2]:g}에서 가장 낮습니다. 오른쪽은 w에 따라 가장 낮은 곳을 이은 선입니다. L1은 w가 "
        f"−{t:g}와 {t:g} 사이이면 0에 머물고 그 밖에서는 대각선과 나란하며, L2는 0을 지나는 비스듬한 직선입니다."
    )
    return fig, alt


def picture_of_splits() -> tuple[Any, str]:
    """Validation errors of three ways in 40 splits, sorted by the first; with its alt text."""
    errors = forty()
    errors = errors[np.argsort(errors[:, 0])]
    at = np.arange(1, len(errors) + 1)
    fig, axis = drawing(width=820, height=380)
    lines = np.stack([np.repeat(at, 3), np.column_stack([errors.min(axis=1), errors.max(axis=1), np.full(len(at), np.nan)]).ravel()])
    axis.plot(*lines, color=GREY, linewidth=0.8)
    names = ("특성 10개, L1", "특성 65개, L1", "특성 65개, L2")
    for column, name, color, marker, size in zip(errors.T, names, (BLUE, RED, ORANGE), ("o", "x", "s"), (8, 9, 7), strict=True):
        axis.scatter(at, column, color=color, marker=marker, markersize=size, label=name)
    axis.set(xlim=(0, len(at) + 1), ylim=(2700, 4600), xlabel="40번의 나누기 (10개의 오차가 작은 순서)", ylabel="검증 MSE",
             yticks=[3000, 3500, 4000, 4500], yticklabels=["3,000", "3,500", "4,000", "4,500"])  # fmt: skip
    means = ", ".join(f"{name} {mean:,.0f}" for name, mean in zip(names, errors.mean(axis=0), strict=True))
    alt = f"환자를 40번 다르게 나누었을 때의 검증 MSE입니다. 거의 모든 나누기에서 특성 10개에 L1이 가장 낮고 65개에 L2가 가장 높습니다. 평균은 {means}입니다."
    return fig, alt


TWIN_L1, TWIN_L2 = 2.0, 0.2


@widget(
    "닮은 두 특성에서 L1은 하나를 고르고 L2는 나눈다",
    mission="둘째 특성과 타깃의 공분산을 조금만 바꾸어 L1의 선택이 뒤바뀌게 하세요. 첫째 가중치가 정확히 0이 되어야 합니다.",
    controls={
        "alike": Slider("두 특성의 상관", 0.0, 0.98, 0.95, step=0.01),
        "second": Slider("둘째 특성과 타깃의 공분산 (첫째는 10)", 8.0, 12.0, 9.5, step=0.1),
    },
)
def draw_twins(l2_gradient: Any, soft_threshold: Any, *, alike: float, second: float) -> Any:
    """Two standardized features with a correlation: the answers of L1 and L2 by the student's functions."""
    H, c = np.array([[1.0, alike], [alike, 1.0]]), np.array([10.0, second])
    functions = {SOFT: soft_threshold, RIDGE: l2_gradient}
    fig, axes = drawing(1, 2, height=430)
    words, found = [], {}
    for axis, method, name, lam in zip(axes, (SOFT, RIDGE), ("L1", "L2"), (TWIN_L1, TWIN_L2), strict=True):
        w = _solve(method, lam, (H, c, 1.0 + alike), np.zeros(2), 200, functions)
        answer = _twins_answer(method, lam, H, c)
        _shape(axis, method, answer, (H, c))
        axis.axhline(0, linewidth=0.8)
        axis.axvline(0, linewidth=0.8)
        if w is not None and np.all(np.isfinite(w)):
            found[name] = w
            axis.scatter(*w, markersize=11, label="내 함수의 답")
            words.append(f"{josa(name, '은/는')} ({number(float(w[0]), 3)}, {number(float(w[1]), 3)})")
        elif w is not None:
            words.append(f"{josa(name, '은/는')} 그릴 수 없는 값")
        axis.scatter(*answer, color=RED, marker="x", markersize=13, label="기준")
        axis.set(xlim=(-6, 16), ylim=(-6, 16), aspect="equal", title=f"{name} 규제")
        axis.set(xlabel="첫째 특성의 가중치", ylabel="둘째 특성의 가중치")
    free = np.linalg.solve(H, c)
    alt = (
        f"두 가중치의 평면 두 장에 손실의 타원과, 왼쪽에는 마름모, 오른쪽에는 원을 그렸습니다. "
        f"규제가 없으면 답은 ({free[0]:.1f}, {free[1]:.1f})입니다."
    )
    if not words:
        return picture(fig, alt=alt, reading=FILL_FIRST.format("soft_threshold"), goal=False)
    reading = f"상관 {alike:.2f}, 공분산 10과 {second:.1f}: {', '.join(words)}입니다."
    mine = found.get("L1", np.ones(2))
    goal = mine[0] == 0 and mine[1] != 0 and bool(np.allclose(mine, _twins_answer(SOFT, TWIN_L1, H, c), atol=1e-3))
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=bool(goal))


def _twins_answer(method: str, lam: float, H: Any, c: Any) -> Any:
    """The answer (2,) for two features with positive covariances: one of the two stays, or both do."""
    if method == RIDGE:
        return np.linalg.solve(H + 2 * lam * np.eye(2), c)
    for kept in (0, 1):  # the other's pull is too weak when the residual is left to it
        alone = np.where(np.arange(2) == kept, c - lam, 0.0)
        if abs((c - H @ alone)[1 - kept]) <= lam:
            return alone
    return np.linalg.solve(H, c - lam)


# --- the paths of 65 weights ----------------------------------------------------------------

GRID = np.geomspace(40.0, 0.2, 16)
NAMED = ((2, "BMI", BLUE, "o"), (8, "s5", ORANGE, "s"), (3, "혈압", GREEN, "^"))


def _solve(kind: str, lam: float, problem: tuple[Any, Any, float], start: Any, steps: int, functions: dict[str, Any]) -> Any:
    """Accelerated descent by the student's function from a start, (n,); None for a stub, NaN where it breaks."""
    H, c, top = problem
    rate = 1.0 / (top + (2 * lam if kind == RIDGE else 0.0))
    step, w, ahead, pace = _stepper(kind, lam, rate, functions), start, start, 1.0
    for _ in range(steps):  # its swing is stopped wherever it goes uphill: without that, small λ would need many more steps
        result = step(ahead - rate * (H @ ahead - c), ahead)
        if result is None:
            return None
        after = usable(result, start.shape)
        if after is None or not np.all(np.abs(after) < 1e6):
            return np.full(start.shape, np.nan)
        if np.dot(ahead - after, after - w) > 0:
            pace = 1.0
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead, w, pace = after + (pace - 1) / faster * (after - w), after, faster
    return w


@cache
def _normal() -> tuple[Any, Any, float]:
    """AᵀA/m, Aᵀa/m and the largest eigenvalue for the 80 patients."""
    return normal(*overfit()[:2])


@cache
def _library(kind: str) -> Any:
    """Weights on the grid, (16, 65): scikit-learn's Lasso, or the closed form for L2."""
    A, a, _, _ = overfit()
    H, c, _ = _normal()
    if kind == RIDGE:
        return np.array([np.linalg.solve(H + 2 * lam * np.eye(len(c)), c) for lam in GRID])
    return lasso_path(A, a, alphas=GRID, max_iter=100_000)[1].T


def _errors(weights: Any) -> tuple[Any, Any]:
    """Training and validation MSE of weights (…, 65)."""
    A, a, B, b = overfit()
    return np.mean((weights @ A.T - a) ** 2, axis=-1), np.mean((weights @ B.T - b) ** 2, axis=-1)


@lru_cache(maxsize=8)
def _path(kind: str, function: Any) -> Any:
    """The student's weights on the grid, (16, 65), each from its neighbour; None for a stub.  Kept while λ is moved."""
    functions: dict[str, Any] = {kind: function}
    found, start = [], np.zeros(65)
    for lam in GRID:
        w = _solve(kind, lam, _normal(), start, 300, functions)
        if w is None:
            return None
        if not np.all(np.isfinite(w)):
            break
        start = w
        found.append(w)
    return np.reshape(found, (-1, 65))


def _draw_library(left: Any, right: Any, kind: str) -> None:
    """The reference's curves, dashed."""
    known, reference = _library(kind), "식으로 구한 해" if kind == RIDGE else "scikit-learn"
    for index, name, *_ in NAMED:
        left.plot(GRID, known[:, index], "--", color=INK, linewidth=1.1, label=reference if name == "BMI" else None)
    for errors in _errors(known):
        right.plot(GRID, errors, "--", color=INK, linewidth=1.1)


@widget(
    "λ를 키우면 가중치와 오차는 어떻게 되나",
    mission="L1로 0이 아닌 가중치를 15개 이하만 남기면서 검증 MSE를 3,200보다 작게 만드는 λ를 찾으세요.",
    controls={"kind": Choice("규제", ("L1", "L2"), "L1"), "lam": Slider("λ", 0.2, 40.0, 1.0, log=True)},
)
def draw_paths(l2_gradient: Any, soft_threshold: Any, *, kind: str, lam: float) -> Any:
    """Weights and errors along λ on the overfit data: the student's, solid, and the reference's, dashed."""
    functions, method = {SOFT: soft_threshold, RIDGE: l2_gradient}, SOFT if kind == "L1" else RIDGE
    fig, (left, right) = drawing(1, 2, height=400)
    path = _path(method, functions[method])
    if path is not None and len(path):
        grid = GRID[: len(path)]
        left.plot(grid, path, color=GREY, linewidth=0.7, alpha=0.6)
        for index, name, color, marker in NAMED:
            left.plot(grid, path[:, index], color=color, marker=marker, label=name)
        for errors, name, color, marker in zip(_errors(path), ("훈련", "검증"), (BLUE, PURPLE), ("o", "D"), strict=True):
            right.plot(grid, errors, color=color, marker=marker, label=name)
    _draw_library(left, right, method)  # on top, so that the dashes show where both coincide
    for axis in (left, right):
        axis.axvline(lam, color=RED)
        axis.set(xscale="log", xlabel="λ", xlim=(0.2, 40), xticks=[0.3, 1, 3, 10, 30], xticklabels=["0.3", "1", "3", "10", "30"])
    right.axhline(float(np.mean(overfit()[3] ** 2)), ":", color=GREY, label="평균만 답할 때의 검증 MSE")
    left.set(ylim=(-30, 45), title="가중치 65개")
    right.set(ylim=(0, 9000), title="MSE", yticks=[0, 3000, 6000, 9000], yticklabels=["0", "3,000", "6,000", "9,000"])
    alt = f"{kind} 규제에서 λ를 0.2에서 40까지 바꿀 때 가중치 65개와 훈련·검증 MSE의 곡선입니다."
    before = int(np.sum(lam <= GRID * 1.0001)) - 1  # the grid's last λ before this one
    start = path[before] if path is not None and 0 <= before < len(path) else np.zeros(65)
    here = _solve(method, lam, _normal(), start, 200, functions)
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
