"""Right answers to unit 05."""

import numpy as np


class BatchNorm__welford:
    """The statistics row by row, each update of the running values as an increment."""

    def __init__(self, eps=1e-5, momentum=0.9):
        self.eps, self.momentum = eps, momentum
        self.gamma = self.beta = self.running_mean = self.running_var = None

    def forward(self, x, training=True):
        if x.ndim != 2:
            raise ValueError(f"x: {x.shape}")
        if self.gamma is None:
            self.gamma, self.running_var = np.ones((2, x.shape[1]))
            self.beta, self.running_mean = np.zeros((2, x.shape[1]))
        if x.shape[1:] != self.running_mean.shape:
            raise ValueError("x의 열이 달라졌어요")
        mean, var = self.running_mean, self.running_var
        if training:
            if len(x) < 2:
                raise ValueError("training에는 x의 행이 둘 이상 있어야 해요")
            mean, spread = np.zeros(x.shape[1]), np.zeros(x.shape[1])
            for count, row in enumerate(x.astype(float), 1):
                before = row - mean
                mean = mean + before / count
                spread = spread + before * (row - mean)
            var = spread / len(x)
            self.running_mean = self.running_mean - (1 - self.momentum) * (self.running_mean - mean)
            self.running_var = self.running_var - (1 - self.momentum) * (self.running_var - var)
        return (x - mean) * (self.gamma / np.sqrt(var + self.eps)) + self.beta


class BatchNorm__rows_as_columns:
    """Works on the transposed array, with the statistics of both modes in one place."""

    def __init__(self, eps=1e-5, momentum=0.9, **unused):
        self.eps, self.momentum = eps, momentum
        self.gamma, self.beta, self.running_mean, self.running_var = [None] * 4

    def forward(self, x, training=True):
        shape = np.shape(x)
        if len(shape) != 2 or (self.beta is not None and shape[1] != self.beta.shape[0]):
            raise ValueError(f"x {shape}")
        columns = np.array(x, dtype=np.float64).T
        if self.beta is None:
            self.beta, self.gamma = np.zeros(shape[1]), np.ones(shape[1])
            self.running_mean, self.running_var = self.beta.copy(), self.gamma.copy()
        if training and shape[0] == 1:
            raise ValueError("x")
        mean, var = (
            (np.mean(columns, axis=1), np.var(columns, axis=1)) if training else (self.running_mean, self.running_var)
        )
        if training:
            old = np.stack([self.running_mean, self.running_var])
            self.running_mean, self.running_var = self.momentum * old + (1 - self.momentum) * np.stack([mean, var])
        columns -= mean[:, None]
        columns /= np.sqrt(var + self.eps)[:, None]
        columns *= self.gamma[:, None]
        columns += self.beta[:, None]
        return columns.T
