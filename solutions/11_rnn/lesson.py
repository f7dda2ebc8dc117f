# %% [markdown]
r"""
# 11. RNN 순방향 전파

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- **순환 신경망**(recurrent neural network, RNN)이 시퀀스를 읽으며 무엇을 기억하는지 설명합니다.
- 한 시점의 순전파를 구현하고, 이를 되풀이해서 모든 시점의 **은닉 상태**를 구합니다.
- 크기가 틀린 입력이 브로드캐스팅에 묻히지 않도록 확인합니다.
- 기억이 사라지는 조건과 부풀어 오르는 조건을 실험으로 찾고, 기울기 소실과 폭발로 이어 갑니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 5 | 10 | 8 | 24 | 12 | 12 | 5 | 8 | 2 | **86** |

**선수 단원**: 없습니다. NumPy 배열의 shape와 행렬 곱 `@`를 알면 시작할 수 있습니다. 기울기는 7.3절에서만 쓰고, 1단원에서 배운 만큼이면 됩니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 칸이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit11 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit11.widgets import digit_rows, draw_memory, draw_states, random_weights
from npml.widgets import BLUE, GREY, ORANGE, RED, figure, number, subplots

# %%
from sklearn.linear_model import RidgeClassifier
from sklearn.neural_network import MLPRegressor

rows, labels = digit_rows()  # (8, 1797, 8): 행의 번호, 샘플, 한 행의 픽셀 여덟 개
TRAIN = 1200  # 앞의 1,200개로 학습하고 나머지 597개로 시험


def read_out(features):
    """특성 (1797, n)만 보고 숫자를 맞히는 선형 분류기의 테스트 정확도."""
    model = RidgeClassifier(alpha=0.01).fit(features[:TRAIN], labels[:TRAIN])
    return model.score(features[TRAIN:], labels[TRAIN:])


# %% [markdown]
r"""
## 1. 왜 필요한가
(5분)

손으로 쓴 숫자 그림 1,797장이 있습니다. 한 장은 픽셀이 8×8개입니다. 이 그림을 한꺼번에 보지 못하고, 좁은 틈으로 **위에서부터 한 줄씩** 본다고 해 봅시다.

한 줄만 보고도 어떤 숫자인지 알 수 있을까요? 줄마다 분류기를 따로 학습시켜 정확도(accuracy)를 쟀습니다.
"""


# %%
@demo
def one_row_only():
    scores = np.array([read_out(row) for row in rows])
    together = read_out(rows.mean(axis=0))
    fig, (image, bars) = subplots(1, 2, width=8.4, height=3.2, width_ratios=[1, 2.2])
    image.imshow(rows[:, 3], cmap="Greys")
    image.grid(False)
    image.set(xticks=[], yticks=range(8), yticklabels=range(1, 9), ylabel="읽는 순서", title="숫자 3")
    bars.bar(range(1, 9), scores, color=BLUE)
    bars.axhline(together, color=ORANGE, linestyle="--", label="여덟 행의 평균만 볼 때")
    bars.set(ylim=(0, 1), xlabel="본 행", ylabel="테스트 정확도", xticks=range(1, 9))
    bars.legend(loc="upper left")
    alt = (
        "왼쪽은 8×8픽셀로 그린 숫자 3, 오른쪽은 한 행만 보고 숫자를 맞힌 정확도의 막대그래프. 정확도는 "
        f"{scores.min():.2f}에서 {scores.max():.2f} 사이이고, 여덟 행의 평균만 보면 {together:.2f}이다."
    )
    figure(fig, alt=alt)
    print(f"한 행만 볼 때 {scores.min():.2f}~{scores.max():.2f}, 여덟 행의 평균만 볼 때 {together:.2f}")


# %% [markdown]
r"""
가장 쓸모 있는 행을 골라도 절반쯤밖에 맞히지 못합니다. 여덟 행을 평균 내도 마찬가지입니다. 평균에는 **어느 행이 먼저 나왔는지**가 남지 않기 때문입니다.

그러니 한 행을 읽을 때마다 지금까지 본 것을 요약해 두고, 다음 행을 읽으며 그 요약을 고쳐 쓰는 기계가 필요합니다. 그 요약이 은닉 상태이고, 그 기계가 RNN입니다. 7절에서 마지막 요약만 보고 숫자를 맞혀 보겠습니다.

## 2. 수식
(10분)

### 기호와 shape

순서가 있는 데이터를 **시퀀스**(sequence), 그 순서의 한 자리를 **시점**(time step)이라고 합니다. 시점마다 입력 하나를 읽고 **은닉 상태**(hidden state) 하나를 냅니다.

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $x_t$ | `x`, `X[t]` | (D,) 또는 (N, D) | 시점 $t$의 입력 |
| $h_t$ | `h_next` | (H,) 또는 (N, H) | 시점 $t$까지 읽은 뒤의 은닉 상태 |
| $h_{t-1}$ | `h_prev` | $h_t$와 같음 | 이전 상태 |
| $W_x$ | `Wx` | (D, H) | 입력에 곱하는 가중치(weight) |
| $W_h$ | `Wh` | (H, H) | 이전 상태에 곱하는 가중치 |
| $b$ | `b` | (H,) | 편향(bias) |
| $X$ | `X` | (T, D) 또는 (T, N, D) | 시퀀스 전체 |
| $h_0$ | `h0` | (H,) 또는 (N, H) | 아무것도 읽지 않았을 때의 상태 |

N은 나란히 읽는 샘플의 수, D는 한 시점의 입력 수, H는 은닉 상태의 길이, T는 시점의 수입니다. 배치(batch)를 쓰지 않을 때는 N이 없습니다.

NumPy의 번호는 0부터라서 `X[0]`이 $x_1$입니다.
"""

# %% [markdown]
r"""
### 한 시점

새 상태는 세 항을 더하고 $\tanh$를 취한 값입니다. 입력, 이전 상태, 편향이 하나씩입니다.

$$h_t = \tanh(x_t W_x + h_{t-1} W_h + b)$$

벡터를 **행**으로 쓰므로 가중치는 오른쪽에서 곱합니다. $W_h h$가 아니라 $h W_h$입니다. $W_h$는 정사각 행렬이라 순서를 바꾸어도 오류가 나지 않으니 조심해야 합니다.

$\tanh$는 어떤 수든 −1과 1 사이로 눌러 줍니다. 그래서 시점이 아무리 많아도 상태가 그 밖으로 나가지 않습니다.

### 시간을 따라

같은 식을 $t = 1, 2, \dots, T$에 차례로 씁니다. 시점마다 $W_x$, $W_h$, $b$는 **똑같습니다**. 시퀀스가 길어져도 가중치의 수는 늘지 않습니다. 8단원의 합성곱이 자리마다 같은 커널을 쓰는 것과 같은 생각입니다.

$$h_0 \to h_1 \to h_2 \to \cdots \to h_T$$

$h_3$에는 $x_3$이, $h_2$를 거쳐 $x_2$가, $h_1$을 거쳐 $x_1$이 들어 있습니다. 이렇게 입력에서 상태를 구해 나가는 계산이 순전파(forward propagation)입니다. 단원 제목의 순방향 전파와 같은 말입니다.

### cache

학습할 때의 역전파(backpropagation)는 순전파에서 쓴 값을 다시 씁니다. 그래서 한 시점의 함수는 상태와 함께 `cache = (x, h_prev, h_next, Wx, Wh)`를 돌려줍니다. $\tanh$의 도함수(derivative)가 $1 - h_t^2$이라 더하기 전의 값은 남기지 않아도 되고, $b$의 기울기에는 $b$가 필요 없어서 $b$도 빠졌습니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(8분)

D = 1, H = 2인 작은 RNN으로 세 시점을 읽어 봅시다.

$$W_x = \begin{bmatrix} 1 & 0 \end{bmatrix},\quad W_h = \begin{bmatrix} 0 & 2 \\ 0 & 0 \end{bmatrix},\quad b = \begin{bmatrix} 0.5 & 0 \end{bmatrix},\quad h_0 = \begin{bmatrix} 0.5 & 0 \end{bmatrix}$$

식을 좌표마다 풀어 쓰면 간단합니다. 첫째 좌표는 입력만 듣고, 둘째 좌표는 첫째 좌표의 **한 시점 전**을 듣습니다.

$$h_{t,1} = \tanh(x_t + 0.5), \qquad h_{t,2} = \tanh(2\,h_{t-1,1})$$

입력은 차례로 0.5, −0.5, 0입니다. $\tanh$의 값은 이 표를 쓰세요.

| $z$ | 0 | 0.5 | 1 | 1.523 |
|--|--|--|--|--|
| $\tanh z$ | 0 | 0.462 | 0.762 | 0.909 |

물음표 세 개를 채워 보세요.

| $t$ | $x_t$ | $h_{t,1}$ | $h_{t,2}$ |
|--|--|--|--|
| 0 | | 0.5 | 0 |
| 1 | 0.5 | $\tanh(1) = 0.762$ | $\tanh(2 \cdot 0.5) = 0.762$ |
| 2 | −0.5 | $\tanh(0) = 0$ | ? |
| 3 | 0 | ? | ? |

<details><summary>답 보기</summary>

$h_{2,2} = \tanh(2 \cdot 0.762) = \tanh(1.523) = 0.909$, $h_3 = [\tanh(0.5),\ \tanh(2 \cdot 0)] = [0.462,\ 0]$입니다.

$h_{1,1}$의 0.762가 한 시점 뒤 둘째 좌표에서 0.909로 나타났습니다. 첫째 좌표는 이미 0이 되었지만 둘째 좌표가 기억하고 있었습니다.

$W_h$를 왼쪽에서 곱했다면 기억이 반대로 흘러 $h_1 = [0.762,\ 0]$이 되었을 것입니다.

</details>
"""

# %% [markdown]
r"""
## 4. 직접 채우기, 5. 확인과 힌트
(24분)

함수 세 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

### 4.1 한 시점

한 시점을 계산하는 함수부터 만듭니다. 계산은 한 줄이지만 먼저 **크기를 확인**해야 합니다. NumPy의 브로드캐스팅(broadcasting)은 크기가 1인 축을 조용히 늘리기 때문입니다. shape가 (1,)인 `b`나 (1, H)인 `h_prev`는 오류 없이 엉뚱한 답을 냅니다.

1. 다섯 인자를 float64로 바꿉니다. 8비트 정수끼리 곱하면 범위를 넘을 수 있습니다.
2. D가 맞는지 봅니다. `x`의 마지막 축과 `Wx`의 첫 축입니다.
3. H가 맞는지 봅니다. `Wx`의 둘째 축, `Wh`의 두 축, `b`와 `h_prev`의 마지막 축이 모두 같아야 합니다.
4. N이 맞는지 봅니다. `x`와 `h_prev`에서 마지막 축을 뺀 shape가 같아야 합니다.
5. 세 항을 더하고 `np.tanh`를 취합니다.
"""


# %% tags=["solution:rnn_forward"]
def rnn_forward(x, h_prev, Wx, Wh, b):
    """한 시점의 은닉 상태 tanh(x·Wx + h_prev·Wh + b)를 구합니다. (≈ 9줄)

    x: (D,) 또는 (N, D). h_prev: (H,) 또는 (N, H). 둘 다 N이 있거나 둘 다 없다.
    Wx: (D, H). Wh: (H, H). b: (H,). 모두 float64 또는 정수(어떤 dtype이든) 배열이며 바꾸지 않는다. float64로 계산한다.
    반환값: 튜플 (h_next, cache). h_next는 h_prev와 shape가 같은 새 float64 배열.
        cache는 튜플 (x, h_prev, h_next, Wx, Wh). 받은 배열 그대로여도, 복사본이어도 된다.
    오류: D, H, N의 크기가 서로 맞지 않으면 ValueError. 브로드캐스팅되는 크기 1도 맞지 않는 것이다.
        메시지에 문제가 된 인자의 이름이나 축의 글자(D, H, N)를 적는다.
    입력이 아주 커도 NaN이 되지 않고 −1과 1 사이의 값이 나온다.
    예: x = [0.5], h_prev = [0.5], Wx = [[1.0]], Wh = [[1.0]], b = [0.0]  ->  h_next = [0.7616]
    """
    ### BEGIN SOLUTION
    x, h_prev, Wx, Wh, b = (np.asarray(item, dtype=np.float64) for item in (x, h_prev, Wx, Wh, b))
    D, H = Wx.shape
    if x.shape[-1] != D:
        raise ValueError(f"D가 다릅니다: x {x.shape}, Wx {Wx.shape}")
    if h_prev.shape[-1] != H or Wh.shape != (H, H) or b.shape != (H,):
        raise ValueError(f"H가 다릅니다: h_prev {h_prev.shape}, Wx {Wx.shape}, Wh {Wh.shape}, b {b.shape}")
    if x.shape[:-1] != h_prev.shape[:-1]:
        raise ValueError(f"N이 다릅니다: x {x.shape}, h_prev {h_prev.shape}")
    h_next = np.tanh(x @ Wx + h_prev @ Wh + b)
    return h_next, (x, h_prev, h_next, Wx, Wh)
    ### END SOLUTION


# %% tags=["grade:rnn_forward"]
check("rnn_forward")

# %%
hint("rnn_forward")

# %% [markdown]
r"""
### 4.2 모든 시점

이제 시간을 따라 되풀이합니다. 시점 $t$에서 나온 상태를 시점 $t+1$에 넘기는 것이 전부입니다. 방금 만든 `rnn_forward`를 부르면 크기 확인도 따라옵니다.

시퀀스가 비어 있을 때도 생각해 두세요. T = 0이면 쌓을 상태가 없지만 shape는 (0, H)나 (0, N, H)여야 합니다. 그래야 받아 쓰는 코드가 따로 다룰 일이 없습니다.
"""


# %% tags=["solution:rnn_states"]
def rnn_states(X, h0, Wx, Wh, b):
    """시퀀스를 앞에서부터 읽으며 모든 시점의 은닉 상태를 구합니다. (≈ 6줄)

    X: (T, D) 또는 (T, N, D). 시점이 맨 앞이며 T는 0일 수 있다.
    h0: (H,) 또는 (N, H). 첫 시점의 이전 상태. Wx: (D, H). Wh: (H, H). b: (H,).
        모두 float64 또는 정수(어떤 dtype이든) 배열이며 바꾸지 않는다. float64로 계산한다.
    반환값: (T, H) 또는 (T, N, H)의 새 float64 배열. t번은 X[t]까지 읽은 뒤의 상태이고 h0은 들어 있지 않다.
        T = 0이면 (0, H) 또는 (0, N, H).
    오류: T ≥ 1이고 D, H, N의 크기가 맞지 않으면 ValueError.
        메시지에 인자의 이름이나 축의 글자를 적는다(rnn_forward가 낸 오류를 그대로 두어도 된다).
    예: X = [[0.5], [0.0]], h0 = [0.5], Wx = [[1.0]], Wh = [[1.0]], b = [0.0]  ->  [[0.7616], [0.6420]]
    """
    ### BEGIN SOLUTION
    states = np.empty((len(X), *np.shape(h0)))
    h = h0
    for t in range(len(X)):
        h, _ = rnn_forward(X[t], h, Wx, Wh, b)
        states[t] = h
    return states
    ### END SOLUTION


# %% tags=["grade:rnn_states"]
check("rnn_states")

# %%
hint("rnn_states")

# %% [markdown]
r"""
### 4.3 마지막 상태

시퀀스 전체를 요약한 값만 필요할 때가 많습니다. 숫자를 맞힐 때가 그렇습니다. 마지막 상태만 돌려주는 함수를 만드세요.

아무것도 읽지 않았다면(T = 0) 요약은 처음 상태 그대로입니다. 이때 `h0` 자체를 돌려주면 나중에 결과를 고칠 때 `h0`까지 바뀝니다. **복사본**을 돌려주세요.
"""


# %% tags=["solution:rnn_sequence"]
def rnn_sequence(X, h0, Wx, Wh, b):
    """시퀀스를 다 읽은 뒤의 마지막 은닉 상태를 구합니다. (≈ 3줄)

    X, h0, Wx, Wh, b: rnn_states와 같다. 바꾸지 않는다.
    반환값: h0과 shape가 같은 새 float64 배열. (H,) 또는 (N, H).
        T = 0이면 h0의 복사본(h0과 메모리를 나누지 않는 float64 배열).
    오류: rnn_states와 같다.
    예: X = [[0.5], [0.0]], h0 = [0.5], Wx = [[1.0]], Wh = [[1.0]], b = [0.0]  ->  [0.6420]
    """
    ### BEGIN SOLUTION
    if len(X) == 0:
        return np.array(h0, dtype=np.float64)
    return rnn_states(X, h0, Wx, Wh, b)[-1]
    ### END SOLUTION


# %% tags=["grade:rnn_sequence"]
check("rnn_sequence")

# %%
hint("rnn_sequence")

# %% [markdown]
r"""
확인을 통과했다면 3절의 세 시점을 다시 읽어 봅시다. 종이의 값과 같은가요?
"""


# %%
@demo
def by_hand():
    Wx, Wh = np.array([[1.0, 0.0]]), np.array([[0.0, 2.0], [0.0, 0.0]])
    states = rnn_states(np.array([[0.5], [-0.5], [0.0]]), np.array([0.5, 0.0]), Wx, Wh, np.array([0.5, 0.0]))
    for t, state in enumerate(states, 1):
        print(f"t = {t}: h = [{state[0]:.3f}, {state[1]:.3f}]")


# %% [markdown]
r"""
## 6. 실험
(12분)

여기서 쓰는 $W_x$, $W_h$, $b$는 난수이고 학습하지 않습니다. 손대는 것은 $W_h$의 크기 하나입니다. $W_h$의 고윳값(eigenvalue) 가운데 절댓값이 가장 큰 것의 절댓값을 **스펙트럼 반경**(spectral radius)이라 하고 $\rho$로 씁니다. $W_h$를 거듭 곱할 때 얼마나 줄거나 커지는지를 정하는 수입니다.

### 6.1 한 시점씩 읽기

숫자 그림을 위에서부터 한 행씩 읽습니다. 왼쪽의 파란 틀이 방금 읽은 행이고, 가운데에는 **여러분의** 함수가 구한 은닉 상태가 시점마다 한 줄씩 쌓입니다.

오른쪽은 **기억**을 재는 실험입니다. 셋째 행을 지운 그림을 나란히 읽히고, 두 상태가 얼마나 떨어져 있는지 잽니다. 이 거리가 셋째 행이 남긴 흔적입니다. 검은 파선은 기준 답이니 파란 점이 그 위에 놓여야 합니다.

**읽은 시점 수**를 0에서 8까지 하나씩 늘려 보고, 그다음 ρ를 옮겨 미션을 풀어 보세요.
"""

# %%
explore(draw_states, rnn_states)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요. 더 살펴볼 것이 있습니다.</summary>

- **ρ = 0**이면 흔적은 셋째 시점에만 있습니다. 이전 상태를 듣지 않으니 RNN이 아니라 행마다 따로 노는 층입니다.
- **ρ = 0.5**에서는 시점마다 흔적이 크게 줄어 마지막에는 거의 남지 않습니다. 기억이 **사라집니다**.
- **ρ = 3**에서는 흔적이 오히려 부풉니다. 한 행의 차이가 마지막 상태를 온통 바꾸어 놓습니다. 다만 $\tanh$가 상태를 가두므로 끝없이 커지지는 않습니다.

</details>

### 6.2 마지막 상태는 무엇을 기억하는가

이번에는 은닉 상태를 64개로 늘리고 숫자 1,797장을 한꺼번에 읽습니다. 왼쪽은 **마지막 상태만** 보고 선형 분류기가 숫자를 맞힌 비율입니다. 학습하는 것은 이 분류기뿐입니다. ×는 같은 ρ에서 기준 함수가 얻은 값입니다.

오른쪽은 마지막 상태에서 여덟 행의 픽셀을 선형으로 되살릴 때의 결정 계수, 곧 1단원의 $R^2$입니다. 1이면 완벽하게 되살린 것이고, 0 아래로 내려가면 막대가 보이지 않습니다.
"""

# %%
explore(draw_memory, rnn_sequence)

# %% [markdown]
r"""
<details><summary>왜 그럴까요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

ρ가 작으면 마지막 몇 행만 잘 되살아나고 앞의 행은 흐려집니다. ρ를 키우면 앞의 행이 살아나는 대신 뒤의 행이 조금씩 흐려집니다. 상태 64개에 담을 수 있는 양이 정해져 있기 때문입니다. ρ가 2를 넘으면 가운데 행부터 뒤까지 크게 흐려집니다. 작은 차이까지 부풀려져 비슷한 그림도 전혀 다른 상태가 되니, 분류기가 배울 것이 남지 않습니다.

첫 행은 ρ = 0일 때도 결정 계수가 0.42입니다. 이때 상태에는 마지막 행밖에 없으니 기억한 것이 아닙니다. 마지막 행만 보고도 첫 행을 어느 정도 짐작할 수 있을 뿐입니다.

</details>

## 7. 실제 데이터와 라이브러리 비교
(12분)

### 7.1 숫자를 한 줄씩 읽고 맞히기

1절의 문제로 돌아갑니다. 마지막 상태만 보고 맞힌 정확도를, 픽셀 64개를 한꺼번에 본 선형 분류기와 견줍니다.
"""


# %%
@demo
def digits_by_rows():
    for rho in (0.0, 0.3, 0.6, 0.9, 1.2, 2.0, 3.0):
        last = rnn_sequence(rows, np.zeros((len(labels), 64)), *random_weights(rho, 64))
        print(f"ρ = {rho}: 마지막 상태만 볼 때 {read_out(last):.2f}")
    pixels = np.transpose(rows, (1, 0, 2)).reshape(len(labels), -1)
    print(f"픽셀 64개를 한꺼번에 볼 때 {read_out(pixels):.2f}")


# %% [markdown]
r"""
학습하지 않은 RNN인데도 ρ = 1.2에서 0.90입니다. 픽셀을 한꺼번에 본 0.87보다 조금 높은 것은 $\tanh$가 픽셀들을 비선형으로 섞어 준 덕분으로 보입니다. 차이는 테스트 세트(test set) 597장에서 열 몇 장이니 크다고 할 수는 없습니다.

난수 RNN을 그대로 두고 선형 분류기만 학습하는 방법을 에코 상태 신경망(echo state network)이라고 합니다. 보통의 RNN은 $W_x$, $W_h$, $b$까지 역전파로 학습합니다.

### 7.2 라이브러리와 숫자로 비교하기

scikit-learn에는 RNN이 없지만 $\tanh$를 쓰는 은닉층(hidden layer)은 있습니다. 식을 이렇게 고쳐 쓰면 RNN의 한 시점이 바로 그 은닉층입니다.

$$h_t = \tanh\!\left(\begin{bmatrix} x_t & h_{t-1} \end{bmatrix}\begin{bmatrix} W_x \\ W_h \end{bmatrix} + b\right)$$

입력과 이전 상태를 이어 붙이고, 두 가중치를 위아래로 쌓았습니다. `MLPRegressor`에 이 가중치를 넣고 여덟 번 돌려서 여러분의 함수와 견줍니다.
"""


# %%
def library_cell(Wx, Wh, b):
    """scikit-learn의 은닉층 하나로 만든 RNN의 한 시점. 출력층은 값을 그대로 내보냅니다."""
    D, H = Wx.shape
    cell = MLPRegressor(hidden_layer_sizes=(H,), activation="tanh", random_state=0)
    cell.partial_fit(np.zeros((2, D + H)), np.zeros((2, H)))  # 배열을 마련하려고 한 번 부릅니다
    cell.coefs_, cell.intercepts_ = [np.vstack([Wx, Wh]), np.eye(H)], [b, np.zeros(H)]
    return cell.predict


@demo
def compare_with_sklearn():
    Wx, Wh, b = random_weights(1.2, 64)
    mine = rnn_states(rows[:, :5], np.zeros((5, 64)), Wx, Wh, b)
    cell, theirs = library_cell(Wx, Wh, b), np.zeros((5, 64))
    for t in range(8):
        theirs = cell(np.hstack([rows[t, :5], theirs]))
        gap = np.max(np.abs(mine[t] - theirs))
        numbers = f"내 h[0] {mine[t, 0, 0]:9.6f}   scikit-learn {theirs[0, 0]:9.6f}"
        print(f"t = {t + 1}: {numbers}   모두 1e-12 안에서 같은가요? {gap < 1e-12}")


# %% [markdown]
r"""
시점을 펼쳐 놓으면 RNN은 **층마다 가중치가 같은 깊은 신경망**(neural network)입니다. 시점이 50개면 층이 50개인 셈입니다.

### 7.3 50시점 뒤의 기울기

시점이 여덟 개보다 훨씬 많으면 어떻게 될까요? 첫 상태를 아주 조금 흔들고 $T$시점 뒤의 상태가 몇 배로 흔들리는지 잽니다. 이 비율은 $h_T$를 $h_0$으로 미분한 기울기(gradient, 그레이디언트), 정확히는 편미분(partial derivative)을 모은 행렬의 크기입니다.

입력과 편향은 0으로 둡니다. 상태가 0 가까이에 있으면 $\tanh$의 도함수가 1이라서, 이 행렬은 $W_h^T$($W_h$의 $T$제곱)와 같습니다.
"""


# %%
@demo
def gradient_through_time():
    fig, axis = subplots(height=3.4)
    steps, tiny = np.arange(1, 51), 1e-13
    ends = []
    for rho, color, style in ((0.5, BLUE, "--"), (1.0, GREY, "-"), (1.5, RED, "-.")):
        _, Wh, b = random_weights(rho, 64)
        shaken = rnn_states(np.zeros((50, 64, 1)), tiny * np.eye(64), np.zeros((1, 64)), Wh, 0.0 * b)
        sizes = np.array([np.linalg.norm(state / tiny, 2) for state in shaken])
        axis.plot(steps, sizes, style, color=color, label=f"ρ = {rho}")
        ends.append(f"ρ = {rho}일 때 {number(sizes[-1], 2)}")
        print(f"ρ = {rho}: 10시점 뒤 {number(sizes[9], 2)}배, 50시점 뒤 {number(sizes[-1], 2)}배")
    axis.set(yscale="log", xlabel="시점 T", ylabel="흔들림이 커진 배수")
    axis.legend(loc="lower left")
    figure(fig, alt=f"첫 상태의 작은 흔들림이 시점이 지나며 몇 배가 되는지 로그 눈금으로 그린 세 곡선. 50시점 뒤에는 {', '.join(ends)}배이다.")


# %% [markdown]
r"""
로그 눈금에서 거의 직선입니다. 시점마다 대략 $\rho$배씩 곱해진다는 뜻입니다.

- $\rho < 1$이면 **기울기 소실**(vanishing gradient)입니다. 50시점 전의 입력이 지금의 손실에 준 영향을 역전파가 알아차리지 못합니다.
- $\rho > 1$이면 **기울기 폭발**(exploding gradient)입니다. 기울기가 십억 배로 부풀면 단 한 걸음의 갱신에도 가중치가 엉뚱한 곳으로 날아갑니다.

상태가 0에서 멀어지면 $\tanh$의 도함수가 1보다 작아져 폭발이 누그러지기도 합니다. 그래서 6.1절의 흔적은 ρ = 3에서도 무한히 커지지 않았습니다. 하지만 그 누그러짐을 믿고 학습할 수는 없습니다. **12단원의 기울기 클리핑**이 폭발을 막는 처방이고, 소실에는 LSTM 같은 다른 구조가 필요합니다.

### 다른 책·라이브러리에서는

| 어디에서 | 입력의 축 | 가중치와 편향 |
|--|--|--|
| **이 단원** | (T, N, D) | `x @ Wx + h @ Wh + b`, 편향 하나 |
| PyTorch의 `nn.RNN` | (T, N, D), `batch_first=True`면 (N, T, D) | 가중치를 전치한 (H, D)와 (H, H)로 저장하고, 편향이 두 개 |
| Keras의 `SimpleRNN` | (N, T, D) | (D, H)와 (H, H), 편향 하나 |
| 『밑바닥부터 시작하는 딥러닝 2』 | (N, T, D) | (D, H)와 (H, H), 편향 하나 |

(N, T, D)인 배열을 (T, N, D)로 바꾸려면 `np.swapaxes(X, 0, 1)`을 쓰면 됩니다. N과 T가 같으면 축을 잘못 알아도 오류가 나지 않습니다. `check(...)`는 그런 경우를 알아보고 **다른 약속**이라고 알려 줍니다.

PyTorch의 두 편향은 늘 함께 더해지므로, 여러분의 `b`에 둘의 합을 넣으면 같은 값이 나옵니다.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(5분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 1, 2: 2, 3: 1, 4: 1}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 도전과 유명 코드의 버그 찾기
(8분, 점수에 들어가지 않습니다)

### 버그 찾기: 답이 틀린 예시

딥러닝 문제를 모아 놓은 어느 공개 저장소에 이 단원과 똑같은 문제가 있습니다. 입력은 차례로 1, 2, 3이고, $W_x = 0.5$, $W_h = 0.8$, $b = 0$, $h_0 = 0$이며 모든 크기가 1입니다. 문제에 실린 예시는 마지막 상태가 **0.9993**이라고 합니다. 틀렸다는 신고가 2025년에 올라왔습니다.

여러분의 함수에 물어보세요.
"""


# %%
@demo
def published_example():
    X, Wx, Wh = np.array([[1.0], [2.0], [3.0]]), np.array([[0.5]]), np.array([[0.8]])
    print(f"내 함수의 답 {rnn_sequence(X, np.zeros(1), Wx, Wh, np.zeros(1))[0]:.4f}, 문제에 실린 예시 0.9993")


# %% [markdown]
r"""
예시의 숫자를 바르게 고친다고 해도 약점이 하나 더 남습니다. 아래의 세 가지 실수 가운데 이 예시로 알아챌 수 있는 것은 무엇일까요?

1. `h_prev @ Wh` 자리에 `Wh @ h_prev`를 썼다.
2. `b`를 더하지 않았다.
3. `h0`을 무시하고 0에서 출발했다.

<details><summary>답 보기</summary>

하나도 없습니다. 1×1 행렬은 전치해도 같고, `b`와 `h0`은 0이라 있으나 없으나 같습니다. 세 실수 모두 바른 답과 똑같은 0.9759를 냅니다.

좋은 예시는 크기가 서로 다르고, $W_h$가 비대칭이고, $b$와 $h_0$이 0이 아닙니다. 3절의 예시가 그렇습니다. 세 실수를 3절의 표에 넣어 보면 첫 시점부터 값이 달라집니다.

</details>

### 도전 1: 시간을 거슬러 올라가는 역전파

$h_T$의 원소를 모두 더한 값을 손실로 두고, 이를 `Wh`로 미분한 기울기를 구해 보세요. `rnn_forward`의 `cache`를 시점마다 모아 두었다가 뒤에서부터 꺼내면 됩니다. 한 시점에서는 $dz = dh \cdot (1 - h_t^2)$을 구하고, `Wh`의 기울기에 $h_{t-1}^\top dz$를 더하고, $dz\, W_h^\top$을 앞 시점으로 넘깁니다. 아래의 수치 미분(numerical gradient)과 같아야 합니다.

### 도전 2: 더 긴 기억

6.1절의 실험을 시점이 64개인 시퀀스로 바꾸어 보세요. 숫자 그림을 픽셀 하나씩(D = 1) 읽으면 됩니다. 흔적이 남는 ρ의 범위는 넓어질까요, 좁아질까요?
"""


# %%
@demo
def numerical_gradient_of_Wh(h=1e-5):
    """도전 1의 답과 견줄 수치 미분입니다. D = 2, H = 3, T = 5."""
    Wx, Wh, b = random_weights(0.9, 3, D=2)
    X, h0, slopes = np.linspace(-1, 1, 10).reshape(5, 2), np.full(3, 0.2), np.zeros((3, 3))
    for place in np.ndindex(3, 3):
        up, down = Wh.copy(), Wh.copy()
        up[place] += h
        down[place] -= h
        slopes[place] = (rnn_sequence(X, h0, Wx, up, b).sum() - rnn_sequence(X, h0, Wx, down, b).sum()) / (2 * h)
    print(np.round(slopes, 4) + 0.0)


# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(2분)

1. RNN은 시점마다 $h_t = \tanh(x_t W_x + h_{t-1} W_h + b)$로 은닉 상태를 고쳐 쓰며 시퀀스를 읽습니다.
2. 모든 시점이 같은 $W_x$, $W_h$, $b$를 나누어 쓰므로 시퀀스가 길어져도 가중치는 늘지 않습니다.
3. 행 벡터에는 $W_h$를 오른쪽에서 곱합니다. 크기 확인을 빠뜨리면 브로드캐스팅이 실수를 감춥니다.
4. 스펙트럼 반경이 작으면 기억이 사라지고, 크면 작은 차이까지 부풀어 쓸모없어집니다.
5. 시점을 거슬러 올라가는 기울기는 시점마다 거듭 곱해져서 소실되거나 폭발합니다.

**용어**: 순환 신경망(RNN), 시퀀스, 시점, 은닉 상태, 순전파, 배치, 스펙트럼 반경, 기울기 소실, 기울기 폭발, 브로드캐스팅

다음 12단원에서는 폭발한 기울기를 방향은 그대로 두고 길이만 줄이는 기울기 클리핑을 만듭니다.
"""

# %%
progress()
