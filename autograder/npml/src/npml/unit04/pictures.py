"""The picture of section 7.3."""

from __future__ import annotations

from typing import Any

import numpy as np
from npml.widgets import BLUE, GREY, figure, subplots


def show_depths(scores: dict[str, Any]) -> None:
    """Accuracies of models: names to rows of (training, test), one row a division; the last model is no single tree."""
    fig, axis = subplots(width=7.6, height=3.6)
    means = []
    for column, (word, color, marker) in enumerate((("훈련", GREY, "s"), ("테스트", BLUE, "o"))):
        values = np.array([np.array(rows)[:, column] for rows in scores.values()])
        mean, places = values.mean(axis=1), np.arange(len(values)) + 0.1 * column
        means.append(mean)
        reach = [mean - values.min(axis=1), values.max(axis=1) - mean]
        axis.errorbar(places, mean, reach, color=color, marker=marker, linestyle="none", capsize=4, label=word)
        axis.plot(places[:-1], mean[:-1], color=color, linewidth=1)
    axis.set(xticks=range(len(scores)), xticklabels=list(scores), ylabel="정확도")
    axis.legend(loc="lower right")
    told = ", ".join(f"{name} {train:.3f}과 {test:.3f}" for name, train, test in zip(scores, *means, strict=True))
    alt = f"훈련 정확도와 테스트 정확도의 평균을 점으로, 스무 번의 범위를 세로 막대로 그린 그림. 훈련과 테스트의 차례로 {told}이다."
    figure(fig, alt=alt)
