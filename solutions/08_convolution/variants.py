"""Right answers to unit 08, written differently: each must earn full points."""

import math

import numpy as np
from autograder.authoring import variant
from numpy.lib.stride_tricks import as_strided, sliding_window_view

# --- conv_output_size --------------------------------------------------------------------


@variant("conv_output_size", "counting")
def size_counting(n, k, stride=1, pad=0):
    if pad < 0:
        raise ValueError(f"pad: {pad}")
    if stride <= 0:
        raise ValueError(f"stride: {stride}")
    places = len(range(0, n + 2 * pad - k + 1, stride))
    if places == 0:
        raise ValueError(f"커널 k={k}가 n={n}보다 커요")
    return places


@variant("conv_output_size", "numpy_integer")
def size_numpy_integer(n, k, stride=1, pad=0, dilation=1):
    class SizeError(ValueError):
        pass

    span = dilation * (k - 1) + 1
    if min(stride - 1, pad, n + 2 * pad - span) < 0:
        raise SizeError(f"n {n}, k {k}, stride {stride}, pad {pad}")
    return np.int64(np.floor_divide(n + 2 * pad - span, stride) + 1)


@variant("conv_output_size", "floor")
def size_floor(n, k, stride=1, pad=0):
    if stride < 1:
        raise ValueError("stride는 1 이상이어야 해요")
    if pad < 0:
        raise ValueError("pad는 0 이상이어야 해요")
    rest = n + 2 * pad - k
    if rest < 0:
        raise ValueError("n + 2*pad < k")
    return math.floor(rest / stride + 1)


@variant("conv_output_size", "zero_dimensional")
def size_zero_dimensional(n, k, stride=1, pad=0):
    if stride < 1 or pad < 0 or n + 2 * pad < k:
        raise ValueError("conv_output_size(n, k, stride, pad)")
    return np.array((n + 2 * pad - k + stride) // stride)


# --- pad2d -------------------------------------------------------------------------------


@variant("pad2d", "np_pad")
def pad_np_pad(image, pad):
    if pad < 0:
        raise ValueError(f"pad={pad}")
    return np.pad(image, ((pad, pad), (pad, pad))).astype(np.float64)


@variant("pad2d", "blocks")
def pad_blocks(image, pad):
    if not pad >= 0:
        raise ValueError("pad가 음수예요")
    h, w = np.shape(image)
    side = np.zeros((h, pad))
    middle = np.hstack([side, image, side])
    edge = np.zeros((pad, w + 2 * pad))
    return np.vstack([edge, middle, edge])


@variant("pad2d", "loops")
def pad_loops(image, pad):
    if pad < 0:
        raise ValueError(f"pad {pad} < 0")
    h, w = image.shape
    rows = [[0.0] * (w + 2 * pad) for _ in range(h + 2 * pad)]
    for i in range(h):
        for j in range(w):
            rows[i + pad][j + pad] = float(image[i, j])
    return np.array(rows)


@variant("pad2d", "selection")
def pad_selection(image, pad):
    if pad < 0:
        raise ValueError("pad")
    left = [np.eye(n + 2 * pad, n, -pad) for n in image.shape]
    return left[0] @ np.asarray(image, dtype=float) @ left[1].T


# --- conv2d ------------------------------------------------------------------------------


def demand(input, kernel, stride):
    """Two dimensions, a kernel that fits, a stride of at least 1."""
    for name, array in (("input", input), ("kernel", kernel)):
        if array.ndim != 2:
            raise ValueError(f"{name}은 2차원이어야 하는데 {array.ndim}차원이에요")
    if stride < 1:
        raise ValueError(f"stride={stride}")
    if any(k > n for n, k in zip(input.shape, kernel.shape, strict=True)):
        raise ValueError(f"kernel {kernel.shape}이 input {input.shape}보다 커요")


@variant("conv2d", "windows")
def conv_windows(input, kernel, stride=1):
    demand(input, kernel, stride)
    windows = sliding_window_view(input, kernel.shape)[::stride, ::stride]
    return np.einsum("ijab,ab->ij", windows, kernel, dtype=np.float64, casting="unsafe")


@variant("conv2d", "by_kernel_entry")
def conv_by_kernel_entry(input, kernel, stride=1):
    demand(input, kernel, stride)
    (h, w), (kh, kw) = input.shape, kernel.shape
    out_h, out_w = (h - kh) // stride + 1, (w - kw) // stride + 1
    out = np.zeros((out_h, out_w))
    for a in range(kh):
        for b in range(kw):
            out += float(kernel[a, b]) * input[a : a + stride * out_h : stride, b : b + stride * out_w : stride].astype(float)
    return out


@variant("conv2d", "four_loops")
def conv_four_loops(input, kernel, stride=1):
    demand(input, kernel, stride)
    (h, w), (kh, kw) = input.shape, kernel.shape
    rows = []
    for top in range(0, h - kh + 1, stride):
        row = []
        for left in range(0, w - kw + 1, stride):
            total = 0.0
            for a in range(kh):
                for b in range(kw):
                    total += float(input[top + a, left + b]) * float(kernel[a, b])
            row.append(total)
        rows.append(row)
    return np.array(rows)


@variant("conv2d", "im2col")
def conv_im2col(input, kernel, stride=1, *, dtype=np.float64):
    demand(input, kernel, stride)
    x = np.ascontiguousarray(input, dtype=dtype)
    (h, w), (kh, kw) = x.shape, kernel.shape
    shape = ((h - kh) // stride + 1, (w - kw) // stride + 1, kh, kw)
    down, right = x.strides
    columns = as_strided(x, shape, (stride * down, stride * right, down, right), writeable=False)
    return (columns.reshape(-1, kh * kw) @ np.asarray(kernel, dtype=dtype).ravel()).reshape(shape[:2])


@variant("conv2d", "fourier")
def conv_fourier(input, kernel, stride=1):
    demand(input, kernel, stride)
    x, k = input.astype(float), kernel.astype(float)
    size = [n + m - 1 for n, m in zip(x.shape, k.shape, strict=True)]
    full = np.fft.irfft2(np.fft.rfft2(x, size) * np.fft.rfft2(k[::-1, ::-1], size), size)
    return full[k.shape[0] - 1 : x.shape[0] : stride, k.shape[1] - 1 : x.shape[1] : stride].copy()


@variant("conv2d", "numpy_errors")
def conv_numpy_errors(input, kernel, stride=1):
    try:
        height, width = input.shape
    except ValueError as error:
        raise ValueError("input: 2차원이 아니에요") from error
    if len(kernel.shape) != 2:
        raise ValueError("kernel: 2차원이 아니에요")
    if kernel.shape[0] > height or width < kernel.shape[1]:
        raise ValueError("k > n + 2*pad")
    if not stride >= 1:
        raise ValueError("stride")
    tops, lefts = np.arange(0, height - kernel.shape[0] + 1, stride), np.arange(0, width - kernel.shape[1] + 1, stride)
    rows = tops[:, None, None, None] + np.arange(kernel.shape[0])[:, None]
    columns = lefts[:, None, None] + np.arange(kernel.shape[1])
    # Not np.float64(…): of an array of one element NumPy before 2.4 makes a scalar.
    return np.tensordot(input.astype(np.float64)[rows, columns], kernel.astype(np.float64), axes=2)
