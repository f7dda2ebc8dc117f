"""The static pictures of unit 11: what a single row tells, and how a small change grows or fades."""

import numpy as np
from npml.widgets import BLUE, GREEN, GREY, INK, ORANGE, RED, number, subplots
from sklearn.linear_model import RidgeClassifier

from .memory import TRAIN, digit_rows, random_weights


def read_out(features):
    """Test accuracy of a linear classifier that sees only these features (1797, n)."""
    labels = digit_rows()[1]
    model = RidgeClassifier(alpha=0.01).fit(features[:TRAIN], labels[:TRAIN])
    return model.score(features[TRAIN:], labels[TRAIN:])


def without_order():
    """Accuracy of what can be seen of a digit: each row alone, the rows' mean, the rows sorted, the rows in order."""
    rows, labels = digit_rows()
    images = np.transpose(rows, (1, 0, 2))
    # Sorted as words in a dictionary: all 64 pixels are there, but not which row came first.
    by_size = np.array([image[np.lexsort(image.T[::-1])] for image in images])
    return {
        "rows": np.array([read_out(row) for row in rows]),
        "mean": read_out(rows.mean(axis=0)),
        "sorted": read_out(by_size.reshape(len(labels), -1)),
        "order": read_out(images.reshape(len(labels), -1)),
    }


def rows_picture():
    """A digit, and the accuracies of `without_order`: (figure, alt text, accuracies)."""
    scores, rows = without_order(), digit_rows()[0]
    fig, (image, bars) = subplots(1, 2, width=9.0, height=3.4, width_ratios=[1, 2.6])
    image.imshow(rows[:, 3], cmap="Greys")
    image.grid(False)
    image.set(xticks=[], yticks=range(8), yticklabels=range(1, 9), ylabel="읽는 순서", title="숫자 3")
    heights = [*scores["rows"], scores["mean"], scores["sorted"], scores["order"]]
    colors = [BLUE] * 8 + [GREY, ORANGE, GREEN]
    drawn = bars.bar([*range(1, 9), 10, 11.3, 12.6], heights, color=colors, hatch=[""] * 8 + ["..", "//", ""])
    bars.bar_label(drawn, [f"{height:.2f}" for height in heights], fontsize=9, padding=3)
    names = [*(f"{row}행" for row in range(1, 9)), "평균", "정렬한\n64픽셀", "순서대로\n64픽셀"]
    bars.set(ylim=(0, 1.05), ylabel="테스트 정확도")
    bars.set_xticks([*range(1, 9), 10, 11.3, 12.6], names, fontsize=9)
    alt = (
        f"왼쪽은 8×8 픽셀로 그린 숫자 3, 오른쪽은 정확도의 막대그래프. 한 행만 보면 {scores['rows'].min():.2f}에서 {scores['rows'].max():.2f}, "
        f"여덟 행의 평균은 {scores['mean']:.2f}, 정렬해서 순서를 지운 64픽셀은 {scores['sorted']:.2f}, 순서대로 본 64픽셀은 {scores['order']:.2f}이다."
    )
    return fig, alt, scores


def in_the_plane(rnn_states, rho, steps=50):
    """Two neighbouring states that a turn by 25° times rho carries on, the starts included: (51, 2, 2)."""
    turn = np.radians(25.0)
    Wh = rho * np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    starts = np.array([[0.3, 0.0], [0.3, 0.08]])
    after = rnn_states(np.zeros((steps, 2, 1)), starts, np.zeros((1, 2)), Wh, np.zeros(2))
    return np.concatenate([starts[None], after])


def plane_picture(rnn_states):
    """The ways of two neighbouring states for three ρ: (figure, alt text)."""
    fig, axes = subplots(1, 3, width=9.6, height=3.5, sharey=True)
    told = []
    for axis, rho in zip(axes, (0.8, 1.0, 1.5), strict=True):
        ways = in_the_plane(rnn_states, rho)
        axis.plot([-1, 1, 1, -1, -1], [-1, -1, 1, 1, -1], ":", color=GREY, linewidth=1.2)
        for way, color, style in zip(np.swapaxes(ways, 0, 1), (BLUE, RED), ("-", "--"), strict=True):
            axis.plot(*way.T, style, color=color, linewidth=1.0)
            axis.plot(*way[0], "o", color=color, markerfacecolor="white", markersize=7)
            axis.plot(*way[-1], "o", color=color, markersize=7)
        gap = np.linalg.norm(ways[:, 0] - ways[:, 1], axis=1)
        axis.set(title=f"ρ = {rho}: 끝의 간격 {number(gap[-1], 2)}", xlim=(-1.1, 1.1), ylim=(-1.1, 1.1), aspect="equal", xlabel="상태의 첫째 좌표")
        told.append(f"ρ = {rho}이면 {gap[0]:.2f}에서 {number(gap[-1], 2)}")
    axes[0].set(ylabel="상태의 둘째 좌표")
    alt = (
        "가까운 두 상태가 50시점 동안 지나는 길을 평면에 그린 그림 세 장. ρ = 0.8에서는 둘 다 가운데로 모이고, ρ = 1에서는 함께 돌며, "
        f"ρ = 1.5에서는 바깥으로 나가 점선 네모 안쪽을 돈다. 50시점 동안 두 상태의 간격은 다음처럼 바뀐다: {', '.join(told)}."
    )
    return fig, alt


def growth(rnn_states, rho, steps=50, tiny=1e-13):
    """Size (largest singular value) of the Jacobian of h_t with respect to h_0 near zero, for t = 1 … steps."""
    _, Wh, b = random_weights(rho, 64)
    shaken = rnn_states(np.zeros((steps, 64, 1)), tiny * np.eye(64), np.zeros((1, 64)), Wh, 0.0 * b)
    return np.array([np.linalg.norm(state / tiny, 2) for state in shaken])


def growth_picture(rnn_states):
    """How a small change of the first state grows in 50 steps: (figure, alt text, sizes by ρ)."""
    fig, axis = subplots(width=9.0, height=3.4)
    sizes = {rho: growth(rnn_states, rho) for rho in (0.5, 1.0, 1.5)}
    for (rho, size), color, style in zip(sizes.items(), (BLUE, GREY, RED), ("--", "-", "-."), strict=True):
        axis.plot(np.arange(1, 51), size, style, color=color, label=f"ρ = {rho}")
    axis.set(yscale="log", xlabel="시점 T", ylabel="흔들림이 커진 배수")
    axis.legend(loc="lower left")
    ends = ", ".join(f"ρ = {rho}일 때 {number(size[-1], 2)}" for rho, size in sizes.items())
    alt = f"첫 상태의 작은 흔들림이 시점이 지나며 몇 배가 되는지 로그 눈금으로 그린 세 곡선. 50시점 뒤에는 {ends}배이다."
    return fig, alt, sizes


def lstm_picture():
    """A plain network and an LSTM unrolled over three steps, one above the other: (figure, alt text)."""
    fig, (plain, gated) = subplots(2, 1, width=9.6, height=4.6, height_ratios=[1, 1.5])
    for axis, top, title in ((plain, 1.2, "RNN"), (gated, 2.1, "LSTM")):
        axis.axis("off")
        axis.set(xlim=(-1.2, 11.6), ylim=(-0.75, top))
        axis.set_title(title, loc="left")
    for axis, height, color, width in ((plain, 0.6, ORANGE, 1.5), (gated, 1.6, BLUE, 4.0)):
        axis.plot([-1.0, 11.3], [height, height], color=color, linewidth=width, zorder=1)
        _way(axis, (11.0, height), (11.5, height), color, width)
    for step, t in enumerate(("t−1", "t", "t+1")):
        left = 3.7 * step
        _word(plain, left + 1.3, 0.6, "× Wh,  tanh", ORANGE)
        _word(gated, left + 0.6, 1.6, "×", BLUE)
        _word(gated, left + 1.95, 1.6, "+", BLUE)
        _word(gated, left + 1.3, 0.4, "f, i, g, o를 구함", ORANGE)
        for x, words, side in ((0.6, "f ", "right"), (1.95, "i · g ", "right")):
            _way(gated, (left + x, 0.68), (left + x, 1.34), GREY, 1.2)
            gated.text(left + x, 1.02, words, ha=side, va="center", fontsize=10.5)
        _way(gated, (left + 2.75, 1.6), (left + 2.75, 0.45), ORANGE, 1.5)
        gated.text(left + 2.8, 1.02, " o · tanh", ha="left", va="center", fontsize=10.5)
        _way(gated, (left + 2.75, 0.4), (left + (4.25 if step < 2 else 4.1), 0.4), ORANGE, 1.5)
        for axis, low, high in ((plain, -0.4, 0.28), (gated, -0.5, 0.1)):
            _way(axis, (left + 1.3, low), (left + 1.3, high), GREY, 1.2)
            axis.text(left + 1.3, low - 0.22, f"x({t})", ha="center", va="center", fontsize=10)
    _way(gated, (-1.0, 0.4), (0.55, 0.4), ORANGE, 1.5)
    for axis, height, name in ((plain, 0.6, "h"), (gated, 1.6, "c"), (gated, 0.4, "h")):
        axis.text(-1.1, height + 0.12, name, fontsize=12, color=INK, va="bottom")
    alt = (
        "RNN과 LSTM을 세 시점 펼쳐 위아래로 그린 그림. 위의 RNN은 상태 h가 시점마다 Wh를 곱하고 tanh를 지난다. 아래의 LSTM은 굵은 선으로 그린 셀 상태 c가 곧게 "
        "이어지며 시점마다 망각 게이트 f를 곱하고 i·g를 더할 뿐이고, 그 게이트들은 아래의 가는 길에서 입력 x와 h로 구한다. 새 h는 c에서 o·tanh를 거쳐 나온다."
    )
    return fig, alt


def _word(axis, x, y, words, color):
    box = {"boxstyle": "round,pad=0.35", "facecolor": "white", "edgecolor": color, "linewidth": 1.8}
    axis.text(x, y, words, ha="center", va="center", fontsize=10, bbox=box, zorder=3)


def _way(axis, start, end, color, width):
    axis.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": color, "linewidth": width, "shrinkA": 0, "shrinkB": 0})
