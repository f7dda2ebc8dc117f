# %% [markdown]
r"""
# 02. 로지스틱 회귀와 시그모이드

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 어떤 실수든 0과 1 사이의 확률로 바꾸는 **시그모이드**(sigmoid)를 넘침 없이 구현합니다.
- 로짓에서 바로 손실을 계산해, 크게 틀린 예측의 손실도 정확히 잽니다.
- **로지스틱 회귀**(logistic regression)를 경사 하강법으로 학습시켜 악성 종양을 가려냅니다.
- 임계값을 옮기면 무엇이 달라지고 무엇이 그대로인지 설명합니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 5 | 10 | 8 | 25 | 10 | 8 | 5 | 12 | 2 | **85** |

**선수 단원**: 1단원(경사 하강법)을 먼저 보면 좋습니다. 이 노트북만으로도 시작할 수 있습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 칸이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit02 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit02.widgets import draw_growth, draw_threshold
from npml.widgets import BLUE, GREY, ORANGE, figure, subplots

# %%
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split

data = load_breast_cancer()
malignant = 1 - data.target  # 데이터에는 악성이 0으로 적혀 있어 뒤집습니다.
radius = data.data[:, list(data.feature_names).index("worst radius")]

# %% [markdown]
r"""
## 1. 왜 필요한가
(5분)

유방 종양 569개에서 세포핵의 크기를 쟀습니다. 그 가운데 212개가 악성이었습니다. 세포핵의 반지름을 보고 악성인지 미리 알 수 있을까요?

악성을 1, 악성이 아닌 것을 0으로 적고 1단원처럼 직선을 그어 보았습니다. 주황색 네모는 반지름이 비슷한 종양끼리 모아 악성의 비율을 잰 것입니다.
"""


# %%
@demo
def line_through_labels():
    slope, base = np.polyfit(radius, malignant, 1)
    edges = np.array([7, 10, 12, 14, 16, 18, 20, 22, 26, 37])
    section = np.digitize(radius, edges)
    fig, axis = subplots()
    axis.scatter(radius, malignant, s=14, color=GREY, alpha=0.3, label="종양 하나")
    ends = np.array([7.0, 37.0])
    axis.plot(ends, base + slope * ends, "--", color=BLUE, label="1단원의 직선")
    shares = [malignant[section == k].mean() for k in range(1, len(edges))]
    axis.plot((edges[:-1] + edges[1:]) / 2, shares, "s", color=ORANGE, label="악성의 비율")
    axis.set(xlabel="세포핵의 반지름(큰 것 셋의 평균)", ylabel="악성 = 1", ylim=(-0.4, 1.9))
    axis.legend(loc="upper left")
    line = base + slope * radius
    below, above = np.sum(line < 0), np.sum(line > 1)
    alt = (
        "반지름 7에서 37까지 종양 569개를 0과 1의 두 줄로 찍은 그림. 구간별 악성의 비율은 0에서 시작해 16 근처에서 "
        f"가파르게 오르고 20부터는 1인 S자 모양이다. 직선은 종양 {below}개에서 0보다 작고 {above}개에서 1보다 크다."
    )
    figure(fig, alt=alt, caption=f"직선은 종양 {below}개에 0보다 작은 값을, {above}개에 1보다 큰 값을 답합니다.")


# %% [markdown]
r"""
직선은 확률이 될 수 없는 값을 답합니다. −0.2라는 확률도, 1.9라는 확률도 없습니다.

주황색 네모가 그리는 모양을 보세요. 처음에는 0에 붙어 있다가 반지름 16 근처에서 가파르게 오르고, 그다음에는 1에 붙습니다. 필요한 것은 직선이 아니라 이런 **S자 곡선**입니다. 그 곡선이 시그모이드입니다.

직선을 버리지는 않습니다. 직선의 답을 시그모이드에 통과시키기만 하면 됩니다.
"""

# %% [markdown]
r"""
## 2. 수식
(10분)

### 기호와 shape

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $m$, $n$ | `X.shape` | 정수 | 샘플(sample)의 수, 특성(feature)의 수 |
| $X$ | `X` | $(m, n)$ | 한 행이 샘플 하나. 절편(intercept)을 위한 1로 된 열도 특성으로 셈 |
| $y$ | `y` | $(m,)$ | 레이블(label), 0이나 1 |
| $\theta$ | `theta` | $(n,)$ | 학습으로 찾을 파라미터(parameter) |
| $z = X\theta$ | `z` | $(m,)$ | 로짓(logit), 아무 실수 |
| $p = \sigma(z)$ | `p` | $(m,)$ | 레이블이 1일 확률 |
| $L$ | 손실 | 숫자 하나 | 샘플마다의 손실을 평균한 값 |

### 시그모이드

$$\sigma(z) = \frac{1}{1 + e^{-z}}$$

$z = 0$이면 정확히 $\frac{1}{2}$이고, $z$가 커지면 1에, 작아지면 0에 다가갑니다. 부호를 바꾸면 나머지 확률이 됩니다. $\sigma(-z) = 1 - \sigma(z)$입니다.

거꾸로 풀면 $z = \ln \frac{p}{1 - p}$입니다. 로짓은 1일 확률을 0일 확률로 나눈 **비의 로그**입니다. 그래서 $z = \ln 3$이면 확률이 3 대 1, 곧 0.75입니다.

### 넘치지 않는 식

float64에서 $e^{710}$은 inf가 됩니다. $z = -1000$을 위의 식에 그대로 넣으면 $e^{1000}$을 계산하다가 넘칩니다. 분자와 분모에 $e^{z}$를 곱하면 같은 값을 다르게 쓸 수 있습니다.

$$\sigma(z) = \frac{1}{1 + e^{-z}} = \frac{e^{z}}{1 + e^{z}}$$

$z \ge 0$이면 앞의 식, $z < 0$이면 뒤의 식을 씁니다. 어느 쪽이든 지수는 $-|z|$이므로 넘칠 수 없습니다.
"""

# %% [markdown]
r"""
### 손실

정답에 준 확률의 $-\log$가 그 샘플의 손실입니다. 정답이 1이면 $-\log p$이고, 0이면 $-\log(1 - p)$입니다. 둘을 한 식으로 쓰고 평균한 것이 **이진 크로스 엔트로피**(binary cross-entropy, 교차 엔트로피)입니다.

$$L = -\frac{1}{m}\sum_{i=1}^{m} \bigl[\, y_i \log p_i + (1 - y_i) \log (1 - p_i) \,\bigr]$$

여기서 $\log$는 자연로그입니다. 반반이라고 답하면 $\ln 2 \approx 0.693$이고, 자신 있게 틀릴수록 빠르게 커집니다.

### 로짓에서 바로

$z = 40$이면 컴퓨터의 $p$는 정확히 1이 되고, $\log(1 - p)$는 $\log 0$이 됩니다. 확률을 거치지 않으면 이런 일이 없습니다. $-\log p = \log(1 + e^{-z})$와 $-\log(1 - p) = \log(1 + e^{z})$를 넣고 정리하면 다음과 같습니다.

$$L = \frac{1}{m}\sum_{i} \bigl[\, \log(1 + e^{z_i}) - y_i z_i \,\bigr]$$

아직 $e^{z}$가 넘칠 수 있으니 큰 쪽을 밖으로 꺼냅니다. 지수가 다시 $-|z|$가 되었습니다.

$$\log(1 + e^{z}) = \max(z, 0) + \log(1 + e^{-|z|})$$

### 기울기

$\log(1 + e^{z})$를 $z$로 미분하면 $\sigma(z)$이고, $yz$를 미분하면 $y$입니다. 로짓에 대한 기울기(gradient, 그레이디언트)는 **확률에서 정답을 뺀 것**뿐입니다. $z = X\theta$이므로 연쇄 법칙(chain rule)에 따라 다음과 같습니다.

$$\nabla L(\theta) = \frac{1}{m} X^\top (p - y), \qquad \text{shape } (n,)$$

1단원의 기울기 $\frac{1}{m}X^\top(X\theta - y)$에서 예측 $X\theta$가 $\sigma(X\theta)$로 바뀌었을 뿐입니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(8분)

**시그모이드.** $\sigma(\ln 3) = \dfrac{1}{1 + 1/3} = 0.75$, $\sigma(0) = 0.5$, $\sigma(-\ln 4) = \dfrac{1}{1 + 4} = 0.2$입니다.

**손실.** 이 세 로짓의 정답이 $y = (1, 0, 1)$이라면 손실은 각각 $-\ln 0.75 \approx 0.288$, $-\ln 0.5 \approx 0.693$, $-\ln 0.2 \approx 1.609$입니다. 평균은 **0.863**입니다.

**한 걸음.** 공부한 시간이 0, 1, 3시간인 세 사람 가운데 마지막 사람만 시험에 붙었습니다. 맨 앞에 1로 된 열을 붙입니다.

$$X = \begin{bmatrix} 1 & 0 \\ 1 & 1 \\ 1 & 3 \end{bmatrix}, \qquad y = \begin{bmatrix} 0 \\ 0 \\ 1 \end{bmatrix}, \qquad \theta = \begin{bmatrix} 0 \\ 0 \end{bmatrix}, \qquad \eta = 0.6$$

처음에는 확률이 모두 0.5이므로 $p - y = (0.5,\ 0.5,\ -0.5)$입니다.

- 절편의 기울기: $\dfrac{0.5 + 0.5 - 0.5}{3} = \dfrac{1}{6}$
- 가중치(weight)의 기울기: 종이에 직접 해 보세요.

<details><summary>답 보기</summary>

$\dfrac{0 \cdot 0.5 + 1 \cdot 0.5 + 3 \cdot (-0.5)}{3} = -\dfrac{1}{3}$

$\theta = (0, 0) - 0.6 \cdot \left(\dfrac{1}{6},\ -\dfrac{1}{3}\right) = (-0.1,\ 0.2)$

</details>

**예측.** 한참 학습해 $\theta = (-1, 1)$이 되었다고 합시다. 로짓은 $(-1, 0, 2)$이고 확률은 $(0.269,\ 0.5,\ 0.881)$입니다. 확률이 임계값(threshold) 이상이면 1이라고 예측합니다. 임계값이 0.5이면 예측은 $(0, 1, 1)$이고, 0.6이면 $(0, 0, 1)$입니다.

이 숫자들이 다음 절에서 여러분의 함수를 확인하는 첫 시험입니다.
"""

# %% [markdown]
r"""
## 4. 직접 채우기, 5. 확인과 힌트
(25분)

함수 네 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

### 4.1 시그모이드

2절의 두 식은 $e = e^{-|z|}$로 함께 쓸 수 있습니다. $z \ge 0$이면 $\frac{1}{1 + e}$, $z < 0$이면 $\frac{e}{1 + e}$입니다.

분모가 같으니 분자만 고르면 됩니다. `np.where(조건, 참일 때, 거짓일 때)`가 원소마다 골라 줍니다. 다만 `np.where`는 고르기 **전에** 두 값을 모두 계산합니다. 그래서 두 값 모두 넘치지 않아야 합니다.

숫자 하나와 정수 배열도 받습니다. 맨 앞에서 float64 배열로 바꾸면 한 번에 처리됩니다.
"""


# %% tags=["solution:sigmoid"]
def sigmoid(z):
    """로짓을 0과 1 사이의 확률로 바꿉니다. (≈ 3줄)

    매개변수
        z: 숫자 하나(int, float, 0차원 배열) 또는 shape가 무엇이든 되는 배열.
            float64 또는 정수(uint8처럼 작은 dtype도) 배열. 바꾸지 않는다.
    반환값
        z와 shape가 같은 새 float64 배열. 값은 0 이상 1 이하이다.
        z가 숫자 하나이면 실수 하나(파이썬 float, NumPy 스칼라, 0차원 배열 모두 괜찮다).
    경계 조건
        정수도 float64로 바꾸어 계산한다.
        |z|가 1e4까지 커도 정확하고 NumPy 경고(overflow, invalid, divide)가 없다.
        먼저 돌려준 배열을 다음 호출에서 다시 쓰지 않는다.
    예
        sigmoid(np.array([0.0, np.log(3.0)]))  ->  [0.5, 0.75]
        sigmoid(-1000)  ->  0.0
    """
    ### BEGIN SOLUTION
    z = np.asarray(z, dtype=np.float64)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)
    ### END SOLUTION


# %% tags=["grade:sigmoid"]
check("sigmoid")

# %%
hint("sigmoid")

# %% [markdown]
r"""
### 4.2 로짓에서 이진 크로스 엔트로피

확률이 아니라 **로짓**을 받습니다. 2절의 식 $\max(z, 0) - yz + \log(1 + e^{-|z|})$를 평균하세요. `np.log1p(a)`는 $\log(1 + a)$를 $a$가 아주 작을 때도 정확하게 계산합니다.

레이블은 들어올 때 검사합니다. 어떤 책은 −1과 1을 레이블로 쓰는데, 그런 레이블을 이 식에 넣어도 오류 없이 틀린 숫자가 나오기 때문입니다. 같은 검사를 4.3에서도 쓰니, 이 셀 안에 보조 함수로 떼어 두면 편합니다.
"""


# %% tags=["solution:binary_cross_entropy"]
def binary_cross_entropy(z, y):
    """로짓과 레이블에서 이진 크로스 엔트로피의 평균을 구합니다. (≈ 6줄)

    매개변수
        z: 로짓(확률이 아니다), shape (m,). float64 또는 정수(어떤 dtype이든) 배열.
        y: 레이블, shape (m,). 값은 0과 1. float64 또는 정수(어떤 dtype이든) 배열.
        둘 다 바꾸지 않고, 정수도 float64로 바꾸어 계산한다.
    반환값
        실수 하나. 샘플마다의 손실을 평균한 값.
    경계 조건
        |z|가 1e4까지 커도 정확하고 NumPy 경고가 없다(z = −800, y = 1의 손실은 800).
    오류
        y에 0과 1이 아닌 값(−1, 2, 0.5 …)이 하나라도 있으면 ValueError.
        메시지에 y라는 이름을 적는다.
    예
        z = np.log([3.0, 1.0, 0.25]), y = np.array([1, 0, 1])  ->  0.8634
    """
    ### BEGIN SOLUTION
    check_labels(y)
    z = np.asarray(z, dtype=np.float64)
    losses = np.maximum(z, 0.0) - y * z + np.log1p(np.exp(-np.abs(z)))
    return float(np.mean(losses))


def check_labels(y):
    if not np.all((y == 0) | (y == 1)):
        raise ValueError(f"y에는 0과 1만 올 수 있습니다. 받은 값: {np.unique(y)}")
    ### END SOLUTION


# %% tags=["grade:binary_cross_entropy"]
check("binary_cross_entropy")

# %%
hint("binary_cross_entropy")

# %% [markdown]
r"""
### 4.3 로지스틱 회귀

1단원과 같은 경사 하강법(gradient descent)입니다. 0 벡터에서 출발해 $\theta \leftarrow \theta - \eta \cdot \frac{1}{m}X^\top(p - y)$를 에포크(epoch)마다 한 번씩 되풀이합니다. $\eta$는 학습률(learning rate) `lr`입니다.

앞에서 만든 `sigmoid`를 부르세요. 레이블 검사는 4.2와 같습니다.
"""


# %% tags=["solution:logistic_regression"]
def logistic_regression(X, y, lr=0.01, epochs=1000):
    """0 벡터에서 출발해 theta ← theta − lr·Xᵀ(p − y)/m 을 epochs번 되풀이합니다. (≈ 6줄)

    매개변수
        X: shape (m, n), y: 레이블 0과 1, shape (m,). float64 또는 정수 배열이며 바꾸지 않는다.
            1로 된 열이 필요하면 호출하는 쪽이 붙인다.
        lr: 학습률. epochs: 갱신 횟수(0 이상의 정수). 도중에 멈추지 않고 모두 채운다.
    반환값
        마지막 theta. shape (n,)인 새 float64 배열. epochs=0이면 0 벡터.
    오류
        y에 0과 1이 아닌 값이 하나라도 있으면 ValueError. 메시지에 y라는 이름을 적는다.
        epochs=0이어도 먼저 검사한다.
    예
        X = [[1, 0], [1, 1], [1, 3]], y = [0, 0, 1], lr=0.6, epochs=1  ->  [-0.1, 0.2]
    """
    ### BEGIN SOLUTION
    check_labels(y)
    features = np.asarray(X, dtype=np.float64)
    theta = np.zeros(features.shape[1])
    for _ in range(epochs):
        theta = theta - lr * features.T @ (sigmoid(features @ theta) - y) / len(y)
    return theta
    ### END SOLUTION


# %% tags=["grade:logistic_regression"]
check("logistic_regression")

# %%
hint("logistic_regression")

# %% [markdown]
r"""
### 4.4 예측

확률을 레이블로 바꾸려면 경계가 하나 필요합니다. 그 경계가 3절에서 쓴 **임계값**입니다. 기본은 0.5이지만 꼭 그래야 하는 것은 아닙니다. 6절에서 옮겨 봅니다.

NumPy에서 배열을 비교하면 `True`와 `False`가 나옵니다. 정수로 바꾸어 돌려주세요.

`X`와 `theta`가 모두 int8처럼 작은 정수이면 곱하고 더하다가 넘칠 수 있습니다. 로짓을 구하기 **전에** float64로 바꾸세요.
"""


# %% tags=["solution:predict"]
def predict(X, theta, threshold=0.5):
    """확률 sigmoid(Xθ)가 threshold 이상이면 1, 아니면 0을 돌려줍니다. (≈ 2줄)

    매개변수
        X: shape (m, n), theta: shape (n,). float64 또는 정수(어떤 dtype이든) 배열.
            둘 다 바꾸지 않고, 정수도 float64로 바꾸어 계산한다.
        threshold: 임계값, 0 이상 1 미만.
    반환값
        shape (m,)인 새 정수(어떤 정수 dtype이든) 배열. 값은 0과 1. 불리언이나 실수는 안 된다.
    경계 조건
        확률이 threshold와 같으면 1이다. threshold가 0이면 모두 1이다.
    예
        X = [[1, 0], [1, 1], [1, 3]], theta = [-1, 1]  ->  [0, 1, 1]
    """
    ### BEGIN SOLUTION
    p = sigmoid(np.asarray(X, dtype=np.float64) @ theta)
    return (p >= threshold).astype(np.int64)
    ### END SOLUTION


# %% tags=["grade:predict"]
check("predict")

# %%
hint("predict")

# %% [markdown]
r"""
## 6. 실험
(10분)

### 6.1 곡선을 손으로 맞추기

1절의 반지름을 표준화(standardization)한 $x$로 $p = \sigma(wx + b)$를 그립니다. 파란 곡선은 **여러분의 `sigmoid`** 이고, 오른쪽 표와 손실은 **여러분의 `predict`와 `binary_cross_entropy`** 가 계산합니다.

$w$를 키우면 곡선이 어떻게 되나요? $b$는 곡선을 어디로 옮기나요? 그다음 $w$와 $b$를 그대로 두고 임계값만 움직여 보세요. 표는 바뀌는데 손실도 바뀌나요?
"""

# %%
explore(draw_threshold, sigmoid, binary_cross_entropy, predict)

# %% [markdown]
r"""
<details><summary>손실은 왜 그대로일까요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

$w$는 곡선의 가파르기를, $b$는 위치를 정합니다. 임계값은 곡선을 건드리지 않습니다. 그래서 **손실은 그대로**이고, 같은 확률을 어디에서 자르느냐만 달라집니다.

</details>

임계값을 낮추면 놓치는 악성이 줄어드는 대신 괜히 걱정하게 되는 사람이 늘어납니다. 무엇이 더 나쁜 실수인지는 수학이 아니라 쓰임새가 정합니다.

### 6.2 끝나지 않는 학습

붓꽃 두 종류를 꽃잎의 길이와 너비로 가릅니다. setosa와 versicolor는 직선 하나로 완전히 갈라지고, versicolor와 virginica는 조금 섞여 있습니다.

에포크를 늘리면서 $\theta$의 노름(norm, 길이) $\lVert\theta\rVert$를 보세요. 두 데이터에서 어떻게 다른가요?
"""

# %%
explore(draw_growth, logistic_regression)

# %% [markdown]
r"""
<details><summary>두 데이터는 어떻게 다른가요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

섞인 데이터에서는 노름이 6.5쯤에서 멈춥니다. 완전히 갈라지는 데이터에서는 **멈추지 않습니다**. 모두 맞힌 뒤에도 $\theta$를 키우면 확률이 0과 1에 더 가까워져 손실이 조금씩 줄기 때문입니다. 손실이 가장 작은 $\theta$라는 것이 아예 없습니다.

</details>

미션을 마쳤다면 완전히 갈라지는 데이터에서 10,000에포크까지 가 봅니다.
"""


# %%
@demo
def longer():
    from sklearn.datasets import load_iris

    iris = load_iris()
    petals = iris.data[:100, 2:]
    X = np.hstack([np.ones((100, 1)), (petals - petals.mean(axis=0)) / petals.std(axis=0)])
    for epochs in (10, 100, 1000, 10_000):
        theta = logistic_regression(X, iris.target[:100], lr=1.0, epochs=epochs)
        loss = binary_cross_entropy(X @ theta, iris.target[:100])
        print(f"{epochs:6,d}에포크: 노름 {np.linalg.norm(theta):5.2f}, 손실 {loss:.5f}")


# %% [markdown]
r"""
에포크를 열 배로 늘릴 때마다 노름이 2에서 3쯤 자랍니다. 이렇게 지나친 확신은 새 데이터에서 해롭습니다. 일찍 멈추거나, 큰 가중치에 벌을 주는 **규제**(regularization, 10단원)로 막습니다.
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(8분)

이제 특성 30개를 모두 씁니다. 훈련 세트(training set)의 평균과 표준편차로 표준화하고 1로 된 열을 맨 앞에 붙입니다. 테스트 세트(test set)는 종양 143개이고 그 가운데 53개가 악성입니다.
"""

# %%
X_train, X_test, y_train, y_test = train_test_split(
    data.data, malignant, test_size=0.25, random_state=0, stratify=malignant
)
center, spread = X_train.mean(axis=0), X_train.std(axis=0)
X_train = np.hstack([np.ones((len(X_train), 1)), (X_train - center) / spread])
X_test = np.hstack([np.ones((len(X_test), 1)), (X_test - center) / spread])


# %%
@demo
def learning():
    for epochs in (0, 10, 100, 1000):
        theta = logistic_regression(X_train, y_train, lr=0.1, epochs=epochs)
        accuracy = np.mean(predict(X_test, theta) == y_test)
        print(f"{epochs:4d}에포크: 훈련 손실 {binary_cross_entropy(X_train @ theta, y_train):.3f}, "
              f"테스트 손실 {binary_cross_entropy(X_test @ theta, y_test):.3f}, 정확도 {accuracy:.3f}")
    print()
    for threshold in (0.1, 0.3, 0.5, 0.7, 0.9):
        found = predict(X_test, theta, threshold)
        missed, alarms = np.sum((found == 0) & (y_test == 1)), np.sum((found == 1) & (y_test == 0))
        print(f"임계값 {threshold}: 놓친 악성 {missed}건, 헛경보 {alarms}건")


# %% [markdown]
r"""
학습하기 전의 손실은 $\ln 2 \approx 0.693$입니다. 모두 반반이라고 답하기 때문입니다. **첫 손실이 0.693이 아니면** 코드부터 살펴보세요.

1,000에포크 뒤의 정확도(accuracy)는 0.972입니다. 143개 가운데 네 개를 틀립니다. 임계값을 0.1로 낮추면 놓친 악성은 둘에서 하나로 줄지만 헛경보는 둘에서 열둘로 늘어납니다.

이제 라이브러리와 숫자로 비교합니다.
"""


# %%
@demo
def compare():
    from scipy.special import expit
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import log_loss

    theta = logistic_regression(X_train, y_train, lr=0.1, epochs=1000)
    z = X_test @ theta
    gaps = {
        "sigmoid와 scipy.special.expit": np.max(np.abs(sigmoid(z) - expit(z))),
        "binary_cross_entropy와 sklearn log_loss": abs(binary_cross_entropy(z, y_test) - log_loss(y_test, expit(z))),
    }
    for name, gap in gaps.items():
        print(f"{name}: 차이 {'1e-9보다 작음' if gap < 1e-9 else f'{gap:.1e}'}")
    print(f"\n손실 {binary_cross_entropy(z, y_test):.2f}  정확도 {np.mean(predict(X_test, theta) == y_test):.3f}   "
          "내 함수, 1,000에포크")
    for name, C in (("LogisticRegression()", 1.0), ("LogisticRegression(C=np.inf)", np.inf)):
        model = LogisticRegression(C=C, max_iter=10_000).fit(X_train[:, 1:], y_train)
        loss = log_loss(y_test, model.predict_proba(X_test[:, 1:]))
        print(f"손실 {loss:.2f}  정확도 {model.score(X_test[:, 1:], y_test):.3f}   {name}")


# %% [markdown]
r"""
함수의 값은 라이브러리와 같습니다. 학습 결과가 조금 다른 까닭은 약속이 다르기 때문입니다.

scikit-learn의 `LogisticRegression`은 **L2 규제가 기본**입니다. 이 데이터에서는 도움이 되어 두 개만 틀렸고, 손실도 셋째 자리까지 적으면 0.076으로 여러분의 0.081보다 낮습니다. `C=np.inf`로 규제를 끄면 끝까지 수렴하려다가 6.2절의 일이 벌어집니다. 훈련 세트가 완전히 갈라져 가중치가 거대해지고, 테스트 손실이 1을 넘습니다. 우리가 1,000에포크에서 멈춘 것도 규제와 비슷한 구실을 했습니다.

### 정확도만 보면

아래에서는 기울기를 일부러 틀리게 바꾸어 똑같이 1,000에포크를 학습합니다.
"""


# %%
@demo
def accuracy_is_not_enough():
    def score(name, error, cut=0.0):
        theta = np.zeros(X_train.shape[1])
        for _ in range(1000):
            theta = theta - 0.1 * X_train.T @ error(X_train @ theta) / len(y_train)
        z = X_test @ theta
        print(f"{name} 정확도 {np.mean((z >= cut) == y_test):.3f}, 손실 {binary_cross_entropy(z, y_test):.3f}")

    score("오차 p − y (맞음):    ", lambda z: sigmoid(z) - y_train)
    score("오차 (p − y)·p(1 − p):", lambda z: (sigmoid(z) - y_train) * sigmoid(z) * (1 - sigmoid(z)))
    score("오차 z − y:           ", lambda z: z - y_train, cut=0.5)


# %% [markdown]
r"""
가운데 줄은 크로스 엔트로피 대신 평균 제곱 오차(mean squared error)를 쓴 기울기입니다. 하나를 더 맞혀 정확도가 오히려 높습니다. 샘플 하나는 운일 수 있고, 손실은 0.081에서 0.110으로 나빠졌습니다.

마지막 줄은 시그모이드를 아예 빠뜨리고 $z$를 0.5에서 자른 것입니다. 1단원의 선형 회귀(linear regression)인 셈인데, 손실이 0.604까지 나빠져도 정확도는 0.958입니다.

**정확도로는 이런 버그를 찾을 수 없습니다.** 손실과 기울기를 손으로 계산한 값과 견주어야 찾을 수 있습니다.

### 다른 책·라이브러리에서는

| 어디에서 | 받는 것 | 레이블 | 규제 | 기울기 |
|--|--|--|--|--|
| **이 단원** | 로짓 | 0, 1 | 없음 | $m$으로 나눔 |
| scikit-learn `LogisticRegression` | 특성 | 아무 두 값 | L2가 기본(`C=1.0`) | 합에 `C`를 곱함 |
| scikit-learn `log_loss` | **확률** | 아무 두 값 | | 평균이 기본 |
| PyTorch `BCEWithLogitsLoss` | 로짓 | 0과 1 사이의 실수 | 없음 | 평균이 기본 |
| PyTorch `BCELoss` | **확률** | 0과 1 사이의 실수 | 없음 | 평균이 기본 |
| 서포트 벡터 머신을 다루는 책 | 로짓 | −1, 1 | 흔히 L2 | 책마다 다름 |

모두 틀린 것이 아니라 **다른 약속**입니다. 레이블이 $s = \pm 1$이면 손실은 $\log(1 + e^{-sz})$로, 값은 이 단원과 같습니다. 로짓을 받는 함수에 확률을 넣지만 않으면 됩니다.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(5분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 4, 2: 4, 3: 2, 4: 2}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 도전과 유명 코드의 버그 찾기
(12분, 점수에 들어가지 않습니다)

### 버그 찾기: 고쳤는데도 울리는 경고

널리 읽히는 딥러닝 입문서의 공개 코드는 시그모이드를 정의식 그대로 계산합니다. 값은 맞지만 큰 음수에서 경고가 납니다. 누군가 이를 고치려고 `np.where`로 두 식을 나누었습니다. 그런데 경고가 **더 늘었습니다**. 왜 그럴까요?
"""

# %%
import warnings


def by_definition(z):
    return 1 / (1 + np.exp(-z))


def mended(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


for function in (by_definition, mended):
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        values = function(np.array([-1000.0, 0.0, 1000.0]))
    print(f"{function.__name__}: 값 {values}, 경고 {len(heard)}개")
    for warning in heard:
        print("   ", warning.message)

# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

`np.where`의 인자는 함수에 들어가기 전에 **모든 원소에 대해** 계산됩니다. $z = 1000$에서 쓰이지도 않을 $e^{1000} / (1 + e^{1000})$까지 계산하다가 inf / inf가 됩니다. 고른 값은 맞으니 결과만 보아서는 알 수 없습니다.

고치는 길은 두 가지입니다. 두 갈래가 함께 써도 안전한 $e^{-|z|}$를 먼저 구하거나, `out[z >= 0] = …`처럼 필요한 원소만 골라 계산합니다. 경고를 끄는 `np.errstate`는 소리만 없앱니다. 이 함수에서는 값이 맞으니 괜찮지만, 다른 곳에서는 진짜 nan까지 숨깁니다.

</details>

### 도전 1: 놓친 악성의 값

악성 하나를 놓치는 손해가 헛경보 하나의 열 배라고 합시다. 6.1절의 슬라이더를 $w = 5.5$, $b = -0.5$에 두고, 손해의 합이 가장 작은 임계값을 찾아보세요. 확률 $p$인 종양을 악성이라고 할 때와 아니라고 할 때의 손해를 식으로 견주면, 그 임계값을 슬라이더 없이도 맞힐 수 있습니다.

<details><summary>답 보기</summary>

악성이라고 하면 손해는 평균 $1 - p$이고, 아니라고 하면 $10p$입니다. $1 - p \le 10p$일 때, 곧 $p \ge \frac{1}{11} \approx 0.09$일 때 악성이라고 하는 편이 낫습니다.

슬라이더로 보면 0.5에서는 33건을 놓치고 헛경보가 15건이라 손해가 345입니다. 0.1에서는 5건과 90건으로 140이 되고, 슬라이더에 있는 임계값 가운데 가장 작습니다.

</details>

### 도전 2: 규제를 넣은 로지스틱 회귀

가중치에 L2 규제를 넣어 `LogisticRegression()`의 테스트 손실 0.076을 만들어 보세요. 힌트: 그 손실은 $L + \frac{1}{2Cm}\sum_{j \ge 1}\theta_j^2$이고 절편 $\theta_0$에는 벌을 주지 않습니다.

<details><summary>답 보기</summary>

기울기에 $\theta / (Cm)$을 더하되 0번 자리는 0으로 둡니다. $C = 1$, 학습률 0.5로 5,000에포크를 학습하면 테스트 손실이 0.076, 정확도가 0.986으로 라이브러리와 같아집니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(2분)

1. 시그모이드는 로짓을 0과 1 사이의 확률로 바꿉니다. 지수를 $-|z|$로 두면 넘치지 않습니다.
2. 이진 크로스 엔트로피는 정답에 준 확률의 $-\log$를 평균한 값입니다. 로짓에서 바로 계산하면 확률이 0이 되어도 정확합니다.
3. 기울기는 $\frac{1}{m}X^\top(p - y)$입니다. 선형 회귀의 예측에 시그모이드만 씌운 꼴입니다.
4. 임계값은 예측만 바꾸고 손실은 바꾸지 않습니다. 어떤 실수가 더 나쁜지에 따라 고릅니다.
5. 데이터가 완전히 갈라지면 $\theta$가 끝없이 자랍니다. 일찍 멈추거나 규제를 씁니다.

**용어**: 로지스틱 회귀, 시그모이드, 로짓, 이진 크로스 엔트로피(교차 엔트로피), 레이블, 임계값, 정확도, 경사 하강법, 학습률, 에포크, 표준화, 노름, 규제

클래스가 셋 이상이면 시그모이드 대신 9단원의 소프트맥스를 씁니다. 이 단원에서 본 끝없이 자라는 가중치는 10단원의 규제가 붙잡습니다. 6단원의 Adam은 표준화하지 않은 종양 데이터에서 이 손실을 내려갑니다.
"""

# %%
progress()
