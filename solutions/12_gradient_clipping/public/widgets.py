"""Unit 12's pictures: does clipping keep the direction, and does it rescue a descent that explodes?"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from npml.widgets import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    RED,
    Choice,
    Slider,
    attempt,
    drawing,
    number,
    picture,
    shipped,
    usable,
    widget,
)  # fmt: skip
from sklearn.datasets import load_diabetes

from .cliff import draw_cliff

__all__ = ["draw_arrows", "draw_cliff", "draw_rescue"]

FILL_FIRST = "먼저 4절의 `clip_gradients`를 채우면 내 결과가 나타납니다."
NOT_A_LIST = "결과가 받은 것과 shape가 같은 배열의 리스트가 아닙니다. `clip_gradients`의 check를 먼저 통과하세요."
LAYER_1, DIRECTION_2 = np.array([3.0, 1.0]), np.array([0.6, 0.8])
PER_ARRAY, PER_VALUE = "배열마다", "값마다"


def parts(result: Any, count: int, size: int) -> Any:
    """A student's list as a float array (count, size), or None when it is no such list of finite arrays."""
    if not isinstance(result, (list, tuple)) or len(result) != count:
        return None
    found = [usable(item, (size,)) for item in result]
    if any(item is None or not np.all(np.isfinite(item)) for item in found):
        return None
    return np.array(found)


def angle(a: Any, b: Any) -> float:
    """Degrees between two vectors, NaN when one of them is zero."""
    size = np.linalg.norm(a) * np.linalg.norm(b)
    if not size > 0:
        return float("nan")
    return float(np.degrees(np.arccos(np.clip(np.sum(a * b) / size, -1.0, 1.0))))


def other_way(gradients: Any, limit: float, way: str) -> Any:
    """Clipping per array or per value: (2, 2) -> (2, 2)."""
    if way == PER_VALUE:
        return np.clip(gradients, -limit, limit)
    sizes = np.linalg.norm(gradients, axis=1, keepdims=True)
    return gradients * np.minimum(1.0, limit / sizes)


@widget(
    "자르면 방향이 바뀌는가",
    mission="‘배열마다’ 자른 기울기가 원래 방향에서 20° 넘게 틀어지는 설정을 찾으세요. 내 함수는 0°를 지켜야 합니다.",
    controls={
        "max_norm": Slider("max_norm", 0.5, 10.0, 3.0, step=0.5),
        "second": Slider("둘째 층 기울기의 길이", 1.0, 12.0, 6.0, step=0.5),
        "way": Choice("비교할 방법", (PER_ARRAY, PER_VALUE), PER_VALUE),
    },
)
def draw_arrows(clip_gradients: Any, *, max_norm: float, second: float, way: str) -> Any:
    """Gradients of two layers before and after: the student's clipping, and another way, dashed."""
    given = np.array([LAYER_1, second * DIRECTION_2])
    norm = float(np.linalg.norm(given))
    result = attempt(clip_gradients, list(given), max_norm)
    mine, other = parts(result, 2, 2), other_way(given, max_norm, way)
    exact = given * min(1.0, max_norm / norm)
    fig, axes = drawing(1, 3, height=400)
    reach = 1.15 * max(3.2, second)
    for layer, axis in enumerate(axes[:2]):
        axis.arrow(*given[layer], color=GREY, label="원래", linewidth=1.5)
        if mine is not None:
            axis.arrow(*mine[layer], color=BLUE, label="내 함수", linewidth=3)
        axis.arrow(*other[layer], "--", color=ORANGE, label=way, linewidth=2.5)
        axis.scatter(*exact[layer], color=INK, marker="x", markersize=12, label="기준")
        if way == PER_VALUE:
            axis.plot([max_norm, max_norm, 0.0], [0.0, max_norm, max_norm], ":", color=INK, linewidth=1.2)
        axis.set(xlim=(-0.05 * reach, reach), ylim=(-0.05 * reach, reach), aspect="equal",
                 title=f"{layer + 1}층 (원래 노름 {np.linalg.norm(given[layer]):.2f})")  # fmt: skip
    _norms(axes[2], given, mine, other, way, max_norm)
    turned = angle(given, other)
    alt = (f"두 층의 기울기를 화살표로 그린 두 그림과, 두 층의 노름을 가로와 세로로 놓은 그림입니다. 점선은 한도입니다. 전체 노름은 {norm:.2f}, 한도는 {max_norm:g}이고, {way} 자르면 "
           f"방향이 {turned:.1f}° 틀어집니다.")  # fmt: skip
    if mine is None:
        return picture(fig, alt=alt, reading=FILL_FIRST if result is None else NOT_A_LIST, goal=False)
    left, own = float(np.linalg.norm(mine)), angle(given, mine)
    if np.isnan(own):
        return picture(fig, alt=alt, reading="내 함수를 거친 기울기가 모두 0입니다. `clip_gradients`의 check를 먼저 통과하세요.", goal=False)
    kept = " 한도보다 짧아 자르지 않았습니다." if norm < max_norm else ""
    reading = (f"전체 노름은 자르기 전 {norm:.2f}, 내 함수를 거친 뒤 {number(left, 3)}입니다.{kept} 방향은 {own:.1f}° "
               f"틀어졌고, {way} 자르면 {turned:.1f}° 틀어집니다.")  # fmt: skip
    goal = way == PER_ARRAY and turned > 20.0 and own < 0.1 and left <= max_norm * 1.001
    return picture(fig, alt=f"{alt} 내 함수는 {own:.1f}° 틀어집니다.", reading=reading, goal=goal)


def _norms(axis: Any, given: Any, mine: Any, other: Any, way: str, limit: float) -> None:
    """The norms of both layers as a point: on the ray through the first one they keep their ratio; the limit, dotted."""
    first, after = np.linalg.norm(given, axis=1), np.linalg.norm(other, axis=1)
    reach = 1.15 * max(3.2, float(first[1]))
    far = reach / float(first.max())
    axis.plot([0.0, far * first[0]], [0.0, far * first[1]], color=GREY, linewidth=1.0)
    turn = np.linspace(0.0, np.pi / 2, 31)
    axis.plot(limit * np.cos(turn), limit * np.sin(turn), ":", color=INK, linewidth=1.2, label="한도")
    if way == PER_ARRAY:
        axis.plot([limit, limit, 0.0], [0.0, limit, limit], ":", color=INK, linewidth=1.2)
    axis.scatter(*first, color=GREY, markersize=10, label="원래")
    if mine is not None:
        axis.scatter(*np.linalg.norm(mine, axis=1), color=BLUE, markersize=11, label="내 함수")
    axis.plot([0.0, after[0]], [0.0, after[1]], "--", color=ORANGE, linewidth=1.5, marker="s", markersize=9, only_last=True, label=way)
    axis.set(xlim=(-0.05 * reach, reach), ylim=(-0.05 * reach, reach), aspect="equal", xlabel="1층의 노름", ylabel="2층의 노름", title="두 층의 노름")


LIMITS = ("1", "3", "10", "30", "100", "300", "1000", "10000")
RATES = ("0.00001", "0.0001", "0.001", "0.01")
STEPS, EVERY = 500, 20
CEILING = 12.0  # a log10 of the MSE above this is drawn at the top: it has exploded


@cache
def _data() -> tuple[Any, Any, Any, Any]:
    """Raw diabetes with a bias column (442, 11), targets, XᵀX/m and Xᵀy/m."""
    data = load_diabetes(scaled=False)
    X = np.column_stack([np.ones(len(data.data)), data.data])
    return X, data.target, X.T @ X / len(X), X.T @ data.target / len(X)


def _height(theta: Any) -> float:
    """log10 of the MSE, at most CEILING."""
    X, y, _, _ = _data()
    with np.errstate(all="ignore"):
        value = float(np.log10(np.mean((X @ theta - y) ** 2)))
    return min(value, CEILING) if value == value else CEILING


def _descend(clip: Any, rate: float, limit: float | None, steps: int) -> tuple[Any, Any, Any] | None:
    """Steps, log10 MSE and norms before clipping; None while the function is a stub.

    The curves end where the student's result is no usable list, or where the descent has exploded.
    """
    _, _, H, c = _data()
    theta, at, heights, norms = np.zeros(len(c)), [], [], []
    for step in range(steps + 1):
        gradient = H @ theta - c
        if step % EVERY == 0 or step == steps:
            at.append(step)
            heights.append(_height(theta))
            norms.append(float(np.linalg.norm(gradient)))
        if step == steps or not np.max(np.abs(theta)) < 1e9:
            break
        if limit is not None:
            result = attempt(clip, [gradient], limit)
            if result is None:
                return None
            clipped = parts(result, 1, len(c))
            if clipped is None:
                break
            gradient = clipped[0]
        theta = theta - rate * gradient
    return np.array(at), np.array(heights), np.minimum(np.array(norms), 1e12)


def _blast(rate: float, steps: int) -> tuple[Any, Any]:
    """The descent that is not clipped, step by step until it leaves the picture."""
    _, _, H, c = _data()
    theta, heights = np.zeros(len(c)), []
    for _ in range(steps + 1):
        heights.append(_height(theta))
        if heights[-1] >= CEILING:
            break
        theta = theta - rate * (H @ theta - c)
    return np.arange(len(heights)), np.array(heights)


@widget(
    "폭발한 학습을 클리핑으로 살리기",
    mission="학습률 0.001을 그대로 두고, 500걸음 뒤의 MSE를 3,700보다 작게 만드는 max_norm을 찾으세요.",
    controls={
        "max_norm": Choice("max_norm", LIMITS, "100"),
        "lr": Choice("학습률", RATES, "0.001"),
        "steps": Slider("걸음 수", 0, STEPS, STEPS, step=EVERY, play=True),
    },
)
def draw_rescue(clip_gradients: Any, *, max_norm: str, lr: str, steps: int) -> Any:
    """Unit 1's loss on raw diabetes: MSE and norm along the clipped descent, and the descent as it is."""
    rate, limit = float(lr), float(max_norm)
    mine = _descend(clip_gradients, rate, limit, steps)
    fig, (left, right) = drawing(1, 2)
    blast = _blast(rate, steps)
    left.plot(*blast, ":", color=GREY, label="자르지 않음")
    if blast[1][-1] > 6.0:
        gone = int(np.argmax(blast[1] > 6.0))
        left.text(14, 5.88, f"↑ 자르지 않으면 {gone}걸음 만에 그림 밖", ha="left")
    if mine is not None:
        norms = np.log10(np.maximum(mine[2], 1e-3))
        left.plot(mine[0], mine[1], marker="o", markersize=9, only_last=True, label="내 함수")
        right.plot(mine[0], norms, marker="o", markersize=9, only_last=True, label="자르기 전의 노름")
    _reference(left, lr, LIMITS.index(max_norm), steps)
    right.axhline(np.log10(limit), "--", color=RED, label="max_norm")
    left.set(xlim=(0, STEPS), ylim=(3.3, 6.0), xlabel="걸음", title="MSE", yticks=[np.log10(3000), 4, 5, 6],
             yticklabels=["3,000", "10,000", "100,000", "1,000,000"])  # fmt: skip
    right.set(xlim=(0, STEPS), ylim=(-0.3, 7.0), xlabel="걸음", title="전체 노름", yticks=[0, 2, 4, 6],
              yticklabels=["1", "100", "10,000", "1,000,000"])  # fmt: skip
    here = f"학습률 {lr}, max_norm {max_norm}"
    if mine is None:
        alt = f"{here}일 때 자르지 않은 학습과 기준 학습의 MSE를 그린 그림입니다."
        return picture(fig, alt=alt, reading=FILL_FIRST, goal=False)
    alt = f"왼쪽은 {here}일 때 걸음마다의 MSE, 오른쪽은 자르기 전의 노름과 한도입니다."
    if mine[0][-1] < steps and mine[1][-1] < 6.0:
        return picture(fig, alt=alt, reading=NOT_A_LIST, goal=False)
    reading = _rescue_reading(here, steps, mine, limit)
    goal = lr == "0.001" and steps == STEPS and mine[0][-1] == steps and 10.0 ** mine[1][-1] < 3700.0
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=bool(goal))


def _reference(axis: Any, lr: str, row: int, steps: int) -> None:
    """The right curve, dashed; absent where the values were not shipped (the instructor's copy)."""
    try:
        curve = np.asarray(shipped(f"descent_{lr}"), dtype=np.float64)[row, : steps // EVERY + 1]
    except LookupError:
        return
    axis.plot(np.arange(len(curve)) * EVERY, curve, "--", color=INK, linewidth=1.3, label="기준")


def _rescue_reading(here: str, steps: int, mine: Any, limit: float) -> str:
    last, norm = float(mine[1][-1]), float(mine[2][-1])
    if mine[0][-1] < steps or last >= CEILING:
        return f"{here}: {mine[0][-1]}걸음까지 폭발했습니다. 기울기가 잘리지 않고 있습니다."
    cut = "아직 잘리고 있습니다" if norm > limit else "더는 잘리지 않습니다"
    return f"{here}: {steps}걸음 뒤의 MSE는 {10.0**last:,.0f}, 노름은 {number(norm, 3)}이고 기울기는 {cut}."
