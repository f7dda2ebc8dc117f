"""Unit 13's pictures: functions with their derivatives, a product along a chain, gradients in a deep network.

Dashed lines are central differences of the function that is drawn: whoever's it is, its derivative must follow them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from npml.widgets import (
    BLUE, GREEN, GREY, INK, ORANGE, RED, Choice, Slider, attempt, drawing, number, picture, usable, widget,
)  # fmt: skip

from .network import numerically, signals

KINDS = {
    "계단 함수": "step", "시그모이드": "sigmoid", "tanh": "tanh", "ReLU": "relu", "leaky ReLU": "leaky_relu", "ELU": "elu",
    "softplus": "softplus", "GELU": "gelu",
}  # fmt: skip
#: The functions that a student need not write.
GIVEN = {
    "step": lambda z: np.where(z > 0, 1.0, 0.0),
    "sigmoid": lambda z: 0.5 + 0.5 * np.tanh(z / 2),
    "tanh": np.tanh,
    "softplus": lambda z: np.logaddexp(0.0, z),
}
LIMIT = 1e100


def _array(function: Any, z: Any, *more: Any) -> Any:
    """A function's values, NaN where there is no such array; None while it is a stub."""
    found = attempt(function, z, *more)
    if found is None:
        return None
    array = usable(found, np.shape(z), limit=LIMIT)
    return np.full(np.shape(z), np.nan) if array is None else array


@widget(
    "함수와 도함수",
    mission="도함수가 1을 가장 많이 넘는 함수와 z를 찾으세요.",
    controls={"kind": Choice("함수", tuple(KINDS), "시그모이드"), "z": Slider("z", -5.0, 5.0, 0.0, step=0.1)},
)
def draw_curves(relu: Any, leaky_relu: Any, elu: Any, gelu: Any, activation_grad: Any, *, kind: str, z: float) -> Any:
    """A function with its tangent at z on the left, its derivative on the right."""
    key = KINDS[kind]
    f = GIVEN.get(key) or {"relu": relu, "leaky_relu": leaky_relu, "elu": elu, "gelu": gelu}[key]
    across = np.linspace(-5.0, 5.0, 202)  # 0, where some have no derivative, is not among them
    points, here = np.append(across, z), np.array([z])
    values, slopes = _array(f, points), _array(activation_grad, points, key)
    fig, (left, right) = drawing(1, 2)
    if values is not None:
        left.plot(across, values[:-1], color=BLUE, label=f"{kind}의 값")
        if slopes is not None:
            left.plot(across, values[-1] + slopes[-1] * (across - z), "-.", color=ORANGE, label="접선")
        left.scatter(here, values[-1:], color=RED, markersize=9)
    left.set(title=kind, xlabel="z", xlim=(-5.0, 5.0), ylim=(-2.0, 5.2))
    numeric = numerically(lambda at: np.nan if (found := _array(f, at)) is None else found)(across) * np.ones(len(across))
    if slopes is not None:
        right.plot(across, slopes[:-1], color=BLUE, label="내 activation_grad")
        right.scatter(here, slopes[-1:], color=RED, markersize=9)
    if values is not None:
        right.plot(across, numeric, "--", color=INK, linewidth=1.5, label="왼쪽 함수의 수치 미분")
    right.axhline(0.0, color=GREY, linewidth=1.0)
    right.set(title="도함수", xlabel="z", xlim=(-5.0, 5.0), ylim=(-0.3, 1.3))
    alt = f"왼쪽은 {kind}의 곡선과 접선, 오른쪽은 그 도함수입니다. "
    if slopes is None:
        reading = f"먼저 4절의 `activation_grad`를 채우면 {kind}의 도함수가 파란 실선으로 나타납니다."
        return picture(fig, alt=alt + "도함수는 아직 비어 있습니다.", reading=reading, goal=False)
    if values is None:
        reading = f"z = {z:.1f}에서 도함수는 {number(float(slopes[-1]), 4)}입니다. `{key}`를 채우면 왼쪽에 곡선이 나타납니다."
        return picture(fig, alt=alt + "왼쪽의 곡선은 아직 비어 있습니다.", reading=reading, goal=False)
    gap = np.abs(slopes[:-1] - numeric)
    same = bool(np.all(gap < 1e-3))  # NaN is not
    reading = f"z = {z:.1f}에서 {kind}의 값은 {number(float(values[-1]), 4)}, 도함수는 {number(float(slopes[-1]), 4)}입니다."
    if not same:
        reading += " 실선과 파선이 다른 곳이 있으니 함수와 도함수 가운데 하나를 살펴보세요."
    return picture(fig, alt=alt + reading, reading=reading, goal=same and key == "gelu" and abs(z - np.sqrt(2.0)) < 0.05)


CHAIN = {"시그모이드": "sigmoid", "tanh": "tanh", "ReLU": "relu"}
START, DEEPEST = 0.5, 30


def _chain(f: Any, slope: Any, weight: float) -> tuple[Any, Any]:
    """The products for 0 to 30 layers, and each layer's z."""
    a, products, sums = START, [1.0], []
    for _ in range(DEEPEST):
        sums.append(weight * a)
        products.append(products[-1] * weight * float(slope(sums[-1])))
        a = float(f(sums[-1]))
    return np.array(products), np.array(sums)


def _shown(products: Any) -> Any:
    """Sizes on a logarithmic scale, where 0 has no place."""
    return np.where(products == 0.0, np.nan, np.abs(products))


@widget(
    "같은 가중치를 여러 층",
    mission="시그모이드에서 깊이 10의 기울기를 10⁻⁶보다 크게 하는 양의 가중치를 찾으세요.",
    controls={
        "kind": Choice("함수", tuple(CHAIN), "시그모이드"),
        "weight": Slider("모든 층의 가중치", -6.0, 4.0, 1.0, step=0.02),
        "depth": Slider("깊이", 1, DEEPEST, 10, step=1, play=True),
    },
)
def draw_chain(chain_gradient: Any, *, kind: str, weight: float, depth: int) -> Any:
    """The product up to each depth, from x = 0.5, and where each layer's z stands on the derivative."""
    key = CHAIN[kind]
    f = GIVEN.get(key, lambda z: (z + np.abs(z)) / 2)
    slope = GIVEN["step"] if key == "relu" else numerically(f)  # which would give ½ where ReLU has no derivative
    depths = np.arange(depth + 1)
    results = [attempt(chain_gradient, START, np.full(at, weight), key) for at in depths]
    fig, (left, right) = drawing(1, 2)
    known, sums = _chain(f, slope, weight)
    mine = np.full(len(depths), np.nan)
    if results[0] is not None:
        for at, result in enumerate(results):
            array = usable(result, (), limit=LIMIT)
            mine[at] = np.nan if array is None else float(array)
        left.plot(depths, _shown(mine), color=BLUE, marker="o", label="내 chain_gradient")
    left.plot(np.arange(DEEPEST + 1), _shown(known), "--", color=INK, linewidth=1.5, label="기준")
    left.axhline(1e-6, "-.", color=ORANGE, label="10⁻⁶")
    left.axvline(depth, ":", color=RED)
    left.set(yscale="log", xlim=(0.0, float(DEEPEST)), ylim=(1e-12, 1e6), xlabel="깊이", title=f"기울기의 크기: {kind}, 가중치 {number(weight, 3)}")
    across, here = np.linspace(-6.5, 6.5, 202), sums[:depth]  # 0, where ReLU has no derivative, is not among them
    slopes = slope(here)
    right.plot(across, slope(across), color=INK, linewidth=1.5, label="도함수")
    right.scatter(here[:-1], slopes[:-1], color=ORANGE, markersize=7, label="층마다의 z")
    right.scatter(here[-1:], slopes[-1:], color=RED, markersize=9, label="마지막 층")
    right.text(float(here[0]), float(slopes[0]), "z₁", halo=True, lift=14.0)
    right.set(title="z가 있는 곳", xlabel="z", xlim=(-6.5, 6.5), ylim=(-0.02, 0.3) if key == "sigmoid" else (-0.08, 1.2))
    last = f"마지막 층의 z = {number(float(here[-1]), 3)}에서 도함수는 {number(float(slopes[-1]), 2)}입니다."
    alt = (
        f"왼쪽은 {kind}를 가중치 {number(weight, 3)}로 이은 사슬의 기울기를 깊이 0부터 30까지 로그 눈금으로 그린 선, "
        "오른쪽은 도함수의 곡선과 그 위에 놓인 층마다의 z. "
    )
    at_depth = f"깊이 {depth}의 기준 기울기는 {number(float(known[depth]), 3)}"
    if results[0] is None:
        reading = f"{at_depth}입니다. {last} 먼저 4절의 `chain_gradient`를 채우면 파란 선이 나타납니다."
        return picture(fig, alt=alt + f"{at_depth}입니다. {last}", reading=reading, goal=False)
    if not np.isfinite(mine[-1]):
        reading = f"{at_depth}인데, 내 함수의 결과는 그릴 수 있는 실수가 아닙니다."
        return picture(fig, alt=alt + reading, reading=reading, goal=False)
    same = bool(np.allclose(mine, known[: depth + 1], rtol=1e-4, atol=1e-25))
    mean = number(float(np.abs(mine[-1])) ** (1 / depth), 3)
    reading = f"깊이 {depth}의 기울기는 {number(float(mine[-1]), 3)}, 한 층에 평균 {mean}배입니다. {last}"
    if not same:
        reading += f" {at_depth}입니다."
    goal = same and key == "sigmoid" and depth == 10 and weight > 0 and mine[-1] > 1e-6
    return picture(fig, alt=alt + reading, reading=reading, goal=goal)


DEEP = {"시그모이드": "sigmoid", "tanh": "tanh", "ReLU": "relu", "ELU": "elu", "GELU": "gelu"}


@widget(
    "깊은 신경망의 기울기",
    mission="깊이 20의 GELU에서 첫 층의 기울기가 마지막 층의 0.1배와 10배 사이에 남는 c를 찾으세요.",
    controls={
        "kind": Choice("함수", tuple(DEEP), "시그모이드"),
        "depth": Slider("깊이", 2, 30, 20, step=1),
        # Twenty steps a decade: from here they meet 1, 10 and 100, and 2 as nearly as it is shown.
        "variance": Slider("c = n × 가중치의 분산", 10**-0.3, 10**2.2, 1.0, log=True),
    },
)
def draw_depth(relu: Any, elu: Any, gelu: Any, activation_grad: Any, *, kind: str, depth: int, variance: float) -> Any:
    """Gradients of each layer as shares of the last one's, and the sizes of z."""
    key = DEEP[kind]
    f = GIVEN.get(key) or {"relu": relu, "elu": elu, "gelu": gelu}[key]
    missing = next((name for name, code, more in ((key, f, ()), ("activation_grad", activation_grad, (key,)))
                    if _array(code, np.array([0.5]), *more) is None), "")  # fmt: skip
    fig, (left, right) = drawing(1, 2)
    layers = np.arange(1, depth + 1)
    left.axhspan(0.1, 10.0, color=GREEN, alpha=0.2, label="0.1배와 10배 사이")
    left.set(yscale="log", ylim=(1e-14, 1e8), xlabel="층", title="기울기의 크기 (마지막 층 = 1)")
    right.set(yscale="log", ylim=(1e-5, 1e5), xlabel="층", title="z의 크기")
    for axis in (left, right):
        axis.set(xlim=(0.5, depth + 0.5), xticks=sorted({1, (depth + 1) // 2, depth}))
    alt = f"{kind}, 깊이 {depth}, c = {number(variance, 3)}. 왼쪽은 층마다 기울기의 크기, 오른쪽은 층마다 z의 크기입니다. "
    if missing:
        reading = f"먼저 4절의 `{missing}`부터 채우면 층마다의 기울기가 나타납니다."
        return picture(fig, alt=alt + "아직 그린 것이 없습니다.", reading=reading, goal=False)

    def values(z: Any) -> Any:
        return _array(f, z)

    mine = signals(values, lambda z: _array(activation_grad, z, key), depth, variance)
    check = signals(values, numerically(values), depth, variance)
    with np.errstate(all="ignore"):
        shares, known = mine.gradients / mine.gradients[-1], check.gradients / check.gradients[-1]
    left.plot(layers, shares, color=BLUE, marker="o", label="내 도함수")
    left.plot(layers, known, "--", color=INK, linewidth=1.5, label="수치 미분")
    right.plot(layers, mine.sizes, color=BLUE, marker="o")
    if not np.isfinite(shares[0]) or not np.isfinite(mine.sizes[-1]):
        reading = "층을 지나는 값에 0이나 NaN, 너무 큰 수가 있어 기울기를 비교할 수 없습니다."
        return picture(fig, alt=alt + reading, reading=reading, goal=False)
    first = float(shares[0])
    reading = (
        f"첫 층의 기울기는 마지막 층의 {number(first, 2)}배이고, z의 크기는 첫 층 {number(float(mine.sizes[0]), 2)}, "
        f"마지막 층 {number(float(mine.sizes[-1]), 2)}입니다."
    )
    same = bool(np.allclose(shares, known, rtol=0.02))
    if not same:
        reading += " 파선과 다르니 `activation_grad`부터 살펴보세요."
    return picture(fig, alt=alt + reading, reading=reading, goal=same and key == "gelu" and depth == 20 and 0.1 < first < 10.0)
