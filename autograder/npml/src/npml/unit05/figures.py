"""Static pictures and tables of unit 05, each from the student's class."""

import numpy as np
from matplotlib.patches import Rectangle
from npml.widgets import BLUE, GREEN, GREY, ORANGE, PURPLE, figure, number, subplots

from .network import Network, activations, digits, first_step, train

SETTINGS = ((1.4, 0.1), (1.4, 0.3), (0.5, 0.1), (3.0, 0.1))
SCALES = ((0.5, BLUE, "o"), (1.4, GREEN, "s"), (3.0, ORANGE, "^"))


def show_scales():
    """How the spread of the activations changes from layer to layer, for three scales; beside it what a step changes."""
    fig, (axis, right) = subplots(1, 2, width=9.4, height=3.6)
    story = []
    for scale, color, marker in SCALES:
        spread = [h.std() for h in activations(scale)]
        axis.plot(np.arange(1, 11), spread, color=color, marker=marker, label=f"가중치의 크기 {scale:g}")
        first, last = number(spread[0], 2), number(spread[-1], 2)
        story.append(f"가중치의 크기가 {scale:g}이면 1층에서 {first}, 10층에서 {last}")
    axis.set(yscale="log", xlabel="층", ylabel="활성화 값의 표준편차", title="앞으로 가는 값 (층 열 개)")
    axis.set(xticks=np.arange(1, 11), ylim=(1e-7, 1e5))
    axis.legend(loc="upper left")
    told = _draw_steps(right, None, "--")
    right.set(title="첫 걸음이 바꾸는 비율 (은닉층 다섯)", ylim=(1e-6, 100.0))
    fig.get_layout_engine().set(wspace=0.06)
    figure(fig, alt=f"왼쪽은 층에 따른 활성화 값의 표준편차. {', '.join(story)}. 오른쪽은 첫 걸음이 가중치를 바꾸는 비율. {told}.")
    print("\n".join(story))


def _draw_steps(axis, BatchNorm, style):
    """Draw by which share of its size the first step changes each layer's weights, for three scales; the story of it."""
    story = []
    for scale, color, marker in SCALES:
        shares = first_step(Network(BatchNorm, scale))
        axis.plot(np.arange(1, 7), shares, style, color=color, marker=marker, label=f"가중치의 크기 {scale:g}")
        story.append(f"가중치의 크기가 {scale:g}이면 {shares.min():.2%}에서 {shares.max():.2%}")
    axis.set(yscale="log", xlabel="층", ylabel="바뀐 비율", xticks=np.arange(1, 7))
    axis.set_yticks([1e-6, 1e-4, 1e-2, 1.0, 100.0], ["0.0001%", "0.01%", "1%", "100%", ""])
    return ", ".join(story)


def show_first_steps(BatchNorm):
    """The same shares without batch normalization (dashed) and with the student's (solid)."""
    fig, axis = subplots(width=7.0, height=3.8)
    without, own = _draw_steps(axis, None, "--"), _draw_steps(axis, BatchNorm, "-")
    handles = axis.get_legend_handles_labels()[0][3:]
    axis.legend(handles=handles, loc="upper left", ncol=3, fontsize=9)
    axis.set(ylim=(1e-6, 3e3), title="첫 걸음이 바꾸는 비율 (실선: 내 배치 정규화, 파선: 없이)")
    figure(fig, alt=f"학습률 0.1의 첫 걸음이 층마다 가중치를 바꾸는 비율. 배치 정규화 없이, {without}. 내 배치 정규화로는, {own}.")
    print(own.replace(", ", "\n"))


def show_cloud():
    """Two features of the wines as they are, normalised, and with gamma and beta, on the same axes."""
    from sklearn.datasets import load_wine
    from sklearn.preprocessing import StandardScaler

    raw = load_wine().data[:, [5, 6]]
    even = StandardScaler().fit_transform(raw)
    clouds = (("들어오는 값 x", raw), ("정규화한 값", even), ("γ = (2, 0.5), β = (1, −1)", even * [2.0, 0.5] + [1.0, -1.0]))
    fig, axes = subplots(1, 3, width=9.4, height=3.5)
    for axis, (title, cloud) in zip(axes, clouds, strict=True):
        axis.axhline(0.0, color=GREY, linewidth=1)
        axis.axvline(0.0, color=GREY, linewidth=1)
        axis.scatter(*cloud.T, s=9, color=BLUE, alpha=0.6)
        axis.errorbar(*cloud.mean(axis=0), *cloud.std(axis=0)[::-1], color=ORANGE, linewidth=2.5, capsize=4)
        axis.set(xlim=(-4.5, 6.5), ylim=(-4.5, 6.5), aspect="equal", title=title, xlabel="총페놀")
    axes[0].set(ylabel="플라보노이드")
    told = "; ".join(
        f"{title}: 평균 ({cloud[:, 0].mean():.1f}, {cloud[:, 1].mean():.1f}), 표준편차 ({cloud[:, 0].std():.1f}, {cloud[:, 1].std():.1f})"
        for title, cloud in clouds
    )
    figure(fig, alt=f"와인 178병의 두 특성을 같은 눈금의 세 그림에 그렸다. 주황색 십자는 평균과 표준편차이다. {told}. 세 구름 모두 오른쪽 위로 기울어 있다.")


def show_axes():
    """Along which axis batch normalization averages, beside layer normalization: two tables of samples and features."""
    fig, axes = subplots(1, 2, width=8.2, height=2.7)
    ways = (("배치 정규화: 열마다", BLUE, np.s_[:, 2]), ("층 정규화: 행마다", ORANGE, np.s_[1, :]))
    for axis, (title, color, part) in zip(axes, ways, strict=True):
        chosen = np.zeros((5, 8), dtype=bool)
        chosen[part] = True
        for row, column in np.ndindex(5, 8):
            face = color if chosen[row, column] else "#EEEEEE"
            axis.add_patch(Rectangle((column, row), 1, 1, facecolor=face, edgecolor="white", linewidth=1.5))
        axis.set(xlim=(0, 8), ylim=(5, 0), xticks=[], yticks=[], xlabel="특성 D개", ylabel="샘플 N개", title=title)
        axis.grid(visible=False)
        axis.spines[["left", "bottom"]].set_visible(False)
    alt = (
        "샘플이 행, 특성이 열인 표 두 개. 왼쪽 배치 정규화는 한 열을 칠했고, 그 열의 샘플들로 평균과 분산을 구한다. "
        "오른쪽 층 정규화는 한 행을 칠했고, 그 행의 특성들로 구한다."
    )
    figure(fig, alt=alt)


def wines():
    """Alcohol and proline of 178 wines, (178, 2)."""
    from sklearn.datasets import load_wine

    return load_wine().data[:, [0, 12]]


def lands(BatchNorm, count=100):
    """Where one wine lands in each of ``count`` batches with four others: training and inference, (count, 2) each."""
    rng, data = np.random.default_rng(0), wines()
    layer, where = BatchNorm(), {True: [], False: []}
    for _ in range(100):
        layer.forward(data[rng.choice(len(data), 32, replace=False)])
    batches = [np.concatenate([data[:1], data[rng.choice(np.arange(1, len(data)), 4, replace=False)]]) for _ in range(count)]
    for training in (False, True):  # inference first: training moves the running values
        where[training] = np.array([layer.forward(batch, training)[0] for batch in batches])
    return where[True], where[False]


def show_mates(BatchNorm):
    """One wine with ever other neighbours in its batch: where it lands in training mode, and where in inference mode."""
    data, (trained, inferred) = wines(), lands(BatchNorm)
    fig, (left, right) = subplots(1, 2, width=9.0, height=3.6)
    left.scatter(*data.T, s=14, color=GREY, label="와인 178병")
    left.scatter(*data[0], s=160, marker="*", color=BLUE, zorder=3, label="이 한 병")
    left.set(xlabel="알코올", ylabel="프롤린", title="들어오는 값")
    right.scatter(*trained.T, s=18, marker="^", color=ORANGE, alpha=0.7, label="훈련 모드")
    right.scatter(*inferred.T, s=160, marker="*", color=BLUE, zorder=3, label="추론 모드")
    right.set(xlabel="알코올의 출력", ylabel="프롤린의 출력", title="이웃 네 병을 백 번 바꾸면")
    fig.get_layout_engine().set(wspace=0.06)
    for axis in (left, right):
        axis.legend(loc="upper left", fontsize=9)
    ends = [f"{low:.1f}부터 {high:.1f}까지" for low, high in zip(trained.min(axis=0), trained.max(axis=0), strict=True)]
    spread = np.ptp(inferred, axis=0).max()
    alt = (
        f"왼쪽은 와인 178병의 알코올과 프롤린에 한 병을 별로 표시한 그림. 오른쪽은 이웃 네 병을 백 번 바꾸어 가며 낸 그 한 병의 "
        f"출력. 훈련 모드의 알코올은 {ends[0]}, 프롤린은 {ends[1]} 흩어지고, 추론 모드는 모두 "
        f"({inferred[0, 0]:.1f}, {inferred[0, 1]:.1f}) 근처이다."
    )
    figure(fig, alt=alt)
    print(f"훈련 모드의 출력: 알코올 {ends[0]}, 프롤린 {ends[1]}")
    print(f"추론 모드의 출력: 늘 ({inferred[0, 0]:.2f}, {inferred[0, 1]:.2f}), 백 번의 차이는 {spread:.2g}")


def both_modes(BatchNorm, momentum):
    """Test accuracy after each of ten epochs, in training and in inference mode: (10,) each."""
    _, _, x, labels = digits()
    network, trained, inferred = Network(lambda: BatchNorm(momentum=momentum)), [], []

    def look(now):
        trained.append(now.accuracy_of_training_mode(x, labels))
        inferred.append(now.accuracy(x, labels))

    train(network, 0.1, after=look)
    return trained, inferred


def show_training(BatchNorm):
    """Losses with and without batch normalization in four settings; test accuracies in both modes by epoch."""
    _, _, x_test, labels_test = digits()
    fig, (left, right) = subplots(1, 2, width=9.4, height=3.8)
    fig.get_layout_engine().set(wspace=0.06)
    epochs, ends = np.arange(1, 11), []
    for (scale, lr), color in zip(SETTINGS, (BLUE, ORANGE, GREEN, PURPLE), strict=True):
        for name, layer, style in (("내 배치 정규화", BatchNorm, "-"), ("없이", None, "--")):
            network = Network(layer, scale)
            losses, label = train(network, lr), f"가중치 {scale:g}, 학습률 {lr}"
            left.plot(epochs, losses, style, color=color, label=label if layer is not None else None)
            ends.append(f"{label}, {name}: 손실 {losses[0]:.2f} → {losses[-1]:.2f}")
            score = network.accuracy(x_test, labels_test)
            print(f"{label}   손실 {losses[0]:.2f} → {losses[-1]:.2f}   테스트 정확도 {score:.2f}   {name}")
    left.plot([], [], "--", color=GREY, label="배치 정규화 없이")
    left.set(xlabel="에포크", ylabel="훈련 손실", ylim=(0, 3.4), title="배치 정규화가 있을 때와 없을 때", xticks=epochs[1::2])
    left.legend(loc="upper right", ncol=2, fontsize=8.5)
    story = []
    for momentum, color in ((0.9, BLUE), (0.99, PURPLE)):
        trained, inferred = both_modes(BatchNorm, momentum)
        right.plot(epochs, inferred, "o-", color=color, markersize=4, label=f"추론 모드, momentum {momentum}")
        story.append(f"momentum {momentum}의 추론 모드는 {inferred[0]:.2f}에서 {inferred[-1]:.2f}까지")
    right.plot(epochs, trained, "--", color=GREY, label="훈련 모드 (테스트 세트 전체를 한 배치로)")
    story.append(f"훈련 모드는 {trained[0]:.2f}에서 {trained[-1]:.2f}까지")
    right.set(xlabel="에포크", ylabel="테스트 정확도", ylim=(0, 1), title="두 모드로 잰 정확도", xticks=epochs[1::2])
    right.legend(loc="lower right", fontsize=8.5)
    figure(fig, alt=f"왼쪽은 훈련 손실의 곡선 여덟 개. {'; '.join(ends)}. 오른쪽은 테스트 정확도. {', '.join(story)} 오른다.")
