"""Unit 09's pictures: logits become probabilities, a loss that must not stop growing, and why it is not squared.

The dashed reference values are closed forms for two and three classes, written with the gaps
between logits: 1 / (1 + Σ exp(gap)).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from npml.widgets import (
    BLUE, GREEN, GREY, INK, ORANGE, RED, Slider, Toggle, attempt, drawing, josa, number, picture, usable, widget,
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
    over = ", 넘치므로 최댓값을 뺀 것" if np.max(z) > 709.0 else ""
    alt = f"왼쪽은 세 클래스의 exp(로짓 / 온도){over}, 오른쪽은 소프트맥스 확률의 막대그래프입니다. "
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
    over = not np.all(np.isfinite(e))
    if over:  # what is drawn then is the remedy
        e = np.exp(z - np.max(z))
        axis.set(title="exp가 넘쳐 inf: 최댓값을 빼고 exp")
    axis.set(ylim=(0.0, 1.15 * max(float(e.max()), 1e-300)))
    axis.bar(np.arange(3), e, 0.6, color=GREY, hatch=over)
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
    "로그 안에 작은 수를 더하면",
    mission="10⁻¹⁰을 더한 손실에서 기울기의 크기가 0.01보다 작아지는 가장 작은 로짓 차이를 찾으세요.",
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
    left.plot(fine, -np.log(p + EPSILON), "-.", color=ORANGE, label="10⁻¹⁰을 더한 손실")
    right.plot(fine, p - 1.0, "--", color=INK, linewidth=1.5, label="기준")
    right.plot(fine, -p * (1.0 - p) / (p + EPSILON), "-.", color=ORANGE, label="10⁻¹⁰을 더한 손실")
    for axis, title in ((left, "손실"), (right, "정답 로짓의 기울기")):
        axis.axvline(gap, ":", color=RED)
        axis.set(xlabel="다른 로짓 − 정답 로짓", title=title)
    right.set(ylim=(-1.15, 0.1))
    here = 1.0 / (1.0 + np.exp(float(gap)))
    capped, slope = -np.log(here + EPSILON), -here * (1.0 - here) / (here + EPSILON)
    goal = abs(slope) < 0.01 and gap == 28
    alt = "로짓의 차이 0부터 60까지, 왼쪽은 손실 곡선이고 오른쪽은 정답 로짓에 대한 기울기 곡선입니다. "
    if losses[0] is None:
        return picture(fig, alt=alt + "기준은 곧게 커지고 10⁻¹⁰을 더한 손실은 23.03에서 멈춥니다.", reading=FILL_LOSS, goal=False)
    mine = _scalar(attempt(softmax_cross_entropy, np.array([[float(gap), 0.0]]), label))
    found = "실수 하나가 아니거나 NaN" if not np.isfinite(mine) else number(mine)
    reading = (
        f"차이가 {gap}일 때 내 손실은 {found}, 10⁻¹⁰을 더한 손실은 {number(capped)}이고, "
        f"10⁻¹⁰을 더한 쪽의 기울기는 {number(slope, 3)}입니다."
    )
    return picture(fig, alt=alt + reading, reading=reading, goal=goal)


def picture_of_likelihood(probabilities: Any) -> tuple[Any, str]:
    """The loss of one sample along its probability, and the losses of all on one another; with its alt text."""
    p = np.asarray(probabilities, dtype=float)
    losses, fine = -np.log(p), np.geomspace(0.005, 1.0, 120)
    fig, (left, right) = drawing(1, 2, width_ratios=[3, 2])
    left.plot(fine, -np.log(fine), color=BLUE, label="−ln p")
    left.plot(fine, 2.0 * (1.0 - fine) ** 2, "--", color=GREY, label="두 클래스의 제곱 오차 2(1 − p)²")
    left.scatter(p, losses, color=RED, markersize=9)
    left.set(xlim=(0.0, 1.02), ylim=(0.0, 5.5), xlabel="정답에 준 확률 p", title="샘플 하나의 손실")
    foot = 0.0
    for value, loss, color in zip(p, losses, (BLUE, ORANGE, GREEN), strict=True):
        right.block(0.45, 1.55, foot, foot + loss, color=color, alpha=0.75)
        right.text(1.0, foot + loss / 2, f"p = {value:g}: {loss:.2f}", size=13, halo=True)
        foot += loss
    right.block(1.75, 2.85, 0.0, -np.log(p.prod()), color=GREY, alpha=0.6)
    right.text(2.3, foot / 2, f"−ln {p.prod():g} = {foot:.2f}", size=13, halo=True)
    right.set(xlim=(0.3, 3.0), ylim=(0.0, 1.12 * foot), xticks=[1.0, 2.3], title="곱의 로그는 로그의 합",
              xticklabels=["손실의 합", "우도의 −ln"])  # fmt: skip
    each = ", ".join(f"{value:g}일 때 {loss:.2f}" for value, loss in zip(p, losses, strict=True))
    alt = (
        f"왼쪽은 정답에 준 확률과 손실의 곡선입니다. 손실 −ln p는 확률이 {each}이고, 0에 가까워지면 끝없이 커집니다. "
        f"파선으로 그린 제곱 오차는 2를 넘지 않습니다. 오른쪽은 손실 셋을 쌓은 막대로, 높이 {josa(f'{foot:.2f}', '은/는')} "
        f"확률의 곱 {p.prod():g}의 −ln과 같습니다."
    )
    return fig, alt


def picture_of_push(probabilities: Any, right: int) -> tuple[Any, str]:
    """One row of P beside Y, and the way that descent pushes each logit, Y − P; with its alt text."""
    p, places = np.asarray(probabilities, dtype=float), np.arange(len(probabilities))
    y = (places == right).astype(float)
    push = y - p
    fig, (left, arrows) = drawing(1, 2)
    left.bar(places - 0.2, p, 0.36, label="확률 P")
    left.bar(places + 0.2, y, 0.36, color=GREY, hatch=True, label="정답 Y")
    left.set(title="예측과 정답", xlim=(-0.6, 2.6), ylim=(0.0, 1.1), xticks=places, xticklabels=[f"{k}번" for k in places])
    for place, value in zip(places, push, strict=True):
        color, marker = (GREEN, "^") if value > 0 else (RED, "v")  # the sign's tip is where the arrow ends
        arrows.plot([place, place], [0.0, value - np.copysign(0.06, value)], color=color, linewidth=5, marker=marker, markersize=17, only_last=True)
        arrows.text(place + 0.14, value / 2, f"{value:+.3f}".replace("-", "−"), ha="left")
    arrows.axhline(0.0, linewidth=1.0)
    arrows.set(title="로짓을 미는 쪽과 크기: Y − P", xlim=(-0.6, 2.8), ylim=(-0.9, 1.0), xticks=places, xticklabels=[f"로짓 {k}" for k in places])
    each = ", ".join(f"로짓 {place}에서 {value:+.3f}" for place, value in zip(places, push, strict=True)).replace("-", "−")
    alt = f"왼쪽은 세 클래스의 확률 P와 정답 Y의 막대, 오른쪽은 로짓마다 Y − P를 화살표로 그린 것입니다. {each}이고 더하면 0입니다. 정답인 {right}번만 위를 봅니다."
    return fig, alt


def picture_of_weights(weights: Any) -> tuple[Any, str]:
    """The weights (64, 10) of each class as an image of 8 by 8, purple above zero and ochre below; with its alt text."""
    fig, axes = drawing(2, 5, width=760, height=350)
    strongest = float(np.abs(weights).max())
    for digit, (axis, column) in enumerate(zip(axes.ravel(), np.transpose(weights), strict=True)):
        axis.image(column.reshape(8, 8), "signed", low=-strongest, high=strongest)
        axis.bare()
        axis.set(title=str(digit))
    middle = np.reshape(weights, (8, 8, 10))[3:5, 3:5, 0].mean()
    side = "음수" if middle < 0 else "양수"
    alt = (
        "클래스 열 개의 가중치를 각각 8×8 그림으로 그렸습니다. 보라색은 양수, 황토색은 음수입니다. "
        f"0의 한가운데 네 픽셀은 평균 {middle:.2f}로 {side}입니다."
    )
    return fig, alt


@widget(
    "두 손실의 기울기",
    mission="정답의 로짓이 1씩 뒤처지게 하면서, 제곱 오차의 기울기가 크로스 엔트로피의 1/100보다 작아지는 첫 자리를 찾으세요.",
    controls={"lead": Slider("정답 로짓 − 다른 로짓", -10, 10, 0, step=1)},
)
def draw_square(softmax_cross_entropy_grad: Any, softmax_mse_grad: Any, *, lead: int) -> Any:
    """Two classes, the true one ahead by ``lead``: both gradients at the true logit, and their ratio 4p(1 − p)."""
    leads, fine, label = np.arange(-10.0, 11.0), np.linspace(-10.0, 10.0, 161), np.array([1])
    fig, (left, right) = drawing(1, 2)
    kinds = (("크로스 엔트로피", softmax_cross_entropy_grad, BLUE, "o"), ("제곱 오차", softmax_mse_grad, ORANGE, "s"))
    found = {}
    for name, function, color, marker in kinds:
        results = [attempt(function, np.array([[0.0, one]]), label) for one in leads]
        if results[0] is not None:
            found[name] = np.array([_true_slope(result) for result in results])
            left.plot(leads, found[name], color=color, marker=marker, label=f"내 {name}")
    p = 1.0 / (1.0 + np.exp(-fine))
    left.plot(fine, p - 1.0, "--", color=INK, linewidth=1.5, label="기준")
    left.plot(fine, -4.0 * p * (1.0 - p) ** 2, "--", color=INK, linewidth=1.5)
    right.plot(fine, 4.0 * p * (1.0 - p), color=GREY, label="4p(1 − p)")
    here = 1.0 / (1.0 + np.exp(-float(lead)))
    ratio = 4.0 * here * (1.0 - here)
    right.scatter([lead], [ratio], color=RED, markersize=9)
    for axis, title in ((left, "정답 로짓의 기울기"), (right, "제곱 오차 ÷ 크로스 엔트로피")):
        axis.axvline(lead, ":", color=RED)
        axis.set(title=title, xlabel="정답 로짓 − 다른 로짓")
    left.set(ylim=(-1.15, 0.15))
    right.set(ylim=(-0.05, 1.1))
    alt = (
        "정답의 로짓이 10 뒤처질 때부터 10 앞설 때까지, 왼쪽은 크로스 엔트로피와 제곱 오차의 기울기이고 "
        "오른쪽은 두 기울기의 비 4p(1 − p)입니다. 크로스 엔트로피의 기울기는 크게 틀릴수록 −1에 가깝고, "
        "제곱 오차의 기울기는 양쪽 끝에서 0에 가깝습니다. "
    )
    where = f"정답의 확률이 {number(here, 3)}일 때"
    if "제곱 오차" not in found:
        reading = f"{where} 기준의 비는 {number(ratio, 3)}입니다. `softmax_mse_grad`를 채우면 내 곡선이 주황색으로 나타납니다."
        return picture(fig, alt=alt + reading, reading=reading, goal=False)
    mine = found["제곱 오차"][int(lead) + 10]
    said = number(float(mine), 3) if np.isfinite(mine) else "그릴 수 없는 값"
    reading = f"{where} 크로스 엔트로피의 기울기는 {number(here - 1.0, 3)}, 내 제곱 오차의 기울기는 {said}, 기준이 되는 두 기울기의 비는 {number(ratio, 3)}입니다."
    goal = lead == -6 and bool(np.isclose(mine, -ratio * (1.0 - here), atol=1e-9))
    return picture(fig, alt=alt + reading, reading=reading, goal=goal)
