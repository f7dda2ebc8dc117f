"""The numbers in unit 07's texts, computed."""

import numpy as np
from autograder.authoring import over_seeds

# Rates, penalties, sizes and seeds that were chosen, and scores of an example.
GIVEN = (
    "0.1", "0.2", "0.25", "0.5", "0.75", "0.8", "0.9", "0.01", "0.72", "0.71", "0.90", "30", "70", "100", "109", "120",
    "150", "200", "400", "500", "4,000",
)  # fmt: skip


def _runs(lesson, first=0, noise=0.3, **settings):
    """Ten trainings of 200 epochs with the seeds from the first; dropout if a rate is given. Each is done once and kept."""
    from npml.unit07.network import fit

    hooks = (lesson.dropout_forward, lesson.dropout_backward) if "rate" in settings else ()
    return [fit(*hooks, seed=first + seed, epochs=200, every=200, noise=noise, **settings) for seed in range(10)]


def _tests(lesson, **settings):
    """The test accuracies at the end of those trainings."""
    return np.array([run[2][-1] for run in _runs(lesson, **settings)])


def data():
    """How many digits there are, and how many are left for the test."""
    from npml.unit07.network import digits

    x, _, x_test, _ = digits(0.3, 0)
    return {"all": len(x) + len(x_test), "test": len(x_test)}


def all_off(lesson):
    """How often all of eight units are dropped at a rate of 0.8."""
    _, mask = lesson.dropout_forward(np.ones((100_000, 8)), 0.8, rng=0)
    return np.mean(mask.sum(axis=1) == 0)


def squares(lesson):
    """The sum of the squares of the weights behind the hidden layer, on average over ten seeds."""
    settings = {"none": {}, "half": {"rate": 0.5}, "most": {"rate": 0.8}, "clean_none": {"noise": 0.0}, "clean_half": {"noise": 0.0, "rate": 0.5}}

    def mean(chosen):
        runs = _runs(lesson, **chosen)
        return over_seeds(lambda seed: np.sum(runs[seed][-1][2] ** 2)).mean

    return {name: mean(chosen) for name, chosen in settings.items()}


def healthy(lesson):
    """Whether the last training accuracy at a rate of 0.8 is about 0.7 to 0.8: within 0.05 of it, for all seeds."""
    train = over_seeds(lambda seed: _runs(lesson, rate=0.8)[seed][1][-1])
    return train.low >= 0.65 and train.high <= 0.85


def more_dropout(lesson):
    """The mean test accuracy at a rate of 0.9 over ten seeds."""
    tests = _tests(lesson, rate=0.9)
    return over_seeds(lambda seed: tests[seed]).mean


def no_better(lesson):
    """Whether a rate of 0.9 is on average no better than 0.8."""
    return more_dropout(lesson) <= _tests(lesson, rate=0.8).mean()


def longer(lesson):
    """Accuracies after 500 epochs on average over ten seeds; how much of the wrong labels is then known by heart."""
    from npml.unit07.network import fit

    hooks = (lesson.dropout_forward, lesson.dropout_backward)
    kinds = {"none": ((), {}), "most": (hooks, {"rate": 0.8}), "nine": (hooks, {"rate": 0.9}), "decayed": ((), {"decay": 0.01})}
    runs = {
        name: [fit(*functions, seed=seed, epochs=500, every=500, **settings) for seed in range(10)]
        for name, (functions, settings) in kinds.items()
    }
    ends = {name: np.array([(run[1][-1], run[2][-1]) for run in found]) for name, found in runs.items()}
    # At most 70% of the labels are right, so this much of the rest is known by heart at least.
    heart = over_seeds(lambda seed: (ends["most"][seed, 0] - 0.7) / 0.3)
    return {
        **{name: {"train": found[:, 0].mean(), "test": found[:, 1].mean()} for name, found in ends.items()},
        "half_by_heart": heart.low > 0.5,
        "always": bool(np.all(ends["most"][:, 1] > ends["none"][:, 1])),
    }


def funnel():
    """How far the mean of 64 thinned networks' answers usually is from inference mode's at a rate of 0.8."""
    from npml.unit07.widgets import COUNT, sigma_of

    return {"end": 2 * sigma_of(0.8) / COUNT**0.5, "twice": sigma_of(0.8) / sigma_of(0.5)}


def peak_is_higher():
    """Whether the test accuracy without dropout was once above the mission's."""
    from npml.unit07.widgets import TARGET, plain

    return plain()[1].max() > TARGET


def l2_wins(lesson):
    """The share of seeds for which the L2 penalty is better than dropout at a rate of 0.8."""
    decayed, dropped = _tests(lesson, decay=0.01), _tests(lesson, rate=0.8)
    return over_seeds(lambda seed: decayed[seed] > dropped[seed]).mean


def _means(lesson, first):
    """Mean test accuracies with wrong labels for the ten seeds from the first."""
    settings = {"none": {}, "half": {"rate": 0.5}, "most": {"rate": 0.8}, "decayed": {"decay": 0.01}}
    return {name: _tests(lesson, first=first, **chosen).mean() for name, chosen in settings.items()}


def again(lesson):
    """The table of section 7.1 for the seeds 100 to 109."""
    return _means(lesson, 100)


def order_changes(lesson):
    """Whether dropout 0.5, dropout 0.8 and L2 come in another order with the other seeds."""
    first, second = (sorted(("half", "most", "decayed"), key=_means(lesson, seed).get) for seed in (0, 100))
    return first != second


def plain_is_worst(lesson):
    """Whether no regularization is the worst of the four with either ten seeds."""
    return all(min(found, key=found.get) == "none" for found in (_means(lesson, 0), _means(lesson, 100)))


def chosen_again(lesson):
    """The epoch that early stopping chooses, on average over the seeds 100 to 109."""
    from npml.unit07.experiments import EPOCHS, EVERY, HELD, PATIENCE
    from npml.unit07.network import fit

    def chosen(seed):
        epochs, _, _, validation, _ = fit(seed=100 + seed, epochs=EPOCHS, every=EVERY, held=HELD)
        return epochs[lesson.stop_early(validation, PATIENCE)]

    return over_seeds(chosen).mean


def clean_again(lesson):
    """For how many of the seeds 100 to 109 dropout 0.5 is better and worse with right labels."""
    plain, half = (_tests(lesson, first=100, noise=0.0, **chosen) for chosen in ({}, {"rate": 0.5}))
    return {"better": np.sum(half > plain), "worse": np.sum(half < plain)}


def sklearn():
    """Test accuracy of scikit-learn's network without and with an L2 penalty, on average over ten seeds."""
    from npml.unit07.experiments import sklearn_tests

    tests = {"plain": sklearn_tests(0.0), "decayed": sklearn_tests(3.0)}
    return {name: over_seeds(lambda seed, found=found: found[seed]).mean for name, found in tests.items()}


def monte_carlo(lesson):
    """What dropout at inference does, on average over ten seeds: the answer to challenge 1."""
    from npml.unit07.experiments import monte_carlo as run

    runs = [run(lesson.dropout_forward, lesson.dropout_backward, seed, 30) for seed in range(10)]
    names = ("usual", "mean", "right", "wrong")
    found = {name: over_seeds(lambda seed, at=at: runs[seed][at]).mean for at, name in enumerate(names)}
    # Whether the mean of the probabilities names as many digits as inference mode.
    return {**found, "same": abs(found["usual"] - found["mean"]) < 0.01}


def noisier():
    """Quiz 4: what a rate of 0.9 instead of 0.5 does to the noise's variance, its standard deviation, the square's mean, the rate."""
    variance = (0.9 / 0.1) / (0.5 / 0.5)
    return {"variance": variance, "deviation": variance**0.5, "square": 0.5 / 0.1, "rate": 0.9 / 0.5}


def sixes(lesson):
    """What becomes of units of value 6 at a rate of 0.25, and by two mistakes."""
    out, mask = lesson.dropout_forward(np.full(100_000, 6.0), 0.25, rng=0)
    return {"kept": out.max(), "no_scale": np.mean(6 * mask), "keep_convention": 6 / 0.25}


def by_rate(lesson):
    """How many times as large units become that are divided by the rate: kept ones at 0.2, on average, and at 0.5."""
    _, mask = lesson.dropout_forward(np.ones(100_000), 0.2, rng=0)
    _, half = lesson.dropout_forward(np.ones(100_000), 0.5, rng=0)
    return {
        "kept": 1 / 0.2, "mean": np.mean(mask / 0.2), "no_scale": np.mean(mask), "half": np.mean(half / 0.5),
    }  # fmt: skip
