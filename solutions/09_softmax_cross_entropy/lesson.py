# %% [markdown]
r"""
# 09. 소프트맥스와 크로스 엔트로피

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 분류기의 점수인 로짓을 **소프트맥스**(softmax)로 확률로 바꿉니다.
- 예측이 얼마나 틀렸는지를 **크로스 엔트로피**(cross-entropy, 교차 엔트로피)로 잽니다.
- 로짓이 1,000이어도, 확률이 0으로 사라져도 무너지지 않는 식을 만듭니다.
- 로짓에 대한 기울기를 구해 손글씨 숫자 분류기를 학습시키고 라이브러리와 숫자로 비교합니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 4 | 10 | 8 | 28 | 10 | 8 | 5 | 10 | 2 | **85** |

**선수 단원**: 1단원(경사 하강법)과 2단원(시그모이드)을 먼저 보면 좋습니다. 이 노트북만으로도 시작할 수 있습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 칸이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit09 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit09.widgets import draw_gap, draw_softmax
from npml.widgets import BLUE, GREY, ORANGE, figure, subplots

# %% [markdown]
r"""
## 1. 왜 필요한가
(4분)

8 × 8 픽셀로 된 손글씨 숫자가 1,797장 있습니다. 그 가운데 한 장을 분류기에 보여 주었더니 0부터 9까지 클래스마다 점수를 하나씩 매겼습니다. 이렇게 아직 다듬지 않은 점수를 **로짓**(logit)이라고 합니다.
"""

# %%
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

digits = load_digits()
# 픽셀을 0과 1 사이로 줄이고, 편향이 될 1을 맨 앞에 붙입니다.
table = np.hstack([np.ones((len(digits.data), 1)), digits.data / 16])
X_train, X_test, y_train, y_test = train_test_split(
    table, digits.target, test_size=0.25, random_state=0, stratify=digits.target
)


# %%
@demo
def unsure_digit():
    scores = [-4.0, 2.3, 1.8, 2.0, -3.1, 2.5, -4.4, 2.2, 1.1, -0.4]
    fig, (left, right) = subplots(1, 2, width_ratios=[1, 2])
    left.imshow(X_test[46, 1:].reshape(8, 8), cmap="gray_r")
    left.set(title="어떤 숫자일까요?", xticks=[], yticks=[])
    right.bar(range(10), scores, color=[BLUE if k == 5 else GREY for k in range(10)])
    right.axhline(0, color="black", linewidth=1)
    right.set(title="분류기가 매긴 점수(로짓)", xlabel="클래스", xticks=range(10))
    alt = (
        "왼쪽은 알아보기 어려운 8×8 손글씨 숫자, 오른쪽은 클래스 열 개의 점수 막대그래프. "
        "5가 2.5점으로 가장 높고 1, 7, 3이 2.3, 2.2, 2.0점으로 바로 뒤를 잇는다. 0, 4, 6, 9는 음수다."
    )
    figure(fig, alt=alt)


# %% [markdown]
r"""
5가 2.5점으로 가장 높습니다. 그런데 1은 2.3점이고 7은 2.2점입니다. 분류기는 5라고 **얼마나 확신**할까요?

점수만으로는 답할 수 없습니다. 음수도 있고, 더해도 1이 되지 않습니다. 점수를 확률로 바꾸는 함수가 소프트맥스입니다. 7절에서 보겠지만 이 그림이 5일 확률은 겨우 0.25입니다.

확률을 얻으면 다음 질문이 따라옵니다. 정답이 5였다면 이 예측은 얼마나 좋은 예측일까요? 그것을 숫자 하나로 재는 손실 함수(loss function)가 크로스 엔트로피입니다.
"""

# %% [markdown]
r"""
## 2. 수식
(10분)

### 기호와 shape

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $m$, $C$ | `logits.shape` | 정수 | 샘플(sample)의 수, 클래스의 수 |
| $Z$ | `logits` | $(m, C)$ | 한 행이 샘플 하나의 로짓 |
| $P$ | `y_pred` | $(m, C)$ | 한 행이 샘플 하나의 확률, 행의 합이 1 |
| $y$ | `y_true` | $(m,)$ | 정답의 레이블(label), 0부터 $C-1$까지의 정수 |
| $Y$ | 원-핫(one-hot) | $(m, C)$ | $i$번째 행의 $y_i$ 자리만 1이고 나머지는 0 |
| $L$ | 손실 | 숫자 하나 | 샘플마다의 손실을 평균한 값 |

### 소프트맥스

한 행의 로짓 $z = (z_0, \dots, z_{C-1})$을 확률 $p$로 바꿉니다. $z$와 $p$ 모두 shape가 $(C,)$입니다.

$$p_k = \frac{e^{z_k}}{\sum_{j} e^{z_j}}$$

지수 함수가 모든 점수를 양수로 만들고, 합으로 나누면 더해서 1이 됩니다. 순서는 바뀌지 않습니다. 로짓이 가장 큰 클래스의 확률이 가장 큽니다.

### 로짓의 차이만 중요합니다

모든 로짓에 같은 수 $c$를 더하면 분자와 분모에 $e^c$가 똑같이 곱해져 약분됩니다.

$$\frac{e^{z_k + c}}{\sum_j e^{z_j + c}} = \frac{e^{c}\,e^{z_k}}{e^{c}\sum_j e^{z_j}} = p_k$$

float64에서 $e^{710}$은 너무 커서 inf가 됩니다. 그래서 $c = -\max_j z_j$로 골라 **행마다 최댓값을 빼고** 계산합니다. 가장 큰 지수가 0이 되니 넘칠 수 없고, 분모는 언제나 1 이상입니다.
"""

# %% [markdown]
r"""
### 크로스 엔트로피

정답 클래스에 준 확률의 로그에 음의 부호를 붙이고, 샘플 $m$개에 대해 평균을 냅니다. 4단원의 놀라움과 같은 꼴이고, 로그의 밑만 다릅니다.

$$L = -\frac{1}{m}\sum_{i=1}^{m} \log p_{i,\,y_i}$$

여기서 $\log$는 자연로그입니다. 정답에 1을 주면 손실이 0이고, 0.5를 주면 0.69, 0.01을 주면 4.6입니다. 자신 있게 틀릴수록 손실이 빠르게 커집니다.

확률이 0이면 $\log 0$은 $-\infty$입니다. 그래서 확률을 받는 함수는 $p$를 $[10^{-12}, 1]$로 자릅니다.

### 로짓에서 바로

소프트맥스를 손실에 넣고 로그를 풀면 로그와 지수가 서로 지워집니다.

$$-\log \frac{e^{z_y}}{\sum_j e^{z_j}} = \log \sum_j e^{z_j} - z_y$$

이제 0에 로그를 취할 일이 없으니 자를 필요도 없습니다. 앞에서처럼 최댓값을 먼저 빼면 큰 로짓에서도 안전합니다.

### 기울기

이 손실을 로짓으로 미분하면 놀랄 만큼 간단한 기울기(gradient, 그레이디언트)가 나옵니다. $\log\sum_j e^{z_j}$를 $z_k$로 편미분(partial derivative)하면 $p_k$이고, $-z_y$를 편미분하면 정답 자리에서만 $-1$이기 때문입니다.

$$\frac{\partial L}{\partial Z} = \frac{1}{m}(P - Y), \qquad \text{shape } (m, C)$$

정답의 로짓은 올리고 나머지는 준 확률만큼 내리라는 뜻입니다. 한 행을 모두 더하면 $1 - 1 = 0$입니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(8분)

클래스 3개, 샘플 2개입니다. 계산이 쉽도록 로짓을 로그로 골랐습니다. $e^{\ln 5} = 5$입니다.

$$Z = \begin{bmatrix} \ln 1 & \ln 2 & \ln 5 \\ \ln 3 & \ln 1 & \ln 1 \end{bmatrix} \approx \begin{bmatrix} 0 & 0.693 & 1.609 \\ 1.099 & 0 & 0 \end{bmatrix}, \qquad y = (1,\ 0)$$

**첫째 행.** 지수를 취하면 $(1, 2, 5)$이고 합은 8입니다.

- 확률: $\left(\frac{1}{8}, \frac{2}{8}, \frac{5}{8}\right) = (0.125,\ 0.25,\ 0.625)$
- 손실: 정답이 1번이니 $-\ln 0.25 = \ln 4 \approx 1.386$

**둘째 행.** 종이에 직접 해 보세요. 지수를 취하면 $(3, 1, 1)$이고 정답은 0번입니다.

<details><summary>답 보기</summary>

확률은 $(0.6,\ 0.2,\ 0.2)$이고 손실은 $-\ln 0.6 \approx 0.511$입니다.

</details>

**평균 손실**은 $(1.386 + 0.511) / 2 \approx 0.949$입니다.

**기울기**는 확률에서 원-핫을 빼고 $m = 2$로 나눈 값입니다.

$$\frac{1}{2}\begin{bmatrix} 0.125 & 0.25 - 1 & 0.625 \\ 0.6 - 1 & 0.2 & 0.2 \end{bmatrix} = \begin{bmatrix} 0.0625 & -0.375 & 0.3125 \\ -0.2 & 0.1 & 0.1 \end{bmatrix}$$

이 숫자들이 다음 절에서 여러분의 함수를 확인하는 첫 시험입니다.
"""

# %% [markdown]
r"""
## 4. 직접 채우기, 5. 확인과 힌트
(28분)

함수 네 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

### 4.1 소프트맥스

행마다 최댓값을 빼고, 지수를 취하고, 행의 합으로 나눕니다. 축을 `axis=-1`로 적으면 2차원과 1차원을 한 번에 처리할 수 있습니다.

`keepdims=True`도 잊지 마세요. 합의 shape가 $(m, 1)$로 남아야 $(m, C)$를 나눌 때 브로드캐스팅(broadcasting)이 올바르게 됩니다.
"""


# %% tags=["solution:softmax"]
def softmax(x):
    """로짓을 마지막 축을 따라 확률로 바꿉니다. (≈ 3줄)

    매개변수
        x: shape (m, C) 또는 (C,). float64 또는 정수(uint8처럼 작은 dtype도) 배열.
    반환값
        x와 shape가 같은 새 float64 배열. 마지막 축의 합이 1이다.
    경계 조건
        정수 배열도 float64로 바꾸어 계산한다. m = 1, C = 1이어도 된다.
        |x|가 1e4까지 커도 NaN이나 NumPy 경고(overflow, invalid, divide)가 없다.
        −inf인 로짓(마스크)의 확률은 0이다. 한 행이 모두 −inf인 경우는 없다.
        x를 바꾸지 않고, 먼저 돌려준 배열을 다음 호출에서 다시 쓰지 않는다.
    예
        softmax(np.log([1.0, 2.0, 5.0]))  ->  [0.125, 0.25, 0.625]
    """
    ### BEGIN SOLUTION
    x = np.asarray(x, dtype=np.float64)
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)
    ### END SOLUTION


# %% tags=["grade:softmax"]
check("softmax")

# %%
hint("softmax")

# %% [markdown]
r"""
### 4.2 확률에서 크로스 엔트로피

각 행에서 정답의 확률 하나씩을 뽑습니다. 행 번호와 열 번호를 짝지으면 한 번에 됩니다. `y_pred[[0, 1], [1, 0]]`은 0행 1열과 1행 0열, 두 값입니다.

레이블이 잘못되면 오류 없이 그럴듯한 숫자가 나올 수 있습니다. −1은 마지막 클래스를 가리키고, 길이가 1인 레이블은 모든 행으로 브로드캐스팅됩니다. 그래서 들어올 때 검사합니다.

같은 검사를 뒤의 두 함수에서도 씁니다. 이 셀 안에 보조 함수를 하나 더 정의해 두면 편합니다.
"""


# %% tags=["solution:cross_entropy_loss"]
def cross_entropy_loss(y_pred, y_true):
    """정답에 준 확률 p의 −log p를 평균합니다. (≈ 8줄)

    매개변수: y_pred는 확률, shape (m, C), float64나 정수 배열. y_true는 정수 레이블,
        shape (m,), 정수(어떤 dtype이든) 배열이나 리스트. 둘 다 바꾸지 않는다.
    반환값: 실수 하나. p는 [1e-12, 1]로 자르므로 완벽한 예측이면 정확히 0.0(−0.0도 괜찮다).
    오류: y_true의 dtype이 정수가 아니거나(실수, 불리언), shape가 (m,)이 아니거나
        (원-핫, (m, 1), 다른 길이), 음수나 C 이상인 값이 있으면 ValueError.
        메시지에 y_true라는 이름을 적는다. 길이나 범위가 어긋날 때는 y_pred라고 적어도 된다.
    예: y_pred = [[0.125, 0.25, 0.625], [0.6, 0.2, 0.2]], y_true = [1, 0]  ->  0.9486
    """
    ### BEGIN SOLUTION
    labels = as_labels(y_true, *y_pred.shape)
    p = np.clip(y_pred[np.arange(len(labels)), labels], 1e-12, 1.0)
    return float(-np.mean(np.log(p)))


def as_labels(y_true, m, n_classes):
    labels = np.asarray(y_true)
    if labels.shape != (m,) or labels.dtype.kind not in "iu" or labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError(f"y_true는 0 이상 {n_classes} 미만의 정수 레이블 ({m},)이어야 합니다: {labels}")
    return labels
    ### END SOLUTION


# %% tags=["grade:cross_entropy_loss"]
check("cross_entropy_loss")

# %%
hint("cross_entropy_loss")

# %% [markdown]
r"""
### 4.3 로짓에서 바로 크로스 엔트로피

`cross_entropy_loss(softmax(logits), y_true)`로도 될 것 같습니다. 하지만 로짓의 차이가 800이면 정답의 확률이 0으로 사라지고, 자르기 때문에 손실이 27.63에서 멈춥니다. 진짜 손실은 800입니다.

2절의 식 $\log\sum_j e^{z_j} - z_y$를 쓰세요. 행의 최댓값을 뺀 로짓을 두 항에 **똑같이** 쓰면 됩니다.
"""


# %% tags=["solution:softmax_cross_entropy"]
def softmax_cross_entropy(logits, y_true):
    """확률을 거치지 않고 로짓에서 바로 평균 손실을 구합니다. (≈ 5줄)

    매개변수
        logits: shape (m, C). float64 또는 정수(어떤 dtype이든) 배열. float64로 계산한다.
        y_true: 정수 레이블, shape (m,). 배열이나 리스트. 둘 다 바꾸지 않는다.
    반환값: 실수 하나. 정답의 확률이 0으로 사라져도 정확하다(로짓의 차이가 800이면 800).
    경계 조건: |logits|가 1e4까지 커도 NumPy 경고가 없다. 정답이 아닌 자리는 −inf여도 된다.
    오류: 레이블의 조건은 cross_entropy_loss와 같다. 어긋나면 y_true를 적은 ValueError.
        길이나 범위가 어긋날 때는 logits라고 적어도 된다.
    예: logits = [[800.0, 0.0]], y_true = [1]  ->  800.0
    """
    ### BEGIN SOLUTION
    labels = as_labels(y_true, *logits.shape)
    z = np.asarray(logits, dtype=np.float64)
    z = z - np.max(z, axis=-1, keepdims=True)
    log_sum = np.log(np.sum(np.exp(z), axis=-1))
    return float(np.mean(log_sum - z[np.arange(len(labels)), labels]))
    ### END SOLUTION


# %% tags=["grade:softmax_cross_entropy"]
check("softmax_cross_entropy")

# %%
hint("softmax_cross_entropy")

# %% [markdown]
r"""
### 4.4 로짓에 대한 기울기

앞에서 만든 `softmax`를 그대로 부르면 됩니다. 확률에서 정답 자리만 1을 빼고 $m$으로 나눕니다.

`check`는 여러분의 기울기를 수치 미분(numerical gradient)과도 견줍니다. 모든 좌표에서 일정한 배율로 틀렸다면 그 배율이 원인을 알려 줍니다.
"""


# %% tags=["solution:softmax_cross_entropy_grad"]
def softmax_cross_entropy_grad(logits, y_true):
    """softmax_cross_entropy를 logits로 미분한 기울기 (softmax − 원-핫) / m을 구합니다. (≈ 4줄)

    매개변수
        logits: shape (m, C). float64 또는 정수(어떤 dtype이든) 배열.
        y_true: 정수 레이블, shape (m,). 배열이나 리스트.
    반환값
        shape (m, C)인 새 float64 배열.
    경계 조건
        큰 로짓에서도 정확하다. 정답이 아닌 자리는 −inf여도 되고 그 기울기는 0이다.
        인자를 바꾸지 않고, 먼저 돌려준 배열을 다음 호출에서 다시 쓰지 않는다.
    오류: 레이블의 조건과 메시지는 softmax_cross_entropy와 같다.
    예: logits = np.log([[3.0, 1.0, 1.0]]), y_true = [0]  ->  [[-0.4, 0.2, 0.2]]
    """
    ### BEGIN SOLUTION
    labels = as_labels(y_true, *logits.shape)
    grad = softmax(logits)
    grad[np.arange(len(labels)), labels] -= 1.0
    return grad / len(labels)
    ### END SOLUTION


# %% tags=["grade:softmax_cross_entropy_grad"]
check("softmax_cross_entropy_grad")

# %%
hint("softmax_cross_entropy_grad")

# %% [markdown]
r"""
## 6. 실험
(10분)

### 6.1 로짓과 온도

슬라이더를 움직이면 **여러분의 `softmax`** 가 다시 계산합니다. 파란 막대는 여러분의 확률, 검은 파선은 기준입니다.

로짓을 나누는 수를 **온도**(temperature)라고 합니다. 온도를 낮추면 차이가 커지고, 높이면 차이가 줄어듭니다. 언어 모델이 다음 낱말을 고를 때 조절하는 바로 그 온도입니다.

“모두 +1000”과 “최댓값을 빼지 않은 계산도 보기”를 함께 켜 보세요. 무엇이 사라지나요?
"""

# %%
explore(draw_softmax, softmax)

# %% [markdown]
r"""
로짓 세 개에 똑같이 1000을 더해도 확률은 그대로입니다. 최댓값을 빼지 않은 계산만 NaN이 되어 막대가 사라집니다. 온도가 1이면 로짓이 710을 넘을 때부터 그렇습니다.

### 6.2 손실에는 천장이 없어야 합니다

$\log 0$을 피하려고 $-\log(p + 10^{-10})$처럼 로그 안에 작은 수를 더하는 코드를 자주 볼 수 있습니다. 경고는 사라지지만 다른 문제가 생깁니다.

클래스가 둘이고 정답의 로짓이 점점 뒤처질 때 두 손실과 기울기를 견주어 보세요.
"""

# %%
explore(draw_gap, softmax_cross_entropy, softmax_cross_entropy_grad)

# %% [markdown]
r"""
작은 수를 더한 손실은 $-\ln 10^{-10} \approx 23.03$에서 멈추고 기울기는 0이 됩니다. 모델이 **가장 크게 틀렸을 때 배우기를 멈추는** 셈입니다. 로짓에서 바로 계산한 손실은 차이만큼 곧게 커지고, 기울기는 $-1$에 머뭅니다.

학습에는 얼마나 영향을 줄까요? 아래에서는 같은 분류기를 두 가지 기울기로 300걸음씩 학습시킵니다. 가중치(weight)를 0에서 시작할 때와, 일부러 아주 큰 난수에서 시작할 때를 나누어 봅니다.
"""


# %%
def capped_grad(logits, labels):
    """−log(p + 1e-10)의 기울기: p / (p + 1e-10)이 곱해집니다."""
    p = softmax(logits)[np.arange(len(labels)), labels]
    return softmax_cross_entropy_grad(logits, labels) * (p / (p + 1e-10))[:, None]


def train(gradient, start, lr, steps):
    weights = start.copy()
    for _ in range(steps):
        weights = weights - lr * X_train.T @ gradient(X_train @ weights, y_train)
    return weights


@demo
def stuck():
    far = 20 * np.random.default_rng(0).normal(size=(65, 10))
    for name, start in (("0에서 시작", np.zeros((65, 10))), ("큰 난수에서 시작", far)):
        first = softmax_cross_entropy(X_train @ start, y_train)
        print(f"{name} (첫 손실 {first:.1f})")
        for label, gradient in (("로짓에서 바로", softmax_cross_entropy_grad), ("1e-10을 더함", capped_grad)):
            weights = train(gradient, start, lr=5.0, steps=300)
            accuracy = np.mean(np.argmax(X_test @ weights, axis=1) == y_test)
            print(f"  {label}: 테스트 정확도 {accuracy:.2f}")


# %% [markdown]
r"""
0에서 시작하면 차이가 없습니다. 첫 손실이 $\ln 10 \approx 2.3$이라 천장에 닿을 일이 없기 때문입니다. 이렇게 얌전한 문제에서는 어느 식을 써도 괜찮습니다.

큰 난수에서 시작하면 이야기가 달라집니다. 샘플 대부분이 천장 위에서 출발하고, 그 샘플들은 기울기가 0이라 거의 배우지 못합니다. 오류도 경고도 없이 정확도만 낮습니다.
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(8분)

손글씨 숫자를 여러분의 함수로 분류합니다. 가중치는 편향(bias) 한 행과 픽셀 64행, 모두 $(65, 10)$이고 로짓은 $Z = XW$입니다. 연쇄 법칙(chain rule)에 따라 $W$의 기울기는 $X^\top \frac{\partial L}{\partial Z}$입니다. 1단원의 경사 하강법(gradient descent)과 같은 꼴입니다.
"""


# %%
def trained(steps):
    """0에서 시작해 여러분의 기울기로 학습한 가중치, shape (65, 10)."""
    return train(softmax_cross_entropy_grad, np.zeros((65, 10)), lr=0.5, steps=steps)


@demo
def learning():
    for steps in (0, 10, 100, 500):
        logits = X_test @ trained(steps)
        accuracy = np.mean(np.argmax(logits, axis=1) == y_test)
        print(f"{steps:3d}걸음: 테스트 손실 {softmax_cross_entropy(logits, y_test):.3f}, 정확도 {accuracy:.3f}")


# %% [markdown]
r"""
학습하기 전의 손실은 $\ln 10 \approx 2.303$입니다. 열 클래스에 0.1씩 나누어 준 것과 같기 때문입니다. **첫 손실이 $\ln C$와 다르면** 학습을 시작하기 전에 코드를 살펴보세요.

1절의 알쏭달쏭한 숫자로 돌아가 봅시다.
"""


# %%
@demo
def unsure_again():
    p = softmax(X_test[46] @ trained(500))
    fig, axis = subplots()
    axis.bar(range(10), p, color=[BLUE if k == y_test[46] else GREY for k in range(10)])
    axis.axhline(0.1, color=ORANGE, linestyle="--", label="아무것도 모를 때의 0.1")
    axis.set(xlabel="클래스", ylabel="확률", xticks=range(10), ylim=(0, 0.4))
    axis.legend()
    top = np.argsort(-p)[:3]
    words = ", ".join(f"{k}일 확률 {p[k]:.2f}" for k in top)
    figure(fig, alt=f"클래스 열 개의 확률 막대그래프. 높은 것부터 {words}.", caption=f"높은 것부터 {words}입니다.")


# %% [markdown]
r"""
5를 골랐고 정답도 5이지만 확률은 0.25뿐입니다. 1이나 7이라고 해도 놀랍지 않다는 뜻이고, 사람이 보아도 그렇습니다.

이제 라이브러리와 숫자로 비교합니다. 같은 로짓과 확률을 SciPy와 scikit-learn의 함수에 넣으면 같은 답이 나와야 합니다.
"""


# %%
@demo
def compare():
    from scipy.special import log_softmax
    from scipy.special import softmax as scipy_softmax
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import log_loss

    logits = X_test @ trained(500)
    mine = softmax(logits)
    by_log = -np.mean(log_softmax(logits, axis=1)[np.arange(len(y_test)), y_test])
    gaps = {
        "softmax와 scipy.special.softmax": np.max(np.abs(mine - scipy_softmax(logits, axis=1))),
        "cross_entropy_loss와 sklearn log_loss": abs(cross_entropy_loss(mine, y_test) - log_loss(y_test, mine)),
        "softmax_cross_entropy와 scipy log_softmax": abs(softmax_cross_entropy(logits, y_test) - by_log),
    }
    for name, gap in gaps.items():
        print(f"{name}: 차이 {'1e-12보다 작음' if gap < 1e-12 else f'{gap:.1e}'}")
    library = LogisticRegression(max_iter=2000).fit(X_train[:, 1:], y_train)
    print(f"\nLogisticRegression의 테스트 손실 {log_loss(y_test, library.predict_proba(X_test[:, 1:])):.2f}, "
          f"정확도 {library.score(X_test[:, 1:], y_test):.2f}")


# %% [markdown]
r"""
함수 하나하나는 라이브러리와 같은 값을 냅니다.

분류기의 정확도(accuracy)는 여러분이 0.96이고 `LogisticRegression`이 0.97입니다. 테스트 샘플이 450장이니 네댓 장 차이입니다. 라이브러리는 더 정교한 방법으로 수렴할 때까지 가고, 과적합(overfitting)을 막는 L2 규제(regularization, 10단원)도 넣습니다. 500걸음에서 멈춘 이쪽도 2,000걸음이면 0.97이 됩니다.

### 다른 책·라이브러리에서는

| 어디에서 | 받는 것 | 0에 대한 대책 | 레이블 | 평균 |
|--|--|--|--|--|
| **이 단원** `cross_entropy_loss` | 확률 | $[10^{-12}, 1]$로 자름 | 정수 | $m$으로 나눔 |
| **이 단원** `softmax_cross_entropy` | 로짓 | 필요 없음 | 정수 | $m$으로 나눔 |
| 『밑바닥부터 시작하는 딥러닝』 | 확률 | 로그 안에 $10^{-7}$을 더함 | 원-핫이나 정수 | $m$으로 나눔 |
| scikit-learn `log_loss` | 확률 | 아주 작은 값에서 자름 | 정수나 문자열 | 고를 수 있음 |
| PyTorch `cross_entropy` | **로짓** | 필요 없음 | 정수나 확률 | 고를 수 있음 |
| Keras `SparseCategoricalCrossentropy` | 확률이 기본, `from_logits=True`면 로짓 | 확률이면 $10^{-7}$에서 자름 | 정수 | 고를 수 있음 |

모두 틀린 것이 아니라 **다른 약속**입니다. 가장 위험한 것은 로짓을 받는 함수에 확률을 넣는 일입니다. 소프트맥스를 두 번 거치는데도 오류가 나지 않습니다.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(5분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 2, 2: 4, 3: 1, 4: 2}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 도전과 유명 코드의 버그 찾기
(10분, 점수에 들어가지 않습니다)

### 버그 찾기: 배우지 않는 편향

한 대학의 공개 딥러닝 강의 코드에 있던 결함을 재현한 것입니다. 소프트맥스 회귀를 학습시키면서 편향의 기울기를 아래처럼 더했습니다. 오류도 없고 정확도도 그럴듯합니다. 그런데 500걸음 뒤의 편향을 보세요.
"""


# %%
@demo
def frozen_bias():
    pixels, weight, bias = X_train[:, 1:], np.zeros((64, 10)), np.zeros(10)
    for _ in range(500):
        grad = softmax_cross_entropy_grad(pixels @ weight + bias, y_train)
        weight = weight - 0.5 * pixels.T @ grad
        bias = bias - 0.5 * np.sum(grad)
    accuracy = np.mean(np.argmax(X_test[:, 1:] @ weight + bias, axis=1) == y_test)
    print("편향:", np.abs(bias).round(6))
    print(f"테스트 정확도: {accuracy:.3f}")


# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

`np.sum(grad)`는 샘플뿐 아니라 **클래스까지** 모두 더해 숫자 하나로 만듭니다. 브로드캐스팅 때문에 오류 없이 열 개의 편향에 같은 값이 더해집니다.

게다가 그 값은 언제나 0입니다. 2절에서 보았듯이 기울기는 행마다 합이 0이기 때문입니다. 편향이 영영 움직이지 않는데도 정확도는 0.960으로 그대로입니다.

이 데이터는 클래스마다 샘플 수가 비슷해 편향이 거의 필요 없어서 **정확도만 보아서는 찾을 수 없는** 버그입니다. 기울기의 shape가 파라미터의 shape와 같은지 확인하는 습관이 막아 줍니다. `np.sum(grad, axis=0)`으로 고치면 shape가 $(10,)$이 됩니다.

</details>

### 도전 1: 틀린 예측 가운데 가장 비싼 것

테스트 세트(test set)에서 손실이 가장 큰 그림 세 장을 찾아 그려 보세요. 분류기는 무엇이라고 했고, 얼마나 확신했나요? 사람이 보기에는 어떤가요?

### 도전 2: 레이블 스무딩

정답에 1을 주는 대신 $1 - \varepsilon$을, 나머지에 $\varepsilon$을 고르게 나누어 주는 방법을 레이블 스무딩(label smoothing)이라고 합니다. 이때의 손실과 기울기를 만들어 보세요. 힌트: $P - Y$의 $Y$만 바뀝니다.

<details><summary>답 보기</summary>

$Y' = (1 - \varepsilon) Y + \varepsilon / C$라 하면 손실은 $\log\sum_j e^{z_j} - \sum_k Y'_k z_k$의 평균이고 기울기는 $(P - Y') / m$입니다. 로짓을 무한히 키워도 손실이 0이 되지 않으니 분류기가 지나치게 확신하지 않습니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(2분)

1. 소프트맥스는 로짓을 양수로 만들고 합으로 나누어 확률로 바꿉니다. 로짓의 **차이**만 중요합니다.
2. 행마다 최댓값을 빼면 답은 그대로이고 exp가 넘치지 않습니다.
3. 크로스 엔트로피는 정답에 준 확률의 $-\log$를 평균한 값입니다. 아무것도 모를 때는 $\ln C$입니다.
4. 로짓에서 바로 $\log\sum_j e^{z_j} - z_y$로 계산하면 확률이 0으로 사라져도 정확하고, 기울기도 사라지지 않습니다.
5. 로짓에 대한 기울기는 $(P - Y)/m$이고 행마다 합이 0입니다.

**용어**: 로짓, 소프트맥스, 크로스 엔트로피(교차 엔트로피), 손실 함수, 레이블, 원-핫 인코딩, 기울기, 온도, 마스크, 브로드캐스팅, 레이블 스무딩

클래스가 둘이면 소프트맥스는 2단원의 시그모이드와 같습니다. 로짓 $(z, 0)$의 첫 확률이 $1/(1 + e^{-z})$이기 때문입니다. 10단원에서는 이 손실에 규제를 더합니다.
"""

# %%
progress()
