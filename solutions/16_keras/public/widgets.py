"""Unit 16's pictures: the record of a training, and where early stopping ends it.

Where it stops is asked of the student's own callbacks; the record was made beforehand (course.json), so that a slider
need not wait for a training.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from npml.widgets import BLUE, GREY, ORANGE, RED, Slider, attempt, drawing, number, picture, widget

FILL = "먼저 4절의 `make_callbacks`를 채우면 내 콜백이 멈추는 곳이 나타납니다."
OTHER = "내 콜백을 움직일 수 없습니다. 4절의 `make_callbacks` 확인을 먼저 통과하세요."


@cache
def patients() -> tuple[Any, ...]:
    """Diabetes of 442 patients, standardized by the training set: X, X_val, X_test, y, y_val, y_test and the target's std."""
    from sklearn.datasets import load_diabetes
    from sklearn.model_selection import train_test_split

    X, y = load_diabetes(return_X_y=True)
    X, X_test, y, y_test = train_test_split(X, y, test_size=0.2, random_state=0)
    X, X_val, y, y_val = train_test_split(X, y, test_size=0.2, random_state=0)
    mean, std, middle, spread = X.mean(axis=0), X.std(axis=0), y.mean(), y.std()
    sets = [(a - mean) / std for a in (X, X_val, X_test)]
    return (*sets, *((t[:, None] - middle) / spread for t in (y, y_val, y_test)), float(spread))


@cache
def cancer() -> tuple[Any, Any, Any, Any]:
    """Breast cancer, standardized by the training set: X, X_test, y, y_test; the labels are (m, 1)."""
    from sklearn.datasets import load_breast_cancer
    from sklearn.model_selection import train_test_split

    X, y = load_breast_cancer(return_X_y=True)
    X, X_test, y, y_test = train_test_split(X, y, test_size=0.25, random_state=0, stratify=y)
    mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / std, (X_test - mean) / std, y[:, None].astype(float), y_test[:, None].astype(float)


@cache
def ordered_digits() -> tuple[Any, Any]:
    """Handwritten digits in the order of their labels: X, y."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    order = np.argsort(y, kind="stable")
    return X[order] / 16.0, y[order]


@cache
def _stored() -> dict[str, Any]:
    return json.loads((Path(__file__).parent / "course.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def stored_course() -> dict[str, Any]:
    """A training of 100 epochs: the arrays "loss" and "val_loss", and the loss of the mean as the only answer."""
    return {name: np.array(_stored()[name]) for name in ("loss", "val_loss", "mean")}


def _curves(axis: Any, record: dict[str, Any], end: int = 0) -> Any:
    """Both losses along the epochs, all of them or the first ones; returns these epochs."""
    epochs = np.arange(1, len(record["loss"]) + 1)[: end or None]
    axis.plot(epochs, record["loss"][: len(epochs)], color=GREY, label="훈련 손실")
    axis.plot(epochs, record["val_loss"][: len(epochs)], color=BLUE, label="검증 손실")
    return epochs


def picture_of_course(record: dict[str, Any]) -> tuple[Any, str]:
    """Training and validation loss along the epochs, and the alt text."""
    fig, axis = drawing(1, 1)
    _curves(axis, record)
    best, mean = int(np.argmin(record["val_loss"])), float(record["mean"])
    axis.axhline(mean, "--", label="평균만 답할 때의 검증 손실")
    axis.scatter([best + 1], [record["val_loss"][best]], color=RED, markersize=8, label="가장 낮은 검증 손실")
    axis.set(title="훈련 손실과 검증 손실", xlabel="에포크", ylabel="손실")
    return fig, (
        f"에포크에 따른 두 손실의 곡선입니다. 100에포크에서 훈련 손실은 {number(float(record['loss'][-1]), 3)}입니다. "
        f"검증 손실은 {best + 1}에포크의 {number(float(record['val_loss'][best]), 3)}이 가장 낮고 100에포크에는 "
        f"{number(float(record['val_loss'][-1]), 3)}입니다. 파선은 평균만 답할 때의 {number(mean, 3)}입니다."
    )


def picture_of_steps() -> tuple[Any, str]:
    """What a Dense(3) holds after each of its three steps, and the alt text."""
    fig, axes = drawing(1, 3, height=210)
    steps = (
        ("Dense(3)", "출력 3개, 입력은 모름", "가중치 없음"),
        ("build((None, 2))", "입력이 2개임을 앎", "w (2, 3)"),
        ("call(x)", "x (N, 2) → (N, 3)", "w (2, 3)"),
    )
    for axis, (title, below, inside) in zip(axes, steps, strict=True):
        axis.bare()
        axis.set(title=title, xlabel=below, xlim=(-0.6, 3.0), ylim=(2.9, -0.6))
        if axis is axes[0]:
            axis.box(-0.5, -0.5, 3.0, 3.0, "--", color=GREY, linewidth=1.5)
            axis.text(1.0, 1.0, inside)
            continue
        axis.block(-0.5, 2.5, -0.5, 1.4, color=BLUE, alpha=0.45)
        axis.block(-0.5, 2.5, 1.6, 2.5, color=ORANGE, alpha=0.45)
        axis.text(1.0, 0.45, inside)
        axis.text(1.0, 2.05, "b (3,)")
    return fig, (
        "층의 세 단계입니다. Dense(3)을 만들었을 때에는 가중치가 없어 빈 상자이고, build에서 shape (2, 3)인 w와 "
        "(3,)인 b가 생기고, call은 그것으로 계산합니다."
    )


WAYS = {"long": "100에포크", "stopped": "조기 종료", "squares": "L2 0.05", "dropped": "드롭아웃 0.5"}


def picture_of_runs() -> tuple[Any, str]:
    """Test RMSE over ten seeds for each way to train, beside a linear regression and the mean, and the alt text."""
    found = _stored()["rmse"]
    fig, axis = drawing(1, 1)
    for place, name in enumerate(WAYS):
        mean, low, high = found[name]
        axis.plot([place, place], [low, high], color=BLUE, linewidth=5.0, alpha=0.5, label=None if place else "최저–최고")
        axis.scatter([place], [mean], color=BLUE, markersize=9, label=None if place else "평균")
    axis.axhline(found["linear"], color=ORANGE, linewidth=2.0, label="선형 회귀")
    axis.axhline(found["mean"], "--", label="평균만 답함")
    axis.set(title="시드 열 개의 테스트 RMSE", ylabel="RMSE", xlim=(-0.6, 3.6), xticks=np.arange(4), xticklabels=list(WAYS.values()))
    ranges = ", ".join(f"{said} {found[name][1]:.1f}–{found[name][2]:.1f}" for name, said in WAYS.items())
    return fig, (
        f"훈련한 방법마다 시드 열 개의 테스트 RMSE를 세로 막대로 그렸습니다. 범위는 {ranges}입니다. 선형 회귀의 선은 "
        f"{found['linear']:.1f}에, 평균만 답할 때의 파선은 {found['mean']:.1f}에 있습니다."
    )


def picture_of_parts(strengths: Any, parts: Any) -> tuple[Any, str]:
    """The two parts of the validation loss, one on the other, for each strength of the penalty; and the alt text."""
    errors, penalties = np.array(parts, dtype=float).T
    fig, axis = drawing(1, 1)
    places = np.arange(len(errors))
    axis.bar(places, errors, 0.6, color=BLUE, label="데이터의 몫")
    axis.bar([], [], color=ORANGE, hatch=True, label="페널티의 몫")
    for place, error, share in zip(places, errors, penalties, strict=True):
        axis.block(place - 0.3, place + 0.3, error, error + share, color=ORANGE, hatch=True)
        axis.text(place, error + share, number(float(share), 3), lift=11.0)
    axis.set(
        title="검증 손실의 두 몫(막대 위의 수는 페널티)", xlabel="λ", ylabel="검증 손실", xticks=places,
        xticklabels=[f"{strength:g}" for strength in strengths], ylim=(0.0, 1.12 * float((errors + penalties).max())),
    )  # fmt: skip
    said = ", ".join(f"λ = {s:g}이면 {number(float(e), 3)} + {number(float(p), 3)}" for s, e, p in zip(strengths, errors, penalties, strict=True))
    return fig, f"페널티의 세기마다 검증 손실을 데이터의 몫과 페널티의 몫으로 쌓은 막대입니다. {said}입니다."


@widget(
    "얼마나 참을까",
    mission="가장 낮은 검증 손실을 놓치지 않는 patience 가운데 가장 작은 것을 찾으세요.",
    controls={"patience": Slider("patience", 1, 20, 1, step=1)},
)
def draw_patience(make_callbacks: Any, run_callbacks: Any, *, patience: int) -> Any:
    """Where the student's callbacks end a stored training, and which epoch's weights they leave."""
    record, patience = stored_course(), int(patience)
    val = record["val_loss"]
    fig, axis = drawing(1, 1)
    shown = _curves(axis, record, end=max(20, int(val.argmin()) + patience + 3))
    axis.set(title=f"patience = {patience}", xlabel="에포크", ylabel="손실", xlim=(0.0, len(shown) + 1.0))
    alt = "훈련 손실은 내려가고 검증 손실은 일찍 바닥을 지나 올라갑니다. "
    callbacks = attempt(make_callbacks, "best.keras", patience)
    if callbacks is None:
        return picture(fig, alt=alt + FILL, reading=FILL, goal=False)
    stop_callbacks = [one for one in callbacks if hasattr(one, "patience")] if isinstance(callbacks, (list, tuple)) else []
    result = attempt(run_callbacks, stop_callbacks, [float(v) for v in val], "best.keras") if stop_callbacks else None
    if not isinstance(result, tuple) or len(result) != 3 or not 1 <= result[0] <= len(val):
        return picture(fig, alt=alt + OTHER, reading=OTHER, goal=False)
    ran, kept = int(result[0]), int(np.clip(result[1], 0, len(val) - 1))
    axis.set(title=f"patience = {patience}(파란 선 위의 수는 새 최저를 기다린 에포크)")
    for epoch, waited in enumerate(_waits(val[:ran])):
        axis.text(epoch + 1, val[epoch], str(waited), size=12.0, lift=13.0)
    axis.axvline(ran, "--", color=ORANGE, label="멈춘 곳")
    axis.scatter([kept + 1], [val[kept]], color=RED, markersize=8, label="모델에 남은 것")
    reading = (
        f"patience {patience}: {ran}에포크에서 멈추었고 모델에는 {kept + 1}에포크의 가중치가 남았습니다. "
        f"그때의 검증 손실은 {number(float(val[kept]), 3)}이고, 전체에서 가장 낮은 것은 {number(float(val.min()), 3)}입니다."
    )
    return picture(fig, alt=alt + reading, reading=reading, goal=kept == int(val.argmin()) and patience == _needed(val) and ran < len(val))


def _waits(val: Any) -> list[int]:
    """For each epoch, how many have passed since the lowest loss."""
    lowest = np.minimum.accumulate(val)
    return [epoch - int(np.argmax(val == lowest[epoch])) for epoch in range(len(val))]


def _needed(val: Any) -> int:
    """The least patience that reaches the lowest loss: one more than the longest wait for a new lowest one before it."""
    best, longest, last = np.inf, 0, 0
    for epoch, value in enumerate(val[: int(np.argmin(val)) + 1]):
        if value < best:
            best, longest, last = value, max(longest, epoch - last), epoch
    return max(1, longest)
