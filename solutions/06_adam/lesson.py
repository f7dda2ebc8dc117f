# %% [markdown]
r"""
# 06. Adam 옵티마이저

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 모멘텀과 RMSProp을 합쳐 Adam에 이르는 세 줄의 식을 설명합니다.
- **편향 보정**이 없으면 처음 걸음이 얼마나 어긋나는지 계산합니다.
- 상태를 지닌 클래스 `Adam`을 구현하고, 값을 PyTorch·scikit-learn과 비교합니다.
- Adam이 큰 도움이 되는 골짜기와 그렇지 않은 골짜기를 가려냅니다.
- Adam에 가중치 감소를 넣어 AdamW를 만듭니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 4 | 14 | 8 | 18 | 16 | 9 | 5 | 11 | 5 | **90** |

**선수 단원**: 1단원의 경사 하강법을 알면 시작할 수 있습니다. 7절의 손실은 2단원의 로지스틱 회귀에서 왔지만, 필요한 코드는 여기에 다 있습니다.

이 단원은 꽉 찬 90분이라 4·5절까지를 한 번에, 6절부터를 다음에 나누어 해도 좋습니다. **더 읽기**와 **선택**이라고 적은 곳은 위의 시간에 넣지 않았습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit06 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit06 import compare, figures
from npml.unit06.data import cancer_gradient, cancer_loss
from npml.unit06.widgets import draw_felt, draw_first_step, draw_valley

# %% [markdown]
r"""
## 1. 왜 필요한가
(4분)

유방암 진단 데이터에는 종양 [569개](=cancer.patients)의 특성(feature)이 30개씩 있습니다. 어떤 특성은 넓이라서 값이 수백이고, 어떤 특성은 오목한 정도라서 [0.05](=cancer.concave) 안팎입니다.

표준화(standardization)를 잊고 로지스틱 회귀(logistic regression)를 학습시키면 무슨 일이 생길까요? 손실과 기울기의 코드는 `npml.unit06.data`에 있습니다. 새 셀에서 `cancer_gradient??`를 실행하면 보입니다. 출발점 $\theta = 0$에서 잰 기울기(gradient, 그레이디언트)를 좌표마다 점으로 찍었습니다. 세로축은 눈금 하나가 열 배입니다.
"""


# %%
@demo
def gradient_scales():
    figures.show_gradient_scales()


# %% [markdown]
r"""
가장 가파른 좌표와 가장 완만한 좌표의 기울기가 [30만 배 넘게](=cancer.ratio) 다릅니다. 특성이 $c$배 크면 기울기는 $c$배, 골짜기가 굽은 정도는 $c^2$배가 되니 가파르기는 더 크게 다릅니다. 경사 하강법(gradient descent)은 학습률(learning rate) 하나로 모든 좌표를 함께 움직여야 합니다.

가파른 쪽에 맞추면 완만한 좌표는 거의 제자리이고, 완만한 쪽에 맞추면 가파른 좌표가 튀어 나갑니다. 학습률 다섯 가지로 [1,000걸음](=steps)씩 내려가 보겠습니다.
"""


# %%
def descend(gradient, theta, lr, steps):
    """1단원처럼 기울기의 반대쪽으로 steps번 움직입니다."""
    for _ in range(steps):
        theta = theta - lr * gradient(theta)
    return theta


for lr in (1e-6, 1e-5, 3e-5, 1e-4, 1e-3):
    theta = descend(cancer_gradient, np.zeros(31), lr, 1000)
    print(f"학습률 {lr:<7g} 1,000걸음 뒤의 손실 {cancer_loss(theta):.2g}")

# %% [markdown]
r"""
출발점의 손실은 $\ln 2 \approx$ [0.69](=cancer.start)입니다. 다섯 가운데 가장 나은 학습률은 $3\times10^{-5}$이고 손실은 [0.21](=cancer.best)입니다. [세 배 남짓](=cancer.times)만 키워도 [0.4](=cancer.next)로 나빠지고, 거기서 열 배 더 키우면 출발점보다도 나빠집니다.

**좌표마다 걸음의 길이를 따로 정하면** 어떨까요? 이 단원에서 만들 Adam은 손보지 않은 이 데이터에서도 넓은 범위의 학습률에서 0.21보다 [낮은 손실](=cancer.adam_always_lower)에 이릅니다. 7절에서 확인합니다.
"""

# %% [markdown]
r"""
## 2. 수식
(14분)

### 기호와 shape

Adam은 손실을 줄이는 규칙, 곧 **옵티마이저**(optimizer)입니다. 2014년에 킹마와 바(Kingma, Ba)가 내놓았습니다. 좌표마다 기울기의 최근 모습을 두 수로 기억합니다. 모든 계산은 좌표마다 따로 하므로 shape(크기)가 끝까지 같습니다. 아래의 $S$는 파라미터(parameter) 배열의 shape이고, 어떤 것이든 됩니다.

| 기호 | 코드 | shape | 뜻 |
|--|--|--|--|
| $\theta_t$ | `params` | $S$ | $t$번 갱신한 파라미터 |
| $g_t$ | `grads` | $S$ | $t$번째 기울기 |
| $m_t$, $v_t$ | `m`, `v` | $S$ | 기울기와 기울기 제곱의 이동 평균 |
| $\hat m_t$, $\hat v_t$ | `m_hat`, `v_hat` | $S$ | 편향을 보정한 값 |
| $t$ | `t` | 정수 | 갱신 횟수. 첫 갱신에서 1 |
| $\eta$ | `lr` | 숫자 | 학습률 |
| $\beta_1$, $\beta_2$ | `beta1`, `beta2` | 숫자 | 지난 기억을 남기는 비율 |
| $\epsilon$ | `eps` | 숫자 | 0으로 나누는 일을 막는 작은 수 |

다른 단원에서 $m$은 샘플의 수이지만, 이 단원에서는 논문의 글자를 따라 기울기의 이동 평균입니다.
"""

# %% [markdown]
r"""
### 모멘텀에서 RMSProp으로, RMSProp에서 Adam으로

새 값을 조금씩 섞는 평균을 **지수 이동 평균**(exponential moving average, EMA)이라고 합니다. 대략 최근 $1/(1-\beta)$개의 평균이라고 보면 됩니다. 기울기와 기울기의 제곱을 이렇게 평균합니다. 둘 다 0에서 출발합니다.

$$m_t = \beta_1 m_{t-1} + (1-\beta_1)\, g_t, \qquad v_t = \beta_2 v_{t-1} + (1-\beta_2)\, g_t^2$$

이 둘로 세 가지 규칙을 세 줄로 적을 수 있습니다.

| 규칙 | 한 걸음 | 생각 |
|--|--|--|
| **모멘텀**(momentum) | $\theta \leftarrow \theta - \eta\, m$ | 방향을 평균해 지그재그가 서로 지워짐 |
| **RMSProp** | $\theta \leftarrow \theta - \eta\, g / (\sqrt v + \epsilon)$ | 좌표마다 최근 크기로 나누어 걸음이 고르게 됨 |
| **Adam** | $\theta \leftarrow \theta - \eta\, \hat m / (\sqrt{\hat v} + \epsilon)$ | 둘을 합치고 처음의 치우침을 바로잡음 |

앞의 둘을 좁은 골짜기에서 걷게 해 보겠습니다. 둘 다 지난 평균을 0.9만큼 남기고($\beta = 0.9$) 학습률은 0.1입니다. 비교할 경사 하강법의 학습률은 이 골짜기에서 가장 좋은 [0.0198](=valley.plain_rate)입니다. 오른쪽 그림은 걸음마다 두 좌표가 움직인 거리입니다. 그림을 보기 전에 짐작해 보세요. 같은 자리에서 출발하는 둘은 첫 걸음을 어느 방향으로 내디딜까요?
"""


# %%
@demo
def two_ideas():
    figures.show_two_ideas()


# %% [markdown]
r"""
오른쪽의 점선이 가파른 좌표입니다. 경사 하강법(회색)은 골짜기를 가로질러 오가느라 [처음부터 끝까지](=valley.plain_crosses_more) 모멘텀보다 멀리 움직이고, 모멘텀은 그 지그재그를 서로 지워 갑니다. 그래서 학습률을 0.1로 [5배쯤](=valley.times) 키워도 발산하지 않고, 완만한 쪽(실선)으로 [훨씬 멀리](=valley.momentum_gets_farther) 갑니다. 0.1에서 경사 하강법은 [발산하고](=valley.plain_diverges), 모멘텀도 학습률이 경사 하강법과 같으면 [그만큼만](=valley.same_rate_same_way) 갑니다. 그래도 가파른 좌표의 첫 걸음이 완만한 좌표의 [25배](=valley.momentum_ratio)라 크게 출렁입니다.

RMSProp은 두 좌표의 첫 걸음이 [똑같습니다](=valley.rmsprop_equal). 처음 몇 걸음은 대각선으로 가고, 가파른 쪽이 먼저 바닥에 닿으면 골짜기를 따라갑니다. 대신 첫 걸음이 학습률의 [3.2배](=valley.rmsprop_first)나 됩니다. Adam은 둘의 장점을 합치고 이 첫 걸음도 고칩니다.

흔히 쓰는 값은 $\beta_1 = 0.9$(최근 10개쯤), $\beta_2 = 0.999$(최근 [1,000개](=memory)쯤)입니다. $m$은 **1차 모멘트**(first moment), $v$는 **2차 모멘트**(second moment)의 어림값이라고 합니다. 모멘트는 통계의 적률이고, 모멘텀과 다른 말입니다.

<details><summary>v는 분산일까요?</summary>

$v$를 분산이라고 소개하는 글도 있지만, 평균을 빼지 않고 제곱하므로 분산이 아닙니다.

</details>

### 학습률과 걸음의 길이

한 좌표의 기울기만 100배 해도 그 좌표의 $\hat m$과 $\sqrt{\hat v}$가 함께 100배가 되어 걸음은 그대로입니다. 좌표마다 크기가 다르던 1절의 문제가 여기서 풀립니다. 그렇다고 걸음이 늘 학습률만큼인 것은 아닙니다.

다음 세 경우에 걸음은 학습률과 같을까요, 짧을까요, 길까요? $m$과 $v$의 식에서 짐작해 두고 6.1절에서 확인하세요.

- 기울기가 **한결같을** 때
- 크기는 그대로인데 부호가 **자주 바뀔** 때
- 오래 잠잠하다가 **갑자기 커질** 때

### 편향 보정

이동 평균이 0에서 출발하기 때문에 처음에는 값이 0 쪽으로 치우칩니다. 기울기가 늘 $g$라고 하고 식을 펼쳐 보세요.

$$m_t = (1-\beta_1)(1 + \beta_1 + \cdots + \beta_1^{t-1})\, g = (1-\beta_1^t)\, g$$

$1-\beta_1^t$로 나누면 정확히 $g$가 됩니다. 이를 **편향 보정**(bias correction)이라고 합니다. 여기의 편향은 어림값이 치우쳤다는 뜻이고, 신경망(neural network)의 편향(bias) 파라미터와는 관계가 없습니다.

$$\hat m_t = \frac{m_t}{1-\beta_1^t}, \qquad \hat v_t = \frac{v_t}{1-\beta_2^t}$$

$\beta^t$는 **거듭제곱**입니다. 보정하지 않으면 얼마나 치우치는지 그려 보겠습니다.
"""


# %%
@demo
def how_biased():
    figures.show_bias()


# %% [markdown]
r"""
$v$는 100걸음이 지나도 참값의 [10% 가까이](=bias.v_after_100)에 머뭅니다. 보정하지 않으면 분모가 작아 걸음이 지나치게 길어집니다. 첫 걸음은 $0.1/\sqrt{0.001} \approx$ [3.2배](=bias.first), 12번째 걸음은 [6.6배](=bias.twelfth)입니다.

<details><summary>보정을 빠뜨린 라이브러리: 실제로 있었던 일입니다.</summary>

애플의 머신러닝 라이브러리 MLX의 Adam과 AdamW에는 처음에 이 보정이 없었습니다. GPT-2를 닮은 신경망에 글을 외우게 하는 쉬운 일이 PyTorch에서는 되는데 MLX에서는 안 되는 것을 한 사용자가 알아채, 2024년 12월에 보정을 켜는 선택지를 더했습니다(GitHub의 ml-explore/mlx, 풀 리퀘스트 1640). 문서에 적힌 기본값은 끔입니다.

</details>

## 3. 손으로 계산하기
(8분)

종이에 두 걸음을 걸어 봅시다. $\eta = 0.9$, $\beta_1 = 0.8$, $\beta_2 = 0.96$으로 잡으면 수가 깔끔합니다. $\epsilon$은 아주 작으므로 무시합니다.

출발점은 $\theta_0 = [2, -2]$, 기울기는 차례로 $g_1 = [5, -0.05]$, $g_2 = [1, -0.01]$입니다. 둘째 좌표의 기울기는 첫째의 100분의 1이고 부호가 반대입니다.

첫째 좌표를 먼저 따라가 보세요.

| $t$ | $g$ | $m$ | $v$ | $\hat m$ | $\sqrt{\hat v}$ | 걸음 | $\theta$ |
|--|--|--|--|--|--|--|--|
| 0 | | 0 | 0 | | | | 2 |
| 1 | 5 | $0.2\cdot5 = 1$ | $0.04\cdot25 = 1$ | $1/0.2 = 5$ | $\sqrt{1/0.04} = 5$ | $0.9\cdot\frac{5}{5} = 0.9$ | 1.1 |
| 2 | 1 | $0.8 + 0.2 = 1$ | $0.96 + 0.04 = 1$ | $1/0.36$ | $1/0.28$ | ? | ? |

$1-\beta_1^2 = 0.36$이고 $1-\beta_2^2 = 0.0784 = 0.28^2$입니다. 물음표 두 개와 둘째 좌표의 $\theta_1$, $\theta_2$를 구하세요. 보정을 빠뜨리면 몇 번째 걸음에서 드러날까요?

<details><summary>답 보기</summary>

둘째 걸음은 $0.9 \cdot \frac{0.28}{0.36} = 0.7$이고 $\theta_2 = 1.1 - 0.7 = 0.4$입니다.

둘째 좌표에서는 $m$과 $\sqrt{v}$가 똑같이 100분의 1이 되므로 걸음의 길이는 그대로입니다. 방향만 반대라서 $-2 \to -1.1 \to -0.4$입니다.

보정하지 않아도 첫 걸음은 $0.9\cdot\frac{1}{1} = 0.9$로 **우연히 같습니다.** 두 $\beta$가 $1-\beta_1 = \sqrt{1-\beta_2}$를 만족하기 때문입니다. 둘째 걸음은 0.7이 아니라 [0.9](=hand.uncorrected_second)가 되어 그때 드러납니다.

같은 학습률의 경사 하강법이었다면 첫 걸음의 길이는 [4.5](=hand.plain_steep)와 [0.045](=hand.plain_flat)였을 것입니다.

</details>
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(18분)

메서드가 둘입니다. `__init__`은 설정과 상태를 담고, `update`는 한 걸음 움직입니다. 해야 할 일은 독스트링에 모두 있습니다. 쓰기 전에 아래 다섯 경우에 여러분의 코드가 무엇을 할지 생각해 보세요. 2절의 식만 차례로 옮긴 코드는 대개 하나 이상에서 무너집니다.

1. 첫 호출입니다. `t`가 0이면 $1-\beta^t$는 얼마인가요?
2. 둘째 호출입니다. 다음까지 남는 `self.m`은 보정한 값인가요, 아닌가요?
3. `grads`가 8비트 정수입니다. 아래 셀의 첫 줄을 보세요.
4. `params`가 (3,)인데 `grads`가 (1,)입니다. 둘째 줄을 보세요.
5. 부른 쪽이 이전 `params`를 나중에 다시 씁니다. `params -= …`로 고쳤다면 그 값은 어떻게 되나요?
"""

# %%
print(np.array([200, 20], dtype=np.uint8) ** 2)
print(np.zeros(3) - np.array([0.1]))

# %% [markdown]
r"""
객체 하나는 배열 하나를 맡습니다. 한 객체에 다른 shape의 배열을 번갈아 주는 일은 없습니다.

다 채우고 바로 아래의 `check(...)`를 실행하면 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다. 막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

어디에서 어긋났는지 모르겠으면 새 셀에서 `trace("Adam")`을 실행하세요. 틀린 그 호출을 한 줄씩 따라가며 변수의 값을 보여 줍니다.
"""


# %% tags=["solution:Adam"]
class Adam:
    """배열 하나를 맡는 Adam 옵티마이저입니다.

    lr, beta1, beta2, eps: 받은 값을 그대로 쓴다(0도 된다).
    m, v: 보정하지 않은 이동 평균. 처음에는 None, 그 뒤로 params와 같은 shape의 float64.
    t: 지금까지의 갱신 횟수. 정수이며 처음에는 0, 첫 update 뒤에는 1.
    """

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        """설정 네 개와 m, v, t의 처음 값을 담습니다. (≈ 5줄)"""
        ### BEGIN SOLUTION
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0
        ### END SOLUTION

    def update(self, params, grads):
        """한 걸음 뒤의 params − lr · m_hat / (sqrt(v_hat) + eps)를 구합니다. (≈ 11줄)

        m = beta1 · m + (1 − beta1) · grads    v = beta2 · v + (1 − beta2) · grads²
        m_hat = m / (1 − beta1^t)              v_hat = v / (1 − beta2^t)
        params, grads: shape가 같은 배열(0차원도 2차원도 된다). m과 v는 0에서 출발한다.
        반환값: 같은 shape의 새 float64 배열.
        오류: shape가 다르면 ValueError. 메시지에 params나 grads를 적는다.
        예: Adam(lr=0.1).update(np.array([2.0]), np.array([5.0])) -> [1.9]

        채점의 경계 조건: 정수 배열(8비트도)은 float64로 바꾸어 계산한다. 인자는 바꾸지
            않고, 돌려준 배열은 다음 호출에서도 그대로다. eps > 0이면 기울기가 처음부터
            0이던 좌표는 제자리다(0/0이 아니다). 도중에 0이 된 좌표는 m이 남아 움직인다.
        """
        ### BEGIN SOLUTION
        if np.shape(params) != np.shape(grads):
            raise ValueError(f"params와 grads의 shape가 다릅니다: {np.shape(params)}, {np.shape(grads)}")
        grads = np.asarray(grads, dtype=np.float64)
        if self.m is None:
            self.m, self.v = np.zeros_like(grads), np.zeros_like(grads)
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * grads
        self.v = self.beta2 * self.v + (1 - self.beta2) * grads**2
        m_hat = self.m / (1 - self.beta1**self.t)
        v_hat = self.v / (1 - self.beta2**self.t)
        return params - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        ### END SOLUTION


# %% tags=["grade:Adam"]
check("Adam")

# %%
hint("Adam")

# %% [markdown]
r"""
확인을 통과했다면 3절의 두 걸음을 다시 걸어 봅시다. 종이의 값과 같은가요?
"""


# %%
@demo
def by_hand():
    optimizer, theta = Adam(lr=0.9, beta1=0.8, beta2=0.96), np.array([2.0, -2.0])
    for gradient in ([5.0, -0.05], [1.0, -0.01]):
        theta = optimizer.update(theta, np.array(gradient))
        print("t", optimizer.t, "theta", theta.round(4), "m", optimizer.m.round(4))


# %% [markdown]
r"""
## 6. 실험
(16분)

### 6.1 걸음의 길이

걸음의 길이를 학습률로 나누어 그립니다. 파란 점은 **여러분의** Adam, 파선은 식으로 구한 기준 $|g|/(|g|+\epsilon)$입니다. 모멘텀, RMSProp, 편향 보정이 없는 Adam과 함께 보세요. RMSProp은 2절처럼 지난 값을 늘 0.9만큼 남기고, β2는 두 Adam의 식에만 들어갑니다.

먼저 기울기를 늘 같게 두고 크기를 1에서 1000까지 옮겨, 2절의 말대로 파란 점이 그대로인지 확인하세요. 모멘텀은 어떤가요? β2를 바꾸면 두 Adam 가운데 어느 쪽이 움직이나요? 그다음 부호를 뒤섞고, 한 번 튀게도 해 보며 2절의 세 짐작을 확인하세요. 끝으로 미션입니다. 파선의 식이 절반이 되는 $|g|$를 먼저 계산하고, 그 크기로 가서 확인하세요.
"""

# %%
explore(draw_first_step, Adam)

# %% [markdown]
r"""
<details><summary>세 경우에 걸음은 어떻게 되나요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

- **한결같으면** 걸음의 길이는 학습률과 같고, β2를 바꾸어도 그대로입니다. 보정이 없는 Adam만 움직입니다.
- 부호가 **자주 바뀌면** $m$에서 서로 지워져 짧아집니다. 무작위로 뒤섞이면 평균 [0.19배](=lengths.signs)입니다.
- 잠잠하다가 **갑자기 커지면** $v$가 늦게 따라와 길어집니다. 한 번만 튀면 많게는 [3.3배](=lengths.spike)이고, 커진 채로 이어지면 [12걸음쯤](=lengths.longest_at)에서 [6.6배](=lengths.sustained)까지 갑니다.

기울기의 크기가 `eps`와 같으면 $|g|/(|g|+\epsilon) = \frac12$이라 걸음이 절반이 됩니다. `eps`는 0으로 나누는 일을 막을 뿐 아니라 **이보다 작은 기울기는 믿지 않겠다**는 문턱이기도 합니다.

</details>

### 6.2 좁은 골짜기

손실 $\frac12\theta^\top H\theta$의 등고선입니다. $H$의 가장 큰 고윳값(eigenvalue)을 가장 작은 고윳값으로 나눈 값을 **조건수**(condition number)라고 합니다. 조건수가 클수록 골짜기가 좁고 깁니다.

회색 경사 하강법은 이 골짜기에서 가장 좋은 학습률 $2/(\lambda_{\min}+\lambda_{\max})$를 미리 알고 쓰고, 주황색 모멘텀은 $\beta_1 = 0.9$와 학습률 $10/\lambda_{\max}$를 씁니다. 녹색 RMSProp은 Adam과 학습률이 같고 지난 값을 0.9만큼 남깁니다. 파란 길이 여러분의 Adam($\beta_2 = 0.999$)이고, 파선은 기준 Adam의 길이니 겹쳐야 합니다.

움직이기 전에 60걸음 뒤의 손실이 작은 것부터 네 방법의 순서를 짐작해 보세요. 둘을 합친 Adam이 가장 앞설까요? 처음 설정의 순서를 읽고 이유를 생각한 다음, 학습률을 0.2로 키우고 잡음도 섞어 비교해 보세요.
"""

# %%
explore(draw_valley, Adam)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

- **걸음 수를 1부터** 늘려 보세요. Adam의 처음 몇 걸음은 대각선입니다. 두 좌표의 기울기가 [25배](=valley.momentum_ratio) 달라도 걸음의 길이가 같기 때문입니다.
- **처음 설정**에서는 Adam이 모멘텀보다도, RMSProp보다도 [늦습니다](=valley.adam_last). 방향을 평균하지 않는 Adam(β1 = 0)도 60걸음 뒤의 손실이 [0.099](=valley.long_memory)인데, 같은 식에서 $\beta_2$만 0.9로 줄이면 [0.0044](=valley.short_memory)입니다. 0.999는 처음의 큰 기울기를 60걸음 내내 $v$에 남겨 뒤의 걸음을 짧게 합니다. RMSProp은 보정하지 않은 긴 첫 걸음들의 덕까지 보았습니다.
- **골짜기를 돌리면**(학습률 0.1, β1 = 0.9) 벽은 금방 내려가지만 바닥을 따라서는 60걸음 동안 [3%](=turned.adam_share)밖에 나아가지 못합니다. 왜 그런지는 6.3절의 그림이 보여 줍니다.

</details>

<details><summary>더 읽기(선택): 다른 설정에서는</summary>

- **모멘텀**이 처음 설정에서 Adam보다 조금 낮은 것은([0.047](=valley.momentum) 대 [0.06](=valley.adam)) 이 골짜기의 $\lambda_{\max}$를 미리 알려 주었기 때문입니다. Adam은 $\beta_1 = 0.9$로는 어느 학습률로도 미션을 [풀지 못하고](=valley.usual_beta_fails), 0.5로 기억을 줄이면 [풉니다](=valley.half_beta_solves). 0.99는 60걸음짜리 실험에 너무 긴 기억이라 최소점을 지나칩니다.
- **학습률 0.2**에서는 RMSProp이 바닥에서 떱니다. 마지막 20걸음의 평균 손실이 [0.57](=valley.rmsprop_trembles)로 Adam의 [0.099](=valley.adam_settles)보다 큽니다. **잡음을 섞으면** 0.1에서도 [0.39](=noisy.rmsprop) 대 [0.32](=noisy.adam)로 Adam이 조금 낮습니다(시드 열 개의 평균). 모멘텀은 [5.2](=noisy.momentum)까지 흔들립니다.
- **돌린 골짜기**에서 Adam의 손실 [2.7](=turned.adam_loss)은 경사 하강법의 [57](=turned.plain_loss)보다 훨씬 낮지만, 어느 학습률과 β1로도 [모멘텀보다 높습니다](=valley.turned_momentum_wins).
- **β1 = 0, 학습률 0.5**에서는 손실이 [39걸음째](=runaway.lowest)에 $10^{-8}$보다 [낮아졌다가](=runaway.tiny) 다시 커져 60걸음째에는 [78](=runaway.end)입니다. 기울기가 잦아드는 동안 $\hat v$도 작아져, 가파른 좌표에서 $\sqrt{\hat v}$로 나누어 잰 $\eta\lambda$가 1단원의 한계 2를 넘습니다. 같은 일이 7.1절의 실제 데이터에서 다시 일어납니다.
- **조건수 1**에서는 경사 하강법이 한 걸음에 최소점에 닿습니다.

</details>

### 6.3 Adam이 보는 골짜기

좌표를 $\sqrt{\hat v}$로 나누어 걷는 것은, 좌표마다 $\sqrt[4]{\hat v}$배로 늘인 지도에서 경사 하강법처럼 걷는 것과 같습니다. 조건수 100인 골짜기를 여러분의 Adam이 60걸음 뒤에 지닌 $\hat v$로 다시 그립니다. 왼쪽이 원래 지도, 오른쪽이 Adam의 지도입니다.

축에 나란한 골짜기는 오른쪽에서 어떤 모양이 될까요? 골짜기를 10°만 돌려도 그럴까요? 45°에서는요? 짐작한 다음 조금씩 돌려 보세요.
"""

# %%
explore(draw_felt, Adam)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

축에 나란한 골짜기는 $\hat v$가 좌표마다 달라 조건수가 100에서 [7.1](=felt.straight)로 둥글어졌고, 길은 ($m$의 관성 때문에) 바닥을 지나쳤다가 굽이치며 최소점에 다가갑니다. 그런데 10°만 기울어도 조건수가 [26](=felt.ten), 20°에서는 [54](=felt.twenty)입니다. 45°에서는 두 좌표의 기울기가 늘 비슷하게 큽니다. $\hat v$도 비슷하니 지도는 통째로 커질 뿐 조건수는 [그대로 100](=felt.turned)이고, 길은 벽을 내려온 자리에서 60걸음 안에는 거의 나아가지 못합니다. **축마다 늘이는 것으로는 기울어진 도랑을 펼 수 없습니다.**

</details>
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(9분)

### 7.1 1절의 문제로 돌아가서

표준화하지 않은 유방암 데이터입니다. 여러분의 Adam을 학습률 네 가지로, 경사 하강법을 1절에서 가장 나았던 학습률로 걷게 합니다. 손실은 [1,000걸음](=steps) 뒤에 적고, 그림에는 [1,200걸음](=walked)까지 그립니다. 학습률 0.001, 0.01, 0.03, 0.1 가운데 어느 것이 가장 좋을지 짐작해 보세요.
"""


# %%
@demo
def cancer_curves():
    figures.show_cancer(Adam)


# %% [markdown]
r"""
0.001에서 0.03까지는 어느 학습률이든 경사 하강법의 0.21보다 [낮고](=cancer.adam_always_lower), 처음 200걸음이 지나면 [한 번도 튀지 않습니다](=cancer.adam_calm).

학습률 0.1은 **나쁜 예**입니다. 처음에는 그림 밖까지 출렁이고, [438걸음](=jump.at)에서 [21](=jump.height)까지 튀어 오릅니다. [1,000걸음](=steps)째의 손실 [0.079](=cancer.tenth)는 넷 가운데 [가장 낮지만](=cancer.tenth_lowest), 200걸음을 더 걸으면 다시 [20 위로](=jump.again) 튑니다. **마지막 한 점만 보고 학습률을 고르면 안 됩니다.**

튀는 이유는 오른쪽 그림에 있습니다. Adam은 좌표마다 $\sqrt{\hat v}$로 나누므로 같은 골짜기라도 $\hat v$가 작으면 더 가파르게 느낍니다. 그렇게 나눈 골짜기에서 가장 가파른 쪽의 굽은 정도(가장 큰 고윳값)를 $\lambda$라 하면, $\eta\lambda$가 **느끼는 가파름**입니다. 1단원에서 경사 하강법은 $\eta\lambda$가 2를 넘으면 발산했습니다. 이동 평균($\beta_1 = 0.9$)으로 걸으면 그 한계가 [38](=jump.limit)로 늘어납니다. 2절에서 모멘텀의 학습률을 키울 수 있던 것도 이 덕분입니다. 파란 선이 38을 넘는 걸음과 왼쪽에서 손실이 튀는 걸음을 비교해 보세요.

<details><summary>더 읽기(선택): 38은 어디에서 왔고, 왜 튈까요?</summary>

한계는 $2(1+0.9)/(1-0.9) =$ [38](=jump.limit)입니다. 꼭 이 한계에서는 $\theta_t = (-1)^t a$로 줄지도 커지지도 않고 오갑니다. 기울기는 $\lambda\theta_t$이므로 $m$도 $m_t = (-1)^t M$으로 오갑니다. 이동 평균의 식에 넣으면 $M = -\beta M + (1-\beta)\lambda a$, 곧 $M = \frac{1-\beta}{1+\beta}\lambda a$입니다. 부호가 바뀌는 기울기가 서로 지워져 작아진 값입니다.

$a$에서 $-a$로 건너가려면 걸음이 $\eta M = 2a$여야 하므로 $\eta\lambda = 2\,\frac{1+\beta}{1-\beta}$입니다. $\beta = 0$이면 1단원의 2이고, 0.9이면 38입니다.

기울기가 작은 동안 $\hat v$도 작아지고, 느끼는 가파름은 서서히 오릅니다. [390걸음쯤](=jump.crossed) 38을 넘고, 곧 손실이 튑니다. 튀는 순간 큰 기울기가 $\hat v$를 키워 가파름이 뚝 떨어지고, 다시 오르기 시작합니다. 회색 경사 하강법이 [360걸음쯤](=plain_bump.at) 불룩해지는 것도 그 앞에서 $\eta\lambda$가 2를 [넘었기](=plain_bump.above) 때문입니다.

학습률을 0.07로 두면 끝나기 직전인 [945걸음쯤](=seventh.at)에 튀어서, 출발점을 $10^{-10}$만큼만 흔들어도 마지막 손실이 세 배 넘게 [달라집니다](=seventh.differs).

배치 전체로 신경망을 Adam으로 학습시킬 때도 느끼는 가파름이 이 한계까지 올라 그 언저리에 머문다고 합니다(Cohen 외, 2022).

</details>

이 데이터의 더 나은 처방은 **표준화**입니다. 표준화하면 학습률 1의 경사 하강법도 같은 걸음에 [0.046](=cancer.standardized_plain)까지 내려가서, 표준화하지 않은 Adam(0.03)의 [0.082](=cancer.adam_best)보다 낮습니다. 표준화한 뒤의 Adam(0.1)은 [0.035](=cancer.standardized_adam)입니다. Adam은 걸음의 길이를 고르게 할 뿐, 가야 할 거리까지 고르게 하지는 않습니다. 표준화해 찾은 가중치를 원래 단위로 옮기면 [0.0012](=distances.near)에서 [413](=distances.far)까지 제각각인데, 학습률 0.03의 걸음으로는 [1,000걸음](=steps)에 [30쯤](=distances.reach)밖에 가지 못합니다. 옵티마이저는 전처리를 대신하지 못합니다.

### 더 읽기: 1단원의 손실을 내려가기
(선택, 3분)

1단원의 당뇨병 데이터로 가 봅시다. 표준화한 특성 10개와 절편, 손실은 MSE의 절반이고 최소제곱해의 MSE는 [2859.70](=diabetes.best)입니다.
"""


# %%
@demo
def diabetes_losses():
    figures.print_diabetes(Adam)


# %% [markdown]
r"""
기본값인 학습률 0.001의 Adam은 500걸음이 지나도 제자리나 다름없습니다. 절편이 [152](=diabetes.intercept)까지 가야 하는데 기울기가 한결같아 **한 걸음이 0.001쯤**이니 [15만 걸음 넘게](=diabetes.needed) 걸립니다. Adam에서는 얼마나 멀리 가야 하는지 어림해 학습률을 정해야 합니다.

학습률을 10으로 주면 경사 하강법보다 빨리 내려갑니다. 하지만 잘 고른 경사 하강법도 500걸음이면 [2860.4](=diabetes.plain)로 충분합니다. 표준화한 선형 회귀(linear regression)에서 Adam의 이득은 작습니다.

### 7.2 라이브러리와 비교하기

PyTorch는 이 강의에 필요하지 않으므로 값만 옮겨 왔습니다. 3절의 설정에 기울기 다섯 개를 차례로 주고 `torch.optim.Adam`(2.13.0, float64)이 내놓은 $\theta$입니다.
"""


# %%
@demo
def compare_with_torch():
    compare.with_torch(Adam)


# %% [markdown]
r"""
scikit-learn의 `MLPClassifier(solver="adam")` 안에도 Adam이 있습니다. 공개된 이름은 아니지만 꺼내어 첫 걸음을 비교할 수 있습니다. 학습률은 0.1입니다.
"""


# %%
@demo
def compare_with_sklearn():
    compare.with_sklearn(Adam)


# %% [markdown]
r"""
기울기가 보통 크기면 같고, 아주 작으면 다릅니다. 어느 쪽이 틀린 것이 아니라 `eps`를 더하는 자리가 다릅니다. scikit-learn은 보정을 학습률에 몰아넣은 $\eta_t = \eta\sqrt{1-\beta_2^t}/(1-\beta_1^t)$를 쓰고, `eps`를 **보정하지 않은** $\sqrt{v}$에 더합니다. 첫 걸음의 $\sqrt v$는 $\sqrt{\hat v}$의 [32분의 1](=eps_place.weight)이라 같은 `eps`가 그만큼 무겁습니다. 그래서 `eps`의 백 배인 1e-6에서 벌써 걸음이 [0.076](=eps_place.hundred)으로 줄었습니다.

### 다른 책·라이브러리에서는

| 어디에서 | 걸음 | `eps` 기본값 |
|--|--|--|
| **이 단원**, 논문의 알고리즘 1, PyTorch | $\eta\,\hat m/(\sqrt{\hat v}+\epsilon)$ | 1e-8 |
| scikit-learn의 MLP | $\eta_t\, m/(\sqrt{v}+\epsilon)$ | 1e-8 |
| Keras, 『밑바닥부터 시작하는 딥러닝』 | $\eta_t\, m/(\sqrt{v}+\epsilon)$ | 1e-7 |
| Optax의 `eps_root`를 쓸 때 | $\eta\,\hat m/(\sqrt{\hat v+\epsilon_{\text{root}}}+\epsilon)$ | `eps` 1e-8, `eps_root` 0 |
| PyTorch의 모멘텀(`SGD`) | $\eta\, m$인데 $m$에 $1-\beta_1$을 곱하지 않음. 0.9라면 학습률을 10분의 1로 | |

이름도 조금씩 다릅니다. PyTorch는 `betas=(0.9, 0.999)`, Keras는 `beta_1`, `beta_2`, `epsilon`입니다. `check(...)`는 이런 방식을 알아보고 **다른 약속**이라고 알려 줍니다.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(5분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 4, 2: 3, 3: 3, 4: 2}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 발견, 도전, 유명 코드의 버그 찾기
(11분, 점수에 들어가지 않습니다)

더 읽기와 도전은 이 시간에 넣지 않았습니다. 하나만 고르거나 나중에 해도 됩니다.

### 발견: 가중치 감소를 어디에 넣을까
(7분)

가중치가 커지지 않게 걸음마다 조금씩 줄이는 것을 **가중치 감소**(weight decay)라고 합니다. 세기가 $\lambda$이면 걸음마다 $1-\eta\lambda$배로 줄입니다. 경사 하강법에서는 기울기에 $\lambda\theta$를 더하기만 하면 됩니다. 10단원의 L2 규제와 같은 일입니다. 다만 그 단원의 페널티는 $\lambda\sum w^2$이라 기울기에 계수 2가 붙으므로, 그쪽의 $\lambda$는 여기의 절반입니다.

$$\theta - \eta\,(g + \lambda\theta) = (1-\eta\lambda)\,\theta - \eta\, g$$

Adam에서도 그럴까요? 1에서 출발한 가중치 100개에 부호가 무작위인 기울기를 줍니다. 절반은 기울기의 크기가 10, 절반은 0.1입니다. $\eta = 0.001$, $\lambda = 0.1$이면 [2,000걸음](=decay.steps) 뒤에 $(1-0.0001)^{2000} \approx$ [0.82](=decay.wanted)가 남아야 합니다.
"""


# %%
@demo
def decay_in_the_gradient():
    left = compare.shrunk(Adam(lr=0.001), added=0.1)
    print(f"남은 크기: 기울기가 큰 쪽 {left[0]:.2f}, 작은 쪽 {left[1]:.2f}")


# %% [markdown]
r"""
한쪽은 거의 그대로이고 다른 쪽은 너무 줄었습니다. 더해 준 $\lambda\theta$가 어디로 갔는지 Adam의 식에서 따라가 보세요. 그런 다음 두 쪽 모두 0.82가 남도록 `AdamW`의 `update`를 채우세요. 여러분의 `Adam`을 그대로 물려받으므로 `super().update(…)`로 부를 수 있습니다.
"""


# %% tags=["discover:AdamW"]
class AdamW(Adam):
    """걸음마다 가중치를 1 − lr · decay배로 줄이는 Adam입니다."""

    def __init__(self, lr=0.001, decay=0.01):
        super().__init__(lr)
        self.rate, self.decay = lr, decay

    def update(self, params, grads):
        """가중치를 줄이고 Adam의 걸음을 뺀 새 params를 구합니다. (≈ 1줄)

        grads가 얼마이든 모든 가중치에서 params · lr · decay만큼 줄어든다.
        그 밖에는 params와 grads를 그대로 받은 Adam과 똑같이 움직인다.
        예: AdamW(lr=0.1, decay=0.5)의 첫 갱신에서 params = [2, −2],
            grads = [5, −0.05]  ->  [1.8, −1.8]
        """
        ### BEGIN SOLUTION
        return super().update(params * (1 - self.rate * self.decay), grads)
        ### END SOLUTION


# %%
check("AdamW")

# %%
hint("AdamW")


# %%
@demo
def decay_apart():
    left = compare.shrunk(AdamW(lr=0.001, decay=0.1))
    print(f"남은 크기: 기울기가 큰 쪽 {left[0]:.2f}, 작은 쪽 {left[1]:.2f}")


# %% [markdown]
r"""
<details><summary>왜 기울기에 더하면 안 될까요?</summary>

더한 $\lambda\theta$도 $\sqrt{\hat v}$로 나뉩니다. 그래서 기울기가 큰 가중치는 거의 줄지 않고, 작은 가중치는 지나치게 줄어듭니다. 시드 열 개로 재면 [0.98](=decay.large)과 [0.19](=decay.small)입니다. AdamW(Loshchilov, Hutter, 2019)는 감소를 걸음에서 **떼어 내어** 모두 같은 비율로 줄입니다. 여러분이 쓴 한 줄은 PyTorch의 `torch.optim.AdamW`(2.13.0)와 같은 값을 냅니다. 이 논문이 나올 때까지 널리 쓰이던 라이브러리들은 기울기에 더하는 방법을 그대로 가중치 감소라고 불렀습니다.

다만 학습률을 줄여 가면 달라집니다. 위의 클래스는 감소에 쓸 학습률을 `self.rate`에 따로 담아 두므로, 도전 2처럼 `Adam`의 학습률만 줄이면 걸음만 줄고 감소는 그대로입니다. PyTorch는 그때의 학습률을 감소에도 곱합니다. 논문의 식은 또 달라서, 감소에 학습률을 곱하지 않고 학습률을 줄여 가는 배율만 둘에 똑같이 곱합니다. $\lambda$의 값을 다른 코드에서 가져올 때 조심할 **다른 약속**입니다.

</details>

### 버그 찾기: 첫 걸음만 맞는 Adam
(4분)

널리 알려진 "밑바닥부터 만드는 머신러닝" 저장소(GitHub의 eriklindernoren/ML-From-Scratch)의 Adam에는 2018년에 신고된 뒤로(이슈 35) 남아 있는 결함이 있습니다. 기울기가 늘 1이고 학습률이 0.1일 때 걸음의 길이를 재면 이렇습니다.

| $t$ | 1 | 2 | 5 | 10 | 100 | 1000 |
|--|--|--|--|--|--|--|
| 바른 Adam | 0.100 | 0.100 | 0.100 | 0.100 | 0.100 | 0.100 |
| 그 저장소 | [0.100](=no_power.t1) | [0.134](=no_power.t2) | [0.183](=no_power.t5) | [0.206](=no_power.t10) | [0.102](=no_power.t100) | [0.040](=no_power.t1000) |

첫 걸음은 완벽합니다. 짐작한 식을 아래 함수에 넣어 둘째 줄을 되살려 보세요. 지금은 보정이 전혀 없는 식이 들어 있습니다.
"""


# %%
def suspicious_step(t, lr=0.1, beta1=0.9, beta2=0.999):
    """기울기가 늘 1일 때 t번째 걸음의 길이. 어디를 고치면 표의 둘째 줄이 될까요?"""
    m, v = 1 - beta1**t, 1 - beta2**t  # 기울기가 1일 때 보정하지 않은 m과 v
    return lr * m / np.sqrt(v)


print("걸음의 길이:", *(f"{suspicious_step(t):.3f}" for t in (1, 2, 5, 10, 100, 1000)))

# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

$1-\beta^t$로 나눌 자리에서 $1-\beta$로 나누었습니다. 위 함수의 마지막 줄을 `lr * (m / (1 - beta1)) / np.sqrt(v / (1 - beta2))`로 바꾸면 표의 둘째 줄이 나옵니다.

$t=1$에서는 두 식이 같아서 한 번만 갱신하는 시험은 이 버그를 놓칩니다. 시간이 지나면 걸음이 학습률의 $\sqrt{0.001}/0.1 \approx$ [0.32배](=no_power.end)로 줄어듭니다. 학습이 되기는 되니 손실만 보아서는 알아채기 어렵습니다.

</details>

### 더 읽기: 증명에 있던 구멍
(선택, 4분)

Adam의 논문에는 볼록한 문제에서 답에 이른다는 증명이 있었습니다. 2018년에 레디 외(Reddi, Kale, Kumar)가 그 증명의 틀린 곳과, Adam이 **가장 나쁜 답**으로 가는 문제를 찾아 ICLR의 최우수 논문상을 받았습니다. 기울기가 3, −1, −1을 되풀이하고 $\theta$는 −1과 1 사이에 있습니다. 세 걸음의 합이 +1이니 −1로 가야 합니다. 여러분의 Adam은 어디로 가나요?
"""


# %%
@demo
def wrong_way():
    for beta2 in (0.1, 0.999):
        optimizer, theta = Adam(lr=0.01, beta1=0.0, beta2=beta2), np.zeros(1)
        for step in range(3000):
            gradient = np.array([3.0 if step % 3 == 0 else -1.0])
            theta = np.clip(optimizer.update(theta, gradient), -1.0, 1.0)
        print(f"β2 = {beta2}: theta = {theta[0]:.2f}")


# %% [markdown]
r"""
$\beta_2$가 작으면 드물게 오는 큰 기울기 3이 $v$를 키워 제 걸음을 스스로 줄이고, 그 기억은 금방 사라집니다. 그래서 −1들이 이깁니다. 기억이 긴 0.999에서는 바른 쪽으로 갑니다.

<details><summary>β를 바꾸면 어떻게 될까요?</summary>

이 예에서는 $\beta_1 = 0$이고 $\beta_2$가 작을 때만 그렇습니다. $\beta_2$가 0.4까지는 나쁜 쪽으로, 0.5부터는 [바른 쪽으로](=reddi.only_small) 갑니다. $\beta_2$가 0.1이어도 $\beta_1$을 0.9로 두면 [바른 쪽으로](=reddi.momentum_helps) 갑니다. 논문은 $\beta_1 < \sqrt{\beta_2}$이기만 하면 두 값을 얼마로 정하든 그에 맞는 나쁜 예를 만들 수 있음을 보였습니다.

</details>

레디 외의 AMSGrad는 $v$의 **지금까지의 최댓값**으로 나누어 이 문제를 막습니다. 실제 신경망에서는 이득이 뚜렷하지 않아 PyTorch에서도 `amsgrad=False`가 기본값입니다.

### 도전 1: 여러 배열을 한꺼번에
(선택, 15분)

신경망에는 배열이 여럿입니다. `{"W": …, "b": …}` 같은 딕셔너리를 받아 이름마다 `Adam` 객체를 하나씩 두는 `AdamDict`를 만들어 보세요. 처음 보는 이름이 나오면 그때 객체를 만들면 됩니다.

### 도전 2: 학습률을 줄여 가면
(선택, 15분)

7절의 더 읽기에 나온 당뇨병 손실을 300걸음 안에 2859.70까지 내리는 Adam의 학습률을 찾으세요. 그다음 걸음마다 `optimizer.lr`처럼 학습률을 담아 둔 속성을 줄여 가면 더 나아지는지 보세요. 끝으로 걸음마다 환자 32명을 무작위로 뽑은 미니배치의 기울기로 바꾸어 다시 해 보세요. `npml.unit06.data`의 `diabetes_gradient(theta, rows)`와 `diabetes_mse(theta)`를 쓰면 됩니다.
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
<details><summary>도전 1의 풀이</summary>

```python
class AdamDict:
    def __init__(self, **settings):
        self.settings, self.each = settings, {}

    def update(self, params, grads):
        for name in params:
            if name not in self.each:
                self.each[name] = Adam(**self.settings)
        return {name: one.update(params[name], grads[name]) for name, one in self.each.items()}
```

</details>

<details><summary>도전 2의 풀이</summary>

학습률을 10에서 고정하면 300걸음에 [2859.70](=schedule.fixed)에 이릅니다. 줄여 가면 오히려 [2859.97](=schedule.falling)에서 멈춥니다. 기울기에 잡음이 없어 끝에서 걸음을 줄일 이유가 없기 때문입니다.

미니배치에서는 반대입니다. 고정하면 최소보다 평균 [361](=schedule.noisy_fixed)만큼 높은 곳에서 떨고, 0까지 곧게 줄여 가면 [29](=schedule.noisy_falling)까지 내려갑니다(시드 열 개의 평균). 잡음이 있을 때 학습률을 줄여 가는 이유입니다.

```python
from npml.unit06.data import diabetes_gradient, diabetes_mse

rng, theta, optimizer = np.random.default_rng(0), np.zeros(11), Adam()
for step in range(300):
    optimizer.lr = 10 * (1 - step / 300)
    theta = optimizer.update(theta, diabetes_gradient(theta, rng.choice(442, 32)))
print(diabetes_mse(theta))
```

</details>
"""

# %% [markdown]
r"""
## 10. 정리
(5분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** Adam은 adaptive moment estimation(적응하는 모멘트 추정)을 줄인 말입니다. 모멘텀은 폴랴크(Polyak, 1964), 기울기의 제곱을 모두 더한 값의 제곱근으로 나누는 AdaGrad는 두치(Duchi) 외(2011)에서 왔습니다. AdaGrad의 합을 지수 이동 평균으로 바꾼 RMSProp은 논문이 아니라 힌턴(Hinton)의 2012년 온라인 강의 슬라이드로 퍼졌습니다. Adam(Kingma, Ba, 2014)이 둘을 합쳤습니다.

<details><summary>면접 질문 1. 편향 보정은 왜 하고, 언제까지 필요한가요?</summary>

0에서 출발한 이동 평균이 처음에 0 쪽으로 치우치기 때문입니다. $1-\beta_1^t$는 22걸음이면 0.9를 넘지만, $1-\beta_2^t$는 $\beta_2 = 0.999$에서 [2,302걸음](=bias.v_ready)이 지나야 넘습니다. 그동안 $v$만 작으면 걸음이 길어집니다.

</details>

<details><summary>면접 질문 2. Adam을 쓰면 메모리가 얼마나 더 드나요?</summary>

파라미터마다 $m$과 $v$를 두므로 파라미터의 두 배가 더 듭니다. 파라미터가 70억 개이고 수마다 4바이트라면 $m$과 $v$에만 [56](=state_gigabytes)GB입니다. 그래서 8비트로 줄이거나 여러 장치에 나누어 담습니다.

</details>

<details><summary>면접 질문 3. Adam이 늘 SGD보다 낫나요?</summary>

아닙니다. 축에 나란한 골짜기에서는 유리하지만 비스듬한 골짜기는 펴지 못하고, 사진을 다루는 신경망에서는 모멘텀을 쓴 SGD의 테스트 정확도가 더 높다는 보고도 있습니다(Wilson 외, 2017). 특성의 크기가 제각각이어도 학습률을 세밀하게 맞출 필요가 적다는 것이 Adam의 가장 큰 장점입니다.

</details>

**오늘의 쓰임.** 언어 모델은 대부분 AdamW로 학습시킵니다. $\beta_2$는 0.95로 낮추는 일이 많고(GPT-3, Llama), 처음에는 학습률을 서서히 올리고 뒤에는 줄여 갑니다.

### 다섯 줄 정리

1. 모멘텀은 방향을 평균하고, RMSProp은 좌표마다 크기로 나눕니다. Adam은 둘을 합쳐 $m$으로 방향을, $v$로 길이를 좌표마다 정합니다.
2. 두 평균은 0에서 출발하므로 $1-\beta^t$로 나누어 보정합니다. $\beta^t$는 거듭제곱이고, $t$는 첫 갱신에서 1입니다.
3. 한 좌표의 기울기만 몇 배로 키워도 그 좌표의 걸음은 그대로입니다. 기울기가 한결같으면 걸음의 길이가 학습률과 같고, 방향이 자주 바뀌면 짧아지고, 갑자기 커지면 길어집니다.
4. 축에 나란한 좁은 골짜기는 펴 줍니다. 비스듬한 골짜기에서는 벽은 금방 내려가도 바닥을 따라가는 걸음은 빨라지지 않고, 둥근 골짜기에서는 나을 것이 없습니다. 표준화를 대신하지도 못합니다.
5. `eps`를 더하는 자리는 라이브러리마다 다릅니다. 기울기가 `eps`의 [천 배쯤](=eps_place.thousand)보다 작아지면 차이가 드러납니다.

**용어**: 옵티마이저, 지수 이동 평균(EMA), 1차 모멘트와 2차 모멘트, 모멘텀, RMSProp, 편향 보정, 학습률, 조건수, 가중치 감소, 표준화

다음 단원에서는 신경망이 훈련 데이터를 외우지 못하게 막는 드롭아웃을 만듭니다. 기울기 자체가 너무 클 때의 처방은 12단원의 기울기 클리핑입니다.
"""

# %%
progress()
