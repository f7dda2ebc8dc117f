"""Unit 04's pictures: how mixed are labels, how much does one question sort them, and which tree do questions make?"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from npml.widgets import (
    BLUE,
    GREEN,
    GREY,
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
NOT_A_NUMBER = "내 함수의 결과가 유한한 실수 하나가 아닙니다. 4절의 확인 셀을 먼저 통과하세요."
NO_QUESTION = "내 함수의 결과로는 나눌 수 없습니다. 4절의 확인 셀을 먼저 통과하세요."
COLORS, MARKERS, HATCHES = (BLUE, ORANGE, GREEN), ("o", "s", "^"), (False, True, False)
SIZE = 16  # labels of the two-class curve
KINDS = ("setosa", "versicolor", "virginica")
FEATURES = ("꽃받침 길이", "꽃받침 너비", "꽃잎 길이", "꽃잎 너비")
ALL = 12  # labels A and labels B of the chord
PAIRS = ("꽃받침", "꽃잎")
DEEPEST = 8  # of the tree that grows
TRAIN = 75  # flowers that it sees
WIDE = 62  # pixels that a question needs


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
    right.plot(grid, 4 * grid * (1 - grid), ":", color=GREY, linewidth=1.8, label="지니의 두 배")
    if np.isfinite(mine):
        right.axhline(float(np.clip(mine, -0.1, 1.75)), "-.", color=RED, label="지금의 섞임")
    right.set(xlabel="두 클래스일 때 A의 비율", ylim=(-0.1, 1.8), title="엔트로피(비트)")
    alt = f"왼쪽은 A {a}개, B {b}개, C {c}개의 막대, 오른쪽은 두 클래스의 엔트로피 곡선과 두 배로 늘인 지니 불순도. 둘 다 양 끝이 0, 한가운데가 1이다."
    if result is None or not np.isfinite(mine):
        words = FILL_FIRST.format(name=josa("`entropy`", "을/를")) if result is None else NOT_A_NUMBER
        return picture(fig, alt=alt, reading=words, goal=False)
    kinds = sum(count > 0 for count in counts)
    most = f" 클래스 {kinds}개로 만들 수 있는 가장 큰 값은 {number(np.log2(kinds), 4)}입니다." if kinds > 1 else ""
    reading = f"A {a}개, B {b}개, C {c}개의 엔트로피는 {number(round(mine, 6), 4)}비트입니다.{most}"
    goal = kinds == 3 and abs(mine - 1.5) < 1e-6 and abs(exact(counts) - 1.5) < 1e-6
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=goal)


@widget(
    "이득은 곡선과 현 사이의 높이",
    mission="양쪽 모두 A와 B가 섞여 있는데도 정보 이득이 0.5비트를 넘는 분할을 만드세요.",
    controls={
        "a": Slider("왼쪽으로 보낸 A", 0, ALL, 8, step=1),
        "b": Slider("왼쪽으로 보낸 B", 0, ALL, 1, step=1),
    },
)
def draw_chord(entropy: Any, information_gain: Any, *, a: int, b: int) -> Any:
    """Two sides of 12 A and 12 B as points of the student's curve; the gain is the height of the curve over their chord."""
    y = np.repeat([0, 1, 0, 1], [a, b, ALL - a, ALL - b])
    side = np.repeat([0.0, 1.0], [a + b, 2 * ALL - a - b])
    result = attempt(entropy, y)
    mine = real(result)
    fig, (left, right) = drawing(1, 2, height=400, width_ratios=[1, 1.7])
    for row, counts in enumerate(((a, b), (ALL - a, ALL - b))):
        start = 0
        for kind, count in enumerate(counts):
            left.barh(row, count, start, color=COLORS[kind], alpha=0.45)
            if count >= 4:
                left.text(start + count / 2, row, f"{'AB'[kind]} {count}")
            start += count
    left.set(yticks=[0, 1], yticklabels=[f"왼쪽\nA {a}, B {b}", f"오른쪽\nA {ALL - a}, B {ALL - b}"], title="나눈 두 쪽")
    left.set(ylim=(1.6, -0.6), xlim=(0, 2 * ALL), xlabel="개수")
    grid = np.linspace(0.0, 1.0, 101)
    if result is not None:
        many = 4 * ALL  # so many labels that straight pieces look like the curve
        curve = [real(attempt(entropy, np.repeat([0, 1], [k, many - k]))) for k in range(many + 1)]
        right.plot(np.arange(many + 1) / many, np.clip(curve, -3, 3), label="내 엔트로피")
    right.plot(grid, [exact((p * 1e6, (1 - p) * 1e6)) for p in grid], "--", color=INK, linewidth=1.4, label="기준")
    right.set(xlabel="A의 비율", ylim=(-0.08, 1.25), xlim=(-0.03, 1.03), title="엔트로피(비트)")
    where = f"A와 B 열두 개씩에서 A {a}개와 B {b}개를 왼쪽으로 보냈다"
    if result is None or not np.isfinite(mine):
        words = FILL_FIRST.format(name=josa("`entropy`", "을/를")) if result is None else NOT_A_NUMBER
        return picture(fig, alt=f"{where}. 기준이 되는 두 클래스의 엔트로피 곡선만 있다.", reading=words, goal=False)
    if a + b in (0, 2 * ALL):
        right.scatter(0.5, np.clip(mine, -0.1, 1.3), marker="D", color=RED, markersize=10, label="나누기 전")
        reading = "한쪽이 비었으니 아무것도 나누지 않았습니다. 이득은 0비트입니다."
        return picture(fig, alt=f"{where}. {reading}", reading=reading, goal=False)
    sides = [np.array(counts) for counts in ((a, b), (ALL - a, ALL - b))]
    shares = [side_counts[0] / side_counts.sum() for side_counts in sides]
    heights = [real(attempt(entropy, np.repeat([0, 1], counts))) for counts in sides]
    gained = attempt(information_gain, side, y, 0.5)
    gain = real(gained)
    right.plot(shares, np.clip(heights, -1, 2), color=GREEN, marker="o", markersize=10, label="두 쪽과 현")
    weight = (a + b) / (2 * ALL)
    after = weight * heights[0] + (1 - weight) * heights[1]
    right.plot([0.5, 0.5], np.clip([after, mine], -1, 2), color=RED, linewidth=5, label="이득")
    plain = (float(np.mean(shares)), float(np.clip(np.mean(heights), -1, 2)))
    right.plot(*plain, "none", marker="s", markersize=9, color=GREY, label="그냥 평균")
    right.text(0.515, float(np.clip((after + mine) / 2 + (0.08 if mine - after < 0.08 else 0.0), -0.05, 1.2)), f"{number(round(max(mine - after, 0.0), 6), 3)}비트", ha="left", halo=True)
    alt = (f"{where}. 오른쪽은 두 클래스의 엔트로피 곡선과, 곡선 위의 두 점을 이은 현이다. 두 점은 ({shares[0]:.2f}, {heights[0]:.2f}), "
           f"({shares[1]:.2f}, {heights[1]:.2f})이고, A의 비율이 0.5인 자리에서 곡선은 {mine:.2f}, 현은 {after:.2f}이다.")  # fmt: skip
    if gained is None or not np.isfinite(gain):
        words = FILL_FIRST.format(name=josa("`information_gain`", "을/를")) if gained is None else NOT_A_NUMBER
        return picture(fig, alt=alt, reading=words, goal=False)
    same = "현이 곡선 위의 한 점이라 " if shares[0] == shares[1] else ""
    reading = (f"왼쪽의 엔트로피는 {number(round(heights[0], 6), 3)}, 오른쪽은 {number(round(heights[1], 6), 3)}비트입니다. 가중한 평균이 "
               f"{number(round(after, 6), 3)}비트이니 {same}이득은 {number(abs(round(gain, 6)), 3)}비트입니다.")  # fmt: skip
    mixed = all(0 < share < 1 for share in shares)
    true = exact((ALL, ALL)) - weight * exact(sides[0]) - (1 - weight) * exact(sides[1])
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=bool(mixed and true > 0.5 and abs(gain - true) < 1e-6))


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


@cache
def _flowers() -> tuple[Any, Any]:
    """Iris, (150, 4), and its labels."""
    data = load_iris()
    return data.data, data.target


class Node:
    """A node of the tree: its flowers, its place in the plane, its question and where it stands in the picture."""

    def __init__(self, rows: Any, box: tuple[float, float, float, float], level: int) -> None:
        self.rows, self.level = rows, level
        self.box = box  # left, right, bottom, top in data
        self.question: tuple[int, float] | None = None
        self.children: tuple[int, int] | None = None
        self.counts: Any = None
        self.x, self.width = 0.0, 1.0

    @property
    def answer(self) -> int:
        """The class that most of its flowers have."""
        return int(np.argmax(self.counts))


def asked(best_split: Any, X: Any, y: Any) -> tuple[int, float] | str | None:
    """The student's question, "leaf" when there is none, "wrong" when it divides nothing; None while it is a stub."""
    found = attempt(best_split, X, y)
    if found is None:
        return None
    if not isinstance(found, (tuple, list)) or len(found) != 3:
        return "wrong"
    if found[0] is None and found[1] is None:
        return "leaf"
    feature, threshold = real(found[0]), real(found[1])
    if feature not in range(X.shape[1]) or not np.isfinite(threshold):
        return "wrong"
    left = X[:, int(feature)] <= threshold
    return "wrong" if left.all() or not left.any() else (int(feature), threshold)


def nodes_of(best_split: Any, X: Any, y: Any, plane: tuple[float, float, float, float], deepest: int) -> list[Node] | str | None:
    """The tree as a list in the order of levels; "wrong" or None as in `asked`."""
    nodes = [Node(np.arange(len(y)), plane, 0)]
    for node in nodes:  # grows while it is read
        mine = y[node.rows]
        node.counts = np.bincount(mine, minlength=3)
        if node.level == deepest or np.count_nonzero(node.counts) < 2:
            continue
        found = asked(best_split, X[node.rows], mine)
        if found is None or found == "wrong":
            return found
        if found == "leaf":
            continue
        feature, threshold = node.question = found  # type: ignore[misc, assignment]
        low = X[node.rows, feature] <= threshold
        left, right, bottom, top = node.box
        boxes = ((left, threshold, bottom, top), (threshold, right, bottom, top))
        if feature == 1:
            boxes = ((left, right, bottom, threshold), (left, right, threshold, top))
        node.children = (len(nodes), len(nodes) + 1)
        nodes += [Node(node.rows[part], box, node.level + 1) for part, box in zip((low, ~low), boxes, strict=True)]
    return nodes


def answers(nodes: list[Node], X: Any, depth: int) -> Any:
    """The class of each sample when the tree is cut at a depth."""
    said = np.zeros(len(X), dtype=int)
    todo = [(0, np.arange(len(X)))]
    while todo:
        at, rows = todo.pop()
        node = nodes[at]
        if node.children is None or node.level == depth:
            said[rows] = node.answer
            continue
        feature, threshold = node.question  # type: ignore[misc]
        low = X[rows, feature] <= threshold
        todo += [(node.children[0], rows[low]), (node.children[1], rows[~low])]
    return said


@widget(
    "질문이 자라 트리가 된다",
    mission="훈련한 꽃의 정확도가 남겨 둔 꽃보다 25%포인트 넘게 높은 트리를 키우세요.",
    controls={
        "depth": Slider("깊이", 0, DEEPEST, 2, step=1, play=True),
        "pair": Choice("특성", PAIRS, "꽃받침"),
        "seed": Slider("뽑기(rng)", 0, 20, 0, step=1),
    },
)
def draw_tree(best_split: Any, *, depth: int, pair: str, seed: int) -> Any:
    """The tree that the student's questions make of half the flowers: its areas, itself, and how often it is right."""
    flowers, kinds = _flowers()
    order = np.random.default_rng(seed).permutation(len(kinds))
    X, y = flowers[order, :2] if pair == PAIRS[0] else flowers[order, 2:], kinds[order]
    across, up = (float(X[:, 0].min() - 0.2), float(X[:, 0].max() + 0.2)), (float(X[:, 1].min() - 0.2), float(X[:, 1].max() + 0.2))
    nodes = nodes_of(best_split, X[:TRAIN], y[:TRAIN], (*across, *up), DEEPEST)
    fig, (plane, tree, right) = drawing(1, 3, height=420, width_ratios=[1.2, 1.5, 0.8])
    plane.set(xlim=across, xticks=range(int(np.ceil(across[0])), int(across[1]) + 1), ylim=up)
    plane.set(xlabel=f"{pair} 길이(cm)", ylabel=f"{pair} 너비(cm)", title="훈련한 꽃과 트리의 답")
    tree.set(xlim=(0, 1), ylim=(-depth - 0.6, 0.5), xticks=[], yticks=[], title="트리: 왼쪽은 예, 오른쪽은 아니요")
    tree.grid(False)
    right.set(xlabel="깊이", xlim=(-0.3, DEEPEST + 0.3), xticks=range(0, DEEPEST + 1, 2), ylim=(0.2, 1.03), title="정확도")
    for kind in range(3):
        rows = np.flatnonzero(y[:TRAIN] == kind)
        plane.scatter(X[rows, 0], X[rows, 1], color=COLORS[kind], marker=MARKERS[kind], markersize=6, label=KINDS[kind])
    where = f"{pair} 길이와 너비로 키운 깊이 {depth}의 트리, rng={seed}"
    if not isinstance(nodes, list):
        words = FILL_FIRST.format(name=josa("`best_split`", "을/를")) if nodes is None else NO_QUESTION
        return picture(fig, alt=f"{where}. 훈련한 꽃 {TRAIN}송이만 있습니다.", reading=words, goal=False)
    leaves = [node for node in nodes if node.level <= depth and (node.children is None or node.level == depth)]
    plane.regions([(_corners(node.box), COLORS[node.answer]) for node in leaves], alpha=0.22)
    plane.grid(False)
    _place(nodes, depth)
    _draw_nodes(tree, nodes, depth)
    scores = np.array([
        [np.mean(answers(nodes, part, at) == labels) for part, labels in ((X[:TRAIN], y[:TRAIN]), (X[TRAIN:], y[TRAIN:]))]
        for at in range(DEEPEST + 1)
    ])  # fmt: skip
    right.plot(range(DEEPEST + 1), scores[:, 0], marker="o", label="훈련한 꽃")
    right.plot(range(DEEPEST + 1), scores[:, 1], "--", color=ORANGE, marker="s", label="남겨 둔 꽃")
    right.axvline(depth, ":", color=RED)
    train, test = scores[depth]
    first = ""
    if depth and nodes[0].question:
        feature, threshold = nodes[0].question
        first = f" 첫 질문은 {pair} {josa(('길이', '너비')[feature], '이/가')} {number(threshold, 3)} 이하인지입니다."
    deep = max(node.level for node in leaves)
    alt = f"{where}. 왼쪽은 꽃 {TRAIN}송이와 트리가 답하는 직사각형 {len(leaves)}개, 가운데는 리프 {len(leaves)}개인 트리, 오른쪽은 깊이마다의 정확도입니다."
    kept = len(y) - TRAIN
    reading = (f"깊이 {depth}, 리프 {len(leaves)}개입니다.{first} 훈련한 꽃 {TRAIN}송이는 {train:.0%}, 남겨 둔 꽃 {kept}송이는 {test:.0%} 맞힙니다."
               + (f" 더 물을 것이 없어 깊이 {deep}에서 멈추었습니다." if deep < depth else ""))  # fmt: skip
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=bool(train - test > 0.25 and _honest(best_split, X[:TRAIN], y[:TRAIN])))


def _corners(box: tuple[float, float, float, float]) -> Any:
    left, right, bottom, top = box
    return np.array([(left, bottom), (right, bottom), (right, top), (left, top)])


def _honest(best_split: Any, X: Any, y: Any) -> bool:
    """Whether the gain of the first question is what it says."""
    feature, threshold, gain = attempt(best_split, X, y)
    left = X[:, int(feature)] <= threshold
    parts = [np.bincount(y[part], minlength=3) for part in (left, ~left)]
    true = exact(np.bincount(y)) - sum(part.sum() / len(y) * exact(part) for part in parts)
    return abs(real(gain) - true) < 1e-6


def _place(nodes: list[Node], depth: int) -> None:
    """Where each node of the cut tree stands: a side with more leaves gets more room."""
    below = [1] * len(nodes)
    for at in reversed(range(len(nodes))):
        children = nodes[at].children
        if children is not None and nodes[at].level < depth:
            below[at] = below[children[0]] + below[children[1]]
    ends = [(0.0, 1.0)] * len(nodes)
    for at, node in enumerate(nodes):
        left, right = ends[at]
        node.x, node.width = (left + right) / 2, right - left
        if node.children is not None:
            one, two = node.children
            share = (below[one] + 1) / (below[one] + below[two] + 2)
            middle = left + share * (right - left)
            ends[one], ends[two] = (left, middle), (middle, right)


def _draw_nodes(axis: Any, nodes: list[Node], depth: int) -> None:
    """Edges, leaves in the colour and with the sign of their answer, questions where there is room."""
    room = 320.0  # pixels, about
    label = 23.0 * (depth + 1.1) / 280.0  # how high a question reaches over its node
    for node in nodes:
        if node.level >= depth or node.children is None:
            continue
        for child in (nodes[at] for at in node.children):
            asks = child.children is not None and child.level < depth and room * child.width >= WIDE
            end = label - child.level if asks else -child.level  # an edge would run through the letters
            axis.plot([node.x, child.x], [-node.level, end], color=GREY, linewidth=1.2)
    for node in nodes:
        if node.level > depth:
            continue
        inner = node.children is not None and node.level < depth
        if not inner:
            size = float(np.clip(room * node.width * 0.8, 5.0, 15.0))
            axis.plot(node.x, -node.level, "none", marker=MARKERS[node.answer], markersize=size, color=COLORS[node.answer])
            if room * node.width >= 30:
                axis.text(node.x, -node.level, str(int(node.counts.sum())), size=12, lift=-16.0, halo=True)
            continue
        axis.plot(node.x, -node.level, "none", marker="o", markersize=5, color=INK)
        if room * node.width >= WIDE:
            feature, threshold = node.question  # type: ignore[misc]
            axis.text(node.x, -node.level, f"{('길이', '너비')[feature]} ≤ {number(threshold, 3)}", size=12, lift=13.0, halo=True)
