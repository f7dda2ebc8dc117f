"""Wrong answers to unit 05."""

import numpy as np


class _Base:
    """A right answer in small steps, each of which a wrong answer may replace."""

    def __init__(self, eps=1e-5, momentum=0.9):
        self.eps, self.momentum = eps, momentum
        self.gamma = self.beta = self.running_mean = self.running_var = None

    def forward(self, x, training=True):
        if np.ndim(x) != 2:
            raise ValueError("x")
        x = np.asarray(x, dtype=float)
        if self.is_new():
            self.start(x.shape[1])
        if x.shape[1] != len(self.running_mean):
            raise ValueError("x")
        mean, var = self.train(x) if training else self.known(x)
        return self.scale(self.normalise(x, mean, var))

    def is_new(self):
        return self.gamma is None

    def start(self, width):
        self.gamma, self.beta = np.ones(width), np.zeros(width)
        self.running_mean, self.running_var = np.zeros(width), np.ones(width)

    def train(self, x):
        if len(x) == 1:
            raise ValueError("x")
        mean, var = self.statistics(x)
        self.remember(mean, var)
        return mean, var

    def statistics(self, x):
        return x.mean(axis=0), x.var(axis=0)

    def remember(self, mean, var):
        self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
        self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var

    def known(self, x):
        return self.running_mean, self.running_var

    def normalise(self, x, mean, var):
        return (x - mean) / np.sqrt(var + self.eps)

    def scale(self, x_hat):
        return self.gamma * x_hat + self.beta


# --- settings and values of 0 ----------------------------------------------------------------------------------


class BatchNorm__momentum_or_default(_Base):
    """Takes momentum = 0 for a setting that was not given."""

    def __init__(self, eps=1e-5, momentum=0.9):
        super().__init__(eps, momentum or 0.9)


class BatchNorm__eps_or_default(_Base):
    """Takes eps = 0 for a setting that was not given."""

    def __init__(self, eps=1e-5, momentum=0.9):
        super().__init__(eps or 1e-5, momentum)


class BatchNorm__one_minus_momentum_or_default(_Base):
    """Takes 1 - momentum = 0 for a setting that was not given."""

    def remember(self, mean, var):
        new = (1 - self.momentum) or 0.1
        self.running_mean = (1 - new) * self.running_mean + new * mean
        self.running_var = (1 - new) * self.running_var + new * var


class BatchNorm__gamma_of_zeros_is_new(_Base):
    """Starts afresh when gamma is 0 in all columns."""

    def is_new(self):
        return self.gamma is None or not np.any(self.gamma)


class BatchNorm__gamma_of_zeros_is_ones(_Base):
    """Leaves a gamma of zeros out."""

    def scale(self, x_hat):
        return super().scale(x_hat) if np.any(self.gamma) else x_hat + self.beta


class BatchNorm__mean_of_zeros_is_new(_Base):
    """Starts afresh when the running mean is 0 in all columns: gamma and beta are lost."""

    def is_new(self):
        return self.gamma is None or not np.any(self.running_mean)


class BatchNorm__untouched_means_untrained(_Base):
    """Takes running values of 0 and 1 for an object that has never been trained, and then leaves gamma and beta out."""

    def known(self, x):
        self.untrained = not np.any(self.running_mean) and np.all(self.running_var == 1)
        return super().known(x)

    def train(self, x):
        self.untrained = False
        return super().train(x)

    def scale(self, x_hat):
        return x_hat if self.untrained else super().scale(x_hat)


# --- near is not equal -----------------------------------------------------------------------------------------


class BatchNorm__small_variance_is_none(_Base):
    """A variance below 1e-8 counts as that of a constant column."""

    def normalise(self, x, mean, var):
        return np.where(var < 1e-8, 0.0, super().normalise(x, mean, var))


class BatchNorm__small_deviations_are_zero(_Base):
    """A deviation below 1e-6 counts as 0."""

    def normalise(self, x, mean, var):
        deviation = np.where(np.abs(x - mean) < 1e-6, 0.0, x - mean)
        return deviation / np.sqrt(var + self.eps)


class BatchNorm__small_results_are_zero(_Base):
    """A result below 1e-6 counts as 0."""

    def scale(self, x_hat):
        out = super().scale(x_hat)
        return np.where(np.abs(out) < 1e-6, 0.0, out)


class BatchNorm__clipped(_Base):
    """x_hat is cut at 10."""

    def normalise(self, x, mean, var):
        return np.clip(super().normalise(x, mean, var), -10.0, 10.0)


class BatchNorm__eps_at_least(_Base):
    """eps is at least 1e-7."""

    def normalise(self, x, mean, var):
        return (x - mean) / np.sqrt(var + max(self.eps, 1e-7))


class BatchNorm__rounded_running_mean(_Base):
    """The running mean has four decimals."""

    def remember(self, mean, var):
        super().remember(mean, var)
        self.running_mean = np.round(self.running_mean, 4)


# --- many rows, columns, batches -------------------------------------------------------------------------------


class BatchNorm__first_32_rows(_Base):
    """The statistics are those of the first 32 rows."""

    def statistics(self, x):
        return super().statistics(x[:32])


class BatchNorm__first_1000_rows(_Base):
    """The statistics are those of the first thousand rows."""

    def statistics(self, x):
        return super().statistics(x[:1000])


class BatchNorm__last_rows_of_inference(_Base):
    """Inference normalises a thousand rows at most."""

    def normalise(self, x, mean, var):
        result = super().normalise(x, mean, var)
        result[1000:] = x[1000:]
        return result


class BatchNorm__first_1000_columns(_Base):
    """Normalises a thousand columns at most."""

    def normalise(self, x, mean, var):
        result = super().normalise(x, mean, var)
        result[:, 1000:] = x[:, 1000:]
        return result


class BatchNorm__wide_layers_share(_Base):
    """Beyond 32 columns there is one variance for all."""

    def statistics(self, x):
        mean, var = super().statistics(x)
        return mean, var if len(var) <= 32 else np.full(len(var), var.mean())


class BatchNorm__frozen_after_100(_Base):
    """The running values stand still after a hundred batches."""

    def remember(self, mean, var):
        self.seen = getattr(self, "seen", 0) + 1
        if self.seen <= 100:
            super().remember(mean, var)


class BatchNorm__outliers_left_out(_Base):
    """Values more than 20 deviations away do not count in the statistics."""

    def statistics(self, x):
        mean, var = super().statistics(x)
        near = np.abs(x - mean) <= 20 * np.sqrt(var) + 1e-300
        return x.mean(axis=0, where=near), x.var(axis=0, where=near)


class BatchNorm__same_batch_once(_Base):
    """A batch that comes twice in a row is remembered once."""

    def train(self, x):
        if np.array_equal(x, getattr(self, "last", None)):
            return self.statistics(x)
        self.last = x.copy()
        return super().train(x)


# --- integers --------------------------------------------------------------------------------------------------


class _Integers(_Base):
    """Squares the integers of ``kinds`` as they are."""

    kinds: tuple = ()

    def forward(self, x, training=True):
        self.own = np.asarray(x)
        return super().forward(x, training)

    def statistics(self, x):
        mean, var = super().statistics(x)
        if self.own.dtype in self.kinds:
            var = np.abs((self.own * self.own).mean(axis=0) - mean * mean)
        return mean, var


class BatchNorm__int16_wraps(_Integers):
    """The square of an int16 wraps round."""

    kinds = (np.int16, np.uint16)


class BatchNorm__int32_wraps(_Integers):
    """The square of an int32 wraps round."""

    kinds = (np.int32, np.uint32)


class BatchNorm__int64_wraps(_Integers):
    """The square of an int64 above 3e9 wraps round."""

    kinds = (np.int64, np.uint64)


class BatchNorm__first_row_as_origin(_Integers):
    """Takes differences of unsigned numbers."""

    def statistics(self, x):
        moved = self.own - self.own[0]
        return self.own[0] + moved.mean(axis=0), moved.var(axis=0)


# --- more axes, and two things at once ---------------------------------------------------------------------------


class BatchNorm__images(_Base):
    """Takes (N, C, H, W), too."""

    def forward(self, x, training=True):
        if np.ndim(x) != 4:
            return super().forward(x, training)
        flat = np.moveaxis(x, 1, -1)
        return np.moveaxis(super().forward(flat.reshape(-1, flat.shape[-1]), training).reshape(flat.shape), -1, 1)


class BatchNorm__dimensions_of_the_first_call(_Base):
    """Looks at the number of axes in the first call only."""

    def forward(self, x, training=True):
        if self.gamma is not None and np.ndim(x) != 2 and np.shape(x)[-1:] == self.gamma.shape:
            return super().forward(np.reshape(x, (-1, len(self.gamma))), False).reshape(np.shape(x))
        return super().forward(x, training)


class BatchNorm__width_of_the_first_training(_Base):
    """A layer that has only inferred so far takes another number of columns."""

    trained = False

    def forward(self, x, training=True):
        if self.gamma is not None and not self.trained and np.ndim(x) == 2 and x.shape[1] != len(self.gamma):
            self.start(x.shape[1])
        self.trained = self.trained or training
        return super().forward(x, training)


class BatchNorm__single_integers(_Base):
    """One row of integers is no error in training."""

    def train(self, x):
        return self.statistics(x) if len(x) == 1 and np.all(x == np.round(x)) else super().train(x)


class BatchNorm__single_row_after_inference(_Base):
    """One row is an error in training only when the running values are new."""

    def train(self, x):
        return self.statistics(x) if len(x) == 1 and self.momentum == 1 else super().train(x)


class BatchNorm__width_of_single_rows(_Base):
    """A single row of another width is padded in inference."""

    def forward(self, x, training=True):
        if self.gamma is not None and not training and np.ndim(x) == 2 and len(x) == 1:
            x = np.resize(x, (1, len(self.gamma)))
        return super().forward(x, training)


# --- what is remembered ----------------------------------------------------------------------------------------


class BatchNorm__statistics_by_identity(_Base):
    """Remembers the statistics of the array it was given last."""

    def forward(self, x, training=True):
        self.own = x
        return super().forward(x, training)

    def statistics(self, x):
        if getattr(self, "last", (None,))[0] is not self.own:
            self.last = self.own, super().statistics(x)
        return self.last[1]


class BatchNorm__inference_by_identity(_Base):
    """Remembers what inference gave for the array it was given last, until the next training."""

    def forward(self, x, training=True):
        if training:
            self.last = None
            return super().forward(x, training)
        if getattr(self, "last", None) is None or self.last[0] is not x:
            self.last = x, super().forward(x, training)
        return self.last[1].copy()


class BatchNorm__folded_once(_Base):
    """Folds gamma into the scale at the first inference after a training: a new gamma is not seen."""

    def remember(self, mean, var):
        super().remember(mean, var)
        self.folded = None

    def forward(self, x, training=True):
        result = super().forward(x, training)
        if training:
            return result
        if getattr(self, "folded", None) is None:
            self.folded = self.gamma / np.sqrt(self.running_var + self.eps)
        return (x - self.running_mean) * self.folded + self.beta


class BatchNorm__beta_folded_once(_Base):
    """Folds beta into the shift at the first inference after a training."""

    def remember(self, mean, var):
        super().remember(mean, var)
        self.shift = None

    def forward(self, x, training=True):
        result = super().forward(x, training)
        if training:
            return result
        self.shift = self.beta if getattr(self, "shift", None) is None else self.shift
        return result - self.beta + self.shift


_RESULTS: dict = {}


class BatchNorm__buffer_by_shape(_Base):
    """Writes every result of a shape into one buffer, which all objects share."""

    def forward(self, x, training=True):
        result = super().forward(x, training)
        buffer = _RESULTS.setdefault(result.shape, np.zeros(result.shape))
        buffer[...] = result
        return buffer


class BatchNorm__two_buffers(_Base):
    """Writes results into two buffers in turn."""

    def forward(self, x, training=True):
        result = super().forward(x, training)
        if getattr(self, "buffers", [result])[0].shape != result.shape or not hasattr(self, "buffers"):
            self.buffers = [np.zeros(result.shape), np.zeros(result.shape)]
        self.buffers.reverse()
        self.buffers[0][...] = result
        return self.buffers[0]


class BatchNorm__x_itself(_Base):
    """Where the result equals x, x comes back."""

    def forward(self, x, training=True):
        result = super().forward(x, training)
        return x if np.array_equal(result, x) else result


_RUNNING: dict = {}


class BatchNorm__running_by_width(_Base):
    """Objects of one width mix their batches into the running values of the one that began."""

    def remember(self, mean, var):
        kept = _RUNNING.setdefault(len(mean), self)
        super(BatchNorm__running_by_width, kept).remember(mean, var)
        self.running_mean, self.running_var = kept.running_mean, kept.running_var


class BatchNorm__settings_of_the_class(_Base):
    """The settings of the object that was made last hold for all."""

    def __init__(self, eps=1e-5, momentum=0.9):
        super().__init__(eps, momentum)
        BatchNorm__settings_of_the_class.shared = eps, momentum

    def forward(self, x, training=True):
        self.eps, self.momentum = BatchNorm__settings_of_the_class.shared
        return super().forward(x, training)
