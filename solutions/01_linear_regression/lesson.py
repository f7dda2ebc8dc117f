# %% [markdown]
r"""
# 01. 선형 회귀와 경사 하강법

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 평균 제곱 오차의 기울기를 식으로 구하고 NumPy로 계산합니다.
- 기울기를 따라 내려가는 **경사 하강법**(gradient descent)을 직접 구현합니다.
- 손실의 지도 위에서 자신의 함수가 걸은 길을 보고, 표준화가 왜 필요한지 설명합니다.
- 학습률이 얼마보다 크면 발산하는지 실험으로 찾고, 그 값을 식으로 설명합니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 5 | 13 | 7 | 24 | 13 | 6 | 5 | 10 | 7 | **90** |

**선수 단원**: 없습니다. NumPy 배열의 shape와 행렬 곱 `@`를 알고, 편미분과 연쇄 법칙을 한 번 배웠다면 시작할 수 있습니다. 고윳값은 6.2절부터 설명과 도전에 나오지만, 채점되는 함수에는 필요하지 않습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit01 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit01.pictures import show_bowl, show_lines, show_longley
from npml.unit01.pictures import show_shadow, show_zigzags
from npml.unit01.widgets import draw_critical, draw_ground

# %%
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression

data = load_diabetes(scaled=False)
target = data.target


# %%
def standardize(table):
    """열마다 평균을 0, 표준편차를 1로 맞춥니다. 표준화(standardization)라고 합니다."""
    return (table - table.mean(axis=0)) / table.std(axis=0)


def mse(prediction):
    return np.mean((prediction - target) ** 2)


features = standardize(data.data)
bmi = features[:, [2]]

# %% [markdown]
r"""
## 1. 왜 필요한가
(5분)

당뇨병 환자 [442](=patients)명의 기록이 있습니다. 체질량 지수(BMI)를 보고 1년 뒤 병이 얼마나 진행될지 미리 알 수 있을까요?

아래 그림에는 세 직선이 있습니다. 어느 직선이 가장 나은지는 예측이 빗나간 정도를 수치로 재면 알 수 있습니다.

`@demo`는 아래 함수를 곧바로 실행하고 그 결과를 같은 이름에 담습니다. 여러분이 고칠 곳은 아닙니다.
"""


# %%
@demo
def three_lines():
    show_lines(bmi[:, 0], target)


# %% [markdown]
r"""
모든 환자를 똑같이 평균 [152.1](=mean_target)로 예측하면, 빗나간 정도를 제곱해 평균한 값(MSE)은 [5,930](=three_lines)입니다. BMI가 표준편차 하나만큼 클 때마다 [45.2](=best_weight)를 더하면 [3,890](=three_lines)으로 줄어듭니다.

그러면 [45.2](=best_weight)라는 값은 어떻게 찾을까요? 값을 하나씩 넣어 볼 수도 있지만, 특성이 열 개, 백 개로 늘면 그럴 수 없습니다.

대신 지금 서 있는 곳에서 **어느 쪽이 내리막인지** 알아내어 한 걸음 내려갑니다. 이를 되풀이하는 방법이 경사 하강법입니다. 이 단원의 아이디어는 신경망을 학습시킬 때도 그대로 쓰입니다.
"""

# %% [markdown]
r"""
## 2. 수식
(13분)

### 기호와 shape

shape는 배열의 축마다 크기를 적은 것입니다.

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $m$, $n$ | `X.shape` | 정수 | 샘플(sample)의 수, 특성(feature)의 수 |
| $X$ | `X` | $(m, n)$ | 한 행이 샘플 하나, 한 열이 특성 하나 |
| $y$ | `y` | $(m,)$ | 샘플마다 맞혀야 할 값, 타깃(target) |
| $\theta$ | `theta` | $(n,)$ | 학습으로 찾을 파라미터(parameter) |
| $X\theta$ | `X @ theta` | $(m,)$ | 샘플마다의 예측 |
| $\nabla L(\theta)$ | `gradient` | $(n,)$ | 손실의 기울기(gradient, 그레이디언트) |
| $\eta$ | `lr` | 숫자 하나 | 학습률(learning rate) |
"""

# %% [markdown]
r"""
### 예측과 절편

**선형 회귀**(linear regression)는 특성에 가중치(weight)를 곱해 더한 값으로 예측합니다.

$$\hat y = \theta_0 \cdot 1 + \theta_1 x_1 + \theta_2 x_2 + \cdots$$

$\theta_0$은 특성이 모두 0일 때의 예측이며 **절편**(intercept)이라고 합니다. 편향(bias)이라고도 부릅니다.

모든 샘플에 값이 1인 특성을 하나 붙이면 절편도 다른 가중치와 똑같이 다룰 수 있습니다. 이제 예측은 행렬 곱 $X\theta$ 하나로 끝납니다.
"""

# %% [markdown]
r"""
### 손실

예측에서 타깃을 뺀 $r = X\theta - y$를 오차라고 하겠습니다. shape는 $(m,)$입니다. 오차를 제곱해 평균하면 **평균 제곱 오차**(mean squared error, MSE)가 됩니다.

이 단원의 손실 함수(loss function)는 MSE의 **절반**입니다.

$$L(\theta) = \frac{1}{2m}\sum_{i=1}^{m} r_i^2, \qquad r_i = \sum_{j} X_{ij}\theta_j - y_i$$

2로 나누는 것은 미분할 때 나오는 2를 없애기 위해서입니다. 손실이 가장 작은 $\theta$는 달라지지 않습니다.

직선 하나는 절편과 가중치, 두 수로 정해집니다. 그래서 절편과 가중치를 가로와 세로로 놓으면 **직선 하나가 점 하나**가 되고, 그 점의 높이가 손실입니다. 1절의 세 직선을 옮겨 봅니다.
"""


# %%
@demo
def bowl():
    show_bowl(bmi[:, 0], target)


# %% [markdown]
r"""
왼쪽은 그릇 모양이고, 절편을 152에 두고 그릇을 세로로 자른 **단면**이 가운데 포물선입니다. 절편을 그대로 두고 가중치만 키워도 손실이 [2,965](=bowl)에서 [1,945](=bowl)로 내려갑니다. 점마다 그은 짧은 선은 접선입니다. 바닥에 가까울수록 평평합니다. 오른쪽 지도의 화살표는 그 자리에서 **손실이 가장 빨리 줄어드는 쪽**입니다. 화살표와 등고선은 어떤 각도로 만나나요? 긴 화살표는 어디에 있나요? 학습은 이 그릇의 바닥을 찾는 일입니다.

### 기울기

여기서 기울기는 직선의 기울기(이 단원에서는 가중치)가 아니라 **손실의** 기울기, 곧 파라미터를 조금 바꿀 때 손실이 변하는 비율입니다.

$\theta_j$를 조금 늘리면 오차 $r_i$는 그 $X_{ij}$배만큼 늘어납니다. 그래서 연쇄 법칙(chain rule)에 따라 편미분(partial derivative)은 다음과 같습니다.

$$\frac{\partial L}{\partial \theta_j} = \frac{1}{2m}\sum_{i} 2\, r_i X_{ij} = \frac{1}{m}\sum_{i} X_{ij}\, r_i$$

$j$마다 하나씩 모으면 기울기 전체가 행렬 곱 하나로 쓰입니다. $X^\top$의 shape가 $(n, m)$이므로 결과는 $(n,)$입니다.

$$\nabla L(\theta) = \frac{1}{m} X^\top (X\theta - y)$$

### 한 걸음

기울기는 손실이 가장 빨리 **커지는** 쪽을 가리킵니다. 그릇의 지도에 그린 화살표는 그 반대쪽인 $-\nabla L$에 0.4를 곱한 것입니다. 등고선을 따라 움직이면 손실이 그대로이니 화살표는 언제나 등고선에 **수직**이고, 가파른 곳일수록 깁니다. 경사 하강법은 이 화살표를 따라, 기울기에 학습률을 곱한 만큼 움직입니다.

$$\theta \leftarrow \theta - \eta\, \nabla L(\theta)$$

모든 샘플을 한 번씩 쓰는 것을 한 **에포크**(epoch)라고 합니다. 이 단원에서는 한 에포크에 한 걸음씩 갑니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(7분)

가게 세 곳의 광고비 $x$와 매출 $y$입니다. 맨 앞에 1로 된 열을 붙이면 $m = 3$, $n = 2$입니다.

$$X = \begin{bmatrix} 1 & 0 \\ 1 & 1 \\ 1 & 3 \end{bmatrix}, \qquad y = \begin{bmatrix} 1 \\ 3 \\ 5 \end{bmatrix}, \qquad \theta = \begin{bmatrix} 0 \\ 0 \end{bmatrix}, \qquad \eta = 0.1$$

**첫 걸음**: 예측이 모두 0이므로 오차는 $r = (-1, -3, -5)$입니다.

- 절편에 대한 기울기: $\dfrac{1 \cdot (-1) + 1 \cdot (-3) + 1 \cdot (-5)}{3} = -3$

- 가중치에 대한 기울기: $\dfrac{0 \cdot (-1) + 1 \cdot (-3) + 3 \cdot (-5)}{3} = -6$

기울기가 음수이니 $\theta$를 키우면 손실이 줄어듭니다.

$$\theta = (0, 0) - 0.1 \cdot (-3, -6) = (0.3,\ 0.6)$$
"""

# %% [markdown]
r"""
**둘째 걸음**: 이번에는 종이에 직접 해 보세요. 예측은 $(0.3,\ 0.9,\ 2.1)$입니다.

<details><summary>답 보기</summary>

오차는 $(-0.7,\ -2.1,\ -2.9)$이고 기울기는 $\left(\dfrac{-5.7}{3},\ \dfrac{-10.8}{3}\right) = (-1.9,\ -3.6)$입니다.

$\theta = (0.3,\ 0.6) - 0.1 \cdot (-1.9,\ -3.6) = (0.49,\ 0.96)$

</details>

손실 $L$은 [5.833](=hand.start)에서 [2.218](=hand.first)로, 다시 [0.887](=hand.second)로 줄어듭니다. 이 숫자들이 다음 절에서 여러분의 함수를 확인하는 첫 시험입니다.
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(24분)

함수 세 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

어디에서 어긋났는지 모르겠으면 새 셀에서 `trace("이름")`을 실행하세요. 틀린 그 호출을 한 줄씩 따라가며 변수의 값을 보여 줍니다.

### 4.1 절편을 위한 열

절편도 가중치처럼 다룰 수 있게 `X`의 맨 앞에 1로 된 열을 붙입니다. 정수로 된 표가 들어와도 결과는 float64여야 합니다.
"""

# %% tags=["solution:add_bias"]
def add_bias(X):
    """X의 맨 앞에 1로 된 열을 붙입니다. (≈ 2줄)

    매개변수
        X: 특성 행렬, shape (m, n). float64 또는 정수(어떤 dtype이든) 배열.
    반환값
        shape (m, n+1)인 새 float64 배열.
        0번 열은 모두 1이고, 1번 열부터 X의 열이 그대로 온다.
    예
        add_bias(np.array([[5.0, 7.0]]))  ->  [[1., 5., 7.]]

    채점의 경계 조건
        X가 정수여도 결과는 float64이다.
        X를 바꾸지 않고, 결과는 X와 메모리를 함께 쓰지 않는다.
        부를 때마다 새 배열을 만들어 돌려준다(전역 배열에 담아 두지 않는다).
    """
    ### BEGIN SOLUTION
    ones = np.ones((X.shape[0], 1))
    return np.hstack([ones, X.astype(np.float64)])
    ### END SOLUTION


# %% tags=["grade:add_bias"]
check("add_bias")

# %%
hint("add_bias")

# %% [markdown]
r"""
### 4.2 기울기

2절의 기울기를 코드로 옮깁니다. `check`는 여러분의 기울기를 **수치 미분**(numerical gradient)과도 비교합니다. $\theta_j$ 하나만 아주 조금($h$) 늘리고 줄여 손실이 얼마나 변하는지 재는 것입니다. $e_j$는 $j$번째만 1이고 나머지는 0인 벡터입니다.

$$\frac{\partial L}{\partial \theta_j} \approx \frac{L(\theta + h\, e_j) - L(\theta - h\, e_j)}{2h}$$

식을 몰라도 잴 수 있으니 좋은 심판입니다. 내 기울기를 수치 미분으로 나눈 **비율**이 모든 좌표에서 1이면 맞습니다. 1이 아닌 값으로 일정하면, 그 값이 무엇을 빠뜨렸는지 알려 줍니다.

정수 배열도 들어옵니다. 작은 정수형은 위험합니다. 부호 없는 8비트 정수(`uint8`)끼리 3 − 5를 계산하면 −2가 아니라 [254](=wrapped)가 나옵니다. 어느 단계에서 이런 일이 생길 수 있을까요?
"""


# %% tags=["solution:mse_gradient"]
def mse_gradient(X, y, theta):
    """MSE 절반의 기울기를 구합니다. 식은 2절에 있습니다. (≈ 3줄)

    손실이 (1/2m)·Σ(Xθ − y)² 이므로 기울기에 2가 남지 않습니다.

    매개변수
        X: shape (m, n), y: shape (m,), theta: shape (n,).
            float64 또는 정수(어떤 dtype이든) 배열.
    반환값
        shape (n,)인 새 float64 배열. j번째 값은 theta[j]에 대한 편미분.
    예
        X = [[1, 0], [1, 1], [1, 3]], y = [1, 3, 5], theta = [0, 0]
        ->  [-3., -6.]

    채점의 경계 조건
        정수 배열도 float64로 바꾸어 계산한 값이어야 한다. m = 1, n = 1이어도 된다.
        X, y, theta를 바꾸지 않는다.
        부를 때마다 새 배열을 만들어 돌려준다(전역 배열에 담아 두지 않는다).
    """
    ### BEGIN SOLUTION
    features = np.asarray(X, dtype=np.float64)
    residual = features @ theta - y
    return features.T @ residual / len(y)
    ### END SOLUTION


# %% tags=["grade:mse_gradient"]
check("mse_gradient")

# %%
hint("mse_gradient")

# %% [markdown]
r"""
### 4.3 경사 하강법

마지막 함수입니다. 0 벡터에서 출발해 `mse_gradient`가 가리키는 반대쪽으로 `epochs`번 움직입니다.

잘못된 입력도 들어옵니다. `y`의 shape가 $(m,)$이 아니라 $(m, 1)$이라고 해 봅시다. $X\theta - y$의 shape는 얼마가 될까요? 브로드캐스팅(broadcasting) 때문에 오류 없이 틀린 답이 나올 수 있습니다. 이런 입력은 들어올 때 막으세요.
"""


# %% tags=["solution:gradient_descent"]
def gradient_descent(X, y, lr=0.01, epochs=1000):
    """0 벡터에서 출발해 theta ← theta − lr·기울기를 epochs번 되풀이합니다. (≈ 10줄)

    기울기는 MSE 절반의 기울기이고, 앞에서 만든 mse_gradient가 구해 줍니다.

    매개변수
        X: shape (m, n), y: shape (m,). float64 또는 정수(어떤 dtype이든) 배열.
        lr: 학습률. epochs: 갱신 횟수(0 이상의 정수).
    반환값
        마지막 theta. shape (n,)인 새 float64 배열. epochs=0이면 0 벡터.
    오류
        X가 2차원이 아니거나, y가 1차원이 아니거나, 길이가 다르면 ValueError.
        epochs=0이어도 먼저 검사한다. 메시지에 잘못된 인자의 이름(X 또는 y)을 적는다.
    예
        mse_gradient의 예와 같은 X, y에 lr=0.1, epochs=2  ->  [0.49, 0.96]

    채점의 경계 조건
        발산은 오류가 아니다. inf나 NaN이 된 theta를 그대로 돌려준다.
        도중에 멈추지 않고 epochs번을 모두 채운다. 정수도 float64로 계산한다.
        X와 y를 바꾸지 않는다.
        부를 때마다 새 배열을 만들어 돌려준다(전역 배열에 담아 두지 않는다).
    """
    ### BEGIN SOLUTION
    if X.ndim != 2:
        raise ValueError(f"X는 2차원이어야 합니다. 받은 shape: {X.shape}")
    if y.ndim != 1:
        raise ValueError(f"y는 1차원이어야 합니다. 받은 shape: {y.shape}")
    if len(X) != len(y):
        raise ValueError(f"X와 y의 샘플 수가 다릅니다: {len(X)}, {len(y)}")
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - lr * mse_gradient(X, y, theta)
    return theta
    ### END SOLUTION


# %% tags=["grade:gradient_descent"]
check("gradient_descent")

# %%
hint("gradient_descent")

# %% [markdown]
r"""
## 6. 실험
(13분)

### 6.1 손실의 지도 위를 걷기

왼쪽은 2절의 그릇을 위에서 내려다본 지도입니다. 파란 길은 여러분의 `gradient_descent`가 0 벡터에서 출발해 걸은 길이고, 오른쪽은 지금 서 있는 점의 직선입니다.

먼저 학습률을 0.01에서 점점 키워 보세요. 길이 언제 바닥을 건너뛰고, 언제 밖으로 나가나요? 그다음 표준화를 끄세요. 같은 데이터인데 그릇이 왜 이렇게 변할까요?
"""

# %%
explore(draw_ground, gradient_descent)

# %% [markdown]
r"""
<details><summary>왜 그럴까요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

표준화하면 특성이 하나일 때 $X^\top X / m$이 단위행렬이 됩니다. 손실이 어느 방향으로나 똑같이 굽어 등고선이 원이고, 학습률이 1이면 단 한 걸음에 바닥에 닿습니다.

원래 단위의 BMI는 [18](=raw.low)에서 [42](=raw.high) 사이입니다. 값이 크니 손실은 가중치 방향으로 절편 방향의 [700배쯤](=raw.steeper) 급하게 굽습니다. 그릇은 길이가 폭의 [162배](=raw.ratio)인 **도랑**이 됩니다. 지도는 세로를 [열 배 넘게](=stretched) 늘여 그렸습니다. 같은 눈금이라면 도랑은 선 하나로 보입니다.

학습률은 하나뿐인데 방향마다 알맞은 걸음이 다릅니다. 도랑을 가로지르는 방향 때문에 [0.0028](=raw.limit)보다 큰 학습률은 모두 발산합니다. 그보다 작은 [0.0025](=raw.rate)로 100에포크를 걸으면 도랑을 가로지르며 바닥에는 닿지만, 바닥을 따라 가야 할 거리는 [99%](=raw.left)가 그대로 남습니다.

</details>

### 6.2 발산이 시작되는 학습률

이번에는 표준화한 특성 열 개를 모두 쓰고 손실 곡선을 봅니다. 손실이 줄어드는 학습률과 커지는 학습률 사이에 뚜렷한 경계가 있습니다. 찾아보세요.
"""

# %%
explore(draw_critical, gradient_descent)

# %% [markdown]
r"""
경계는 데이터만으로 정해집니다. 손실이 $\frac{\lambda}{2}(\theta - \theta^*)^2$인 한 방향만 생각해 보세요. $\theta^*$는 가장 낮은 곳, $\lambda$는 얼마나 급하게 굽었는지입니다. 학습률을 $\eta\lambda$가 0.5, 1.5, 2.1이 되도록 바꾸며 같은 점에서 다섯 걸음을 걷겠습니다. 한 걸음 뒤에 $\theta - \theta^*$는 몇 배가 될까요?
"""


# %%
@demo
def zigzags():
    show_zigzags()


# %% [markdown]
r"""
왼쪽은 한쪽에서 다가가고, 가운데는 바닥을 건너뛰면서도 다가가고, 오른쪽은 건너뛸 때마다 더 높이 올라갑니다. 세 경우의 배율을 식으로 구하고, 그 경계가 되는 학습률을 찾아보세요.

<details><summary>답 보기: 경계를 찾은 뒤에 펼쳐 보세요.</summary>

기울기가 $\lambda(\theta - \theta^*)$이므로 한 걸음 뒤의 거리는 $(1 - \eta\lambda)$배입니다. 이 배율의 크기가 1보다 작아야 가까워지므로 $\eta < 2/\lambda$입니다.

특성이 여러 개일 때도 같습니다. 가장 낮은 곳 $\theta^*$에서는 $\nabla L(\theta^*) = 0$이므로 $\nabla L(\theta) = H(\theta - \theta^*)$이고, 한 걸음 뒤에 남은 거리는 다음과 같습니다.

$$\theta_{\text{다음}} - \theta^* = (I - \eta H)(\theta - \theta^*), \qquad H = \frac{1}{m}X^\top X \quad (n, n)$$

$H$의 고윳값(eigenvalue)이 $\lambda$인 방향마다 거리가 $(1 - \eta\lambda)$배가 됩니다. 가장 급하게 굽은 방향이 먼저 조건을 어기므로 **임계 학습률**은 $2/\lambda_{\max}$입니다.

</details>

아래 셀은 $\lambda_{\max}$를 구한 뒤 경계의 바로 안팎에서 학습합니다. 2를 $\lambda_{\max}$로 나누어 슬라이더로 찾은 값과 비교해 보세요.
"""


# %%
@demo
def boundary():
    X = add_bias(features)
    largest = np.linalg.eigvalsh(X.T @ X / len(X))[-1]
    print(f"H의 가장 큰 고윳값 λmax = {largest:.3f}")
    for times in (0.99, 1.01, 1.20):
        theta = gradient_descent(X, target, lr=times * 2 / largest, epochs=200)
        print(f"임계 학습률의 {times:.2f}배로 200에포크: MSE {mse(X @ theta):.4g}")


# %% [markdown]
r"""
경계의 [0.99](=boundary)배면 수렴하고, [1.01](=boundary)배만 되어도 발산합니다. [1.20](=boundary)배면 MSE가 [예순두 자리](=sixty_two_digits) 수가 됩니다.

발산은 오류를 내지 않습니다. 조용히 inf와 NaN이 될 뿐입니다. 학습이 이상하면 **손실 곡선부터** 그려 보세요.
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(6분)

당뇨병 데이터의 특성은 나이, 성별, BMI, 혈압과 혈청 수치 여섯 가지로 모두 열 개입니다. 여러분의 함수로 학습해 scikit-learn의 `LinearRegression`과 비교합니다.

$R^2$(결정 계수, coefficient of determination)는 1에 가까울수록 좋고, 평균만 답하면 0입니다.
"""


# %%
def r2(prediction):
    return 1 - mse(prediction) / target.var()


# %%
@demo
def compare():
    X = add_bias(features)
    for epochs in (10, 100, 500, 5000):
        theta = gradient_descent(X, target, lr=0.1, epochs=epochs)
        print(f"내 함수, {epochs:5,}에포크            R² {r2(X @ theta):.4f}")
    library = LinearRegression().fit(features, target)
    print(f"scikit-learn LinearRegression   R² {r2(library.predict(features)):.4f}")


# %% [markdown]
r"""
[500](=compare)에포크면 $R^2$가 [0.516](=compare)으로, 라이브러리의 [0.518](=compare)에 거의 닿습니다. 나머지 [0.002](=last_part)를 얻는 데는 수천 에포크가 더 듭니다. $H$의 가장 작은 고윳값이 [0.0086](=flattest)이라 그 방향의 비탈이 거의 평평하기 때문입니다. 표준화해도 특성끼리 상관이 크면 도랑은 남습니다. 이 데이터에서는 혈청 수치 s1과 s2의 상관 계수가 [0.90](=alike)입니다.

`LinearRegression`은 경사 하강법을 쓰지 않고 최소제곱해를 한 번에 구합니다. 어떻게 그럴 수 있는지는 9절에서 직접 찾아봅니다. 경사 하강법의 가치는 그런 식이 **없는** 모델에도 똑같이 쓸 수 있다는 데 있습니다.

$R^2$ [0.518](=compare)은 타깃의 변동 가운데 절반쯤만 열 개의 특성으로 설명된다는 뜻입니다. 학습에 쓴 환자로 잰 값이니 새 환자에게는 이보다 [낮습니다](=new_patients_lower). 환자를 열 조각으로 나누고 한 조각씩 빼어 학습한 뒤 그 조각으로 재면(교차 검증, cross-validation) 평균 [0.47쯤](=new_patients.mean)입니다.

절편을 빠뜨리면 $R^2$는 얼마가 될까요? 표준화를 빠뜨리면요? 짐작한 다음 실행하세요.
"""


# %%
@demo
def two_omissions():
    tables = {"절편 없이": features, "표준화 없이": add_bias(data.data)}
    tables["둘 다 챙기면"] = add_bias(features)
    for name, X in tables.items():
        with np.errstate(all="ignore"):
            theta = gradient_descent(X, target, lr=0.1)
            print(f"{name}: R² = {r2(X @ theta):.2f}")


# %% [markdown]
r"""
절편이 없으면 평균만 답하는 것보다도 훨씬 못합니다. 표준화한 특성은 평균이 0이라, 타깃의 평균 [152](=mean_target)를 맡을 것이 없기 때문입니다. 표준화를 빠뜨린 가운데 줄은 발산해 NaN이 되었습니다. 이 결과는 12단원에서 기울기 클리핑으로 다시 다룹니다.

### 다른 책·라이브러리에서는

| 어디에서 | 손실 | 기울기 | 이 단원과 맞추려면 |
|--|--|--|--|
| **이 단원** | $\frac{1}{2m}\sum r^2$ | $\frac{1}{m}X^\top r$ | |
| 『핸즈온 머신러닝』, PyTorch `MSELoss` | $\frac{1}{m}\sum r^2$ | $\frac{2}{m}X^\top r$ | 이 단원의 학습률을 2배로 |
| 『밑바닥부터 시작하는 딥러닝』의 오차제곱합 | $\frac{1}{2}\sum r^2$ | $X^\top r$ | 이 단원의 학습률을 $m$배로 |
| scikit-learn `LinearRegression` | $\sum r^2$ | 쓰지 않음 | 최소제곱해를 바로 구함 |
| scikit-learn `SGDRegressor` | $\frac{1}{2} r_i^2$ | $r_i x_i$ | 샘플 하나마다 갱신하고 L2 규제(regularization, 10단원)가 기본 |

절편을 두는 자리도 다릅니다. 이 단원은 1로 된 열을 맨 앞에 두지만, 맨 뒤에 두거나 `b`라는 변수로 따로 두는 책도 많습니다. 모두 틀린 것이 아니라 **다른 약속**입니다. 섞어 쓰지만 않으면 됩니다.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(5분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 1, 2: 4, 3: 4, 4: 4}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 발견, 도전, 유명 코드의 버그 찾기
(10분, 점수에 들어가지 않습니다)

도전은 이 시간에 넣지 않았습니다. 하나만 고르거나 나중에 해도 됩니다.

### 발견: 걷지 않고 바닥에 닿기

그릇의 바닥은 기울기가 0인 곳입니다. 그렇다면 한 걸음도 걷지 않고 바닥의 $\theta$를 바로 구할 수 있지 않을까요?

2절의 기울기를 0 벡터로 놓고, $\theta$가 있는 항과 없는 항을 종이에 나누어 적어 보세요. NumPy의 `np.linalg.solve(A, b)`는 $A\theta = b$를 푸는 함수입니다. 점수는 없지만 `check`와 `hint`는 똑같이 도와줍니다.
"""


# %% tags=["discover:normal_equation"]
def normal_equation(X, y):
    """MSE의 기울기가 0이 되는 theta를 한 번에 구합니다. (≈ 1줄)

    매개변수
        X: shape (m, n), y: shape (m,). float64 배열.
            X의 어느 열도 다른 열들의 가중합이 아니다.
    반환값
        shape (n,)인 새 float64 배열. mse_gradient(X, y, theta)가 0이 되는 theta.
    예
        X = [[1, 0], [1, 1], [1, 3]], y = [1, 3, 5]  ->  [1.2857, 1.2857]
    """
    ### BEGIN SOLUTION
    return np.linalg.solve(X.T @ X, X.T @ y)
    ### END SOLUTION


# %%
check("normal_equation")

# %%
hint("normal_equation")


# %%
@demo
def without_walking():
    theta = normal_equation(add_bias(features), target)
    library = LinearRegression().fit(features, target)
    gap = np.max(np.abs(theta - np.r_[library.intercept_, library.coef_]))
    print(f"scikit-learn과 계수의 차이가 1e-8보다 작은가? {bool(gap < 1e-8)}")


# %% [markdown]
r"""
<details><summary>무엇을 찾았나요? 채운 뒤에 펼쳐 보세요.</summary>

$\frac{1}{m}X^\top(X\theta - y) = 0$을 풀어 쓰면 $X^\top X\,\theta = X^\top y$입니다. 이 식을 **정규방정식**(normal equation)이라고 합니다. 3절의 가게라면 $\theta = \left(\frac{9}{7},\ \frac{9}{7}\right)$입니다.

같은 식을 $X^\top r = 0$으로 읽으면 남은 오차 $r$은 $X$의 **모든 열과 수직**입니다. $X$의 열들을 가중해 더한 벡터를 모두 모으면 평면(열이 더 많으면 그보다 높은 차원의 공간)이 되고, 예측 $X\theta$는 그 위에 있습니다. $y$에 가장 가까운 예측은 $y$에서 그 평면에 내린 수선의 발, 곧 $y$의 **그림자**(정사영)입니다. 아래의 그림에서 확인합니다.

특성이 열 개면 이쪽이 더 빠르고 정확합니다. 그러나 푸는 데 드는 계산은 $n^3$에 비례합니다. 특성이 십만 개면 $X^\top X$만 [80](=gram_size)GB입니다. 그리고 신경망처럼 $\nabla L = 0$이 $\theta$의 일차방정식이 아닌 모델에는 이런 식이 없습니다.

</details>

가게가 셋이면 매출 $y$도 예측 $X\theta$도 3차원 공간의 점입니다. 평면 밖에 놓이도록 매출만 (1, 5, 2)로 바꾸었습니다. 여러분의 `gradient_descent`가 걷는 동안 예측은 이 공간의 어디를 지나, 어디에서 멈출까요?
"""


# %%
@demo
def shadow():
    show_shadow(gradient_descent, normal_equation)


# %% [markdown]
r"""
옅은 면이 두 열을 가중해 더한 것, 곧 **할 수 있는 모든 예측**입니다. 파란 점은 그 면을 한 번도 떠나지 않고 걸어 초록 점에 다가갑니다. 초록 점은 여러분의 `normal_equation`이 걷지 않고 구한 자리이고, $y$에서 그곳까지의 점선은 면과 **수직**입니다. 두 열과의 내적도 0입니다.

### 버그 찾기: 정수로 준 수치 미분

4.2절의 수치 미분을 그대로 옮긴 함수입니다. 널리 읽히는 딥러닝 입문서의 공개 코드에 있는 것과 같은 결함을 재현합니다. $f(x) = x^2$이면 $x = 3$에서 6이 나와야 합니다. `3.0`을 주면 맞지만 `3`을 주면 [25000](=integer_nudge)이 나옵니다. 왜 그럴까요?
"""


# %%
def slope_by_nudging(f, x, j, h=1e-4):
    original = x[j]
    x[j] = original + h
    above = f(x)
    x[j] = original - h
    below = f(x)
    x[j] = original
    return (above - below) / (2 * h)


# %%
for point in (np.array([3.0]), np.array([3])):
    slope = slope_by_nudging(lambda x: float(np.sum(x**2)), point, 0)
    print(point.dtype.kind, f"{slope:.0f}")

# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

정수 배열에 3.0001을 넣으면 소수점 아래가 버려져 3이 되고, 2.9999를 넣으면 2가 됩니다. 그래서 $(9 - 4) / 0.0002 = 25000$입니다.

받은 배열에 직접 쓰는 것이 문제의 뿌리입니다. `x = np.array(x, dtype=np.float64)`로 **float64 복사본**을 만들면 값도 맞고, 도중에 오류가 나도 호출한 쪽의 배열이 달라지지 않습니다. 위 함수를 고쳐 두 줄 모두 6이 나오게 해 보세요.

</details>

### 도전 1: 임계 학습률 맞히기

이번에는 특성 **열 개를 모두** 표준화하지 않고 1로 된 열을 붙입니다(`add_bias(data.data)`). BMI 하나만 쓴 6.1절보다 임계 학습률이 클까요, 작을까요? 짐작한 다음 `np.linalg.eigvalsh`로 구하고, 그 값의 0.99배와 1.01배로 걸어 확인해 보세요.

<details><summary>답 보기</summary>

$\lambda_{\max}$는 [73,592](=raw_ten.largest), 임계 학습률은 [0.0000272](=raw_ten.limit)로 BMI만 쓸 때의 [0.0028](=raw.limit)보다 [훨씬 작습니다](=raw_ten.smaller). 값이 백을 넘는 혈청 수치들이 더해져 손실이 더 급하게 굽기 때문입니다. 7절에서 표준화를 빠뜨린 줄이 발산한 이유입니다.

</details>

### 도전 2: 미니배치

한 에포크마다 샘플을 섞어 32개씩 나누고, 조각마다 한 걸음씩 움직이는 `minibatch_descent`를 만드세요. 이런 조각을 미니배치(mini-batch)라고 합니다. 같은 20에포크에서 어느 쪽의 MSE가 더 낮은지, 끝에서 손실이 흔들리는지 비교해 보세요.

<details><summary>답 보기</summary>

```python
def minibatch_descent(X, y, lr, epochs, size, rng):
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for start in range(0, len(y), size):
            part = order[start : start + size]
            theta = theta - lr * mse_gradient(X[part], y[part], theta)
    return theta
```

표준화한 특성 열 개, 학습률 0.1, 20에포크일 때, 에포크마다 한 걸음만 가는 쪽의 MSE는 [3,247](=full_batch)입니다. 미니배치는 시드 100개에서 평균 [2,894](=mini_batch.mean)([2,876](=mini_batch.low)에서 [2,961](=mini_batch.high) 사이)로 더 낮습니다. 한 에포크에 한 걸음이 아니라 [14](=steps_each)걸음을 가기 때문입니다.

대신 걸음마다 다른 샘플을 보므로 끝에서 손실이 오르내리고, 바닥의 [2,860](=lowest)에는 멈추지 못합니다. 학습률을 차츰 줄이면 흔들림이 작아집니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(7분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** 최소제곱법은 르장드르(Legendre, 1805)가 혜성의 궤도를 구하며 처음 발표했습니다. 경사 하강법은 코시(Cauchy, 1847)가 역시 천체의 궤도를 구하려고 제안했습니다. 회귀(regression)라는 말은 골턴(Galton, 1886)이 키 큰 부모의 자녀도 키가 평균 쪽으로 되돌아가는 것을 보고 붙였습니다.

**틀린 답을 내던 프로그램들.** 1967년 롱리(Longley)는 미국 경제 자료 16년 치를 당시 널리 쓰이던 회귀 프로그램들에 넣어 보았습니다. 평범해 보이는 자료인데도 가장 많이 쓰이던 프로그램들이 틀린 답을 냈습니다. 국민총생산, 인구, 연도가 함께 자라 손실이 아주 좁은 도랑이었기 때문입니다. 여러분의 `normal_equation`으로 그 자료를 풀고, $X^\top X$와 $X^\top y$를 일곱 자리로 반올림해 푼 결과와 비교해 봅니다.
"""


# %%
@demo
def longley_again():
    show_longley(normal_equation, add_bias, standardize)


# %% [markdown]
r"""
$X^\top X$와 $X^\top y$를 일곱 자리로 반올림하기만 해도 원래 단위에서는 [어느 계수도 첫 자리조차 맞지 않고](=longley_seven.no_digit), 일곱 개 가운데 [네](=longley_seven.wrong_signs) 개는 부호까지 뒤집힙니다. 표준화한 뒤에는 똑같이 반올림해도 [부호가 모두 맞습니다](=longley_seven.signs_right). 표준화는 걸음을 고르게 할 뿐 아니라 **반올림 오차가 크게 불어나는 것도 막아 줍니다**.

(출처: J. W. Longley, *Journal of the American Statistical Association* 62권, 1967. L. Wilkinson, “Practical Guidelines for Testing Statistical Software”, 1994)

**면접 질문.** 답을 먼저 말해 보고 펼치세요.

<details><summary>정규방정식이 있는데 왜 경사 하강법을 쓰나요?</summary>

특성이 많으면 $n^3$의 계산과 $n^2$의 메모리를 감당할 수 없습니다. 경사 하강법은 미니배치로 데이터를 나누어 읽을 수 있고, 닫힌 식이 없는 모델에도 그대로 통합니다.

</details>

<details><summary>특성을 표준화하면 예측이 달라지나요?</summary>

절편이 있고 규제가 없다면 가장 좋은 예측은 같습니다. 가중치의 단위만 바뀝니다. 달라지는 것은 수렴하는 속도와 수치 오차입니다. 규제가 있으면 가중치의 크기에 벌을 주므로 예측도 달라집니다.

</details>

<details><summary>MSE 대신 평균 절대 오차를 쓰면 무엇이 달라지나요?</summary>

제곱하지 않으니 크게 벗어난 샘플 하나에 덜 끌려갑니다. 상수 하나로 예측한다면 MSE는 평균을, 평균 절대 오차는 중앙값을 고릅니다. 다만 오차가 0인 곳에서 미분할 수 없고, 오차가 작아져도 기울기의 크기는 줄지 않습니다.

</details>

**오늘의 쓰임.** 큰 신경망이 무엇을 배웠는지 볼 때 중간층의 값에 선형 모델을 얹어 봅니다(선형 프로브, Alain·Bengio, 2016). 언어 모델의 손실이 크기에 따라 얼마나 줄지도 로그 눈금에 직선을 그어 예측합니다(스케일링 법칙, Kaplan 등, 2020).

### 다섯 줄 정리

1. 선형 회귀는 1로 된 열을 붙인 $X$와 $\theta$의 곱으로 예측합니다.
2. MSE 절반의 기울기는 $\frac{1}{m}X^\top(X\theta - y)$이고 shape는 $\theta$와 같은 $(n,)$입니다.
3. 경사 하강법은 기울기에 학습률을 곱한 만큼 반대쪽으로 움직이기를 되풀이합니다.
4. 학습률이 $2/\lambda_{\max}$보다 크면 발산합니다. 표준화는 도랑을 그릇에 가깝게 펴서 더 큰 학습률을 쓰게 해 줍니다.
5. 수치 미분과의 비율이 일정하면 틀린 원인을 알 수 있습니다. $m$배면 평균, $-1$배면 부호, $2$배면 다른 책의 약속을 살펴보세요.

**용어**: 선형 회귀, 절편(편향), 평균 제곱 오차(MSE), 손실 함수, 기울기, 수치 미분, 경사 하강법, 학습률, 에포크, 표준화, 수렴과 발산, 임계 학습률, 정규방정식, 미니배치

다음 단원에서는 이 경사 하강법으로 예와 아니요를 가르는 로지스틱 회귀를 학습시킵니다. 도랑에서 방향마다 알맞은 걸음이 달랐던 문제는 6단원의 Adam이 파라미터마다 걸음을 따로 정해 다룹니다.
"""

# %%
progress()
