"""Unit 14's pictures: a network with its values and gradients, the step of a numerical gradient, what XOR's networks learn.

No gradient of a network is computed here: those are the student's, and of training the unit ships reference values.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from npml.widgets import (
    BLUE, GREY, INK, ORANGE, RED, Slider, Toggle, attempt, drawing, josa, number, picture, shipped, usable, widget,
)  # fmt: skip

#: Where a network says 1; the pictures of a plane shade it so.
VIOLET = "#7B57AB"
L = np.log(3.0)
#: Block 3: inputs (2, 2) and W1, b1, W2; b2 is -ln 3 there.
SAMPLES = np.array([[1.0, 2.0], [2.0, 1.0]])
W1, B1, W2 = np.array([[L, L], [L, -L]]), np.array([-2.0 * L, 0.0]), np.array([[2.0 * L], [-2.0 * L]])
XOR, PARITY = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([[0.0], [1.0], [1.0], [0.0]])
RATE, LAST, WIDEST, SEEDS = 2.0, 3000, 6, 10
FILL = "먼저 4절의 `{name}`{particle} 채우면 내 값이 나타납니다."


def fill(name: str) -> str:
    return FILL.format(name=name, particle=josa(name, "을/를").removeprefix(name))


def start(hidden: int, seed: int) -> tuple[Any, ...]:
    """The parameters that the lesson's init_params draws for XOR."""
    rng = np.random.default_rng(seed)
    return tuple(rng.normal(size=shape) for shape in ((2, hidden), (hidden,), (hidden, 1), (1,)))


def parts(result: Any, *shapes: tuple[int, ...]) -> list[Any] | None:
    """The arrays of a tuple or list, if they are as many and of these shapes."""
    if not isinstance(result, (tuple, list)) or len(result) != len(shapes):
        return None
    found = [usable(item, shape) for item, shape in zip(result, shapes, strict=True)]
    return None if any(item is None for item in found) else found


# --- a network with its values and gradients -------------------------------------------------

#: Where the nodes stand: inputs, hidden units, the output.
PLACES = ((1.0, 3.2), (1.0, 0.9)), ((4.1, 3.2), (4.1, 0.9)), (6.6, 2.05)
#: A node's radius in the units of these places.
RADIUS = 0.28
#: The gradient of the thickest line; with one sample none is larger, wherever b2 stands.
STEEPEST = 0.125
WRONG_AND_SURE = 0.01
#: What has been found after some steps back.
BACK = (
    "순전파까지 왔습니다. 아직 기울기는 없습니다.",
    "첫 걸음: 오차에 시그모이드의 미분값을 곱해 δ₂를 구했습니다.",
    "둘째 걸음: 은닉층의 값에 δ₂를 곱해 W₂의 기울기를 구했습니다.",
    "셋째 걸음: δ₂를 W₂로 거슬러 보내고 은닉층의 미분값을 곱해 δ₁을 구했습니다.",
)


def signed(value: float, digits: int = 3) -> str:
    """A number with a typographic minus, which a number that is shown as 0 has not; NaN as such."""
    return "NaN" if not np.isfinite(value) else f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")


def edge(axis: Any, tail: Any, head: Any, weight: float, at: float, slope: float | None = None) -> None:
    """A line with its weight on it; with its gradient, too, if there is one, as thick as that is large, blue below 0."""
    size = 0.0 if slope is None or not np.isfinite(slope) else min(abs(slope) / STEEPEST, 1.0)
    begin, way = np.array(tail), np.subtract(head, tail)
    along = way / np.hypot(*way)
    rim, middle = RADIUS * along, begin + at * way  # the line ends at the circles: nothing runs through a value
    color = GREY if not size else BLUE if slope < 0 else ORANGE
    ends = [begin + rim, begin + way - rim]
    slanted = abs(along[1]) > 0.1
    if slanted:  # nor through what is written on it
        gap = min(0.42 / abs(along[0]), (0.13 if slope is None else 0.25) / abs(along[1])) * along
        ends[1:1] = [middle - gap, np.full(2, np.nan), middle + gap]
    axis.plot(*np.transpose(ends), color=color, linewidth=1.5 + 6.0 * size)
    axis.text(*middle, f"w {signed(weight, 2)}", halo=True, lift=0.0 if slanted and slope is None else 12.0)
    if slope is not None:
        axis.text(*middle, f"∂ {signed(slope, 4)}", halo=True, lift=-12.0)


def node(axis: Any, place: Any, value: float, name: str, below: str = "", digits: int = 3) -> None:
    """A circle, the darker the larger its value in [0, 1]; its name above, its gradient below."""
    share = float(np.clip(value, 0.0, 1.0)) if np.isfinite(value) else 0.0
    axis.plot([place[0]], [place[1]], "none", color=VIOLET, marker="o", markersize=54, alpha=0.15 + 0.45 * share)
    axis.text(*place, signed(value, digits), halo=True)
    axis.text(*place, name, lift=40.0)
    if below:
        axis.text(*place, below, halo=True, lift=-40.0)


@widget(
    "신경망을 지나는 값과 기울기",
    mission="정답이 1인데 출력은 0.01보다 작도록 b₂를 옮기세요. 가장 크게 틀린 이 자리에서 δ₂는 얼마나 큰가요?",
    controls={
        "b2": Slider("b₂", -8.0, 8.0, -1.1, step=0.1), "back": Slider("거꾸로 간 걸음", 0, 4, 4, step=1, play=True),
        "second": Toggle("둘째 샘플", False), "zero": Toggle("정답을 0으로", False),
    },
)  # fmt: skip
def draw_graph(forward: Any, backward: Any, *, b2: float, back: int, second: bool, zero: bool) -> Any:
    """The network of block 3 with one sample: values in the nodes, weights and their gradients on the edges.

    The gradients appear in the order in which they are found: delta2, those of W2, delta1, those of W1.
    """
    X, y = SAMPLES[[int(second)]], np.array([[0.0 if zero else 1.0]])
    params = W1, B1, W2, np.array([b2])
    made = attempt(forward, X, params)
    values = parts(made, (1, 2), (1, 1))
    slopes = None if values is None else attempt(backward, X, y, params)
    grads = parts(slopes, (2, 2), (2,), (2, 1), (1,))
    fig, axis = drawing(width=860, height=430)
    axis.set(xlim=(0.0, 8.6), ylim=(0.0, 4.3))
    axis.bare()
    hidden, output = values or (np.full((1, 2), np.nan), np.full((1, 1), np.nan))
    dW1, db1, dW2, db2 = grads or [np.full(shape, np.nan) for shape in ((2, 2), (2,), (2, 1), (1,))]
    inputs, units, end = PLACES
    for i, tail in enumerate(inputs):
        for j, head in enumerate(units):
            edge(axis, tail, head, W1[i, j], 0.5 if i == j else 0.26, dW1[i, j] if back >= 4 else None)
    for j, tail in enumerate(units):
        edge(axis, tail, end, W2[j, 0], 0.5, dW2[j, 0] if back >= 2 else None)
        node(axis, tail, hidden[0, j], f"은닉 {j + 1}", f"δ₁ {signed(db1[j], 4)}" if back >= 3 else "")
    for i, place in enumerate(inputs):
        node(axis, place, X[0, i], f"x{'₁₂'[i]}", digits=0)
    node(axis, end, output[0, 0], "출력", f"δ₂ {signed(db2[0], 4)}" if back >= 1 else "")
    axis.text(*end, f"b₂ {signed(b2, 2)}", halo=True, lift=-60.0)
    axis.text(7.9, 2.05, f"정답 {y[0, 0]:.0f}", halo=True)
    alt = "왼쪽부터 입력 둘, 은닉 유닛 둘, 출력 하나를 선으로 이은 신경망입니다. 동그라미에는 값, 선에는 가중치 w와 그 기울기 ∂가 적혀 있고 선은 기울기의 크기가 클수록 굵으며 양수면 주황색, 음수면 파란색입니다. "
    if made is None:
        return picture(fig, alt=alt + "아직 값이 없습니다.", reading=fill("forward"), goal=False)
    if values is None:
        reading = "`forward`의 결과가 shape (1, 2)와 (1, 1)인 두 배열이 아니어서 값을 그릴 수 없습니다."
        return picture(fig, alt=alt + reading, reading=reading, goal=False)
    out, wrong = float(output[0, 0]), float(output[0, 0] - y[0, 0])
    told = f"출력 {signed(out)}, 정답 {y[0, 0]:.0f}, 오차 {signed(wrong)}."
    if slopes is None:
        return picture(fig, alt=alt + told, reading=f"{told} {fill('backward')}", goal=False)
    if grads is None:
        reading = f"{told} `backward`의 결과가 params와 shape가 같은 네 배열이 아니어서 기울기를 그릴 수 없습니다."
        return picture(fig, alt=alt + reading, reading=reading, goal=False)
    delta, known = float(db2[0]), _delta(X, y, b2)
    if back < 4:
        reading = f"{told} {BACK[back]}"
        return picture(fig, alt=alt + reading, reading=reading, goal=False)
    reading = f"{told} δ₂는 {josa(signed(delta, 4), '이고')}, W₁의 기울기 가운데 가장 큰 것의 크기는 {signed(float(np.abs(dW1).max()), 4)}입니다."
    if not np.isclose(delta, known, atol=1e-6):
        reading += f" δ₂의 기준은 {signed(known, 4)}입니다."
    goal = not zero and out < WRONG_AND_SURE and bool(np.isclose(delta, known, atol=1e-6))
    return picture(fig, alt=alt + reading, reading=reading, goal=goal)


def _delta(X: Any, y: Any, b2: float) -> float:
    """The slope of the loss along b2, by a central difference."""

    def loss(shift: float) -> float:
        hidden = 1.0 / (1.0 + np.exp(-(X @ W1 + B1)))
        return float(0.5 * (1.0 / (1.0 + np.exp(-(hidden @ W2 + b2 + shift))) - y)[0, 0] ** 2)

    return (loss(1e-5) - loss(-1e-5)) / 2e-5


# --- the step of a numerical gradient --------------------------------------------------------

POINT = np.array([0.7, -0.4, 1.3])
STEPS = np.logspace(-14.0, 0.0, 57)


def wavy(x: Any) -> float:
    """A smooth function of three numbers."""
    return float(np.sin(x[0]) * np.exp(x[1]) + x[0] * x[2] ** 3)


def _slopes_of_wavy() -> Any:
    a, b, c = POINT
    return np.array([np.cos(a) * np.exp(b) + c**3, np.sin(a) * np.exp(b), 3.0 * a * c**2])


def _one_sided(h: float) -> Any:
    return np.array([(wavy(POINT + h * unit) - wavy(POINT)) / h for unit in np.eye(3)])


@widget(
    "움직이는 폭 h와 수치 미분의 오차",
    mission="내 수치 미분의 오차가 10⁻⁹보다 작아지는 h를 찾으세요.",
    controls={"h": Slider("h", 1e-14, 1.0, 0.1, log=True)},
)
def draw_step(numerical_gradient: Any, *, h: float) -> Any:
    """The error of the student's numerical gradient over h, beside that of one-sided differences."""
    right = _slopes_of_wavy()

    def error(found: Any) -> float:
        slopes = usable(found, (3,))
        return float("nan") if slopes is None else float(np.max(np.abs(slopes - right)))

    # Smaller steps are not drawn: what comes there is to be guessed first.
    steps = np.concatenate([[h], STEPS[h < STEPS]])
    mine = [attempt(numerical_gradient, wavy, POINT, float(step)) for step in steps]
    sign = "" if len(steps) > 1 else "o"
    fig, axis = drawing(width=640, height=400)
    if mine[0] is not None:
        axis.plot(steps, np.maximum([error(found) for found in mine], 1e-13), marker=sign, label="내 수치 미분")
    axis.plot(steps, np.maximum([error(_one_sided(step)) for step in steps], 1e-13), "-.", color=ORANGE, marker=sign, label="한쪽 차분")
    if h <= 1e-5:  # how steep it is can be seen before it is told
        square = np.array([1e-4, 1.0])
        axis.plot(square, square**2, "--", color=INK, linewidth=1.5, label="h²에 비례")
    axis.axvline(h, ":", color=RED, label="고른 h")
    axis.set(xscale="log", yscale="log", xlim=(1e-14, 1.0), ylim=(1e-12, 20.0), xlabel="h", ylabel="오차", title="h와 오차")
    alt = "가로축은 h, 세로축은 가장 크게 틀린 좌표의 절대 오차이고 둘 다 로그 눈금입니다. 고른 h부터 1까지의 오차를 그렸고, 더 작은 h의 오차는 아직 보이지 않습니다. "
    if mine[0] is None:
        return picture(fig, alt=alt, reading=fill("numerical_gradient"), goal=False)
    here, other = error(mine[0]), error(_one_sided(h))
    if not np.isfinite(here):
        reading = "내 수치 미분의 결과가 shape (3,)인 배열이 아니거나 NaN이어서 오차를 그릴 수 없습니다."
        return picture(fig, alt=alt + reading, reading=reading, goal=False)
    reading = f"h = {number(h, 2)}: 내 수치 미분의 오차는 {number(here, 2)}, 한쪽 차분의 오차는 {number(other, 2)}입니다."
    return picture(fig, alt=alt + reading, reading=reading, goal=here < 1e-9)


# --- XOR -------------------------------------------------------------------------------------

SIDE = 41
#: Where the picture of the plane begins and ends.
EDGES = -0.5, 1.5


def plane(axis: Any, output: Any, title: str) -> None:
    """What a network gives over the plane, purple above one half, with the four points of XOR."""
    axis.image(np.reshape(output, (SIDE, SIDE))[::-1] - 0.5, "signed", low=-0.5, high=0.5)
    places = (XOR - EDGES[0]) / (EDGES[1] - EDGES[0]) * (SIDE - 1)
    for answer, marker, label in ((0, "o", "정답 0"), (1, "s", "정답 1")):
        own = PARITY[:, 0] == answer
        axis.plot(places[own, 0], SIDE - 1 - places[own, 1], "none", color=VIOLET if answer else ORANGE, marker=marker, markersize=14, edge=INK, label=label)
    ticks = (np.array([0.0, 1.0]) - EDGES[0]) / (EDGES[1] - EDGES[0]) * (SIDE - 1)
    axis.set(title=title, xticks=ticks, xticklabels=["0", "1"], yticks=SIDE - 1 - ticks, yticklabels=["0", "1"], xlabel="x₁", ylabel="x₂")
    axis.grid(False)


def fold(axis: Any, hidden: Any, params: Any) -> str:
    """XOR's points where two hidden units put them, and the line on which the output is one half; what there is to say of it."""
    axis.set(title="은닉층이 옮긴 네 점", xlim=(-0.15, 1.15), ylim=(-0.15, 1.15), xlabel="a₁", ylabel="a₂")
    if hidden is None or not np.all(np.isfinite(hidden)):
        return ""
    for at, (answer, place) in enumerate(zip(PARITY[:, 0], hidden, strict=True)):
        axis.plot([place[0]], [place[1]], "none", color=VIOLET if answer else ORANGE, marker="s" if answer else "o", markersize=14, edge=INK, alpha=0.75)
        lift = 18.0 if at % 2 else -18.0
        axis.text(*np.clip(place, 0.0, 1.0), f"({XOR[at, 0]:.0f}, {XOR[at, 1]:.0f})", lift=lift, size=13, halo=True)
    (w, v), b = params[2][:, 0], params[3][0]
    size = np.hypot(w, v)
    if np.isfinite(size) and size > 1e-9:
        foot, along = -b * np.array([w, v]) / size**2, np.array([-v, w]) / size
        if np.max(np.abs(foot)) < 10.0:
            axis.plot(*np.transpose([foot - 12.0 * along, foot + 12.0 * along]), "--", color=INK, linewidth=1.5, label="출력이 0.5인 선")
    told = ", ".join(f"({x[0]:.0f}, {x[1]:.0f})은 ({a:.2f}, {c:.2f})" for x, (a, c) in zip(XOR, hidden, strict=True))
    return f"가운데는 은닉 유닛의 값을 두 축으로 하는 평면으로, {told}에 있고 출력이 0.5인 직선이 파선입니다. "


def grid() -> Any:
    """The points of the plane (SIDE², 2), row by row from below."""
    across = np.linspace(*EDGES, SIDE)
    return np.column_stack([np.tile(across, SIDE), np.repeat(across, SIDE)])


@widget(
    "XOR를 배우는 신경망",
    mission="은닉 유닛 2개로 3,000에포크를 학습해도 XOR를 풀지 못하는 시드를 찾으세요.",
    controls={
        "hidden": Slider("은닉 유닛의 수", 1, WIDEST, 2, step=1), "seed": Slider("시드", 0, SEEDS - 1, 0, step=1),
        "epochs": Slider("에포크", 0, LAST, 1000, step=100, play=True),
    },
)  # fmt: skip
def draw_surface(train: Any, forward: Any, *, hidden: int, seed: int, epochs: int) -> Any:
    """The plane as the student's network sees it after some epochs, and its losses beside the shipped ones."""
    params = start(hidden, seed)
    # What forward gives is looked at first: train calls it and might fail for it.
    before = attempt(forward, XOR, params)
    ready = parts(before, (4, hidden), (4, 1)) is not None
    result = attempt(train, XOR, PARITY, params, lr=RATE, epochs=epochs) if ready else None
    shapes = [array.shape for array in params]
    mine = parts(result[0], *shapes) if isinstance(result, (tuple, list)) and len(result) == 2 else None
    fig, (left, *folded, right) = drawing(1, 3 if hidden == 2 else 2, height=340 if hidden == 2 else 400)
    known, at = np.asarray(shipped("losses"), dtype=np.float64)[hidden - 1, seed], np.asarray(shipped("epochs"), dtype=np.float64)
    shown = at <= max(epochs, 1)
    losses = None if mine is None else usable(result[1], (epochs,), limit=1e3)
    if losses is not None and epochs:
        right.plot(np.arange(epochs), losses, label="내 손실")
    right.plot(at[shown], known[shown], "none", color=INK, marker="o", markersize=5.0, label="기준")
    right.set(title="손실", xlabel="에포크", xlim=(0.0, float(max(epochs, 100))), ylim=(0.0, 0.3))
    right.axhline(0.125, ":", color=GREY, label="모두 0.5라고 할 때")
    seen = None if mine is None else attempt(forward, np.vstack([XOR, grid()]), tuple(mine))
    found = parts(seen, (4 + SIDE**2, hidden), (4 + SIDE**2, 1))
    made = found[1] if found is not None and np.all(np.isfinite(found[1])) else None
    plane(left, np.full(SIDE**2, 0.5) if made is None else made[4:], "아직 그릴 것이 없습니다" if made is None else "내 신경망의 출력")
    alt = "왼쪽은 평면의 점마다 신경망의 출력을 칠한 그림으로, 0.5보다 크면 보라색, 작으면 황토색입니다. 네 모서리에 XOR의 점이 있고, 정답이 1이면 보라색 네모, 0이면 황토색 동그라미입니다. 오른쪽은 에포크마다의 손실이고 점은 기준입니다. "
    if folded:
        alt += fold(folded[0], None if made is None or found is None else found[0][:4], None if mine is None else mine)
    here = f"은닉 유닛 {hidden}개, 시드 {seed}, {epochs:,}에포크:"
    if before is None or (ready and result is None):
        reading = fill("forward" if before is None else "train")
        return picture(fig, alt=alt + "점은 기준이 되는 손실입니다.", reading=reading, goal=False)
    if made is None:
        reading = f"{here} `train`이나 `forward`의 결과가 알맞은 shape의 유한한 배열이 아니어서 그릴 수 없습니다."
        return picture(fig, alt=alt + reading, reading=reading, goal=False)
    away = np.abs(made[:4] - PARITY)
    now, wanted = float(np.sum(away**2) / 8.0), float(np.interp(epochs, at, known))
    count = int(np.sum(away < 0.5))
    reading = f"{here} 손실 {now:.4f}, {'네 점을 모두' if count == 4 else f'네 점 가운데 {count}점을'} 맞혔습니다."
    if abs(now - wanted) > 0.003 + 0.05 * wanted and epochs % 100 == 0:
        reading += f" 기준이 되는 손실은 {wanted:.4f}입니다."
    goal = hidden == 2 and epochs == LAST and bool(np.any(away >= 0.5)) and abs(now - wanted) < 0.01
    return picture(fig, alt=alt + reading, reading=reading, goal=goal)


# --- pictures of the lesson ------------------------------------------------------------------


def arrow(axis: Any, tail: Any, head: Any, color: str = INK) -> None:
    """A line with a head at its end; a picture of these has 100 pixels in each unit of both axes."""
    begin, end = np.asarray(tail, dtype=float), np.asarray(head, dtype=float)
    along = (end - begin) / np.hypot(*(end - begin))
    aside = np.array([-along[1], along[0]])
    wings = [end - 0.13 * along + side * 0.07 * aside for side in (1.0, -1.0)]
    axis.plot(*np.transpose([begin, end, wings[0], end, wings[1]]), color=color)


def ball(axis: Any, place: Any, name: str) -> None:
    """A circle with a name in it."""
    axis.plot([place[0]], [place[1]], "none", color=VIOLET, marker="o", markersize=44, alpha=0.3)
    axis.text(*place, name, halo=True)


def picture_of_chain() -> tuple[Any, str]:
    """How w1 reaches the loss where all is one number, with the five derivatives numbered; with its alt text."""
    fig, axis = drawing(width=860, height=220)
    axis.set(xlim=(0.0, 8.6), ylim=(0.0, 2.2))
    axis.bare()
    places = [(0.5 + 1.5 * step, 0.7) for step in range(6)]
    for place, name in zip(places, ("w₁", "z₁", "a₁", "z₂", "a₂", "L"), strict=True):
        ball(axis, place, name)
    for step, (tail, head) in enumerate(pairwise(places)):
        arrow(axis, (tail[0] + 0.27, 0.7), (head[0] - 0.27, 0.7))
        axis.text((tail[0] + head[0]) / 2, 0.7, "⑤④③②①"[step], lift=16.0)
    for name, step in (("x", 1), ("w₂", 3), ("y", 5)):
        ball(axis, (places[step][0], 1.75), name)
        arrow(axis, (places[step][0], 1.48), (places[step][0], 0.97))
    alt = (
        "왼쪽에서 오른쪽으로 w₁, z₁, a₁, z₂, a₂, L이 화살표로 이어집니다. 화살표 다섯 개에는 손실 쪽부터 ①(L과 a₂ 사이), ②(a₂와 z₂), ③(z₂와 a₁), ④(a₁과 z₁), ⑤(z₁과 w₁)가 적혀 있습니다. "
        "위에서는 x가 z₁로, w₂가 z₂로, 정답 y가 L로 들어갑니다."
    )
    return fig, alt


#: A hidden unit's weights to two outputs, and their deltas.
SPLIT = ((2.0, 0.3), (-1.0, 0.1))


def picture_of_split() -> tuple[Any, str]:
    """What comes back to a hidden unit that feeds two outputs: both parts, which are added; with its alt text."""
    fig, axis = drawing(width=860, height=250)
    axis.set(xlim=(0.0, 8.6), ylim=(0.0, 2.5))
    axis.bare()
    parts = [weight * delta for weight, delta in SPLIT]
    ball(axis, (2.9, 1.25), "a₁")
    axis.text(2.9, 1.25, "은닉 유닛", lift=36.0)
    axis.text(1.3, 1.25, f"{signed(parts[0], 1)} + ({signed(parts[1], 1)})", lift=10.0)
    axis.text(1.3, 1.25, f"= {signed(sum(parts), 1)}", lift=-10.0)
    for at, ((weight, delta), part) in enumerate(zip(SPLIT, parts, strict=True)):
        height = 2.0 - 1.5 * at
        ball(axis, (6.4, height), "z₂")
        axis.text(6.8, height, f"출력 {at + 1}: δ₂ = {signed(delta, 1)}", ha="left")
        tail, way = np.array([6.4, height]), np.array([-3.5, 1.25 - height])
        along = way / np.hypot(*way)
        arrow(axis, tail + 0.27 * along, tail + way - 0.27 * along)
        told = f"{signed(delta, 1)} × {f'({signed(weight, 0)})' if weight < 0 else signed(weight, 0)} = {signed(part, 1)}"
        axis.text(*(tail + 0.5 * way), told, halo=True, lift=27.0 if at == 0 else -27.0)
    alt = (
        f"은닉 유닛 하나가 출력 둘로 이어지고, 화살표는 출력에서 은닉 유닛으로 되돌아옵니다. 가중치가 2인 길로는 0.3 × 2 = {signed(parts[0], 1)}이, "
        f"가중치가 −1인 길로는 0.1 × (−1) = {signed(parts[1], 1)}이 돌아오고, 은닉 유닛에서 더하면 {signed(sum(parts), 1)}입니다."
    )
    return fig, alt


def picture_of_network() -> tuple[Any, str]:
    """The network of block 3 with the first sample in it, without any value that is to be computed; with its alt text."""
    fig, axis = drawing(width=860, height=390)
    axis.set(xlim=(0.0, 8.6), ylim=(0.2, 4.1))
    axis.bare()
    inputs, units, end = PLACES
    for i, tail in enumerate(inputs):
        for j, head in enumerate(units):
            edge(axis, tail, head, W1[i, j], 0.5 if i == j else 0.26)
    for j, tail in enumerate(units):
        edge(axis, tail, end, W2[j, 0], 0.5)
        axis.plot([tail[0]], [tail[1]], "none", color=VIOLET, marker="o", markersize=54, alpha=0.25)
        axis.text(*tail, "?", halo=True)
        axis.text(*tail, f"은닉 {j + 1}", lift=40.0)
        axis.text(*tail, f"b₁ {signed(B1[j] + 0.0, 2)}", lift=-40.0)
    for i, place in enumerate(inputs):
        node(axis, place, SAMPLES[0, i], f"x{'₁₂'[i]}", digits=0)
    axis.plot([end[0]], [end[1]], "none", color=VIOLET, marker="o", markersize=54, alpha=0.25)
    axis.text(*end, "?", halo=True)
    axis.text(*end, "출력", lift=40.0)
    axis.text(*end, f"b₂ {signed(-L, 2)}", lift=-40.0)
    axis.text(7.9, end[1], "정답 1", halo=True)
    alt = (
        "입력 x₁ = 1, x₂ = 2가 은닉 유닛 둘로, 은닉 유닛 둘이 출력 하나로 이어진 신경망입니다. 선마다 가중치가 적혀 있습니다. "
        "x₁에서 두 유닛으로 1.10과 1.10, x₂에서 1.10과 −1.10, 두 유닛에서 출력으로 2.20과 −2.20입니다. 편향은 −2.20, 0, −1.10입니다."
    )
    return fig, alt


def network_tape() -> tuple[list[float], list[tuple[str, int, int]], tuple[Any, ...]]:
    """The loss of block 3's first sample as a tape: its inputs (the nine parameters first), the operations, the parameters."""
    params = W1, B1, W2, np.array([-L])
    inputs = [float(value) for array in params for value in array.ravel()] + [*SAMPLES[0].tolist(), -1.0, 0.5]
    tape: list[tuple[str, int, int]] = []

    def put(operation: str, i: int, j: int) -> int:
        tape.append((operation, i, j))
        return len(inputs) + len(tape) - 1

    def unit(terms: Any, bias: int) -> int:
        (one, other), (two, another) = terms
        both = put("+", put("*", one, other), put("*", two, another))
        z = put("+", both, bias)
        return put("sigmoid", z, z)

    hidden = [unit([(9, j), (10, 2 + j)], 4 + j) for j in (0, 1)]
    error = put("+", unit([(hidden[0], 6), (hidden[1], 7)], 8), 11)
    put("*", put("*", error, error), 12)
    return inputs, tape, params


def picture_of_xor(answers: Any, title: str) -> tuple[Any, str]:
    """Two planes side by side: what the best line gives, and what a network with two layers could."""
    fig, (left, right) = drawing(1, 2, height=380)
    plane(left, answers[0], title)
    plane(right, answers[1], "은닉층을 하나 넣으면")
    middle = float(np.reshape(answers[1], (SIDE, SIDE))[SIDE // 2, SIDE // 2])
    band = "정답이 1인 두 점을 지나는 비스듬한 띠가 보라색이고 그 바깥은 황토색" if middle > 0.5 else "정답이 0인 두 점을 지나는 비스듬한 띠가 황토색이고 그 바깥은 보라색"
    alt = (
        "두 그림 모두 XOR의 네 점이 정사각형의 모서리에 있습니다. 마주 보는 모서리끼리 정답이 같습니다. 왼쪽은 평면 전체가 0.5를 뜻하는 "
        f"바탕색이라 어느 점도 가르지 못했고, 오른쪽은 {band}이라 네 점을 모두 갈랐습니다."
    )
    return fig, alt


def picture_of_moons(points: Any, labels: Any, surfaces: Any, titles: Any) -> tuple[Any, str]:
    """The moons over what two classifiers give on a grid, (SIDE, SIDE) each; with its alt text."""
    fig, axes = drawing(1, 2, height=360)
    for axis, surface, title in zip(axes, surfaces, titles, strict=True):
        axis.image(np.reshape(surface, (SIDE, SIDE))[::-1] - 0.5, "signed", low=-0.5, high=0.5, strength=0.8)
        places = (points - MOON[:, 0]) / (MOON[:, 1] - MOON[:, 0]) * (SIDE - 1)
        for kind, marker, color in ((0, "o", ORANGE), (1, "s", VIOLET)):
            own = labels == kind
            axis.plot(places[own, 0], SIDE - 1 - places[own, 1], "none", color=color, marker=marker, markersize=7, edge=INK, label=f"정답 {kind}")
        axis.set(title=title, xticks=[], yticks=[], xlabel="x₁", ylabel="x₂")
        axis.grid(False)
    alt = (
        "맞물린 초승달 두 개처럼 놓인 테스트 점 위에, 두 분류기가 평면을 어떻게 나누었는지 칠했습니다. 1이라는 곳이 보라색, 0이라는 곳이 황토색입니다. "
        f"왼쪽({titles[0]})은 경계가 직선이라 두 초승달의 끝을 잘못 나누고, 오른쪽({titles[1]})은 경계가 초승달을 따라 굽었습니다."
    )
    return fig, alt


#: The part of the plane that the moons' pictures show: x and y.
MOON = np.array([[-1.6, 2.6], [-1.1, 1.6]])


def moon_grid() -> Any:
    """The points of that part (SIDE², 2), row by row from below."""
    across, up = (np.linspace(*ends, SIDE) for ends in MOON)
    return np.column_stack([np.tile(across, SIDE), np.repeat(up, SIDE)])
