"""The numbers in unit 08's texts, computed."""

import numpy as np
from autograder.authoring import over_seeds

# Sizes and pixel values that were chosen, and how far a kernel is turned.
GIVEN = ("100", "0.8", "180", "200", "255", "120", "427", "32,767")


def wrapped():
    """200 times 2, and what is left of it in eight bits."""
    return {"true": 200 * 2, "uint8": int((np.array([200], dtype=np.uint8) * np.uint8(2))[0])}


def photo():
    """Height, width and pixels of the photo, weights of a dense layer as large, and windows of a 3 x 3 kernel."""
    from sklearn.datasets import load_sample_image

    height, width = load_sample_image("china.jpg").shape[:2]
    return {"height": height, "width": width, "pixels": height * width, "dense": (height * width) ** 2, "windows": (height - 2) * (width - 2)}


def sharp_edge(lesson):
    """By how much the size of both Sobel responses to a sharp edge depends on its direction."""
    from npml.unit08.widgets import SOBEL_X

    across, down = np.meshgrid(np.arange(22) - 10.5, np.arange(18) - 8.5)
    sizes = []
    for angle in np.radians(np.arange(0, 91, 5)):
        edge = (across * np.cos(angle) + down * np.sin(angle) > 1e-9).astype(np.float64)
        sizes.append(np.hypot(lesson.conv2d(edge, SOBEL_X), lesson.conv2d(edge, SOBEL_X.T)).max())
    return max(sizes) / min(sizes) - 1


def sobel_turned():
    """Whether Sobel y is Sobel x turned clockwise by a quarter, and takes what is above from what is below."""
    from npml.unit08.widgets import KERNELS

    turned = np.rot90(KERNELS["소벨 x"], -1)
    return np.array_equal(turned, KERNELS["소벨 y"]) and turned.tolist() == [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]


def colours():
    """Mean brightness of the petals and of a leaf in the channels of the flower."""
    from npml.unit08.widgets import LEAF_PLACE, PETAL_PLACE, flower

    petal, leaf = ([float(channel[place].mean()) for channel in flower()] for place in (PETAL_PLACE, LEAF_PLACE))
    return {"petal_red": petal[0], "petal_green": petal[1], "leaf_red": leaf[0], "leaf_other": sum(leaf[1:]) / 2}


def cut_rows():
    """The rows of the photo that no window of 4 x 4 reaches: how many, and how bright."""
    from sklearn.datasets import load_sample_image

    image = load_sample_image("china.jpg").mean(axis=2)
    rows = image[len(image) // 4 * 4 :]
    return {"count": len(rows), "mean": rows.mean()}


def dense_gap():
    """Whether a dense layer's output moves by at least its own size when the input moves by one column, in each of ten draws."""
    from sklearn.datasets import load_digits

    digit = load_digits().images[0]
    moved = np.roll(digit, 1, axis=1)

    def share(seed):
        dense = np.random.default_rng(seed).normal(size=(36, 64))
        before, after = ((dense @ image.ravel()).reshape(6, 6) for image in (digit, moved))
        return np.max(np.abs(after[:, 1:] - before[:, :-1])) / np.max(np.abs(before))

    return over_seeds(share).low > 0.8


def stride_two(lesson):
    """Whether at stride 2 a shift by two columns moves the output by one, and a shift by one does not."""
    image, kernel = np.random.default_rng(0).normal(size=(9, 12)), np.random.default_rng(1).normal(size=(3, 3))
    still, one, two = (lesson.conv2d(np.roll(image, shift, axis=1), kernel, stride=2) for shift in (0, 1, 2))
    same = [np.allclose(moved[:, 1:], still[:, :-1]) for moved in (two, one)]
    return same == [True, False] and not np.allclose(one, still)


def edge_gain(lesson):
    """By how much Sobel y answers more to the small photo than Sobel x."""
    from npml.unit08.widgets import SOBEL_X
    from sklearn.datasets import load_sample_image

    small = lesson.conv2d(load_sample_image("china.jpg").mean(axis=2), np.full((4, 4), 1 / 16), stride=4)
    x, y = (np.abs(lesson.conv2d(small, kernel)).mean() for kernel in (SOBEL_X, SOBEL_X.T))
    return y / x - 1


def learned(lesson):
    """Whether a kernel that is learned from five random digits is Sobel x within 0.05, for each of ten draws."""
    from npml.unit08.widgets import RATE, SOBEL_X
    from sklearn.datasets import load_digits

    images = load_digits().images / 16.0

    def gap(seed):
        chosen = images[np.random.default_rng(seed).choice(len(images), 5, replace=False)]
        kernel, targets = np.zeros((3, 3)), [lesson.conv2d(image, SOBEL_X) for image in chosen]
        for _ in range(200):
            errors = [(lesson.conv2d(image, kernel) - target) / 180 for image, target in zip(chosen, targets, strict=True)]
            kernel = kernel - RATE * sum(lesson.kernel_gradient(image, error) for image, error in zip(chosen, errors, strict=True))
        return np.max(np.abs(kernel - SOBEL_X))

    return over_seeds(gap).high < 0.05


def flip_factor(lesson):
    """How many times as large as the output the difference is that turning Sobel x makes."""
    from npml.unit08.widgets import SOBEL_X
    from sklearn.datasets import load_digits

    digit = load_digits().images[0]
    mine, turned = lesson.conv2d(digit, SOBEL_X), lesson.conv2d(digit, SOBEL_X[::-1, ::-1])
    return np.max(np.abs(mine - turned)) / np.max(np.abs(mine))


def hole_is_gone():
    """Whether 2 x 2 max pooling of the digit 0 has its first row as written, and no dark place in the middle."""
    from sklearn.datasets import load_digits

    digit = load_digits().images[0]
    pooled = np.array([[digit[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max() for j in range(4)] for i in range(4)])
    return pooled[0].tolist() == [0, 15, 15, 5] and digit[3:5, 3:5].max() < 2 and pooled[1:3, 1:3].min() > 7


def c5_weights():
    """Weights of LeNet-5's C5 without biases."""
    return np.zeros((120, 16, 5, 5)).size


def quiz_int16():
    """What becomes of a bright window of uint8 times a kernel of int16 in quiz 3."""
    window, kernel = np.full((3, 3), 255, dtype=np.uint8), np.full((3, 3), 200, dtype=np.int16)
    product = window * kernel
    return {
        "stays": product.dtype == np.int16 and (window * kernel.astype(np.int8)).dtype == np.int16 and np.iinfo(np.int16).max == 32_767,
        "product": int(product[0, 0]),
        "right": 255.0 * 200.0,
        "sum_is_wider": np.sum(product).dtype.itemsize > 2 and np.sum(product) == 9 * int(product[0, 0]),
    }


def quiz_size(lesson):
    """Height and width of the output in quiz 1."""
    return {"height": lesson.conv_output_size(32, 5, 2, 1), "width": lesson.conv_output_size(28, 3, 2, 1)}


def quiz_kernels():
    """What becomes of the kernels of quiz 2 when they are turned by half a turn."""
    square, laplacian = np.array([[1, 2], [3, 4]]), np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
    sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    up = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])
    return {
        "turned": square[::-1, ::-1].tolist() == [[4, 3], [2, 1]],
        "symmetric": np.array_equal(laplacian[::-1, ::-1], laplacian),
        "sobel_x": np.array_equal(sobel[::-1, ::-1], -sobel),
        "sobel_y": np.array_equal(up[::-1, ::-1], -up),
    }


def quiz_halves(lesson):
    """What Sobel x makes of a picture that is dark above and bright below, with and without zeros around it."""
    from npml.unit08.widgets import SOBEL_X

    halves = np.vstack([np.zeros((5, 8)), np.ones((5, 8))])
    padded = lesson.conv2d(lesson.pad2d(halves, 1), SOBEL_X)
    return {
        "nothing": not lesson.conv2d(halves, SOBEL_X).any(),
        "padded": not padded[:, 1:-1].any() and padded[6, 0] != 0 != padded[6, -1],
    }


def paths(lesson):
    """From how many ways the middle of what three 3×3 layers give comes from the middle and from a corner of what it sees."""
    from npml.unit08.pictures import ways

    found = ways(lesson.conv2d, lesson.pad2d, 3)
    return {"middle": found[4, 4], "corner": found[1, 1]}
