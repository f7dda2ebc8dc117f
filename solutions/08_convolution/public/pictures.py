"""Pictures and longer comparisons of unit 08; the lesson calls them with the student's functions."""

import numpy as np
from npml.widgets import figure, subplots
from scipy.signal import convolve2d, correlate2d

from .widgets import SOBEL_X


def side_by_side(images, titles, alt, height=3.4, **scales):
    """Images in a row; the first is grey as a photo, the others on the scale that is given."""
    fig, axes = subplots(1, len(images), width=9.6, height=height)
    for number, (axis, image, title) in enumerate(zip(axes, images, titles, strict=True)):
        axis.imshow(image, **({"cmap": "gray"} if title == "사진" or (number == 0 and not scales.get("all")) else scales["other"]))
        axis.grid(False)
        axis.spines[:].set_visible(False)
        axis.set(title=title, xticks=[], yticks=[])
    figure(fig, alt=alt)


def show_first_look(photo):
    """A photo and the differences between left and right neighbours."""
    edges = np.abs(correlate2d(photo, SOBEL_X, mode="valid"))
    alt = (
        "왼쪽은 호숫가에 선 중국식 누각의 흑백 사진, 오른쪽은 왼쪽 이웃과 오른쪽 이웃의 밝기 차이가 클수록 "
        "어둡게 칠한 그림. 기둥과 벽처럼 세로로 선 윤곽이 뚜렷하다."
    )
    side_by_side((photo, edges), ("사진", "왼쪽과 오른쪽의 차이"), alt, other={"cmap": "gray_r", "vmax": 400})


def show_kernel(photo, result):
    """A photo before and after a kernel."""
    low, high = result.min(), result.max()
    alt = f"줄인 사진과 내 커널을 거친 사진. 거친 뒤의 값은 {low:.0f}에서 {high:.0f} 사이다.".replace("-", "−")
    side_by_side((photo, result), ("줄인 사진", "내 커널을 거친 사진"), alt, other={"cmap": "gray", "vmin": -400, "vmax": 400})


def show_responses(conv2d, kernel):
    """What a kernel makes of a plain image and of edges from 0 to 100, upright and lying."""
    upright = np.repeat([[0.0, 0.0, 0.0, 100.0, 100.0, 100.0]], 6, axis=0)
    for name, image in (("고른 밝기 100", np.full((6, 6), 100.0)), ("세로로 선 경계", upright), ("가로로 누운 경계", upright.T)):
        found = conv2d(image, kernel)
        print(f"{name}: 가장 작은 값 {found.min():g}, 가장 큰 값 {found.max():g}")


def ways(conv2d, pad2d, layers):
    """From how many ways the middle of the output of 3×3 layers comes from each pixel: (9, 9)."""
    found = np.zeros((9, 9))
    found[4, 4] = 1.0
    for _ in range(layers):
        found = conv2d(pad2d(found, 1), np.ones((3, 3)))
    return found


def show_receptive_fields(conv2d, pad2d):
    """Which pixels one place of the output sees after one, two and three layers, and in how many ways."""
    fig, axes = subplots(1, 3, width=9.6, height=3.4)
    told = []
    for layers, axis in enumerate(axes, 1):
        counts = ways(conv2d, pad2d, layers)
        axis.imshow(counts / counts.max(), cmap="Blues", vmax=1.4)
        axis.grid(False)
        for row, column in np.argwhere(counts > 0):
            axis.text(column, row, f"{counts[row, column]:g}", ha="center", va="center", fontsize=8.5)
        width = int(np.sum(counts[4] > 0))
        axis.set(title=f"{layers}번: {width} × {width}", xticks=[], yticks=[])
        told.append(f"{layers}번이면 {width}×{width}칸에 가운데 {counts[4, 4]:g}가지")
    alt = f"3×3 합성곱을 거친 출력의 가운데 한 칸이 9×9 입력의 어느 칸을 쓰는지 칠하고 길의 수를 적은 그림 세 장. {', '.join(told)}이고, 귀퉁이는 언제나 한 가지다."
    figure(fig, alt=alt)


def show_flipped(conv2d):
    """A kernel in the shape of ㄱ on a single bright point: the student's cross-correlation and SciPy's convolution."""
    dot, kernel = np.zeros((7, 7)), np.zeros((3, 3))
    dot[3, 3], kernel[0], kernel[:, 2] = 1.0, 1.0, 1.0
    images = (dot[1:6, 1:6], np.pad(kernel, 1), conv2d(dot, kernel), convolve2d(dot, kernel, mode="valid"))
    names = ("한 점", "커널", "내 conv2d", "SciPy convolve2d")
    alt = "네 그림. 한 점만 밝은 그림, ㄱ 모양의 커널, 내 conv2d의 결과(커널을 180° 돌린 ㄴ 모양), SciPy 합성곱의 결과(커널 그대로인 ㄱ 모양)."
    side_by_side(images, names, alt, height=2.7, all=True, other={"cmap": "gray_r", "vmin": 0, "vmax": 1.2})


def show_edges(across, down):
    """The responses of both Sobel kernels and their size together."""
    strength = np.hypot(across, down)
    alt = (
        "사진의 경계를 찾은 그림 세 장. 소벨 x에는 기둥과 벽처럼 세로로 선 윤곽이, 소벨 y에는 처마와 난간처럼 "
        "가로로 누운 윤곽이 진하다. 합친 그림에는 둘 다 보인다."
    )
    images = (np.abs(across), np.abs(down), strength)
    scale = {"cmap": "gray_r", "vmin": 0, "vmax": 500}
    side_by_side(images, ("소벨 x", "소벨 y", "합친 크기"), alt, height=2.6, all=True, other=scale)
    x, y = np.abs(across).mean(), np.abs(down).mean()
    print(f"|반응|의 평균: 소벨 x {x:.1f}, 소벨 y {y:.1f}, 비 {y / x:.2f}")
    print(f"합친 크기가 200을 넘는 픽셀의 비율: {np.mean(strength > 200):.3f}")


def show_shifting(conv2d, digit):
    """How much the outputs of a convolution and of a dense layer differ when the input moves by one column."""
    rng = np.random.default_rng(8)
    kernel, dense = rng.normal(size=(3, 3)), rng.normal(size=(36, 64))
    moved = np.roll(digit, 1, axis=1)  # nothing is lost: the last column is zero
    layers = {
        "합성곱": (kernel.size, lambda image: conv2d(image, kernel)),
        "완전 연결": (dense.size, lambda image: (dense @ image.ravel()).reshape(6, 6)),
    }
    for name, (count, layer) in layers.items():
        before, after = layer(digit), layer(moved)
        gap, top = np.max(np.abs(after[:, 1:] - before[:, :-1])), np.max(np.abs(before))
        print(f"{name}: 가중치 {count}개, 가장 큰 |출력| {top:.1f}, 한 칸 옮긴 뒤의 차이 {gap:.1f}")


def show_scipy(conv2d, pad2d, small, digit):
    """The student's functions beside SciPy's."""
    kernel = np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 2.0]])
    pairs = {
        "conv2d와 correlate2d": (conv2d(small, kernel), correlate2d(small, kernel, mode="valid")),
        "스트라이드 3": (conv2d(small, kernel, stride=3), correlate2d(small, kernel, mode="valid")[::3, ::3]),
        "돌린 커널과 convolve2d": (conv2d(small, kernel[::-1, ::-1]), convolve2d(small, kernel, mode="valid")),
        "pad2d를 쓴 conv2d와 same": (conv2d(pad2d(digit, 1), SOBEL_X), correlate2d(digit, SOBEL_X, mode="same")),
    }
    for name, (mine, theirs) in pairs.items():
        gap = np.max(np.abs(mine - theirs))
        print(f"{name}: shape {mine.shape}, 차이 {'1e-9보다 작음' if gap < 1e-9 else f'{gap:.1e}'}")
    flipped = np.max(np.abs(conv2d(digit, SOBEL_X) - convolve2d(digit, SOBEL_X, mode="valid")))
    largest = np.max(np.abs(conv2d(digit, SOBEL_X)))
    print(f"돌리지 않은 커널과 convolve2d: 차이 {flipped:.0f}, 가장 큰 |값| {largest:.0f}")


def show_pillow(conv2d):
    """Pillow's filter on one bright point beside the student's cross-correlation."""
    from PIL import Image, ImageFilter

    dot, kernel = np.zeros((7, 7), dtype=np.uint8), np.arange(1, 10).reshape(3, 3)
    dot[3, 3] = 1
    filtered = Image.fromarray(dot).filter(ImageFilter.Kernel((3, 3), kernel.ravel().tolist(), scale=1))
    pillow, mine = np.asarray(filtered)[2:5, 2:5], conv2d(dot, kernel)[1:4, 1:4]
    for row in range(3):
        print(f"Pillow {pillow[row]}   내 교차 상관 {mine[row].astype(int)}")
