"""Unit 09's pictures: logits become probabilities, and a loss that must not stop growing.

The dashed reference values are closed forms for two and three classes, written with the gaps
between logits: 1 / (1 + Σ exp(gap)).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from npml.widgets import (
    GREY, INK, ORANGE, RED, Slider, Toggle, attempt, drawing, number, picture, usable, widget,
)  # fmt: skip

NAMES = ("고양이", "강아지", "토끼")
START = (2.0, 1.0, -1.0)
FILL_SOFTMAX = "먼저 4절의 `softmax`를 채우면 내 확률이 파란 막대로 나타납니다."
FILL_LOSS = "먼저 4절의 `softmax_cross_entropy`를 채우면 내 손실이 실선으로 나타납니다."
EPSILON = 1e-10


def _by_gaps(z: Any) -> Any:
    """Probabilities (3,) from the gaps of three logits; overflow to inf gives 0, as it should."""
    with np.errstate(over="ignore"):
        return np.array([1.0 / sum(np.exp(other - mine) for other in z) for mine in z])


def _careless(z: Any) -> Any:
    """What exp without any care gives: NaN when it overflows."""
    with np.errstate(all="ignore"):
        e = np.exp(z)
        return e / e.sum()


@widget(
    "로짓과 온도가 확률을 만드는 과정",
    mission="로짓은 처음 그대로 두고 온도만 바꾸어 고양이의 확률을 0.99보다 크게 만드세요.",
    controls={
        "cat": Slider("고양이 로짓", -5.0, 5.0, START[0], step=0.5),
        "dog": Slider("강아지 로짓", -5.0, 5.0, START[1], step=0.5),
        "rabbit": Slider("토끼 로짓", -5.0, 5.0, START[2], step=0.5),
        "temperature": Slider("온도", 0.1, 10.0, 1.0, log=True),
        "shift": Toggle("모두 +1000", False),
        "careless": Toggle("최댓값을 빼지 않은 계산도 보기", False),
    },
)
def draw_softmax(
    softmax: Any, *, cat: float, dog: float, rabbit: float, temperature: float, shift: bool, careless: bool
) -> Any:
    """Three logits, divided by the temperature; exp on the left, probabilities on the right."""
    z = (np.array([cat, dog, rabbit]) + (1000.0 if shift else 0.0)) / temperature
    result = attempt(softmax, z)
    mine = usable(result, (3,), limit=1e3)
    fig, (left, right) = drawing(1, 2)
    _bars_of_exp(left, z)
    known, naive, places = _by_gaps(z), _careless(z), np.arange(3)
    if mine is not None:
        right.bar(places - (0.2 if careless else 0.0), mine, 0.4 if careless else 0.6, label="내 softmax")
    if careless:
        right.bar(places + 0.2, naive, 0.4, color=ORANGE, hatch=True, label="최댓값을 빼지 않음")
    for place, value in zip(places, known, strict=True):
        label = "기준" if place == 0 else None
        right.plot([place - 0.42, place + 0.42], [value, value], "--", color=INK, linewidth=1.5, label=label)
    right.set(title="확률", xlim=(-0.5, 2.5), ylim=(0.0, 1.05), xticks=places, xticklabels=NAMES)
    start = (cat, dog, rabbit) == START
    alt = "왼쪽은 세 클래스의 exp(로짓 / 온도), 오른쪽은 소프트맥스 확률의 막대그래프입니다. "
    if result is None:
        return picture(fig, alt=alt + "파선은 기준 확률입니다.", reading=FILL_SOFTMAX, goal=False)
    reading = _softmax_reading(temperature, shift, mine, known)
    if careless and not np.all(np.isfinite(naive)):
        reading += " 최댓값을 빼지 않은 계산은 exp가 넘쳐 NaN이 되었습니다."
    goal = start and mine is not None and np.allclose(mine, known, atol=1e-6) and mine[0] > 0.99
    return picture(fig, alt=alt + reading, reading=reading, goal=bool(goal))


def _bars_of_exp(axis: Any, z: Any) -> None:
    with np.errstate(over="ignore"):
        e = np.exp(z)
    axis.set(title="exp(로짓 / 온도)", xlim=(-0.5, 2.5), xticks=np.arange(3), xticklabels=NAMES)
    if not np.all(np.isfinite(e)):
        axis.set(ylim=(0.0, 1.0), yticks=[])
        axis.text(1.0, 0.5, "exp가 넘쳐 inf입니다")
        return
    axis.set(ylim=(0.0, 1.15 * max(float(e.max()), 1e-300)))
    axis.bar(np.arange(3), e, 0.6, color=GREY)
    for place, value in enumerate(e):
        axis.text(place, value, number(value, 3), lift=11.0)


def _softmax_reading(temperature: float, shift: bool, mine: Any, known: Any) -> str:
    here = f"온도 {temperature:.2g}{', 모두 +1000' if shift else ''}:"
    if mine is None:
        return f"{here} 결과가 shape (3,)인 배열이 아니어서 확률을 그릴 수 없습니다."
    if not np.all(np.isfinite(mine)):
        return f"{here} 내 softmax의 결과에 NaN이나 아주 큰 수가 있습니다."
    if not np.allclose(mine, known, atol=1e-6):
        return f"{here} 내 확률의 합은 {number(mine.sum(), 3)}이고 파선과 다릅니다."
    best = int(np.argmax(mine))
    if np.ptp(mine) < 0.1:
        return f"{here} 세 확률이 거의 같습니다. 가장 큰 확률은 {mine[best]:.3f}입니다."
    tops = int(np.sum(mine > mine[best] - 1e-9))
    if tops > 1:
        return f"{here} 확률이 가장 큰 클래스가 둘이고, 값은 똑같이 {mine[best]:.3f}입니다."
    return f"{here} 확률이 가장 큰 클래스는 {NAMES[best]}이고, 값은 {mine[best]:.3f}입니다."


def _scalar(value: Any) -> float:
    array = usable(value, (), limit=1e6)
    return float("nan") if array is None else float(array)


def _true_slope(value: Any) -> float:
    """The gradient at the true class from a (1, 2) result."""
    array = usable(value, (1, 2), limit=1e6)
    return float("nan") if array is None else float(array[0, 1])


@widget(
    "크게 틀릴수록 손실도 커져야 한다",
    mission="1e-10을 더한 손실에서 기울기의 크기가 0.01보다 작아지는 가장 작은 로짓 차이를 찾으세요.",
    controls={"gap": Slider("로짓의 차이", 0, 60, 5, step=1)},
)
def draw_gap(softmax_cross_entropy: Any, softmax_cross_entropy_grad: Any, *, gap: int) -> Any:
    """Two classes, the true one ``gap`` behind: loss and its gradient at the true logit."""
    gaps = np.array([0.0, 1.0, 2.0, 4.0, 8.0, 14.0, 20.0, 25.0, 30.0, 40.0, 50.0, 60.0])
    label = np.array([1])
    losses = [attempt(softmax_cross_entropy, np.array([[g, 0.0]]), label) for g in gaps]
    slopes = [attempt(softmax_cross_entropy_grad, np.array([[g, 0.0]]), label) for g in gaps]
    fig, (left, right) = drawing(1, 2)
    fine = np.linspace(0.0, 60.0, 241)
    if losses[0] is not None:
        left.plot(gaps, [_scalar(value) for value in losses], marker="o", label="내 함수")
    if slopes[0] is not None:
        right.plot(gaps, [_true_slope(value) for value in slopes], marker="o", label="내 함수")
    p = 1.0 / (1.0 + np.exp(fine))
    left.plot(fine, fine + np.log1p(np.exp(-fine)), "--", color=INK, linewidth=1.5, label="기준")
    left.plot(fine, -np.log(p + EPSILON), "-.", color=ORANGE, label="1e-10을 더한 손실")
    right.plot(fine, p - 1.0, "--", color=INK, linewidth=1.5, label="기준")
    right.plot(fine, -p * (1.0 - p) / (p + EPSILON), "-.", color=ORANGE, label="1e-10을 더한 손실")
    for axis, title in ((left, "손실"), (right, "정답 로짓의 기울기")):
        axis.axvline(gap, ":", color=RED)
        axis.set(xlabel="다른 로짓 − 정답 로짓", title=title)
    right.set(ylim=(-1.15, 0.1))
    here = 1.0 / (1.0 + np.exp(float(gap)))
    capped, slope = -np.log(here + EPSILON), -here * (1.0 - here) / (here + EPSILON)
    goal = abs(slope) < 0.01 and gap == 28
    alt = "로짓의 차이 0부터 60까지, 왼쪽은 손실 곡선이고 오른쪽은 정답 로짓에 대한 기울기 곡선입니다. "
    if losses[0] is None:
        return picture(fig, alt=alt + "기준은 곧게 커지고 1e-10을 더한 손실은 23.03에서 멈춥니다.", reading=FILL_LOSS, goal=False)
    mine = _scalar(attempt(softmax_cross_entropy, np.array([[float(gap), 0.0]]), label))
    found = "실수 하나가 아니거나 NaN" if not np.isfinite(mine) else number(mine)
    reading = (
        f"차이가 {gap}일 때 내 손실은 {found}, 1e-10을 더한 손실은 {number(capped)}이고, "
        f"1e-10을 더한 쪽의 기울기는 {number(slope, 3)}입니다."
    )
    return picture(fig, alt=alt + reading, reading=reading, goal=goal)
