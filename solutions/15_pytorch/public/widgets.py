"""Unit 15's pictures: a line that descent finds, and the boundary that a network learns.

The boundary is drawn by the student's own network and prediction; the weights that are put into it were trained
beforehand (moons.json), so that a slider need not wait for a training.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from npml.widgets import (
    BLUE, GREY, INK, ORANGE, RED, Choice, Slider, attempt, drawing, josa, number, picture, usable, widget,
)  # fmt: skip

HIDDEN, RATES, EVERY = ("2", "4", "10"), ("0.001", "0.01", "0.1"), 30
FILL_FIT = "먼저 4절의 `fit_linear`를 채우면 내 결과가 실선으로 나타납니다."
FILL_NETWORK = "먼저 4절의 `NeuralNetwork`와 `predict`를 채우면 내 신경망의 경계가 나타납니다."
OTHER_NETWORK = "내 신경망에 가중치를 넣을 수 없습니다. 4절의 `NeuralNetwork` 확인을 먼저 통과하세요."
OTHER_LABELS = "내 예측이 0과 1로 된 (N,) 배열이 아닙니다. 4절의 `predict` 확인을 먼저 통과하세요."
COLORS, MARKERS = (BLUE, ORANGE), ("o", "s")
NAMES = ("fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias")


@cache
def moons() -> tuple[Any, Any, Any, Any]:
    """Two half moons, 750 points to train with and 250 to test: X_train, X_test, y_train, y_test."""
    from sklearn.datasets import make_moons
    from sklearn.model_selection import train_test_split

    X, y = make_moons(1000, noise=0.2, random_state=0)
    parts = train_test_split(X, y, test_size=0.25, random_state=0, stratify=y)
    return tuple(parts)


@cache
def _stored() -> Any:
    """The weights by hidden units and learning rate, (snapshots, 4h + 1) each."""
    return json.loads((Path(__file__).parent / "moons.json").read_text(encoding="utf-8"))


def weights_at(hidden: str, rate: str, epoch: int) -> dict[str, Any]:
    """The weights of a network with so many hidden units after so many epochs, by their names."""
    h, flat = int(hidden), np.array(_stored()[f"{hidden} {rate}"][int(epoch) // EVERY])
    ends = np.cumsum([2 * h, h, h, 1])
    pieces = [flat[low:high] for low, high in zip([0, *ends[:-1]], ends, strict=True)]
    return {
        name: piece.reshape(size) for name, piece, size in zip(NAMES, pieces, ((h, 2), (h,), (1, h), (1,)), strict=True)
    }


def _network(NeuralNetwork: Any, weights: dict[str, Any]) -> Any:
    """The student's network with these weights; None if it does not take them."""
    import torch

    model = attempt(NeuralNetwork, 2, len(weights["fc1.bias"]), 1)
    if model is None:
        return None
    try:
        model.load_state_dict({name: torch.tensor(value, dtype=torch.float32) for name, value in weights.items()})
    except (RuntimeError, AttributeError):
        return OTHER_NETWORK
    return model


def _labels(predict: Any, model: Any, X: Any) -> Any:
    found = attempt(predict, model, X)
    labels = usable(found, (len(X),)) if isinstance(found, np.ndarray) else None
    return None if labels is None or not np.all((labels == 0) | (labels == 1)) else labels.astype(int)


def _areas(labels: Any, across: Any, up: Any) -> list[tuple[Any, str]]:
    """Rectangles of equal labels, row by row; ``labels`` (rows, columns) at the middles of the cells."""
    corners: dict[int, list[Any]] = {0: [], 1: []}
    wide, high = across[1] - across[0], up[1] - up[0]
    for row, found in zip(up, labels, strict=True):
        ends = [0, *(np.flatnonzero(found[1:] != found[:-1]) + 1), len(found)]
        for start, stop in pairwise(ends):
            left, right = across[start] - wide / 2, across[stop - 1] + wide / 2
            low, top = row - high / 2, row + high / 2
            corners[int(found[start])] += [
                np.array([(left, low), (right, low), (right, top), (left, top)]),
                np.full((1, 2), np.nan),
            ]
    return [(np.concatenate(strips), COLORS[label]) for label, strips in corners.items() if strips]


@widget(
    "신경망이 배우는 경계",
    mission="테스트 정확도가 처음으로 0.95를 넘는 것은 학습률 0.01, 은닉 유닛 10개에서 몇 에포크인가요? 그 자리를 찾으세요.",
    controls={
        "hidden": Choice("은닉 유닛의 수", HIDDEN, "10"),
        "rate": Choice("학습률", RATES, "0.01"),
        "epoch": Slider("에포크", 0, 600, 0, step=EVERY, play=True),
    },
)
def draw_boundary(NeuralNetwork: Any, predict: Any, *, hidden: str, rate: str, epoch: int) -> Any:
    """What the student's network and prediction say of each place of the plane, and the accuracy along the epochs."""
    _, X, _, y = moons()
    fig, (left, right) = drawing(1, 2, width_ratios=[3, 2])
    across, up = np.linspace(-1.9, 2.9, 64), np.linspace(-1.3, 1.8, 44)
    places = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    model = _network(NeuralNetwork, weights_at(hidden, rate, epoch))
    right_model = model is not None and model is not OTHER_NETWORK
    found = _labels(predict, model, places) if right_model else None
    mine = _labels(predict, model, X) if right_model else None
    if found is not None:
        left.regions(_areas(found.reshape(len(up), len(across)), across, up))
    for label in (0, 1):
        left.scatter(
            *X[y == label].T, color=COLORS[label], marker=MARKERS[label], markersize=4, alpha=0.8, label=f"클래스 {label}"
        )
    left.set(title="테스트 샘플과 내 신경망의 경계", xlim=(-1.95, 2.95), ylim=(-1.35, 1.85))
    epochs = np.arange(0, 601, EVERY)
    curve = [_known_accuracy(hidden, rate, int(one)) for one in epochs]
    right.plot(epochs, curve, "--", color=INK, linewidth=1.5, label="기준")
    right.axvline(epoch, ":", color=RED)
    right.set(title="테스트 정확도", xlabel="에포크", ylim=(0.4, 1.02))
    alt = f"왼쪽은 두 반달 모양의 테스트 샘플 {len(y)}개와 은닉 유닛이 {hidden}개인 신경망의 경계, 오른쪽은 에포크에 따른 테스트 정확도입니다. "
    if found is None or mine is None:
        words = FILL_NETWORK if model is None else OTHER_NETWORK if model is OTHER_NETWORK else OTHER_LABELS
        if right_model and attempt(predict, model, X) is None:
            words = FILL_NETWORK
        return picture(fig, alt=alt + "파선은 기준 정확도입니다.", reading=words, goal=False)
    accuracy = float(np.mean(mine == y))
    right.plot([epoch], [accuracy], "none", marker="o", markersize=9, color=BLUE, label="내 신경망")
    reading = f"은닉 유닛 {hidden}개, 학습률 {rate}, {epoch}에포크: 테스트 정확도는 {accuracy:.3f}입니다."
    first = next((int(one) for one, value in zip(epochs, curve, strict=True) if value > 0.95), None)
    goal = (hidden, rate, epoch) == ("10", "0.01", first) and accuracy > 0.95
    return picture(fig, alt=alt + reading, reading=reading, goal=bool(goal))


@cache
def _known_accuracy(hidden: str, rate: str, epoch: int) -> float:
    """The accuracy of the stored weights, computed with NumPy alone."""
    _, X, _, y = moons()
    W1, b1, W2, b2 = weights_at(hidden, rate, epoch).values()
    logits = np.maximum(X @ W1.T + b1, 0.0) @ W2.T + b2
    return float(np.mean((logits[:, 0] > 0) == y))


#: Eight points near a line, (m, 1) each.
HOURS = np.arange(1.0, 9.0)[:, None]
SCORES = np.array([[3.1], [4.6], [8.0], [9.5], [13.2], [14.4], [16.9], [20.1]])


@widget(
    "경사 하강법이 찾는 직선",
    mission="40에포크 안에 손실이 발산하기 시작하는 가장 작은 학습률을 찾으세요.",
    controls={
        "lr": Slider("학습률", 0.001, 0.06, 0.005, step=0.001),
        "epochs": Slider("에포크", 0, 40, 10, step=1, play=True),
    },
)
def draw_descent(fit_linear: Any, *, lr: float, epochs: int) -> Any:
    """The student's line after so many epochs beside least squares, and the loss at each step."""
    fig, (left, right) = drawing(1, 2)
    lr = round(float(lr), 3)
    result = attempt(fit_linear, HOURS, SCORES, lr=lr, epochs=int(epochs))
    grid = np.array([0.0, 9.0])
    slope, start = np.polyfit(HOURS[:, 0], SCORES[:, 0], 1)
    least = float(np.mean((slope * HOURS + start - SCORES) ** 2))
    left.scatter(HOURS[:, 0], SCORES[:, 0], color=GREY, markersize=7, label="샘플")
    left.plot(grid, slope * grid + start, "--", color=INK, linewidth=1.5, label="최소 제곱")
    left.set(title="직선", xlim=(0.0, 9.0), ylim=(-4.0, 26.0))
    right.axhline(least, "--", color=INK, label="최소 제곱의 손실")
    right.set(title="갱신하기 전의 손실", xlabel="에포크", yscale="log", xlim=(-1.0, 41.0), ylim=(0.1, 1e4))
    alt = "왼쪽은 샘플 여덟 개와 경사 하강법이 찾는 직선, 오른쪽은 에포크마다의 손실입니다. 파선은 최소 제곱입니다. "
    if result is None:
        return picture(fig, alt=alt, reading=FILL_FIT, goal=False)
    parts = result if isinstance(result, (tuple, list)) and len(result) == 3 else (None, None, None)
    w, b, losses = _number(parts[0]), _number(parts[1]), _numbers(parts[2])
    if w is None or b is None or losses is None:
        words = "내 함수의 결과가 (w, b, losses)가 아닙니다. 4절의 `fit_linear` 확인을 먼저 통과하세요."
        return picture(fig, alt=alt + words, reading=words, goal=False)
    if np.isfinite(w) and np.isfinite(b):
        left.plot(grid, np.clip(w * grid + b, -1e4, 1e4), label="내 직선")
    if len(losses):
        right.plot(np.arange(len(losses)), np.clip(losses, 1e-3, 1e8), marker="o", markersize=4, label="내 손실")
    grows = len(losses) > 1 and not losses[-1] < losses[0]
    said = ", ".join(
        f"{name} {number(float(value), 3) if np.isfinite(value) else '없음'}" for name, value in (("w", w), ("b", b))
    )
    last = f" 마지막 손실은 {number(float(losses[-1]), 3)}입니다." if len(losses) and np.isfinite(losses[-1]) else ""
    reading = f"학습률 {lr:g}, {epochs}에포크: {said}. 최소 제곱은 w {slope:.3f}, b {start:.3f}입니다.{last}" + (
        " 손실이 발산합니다." if grows else ""
    )
    goal = grows and epochs == 40 and lr == _first_divergence()
    return picture(fig, alt=alt + reading, reading=reading, goal=bool(goal))


def _number(value: Any) -> Any:
    return usable(value, ()) if isinstance(value, (int, float, np.generic)) else None


def _numbers(values: Any) -> Any:
    plain = isinstance(values, (list, tuple)) and all(isinstance(one, (int, float, np.generic)) for one in values)
    return usable(values, (None,), limit=1e30) if plain else None


@cache
def _first_divergence() -> float:
    """The smallest learning rate of the slider with which descent ends above its first loss after 40 epochs."""
    for rate in np.round(np.arange(0.001, 0.0605, 0.001), 3):
        w = b = 0.0
        losses = []
        for _ in range(40):
            gap = w * HOURS + b - SCORES
            losses.append(float(np.mean(gap**2)))
            w, b = w - rate * 2 * float(np.mean(gap * HOURS)), b - rate * 2 * float(np.mean(gap))
        if losses[-1] > losses[0]:
            return float(rate)
    return float("nan")


def picture_of_line_and_net(line: Any, network: dict[str, Any]) -> tuple[Any, str]:
    """The training moons with a straight boundary beside one that bends, and the alt text.

    Args:
        line: (w1, w2, b) of a logistic regression.
        network: weights by their names.
    """
    X, X_test, y, y_test = moons()
    fig, axes = drawing(1, 2)
    across, up = np.linspace(-1.9, 2.9, 64), np.linspace(-1.3, 1.8, 44)
    places = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    W1, b1, W2, b2 = network.values()

    def straight(points: Any) -> Any:
        return (points @ np.asarray(line[:2]) + line[2] > 0).astype(int)

    def bent(points: Any) -> Any:
        return ((np.maximum(points @ W1.T + b1, 0.0) @ W2.T + b2)[:, 0] > 0).astype(int)

    scores = []
    for axis, title, says in zip(axes, ("로지스틱 회귀", "은닉 유닛이 10개인 신경망"), (straight, bent), strict=True):
        axis.regions(_areas(says(places).reshape(len(up), len(across)), across, up))
        for label in (0, 1):
            axis.scatter(
                *X[y == label].T,
                color=COLORS[label],
                marker=MARKERS[label],
                markersize=4,
                alpha=0.6,
                label=f"클래스 {label}",
            )
        scores.append(float(np.mean(says(X_test) == y_test)))
        axis.set(title=f"{title}: 테스트 정확도 {scores[-1]:.3f}", xlim=(-1.95, 2.95), ylim=(-1.35, 1.85))
    alt = (
        "반달 모양의 두 클래스가 맞물린 점들을 두 번 그렸습니다. 왼쪽은 로지스틱 회귀가 그은 직선 경계로 테스트 정확도가 "
        f"{scores[0]:.3f}, 오른쪽은 신경망이 그은 굽은 경계로 {scores[1]:.3f}입니다."
    )
    return fig, alt


def picture_of_graph() -> tuple[Any, str]:
    """(2a - 1)² at a = 3 as a graph: values on the way there, slopes on the way back, and the alt text."""
    fig, axis = drawing(width=860, height=250)
    axis.set(xlim=(0.0, 8.6), ylim=(0.0, 2.5))
    axis.bare()
    places, middle = (0.9, 3.1, 5.3, 7.5), 1.25
    nodes = (("a", 3, 20), ("2a", 6, 10), ("2a − 1", 5, 10), ("L = (2a − 1)²", 25, 1))
    for place, (name, value, slope) in zip(places, nodes, strict=True):
        axis.plot([place], [middle], "none", color=BLUE, marker="o", markersize=54, alpha=0.25)
        axis.text(place, middle, f"{value}", halo=True)
        axis.text(place, middle, name, lift=44.0)
        axis.text(place, middle, f"기울기 {slope}", halo=True, lift=-44.0)
    for (left, right), there, back in zip(pairwise(places), ("×2", "−1", "제곱"), ("×2", "×1", "×2·5"), strict=True):
        begin, end = left + 0.42, right - 0.42
        for height, foot, tip, color, style in (
            (middle + 0.14, begin, end, BLUE, "-"), (middle - 0.14, end, begin, ORANGE, "--"),
        ):  # fmt: skip
            wing = tip + (0.1 if tip < foot else -0.1)
            axis.plot([foot, tip], [height, height], style, color=color)
            axis.plot([wing, tip, wing], [height + 0.09, height, height - 0.09], color=color)
        axis.text((left + right) / 2, middle, there, lift=26.0)
        axis.text((left + right) / 2, middle, back, lift=-26.0)
    alt = (
        "a에서 2a, 2a − 1, L = (2a − 1)²으로 이어지는 계산 그래프입니다. 순전파의 값은 왼쪽부터 3, 6, 5, 25입니다. "
        "역전파의 기울기는 오른쪽 끝의 1에서 시작해 2·5, 1, 2를 차례로 곱하며 돌아와 1, 10, 10, 20입니다."
    )
    return fig, alt


def picture_of_digits(images: Any, labels: Any, predicted: Any) -> tuple[Any, str]:
    """The first five images (of (N, 1, 8, 8)) whose label was not predicted, and the alt text."""
    wrong = np.flatnonzero(labels != predicted)[:5]
    fig, axes = drawing(1, 5, width=760, height=190)
    for axis in axes:
        axis.bare()
        axis.set(xlim=(-0.5, 7.5), ylim=(7.5, -0.5))
    for axis, at in zip(axes, wrong, strict=False):
        axis.image(images[at, 0], "ink", low=0.0, high=1.0)
        axis.set(title=f"정답 {labels[at]}, 예측 {predicted[at]}")
    said = ", ".join(f"정답 {labels[at]}에 예측 {predicted[at]}" for at in wrong) or "틀린 그림이 없습니다"
    return fig, f"틀리게 예측한 테스트 그림을 앞에서부터 많아야 다섯 장 보입니다. {said}."


def picture_of_losses(curves: dict[str, Any], title: str) -> tuple[Any, str]:
    """Loss along the epochs for a few ways to train, and the alt text."""
    fig, axis = drawing(1, 1)
    styles = ("-", "--", ":", "-.")
    for (name, losses), color, style in zip(curves.items(), (BLUE, ORANGE, RED, GREY), styles, strict=False):
        axis.plot(np.arange(1, len(losses) + 1), losses, style, color=color, label=name)
    axis.set(title=title, xlabel="에포크", ylabel="손실")
    ends = ", ".join(f"{josa(name, '은/는')} {losses[0]:.3f}에서 {losses[-1]:.3f}" for name, losses in curves.items())
    return fig, f"에포크에 따른 손실의 곡선입니다. {ends}입니다."
