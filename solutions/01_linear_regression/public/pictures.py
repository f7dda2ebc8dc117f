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


def show_bowl(bmi: Any, target: Any) -> None:
    """The loss over (intercept, weight): as a bowl, and as a map on which the three lines are three points."""
    fig, (hidden, plan) = subplots(1, 2, width=9.2, height=3.9)
    hidden.remove()
    bowl = fig.add_subplot(1, 2, 1, projection="3d", computed_zorder=False)
    base, slope = np.meshgrid(np.linspace(0.0, 304.0, 41), np.linspace(-90.0, 180.0, 41))
    spread, middle, both = np.mean(bmi**2), np.mean(bmi), np.mean(bmi * target)
    height = (base**2 + slope**2 * spread + 2.0 * base * slope * middle
              - 2.0 * base * target.mean() - 2.0 * slope * both + np.mean(target**2)) / 2.0  # fmt: skip
    bowl.plot_surface(base, slope, height, cmap="Blues", alpha=0.75, linewidth=0)
    levels = np.array([1950.0, 2500.0, 4000.0, 7000.0, 11_000.0, 16_000.0])
    lines = plan.contour(base, slope, height, levels=levels, colors=GREY, linewidths=1.0)
    plan.clabel(lines, levels=levels[2:], fmt=lambda value: f"{value:,.0f}", fontsize=8)
    losses = []
    for (_, at, weight, color), sign in zip(LINES, "o^s", strict=True):
        losses.append(_mse(bmi, target, at, weight) / 2.0)
        bowl.scatter([at], [weight], [losses[-1]], color=color, s=55, marker=sign, depthshade=False, zorder=9)
        plan.scatter([at], [weight], color=color, s=60, marker=sign, zorder=3)
        plan.annotate(f"L = {losses[-1]:,.0f}", (at, weight), xytext=(9, -4), textcoords="offset points", fontsize=9,
                      bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0, "alpha": 0.8})  # fmt: skip
    bowl.set(xlabel="절편 θ0", ylabel="가중치 θ1", title="높이가 손실 L",
             xticks=[0, 150, 300], yticks=[-50, 50, 150], zticks=[0, 8000, 16_000])  # fmt: skip
    bowl.view_init(elev=32, azim=-60)
    bowl.set_box_aspect(None, zoom=0.92)
    plan.set(xlabel="절편 θ0", ylabel="가중치 θ1", title="위에서 본 등고선: 한 점이 직선 하나", aspect="equal")
    alt = (
        "왼쪽은 절편과 가중치를 두 축으로, 손실을 높이로 그린 그릇 모양의 곡면. 오른쪽은 위에서 내려다본 둥근 등고선. "
        f"세 직선은 절편이 같은 세 점이고 손실은 {losses[0]:,.0f}, {losses[1]:,.0f}, {josa(f'{losses[2]:,.0f}', '으로')} "
        "차례로 그릇의 바닥에 가까워진다."
    )
    figure(fig, alt=alt)


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
            print(f"{name}, {way}: 맞는 숫자 {digits}자리{' 이상' * (digits == 4)}, 부호가 틀린 계수 {wrong}개")


def right_digits(found: Any, true: Any) -> float:
    """How many digits of the worst coefficient are right."""
    error = np.max(np.abs(np.asarray(found, dtype=np.float64) - true) / np.abs(true))
    return float(max(0.0, -np.log10(max(error, 1e-16))))
