"""Widgets of unit 07: what dropout does to one digit, and to a network that learns wrong labels by heart."""

import numpy as np
from npml.widgets import (
    GREY,
    INK,
    ORANGE,
    RED,
    Choice,
    Slider,
    Toggle,
    attempt,
    drawing,
    picture,
    shipped,
    usable,
    widget,
)  # fmt: skip
from .network import digits, fit

COPIES = 400
RATES, DECAYS = ("0", "0.2", "0.5", "0.8", "0.9"), ("0", "0.003", "0.01")
TARGET, EPOCHS = 0.73, 200  # a rate of 0.8 passes with every way of drawing a mask: 0.74 to 0.81


def pair_of(result, shape, training=True):
    """(out, mask) as float arrays fit for drawing; None when the result is no such pair."""
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        return None
    out, mask = usable(result[0], shape), None if result[1] is None else usable(result[1], shape)
    return None if out is None or (training and mask is None) else (out, mask)


@widget(
    "그림 하나를 400번 통과시키면",
    mission="평균 진하기의 표준편차가 비율 0.2일 때의 두 배(1.9–2.1배)가 되는 비율을 찾으세요.",
    controls={
        "rate": Slider("dropout_rate", 0.0, 1.0, 0.2, step=0.05), "seed": Slider("rng", 0, 20, 0, step=1),
        "training": Toggle("훈련 모드", True),
    },
)  # fmt: skip
def draw_mask(dropout_forward, *, rate, seed, training):
    """One digit, its mask and output; the mean value of 400 outputs against the closed form."""
    digit = digits(0.0, 0)[0][2]
    result = attempt(dropout_forward, np.tile(digit, (COPIES, 1)), rate, training, seed)
    pair = pair_of(result, (COPIES, 64), training)
    fig, axes = drawing(1, 4, height=290, width_ratios=[1, 1, 1, 1.9])
    _images(axes[:3], digit, pair)
    mean, unit = float(digit.mean()), float(np.sqrt(np.sum(digit**2))) / 64.0
    spread = unit * np.sqrt(rate / (1.0 - rate)) if training and rate < 1.0 else 0.0
    means = None if pair is None else pair[0].mean(axis=1)
    _histogram(axes[3], means, mean, spread)
    mode = f"비율 {rate:g}, {'훈련' if training else '추론'} 모드"
    if result is None:
        reading = "먼저 4절의 dropout_forward를 채우면 마스크와 출력이 나타납니다."
        return picture(fig, alt=f"{mode}. 입력 그림과 기준선만 있습니다.", reading=reading, goal=False)
    if means is None or not np.all(np.isfinite(means)):
        reading = "결과가 (out, mask)가 아니거나 유한하지 않은 값이 있습니다. 4절의 확인을 먼저 통과하세요."
        return picture(fig, alt=f"{mode}. 출력을 그릴 수 없습니다.", reading=reading, goal=False)
    ratio = float(means.std()) / (0.5 * unit)
    alt = (f"{mode}. 왼쪽부터 입력 그림, 마스크, 출력이고 오른쪽은 출력 400장의 평균 진하기입니다. 그 평균은 {means.mean():.3f}, "
           f"원래 그림의 평균은 {mean:.3f}이고, 표준편차는 {means.std():.3f}입니다.")  # fmt: skip
    reading = (f"출력 400장의 평균 진하기는 {means.mean():.3f}, 원래 그림은 {mean:.3f}입니다. "
               f"표준편차는 비율 0.2일 때의 {ratio:.1f}배입니다.")  # fmt: skip
    return picture(fig, alt=alt, reading=reading, goal=bool(training and 1.9 <= ratio <= 2.1))


def _images(axes, digit, pair):
    titles = ("입력", "마스크", "출력")
    images = [digit, None, None] if pair is None else [digit, None if pair[1] is None else pair[1][0], pair[0][0]]
    for axis, title, image in zip(axes, titles, images, strict=True):
        axis.bare()
        axis.set(title=title, xlim=(-0.5, 7.5), ylim=(7.5, -0.5))
        if image is None:
            axis.text(3.5, 3.5, "없음")
        else:
            top = float(np.nanmax(np.append(np.abs(image), 1.0)))
            axis.image(image.reshape(8, 8), "ink", low=0.0, high=top)
            axis.set(xlabel=f"가장 진한 색 = {top:.3g}")


def _histogram(axis, means, mean, spread):
    if means is not None and np.all(np.isfinite(means)):
        axis.hist(np.clip(means, 0.0, 1.0), np.linspace(0.0, 1.0, 51), label="출력 400장")
    axis.axvline(mean, "--", label="원래 그림")
    for side in (-2.0, 2.0) if spread > 0.0 else ():
        axis.axvline(mean + side * spread, ":", label="±표준편차의 2배" if side > 0 else None)
    axis.set(xlim=(0.0, 1.0), xlabel="출력 한 장의 평균 진하기", ylabel="장수")


COUNT = 64
# Three inputs, eight hidden units with these values, one output with these weights: enough to be seen whole.
HIDDEN_VALUES = np.array([1.0, 2.0, 0.5, 1.5, 1.0, 2.5, 0.5, 1.0])
OUTPUT_WEIGHTS = np.array([1.0, -0.5, 2.0, 1.0, -1.0, 0.8, 1.0, 0.5])


@widget(
    "한 번에 하나씩, 얇아진 신경망",
    mission="비율을 0.8로 올리고, 은닉 유닛이 하나도 남지 않은 신경망을 찾으세요.",
    controls={"rate": Slider("dropout_rate", 0.0, 0.9, 0.5, step=0.1), "count": Slider("몇 번째 신경망", 1, COUNT, 20, step=1, play=True)},
)  # fmt: skip
def draw_thinned(dropout_forward, *, rate, count):
    """A network with the units crossed out that one mask turns off; the answers of all networks so far, and their mean."""
    many = np.tile(HIDDEN_VALUES, (COUNT, 1))
    result = attempt(dropout_forward, many, rate, True, 7)
    pair = pair_of(result, many.shape)
    usual = pair_of(attempt(dropout_forward, many[:1], rate, False, 7), (1, len(HIDDEN_VALUES)), training=False)
    whole = np.nan if usual is None else float(usual[0][0] @ OUTPUT_WEIGHTS)
    inferred = f"추론 모드의 답은 {whole:.2f}입니다." if np.isfinite(whole) else "추론 모드의 답은 없습니다."
    fig, (left, right) = drawing(1, 2, height=340, width_ratios=[1, 1.2])
    kept = np.ones(len(HIDDEN_VALUES), dtype=bool) if pair is None else pair[1][count - 1] != 0
    _network(left, kept)
    left.set(title=f"{count}번째 신경망" if pair is not None else "신경망")
    right.set(title="신경망의 답", xlabel="몇 번째 신경망", xlim=(0, COUNT + 1), ylim=(-8, 16))
    if np.isfinite(whole):
        right.axhline(whole, "--", label="추론 모드의 답")
    setting = f"비율 {rate:g}"
    if pair is None or not np.all(np.isfinite(pair[0])):
        reading = "먼저 4.1의 dropout_forward를 채우면 유닛이 꺼진 신경망이 나타납니다."
        if result is not None:
            reading = "결과가 (out, mask)가 아니거나 유한하지 않은 값이 있습니다. 4.1의 확인을 먼저 통과하세요."
        return picture(fig, alt=f"{setting}. 유닛이 모두 켜진 신경망만 있습니다.", reading=reading, goal=False)
    if np.isfinite(whole) and rate > 0:
        at = np.arange(1, COUNT + 1)
        spread = 2 * sigma_of(rate) / np.sqrt(at)
        right.plot(at, np.column_stack([whole - spread, whole + spread]), ":", color=INK, linewidth=1.3, label="±2σ/√n")
    answers = pair[0] @ OUTPUT_WEIGHTS
    means = np.cumsum(answers) / np.arange(1, COUNT + 1)
    right.scatter(np.arange(1, count + 1), answers[:count], color=GREY, markersize=5, label="신경망 하나의 답")
    right.plot(np.arange(1, count + 1), means[:count], linewidth=2.5, label="지금까지의 평균")
    right.scatter(count, answers[count - 1], color=RED, marker="D", markersize=9)
    left_over = int(kept.sum())
    alt = (f"{setting}. 왼쪽은 입력 3개, 은닉 유닛 8개, 출력 1개인 신경망이고 은닉 유닛 {8 - left_over}개에 ×가 그어져 있습니다. 오른쪽은 신경망 "
           f"{count}개의 답과 그 평균입니다. 평균은 {means[count - 1]:.2f}, {inferred} 점선은 신경망 수가 늘수록 좁아지는 깔때기입니다.")  # fmt: skip
    reading = (f"{count}번째 신경망에는 은닉 유닛이 {left_over}개 남았고, 그 답은 {answers[count - 1]:.2f}입니다. 지금까지의 평균은 {means[count - 1]:.2f}, "
               f"{inferred}")  # fmt: skip
    return picture(fig, alt=alt, reading=reading, goal=bool(left_over == 0 and abs(rate - 0.8) < 1e-9))


def sigma_of(rate):
    """The standard deviation of one thinned network's answer, from the variance of a dropped unit."""
    return float(np.sqrt(rate / (1 - rate) * np.sum((HIDDEN_VALUES * OUTPUT_WEIGHTS) ** 2)))


def _network(axis, kept):
    """Three inputs, hidden units of which some are crossed out, and one output; lines where something flows."""
    axis.bare()
    axis.set(xlim=(-0.3, 2.3), ylim=(-0.2, 2.4))
    inputs, hidden = np.linspace(0.6, 1.6, 3), np.linspace(0.0, 2.2, len(kept))
    edges = [((0.0, one), (1.0, height)) for height in hidden for one in inputs] + [((1.0, height), (2.0, 1.1)) for height in hidden]
    alive = [bool(kept[list(hidden).index(start[1] if start[0] else end[1])]) for start, end in edges]
    for flows, style, color, width in ((False, ":", GREY, 1.0), (True, "-", INK, 1.4)):
        lines = np.array([(*start, *end) for (start, end), on in zip(edges, alive, strict=True) if on is flows]).reshape(-1, 2, 2)
        broken = np.concatenate([lines, np.full((len(lines), 1, 2), np.nan)], axis=1).reshape(-1, 2)
        axis.plot(broken[:, 0], broken[:, 1], style, color=color, linewidth=width, alpha=0.5)
    axis.scatter(np.zeros(3), inputs, color=GREY, marker="s", markersize=16)
    axis.scatter(np.ones(kept.sum()), hidden[kept], markersize=22)
    axis.scatter(np.ones((~kept).sum()), hidden[~kept], color=RED, marker="x", markersize=16)
    axis.scatter(2.0, 1.1, color=INK, markersize=20)


DRAWS = 4000


@widget(
    "드롭아웃은 얼마나 큰 잡음인가",
    mission="오른쪽 골짜기의 바닥이 w = 0.7에 오는 비율을 찾으세요.",
    controls={"rate": Slider("dropout_rate", 0.0, 0.8, 0.5, step=0.05)},
)
def draw_noise(dropout_forward, *, rate):
    """The variance of a unit of value 1 against the rate; the loss of one weight behind it, with a shifted minimum."""
    given = {one: _ones(dropout_forward, one) for one in (*NOISE_RATES, rate)}
    fig, (left, right) = drawing(1, 2, height=330)
    fine = np.linspace(0.0, 0.8, 81)
    left.plot(fine, fine / (1 - fine), "--", color=INK, linewidth=1.5, label="식: p/(1−p)")
    left.axvline(rate, color=RED, linewidth=1.5)
    left.set(title="값이 1인 유닛의 분산", xlabel="dropout_rate", xlim=(-0.02, 0.82), ylim=(0, 4.5))
    w = np.linspace(0.0, 1.5, 31)
    right.plot(w, (1 - w) ** 2, color=GREY, label="드롭아웃 없이")
    right.plot(w, (1 - w) ** 2 + rate / (1 - rate) * w**2, "--", color=INK, linewidth=1.5, label="식: 더하기 p/(1−p)·w²")
    right.set(title="w만 남은 문제의 평균 손실", xlabel="가중치 w", xlim=(0, 1.5), ylim=(0, 2.0))
    setting = f"비율 {rate:g}"
    ready = [one for one in NOISE_RATES if given[one] is not None]
    if given[rate] is None or len(ready) < len(NOISE_RATES):
        alt = f"{setting}. 식으로 구한 분산과 손실의 곡선만 있습니다."
        return picture(fig, alt=alt, reading="먼저 4.1의 dropout_forward를 완성하면 내 함수로 잰 점이 나타납니다.", goal=False)
    left.scatter(ready, [np.var(given[one]) for one in ready], markersize=9, label="내 함수로 잰 값")
    mean, square = float(np.mean(given[rate])), float(np.mean(given[rate] ** 2))
    right.scatter(w, 1 - 2 * mean * w + square * w**2, markersize=6, label="내 함수로 잰 값")
    lowest = mean / square if square > 0 else np.nan
    if np.isfinite(lowest):
        right.axvline(lowest, ":", color=RED, label="골짜기의 바닥")
    variance, place = float(np.var(given[rate])), f"{lowest:.2f}" if np.isfinite(lowest) else "없음"
    alt = (f"{setting}. 왼쪽은 비율에 따른 분산이고 지금은 {variance:.2f}, 식으로는 {rate / (1 - rate):.2f}입니다. 오른쪽은 가중치 w에 따른 평균 손실이고 "
           f"손실이 가장 작은 w: {place}. 드롭아웃이 없으면 바닥은 1입니다.")  # fmt: skip
    reading = (f"값이 1인 유닛의 분산은 {variance:.2f}(식으로는 {rate / (1 - rate):.2f})이고, 손실이 가장 작은 w는 {place}입니다. "
               "드롭아웃이 없으면 1입니다.")  # fmt: skip
    return picture(fig, alt=alt, reading=reading, goal=bool(abs(lowest - 0.7) < 0.02 and abs(rate - 0.3) < 1e-9))


NOISE_RATES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def _ones(dropout_forward, rate):
    """Outputs of the student's function for many units of value 1; None when there are none to measure."""
    pair = pair_of(attempt(dropout_forward, np.ones((DRAWS, 1)), rate, True, 3), (DRAWS, 1))
    return pair[0] if pair is not None and np.all(np.isfinite(pair[0])) else None


class NotReady(Exception):
    """The student's function is a stub, or gave something that no network can use."""


def hooks(dropout_forward, dropout_backward):
    """The student's functions as the network calls them."""

    def forward(h, rate, training, rng):
        result = attempt(dropout_forward, h, rate, training, rng)
        pair = pair_of(result, h.shape)
        if pair is None:
            raise NotReady("stub" if result is None else "shape")
        return np.nan_to_num(pair[0]), result[1]

    def backward(dh, mask, rate):
        result = attempt(dropout_backward, dh, mask, rate)
        dx = usable(result, dh.shape)
        if dx is None:
            raise NotReady("stub" if result is None else "shape")
        return np.nan_to_num(dx)

    return forward, backward


def plain():
    """Epochs and test accuracy without dropout: the first half of section 1's training."""
    epochs, _, test, *_ = fit()
    return epochs[epochs <= EPOCHS], test[epochs <= EPOCHS]


@widget(
    "틀린 레이블을 외우지 못하게",
    mission=f"가중치 감소 없이, 마지막 테스트 정확도를 {TARGET} 위로 올리는 비율을 찾으세요.",
    controls={"rate": Choice("dropout_rate", RATES, "0.2"), "decay": Choice("가중치 감소 λ", DECAYS, "0")},
)
def draw_overfit(dropout_forward, dropout_backward, *, rate, decay):
    """Accuracies while the network learns with the student's dropout; the last one beside the reference's at this rate."""
    story, trouble = None, ""
    try:
        with np.errstate(all="ignore"):
            story = fit(*hooks(dropout_forward, dropout_backward), rate=float(rate), decay=float(decay), epochs=EPOCHS)
    except NotReady as reason:
        trouble = str(reason)
    fig, (left, right) = drawing(1, 2, width_ratios=[1.4, 1])
    epochs, without = plain()
    left.plot(epochs, without, "--", color=GREY, label="테스트, 드롭아웃 없이")
    if story is not None:
        left.plot(story[0], story[1], "-.", color=ORANGE, label="훈련 (틀린 레이블 30%)")
        left.plot(story[0], story[2], label="테스트")
        right.scatter(RATES.index(rate), story[2][-1], marker="D", markersize=11, label="내 함수")
    _reference(right, rate, decay)
    left.set(xlabel="에포크", ylabel="정확도", ylim=(0, 1.05), xlim=(0, EPOCHS), title="학습하는 동안")
    right.axhline(TARGET, ":", color=RED, label=f"미션 {TARGET}")
    right.set(xlim=(-0.3, len(RATES) - 0.7), xticks=range(len(RATES)), xticklabels=RATES, ylim=(0.5, 0.9), xlabel="dropout_rate", title="마지막 테스트 정확도")
    setting = f"드롭아웃 비율 {rate}, 가중치 감소 {decay}"
    if story is None:
        todo = ("먼저 4절의 두 함수를 채우면 내 곡선이 나타납니다." if trouble == "stub"
                else "함수의 결과로는 학습할 수 없습니다. 4절의 확인을 먼저 통과하세요.")  # fmt: skip
        alt = f"{setting}. 드롭아웃이 없을 때의 테스트 정확도만 있고, 마지막 값은 {without[-1]:.2f}입니다."
        return picture(fig, alt=alt, reading=todo, goal=False)
    train, test = story[1][-1], story[2][-1]
    alt = (f"{setting}. 왼쪽은 에포크에 따른 정확도이고 마지막 값은 훈련 {train:.2f}, 테스트 {test:.2f}, 드롭아웃이 없을 때의 테스트 "
           f"{without[-1]:.2f}입니다. 오른쪽은 고른 비율에서의 마지막 테스트 정확도입니다.")  # fmt: skip
    reading = f"마지막 훈련 정확도는 {train:.2f}, 테스트 정확도는 {test:.2f}입니다. 드롭아웃도 가중치 감소도 없으면 {without[-1]:.2f}입니다."
    return picture(fig, alt=alt, reading=reading, goal=bool(decay == "0" and test > TARGET))


def _reference(axis, rate, decay):
    """The accuracy shipped for this rate alone: all of them would give the mission away.  None in the instructor's copy."""
    try:
        values = np.asarray(shipped(f"accuracy_{decay}"), dtype=np.float64)
    except LookupError:
        return
    at = RATES.index(rate)
    axis.scatter(at, values[at], color=INK, marker="x", markersize=12, label="기준")
