# %% [markdown]
r"""
# 01. 선형 회귀와 경사 하강법

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 평균 제곱 오차의 기울기를 식으로 구하고 NumPy로 계산합니다.
- 기울기를 따라 내려가는 **경사 하강법**(gradient descent)을 직접 구현합니다.
- 학습률이 얼마보다 크면 발산하는지 실험으로 찾고, 그 값을 식으로 설명합니다.
- 직접 만든 함수의 답을 scikit-learn의 답과 숫자로 비교합니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 5 | 10 | 8 | 25 | 10 | 8 | 5 | 12 | 2 | **85** |

**선수 단원**: 없습니다. NumPy 배열의 shape와 행렬 곱 `@`를 알면 시작할 수 있습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 칸이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit01 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit01.widgets import draw_critical, draw_line
from npml.widgets import BLUE, GREEN, GREY, ORANGE, figure, subplots

# %%
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression

data = load_diabetes(scaled=False)
target = data.target


def standardize(table):
    """열마다 평균을 0, 표준편차를 1로 맞춥니다. 표준화(standardization)라고 합니다."""
    return (table - table.mean(axis=0)) / table.std(axis=0)


features = standardize(data.data)
bmi = features[:, [2]]

# %% [markdown]
r"""
## 1. 왜 필요한가
(5분)

당뇨병 환자 442명의 기록이 있습니다. 체질량 지수(BMI)를 보고 1년 뒤 병이 얼마나 진행될지 미리 알 수 있을까요?

아래 그림에는 세 직선이 있습니다. 모두 그럴듯해 보이지만, 예측이 빗나간 정도를 숫자로 재면 우열이 드러납니다.
"""


# %%
@demo
def three_lines():
    fig, axis = subplots()
    axis.scatter(bmi[:, 0], target, s=10, color=GREY, alpha=0.5, label="환자 한 명")
    ends = np.array([-2.2, 4.0])
    lines = [("--", 152.1, 0.0, ORANGE), ("-.", 152.1, 20.0, GREEN), ("-", 152.1, 45.2, BLUE)]
    for style, base, slope, color in lines:
        mse = np.mean((base + slope * bmi[:, 0] - target) ** 2)
        label = f"직선의 기울기 {slope:g}: MSE {mse:,.0f}"
        axis.plot(ends, base + slope * ends, style, color=color, label=label)
    axis.set(xlabel="BMI (표준화)", ylabel="1년 뒤 진행 정도", ylim=(0, 500))
    axis.legend(loc="upper left", fontsize=9)
    alt = (
        "환자 442명의 BMI와 진행 정도를 점으로 찍은 그림. 절편이 152.1로 같고 기울기가 0, 20, 45.2인 "
        "세 직선이 겹쳐 있다. 기울기가 클수록 점들의 흐름에 가깝고 MSE는 5,930, 4,523, 3,890으로 줄어든다."
    )
    figure(fig, alt=alt)


# %% [markdown]
r"""
모든 환자에게 평균인 152.1을 답하면, 빗나간 정도를 제곱해 평균한 값(MSE)은 5,930입니다. BMI가 표준편차 하나만큼 클 때마다 45.2를 더하면 3,890으로 줄어듭니다.

그러면 45.2라는 값은 어떻게 찾을까요? 값을 하나씩 넣어 볼 수도 있지만, 특성이 열 개, 백 개로 늘면 그럴 수 없습니다.

대신 지금 서 있는 곳에서 **어느 쪽이 내리막인지** 물어보고 한 걸음 내려갑니다. 이를 되풀이하는 방법이 경사 하강법입니다. 이 단원의 아이디어는 신경망을 학습시킬 때도 그대로 쓰입니다.
"""

# %% [markdown]
r"""
## 2. 수식
(10분)

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

절반으로 나누는 까닭은 미분할 때 나오는 2를 없애기 위해서입니다. 손실이 가장 작은 $\theta$는 달라지지 않습니다.
"""

# %% [markdown]
r"""
### 기울기

$\theta_j$를 조금 늘리면 오차 $r_i$는 그 $X_{ij}$배만큼 늘어납니다. 그래서 연쇄 법칙(chain rule)에 따라 편미분(partial derivative)은 다음과 같습니다.

$$\frac{\partial L}{\partial \theta_j} = \frac{1}{2m}\sum_{i} 2\, r_i X_{ij} = \frac{1}{m}\sum_{i} X_{ij}\, r_i$$

$j$마다 하나씩 모으면 기울기 전체가 행렬 곱 하나로 쓰입니다. $X^\top$의 shape가 $(n, m)$이므로 결과는 $(n,)$입니다.

$$\nabla L(\theta) = \frac{1}{m} X^\top (X\theta - y)$$

### 한 걸음

기울기는 손실이 가장 빨리 **커지는** 쪽을 가리킵니다. 그래서 반대쪽으로 학습률만큼 움직입니다.

$$\theta \leftarrow \theta - \eta\, \nabla L(\theta)$$

모든 샘플을 한 번 써서 갱신하는 것을 한 **에포크**(epoch)로 셉니다. 이 단원에서는 한 에포크에 한 걸음씩 갑니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(8분)

가게 세 곳의 광고비 $x$와 매출 $y$입니다. 맨 앞에 1로 된 열을 붙이면 $m = 3$, $n = 2$입니다.

$$X = \begin{bmatrix} 1 & 0 \\ 1 & 1 \\ 1 & 3 \end{bmatrix}, \qquad y = \begin{bmatrix} 1 \\ 3 \\ 5 \end{bmatrix}, \qquad \theta = \begin{bmatrix} 0 \\ 0 \end{bmatrix}, \qquad \eta = 0.1$$

**첫 걸음.** 예측이 모두 0이므로 오차는 $r = (-1, -3, -5)$입니다.

- 절편의 기울기: $\dfrac{1 \cdot (-1) + 1 \cdot (-3) + 1 \cdot (-5)}{3} = -3$

- 가중치의 기울기: $\dfrac{0 \cdot (-1) + 1 \cdot (-3) + 3 \cdot (-5)}{3} = -6$

기울기가 음수이니 $\theta$를 키우면 손실이 줄어듭니다.

$$\theta = (0, 0) - 0.1 \cdot (-3, -6) = (0.3,\ 0.6)$$
"""

# %% [markdown]
r"""
**둘째 걸음.** 이번에는 종이에 직접 해 보세요. 예측은 $(0.3,\ 0.9,\ 2.1)$입니다.

<details><summary>답 보기</summary>

오차는 $(-0.7,\ -2.1,\ -2.9)$이고 기울기는 $\left(\dfrac{-5.7}{3},\ \dfrac{-10.8}{3}\right) = (-1.9,\ -3.6)$입니다.

$\theta = (0.3,\ 0.6) - 0.1 \cdot (-1.9,\ -3.6) = (0.49,\ 0.96)$

</details>

손실 $L$은 5.833에서 2.218로, 다시 0.887로 줄어듭니다. 이 숫자들이 다음 절에서 여러분의 함수를 확인하는 첫 시험입니다.
"""

# %% [markdown]
r"""
## 4. 직접 채우기, 5. 확인과 힌트
(25분)

함수 세 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

### 4.1 절편을 위한 열
"""

# %% tags=["solution:add_bias"]
def add_bias(X):
    """X의 맨 앞에 1로 된 열을 붙입니다. (≈ 2줄)

    매개변수
        X: 특성 행렬, shape (m, n). float64 또는 정수(어떤 dtype이든) 배열.
    반환값
        shape (m, n+1)인 새 float64 배열. 0번 열은 모두 1이고, 1번 열부터 X의 열이 그대로 온다.
    경계 조건
        X가 정수여도 결과는 float64이다. X를 바꾸지 않고, X와 메모리를 함께 쓰지 않는다.
    예
        add_bias(np.array([[5.0, 7.0]]))  ->  [[1., 5., 7.]]
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

2절의 식 $\frac{1}{m}X^\top(X\theta - y)$를 코드로 옮깁니다. 오차를 먼저 구해 이름을 붙여 두면 읽기 쉽습니다.

정수 배열을 조심하세요. 부호 없는 8비트 정수(`uint8`)끼리는 3 − 5가 −2가 아니라 254입니다. 계산을 시작하기 전에 `X`를 float64로 바꾸면 이런 일이 없습니다.
"""


# %% tags=["solution:mse_gradient"]
def mse_gradient(X, y, theta):
    """MSE 절반의 기울기 Xᵀ(Xθ − y) / m 을 구합니다. (≈ 3줄)

    손실은 (1/2m)·Σ(Xθ − y)² 이므로 2를 곱하지 않습니다.

    매개변수
        X: shape (m, n), y: shape (m,), theta: shape (n,). float64 또는 정수(어떤 dtype이든) 배열.
    반환값
        shape (n,)인 새 float64 배열. j번째 값은 theta[j]에 대한 편미분.
    경계 조건
        정수 배열도 float64로 바꾸어 계산한다. m = 1, n = 1이어도 된다.
        X, y, theta를 바꾸지 않고, 먼저 돌려준 배열을 다음 호출에서 다시 쓰지 않는다.
    예
        X = [[1, 0], [1, 1], [1, 3]], y = [1, 3, 5], theta = [0, 0]  ->  [-3., -6.]
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

입력 검사도 넣습니다. `y`의 shape가 $(m,)$이 아니라 $(m, 1)$이면 $X\theta - y$가 브로드캐스팅(broadcasting)으로 $(m, m)$ 행렬이 됩니다. 오류 없이 틀린 답이 나올 수 있으니, 들어올 때 막는 편이 안전합니다.
"""


# %% tags=["solution:gradient_descent"]
def gradient_descent(X, y, lr=0.01, epochs=1000):
    """0 벡터에서 출발해 theta ← theta − lr·기울기를 epochs번 되풀이합니다. (≈ 10줄)

    매개변수
        X: shape (m, n), y: shape (m,). float64 또는 정수 배열이며 바꾸지 않는다.
        lr: 학습률. epochs: 갱신 횟수(0 이상의 정수).
    반환값: 마지막 theta. shape (n,)인 새 float64 배열. epochs=0이면 0 벡터.
    오류: X가 2차원이 아니거나, y가 1차원이 아니거나, 길이가 다르면 ValueError. epochs=0이어도 먼저 검사한다.
        메시지에 잘못된 인자의 이름(X 또는 y)을 적는다.
    발산은 오류가 아니다. inf나 NaN이 된 theta를 그대로 돌려준다.
    예: mse_gradient의 예와 같은 X, y에 lr=0.1, epochs=2  ->  [0.49, 0.96]
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
(10분)

### 6.1 직선이 다가가는 모습

슬라이더를 움직이면 **여러분의 `gradient_descent`** 가 다시 학습합니다. 파란 실선은 여러분의 결과, 파선은 기준입니다.

먼저 학습률을 0.01에서 조금씩 키워 보세요. 그다음 표준화를 끄고 같은 학습률을 써 보세요. 같은 데이터인데 왜 발산할까요?
"""

# %%
explore(draw_line, gradient_descent)

# %% [markdown]
r"""
<details><summary>왜 그럴까요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

표준화하면 특성이 하나일 때 $X^\top X / m$이 단위행렬이 됩니다. 모든 방향의 비탈이 똑같이 휘어 있어서, 학습률 1이면 단 한 걸음에 바닥에 닿습니다.

원래 단위의 BMI는 18에서 42 사이입니다. 값이 크니 가중치 방향의 비탈이 700배쯤 더 가파르게 휘어, 0.0028보다 큰 학습률은 모두 발산합니다.

</details>

### 6.2 발산이 시작되는 학습률

이번에는 표준화한 특성 열 개를 모두 씁니다. 손실이 줄어드는 학습률과 커지는 학습률 사이에 뚜렷한 경계가 있습니다. 찾아보세요.
"""

# %%
explore(draw_critical, gradient_descent)

# %% [markdown]
r"""
경계는 식으로도 나옵니다. 가장 낮은 곳을 $\theta^*$라 하면, 한 걸음 뒤에 남은 거리는 다음과 같습니다.

$$\theta_{\text{다음}} - \theta^* = (I - \eta H)(\theta - \theta^*), \qquad H = \frac{1}{m}X^\top X \quad (n, n)$$

$H$의 고윳값(eigenvalue)이 $\lambda$인 방향에서는 거리가 걸음마다 $(1 - \eta\lambda)$배가 됩니다. 이 배율의 크기가 1보다 작아야 가까워지므로 $\eta < 2/\lambda$입니다.

가장 가파르게 휜 방향이 먼저 이 조건을 어깁니다. 그래서 **임계 학습률**은 $2/\lambda_{\max}$입니다. 아래 셀이 $\lambda_{\max}$를 구합니다. 2를 그 값으로 나누어, 슬라이더로 찾은 경계와 견주어 보세요.
"""


# %%
@demo
def boundary():
    X = add_bias(features)
    largest = np.linalg.eigvalsh(X.T @ X / len(X))[-1]
    print(f"H의 가장 큰 고윳값 λmax = {largest:.3f}\n")
    for times in (0.99, 1.01, 1.20):
        theta = gradient_descent(X, target, lr=times * 2 / largest, epochs=200)
        mse = np.mean((X @ theta - target) ** 2)
        print(f"임계 학습률의 {times:.2f}배: 200에포크 뒤 MSE", f"{mse:,.0f}" if mse < 1e9 else f"{mse:.0e}")


# %% [markdown]
r"""
경계보다 1% 작으면 잘 수렴하고, 1%만 커도 발산합니다. 20% 크면 숫자가 예순두 자리나 됩니다.

발산은 오류를 내지 않습니다. 조용히 inf와 NaN이 될 뿐입니다. 학습이 이상하면 **손실 곡선부터** 그려 보세요.
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(8분)

당뇨병 데이터의 특성은 나이, 성별, BMI, 혈압과 혈청 수치 여섯 가지로 모두 열 개입니다. 여러분의 함수로 학습해 scikit-learn의 `LinearRegression`과 비교합니다.

$R^2$(결정 계수, coefficient of determination)는 1에 가까울수록 좋고, 평균만 답하면 0입니다.
"""


# %%
@demo
def compare():
    def row(name, prediction):
        mse = np.mean((prediction - target) ** 2)
        print(f"MSE {mse:8.2f}   R² {1 - mse / target.var():6.4f}   {name}")

    row("타깃의 평균", np.full(len(target), target.mean()))
    X = add_bias(features)
    for epochs in (10, 100, 500, 5000):
        row(f"내 함수, {epochs:,}에포크", X @ gradient_descent(X, target, lr=0.1, epochs=epochs))
    library = LinearRegression().fit(features, target)
    row("scikit-learn LinearRegression", library.predict(features))
    theta = gradient_descent(X, target, lr=0.4, epochs=20_000)
    gap = np.max(np.abs(theta - np.r_[library.intercept_, library.coef_]))
    print(f"\n2만 에포크 뒤 계수의 가장 큰 차이: {'0.000001보다 작음' if gap < 1e-6 else f'{gap:.3g}'}")


# %% [markdown]
r"""
500에포크면 $R^2$가 0.516으로, 라이브러리의 0.518에 거의 닿습니다. 나머지 0.002를 얻는 데는 수천 에포크가 더 듭니다. $H$의 고윳값 가운데 가장 작은 것이 0.0086이라 그 방향의 비탈이 거의 평평하기 때문입니다.

`LinearRegression`은 경사 하강법을 쓰지 않고 최소제곱해를 한 번에 구합니다. 이만한 크기의 선형 회귀라면 그쪽이 더 빠르고 정확합니다. 경사 하강법의 가치는 그런 식이 **없는** 모델에도 똑같이 쓸 수 있다는 데 있습니다.

$R^2$ 0.518도 높은 값은 아닙니다. 특성 열 개로 설명되는 차이가 절반쯤이라는 뜻이고, 학습에 쓴 환자로 잰 값이니 새 환자에게는 이보다 낮을 수 있습니다.
"""


# %%
@demo
def two_omissions():
    def r2(X, theta):
        return 1 - np.mean((X @ theta - target) ** 2) / target.var()

    print(f"절편 없이: R² = {r2(features, gradient_descent(features, target, lr=0.1)):.2f}")
    raw = add_bias(data.data)
    with np.errstate(all="ignore"):
        theta = gradient_descent(raw, target, lr=0.1)
    print(f"표준화 없이: θ에 inf나 NaN이 {'있음' if not np.all(np.isfinite(theta)) else '없음'}")
    print(f"둘 다 챙기면: R² = {r2(add_bias(features), gradient_descent(add_bias(features), target, lr=0.1)):.2f}")


# %% [markdown]
r"""
절편이 없으면 평균만 답하는 것보다도 훨씬 못합니다. 표준화한 특성은 평균이 0이라, 타깃의 평균 152를 대신할 것이 없기 때문입니다. 표준화를 빠뜨린 가운데 줄은 12단원에서 기울기 클리핑으로 다시 다룹니다.

### 다른 책·라이브러리에서는

| 어디에서 | 손실 | 기울기 | 이 단원과 맞추려면 |
|--|--|--|--|
| **이 단원** | $\frac{1}{2m}\sum r^2$ | $\frac{1}{m}X^\top r$ | |
| 『핸즈온 머신러닝』, PyTorch `MSELoss` | $\frac{1}{m}\sum r^2$ | $\frac{2}{m}X^\top r$ | 이쪽 학습률을 두 배로 |
| 『밑바닥부터 시작하는 딥러닝』의 오차제곱합 | $\frac{1}{2}\sum r^2$ | $X^\top r$ | 이쪽 학습률을 $m$배로 |
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
## 9. 도전과 유명 코드의 버그 찾기
(12분, 점수에 들어가지 않습니다)

### 버그 찾기: 정수로 준 수치 미분

기울기를 제대로 구했는지 확인할 때는 값을 조금 늘리고 줄여 손실의 변화를 재는 **수치 미분**(numerical gradient)을 씁니다.

아래 함수는 널리 읽히는 딥러닝 입문서의 공개 코드에 있는 것과 같은 결함을 재현합니다. $f(x) = x^2$이면 $x = 3$에서 6이 나와야 합니다. `3.0`을 주면 맞지만 `3`을 주면 25000이 나옵니다. 왜 그럴까요?
"""


# %%
def slope_by_nudging(f, x, h=1e-4):
    slopes = []
    for i in range(len(x)):
        original = x[i]
        x[i] = original + h
        above = f(x)
        x[i] = original - h
        below = f(x)
        x[i] = original
        slopes.append((above - below) / (2 * h))
    return slopes


def square_sum(x):
    return float(np.sum(x**2))


for point in (np.array([3.0]), np.array([3])):
    print(point.dtype.kind, f"{slope_by_nudging(square_sum, point)[0]:.0f}")

# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

정수 배열에 3.0001을 넣으면 소수점 아래가 버려져 3이 되고, 2.9999를 넣으면 2가 됩니다. 그래서 $(9 - 4) / 0.0002 = 25000$입니다.

받은 배열에 직접 쓰는 것이 문제의 뿌리입니다. `x = np.array(x, dtype=np.float64)`로 **float64 복사본**을 만들면 값도 맞고, 도중에 오류가 나도 호출한 쪽의 배열이 달라지지 않습니다. 위 함수를 고쳐 두 줄 모두 6이 나오게 해 보세요.

</details>

### 도전 1: 임계 학습률 맞히기

표준화하지 않은 BMI에 1로 된 열을 붙인 행렬의 임계 학습률을 `np.linalg.eigvalsh`로 구하세요. 6.1의 슬라이더에서 표준화를 끄고 그 값의 양옆을 확인해 보세요.

<details><summary>답 보기</summary>

$\lambda_{\max}$는 716.1이고 임계 학습률은 0.00279입니다. 가장 작은 고윳값은 0.027이라 발산하지 않는 학습률로는 절편이 매우 느리게 움직입니다.

</details>

### 도전 2: 미니배치

한 에포크마다 샘플을 섞어 32개씩 나누고, 조각마다 한 걸음씩 움직이는 `minibatch_descent`를 만드세요. 이런 조각을 미니배치(mini-batch)라고 합니다. 같은 20에포크에서 어느 쪽의 MSE가 더 낮은지, 끝에서 손실이 흔들리는지 비교해 보세요.
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(2분)

1. 선형 회귀는 1로 된 열을 붙인 $X$와 $\theta$의 곱으로 예측합니다.
2. MSE 절반의 기울기는 $\frac{1}{m}X^\top(X\theta - y)$이고 shape는 $\theta$와 같은 $(n,)$입니다.
3. 경사 하강법은 기울기의 반대쪽으로 학습률만큼 움직이기를 되풀이합니다.
4. 학습률이 $2/\lambda_{\max}$보다 크면 발산합니다. 표준화는 비탈의 휘어진 정도를 고르게 해 더 큰 학습률을 쓰게 해 줍니다.
5. 비율이 일정하게 틀린 기울기는 원인을 알려 줍니다. $m$배면 평균, $-1$배면 부호, 2배면 다른 책의 약속을 살펴보세요.

**용어**: 선형 회귀, 절편(편향), 평균 제곱 오차(MSE), 손실 함수, 기울기, 경사 하강법, 학습률, 에포크, 표준화, 수렴과 발산, 임계 학습률, 미니배치

다음 단원에서는 이 경사 하강법으로 예와 아니요를 가르는 로지스틱 회귀를 학습시킵니다. 6단원의 Adam은 이 단원의 손실을 더 영리하게 내려갑니다.
"""

# %%
progress()
