"""The numbers of unit 12's texts, computed.

The trainings of 7.2 explode, so rounding decides how a single seed ends: what is claimed of them are counts and bounds
that hold whatever the rounding is.
"""

import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
from autograder.authoring import over_seeds
from autograder.authoring.unit import find_units
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LogisticRegression

GIVEN = (
    "0.001", "65,504", "300", "90,000", "2.6", "0.003", "0.1", "0.2", "0.05", "1,000", "0.01", "0.0001", "0.00001", "10000", "100", "200", "500",
    "240", "0.5", "1.0", "2.5", "10", "0.0", "5.0", "65,536", "468", "470", "120", "5,400억", "2,000",
)  # fmt: skip

sys.modules["_public_12"] = ModuleType("_public_12")
sys.modules["_public_12"].__path__ = [str(Path(__file__).parent / "public")]
_network, _cliff = (import_module(f"_public_12.{name}") for name in ("network", "cliff"))


def _as_it_is(gradients):
    return gradients


@cache
def _plain():
    return _network.train(_as_it_is, seeds=_network.SEEDS)


def diabetes():
    """Gradient descent on diabetes as it is, without clipping."""
    data = load_diabetes(scaled=False)
    X, y = np.column_stack([np.ones(len(data.data)), data.data]), data.target
    H, c = X.T @ X / len(y), X.T @ y / len(y)

    def mse(theta):
        return float(np.mean((X @ theta - y) ** 2))

    def descend(rate, steps, limit=np.inf):
        theta, losses, norms = np.zeros(11), [], []
        for _ in range(steps):
            gradient = H @ theta - c
            losses.append(mse(theta))
            norms.append(float(np.linalg.norm(gradient)))
            theta = theta - rate * gradient * min(1.0, limit / (norms[-1] + 1e-6))
        return [*losses, mse(theta)], norms

    with np.errstate(all="ignore"):
        losses, norms = descend(1e-3, 200)
    direction = (H @ np.zeros(11) - c) / norms[0]
    return {
        "first": norms[0],
        "growth": norms[2] / norms[1],
        "overflow": int(np.argmax(~np.isfinite(losses))),
        "mean": float(y.var()),
        "best": mse(np.linalg.lstsq(X, y, rcond=None)[0]),
        "critical": 2.0 / np.linalg.eigvalsh(H)[-1],
        "clipped": descend(1e-3, 1000, 10.0)[0][-1],
        "careful": descend(2.4e-5, 1000)[0][-1],
        "downhill": mse(-1e-3 * direction) < mse(np.zeros(11)),
    }


def thrown():
    """Where the unclipped descent leaves the cliff's map."""
    return _cliff.thrown()


def cliff(lesson):
    """The last 20 losses of the clipped descents, by limit, from ten starts next to each other."""

    def walk(limit, seed=0):
        start = (_cliff.START[0] + 0.01 * seed, _cliff.START[1])  # the walk jumps over the wall: one start proves nothing
        places, norms = _cliff.descend(lambda gradients: lesson.clip_gradients(gradients, limit), _cliff.STEPS, start)
        return _cliff.losses_at(places[-20:]), norms

    torn = [over_seeds(lambda seed, end=end, limit=limit: end(walk(limit, seed)[0])) for end in (np.min, np.max) for limit in (3.0, 5.0)]
    return {
        "l1": walk(1.0)[0][-1],
        "torn": max(low.high for low in torn[:2]) < 1.0 and min(high.low for high in torn[2:]) > 6.0,
        "steady": over_seeds(lambda seed: np.median(walk(10.0, seed)[0])).high < 0.2,
        "seldom": 2 <= int(np.sum(walk(100.0)[1] > 100.0)) <= 9,
    }


def halved(lesson):
    """Quiz 1: norms 3 and 4, max_norm 2.5."""
    first, second = lesson.clip_gradients([np.array([3.0]), np.array([4.0])], 2.5)
    return {"first": first[0], "second": second[0], "scale": first[0] / 3.0, "shared": 2.5 / 2}


def same_path(lesson):
    """Quiz 3: is the descent the same with ten times the rate and a tenth of the limit while every step is clipped?"""
    pixels, answers = _network.digits()
    gradients = [g[0] for g in _network.rnn_gradients(_network.starting_parameters(), pixels[:, :20], answers[:20])[1]]
    one, other = (lesson.clip_gradients(gradients, limit) for limit in (0.1, 0.01))
    return all(np.allclose(a, 10.0 * b, rtol=1e-4) for a, b in zip(one, other, strict=True))


def spreads():
    """Quiz 2: what one NaN spreads to when nobody looks at the norm, with one norm for all and with one each."""
    gradients = [np.array([3.0, 4.0]), np.array([1.0, np.nan])]

    def clipped(norms):
        return [np.minimum(1.0, 2.5 / (norm + 1e-6)) * g for norm, g in zip(norms, gradients, strict=True)]

    each = clipped([np.linalg.norm(g) for g in gradients])
    return {
        "global": all(np.isnan(g).all() for g in clipped([np.linalg.norm(np.concatenate(gradients))] * 2)),
        "apart": bool(np.allclose(each[0], [1.5, 2.0]) and np.isnan(each[1]).all()),
    }


def builtin_min():
    """What Python's min makes of a NaN: every comparison with it is false, so the first argument stays."""
    return min(1.0, np.nan) == 1.0 and np.isnan(min(np.nan, 1.0)) and np.isnan(np.minimum(1.0, np.nan))


def never_settles(lesson):
    """Quiz 4: in a bowl the descent that only has max_norm / norm goes on jumping, the student's comes to rest."""

    def end(clip):
        theta = np.array([3.0, 2.0])
        for _ in range(1000):
            theta = theta - 0.1 * clip(np.array([1.0, 2.0]) * theta)
        return float(np.linalg.norm(theta))

    stretched = end(lambda g: g / (np.linalg.norm(g) + 1e-6))
    return stretched > 0.01 and end(lambda g: lesson.clip_gradients([g], 1.0)[0]) < 1e-6


def wall(lesson):
    """The discovery: the line on which h stays at 0.5, the factor there, and what happens beside it for w = 6."""
    at, times = -(lesson.wall_at(1.0)[0] - 0.5), lesson.wall_at(1.0)[1]
    b, factor = lesson.wall_at(6.0)
    high, low = (np.array(_cliff.states(6.0, b + apart)) for apart in (1e-6, -1e-6))

    def steepest(w, reach):
        """The largest slope along b near the line, and how far from the line it is."""
        middle = lesson.wall_at(w)[0]
        near = np.geomspace(1e-9, reach, 400)
        places = middle + np.concatenate([np.linspace(-reach, reach, 2001), near, -near])
        slopes = [abs(_cliff.loss_and_gradient(w, float(place))[2]) for place in places]
        return max(slopes), abs(places[int(np.argmax(slopes))] - middle)

    return {
        "at": at, "times": times, "factor": factor, "power": factor**50, "edge": 1.0 / times,
        "on_line": all(steepest(w, 0.2)[1] < 1e-4 for w in (5.0, 5.5, 6.0, 6.3)),
        "parts": int(np.argmax(np.abs(high - 0.5) > 0.5)), "above": high[-1], "below": low[-1],
        "above_loss": (high[-1] - 0.7) ** 2, "below_loss": (low[-1] - 0.7) ** 2, "gentle": steepest(4.0, 1.0)[0] < 90.0,
    }  # fmt: skip


def spike():
    """Adam's 100th step, in units of the learning rate, after a gradient of 1 was 1,000 once; and if clipped at 2."""

    def length(peak, later=100):
        m, v = 1.0, 1.0  # after many steps with a gradient of 1
        for gradient in (peak, *[1.0] * later):
            m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        return m / np.sqrt(v)

    return {"later": 100, "step": length(1000.0), "clipped": length(2.0)}


def first_seed(lesson):
    """Seed 0: the only clipped step and the norm there."""
    return _first(_cut(lesson))


_runs = {}


def _cut(lesson):
    if "cut" not in _runs:
        _runs["cut"] = _network.train(lambda gradients: lesson.clip_gradients(gradients, 1.0), seeds=_network.SEEDS)
    return _runs["cut"]


def _first(run):
    norms = run.norms[:, 0]
    return {
        "count": int(np.sum(norms > 1.0)), "step": int(np.argmax(norms)) + 1, "norm": norms.max(),
        "median": np.median(norms), "loss": run.losses[-1, 0], "accuracy": run.accuracy[0],
    }  # fmt: skip


def ten_seeds(lesson):
    """Ten seeds with and without clipping: statements that hold whatever the rounding is."""
    cut, plain = _cut(lesson), _plain()
    mine, other = (over_seeds(lambda seed, run=run: run.losses[-1, seed]) for run in (cut, plain))
    counts = np.sum(cut.norms > 1.0, axis=0)[1:]
    return {
        "clipped": 0.15 < mine.mean < 0.35,
        "plain": 0.5 < other.mean < 0.68,
        "lower": sum(a < b for a, b in zip(mine.values, other.values, strict=True)) >= 7,
        "often": counts.min() >= 20 and counts.max() >= 70,
        "accuracy": 0.72 < cut.accuracy.mean() < 0.9,
        "guessing": 0.5 < plain.accuracy.mean() < 0.7,
    }


def on_pixels():
    """Accuracy of a logistic regression that sees all pixels at once."""
    pixels, labels = _network.digits()
    X, m = pixels[:, :, 0].T, _network.TRAIN
    return LogisticRegression().fit(X[:m], labels[:m]).score(X[m:], labels[m:])


def slower():
    """Does the mean loss over ten seeds stay above 0.4 with a lower learning rate and no clipping?"""
    return all(_network.train(_as_it_is, seeds=_network.SEEDS, lr=rate).losses[-1].mean() > 0.4 for rate in (0.01, 0.05))


def by_percentile():
    """The 90th percentile of the first 30 norms without clipping, each seed's own: the smallest and the largest."""
    limits = np.percentile(_plain().norms[:30], 90, axis=0)
    return {"low": limits.min(), "high": limits.max()}


def with_adam(lesson):
    """Does Adam without clipping end below gradient descent with clipping?"""

    def adam(lr=0.01):
        m, v, t = None, None, 0

        def update(parameters, gradients):
            nonlocal m, v, t
            m, v, t = m or [0.0] * 4, v or [0.0] * 4, t + 1
            m = [0.9 * a + 0.1 * g for a, g in zip(m, gradients, strict=True)]
            v = [0.999 * a + 0.001 * g * g for a, g in zip(v, gradients, strict=True)]
            scale = [lr / (1 - 0.9**t) / (np.sqrt(b / (1 - 0.999**t)) + 1e-8) for b in v]
            return [p - k * a for p, k, a in zip(parameters, scale, m, strict=True)]

        return update

    run = _network.train(_as_it_is, seeds=_network.SEEDS, optimizer=adam)
    return run.losses[-1].mean() < _cut(lesson).losses[-1].mean()


def turned():
    """Degrees by which clipping each array turns the gradient of block 3."""
    given, clipped = np.array([3.0, 4.0, 12.0]), np.array([3 * 0.52, 4 * 0.52, 2.6])
    return np.degrees(np.arccos(given @ clipped / np.linalg.norm(given) / np.linalg.norm(clipped)))


def wrong_order():
    """The norm that is left of a gradient of norm 0.5 when it is clipped at 1.0 while it is still scaled by 65,536."""
    return 1.0 / 65536


def built():
    """Functions and classes that a student has written in the twelve units."""
    units = find_units(Path(__file__).parents[1])
    return sum(len(unit.tagged_names) for unit in units if int(unit.name[:2]) <= 12)
