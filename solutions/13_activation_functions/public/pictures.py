"""The static pictures of unit 13: gradients that fade, bends that add up to a curve, and the eight functions."""

import numpy as np
from npml.widgets import BLUE, GREEN, GREY, INK, ORANGE, drawing, number


def picture_of_fading(shares):
    """The gradient of each layer as a share of the last layer's, by the name of the function; with its alt text."""
    fig, axis = drawing(width=640)
    looks = {"시그모이드": (ORANGE, "s"), "tanh": (GREEN, "^"), "ReLU": (BLUE, "o"), "σ − ½": (BLUE, "o")}
    for name, gradients in shares.items():
        color, marker = looks[name]
        axis.plot(np.arange(1, len(gradients) + 1), gradients, color=color, marker=marker, label=name)
    axis.axhline(1.0, ":", color=INK, linewidth=1.0)
    axis.set(yscale="log", ylim=(1e-11, 1e2), xlabel="층", title="기울기의 크기 (마지막 층 = 1)", xticks=[1, 5, 10, 15, 20])
    ends = ", ".join(f"{name} {number(float(gradients[0]), 2)}배" for name, gradients in shares.items())
    alt = (
        f"스무 층의 기울기를 마지막 층과 비교해 로그 눈금으로 그린 선 {len(shares)}개. 첫 층에서는 {ends}입니다. "
        "시그모이드의 선만 첫 층으로 갈수록 곧게 떨어집니다."
    )
    return fig, alt


def picture_of_bends():
    """|x| from two bent lines, and a sine followed by seven; with its alt text."""
    fig, (left, right) = drawing(1, 2)
    x = np.linspace(-4.0, 3.0, 141)
    up, down = (np.abs(x) + x) / 2, (np.abs(x) - x) / 2
    left.plot(x, up + down, color=BLUE, linewidth=8.0, alpha=0.35, label="더한 것")
    left.plot(x, up, "--", color=INK, label="relu(x)")
    left.plot(x, down, "-.", color=ORANGE, label="relu(−x)")
    left.set(title="꺾인 선 둘의 합", xlabel="x", xlim=(-3.0, 3.0), ylim=(-0.2, 3.2))
    knots = np.linspace(-3.0, 3.0, 8)
    slopes = np.diff(np.sin(knots)) / np.diff(knots)
    bent = np.sin(knots[0]) + np.zeros_like(x)
    for knot, change in zip(knots[:-1], np.diff(slopes, prepend=0.0), strict=True):
        hinge = change * (np.abs(x - knot) + x - knot) / 2
        right.plot(x, hinge, color=GREY, linewidth=1.0, label="더하는 것" if knot == knots[0] else None)
        bent = bent + hinge
    right.plot(x, np.sin(x), "--", color=INK, linewidth=1.5, label="sin x")
    right.plot(x, bent, color=BLUE, label="일곱과 상수의 합")
    right.scatter(knots, np.sin(knots), color=BLUE, markersize=7)
    right.set(title="꺾이는 점을 늘리면", xlabel="x", xlim=(-4.0, 3.0), ylim=(-2.2, 2.2))
    most = np.abs(bent - np.sin(x))[x >= -3.0].max()
    alt = (
        "왼쪽은 relu(x)와 relu(−x)를 더해 V 모양의 |x|가 되는 그림. 오른쪽은 꺾이는 점이 다른 선 일곱(회색)과 상수를 더해 −3부터 3까지 "
        f"사인 곡선을 따라간 그림으로, 그 구간에서 가장 벌어진 곳의 차이는 {most:.2f}입니다. −3보다 왼쪽에서는 평평하게 남아 따라가지 못합니다."
    )
    return fig, alt


def picture_of_eight():
    """The values of the eight functions, in forms that no student need write; with its alt text."""
    from scipy.special import ndtr

    fig, axes = drawing(2, 4, height=430)
    z = np.linspace(-4.0, 4.0, 162)  # 0, where the step is, is not among them
    up, down = (z + np.abs(z)) / 2, (z - np.abs(z)) / 2
    shapes = {
        "계단 함수": (1.0 + np.sign(z)) / 2, "시그모이드": 0.5 + 0.5 * np.tanh(z / 2), "tanh": np.tanh(z), "ReLU": up,
        "leaky ReLU": up + 0.01 * down, "ELU": up + np.exp(down) - 1.0, "softplus": np.logaddexp(0.0, z), "GELU": z * ndtr(z),
    }  # fmt: skip
    for axis, (name, values) in zip(axes.ravel(), shapes.items(), strict=True):
        axis.axhline(0.0, color=GREY, linewidth=1.0)
        axis.axvline(0.0, ":", color=GREY)
        axis.plot(z, values, color=BLUE, linewidth=2.5)
        axis.set(title=name, xlim=(-4.0, 4.0), ylim=(-1.3, 4.2), xticks=[-4, 0, 4], yticks=[-1, 0, 1, 4])
    alt = (
        "여덟 함수의 값을 −4부터 4까지 그린 작은 그림 여덟 개. 윗줄의 계단 함수와 시그모이드는 0에서 1로, tanh는 −1에서 1로 올라 "
        "양쪽이 평평하고, ReLU는 0에서 꺾입니다. 아랫줄의 leaky ReLU는 0의 왼쪽에서도 아주 조금 기울고, ELU는 −1로, "
        "softplus와 GELU는 0으로 다가갑니다. 다섯은 오른쪽에서 직선에 가깝습니다."
    )
    return fig, alt
