"""Wrong answers to unit 08 with their diagnoses, the likeliest first."""

import numpy as np
from autograder.authoring import edit, rewrite

SIZE, PAD, CONV, GRADIENT = "conv_output_size", "pad2d", "conv2d", "kernel_gradient"
# Steps of conv_output_size.
PLACES, TOO_LARGE = "(n + 2 * pad - k) // stride + 1", "if k > n + 2 * pad:"
# Steps of pad2d.
SHAPE, FIELD, INSIDE = "H, W = image.shape", "np.zeros((H + 2 * pad, W + 2 * pad))", "out[pad : pad + H, pad : pad + W]"
NEGATIVE = 'raise ValueError(f"pad는 0 이상이어야 합니다: {pad}")'
# Steps of conv2d.
FLAT, CAST = "if np.ndim(input) != 2 or np.ndim(kernel) != 2:", "np.asarray(input, dtype=np.float64), np.asarray(kernel, dtype=np.float64)"
SIDES, HEIGHT, WIDTH = "(H, W), (kh, kw) = x.shape, w.shape", "conv_output_size(H, kh, stride)", "conv_output_size(W, kw, stride)"
OUT, START, WINDOW = f"out = np.zeros(({HEIGHT}, {WIDTH}))", "i * stride, j * stride", "x[top : top + kh, left : left + kw]"
# The size as it comes where nothing looks at it first: perhaps negative, or cut off at 0.
ANY_SIZE = "[(n - k) // stride + 1 for n, k in zip(x.shape, w.shape)]"
CUT_SIZE = "[max((n - k) // stride + 1, 0) for n, k in zip(x.shape, w.shape)]"
UNNAMED = "크기가 맞지 않습니다."


def sized(size, height=HEIGHT, width=WIDTH):
    """An edit that gives the output another size, after conv_output_size looked at the arguments."""
    return OUT, f"out = np.zeros(({height}, {width}))\n    out = np.zeros({size})"


def refuses(condition):
    """An edit that raises a ValueError more."""
    return OUT, f"if {condition}:\n        raise ValueError('input, kernel, stride')\n    {OUT}"


def summed(array):
    """A picture from one with a third axis."""
    return np.sum(array, axis=2) if np.ndim(array) == 3 else array


MISTAKES = (
    edit(SIZE, "no_plus_one", "stride + 1", "stride", says="마지막에 1을 더하지 않은 것 같아요. 왼쪽 끝에 놓은 첫 창도 한 자리예요."),
    edit(SIZE, "one_inside", PLACES, "(n + 2 * pad - k + 1) // stride", says="1을 더한 다음에 나눈 것 같아요. 스트라이드가 1이면 같지만 아니면 달라져요. 먼저 stride로 나누고 1을 더하세요."),
    edit(SIZE, "pad_once", PLACES, "(n + pad - k) // stride + 1", says="패딩을 한쪽만 센 것 같아요. 양쪽에 붙으므로 길이는 2·pad만큼 늘어나요."),
    edit(SIZE, "no_pad", PLACES, "(n - k) // stride + 1", says="pad를 쓰지 않은 것 같아요. n 대신 패딩을 붙인 길이 n + 2·pad에서 출발하세요."),
    edit(SIZE, "no_stride", " // stride + 1", " + 1", says="stride를 쓰지 않은 것 같아요. 창은 stride칸씩 건너뛰어요."),
    edit(SIZE, "rounded_up", PLACES, "-(-(n + 2 * pad - k) // stride) + 1", says="나누어떨어지지 않을 때 올림을 한 것 같아요. 그림 밖으로 삐져나오는 창은 세지 않으므로 버림(`//`)이 맞아요."),
    edit(SIZE, "true_division", "//", "/", says="`/`로 나누어 소수가 남은 것 같아요. 버림 나눗셈은 `//`이고, 결과는 정수여야 해요."),
    edit(SIZE, "float_result", PLACES, "float(np.floor((n + 2 * pad - k) / stride)) + 1",
         says="값은 맞지만 실수를 돌려준 것 같아요. `np.floor`의 결과는 실수예요. `//`를 쓰거나 int로 바꾸세요. 배열의 shape에는 정수만 쓸 수 있어요."),
    edit(SIZE, "same", PLACES, "-(-n // stride)", convention=True, says="출력을 ⌈n / stride⌉로 맞추는 `same` 방식의 크기예요. Keras의 padding=\"same\"이 그래요. 여기에서는 pad로 정해진 만큼만 붙여요."),
    edit(SIZE, "no_size_check", TOO_LARGE, "if False:", says="커널이 들어가지 않을 때도 수를 돌려준 것 같아요. k가 n + 2·pad보다 크면 ValueError를 내세요."),
    edit(SIZE, "checks_without_pad", TOO_LARGE, "if k > n:", says="커널이 들어가는지 볼 때 패딩을 잊은 것 같아요. k와 비교할 것은 n이 아니라 n + 2·pad예요."),
    edit(SIZE, "exact_fit_refused", TOO_LARGE, "if k >= n + 2 * pad:", says="커널이 딱 맞게 들어갈 때도 오류를 낸 것 같아요. k = n + 2·pad이면 창이 한 자리 있으므로 출력은 1이에요."),
    edit(SIZE, "no_stride_check", "stride < 1 or ", "", says="stride가 1보다 작은지 확인하지 않은 것 같아요. 0이면 ZeroDivisionError가, 음수면 엉뚱한 수가 나와요. ValueError를 내세요."),
    edit(SIZE, "no_pad_check", " or pad < 0", "", TOO_LARGE, "if k > n + 2 * max(pad, 0):", says="pad가 음수인지 확인하지 않은 것 같아요. 음수면 ValueError를 내세요."),
    edit(SIZE, "nameless_error", 'f"stride는 1 이상, pad는 0 이상이어야 합니다: stride={stride}, pad={pad}"', "UNNAMED",
         'f"커널이 패딩을 붙인 입력보다 큽니다: k={k}, n={n}, pad={pad}"', "UNNAMED",
         says="ValueError의 메시지에 매개변수 이름이 없는 것 같아요. n, k, stride, pad 가운데 문제가 된 것을 적어 주세요."),

    edit(PAD, "one_side", INSIDE, "out[:H, :W]", says="그림이 왼쪽 위 구석에 놓인 것 같아요. 위와 왼쪽에도 0이 pad줄씩 있어야 하니 [pad:pad + H, pad:pad + W]에 넣으세요."),
    edit(PAD, "total_pad", FIELD, "np.zeros((H + pad, W + pad))", INSIDE, "out[pad // 2 : pad // 2 + H, pad // 2 : pad // 2 + W]",
         says="양쪽을 합쳐 pad줄만 늘린 것 같아요. 위·아래·왼쪽·오른쪽에 각각 pad줄씩 붙어요."),
    edit(PAD, "top_left_only", FIELD, "np.zeros((H + pad, W + pad))", says="위와 왼쪽에만 0을 붙인 것 같아요. 아래와 오른쪽에도 붙으므로 크기는 pad가 아니라 2·pad만큼 늘어나요."),
    edit(PAD, "rows_only", FIELD, "np.zeros((H + 2 * pad, W))", INSIDE, "out[pad : pad + H]", says="위아래에만 0을 붙인 것 같아요. 왼쪽과 오른쪽에도 붙이세요."),
    edit(PAD, "columns_only", FIELD, "np.zeros((H, W + 2 * pad))", INSIDE, "out[:, pad : pad + W]", says="왼쪽과 오른쪽에만 0을 붙인 것 같아요. 위와 아래에도 붙이세요."),
    edit(PAD, "edge", "return out", 'return np.pad(image.astype(np.float64), pad, mode="edge")', convention=True,
         says="0이 아니라 가장자리 픽셀을 되풀이해 채운 것 같아요. 그런 방식도 있지만 이 단원의 패딩은 0이에요."),
    edit(PAD, "wrap", "return out", 'return np.pad(image.astype(np.float64), pad, mode="wrap")', convention=True,
         says="반대편 픽셀을 이어 붙인 것 같아요. 그런 방식도 있지만 이 단원의 패딩은 0이에요."),
    edit(PAD, "ones", "np.zeros", "np.ones", says="0이 아니라 1을 붙인 것 같아요. `np.ones`가 아니라 `np.zeros`에서 출발하세요."),
    edit(PAD, "transposed", "return out", "return out.T.copy()", says="행과 열이 바뀐 것 같아요. 결과의 shape는 (H + 2·pad, W + 2·pad)예요."),
    edit(PAD, "square", SHAPE, f"image = image[:, : len(image)]\n    {SHAPE}", FIELD, "np.zeros((H + 2 * pad, H + 2 * pad))",
         says="정사각형 그림만 생각한 것 같아요. H와 W는 다를 수 있으니 image.shape에서 따로 꺼내세요."),
    edit(PAD, "square_field", FIELD, "np.zeros((H + 2 * pad, H + 2 * pad))", says="너비에도 H를 쓴 것 같아요. 정사각형 그림에서만 맞으니 image.shape에서 H와 W를 따로 꺼내세요."),
    edit(PAD, "keeps_dtype", "return out", "return np.pad(image, pad)", says="정수 그림을 정수 배열로 돌려준 것 같아요. 결과는 언제나 float64여야 해요. `np.pad`는 dtype을 그대로 둬요."),
    edit(PAD, "minus_zero", INSIDE, "out[pad:-pad, pad:-pad]", says="pad = 0일 때 [pad:-pad]가 [0:0], 곧 빈 구간이 된 것 같아요. 끝을 pad + H처럼 앞에서부터 세면 안전해요."),
    edit(PAD, "same_object", "return out", "return np.asarray(image, dtype=np.float64) if pad == 0 else out",
         says="pad = 0일 때 받은 배열을 그대로 돌려준 것 같아요. 결과를 바꾸면 원래 그림도 바뀌니 새 배열을 만드세요."),
    edit(PAD, "image_itself", "return out", "return image if pad == 0 else out", says="pad = 0일 때 image를 그대로 돌려준 것 같아요. 결과는 언제나 새 float64 배열이어야 하니, 이때도 복사해서 바꾸세요."),
    edit(PAD, "negative_cuts", NEGATIVE, "return np.array(image[-pad:pad, -pad:pad], dtype=np.float64)", says="pad가 음수일 때 그림을 잘라 낸 것 같아요. 음수면 ValueError를 내세요."),
    edit(PAD, "negative_ignored", NEGATIVE, "pad = 0", says="pad가 음수일 때 오류 없이 그림을 그대로 돌려준 것 같아요. ValueError를 내세요."),
    rewrite(PAD, "nameless_error", "return np.pad(image.astype(np.float64), pad)", says="ValueError의 메시지에 pad라는 이름이 없는 것 같아요. `np.pad`의 메시지에도 없으니 먼저 확인해 주세요."),

    edit(CONV, "flipped", "* w)", "* w[::-1, ::-1])", convention=True, says="커널을 180° 돌려서 계산한 것 같아요. 수학과 신호 처리의 합성곱은 그렇게 해요. 여기에서는 딥러닝의 관례대로 돌리지 않는 교차 상관을 써요."),
    edit(CONV, "start_without_stride", START, "i, j", says="창이 시작하는 자리에 stride를 곱하지 않은 것 같아요. 출력의 (i, j)는 입력의 (i·stride, j·stride)에서 시작하는 창이에요."),
    edit(CONV, "no_stride", *sized("(H - kh + 1, W - kw + 1)"), START, "i, j",
         says="stride를 쓰지 않은 것 같아요. 출력의 크기도 창이 시작하는 자리도 stride가 1일 때와 같아요. 크기를 구할 때 stride로 나누고, 창은 (i·stride, j·stride)에서 시작하세요."),
    edit(CONV, "true_division", *sized("((H - kh) / stride + 1, (W - kw) / stride + 1)"),
         says="출력의 크기를 `/`로 나누어 실수가 된 것 같아요. np.zeros의 shape와 range에는 정수만 쓸 수 있어서 TypeError가 나요. `//`로 나누세요."),
    edit(CONV, "stride_in_rows_only", START, "i * stride, j", says="세로로만 건너뛰고 가로로는 한 칸씩 움직인 것 같아요. 열에도 stride를 곱하세요."),
    edit(CONV, "no_plus_one", *sized("[n - 1 for n in out.shape]"), says="출력이 한 줄씩 모자라는 것 같아요. 크기는 (H − kh) // stride + 1이에요."),
    edit(CONV, "divided_and_stepped", *sized("[-(-n // stride) for n in out.shape]"),
         says="출력 크기를 stride로 나눈 다음 반복문도 stride씩 건너뛴 것 같아요. 둘 가운데 하나만 해야 해요. 스트라이드가 1이면 드러나지 않아요."),
    edit(CONV, "ragged_windows", *sized("[-(-(n - k) // stride) + 1 for n, k in zip(x.shape, w.shape)]"), "* w)", "* w[: max(H - top, 0), : max(W - left, 0)])",
         says="그림 밖으로 삐져나온 창까지 계산한 것 같아요. 나누어떨어지지 않을 때는 남는 자리를 버려요."),
    edit(CONV, "transposed", "return out", "return out.T.copy()", says="행과 열이 바뀐 것 같아요. 출력의 shape는 (out_h, out_w)이고 i는 행, j는 열이에요."),
    edit(CONV, "mean", "np.sum", "np.mean", says="더하지 않고 평균을 낸 것 같아요. 커널 원소의 수로 나누지 말고 `np.sum`을 쓰세요."),
    edit(CONV, "relu", "return out", "return np.maximum(out, 0.0)", says="음수를 0으로 자른 것 같아요. 활성화 함수는 합성곱 다음의 일이고, 여기에서는 음수도 그대로 둬요."),
    edit(CONV, "matrix_product", "* w)", "@ w.T)", says="`*`가 아니라 전치한 커널과의 행렬 곱(`@`)을 쓴 것 같아요. 같은 자리의 원소끼리 곱해서 모두 더하세요."),
    edit(CONV, "matrix_product_as_is", "* w)", "@ w)", says="창과 커널을 행렬 곱(`@`)으로 곱한 것 같아요. 정사각형이 아니면 오류가 나고, 정사각형이면 다른 값이 나와요. `*`로 같은 자리의 원소끼리 곱하세요."),
    edit(CONV, "stretched_window", WINDOW, "x[top : top + kh * stride, left : left + kw * stride]",
         says="창의 크기에까지 stride를 곱한 것 같아요. stride는 시작하는 자리에만 곱하고, 창의 높이와 너비는 늘 kh와 kw예요."),
    edit(CONV, "swapped_sides", *sized("(max((H - kw) // stride + 1, 0), max((W - kh) // stride + 1, 0))"), WINDOW, "x[top : top + kw, left : left + kh]",
         says="커널의 높이와 너비가 뒤바뀐 것 같아요. kernel.shape는 (kh, kw)이고, 행을 자를 때 kh, 열을 자를 때 kw를 써요."),
    edit(CONV, "first_row_only", "    return out", "        return out", says="첫 행만 채운 것 같아요. return이 바깥 for문 안에 들어가 있지 않나요?"),
    edit(CONV, "same", *sized("(-(-H // stride), -(-W // stride))"), "for i in", "x = np.pad(x, [((k - 1) // 2, k // 2) for k in (kh, kw)])\n    for i in", convention=True,
         says="출력이 입력과 같은 크기가 되게 0을 두른 것 같아요. 그런 방식(same)도 있지만, 이 함수는 패딩을 하지 않아요(valid)."),
    edit(CONV, "wraps", CAST, "input, kernel", says="정수끼리 계산하다가 값이 넘친 것 같아요. uint8은 255 다음이 0이에요. 곱하기 전에 input과 kernel을 float64로 바꾸세요."),
    edit(CONV, "integer_output", "return out", "return out.astype(np.asarray(input).dtype)",
         says="결과를 담을 배열을 입력과 같은 dtype으로 만든 것 같아요. 정수 배열에 넣으면 소수가 잘려요. `np.zeros`의 기본인 float64면 돼요."),
    edit(CONV, "square_kernel", *sized("[max((n - kh) // stride + 1, 0) for n in (H, W)]"), f"{WINDOW} * w", "x[top : top + kh, left : left + min(kh, kw)] * w[:, :kh]",
         says="정사각형 커널만 생각한 것 같아요. 창의 높이는 kh, 너비는 kw예요. 두 값을 따로 쓰세요."),
    edit(CONV, "window_in_place", "np.asarray(input, dtype=np.float64)", "input",
         f"out[i, j] = np.sum({WINDOW} * w)", f"window = {WINDOW}\n            window *= w\n            out[i, j] = np.sum(window)",
         says="`*=`로 창에 커널을 곱해서 input이 바뀐 것 같아요. 배열을 자른 것은 원래 배열을 들여다보는 뷰예요. `window * kernel`처럼 새 배열을 만드세요."),
    edit(CONV, "empty_result", *refuses("stride < 1"), f"({HEIGHT}, {WIDTH})", CUT_SIZE, says="커널이 더 클 때 빈 배열을 돌려준 것 같아요. 높이와 너비 가운데 하나라도 넘치면 ValueError를 내세요."),
    edit(CONV, "height_only_checked", WIDTH, f"{WIDTH} if kw <= W else 0", says="커널의 높이만 확인한 것 같아요. 너비만 넘치는 커널에도 ValueError를 내세요."),
    edit(CONV, "no_stride_check", *sized(CUT_SIZE, "conv_output_size(H, kh)", "conv_output_size(W, kw)"),
         says="stride가 1보다 작은지 확인하지 않은 것 같아요. 0이면 ZeroDivisionError가 나요. ValueError를 내세요."),
    edit(CONV, "exact_fit_refused", *refuses("kh >= H or kw >= W"),
         says="커널이 input과 높이나 너비가 같을 때도 오류를 낸 것 같아요. 딱 맞으면 그 방향의 출력은 1이에요. `>=`가 아니라 `>`일 때만 ValueError를 내세요."),
    edit(CONV, "no_ndim_check", FLAT, "if False:",
         says="input과 kernel이 2차원인지 먼저 확인하지 않은 것 같아요. `H, W = input.shape`가 내는 ValueError에는 매개변수 이름이 없어요. 그 앞에서 ndim을 확인해 이름이 든 ValueError를 내세요."),
    edit(CONV, "shape_by_index", FLAT, "if False:", SIDES, "H, W, kh, kw = x.shape[0], x.shape[1], w.shape[0], w.shape[1]",
         says="input과 kernel이 2차원인지 확인하지 않은 것 같아요. `input.shape[1]`은 1차원 배열에서 IndexError가 되고, 3차원 배열은 모르고 지나가요. ndim을 먼저 확인해 ValueError를 내세요."),
    edit(CONV, "sizes_not_compared", *refuses("stride < 1"), f"({HEIGHT}, {WIDTH})", ANY_SIZE,
         says="커널이 input보다 큰지 확인하지 않은 것 같아요. 한 줄만 넘치면 빈 배열이 나오고, 더 넘치면 np.zeros가 이름 없는 오류를 내요. 높이와 너비를 먼저 비교해 ValueError를 내세요."),
    edit(CONV, "stride_not_compared", *sized(ANY_SIZE, "conv_output_size(H, kh)", "conv_output_size(W, kw)"),
         says="stride가 1보다 작은지 확인하지 않은 것 같아요. 0이면 ZeroDivisionError가, 음수면 빈 배열이나 np.zeros의 이름 없는 오류가 나와요. 맨 앞에서 ValueError를 내세요."),
    edit(CONV, "three_dimensions_pass", FLAT, f"input, kernel = summed(input), summed(kernel)\n    {FLAT}",
         says="3차원 배열도 받은 것 같아요. input이나 kernel이 2차원이 아니면 ValueError를 내세요."),
    edit(CONV, "nameless_error", 'f"input과 kernel은 2차원이어야 합니다: {np.shape(input)}, {np.shape(kernel)}"', "UNNAMED",
         OUT, f"try:\n        {OUT}\n    except ValueError:\n        raise ValueError(UNNAMED) from None",
         says="ValueError의 메시지에 매개변수 이름이 없는 것 같아요. input, kernel, stride 가운데 문제가 된 것을 적어 주세요."),

    edit(GRADIENT, "flipped", "conv2d(X, dout)", "conv2d(X, dout)[::-1, ::-1].copy()", says="결과가 180° 돌아간 것 같아요. K[a, b]는 X[i + a, j + b]와 곱해졌으니 그 자리의 기울기를 (a, b)에 두세요."),
    edit(GRADIENT, "turned_dout", "conv2d(X, dout)", "conv2d(X, dout[::-1, ::-1])", says="dout을 180° 돌린 것 같아요. 커널의 기울기에서는 돌리지 않아요. 돌리는 것은 입력의 기울기를 구할 때예요."),
    edit(GRADIENT, "swapped", "conv2d(X, dout)", "conv2d(dout, X)", says="X와 dout의 자리가 바뀐 것 같아요. 큰 배열 X 위에서 작은 배열 dout을 옮겨 보세요."),
    edit(GRADIENT, "mean", "conv2d(X, dout)", "conv2d(X, dout) / dout.size", says="dout의 원소 수로 나눈 것 같아요. 평균 손실의 나눗셈은 dout에 이미 들어 있으므로 그대로 더하세요."),
    edit(GRADIENT, "no_input", "conv2d(X, dout)", "np.full((X.shape[0] - dout.shape[0] + 1, X.shape[1] - dout.shape[1] + 1), np.sum(dout))",
         says="dout만 더한 것 같아요. 출력의 변화 하나하나에는 그 창에서 K[a, b]와 만난 X의 값이 곱해져요."),
)
