"""The numbers of unit 11's texts, computed."""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
from autograder.authoring import over_seeds

GIVEN = ("1.5", "0.08", "1,797", "2,000", "0.9993", "0.99", "0.73", "100", "256", "0.1", "0.6", "0.4", "0.5", "1.2")

sys.modules["_public_11"] = ModuleType("_public_11")
sys.modules["_public_11"].__path__ = [str(Path(__file__).parent / "public")]
_memory, _letters, _pictures = (import_module(f"_public_11.{name}") for name in ("memory", "letters", "pictures"))


def without_order():
    """Accuracy of what can be seen of a digit without its rows' order, and with it."""
    scores = _pictures.without_order()
    return {**scores, "best": scores["rows"].max()}


def letters(lesson):
    """Share of the letters within a word that are guessed, over ten draws of the weights, by ρ; errors by place; the best share there is."""

    def share(rho):
        return over_seeds(lambda seed: _letters.inside_words(_letters.guesses(lesson.rnn_states, rho, seed)[0]))

    little, more = share(0.1), share(0.6)
    places = np.mean([_letters.errors_by_place(_letters.guesses(lesson.rnn_states, 0.4, seed)[0]) for seed in range(10)], axis=0)
    return {"r00": share(0.0), "r01": little, "flat": abs(more.mean - little.mean) < 0.01, "r30": share(3.0), "places": {"first": places[0], "second": places[1], "third": places[2]}, "best": _letters.best_inside()}


def trace(lesson):
    """How many times the erased row's trace has grown at the last step for ρ = 3, and that of the 3 over ten draws."""

    def grown(seed):
        states = lesson.rnn_states(_memory.erased_pair("3"), np.zeros((2, 16)), *_memory.random_weights(3.0, 16, seed=seed))
        curve = _memory.distances(states)
        return curve[-1] / curve[_memory.ERASED]

    curves = {digit: _memory.trace_of(lesson.rnn_states, digit, 3.0) for digit in _memory.DIGITS}
    found = {f"digit{digit}": curve[-1] / curve[_memory.ERASED] for digit, curve in curves.items()}
    return {**found, "seeds": over_seeds(grown)}


def recall_of_first_row(lesson):
    """R² of the first row from the last state of a network without memory."""
    return _memory.scores_of(lesson.rnn_sequence, 0.0)[1][0]


def without_tanh():
    """The smallest R² of the eight rows from the last state of the widget's network without tanh, ρ = 1.2."""

    def linear(X, h, Wx, Wh, b):
        for x in X:
            h = x @ Wx + h @ Wh + b
        return h

    return _memory.scores_of(linear, 1.2)[1].min()


def last_state(lesson):
    """Accuracy of the last state over ten draws of the weights, and how many of them beat or meet the pixels."""
    rows, labels = _memory.digit_rows()
    start = np.zeros((len(labels), 64))

    def run(seed):
        return _pictures.read_out(lesson.rnn_sequence(rows, start, *_memory.random_weights(1.2, 64, seed=seed)))

    found = over_seeds(run)
    pixels = _pictures.without_order()["order"]
    return {
        "r12": found,
        "swing": max(found.high - found.mean, found.mean - found.low),
        "wins": sum(value > pixels for value in found.values),
        "ties": sum(value == pixels for value in found.values),
    }


def gates():
    """What is left of a gradient after 50 forget gates."""
    return {"wide": 0.99**50, "narrow": 0.73**50}


def growth_at_half(lesson):
    """Size of the Jacobian of 50 steps for ρ = 0.5."""
    return _pictures.growth(lesson.rnn_states, 0.5)[-1]


def published(lesson):
    """The last state of the published example."""
    one = np.ones((1, 1))
    return lesson.rnn_sequence(np.array([[1.0], [2.0], [3.0]]), np.zeros(1), 0.5 * one, 0.8 * one, np.zeros(1))[0]


def sizes():
    """Numbers of weights and biases for D = 8, H = 64."""
    count = 8 * 64 + 64 * 64 + 64
    return {"all": count, "without_bias": count - 64, "twice": 2 * count, "half": count / 2}


def transposed(lesson):
    """Quiz 2: which tests see Wh @ h in place of h @ Wh?"""
    X, h0, b = np.linspace(-1, 1, 18).reshape(6, 3), np.array([0.3, -0.2]), np.array([0.1, 0.2])
    Wx, Wh = np.array([[1.0, 0.5], [0.2, -0.4], [0.3, 0.1]]), np.array([[0.5, 0.9], [-0.3, 0.2]])

    def same(X, h0, b):
        right, wrong = (lesson.rnn_sequence(X, h0, Wx, square, b) for square in (Wh, Wh.T))
        return bool(np.allclose(right, wrong))

    return {"hidden": same(X[:1], 0 * h0, b), "seen": not same(X[:1], h0, 0 * b), "later": not same(X, 0 * h0, b)}


def long_memory(lesson):
    """In how many of 30 runs the third row's trace stays within half and twice, read by rows and by pixels."""
    rows, labels = _memory.digit_rows()
    pixels = np.transpose(rows, (1, 0, 2)).reshape(len(labels), 64).T[:, :, None]

    def kept(sequence, erased, rho):
        X = np.repeat(sequence[:, [0, 3, 7]], 2, axis=1)
        X[erased, 1::2] = 0.0
        count = 0
        for seed in range(10):
            weights = _memory.random_weights(rho, 16, D=X.shape[2], seed=seed)
            states = lesson.rnn_states(X, np.zeros((6, 16)), *weights)
            gap = np.linalg.norm(states[:, ::2] - states[:, 1::2], axis=2)
            share = gap[-1] / gap[erased.stop - 1]
            count += int(np.sum((share >= 0.5) & (share <= 2.0)))
        return count

    row, eight = slice(2, 3), slice(16, 24)
    return {"rows15": kept(rows, row, 1.5), "pixels15": kept(pixels, eight, 1.5), "pixels24": kept(pixels, eight, 2.4)}
