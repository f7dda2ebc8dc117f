# %% [markdown]
r"""
# 07. 드롭아웃 정규화(드롭아웃 규제)

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 신경망이 훈련 데이터를 외워 버리는 **과적합**을 수치로 보여 줍니다.
- 훈련 때 유닛을 무작위로 끄는 **드롭아웃**의 순전파와 역전파를 구현합니다.
- 살아남은 값을 $1-p$로 나누는 이유와 섞이는 잡음의 크기를 식으로 설명합니다.
- 드롭아웃을 L2 페널티, 조기 종료와 비교하고, 도움이 되는 데이터와 되지 않는 데이터를 가려냅니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 5 | 12 | 6 | 17 | 15 | 16 | 5 | 6 | 8 | **90** |

**선수 단원**: 기댓값과 연쇄 법칙을 알고, 1단원의 경사 하강법을 해 보았으면 됩니다. 실험에 쓰는 신경망의 손실은 9단원의 것이지만, 필요한 코드는 여기에 다 있습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit07 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit07 import experiments
from npml.unit07.network import accuracy, digits, fit, scores
from npml.unit07.widgets import draw_mask, draw_noise, draw_overfit, draw_thinned

# %% [markdown]
r"""
## 1. 왜 필요한가
(5분)

scikit-learn의 손글씨 숫자는 8×8 픽셀 그림 [1,797장](=data.all)입니다. 그 가운데 150장만 훈련 세트(training set)로 쓰고, 나머지 [1,647장](=data.test)은 테스트 세트(test set)로 남겨 둡니다.

여기에 짓궂은 일을 하나 더 합니다. 훈련 세트의 30%에 **틀린 레이블**(label)을 붙입니다. 사람이 서둘러 붙인 레이블에는 흔히 이런 잘못이 섞여 있습니다.
"""


# %%
@demo
def noisy_digits():
    experiments.show_digits()


# %% [markdown]
r"""
빨간 숫자와 ×가 틀린 레이블입니다. 이 150장으로 작은 신경망(neural network)을 학습시킵니다. 픽셀 64개가 은닉층(hidden layer)의 유닛 64개를 거쳐 숫자 10개의 로짓(logit)이 되는 **다층 퍼셉트론**(multilayer perceptron, MLP)입니다. 셀에 `fit??`라고 적어 실행하면 학습하는 코드를 볼 수 있습니다. 짧으니 읽어 볼 만합니다.
"""


# %%
@demo
def overfit():
    experiments.show_overfitting()


# %% [markdown]
r"""
훈련 정확도(accuracy)는 [1.00](=overfit)입니다. 틀린 레이블 [45개](=noisy_digits)까지 모두 맞혔으니, 규칙을 배운 것이 아니라 그림을 **외운** 것입니다. 그동안 테스트 정확도는 한때의 [0.78](=overfit)에서 [0.65](=overfit)로 내려갔습니다. 이를 **과적합**(overfitting)이라고 합니다.

힌턴(Hinton) 외 4명은 이때 유닛들이 서로에게 기대게 된다고 보았습니다. 유닛 하나가 저 혼자 쓸모 있는 것이 아니라, **정해진 다른 유닛들이 곁에 있을 때만** 쓸모 있는 것입니다. 이를 공적응(co-adaptation)이라고 합니다. 곁에 누가 있을지 알 수 없도록, 훈련하는 동안 유닛을 무작위로 끄면 어떨까요? 이것이 드롭아웃(dropout)의 생각입니다.

과적합을 누르는 방법을 통틀어 **규제**(regularization)라고 합니다. 이 단원의 제목처럼 정규화라고 부르는 글도 많지만, 값의 크기를 맞추는 정규화(5단원의 배치 정규화)와는 다른 말입니다. 본문에서는 규제라고만 씁니다.
"""

# %% [markdown]
r"""
## 2. 수식
(12분)

### 기호와 shape

드롭아웃은 원소마다 따로 하는 계산이라 shape(크기)가 끝까지 같습니다. 아래의 $S$는 어떤 shape든 됩니다. 은닉층에 쓸 때는 (샘플(sample) 수, 유닛 수)입니다.

| 기호 | 코드 | shape | 뜻 |
|--|--|--|--|
| $x$ | `x` | $S$ | 들어오는 값, 보통 은닉층의 활성화 값 |
| $p$ | `dropout_rate` | 숫자 | 원소 하나를 **끌** 확률 |
| $M$ | `mask` | $S$ | 마스크(mask). 살아남으면 1, 꺼지면 0 |
| $y$ | `out` | $S$ | 나가는 값 |
| $\partial L/\partial y$ | `dout` | $S$ | 손실을 out으로 미분한 기울기(gradient) |
| $\partial L/\partial x$ | `dx` | $S$ | 손실을 x로 미분한 기울기 |

$p$는 끌 확률입니다. $p = 0.2$이면 열에 둘을 끄고 여덟을 살립니다. 살려 둘 확률을 $p$라고 적는 책도 있으니 7절의 표를 보세요.
"""

# %% [markdown]
r"""
### 훈련 모드

원소마다 동전을 **따로** 던집니다. 확률 $p$로 $M_i = 0$, 확률 $1-p$로 $M_i = 1$입니다.

끈 것만 0으로 바꾸어 $M_i x_i$를 내보내면, 동전을 수없이 던졌을 때의 평균(기댓값)은 $x_i$의 몇 배일까요? 답을 낼 때는 아무것도 끄지 않습니다. 다음 층이 훈련 때와 같은 크기의 값을 받게 하려면 무엇을 더 해야 할까요? 종이에 적어 본 다음 읽으세요.

$M_i$의 기댓값이 $1-p$이므로 $\mathbb{E}[M_i x_i] = (1-p)\,x_i$입니다. 다음 층이 받는 값이 평균 $1-p$배로 줄었으니, 살아남은 값을 $1-p$로 나눕니다.

$$y_i = \frac{M_i\, x_i}{1-p}, \qquad \mathbb{E}[y_i] = \frac{(1-p)\,x_i}{1-p} = x_i$$

**나누어 두었기 때문에 평균이 원래 값과 같습니다.**

### 추론 모드

답을 낼 때는 아무것도 끄지 않고 $y = x$로 둡니다. 훈련 때 이미 평균을 맞추어 놓았으니 추론(inference)에서는 할 일이 없습니다. 값의 크기를 훈련 쪽에서 맞추는 이 방식을 **역드롭아웃**(inverted dropout)이라고 합니다.

### 흔들리는 크기

평균은 그대로지만 값은 흔들립니다. $x_i = 1$, $p = 0.5$일 때의 분산을 먼저 손으로 구해 보세요. 일반적으로 $y_i$는 확률 $1-p$로 $x_i/(1-p)$이고, 아니면 0입니다.

$$\mathbb{E}[y_i^2] = (1-p)\cdot\frac{x_i^2}{(1-p)^2} = \frac{x_i^2}{1-p}, \qquad \mathrm{Var}[y_i] = \frac{x_i^2}{1-p} - x_i^2 = \frac{p}{1-p}\,x_i^2$$

드롭아웃은 **평균이 1이고 분산이 $p/(1-p)$인 잡음을 곱하는 일**입니다. 분산은 $p = 0.5$이면 $x_i^2$의 1배이고, $p = 0.2$이면 $0.25$배, $p = 0.8$이면 $4$배입니다.
"""

# %% [markdown]
r"""
### 도움이 되는 이유 두 가지

**여러 신경망의 평균.** 은닉 유닛이 $n$개면 끄는 방법은 $2^n$가지이고, 그 하나하나가 가중치(weight)를 나누어 쓰는 얇은 신경망입니다. 학습할 때는 샘플마다 그 가운데 하나를 뽑아 가르치고, 추론 모드에서는 그 모두를 나올 확률대로 가중한 평균을 한 번에 어림합니다. 은닉층 다음이 일차식이면 그 평균과 정확히 같습니다. 6.2절에서 확인합니다.

**가중치를 줄이는 잡음.** 뒤의 층이 $\sum_i w_i y_i$로 $t$를 맞힌다고 합시다. 흔들림까지 평균한 제곱 오차는 편차의 제곱에 분산을 더한 것입니다.

$$\mathbb{E}\Big[\big(t - \textstyle\sum_i w_i y_i\big)^2\Big] = \big(t - \textstyle\sum_i w_i x_i\big)^2 + \frac{p}{1-p}\sum_i x_i^2\, w_i^2$$

둘째 항은 10단원의 L2 페널티(penalty) $\lambda \sum w_i^2$을 닮았습니다. 다만 $x_i$가 큰 유닛의 가중치를 더 세게 누릅니다. 한 유닛에 크게 기대면 그 유닛이 꺼질 때 크게 틀리기 때문입니다. 6.3절에서 봅니다.
"""

# %% [markdown]
r"""
### 역전파

순전파(forward propagation)가 원소마다 $M_i/(1-p)$를 곱했으니, 연쇄 법칙(chain rule)에 따라 역전파(backpropagation)도 **같은 수**를 곱합니다.

$$\frac{\partial L}{\partial x_i} = \frac{\partial L}{\partial y_i}\cdot\frac{\partial y_i}{\partial x_i} = \frac{M_i}{1-p}\cdot\frac{\partial L}{\partial y_i}$$

마스크를 새로 뽑으면 안 됩니다. 손실은 순전파 때의 마스크로 계산되었기 때문입니다. 그래서 `dropout_forward`는 `out`과 함께 `mask`도 돌려줍니다.

### 극단의 비율

$p = 0$이면 모두 살아남아 $y = x$입니다. $p = 1$이면 모두 꺼져 $y = 0$인데, 식에 그대로 넣으면 $0/0$입니다. 이 경우만 따로 0으로 정합니다. 확률이 아닌 비율, 곧 0보다 작거나 1보다 크거나 NaN인 비율은 오류입니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(6분)

유닛 네 개의 값이 $x = (4, -8, 12, 20)$이고 $p = 0.2$입니다. 동전을 던졌더니 둘째만 꺼졌습니다. $M = (1, 0, 1, 1)$입니다.

나눌 수는 $1 - 0.2 = 0.8$입니다. $0.8$로 나누는 것은 $1.25$를 곱하는 것과 같습니다.

$$y = (4 \cdot 1.25,\ 0,\ 12 \cdot 1.25,\ 20 \cdot 1.25) = (5,\ 0,\ 15,\ 25)$$

뒤에서 흘러온 기울기는 $\partial L/\partial y = (0.8, 2, -4, 1.6)$입니다. $\partial L/\partial x$를 종이에 구해 보세요.

<details><summary>답 보기</summary>

같은 마스크와 같은 $1.25$를 곱합니다. $(0.8 \cdot 1.25,\ 0,\ -4 \cdot 1.25,\ 1.6 \cdot 1.25) = (1,\ 0,\ -5,\ 2)$입니다. 꺼진 둘째 유닛은 출력에 아무 영향도 주지 않았으니 기울기가 0입니다.

</details>

이번에는 값이 8인 유닛이 아주 많다고 합시다. 열에 여덟은 10이 되고 둘은 0이 됩니다. 평균은 $0.8 \cdot 10 + 0.2 \cdot 0 = 8$로 처음 그대로입니다. 분산은 $0.8 \cdot 2^2 + 0.2 \cdot 8^2 = 16$이고, 2절의 식 $\frac{0.2}{0.8}\cdot 8^2$과 같습니다.
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(17분)

함수 두 개를 차례로 채웁니다. 결과가 무작위인 함수는 정답이 하나가 아닙니다. 그래서 `check`는 여러분이 뽑은 마스크를 정해진 마스크와 비교하지 않고, **지켜야 할 성질**을 살핍니다. 어떤 방법으로 뽑아도 됩니다.

바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다. 막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다. `trace("이름")`을 실행하면 확인에서 어긋난 호출을 한 줄씩 따라가 볼 수 있습니다.

### 4.1 순전파

`rng`는 난수를 어디에서 뽑을지 정합니다. 셋을 모두 받아 주는 NumPy 함수가 하나 있습니다.

- `None`: 부를 때마다 새로운 생성기
- 정수: 그 수를 씨앗으로 하는 생성기. 같은 정수면 같은 난수
- 생성기: 받은 생성기를 그대로. 뽑을 때마다 상태가 앞으로 나아갑니다.

`np.random.seed`나 `np.random.rand`는 전역 난수를 써서 다른 코드의 결과까지 바꾸므로 쓰지 않습니다.

비율의 검사는 보기보다 까다롭습니다. 아래처럼 쓰면 어떤 비율이 빠져나가나요?
"""

# %%
for rate in (-0.1, 1.5, float("nan")):
    print(rate, "잘못된 비율인가요?", rate < 0 or rate > 1)

# %% tags=["solution:dropout_forward"]
def dropout_forward(x, dropout_rate=0.5, training=True, rng=None):
    """x의 원소를 확률 p로 끄고, 살아남은 원소를 1 − p로 나눕니다. (≈ 8줄)

    아래의 p는 dropout_rate, 곧 끌 확률이다.
    훈련 모드: mask는 x와 shape가 같은 0과 1의 배열, 원소마다 따로 뽑는다. dtype은 자유.
        out = x · mask / (1 − p)
    추론 모드(training=False): out은 x를 float64로 복사한 배열, mask는 None.
    x: 1차원 이상인 float64 또는 정수 배열. rng: None, 0 이상의 정수, Generator.
    반환값: 튜플 (out, mask). out은 float64.
    예: x = [4, -8, 12, 20], p = 0.2, 둘째만 꺼지면
        ->  ([5., 0., 15., 25.], [1, 0, 1, 1])

    채점의 경계 조건
        p = 0이면 out은 x와 같고 mask는 모두 1. p = 1이면 둘 다 모두 0, NumPy 경고 없음.
        p가 0 이상 1 이하가 아니거나 NaN이면 두 모드 모두 ValueError. 메시지에
        dropout_rate라는 이름을 적는다.
        rng가 같은 정수이거나 상태가 같은 Generator면 같은 결과, None이면 매번 새로.
        받은 Generator는 상태가 나아가고, np.random의 전역 상태는 건드리지 않는다.
        x는 바꾸지 않고, out과 mask는 x와 메모리를 함께 쓰지 않는 새 배열이다.
    """
    ### BEGIN SOLUTION
    if not 0 <= dropout_rate <= 1:
        raise ValueError(f"dropout_rate는 0 이상 1 이하여야 합니다. 받은 값: {dropout_rate}")
    if not training:
        return x.astype(np.float64), None
    mask = (np.random.default_rng(rng).random(x.shape) >= dropout_rate).astype(np.float64)
    if dropout_rate == 1:
        return np.zeros(x.shape), mask
    return x * mask / (1 - dropout_rate), mask
    ### END SOLUTION


# %% tags=["grade:dropout_forward"]
check("dropout_forward")

# %%
hint("dropout_forward")

# %% [markdown]
r"""
확인을 통과했다면 두 번 불러 봅시다. `rng`를 주지 않았을 때와 정수를 주었을 때가 어떻게 다른가요?
"""


# %%
@demo
def twice():
    x = np.full(400, 8.0)
    for name, rng in (("rng 없이", None), ("rng=7", 7)):
        first, mask = dropout_forward(x, 0.2, rng=rng)
        same = np.array_equal(mask, dropout_forward(x, 0.2, rng=rng)[1])
        print(f"{name}: 두 번의 마스크가 같은가요? {same}")
    print("나온 값:", np.unique(first))
    print(f"평균 {first.mean():.1f}, 분산 {first.var():.0f}")


# %% [markdown]
r"""
### 4.2 역전파

순전파가 돌려준 마스크를 받아 기울기를 흘려보냅니다. 두 가지가 겹칠 때를 조심하세요. 비율이 1인데 마스크가 `None`이라면, 순전파는 무엇을 했던 것일까요?
"""


# %% tags=["solution:dropout_backward"]
def dropout_backward(dout, mask, dropout_rate=0.5):
    """손실을 x로 미분한 기울기를 구합니다. (≈ 5줄)

    dx = dout · mask / (1 − p), p는 dropout_rate

    dout: 1차원 이상인 float64 또는 정수 배열.
    mask: dropout_forward가 돌려준 것. dout과 shape가 같은 0과 1의 배열
        (불리언·정수·실수) 또는 None.
    반환값: dout과 shape가 같은 float64 배열.
    예: dout = [0.8, 2, -4, 1.6], mask = [1, 0, 1, 1], p = 0.2  ->  [1., 0., -5., 2.]

    채점의 경계 조건
        mask가 None이면 p가 얼마든(1이어도) dout을 float64로 복사한 배열.
        mask가 있고 p = 1이면 0으로 된 배열, NumPy 경고 없음.
        인자는 바꾸지 않고, 결과는 새 배열이다. 잘못된 비율은 여기서 다루지 않는다.
    """
    ### BEGIN SOLUTION
    if mask is None:
        return dout.astype(np.float64)
    if dropout_rate == 1:
        return np.zeros(dout.shape)
    return dout * mask.astype(np.float64) / (1 - dropout_rate)
    ### END SOLUTION


# %% tags=["grade:dropout_backward"]
check("dropout_backward")

# %%
hint("dropout_backward")

# %% [markdown]
r"""
<details><summary>비율이 1인데 마스크가 None이라면, 순전파는 무엇을 했나요?</summary>

추론 모드로 계산했습니다. 훈련 모드라면 비율이 1이어도 0으로 채운 마스크가 나오고, `None`은 추론 모드에서만 나옵니다. 추론 모드의 순전파는 $y = x$였으니 기울기도 `dout` 그대로입니다. 그래서 `None`인지를 비율보다 먼저 봅니다.

</details>

두 함수가 서로 맞는지는 **수치 미분**(numerical gradient)으로 확인합니다. 같은 정수 `rng`를 주면 마스크가 고정되므로, 드롭아웃도 보통 함수처럼 미분할 수 있습니다. 손실은 $L(x) = \sum_i w_i\, y_i$로 두었습니다.
"""


# %%
@demo
def gradient_check():
    gap = experiments.numerical_gap(dropout_forward, dropout_backward)
    print(f"수치 미분과의 차이가 1e-8보다 작은가요? {gap < 1e-8}")


# %% [markdown]
r"""
## 6. 실험
(15분)

### 6.1 그림 하나를 400번 통과시키면

그림 하나를 400장 복사해 **여러분의** `dropout_forward`에 한꺼번에 넣습니다. 왼쪽 셋은 첫 장의 입력, 마스크, 출력입니다. 마스크에서 칠해진 칸(1)이 살아남은 자리이고 빈 칸(0)이 꺼진 자리입니다. 오른쪽은 출력 한 장의 평균 진하기(픽셀 값의 평균)를 400장에서 모은 히스토그램(histogram)이고, 파선이 원래 그림의 평균, 점선이 식으로 구한 ±2 표준편차입니다.

비율을 키우면서 히스토그램의 **가운데**와 **폭**이 각각 어떻게 되는지 보세요. 추론 모드로도 바꾸어 보세요.
"""

# %%
explore(draw_mask, dropout_forward)

# %% [markdown]
r"""
<details><summary>폭은 왜 넓어질까요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

가운데는 움직이지 않고 폭만 넓어집니다. 2절의 분산이 $\frac{p}{1-p}x_i^2$이기 때문입니다. 비율이 $0.2$면 $\frac{0.2}{0.8} = 0.25$, $0.5$면 $1$이니 표준편차는 두 배입니다. 비율은 학습에 섞는 **잡음의 크기**를 정하는 하이퍼파라미터(hyperparameter)인 셈입니다.

</details>

### 6.2 한 번에 하나씩, 얇아진 신경망

은닉 유닛이 여덟 개인 신경망에 같은 입력을 64번 넣습니다. 여러분의 마스크가 끈 유닛에는 ×가 그어지고, 그 유닛을 지나는 길도 끊깁니다. 끄는 방법이 $2^8 = 256$가지이니 256개의 신경망이 숨어 있는 셈입니다.

**재생**을 누르고 오른쪽의 파란 선을 보세요. 신경망 하나하나의 답은 제멋대로지만, $n$개의 평균은 추론 모드의 답(파선)으로 다가갑니다. 점선 깔때기는 평균이 대개 머무는 범위인 추론 모드의 답 $\pm\,2\sigma/\sqrt{n}$이고, $\sigma$는 2절의 분산으로 구한 답 하나의 표준편차입니다.
"""

# %%
explore(draw_thinned, dropout_forward)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

비율 $0.8$에서는 여덟 개가 모두 꺼질 확률이 $0.8^8$, 곧 [17%쯤](=all_off)입니다. 작은 층에 큰 비율을 쓰면 여섯 번에 한 번은 입력을 전혀 보지 못하는 신경망을 가르치게 됩니다. 깔때기도 비율 $0.5$일 때의 [두 배](=funnel.twice)로 벌어집니다. 64개를 평균해도 추론 모드의 답에서 [1.6](=funnel.end)까지는 흔히 벗어나니, 평균이 다가가는 속도가 그만큼 느립니다.

</details>

### 6.3 잡음이 가중치를 줄입니다

왼쪽은 값이 1인 유닛 하나를 여러분의 함수에 4,000번 넣어 잰 분산입니다. 오른쪽은 그 유닛에 가중치 $w$를 곱해 1을 맞히는 문제의 평균 손실입니다. 드롭아웃이 없으면 골짜기의 바닥은 $w = 1$입니다. 비율을 키우면 바닥이 어디로 가나요?
"""

# %%
explore(draw_noise, dropout_forward)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

손실은 $(1-w)^2 + \frac{p}{1-p}w^2$입니다. 미분해서 0으로 두면 $w = 1 - p$입니다. 페널티 항을 적은 적이 없는데도 가중치가 $p$만큼 줄었습니다. L2 페널티로 같은 일을 하려면 $\lambda = \frac{p}{1-p}$로 두면 됩니다. 유닛의 값이 1이 아니면 그 값의 제곱이 $\lambda$에 곱해집니다.

1절의 신경망에서도 그렇습니다. 200에포크(epoch) 학습한 뒤 은닉층 다음의 가중치를 제곱해 더하면, 열 시드의 평균이 규제가 없을 때 [82](=squares.none), 비율 0.5에서 [65](=squares.half), 0.8에서 [40](=squares.most)입니다. 다만 위의 식은 제곱 오차 때의 것이라 늘 줄어드는 것은 아닙니다. 레이블이 바르면 비율 0.5에서 [62](=squares.clean_none)가 [69](=squares.clean_half)로 오히려 커집니다.

</details>

### 6.4 과적합을 누르기

1절의 신경망을 여러분의 두 함수로 200에포크 동안 다시 학습시킵니다. 은닉층에 드롭아웃을 걸고, 정확도를 잴 때는 추론 모드로 둡니다. 가중치 감소(weight decay)는 10단원에서 만들 L2 페널티 $\lambda\sum w^2$입니다.

왼쪽에서 파란 실선은 여러분의 테스트 정확도, 회색 파선은 드롭아웃이 없을 때의 테스트 정확도입니다. 오른쪽의 ×는 같은 비율에서 기준 함수로 미리 재어 둔 값입니다. 마스크를 뽑는 방법에 따라 여러분의 점은 조금 위나 아래에 놓일 수 있습니다.
"""

# %%
explore(draw_overfit, dropout_forward, dropout_backward)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요. 더 살펴볼 것이 있습니다.</summary>

- **비율 0.8**이면 끝날 때의 훈련 정확도가 [0.7에서 0.8 안팎](=healthy)입니다(열 시드). 레이블의 30%가 틀렸으니 70%쯤만 맞히는 것이 오히려 건강합니다.
- **비율 0.9**는 0.8보다 [나을 것이 없습니다](=no_better). 열 시드의 평균이 [0.71](=more_dropout)입니다. 이만큼 큰 잡음으로는 200에포크 동안 다 배우지 못했습니다. 훈련 세트마저 덜 배운 상태를 과소적합(underfitting)이라고 합니다. 유닛이 모자란 것은 아닙니다. 500에포크까지 두면 이 신경망도 훈련 정확도가 [0.80](=longer.nine.train)이 되어 틀린 레이블을 외우기 시작합니다.
- **비율 0, 가중치 감소 0.01**로 두면 드롭아웃 없이도 비슷한 정확도에 이릅니다. 방법은 달라도 외우기 어렵게 누르는 일은 같습니다.
- 회색 파선의 **꼭대기**를 보았나요? 규제가 전혀 없는 신경망도 한때는 [미션의 점수를 넘었습니다](=peak_is_higher). 7.2절에서 이 꼭대기를 붙잡아 봅니다.

</details>
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(16분)

7.4절은 이 시간에 넣지 않았습니다. 나중에 보아도 됩니다.

### 7.1 우연일까

한 번의 실험은 우연일 수 있습니다. 훈련 세트와 처음 가중치를 **열 번** 바꾸어 200에포크씩 학습하고, 정확도의 평균과 (가장 낮은 값–가장 높은 값)을 적습니다. 몇 초 걸립니다.
"""


# %%
@demo
def noisy_labels():
    experiments.compare(dropout_forward, dropout_backward, noise=0.3)


# %% [markdown]
r"""
드롭아웃 0.8은 테스트 정확도의 평균을 [0.68](=noisy_labels)에서 [0.77](=noisy_labels)로 올리고, 시드 [10개](=noisy_labels) 모두에서 낫습니다. L2 0.01도 평균은 [0.77](=noisy_labels)이고, 기준 함수로는 [절반](=l2_wins)의 시드에서 드롭아웃 0.8보다 낫습니다. 표는 여러분의 함수로 학습한 결과라, 마스크를 뽑는 방법에 따라 드롭아웃의 수는 조금 다를 수 있습니다. 200에포크만으로는 둘의 우열을 가릴 수 없습니다.

기준 함수를 다른 시드 열 개(100–109)로 다시 학습시키면 드롭아웃 0.5, 드롭아웃 0.8, L2의 평균이 [0.75](=again.half), [0.75](=again.most), [0.75](=again.decayed)로 같고, 셋째 자리까지 보면 [순서가 바뀝니다](=order_changes). 뒤집히지 않는 것은 넷 가운데 [규제가 없는 쪽이 가장 나쁘다](=plain_is_worst)는 것뿐입니다. 드롭아웃과 L2를 함께 쓰기도 합니다.

그런데 200에포크도 우리가 고른 수입니다. 500에포크로 늘리면 어떻게 될까요? 훈련 정확도가 어디까지 오를지 먼저 예상해 보세요.
"""


# %%
@demo
def longer():
    experiments.show_longer(dropout_forward, dropout_backward)


# %% [markdown]
r"""
왼쪽의 점선은 바른 레이블 70%만 맞혔을 때의 훈련 정확도입니다. L2는 그 근처에 머무르지만, 드롭아웃 0.8은 천천히 점선을 넘어 올라갑니다. 500에포크에 이르면 열 시드의 평균으로 훈련 정확도가 [0.90](=longer.most.train)이니 틀린 레이블도 [절반 넘게](=longer.half_by_heart) 외웠고, 테스트 정확도는 [0.75](=longer.most.test)로 내려갑니다. L2는 [0.77](=longer.decayed.test)을 지킵니다. 그래도 드롭아웃 0.8은 규제가 없을 때의 [0.64](=longer.none.test)보다는 열 시드 [모두](=longer.always) 낫습니다. 이 신경망에서 드롭아웃은 외우는 일을 막는다기보다 **늦춥니다**. 그러니 언제 멈추느냐도 결과의 일부입니다.

### 7.2 발견: 언제 멈출까

1절의 첫 그림을 다시 보세요. 규제가 없어도 테스트 정확도는 한때 높았습니다. 그 꼭대기에서 멈출 수 있었다면 얼마였을까요?
"""


# %%
@demo
def peeking():
    experiments.show_peeking()


# %% [markdown]
r"""
평균 [0.80](=peeking)으로, 드롭아웃과 L2보다도 높습니다. 하지만 이 값은 **테스트 세트를 훔쳐본** 점수입니다. 시험 문제를 보고 멈출 때를 정했으니 실력이라고 할 수 없습니다. 6.4절의 미션에서 비율을 고른 것도 실은 훔쳐본 것입니다.

그래서 훈련 세트에서 30장을 떼어 **검증 세트**(validation set)로 삼습니다. 검증 정확도를 5에포크마다 재고, 한동안 최고를 넘지 못하면 멈추어 **최고였던 때의 가중치**를 씁니다. 이것이 **조기 종료**(early stopping)입니다.

검증 정확도가 아래와 같고 두 번까지만 참는다면(`patience=2`), 몇 번째에서 학습을 멈추고 몇 번째의 가중치를 쓸까요? 마지막의 0.90은 어떻게 되나요?

$$0.50,\quad 0.70,\quad 0.60,\quad 0.72,\quad 0.71,\quad 0.72,\quad 0.90$$

답을 정했으면 그 규칙을 함수로 써 보세요. 점수에는 들어가지 않습니다.
"""


# %% tags=["discover:stop_early"]
def stop_early(scores, patience):
    """검증 정확도를 차례로 보다가 멈추고, 그때까지의 최고가 있는 자리를 줍니다. (≈ 7줄)

    scores: 길이가 1 이상인 1차원 실수 배열. 앞에서부터 하나씩만 볼 수 있다.
    patience: 1 이상의 정수. 최고를 넘지 못한 채 이만큼 이어지면 멈춘다.
    반환값: 최고가 있는 자리(0부터 세는 정수). 값이 같으면 먼저 나온 것이 최고다.
        멈추기 전에 scores가 끝나면 전체의 최고가 있는 자리.
    예: stop_early([0.5, 0.7, 0.6, 0.65, 0.9], 2)  ->  1
    """
    ### BEGIN SOLUTION
    best = 0
    for at, score in enumerate(scores):
        if score > scores[best]:
            best = at
        elif at - best >= patience:
            break
    return best
    ### END SOLUTION


# %%
check("stop_early")

# %%
hint("stop_early")


# %%
@demo
def early_stopping():
    experiments.show_early_stopping(stop_early)


# %% [markdown]
r"""
<details><summary>위 물음의 답</summary>

여섯째(0.72)에서 멈춥니다. 넷째의 0.72가 최고가 된 뒤로 0.71과 0.72가 이어서 그것을 넘지 못했기 때문입니다. 쓸 가중치는 넷째 것이고, 0.90은 보지 못합니다. 너무 짧게 참으면 뒤에 올 꼭대기를 놓치고, 너무 오래 참으면 시간을 버립니다.

</details>

드롭아웃도 L2도 없이 멈추기만 했는데 테스트 정확도의 평균이 [0.75](=early_stopping)입니다. 같은 학습을 끝까지 하면 [0.66](=early_stopping)입니다. 고른 에포크는 이 시드들에서 평균 [34](=early_stopping)이니(시드 100–109로는 [50쯤](=chosen_again)) 학습도 훨씬 일찍 끝납니다.

훔쳐본 [0.80](=peeking)에는 못 미칩니다. 30장을 떼어 주느라 120장으로 배웠고, 검증 세트가 작아 꼭대기를 정확히 짚지 못합니다. 검증 세트에도 틀린 레이블이 섞여 있어 점수 자체는 낮지만, 살필 것은 점수가 아니라 꼭대기의 **자리**입니다.

### 7.3 레이블이 바르다면

같은 실험을 레이블을 흐트러뜨리지 않은 150장으로 해 봅시다.
"""


# %%
@demo
def clean_labels():
    experiments.compare(dropout_forward, dropout_backward, noise=0.0)


# %% [markdown]
r"""
이번에도 규제가 없으면 훈련 정확도는 [1.00](=clean_labels)이니 외우기는 했습니다. 다만 바른 답을 외우는 것은 해가 되지 않았습니다. 드롭아웃 0.5의 이득은 평균 [0.004](=clean_labels)뿐입니다. 기준 함수로는 시드 [9개](=clean_labels)에서 나았지만(마스크를 뽑는 방법에 따라 조금 다릅니다), 시드 100–109로 다시 하면 나은 시드와 못한 시드가 [5](=clean_again.better) 대 [5](=clean_again.worse)로 갈립니다. 차이가 없다고 보는 편이 낫습니다. 0.8은 차이의 평균이 0보다 작으니(기준 함수로는 [−0.009](=clean_labels)), 나을 것이 없습니다.

이 실험에서는 과적합이 있다고 늘 좋아지지 않았고, **외우는 것이 해가 될 때** 뚜렷이 좋아졌습니다. 더 큰 신경망과 데이터에서는 바른 레이블로도 이득을 봅니다(Srivastava 외, 2014).

### 7.4 라이브러리와 수치로 비교하기

먼저 한 행에서 살아남는 유닛의 수가 **이항 분포**(binomial distribution)를 따르는지 SciPy와 비교합니다. 유닛 20개를 끌 확률 0.2로 5만 번 통과시켰을 때의 비율입니다. 한 행의 마스크를 한꺼번에 정하거나 끌 개수를 정해 놓고 뽑으면 여기에서 어긋납니다.
"""


# %%
@demo
def compare_with_scipy():
    from scipy.stats import binom

    _, mask = dropout_forward(np.ones((50_000, 20)), 0.2, rng=0)
    for count in (12, 14, 16, 18, 20):
        mine, exact = np.mean(mask.sum(axis=1) == count), binom.pmf(count, 20, 0.8)
        print(f"{count}개가 살아남은 비율: 내 마스크 {mine:.3f}, 이항 분포 {exact:.3f}")


# %% [markdown]
r"""
드롭아웃을 쓰려면 PyTorch나 Keras 같은 딥러닝 라이브러리가 필요합니다. scikit-learn의 `MLPClassifier`에는 드롭아웃이 없고 L2 페널티 `alpha`와 조기 종료 `early_stopping`이 있습니다.

<details><summary>scikit-learn의 L2로도 같은 결론이 나오나요?</summary>

그 페널티는 $\frac{\alpha}{2m}\sum w^2$이므로 우리의 $\lambda$와는 $\alpha = 2m\lambda$로 이어집니다. 샘플이 150개이고 $\lambda = 0.01$이면 $\alpha = 3$입니다. 옵티마이저(optimizer)도 처음 가중치도 다르지만 결론은 같습니다. 1절의 데이터에서 테스트 정확도의 열 시드 평균이 `alpha=0`이면 [0.57](=sklearn.plain), `alpha=3`이면 [0.77](=sklearn.decayed)입니다. `experiments.sklearn_tests??`로 코드를 볼 수 있습니다.

</details>

### 다른 책·라이브러리에서는

| 어디에서 | 비율의 뜻 | 값의 크기를 맞추는 때 |
|--|--|--|
| **이 단원**, PyTorch `Dropout(p)`, Keras `Dropout(rate)` | 끌 확률 | 훈련 때 $1-p$로 나눔 |
| 2014년 논문(Srivastava 외) | 살려 둘 확률 | 추론 때 가중치에 곱함 |
| 『밑바닥부터 시작하는 딥러닝』 | 끌 비율 | 추론 때 $1-p$를 곱함 |
| CS231n 강의 노트, 옛 TensorFlow의 `keep_prob` | 살려 둘 확률 | 훈련 때 나눔 |

CS231n은 나눗셈을 마스크 안에 미리 넣어 둡니다. 모두 기댓값을 맞춘다는 점은 같고, 틀린 것이 아니라 **다른 약속**입니다. 다만 비율이 0.5일 때는 끌 확률과 살려 둘 확률이 같아서 약속을 잘못 읽어도 드러나지 않습니다. **0.5가 아닌 값으로 시험하세요.**

<details><summary>드롭아웃은 어디에 두나요?</summary>

- **은닉층의 활성화 값 뒤**가 보통입니다. 입력에는 쓰더라도 작은 비율을, 마지막 로짓에는 쓰지 않습니다.
- **배치 정규화와 함께**라면 조심하세요. 드롭아웃 때문에 훈련 때의 분산이 추론 때와 달라지는데, 배치 정규화는 훈련 때의 분산을 외워 둡니다(Li 외, 2019). 쓴다면 배치 정규화보다 뒤에 둡니다.
- **합성곱층**에서는 이웃한 값이 닮아서 하나를 꺼도 정보가 남습니다. 채널을 통째로 끄는 방법이 있습니다(9절의 도전 2).

</details>
"""

# %% [markdown]
r"""
## 8. 퀴즈
(5분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 4, 2: 4, 3: 1, 4: 1}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 발견, 도전, 유명 코드의 버그 찾기
(6분, 점수에 들어가지 않습니다) 도전은 이 시간에 넣지 않았습니다. 하나만 고르거나 나중에 해도 됩니다.

### 버그 찾기: 부를 때마다 답이 달라지는 분류기

PyTorch로 자연어 처리를 가르치는 한 책의 예제 저장소에 2020년에 이런 신고가 올라왔습니다(delip/PyTorchNLPBook #28). 모델을 평가 모드로 바꾸었는데도 셀을 실행할 때마다 결과가 다르다는 것입니다.

아래 함수가 그 코드를 흉내 냅니다. 부를 때마다 정확도가 달라집니다. 인자 하나를 더해 고쳐 보세요.
"""


# %%
@demo
def suspicious_classifier():
    *_, weights = fit(dropout_forward, dropout_backward, rate=0.5, every=400)
    x, labels = digits(0.3, 0)[2:]

    def hide(h):
        return dropout_forward(h, 0.5)  # 무엇을 빠뜨렸을까요?

    tests = [accuracy(x, labels, weights, hide) for _ in range(5)]
    print("다섯 번의 테스트 정확도가 모두 같은가요?", len(set(tests)) == 1)


# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

`training`을 넘기지 않았습니다. 우리 함수도 PyTorch의 `F.dropout`도 `training`의 기본값이 `True`입니다. 그래서 함수로 부르는 드롭아웃은 모델이 평가 모드인지 스스로 알지 못합니다. `training=False`를 넘기면(PyTorch라면 `training=self.training`) 다섯 번의 답이 같아집니다.

훈련 정확도만 보거나 한 번만 평가하면 눈치채기 어려운 버그입니다. 같은 입력을 두 번 넣어 보는 시험이면 바로 드러납니다.

</details>

### 도전 1: 일부러 끄지 않은 드롭아웃

위의 버그를 거꾸로 이용합니다. 추론할 때 훈련 모드로 30번 답하게 하고 확률을 평균하세요. **MC 드롭아웃**(Monte Carlo dropout; Gal·Ghahramani, 2016)이라고 합니다. 답이 추론 모드와 몇 번이나 달라지는지 세면, 신경망이 얼마나 자신이 없는지 알 수 있습니다. 틀린 그림에서 더 자주 바뀌나요? `scores(x, weights, hide)`의 마지막 값이 로짓입니다.

<details><summary>답 보기</summary>

`experiments.monte_carlo??`를 실행하면 코드를 볼 수 있습니다. 열 시드의 평균으로, 맞힌 그림에서는 답이 [20%](=monte_carlo.right)쯤, 틀린 그림에서는 [45%](=monte_carlo.wrong)쯤 바뀝니다. 자주 바뀌는 그림은 사람에게 넘길 만합니다. 정확도의 평균은 [0.01도 달라지지 않습니다](=monte_carlo.same). 은닉층이 하나라서 추론 모드가 이미 평균을 잘 어림하기 때문입니다.

</details>

### 도전 2: 채널을 통째로 끄기

다음 단원의 특징 맵은 shape가 (N, C, H, W)입니다. 이웃한 픽셀이 닮아서 하나씩 끄면 효과가 작으니, 그림마다 채널(C)을 통째로 끄려고 합니다(SpatialDropout; Tompson 외, 2015). `dropout_forward`를 고치지 않고 할 수 있나요?

<details><summary>답 보기</summary>

`dropout_forward(np.ones((N, C, 1, 1)), p)[0] * x`입니다. 1을 통과시키면 0 아니면 $1/(1-p)$이 나오고, 브로드캐스팅이 그 수를 채널 전체에 곱합니다. PyTorch의 `Dropout2d`가 이 일을 합니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(8분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** 유닛을 빠뜨린다(drop out)고 해서 붙은 이름입니다. 힌턴과 제자들이 2012년에 내놓았고, 같은 해 ImageNet 대회에서 우승한 AlexNet이 완전 연결층에 비율 0.5로 썼습니다. 얇아진 신경망들의 평균이라는 설명은 2014년의 논문(Srivastava 외, JMLR)에 자세합니다.

**실패한 이야기.** 2020년 7월, 교과서 『Dive into Deep Learning』의 저장소에 신고가 올라왔습니다(d2l-en #1093). 다름 아닌 **드롭아웃 절**의 PyTorch 코드가 테스트 정확도를 잴 때도 유닛을 끄고 있었습니다. 훈련 중인지를 적어 두는 변수를 만들어 놓고, 한 번도 바꾸지 않은 것입니다. 여드레 만에 고쳐졌지만(#1110), 오류가 나지 않는 버그는 가르치는 사람도 모르고 지나갈 수 있습니다.

<details><summary>면접 질문 1. 훈련 때 1 − p로 나누지 않으면 무엇이 달라지나요?</summary>

다음 층이 받는 값의 평균이 훈련 때는 $1-p$배, 추론 때는 1배가 되어 어긋납니다. 나누지 않았다면 추론 때 $1-p$를 곱해야 합니다. 훈련 때 나누면 추론 코드에 드롭아웃이 남지 않습니다.

</details>

<details><summary>면접 질문 2. ReLU의 앞과 뒤, 어디에 드롭아웃을 두어야 하나요?</summary>

ReLU라면 결과가 같습니다. 0이나 양수를 곱하는 일은 ReLU와 순서를 바꾸어도 되기 때문입니다. 시그모이드처럼 0을 0으로 보내지 않는 함수라면 뒤에 두어야 유닛이 꺼집니다.

</details>

<details><summary>면접 질문 3. 거대 언어 모델은 왜 사전 학습에서 드롭아웃을 잘 쓰지 않나요?</summary>

데이터가 아주 많아 거의 한 번씩만 보고 지나가므로 외울 틈이 적고, 그만큼 드롭아웃으로 얻을 것도 적습니다. 한 번씩만 보는 사전 학습에서 비율을 바꾸어 가며 비교한 연구(Liu 외, 2025)에서도 끄지 않은 쪽이 나았습니다.

</details>

**오늘의 쓰임.** 처음의 트랜스포머(Vaswani 외, 2017)는 기본 모델에서 층마다 비율 0.1을 썼습니다. 데이터가 적은 문제와 미세 조정에서는 지금도 흔히 씁니다. 추론 때 켜 두고 불확실성을 재기도 합니다(도전 1).

### 다섯 줄 정리

1. 드롭아웃은 훈련 때 원소마다 따로 확률 $p$로 꺼서 신경망이 훈련 데이터를 외우기 어렵게 합니다.
2. 살아남은 값을 $1-p$로 나누어 기댓값을 지킵니다. 그래서 추론 때는 아무것도 하지 않습니다.
3. 분산은 $\frac{p}{1-p}x^2$만큼 붙습니다. 이 잡음이 L2 페널티처럼 가중치를 누릅니다.
4. 역전파는 순전파와 **같은 마스크**, 같은 수를 곱합니다. 비율은 0.5가 아닌 값으로 시험합니다.
5. 이 단원의 실험에서는 외우는 것이 해가 될 때 크게 도움이 되었습니다. 오래 학습하면 결국 외우므로, L2 페널티나 조기 종료와 비교해 보고 고릅니다.

**용어**: 과적합과 과소적합, 규제, 드롭아웃, 마스크, 훈련 모드와 추론 모드, 역드롭아웃, 가중치 감소, 조기 종료, 검증 세트, 하이퍼파라미터, 역전파

같은 과적합을 페널티로 누르는 방법은 10단원에서 만듭니다. 다음 단원에서는 이웃한 픽셀을 함께 보는 합성곱을 만듭니다.
"""

# %%
progress()
