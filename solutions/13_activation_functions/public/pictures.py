"""The static pictures of unit 13: gradients that fade, and bends that add up to a curve."""

import numpy as np
from npml.widgets import BLUE, GREEN, GREY, INK, ORANGE, drawing, number


def picture_of_fading(shares):
    """The gradient of each layer as a share of the last layer's, by the name of the function; with its alt text."""
    fig, axis = drawing(width=640)
    looks = {"시그모이드": (ORANGE, "s"), "tanh": (GREEN, "^"), "ReLU": (BLUE, "o")}
    for name, gradients in shares.items():
        color, marker = looks[name]
        axis.plot(np.arange(1, len(gradients) + 1), gradients, color=color, marker=marker, label=name)
    axis.axhline(1.0, ":", color=INK, linewidth=1.0)
    axis.set(yscale="log", ylim=(1e-11, 1e2), xlabel="층", title="기울기의 크기 (마지막 층 = 1)", xticks=[1, 5, 10, 15, 20])
    ends = ", ".join(f"{name} {number(float(gradients[0]), 2)}배" for name, gradients in shares.items())
    alt = (
        f"스무 층의 기울기를 마지막 층과 비교해 로그 눈금으로 그린 선 세 개. 첫 층에서는 {ends}입니다. "
        "시그모이드의 선만 첫 층으로 갈수록 곧게 떨어집니다."
    )
    return fig, alt


def picture_of_bends():
    """|x| from two bent lines, and a sine followed by eight; with its alt text."""
    fig, (left, right) = drawing(1, 2)
    x = np.linspace(-3.0, 3.0, 121)
    up, down = (np.abs(x) + x) / 2, (np.abs(x) - x) / 2
    left.plot(x, up + down, color=BLUE, linewidth=8.0, alpha=0.35, label="더한 것")
    left.plot(x, up, "--", color=INK, label="relu(x)")
    left.plot(x, down, "-.", color=ORANGE, label="relu(−x)")
    left.set(title="꺾인 선 둘의 합", xlabel="x", ylim=(-0.2, 3.2))
    knots = np.linspace(-3.0, 3.0, 9)
    slopes = np.diff(np.sin(knots)) / np.diff(knots)
    bent = np.sin(knots[0]) + np.zeros_like(x)
    for knot, change in zip(knots[:-1], np.diff(slopes, prepend=0.0), strict=True):
        hinge = change * (np.abs(x - knot) + x - knot) / 2
        right.plot(x, hinge, color=GREY, linewidth=1.0, label="더하는 것" if knot == knots[0] else None)
        bent = bent + hinge
    right.plot(x, np.sin(x), "--", color=INK, linewidth=1.5, label="sin x")
    right.plot(x, bent, color=BLUE, label="꺾인 선 여덟의 합")
    right.scatter(knots, np.sin(knots), color=BLUE, markersize=7)
    right.set(title="꺾이는 점을 늘리면", xlabel="x", ylim=(-1.2, 1.2))
    most = np.abs(bent - np.sin(x)).max()
    alt = (
        "왼쪽은 relu(x)와 relu(−x)를 더해 V 모양의 |x|가 되는 그림. 오른쪽은 기울기가 각각 다른 꺾인 선 여덟(회색)을 더해 −3부터 3까지 "
        f"사인 곡선을 따라간 그림으로, 가장 벌어진 곳의 차이는 {most:.2f}입니다."
    )
    return fig, alt
