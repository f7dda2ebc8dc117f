"""Wrong answers to unit 17, by people who had read the notebook only."""

import math

import numpy as np

# --- stratified_split ----------------------------------------------------------------------


def _split(y, test_size, rng, count=None, end=True, pick=None):
    if not 0 < test_size < 1:
        raise ValueError("test_size")
    labels, counts = np.unique(y, return_counts=True)
    if counts.min() < 2:
        raise ValueError("y")
    rng = np.random.default_rng(rng)
    count = count or (lambda c: min(max(round(test_size * c), 1), c - 1))
    train, test = [], []
    for label in labels:
        members = np.flatnonzero(np.asarray(y) == label)
        members = rng.permutation(members) if pick is None else pick(members, rng)
        n = count(len(members))
        test.append(members[:n])
        train.append(members[n:])
    train, test = np.concatenate(train), np.concatenate(test)
    return (rng.permutation(train), rng.permutation(test)) if end else (train, test)


def stratified_split__plain(y, test_size=0.2, rng=None):
    """Shuffles all and cuts: no classes."""
    if not 0 < test_size < 1:
        raise ValueError("test_size")
    if np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("y")
    order = np.random.default_rng(rng).permutation(len(y))
    n = max(1, round(test_size * len(y)))
    return order[n:], order[:n]


def stratified_split__not_shuffled(y, test_size=0.2, rng=None):
    """Class after class."""
    return _split(y, test_size, rng, end=False)


def stratified_split__sorted(y, test_size=0.2, rng=None):
    """Sorts the places at the end."""
    train, test = _split(y, test_size, rng)
    return np.sort(train), np.sort(test)


def stratified_split__first_ones(y, test_size=0.2, rng=None):
    """The first of each class go to test."""
    return _split(y, test_size, rng, pick=lambda members, rng: members)


def stratified_split__may_be_empty(y, test_size=0.2, rng=None):
    """Rounds, and leaves 0 where it is 0."""
    return _split(y, test_size, rng, count=lambda c: min(round(test_size * c), c - 1))


def stratified_split__takes_all(y, test_size=0.2, rng=None):
    """At least one, but maybe all."""
    return _split(y, test_size, rng, count=lambda c: max(math.ceil(test_size * c), 1))


def stratified_split__two_at_least(y, test_size=0.2, rng=None):
    """Two of each class at least."""
    return _split(y, test_size, rng, count=lambda c: min(max(round(test_size * c), 2), c - 1))


def stratified_split__same_number(y, test_size=0.2, rng=None):
    """As many of each class."""
    k = len(np.unique(y))
    return _split(y, test_size, rng, count=lambda c: min(max(round(test_size * len(y) / k), 1), c - 1))


def stratified_split__swapped(y, test_size=0.2, rng=None):
    """(test, train)."""
    return _split(y, test_size, rng)[::-1]


def stratified_split__labels(y, test_size=0.2, rng=None):
    """The labels in place of the places."""
    train, test = _split(y, test_size, rng)
    return np.asarray(y)[train], np.asarray(y)[test]


def stratified_split__with_replacement(y, test_size=0.2, rng=None):
    """Draws with replacement."""
    train, test = _split(y, test_size, rng)
    rng = np.random.default_rng(0 if rng is None else rng)
    return train, rng.choice(test, len(test))


def stratified_split__global_seed(y, test_size=0.2, rng=None):
    """NumPy's global generator."""
    np.random.shuffle(np.zeros(3))  # noqa: NPY002 - the slip
    return _split(y, test_size, rng)


def stratified_split__seed_42(y, test_size=0.2, rng=None):
    """42 where nothing is given."""
    return _split(y, test_size, 42 if rng is None else rng)


def stratified_split__numbers_only(y, test_size=0.2, rng=None):
    """Labels 0 to C - 1."""
    return _split(np.asarray(y, dtype=int), test_size, rng)


def stratified_split__lonely_class(y, test_size=0.2, rng=None):
    """A class with one sample goes to train."""
    if not 0 < test_size < 1:
        raise ValueError("test_size")
    rng, train, test = np.random.default_rng(rng), [], []
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        n = min(max(round(test_size * len(members)), 1), len(members) - 1)
        test.append(members[:n])
        train.append(members[n:])
    return rng.permutation(np.concatenate(train)), rng.permutation(np.concatenate(test))


def stratified_split__ends_allowed(y, test_size=0.2, rng=None):
    """Takes 0 and 1."""
    if not 0 <= test_size <= 1:
        raise ValueError("test_size")
    return _split(y, min(max(test_size, 1e-9), 1 - 1e-9), rng)


def stratified_split__same_draw(y, test_size=0.2, rng=None):
    """One seed for all classes, so that classes of one size are drawn alike."""
    seed = int(np.random.default_rng(rng).integers(2**31))
    return _split(y, test_size, rng, pick=lambda members, _: np.random.default_rng(seed).permutation(members))


# --- Preprocessor --------------------------------------------------------------------------


class _Tables:
    ddof, unknown = 0, None

    def middle(self, x):
        """What fills the gaps."""
        return np.nanmedian(x, axis=0)

    def scales(self, raw, filled):
        """Mean and spread of each column."""
        return filled.mean(axis=0), filled.std(axis=0, ddof=self.ddof)

    def names(self, column):
        """The levels of a column."""
        return sorted(set(column.tolist()))

    def fit(self, numbers, categories):
        check_tables(numbers, categories)  # noqa: F821 - given
        x = np.array(numbers, dtype=float)
        if np.isnan(x).all(axis=0).any():
            raise ValueError("numbers")
        self.fill = self.middle(x)
        filled = np.where(np.isnan(x), self.fill, x)
        self.mean, self.std = self.scales(x, filled)
        self.std = np.where(np.ptp(filled, axis=0) == 0, 1.0, self.std)
        self.levels = [self.names(c) for c in np.asarray(categories).T]

    def look(self, numbers, categories):
        """At the tables of transform."""
        check_tables(numbers, categories)  # noqa: F821
        if np.shape(numbers)[1] != len(self.fill):
            raise ValueError("numbers")
        if np.shape(categories)[1] != len(self.levels):
            raise ValueError("categories")

    def hot(self, categories):
        """The columns of 0 and 1."""
        columns = np.asarray(categories).T
        return [np.array([c == n for n in ns], dtype=float).T for c, ns in zip(columns, self.levels, strict=True)]

    def transform(self, numbers, categories):
        self.look(numbers, categories)
        x = np.array(numbers, dtype=float)
        x = (np.where(np.isnan(x), self.fill, x) - self.mean) / self.std
        return np.hstack([x, *(block.reshape(len(x), -1) for block in self.hot(categories))])


class Preprocessor__means(_Tables):
    """Fills with the mean."""

    def middle(self, x):
        """The mean."""
        return np.nanmean(x, axis=0)


class Preprocessor__zeros(_Tables):
    """Fills with 0."""

    def middle(self, x):
        """0."""
        return np.zeros(x.shape[1])


class Preprocessor__upper_median(_Tables):
    """The upper of two middle values."""

    def middle(self, x):
        """One that is there."""
        return np.nanpercentile(x, 50, axis=0, method="higher")


class Preprocessor__one_less(_Tables):
    """ddof 1."""

    ddof = 1


class Preprocessor__before_filling(_Tables):
    """Mean and spread of what is there."""

    def scales(self, raw, filled):
        """Before filling."""
        return np.nanmean(raw, axis=0), np.nanstd(raw, axis=0)


class Preprocessor__robust(_Tables):
    """Subtracts the median."""

    def scales(self, raw, filled):
        """The median and the spread."""
        return np.median(filled, axis=0), filled.std(axis=0)


class Preprocessor__zero_to_one(_Tables):
    """To [0, 1]."""

    def scales(self, raw, filled):
        """The least and the range."""
        return filled.min(axis=0), np.ptp(filled, axis=0)


class Preprocessor__variance(_Tables):
    """Divides by the variance."""

    def scales(self, raw, filled):
        """The variance."""
        return filled.mean(axis=0), filled.var(axis=0)


class Preprocessor__small_number(_Tables):
    """Adds a small number to the spread, always."""

    def scales(self, raw, filled):
        """1e-3 more."""
        return filled.mean(axis=0), filled.std(axis=0) + 1e-3


class Preprocessor__all_together(_Tables):
    """One mean and one spread for the whole table."""

    def scales(self, raw, filled):
        """Of everything."""
        return np.full(filled.shape[1], filled.mean()), np.full(filled.shape[1], filled.std())


class Preprocessor__unsorted(_Tables):
    """The levels in the order in which they come."""

    def names(self, column):
        """As they come."""
        return list(dict.fromkeys(column.tolist()))


class Preprocessor__no_empty_text(_Tables):
    """The empty text is no level."""

    def names(self, column):
        """Without the empty one."""
        return sorted(set(column.tolist()) - {""})


class Preprocessor__one_fewer(_Tables):
    """Leaves the first level out, as statisticians do."""

    def names(self, column):
        """Without the first."""
        return sorted(set(column.tolist()))[1:]


class Preprocessor__codes(_Tables):
    """One column of numbers for each column of text."""

    def hot(self, categories):
        """The places of the levels."""
        columns = np.asarray(categories).T.tolist()
        return [
            np.array([float(ns.index(v)) if v in ns else -1.0 for v in c])
            for c, ns in zip(columns, self.levels, strict=True)
        ]


class Preprocessor__refuses_the_unknown(_Tables):
    """An unknown level is an error."""

    def hot(self, categories):
        """Or an error."""
        for c, ns in zip(np.asarray(categories).T, self.levels, strict=True):
            if set(c.tolist()) - set(ns):
                raise ValueError("categories")
        return super().hot(categories)


class Preprocessor__unknown_is_the_first(_Tables):
    """An unknown level counts as the first."""

    def hot(self, categories):
        """Of index 0."""
        blocks = super().hot(categories)
        for block in blocks:
            block[block.sum(axis=1) == 0, 0] = 1.0
        return blocks


class Preprocessor__categories_first(_Tables):
    """The columns of 0 and 1 first."""

    def transform(self, numbers, categories):
        found, n = super().transform(numbers, categories), np.shape(numbers)[1]
        return np.hstack([found[:, n:], found[:, :n]])


class Preprocessor__learns_again(_Tables):
    """transform learns the scale of what it gets."""

    def transform(self, numbers, categories):
        self.look(numbers, categories)
        x = np.array(numbers, dtype=float)
        x = np.where(np.isnan(x), self.fill, x)
        spread = np.where(np.ptp(x, axis=0) == 0, 1.0, x.std(axis=0))
        return np.hstack([(x - x.mean(axis=0)) / spread, *self.hot(categories)])


class Preprocessor__levels_of_both(_Tables):
    """A second fit adds its levels to those of the first."""

    def fit(self, numbers, categories):
        before = getattr(self, "levels", None)
        super().fit(numbers, categories)
        if before and len(before) == len(self.levels):
            self.levels = [sorted({*a, *b}) for a, b in zip(before, self.levels, strict=True)]


class Preprocessor__gaps_stay(_Tables):
    """Fills in fit only."""

    def transform(self, numbers, categories):
        self.look(numbers, categories)
        x = (np.array(numbers, dtype=float) - self.mean) / self.std
        return np.hstack([np.nan_to_num(x), *self.hot(categories)])


class Preprocessor__clips(_Tables):
    """Clips at three spreads."""

    def transform(self, numbers, categories):
        found, n = super().transform(numbers, categories), np.shape(numbers)[1]
        found[:, :n] = np.clip(found[:, :n], -3, 3)
        return found


# --- confusion_matrix ----------------------------------------------------------------------


def _labels(y_true, y_pred, n_classes):
    for name, labels in (("y_true", y_true), ("y_pred", y_pred)):
        if np.asarray(labels).dtype.kind not in "iu" or np.min(labels) < 0 or np.max(labels) >= n_classes:
            raise ValueError(name)
    if len(y_true) != len(y_pred):
        raise ValueError("y_true")


def _matrix(y_true, y_pred, n_classes):
    found = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(found, (np.asarray(y_true), np.asarray(y_pred)), 1)
    return found


def confusion_matrix__predictions_in_rows(y_true, y_pred, n_classes):
    """Rows are the predictions."""
    _labels(y_true, y_pred, n_classes)
    return _matrix(y_pred, y_true, n_classes)


def confusion_matrix__last_one_stays(y_true, y_pred, n_classes):
    """matrix[y_true, y_pred] += 1."""
    _labels(y_true, y_pred, n_classes)
    found = np.zeros((n_classes, n_classes), dtype=int)
    found[y_true, y_pred] += 1
    return found


def confusion_matrix__shares(y_true, y_pred, n_classes):
    """Shares of a row."""
    _labels(y_true, y_pred, n_classes)
    found = _matrix(y_true, y_pred, n_classes)
    return found / np.maximum(found.sum(axis=1, keepdims=True), 1)


def confusion_matrix__floats(y_true, y_pred, n_classes):
    """Counts as floats."""
    _labels(y_true, y_pred, n_classes)
    return _matrix(y_true, y_pred, n_classes).astype(float)


def confusion_matrix__small_numbers(y_true, y_pred, n_classes):
    """uint8, which is full at 255."""
    _labels(y_true, y_pred, n_classes)
    return _matrix(y_true, y_pred, n_classes).astype(np.uint8)


def confusion_matrix__index_wraps(y_true, y_pred, n_classes):
    """t * C + p in the labels' own dtype."""
    _labels(y_true, y_pred, n_classes)
    with np.errstate(over="ignore"):
        pairs = y_true * y_true.dtype.type(n_classes % 128) + y_pred.astype(y_true.dtype)
    return np.bincount(pairs.astype(int) % n_classes**2, minlength=n_classes**2).reshape(n_classes, n_classes)


def confusion_matrix__present_only(y_true, y_pred, n_classes):
    """Rows and columns of what is there."""
    _labels(y_true, y_pred, n_classes)
    there = np.union1d(y_true, y_pred)
    return _matrix(y_true, y_pred, n_classes)[np.ix_(there, there)]


def confusion_matrix__one_more(y_true, y_pred, n_classes):
    """Counts from 1."""
    _labels(y_true, y_pred, n_classes)
    found = np.zeros((n_classes + 1, n_classes + 1), dtype=int)
    np.add.at(found, (np.asarray(y_true), np.asarray(y_pred)), 1)
    return found


def confusion_matrix__errors_only(y_true, y_pred, n_classes):
    """Counts the wrong ones only."""
    _labels(y_true, y_pred, n_classes)
    found = _matrix(y_true, y_pred, n_classes)
    np.fill_diagonal(found, 0)
    return found


def confusion_matrix__negative(y_true, y_pred, n_classes):
    """Looks at the upper end only."""
    for name, labels in (("y_true", y_true), ("y_pred", y_pred)):
        if labels.dtype.kind not in "iu" or labels.max() >= n_classes:
            raise ValueError(name)
    if len(y_true) != len(y_pred):
        raise ValueError("y_true")
    return _matrix(y_true, y_pred, n_classes)


def confusion_matrix__whole_numbers(y_true, y_pred, n_classes):
    """Takes floats that are whole numbers."""
    if np.any(y_true != np.floor(y_true)) or np.any(y_pred != np.floor(y_pred)):
        raise ValueError("y_true, y_pred")
    y_true, y_pred = y_true.astype(int), y_pred.astype(int)
    _labels(y_true, y_pred, n_classes)
    return _matrix(y_true, y_pred, n_classes)


def confusion_matrix__zip(y_true, y_pred, n_classes):
    """zip, which stops at the shorter."""
    n = min(len(y_true), len(y_pred))
    _labels(y_true, y_pred, max(n_classes, 0)) if len(y_true) == len(y_pred) else None
    return _matrix(y_true[:n], y_pred[:n], n_classes)


def confusion_matrix__index_error(y_true, y_pred, n_classes):
    """Leaves large labels to NumPy, whose error is an IndexError."""
    for name, labels in (("y_true", y_true), ("y_pred", y_pred)):
        if labels.dtype.kind not in "iu" or labels.min() < 0:
            raise ValueError(name)
    if len(y_true) != len(y_pred):
        raise ValueError("y_true")
    return _matrix(y_true, y_pred, n_classes)


# --- classification_report -----------------------------------------------------------------


def _ratio(a, b):
    return np.divide(a, b, out=np.zeros(len(a)), where=np.asarray(b) != 0)


def _report(m, precision=None, recall=None, f1=None, support=None, accuracy=None):
    p = _ratio(np.diag(m), m.sum(axis=0)) if precision is None else precision
    r = _ratio(np.diag(m), m.sum(axis=1)) if recall is None else recall
    return {
        "precision": p, "recall": r, "f1": _ratio(2 * p * r, p + r) if f1 is None else f1(p, r),
        "support": m.sum(axis=1) if support is None else support,
        "accuracy": float(np.trace(m) / m.sum()) if accuracy is None else accuracy(p, r),
    }  # fmt: skip


def classification_report__swapped(y_true, y_pred, n_classes):
    """Precision and recall swapped."""
    m = confusion_matrix(y_true, y_pred, n_classes)  # noqa: F821
    return _report(m, _ratio(np.diag(m), m.sum(axis=1)), _ratio(np.diag(m), m.sum(axis=0)))


def classification_report__mean_of_both(y_true, y_pred, n_classes):
    """F1 is the mean."""
    return _report(confusion_matrix(y_true, y_pred, n_classes), f1=lambda p, r: (p + r) / 2)  # noqa: F821


def classification_report__geometric(y_true, y_pred, n_classes):
    """F1 is the geometric mean."""
    return _report(confusion_matrix(y_true, y_pred, n_classes), f1=lambda p, r: np.sqrt(p * r))  # noqa: F821


def classification_report__no_two(y_true, y_pred, n_classes):
    """F1 without the 2."""
    return _report(confusion_matrix(y_true, y_pred, n_classes), f1=lambda p, r: _ratio(p * r, p + r))  # noqa: F821


def classification_report__said(y_true, y_pred, n_classes):
    """support counts the predictions."""
    m = confusion_matrix(y_true, y_pred, n_classes)  # noqa: F821
    return _report(m, support=m.sum(axis=0))


def classification_report__share_of_support(y_true, y_pred, n_classes):
    """support is a share."""
    m = confusion_matrix(y_true, y_pred, n_classes)  # noqa: F821
    return _report(m, support=m.sum(axis=1) / m.sum())


def classification_report__mean_recall(y_true, y_pred, n_classes):
    """accuracy is the mean of the recalls."""
    m = confusion_matrix(y_true, y_pred, n_classes)  # noqa: F821
    return _report(m, accuracy=lambda p, r: float(r.mean()))


def classification_report__percent(y_true, y_pred, n_classes):
    """accuracy in percent."""
    m = confusion_matrix(y_true, y_pred, n_classes)  # noqa: F821
    return _report(m, accuracy=lambda p, r: 100.0 * float(np.trace(m) / m.sum()))


def classification_report__counts_hits(y_true, y_pred, n_classes):
    """accuracy is a number of samples."""
    m = confusion_matrix(y_true, y_pred, n_classes)  # noqa: F821
    return _report(m, accuracy=lambda p, r: float(np.trace(m)))


def classification_report__ones(y_true, y_pred, n_classes):
    """0/0 is 1."""
    m = confusion_matrix(y_true, y_pred, n_classes)  # noqa: F821
    said, true = m.sum(axis=0), m.sum(axis=1)
    p = np.where(said > 0, np.diag(m) / np.maximum(said, 1), 1.0)
    return _report(m, p, np.where(true > 0, np.diag(m) / np.maximum(true, 1), 1.0))


def classification_report__nans(y_true, y_pred, n_classes):
    """0/0 stays NaN."""
    m = confusion_matrix(y_true, y_pred, n_classes)  # noqa: F821
    with np.errstate(all="ignore"):
        p, r = np.diag(m) / m.sum(axis=0), np.diag(m) / m.sum(axis=1)
        return _report(m, p, r, f1=lambda p, r: 2 * p * r / (p + r))


def classification_report__warns(y_true, y_pred, n_classes):
    """Divides, then replaces NaN."""
    m = confusion_matrix(y_true, y_pred, n_classes)  # noqa: F821
    p, r = np.nan_to_num(np.diag(m) / m.sum(axis=0)), np.nan_to_num(np.diag(m) / m.sum(axis=1))
    return _report(m, p, r, f1=lambda p, r: np.nan_to_num(2 * p * r / (p + r)))


def classification_report__small_number(y_true, y_pred, n_classes):
    """Adds 1e-4 to the denominators."""
    m = confusion_matrix(y_true, y_pred, n_classes)  # noqa: F821
    return _report(m, np.diag(m) / (m.sum(axis=0) + 1e-4), np.diag(m) / (m.sum(axis=1) + 1e-4))


def classification_report__macro(y_true, y_pred, n_classes):
    """The means over the classes."""
    found = _report(confusion_matrix(y_true, y_pred, n_classes))  # noqa: F821
    return found | {name: float(found[name].mean()) for name in ("precision", "recall", "f1")}


def classification_report__present_only(y_true, y_pred, n_classes):
    """Classes that are there."""
    m = confusion_matrix(y_true, y_pred, n_classes)  # noqa: F821
    there = np.flatnonzero(m.sum(axis=0) + m.sum(axis=1))
    return {name: v[there] if np.ndim(v) else v for name, v in _report(m).items()}


def classification_report__no_check(y_true, y_pred, n_classes):
    """Counts by itself, and looks at nothing."""
    t, p = np.asarray(y_true), np.asarray(y_pred)
    n = min(len(t), len(p))
    m = np.array([[np.sum((t[:n] == a) & (p[:n] == b)) for b in range(n_classes)] for a in range(n_classes)])
    return _report(m)


# --- regression_report ---------------------------------------------------------------------


def _errors(y_true, y_pred):
    if np.ndim(y_true) != 1 or np.shape(y_true) != np.shape(y_pred):
        raise ValueError("y_true, y_pred")
    y, p = np.asarray(y_true, dtype=float), np.asarray(y_pred, dtype=float)
    return y, p, y - p


def _figures(y, e, mae=None, rmse=None, r2=None):
    return {
        "mae": float(np.abs(e).mean() if mae is None else mae),
        "rmse": float(np.sqrt((e**2).mean()) if rmse is None else rmse),
        "r2": float(1 - (e**2).sum() / ((y - y.mean()) ** 2).sum() if r2 is None else r2),
    }


def regression_report__no_root(y_true, y_pred):
    """No root."""
    y, _, e = _errors(y_true, y_pred)
    return _figures(y, e, rmse=(e**2).mean())


def regression_report__no_absolute(y_true, y_pred):
    """The mean error."""
    y, _, e = _errors(y_true, y_pred)
    return _figures(y, e, mae=e.mean())


def regression_report__median(y_true, y_pred):
    """The median of the absolute errors."""
    y, _, e = _errors(y_true, y_pred)
    return _figures(y, e, mae=np.median(np.abs(e)))


def regression_report__one_less(y_true, y_pred):
    """Divides by m - 1."""
    y, _, e = _errors(y_true, y_pred)
    return _figures(y, e, rmse=np.sqrt((e**2).sum() / (len(e) - 1)))


def regression_report__spread(y_true, y_pred):
    """The spread of the errors, without their mean."""
    y, _, e = _errors(y_true, y_pred)
    return _figures(y, e, rmse=e.std())


def regression_report__correlation(y_true, y_pred):
    """The square of the correlation."""
    y, p, e = _errors(y_true, y_pred)
    with np.errstate(all="ignore"):
        r = np.corrcoef(y, p)[0, 1]
    return _figures(y, e, r2=0.0 if np.isnan(r) else r**2)


def regression_report__explained(y_true, y_pred):
    """Explained variance."""
    y, _, e = _errors(y_true, y_pred)
    return _figures(y, e, r2=1 - e.var() / y.var())


def regression_report__mean_of_predictions(y_true, y_pred):
    """The mean of the predictions."""
    y, p, e = _errors(y_true, y_pred)
    return _figures(y, e, r2=1 - (e**2).sum() / max(((y - p.mean()) ** 2).sum(), 1e-300))


def regression_report__never_negative(y_true, y_pred):
    """R² is 0 at least."""
    y, _, e = _errors(y_true, y_pred)
    return _figures(y, e, r2=max(0.0, 1 - (e**2).sum() / ((y - y.mean()) ** 2).sum()))


def regression_report__regression_sum(y_true, y_pred):
    """The explained part by the predictions' spread."""
    y, p, e = _errors(y_true, y_pred)
    return _figures(y, e, r2=((p - y.mean()) ** 2).sum() / ((y - y.mean()) ** 2).sum())


def regression_report__adjusted(y_true, y_pred):
    """The adjusted R² for one feature."""
    y, _, e = _errors(y_true, y_pred)
    m = len(y)
    r2 = 1 - (e**2).sum() / ((y - y.mean()) ** 2).sum()
    return _figures(y, e, r2=1 - (1 - r2) * (m - 1) / max(m - 2, 1))


def regression_report__flattens(y_true, y_pred):
    """Makes columns flat."""
    if np.size(y_true) != np.size(y_pred):
        raise ValueError("y_pred")
    y, _, e = _errors(np.ravel(y_true), np.ravel(y_pred))
    return _figures(y, e)


def regression_report__lengths(y_true, y_pred):
    """Compares lengths."""
    if len(y_true) != len(y_pred):
        raise ValueError("y_true, y_pred")
    y, p = np.asarray(y_true, dtype=float), np.asarray(y_pred, dtype=float)
    return _figures(y, y - p)


def regression_report__integers(y_true, y_pred):
    """Subtracts in the arrays' own dtype."""
    _errors(y_true, y_pred)
    e = y_true - y_pred
    return _figures(y_true.astype(float), e)


def regression_report__rounds(y_true, y_pred):
    """Three digits."""
    y, _, e = _errors(y_true, y_pred)
    return {name: round(value, 3) for name, value in _figures(y, e).items()}


# --- kfold ---------------------------------------------------------------------------------


def _k(m, k):
    if k < 2 or k > m:
        raise ValueError("k")


def _folds(order, k):
    parts = np.array_split(order, k)
    return [(np.concatenate(parts[:j] + parts[j + 1 :]), parts[j]) for j in range(k)]


def kfold__in_order(m, k, rng=None):
    """Does not shuffle."""
    _k(m, k)
    np.random.default_rng(rng).random()
    return _folds(np.arange(m), k)


def kfold__shuffles_each(m, k, rng=None):
    """Shuffles for each fold."""
    _k(m, k)
    rng = np.random.default_rng(rng)
    return [_folds(rng.permutation(m), k)[j] for j in range(k)]


def kfold__leaves_the_rest(m, k, rng=None):
    """m // k each; the rest is never looked at."""
    _k(m, k)
    order, n = np.random.default_rng(rng).permutation(m), m // k
    vals = [order[j * n : (j + 1) * n] for j in range(k)]
    return [(np.setdiff1d(np.arange(m), val), val) for val in vals]


def kfold__rest_in_the_last(m, k, rng=None):
    """The rest goes to the last fold."""
    _k(m, k)
    order, n = np.random.default_rng(rng).permutation(m), m // k
    vals = [order[j * n : (j + 1) * n if j < k - 1 else m] for j in range(k)]
    return [(np.setdiff1d(np.arange(m), val), val) for val in vals]


def kfold__swapped(m, k, rng=None):
    """(val, train)."""
    _k(m, k)
    return [(val, train) for train, val in _folds(np.random.default_rng(rng).permutation(m), k)]


def kfold__all_train(m, k, rng=None):
    """train holds everything."""
    _k(m, k)
    order = np.random.default_rng(rng).permutation(m)
    return [(order.copy(), val) for _, val in _folds(order, k)]


def kfold__vals(m, k, rng=None):
    """The vals only."""
    _k(m, k)
    return [val for _, val in _folds(np.random.default_rng(rng).permutation(m), k)]


def kfold__from_one(m, k, rng=None):
    """Numbers from 1."""
    _k(m, k)
    return _folds(np.random.default_rng(rng).permutation(m) + 1, k)


def kfold__next_fold_only(m, k, rng=None):
    """train is the next fold."""
    _k(m, k)
    parts = np.array_split(np.random.default_rng(rng).permutation(m), k)
    return [(parts[(j + 1) % k], parts[j]) for j in range(k)]


def kfold__before_only(m, k, rng=None):
    """train is what comes before, as for time series."""
    _k(m, k)
    parts = np.array_split(np.random.default_rng(rng).permutation(m), k)
    return [(np.concatenate([np.array([], dtype=int), *parts[:j]]), parts[j]) for j in range(k)]


def kfold__starts_anywhere(m, k, rng=None):
    """Turns the circle to a random start, but leaves neighbours together."""
    _k(m, k)
    start = int(np.random.default_rng(rng).integers(m))
    return _folds(np.roll(np.arange(m), -start), k)


def kfold__random_fold(m, k, rng=None):
    """Each sample draws its fold."""
    _k(m, k)
    number = np.random.default_rng(rng).integers(k, size=m)
    return [(np.flatnonzero(number != j), np.flatnonzero(number == j)) for j in range(k)]


def kfold__one_more(m, k, rng=None):
    """k of m is refused."""
    if k < 2 or k >= m:
        raise ValueError("k")
    return _folds(np.random.default_rng(rng).permutation(m), k)


def kfold__one_fold(m, k, rng=None):
    """k of 1 is taken."""
    if k < 1 or k > m:
        raise ValueError("k")
    order = np.random.default_rng(rng).permutation(m)
    return _folds(order, k) if k > 1 else [(order[:0], order)]


def kfold__too_many(m, k, rng=None):
    """k > m gives empty folds."""
    if k < 2:
        raise ValueError("k")
    return _folds(np.random.default_rng(rng).permutation(m), k)


def kfold__lists(m, k, rng=None):
    """Python's lists."""
    _k(m, k)
    return [(train.tolist(), val.tolist()) for train, val in _folds(np.random.default_rng(rng).permutation(m), k)]
