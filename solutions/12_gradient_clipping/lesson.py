# %% [markdown]
r"""
# 12. 그래디언트 클리핑(기울기 클리핑)

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 기울기가 왜 폭발하는지 두 가지 예와 손실의 **벽**으로 설명합니다.
- 여러 배열에 걸친 **전체 노름**을 float64로 안전하게 구합니다.
- 방향을 지키며 길이만 줄이는 `clip_gradients`를 구현하고, 다른 방식과 비교합니다.
- 클리핑이 살려 내는 학습과 고치지 못하는 문제를 가려내고, 몇 걸음이 잘렸는지 세어 봅니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 5 | 9 | 5 | 16 | 16 | 13 | 4 | 11 | 8 | **87** |

**선수 단원**: 1단원의 경사 하강법을 알면 시작할 수 있습니다. 7절에는 11단원의 순환 신경망(RNN)이 나오지만, 필요한 코드는 여기에 다 있습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit12 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit12.cliff import cliff_picture, loss_and_gradient, wall_picture
from npml.unit12.descent import descend, rounded, runaway, runaway_picture
from npml.unit12.network import SEEDS, digits, rnn_gradients, starting_parameters, train
from npml.unit12.pictures import course_map, seeds_picture, training_picture
from npml.unit12.widgets import draw_arrows, draw_cliff, draw_rescue
from npml.widgets import figure

# %% [markdown]
r"""
## 1. 왜 필요한가
(5분)

1단원의 경사 하강법(gradient descent)을 그대로 가져와, 표준화(standardization)를 잊은 당뇨병 데이터에서 돌려 보겠습니다. 학습률(learning rate)은 0.001입니다. 80걸음 뒤에 손실은 어떻게 되어 있을까요? 짐작한 다음 실행하세요. 세로축은 MSE의 상용로그라 1이 오르면 열 배입니다.
"""


# %%
@demo
def exploding():
    losses, norms = runaway()
    fig, alt = runaway_picture(losses)
    figure(fig, alt=alt)
    for step in range(4):
        size, loss = norms[step], losses[step + 1]
        print(f"{step + 1}번째 걸음: 기울기의 길이 {size:14,.0f}, MSE {loss:.2g}")


# %% [markdown]
r"""
기울기(gradient)의 길이가 걸음마다 **[73배쯤](=diabetes.growth)** 커집니다. [81](=diabetes.overflow)번째 걸음에서는 오차의 제곱을 더하다가 float64가 담을 수 있는 수를 넘고, 얼마 뒤에는 파라미터가 모두 NaN이 됩니다. 이렇게 기울기가 걷잡을 수 없이 커지는 일을 **기울기 폭발**(exploding gradient)이라고 합니다.

첫 기울기가 가리키는 **방향**은 믿을 만합니다. 그 반대쪽으로 조금만 가면 [손실이 줄어듭니다](=diabetes.downhill). 잘못은 **길이**에 있습니다. 골짜기의 바닥까지 조금만 가면 되는데 [41,650](=diabetes.first)이라는 길이를 그대로 믿고 건너뛰었습니다.

그렇다면 방향은 그대로 두고 길이에만 한도를 두면 어떨까요? 이것이 **기울기 클리핑**(gradient clipping)입니다. 핵심이 두 줄뿐인 이 장치가 위의 학습을 살려 냅니다. 6절에서 확인합니다.
"""

# %% [markdown]
r"""
## 2. 수식
(9분)

### 기호와 shape

신경망의 파라미터(parameter)는 배열 여러 개입니다. 기울기도 그만큼 있습니다. shape(크기)는 배열마다 다릅니다.

| 기호 | 코드 | shape | 뜻 |
|--|--|--|--|
| $g_1, \dots, g_K$ | `gradients` | 각각 다름 | 기울기 배열 $K$개의 리스트 |
| $g_{k,i}$ | — | 숫자 | $k$번째 배열의 $i$번째 원소 |
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

순환 신경망(recurrent neural network)은 시점(time step)마다 같은 가중치(weight) $W_h$를 곱합니다. 한 시점의 식은 11단원과 같습니다. $x_t$는 입력, $h_t$는 은닉 상태(hidden state), $b$는 편향(bias)입니다.

$$h_t = \tanh(x_t W_x + h_{t-1} W_h + b)$$

거꾸로 기울기를 전할 때도 $T$시점을 거슬러 가면 $W_h^\top$를 $T$번 곱합니다.

$$\frac{\partial L}{\partial h_0} = \frac{\partial L}{\partial h_T}\; D_T W_h^\top\; D_{T-1} W_h^\top\, \cdots\, D_1 W_h^\top$$

기울기는 shape $(H,)$인 행벡터이고, $D_t$는 $\tanh$의 미분이 대각선에 놓인 $(H, H)$ 행렬입니다. $H$는 은닉 상태의 크기입니다. 한 번에 1.3배씩만 커져도 64번이면 $1.3^{64} \approx 2\times10^7$배, 0.7배씩 작아지면 $10^{-10}$배입니다. 뒤쪽은 **기울기 소실**(vanishing gradient)입니다. 클리핑은 폭발한 기울기로 크게 걷는 일만 막습니다.

### 손실의 벽

이런 신경망의 손실은 어떻게 생겼을까요? 2013년에 파스카누(Pascanu), 미콜로프(Mikolov), 벤지오(Bengio)는 은닉 유닛이 하나뿐인 RNN의 손실을 그려 보았습니다. 여기서는 그 식을 조금 줄여, 같은 $h \leftarrow w\,\sigma(h) + b$를 50번 되풀이하고 마지막 값이 0.7과 얼마나 다른지 잽니다. 논문은 마지막 값에 $\sigma$를 한 번 더 씌웠습니다. 이것뿐인데도 골짜기 옆에 **벽**이 서 있습니다.
"""


# %%
@demo
def cliff():
    fig, alt = cliff_picture()
    figure(fig, alt=alt)


# %% [markdown]
r"""
어두울수록 손실이 높고, 빨간 네모가 6.2절의 출발점입니다. 벽면에서는 기울기가 엄청나게 큽니다. 그 길이를 믿고 걸으면 골짜기에서 아득히 멀어집니다. 방향만 믿고 조금만 걸으면 어떻게 될까요? 6.2절에서 두 길을 모두 걸어 봅니다. 벽이 왜 하필 그 자리에 서는지는 9절에서 여러분이 식으로 찾아냅니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(5분)

기울기가 두 개 있습니다. 층의 가중치와 편향의 것이라고 생각하세요.

$$g_1 = [3,\ 4], \qquad g_2 = [[12]], \qquad c = 2.6$$

1. 제곱의 합은 $9 + 16 + 144 = 169$이고 전체 노름은 $\sqrt{169} = 13$입니다.
2. 배율은 $2.6 / 13 = 0.2$입니다. $10^{-6}$은 무시합니다.
3. 결과는 $[0.6,\ 0.8]$과 $[[2.4]]$입니다. 노름을 다시 재 보세요. 2.6인가요?

이제 두 가지를 직접 해 보세요. **가.** $c = 20$이면 결과가 무엇인가요? **나.** 배열마다 따로 잘라 각각의 노름을 2.6으로 맞추면 $g_1$과 $g_2$의 비율은 어떻게 되나요?

<details><summary>답 보기</summary>

**가.** 배율의 후보 $20/13$이 1보다 크므로 그대로 $[3, 4]$와 $[[12]]$입니다.

**나.** $g_1$은 $2.6/5 = 0.52$배인 $[1.56,\ 2.08]$, $g_2$는 $[[2.6]]$이 됩니다. 원래 노름의 비는 $5 : 12$였는데 $1 : 1$이 되었습니다. 전체로 보면 **방향이 [22°](=turned) 바뀐** 것입니다.

</details>
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(16분)

함수 두 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다. 새 셀에서 `trace("이름")`을 실행하면 확인에서 어긋난 호출을 한 줄씩 따라가 볼 수 있습니다.

### 4.1 전체 노름

식은 2절에 다 있습니다. 하나만 더 살피세요. 딥러닝에서는 메모리를 아끼려고 16비트 실수인 float16을 자주 쓰는데, 담을 수 있는 가장 큰 수가 65,504입니다. 길이가 500인 평범한 기울기의 노름을 float16 그대로 구하면 얼마가 나올까요? 맞혀 보고 실행하세요.
"""

# %%
gradient = np.array([300.0, -400.0], dtype=np.float16)
with np.errstate(over="ignore"):
    print(np.sqrt(np.sum(gradient**2)))

# %% [markdown]
r"""
500이 아니라 inf입니다. 기울기에는 아무 문제가 없었습니다. 어느 계산에서 넘쳤을까요? 여러분의 함수는 500을 내야 합니다.

`gradients`는 리스트가 아닐 수도 있습니다. 튜플이나 제너레이터(generator)처럼 `for`로 꺼낼 수 있으면 됩니다.
"""


# %% tags=["solution:global_norm"]
def global_norm(gradients):
    """모든 배열의 모든 원소에 걸친 L2 노름을 구합니다. (≈ 4줄)

        norm = sqrt(모든 배열, 모든 원소의 제곱의 합)

    매개변수
        gradients: 배열의 리스트나 튜플, 제너레이터.
            배열의 shape는 각각 다르며 0차원도 된다.
    반환값
        float 하나.
    예
        global_norm([np.array([3.0, 4.0]), np.array([[12.0]])])  ->  13.0
    채점의 경계 조건
        배열의 dtype은 float16, float32, float64 또는 정수(어떤 것이든). 바꾸지 않는다.
        float64로 계산해서 float16의 300이나 1e150도 넘치지 않는다.
        같은 배열이 두 번 있으면 두 번 센다. 비어 있으면 0.0.
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

2절의 식을 옮기면 두 줄입니다. 하지만 그 두 줄은 아래의 네 경우에 조용히 잘못됩니다. 각각 무슨 일이 생길지 먼저 생각해 보고, 네 경우를 모두 다루는 코드를 쓰세요. 답은 `check` 아래에 있습니다.

1. **제너레이터**를 받았습니다. 노름을 구하느라 한 번, 배율을 곱하느라 또 한 번 꺼내려고 합니다. 두 번째에는 무엇이 나올까요?
2. 기울기에 **NaN**이나 **inf**가 하나 섞여 있습니다. 배율은 얼마가 되고, 멀쩡하던 다른 원소는 어떻게 될까요? 이런 기울기를 줄여서 고칠 수 있을까요?
3. 자를 필요가 없어서 받은 배열을 그대로 돌려주었습니다. 부른 사람이 **결과를 고치면** 무슨 일이 생길까요? 자를 때와 자르지 않을 때가 다르면 왜 더 나쁠까요?
4. `max_norm`이 **0이나 음수**입니다. 배율은 얼마가 되고, 경사 하강법은 어느 쪽으로 갈까요?
"""


# %% tags=["solution:clip_gradients"]
def clip_gradients(gradients, max_norm=5.0):
    """전체 노름이 max_norm을 넘지 않도록 모든 배열에 같은 배율을 곱합니다. (≈ 8줄)

        scale = min(1, max_norm / (norm + 1e-6)),  결과는 모든 배열에 scale을 곱한 것

    매개변수
        gradients: global_norm의 것과 같다. max_norm: 0보다 큰 수.
    반환값
        새 리스트. 순서와 shape는 그대로이고 모두 새 float64 배열이다.
    예
        clip_gradients([np.array([3.0, 4.0]), np.array([[12.0]])], 2.6)
        ->  약 [[0.6, 0.8], [[2.4]]]
    오류(ValueError)
        max_norm이 0 이하. 메시지에 max_norm을 적는다.
        빈 리스트나 NaN이 함께 있어도 이것부터 본다.
        노름이 NaN이나 inf. 메시지에 gradients나 norm, 노름 가운데 하나를 적는다.
    채점의 경계 조건
        gradients는 바꾸지 않고 한 번만 읽는다. 비어 있으면 []. 모두 0이면 0 그대로.
        자르지 않을 때도 새 배열이다. 이때는 값이 같은 복사본이다.
        노름이 max_norm보다 큰지가 아니라 위의 식이 1보다 작은지를 본다.
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
<details><summary>위 네 물음의 답</summary>

1. 아무것도 나오지 않습니다. 노름을 구할 때 다 꺼냈으므로 결과가 빈 리스트이고, 오류도 없습니다.
2. `np.minimum`으로 구한 배율은 NaN이고, 멀쩡하던 원소까지 모두 NaN이 됩니다. 파이썬의 `min(1.0, nan)`은 비교가 거짓이라 [1.0을 돌려주어](=builtin_min), 아무것도 자르지 않은 채 지나갑니다. inf이면 배율이 0이라 멀쩡하던 원소는 0, inf는 NaN이 됩니다. 어느 쪽도 줄여서 고칠 수 없습니다.
3. 받은 기울기까지 바뀝니다. 자를 때는 새 배열이고 자르지 않을 때만 그렇다면, 버그가 어떤 걸음에서만 나타났다 사라집니다. 늘 그런 버그보다 찾기 어렵습니다.
4. 0이면 배율도 0이라 제자리에 섭니다. 음수이면 배율도 음수라 기울기의 부호가 뒤집히고, 경사 하강법이 **오르막**을 오릅니다.

</details>

두 함수가 통과했다면 3절의 계산을 다시 봅시다. 종이의 값과 같은가요?
"""


# %%
@demo
def by_hand():
    gradients = [np.array([3.0, 4.0]), np.array([[12.0]])]
    for max_norm in (2.6, 20.0):
        first, second = clip_gradients(gradients, max_norm)
        norm = global_norm([first, second])
        both = f"{np.round(first, 4)}과 {np.round(second, 4)}"
        print(f"max_norm {max_norm:4.1f}: {both}, 노름 {norm:.4f}")


# %% [markdown]
r"""
## 6. 실험
(16분)

### 6.1 방향을 지키는가

층이 두 개이고, 층마다 기울기가 좌표 두 개짜리 화살표라고 합시다. 회색이 원래 기울기, 파란색이 **여러분의** `clip_gradients`를 거친 것, 주황색 파선이 비교할 방법입니다. × 표는 기준으로, 파란 화살표의 끝과 겹쳐야 합니다. 셋째 그림은 두 층의 **노름**을 가로와 세로로 놓은 것입니다. 회색 반직선 위에 있으면 두 노름의 비가 처음과 같습니다. 점선은 한도입니다. 셋째 그림의 호 안쪽이 전체 노름이 한도를 넘지 않는 곳이고, 비교할 방법의 한도는 네모로 그렸습니다.

- **배열마다**: 층마다 따로 노름을 재어 자릅니다.
- **값마다**: 원소 하나하나를 $-c$와 $c$ 사이로 자릅니다.

움직이기 전에 짐작해 보세요. 둘째 층의 기울기만 길어지면, 세 방법 가운데 어느 것이 **화살표를 돌려놓을까요?** 어느 것의 점이 셋째 그림의 반직선에서 벗어날까요? 그다음 둘째 층 기울기의 길이를 키우고 `비교할 방법`을 바꾸며 확인하세요.
"""

# %%
explore(draw_arrows, clip_gradients)

# %% [markdown]
r"""
<details><summary>어느 것이 돌아갔나요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

전체 노름으로 자르면 두 화살표가 **같은 비율**로 줄어들어 방향이 조금도 틀어지지 않습니다(0°). 배열마다 자르면 층마다의 방향은 지키지만 층 사이의 비율이 바뀝니다. 앞의 두 그림에서는 아무것도 돌지 않고, 셋째 그림의 점이 반직선에서 벗어난 각도가 곧 틀어진 각도입니다. 3절에서 $5 : 12$가 $1 : 1$이 되며 22° 틀어진 것과 같습니다. 전체 노름으로 자른 점은 반직선을 따라 호까지 내려오고, 배열마다 자른 점은 네모 안으로 들어오기만 합니다. 값마다 자르면 화살표 하나의 방향까지 바뀝니다.

방향이 바뀐다고 늘 나쁜 것은 아닙니다. 하지만 틀어진 방향은 더 이상 손실이 가장 빨리 줄어드는 쪽이 아니므로, 알고 골라야 합니다.

</details>

### 6.2 벽에 부딪혀 보기

2절의 벽을 위에서 내려다봅니다. 빨간 네모에서 출발해 학습률 0.003으로 200걸음을 걷습니다. 주황색 점선은 자르지 않은 길, 파란 선은 걸음마다 **여러분의** 함수로 자른 길입니다. 오른쪽 그림 바닥의 빨간 ×는 실제로 **잘린 걸음**입니다. 걸음 수를 늘려 가며 두 길이 어디에서 갈라지는지 보세요. 한도는 낮을수록 안전하니 가장 낮은 1이 가장 좋을까요?
"""

# %%
explore(draw_cliff, clip_gradients)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요. 더 살펴볼 것이 있습니다.</summary>

- 자르지 않은 길은 [42](=thrown.cross)번째 걸음부터 벽의 이쪽과 저쪽을 번갈아 디딥니다. 양쪽 모두 노름이 [10쯤](=thrown.usual)이라 버티다가, [86](=thrown.on)번째 걸음에 벽면을 밟습니다. 그곳의 노름이 [25,000쯤](=thrown.norm)이라, [87](=thrown.step)번째 걸음에는 학습률을 곱해도 $b$가 [60쯤](=thrown.b)까지 날아갑니다.
- **max_norm 1**은 걸음마다 너무 짧아 200걸음 뒤에도 손실이 [4.6](=cliff.l1)입니다. **3과 5**는 골짜기까지 가지만 벽을 사이에 두고 오가서, 손실이 [1 아래와 6 위를 오르내립니다](=cliff.torn).
- **max_norm 10**이면 튀는 걸음이 있어도 마지막 20걸음 손실의 중앙값이 0.2보다 작고, 출발점을 조금 옮겨도 [그렇습니다](=cliff.steady).
- **max_norm 100**은 벽면에 놓인 [몇 걸음](=cliff.seldom)만 자릅니다. 한 번 잘린 걸음도 길어서 골짜기에서 더 멀리 벗어났다가 돌아옵니다. 도착하는 곳은 출발점을 $10^{-13}$만 옮겨도 달라집니다. 벽은 아주 작은 차이도 키웁니다. 왜 그런지는 9절의 발견에서 식으로 봅니다.

</details>

### 6.3 폭발한 학습 살리기

1절의 학습으로 돌아갑니다. 걸음마다 기울기를 여러분의 함수로 자른 다음 내려갑니다. 파란 실선이 여러분의 결과, 파선이 기준, 회색 점선이 자르지 않은 학습입니다. 학습률이 0.001이고 한도가 10이면 잘린 한 걸음의 길이는 얼마인가요? 그것과 걸음의 길이가 같을 다른 설정을 하나 만들어, 곡선도 같은지 보세요.
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
(13분)

### 7.1 자르기와 학습률 낮추기

당뇨병 데이터에서 1,000걸음씩 걸은 뒤의 MSE입니다. 평균만 답하면 [5,930](=diabetes.mean), 최소제곱해는 [2,860](=diabetes.best)입니다. 자르는 대신 학습률을 폭발하지 않을 만큼만 낮추면 어떨까요? 어느 쪽이 더 낮을지 짐작해 보세요.
"""


# %%
@demo
def rescue_table():
    for limit in (1, 10, 100, 1000):
        loss = descend(lambda g, c=limit: clip_gradients([g], c)[0], lr=1e-3)
        print(f"MSE {rounded(loss)}   학습률 0.001    max_norm {limit}")
    for lr in (1e-3, 2.4e-5):
        loss = descend(lambda g: g, lr)
        print(f"MSE {rounded(loss)}   학습률 {lr:<8g} 자르지 않음")


# %% [markdown]
r"""
자르지 않으면 NaN이던 MSE가 max_norm 10에서는 [3,400쯤](=diabetes.clipped)까지 내려갔습니다. 클리핑이 학습을 **살려 냈습니다**.

하지만 마지막 줄을 보세요. 자르지 않아도 학습률을 임계 학습률(1단원의 $2/\lambda_{\max}$, 여기서는 [0.000027](=diabetes.critical)) 바로 아래로 낮추면 똑같이 [3,400쯤](=diabetes.careful)입니다. 둘 다 최소제곱해의 [2,860](=diabetes.best)까지는 한참 남았습니다. 특성의 크기가 제각각이라 골짜기가 너무 좁다는 **원래의 문제는 그대로**이기 때문입니다.

이 데이터의 바른 처방은 1단원의 표준화입니다. 클리핑은 고장 난 곳을 고치는 공구가 아니라 안전벨트입니다.

### 7.2 폭발하는 RNN

학습률을 낮추는 것으로는 대신하기 어려운 곳도 있습니다. 8×8 손글씨 숫자를 픽셀 하나씩 **64시점** 동안 읽고, 0인지 1인지 맞히는 순환 신경망입니다. 한 시점의 식은 2절과 같습니다. 은닉 상태의 크기는 16이고, $W_h$의 고윳값(eigenvalue)의 절댓값 가운데 가장 큰 것은 1.3입니다. 11단원의 스펙트럼 반경입니다. 마지막 상태에서 2단원의 로지스틱 회귀(logistic regression)로 답을 냅니다. 시점을 거슬러 기울기를 구하는 역전파(backpropagation)는 11단원에서 발견한 BPTT(backpropagation through time)이고, 코드는 `npml.unit12.network`의 `rnn_gradients`에 있습니다. 셀에 `rnn_gradients??`라고 적으면 보입니다.

그림 120장을 학습률 0.1로 80걸음 학습합니다. 한도를 1로 두면 80걸음 가운데 몇 걸음이 잘릴까요? 먼저 시드 0 하나를 따라가며 세어 봅니다.
"""


# %%
@demo
def trained():
    cut = train(lambda gradients: clip_gradients(gradients, 1.0), seeds=SEEDS)
    return cut, train(lambda gradients: gradients, seeds=SEEDS)


# %%
@demo
def rnn_rescue():
    if trained is None:
        return
    fig, alt = training_picture(*trained, limit=1.0)
    figure(fig, alt=alt)
    print(f"80걸음 가운데 자른 걸음: {np.sum(trained[0].norms[:, 0] > 1.0)}")
    print(f"손실 {trained[0].losses[0, 0]:.2f} → {trained[0].losses[-1, 0]:.2f}")


# %% [markdown]
r"""
자른 걸음은 단 [한](=first_seed.count) 번, [15](=first_seed.step)번째 걸음(노름 [21.9](=first_seed.norm))뿐입니다. 노름의 중앙값(median)은 [0.31](=first_seed.median)이라 나머지는 건드리지 않았습니다.

흥미로운 것은 자르지 않은 쪽입니다. 바로 그 15번째 걸음을 **무사히** 넘깁니다. 그런데 그 한 걸음이 갈라놓은 길을 마흔 걸음쯤 더 가다가 다른 벽을 만나고, 손실은 동전을 던질 때의 $\ln 2 \approx 0.69$ 부근으로 튕겨 나갑니다. 거기서는 기울기가 너무 작아 80걸음 안에 돌아오지 못합니다. 벽을 한 번 무사히 넘겨도 길은 이미 달라졌고, 그 길에서 언제 다시 벽을 만날지 알 수 없습니다.

시드 하나로는 운인지 알 수 없습니다. 열 개를 봅시다. 다른 시드에서도 한두 걸음만 잘릴까요?
"""


# %%
@demo
def ten_seeds():
    if trained is None:
        return
    fig, alt = seeds_picture(*trained, limit=1.0)
    figure(fig, alt=alt)


# %% [markdown]
r"""
80걸음 뒤의 손실은 자르면 [평균 0.2~0.3](=ten_seeds.clipped), 자르지 않으면 [평균 0.6쯤](=ten_seeds.plain)입니다. 열 개 가운데 [일곱 개 이상](=ten_seeds.lower)에서 자른 쪽이 낮습니다. 컴퓨터에 따라서는 열 개 모두에서 자른 쪽이 낮기도 합니다. 그리고 시드 0은 특별한 경우였습니다. 다른 시드에서는 80걸음 가운데 [수십 걸음](=ten_seeds.often)이 잘립니다. 튀는 걸음만 자른 것이 아니라 내내 짧은 걸음으로 걸은 셈입니다.

학습률을 낮추면 될까요? 자르지 않고 0.01이나 0.05로 낮추어 보아도 평균 손실은 [0.4 아래로 내려가지 않았습니다](=slower). 조심해서 걸으면 80걸음이 모자라고, 빨리 걸으면 벽을 만납니다.

남은 240장의 정확도(accuracy)는 자르면 [평균 0.8쯤](=ten_seeds.accuracy), 자르지 않으면 [평균 0.6쯤](=ten_seeds.guessing)입니다. 그런데 픽셀을 한꺼번에 본 로지스틱 회귀는 [1.00](=on_pixels)입니다. 살아남은 학습이 곧 잘된 학습은 아닙니다. 픽셀을 하나씩 읽는 것은 폭발을 보려고 일부러 어렵게 만든 문제입니다.

폭발하는 학습은 아주 작은 차이도 키웁니다. 가중치를 $10^{-13}$만 흔들어도 한 시드의 결과가 뒤바뀌므로 여러분의 화면에서는 점 몇 개가 다를 수 있습니다. 위에 적은 것은 흔들어도 그대로인 것뿐입니다.
"""

# %% [markdown]
r"""
### 7.3 라이브러리와 수치로 비교하기

기울기를 한 줄로 이어 붙이면 scikit-learn의 `normalize`로 길이가 1인 방향을 얻습니다. 여기에 한도를 곱하면 클리핑의 결과가 되어야 합니다. RNN의 첫 기울기 네 개로 비교합니다.
"""


# %% tags=["folded"]
from sklearn.preprocessing import normalize


@demo
def compare():
    pixels, answers = digits()
    found = rnn_gradients(starting_parameters(), pixels[:, :120], answers[:120])[1]
    gradients = [gradient[0] for gradient in found]
    row = np.concatenate([gradient.ravel() for gradient in gradients])[None, :]
    size = np.linalg.norm(row)
    print(f"전체 노름: 내 함수 {global_norm(gradients):.6f}, np.linalg.norm {size:.6f}")
    for max_norm in (0.3, 0.01):
        clipped = clip_gradients(gradients, max_norm)
        mine = np.concatenate([gradient.ravel() for gradient in clipped])
        gap = np.linalg.norm(mine - max_norm * normalize(row)[0]) / max_norm
        print(f"max_norm {max_norm:<5g} 차이 {gap:.1e}, 1e-6/노름 {1e-6 / size:.1e}")


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
(4분, 10점)

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
## 9. 발견, 도전, 유명 코드의 버그 찾기
(11분, 점수에 들어가지 않습니다)

도전은 이 시간에 넣지 않았습니다. 하나만 고르거나 나중에 해도 됩니다.

### 버그 찾기: 오류 없이 열네 달

GPU로 학습할 때는 float16으로 계산하면서 **혼합 정밀도**(mixed precision)를 자주 씁니다. 작은 기울기가 float16에서 0이 되지 않도록 손실에 큰 수(loss scale, 예를 들어 65,536)를 곱해 두고 역전파하므로, 기울기도 그만큼 커져 있습니다.

널리 쓰이는 U-Net 구현(milesial/Pytorch-UNet)의 학습 코드에는 2022년 12월부터 열네 달 동안 결함이 있었습니다. 오류는 없었고 학습도 되기는 했습니다. 역전파 다음을 줄여 옮기면 이렇습니다. 노름이 0.5라서 한도 1.0으로 자를 필요가 **없는** 기울기를 넣어 봅시다. 혼합 정밀도를 끌 때와 켤 때의 결과는 같을까요?
"""


# %%
def prepare(gradients, loss_scale):
    """loss_scale을 곱해 둔 기울기를 받아, 갱신에 쓸 기울기를 돌려줍니다."""
    gradients = clip_gradients(gradients, max_norm=1.0)
    return [gradient / loss_scale for gradient in gradients]


# %%
@demo
def mixed_precision():
    gradient = np.array([0.3, -0.4])
    for name, loss_scale in (("끔", 1.0), ("켬", 65536.0)):
        used = prepare([loss_scale * gradient], loss_scale)
        print(f"혼합 정밀도 {name}: 갱신에 쓰인 노름 {global_norm(used):.2g}")


# %% [markdown]
r"""
켠 쪽의 노름은 어디에서 온 값일까요? `prepare`의 두 줄을 따라가며 찾아보세요. 기울기의 노름이 0.5가 아니라 0.05였다면 얼마가 나올까요?

<details><summary>답 보기</summary>

첫 줄이 자르는 것은 65,536배로 **부풀린** 기울기입니다. 노름이 0.5여도 0.05여도 한도 1.0을 한참 넘으므로 거의 모든 걸음이 잘리고, 나눈 뒤의 노름은 늘 $[1.5 \times 10^{-5}](=wrong_order)$이 됩니다. 한도 1.0이 실은 65,536분의 1이었습니다. **나눈 다음에 잘라야** 합니다.

이 코드는 RMSprop을 썼습니다. 6단원에서 보았듯이 기울기를 제 크기로 나누는 옵티마이저(optimizer)라, 기울기가 모두 똑같이 작아져도 걸음은 그대로여야 합니다. 다만 이 노름을 수천만 개의 파라미터가 나누어 가지면 원소 하나는 분모에 더하는 $\epsilon = 10^{-8}$보다도 작아서 걸음이 줄어듭니다. 학습이 멈추지는 않고 느려지기만 하니 눈에 잘 띄지 않습니다. 2023년 11월에 신고되었고(이슈 468번), 12월에 올라온 한 줄짜리 수정이 2024년 2월에야 반영되었습니다(풀 리퀘스트 470번). 같은 실수가 다른 저장소에서도 여러 번 신고되었습니다. PyTorch 문서에는 자르기 전에 `scaler.unscale_`을 부르라고 적혀 있습니다. 곱해 둔 탓에 넘쳐서 inf가 된 기울기가 있으면, 오류를 내지 않고 그 걸음을 **건너뛰는** 것이 이 분야의 약속입니다. 원인이 loss scale임을 이미 알기 때문입니다.

</details>

### 발견: 벽은 왜 거기에 서 있나

2절의 벽은 그려서 보았을 뿐입니다. 왜 그 자리에 설까요? 되풀이하는 식은 $h \leftarrow w\,\sigma(h) + b$ 하나이고, $h$는 0.5에서 출발합니다.

- $b$를 잘 고르면 $h$는 50번을 되풀이해도 0.5에서 **꼼짝하지 않습니다**. 그런 $b$를 $w$로 적으면 어떤 식인가요?
- 그 $b$에서 $h$를 아주 조금 흔들면, 다음 $h$의 차이는 흔든 것의 몇 배인가요? 2단원에서 $\sigma'(h) = \sigma(h)\,(1-\sigma(h))$였습니다.

두 식을 함수에 적고 지도에 겹쳐 보세요. 보기 전에 짐작해 보세요. 여러분의 $b$를 선으로 그으면 벽의 어디를 지날까요?
"""


# %% tags=["discover:wall_at"]
def wall_at(w, h=0.5):
    """h가 머무는 편향과, 거기에서 벗어난 차이에 걸음마다 곱해지는 배율입니다. (≈ 2줄)

        한 걸음: h ← w · σ(h) + b,   σ(h) = 1 / (1 + exp(−h))

    매개변수
        w: 가중치. 실수 하나 또는 배열.
        h: 머물러야 할 값. 실수 하나.
    반환값
        튜플 (b, factor). shape는 둘 다 w와 같다.
        b: 한 걸음 뒤에도 h가 그대로인 편향.
        factor: h를 아주 조금 흔들었을 때, 한 걸음 뒤의 차이가 흔든 것의 몇 배인지.
    예
        wall_at(4.0, 0.0)  ->  (-2.0, 1.0)
    """
    ### BEGIN SOLUTION
    s = 1.0 / (1.0 + np.exp(-h))
    return h - w * s, w * s * (1.0 - s)
    ### END SOLUTION


# %%
check("wall_at")

# %%
hint("wall_at")


# %%
@demo
def behind_the_wall():
    fig, alt = wall_picture(wall_at)
    figure(fig, alt=alt)
    for w in (4.0, 5.0, 6.0):
        b, factor = wall_at(w)
        slope = abs(loss_and_gradient(w, b)[2])
        print(f"w = {w:g}: 배율 {factor:.2f}, 50제곱 {factor**50:8.2g}", end="")
        print(f", 선 위에서 b에 대한 기울기 {slope:.2g}")


# %% [markdown]
r"""
오른쪽의 네 길은 모두 0.5에서 출발하고, $b$만 선에서 조금씩 벗어나 있습니다. 백만분의 일만 벗어나도 길이 왜 갈라질까요? 배율이 1보다 작은 쪽에서는 벽이 어떻게 되나요?

<details><summary>답 보기</summary>

$0.5 = w\,\sigma(0.5) + b$에서 $b = 0.5 - [0.622](=wall.at)\,w$이고, 이 선이 벽과 [겹칩니다](=wall.on_line). 차이에 곱해지는 것은 $w\,\sigma'(0.5) = [0.235](=wall.times)\,w$입니다. $w = 6$이면 [1.41](=wall.factor)배이고, 50번 거듭하면 $[2.9\times10^7](=wall.power)$배입니다. 그래서 $b$가 백만분의 일만 높아도 $h$는 [37걸음](=wall.parts)째에 0.5만큼 벗어나 [2.1](=wall.above)까지 올라가고, 그만큼 낮으면 [−2.9](=wall.below)까지 내려갑니다. 손실은 [2.0](=wall.above_loss)과 [13](=wall.below_loss)입니다. 그 사이의 낭떠러지가 벽입니다. 벽의 기울기가 엄청난 것은 **같은 배율을 50번 곱했기** 때문입니다. 2절에서 어림한 $1.3^{64}$이 여기서는 눈에 보입니다.

배율은 $w$가 [4.26](=wall.edge)보다 작으면 1보다 작습니다. 그러면 흔든 차이가 되풀이할수록 잦아들어, 벽은 무너져 비탈이 됩니다. $w = 4$에서는 $b$를 어디에 두어도 $b$에 대한 기울기가 [90을 넘지 않습니다](=wall.gentle). 11단원에서 스펙트럼 반경이 하던 일을 여기서는 이 배율이 합니다.

</details>

### 도전 1: 한도 고르기

7.2절에서 자르지 않은 학습의 처음 30걸음 동안의 노름(`trained[1].norms[:30]`)으로 한도를 골라 보세요. 시드마다 90번째 백분위수(`np.percentile`)를 구하면 `max_norm`으로 쓸 만한가요?

<details><summary>답 보기</summary>

쓰기 어렵습니다. 시드에 따라 [0.45](=by_percentile.low)에서 [12쯤](=by_percentile.high)까지 벌어집니다. 자르지 않은 학습은 처음 30걸음에 이미 여러 번 튀었으므로, 그 노름의 백분위수에는 막으려던 폭발이 섞여 있습니다. 분포를 보고 고르려면 **잘 가고 있는** 학습의 노름을 보아야 합니다. 한도를 1로 두고 돌린 다음 중앙값의 몇 배로 다시 정하는 것이 한 방법입니다.

</details>

### 도전 2: Adam이라면

`train`의 `optimizer`에 6단원의 Adam을 넣어 보세요. `optimizer()`는 갱신 함수를 돌려주어야 하고, 갱신 함수는 `(parameters, gradients)`를 받아 새 `parameters`를 돌려줍니다. 걸음의 길이를 스스로 다스리는 옵티마이저에도 클리핑이 필요할까요?

<details><summary>답 보기</summary>

Adam(학습률 0.01)은 자르지 않아도 [클리핑한 경사 하강법보다 손실이 낮습니다](=with_adam). 기울기를 제 크기의 이동 평균으로 나누어 걸음의 길이를 다스리기 때문입니다. 그래도 큰 모델은 Adam과 클리핑을 함께 씁니다. 튀는 기울기 하나가 기울기 제곱의 이동 평균 $v$에 오래 남기 때문입니다. 늘 1이던 기울기가 한 번 1,000으로 튀면, 그 뒤 [100걸음째](=spike.later)의 걸음도 학습률의 [0.03배](=spike.step)입니다. 한도를 2로 두고 자르면 그 걸음은 학습률의 [0.999배](=spike.clipped)입니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(8분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** 기울기를 한도에서 잘라 낸다(clip)고 해서 클리핑입니다. 미콜로프(Mikolov)가 RNN 언어 모델을 학습시키며 쓰던 요령을, 파스카누 외 2명이 2013년에 벽의 그림과 함께 전체 노름으로 줄이는 방법으로 정리했습니다(“On the difficulty of training recurrent neural networks”, ICML 2013). 폭발과 소실은 그보다 앞서 1991년에 호흐라이터(Hochreiter)가, 1994년에 벤지오 외 2명이 밝혔습니다.

**실패한 이야기.** 구글이 파라미터 5,400억 개짜리 언어 모델 PaLM을 학습시킬 때, **클리핑을 켜 두었는데도** 손실이 20번쯤 솟구쳤습니다. 원인을 밝히지 못한 연구진은 손실이 솟기 100걸음쯤 전으로 되돌아가서, 그 무렵의 배치 200~500개를 건너뛰고 다시 학습시켰습니다. 그 배치들도 다른 시점에서 학습시키면 솟구치지 않았으니 데이터만의 탓은 아니었습니다. 논문은 그 배치와 그때의 파라미터가 만났을 때만 솟는다고 보았습니다(Chowdhery 외, 2022, 5.1절). 안전벨트를 매도 사고는 납니다.

**오늘의 쓰임.** GPT-3(Brown 외, 2020)를 비롯한 거대 언어 모델은 대개 전체 노름을 **1.0**으로 자르고, 걸음마다의 노름을 손실과 나란히 그래프로 지켜봅니다.

<details><summary>면접 질문 1. 값마다 자르기와 전체 노름으로 자르기는 무엇이 다른가요?</summary>

전체 노름은 모든 원소에 같은 배율을 곱하므로 방향이 그대로입니다. 값마다 자르면 큰 원소만 줄어 방향이 바뀝니다. 값마다 자르는 쪽은 배열끼리 정보를 주고받을 필요가 없어 간단합니다.

</details>

<details><summary>면접 질문 2. 거의 모든 걸음이 잘리고 있습니다. 무엇을 의심하나요?</summary>

경사 하강법이라면 잘린 걸음의 길이는 언제나 학습률 × max_norm입니다. 한도가 너무 낮거나, 특성의 크기나 초깃값이 나빠 기울기가 처음부터 큰 것입니다. 혼합 정밀도라면 나누기 전에 자르고 있지 않은지 봅니다. 노름의 분포를 그려 보는 것이 먼저입니다.

</details>

<details><summary>면접 질문 3. 클리핑은 기울기 소실에도 도움이 되나요?</summary>

아닙니다. 배율은 1을 넘지 않으므로 작은 기울기는 그대로입니다. 노름을 늘 한도까지 키우더라도, 먼 시점에서 온 성분은 가까운 시점의 성분에 묻혀 있어 되살아나지 않습니다. 소실에는 LSTM의 게이트나 어텐션, 건너뛰는 연결 같은 구조가 필요합니다.

</details>

### 이 강의를 마치며

열두 단원에서 함수와 클래스 [36개](=built)를 만들었습니다. 라이브러리에서 한 줄로 부르던 것들입니다.
"""


# %%
@demo
def the_whole_course():
    fig, alt = course_map()
    figure(fig, alt=alt)


# %% [markdown]
r"""
지도를 따라 한 번 되짚어 봅시다.

- **한 줄기의 모델.** 1단원의 $X\theta$에 시그모이드를 씌워 2단원이, 클래스를 여럿으로 늘려 9단원이 되었습니다. 셋의 기울기는 모두 (예측 − 정답)에 입력을 곱한 꼴입니다. $X\theta$ 대신 자리마다 같은 커널을 쓰면 8단원, 시점마다 같은 가중치를 쓰면 11단원입니다.
- **학습을 돕는 것.** 걸음의 길이와 방향은 6단원과 12단원이, 외우기 어렵게 하는 일은 7단원과 10단원이, 층마다 값의 크기를 고르게 하는 일은 5단원이 맡습니다. 배치 정규화는 합성곱 뒤에 흔히 두므로 지도에서 8단원과 이었습니다.
- **기울기 없이.** 3단원과 4단원은 미분하지 않고도 배웁니다. 나누고, 재고, 가장 좋은 것을 고릅니다.

그리고 단원마다 되풀이한 습관이 있습니다. 손으로 먼저 계산하기, shape부터 확인하기, 넘치는 수를 조심하기, 받은 배열을 바꾸지 않기, 시드 하나로 말하지 않기, 라이브러리와 수치로 비교하기. 함수는 잊어도 이 습관은 남습니다.

**다음에는 무엇을 할까요?**

1. **직접 이어 붙이기.** 8, 9, 6, 7단원의 함수로 손글씨 숫자를 맞히는 작은 신경망을 만들어 보세요. 새 코드는 층을 잇는 몇 줄뿐입니다.
2. **자동 미분.** 기울기를 손으로 구한 여러분은 PyTorch의 `backward()`가 무엇을 대신하는지 압니다. 11단원의 BPTT를 PyTorch로 옮겨 같은 값이 나오는지 확인해 보세요.
3. **다음 구조.** 11단원의 게이트 식으로 LSTM의 한 시점을, 9단원의 소프트맥스로 어텐션을 만들어 보세요. 어텐션은 소프트맥스와 행렬 곱 두 번입니다.
4. **여러분의 데이터.** 가장 단순한 모델(1단원이나 2단원)로 기준을 세우고, 나아질 때만 복잡한 것으로 옮기세요. 7.2절의 로지스틱 회귀처럼, 단순한 것이 이길 때가 많습니다.

처음부터 끝까지 직접 만드느라 수고하셨습니다.

### 다섯 줄 정리

1. 기울기 폭발은 학습률이 너무 클 때, 또 RNN처럼 같은 행렬을 여러 번 곱할 때 생깁니다. 뒤의 것은 1보다 큰 배율이 시점마다 곱해진 것이고, 손실에 벽을 세웁니다.
2. 전체 노름은 모든 배열의 원소를 제곱해 더한 값의 제곱근입니다. 제곱하기 전에 float64로 바꿉니다.
3. 클리핑은 $\min(1,\ c/(\lVert g\rVert + 10^{-6}))$을 모두에게 곱해, 방향은 지키고 길이만 줄입니다.
4. NaN이나 inf는 잘라도 고쳐지지 않습니다. 오류를 내고 원인을 찾아야 합니다.
5. 클리핑은 튀는 걸음에서 학습을 지키는 안전벨트입니다. 표준화도, 알맞은 학습률도, 기울기 소실의 처방도 대신하지 못합니다.

**용어**: 기울기 폭발, 기울기 소실, 기울기 클리핑, 노름, 전체 노름, 학습률, 표준화, 순환 신경망(RNN), 은닉 상태, 시점, 역전파(BPTT), 혼합 정밀도
"""

# %%
progress()
