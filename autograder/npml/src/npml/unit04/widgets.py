"""Unit 04's pictures: how mixed are the labels, and how much does one question sort them?"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from npml.widgets import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    RED,
    Choice,
    Slider,
    attempt,
    drawing,
    josa,
    number,
    picture,
    shipped,
    usable,
    widget,
)  # fmt: skip
from scipy.special import entr
from sklearn.datasets import load_iris

FILL_FIRST = "먼저 4절의 {name} 채우면 내 결과가 나타납니다."
NOT_A_NUMBER = "내 함수의 결과가 유한한 숫자 하나가 아닙니다. 4번의 확인 칸을 먼저 통과하세요."
COLORS, MARKERS, HATCHES = (BLUE, ORANGE, GREEN), ("o", "s", "^"), (False, True, False)
SIZE = 16  # labels of the two-class curve
KINDS = ("setosa", "versicolor", "virginica")
FEATURES = ("꽃받침 길이", "꽃받침 너비", "꽃잎 길이", "꽃잎 너비")


def real(value: Any) -> float:
    """A student's number, NaN when it is none."""
    found = usable(value, ())
    return float("nan") if found is None else float(found)


def exact(counts: Any) -> float:
    """Entropy in bits of counts, by SciPy."""
    total = max(1, int(np.sum(counts)))
    return float(np.sum(entr(np.asarray(counts) / total)) / np.log(2.0))


@widget(
    "레이블이 얼마나 섞여 있나",
    mission="세 레이블이 모두 있으면서 엔트로피가 정확히 1.5비트인 섞임을 만드세요.",
    controls={
        "a": Slider("A의 개수", 0, 12, 6, step=1),
        "b": Slider("B의 개수", 0, 12, 2, step=1),
        "c": Slider("C의 개수", 0, 12, 0, step=1),
    },
)
def draw_mix(entropy: Any, *, a: int, b: int, c: int) -> Any:
    """Counts of three labels, and the student's entropy of them on the curve of two classes."""
    counts = (a, b, c)
    labels = np.repeat(np.arange(3), counts)
    result = attempt(entropy, labels)
    mine = real(result)
    fig, (left, right) = drawing(1, 2)
    for place, count in enumerate(counts):
        left.bar(place, count, color=COLORS[place], hatch=HATCHES[place])
        left.text(place, count, str(count), lift=11.0)
    left.set(xlim=(-0.6, 2.6), xticks=range(3), xticklabels=["A", "B", "C"], ylim=(0, 13.5), title="레이블의 개수")
    grid = np.linspace(0.0, 1.0, 101)
    if result is not None:
        curve = [real(attempt(entropy, np.repeat([0, 1], [k, SIZE - k]))) for k in range(SIZE + 1)]
        right.plot(np.arange(SIZE + 1) / SIZE, np.clip(curve, -3, 3), marker="o", label="내 함수")
    right.plot(grid, [exact((p * 1e6, (1 - p) * 1e6)) for p in grid], "--", color=INK, linewidth=1.4, label="기준")
    if np.isfinite(mine):
        right.axhline(float(np.clip(mine, -0.1, 1.75)), "-.", color=RED, label="지금의 섞임")
    right.set(xlabel="두 클래스일 때 A의 비율", ylim=(-0.1, 1.8), title="엔트로피(비트)")
    alt = f"왼쪽은 A {a}개, B {b}개, C {c}개의 막대, 오른쪽은 두 클래스의 엔트로피 곡선. 양 끝이 0, 한가운데가 1비트다."
    if result is None or not np.isfinite(mine):
        words = FILL_FIRST.format(name=josa("`entropy`", "을/를")) if result is None else NOT_A_NUMBER
        return picture(fig, alt=alt, reading=words, goal=False)
    kinds = sum(count > 0 for count in counts)
    most = f" 클래스 {kinds}개로 만들 수 있는 가장 큰 값은 {number(np.log2(kinds), 4)}입니다." if kinds > 1 else ""
    reading = f"A {a}개, B {b}개, C {c}개의 엔트로피는 {number(round(mine, 6), 4)}비트입니다.{most}"
    goal = kinds == 3 and abs(mine - 1.5) < 1e-6 and abs(exact(counts) - 1.5) < 1e-6
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=goal)


@cache
def _iris(feature: int) -> tuple[Any, Any, Any]:
    """One feature of iris (150,), its labels (150,) and thresholds 0.05 apart."""
    data = load_iris()
    column = data.data[:, feature]
    return column, data.target, np.round(np.arange(column.min() - 0.1, column.max() + 0.15, 0.05), 2)


@widget(
    "임계값을 밀면",
    mission="‘꽃받침 길이’만으로 정보 이득이 가장 큰 임계값을 찾으세요.",
    controls={
        "feature": Choice("특성", FEATURES, "꽃잎 길이"),
        "threshold": Slider("임계값(cm)", 0.0, 8.0, 4.0, step=0.05),
    },
)
def draw_threshold(information_gain: Any, *, feature: str, threshold: float) -> Any:
    """Flowers along one feature, the student's gain over all thresholds, and what the two sides hold."""
    index, cut = FEATURES.index(feature), round(float(threshold), 2)
    column, y, grid = _iris(index)
    result = attempt(information_gain, column, y, cut)
    mine = real(result)
    fig, (top, middle, bottom) = drawing(3, 1, width=660, height=640, height_ratios=(1.1, 1.4, 0.9))
    for kind in range(3):
        rows = np.flatnonzero(y == kind)
        height = kind + (np.arange(len(rows)) * 7 % 11 - 5) / 16  # spread by a fixed pattern: flowers would hide others
        top.scatter(column[rows], height, color=COLORS[kind], marker=MARKERS[kind])
    top.set(ylim=(-0.5, 2.5), yticks=range(3), yticklabels=KINDS, title=f"{feature}(cm)와 임계값 {cut:g}")
    best = _gains(middle, information_gain, index, result is not None)
    if np.isfinite(mine):
        middle.scatter(cut, np.clip(mine, -0.3, 2.0), marker="D", color=RED, markersize=10, label="지금")
    middle.set(ylim=(-0.08, 1.05), title="정보 이득(비트)")
    for axis in (top, middle):
        axis.axvline(cut, ":", color=RED, linewidth=2)
        axis.set(xlim=(min(grid[0], cut) - 0.1, max(grid[-1], cut) + 0.1))
    low = column <= cut
    sides = [np.bincount(y[part], minlength=3) for part in (low, ~low)]
    _bars(bottom, sides)
    said = [", ".join(map(str, side)) for side in sides]
    alt = (f"위에서부터 붓꽃의 {feature}, 임계값마다의 정보 이득, {josa(feature, '을/를')} {cut:g}에서 나눈 두 쪽의 종류별 막대. "
           f"왼쪽은 {said[0]}송이, 오른쪽은 {said[1]}송이다.")  # fmt: skip
    if result is None or not np.isfinite(mine):
        words = FILL_FIRST.format(name=josa("`information_gain`", "을/를")) if result is None else NOT_A_NUMBER
        return picture(fig, alt=alt, reading=words, goal=False)
    reading = (f"{feature} ≤ {josa(f'{cut:g}', '으로/로')} 나누면 왼쪽 {int(low.sum())}송이, 오른쪽 {int((~low).sum())}송이이고 "
               f"이득은 {number(round(mine, 6), 3)}비트입니다.")  # fmt: skip
    goal = index == 0 and 5.5 <= cut < 5.6 and best is not None and abs(mine - best) < 1e-3
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=bool(goal))


def _gains(axis: Any, information_gain: Any, index: int, ready: bool) -> float | None:
    """Both curves of gains; the greatest right one, or None where the values were not shipped."""
    column, y, grid = _iris(index)
    if ready:
        curve = [real(attempt(information_gain, column, y, float(cut))) for cut in grid]
        axis.plot(grid, np.clip(curve, -3, 3), label="내 함수")
    try:
        right = np.asarray(shipped(f"gain_{index}"), dtype=np.float64)
    except LookupError:  # the instructor's copy, beside no checks.json
        return None
    axis.plot(grid, right, "--", color=INK, linewidth=1.4, label="기준")
    return float(right.max())


def _bars(axis: Any, sides: list[Any]) -> None:
    """What the two sides hold, stacked by class."""
    for row, side in enumerate(sides):
        start = 0
        for kind, count in enumerate(side):
            axis.barh(row, count, start, color=COLORS[kind], alpha=0.45)
            if count >= 8:
                axis.text(start + count / 2, row, f"{KINDS[kind]} {count}" if count >= 24 else str(count))
            start += int(count)
    axis.set(yticks=[0, 1], yticklabels=["왼쪽(≤)", "오른쪽"], ylim=(1.6, -0.6), xlim=(0, 152), xlabel="송이")
