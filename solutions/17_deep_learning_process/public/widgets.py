"""Unit 17's pictures: what stratifying saves, what accuracy hides, and which step may see the validation set."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from npml.widgets import (
    BLUE, GREY, INK, ORANGE, RED, Slider, Toggle, attempt, drawing, number, picture, usable, widget,
)  # fmt: skip

from .experiments import DEPTH, FLIPPER, nearest_mean, noise, strongest
from .penguins import SPECIES, load

DRAWS, SEEDS = 40, 4
NAMES = [f"{name}" for name in SPECIES]


# --- 6.1 -------------------------------------------------------------------------------------------


@cache
def _plain(chinstraps: int, percent: int) -> Any:
    """How many Chinstraps a plain shuffle puts into the test set, for several shuffles."""
    y = _fewer(chinstraps)
    size = round(percent / 100 * len(y))
    return np.array([np.sum(np.random.default_rng(seed).permutation(y)[:size] == 1) for seed in range(DRAWS)])


def _fewer(chinstraps: int) -> Any:
    """The species of all penguins but some Chinstraps: (m,)."""
    species = load()[2]
    return np.concatenate([species[species != 1], np.ones(chinstraps, dtype=species.dtype)])


def _tested(value: Any, y: Any) -> int | None:
    """How many Chinstraps a split has in its test set; None when the value is no split."""
    try:
        train, test = (np.asarray(part) for part in value)
        fits = train.dtype.kind in "iu" and test.dtype.kind in "iu" and train.ndim == test.ndim == 1
        return int(np.sum(y[test] == 1)) if fits and test.size else None
    except (TypeError, ValueError, IndexError):
        return None


@widget(
    "테스트 세트에 턱끈펭귄은 몇 마리",
    mission="무작위로 자르면 턱끈펭귄이 한 마리도 없는 테스트 세트가 한 번이라도 나온 설정을 찾으세요.",
    controls={
        "chinstraps": Slider("턱끈펭귄의 수", 4, 68, 68, step=4),
        "percent": Slider("test_size(%)", 5, 50, 20, step=5),
    },
)
def draw_shares(stratified_split: Any, *, chinstraps: int, percent: int) -> Any:
    """Chinstraps in the test set over forty splits: plain shuffles, and the student's function."""
    y = _fewer(chinstraps)
    plain = _plain(chinstraps, percent)
    values = [attempt(stratified_split, y, percent / 100, seed) for seed in range(DRAWS)]
    fig, axis = drawing(width=700, height=330)
    top = max(int(plain.max()), 4)
    counts = np.arange(top + 2)
    axis.bar(counts, [np.sum(plain == count) for count in counts], 0.8, color=GREY, hatch=True, label="무작위로 자름")
    exact = percent / 100 * chinstraps
    axis.axvline(exact, "--", color=INK, linewidth=1.5, label=f"비율대로라면 {number(exact, 3)}마리")
    found = [_tested(value, y) for value in values]
    if values[0] is not None and all(count is not None for count in found):
        mine = np.array(found)
        axis.bar(counts, [np.sum(mine == count) for count in counts], 0.36, color=BLUE, label="내 stratified_split")
    axis.set(xlabel="테스트 세트에 든 턱끈펭귄의 수", ylabel="나눈 횟수", title=f"{DRAWS}번 나누었을 때", xlim=(-0.7, top + 1.7))
    range_of_plain = _range(plain)
    alt = f"나누기 {DRAWS}번에서 테스트 세트에 든 턱끈펭귄의 수를 센 막대그래프입니다. "
    goal = bool(plain.min() == 0)
    if values[0] is None:
        reading = f"무작위로 자르면 {range_of_plain}. 4절의 `stratified_split`을 채우면 내 결과가 파란 막대로 나타납니다."
        return picture(fig, alt=alt + reading, reading=reading, goal=False)
    if not all(count is not None for count in found):
        reading = f"무작위로 자르면 {range_of_plain}. 내 결과는 번호 배열 둘이 아니어서 그릴 수 없습니다."
        return picture(fig, alt=alt + reading, reading=reading, goal=False)
    reading = f"무작위로 자르면 {range_of_plain}. 내 stratified_split으로 나누면 {_range(np.array(found))}."
    return picture(fig, alt=alt + reading, reading=reading, goal=goal and min(found) >= 1)


def _range(counts: Any) -> str:
    low, high = int(np.min(counts)), int(np.max(counts))
    return f"언제나 {low}마리입니다" if low == high else f"{low}마리에서 {high}마리까지 달라집니다"


# --- 6.2 -------------------------------------------------------------------------------------------


@cache
def _scores() -> tuple[Any, Any]:
    """Species (m,) and scores (m, 3) of a training set, each from a model that has not seen that penguin."""
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict, train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    numbers, _, species = load()
    rows, _ = train_test_split(np.arange(len(species)), test_size=0.2, stratify=species, random_state=0)
    model = make_pipeline(SimpleImputer(strategy="median"), StandardScaler(), LogisticRegression(max_iter=2000))
    table = numbers[rows][:, [DEPTH, FLIPPER]]
    return species[rows], cross_val_predict(model, table, species[rows], cv=5, method="decision_function")


@widget(
    "정확도가 숨기는 것",
    mission="정확도를 0.8보다 높게 지키면서 턱끈펭귄의 재현율을 0.6보다 높이세요.",
    controls={"bonus": Slider("턱끈펭귄의 로짓에 얹는 덤", 0.0, 2.0, 0.0, step=0.05)},
)
def draw_bonus(confusion_matrix: Any, classification_report: Any, *, bonus: float) -> Any:
    """The confusion matrix and what is reported of Chinstraps when their logits are raised."""
    species, scores = _scores()
    guess = np.argmax(scores + np.array([0.0, bonus, 0.0]), axis=1)
    matrix = usable(attempt(confusion_matrix, species, guess, 3), (3, 3), limit=1e6)
    report = attempt(classification_report, species, guess, 3)
    fig, (left, right) = drawing(1, 2, width_ratios=[1, 1.2])
    known = _by_hand(species, guess)
    if matrix is not None:
        left.image(matrix, "ink", low=0.0, high=2.0 * max(float(np.nanmax(np.abs(matrix))), 1.0) if np.any(np.isfinite(matrix)) else 1.0, lines=True)
        for row in range(3):
            for column in range(3):
                shown = number(matrix[row, column], 4) if np.isfinite(matrix[row, column]) else "?"
                left.text(column, row, shown, halo=True)
    left.grid(False)
    left.set(title="내 혼동 행렬", xlabel="예측", ylabel="정답", xticks=[0, 1, 2], yticks=[0, 1, 2], xticklabels=NAMES, yticklabels=NAMES,
             xlim=(-0.5, 2.5), ylim=(2.5, -0.5))  # fmt: skip
    names, keys = ("정밀도", "재현율", "F1", "정확도"), ("precision", "recall", "f1", "accuracy")
    mine = _of_chinstraps(report, keys)
    if mine is not None:
        right.bar(np.arange(4), mine, 0.6, label="내 classification_report")
        for place, value in enumerate(mine):
            there = float(np.clip(value, 0.0, 1.0)) if np.isfinite(value) else 0.0
            right.text(place, there, f"{value:.2f}" if np.isfinite(value) else "?", lift=11.0)
    for place, key in enumerate(keys):
        label = "바르게 세면" if place == 0 else None
        right.plot([place - 0.42, place + 0.42], [known[key], known[key]], "--", color=INK, linewidth=1.5, label=label)
    right.set(title="턱끈펭귄의 점수와 전체의 정확도", xticks=[0, 1, 2, 3], xticklabels=names, xlim=(-0.6, 3.6), ylim=(0.0, 1.1))
    said = f"덤 {bonus:.2f}: 정확도 {known['accuracy']:.2f}, 턱끈펭귄의 정밀도 {known['precision']:.2f}, 재현율 {known['recall']:.2f}."
    alt = "왼쪽은 세 종의 혼동 행렬, 오른쪽은 턱끈펭귄의 정밀도, 재현율, F1과 전체의 정확도를 그린 막대그래프입니다. "
    if mine is None:
        said += " 4절의 `confusion_matrix`와 `classification_report`를 채우면 내 결과가 나타납니다."
        return picture(fig, alt=alt + said, reading=said, goal=False)
    same = bool(np.allclose(mine, [known[key] for key in keys], atol=1e-6))
    if not same:
        said += " 내 결과는 바르게 센 파선과 다릅니다."
    return picture(fig, alt=alt + said, reading=said, goal=same and known["accuracy"] > 0.8 and known["recall"] > 0.6)


def _by_hand(species: Any, guess: Any) -> dict[str, float]:
    """What a right report says of Chinstraps, counted one by one."""
    both = float(np.sum((species == 1) & (guess == 1)))
    there, said = float(np.sum(species == 1)), float(np.sum(guess == 1))
    return {"precision": both / max(said, 1.0), "recall": both / max(there, 1.0), "f1": 2 * both / max(said + there, 1.0),
            "accuracy": float(np.mean(species == guess))}  # fmt: skip


def _of_chinstraps(report: Any, keys: tuple[str, ...]) -> Any:
    """The numbers of class 1 in a report, (4,); None when there is no such report."""
    if not isinstance(report, dict):
        return None
    found = []
    for key in keys:
        array = usable(report.get(key), None, limit=1e6)
        if array is None or array.size == 0 or (array.ndim == 1 and array.size < 2) or array.ndim > 1:
            found.append(np.nan)
        else:
            found.append(float(array) if array.ndim == 0 else float(array[1]))
    return np.array(found)


# --- 6.3 -------------------------------------------------------------------------------------------


@widget(
    "어느 단계가 검증 세트를 보았나",
    mission="잡음뿐인 데이터에서 교차 검증 정확도를 0.9보다 높게 만드세요.",
    controls={
        "features": Slider("잡음 특성의 수", 10, 1000, 100, log=True),
        "kept": Slider("고를 특성의 수", 2, 20, 10, step=2),
        "scale_first": Toggle("나누기 전에 표준화", False),
        "choose_first": Toggle("나누기 전에 특성 고르기", False),
    },
)
def draw_leak(kfold: Any, Preprocessor: Any, *, features: float, kept: int, scale_first: bool, choose_first: bool) -> Any:
    """Cross-validated accuracy on noise, and that on fresh noise, when steps are done before the split or inside."""
    width = max(round(features), kept)
    fig, axis = drawing(width=620, height=320)
    found = [_one_table(kfold, Preprocessor, seed, width, kept, scale_first, choose_first) for seed in range(SEEDS)]
    axis.axhline(0.5, "--", color=INK, linewidth=1.5, label="동전 던지기 0.5")
    axis.set(title=f"관계없는 특성 {width}개와 레이블, 표 {SEEDS}개", xlim=(-0.6, 1.6), ylim=(0.0, 1.05), xticks=[0, 1],
             xticklabels=["교차 검증", "새로 뽑은 잡음"], ylabel="정확도")  # fmt: skip
    alt = "왼쪽은 교차 검증 정확도, 오른쪽은 새로 뽑은 잡음에서의 정확도를 표마다 점으로, 평균을 막대로 그린 그림입니다. 0.5에 파선이 있습니다. "
    if any(pair is None for pair in found):
        reading = "4절의 `kfold`와 `Preprocessor`를 바르게 채우면 정확도가 나타납니다."
        return picture(fig, alt=alt + reading, reading=reading, goal=False)
    table = np.array(found)
    for place, color in ((0, RED if choose_first else BLUE), (1, ORANGE)):
        axis.bar([place], [table[:, place].mean()], 0.6, color=color, alpha=0.7, hatch=place == 1)
        axis.scatter(place + np.linspace(-0.15, 0.15, SEEDS), table[:, place], color=INK, markersize=6)
    shown, fresh = table.mean(axis=0)
    steps = " 표준화와 특성 고르기를" if scale_first and choose_first else " 표준화를" if scale_first else " 특성 고르기를" if choose_first else ""
    how = f"나누기 전에{steps} 하면" if steps else "모두 나눈 다음에 하면"
    reading = f"{how} 교차 검증 정확도는 {shown:.2f}, 새로 뽑은 잡음에서는 {fresh:.2f}입니다."
    return picture(fig, alt=alt + reading, reading=reading, goal=bool(choose_first and shown > 0.9 and abs(fresh - 0.5) < 0.2))


def _one_table(
    kfold: Any, Preprocessor: Any, seed: int, width: int, kept: int, scale_first: bool, choose_first: bool
) -> tuple[float, float] | None:
    """Accuracy in cross-validation and on fresh noise of one table; None when a function gives nothing that can be used."""
    X, y = noise(seed, 40, width)
    folds = attempt(kfold, len(y), 4, seed)
    chosen = strongest(X, y, kept)
    right = np.zeros(len(y))
    try:
        whole = _scaled(Preprocessor, X, X) if scale_first else None
        for train, val in folds:
            own = chosen if choose_first else strongest(X[train], y[train], kept)
            tables = (whole[train][:, own], whole[val][:, own]) if whole is not None else _both(Preprocessor, X[:, own], train, val)
            right[val] = nearest_mean(tables[0], y[train], tables[1]) == y[val]
        fresh, labels = noise(seed + 1000, 200, width)
        again = np.mean(nearest_mean(X[:, chosen], y, fresh[:, chosen]) == labels)
    except (TypeError, ValueError, IndexError):
        return None
    return float(right.mean()), float(again)


def _both(Preprocessor: Any, X: Any, train: Any, val: Any) -> tuple[Any, Any]:
    return _scaled(Preprocessor, X[train], X[train]), _scaled(Preprocessor, X[train], X[val])


def _scaled(Preprocessor: Any, known: Any, table: Any) -> Any:
    """A table scaled as another has taught, without the one category.

    Raises:
        ValueError: what the student's class gives is no such table.
    """

    def prepare(known: Any, table: Any) -> Any:
        pre = Preprocessor()
        pre.fit(known, np.full((len(known), 1), "잡음"))
        return pre.transform(table, np.full((len(table), 1), "잡음"))

    found = usable(attempt(prepare, known, table), (len(table), None))
    if found is None or found.shape[1] < table.shape[1]:
        raise ValueError("no table")
    return found[:, : table.shape[1]]
