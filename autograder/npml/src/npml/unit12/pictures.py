"""The static pictures of unit 12: a training with and without clipping, ten seeds, and the map of the course."""

import numpy as np
from npml.widgets import BLUE, GREEN, GREY, INK, ORANGE, RED, subplots


def training_picture(cut, plain, limit):
    """Loss and norm of the first network along both trainings, clipped steps marked: (figure, alt text)."""
    fig, (left, right) = subplots(1, 2, width=9.6, height=3.6)
    clipped = np.flatnonzero(cut.norms[:, 0] + 1e-6 > limit)
    for axis, mine, other in ((left, cut.losses, plain.losses), (right, cut.norms, plain.norms)):
        steps = np.arange(1, len(mine) + 1)
        axis.plot(steps, other[:, 0], ":", color=ORANGE, label="자르지 않음")
        axis.plot(steps, mine[:, 0], color=BLUE, label=f"max_norm {limit:g}")
        axis.plot(clipped + 1, mine[clipped, 0], "x", color=RED, markersize=9, markeredgewidth=2.5, label="자른 걸음")
        axis.set(xlabel="걸음")
    left.set(title="손실")
    right.axhline(limit, color=GREY, linestyle="--", linewidth=1.2)
    right.set(yscale="log", yticks=[0.1, 1, 10], yticklabels=["0.1", "1", "10"], title="자르기 전의 전체 노름")
    fig.legend(*left.get_legend_handles_labels(), loc="outside upper center", ncols=3)
    alt = (
        f"픽셀을 하나씩 읽는 RNN을 80걸음 학습시킨 그림. 자르면 {len(clipped)}걸음만 잘리고 왼쪽의 손실이 {cut.losses[0, 0]:.2f}에서 "
        f"{cut.losses[-1, 0]:.2f}까지 내려간다. 자르지 않으면 50걸음쯤까지 내려가다가 튀어 오른다. 오른쪽 노름은 보통 1보다 작다가 가끔 10을 넘는다."
    )
    return fig, alt


def seeds_picture(cut, plain, limit):
    """The last loss and the number of clipped steps of every seed: (figure, alt text)."""
    fig, (left, right) = subplots(1, 2, width=9.6, height=3.4, width_ratios=[1.5, 1])
    at, ends = np.arange(cut.losses.shape[1]), (plain.losses[-1], cut.losses[-1])
    left.vlines(at, *ends, color=GREY, linewidth=1.2)
    left.plot(at, ends[0], "s", color=ORANGE, markersize=8, label="자르지 않음")
    left.plot(at, ends[1], "o", color=BLUE, markersize=8, label=f"max_norm {limit:g}")
    left.axhline(np.log(2), color=INK, linestyle="--", linewidth=1.2, label="동전 던지기 ln 2")
    left.set(title="80걸음 뒤의 손실", xlabel="시드", xticks=at, ylim=(0, 1.15))
    left.legend(loc="upper left", ncols=3, fontsize=9)
    right.bar(at, np.sum(cut.norms > limit, axis=0), color=BLUE)
    right.set(title="80걸음 가운데 자른 걸음", xlabel="시드", xticks=at, ylim=(0, 80))
    return fig, "시드 열 개의 그림. 왼쪽은 80걸음 뒤의 손실로, 대부분의 시드에서 자른 쪽이 낮다. 오른쪽은 자른 걸음의 수로, 시드마다 크게 다르다."


UNITS = {
    1: ("선형 회귀", 0, 2), 2: ("로지스틱 회귀", 1, 2), 9: ("소프트맥스·\n크로스 엔트로피", 2, 2), 8: ("합성곱", 2.4, 2.55), 11: ("RNN", 2.4, 1.45),
    6: ("Adam", 0, 0.8), 10: ("L1·L2 규제", 1, 0.8), 7: ("드롭아웃", 2, 0.8), 12: ("기울기 클리핑", 3, 0.8), 5: ("배치 정규화", 4, 0.8),
    3: ("k-평균", 0, 0), 4: ("결정 트리", 1, 0),
}  # fmt: skip
ARROWS = ((1, 2), (2, 9), (1, 8), (1, 11), (1, 6), (1, 12), (1, 10), (11, 12), (8, 5))
PAIRS = ((10, 7),)  # two that do the same in other ways
ROWS = ((2, "무엇을 예측하나:\n모델"), (0.8, "어떻게 더 잘\n학습하나"), (0, "기울기 없이\n배우기"))


def course_map():
    """The twelve units and which idea leads to which: (figure, alt text)."""
    fig, axis = subplots(width=9.6, height=4.4)
    axis.set(xlim=(-1.5, 4.5), ylim=(-0.3, 2.7))
    axis.axis("off")
    boxes = {}
    for number, (name, x, y) in UNITS.items():
        color = BLUE if y > 1 else GREEN if y > 0.3 else ORANGE
        style = {"boxstyle": "round,pad=0.5", "facecolor": "white", "edgecolor": color, "linewidth": 2}
        text = axis.text(x, y, f"{number}. {name}", ha="center", va="center", fontsize=10.5, bbox=style, zorder=3)
        boxes[number] = text.get_bbox_patch()
    for start, end in ARROWS + PAIRS:
        looks = {"arrowstyle": "<|-|>" if (start, end) in PAIRS else "-|>", "color": GREY, "patchA": boxes[start], "patchB": boxes[end], "shrinkA": 2, "shrinkB": 3}
        axis.annotate("", UNITS[end][1:], UNITS[start][1:], arrowprops=looks, zorder=1)
    for y, words in ROWS:
        axis.text(-1.45, y, words, color=INK, fontsize=10.5, va="center")
    return fig, (
        "열두 단원의 지도. 위에는 모델이 있다. 선형 회귀에서 로지스틱 회귀를 거쳐 소프트맥스로, 또 합성곱과 RNN으로 이어진다. 가운데에는 Adam, 규제, 드롭아웃, "
        "기울기 클리핑, 배치 정규화처럼 학습을 돕는 것이 있는데 규제와 드롭아웃은 서로 이어지고 배치 정규화는 합성곱에서 이어진다. 아래에는 기울기를 쓰지 않는 k-평균과 결정 트리가 있다."
    )
