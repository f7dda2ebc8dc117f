"""Tables of unit 06 that set the student's class beside libraries, and what becomes of weights that decay."""

import numpy as np

TORCH = np.array([
    [1.1000000018, -1.100000179999964], [0.4000000037600001, -0.40000037599990934],
    [0.2910035019693118, -0.16334282199796518], [0.20690600187489044, -0.3801978078058197],
    [-0.05195007261352935, -0.2924899463280222],
])  # fmt: skip
GRADIENTS = np.array([[5, -0.05], [1, -0.01], [-3, 0.02], [0, 0.04], [2, -0.03]])


def with_torch(Adam):
    """Five steps beside those of torch.optim.Adam (2.13.0, float64)."""
    optimizer, theta = Adam(lr=0.9, beta1=0.8, beta2=0.96), np.array([2.0, -2.0])
    for t, (gradient, theirs) in enumerate(zip(GRADIENTS, TORCH, strict=True), 1):
        theta = optimizer.update(theta, gradient)
        gap = np.max(np.abs(theta - theirs))
        print(f"t = {t}: 내 theta [{theta[0]:9.6f}, {theta[1]:9.6f}]   차이가 1e-12보다 작은가요? {gap < 1e-12}")


def with_sklearn(Adam):
    """The first step beside that of scikit-learn's optimizer, for gradients down to 1e-9."""
    from sklearn.neural_network._stochastic_optimizers import AdamOptimizer

    for size in (1.0, 1e-3, 1e-6, 1e-9):
        gradient, theirs = np.array([size]), [np.zeros(1)]
        AdamOptimizer(theirs, learning_rate_init=0.1).update_params(theirs, [gradient])
        mine = Adam(lr=0.1).update(np.zeros(1), gradient)
        print(f"기울기 {size:<6g} 내 걸음 {mine[0]:9.6f}   scikit-learn {theirs[0][0]:9.6f}")


def shrunk(optimizer, added=0.0, seed=0, steps=2000):
    """What is left of weights that start at 1 and whose gradients are signs drawn at random: large ones, small ones.

    ``added`` times the weights is added to the gradients.
    """
    rng, weights, sizes = np.random.default_rng(seed), np.ones((2, 50)), np.array([[10.0], [0.1]])
    for _ in range(steps):
        gradient = sizes * rng.choice([-1.0, 1.0], size=weights.shape)
        weights = optimizer.update(weights, gradient + added * weights)
    return weights.mean(axis=1)
