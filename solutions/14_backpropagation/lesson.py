# %% [markdown]
r"""
# 14. (심화) 역전파

## 0. 목표와 시간

**선수 단원**: 1단원
"""

# %% tags=["setup"]
import numpy as np

from npml.unit14 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit14.widgets import draw_graph, draw_step, draw_surface
from npml.widgets import figure


def sigmoid(z):
    """시그모이드. z가 아주 크거나 작아도 넘치지 않습니다."""
    return 0.5 + 0.5 * np.tanh(0.5 * np.asarray(z, dtype=np.float64))


def init_params(n, H, k, rng):
    """평균 0, 표준편차 1인 난수로 채운 (W1, b1, W2, b2)."""
    shapes = ((n, H), (H,), (H, k), (k,))
    return tuple(rng.normal(size=shape) for shape in shapes)


# %% [markdown]
r"""
## 1. 왜 필요한가

## 2. 수식

## 3. 손으로 계산하기

## 4·5. 직접 채우고 확인하기
"""


# %% tags=["solution:sigmoid_derivative"]
def sigmoid_derivative(x):
    """시그모이드의 미분을 시그모이드의 **출력**에서 구합니다. (≈ 1줄)

        x = sigmoid(z)일 때  sigmoid'(z) = x (1 − x)

    매개변수
        x: 시그모이드를 이미 거친 값(0 이상 1 이하). 로짓 z가 아니다.
            숫자 하나, 또는 shape가 무엇이든 되는 배열. float64나 정수.
    반환값
        x와 shape가 같은 새 float64 배열. 숫자 하나이면 실수 하나.
    예
        sigmoid_derivative(np.array([0.5, 0.75]))  ->  [0.25, 0.1875]

    채점의 경계 조건
        정수 0과 1(어떤 dtype이든)도 float64로 계산한다. 0과 1에서는 0이다.
        x를 바꾸지 않고, 부를 때마다 새 배열을 만든다.
    """
    ### BEGIN SOLUTION
    return x * (1.0 - x)
    ### END SOLUTION


# %% tags=["grade:sigmoid_derivative"]
check("sigmoid_derivative")

# %%
hint("sigmoid_derivative")


# %% tags=["solution:forward"]
def forward(X, params):
    """입력에서 은닉층의 출력과 신경망의 출력을 차례로 구합니다. (≈ 4줄)

        hidden = sigmoid(X W1 + b1),  output = sigmoid(hidden W2 + b2)

    매개변수
        X: 입력, shape (m, n).
        params: (W1, b1, W2, b2)인 튜플이나 리스트.
            shape는 차례로 (n, H), (H,), (H, k), (k,).
    반환값
        튜플 (hidden, output). shape는 (m, H)와 (m, k), 둘 다 새 float64 배열.
    예
        3절의 X와 params이면  ->  hidden[0]은 [0.75, 0.25], output은 [[0.5], [0.25]]

    채점의 경계 조건
        로짓의 크기가 1e4까지 커도 NumPy 경고(overflow, invalid, divide)가 없다.
        X와 params는 float64나 정수 배열(어떤 dtype이든)이고, float64로 계산한다.
        m, n, H, k는 1 이상이다. 인자를 바꾸지 않는다.
    """
    ### BEGIN SOLUTION
    W1, b1, W2, b2 = params
    hidden = sigmoid(np.asarray(X, dtype=np.float64) @ W1 + b1)
    output = sigmoid(hidden @ W2 + b2)
    return hidden, output
    ### END SOLUTION


# %% tags=["grade:forward"]
check("forward")

# %%
hint("forward")


# %% tags=["solution:half_mse"]
def half_mse(output, y):
    """오차의 제곱을 모두 더해 2m으로 나눕니다. (≈ 4줄)

        L = Σ_i Σ_j (output_ij − y_ij)² / (2m)

    매개변수
        output: 신경망의 출력, shape (m, k).
        y: 정답, shape (m, k).
    반환값
        실수 하나. k로는 나누지 않는다.
    오류
        두 배열의 shape가 다르면 output이나 y라는 이름을 적은 ValueError.
        (m,)과 (m, 1)처럼 브로드캐스팅이 되는 것도 오류다.
    예
        half_mse(np.array([[0.5], [0.25]]), np.array([[1.0], [0.0]]))  ->  0.078125

    채점의 경계 조건
        float64나 정수 배열(uint8처럼 작은 dtype도)이고, float64로 계산한다.
        인자를 바꾸지 않는다.
    """
    ### BEGIN SOLUTION
    if np.shape(output) != np.shape(y):
        raise ValueError(f"output {np.shape(output)}과 y {np.shape(y)}의 shape가 다릅니다")
    error = np.asarray(output, dtype=np.float64) - y
    return float(np.sum(error**2) / (2 * len(error)))
    ### END SOLUTION


# %% tags=["grade:half_mse"]
check("half_mse")

# %%
hint("half_mse")


# %% tags=["solution:backward"]
def backward(X, y, params):
    """half_mse를 네 파라미터로 미분한 기울기를 구합니다. (≈ 8줄)

        delta2 = (output − y) * sigmoid'(z2) / m,  delta1 = (delta2 W2ᵀ) * sigmoid'(z1)
        dW2 = hiddenᵀ delta2,  dW1 = Xᵀ delta1,  db는 delta를 샘플 방향으로 더한 것

    매개변수
        X: 입력, shape (m, n).  y: 정답, shape (m, k).
        params: (W1, b1, W2, b2)인 튜플이나 리스트. shape는 forward와 같다.
    반환값
        튜플 (dW1, db1, dW2, db2). shape는 params와 같은 새 float64 배열.
    오류
        y의 shape가 (m, k)가 아니면 y라는 이름을 적은 ValueError.
        (m,), (1, k), (k,)처럼 브로드캐스팅이 되는 것도 오류다.
        X나 params라는 이름을 적어도 되고, half_mse가 낸 오류여도 된다.

    채점의 경계 조건
        정수 배열(어떤 dtype이든)도 float64로 계산한다. 로짓의 크기는 1e4까지 커진다.
        m, n, H, k는 1 이상이다. 인자를 바꾸지 않는다.
    """
    ### BEGIN SOLUTION
    hidden, output = forward(X, params)
    if np.shape(y) != output.shape:
        raise ValueError(f"y의 shape는 {output.shape}여야 합니다: {np.shape(y)}")
    delta2 = (output - y) * sigmoid_derivative(output) / len(X)
    delta1 = delta2 @ params[2].T * sigmoid_derivative(hidden)
    dW1, db1 = X.T @ delta1, np.sum(delta1, axis=0)
    dW2, db2 = hidden.T @ delta2, np.sum(delta2, axis=0)
    return dW1, db1, dW2, db2
    ### END SOLUTION


# %% tags=["grade:backward"]
check("backward")

# %%
hint("backward")


# %% tags=["setup"]
KNOWN = {
    "cubic": lambda x: x[0] ** 3 + 2 * x[0] * x[1],  # shape (2,)에서만
    "bowl": lambda x: np.sum(np.arange(1, x.size + 1).reshape(x.shape) * x**2) / 2,
    "waves": lambda x: np.sum(np.sin(np.arange(x.size).reshape(x.shape) + x)),
    "products": lambda x: np.sum(np.prod(x, axis=-1) ** 2),  # 행마다의 곱을 제곱
}


def numeric(name, x, *h):
    """여러분의 numerical_gradient로 f = KNOWN[name]을 미분합니다."""
    return numerical_gradient(KNOWN[name], x, *h)


def run_train(*args, **settings):
    """여러분의 train을 부르고, losses가 리스트나 튜플이어도 배열로 바꿉니다."""
    result = train(*args, **settings)
    if isinstance(result, tuple) and len(result) == 2:
        return result[0], np.array(result[1], dtype=np.float64)
    return result


# %% tags=["solution:numerical_gradient"]
def numerical_gradient(f, x, h=1e-5):
    """좌표를 하나씩 움직여 f의 기울기를 수치로 구합니다. (≈ 10줄)

        (f(x + h e_i) − f(x − h e_i)) / 2h,  e_i는 i번째 좌표만 1

    매개변수
        f: x와 shape가 같은 float64 배열을 받아 실수 하나를 내는 함수.
            받은 배열을 읽기만 한다.
        x: shape가 무엇이든 되는 배열(0차원도). float64나 정수.
        h: 움직일 폭. 0보다 크다.
    반환값
        x와 shape가 같은 float64 배열. x가 0차원이면 실수 하나여도 된다.
    오류
        h가 0 이하이면 h라는 이름을 적은 ValueError.

    채점의 경계 조건
        x를 바꾸지 않는다. 정수 배열이나 읽기 전용 배열일 수도 있다.
        위의 numeric("cubic", x, h)처럼 정해진 f 몇 가지로, h = 1e-5와 0.1에서 부른다.
        상대 오차 1e-5까지 맞는 것으로 본다.
    """
    ### BEGIN SOLUTION
    if h <= 0:
        raise ValueError(f"h는 0보다 커야 합니다: {h}")
    at = np.array(x, dtype=np.float64)
    grad = np.zeros(at.shape)
    for i in np.ndindex(at.shape):
        kept = at[i]
        at[i] = kept + h
        above = f(at)
        at[i] = kept - h
        grad[i] = (above - f(at)) / (2 * h)
        at[i] = kept
    return grad
    ### END SOLUTION


# %% tags=["grade:numerical_gradient"]
check("numerical_gradient")

# %%
hint("numerical_gradient")


# %% tags=["solution:train"]
def train(X, y, params, lr=0.5, epochs=1000):
    """전체 배치 경사 하강법으로 네 파라미터를 함께 학습시킵니다. (≈ 9줄)

    매개변수
        X: 입력, shape (m, n).  y: 정답, shape (m, k).
        params: 시작하는 (W1, b1, W2, b2), 튜플이나 리스트.
        lr: 학습률.  epochs: 갱신하는 횟수, 0 이상.
    반환값
        튜플 (params, losses). params는 학습된 네 배열의 튜플이고
        losses는 half_mse의 값 epochs개(리스트, 튜플, 배열 모두 된다).
    오류
        y의 shape가 (m, k)가 아니면 y라는 이름을 적은 ValueError. epochs가 0이어도.
        X나 params라는 이름을 적어도 되고, 부른 함수가 낸 오류여도 된다.

    채점의 경계 조건
        네 배열은 한 번 구한 기울기로 **동시에** 갱신한다.
        losses의 값은 그 갱신을 **하기 전** 손실이다.
        epochs가 0이면 params의 복사본과 빈 losses를 돌려준다.
        인자를 바꾸지 않고, 언제나 새 float64 배열을 돌려준다. 200에포크까지 채점한다.
    """
    ### BEGIN SOLUTION
    params = tuple(np.array(array, dtype=np.float64) for array in params)
    if np.shape(y) != (len(X), len(params[3])):
        raise ValueError(f"y의 shape가 (m, k)가 아닙니다: {np.shape(y)}")
    losses = []
    for _ in range(epochs):
        losses.append(half_mse(forward(X, params)[1], y))
        grads = backward(X, y, params)
        params = tuple(p - lr * g for p, g in zip(params, grads, strict=True))
    return params, losses
    ### END SOLUTION


# %% tags=["grade:train"]
check("train")

# %%
hint("train")


# %% [markdown]
r"""
## 6. 실험

## 7. 실제 데이터와 라이브러리 비교

## 8. 퀴즈
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 3, 2: 1, 3: 3, 4: 2}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 발견, 도전, 유명 코드의 버그 찾기
"""


# %% tags=["discover:tape_gradient"]
def tape_gradient(inputs, tape):
    """테이프에 적힌 계산을 거꾸로 따라가 입력마다의 기울기를 구합니다. (≈ 8줄)

    매개변수
        inputs: 숫자의 리스트. tape: (연산, i, j)의 리스트. play의 설명을 보세요.
    반환값
        shape (입력의 수,)인 float64 배열. 마지막 값을 입력마다 미분한 것이다.
    예
        tape_gradient([3.0], [("*", 0, 0)])  ->  [6.0]      # x²의 미분은 2x
    """
    ### BEGIN SOLUTION
    values = play(inputs, tape)
    grads = np.zeros(len(values))
    grads[-1] = 1.0
    for at in range(len(values) - 1, len(inputs) - 1, -1):
        op, i, j = tape[at - len(inputs)]
        if op == "sigmoid":
            grads[i] += grads[at] * sigmoid_derivative(values[at])
        else:
            grads[i] += grads[at] * (values[j] if op == "*" else 1.0)
            grads[j] += grads[at] * (values[i] if op == "*" else 1.0)
    return grads[: len(inputs)].copy()
    ### END SOLUTION


def play(inputs, tape):
    """계산을 적힌 순서대로 합니다. 모든 값을 (입력부터) 차례로 담은 리스트입니다."""
    values = [float(value) for value in inputs]
    for op, i, j in tape:  # i와 j는 values의 자리. "sigmoid"는 i만 씁니다
        a, b = values[i], values[j]
        values.append(a + b if op == "+" else a * b if op == "*" else float(sigmoid(a)))
    return values


# %%
check("tape_gradient")

# %%
hint("tape_gradient")

# %% [markdown]
r"""
## 10. 정리

### 이름과 역사 · 면접 질문 · 오늘의 쓰임
"""

# %%
progress()
