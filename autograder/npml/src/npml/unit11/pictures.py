"""The static pictures of unit 11: what a single row tells, and how a small change grows or fades."""

import numpy as np
from npml.widgets import BLUE, GREEN, GREY, ORANGE, RED, number, subplots
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
        f"왼쪽은 8×8픽셀로 그린 숫자 3, 오른쪽은 정확도의 막대그래프. 한 행만 보면 {scores['rows'].min():.2f}에서 {scores['rows'].max():.2f}, "
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
