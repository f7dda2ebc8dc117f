"""Widgets of unit 11: states that appear step by step, and what the last one remembers.

The weights are random and never trained; only their spectral radius ρ changes.
"""

from functools import cache

import numpy as np
from npml.widgets import (
    BLUE,
    GREY,
    INK,
    RED,
    Choice,
    Slider,
    attempt,
    drawing,
    number,
    picture,
    shipped,
    usable,
    widget,
)  # fmt: skip

T = D = 8
DIGITS = ("0", "3", "7")
RHOS = tuple(round(0.1 * index, 1) for index in range(31))
TRAIN = 1200  # the first samples train the read-out, the others test it
SMALL, LARGE = 16, 64  # hidden units of the first and of the second widget
ERASED = 2  # the row whose trace is followed


@cache
def digit_rows():
    """Digits as sequences of rows from top to bottom, (8, 1797, 8) in [0, 1], and their labels (1797,)."""
    from sklearn.datasets import load_digits  # only here: the setup cell imports this module often

    data = load_digits()
    return np.ascontiguousarray(np.transpose(data.images / 16.0, (1, 0, 2))), data.target


def random_weights(rho, H, D=8, seed=0):
    """Wx (D, H), Wh (H, H) of spectral radius rho, b (H,)."""
    rng = np.random.default_rng(seed)
    Wx, square, b = rng.normal(size=(D, H)) / np.sqrt(D), rng.normal(size=(H, H)), 0.1 * rng.normal(size=H)
    return Wx, square * (rho / np.max(np.abs(np.linalg.eigvals(square)))), b


def ridge(A, Y, strength=0.01):
    """Weights (n, k) of the best linear read-out of Y (m, k) from A (m, n)."""
    return np.linalg.solve(A.T @ A + strength * np.eye(A.shape[1]), A.T @ Y)


def erased_pair(digit):
    """A digit's rows (8, 2, 8): as they are, and with row ERASED blank."""
    rows = digit_rows()[0][:, int(digit)]
    pair = np.stack([rows, rows], axis=1)
    pair[ERASED, 1] = 0.0
    return pair


def student_states(rnn_states, digit, rho):
    """A student's states for the pair, (8, 2, 16), or None."""
    return usable(attempt(rnn_states, erased_pair(digit), np.zeros((2, SMALL)), *random_weights(rho, SMALL)), (T, 2, SMALL))


def distances(states):
    """Distance between the states of the two digits at each step: (8, 2, H) -> (8,)."""
    return np.linalg.norm(states[:, 0] - states[:, 1], axis=1)


def trace_of(rnn_states, digit, rho):
    """The same from a function: (8,), NaN where it gives no states."""
    states = student_states(rnn_states, digit, rho)
    return np.full(T, np.nan) if states is None else distances(states)


def known(key, *place):
    """A shipped curve, or None in the instructor's copy, where none is shipped."""
    try:
        return np.asarray(shipped(key), dtype=np.float64)[place]
    except LookupError:
        return None


def nearest(rho):
    """Index of the shipped curve for a setting."""
    return min(range(len(RHOS)), key=lambda index: abs(RHOS[index] - rho))


@widget(
    "한 줄씩 읽으며 쌓이는 은닉 상태",
    mission="여덟 시점을 다 읽은 뒤에도 지운 행의 흔적이 처음의 절반에서 두 배 사이로 남는 ρ를 찾으세요.",
    controls={
        "step": Slider("읽은 시점 수", 0, T, 3, step=1, play=True), "rho": Slider("스펙트럼 반경 ρ", 0.0, 3.0, 0.5, step=0.1),
        "digit": Choice("숫자", DIGITS, "3"),
    },
)  # fmt: skip
def draw_states(rnn_states, *, step, rho, digit):
    """The digit's rows, the states so far, and how far the erased row is still to be seen in them."""
    states, pair = student_states(rnn_states, digit, rho), erased_pair(digit)
    right = known("traces", DIGITS.index(digit), nearest(rho))
    fig, (image, heat, trace) = drawing(1, 3, height=360, width_ratios=[1, 1.5, 1.6])
    _digit(image, pair[:, 0], step)
    _heat(heat, states, step)
    mine = None if states is None else distances(states)
    if mine is not None and step:
        trace.plot(np.arange(1, step + 1), mine[:step], marker="o", label="내 함수")
    if right is not None:  # on top, so that the dashes show where both curves coincide
        trace.plot(np.arange(1, step + 1), right[:step], "--", color=INK, linewidth=1.2, label="기준")
    trace.axvline(ERASED + 1, ":", color=RED, label="지운 행을 읽는 시점")
    tops = [0.5, *(float(np.nanmax(curve, initial=0.0)) for curve in (right, mine) if curve is not None)]
    trace.set(xlim=(0.5, T + 0.5), ylim=(-0.05, 1.15 * max(tops)), xlabel="시점", ylabel="두 상태 사이의 거리", title="지운 행의 흔적",
              xticks=range(1, T + 1))  # fmt: skip
    return _states_picture(fig, mine, step, rho, digit)


def _digit(axes, rows, step):
    axes.image(rows, "ink", low=0.0, high=1.0)
    axes.grid(False)
    if step:
        axes.box(-0.5, step - 1.5, D, 1, color=BLUE, linewidth=3)
    axes.box(-0.5, ERASED - 0.5, D, 1, ":", color=RED, linewidth=2)
    axes.set(yticks=range(T), yticklabels=range(1, T + 1), xticks=[], ylabel="시점", title="읽는 행")


def _heat(axes, states, step):
    shown = np.full((T, SMALL), np.nan)
    if states is not None:
        shown[:step] = states[:step, 0]
    axes.image(shown, "signed", low=-1.0, high=1.0)
    axes.grid(False)
    axes.set(yticks=range(T), yticklabels=range(1, T + 1), xticks=[], xlabel="좌표 16개 (주황 음수, 보라 양수)", ylabel="시점",
             title="은닉 상태")  # fmt: skip


def _states_picture(fig, mine, step, rho, digit):
    alt = (f"왼쪽은 숫자 {digit}, 가운데는 위에서부터 {step}행을 읽는 동안의 은닉 상태, 오른쪽은 {ERASED + 1}행을 지운 "
           f"숫자와의 거리입니다. 스펙트럼 반경은 {rho:g}입니다.")  # fmt: skip
    if mine is None:
        return picture(fig, alt=alt, reading="먼저 4절의 rnn_states를 채우면 은닉 상태가 나타납니다.", goal=False)
    if step <= ERASED:
        return picture(fig, alt=alt, reading=f"{step}행까지 읽었습니다. 두 숫자는 아직 같으므로 상태도 같습니다.", goal=False)
    first, now = float(mine[ERASED]), float(mine[step - 1])
    if not (np.isfinite(first) and np.isfinite(now) and first > 0):
        return picture(fig, alt=alt, reading="거리를 잴 수 없습니다. 4번의 확인 칸을 먼저 통과하세요.", goal=False)
    if step == ERASED + 1:
        reading = f"지운 행을 방금 읽었습니다. 두 상태 사이의 거리는 {number(first, 2)}입니다. 시점을 더 늘려 이 흔적을 따라가 보세요."
        return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=False)
    share = now / first
    words = "희미해졌습니다" if share < 0.5 else "부풀었습니다" if share > 2 else "남아 있습니다"
    reading = f"지운 행의 흔적은 시점 {ERASED + 1}에서 {number(first, 2)}, 시점 {step}에서 {number(now, 2)}입니다. 처음의 {share:.0%}로 {words}."
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=step == T and bool(0.5 <= share <= 2.0))


def scores_of(rnn_sequence, rho):
    """Test accuracy of a linear read-out of the last state, and R² of recalling each row (8,); None if no states."""
    X, labels = digit_rows()
    m = X.shape[1]
    last = usable(attempt(rnn_sequence, X, np.zeros((m, LARGE)), *random_weights(rho, LARGE)), (m, LARGE))
    if last is None or not np.all(np.isfinite(last)):
        return None
    A = np.column_stack([np.ones(m), last])
    rows = np.transpose(X, (1, 0, 2)).reshape(m, -1)
    Y = np.column_stack([np.eye(10)[labels], rows])
    guess = A[TRAIN:] @ ridge(A[:TRAIN], Y[:TRAIN])
    accuracy = float(np.mean(np.argmax(guess[:, :10], axis=1) == labels[TRAIN:]))
    error = ((Y[TRAIN:, 10:] - guess[:, 10:]) ** 2).reshape(-1, T, D).sum(axis=(0, 2))
    spread = ((Y[TRAIN:, 10:] - Y[:TRAIN, 10:].mean(axis=0)) ** 2).reshape(-1, T, D).sum(axis=(0, 2))
    return accuracy, 1.0 - error / spread


@widget(
    "마지막 상태는 무엇을 기억하는가",
    mission="마지막 상태만 보고 숫자를 맞히는 정확도가 88%를 넘는 ρ를 찾으세요.",
    controls={"rho": Slider("스펙트럼 반경 ρ", 0.0, 3.0, 0.3, step=0.1)},
)
def draw_memory(rnn_sequence, *, rho):
    """Accuracy of a linear read-out against ρ, and how well each row can be recalled."""
    mine = scores_of(rnn_sequence, rho)
    accuracy, recall = known("accuracy"), known("recall", nearest(rho))
    fig, (left, right) = drawing(1, 2)
    left.axhline(0.88, ":", color=RED, label="미션 88%")
    left.axvline(rho, color=GREY, linewidth=1)
    # The curve of all ρ would give the mission away: of the reference there is the point at this ρ.
    if accuracy is not None:
        left.scatter(rho, accuracy[nearest(rho)], marker="x", markersize=12, color=INK, label="기준")
        right.plot(range(1, T + 1), recall, "--", color=INK, linewidth=1.2, label="기준")
    if mine is not None:
        left.scatter(rho, mine[0], markersize=11, label="내 함수")
        right.bar(range(1, T + 1), np.maximum(mine[1], 0.0), alpha=0.75, label="내 함수")
    left.set(xlim=(-0.05, 3.05), ylim=(0.3, 1.0), xlabel="스펙트럼 반경 ρ", title="숫자를 맞힌 비율")
    right.set(xlim=(0.4, T + 0.6), ylim=(0, 1.05), xlabel="되살릴 행", ylabel="결정 계수", title=f"ρ = {rho:g}: 마지막 상태로 되살린 행",
              xticks=range(1, T + 1))  # fmt: skip
    alt = f"왼쪽은 스펙트럼 반경에 따른 테스트 정확도, 오른쪽은 ρ = {rho:g}일 때 마지막 상태로 되살린 여덟 행의 결정 계수입니다."
    if mine is None:
        reading = "먼저 4절의 rnn_sequence를 채우면 내 함수의 점과 막대가 나타납니다. 채웠다면 확인 칸을 통과하세요."
        return picture(fig, alt=alt, reading=reading, goal=False)
    reading = (f"ρ = {rho:g}에서 정확도는 {mine[0]:.1%}이고, 되살린 정도는 첫 행 {mine[1][0]:.2f}, 셋째 행 {mine[1][2]:.2f}, "
               f"마지막 행 {mine[1][7]:.2f}입니다.")  # fmt: skip
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=bool(mine[0] > 0.88))
