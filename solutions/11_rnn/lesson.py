# %% [markdown]
r"""
# 11. RNN 순방향 전파

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- **순환 신경망**(recurrent neural network, RNN)을 시간을 따라 펼쳐 그리고, 무엇을 기억하는지 설명합니다.
- 한 시점의 순전파를 구현하고, 이를 되풀이해서 모든 시점의 **은닉 상태**를 구합니다.
- 크기가 틀린 입력이 브로드캐스팅에 묻히지 않도록 확인합니다.
- 기억이 사라지는 조건과 부풀어 오르는 조건을 실험으로 찾고, 시간을 거슬러 가는 역전파로 기울기 소실과 폭발을 확인합니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 4 | 8 | 5 | 20 | 14 | 13 | 4 | 16 | 6 | **90** |

**선수 단원**: 없습니다. NumPy 배열의 shape와 행렬 곱 `@`를 알면 시작할 수 있습니다. 기울기는 7.3절과 9절에서만 쓰고, 1단원에서 배운 만큼이면 됩니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit11 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit11.memory import digit_rows, random_weights
from npml.unit11.pictures import growth_picture, lstm_picture
from npml.unit11.pictures import plane_picture, read_out, rows_picture
from npml.unit11.widgets import draw_memory, draw_states, draw_unrolled
from npml.widgets import figure, number

# %%
rows, labels = digit_rows()  # (8, 1797, 8): 행의 번호, 샘플, 한 행의 픽셀 여덟 개

# %% [markdown]
r"""
## 1. 왜 필요한가
(4분)

손글씨 숫자 1,797장이 있습니다. 그림 한 장은 8×8 픽셀입니다. 이 그림을 한꺼번에 보지 못하고, 좁은 틈으로 **위에서부터 한 행씩** 본다고 해 봅시다.

한 행만 보고도 어떤 숫자인지 알 수 있을까요? 행마다 분류기를 따로 학습시켜 정확도(accuracy)를 쟀습니다. 오른쪽의 세 막대는 여덟 행을 모두 본 것입니다. 여덟 행의 평균을 내거나, 행을 사전의 낱말처럼 정렬하거나, 순서대로 두었습니다.
"""


# %%
@demo
def one_row_only():
    fig, alt, scores = rows_picture()
    figure(fig, alt=alt)
    print("한 행만 볼 때", np.round(scores["rows"], 2))
    for name, kind in (("평균", "mean"), ("정렬", "sorted"), ("순서대로", "order")):
        print(f"{name} {scores[kind]:.2f}")


# %% [markdown]
r"""
가장 쓸모 있는 행을 골라도 [절반쯤](=without_order.best)밖에 맞히지 못합니다. 여덟 행의 평균도 마찬가지이지만, 평균은 64개의 수를 8개로 줄였으니 공정한 비교가 아닙니다. 정렬한 막대가 그 점을 바로잡습니다. 64개의 픽셀이 하나도 빠지지 않았는데 **어느 행이 먼저 나왔는지**만 지워도 정확도가 [0.87](=without_order.order)에서 [0.69](=without_order.sorted)로 떨어집니다. 순서가 곧 정보입니다.

그러니 한 행을 읽을 때마다 지금까지 본 것을 요약해 두고, 다음 행을 읽으며 그 요약을 고쳐 쓰는 기계가 필요합니다. 그 요약이 은닉 상태이고, 그 기계가 RNN입니다. 7절에서 마지막 요약만 보고 숫자를 맞혀 보겠습니다.

## 2. 수식
(8분)

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

$h_3$에는 $x_3$이, $h_2$를 거쳐 $x_2$가, $h_1$을 거쳐 $x_1$이 들어 있습니다. 이렇게 입력에서 상태를 구해 나가는 계산이 순전파(forward propagation)입니다. 단원 제목의 순방향 전파와 같은 말입니다. 6.1절에서 이 그림을 여러분의 함수로 그립니다.

### cache

학습할 때의 역전파(backpropagation)는 순전파에서 쓴 값을 다시 씁니다. 그래서 한 시점의 함수는 상태와 함께 `cache = (x, h_prev, h_next, Wx, Wh)`를 돌려줍니다. $\tanh$의 도함수(derivative)가 $1 - h_t^2$이라 더하기 전의 값은 남기지 않아도 되고, $b$의 기울기에는 $b$가 필요 없어서 $b$도 빠졌습니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(5분)

D = 1, H = 2인 작은 RNN으로 세 시점을 읽어 봅시다.

$$W_x = \begin{bmatrix} 1 & 0 \end{bmatrix},\quad W_h = \begin{bmatrix} 0 & 2 \\ 0 & 0 \end{bmatrix},\quad b = \begin{bmatrix} 0.5 & 0 \end{bmatrix},\quad h_0 = \begin{bmatrix} 0.5 & 0 \end{bmatrix}$$

식을 좌표마다 풀어 쓰면 간단합니다. 첫째 좌표는 입력만 보고, 둘째 좌표는 **한 시점 전의** 첫째 좌표를 봅니다.

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
## 4·5. 직접 채우고 확인하기
(20분)

함수 세 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다. 새 셀에서 `trace("이름")`을 실행하면 확인에서 어긋난 호출을 한 줄씩 따라가 볼 수 있습니다.

### 4.1 한 시점

한 시점의 식은 한 줄입니다. 그런데 그 한 줄만 옮겨 적으면 **오류 없이 틀린 답**을 내는 경우가 둘 있습니다. 아래 두 줄이 무엇을 출력할지 먼저 맞혀 보고 실행하세요.
"""

# %%
# 네 사람의 입력 항 (4, 3)에, 한 사람의 상태 항 (1, 3)을 잘못 더했습니다.
print((np.ones((4, 3)) + np.ones((1, 3))).shape)
# 8비트 정수로 저장한 픽셀 16에 가중치 16을 곱했습니다.
print(np.array([16], dtype=np.int8) @ np.array([[16]], dtype=np.int8))

# %% [markdown]
r"""
네 사람 가운데 셋은 남의 기억을 물려받았고, 256이어야 할 곱은 0이 되었습니다. 여러분의 함수는 두 경우를 모두 걸러야 합니다.

어떤 크기끼리 같아야 하는지는 2절의 표에 다 있습니다. D가 나오는 인자, H가 나오는 인자, N이 나오는 인자를 각각 찾아보세요. 크기가 1인 축은 브로드캐스팅(broadcasting)이 조용히 늘려 주니 특히 조심하세요.
"""


# %% tags=["solution:rnn_forward"]
def rnn_forward(x, h_prev, Wx, Wh, b):
    """한 시점의 은닉 상태를 구합니다. (≈ 9줄)

        h_next = tanh(x·Wx + h_prev·Wh + b)      (·은 행렬 곱)

    매개변수
        x: (D,) 또는 (N, D). h_prev: (H,) 또는 (N, H). 둘 다 N이 있거나 둘 다 없다.
        Wx: (D, H). Wh: (H, H). b: (H,).
    반환값
        튜플 (h_next, cache). h_next는 h_prev와 shape가 같은 새 float64 배열.
        cache는 튜플 (x, h_prev, h_next, Wx, Wh).
    예
        x = [0.5], h_prev = [0.5], Wx = [[1.0]], Wh = [[1.0]], b = [0.0]
        ->  h_next = [0.7616]
    채점의 경계 조건
        인자는 float64 또는 정수(어떤 dtype이든) 배열이다.
        인자를 바꾸지 않고, float64로 계산한다.
        D, H, N의 크기가 서로 맞지 않으면 ValueError.
        크기가 1이라 브로드캐스팅되더라도 오류다.
        오류 메시지에 문제가 된 인자의 이름이나 축의 글자(D, H, N)를 적는다.
        cache에는 받은 배열을 그대로 담아도, 복사본을 담아도 된다.
        입력이 아주 커도 NaN이 되지 않고 −1과 1 사이의 값이 나온다.
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

비어 있는 시퀀스가 들어오면 어떻게 될까요? 상태를 리스트에 모았다가 `np.array(...)`로 바꾸는 코드는 이때 shape가 무엇인 배열을 돌려줄까요? 받아 쓰는 코드가 T = 0만 따로 다룰 일이 없으려면 shape가 무엇이어야 할까요? 답은 `check` 아래에 있습니다.
"""


# %% tags=["solution:rnn_states"]
def rnn_states(X, h0, Wx, Wh, b):
    """시퀀스를 앞에서부터 읽으며 모든 시점의 은닉 상태를 구합니다. (≈ 6줄)

        h_t = tanh(x_t·Wx + h_(t-1)·Wh + b),  t = 1, 2, …, T      (X[0]이 x_1)

    매개변수
        X: (T, D) 또는 (T, N, D). 시점이 맨 앞이며 T는 0일 수 있다.
        h0: (H,) 또는 (N, H). 첫 시점의 이전 상태. Wx: (D, H). Wh: (H, H). b: (H,).
    반환값
        (T, H) 또는 (T, N, H)의 새 float64 배열. t번은 X[t]까지 읽은 뒤의 상태이고
        h0은 들어 있지 않다. T = 0이면 shape는 (0, H) 또는 (0, N, H).
    예
        X = [[0.5], [0.0]], h0 = [0.5], Wx = [[1.0]], Wh = [[1.0]], b = [0.0]
        ->  [[0.7616], [0.6420]]
    채점의 경계 조건
        인자는 float64 또는 정수(어떤 dtype이든) 배열이다.
        인자를 바꾸지 않고, float64로 계산한다.
        T ≥ 1이고 D, H, N의 크기가 맞지 않으면 ValueError.
        메시지에 인자의 이름이나 축의 글자를 적는다. rnn_forward가 낸 오류면 충분하다.
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
<details><summary>위 물음의 답</summary>

빈 리스트를 `np.array(...)`로 바꾸면 shape가 `(0,)`입니다. H가 사라졌으니 `states[:, 0]`처럼 좌표를 고르는 코드가 T = 0에서만 오류를 냅니다. `(0, H)`나 `(0, N, H)`이면 다른 T와 똑같이 다룰 수 있습니다.

</details>

### 4.3 마지막 상태

시퀀스 전체를 요약한 값만 필요할 때가 많습니다. 숫자를 맞힐 때가 그렇습니다. 마지막 상태만 돌려주는 함수를 만드세요.

아무것도 읽지 않았다면(T = 0) 요약은 처음 상태와 같습니다. 이때 `h0` 자체를 돌려주었다고 합시다. 받은 사람이 결과에 1을 더해 고치면(`result += 1`) 무슨 일이 생길까요? 답은 `check` 아래에 있습니다.
"""


# %% tags=["solution:rnn_sequence"]
def rnn_sequence(X, h0, Wx, Wh, b):
    """시퀀스를 다 읽은 뒤의 마지막 은닉 상태 h_T를 구합니다. (≈ 3줄)

    매개변수
        X, h0, Wx, Wh, b: rnn_states와 같다. 바꾸지 않는다.
    반환값
        h0과 shape가 같은 새 float64 배열. (H,) 또는 (N, H).
    예
        X = [[0.5], [0.0]], h0 = [0.5], Wx = [[1.0]], Wh = [[1.0]], b = [0.0]
        ->  [0.6420]
    채점의 경계 조건
        T = 0이면 h0의 복사본. h0과 메모리를 나누지 않는 float64 배열이다.
        오류는 rnn_states와 같다.
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
<details><summary>위 물음의 답</summary>

`h0`까지 1씩 커집니다. 결과와 `h0`이 같은 배열이기 때문입니다. 같은 `h0`으로 다음 시퀀스를 읽으면 처음 상태부터 틀리고, 오류도 나지 않습니다. T ≥ 1일 때는 새 배열이라 멀쩡하니 찾기도 어렵습니다.

</details>

확인을 통과했다면 3절의 세 시점을 다시 읽어 봅시다. 종이의 값과 같은가요?
"""


# %%
@demo
def by_hand():
    Wx, Wh = np.array([[1.0, 0.0]]), np.array([[0.0, 2.0], [0.0, 0.0]])
    X, start = np.array([[0.5], [-0.5], [0.0]]), np.array([0.5, 0.0])
    states = rnn_states(X, start, Wx, Wh, b=np.array([0.5, 0.0]))
    for t, state in enumerate(states, 1):
        print(f"t = {t}: h = [{state[0]:.3f}, {state[1]:.3f}]")


# %% [markdown]
r"""
## 6. 실험
(14분)

여기서 쓰는 $W_x$, $W_h$, $b$는 난수이고 학습하지 않습니다. 손대는 것은 $W_h$의 크기 하나입니다. $W_h$의 고윳값(eigenvalue) 가운데 절댓값이 가장 큰 것의 절댓값을 **스펙트럼 반경**(spectral radius)이라 하고 $\rho$로 씁니다. $W_h$를 거듭 곱할 때 얼마나 줄거나 커지는지를 정하는 수입니다.

### 6.1 시간을 따라 펼치기

RNN을 그리는 가장 흔한 방법은 시점마다 한 번씩 옆으로 **펼치는**(unroll) 것입니다. 아래에서는 **여러분의** 함수가 띄어쓰기 없는 글을 한 글자씩 읽습니다. 글은 나비, 나무, 고양이, 강아지, 아버지, 어머니, 운동장, 운동화, 동화책, 자동차, 화장지의 열한 단어를 아무렇게나 이어 쓴 것입니다. 글자는 원-핫 벡터이고, 가운데의 색깔 판이 은닉 상태 24개입니다. 모든 시점이 **같은** $W_x$와 $W_h$를 씁니다.

맨 위는 은닉 상태만 보고 예측한 다음 글자입니다. 이 예측을 하는 선형 분류기만 미리 2,000글자로 맞추어 두었습니다. 단어가 어디에서 시작하는지는 아무도 알려 주지 않았습니다. ‘나’ 다음의 ‘비’와 ‘무’처럼 반반인 곳이 있어서, 앞을 모두 기억하더라도 단어 안의 글자는 평균 [90%](=letters.best)까지만 맞힐 수 있습니다. ▶를 눌러 끝까지 읽혀 보세요.
"""

# %%
explore(draw_unrolled, rnn_states)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요. 더 살펴볼 것이 있습니다.</summary>

- 오차는 **단어의 첫 글자에서 가장 높고** 단어 안에서는 낮습니다. 가중치의 시드 열 개로 다른 글 100줄을 읽히면 평균이 첫 글자 [0.22](=letters.places.first), 둘째 글자 [0.10](=letters.places.second), 셋째 글자 [0.11](=letters.places.third)입니다. 다음에 어떤 단어가 올지는 알 수 없어도, 단어가 시작되면 그다음은 대개 알 수 있기 때문입니다. 1990년에 엘먼(Elman)은 가중치까지 학습시킨 RNN으로 이런 곡선을 그렸습니다.
- 단어 안에서 다시 오르는 곳도 있습니다. 대개 바로 앞 글자만으로는 정해지지 않는 곳입니다. ‘운동’ 다음은 모두 기억해도 장과 화가 반반이고, ‘화’ 다음이 ‘책’인지 다음 단어인지는 두 글자 앞까지 기억해서 ‘동화’와 ‘운동화’를 가려야 압니다.
- ρ = 0이면 바로 앞의 한 글자만 봅니다. ‘운동’의 동과 ‘자동’의 동을 구별하지 못해 단어 안의 글자를 [76%](=letters.r00.mean)만 맞힙니다. ρ를 0.1만 주어도 가중치의 시드 열 개에서 평균 [89%](=letters.r01.mean)([85%](=letters.r01.low)–[90%](=letters.r01.high))로 뛰고, 0.6까지 [거의 그대로](=letters.flat)입니다.
- ρ = 3이면 평균 [45%](=letters.r30.mean)입니다. 같은 ‘운동’이라도 그 앞에 무엇이 있었는지에 따라 상태가 전혀 달라져, 같은 것을 같다고 알아보지 못합니다.

</details>

### 6.2 한 시점씩 읽기

이번에는 1절의 그림을 위에서부터 한 행씩 읽습니다. 왼쪽의 파란 틀이 방금 읽은 행, 빨간 점선 틀이 지울 행입니다. 가운데에는 **여러분의** 함수가 구한 은닉 상태가 시점마다 한 줄씩 쌓입니다.

오른쪽은 **기억**을 재는 실험입니다. 셋째 행을 지운 그림을 나란히 읽히고, 두 상태가 얼마나 떨어져 있는지 잽니다. 이 거리가 셋째 행이 남긴 흔적입니다. 파선은 기준 답이니 파란 점이 그 위에 놓여야 합니다.

**읽은 시점 수**를 0에서 8까지 하나씩 늘려 보고, 그다음 ρ를 옮겨 미션을 풀어 보세요.
"""

# %%
explore(draw_states, rnn_states)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요. 더 살펴볼 것이 있습니다.</summary>

- **ρ = 0**이면 흔적은 셋째 시점에만 있습니다. 이전 상태를 쓰지 않으니 RNN이 아니라 행마다 따로 노는 층입니다.
- **ρ = 0.5**에서는 시점마다 흔적이 크게 줄어 마지막에는 거의 남지 않습니다. 기억이 **사라집니다**.
- **ρ = 3**에서는 이 그림의 가중치로 숫자 3의 흔적이 처음의 [3.3배](=trace.digit3), 0은 [2.1배](=trace.digit0), 7은 [1.5배](=trace.digit7)가 됩니다. 가중치의 시드를 바꾸면 숫자 3에서 [0.65배](=trace.seeds.low)부터 [5배](=trace.seeds.high)까지 제각각입니다. 흔적이 사라지지 않을 뿐, 얼마나 남을지는 종잡을 수 없습니다. 다만 $\tanh$가 상태를 가두므로 끝없이 커지지는 않습니다.

</details>

### 6.3 마지막 상태는 무엇을 기억하는가

이번에는 은닉 상태를 64개로 늘리고 1,797장을 한꺼번에 읽습니다. 왼쪽은 **마지막 상태만** 보고 선형 분류기가 숫자를 맞힌 비율입니다. 학습하는 것은 이 분류기뿐입니다. ×는 같은 ρ에서 기준 함수가 얻은 값입니다. 가중치를 한 번만 뽑은 결과라 시드를 바꾸면 달라집니다. ρ = 1.2에서는 평균에서 많게는 [3%](=last_state.swing)포인트 오르내립니다. 7.1절에서 열 번 뽑아 봅니다.

오른쪽은 마지막 상태에서 여덟 행의 픽셀을 선형으로 되살릴 때의 결정 계수, 곧 1단원의 $R^2$입니다. 1이면 완벽하게 되살린 것이고, 0 아래로 내려가면 막대가 보이지 않습니다. 점선은 미션의 0.6입니다.
"""

# %%
explore(draw_memory, rnn_sequence)

# %% [markdown]
r"""
<details><summary>왜 그럴까요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

ρ가 작으면 마지막 몇 행만 잘 되살아나고 앞의 행은 흐려집니다. ρ를 키우면 앞의 행이 살아나는 대신 뒤의 행이 조금씩 흐려집니다. $\tanh$가 큰 값을 누르면서 여러 행의 흔적을 뒤섞기 때문입니다. $\tanh$를 빼면 같은 가중치의 상태 64개로 여덟 행을 모두 되살립니다(ρ = 1.2에서 행마다 결정 계수 [1.00](=without_tanh)). ρ가 2를 넘으면 가운데 행부터 뒤까지 크게 흐려집니다. 작은 차이까지 부풀려져 비슷한 그림도 전혀 다른 상태가 되니, 분류기가 배울 것이 남지 않습니다.

여덟 행을 고루 남기려면 그 사이에서 골라야 합니다. 정확도가 가장 높은 ρ를 여기서 골라 쓰면 테스트 세트를 훔쳐보는 일이 됩니다(7단원).

첫 행은 ρ = 0일 때도 결정 계수가 [0.42](=recall_of_first_row)입니다. 이때 상태에는 마지막 행밖에 없으니 기억한 것이 아닙니다. 마지막 행만 보고도 첫 행을 어느 정도 짐작할 수 있을 뿐입니다.

</details>

## 7. 실제 데이터와 라이브러리 비교
(13분)

### 7.1 숫자를 한 행씩 읽고 맞히기

1절의 문제로 돌아갑니다. 마지막 상태만 보고 맞힌 정확도를, 픽셀 64개를 한꺼번에 본 선형 분류기와 비교합니다. 가중치가 난수이니 한 번 뽑은 결과는 운일 수 있습니다. **시드 열 개**로 뽑아 평균과 범위를 봅니다.
"""


# %%
@demo
def digits_by_rows():
    h0 = np.zeros((len(labels), 64))
    for rho in (0.0, 0.3, 0.6, 0.9, 1.2, 2.0, 3.0):
        weights = [random_weights(rho, 64, seed=seed) for seed in range(10)]
        scores = [read_out(rnn_sequence(rows, h0, *drawn)) for drawn in weights]
        mean, low, high = np.mean(scores), min(scores), max(scores)
        print(f"ρ = {rho}: 평균 {mean:.2f}, 범위 {low:.2f}–{high:.2f}")
    print(f"픽셀 64개를 한꺼번에 볼 때 {read_out(np.hstack(list(rows))):.2f}")


# %% [markdown]
r"""
ρ = 1.2에서 평균 [0.87](=last_state.r12.mean)이고 범위는 [0.84](=last_state.r12.low)–[0.90](=last_state.r12.high)입니다. 픽셀을 한꺼번에 본 [0.87](=without_order.order)과 **다르지 않습니다**. 열 번 가운데 [세](=last_state.wins) 번은 조금 높고, [두](=last_state.ties) 번은 똑같고, 나머지는 조금 낮습니다. 픽셀이 64개이고 상태도 64개이니 담을 자리는 모자라지 않습니다. 눈여겨볼 것은 **순서**입니다. 행을 하나씩 읽어 더해 넣었을 뿐인데, 정렬하면 사라지던 순서가 학습하지도 않은 상태에 남았습니다.

난수 RNN을 그대로 두고 선형 분류기만 학습하는 방법을 에코 상태 신경망(echo state network)이라고 합니다. 보통의 RNN은 $W_x$, $W_h$, $b$까지 역전파로 학습합니다.

### 7.2 라이브러리와 수치로 비교하기

scikit-learn에는 RNN이 없지만 $\tanh$를 쓰는 은닉층(hidden layer)은 있습니다. 식을 이렇게 고쳐 쓰면 RNN의 한 시점이 바로 그 은닉층입니다.

$$h_t = \tanh\!\left(\begin{bmatrix} x_t & h_{t-1} \end{bmatrix}\begin{bmatrix} W_x \\ W_h \end{bmatrix} + b\right)$$

입력과 이전 상태를 이어 붙이고, 두 가중치를 위아래로 쌓았습니다. `MLPRegressor`에 이 가중치를 넣고 여덟 번 돌려서 여러분의 함수와 비교합니다. 코드는 셀을 펼치면 보입니다.
"""


# %% tags=["folded"]
from sklearn.neural_network import MLPRegressor


def library_cell(Wx, Wh, b):
    """scikit-learn의 은닉층 하나로 만든 RNN의 한 시점."""
    D, H = Wx.shape
    cell = MLPRegressor(hidden_layer_sizes=(H,), activation="tanh", random_state=0)
    cell.partial_fit(np.zeros((2, D + H)), np.zeros((2, H)))  # 배열을 마련합니다
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
        both = f"내 h[0] {mine[t, 0, 0]:9.6f}   scikit-learn {theirs[0, 0]:9.6f}"
        print(f"t = {t + 1}: {both}   모두 1e-12 안에서 같은가요? {gap < 1e-12}")


# %% [markdown]
r"""
시점을 펼쳐 놓으면 RNN은 **층마다 가중치가 같은 깊은 신경망**(neural network)입니다. 시점이 50개면 층이 50개인 셈입니다.

### 7.3 50시점 뒤의 기울기

시점이 여덟 개보다 훨씬 많으면 어떻게 될까요? 먼저 눈으로 보겠습니다. 은닉 상태가 둘뿐이면(H = 2) 상태는 평면의 점입니다. 가까운 두 점에서 출발해 입력 없이 50시점을 보냅니다. $W_h$는 평면을 25° 돌리고 $\rho$배 합니다. $\rho$가 0.8, 1, 1.5일 때 두 점의 간격은 각각 어떻게 될까요? $\tanh$가 있으니 1.5여도 끝없이 벌어지지는 못합니다. 짐작한 다음 실행하세요.
"""


# %%
@demo
def in_the_plane():
    fig, alt = plane_picture(rnn_states)
    figure(fig, alt=alt)


# %% [markdown]
r"""
○가 출발점, ●가 50시점 뒤이고, 처음의 간격은 0.08입니다. $\rho = 0.8$이면 두 점이 한곳에 모여, 어디서 출발했는지 **잊습니다**. $\rho = 1$이면 함께 돌면서 아주 천천히만 가까워집니다. 회전은 간격을 지키지만 $\tanh$가 조금씩 누르기 때문입니다. $\rho = 1.5$이면 간격이 벌어지다가 $\tanh$의 네모 벽 안쪽에 갇혀 떠돕니다. 이제 간격이 몇 배가 되는지 잽니다.

첫 상태를 아주 조금 흔들고 50시점 뒤의 상태가 몇 배로 흔들리는지 잽니다. $h_T$의 좌표를 $h_0$의 좌표로 하나하나 미분한 편미분(partial derivative)을 모은 행렬을 **야코비 행렬**(Jacobian)이라고 합니다. 흔드는 방향을 바꾸어 가며 가장 크게 늘어난 배수를 그립니다. 이것이 그 행렬의 크기(가장 큰 특잇값)입니다. 역전파도 기울기(gradient, 그레이디언트)에 이 행렬을 곱합니다.

한 시점의 야코비 행렬은 $W_h$에 $\tanh$의 도함수를 곱한 것입니다. 입력과 편향을 0으로 두면 상태가 0 가까이에 머물러 도함수가 1이므로, $T$시점의 야코비 행렬은 $W_h$를 $T$번 곱한 것과 같습니다. 그렇다면 $\rho$가 0.5일 때 50시점 뒤의 배수는 대략 얼마일까요? 1일 때와 1.5일 때는요? $2^{10} \approx 10^3$으로 어림해 보세요.
"""


# %%
@demo
def gradient_through_time():
    fig, alt, sizes = growth_picture(rnn_states)
    figure(fig, alt=alt)
    for rho, size in sizes.items():
        early, late = number(size[9], 2), number(size[-1], 2)
        print(f"ρ = {rho}: 10시점 뒤 {early}배, 50시점 뒤 {late}배")


# %% [markdown]
r"""
로그 눈금에서 거의 직선입니다. 시점마다 대략 $\rho$배씩 곱해진다는 뜻입니다.

상태가 0 가까이에 있을 때는 다음과 같습니다.

- $\rho < 1$이면 **기울기 소실**(vanishing gradient)입니다. 50시점 전의 입력이 지금의 손실에 준 영향을 역전파가 알아차리지 못합니다.
- $\rho > 1$이면 **기울기 폭발**(exploding gradient)입니다. 기울기가 십억 배로 부풀면 단 한 걸음의 갱신에도 가중치가 엉뚱한 곳으로 날아갑니다.

0에서 먼 상태까지 말하려면 $\rho$만으로는 모자랍니다. 시점마다 $\tanh$의 도함수가 좌표마다 다르게 곱해지기 때문입니다. $W_h$의 **가장 큰 특잇값**이 1보다 작으면 상태가 어디에 있든 소실됩니다. 소실되기에 **충분한** 조건일 뿐이어서, 1보다 커도 소실될 수 있습니다(Pascanu 외, 2013).

상태가 0에서 멀어지면 $\tanh$의 도함수가 1보다 작아져 폭발이 누그러지기도 합니다. 그래서 6.2절의 흔적은 ρ = 3에서도 무한히 커지지 않았습니다. 하지만 그 누그러짐을 믿고 학습할 수는 없습니다. 폭발을 막는 처방은 **12단원의 기울기 클리핑**입니다. 소실에는 다른 구조가 필요합니다.

### 7.4 소실을 막는 구조: 게이트와 어텐션

RNN은 시점마다 상태를 **통째로 다시 씁니다**. LSTM(long short-term memory)은 셀 상태(cell state) $c_t$를 하나 더 두고, 그것을 **조금씩 고칩니다**.

$$c_t = f_t \odot c_{t-1} + i_t \odot g_t, \qquad h_t = o_t \odot \tanh(c_t)$$

$\odot$는 원소끼리의 곱입니다. **게이트**(gate) $f_t$, $i_t$, $o_t$는 0과 1 사이의 수로, 각각 얼마나 남기고(망각) 얼마나 더하고(입력) 얼마나 내보일지(출력)를 정합니다. 셋 다 여러분이 만든 것과 같은 꼴 $\sigma(x_t W + h_{t-1} U + b)$이고, $\sigma$는 2단원의 시그모이드입니다. $g_t = \tanh(x_t W + h_{t-1} U + b)$는 셀 상태에 새로 적을 내용입니다. 네 식에는 각각 다른 $W$, $U$, $b$를 씁니다.

망각 게이트 $f_t$는 2000년에 더해졌습니다(Gers 외). 둘을 시간을 따라 펼쳐 나란히 그렸습니다. 위의 길과 아래의 굵은 길을 따라가며, 한 시점을 지날 때마다 **무엇을 곱하는지** 비교해 보세요.
"""


# %%
@demo
def unrolled_lstm():
    fig, alt = lstm_picture()
    figure(fig, alt=alt)


# %% [markdown]
r"""

<details><summary>왜 소실이 줄어드나요?</summary>

$c_{t-1}$에서 $c_t$로 가는 길에는 $W_h$도 $\tanh$도 없이 $f_t$ 하나만 곱해집니다. $f$가 줄곧 0.99이면 50시점 뒤에도 기울기의 [0.61](=gates.wide)이 남습니다. 하지만 $f$가 0.73이면 $[1.5 \times 10^{-7}](=gates.narrow)$만 남으니, 게이트가 열려 있을 때의 이야기입니다.

</details>

**트랜스포머**(Transformer)는 상태를 넘기지 않고 **어텐션**(attention)으로 모든 시점을 직접 봅니다.

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
(4분, 10점)

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
## 9. 발견, 도전, 유명 코드의 버그 찾기
(16분, 점수에 들어가지 않습니다)

도전은 이 시간에 넣지 않았습니다. 하나만 고르거나 나중에 해도 됩니다.

### 버그 찾기: 답이 틀린 예시

딥러닝 문제를 모아 놓은 공개 저장소 deep-ml에 이 단원과 똑같은 문제가 있습니다. 입력은 차례로 1, 2, 3이고, $W_x = 0.5$, $W_h = 0.8$, $b = 0$, $h_0 = 0$이며 모든 크기가 1입니다. 문제에 실린 예시는 마지막 상태가 **0.9993**이라고 합니다. 틀렸다는 신고가 2025년 6월에 올라왔습니다(Open-Deep-ML/DML-OpenProblem의 이슈 494번).

여러분의 함수에 물어보세요.
"""


# %%
@demo
def published_example():
    X, Wx, Wh = np.array([[1.0], [2.0], [3.0]]), np.array([[0.5]]), np.array([[0.8]])
    last = rnn_sequence(X, np.zeros(1), Wx, Wh, np.zeros(1))
    print(f"내 함수의 답 {last[0]:.4f}, 문제에 실린 예시 0.9993")


# %% [markdown]
r"""
예시의 숫자를 바르게 고친다고 해도 약점이 하나 더 남습니다. 아래의 세 가지 실수 가운데 이 예시로 알아챌 수 있는 것은 무엇일까요?

1. `h_prev @ Wh` 자리에 `Wh @ h_prev`를 썼다.
2. `b`를 더하지 않았다.
3. `h0`을 무시하고 0에서 출발했다.

<details><summary>답 보기</summary>

하나도 없습니다. 1×1 행렬은 전치해도 같고, `b`와 `h0`은 0이라 있으나 없으나 같습니다. 세 실수 모두 바른 답과 똑같은 [0.9759](=published)를 냅니다.

좋은 예시는 크기가 서로 다르고, $W_h$가 비대칭이고, $b$와 $h_0$이 0이 아닙니다. 3절의 예시가 그렇습니다. 세 실수를 3절의 표에 넣어 보면 첫 시점부터 값이 달라집니다. 다만 3절의 표도 $h_0 = 0$으로 두고 첫 시점만 보았다면 1번은 드러나지 않습니다(퀴즈 2).

</details>

### 발견: 시간을 거슬러 올라가는 역전파

지금까지 상태는 앞에서 뒤로 흘렀습니다. 학습하려면 기울기를 **뒤에서 앞으로** 흘려야 합니다. 이것을 BPTT(backpropagation through time)라고 합니다.

손실을 $L = $ ($h_T$의 원소를 모두 더한 값)으로 두고 $\partial L / \partial W_h$를 구해 보세요. 세 가지만 알면 됩니다.

- $L$을 $h_T$로 미분하면 모든 원소가 1입니다. 여기에서 출발합니다.
- $h_t = \tanh(z_t)$, $z_t = x_t W_x + h_{t-1} W_h + b$입니다. $h_t$로 미분한 기울기를 알면 $z_t$로 미분한 기울기를 알 수 있습니다. `cache`에 $h_t$를 담아 둔 이유입니다. 여기서는 $h_t$와 $h_{t-1}$을 모은 배열 `after`와 `before`를 미리 마련해 두었습니다.
- $z_t$는 $W_h$에도, $h_{t-1}$에도 달려 있습니다. 한쪽은 답에 보태고, 다른 한쪽은 앞 시점으로 넘깁니다. 같은 $W_h$를 시점마다 썼으니 보태는 일도 시점마다 합니다.

점수는 없지만 `check`와 힌트는 있습니다. 맞았는지는 아래의 **기울기 확인**(gradient check)으로도 알 수 있습니다.
"""


# %% tags=["discover:backward_through_time"]
def backward_through_time(X, h0, Wx, Wh, b):
    """L = sum(h_T)를 Wh로 미분한 기울기를 BPTT로 구합니다. (≈ 6줄)

    매개변수
        X: (T, D), T ≥ 1. h0: (H,). Wx: (D, H). Wh: (H, H). b: (H,). 배치는 없다.
    반환값
        (H, H). Wh의 (i, j) 원소를 조금 키울 때 L이 커지는 비율이 (i, j)에 있다.
    """
    after = rnn_states(X, h0, Wx, Wh, b)  # after[t]: X[t]까지 읽은 뒤의 상태
    before = np.vstack([h0, after[:-1]])  # before[t]: X[t]를 읽기 전의 상태
    ### BEGIN SOLUTION
    slope, dh = np.zeros(Wh.shape), np.ones(h0.shape)
    for h_prev, h_next in zip(before[::-1], after[::-1], strict=True):
        dz = dh * (1 - h_next**2)
        slope += np.outer(h_prev, dz)
        dh = dz @ Wh.T
    return slope
    ### END SOLUTION


# %%
check("backward_through_time")

# %%
hint("backward_through_time")


# %% tags=["folded"]
def numerical_slope(X, h0, Wx, Wh, b, h=1e-5):
    """Wh의 원소를 하나씩 ±h만큼 흔들어 구한 기울기 (H, H)."""
    slope = np.zeros(Wh.shape)
    for place in np.ndindex(Wh.shape):
        up, down = Wh.copy(), Wh.copy()
        up[place] += h
        down[place] -= h
        rise = rnn_sequence(X, h0, Wx, up, b) - rnn_sequence(X, h0, Wx, down, b)
        slope[place] = rise.sum() / (2 * h)
    return slope


@demo
def gradient_check():
    Wx, Wh, b = random_weights(0.9, 3, D=2)
    X, h0 = np.linspace(-1, 1, 10).reshape(5, 2), np.full(3, 0.2)
    exact = backward_through_time(X, h0, Wx, Wh, b)
    numeric = numerical_slope(X, h0, Wx, Wh, b)
    gap = np.max(np.abs(exact - numeric)) / np.max(np.abs(numeric))
    print(np.round(exact, 4) + 0.0)
    print(f"수치 미분과의 상대 차이가 1e-8보다 작은가요? {gap < 1e-8}")


# %% [markdown]
r"""
<details><summary>다 만든 뒤에: 기울기 소실이 코드의 어디에 있나요?</summary>

한 시점 앞으로 갈 때마다 `dh`에 $1 - h_t^2$과 $W_h^\top$이 곱해집니다. 7.3절의 야코비 행렬이 거꾸로 곱해지는 것입니다. 상태가 0 가까이에 있으면 $W_h$의 스펙트럼 반경이 1보다 작을 때 `dh`가 사라지고, 클 때 폭발합니다. 12단원은 `npml.unit12.network`의 `rnn_gradients`가 같은 일을 배치로 하며 RNN을 실제로 학습시킵니다.

</details>

### 도전: 더 긴 기억

6.2절의 실험을 시점이 64개인 시퀀스로 바꾸어 보세요. 그림을 픽셀 하나씩(D = 1) 읽으면 됩니다. 셋째 행의 여덟 픽셀을 지우고, 지운 직후의 거리와 마지막 거리를 비교합니다. 흔적이 처음의 절반에서 두 배 사이로 남는 ρ는 어디에 있을까요?

<details><summary>답 보기</summary>

ρ가 큰 쪽으로 옮겨 갑니다. 숫자 세 장(0, 3, 7)과 시드 열 개, 모두 30번을 재면 ρ = 1.5일 때 한 행씩 읽은 RNN은 [27번](=long_memory.rows15), 픽셀씩 읽은 RNN은 [세](=long_memory.pixels15) 번 흔적을 남깁니다. 지운 뒤로 지나야 할 시점이 5개에서 40개로 늘었으니, 같은 ρ로는 버티지 못합니다.

ρ = 2.4에서는 픽셀씩 읽어도 [19번](=long_memory.pixels24) 남습니다. 하지만 좋은 소식이 아닙니다. 이 정도로 크면 작은 차이가 부풀다가 $\tanh$에 갇혀 일정한 크기로 떠돕니다. 지운 행을 기억한다기보다 **모든 차이**를 부풀린 것입니다. 긴 기억과 안정은 ρ 하나로 함께 얻을 수 없고, 그래서 게이트가 나왔습니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(6분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** 출력이나 은닉 상태를 다시 입력으로 돌리는 신경망은 조던(Jordan, 1986)과 엘먼(Elman, 1990, “Finding Structure in Time”)이 널리 알렸습니다. 이 단원의 식이 엘먼의 신경망입니다. 기울기 소실은 호흐라이터(Hochreiter)가 1991년의 졸업 논문에서, 벤지오 외 2명(Bengio, Simard, Frasconi)이 1994년에 밝혔고, LSTM은 호흐라이터와 슈미트후버(Schmidhuber)가 1997년에 내놓았습니다. 2017년의 “Attention Is All You Need”(Vaswani 외)가 순환을 빼고 어텐션만 남긴 것이 트랜스포머입니다.

**실패한 이야기.** 2014년 구글의 수츠케버 외 2명(Sutskever, Vinyals, Le)은 LSTM으로 영어를 프랑스어로 옮겼습니다. 문장을 다 읽은 마지막 상태 하나로 번역을 시작하니 첫 단어는 가장 먼 기억이었습니다. 그런데 입력 문장을 **거꾸로 뒤집어** 넣자 번역이 눈에 띄게 좋아졌습니다. 논문은 그 이유를, 입력의 앞 단어와 번역의 앞 단어가 가까워져 짧은 의존 관계가 많이 생겼기 때문이라고 설명합니다(“Sequence to Sequence Learning with Neural Networks”, NIPS 2014). LSTM도 잊는다는 뜻이고, 같은 해에 나온 어텐션은 마지막 상태 하나에 기대지 않는 길이었습니다.

**오늘의 쓰임.** 거대 언어 모델은 대부분 트랜스포머입니다. 그래도 한 시점에 드는 계산과 메모리가 길이와 상관없다는 장점은 그대로라서, 실시간 음성 인식(He 외, 2019)처럼 기기 안에서 흘러드는 신호를 다룰 때 RNN을 씁니다. RWKV(Peng 외, 2023)와 Mamba(Gu와 Dao, 2023)는 순환을 언어 모델에 되살린 구조입니다.

<details><summary>면접 질문 1. 시퀀스가 길어지면 RNN을 학습하기 어려운 이유는 무엇인가요?</summary>

역전파에서 같은 $W_h^\top$(과 $\tanh$의 도함수)이 시점마다 곱해져 기울기가 지수적으로 줄거나 커지기 때문입니다. 또 앞 시점이 끝나야 다음 시점을 계산할 수 있어 병렬로 처리하기 어렵습니다.

</details>

<details><summary>면접 질문 2. LSTM은 기울기 소실과 폭발을 모두 막나요?</summary>

소실을 크게 늦출 뿐입니다. 셀 상태를 지나는 길에는 망각 게이트만 곱해지므로 게이트가 1에 가까우면 기울기가 오래 남습니다. 그러나 은닉 상태를 지나는 길은 그대로 있어 폭발할 수 있습니다. 그래서 LSTM을 학습할 때도 기울기 클리핑을 함께 씁니다.

</details>

<details><summary>면접 질문 3. 파라미터의 수는 시퀀스의 길이와 어떤 관계인가요? 학습에 드는 메모리는요?</summary>

파라미터는 길이와 상관없이 $DH + H^2 + H$개입니다. 학습에 드는 메모리는 길이에 비례합니다. 역전파에 쓰려고 시점마다 `cache`를 남겨야 하기 때문입니다. 추론만 한다면 마지막 상태 하나면 됩니다.

</details>

### 다섯 줄 정리

1. RNN은 시점마다 $h_t = \tanh(x_t W_x + h_{t-1} W_h + b)$로 은닉 상태를 고쳐 쓰며 시퀀스를 읽습니다.
2. 모든 시점이 같은 $W_x$, $W_h$, $b$를 나누어 쓰므로 시퀀스가 길어져도 가중치는 늘지 않습니다.
3. 행 벡터에는 $W_h$를 오른쪽에서 곱합니다. 크기 확인을 빠뜨리면 브로드캐스팅이 실수를 감춥니다.
4. 스펙트럼 반경이 작으면 기억이 사라지고, 크면 작은 차이까지 부풀어 쓸모없어집니다.
5. 시점을 거슬러 올라가는 기울기는 시점마다 거듭 곱해져서 소실되거나 폭발합니다. 게이트와 어텐션은 소실을 줄이는 구조입니다.

**용어**: 순환 신경망(RNN), 시퀀스, 시점, 은닉 상태, 순전파, 배치, 스펙트럼 반경, 야코비 행렬, BPTT, 기울기 소실, 기울기 폭발, 게이트, LSTM, 트랜스포머, 브로드캐스팅

다음 12단원에서는 폭발한 기울기를 방향은 그대로 두고 길이만 줄이는 기울기 클리핑을 만듭니다.
"""

# %%
progress()
