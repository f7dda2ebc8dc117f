"""The numbers in the texts of unit 17, computed from its own data and functions."""

from functools import cache

import numpy as np
from autograder.authoring import over_seeds
from npml.unit17 import experiments, widgets
from npml.unit17.penguins import load

#: Choices of settings, the penguins that are a training set, epochs, a version of a journal's page, and what two papers counted.
GIVEN = ("500", "0.3", "10%", "90%", "275", "200", "0.5", "6562", "294", "24390", "24399", "0.9", "0.98", "40", "10", "90", "0.2", "0.33", "50", "1", "255", "1.9", "0.0", "0.1", "400")


def penguins():
    """All of them, the test set of a fifth, and the Chinstraps that it should have."""
    species = load()[2]
    return {"all": len(species), "tested": round(0.2 * len(species)), "share": 0.2 * np.sum(species == 1), "adelie": np.sum(species == 0)}


def two(lesson):
    """The largest share of Chinstraps that models on two numbers find, of ten splits; penguins that one calls Chinstrap."""
    guess = experiments.two_numbers(0)[2].predict(load()[0][:, (experiments.DEPTH, experiments.MASS)])
    found = over_seeds(lambda seed: experiments.two_numbers(seed)[1])
    network = over_seeds(lambda seed: _found_by_network(lesson, seed))
    return {"most_found": found.high, "empty": not np.any(guess == 1), "network": network.high}


def _found_by_network(lesson, seed):
    species, columns = load()[2], (experiments.DEPTH, experiments.MASS)
    train, test = lesson.stratified_split(species, 0.2, rng=seed)
    X, X_test = (table[:, :2] for table in experiments.prepare(lesson.Preprocessor, train, test, columns))
    with experiments.quietly():
        guess = experiments.network(seed).fit(X, species[train]).predict(X_test)
    return np.mean(guess[species[test] == 1] == 1)


def plain_range():
    """The fewest and the most Chinstraps in a test set that was cut off after a plain shuffle."""
    counts = experiments.plain_counts()
    return {"low": counts.min(), "high": counts.max()}


def lost_counts():
    """How many of block 3's nine samples `matrix[y_true, y_pred] += 1` loses."""
    matrix = np.zeros((4, 4))
    matrix[[0, 0, 0, 0, 1, 1, 2, 2, 2], [0, 1, 1, 2, 1, 1, 2, 2, 1]] += 1
    return 9 - matrix.sum()


def bonus():
    """What is reported of Chinstraps in the widget, without a bonus and with one that reaches the mission."""
    species, scores = widgets._scores()

    def said(value):
        return {"value": value, **widgets._by_hand(species, np.argmax(scores + np.array([0.0, value, 0.0]), axis=1))}

    return {"none": said(0.0), "chosen": said(0.8)}


@cache
def _settings(lesson):
    train, _ = lesson.stratified_split(load()[2], 0.2, rng=0)
    return experiments.crossvalidated(lesson.kfold, lesson.Preprocessor, train)


def settings_apart(lesson):
    """The best mean accuracy of the twelve settings less the worst."""
    return np.ptp(_settings(_Hashable(lesson)).mean(axis=1))


def settings_hard(lesson):
    """Is one fold the lowest in every setting?"""
    found = _settings(_Hashable(lesson))
    return bool(np.any(np.all(found <= found.min(axis=1, keepdims=True), axis=0)))


def given_up(lesson):
    """Networks on raw numbers that stop at the first epoch at which one may, saying one species of all penguins; that epoch."""
    models = [experiments.network(seed) for seed in experiments.SEEDS]
    said = [experiments.species_score(lesson.stratified_split, lesson.Preprocessor, seed, model, False)[1] for seed, model in enumerate(models)]
    first = min(model.n_iter_ for model in models)
    stopped = [len(np.unique(guess)) == 1 for model, guess in zip(models, said, strict=True) if model.n_iter_ == first]
    assert all(stopped)
    return {"count": len(stopped), "epoch": first, "falling": all(np.all(np.diff(experiments.two_losses(lesson.stratified_split, lesson.Preprocessor, seed, first)[1]) < 0) for seed in experiments.SEEDS),
        "still": all(np.ptp(model.loss_curve_) < 0.001 for model in models if model.n_iter_ == first)}


def ceiling():
    """The loss of one sample where the probability of the truth is cut off at the distance of 1 from the next float64."""
    return -np.log(np.finfo(np.float64).eps)


def chosen(lesson):
    """Mean validation accuracies of both models of block 7.1, over ten splits of five folds each."""
    return {name: over_seeds(lambda seed, name=name: _chosen(_Hashable(lesson), seed)[name]).mean for name in ("network", "logistic")}


@cache
def _chosen(lesson, seed):
    species, found = load()[2], []
    train, _ = lesson.stratified_split(species, 0.2, rng=seed)
    for rows, val in lesson.kfold(len(train), 5, rng=seed):
        X, X_val = experiments.prepare(lesson.Preprocessor, train[rows], train[val])
        with experiments.quietly():
            found.append([model.fit(X, species[train[rows]]).score(X_val, species[train[val]]) for model in experiments.both_models().values()])
    return dict(zip(("network", "logistic"), np.mean(found, axis=0), strict=True))


class _Hashable:
    """The lesson's functions, of which there is one set only."""

    def __init__(self, lesson):
        self.stratified_split, self.Preprocessor, self.kfold = lesson.stratified_split, lesson.Preprocessor, lesson.kfold
        self.regression_report = lesson.regression_report

    def __hash__(self):
        return 17

    def __eq__(self, other):
        return isinstance(other, _Hashable)


@cache
def _masses(lesson):
    return experiments.mass_reports(lesson.Preprocessor, lesson.kfold, lesson.regression_report)


def masses_of(lesson):
    """Mean RMSE over ten folds of the models of block 7.3, and of a network without scaled targets after 400 epochs."""
    found = _masses(_Hashable(lesson))
    rmse = {name: rows[0].mean() for name, rows in found.items()}
    assert all(rows.shape == (2, 10) for rows in found.values())
    return {
        "mean": rmse["훈련 세트의 평균"], "numbers": rmse["선형 회귀, 수치 특성만"], "linear": rmse["선형 회귀, 수치 특성과 범주"],
        "network": rmse["신경망, 타깃도 표준화"], "far_below": found["신경망, 타깃은 그대로"][1].max() < -5, "longer": _longer(lesson),
    }  # fmt: skip


def _longer(lesson):
    known = np.flatnonzero(~np.isnan(load()[0][:, experiments.MASS]))
    found = []
    for number, (train, val) in enumerate(lesson.kfold(len(known), 10, rng=0)):
        X, X_val, y, y_val = experiments.mass_tables(lesson.Preprocessor, known[train], known[val])
        with experiments.quietly():
            guess = experiments.regressor(number, 400).fit(X, y).predict(X_val)
        found.append(lesson.regression_report(y_val, guess)["rmse"])
    return np.mean(found)


def tables():
    """Tables of noise over which accuracies are averaged."""
    return len(experiments.SEEDS)


def noise_size():
    """Features of a table of noise."""
    return experiments.noise(0)[0].shape[1]


def honest_noise(lesson):
    """Accuracy on noise of ten tables, with features chosen from all rows and inside the folds."""

    def score(seed, inside):
        X, y = experiments.noise(seed)
        folds = lesson.kfold(len(y), 5, rng=seed)
        columns = lesson.columns_in_folds(X, y, folds, 20) if inside else [experiments.strongest(X, y, 20)] * 5
        return experiments.noise_score(X, y, folds, columns)

    inside = over_seeds(lambda seed: score(seed, True))
    small = [experiments.noise_scores(lesson.kfold, lesson.columns_in_folds, seed, 20) for seed in experiments.SEEDS]
    return {"leaking": over_seeds(lambda seed: score(seed, False)).mean, "inside": inside.mean, "low": inside.low, "high": inside.high, "meet": all(abs(one - other) < 1e-12 for one, other in small)}


def scaled_first():
    """How far the mean test accuracy moves when the scale has seen the test set, over thirty splits."""
    gains = np.array([np.diff(experiments.scaled_first(seed))[0] for seed in range(30)])
    one = 1 / penguins()["tested"]
    wild = over_seeds(lambda seed: np.diff(experiments.scaled_first(seed, 1000.0))[0], 30)
    cell = over_seeds(lambda seed: np.diff(experiments.scaled_first(seed, 1000.0, (experiments.MASS,)))[0], 30)
    return {"same": np.sum(gains == 0), "lost": np.sum(gains < 0), "never": not np.any(gains > 0), "one": np.allclose(gains[gains < 0], -one), "wild": -wild.mean, "one_cell": abs(cell.mean) < 0.01}


def doubled():
    """Accuracy of the nearest neighbour on random labels with twins, over 400 tables."""
    return over_seeds(experiments.doubled_accuracy, 400)


def always_adelie(lesson):
    """The report on a model that says Adelie of every penguin."""
    species = load()[2]
    report = lesson.classification_report(species, np.zeros_like(species), 3)
    return {"accuracy": report["accuracy"], "recall": report["recall"][0], "precision": report["precision"][0], "other": report["recall"][1]}


def half_below():
    """The squared errors by those of the mean where R² is -0.5."""
    return 1 + 0.5


def wrapped():
    """3 - 5 in uint8."""
    return int((np.array([3], np.uint8) - np.array([5], np.uint8))[0])
