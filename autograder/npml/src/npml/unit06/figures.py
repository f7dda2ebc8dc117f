"""Static pictures and tables of unit 06; those of the later sections are made with the student's class."""

import numpy as np
from npml.widgets import BLUE, GREEN, GREY, ORANGE, PURPLE, RED, figure, subplots

from .data import cancer_gradient, cancer_hessian, cancer_loss, diabetes_gradient, diabetes_mse, walk
from .rules import STEPS, descend, losses, rmsprop, valley


def show_gradient_scales():
    """The 31 gradients of the cancer loss at the start, sorted, on a logarithmic axis."""
    sizes = np.sort(np.abs(cancer_gradient(np.zeros(31))))
    fig, axis = subplots(height=3.2)
    axis.plot(np.arange(31), sizes, "o", color=BLUE)
    axis.set(yscale="log", xlabel="좌표 (기울기가 작은 것부터)", ylabel="기울기의 절댓값")
    alt = (
        f"로지스틱 손실의 기울기 31개의 절댓값을 작은 것부터 로그 눈금에 점으로 찍은 그림. 가장 작은 것은 "
        f"{sizes[0]:.5f}, 가장 큰 것은 {sizes[-1]:.1f}이다."
    )
    figure(fig, alt=alt)
    print(f"가장 작은 기울기 {sizes[0]:.5f}, 가장 큰 기울기 {sizes[-1]:.1f}")


def show_two_ideas():
    """Momentum and RMSProp in a narrow valley: their paths, and how far each coordinate moves at each step."""
    matrix, extra = valley(100.0), np.zeros((STEPS, 2))
    ways = [
        ("경사 하강법", descend(matrix, 2.0 / 101.0, 0.0, extra), GREY, "o"),
        ("모멘텀", descend(matrix, 0.1, 0.9, extra), ORANGE, "s"),
        ("RMSProp", rmsprop(matrix, 0.1, extra), GREEN, "^"),
    ]
    fig, (left, right) = subplots(1, 2, width=9.4, height=3.8)
    across, up = np.meshgrid(np.linspace(-4.6, 1.2, 120), np.linspace(-1.6, 1.6, 120))
    left.contour(across, up, 0.5 * (across**2 + 100.0 * up**2), np.geomspace(0.1, 130, 9), colors=GREY, linewidths=0.5)
    for name, path, color, marker in ways:
        left.plot(*path.T, color=color, marker=marker, markersize=3, linewidth=1.2, label=name)
        steps = np.maximum(np.abs(np.diff(path, axis=0)), 1e-6)
        right.plot(np.arange(1, STEPS + 1), steps[:, 0], color=color, label=f"{name}, 완만한 θ1")
        right.plot(np.arange(1, STEPS + 1), steps[:, 1], ":", color=color, label=f"{name}, 가파른 θ2")
    left.scatter(0, 0, marker="*", s=160, color=RED, zorder=3)
    left.set(xlabel="θ1", ylabel="θ2", title="60걸음의 길 (별: 최소점)")
    right.axhline(0.1, color=GREY, linestyle="--", linewidth=1)
    right.set(yscale="log", ylim=(1e-5, 20), xlabel="걸음", title="좌표마다 움직인 거리 (회색 파선: 학습률 0.1)")
    left.legend(fontsize=8.5, loc="lower right")
    right.legend(fontsize=8.5, loc="lower right")
    first = [np.abs(np.diff(path, axis=0))[0] for _, path, *_ in ways[1:]]
    ends = ", ".join(f"{name} {losses(path, matrix)[-1]:.2g}" for name, path, *_ in ways)
    alt = (
        f"조건수 100인 골짜기에서 경사 하강법은 가파른 쪽으로 지그재그를 그리고, 모멘텀은 크게 휘었다가 모이고, RMSProp은 대각선으로 "
        f"내려가다가 골짜기를 따라간다. 가파른 θ2로는 경사 하강법이 내내 모멘텀보다 멀리 움직인다. 첫 걸음에 움직인 거리는 모멘텀이 θ1 {first[0][0]:.2f}, θ2 {first[0][1]:.2f}, RMSProp이 둘 다 "
        f"{first[1][0]:.2f}이다. 60걸음 뒤의 손실은 {ends}이다."
    )
    figure(fig, alt=alt)
    print(f"첫 걸음   모멘텀: θ1 {first[0][0]:.2f}, θ2 {first[0][1]:.2f}   RMSProp: θ1 {first[1][0]:.2f}, θ2 {first[1][1]:.2f}")


def show_bias():
    """Which part of the true average the uncorrected ones have reached."""
    t = np.arange(1, 101)
    fig, axis = subplots(height=3.0)
    axis.plot(t, 1 - 0.9**t, color=BLUE, label=r"m: $1 - 0.9^t$")
    axis.plot(t, 1 - 0.999**t, "--", color=ORANGE, label=r"v: $1 - 0.999^t$")
    axis.axhline(1.0, color=GREY, linewidth=1, linestyle=":")
    axis.set(xlabel="갱신 횟수 t", ylabel="참값에 대한 비율", ylim=(0, 1.1))
    axis.legend(loc="center right")
    alt = (
        "기울기가 늘 같을 때 보정하지 않은 이동 평균이 참값의 몇 배인지 그린 그림. m은 "
        f"{np.argmax(1 - 0.9**t > 0.9) + 1}걸음 만에 0.9를 넘지만 v는 100걸음 뒤에도 {1 - 0.999**100:.3f}에 머문다."
    )
    figure(fig, alt=alt)


def steepness(Adam, lr=0.1, steps=1200, every=4):
    """Losses of the student's Adam on the cancer data, and the steepness that it meets, every few steps.

    The steepness is lr times the largest eigenvalue of the second derivatives after each coordinate is divided by
    its own root of v_hat (Cohen et al. 2022): gradient descent with an average of the gradients (beta1 = 0.9) gets
    out of hand above 38.
    """
    optimizer, theta, heights, times, met = Adam(lr=lr), np.zeros(31), [], [], []
    for step in range(1, steps + 1):
        theta = optimizer.update(theta, cancer_gradient(theta))
        heights.append(cancer_loss(theta))
        if step % every == 0:
            scale = np.sqrt(optimizer.v / (1.0 - 0.999**step)) + 1e-8
            matrix = cancer_hessian(theta) / np.sqrt(np.outer(scale, scale))
            times.append(step)
            met.append(lr * np.linalg.eigvalsh(matrix)[-1])
    return np.array(heights), np.array(times), np.array(met)


def show_cancer(Adam):
    """The losses of Adam and gradient descent on the cancer data; beside them what Adam meets before it jumps."""
    fig, (left, right) = subplots(1, 2, width=9.4, height=3.8)
    plain = walk(lambda theta, g: theta - 3e-5 * g, cancer_gradient, cancer_loss, 31, 1200)
    curves = [("경사 하강법 0.00003", plain, GREY, ":")]
    for lr, color, style in ((0.001, ORANGE, "-."), (0.01, GREEN, "--"), (0.03, PURPLE, "-")):
        curves.append((f"Adam {lr:g}", walk(Adam(lr=lr).update, cancer_gradient, cancer_loss, 31, 1200), color, style))
    heights, times, met = steepness(Adam)
    curves.append(("Adam 0.1", heights, BLUE, "-"))
    for name, curve, color, style in curves:
        left.plot(curve, style, color=color, linewidth=1.5, label=name)
        print(f"1,000걸음 뒤의 손실 {curve[999]:.2g}   {name}")
    left.set(yscale="log", ylim=(0.05, 30), xlabel="걸음", title="손실")
    left.set_yticks([0.1, 1, 10], ["0.1", "1", "10"])
    left.axvline(1000, color=GREY, linewidth=1, alpha=0.6)
    left.legend(loc="upper right", bbox_to_anchor=(0.81, 1.0), fontsize=8.5)
    right.plot(times, met, color=BLUE, linewidth=1.5)
    right.axhline(38.0, color=RED, linestyle="--", linewidth=1.2, label="한계 38")
    right.set(ylim=(0, 60), xlabel="걸음", ylabel="ηλ", title="Adam 0.1이 느끼는 가파름")
    right.legend(loc="upper right", fontsize=8.5)
    ends = ", ".join(f"{name} {curve[999]:.2g}" for name, curve, *_ in curves)
    late = heights[350:1000]
    alt = (
        f"왼쪽은 유방암 데이터의 손실 다섯 곡선. 1,000걸음 뒤의 손실은 {ends}이고, Adam 0.1은 {350 + late.argmax() + 1}걸음에서 "
        f"{late.max():.0f}까지, 1,000걸음이 지나 다시 {heights[1000:].max():.0f}까지 튄다. 오른쪽은 Adam 0.1이 느끼는 가파름으로, 천천히 올라 {times[np.argmax(met[25:] > 38) + 25]}걸음쯤 "
        f"38을 넘은 뒤 뚝 떨어졌다가 다시 오른다."
    )
    figure(fig, alt=alt)


def print_diabetes(Adam):
    """MSE on the diabetes data after 100 and 500 steps."""
    moves = [("경사 하강법 0.4", lambda theta, g: theta - 0.4 * g)]
    moves += [(f"Adam {lr:g}", Adam(lr=lr).update) for lr in (0.001, 0.1, 1.0, 10.0)]
    for name, move in moves:
        curve = walk(move, diabetes_gradient, diabetes_mse, 11, 500)
        print(f"100걸음 {curve[99]:9.1f}   500걸음 {curve[-1]:9.2f}   {name}")
