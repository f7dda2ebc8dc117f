"""Wrong answers to unit 08 with their diagnoses, the likeliest first.

Each is right but for its one slip; `window` and `checked` are right answers cut into steps.
"""

import numpy as np
from autograder.spec import mistake

# --- conv_output_size --------------------------------------------------------------------


def refuse(n, k, stride, pad):
    """The errors of conv_output_size."""
    if stride < 1:
        raise ValueError("stride")
    if pad < 0:
        raise ValueError("pad")
    if k > n + 2 * pad:
        raise ValueError("k, n")


@mistake("conv_output_size", "no_plus_one", "마지막에 1을 더하지 않은 것 같아요. 왼쪽 끝에 놓은 첫 창도 한 자리예요.")
def size__no_plus_one(n, k, stride=1, pad=0):
    refuse(n, k, stride, pad)
    return (n + 2 * pad - k) // stride


@mistake(
    "conv_output_size", "one_inside",
    "1을 더한 다음에 나눈 것 같아요. 스트라이드가 1이면 같지만 아니면 달라져요. 먼저 stride로 나누고 1을 더하세요.",
)  # fmt: skip
def size__one_inside(n, k, stride=1, pad=0):
    refuse(n, k, stride, pad)
    return (n + 2 * pad - k + 1) // stride


@mistake("conv_output_size", "pad_once", "패딩을 한쪽만 센 것 같아요. 양쪽에 붙으므로 길이는 2·pad만큼 늘어나요.")
def size__pad_once(n, k, stride=1, pad=0):
    refuse(n, k, stride, pad)
    return (n + pad - k) // stride + 1


@mistake("conv_output_size", "no_pad", "pad를 쓰지 않은 것 같아요. n 대신 패딩을 붙인 길이 n + 2·pad에서 출발하세요.")
def size__no_pad(n, k, stride=1, pad=0):
    refuse(n, k, stride, pad)
    return (n - k) // stride + 1


@mistake("conv_output_size", "no_stride", "stride를 쓰지 않은 것 같아요. 창은 stride칸씩 건너뛰어요.")
def size__no_stride(n, k, stride=1, pad=0):
    refuse(n, k, stride, pad)
    return n + 2 * pad - k + 1


@mistake(
    "conv_output_size", "rounded_up",
    "나누어떨어지지 않을 때 올림을 한 것 같아요. 그림 밖으로 삐져나오는 창은 세지 않으므로 버림(`//`)이 맞아요.",
)  # fmt: skip
def size__rounded_up(n, k, stride=1, pad=0):
    refuse(n, k, stride, pad)
    return -(-(n + 2 * pad - k) // stride) + 1


@mistake(
    "conv_output_size", "true_division", "`/`로 나누어 소수가 남은 것 같아요. 버림 나눗셈은 `//`이고, 결과는 정수여야 해요."
)
def size__true_division(n, k, stride=1, pad=0):
    refuse(n, k, stride, pad)
    return (n + 2 * pad - k) / stride + 1


@mistake(
    "conv_output_size", "float_result",
    "값은 맞지만 실수를 돌려준 것 같아요. `np.floor`의 결과는 실수예요. `//`를 쓰거나 int로 바꾸세요. 배열의 shape에는 정수만 쓸 수 있어요.",
)  # fmt: skip
def size__float_result(n, k, stride=1, pad=0):
    refuse(n, k, stride, pad)
    return float(np.floor((n + 2 * pad - k) / stride)) + 1


@mistake(
    "conv_output_size", "same",
    "출력을 ⌈n / stride⌉로 맞추는 `same` 방식의 크기예요. Keras의 padding=\"same\"이 그래요. 여기에서는 pad로 정해진 만큼만 붙여요.",
    convention=True,
)  # fmt: skip
def size__same(n, k, stride=1, pad=0):
    refuse(n, k, stride, pad)
    return -(-n // stride)


@mistake(
    "conv_output_size", "no_size_check",
    "커널이 들어가지 않을 때도 수를 돌려준 것 같아요. k가 n + 2·pad보다 크면 ValueError를 내세요.",
)  # fmt: skip
def size__no_size_check(n, k, stride=1, pad=0):
    refuse(k, k, stride, pad)
    return (n + 2 * pad - k) // stride + 1


@mistake(
    "conv_output_size", "checks_without_pad",
    "커널이 들어가는지 볼 때 패딩을 잊은 것 같아요. k와 견줄 것은 n이 아니라 n + 2·pad예요.",
)  # fmt: skip
def size__checks_without_pad(n, k, stride=1, pad=0):
    refuse(n, k, stride, pad)
    if k > n:
        raise ValueError("k, n")
    return (n + 2 * pad - k) // stride + 1


@mistake(
    "conv_output_size", "exact_fit_refused",
    "커널이 딱 맞게 들어갈 때도 오류를 낸 것 같아요. k = n + 2·pad이면 창이 한 자리 있으므로 출력은 1이에요.",
)  # fmt: skip
def size__exact_fit_refused(n, k, stride=1, pad=0):
    refuse(n, k, stride, pad)
    if k == n + 2 * pad:
        raise ValueError("k, n")
    return (n + 2 * pad - k) // stride + 1


@mistake(
    "conv_output_size", "no_stride_check",
    "stride가 1보다 작은지 확인하지 않은 것 같아요. 0이면 ZeroDivisionError가, 음수면 엉뚱한 수가 나와요. ValueError를 내세요.",
)  # fmt: skip
def size__no_stride_check(n, k, stride=1, pad=0):
    refuse(n, k, 1, pad)
    return (n + 2 * pad - k) // stride + 1


@mistake("conv_output_size", "no_pad_check", "pad가 음수인지 확인하지 않은 것 같아요. 음수면 ValueError를 내세요.")
def size__no_pad_check(n, k, stride=1, pad=0):
    refuse(n, k, stride, max(pad, 0))
    return (n + 2 * pad - k) // stride + 1


@mistake(
    "conv_output_size", "nameless_error", "ValueError의 메시지에 매개변수 이름이 없는 것 같아요. n, k, stride, pad 가운데 문제가 된 것을 적어 주세요."
)
def size__nameless_error(n, k, stride=1, pad=0):
    try:
        refuse(n, k, stride, pad)
    except ValueError:
        raise ValueError("크기가 맞지 않습니다.") from None
    return (n + 2 * pad - k) // stride + 1


# --- pad2d -------------------------------------------------------------------------------


def place(image, pad, shape, row, column):
    """A picture in a field of zeros."""
    if pad < 0:
        raise ValueError("pad")
    out = np.zeros(shape)
    out[row : row + image.shape[0], column : column + image.shape[1]] = image
    return out


@mistake(
    "pad2d", "one_side",
    "그림이 왼쪽 위 구석에 놓인 것 같아요. 위와 왼쪽에도 0이 pad줄씩 있어야 하니 [pad:pad + H, pad:pad + W]에 넣으세요.",
)  # fmt: skip
def pad__one_side(image, pad):
    h, w = image.shape
    return place(image, pad, (h + 2 * pad, w + 2 * pad), 0, 0)


@mistake("pad2d", "total_pad", "양쪽을 합쳐 pad줄만 늘린 것 같아요. 위·아래·왼쪽·오른쪽에 저마다 pad줄씩 붙어요.")
def pad__total_pad(image, pad):
    h, w = image.shape
    return place(image, pad, (h + pad, w + pad), pad // 2, pad // 2)


@mistake("pad2d", "top_left_only", "위와 왼쪽에만 0을 붙인 것 같아요. 아래와 오른쪽에도 붙으므로 크기는 pad가 아니라 2·pad만큼 늘어나요.")
def pad__top_left_only(image, pad):
    h, w = image.shape
    return place(image, pad, (h + pad, w + pad), pad, pad)


@mistake("pad2d", "rows_only", "위아래에만 0을 붙인 것 같아요. 왼쪽과 오른쪽에도 붙이세요.")
def pad__rows_only(image, pad):
    h, w = image.shape
    return place(image, pad, (h + 2 * pad, w), pad, 0)


@mistake("pad2d", "columns_only", "왼쪽과 오른쪽에만 0을 붙인 것 같아요. 위와 아래에도 붙이세요.")
def pad__columns_only(image, pad):
    h, w = image.shape
    return place(image, pad, (h, w + 2 * pad), 0, pad)


@mistake(
    "pad2d", "edge", "0이 아니라 가장자리 픽셀을 되풀이해 채운 것 같아요. 그런 방식도 있지만 이 단원의 패딩은 0이에요.", convention=True
)
def pad__edge(image, pad):
    if pad < 0:
        raise ValueError("pad")
    return np.pad(image.astype(np.float64), pad, mode="edge")


@mistake(
    "pad2d", "wrap", "반대편 픽셀을 이어 붙인 것 같아요. 그런 방식도 있지만 이 단원의 패딩은 0이에요.", convention=True
)
def pad__wrap(image, pad):
    if pad < 0:
        raise ValueError("pad")
    return np.pad(image.astype(np.float64), pad, mode="wrap")


@mistake("pad2d", "ones", "0이 아니라 1을 붙인 것 같아요. `np.ones`가 아니라 `np.zeros`에서 출발하세요.")
def pad__ones(image, pad):
    if pad < 0:
        raise ValueError("pad")
    return np.pad(image.astype(np.float64), pad, constant_values=1.0)


@mistake("pad2d", "transposed", "행과 열이 바뀐 것 같아요. 결과의 shape는 (H + 2·pad, W + 2·pad)예요.")
def pad__transposed(image, pad):
    h, w = image.shape
    return place(image, pad, (h + 2 * pad, w + 2 * pad), pad, pad).T.copy()


@mistake("pad2d", "square", "정사각형 그림만 생각한 것 같아요. H와 W는 다를 수 있으니 image.shape에서 따로 꺼내세요.")
def pad__square(image, pad):
    h = image.shape[0]
    return place(image[:, :h], pad, (h + 2 * pad, h + 2 * pad), pad, pad)


@mistake(
    "pad2d", "square_field", "너비에도 H를 쓴 것 같아요. 정사각형 그림에서만 맞으니 image.shape에서 H와 W를 따로 꺼내세요."
)
def pad__square_field(image, pad):
    h = image.shape[0]
    return place(image, pad, (h + 2 * pad, h + 2 * pad), pad, pad)


@mistake(
    "pad2d", "keeps_dtype", "정수 그림을 정수 배열로 돌려준 것 같아요. 결과는 언제나 float64여야 해요. `np.pad`는 dtype을 그대로 둬요."
)
def pad__keeps_dtype(image, pad):
    if pad < 0:
        raise ValueError("pad")
    return np.pad(image, pad)


@mistake(
    "pad2d", "minus_zero",
    "pad = 0일 때 [pad:-pad]가 [0:0], 곧 빈 구간이 된 것 같아요. 끝을 pad + H처럼 앞에서부터 세면 안전해요.",
)  # fmt: skip
def pad__minus_zero(image, pad):
    if pad < 0:
        raise ValueError("pad")
    out = np.zeros((image.shape[0] + 2 * pad, image.shape[1] + 2 * pad))
    out[pad:-pad, pad:-pad] = image
    return out


@mistake(
    "pad2d", "same_object", "pad = 0일 때 받은 배열을 그대로 돌려준 것 같아요. 결과를 바꾸면 원래 그림도 바뀌니 새 배열을 만드세요."
)
def pad__same_object(image, pad):
    if pad < 0:
        raise ValueError("pad")
    return np.asarray(image, dtype=np.float64) if pad == 0 else np.pad(image.astype(np.float64), pad)


@mistake(
    "pad2d", "image_itself",
    "pad = 0일 때 image를 그대로 돌려준 것 같아요. 결과는 언제나 새 float64 배열이어야 하니, 이때도 복사해서 바꾸세요.",
)  # fmt: skip
def pad__image_itself(image, pad):
    if pad < 0:
        raise ValueError("pad")
    return image if pad == 0 else np.pad(image.astype(np.float64), pad)


@mistake(
    "pad2d", "negative_cuts", "pad가 음수일 때 그림을 잘라 낸 것 같아요. 음수면 ValueError를 내세요."
)
def pad__negative_cuts(image, pad):
    if pad < 0:
        return np.array(image[-pad:pad, -pad:pad], dtype=np.float64)
    return np.pad(image.astype(np.float64), pad)


@mistake("pad2d", "negative_ignored", "pad가 음수일 때 오류 없이 그림을 그대로 돌려준 것 같아요. ValueError를 내세요.")
def pad__negative_ignored(image, pad):
    return np.pad(image.astype(np.float64), max(pad, 0))


@mistake("pad2d", "nameless_error", "ValueError의 메시지에 pad라는 이름이 없는 것 같아요. `np.pad`의 메시지에도 없으니 먼저 확인해 주세요.")
def pad__nameless_error(image, pad):
    return np.pad(image.astype(np.float64), pad)


# --- conv2d ------------------------------------------------------------------------------


def fits(input, kernel, stride):
    """The errors of conv2d."""
    if np.ndim(input) != 2 or np.ndim(kernel) != 2:
        raise ValueError("input, kernel")
    if stride < 1:
        raise ValueError("stride")
    if kernel.shape[0] > input.shape[0] or kernel.shape[1] > input.shape[1]:
        raise ValueError("kernel")


def checked(input, kernel, stride):
    """float64 copies of good arguments, and the size of the result."""
    fits(input, kernel, stride)
    input, kernel = np.array(input, dtype=np.float64), np.array(kernel, dtype=np.float64)
    size = [(n - k) // stride + 1 for n, k in zip(input.shape, kernel.shape, strict=True)]
    return input, kernel, size


def slide(input, kernel, size, down, right, combine):
    """combine(window, kernel) at each place, windows down and right pixels apart."""
    out = np.zeros(size)
    for i, j in np.ndindex(*out.shape):
        window = input[i * down : i * down + kernel.shape[0], j * right : j * right + kernel.shape[1]]
        out[i, j] = combine(window, kernel)
    return out


def dot(window, kernel):
    """The right combination; a window cut off by the edge counts as far as it goes."""
    return np.sum(window * kernel[: window.shape[0], : window.shape[1]])


@mistake(
    "conv2d", "flipped",
    "커널을 180° 돌려서 계산한 것 같아요. 수학과 신호 처리의 합성곱은 그렇게 해요. 여기에서는 딥러닝의 관례대로 돌리지 않는 교차 상관을 써요.",
    convention=True,
)  # fmt: skip
def conv__flipped(input, kernel, stride=1):
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel[::-1, ::-1], size, stride, stride, dot)


@mistake(
    "conv2d", "start_without_stride",
    "창이 시작하는 자리에 stride를 곱하지 않은 것 같아요. 출력의 (i, j)는 입력의 (i·stride, j·stride)에서 시작하는 창이에요.",
)  # fmt: skip
def conv__start_without_stride(input, kernel, stride=1):
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel, size, 1, 1, dot)


@mistake(
    "conv2d", "no_stride",
    "stride를 쓰지 않은 것 같아요. 출력의 크기도 창이 시작하는 자리도 stride가 1일 때와 같아요. 크기를 구할 때 stride로 나누고, "
    "창은 (i·stride, j·stride)에서 시작하세요.",
)  # fmt: skip
def conv__no_stride(input, kernel, stride=1):
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel, [n - k + 1 for n, k in zip(input.shape, kernel.shape)], 1, 1, dot)


@mistake(
    "conv2d", "true_division",
    "출력의 크기를 `/`로 나누어 실수가 된 것 같아요. np.zeros의 shape와 range에는 정수만 쓸 수 있어서 TypeError가 나요. `//`로 나누세요.",
)  # fmt: skip
def conv__true_division(input, kernel, stride=1):
    input, kernel, _ = checked(input, kernel, stride)
    return slide(input, kernel, [(n - k) / stride + 1 for n, k in zip(input.shape, kernel.shape)], stride, stride, dot)


@mistake("conv2d", "stride_in_rows_only", "세로로만 건너뛰고 가로로는 한 칸씩 움직인 것 같아요. 열에도 stride를 곱하세요.")
def conv__stride_in_rows_only(input, kernel, stride=1):
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel, size, stride, 1, dot)


@mistake("conv2d", "no_plus_one", "출력이 한 줄씩 모자라는 것 같아요. 크기는 (H − kh) // stride + 1이에요.")
def conv__no_plus_one(input, kernel, stride=1):
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel, [n - 1 for n in size], stride, stride, dot)


@mistake(
    "conv2d", "divided_and_stepped",
    "출력 크기를 stride로 나눈 다음 반복문도 stride씩 건너뛴 것 같아요. 둘 가운데 하나만 해야 해요. 스트라이드가 1이면 드러나지 않아요.",
)  # fmt: skip
def conv__divided_and_stepped(input, kernel, stride=1):
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel, [-(-n // stride) for n in size], stride, stride, dot)


@mistake(
    "conv2d", "ragged_windows",
    "그림 밖으로 삐져나온 창까지 계산한 것 같아요. 나누어떨어지지 않을 때는 남는 자리를 버려요.",
)  # fmt: skip
def conv__ragged_windows(input, kernel, stride=1):
    input, kernel, size = checked(input, kernel, stride)
    size = [-(-(n - k) // stride) + 1 for n, k in zip(input.shape, kernel.shape, strict=True)]
    return slide(input, kernel, size, stride, stride, dot)


@mistake("conv2d", "transposed", "행과 열이 바뀐 것 같아요. 출력의 shape는 (out_h, out_w)이고 i는 행, j는 열이에요.")
def conv__transposed(input, kernel, stride=1):
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel, size, stride, stride, dot).T.copy()


@mistake("conv2d", "mean", "더하지 않고 평균을 낸 것 같아요. 커널 원소의 수로 나누지 말고 `np.sum`을 쓰세요.")
def conv__mean(input, kernel, stride=1):
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel, size, stride, stride, lambda window, kernel: np.mean(window * kernel))


@mistake("conv2d", "relu", "음수를 0으로 자른 것 같아요. 활성화 함수는 합성곱 다음의 일이고, 여기에서는 음수도 그대로 둬요.")
def conv__relu(input, kernel, stride=1):
    input, kernel, size = checked(input, kernel, stride)
    return np.maximum(slide(input, kernel, size, stride, stride, dot), 0.0)


@mistake(
    "conv2d", "matrix_product", "`*`가 아니라 전치한 커널과의 행렬 곱(`@`)을 쓴 것 같아요. 같은 자리의 원소끼리 곱해서 모두 더하세요."
)
def conv__matrix_product(input, kernel, stride=1):
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel, size, stride, stride, lambda window, kernel: np.sum(window @ kernel.T))


@mistake(
    "conv2d", "matrix_product_as_is",
    "창과 커널을 행렬 곱(`@`)으로 곱한 것 같아요. 정사각형이 아니면 오류가 나고, 정사각형이면 다른 값이 나와요. `*`로 같은 자리의 원소끼리 곱하세요.",
)  # fmt: skip
def conv__matrix_product_as_is(input, kernel, stride=1):
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel, size, stride, stride, lambda window, kernel: np.sum(window @ kernel))


@mistake(
    "conv2d", "stretched_window",
    "창의 크기에까지 stride를 곱한 것 같아요. stride는 시작하는 자리에만 곱하고, 창의 높이와 너비는 늘 kh와 kw예요.",
)  # fmt: skip
def conv__stretched_window(input, kernel, stride=1):
    input, kernel, size = checked(input, kernel, stride)
    (kh, kw), out = kernel.shape, np.zeros(size)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = np.sum(input[i * stride : (i + kh) * stride, j * stride : (j + kw) * stride] * kernel)
    return out


@mistake(
    "conv2d", "swapped_sides",
    "커널의 높이와 너비가 뒤바뀐 것 같아요. kernel.shape는 (kh, kw)이고, 행을 자를 때 kh, 열을 자를 때 kw를 써요.",
)  # fmt: skip
def conv__swapped_sides(input, kernel, stride=1):
    input, kernel, _ = checked(input, kernel, stride)
    kw, kh = kernel.shape
    out = np.zeros((max((input.shape[0] - kh) // stride + 1, 0), max((input.shape[1] - kw) // stride + 1, 0)))
    for i, j in np.ndindex(*out.shape):
        out[i, j] = np.sum(input[i * stride : i * stride + kh, j * stride : j * stride + kw] * kernel)
    return out


@mistake("conv2d", "first_row_only", "첫 행만 채운 것 같아요. return이 바깥 for문 안에 들어가 있지 않나요?")
def conv__first_row_only(input, kernel, stride=1):
    input, kernel, size = checked(input, kernel, stride)
    out = slide(input, kernel, size, stride, stride, dot)
    out[1:] = 0.0
    return out


@mistake(
    "conv2d", "same", "출력이 입력과 같은 크기가 되게 0을 두른 것 같아요. 그런 방식(same)도 있지만, 이 함수는 패딩을 하지 않아요(valid).", convention=True
)
def conv__same(input, kernel, stride=1):
    input, kernel, _ = checked(input, kernel, stride)
    up, left = (kernel.shape[0] - 1) // 2, (kernel.shape[1] - 1) // 2
    wide = np.pad(input, ((up, kernel.shape[0] - 1 - up), (left, kernel.shape[1] - 1 - left)))
    return slide(wide, kernel, [-(-n // stride) for n in input.shape], stride, stride, dot)


@mistake(
    "conv2d", "wraps", "정수끼리 계산하다가 값이 넘친 것 같아요. uint8은 255 다음이 0이에요. 곱하기 전에 input과 kernel을 float64로 바꾸세요."
)
def conv__wraps(input, kernel, stride=1):
    fits(input, kernel, stride)
    size = [(n - k) // stride + 1 for n, k in zip(input.shape, kernel.shape, strict=True)]
    return slide(input, kernel, size, stride, stride, dot)


@mistake(
    "conv2d", "integer_output",
    "결과를 담을 배열을 입력과 같은 dtype으로 만든 것 같아요. 정수 배열에 넣으면 소수가 잘려요. `np.zeros`의 기본인 float64면 돼요.",
)  # fmt: skip
def conv__integer_output(input, kernel, stride=1):
    kind = np.asarray(input).dtype
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel, size, stride, stride, dot).astype(kind)


@mistake(
    "conv2d", "square_kernel", "정사각형 커널만 생각한 것 같아요. 창의 높이는 kh, 너비는 kw예요. 두 값을 따로 쓰세요."
)
def conv__square_kernel(input, kernel, stride=1):
    input, kernel, _ = checked(input, kernel, stride)
    side = kernel.shape[0]
    size = [(n - side) // stride + 1 for n in input.shape]
    return slide(input, kernel[:, :side], [max(n, 0) for n in size], stride, stride, dot)


@mistake(
    "conv2d", "window_in_place",
    "`*=`로 창에 커널을 곱해서 input이 바뀐 것 같아요. 배열을 자른 것은 원래 배열을 들여다보는 뷰예요. `window * kernel`처럼 새 배열을 만드세요.",
)  # fmt: skip
def conv__window_in_place(input, kernel, stride=1):
    _, kernel, size = checked(input, kernel, stride)
    out = np.zeros(size)
    for i, j in np.ndindex(*out.shape):
        window = input[i * stride : i * stride + kernel.shape[0], j * stride : j * stride + kernel.shape[1]]
        window *= kernel
        out[i, j] = np.sum(window)
    return out


@mistake(
    "conv2d", "empty_result", "커널이 더 클 때 빈 배열을 돌려준 것 같아요. 높이와 너비 가운데 하나라도 넘치면 ValueError를 내세요."
)
def conv__empty_result(input, kernel, stride=1):
    fits(np.zeros(np.shape(kernel) if np.ndim(input) == 2 else np.shape(input)), kernel, stride)
    size = [max((n - k) // stride + 1, 0) for n, k in zip(input.shape, kernel.shape, strict=True)]
    return slide(np.asarray(input, dtype=np.float64), np.asarray(kernel, dtype=np.float64), size, stride, stride, dot)


@mistake("conv2d", "height_only_checked", "커널의 높이만 확인한 것 같아요. 너비만 넘치는 커널에도 ValueError를 내세요.")
def conv__height_only_checked(input, kernel, stride=1):
    if np.ndim(input) == np.ndim(kernel) == 2 and kernel.shape[0] <= input.shape[0] and kernel.shape[1] > input.shape[1]:
        return np.zeros(((input.shape[0] - kernel.shape[0]) // stride + 1, 0))
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel, size, stride, stride, dot)


@mistake(
    "conv2d", "no_stride_check", "stride가 1보다 작은지 확인하지 않은 것 같아요. 0이면 ZeroDivisionError가 나요. ValueError를 내세요."
)
def conv__no_stride_check(input, kernel, stride=1):
    fits(input, kernel, 1)
    size = [max((n - k) // stride + 1, 0) for n, k in zip(input.shape, kernel.shape, strict=True)]
    return slide(np.asarray(input, dtype=np.float64), np.asarray(kernel, dtype=np.float64), size, stride, stride, dot)


@mistake(
    "conv2d", "exact_fit_refused",
    "커널이 input과 높이나 너비가 같을 때도 오류를 낸 것 같아요. 딱 맞으면 그 방향의 출력은 1이에요. `>=`가 아니라 `>`일 때만 ValueError를 내세요.",
)  # fmt: skip
def conv__exact_fit_refused(input, kernel, stride=1):
    fits(input, kernel, stride)
    if kernel.shape[0] >= input.shape[0] or kernel.shape[1] >= input.shape[1]:
        raise ValueError("kernel")
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel, size, stride, stride, dot)


@mistake(
    "conv2d", "no_ndim_check",
    "input과 kernel이 2차원인지 먼저 확인하지 않은 것 같아요. `H, W = input.shape`가 내는 ValueError에는 매개변수 이름이 없어요. "
    "그 앞에서 ndim을 확인해 이름이 든 ValueError를 내세요.",
)  # fmt: skip
def conv__no_ndim_check(input, kernel, stride=1):
    (height, width), (kh, kw) = input.shape, kernel.shape
    fits(input, kernel, stride)
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel, size, stride, stride, dot)


@mistake(
    "conv2d", "shape_by_index",
    "input과 kernel이 2차원인지 확인하지 않은 것 같아요. `input.shape[1]`은 1차원 배열에서 IndexError가 되고, 3차원 배열은 모르고 지나가요. "
    "ndim을 먼저 확인해 ValueError를 내세요.",
)  # fmt: skip
def conv__shape_by_index(input, kernel, stride=1):
    size = [input.shape[0] - kernel.shape[0], input.shape[1] - kernel.shape[1]]
    if stride < 1 or min(size) < 0:
        raise ValueError("input, kernel, stride")
    out = np.zeros([rest // stride + 1 for rest in size])
    x, w = np.array(input, dtype=np.float64), np.array(kernel, dtype=np.float64)
    return slide(x, w, out.shape, stride, stride, lambda window, kernel: np.sum(window * kernel))


@mistake(
    "conv2d", "sizes_not_compared",
    "커널이 input보다 큰지 확인하지 않은 것 같아요. 한 줄만 넘치면 빈 배열이 나오고, 더 넘치면 np.zeros가 이름 없는 오류를 내요. "
    "높이와 너비를 먼저 견주어 ValueError를 내세요.",
)  # fmt: skip
def conv__sizes_not_compared(input, kernel, stride=1):
    if np.ndim(input) != 2 or np.ndim(kernel) != 2 or stride < 1:
        raise ValueError("input, kernel, stride")
    size = [(n - k) // stride + 1 for n, k in zip(input.shape, kernel.shape, strict=True)]
    return slide(np.asarray(input, dtype=np.float64), np.asarray(kernel, dtype=np.float64), size, stride, stride, dot)


@mistake(
    "conv2d", "stride_not_compared",
    "stride가 1보다 작은지 확인하지 않은 것 같아요. 0이면 ZeroDivisionError가, 음수면 빈 배열이나 np.zeros의 이름 없는 오류가 나와요. "
    "맨 앞에서 ValueError를 내세요.",
)  # fmt: skip
def conv__stride_not_compared(input, kernel, stride=1):
    fits(input, kernel, 1)
    size = [(n - k) // stride + 1 for n, k in zip(input.shape, kernel.shape, strict=True)]
    return slide(np.asarray(input, dtype=np.float64), np.asarray(kernel, dtype=np.float64), size, stride, stride, dot)


@mistake(
    "conv2d", "three_dimensions_pass", "3차원 배열도 받은 것 같아요. input이나 kernel이 2차원이 아니면 ValueError를 내세요."
)
def conv__three_dimensions_pass(input, kernel, stride=1):
    if np.ndim(input) == 3 or np.ndim(kernel) == 3:
        input = input if np.ndim(input) == 2 else np.sum(input, axis=tuple(range(2, np.ndim(input))))
        kernel = kernel if np.ndim(kernel) == 2 else np.sum(kernel, axis=tuple(range(2, np.ndim(kernel))))
    input, kernel, size = checked(input, kernel, stride)
    return slide(input, kernel, size, stride, stride, dot)


@mistake(
    "conv2d", "nameless_error", "ValueError의 메시지에 매개변수 이름이 없는 것 같아요. input, kernel, stride 가운데 문제가 된 것을 적어 주세요."
)
def conv__nameless_error(input, kernel, stride=1):
    try:
        input, kernel, size = checked(input, kernel, stride)
    except ValueError:
        raise ValueError("크기가 맞지 않습니다.") from None
    return slide(input, kernel, size, stride, stride, dot)
