"""Unit 01's widgets: the way down the loss, and the learning rate at which it diverges.

The dashed reference curves use no descent: for a quadratic loss, the error along each
eigenvector of XᵀX/m shrinks by (1 − lr·λ) per epoch, so the loss after any number of epochs is known.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from npml.widgets import GREY, INK, ORANGE, RED, Slider, Toggle, attempt, drawing, number, picture, usable, widget
from sklearn.datasets import load_diabetes

CEILING = 1e12  # a loss above this is drawn at the top: it has diverged
FILL_FIRST = "먼저 4절의 `gradient_descent`를 채우면 내 결과가 실선으로 나타납니다."


@cache
def _data(scaled: bool = True, features: tuple[int, ...] = ()) -> tuple[Any, Any, Any]:
    """Diabetes: bias column and features (m, n+1), targets (m,), and the bare features (m, n)."""
    raw = load_diabetes(scaled=False)
    columns = raw.data[:, list(features)] if features else raw.data
    bare = (columns - columns.mean(axis=0)) / columns.std(axis=0) if scaled else columns
    return np.hstack([np.ones((len(bare), 1)), bare]), raw.target, bare


def _mse(X: Any, y: Any, theta: Any) -> float:
    """MSE of a student's theta; NaN when it is none, at most CEILING."""
    theta = usable(theta, (X.shape[1],), limit=np.inf)
    if theta is None:
        return float("nan")
    with np.errstate(all="ignore"):
        value = float(np.mean((X @ theta - y) ** 2))
    return min(value, CEILING) if value == value else CEILING


def _known_mse(X: Any, y: Any, lr: float, epochs: Any) -> Any:
    """MSE after each number of epochs of exact descent from zeros, by eigenvalues."""
    values, vectors = np.linalg.eigh(X.T @ X / len(y))
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    start = (vectors.T @ best) ** 2 * values
    with np.errstate(all="ignore"):
        left = np.power((1.0 - lr * values)[:, None] ** 2, np.asarray(epochs)[None, :])
        loss = np.mean((X @ best - y) ** 2) + (start[:, None] * left).sum(axis=0)
    return np.minimum(np.nan_to_num(loss, nan=CEILING, posinf=CEILING), CEILING)


def critical_rate(X: Any) -> float:
    """2/λmax of XᵀX/m: a larger learning rate diverges."""
    return float(2.0 / np.linalg.eigvalsh(X.T @ X / len(X))[-1])


def _loss_axes(axis: Any, steps: Any, mine: Any, known: Any) -> None:
    if mine is not None:
        axis.plot(steps, mine, marker="o", markersize=5, label="내 함수")
    # On top, so that the dashes show where both curves coincide.
    axis.plot(steps, known, "--", color=ORANGE, linewidth=1.8, label="기준(고윳값으로 계산)")
    axis.set(yscale="log", xlabel="에포크", title="MSE (로그 눈금)")


def _words(value: float) -> str:
    """An MSE as text: one that ran away has no digits worth reading."""
    return "아주 큰 값" if value >= CEILING else f"{value:,.1f}"


#: MSE above the lowest one, of which the map shows the lines of equal loss.
LEVELS = (30.0, 300.0, 1200.0, 3000.0, 6000.0, 12_000.0, 25_000.0)
#: Edges of the map: of the intercept, and of the weight.  Standardized, both have one scale, so that circles are round.
MAPS = {True: ((-20.0, 330.0), (-110.0, 200.0)), False: ((-360.0, 110.0), (-9.0, 25.0))}


def _contour(X: Any, best: Any, level: float) -> tuple[Any, Any]:
    """Where the MSE is so far above its lowest value: an ellipse around the best theta."""
    values, vectors = np.linalg.eigh(X.T @ X / len(X))
    turn = np.linspace(0.0, 2.0 * np.pi, 181)
    circle = np.array([np.cos(turn), np.sin(turn)])
    across, up = best[:, None] + vectors @ (np.sqrt(level / values)[:, None] * circle)
    return across, up


def _known_path(X: Any, best: Any, lr: float, steps: Any) -> Any:
    """Thetas after each number of epochs of exact descent from zeros, (T, 2), by eigenvalues."""
    values, vectors = np.linalg.eigh(X.T @ X / len(X))
    with np.errstate(all="ignore"):
        left = np.power(1.0 - lr * values, np.asarray(steps, dtype=float)[:, None])
        return best - (left * (vectors.T @ best)) @ vectors.T


def _visited(epochs: int) -> Any:
    """Numbers of epochs at which the path is drawn: each of the first thirty, then every tenth, and the last."""
    return np.unique(np.r_[np.arange(min(epochs, 30) + 1), np.arange(30, epochs + 1, 10), epochs])


@widget(
    "손실의 지도 위를 걷는 길",
    mission="에포크를 5번 이하로 쓰면서 MSE를 3,891보다 작게 만드는 학습률을 찾으세요.",
    controls={
        "lr": Slider("학습률", 0.001, 3.0, 0.01, log=True),
        "epochs": Slider("에포크", 0, 100, 20, step=1, play=True),
        "scaled": Toggle("표준화", True),
    },
)
def draw_ground(gradient_descent: Any, *, lr: float, epochs: int, scaled: bool) -> Any:
    """The loss over (intercept, weight) with the student's path, and the line that its last point stands for."""
    X, y, bare = _data(scaled, (2,))
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    steps = _visited(epochs)
    theta = attempt(gradient_descent, X, y, lr=lr, epochs=epochs)
    path = None
    if theta is not None:
        places = [usable(attempt(gradient_descent, X, y, lr=lr, epochs=int(step)), (2,)) for step in steps]
        path = np.array([np.full(2, np.nan) if place is None else place for place in places])
    fig, (left, right) = drawing(1, 2, height=390)
    _map(left, X, best, scaled)
    left.plot(*_known_path(X, best, lr, steps).T, "--", color=ORANGE, linewidth=1.6, label="기준")
    if path is not None:
        left.plot(path[:, 0], path[:, 1], marker="o", markersize=5, linewidth=1.4, label="내가 걸은 길")
    _lines(right, X, y, bare, best, usable(theta, (2,), limit=1e9), scaled)
    ratio = float(np.sqrt(np.linalg.cond(X.T @ X)))
    shape = "둥근 그릇" if ratio < 1.5 else f"길이가 폭의 {ratio:,.0f}배인 도랑"
    alt = (f"왼쪽은 가로축이 절편, 세로축이 가중치인 손실의 등고선으로 {shape}입니다. "
           "오른쪽은 BMI와 진행 정도의 산점도와 직선입니다. ")  # fmt: skip
    if theta is None:
        return picture(fig, alt=alt + "파선은 기준이 걷는 길과 최소제곱 직선입니다.", reading=FILL_FIRST, goal=False)
    now = _mse(X, y, theta)
    reading = _ground_reading(lr, epochs, now, _known_mse(X, y, 0.0, [0])[0], shape)
    if not scaled and epochs and now == now and now < CEILING:
        flattest = np.linalg.eigh(X.T @ X)[1][:, 0]
        left_over = abs(flattest @ (path[-1] - best)) / abs(flattest @ best)
        reading += f" 도랑의 바닥을 따라 가야 할 거리는 {left_over:.1%} 남았습니다."
    return picture(fig, alt=alt + reading, reading=reading, goal=epochs <= 5 and now < 3891.0)


def _map(axis: Any, X: Any, best: Any, scaled: bool) -> None:
    """Lines of equal loss, and a star at the lowest place."""
    for level in LEVELS:
        axis.plot(*_contour(X, best, level), color=GREY, linewidth=1.0)
    axis.scatter(*best, marker="*", color=RED, markersize=18, label="가장 낮은 곳")
    across, up = MAPS[scaled]
    axis.set(xlim=across, ylim=up, xlabel="절편 θ0", ylabel="가중치 θ1", title="위에서 본 손실: 회색 선은 손실이 같은 곳")
    if scaled:
        axis.set(aspect="equal")


def _lines(axis: Any, X: Any, y: Any, bare: Any, best: Any, mine: Any, scaled: bool) -> None:
    """The patients, the least-squares line and the student's."""
    ends = np.array([bare.min(), bare.max()])
    axis.scatter(bare[:, 0], y, markersize=3, color=ORANGE, alpha=0.6)
    axis.plot(ends, best[0] + best[1] * ends, "--", color=INK, label="최소제곱 직선")
    if mine is not None and np.all(np.isfinite(mine)):
        axis.plot(ends, mine[0] + mine[1] * ends, linewidth=2.5, label="내 직선")
    unit = "표준화" if scaled else "원래 단위"
    axis.set(xlabel=f"BMI ({unit})", ylabel="1년 뒤 진행 정도", ylim=(0, 360), title="지금 서 있는 점의 직선")


def _ground_reading(lr: float, epochs: int, now: float, start: float, shape: str) -> str:
    here = f"{shape}, 학습률 {number(lr, 3)}, 에포크 {epochs}:"
    if now != now:
        return f"{here} 결과가 shape (2,)인 θ가 아니어서 길을 그릴 수 없습니다."
    if now > start * 1.001:
        return f"{here} MSE는 {_words(now)}입니다. 출발할 때의 {start:,.1f}보다 커졌으니 발산하고 있습니다."
    if epochs == 0:
        return f"{here} 아직 움직이지 않아 MSE는 {_words(now)}입니다."
    return f"{here} MSE는 {_words(now)}입니다. 가장 낮은 값 3,890.5까지 {max(now - 3890.457, 0.0):,.1f} 남았습니다."


@widget(
    "발산이 시작되는 학습률",
    mission="200에포크의 끝에서 손실이 막 커지기 시작하는 학습률을 찾으세요. 오차 0.003 안이면 성공입니다.",
    controls={"lr": Slider("학습률", 0.40, 0.60, 0.42, step=0.001)},
)
def draw_critical(gradient_descent: Any, *, lr: float) -> Any:
    """Ten standardized features and a bias column: the loss over 200 epochs."""
    X, y, _ = _data()
    steps = np.array([0, 5, 10, 20, 40, 70, 100, 150, 200])
    first = attempt(gradient_descent, X, y, lr=lr, epochs=0)
    fig, axis = drawing(width=640, height=370)
    known = _known_mse(X, y, lr, steps)
    mine = None
    if first is not None:
        mine = np.array([_mse(X, y, attempt(gradient_descent, X, y, lr=lr, epochs=int(step))) for step in steps])
    _loss_axes(axis, steps, mine, known)
    axis.axhline(2859.7, ":", linewidth=1.2, label="최소제곱해 2,859.7")
    if mine is None:
        return picture(fig, alt="학습률에 따른 기준 손실 곡선입니다.", reading=FILL_FIRST, goal=False)
    rising = bool(mine[-1] > mine[-2] or mine[-1] >= CEILING)
    reading = _critical_reading(lr, mine, rising)
    axis.set(title=f"MSE (로그 눈금): {'커지는 중, 발산' if rising else '줄어드는 중'}")
    goal = rising and abs(lr - critical_rate(X)) <= 0.003
    if goal:
        reading += f" 경계는 2/λmax = {critical_rate(X):.3f}입니다."
    alt = f"가로축은 에포크 0부터 200까지, 세로축은 로그 눈금의 MSE인 손실 곡선입니다. {reading}"
    return picture(fig, alt=alt, reading=reading, goal=goal)


def _critical_reading(lr: float, mine: Any, rising: bool) -> str:
    if not np.all(np.isfinite(mine)):
        return f"학습률 {lr:.3f}: 결과가 shape (11,)인 θ가 아니어서 손실을 그릴 수 없습니다."
    if mine[-1] >= CEILING:
        return f"학습률 {lr:.3f}: MSE가 셀 수 없이 커졌습니다. 발산했습니다."
    move = "커졌습니다" if rising else "커지지 않았습니다"
    return f"학습률 {lr:.3f}: MSE가 150에포크에서 {mine[-2]:,.1f}, 200에포크에서 {mine[-1]:,.1f}입니다. {move}."
