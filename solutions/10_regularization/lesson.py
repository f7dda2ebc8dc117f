# %% [markdown]
r"""
# 10. L1·L2 정규화(규제)

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 손실에 **페널티**를 더하면 왜 과적합이 줄어드는지 숫자로 보입니다.
- L1과 L2 페널티, 그 기울기를 구현하고 서로 다른 성질을 그림으로 설명합니다.
- 기울기만으로는 얻지 못하는 **정확한 0**을 소프트 임계값으로 만듭니다.
- 책과 라이브러리마다 다른 $\lambda$의 약속을 서로 바꿉니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 5 | 12 | 7 | 22 | 12 | 12 | 5 | 8 | 2 | **85** |

**선수 단원**: 1단원의 경사 하강법을 알면 시작할 수 있습니다. 7단원의 드롭아웃과는 같은 문제를 다른 방법으로 풉니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 칸이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit10 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit10.widgets import draw_geometry, draw_paths
from npml.widgets import BLUE, GREY, ORANGE, figure, subplots

# %%
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Lasso, Ridge
from sklearn.preprocessing import PolynomialFeatures


def standardize(table, like):
    """like의 열마다 평균 0, 표준편차 1이 되게 하는 식을 table에 씁니다."""
    return (table - like.mean(axis=0)) / like.std(axis=0)


data = load_diabetes(scaled=False)
X = standardize(data.data, data.data)  # (442, 10)
y = data.target - data.target.mean()  # (442,): 평균을 빼서 절편이 없어도 됩니다

many = PolynomialFeatures(2, include_bias=False).fit_transform(X)  # (442, 65): 특성 10개와 둘씩 곱한 55개
order = np.random.default_rng(0).permutation(442)
few, rest = order[:80], order[80:]  # 훈련 세트 80명, 검증 세트 362명
A, B = standardize(many[few], many[few]), standardize(many[rest], many[few])
a, b = y[few] - y[few].mean(), y[rest] - y[few].mean()


def mse(table, target, weights):
    """평균 제곱 오차. (m, n), (m,), (n,) -> 숫자"""
    return np.mean((table @ weights - target) ** 2)


# %% [markdown]
r"""
## 1. 왜 필요한가
(5분)

당뇨병 환자 80명의 기록으로 병의 진행을 예측하려고 합니다. 특성(feature) 10개에, 둘씩 곱한 값 55개를 더했습니다. 특성이 65개인 선형 회귀(linear regression)입니다. 재료가 많으면 더 잘 맞힐까요?

다음 그림은 가중치(weight) 65개의 크기입니다. 왼쪽은 오차만 줄인 것이고, 오른쪽은 이 단원에서 배울 장치를 단 것입니다. **세로축의 눈금**을 꼭 견주어 보세요.
"""


# %%
@demo
def wild_weights():
    free = np.linalg.lstsq(A, a, rcond=1e-10)[0]
    tamed = Lasso(alpha=10.0, fit_intercept=False, max_iter=100_000).fit(A, a).coef_
    fig, axes = subplots(1, 2, width=9.6, height=3.4)
    for axis, weights, color, name in ((axes[0], free, ORANGE, "오차만 줄임"), (axes[1], tamed, BLUE, "규제를 더함")):
        axis.bar(np.arange(65), weights, color=color)
        axis.axhline(0, color=GREY, linewidth=0.8)
        axis.set(xlabel="특성 번호", title=f"{name}: 가장 큰 크기 {np.abs(weights).max():,.0f}")
        print(f"{name:<7}  훈련 MSE {mse(A, a, weights):7,.0f}", end="   ")
        print(f"검증 MSE {mse(B, b, weights):7,.0f}   0이 아닌 가중치 {np.count_nonzero(weights)}개")
    alt = (
        "가중치 65개를 막대로 그린 두 그림. 왼쪽, 오차만 줄였을 때는 크기가 수만에서 10만에 이르는 막대가 몇 개 있다. "
        "오른쪽, 규제를 더했을 때는 가장 큰 막대가 30보다 작고 대부분은 정확히 0이다."
    )
    figure(fig, alt=alt)
    print(f"평균만 답할 때 훈련 MSE {np.mean(a**2):,.0f}, 검증 MSE {np.mean(b**2):,.0f}")


# %% [markdown]
r"""
오차만 줄인 쪽은 훈련 세트(training set)에서 훨씬 잘 맞힙니다. 그런데 처음 보는 검증 세트(validation set)에서는 **평균만 답하는 것보다 일곱 배 넘게 나쁩니다**. 80명의 우연까지 외운 것입니다. 이를 **과적합**(overfitting)이라고 합니다.

가중치를 보면 무슨 일인지 알 수 있습니다. 10만과 −8만처럼 거대한 값들이 서로를 아슬아슬하게 지우며 훈련 세트를 맞춥니다. 새 환자에게서는 그 균형이 깨집니다.

그렇다면 **가중치가 커지는 일 자체에 벌을 주면** 어떨까요? 이것이 **규제**(regularization)입니다. 단원의 제목처럼 정규화라고 부르는 글도 많습니다. 하지만 값의 크기를 맞추는 정규화(normalization, 5단원)와는 다른 말이므로 본문에서는 규제라고만 씁니다.
"""

# %% [markdown]
r"""
## 2. 수식
(12분)

### 기호와 shape

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $w$ | `weights` | 아무 shape | 벌을 줄 가중치. 원소는 $w_i$ |
| $\lambda$ | `lambda_reg` | 숫자, $\lambda \ge 0$ | 벌의 세기. 하이퍼파라미터(hyperparameter) |
| $L$ | `loss` | 숫자 | 데이터에서 잰 원래의 손실 |
| $t$ | `t` | 숫자, $t \ge 0$ | 소프트 임계값이 줄이는 폭 |

1단원에서는 $\lambda$가 고윳값이었습니다. 이 단원의 $\lambda$는 벌의 세기이고, 고윳값과는 관계가 없습니다.

### 페널티

**페널티**(penalty)는 가중치가 클수록 커지는 숫자 하나입니다. 두 가지를 가장 많이 씁니다.

$$\Omega_1(w) = \lambda \sum_i |w_i|, \qquad \Omega_2(w) = \lambda \sum_i w_i^2$$

앞의 것이 **L1**, 뒤의 것이 **L2**입니다. 이름은 노름(norm)에서 왔습니다. L1 페널티는 L1 노름 그대로이고, L2 페널티는 L2 노름의 **제곱**입니다. 이 단원의 L2에는 $\frac{1}{2}$을 곱하지 않습니다.

손실 함수(loss function)에는 둘을 모두 더할 수 있습니다. 세기는 따로 정합니다.

$$L_{\text{전체}} = L + \lambda_1 \sum_i |w_i| + \lambda_2 \sum_i w_i^2$$

편향(bias), 곧 절편에는 보통 벌을 주지 않습니다. 타깃이 모두 100만큼 커지면 절편도 100만큼 커져야 하기 때문입니다. `weights`에 편향을 넣지 않는 것은 함수를 부르는 쪽의 일입니다.
"""

# %% [markdown]
r"""
### 기울기

경사 하강법(gradient descent)에 쓰려면 페널티의 기울기(gradient, 그레이디언트)가 필요합니다. 원소마다 미분하면 됩니다.

$$\frac{\partial \Omega_1}{\partial w_i} = \lambda\, \mathrm{sign}(w_i), \qquad \frac{\partial \Omega_2}{\partial w_i} = 2\lambda w_i$$

$\mathrm{sign}$은 부호로, 양수면 1, 음수면 −1입니다. $|w|$는 0에서 꺾여 있어 미분할 수 없습니다. 거기서는 **0을 쓰기로 약속**합니다. 이렇게 꺾인 곳에서 하나를 골라 쓰는 기울기를 하위 기울기(subgradient)라고 합니다.

두 기울기의 차이가 모든 것을 가릅니다. L2는 가중치가 작아질수록 당기는 힘도 **작아져** 0 앞에서 멈칫합니다. L1은 끝까지 **같은 힘**으로 당깁니다.

### 소프트 임계값

그런데 같은 힘으로 당기기만 하면 0을 지나칩니다. $w = 0.3$을 0.5만큼 당기면 −0.2가 되고, 다음에는 반대로 당겨져 0의 양쪽을 오갑니다. **0을 지날 것 같으면 0에서 멈추게** 하는 식이 **소프트 임계값**(soft threshold)입니다. 임계값(threshold)은 경계가 되는 값이라는 뜻입니다.

$$S_t(w_i) = \mathrm{sign}(w_i)\,\max(|w_i| - t,\ 0)$$

걸음마다 **손실 $L$의 기울기로 한 걸음 내려간 다음 $S$를 씌우면** L1 규제의 해에 이릅니다. 학습률(learning rate)이 $\eta$이면 $t = \eta\lambda$입니다. 이 방법을 ISTA라고 합니다.

$$w \leftarrow S_{\eta\lambda}\big(w - \eta\, \nabla L(w)\big)$$

가중치 대부분이 정확히 0인 성질을 **희소성**(sparsity)이라고 합니다. 0인 특성은 모델에서 빼도 되니, 어떤 특성이 중요한지까지 알게 됩니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(7분)

$$W = \begin{bmatrix} 1 & -2 \\ 3 & -4 \end{bmatrix}, \qquad \lambda = 0.1$$

1. 절댓값의 합은 $1 + 2 + 3 + 4 = 10$이므로 L1 페널티는 $0.1 \times 10 = 1.0$입니다.
2. 제곱의 합은 $1 + 4 + 9 + 16 = 30$이므로 L2 페널티는 $3.0$입니다.
3. 원래 손실이 0.5이고 $\lambda_1 = 0.1$, $\lambda_2 = 0.01$이면 전체는 $0.5 + 1.0 + 0.3 = 1.8$입니다.
4. L1의 기울기는 $\begin{bmatrix} 0.1 & -0.1 \\ 0.1 & -0.1 \end{bmatrix}$, L2의 기울기는 $\begin{bmatrix} 0.2 & -0.4 \\ 0.6 & -0.8 \end{bmatrix}$입니다.

이제 두 가지를 직접 해 보세요. **가.** $S_2(W)$는 무엇인가요? **나.** 절댓값을 잊고 $W$의 원소를 그대로 더하면 L1 페널티는 얼마가 되나요? 그것을 줄이면 가중치가 작아질까요?

<details><summary>답 보기</summary>

**가.** $\begin{bmatrix} 0 & 0 \\ 1 & -2 \end{bmatrix}$입니다. 크기가 2 이하인 1과 −2는 0이 되고, 3과 −4는 0 쪽으로 2만큼 당겨집니다.

**나.** $1 - 2 + 3 - 4 = -2$이므로 $-0.2$입니다. 이것을 줄이려면 가중치를 음의 무한대로 보내면 됩니다. 벌이 아니라 **상**이 되어 버립니다.

</details>
"""

# %% [markdown]
r"""
## 4. 직접 채우기, 5. 확인과 힌트
(22분)

함수 여섯 개를 차례로 채웁니다. 모두 짧습니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

### 4.1 L1 페널티

여섯 함수에 공통된 약속이 둘 있습니다. $\lambda$(또는 $t$)가 음수면 `ValueError`를 내고, 가중치는 먼저 **float64로 바꾸어** 계산합니다. 정수 배열을 그대로 쓰면 8비트 정수의 $100^2$이 넘치는 것과 같은 사고가 납니다.
"""


# %% tags=["solution:l1_regularization"]
def l1_regularization(weights, lambda_reg):
    """L1 페널티 λ·Σ|w|를 구합니다. (≈ 4줄)

    매개변수
        weights: 배열 하나. 아무 shape나 되고(0차원도, 빈 배열도), dtype은 float64 또는 정수(어떤 것이든).
        lambda_reg: 페널티의 세기 λ. 0 이상의 숫자.
    반환값
        float 하나. 모든 원소의 절댓값을 더해 λ를 곱한 값.
    경계 조건
        빈 배열이면 0.0. 정수 배열도 float64로 바꾸어 계산한다. 받은 배열을 바꾸지 않는다.
    오류
        lambda_reg < 0이면 ValueError. 메시지에 lambda_reg를 적는다.
    예
        l1_regularization(np.array([[1.0, -2.0], [3.0, -4.0]]), 0.1)  ->  1.0
    """
    ### BEGIN SOLUTION
    if lambda_reg < 0:
        raise ValueError(f"lambda_reg는 0 이상이어야 합니다. 받은 값: {lambda_reg}")
    w = np.asarray(weights, dtype=np.float64)
    return float(lambda_reg * np.sum(np.abs(w)))
    ### END SOLUTION


# %% tags=["grade:l1_regularization"]
check("l1_regularization")

# %%
hint("l1_regularization")

# %% [markdown]
r"""
### 4.2 L2 페널티

절댓값의 자리에 제곱이 들어갑니다. `np.linalg.norm`을 쓰고 싶다면 조심하세요. 행렬에 `norm(W, 2)`를 쓰면 원소의 제곱합이 아니라 가장 큰 특잇값(singular value)을 구합니다. 3절의 $W$에서는 그 제곱이 29.87이라, 30과 비슷해서 더 위험합니다.
"""


# %% tags=["solution:l2_regularization"]
def l2_regularization(weights, lambda_reg):
    """L2 페널티 λ·Σw²을 구합니다. ½을 곱하지 않습니다. (≈ 4줄)

    매개변수
        weights: 배열 하나. 아무 shape나 되고(0차원도, 빈 배열도), dtype은 float64 또는 정수(어떤 것이든).
        lambda_reg: 페널티의 세기 λ. 0 이상의 숫자.
    반환값
        float 하나. 모든 원소의 제곱을 더해 λ를 곱한 값.
    경계 조건
        빈 배열이면 0.0. 정수 배열도 float64로 바꾸어 계산한다. 받은 배열을 바꾸지 않는다.
    오류
        lambda_reg < 0이면 ValueError. 메시지에 lambda_reg를 적는다.
    예
        l2_regularization(np.array([[1.0, -2.0], [3.0, -4.0]]), 0.1)  ->  3.0
    """
    ### BEGIN SOLUTION
    if lambda_reg < 0:
        raise ValueError(f"lambda_reg는 0 이상이어야 합니다. 받은 값: {lambda_reg}")
    w = np.asarray(weights, dtype=np.float64)
    return float(lambda_reg * np.sum(w**2))
    ### END SOLUTION


# %% tags=["grade:l2_regularization"]
check("l2_regularization")

# %%
hint("l2_regularization")

# %% [markdown]
r"""
### 4.3 규제한 손실

원래의 손실에 두 페널티를 더합니다. 방금 만든 두 함수를 부르면 음수 $\lambda$의 검사도 함께 됩니다. 둘을 함께 쓰는 규제를 엘라스틱넷(elastic net)이라고 합니다.
"""


# %% tags=["solution:regularized_loss"]
def regularized_loss(loss, weights, lambda_l1, lambda_l2):
    """손실에 L1 페널티와 L2 페널티를 더합니다. (≈ 1줄)

    매개변수
        loss: 데이터에서 잰 손실. 숫자.
        weights: 배열 하나. 아무 shape나 되고(0차원도, 빈 배열도), dtype은 float64 또는 정수(어떤 것이든).
        lambda_l1, lambda_l2: L1과 L2 페널티의 세기. 0 이상의 숫자.
    반환값
        float 하나. loss + λ₁·Σ|w| + λ₂·Σw².
    경계 조건
        두 λ가 0이거나 빈 배열이면 loss와 같은 값. 받은 배열을 바꾸지 않는다.
    오류
        λ가 하나라도 음수면 ValueError. 메시지에 그 λ의 이름(lambda_l1, lambda_l2)이나 lambda_reg를 적는다.
    예
        regularized_loss(0.5, np.array([[1.0, -2.0], [3.0, -4.0]]), 0.1, 0.01)  ->  1.8
    """
    ### BEGIN SOLUTION
    return float(loss + l1_regularization(weights, lambda_l1) + l2_regularization(weights, lambda_l2))
    ### END SOLUTION


# %% tags=["grade:regularized_loss"]
check("regularized_loss")

# %%
hint("regularized_loss")

# %% [markdown]
r"""
### 4.4 L1의 기울기

이제 숫자 하나가 아니라 `weights`와 **같은 shape의 배열**을 돌려줍니다. `np.sign`은 0에서 0을 주니 우리의 약속과 맞습니다.
"""


# %% tags=["solution:l1_gradient"]
def l1_gradient(weights, lambda_reg):
    """L1 페널티의 기울기 λ·sign(w)를 구합니다. (≈ 4줄)

    매개변수
        weights: 배열 하나. 아무 shape나 되고(0차원도) dtype은 float64 또는 정수(어떤 것이든).
        lambda_reg: 페널티의 세기 λ. 0 이상의 숫자.
    반환값
        weights와 같은 shape의 새 float64 배열. 양수 자리는 λ, 음수 자리는 −λ, 0인 자리는 정확히 0.0.
    경계 조건
        정수 배열과 정수 λ를 받아도 결과는 float64. 받은 배열을 바꾸지 않는다.
    오류
        lambda_reg < 0이면 ValueError. 메시지에 lambda_reg를 적는다.
    예
        l1_gradient(np.array([3.0, 0.0, -4.0]), 0.1)  ->  [0.1, 0.0, -0.1]
    """
    ### BEGIN SOLUTION
    if lambda_reg < 0:
        raise ValueError(f"lambda_reg는 0 이상이어야 합니다. 받은 값: {lambda_reg}")
    w = np.asarray(weights, dtype=np.float64)
    return lambda_reg * np.sign(w)
    ### END SOLUTION


# %% tags=["grade:l1_gradient"]
check("l1_gradient")

# %%
hint("l1_gradient")

# %% [markdown]
r"""
### 4.5 L2의 기울기

페널티에 $\frac{1}{2}$이 없으므로 기울기에 2가 남습니다. 책마다 이 2가 있거나 없는 까닭입니다.

경사 하강법의 한 걸음에 넣으면 $w \leftarrow w - \eta \cdot 2\lambda w = (1 - 2\eta\lambda)\,w$입니다. 걸음마다 가중치가 같은 **비율**로 줄어듭니다. 그래서 L2 규제를 **가중치 감소**(weight decay)라고도 합니다.
"""


# %% tags=["solution:l2_gradient"]
def l2_gradient(weights, lambda_reg):
    """L2 페널티의 기울기 2λw를 구합니다. (≈ 4줄)

    매개변수
        weights: 배열 하나. 아무 shape나 되고(0차원도) dtype은 float64 또는 정수(어떤 것이든).
        lambda_reg: 페널티의 세기 λ. 0 이상의 숫자.
    반환값
        weights와 같은 shape의 새 float64 배열.
    경계 조건
        정수 배열과 정수 λ를 받아도 float64로 계산한다. 받은 배열을 바꾸지 않는다.
    오류
        lambda_reg < 0이면 ValueError. 메시지에 lambda_reg를 적는다.
    예
        l2_gradient(np.array([3.0, 0.0, -4.0]), 0.1)  ->  [0.6, 0.0, -0.8]
    """
    ### BEGIN SOLUTION
    if lambda_reg < 0:
        raise ValueError(f"lambda_reg는 0 이상이어야 합니다. 받은 값: {lambda_reg}")
    w = np.asarray(weights, dtype=np.float64)
    return 2.0 * lambda_reg * w
    ### END SOLUTION


# %% tags=["grade:l2_gradient"]
check("l2_gradient")

# %%
hint("l2_gradient")

# %% [markdown]
r"""
### 4.6 소프트 임계값

크기를 $t$만큼 줄이되 0에서 멈추고, 부호를 되돌립니다. 0이 되어야 할 자리는 0에 가까운 수가 아니라 **정확히 0.0**이어야 합니다. 나눗셈으로 쓰면 $w = 0$에서 NaN이 나기 쉬우니 2절의 식을 그대로 쓰세요.
"""


# %% tags=["solution:soft_threshold"]
def soft_threshold(weights, t):
    """모든 원소를 0 쪽으로 t만큼 당기되, 0을 지나치지 않게 합니다. (≈ 4줄)

    매개변수
        weights: 배열 하나. 아무 shape나 되고(0차원도) dtype은 float64 또는 정수(어떤 것이든).
        t: 당길 폭. 0 이상의 숫자.
    반환값
        weights와 같은 shape의 새 float64 배열. sign(w)·max(|w| − t, 0).
    경계 조건
        |w| ≤ t인 자리는 정확히 0.0(−0.0도 된다). t = 0이면 같은 값의 새 배열.
        정수 배열과 정수 t를 받아도 float64로 계산한다. 받은 배열을 바꾸지 않는다.
    오류
        t < 0이면 ValueError. 메시지에 t를 적는다.
    예
        soft_threshold(np.array([[1.0, -2.0], [3.0, -4.0]]), 2.0)  ->  [[0.0, 0.0], [1.0, -2.0]]
    """
    ### BEGIN SOLUTION
    if t < 0:
        raise ValueError(f"t는 0 이상이어야 합니다. 받은 값: {t}")
    w = np.asarray(weights, dtype=np.float64)
    return np.sign(w) * np.maximum(np.abs(w) - t, 0.0)
    ### END SOLUTION


# %% tags=["grade:soft_threshold"]
check("soft_threshold")

# %%
hint("soft_threshold")

# %% [markdown]
r"""
여섯 함수가 통과했다면 3절의 숫자를 다시 봅시다. 기울기는 페널티를 조금씩 움직여 잰 값과도 맞아야 합니다. 이렇게 견주는 일을 기울기 확인(gradient check)이라고 합니다.
"""


# %%
@demo
def by_hand():
    W = np.array([[1.0, -2.0], [3.0, -4.0]])
    print(f"L1 {l1_regularization(W, 0.1):.1f}, L2 {l2_regularization(W, 0.1):.1f}", end=", ")
    print(f"전체 손실 {regularized_loss(0.5, W, 0.1, 0.01):.1f}")
    print(f"소프트 임계값 {(soft_threshold(W, 2.0) + 0.0).tolist()}")
    pairs = (("L1", l1_regularization, l1_gradient), ("L2", l2_regularization, l2_gradient))
    for name, penalty, gradient in pairs:
        numeric = np.zeros_like(W)
        for index in np.ndindex(W.shape):
            moved = np.zeros_like(W)
            moved[index] = 1e-5
            numeric[index] = (penalty(W + moved, 0.1) - penalty(W - moved, 0.1)) / 2e-5
        close = np.allclose(gradient(W, 0.1), numeric, atol=1e-8)
        print(f"{name}의 기울기 {np.round(gradient(W, 0.1), 3).tolist()}, 수치 미분과 같은가요? {close}")


# %% [markdown]
r"""
## 6. 실험
(12분)

### 6.1 마름모와 원

당뇨병 데이터에서 BMI와 혈압, 두 특성만 씁니다. 가중치가 둘이니 평면에 그릴 수 있습니다. 타원은 손실의 등고선이고, 규제가 없으면 답은 타원의 한가운데입니다. 거기서 출발해 **여러분의 함수**로 한 걸음씩 내려갑니다. × 표는 라이브러리의 답입니다.

페널티가 같은 곳을 이으면 L1은 **마름모**, L2는 **원**이 됩니다. 마름모는 뾰족한 꼭짓점이 축 위에 있어 타원과 거기서 만나기 쉽습니다. 축 위에서는 가중치 하나가 정확히 0입니다.
"""

# %%
explore(draw_geometry, l1_gradient, l2_gradient, soft_threshold)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요. 더 살펴볼 것이 있습니다.</summary>

- **걸음 수**를 0부터 하나씩 늘려 보세요. 소프트 임계값은 축에 닿으면 그대로 축을 따라 미끄러집니다.
- 방법을 **L1 기울기**로 바꾸어 보세요. 길은 비슷하지만 축의 양쪽을 **오가기만** 하고 0에 앉지는 못합니다.
- **L2 기울기**에서는 $\lambda$를 끝까지 키워도 0이 나오지 않습니다. 둘 다 조금씩 작아질 뿐입니다.

</details>

### 6.2 과적합 길들이기

1절의 환자 80명과 특성 65개로 돌아갑니다. 왼쪽은 $\lambda$에 따라 가중치가 어떻게 달라지는지, 오른쪽은 훈련 세트와 검증 세트의 MSE입니다. 실선이 여러분의 함수, 파선이 scikit-learn입니다.
"""

# %%
explore(draw_paths, l2_gradient, soft_threshold)

# %% [markdown]
r"""
오른쪽에서 왼쪽으로, 곧 $\lambda$를 줄여 가며 읽어 보세요. L1에서는 가중치가 **하나씩 0에서 깨어납니다**. BMI와 s5(혈중 중성 지방의 로그로 짐작되는 값)가 가장 먼저 깨어납니다. L2에서는 모두가 한꺼번에 조금씩 자랍니다. 왼쪽 끝에서 L1의 실선이 파선과 조금 어긋나는 것은 걸음 수가 모자라서입니다. $\lambda$가 작을수록 골짜기가 좁고 길어 더 오래 걸어야 합니다.

$\lambda$가 너무 크면 훈련 MSE도 검증 MSE도 큽니다. 배우지 못한 **과소적합**(underfitting)입니다. 너무 작으면 훈련 MSE만 내려가고 검증 MSE는 치솟는 과적합입니다. 좋은 $\lambda$는 그 사이에 있고, 훈련 세트만 보아서는 알 수 없습니다.
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(12분)

### 7.1 정확히 0인 가중치는 몇 개인가

환자 442명과 원래의 특성 10개를 모두 씁니다. 데이터의 손실은 1단원과 같은 $L = \frac{1}{2m}\sum_i (\hat y_i - y_i)^2$입니다. 아래 두 함수는 읽어 보기만 하면 됩니다. 차이는 마지막 줄뿐입니다.
"""


# %%
def ista(table, target, lam, steps=3000):
    """소프트 임계값으로 L1 규제의 해를 구합니다. (m, n), (m,) -> (n,)"""
    H, c = table.T @ table / len(target), table.T @ target / len(target)  # 손실의 기울기는 Hw − c
    rate, w = 1 / np.linalg.eigvalsh(H)[-1], np.zeros(len(c))
    for _ in range(steps):
        w = soft_threshold(w - rate * (H @ w - c), rate * lam)
    return w


def descend(table, target, lam, gradient, steps=3000):
    """페널티의 기울기를 더해 경사 하강법으로 내려갑니다. (m, n), (m,) -> (n,)"""
    H, c = table.T @ table / len(target), table.T @ target / len(target)
    rate, w = 1 / (np.linalg.eigvalsh(H)[-1] + 2 * lam), np.zeros(len(c))
    for _ in range(steps):
        w = w - rate * (H @ w - c + gradient(w, lam))
    return w


# %%
@demo
def zeros_and_libraries():
    for lam in (0.1, 1, 5, 20):
        mine, by_slope = ista(X, y, lam), descend(X, y, lam, l1_gradient)
        theirs = Lasso(alpha=lam, fit_intercept=False, tol=1e-10, max_iter=100_000).fit(X, y).coef_
        print(f"λ = {lam:<4g} 0의 수: 소프트 임계값 {np.sum(mine == 0)}, Lasso {np.sum(theirs == 0)}, ", end="")
        print(f"L1 기울기 {np.sum(by_slope == 0)}   Lasso와 가장 큰 차이 {np.abs(mine - theirs).max():.3f}")
    for lam in (0.1, 5):
        mine = descend(X, y, lam, l2_gradient)
        theirs = Ridge(alpha=2 * lam * len(y), fit_intercept=False).fit(X, y).coef_
        same = np.allclose(mine, theirs, rtol=0, atol=1e-9)
        print(f"λ = {lam:<4g} 0의 수: L2 기울기 {np.sum(mine == 0)}, Ridge와의 차이가 1e-9보다 작은가요? {same}")
    free = np.linalg.lstsq(X, y)[0]
    for name, w in (("규제 없는 해", free), ("소프트 임계값의 해", ista(X, y, 5))):
        loss = mse(X, y, w) / 2
        print(f"{name}: 손실 {loss:,.1f}, λ₁ = 5로 규제한 손실 {regularized_loss(loss, w, 5, 0):,.1f}")


# %% [markdown]
r"""
소프트 임계값은 scikit-learn의 `Lasso`와 같은 자리에 같은 수의 0을 만듭니다. **L1 기울기로는 3,000걸음을 가도 0이 하나도 없습니다.** 0의 바로 옆을 오가기만 합니다. L2도 마찬가지로 0을 만들지 않습니다.

마지막 두 줄을 보세요. 규제 없는 해가 손실은 더 작지만, 페널티까지 더하면 소프트 임계값의 해가 더 작습니다. 우리가 줄인 것은 바로 이 합입니다.

### 7.2 과적합은 얼마나 줄었나

1절의 환자 80명, 특성 65개입니다. 검증 세트의 숫자에 집중하세요.
"""


# %%
@demo
def overfit_table():
    ten = np.linalg.lstsq(A[:, :10], a)[0]
    rows = [("L1", lam, ista(A, a, lam)) for lam in (1, 5, 10, 40)]
    rows += [("L2", lam, descend(A, a, lam, l2_gradient)) for lam in (0.01, 0.1, 0.3, 1, 10)]
    print(f"특성 10개, 규제 없음   훈련 {mse(A[:, :10], a, ten):5,.0f}   검증 {mse(B[:, :10], b, ten):6,.0f}")
    for name, lam, w in rows:
        print(f"특성 65개, {name} λ = {lam:<5g} 훈련 {mse(A, a, w):5,.0f}   검증 {mse(B, b, w):6,.0f}", end="   ")
        print(f"0인 가중치 {np.sum(w == 0)}개, 가장 큰 크기 {np.abs(w).max():.0f}")


# %% [markdown]
r"""
규제가 없을 때 44,811이던 검증 MSE가 3,100에서 3,400쯤으로 내려갔습니다. $\lambda$를 키울수록 훈련 MSE는 **커지기만** 하지만, 검증 MSE는 내려갔다가 다시 올라갑니다.

그런데 첫 줄을 보세요. 규제 없이 **원래 특성 10개만** 쓴 것이 3,099로 가장 낮습니다. 이 데이터에서 곱한 특성 55개는 도움이 되지 않았고, 규제는 그 해로움을 거의 다 막아 준 것입니다. 규제는 쓸모없는 재료를 걸러 줄 뿐, 없는 정보를 만들어 주지는 않습니다.

여기서 가장 좋은 $\lambda$를 골랐다면 그 MSE를 성적으로 내세우면 안 됩니다. 검증 세트를 보고 골랐으니, 성적은 한 번도 쓰지 않은 테스트 세트(test set)로 재야 합니다.

### 다른 책·라이브러리에서는

데이터의 손실이 위와 같은 $\frac{1}{2m}\sum(\hat y - y)^2$일 때, 이 단원의 $\lambda_1$, $\lambda_2$를 이렇게 바꿉니다. $m$은 샘플 수입니다. 모두 틀린 것이 아니라 **다른 약속**입니다.

| 어디에서 | L1 | L2 | 왜 |
|--|--|--|--|
| **이 단원**, Keras `L1`, `L2` | $\lambda_1$ | $\lambda_2$ | $\lambda\sum\lvert w\rvert$, $\lambda\sum w^2$ |
| scikit-learn `Lasso(alpha)` | $\lambda_1$ | | 손실도 페널티도 같음 |
| scikit-learn `Ridge(alpha)` | | $2m\lambda_2$ | 오차 제곱의 **합**에 $\alpha\sum w^2$을 더함 |
| scikit-learn `ElasticNet` | `alpha * l1_ratio` $=\lambda_1$ | `alpha * (1 - l1_ratio) / 2` $=\lambda_2$ | L2에만 ½ |
| scikit-learn `LogisticRegression(C)` | $1/(m\lambda_1)$ | $1/(2m\lambda_2)$ | 2단원의 평균 손실일 때. `C`가 클수록 **약함** |
| PyTorch `SGD(weight_decay)` | | $2\lambda_2$ | 기울기에 `weight_decay * w`를 더함 |
| 『밑바닥부터 시작하는 딥러닝』 | | $2\lambda_2$ | 페널티가 $\frac{1}{2}\lambda\sum w^2$ |

6단원의 Adam에서는 한 가지를 더 조심하세요. L2의 기울기를 더하면 Adam이 그 크기까지 고르게 맞추어 버립니다. 갱신한 뒤에 가중치를 따로 줄이는 방법이 AdamW입니다.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(5분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 1, 2: 2, 3: 2, 4: 1}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 도전과 유명 코드의 버그 찾기
(8분, 점수에 들어가지 않습니다)

### 버그 찾기: 페널티와 기울기가 서로 모르는 사이

아래는 별을 수만 개 받은 "밑바닥부터" 저장소의 Lasso에 있는 결함을 다시 만든 것입니다. 학습은 그럴듯하게 됩니다. 그런데 기록된 손실이 기울기와 맞지 않습니다. 어느 쪽이 틀렸을까요?
"""


# %%
def popular_penalty(w, lam):
    return lam * np.linalg.norm(w)


def popular_slope(w, lam):
    return lam * np.sign(w)


w = np.array([3.0, -4.0])
for index in (0, 1):
    moved = np.zeros(2)
    moved[index] = 1e-5
    numeric = (popular_penalty(w + moved, 0.1) - popular_penalty(w - moved, 0.1)) / 2e-5
    print(f"w{index + 1}: 수치 미분 {numeric:.3f}, 코드의 기울기 {popular_slope(w, 0.1)[index]:.3f}")

# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

`np.linalg.norm(w)`는 1차원 배열에서 **L2 노름** $\sqrt{\sum w^2}$입니다. L1 페널티라면 `np.sum(np.abs(w))`여야 합니다. 기울기 쪽은 옳습니다. 학습에는 기울기만 쓰이니 결과가 그럴듯하고, 틀린 손실은 그래프에만 남아 오래 들키지 않았습니다. 3절처럼 작은 숫자로 한 번만 견주었다면 바로 드러났을 일입니다.

그 저장소에는 결함이 더 있습니다. 데이터에 1로 채운 열을 붙인 뒤 **편향까지** 함께 벌을 주고, 기울기는 오차의 합인데 손실은 평균이라 $\lambda$의 뜻이 샘플 수에 따라 달라집니다.

</details>

### 도전 1: 엘라스틱넷

`ista`를 고쳐 L1과 L2를 함께 써 보세요. 매끄러운 L2는 기울기로, 꺾인 L1은 소프트 임계값으로 다루면 됩니다. 7절의 표로 $\lambda_1 = 2$, $\lambda_2 = 0.05$를 `ElasticNet`의 `alpha`와 `l1_ratio`로 바꾸어 답을 견주세요. 학습률의 분모에 $2\lambda_2$를 더하는 것을 잊지 마세요.

### 도전 2: 소수의 특성만으로

7.2절의 L1($\lambda = 5$)이 남긴 특성 12개만 골라, 규제 없이 다시 선형 회귀를 해 보세요. 검증 MSE가 더 좋아지나요? 규제는 특성을 고르면서 남은 가중치까지 작게 만듭니다. 그 둘을 따로 떼어 보는 실험입니다.
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(2분)

1. 규제는 손실에 페널티를 더해 가중치가 커지는 일에 벌을 줍니다. 훈련 손실을 조금 내주고 과적합을 줄입니다.
2. L1 페널티는 $\lambda\sum|w|$, L2 페널티는 $\lambda\sum w^2$입니다. 노름의 제곱인지, ½이 있는지, 평균인지 늘 확인하세요.
3. 기울기는 $\lambda\,\mathrm{sign}(w)$와 $2\lambda w$입니다. L2는 가중치를 같은 비율로 줄여 가중치 감소라고도 합니다.
4. 정확한 0, 곧 희소성은 소프트 임계값 $\mathrm{sign}(w)\max(|w|-t, 0)$으로 얻습니다. 기울기만으로는 얻지 못합니다.
5. 좋은 $\lambda$는 검증 세트로 고릅니다. 규제는 해로운 특성을 걸러 주지만 없는 정보를 만들지는 않습니다.

**용어**: 규제, 페널티, 과적합과 과소적합, 노름, 희소성, 소프트 임계값(임계값), 가중치 감소, 하이퍼파라미터, 기울기, 훈련 세트, 검증 세트, 테스트 세트

7단원의 드롭아웃은 유닛을 끄는 방법으로 과적합을 누릅니다. 7단원 7.1절의 표에는 이 단원의 L2 페널티와 드롭아웃이 나란히 있습니다. 2단원에서 끝없이 자라던 가중치도 L2 페널티를 더하면 멈춥니다. 다음 11단원에서는 순서가 있는 데이터를 읽는 순환 신경망을 만듭니다.
"""

# %%
progress()
