# %% [markdown]
r"""
# 07. 드롭아웃 정규화(드롭아웃 규제)

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 신경망이 훈련 데이터를 외워 버리는 **과적합**을 숫자로 보입니다.
- 훈련 때 유닛을 무작위로 끄는 **드롭아웃**의 순전파와 역전파를 구현합니다.
- 살아남은 값을 $1-p$로 나누는 까닭을 기댓값으로 설명합니다.
- 드롭아웃이 크게 돕는 데이터와 거의 돕지 않는 데이터를 실험으로 가려냅니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 6 | 10 | 6 | 18 | 12 | 12 | 5 | 9 | 2 | **80** |

**선수 단원**: NumPy의 브로드캐스팅을 알면 시작할 수 있습니다. 실험에 쓰는 신경망의 손실은 9단원의 것이지만, 필요한 코드는 여기에 다 있습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 칸이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit07 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit07.network import accuracy, digits, fit, scores
from npml.unit07.widgets import draw_mask, draw_overfit
from npml.widgets import BLUE, GREY, INK, ORANGE, RED, figure, subplots

# %% [markdown]
r"""
## 1. 왜 필요한가
(6분)

scikit-learn의 손글씨 숫자는 8×8 픽셀 사진 1,797장입니다. 그 가운데 150장만 훈련 세트(training set)로 쓰고, 나머지 1,647장은 테스트 세트(test set)로 남겨 둡니다.

여기에 짓궂은 일을 하나 더 합니다. 훈련 사진의 **30%에 틀린 레이블(label)** 을 붙입니다. 사람이 서둘러 붙인 레이블에는 흔히 이런 잘못이 섞여 있습니다.
"""


# %%
@demo
def noisy_digits():
    clean, noisy = digits(0.0, 0), digits(0.3, 0)
    fig, axes = subplots(1, 10, width=9.6, height=1.5)
    for index, axis in enumerate(axes):
        given, right = noisy[1][index], clean[1][index]
        axis.imshow(noisy[0][index].reshape(8, 8), cmap="gray_r")
        axis.set(xticks=[], yticks=[])
        axis.set_title(f"{given}" if given == right else f"{given} ×", color=INK if given == right else RED)
    count = int(np.sum(noisy[1][:10] != clean[1][:10]))
    pairs = ", ".join(f"{right}에 {given}" for given, right in zip(noisy[1][:10], clean[1][:10], strict=True) if given != right)
    alt = f"훈련 사진 열 장과 그 레이블. {count}장의 레이블이 틀려서 빨간 글씨와 ×로 표시했다. 틀린 것은 {pairs}."
    figure(fig, alt=alt)
    print(f"훈련 사진 150장 가운데 레이블이 틀린 것은 {np.sum(noisy[1] != clean[1])}장")


# %% [markdown]
r"""
이 150장으로 작은 신경망(neural network)을 학습시킵니다. 픽셀 64개가 은닉층(hidden layer)의 유닛 64개를 거쳐 숫자 10개의 로짓(logit)이 되는 **다층 퍼셉트론**(multilayer perceptron, MLP)입니다. 코드는 `public/network.py`에 있고, 80줄이 채 안 되니 읽어 볼 만합니다.
"""


# %%
@demo
def overfit():
    epochs, train, test, _ = fit()
    fig, axis = subplots(height=3.2)
    axis.plot(epochs, train, "--", color=ORANGE, label="훈련 세트 (틀린 레이블 30%)")
    axis.plot(epochs, test, color=BLUE, label="테스트 세트 (바른 레이블)")
    axis.set(xlabel="에포크", ylabel="정확도", ylim=(0, 1.05))
    axis.legend(loc="lower right")
    best = int(np.argmax(test))
    alt = (
        f"에포크에 따른 정확도. 훈련 정확도는 계속 올라 {train[-1]:.2f}이 되지만, 테스트 정확도는 {epochs[best]:.0f}에포크에 "
        f"{test[best]:.2f}까지 올랐다가 {test[-1]:.2f}로 떨어진다."
    )
    figure(fig, alt=alt)
    print(f"마지막 정확도: 훈련 {train[-1]:.2f}, 테스트 {test[-1]:.2f}")
    print(f"테스트 정확도가 가장 높았던 때: {epochs[best]:.0f}에포크, {test[best]:.2f}")


# %% [markdown]
r"""
훈련 정확도(accuracy)는 1.00입니다. 틀린 레이블 45개까지 모두 맞혔으니, 규칙을 배운 것이 아니라 사진을 **외운** 것입니다. 그동안 테스트 정확도는 한때의 0.78에서 0.65로 내려갔습니다. 이를 **과적합**(overfitting)이라고 합니다.

외우려면 유닛 몇 개가 짝을 지어 "이 사진이면 이 답"이라고 약속해야 합니다. 그 짝을 훈련 내내 무작위로 깨뜨리면 어떨까요? 이것이 드롭아웃(dropout)의 생각입니다.

과적합을 누르는 방법을 통틀어 **규제**(regularization)라고 합니다. 이 단원의 제목처럼 정규화라고 부르는 글도 많지만, 값의 크기를 맞추는 정규화(5단원의 배치 정규화)와는 다른 말입니다. 본문에서는 규제라고만 씁니다.
"""

# %% [markdown]
r"""
## 2. 수식
(10분)

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

원소마다 동전을 **따로** 던집니다. 확률 $p$로 $M_i = 0$, 확률 $1-p$로 $M_i = 1$입니다. 그리고 다음을 내보냅니다.

$$y_i = \frac{M_i\, x_i}{1-p}$$

왜 나눌까요? 동전을 여러 번 던져 평균하면, $M_i$의 기댓값은 $1-p$입니다.

$$\mathbb{E}[y_i] = \frac{\mathbb{E}[M_i]\, x_i}{1-p} = \frac{(1-p)\,x_i}{1-p} = x_i$$

**나누어 두었기 때문에 평균이 원래 값과 같습니다.** 나누지 않으면 다음 층이 받는 값이 평균 $1-p$배로 줄어듭니다.

### 추론 모드

답을 낼 때는 아무것도 끄지 않고 $y = x$로 둡니다. 훈련 때 이미 평균을 맞추어 놓았으니 추론(inference)에서는 할 일이 없습니다. 척도를 훈련 쪽에서 맞추는 이 방식을 **역드롭아웃**(inverted dropout)이라고 합니다.
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

나눌 수는 $1 - 0.2 = 0.8$, 곧 1.25를 곱하는 것과 같습니다.

$$y = (4 \cdot 1.25,\ 0,\ 12 \cdot 1.25,\ 20 \cdot 1.25) = (5,\ 0,\ 15,\ 25)$$

뒤에서 흘러온 기울기는 $\partial L/\partial y = (0.8, 2, -4, 1.6)$입니다. $\partial L/\partial x$를 종이에 구해 보세요.

<details><summary>답 보기</summary>

같은 마스크와 같은 1.25를 곱합니다. $(0.8 \cdot 1.25,\ 0,\ -4 \cdot 1.25,\ 1.6 \cdot 1.25) = (1,\ 0,\ -5,\ 2)$입니다. 꺼진 둘째 유닛은 출력에 아무 영향도 주지 않았으니 기울기가 0입니다.

</details>

이번에는 값이 8인 유닛이 아주 많다고 합시다. 열에 여덟은 10이 되고 둘은 0이 됩니다. 평균은 $0.8 \cdot 10 + 0.2 \cdot 0 = 8$, 처음 그대로입니다.
"""

# %% [markdown]
r"""
## 4. 직접 채우기, 5. 확인과 힌트
(18분)

함수 두 개를 차례로 채웁니다. 결과가 무작위인 함수는 정답이 하나가 아닙니다. 그래서 `check`는 여러분이 뽑은 마스크를 정해진 마스크와 견주지 않고, **지켜야 할 성질**을 살핍니다. 어떤 방법으로 뽑아도 됩니다.

`rng`는 난수를 어디에서 뽑을지 정합니다. `np.random.default_rng(rng)`는 세 가지를 모두 받습니다.

- `None`: 부를 때마다 새로운 생성기
- 정수: 그 수를 씨앗으로 하는 생성기. 같은 정수면 같은 난수
- 생성기: 받은 생성기를 그대로. 뽑을 때마다 상태가 앞으로 나아갑니다.

`np.random.seed`나 `np.random.rand`는 전역 난수를 써서 다른 코드의 결과까지 바꾸므로 쓰지 않습니다.

바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다. 막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

### 4.1 순전파
"""

# %% tags=["solution:dropout_forward"]
def dropout_forward(x, dropout_rate=0.5, training=True, rng=None):
    """x의 원소를 확률 dropout_rate로 끄고, 살아남은 원소를 1 − dropout_rate로 나눕니다. (≈ 8줄)

    x: 1차원 이상인 float64 또는 정수 배열. 바꾸지 않는다. rng: None, 0 이상의 정수, Generator.
    반환값: 튜플 (out, mask). 둘 다 새 배열이고 x와 메모리를 함께 쓰지 않는다.
        훈련 모드: mask는 x와 shape가 같은 0과 1의 배열(dtype은 자유), 원소마다 따로 뽑는다.
            out = x · mask / (1 − dropout_rate), float64.
        추론 모드(training=False): (x를 float64로 복사한 배열, None).
    경계: 비율 0이면 out은 x와 같고 mask는 모두 1. 비율 1이면 out도 mask도 모두 0, NumPy 경고 없음.
    오류: dropout_rate가 0 이상 1 이하가 아니거나 NaN이면 두 모드 모두 ValueError.
        메시지에 dropout_rate를 적는다.
    난수: 같은 정수나 같은 상태의 Generator면 같은 결과, None이면 매번 새로. Generator는 상태가 나아간다.
        np.random의 전역 상태는 건드리지 않는다.
    예: x = [4, -8, 12, 20], 비율 0.2, 둘째만 꺼지면  ->  ([5., 0., 15., 25.], [1, 0, 1, 1])
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
        (first, mask), (_, other) = dropout_forward(x, 0.2, rng=rng), dropout_forward(x, 0.2, rng=rng)
        print(f"{name}: 두 번의 마스크가 같은가요? {np.array_equal(mask, other)}")
    print("나온 값:", np.unique(first), f"  out의 평균 {first.mean():.1f}, 살아남은 비율 {mask.mean():.2f}")


# %% [markdown]
r"""
### 4.2 역전파

순전파가 돌려준 마스크를 받아 기울기를 흘려보냅니다. 추론 모드의 마스크는 `None`이었으니, 그때는 곱할 것이 없습니다. 무엇부터 확인해야 하는지 생각하며 채우세요.
"""


# %% tags=["solution:dropout_backward"]
def dropout_backward(dout, mask, dropout_rate=0.5):
    """손실을 x로 미분한 기울기 dx = dout · mask / (1 − dropout_rate)를 구합니다. (≈ 5줄)

    dout: 1차원 이상인 float64 또는 정수 배열. 바꾸지 않는다.
    mask: dropout_forward가 돌려준 것. dout과 shape가 같은 0과 1의 배열(불리언·정수·실수) 또는 None.
    반환값: dout과 shape가 같은 새 float64 배열.
    경계 조건
        mask가 None이면 비율이 얼마든(1이어도) dout을 float64로 복사한 배열.
        mask가 있고 비율이 1이면 0으로 된 배열, NumPy 경고 없음.
    비율이 잘못된 경우는 여기서 다루지 않는다.
    예: dout = [0.8, 2, -4, 1.6], mask = [1, 0, 1, 1], 비율 0.2  ->  [1., 0., -5., 2.]
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
두 함수가 서로 맞는지는 **수치 미분**(numerical gradient)으로 확인합니다. 같은 정수 `rng`를 주면 마스크가 고정되므로, 드롭아웃도 보통 함수처럼 미분할 수 있습니다. 손실은 $L(x) = \sum_i w_i\, y_i$로 두었습니다.
"""


# %%
@demo
def gradient_check():
    rng = np.random.default_rng(0)
    x, w, h = rng.normal(size=(3, 4)), rng.normal(size=(3, 4)), 1e-5

    def loss(x):
        return np.sum(w * dropout_forward(x, 0.2, rng=7)[0])

    _, mask = dropout_forward(x, 0.2, rng=7)
    analytic, numeric = dropout_backward(w, mask, 0.2), np.zeros((3, 4))
    for place in np.ndindex(3, 4):
        step = np.zeros((3, 4))
        step[place] = h
        numeric[place] = (loss(x + step) - loss(x - step)) / (2 * h)
    gap = np.max(np.abs(analytic - numeric))
    print(f"수치 미분과의 차이가 1e-8보다 작은가요? {gap < 1e-8}")


# %% [markdown]
r"""
## 6. 실험
(12분)

### 6.1 숫자 하나를 400번 통과시키면

숫자 사진 하나를 400장 복사해 **여러분의** `dropout_forward`에 한꺼번에 넣습니다. 왼쪽 셋은 첫 장의 입력, 마스크, 출력입니다. 오른쪽은 출력 400장의 평균 밝기를 모은 히스토그램(histogram)이고, 검은 파선이 원래 사진의 평균, 점선이 식으로 구한 ±2 표준편차입니다.

비율을 키우면서 히스토그램의 **가운데**와 **폭**이 각각 어떻게 되는지 보세요. 추론 모드로도 바꾸어 보세요.
"""

# %%
explore(draw_mask, dropout_forward)

# %% [markdown]
r"""
<details><summary>폭은 왜 넓어질까요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

가운데는 움직이지 않고 폭만 넓어집니다. $y_i$의 분산이 $\frac{p}{1-p}x_i^2$이기 때문입니다. 비율이 0.2면 $\frac{0.2}{0.8} = 0.25$, 0.5면 1이니 표준편차는 두 배입니다. 비율은 학습에 섞는 **잡음의 크기**를 정하는 하이퍼파라미터(hyperparameter)인 셈입니다.

</details>

### 6.2 과적합을 누르기

1절의 신경망을 여러분의 두 함수로 200에포크(epoch) 동안 다시 학습시킵니다. 은닉층에 드롭아웃을 걸고, 정확도를 잴 때는 추론 모드로 둡니다. 가중치 감소(weight decay)는 10단원에서 만들 L2 페널티(penalty) $\lambda\sum w^2$입니다.

왼쪽에서 파란 실선은 여러분의 테스트 정확도, 회색 파선은 드롭아웃이 없을 때의 테스트 정확도입니다. 오른쪽의 검은 파선은 기준 함수로 미리 재어 둔 값입니다. 마스크를 뽑는 방법에 따라 여러분의 점은 조금 위나 아래에 놓일 수 있습니다.
"""

# %%
explore(draw_overfit, dropout_forward, dropout_backward)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요. 더 살펴볼 것이 있습니다.</summary>

- **비율 0.8**이면 훈련 정확도가 0.7에서 0.9 사이에 머뭅니다. 레이블의 30%가 틀렸으니 70%쯤만 맞히는 것이 오히려 건강합니다.
- **비율 0.9**는 0.8보다 나을 것이 없습니다. 유닛 64개 가운데 여섯 개쯤으로 배우면 배워야 할 것도 놓칩니다. 이를 과소적합(underfitting)이라고 합니다.
- **비율 0, 가중치 감소 0.01**로 두면 드롭아웃 없이도 비슷한 정확도에 이릅니다. 방법은 달라도 외우지 못하게 누르는 일은 같습니다.

</details>
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(12분)

### 7.1 우연일까

한 번의 실험은 우연일 수 있습니다. 훈련 세트와 처음 가중치를 세 번 바꾸어 평균을 냅니다. 마지막 두 줄은 L2 페널티를 쓴 것입니다.
"""


# %%
def compare(settings, noise):
    """설정마다 세 번 학습해 마지막 정확도의 평균을 적습니다."""
    for rate, decay in settings:
        hooks = (dropout_forward, dropout_backward) if rate else ()
        runs = [fit(*hooks, rate=rate, decay=decay, noise=noise, seed=seed, every=400) for seed in range(3)]
        train, test = (np.mean([run[index][-1] for run in runs]) for index in (1, 2))
        print(f"드롭아웃 {rate:3.1f}, L2 {decay:5.3f}   훈련 {train:.2f}   테스트 {test:.2f}")


@demo
def noisy_labels():
    compare([(0.0, 0.0), (0.5, 0.0), (0.8, 0.0), (0.0, 0.01), (0.5, 0.003)], noise=0.3)


# %% [markdown]
r"""
드롭아웃 0.8은 테스트 정확도를 0.66에서 0.77로 올립니다. L2 0.01은 0.79로 조금 더 높습니다. 드롭아웃이 늘 으뜸인 것은 아니고, 둘을 함께 쓰기도 합니다.

### 7.2 솔직한 결과: 레이블이 바르다면

같은 실험을 레이블을 흐트러뜨리지 않은 150장으로 해 봅시다.
"""


# %%
@demo
def clean_labels():
    compare([(0.0, 0.0), (0.8, 0.0)], noise=0.0)


# %% [markdown]
r"""
소수 둘째 자리까지 보아도 차이가 없습니다. 외워서 해가 될 것이 없는 데이터에서는 드롭아웃의 이득도 작습니다. "드롭아웃을 넣으면 좋아진다"가 아니라 **과적합이 있을 때 좋아진다**가 맞는 말입니다.

### 7.3 라이브러리와 숫자로 비교하기

먼저 마스크가 정말 원소마다 독립인지 SciPy의 이항 분포(binomial distribution)와 견줍니다. 유닛 20개를 끌 확률 0.2로 5만 번 통과시켰을 때 살아남은 개수의 비율입니다.
"""


# %%
@demo
def compare_with_scipy():
    from scipy.stats import binom

    _, mask = dropout_forward(np.ones((50_000, 20)), 0.2, rng=0)
    kept = np.sum(mask, axis=1)
    for count in (12, 14, 16, 18, 20):
        print(f"{count}개가 살아남은 비율: 내 마스크 {np.mean(kept == count):.3f}, 이항 분포 {binom.pmf(count, 20, 0.8):.3f}")


# %% [markdown]
r"""
scikit-learn의 `MLPClassifier`에는 드롭아웃이 없고 L2 페널티 `alpha`만 있습니다. 그 페널티는 $\frac{\alpha}{2m}\sum w^2$이므로 우리의 $\lambda$와는 $\alpha = 2m\lambda$로 이어집니다. 샘플이 150개이고 $\lambda = 0.01$이면 $\alpha = 3$입니다.
"""


# %%
@demo
def compare_with_sklearn():
    import warnings

    from sklearn.neural_network import MLPClassifier

    for alpha in (0.0, 3.0):
        tests = []
        for seed in range(3):
            x, labels, x_test, labels_test = digits(0.3, seed)
            model = MLPClassifier((64,), solver="lbfgs", alpha=alpha, max_iter=40, random_state=seed)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # 40걸음에서 멈추면 수렴하지 않았다고 알립니다
                tests.append(model.fit(x, labels).score(x_test, labels_test))
        ours = [fit(decay=alpha / 300, seed=seed, every=400)[2][-1] for seed in range(3)]
        print(f"alpha = {alpha:g}: scikit-learn의 테스트 정확도 {np.mean(tests):.2f}, 우리 신경망 {np.mean(ours):.2f}")


# %% [markdown]
r"""
옵티마이저(optimizer)도 처음 가중치도 다르지만 그림은 같습니다. 규제가 없으면 과적합하고, L2를 걸면 0.8 가까이 올라갑니다. 드롭아웃을 쓰려면 PyTorch나 Keras 같은 딥러닝 라이브러리가 필요합니다.

### 다른 책·라이브러리에서는

| 어디에서 | 비율의 뜻 | 척도를 맞추는 때 |
|--|--|--|
| **이 단원**, PyTorch `Dropout(p)`, Keras `Dropout(rate)` | 끌 확률 | 훈련 때 $1-p$로 나눔 |
| 처음 논문(Srivastava 외, 2014) | 살려 둘 확률 | 추론 때 가중치에 곱함 |
| 『밑바닥부터 시작하는 딥러닝』 | 끌 비율 | 추론 때 $1-p$를 곱함 |
| CS231n 강의 노트, 옛 TensorFlow의 `keep_prob` | 살려 둘 확률 | 훈련 때 나눔 |

CS231n은 나눗셈을 마스크 안에 미리 넣어 둡니다. 모두 기댓값을 맞춘다는 점은 같고, 틀린 것이 아니라 **다른 약속**입니다. 다만 비율이 0.5일 때는 끌 확률과 살려 둘 확률이 같아서 약속을 잘못 읽어도 드러나지 않습니다. **0.5가 아닌 값으로 시험하세요.**
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
## 9. 도전과 유명 코드의 버그 찾기
(9분, 점수에 들어가지 않습니다)

### 버그 찾기: 부를 때마다 답이 달라지는 분류기

PyTorch로 자연어 처리를 가르치는 한 책의 예제 저장소에 2020년 이런 신고가 올라왔습니다. 모델을 평가 모드로 바꾸었는데도 셀을 실행할 때마다 결과가 다르다는 것입니다. 비슷한 신고는 다른 저장소에서도 여럿 찾을 수 있습니다.

아래 함수가 그 코드를 흉내 냅니다. 다섯 번 부르면 정확도가 다섯 번 다릅니다. 인자 하나를 더해 고쳐 보세요.
"""


# %%
@demo
def suspicious_classifier():
    *_, weights = fit(dropout_forward, dropout_backward, rate=0.5, every=400)
    _, _, x_test, labels_test = digits(0.3, 0)

    def hide(h):
        return dropout_forward(h, 0.5)  # 무엇을 빠뜨렸을까요?

    tests = [accuracy(x_test, labels_test, weights, hide) for _ in range(5)]
    print("다섯 번의 테스트 정확도가 모두 같은가요?", len(set(tests)) == 1)
    print("추론 모드보다 평균이 낮은가요?", np.mean(tests) < accuracy(x_test, labels_test, weights))


# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

`training`을 넘기지 않았습니다. 우리 함수도 PyTorch의 `F.dropout`도 `training`의 기본값이 `True`입니다. 그래서 함수로 부르는 드롭아웃은 모델이 평가 모드인지 스스로 알지 못합니다. `training=False`를 넘기면(PyTorch라면 `training=self.training`) 다섯 번의 답이 같아집니다.

훈련 정확도만 보거나 한 번만 평가하면 눈치채기 어려운 버그입니다. 같은 입력을 두 번 넣어 보는 시험이면 바로 드러납니다.

</details>

### 도전 1: 일부러 끄지 않은 드롭아웃

위의 버그를 거꾸로 이용합니다. 추론할 때 훈련 모드로 50번 답하게 하고 확률을 평균하세요. **MC 드롭아웃**(Monte Carlo dropout)이라고 합니다. 답이 50번 가운데 몇 번이나 바뀌는지 세면, 신경망이 얼마나 자신 없는지 알 수 있습니다. 틀린 사진에서 더 자주 바뀌나요? `scores(x, weights, hide)`의 마지막 값이 로짓입니다.

### 도전 2: 분산의 식

$\mathrm{Var}[y_i] = \frac{p}{1-p}x_i^2$임을 $\mathbb{E}[y_i^2] - \mathbb{E}[y_i]^2$에서 유도하고, 값이 8인 유닛 10만 개로 확인해 보세요. $p = 0.2$이면 16입니다.
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(2분)

1. 드롭아웃은 훈련 때 원소마다 따로 확률 $p$로 꺼서 신경망이 훈련 데이터를 외우지 못하게 합니다.
2. 살아남은 값을 $1-p$로 나누어 기댓값을 지킵니다. 그래서 추론 때는 아무것도 하지 않습니다.
3. 역전파는 순전파와 **같은 마스크**, 같은 수를 곱합니다.
4. 비율 0.5는 끌 확률과 살려 둘 확률을 헷갈린 실수를 감춥니다. 다른 비율로 시험해야 합니다.
5. 과적합이 심할 때 크게 돕고, 그렇지 않으면 효과가 작습니다. L2 페널티도 같은 일을 다른 방법으로 합니다.

**용어**: 과적합과 과소적합, 규제, 드롭아웃, 마스크, 훈련 모드와 추론 모드, 역드롭아웃, 가중치 감소, 하이퍼파라미터, 역전파

같은 과적합을 페널티로 누르는 방법은 10단원에서 만듭니다. 다음 단원에서는 사진의 이웃한 픽셀을 함께 보는 합성곱을 만듭니다.
"""

# %%
progress()
