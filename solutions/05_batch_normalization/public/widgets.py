"""Widgets of unit 05: activations through ten random layers, and how the running mean follows the batches."""

from functools import cache, lru_cache

import numpy as np
from npml.widgets import (
    GREEN,
    GREY,
    INK,
    ORANGE,
    Choice,
    Slider,
    attempt,
    drawing,
    number,
    picture,
    usable,
    widget,
)  # fmt: skip
from .network import DEPTH, activations, relu

SATURATED = 0.99
LOW, HIGH = 0.05, 0.10
BATCHES, LAST, BAND = 60, 20, 0.04
FLOOR = 1e-14


class NotReady(Exception):
    """The student's class is a stub, or gave something that no network can use."""


def normaliser(BatchNorm, gamma):
    """A layer's normalisation by a fresh object of the student's, with its gamma set."""

    def normalise(z):
        layer = attempt(BatchNorm)
        first = None if layer is None else attempt(layer.forward, z)
        if layer is None or first is None:
            raise NotReady("stub")
        if gamma != 1.0:
            layer.gamma = np.full(z.shape[1], gamma)
        out = usable(attempt(layer.forward, z), z.shape)
        if out is None or not np.all(np.isfinite(out)):
            raise NotReady("shape")
        return out

    return normalise


BENDS = {"ReLU": relu, "tanh": np.tanh}


@lru_cache(maxsize=64)
def known(activation, scale, gamma):
    """The activations without normalisation and, for the dashed reference, with scikit-learn's StandardScaler."""
    from sklearn.preprocessing import StandardScaler

    bend = BENDS[activation]
    return activations(scale, bend), activations(scale, bend, lambda z: gamma * StandardScaler().fit_transform(z))


@widget(
    "무작위 신경망 열 층을 지나는 활성화 값",
    mission="활성화 함수를 tanh로 두고, 내 배치 정규화를 거친 10층에서 포화된 유닛이 5~10%가 되는 γ를 찾으세요.",
    controls={
        "activation": Choice("활성화 함수", ("ReLU", "tanh"), "ReLU"), "scale": Slider("가중치의 크기", 0.1, 10.0, 0.5, log=True),
        "gamma": Slider("γ (모든 유닛에 같게)", 0.5, 3.0, 1.0, step=0.1), "layer": Slider("왼쪽에 그릴 층", 1, DEPTH, DEPTH, step=1, play=True),
    },
)  # fmt: skip
def draw_layers(BatchNorm, *, activation, scale, gamma, layer):
    """Histogram of one layer's activations and their spread in all ten, without and with the student's BatchNorm."""
    plain, reference = known(activation, scale, gamma)
    mine, trouble = None, ""
    try:
        mine = activations(scale, BENDS[activation], normaliser(BatchNorm, gamma))
    except NotReady as reason:
        trouble = str(reason)
    fig, (left, right) = drawing(1, 2, height=380)
    low, high = (0.0, 4.0) if activation == "ReLU" else (-1.0, 1.0)
    edges = np.linspace(low, high, 41)
    if mine is not None:
        left.hist(np.clip(mine[layer - 1].ravel(), low, high), edges, label="내 배치 정규화")
    left.hist(np.clip(plain[layer - 1].ravel(), low, high), edges, filled=False, color=ORANGE, label="정규화 없이")
    left.set(xlim=(low, high), xlabel="활성화 값 (양 끝 막대는 그 밖의 값도 담음)", ylabel="개수", title=f"{layer}층의 활성화 값",
             xticks=np.linspace(low, high, 5))  # fmt: skip
    if activation == "ReLU":  # half of all values are 0
        left.set(yscale="log", ylim=(0.7, 5e4))
    _layers(right, plain, mine, reference, activation)
    return _layers_picture(fig, plain, mine, trouble, activation, scale, gamma, layer)


def _layers(axis, plain, mine, reference, activation):
    """What becomes of the signal from layer to layer: its spread for ReLU, the saturated share for tanh."""
    depth, measure = np.arange(1, DEPTH + 1), saturation if activation == "tanh" else spread
    axis.plot(depth, [measure(h) for h in plain], "-.", color=ORANGE, marker="s", label="정규화 없이")
    if mine is not None:
        axis.plot(depth, [measure(h) for h in mine], marker="o", label="내 배치 정규화")
    axis.plot(depth, [measure(h) for h in reference], "--", color=INK, linewidth=1.2, label="기준 (StandardScaler)")
    axis.set(xlim=(0.5, DEPTH + 0.5), xlabel="층", xticks=depth)
    if activation == "tanh":
        axis.axhspan(LOW, HIGH, color=GREEN, alpha=0.25, label="5~10%")
        axis.set(ylim=(-0.03, 1.03), ylabel="|h| > 0.99인 비율", title="층마다 포화된 유닛의 비율")
    else:
        axis.set(yscale="log", ylim=(FLOOR, 1e9), ylabel="활성화 값의 표준편차", title="층마다의 표준편차")


def spread(h):
    """Standard deviation, never 0 for the logarithmic axis."""
    return max(float(h.std()), FLOOR)


def saturation(h):
    """Share of activations whose absolute value is above 0.99."""
    return float(np.mean(np.abs(h) > SATURATED))


def _layers_picture(fig, plain, mine, trouble, activation, scale, gamma, layer):
    setting = f"{activation}, 가중치의 크기 {number(scale, 2)}, γ = {gamma:.1f}"
    without = f"배치 정규화가 없으면 10층의 표준편차는 {number(plain[-1].std(), 2)}"
    if mine is None:
        todo = ("먼저 4·5절의 BatchNorm을 채우면 내 곡선이 나타납니다." if trouble == "stub"
                else "내 BatchNorm의 출력으로는 다음 층을 계산할 수 없습니다. 4·5절의 확인 셀을 먼저 통과하세요.")  # fmt: skip
        return picture(fig, alt=f"{setting}. 배치 정규화가 없는 신경망과 기준만 있습니다. {without}입니다.",
                       reading=f"{without}입니다. {todo}", goal=False)  # fmt: skip
    last, share = mine[-1].std(), saturation(mine[-1])
    drawn = "포화된 유닛의 비율" if activation == "tanh" else "표준편차"
    alt = (f"{setting}. 왼쪽은 {layer}층의 활성화 값을 모은 히스토그램, 오른쪽은 층마다의 {drawn}입니다. {without}, "
           f"내 배치 정규화를 거치면 {number(last, 2)}입니다.")  # fmt: skip
    reading = f"{without}, 내 배치 정규화를 거치면 {number(last, 2)}입니다."
    if activation == "tanh":
        reading += f" 포화된 유닛(|h| > 0.99)은 각각 {saturation(plain[-1]):.1%}, {share:.1%}입니다."
    goal = activation == "tanh" and bool(LOW <= share <= HIGH)
    return picture(fig, alt=alt, reading=reading, goal=goal)


@cache
def proline():
    """The proline of 178 wines, (178, 1)."""
    from sklearn.datasets import load_wine

    return load_wine().data[:, 12:]


@cache
def batches(size):
    """Sixty batches of wines drawn at random, each (size, 1)."""
    rng, wines = np.random.default_rng(1), proline()
    return [wines[rng.choice(len(wines), size)] for _ in range(BATCHES)]


def follow(BatchNorm, momentum, size, count):
    """The student's object after each batch: running means (count,) and its output for all wines in inference mode.

    Raises:
        NotReady: the class is a stub, or keeps no running mean of shape (1,).
    """
    layer = attempt(BatchNorm, momentum=momentum)
    if layer is None or attempt(layer.forward, proline(), False) is None and _is_stub(layer):
        raise NotReady("stub")
    layer, means = attempt(BatchNorm, momentum=momentum), np.full(count, np.nan)
    for index, batch in enumerate(batches(size)[:count]):
        attempt(layer.forward, batch)
        mean = usable(getattr(layer, "running_mean", None), (1,))
        if mean is None:
            raise NotReady("shape")
        means[index] = mean[0]
    return means, usable(attempt(layer.forward, proline(), False), (len(proline()), 1))


def _is_stub(layer):
    """Whether training is not written either (inference alone may well give None)."""
    return attempt(layer.forward, batches(16)[0]) is None


@widget(
    "이동 평균이 배치를 따라가는 모습",
    mission="이 배치들에서(크기 16, 60개) 마지막 20개를 지나는 동안 이동 평균이 참평균의 ±4%를 벗어나지 않는 momentum을 찾으세요.",
    controls={
        "momentum": Slider("momentum", 0.0, 0.99, 0.99, step=0.01), "size": Choice("배치 크기", ("4", "16", "64"), "16"),
        "count": Slider("지나간 배치", 1, BATCHES, BATCHES, step=1, play=True),
    },
)  # fmt: skip
def draw_running(BatchNorm, *, momentum, size, count):
    """Batch means, the student's running mean and the exponential average of SciPy; the outputs at inference."""
    from scipy.signal import lfilter

    truth, order = float(proline().mean()), np.arange(1, count + 1)
    drawn = np.array([batch.mean() for batch in batches(int(size))[:count]])
    exact = lfilter([1.0 - momentum], [1.0, -momentum], drawn)
    means, out, trouble = None, None, ""
    try:
        means, out = follow(BatchNorm, momentum, int(size), count)
    except NotReady as reason:
        trouble = str(reason)
    fig, (left, right) = drawing(1, 2, height=380, width_ratios=[1.5, 1])
    left.scatter(order, drawn, color=GREY, label="배치 평균")
    if means is not None:
        left.plot(order, means, marker="s", markersize=4, label="내 running_mean")
    left.plot(order, exact, "--", color=INK, linewidth=1.2, label="기준 (SciPy)")
    left.axhspan(truth * (1 - BAND), truth * (1 + BAND), color=GREEN, alpha=0.25, label="참평균 ±4%")
    left.set(xlim=(0, BATCHES + 1), ylim=(-30, 1250), xlabel="지나간 배치", ylabel="프롤린", title="이동 평균")
    fits = out is not None and bool(np.all(np.isfinite(out)))
    if fits:
        right.hist(np.clip(out[:, 0], -4.0, 8.0), np.linspace(-4.0, 8.0, 37))
    for place in (-1.0, 0.0, 1.0):
        right.axvline(place, "--" if place == 0.0 else ":", linewidth=1.2)
    right.set(xlim=(-4.0, 8.0), xlabel="추론 모드의 출력 (양 끝 막대는 그 밖의 값도 담음)", ylabel="와인 수", title="와인 178병을 추론 모드로")
    setting = f"momentum {momentum:.2f}, 배치 크기 {size}, 배치 {count}개"
    if means is None or not np.all(np.isfinite(means)):
        todo = ("먼저 4·5절의 BatchNorm을 채우면 내 이동 평균이 나타납니다." if trouble == "stub"
                else "running_mean을 그릴 수 없습니다. 4·5절의 확인 셀을 먼저 통과하세요.")  # fmt: skip
        alt = f"{setting}. 배치 평균과 기준 이동 평균만 있습니다. 기준은 마지막에 {number(exact[-1])}입니다."
        return picture(fig, alt=alt, reading=f"기준 이동 평균은 {number(exact[-1])}, 참평균은 {number(truth)}입니다. {todo}", goal=False)
    return _running_picture(fig, setting, means, out if fits else None, truth, size, count)


def _running_picture(fig, setting, means, out, truth, size, count):
    ratio, worst = means[-1] / truth, float(np.max(np.abs(means[-LAST:] / truth - 1.0)))
    reading = f"이동 평균은 참평균 {number(truth)}의 {ratio:.0%}입니다."
    if count > LAST:
        reading += f" 마지막 {LAST}개 배치 동안 참평균에서 많게는 {worst:.1%}만큼 벗어났습니다."
    spread = "추론 모드의 출력은 그릴 수 없습니다." if out is None else (
        f"추론 모드로 낸 출력의 평균은 {out.mean():.2f}, 표준편차는 {out.std():.2f}입니다.")  # fmt: skip
    alt = (f"{setting}. 왼쪽은 배치 평균의 점들과 내 이동 평균으로, 마지막 값은 참평균의 {ratio:.0%}입니다. 오른쪽은 와인 178병의 "
           f"추론 모드 출력을 모은 히스토그램입니다. {spread}")  # fmt: skip
    goal = size == "16" and count == BATCHES and worst <= BAND
    return picture(fig, alt=alt, reading=f"{reading} {spread}", goal=bool(goal))
