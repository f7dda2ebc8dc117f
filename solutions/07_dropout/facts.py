"""The numbers in unit 07's texts, computed."""

import numpy as np
from autograder.authoring import over_seeds

# Rates, penalties and sizes that were chosen, and scores of an example.
GIVEN = ("0.1", "0.2", "0.5", "0.8", "0.9", "0.01", "0.72", "0.71", "0.90", "30", "70", "100", "120", "150", "200", "400", "4000")


def data():
    """How many digits there are, and how many are left for the test."""
    from npml.unit07.network import digits

    x, _, x_test, _ = digits(0.3, 0)
    return {"all": len(x) + len(x_test), "test": len(x_test)}


def all_off(lesson):
    """How often all of eight units are dropped at a rate of 0.8."""
    _, mask = lesson.dropout_forward(np.ones((100_000, 8)), 0.8, rng=0)
    return np.mean(mask.sum(axis=1) == 0)


def healthy(lesson):
    """Whether the training accuracy at a rate of 0.8 is between 0.7 and 0.9 for all seeds."""
    from npml.unit07.experiments import finals

    train = finals(lesson.dropout_forward, lesson.dropout_backward, rate=0.8, noise=0.3)[:, 0]
    return train.min() >= 0.7 and train.max() <= 0.9


def more_dropout(lesson):
    """The mean test accuracy at a rate of 0.9 over ten seeds."""
    from npml.unit07.experiments import finals

    tests = finals(lesson.dropout_forward, lesson.dropout_backward, rate=0.9, noise=0.3)[:, 1]
    return over_seeds(lambda seed: tests[seed]).mean


def no_better(lesson):
    """Whether a rate of 0.9 is on average no better than 0.8."""
    from npml.unit07.experiments import finals

    return more_dropout(lesson) <= finals(lesson.dropout_forward, lesson.dropout_backward, rate=0.8, noise=0.3)[:, 1].mean()


def peak_is_higher():
    """Whether the test accuracy without dropout was once above the mission's."""
    from npml.unit07.widgets import TARGET, plain

    return plain()[1].max() > TARGET


def l2_wins(lesson):
    """The share of seeds for which the L2 penalty is better than dropout at a rate of 0.8."""
    from npml.unit07.experiments import finals

    decayed = finals(decay=0.01, noise=0.3)[:, 1]
    dropped = finals(lesson.dropout_forward, lesson.dropout_backward, rate=0.8, noise=0.3)[:, 1]
    return over_seeds(lambda seed: decayed[seed] > dropped[seed]).mean


def monte_carlo(lesson):
    """What dropout at inference does, on average over ten seeds: the answer to challenge 1."""
    from npml.unit07.experiments import monte_carlo as run

    runs = [run(lesson.dropout_forward, lesson.dropout_backward, seed, 30) for seed in range(10)]
    names = ("usual", "mean", "right", "wrong")
    return {name: over_seeds(lambda seed, at=at: runs[seed][at]).mean for at, name in enumerate(names)}


def same_accuracy(lesson):
    """Whether the mean of the probabilities names as many digits as inference mode, within 0.01."""
    found = monte_carlo(lesson)
    return abs(found["usual"] - found["mean"]) < 0.01


def eights(lesson):
    """What becomes of units of value 8 at a rate of 0.2, and by two mistakes."""
    out, mask = lesson.dropout_forward(np.full(100_000, 8.0), 0.2, rng=0)
    return {"kept": out.max(), "no_scale": np.mean(8 * mask), "keep_convention": 8 / 0.2}


def by_rate(lesson):
    """How many times as large units become that are divided by the rate: kept ones at 0.2, on average, and at 0.5."""
    _, mask = lesson.dropout_forward(np.ones(100_000), 0.2, rng=0)
    _, half = lesson.dropout_forward(np.ones(100_000), 0.5, rng=0)
    return {
        "kept": 1 / 0.2, "mean": np.mean(mask / 0.2), "no_scale": np.mean(mask), "half": np.mean(half / 0.5),
    }  # fmt: skip
