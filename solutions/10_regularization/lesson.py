# %% [markdown]
r"""
# 10. L1·L2 정규화(규제)

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 손실에 **페널티**를 더하면 과적합이 얼마나 줄어드는지 수치로 보여 줍니다.
- L1과 L2 페널티, 그 기울기를 구현하고 서로 다른 성질을 그림으로 설명합니다.
- 기울기만으로는 얻지 못하는 **정확한 0**이 어디에서 나오는지 세 줄로 증명하고, L1 규제의 해를 찾는 한 줄을 스스로 발견합니다.
- 닮은 특성 둘이 있을 때 L1과 L2가 하는 일을 예상합니다.
- 책과 라이브러리마다 다른 $\lambda$의 약속을 서로 바꿉니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 4 | 12 | 5 | 20 | 13 | 9 | 5 | 17 | 5 | **90** |

**선수 단원**: 1단원의 경사 하강법을 알면 시작할 수 있습니다. 7단원의 드롭아웃과는 같은 문제를 다른 방법으로 풉니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit10 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit10.descent import descend, repeat, sparse
from npml.unit10.patients import NAMES, everyone, mse, overfit
from npml.unit10.widgets import draw_geometry, draw_paths, draw_twins
from npml.unit10.widgets import picture_of_shrinking, picture_of_splits
from npml.widgets import BLUE, GREY, ORANGE, figure, subplots

# %%
from sklearn.linear_model import ElasticNet, Lasso, Ridge

X, y = everyone()  # (442, 10), (442,): 표준화한 특성과, 평균을 뺀 타깃
A, a, B, b = overfit()  # 특성 65개: 훈련 세트 80명, 검증 세트 362명

# %% [markdown]
r"""
## 1. 왜 필요한가
(4분)

당뇨병 환자 80명의 기록으로 병의 진행을 예측하려고 합니다. 특성(feature) 10개에, 둘씩 곱한 값 55개를 더했습니다. 특성이 65개인 선형 회귀(linear regression)입니다. 재료가 많으면 더 잘 맞힐까요?

다음 그림은 가중치(weight) 65개의 크기입니다. 왼쪽은 오차만 줄인 것이고, 오른쪽은 이 단원에서 배울 장치를 단 것입니다. **세로축의 눈금**을 꼭 비교해 보세요.
"""


# %% tags=["folded"]
@demo
def wild_weights():
    # 값이 둘뿐인 성별의 제곱처럼 겹치는 방향만 뺍니다.
    free = np.linalg.lstsq(A, a, rcond=1e-10)[0]
    lasso = Lasso(alpha=10.0, fit_intercept=False, max_iter=100_000).fit(A, a)
    fig, axes = subplots(1, 2, width=9.6, height=3.4)
    kinds = ((free, ORANGE, "오차만 줄임"), (lasso.coef_, BLUE, "규제를 더함"))
    for axis, (weights, color, name) in zip(axes, kinds, strict=True):
        axis.bar(np.arange(65), weights, color=color)
        axis.axhline(0, color=GREY, linewidth=0.8)
        title = f"{name}: 가장 큰 크기 {np.abs(weights).max():,.0f}"
        axis.set(xlabel="특성 번호", title=title)
        print(f"{name:<7}  훈련 MSE {mse(A, a, weights):7,.0f}", end="   ")
        print(f"검증 MSE {mse(B, b, weights):7,.0f}", end="   ")
        print(f"0이 아닌 가중치 {np.count_nonzero(weights)}개")
    for at in (4, 5):
        axes[0].annotate(f"s{at - 3}", (at + 1, 0.9 * free[at]))
    alt = (
        "가중치 65개를 막대로 그린 두 그림. 왼쪽, 오차만 줄였을 때는 크기가 수만에서 "
        "10만에 이르는 막대가 몇 개 있다. 오른쪽, 규제를 더했을 때는 가장 큰 막대가 "
        "30보다 작고 대부분은 정확히 0이다."
    )
    figure(fig, alt=alt)
    print(f"평균만 답할 때 훈련 MSE {np.mean(a**2):,.0f}", end=", ")
    print(f"검증 MSE {np.mean(b**2):,.0f}")


# %% [markdown]
r"""
오차만 줄인 쪽은 훈련 세트(training set)에서 훨씬 잘 맞힙니다. 그런데 처음 보는 검증 세트(validation set)에서는 평균만 답하는 것보다 [7배 넘게](=worse.here) 나쁩니다. 환자를 40번 다르게 나누어 보아도 [매번 나빴습니다](=worse.always). 중앙값은 [8.8배](=worse.median)이고, [훨씬 큰 값도 나옵니다](=worse.larger). 80명의 우연까지 외운 것입니다. 이를 **과적합**(overfitting)이라고 합니다.

가장 큰 두 가중치는 s1(총콜레스테롤)의 [10만](=giants.s1)과 s2(LDL)의 [−8만](=giants.s2)입니다. 둘은 거의 같은 것을 잽니다(상관 [0.90](=alike)). 게다가 이 데이터의 s2는 따로 잰 값이 아니라 **계산한 값**으로 보입니다.

$$\text{s1} = \text{s2} + \text{s3} + \tfrac{1}{5} e^{\text{s5}}$$

프리드발트(Friedewald, 1972)의 공식입니다. 피에서 재기 어려운 LDL을 총콜레스테롤, HDL(s3), 중성 지방으로 계산합니다. 원래 단위로 확인하면 환자 442명 가운데 [438명](=friedewald.within)이 오차 0.01 안에서 이 식을 지킵니다.

이런 특성들의 가중치는 함께 커져도 서로 지워져 예측이 거의 변하지 않습니다. **가중치의 크기를 붙드는 것이 오차에는 없습니다.**

<details><summary>가중치는 왜 [10만](=giants.s1)까지 커졌을까요?</summary>

네 특성이 서로를 결정하니, s1의 가중치를 [10만](=giants.s1)까지 키우고 나머지를 그에 맞추어 움직여도 훈련 세트의 예측은 평균 [3](=drift)밖에 변하지 않습니다. 타깃의 표준편차는 [77](=target_deviation)입니다.

다만 거대한 가중치가 검증 오차의 유일한 원인은 아닙니다. 특잇값이 아주 작은 방향을 빼고 풀면(`lstsq`의 `rcond`를 $10^{-5}$으로) 가장 큰 가중치는 [4,193](=blocked.largest)이 됩니다. 그래도 검증 MSE는 [48,234](=blocked.validation)입니다. 80명에게 특성 65개는 외울 자리가 너무 많습니다.

</details>

그렇다면 **가중치가 커지는 것 자체에 벌을 주면** 어떨까요? 이것이 **규제**(regularization)입니다. 단원의 제목처럼 정규화라고 부르는 글도 많습니다. 하지만 값의 크기를 맞추는 정규화(normalization, 5단원)와는 다른 말이므로 본문에서는 규제라고만 씁니다.
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
| $\eta$ | `rate` | 숫자, $\eta > 0$ | 학습률(learning rate) |

1단원에서는 $\lambda$가 고윳값이었습니다. 이 단원의 $\lambda$는 벌의 세기이고, 고윳값과는 관계가 없습니다.

### 페널티

**페널티**(penalty)는 가중치가 클수록 커지는 수 하나입니다. 두 가지를 가장 많이 씁니다.

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

$\mathrm{sign}$은 부호로, 양수면 1, 음수면 −1입니다. $|w|$는 0에서 꺾여 있어 미분할 수 없습니다. 거기서는 **0을 쓰기로 약속**합니다. 이렇게 꺾인 곳에서 하나를 골라 쓰는 기울기를 하위 기울기(subgradient, 서브그레이디언트)라고 합니다.

두 기울기의 차이가 모든 것을 가릅니다. L2는 가중치가 작아질수록 당기는 힘도 **작아져** 0 앞에서 멈칫합니다. L1은 끝까지 **같은 힘**으로 당깁니다.

### 소프트 임계값

그런데 같은 힘으로 당기기만 하면 0을 지나칩니다. $w = 0.3$을 0.5만큼 당기면 −0.2가 되고, 다음에는 반대로 당겨져 0의 양쪽을 오갑니다. 0에서 멈추려면 질문을 바꾸어야 합니다. **$w$에서 멀어지지 않으면서 벌도 적은** 자리 $u$는 어디일까요?

$$\min_u\ \tfrac{1}{2}(u - w)^2 + t\,|u|$$

아래 왼쪽 그림에서 $w = 0.3$이면 꺾인 곳, 곧 0이 가장 낮습니다. $w = 1.2$이면 가장 낮은 곳은 $t$만큼 당겨진 [0.7](=shrinking)입니다.
"""


# %%
@demo
def shrinking():
    fig, alt = picture_of_shrinking(0.5)
    figure(fig, alt=alt)


# %% [markdown]
r"""
미분해 보면 경우는 셋뿐입니다.

1. $u > 0$이면 $u - w + t = 0$에서 $u = w - t$. 양수여야 하니 $w > t$일 때입니다.
2. $u < 0$이면 $u - w - t = 0$에서 $u = w + t$. 음수여야 하니 $w < -t$일 때입니다.
3. 나머지는 $|w| \le t$입니다. 0의 오른쪽으로 가도, 왼쪽으로 가도 값이 커지니 $u = 0$입니다.

세 경우를 한데 묶은 함수 $S_t(w)$가 **소프트 임계값**(soft threshold)입니다. 임계값(threshold)은 경계가 되는 값이라는 뜻입니다. 경우를 나누지 않고 한 줄로 쓰는 식은 4.6절에서 직접 찾습니다.

벌이 $t u^2$이었다면 $u = w / (1 + 2t)$입니다. 오른쪽 그림의 비스듬한 파선처럼 비율로 줄어들 뿐, $w$가 0이 아니면 $u$도 0이 아닙니다.

소프트 임계값이 어떻게 L1 규제의 해를 찾는지는 9절에서 직접 알아냅니다.

가중치 대부분이 정확히 0인 성질을 **희소성**(sparsity)이라고 합니다. 0인 특성은 모델에서 빼도 됩니다. 그렇다면 남은 것은 모두 중요한 특성일까요? 6.2절에서 따져 봅니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(5분)

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
## 4·5. 직접 채우고 확인하기
(20분)

함수 여섯 개를 차례로 채웁니다. 모두 짧습니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

확인이 멈춘 이유가 보이지 않으면 새 셀에서 `trace("이름")`을 실행하세요. 멈춘 그 호출을 한 줄씩 따라가며 값을 보여 줍니다.

### 4.1 L1 페널티

여섯 함수 모두 $\lambda$(또는 $t$)가 음수면 `ValueError`를 냅니다. 가중치는 어떤 dtype으로든 올 수 있습니다. 여기에 함정이 하나 있습니다.
"""

# %%
small = np.array([-128, 100], dtype=np.int8)
print(np.abs(small), small**2)

# %% [markdown]
r"""
절댓값이 음수이고, $100^2$은 16입니다. 8비트 정수는 −128부터 127까지만 담기 때문입니다. 오류도 경고도 없습니다. 여러분의 여섯 함수에서 이 일을 어떻게 막을까요?
"""


# %% tags=["solution:l1_regularization"]
def l1_regularization(weights, lambda_reg):
    """L1 페널티 λ·Σ|w|를 구합니다. (≈ 4줄)

    매개변수
        weights: 배열 하나. 아무 shape나 된다. float64나 정수(어떤 dtype이든).
        lambda_reg: 페널티의 세기 λ. 0 이상의 숫자.
    반환값
        float 하나. 모든 원소의 절댓값을 더해 λ를 곱한 값.
    오류
        lambda_reg < 0이면 ValueError. 메시지에 lambda_reg를 적는다.
    예
        l1_regularization(np.array([[1.0, -2.0], [3.0, -4.0]]), 0.1)  ->  1.0

    채점의 경계 조건
        빈 배열이면 0.0. 0차원 배열도 받는다. 정수 배열도 float64로 바꾸어 계산한다.
        받은 배열을 바꾸지 않는다.
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

절댓값의 자리에 제곱이 들어갑니다. 노름을 구하는 함수가 이미 있으니 제곱만 하면 될 것 같습니다. 3절의 $W$에서 30이 나와야 합니다.
"""

# %%
print(np.linalg.norm(np.array([[1.0, -2.0], [3.0, -4.0]]), 2) ** 2)

# %% [markdown]
r"""
30에 가까워서 더 위험합니다. 행렬에서 `norm(W, 2)`는 무엇을 구할까요?
"""


# %% tags=["solution:l2_regularization"]
def l2_regularization(weights, lambda_reg):
    """L2 페널티 λ·Σw²을 구합니다. ½을 곱하지 않습니다. (≈ 4줄)

    매개변수
        weights: 배열 하나. 아무 shape나 된다. float64나 정수(어떤 dtype이든).
        lambda_reg: 페널티의 세기 λ. 0 이상의 숫자.
    반환값
        float 하나. 모든 원소의 제곱을 더해 λ를 곱한 값.
    오류
        lambda_reg < 0이면 ValueError. 메시지에 lambda_reg를 적는다.
    예
        l2_regularization(np.array([[1.0, -2.0], [3.0, -4.0]]), 0.1)  ->  3.0

    채점의 경계 조건
        빈 배열이면 0.0. 0차원 배열도 받는다. 정수 배열도 float64로 바꾸어 계산한다.
        받은 배열을 바꾸지 않는다.
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

앞의 `norm(W, 2)`는 행렬이 벡터를 가장 크게 늘이는 배수, 곧 가장 큰 특잇값이었습니다. 원소의 제곱을 더하는 일과는 다릅니다.

원래의 손실에 두 페널티를 더합니다. 이미 있는 것을 어떻게 쓰면 음수 $\lambda$의 검사를 다시 적지 않아도 될까요? 둘을 함께 쓰는 규제를 엘라스틱넷(elastic net)이라고 합니다.
"""


# %% tags=["solution:regularized_loss"]
def regularized_loss(loss, weights, lambda_l1, lambda_l2):
    """손실에 L1 페널티와 L2 페널티를 더합니다. (≈ 1줄)

    매개변수
        loss: 데이터에서 잰 손실. 숫자.
        weights: 배열 하나. 아무 shape나 된다. float64나 정수(어떤 dtype이든).
        lambda_l1, lambda_l2: L1과 L2 페널티의 세기. 0 이상의 숫자.
    반환값
        float 하나. loss + λ₁·Σ|w| + λ₂·Σw².
    오류
        λ가 하나라도 음수면 ValueError. 메시지에 그 이름(lambda_l1, lambda_l2)을 적는다.
        lambda_reg라고 적어도 된다.
    예
        regularized_loss(0.5, np.array([[1.0, -2.0], [3.0, -4.0]]), 0.1, 0.01)  ->  1.8

    채점의 경계 조건
        두 λ가 0이거나 빈 배열이면 loss와 같은 값. 0차원 배열도 받는다.
        정수 배열도 float64로 바꾸어 계산한다. 받은 배열을 바꾸지 않는다.
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

이제 수 하나가 아니라 `weights`와 **같은 shape의 배열**을 돌려줍니다. $|w|$를 $w$로 나누면 부호가 되지만, $w = 0$에서는 어떻게 될까요? 2절의 약속은 0에서 0입니다.
"""


# %% tags=["solution:l1_gradient"]
def l1_gradient(weights, lambda_reg):
    """L1 페널티의 기울기 λ·sign(w)를 구합니다. (≈ 4줄)

    매개변수
        weights: 배열 하나. 아무 shape나 된다. float64나 정수(어떤 dtype이든).
        lambda_reg: 페널티의 세기 λ. 0 이상의 숫자.
    반환값
        weights와 같은 shape의 새 float64 배열.
        양수 자리는 λ, 음수 자리는 −λ, 0인 자리는 정확히 0.0.
    오류
        lambda_reg < 0이면 ValueError. 메시지에 lambda_reg를 적는다.
    예
        l1_gradient(np.array([3.0, 0.0, -4.0]), 0.1)  ->  [0.1, 0.0, -0.1]

    채점의 경계 조건
        0차원 배열도 받는다. 정수 배열과 정수 λ를 받아도 결과는 float64다.
        받은 배열을 바꾸지 않는다.
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

페널티에 $\frac{1}{2}$이 없으므로 기울기에 2가 남습니다. 책마다 이 2가 있거나 없는 이유입니다.

경사 하강법의 한 걸음에 넣으면 $w \leftarrow w - \eta \cdot 2\lambda w = (1 - 2\eta\lambda)\,w$입니다. 걸음마다 가중치가 같은 **비율**로 줄어듭니다. 그래서 L2 규제를 **가중치 감소**(weight decay)라고도 합니다.
"""


# %% tags=["solution:l2_gradient"]
def l2_gradient(weights, lambda_reg):
    """L2 페널티의 기울기 2λw를 구합니다. (≈ 4줄)

    매개변수
        weights: 배열 하나. 아무 shape나 된다. float64나 정수(어떤 dtype이든).
        lambda_reg: 페널티의 세기 λ. 0 이상의 숫자.
    반환값
        weights와 같은 shape의 새 float64 배열.
    오류
        lambda_reg < 0이면 ValueError. 메시지에 lambda_reg를 적는다.
    예
        l2_gradient(np.array([3.0, 0.0, -4.0]), 0.1)  ->  [0.6, 0.0, -0.8]

    채점의 경계 조건
        0차원 배열도 받는다. 정수 배열과 정수 λ를 받아도 결과는 float64다.
        받은 배열을 바꾸지 않는다.
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

먼저 떠오르는 두 방법이 무엇을 하는지 보세요. 하나는 부호 쪽으로 $t$를 빼고, 하나는 크기의 비율을 줄입니다. $t = 0.5$입니다.
"""

# %%
with np.errstate(all="ignore"):
    w = np.array([0.3, 0.0, -2.0])
    print(w - 0.5 * np.sign(w), w * (1 - 0.5 / np.abs(w)))

# %% [markdown]
r"""
둘 다 $0.3$을 반대편으로 보냈고, 하나는 0에서 NaN이 났습니다. 2절의 세 줄에 따르면 세 값은 각각 얼마여야 하나요? 부호와 크기를 따로 생각하면 세 경우가 한 줄이 됩니다. 0이 되어야 할 자리는 0에 가까운 수가 아니라 **정확히 0.0**이어야 합니다.
"""


# %% tags=["solution:soft_threshold"]
def soft_threshold(weights, t):
    """모든 원소를 0 쪽으로 t만큼 당기되, 0을 지나치지 않게 합니다. (≈ 4줄)

    매개변수
        weights: 배열 하나. 아무 shape나 된다. float64나 정수(어떤 dtype이든).
        t: 당길 폭. 0 이상의 숫자.
    반환값
        weights와 같은 shape의 새 float64 배열.
        w > t인 자리는 w − t, w < −t인 자리는 w + t, 나머지는 정확히 0.0이다.
    오류
        t < 0이면 ValueError. 메시지에 t를 적는다.
    예
        soft_threshold(np.array([1.0, -2.0, 3.0, -4.0]), 2.0)  ->  [0.0, 0.0, 1.0, -2.0]

    채점의 경계 조건
        0은 −0.0도 된다. t = 0이면 같은 값의 새 배열이다. 0차원 배열도 받는다.
        정수 배열과 정수 t를 받아도 float64로 계산한다. 받은 배열을 바꾸지 않는다.
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
여섯 함수가 통과했다면 3절의 값을 다시 봅시다. 기울기는 가중치를 조금씩 움직여 잰 값과도 맞아야 합니다. 이렇게 비교하는 일을 기울기 확인(gradient check)이라고 합니다.
"""


# %% tags=["folded"]
@demo
def by_hand():
    W = np.array([[1.0, -2.0], [3.0, -4.0]])
    l1, l2 = l1_regularization(W, 0.1), l2_regularization(W, 0.1)
    print(f"L1 {l1:.1f}, L2 {l2:.1f}", end=", ")
    print(f"전체 손실 {regularized_loss(0.5, W, 0.1, 0.01):.1f}")
    print(f"소프트 임계값 {(soft_threshold(W, 2.0) + 0.0).tolist()}")
    names, penalties = ("L1", "L2"), (l1_regularization, l2_regularization)
    gradients = l1_gradient, l2_gradient
    for name, penalty, gradient in zip(names, penalties, gradients, strict=True):
        numeric = np.zeros_like(W)
        for index in np.ndindex(W.shape):
            moved = np.zeros_like(W)
            moved[index] = 1e-5
            rise = penalty(W + moved, 0.1) - penalty(W - moved, 0.1)
            numeric[index] = rise / 2e-5
        slope = gradient(W, 0.1)
        close = np.allclose(slope, numeric, atol=1e-8)
        print(f"{name}의 기울기 {np.round(slope, 3).tolist()}", end=", ")
        print(f"수치 미분과 같은가요? {close}")


# %% [markdown]
r"""
## 6. 실험
(13분)

### 6.1 마름모와 원

당뇨병 데이터에서 BMI와 혈압, 두 특성만 씁니다. 가중치가 둘이니 평면에 그릴 수 있습니다. 타원은 손실의 등고선이고, 규제가 없으면 답은 타원의 한가운데입니다. 거기서 출발해 한 걸음씩 내려갑니다. 걸음마다 손실의 기울기와 **여러분의 함수**를 씁니다. × 표는 기준입니다. L1은 scikit-learn의 답, L2는 식으로 구한 해입니다.

페널티가 같은 곳도 이어서 그립니다. $|w_1| + |w_2| = 1$과 $w_1^2 + w_2^2 = 1$은 어떤 모양인가요? 종이에 그려 보세요. 타원이 커지다가 처음 만나는 자리가 **축 위**이기 쉬운 것은 어느 쪽일까요? **재생**을 눌러 점이 어디로 가는지 보고, $\lambda$를 옮겨 미션을 풀어 보세요.
"""

# %%
explore(draw_geometry, l1_gradient, l2_gradient, soft_threshold)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요. 더 살펴볼 것이 있습니다.</summary>

- L1은 **마름모**, L2는 **원**입니다. 마름모는 뾰족한 꼭짓점이 축 위에 있어 타원과 거기서 만나기 쉽습니다. 축 위에서는 가중치 하나가 정확히 0입니다. 원에는 뾰족한 곳이 없습니다.
- **걸음 수**를 0부터 하나씩 늘려 보세요. 소프트 임계값은 축에 닿으면 그대로 축을 따라 미끄러집니다.
- 방법을 **L1 기울기**로 바꾸어 보세요. 길은 비슷하지만 축의 양쪽을 **오가기만** 하고 0에 앉지는 못합니다.
- **L2 기울기**에서는 $\lambda$를 끝까지 키워도 0이 나오지 않습니다. 둘 다 조금씩 작아질 뿐입니다.

</details>

### 6.2 닮은 두 특성

1절의 s1과 s2처럼 거의 같은 것을 재는 특성이 둘이면 어떻게 될까요? 아래에서 두 특성은 상관이 0.95입니다. 타깃과의 **공분산**(covariance, 평균을 뺀 두 값을 곱해 평균한 값)은 첫째가 10, 둘째가 9.5입니다. 거의 쌍둥이입니다. 미션을 하기 전에 L1과 L2의 답을 예상해 보세요.
"""

# %%
explore(draw_twins, l2_gradient, soft_threshold)

# %% [markdown]
r"""
<details><summary>왜 그런가요?</summary>

닮은 두 특성에서는 가중치의 **합**이 거의 모든 것을 정합니다. 손실의 골짜기가 두 가중치의 합이 같은 선을 따라 길게 눕습니다. 마름모의 변도 똑같이 누워 있어서 변 위에서는 어디나 벌이 같습니다. 골짜기가 조금만 기울어도 답은 변의 **끝**, 곧 꼭짓점으로 미끄러집니다. L1은 하나를 고르고, 9.5가 10.5로 바뀌는 작은 차이에도 선택이 뒤집힙니다.

원은 합이 같으면 반반으로 나눌 때 가장 작습니다. 그래서 L2는 둘에 **나누어** 주고, 공분산이 조금 바뀌면 답도 조금만 바뀝니다.

**상관을 0으로** 내려 보세요. 이제는 L1도 둘 다 남깁니다. 골짜기가 둥글어져서 한쪽이 다른 쪽의 일을 대신할 수 없기 때문입니다. 가중치마다 제 공분산에서 $\lambda$만큼 당겨질 뿐입니다.

</details>

실제 데이터에서도 그렇습니다. 환자 442명을 복원 추출로 백 번 다시 뽑아 L1($\lambda = 2$)을 쓰면 s1만 남은 것이 [59번](=picked.s1), s2만 남은 것이 [19번](=picked.s2), 둘 다 남은 것은 [8번](=picked.both)입니다. 나머지 [14번](=picked.none)은 둘 다 0이었습니다. L2는 언제나 둘 다 남깁니다. L1이 고른 특성을 ‘중요한 특성’이라고 발표하기 전에 다시 뽑아 보아야 하는 이유입니다.

### 6.3 과적합 길들이기

1절의 환자 80명과 특성 65개로 돌아갑니다. 왼쪽은 $\lambda$에 따라 가중치가 어떻게 달라지는지, 오른쪽은 훈련 세트와 검증 세트의 MSE입니다. 실선이 여러분의 함수, 파선이 기준(L1은 scikit-learn, L2는 식으로 구한 해)입니다.
"""

# %%
explore(draw_paths, l2_gradient, soft_threshold)

# %% [markdown]
r"""
오른쪽에서 왼쪽으로, 곧 $\lambda$를 줄여 가며 읽어 보세요. L1에서는 가중치가 **하나씩 0에서 깨어납니다**. BMI와 s5(중성 지방의 로그)가 [가장 먼저](=first_awake) 깨어납니다. L2에서는 모두가 한꺼번에 조금씩 자랍니다.

$\lambda$가 너무 크면 훈련 MSE도 검증 MSE도 큽니다. 배우지 못한 **과소적합**(underfitting)입니다. 너무 작으면 훈련 MSE만 내려가고 검증 MSE는 치솟는 과적합입니다. 좋은 $\lambda$는 그 사이에 있고, 훈련 세트만 보아서는 알 수 없습니다.

1절의 거대한 가중치는 어디로 갔을까요? L2는 데이터가 거의 변하지 않는 방향부터 줄입니다. 손실이 휘는 정도(1단원의 고윳값)가 $h$인 방향에서 답은 $h/(h + 2\lambda)$배가 됩니다. $\lambda = 0.1$이면 가장 많이 변하는 방향은 [0.987배](=shrunk.wide)로 거의 그대로지만, s1과 s2가 엇갈리던 방향은 [3×10⁻⁹배](=shrunk.narrow)로 사라집니다.

가중치를 작게 두는 길은 또 있습니다. 0에서 출발해 **일찍 멈추면** 가중치가 미처 자라지 못합니다. 조기 종료(early stopping)를 규제의 하나로 보는 이유입니다.
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(9분)

### 7.1 정확히 0인 가중치는 몇 개인가

환자 442명과 원래의 특성 10개를 모두 씁니다. 데이터의 손실은 1단원과 같은 $L = \frac{1}{2m}\sum_i (\hat y_i - y_i)^2$입니다. `sparse`는 여러분의 `soft_threshold`로, `descend`는 여러분의 기울기로 3,000걸음을 갑니다. 두 함수는 이 강의의 도구 `npml.unit10.descent`에 있습니다. `sparse`의 안은 9절에서 여러분이 직접 찾습니다.
"""


# %% tags=["folded"]
@demo
def zeros_and_libraries():
    for lam in (0.1, 1, 5, 20):
        mine = sparse(X, y, lam, soft_threshold)
        by_slope = descend(X, y, lam, l1_gradient)
        lasso = Lasso(alpha=lam, fit_intercept=False, tol=1e-10, max_iter=100_000)
        theirs = lasso.fit(X, y).coef_
        print(f"λ = {lam:<4g} 0의 수: 소프트 임계값 {np.sum(mine == 0)}", end=", ")
        print(f"Lasso {np.sum(theirs == 0)}, 기울기 {np.sum(by_slope == 0)}", end=", ")
        print(f"Lasso와의 차이 {np.abs(mine - theirs).max():.3f}")
    for lam in (0.1, 5):
        mine = descend(X, y, lam, l2_gradient)
        theirs = Ridge(alpha=2 * lam * len(y), fit_intercept=False).fit(X, y).coef_
        same = np.allclose(mine, theirs, rtol=0, atol=1e-9)
        print(f"λ = {lam:<4g} 0의 수: L2 기울기 {np.sum(mine == 0)}", end=", ")
        print(f"Ridge와의 차이가 1e-9보다 작은가요? {same}")


@demo
def what_went_down():
    free, mine = np.linalg.lstsq(X, y)[0], sparse(X, y, 5, soft_threshold)
    for name, w in (("규제 없는 해", free), ("L1의 해", mine)):
        loss = mse(X, y, w) / 2
        whole = regularized_loss(loss, w, 5, 0)
        print(f"{name}: 손실 {loss:,.1f}, λ₁ = 5로 규제한 손실 {whole:,.1f}")


# %% [markdown]
r"""
소프트 임계값은 scikit-learn의 `Lasso`와 같은 자리에 같은 수의 0을 만듭니다. L1 기울기로는 3,000걸음을 가도 0이 **하나도 없습니다**. 0의 바로 옆을 오가기만 합니다. L2도 마찬가지로 0을 만들지 않습니다.

마지막 두 줄을 보세요. 규제 없는 해가 손실은 더 작지만, 페널티까지 더하면 소프트 임계값의 해가 더 작습니다. 우리가 줄인 것은 바로 이 합입니다.

### 7.2 과적합은 얼마나 줄었나

1절의 환자 80명, 특성 65개입니다. 검증 세트의 수치에 집중하세요.
"""


# %% tags=["folded"]
@demo
def overfit_table():
    ten = np.linalg.lstsq(A[:, :10], a)[0]
    rows = [("L1", lam, sparse(A, a, lam, soft_threshold)) for lam in (1, 5, 10, 40)]
    for lam in (0.01, 0.1, 0.3, 1, 10):
        rows.append(("L2", lam, descend(A, a, lam, l2_gradient)))
    train, valid = mse(A[:, :10], a, ten), mse(B[:, :10], b, ten)
    print(f"특성 10개, 규제 없음   훈련 {train:5,.0f}   검증 {valid:6,.0f}")
    for name, lam, w in rows:
        print(f"특성 65개, {name} λ = {lam:<5g} 훈련 {mse(A, a, w):5,.0f}", end="   ")
        print(f"검증 {mse(B, b, w):6,.0f}   0인 가중치 {np.sum(w == 0)}개", end=", ")
        print(f"가장 큰 크기 {np.abs(w).max():.0f}")


# %% [markdown]
r"""
규제가 없을 때 [44,811](=wild_weights)이던 검증 MSE가 가장 좋은 $\lambda$에서는 L1이 [3,124](=overfit_table), L2가 [3,351](=overfit_table)입니다. $\lambda$를 키울수록 훈련 MSE는 **커지기만** 하지만, 검증 MSE는 내려갔다가 다시 올라갑니다.

그런데 첫 줄을 보세요. 규제 없이 **원래 특성 10개만** 쓴 것이 [3,099](=overfit_table)로 더 낮습니다. 우연일까요? 환자를 40번 다르게 나누어 봅니다. 세로줄 하나가 나누기 하나이고, 셋 모두 그 나누기에서 가장 좋은 $\lambda$를 골라 주었습니다.
"""


# %%
@demo
def forty_splits():
    fig, alt = picture_of_splits()
    figure(fig, alt=alt)


# %% [markdown]
r"""
40번 가운데 [36번](=forty.ten_wins), 특성 10개에 L1을 쓴 쪽(●)이 65개에 L1을 쓴 쪽(×)보다 아래에 있습니다. 가장 위는 거의 늘 65개에 L2를 쓴 쪽(■)입니다. 40번 가운데 [39번](=forty.l1_wins)은 65개에 L1을 쓴 쪽보다도 나빴습니다. 쓸모없는 특성이 많은 이 데이터에서는 조금씩 나누어 갖는 것보다 버리는 것이 나았습니다. 다만 셋 모두 검증 세트에서 가장 좋은 $\lambda$를 골라 준 MSE라, 실제보다 조금씩 낮게 나온 값끼리 비교한 것입니다.

곱한 특성 55개는 도움이 되지 않았고, 규제는 그 해로움을 거의 다 막아 준 것입니다. 규제는 쓸모없는 재료를 걸러 줄 뿐, 없는 정보를 만들어 주지는 않습니다.

여기서 가장 좋은 $\lambda$를 골랐다면 그 MSE를 성적으로 내세우면 안 됩니다. 검증 세트를 보고 골랐으니, 성적은 한 번도 쓰지 않은 테스트 세트(test set)로 재야 합니다.

### 다른 책·라이브러리에서는

데이터의 손실이 위와 같은 $\frac{1}{2m}\sum(\hat y - y)^2$일 때, 이 단원의 $\lambda_1$, $\lambda_2$를 이렇게 바꿉니다. $m$은 샘플 수입니다. 모두 **다른 약속**일 뿐입니다.

| 어디에서 | L1 | L2 | 왜 |
|--|--|--|--|
| **이 단원**, Keras `L1`, `L2` | $\lambda_1$ | $\lambda_2$ | $\lambda\sum\lvert w\rvert$, $\lambda\sum w^2$ (Keras의 `mse`는 ½이 없으니 $\lambda$도 두 배) |
| scikit-learn `Lasso(alpha)` | $\lambda_1$ | | 손실도 페널티도 같음 |
| scikit-learn `Ridge(alpha)` | | $2m\lambda_2$ | 오차 제곱의 **합**에 $\alpha\sum w^2$을 더함 |
| scikit-learn `ElasticNet` | `alpha * l1_ratio` $=\lambda_1$ | `alpha * (1 - l1_ratio) / 2` $=\lambda_2$ | L2에만 ½ |
| scikit-learn `LogisticRegression(C)` | $1/(m\lambda_1)$ | $1/(2m\lambda_2)$ | 2단원의 평균 손실일 때. `C`가 클수록 **약함** |
| PyTorch `SGD(weight_decay)` | | $2\lambda_2$ | 기울기에 `weight_decay * w`를 더함 |
| 『밑바닥부터 시작하는 딥러닝』 | | $2\lambda_2$ | 페널티가 $\frac{1}{2}\lambda\sum w^2$ |

6단원의 Adam에서는 한 가지를 더 조심하세요. L2의 기울기를 더하면 Adam이 그 크기까지 고르게 맞추어 버립니다. 그래서 갱신과는 따로 가중치를 줄이는 방법이 AdamW입니다.
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
## 9. 발견, 도전, 유명 코드의 버그 찾기
(17분, 점수에 들어가지 않습니다) 도전은 이 시간에 넣지 않았습니다. 하나만 고르거나 나중에 해도 됩니다.

### 발견: L1 규제의 해를 찾는 한 줄

7절의 `sparse`는 짧은 한 줄을 3,000번 되풀이했습니다. 그 한 줄을 찾아봅시다. 지금 $w$에 서 있고, 손실의 기울기는 $g$입니다. 손실을 $w$ 가까이에서만 믿을 수 있는 간단한 식으로 바꿉니다. 마지막 항은 멀리 가지 말라는 뜻이고, $\eta$는 학습률입니다.

$$L(u) \approx L(w) + g\,(u - w) + \frac{1}{2\eta}(u - w)^2$$

벌이 없다면 이 식이 가장 작은 곳은 $u = w - \eta g$, 바로 경사 하강법의 한 걸음입니다. 이제 벌 $\lambda|u|$를 더해 가장 작은 $u$를 찾습니다. 전체에 $\eta$를 곱하고 완전제곱으로 묶으면 상수를 빼고 이렇게 됩니다.

$$\tfrac{1}{2}\big(u - \boxed{?}\big)^2 + \boxed{?}\,|u|$$

2절에서 이미 풀어 본 문제입니다. 두 물음표에 무엇이 들어가나요?
"""


# %% tags=["discover:ista_step"]
def ista_step(w, slope, rate, lam):
    """L1 규제의 해를 향해 한 걸음 갑니다. (≈ 1줄)

    매개변수
        w: 지금의 가중치, shape (n,).
        slope: w에서 잰 손실의 기울기 g, shape (n,).
        rate: 학습률 η. 양수.
        lam: L1 페널티의 세기 λ. 0 이상의 숫자.
    반환값
        다음 가중치, shape (n,)인 새 float64 배열.
    """
    ### BEGIN SOLUTION
    return soft_threshold(w - rate * slope, rate * lam)
    ### END SOLUTION


# %%
check("ista_step")

# %%
hint("ista_step")


# %%
@demo
def found():
    mine = repeat(ista_step, X, y, 5.0)
    lasso = Lasso(alpha=5.0, fit_intercept=False, tol=1e-10, max_iter=100_000)
    theirs = lasso.fit(X, y).coef_
    for name, one, other in zip(NAMES, mine, theirs, strict=True):
        print(f"{one + 0.0:8.3f} {other + 0.0:8.3f}   {name}")


# %% [markdown]
r"""
<details><summary>무엇을 발견했나요?</summary>

$w \leftarrow S_{\eta\lambda}(w - \eta g)$입니다. 첫 물음표는 경사 하강법이 갔을 자리 $w - \eta g$이고, 둘째는 $\eta\lambda$입니다. 손실로 한 걸음 내려간 다음 소프트 임계값을 씌우는 것입니다. 이 방법을 **ISTA**(iterative shrinkage-thresholding algorithm)라고 합니다(Daubechies 외, 2004). 왼쪽은 여러분의 한 줄을 3,000번 되풀이한 것이고, 오른쪽은 `Lasso`입니다.

임계값이 $\lambda$가 아니라 $\eta\lambda$인 것이 중요합니다. 걸음이 짧으면 벌도 그만큼만 치릅니다. 그래서 다다르는 곳은 학습률과 관계가 없습니다.

</details>

### 버그 찾기: 손실과 기울기가 맞지 않는 Lasso

아래는 널리 알려진 공개 저장소 ML-From-Scratch의 Lasso에 있는 결함을 다시 만든 것입니다. 학습은 그럴듯하게 됩니다. 그런데 기록된 손실이 기울기와 맞지 않습니다. 어느 쪽이 틀렸을까요?
"""


# %%
def popular_penalty(w, lam):
    return lam * np.linalg.norm(w)


def popular_slope(w, lam):
    return lam * np.sign(w)


# %%
w, moved = np.array([3.0, -4.0]), np.array([1e-5, 0.0])
rise = popular_penalty(w + moved, 0.1) - popular_penalty(w - moved, 0.1)
print(f"수치 미분 {rise / 2e-5:.3f}, 코드의 기울기 {popular_slope(w, 0.1)[0]:.3f}")

# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

`np.linalg.norm(w)`는 1차원 배열에서 **L2 노름** $\sqrt{\sum w^2}$입니다. L1 페널티라면 `np.sum(np.abs(w))`여야 합니다. 기울기 쪽은 옳습니다. 학습에는 기울기만 쓰이니 결과가 그럴듯하고, 틀린 손실은 그래프에만 남습니다. 2017년에 들어온 이 줄은 2019년에 신고되었지만(이슈 58) 고쳐지지 않은 채 남아 있습니다. 3절처럼 작은 예로 한 번만 비교했다면 바로 드러났을 일입니다.

그 저장소에는 결함이 더 있습니다. 데이터에 1로 채운 열을 붙인 뒤 **편향까지** 함께 벌을 주고, 기울기는 오차의 합인데 손실은 평균이라 $\lambda$의 뜻이 샘플 수에 따라 달라집니다.

</details>

### 도전 1: 엘라스틱넷

`ista_step`을 고쳐 L1과 L2를 함께 써 보세요. 매끄러운 L2는 기울기로, 꺾인 L1은 소프트 임계값으로 다루면 됩니다. 7절의 표로 $\lambda_1 = 2$, $\lambda_2 = 0.05$를 `ElasticNet`의 `alpha`와 `l1_ratio`로 바꾸어 답을 비교하세요.

<details><summary>답 보기</summary>

한 걸음은 $w \leftarrow S_{\eta\lambda_1}\big(w - \eta(g + 2\lambda_2 w)\big)$입니다. L2만큼 골짜기가 가팔라지니 $\eta$의 분모, 곧 가장 큰 고윳값에 $2\lambda_2$를 더합니다. `alpha`는 $\lambda_1 + 2\lambda_2 = 2.1$이고 `l1_ratio`는 $\lambda_1 / 2.1$입니다. 442명에게 쓰면 `ElasticNet`과의 차이가 $10^{-9}$보다 [작고](=elastic.close), 0은 [셋](=elastic.zeros)입니다.

</details>

### 도전 2: 고른 다음 다시 맞추기

7.2절의 L1($\lambda = 5$)이 남긴 특성 [12개](=refit.kept)만 골라, 규제 없이 다시 선형 회귀를 해 보세요. 규제는 특성을 고르면서 남은 가중치까지 작게 만듭니다. 그 몫을 되돌려 주면 검증 MSE가 더 좋아질까요?

<details><summary>답 보기</summary>

나빠집니다. [3,124](=overfit_table)이던 것이 [3,642](=refit.here)가 됩니다. 환자를 열 번 다르게 나누어도 열 번 모두 [나빠집니다](=refit.always_worse).

L1은 두 가지 일을 합니다. 특성을 고르고, 남은 가중치를 줄입니다. 줄이는 것은 덤이 아니라 과적합을 막는 일의 절반입니다. 80명에서 **고른** 특성은 80명의 우연에도 잘 맞는 특성이라, 규제를 떼면 그 우연까지 다시 외웁니다. 둘을 따로 조절하는 방법도 있습니다. 얼마나 되돌려 줄지를 검증 세트로 고르는 완화된 라소(relaxed lasso; Meinshausen, 2007)입니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(5분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** L2는 호얼과 케나드(Hoerl, Kennard, 1970)가 릿지(ridge)라는 이름으로 통계학에 들여왔습니다. L1은 지구 물리학자들이 지층을 읽는 데 먼저 썼고(Santosa, Symes, 1986), 티브시라니(Tibshirani, 1996)가 lasso라는 이름으로 널리 알렸습니다. 올가미라는 뜻의 낱말이고, least absolute shrinkage and selection operator의 머리글자이기도 합니다.

**면접 질문**

<details><summary>L1은 왜 0을 만들고 L2는 만들지 않나요?</summary>

L1이 당기는 힘은 0 앞에서도 $\lambda$ 그대로라서, 손실이 그보다 세게 밀지 않으면 0을 떠나지 못합니다. L2의 힘 $2\lambda w$는 0 앞에서 사라집니다. 그림으로는 마름모의 꼭짓점이 축 위에 있기 때문입니다.

</details>

<details><summary>L2 규제와 가중치 감소는 같은가요?</summary>

보통의 경사 하강법에서는 같습니다. Adam에서는 다릅니다. L2의 기울기는 다른 기울기와 함께 크기가 고르게 맞추어지지만, 가중치 감소는 갱신과 따로 모든 가중치를 같은 비율로 줄입니다.

</details>

<details><summary>규제를 확률로 설명하면?</summary>

가중치의 사전 분포입니다. 0을 중심으로 한 정규 분포라고 가정하고 가장 그럴듯한 가중치를 찾으면 L2가, 라플라스 분포라고 가정하면 L1이 나옵니다. 사전 분포에 $-\log$를 취하면 상수를 빼고 $w^2$과 $|w|$에 비례하기 때문입니다. $\lambda$가 클수록 가중치가 0 가까이에 몰려 있다고 가정하는 것입니다.

</details>

**오늘의 쓰임.** 거대 언어 모델도 가중치 감소로 학습합니다. GPT-3는 모든 크기에서 0.1을 썼습니다(Brown 외, 2020). L1은 MRI 촬영 시간을 줄입니다. 신호가 희소하다는 것을 이용해 덜 재고도 영상을 되살립니다(Lustig 외, 2007).

**실패한 이야기.** 딥러닝 라이브러리의 Adam은 `weight_decay`라는 이름으로 L2의 기울기를 더해 왔습니다. PyTorch의 `Adam`은 지금도 기본값이 그렇습니다. 로시칠로프와 후터는 [논문](https://arxiv.org/abs/1711.05101)에서 그것이 가중치 감소가 아니며, 이미지 분류에서 Adam이 SGD에 뒤졌던 이유의 하나라고 밝혔습니다(2017, ICLR 2019). 고친 것이 AdamW입니다. 이름이 같다고 같은 것은 아닙니다. 여러분의 `l2_gradient`를 더했을 때 무엇이 되는지, 식으로 확인하는 수밖에 없습니다.

### 다섯 줄 정리

1. 규제는 손실에 페널티를 더해 가중치가 커지는 것에 벌을 줍니다. 훈련 손실을 조금 내주고 과적합을 줄입니다.
2. L1 페널티는 $\lambda\sum|w|$, L2 페널티는 $\lambda\sum w^2$입니다. 노름의 제곱인지, ½이 있는지, 평균인지 늘 확인하세요.
3. 기울기는 $\lambda\,\mathrm{sign}(w)$와 $2\lambda w$입니다. L2는 가중치를 같은 비율로 줄여 가중치 감소라고도 합니다.
4. 정확한 0, 곧 희소성은 소프트 임계값 $\mathrm{sign}(w)\max(|w|-t, 0)$으로 얻습니다. 닮은 특성이 둘이면 L1은 하나를 고르고 L2는 나눕니다.
5. 좋은 $\lambda$는 검증 세트로 고릅니다. 규제는 해로운 특성을 걸러 주지만 없는 정보를 만들지는 않습니다.

**용어**: 규제, 페널티, 과적합과 과소적합, 노름, 희소성, 소프트 임계값(임계값), 가중치 감소, 하이퍼파라미터, 기울기, 훈련 세트, 검증 세트, 테스트 세트

7단원의 드롭아웃은 유닛을 끄는 방법으로 과적합을 누릅니다. 7단원 7.1절의 표에는 이 단원의 L2 페널티와 드롭아웃이 나란히 있습니다. 2단원에서 끝없이 자라던 가중치도 L2 페널티를 더하면 멈춥니다. 다음 11단원에서는 순서가 있는 데이터를 읽는 순환 신경망을 만듭니다.
"""

# %%
progress()
