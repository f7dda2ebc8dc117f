"""Unit 02's still pictures: labels and a line, two losses of a probability, ROC, and the flights before Challenger."""

from __future__ import annotations

from typing import Any

import numpy as np
from npml.widgets import BLUE, GREY, INK, ORANGE, RED, figure, josa, subplots


def show_line(radius: Any, malignant: Any) -> None:
    """Labels 0 and 1 over the radius, the least-squares line, and the share of malignant tumours in each section."""
    slope, base = np.polyfit(radius, malignant, 1)
    edges = np.array([7, 10, 12, 14, 16, 18, 20, 22, 26, 37])
    section = np.digitize(radius, edges)
    fig, axis = subplots()
    axis.scatter(radius, malignant, s=14, color=GREY, alpha=0.3, label="종양 하나")
    ends = np.array([7.0, 37.0])
    axis.plot(ends, base + slope * ends, "--", color=BLUE, label="1단원의 직선")
    shares = [malignant[section == k].mean() for k in range(1, len(edges))]
    axis.plot((edges[:-1] + edges[1:]) / 2, shares, "s", color=ORANGE, label="악성의 비율")
    axis.set(xlabel="세포핵의 반지름(큰 것 셋의 평균)", ylabel="악성 = 1", ylim=(-0.4, 1.9))
    axis.legend(loc="upper left")
    line = base + slope * radius
    below, above = np.sum(line < 0), np.sum(line > 1)
    alt = (
        f"반지름 7에서 37까지 종양 {len(radius)}개를 0과 1의 두 줄로 찍은 그림. 구간별 악성의 비율은 0에서 시작해 16 근처에서 "
        f"가파르게 오르고 20부터는 1인 S자 모양이다. 직선은 −{-line.min():.1f}에서 {line.max():.1f}까지의 값을 답해, "
        f"종양 {below}개에서 0보다 작고 {above}개에서 1보다 크다."
    )
    figure(fig, alt=alt, caption=f"직선은 종양 {below}개에 0보다 작은 값을, {above}개에 1보다 큰 값을 답합니다.")


#: Hours of three students of whom the last passed, and two curves that explain it: intercepts and weights.
HOURS, PASSED, CURVES = np.array([0.0, 1.0, 3.0]), np.array([0, 0, 1]), ((-1.0, 1.0), (-4.0, 2.5))


def likelihoods() -> list[Any]:
    """For each curve the probability of what happened to each student, (3,)."""
    chances = [1.0 / (1.0 + np.exp(-(base + weight * HOURS))) for base, weight in CURVES]
    return [np.where(PASSED == 1, p, 1.0 - p) for p in chances]


def show_likelihood() -> None:
    """Two curves with a bar for each student, as long as what happened to her is probable; the product is the likelihood."""
    fig, axes = subplots(1, 2, width=9.2, height=3.6, sharey=True)
    x, told = np.linspace(-0.6, 3.6, 200), []
    for axis, (base, weight), parts in zip(axes, CURVES, likelihoods(), strict=True):
        axis.plot(x, 1.0 / (1.0 + np.exp(-(base + weight * x))), color=BLUE)
        axis.bar(HOURS, parts, width=0.16, bottom=np.where(PASSED == 1, 0.0, 1.0 - parts), color=ORANGE, alpha=0.75)
        axis.scatter(HOURS, PASSED, s=45, color=INK, zorder=3)
        for hour, passed, part in zip(HOURS, PASSED, parts, strict=True):
            height, side = (part / 2.0, -1) if passed else (1.0 - part / 2.0, 1)
            axis.annotate(f"{part:.2f}", (hour, height), xytext=(9 * side, -4), textcoords="offset points",
                          ha="left" if side > 0 else "right", fontsize=10)  # fmt: skip
        product = " × ".join(f"{part:.2f}" for part in parts)
        axis.set(xlabel="공부한 시간", title=f"{product} = {np.prod(parts):.2f}", ylim=(-0.07, 1.07))
        told.append(f"{product} = {np.prod(parts):.2f}")
    axes[0].set(ylabel="붙을 확률 p")
    alt = (
        "S자 곡선 두 개에 세 사람의 결과를 점으로 찍고, 떨어진 두 사람은 곡선에서 1까지, 붙은 사람은 0에서 곡선까지 막대를 그렸다. "
        f"막대의 길이를 곱하면 왼쪽은 {told[0]}, 오른쪽은 {josa(told[1], '으로')} 오른쪽이 크다."
    )
    figure(fig, alt=alt)


def show_surprise() -> None:
    """What a sample costs whose answer was given probability p: by -log p, and by the squared error."""
    fig, axis = subplots()
    p = np.linspace(0.002, 1.0, 500)
    axis.plot(p, -np.log(p), color=BLUE, label="크로스 엔트로피: −log p")
    axis.plot(p, (1.0 - p) ** 2, "--", color=ORANGE, label="제곱 오차: $(1-p)^2$")
    marks = np.array([0.01, 0.1, 0.5, 0.9])
    axis.plot(marks, -np.log(marks), "o", color=BLUE)
    for place in marks:
        axis.annotate(f"{-np.log(place):.2f}", (place, -np.log(place)), xytext=(7, 3), textcoords="offset points", fontsize=9)
    axis.set(xlabel="정답에 준 확률 p", ylabel="손실", ylim=(0, 6.3))
    axis.legend(loc="upper right")
    alt = (
        "가로축은 정답에 준 확률, 세로축은 손실. −log p는 p가 0.9, 0.5, 0.1, 0.01일 때 0.11, 0.69, 2.30, 4.61이고 "
        "p가 0에 다가가면 끝없이 커진다. 제곱 오차는 가장 커도 1이다."
    )
    figure(fig, alt=alt)


def show_thresholds(predict: Any, X: Any, y: Any, theta: Any) -> None:
    """Missed and false alarms, recall and precision at three thresholds."""
    for threshold in (0.1, 0.5, 0.9):
        found = predict(X, theta, threshold) == 1
        hits = np.sum(found & (y == 1))
        print(f"임계값 {threshold}: 놓친 악성 {np.sum(y == 1) - hits}건, 오경보 {np.sum(found) - hits}건, "
              f"재현율 {hits / np.sum(y == 1):.3f}, 정밀도 {hits / max(np.sum(found), 1):.3f}")  # fmt: skip


def show_roc(predict: Any, X: Any, y: Any, theta: Any) -> None:
    """The ROC curve: recall over the false alarms' share, with a threshold between any two neighbouring probabilities."""
    p = np.unique(1.0 / (1.0 + np.exp(-np.clip(X @ theta, -700.0, 700.0))))
    thresholds = np.r_[0.0, (p[:-1] + p[1:]) / 2.0]
    thresholds = thresholds[thresholds < 1.0]
    found = np.array([predict(X, theta, threshold) for threshold in thresholds])
    recall = found[:, y == 1].mean(axis=1)
    alarms = found[:, y == 0].mean(axis=1)
    area = float(np.sum((alarms[:-1] - alarms[1:]) * (recall[:-1] + recall[1:]) / 2.0) + alarms[-1] * recall[-1] / 2.0)
    fig, (axis, corner) = subplots(1, 2, width=9.2, height=3.9)
    axis.plot([0, 1], [0, 1], "--", color=GREY, linewidth=1.3, label="동전 던지기")
    for each in (axis, corner):
        each.plot(np.r_[alarms, 0.0], np.r_[recall, 0.0], color=BLUE, label=f"내 모델(AUC {area:.3f})")
    said = []
    for threshold, sign in ((0.1, "^"), (0.5, "o"), (0.9, "s")):
        one = predict(X, theta, threshold)
        place = one[y == 0].mean(), one[y == 1].mean()
        for each in (axis, corner):
            each.plot(*place, sign, color=ORANGE, markersize=8, label=f"임계값 {threshold}")
        corner.annotate(f"임계값 {threshold}", place, xytext=(10, -12), textcoords="offset points", fontsize=10)
        said.append(f"임계값 {threshold}에서는 오경보의 비율 {place[0]:.3f}, 재현율 {place[1]:.3f}")
    axis.set(xlabel="오경보의 비율(악성이 아닌 종양 가운데)", ylabel="재현율", title="ROC 곡선", aspect="equal")
    axis.legend(loc="lower right", fontsize=9)
    corner.set(xlabel="오경보의 비율", title="왼쪽 위 모서리를 크게", xlim=(-0.01, 0.3), ylim=(0.8, 1.02))
    alt = f"ROC 곡선과 그 왼쪽 위 모서리를 크게 그린 그림. 왼쪽 위 모서리에 바짝 붙어 있고 아래 넓이(AUC)는 {area:.3f}이다. {', '.join(said)}이다."
    figure(fig, alt=alt)


def show_wrong_gradients(sigmoid: Any, binary_cross_entropy: Any, train: Any, test: Any) -> None:
    """Accuracy and loss after 1,000 epochs of the right gradient, and of two that are wrong for this loss."""
    (X, y), (X_test, y_test) = train, test

    def squared(z: Any) -> Any:
        p = sigmoid(z)
        return (p - y) * p * (1.0 - p)

    ways = {
        "크로스 엔트로피(맞음)": (lambda z: sigmoid(z) - y, 0.0),
        "평균 제곱 오차": (squared, 0.0),
        "시그모이드를 빠뜨림": (lambda z: z - y, 0.5),
    }
    for name, (error, cut) in ways.items():
        theta = np.zeros(X.shape[1])
        for _ in range(1000):
            theta = theta - 0.1 * X.T @ error(X @ theta) / len(y)
        z = X_test @ theta
        print(f"정확도 {np.mean((z >= cut) == y_test):.3f}, 손실 {binary_cross_entropy(z, y_test):.3f}   기울기: {name}")


def show_slopes(sigmoid: Any, squared_error_slope: Any) -> None:
    """How strongly a sample with label 1 pulls at its logit, under both losses; the second is the student's discovery."""
    z = np.linspace(-8.0, 8.0, 321)
    one = np.ones_like(z)
    right, wrong = np.abs(sigmoid(z) - one), np.abs(squared_error_slope(z, one))
    fig, axis = subplots(width=7.0)
    axis.plot(z, right, color=BLUE, label="크로스 엔트로피")
    axis.plot(z, wrong, "--", color=ORANGE, label="제곱 오차의 절반(내가 찾은 것)")
    axis.axvspan(-8.0, -4.0, color=RED, alpha=0.08)
    axis.text(-6.0, 0.5, "확신하고 틀림", ha="center", fontsize=10)
    axis.text(6.0, 0.5, "확신하고 맞힘", ha="center", fontsize=10)
    axis.set(xlabel="로짓 z (정답은 1)", ylabel="로짓을 당기는 힘", ylim=(-0.03, 1.1))
    axis.legend(loc="upper right", fontsize=9)
    at = int(np.argmin(np.abs(z + 8.0)))
    alt = (
        "정답이 1일 때 로짓에 따른 기울기의 크기. 크로스 엔트로피는 왼쪽으로 갈수록 1에 다가가고, 제곱 오차의 절반은 "
        f"가운데에서만 솟아 있다. z = −8에서 크로스 엔트로피는 {right[at]:.4f}, 제곱 오차의 절반은 {wrong[at]:.5f}이다."
    )
    figure(fig, alt=alt)


def flights() -> tuple[Any, Any]:
    """Temperature in °F and damaged O-rings of six, of the 23 flights before Challenger (Dalal et al., 1989)."""
    temperature = [66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 58, 76]
    damaged = [0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 2, 1, 0]
    return np.array(temperature, dtype=np.float64), np.array(damaged)


def rings_at(logistic_regression: Any, sigmoid: Any, temperature: Any, damaged: Any, where: Any) -> Any:
    """The probability that a ring is damaged at other temperatures, learned from some flights; each ring is a sample."""
    x = np.repeat(temperature, 6)
    y = np.concatenate([np.r_[np.ones(count), np.zeros(6 - count)] for count in damaged])
    center, spread = x.mean(), x.std()
    X = np.column_stack([np.ones_like(x), (x - center) / spread])
    theta = logistic_regression(X, y, lr=1.0, epochs=500)
    return sigmoid(theta[0] + theta[1] * (np.asarray(where, dtype=np.float64) - center) / spread)


def show_challenger(logistic_regression: Any, sigmoid: Any) -> None:
    """What the student's function says of 31 °F from the flights with damage alone, and from all flights."""
    temperature, damaged = flights()
    some = damaged > 0
    where = np.linspace(28.0, 84.0, 113)
    fig, (left, right) = subplots(1, 2, width=9.2, sharey=True)
    said = []
    for axis, chosen, title in ((left, some, "O링이 상한 비행만"), (right, damaged >= 0, "모든 비행")):
        curve = rings_at(logistic_regression, sigmoid, temperature[chosen], damaged[chosen], where)
        then = float(rings_at(logistic_regression, sigmoid, temperature[chosen], damaged[chosen], 31.0))
        axis.plot(where, curve, color=BLUE, label="내 logistic_regression")
        axis.plot(temperature[chosen], damaged[chosen] / 6.0, "o", color=ORANGE, alpha=0.7, label="상한 O링의 비율")
        axis.axvline(31.0, color=RED, linestyle=":")
        axis.plot(31.0, then, "D", color=INK, label=f"31°F에서 {then:.2f}")
        axis.set(xlabel="발사할 때의 기온(°F)", title=f"{title}({np.sum(chosen)}번)", ylim=(-0.05, 1.0))
        axis.legend(loc="upper right", fontsize=9)
        said.append(f"{josa(title, '으로')} 학습하면 31°F에서 {then:.2f}")
    left.set(ylabel="O링 하나가 상할 확률")
    alt = f"기온에 따라 O링이 상할 확률을 두 번 학습한 그림. {', '.join(said)}이다. 왼쪽 곡선은 평평하고 오른쪽은 추울수록 가파르게 오른다."
    figure(fig, alt=alt)
