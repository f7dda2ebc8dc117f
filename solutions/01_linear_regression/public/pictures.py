"""Unit 01's still pictures, and the data of a regression that many programs got wrong."""

from __future__ import annotations

from typing import Any

import numpy as np
from npml.widgets import BLUE, GREEN, GREY, ORANGE, figure, josa, subplots

#: Intercept and weight of the three lines with which the lesson begins; the last is nearly the best.
LINES = (("--", 152.1, 0.0, ORANGE), ("-.", 152.1, 20.0, GREEN), ("-", 152.1, 45.2, BLUE))


def _mse(bmi: Any, target: Any, base: Any, slope: Any) -> Any:
    return np.mean((base + slope * bmi - target) ** 2)


def show_lines(bmi: Any, target: Any) -> None:
    """The patients and three lines with the MSE of each."""
    fig, axis = subplots()
    axis.scatter(bmi, target, s=10, color=GREY, alpha=0.5, label="환자 한 명")
    ends, losses = np.array([-2.2, 4.0]), []
    for style, base, slope, color in LINES:
        losses.append(f"{_mse(bmi, target, base, slope):,.0f}")
        label = f"가중치 {slope:g}: MSE {losses[-1]}"
        axis.plot(ends, base + slope * ends, style, color=color, label=label)
    axis.set(xlabel="BMI (표준화)", ylabel="1년 뒤 진행 정도", ylim=(0, 500))
    axis.legend(loc="upper left", fontsize=9)
    alt = (
        f"환자 {len(target)}명의 BMI와 진행 정도를 점으로 찍은 그림. 절편이 152.1로 같고 가중치가 0, 20, 45.2인 "
        f"세 직선이 겹쳐 있다. 가중치가 클수록 점들의 흐름에 가깝고 MSE는 {losses[0]}, {losses[1]}, {josa(losses[2], '으로')} 줄어든다."
    )
    figure(fig, alt=alt)


#: Places on the map, besides the three lines, where an arrow shows the way down.
PLACES = ((45.0, 130.0), (255.0, 120.0), (30.0, -20.0), (270.0, -10.0), (90.0, -65.0), (215.0, -60.0), (100.0, 75.0), (205.0, 20.0))
ARROW = 0.4  # of the negative gradient


def show_bowl(bmi: Any, target: Any) -> None:
    """The loss over (intercept, weight) as a bowl, its section through the three lines, and a map with the ways down."""
    fig, (hidden, section, plan) = subplots(1, 3, width=9.8, height=3.5, width_ratios=[1.0, 1.15, 1.5])
    place = hidden.get_subplotspec()
    hidden.remove()
    bowl = fig.add_subplot(place, projection="3d", computed_zorder=False)  # else the surface hides the points
    base, slope = np.meshgrid(np.linspace(0.0, 304.0, 41), np.linspace(-90.0, 180.0, 41))
    spread, middle, both = np.mean(bmi**2), np.mean(bmi), np.mean(bmi * target)

    def loss(at: Any, weight: Any) -> Any:
        return (at**2 + weight**2 * spread + 2.0 * at * weight * middle
                - 2.0 * at * target.mean() - 2.0 * weight * both + np.mean(target**2)) / 2.0  # fmt: skip

    def uphill(at: float, weight: float) -> Any:
        return np.array([at + weight * middle - target.mean(), weight * spread + at * middle - both])

    height = loss(base, slope)
    bowl.plot_surface(base, slope, height, cmap="Blues", linewidth=0)
    bowl.set(xticks=[0, 300], yticks=[-50, 150], zticks=[], title="높이가 손실 L")
    bowl.set_xlabel("절편", labelpad=-6)
    bowl.set_ylabel("가중치", labelpad=-4)
    bowl.tick_params(pad=-2, labelsize=8)
    bowl.view_init(elev=24, azim=-60)
    weights = np.linspace(-45.0, 135.0, 121)
    section.plot(weights, loss(LINES[0][1], weights), color=GREY)
    levels = np.array([2500.0, 4000.0, 7000.0, 11_000.0, 16_000.0])
    plan.contour(base, slope, height, levels=levels, colors=GREY, linewidths=1.0)
    losses = []
    for (_, at, weight, color), sign in zip(LINES, "o^s", strict=True):
        losses.append(loss(at, weight))
        section.plot([weight], [losses[-1]], sign, color=color, markersize=8)
        low = abs(uphill(at, weight)[1]) < 10.0  # at the bottom the number would stand on the curve
        reach = np.array([-22.0, 22.0])
        section.plot(weight + reach, losses[-1] + uphill(at, weight)[1] * reach, color=color, linewidth=2.0)
        section.annotate(f"{losses[-1]:,.0f}", (weight, losses[-1]), xytext=(0, -15) if low else (7, 7), ha="center" if low else "left",
                         textcoords="offset points", fontsize=9)  # fmt: skip
        bowl.scatter([at], [weight], [losses[-1]], color=color, s=30, marker=sign, depthshade=False, zorder=3)
        plan.scatter([at], [weight], color=color, s=45, marker=sign, zorder=3)
    for at, weight, color in [*((at, weight, GREY) for at, weight in PLACES), *((at, weight, color) for _, at, weight, color in LINES)]:
        across, up = -ARROW * uphill(at, weight)
        if np.hypot(across, up) > 2.0:
            plan.annotate("", (at + across, weight + up), (at, weight), arrowprops={"arrowstyle": "-|>", "color": color, "linewidth": 1.8, "shrinkA": 0, "shrinkB": 0})
    section.margins(y=0.15)
    section.set(xlabel="가중치 θ1", title="절편이 152인 단면과 접선")
    plan.set(xlabel="절편 θ0", ylabel="가중치 θ1", title="위에서 본 등고선과 내리막", aspect="equal")
    alt = (
        "왼쪽은 절편과 가중치를 두 축으로, 손실을 높이로 그린 그릇 모양의 곡면에 세 직선을 점으로 찍은 그림. 가운데는 절편이 152인 단면인 포물선으로, 세 직선의 손실 "
        f"{losses[0]:,.0f}, {losses[1]:,.0f}, {josa(f'{losses[2]:,.0f}', '이/가')} 점으로 찍혀 있고 접선은 바닥에 가까울수록 평평하다. "
        "오른쪽은 위에서 내려다본 둥근 등고선. 여러 자리에서 그은 화살표가 모두 등고선에 수직으로 바닥을 향하고, 바깥쪽 화살표일수록 길다."
    )
    figure(fig, alt=alt)


def show_zigzags() -> None:
    """Five steps down one parabola, for three learning rates: from one side, across the bottom, and upwards."""
    fig, axes = subplots(1, 3, width=9.4, height=2.9, sharey=True)
    place, ends = np.linspace(-2.0, 2.0, 81), []
    for axis, times, color, sign in zip(axes, (0.5, 1.5, 2.1), (BLUE, GREEN, ORANGE), "o^s", strict=True):
        steps = -1.15 * (1.0 - times) ** np.arange(6)
        axis.plot(place, 0.5 * place**2, color=GREY, linewidth=1.2)
        axis.plot(steps, 0.5 * steps**2, sign + "-", color=color, markersize=6, linewidth=1.4)
        axis.annotate("시작", (steps[0], 0.5 * steps[0] ** 2), xytext=(-30, 0), textcoords="offset points", fontsize=9)
        axis.set(title=f"ηλ = {times:g}", xlabel="가장 낮은 곳에서 벗어난 정도", ylim=(-0.08, 2.05))
        ends.append(f"{times:g}이면 {abs(steps[0]):.2f}에서 {abs(steps[-1]):.2f}까지")
    axes[0].set(ylabel="손실")
    figure(fig, alt=f"포물선 세 개에 다섯 걸음을 그렸다. 바닥에서 벗어난 거리는 ηλ가 {', '.join(ends)} 변한다. 0.5는 한쪽에서 다가가고, 나머지 둘은 바닥을 건너뛴다.")


def show_shadow(gradient_descent: Any, normal_equation: Any) -> None:
    """Three shops' sales as one arrow, the plane of all predictions, the walk of gradient descent in it and where it ends."""
    X, y = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 3.0]]), np.array([1.0, 5.0, 2.0])
    end = X @ normal_equation(X, y)
    walk = np.array([X @ gradient_descent(X, y, lr=0.1, epochs=count) for count in (0, 1, 2, 4, 8, 16, 32, 64, 128)])
    # Oblique: the residual stands upright, the plane lies as a parallelogram.
    right, deep = np.ones(3) / np.sqrt(3.0), np.array([-4.0, -1.0, 5.0]) / np.sqrt(42.0)
    upright = np.array([-2.0, 3.0, -1.0]) / np.sqrt(14.0)

    def seen(points: Any) -> Any:
        along, back, high = (points @ way for way in (right, deep, upright))
        return np.stack([along + 0.55 * back, high + 0.42 * back], axis=-1)

    fig, axis = subplots(width=7.6, height=4.2)
    corners = np.array([[0.3, -0.7], [3.9, -0.7], [2.0, 1.3], [-1.6, 1.3]])
    axis.fill(*seen(corners @ X.T).T, color=BLUE, alpha=0.12, linewidth=0)
    for column, name, at in ((X[:, 0], "첫 열 (1, 1, 1)", 1.6), (X[:, 1], "둘째 열 (0, 1, 3)", 0.8)):
        axis.annotate("", seen(at * column), (0, 0), arrowprops={"arrowstyle": "-|>", "color": GREY})
        axis.annotate(name, seen(at * column), xytext=(-40, 8) if column[0] == 0 else (-40, -16), textcoords="offset points", fontsize=9, color=GREY)
    axis.annotate("", seen(y), (0, 0), arrowprops={"arrowstyle": "-|>", "color": ORANGE, "linewidth": 2.2})
    axis.annotate("매출 y", seen(y), xytext=(6, 2), textcoords="offset points")
    axis.plot(*seen(np.array([y, end])).T, "--", color=ORANGE, linewidth=1.8)
    axis.annotate("남은 오차 r", seen((y + end) / 2), xytext=(6, 0), textcoords="offset points", fontsize=9.5)
    axis.plot(*seen(walk).T, "o-", color=BLUE, markersize=4, linewidth=1.4, label="경사 하강법의 예측")
    axis.plot(*seen(end), "o", color=GREEN, markersize=9, label="y의 그림자")
    axis.set(aspect="equal", title="옅은 면: 할 수 있는 모든 예측")
    axis.axis("off")
    axis.legend(loc="upper left", fontsize=9)
    left = X.T @ (y - end)
    close = float(np.linalg.norm(walk[-1] - end))
    alt = (
        "세 가게의 값을 세 축으로 놓은 공간을 비스듬히 본 그림. 예측은 모두 원점을 지나는 평면 위에 있고, 매출 y는 평면 밖으로 뻗은 화살표이다. 경사 하강법의 예측은 "
        f"원점에서 출발해 평면 위를 걸어, y에서 평면에 내린 수선의 발에서 {close:.2f}만큼 떨어진 곳까지 간다. y와 그 발을 이은 점선은 평면과 수직이다."
    )
    figure(fig, alt=alt)
    print("두 열과 남은 오차의 내적:", *(f"{abs(value):.10f}" for value in left))


def longley() -> tuple[Any, Any]:
    """Longley's data (1967): six economic series of the USA, 1947-1962, (16, 6), and employment in millions, (16,)."""
    columns = (
        (83.0, 88.5, 88.2, 89.5, 96.2, 98.1, 99.0, 100.0, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9),
        (234.289, 259.426, 258.054, 284.599, 328.975, 346.999, 365.385, 363.112,
         397.469, 419.180, 442.769, 444.546, 482.704, 502.601, 518.173, 554.894),
        (235.6, 232.5, 368.2, 335.1, 209.9, 193.2, 187.0, 357.8, 290.4, 282.2, 293.6, 468.1, 381.3, 393.1, 480.6, 400.7),
        (159.0, 145.6, 161.6, 165.0, 309.9, 359.4, 354.7, 335.0, 304.8, 285.7, 279.8, 263.7, 255.2, 251.4, 257.2, 282.7),
        (107.608, 108.632, 109.773, 110.929, 112.075, 113.270, 115.094, 116.219,
         117.388, 118.734, 120.445, 121.950, 123.366, 125.368, 127.852, 130.081),
        tuple(range(1947, 1963)),
        (60.323, 61.122, 60.171, 61.187, 63.221, 63.639, 64.989, 63.761,
         66.019, 67.857, 68.169, 66.513, 68.655, 69.564, 69.331, 70.551),
    )  # fmt: skip
    table = np.array(columns, dtype=np.float64).T
    return table[:, :-1], table[:, -1]


def solve_in_digits(A: Any, b: Any, digits: int) -> Any:
    """The solution of A theta = b in float64, after A and b were rounded to so many digits."""

    def rounded(values: Any) -> Any:
        step = 10.0 ** (np.floor(np.log10(np.maximum(np.abs(values), 1e-9))) - digits + 1)
        return np.round(values / step) * step

    return np.linalg.solve(rounded(A), rounded(b))


def show_longley(normal_equation: Any, add_bias: Any, standardize: Any) -> None:
    """How many digits of Longley's coefficients are right: the student's, and with seven digits of XᵀX and Xᵀy."""
    table, jobs = longley()
    for name, features in (("원래 단위", table), ("표준화", standardize(table))):
        X = add_bias(features)
        true = np.linalg.lstsq(X, jobs, rcond=None)[0]
        rows = (("내 normal_equation(float64)", normal_equation(X, jobs)),
                ("일곱 자리로 반올림해 푼 결과", solve_in_digits(X.T @ X, X.T @ jobs, 7)))  # fmt: skip
        for way, theta in rows:
            digits = min(int(right_digits(theta, true)), 4)  # more depend on the machine
            wrong = np.sum(np.sign(theta) != np.sign(true))
            print(f"{name}, {way}: 가장 나쁜 계수에서 맞는 숫자 {digits}자리{' 이상' * (digits == 4)}, 부호가 틀린 계수 {wrong}개")


def right_digits(found: Any, true: Any) -> float:
    """How many digits of the worst coefficient are right."""
    error = np.max(np.abs(np.asarray(found, dtype=np.float64) - true) / np.abs(true))
    return float(max(0.0, -np.log10(max(error, 1e-16))))
