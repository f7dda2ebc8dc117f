"""Right answers to unit 17 that are unusual, by people who had read the notebook only."""

import math
from collections import Counter, defaultdict

import numpy as np

# --- stratified_split ----------------------------------------------------------------------


def _look_at(y, test_size):
    if not 0 < test_size < 1:
        raise ValueError(f"test_size={test_size}")
    if min(Counter(np.asarray(y).tolist()).values()) < 2:
        raise ValueError("y에 샘플이 하나뿐인 클래스가 있습니다")


def stratified_split__dictionary(y, test_size=0.2, rng=None):
    """Collects the places of each label in a dictionary; rounds up."""
    _look_at(y, test_size)
    rng, places = np.random.default_rng(rng), defaultdict(list)
    for i, label in enumerate(y.tolist()):
        places[label].append(i)
    train, test = [], []
    for found in places.values():
        rng.shuffle(found)
        count = min(max(math.ceil(test_size * len(found)), 1), len(found) - 1)
        test += found[:count]
        train += found[count:]
    return rng.permutation(train), rng.permutation(test)


def stratified_split__mask(y, test_size=0.2, rng=None):
    """A mask of the test samples, chosen without replacement; rounds down."""
    rng = np.random.default_rng(rng)
    if test_size <= 0 or test_size >= 1:
        raise ValueError("test_size")
    labels, counts = np.unique(y, return_counts=True)
    if (counts == 1).any():
        raise ValueError(f"y: {labels[counts == 1]}")
    inside = np.zeros(len(y), dtype=bool)
    for label, count in zip(labels, counts, strict=True):
        inside[rng.choice(np.where(y == label)[0], np.clip(int(test_size * count), 1, count - 1), replace=False)] = True
    everything = np.arange(len(y))
    return rng.permutation(everything[~inside]), rng.permutation(everything[inside])


def stratified_split__keys(y, test_size=0.2, rng=None):
    """A random key for each sample; the smallest of a class go to test."""
    _look_at(y, test_size)
    rng = np.random.default_rng(rng)
    keys, (_, codes, counts) = rng.random(len(y)), np.unique(y, return_inverse=True, return_counts=True)
    order = np.lexsort((keys, codes.ravel()))
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    rank = np.arange(len(y)) - np.repeat(starts, counts)
    wanted = np.minimum(np.maximum(np.rint(counts * test_size).astype(int), 1), counts - 1)
    inside = rank < np.repeat(wanted, counts)
    by_key = order[np.argsort(keys[order])]
    chosen = set(order[inside].tolist())
    test = np.array([i for i in by_key if i in chosen])
    train = np.array([i for i in by_key[::-1] if i not in chosen])
    return rng.permutation(train), rng.permutation(test)


def stratified_split__shuffled_once(y, test_size=0.2, rng=None):
    """Shuffles all, and takes the first of each class."""
    _look_at(y, test_size)
    order = np.random.default_rng(rng).permutation(np.size(y))
    left = {}
    for label, count in Counter(y.tolist()).items():
        left[label] = sorted((1, math.floor(test_size * count), count - 1))[1]
    train, test = [], []
    for i in order:
        label = y[i].item() if hasattr(y[i], "item") else y[i]
        if left[label]:
            left[label] -= 1
            test.append(i)
        else:
            train.append(i)
    return np.array(train), np.array(test)


def stratified_split__chance_rounds(y, test_size=0.2, rng=None):
    """Rounds up or down by chance."""
    _look_at(y, test_size)
    rng = np.random.default_rng(rng)
    groups = [np.flatnonzero(np.asarray(y) == label) for label in sorted(set(y.tolist()))]
    groups = [rng.permutation(group) for group in groups]
    counts = [int(test_size * len(group) + rng.random()) for group in groups]
    counts = [max(1, min(count, len(group) - 1)) for count, group in zip(counts, groups, strict=True)]
    test = np.hstack([group[:count] for group, count in zip(groups, counts, strict=True)])
    train = np.setdiff1d(np.arange(len(y)), test)
    rng.shuffle(train)
    rng.shuffle(test)
    return train, test


def stratified_split__from_the_end(y, test_size=0.2, rng=None):
    """The last of each shuffled class; 32 bits."""
    _look_at(y, test_size)
    rng = np.random.default_rng(seed=rng)
    halves = ([], [])
    for label in np.unique(y):
        members = rng.permutation(np.argwhere(y == label).ravel())
        cut = len(members) - max(1, min(round(len(members) * test_size), len(members) - 1))
        halves[0].extend(members[:cut])
        halves[1].extend(members[cut:])
    return tuple(rng.permuted(np.array(half, dtype=np.int32)) for half in halves)


# --- Preprocessor --------------------------------------------------------------------------


class Preprocessor__loops:
    """Column by column, in plain Python."""

    def fit(self, numbers, categories):
        check_tables(numbers, categories)  # noqa: F821 - given
        self.columns, self.levels = [], []
        for column in np.asarray(numbers, dtype=float).T.tolist():
            there = sorted(v for v in column if v == v)
            if not there:
                raise ValueError("numbers에 빈칸뿐인 열이 있습니다")
            half = len(there) // 2
            median = there[half] if len(there) % 2 else (there[half - 1] + there[half]) / 2
            filled = [v if v == v else median for v in column]
            mean = math.fsum(filled) / len(filled)
            spread = math.sqrt(math.fsum((v - mean) ** 2 for v in filled) / len(filled))
            if max(filled) == min(filled):
                mean, spread = filled[0], 1.0
            self.columns.append((median, mean, spread or 1.0))
        for j in range(np.shape(categories)[1]):
            self.levels.append(sorted({str(row[j]) for row in categories}))

    def transform(self, numbers, categories):
        check_tables(numbers, categories)  # noqa: F821
        if np.shape(numbers)[1] != len(self.columns):
            raise ValueError("numbers")
        if np.shape(categories)[1] != len(self.levels):
            raise ValueError("categories")
        rows = []
        for values, names in zip(numbers, categories, strict=True):
            row = [
                ((median if v != v else float(v)) - mean) / spread
                for v, (median, mean, spread) in zip(values, self.columns, strict=True)
            ]
            for name, levels in zip(names, self.levels, strict=True):
                row += [float(str(name) == level) for level in levels]
            rows.append(row)
        return np.array(rows)


class Preprocessor__arrays:
    """Arrays throughout; fit returns self."""

    def fit(self, numbers, categories):
        self._look(numbers, categories)
        x = np.array(numbers, dtype=np.float64)
        if np.isnan(x).all(axis=0).any():
            raise ValueError("numbers: 빈칸뿐인 열")
        self.median = np.nanmedian(x, axis=0)
        x = np.where(np.isnan(x), self.median, x)
        self.mean, self.std = x.mean(0), x.std(0, ddof=0)
        self.std[np.ptp(x, axis=0) == 0] = 1
        self.mean = np.where(np.ptp(x, axis=0) == 0, x[0], self.mean)
        self.levels = [np.unique(c) for c in np.asarray(categories).astype(str).T]
        return self

    def transform(self, numbers, categories):
        self._look(numbers, categories)
        x, names = np.array(numbers, dtype=np.float64), np.asarray(categories).astype(str)
        if x.shape[1] != self.mean.size:
            raise ValueError("numbers")
        if names.shape[1] != len(self.levels):
            raise ValueError("categories")
        gaps = np.isnan(x)
        x[gaps] = self.median[np.nonzero(gaps)[1]]
        blocks = [(column[:, None] == levels).astype(float) for column, levels in zip(names.T, self.levels, strict=True)]
        return np.concatenate([(x - self.mean) / self.std, *blocks], axis=1)

    def _look(self, numbers, categories):
        if np.ndim(numbers) != 2 or np.shape(numbers)[0] != np.shape(categories)[0]:
            raise ValueError("numbers")


class Preprocessor__slots:
    """Slots, a dictionary of places for each column, and a table that is filled."""

    __slots__ = ("gone", "middle", "places", "scale")

    def fit(self, numbers, categories):
        check_tables(numbers, categories)  # noqa: F821
        x = np.array(numbers, dtype=float)
        there = ~np.isnan(x)
        if not there.any(axis=0).all():
            raise ValueError("numbers")
        self.gone = np.array([np.median(c[ok]) for c, ok in zip(x.T, there.T, strict=True)])
        np.copyto(x, np.broadcast_to(self.gone, x.shape), where=~there)
        self.middle = np.mean(x, axis=0)
        self.scale = np.sqrt(np.mean((x - self.middle) ** 2, axis=0))
        flat = (x == x[0]).all(axis=0)
        self.middle[flat], self.scale[flat] = x[0, flat], 1.0
        self.places = []
        for column in np.asarray(categories, dtype=object).T:
            self.places.append({name: at for at, name in enumerate(sorted(set(column)))})

    def transform(self, numbers, categories):
        check_tables(numbers, categories)  # noqa: F821
        if np.shape(numbers)[1] != len(self.gone):
            raise ValueError(f"numbers의 열: {np.shape(numbers)[1]}")
        if np.shape(categories)[1] != len(self.places):
            raise ValueError(f"categories의 열: {np.shape(categories)[1]}")
        x = np.array(numbers, dtype=float)
        n = x.shape[1]
        out = np.zeros((len(x), n + sum(map(len, self.places))))
        out[:, :n] = (np.where(np.isnan(x), self.gone, x) - self.middle) / self.scale
        start = n
        for column, places in zip(np.asarray(categories, dtype=object).T, self.places, strict=True):
            for i, name in enumerate(column):
                if name in places:
                    out[i, start + places[name]] = 1.0
            start += len(places)
        return out


class _Column:
    def __init__(self, values):
        there = values[~np.isnan(values)]
        if there.size == 0:
            raise ValueError("numbers")
        self.median = np.percentile(there, 50)
        filled = self.fill(values)
        self.mean, self.std = np.average(filled), np.std(filled)
        if np.all(filled == filled[0]):
            self.mean, self.std = filled[0], 1.0

    def fill(self, values):
        """Without gaps."""
        return np.nan_to_num(values, nan=self.median)

    def scaled(self, values):
        """Standardised."""
        return (self.fill(values) - self.mean) / self.std


class Preprocessor__objects:
    """An object for each column."""

    def __init__(self, verbose=False):
        self.verbose = verbose

    def fit(self, numbers, categories):
        check_tables(numbers, categories)  # noqa: F821
        self.numbers = [_Column(column) for column in np.asarray(numbers).astype(float).T]
        self.names = [sorted(set(column.tolist())) for column in np.asarray(categories).T]
        return len(self.numbers), [len(names) for names in self.names]

    def transform(self, numbers, categories):
        check_tables(numbers, categories)  # noqa: F821
        for table, mine, name in ((numbers, self.numbers, "numbers"), (categories, self.names, "categories")):
            if np.asarray(table).shape[1] != len(mine):
                raise ValueError(name)
        columns = [mine.scaled(c) for mine, c in zip(self.numbers, np.asarray(numbers).astype(float).T, strict=True)]
        for names, column in zip(self.names, np.asarray(categories).T, strict=True):
            columns += [np.fromiter((value == name for value in column), dtype=float) for name in names]
        return np.stack(columns, axis=-1)


class Preprocessor__eye:
    """One-hot rows of an identity matrix, the last one empty; searches the sorted names."""

    def fit(self, numbers, categories):
        check_tables(numbers, categories)  # noqa: F821
        x = np.asarray(numbers, dtype=float) + 0.0
        if bool(np.any(np.sum(~np.isnan(x), axis=0) == 0)):
            raise ValueError("numbers")
        self.state = {"median": np.nanmedian(x, axis=0)}
        x[np.isnan(x)] = np.take(self.state["median"], np.where(np.isnan(x))[1])
        spread = np.std(x, axis=0)
        constant = np.all(x == x[:1], axis=0)
        self.state |= {"mean": np.where(constant, x[0], x.mean(axis=0)), "std": np.where(constant, 1.0, spread)}
        self.state["names"] = [np.unique(np.array(c, dtype=str)) for c in np.transpose(categories)]

    def transform(self, numbers, categories):
        check_tables(numbers, categories)  # noqa: F821
        state = self.state
        if np.shape(numbers)[-1] != state["mean"].shape[0]:
            raise ValueError("numbers")
        if np.shape(categories)[-1] != len(state["names"]):
            raise ValueError("categories")
        x = np.asarray(numbers, dtype=float)
        parts = [(np.where(np.isnan(x), state["median"], x) - state["mean"]) / state["std"]]
        for names, column in zip(state["names"], np.transpose(categories), strict=True):
            column = np.array(column, dtype=str)
            at = np.minimum(np.searchsorted(names, column), len(names) - 1)
            at[names[at] != column] = len(names)
            parts.append(np.eye(len(names) + 1, len(names))[at])
        return np.hstack(parts)


class Preprocessor__closure:
    """fit makes the function that transforms."""

    def fit(self, numbers, categories):
        check_tables(numbers, categories)  # noqa: F821
        x = np.array(numbers, dtype=float)
        gaps = np.isnan(x)
        if gaps.all(axis=0).any():
            raise ValueError("numbers")
        median = np.ma.median(np.ma.masked_array(x, gaps), axis=0).filled(np.nan)
        filled = np.choose(gaps, [x, np.broadcast_to(median, x.shape)])
        low, high = filled.min(axis=0), filled.max(axis=0)
        mean = np.where(low == high, low, filled.sum(axis=0) / len(filled))
        std = np.where(low == high, 1.0, np.sqrt(np.var(filled, axis=0)))
        names = [list(dict.fromkeys(sorted(c))) for c in np.asarray(categories).T.tolist()]

        def transform(numbers, categories):
            if np.shape(numbers)[1:] != mean.shape:
                raise ValueError("numbers")
            if np.shape(categories)[1:] != (len(names),):
                raise ValueError("categories")
            numbers = np.array(numbers, dtype=float)
            rows = np.divide(np.where(np.isnan(numbers), median, numbers) - mean, std)
            hot = [[float(c[j] == n) for j, ns in enumerate(names) for n in ns] for c in np.asarray(categories).tolist()]
            return np.append(rows, np.array(hot).reshape(len(rows), -1), axis=1)

        self._transform = transform

    def transform(self, numbers, categories):
        check_tables(numbers, categories)  # noqa: F821
        return self._transform(numbers, categories)


# --- confusion_matrix ----------------------------------------------------------------------


def _labels(y_true, y_pred, n_classes):
    for name, labels in (("y_true", y_true), ("y_pred", y_pred)):
        if not np.issubdtype(np.asarray(labels).dtype, np.integer):
            raise ValueError(f"{name}은 정수여야 합니다")
        if np.size(labels) and (np.min(labels) < 0 or np.max(labels) >= n_classes):
            raise ValueError(f"{name}: 0부터 {n_classes - 1}까지")
    if len(y_true) != len(y_pred):
        raise ValueError("y_true와 y_pred의 길이")


def confusion_matrix__loop(y_true, y_pred, n_classes):
    """A loop."""
    _labels(y_true, y_pred, n_classes)
    found = [[0] * n_classes for _ in range(n_classes)]
    for t, p in zip(y_true, y_pred, strict=True):
        found[t][p] += 1
    return np.array(found)


def confusion_matrix__counter(y_true, y_pred, n_classes):
    """Counts pairs."""
    _labels(y_true, y_pred, n_classes)
    pairs = Counter(zip(np.asarray(y_true).tolist(), np.asarray(y_pred).tolist(), strict=True))
    return np.array([[pairs[t, p] for p in range(n_classes)] for t in range(n_classes)], dtype=np.int32)


def confusion_matrix__one_number(y_true, y_pred, n_classes):
    """bincount of one number for each pair."""
    if y_true.dtype.kind not in "iu" or y_true.min() < 0 or y_true.max() > n_classes - 1:
        raise ValueError("y_true")
    if y_pred.dtype.kind not in "iu" or y_pred.min() < 0 or y_pred.max() > n_classes - 1:
        raise ValueError("y_pred")
    if y_true.shape != y_pred.shape:
        raise ValueError("y_pred")
    pairs = y_true.astype(np.int64) * n_classes + y_pred.astype(np.int64)
    return np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)


def confusion_matrix__add_at(y_true, y_pred, n_classes):
    """np.add.at."""
    _labels(y_true, y_pred, n_classes)
    matrix = np.zeros((n_classes, n_classes), dtype=np.uint64)
    np.add.at(matrix, (np.asarray(y_true), np.asarray(y_pred)), 1)
    return matrix


def confusion_matrix__one_hot(y_true, y_pred, n_classes):
    """A product of one-hot tables."""
    _labels(y_true, y_pred, n_classes)
    classes = np.arange(n_classes)
    t, p = (np.asarray(y)[:, None] == classes for y in (y_true, y_pred))
    return t.T.astype(int) @ p.astype(int)


def confusion_matrix__histogram(y_true, y_pred, n_classes):
    """np.histogram2d."""
    _labels(y_true, y_pred, n_classes)
    edges = np.arange(n_classes + 1) - 0.5
    return np.histogram2d(y_true, y_pred, bins=(edges, edges))[0].astype(int)


# --- classification_report -----------------------------------------------------------------


def _ratio(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return np.divide(a, b, out=np.zeros_like(a), where=b != 0)


def classification_report__where(y_true, y_pred, n_classes):
    """np.divide with where."""
    m = confusion_matrix(y_true, y_pred, n_classes)  # noqa: F821 - an earlier exercise
    p, r = _ratio(np.diag(m), m.sum(0)), _ratio(np.diag(m), m.sum(1))
    return {
        "precision": p, "recall": r, "f1": _ratio(2 * p * r, p + r), "support": m.sum(1),
        "accuracy": np.trace(m) / m.sum(),
    }  # fmt: skip


def classification_report__counts(y_true, y_pred, n_classes):
    """F1 from the counts; a denominator of at least 1."""
    m = confusion_matrix(y_true, y_pred, n_classes)  # noqa: F821
    hit, said, true = m.diagonal(), m.sum(axis=0), m.sum(axis=1)
    return dict(
        precision=hit / np.maximum(said, 1), recall=hit / np.maximum(true, 1), f1=2 * hit / np.maximum(said + true, 1),
        support=true, accuracy=np.mean(np.asarray(y_true) == np.asarray(y_pred)),
    )  # fmt: skip


def classification_report__loop(y_true, y_pred, n_classes):
    """Class by class, in plain Python."""
    confusion_matrix(y_true, y_pred, n_classes)  # noqa: F821 - looks at the labels
    t, p = np.asarray(y_true).tolist(), np.asarray(y_pred).tolist()
    rows = []
    for k in range(n_classes):
        hit = sum(a == k == b for a, b in zip(t, p, strict=True))
        precision = hit / p.count(k) if k in p else 0.0
        recall = hit / t.count(k) if k in t else 0.0
        both = precision + recall
        rows.append((precision, recall, 2 * precision * recall / both if both else 0.0, t.count(k)))
    found = dict(zip(("precision", "recall", "f1", "support"), map(np.array, zip(*rows, strict=True)), strict=True))
    return found | {"accuracy": sum(a == b for a, b in zip(t, p, strict=True)) / len(t)}


def classification_report__without_the_matrix(y_true, y_pred, n_classes):
    """bincount, and its own look at the labels."""
    _labels(y_true, y_pred, n_classes)
    t, p = np.asarray(y_true).astype(int), np.asarray(y_pred).astype(int)
    hits, said, true = (np.bincount(a, minlength=n_classes) for a in (t[t == p], p, t))
    safe_said, safe_true = said + (said == 0), true + (true == 0)
    return {
        "accuracy": hits.sum() / t.size, "support": true, "f1": 2.0 * hits / np.where(said + true, said + true, 1),
        "recall": hits / safe_true, "precision": hits / safe_said,
    }  # fmt: skip


def classification_report__harmonic(y_true, y_pred, n_classes):
    """The harmonic mean as such."""
    m = np.array(confusion_matrix(y_true, y_pred, n_classes), dtype=np.float64)  # noqa: F821
    precision, recall, f1 = np.zeros((3, n_classes))
    for k in range(n_classes):
        if m[k, k] > 0:
            precision[k] = m[k, k] / m[:, k].sum()
            recall[k] = m[k, k] / m[k].sum()
            f1[k] = 2 / (1 / precision[k] + 1 / recall[k])
    support = np.sum(m, axis=1).astype(np.int64)
    return {"precision": precision, "recall": recall, "f1": f1, "support": support, "accuracy": float(m.trace() / m.sum())}


def classification_report__masks(y_true, y_pred, n_classes):
    """Masks of each class, after asking for the matrix once."""
    matrix = confusion_matrix(y_pred=y_pred, y_true=y_true, n_classes=n_classes)  # noqa: F821
    true = np.asarray(y_true)[None] == np.arange(n_classes)[:, None]
    said = np.asarray(y_pred)[None] == np.arange(n_classes)[:, None]
    hit = (true & said).sum(1)
    parts = {"precision": said.sum(1), "recall": true.sum(1)}
    found = {name: np.array([a / b if b else 0.0 for a, b in zip(hit, n, strict=True)]) for name, n in parts.items()}
    total = found["precision"] + found["recall"]
    found["f1"] = np.where(total > 0, 2 * found["precision"] * found["recall"] / np.where(total > 0, total, 1), 0.0)
    return {**found, "support": np.asarray(matrix).sum(axis=1), "accuracy": hit.sum() / len(true[0])}


# --- regression_report ---------------------------------------------------------------------


def _vectors(y_true, y_pred):
    y, p = np.asarray(y_true), np.asarray(y_pred)
    if y.ndim != 1 or y.shape != p.shape:
        raise ValueError(f"y_true {y.shape}, y_pred {p.shape}")
    return y.astype(float), p.astype(float)


def regression_report__norms(y_true, y_pred):
    """Norms."""
    y, p = _vectors(y_true, y_pred)
    e, m = y - p, len(y)
    return {
        "mae": np.linalg.norm(e, 1) / m, "rmse": np.linalg.norm(e) / np.sqrt(m),
        "r2": 1 - (np.linalg.norm(e) / np.linalg.norm(y - y.mean())) ** 2,
    }  # fmt: skip


def regression_report__variance(y_true, y_pred):
    """R² by the variance."""
    y, p = _vectors(y_true, y_pred)
    mse = np.mean(np.square(p - y))
    return dict(mae=np.mean(np.abs(p - y)), rmse=mse**0.5, r2=1.0 - mse / np.var(y))


def regression_report__plain(y_true, y_pred):
    """In plain Python, with fsum."""
    y, p = (a.tolist() for a in _vectors(y_true, y_pred))
    m, mean = len(y), math.fsum(y) / len(y)
    squares = math.fsum((a - b) ** 2 for a, b in zip(y, p, strict=True))
    total = math.fsum((a - mean) ** 2 for a in y)
    mae = math.fsum(abs(a - b) for a, b in zip(y, p, strict=True)) / m
    return {"mae": mae, "rmse": math.sqrt(squares / m), "r2": 1 - squares / total}


def regression_report__difference(y_true, y_pred):
    """R² as one fraction of a difference; other order of the keys."""
    y, p = _vectors(y_true, y_pred)
    total, rest = ((y - np.average(y)) ** 2).sum(), ((y - p) ** 2).sum()
    return {"r2": (total - rest) / total, "rmse": np.sqrt(rest / y.size), "mae": np.abs(y - p).sum() / y.size}


def regression_report__long_double(y_true, y_pred):
    """Long doubles; zero-dimensional arrays."""
    y, p = (a.astype(np.longdouble) for a in _vectors(y_true, y_pred))
    e = p - y
    found = np.mean(abs(e)), np.sqrt(np.mean(e * e)), 1 - e.dot(e) / ((y - y.mean()) ** 2).sum()
    return {name: np.array(value, dtype=float) for name, value in zip(("mae", "rmse", "r2"), found, strict=True)}


def regression_report__baseline(y_true, y_pred):
    """Against a model that says the mean."""
    y, p = _vectors(y_true, y_pred)

    def squares(said):
        return float(np.sum((said - y) * (said - y)))

    mean = np.full_like(y, y.mean())
    return {"mae": float(abs(y - p).mean()), "rmse": math.sqrt(squares(p) / len(y)), "r2": 1 - squares(p) / squares(mean)}


# --- kfold ---------------------------------------------------------------------------------


def _k(m, k):
    if k < 2 or k > m:
        raise ValueError(f"k={k}는 2 이상 {m} 이하")


def kfold__split(m, k, rng=None):
    """array_split and concatenate."""
    _k(m, k)
    parts = np.array_split(np.random.default_rng(rng).permutation(m), k)
    return [(np.concatenate(parts[:j] + parts[j + 1 :]), parts[j]) for j in range(k)]


def kfold__every_kth(m, k, rng=None):
    """Every k-th card."""
    _k(m, k)
    order = np.random.default_rng(rng).permutation(m)
    return [(np.delete(order, np.s_[j::k]), order[j::k]) for j in range(k)]


def kfold__numbers(m, k, rng=None):
    """A shuffled list of fold numbers."""
    _k(m, k)
    number = np.arange(m) % k
    np.random.default_rng(rng).shuffle(number)
    return [(np.flatnonzero(number != j), np.flatnonzero(number == j)) for j in range(k)]


def kfold__sets(m, k, rng=None):
    """Sets."""
    if not 2 <= k <= m:
        raise ValueError("k")
    rng, left, found = np.random.default_rng(rng), set(range(m)), []
    for j in range(k, 0, -1):
        val = set(rng.choice(sorted(left), size=len(left) // j, replace=False).tolist())
        found.append((np.array(sorted(set(range(m)) - val)), np.array(sorted(val))))
        left -= val
    return found


def kfold__sizes(m, k, rng=None):
    """Sizes first, then cuts; random keys in place of a permutation."""
    _k(m, k)
    order = np.argsort(np.random.default_rng(rng).random(m))
    sizes = np.full(k, m // k)
    sizes[: m % k] += 1
    ends = np.cumsum(sizes)
    return [
        (np.r_[order[: end - size], order[end:]].astype(np.int32), order[end - size : end].astype(np.int32))
        for size, end in zip(sizes, ends, strict=True)
    ]


def kfold__masks(m, k, rng=None):
    """Masks; the folds in another order."""
    _k(m, k)
    order = np.random.default_rng(rng).permutation(np.arange(m))
    found = []
    for part in reversed([order[j * m // k : (j + 1) * m // k] for j in range(k)]):
        mask = np.ones(m, dtype=bool)
        mask[part] = False
        found.append((np.nonzero(mask)[0], part.copy()))
    return found
