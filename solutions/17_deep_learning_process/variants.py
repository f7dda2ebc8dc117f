"""Right answers to unit 17, written in other ways; every one earns full points."""

import math
import random
from collections import Counter

import numpy as np
from autograder.authoring import variant


@variant("stratified_split", "standard_library")
def stratified_split__standard_library(y, test_size=0.2, rng=None):
    """Lists, floor instead of rounding, and the standard library's shuffle."""
    if test_size <= 0 or test_size >= 1:
        raise ValueError("test_size")
    source = random.Random(int(np.random.default_rng(rng).integers(2**62)))
    by_class = {}
    for index, label in enumerate(y.tolist()):
        by_class.setdefault(label, []).append(index)
    train, test = [], []
    for label, rows in by_class.items():
        if len(rows) == 1:
            raise ValueError(f"y has {label} once")
        source.shuffle(rows)
        count = max(math.floor(test_size * len(rows)), 1)
        test += rows[: min(count, len(rows) - 1)]
        train += rows[min(count, len(rows) - 1) :]
    source.shuffle(train)
    source.shuffle(test)
    return np.array(train), np.array(test)


@variant("stratified_split", "one_permutation")
def stratified_split__one_permutation(y, test_size=0.2, rng=None, verbose=False):
    """Shuffles everybody once, then takes the first of each class; the test set's order is one more permutation."""
    if not 0 < test_size < 1:
        raise ValueError(f"bad test_size {test_size}")
    rng = np.random.default_rng(rng)
    order = rng.permutation(len(y))
    names, inverse, counts = np.unique(y, return_inverse=True, return_counts=True)
    if counts.min() < 2:
        raise ValueError(f"y: {names[counts.argmin()]}")
    left = np.clip(np.ceil(test_size * counts).astype(int), 1, counts - 1)
    tested = np.zeros(len(y), dtype=bool)
    for index in order:
        if left[inverse.ravel()[index]] > 0:
            left[inverse.ravel()[index]] -= 1
            tested[index] = True
    fresh = rng.permutation(len(y))
    return fresh[~tested[fresh]].astype(np.int32), fresh[tested[fresh]].astype(np.uint16)


@variant("stratified_split", "choice")
def stratified_split__choice(y, test_size=0.2, rng=None):
    """Draws a class's test samples without replacement, floor or ceiling at random."""
    generator = np.random.default_rng(rng)
    if not (test_size > 0 and test_size < 1):
        raise ValueError("0 < test_size < 1")
    picked = []
    for label in set(y.tolist()):
        (mine,) = np.nonzero(y == label)
        if mine.size < 2:
            raise ValueError("too few in y")
        exact = test_size * mine.size
        wanted = math.floor(exact) + (generator.random() < exact - math.floor(exact))
        wanted = min(max(int(wanted), 1), mine.size - 1)
        picked.extend(generator.choice(mine, size=wanted, replace=False).tolist())
    train = np.setdiff1d(np.arange(len(y)), picked)
    test = np.array(picked)
    generator.shuffle(train)
    generator.shuffle(test)
    return train, test


@variant("Preprocessor", "loops")
class Preprocessor__loops:
    """Column by column, with lists and dicts."""

    def __init__(self):
        self.columns, self.places = [], []

    def fit(self, numbers, categories):
        if numbers.ndim != 2:
            raise ValueError(f"numbers: {numbers.ndim} axes")
        if numbers.shape[0] != categories.shape[0]:
            raise ValueError("numbers, categories: lengths")
        self.columns, self.places = [], []
        for column in numbers.T.astype(float):
            known = sorted(value for value in column.tolist() if not math.isnan(value))
            if not known:
                raise ValueError("numbers: a column of NaN")
            half = len(known) // 2
            middle = known[half] if len(known) % 2 else (known[half - 1] + known[half]) / 2
            filled = [middle if math.isnan(value) else value for value in column.tolist()]
            mean = math.fsum(filled) / len(filled)
            spread = math.sqrt(math.fsum((value - mean) ** 2 for value in filled) / len(filled))
            self.columns.append((middle, mean, spread or 1.0))
        for column in categories.T:
            names = sorted(set(column.tolist()))
            self.places.append({name: place for place, name in enumerate(names)})
        return self

    def transform(self, numbers, categories):
        if numbers.ndim != 2 or numbers.shape[1] != len(self.columns):
            raise ValueError("numbers: another shape")
        if categories.shape[1] != len(self.places):
            raise ValueError("categories: another number of columns")
        if numbers.shape[0] != categories.shape[0]:
            raise ValueError("categories: another length")
        rows = []
        for row, texts in zip(numbers.astype(float).tolist(), categories.tolist(), strict=True):
            done = [((middle if math.isnan(value) else value) - mean) / spread for value, (middle, mean, spread) in zip(row, self.columns, strict=True)]
            for text, places in zip(texts, self.places, strict=True):
                hot = [0.0] * len(places)
                if text in places:
                    hot[places[text]] = 1.0
                done += hot
            rows.append(done)
        return np.array(rows)


@variant("Preprocessor", "masked")
class Preprocessor__masked:
    """Masked arrays, slots, an identity matrix with a row of zeros for what is unknown."""

    __slots__ = ("_center", "_fill", "_names", "_scale")

    def fit(self, numbers, categories):
        rows, _ = np.shape(numbers) if np.ndim(numbers) == 2 else self._refuse("numbers")
        if rows != len(categories):
            self._refuse("categories")
        table = np.ma.masked_invalid(np.array(numbers, dtype=np.float64))
        if np.any(table.count(axis=0) == 0):
            self._refuse("numbers")
        self._fill = np.ma.median(table, axis=0).filled(0.0)
        filled = table.filled(self._fill)
        self._center, self._scale = np.average(filled, axis=0), np.sqrt(np.var(filled, axis=0))
        self._scale[self._scale == 0] = 1
        self._names = [np.array(sorted(set(map(str, column)))) for column in categories.T]

    @staticmethod
    def _refuse(name):
        raise ValueError(f"{name}!")

    def transform(self, numbers, categories):
        if np.ndim(numbers) != 2 or np.shape(numbers)[1] != self._fill.size:
            self._refuse("numbers")
        if categories.shape != (len(numbers), len(self._names)):
            self._refuse("categories")
        out = np.ma.masked_invalid(np.array(numbers, dtype=np.float64)).filled(self._fill)
        out -= self._center
        out /= self._scale
        for column, names in zip(categories.T, self._names, strict=True):
            texts = column.astype(str)
            at = np.minimum(np.searchsorted(names, texts), len(names) - 1)
            at[names[at] != texts] = len(names)
            out = np.column_stack([out, np.eye(len(names) + 1, len(names))[at]])
        return out


@variant("Preprocessor", "closure")
class Preprocessor__closure:
    """fit makes a function of what it learned; transform calls it."""

    def fit(self, numbers, categories):
        X = np.asarray(numbers, dtype=float).copy()
        if X.ndim != 2 or len(X) != len(categories):
            raise ValueError(f"numbers {X.shape}, categories {np.shape(categories)}")
        hole = X != X
        if hole.sum(axis=0).max() == len(X):
            raise ValueError("numbers has a column with nothing in it")
        middle = np.array([np.quantile(X[~hole[:, j], j], 0.5) for j in range(X.shape[1])])
        X[hole] = np.take(middle, np.nonzero(hole)[1])
        mean = X.sum(axis=0) / len(X)
        var = ((X - mean) ** 2).sum(axis=0) / len(X)
        spread = np.where(var == 0, 1.0, np.sqrt(var))
        names = [sorted(Counter(column.tolist())) for column in categories.T]

        def change(table, texts):
            if np.ndim(table) != 2 or table.shape[1] != len(mean):
                raise ValueError(f"numbers: {np.shape(table)}")
            if texts.shape[1:] != (len(names),) or len(texts) != len(table):
                raise ValueError(f"categories: {texts.shape}")
            parts = [(np.where(table != table, middle, table) - mean) / spread]
            parts += [np.array([[float(text == name) for name in known] for text in texts[:, j]]) for j, known in enumerate(names)]
            return np.concatenate(parts, axis=1)

        self.transform_with = change
        return self

    def transform(self, numbers, categories):
        return self.transform_with(numbers, categories)


@variant("confusion_matrix", "bincount")
def confusion_matrix__bincount(y_true, y_pred, n_classes):
    for name, labels in {"y_true": y_true, "y_pred": y_pred}.items():
        if not np.issubdtype(labels.dtype, np.integer):
            raise ValueError(f"{name}: {labels.dtype}")
        if np.any((labels < 0) | (labels > n_classes - 1)):
            raise ValueError(f"{name}: not among {n_classes} classes")
    if y_true.size != y_pred.size:
        raise ValueError("y_pred is as long as y_true")
    pairs = y_true.astype(np.int64) * n_classes + y_pred.astype(np.int64)
    return np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)


@variant("confusion_matrix", "loop")
def confusion_matrix__loop(y_true, y_pred, n_classes):
    if y_true.dtype.kind not in "ui":
        raise ValueError("y_true must be integers")
    if y_pred.dtype.kind not in "ui":
        raise ValueError("y_pred must be integers")
    if len(y_true) != len(y_pred):
        raise ValueError(f"len(y_true)={len(y_true)}, len(y_pred)={len(y_pred)}")
    table = [[0] * n_classes for _ in range(n_classes)]
    for truth, guess in zip(y_true.tolist(), y_pred.tolist(), strict=True):
        if not (0 <= truth < n_classes and 0 <= guess < n_classes):
            raise ValueError(f"n_classes={n_classes}: {truth}, {guess}")
        table[truth][guess] += 1
    return np.array(table)


@variant("confusion_matrix", "one_hot")
def confusion_matrix__one_hot(y_true, y_pred, n_classes):
    """A product of two one-hot matrices."""
    hot = []
    for name in ("y_true", "y_pred"):
        labels = locals()[name]
        if labels.dtype == bool or not np.issubdtype(labels.dtype, np.integer):
            raise ValueError(name)
        if not set(labels.tolist()) <= set(range(n_classes)):
            raise ValueError(name)
        hot.append(labels[:, None] == np.arange(n_classes))
    if len(hot[0]) != len(hot[1]):
        raise ValueError("y_true / y_pred")
    return hot[0].T.astype(np.int32) @ hot[1].astype(np.int32)


@variant("classification_report", "masks")
def classification_report__masks(y_true, y_pred, n_classes):
    """Class by class, with where= against 0/0."""
    confusion_matrix__bincount(y_true, y_pred, n_classes)  # for its checks of the labels
    report = {"precision": np.zeros(n_classes), "recall": np.zeros(n_classes), "f1": np.zeros(n_classes), "support": np.zeros(n_classes, dtype=int)}
    for label in range(n_classes):
        truth, guess = y_true == label, y_pred == label
        both = np.count_nonzero(truth & guess)
        report["support"][label] = truth.sum()
        if guess.any():
            report["precision"][label] = both / guess.sum()
        if truth.any():
            report["recall"][label] = both / truth.sum()
        if both:
            report["f1"][label] = 2 * both / (guess.sum() + truth.sum())
    report["accuracy"] = np.mean(y_true == y_pred)
    return report


@variant("classification_report", "counts")
def classification_report__counts(y_true, y_pred, n_classes):
    """2 TP / (2 TP + FP + FN), divided with where=."""
    table = confusion_matrix__loop(y_true, y_pred, n_classes)
    tp = table.diagonal().astype(float)
    fp, fn = table.sum(0) - tp, table.sum(1) - tp

    def over(bottom, top=tp):
        return np.divide(top, bottom, out=np.zeros(n_classes), where=bottom != 0)

    return {
        "accuracy": np.trace(table) / table.sum(), "support": np.sum(table, axis=1), "f1": over(2 * tp + fp + fn, 2 * tp),
        "recall": over(tp + fn), "precision": over(tp + fp),
    }  # fmt: skip


@variant("classification_report", "silenced")
def classification_report__silenced(y_true, y_pred, n_classes):
    """Divides all the same, silenced, and mends NaN."""
    table = confusion_matrix__loop(y_true, y_pred, n_classes)
    with np.errstate(invalid="ignore"):
        p = np.nan_to_num(np.diag(table) / table.sum(axis=0))
        r = np.nan_to_num(np.diag(table) / table.sum(axis=1))
        f = np.nan_to_num(2 / (1 / np.where(p > 0, p, np.nan) + 1 / np.where(r > 0, r, np.nan)))
    return dict(precision=p, recall=r, f1=f, support=table.sum(axis=1), accuracy=float((y_true == y_pred).sum()) / len(y_pred))


@variant("regression_report", "loops")
def regression_report__loops(y_true, y_pred):
    if np.ndim(y_true) != 1 or np.ndim(y_pred) != 1 or len(y_true) != len(y_pred):
        raise ValueError("y_true, y_pred")
    pairs = [(float(y), float(p)) for y, p in zip(y_true, y_pred, strict=True)]
    mean = math.fsum(y for y, _ in pairs) / len(pairs)
    errors = [y - p for y, p in pairs]
    squares = math.fsum(e * e for e in errors)
    return {
        "mae": math.fsum(map(abs, errors)) / len(pairs), "rmse": math.sqrt(squares / len(pairs)),
        "r2": 1.0 - squares / math.fsum((y - mean) ** 2 for y, _ in pairs),
    }  # fmt: skip


@variant("regression_report", "norms")
def regression_report__norms(y_true, y_pred):
    y_true, y_pred = y_true.astype(float), y_pred.astype(float)
    if (y_true.ndim, y_pred.ndim) != (1, 1) or y_true.shape[0] != y_pred.shape[0]:
        raise ValueError(f"y_pred: {y_pred.shape}")
    e, m = y_true - y_pred, len(y_true)
    return {"r2": 1 - (np.linalg.norm(e) / np.linalg.norm(y_true - np.mean(y_true))) ** 2, "rmse": np.linalg.norm(e) / m**0.5, "mae": np.linalg.norm(e, 1) / m}


@variant("regression_report", "variances")
def regression_report__variances(y_true, y_pred):
    a, b = np.array(y_true, float), np.array(y_pred, float)
    if a.shape != b.shape or len(a.shape) != 1:
        raise ValueError(f"y_true {a.shape} y_pred {b.shape}")
    mse = ((a - b) ** 2).mean()
    return {"mae": np.abs(b - a).mean(), "rmse": mse**0.5, "r2": (a.var() - mse) / a.var()}


@variant("kfold", "labels")
def kfold__labels(m, k, rng=None):
    """Shuffles the folds' numbers instead of the samples."""
    if k < 2 or k > m:
        raise ValueError(f"k={k}")
    number = np.arange(m) % k
    np.random.default_rng(rng).shuffle(number)
    return [(np.flatnonzero(number != j), np.flatnonzero(number == j)) for j in range(k)]


@variant("kfold", "lists")
def kfold__lists(m, k, rng=None):
    """The standard library; the larger folds come last."""
    if k < 2:
        raise ValueError("k is too small")
    if k > m:
        raise ValueError("m is too small")
    seed = int(np.random.default_rng(rng).integers(2**60))
    order = random.Random(seed).sample(range(m), m)
    cuts = [j * m // k for j in range(k + 1)]
    return [(np.array(order[: cuts[j]] + order[cuts[j + 1] :]), np.array(order[cuts[j] : cuts[j + 1]])) for j in range(k)]


@variant("kfold", "masks")
def kfold__masks(m, k, rng=None, shuffle=True):
    if not (1 < k <= m):
        raise ValueError(f"2 <= k <= {m}")
    rng = np.random.default_rng(rng)
    order, folds, start = rng.permutation(m), [], 0
    for size in [m // k + (j < m % k) for j in range(k)]:
        held = np.zeros(m, dtype=bool)
        held[order[start : start + size]] = True
        folds.append((np.nonzero(~held)[0], np.nonzero(held)[0].astype(np.int32)))
        start += size
    return folds
