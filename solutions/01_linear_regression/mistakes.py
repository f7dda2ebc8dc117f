"""Wrong answers of unit 01, each with what we tell its author."""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.spec import mistake

_BUFFERS: dict[Any, Any] = {}

# --- add_bias -----------------------------------------------------------------------------


@mistake("add_bias", "last", "1로 된 열을 맨 뒤에 붙인 것 같아요. 이 단원의 약속은 맨 앞(0번 열)이에요.", convention=True)
def add_bias__last(X: Any) -> Any:
    return np.hstack([X, np.ones((len(X), 1))])


@mistake("add_bias", "zeros", "1 대신 0으로 채운 열을 붙인 것 같아요. 절편에는 늘 1이 곱해져야 해요.")
def add_bias__zeros(X: Any) -> Any:
    return np.hstack([np.zeros((len(X), 1)), X])


@mistake("add_bias", "row", "열이 아니라 행을 붙인 것 같아요. 샘플이 하나 늘어난 셈이에요. axis를 확인해 보세요.")
def add_bias__row(X: Any) -> Any:
    return np.vstack([np.ones((1, X.shape[1])), X])


@mistake("add_bias", "keeps_int", "정수 배열을 받으면 결과도 정수예요. 먼저 float64로 바꾸어 보세요.")
def add_bias__keeps_int(X: Any) -> Any:
    return np.insert(X, 0, 1, axis=1)


@mistake("add_bias", "replaces", "열을 새로 붙이지 않고 0번 열을 1로 덮어쓴 것 같아요. 첫 특성이 사라져요.")
def add_bias__replaces(X: Any) -> Any:
    out = X.astype(np.float64)
    out[:, 0] = 1.0
    return out


@mistake("add_bias", "replaces_inplace", "받은 X의 0번 열을 그 자리에서 1로 바꾸고 있어요. 새 배열을 만들어 돌려주세요.")
def add_bias__replaces_inplace(X: Any) -> Any:
    X[:, 0] = 1
    return X


@mistake("add_bias", "adds_one", "열을 붙이지 않고 모든 값에 1을 더한 것 같아요.")
def add_bias__adds_one(X: Any) -> Any:
    return X + 1.0


@mistake("add_bias", "only_ones", "1로 된 열만 돌려준 것 같아요. 그 뒤에 X의 열이 이어져야 해요.")
def add_bias__only_ones(X: Any) -> Any:
    return np.ones((len(X), 1))


@mistake("add_bias", "flat", "np.insert나 np.append에 axis를 주지 않아 1차원으로 펴진 것 같아요.")
def add_bias__flat(X: Any) -> Any:
    return np.insert(X.astype(np.float64), 0, 1.0)


# --- mse_gradient -------------------------------------------------------------------------


@mistake("mse_gradient", "sum", "평균(1/m)을 빠뜨린 것 같아요. 기울기가 샘플 수 m배만큼 커졌어요.")
def mse_gradient__sum(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    return A.T @ (A @ theta - y)


@mistake("mse_gradient", "sign", "부호가 반대예요. 예측에서 타깃을 빼세요: Xθ − y. 지금은 손실이 커지는 쪽을 가리켜요.")
def mse_gradient__sign(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    return A.T @ (y - A @ theta) / len(y)


@mistake("mse_gradient", "by_n", "샘플 수 m이 아니라 특성 수 n으로 나눈 것 같아요. X.shape의 어느 쪽이 m인지 보세요.")
def mse_gradient__by_n(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    return A.T @ (A @ theta - y) / A.shape[1]


@mistake("mse_gradient", "by_size", "원소 수 m·n으로 나눈 것 같아요. 샘플 수 m으로만 나누세요.")
def mse_gradient__by_size(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    return A.T @ (A @ theta - y) / A.size


@mistake("mse_gradient", "mean_twice", "m으로 두 번 나눈 것 같아요. 평균은 한 번만 내요.")
def mse_gradient__mean_twice(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    return A.T @ ((A @ theta - y) / len(y)) / len(y)


@mistake(
    "mse_gradient", "two", "2/m을 쓴 것 같아요. MSE 자체의 기울기이고, 이 단원의 약속은 MSE 절반의 기울기(1/m)예요.",
    convention=True,
)  # fmt: skip
def mse_gradient__two(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    return 2.0 * A.T @ (A @ theta - y) / len(y)


@mistake("mse_gradient", "one_number", "모든 가중치에 같은 기울기를 주고 있어요. 평균은 샘플 축(axis=0)으로만 내세요.")
def mse_gradient__one_number(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    return np.full(A.shape[1], np.mean(A * (A @ theta - y)[:, None]))


@mistake("mse_gradient", "scalar", "숫자 하나로 줄어들었어요. 특성마다 하나씩, shape (n,)이 나와야 해요. axis를 확인하세요.")
def mse_gradient__scalar(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    return np.mean(A * (A @ theta - y)[:, None])


@mistake("mse_gradient", "no_target", "y를 빼지 않은 것 같아요. 예측이 아니라 오차(Xθ − y)에 Xᵀ를 곱하세요.")
def mse_gradient__no_target(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    return A.T @ (A @ theta) / len(y)


@mistake("mse_gradient", "no_prediction", "예측 Xθ가 빠진 것 같아요. θ가 0이 아니면 값이 달라져요.")
def mse_gradient__no_prediction(X: Any, y: Any, theta: Any) -> Any:
    return -(X.astype(np.float64).T @ y) / len(y)


@mistake("mse_gradient", "no_features", "오차의 평균만 구한 것 같아요. 연쇄 법칙에 따라 Xᵀ를 곱해야 특성별 기울기가 돼요.")
def mse_gradient__no_features(X: Any, y: Any, theta: Any) -> Any:
    return np.full(X.shape[1], np.mean(X.astype(np.float64) @ theta - y))


@mistake("mse_gradient", "absolute", "오차의 부호만 쓴 것 같아요. 그것은 평균 절대 오차의 기울기예요.")
def mse_gradient__absolute(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    return A.T @ np.sign(A @ theta - y) / len(y)


@mistake("mse_gradient", "squared", "오차를 제곱한 채로 곱한 것 같아요. 제곱을 미분하면 오차가 한 번만 남아요.")
def mse_gradient__squared(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    return A.T @ (A @ theta - y) ** 2 / len(y)


@mistake("mse_gradient", "loss", "기울기가 아니라 손실 값을 돌려준 것 같아요. shape (n,)인 기울기가 필요해요.")
def mse_gradient__loss(X: Any, y: Any, theta: Any) -> Any:
    return 0.5 * np.mean((X.astype(np.float64) @ theta - y) ** 2)


@mistake("mse_gradient", "stepped", "기울기가 아니라 한 걸음 움직인 θ를 돌려준 것 같아요. 갱신은 gradient_descent가 해요.")
def mse_gradient__stepped(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    return theta - A.T @ (A @ theta - y) / len(y)


@mistake("mse_gradient", "outer", "y나 Xθ 한쪽만 (m, 1)이라 브로드캐스팅으로 (m, m) 행렬이 생긴 것 같아요. 둘 다 (m,)이어야 해요.")
def mse_gradient__outer(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    return A.T @ (A @ theta[:, None] - y) / len(y)


@mistake("mse_gradient", "column", "값은 맞지만 shape가 (n, 1)이에요. (n,)으로 돌려주세요.")
def mse_gradient__column(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    return A.T @ (A @ theta[:, None] - y[:, None]) / len(y)


@mistake(
    "mse_gradient", "narrow_integers",
    "정수끼리 계산하다 표현 범위를 벗어난 것 같아요. 곱하고 빼기 전에 X를 float64로 바꾸세요.",
)  # fmt: skip
def mse_gradient__narrow_integers(X: Any, y: Any, theta: Any) -> Any:
    return X.T @ (X @ theta - y) / len(y)


@mistake("mse_gradient", "inplace", "오차를 y에 덮어쓰고 있어요(y -= …). 호출한 쪽의 데이터가 바뀌니 새 변수에 담으세요.")
def mse_gradient__inplace(X: Any, y: Any, theta: Any) -> Any:
    y -= X @ theta
    return -(X.T @ y) / len(y)


@mistake("mse_gradient", "moves_theta", "받은 theta를 그 자리에서 바꾸고 있어요. 기울기만 계산하고 theta는 그대로 두세요.")
def mse_gradient__moves_theta(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    gradient = A.T @ (A @ theta - y) / len(y)
    theta -= gradient
    return gradient


@mistake("mse_gradient", "one_buffer", "결과를 담는 배열 하나를 호출마다 다시 쓰고 있어요. 먼저 받은 기울기가 나중에 바뀌어요.")
def mse_gradient__one_buffer(X: Any, y: Any, theta: Any) -> Any:
    A = X.astype(np.float64)
    buffer = _BUFFERS.setdefault(A.shape[1], np.empty(A.shape[1]))
    buffer[:] = A.T @ (A @ theta - y) / len(y)
    return buffer


# --- gradient_descent ---------------------------------------------------------------------


def _require(X: Any, y: Any) -> None:
    if X.ndim != 2:
        raise ValueError("X")
    if y.ndim != 1 or len(X) != len(y):
        raise ValueError("X, y")


def _slope(X: Any, y: Any, theta: Any) -> Any:
    return X.T @ (X @ theta - y) / len(y)


@mistake("gradient_descent", "ascent", "기울기를 더하고 있어요. 손실을 줄이려면 기울기의 반대쪽으로 움직여야 해요.")
def gradient_descent__ascent(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta + lr * _slope(X, y, theta)
    return theta


@mistake("gradient_descent", "sum", "평균(1/m) 없이 합으로 움직인 것 같아요. 걸음이 샘플 수 m배만큼 커졌어요.")
def gradient_descent__sum(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - lr * X.T @ (X @ theta - y)
    return theta


@mistake(
    "gradient_descent", "two", "2/m으로 움직인 것 같아요. 다른 책의 약속이고, 이 단원은 1/m이에요. 걸음이 두 배가 돼요.",
    convention=True,
)  # fmt: skip
def gradient_descent__two(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - 2.0 * lr * _slope(X, y, theta)
    return theta


@mistake("gradient_descent", "by_n", "샘플 수 m이 아니라 특성 수 n으로 나눈 것 같아요.")
def gradient_descent__by_n(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - lr * X.T @ (X @ theta - y) / X.shape[1]
    return theta


@mistake("gradient_descent", "one_number", "모든 가중치를 똑같이 움직이고 있어요. 기울기를 특성별로 (n,) 구하세요.")
def gradient_descent__one_number(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - lr * np.mean(X * (X @ theta - y)[:, None])
    return theta


@mistake("gradient_descent", "one_more", "한 번 더 갱신한 것 같아요. range(epochs + 1)이 아니라 range(epochs)예요.")
def gradient_descent__one_more(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs + 1):
        theta = theta - lr * _slope(X, y, theta)
    return theta


@mistake("gradient_descent", "one_less", "한 번 덜 갱신한 것 같아요. range(1, epochs)는 epochs − 1번만 돌아요.")
def gradient_descent__one_less(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(1, epochs):
        theta = theta - lr * _slope(X, y, theta)
    return theta


@mistake("gradient_descent", "return_in_loop", "return이 for 안에 들어 있어 한 번만 갱신하고 끝난 것 같아요. 들여쓰기를 보세요.")
def gradient_descent__return_in_loop(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - lr * _slope(X, y, theta)
        return theta
    return theta


@mistake("gradient_descent", "at_least_one", "epochs=0인데도 한 번 갱신했어요. 이때는 처음 값인 0 벡터가 그대로 나와야 해요.")
def gradient_descent__at_least_one(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(max(epochs, 1)):
        theta = theta - lr * _slope(X, y, theta)
    return theta


@mistake("gradient_descent", "from_ones", "θ를 1에서 출발시킨 것 같아요. 이 단원은 0 벡터에서 출발해요.")
def gradient_descent__from_ones(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.ones(X.shape[1])
    for _ in range(epochs):
        theta = theta - lr * _slope(X, y, theta)
    return theta


@mistake("gradient_descent", "random_start", "θ를 난수에서 출발시킨 것 같아요. 이 단원은 0 벡터에서 출발하니 np.zeros(n)으로 시작하세요.")
def gradient_descent__random_start(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.random.default_rng(5).normal(size=X.shape[1])  # a seed: the released checks are the same on every build
    for _ in range(epochs):
        theta = theta - lr * _slope(X, y, theta)
    return theta


@mistake(
    "gradient_descent", "own_bias",
    "함수 안에서 절편 b를 따로 배우는 것 같아요. 1로 된 열은 호출하는 쪽이 add_bias로 붙여요. 여기서는 받은 X의 열에 대한 θ만 배우세요.",
    convention=True,
)  # fmt: skip
def gradient_descent__own_bias(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta, bias = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ theta + bias - y
        theta, bias = theta - lr * X.T @ error / len(y), bias - lr * np.mean(error)
    return theta


@mistake("gradient_descent", "no_lr", "학습률 lr을 곱하지 않은 것 같아요. 기울기를 통째로 빼고 있어요.")
def gradient_descent__no_lr(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - _slope(X, y, theta)
    return theta


@mistake("gradient_descent", "fixed_lr", "받은 lr을 쓰지 않고 0.01로 고정한 것 같아요.")
def gradient_descent__fixed_lr(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - 0.01 * _slope(X, y, theta)
    return theta


@mistake("gradient_descent", "fixed_epochs", "받은 epochs를 쓰지 않고 늘 1000번 갱신한 것 같아요.")
def gradient_descent__fixed_epochs(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(1000):
        theta = theta - lr * _slope(X, y, theta)
    return theta


@mistake("gradient_descent", "defaults", "기본값이 달라요. 시그니처는 lr=0.01, epochs=1000이에요.")
def gradient_descent__defaults(X: Any, y: Any, lr: float = 0.1, epochs: int = 100) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - lr * _slope(X, y, theta)
    return theta


@mistake(
    "gradient_descent", "one_by_one",
    "좌표를 하나 고칠 때마다 바뀐 θ로 다음 기울기를 구하고 있어요. 한 에포크의 기울기는 모두 같은 θ에서 구하세요.",
)  # fmt: skip
def gradient_descent__one_by_one(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        for j in range(len(theta)):
            theta[j] -= lr * _slope(X, y, theta)[j]
    return theta


@mistake("gradient_descent", "per_sample", "샘플 하나마다 갱신하고 있어요. 그것은 확률적 경사 하강법이에요. 여기서는 m개를 모두 평균 내요.")
def gradient_descent__per_sample(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        for row, target in zip(X, y, strict=True):
            theta = theta - lr * row * (row @ theta - target)
    return theta


@mistake("gradient_descent", "closed_form", "최소제곱해를 바로 구한 것 같아요. epochs번 갱신한 θ를 돌려주어야 해요.")
def gradient_descent__closed_form(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    return np.linalg.lstsq(X.astype(np.float64), y.astype(np.float64), rcond=None)[0]


@mistake("gradient_descent", "stops_early", "θ가 거의 안 변하면 멈추게 한 것 같아요. epochs번을 모두 돌아야 해요.")
def gradient_descent__stops_early(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        before = theta
        theta = theta - lr * _slope(X, y, theta)
        if np.allclose(theta, before):
            break
    return theta


@mistake("gradient_descent", "adds_bias", "함수 안에서 1로 된 열을 또 붙인 것 같아요. add_bias는 호출하는 쪽이 불러요.")
def gradient_descent__adds_bias(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    A = np.hstack([np.ones((len(X), 1)), X])
    theta = np.zeros(A.shape[1])
    for _ in range(epochs):
        theta = theta - lr * _slope(A, y, theta)
    return theta


@mistake("gradient_descent", "standardizes", "함수 안에서 X를 표준화한 것 같아요. 받은 X를 그대로 쓰고, 표준화는 밖에서 하세요.")
def gradient_descent__standardizes(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    spread = X.std(axis=0)
    A = (X - X.mean(axis=0)) / np.where(spread > 0.0, spread, 1.0)
    theta = np.zeros(A.shape[1])
    for _ in range(epochs):
        theta = theta - lr * _slope(A, y, theta)
    return theta


@mistake("gradient_descent", "history", "θ와 함께 손실 기록도 돌려준 것 같아요. 반환값은 θ 하나(shape (n,))예요.")
def gradient_descent__history(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta, losses = np.zeros(X.shape[1]), []
    for _ in range(epochs):
        theta = theta - lr * _slope(X, y, theta)
        losses.append(float(np.mean((X @ theta - y) ** 2)))
    return theta, losses


@mistake("gradient_descent", "column", "값은 맞지만 shape가 (n, 1)이에요. (n,)으로 돌려주세요.")
def gradient_descent__column(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros((X.shape[1], 1))
    for _ in range(epochs):
        theta = theta - lr * X.T @ (X @ theta - y[:, None]) / len(y)
    return theta


@mistake("gradient_descent", "zeros_like", "np.zeros_like(X[0])은 X가 정수이면 정수 배열이 돼요. np.zeros(n)으로 시작하세요.")
def gradient_descent__zeros_like(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros_like(X[0])
    for _ in range(epochs):
        theta -= lr * _slope(X, y, theta)
    return theta


@mistake("gradient_descent", "hides_divergence", "발산한 값을 다른 수로 바꾼 것 같아요. inf나 NaN을 그대로 돌려주어야 발산을 알아챌 수 있어요.")
def gradient_descent__hides_divergence(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - lr * _slope(X, y, theta)
    return np.nan_to_num(theta, nan=0.0, posinf=0.0, neginf=0.0)


@mistake("gradient_descent", "raises_on_divergence", "발산할 때 오류를 내고 있어요. 발산은 오류가 아니에요. inf나 NaN을 그대로 돌려주세요.")
def gradient_descent__raises_on_divergence(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - lr * _slope(X, y, theta)
        if not np.all(np.isfinite(theta)):
            raise ValueError("lr")
    return theta


@mistake("gradient_descent", "no_checks", "입력 검사가 없는 것 같아요. X의 차원, y의 차원, 길이를 차례로 보고 ValueError를 내세요.")
def gradient_descent__no_checks(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - lr * _slope(X, y, theta)
    return theta


@mistake("gradient_descent", "only_lengths", "길이만 비교한 것 같아요. y가 (m, 1)이면 길이는 같아도 값이 브로드캐스팅으로 어긋나요.")
def gradient_descent__only_lengths(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    if len(X) != len(y):
        raise ValueError("X, y")
    return gradient_descent__no_checks(X, y, lr, epochs)


@mistake("gradient_descent", "no_lengths", "X와 y의 길이를 비교하지 않은 것 같아요. 길이가 1인 y는 브로드캐스팅되어 조용히 지나가요.")
def gradient_descent__no_lengths(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    if X.ndim != 2 or y.ndim != 1:
        raise ValueError("X, y")
    return gradient_descent__no_checks(X, y, lr, epochs)


@mistake("gradient_descent", "asserts", "assert로 검사한 것 같아요. 그러면 AssertionError가 나요. raise ValueError(…)를 쓰세요.")
def gradient_descent__asserts(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    assert X.ndim == 2, "X"
    assert y.ndim == 1, "y"
    assert len(X) == len(y), "X, y"
    return gradient_descent__no_checks(X, y, lr, epochs)


@mistake("gradient_descent", "nameless", "오류는 맞게 냈지만 메시지에 X나 y가 없어요. 어느 인자가 잘못됐는지 이름을 적어 주세요.")
def gradient_descent__nameless(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    if X.ndim != 2 or y.ndim != 1 or len(X) != len(y):
        raise ValueError("입력의 크기가 맞지 않습니다")
    return gradient_descent__no_checks(X, y, lr, epochs)


@mistake("gradient_descent", "inplace", "오차를 y에 덮어쓰고 있어요. 값은 맞지만 호출한 쪽의 y가 바뀌어요. 복사본에 계산하세요.")
def gradient_descent__inplace(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = np.zeros(X.shape[1])
    residual = y
    for _ in range(epochs):
        step = lr * (X.T @ residual) / len(y)
        theta += step
        residual -= X @ step
    return theta


@mistake("gradient_descent", "one_buffer", "θ를 담는 배열 하나를 호출마다 다시 쓰고 있어요. 먼저 받은 θ가 다음 호출 뒤에 바뀌어요.")
def gradient_descent__one_buffer(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    _require(X, y)
    theta = _BUFFERS.setdefault(("theta", X.shape[1]), np.zeros(X.shape[1]))
    theta[:] = 0.0
    for _ in range(epochs):
        theta -= lr * _slope(X, y, theta)
    return theta
