"""The picture of section 7.3."""

from __future__ import annotations

from typing import Any

import numpy as np
from npml.widgets import BLUE, GREEN, GREY, ORANGE, figure, subplots
from sklearn.datasets import load_iris

from .widgets import answers, nodes_of

TREES = 25


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


def votes(best_split: Any, X: Any, y: Any, places: Any, seed: int = 0) -> Any:
    """What trees of depth 5 on bootstrap samples answer at each place: (TREES, n)."""
    rng, said = np.random.default_rng(seed), []
    for _ in range(TREES):
        rows = rng.integers(len(y), size=len(y))
        nodes = nodes_of(best_split, X[rows], y[rows], (0.0, 9.0, 0.0, 9.0), 5)
        if not isinstance(nodes, list):
            return None
        said.append(answers(nodes, places, 5))
    return np.array(said)


def show_forest(best_split: Any) -> None:
    """The sepals' plane as two trees on different samples divide it, and as 25 trees vote."""
    order = np.random.default_rng(0).permutation(150)[:75]
    X, y = load_iris().data[order][:, :2], load_iris().target[order]
    across, up = np.linspace(4.1, 8.1, 121), np.linspace(1.9, 4.6, 91)
    places = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    said = votes(best_split, X, y, places)
    if said is None:
        print("먼저 4절의 `best_split`을 채우세요.")
        return
    shares = np.array([np.mean(said == kind, axis=0) for kind in range(3)])
    colors = np.array([[int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)] for color in (BLUE, ORANGE, GREEN)])
    fig, axes = subplots(1, 3, width=9.6, height=3.4, sharey=True)
    for axis, title, weights in zip(
        axes, ("한 표본의 트리", "다른 표본의 트리", f"{TREES}그루의 투표"), (np.eye(3)[said[0]].T, np.eye(3)[said[1]].T, shares), strict=True
    ):
        area = 1.0 - 0.45 * (1.0 - weights.T @ colors)
        axis.imshow(area.reshape(len(up), len(across), 3), origin="lower", extent=(across[0], across[-1], up[0], up[-1]), aspect="auto")
        for kind, (color, marker) in enumerate(((BLUE, "o"), (ORANGE, "s"), (GREEN, "^"))):
            axis.scatter(*X[y == kind].T, s=14, color=color, marker=marker)
        axis.grid(False)
        axis.set(title=title, xlabel="꽃받침 길이(cm)", xlim=(across[0], across[-1]), ylim=(up[0], up[-1]))
    axes[0].set(ylabel="꽃받침 너비(cm)")
    differ, torn = np.mean(said[0] != said[1]), np.mean(shares.max(axis=0) < 0.8)
    alt = (
        f"꽃받침의 평면을 나눈 그림 세 장. 복원 추출로 뽑은 두 표본의 트리는 평면의 {differ:.0%}에서 답이 다르고, 둘 다 경계가 계단처럼 딱딱하다. "
        f"{TREES}그루의 투표는 표의 비율대로 색을 섞어, 두 종이 겹친 곳의 경계가 흐릿하다. 평면의 {torn:.0%}에서 표가 80%보다 적게 모였다."
    )
    figure(fig, alt=alt)
    print(f"두 트리의 답이 다른 곳: 평면의 {differ:.0%}")
