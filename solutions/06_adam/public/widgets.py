"""Widgets of unit 06: the length of the first step, a narrow valley, and the valley that Adam sees."""

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
from .rules import START, STEPS, descend, losses, noise, rmsprop, tilted, valley


TARGET = 1e-3


def student_path(optimizer, matrix, extra):
    """The path of a student's optimizer object: (len(extra) + 1, 2), NaN after a result that is no point."""
    path = np.full((len(extra) + 1, 2), np.nan)
    path[0] = START
    for step, more in enumerate(extra):
        moved = usable(attempt(optimizer.update, path[step], matrix @ path[step] + more), (2,))
        if moved is None:
            break
        path[step + 1] = moved
        if not np.all(np.isfinite(moved)):
            break
    return path


def walk(Adam, matrix, extra, **options):
    """The path of a fresh optimizer, or None while the class is a stub."""
    optimizer = attempt(Adam, eps=1e-8, **options)
    if optimizer is None or attempt(optimizer.update, np.array(START), matrix @ np.array(START)) is None:
        return None
    return student_path(attempt(Adam, eps=1e-8, **options), matrix, extra)


def reference_key(beta1, condition, rotated, noisy):
    """Name of a shipped array of paths, (learning rates, STEPS + 1, 2)."""
    return f"valley_{beta1}_{condition}_{'turned' if rotated else 'straight'}_{'noisy' if noisy else 'quiet'}"


RATES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
BETA1, CONDITIONS = ("0", "0.5", "0.9", "0.99"), ("1", "10", "100")


@widget(
    "좁은 골짜기를 내려가는 네 가지 방법",
    mission="조건수 100, 축에 나란하고 잡음이 없는 골짜기에서 Adam이 60걸음 뒤 손실을 0.001 아래로 내리는 학습률과 β1을 찾으세요.",
    controls={
        "lr": Slider("Adam과 RMSProp의 학습률", 0.1, 0.6, 0.1, step=0.1), "beta1": Choice("β1", BETA1, "0.9"),
        "condition": Choice("조건수", CONDITIONS, "100"), "rotated": Toggle("골짜기를 45° 돌리기", False),
        "noisy": Toggle("기울기에 잡음 섞기", False), "steps": Slider("걸음 수", 1, STEPS, STEPS, step=1, play=True),
    },
)  # fmt: skip
def draw_valley(Adam, *, lr, beta1, condition, rotated, noisy, steps):
    """Contours of ½ θᵀHθ with the paths of gradient descent, momentum, RMSProp and the student's Adam; losses beside."""
    kappa = float(condition)
    matrix, extra = valley(kappa, rotated), noise(kappa, rotated, noisy)[:steps]
    adam = walk(Adam, matrix, extra, lr=lr, beta1=float(beta1), beta2=0.999)
    paths = [
        ("경사 하강법", descend(matrix, 2.0 / (1.0 + kappa), 0.0, extra), GREY, "o"),
        ("모멘텀", descend(matrix, 10.0 / kappa, 0.9, extra), ORANGE, "s"),
        ("RMSProp", rmsprop(matrix, lr, extra), GREEN, "^"),
    ]
    if adam is not None:
        paths.append(("내 Adam", adam, BLUE, "D"))
    fig, (left, right) = drawing(1, 2, height=400)
    _contours(left, matrix, kappa)
    for name, path, color, marker in paths:
        pale = color in (GREY, ORANGE)  # in the turned valley their zigzags would cover the map
        left.plot(path[:, 0], path[:, 1], color=color, marker=marker, markersize=3 if pale else 4,
                  linewidth=0.8 if pale else 1.4, alpha=0.5 if pale else 1.0, label=name)  # fmt: skip
        left.scatter(*path[-1], color=color, marker=marker, markersize=11)
        heights = np.maximum(losses(path, matrix), 1e-8)
        right.plot(np.arange(len(path)), heights, color=color)
        right.scatter(np.arange(len(path))[::10], heights[::10], color=color, marker=marker, markersize=7, label=name)
    _reference(left, right, matrix, RATES.index(min(RATES, key=lambda rate: abs(rate - lr))), steps,
               reference_key(beta1, condition, rotated, noisy))  # fmt: skip
    left.set(xlim=(-5, 3), ylim=(-5, 3) if rotated else (-3, 3), xlabel="θ1", ylabel="θ2", title="내려가는 길 (별: 최소점)")
    right.axhline(TARGET, ":", color=RED, label="0.001")
    right.set(yscale="log", ylim=(1e-8, 1e4), xlim=(0, STEPS), xlabel="걸음", title="걸음마다의 손실")
    shape = f"조건수 {kappa:g}, {'45° 돌린' if rotated else '축에 나란한'} 골짜기{', 잡음이 섞인 기울기' if noisy else ''}"
    ends = {name: losses(path, matrix)[-1] for name, path, *_ in paths}
    goal = kappa == 100.0 and not rotated and not noisy and steps == STEPS
    return _valley_picture(fig, shape, ends, adam, steps, goal)


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


def _valley_picture(fig, shape, ends, adam, steps, goal):
    others = ", ".join(f"{name} {number(loss)}" for name, loss in ends.items() if name != "내 Adam")
    if adam is None:
        alt = f"{shape}의 등고선 위에 경사 하강법, 모멘텀, RMSProp의 길만 있습니다. 내 Adam은 아직 없습니다."
        reading = f"{steps}걸음 뒤의 손실은 {others}입니다. 먼저 4·5절의 Adam을 채우면 내 길이 나타납니다."
        return picture(fig, alt=alt, reading=reading, goal=False)
    last = ends["내 Adam"]
    alt = (f"왼쪽은 {shape}의 등고선과 네 가지 길, 오른쪽은 걸음마다의 손실입니다. {steps}걸음 뒤의 손실은 {others}, "
           f"내 Adam {number(last)}입니다.")  # fmt: skip
    if not np.isfinite(last):
        reading = "내 Adam의 길이 유한한 점을 벗어나 끊겼습니다. 4·5절의 확인 셀을 먼저 통과하세요."
        return picture(fig, alt=alt, reading=reading, goal=False)
    best, beyond = min(ends, key=ends.get), float(np.max(adam[:, 0]))
    over = f" Adam은 최소점을 θ1 방향으로 {beyond:.1f}만큼 지나쳤습니다." if beyond > 0.3 and "나란한" in shape else ""
    reading = f"{steps}걸음 뒤의 손실은 내 Adam {number(last)}, {others}입니다. 가장 낮은 것은 {best}입니다.{over}"
    return picture(fig, alt=alt, reading=reading, goal=bool(goal and last < TARGET))


def felt(Adam, matrix):
    """60 steps of a student's Adam, and the scale of Adam's own coordinates: (path, scale), or None while it is a stub.

    A step that is divided by the root of v_hat is a step of gradient descent in coordinates that are multiplied by
    the fourth root of v_hat: there the valley's matrix is H divided by both scales.  The scale is None when the object
    keeps no positive v.
    """
    extra, options = np.zeros((STEPS, 2)), {"lr": 0.1, "beta2": 0.999}
    if walk(Adam, matrix, extra, **options) is None:
        return None
    optimizer = attempt(Adam, **options)
    path, v = student_path(optimizer, matrix, extra), usable(getattr(optimizer, "v", None), (2,))
    if v is None or not np.all(np.isfinite(v)) or not np.all(v > 0) or not np.all(np.isfinite(path)):
        return path, None
    return path, (v / (1.0 - 0.999**STEPS)) ** 0.25


def felt_condition(Adam, degrees):
    """The condition number in Adam's own coordinates, NaN without them."""
    matrix, found = tilted(100.0, degrees), felt(Adam, tilted(100.0, degrees))
    if found is None or found[1] is None:
        return float("nan")
    return float(np.linalg.cond(matrix / np.outer(found[1], found[1])))


TURN = 5  # degrees from one place of the slider to the next


@widget(
    "Adam이 보는 골짜기",
    mission="골짜기를 축에 나란한 데서 조금씩 돌려, Adam의 지도에서 조건수가 50을 처음 넘는 각도를 찾으세요.",
    controls={"degrees": Slider("골짜기를 돌린 각도(°)", 0, 45, 0, step=TURN, play=True)},
)
def draw_felt(Adam, *, degrees):
    """The valley of condition 100, turned, with 60 steps of the student's Adam: as it is, and in Adam's own coordinates."""
    matrix, found = tilted(100.0, degrees), felt(Adam, tilted(100.0, degrees))
    fig, (left, right) = drawing(1, 2, height=400)
    path, scale = (None, None) if found is None else found
    _map(left, matrix, np.ones(2), path)
    left.set(title="원래 지도: 조건수 100")
    what = f"조건수 100인 골짜기를 {degrees:g}° 돌린"
    if scale is None:
        words = "먼저 4·5절의 Adam을 채우면" if found is None else "self.v에 이동 평균이 담기면(4·5절의 확인 셀)"
        right.set(title="Adam의 지도", xticks=[], yticks=[])
        return picture(fig, alt=f"{what} 등고선입니다. Adam의 지도는 아직 없습니다.", reading=f"{words} Adam의 지도가 나타납니다.", goal=False)
    seen = matrix / np.outer(scale, scale)
    condition = float(np.linalg.cond(seen))
    _map(right, seen, scale, path)
    right.set(title=f"Adam의 지도: 조건수 {number(condition, 3)}")
    loss = number(losses(path[-1:], matrix)[0])
    reading = f"골짜기를 {degrees:g}° 돌렸을 때 Adam의 지도에서 조건수는 {number(condition, 3)}이고, 60걸음 뒤의 손실은 {loss}입니다."
    alt = f"왼쪽은 {what} 등고선과 내 Adam의 60걸음, 오른쪽은 좌표를 √v̂의 제곱근으로 늘인 Adam의 지도입니다. {reading}"
    goal = condition > 50.0 and degrees > 0 and felt_condition(Adam, degrees - TURN) <= 50.0
    return picture(fig, alt=alt, reading=reading, goal=bool(goal))


def _map(axes, matrix, scale, path):
    """Contours of ½ θᵀHθ, the lowest point and a path, in coordinates that are multiplied by the scale."""
    values, vectors = np.linalg.eigh(matrix)
    turn, start = np.linspace(0.0, 2.0 * np.pi, 121), np.array(START) * scale
    for level in np.geomspace(0.02, 2.0, 6) * losses(start[None], matrix)[0]:
        ellipse = vectors @ (np.sqrt(2.0 * level / values)[:, None] * np.array([np.cos(turn), np.sin(turn)]))
        axes.plot(*ellipse, color=GREY, linewidth=0.8, alpha=0.7)
    if path is not None:
        axes.plot(*(path * scale).T, color=BLUE, marker="D", markersize=4, linewidth=1.4)
    axes.scatter(0, 0, marker="*", markersize=18, color=RED)
    reach = 1.3 * float(np.abs(start).max())
    axes.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal", xticks=[], yticks=[])


CONSTANT, SIGNS, SPIKE = "늘 같음", "부호가 뒤섞임", "한 번 튐"
COUNT, BEFORE, AT = 40, 5000, 10  # so many calm steps that the correction of v has almost ended


def stream(kind, scale):
    """The gradients of COUNT steps, (COUNT, coordinates), and how many steps with ``scale`` come before them."""
    if kind == SIGNS:
        return scale * np.random.default_rng(0).choice([-1.0, 1.0], size=(COUNT, 50)), 0
    drawn = np.full((COUNT, 1), scale)
    if kind == SPIKE:
        drawn[AT] *= 100.0
        return drawn, BEFORE
    return drawn, 0


KEPT = 0.9  # what RMSProp keeps, here and in the valley


def rule_lengths(gradients, before, scale, beta1, beta2, eps):
    """Mean lengths of the steps in units of lr: of momentum, RMSProp (0.9), and Adam without the corrections."""
    zeros = np.zeros(gradients.shape[1])
    m, v = zeros + scale * (1 - beta1**before), zeros + scale**2 * (1 - beta2**before)
    recent, found = zeros + scale**2 * (1 - KEPT**before), np.empty((3, len(gradients)))
    for index, slope in enumerate(gradients):
        m, v = beta1 * m + (1 - beta1) * slope, beta2 * v + (1 - beta2) * slope**2
        recent = KEPT * recent + (1 - KEPT) * slope**2
        prop = np.abs(slope) / (np.sqrt(recent) + eps)
        found[:, index] = np.mean([np.abs(m), prop, np.abs(m) / (np.sqrt(v) + eps)], axis=1)
    return found


@widget(
    "기울기의 모습과 걸음의 길이",
    mission="기울기가 늘 같을 때, 걸음의 길이가 학습률의 절반이 되는 기울기의 크기를 찾으세요(45%~55%면 됩니다).",
    controls={
        "kind": Choice("기울기의 모습", (CONSTANT, SIGNS, SPIKE), CONSTANT),
        "scale": Slider("기울기의 크기", 1e-12, 1e3, 1.0, log=True), "beta1": Slider("β1", 0.0, 0.95, 0.9, step=0.05),
        "beta2": Choice("β2", ("0.9", "0.99", "0.999"), "0.999"),
    },
)  # fmt: skip
def draw_first_step(Adam, *, kind, scale, beta1, beta2):
    """Length of each of 40 steps in units of lr, of momentum, RMSProp and Adam; dashed: |g| / (|g| + eps)."""
    eps, rate, beta2 = 1e-8, 0.1, float(beta2)
    gradients, before = stream(kind, scale)
    times = np.arange(1, COUNT + 1)
    momentum, root, raw = rule_lengths(gradients, before, scale, beta1, beta2, eps)
    lengths = _lengths(Adam, gradients, before, scale, lr=rate, beta1=beta1, beta2=beta2, eps=eps)
    fig, axes = drawing(width=760, height=390)
    axes.plot(times, momentum, color=ORANGE, marker="s", markersize=4, linewidth=1.2, label="모멘텀")
    axes.plot(times, root, color=GREEN, marker="^", markersize=4, linewidth=1.2, label="RMSProp (0.9)")
    axes.plot(times, raw, ":", color=PURPLE, label="편향 보정이 없는 Adam")
    if lengths is not None:
        axes.plot(times, lengths, marker="o", label="내 Adam")
    if kind == CONSTANT:
        axes.axhline(scale / (scale + eps), "--", linewidth=1.3, label="기준: |g| / (|g| + eps)")
        axes.axhspan(0.45, 0.55, color=GREEN, alpha=0.25, label="학습률의 절반")
    drawn = [momentum, root, raw] + ([] if lengths is None else [lengths])
    near = kind == CONSTANT and np.nanmax([np.nanmax(row, initial=0.0) for row in drawn]) < 1.9
    axes.set(ylim=(0, 2.0 if near else 8.5), xlim=(0, COUNT + 1), ylabel="걸음의 길이 ÷ 학습률",
             xlabel="걸음 t" if not before else f"걸음 (같은 기울기로 {before:,}걸음을 걸은 뒤)",
             title=f"기울기의 크기가 {number(scale)}일 때 ({kind})")  # fmt: skip
    return _step_picture(fig, kind, scale, lengths, (momentum, root, raw))


def _step_picture(fig, kind, scale, lengths, others):
    """What is read of the lengths: the first step, the mean of the last ones, or the longest one."""
    measure = {CONSTANT: lambda row: row[0], SIGNS: lambda row: np.mean(row[20:]), SPIKE: lambda row: np.max(row)}[kind]
    what = {CONSTANT: "첫 걸음", SIGNS: "21걸음부터의 평균", SPIKE: "가장 긴 걸음"}[kind]
    when = {CONSTANT: "늘 같을 때", SIGNS: "부호만 뒤섞일 때(50좌표)", SPIKE: "한 번 100배로 튈 때"}[kind]
    names = ("모멘텀", "RMSProp", "보정 없는 Adam")
    told = ", ".join(f"{name} {number(measure(row), 3)}" for name, row in zip(names, others, strict=True))
    told = f"기울기의 크기가 {number(scale)}이고 {when} {what}을 학습률로 나누면 {told}"
    mine = None if lengths is None else float(measure(lengths))
    if mine is None or not np.isfinite(mine):
        return picture(fig, alt=f"{told}입니다. 내 Adam은 아직 없습니다.",
                       reading=f"{told}입니다. 먼저 4·5절의 Adam을 채우면 내 걸음이 나타납니다.", goal=False)  # fmt: skip
    told = f"{told}, 내 Adam {number(mine, 3)}입니다."
    return picture(fig, alt=f"{COUNT}걸음의 길이를 학습률로 나눈 그림입니다. {told}", reading=told,
                   goal=bool(kind == CONSTANT and 0.45 <= mine <= 0.55))  # fmt: skip


def _lengths(Adam, gradients, before, scale, **options):
    """Mean lengths of the student's steps in units of lr, or None while the class is a stub."""
    optimizer = attempt(Adam, **options)
    lengths = np.full(len(gradients), np.nan)

    def warm_up():
        for _ in range(before):
            optimizer.update(np.zeros(1), np.array([scale]))

    if optimizer is None:
        return None
    attempt(warm_up)
    for index, slope in enumerate(gradients):
        # From zero at every call: near a large parameter a step of 1e-13 would drown in rounding.
        moved = usable(attempt(optimizer.update, np.zeros(len(slope)), slope), slope.shape)
        if moved is None:
            return lengths if index else None
        lengths[index] = np.mean(np.abs(moved)) / options["lr"]
    return lengths
