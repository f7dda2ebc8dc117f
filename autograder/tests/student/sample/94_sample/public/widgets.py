"""The sample unit's widget."""

import numpy as np

from npml.widgets import (
    BLUE,
    GREY,
    Slider,
    Toggle,
    attempt,
    josa,
    number,
    picture,
    shipped,
    subplots,
    usable,
    widget,
)


@widget(
    "기울기의 크기",
    mission="기울기를 4보다 작게 만드세요.",
    controls={"at": Slider("시작점", 0.0, 2.0, 0.0), "grid": Toggle("눈금", True)},
)
def draw_gradient(mean_gradient, *, at, grid):
    X = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 3.0]])
    gradient = usable(attempt(mean_gradient, X, np.array([1.0, 3.0, 5.0]), np.full(2, at)), (2,))
    fig, axes = subplots()
    axes.bar([0, 1], shipped("curve"), color="none", edgecolor=GREY, linestyle="--", label="기준")
    if gradient is None:
        return picture(fig, alt="기준 막대 두 개", reading="먼저 `mean_gradient`를 채우세요.", goal=False)
    size = float(np.abs(gradient).max())
    axes.bar([0, 1], gradient, color=BLUE, width=0.5, label="내 함수")
    axes.grid(grid)
    axes.legend()
    text = f"기울기에서 가장 큰 값은 {josa(number(size), '이에요')}."
    return picture(fig, alt=f"막대 두 개. {text}", reading=text, goal=size < 4)
