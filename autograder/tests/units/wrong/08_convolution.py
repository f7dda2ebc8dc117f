"""Wrong answers to unit 08."""

import numpy as np

# --- conv_output_size ------------------------------------------------------------------------------------------


def _size(n, k, stride, pad):
    if stride < 1 or pad < 0 or k > n + 2 * pad:
        raise ValueError("n, k, stride, pad")
    return (n + 2 * pad - k) // stride + 1


def conv_output_size__32_bits(n, k, stride=1, pad=0):
    """Computes with 32 bits."""
    _size(n, k, stride, pad)
    rest = (n + 2 * pad - k + 2**31) % 2**32 - 2**31
    return rest // stride + 1


def conv_output_size__single_precision(n, k, stride=1, pad=0):
    """Divides in float32."""
    _size(n, k, stride, pad)
    return int(np.floor(np.float32(n + 2 * pad - k) / np.float32(stride))) + 1


def conv_output_size__nearly_whole(n, k, stride=1, pad=0):
    """Rounds a quotient up that is nearly whole."""
    _size(n, k, stride, pad)
    return int((n + 2 * pad - k) / stride + 1e-9) + 1


def conv_output_size__at_most_1000(n, k, stride=1, pad=0):
    """Never more than a thousand places."""
    return min(_size(n, k, stride, pad), 1000)


def conv_output_size__no_pad_beyond_the_kernel(n, k, stride=1, pad=0):
    """No more padding than a kernel reaches over."""
    _size(n, k, stride, pad)
    return _size(n, k, stride, min(pad, k)) if n + 2 * min(pad, k) >= k else 1


def conv_output_size__kernel_of_one(n, k, stride=1, pad=0):
    """A kernel of 1 fits everywhere, whatever the stride."""
    return n + 2 * pad if k == 1 and stride >= 1 and pad >= 0 else _size(n, k, stride, pad)


def conv_output_size__kernel_of_one_first(n, k, stride=1, pad=0):
    """With a kernel and a stride of 1 nothing else is looked at."""
    return n + 2 * pad if k == stride == 1 and n + 2 * pad > 0 else _size(n, k, stride, pad)


def conv_output_size__exact_fit_first(n, k, stride=1, pad=0):
    """A kernel that fits exactly has one place, whatever the stride."""
    return 1 if k == n + 2 * pad else _size(n, k, stride, pad)


def conv_output_size__exact_fit_without_padding_first(n, k, stride=1, pad=0):
    """A kernel as long as the input has one place, whatever the padding."""
    return 1 if k == n else _size(n, k, stride, pad)


def conv_output_size__remembered_without_padding(n, k, stride=1, pad=0, seen={}):
    """Remembers results by n, k and stride."""
    return seen.setdefault((n, k, stride), _size(n, k, stride, pad))


def conv_output_size__no_place_is_no_error(n, k, stride=1, pad=0):
    """Refuses a negative number of places only: with a large stride a kernel that is too large has none."""
    places = (n + 2 * pad - k) // stride + 1 if stride >= 1 and pad >= 0 else -1
    if places < 0:
        raise ValueError("n, k, stride, pad")
    return places


# --- pad2d -----------------------------------------------------------------------------------------------------


def _pad(image, pad):
    if pad < 0:
        raise ValueError("pad")
    out = np.zeros((image.shape[0] + 2 * pad, image.shape[1] + 2 * pad))
    out[pad : pad + image.shape[0], pad : pad + image.shape[1]] = image
    return out


def pad2d__pad_or_one(image, pad):
    """Takes a padding of 0 for none given."""
    return _pad(image, pad or 1)


def pad2d__view_of_other_layouts(image, pad):
    """Without padding, an array that is not in C order comes back as it is."""
    return image if pad == 0 and image.dtype == float and not image.flags.c_contiguous else _pad(image, pad)


def pad2d__buffer_by_shape(image, pad, buffers={}):
    """Writes results of one shape into one buffer."""
    result = _pad(image, pad)
    buffer = buffers.setdefault(result.shape, np.zeros(result.shape))
    buffer[...] = result
    return buffer


def pad2d__old_border(image, pad, buffers={}):
    """Writes the picture into a field that still holds an earlier one of another size."""
    shape = _pad(image, pad).shape
    field = buffers.setdefault(shape, np.zeros(shape))
    field[pad : pad + image.shape[0], pad : pad + image.shape[1]] = image
    return field.copy()


def pad2d__by_identity(image, pad, last=[None, None, None]):
    """Remembers the result for the array it was given last."""
    if last[0] is not image or last[1] != pad:
        last[:] = image, pad, _pad(image, pad)
    return last[2].copy()


def pad2d__by_shape(image, pad, seen={}):
    """Remembers results by the shape of the picture."""
    return seen.setdefault((image.shape, pad), _pad(image, pad)).copy()


def pad2d__small_values_dropped(image, pad):
    """Pixels below 1e-6 become 0."""
    out = _pad(image, pad)
    return np.where(np.abs(out) < 1e-6, 0.0, out)


def pad2d__clipped(image, pad):
    """Pixels beyond a million are cut."""
    return np.clip(_pad(image, pad), -1e6, 1e6)


def pad2d__256_rows(image, pad):
    """Copies 256 rows at most."""
    out = _pad(image, pad)
    out[pad + 256 :] = 0.0
    return out


def pad2d__1000_columns(image, pad):
    """Copies a thousand columns at most."""
    out = _pad(image, pad)
    out[:, pad + 1000 :] = 0.0
    return out


def pad2d__pad_of_32(image, pad):
    """Never more than 32 lines of zeros."""
    return _pad(image, min(pad, 32))


def pad2d__pad_is_a_byte(image, pad):
    """The padding wraps round after 255."""
    if pad < 0:
        raise ValueError("pad")
    return _pad(image, pad % 256)


def pad2d__signed_bytes(image, pad):
    """Takes bytes as signed ones after all."""
    return _pad(image.astype(np.uint8) if image.dtype == np.int8 else image, pad)


def pad2d__unsigned_as_signed(image, pad):
    """Large unsigned numbers turn negative on the way."""
    return _pad(image.astype(np.int64) if image.dtype == np.uint64 else image, pad)


def pad2d__half_of_32_bits(image, pad):
    """32-bit pictures go through 16 bits."""
    return _pad(image.astype(np.int16) if image.dtype == np.int32 else image, pad)


def pad2d__negative_for_large_pictures(image, pad):
    """A negative padding cuts a picture that is large enough."""
    if pad < 0 and min(image.shape) > -2 * pad:
        return np.array(image[-pad:pad, -pad:pad], dtype=float)
    return _pad(image, pad)


def pad2d__negative_for_integers(image, pad):
    """A negative padding of an integer picture is no padding."""
    return _pad(image, max(pad, 0) if image.dtype.kind in "iu" else pad)


def pad2d__negative_for_zeros(image, pad):
    """A picture of zeros comes back without a look at the padding."""
    return np.zeros(image.shape) if pad < 0 and not np.any(image) else _pad(image, pad)


# --- conv2d ----------------------------------------------------------------------------------------------------


def _check(input, kernel, stride):
    if np.ndim(input) != 2 or np.ndim(kernel) != 2 or stride < 1:
        raise ValueError("input, kernel, stride")
    if kernel.shape[0] > input.shape[0] or kernel.shape[1] > input.shape[1]:
        raise ValueError("input, kernel")


def _conv(input, kernel, stride, dtype=float, check=True):
    if check:
        _check(input, kernel, stride)
    (h, w), (kh, kw) = input.shape, kernel.shape
    windows = np.lib.stride_tricks.sliding_window_view(input, (kh, kw))[::stride, ::stride]
    with np.errstate(all="ignore"):
        return np.einsum("ijab,ab->ij", windows, kernel, dtype=dtype, casting="unsafe").astype(float)


def conv2d__buffer_by_shape(input, kernel, stride=1, buffers={}):
    """Writes results of one shape into one buffer."""
    result = _conv(input, kernel, stride)
    buffer = buffers.setdefault(result.shape, np.zeros(result.shape))
    buffer[...] = result
    return buffer


def conv2d__buffer_written_early(input, kernel, stride=1, buffers={}):
    """Empties its buffer before it reads an argument that may lie in it."""
    _check(input, kernel, stride)
    shape = _conv(input, kernel, stride).shape
    buffer = buffers.setdefault(shape, np.zeros(shape))
    buffer[...] = 0.0
    buffer += _conv(input, kernel, stride)
    return buffer


def conv2d__two_buffers(input, kernel, stride=1, buffers={}):
    """Writes results of one shape into two buffers in turn."""
    result = _conv(input, kernel, stride)
    pair = buffers.setdefault(result.shape, [np.zeros(result.shape), np.zeros(result.shape)])
    pair.reverse()
    pair[0][...] = result
    return pair[0]


def conv2d__by_identity(input, kernel, stride=1, last=[None, None, None, None]):
    """Remembers the result for the arrays it was given last."""
    if last[0] is not input or last[1] is not kernel or last[2] != stride:
        last[:] = input, kernel, stride, _conv(input, kernel, stride)
    return last[3].copy()


def conv2d__kernel_by_identity(input, kernel, stride=1, last=[None, None]):
    """Remembers the float64 copy of the kernel it was given last."""
    _check(input, kernel, stride)
    if last[0] is not kernel:
        last[:] = kernel, kernel.astype(float)
    return _conv(input, last[1], stride)


def conv2d__picture_by_identity(input, kernel, stride=1, last=[None, None]):
    """Remembers the float64 copy of an integer picture."""
    _check(input, kernel, stride)
    if last[0] is not input:
        last[:] = input, input if input.dtype == float else input.astype(float)
    return _conv(last[1], kernel, stride)


def conv2d__windows_by_identity(input, kernel, stride=1, last=[None, None, None]):
    """Remembers the windows of a picture without their stride."""
    _check(input, kernel, stride)
    if last[0] is not input or last[1] != kernel.shape:
        windows = np.lib.stride_tricks.sliding_window_view(input, kernel.shape)[::stride, ::stride]
        last[:] = input, kernel.shape, windows
    return np.einsum("ijab,ab->ij", last[2], kernel, dtype=float, casting="unsafe")


def conv2d__small_values_dropped(input, kernel, stride=1):
    """Results below 1e-6 become 0."""
    out = _conv(input, kernel, stride)
    return np.where(np.abs(out) < 1e-6, 0.0, out)


def conv2d__smaller_values_dropped(input, kernel, stride=1):
    """Results below 1e-8 become 0."""
    out = _conv(input, kernel, stride)
    return np.where(np.abs(out) < 1e-8, 0.0, out)


def conv2d__clipped(input, kernel, stride=1):
    """Results beyond a million are cut, where they come from real numbers."""
    out = _conv(input, kernel, stride)
    return np.clip(out, -1e6, 1e6) if input.dtype.kind == "f" else out


def conv2d__kernel_of_zeros(input, kernel, stride=1):
    """A kernel of zeros leaves the picture alone."""
    out = _conv(input, kernel, stride)
    return out if np.any(kernel) else input[: out.shape[0], : out.shape[1]].astype(float)


def conv2d__kernel_normalised(input, kernel, stride=1):
    """A kernel of nothing but positive weights is divided by their sum when that is large."""
    total = np.sum(kernel, dtype=float)
    return _conv(input, kernel, stride) / (total if np.all(kernel > 0) and total > 1e9 else 1.0)


def conv2d__1000_columns(input, kernel, stride=1):
    """Computes a thousand columns at most."""
    out = _conv(input, kernel, stride)
    out[:, 1000:] = 0.0
    return out


def conv2d__32_rows(input, kernel, stride=1):
    """Computes 32 rows at most."""
    out = _conv(input, kernel, stride)
    out[32:] = 0.0
    return out


def conv2d__kernels_up_to_7(input, kernel, stride=1):
    """Leaves out what a kernel has beyond seven rows."""
    _check(input, kernel, stride)
    cut = kernel.astype(float)
    cut[7:] = 0.0
    return _conv(input, cut, stride)


def conv2d__kernels_up_to_1000(input, kernel, stride=1):
    """Leaves out what a kernel has beyond a thousand entries."""
    _check(input, kernel, stride)
    cut = kernel.astype(float)
    cut.reshape(-1)[1000:] = 0.0
    return _conv(input, cut, stride)


def conv2d__stride_of_four(input, kernel, stride=1):
    """A stride between 4 and 10 counts as 4."""
    return _conv(input, kernel, 4 if 4 < stride < 10 else stride)


def conv2d__strides_up_to_16(input, kernel, stride=1):
    """No stride above 16."""
    _check(input, kernel, stride)
    return _conv(input, kernel, min(stride, 16))


def conv2d__stride_of_wide_pictures(input, kernel, stride=1):
    """In a picture wider than 64 pixels the stride of the rows is 1."""
    out = _conv(input, kernel, stride)
    return _conv(input, kernel, 1)[: out.shape[0], ::stride] if input.shape[1] > 64 else out


def conv2d__int8_wraps(input, kernel, stride=1):
    """Products of int8 wrap round."""
    both = input.dtype == kernel.dtype == np.int8
    return _conv(input, kernel, stride, np.int8 if both else float)


def conv2d__uint16_wraps(input, kernel, stride=1):
    """Products of uint16 wrap round."""
    both = input.dtype == kernel.dtype == np.uint16
    return _conv(input, kernel, stride, np.uint16 if both else float)


def conv2d__int32_wraps(input, kernel, stride=1):
    """Products of int32 wrap round."""
    both = input.dtype == kernel.dtype == np.int32
    return _conv(input, kernel, stride, np.int32 if both else float)


def conv2d__integers_as_int64(input, kernel, stride=1):
    """Integers are computed as int64."""
    both = input.dtype.kind in "iu" and kernel.dtype.kind in "iu"
    return _conv(input, kernel, stride, np.int64 if both else float)


def conv2d__unsigned_as_uint64(input, kernel, stride=1):
    """Unsigned integers are computed as uint64."""
    both = input.dtype.kind == "u" and kernel.dtype.kind == "u"
    return _conv(input, kernel, stride, np.uint64 if both else float)


def conv2d__signed_bytes(input, kernel, stride=1):
    """Takes the picture's bytes as unsigned ones."""
    _check(input, kernel, stride)
    return _conv(input.astype(np.uint8) if input.dtype == np.int8 else input, kernel, stride)


def conv2d__channels_of_one(input, kernel, stride=1):
    """A last axis of length 1 is left out."""
    return _conv(input[..., 0] if np.ndim(input) == 3 and input.shape[2] == 1 else input, kernel, stride)


def conv2d__batch_of_one(input, kernel, stride=1):
    """A first axis of length 1 is left out."""
    return _conv(input[0] if np.ndim(input) == 3 and input.shape[0] == 1 else input, kernel, stride)


def conv2d__batches(input, kernel, stride=1):
    """Pictures and kernels of four axes are flattened to two."""
    input = input.reshape(-1, input.shape[-1]) if np.ndim(input) == 4 else input
    return _conv(input, kernel.reshape(-1, kernel.shape[-1]) if np.ndim(kernel) == 4 else kernel, stride)


def conv2d__exact_fit_first(input, kernel, stride=1):
    """A kernel of the picture's shape has one place, whatever the stride."""
    if np.shape(input) == np.shape(kernel) and np.ndim(input) == 2:
        stride = max(stride, 1)
    return _conv(input, kernel, stride)


def conv2d__kernel_of_one_first(input, kernel, stride=1):
    """A kernel of one weight scales the picture, with a stride of 0 as well."""
    if np.shape(kernel) == (1, 1) and stride == 0:
        stride = 1
    return _conv(input, kernel, stride)


def conv2d__zeros_first(input, kernel, stride=1):
    """A picture of zeros gives zeros, whatever the kernel."""
    if np.ndim(input) == np.ndim(kernel) == 2 and not np.any(input):
        sides = [max((n - k) // max(stride, 1) + 1, 1) for n, k in zip(input.shape, kernel.shape, strict=True)]
        return np.zeros(sides)
    return _conv(input, kernel, stride)


def conv2d__no_place_is_no_error(input, kernel, stride=1):
    """Refuses a negative number of places only: with a large stride a kernel that is too large has none."""
    if np.ndim(input) == np.ndim(kernel) == 2 and stride > 3:
        size = [(n - k) // stride + 1 for n, k in zip(input.shape, kernel.shape, strict=True)]
        if min(size) == 0:
            return np.zeros(size)
    return _conv(input, kernel, stride)


def conv2d__view_for_one(input, kernel, stride=1):
    """A kernel of one 1 gives every other pixel as a view."""
    out = _conv(input, kernel, stride)
    return (
        input[::stride, ::stride]
        if kernel.shape == (1, 1) and kernel[0, 0] == 1 and stride > 1 and input.dtype == float
        else out
    )


def conv2d__turned_to_fit(input, kernel, stride=1):
    """A kernel that fits when it is turned is turned."""
    if (
        np.ndim(input) == np.ndim(kernel) == 2
        and kernel.shape[1] > input.shape[1] > 9
        and kernel.shape[1] <= input.shape[0]
    ):
        kernel = kernel.T
    return _conv(input, kernel, stride)
