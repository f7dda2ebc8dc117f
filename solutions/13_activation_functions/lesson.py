# %% [markdown]
r"""
# 13. (심화) 활성화 함수

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 층 사이에 **활성화 함수**(activation function)가 없으면 왜 아무리 쌓아도 층 하나와 같은지 설명합니다.
- ReLU, leaky ReLU, ELU, GELU를 어떤 입력에서도 경고 없이 계산하고, 여덟 가지 함수를 미분합니다.
- 층을 지날 때마다 기울기에 무엇이 곱해지는지 따라가, **기울기 소실**(vanishing gradient)이 어디에서 오는지 수로 보입니다.
- 손글씨 숫자에서 깊이 20층까지 기울기를 재고, 활성화 함수에 맞는 가중치의 크기를 직접 찾습니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 4 | 11 | 7 | 32 | 9 | 14 | 4 | 4 | 5 | **90** |

**선수 단원**: 2단원(시그모이드)을 먼저 보면 좋습니다. 이 노트북만으로도 시작할 수 있습니다. 강의의 열두 단원을 마친 분을 위한 심화 단원이고, 건너뛰어도 됩니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import math

import numpy as np

from npml.unit13 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit13.network import fading, signals, train
from npml.unit13.pictures import picture_of_bends, picture_of_eight, picture_of_fading
from npml.unit13.widgets import draw_chain, draw_curves, draw_depth
from npml.widgets import figure, number


def sigmoid(z):
    """2단원의 시그모이드. tanh를 늘이고 옮겨 같은 값을 냅니다."""
    return 0.5 + 0.5 * np.tanh(0.5 * np.asarray(z, dtype=np.float64))


# %% [markdown]
r"""
## 1. 왜 필요한가
(4분)

층(layer)을 깊이 쌓은 신경망(neural network)이 좋다고 합니다. 8×8 손글씨 숫자를 읽는 신경망을 [20층](=network.layers)으로 쌓고, 가중치(weight)는 평균 0, 분산 $2/n$인 정규 난수로 채웠습니다($n$은 들어오는 유닛의 수). 이 분산은 ReLU에 맞춘 크기이고, 왜 그런지는 7.2절에서 찾습니다. 학습을 시작하려면 손실의 기울기(gradient, 그레이디언트)가 마지막 층에서 첫 층까지 거슬러 와야 합니다.

층마다 손실을 그 층의 $z$(함수에 들어가는 값)로 미분한 기울기의 크기(제곱의 합의 제곱근)를 재어, 마지막 층을 1로 놓고 그렸습니다. 바꾼 것은 층 사이에 끼운 함수 하나뿐입니다. 그림을 보기 전에 예상해 보세요. 시그모이드를 끼우면 첫 층의 기울기는 마지막 층의 몇 분의 일일까요?
"""


# %%
@demo
def first_look():
    fig, alt = picture_of_fading(fading())
    figure(fig, alt=alt)


# %% [markdown]
r"""
시그모이드는 층을 하나 지날 때마다 기울기를 평균 [0.31배](=faded.per_layer)로 줄여, 첫 층에는 마지막 층의 [2.4×10⁻¹⁰배](=first_look)만 남습니다. ReLU는 [0.57배](=first_look), tanh는 [1.4배](=first_look)입니다. 난수의 시드(seed)를 열 번 바꾸어 보아도 시그모이드는 늘 [10억분의 1이 안 되고](=faded.vanished), 나머지 둘은 [10배 넘게 줄거나 늘지 않습니다](=faded.steady).

이 단원에서는 층 사이에 끼우는 함수를 만들고, 그 **도함수**(derivative)가 이 차이를 어떻게 만드는지 봅니다.
"""

# %% [markdown]
r"""
## 2. 수식
(11분)

### 기호와 shape

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $z$ | `z` | 아무 shape | 활성화 함수에 들어가는 값. 층의 가중합 |
| $f$, $a = f(z)$ | `relu` 등 | $z$와 같음 | 활성화 함수와 그 출력. 원소마다 따로 계산 |
| $f'(z)$ | `activation_grad` | $z$와 같음 | 들어가기 **전**의 값 $z$에서 잰 도함수 |
| $L$ | `len(weights)` | 정수 | 층의 수 |
| $w_l$ | `weights` | $(L,)$ | 유닛(unit)이 하나뿐인 층 $l$의 가중치 |
| $\Phi$, $\phi$ | | 숫자 하나 | 표준 정규 분포의 누적 분포 함수와 밀도 |

### 활성화 함수가 없으면

활성화 함수 없이 두 층을 쌓으면 $W_2(W_1 x) = (W_2 W_1)x$입니다. $W_2 W_1$도 행렬이니 층 하나와 같습니다. 편향을 더해도 $W_2(W_1 x + b_1) + b_2$이니 마찬가지입니다. 스무 층을 쌓아도 **선형 층 하나**입니다. $x$가 숫자 하나라면 직선 하나입니다.

사이에 꺾인 함수를 하나 끼우면 달라집니다. 0보다 크면 그대로, 아니면 0을 내는 $\mathrm{relu}$를 봅시다. $\mathrm{relu}(x) + \mathrm{relu}(-x)$는 무엇일까요? 먼저 $x = -2$와 $x = 3$을 넣어 보세요.
"""


# %%
@demo
def bends():
    fig, alt = picture_of_bends()
    figure(fig, alt=alt)


# %% [markdown]
r"""
왼쪽은 두 개를 더한 것으로 $|x|$입니다. 오른쪽은 꺾이는 점이 다른 일곱 개(회색, 그림 밖으로 이어집니다)에 각각 다른 수를 곱해 더하고, 상수 하나를 더해 −3과 3 사이에서 사인 곡선을 따라 그린 것입니다. 구간의 왼쪽 밖에서는 따라가지 못합니다. 닫힌 구간을 정해 두고 꺾이는 점을 늘리면 그 구간의 어떤 연속 함수에도 다가갈 수 있습니다.

### 여덟 함수

| 함수 | $z > 0$ | $z \le 0$ | 값의 범위 |
|--|--|--|--|
| 계단 함수(step) | 1 | 0 | 0과 1 |
| 시그모이드 $\sigma$ | $1/(1 + e^{-z})$ | 같은 식 | (0, 1) |
| tanh | $\dfrac{e^{z} - e^{-z}}{e^{z} + e^{-z}}$ | 같은 식 | (−1, 1) |
| ReLU | $z$ | 0 | 0 이상 |
| leaky ReLU | $z$ | $s z$ (기본은 $s = 0.01$) | $s > 0$이면 모든 실수 |
| ELU | $z$ | $\alpha(e^{z} - 1)$ (기본은 $\alpha = 1$) | $-\alpha$보다 큼 |
| softplus | $\log(1 + e^{z})$ | 같은 식 | 0보다 큼 |
| GELU | $z\,\Phi(z)$ | 같은 식 | 약 [−0.17](=lowest_gelu) 이상 |

GELU의 $\Phi(z)$는 표준 정규 분포를 따르는 수가 $z$보다 작을 확률입니다. 오차 함수 $\mathrm{erf}$로 적을 수 있습니다.

$$\Phi(z) = \frac{1}{2}\left(1 + \mathrm{erf}\!\left(\frac{z}{\sqrt{2}}\right)\right), \qquad \Phi'(z) = \phi(z) = \frac{1}{\sqrt{2\pi}}\,e^{-z^2/2}$$

소프트맥스(9단원)도 활성화 함수로 불리지만, 한 행의 로짓(logit)을 **함께** 보고 확률로 바꾸는 함수라 여기에는 넣지 않았습니다.

아래는 여덟 함수의 값입니다. 가로축은 모두 $z$입니다. 어디가 평평하고 어디가 가파른지 보고, 도함수가 1을 넘거나 음수가 되는 함수가 있을지 짐작해 두세요. 6.1절에서 확인합니다.
"""


# %%
@demo
def eight_functions():
    fig, alt = picture_of_eight()
    figure(fig, alt=alt)



# %% [markdown]
r"""
윗줄의 앞 셋은 양쪽 끝이 평평하고, 나머지 다섯은 $z$가 커질수록 직선에 가까워집니다. 0의 왼쪽에서 GELU만 다르게 움직이는 곳을 찾아보세요.

### 미분

먼저 손으로 미분해 보고 아래를 펼치세요. 시그모이드와 tanh는 몫의 미분, GELU는 곱의 미분으로 풀립니다.

<details><summary>답 보기</summary>

- $\sigma'(z) = \sigma(z)\,(1 - \sigma(z))$, 가장 클 때가 $z = 0$의 $\frac{1}{4}$
- $\tanh'(z) = 1 - \tanh^2(z)$, 가장 클 때가 $z = 0$의 1
- ReLU는 1이나 0, leaky ReLU는 1이나 $s$, 계단 함수는 어디서나 0
- ELU는 1이나 $\alpha e^{z}$, softplus는 $\sigma(z)$
- GELU는 $\Phi(z) + z\,\phi(z)$

</details>

꺾이거나 끊긴 점 $z = 0$에서는 미분할 수 없으니 **약속**이 필요합니다. 이 단원에서는 ReLU가 0, leaky ReLU가 0.01, 계단 함수가 0입니다. $\alpha = 1$인 ELU는 왼쪽과 오른쪽에서 다가간 도함수가 같아 1입니다.

시그모이드와 tanh는 $|z|$가 크면 평평합니다. 이것을 **포화**(saturation)라고 합니다. $z$가 음수 쪽으로 클 때만이 아니라 **양쪽 모두**에서 일어납니다. $\sigma'(10)$도 $\sigma'(-10)$도 [0.000045](=saturated)입니다.

### 깊이

유닛이 하나씩인 층을 $L$개 쌓습니다.

$$a_0 = x, \qquad z_l = w_l\, a_{l-1}, \qquad a_l = f(z_l)$$

$x$를 조금 움직이면 $a_L$은 얼마나 움직일까요? 층마다 $z_l$은 $w_l$배, $a_l$은 $f'(z_l)$배 움직이니 연쇄 법칙(chain rule)에 따라 모두 곱합니다.

$$\frac{d a_L}{d x} = \prod_{l=1}^{L} w_l\, f'(z_l)$$

시그모이드에서는 곱하는 수마다 $\frac{1}{4}$ 이하인 $\sigma'$이 들어 있습니다. 가중치가 모두 1이면 열 층을 지난 기울기는 아무리 커도 $0.25^{10} \approx$ [9.5×10⁻⁷](=quarter_power)입니다. 가중치를 4로 키우면 되지 않을까요? 6절에서 해 봅니다.

ReLU의 도함수는 $z_l > 0$인 층(**켜진** 층)에서 1입니다. 하지만 한 층이라도 $z_l \le 0$이면(**꺼지면**) 곱이 통째로 0이 됩니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(7분)

**값.** 종이에 채워 보세요. leaky ReLU는 $s = 0.2$, ELU는 $\alpha = 2$입니다. $e^{-\ln 4} = \frac{1}{4}$이고, $\Phi(1) \approx 0.8413$, $\Phi(-1) \approx 0.1587$입니다.

| $z$ | ReLU | leaky ReLU | ELU |
|--|--|--|--|
| $-\ln 4 \approx -1.386$ | ? | ? | ? |
| 0 | 0 | 0 | 0 |
| 3 | 3 | 3 | 3 |

그리고 $\mathrm{gelu}(1)$과 $\mathrm{gelu}(-1)$은 얼마인가요?

<details><summary>답 보기</summary>

첫째 줄은 차례로 $0$, $0.2 \cdot (-1.386) \approx$ [−0.277](=hand.leaky), $2 \cdot (\frac{1}{4} - 1) = -1.5$입니다.

$\mathrm{gelu}(1) = 1 \cdot 0.8413 = 0.8413$이고 $\mathrm{gelu}(-1) = -1 \cdot 0.1587 = -0.1587$입니다. 음수를 넣어도 0이 아닙니다.

</details>

**도함수.** $\sigma(\ln 3) = \frac{1}{1 + 1/3} = 0.75$이므로 $\sigma'(\ln 3) = 0.75 \cdot 0.25 = 0.1875$입니다. $\tanh(\ln 2) = \frac{2 - 1/2}{2 + 1/2} = 0.6$이므로 $\tanh'(\ln 2)$는 얼마인가요?

<details><summary>답 보기</summary>

$1 - 0.6^2 = 0.64$입니다.

</details>

**깊이.** 시그모이드, $x = 0$, $w = (2,\ 2\ln 3)$입니다.

- 층 1: $z_1 = 2 \cdot 0 = 0$, $a_1 = 0.5$, 곱할 것은 $w_1\,\sigma'(0) = 2 \cdot 0.25 = 0.5$
- 층 2: $z_2 = 2\ln 3 \cdot 0.5 = \ln 3$, 곱할 것은 $w_2\,\sigma'(\ln 3) = 2.197 \cdot 0.1875 \approx$ [0.412](=hand.second)

곱하면 [0.206](=hand.chain)입니다. ReLU로 바꾸어 $x = 2$, $w = (1.5,\ -1,\ 2)$이면 얼마일까요?

<details><summary>답 보기</summary>

$z_1 = 3$이라 1.5를 곱하지만, $z_2 = -3$에서 도함수가 0입니다. 뒤가 무엇이든 기울기는 0입니다.

</details>

다음 절의 `check`는 이 숫자들로도 여러분의 함수를 확인합니다.
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(32분)

함수 여섯 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

어디에서 어긋났는지 모르겠으면 새 셀에서 `trace("이름")`을 실행하세요. 틀린 그 호출을 한 줄씩 따라가며 변수의 값을 보여 줍니다.

`z`는 스칼라일 수도, 몇 차원의 배열일 수도, 정수일 수도 있습니다. 맨 앞에서 `np.asarray(z, dtype=np.float64)`로 바꾸면 모두 같은 방법으로 다룰 수 있습니다. `sigmoid`와 `math`는 맨 위의 준비 셀(둘째 코드 셀)에 있습니다. 원소가 하나도 없는 배열은 채점하지 않습니다.

### 4.1 ReLU

파이썬의 `max(z, 0)`은 숫자 하나에서는 잘됩니다. 2차원 배열을 넣으면 어떻게 될까요? NumPy의 `np.max(z, 0)`은요? 예상하고 실행해 보세요.
"""


# %%
@demo
def maxima():
    some = np.array([[-2.0, 0.5], [2.0, -1.0]])
    print("np.max(some, 0):", np.max(some, 0))
    try:
        print(max(some, 0))
    except ValueError as error:
        print("max(some, 0):", type(error).__name__)


# %% [markdown]
r"""
`max`는 배열과 0의 크기를 참과 거짓 하나로 말할 수 없어 멈춥니다. `np.max`는 오류도 없이 다른 일을 합니다. 둘째 인수 0을 비교할 수가 아니라 **축**(axis)으로 읽어, 열마다 가장 큰 수만 남깁니다. 필요한 것은 **원소마다** 0과 비교하는 함수입니다.
"""


# %% tags=["solution:relu"]
def relu(z):
    """0보다 크면 그대로, 아니면 0으로 바꿉니다. (≈ 2줄)

    매개변수
        z: 숫자 하나 또는 아무 shape의 배열. float64나 정수(어떤 dtype이든).
    반환값
        z와 shape가 같은 새 float64 배열. z가 숫자 하나면 float도 된다.
    예
        relu(np.array([-2.0, 0.0, 3.0]))  ->  [0, 0, 3]

    채점의 경계 조건
        |z|가 1e4까지 커도 NumPy 경고가 없다.
        z를 바꾸지 않고, 부를 때마다 새 배열을 만든다.
    """
    ### BEGIN SOLUTION
    z = np.asarray(z, dtype=np.float64)
    return np.maximum(z, 0.0)
    ### END SOLUTION


# %% tags=["grade:relu"]
check("relu")

# %%
hint("relu")

# %% [markdown]
r"""
### 4.2 leaky ReLU

ReLU는 $z \le 0$에서 도함수도 0입니다. 모든 샘플(sample)에서 $z \le 0$인 유닛은 가중치의 기울기가 모두 0이라, 모멘텀도 규제도 없는 경사 하강법으로는 스스로 바뀌지 못합니다. 이것을 **죽은 ReLU**라고 합니다. leaky ReLU는 음수 쪽을 기울기가 $s$인 직선으로 두어 되살아날 길을 둡니다.

두 갈래 가운데 큰 쪽을 고르는 `np.maximum(z, slope * z)`가 떠오릅니다. $s = 0.01$이면 맞습니다. $s = 2$이면 $z = -2$에서 어느 쪽이 더 큰가요? 여러분의 함수에는 1보다 큰 `slope`도 들어옵니다.
"""


# %% tags=["solution:leaky_relu"]
def leaky_relu(z, slope=0.01):
    """0보다 크면 그대로, 아니면 slope·z로 바꿉니다. (≈ 4줄)

    매개변수
        z: 숫자 하나 또는 아무 shape의 배열. float64나 정수(어떤 dtype이든).
        slope: 0 이상의 숫자. 1 이상이어도 된다.
    반환값
        z와 shape가 같은 새 float64 배열. z가 숫자 하나면 float도 된다.
    오류
        slope < 0이면 slope라는 이름을 적은 ValueError.
    예
        leaky_relu(np.array([-2.0, 0.0, 3.0]), 0.2)  ->  [-0.4, 0, 3]

    채점의 경계 조건
        |z|가 1e4까지 커도 NumPy 경고가 없다.
        z를 바꾸지 않고, 부를 때마다 새 배열을 만든다.
    """
    ### BEGIN SOLUTION
    if slope < 0:
        raise ValueError(f"slope는 0 이상이어야 합니다: {slope}")
    z = np.asarray(z, dtype=np.float64)
    return np.where(z > 0, z, slope * z)
    ### END SOLUTION


# %% tags=["grade:leaky_relu"]
check("leaky_relu")

# %%
hint("leaky_relu")

# %% [markdown]
r"""
### 4.3 ELU

ELU는 음수 쪽을 $\alpha(e^{z} - 1)$로 부드럽게 내립니다. $z \to -\infty$이면 $-\alpha$에 다가갑니다. 음수도 내보내 출력의 평균을 0에 가깝게 하려고 만든 함수입니다. 그것이 왜 좋은지는 7.2절에서 봅니다. 4.2절처럼 `np.where`로 두 식을 나누면 될 것 같습니다. 쓰지 않을 갈래에 큰 수가 들어 있으면 어떻게 될까요?
"""


# %%
@demo
def both_branches():
    import warnings

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        out = np.where(np.array([1000.0]) > 0, 1000.0, np.exp(np.array([1000.0])))
    print(f"결과: {out}, 경고: {caught[0].message}")


# %% [markdown]
r"""
결과는 맞는데 경고가 났습니다. 파이썬이 `np.where`를 부르기 **전에** 두 식을 모든 원소에서 계산하기 때문입니다. 고르지 않을 자리의 지수가 넘치지 않게 하려면 `np.exp`에 무엇을 넣어야 할까요?
"""


# %% tags=["solution:elu"]
def elu(z, alpha=1.0):
    """0보다 크면 그대로, 아니면 alpha·(e^z − 1)로 바꿉니다. (≈ 5줄)

    매개변수
        z: 숫자 하나 또는 아무 shape의 배열. float64나 정수(어떤 dtype이든).
        alpha: 0보다 큰 숫자.
    반환값
        z와 shape가 같은 새 float64 배열. z가 숫자 하나면 float도 된다.
    오류
        alpha ≤ 0이면 alpha라는 이름을 적은 ValueError.
    예
        elu(np.array([-np.log(4.0), 0.0, 3.0]), 2.0)  ->  [-1.5, 0, 3]

    채점의 경계 조건
        |z|가 1e4까지 커도 NumPy 경고(overflow, invalid)가 없다.
        z를 바꾸지 않고, 부를 때마다 새 배열을 만든다.
    """
    ### BEGIN SOLUTION
    if alpha <= 0:
        raise ValueError(f"alpha는 0보다 커야 합니다: {alpha}")
    z = np.asarray(z, dtype=np.float64)
    below = alpha * np.expm1(np.minimum(z, 0.0))
    return np.where(z > 0, z, below)
    ### END SOLUTION


# %% tags=["grade:elu"]
check("elu")

# %%
hint("elu")

# %% [markdown]
r"""
### 4.4 GELU

ReLU는 $z$를 통째로 통과시키거나 막습니다. GELU는 $z$를 $\Phi(z)$만큼 통과시킵니다. $\Phi$에는 오차 함수가 필요합니다. NumPy에는 없고, 파이썬의 `math.erf`는 숫자 하나만 받습니다. 배열을 넣으면 어떻게 되는지 보세요.
"""


# %%
@demo
def only_one_number():
    print("math.erf(0.5):", math.erf(0.5))
    try:
        math.erf(np.array([0.5, 1.0]))
    except TypeError as error:
        print("배열을 넣으면", type(error).__name__)


# %% [markdown]
r"""
원소마다 부르고 나서 shape를 되살려야 합니다. 반복문으로 해도 되고, 숫자 하나를 받는 함수를 배열을 받는 함수로 바꾸어 주는 `np.vectorize`를 써도 됩니다.

널리 쓰이는 근사가 둘 있습니다. tanh로 적은 식과 $z\,\sigma(1.702z)$입니다. 여기서는 근사가 아니라 **정확한 식**으로 채점합니다.
"""


# %% tags=["solution:gelu"]
def gelu(z):
    """z·Φ(z)를 계산합니다. Φ(z) = (1 + erf(z/√2)) / 2. (≈ 3줄)

    매개변수
        z: 숫자 하나 또는 아무 shape의 배열. float64나 정수(어떤 dtype이든).
    반환값
        z와 shape가 같은 새 float64 배열. z가 숫자 하나면 float도 된다.
    예
        gelu(np.array([-1.0, 0.0, 1.0]))  ->  [-0.1587, 0, 0.8413]

    채점의 경계 조건
        tanh나 시그모이드를 쓴 근사가 아니라 오차 함수를 쓴 정확한 값이다.
        |z|가 1e4까지 커도 NumPy 경고가 없다.
        z를 바꾸지 않고, 부를 때마다 새 배열을 만든다.
    """
    ### BEGIN SOLUTION
    z = np.asarray(z, dtype=np.float64)
    erf = np.vectorize(math.erf, otypes=[np.float64])
    return z * (1.0 + erf(z / np.sqrt(2.0))) / 2.0
    ### END SOLUTION


# %% tags=["grade:gelu"]
check("gelu")

# %%
hint("gelu")

# %% [markdown]
r"""
### 4.5 도함수

2절의 여덟 함수를 모두 미분합니다. 이름 `kind`에 따라 갈라지는 함수 하나로 씁니다. leaky ReLU는 $s = 0.01$, ELU는 $\alpha = 1$입니다.

여기서 틀리기 쉬운 것은 식이 아니라 **무엇을 넣느냐**입니다. 시그모이드의 도함수를 출력 $a$로 적으면 $a(1 - a)$라서, 출력을 받는 도함수도 널리 쓰입니다. 여러분의 함수가 받는 것은 활성화 함수에 들어가기 전의 $z$입니다. $z = 2$를 출력인 줄 알고 $z(1 - z)$를 계산하면 [−2](=confused)가 됩니다. 시그모이드는 언제나 오르는 함수이니 도함수가 음수일 수 없습니다.

$\tanh'$을 $1/\cosh^2(z)$로 적어도 수학으로는 같습니다. 그런데 컴퓨터에서 $\cosh(1000)$은 얼마일까요?

<details><summary>답 보기</summary>

overflow 경고와 함께 무한대(`inf`)가 나옵니다. 그 제곱의 역수는 0이라 도함수의 값은 맞지만, 경고가 없어야 한다는 조건을 어깁니다.

</details>
"""


# %% tags=["solution:activation_grad"]
def activation_grad(z, kind):
    """활성화 함수를 z로 미분한 도함수의 값을 구합니다. (≈ 20줄)

    매개변수
        z: 활성화 함수에 들어가기 전의 값. 숫자 하나 또는 아무 shape의 배열.
            float64나 정수(어떤 dtype이든).
        kind: "step", "sigmoid", "tanh", "relu", "leaky_relu"(slope 0.01),
            "elu"(alpha 1), "softplus"(log(1 + e^z)), "gelu" 가운데 하나.
    반환값
        z와 shape가 같은 새 float64 배열. z가 숫자 하나면 float도 된다.
        정확히 z = 0이면 step 0, relu 0, leaky_relu 0.01, elu 1.
        step은 어디서나 0.
    오류
        kind가 위의 여덟과 글자까지 같지 않으면 kind라는 이름을 적은 ValueError.
    예
        activation_grad(np.array([0.0, np.log(3.0)]), "sigmoid")  ->  [0.25, 0.1875]

    채점의 경계 조건
        |z|가 1e4까지 커도 NumPy 경고(overflow, invalid, divide)가 없다.
        z를 바꾸지 않고, 부를 때마다 새 배열을 만든다.
    """
    ### BEGIN SOLUTION
    z = np.asarray(z, dtype=np.float64)
    if kind == "step":
        return np.zeros(z.shape)
    if kind == "sigmoid":
        s = sigmoid(z)
        return s * (1.0 - s)
    if kind == "tanh":
        return 1.0 - np.tanh(z) ** 2
    if kind == "relu":
        return np.where(z > 0, 1.0, 0.0)
    if kind == "leaky_relu":
        return np.where(z > 0, 1.0, 0.01)
    if kind == "elu":
        return np.exp(np.minimum(z, 0.0))
    if kind == "softplus":
        return sigmoid(z)
    if kind == "gelu":
        cdf = (1.0 + np.vectorize(math.erf, otypes=[np.float64])(z / np.sqrt(2.0))) / 2.0
        density = np.exp(-(z**2) / 2.0) / np.sqrt(2.0 * np.pi)
        return cdf + z * density
    raise ValueError(f"kind를 알 수 없습니다: {kind}")
    ### END SOLUTION


# %% tags=["grade:activation_grad"]
check("activation_grad")

# %%
hint("activation_grad")

# %% [markdown]
r"""
### 4.6 깊이를 따라 곱하기

2절의 $\prod_l w_l f'(z_l)$입니다. 곱하는 순서는 상관없으니 뒤에서부터 곱해도 될까요? 층 $l$에서 곱할 수를 알려면 무엇을 먼저 알아야 하나요? 그리고 $f'$은 어떤 값에서 재야 하나요? 3절의 계산을 다시 보면 답이 있습니다.
"""


# %% tags=["solution:chain_gradient"]
def chain_gradient(x, weights, kind):
    """유닛이 하나씩인 층을 차례로 지난 출력을 x로 미분합니다. (≈ 8줄)

    a_0 = x,  z_l = w_l·a_(l−1),  a_l = f(z_l)  ->  da_L/dx = Π w_l·f'(z_l)

    매개변수
        x: 숫자 하나.
        weights: w_1부터 w_L까지, shape (L,)인 배열(float64나 정수)이나 리스트.
        kind: "sigmoid", "tanh", "relu" 가운데 하나.
    반환값
        실수 하나. weights가 비었으면 1.0. relu는 z_l = 0에서 도함수가 0이다.
    오류
        kind가 위의 셋과 글자까지 같지 않으면 kind라는 이름을 적은 ValueError.
        weights가 비었어도 kind를 먼저 본다.
    예
        chain_gradient(0.0, [2.0, 2.0 * np.log(3.0)], "sigmoid")  ->  0.206

    채점의 경계 조건
        |z_l|이 1e4까지 커도 NumPy 경고가 없다. x와 weights는 float64로 계산한다.
        weights를 바꾸지 않는다.
    """
    ### BEGIN SOLUTION
    functions = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}
    if kind not in functions:
        raise ValueError(f"kind는 sigmoid, tanh, relu 가운데 하나여야 합니다: {kind}")
    a, slope = float(x), 1.0
    for w in np.asarray(weights, dtype=np.float64):
        z = w * a
        slope *= w * activation_grad(z, kind)
        a = functions[kind](z)
    return float(slope)
    ### END SOLUTION


# %% tags=["grade:chain_gradient"]
check("chain_gradient")

# %%
hint("chain_gradient")

# %% [markdown]
r"""
## 6. 실험
(9분)

### 6.1 함수와 도함수

왼쪽은 여러분의 함수와 $z$에서 그은 접선, 오른쪽은 여러분의 `activation_grad`입니다. 파선은 왼쪽의 함수를 수치 미분(numerical gradient)한 것입니다. 파선과 실선이 갈라지면 둘 가운데 하나가 틀린 것입니다.

먼저 예상해 보세요. 여덟 함수의 도함수 가운데 1을 넘는 것이 있을까요? 음수가 되는 것은요?
"""

# %%
explore(draw_curves, relu, leaky_relu, elu, gelu, activation_grad)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

GELU의 도함수는 [−0.129](=gelu_slope.low)에서 [1.129](=gelu_slope.high)까지 움직입니다. $z = \sqrt{2}$에서 가장 크고 $z = -\sqrt{2}$에서 가장 작습니다. 도함수가 음수인 곳($z$가 [−0.75](=gelu_slope.turn)보다 작은 곳)에서는 $z$를 키우면 출력이 **내려갑니다**. 나머지 일곱은 모두 0과 1 사이입니다.

시그모이드는 가장 가파른 곳도 0.25입니다. tanh는 그 네 배인 1입니다.

</details>

### 6.2 가중치를 키우면 될까

`chain_gradient`로 같은 가중치를 여러 층 쌓아 봅니다. $x = 0.5$에서 시작합니다. 왼쪽의 세로축은 로그 눈금이고, 검은 파선(기준)은 이 그림이 따로 계산한 기울기, 빨간 세로 점선은 고른 깊이입니다. 오른쪽은 도함수이고, 점은 층마다의 $z_1, z_2, \dots$입니다. 2절의 질문에 답해 보세요. 시그모이드의 0.25를 가중치 4로 메울 수 있을까요? 가중치를 키우면 점들은 어디로 가나요? 음수 가중치는 어떨까요?
"""

# %%
explore(draw_chain, chain_gradient)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

가중치 4로도 메울 수 없습니다. 가중치를 키우면 $z$도 커져서 포화된 쪽으로 밀려나고, $\sigma'(z)$가 0.25보다 훨씬 작아집니다. 열 층의 기울기는 가중치가 1일 때 [3.5×10⁻⁷](=at_weight.one), 4일 때는 오히려 [5.5×10⁻¹¹](=at_weight.four)입니다.

가중치가 **모두 양수**이면($x > 0$) 층마다 달라도 그렇습니다. $w_l = z_l / a_{l-1}$, $\sigma'(z_l) = a_l(1 - a_l)$을 넣으면 사이의 $a$가 모두 지워집니다.

$$\prod_{l=1}^{L} w_l\,\sigma'(z_l) = \frac{a_L}{x}\prod_{l=1}^{L} z_l\,(1 - \sigma(z_l))$$

$z\,(1 - \sigma(z))$는 $z > 0$에서 늘 [0.28](=best_sigmoid.factor)보다 작습니다. 같은 가중치를 이어 이 값에 가장 가까이 가는 것이 [1.63](=best_sigmoid.weight)입니다.

음수 가중치는 다릅니다. 가중치가 −5인 층을 열 개 이으면 크기가 [0.091](=negative.ten)이나 남습니다. $z < 0$에서는 $z\,(1 - \sigma(z))$의 크기가 1을 넘을 수도 있기 때문입니다. 그러나 같은 가중치를 이을 때 크기가 1을 넘는 자리는 불안정합니다. $a$가 그 자리에 머물지 못하고 두 값을 오가며, 기울기는 다시 사라집니다(가중치가 −10이면 스무 층에서 [9×10⁻⁸](=negative.far)). 크기가 1에 가까운 $w = -5.86$을 골라 $x = 0.218$에서 시작하면 스무 층 뒤에도 [0.98](=negative.twenty)입니다. 다만 층을 지날 때마다 부호가 바뀝니다.

tanh는 가중치 1 근처에서 가장 오래 버티지만 천천히 줄어듭니다. ReLU는 가중치가 양수이면 기울기가 $w^L$이라, 1에서 조금만 벗어나도 금세 사라지거나 너무 커집니다. 너무 커지는 것을 **기울기 폭발**(exploding gradient)이라고 합니다. 음수이면 첫 층에서 꺼져 0입니다. 30층에서 ReLU의 기울기가 0.1배와 10배 사이에 남으려면 가중치가 [0.926](=relu_range.low)과 [1.080](=relu_range.high) 사이여야 합니다.

</details>
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(14분)

### 7.1 손글씨 숫자와 스무 층

1절의 신경망입니다. 층마다 유닛이 64개이고, 가중치는 평균 0, 분산 $c/n$인 정규 난수입니다. $n$은 들어오는 유닛의 수이고, 1절에서는 $c = 2$였습니다. 이번에는 함수와 도함수가 **여러분의** 것입니다. 왼쪽은 층마다 손실을 $z$로 미분한 기울기의 크기를 마지막 층과 비교한 것이고, 파선은 여러분의 함수를 수치 미분해 구한 것입니다. 오른쪽은 층마다 $z$의 크기(제곱 평균의 제곱근)입니다.
"""

# %%
explore(draw_depth, relu, elu, gelu, activation_grad)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

알맞은 $c$는 함수마다 다르고, $c$를 조금만 바꾸어도 20층에서는 크게 달라집니다. 7.2절에서 구할 $c$의 0.8배와 1.2배를 비교하면(시드 열 개의 중앙값) 첫 층의 기울기는 tanh에서 [3.8배](=sensitive.tanh), ELU에서 [6.5배](=sensitive.elu), ReLU에서 [55배](=sensitive.relu), GELU에서는 [1,071배](=sensitive.gelu)나 달라집니다. 함수마다 하나씩 찾아 두었다가 7.2절에서 계산한 값과 비교해 보세요. 시그모이드는 $c$를 [100](=wide_sigmoid.variance)까지 키우면 0.1배와 10배 사이로 들어옵니다(시드 열 개에서 [모두](=wide_sigmoid.within), 중앙값 [0.5배](=wide_sigmoid.median)). 그때 $z$의 크기는 [7쯤](=wide_sigmoid.size)이라 많은 유닛이 0이나 1에 붙어 계단 함수처럼 움직입니다.

</details>

### 7.2 발견: 알맞은 크기를 계산하기

슬라이더로 찾은 $c$를 계산으로 구할 수 있을까요? 층을 지나도 $z$의 크기가 그대로이게 해 봅시다. 앞 층의 $z$가 표준 정규 분포를 따른다고 합시다. 앞 층의 출력 $a_1, \dots, a_n$과 서로 독립인, 평균 0, 분산 $v$인 가중치를 곱해 더한 것이 다음 $z$입니다.

$$z = \sum_{i=1}^{n} w_i a_i$$

가중치만 난수로 보면 이 $z$의 분산은 얼마인가요? 그것이 1이 되려면 $v$가 얼마여야 하나요? 점수에는 들어가지 않지만, 비워 두면 7.2절과 7.3절의 결과가 나오지 않습니다.
"""


# %% tags=["discover:weight_variance"]
def weight_variance(a, n):
    """다음 층의 z의 분산을 1로 만드는 가중치의 분산 v를 구합니다. (≈ 1줄)

    매개변수
        a: 유닛 하나의 출력을 여러 번 잰 값, 비어 있지 않고 모두 0은 아닌 배열.
            앞 층의 유닛은 모두 이런 값을 낸다.
        n: 더하는 유닛의 수, 1 이상의 정수.
    반환값
        실수 하나.
    """
    ### BEGIN SOLUTION
    return 1.0 / (n * float(np.mean(np.square(a))))
    ### END SOLUTION


# %%
check("weight_variance")

# %%
hint("weight_variance")

# %% [markdown]
r"""
이제 여러분의 함수마다 알맞은 $c = nv$를 구하고, 그 크기로 스무 층을 쌓아 첫 층의 기울기를 마지막 층과 비교합니다. 시드는 열 개입니다. `@demo`는 함수를 바로 실행하고 그 이름에 결과를 남기므로, 아래 셀 뒤에는 `fitting["relu"]`가 ReLU의 $c$입니다. 다섯 함수 가운데 이것으로도 기울기를 지키지 못하는 것이 있을까요?
"""

# %%
FUNCTIONS = {"sigmoid": sigmoid, "tanh": np.tanh}
FUNCTIONS |= {"relu": relu, "elu": elu, "gelu": gelu}


def slope_of(kind):
    """여러분의 activation_grad에서 kind만 미리 정한 함수."""
    return lambda z: activation_grad(z, kind)


# %%
def shares(function, kind, c):
    """첫 층의 기울기가 마지막 층의 몇 배인지, 시드 열 개의 중앙값과 범위."""
    runs = [signals(function, slope_of(kind), 20, c, seed) for seed in range(10)]
    ratios = [run.gradients[0] / run.gradients[-1] for run in runs]
    middle, low, high = (number(f(ratios), 2) for f in (np.median, min, max))
    return f"c = {c:.1f}: 중앙값 {middle} (최소 {low}, 최대 {high})"


# %% tags=["folded"]
@demo
def fitting():
    z = np.random.default_rng(0).normal(size=100_000)
    found = {}
    for kind, function in FUNCTIONS.items():
        found[kind] = 64 * weight_variance(function(z), 64)
        print(f"{kind:8s} {shares(function, kind, found[kind])}")
    return found


# %% [markdown]
r"""
ReLU의 답은 2입니다(난수로 잰 값은 [2.0](=fitting)). 음수를 모두 0으로 만들어 $a^2$의 평균이 반이 되니 가중치의 분산을 두 배로 하는 것입니다. 이것이 **He 초기화**(He 외, 2015)입니다. 계산한 크기를 쓰면 네 함수는 이 시드 열 개에서 스무 층을 지나도 기울기가 [10배 넘게 줄거나 늘지 않습니다](=fitted). 시그모이드만은 $z$의 크기를 지켜도 중앙값이 [1.3×10⁻⁸](=fitting)배입니다.

$\sigma'$이 0.25를 넘지 못하기 때문일까요? 시험해 볼 수 있습니다. $\sigma - \frac{1}{2}$은 도함수가 $\sigma$와 **똑같습니다**. 시그모이드 대신 이것을 끼우고 알맞은 $c$를 다시 구하면 첫 층의 기울기는 어떻게 될까요? 예상하고 실행해 보세요.
"""


# %% tags=["folded"]
def shifted(z):
    """½을 뺀 시그모이드. 도함수는 시그모이드의 것 그대로입니다."""
    return -0.5 + sigmoid(z)


@demo
def centered():
    c = 64 * weight_variance(shifted(np.random.default_rng(0).normal(size=100_000)), 64)
    print("σ − ½   ", shares(shifted, "sigmoid", c))
    drawn = {"시그모이드": (sigmoid, fitting["sigmoid"]), "σ − ½": (shifted, c)}
    runs = {name: signals(f, slope_of("sigmoid"), 20, size).gradients for name, (f, size) in drawn.items()}
    fig, alt = picture_of_fading({name: run / run[-1] for name, run in runs.items()})
    figure(fig, alt=alt)
    return c


# %% [markdown]
r"""
그림은 첫째 시드의 기울기입니다. 도함수가 같은데도 1절처럼 곧게 떨어지던 선이 ½을 빼자 거의 평평해졌습니다.

<details><summary>½을 뺐을 뿐인데 왜 달라지나요?</summary>

지켜야 할 것이 두 가지입니다. 앞 층의 $z$가 표준 정규 분포를 따르면 다음 $z$의 제곱 평균은 $c\,\overline{f^2}$이 되고, 뒤로 가는 기울기의 제곱 평균은 층마다 약 $c\,\overline{f'^2}$배가 됩니다(층의 유닛 수가 모두 같을 때). 그래서 $z$를 지키는 $c$는 $1/\overline{f^2}$, 기울기를 지키는 $c$는 $1/\overline{f'^2}$입니다.

| | ReLU | ELU | GELU | tanh | 시그모이드 | $\sigma - \frac{1}{2}$ |
|--|--|--|--|--|--|--|
| $z$를 지키는 $c$ | [2](=conditions.relu.forward) | [1.55](=conditions.elu.forward) | [2.35](=conditions.gelu.forward) | [2.54](=conditions.tanh.forward) | [3.41](=conditions.sigmoid.forward) | [23.1](=conditions.centered.forward) |
| 기울기를 지키는 $c$ | [2](=conditions.relu.back) | [1.50](=conditions.elu.back) | [2.19](=conditions.gelu.back) | [2.15](=conditions.tanh.back) | [22.3](=conditions.sigmoid.back) | [22.3](=conditions.centered.back) |
| $\overline{f^2}$에서 평균의 제곱이 차지하는 몫 | [32%](=conditions.relu.mean_share) | [4%](=conditions.elu.mean_share) | [19%](=conditions.gelu.mean_share) | 0% | [85%](=conditions.sigmoid.mean_share) | 0% |

시그모이드에서만 두 $c$가 크게 어긋납니다. $\overline{f^2}$의 [85%](=conditions.sigmoid.mean_share)를 차지하는 평균은 $z$의 크기만 키우고 기울기에는 보태는 것이 없습니다. $z$에 맞춘 $c$로는 기울기가 층마다 [0.39배](=conditions.sigmoid.per_layer)가 됩니다. 기울기에 맞추어 $c$를 22.3으로 키우면 $z$가 커져 포화됩니다(첫 층의 기울기는 [5.8×10⁻⁴배](=conditions.sigmoid.wide)).

시그모이드의 두 $c$를 갈라놓은 것은 0.25라는 상한이 아니라 **큰 평균**이었습니다. ReLU도 평균은 0이 아니지만 두 $c$가 같습니다. 볼 것은 평균 자체가 아니라 $\overline{f^2}$과 $\overline{f'^2}$이 비슷한가입니다.

</details>

### 7.3 정말 배우는가

은닉층(hidden layer)이 열 개이고 층마다 유닛이 [48](=dead.units)개인 신경망을 손글씨 숫자 400장으로 학습시키고, 다른 400장에서 정확도(accuracy)를 쟀습니다. 50장씩 뽑는 미니배치 경사 하강법으로 가중치를 [200번](=network.steps) 고칩니다. 학습률(learning rate)은 0.03이고 시드는 열 개입니다. GELU는 `math.erf`를 원소마다 불러 느리므로 뺐습니다. 먼저 예상해 보세요. 아무렇게나 찍으면 0.1입니다.
"""


# %% tags=["folded"]
def learned(kind, c, lr=0.03):
    """학습한 신경망 열 개의 정확도를 한 줄로 보입니다."""
    f, name = (shifted, "sigmoid") if kind == "σ − ½" else (FUNCTIONS[kind], kind)
    right = train(f, slope_of(name), c, lr=lr)
    spread = f"(최저 {right.min():.2f}, 최고 {right.max():.2f})"
    print(f"{kind:8s} c = {c:.1f}, 학습률 {lr:.2g}: 평균 {right.mean():.2f} {spread}")


@demo
def deep_training():
    learned("sigmoid", fitting["sigmoid"])
    learned("sigmoid", 100.0)
    learned("σ − ½", centered)
    learned("tanh", fitting["tanh"])
    learned("relu", 1.0)
    learned("relu", fitting["relu"])
    learned("elu", fitting["elu"])


# %% [markdown]
r"""
같은 ReLU라도 $c$가 1이면 [0.27](=deep_training), 2이면 [0.88](=deep_training)입니다. 함수를 바꾸면 가중치의 크기도 함께 바꾸어야 합니다.

$z$의 크기에 맞춘 시그모이드는 [0.10](=deep_training)으로 찍는 것과 같습니다. $c$를 100으로 키우면 기울기는 첫 층까지 오지만 [0.20](=deep_training)이고, ½을 뺀 시그모이드는 기울기가 고른데도 [0.43](=deep_training)입니다. 셋 다 함수 탓일까요?

½을 뺀 것은 아닐지도 모릅니다. $\sigma(z) - \frac{1}{2} = \frac{1}{2}\tanh\frac{z}{2}$이니, 은닉층 사이의 가중치를 4로 나누어 적으면 **tanh 신경망과 같은 함수**입니다. 그렇게 적은 가중치에서 보면 학습률은 16분의 1입니다(첫 층과 마지막 층은 4분의 1). 그렇다면 tanh를 학습률 0.03의 16분의 1로 학습시키면 얼마일까요? 학습률을 0.3으로 올리면 셋 가운데 무엇이 나아질까요? 예상하고 실행해 보세요.
"""


# %%
@demo
def other_rates():
    learned("tanh", fitting["tanh"], 0.03 / 16)
    learned("σ − ½", centered, 0.3)
    learned("sigmoid", 100.0, 0.3)
    learned("sigmoid", fitting["sigmoid"], 0.3)
    learned("relu", fitting["relu"], 0.3)


# %% [markdown]
r"""
학습률을 16분의 1로 낮춘 tanh는 [0.42](=other_rates)로 ½을 뺀 시그모이드와 거의 같고, 학습률을 0.3으로 올린 σ − ½은 [0.87](=other_rates)까지 배웁니다. 느렸던 것은 함수가 아니라 **학습률** 때문입니다. $c = 100$인 시그모이드도 [0.49](=other_rates)로 나아집니다. $c$가 [3.4](=fitting)인 시그모이드만은 학습률을 올려도 [0.11](=other_rates)입니다. 기울기가 첫 층까지 오지 않으면 학습률로는 메울 수 없습니다. 반대로 ReLU는 학습률 0.3에서 0.03일 때보다 [크게 나빠집니다](=spoilt). 함수, 가중치의 크기, 학습률은 함께 골라야 합니다.

다만 얕은 신경망에서는 차이가 작습니다. 은닉층이 하나이고 학습률이 0.3이면 시그모이드도 [0.92](=shallow.sigmoid)이고 ReLU는 [0.94](=shallow.relu)입니다.
"""

# %% [markdown]
r"""
### 7.4 라이브러리와 비교

7.4절은 시간에 넣지 않았습니다. 나중에 보아도 됩니다. SciPy에는 $\sigma$가 `expit`, $\Phi$가 `ndtr`이라는 이름으로 있습니다.
"""


# %% tags=["folded"]
@demo
def compare():
    from scipy.special import expit, ndtr
    from scipy.stats import norm

    z = np.linspace(-30.0, 30.0, 601)
    gaps = {
        "gelu와 z·ndtr(z)": gelu(z) - z * ndtr(z),
        "sigmoid의 도함수와 expit(z)·expit(−z)": activation_grad(z, "sigmoid") - expit(z) * expit(-z),
        "softplus의 도함수와 expit(z)": activation_grad(z, "softplus") - expit(z),
        "gelu의 도함수와 ndtr(z) + z·pdf(z)": activation_grad(z, "gelu") - ndtr(z) - z * norm.pdf(z),
    }
    for name, gap in gaps.items():
        most = np.abs(gap).max()
        print(f"{name}: 차이 {'1e-12보다 작음' if most < 1e-12 else f'{most:.1e}'}")


# %% [markdown]
r"""
### 다른 책·라이브러리에서는

| 무엇 | **이 단원** | 다른 곳 |
|--|--|--|
| leaky ReLU의 기본 $s$ | 0.01 | PyTorch 0.01, Keras의 함수 `leaky_relu`는 0.2, Keras의 층 `LeakyReLU`는 0.3 |
| $\mathrm{relu}'(0)$ | 0 | PyTorch 0, 『밑바닥부터 시작하는 딥러닝』의 `relu_grad`는 1 |
| GELU | 정확한 식 | PyTorch와 Keras의 `activations.gelu`는 정확한 식이 기본, Keras의 `ops.gelu`와 JAX는 tanh 근사가 기본, GPT-2는 tanh 근사 |
| GELU의 tanh 근사 | 쓰지 않음 | 정확한 값과 [4.7×10⁻⁴](=approximations.tanh)까지 다름 |
| $z\,\sigma(1.702z)$ | 쓰지 않음 | 정확한 값과 [0.020](=approximations.sigmoid)까지 다름 |
| 도함수가 받는 값 | 들어가기 전의 $z$ | 14단원의 `sigmoid_derivative`처럼 출력 $a$를 받는 코드가 많음 |

모두 **다른 약속**일 뿐입니다. 다만 학습할 때와 쓸 때의 약속이 다르면 오류 없이 값이 어긋납니다.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(4분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 3, 2: 1, 3: 1, 4: 4}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 발견, 도전, 유명 코드의 버그 찾기
(4분, 점수에 들어가지 않습니다) 발견은 7.2절에서 했습니다. 버그 찾기는 하나만 고르면 되고, 도전은 이 시간에 넣지 않았습니다. 나머지는 나중에 해도 됩니다.

### 버그 찾기 1: 입문서의 도함수

널리 읽히는 딥러닝 입문서의 코드에 있던 결함입니다. 일본어판 저장소에서는 독자가 2019년 10월에 보낸 수정이 나중에 받아들여졌지만([oreilly-japan/deep-learning-from-scratch #43](https://github.com/oreilly-japan/deep-learning-from-scratch/pull/43)), 한국어판 저장소의 코드에는 남아 있었습니다. 이름만 바꾸어 다시 썼습니다. 무엇이 잘못되었을까요? 실수 배열과 정수 배열로 부르면 어떻게 될지, 그런데도 왜 오래 들키지 않았을지 예상하고 실행해 보세요.
"""


# %%
def slope_of_relu(x):
    """ReLU의 도함수를 담으려고 합니다. 어디를 고쳐야 할까요?"""
    out = np.zeros(x)
    out[x >= 0] = 1
    return out


# %%
@demo
def who_calls_it():
    try:
        print(slope_of_relu(np.array([-2.0, 0.5])))
    except TypeError as error:
        print("실수 배열:", type(error).__name__)
    print("정수 배열:", slope_of_relu(np.array([2, 3])).tolist())


# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

`np.zeros(x)`는 `x`와 **같은 모양**의 배열이 아니라, `x`의 값을 **shape로 읽어** 배열을 만듭니다. 실수는 shape가 될 수 없으니 실수 배열을 넣으면 TypeError입니다. 정수 배열 `[2, 3]`을 넣으면 오류도 없이 shape가 (2, 3)인 배열이 나옵니다. `np.zeros_like(x)`가 바랐던 것입니다(정수 배열이 들어올 수 있다면 `np.zeros(x.shape)`가 낫습니다).

실수 배열로 한 번만 불러 보았어도 드러났을 결함입니다. 알린 독자도 적었듯이 책의 다른 코드에서는 이 함수를 부르지 않습니다. 책의 신경망은 ReLU를 층 클래스로 따로 만들어 씁니다. 한 번도 부르지 않은 코드는 맞는지 알 수 없습니다. 그래서 이 강의는 함수마다 `check`를 둡니다.

`x >= 0`이라 0에서의 도함수가 1인 것은 결함이 아니라 다른 약속입니다.

</details>

### 버그 찾기 2: 두 갈래가 함께 쓰는 기울기

같은 책의 `common/layers.py`에 있는 `Relu`의 `backward`는 받은 기울기 배열에서 $z \le 0$인 자리에 0을 적고 그 배열을 돌려줍니다([oreilly-japan/deep-learning-from-scratch](https://github.com/oreilly-japan/deep-learning-from-scratch/blob/master/common/layers.py)). 아래는 그 동작을 따라 새로 쓴 것입니다. 돌려주는 값은 맞습니다. `upstream`을 두 갈래가 함께 쓰면 무슨 일이 생길까요?
"""


# %%
@demo
def overwritten():
    def backward(upstream, z):
        upstream[z <= 0] = 0.0
        return upstream

    upstream = np.array([1.0, 2.0, 3.0])
    first = backward(upstream, np.array([-1.0, 1.0, 1.0]))
    print("첫째 갈래:", first)
    print("둘째 갈래:", backward(upstream, np.array([1, 1, -1])), "이제 첫째:", first)


# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

받은 배열을 그 자리에서 바꾸었습니다. 둘째 갈래의 기울기는 $(1, 2, 0)$이어야 하는데 첫째 갈래가 지운 자리가 남아 $(0, 2, 0)$이 됩니다. 세 이름이 모두 같은 배열이라 첫째 갈래의 결과까지 뒤늦게 바뀌었습니다. 곱셈 `upstream * (z > 0)`은 새 배열을 만드니 이런 일이 없습니다. 책의 신경망처럼 층이 한 줄로 이어지면 아무도 그 배열을 다시 쓰지 않아 드러나지 않습니다.

</details>

### 도전 1: 죽은 유닛 세기

은닉층이 하나인 ReLU 신경망에서 학습률을 키우면 유닛이 죽습니다. 모든 훈련 샘플에서 $z \le 0$인 유닛이 몇 개인지 세어 보세요. `train(relu, slope_of("relu"), 2.0, depth=1, lr=1.0, full=True)`는 정확도 10개와, 마지막 은닉층의 $z$를 (시드, 샘플, 유닛) 배열로 돌려줍니다. 유닛이 죽으면 정확도도 떨어지나요? leaky ReLU로 바꾸면요?

<details><summary>답 보기</summary>

`np.all(z <= 0, axis=1).sum(axis=1)`이 시드마다 죽은 유닛의 수입니다. 유닛 [48](=dead.units)개 가운데 학습률 0.3에서는 평균 [0.6개](=dead.slow), 1에서는 [11개](=dead.fast), 3에서는 [48개](=dead.faster)가 죽었습니다.

정확도는 0.3에서 [0.94](=dead.right.slow), 1에서도 [0.94](=dead.right.fast)입니다. 유닛의 4분의 1쯤이 죽어도 이 데이터에서는 정확도가 그대로입니다. 모두 죽은 3에서는 [0.10](=dead.right.faster)이고, leaky ReLU는 같은 학습률에서 [0.70](=dead.leaky.faster)입니다. 다만 학습률 1에서는 leaky ReLU도 [0.94](=dead.leaky.fast)라 ReLU와 거의 같습니다.

</details>

### 도전 2: 배우는 $s$

leaky ReLU의 $s$를 사람이 정하지 않고 **배우게** 할 수 있습니다. PReLU(He 외, 2015)가 그렇습니다. 출력을 $s$로 미분하면 무엇인가요?

<details><summary>답 보기</summary>

$z \le 0$이면 $z$, 아니면 0입니다. 손실을 $J$라고 하면 기울기는 $\sum \frac{\partial J}{\partial a}\min(z, 0)$입니다. 층마다 $s$ 하나를 함께 쓰면 그 층의 모든 유닛과 샘플에 대해 더합니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(5분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** 퍼셉트론(Rosenblatt, 1958)의 계단 함수는 도함수가 0이라 경사 하강법으로 배울 수 없었습니다. 1986년 역전파가 널리 알려지면서 시그모이드가 그 자리를 맡았습니다. 호흐라이터(Hochreiter)가 1991년 학위 논문에서 기울기 소실을 분석했고, 글로럿과 벤지오(Glorot, Bengio, 2010)는 시그모이드는 출력의 **평균** 때문에 난수로 시작하는 깊은 신경망에 맞지 않고, 특히 출력에 가까운 은닉층이 포화된다고 적었습니다. 7.2절에서 본 그 평균입니다. ReLU는 rectified linear unit의 줄임말로, 정류기처럼 한쪽만 통과시킨다는 뜻입니다. 네어와 힌턴(Nair, Hinton, 2010)이 쓰고 2012년 AlexNet이 널리 알렸습니다. ELU는 클레베르트(Clevert 외, 2015), GELU는 헨드릭스와 김펠(Hendrycks, Gimpel, 2016)이 내놓았습니다.

**면접 질문**

<details><summary>은닉층에 시그모이드 대신 ReLU를 쓰는 이유는?</summary>

시그모이드는 출력의 평균이 커서 $z$의 크기와 기울기를 함께 지킬 수 없고, 양쪽에서 포화되며, 도함수가 0.25를 넘지 못합니다. 그래서 흔히 쓰는 크기의 가중치로는 층마다 기울기가 줄어듭니다. ReLU의 도함수는 $z > 0$인 쪽에서 1입니다. 계산도 쉽습니다. 대신 음수 쪽에서 죽을 수 있고, 가중치의 크기를 맞추지 않으면 ReLU에서도 기울기가 사라지거나 폭발합니다.

</details>

<details><summary>ReLU는 0에서 미분할 수 없는데 왜 괜찮나요?</summary>

$z$가 정확히 0인 일은 드물고, 그때는 0과 1 사이의 아무 값이나 약속해 쓰면 됩니다. 다만 0이 자주 나오는 데이터에서는 약속에 따라 결과가 달라질 수 있으니, 어느 쪽인지는 알아야 합니다.

</details>

<details><summary>활성화 함수를 바꾸면 무엇을 함께 보아야 하나요?</summary>

가중치의 시작 크기입니다. ReLU에 맞춘 $2/n$을 20층에 그대로 쓰면 첫 층의 기울기는 마지막 층과 비교해 tanh에서 [1.6배](=misfit.tanh), ELU에서 [3.9배](=misfit.elu), GELU에서 [0.17배](=misfit.gelu)이고, 시그모이드에서는 [2.5×10⁻¹⁰배](=misfit.sigmoid)로 사라집니다(시드 열 개의 중앙값). 학습률도 다시 골라야 합니다.

</details>

**오늘의 쓰임.** BERT와 GPT-2의 은닉층은 GELU를 씁니다. 그 뒤의 언어 모델은 $z\,\sigma(z)$(SiLU, 스위시)를 다른 선형 결과와 곱하는 SwiGLU(Shazeer, 2020)를 많이 씁니다. 합성곱 신경망에는 여전히 ReLU가 흔합니다. LSTM에서 시그모이드는 값을 열고 닫는 게이트로, tanh는 후보 값과 출력을 −1과 1 사이로 누르는 함수로 남아 있습니다.

**실패한 이야기.** BERT의 공개 코드는 처음에는 오차 함수로 GELU를 계산했지만 나중에 tanh 근사로 바뀌었습니다. 그래서 2019년 케라스로 옮긴 코드의 사용자는 어느 가중치가 **어느 GELU로 학습되었는지** 물어야 했습니다([CyberZHG/keras-bert #129](https://github.com/CyberZHG/keras-bert/issues/129)). 2026년의 한 음성 합성 모델도 tanh 근사로 학습하고 정확한 식으로 실행하고 있었습니다. 고친 사람이 재어 보니 출력의 차이는 0.35%쯤이고 품질은 구별되지 않았습니다([kyutai-labs/pocket-tts #278](https://github.com/kyutai-labs/pocket-tts/pull/278)). 효과는 작았지만, 오류도 경고도 없이 아무도 몰랐다는 점이 교훈입니다.

### 다섯 줄 정리

1. 활성화 함수가 없으면 층을 아무리 쌓아도 층 하나와 같습니다. 꺾이는 함수를 여럿 더하면 닫힌 구간에서 어떤 연속 함수에도 다가갑니다.
2. `np.where`는 두 갈래를 모두 계산합니다. 쓰지 않을 갈래에도 안전한 값을 넣어야 경고가 없습니다.
3. 도함수는 무엇을 받는지부터 확인합니다. 들어가기 전의 $z$인지, 나온 뒤의 $a$인지.
4. 깊은 층의 기울기는 $w_l f'(z_l)$의 곱입니다. 시그모이드는 도함수가 0.25 이하이고 양쪽에서 포화되어, 가중치가 모두 양수인 사슬에서는 키워도 메울 수 없습니다. 난수 가중치로는 메울 수 있지만 그때는 포화된 계단 함수처럼 움직이고, 맞는 학습률도 달라집니다.
5. 함수에는 맞는 가중치의 크기와 학습률이 있습니다. $z$를 지키는 분산은 $1/(n\,\overline{a^2})$이고, ReLU라면 $2/n$입니다. 기울기도 지켜지려면 $\overline{f^2}$과 $\overline{f'^2}$이 비슷해야 하고, 시그모이드의 큰 평균은 이 둘을 갈라놓습니다.

**용어**: 활성화 함수, 도함수, 포화, 기울기 소실, 기울기 폭발, ReLU, leaky ReLU, ELU, GELU, softplus, 죽은 ReLU, He 초기화, 연쇄 법칙, 수치 미분

14단원에서는 출력으로 적은 시그모이드의 도함수 $a(1 - a)$를 써서, 모든 가중치의 기울기를 한 번에 구하는 역전파를 만듭니다.
"""

# %%
progress()
