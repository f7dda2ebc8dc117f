# %% [markdown]
r"""
# 09. 소프트맥스와 크로스 엔트로피

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 분류기의 점수인 로짓을 **소프트맥스**(softmax)를 써서 확률로 바꾸고, 왜 하필 지수 함수인지 설명합니다.
- 예측이 얼마나 틀렸는지를 **크로스 엔트로피**(cross-entropy, 교차 엔트로피)로 재고, 왜 하필 $-\log$인지 설명합니다.
- 로짓이 아무리 커도, 확률이 0으로 사라져도 무너지지 않는 식을 찾습니다.
- 로짓에 대한 기울기를 구해 손글씨 숫자 분류기를 학습시키고, 라이브러리의 결과와 수치로 비교합니다.
- 분류에 제곱 오차를 쓰면 어떻게 되는지 직접 미분해 알아냅니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 4 | 11 | 8 | 22 | 9 | 9 | 5 | 17 | 5 | **90** |

**선수 단원**: 1단원(경사 하강법)과 2단원(시그모이드)을 먼저 보면 좋습니다. 이 노트북만으로도 시작할 수 있습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit09 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit09.widgets import draw_gap, draw_softmax, draw_square
from npml.unit09.widgets import picture_of_likelihood, picture_of_push
from npml.unit09.widgets import picture_of_weights
from npml.widgets import BLUE, GREY, ORANGE, figure, subplots

# %% [markdown]
r"""
## 1. 왜 필요한가
(4분)

8×8 픽셀로 된 손글씨 숫자 그림이 [1,797장](=digits_in_all) 있습니다. 그 가운데 한 장을 분류기에 보여 주었더니 0부터 9까지 클래스마다 점수를 하나씩 매겼습니다. 이렇게 아직 다듬지 않은 점수를 **로짓**(logit)이라고 합니다.
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


# %% tags=["folded"]
@demo
def unsure_digit():
    scores = [-4.0, 2.3, 1.8, 2.0, -3.1, 2.5, -4.4, 2.2, 1.1, -0.4]
    fig, (left, right) = subplots(1, 2, width_ratios=[1, 2])
    left.imshow(X_test[46, 1:].reshape(8, 8), cmap="gray_r")
    left.set(title="어떤 숫자일까요?", xticks=[], yticks=[])
    left.spines[:].set_visible(True)
    colors = [BLUE if k == 5 else GREY for k in range(10)]
    right.bar(range(10), scores, color=colors)
    right.axhline(0, color="black", linewidth=1)
    right.set(title="분류기가 매긴 점수(로짓)", xlabel="클래스", ylabel="점수", xticks=range(10))
    alt = (
        "왼쪽은 알아보기 어려운 8×8 손글씨 숫자, "
        "오른쪽은 클래스 열 개의 점수 막대그래프. 5가 2.5점으로 가장 높고 "
        "1, 7, 3이 2.3, 2.2, 2.0점으로 바로 뒤를 잇는다. 0, 4, 6, 9는 음수다."
    )
    figure(fig, alt=alt)


# %% [markdown]
r"""
5가 [2.5점](=unsure_digit)으로 가장 높습니다. 그런데 1은 [2.3점](=unsure_digit)이고 7은 [2.2점](=unsure_digit)입니다. 분류기는 5라고 **얼마나 확신**할까요?

점수만으로는 답할 수 없습니다. 음수도 있고, 더해도 1이 되지 않습니다. 점수를 확률로 바꾸는 함수가 소프트맥스입니다. 7절에서 보겠지만 이 그림이 5일 확률은 겨우 [0.25](=unsure_again)입니다.

확률을 얻으면 다음 질문이 따라옵니다. 정답이 5였다면 이 예측은 얼마나 좋은 예측일까요? 그것을 수 하나로 재는 손실 함수(loss function)가 크로스 엔트로피입니다.
"""

# %% [markdown]
r"""
## 2. 수식
(11분)

### 기호와 shape

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $m$, $C$ | `logits.shape` | 정수 | 샘플(sample)의 수, 클래스의 수 |
| $Z$ | `logits` | $(m, C)$ | 한 행이 샘플 하나의 로짓 |
| $P$ | `y_pred` | $(m, C)$ | 한 행이 샘플 하나의 확률, 행의 합이 1 |
| $y$ | `y_true` | $(m,)$ | 정답의 레이블(label), 0부터 $C-1$까지의 정수 |
| $Y$ | 원-핫(one-hot) | $(m, C)$ | $i$번째 행의 $y_i$ 자리만 1이고 나머지는 0 |
| $L$ | 손실 | 수 하나 | 샘플마다의 손실을 평균한 값 |

### 소프트맥스

한 행의 로짓 $z = (z_0, \dots, z_{C-1})$을 확률 $p$로 바꿉니다. $z$와 $p$ 모두 shape가 $(C,)$입니다.

$$p_k = \frac{e^{z_k}}{\sum_{j} e^{z_j}}$$

지수 함수가 모든 점수를 양수로 만들고, 합으로 나누면 더해서 1이 됩니다. 순서는 바뀌지 않습니다. 로짓이 가장 큰 클래스의 확률이 가장 큽니다.

그냥 가장 큰 자리에 1을 주면 안 될까요? 그러면 로짓을 조금 움직여도 결과가 그대로라서 기울기가 0이고, 배울 수 없습니다. 소프트맥스는 그것을 **부드럽게** 만든 함수입니다.

### 왜 하필 지수 함수인가

양수로 만들고 순서를 지키는 함수는 많습니다. 지수 함수에는 하나가 더 있습니다. 두 클래스의 확률을 나누어 보면 분모가 약분됩니다.

$$\frac{p_k}{p_j} = e^{z_k - z_j}$$

로짓의 **차이**가 그대로 확률의 **비**가 됩니다. $\ln 2 \approx 0.69$만큼 앞설 때마다 확률은 두 배입니다. 그래서 모든 로짓에 같은 수 $c$를 더해도 확률은 달라지지 않습니다.

$$\frac{e^{z_k + c}}{\sum_j e^{z_j + c}} = \frac{e^{c}\,e^{z_k}}{e^{c}\sum_j e^{z_j}} = p_k$$

양수로 만들고 합으로 나누는 방법 가운데, 모든 점수를 똑같이 올려도 확률이 바뀌지 않게 하는 연속 함수는 지수 함수뿐입니다. 고를 수 있는 것은 밑 하나이고, 그것이 6절에서 만날 온도입니다.

컴퓨터에서는 조심할 것이 있습니다. float64에서 $e^{710}$은 너무 커서 inf가 됩니다. $c$를 잘 고르면 막을 수 있습니다. 어떤 $c$인지는 4.1절에서 직접 찾습니다.
"""

# %% [markdown]
r"""
### 크로스 엔트로피

샘플이 서로 독립이라면, 정답 $m$개가 모두 그대로 나올 확률을 모델은 정답에 준 확률의 곱으로 봅니다. 이것을 **우도**(likelihood)라고 합니다. 우도가 클수록 정답을 더 그럴듯하게 본 것입니다.

그런데 곱은 다루기 어렵습니다. 확률 0.1을 [450번](=tests) 곱하면 float64에서는 [0](=vanished)입니다. 로그를 취하면 곱이 합으로 바뀝니다. 부호를 뒤집으면 작을수록 좋은 손실이 되고, $m$으로 나누면 샘플 수와 관계없이 비교할 수 있습니다.

$$L = -\frac{1}{m}\sum_{i=1}^{m} \log p_{i,\,y_i}$$

이것이 크로스 엔트로피입니다. $\log$는 자연로그입니다. 로그의 밑이 다를 뿐, 4단원의 놀라움을 평균한 값입니다.
"""

# %%
@demo
def likelihood():
    fig, alt = picture_of_likelihood((0.5, 0.8, 0.25))
    figure(fig, alt=alt)


# %% [markdown]
r"""
왼쪽은 정답에 준 확률과 손실입니다. 1을 주면 0이고, 0.5를 주면 [0.69](=surprise.half), 0.01을 주면 [4.6](=surprise.hundredth)입니다. **자신 있게 틀릴수록** 끝없이 커집니다. 파선은 9절에서 비교할 제곱 오차입니다.

오른쪽은 샘플 셋의 손실을 쌓은 것입니다. 높이는 우도 [0.1](=likelihood)의 $-\ln$인 [2.30](=likelihood)과 같습니다.

<details><summary>두 분포로 보면</summary>

크로스 엔트로피는 본래 두 분포 사이에서 정의됩니다. 정답의 분포 $q$(원-핫)와 예측 $p$의 크로스 엔트로피는 $-\sum_k q_k \log p_k$입니다. 이 값은 $q$의 엔트로피에 두 분포의 차이(KL 발산, KL divergence)를 더한 것입니다. 원-핫의 엔트로피는 0이므로, 손실을 줄이는 것은 곧 예측을 정답의 분포에 가깝게 하는 일입니다.

</details>

### 로짓에서 바로

소프트맥스를 손실에 넣고 로그를 풀면 로그와 지수가 서로 지워집니다.

$$-\log \frac{e^{z_y}}{\sum_j e^{z_j}} = \log \sum_j e^{z_j} - z_y$$

합은 언제나 0보다 크니 이제 0에 로그를 취할 일이 없습니다.

### 기울기

이 손실을 로짓으로 미분한 기울기(gradient, 그레이디언트)를 구합시다. $z_k$ 하나를 조금 올리면 $\log\sum_j e^{z_j}$는 얼마나 커질까요? $-z_y$는요? 먼저 편미분(partial derivative)해 보고, 아래의 식과 비교하세요.

<details><summary>답 보기</summary>

$\log$를 미분하면 합이 분모로 내려가고, 합을 $z_k$로 미분하면 $e^{z_k}$만 남습니다. 그래서 $e^{z_k} / \sum_j e^{z_j} = p_k$입니다. 그 클래스에 준 확률만큼 커지는 것입니다. $-z_y$를 편미분하면 정답 자리에서만 $-1$입니다.

</details>

$$\frac{\partial L}{\partial Z} = \frac{1}{m}(P - Y), \qquad \text{shape } (m, C)$$

경사 하강법은 이것의 반대로 가니, 정답의 로짓은 올리고 나머지는 준 확률에 비례해 내립니다. 한 행을 모두 더하면 $1 - 1 = 0$입니다.
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

확률은 $(0.6,\ 0.2,\ 0.2)$이고, 손실은 $-\ln 0.6 \approx 0.511$입니다.

</details>

**평균 손실**은 $(1.386 + 0.511) / 2 \approx 0.949$입니다.

**기울기**는 확률에서 원-핫을 빼고 $m = 2$로 나눈 값입니다.

$$\frac{1}{2}\begin{bmatrix} 0.125 & 0.25 - 1 & 0.625 \\ 0.6 - 1 & 0.2 & 0.2 \end{bmatrix} = \begin{bmatrix} 0.0625 & -0.375 & 0.3125 \\ -0.2 & 0.1 & 0.1 \end{bmatrix}$$

이 값들이 다음 절에서 여러분의 함수를 확인하는 첫 시험입니다. 첫째 행을 그림으로 보겠습니다.
"""


# %%
@demo
def push():
    fig, alt = picture_of_push((1 / 8, 2 / 8, 5 / 8), right=1)
    figure(fig, alt=alt)


# %% [markdown]
r"""
오른쪽의 화살표가 경사 하강법이 로짓을 미는 쪽과 크기, 곧 $Y - P$입니다. 정답의 로짓은 $0.75$의 힘으로 밀어 올리고, 나머지는 **준 확률만큼** 누릅니다. 올리는 힘과 누르는 힘을 더하면 0입니다. $0.625$나 준 2번이 가장 세게 눌립니다.
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(22분)

함수 네 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

확인이 멈춘 이유가 보이지 않으면 새 셀에서 `trace("이름")`을 실행하세요. 멈춘 그 호출을 한 줄씩 따라가며 값을 보여 줍니다.

### 4.1 소프트맥스

식을 그대로 옮기면 두 줄입니다. 그 두 줄이 어디에서 무너지는지부터 보세요.
"""


# %%
@demo
def naive_softmax():
    for row in ([2.0, 1.0], [1000.0, 999.0], [-1000.0, -1001.0]):
        with np.errstate(all="ignore"):
            powers = np.exp(np.array(row))
            print(f"{row}  ->  {powers / powers.sum()}")


# %% [markdown]
r"""
세 행 모두 로짓의 차이가 1이니 확률도 같아야 합니다. 그런데 둘째와 셋째는 NaN입니다. 하나는 지수가 넘쳤고, 하나는 모두 0이 되었습니다.

2절에서 본 성질이 열쇠입니다. 모든 로짓에서 같은 수를 빼도 답은 그대로입니다. **무엇을 빼야** 세 행이 모두 살아날까요? 세 행을 $(3, 2)$ 배열 하나로 묶어 넣어도 살아나나요? 1차원 배열 하나만 넣었을 때는요?
"""


# %% tags=["solution:softmax"]
def softmax(x):
    """로짓을 마지막 축을 따라 확률로 바꿉니다. (≈ 3줄)

    p_k = exp(x_k) / Σ_j exp(x_j)

    매개변수
        x: 로짓, shape (m, C) 또는 (C,). float64나 정수 배열.
    반환값
        x와 shape가 같은 새 float64 배열. 마지막 축의 합이 1이다.
    예
        softmax(np.log([1.0, 2.0, 5.0]))  ->  [0.125, 0.25, 0.625]

    채점의 경계 조건
        |x|가 1e4까지 커도 NaN이나 NumPy 경고(overflow, invalid, divide)가 없다.
        −inf인 로짓(마스크)의 확률은 0이다. 한 행이 모두 −inf인 경우는 없다.
        정수 배열(uint8처럼 작은 dtype도)은 float64로 바꾸어 계산한다.
        m = 1, C = 1이어도 된다. x를 바꾸지 않고, 부를 때마다 새 배열을 만든다.
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

3절의 확률과 레이블 $(1, 0)$입니다. 각 행에서 정답의 확률 하나씩, 0.25와 0.6을 뽑으려고 합니다. 그런데 바로 떠오르는 코드는 네 개를 줍니다.
"""

# %%
P = np.array([[0.125, 0.25, 0.625], [0.6, 0.2, 0.2]])
print(P[:, [1, 0]])  # 두 값만 필요한데 네 값이 나옵니다
print(P[1, -1])  # 레이블이 −1이어도 조용히 답합니다

# %% [markdown]
r"""
첫 출력에서 필요한 값은 어디에 있나요? 둘째 줄은 더 위험합니다. −1은 마지막 클래스를 가리키므로 잘못된 레이블이 그럴듯한 손실이 됩니다. 길이가 1인 레이블은 모든 행으로 브로드캐스팅(broadcasting)됩니다. 그래서 레이블은 들어올 때 검사합니다.

정답의 확률이 0일 수도 있습니다. $\log 0$은 $-\infty$이므로, 로그를 취하기 전에 확률을 $[10^{-12}, 1]$로 자릅니다.

검사는 셀 아래쪽의 `as_labels`에 미리 적어 두었습니다. 읽어 보고, 조건 넷이 각각 어떤 잘못을 막는지 짚어 보세요. 답은 `check` 아래에 있습니다. 뒤의 두 함수에서도 이것을 부르면 됩니다.
"""


# %% tags=["solution:cross_entropy_loss"]
def cross_entropy_loss(y_pred, y_true):
    """정답에 준 확률 p의 −log p를 평균합니다. (≈ 3줄)

    L = −(1/m) Σ_i log p_i,  p_i = y_pred[i, y_true[i]]

    y_pred: 확률, shape (m, C). float64나 정수 배열.
    y_true: 정수 레이블, shape (m,). 배열(어떤 정수 dtype이든)이나 리스트.
    반환값: 실수 하나. 로그를 취하기 전에 p를 [1e-12, 1]로 자른다.
    오류: y_true가 다음과 같으면 y_true라는 이름을 적은 ValueError.
        dtype이 정수가 아님(실수, 불리언) / shape가 (m,)이 아님(원-핫, (m, 1),
        다른 길이) / 음수나 C 이상인 값이 있음.
    예: [[0.125, 0.25, 0.625], [0.6, 0.2, 0.2]], [1, 0]  ->  0.9486

    채점의 경계 조건
        완벽한 예측이면 정확히 0.0이다(−0.0도 괜찮다). 인자를 바꾸지 않는다.
        shape나 범위가 어긋난 오류에는 y_true 대신 y_pred를 적어도 된다.
    """
    ### BEGIN SOLUTION
    labels = as_labels(y_true, *y_pred.shape)
    p = np.clip(y_pred[np.arange(len(labels)), labels], 1e-12, 1.0)
    return float(-np.mean(np.log(p)))
    ### END SOLUTION


def as_labels(y_true, m, n_classes):
    labels = np.asarray(y_true)
    fits = labels.shape == (m,) and labels.dtype.kind in "iu"
    if not fits or labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError(f"y_true는 0 이상 {n_classes} 미만의 정수 ({m},)여야 합니다")
    return labels


# %% tags=["grade:cross_entropy_loss"]
check("cross_entropy_loss")

# %%
hint("cross_entropy_loss")

# %% [markdown]
r"""
<details><summary>as_labels의 조건 넷은 각각 무엇을 막나요?</summary>

- `labels.shape == (m,)`: 원-핫이나 $(m, 1)$을 넣은 것, 길이가 1이라 모든 행으로 브로드캐스팅되는 것
- `dtype.kind in "iu"`: 실수와 불리언. 불리언은 번호가 아니라 **고르는 표시**로 읽혀 엉뚱한 자리를 뽑습니다.
- `labels.min() < 0`: 뒤에서부터 세는 음수 번호. 오류 없이 그럴듯한 손실이 됩니다.
- `labels.max() >= n_classes`: 없는 클래스. NumPy도 오류를 내지만 `y_true`가 잘못이라고는 알려 주지 않습니다.

</details>

### 4.3 로짓에서 바로 크로스 엔트로피

앞의 두 함수를 이어 `cross_entropy_loss(softmax(logits), y_true)`로 적어도 될 것 같습니다. 정답의 로짓이 점점 뒤처지게 해 보세요.
"""


# %%
@demo
def two_steps():
    for gap in (5.0, 20.0, 50.0, 800.0):
        loss = cross_entropy_loss(softmax(np.array([[gap, 0.0]])), [1])
        print(f"로짓의 차이 {gap:3.0f}: 손실 {loss:.2f}")


# %% [markdown]
r"""
차이가 800이면 손실도 거의 800이어야 하는데 [27.63](=two_steps)에서 멈춥니다. 확률이 0으로 사라져 잘렸기 때문입니다. 확률을 거치지 않는 2절의 식이 필요합니다.

그런데 그 식에도 $e^{z_j}$가 있습니다. 4.1절에서 찾은 방법을 여기에도 쓸 수 있을까요? 두 항 가운데 어디에 써야 답이 그대로인가요?
"""


# %% tags=["solution:softmax_cross_entropy"]
def softmax_cross_entropy(logits, y_true):
    """확률을 거치지 않고 로짓에서 바로 평균 손실을 구합니다. (≈ 5줄)

    L = (1/m) Σ_i (log Σ_j exp(z_ij) − z_i,y_i)

    매개변수
        logits: 로짓 z, shape (m, C). float64나 정수 배열.
        y_true: 정수 레이블, shape (m,). 배열이나 리스트.
    반환값
        실수 하나. 정답의 확률이 0으로 사라져도 정확하다.
    오류
        레이블의 조건은 cross_entropy_loss와 같다. 어긋나면 y_true를 적은 ValueError.
    예
        logits = [[800.0, 0.0]], y_true = [1]  ->  800.0

    채점의 경계 조건
        |logits|가 1e4까지 커도 NumPy 경고가 없다. 정답이 아닌 자리는 −inf여도 된다.
        정수 배열(어떤 dtype이든)은 float64로 계산한다. 인자를 바꾸지 않는다.
        shape나 범위가 어긋난 오류에는 y_true 대신 logits를 적어도 된다.
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

코드를 쓰기 전에 예상해 보세요. 정답의 로짓을 조금 올리면 손실은 어떻게 되나요? 정답이 아닌 로짓을 올리면요? 확률이 0인 클래스의 로짓이라면요? 답은 `check` 아래에 있습니다.

`check`는 여러분의 기울기를 수치 미분(numerical gradient)과도 비교합니다. 모든 좌표에서 일정한 배율로 틀렸다면 그 배율이 원인을 알려 줍니다.
"""


# %% tags=["solution:softmax_cross_entropy_grad"]
def softmax_cross_entropy_grad(logits, y_true):
    """softmax_cross_entropy를 logits로 미분한 기울기를 구합니다. (≈ 4줄)

    (softmax(logits) − 원-핫) / m

    매개변수
        logits: 로짓, shape (m, C). float64나 정수 배열.
        y_true: 정수 레이블, shape (m,). 배열이나 리스트.
    반환값
        shape (m, C)인 새 float64 배열.
    오류
        레이블의 조건과 메시지는 softmax_cross_entropy와 같다.
    예
        logits = np.log([[3.0, 1.0, 1.0]]), y_true = [0]  ->  [[-0.4, 0.2, 0.2]]

    채점의 경계 조건
        큰 로짓에서도 정확하다. 정답이 아닌 자리는 −inf여도 되고 그 기울기는 0이다.
        정수 배열(어떤 dtype이든)은 float64로 계산한다.
        인자를 바꾸지 않고, 부를 때마다 새 배열을 만든다.
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
<details><summary>4.4절의 세 물음의 답</summary>

정답의 로짓을 조금 올리면 손실은 그 폭의 $(1 - p_y)/m$배만큼 줄고, 정답이 아닌 로짓을 올리면 $p_k/m$배만큼 커집니다. 확률이 0인 클래스라면 기울기도 0이라 손실이 변하지 않습니다. 이미 확률을 주지 않은 클래스는 더 누를 것이 없습니다.

</details>

## 6. 실험
(9분)

### 6.1 로짓과 온도

슬라이더를 움직이면 **여러분의** `softmax`가 다시 계산합니다. 파란 막대는 여러분의 확률, 파선은 기준입니다.

로짓을 나누는 수를 **온도**(temperature)라고 합니다. 온도를 낮추면 차이가 커지고, 높이면 차이가 줄어듭니다. 언어 모델이 다음 낱말을 고를 때 조절하는 바로 그 온도입니다.

‘모두 +1000’과 ‘최댓값을 빼지 않은 계산도 보기’를 함께 켜 보세요. 무엇이 사라지나요?
"""

# %%
explore(draw_softmax, softmax)

# %% [markdown]
r"""
로짓 세 개에 똑같이 1000을 더해도 확률은 그대로입니다. 최댓값을 빼지 않은 계산만 NaN이 되어 막대가 사라집니다. 왼쪽의 빗금 막대는 최댓값을 뺀 다음의 지수입니다. 가장 큰 것이 1이라 넘칠 일이 없고, 막대의 비는 그대로입니다.

### 6.2 로그 안에 작은 수를 더하면

$\log 0$을 피하려고 $-\log(p + 10^{-10})$처럼 로그 안에 작은 수를 더하는 코드를 자주 볼 수 있습니다. 경고는 사라집니다. 문제도 사라질까요?

클래스가 둘이고 정답의 로짓이 점점 뒤처질 때 두 손실과 기울기를 비교해 보세요.
"""

# %%
explore(draw_gap, softmax_cross_entropy, softmax_cross_entropy_grad)

# %% [markdown]
r"""
손실에는 천장이 없어야 합니다. 작은 수를 더한 손실은 $-\ln 10^{-10} \approx 23.03$에서 멈추고 기울기는 0에 가까워집니다. 모델이 **가장 크게 틀렸을 때 좀처럼 배우지 못하는** 셈입니다. 로짓에서 바로 계산한 손실은 차이만큼 곧게 커지고, 기울기는 $-1$에 머뭅니다.

학습에는 얼마나 영향을 줄까요? 같은 분류기를 두 가지 기울기로 100걸음씩 학습시킵니다. 가중치(weight)를 0에서 시작할 때와, 일부러 아주 큰 난수에서 시작할 때를 나누어 봅니다. 학습률이 너무 커서 튀었거나, 다른 데이터로 학습한 모델을 이어 쓸 때 이런 자리에서 출발합니다. 난수는 열 번 바꿉니다.
"""


# %%
def train(gradient, start, lr, steps):
    """gradient(로짓, 레이블)로 경사 하강법을 합니다. 가중치는 (65, 10)입니다."""
    weights = start.copy()
    for _ in range(steps):
        weights = weights - lr * X_train.T @ gradient(X_train @ weights, y_train)
    return weights


def accuracy(weights):
    return np.mean(np.argmax(X_test @ weights, axis=1) == y_test)


# %% tags=["folded"]
def far_start(seed):
    """아주 큰 난수로 채운 가중치, shape (65, 10)."""
    return 20 * np.random.default_rng(seed).normal(size=(65, 10))


def compare_starts(name, gradient):
    """0에서 시작한 정확도와, 큰 난수 열 벌에서 각각 시작한 정확도를 보여 줍니다."""
    starts = [np.zeros((65, 10)), *(far_start(seed) for seed in range(10))]
    ends = [train(gradient, start, lr=5.0, steps=100) for start in starts]
    zero, *far = (accuracy(weights) for weights in ends)
    print(f"{name}: 0에서 시작하면 {zero:.2f}, 큰 난수에서는 ", end="")
    print(f"평균 {np.mean(far):.2f} (최저 {min(far):.2f}, 최고 {max(far):.2f})")


# %%
def capped_grad(logits, labels):
    """−log(p + 1e-10)의 기울기: p / (p + 1e-10)이 곱해집니다."""
    p = softmax(logits)[np.arange(len(labels)), labels]
    return softmax_cross_entropy_grad(logits, labels) * (p / (p + 1e-10))[:, None]


@demo
def stuck():
    compare_starts("로짓에서 바로", softmax_cross_entropy_grad)
    compare_starts("1e-10을 더함", capped_grad)


# %% [markdown]
r"""
0에서 시작하면 차이가 없습니다. 첫 손실이 $\ln 10 \approx 2.3$이라 천장에 닿을 일이 없기 때문입니다. 이렇게 얌전한 문제에서는 어느 식을 써도 괜찮습니다.

큰 난수에서 시작하면 이야기가 달라집니다. 샘플의 [84%](=above_the_ceiling.mean)가 천장 위에서 출발하고, 그 샘플들은 기울기가 거의 0이라 좀처럼 배우지 못합니다. 로짓에서 바로 계산하면 정확도가 평균 [0.64](=stuck)까지 올라오는데, 작은 수를 더하면 100걸음 뒤에도 [0.23](=stuck)입니다. 더 걸으면 조금씩 오르지만 한참 뒤처집니다. [300걸음](=after_300.steps)이면 [0.82](=after_300.direct)와 [0.32쯤](=after_300.capped)입니다. 오류도 경고도 없이 정확도만 낮습니다.
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(9분)

그림을 여러분의 함수로 분류합니다. 가중치는 편향(bias) 한 행과 픽셀 64행을 합쳐 shape가 $(65, 10)$이고, 로짓은 $Z = XW$입니다. 연쇄 법칙(chain rule)에 따라 $W$의 기울기는 $X^\top \frac{\partial L}{\partial Z}$입니다. 1단원의 경사 하강법(gradient descent)과 같은 꼴입니다.
"""


# %%
def trained(steps):
    """0에서 시작해 여러분의 기울기로 학습한 가중치, shape (65, 10)."""
    return train(softmax_cross_entropy_grad, np.zeros((65, 10)), lr=0.5, steps=steps)


# %%
@demo
def learning():
    for steps in (0, 10, 100, 500):
        logits = X_test @ trained(steps)
        loss = softmax_cross_entropy(logits, y_test)
        print(f"{steps:3d}걸음: 손실 {loss:.3f}, e^손실 {np.exp(loss):5.2f}", end=", ")
        print(f"정확도 {np.mean(np.argmax(logits, axis=1) == y_test):.3f}")


# %% [markdown]
r"""
학습하기 전의 손실은 $\ln 10 \approx 2.303$입니다. 열 클래스에 0.1씩 나누어 준 것과 같기 때문입니다. **첫 손실이 $\ln C$와 다르면** 학습을 시작하기 전에 코드를 살펴보세요.

$e^{\text{손실}}$을 **퍼플렉서티**(perplexity)라고 합니다. 몇 개 가운데 하나를 찍는 것과 같은지를 나타냅니다. 처음에는 [10개](=learning) 가운데 찍던 분류기가 500걸음 뒤에는 [1.22개](=learning) 가운데 찍는 셈이 되었습니다.

분류기는 무엇을 배웠을까요? 가중치의 픽셀 64행을 클래스마다 8×8로 펼쳐 봅니다. 보라색인 곳에 잉크가 있으면 그 클래스의 로짓이 오르고, 황토색인 곳에 있으면 내려갑니다.
"""


# %%
@demo
def templates():
    fig, alt = picture_of_weights(trained(500)[1:])
    figure(fig, alt=alt)


# %% [markdown]
r"""
0은 테두리가 보라색이고 한가운데가 황토색입니다. 0의 한가운데에는 잉크가 없기 때문입니다. 선형 분류기는 이렇게 클래스마다 **틀**(template) 하나를 배우고, 그림과 얼마나 맞는지로 점수를 매깁니다.

1절의 알아보기 어려운 그림으로 돌아가 봅시다.
"""


# %% tags=["folded"]
@demo
def unsure_again():
    p = softmax(X_test[46] @ trained(500))
    fig, axis = subplots()
    colors = [BLUE if k == y_test[46] else GREY for k in range(10)]
    axis.bar(range(10), p, color=colors)
    axis.axhline(0.1, color=ORANGE, linestyle="--", label="아무것도 모를 때의 0.1")
    axis.set(xlabel="클래스", ylabel="확률", xticks=range(10), ylim=(0, 0.4))
    axis.legend()
    top = np.argsort(-p)[:3]
    words = ", ".join(f"{k}일 확률 {p[k]:.2f}" for k in top)
    alt = f"클래스 열 개의 확률 막대그래프. 높은 것부터 {words}."
    figure(fig, alt=alt, caption=f"높은 것부터 {words}입니다.")


# %% [markdown]
r"""
5를 골랐고 정답도 5이지만 확률은 [0.25](=unsure_again)뿐입니다. 1이나 7이라고 해도 놀랍지 않다는 뜻이고, 사람이 보아도 그렇습니다.

이제 라이브러리와 비교합니다. 같은 로짓과 확률을 SciPy와 scikit-learn의 함수에 넣으면 같은 답이 나와야 합니다.
"""


# %% tags=["folded"]
@demo
def compare():
    from scipy.special import log_softmax
    from scipy.special import softmax as scipy_softmax
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import log_loss

    logits = X_test @ trained(500)
    p, rows = softmax(logits), np.arange(len(y_test))
    by_p = cross_entropy_loss(p, y_test)
    by_logits = softmax_cross_entropy(logits, y_test)
    theirs = -np.mean(log_softmax(logits, axis=1)[rows, y_test])
    gaps = {
        "softmax와 SciPy의 softmax": np.abs(p - scipy_softmax(logits, axis=1)).max(),
        "cross_entropy_loss와 log_loss": abs(by_p - log_loss(y_test, p)),
        "softmax_cross_entropy와 log_softmax": abs(by_logits - theirs),
    }
    for name, gap in gaps.items():
        print(f"{name}: 차이 {'1e-12보다 작음' if gap < 1e-12 else f'{gap:.1e}'}")
    library = LogisticRegression(max_iter=2000).fit(X_train[:, 1:], y_train)
    score = library.score(X_test[:, 1:], y_test)
    few, many = accuracy(trained(500)), accuracy(trained(2000))
    print(f"\n정확도: 500걸음 {few:.3f}, 2,000걸음 {many:.3f}, 라이브러리 {score:.3f}")


# %% [markdown]
r"""
함수 하나하나는 라이브러리와 같은 값을 냅니다.

정확도(accuracy)는 500걸음에서 멈춘 여러분의 분류기가 [0.960](=compare)이고 `LogisticRegression`이 [0.969](=compare)입니다. 테스트 샘플이 [450장](=tests)이니 [네 장](=pictures_apart) 차이입니다. 라이브러리는 수렴할 때까지 가고, 과적합(overfitting)을 막는 L2 규제(regularization, 10단원)도 넣습니다. 여러분의 분류기도 2,000걸음이면 [0.969](=compare)가 됩니다.

### 다른 책·라이브러리에서는

| 어디에서 | 받는 것 | 0에 대한 대책 | 레이블 | 평균 |
|--|--|--|--|--|
| **이 단원** `cross_entropy_loss` | 확률 | $[10^{-12}, 1]$로 자름 | 정수 | $m$으로 나눔 |
| **이 단원** `softmax_cross_entropy` | 로짓 | 필요 없음 | 정수 | $m$으로 나눔 |
| 『밑바닥부터 시작하는 딥러닝』 | 확률 | 로그 안에 $10^{-7}$을 더함 | 원-핫이나 정수 | $m$으로 나눔 |
| scikit-learn `log_loss` | 확률 | 아주 작은 값에서 자름 | 정수나 문자열 | 고를 수 있음 |
| PyTorch `cross_entropy` | **로짓** | 필요 없음 | 정수나 확률 | 고를 수 있음 |
| Keras `SparseCategoricalCrossentropy` | 확률이 기본, `from_logits=True`면 로짓 | 확률이면 $10^{-7}$에서 자름 | 정수(원-핫은 `CategoricalCrossentropy`) | 고를 수 있음 |

모두 **다른 약속**일 뿐입니다. 가장 위험한 것은 로짓을 받는 함수에 확률을 넣는 일입니다. 소프트맥스를 두 번 거치는데도 오류가 나지 않습니다.
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
## 9. 발견, 도전, 유명 코드의 버그 찾기
(17분, 점수에 들어가지 않습니다) 도전은 이 시간에 넣지 않았습니다. 하나만 고르거나 나중에 해도 됩니다.

### 발견: 제곱 오차를 쓰면 어떻게 될까

확률이 정답과 얼마나 다른지 재는 데는 제곱 오차도 있습니다. 1단원에서는 잘 통했습니다.

$$M = \frac{1}{m}\sum_{i=1}^{m}\sum_{k} (p_{ik} - Y_{ik})^2$$

이 손실을 **로짓**으로 미분해 보세요. 한 행만 생각하면 $p_k$로 미분한 값은 $d_k = 2(p_k - Y_k)$이고, 소프트맥스의 편미분은 다음과 같습니다.

$$\frac{\partial p_k}{\partial z_j} = p_k(\delta_{kj} - p_j), \qquad \delta_{kj} = \begin{cases} 1 & k = j \\ 0 & k \ne j \end{cases}$$

연쇄 법칙으로 두 식을 잇고, $k$에 대한 합을 정리하면 됩니다. 함수를 채우기 전에 예상도 적어 두세요. 크게 틀렸을 때 이 기울기는 얼마나 클까요?
"""


# %% tags=["discover:softmax_mse_grad"]
def softmax_mse_grad(logits, y_true):
    """소프트맥스의 확률로 잰 제곱 오차 M을 logits로 미분합니다. (≈ 4줄)

    M = (1/m) Σ_i Σ_k (p_ik − 원-핫_ik)²,  p = softmax(logits)

    매개변수
        logits: 로짓, shape (m, C).
        y_true: 올바른 정수 레이블, shape (m,)인 배열. 검사하지 않아도 된다.
    반환값
        shape (m, C)인 새 float64 배열.
    """
    ### BEGIN SOLUTION
    p = softmax(logits)
    d = p.copy()
    d[np.arange(len(y_true)), y_true] -= 1.0
    d *= 2.0 / len(y_true)
    return p * (d - np.sum(p * d, axis=1, keepdims=True))
    ### END SOLUTION


# %%
check("softmax_mse_grad")

# %%
hint("softmax_mse_grad")

# %% [markdown]
r"""
이제 클래스가 둘일 때 두 기울기를 나란히 봅니다. 실선은 여러분의 함수이고, 파선은 기준입니다.
"""

# %%
explore(draw_square, softmax_cross_entropy_grad, softmax_mse_grad)


# %%
@demo
def squares():
    compare_starts("크로스 엔트로피", softmax_cross_entropy_grad)
    compare_starts("제곱 오차", softmax_mse_grad)


# %% [markdown]
r"""
<details><summary>무엇을 발견했나요?</summary>

$\frac{\partial M}{\partial z_j} = p_j\big(d_j - \sum_k p_k d_k\big)$이고, 여러 샘플이면 $m$으로 나눕니다. 앞에 곱해진 $p_j$가 문제입니다.

클래스가 둘이면 더 잘 보입니다. 정답의 확률을 $p$라 하면 크로스 엔트로피의 기울기는 $-(1 - p)$이고, 제곱 오차의 기울기는 그것에 $4p(1 - p)$를 곱한 값입니다. 크게 틀려 $p$가 0에 가까우면 이 곱이 기울기를 지웁니다. 2단원의 시그모이드에서도 똑같습니다. $-\log$를 미분해 나오는 $1/p$이 바로 이 $p$를 약분해 줍니다.

0에서 시작하면 두 손실의 차이가 작습니다. 제곱 오차가 언제나 나쁜 것은 아닙니다. 하지만 크게 틀린 곳에서 시작하면 크로스 엔트로피는 평균 [0.64](=squares), 제곱 오차는 [0.13](=squares)입니다. 열에 하나를 찍는 것과 거의 다르지 않습니다. 학습률만의 문제도 아닙니다. 둘 다 [200배](=at_200_times.times)로 키우면 크로스 엔트로피는 평균 [0.96](=at_200_times.cross)인데 제곱 오차는 [0.4쯤](=at_200_times.squared)입니다.

</details>

### 버그 찾기: 배우지 않는 편향

공개된 딥러닝 강의 코드에 있던 결함을 재현한 것입니다. 소프트맥스 회귀를 학습시키면서 편향의 기울기를 아래처럼 더했습니다. 오류도 없고 정확도도 그럴듯합니다. 그런데 500걸음 뒤의 편향을 보세요.
"""


# %%
@demo
def frozen_bias():
    pixels, weight, bias = X_train[:, 1:], np.zeros((64, 10)), np.zeros(10)
    for _ in range(500):
        grad = softmax_cross_entropy_grad(pixels @ weight + bias, y_train)
        weight = weight - 0.5 * pixels.T @ grad
        bias = bias - 0.5 * np.sum(grad)
    right = np.argmax(X_test[:, 1:] @ weight + bias, axis=1) == y_test
    print(f"편향: {np.abs(bias).round(6)}\n테스트 정확도: {np.mean(right):.3f}")


# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

`np.sum(grad)`는 샘플뿐 아니라 **클래스까지** 모두 더해 수 하나로 만듭니다. 브로드캐스팅 때문에 편향 열 개에서 같은 값을 빼는데도 오류가 나지 않습니다.

게다가 그 값은 언제나 0입니다. 2절에서 보았듯이 기울기는 행마다 합이 0이기 때문입니다. 편향이 영영 움직이지 않는데도 정확도는 [0.960](=frozen_bias)으로 7절과 같습니다.

이 데이터는 클래스마다 샘플 수가 비슷해 편향이 거의 필요 없어서 **정확도만 보아서는 찾을 수 없는** 버그입니다. 기울기의 shape가 파라미터의 shape와 같은지 확인하는 습관이 막아 줍니다. `np.sum(grad, axis=0)`으로 고치면 shape가 $(10,)$이 됩니다.

</details>

### 도전 1: 틀린 예측 가운데 가장 비싼 것

테스트 세트(test set)에서 손실이 가장 큰 그림 세 장을 찾아 그려 보세요. 분류기는 무엇이라고 했고, 얼마나 확신했나요? 사람이 보기에는 어떤가요?

<details><summary>답 보기</summary>

500걸음 학습한 가중치라면 손실은 [6.19](=costliest.losses.0), [4.23](=costliest.losses.1), [2.94](=costliest.losses.2)입니다. 앞의 둘은 4를 8이라고 했고, 셋째는 6을 1이라고 하면서 [0.90](=costliest.third)이나 확신했습니다. 손실이 크려면 정답의 확률이 작아야 하므로, 가장 비싼 것은 확신이 가장 큰 오답이 아니라 **정답을 가장 믿지 않은** 예측입니다.

</details>

### 도전 2: 레이블 스무딩

레이블 스무딩(label smoothing)은 정답에서 $\varepsilon$을 덜어 $C$개 클래스 **모두**에 $\varepsilon/C$씩 나누어 줍니다. 정답 자신도 그만큼 돌려받습니다. 이때의 손실과 기울기를 만들어 보세요. 힌트: $P - Y$의 $Y$만 바뀝니다.

<details><summary>답 보기</summary>

$Y' = (1 - \varepsilon) Y + \varepsilon / C$라 하면 손실은 $\log\sum_j e^{z_j} - \sum_k Y'_k z_k$의 평균이고 기울기는 $(P - Y') / m$입니다. 로짓을 지나치게 키우면 손실이 오히려 커지니 분류기가 지나치게 확신하지 않습니다.

$\varepsilon = 0.1$을 쓰고, 데이터를 열 번 다르게 나누어 200걸음씩 학습시켜 보았습니다. 가장 큰 확률의 평균은 [0.81](=smoothing.plain)에서 [0.74](=smoothing.smooth)로 줄었고, 정확도는 [0.947](=smoothing.plain_accuracy)과 [0.947](=smoothing.smooth_accuracy)로 같았습니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(5분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** 식은 볼츠만(1868)이 기체 분자의 에너지 분포를 적은 것과 같습니다. 온도라는 이름이 거기에서 왔습니다. 브라이들(Bridle, 1989)은 이것이 부드러운(soft) 최댓값(max)이라는 뜻으로 softmax라고 불렀습니다. 엔트로피는 섀넌(Shannon, 1948)이 정보의 양으로 정의했습니다.

**면접 질문**

<details><summary>소프트맥스에서 최댓값을 빼도 되는 이유와, 빼야 하는 이유는?</summary>

분자와 분모에 같은 수가 곱해져 약분되니 빼도 됩니다. 빼지 않으면 float64에서는 로짓이 710쯤부터, float32에서는 89쯤부터 exp가 넘칩니다. 최솟값이나 배열 전체의 최댓값을 빼면 여전히 무너지는 행이 있습니다.

</details>

<details><summary>분류에 제곱 오차 대신 크로스 엔트로피를 쓰는 이유는?</summary>

첫째, 우도의 로그에 음의 부호를 붙인 것이라 뜻이 분명합니다. 둘째, 제곱 오차의 기울기에는 $p$가 곱해져 있어 크게 틀린 샘플에서 사라집니다. 크로스 엔트로피의 기울기는 $P - Y$라서 틀린 만큼 남아 있습니다.

</details>

<details><summary>언어 모델의 퍼플렉서티가 20이라는 말은?</summary>

낱말 하나마다 평균 손실이 $\ln 20 \approx 3.0$이라는 뜻입니다. 다음 낱말을 고를 때마다 똑같이 그럴듯한 후보 20개 가운데 하나를 찍는 것과 같습니다.

</details>

**오늘의 쓰임.** 언어 모델은 낱말 수만 개를 클래스로 두고 바로 이 손실로 학습합니다. 트랜스포머의 어텐션도 점수를 소프트맥스로 바꿉니다. 어텐션을 빠르게 만든 FlashAttention(Dao 외, 2022)은 행을 조각내어 읽으면서 4.1절의 그 최댓값을 조각마다 고쳐 갑니다.

**실패한 이야기.** 텐서플로 팀의 저장소 tensorflow/models에 있던 예제 하나는 확률의 로그를 취해 손실을 직접 계산했습니다. 숫자를 분류하는 이 예제의 손실은 90에포크쯤 지나면 NaN이 되었고, 2016년에 로짓을 받는 함수로 바꾸고서야 나았습니다([tensorflow/models #181](https://github.com/tensorflow/models/pull/181)). 같은 식이 입문 튜토리얼에도 있었습니다. 그해 한 개발자는 이 식을 [학습에 쓰지 말라](https://github.com/tensorflow/tensorflow/issues/2462)고 대문자로 적어야 했습니다.

### 다섯 줄 정리

1. 소프트맥스는 로짓을 양수로 만들고 합으로 나누어 확률로 바꿉니다. 로짓의 **차이**만 중요합니다.
2. 행마다 최댓값을 빼면 답은 그대로이고 exp가 넘치지 않습니다.
3. 크로스 엔트로피는 정답에 준 확률의 $-\log$를 평균한 값이고, 줄이면 우도가 커집니다. 아무것도 모를 때는 $\ln C$입니다.
4. 로짓에서 바로 $\log\sum_j e^{z_j} - z_y$로 계산하면 확률이 0으로 사라져도 정확하고, 기울기도 사라지지 않습니다.
5. 로짓에 대한 기울기는 $(P - Y)/m$이고 행마다 합이 0입니다. 제곱 오차의 기울기는 크게 틀릴수록 사라집니다.

**용어**: 로짓, 소프트맥스, 우도, 크로스 엔트로피(교차 엔트로피), 퍼플렉서티, 손실 함수, 레이블, 원-핫 인코딩, 기울기, 온도, 마스크, 브로드캐스팅, 레이블 스무딩

클래스가 둘이면 소프트맥스는 2단원의 시그모이드와 같습니다. 로짓 $(z, 0)$의 첫 확률이 $1/(1 + e^{-z})$이기 때문입니다. 10단원에서는 손실에 페널티를 더하는 규제를 배웁니다.
"""

# %%
progress()
