"""Does unit 08 agree with answers that are not ours?

Oracles: SciPy's correlate2d and convolve2d, scikit-learn's patches, NumPy's pad, counting windows one by
one; PyTorch's conv2d where it is installed.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import convolve2d, correlate2d
from sklearn.feature_extraction.image import extract_patches_2d

from autograder.authoring.unit import Unit

UNIT = Unit(Path(__file__).resolve().parents[4] / "solutions" / "08_convolution")
Array = NDArray[np.float64]

#: Sizes of picture and kernel, stride.
SHAPES = [
    ((7, 9), (3, 2), 1), ((8, 5), (3, 3), 2), ((6, 11), (2, 4), 3), ((4, 4), (4, 4), 1), ((1, 8), (1, 3), 2),
    ((9, 1), (2, 1), 4), ((5, 6), (1, 1), 2), ((10, 7), (5, 7), 3),
]  # fmt: skip


def drawn(shape: tuple[int, int], kernel: tuple[int, int]) -> tuple[Array, Array]:
    """A picture and a kernel without any symmetry."""
    rng = np.random.default_rng([*shape, *kernel])
    return rng.normal(size=shape), rng.normal(size=kernel)


@pytest.mark.parametrize(("shape", "size", "stride"), SHAPES)
def test_conv2d_is_scipy_s_valid_correlation(shape: tuple[int, int], size: tuple[int, int], stride: int) -> None:
    """Every stride-th value of SciPy's correlation; its convolution of the turned kernel as well."""
    image, kernel = drawn(shape, size)
    ours = UNIT.reference["conv2d"](image, kernel, stride)
    for theirs in (correlate2d(image, kernel, "valid"), convolve2d(image, kernel[::-1, ::-1], "valid")):
        np.testing.assert_allclose(ours, theirs[::stride, ::stride], rtol=1e-10, atol=1e-12)


def test_conv2d_is_a_product_with_scikit_learn_s_patches() -> None:
    """The windows that scikit-learn cuts, times the kernel."""
    image, kernel = drawn((6, 8), (3, 2))
    patches = extract_patches_2d(image, (3, 2))
    np.testing.assert_allclose(
        UNIT.reference["conv2d"](image, kernel).ravel(), np.tensordot(patches, kernel, axes=2), rtol=1e-10, atol=1e-12
    )


def test_padding_by_k_minus_1_gives_scipy_s_full_correlation() -> None:
    """pad2d and conv2d together are SciPy's default mode; pad2d alone is NumPy's pad."""
    image, kernel = drawn((4, 7), (3, 3))
    padded = UNIT.reference["pad2d"](image, 2)
    np.testing.assert_array_equal(padded, np.pad(image, 2))
    np.testing.assert_allclose(UNIT.reference["conv2d"](padded, kernel), correlate2d(image, kernel), rtol=1e-10, atol=1e-12)


def test_eight_bit_pictures_are_computed_exactly() -> None:
    """SciPy on 64-bit integers, which cannot overflow here, agrees."""
    rng = np.random.default_rng(8)
    image, kernel = rng.integers(0, 256, (5, 6), dtype=np.uint8), rng.integers(0, 256, (2, 3), dtype=np.uint8)
    exact = correlate2d(image.astype(np.int64), kernel.astype(np.int64), "valid")
    np.testing.assert_array_equal(UNIT.reference["conv2d"](image, kernel), exact.astype(np.float64))


def test_output_size_counts_the_windows() -> None:
    """Windows found by trying every start."""
    for n in range(1, 12):
        for k in range(1, 8):
            for stride in (1, 2, 3, 5):
                for pad in (0, 1, 2):
                    starts = [start for start in range(0, 40, stride) if start + k <= n + 2 * pad]
                    if starts:
                        assert UNIT.reference["conv_output_size"](n, k, stride, pad) == len(starts)
                    else:
                        with pytest.raises(ValueError, match="k="):
                            UNIT.reference["conv_output_size"](n, k, stride, pad)


@pytest.mark.parametrize(("shape", "size", "stride"), SHAPES)
def test_agrees_with_pytorch(shape: tuple[int, int], size: tuple[int, int], stride: int) -> None:
    """The same numbers as torch.nn.functional.conv2d, where PyTorch is installed (it is optional)."""
    torch = pytest.importorskip("torch", reason="PyTorch is optional: no unit depends on it")
    image, kernel = drawn(shape, size)
    padded = UNIT.reference["pad2d"](image, 1)
    theirs = torch.nn.functional.conv2d(
        torch.tensor(image)[None, None], torch.tensor(kernel)[None, None], stride=stride, padding=1
    )
    np.testing.assert_allclose(
        UNIT.reference["conv2d"](padded, kernel, stride), theirs[0, 0].numpy(), rtol=1e-10, atol=1e-12
    )
