"""Hidden cases of unit 09: inputs and tolerances only, the reference gives what is expected.

Sizes differ and batches are small enough that the labels miss some class; one square batch
catches a forgotten ``keepdims``.  Every case with a bad label has legal calls around it.
"""

import numpy as np

from autograder.authoring import Call, Category, Exercise, Layout, Shared, again, case

SHAPES = ((3, 5), (4, 4), (7, 2), (2, 9))
#: One long batch and one with more classes than int8 and uint8 can number.
LARGE = ((1030, 2), (3, 300))


def some_logits(rng, m, n_classes):
    """Moderate (m, C) logits: even an unstable formula is right here."""
    return rng.normal(scale=2.0, size=(m, n_classes)) + rng.uniform(-4.0, 4.0, size=(m, 1))


def some_probabilities(rng, m, n_classes):
    """(m, C), rows sum to 1, nothing near 0."""
    return 0.9 * rng.dirichlet(np.ones(n_classes), size=m) + 0.1 / n_classes


def some_labels(rng, m, n_classes):
    """(m,) int64 with at least two different labels where there is room for them."""
    labels = rng.integers(n_classes, size=m)
    if m > 1 and n_classes > 1:
        labels[-1] = (labels[0] + 1) % n_classes
    return labels


#: Differences leave the dtype, or fall below 0 where there is no sign.
WIDE_INTEGERS = (
    np.array([[-30_000, 29_999, 30_000], [5, 7, 6]], dtype=np.int16),
    np.array([[0, 3, 2], [40_000, 39_999, 40_001]], dtype=np.uint16),
    np.array([[1, 4, 4], [9, 7, 8]], dtype=np.uint32),
    np.array([[0, 5, 3], [2, 2, 1]], dtype=np.uint64),
    np.array([[-(2**31), 2**31 - 1, 2**31 - 2], [3, 1, 2]], dtype=np.int32),
    np.array([[-(2**63), 2**63 - 1, 0], [3, 1, 2]], dtype=np.int64),
)


# --- softmax -------------------------------------------------------------------------


def softmax_values(rng):
    for m, n_classes in SHAPES:
        yield case(Call("softmax", some_logits(rng, m, n_classes)))


def softmax_shapes(rng):
    for shape in ((7,), (1,), (1, 4), (6, 1), *LARGE, (2, 1100), (1500,)):
        yield case(Call("softmax", rng.normal(scale=2.0, size=shape)))


def softmax_formats(rng):
    yield case(Call("softmax", rng.integers(-6, 7, size=(3, 5))))
    yield case(Call("softmax", rng.integers(0, 9, size=(4, 3)).astype(np.uint8)))
    yield case(Call("softmax", np.array([-90, 100, 98, 99], dtype=np.int8)))
    for wide in WIDE_INTEGERS:
        yield case(Call("softmax", wide))
    yield case(Call("softmax", np.zeros((2, 3))))
    yield case(Call("softmax", np.array([[2.5, 2.5, 1.5, 2.5], [-3.0, 0.5, 0.5, -1.0]])))  # equal maxima
    for how in ("F", "strided", "negative"):
        yield case(Call("softmax", Layout(some_logits(rng, 4, 6), how)))


def masked_and_far(rng):
    """(4, 5) logits near 1e4 in size, some of them masked."""
    x = rng.uniform(0.0, 3.0, size=(4, 5)) + np.array([[9990.0], [-1e4], [-9000.0], [-1e4]])
    x[0, 1] = x[1, 3] = x[2, [0, 4]] = x[3, :4] = -np.inf
    return x


def softmax_stability(rng):
    yield case(Call("softmax", rng.uniform(-1e4, 1e4, size=(5, 3))), look="no_warning")
    offsets = np.array([[1e4 - 20.0], [-1e4 + 20.0], [0.0], [-800.0]])
    yield case(Call("softmax", rng.normal(scale=2.0, size=(4, 6)) + offsets), look="no_warning")
    yield case(Call("softmax", rng.normal(scale=2.0, size=5) - 2000.0), look="no_warning")
    yield case(Call("softmax", rng.integers(9_990, 10_001, size=(3, 4))), look="no_warning")
    masked = some_logits(rng, 4, 5)
    masked[0, 1] = masked[2, [0, 3, 4]] = masked[3, :4] = -np.inf
    yield case(Call("softmax", masked))
    yield case(Call("softmax", np.array([-np.inf, rng.normal(), rng.normal() + 1.0])))
    yield case(Call("softmax", masked_and_far(rng)))
    extremes = np.array([[1e4, -1e4, 1e4], [-1e4, -1e4, 1e4]])
    yield case(Call("softmax", extremes), look="no_warning")
    # Small probabilities are not 0, nor are they rounded.
    yield case(Call("softmax", np.array([[14.0, 0.0, 1.0], [0.0, -15.5, -16.0]]) + rng.uniform(-0.5, 0.5, size=(2, 3))))


def softmax_effects(rng):
    x = Shared("x", some_logits(rng, 3, 5))
    yield case(Call("softmax", x), Call("softmax", x), look="pure fresh")
    yield case(
        Call("softmax", some_logits(rng, 2, 6)), Call("softmax", some_logits(rng, 2, 6)), look="pure fresh"
    )
    yield case(Call("softmax", rng.normal(size=4)), look="pure fresh")
    yield case(Call("softmax", Layout(some_logits(rng, 3, 4), "readonly")), look="pure fresh")
    for shape in ((3, 4), (5,)):
        yield again("softmax", [rng.normal(size=shape)], [rng.normal(size=shape)])
    same = rng.normal(size=12)  # the same numbers in other shapes
    yield case(*[Call("softmax", same.reshape(shape)) for shape in ((3, 4), (4, 3), (12,), (2, 6))], look="pure fresh")


# --- labels: the same rules for three functions --------------------------------------


def bad_labels(rng, m, n_classes):
    """Groups of bad labels, and whether the first argument may be blamed for them too; m, C >= 3."""
    good = some_labels(rng, m, n_classes)
    good[0] = 1

    def wrong_at(place, label):
        return np.where(np.arange(m) == place, label, good)

    yield [np.eye(n_classes, dtype=np.int64)[good]], True
    yield [good[:, None], good[None, :]], True
    yield [good[:-1], np.append(good, 0), good[:1]], True
    yield [good.astype(np.float64), [float(label) for label in good]], False
    yield [(good % 2).astype(bool)], False
    # A label below 0 or from C on clashes with the classes of the first argument: either name will do.
    yield [wrong_at(1, -1), wrong_at(2, -n_classes).tolist(), wrong_at(0, -1), np.full(m, -1)], True
    far = wrong_at(m - 1, n_classes + 40).astype(np.uint8)
    yield [wrong_at(1, n_classes), far, wrong_at(0, n_classes), np.full(m, n_classes)], True
    # Small again once they are cast to fewer bits, or to a sign.
    huge = good.astype(np.uint64)
    huge[2] = 2**64 - 2
    yield [wrong_at(1, 256), wrong_at(0, 2**32 + 1), wrong_at(3, -(2**32)), huge], True


def label_errors(rng, name, draw, blame=()):
    """Cases with legal calls around the bad ones; with ``blame`` the message counts as well."""
    m, n_classes = 5, 4
    first = draw(rng, m, n_classes)
    look = "message" if blame else ""
    for group, both in bad_labels(rng, m, n_classes):
        names = blame if both else blame[:1]
        legal = Call(name, first, some_labels(rng, m, n_classes))
        illegal = [Call(name, first, labels) for labels in group]
        yield case(*illegal, legal, look=look, blame=names)
    # One bad label late in a long batch; more labels than the one row.
    first, good = draw(rng, 130, 3), some_labels(rng, 130, 3)
    late = [np.where(np.arange(130) == 120, label, good) for label in (-1, 3)]
    yield case(*[Call(name, first, labels) for labels in (*late, good)], look=look, blame=blame)
    yield case(Call(name, draw(rng, 1, 4), np.array([2, 0, 3])), Call(name, draw(rng, 1, 4), [2]), look=look, blame=blame)


def label_formats(rng, name, draw):
    """List labels, every kind of integer, other memory layouts, large sizes."""
    labels = some_labels(rng, 6, 4)
    yield case(Call(name, draw(rng, 6, 4), labels.tolist()))
    for dtype in (np.int8, np.uint8, np.int32, np.uint64):
        yield case(Call(name, draw(rng, 6, 4), some_labels(rng, 6, 4).astype(dtype)))
    for how in ("F", "strided", "negative"):
        yield case(Call(name, Layout(draw(rng, 6, 4), how), Layout(some_labels(rng, 6, 4), how)))
    yield case(Call(name, draw(rng, 1, 5), np.array([3])))
    yield case(Call(name, draw(rng, 4, 1), np.zeros(4, dtype=np.int64)))
    yield case(Call(name, draw(rng, 4, 3), np.zeros(4, dtype=np.int64)))  # a label of 0 is a label
    for m, n_classes in LARGE:
        labels = some_labels(rng, m, n_classes)
        labels[:2] = n_classes - 1, n_classes // 2
        yield case(Call(name, draw(rng, m, n_classes), labels))
    for dtype, m, n_classes in ((np.int8, 30, 7), (np.uint8, 3, 200)):  # m times C is beyond the dtype
        yield case(Call(name, draw(rng, m, n_classes), some_labels(rng, m, n_classes).astype(dtype)))


def effects(rng, name, draw):
    """The same objects twice, lists, read-only arrays, arrays that are filled anew."""
    first, labels = Shared("first", draw(rng, 4, 3)), Shared("labels", some_labels(rng, 4, 3))
    yield case(Call(name, first, labels), Call(name, first, labels), look="pure fresh")
    yield case(
        Call(name, draw(rng, 4, 3), some_labels(rng, 4, 3)), Call(name, draw(rng, 4, 3), some_labels(rng, 4, 3).tolist()),
        look="pure fresh",
    )  # fmt: skip
    frozen = Layout(some_labels(rng, 5, 3), "readonly")
    yield case(Call(name, Layout(draw(rng, 5, 3), "readonly"), frozen), look="pure fresh")
    a, b, labels = draw(rng, 5, 4), draw(rng, 5, 4), some_labels(rng, 5, 4)
    other = (labels + 1) % 4
    for one, two in (([a, labels], [b, other]), ([a, labels], [a, other]), ([a, labels], [b, labels])):
        yield again(name, one, two)


# --- cross_entropy_loss --------------------------------------------------------------


def loss_values(rng):
    for m, n_classes in SHAPES:
        yield case(Call("cross_entropy_loss", some_probabilities(rng, m, n_classes), some_labels(rng, m, n_classes)))
    yield case(Call("cross_entropy_loss", some_probabilities(rng, 6, 5), rng.integers(2, size=6)))
    yield case(Call("cross_entropy_loss", some_probabilities(rng, 4, 3), np.array([2, 0, 1, 2])))


def a_float(value):
    """Whether a value is a real number of shape ()."""
    return not isinstance(value, (bool, np.bool_)) and isinstance(value, (int, float, np.generic)) or (
        isinstance(value, np.ndarray) and value.shape == () and value.dtype.kind in "iuf"
    )


def exactly_zero(got, want):
    """The loss of a perfect prediction (step 0) is 0.0 or -0.0; step 1 has every p = 0.

    A diagnosis by values cannot see a difference of 1e-12, so the ways to miss it are named here.
    """
    if not all(a_float(outcome.value) for outcome in got):
        return ""
    loss, worst = (float(outcome.value) for outcome in got)
    if loss == 0.0:
        return None
    if abs(worst - float(want[1].value)) > 1e-6 or abs(loss) > 2e-12:
        return ""
    if loss > 0.0:
        return "clip_both_ends"
    return "only_low" if loss > -5e-13 else "epsilon_1e12"


def loss_clipping(rng):
    labels = some_labels(rng, 5, 3)
    perfect = np.eye(3)[labels]
    wrong = Call("cross_entropy_loss", perfect, (labels + 1) % 3)
    yield case(wrong)
    yield case(Call("cross_entropy_loss", perfect, labels), wrong, verify=exactly_zero)
    # Rounding may lift a probability just above 1; the loss is still exactly 0.
    yield case(Call("cross_entropy_loss", np.nextafter(perfect, 2.0), labels), wrong, verify=exactly_zero)
    for p in (1e-15, 1e-11, 1e-8):
        probabilities = some_probabilities(rng, 3, 4)
        probabilities[1] = [p, 1.0 - p, 0.0, 0.0]
        yield case(Call("cross_entropy_loss", probabilities, np.array([2, 0, 3])))
    # Nearly perfect is not perfect: the loss is 2.74e-7, and float32 has no such p.
    near = np.where(perfect == 1.0, 1.0 - 2.74e-7, 1.37e-7)
    yield case(Call("cross_entropy_loss", near, labels))
    # Beside an entirely wrong prediction small losses count as well.
    mixed = np.where(perfect == 1.0, 0.92, 0.04)
    mixed[0] = 1.0 - perfect[0]
    yield case(Call("cross_entropy_loss", mixed, labels))


def loss_formats(rng):
    yield from label_formats(rng, "cross_entropy_loss", some_probabilities)
    certain = np.eye(4, dtype=np.int64)[[2, 0, 3, 3, 1]]
    yield case(Call("cross_entropy_loss", certain, np.array([2, 0, 1, 3, 1])))
    yield case(Call("cross_entropy_loss", certain.astype(np.uint8), np.array([2, 1, 3, 3, 1])))


def loss_labels(rng):
    yield from label_errors(rng, "cross_entropy_loss", some_probabilities)


def loss_messages(rng):
    yield from label_errors(rng, "cross_entropy_loss", some_probabilities, ("y_true", "y_pred"))


def loss_effects(rng):
    yield from effects(rng, "cross_entropy_loss", some_probabilities)
    probabilities = np.array([[0.0, 1.0, 0.0], [0.25, 0.0, 0.75]])
    yield case(Call("cross_entropy_loss", probabilities, np.array([2, 1])), look="pure")


# --- softmax_cross_entropy -----------------------------------------------------------


def logits_values(rng):
    for m, n_classes in SHAPES:
        yield case(Call("softmax_cross_entropy", some_logits(rng, m, n_classes), some_labels(rng, m, n_classes)))
    yield case(Call("softmax_cross_entropy", some_logits(rng, 6, 5), rng.integers(2, size=6)))
    yield case(Call("softmax_cross_entropy", some_logits(rng, 4, 3), np.array([2, 0, 1, 2])))


def logits_stability(rng):
    gap = np.array([[800.0, 0.0, -3.0]])
    yield case(Call("softmax_cross_entropy", gap, np.array([1])), look="no_warning")
    yield case(Call("softmax_cross_entropy", -gap, np.array([0])), look="no_warning")
    x = rng.uniform(-1e4, 1e4, size=(5, 3))
    yield case(Call("softmax_cross_entropy", x, some_labels(rng, 5, 3)), look="no_warning")
    offsets = np.array([[1e4 - 20.0], [-1e4 + 20.0], [0.0], [-800.0]])
    x = rng.normal(scale=2.0, size=(4, 6)) + offsets
    yield case(Call("softmax_cross_entropy", x, some_labels(rng, 4, 6)), look="no_warning")
    x = np.column_stack([np.zeros(3), rng.uniform(25.0, 60.0, size=3)])
    yield case(Call("softmax_cross_entropy", x, np.array([0, 1, 0])), look="no_warning")
    x = np.array([[1e4, -1e4], [-1e4, 1e4]])
    yield case(Call("softmax_cross_entropy", x, np.array([1, 0])), look="no_warning")
    x = rng.uniform(15.0, 15.5, size=(2, 1)) * np.array([0.0, 1.0, 0.0])
    yield case(Call("softmax_cross_entropy", x, np.array([1, 1])), look="no_warning")  # a loss of 5e-7 is not 0


def masked_logits(rng, m, n_classes):
    """(m, C) logits with masked entries and labels (m,) that are never masked."""
    x, labels = some_logits(rng, m, n_classes), some_labels(rng, m, n_classes)
    x[np.arange(m), (labels + 1) % n_classes] = -np.inf
    x[0, np.arange(n_classes) != labels[0]] = -np.inf
    return x, labels


def bad_labels_elsewhere(rng, name):
    """Bad labels stay bad beside masked and beside large logits."""
    x, labels = masked_logits(rng, 4, 3)
    for logits in (x, 3000.0 * some_logits(rng, 4, 3)):
        for bad in (np.array([1, -1, 0, 2]), np.array([1, 0, 3, 2]), np.array([1.0, 0.0, 2.0, 1.0]), np.array([[1], [0], [2], [1]])):
            yield case(Call(name, logits, bad), Call(name, x, labels))


def number_formats(rng, name):
    for wide in WIDE_INTEGERS:
        for labels in ([2, 0], [1, 2]):
            yield case(Call(name, wide, np.array(labels)))
    yield case(Call(name, np.zeros((2, 3)), np.array([1, 2])))
    yield case(Call(name, np.array([[2.5, 2.5, 1.5, 2.5], [-3.0, 0.5, 0.5, -1.0]]), np.array([1, 0])))  # equal maxima
    yield case(Call(name, masked_and_far(rng), np.array([2, 0, 3, 4])))
    yield case(Call(name, rng.integers(-6, 7, size=(3, 5)), np.array([4, 0, 2])))
    yield case(Call(name, rng.integers(0, 9, size=(4, 3)).astype(np.uint8), np.array([1, 0, 0, 2])))
    yield case(Call(name, np.array([[-90, 100, 98], [40, -100, 99]], dtype=np.int8), np.array([2, 0])))


def logits_formats(rng):
    yield case(Call("softmax_cross_entropy", *masked_logits(rng, 4, 5)))
    yield from label_formats(rng, "softmax_cross_entropy", some_logits)
    yield from number_formats(rng, "softmax_cross_entropy")


def logits_labels(rng):
    yield from label_errors(rng, "softmax_cross_entropy", some_logits)
    yield from bad_labels_elsewhere(rng, "softmax_cross_entropy")


def logits_messages(rng):
    # The message may come from cross_entropy_loss, which calls its first argument y_pred.
    yield from label_errors(rng, "softmax_cross_entropy", some_logits, ("y_true", "logits", "y_pred"))


def logits_effects(rng):
    yield from effects(rng, "softmax_cross_entropy", some_logits)


# --- softmax_cross_entropy_grad ------------------------------------------------------


def grad_values(rng):
    for m, n_classes in SHAPES:
        call = Call("softmax_cross_entropy_grad", some_logits(rng, m, n_classes), some_labels(rng, m, n_classes))
        yield case(call, sizes={"m": m, "C": n_classes})
    call = Call("softmax_cross_entropy_grad", some_logits(rng, 6, 5), rng.integers(2, size=6))
    yield case(call, sizes={"m": 6, "C": 5})
    call = Call("softmax_cross_entropy_grad", some_logits(rng, 4, 3), np.array([2, 0, 1, 2]))
    yield case(call, sizes={"m": 4, "C": 3})


def grad_stability(rng):
    x = rng.uniform(-1e4, 1e4, size=(5, 3))
    yield case(Call("softmax_cross_entropy_grad", x, some_labels(rng, 5, 3)))
    offsets = np.array([[1e4 - 20.0], [-1e4 + 20.0], [0.0], [-800.0]])
    x = rng.normal(scale=2.0, size=(4, 6)) + offsets
    yield case(Call("softmax_cross_entropy_grad", x, some_labels(rng, 4, 6)))
    yield case(Call("softmax_cross_entropy_grad", *masked_logits(rng, 4, 5)))
    x = rng.uniform(14.0, 14.5, size=(2, 1)) * np.array([0.0, 1.0, 0.0])
    yield case(Call("softmax_cross_entropy_grad", x, np.array([1, 1])))  # a gradient below 1e-6 is not 0


def grad_formats(rng):
    yield from label_formats(rng, "softmax_cross_entropy_grad", some_logits)
    yield from number_formats(rng, "softmax_cross_entropy_grad")


def grad_labels(rng):
    yield from label_errors(rng, "softmax_cross_entropy_grad", some_logits)
    yield from bad_labels_elsewhere(rng, "softmax_cross_entropy_grad")


def grad_messages(rng):
    yield from label_errors(rng, "softmax_cross_entropy_grad", some_logits, ("y_true", "logits", "y_pred"))


def grad_effects(rng):
    yield from effects(rng, "softmax_cross_entropy_grad", some_logits)


EXERCISES = (
    Exercise(
        "softmax",
        (
            Category("값", 8, softmax_values, core=True),
            Category("1차원과 여러 크기", 4, softmax_shapes),
            Category("정수와 메모리 배치", 3, softmax_formats),
            Category("수치 안정성", 6, softmax_stability),
            Category("부작용", 3, softmax_effects),
        ),
    ),
    Exercise(
        "cross_entropy_loss",
        (
            Category("값", 8, loss_values, core=True),
            Category("클리핑과 정확한 0", 4, loss_clipping),
            Category("배열과 레이블 형식", 3, loss_formats),
            Category("잘못된 레이블", 4, loss_labels),
            Category("오류 메시지", 1, loss_messages),
            Category("부작용", 2, loss_effects),
        ),
    ),
    Exercise(
        "softmax_cross_entropy",
        (
            Category("값", 8, logits_values, core=True),
            Category("수치 안정성", 7, logits_stability),
            Category("마스크와 입력 형식", 3, logits_formats),
            Category("잘못된 레이블", 3, logits_labels),
            Category("오류 메시지", 1, logits_messages),
            Category("부작용", 2, logits_effects),
        ),
    ),
    Exercise(
        "softmax_cross_entropy_grad",
        (
            Category("값", 9, grad_values, core=True),
            Category("큰 로짓과 마스크", 4, grad_stability),
            Category("배열과 레이블 형식", 2, grad_formats),
            Category("잘못된 레이블", 2, grad_labels),
            Category("오류 메시지", 1, grad_messages),
            Category("부작용", 2, grad_effects),
        ),
        builds_on=("softmax",),
    ),
)
