"""Unit 02's widgets: a sigmoid fitted by hand, two losses from any start, and weights that grow without end.

The dashed sigmoid is SciPy's; the dashed norms are shipped values.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from npml.widgets import (
    BLUE, GREY, INK, ORANGE, RED, Choice, Slider, attempt, drawing, josa, number, picture, shipped, usable, widget,
)  # fmt: skip
from scipy.special import expit
from sklearn.datasets import load_breast_cancer, load_iris

FILL_SIGMOID = "먼저 4절의 `sigmoid`를 채우면 내 곡선이 실선으로 나타납니다."
FILL_DESCENT = "먼저 4절의 `logistic_regression`을 채우면 내 결과가 실선으로 나타납니다."
APART, MIXED = "setosa와 versicolor", "versicolor와 virginica"


@cache
def _tumours() -> tuple[Any, Any]:
    """Standardized worst radius (m,) and 1 for malignant (m,)."""
    data = load_breast_cancer()
    radius = data.data[:, list(data.feature_names).index("worst radius")]
    return (radius - radius.mean()) / radius.std(), 1 - data.target


@widget(
    "곡선의 모양과 임계값",
    mission="w와 b로 손실을 0.21보다 작게 맞춘 뒤, 임계값을 옮겨 놓친 악성을 10건 이하로 줄이세요.",
    controls={
        "w": Slider("w (가파르기)", -2.0, 10.0, 1.0, step=0.5),
        "b": Slider("b (위치)", -5.0, 5.0, 0.0, step=0.25),
        "threshold": Slider("임계값", 0.05, 0.95, 0.5, step=0.05),
    },
)
def draw_threshold(
    sigmoid: Any, binary_cross_entropy: Any, predict: Any, *, w: float, b: float, threshold: float
) -> Any:
    """One feature: the curve over the tumours on the left, the four counts on the right."""
    x, y = _tumours()
    grid = np.linspace(-2.5, 4.5, 141)
    result = attempt(sigmoid, w * grid + b)
    curve = usable(result, grid.shape, limit=10.0)
    loss = _loss(attempt(binary_cross_entropy, w * x + b, y))
    counts = _counts(attempt(predict, np.column_stack([x, np.ones_like(x)]), np.array([w, b]), threshold), y)
    fig, (left, right) = drawing(1, 2, width_ratios=[3, 2])
    rng = np.random.default_rng(0)
    left.scatter(x, y + rng.uniform(-0.04, 0.04, size=len(y)), markersize=3, color=GREY, alpha=0.5)
    if curve is not None:
        left.plot(grid, curve, linewidth=2.5, label="내 sigmoid")
    left.plot(grid, expit(w * grid + b), "--", color=INK, linewidth=1.5, label="기준")
    left.axhline(threshold, ":", color=ORANGE, linewidth=2, label="임계값")
    left.set(xlabel="세포핵의 반지름(표준화)", title="악성일 확률", xlim=(-2.5, 4.5), ylim=(-0.12, 1.12), yticks=np.linspace(0.0, 1.0, 6))
    _table(right, counts)
    alt = "왼쪽은 종양 569개와 시그모이드 곡선과 임계값의 가로선, 오른쪽은 맞고 틀린 수를 센 혼동 행렬입니다. "
    if result is None:
        return picture(fig, alt=alt + "파선은 기준 곡선입니다.", reading=FILL_SIGMOID, goal=False)
    reading = _threshold_reading(w, b, threshold, curve, grid, loss, counts)
    right_curve = curve is not None and np.allclose(curve, expit(w * grid + b), atol=1e-6)
    goal = right_curve and loss is not None and 0.2 < loss < 0.21 and counts is not None and counts[1, 0] <= 10
    return picture(fig, alt=alt + reading, reading=reading, goal=bool(goal))


def _loss(value: Any) -> float | None:
    array = usable(value, (), limit=1e6) if value is not None else None
    return None if array is None or not np.isfinite(array) else float(array)


def _counts(found: Any, y: Any) -> Any:
    """(2, 2): rows are the truth (0, 1), columns what was predicted; None without usable predictions."""
    labels = usable(found, y.shape) if found is not None else None
    if labels is None or not np.all((labels == 0) | (labels == 1)):
        return None
    return np.array([[np.sum((y == row) & (labels == column)) for column in (0, 1)] for row in (0, 1)])


def _table(axis: Any, counts: Any) -> None:
    axis.set(xlim=(-0.5, 1.5), ylim=(1.5, -0.5), xticks=(0, 1), yticks=(0, 1), title="혼동 행렬: 종양의 수",
             xticklabels=("예측: 아님", "예측: 악성"), yticklabels=("실제\n아님", "실제\n악성"))  # fmt: skip
    axis.grid(False)
    names = (("맞음", "오경보(거짓 양성)"), ("놓친 악성(거짓 음성)", "맞음"))
    for row in (0, 1):
        for column in (0, 1):
            wrong = row != column
            axis.block(column - 0.48, column + 0.48, row - 0.48, row + 0.48, color=ORANGE if wrong else BLUE, alpha=0.25)
            shown = "?" if counts is None else f"{counts[row, column]:,}"
            axis.text(column, row - 0.08, shown, size=22)
            axis.text(column, row + 0.28, names[row][column], size=13)


def _threshold_reading(
    w: float, b: float, threshold: float, curve: Any, grid: Any, loss: float | None, counts: Any
) -> str:
    here = f"w = {w:g}, b = {b:g}, 임계값 {threshold:.2f}:"
    if curve is None:
        return f"{here} 내 sigmoid의 결과가 z와 shape가 같은 배열이 아니어서 그릴 수 없습니다."
    if not np.allclose(curve, expit(w * grid + b), atol=1e-6):
        return f"{here} 내 곡선이 파선과 다릅니다. 4.1의 확인을 먼저 통과하세요."
    text = "손실은 아직 계산할 수 없고" if loss is None else f"손실은 {number(loss, 3)}이고"
    if counts is None:
        return f"{here} {text}, `predict`를 채우면 오른쪽 혼동 행렬이 나타납니다."
    return f"{here} {text}, 놓친 악성은 {counts[1, 0]}건, 오경보는 {counts[0, 1]}건입니다."


# --- two losses from any start ------------------------------------------------------------

EDGE = 11.0  # of both maps, in b and in w
#: Values of which the maps show the lines: near the bottom, over the slope, and around the plateaus of the squared error.
LEVELS = ((0.22, 0.3, 0.5, 0.8, 1.3, 2.0, 3.0, 4.5, 6.5), (0.065, 0.08, 0.12, 0.2, 0.3, 0.365, 0.4, 0.5, 0.6, 0.635, 0.7, 0.8))


@cache
def _lines(which: int) -> tuple[tuple[Any, Any], ...]:
    """Lines of equal loss over (b, w): of the cross-entropy (0) or of the mean squared error (1), as (across, up)."""
    from contourpy import contour_generator

    x, y = _tumours()
    places = np.linspace(-EDGE, EDGE, 45)
    z = places[None, :, None] + places[:, None, None] * x
    loss = np.mean(np.logaddexp(0.0, z) - y * z if which == 0 else (expit(z) - y) ** 2, axis=-1)
    lines = contour_generator(places, places, loss)
    found = [line for level in LEVELS[which] for line in lines.lines(level) if len(line) > 3]
    return tuple((line[:, 0], line[:, 1]) for line in found)


def _descend(sigmoid: Any, start: Any, steps: int, squared: bool) -> Any:
    """Thetas (b, w) on the way down one of the losses with learning rate 1, (steps + 1, 2), NaN after what is no p."""
    x, y = _tumours()
    X = np.column_stack([np.ones_like(x), x])
    theta, path = np.array(start, dtype=np.float64), np.full((steps + 1, 2), np.nan)
    path[0] = theta
    for step in range(1, steps + 1):
        p = usable(sigmoid(X @ theta), y.shape, limit=10.0)
        if p is None:
            break
        error = 2.0 * (p - y) * p * (1.0 - p) if squared else p - y
        theta = theta - X.T @ error / len(y)
        path[step] = theta
    return path


@widget(
    "두 손실의 지도",
    mission="300걸음 뒤 크로스 엔트로피의 길은 별에 닿는데, 평균 제곱 오차의 길은 1만큼도 움직이지 못하는 출발점을 찾으세요.",
    controls={
        "w": Slider("출발점 w", -10.0, 10.0, 2.0, step=1),
        "b": Slider("출발점 b", -10.0, 10.0, 2.0, step=1),
        "steps": Slider("걸음", 0, 300, 100, step=10, play=True),
    },
)
def draw_maps(sigmoid: Any, binary_cross_entropy: Any, *, w: float, b: float, steps: int) -> Any:
    """The cross-entropy and the mean squared error over (b, w), with descents from the same start."""
    x, y = _tumours()
    fig, plots = drawing(1, 2, height=440)
    first = attempt(sigmoid, x)
    best = ((-0.4, 5.57), (-0.42, 5.46))
    names = ("크로스 엔트로피", "평균 제곱 오차")
    ends = []
    for which, axis in enumerate(plots):
        for across, up in _lines(which):
            axis.plot(across, up, color=GREY, linewidth=1.0)
        axis.scatter(*best[which], marker="*", color=RED, markersize=16, label="바닥")
        if first is not None:
            path = attempt(_descend, sigmoid, (b, w), steps, which == 1)
            axis.plot(path[:, 0], path[:, 1], linewidth=2.4, label="내 길")
            axis.scatter(path[::50, 0], path[::50, 1], markersize=7)
            ends.append(path[-1])
        axis.scatter(b, w, marker="D", color=INK, markersize=8, label="출발점")
        axis.set(xlim=(-EDGE, EDGE), ylim=(-EDGE, EDGE), aspect="equal", xlabel="b", ylabel="w", title=f"{names[which]}: 회색 선은 손실이 같은 곳")
    plains = (-8.0, -1.5, y.mean()), (8.0, 0.5, 1.0 - y.mean())
    for across, up, height in plains:
        plots[1].text(across, up, f"약 {height:.2f}", halo=True)
    alt = ("가로축이 b, 세로축이 w인 두 손실의 등고선. 왼쪽 크로스 엔트로피는 어디서나 별 쪽으로 기울어 있고, "
           "오른쪽 평균 제곱 오차는 별에서 먼 곳이 넓고 평평합니다. "
           f"평평한 곳의 손실은 왼쪽이 약 {y.mean():.2f}, 오른쪽이 약 {1.0 - y.mean():.2f}입니다. ")  # fmt: skip
    if first is None:
        return picture(fig, alt=alt, reading=FILL_SIGMOID, goal=False)
    reading = _maps_reading(binary_cross_entropy, (b, w), steps, ends)
    away = [float(np.hypot(*(end - place))) for end, place in zip(ends, best, strict=True)]
    moved = float(np.hypot(*(ends[1] - (b, w))))
    goal = steps == 300 and away[0] < 0.5 and moved < 1.0 < away[1]
    return picture(fig, alt=alt + reading, reading=reading, goal=bool(goal))


def _maps_reading(binary_cross_entropy: Any, start: Any, steps: int, ends: Any) -> str:
    here = f"b = {start[0]:g}, w = {start[1]:g}에서 {steps}걸음 뒤:"
    if not np.all(np.isfinite(ends)):
        return f"{here} 내 sigmoid의 결과가 z와 shape가 같은 배열이 아니거나 너무 커서 길이 끊겼습니다."
    x, y = _tumours()
    losses = [_loss(attempt(binary_cross_entropy, end[0] + end[1] * x, y)) for end in ends]
    moved = [float(np.hypot(*(end - np.array(start)))) for end in ends]
    text = f"크로스 엔트로피의 길은 {number(moved[0], 2)}만큼, 평균 제곱 오차의 길은 {number(moved[1], 2)}만큼 움직였습니다."
    if None in losses:
        return f"{here} {text}"
    known = [number(loss, 3) for loss in losses]
    return f"{here} {text} 도착한 곳의 크로스 엔트로피는 각각 {josa(known[0], '과')} {known[1]}입니다."


# --- weights that grow --------------------------------------------------------------------


@cache
def _petals(flowers: str) -> tuple[Any, Any]:
    """Bias column and standardized petal length and width (100, 3), labels (100,)."""
    iris = load_iris()
    first = 0 if flowers == APART else 1
    chosen = (iris.target == first) | (iris.target == first + 1)
    petals = iris.data[chosen][:, 2:]
    X = np.hstack([np.ones((100, 1)), (petals - petals.mean(axis=0)) / petals.std(axis=0)])
    return X, iris.target[chosen] - first


def _known(flowers: str) -> tuple[Any, Any]:
    """Shipped epochs and norms; nothing where they were not shipped (the instructor's copy)."""
    try:
        norms = shipped("norms_apart" if flowers == APART else "norms_mixed")
        return np.asarray(shipped("epochs")), np.asarray(norms, dtype=np.float64)
    except LookupError:
        return np.array([], dtype=np.int64), np.array([])


@widget(
    "끝없이 자라는 가중치",
    mission="θ의 노름이 7을 넘는 데이터와 에포크를 찾으세요.",
    controls={
        "epochs": Slider("에포크", 1.0, 3000.0, 30.0, log=True),
        "flowers": Choice("데이터", (MIXED, APART), MIXED),
    },
)
def draw_growth(logistic_regression: Any, *, epochs: float, flowers: str) -> Any:
    """Two kinds of iris: the boundary with its band of doubt, and the norm of theta on the way."""
    X, y = _petals(flowers)
    count = round(epochs)
    theta = attempt(logistic_regression, X, y, lr=1.0, epochs=count)
    steps, norms = _known(flowers)
    fig, (left, right) = drawing(1, 2, height=440, width_ratios=[3, 2])
    for label, marker, color in ((0, "o", ORANGE), (1, "^", GREY)):
        chosen = X[y == label]
        left.scatter(chosen[:, 1], chosen[:, 2], marker=marker, color=color, label=flowers.split("와 ")[label])
    line = usable(theta, (3,), limit=1e6) if theta is not None else None
    if line is not None and np.all(np.isfinite(line)):
        _band(left, line)
    left.set(xlabel="꽃잎의 길이(표준화)", ylabel="꽃잎의 너비(표준화)", title="꽃잎과 결정 경계", xlim=(-3.4, 3.4), ylim=(-4.1, 2.6), aspect="equal")
    alt = "왼쪽은 두 붓꽃의 꽃잎과 결정 경계, 오른쪽은 에포크에 따른 θ의 노름입니다. "
    if theta is None:
        _norms(right, steps, norms, None, None)
        return picture(fig, alt=alt + "파선은 기준입니다.", reading=FILL_DESCENT, goal=False)
    places = np.append(steps[steps < count], count)
    mine = np.array([_norm(attempt(logistic_regression, X, y, lr=1.0, epochs=int(step))) for step in places[:-1]]
                    + [_norm(theta)])  # fmt: skip
    _norms(right, steps, norms, places, mine)
    reading = _growth_reading(count, flowers, line, mine[-1])
    same = np.allclose(mine[:-1], norms[: len(places) - 1], rtol=1e-3)
    goal = flowers == APART and bool(same) and 7.0 < mine[-1] < 8.0
    return picture(fig, alt=alt + reading, reading=reading, goal=goal)


def _norm(theta: Any) -> float:
    array = usable(theta, (3,), limit=1e6)
    return float("nan") if array is None else float(np.linalg.norm(array))


def _band(axis: Any, theta: Any) -> None:
    """The line of probability 0.5, and dotted those of 0.1 and 0.9."""
    if abs(theta[2]) < 1e-9:
        return
    ends = np.array([-3.4, 3.4])
    for p, style in ((0.1, ":"), (0.5, "-"), (0.9, ":")):
        level = (np.log(p / (1.0 - p)) - theta[0] - theta[1] * ends) / theta[2]
        axis.plot(ends, level, style, label="경계(0.5)" if p == 0.5 else "0.1과 0.9" if p < 0.5 else None)
    # From the boundary's place next to the origin to the dotted line of 0.9.
    w = np.asarray(theta[1:], dtype=np.float64)
    foot, way, reach = -theta[0] * w / (w @ w), w / np.linalg.norm(w), np.log(9.0) / np.linalg.norm(w)
    tip, side = foot + reach * way, 0.4 * min(reach, 0.45) * np.array([-way[1], way[0]])
    back = tip - 0.7 * min(reach, 0.45) * way
    axis.plot(*np.array([foot, tip]).T, color=RED, linewidth=2.2, label="(w1, w2)의 방향")
    axis.plot(*np.array([back + side, tip, back - side]).T, color=RED, linewidth=2.2)


def _norms(axis: Any, steps: Any, norms: Any, places: Any, mine: Any) -> None:
    if mine is not None:
        axis.plot(places, mine, marker="o", label="내 함수")
    if len(steps):
        axis.plot(steps, norms, "--", color=INK, linewidth=1.5, label="기준")
    axis.set(xscale="log", xlabel="에포크 (로그 눈금)", title="θ의 노름", xlim=(0.9, 3500), ylim=(0, 8.5))


def _growth_reading(count: int, flowers: str, theta: Any, norm: float) -> str:
    here = f"{flowers}, {count:,}에포크:"
    if theta is None or not np.isfinite(norm):
        return f"{here} 결과가 shape (3,)인 θ가 아니어서 경계를 그릴 수 없습니다."
    size = float(np.linalg.norm(theta[1:]))
    if size < 1e-9:
        return f"{here} 두 특성의 가중치가 0이라 경계가 없습니다."
    width = 2.0 * np.log(9.0) / size
    return f"{here} 노름은 {norm:.2f}, 확률이 0.1에서 0.9로 바뀌는 띠의 폭은 {width:.2f}입니다."
