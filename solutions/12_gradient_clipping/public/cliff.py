"""The cliff: the loss of the smallest recurrent network, and two descents that meet its wall.

After R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural networks" (2013): one hidden
unit, h ← w·σ(h) + b, fifty steps from 0.5, the squared distance to 0.7.  The paper measures that of σ(h); here the last σ is
left out.
"""

from functools import cache
from math import exp, hypot

import numpy as np
from npml.widgets import BLUE, GREY, INK, ORANGE, RED, Choice, Slider, attempt, drawing, number, picture, subplots, widget

STEPS_IN_TIME, FIRST, TARGET = 50, 0.5, 0.7
START, RATE, STEPS = (6.0, -2.0), 0.003, 200
LIMITS = ("1", "3", "5", "10", "30", "100")
W, B = (3.8, 6.4), (-3.2, -1.2)  # what is seen of w and b
CELLS = (104, 80)


def loss_and_gradient(w, b):
    """Loss, and its derivatives with respect to w and b, carried forward through time."""
    h, dw, db = FIRST, 0.0, 0.0
    for _ in range(STEPS_IN_TIME):
        s = 1.0 / (1.0 + exp(-max(h, -700.0)))
        back = w * s * (1.0 - s)
        dw, db, h = s + back * dw, 1.0 + back * db, w * s + b
    return (h - TARGET) ** 2, 2.0 * (h - TARGET) * dw, 2.0 * (h - TARGET) * db


def states(w, b):
    """h at the start and after each step, a list of 51."""
    found = [FIRST]
    for _ in range(STEPS_IN_TIME):
        found.append(w / (1.0 + exp(-max(found[-1], -700.0))) + b)
    return found


@cache
def surface(cells, depth):
    """Loss over w (columns) and b (rows, the largest first).

    Args:
        cells: how many columns and rows.
        depth: the smallest and the largest b.
    """
    w, b = np.meshgrid(np.linspace(*W, cells[0]), np.linspace(depth[1], depth[0], cells[1]))
    h = np.full(w.shape, FIRST)
    for _ in range(STEPS_IN_TIME):
        h = w / (1.0 + np.exp(-h)) + b
    return (h - TARGET) ** 2


def descend(clip, steps, start=START):
    """Places (n + 1, 2), and norms before clipping (n,); shorter where the result is no list of one array (2,).

    Args:
        clip: makes [gradient] the list that is stepped along.
        steps: how many.
        start: w and b.
    """
    place, places, norms = np.array(start), [start], []
    for _ in range(steps):
        _, dw, db = loss_and_gradient(*place.tolist())
        norms.append(hypot(dw, db))
        step = clip([np.array([dw, db])])
        if not isinstance(step, (list, tuple)) or len(step) != 1 or np.shape(step[0]) != (2,):
            return np.array(places), np.array(norms[:-1])
        place = place - RATE * np.asarray(step[0], dtype=float)
        if not np.max(np.abs(place)) < 1e6:
            break
        places.append(tuple(place.tolist()))
    return np.array(places), np.array(norms)


@cache
def unclipped():
    """The descent that nobody clips."""
    return descend(lambda gradients: gradients, STEPS)


def losses_at(places):
    """The loss at each place: (n, 2) -> (n,)."""
    return np.array([loss_and_gradient(*place)[0] for place in places.tolist()])


@cache
def thrown():
    """The unclipped descent at the wall.

    From which step on (from 1) it crosses the wall to and fro, the usual norm there; which step sets it on the wall's
    face, the norm there; which one throws it off the map, and where it lands.
    """
    places, norms = unclipped()
    at = int(np.argmax(places[:, 1] > 0))
    cross = 1 + int(np.argmax(np.diff(losses_at(places[:at])) > 4.0))
    usual = float(np.median(norms[cross : at - 1]))
    return {"cross": cross, "usual": usual, "on": at - 1, "norm": float(norms[at - 1]), "step": at, "b": float(places[at, 1])}


def cliff_picture():
    """The surface seen from the side: (figure, alt text)."""
    fig, axis = subplots(width=9.0, height=4.8, subplot_kw={"projection": "3d"})
    cells, depth = (110, 110), (-4.2, -1.2)
    w, b = np.meshgrid(np.linspace(*W, cells[0]), np.linspace(depth[1], depth[0], cells[1]))
    axis.plot_surface(w, b, surface(cells, depth), cmap="cividis_r", rcount=110, ccount=110, linewidth=0, antialiased=False)
    axis.view_init(elev=35, azim=115)
    height = loss_and_gradient(*START)[0]
    axis.plot([START[0]], [START[1]], [height], "s", color=RED, markersize=9, markeredgecolor="white", zorder=10)
    for *place, words in ((5.9, -3.0, 7.5, "벽"), (5.0, -2.5, 0.3, "골짜기")):
        axis.text(*place, words, zorder=11, fontsize=12, ha="center", bbox={"facecolor": "white", "alpha": 0.85, "pad": 1, "edgecolor": "none"})
    axis.set(xlabel="w", ylabel="b", zlabel="손실")
    alt = (
        "가중치 w와 편향 b에 따른 손실을 입체로 그린 곡면. 앞쪽의 완만한 비탈이 골짜기로 내려가고, 골짜기 바로 뒤에 벽이 곧게 서 있다. 벽은 w가 클수록 높다. "
        "벽 너머로는 가파른 비탈이 더 높이 올라간다."
    )
    return fig, alt


def wall_picture(wall_at):
    """The student's line on the map, and h beside it: (figure, alt text)."""
    fig, (chart, paths) = subplots(1, 2, width=9.6, height=3.9)
    depth = (-3.5, B[1])
    chart.imshow(np.sqrt(surface((200, 200), depth)), cmap="Greys", vmin=0.0, vmax=6.0, extent=(*W, *depth), aspect="auto")
    w = np.linspace(*W, 60)
    bias = wall_at(w)[0]
    chart.plot(w, bias, "--", color=ORANGE, linewidth=2, label="h가 0.5에 머무는 b")
    chart.set(xlim=W, ylim=depth, xlabel="가중치 w", ylabel="편향 b", title="손실의 지도 (어두울수록 높음)")
    chart.legend(loc="upper left", fontsize=9)
    middle, ends = float(wall_at(6.0)[0]), []
    chart.plot(6.0, middle, "o", color=ORANGE, markeredgecolor="black", markersize=8)
    for apart, how, color, style, place in (
        (1e-3, "0.001 높을 때", BLUE, "-", (17, 1.5)), (1e-6, "백만분의 1 높을 때", BLUE, "--", (36.5, 1.5)),
        (-1e-6, "백만분의 1 낮을 때", RED, "--", (36, -1.5)), (-1e-3, "0.001 낮을 때", RED, "-", (16, -1.5)),
    ):  # fmt: skip
        found = states(6.0, middle + apart)
        ends.append(f"{found[-1]:.1f}")
        paths.plot(found, style, color=color)
        paths.text(*place, how, color=color, ha="right", va="center", fontsize=10)
    paths.axhline(FIRST, color=GREY, linewidth=1, linestyle=":")
    paths.set(xlabel="되풀이", ylabel="h", title="w = 6일 때 h가 가는 길 (b가 선보다 …)")
    alt = (
        f"왼쪽은 손실의 지도에 내 함수의 선을 겹치고 w = 6인 곳에 점을 찍은 그림. w가 {W[0]:g}에서 {W[1]:g}로 커지는 동안 b는 {bias[0]:.2f}에서 {bias[-1]:.2f}로 간다. 오른쪽은 w = 6에서 b를 그 선보다 0.001과 백만분의 일만큼 "
        f"높이거나 낮추었을 때 h가 가는 네 길. 모두 0.5에서 출발해 차례로 {', '.join(ends)}에서 끝난다."
    ).replace("-", "−")
    return fig, alt


@widget(
    "벽에 부딪힌 경사 하강법",
    mission="200걸음을 걸었을 때, 마지막 20걸음 손실의 중앙값을 0.2보다 작게 만드는 max_norm을 찾으세요.",
    controls={
        "max_norm": Choice("max_norm", LIMITS, "3"),
        "steps": Slider("걸음 수", 0, STEPS, 120, step=4, play=True),
    },
)
def draw_cliff(clip_gradients, *, max_norm, steps):
    """The map of the loss with both descents, and the student's norms with the limit."""
    limit = float(max_norm)
    filled = attempt(clip_gradients, [np.array(START)], limit) is not None
    mine = descend(lambda gradients: attempt(clip_gradients, gradients, limit), steps) if filled else None
    plain = unclipped()[0][: steps + 1]
    fig, (chart, norms) = drawing(1, 2, height=400, width_ratios=[1.5, 1])
    chart.image(np.sqrt(surface(CELLS, B)), "ink", low=0.0, high=6.0)
    chart.grid(False)
    chart.plot(*_cells(plain), ":", color=ORANGE, linewidth=3, label="자르지 않음")
    chart.scatter(*_cells(np.array([START])), color=RED, marker="s", markersize=11, label="출발")
    if mine is not None:
        chart.plot(*_cells(mine[0]), color=BLUE, linewidth=2.5, marker="o", markersize=9, only_last=True, label="내 함수")
        norms.plot(np.arange(1, len(mine[1]) + 1), np.clip(mine[1], 0.1, 1e6), color=BLUE, label="자르기 전의 노름")
        cut = np.flatnonzero(mine[1] + 1e-6 > limit)
        shown, name = (cut, "자른 걸음") if len(cut) <= 40 else (cut[::5], "자른 걸음 (다섯에 하나)")  # more would merge into a bar
        norms.scatter(shown + 1, np.full(len(shown), 0.2), color=RED, marker="x", markersize=6, label=name)
    norms.axhline(limit, "--", color=INK, label="max_norm")
    for place, words in (((4.62, -1.6), "골짜기"), ((5.72, -3.06), "벽")):
        (x,), (y,) = _cells([place])
        chart.text(x, y, words, halo=True)
    chart.plot(*_cells([(4.55, -1.7), (4.3, -2.08)]), color=RED, linewidth=1.5)  # ink is pale on a dark page, as the valley is
    chart.set(title="손실의 지도 (어두울수록 높음)", xlabel="가중치 w", ylabel="편향 b", **_ticks())
    norms.set(xlim=(0, STEPS), ylim=(0.1, 1e6), yscale="log", xlabel="걸음", title="기울기의 노름")
    lost = _lost(steps)
    alt = f"왼쪽은 w와 b에 따른 손실의 지도 위에 두 학습이 {steps}걸음 동안 지나간 길, 오른쪽은 걸음마다 기울기의 노름입니다. {lost}"
    if mine is None:
        return picture(fig, alt=alt, reading=f"먼저 4절의 `clip_gradients`를 채우면 내 길이 나타납니다. {lost}", goal=False)
    if len(mine[1]) < steps:
        reading = f"{lost} 내 함수를 거친 학습은 {len(mine[1])}걸음에서 끊겼습니다. `clip_gradients`의 check를 먼저 통과하세요."
        return picture(fig, alt=alt, reading=reading, goal=False)
    loss, when = float(np.median(losses_at(mine[0][-20:]))), "마지막 20걸음" if steps >= 20 else "지금까지"
    reading = f"{lost} max_norm이 {max_norm}이면 {steps}걸음 가운데 {len(cut)}걸음이 잘리고, {when} 손실의 중앙값은 {number(loss, 2)}입니다."
    return picture(fig, alt=f"{alt} {reading}", reading=reading, goal=steps == STEPS and loss < 0.2)


def _lost(steps):
    found = thrown()
    if steps < found["cross"]:
        return "자르지 않은 학습은 아직 벽에 닿지 않았습니다."
    if steps < found["step"]:
        return "자르지 않은 학습은 벽의 이쪽과 저쪽을 번갈아 디디고 있습니다."
    return f"자르지 않은 학습은 {found['step']}번째 걸음에 벽에서 튕겨 그림 밖으로 나갔습니다."


def _cells(places):
    """Columns and rows on the map."""
    share = (np.asarray(places) - [W[0], B[0]]) / [W[1] - W[0], B[1] - B[0]]
    return share[:, 0] * (CELLS[0] - 1), (1.0 - share[:, 1]) * (CELLS[1] - 1)


def _ticks():
    across, up = np.array([4.0, 5.0, 6.0]), np.array([-3.0, -2.5, -2.0, -1.5])
    x, y = _cells(np.column_stack([across, np.full(3, B[0])]))[0], _cells(np.column_stack([np.full(4, W[0]), up]))[1]
    return {"xticks": x, "xticklabels": ["4", "5", "6"], "yticks": y, "yticklabels": ["−3", "−2.5", "−2", "−1.5"]}
