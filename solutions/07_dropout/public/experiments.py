"""Longer experiments and pictures of unit 07; the lesson calls them with the student's functions."""

import warnings

import numpy as np
from npml.widgets import BLUE, GREY, INK, ORANGE, RED, figure, subplots

from .network import digits, fit, scores

SEEDS, EPOCHS, LONG = range(10), 200, 500
HELD, EVERY, PATIENCE = 30, 5, 10


def show_digits():
    """Ten training digits with their labels; wrong ones are red and crossed."""
    images, given, right = digits(0.3, 0)[0], digits(0.3, 0)[1], digits(0.0, 0)[1]
    fig, axes = subplots(1, 10, width=9.6, height=1.5)
    for image, label, true, axis in zip(images, given, right, axes, strict=False):
        axis.imshow(image.reshape(8, 8), cmap="gray_r")
        axis.set(xticks=[], yticks=[])
        axis.spines[:].set_visible(True)
        axis.set_title(f"{label}" if label == true else f"{label} ×", color=INK if label == true else RED)
    wrong = [(true, label) for true, label in zip(right[:10], given[:10], strict=True) if label != true]
    pairs = ", ".join(f"{true}에 {label}" for true, label in wrong)
    alt = f"훈련 그림 열 장과 그 레이블. {len(wrong)}장의 레이블이 틀려서 빨간 글씨와 ×로 표시했다. 틀린 것은 {pairs}."
    figure(fig, alt=alt)
    print(f"훈련 그림 {len(given)}장 가운데 레이블이 틀린 것은 {np.sum(given != right)}장")


def show_overfitting():
    """Accuracies of the network without dropout against the epochs."""
    epochs, train, test, *_ = fit()
    fig, axis = subplots(height=3.2)
    axis.plot(epochs, train, "--", color=ORANGE, label="훈련 세트 (틀린 레이블 30%)")
    axis.plot(epochs, test, color=BLUE, label="테스트 세트 (바른 레이블)")
    axis.set(xlabel="에포크", ylabel="정확도", ylim=(0, 1.05))
    axis.legend(loc="lower right")
    best = int(np.argmax(test))
    alt = (
        f"에포크에 따른 정확도. 훈련 정확도는 계속 올라 {train[-1]:.2f}이 되지만, 테스트 정확도는 {epochs[best]:.0f}에포크에 "
        f"{test[best]:.2f}까지 올랐다가 {test[-1]:.2f}로 떨어진다."
    )
    figure(fig, alt=alt)
    print(f"마지막 정확도: 훈련 {train[-1]:.2f}, 테스트 {test[-1]:.2f}")
    print(f"테스트 정확도가 가장 높았던 때: {epochs[best]:.0f}에포크, {test[best]:.2f}")


def numerical_gap(forward, backward):
    """The largest gap between the gradient of sum(w * out) and central differences, with the mask of rng=7."""
    rng = np.random.default_rng(0)
    x, w, h = rng.normal(size=(3, 4)), rng.normal(size=(3, 4)), 1e-5

    def loss(x):
        return np.sum(w * forward(x, 0.2, rng=7)[0])

    analytic = backward(w, forward(x, 0.2, rng=7)[1], 0.2)
    numeric = np.zeros((3, 4))
    for place in np.ndindex(3, 4):
        step = np.zeros((3, 4))
        step[place] = h
        numeric[place] = (loss(x + step) - loss(x - step)) / (2 * h)
    return np.max(np.abs(analytic - numeric))


def finals(*hooks, **settings):
    """Last training and test accuracies after 200 epochs, for ten seeds: (10, 2)."""
    runs = [fit(*hooks, seed=seed, epochs=EPOCHS, every=EPOCHS, **settings) for seed in SEEDS]
    return np.array([(run[1][-1], run[2][-1]) for run in runs])


def show_row(name, values, train=None):
    """Print the mean of accuracies with their range."""
    learned = "" if train is None else f"훈련 {np.mean(train):.2f}  "
    print(f"{name}: {learned}테스트 {np.mean(values):.2f} ({np.min(values):.2f}–{np.max(values):.2f})")


def compare(forward, backward, noise):
    """Print accuracies over ten seeds, without and with dropout, and with an L2 penalty."""
    rows = {
        "규제 없음": finals(noise=noise),
        "드롭아웃 0.5": finals(forward, backward, rate=0.5, noise=noise),
        "드롭아웃 0.8": finals(forward, backward, rate=0.8, noise=noise),
        "L2 0.01": finals(decay=0.01, noise=noise),
    }
    for name, values in rows.items():
        show_row(name, values[:, 1], values[:, 0])
    plain, half, most, decayed = (values[:, 1] for values in rows.values())
    for rate, values in ((0.5, half), (0.8, most)):
        better, gain = np.sum(values > plain), np.mean(values - plain)
        print(f"규제 없음보다 드롭아웃 {rate}에서 나은 시드: {better}개, 차이의 평균 {gain:+.3f}".replace("-", "−"))
    print(f"드롭아웃 0.8보다 L2에서 나은 시드: {np.sum(decayed > most)}개")


def show_longer(forward, backward):
    """Training and test accuracies of seed 0 over more epochs than before."""
    hooks = {"규제 없음": ((), {}), "드롭아웃 0.8": ((forward, backward), {"rate": 0.8}), "L2 0.01": ((), {"decay": 0.01})}
    fig, (left, right) = subplots(1, 2, width=9.0, height=3.2, sharey=True)
    ends = []
    for (name, (functions, settings)), color, style in zip(hooks.items(), (GREY, BLUE, ORANGE), ("--", "-", "-."), strict=True):
        epochs, train, test, *_ = fit(*functions, epochs=LONG, **settings)
        left.plot(epochs, train, style, color=color, label=name)
        right.plot(epochs, test, style, color=color)
        ends.append(f"{name} 훈련 {train[-1]:.2f}, 테스트 {test[-1]:.2f}")
    left.axhline(0.7, ls=":", color=INK, linewidth=1.2)
    for axis, title in ((left, "훈련 정확도 (틀린 레이블 30%)"), (right, "테스트 정확도")):
        axis.axvline(EPOCHS, color=RED, linewidth=1.0)
        axis.set(title=title, xlabel="에포크", ylim=(0.3, 1.03))
    right.text(EPOCHS + 8, 0.34, "지금까지 멈추던 곳", color=RED)
    fig.legend(loc="outside upper center", ncols=3)
    alt = (
        f"{LONG}에포크까지의 훈련 정확도와 테스트 정확도. 규제가 없으면 훈련 정확도가 곧 1이 되고, 드롭아웃 0.8은 천천히 계속 오르며, "
        f"L2는 0.7을 조금 넘는 데서 멈춘다. 마지막 값은 {'; '.join(ends)}이다."
    )
    figure(fig, alt=alt)


def show_peeking():
    """Print what one would get by stopping at the best epoch of the test set, which nobody may look at."""
    peeked = [float(np.max(fit(seed=seed, epochs=EPOCHS, every=EVERY)[2])) for seed in SEEDS]
    show_row("테스트 세트를 보고 멈춘다면", peeked)


def show_early_stopping(stop_early):
    """Validation and test accuracy of seed 0 with the student's stop; the test accuracy there over ten seeds."""
    runs = [fit(seed=seed, epochs=EPOCHS, every=EVERY, held=HELD) for seed in SEEDS]
    stops = [int(stop_early(run[3], PATIENCE)) for run in runs]
    epochs, _, test, validation, _ = runs[0]
    fig, axis = subplots(height=3.2)
    axis.plot(epochs, validation, "--", color=ORANGE, label=f"검증 세트 {HELD}장 (틀린 레이블 30%)")
    axis.plot(epochs, test, color=BLUE, label="테스트 세트")
    axis.axvline(epochs[stops[0]], color=RED, linewidth=1.5, label="고른 에포크")
    until = epochs[min(stops[0] + PATIENCE, len(epochs) - 1)]
    axis.axvspan(epochs[stops[0]], until, color=GREY, alpha=0.2, label="참고 기다린 동안")
    axis.set(xlabel="에포크", ylabel="정확도", ylim=(0, 1.0))
    fig.legend(loc="outside upper center", ncols=2)
    alt = (
        f"에포크에 따른 검증 정확도와 테스트 정확도. 검증 정확도가 가장 높은 {epochs[stops[0]]:.0f}에포크에 세로선이 있고, "
        f"그 뒤로 참고 기다린 {PATIENCE * EVERY}에포크가 회색 띠다. 고른 때의 테스트 정확도는 {test[stops[0]]:.2f}, 마지막은 {test[-1]:.2f}에 그친다."
    )
    figure(fig, alt=alt)
    chosen = [run[2][stop] for run, stop in zip(runs, stops, strict=True)]
    show_row("조기 종료", chosen)
    show_row("끝까지 학습", [run[2][-1] for run in runs])
    print(f"고른 에포크: 평균 {np.mean([epochs[stop] for stop in stops]):.0f}")


def sklearn_tests(alpha):
    """Test accuracies of scikit-learn's network with an L2 penalty, for ten seeds."""
    from sklearn.neural_network import MLPClassifier

    tests = []
    for seed in SEEDS:
        x, labels, x_test, labels_test = digits(0.3, seed)
        model = MLPClassifier((64,), solver="lbfgs", alpha=alpha, max_iter=40, random_state=seed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # forty steps do not converge, and it says so
            tests.append(model.fit(x, labels).score(x_test, labels_test))
    return tests


def monte_carlo(forward, backward, seed=0, times=30):
    """What dropout at inference does to a network: the answer to a challenge.

    Returns:
        accuracy in inference mode, accuracy of the mean of the probabilities, and the share of answers that differ
        from inference mode: among digits that it names rightly, among the others.
    """
    *_, weights = fit(forward, backward, rate=0.5, seed=seed, epochs=EPOCHS, every=EPOCHS)
    _, _, x, labels = digits(0.3, seed)
    rng, total, changed = np.random.default_rng(seed), 0.0, 0.0
    usual = np.argmax(scores(x, weights, lambda h: (h, None))[-1], axis=1)
    for _ in range(times):
        logits = scores(x, weights, lambda h: forward(h, 0.5, rng=rng))[-1]
        p = np.exp(logits - logits.max(axis=1, keepdims=True))
        total = total + p / p.sum(axis=1, keepdims=True)
        changed = changed + (np.argmax(logits, axis=1) != usual) / times
    right = usual == labels
    return np.mean(right), np.mean(np.argmax(total, axis=1) == labels), changed[right].mean(), changed[~right].mean()
