"""Right answers to unit 08."""

import numpy as np


def conv_output_size__walk(n, k, stride=1, pad=0):
    """Walks along the line and counts."""
    if stride < 1:
        raise ValueError(f"stride {stride}")
    if pad < 0:
        raise ValueError(f"pad {pad}")
    start, count = -pad, 0
    while start + k <= n + pad:
        start, count = start + stride, count + 1
    if count == 0:
        raise ValueError(f"k = {k}, n = {n}")
    return count


def conv_output_size__textbook(n, k, stride=1, pad=0):
    """The textbook's floor, with a true division."""
    if pad < 0 or stride < 1 or k - 2 * pad > n:
        raise ValueError("n, k, stride, pad를 보세요")
    return int(1 + (n + 2 * pad - k) / stride)


def pad2d__outer_product_of_slices(image, pad):
    """Writes into a view of a larger array; reads the picture by rows."""
    if 0 > pad:
        raise ValueError("`pad` must not be negative")
    rows, columns = np.shape(image)
    field = np.full((rows + 2 * pad, columns + 2 * pad), 0.0)
    inner = field[pad : rows + pad, pad : columns + pad]
    for row, values in zip(inner, image, strict=True):
        row += values
    return field


def conv2d__own_functions(input, kernel, stride=1):
    """Leaves sizes and padding to the other two functions, whose messages speak of n, k and pad."""
    if input.ndim != 2:
        raise ValueError("input")
    if kernel.ndim != 2:
        raise ValueError("kernel")

    def places(n, k):
        if k > n + 2 * 0:
            raise ValueError("pad를 늘리세요")
        return conv_output_size(n, k, stride=stride)

    rows, columns = places(input.shape[0], kernel.shape[0]), places(input.shape[1], kernel.shape[1])
    image, weights = pad2d(input, 0), kernel.astype(np.float64)
    out = np.empty((rows, columns))
    for i in range(rows):
        strip = image[i * stride : i * stride + kernel.shape[0]]
        out[i] = [np.vdot(strip[:, j * stride : j * stride + kernel.shape[1]], weights) for j in range(columns)]
    return out


def conv2d__picture_checked_by_pad2d(input, kernel, stride=1):
    """The picture is checked where it is padded, under its name there."""
    if np.ndim(input) != 2:
        raise ValueError("image는 2차원이어야 해요")
    if np.ndim(kernel) != 2:
        raise ValueError("kernel은 2차원이어야 해요")
    rows, columns = (conv_output_size(n, k, stride) for n, k in zip(input.shape, kernel.shape, strict=True))
    total = np.zeros((rows, columns), dtype=np.float64)
    for (a, b), weight in np.ndenumerate(kernel):
        total += np.float64(weight) * np.asarray(input[a:, b:][::stride, ::stride][:rows, :columns], dtype=np.float64)
    return total
