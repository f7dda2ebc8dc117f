"""Unit 02's pictures: a sigmoid fitted by hand with its threshold, and weights that grow without end.

The dashed sigmoid is SciPy's; the dashed norms are shipped values.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from npml.widgets import (
    BLUE, GREY, INK, ORANGE, Choice, Slider, attempt, drawing, number, picture, shipped, usable, widget,
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
    alt = "왼쪽은 종양 569개와 시그모이드 곡선과 임계값의 가로선, 오른쪽은 맞고 틀린 수를 센 네 칸의 표입니다. "
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
    axis.set(xlim=(-0.5, 1.5), ylim=(1.5, -0.5), xticks=(0, 1), yticks=(0, 1), title="악성인가, 아닌가: 종양의 수",
             xticklabels=("예측: 아님", "예측: 악성"), yticklabels=("실제\n아님", "실제\n악성"))  # fmt: skip
    axis.grid(False)
    names = (("맞음", "헛경보"), ("놓친 악성", "맞음"))
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
        return f"{here} {text}, `predict`를 채우면 오른쪽 표가 나타납니다."
    return f"{here} {text}, 놓친 악성은 {counts[1, 0]}건, 헛경보는 {counts[0, 1]}건입니다."


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
    fig, (left, right) = drawing(1, 2)
    for label, marker, color in ((0, "o", ORANGE), (1, "^", GREY)):
        chosen = X[y == label]
        left.scatter(chosen[:, 1], chosen[:, 2], marker=marker, color=color, label=flowers.split("와 ")[label])
    line = usable(theta, (3,), limit=1e6) if theta is not None else None
    if line is not None and np.all(np.isfinite(line)):
        _band(left, line)
    left.set(xlabel="꽃잎의 길이(표준화)", ylabel="꽃잎의 너비(표준화)", xlim=(-2.6, 2.6), ylim=(-4.1, 2.6))
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
    ends = np.array([-2.6, 2.6])
    for p, style in ((0.1, ":"), (0.5, "-"), (0.9, ":")):
        level = (np.log(p / (1.0 - p)) - theta[0] - theta[1] * ends) / theta[2]
        axis.plot(ends, level, style, label="확률 0.5" if p == 0.5 else "확률 0.1, 0.9" if p < 0.5 else None)


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
