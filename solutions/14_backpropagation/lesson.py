# %% [markdown]
r"""
# 14. (심화) 역전파

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 은닉층이 하나인 신경망의 **순전파**와 **역전파**를 NumPy로 구현하고, 식마다 왜 그 shape인지 설명합니다.
- **수치 미분**으로 자기 기울기를 확인하고, 움직이는 폭을 얼마로 해야 하는지 압니다.
- 직선 하나로는 나눌 수 없는 XOR를 학습시키고, 실패한 출발점에서는 은닉층이 네 점을 어디에 옮겨 놓았는지 봅니다.
- 학습이 잘되는 것처럼 보여도 기울기가 틀릴 수 있음을 알고, 그것을 찾아냅니다.
- 계산을 적은 테이프를 거꾸로 따라가는 작은 **자동 미분**(automatic differentiation)을 만듭니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 4 | 11 | 8 | 36 | 11 | 4 | 4 | 7 | 5 | **90** |

**선수 단원**: 1단원(경사 하강법)과 2단원(시그모이드)을 먼저 보면 좋습니다. 이 노트북만으로도 시작할 수 있습니다.

심화 단원이라 건너뛰어도 강의를 마친 것입니다. 위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit14 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit14.widgets import MOON, PARITY, XOR, draw_graph, draw_step, draw_surface
from npml.unit14.widgets import grid, moon_grid, network_tape
from npml.unit14.widgets import picture_of_chain, picture_of_moons, picture_of_network
from npml.unit14.widgets import picture_of_split, picture_of_xor
from npml.widgets import figure


def sigmoid(z):
    """시그모이드. z가 아주 크거나 작아도 넘치지 않습니다."""
    return 0.5 + 0.5 * np.tanh(0.5 * np.asarray(z, dtype=np.float64))


def init_params(n, H, k, rng):
    """평균 0, 표준편차 1인 난수로 채운 (W1, b1, W2, b2)."""
    shapes = ((n, H), (H,), (H, k), (k,))
    return tuple(rng.normal(size=shape) for shape in shapes)


# %% [markdown]
r"""
## 1. 왜 필요한가
(4분)

두 입력 가운데 **하나만** 1일 때 1을 내는 함수를 XOR라고 합니다. 점은 네 개뿐입니다. 왼쪽은 2단원의 로지스틱 회귀(logistic regression)가 XOR를 배운 결과이고, 오른쪽은 사이에 유닛 네 개짜리 **은닉층**(hidden layer)을 넣은 신경망(neural network)을 scikit-learn으로 학습시킨 결과입니다. 보라색일수록 1에, 황토색일수록 0에 가깝고, 바탕색에 가까운 옅은 곳은 0.5쯤입니다.
"""


# %% tags=["folded"]
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier


@demo
def one_line():
    line = LogisticRegression().fit(XOR, PARITY[:, 0])
    network = MLPClassifier((4,), activation="logistic", solver="lbfgs", random_state=0)
    network.fit(XOR, PARITY[:, 0])
    answers = [model.predict_proba(grid())[:, 1] for model in (line, network)]
    fig, alt = picture_of_xor(answers, "로지스틱 회귀")
    figure(fig, alt=alt)
    print("로지스틱 회귀가 네 점에서 내는 확률:", line.predict_proba(XOR)[:, 1])


# %% [markdown]
r"""
로지스틱 회귀는 네 점 모두에 [0.5](=one_line)라고 답합니다. 어떤 직선도 넷을 모두 맞히지 못하고, 네 점이 대칭으로 놓여 있어 손실이 가장 작은 답이 모두 0.5이기 때문입니다. 유닛이 여럿인 은닉층을 하나 넣으면 경계가 휠 수 있고, 이 문제도 풀립니다.

그런데 은닉층의 가중치(weight)는 어떻게 배울까요? 정답은 출력에만 있습니다. 은닉 유닛이 얼마를 내야 했는지는 아무도 알려 주지 않습니다. 가중치를 하나씩 조금 움직여 보고 손실이 줄어드는 쪽을 고를 수도 있습니다. 하지만 이 작은 신경망도 파라미터(parameter)가 [17](=small_network.parameters)개라, 한 걸음을 걸으려면 신경망을 [34](=small_network.passes)번 계산해야 합니다. 파라미터가 수천억 개인 언어 모델이라면 한 걸음도 걷지 못합니다.

**역전파**(backpropagation)는 출력의 오차를 거꾸로 흘려보내 모든 파라미터의 기울기(gradient, 그레이디언트)를 **한 번에** 구합니다. 파라미터가 몇 개이든 드는 품은 순전파 몇 번만큼입니다.
"""

# %% [markdown]
r"""
## 2. 수식
(11분)

### 기호와 shape

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $m, n, H, k$ | | 정수 | 샘플(sample), 입력, 은닉 유닛, 출력의 수 |
| $X$ | `X` | $(m, n)$ | 한 행이 샘플 하나의 입력 |
| $W_1, b_1$ | `W1, b1` | $(n, H), (H,)$ | 은닉층의 가중치와 편향(bias) |
| $W_2, b_2$ | `W2, b2` | $(H, k), (k,)$ | 출력층의 가중치와 편향 |
| $A_1$ | `hidden` | $(m, H)$ | 은닉층의 출력 |
| $A_2$ | `output` | $(m, k)$ | 신경망의 출력 |
| $y$ | `y` | $(m, k)$ | 정답 |

### 순전파

입력에서 출력까지 차례로 계산하는 것이 **순전파**(forward propagation)입니다. 두 층이 똑같은 일을 합니다. 곱하고, 더하고, 시그모이드(sigmoid) $\sigma$를 씌웁니다.

$$Z_1 = X W_1 + b_1, \quad A_1 = \sigma(Z_1), \qquad Z_2 = A_1 W_2 + b_2, \quad A_2 = \sigma(Z_2)$$

시그모이드를 빼면 어떻게 될까요? $X W_1 W_2$는 행렬 하나를 곱한 것과 같아서, 층을 아무리 쌓아도 직선 하나입니다. 구부러진 함수가 사이에 있어야 합니다.

### 손실

샘플마다 오차의 제곱을 더하고, 그것을 평균한 것의 절반입니다. 출력이 하나이면 평균 제곱 오차(mean squared error)의 절반과 같습니다. ½은 미분할 때 나오는 2를 지우려고 둡니다.

$$L = \frac{1}{2m} \sum_{i=1}^{m} \sum_{j=1}^{k} (A_{2,ij} - y_{ij})^2$$

### 연쇄 법칙

먼저 모두 숫자 하나라고 합시다($m = n = H = k = 1$). $w_1$을 조금 움직이면 그 영향이 아래 그림의 화살표를 따라 $L$까지 이어집니다. 편향은 그리지 않았습니다.
"""


# %% tags=["folded"]
@demo
def chain():
    fig, alt = picture_of_chain()
    figure(fig, alt=alt)


# %% [markdown]
r"""
연쇄 법칙(chain rule)에 따르면 $w_1$의 기울기는 **지나는 길에 있는 미분의 곱**입니다. 그림의 ①부터 ⑤까지 하나씩 적어 보세요. $w_2$의 기울기는 몇 개의 곱이고, 그 가운데 앞의 다섯 개와 겹치는 것은 무엇일까요? 다 적은 다음에 펼쳐 보세요.

<details><summary>답 보기</summary>

$$\frac{\partial L}{\partial w_1} = \underbrace{(a_2 - y)}_{L \text{을 } a_2 \text{로}} \cdot \underbrace{\sigma'(z_2)}_{a_2 \text{를 } z_2 \text{로}} \cdot \underbrace{w_2}_{z_2 \text{를 } a_1 \text{로}} \cdot \underbrace{\sigma'(z_1)}_{a_1 \text{을 } z_1 \text{로}} \cdot \underbrace{x}_{z_1 \text{을 } w_1 \text{로}}$$

$w_2$의 기울기는 $(a_2 - y) \cdot \sigma'(z_2) \cdot a_1$, 세 개의 곱입니다. 출력 쪽의 같은 길(①과 ②)을 지나므로 처음 두 인수가 똑같습니다.

</details>

겹치는 것을 두 번 구할 이유는 없습니다. 그래서 **출력 쪽부터** 구하면서 구한 것을 다시 씁니다. 다시 쓰는 것은 손실을 시그모이드에 **들어가는** 값 $Z$로 미분한 $\partial L/\partial Z$이고, 이것을 $\delta$(델타)라고 부릅니다. 층마다 하나씩, $\delta_1 = \partial L/\partial Z_1$과 $\delta_2 = \partial L/\partial Z_2$가 있습니다.

유닛이 여럿이면 규칙이 하나 더 있습니다. 은닉 유닛 하나가 출력 여러 개로 갈라져 나갔다면, 돌아올 때는 **길마다 온 것을 더합니다**. 가중치나 편향 하나를 모든 샘플이 함께 쓰는 것도 길이 $m$갈래로 갈라진 것이니 같은 규칙을 따릅니다.
"""


# %% tags=["folded"]
@demo
def split():
    fig, alt = picture_of_split()
    figure(fig, alt=alt)

# %% [markdown]
r"""
은닉 유닛의 출력이 조금 커질 때 손실이 얼마나 변하는지는 두 출력에서 돌아온 [0.6](=returned.first)과 [−0.1](=returned.second)을 더한 [0.5](=returned.sum)입니다. 여기에 그 유닛의 시그모이드를 거슬러 지나면 $\delta_1$이 됩니다.

### 시그모이드의 도함수

$\sigma(z) = 1/(1 + e^{-z})$을 미분하면 **출력만으로** 적을 수 있습니다. 순전파에서 구해 둔 값을 그대로 다시 쓰면 되니 $z$를 간직할 필요가 없습니다.

$$\sigma'(z) = \sigma(z)\,\big(1 - \sigma(z)\big)$$

### 역전파

$\odot$는 원소끼리의 곱입니다. 출발점 하나만 드립니다. 앞의 답에서 겹치던 두 인수를 배열로 적고, 손실의 $1/m$을 붙인 것입니다.

$$\delta_2 = \frac{\partial L}{\partial Z_2} = \tfrac{1}{m}\,(A_2 - y) \odot A_2 \odot (1 - A_2) \qquad (m, k)$$

나머지 다섯은 여러분이 짜 맞춥니다. $m, n, H, k$가 모두 다르면 행렬을 곱하는 차례와 전치는 **shape가 하나로 정해 줍니다**. 시그모이드를 지날 때 원소끼리 곱하는 것은 shape가 알려 주지 않으니 연쇄 법칙에서 가져오세요.

| 구할 것 | shape | 재료 |
|--|--|--|
| $\partial L/\partial W_2$ | $(H, k)$ | $A_1\ (m, H)$, $\ \delta_2\ (m, k)$ |
| $\partial L/\partial b_2$ | $(k,)$ | $\delta_2\ (m, k)$ |
| $\delta_1 = \partial L/\partial Z_1$ | $(m, H)$ | $\delta_2\ (m, k)$, $\ W_2\ (H, k)$, $\ A_1\ (m, H)$ |
| $\partial L/\partial W_1$ | $(n, H)$ | $X\ (m, n)$, $\ \delta_1\ (m, H)$ |
| $\partial L/\partial b_1$ | $(H,)$ | $\delta_1\ (m, H)$ |

$1/m$은 몇 번 나타나야 할까요? 다섯 식을 종이에 적은 다음 펼쳐 보세요. 숫자로는 3절에서 확인합니다.

<details><summary>답 보기</summary>

$$\begin{aligned}
\frac{\partial L}{\partial W_2} &= A_1^\top \delta_2, \qquad \frac{\partial L}{\partial b_2} = \sum_{i} \delta_{2,i} \\
\delta_1 &= (\delta_2\, W_2^\top) \odot A_1 \odot (1 - A_1) \\
\frac{\partial L}{\partial W_1} &= X^\top \delta_1, \qquad \frac{\partial L}{\partial b_1} = \sum_{i} \delta_{1,i}
\end{aligned}$$

$W_2^\top$를 곱하는 것이 바로 ‘길마다 온 것을 더하는’ 일입니다. 샘플 $i$의 유닛 $h$에는 $\sum_j \delta_{2,ij} W_{2,hj} = (\delta_2 W_2^\top)_{ih}$가 돌아옵니다. 가중치의 기울기는 어느 층에서나 **들어온 값의 전치 × δ**이고, 편향의 기울기는 δ를 샘플 방향으로 더한 것입니다. $1/m$은 $\delta_2$에 한 번만 들어 있으니 뒤에서 다시 나누지 않습니다.

</details>

### 수치 미분

식을 옳게 옮겼는지는 어떻게 알까요? 기울기의 뜻으로 돌아가 좌표 하나를 양쪽으로 $h$만큼 움직여 봅니다. $e_i$는 $i$번째 좌표만 1이고 나머지는 0인 벡터입니다.

$$\frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h}$$

이것이 **수치 미분**(numerical gradient)이고, 구한 기울기와 비교하는 일을 **기울기 확인**(gradient check)이라고 합니다. 느리지만 식을 잘못 미분할 일이 없습니다. 왜 한쪽이 아니라 양쪽일까요? 6.2절에서 봅니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(8분)

입력 둘, 은닉 유닛 둘, 출력 하나이고 샘플은 둘입니다. 시그모이드가 깔끔하도록 가중치를 로그로 골랐습니다. $\sigma(\ln 3) = \frac{3}{4}$, $\sigma(-\ln 3) = \frac{1}{4}$, $\sigma(0) = \frac{1}{2}$입니다. $\ell = \ln 3 \approx 1.0986$이라고 적겠습니다.

$$X = \begin{bmatrix} 1 & 2 \\ 2 & 1 \end{bmatrix}, \quad y = \begin{bmatrix} 1 \\ 0 \end{bmatrix}, \quad W_1 = \begin{bmatrix} \ell & \ell \\ \ell & -\ell \end{bmatrix}, \quad b_1 = (-2\ell,\ 0), \quad W_2 = \begin{bmatrix} 2\ell \\ -2\ell \end{bmatrix}, \quad b_2 = -\ell$$
"""


# %%
@demo
def network():
    fig, alt = picture_of_network()
    figure(fig, alt=alt)


# %% [markdown]
r"""
그림에는 첫째 샘플 $(1, 2)$가 들어 있습니다. `?` 세 곳을 채워 봅시다.

**순전파.** $Z_1 = (\ell + 2\ell - 2\ell,\ \ell - 2\ell + 0) = (\ell, -\ell)$이니 은닉층의 출력은 $(0.75,\ 0.25)$입니다. $Z_2 = 0.75 \cdot 2\ell - 0.25 \cdot 2\ell - \ell = 0$이니 출력은 $0.5$입니다.

**둘째 샘플** $(2, 1)$의 순전파는 종이에 직접 해 보세요.

<details><summary>답 보기</summary>

$Z_1 = (2\ell + \ell - 2\ell,\ 2\ell - \ell) = (\ell, \ell)$이니 은닉층의 출력은 $(0.75, 0.75)$입니다. $Z_2 = 1.5\ell - 1.5\ell - \ell = -\ell$이니 출력은 $0.25$입니다.

</details>

**손실**은 $\big((0.5 - 1)^2 + (0.25 - 0)^2\big) / (2 \cdot 2) = 0.3125/4 = 0.078125$입니다.

**역전파.** $m = 2$입니다. 첫째 샘플의 $\delta_2 = \frac12 \cdot (-0.5) \cdot 0.5 \cdot 0.5 = -0.0625$입니다.

둘째 샘플의 $\delta_2$를 구하고, 그 둘로 $b_2$의 기울기와 $W_2$의 기울기 두 개를 구해 보세요.

<details><summary>답 보기</summary>

- 둘째 샘플: $\delta_2 = \frac12 \cdot 0.25 \cdot 0.25 \cdot 0.75 \approx 0.0234$
- $b_2$의 기울기: $-0.0625 + 0.0234 \approx -0.0391$
- $W_2$의 기울기: $0.75 \cdot (-0.0391) \approx -0.0293$과 $0.25 \cdot (-0.0625) + 0.75 \cdot 0.0234 \approx 0.0020$

</details>

하나만 더 거슬러 갑니다. 첫째 샘플의 $\delta_1$은 두 유닛에서 $-0.0625 \cdot (\pm 2\ell) \cdot 0.75 \cdot 0.25 \approx \mp 0.0257$입니다. 두 유닛의 값이 0.75와 0.25로 다른데도 시그모이드의 미분값이 같다는 것을 눈여겨보세요.

마지막으로 $x_1$에서 첫째 유닛으로 가는 가중치의 기울기를 구해 보세요. 두 샘플의 $\delta_1$이 모두 필요합니다.

<details><summary>답 보기</summary>

둘째 샘플의 첫째 유닛은 $\delta_1 = 0.0234 \cdot 2\ell \cdot 0.75 \cdot 0.25 \approx 0.0097$입니다. 두 샘플의 $x_1$이 1과 2이니 기울기는 $1 \cdot (-0.0257) + 2 \cdot 0.0097 \approx -0.0064$입니다.

</details>

이 값들이 다음 절의 첫 시험입니다.
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(36분)

함수 여섯 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다. 새 셀에서 `trace("이름")`을 실행하면 확인에서 어긋난 호출을 한 줄씩 따라가 볼 수 있습니다.

### 4.1 시그모이드의 도함수

이 함수가 받는 `x`는 시그모이드를 **이미 거친** 값입니다. 이름만 보고 $z$를 넣기 쉽습니다. $z = 5$에서 시그모이드의 진짜 미분값은 [0.0066](=slope_at_five.true)입니다. 5를 그대로 넣으면 얼마가 나올지 먼저 예상해 보세요.
"""


# %% tags=["solution:sigmoid_derivative"]
def sigmoid_derivative(x):
    """시그모이드의 미분값을 시그모이드의 **출력**에서 구합니다. (≈ 1줄)

        x = sigmoid(z)일 때  sigmoid'(z) = x (1 − x)

    매개변수
        x: 시그모이드를 이미 거친 값(0 이상 1 이하). 시그모이드에 넣은 z가 아니다.
            숫자 하나, 또는 shape가 무엇이든 되는 배열. float64나 정수.
    반환값
        x와 shape가 같은 새 float64 배열. 숫자 하나이면 실수 하나.
    예
        sigmoid_derivative(np.array([0.5, 0.75]))  ->  [0.25, 0.1875]

    채점의 경계 조건
        정수 0과 1(어떤 dtype이든)도 float64로 계산한다. 0과 1에서는 0이다.
        x를 바꾸지 않고, 부를 때마다 새 배열을 만든다.
    """
    ### BEGIN SOLUTION
    return x * (1.0 - x)
    ### END SOLUTION


# %% tags=["grade:sigmoid_derivative"]
check("sigmoid_derivative")

# %%
hint("sigmoid_derivative")

# %% [markdown]
r"""
<details><summary>5를 그대로 넣으면?</summary>

[−20](=slope_at_five.wrong)입니다. 도함수가 음수일 수 없는데도 오류가 나지 않습니다. 이 값이 곱해진 기울기는 크기도 부호도 엉터리라 학습이 곧 망가집니다.

</details>

### 4.2 순전파

두 층의 식은 2절에 있습니다. 쓰기 전에 하나만 생각해 보세요. 실수로 $W_1$을 전치해서 곱하면 오류가 날까요? **언제나** 날까요? 답은 `check` 아래에 있습니다.
"""


# %% tags=["solution:forward"]
def forward(X, params):
    """입력에서 은닉층의 출력과 신경망의 출력을 차례로 구합니다. (≈ 4줄)

        hidden = sigmoid(X W1 + b1),  output = sigmoid(hidden W2 + b2)

    매개변수
        X: 입력, shape (m, n).
        params: (W1, b1, W2, b2)인 튜플이나 리스트.
            shape는 차례로 (n, H), (H,), (H, k), (k,).
    반환값
        튜플 (hidden, output). shape는 (m, H)와 (m, k), 둘 다 새 float64 배열.
    예
        3절의 X와 params이면  ->  hidden[0]은 [0.75, 0.25], output은 [[0.5], [0.25]]

    채점의 경계 조건
        시그모이드에 넣는 값의 절댓값이 1e4까지 커도
            NumPy 경고(overflow, invalid, divide)가 없다.
        X와 params는 float64나 정수 배열(어떤 dtype이든)이고, float64로 계산한다.
        m, n, H, k는 1 이상이다. 인자를 바꾸지 않는다.
    """
    ### BEGIN SOLUTION
    W1, b1, W2, b2 = params
    hidden = sigmoid(np.asarray(X, dtype=np.float64) @ W1 + b1)
    output = sigmoid(hidden @ W2 + b2)
    return hidden, output
    ### END SOLUTION


# %% tags=["grade:forward"]
check("forward")

# %%
hint("forward")

# %% [markdown]
r"""
<details><summary>전치해서 곱하면?</summary>

$n$과 $H$가 다르면 오류가 나지만, 같으면 **조용히 틀립니다**. 그래서 확인할 때는 $m, n, H, k$를 모두 다르게 잡습니다. 이 단원의 `check`는 거기에 더해 일부러 같게 잡은 경우도 봅니다. 오류로 끝나지 않고 틀린 값이 나와야 무엇을 잘못했는지 알려 줄 수 있기 때문입니다.

</details>

### 4.3 손실

정답이 `(m,)`으로 저장된 데이터가 많습니다. 아래에서 무엇이 출력될지 먼저 예상해 보고 실행하세요.
"""


# %%
column = np.array([[0.5], [0.25]])  # 신경망의 출력, shape (2, 1)
flat = np.array([1.0, 0.0])  # 정답, shape (2,)
print(column - flat)


# %% [markdown]
r"""
오차 두 개를 바랐는데 네 개가 나왔습니다. 브로드캐스팅(broadcasting)이 샘플 하나의 출력을 **다른 샘플의 정답**과도 짝지었기 때문입니다. 이대로 제곱해 더하면 오류 없이 엉뚱한 손실이 되고, 그 손실로 학습까지 됩니다. 그래서 빼기 전에 shape를 확인합니다.

함정이 하나 더 있습니다. `np.mean`은 무엇으로 나눌까요? $k = 1$일 때와 $k = 3$일 때를 비교해 보세요.
"""


# %% tags=["solution:half_mse"]
def half_mse(output, y):
    """오차의 제곱을 모두 더해 2m으로 나눕니다. (≈ 4줄)

        L = Σ_i Σ_j (output_ij − y_ij)² / (2m)

    매개변수
        output: 신경망의 출력, shape (m, k).
        y: 정답, shape (m, k).
    반환값
        실수 하나. k로는 나누지 않는다.
    오류
        두 배열의 shape가 다르면 output이나 y라는 이름을 적은 ValueError.
        (m,)과 (m, 1)처럼 브로드캐스팅이 되는 것도 오류다.
    예
        half_mse(np.array([[0.5], [0.25]]), np.array([[1.0], [0.0]]))  ->  0.078125

    채점의 경계 조건
        float64나 정수 배열(uint8처럼 작은 dtype도)이고, float64로 계산한다.
        인자를 바꾸지 않는다.
    """
    ### BEGIN SOLUTION
    if np.shape(output) != np.shape(y):
        raise ValueError(f"output {np.shape(output)}과 y {np.shape(y)}의 shape가 다릅니다")
    error = np.asarray(output, dtype=np.float64) - y
    return float(np.sum(error**2) / (2 * len(error)))
    ### END SOLUTION


# %% tags=["grade:half_mse"]
check("half_mse")

# %%
hint("half_mse")

# %% [markdown]
r"""
### 4.4 역전파

이 단원의 주인공입니다. 쓰기 전에 예상해 보세요. 정답이 1인데 출력이 0.5라면 $b_2$의 기울기는 양수일까요, 음수일까요? 출력이 0.001이라면 기울기는 더 클까요? 답은 `check` 아래에 있습니다.

2절에서 짜 맞춘 식을 코드로 옮기세요. 어느 것을 먼저 구해야 다음 것을 구할 수 있을까요? 막히면 종이에 shape를 적으세요. 앞에서 만든 `forward`와 `sigmoid_derivative`를 부르세요.
"""


# %% tags=["solution:backward"]
def backward(X, y, params):
    """half_mse를 네 파라미터로 미분한 기울기를 구합니다. (≈ 8줄)

    2절에서 짠 식을 옮깁니다. δ2의 shape는 (m, k), δ1의 shape는 (m, H)입니다.

    매개변수
        X: 입력, shape (m, n).  y: 정답, shape (m, k).
        params: (W1, b1, W2, b2)인 튜플이나 리스트. shape는 forward와 같다.
    반환값
        튜플 (dW1, db1, dW2, db2). shape는 params와 같은 새 float64 배열.
    오류
        y의 shape가 (m, k)가 아니면 y라는 이름을 적은 ValueError.
        (m,), (1, k), (k,)처럼 브로드캐스팅이 되는 것도 오류다.
        X나 params라는 이름을 적어도 되고, half_mse가 낸 오류여도 된다.
    예
        3절의 X, y, params이면  ->  dW2는 [[−0.0293], [0.0020]], db2는 [−0.0391](반올림)

    채점의 경계 조건
        정수 배열(어떤 dtype이든)도 float64로 계산한다.
        시그모이드에 넣는 값의 절댓값은 1e4까지 커진다.
        m, n, H, k는 1 이상이다. 인자를 바꾸지 않는다.
    """
    ### BEGIN SOLUTION
    hidden, output = forward(X, params)
    if np.shape(y) != output.shape:
        raise ValueError(f"y의 shape는 {output.shape}여야 합니다: {np.shape(y)}")
    delta2 = (output - y) * sigmoid_derivative(output) / len(X)
    delta1 = delta2 @ params[2].T * sigmoid_derivative(hidden)
    dW1, db1 = X.T @ delta1, np.sum(delta1, axis=0)
    dW2, db2 = hidden.T @ delta2, np.sum(delta2, axis=0)
    return dW1, db1, dW2, db2
    ### END SOLUTION


# %% tags=["grade:backward"]
check("backward")

# %%
hint("backward")

# %% [markdown]
r"""
<details><summary>두 물음의 답</summary>

음수입니다. 경사 하강법은 기울기의 반대로 가니 $b_2$를 키우고, 출력이 1에 가까워집니다.

출력이 0.001이면 오차는 거의 두 배지만 기울기는 오히려 [0.8%](=saturated)로 줄어듭니다. 오차에 곱해지는 $A_2(1 - A_2)$가 0에 가깝기 때문입니다. **아주 크게 틀리면 오히려 느리게 배웁니다.** 6.1절에서 직접 봅니다.

</details>

### 4.5 수치 미분

여러분의 역전파를 남의 도움 없이 확인할 도구를 만듭니다. 복사본을 만들어 좌표를 하나씩 움직이면 됩니다. 그런데 복사만으로는 모자랍니다. 아래의 출력을 먼저 예상해 보세요.
"""


# %%
copied = np.array([3, 2])
copied[0] = copied[0] + 0.1
print(copied)


# %% [markdown]
r"""
정수 배열에 넣은 3.1은 오류 없이 3이 됩니다. 그런데 반대쪽의 2.9는 3이 아니라 2가 됩니다. +h는 없던 일이 되고, −h는 −1이 되는 셈입니다. 바로 아래의 `cubic`을 $(3, 2)$에서 $h = 10^{-5}$으로 재면 첫 기울기가 [31](=in_integers.right)이 아니라 [1,150,000](=in_integers.wrong)이 나옵니다. 복사할 때 무엇을 함께 해야 할까요?

좌표를 옮긴 다음 **되돌려 놓지 않으면** 다음 좌표를 잴 때 무엇이 섞일까요?

채점은 함수를 넘겨주어야 하는 이 함수를 다음의 `numeric`을 거쳐 부릅니다. `numeric("cubic", x, h)`는 $x_0^3 + 2x_0x_1$의 기울기를 여러분의 함수로 구합니다. 그 아래의 `run_train`은 4.6절을 위한 것입니다. 이 셀은 고치지 않습니다.
"""

# %% tags=["setup"]
KNOWN = {
    "cubic": lambda x: x[0] ** 3 + 2 * x[0] * x[1],  # shape (2,)에서만
    "bowl": lambda x: np.sum(np.arange(1, x.size + 1).reshape(x.shape) * x**2) / 2,
    "waves": lambda x: np.sum(np.sin(np.arange(x.size).reshape(x.shape) + x)),
    "products": lambda x: np.sum(np.prod(x, axis=-1) ** 2),  # 행마다의 곱을 제곱
}


def numeric(name, x, h=None):
    """여러분의 numerical_gradient로 f = KNOWN[name]을 미분합니다."""
    settings = () if h is None else (h,)  # 주지 않으면 여러분의 기본값
    return numerical_gradient(KNOWN[name], x, *settings)


def run_train(*args, **settings):
    """여러분의 train을 부르고, losses가 리스트나 튜플이어도 배열로 바꿉니다."""
    result = train(*args, **settings)
    if isinstance(result, tuple) and len(result) == 2:
        return result[0], np.array(result[1], dtype=np.float64)
    return result


# %% tags=["solution:numerical_gradient"]
def numerical_gradient(f, x, h=1e-5):
    """좌표를 하나씩 움직여 f의 기울기를 수치로 구합니다. (≈ 10줄)

        (f(x + h e_i) − f(x − h e_i)) / 2h,  e_i는 i번째 좌표만 1

    매개변수
        f: x와 shape가 같은 float64 배열을 받아 실수 하나를 내는 함수.
            받은 배열을 읽기만 한다.
        x: shape가 무엇이든 되는 배열(0차원도). float64나 정수.
        h: 움직일 폭. 0보다 크다.
    반환값
        x와 shape가 같은 float64 배열. x가 0차원이면 실수 하나여도 된다.
    오류
        h가 0 이하이면 h라는 이름을 적은 ValueError.

    채점의 경계 조건
        x를 바꾸지 않는다. 정수 배열이나 읽기 전용 배열일 수도 있다.
        위의 numeric("cubic", x, h)처럼 정해진 f 몇 가지로, h = 1e-5와 0.1에서 부른다.
        상대 오차 1e-5까지 맞는 것으로 본다.
    """
    ### BEGIN SOLUTION
    if h <= 0:
        raise ValueError(f"h는 0보다 커야 합니다: {h}")
    at = np.array(x, dtype=np.float64)
    grad = np.zeros(at.shape)
    for i in np.ndindex(at.shape):
        kept = at[i]
        at[i] = kept + h
        above = f(at)
        at[i] = kept - h
        grad[i] = (above - f(at)) / (2 * h)
        at[i] = kept
    return grad
    ### END SOLUTION


# %% tags=["grade:numerical_gradient"]
check("numerical_gradient")

# %%
hint("numerical_gradient")

# %% [markdown]
r"""
이제 여러분의 `backward`를 확인합니다. 파라미터 하나하나를 수치로 미분해 비교합니다. 상대 오차(차이를 두 값의 절댓값의 합으로 나눈 것)가 $10^{-6}$보다 작으면 믿어도 좋고, $10^{-4}$보다 크면 의심합니다. 그 사이이면 h를 바꾸어 다시 잽니다.

같은 확인을 파라미터를 다섯 배로 키워서 한 번 더 합니다. 식은 그대로이니 결과도 같을까요? 예상한 다음 실행하세요.
"""


# %% tags=["folded"]
def compare_gradients(X, y, params, grads):
    """grads를 여러분의 수치 미분과 비교해 파라미터마다 한 줄씩 출력합니다."""
    for at, (name, mine) in enumerate(zip(("W1", "b1", "W2", "b2"), grads, strict=True)):

        def loss(array, at=at):
            moved = [*params[:at], array, *params[at + 1 :]]
            return half_mse(forward(X, moved)[1], y)

        numbers = numerical_gradient(loss, params[at])
        sizes = np.abs(mine) + np.abs(numbers)
        error = np.max(np.abs(mine - numbers) / np.maximum(sizes, 1e-30))
        verdict = "1e-6보다 작음" if error < 1e-6 else f"{error:.0e}"
        least = np.min(np.abs(mine))
        print(f"{name}: 가장 큰 상대 오차 {verdict}, 가장 작은 기울기 {least:.0e}")


@demo
def gradient_check():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(6, 4)), rng.uniform(size=(6, 3))
    start = init_params(4, 5, 3, rng)
    for scale in (1, 5):
        params = tuple(scale * array for array in start)
        print(f"파라미터를 {scale}배로")
        compare_gradients(X, y, params, backward(X, y, params))


# %% [markdown]
r"""
<details><summary>다섯 배로 키우면 왜 어긋날까요?</summary>

`backward`는 그대로 옳습니다. `W2`에서 상대 오차가 [$10^{-4}$을 넘은](=grown.over) 것은 기울기 하나가 [$10^{-9}$보다도 작아서](=grown.small), $10^{-11}$쯤인 수치 미분의 반올림 오차가 그것과 비교하면 커 보이기 때문입니다. 기울기가 $10^{-7}$보다 작으면 상대 오차를 믿지 말고 두 값을 직접 보세요. 파라미터를 키웠더니 왜 기울기가 사라졌는지는 6.1절에서 봅니다.

</details>

### 4.6 학습

에포크(epoch)마다 손실을 적고, 기울기를 구하고, 네 배열을 움직입니다. 움직이는 차례에 함정이 있습니다. $W_2$를 먼저 갱신한 다음, 그 새 $W_2$로 $\delta_1$을 구하면 무엇이 달라질까요? 손실이 줄어드는 것을 보고 알아차릴 수 있을까요? 예상을 적어 두세요.
"""


# %% tags=["solution:train"]
def train(X, y, params, lr=0.5, epochs=1000):
    """전체 배치 경사 하강법으로 네 파라미터를 함께 학습시킵니다. (≈ 9줄)

    매개변수
        X: 입력, shape (m, n).  y: 정답, shape (m, k).
        params: 시작하는 (W1, b1, W2, b2), 튜플이나 리스트.
        lr: 학습률(learning rate).  epochs: 갱신하는 횟수, 0 이상.
    반환값
        튜플 (params, losses). params는 학습된 네 배열의 튜플이고
        losses는 half_mse의 값 epochs개(리스트, 튜플, 배열 모두 된다).
    오류
        y의 shape가 (m, k)가 아니면 y라는 이름을 적은 ValueError. epochs가 0이어도.
        X나 params라는 이름을 적어도 되고, 부른 함수가 낸 오류여도 된다.

    채점의 경계 조건
        네 배열은 한 번 구한 기울기로 **동시에** 갱신한다.
        losses의 값은 그 갱신을 **하기 전** 손실이다.
        epochs가 0이면 params의 복사본과 빈 losses를 돌려준다.
        인자를 바꾸지 않고, 언제나 새 float64 배열을 돌려준다. 200에포크까지 채점한다.
    """
    ### BEGIN SOLUTION
    params = tuple(np.array(array, dtype=np.float64) for array in params)
    if np.shape(y) != (len(X), len(params[3])):
        raise ValueError(f"y의 shape가 (m, k)가 아닙니다: {np.shape(y)}")
    losses = []
    for _ in range(epochs):
        losses.append(half_mse(forward(X, params)[1], y))
        grads = backward(X, y, params)
        params = tuple(p - lr * g for p, g in zip(params, grads, strict=True))
    return params, losses
    ### END SOLUTION


# %% tags=["grade:train"]
check("train")

# %%
hint("train")

# %% [markdown]
r"""
<details><summary>알아차릴 수 있을까요?</summary>

XOR에서는 거의 알아차릴 수 없습니다. 은닉 유닛 4개, 학습률 2로 출발점 열 개에서 3,000에포크씩 학습시켜 보니 마지막 손실이 많아야 [1%](=out_of_order.most) 달랐습니다. 달라진 것은 가중치입니다. 가장 많이 벌어진 곳이 [0.003](=out_of_order.apart.low)에서 [0.09](=out_of_order.apart.high)까지 달랐습니다. **손실이 줄어드는 것은 기울기가 옳다는 증거가 아닙니다.**

</details>

손실이 알려 주지 않는 것을 기울기 확인은 알려 줄까요? 아래 셀은 4.5절의 확인을 그 틀린 기울기에 해 봅니다. 네 줄 가운데 어느 줄이 어긋날지 먼저 예상하세요. 출력이 하나이면 $\delta_1$의 열마다 $W_2$의 값 하나가 곱해져 있으니, 그 값만 새것으로 바꾸어 틀린 기울기를 만들었습니다.
"""


# %% tags=["folded"]
@demo
def moved_too_early():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(6, 4)), rng.uniform(size=(6, 1))
    params = init_params(4, 5, 1, rng)
    dW1, db1, dW2, db2 = backward(X, y, params)
    bent = (params[2] - 2.0 * dW2)[:, 0] / params[2][:, 0]  # 새 W2 / 옛 W2, 학습률은 2
    compare_gradients(X, y, params, (dW1 * bent, db1 * bent, dW2, db2))


# %% [markdown]
r"""
<details><summary>어느 줄이 어긋났나요?</summary>

`W1`과 `b1`입니다. 둘은 새 $W_2$로 구한 $\delta_1$에서 나왔고, `W2`와 `b2`는 그보다 먼저 구했으니 멀쩡합니다. 어느 줄이 틀렸는지가 **어디를 지나다 틀렸는지**를 알려 줍니다.

</details>

## 6. 실험
(11분)

### 6.1 값과 기울기가 흐르는 그림

3절의 신경망에 샘플 하나를 넣고 **여러분의** `forward`와 `backward`로 계산합니다($m = 1$). 동그라미에는 값이, 선에는 가중치 w와 그 기울기 ∂가 적혀 있습니다. 값이 클수록 동그라미가 짙고(1이 넘으면 같은 짙기), 기울기의 절댓값이 클수록 선이 굵으며, 기울기가 양수면 선이 황토색, 음수면 파란색입니다. $m = 1$이면 $\delta_2$가 곧 $b_2$의 기울기이고, $\delta_1$은 $b_1$의 기울기입니다. $b_2$를 천천히 왼쪽으로 옮기면서 오차와 $\delta_2$를 함께 보세요. ‘거꾸로 간 걸음’을 0에서 재생하면 기울기가 생기는 차례가 보입니다. 3절에서는 $m = 2$로 나누었으니 같은 샘플의 $\delta_2$가 여기에서는 두 배쯤입니다.
"""

# %%
explore(draw_graph, forward, backward)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

출력이 정답에서 멀어지는데 선은 가늘어집니다. $\delta_2 = (A_2 - y) A_2 (1 - A_2)$의 뒤의 두 인수가 0으로 가기 때문이고, 이것을 시그모이드가 **포화**(saturation)되었다고 합니다. 출력층에서 가늘어진 기울기는 $W_2$를 거슬러 은닉층으로 가면서 그대로 가늘게 전해집니다.

</details>

### 6.2 h를 얼마로 할까

h를 작게 할수록 정확해질 것 같습니다. 정말 그런지 예상한 다음 h를 왼쪽 끝까지 천천히 옮겨 보세요. 지나온 h까지만 그려집니다. 미분하는 함수는 $\sin(x_0)\,e^{x_1} + x_0 x_2^3$이고 점은 $(0.7, -0.4, 1.3)$입니다. 세로축은 세 좌표 가운데 가장 크게 틀린 것의 절대 오차이고, 파란 선이 여러분의 함수, 황토색 선은 한쪽으로만 움직인 차분입니다.
"""

# %%
explore(draw_step, numerical_gradient)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

오차는 줄다가 다시 커집니다. h가 크면 곡선을 직선으로 본 **근사**의 오차가, h가 작으면 거의 같은 두 수를 뺀 **반올림**의 오차가 큽니다. float64는 열여섯 자리쯤을 담으니 $h = 10^{-12}$이면 두 값의 차이에서 믿을 수 있는 숫자가 네 자리쯤밖에 남지 않습니다.

오른쪽 비탈을 비교해 보세요. h를 열 배 줄일 때 한쪽 차분의 오차는 [10배쯤](=slopes.one_sided), 양쪽 차분의 오차는 [100배쯤](=slopes.two_sided) 작아집니다. 양쪽이면 테일러 전개의 $h^2$ 항이 서로 지워져, $2h$로 나눈 뒤 남는 오차가 $h$가 아니라 $h^2$에 비례합니다. h가 $10^{-5}$까지 가면 나타나는 파선과 나란한지 보세요. 그래서 이 함수와 이 점에서는 h를 가장 잘 골랐을 때의 오차도 양쪽은 [$10^{-9}$보다 작고](=best_steps.two_sided), 한쪽은 [$10^{-9}$보다 큽니다](=best_steps.one_sided).

</details>

### 6.3 XOR를 배우는 신경망

`init_params`가 시드마다 다른 출발점을 줍니다. 학습률은 2입니다. 에포크를 늘려 가며 평면이 어떻게 나뉘는지 보고, 은닉 유닛의 수와 시드를 바꾸어 보세요. 유닛이 하나면 어떻게 될지도 예상해 보세요. 오른쪽의 점은 옳은 `train`의 손실이니 여러분의 선이 모두 지나야 합니다.

유닛이 둘일 때는 가운데 그림이 있습니다. 은닉층이 네 점을 $(a_1, a_2)$ 평면의 어디로 옮겼는지와, 그 평면에서 출력이 0.5인 **직선**입니다. 출력층은 은닉층의 값만 보니 여전히 직선 하나로 나눕니다. 0에포크에서 재생해 풀리는 시드와 풀리지 않는 시드를 비교해 보세요.
"""

# %%
explore(draw_surface, train, forward)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

시드 스무 개로 3,000에포크씩 학습시켜 보면 네 점을 모두 맞힌 출발점은 은닉 유닛이 하나일 때 [0](=solved.h1)개, 둘일 때 [15](=solved.h2)개, 셋일 때 [19](=solved.h3)개, 넷일 때 [20](=solved.h4)개입니다. 유닛 둘이면 XOR를 나타내기에는 충분하지만, 경사 하강법이 그 답을 늘 찾아내지는 못합니다. 손실이 볼록하지 않기 때문입니다. 유닛이 남으면 좋은 길도 많아집니다.

시드 0의 $(a_1, a_2)$ 평면을 보면 은닉층이 평면을 **휘고 눌러**, 정답이 0인 두 점을 한쪽 구석에 바싹 모아 놓았습니다. 그러면 직선 하나로 나뉩니다. 시드 6에서는 $(1, 0)$과 $(1, 1)$이 거의 같은 자리에 겹쳤습니다. 정답이 다른 두 점이 이렇게 붙으면 출력층은 둘을 거의 가릴 수 없고, 손실이 가장 작은 답은 둘 다 0.5쯤입니다. 두 유닛이 모두 그 자리에서 포화되어 기울기도 거의 0이라 다시 떼어 놓지 못합니다.

유닛이 둘일 때 실패한 [다섯](=stuck.count) 시드를 모두 60,000에포크까지 학습시켜도 같았습니다. 은닉층이 [두 점을 한자리에 겹쳐 놓고](=stuck.same), [나머지 두 점은 맞히지만](=stuck.right) [겹친 두 점에는 0.5라고](=stuck.half) 답합니다. 손실은 $\frac{1}{16} =$ [0.0625](=stuck.loss)로 다가갑니다.

</details>

그렇다면 출발점을 난수로 정하지 않고 모두 0으로 두거나, 모두 같은 값으로 두면 어떨까요? 예상한 다음 실행하세요.
"""


# %%
@demo
def equal_starts():
    shapes = ((2, 4), (4,), (4, 1), (1,))
    for name, value in (("모두 0", 0.0), ("모두 1", 1.0)):
        start = tuple(np.full(shape, value) for shape in shapes)
        params, losses = train(XOR, PARITY, start, lr=2.0, epochs=3000)
        print(f"{name}: 손실 {losses[0]:.4f} → {losses[-1]:.4f}")
        print(f"  W1의 첫 행: {np.round(params[0][0], 3) + 0.0}")


# %% [markdown]
r"""
모두 0이면 [0.125](=equal_starts)에서 조금도 움직이지 않습니다. $W_2 = 0$이라 은닉층에 닿는 기울기가 0이고, 네 샘플의 오차가 서로 지워져 출력층의 기울기도 0입니다. 모두 1이면 움직이기는 하는데 은닉 유닛 넷이 **끝까지 똑같습니다**. 받는 것도 돌려받는 것도 같으니 갈라질 이유가 없습니다. 유닛이 넷이어도 하나와 다름없어 손실은 3,000에포크 뒤에도 [0.086](=equal_starts)입니다. 난수로 시작하는 것은 이 **대칭을 깨기** 위해서입니다.

난수여도 너무 작으면 비슷합니다. 표준편차를 1에서 0.01로 줄이면 열 시드 모두 3,000에포크 뒤에도 손실이 [0.125](=tiny_starts.mean)에 머뭅니다.
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(4분) 7.2절과 7.3절은 이 시간에 넣지 않았습니다. 시간이 남으면 읽어 보세요.

### 7.1 초승달 두 개

점 400개가 맞물린 초승달 두 개를 이룹니다. 로지스틱 회귀와, 은닉 유닛이 8개인 **여러분의** 신경망으로 나누어 봅니다. 점의 4분의 1은 테스트 세트(test set)로 떼어 둡니다.
"""


# %%
from sklearn.datasets import load_digits, make_moons
from sklearn.model_selection import train_test_split

points, kinds = make_moons(400, noise=0.2, random_state=0)
X_train, X_test, y_train, y_test = train_test_split(points, kinds, random_state=0)


# %% tags=["folded"]
@demo
def moons():
    start = init_params(2, 8, 1, np.random.default_rng(0))
    params, _ = train(X_train, 1.0 * y_train[:, None], start, lr=5.0, epochs=2000)
    line = LogisticRegression().fit(X_train, y_train)
    scores = (
        line.score(X_test, y_test),
        np.mean((forward(X_test, params)[1][:, 0] > 0.5) == y_test),
    )
    surfaces = line.predict_proba(moon_grid())[:, 1], forward(moon_grid(), params)[1]
    names = ("로지스틱 회귀", "내 신경망")
    titles = [f"{name}: {score:.2f}" for name, score in zip(names, scores, strict=True)]
    fig, alt = picture_of_moons(X_test, y_test, surfaces, titles)
    figure(fig, alt=alt)


# %% [markdown]
r"""
제목의 수는 테스트 정확도(accuracy)이고, 그린 점은 테스트 세트의 100개입니다. 데이터와 출발점을 열 번 바꾸어 보면 은닉 유닛 8개는 평균 [0.95](=moons_apart.h8.mean)(최저 [0.89](=moons_apart.h8.low), 최고 [0.98](=moons_apart.h8.high)), 하나는 평균 [0.87](=moons_apart.h1.mean), 로지스틱 회귀도 평균 [0.87](=moons_apart.line.mean)입니다. 은닉 유닛이 하나뿐이면 경계가 결국 직선이라 로지스틱 회귀와 다르지 않습니다.

### 7.2 (더 해 보기) 손글씨 숫자

8×8 픽셀의 숫자 [1,797장](=digits_in_all)을 입력 64개, 은닉 유닛 32개, 출력 10개인 신경망으로 배웁니다. 정답은 원-핫(one-hot)입니다. 은닉 유닛이 64개의 입력을 더하므로 출발점의 난수를 0.2배로 줄였습니다. 같은 크기의 신경망을 scikit-learn으로도 학습시킵니다.
"""


# %%
pixels, names = load_digits(return_X_y=True)
D_train, D_test, d_train, d_test = train_test_split(
    pixels / 16, names, test_size=0.25, random_state=0, stratify=names
)


# %% tags=["folded"]
@demo
def numbers():
    start = tuple(0.2 * a for a in init_params(64, 32, 10, np.random.default_rng(0)))
    params, losses = train(D_train, np.eye(10)[d_train], start, lr=5.0, epochs=600)
    mine = np.argmax(forward(D_test, params)[1], axis=1)
    print(f"손실 {losses[0]:.3f} → {losses[-1]:.3f}, 정확도 {np.mean(mine == d_test):.3f}")
    theirs = MLPClassifier((32,), "logistic", max_iter=2000, random_state=0)
    print(f"scikit-learn: {theirs.fit(D_train, d_train).score(D_test, d_test):.3f}")


# %% [markdown]
r"""
여러분의 신경망이 [0.967](=numbers), scikit-learn의 신경망이 [0.978](=numbers)입니다. 테스트 세트가 [450장](=tests)이니 [다섯 장](=pictures_apart) 차이입니다. scikit-learn은 크로스 엔트로피(cross-entropy, 교차 엔트로피, 9단원)와 Adam(6단원)을 쓰고 수렴할 때까지 갑니다. 9단원의 소프트맥스 회귀는 은닉층 없이도 [0.969](=softmax_alone)였으니, 이 데이터에서 은닉층 하나가 주는 이득은 **작습니다**.

### 7.3 (더 해 보기) 라이브러리와 수치로 비교하기

SciPy의 `approx_fprime`은 한쪽 차분으로 기울기를 구하고, `minimize`는 여러분의 기울기를 받아 경사 하강법보다 영리하게 내려갑니다. 기울기가 옳다면 앞의 것과는 값이 거의 같고, 뒤의 것은 잘 내려가야 합니다.
"""


# %% tags=["folded"]
@demo
def compare():
    from scipy.optimize import approx_fprime, minimize

    shapes = ((2, 4), (4,), (4, 1), (1,))
    ends = np.cumsum([np.prod(shape) for shape in shapes])[:-1]

    def apart(flat):
        pairs = zip(np.split(flat, ends), shapes, strict=True)
        return tuple(part.reshape(shape) for part, shape in pairs)

    def loss(flat):
        return half_mse(forward(XOR, apart(flat))[1], PARITY)

    def slope(flat):
        return np.concatenate([g.ravel() for g in backward(XOR, PARITY, apart(flat))])

    start = np.concatenate([a.ravel() for a in init_params(2, 4, 1, np.random.default_rng(0))])
    gap = np.max(np.abs(slope(start) - approx_fprime(start, loss, 1e-7)))
    print(f"approx_fprime과의 차이: {'1e-6보다 작음' if gap < 1e-6 else f'{gap:.1e}'}")
    settings = {"jac": slope, "method": "L-BFGS-B", "options": {"maxiter": 100}}
    found = minimize(loss, start, tol=1e-9, **settings)
    said = "1e-6보다 작습니다" if found.fun < 1e-6 else f"{found.fun:.1e}입니다"
    print(f"minimize: 100걸음 안에 손실이 {loss(start):.3f}에서 내려가 {said}")


# %% [markdown]
r"""
경사 하강법으로 3,000에포크를 가도 [0.0006](=after_3000)쯤이던 손실이, 같은 기울기를 쓰고도 100걸음 안에 백만분의 일보다 작아집니다. **기울기를 구하는 일**과 **그것으로 걷는 일**은 다른 문제입니다. 역전파는 앞의 것만 합니다.

### 다른 책·라이브러리에서는

| 어디에서 | 손실 | 오차의 부호와 갱신 | 배열의 모양 |
|--|--|--|--|
| **이 단원** | $\frac{1}{2m}\sum(A_2 - y)^2$ | $A_2 - y$, 기울기를 **뺌** | 샘플이 행, $XW$ |
| 트래스크(Trask)의 ‘11줄 신경망’ | 적지 않음(제곱 오차의 절반) | $y - A_2$, 기울기의 반대를 **더함** | 샘플이 행, 평균 없이 합, 편향은 따로 없고 입력의 셋째 열 1이 은닉층의 편향을 대신함 |
| 『밑바닥부터 시작하는 딥러닝』 | $\frac12\sum(A_2 - y)^2$, 뒤에는 크로스 엔트로피 | 기울기를 뺌 | 샘플이 행 |
| 앤드루 응의 딥러닝 전문 과정 | 크로스 엔트로피의 평균 | 기울기를 뺌 | 샘플이 **열**, $WX$ |
| PyTorch `MSELoss` | $\frac{1}{mk}\sum(A_2 - y)^2$ | 기울기를 뺌 | 샘플이 행, 가중치는 $(H, n)$ |
| scikit-learn `MLPRegressor` | $\frac{1}{2mk}\sum(A_2 - y)^2$, 따라가는 기울기는 $\frac{1}{2m}\sum$의 것 | 기울기를 뺌 | 샘플이 행, 출력층은 시그모이드 없음 |

둘째 줄은 부호가 두 번 뒤집혀 첫째 줄과 같은 곳으로 갑니다. ½이나 $1/k$, 부호, 배열의 방향은 **약속**이 다를 뿐이어서, 경사 하강법에서는 학습률을 그만큼 바꾸면 같은 길을 갑니다. 크로스 엔트로피와 시그모이드 없는 출력은 약속이 아니라 **다른 손실, 다른 모델**입니다.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(4분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 3, 2: 1, 3: 3, 4: 2}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 발견, 도전, 유명 코드의 버그 찾기
(7분, 점수에 들어가지 않습니다) 7분은 ‘발견’의 시간입니다. 버그 찾기와 도전은 하나만 고르거나 나중에 해도 됩니다.

### 발견: 기울기를 저절로 구하기

층을 하나 더 넣으려면 식을 처음부터 다시 미분해야 할까요? 계산을 **덧셈, 곱셈, 시그모이드**로 잘게 쪼개고, 차례대로 한 줄씩 테이프에 적어 둡시다. 한 줄은 `(연산, i, j)`이고 `i`와 `j`는 앞에서 나온 값의 자리입니다. 이를테면 $\sigma(xw + b)$는 입력 `[x, w, b]`와 다음 테이프입니다.

    ("*", 0, 1)         자리 3: x · w
    ("+", 3, 2)         자리 4: x · w + b
    ("sigmoid", 4, 4)   자리 5: 끝

값은 앞에서부터 채우면 됩니다. 아래 셀의 `play`가 그 일을 합니다. 기울기는 어느 쪽에서부터 채워야 할까요? 연산 하나는 자기에게 온 기울기를 두 입력에 어떻게 나누어 보내야 할까요? 그리고 값 하나를 **두 번** 썼다면요? $x \cdot x$로 먼저 생각해 보세요.
"""


# %% tags=["discover:tape_gradient"]
def tape_gradient(inputs, tape):
    """테이프에 적힌 계산을 거꾸로 따라가 입력마다의 기울기를 구합니다. (≈ 8줄)

    매개변수
        inputs: 숫자의 리스트. tape: (연산, i, j)의 리스트. play의 설명을 보세요.
    반환값
        shape (입력의 수,)인 float64 배열. 마지막 값을 입력마다 미분한 것이다.
    예
        tape_gradient([3.0], [("*", 0, 0)])  ->  [6.0]      # x²의 미분은 2x
    """
    ### BEGIN SOLUTION
    values = play(inputs, tape)
    grads = np.zeros(len(values))
    grads[-1] = 1.0
    for at in range(len(values) - 1, len(inputs) - 1, -1):
        op, i, j = tape[at - len(inputs)]
        if op == "sigmoid":
            grads[i] += grads[at] * sigmoid_derivative(values[at])
        else:
            grads[i] += grads[at] * (values[j] if op == "*" else 1.0)
            grads[j] += grads[at] * (values[i] if op == "*" else 1.0)
    return grads[: len(inputs)].copy()
    ### END SOLUTION


def play(inputs, tape):
    """계산을 적힌 순서대로 합니다. 모든 값을 (입력부터) 차례로 담은 리스트입니다."""
    values = [float(value) for value in inputs]
    for op, i, j in tape:  # i와 j는 values의 자리. "sigmoid"는 i만 씁니다
        a, b = values[i], values[j]
        values.append(a + b if op == "+" else a * b if op == "*" else float(sigmoid(a)))
    return values


# %%
check("tape_gradient")

# %%
hint("tape_gradient")

# %% [markdown]
r"""
여러분은 방금 **자동 미분**을 만들었습니다. 연산 셋의 미분밖에 모르는 이 함수에 3절의 신경망을 테이프로 적어 넣으면, 손으로 미분한 `backward`와 같은 값이 나와야 합니다.
"""


# %%
@demo
def same_gradient():
    inputs, tape, params = network_tape()  # 3절의 첫째 샘플, 파라미터가 먼저
    mine = tape_gradient(inputs, tape)[:9]
    theirs = backward(np.array([[1.0, 2.0]]), np.array([[1.0]]), params)
    gap = np.max(np.abs(mine - np.concatenate([g.ravel() for g in theirs])))
    said = "1e-12보다 작음" if gap < 1e-12 else f"{gap:.1e}"
    print(f"연산 {len(tape)}개로 구한 기울기 9개, 가장 큰 차이: {said}")


# %% [markdown]
r"""
<details><summary>무엇을 발견했나요?</summary>

기울기는 **끝에서부터** 채웁니다. 어떤 값의 기울기를 입력 쪽으로 보내려면 그 값을 쓴 연산이 모두 먼저 보내 주었어야 하기 때문입니다. 테이프를 거꾸로 따라가면 저절로 그렇게 됩니다.

보낼 때는 덮어쓰지 않고 **더합니다**. $x \cdot x$에서 `=`로 적으면 두 번째가 첫 번째를 지워 $2x$가 아니라 $x$가 됩니다. 2절의 ‘갈라진 길은 더한다’가 바로 이것이고, 편향의 기울기를 샘플 방향으로 더하는 이유도 같습니다. 편향 하나를 모든 샘플이 쓰니까요.

새 연산을 더하려면 그 연산의 미분 한 줄만 더하면 됩니다. PyTorch와 JAX도 이 일을 합니다. PyTorch에서 기울기를 비우지 않고 순전파와 `backward()`를 되풀이하면 기울기가 쌓이는 것은, 더해 두는 자리(`.grad`)가 함수 안이 아니라 텐서에 남아 있기 때문입니다. 15단원에서 만납니다.

</details>

### 버그 찾기: 동시에 갱신하려던 코드

깃허브에 공개된 Bot-Academy/NeuralNetworkFromScratch의 역전파 함수는 이렇게 시작합니다. ‘가중치를 동시에 갱신하려고’ 층의 리스트를 `np.copy`로 복사해 두고, 복사본의 가중치를 출력층부터 바꾸어 갑니다. 층은 딕셔너리입니다. 크기를 줄여 다시 적었습니다. 무엇이 출력될지 먼저 예상해 보세요.
"""


# %%
@demo
def copied_layers():
    layers = [{"weights": np.array([1.0, 2.0])}, {"weights": np.array([5.0])}]
    new = np.copy(layers)
    new[1]["weights"] = new[1]["weights"] - 0.5  # 출력층을 먼저 갱신합니다
    print("원래 층의 가중치:", layers[1]["weights"])


# %% [markdown]
r"""
그다음 줄은 은닉층의 δ를 구하려고 `layers[1]["weights"]`를 읽습니다. 무엇이 잘못되었을까요? 같은 함수에는 결함이 하나 더 있습니다. 편향의 기울기를 `np.sum(delta)`로 구합니다.

<details><summary>답 보기</summary>

`np.copy`는 리스트를 배열로 바꾸며 **딕셔너리를 가리키는 참조만** 복사합니다(얕은 복사, shallow copy). 복사본의 딕셔너리를 고치면 원래 딕셔너리도 바뀝니다. 그래서 은닉층의 δ는 이미 갱신된 $W_2$로 구해집니다. 4.6절의 그 실수입니다. `copy.deepcopy`로 복사하거나, 여러분의 `train`처럼 기울기를 **모두 구한 다음** 새 배열을 만들면 됩니다.

`np.sum(delta)`는 샘플뿐 아니라 유닛까지 더해 수 하나로 만듭니다. 모든 편향이 같은 값만큼 움직입니다. 9단원의 버그와 같은 종류입니다.

얼마나 해로울까요? 이 단원의 `train`에서 갱신하는 차례만 바꾸고, 7.2절의 데이터를 열 번 다르게 나누어 150에포크씩 학습시켰습니다. 학습률이 2이면 테스트 정확도의 평균이 바른 차례는 [0.82](=order_on_digits.slow.right), 틀린 차례는 [0.81](=order_on_digits.slow.wrong)로 거의 같습니다. 학습률이 5이면 바른 차례는 [0.92](=order_on_digits.fast)인데 틀린 차례는 [0.6에도 못 미칩니다](=order_on_digits.poor). 걸음이 짧으면 새 $W_2$와 옛 $W_2$가 비슷해 숨어 있다가, **빨리 배우려고 하면 나타납니다**. 2023년 1월에 이것을 고치자는 [풀 리퀘스트 #3](https://github.com/Bot-Academy/NeuralNetworkFromScratch/pull/3)이 올라왔습니다.

올린 사람은 결함을 하나 더 찾았습니다. 그것은 도전 1의 답에 적어 두었습니다.

</details>

### 도전 1: 크로스 엔트로피로 바꾸기

6.1절에서 크게 틀린 자리의 기울기가 사라지는 것을 보았습니다. `backward`를 베껴 한 곳만 고치면 이진 크로스 엔트로피의 기울기가 됩니다. 어디일까요? XOR를 3,000에포크 학습시켜 네 점의 오차를 비교해 보세요.

<details><summary>답 보기</summary>

$\delta_2$를 구할 때 시그모이드의 미분값을 **곱하지 않으면** 됩니다. 출력을 $p$라고 하면 크로스 엔트로피를 $p$로 미분한 것이 $(p - y)/\big(p(1 - p)\big)$이고, 이 분모가 곱하던 $p(1 - p)$와 약분되어 $\delta_2 = (A_2 - y)/m$만 남습니다. 은닉 유닛 4개, 학습률 2에서 네 점의 오차 가운데 가장 큰 것을 열 시드에서 평균하면 [0.040](=by_cross_entropy.squared)에서 [0.002](=by_cross_entropy.cross)로 줄어듭니다.

위의 풀 리퀘스트를 올린 사람이 찾은 셋째 결함이 바로 이것입니다. 손실은 제곱 오차라면서 출력층의 δ에 시그모이드의 미분값을 곱하지 않았습니다. 적은 손실과 따라가는 손실이 서로 달랐던 셈입니다.

</details>

### 도전 2: 층을 하나 더

은닉층이 둘인 신경망을 `tape_gradient`로 학습시켜 보세요. 손으로는 아무것도 미분하지 않아도 됩니다. 계산이 느리다면 무엇 때문일까요? 테이프에 숫자가 아니라 **배열**을 적으면 어떤 연산이 필요할까요?

<details><summary>답 보기</summary>

숫자 하나마다 파이썬 반복문이 한 번 돌기 때문에 느립니다. 배열을 값으로 두고 행렬 곱, 더하기(브로드캐스팅된 축은 거꾸로 갈 때 더합니다), 시그모이드 셋이면 순전파를 적을 수 있고, 제곱과 합까지 있으면 손실도 적을 수 있습니다. 행렬 곱 $C = AB$의 역방향은 $A$에 $\delta B^\top$, $B$에 $A^\top \delta$입니다. 2절의 식이 그대로 나타납니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(5분) 면접 질문은 나중에 하나씩 펼쳐 보아도 됩니다.

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** 오차를 거꾸로(back) 퍼뜨린다(propagate)는 이름은 럼멜하트(Rumelhart), 힌턴(Hinton), 윌리엄스(Williams)가 1986년 『네이처』에 실은 논문 “Learning representations by back-propagating errors”로 널리 알려졌습니다. 계산을 거꾸로 따라가는 방법 자체는 린나인마(Linnainmaa)가 1970년 석사 논문에, 신경망에 쓰자는 생각은 워보스(Werbos)가 1974년 박사 논문에서 꺼내 1982년에 분명히 적었습니다. XOR는 민스키(Minsky)와 패퍼트(Papert)가 1969년에 한 층짜리 퍼셉트론의 한계를 보이며 든 예로 유명해졌습니다.

**면접 질문**

<details><summary>역전파가 수치 미분보다 빠른 이유는?</summary>

수치 미분은 파라미터마다 순전파를 두 번 합니다. 역전파는 출력 쪽의 공통된 곱(δ)을 한 번만 구해 모든 파라미터가 나누어 쓰므로, 파라미터가 몇 개이든 순전파의 몇 배면 끝납니다. 대신 순전파의 중간 값을 간직할 메모리가 듭니다.

</details>

<details><summary>가중치를 모두 0으로 초기화하면 안 되는 이유는?</summary>

같은 은닉층의 유닛이 모두 같은 값을 내고 같은 기울기를 받아 끝까지 똑같습니다. 유닛이 여럿이어도 하나와 같습니다. 출력층의 가중치까지 0이면 첫 갱신에서는 은닉층에 기울기가 가지 않고, 그 뒤에 움직이더라도 유닛들은 여전히 똑같습니다. 편향은 0으로 시작해도 됩니다.

</details>

<details><summary>직접 짠 역전파가 맞는지 어떻게 확인하나요?</summary>

float64로 양쪽 차분과 비교합니다. h는 1e-5쯤으로 하고, 상대 오차가 1e-6보다 작으면 믿고 1e-4보다 크면 의심합니다. 기울기 자체가 아주 작으면 반올림만으로도 상대 오차가 커지니 두 값을 직접 봅니다. m, n, H, k를 모두 다르게 잡은 작은 입력을 쓰고, ReLU처럼 꺾인 점은 피합니다. 손실이 줄어드는 것은 증거가 아닙니다.

</details>

**오늘의 쓰임.** PyTorch, JAX, TensorFlow가 하는 자동 미분이 이것입니다. 층이 깊어지면 간직할 중간 값이 메모리를 채우므로, 일부만 간직하고 나머지는 거꾸로 갈 때 다시 계산하는 **체크포인팅**(Chen 외, 2016)을 씁니다. 거대 언어 모델의 학습에도 널리 쓰입니다.

**실패한 이야기.** 딥마인드가 아타리 게임을 배우게 한 DQN 논문(2015)에는 오차를 −1과 1 사이로 자르면 도움이 된다는 말이 있습니다. 그것을 글자 그대로 옮긴 구현들이 오차를 자른 다음에 제곱했습니다. 잘린 곳에서는 손실이 평평하니 기울기가 0입니다. [한 사용자의 신고](https://github.com/spragunr/deep_q_rl/issues/46)에 따르면 “기울기가 가장 커야 할 바로 그때 사라지는” 코드였습니다. 오류도 경고도 없어서, 순전파만 읽어서는 알 수 없었습니다. 자를 것은 오차가 아니라 **기울기**였습니다(손실로 적으면 후버 손실입니다). 이 신고는 2015년 9월의 것입니다. 이듬해 12월에는 카파시(Karpathy)가 널리 쓰이던 [다른 구현](https://github.com/devsisters/DQN-tensorflow/issues/16)에서 똑같은 실수를 찾아 알렸습니다. 한 번 고쳐졌다고 세상에서 사라지는 버그가 아니었습니다. 식 하나를 고칠 때마다 “여기를 거꾸로 지나면 무엇이 곱해지지?”라고 물어보세요.

### 다섯 줄 정리

1. 순전파는 값을 출력 쪽으로, 역전파는 기울기를 입력 쪽으로 보냅니다. 지나온 길의 미분을 **곱하고**, 갈라졌던 길은 **더합니다**.
2. 가중치의 기울기는 들어온 값의 전치와 δ의 곱이고, 편향의 기울기는 δ를 샘플 방향으로 더한 것입니다. $m, n, H, k$가 모두 다르면 곱하는 차례와 전치는 shape가 정해 줍니다.
3. 시그모이드의 미분값은 출력만으로 구합니다. 출력이 0이나 1에 가까우면 사라지므로, 크게 틀렸을 때 느리게 배울 수 있습니다.
4. 출발점은 대칭을 깨는 난수여야 하고, 갱신은 기울기를 모두 구한 다음 한꺼번에 합니다.
5. 손실이 줄어도 기울기는 틀릴 수 있습니다. float64, 양쪽 차분, h = 1e-5로 확인합니다.

**용어**: 순전파, 역전파, 은닉층, 연쇄 법칙, 기울기, 시그모이드, 포화, 수치 미분, 기울기 확인, 대칭 깨기, 자동 미분, 브로드캐스팅, 에포크

시그모이드 말고 다른 활성화 함수(activation function)를 쓰면 기울기가 얼마나 멀리 가는지는 13단원에서 봅니다. 다음 15단원에서는 여기에서 손으로 한 일을 PyTorch에 맡깁니다.
"""

# %%
progress()
