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
TARGET, EPOCHS = 0.77, 200


def pair_of(result, shape, training=True):
    """(out, mask) as float arrays fit for drawing; None when the result is no such pair."""
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        return None
    out, mask = usable(result[0], shape), None if result[1] is None else usable(result[1], shape)
    return None if out is None or (training and mask is None) else (out, mask)


@widget(
    "숫자 하나를 400번 통과시키면",
    mission="평균 밝기의 표준편차가 비율 0.2일 때의 두 배(1.9~2.1배)가 되는 비율을 찾으세요.",
    controls={
        "rate": Slider("dropout_rate", 0.0, 1.0, 0.2, step=0.05), "seed": Slider("rng", 0, 20, 0, step=1),
        "training": Toggle("훈련 모드", True),
    },
)  # fmt: skip
def draw_mask(dropout_forward, *, rate, seed, training):
    """One digit, its mask and output; the mean brightness of 400 outputs against the closed form."""
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
        return picture(fig, alt=f"{mode}. 입력 사진과 기준선만 있습니다.", reading=reading, goal=False)
    if means is None or not np.all(np.isfinite(means)):
        reading = "결과가 (out, mask)가 아니거나 유한하지 않은 값이 있습니다. 4번의 확인 칸을 먼저 통과하세요."
        return picture(fig, alt=f"{mode}. 출력을 그릴 수 없습니다.", reading=reading, goal=False)
    ratio = float(means.std()) / (0.5 * unit)
    alt = (f"{mode}. 왼쪽부터 입력 사진, 마스크, 출력이고 오른쪽은 출력 400장의 평균 밝기입니다. 그 평균은 {means.mean():.3f}, "
           f"원래 사진의 평균은 {mean:.3f}이고, 표준편차는 {means.std():.3f}입니다.")  # fmt: skip
    reading = (f"출력 400장의 평균 밝기는 {means.mean():.3f}, 원래 사진은 {mean:.3f}입니다. "
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
            axis.set(xlabel=f"가장 진한 값 {top:.3g}")


def _histogram(axis, means, mean, spread):
    if means is not None and np.all(np.isfinite(means)):
        axis.hist(np.clip(means, 0.0, 1.0), np.linspace(0.0, 1.0, 51), label="출력 400장")
    axis.axvline(mean, "--", label="원래 사진")
    for side in (-2.0, 2.0) if spread > 0.0 else ():
        axis.axvline(mean + side * spread, ":", label="±표준편차의 2배" if side > 0 else None)
    axis.set(xlim=(0.0, 1.0), xlabel="출력 한 장의 평균 밝기", ylabel="장수")


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
    epochs, _, test, _ = fit()
    return epochs[epochs <= EPOCHS], test[epochs <= EPOCHS]


@widget(
    "틀린 레이블을 외우지 못하게",
    mission=f"가중치 감소 없이, 마지막 테스트 정확도를 {TARGET} 위로 올리는 비율을 찾으세요.",
    controls={"rate": Choice("dropout_rate", RATES, "0.2"), "decay": Choice("가중치 감소 λ", DECAYS, "0")},
)
def draw_overfit(dropout_forward, dropout_backward, *, rate, decay):
    """Accuracies while the network learns with the student's dropout; the last one against the reference's."""
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
    _reference(right, decay)
    left.set(xlabel="에포크", ylabel="정확도", ylim=(0, 1.05), xlim=(0, EPOCHS), title="학습하는 동안")
    right.axhline(TARGET, ":", color=RED, label=f"미션 {TARGET}")
    right.set(xlim=(-0.3, len(RATES) - 0.7), xticks=range(len(RATES)), xticklabels=RATES, ylim=(0.5, 0.9), xlabel="dropout_rate", title="마지막 테스트 정확도")
    setting = f"드롭아웃 비율 {rate}, 가중치 감소 {decay}"
    if story is None:
        todo = ("먼저 4절의 두 함수를 채우면 내 곡선이 나타납니다." if trouble == "stub"
                else "함수의 결과로는 학습할 수 없습니다. 4번의 확인 칸을 먼저 통과하세요.")  # fmt: skip
        alt = f"{setting}. 드롭아웃이 없을 때의 테스트 정확도만 있고, 마지막 값은 {without[-1]:.2f}입니다."
        return picture(fig, alt=alt, reading=todo, goal=False)
    train, test = story[1][-1], story[2][-1]
    alt = (f"{setting}. 왼쪽은 에포크에 따른 정확도이고 마지막 값은 훈련 {train:.2f}, 테스트 {test:.2f}, 드롭아웃이 없을 때의 테스트 "
           f"{without[-1]:.2f}입니다. 오른쪽은 비율마다의 마지막 테스트 정확도입니다.")  # fmt: skip
    reading = f"마지막 훈련 정확도는 {train:.2f}, 테스트 정확도는 {test:.2f}입니다. 드롭아웃도 가중치 감소도 없으면 {without[-1]:.2f}입니다."
    return picture(fig, alt=alt, reading=reading, goal=bool(decay == "0" and test > TARGET))


def _reference(axis, decay):
    """Accuracies shipped with the unit, dashed; absent in the instructor's copy."""
    try:
        values = np.asarray(shipped(f"accuracy_{decay}"), dtype=np.float64)
    except LookupError:
        return
    axis.plot(range(len(RATES)), values, "--", color=INK, marker="o", markersize=5, linewidth=1.2, label="기준")
