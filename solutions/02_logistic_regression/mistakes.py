"""Wrong answers of unit 02, each with what we tell its author.

Each is right but for its one slip, so that what it gives can be told from all the others.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from autograder.core.josa import josa
from autograder.spec import mistake


def _p(z: Any) -> Any:
    """Probabilities without overflow."""
    return 0.5 * (1.0 + np.tanh(0.5 * np.asarray(z, dtype=np.float64)))


def _require(y: Any) -> None:
    if not np.all((y == 0) | (y == 1)):
        raise ValueError("y")


# --- sigmoid ------------------------------------------------------------------------------


@mistake(
    "sigmoid", "naive",
    "값은 맞지만 z가 −710보다 작으면 exp(−z)가 넘쳐 경고가 나요. 지수가 언제나 0 이하가 되도록 exp(−|z|)를 써 보세요.",
)  # fmt: skip
def sigmoid__naive(z: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-np.asarray(z, dtype=np.float64)))


@mistake(
    "sigmoid", "where",
    "np.where로 두 식을 나누었지만 경고는 그대로예요. np.where는 고르기 전에 두 식을 모든 원소에서 계산해요. "
    "두 갈래가 함께 쓸 exp(−|z|)를 먼저 구해 보세요.",
)  # fmt: skip
def sigmoid__where(z: Any) -> Any:
    z = np.asarray(z, dtype=np.float64)
    return np.where(z >= 0, 1.0 / (1.0 + np.exp(-z)), np.exp(z) / (1.0 + np.exp(z)))


@mistake(
    "sigmoid", "positive_form",
    "exp(z) / (1 + exp(z))를 모든 z에 쓴 것 같아요. z가 710을 넘으면 inf/inf가 되어 nan이 나와요. z가 음수일 때만 안전한 식이에요.",
)  # fmt: skip
def sigmoid__positive_form(z: Any) -> Any:
    e = np.exp(np.asarray(z, dtype=np.float64))
    return e / (1.0 + e)


@mistake("sigmoid", "clip_small", "z를 ±10에서 자른 것 같아요. 경고는 사라지지만 z가 더 클 때의 확률이 달라져요.")
def sigmoid__clip_small(z: Any) -> Any:
    return _p(np.clip(np.asarray(z, dtype=np.float64), -10.0, 10.0))


@mistake("sigmoid", "sign", "지수의 부호가 반대인 것 같아요. z가 커질수록 확률도 커져야 해요. exp(z)가 아니라 exp(−z)인지 보세요.")
def sigmoid__sign(z: Any) -> Any:
    return _p(-np.asarray(z, dtype=np.float64))


@mistake(
    "sigmoid", "one_branch",
    "음수인 z에도 1 / (1 + exp(−|z|))을 쓴 것 같아요. 그러면 z의 부호가 사라져 확률이 늘 0.5 이상이에요. z < 0이면 분자가 exp(−|z|)예요.",
)  # fmt: skip
def sigmoid__one_branch(z: Any) -> Any:
    return _p(np.abs(np.asarray(z, dtype=np.float64)))


@mistake("sigmoid", "tanh", "np.tanh(z)를 돌려준 것 같아요. 범위가 [−1, 1]이라 확률이 아니에요. 시그모이드는 (1 + tanh(z/2)) / 2예요.")
def sigmoid__tanh(z: Any) -> Any:
    return np.tanh(np.asarray(z, dtype=np.float64))


@mistake("sigmoid", "twice_steep", "(1 + tanh(z)) / 2를 계산한 것 같아요. z를 2로 나누지 않아 곡선이 두 배로 가팔라요.")
def sigmoid__twice_steep(z: Any) -> Any:
    return 0.5 * (1.0 + np.tanh(np.asarray(z, dtype=np.float64)))


@mistake("sigmoid", "derivative", "시그모이드가 아니라 그 도함수 p(1 − p)를 돌려준 것 같아요. z = 0에서 0.25가 아니라 0.5여야 해요.")
def sigmoid__derivative(z: Any) -> Any:
    return _p(z) * (1.0 - _p(z))


@mistake("sigmoid", "no_one", "분모의 1을 빠뜨린 것 같아요. 1 / exp(−z)는 exp(z)와 같아서 1보다 커질 수 있어요.")
def sigmoid__no_one(z: Any) -> Any:
    return 1.0 / np.exp(-np.asarray(z, dtype=np.float64))


@mistake("sigmoid", "step", "확률을 0과 1로 반올림한 것 같아요. 시그모이드는 확률을 그대로 돌려주고, 자르는 일은 predict가 해요.")
def sigmoid__step(z: Any) -> Any:
    return np.where(np.asarray(z) >= 0, 1.0, 0.0)[()]


@mistake("sigmoid", "math_exp", "math.exp를 쓴 것 같아요. 숫자 하나만 받을 수 있으니 배열에는 np.exp를 쓰세요.")
def sigmoid__math_exp(z: Any) -> Any:
    e = math.exp(-abs(z))
    return (1.0 if z >= 0 else e) / (1.0 + e)


@mistake("sigmoid", "arrays_only", "숫자 하나(스칼라)를 받으면 오류가 나요. 맨 앞에서 np.asarray(z, dtype=np.float64)로 바꾸면 스칼라도 배열처럼 다룰 수 있어요.")
def sigmoid__arrays_only(z: Any) -> Any:
    e = np.exp(-np.abs(z.astype(np.float64)))
    out = e / (1.0 + e)
    out[z >= 0] = 1.0 - out[z >= 0]
    return out


@mistake("sigmoid", "at_least_1d", "스칼라를 받으면 shape (1,)인 배열이 나와요. 결과의 shape는 z와 같아야 하니 np.atleast_1d를 쓰지 마세요.")
def sigmoid__at_least_1d(z: Any) -> Any:
    return _p(np.atleast_1d(z))


@mistake(
    "sigmoid", "small_integers",
    "정수 배열을 float64로 바꾸지 않은 것 같아요. uint8에서는 −5가 251이 되고 int8에서는 −128의 절댓값이 −128이에요. 먼저 float64로 바꾸세요.",
)  # fmt: skip
def sigmoid__small_integers(z: Any) -> Any:
    e = np.exp(-np.abs(z))
    return np.asarray(np.where(np.asarray(z) >= 0, 1.0, e) / (1.0 + e), dtype=np.float64)


@mistake("sigmoid", "zeros_like", "np.zeros_like(z)로 만든 배열은 z가 정수이면 정수라서 확률이 모두 0으로 잘려요. dtype=np.float64를 함께 주세요.")
def sigmoid__zeros_like(z: Any) -> Any:
    out = np.zeros_like(z)
    out[...] = _p(z)
    return out


@mistake("sigmoid", "in_place", "받은 z에 결과를 덮어쓴 것 같아요. z *= −1이나 out=z 대신 새 배열에 담으세요.")
def sigmoid__in_place(z: Any) -> Any:
    if not isinstance(z, np.ndarray) or z.dtype != np.float64 or not z.flags.writeable:
        return _p(z)
    z[...] = _p(z)
    return z


# --- binary_cross_entropy -----------------------------------------------------------------


def _losses(z: Any, y: Any) -> Any:
    return np.logaddexp(0.0, np.asarray(z, dtype=np.float64)) - np.asarray(y, dtype=np.float64) * z


@mistake("binary_cross_entropy", "sum", "평균이 아니라 합을 구한 것 같아요. 샘플 수 m으로 나누세요.")
def binary_cross_entropy__sum(z: Any, y: Any) -> Any:
    _require(y)
    return float(np.sum(_losses(z, y)))


@mistake("binary_cross_entropy", "each", "샘플마다의 손실을 배열로 돌려준 것 같아요. 평균을 내어 실수 하나를 돌려주세요.")
def binary_cross_entropy__each(z: Any, y: Any) -> Any:
    _require(y)
    return _losses(z, y)


@mistake(
    "binary_cross_entropy", "log_p",
    "확률을 거쳐 log(p)를 계산한 것 같아요. z가 크면 p가 정확히 0이나 1이 되어 inf나 nan이 나와요. 로짓에서 바로 계산하는 식을 쓰세요.",
)  # fmt: skip
def binary_cross_entropy__log_p(z: Any, y: Any) -> Any:
    _require(y)
    e = np.exp(-np.abs(np.asarray(z, dtype=np.float64)))  # as in 4.1, so that p is exact down to z = -745
    p = np.where(np.asarray(z) >= 0, 1.0, e) / (1.0 + e)
    return float(-np.mean(y * np.log(p) + (1.0 - y) * np.log(1.0 - p)))


@mistake(
    "binary_cross_entropy", "naive_log_p",
    "넘칠 수 있는 시그모이드로 확률을 구한 뒤 로그를 취한 것 같아요. z가 크면 p가 정확히 0이나 1이 되어 inf나 nan이 나와요. "
    "로짓에서 바로 계산하는 식을 쓰세요.",
)  # fmt: skip
def binary_cross_entropy__naive_log_p(z: Any, y: Any) -> Any:
    _require(y)
    p = 1.0 / (1.0 + np.exp(-np.asarray(z, dtype=np.float64)))
    return float(-np.mean(y * np.log(p) + (1.0 - y) * np.log(1.0 - p)))


#: What books and libraries add to a probability or keep it away from 0 by, the most usual first.
EPSILONS = ("1e-7", "1e-10", "1e-15", "1e-8", "1e-12", "1e-9", "1e-5", "1e-6", "1e-16")


def _added(small: float) -> Any:
    """Adds a small number to both probabilities."""

    def binary_cross_entropy(z: Any, y: Any) -> Any:
        _require(y)
        p = _p(z)
        return float(-np.mean(y * np.log(p + small) + (1.0 - y) * np.log(1.0 - p + small)))

    return binary_cross_entropy


def _cut(small: float) -> Any:
    """Keeps the probability away from 0 and 1."""

    def binary_cross_entropy(z: Any, y: Any) -> Any:
        _require(y)
        p = np.clip(_p(z), small, 1.0 - small)
        return float(-np.mean(y * np.log(p) + (1.0 - y) * np.log(1.0 - p)))

    return binary_cross_entropy


for _small in EPSILONS:
    _name, _most = _small.replace("-", "_"), -math.log(float(_small))
    globals()[f"binary_cross_entropy__epsilon_{_name}"] = mistake(
        "binary_cross_entropy", f"epsilon_{_name}",
        f"로그 안에 {josa(_small, '을/를')} 더한 것 같아요. 손실이 {_most:.2f}에서 막혀 크게 틀린 샘플을 구별하지 못해요. "
        "로짓에서 바로 계산하면 더할 필요가 없어요.",
    )(_added(float(_small)))  # fmt: skip
    globals()[f"binary_cross_entropy__clip_{_name}"] = mistake(
        "binary_cross_entropy", f"clip_{_name}",
        f"확률을 {josa(_small, '과/와')} 1 − {_small} 사이로 자른 것 같아요. 손실이 {_most:.2f}에서 막히는데 z = −800, y = 1의 손실은 800이어야 해요.",
    )(_cut(float(_small)))  # fmt: skip


@mistake(
    "binary_cross_entropy", "softplus",
    "log(1 + exp(z))를 그대로 계산한 것 같아요. z가 710을 넘으면 exp가 inf가 돼요. max(z, 0) + log1p(exp(−|z|))나 np.logaddexp(0, z)를 쓰세요.",
)  # fmt: skip
def binary_cross_entropy__softplus(z: Any, y: Any) -> Any:
    _require(y)
    z = np.asarray(z, dtype=np.float64)
    return float(np.mean(np.log1p(np.exp(z)) - y * z))


@mistake(
    "binary_cross_entropy", "hinge",
    "max(z, 0) − y·z만 계산하고 log(1 + exp(−|z|))를 빠뜨린 것 같아요. z = 0에서 손실이 0이 아니라 ln 2 ≈ 0.693이어야 해요.",
)  # fmt: skip
def binary_cross_entropy__hinge(z: Any, y: Any) -> Any:
    _require(y)
    z = np.asarray(z, dtype=np.float64)
    return float(np.mean(np.maximum(z, 0.0) - y * z))


@mistake("binary_cross_entropy", "plus_yz", "y·z를 빼지 않고 더한 것 같아요. y = 1이면 손실은 log(1 + exp(z)) − z예요. 부호를 보세요.")
def binary_cross_entropy__plus_yz(z: Any, y: Any) -> Any:
    _require(y)
    return float(np.mean(np.logaddexp(0.0, np.asarray(z, dtype=np.float64)) + np.asarray(y, dtype=np.float64) * z))


@mistake(
    "binary_cross_entropy", "exp_plus",
    "지수를 −|z|가 아니라 |z|로 둔 것 같아요. max(z, 0)을 밖으로 꺼냈으니 안에는 exp(−|z|)만 남아요.",
)  # fmt: skip
def binary_cross_entropy__exp_plus(z: Any, y: Any) -> Any:
    _require(y)
    z = np.asarray(z, dtype=np.float64)
    return float(np.mean(np.maximum(z, 0.0) - y * z + np.log1p(np.exp(np.abs(z)))))


@mistake("binary_cross_entropy", "swapped", "0과 1의 역할이 바뀐 것 같아요. y = 1인 샘플은 z가 클수록 손실이 작아져야 해요.")
def binary_cross_entropy__swapped(z: Any, y: Any) -> Any:
    _require(y)
    return float(np.mean(_losses(z, 1.0 - y)))


@mistake("binary_cross_entropy", "no_minus", "부호가 반대인 것 같아요. 로그 확률은 0 이하라서 앞에 −를 붙여야 손실이 0 이상이 돼요.")
def binary_cross_entropy__no_minus(z: Any, y: Any) -> Any:
    _require(y)
    return -float(np.mean(_losses(z, y)))


@mistake("binary_cross_entropy", "ones_only", "y = 1인 샘플의 손실만 더한 것 같아요. y = 0인 샘플도 −log(1 − p)만큼의 손실이 있어요.")
def binary_cross_entropy__ones_only(z: Any, y: Any) -> Any:
    _require(y)
    return float(np.mean(y * _losses(z, y)))


@mistake("binary_cross_entropy", "log2", "밑이 2인 로그를 쓴 것 같아요. 손실이 모두 1/ln 2 ≈ 1.443배예요. 자연로그 np.log를 쓰세요.")
def binary_cross_entropy__log2(z: Any, y: Any) -> Any:
    _require(y)
    return float(np.mean(_losses(z, y)) / np.log(2.0))


@mistake("binary_cross_entropy", "mse", "크로스 엔트로피가 아니라 (p − y)²의 평균을 구한 것 같아요. 이 손실에는 로그가 들어가요.")
def binary_cross_entropy__mse(z: Any, y: Any) -> Any:
    _require(y)
    return float(np.mean((_p(z) - y) ** 2))


@mistake(
    "binary_cross_entropy", "from_p",
    "z를 확률로 보고 로그를 취한 것 같아요. 이 함수가 받는 것은 로짓이에요. 확률을 받는 것은 다른 라이브러리의 약속이에요.", convention=True,
)  # fmt: skip
def binary_cross_entropy__from_p(z: Any, y: Any) -> Any:
    _require(y)
    p = np.clip(np.asarray(z, dtype=np.float64), 1e-12, 1.0 - 1e-12)
    return float(-np.mean(y * np.log(p) + (1.0 - y) * np.log(1.0 - p)))


@mistake("binary_cross_entropy", "no_check", "레이블을 검사하지 않은 것 같아요. 0과 1이 아닌 값이 있으면 조용히 틀린 손실이 나오니 ValueError를 내세요.")
def binary_cross_entropy__no_check(z: Any, y: Any) -> Any:
    return float(np.mean(_losses(z, y)))


@mistake("binary_cross_entropy", "range_only", "0 ≤ y ≤ 1인지만 본 것 같아요. 0.5처럼 사이에 있는 값도 레이블이 아니에요. 0이거나 1인지 물어보세요.")
def binary_cross_entropy__range_only(z: Any, y: Any) -> Any:
    if np.any(y < 0) or np.any(y > 1):
        raise ValueError("y")
    return float(np.mean(_losses(z, y)))


@mistake("binary_cross_entropy", "signed_too", "−1과 1로 된 레이블을 0과 1로 바꾸어 받아 준 것 같아요. 이 단원에서는 0과 1이 아니면 모두 ValueError예요.", convention=True)
def binary_cross_entropy__signed_too(z: Any, y: Any) -> Any:
    if np.all((y == -1) | (y == 1)):
        y = (y + 1) // 2
    _require(y)
    return float(np.mean(_losses(z, y)))


@mistake("binary_cross_entropy", "nameless", "오류는 맞게 냈지만 메시지에 y가 없어요. 어느 인자가 잘못됐는지 이름을 적어 주세요.")
def binary_cross_entropy__nameless(z: Any, y: Any) -> Any:
    if not np.all((y == 0) | (y == 1)):
        raise ValueError("레이블이 잘못되었습니다")
    return float(np.mean(_losses(z, y)))


@mistake("binary_cross_entropy", "small_integers", "정수 배열을 float64로 바꾸지 않은 것 같아요. 작은 정수형으로 계산하면 음수가 범위를 벗어나거나 자릿수가 모자라요.")
def binary_cross_entropy__small_integers(z: Any, y: Any) -> Any:
    _require(y)
    return float(np.mean(np.maximum(z, 0.0) - y * z + np.log1p(np.exp(-np.abs(z)))))


@mistake(
    "binary_cross_entropy", "half_precision",
    "정수 배열을 float64로 바꾸지 않은 것 같아요. 작은 정수형의 지수와 로그는 float16으로 계산되어 자릿수가 모자라요.",
)  # fmt: skip
def binary_cross_entropy__half_precision(z: Any, y: Any) -> Any:
    _require(y)
    return np.mean(np.logaddexp(0, z) - y * z)


@mistake("binary_cross_entropy", "in_place", "받은 배열 z에 중간 계산을 덮어쓴 것 같아요. 같은 z를 다시 쓰는 코드가 조용히 틀려져요.")
def binary_cross_entropy__in_place(z: Any, y: Any) -> Any:
    _require(y)
    loss = float(np.mean(_losses(z, y)))
    if z.dtype == np.float64 and z.flags.writeable:
        z *= 1 - 2 * y
    return loss


# --- logistic_regression ------------------------------------------------------------------


def _train(X: Any, y: Any, lr: float, epochs: int, step: Any) -> Any:
    """Descend from zeros; step(X, p, y, theta) is the gradient."""
    _require(y)
    X = X.astype(np.float64)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - lr * step(X, _p(X @ theta), y, theta)
    return theta


def _mean(X: Any, p: Any, y: Any, theta: Any = None) -> Any:
    return X.T @ (p - y) / len(y)


@mistake("logistic_regression", "ascent", "손실이 커지는 쪽으로 움직였어요. 기울기 Xᵀ(p − y)/m을 빼야 하는데, 더하거나 y − p를 쓴 것 같아요.")
def logistic_regression__ascent(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return _train(X, y, -lr, epochs, _mean)


@mistake("logistic_regression", "sum", "평균(1/m) 없이 합으로 움직인 것 같아요. 걸음이 샘플 수 m배만큼 커졌어요.")
def logistic_regression__sum(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return _train(X, y, lr, epochs, lambda X, p, y, theta: X.T @ (p - y))


@mistake("logistic_regression", "by_n", "샘플 수 m이 아니라 특성 수 n으로 나눈 것 같아요.")
def logistic_regression__by_n(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return _train(X, y, lr, epochs, lambda X, p, y, theta: X.T @ (p - y) / X.shape[1])


@mistake(
    "logistic_regression", "mse",
    "평균 제곱 오차의 기울기를 쓴 것 같아요. 오차에 p(1 − p)가 더 곱해졌어요. 크로스 엔트로피에서는 이것이 약분되어 p − y만 남아요.",
)  # fmt: skip
def logistic_regression__mse(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return _train(X, y, lr, epochs, lambda X, p, y, theta: X.T @ ((p - y) * p * (1.0 - p)) / len(y))


@mistake("logistic_regression", "no_sigmoid", "시그모이드를 거치지 않고 Xθ − y를 오차로 쓴 것 같아요. 그것은 1단원의 선형 회귀예요.")
def logistic_regression__no_sigmoid(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return _train(X, y, lr, epochs, lambda X, p, y, theta: X.T @ (X @ theta - y) / len(y))


@mistake("logistic_regression", "hard", "확률 대신 0과 1로 자른 예측으로 오차를 구한 것 같아요. 얼마나 확신했는지가 기울기에 남아야 해요.")
def logistic_regression__hard(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return _train(X, y, lr, epochs, lambda X, p, y, theta: X.T @ ((p >= 0.5) - y) / len(y))


@mistake("logistic_regression", "one_number", "모든 가중치를 똑같이 움직이고 있어요. 기울기를 특성별로 (n,) 구하세요.")
def logistic_regression__one_number(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return _train(X, y, lr, epochs, lambda X, p, y, theta: np.mean(X * (p - y)[:, None]))


@mistake("logistic_regression", "one_more", "한 번 더 갱신한 것 같아요. range(epochs + 1)이 아니라 range(epochs)예요.")
def logistic_regression__one_more(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return _train(X, y, lr, epochs + 1, _mean)


@mistake("logistic_regression", "return_in_loop", "return이 for 안에 들어 있어 한 번만 갱신하고 끝난 것 같아요. 들여쓰기를 보세요.")
def logistic_regression__return_in_loop(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return _train(X, y, lr, min(epochs, 1), _mean)


@mistake("logistic_regression", "stale_p", "확률을 반복문 밖에서 한 번만 계산한 것 같아요. θ가 바뀔 때마다 p를 다시 구해야 해요.")
def logistic_regression__stale_p(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return _train(X, y, lr, epochs, lambda X, p, y, theta: _mean(X, 0.5, y))


@mistake("logistic_regression", "one_less", "한 번 덜 갱신한 것 같아요. range(1, epochs)는 epochs − 1번만 돌아요.")
def logistic_regression__one_less(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return _train(X, y, lr, max(epochs - 1, 0), _mean)


@mistake("logistic_regression", "from_ones", "θ를 1에서 출발시킨 것 같아요. 이 단원은 0 벡터에서 출발해요.")
def logistic_regression__from_ones(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return 1.0 + _train(X, y, lr, epochs, lambda X, p, y, theta: _mean(X, _p(X @ (theta + 1.0)), y))


@mistake("logistic_regression", "defaults", "기본값이 달라요. 시그니처는 lr=0.01, epochs=1000이에요.")
def logistic_regression__defaults(X: Any, y: Any, lr: float = 0.1, epochs: int = 100) -> Any:
    return _train(X, y, lr, epochs, _mean)


@mistake("logistic_regression", "stops_early", "θ가 거의 안 변하면 멈추게 한 것 같아요. epochs번을 모두 돌아야 해요.")
def logistic_regression__stops_early(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        before = theta
        theta = theta - lr * _mean(X, _p(X @ theta), y)
        if np.max(np.abs(theta - before)) < 1e-3:
            break
    return theta


@mistake("logistic_regression", "adds_bias", "함수 안에서 1로 된 열을 또 붙인 것 같아요. 받은 X를 그대로 쓰고, 절편은 호출하는 쪽에서 붙여요.")
def logistic_regression__adds_bias(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return _train(np.hstack([np.ones((len(X), 1)), X]), y, lr, epochs, _mean)


@mistake("logistic_regression", "regularized", "가중치를 줄이는 항(L2 규제)을 더한 것 같아요. scikit-learn의 기본 약속이지만 이 단원에서는 넣지 않아요.", convention=True)
def logistic_regression__regularized(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return _train(X, y, lr, epochs, lambda X, p, y, theta: _mean(X, p, y) + theta / len(y))


@mistake("logistic_regression", "column", "값은 맞지만 shape가 (n, 1)이에요. (n,)으로 돌려주세요.")
def logistic_regression__column(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    return _train(X, y, lr, epochs, _mean)[:, None]


@mistake("logistic_regression", "no_check", "레이블을 검사하지 않은 것 같아요. −1과 1로 된 레이블도 오류 없이 학습되어 틀린 θ가 나오니 ValueError를 내세요.")
def logistic_regression__no_check(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - lr * _mean(X, _p(X @ theta), y)
    return theta


@mistake("logistic_regression", "range_only", "0 ≤ y ≤ 1인지만 본 것 같아요. 0.5처럼 사이에 있는 값도 레이블이 아니에요. 0이거나 1인지 물어보세요.")
def logistic_regression__range_only(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    if np.any(y < 0) or np.any(y > 1):
        raise ValueError("y")
    return logistic_regression__no_check(X, y, lr, epochs)


@mistake("logistic_regression", "asserts", "assert로 검사한 것 같아요. 그러면 AssertionError가 나요. raise ValueError(…)를 쓰세요.")
def logistic_regression__asserts(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    assert np.all((y == 0) | (y == 1)), "y"
    return logistic_regression__no_check(X, y, lr, epochs)


@mistake("logistic_regression", "nameless", "오류는 맞게 냈지만 메시지에 y가 없어요. 어느 인자가 잘못됐는지 이름을 적어 주세요.")
def logistic_regression__nameless(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    if not np.all((y == 0) | (y == 1)):
        raise ValueError("레이블이 잘못되었습니다")
    return logistic_regression__no_check(X, y, lr, epochs)


@mistake("logistic_regression", "inplace", "X의 열을 그 자리에서 표준화한 것 같아요. 받은 X는 그대로 두고, 표준화는 호출하는 쪽에서 하세요.")
def logistic_regression__inplace(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(y)
    A = X if X.dtype == np.float64 and X.flags.writeable else X.astype(np.float64)
    A -= A.mean(axis=0)
    spread = A.std(axis=0)
    A /= np.where(spread > 1e-12, spread, 1.0)
    return _train(A, y, lr, epochs, _mean)


# --- predict ------------------------------------------------------------------------------


def _chance(X: Any, theta: Any) -> Any:
    return _p(X.astype(np.float64) @ theta)


@mistake("predict", "strict", "확률이 임계값과 똑같을 때 0으로 판단한 것 같아요. >가 아니라 >=를 쓰세요.")
def predict__strict(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    return (_chance(X, theta) > threshold).astype(np.int64)


@mistake("predict", "fixed", "받은 threshold를 쓰지 않고 늘 0.5와 비교한 것 같아요.")
def predict__fixed(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    return (_chance(X, theta) >= 0.5).astype(np.int64)


@mistake("predict", "rounds", "받은 threshold를 쓰지 않고, 확률이 0.5보다 클 때만 1로 한 것 같아요(`p > 0.5`나 np.round). threshold 이상이면 1이니 >=로 비교하세요.")
def predict__rounds(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    return np.round(_chance(X, theta)).astype(np.int64)


@mistake("predict", "logits", "확률이 아니라 로짓 Xθ를 임계값과 비교한 것 같아요. 시그모이드를 먼저 거치세요.")
def predict__logits(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    return (X.astype(np.float64) @ theta >= threshold).astype(np.int64)


@mistake("predict", "inverted", "0과 1이 뒤바뀐 것 같아요. 확률이 임계값 이상일 때 1이에요.")
def predict__inverted(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    return (_chance(X, theta) < threshold).astype(np.int64)


@mistake("predict", "probabilities", "확률을 그대로 돌려준 것 같아요. 임계값과 비교해 0이나 1을 돌려주세요.")
def predict__probabilities(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    return _chance(X, theta)


@mistake("predict", "signed", "0 대신 −1을 돌려준 것 같아요. 이 단원의 레이블은 0과 1이에요.", convention=True)
def predict__signed(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    return np.where(_chance(X, theta) >= threshold, 1, -1)


@mistake("predict", "threshold_or", "threshold=0을 주지 않은 것으로 여긴 것 같아요. `threshold or 0.5`에서 0은 거짓이라 0.5가 돼요.")
def predict__threshold_or(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    return (_chance(X, theta) >= (threshold or 0.5)).astype(np.int64)


@mistake("predict", "other_side", "확률을 1 − threshold와 비교한 것 같아요. 임계값을 올리면 1이 되는 샘플이 줄어야 해요.")
def predict__other_side(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    return (_chance(X, theta) >= 1.0 - threshold).astype(np.int64)


@mistake("predict", "one_label", "모든 샘플에 같은 값을 돌려준 것 같아요. 확률의 평균이 아니라 샘플마다의 확률을 임계값과 비교하세요.")
def predict__one_label(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    return np.full(len(X), int(np.mean(_chance(X, theta)) >= threshold))


@mistake("predict", "small_integers", "정수끼리 Xθ를 계산하다 표현 범위를 벗어난 것 같아요. 곱하기 전에 X를 float64로 바꾸세요.")
def predict__small_integers(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    return (_p(X @ theta) >= threshold).astype(np.int64)


@mistake("predict", "in_place", "받은 theta를 그 자리에서 바꾼 것 같아요. 다음 호출의 예측이 달라져요. 계산 결과는 새 배열에 담으세요.")
def predict__in_place(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    found = (_chance(X, theta) >= threshold).astype(np.int64)
    if theta.dtype == np.float64 and theta.flags.writeable:
        theta /= max(float(np.linalg.norm(theta)), 1e-12)
    return found


@mistake("predict", "not_integers", "값은 맞지만 정수가 아니에요. 비교한 결과는 불리언이니 .astype(int)로 정수 0과 1로 바꾸세요. 실수 0.0과 1.0도 안 돼요.")
def predict__not_integers(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    return _chance(X, theta) >= threshold
