"""Unit 03's pictures: k-means half a step at a time, more clusters and more starts, and groups that it cannot find."""

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
    PURPLE,
    RED,
    SKY,
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
from sklearn.datasets import load_iris

COLORS, MARKERS = (BLUE, ORANGE, GREEN, PURPLE, SKY, RED), ("o", "s", "^", "D", "v", "P")
ACROSS, UP = (0.6, 7.3), (-0.1, 2.8)  # the plane of the petals
LAST = 30  # half steps that the slider shows: 15 assignments and 15 updates
MOST = 5  # clusters of the elbow
FILL_FIRST = "먼저 4절의 {names} 채우면 내 군집이 나타납니다."
WRONG = "내 함수의 결과로는 그릴 수 없습니다. 4절의 확인 셀을 먼저 통과하세요."
#: Groups that people see, and what the degree changes in them.
SHAPES = ("두 초승달", "퍼짐이 다른 무리", "크기가 다른 무리", "길쭉한 무리")
EACH, STARTS = 150, 5  # samples of a group, starts of the student's k-means


@cache
def flowers() -> Any:
    """Iris without its labels, (150, 4); the last two columns are length and width of the petals."""
    return load_iris().data


def clusters_of(result: Any, shape: tuple[int, int]) -> tuple[Any, Any] | None:
    """(centroids, labels) fit for drawing, or None: shape is that of X, k comes from the centroids."""
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        return None
    centroids, labels = usable(result[0], (None, shape[1])), usable(result[1], (shape[0],))
    if centroids is None or labels is None or not np.all(np.isfinite(centroids)) or not np.all(np.isfinite(labels)):
        return None
    labels = labels.astype(int)
    return (centroids, labels) if len(centroids) and labels.min() >= 0 and labels.max() < len(centroids) else None


def real(value: Any) -> float:
    """A student's number, NaN when it is none."""
    found = usable(value, ())
    return float("nan") if found is None else float(found)


def story(kmeans: Any, X: Any, k: int, seed: int, steps: int) -> list[tuple[Any, Any]] | None:
    """(centroids, labels) after 0, 1, 2 … updates of one start, until nothing moves; None while it is a stub."""
    told: list[tuple[Any, Any]] = []
    for updates in range(steps + 2):
        result = attempt(kmeans, X, k, updates, seed)
        if result is None:
            return None
        found = clusters_of(result, X.shape)
        if found is None or len(found[0]) != k:
            return []
        told.append(found)
        if updates and np.allclose(found[0], told[-2][0]):
            break
    return told


def shown(told: list[tuple[Any, Any]], half: int) -> tuple[Any, Any, bool]:
    """Centroids and labels (None before the first assignment) after half steps, and whether nothing moves any more.

    Half steps 1, 3, 5 … assign, half steps 2, 4, 6 … move the centroids while the labels stay.
    """
    updates = half // 2
    if updates >= len(told) - 1 and len(told) > 1 and np.allclose(told[-1][0], told[-2][0]):
        return *told[-1], True
    centroids = told[updates][0]
    if half % 2:
        return centroids, told[updates][1], False
    return centroids, (told[updates - 1][1] if updates else None), False


@widget(
    "k-평균을 반 걸음씩",
    mission="k가 4일 때, 더는 움직이지 않는데도 이너셔가 기준보다 20% 넘게 큰 시작(rng)을 찾으세요.",
    controls={
        "step": Slider("반 걸음", 0, LAST, 0, step=1, play=True),
        "k": Slider("k", 1, 6, 3, step=1),
        "seed": Slider("rng", 0, 30, 0, step=1),
    },
)
def draw_steps(kmeans: Any, assign_clusters: Any, inertia: Any, *, step: int, k: int, seed: int) -> Any:
    """Petals, the centroids with their trails, the student's regions; the inertia of every half step beside."""
    X = flowers()[:, 2:]
    told = story(kmeans, X, k, seed, step // 2)
    fig, (left, right) = drawing(1, 2, height=400, width_ratios=[1.35, 1])
    left.set(xlabel="꽃잎 길이(cm)", ylabel="꽃잎 너비(cm)", xlim=ACROSS, ylim=UP)
    best = _best("petal", k)
    if best is not None:
        right.axhline(best, "--", linewidth=1.4, label="기준")
    right.set(xlim=(-0.5, LAST + 0.5), ylim=(0, 2.0 * (best or 50.0)), xlabel="반 걸음", title="이너셔")
    where = f"k={k}, rng={seed}, 반 걸음 {step}번"
    if not told:
        left.set(title="아직 나누지 않은 꽃")
        left.scatter(X[:, 0], X[:, 1], color=GREY)
        words = FILL_FIRST.format(names="`kmeans`를") if told is None else WRONG
        return picture(fig, alt=f"{where}. 꽃 150송이와 기준 이너셔만 있습니다.", reading=words, goal=False)
    centroids, labels, still = shown(told, step)
    _regions(left, assign_clusters, centroids)
    _points(left, X, labels, k)
    _trails(left, [item[0] for item in told[: step // 2 + 1]])
    left.set(title="끝: 더는 움직이지 않음" if still else "시작 중심점" if labels is None else "배정" if step % 2 else "갱신")
    heights = [real(attempt(inertia, X, *shown(told, half)[:2])) for half in range(1, step + 1)]
    if heights and np.any(np.isfinite(heights)):
        right.plot(range(1, step + 1), heights, marker="o", label="내 결과")
    if still:
        right.axvline(2 * (len(told) - 2), ":", color=GREY, linewidth=1.4, label="멈춤")
    # As high as the first assignment from the start on: the axis stays while the points come.
    first = real(attempt(inertia, X, *told[0]))
    if np.isfinite(first):
        right.set(ylim=(0, 1.15 * float(np.nanmax([first, best or 0.0, 1e-9, *heights]))))
    return _steps_picture(fig, where, X, (centroids, labels, still), heights, best, step)


def _steps_picture(fig: Any, where: str, X: Any, state: tuple[Any, Any, bool], heights: list[float], best: Any, step: int) -> Any:
    centroids, labels, still = state
    k = len(centroids)
    spots = ", ".join(f"({x:.2f}, {y:.2f})" for x, y in centroids)
    alt = f"{where}. 왼쪽은 꽃 150송이와 중심점 {k}개의 자취, 오른쪽은 반 걸음마다의 이너셔입니다. 중심점은 {spots}입니다."
    if labels is None:
        reading = f"샘플 {k}개를 뽑아 시작 중심점으로 삼았습니다. 다음 반 걸음에서 꽃마다 가장 가까운 중심점을 고릅니다."
        return picture(fig, alt=alt, reading=reading, goal=False)
    sizes = np.bincount(labels, minlength=k)
    value = heights[-1] if heights else float("nan")
    phase = "더는 움직이지 않습니다." if still else "꽃을 나누었습니다." if step % 2 else "중심점을 옮겼습니다."
    if not np.isfinite(value):
        todo = "`inertia`까지 채우면 이너셔도 나타납니다."
        return picture(fig, alt=alt, reading=f"{phase} 군집의 크기는 {', '.join(map(str, sizes))}입니다. {todo}", goal=False)
    against = f" 기준 {number(best, 4)}의 {value / best:.2f}배입니다." if still and best else ""
    reading = f"{phase} 군집의 크기는 {', '.join(map(str, sizes))}, 이너셔는 {number(value, 4)}입니다.{against}"
    # Around means, what is left is what all squares hold less what the centroids hold.
    left_over = float((X * X).sum() - sizes @ (centroids * centroids).sum(axis=1))
    goal = k == 4 and still and best is not None and value > 1.2 * best and abs(value - left_over) < 1e-3 * value
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=bool(goal))


def _best(name: str, k: int) -> float | None:
    """The smallest inertia that the library found, None where it was not shipped (the instructor's copy)."""
    try:
        return float(np.asarray(shipped(f"best_{name}"))[k - 1])
    except LookupError:
        return None


def _regions(
    axis: Any, assign_clusters: Any, centroids: Any, across: tuple[float, float] = ACROSS, up: tuple[float, float] = UP, count: int = 30
) -> None:
    """What the student's function assigns to each place of the plane, as pale areas; ``count`` rows of places."""
    rows, columns = np.linspace(*up, count), np.linspace(*across, 60)
    found = _assigned(assign_clusters, np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2), centroids)
    if found is None:
        return
    found = found.reshape(len(rows), len(columns))
    # Where a row's cluster changes: between two columns at first, then halved by asking the function again.
    at, right = np.nonzero(found[:, 1:] != found[:, :-1])
    low, high = columns[right], columns[right + 1]
    for _ in range(6 if len(at) else 0):
        middle = (low + high) / 2
        asked = _assigned(assign_clusters, np.column_stack([middle, rows[at]]), centroids)
        if asked is None:
            return
        same = asked == found[at, right]
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    runs = []
    for row in range(len(rows)):
        ends = np.concatenate([[across[0]], low[at == row], [across[1]]])
        runs.append((ends, [int(found[row, 0]), *(int(found[row, column + 1]) for column in right[at == row])]))
    axis.regions(_areas(rows, runs))
    axis.grid(False)


def _assigned(assign_clusters: Any, places: Any, centroids: Any) -> Any:
    found = usable(attempt(assign_clusters, places, centroids), (len(places),))
    if found is None or not np.all(np.isfinite(found)):
        return None
    return np.clip(found, 0, len(COLORS) - 1).astype(int)


def _areas(rows: Any, runs: list[tuple[Any, list[int]]]) -> list[tuple[Any, str]]:
    """Strips between neighbouring rows: slanted where both have the same clusters in one order, else each row's own half."""
    corners: dict[int, list[Any]] = {}
    gap = np.full((1, 2), np.nan)
    for row in range(len(rows) - 1):
        (below, names), (above, others) = runs[row], runs[row + 1]
        low, high = rows[row], rows[row + 1]
        half = (low + high) / 2
        bands = [(low, high, below, above, names)]
        if names != others:
            bands = [(low, half, below, below, names), (half, high, above, above, others)]
        for bottom, top, first, last, clusters in bands:
            for place, cluster in enumerate(clusters):
                strip = [(first[place], bottom), (first[place + 1], bottom), (last[place + 1], top), (last[place], top)]
                corners.setdefault(cluster, []).extend([np.array(strip), gap])
    return [(np.concatenate(strips), COLORS[cluster]) for cluster, strips in sorted(corners.items())]


def _points(axis: Any, X: Any, labels: Any, k: int) -> None:
    for cluster in range(k):
        rows = X if labels is None else X[labels == cluster]
        color, marker = (GREY, "o") if labels is None else (COLORS[cluster], MARKERS[cluster])
        axis.scatter(rows[:, 0], rows[:, 1], color=color, marker=marker, alpha=0.8)
        if labels is None:
            return


def _trails(axis: Any, centers: list[Any]) -> None:
    """Where each centroid has been, and where it is."""
    path = np.array(centers)
    for cluster in range(path.shape[1]):
        axis.plot(path[:, cluster, 0], path[:, cluster, 1], color=INK, linewidth=1.4)
        axis.scatter(*path[0, cluster], marker="x", markersize=9, color=INK)
        axis.plot(*path[-1, cluster], "none", marker=MARKERS[cluster], markersize=15, color=COLORS[cluster], edge=INK)


@widget(
    "군집을 몇 개로 나눌까",
    mission="점 다섯 개가 모두 기준의 1% 안에 들게 하세요.",
    controls={
        "restarts": Slider("시작 횟수", 1, 25, 1, step=1),
        "k": Slider("오른쪽 그림의 k", 1, MOST, 3, step=1),
    },
)
def draw_elbow(kmeans: Any, inertia: Any, *, restarts: int, k: int) -> Any:
    """The smallest inertia of several starts for every k on all four features; one of the results beside."""
    X = flowers()
    found = [_best_of(kmeans, inertia, X, count, restarts) for count in range(1, MOST + 1)]
    fig, (left, middle, right) = drawing(1, 3, height=360, width_ratios=[1, 1, 1.3])
    right_values = [_best("iris", count) for count in range(1, MOST + 1)]
    ticks = range(1, MOST + 1)
    left.set(xticks=ticks, xlabel="k", ylim=(0, 720), title="이너셔")
    # The mission's 1% is invisible beside 700, so that it has a plot of its own.
    middle.set(xticks=ticks, xlabel="k", xlim=(0.5, MOST + 0.5), ylim=(-2, 25), title="기준보다 큰 정도(%)")
    middle.axhspan(-1.0, 1.0, color=GREEN, alpha=0.25, label="1% 안")
    right.set(xlabel="꽃잎 길이(cm)", ylabel="꽃잎 너비(cm)", xlim=ACROSS, ylim=UP, title=f"k가 {k}일 때 가장 좋은 결과")
    where = f"시작 횟수 {restarts}, k={k}"
    if any(item is None for item in found):
        _draw_best(left, right_values)
        right.scatter(X[:, 2], X[:, 3], color=GREY)
        words = FILL_FIRST.format(names="`inertia`와 `kmeans`를")
        return picture(fig, alt=f"{where}. k마다의 기준 이너셔만 있습니다.", reading=words, goal=False)
    values = [value for value, _, _ in found]  # type: ignore[misc]
    if not np.all(np.isfinite(values)):
        _draw_best(left, right_values)
        return picture(fig, alt=f"{where}. 내 결과는 그릴 수 없습니다.", reading=WRONG, goal=False)
    left.plot(ticks, values, marker="o", label="내 결과")
    _draw_best(left, right_values)  # on top, so that the dashes show where both coincide
    if None not in right_values:
        over = 100.0 * (np.array(values) / np.array(right_values, dtype=float) - 1.0)
        middle.plot(ticks, np.clip(over, -2.0, 24.0), "none", marker="o", markersize=9)
        for count, share in zip(ticks, over, strict=True):
            middle.text(count, float(np.clip(share, -2.0, 24.0)), f"{abs(share) if abs(share) < 0.05 else share:.1f}", size=12, halo=True, lift=14.0)
    _points(right, X[:, 2:], found[k - 1][2], k)  # type: ignore[index]
    centers = found[k - 1][1]  # type: ignore[index]
    _trails(right, [centers[:, 2:]])
    listed = ", ".join(f"{value:.1f}" for value in values)
    alt = f"{where}. 왼쪽은 k가 1부터 {MOST}까지일 때의 이너셔로 차례로 {listed}입니다. 가운데는 기준보다 몇 % 큰지, 오른쪽은 군집 {k}개로 나눈 붓꽃입니다."
    near = [best is not None and abs(value / best - 1.0) < 0.01 for value, best in zip(values, right_values, strict=True)]
    times = "한 번씩" if restarts == 1 else f"{restarts}번씩"
    reading = f"{times} 시작했을 때 k=1부터 차례로 {listed}이고, 기준의 1% 안에 든 점은 {sum(near)}개입니다."
    return picture(fig, alt=alt, reading=reading, goal=all(near))


def _draw_best(axis: Any, values: list[float | None]) -> None:
    if None not in values:
        axis.plot(range(1, MOST + 1), values, "--", color=INK, linewidth=1.4, label="기준")


def _best_of(kmeans: Any, inertia: Any, X: Any, k: int, restarts: int) -> tuple[float, Any, Any] | None:
    """(inertia, centroids, labels) of the best of several starts; None while a function is a stub."""
    best: tuple[float, Any, Any] = (float("nan"), None, None)
    for seed in range(1, restarts + 1):  # from 0, `permutation` would find all five at the first start: no mission left
        result = attempt(kmeans, X, k, 100, seed)
        if result is None:
            return None
        found = clusters_of(result, X.shape)
        if found is None or len(found[0]) != k:
            continue
        value = attempt(inertia, X, *found)
        if value is None:
            return None
        if not real(value) >= best[0]:
            best = (real(value), *found)
    return best


def shapes(shape: str, degree: int, seed: int = 0) -> tuple[Any, Any]:
    """Two groups, samples (300, 2) and their groups (300,): easy for k-means at degree 0, hard at 10."""
    share = degree / 10.0
    noise = np.random.default_rng(seed).normal(size=(2 * EACH, 2))
    second = np.arange(2 * EACH) >= EACH
    if shape == "두 초승달":
        turn = np.pi * np.concatenate([np.arange(EACH)] * 2) / (EACH - 1)
        arcs = np.column_stack([np.cos(turn), np.sin(turn)])
        arcs[EACH:] = np.array([1.0, 2.5 * share - 2.0]) - arcs[EACH:]
        return arcs + 0.08 * noise, second.astype(int)
    if shape == "퍼짐이 다른 무리":
        wide = np.where(second, 0.4 + 1.4 * share, 0.4)[:, None]
        return wide * noise + np.outer(second, [3.0, 0.0]), second.astype(int)
    if shape == "크기가 다른 무리":
        second = np.arange(2 * EACH) >= round(EACH + 138 * share)
        return 0.9 * noise + np.outer(second, [3.5, 0.0]), second.astype(int)
    return noise * [0.4 + 1.6 * share, 0.3] + np.outer(second, [0.0, 2.0]), second.astype(int)


def moved_share(truth: Any, labels: Any) -> float:
    """The share of samples that went to the other group; which number a cluster has does not matter."""
    differ = float(np.mean(truth != labels))
    return min(differ, 1.0 - differ)


@widget(
    "실제 무리와 k-평균의 군집",
    mission="k-평균의 이너셔가 실제 무리의 이너셔보다 작은데도, 샘플의 10% 넘게 다른 무리로 간 데이터를 만드세요.",
    controls={
        "shape": Choice("무리의 생김새", SHAPES, SHAPES[0]),
        "degree": Slider("정도", 0, 10, 2, step=1),
    },
)
def draw_shapes(kmeans: Any, assign_clusters: Any, inertia: Any, *, shape: str, degree: int) -> Any:
    """Two groups as they were made, and as the student's k-means divides them, each with its inertia."""
    X, truth = shapes(shape, degree)
    means = np.array([X[truth == group].mean(axis=0) for group in (0, 1)])
    fig, (left, right) = drawing(1, 2, height=400)
    low, high = X.min(axis=0), X.max(axis=0)
    middle, reach = (low + high) / 2, 0.55 * float(np.max(high - low))
    across, up = ((float(at - reach), float(at + reach)) for at in middle)
    for axis in (left, right):
        axis.set(xlim=across, ylim=up, aspect="equal")
    _points(left, X, truth, 2)
    begun = attempt(kmeans, X, 2, 0, 1)
    shaped = begun is None or clusters_of(begun, X.shape) is not None  # else updates would stumble over the labels
    found = _best_of(kmeans, inertia, X, 2, STARTS) if shaped else (float("nan"), None, None)
    true_value = real(attempt(inertia, X, means, truth))
    left.set(title="실제 무리" + (f": 이너셔 {number(true_value, 4)}" if np.isfinite(true_value) else ""))
    right.set(title="k-평균")
    where = f"{shape}, 정도 {degree}. 왼쪽은 무리를 만든 그대로 칠한 샘플 {len(X)}개"
    if found is None:
        right.scatter(X[:, 0], X[:, 1], color=GREY)
        words = FILL_FIRST.format(names="`inertia`와 `kmeans`를")
        return picture(fig, alt=f"{where}, 오른쪽은 아직 나누지 않은 같은 샘플입니다.", reading=words, goal=False)
    value, centroids, labels = found
    if not np.isfinite(value) or not np.isfinite(true_value):
        right.scatter(X[:, 0], X[:, 1], color=GREY)
        return picture(fig, alt=f"{where}, 오른쪽은 그릴 수 없습니다.", reading=WRONG, goal=False)
    if np.mean(labels == truth) < 0.5:  # number the clusters as the groups are numbered
        centroids, labels = centroids[::-1], 1 - labels
    share = moved_share(truth, labels)
    _regions(right, assign_clusters, centroids, across, up, 90)
    _points(right, X, labels, 2)
    other = X[labels != truth]
    right.scatter(other[:, 0], other[:, 1], marker="x", markersize=6, color=RED)
    for cluster in (0, 1):
        right.plot(*centroids[cluster], "none", marker=MARKERS[cluster], markersize=15, color=COLORS[cluster], edge=INK)
    right.set(title=f"k-평균: 이너셔 {number(value, 4)}")
    count = round(share * len(X))
    alt = f"{where}, 오른쪽은 k-평균이 나눈 결과입니다." + (f" 다른 무리로 간 샘플 {count}개에는 주홍색 ×가 있습니다." if count else "")
    order = "더 작습니다" if value < true_value * (1 - 1e-9) else "같습니다" if value <= true_value * (1 + 1e-9) else "더 큽니다"
    reading = (
        f"{josa(shape, '은/는')} 실제 무리의 이너셔가 {number(true_value, 4)}, k-평균의 이너셔가 {number(value, 4)}입니다. "
        f"k-평균 쪽이 {order}. 그런데 샘플 {len(X)}개 가운데 {josa(f'{count}개', '이/가')} 다른 무리로 갔습니다."
    ) if count else (
        f"{josa(shape, '은/는')} 실제 무리의 이너셔가 {number(true_value, 4)}, k-평균의 이너셔가 {number(value, 4)}입니다. "
        "다른 무리로 간 샘플은 없습니다."
    )
    sizes = np.bincount(labels, minlength=2)
    left_over = float((X * X).sum() - sizes @ (centroids * centroids).sum(axis=1))
    honest = abs(value - left_over) < 1e-3 * value
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=bool(honest and value < true_value and share > 0.1))
