"""Hidden cases of unit 09: inputs and tolerances only, the reference gives what is expected.

Sizes differ and batches are small enough that the labels miss some class; one square batch
catches a forgotten ``keepdims``.  Every case with a bad label has legal calls around it.
"""

import numpy as np

from autograder.spec import Call, Category, Exercise, Layout, Shared, case

SHAPES = ((3, 5), (4, 4), (7, 2), (2, 9))


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


# --- softmax -------------------------------------------------------------------------


def softmax_values(rng):
    for m, n_classes in SHAPES:
        yield case(Call("softmax", some_logits(rng, m, n_classes)))


def softmax_shapes(rng):
    for shape in ((7,), (1,), (1, 4), (6, 1)):
        yield case(Call("softmax", rng.normal(scale=2.0, size=shape)))


def softmax_formats(rng):
    yield case(Call("softmax", rng.integers(-6, 7, size=(3, 5))))
    yield case(Call("softmax", rng.integers(0, 9, size=(4, 3)).astype(np.uint8)))
    yield case(Call("softmax", np.array([-90, 100, 98, 99], dtype=np.int8)))
    for how in ("F", "strided", "negative"):
        yield case(Call("softmax", Layout(some_logits(rng, 4, 6), how)))


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


def softmax_effects(rng):
    x = Shared("x", some_logits(rng, 3, 5))
    yield case(Call("softmax", x), Call("softmax", x), look="pure fresh")
    yield case(
        Call("softmax", some_logits(rng, 2, 6)), Call("softmax", some_logits(rng, 2, 6)), look="pure fresh"
    )
    yield case(Call("softmax", rng.normal(size=4)), look="pure fresh")
    yield case(Call("softmax", Layout(some_logits(rng, 3, 4), "readonly")), look="pure fresh")


# --- labels: the same rules for three functions --------------------------------------


def bad_labels(rng, m, n_classes):
    """Groups of bad labels, and whether the first argument may be blamed for them too; m, C >= 3."""
    good = some_labels(rng, m, n_classes)
    good[0] = 1
    yield [np.eye(n_classes, dtype=np.int64)[good]], True
    yield [good[:, None], good[None, :]], True
    yield [good[:-1], np.append(good, 0), good[:1]], True
    yield [good.astype(np.float64), [float(label) for label in good]], False
    yield [(good % 2).astype(bool)], False
    yield [np.where(np.arange(m) == 1, -1, good), np.where(np.arange(m) == 2, -n_classes, good).tolist()], False
    far = np.where(np.arange(m) == m - 1, n_classes + 40, good).astype(np.uint8)
    yield [np.where(np.arange(m) == 1, n_classes, good), far], True


def label_errors(rng, name, draw, blame=()):
    """Cases with legal calls around the bad ones; with ``blame`` the message counts as well."""
    m, n_classes = 5, 4
    first = draw(rng, m, n_classes)
    for group, both in bad_labels(rng, m, n_classes):
        names = blame if both else blame[:1]
        legal = Call(name, first, some_labels(rng, m, n_classes))
        illegal = [Call(name, first, labels) for labels in group]
        yield case(*illegal, legal, look="message" if blame else "", blame=names)


def label_formats(rng, name, draw):
    """List labels, every kind of integer, other memory layouts."""
    labels = some_labels(rng, 6, 4)
    yield case(Call(name, draw(rng, 6, 4), labels.tolist()))
    for dtype in (np.int8, np.uint8, np.int32, np.uint64):
        yield case(Call(name, draw(rng, 6, 4), some_labels(rng, 6, 4).astype(dtype)))
    for how in ("F", "strided", "negative"):
        yield case(Call(name, Layout(draw(rng, 6, 4), how), Layout(some_labels(rng, 6, 4), how)))
    yield case(Call(name, draw(rng, 1, 5), np.array([3])))
    yield case(Call(name, draw(rng, 4, 1), np.zeros(4, dtype=np.int64)))


def effects(rng, name, draw):
    """The same objects twice, lists, read-only arrays."""
    first, labels = Shared("first", draw(rng, 4, 3)), Shared("labels", some_labels(rng, 4, 3))
    yield case(Call(name, first, labels), Call(name, first, labels), look="pure fresh")
    yield case(
        Call(name, draw(rng, 4, 3), some_labels(rng, 4, 3)), Call(name, draw(rng, 4, 3), some_labels(rng, 4, 3).tolist()),
        look="pure fresh",
    )  # fmt: skip
    frozen = Layout(some_labels(rng, 5, 3), "readonly")
    yield case(Call(name, Layout(draw(rng, 5, 3), "readonly"), frozen), look="pure fresh")


# --- cross_entropy_loss --------------------------------------------------------------


def loss_values(rng):
    for m, n_classes in SHAPES:
        yield case(Call("cross_entropy_loss", some_probabilities(rng, m, n_classes), some_labels(rng, m, n_classes)))
    yield case(Call("cross_entropy_loss", some_probabilities(rng, 6, 5), rng.integers(2, size=6)))


def a_float(value):
    """Whether a value is a real number of shape ()."""
    return not isinstance(value, (bool, np.bool_)) and isinstance(value, (int, float, np.generic)) or (
        isinstance(value, np.ndarray) and value.shape == () and value.dtype.kind in "iuf"
    )


def exactly_zero(got, want):
    """The loss of a perfect prediction (step 0) is 0.0 or -0.0; step 1 has every p = 0.

    A diagnosis by values cannot see a difference of 1e-12, so the two ways to miss it are named here.
    """
    if not all(a_float(outcome.value) for outcome in got):
        return ""
    loss, worst = (float(outcome.value) for outcome in got)
    if loss == 0.0:
        return None
    if abs(worst - float(want[1].value)) > 1e-6 or abs(loss) > 2e-12:
        return ""
    return "only_low" if loss < 0.0 else "clip_both_ends"


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


def masked_logits(rng, m, n_classes):
    """(m, C) logits with masked entries and labels (m,) that are never masked."""
    x, labels = some_logits(rng, m, n_classes), some_labels(rng, m, n_classes)
    x[np.arange(m), (labels + 1) % n_classes] = -np.inf
    x[0, np.arange(n_classes) != labels[0]] = -np.inf
    return x, labels


def number_formats(rng, name):
    yield case(Call(name, rng.integers(-6, 7, size=(3, 5)), np.array([4, 0, 2])))
    yield case(Call(name, rng.integers(0, 9, size=(4, 3)).astype(np.uint8), np.array([1, 0, 0, 2])))
    yield case(Call(name, np.array([[-90, 100, 98], [40, -100, 99]], dtype=np.int8), np.array([2, 0])))


def logits_formats(rng):
    yield case(Call("softmax_cross_entropy", *masked_logits(rng, 4, 5)))
    yield from label_formats(rng, "softmax_cross_entropy", some_logits)
    yield from number_formats(rng, "softmax_cross_entropy")


def logits_labels(rng):
    yield from label_errors(rng, "softmax_cross_entropy", some_logits)


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


def grad_stability(rng):
    x = rng.uniform(-1e4, 1e4, size=(5, 3))
    yield case(Call("softmax_cross_entropy_grad", x, some_labels(rng, 5, 3)))
    offsets = np.array([[1e4 - 20.0], [-1e4 + 20.0], [0.0], [-800.0]])
    x = rng.normal(scale=2.0, size=(4, 6)) + offsets
    yield case(Call("softmax_cross_entropy_grad", x, some_labels(rng, 4, 6)))
    yield case(Call("softmax_cross_entropy_grad", *masked_logits(rng, 4, 5)))


def grad_formats(rng):
    yield from label_formats(rng, "softmax_cross_entropy_grad", some_logits)
    yield from number_formats(rng, "softmax_cross_entropy_grad")


def grad_labels(rng):
    yield from label_errors(rng, "softmax_cross_entropy_grad", some_logits)


def grad_messages(rng):
    yield from label_errors(rng, "softmax_cross_entropy_grad", some_logits, ("y_true", "logits", "y_pred"))


def grad_effects(rng):
    yield from effects(rng, "softmax_cross_entropy_grad", some_logits)


EXERCISES = (
    Exercise(
        "softmax",
        (
            Category("값", 8, softmax_values, core=True),
            Category("1차원·한 행·한 열", 4, softmax_shapes),
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
    ),
)
