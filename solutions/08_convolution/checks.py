"""What the notebook of unit 08 checks and says: visible cases, hints, quiz."""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Check, Layout, Option, Prop, Question, Shared, case, rest
from numpy.typing import NDArray

EFFECTS = "pure fresh quiet"
# The numbers of block 3.
HAND_X = np.array([[1, 2, 0, 1, 3], [0, 1, 2, 0, 1], [3, 0, 1, 2, 0], [1, 2, 0, 1, 1]], dtype=np.float64)
HAND_K = np.array([[1, 0, -1], [2, 1, 0]], dtype=np.float64)


def numbers(seed: int, *shape: int) -> NDArray[np.float64]:
    """Numbers that are easy to read."""
    return np.round(np.random.default_rng(seed).normal(scale=2.0, size=shape), 1)


def size_error(say: str, *args: int, blame: tuple[str, ...]) -> Case:
    """Sizes that must raise a ValueError which names an argument."""
    return case(Call("conv_output_size", *args), look="message", blame=blame, say=say)


BRIGHT = np.array([[200, 210, 220, 230], [240, 250, 255, 245], [190, 180, 170, 160]], dtype=np.uint8)
FIT = ("n", "k", "pad")

SIZE = Check(
    "conv_output_size",
    ("n", "k", "stride", "pad"),
    example=(
        case(Call("conv_output_size", 4, 2), say="3절의 높이: n = 4, k = 2"),
        case(Call("conv_output_size", 5, 3, 2), say="3절의 너비, 스트라이드 2"),
        case(Call("conv_output_size", 5, 3, 1, 1), say="너비에 패딩을 한 줄씩 붙이면 그대로 5"),
    ),
    random=(
        case(Call("conv_output_size", 8, 3, 2), say="나누어떨어지지 않는 8, 3, 스트라이드 2"),
        case(Call("conv_output_size", 7, 3, 2), say="나누어떨어지는 7, 3, 스트라이드 2"),
        case(Call("conv_output_size", 13, 4, 3, 1), say="n = 13, k = 4, 스트라이드 3, 패딩 1"),
        case(Call("conv_output_size", 28, 5, 4, 3), say="n = 28, k = 5, 스트라이드 4, 패딩 3"),
        case(Call("conv_output_size", 6, 5, 1, 1), say="n = 6, k = 5, 패딩 1"),
    ),
    invariants=(
        case(
            Call("conv_output_size", 9, 4, 3, 2), Call("conv_output_size", 13, 4, 3), props=(Prop("equal", {"a": 0, "b": 1}),),
            say="패딩 2는 길이를 4 늘린 것과 같음",
        ),
    ),
    edges=(
        case(Call("conv_output_size", n=6, k=6, stride=4, pad=0), say="딱 맞는 커널은 한 자리"),
        case(Call("conv_output_size", 3, 7, 2, 2), say="패딩 덕분에 딱 맞는 커널"),
        case(Call("conv_output_size", 4, 5, 1, 2), say="패딩 덕분에 들어가는 커널"),
        case(Call("conv_output_size", 4, 2, 9), say="입력보다 큰 스트라이드"),
        size_error("k가 n보다 크면 ValueError", 3, 4, blame=FIT),
        size_error("패딩을 붙여도 k가 크면 ValueError", 2, 8, 3, 2, blame=FIT),
        size_error("stride = 0이면 ValueError", 9, 3, 0, blame=("stride",)),
        size_error("stride = −2이면 ValueError", 9, 3, -2, blame=("stride",)),
        size_error("pad = −1이면 ValueError", 9, 3, 1, -1, blame=("pad",)),
    ),
    hints=(
        "첫 창을 왼쪽 끝에 놓으면 오른쪽에 몇 칸이 남나요? 그 칸을 `stride`칸씩 나아가면 몇 번 더 놓을 수 있을까요? 첫 창은 세었나요?",
        r"$$\left\lfloor \frac{n + 2 \cdot \mathrm{pad} - k}{\mathrm{stride}} \right\rfloor + 1$$ 버림 나눗셈은 `//`예요. 그전에 $\mathrm{stride} < 1$, "
        r"$\mathrm{pad} < 0$, $k > n + 2 \cdot \mathrm{pad}$를 차례로 확인해 이름이 든 `ValueError`를 내세요.",
        "return (n + ____ - k) // stride + ____",
    ),
)

PAD = Check(
    "pad2d",
    ("image", "pad"),
    example=(
        case(Call("pad2d", HAND_X, 1), say="3절의 X에 0을 한 줄 두르면 (6, 7)"),
        case(Call("pad2d", np.array([[5, 7]]), 1), say="docstring의 예 [[5, 7]]"),
    ),
    random=(
        case(Call("pad2d", numbers(1, 2, 3), 2), say="(2, 3)에 두 줄"),
        case(Call("pad2d", numbers(2, 4, 2), 3), say="(4, 2)에 세 줄"),
        case(Call("pad2d", numbers(3, 3, 3), 1), say="(3, 3)에 한 줄"),
    ),
    invariants=(
        case(
            Call("pad2d", np.full((2, 3), 0.5), 4), props=(Prop("sums_to", {"step": 0, "total": 3.0}),),
            say="0을 둘렀으니 합은 그대로",
        ),
    ),
    edges=(
        case(Call("pad2d", numbers(4, 3, 4), 0), say="pad = 0이면 그대로"),
        case(Call("pad2d", numbers(5, 1, 4), 2), say="행이 하나"),
        case(Call("pad2d", numbers(6, 3, 1), 2), say="열이 하나"),
        case(Call("pad2d", BRIGHT, 1), say="uint8 그림도 float64로"),
        case(Call("pad2d", BRIGHT, 0), say="uint8 그림, pad = 0"),
        case(Call("pad2d", numbers(7, 4, 5), -1), look="message", blame=("pad",), say="pad = −1이면 ValueError"),
        case(Call("pad2d", numbers(7, 2, 3), -2), look="message", blame=("pad",), say="pad = −2이면 ValueError"),
    ),
    effects=(
        case(Call("pad2d", numbers(8, 2, 3), 1), Call("pad2d", numbers(9, 2, 3), 1), look=EFFECTS, say="image는 그대로, 결과는 새 배열"),
        case(Call("pad2d", Shared("image", numbers(8, 2, 3)), 0), look=EFFECTS, say="pad = 0이어도 새 배열"),
        case(Call("pad2d", Layout(numbers(9, 3, 2), "readonly"), 1), look=EFFECTS, say="읽기 전용 배열"),
    ),
    hints=(
        "결과의 크기는 얼마인가요? 0으로 채운 그 크기의 배열에서 그림이 들어갈 자리는 몇 행 몇 열에서 시작해 어디에서 끝나나요?",
        "`np.zeros((H + 2*pad, W + 2*pad))`를 만들고 `[pad:pad + H, pad:pad + W]`에 `image`를 넣어요. dtype은 저절로 float64예요. `pad`가 음수이면 먼저 "
        "`ValueError`를 내세요.",
        "out[pad:____, pad:____] = image",
    ),
)


def conv_error(say: str, shape: tuple[int, ...], kernel: tuple[int, ...], stride: int, *blame: str) -> Case:
    """Arguments that must raise a ValueError which names one of them."""
    return case(Call("conv2d", np.ones(shape), np.full(kernel, 2.0), stride), look="message", blame=blame, say=say)


# Where conv_output_size or pad2d is called and complains, its own name for the size or the picture is fine, too.
CLASH, INPUT = ("input", "kernel", "n", "k", "pad"), ("input", "image")



def strides_by_one(item: Case) -> bool:
    """Whether the kernel moves by one element in all calls."""
    calls = [step for step in item.steps if isinstance(step, Call)]
    return all((*step.args[2:], *step.kwargs.values()) in ((), (1,)) for step in calls)


CONV = Check(
    "conv2d",
    ("input", "kernel", "stride"),
    example=(
        case(Call("conv2d", HAND_X, HAND_K), say="3절의 X와 K"),
        case(Call("conv2d", HAND_X, HAND_K, 2), say="3절의 X와 K, 스트라이드 2"),
    ),
    random=(
        case(Call("conv2d", numbers(11, 5, 7), numbers(12, 3, 3)), say="(5, 7)과 (3, 3)"),
        case(Call("conv2d", numbers(13, 6, 4), numbers(14, 2, 3)), say="(6, 4)와 (2, 3)"),
        case(Call("conv2d", numbers(15, 5, 5), numbers(16, 2, 2)), say="(5, 5)와 (2, 2)"),
        case(Call("conv2d", numbers(17, 8, 9), numbers(18, 3, 2), 2), say="(8, 9)와 (3, 2), 스트라이드 2"),
        case(Call("conv2d", numbers(19, 7, 11), numbers(20, 2, 4), stride=3), say="(7, 11)과 (2, 4), 스트라이드 3"),
    ),
    invariants=(
        case(
            Call("conv2d", numbers(21, 4, 5), numbers(22, 2, 3)), Call("conv2d", 3.0 * numbers(21, 4, 5), numbers(22, 2, 3)),
            props=(Prop("scaled", {"a": 0, "b": 1, "factor": 3.0}),), say="입력이 세 배면 출력도 세 배",
        ),
        case(
            Call("conv2d", numbers(23, 4, 5), numbers(24, 2, 2)), Call("conv2d", numbers(23, 4, 5), -numbers(24, 2, 2)),
            props=(Prop("negated", {"a": 0, "b": 1}),), say="커널의 부호를 바꾸면 출력의 부호도 바뀜",
        ),
    ),
    edges=(
        case(Call("conv2d", numbers(25, 3, 4), np.array([[2.0]])), say="1 × 1 커널"),
        case(Call("conv2d", numbers(26, 3, 4), numbers(27, 3, 4)), say="입력과 크기가 같은 커널"),
        case(Call("conv2d", numbers(28, 1, 6), numbers(29, 1, 3), 2), say="행이 하나"),
        case(Call("conv2d", numbers(30, 5, 6), numbers(31, 2, 3), 10), say="입력보다 큰 스트라이드"),
        case(Call("conv2d", BRIGHT, np.array([[2, 1], [3, 2]], dtype=np.uint8)), say="uint8 그림과 uint8 커널"),
        case(Call("conv2d", BRIGHT, np.array([[0.25, -0.5]])), say="uint8 그림과 실수 커널"),
        case(Call("conv2d", np.array([[30000, 25000, 20000]], dtype=np.int16), np.array([[2, 3]], dtype=np.int16)), say="int16 배열"),
        conv_error("3차원 input이면 ValueError", (4, 5, 3), (2, 2), 1, *INPUT),
        conv_error("1차원 input이면 ValueError", (6,), (2, 2), 1, *INPUT),
        conv_error("1차원 kernel이면 ValueError", (4, 5), (2,), 1, "kernel"),
        conv_error("3차원 kernel이면 ValueError", (4, 5), (2, 2, 1), 1, "kernel"),
        conv_error("둘 다 1차원이면 ValueError", (6,), (2,), 1, *INPUT, "kernel"),
        conv_error("커널이 한 행 더 높으면 ValueError", (3, 5), (4, 5), 1, *CLASH),
        conv_error("커널이 한 열 더 넓으면 ValueError", (5, 3), (2, 4), 1, *CLASH),
        conv_error("커널이 세 행 더 높으면 ValueError", (2, 5), (5, 2), 1, *CLASH),
        conv_error("stride = 0이면 ValueError", (4, 5), (2, 3), 0, "stride"),
        conv_error("stride = −1이면 ValueError", (4, 5), (2, 3), -1, "stride"),
    ),
    effects=(
        case(
            Call("conv2d", Shared("x", numbers(32, 4, 5)), Shared("k", numbers(33, 2, 2)), 2),
            Call("conv2d", Shared("x", numbers(32, 4, 5)), Shared("k", numbers(33, 2, 2)), 2),
            look=EFFECTS, say="input과 kernel은 그대로, 결과는 새 배열",
        ),
        case(Call("conv2d", Layout(numbers(34, 4, 3), "readonly"), Layout(numbers(35, 2, 2), "F")), look=EFFECTS, say="읽기 전용 배열과 열 우선 배열"),
    ),
    parts={"스트라이드 1": strides_by_one, "다른 스트라이드": rest},
    hints=(
        "출력의 한 칸 $(i, j)$만 먼저 생각해 보세요. 입력의 어느 행에서 어느 행까지, 어느 열에서 어느 열까지 잘라야 할까요? 스트라이드가 2이면 그 시작은 어떻게 달라지나요?",
        r"$$\mathrm{out}_{ij} = \sum_{a, b} x_{i s + a,\; j s + b} \, w_{ab}$$ 여기서 $s$는 `stride`이고 `x`와 `w`는 float64로 바꾼 두 배열이에요. 출력의 shape는 "
        "`(conv_output_size(H, kh, stride), conv_output_size(W, kw, stride))`예요. 칸마다 행 $is$부터 $kh$개, 열 $js$부터 $kw$개를 잘라 `w`와 원소끼리 곱하고(`*`) "
        "모두 더해요.",
        "if np.ndim(input) != ____:  # kernel도 이렇게\n    raise ValueError(f\"input의 shape {np.shape(input)}\")\n"
        "out[i, j] = np.sum(x[i * stride:i * stride + kh, ____:____] * w)",
    ),
)

CHECKS = (SIZE, PAD, CONV)

DISCOVERIES = (
    Check(
        "kernel_gradient",
        ("X", "dout"),
        example=(
            case(Call("kernel_gradient", np.array([[1.0, 2.0, 3.0, 4.0]]), np.array([[1.0, 0.0, 1.0]])), say="docstring의 예"),
            case(Call("kernel_gradient", HAND_X, np.array([[1.0, 0, 0], [0, 0, 0], [0, 0, 2.0]])), say="3절의 X, 두 칸만 0이 아닌 dout"),
        ),
        random=(
            case(Call("kernel_gradient", numbers(41, 5, 7), numbers(42, 3, 5)), say="(5, 7) 입력과 3 × 3 커널"),
            case(Call("kernel_gradient", numbers(43, 6, 4), numbers(44, 5, 2)), say="(6, 4) 입력과 2 × 3 커널"),
        ),
        invariants=(
            case(
                Call("kernel_gradient", numbers(45, 4, 5), numbers(46, 3, 3)), Call("kernel_gradient", numbers(45, 4, 5), 3.0 * numbers(46, 3, 3)),
                props=(Prop("scaled", {"a": 0, "b": 1, "factor": 3.0}),), say="dout이 세 배면 기울기도 세 배",
            ),
        ),
        edges=(
            case(Call("kernel_gradient", numbers(47, 3, 4), numbers(48, 3, 4)), say="1 × 1 커널"),
            case(Call("kernel_gradient", numbers(49, 3, 4), numbers(50, 1, 1)), say="입력과 크기가 같은 커널"),
        ),
        hints=(
            "K의 원소 하나는 출력의 모든 칸에 쓰여요. 출력 (i, j)에서 K[a, b]는 X의 어느 원소와 곱해졌나요?",
            r"$$\frac{\partial L}{\partial K_{ab}} = \sum_{i, j} \mathrm{dout}_{ij} \, X_{i + a,\; j + b}$$ 2절의 식과 나란히 놓고 보세요. 더하는 첨자가 (a, b)에서 (i, j)로 "
            "바뀌었을 뿐이에요. 커널이 있던 자리에 무엇이 들어갔나요?",
            "return conv2d(____, ____)",
        ),
    ),
)

QUIZ = (
    Question(
        "입력이 (32, 28), 커널이 (5, 3), 스트라이드가 2, 패딩이 1입니다. 출력의 shape는 무엇일까요?",
        (
            Option("(14, 13)", "마지막에 1을 더하지 않은 값이에요. 첫 창도 한 자리예요."),
            Option("(16, 15)", "나누어떨어지지 않을 때 올림을 한 값이에요. 밖으로 삐져나오는 창은 세지 않아요."),
            Option("(30, 28)", "스트라이드를 1로 보았을 때의 크기예요."),
            Option("(15, 14)", "(32 + 2 − 5) // 2 + 1 = [15](=quiz_size.height)이고 (28 + 2 − 3) // 2 + 1 = [14](=quiz_size.width)예요.", right=True),
        ),
    ),
    Question(
        "다음 가운데 교차 상관과 (커널을 180° 돌리는) 합성곱의 결과가 언제나 같은 커널은 어느 것일까요?",
        (
            Option("[[1, 2], [3, 4]]", "[돌리면](=quiz_kernels.turned) [[4, 3], [2, 1]]이 되므로 달라요."),
            Option("[[0, 1, 0], [1, −4, 1], [0, 1, 0]]", "[180° 돌려도 그대로예요](=quiz_kernels.symmetric). 이런 커널로만 시험하면 돌리는 실수를 찾을 수 없어요.", right=True),
            Option("[[−1, 0, 1], [−2, 0, 2], [−1, 0, 1]]", "돌리면 왼쪽과 오른쪽이 바뀌어 [모든 부호가 반대가 돼요](=quiz_kernels.sobel_x). 출력의 부호도 반대예요."),
            Option("[[1, 2, 1], [0, 0, 0], [−1, −2, −1]]", "왼쪽과 오른쪽은 같아도 위와 아래의 부호가 달라요. [돌리면 부호가 모두 바뀌어요](=quiz_kernels.sobel_y)."),
        ),
    ),
    Question(
        "uint8 사진의 밝은 곳(255)에 값이 모두 200인 int16 커널을 NumPy로 그대로 곱하면 어떻게 될까요?",
        (
            Option("dtype이 int32로 넓어져 맞는 값이 나온다.", "uint8과 int16을 곱해도 [int16이에요](=quiz_int16.stays). NumPy는 배열의 값이 아니라 dtype만 보고 정해요."),
            Option("너무 큰 값은 255가 된다.", "정수 배열은 넘친 값을 잘라 주지 않아요. 255 · 200은 [−14,536](=quiz_int16.product)이 돼요."),
            Option(
                "int16의 32,767을 넘어 음수가 나올 수 있으니 먼저 float64로 바꾼다.",
                "255 · 200 = [51,000](=quiz_int16.right)인데 int16으로는 [−14,536](=quiz_int16.product)이에요. dtype이 조금 넓어진다고 늘 안전하지는 않아요.", right=True,
            ),
            Option("곱은 맞지만 np.sum이 아홉 수를 더할 때 넘친다.", "np.sum은 [더 넓은 정수로 더해서](=quiz_int16.sum_is_wider) 넘치지 않아요. 그전의 곱셈에서 이미 넘쳤어요."),
        ),
    ),
    Question(
        "위쪽 절반은 까맣고 아래쪽 절반은 하얀 그림에 소벨 x 커널 [[−1, 0, 1], [−2, 0, 2], [−1, 0, 1]]을 패딩 없이 썼습니다. 출력은 어떤 모습일까요?",
        (
            Option("그림의 왼쪽 끝과 오른쪽 끝에만 큰 값이 나온다.", "0을 둘렀다면 [하얀 곳의 양 끝에서 그렇게 돼요](=quiz_halves.padded). 지금은 패딩이 없어요."),
            Option("아래쪽 절반만 값이 크다.", "하얀 곳도 좌우의 밝기가 같으면 커널의 합이 0이라 출력이 0이에요."),
            Option("모두 0이다.", "모든 행에서 왼쪽과 오른쪽의 밝기가 같으니 [차이는 0이에요](=quiz_halves.nothing). 소벨 x는 좌우의 차이만 재니 가로로 누운 경계에는 반응하지 않아요.", right=True),
            Option("가운데 경계를 따라 가로로 큰 값이 한 줄 나온다.", "그것은 위아래의 차이를 재는 소벨 y의 출력이에요."),
        ),
    ),
)


def widget_values(reference: dict[str, Any]) -> dict[str, Any]:
    """Nothing to ship: the widgets compare with sums that they show, cosine and sine."""
    return {}
