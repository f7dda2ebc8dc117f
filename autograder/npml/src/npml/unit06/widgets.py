"""Widgets of unit 06: a narrow valley, and the length of the first step."""

import numpy as np

from npml.widgets import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    RED,
    Choice,
    Slider,
    Toggle,
    attempt,
    drawing,
    number,
    picture,
    shipped,
    usable,
    widget,
)  # fmt: skip

START = (-4.0, 1.0)
STEPS = 60
TARGET = 1e-3


def valley(condition, rotated):
    """The matrix H of the loss ½ θᵀHθ, (2, 2): eigenvalues 1 and the condition number."""
    turn = np.array([[1.0, -1.0], [1.0, 1.0]]) / np.sqrt(2.0) if rotated else np.eye(2)
    return turn @ np.diag([1.0, condition]) @ turn.T


def losses(path, matrix):
    """½ θᵀHθ along a path: (T, 2) -> (T,)."""
    return 0.5 * np.einsum("ti,ij,tj->t", path, matrix, path)


def descend(matrix, rate, keep, steps):
    """Gradient descent (keep 0) or momentum: path (steps + 1, 2)."""
    place, speed, path = np.array(START), np.zeros(2), [np.array(START)]
    for _ in range(steps):
        speed = keep * speed - rate * (matrix @ place)
        place = place + speed
        path.append(place)
    return np.array(path)


def student_path(optimizer, matrix, steps):
    """The path of a student's optimizer object: (steps + 1, 2), NaN after a result that is no point."""
    path = np.full((steps + 1, 2), np.nan)
    path[0] = START
    for number_of_step in range(1, steps + 1):
        place = path[number_of_step - 1]
        moved = usable(attempt(optimizer.update, place, matrix @ place), (2,))
        if moved is None:
            break
        path[number_of_step] = moved
        if not np.all(np.isfinite(moved)):
            break
    return path


def walk(Adam, matrix, steps, **options):
    """The path of a fresh optimizer, or None while the class is a stub."""
    optimizer = attempt(Adam, eps=1e-8, **options)
    if optimizer is None or attempt(optimizer.update, np.array(START), matrix @ np.array(START)) is None:
        return None
    return student_path(attempt(Adam, eps=1e-8, **options), matrix, steps)


def reference_key(beta1, beta2, condition, rotated):
    """Name of a shipped array of paths, (learning rates, STEPS + 1, 2)."""
    return f"valley_{beta1}_{beta2}_{condition}_{'turned' if rotated else 'straight'}"


RATES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
BETA1, BETA2, CONDITIONS = ("0", "0.5", "0.9", "0.99"), ("0.9", "0.999"), ("1", "10", "100")


@widget(
    "좁은 골짜기를 내려가는 세 가지 방법",
    mission="조건수 100, 축이 나란한 골짜기에서 Adam이 60걸음 뒤 손실을 0.001 아래로 내리는 학습률과 β1을 찾으세요.",
    controls={
        "lr": Slider("Adam의 학습률", 0.1, 0.6, 0.1, step=0.1), "beta1": Choice("β1", BETA1, "0.9"),
        "beta2": Choice("β2", BETA2, "0.999"), "condition": Choice("조건수", CONDITIONS, "100"),
        "rotated": Toggle("골짜기를 45° 돌리기", False), "steps": Slider("걸음 수", 1, STEPS, STEPS, step=1, play=True),
    },
)  # fmt: skip
def draw_valley(Adam, *, lr, beta1, beta2, condition, rotated, steps):
    """Contours of ½ θᵀHθ with the paths of gradient descent, momentum and the student's Adam; losses beside."""
    kappa = float(condition)
    matrix, options = valley(kappa, rotated), {"lr": lr, "beta1": float(beta1), "beta2": float(beta2)}
    adam = walk(Adam, matrix, steps, **options)
    plain = descend(matrix, 2.0 / (1.0 + kappa), 0.0, steps)
    momentum = descend(matrix, 1.0 / kappa, 0.9, steps)
    paths = [("경사 하강법", plain, GREY, "o"), ("모멘텀 0.9", momentum, ORANGE, "s")]
    if adam is not None:
        paths.append(("내 Adam", adam, BLUE, "D"))
    fig, (left, right) = drawing(1, 2, height=400)
    _contours(left, matrix, kappa)
    for name, path, color, marker in paths:
        left.plot(path[:, 0], path[:, 1], color=color, marker=marker, markersize=4, linewidth=1.4, label=name)
        left.scatter(*path[-1], color=color, marker=marker, markersize=11)
        heights = np.maximum(losses(path, matrix), 1e-8)
        right.plot(np.arange(len(path)), heights, color=color)
        right.scatter(np.arange(len(path))[::10], heights[::10], color=color, marker=marker, markersize=7, label=name)
    _reference(left, right, matrix, RATES.index(min(RATES, key=lambda rate: abs(rate - lr))), steps,
               reference_key(beta1, beta2, condition, rotated))  # fmt: skip
    left.set(xlim=(-5, 3), ylim=(-3, 3), xlabel="θ1", ylabel="θ2", title="내려가는 길 (별: 최소점)")
    right.axhline(TARGET, ":", color=RED, label="0.001")
    right.set(yscale="log", ylim=(1e-8, 1e4), xlim=(0, STEPS), xlabel="걸음", title="걸음마다의 손실")
    return _valley_picture(fig, adam, plain, momentum, matrix, kappa, rotated, steps)


def _contours(axes, matrix, kappa):
    values, vectors = np.linalg.eigh(matrix)
    turn = np.linspace(0.0, 2.0 * np.pi, 73)
    circle = np.array([np.cos(turn), np.sin(turn)])
    for level in np.geomspace(0.02, 30.0 * max(1.0, kappa / 10.0), 12):  # where the loss has this value: an ellipse
        ellipse = vectors @ (np.sqrt(2.0 * level / values)[:, None] * circle)
        axes.plot(*ellipse, color=GREY, linewidth=0.8, alpha=0.6)
    axes.scatter(0, 0, marker="*", markersize=20, color=RED)


def _reference(left, right, matrix, rate, steps, key):
    """The right path, dashed; absent where the values were not shipped (the instructor's copy)."""
    try:
        path = np.asarray(shipped(key), dtype=np.float64)[rate, : steps + 1]
    except LookupError:
        return
    left.plot(path[:, 0], path[:, 1], "--", color=INK, linewidth=1.2)
    right.plot(np.arange(len(path)), np.maximum(losses(path, matrix), 1e-8), "--", color=INK, linewidth=1.2, label="기준 Adam")


def _valley_picture(fig, adam, plain, momentum, matrix, kappa, rotated, steps):
    shape = f"조건수 {kappa:g}, {'45° 돌린' if rotated else '축과 나란한'} 골짜기"
    end = {name: losses(path, matrix)[-1] for name, path in [("plain", plain), ("momentum", momentum)]}
    others = f"경사 하강법의 손실은 {number(end['plain'])}, 모멘텀은 {number(end['momentum'])}"
    if adam is None:
        alt = f"{shape}의 등고선 위에 경사 하강법과 모멘텀의 길만 있습니다. 내 Adam은 아직 없습니다."
        reading = f"{steps}걸음 뒤 {others}입니다. 먼저 4절의 Adam을 채우면 내 길이 나타납니다."
        return picture(fig, alt=alt, reading=reading, goal=False)
    last = losses(adam, matrix)[-1]
    alt = (f"왼쪽은 {shape}의 등고선과 세 가지 길, 오른쪽은 걸음마다의 손실입니다. {steps}걸음 뒤 {others}, "
           f"내 Adam은 {number(last)}입니다.")  # fmt: skip
    if not np.isfinite(last):
        return picture(fig, alt=alt, reading="내 Adam의 길이 유한한 점을 벗어나 끊겼습니다. 4번의 확인 칸을 먼저 통과하세요.", goal=False)
    best = min(("경사 하강법", end["plain"]), ("모멘텀", end["momentum"]), ("Adam", last), key=lambda item: item[1])[0]
    beyond = float(np.max(adam[:, 0]))
    over = f" Adam은 최소점을 θ1 방향으로 {beyond:.1f}만큼 지나쳤습니다." if beyond > 0.3 and not rotated else ""
    reading = f"{steps}걸음 뒤 내 Adam의 손실은 {number(last)}, {others}입니다. 가장 낮은 것은 {best}입니다.{over}"
    goal = kappa == 100.0 and not rotated and steps == STEPS and bool(last < TARGET)
    return picture(fig, alt=alt, reading=reading, goal=goal)


@widget(
    "기울기의 크기와 걸음의 길이",
    mission="걸음의 길이가 학습률의 절반이 되는 기울기의 크기를 찾으세요(45%~55%면 됩니다).",
    controls={
        "scale": Slider("기울기의 크기", 1e-12, 1e3, 1.0, log=True), "beta1": Slider("β1", 0.0, 0.95, 0.9, step=0.05),
        "beta2": Choice("β2", ("0.9", "0.99", "0.999"), "0.999"),
    },
)  # fmt: skip
def draw_first_step(Adam, *, scale, beta1, beta2):
    """Length of each of 30 steps for a constant gradient, in units of lr; dashed: |g| / (|g| + eps)."""
    eps, rate, count = 1e-8, 0.1, 30
    times, beta2 = np.arange(1, count + 1), float(beta2)
    exact = scale / (scale + eps)
    raw_m, raw_v = scale * (1 - beta1**times), scale * np.sqrt(1 - beta2**times)
    lengths = _lengths(Adam, scale, count, lr=rate, beta1=beta1, beta2=beta2, eps=eps)
    fig, axes = drawing(width=680, height=370)
    axes.plot(times, raw_m / (raw_v + eps), ":", color=PURPLE, marker="^", markersize=5, label="편향 보정이 없다면")
    if lengths is not None:
        axes.plot(times, lengths, marker="o", label="내 Adam")
    axes.axhline(exact, "--", linewidth=1.3, label="기준: |g| / (|g| + eps)")
    axes.axhspan(0.45, 0.55, color=GREEN, alpha=0.25, label="학습률의 절반")
    axes.set(ylim=(0, 8.5), xlim=(0, count + 1), xlabel="걸음 t", ylabel="걸음의 길이 ÷ 학습률",
             title=f"기울기가 늘 {number(scale)}일 때")  # fmt: skip
    first = None if lengths is None or not np.isfinite(lengths[0]) else float(lengths[0])
    alt = (f"기울기가 늘 {number(scale)}일 때 서른 걸음의 길이를 학습률로 나눈 그림입니다. 보정이 없는 점선은 첫 걸음이 "
           f"{raw_m[0] / (raw_v[0] + eps):.2f}, 기준은 늘 {exact:.2f}입니다.")  # fmt: skip
    if first is None:
        reading = f"기준은 학습률의 {exact:.0%}입니다. 먼저 4절의 Adam을 채우면 내 걸음이 나타납니다."
        return picture(fig, alt=alt, reading=reading, goal=False)
    reading = f"내 Adam의 첫 걸음은 학습률의 {first:.0%}, 편향 보정이 없다면 {raw_m[0] / (raw_v[0] + eps):.0%}입니다."
    return picture(fig, alt=f"{alt} 내 Adam의 첫 걸음은 {first:.2f}입니다.", reading=reading, goal=bool(0.45 <= first <= 0.55))


def _lengths(Adam, scale, count, **options):
    """Lengths of the student's steps in units of lr, (count,), or None while the class is a stub."""
    optimizer = attempt(Adam, **options)
    lengths = np.full(count, np.nan)
    for index in range(count if optimizer is not None else 0):
        # From zero at every call: near a large parameter a step of 1e-13 would drown in rounding.
        moved = usable(attempt(optimizer.update, np.zeros(1), np.array([scale])), (1,))
        if moved is None:
            return lengths if index else None
        lengths[index] = abs(moved[0]) / options["lr"]
    return lengths if optimizer is not None else None
