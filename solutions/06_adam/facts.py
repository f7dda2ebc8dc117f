"""What unit 06 says in numbers, computed from its own code."""

from types import SimpleNamespace

import numpy as np
from autograder.authoring import over_seeds
from npml.unit06 import compare, data, figures, rules, widgets
from sklearn.datasets import load_breast_cancer

# Settings, versions, and sizes in examples.
GIVEN = (
    "0", "0.001", "0.1", "0.01", "0.9", "0.8", "0.96", "0.99", "0.999", "0.5", "0.2", "0.21", "0.82", "0.95", "0.7", "1.1", "0.4",
    "0.00003", "0.05", "1000", "100", "500", "300", "2.13.0", "2.13", "1640", "1e-8", "45%", "55%", "45", "55", "70", "10",
    "25", "3.2", "200", "0.100", "38", "0.01보다", "0.03", "0.07",
)  # fmt: skip
_SEEDS = 10


def _curve(lesson, lr, standardized=False):
    """Losses of Adam on the cancer data in a thousand steps."""

    def gradient(theta):
        return data.cancer_gradient(theta, standardized)

    move = lesson.Adam(lr=lr).update
    return data.walk(move, gradient, lambda theta: data.cancer_loss(theta, standardized), 31, 1000)


def seventh(lesson):
    """Where Adam 0.07 jumps, and whether starts that differ by 1e-10 end at quite different losses."""
    curves = []
    for seed in range(_SEEDS):
        optimizer, theta, losses = lesson.Adam(lr=0.07), 1e-10 * np.random.default_rng(seed).normal(size=31), []
        for _ in range(1000):
            theta = optimizer.update(theta, data.cancer_gradient(theta))
            losses.append(data.cancer_loss(theta))
        curves.append(losses)
    ends = [each[-1] for each in curves]
    at = np.median(np.argmax(np.array(curves)[:, 350:], axis=1)) + 351
    return SimpleNamespace(at=at, differs=max(ends) > 3 * min(ends))


def _plain(lr, standardized=False):
    """The same for gradient descent."""
    theta = np.zeros(31)
    for _ in range(1000):
        theta = theta - lr * data.cancer_gradient(theta, standardized)
    return data.cancer_loss(theta, standardized)


def steps():
    """The steps that are walked on the cancer data."""
    return 1000


def walked():
    """The steps that are drawn."""
    return 1200


def plain_bump():
    """Where gradient descent's loss rises once more, and whether lr times the curvature passes 2 before it does."""
    theta, losses, met = np.zeros(31), [], []
    for step in range(450):
        theta = theta - 3e-5 * data.cancer_gradient(theta)
        losses.append(data.cancer_loss(theta))
        if 200 <= step < 340 and step % 10 == 0:
            met.append(3e-5 * np.linalg.eigvalsh(data.cancer_hessian(theta))[-1])
    return SimpleNamespace(at=201 + np.argmax(losses[200:]), above=met[0] < 2.0 < met[-1])


def cancer(lesson):
    """The cancer data, its gradients at the start, and the losses that are reached on it."""
    raw, sizes = load_breast_cancer(), np.abs(data.cancer_gradient(np.zeros(31)))
    mine = [_curve(lesson, lr) for lr in (0.001, 0.003, 0.01, 0.02, 0.03)]
    best = _plain(3e-5)
    return SimpleNamespace(
        patients=len(raw.data), concave=raw.data[:, 7].mean(), ratio=sizes.max() / sizes.min(),
        start=data.cancer_loss(np.zeros(31)), best=best, times=1e-4 / 3e-5, next=_plain(1e-4),
        adam_always_lower=max(each[-1] for each in mine) < best, adam_best=mine[-1][-1],
        adam_calm=all(np.all(np.diff(each[200:]) < 0.001) for each in mine),
        tenth=_curve(lesson, 0.1)[-1], tenth_lowest=all(_curve(lesson, 0.1)[-1] < each[-1] for each in mine), standardized_plain=_plain(1.0, True),
        standardized_adam=_curve(lesson, 0.1, True)[-1],
    )  # fmt: skip


def jump(lesson):
    """Where the loss of Adam 0.1 jumps, how high, and when the steepness that it meets passes the limit."""
    heights, times, met = figures.steepness(lesson.Adam)
    late = times > 100
    return SimpleNamespace(
        at=350 + np.argmax(heights[350:1000]) + 1, height=heights[350:1000].max(), again=heights[1000:].max() > 20.0, limit=2 * (1 + 0.9) / (1 - 0.9),
        crossed=times[late][np.argmax(met[late] > 38.0)],
    )  # fmt: skip


def _path(lesson, lr, *, beta1=0.9, beta2=0.999, turned=False, noisy=False, seed=0):
    """Adam's path through the valley of condition 100."""
    matrix, extra = rules.valley(100.0, turned), rules.noise(100.0, turned, noisy, seed)
    optimizer, place, path = lesson.Adam(lr=lr, beta1=beta1, beta2=beta2), np.array(rules.START), [rules.START]
    for more in extra:
        place = optimizer.update(place, matrix @ place + more)
        path.append(place)
    return rules.losses(np.array(path), matrix)


def _moved(path):
    """How far each step goes along the second coordinate."""
    return np.abs(np.diff(path, axis=0))[:, 1]


def turned(lesson):
    """What is left along the floor of the turned valley after 60 steps, and the losses there."""
    matrix, extra, floor = rules.valley(100.0, True), np.zeros((rules.STEPS, 2)), np.array([1.0, 1.0]) / np.sqrt(2.0)
    mine, plain = widgets.felt(lesson.Adam, matrix)[0], rules.descend(matrix, 2.0 / 101.0, 0.0, extra)
    momentum = rules.descend(matrix, 0.1, 0.9, extra)
    start, end = abs(mine[0] @ floor), abs(mine[-1] @ floor)
    return SimpleNamespace(
        start_along=start, adam_along=end, adam_share=1 - end / start, momentum_along=abs(momentum[-1] @ floor),
        plain_loss=rules.losses(plain, matrix)[-1], adam_loss=rules.losses(mine, matrix)[-1],
    )  # fmt: skip


def felt(lesson):
    """The condition numbers of the valley in Adam's own coordinates after 60 steps, turned more and more."""
    names = {"straight": 0, "ten": 10, "twenty": 20, "turned": 45}
    return SimpleNamespace(**{name: widgets.felt_condition(lesson.Adam, degrees) for name, degrees in names.items()})


def runaway(lesson):
    """Adam without momentum and with lr 0.5: where its loss is lowest, how high it ends, when the steep side passes 2."""
    matrix, optimizer, path, met = rules.valley(100.0), lesson.Adam(lr=0.5, beta1=0.0), [np.array(rules.START)], []
    for step in range(1, 61):
        path.append(optimizer.update(path[-1], matrix @ path[-1]))
        met.append(0.5 * 100.0 / np.sqrt(optimizer.v[1] / (1 - 0.999**step)))
    losses = rules.losses(np.array(path), matrix)
    return SimpleNamespace(
        lowest=np.argmin(losses), tiny=losses.min() < 1e-8, end=losses[-1], crossed=np.argmax(np.array(met) > 2.0) + 1,
    )  # fmt: skip


def short():
    """First steps in units of lr with betas 0.9 and 0.99 and missing corrections, and the later ones without any."""
    t = np.arange(1, 500)
    ratio = (1 - 0.9**t) / np.sqrt(1 - 0.99**t)
    return SimpleNamespace(only_v=0.1, only_m=1 / np.sqrt(0.01), first=ratio[0], second=ratio[1], longest=ratio.max())


_RATES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)


def valley(lesson):
    """The valley of condition 100 without noise."""
    extra = np.zeros((rules.STEPS, 2))
    matrix, turned = rules.valley(100.0), rules.valley(100.0, True)
    momentum, prop = rules.descend(matrix, 0.1, 0.9, extra), rules.rmsprop(matrix, 0.1, extra)
    first = np.abs(prop[1] - prop[0])
    best = 2.0 / 101.0
    plain_path, slow = (rules.descend(matrix, best, keep, extra) for keep in (0.0, 0.9))
    other = rules.losses(rules.descend(turned, 0.1, 0.9, extra), turned)[-1]
    betas = (0.0, 0.5, 0.9, 0.99)
    return SimpleNamespace(
        momentum_ratio=np.abs(momentum[1] - momentum[0])[1] / np.abs(momentum[1] - momentum[0])[0],
        rmsprop_equal=np.isclose(*first), rmsprop_first=first[0] / 0.1,
        plain_rate=best, times=0.1 / best, momentum_gets_farther=abs(momentum[-1, 0]) < 0.02 * abs(plain_path[-1, 0]),
        plain_diverges=rules.losses(rules.descend(matrix, 0.1, 0.0, extra), matrix)[-1] > 1e6,
        same_rate_same_way=abs(slow[-1, 0] - plain_path[-1, 0]) < 0.01,
        momentum=rules.losses(momentum, matrix)[-1], adam=_path(lesson, 0.1)[-1],
        adam_last=_path(lesson, 0.1)[-1] > max(rules.losses(path, matrix)[-1] for path in (momentum, prop)),
        usual_beta_fails=all(_path(lesson, lr)[-1] > 1e-3 for lr in _RATES),
        plain_crosses_more=bool(np.all(_moved(rules.descend(matrix, 2.0 / 101.0, 0.0, extra)) > _moved(momentum))),
        rmsprop=rules.losses(prop, matrix)[-1], short_memory=_path(lesson, 0.1, beta1=0.0, beta2=0.9)[-1],
        long_memory=_path(lesson, 0.1, beta1=0.0)[-1],
        half_beta_solves=any(_path(lesson, lr, beta1=0.5)[-1] < 1e-3 for lr in _RATES),
        rmsprop_trembles=rules.losses(rules.rmsprop(matrix, 0.2, extra), matrix)[41:].mean(),
        adam_settles=_path(lesson, 0.2)[41:].mean(),
        turned_momentum_wins=all(
            _path(lesson, lr, beta1=beta1, turned=True)[-1] > other for lr in _RATES for beta1 in betas
        ),
    )  # fmt: skip


def noisy(lesson):
    """Mean loss of the last twenty steps with noise in the gradients, over ten seeds, learning rate 0.1."""
    matrix = rules.valley(100.0)

    def mean(path_of):
        return over_seeds(lambda seed: np.mean(path_of(seed)[41:]), _SEEDS).mean

    def extra(seed):
        return rules.noise(100.0, False, True, seed)

    return SimpleNamespace(
        momentum=mean(lambda seed: rules.losses(rules.descend(matrix, 0.1, 0.9, extra(seed)), matrix)),
        rmsprop=mean(lambda seed: rules.losses(rules.rmsprop(matrix, 0.1, extra(seed)), matrix)),
        adam=mean(lambda seed: _path(lesson, 0.1, noisy=True, seed=seed)),
    )  # fmt: skip


def memory():
    """About how many gradients an average with 0.999 remembers."""
    return 1 / (1 - 0.999)


def lengths(lesson):
    """Lengths of Adam's steps in units of the learning rate: signs at random, and a spike after a long calm."""

    def signs(seed, beta1=0.9):
        rng, optimizer, found = np.random.default_rng(seed), lesson.Adam(lr=1.0, beta1=beta1), []
        for _ in range(900):
            found.append(np.abs(optimizer.update(np.zeros(200), rng.choice([-1.0, 1.0], size=200))))
        return np.mean(found[600:])

    calm = lesson.Adam(lr=1.0)
    for _ in range(5000):
        calm.update(np.zeros(40), np.ones(40))
    loud = [np.abs(calm.update(np.zeros(40), np.geomspace(1.0, 1e4, 40))).max() for _ in range(40)]
    return SimpleNamespace(
        signs=over_seeds(signs, _SEEDS).mean, signs_of_longer=over_seeds(lambda seed: signs(seed, 0.99), _SEEDS).mean, spike=loud[0], sustained=max(loud), longest_at=np.argmax(loud) + 1,
    )  # fmt: skip


def reddi(lesson):
    """Where the example of block 9 leads with other betas: the wrong way for a small beta2 without momentum only."""

    def end(beta1, beta2):
        optimizer, theta = lesson.Adam(lr=0.01, beta1=beta1, beta2=beta2), np.zeros(1)
        for step in range(3000):
            theta = np.clip(optimizer.update(theta, np.array([3.0 if step % 3 == 0 else -1.0])), -1.0, 1.0)
        return theta[0]

    wrong, right = [end(0.0, beta2) for beta2 in (0.1, 0.4)], [end(0.0, beta2) for beta2 in (0.5, 0.9, 0.999)]
    return SimpleNamespace(only_small=min(wrong) > 0.5 and max(right) < -0.3, momentum_helps=end(0.9, 0.1) < -0.5)


def eps_place():
    """scikit-learn's first step beside Adam's: how much more eps weighs, lr 0.1 for 1e-6, and a gradient of 1000 eps.

    There a few hundredths are missing, and at ten times that less than one.
    """
    root = np.sqrt(0.001)

    def share(gradient):
        return root * gradient / (root * gradient + 1e-8)

    return SimpleNamespace(weight=1 / root, hundred=0.1 * share(1e-6), thousand=0.02 < 1 - share(1e-5) < 0.05 and 1 - share(1e-4) < 0.01)


def distances():
    """The weights that gradient descent finds on the standardised cancer data, in the units of the raw features.

    And how far a thousand steps of Adam 0.03 go.
    """
    theta = np.zeros(31)
    for _ in range(1000):
        theta = theta - data.cancer_gradient(theta, True)
    far = np.abs(theta[1:] / load_breast_cancer().data.std(axis=0))
    return SimpleNamespace(near=far.min(), far=far.max(), reach=0.03 * 1000)


def bias():
    """How far the uncorrected averages are behind, and how much longer the steps are."""
    t = np.arange(1, 5000)
    ratio = (1 - 0.9**t) / np.sqrt(1 - 0.999**t)
    return SimpleNamespace(
        v_after_100=1 - 0.999**100, first=ratio[0], twelfth=ratio[11], v_ready=np.argmax(1 - 0.999**t > 0.9) + 1,
    )  # fmt: skip


def hand():
    """The example by hand without corrections, and with gradient descent."""
    return SimpleNamespace(uncorrected_second=0.9 * 1.0 / np.sqrt(1.0), plain_steep=0.9 * 5, plain_flat=0.9 * 0.05)


def first():
    """The first step of question 1 in other ways: learning rate 0.01, gradients 1000 and -0.001."""
    m, root = 0.1, np.sqrt(0.001)
    return SimpleNamespace(
        plain_steep=-0.01 * 1000, plain_flat=0.01 * 0.001, none=0.01 * m / root, only_v=0.01 * m, only_m=0.01 / root,
    )  # fmt: skip


def diabetes(lesson):
    """Least squares on the diabetes data, and how far gradient descent gets."""
    Z, y = data.diabetes()
    theta = np.linalg.lstsq(Z, y, rcond=None)[0]
    plain = data.walk(lambda at, g: at - 0.4 * g, data.diabetes_gradient, data.diabetes_mse, 11, 500)[-1]
    return SimpleNamespace(best=data.diabetes_mse(theta), intercept=theta[0], needed=theta[0] / 0.001, plain=plain)


def decay(lesson):
    """What is left of weights with large and small gradients if their decay is added to the gradients, ten seeds."""
    left = [compare.shrunk(lesson.Adam(lr=0.001), 0.1, seed) for seed in range(_SEEDS)]
    large, small = (over_seeds(lambda seed, at=at: left[seed][at]).mean for at in (0, 1))
    return SimpleNamespace(steps=2000, wanted=(1 - 0.001 * 0.1) ** 2000, large=large, small=small)


def no_power():
    """Steps for a gradient of 1 if both averages are divided by 1 - beta, learning rate 0.1."""

    def step(t):
        return 0.1 * (1 - 0.9**t) / 0.1 / np.sqrt((1 - 0.999**t) / 0.001)

    return {f"t{t}": step(t) for t in (1, 2, 5, 10, 100, 1000)} | {"end": np.sqrt(0.001) / 0.1}


def schedule(lesson):
    """MSE on the diabetes data after 300 steps with a fixed and a falling rate, on all rows and on mini-batches."""

    def run(falling, seed=None):
        rng, theta, best = np.random.default_rng(seed), np.zeros(11), diabetes(lesson).best
        optimizer = lesson.Adam(lr=10.0)
        for step in range(300):
            optimizer.lr = 10.0 * (1 - step / 300) if falling else 10.0
            rows = slice(None) if seed is None else rng.choice(442, 32)
            theta = optimizer.update(theta, data.diabetes_gradient(theta, rows))
        return data.diabetes_mse(theta) - (0.0 if seed is None else best)

    return SimpleNamespace(
        fixed=run(False), falling=run(True), noisy_fixed=over_seeds(lambda seed: run(False, seed)).mean,
        noisy_falling=over_seeds(lambda seed: run(True, seed)).mean,
    )  # fmt: skip


def state_gigabytes():
    """m and v of seven billion parameters, four bytes each."""
    return 7e9 * 2 * 4 / 1e9
