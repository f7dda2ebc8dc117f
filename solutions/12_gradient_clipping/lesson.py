# %% [markdown]
r"""
# 12. 그래디언트 클리핑(기울기 클리핑)

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 기울기가 왜 폭발하는지 두 가지 예로 설명합니다.
- 여러 배열에 걸친 **전체 노름**을 float64로 안전하게 구합니다.
- 방향을 지키며 길이만 줄이는 `clip_gradients`를 구현하고, 다른 방식과 견줍니다.
- 클리핑이 살려 내는 학습과 고치지 못하는 문제를 가려냅니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 6 | 10 | 6 | 18 | 12 | 14 | 5 | 10 | 2 | **83** |

**선수 단원**: 1단원의 경사 하강법을 알면 시작할 수 있습니다. 7절에는 11단원의 순환 신경망(RNN)이 나오지만, 필요한 코드는 여기에 다 있습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 칸이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit12 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit12.widgets import draw_arrows, draw_rescue
from npml.widgets import BLUE, GREY, ORANGE, figure, subplots

# %%
from sklearn.datasets import load_diabetes, load_digits
from sklearn.preprocessing import normalize

data = load_diabetes(scaled=False)  # 표준화하지 않은 특성(feature) 10개
X = np.column_stack([np.ones(len(data.data)), data.data])  # (442, 11)
y = data.target
XX, Xy = X.T @ X / len(y), X.T @ y / len(y)


def slope(theta):
    """1단원의 기울기 Xᵀ(Xθ − y) / m. 미리 곱해 둔 XX와 Xy로 빨리 구합니다. (11,) -> (11,)"""
    return XX @ theta - Xy


def mse(theta):
    """평균 제곱 오차. (11,) -> 숫자"""
    with np.errstate(all="ignore"):
        return np.mean((X @ theta - y) ** 2)


# %% [markdown]
r"""
## 1. 왜 필요한가
(6분)

1단원의 경사 하강법(gradient descent)을 그대로 가져와, 표준화(standardization)를 잊은 당뇨병 데이터에서 돌려 보겠습니다. 학습률(learning rate)은 0.001입니다. 다음 그림은 손실이 걸음마다 어떻게 되는지 보여 줍니다. 세로축은 로그 눈금입니다.
"""


# %%
@demo
def runaway():
    theta, losses, norms = np.zeros(11), [mse(np.zeros(11))], []
    for _ in range(80):
        gradient = slope(theta)
        theta = theta - 0.001 * gradient
        norms.append(np.linalg.norm(gradient))
        losses.append(mse(theta))
    fig, axis = subplots(height=3.0)
    axis.plot(np.log10(losses), color=BLUE)
    axis.axhline(np.log10(y.var()), color=GREY, linestyle="--", linewidth=1.2, label="평균만 답할 때의 MSE 5,930")
    axis.set(xlabel="걸음", ylabel="MSE의 자릿수 (log10)")
    axis.legend(loc="upper left")
    figure(fig, alt="표준화하지 않은 당뇨병 데이터의 MSE를 로그 눈금으로 80걸음 그린 곡선. 29,074에서 시작해 10의 302제곱까지 곧게 치솟는다.")
    for step in (0, 1, 2, 3):
        print(f"{step + 1}번째 걸음: 기울기의 길이 {norms[step]:15,.0f}   걸은 뒤의 MSE {losses[step + 1]:.2g}")


# %% [markdown]
r"""
기울기(gradient, 그레이디언트)의 길이가 걸음마다 **73배쯤** 커집니다. 81번째 걸음에서는 오차의 제곱을 더하다가 float64가 담을 수 있는 수를 넘고, 얼마 뒤에는 파라미터가 모두 NaN이 됩니다. 이렇게 기울기가 걷잡을 수 없이 커지는 일을 **기울기 폭발**(exploding gradient)이라고 합니다.

첫 기울기의 **방향**은 옳습니다. 그 반대쪽으로 조금만 가면 손실이 줄어듭니다. 잘못은 **길이**에 있습니다. 골짜기의 바닥까지 조금만 가면 되는데 41,650이라는 길이를 그대로 믿고 건너뛰었습니다.

그렇다면 방향은 그대로 두고 길이에만 한도를 두면 어떨까요? 이것이 **기울기 클리핑**(gradient clipping)입니다. 두 줄이면 되는 이 장치가 위의 학습을 살려 냅니다. 6절에서 확인합니다.
"""

# %% [markdown]
r"""
## 2. 수식
(10분)

### 기호와 shape

신경망의 파라미터(parameter)는 배열 여러 개입니다. 기울기도 그만큼 있습니다. shape(크기)는 배열마다 다릅니다.

| 기호 | 코드 | shape | 뜻 |
|--|--|--|--|
| $g_1, \dots, g_K$ | `gradients` | 저마다 다름 | 기울기 배열 $K$개의 리스트 |
| $g_{k,i}$ | | 숫자 | $k$번째 배열의 $i$번째 원소 |
| $\lVert g \rVert$ | `norm` | 숫자 | 모든 배열을 합친 노름 |
| $c$ | `max_norm` | 숫자, $c > 0$ | 길이의 한도 |
| $s$ | `scale` | 숫자, $0 < s \le 1$ | 모든 원소에 곱할 배율 |

### 전체 노름

벡터의 길이를 **노름**(norm)이라고 합니다. 피타고라스의 정리를 좌표가 많은 벡터로 넓힌 것이며, 정확히는 L2 노름입니다.

배열이 여럿이면 모두 한 줄로 이어 붙인 긴 벡터의 길이를 잽니다. 이를 **전체 노름**(global norm)이라고 합니다. 실제로 이어 붙일 필요는 없고, 제곱의 합만 모으면 됩니다.

$$\lVert g \rVert = \sqrt{\sum_{k=1}^{K}\sum_{i} g_{k,i}^2}$$

빈 리스트라면 더할 것이 없으니 0입니다.
"""

# %% [markdown]
r"""
### 배율

길이가 한도 $c$보다 길면 $c$가 되도록 줄이고, 짧으면 그대로 둡니다. 배율 하나를 **모든 배열의 모든 원소**에 똑같이 곱합니다.

$$s = \min\!\left(1,\ \frac{c}{\lVert g \rVert + 10^{-6}}\right), \qquad \tilde g_k = s\, g_k$$

모든 원소가 같은 비율로 줄어드니 방향은 그대로입니다. $10^{-6}$은 0으로 나누는 일을 막습니다. 노름이 보통 크기라면 결과의 일곱째 자리쯤에서나 보입니다.

$s$의 식에서 $\min(1, \cdot)$을 빠뜨리면 작은 기울기까지 $c$로 **늘어납니다**. 클리핑은 줄이기만 합니다.

### RNN에서는 왜 폭발하나

순환 신경망(recurrent neural network)은 시점(time step)마다 같은 가중치(weight) $W_h$를 곱합니다. 거꾸로 기울기를 전할 때도 $T$시점을 거슬러 가면 $W_h^\top$를 $T$번 곱합니다.

$$\frac{\partial L}{\partial h_0} = \frac{\partial L}{\partial h_T}\; D_T W_h^\top\; D_{T-1} W_h^\top\, \cdots\, D_1 W_h^\top$$

기울기는 shape $(H,)$인 행벡터이고, $D_t$는 $\tanh$의 미분이 대각선에 놓인 $(H, H)$ 행렬입니다. $H$는 은닉 상태(hidden state)의 크기입니다. 한 번에 1.3배씩만 커져도 64번이면 $1.3^{64} \approx 2\times10^7$배, 0.7배씩 작아지면 $10^{-10}$배입니다. 뒤쪽은 **기울기 소실**(vanishing gradient)입니다. 클리핑은 앞쪽, 곧 폭발만 막습니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(6분)

기울기가 두 개 있습니다. 층의 가중치와 편향(bias)의 것이라고 생각하세요.

$$g_1 = [3,\ 4], \qquad g_2 = [[12]], \qquad c = 2.6$$

1. 제곱의 합은 $9 + 16 + 144 = 169$이고 전체 노름은 $\sqrt{169} = 13$입니다.
2. 배율은 $2.6 / 13 = 0.2$입니다. $10^{-6}$은 무시합니다.
3. 결과는 $[0.6,\ 0.8]$과 $[[2.4]]$입니다. 노름을 다시 재 보세요. 2.6인가요?

이제 두 가지를 직접 해 보세요. **가.** $c = 20$이면 결과가 무엇인가요? **나.** 배열마다 따로 잘라 각각의 노름을 2.6으로 맞추면 $g_1$과 $g_2$의 비율은 어떻게 되나요?

<details><summary>답 보기</summary>

**가.** 배율의 후보 $20/13$이 1보다 크므로 그대로 $[3, 4]$와 $[[12]]$입니다.

**나.** $g_1$은 $2.6/5 = 0.52$배인 $[1.56,\ 2.08]$, $g_2$는 $[[2.6]]$이 됩니다. 원래 노름의 비는 $5 : 12$였는데 $1 : 1$이 되었습니다. 전체로 보면 **방향이 바뀐** 것입니다.

</details>
"""

# %% [markdown]
r"""
## 4. 직접 채우기, 5. 확인과 힌트
(18분)

함수 두 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

### 4.1 전체 노름

반복문으로 배열을 하나씩 꺼내 제곱의 합을 쌓고, 마지막에 한 번만 제곱근을 구합니다.

조심할 것은 dtype입니다. 딥러닝에서는 메모리를 아끼려고 16비트 실수인 float16을 자주 쓰는데, 담을 수 있는 가장 큰 수가 65,504입니다. 기울기가 300이면 제곱 90,000이 이미 inf입니다. **제곱하기 전에** float64로 바꾸세요.

`gradients`는 리스트가 아닐 수도 있습니다. 튜플이나 제너레이터(generator)처럼 `for`로 꺼낼 수 있으면 됩니다.
"""


# %% tags=["solution:global_norm"]
def global_norm(gradients):
    """모든 배열의 모든 원소에 걸친 L2 노름을 구합니다. (≈ 4줄)

    매개변수
        gradients: 배열의 리스트나 튜플, 제너레이터. 배열의 shape는 저마다 다르며 0차원도 된다.
            dtype은 float16, float32, float64 또는 정수(어떤 것이든). 같은 배열이 두 번 있으면 두 번 센다.
    반환값
        float 하나. 제곱의 합의 제곱근.
    경계 조건
        비어 있으면 0.0. float64로 바꾸어 계산하므로 float16의 300이나 1e150도 넘치지 않는다.
        받은 배열을 바꾸지 않는다.
    예
        global_norm([np.array([3.0, 4.0]), np.array([[12.0]])])  ->  13.0
    """
    ### BEGIN SOLUTION
    total = 0.0
    for gradient in gradients:
        total += np.sum(np.asarray(gradient, dtype=np.float64) ** 2)
    return float(np.sqrt(total))
    ### END SOLUTION


# %% tags=["grade:global_norm"]
check("global_norm")

# %%
hint("global_norm")

# %% [markdown]
r"""
### 4.2 기울기 클리핑

다음 차례로 쓰면 됩니다.

1. `max_norm`이 0 이하면 `ValueError`를 냅니다. 다른 무엇보다 **먼저** 봅니다.
2. `gradients`를 float64 복사본의 리스트로 만듭니다. 제너레이터는 한 번만 읽을 수 있으니, 두 번 쓰려면 리스트로 만들어 두어야 합니다.
3. 노름을 구합니다. NaN이나 inf라면 `ValueError`를 냅니다. 이런 기울기는 줄여도 고쳐지지 않습니다.
4. 배율을 구해 모든 배열에 곱합니다.

자르지 않을 때도 **새 배열**을 돌려줍니다. 어떤 때는 복사본이고 어떤 때는 받은 배열 그대로라면, 결과를 고치다가 원본까지 바꾸는 버그가 가끔씩만 나타납니다.
"""


# %% tags=["solution:clip_gradients"]
def clip_gradients(gradients, max_norm=5.0):
    """전체 노름이 max_norm을 넘지 않도록 모든 배열에 같은 배율을 곱합니다. (≈ 8줄)

    매개변수: gradients는 global_norm의 것과 같다. 바꾸지 않고 한 번만 읽는다. max_norm은 0보다 큰 수.
    반환값: 새 리스트. 순서와 shape는 그대로이고, 자르지 않을 때도 모두 새 float64 배열이다.
        max_norm / (노름 + 1e-6)이 1보다 작으면 이것을 곱한 값, 아니면 받은 값 그대로.
        노름이 max_norm보다 큰지가 아니라 이 배율이 1보다 작은지를 본다.
    경계 조건: 비어 있으면 []. 모두 0이면 0 그대로.
    오류(ValueError)
        max_norm이 0 이하. 빈 리스트나 NaN이 함께 있어도 이것부터 본다. 메시지에 max_norm을 적는다.
        노름이 NaN이나 inf. 메시지에 gradients나 norm, 노름 가운데 하나를 적는다.
    예: clip_gradients([np.array([3.0, 4.0]), np.array([[12.0]])], 2.6)  ->  약 [[0.6, 0.8], [[2.4]]]
    """
    ### BEGIN SOLUTION
    if max_norm <= 0:
        raise ValueError(f"max_norm은 0보다 커야 합니다. 받은 값: {max_norm}")
    arrays = [np.array(gradient, dtype=np.float64) for gradient in gradients]
    norm = global_norm(arrays)
    if not np.isfinite(norm):
        raise ValueError(f"gradients의 노름이 {norm}입니다. NaN이나 inf가 생긴 원인을 먼저 찾으세요.")
    scale = min(1.0, max_norm / (norm + 1e-6))
    return [array * scale for array in arrays]
    ### END SOLUTION


# %% tags=["grade:clip_gradients"]
check("clip_gradients")

# %%
hint("clip_gradients")

# %% [markdown]
r"""
두 함수가 통과했다면 3절의 숫자를 다시 봅시다. 종이의 값과 같은가요?
"""


# %%
@demo
def by_hand():
    gradients = [np.array([3.0, 4.0]), np.array([[12.0]])]
    for max_norm in (2.6, 20.0):
        first, second = clip_gradients(gradients, max_norm)
        norm = global_norm([first, second])
        print(f"max_norm {max_norm:4.1f}: {np.round(first, 4)}과 {np.round(second, 4)}, 노름 {norm:.4f}")


# %% [markdown]
r"""
## 6. 실험
(12분)

### 6.1 방향을 지키는가

층이 두 개이고, 층마다 기울기가 좌표 두 개짜리 화살표라고 합시다. 회색이 원래 기울기, 파란색이 **여러분의 `clip_gradients`** 를 거친 것, 주황색 파선이 비교할 방법입니다. 검은 × 표는 기준으로, 파란 화살표의 끝과 겹쳐야 합니다.

- **배열마다**: 층마다 따로 노름을 재어 자릅니다.
- **값마다**: 원소 하나하나를 $-c$와 $c$ 사이로 자릅니다.

둘째 층 기울기의 길이를 키우면서 두 층의 화살표를 함께 보세요.
"""

# %%
explore(draw_arrows, clip_gradients)

# %% [markdown]
r"""
전체 노름으로 자르면 두 화살표가 **같은 비율**로 줄어들어 방향이 0° 틀어집니다. 배열마다 자르면 층마다의 방향은 지키지만 층 사이의 비율이 바뀌고, 값마다 자르면 화살표 하나의 방향까지 바뀝니다.

방향이 바뀐다고 늘 나쁜 것은 아닙니다. 하지만 틀어진 방향은 더 이상 손실이 가장 빨리 줄어드는 쪽이 아니므로, 알고 골라야 합니다.

### 6.2 폭발한 학습 살리기

1절의 학습으로 돌아갑니다. 걸음마다 기울기를 여러분의 함수로 자른 다음 내려갑니다. 파란 실선이 여러분의 결과, 검은 파선이 기준, 회색 점선이 자르지 않은 학습입니다.
"""

# %%
explore(draw_rescue, clip_gradients)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요. 더 살펴볼 것이 있습니다.</summary>

- **걸음 수**를 0부터 늘려 보세요. 오른쪽 그림에서 노름이 한도보다 위에 있는 동안은 모든 걸음이 잘립니다.
- **max_norm 1과 학습률 0.01**, **10과 0.001**, **100과 0.0001**의 결과가 거의 같습니다. 늘 잘릴 때 걸음의 길이는 `학습률 × max_norm`이기 때문입니다. 학습률과 한도를 따로 고르는 것 같아도, 실은 곱 하나를 고르고 있는 셈입니다.
- **max_norm 10000과 학습률 0.001**에서는 골짜기의 양쪽 벽을 오가기만 합니다. 폭발하지 않을 뿐 배우지도 못합니다.
- **max_norm 1과 학습률 0.00001**은 500걸음이 지나도 제자리나 다름없습니다. 한 걸음이 $10^{-5}$입니다.

</details>
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(14분)

### 7.1 클리핑이 고치지 못하는 것

당뇨병 데이터에서 1,000걸음씩 걸은 뒤의 MSE입니다. 평균만 답하면 5,930, 최소제곱해는 2,860입니다.
"""


# %%
@demo
def rescue_table():
    def descend(lr, max_norm):
        theta = np.zeros(11)
        with np.errstate(all="ignore"):
            for _ in range(1000):
                gradient = slope(theta)
                theta = theta - lr * (gradient if max_norm is None else clip_gradients([gradient], max_norm)[0])
        return mse(theta)

    for lr, max_norm in [(1e-3, 1), (1e-3, 10), (1e-3, 100), (1e-3, 1000), (1e-3, None), (2.4e-5, None)]:
        loss = descend(lr, max_norm)
        how = "자르지 않음" if max_norm is None else f"max_norm {max_norm}"
        size = f"약 {round(loss, -2):6,.0f}" if np.isfinite(loss) else f"{'NaN':>9}"
        print(f"MSE {size}   학습률 {lr:<8g} {how}")


# %% [markdown]
r"""
자르지 않으면 NaN이던 MSE가 3,400쯤까지 내려갔습니다. 클리핑이 학습을 **살려 냈습니다**.

하지만 마지막 줄을 보세요. 자르지 않아도 학습률을 임계 학습률(1단원의 $2/\lambda_{\max}$, 여기서는 0.000027) 바로 아래로 낮추면 똑같이 3,400쯤입니다. 둘 다 최소제곱해의 2,860까지는 한참 남았습니다. 특성의 크기가 제각각이라 골짜기가 너무 좁다는 **원래의 문제는 그대로**이기 때문입니다.

이 데이터의 바른 처방은 1단원의 표준화입니다. 클리핑은 고장 난 곳을 고치는 공구가 아니라 안전벨트입니다.

### 7.2 폭발하는 RNN

안전벨트가 꼭 필요한 곳은 따로 있습니다. 8×8 손글씨 숫자를 픽셀 하나씩 **64시점** 동안 읽고, 0인지 1인지 맞히는 순환 신경망입니다. 한 시점의 식은 11단원과 같습니다.

$$h_t = \tanh(x_t W_x + h_{t-1} W_h + b)$$

은닉 상태의 크기는 16이고 $W_h$의 고윳값(eigenvalue) 가운데 가장 큰 크기는 1.3입니다. 11단원의 스펙트럼 반경입니다. 마지막 상태에서 2단원의 로지스틱 회귀(logistic regression)로 답을 냅니다. 아래 세 셀은 읽어 보기만 하면 됩니다. 이렇게 시점을 거슬러 기울기를 구하는 역전파(backpropagation)를 BPTT(backpropagation through time)라고 합니다.
"""

# %%
digits = load_digits(n_class=2)
pixels = (digits.data / 16.0).T[:, :, None]  # (64, 360, 1): 시점, 샘플, 특성
labels = digits.target.astype(float)


def starting_parameters():
    """Wx (1, 16), Wh (16, 16), b (16,), 출력 가중치 w (16,)."""
    rng = np.random.default_rng(0)
    Wh = rng.normal(size=(16, 16))
    Wh *= 1.3 / np.max(np.abs(np.linalg.eigvals(Wh)))
    return [0.5 * rng.normal(size=(1, 16)), Wh, np.zeros(16), 0.3 * rng.normal(size=16)]


def read(parameters, sequence):
    """모든 시점의 은닉 상태 65개와 로짓 (N,)."""
    Wx, Wh, b, w = parameters
    states = [np.zeros((sequence.shape[1], 16))]
    for x in sequence:
        states.append(np.tanh(x @ Wx + states[-1] @ Wh + b))
    return states, states[-1] @ w


# %%
def rnn_gradients(parameters, sequence, answers):
    """손실과, 파라미터마다의 기울기 네 개."""
    Wx, Wh, b, w = parameters
    states, logits = read(parameters, sequence)
    loss = np.mean(np.logaddexp(0, logits) - answers * logits)
    d_logits = (1 / (1 + np.exp(-logits)) - answers) / len(answers)
    d_Wx, d_Wh, d_b, d_w = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b), states[-1].T @ d_logits
    d_h = np.outer(d_logits, w)
    for t in range(len(sequence), 0, -1):
        d_a = d_h * (1 - states[t] ** 2)  # tanh의 미분
        d_Wx += sequence[t - 1].T @ d_a
        d_Wh += states[t - 1].T @ d_a
        d_b += d_a.sum(axis=0)
        d_h = d_a @ Wh.T  # 한 시점 거슬러 갈 때마다 한 번씩
    return loss, [d_Wx, d_Wh, d_b, d_w]


# %%
def train(clip, steps=80, lr=0.1):
    """앞의 120장으로 학습합니다. 파라미터와 걸음마다의 손실, 자르기 전의 노름을 돌려줍니다."""
    parameters, losses, norms = starting_parameters(), [], []
    for _ in range(steps):
        loss, gradients = rnn_gradients(parameters, pixels[:, :120], labels[:120])
        parameters = [p - lr * g for p, g in zip(parameters, clip(gradients), strict=True)]
        losses.append(loss)
        norms.append(global_norm(gradients))
    return parameters, np.array(losses), np.array(norms)


# %%
@demo
def rnn_rescue():
    parameters, losses, norms = train(lambda gradients: clip_gradients(gradients, 1.0))
    _, plain, plain_norms = train(lambda gradients: gradients)
    fig, (left, right) = subplots(1, 2, width=9.6, height=3.6)
    for axis, mine, other, name in ((left, losses, plain, "손실"), (right, norms, plain_norms, "자르기 전의 전체 노름")):
        axis.plot(other, ":", color=ORANGE, label="자르지 않음")
        axis.plot(mine, color=BLUE, label="max_norm 1")
        axis.set(xlabel="걸음", title=name)
    right.axhline(1.0, color=GREY, linestyle="--", linewidth=1.2)
    right.set(yscale="log", yticks=[0.1, 1, 10], yticklabels=["0.1", "1", "10"])
    left.legend(loc="lower left")
    alt = (
        "픽셀을 하나씩 읽는 RNN을 80걸음 학습시킨 그림. 왼쪽 손실은 자르면 0.74에서 0.14로 내려가고, 자르지 않으면 "
        "50걸음쯤까지 내려가다가 튀어 올라 0.69 부근에 머문다. 오른쪽 노름은 보통 1보다 작다가 가끔 20을 넘는다."
    )
    figure(fig, alt=alt)
    right_answers = (read(parameters, pixels[:, 120:])[1] > 0) == labels[120:]
    print(f"max_norm 1:   손실 {losses[0]:.2f} → {losses[-1]:.2f}, 나머지 240장의 정확도 {np.mean(right_answers):.2f}")
    print(f"자르지 않음: 40번째 손실 {plain[39]:.2f}, 80번째 손실이 0.5보다 큰가요? {plain[-1] > 0.5}")
    print(f"자르기 전의 노름: 중앙값 {np.median(norms):.2f}, 최댓값 {norms.max():.0f}")


# %% [markdown]
r"""
자르지 않은 학습도 50걸음쯤까지는 잘 갑니다. 그러다 노름이 20을 넘도록 커지는 **몇 걸음**이 파라미터를 멀리 던져 버립니다. 손실은 동전을 던질 때의 $\log 2 \approx 0.69$ 부근으로 돌아가고, 거기서는 기울기가 너무 작아 다시 빠져나오지 못합니다.

노름의 중앙값(median)은 1보다 작습니다. 그래서 한도를 1로 두면 대부분의 걸음은 건드리지 않고 튀는 걸음만 줄입니다. 클리핑이 가장 잘 듣는 경우입니다. 다만 나머지 240장의 정확도(accuracy)는 0.77로, 80걸음으로는 아직 모자랍니다. 살아남은 학습이 곧 잘된 학습은 아닙니다.

폭발하는 학습은 아주 작은 차이도 키웁니다. 컴퓨터마다 반올림이 조금씩 달라서, 자르지 않은 곡선은 50걸음쯤부터 여러분의 화면에서 다른 모양일 수 있습니다. 자른 곡선은 같습니다.
"""

# %% [markdown]
r"""
### 7.3 라이브러리와 숫자로 비교하기

기울기를 한 줄로 이어 붙이면 scikit-learn의 `normalize`로 길이가 1인 방향을 얻습니다. 여기에 한도를 곱하면 클리핑의 결과가 되어야 합니다. RNN의 첫 기울기 네 개로 견줍니다.
"""


# %%
@demo
def compare():
    _, gradients = rnn_gradients(starting_parameters(), pixels[:, :120], labels[:120])
    row = np.concatenate([gradient.ravel() for gradient in gradients])[None, :]
    print(f"전체 노름: 내 함수 {global_norm(gradients):.6f}, np.linalg.norm {np.linalg.norm(row):.6f}")
    for max_norm in (0.3, 0.01):
        mine = np.concatenate([gradient.ravel() for gradient in clip_gradients(gradients, max_norm)])
        theirs = max_norm * normalize(row)[0]
        gap = np.linalg.norm(mine - theirs) / max_norm
        print(f"max_norm {max_norm:<5g} 길이에 견준 차이 {gap:.1e}   1e-6 / 노름 = {1e-6 / np.linalg.norm(row):.1e}")


# %% [markdown]
r"""
남는 차이는 $10^{-6}/\lVert g\rVert$와 같습니다. 곧 분모에 더한 $10^{-6}$만큼입니다. scikit-learn은 그것을 더하지 않습니다.

### 다른 책·라이브러리에서는

| 어디에서 | 배율 | 받은 배열 |
|--|--|--|
| **이 단원** | 전체 노름, $c/(\lVert g\rVert + 10^{-6})$ | 그대로, 새 리스트 |
| PyTorch `clip_grad_norm_` | 이 단원과 같은 식 | 제자리에서 바꾸고, 자르기 **전의** 노름을 돌려줌 |
| 『밑바닥부터 시작하는 딥러닝 2』 | 이 단원과 같은 식 | 제자리에서 바꿈 |
| TensorFlow `clip_by_global_norm` | $c / \max(\lVert g\rVert, c)$ | 새 리스트와 노름 |
| Keras `global_clipnorm` / `clipnorm` | 전체 노름 / **배열마다** | 옵티마이저(optimizer) 안에서 |
| PyTorch `clip_grad_value_`, Keras `clipvalue` | **값마다** $[-c, c]$로 | 제자리에서 / 옵티마이저 안에서 |

NaN을 다루는 약속도 다릅니다. PyTorch는 `error_if_nonfinite=True`를 주어야 오류를 냅니다. 기본값에서는 inf 하나 때문에 모든 기울기가 0이나 NaN이 되어도 조용히 지나갑니다. 이 단원은 **늘** 오류를 냅니다. 모두 틀린 것이 아니라 **다른 약속**입니다.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(5분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 1, 2: 2, 3: 3, 4: 1}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 도전과 유명 코드의 버그 찾기
(10분, 점수에 들어가지 않습니다)

### 버그 찾기: 조용히 사라지는 기울기

아래 함수는 웹에 널리 돌아다니는 클리핑 코드의 결함을 재현합니다. 평범한 리스트에서는 잘 되지만, 나머지 두 입력에서는 **오류도 없이** 학습이 멈춥니다. 무엇이 왜 사라질까요?
"""


# %%
def popular_clip(gradients, max_norm=5.0):
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    rate = max_norm / (norm + 1e-6)
    return [g * min(rate, 1.0) for g in gradients]


cases = {
    "리스트": [np.array([30.0, 40.0])],
    "제너레이터": (g for g in [np.array([30.0, 40.0])]),
    "float16": [np.array([300.0, 300.0], dtype=np.float16)],
}
with np.errstate(over="ignore"):
    for name, gradients in cases.items():
        print(f"{name}: {[np.round(g, 3).tolist() for g in popular_clip(gradients)]}")

# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

**제너레이터**는 노름을 구하는 동안 바닥납니다. 두 번째 반복문은 꺼낼 것이 없어 빈 리스트를 돌려줍니다. 함수의 첫 줄에 `gradients = list(gradients)`를 넣으면 됩니다.

**float16**에서는 $300^2 = 90000$이 한계인 65,504를 넘어 inf가 됩니다. 노름이 inf이니 배율은 0이고, 멀쩡하던 기울기가 모두 0이 됩니다. 제곱하기 전에 float64로 바꾸어야 합니다.

위 함수를 고쳐 세 줄의 노름이 모두 5가 되게 해 보세요. 함께 숨은 셋째 결함이 있습니다. `np.array([np.nan])`을 주면 어떻게 되나요?

</details>

### 도전 1: 한도 고르기

7.2절에서 자르지 않은 학습의 처음 30걸음 동안 노름을 기록하고, 90번째 백분위수(`np.percentile(norms, 90)`)를 `max_norm`으로 써 보세요. 1.0보다 나은가요? 50번째와 99번째 백분위수도 견주어 보세요.

### 도전 2: 값마다 자르기

`train`에 값마다 자르는 함수 `lambda gradients: [np.clip(g, -0.1, 0.1) for g in gradients]`를 넣어 보세요. 방향이 틀어지는데도 학습이 될까요? 한도를 바꾸어 가며 손실을 견주고, 걸음마다 원래 기울기와 이룬 각도를 재어 보세요.
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(2분)

1. 기울기 폭발은 학습률이 너무 클 때, 또 RNN처럼 같은 행렬을 여러 번 곱할 때 생깁니다.
2. 전체 노름은 모든 배열의 원소를 제곱해 더한 값의 제곱근입니다. 제곱하기 전에 float64로 바꿉니다.
3. 클리핑은 $\min(1,\ c/(\lVert g\rVert + 10^{-6}))$을 모두에게 곱해, 방향은 지키고 길이만 줄입니다.
4. NaN이나 inf는 잘라도 고쳐지지 않습니다. 오류를 내고 원인을 찾아야 합니다.
5. 클리핑은 튀는 걸음에서 학습을 지키는 안전벨트입니다. 표준화도, 알맞은 학습률도, 기울기 소실의 처방도 대신하지 못합니다.

**용어**: 기울기 폭발, 기울기 소실, 기울기 클리핑, 노름, 전체 노름, 학습률, 표준화, 순환 신경망(RNN), 은닉 상태, 시점, 역전파(BPTT)

이 강의의 마지막 단원입니다. 6단원의 Adam에도 걸음의 길이를 다스리는 장치가 있습니다. 7.2절의 갱신을 Adam으로 바꾸고, 클리핑이 아직 필요한지 살펴보세요.
"""

# %%
progress()
