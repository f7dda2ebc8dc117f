"""Widgets of unit 11: the unrolled network, states that appear step by step, and what the last one remembers.

The weights are random and never trained; only their spectral radius ρ changes.
"""

import numpy as np
from npml.widgets import (
    BLUE,
    GREY,
    INK,
    RED,
    Choice,
    Slider,
    drawing,
    number,
    picture,
    shipped,
    widget,
)  # fmt: skip

from .letters import draw_unrolled
from .memory import D, DIGITS, ERASED, RHOS, SMALL, T, distances, erased_pair, scores_of, student_states

__all__ = ["draw_memory", "draw_states", "draw_unrolled"]


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
    "한 행씩 읽으며 쌓이는 은닉 상태",
    mission="여덟 시점을 다 읽은 뒤에도 지운 행의 흔적이 처음의 절반에서 두 배 사이로 남는 ρ를 찾으세요.",
    controls={
        "step": Slider("읽은 시점 수", 0, T, 5, step=1, play=True), "rho": Slider("스펙트럼 반경 ρ", 0.0, 3.0, 0.5, step=0.1),
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
        trace.plot(np.arange(1, step + 1), mine[:step], marker="o", linewidth=4.0, alpha=0.45, label="내 함수")
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
    axes.set(yticks=range(T), yticklabels=range(1, T + 1), xticks=[], xlabel="좌표 16개 (황토색 음수, 보라색 양수)", ylabel="시점",
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
        return picture(fig, alt=alt, reading="거리를 잴 수 없습니다. `rnn_states`의 check를 먼저 통과하세요.", goal=False)
    if step == ERASED + 1:
        reading = f"지운 행을 방금 읽었습니다. 두 상태 사이의 거리는 {number(first, 2)}입니다. 시점을 더 늘려 이 흔적을 따라가 보세요."
        return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=False)
    share = now / first
    words = "희미해졌습니다" if share < 0.5 else "부풀었습니다" if share > 2 else "남아 있습니다"
    reading = f"지운 행의 흔적은 시점 {ERASED + 1}에서 {number(first, 2)}, 시점 {step}에서 {number(now, 2)}입니다. 처음의 {share:.0%}로 {words}."
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=step == T and bool(0.5 <= share <= 2.0))


@widget(
    "마지막 상태는 무엇을 기억하는가",
    mission="여덟 행의 결정 계수가 모두 0.6을 넘는 ρ를 찾으세요.",
    controls={"rho": Slider("스펙트럼 반경 ρ", 0.0, 3.0, 0.3, step=0.1)},
)
def draw_memory(rnn_sequence, *, rho):
    """Accuracy of a linear read-out against ρ, and how well each row can be recalled."""
    mine = scores_of(rnn_sequence, rho)
    accuracy, recall = known("accuracy"), known("recall", nearest(rho))
    fig, (left, right) = drawing(1, 2)
    right.axhline(0.6, ":", color=RED, label="미션 0.6")
    left.axvline(rho, color=GREY, linewidth=1)
    # Of the reference there is the point at this ρ: a curve of all ρ would be read before anything is tried.
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
        reading = "먼저 4절의 rnn_sequence를 채우면 내 함수의 점과 막대가 나타납니다. 채웠다면 바로 아래의 check를 통과하세요."
        return picture(fig, alt=alt, reading=reading, goal=False)
    faintest = int(np.argmin(mine[1]))
    reading = (f"ρ = {rho:g}에서 정확도는 {mine[0]:.1%}이고, 되살린 정도는 첫 행 {mine[1][0]:.2f}, 마지막 행 {mine[1][7]:.2f}, "
               f"가장 흐린 {faintest + 1}행 {mine[1][faintest]:.2f}입니다.")  # fmt: skip
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=bool(mine[1].min() > 0.6))
