"""Widgets of unit 08: a moving window, Sobel kernels before a slanted edge, channels, and a kernel that is learned."""

from functools import cache, lru_cache

import numpy as np
from npml.widgets import (
    BLUE,
    INK,
    ORANGE,
    RED,
    Choice,
    Slider,
    attempt,
    drawing,
    number,
    picture,
    usable,
    widget,
)  # fmt: skip

SOBEL_X = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
KERNELS = {
    "소벨 x": SOBEL_X,
    "소벨 y": SOBEL_X.T,
    "흐리게": np.full((3, 3), 1.0 / 9.0),
    "선명하게": np.array([[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]]),
    "그대로": np.array([[0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]),
}


@cache
def digit():
    """A handwritten 0 without its empty first and last column, (8, 6)."""
    from sklearn.datasets import load_digits

    return load_digits().images[0][:, 1:7]


@widget(
    "창을 한 칸씩 옮기기",
    mission="소벨 x를 스트라이드 1로 패딩 없이 쓸 때, 출력의 절댓값이 가장 큰 자리로 창을 옮기세요.",
    controls={
        "kernel": Choice("커널", tuple(KERNELS), "소벨 x"), "step": Slider("창의 순서", 1, 48, 8, step=1, play=True),
        "stride": Slider("스트라이드", 1, 3, 1, step=1), "pad": Slider("패딩", 0, 1, 0, step=1),
    },
)  # fmt: skip
def draw_window(conv2d, pad2d, *, kernel, step, stride, pad):
    """The padded picture with a window, the products under the kernel, the student's output filling in."""
    weights, image = KERNELS[kernel], digit()
    padded = attempt(pad2d, image, pad) if pad else image
    if padded is not None:
        padded = usable(padded, tuple(n + 2 * pad for n in image.shape))
    ready = padded is not None
    if not ready:
        padded = np.pad(image, pad)  # drawn so that there is something to see; the reading says so
    size = tuple((n - 3) // stride + 1 for n in padded.shape)
    at = (step - 1) % (size[0] * size[1])  # after the last place the window begins again
    i, j = divmod(at, size[1])
    window = padded[i * stride : i * stride + 3, j * stride : j * stride + 3]
    given = attempt(conv2d, padded, weights, stride=stride)
    output = usable(given, size)
    fig, (left, under, middle, right) = drawing(1, 4, height=390, width_ratios=[1.45, 0.75, 0.75, 1.25])
    _grid(left, padded, f"입력 {padded.shape[0]}×{padded.shape[1]}")
    if pad:
        left.box(pad - 0.5, pad - 0.5, image.shape[1], image.shape[0], "--")  # the picture within its zeros
    _box(left, i * stride, j * stride, 3)
    _grid(under, weights, "커널")
    _grid(middle, window * weights, "창 × 커널")
    _box(middle, 0, 0, 3)
    total = float(np.sum(window * weights))
    middle.text(1, 3.0, f"모두 더하면 {_text(total)}")
    shown = np.full(size, np.nan)
    if output is not None:
        shown.flat[: at + 1] = output.flat[: at + 1]
    _grid(right, shown, f"출력 {size[0]}×{size[1]}", size=_largest(output))
    _box(right, i, j, 1)
    right.targets(*size, "step")  # a click on a cell of the output puts the window there
    words = f"{at + 1}번째 창은 입력의 {i * stride}행 {j * stride}열에서 시작하고"
    alt = (f"왼쪽은 {padded.shape[0]}×{padded.shape[1]} 입력과 3×3 창, 가운데는 {kernel} 커널과 그것을 창에 원소끼리 곱한 값, 오른쪽은 "
           f"{size[0]}×{size[1]} 출력이 {at + 1}칸까지 채워진 모습입니다. {words}, 곱을 모두 더하면 {_text(total)}입니다.")  # fmt: skip
    reading, value = _reading(words, total, given, output, (i, j), size, step)
    if not ready:
        reading = "패딩을 보려면 먼저 4.2의 pad2d를 완성하세요. " + reading
    goal = value is not None and (kernel, stride, pad) == ("소벨 x", 1, 0)
    goal = goal and abs(value) > 0 and abs(value) == np.nanmax(np.abs(output))
    return picture(fig, alt=alt, reading=reading, goal=bool(goal))


def _reading(words, total, given, output, place, size, step):
    """A sentence on this window, and the student's number there (None when there is none)."""
    last = f" 창을 놓을 자리는 {size[0] * size[1]}곳이라 처음부터 다시 돕니다." if step > size[0] * size[1] else ""
    words = f"{words}, 곱을 모두 더하면 {_text(total)}입니다.{last}"
    if given is None:
        return f"{words} 4.3의 conv2d를 채우면 출력이 나타납니다.", None
    if output is None:
        found = " × ".join(map(str, np.shape(given))) or "숫자 하나"
        return f"내 conv2d의 결과가 {size[0]} × {size[1]} 배열이 아닙니다(지금은 {found}). 4.3의 확인을 먼저 통과하세요.", None
    value = output[place]
    if not np.isfinite(value) or abs(value - total) > 1e-6:
        return f"{words} 그런데 내 conv2d의 값은 {_text(value)}입니다. 4.3의 확인을 먼저 통과하세요.", None
    top = np.nanmax(np.abs(output))
    return f"{words} 내 conv2d의 값과 같습니다. 출력의 절댓값 가운데 가장 큰 것은 {_text(top)}입니다.", float(value)


def _text(value):
    """A number as short as a cell of the grid needs it."""
    if not np.isfinite(value):
        return "?"
    digits = 0 if abs(value - round(value)) < 1e-9 else 1 if abs(value) >= 1 else 2
    text = f"{value:.{digits}f}"
    return text.replace("-0", "0") if float(text) == 0 else text.replace("-", "−")


def _largest(values):
    """The largest finite size among numbers; None when there are none."""
    if values is None or not np.any(np.isfinite(values)):
        return None
    return max(float(np.max(np.abs(values[np.isfinite(values)]))), 1e-9)


def _grid(axes, values, title, size=None):
    """Cells with their numbers: orange below zero, purple above; what is not known yet stays empty.

    Args:
        axes: where they are drawn.
        values: numbers, (rows, columns).
        title: above them.
        size: what is as dark as it gets; by default the largest of the values.
    """
    axes.bare()
    axes.set(title=title)
    size = size or _largest(values) or 1.0
    axes.image(values, "signed", low=-size, high=size, strength=0.5, lines=True)
    for i, j in np.ndindex(*values.shape):
        if np.isfinite(values[i, j]):
            axes.text(j, i, _text(values[i, j]), size=12)


def _box(axes, row, column, side):
    """A frame around a window."""
    axes.box(column - 0.5, row - 0.5, side, side, color=RED, linewidth=3)


ANGLES = np.arange(0, 91, 15)


def slanted(angle):
    """A soft edge that brightens in the direction of an angle (0: to the right, 90: downwards), (18, 22)."""
    across, down = np.meshgrid(np.arange(22) - 10.5, np.arange(18) - 8.5)
    along = across * np.cos(np.radians(angle)) + down * np.sin(np.radians(angle))
    return np.clip(0.5 + along / 8.0, 0.0, 1.0)


def strongest(conv2d, angle, kernel):
    """The student's response map and its largest absolute value; (None, NaN) when there is none."""
    given = attempt(conv2d, slanted(angle), kernel)
    response = None if given is None else usable(given, (16, 20))
    if response is None or not np.any(np.isfinite(response)):
        return None, np.nan
    return response, float(np.nanmax(np.abs(response)))


@widget(
    "비스듬한 경계 앞의 소벨 커널",
    mission="소벨 x의 반응이 가장 클 때의 절반이 되는 각도를 찾으세요.",
    controls={"angle": Slider("밝아지는 방향(도)", 0, 90, 0, step=5)},
)
def draw_edges(conv2d, *, angle):
    """A slanted edge, the responses of both Sobel kernels, and their maxima up to this angle (dashed: cos and sin): all of them would show the answer."""
    fig, axes = drawing(1, 4, height=300, width_ratios=[1, 1, 1, 1.5])
    x, y = (strongest(conv2d, angle, kernel) for kernel in (SOBEL_X, SOBEL_X.T))
    for one, values, title in zip(axes, (slanted(angle), x[0], y[0]), ("입력", "소벨 x", "소벨 y"), strict=False):
        one.bare()
        one.set(title=title, xlim=(-0.5, 21.5), ylim=(17.5, -0.5))  # an output is smaller, and drawn to the same scale
        if values is None:
            one.text(10.5, 8.5, "아직 없음")
        elif title == "입력":
            one.image(values, "gray")
        else:
            one.image(values, "signed", low=-1.0, high=1.0)
            if np.nanmax(np.abs(values)) < 1e-9:
                one.text(9.5, 7.5, "모두 0")
    fine, known = np.radians(np.linspace(0, angle, 91)), ANGLES[angle >= ANGLES]
    if x[0] is not None:
        for kernel, color, marker, name in ((SOBEL_X, BLUE, "o", "내 소벨 x"), (SOBEL_X.T, ORANGE, "s", "내 소벨 y")):
            tops = [strongest(conv2d, one, kernel)[1] for one in known]
            axes[3].scatter(known, tops, color=color, marker=marker, markersize=7, label=name)
    axes[3].plot(np.degrees(fine), np.cos(fine), "--", color=INK, linewidth=1.2, label="기준")
    axes[3].plot(np.degrees(fine), np.sin(fine), "--", color=INK, linewidth=1.2)
    axes[3].axvline(angle, color=RED)
    axes[3].set(xlabel="방향(도)", title="가장 큰 |반응|", ylim=(0, 1.15), xlim=(-3, 93), xticks=[0, 30, 60, 90])
    alt = (f"왼쪽부터 {angle}도 방향으로 밝아지는 경계, 소벨 x의 출력, 소벨 y의 출력, 그리고 0도부터 이 방향까지 반응의 크기입니다. "
           "소벨 x의 기준은 내려가는 곡선, 소벨 y의 기준은 올라가는 곡선입니다.")  # fmt: skip
    if not np.isfinite(x[1]) or not np.isfinite(y[1]):
        reading = "먼저 4.3의 conv2d를 완성하세요. 파선은 식으로 구한 기준입니다."
        return picture(fig, alt=alt, reading=reading, goal=False)
    right = abs(x[1] - np.cos(np.radians(angle))) < 1e-6 and abs(y[1] - np.sin(np.radians(angle))) < 1e-6
    reading = f"{angle}도 방향에서 소벨 x의 가장 큰 반응은 {x[1]:.2f}, 소벨 y는 {y[1]:.2f}입니다."
    if not right:
        reading += " 파선과 다르니 4.3의 확인을 먼저 통과하세요."
    return picture(fig, alt=alt, reading=reading, goal=bool(right and abs(x[1] - 0.5) < 0.02))


@cache
def flower():
    """A small photo of an orange flower before green leaves: its channels, (3, 30, 45), from 0 to 1."""
    from sklearn.datasets import load_sample_image

    pixels = load_sample_image("flower.jpg")[:420, :630] / 255.0
    return pixels.reshape(30, 14, 45, 14, 3).mean(axis=(1, 3)).transpose(2, 0, 1)


def _centre(value):
    """A 3 x 3 kernel that takes the middle alone: as good as 1 x 1, and of the same size as the others."""
    return value * KERNELS["그대로"]


CHANNEL_KERNELS = {
    "밝기의 평균": np.stack([_centre(1.0 / 3.0)] * 3),
    "세 채널 모두 소벨 x": np.stack([SOBEL_X / 8.0] * 3),
    "빨강 − 초록": np.stack([_centre(1.0), _centre(-1.0), _centre(0.0)]),
    "파랑만 흐리게": np.stack([_centre(0.0), _centre(0.0), KERNELS["흐리게"]]),
}
CHANNELS = ("빨강", "초록", "파랑")
PETALS = "빨강 − 초록"
PETAL_PLACE, LEAF_PLACE = np.s_[10:20, 15:27], np.s_[4:14, 0:8]


@lru_cache(maxsize=4)
def channel_maps(conv2d):
    """What the student's function makes of each channel with each kernel: name -> three maps, or None for a bad one."""
    return {
        name: [usable(attempt(conv2d, one, slice_), (28, 43)) for one, slice_ in zip(flower(), stack, strict=True)]
        for name, stack in CHANNEL_KERNELS.items()
    }


@widget(
    "채널마다 합성곱하고 더하기",
    mission="꽃은 양수(보라색), 잎은 음수(황토색)가 되는 커널을 고르세요.",
    controls={"kernel": Choice("커널", tuple(CHANNEL_KERNELS), "밝기의 평균")},
)
def draw_channels(conv2d, *, kernel):
    """Three channels, what the student's function makes of each with its own 3 x 3 slice, and their sum: one map.  Below, the maps of all kernels."""
    stack, image = CHANNEL_KERNELS[kernel], flower()
    found = channel_maps(conv2d)
    maps = found[kernel]
    fig, axes = drawing(3, 4, height=560, width_ratios=[1, 1, 1, 1.15])
    for at, name in enumerate(CHANNELS):
        for axis, values, title in ((axes[0, at], image[at], name), (axes[1, at], maps[at], f"{name}의 합성곱")):
            axis.bare()
            axis.set(title=title, xlim=(-0.5, 44.5), ylim=(29.5, -0.5))
            if values is None:
                axis.text(22, 14, "아직 없음")
            elif axis is axes[0, at]:
                axis.image(values, "gray")
            else:
                axis.image(values, "signed", low=-1.0, high=1.0)
    _slices(axes[0, 3], stack)
    _sum_of(axes[1, 3], maps, "더한 것: 특징 맵")
    for axis, name in zip(axes[2], CHANNEL_KERNELS, strict=True):
        _sum_of(axis, found[name], name)
        if name == kernel:
            axis.box(-0.5, -0.5, 43, 28, color=RED, linewidth=3)
    if any(one is None for one in maps):
        reading = "먼저 4.3의 conv2d를 완성하세요."
        return picture(fig, alt=f"꽃 사진의 세 채널과 {kernel} 커널만 있습니다.", reading=reading, goal=False)
    total = np.sum(maps, axis=0)
    petals, leaves = (round(float(total[part].mean()), 2) + 0.0 for part in (PETAL_PLACE, LEAF_PLACE))
    right = bool(np.allclose(total, sum(_correlated(one, slice_) for one, slice_ in zip(image, stack, strict=True))))
    alt = (f"윗줄은 꽃 사진의 빨강, 초록, 파랑 채널과 커널 세 장, 아랫줄은 채널마다의 합성곱과 그것을 더한 특징 맵입니다. 커널은 {kernel}입니다. 셋째 줄은 커널 네 개의 특징 맵 네 장입니다. "
           f"특징 맵의 평균은 꽃에서 {petals:.2f}, 잎에서 {leaves:.2f}입니다.")  # fmt: skip
    reading = f"특징 맵의 평균은 꽃에서 {petals:.2f}, 잎에서 {leaves:.2f}입니다. 가중치는 3 × 3 × 3 = 27개입니다. 커널 넷 (4, 3, 3, 3)을 모두 쓰면 특징 맵도 넷 (4, 28, 43)입니다."
    if not right:
        reading = "conv2d의 값이 기준과 다릅니다. 4.3의 확인을 먼저 통과하세요."
    return picture(fig, alt=alt, reading=reading, goal=right and kernel == PETALS)


def _sum_of(axis, maps, title):
    """The sum of a kernel's three maps."""
    axis.bare()
    axis.set(title=title, xlim=(-0.5, 44.5), ylim=(29.5, -0.5))
    if any(one is None for one in maps):
        axis.text(22, 14, "아직 없음")
    else:
        axis.image(np.sum(maps, axis=0), "signed", low=-1.0, high=1.0)


def _correlated(image, kernel):
    """Cross-correlation as nine shifted products."""
    return sum(kernel[a, b] * image[a : a + 28, b : b + 43] for a, b in np.ndindex(3, 3))


def _slices(axes, stack):
    """The three slices of a kernel beside one another, as colours."""
    gap = np.full((3, 1), np.nan)
    axes.bare()
    axes.set(title="커널 세 장", ylim=(5.5, -3.0))
    axes.image(np.hstack([stack[0], gap, stack[1], gap, stack[2]]), "signed", low=-1.0, high=1.0)
    for at, name in enumerate(CHANNELS):
        axes.box(4 * at - 0.5, -0.5, 3, 3, linewidth=1.2)
        axes.text(4 * at + 1, -1.3, name, size=12)
        axes.text(4 * at + 1, 3.2, f"합 {_text(float(stack[at].sum()))}", size=12)


STEPS, DIGITS, RATE = 200, 5, 0.8


@cache
def lesson_pairs():
    """Five digits, (8, 8) from 0 to 1, and what Sobel x makes of each: all that the kernel is learned from."""
    from sklearn.datasets import load_digits

    images = load_digits().images[:DIGITS] / 16.0
    return images, [sum(SOBEL_X[a, b] * one[a : a + 6, b : b + 6] for a, b in np.ndindex(3, 3)) for one in images]


@lru_cache(maxsize=4)
def learn(conv2d, kernel_gradient):
    """Gradient descent from a kernel of zeros: kernels (201, 3, 3), gradients and losses; None when it fails."""
    images, targets = lesson_pairs()
    kernel, story = np.zeros((3, 3)), []
    for _ in range(STEPS + 1):
        gradient, loss = np.zeros((3, 3)), 0.0
        for image, target in zip(images, targets, strict=True):
            output = usable(attempt(conv2d, image, kernel), (6, 6))
            if output is None:
                return None
            error = (output - target) / (DIGITS * output.size)
            slope = usable(attempt(kernel_gradient, image, error), (3, 3))
            if slope is None:
                return None
            gradient, loss = gradient + slope, loss + 0.5 * float(np.sum(error * (output - target)))
        story.append((kernel, gradient, loss))
        if not np.all(np.isfinite(gradient)) or np.max(np.abs(gradient)) > 1e6:
            return None
        kernel = kernel - RATE * gradient
    return tuple(np.array(part) for part in zip(*story, strict=True))


@widget(
    "소벨을 모른 채 소벨 배우기",
    mission="배운 커널의 아홉 수가 모두 소벨 x와 0.05 안에서 같아지는 걸음까지 가세요.",
    controls={"step": Slider("걸음", 0, STEPS, 0, step=4, play=True)},
)
def draw_learning(conv2d, kernel_gradient, *, step):
    """A kernel that is learned from inputs and outputs: the wanted one, the one of this step, its gradient, the loss."""
    story = learn(conv2d, kernel_gradient)
    fig, axes = drawing(1, 4, height=290, width_ratios=[1, 1, 1, 1.6])
    titles = ("숨긴 커널", "배운 커널", "커널의 기울기")
    tables = (SOBEL_X, None, None) if story is None else (SOBEL_X, story[0][step], story[1][step])
    for axis, title, values in zip(axes, titles, tables, strict=False):
        shown = np.full((3, 3), np.nan) if values is None else values
        _grid(axis, shown, title, size=2.0 if title != titles[2] else None)
    if tables[2] is not None:  # its cells are all 0.00 in the end
        axes[2].text(1, 3.0, f"가장 큰 크기 {number(np.max(np.abs(tables[2])), 2)}")
    axes[3].set(title="손실", xlabel="걸음", yscale="log", xlim=(0, STEPS), ylim=(1e-8, 10.0))
    if story is None:
        reading = "4.3의 conv2d와 7.2의 kernel_gradient를 완성하면 커널이 배우기 시작합니다."
        return picture(fig, alt="숨긴 소벨 x 커널만 있고 배운 커널은 아직 없습니다.", reading=reading, goal=False)
    kernel, loss = story[0][step], float(story[2][step])
    axes[3].plot(np.arange(STEPS + 1), np.maximum(story[2], 1e-12))
    axes[3].scatter(step, max(loss, 1e-12), color=RED, markersize=10)
    gap = float(np.max(np.abs(kernel - SOBEL_X)))
    alt = (f"왼쪽부터 숨긴 소벨 x 커널, {step}걸음째의 배운 커널, 커널의 기울기, 걸음에 따른 손실입니다. "
           f"배운 커널과 소벨 x의 가장 큰 차이는 {gap:.3f}입니다.")  # fmt: skip
    reading = f"{step}걸음째에 배운 커널과 소벨 x의 가장 큰 차이는 {gap:.3f}, 손실은 {number(loss, 2)}입니다."
    return picture(fig, alt=alt, reading=reading, goal=gap < 0.05)
