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
def stored_course() -> dict[str, Any]:
    """A training of 100 epochs: the arrays "loss" and "val_loss"."""
    found = json.loads((Path(__file__).parent / "course.json").read_text(encoding="utf-8"))
    return {name: np.array(values) for name, values in found.items()}


def _curves(axis: Any, record: dict[str, Any]) -> Any:
    """Both losses along the epochs; returns the epochs."""
    epochs = np.arange(1, len(record["loss"]) + 1)
    axis.plot(epochs, record["loss"], color=GREY, label="훈련 손실")
    axis.plot(epochs, record["val_loss"], color=BLUE, label="검증 손실")
    return epochs


def picture_of_course(record: dict[str, Any]) -> tuple[Any, str]:
    """Training and validation loss along the epochs, and the alt text."""
    fig, axis = drawing(1, 1)
    _curves(axis, record)
    best = int(np.argmin(record["val_loss"]))
    axis.scatter([best + 1], [record["val_loss"][best]], color=RED, markersize=8, label="가장 낮은 검증 손실")
    axis.set(title="훈련 손실과 검증 손실", xlabel="에포크", ylabel="손실")
    return fig, (
        f"에포크에 따른 두 손실의 곡선입니다. 훈련 손실은 {number(float(record['loss'][-1]), 3)}까지 내려가고, "
        f"검증 손실은 {best + 1}에포크에서 {number(float(record['val_loss'][best]), 3)}으로 가장 낮았다가 "
        f"{number(float(record['val_loss'][-1]), 3)}까지 올라갑니다."
    )


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
    epochs = _curves(axis, record)
    axis.set(title=f"patience = {patience}", xlabel="에포크", ylabel="손실")
    alt = "훈련 손실은 내려가고 검증 손실은 일찍 바닥을 지나 올라갑니다. "
    callbacks = attempt(make_callbacks, "best.keras", patience)
    if callbacks is None:
        return picture(fig, alt=alt + FILL, reading=FILL, goal=False)
    stop_callbacks = [one for one in callbacks if hasattr(one, "patience")] if isinstance(callbacks, (list, tuple)) else []
    result = attempt(run_callbacks, stop_callbacks, [float(v) for v in val], "best.keras") if stop_callbacks else None
    if not isinstance(result, tuple) or len(result) != 3 or not 1 <= result[0] <= len(val):
        return picture(fig, alt=alt + OTHER, reading=OTHER, goal=False)
    ran, kept = int(result[0]), int(np.clip(result[1], 0, len(val) - 1))
    low, high = float(record["loss"].min()), float(val.max())
    axis.plot([ran, ran], [low, high], "--", color=ORANGE, label="멈춘 곳")
    axis.scatter([kept + 1], [val[kept]], color=RED, markersize=8, label="모델에 남은 것")
    reading = (
        f"patience {patience}: {ran}에포크에서 멈추었고 모델에는 {kept + 1}에포크의 가중치가 남았습니다. "
        f"그때의 검증 손실은 {number(float(val[kept]), 3)}이고, 전체에서 가장 낮은 것은 {number(float(val.min()), 3)}입니다."
    )
    return picture(fig, alt=alt + reading, reading=reading, goal=kept == int(val.argmin()) and patience == _needed(val) and ran < len(epochs))


def _needed(val: Any) -> int:
    """The least patience that reaches the lowest loss: one more than the longest wait for a new lowest one before it."""
    best, longest, last = np.inf, 0, 0
    for epoch, value in enumerate(val[: int(np.argmin(val)) + 1]):
        if value < best:
            best, longest, last = value, max(longest, epoch - last), epoch
    return max(1, longest)
