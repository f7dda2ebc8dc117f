"""Unit 15's pictures: what the order of the five lines does, and the boundary that a network learns.

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
    BLUE, INK, ORANGE, Choice, Slider, attempt, drawing, number, picture, usable, widget,
)  # fmt: skip

HIDDEN, RATES, EVERY = ("2", "4", "10"), ("0.001", "0.01", "0.1"), 30
FILL_EPOCH = " 4절의 `train_epoch`을 채우면 내 함수가 걸은 길이 실선으로 나타납니다."
FILL_NETWORK = "먼저 4절의 `NeuralNetwork`와 `predict`를 채우면 내 신경망의 경계가 나타납니다."
OTHER_NETWORK = "내 신경망에 가중치를 넣을 수 없습니다. 4절의 `NeuralNetwork` 확인을 먼저 통과하세요."
OTHER_LABELS = "내 예측이 0과 1로 된 (N,) 배열이 아닙니다. 4절의 `predict` 확인을 먼저 통과하세요."
ACROSS, UP = np.linspace(-1.9, 2.9, 241), np.linspace(-1.3, 1.8, 156)
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
    mission="살아 있는 은닉 유닛이 하나도 없는 자리를 찾으세요. 경계는 어떻게 되었나요?",
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
    places = np.stack(np.meshgrid(ACROSS, UP), axis=-1).reshape(-1, 2)
    model = _network(NeuralNetwork, weights_at(hidden, rate, epoch))
    right_model = model is not None and model is not OTHER_NETWORK
    found = _labels(predict, model, places) if right_model else None
    mine = _labels(predict, model, X) if right_model else None
    if found is not None:
        left.regions(_areas(found.reshape(len(UP), len(ACROSS)), ACROSS, UP))
    for label in (0, 1):
        left.scatter(
            *X[y == label].T, color=COLORS[label], marker=MARKERS[label], markersize=4, alpha=0.8, label=f"클래스 {label}"
        )
    left.set(title="테스트 샘플과 내 신경망의 경계", xlim=(-1.9, 2.9), ylim=(-1.3, 1.8), xlabel="첫째 특성", ylabel="둘째 특성")
    epochs = np.arange(0, 601, EVERY)
    curve = [_known_accuracy(hidden, rate, int(one)) for one in epochs]
    right.plot(epochs, curve, "--", color=INK, linewidth=1.5, label="미리 계산한 값")
    right.set(title="테스트 정확도", xlabel="에포크", ylim=(0.4, 1.02))
    alt = f"왼쪽은 두 반달 모양의 테스트 샘플 {len(y)}개와 은닉 유닛이 {hidden}개인 신경망의 경계, 오른쪽은 에포크에 따른 테스트 정확도입니다. "
    if found is None or mine is None:
        words = FILL_NETWORK if model is None else OTHER_NETWORK if model is OTHER_NETWORK else OTHER_LABELS
        if right_model and attempt(predict, model, X) is None:
            words = FILL_NETWORK
        return picture(fig, alt=alt + "파선은 미리 계산한 정확도입니다.", reading=words, goal=False)
    accuracy = float(np.mean(mine == y))
    right.plot([epoch], [accuracy], "none", marker="o", markersize=9, color=BLUE, label="내 신경망")
    alive = _alive(hidden, rate, epoch)
    reading = (
        f"은닉 유닛 {hidden}개, 학습률 {rate}, {epoch}에포크: 테스트 정확도는 {accuracy:.3f}입니다. "
        f"살아 있는 은닉 유닛은 {hidden}개 가운데 {alive}개입니다."
    )
    return picture(fig, alt=alt + reading, reading=reading, goal=alive == 0 and accuracy == 0.5)


def _alive(hidden: str, rate: str, epoch: int) -> int:
    """How many hidden units give more than 0 for at least one training point."""
    X, _, _, _ = moons()
    W1, b1, _, _ = weights_at(hidden, rate, epoch).values()
    return int(np.sum(np.max(X @ W1.T + b1, axis=0) > 0.0))


@cache
def _known_accuracy(hidden: str, rate: str, epoch: int) -> float:
    """The accuracy of the stored weights, computed with NumPy alone."""
    _, X, _, y = moons()
    W1, b1, W2, b2 = weights_at(hidden, rate, epoch).values()
    logits = np.maximum(X @ W1.T + b1, 0.0) @ W2.T + b2
    return float(np.mean((logits[:, 0] > 0) == y))


ORDERS = ("다섯 줄 그대로", "비우지 않음", "step 뒤에서 비움", "step 바로 앞에서 비움")
START, RATE, STEPS, LEFT = 3.0, 0.02, 30, -60


def walk(order: str, left: float, steps: int) -> tuple[list[float], list[float]]:
    """Steps on (2a - 1)² with one order of the lines: where each begins and the last ends, and ``.grad`` at each."""
    a, grad, places, grads = START, float(left), [START], []
    for _ in range(steps):
        if order == ORDERS[0]:
            grad = 0.0
        grad += 4.0 * (2.0 * a - 1.0)
        if order == ORDERS[3]:
            grad = 0.0
        a -= RATE * grad
        grads.append(grad)
        places.append(a)
        if order == ORDERS[2]:
            grad = 0.0
    return places, grads


def _walked(train_epoch: Any, left: float, steps: int) -> Any:
    """The same steps by the student's function; None while it is a stub."""
    import torch
    from torch import nn

    model, X, y = nn.Linear(1, 1, bias=False), torch.tensor([[2.0]]), torch.tensor([[1.0]])
    nn.init.constant_(model.weight, START)
    model.weight.grad = torch.full((1, 1), float(left))
    optimizer, places = torch.optim.SGD(model.parameters(), lr=RATE), [START]
    for _ in range(steps):
        if attempt(train_epoch, model, [(X, y)], nn.MSELoss(), optimizer) is None:
            return None
        places.append(model.weight.item())
    return places


@widget(
    "다섯 줄의 순서",
    mission="첫 걸음은 거꾸로 가는데도 30걸음 뒤에는 골짜기의 바닥에 가 있는 설정을 찾으세요.",
    controls={
        "order": Choice("순서", ORDERS, ORDERS[0]),
        "left": Choice("남아 있던 기울기", ("0", str(LEFT)), "0"),
        "steps": Slider("걸음", 0, STEPS, 5, step=1, play=True),
    },
)
def draw_order(train_epoch: Any, *, order: str, left: str, steps: int) -> Any:
    """One order of the lines on a valley, beside the path of the student's function."""
    steps = int(steps)
    places, grads = walk(order, float(left), steps)
    fig, (valley, path) = drawing(1, 2)
    grid = np.linspace(-3.6, 4.6, 83)
    valley.plot(grid, (2 * grid - 1) ** 2, color=INK, linewidth=1.5, label="L = (2a − 1)²")
    marks = np.array(places)
    valley.plot(marks, (2 * marks - 1) ** 2, "--", color=ORANGE, marker="o", markersize=5, label=order)
    valley.plot(marks[-1:], (2 * marks[-1:] - 1) ** 2, "none", color=ORANGE, marker="o", markersize=11, label="지금")
    valley.set(title="손실의 골짜기", xlabel="a", ylabel="손실 L", xlim=(-3.6, 4.6), ylim=(-4.0, 60.0))
    mine = _walked(train_epoch, float(left), steps)
    path.axhline(0.5, ":", color=INK, label="바닥")
    if mine is not None:
        path.plot(np.arange(len(mine)), mine, color=BLUE, label="내 train_epoch")
    path.plot(np.arange(len(places)), places, "--", color=ORANGE, marker="o", markersize=4, label=order)
    path.set(title="걸음마다의 a", xlabel="걸음", ylabel="a", xlim=(-0.5, STEPS + 0.5), ylim=(-3.6, 4.6))
    reading = f"{order}, 남아 있던 기울기 {left}, {steps}걸음: a는 {number(places[-1], 3)}입니다."
    if grads:
        reading += f" 마지막 걸음에 쓴 .grad는 {number(grads[-1], 3)}입니다."
    reading += FILL_EPOCH if mine is None else f" 내 train_epoch은 a를 {number(mine[-1], 3)}에 두었습니다."
    alt = (
        "왼쪽은 손실 (2a − 1)²의 골짜기를 a = 3에서 내려오는 걸음, 오른쪽은 걸음마다의 a입니다. 파선은 고른 순서, "
        "실선은 내 train_epoch입니다. "
    )
    goal = order == ORDERS[2] and left == str(LEFT) and steps == STEPS
    return picture(fig, alt=alt + reading, reading=reading, goal=goal)


def picture_of_line_and_net(line: Any, network: dict[str, Any]) -> tuple[Any, str]:
    """The test moons with a straight boundary beside one that bends, and the alt text.

    Args:
        line: (w1, w2, b) of a logistic regression.
        network: weights by their names.
    """
    _, X, _, y = moons()
    fig, axes = drawing(1, 2)
    places = np.stack(np.meshgrid(ACROSS, UP), axis=-1).reshape(-1, 2)
    W1, b1, W2, b2 = network.values()

    def straight(points: Any) -> Any:
        return (points @ np.asarray(line[:2]) + line[2] > 0).astype(int)

    def bent(points: Any) -> Any:
        return ((np.maximum(points @ W1.T + b1, 0.0) @ W2.T + b2)[:, 0] > 0).astype(int)

    scores = []
    for axis, title, says in zip(axes, ("로지스틱 회귀", "은닉 유닛이 10개인 신경망"), (straight, bent), strict=True):
        axis.regions(_areas(says(places).reshape(len(UP), len(ACROSS)), ACROSS, UP))
        for label in (0, 1):
            axis.scatter(
                *X[y == label].T,
                color=COLORS[label],
                marker=MARKERS[label],
                markersize=4,
                alpha=0.6,
                label=f"클래스 {label}",
            )
        scores.append(float(np.mean(says(X) == y)))
        axis.set(title=f"{title}: 테스트 정확도 {scores[-1]:.3f}", xlim=(-1.9, 2.9), ylim=(-1.3, 1.8))
        axis.set(xlabel="첫째 특성", ylabel="둘째 특성")
    alt = (
        f"반달 모양으로 맞물린 두 클래스의 테스트 샘플 {len(y)}개를 두 번 그렸습니다. 왼쪽은 로지스틱 회귀가 그은 직선 경계로 테스트 정확도가 "
        f"{scores[0]:.3f}, 오른쪽은 신경망이 그은 굽은 경계로 {scores[1]:.3f}입니다."
    )
    return fig, alt


def _way(axis: Any, x: Any, y: Any, style: str, color: str) -> None:
    """A bent line with a head at its end, where both axes have one scale."""
    axis.plot(x, y, style, color=color)
    tip, along = np.array([x[-1], y[-1]]), np.array([x[-1] - x[-2], y[-1] - y[-2]])
    along = 0.1 * along / np.hypot(*along)
    aside = 0.9 * np.array([-along[1], along[0]])
    axis.plot(*np.transpose([tip - along + aside, tip, tip - along - aside]), color=color)


def picture_of_graph() -> tuple[Any, str]:
    """(2a - 1)² at a = 3 as a graph that forks: values on the way there, slopes on the way back, and the alt text."""
    fig, axis = drawing(width=860, height=200)
    axis.set(xlim=(0.0, 8.6), ylim=(0.0, 2.0))
    axis.bare()
    places, mid = (0.9, 3.1, 5.3, 7.7), 1.0
    nodes = (("a", 3, 20), ("2a", 6, 10), ("u = 2a − 1", 5, 10), ("L = u × u", 25, 1))
    for place, (name, value, slope), side in zip(places, nodes, ("center", "center", "right", "left"), strict=True):
        at = place + {"center": 0.0, "right": 0.2, "left": -0.2}[side]
        axis.plot([place], [mid], "none", color=BLUE, marker="o", markersize=54, alpha=0.25)
        axis.text(place, mid, f"{value}", halo=True)
        axis.text(at, mid, name, lift=44.0, ha=side)
        axis.text(at, mid, f"기울기 {slope}", halo=True, lift=-44.0, ha=side)
    for (left, right), there, back in zip(pairwise(places[:3]), ("×2", "−1"), ("×2", "×1"), strict=True):
        _way(axis, [left + 0.42, right - 0.42], [mid + 0.12] * 2, "-", BLUE)
        _way(axis, [right - 0.42, left + 0.42], [mid - 0.12] * 2, "--", ORANGE)
        axis.text((left + right) / 2, mid, there, lift=26.0)
        axis.text((left + right) / 2, mid, back, lift=-26.0)
    for turned in (1, -1):  # u goes into the product twice
        for off, color, style, turn in ((0.72, BLUE, "-", 1), (0.48, ORANGE, "--", -1)):
            bend = np.array([places[2] + 0.36, places[2] + 0.75, places[3] - 0.75, places[3] - 0.36])
            rise = mid + turned * np.array([off - 0.42, off, off, off - 0.42])
            _way(axis, bend[::turn], rise[::turn], style, color)
        axis.text((places[2] + places[3]) / 2, mid + turned * 0.48, "×5", lift=-16.0 * turned)
    alt = (
        "a에서 2a, u = 2a − 1, L = u × u로 이어지는 계산 그래프입니다. u는 곱셈에 두 번 들어가 두 갈래로 L에 이어집니다. "
        "순전파의 값은 왼쪽부터 3, 6, 5, 25입니다. 역전파의 기울기는 오른쪽 끝의 1에서 시작해 두 갈래에서 5씩 곱해 더한 10, "
        "그다음 1과 2를 곱한 10과 20입니다."
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
