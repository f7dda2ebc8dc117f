"""Right answers to unit 06."""

import numpy as np


class Adam__history:
    """Averages copies of all gradients anew in each update."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.settings, self.past = (lr, beta1, beta2, eps), []
        self.m = self.v = None
        self.t = 0

    def update(self, params, grads):
        if params.shape != grads.shape:
            raise ValueError(f"params: {params.shape} != {grads.shape}")
        lr, beta1, beta2, eps = self.settings
        self.past.append(np.array(grads, dtype=np.float64))
        self.t = len(self.past)
        ages = np.arange(self.t)[::-1].reshape(-1, *[1] * grads.ndim)
        past = np.stack(self.past)
        self.m = (1 - beta1) * np.sum(past * float(beta1) ** ages, axis=0)
        self.v = (1 - beta2) * np.sum(past**2 * float(beta2) ** ages, axis=0)
        m_hat, v_hat = self.m / (1 - beta1**self.t), self.v / (1 - beta2**self.t)
        return np.asarray(params - lr * m_hat / (np.sqrt(v_hat) + eps))


class Adam__log_of_the_powers:
    """The corrections by expm1 and log, the moments in float64 arrays that are updated in place."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.betas, self.eps = lr, (beta1, beta2), eps
        self.m, self.v, self.t = None, None, 0

    def _correction(self, beta):
        return -np.expm1(self.t * np.log(beta)) if beta > 0 else 1.0

    def update(self, params, grads):
        shapes = {np.shape(params), np.shape(grads)}
        if len(shapes) > 1:
            raise ValueError("grads의 shape는 params와 같아야 해요")
        if self.t == 0:
            self.m = np.zeros(np.shape(params))
            self.v = np.zeros(np.shape(params))
        self.t += 1
        grads = np.array(grads, dtype=np.float64, copy=True, order="C")
        self.m += (1 - self.betas[0]) * (grads - self.m)
        self.v += (1 - self.betas[1]) * (grads**2 - self.v)
        deviation = np.sqrt(self.v / self._correction(self.betas[1]))
        deviation += self.eps
        return np.add(params, -self.lr / self._correction(self.betas[0]) * self.m / deviation, dtype=np.float64)


class Adam__float_before_all:
    """Turns everything into float64 at once and returns arrays of shape () for numbers."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = map(np.float64, (lr, beta1, beta2, eps))
        self.m = self.v = None
        self.t = np.int32(0)

    def update(self, params, grads):
        params, grads = (np.asarray(array).astype(np.float64) for array in (params, grads))
        if params.ndim != grads.ndim or params.shape != grads.shape:
            raise ValueError("params and grads")
        self.m = self.beta1 * (0.0 if self.m is None else self.m) + (1.0 - self.beta1) * grads
        self.v = self.beta2 * (0.0 if self.v is None else self.v) + (1.0 - self.beta2) * np.square(grads)
        self.t += np.int32(1)
        rate = self.lr / (1.0 - np.power(self.beta1, self.t))
        return np.array(params - rate * self.m / (np.sqrt(self.v / (1.0 - np.power(self.beta2, self.t))) + self.eps))
