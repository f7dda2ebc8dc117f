"""Widgets of unit 15: pure draw functions; released as they are, so no answers here."""

import numpy as np
from npml.widgets import ORANGE, Slider, attempt, drawing, number, picture, usable, widget


@widget(
    "열의 평균",
    mission="평균이 1보다 커지도록 점들을 옮겨 보세요.",
    controls={"shift": Slider("옮기기", -2.0, 2.0, 0.0)},
)
def draw_column_mean(column_mean, *, shift):
    """A cloud of points that moves, and its mean as the student's function gives it."""
    X = np.random.default_rng(0).normal(size=(40, 2)) + shift
    mean = usable(attempt(column_mean, X), (2,))
    fig, axes = drawing()
    axes.scatter(X[:, 0], X[:, 1], label="데이터")
    if mean is None:
        reading = "column_mean을 채우면 평균이 나타납니다."
    else:
        axes.scatter(*mean, marker="P", color=ORANGE, markersize=14, label="평균")
        reading = f"두 특성의 평균은 {number(mean[0])}, {number(mean[1])}입니다."
    axes.set(xlim=(-5, 5), ylim=(-5, 5), xlabel="특성 1", ylabel="특성 2")
    goal = mean is not None and bool(np.all(mean > 1))
    return picture(fig, alt=f"점 40개의 산점도와 그 평균. {reading}", reading=reading, goal=goal)
