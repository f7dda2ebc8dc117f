# %% [markdown]
r"""
# 02. 로지스틱 회귀와 시그모이드

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 어떤 실수든 0과 1 사이의 확률로 바꾸는 **시그모이드**(sigmoid)를 넘침 없이 구현합니다.
- 손실이 왜 $-\log p$인지 설명하고, 로짓에서 바로 계산해 크게 틀린 예측의 손실도 정확히 잽니다.
- **로지스틱 회귀**(logistic regression)를 경사 하강법으로 학습시켜 악성 종양을 가려냅니다.
- 임계값을 옮기면 무엇이 달라지고 무엇이 그대로인지 혼동 행렬과 ROC 곡선으로 설명합니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 5 | 12 | 6 | 28 | 14 | 7 | 5 | 7 | 6 | **90** |

**선수 단원**: 1단원(경사 하강법)을 먼저 보면 좋습니다. 1단원의 표준화와 절편 열을 알면 이 노트북만으로도 시작할 수 있습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit02 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit02 import pictures
from npml.unit02.widgets import draw_growth, draw_maps, draw_threshold

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

유방 종양 [569](=tumours.all)개에서 세포핵의 크기를 쟀습니다. 그 가운데 [212](=tumours.malignant)개가 악성이었습니다. 종양마다 가장 큰 세포핵 셋의 평균 반지름을 보고 악성인지 미리 알 수 있을까요?

악성을 1, 악성이 아닌 것을 0으로 적고 1단원처럼 직선을 그어 보았습니다. 주황색 네모는 반지름이 비슷한 종양끼리 모아 악성의 비율을 잰 것입니다. 직선의 답 가운데 **확률일 수 없는 것**은 어디에 있나요? 네모는 어떤 모양을 그리나요?
"""


# %%
@demo
def line_through_labels():
    pictures.show_line(radius, malignant)


# %% [markdown]
r"""
<details><summary>답 보기</summary>

직선은 양 끝에서 확률이 될 수 없는 값을 답합니다. [−0.3](=line_through_labels)이라는 확률도, [1.9](=line_through_labels)라는 확률도 없습니다. 네모는 처음에는 0에 붙어 있다가 반지름 16 근처에서 가파르게 오르고, 그다음에는 1에 붙습니다.

</details>

필요한 것은 직선이 아니라 0과 1 사이에 머무는 **S자 곡선**입니다. 그 곡선이 시그모이드입니다.

직선을 버리지는 않습니다. 직선의 식은 그대로 쓰되 그 값을 시그모이드에 통과시키고, $\theta$는 새로 학습합니다.
"""

# %% [markdown]
r"""
## 2. 수식
(12분)

### 기호와 shape

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $m$, $n$ | `X.shape` | 정수 | 샘플(sample)의 수, 특성(feature)의 수 |
| $X$ | `X` | $(m, n)$ | 한 행이 샘플 하나. 절편(intercept)을 위한 1로 된 열도 특성으로 셈 |
| $y$ | `y` | $(m,)$ | 레이블(label), 0이나 1 |
| $\theta$ | `theta` | $(n,)$ | 학습으로 찾을 파라미터(parameter). 6절에서는 절편을 $b$, 가중치를 $w$로 적어 특성이 하나면 $(b, w)$, 둘이면 $(b, w_1, w_2)$ |
| $z = X\theta$ | `z` | $(m,)$ | 로짓(logit), 임의의 실수 |
| $p = \sigma(z)$ | `p` | $(m,)$ | 레이블이 1일 확률 |
| $L$ | 손실 | 숫자 하나 | 샘플마다의 손실을 평균한 값 |

### 시그모이드

$$\sigma(z) = \frac{1}{1 + e^{-z}} = \frac{e^{z}}{1 + e^{z}}$$

분자와 분모에 $e^{z}$를 곱했을 뿐이니 두 식은 같습니다. $z = 0$이면 정확히 $\frac{1}{2}$이고, $z$가 커지면 1에, 작아지면 0에 다가갑니다. 부호를 바꾸면 나머지 확률이 됩니다. $\sigma(-z) = 1 - \sigma(z)$입니다.

거꾸로 풀면 $z = \ln \frac{p}{1 - p}$입니다. 1일 확률과 0일 확률의 비를 **오즈**(odds)라고 하니, 로짓은 오즈의 로그입니다. 그래서 $z = \ln 3$이면 오즈가 3 대 1이므로 확률은 [0.75](=odds_of_three)입니다.

수학에서는 같은 두 식이 컴퓨터에서는 다릅니다. float64에서 $e^{710}$은 inf가 됩니다. 각각 어떤 $z$에서 탈이 날까요? 4.1절에서 풀 문제입니다.
"""

# %% [markdown]
r"""
### 손실: 곱에서 합으로

모델이 샘플마다 확률 $p_i$를 답했습니다. 그 확률이 옳다면, 우리가 본 레이블이 모두 그대로 나올 확률은 얼마일까요? 작은 예로 봅시다. 공부한 시간이 0, 1, 3시간인 세 사람 가운데 마지막 사람만 시험에 붙었습니다. 두 곡선 가운데 어느 쪽이 세 사람의 결과를 더 잘 설명하나요?
"""


# %%
@demo
def likelihood_bars():
    pictures.show_likelihood()


# %% [markdown]
r"""
막대는 **그 사람의 결과가 나올 확률**입니다. 떨어진 사람은 곡선에서 1까지의 $1 - p$, 붙은 사람은 0에서 곡선까지의 $p$입니다. 사람끼리 서로 영향을 주지 않는다면 세 결과가 함께 나올 확률은 막대의 길이를 곱한 값이고, 왼쪽은 [0.32](=likelihoods.left), 오른쪽은 [0.78](=likelihoods.right)입니다. 이 값을 **우도**(likelihood)라고 합니다. 식 하나로 적으면 레이블이 1일 때 $p_i$가, 0일 때 $1 - p_i$가 남습니다.

$$\prod_{i=1}^{m} p_i^{\,y_i} (1 - p_i)^{1 - y_i}$$

우도가 클수록 데이터를 잘 설명하는 $\theta$입니다. 다만 곱은 다루기 어렵습니다. 반반이라는 답 0.5를 1,100번만 곱해도 컴퓨터에서는 [0](=product_of_many)이 됩니다. 로그를 취하면 곱이 합으로 바뀌고, 우도를 가장 크게 하는 $\theta$는 그대로입니다. 부호를 바꾸고 $m$으로 나누면 줄여 나갈 손실이 됩니다.

$$L = -\frac{1}{m}\sum_{i=1}^{m} \bigl[\, y_i \log p_i + (1 - y_i) \log (1 - p_i) \,\bigr]$$

이것이 **이진 크로스 엔트로피**(binary cross-entropy, 교차 엔트로피)입니다. $\log$는 자연로그입니다. 샘플 하나의 손실은 정답에 준 확률의 $-\log$입니다.
"""


# %%
@demo
def surprise():
    pictures.show_surprise()


# %% [markdown]
r"""
반반이라고 답하면 손실은 $\ln 2 \approx 0.693$이고, 자신 있게 틀릴수록 끝없이 커집니다. 1단원처럼 오차를 제곱하면 아무리 틀려도 1을 넘지 않습니다. 이 차이가 학습에서 어떤 일을 일으키는지는 6.2절에서 보고, 이유는 9절에서 직접 찾습니다.

### 로짓에서 바로

$z = 40$이면 컴퓨터의 $p$는 정확히 [1](=sure_at_forty)이 되고, $\log(1 - p)$는 $\log 0$이 됩니다. 확률을 거치지 않으면 이런 일이 없습니다. $-\log p = \log(1 + e^{-z})$와 $-\log(1 - p) = \log(1 + e^{z})$를 넣고 정리하면 다음과 같습니다.

$$L = \frac{1}{m}\sum_{i} \bigl[\, \log(1 + e^{z_i}) - y_i z_i \,\bigr]$$

$e^{z}$가 넘치는 문제는 아직 남아 있습니다. 4.2절에서 여러분이 없앱니다.

### 기울기

$\log(1 + e^{z})$를 $z$로 미분하면 $\sigma(z)$이고, $yz$를 미분하면 $y$입니다. 로짓에 대한 기울기(gradient, 그레이디언트)는 **확률에서 정답을 뺀 것**뿐입니다. $z = X\theta$이므로 연쇄 법칙(chain rule)에 따라 다음과 같습니다.

$$\nabla L(\theta) = \frac{1}{m} X^\top (p - y), \qquad \text{shape } (n,)$$

1단원의 기울기 $\frac{1}{m}X^\top(X\theta - y)$에서 예측 $X\theta$가 $\sigma(X\theta)$로 바뀌었을 뿐입니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(6분)

**시그모이드**: $\sigma(\ln 3) = \dfrac{1}{1 + 1/3} = 0.75$, $\sigma(0) = 0.5$, $\sigma(-\ln 4) = \dfrac{1}{1 + 4} = 0.2$입니다.

**손실**: 이 세 로짓의 정답이 $y = (1, 0, 1)$이라면 손실은 각각 $-\ln 0.75 \approx 0.288$, $-\ln 0.5 \approx 0.693$, $-\ln 0.2 \approx 1.609$입니다. 평균은 [0.863](=hand.loss)입니다.

**한 걸음**: 2절의 세 사람입니다. 공부한 시간 0, 1, 3의 맨 앞에 1로 된 열을 붙입니다.

$$X = \begin{bmatrix} 1 & 0 \\ 1 & 1 \\ 1 & 3 \end{bmatrix}, \qquad y = \begin{bmatrix} 0 \\ 0 \\ 1 \end{bmatrix}, \qquad \theta = \begin{bmatrix} 0 \\ 0 \end{bmatrix}, \qquad \eta = 0.6$$

처음에는 확률이 모두 0.5이므로 $p - y = (0.5,\ 0.5,\ -0.5)$입니다.

- 절편에 대한 기울기: $\dfrac{0.5 + 0.5 - 0.5}{3} = \dfrac{1}{6}$
- 가중치(weight)에 대한 기울기: 종이에 직접 해 보세요.

<details><summary>답 보기</summary>

$\dfrac{0 \cdot 0.5 + 1 \cdot 0.5 + 3 \cdot (-0.5)}{3} = -\dfrac{1}{3}$

$\theta = (0, 0) - 0.6 \cdot \left(\dfrac{1}{6},\ -\dfrac{1}{3}\right) = (-0.1,\ 0.2)$

</details>

**예측**: 한참 학습해 $\theta = (-1, 1)$이 되었다고 합시다. 로짓은 $(-1, 0, 2)$이고 확률은 $(0.269,\ 0.5,\ 0.881)$입니다. 확률이 임계값(threshold) 이상이면 1이라고 예측합니다. 임계값이 0.5이면 예측은 $(0, 1, 1)$이고, 0.6이면 $(0, 0, 1)$입니다.

이 숫자들이 다음 절에서 여러분의 함수를 확인하는 첫 시험입니다.
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(28분)

함수 네 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

어디에서 어긋났는지 모르겠으면 새 셀에서 `trace("이름")`을 실행하세요. 틀린 그 호출을 한 줄씩 따라가며 변수의 값을 보여 줍니다.

### 4.1 시그모이드

여러분의 함수에는 $z = -1000$도, $z = 1000$도 들어옵니다. 한 배열에 함께 들어오기도 합니다. 그래도 값이 맞고 NumPy의 경고가 없어야 합니다.

2절의 두 식이 각각 언제 넘치는지 먼저 적어 보세요. 어느 $z$에서 어느 식이 안전한가요?
"""


# %% tags=["solution:sigmoid"]
def sigmoid(z):
    """로짓을 0과 1 사이의 확률 σ(z) = 1 / (1 + e^(−z)) 로 바꿉니다. (≈ 3줄)

    매개변수
        z: 숫자 하나(int, float, 0차원 배열) 또는 shape가 무엇이든 되는 배열.
            float64 또는 정수(uint8처럼 작은 dtype도) 배열.
    반환값
        z와 shape가 같은 새 float64 배열. 값은 0 이상 1 이하이다.
        z가 숫자 하나이면 실수 하나(파이썬 float, NumPy 스칼라, 0차원 배열 모두 괜찮다).
    예
        sigmoid(np.array([0.0, np.log(3.0)]))  ->  [0.5, 0.75]
        sigmoid(-1000)  ->  0.0

    채점의 경계 조건
        |z|가 1e4까지 커도 정확하고 NumPy 경고(overflow, invalid, divide)가 없다.
        정수도 float64로 바꾸어 계산한 값이어야 한다.
        z를 바꾸지 않는다.
        부를 때마다 새 배열을 만들어 돌려준다(전역 배열에 담아 두지 않는다).
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

확률이 아니라 **로짓**을 받습니다. 2절의 두 식을 그대로 옮기면 무엇이 나올까요? 짐작한 다음 실행하세요.
"""

# %%
with np.errstate(all="ignore"):
    print("확률을 거치면 (z = -800, y = 1):", -np.log(1 / (1 + np.exp(800.0))))
    print("로짓에서 바로 (z = 800, y = 1): ", np.log(1 + np.exp(800.0)) - 800)

# %% [markdown]
r"""
바른 값은 [800](=loss_at_800)과 0입니다. $\log(1 + e^{z})$에서 무엇을 괄호 밖으로 꺼내면 넘치지 않을까요? 종이에서 먼저 풀어 보세요. `np.log1p(a)`는 $\log(1 + a)$를 $a$가 아주 작을 때도 정확하게 계산합니다.

레이블은 들어올 때 검사합니다. 어떤 책은 −1과 1을 레이블로 쓰는데, 그런 레이블을 이 식에 넣어도 오류 없이 틀린 숫자가 나오기 때문입니다. 같은 검사를 4.3절에서도 쓰니, 이 셀 안에 보조 함수로 떼어 두면 편합니다.
"""


# %% tags=["solution:binary_cross_entropy"]
def binary_cross_entropy(z, y):
    """로짓과 레이블에서 이진 크로스 엔트로피의 평균을 구합니다. (≈ 6줄)

    p = σ(z)일 때 샘플의 손실은 −[y·log p + (1 − y)·log(1 − p)] 이고,
    log(1 + e^z) − y·z 와 같습니다.

    매개변수
        z: 로짓(확률이 아니다), shape (m,). y: 레이블 0과 1, shape (m,).
            둘 다 float64 또는 정수(어떤 dtype이든) 배열.
    반환값
        실수 하나. 샘플마다의 손실을 평균한 값.
    오류
        y에 0과 1이 아닌 값(−1, 2, 0.5 …)이 하나라도 있으면 ValueError.
        메시지에 y라는 이름을 적는다.
    예
        z = np.log([3.0, 1.0, 0.25]), y = np.array([1, 0, 1])  ->  0.8634

    채점의 경계 조건
        |z|가 1e4까지 커도 정확하고 NumPy 경고가 없다.
        정수도 float64로 바꾸어 계산한 값이어야 한다. z와 y를 바꾸지 않는다.
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

1단원과 같은 경사 하강법(gradient descent)입니다. 0 벡터에서 출발해 에포크(epoch)마다 한 번씩 기울기의 반대쪽으로 움직입니다. 걸음은 기울기에 학습률(learning rate) `lr`을 곱한 만큼입니다.

$\theta$가 한 걸음 움직이고 나면 무엇을 다시 계산해야 할까요? 그리고 레이블이 −1과 1이면 여기서도 오류 없이 틀린 $\theta$가 나옵니다.
"""


# %% tags=["solution:logistic_regression"]
def logistic_regression(X, y, lr=0.01, epochs=1000):
    """경사 하강법으로 로지스틱 회귀를 학습합니다. (≈ 6줄)

    0 벡터에서 출발해 theta ← theta − lr·Xᵀ(p − y)/m 을 epochs번 되풀이합니다.
    p = σ(X·theta)는 레이블이 1일 확률이고, m은 샘플의 수입니다.

    매개변수
        X: shape (m, n), y: 레이블 0과 1, shape (m,).
            float64 또는 정수(어떤 dtype이든) 배열. 1로 된 열은 호출하는 쪽이 붙인다.
        lr: 학습률. epochs: 갱신 횟수(0 이상의 정수).
    반환값
        마지막 theta. shape (n,)인 새 float64 배열. epochs=0이면 0 벡터.
    오류
        y에 0과 1이 아닌 값이 하나라도 있으면 ValueError. 메시지에 y라는 이름을 적는다.
        epochs=0이어도 먼저 검사한다.
    예
        X = [[1, 0], [1, 1], [1, 3]], y = [0, 0, 1], lr=0.6, epochs=1  ->  [-0.1, 0.2]

    채점의 경계 조건
        도중에 멈추지 않고 epochs번을 모두 채운다. 정수도 float64로 계산한다.
        X와 y를 바꾸지 않는다.
        부를 때마다 새 배열을 만들어 돌려준다(전역 배열에 담아 두지 않는다).
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

`X`와 `theta`가 모두 작은 정수형일 때를 조심하세요. int8 배열끼리 90 × 2 + 80 × 3을 계산하면 [420](=int8_sum.right)이 아니라 [−92](=int8_sum.wrapped)가 나옵니다.
"""


# %% tags=["solution:predict"]
def predict(X, theta, threshold=0.5):
    """확률 σ(X·theta)가 threshold 이상이면 1, 아니면 0을 돌려줍니다. (≈ 2줄)

    매개변수
        X: shape (m, n), theta: shape (n,). float64 또는 정수(어떤 dtype이든) 배열.
        threshold: 임계값, 0 이상 1 미만.
    반환값
        shape (m,)인 새 정수(어떤 정수 dtype이든) 배열. 값은 0과 1.
        불리언이나 실수는 안 된다.
    예
        X = [[1, 0], [1, 1], [1, 3]], theta = [-1, 1]  ->  [0, 1, 1]

    채점의 경계 조건
        확률이 threshold와 같으면 1이다. threshold가 0이면 모두 1이다.
        정수도 float64로 바꾸어 계산한 값이어야 한다.
        X와 theta를 바꾸지 않는다.
        부를 때마다 새 배열을 만들어 돌려준다(전역 배열에 담아 두지 않는다).
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
(14분)

### 6.1 곡선을 손으로 맞추기

1절의 반지름을 표준화(standardization)한 $x$로 $p = \sigma(wx + b)$를 그립니다. 파란 곡선은 여러분의 `sigmoid`이고, 손실과 오른쪽 표는 여러분의 `binary_cross_entropy`와 `predict`가 계산합니다.

표는 실제와 예측을 짝지어 센 **혼동 행렬**(confusion matrix)입니다. 놓친 악성을 거짓 음성(false negative), 악성이 아닌데 악성이라고 한 오경보를 거짓 양성(false positive)이라고도 합니다. 여기서 양성(positive)은 모델이 악성이라고 답했다는 뜻이며, 의학에서 악성의 반대인 양성(良性) 종양과는 다른 말입니다.

$w$를 키우면 곡선이 어떻게 되나요? $b$는 곡선을 어디로 옮기나요? 그다음 $w$와 $b$를 그대로 두고 임계값만 움직여 보세요. 표는 바뀌는데 손실도 바뀌나요?
"""

# %%
explore(draw_threshold, sigmoid, binary_cross_entropy, predict)

# %% [markdown]
r"""
<details><summary>손실은 왜 그대로일까요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

$w$는 곡선의 가파르기를, $b$는 위치를 정합니다. 임계값은 곡선을 건드리지 않습니다. 그래서 **손실은 그대로**이고, 같은 확률을 어디에서 자르느냐만 달라집니다.

</details>

임계값을 낮추면 놓치는 악성이 줄어드는 대신 괜한 걱정을 하는 사람이 늘어납니다. 무엇이 더 나쁜 실수인지는 수학이 아니라 쓰임새가 정합니다.

### 6.2 두 손실의 지도

같은 데이터에서 $b$를 가로축, $w$를 세로축에 놓고 손실의 등고선을 그렸습니다. 왼쪽은 크로스 엔트로피, 오른쪽은 $(p - y)^2$의 평균인 평균 제곱 오차(mean squared error)입니다. 두 길은 같은 곳에서 출발해 같은 학습률로 내려갑니다.

길 위의 점은 50걸음마다 찍었습니다. 출발점을 별에서 멀리 옮겨 보세요. 두 길은 각각 어디까지 가나요? 한쪽 길이 꼼짝하지 못하는 출발점을 찾았다면, 그 $w$와 $b$는 무엇을 굳게 믿는 모델인지도 말해 보세요.
"""

# %%
explore(draw_maps, sigmoid, binary_cross_entropy)

# %% [markdown]
r"""
<details><summary>무엇이 보이나요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

크로스 엔트로피의 지도는 어느 두 점을 골라도 그 사이의 손실이 두 점의 높이를 이은 직선보다 [높아지지 않습니다](=convex). 이런 모양을 **볼록**(convex)하다고 합니다. 그래서 별 말고 다른 골짜기가 없고, 별에서 곧장 멀어질수록 비탈이 가팔라집니다.

$w = 0$, $b = -8$은 어떤 종양을 보아도 악성이 아니라고 굳게 믿는 모델인데, 여기서 떠나도 300걸음이면 별에 닿습니다.

평균 제곱 오차의 지도는 별에서 먼 곳이 넓고 평평합니다. 모두 악성이 아니라고 답하는 왼쪽에서는 손실이 어디서나 [0.37](=plains.none)쯤이고, 모두 악성이라고 답하는 오른쪽에서는 [0.63](=plains.every)쯤입니다. $w = 0$, $b = -8$에서 떠난 길은 300걸음 동안 [0.12](=stuck.moved)밖에 움직이지 못하고, 악성을 하나도 찾지 못한 채 정확도 [63%](=stuck.accuracy)에 머뭅니다. 가장 크게 틀린 곳에서 가장 적게 배우는 셈입니다. 왜 그런지는 9절에서 찾습니다.

</details>

### 6.3 끝나지 않는 학습

붓꽃 두 종류를 꽃잎의 길이와 너비로 가릅니다. 확률이 0.5인 직선이 **결정 경계**(decision boundary)입니다. setosa와 versicolor는 직선 하나로 완전히 갈라지고, versicolor와 virginica는 조금 섞여 있습니다.

주홍색 화살표는 두 특성의 가중치 $(w_1, w_2)$의 방향으로, 경계에서 확률이 0.9인 점선까지 그었습니다. 경계와 어떤 각도로 만나나요?

에포크를 늘리면서 $\theta$의 노름(norm, 길이) $\lVert\theta\rVert$와 점선 사이의 폭을 보세요. 두 데이터에서 어떻게 다른가요?
"""

# %%
explore(draw_growth, logistic_regression)

# %% [markdown]
r"""
<details><summary>두 데이터는 어떻게 다른가요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

$(w_1, w_2)$는 언제나 경계에 **수직**이고, 확률이 가장 빨리 커지는 쪽입니다. 로짓 $z$가 한결같은 직선 위에서는 확률도 한결같기 때문입니다. 두 가중치를 함께 두 배로 늘리면 같은 거리에서 로짓이 두 배로 변하므로, 점선 사이의 띠는 절반으로 좁아집니다.

섞인 데이터에서는 노름이 [6.5](=norms.mixed)쯤에서 멈춥니다. 완전히 갈라지는 데이터에서는 **멈추지 않습니다**. 모두 맞힌 뒤에도 $\theta$를 키우면 띠가 좁아지면서 확률이 0과 1에 더 가까워져 손실이 조금씩 줄기 때문입니다. 손실의 지도에 바닥이 없는 셈입니다.

에포크를 100에서 1,000으로, 다시 10,000으로 열 배씩 늘려도 노름은 [4.1](=norms.at_100), [6.4](=norms.at_1000), [9.2](=norms.at_10000)로 계속 자랍니다. 이렇게 지나친 확신은 새 데이터에서 해롭습니다. 일찍 멈추거나(**조기 종료**, early stopping), 큰 가중치에 벌을 주는 **규제**(regularization, 10단원)로 막습니다.

</details>
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(7분)

이제 특성 30개를 모두 씁니다. 훈련 세트(training set)의 평균과 표준편차로 표준화하고 1로 된 열을 맨 앞에 붙입니다. 테스트 세트(test set)는 종양 [143](=split.test)개이고 그 가운데 [53](=split.malignant)개가 악성입니다.
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
        train = binary_cross_entropy(X_train @ theta, y_train)
        test = binary_cross_entropy(X_test @ theta, y_test)
        print(f"{epochs:4d}에포크: 손실 {train:.3f}(훈련), {test:.3f}(테스트)")
    print(f"테스트 정확도 {np.mean(predict(X_test, theta) == y_test):.3f}")


# %% [markdown]
r"""
학습하기 전의 손실은 $\ln 2 \approx 0.693$입니다. 모두 반반이라고 답하기 때문입니다. **첫 손실이 [0.693](=learning)이 아니면** 코드부터 살펴보세요.

이 나누기에서는 1,000에포크 뒤의 정확도(accuracy)가 [0.972](=learning)입니다. [143](=split.test)개 가운데 [네](=split.wrong) 개를 틀립니다. 정확도만으로는 어느 쪽으로 틀렸는지 알 수 없으니, 임계값을 옮기며 두 가지를 더 봅니다.

- **재현율**(recall): 악성 가운데 찾아낸 비율
- **정밀도**(precision): 악성이라고 한 것 가운데 정말 악성인 비율

임계값을 0.5에서 0.1로 낮추면 두 비율은 각각 어느 쪽으로 움직일까요? 짐작한 다음 실행하세요.
"""


# %%
@demo
def recall_and_precision():
    theta = logistic_regression(X_train, y_train, lr=0.1, epochs=1000)
    pictures.show_thresholds(predict, X_test, y_test, theta)
    pictures.show_roc(predict, X_test, y_test, theta)


# %% [markdown]
r"""
임계값을 0.5에서 0.1로 낮추면 재현율은 [0.962](=recall_and_precision)에서 [0.981](=recall_and_precision)로 오르고 정밀도는 [0.962](=recall_and_precision)에서 [0.812](=recall_and_precision)로 떨어집니다. 놓친 악성이 하나 줄어든 대신 오경보가 [열](=split.more_alarms) 건 늘었습니다.

임계값을 0에서 1까지 모두 옮기며 재현율과 오경보의 비율을 이은 것이 **ROC 곡선**입니다. 임계값이 악성 종양의 확률을 하나 지나면 곡선이 위로, 악성이 아닌 종양의 확률을 지나면 옆으로 한 칸 갑니다. 곡선 아래의 넓이(AUC)는 [0.995](=recall_and_precision)입니다. AUC는 악성과 악성이 아닌 종양을 하나씩 뽑았을 때 악성에 더 높은 확률을 주는 비율과 [같습니다](=area_is_order). 임계값을 정하기 전의 모델을 비교할 때 씁니다.

이제 라이브러리와 수치로 비교합니다.
"""


# %% tags=["folded"]
@demo
def compare():
    from scipy.special import expit
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import log_loss

    theta = logistic_regression(X_train, y_train, lr=0.1, epochs=1000)
    z = X_test @ theta
    mine = binary_cross_entropy(z, y_test)
    gaps = {
        "sigmoid와 scipy.special.expit": np.max(np.abs(sigmoid(z) - expit(z))),
        "binary_cross_entropy와 log_loss": abs(mine - log_loss(y_test, expit(z))),
    }
    for name, gap in gaps.items():
        print(f"{name}: 차이 {'1e-9보다 작음' if gap < 1e-9 else f'{gap:.1e}'}")
    print(f"\n손실 {mine:.3f}   내 함수, 1,000에포크")
    for C in (1.0, np.inf):
        model = LogisticRegression(C=C, max_iter=10_000).fit(X_train[:, 1:], y_train)
        loss = log_loss(y_test, model.predict_proba(X_test[:, 1:]))
        shown = f"{loss:.3f}" if np.isfinite(C) else f"{loss:.2f} "
        print(f"손실 {shown}   LogisticRegression(C={C})")


# %% [markdown]
r"""
함수의 값은 라이브러리와 같습니다. 학습 결과는 조금 다릅니다([0.081](=splits.mine_first)과 [0.076](=splits.library_first)). 약속이 다르기 때문입니다.

scikit-learn의 `LogisticRegression`은 **L2 규제가 기본**입니다. 위에서처럼 나누면 라이브러리의 테스트 손실이 조금 낮지만, 무작위로 열 번 나누어 보면 평균은 둘 다 [0.088](=splits.mine)로 [같습니다](=splits.alike). 1,000에포크에서 멈춘 것이 규제와 비슷한 구실을 했습니다.

`C=np.inf`로 규제를 끄면 6.3절의 일이 벌어집니다. 훈련 세트가 [완전히 갈라져](=splits.separated) 가중치가 거대해지고, 열 번 [모두](=splits.unbounded_worst) 테스트 손실이 가장 나쁩니다([0.93](=splits.unbounded_low)에서 [2.0](=splits.unbounded_high) 사이). 끝없이 자라는 도중에 라이브러리가 멈춘 값이라 버전에 따라 다를 수 있습니다.

### 정확도만 보면

아래에서는 기울기를 일부러 틀리게 바꾸어 똑같이 1,000에포크를 학습합니다. 시그모이드를 빠뜨린 것은 1단원의 선형 회귀(linear regression)인 셈이라 $z$를 0.5에서 자릅니다.
"""


# %%
@demo
def accuracy_is_not_enough():
    pictures.show_wrong_gradients(
        sigmoid, binary_cross_entropy, (X_train, y_train), (X_test, y_test)
    )


# %% [markdown]
r"""
시그모이드를 아예 빠뜨려도 정확도는 [0.958](=accuracy_is_not_enough)이나 됩니다. 손실은 [0.604](=accuracy_is_not_enough)까지 나빠졌는데도 그렇습니다.

<details><summary>평균 제곱 오차는 정확도가 오히려 높습니다. 더 좋은 것 아닌가요?</summary>

하나를 더 맞혔지만 샘플 하나는 운일 수 있어 데이터를 열 번 다시 나누어 보았습니다. 정확도의 평균은 둘 다 [0.97](=splits.squared_accuracy)이고, 손실은 열 번 [모두](=splits.squared_never_better) 더 나쁘거나 같았습니다(평균 [0.114](=splits.squared)). 같은 걸음에 덜 움직이는 탓이 큽니다. 5,000에포크를 학습하면 평균 [0.090](=splits.squared_longer)까지 내려갑니다.

</details>

**정확도로는 이런 버그를 찾을 수 없습니다.** 손실과 기울기를 손으로 계산한 값과 비교해야 찾을 수 있습니다.

### 다른 책·라이브러리에서는

| 어디에서 | 받는 것 | 레이블 | 규제 | 기울기 |
|--|--|--|--|--|
| **이 단원** | 로짓 | 0, 1 | 없음 | $m$으로 나눔 |
| scikit-learn `LogisticRegression` | 특성 | 아무 두 값 | L2가 기본(`C=1.0`) | 합에 `C`를 곱함 |
| scikit-learn `log_loss` | **확률** | 아무 두 값 | | 평균이 기본 |
| PyTorch `BCEWithLogitsLoss` | 로짓 | 0과 1 사이의 실수 | 없음 | 평균이 기본 |
| PyTorch `BCELoss` | **확률** | 0과 1 사이의 실수 | 없음 | 평균이 기본 |
| 서포트 벡터 머신을 다루는 책 | 결정 점수 $w^\top x + b$ | −1, 1 | 흔히 L2 | 책마다 다름 |

모두 틀린 것이 아니라 **다른 약속**입니다. 레이블이 $s = \pm 1$이면 로지스틱 회귀의 손실은 $\log(1 + e^{-sz})$로, 값은 이 단원과 [같습니다](=signed_labels_agree). 로짓을 받는 함수에 확률을 넣지만 않으면 됩니다.
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
## 9. 발견, 도전, 유명 코드의 버그 찾기
(7분, 점수에 들어가지 않습니다)

도전은 이 시간에 넣지 않았습니다. 하나만 고르거나 나중에 해도 됩니다.

### 발견: 제곱 오차는 왜 확신하고 틀린 샘플에서 배우지 못할까

6.2절에서 평균 제곱 오차의 길은 멀리서 떠나면 움직이지 못했습니다. 그 이유를 식으로 찾아봅시다. 샘플 하나의 손실이 $\frac{1}{2}(p - y)^2$이고 $p = \sigma(z)$일 때, 로짓 $z$로 미분하면 무엇이 될까요? 크로스 엔트로피에서는 $p - y$였습니다.

종이에서 먼저 미분해 보고 채우세요. 점수는 없지만 `check`와 `hint`는 똑같이 도와줍니다.
"""


# %% tags=["discover:squared_error_slope"]
def squared_error_slope(z, y):
    """샘플마다 ½(σ(z) − y)² 를 z로 미분한 값을 구합니다. (≈ 2줄)

    매개변수
        z: 로짓, shape (m,). y: 레이블 0과 1, shape (m,). float64 또는 정수 배열.
    반환값
        shape (m,)인 새 float64 배열.
    예
        z = [0.0], y = [1]  ->  [-0.125]
    """
    ### BEGIN SOLUTION
    p = sigmoid(z)
    return (p - y) * p * (1.0 - p)
    ### END SOLUTION


# %%
check("squared_error_slope")

# %%
hint("squared_error_slope")


# %%
@demo
def slopes():
    pictures.show_slopes(sigmoid, squared_error_slope)


# %% [markdown]
r"""
<details><summary>무엇을 찾았나요? 채운 뒤에 펼쳐 보세요.</summary>

$\sigma'(z) = p(1 - p)$이므로 연쇄 법칙에 따라 $(p - y)\, p(1 - p)$입니다. 크로스 엔트로피의 기울기에 $p(1 - p)$가 더 곱해졌습니다. 이 값은 $p$가 0이나 1에 가까우면 0이 됩니다. 정답이 1인데 $z = -8$이라고 답한 샘플은 크로스 엔트로피에서 거의 [1](=pull_at_minus_8.entropy)의 힘으로 로짓을 당기지만, 제곱 오차에서는 [0.00034](=pull_at_minus_8.squared)의 힘밖에 내지 못합니다.

크로스 엔트로피에서는 로그를 미분할 때 나오는 $\frac{1}{p(1 - p)}$가 이것을 지워 $p - y$만 남습니다. 그래서 시그모이드에는 로그로 된 손실을 짝지어 씁니다.

</details>

### 버그 찾기: 고쳤는데도 울리는 경고

널리 읽히는 딥러닝 입문서의 공개 코드는 시그모이드를 정의식 그대로 계산합니다. 값은 맞지만 큰 음수에서 경고가 납니다. 누군가 이를 고치려고 `np.where`로 두 식을 나누었습니다. 그런데 경고가 **더 늘었습니다**. 왜 그럴까요?
"""


# %%
def by_definition(z):
    return 1 / (1 + np.exp(-z))


def mended(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


# %%
import warnings

for function in (by_definition, mended):
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        values = function(np.array([-1000.0, 0.0, 1000.0]))
    print(f"{function.__name__}: 값 {values}, 경고 {len(heard)}개")

# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

`np.where`의 인자는 함수에 들어가기 전에 **모든 원소에 대해** 계산됩니다. $z = 1000$에서 쓰이지도 않을 $e^{1000} / (1 + e^{1000})$까지 계산하다가 inf / inf가 됩니다. 고른 값은 맞으니 결과만 보아서는 알 수 없습니다.

고치는 길은 두 가지입니다. 두 갈래가 함께 써도 안전한 $e^{-|z|}$를 먼저 구하거나, `out[z >= 0] = …`처럼 필요한 원소만 골라 계산합니다. 경고를 끄는 `np.errstate`는 소리만 없앱니다. 이 함수에서는 값이 맞으니 괜찮지만, 다른 곳에서는 진짜 nan까지 숨깁니다.

</details>

### 도전 1: 놓친 악성의 값

악성 하나를 놓치는 손해가 오경보 하나의 열 배라고 합시다. 6.1절의 슬라이더를 $w = 5.5$, $b = -0.5$에 두고, 손해의 합이 가장 작은 임계값을 찾아보세요. 확률 $p$인 종양을 악성이라고 할 때와 아니라고 할 때의 손해를 식으로 비교하면, 그 임계값을 슬라이더 없이도 맞힐 수 있습니다.

<details><summary>답 보기</summary>

악성이라고 하면 손해는 평균 $1 - p$이고, 아니라고 하면 $10p$입니다. $1 - p \le 10p$일 때, 곧 $p \ge \frac{1}{11} \approx 0.09$일 때 악성이라고 하는 편이 낫습니다.

슬라이더로 보면 0.5에서는 [33](=cost.missed_half)건을 놓치고 오경보가 [15](=cost.alarms_half)건이라 손해가 [345](=cost.half)입니다. [0.1](=cost.best)에서는 [5](=cost.missed_best)건과 [90](=cost.alarms_best)건으로 [140](=cost.least)이 되고, 슬라이더에 있는 임계값 가운데 가장 작습니다.

</details>

### 도전 2: 규제를 넣은 로지스틱 회귀

가중치에 L2 규제를 넣어 `LogisticRegression()`의 테스트 손실 [0.076](=splits.library_first)을 만들어 보세요. 힌트: 그 손실은 $L + \frac{1}{2Cm}\sum_{j \ge 1}\theta_j^2$이고 절편 $\theta_0$에는 벌을 주지 않습니다.

<details><summary>답 보기</summary>

기울기에 $\theta / (Cm)$을 더하되 0번 자리는 0으로 둡니다. $C = 1$, 학습률 0.5로 5,000에포크를 학습하면 테스트 손실이 [0.076](=regularized.loss), 정확도가 [0.986](=regularized.accuracy)으로 라이브러리와 같아집니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(6분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** 로지스틱 함수는 베르휠스트(Verhulst, 1838)가 인구가 늘다가 멈추는 모습을 나타내려고 만들었습니다. 로짓이라는 말은 벅슨(Berkson, 1944)이 이미 쓰이던 프로빗(probit)을 본떠 지었고, 콕스(Cox, 1958)가 0과 1로 된 데이터의 회귀로 정리했습니다.

**빠뜨린 0.** 1986년 1월 27일 밤, 우주왕복선 챌린저호의 발사를 앞두고 기술자와 관리자가 세 시간 동안 전화로 회의했습니다. 다음 날 예보는 31°F(영하 [0.6](=frost)도)였습니다. 추위에 O링(고무 패킹)이 상하지 않을까 걱정했지만, 그때 본 그림에는 O링이 상한 비행 [일곱](=challenger.damaged) 번만 있었습니다. 온도 자료로는 결론을 내릴 수 없다고 보고 발사했고, 챌린저호는 73초 만에 부서져 일곱 사람이 숨졌습니다.

빠진 것은 O링이 멀쩡했던 비행 [열여섯 번](=challenger.sixteen_unharmed), 곧 **레이블이 0인 샘플**입니다. 여러분의 `logistic_regression`으로 두 번 학습해 봅니다. 비행마다 O링이 여섯 개이므로 샘플은 O링 하나입니다.
"""


# %%
@demo
def challenger_again():
    pictures.show_challenger(logistic_regression, sigmoid)


# %% [markdown]
r"""
상한 비행만 보면 기온은 아무 상관이 없어 보이고, 모두 보면 31°F에서 O링 하나가 상할 확률이 [0.82](=challenger_again)입니다. 여러분이 학습한 로짓은 기온 $t$(°F)의 식으로 $5.085 - 0.1156\,t$[입니다](=challenger.formula). 가장 추웠던 비행도 53°F였으니 먼 곳까지 늘여 본 값이라는 점은 조심해야 합니다.

(출처: S. Dalal, E. Fowlkes, B. Hoadley, *Journal of the American Statistical Association* 84권, 1989. 로저스 위원회 보고서, 1986)

**면접 질문.** 답을 먼저 말해 보고 펼치세요.

<details><summary>분류에 쓰는데 왜 이름이 회귀인가요?</summary>

모델이 맞추는 것은 클래스가 아니라 오즈의 로그라는 실수이고, 그 값을 $X\theta$로 회귀하기 때문입니다. 분류는 그다음에 임계값으로 자르는 별개의 일입니다.

</details>

<details><summary>어떤 특성의 계수가 0.7입니다. 무슨 뜻인가요?</summary>

다른 특성이 그대로일 때 그 특성이 1 늘면 로짓이 0.7 늘고, 오즈가 $e^{0.7}$배, 곧 [2배쯤](=odds_ratio) 됩니다. 확률이 두 배가 된다는 뜻은 아닙니다.

</details>

<details><summary>양성이 [1%](=rare.share)인 데이터에서 정확도가 [99%](=rare.accuracy)입니다. 좋은 모델인가요?</summary>

알 수 없습니다. 모두 음성이라고만 해도 정확도가 [99%](=rare.accuracy)입니다. 재현율과 정밀도, 임계값에 매이지 않는 AUC를 함께 보아야 합니다.

</details>

**오늘의 쓰임.** 광고를 누를 확률을 예측하는 일이 로지스틱 회귀로 이루어졌고(McMahan 등, 2013), 언어 모델을 사람의 선호에 맞출 때 쓰는 보상 모델도 두 답의 점수 차를 시그모이드에 넣은 크로스 엔트로피로 학습합니다(Ouyang 등, 2022).

### 다섯 줄 정리

1. 시그모이드는 로짓을 0과 1 사이의 확률로 바꿉니다. 지수를 0 이하로 두면 넘치지 않습니다.
2. 이진 크로스 엔트로피는 우도에 $-\log$를 취해 평균한 값입니다. 로짓에서 바로 계산하면 확률이 0이 되어도 정확합니다.
3. 기울기는 $\frac{1}{m}X^\top(p - y)$입니다. 제곱 오차에 붙는 $p(1 - p)$가 없어 크게 틀릴수록 크게 배웁니다.
4. 임계값은 예측만 바꾸고 손실은 바꾸지 않습니다. 어떤 실수가 더 나쁜지에 따라 고릅니다.
5. 데이터가 완전히 갈라지면 $\theta$가 끝없이 자랍니다. 일찍 멈추거나 규제를 씁니다.

**용어**: 로지스틱 회귀, 시그모이드, 로짓, 오즈, 우도, 이진 크로스 엔트로피(교차 엔트로피), 레이블, 임계값, 결정 경계, 혼동 행렬, 거짓 음성과 거짓 양성, 재현율, 정밀도, ROC 곡선, 정확도, 노름, 조기 종료, 규제

클래스가 셋 이상이면 시그모이드 대신 9단원의 소프트맥스를 씁니다. 이 단원에서 본 끝없이 자라는 가중치는 10단원의 규제가 붙잡습니다. 6단원의 Adam은 표준화하지 않은 종양 데이터에서 이 손실을 내려갑니다.
"""

# %%
progress()
