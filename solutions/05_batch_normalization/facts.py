"""What unit 05 says in numbers, computed from its own code."""

import itertools
from functools import partial
from types import SimpleNamespace

import numpy as np
from autograder.authoring import over_seeds
from npml.unit05 import figures, network, widgets
from scipy.signal import lfilter

# Settings, versions, and what the paper of 2015 reports (14 times fewer steps).
GIVEN = ("0.5", "1.4", "0.3", "0.1", "0.2", "0.8", "0.9", "0.99", "300", "500", "100", "2.13", "3.15", "14", "4", "90", "10")
_SEEDS = range(10)
_runs, _slow = {}, {}


def _with_slow(BatchNorm):
    """A class that trains like BatchNorm, and keeps beside it the running values of momentum 0.99."""

    class Both(BatchNorm):
        def __init__(self):
            super().__init__()
            self.slow = BatchNorm(momentum=0.99)

        def forward(self, x, training=True):
            if training and self.slow is not None:
                self.slow.forward(x)
            return super().forward(x, training)

    return Both


def _slow_scores(net, x, labels):
    """Test accuracies in training mode and in inference mode with the running values of momentum 0.99."""
    kept = net.norms
    for norm in kept:
        norm.slow.gamma, norm.slow.beta = norm.gamma, norm.beta
    net.norms = [norm.slow for norm in kept]
    scores = net.accuracy_of_training_mode(x, labels), net.accuracy(x, labels)
    net.norms = kept
    return scores


def _spread(values):
    """Values that were computed for the ten seeds before."""
    return over_seeds(lambda seed: values[seed])


def _trained(lesson, scale, lr, *, norm=True, epochs=(10,)):
    """For each seed the network after the last epoch, and its test accuracy after each of some epochs, (10, len)."""
    key = (scale, lr, norm, epochs)
    if key not in _runs:
        _, _, x, labels = network.digits()
        networks, scores, layer = [], [], lesson.BatchNorm if norm else None
        if norm and len(epochs) > 1:
            layer = _with_slow(lesson.BatchNorm)
        for seed in _SEEDS:
            net, rows, count = (network.Network(layer, scale, seed), {}, itertools.count(1))

            def look(now, rows=rows, count=count, seed=seed):
                if (epoch := next(count)) in epochs:
                    rows[epoch] = now.accuracy(x, labels)
                    if norm and len(epochs) > 1 and epoch <= 10:
                        _slow[seed, epoch] = _slow_scores(now, x, labels)
                if epoch == 10:
                    for each in filter(None, now.norms):
                        each.slow = None

            network.train(net, lr, epochs[-1], seed=seed, after=look)
            networks.append(net)
            scores.append([rows[epoch] for epoch in epochs])
        _runs[key] = networks, np.array(scores)
    return _runs[key]


def _fitting(lesson, *, norm=True):
    """Fitting weights and learning rate: looked at after epochs 1, 10 and 20."""
    return _trained(lesson, 1.4, 0.1, norm=norm, epochs=(1, 10, 20))


def _compared(run, at=0):
    """Test accuracies with and without batch normalization, of what ``run(norm=…)`` gives."""
    ends = {}
    for name, norm in (("with", True), ("without", False)):
        spread = _spread(run(norm=norm)[1][:, at])
        ends |= {f"{name}_mean": spread.mean, f"{name}_low": spread.low, f"{name}_high": spread.high}
    return SimpleNamespace(**ends)


def good(lesson):
    """Test accuracies with fitting weights and learning rate, 10 epochs, ten seeds."""
    return _compared(partial(_fitting, lesson), 1)


def longer(lesson):
    """The same after 20 epochs."""
    return _compared(partial(_fitting, lesson), 2)


def fast(lesson):
    """With three times the learning rate."""
    return _compared(partial(_trained, lesson, 1.4, 0.3))


def small(lesson):
    """With weights that are too small."""
    return _compared(partial(_trained, lesson, 0.5, 0.1))


def large(lesson):
    """With weights that are too large."""
    return _compared(partial(_trained, lesson, 3.0, 0.1))


def large_faster(lesson):
    """Large weights with batch normalization and nine times the learning rate."""
    return _spread(_trained(lesson, 3.0, 0.9)[1][:, 0])


def first_steps(lesson):
    """By which share the first step changes the weights, without and with batch normalization, over ten seeds."""

    def shares(layer, scale):
        return np.array([network.first_step(network.Network(layer, scale, seed)) for seed in _SEEDS])

    without, own = ([shares(layer, scale) for scale in (0.5, 1.4, 3.0)] for layer in (None, lesson.BatchNorm))
    return SimpleNamespace(
        small=np.mean(without[0]), large=np.mean(without[2]), apart=bool(np.min(without[2]) > 1000 * np.max(without[0])),
        together=bool(np.max(own) < 20 * np.min(own)),
    )  # fmt: skip


def scaled(lesson):
    """The gradient for weights before batch normalization if they are ten times as large, by the gradient before."""
    rng = np.random.default_rng(0)
    x, W, dout, sizes = rng.normal(size=(20, 6)), rng.normal(size=(6, 5)), rng.normal(size=(20, 5)), []
    for factor in (1.0, 10.0):
        layer = lesson.BatchNorm(eps=1e-12)
        layer.forward(x @ (factor * W))
        sizes.append(x.T @ network.batchnorm_backward(layer, x @ (factor * W), dout)[0])
    ratio = sizes[1] / sizes[0]
    return SimpleNamespace(gradient=bool(np.allclose(ratio, 0.1)), tenth=bool(np.allclose(ratio, 0.1)))


def cloud():
    """The correlation of two features of the wines, and whether normalising leaves it alone."""
    from sklearn.datasets import load_wine

    raw = load_wine().data[:, [5, 6]]
    even = (raw - raw.mean(axis=0)) / raw.std(axis=0)
    before, after = (np.corrcoef(each.T)[0, 1] for each in (raw, even))
    return SimpleNamespace(correlation=before, same=bool(np.isclose(before, after)))


def lowest(lesson):
    """The lowest accuracy with batch normalization in the first three settings and with any seed."""
    return min(each.with_low for each in (good(lesson), fast(lesson), small(lesson)))


def too_fast(lesson):
    """What batch normalization cannot save: small weights and thirty times the learning rate."""
    return _spread(_trained(lesson, 0.5, 3.0)[1][:, 0])


def modes(lesson):
    """Mean accuracies in training mode and in inference mode for two momentums, after epochs 1 and 10."""
    usual = _fitting(lesson)[1].mean(axis=0)
    (trained, slow), (_, slow_last) = (np.mean([_slow[seed, epoch] for seed in _SEEDS], axis=0) for epoch in (1, 10))
    return SimpleNamespace(
        trained_first=trained, usual_first=usual[0], slow_first=slow, usual_last=usual[1], slow_last=slow_last,
    )  # fmt: skip


def never_updated(lesson):
    """Mean accuracies in both modes if the running values had stayed 0 and 1."""
    _, _, x, labels = network.digits()
    found = []
    for net in _fitting(lesson)[0]:
        kept = [(norm.running_mean, norm.running_var) for norm in net.norms]
        for norm in net.norms:
            norm.running_mean, norm.running_var = (np.zeros_like(norm.running_mean), np.ones_like(norm.running_var))
        found.append((net.accuracy_of_training_mode(x, labels), net.accuracy(x, labels)))
        for norm, values in zip(net.norms, kept, strict=True):
            norm.running_mean, norm.running_var = values
    trained, inferred = np.mean(found, axis=0)
    return SimpleNamespace(trained=trained, inferred=inferred)


def suspicious(lesson):
    """How much the way matters in which test digits are put together, for networks of ten seeds."""
    _, _, x, labels = network.digits()
    ways, gaps, pairs, lost = dict(network.ways_to_test(labels)), [], [], []

    def score(net, way, most=None):
        return np.mean([net.accuracy_of_training_mode(x[i], labels[i]) for i in ways[way][:most]])

    for net in _fitting(lesson)[0]:
        right = net.accuracy(x[:1000], labels[:1000])
        gaps.append(abs(score(net, "100장씩") - right))
        lost.append(right - score(net, "20장씩"))
        pairs.append(score(net, "2장씩", 50))
    return SimpleNamespace(
        count=ways["2장씩"].size, few_right=0.15 < np.mean(pairs) < 0.35, nearly_equal=np.mean(gaps) < 0.01,
        twenty_lose=np.mean(lost),
    )  # fmt: skip


def scales(lesson):
    """How three scales of the weights compare, and the spread of the tenth layer's activations."""
    ends = {scale: figures.activations(scale)[-1].std() for scale in (0.1, 0.5, 3.0, 10.0)}
    return SimpleNamespace(
        twice=3.0 / np.sqrt(2.0), small=ends[0.5], large=ends[3.0],
        digits=np.log10(ends[10.0] / ends[0.1]),
    )  # fmt: skip


def hand_means():
    """The means of the two columns of block 3, one by the other."""
    return 50 / 7


def follows(lesson):
    """How far running means get, by the widget's own batches."""
    slow, _ = widgets.follow(lesson.BatchNorm, 0.99, 16, 60)
    return SimpleNamespace(
        slow=slow[-1] / widgets.proline().mean(), slow_formula=1 - 0.99**60, fast_formula=1 - 0.9**20, shrunk=3 / 4,
    )  # fmt: skip


def solvable():
    """Of forty times that the widget's batches are drawn, in how many some momentum stays within the band."""
    wines, tries, found = widgets.proline()[:, 0], 40, {}
    for name, size in (("four", 4), ("sixteen", 16), ("sixty_four", 64)):
        draws = []
        for seed in range(tries):
            rng = np.random.default_rng(seed)
            draws.append([wines[rng.choice(len(wines), size)].mean() for _ in range(widgets.BATCHES)])
        stays = np.zeros(tries, dtype=bool)
        for momentum in np.arange(0.0, 0.995, 0.01):
            means = lfilter([1.0 - momentum], [1.0, -momentum], np.array(draws))[:, -widgets.LAST :]
            stays |= np.max(np.abs(means / wines.mean() - 1.0), axis=1) <= widgets.BAND
        found[name] = np.sum(stays)
    return SimpleNamespace(**found)


def test_digits(lesson):
    """The digits that are left for the test."""
    return len(network.digits()[3])


def wine_eps(lesson):
    """The smallest spread among the wine's features, and by which share the default eps makes it smaller than 1."""
    from sklearn.datasets import load_wine

    wine = load_wine().data
    return SimpleNamespace(smallest=wine.std(axis=0).min(), loss=1 - lesson.BatchNorm().forward(wine).std(axis=0).min())


def unbiased():
    """By what the variance over N - 1 is larger than the one over N."""
    return SimpleNamespace(five=5 / 4, hundred=100 / 99 - 1)


def elements():
    """Numbers in an array of shape (32, 100)."""
    return 32 * 100


def torch_momentum():
    """PyTorch's momentum for ours of 0.9."""
    return 1 - 0.9


def large_batches_agree(lesson):
    """Whether the two modes give outputs that are the closer the larger the batch."""
    data = figures.wines()
    rng, layer = np.random.default_rng(0), lesson.BatchNorm(momentum=0.9)
    for _ in range(100):
        layer.forward(data[rng.choice(len(data), 64)])
    gaps = []
    for size in (4, 16, 64):
        batches = [data[rng.choice(len(data), size, replace=False)] for _ in range(50)]
        right = [layer.forward(batch, False) for batch in batches]
        gaps.append(
            np.mean([np.abs(lesson.BatchNorm().forward(x) - y).mean() for x, y in zip(batches, right, strict=True)])
        )
    return gaps[0] > gaps[1] > gaps[2]


def bias_is_idle(lesson):
    """Whether the gradient for a bias before batch normalization is zero but for rounding."""
    rng, layer = np.random.default_rng(0), lesson.BatchNorm()
    z = rng.normal(size=(20, 5))
    layer.forward(z)
    return bool(np.max(np.abs(network.batchnorm_backward(layer, z, rng.normal(size=(20, 5)))[0].sum(axis=0))) < 1e-13)
