# %% [markdown]
r"""
# 06. Adam 옵티마이저

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 기울기의 **지수 이동 평균** 두 개로 걸음의 방향과 길이를 정하는 까닭을 설명합니다.
- **편향 보정**이 없으면 처음 걸음이 얼마나 어긋나는지 숫자로 보입니다.
- 상태를 지닌 클래스 `Adam`을 구현하고, 값을 PyTorch·scikit-learn과 견줍니다.
- Adam이 큰 도움이 되는 골짜기와 그렇지 않은 골짜기를 가려냅니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 6 | 12 | 8 | 20 | 12 | 12 | 5 | 8 | 2 | **85** |

**선수 단원**: 1단원의 경사 하강법을 알면 시작할 수 있습니다. 7절의 손실은 2단원의 로지스틱 회귀에서 왔지만, 필요한 코드는 여기에 다 있습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 칸이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit06 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit06.widgets import draw_first_step, draw_valley
from npml.widgets import BLUE, GREEN, GREY, ORANGE, figure, subplots

# %%
from scipy.special import expit
from sklearn.datasets import load_breast_cancer, load_diabetes

cancer = load_breast_cancer()
X = np.column_stack([np.ones(len(cancer.data)), cancer.data])  # (569, 31), 표준화하지 않음
sign = 2.0 * cancer.target - 1.0  # 레이블을 -1과 1로: 2단원 7절의 다른 약속


def cancer_loss(theta):
    """로지스틱 손실의 평균. (31,) -> 숫자"""
    return np.mean(np.logaddexp(0.0, -sign * (X @ theta)))


def cancer_gradient(theta):
    """그 손실의 기울기. (31,) -> (31,)"""
    return -X.T @ (sign * expit(-sign * (X @ theta))) / len(sign)


# %% [markdown]
r"""
## 1. 왜 필요한가
(6분)

유방암 진단 데이터에는 환자 569명의 특성(feature)이 30개씩 있습니다. 어떤 특성은 넓이라서 값이 수백이고, 어떤 특성은 오목한 정도라서 0.05 안팎입니다.

표준화(standardization)를 잊고 로지스틱 회귀(logistic regression)를 학습시키면 무슨 일이 생길까요? 출발점 $\theta = 0$에서 잰 기울기(gradient, 그레이디언트)를 좌표마다 막대로 그렸습니다. 세로축은 한 칸이 열 배입니다.
"""


# %%
@demo
def gradient_scales():
    sizes = np.sort(np.abs(cancer_gradient(np.zeros(31))))
    fig, axis = subplots(height=3.2)
    axis.bar(np.arange(31), sizes, color=BLUE)
    axis.set(yscale="log", xlabel="좌표 (기울기가 작은 것부터)", ylabel="기울기의 절댓값")
    alt = (
        f"로지스틱 손실의 기울기 31개의 절댓값을 작은 것부터 로그 눈금으로 그린 막대그래프. 가장 작은 것은 "
        f"{sizes[0]:.5f}, 가장 큰 것은 {sizes[-1]:.1f}이고, 둘은 30만 배 넘게 차이 난다."
    )
    figure(fig, alt=alt)
    print(f"가장 작은 기울기 {sizes[0]:.5f}, 가장 큰 기울기 {sizes[-1]:.1f}")


# %% [markdown]
r"""
가장 가파른 좌표와 가장 완만한 좌표의 기울기가 **30만 배** 넘게 다릅니다. 경사 하강법(gradient descent)은 학습률(learning rate) 하나로 두 좌표를 함께 움직여야 합니다.

가파른 쪽에 맞추면 완만한 좌표는 거의 제자리이고, 완만한 쪽에 맞추면 가파른 좌표가 튀어 나갑니다. 학습률 다섯 가지로 1,000걸음씩 내려가 보겠습니다.
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
출발점의 손실은 $\log 2 \approx 0.69$입니다. 다섯 가운데 가장 나은 학습률은 $3\times10^{-5}$이고 손실은 0.21입니다. 세 배만 키워도 0.4로 나빠지고, 거기서 열 배 더 키우면 출발점보다도 나빠집니다.

**좌표마다 걸음의 길이를 따로 정하면** 어떨까요? 이 단원에서 만들 Adam은 손보지 않은 이 데이터에서 학습률을 0.001로 두든 0.1로 두든 0.21보다 낮은 손실에 이릅니다. 7절에서 확인합니다.
"""

# %% [markdown]
r"""
## 2. 수식
(12분)

### 기호와 shape

Adam은 손실을 줄이는 규칙, 곧 **옵티마이저**(optimizer)입니다. 2014년에 킹마와 바(Kingma, Ba)가 내놓았습니다. 좌표마다 기울기의 최근 모습을 두 숫자로 기억합니다. 모든 계산은 좌표마다 따로 하므로 shape(크기)가 끝까지 같습니다. 아래의 $S$는 파라미터(parameter) 배열의 shape이고, 어떤 것이든 됩니다.

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
### 두 개의 이동 평균

새 값을 조금씩 섞는 평균을 **지수 이동 평균**(exponential moving average, EMA)이라고 합니다. Adam은 기울기와 그 제곱의 이동 평균을 둡니다. 둘 다 0에서 출발합니다.

$$m_t = \beta_1 m_{t-1} + (1-\beta_1)\, g_t, \qquad v_t = \beta_2 v_{t-1} + (1-\beta_2)\, g_t^2$$

대략 최근 $1/(1-\beta)$개의 평균이라고 보면 됩니다. 흔히 쓰는 $\beta_1 = 0.9$는 10개, $\beta_2 = 0.999$는 1,000개입니다.

$m$은 **1차 모멘트**(first moment), $v$는 **2차 모멘트**(second moment)의 어림값입니다. 모멘트는 통계의 적률이고, 지난 속도를 이어 가는 방법인 모멘텀(momentum)과 다른 말입니다.

$v$를 분산이라고 소개하는 글도 있지만, 평균을 빼지 않고 제곱하므로 분산이 아닙니다.

### 걸음

방향은 $m$이, 길이는 $v$의 제곱근이 정합니다. 뒤에서 설명할 보정을 거친 값으로 움직입니다.

$$\theta_t = \theta_{t-1} - \eta\,\frac{\hat m_t}{\sqrt{\hat v_t} + \epsilon}$$

기울기를 모두 100배 하면 $\hat m$도 $\sqrt{\hat v}$도 100배가 되어 걸음은 그대로입니다. **학습률이 곧 걸음의 길이**라는 뜻입니다. 1절의 문제가 여기서 풀립니다.
"""

# %% [markdown]
r"""
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
    t = np.arange(1, 101)
    fig, axis = subplots(height=3.0)
    axis.plot(t, 1 - 0.9**t, color=BLUE, label="m: 1 − 0.9^t")
    axis.plot(t, 1 - 0.999**t, "--", color=ORANGE, label="v: 1 − 0.999^t")
    axis.axhline(1.0, color=GREY, linewidth=1, linestyle=":")
    axis.set(xlabel="갱신 횟수 t", ylabel="참값에 대한 비율", ylim=(0, 1.1))
    axis.legend(loc="center right")
    alt = (
        "기울기가 늘 같을 때 보정하지 않은 이동 평균이 참값의 몇 배인지 그린 그림. m은 22걸음 만에 0.9를 넘지만 "
        "v는 100걸음 뒤에도 0.095에 머문다."
    )
    figure(fig, alt=alt)


# %% [markdown]
r"""
$v$는 100걸음이 지나도 참값의 10%가 안 됩니다. 분모가 너무 작으니 걸음이 너무 길어집니다. 첫 걸음은 $0.1/\sqrt{0.001} \approx 3.2$배, 12번째 걸음은 약 6.6배입니다.

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

$1-\beta_1^2 = 0.36$이고 $1-\beta_2^2 = 0.0784 = 0.28^2$입니다. 물음표 두 개와 둘째 좌표의 $\theta_1$, $\theta_2$를 구하세요.

<details><summary>답 보기</summary>

둘째 걸음은 $0.9 \cdot \frac{0.28}{0.36} = 0.7$이고 $\theta_2 = 1.1 - 0.7 = 0.4$입니다.

둘째 좌표에서는 $m$과 $\sqrt{v}$가 똑같이 100분의 1이 되므로 걸음의 길이는 그대로입니다. 방향만 반대라서 $-2 \to -1.1 \to -0.4$입니다.

같은 학습률의 경사 하강법이었다면 첫 걸음의 길이는 4.5와 0.045였을 것입니다.

</details>
"""

# %% [markdown]
r"""
## 4. 직접 채우기, 5. 확인과 힌트
(20분)

채울 칸은 하나지만 메서드가 둘입니다. `__init__`은 설정과 상태를 담고, `update`는 한 걸음을 걷습니다. `update`는 다음 차례로 쓰면 됩니다.

1. `params`와 `grads`의 shape가 다르면 `ValueError`를 냅니다. (3,)과 (1,)처럼 브로드캐스팅(broadcasting)되는 짝은 NumPy가 막아 주지 않습니다.
2. `grads`를 float64로 바꿉니다. 8비트 정수의 제곱은 255를 넘으면 엉뚱한 수가 됩니다.
3. 첫 호출이면 `m`과 `v`를 0으로 둡니다. 그리고 `t`를 1 늘립니다.
4. `m`과 `v`를 갱신하고, **보정한 값은 지역 변수** `m_hat`, `v_hat`에 담습니다. `self.m`과 `self.v`에는 보정하지 않은 값이 남아야 합니다.
5. 새 배열을 돌려줍니다. `params -= …`는 부르는 쪽의 배열까지 바꾸므로 쓰지 않습니다.

객체 하나는 배열 하나를 맡습니다. 한 객체에 다른 shape의 배열을 번갈아 주는 일은 없습니다.

다 채우고 바로 아래의 `check(...)`를 실행하면 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다. 막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.
"""


# %% tags=["solution:Adam"]
class Adam:
    """배열 하나를 맡는 Adam 옵티마이저입니다.

    lr, beta1, beta2, eps: 받은 값을 그대로 쓴다(0도 된다).
    m, v: 보정하지 않은 이동 평균. 처음에는 None, update 뒤에는 params와 shape가 같은 float64 배열.
    t: 지금까지의 갱신 횟수. 정수이며 처음에는 0, 첫 update 뒤에는 1.
    """

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        """설정 네 개와 m, v, t의 처음 값을 담습니다. (≈ 5줄)"""
        ### BEGIN SOLUTION
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0
        ### END SOLUTION

    def update(self, params, grads):
        """params − lr · m_hat / (sqrt(v_hat) + eps)를 구합니다. (≈ 11줄)

        params, grads: shape가 같은 float64 또는 정수 배열. 0차원도 2차원도 되며 바꾸지 않는다.
        반환값: 같은 shape의 새 float64 배열. 먼저 돌려준 배열은 다음 호출에서도 그대로다.
        오류: shape가 다르면 ValueError. 메시지에 params나 grads를 적는다.
        기울기가 처음부터 0이던 좌표는 움직이지 않는다(eps 덕분에 0/0이 아니다). 도중에 0이 된 좌표는 m이 남아 움직인다.
        예: Adam(lr=0.1).update(np.array([2.0]), np.array([5.0]))  ->  [1.9]
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
        print(f"t = {optimizer.t}: theta = [{theta[0]:.4f}, {theta[1]:.4f}], m = {np.round(optimizer.m, 4)}")


# %% [markdown]
r"""
## 6. 실험
(12분)

### 6.1 걸음의 길이

기울기가 늘 같은 값일 때 걸음의 길이를 학습률로 나누어 그립니다. 파란 점은 **여러분의** Adam, 검은 파선은 식으로 구한 기준 $|g|/(|g|+\epsilon)$, 보라색 점선은 편향 보정이 없을 때입니다.

기울기의 크기를 1에서 1000까지, 또 0.001까지 옮겨 보세요. 파란 점이 움직이나요? 그다음 아주 작은 쪽으로 내려가 미션을 풀어 보세요. `eps`는 1e-8입니다.
"""

# %%
explore(draw_first_step, Adam)

# %% [markdown]
r"""
<details><summary>왜 그 크기일까요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

기울기의 크기가 `eps`와 같으면 $|g|/(|g|+\epsilon) = \frac12$이라 걸음이 절반이 됩니다. `eps`는 0으로 나누는 일을 막을 뿐 아니라 **이보다 작은 기울기는 믿지 않겠다**는 문턱이기도 합니다.

</details>

### 6.2 좁은 골짜기

손실 $\frac12\theta^\top H\theta$의 등고선입니다. $H$의 가장 큰 고윳값(eigenvalue)을 가장 작은 고윳값으로 나눈 값을 **조건수**(condition number)라고 합니다. 조건수가 클수록 골짜기가 좁고 깁니다.

회색 경사 하강법은 이 골짜기에서 가장 좋은 학습률 $2/(\lambda_{\min}+\lambda_{\max})$를 미리 알고 쓰고, 주황색 모멘텀은 학습률 $1/\lambda_{\max}$를 씁니다. 파란 길이 여러분의 Adam입니다. 검은 파선은 기준 Adam의 길이니, 파란 길과 겹쳐야 합니다.
"""

# %%
explore(draw_valley, Adam)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요. 더 살펴볼 것이 있습니다.</summary>

- **걸음 수**를 1부터 늘려 보세요. 처음 몇 걸음은 대각선입니다. 두 좌표의 기울기가 25배 달라도 걸음의 길이가 같기 때문입니다.
- **β1 = 0.99**로 두면 최소점을 지나칩니다. 100걸음쯤을 평균하는 기억이 방향을 늦게 바꿉니다. 60걸음짜리 실험에는 너무 깁니다.
- **골짜기를 돌리면** Adam의 장점이 거의 사라지고, 60걸음에서는 모멘텀이 더 낮습니다. Adam은 **좌표축마다** 길이를 맞추므로 축에 나란한 골짜기는 펴 주지만, 비스듬한 골짜기는 펴지 못합니다.
- **조건수 1**에서는 경사 하강법이 한 걸음에 최소점에 닿습니다. 이미 둥근 골짜기라면 Adam이 나을 것이 없습니다.

</details>
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(12분)

### 7.1 1절의 문제로 돌아가서

표준화하지 않은 유방암 데이터입니다. Adam의 학습률 세 가지와 1절에서 가장 나았던 경사 하강법을 1,000걸음씩 견줍니다.
"""


# %%
def trace(move, theta, steps, gradient, loss):
    """걸음마다의 손실. move(theta, 기울기)는 새 theta를 돌려줍니다."""
    losses = []
    for _ in range(steps):
        theta = move(theta, gradient(theta))
        losses.append(loss(theta))
    return np.array(losses)


@demo
def cancer_curves():
    fig, axis = subplots(height=3.6)
    plain = trace(lambda theta, g: theta - 3e-5 * g, np.zeros(31), 1000, cancer_gradient, cancer_loss)
    curves = [("경사 하강법 0.00003", plain, GREY, ":")]
    for lr, color, style in ((0.001, ORANGE, "-."), (0.01, GREEN, "--"), (0.1, BLUE, "-")):
        losses = trace(Adam(lr=lr).update, np.zeros(31), 1000, cancer_gradient, cancer_loss)
        curves.append((f"Adam {lr:g}", losses, color, style))
    for name, losses, color, style in curves:
        axis.plot(losses, style, color=color, linewidth=1.5, label=name)
        print(f"1,000걸음 뒤의 손실 {losses[-1]:.2g}   {name}")
    axis.set(yscale="log", ylim=(0.05, 10), xlabel="걸음", ylabel="손실")
    axis.set_yticks([0.1, 1, 10], ["0.1", "1", "10"])
    axis.legend(loc="upper right")
    ends = ", ".join(f"{name} {losses[-1]:.2g}" for name, losses, *_ in curves)
    figure(fig, alt=f"유방암 데이터의 손실이 1,000걸음 동안 줄어드는 네 곡선. 마지막 손실은 {ends}.")


# %% [markdown]
r"""
학습률이 100배 달라도 Adam은 셋 다 경사 하강법의 0.21보다 낮습니다.

다만 학습률 0.1의 곡선은 처음에 크게 출렁이고, 430걸음쯤에서 한 번 더 튀어 오릅니다. 기울기가 작은 동안 $\sqrt{\hat v}$도 줄어서, 가파른 방향에서는 걸음이 감당하지 못할 만큼 길어졌기 때문입니다. 마지막 손실만 보았다면 몰랐을 일입니다.

솔직하게 덧붙이면, 이 데이터의 더 나은 처방은 **표준화**입니다. 표준화하고 나면 학습률 1의 경사 하강법이 같은 1,000걸음에 0.046까지 내려가서, 표준화하지 않은 Adam의 0.079보다 낮습니다. 옵티마이저는 전처리를 대신하지 못합니다.

### 7.2 1단원의 손실을 내려가기

1단원의 당뇨병 데이터로 가 봅시다. 표준화한 특성 10개와 절편, 손실은 MSE의 절반이고 최소제곱해의 MSE는 2859.70입니다. 손실이 2차식이라 기울기는 행렬 하나로 쓸 수 있습니다.
"""


# %%
@demo
def diabetes_losses():
    data = load_diabetes(scaled=False)
    columns = (data.data - data.data.mean(axis=0)) / data.data.std(axis=0)
    Z, y = np.column_stack([np.ones(len(columns)), columns]), data.target
    H, c = Z.T @ Z / len(Z), Z.T @ y / len(Z)

    def gradient(theta):
        return H @ theta - c

    def mse(theta):
        return np.mean((Z @ theta - y) ** 2)

    moves = [("경사 하강법 0.4", lambda theta, g: theta - 0.4 * g)]
    moves += [(f"Adam {lr:g}", Adam(lr=lr).update) for lr in (0.001, 0.1, 1.0, 10.0)]
    for name, move in moves:
        losses = trace(move, np.zeros(11), 500, gradient, mse)
        print(f"100걸음 {losses[99]:9.1f}   500걸음 {losses[-1]:9.2f}   {name}")


# %% [markdown]
r"""
기본값인 학습률 0.001의 Adam은 500걸음이 지나도 제자리나 다름없습니다. 절편이 152까지 가야 하는데 **한 걸음이 0.001쯤**이니 15만 걸음이 넘게 걸립니다. 걸음의 길이를 아는 옵티마이저에게는 얼마나 멀리 가야 하는지 어림해서 학습률을 주어야 합니다.

학습률을 10으로 주면 경사 하강법보다 빨리 내려갑니다. 하지만 잘 고른 경사 하강법도 500걸음이면 2860.4로 충분합니다. 표준화한 선형 회귀(linear regression)에서 Adam의 이득은 작습니다.

### 7.3 라이브러리와 숫자로 비교하기

PyTorch는 이 강의에 필요하지 않으므로 값만 옮겨 왔습니다. 3절의 설정에 기울기 다섯 개를 차례로 주고 `torch.optim.Adam`(2.13.0, float64)이 내놓은 $\theta$입니다.
"""


# %%
@demo
def compare_with_torch():
    torch_theta = np.array([
        [1.1000000018, -1.100000179999964], [0.4000000037600001, -0.40000037599990934],
        [0.2910035019693118, -0.16334282199796518], [0.20690600187489044, -0.3801978078058197],
        [-0.05195007261352935, -0.2924899463280222],
    ])  # fmt: skip
    gradients = np.array([[5, -0.05], [1, -0.01], [-3, 0.02], [0, 0.04], [2, -0.03]])
    optimizer, theta = Adam(lr=0.9, beta1=0.8, beta2=0.96), np.array([2.0, -2.0])
    for t in range(5):
        theta = optimizer.update(theta, gradients[t])
        gap = np.max(np.abs(theta - torch_theta[t]))
        print(f"t = {t + 1}: 내 theta [{theta[0]:9.6f}, {theta[1]:9.6f}]   차이가 1e-12보다 작은가요? {gap < 1e-12}")


# %% [markdown]
r"""
scikit-learn의 `MLPClassifier(solver="adam")` 안에도 Adam이 있습니다. 공개된 이름은 아니지만 꺼내어 첫 걸음을 견줄 수 있습니다. 학습률은 0.1입니다.
"""


# %%
@demo
def compare_with_sklearn():
    from sklearn.neural_network._stochastic_optimizers import AdamOptimizer

    for size in (1.0, 1e-3, 1e-6, 1e-9):
        gradient, theirs = np.array([size]), [np.zeros(1)]
        AdamOptimizer(theirs, learning_rate_init=0.1).update_params(theirs, [gradient])
        mine = Adam(lr=0.1).update(np.zeros(1), gradient)
        print(f"기울기 {size:<6g} 내 걸음 {mine[0]:9.6f}   scikit-learn {theirs[0][0]:9.6f}")


# %% [markdown]
r"""
기울기가 보통 크기면 같고, 아주 작으면 다릅니다. 어느 쪽이 틀린 것이 아니라 `eps`를 더하는 자리가 다릅니다. scikit-learn은 보정을 학습률에 몰아넣은 $\eta_t = \eta\sqrt{1-\beta_2^t}/(1-\beta_1^t)$를 쓰고, `eps`를 **보정하지 않은** $\sqrt{v}$에 더합니다.

### 다른 책·라이브러리에서는

| 어디에서 | 걸음 | `eps` 기본값 |
|--|--|--|
| **이 단원**, 논문의 알고리즘 1, PyTorch | $\eta\,\hat m/(\sqrt{\hat v}+\epsilon)$ | 1e-8 |
| scikit-learn의 MLP | $\eta_t\, m/(\sqrt{v}+\epsilon)$ | 1e-8 |
| Keras, 『밑바닥부터 시작하는 딥러닝』 | $\eta_t\, m/(\sqrt{v}+\epsilon)$ | 1e-7 |
| Optax의 `eps_root`를 쓸 때 | $\eta\,\hat m/(\sqrt{\hat v+\epsilon_{\text{root}}}+\epsilon)$ | `eps` 1e-8, `eps_root` 0 |
| AdamW | $\eta\,\hat m/(\sqrt{\hat v}+\epsilon)$에 가중치 감소(weight decay, 10단원)를 따로 더함 | 1e-8 |

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
## 9. 도전과 유명 코드의 버그 찾기
(8분, 점수에 들어가지 않습니다)

### 버그 찾기: 첫 걸음만 맞는 Adam

별이 수만 개 달린 어느 "밑바닥부터 만드는 머신러닝" 저장소의 Adam에는 2018년에 신고된 뒤로 남아 있는 결함이 있습니다. 기울기가 늘 1이고 학습률이 0.1일 때 걸음의 길이를 재면 이렇습니다.

| $t$ | 1 | 2 | 5 | 10 | 100 | 1000 |
|--|--|--|--|--|--|--|
| 바른 Adam | 0.100 | 0.100 | 0.100 | 0.100 | 0.100 | 0.100 |
| 그 저장소 | 0.100 | 0.134 | 0.183 | 0.206 | 0.102 | 0.040 |

첫 걸음은 완벽합니다. 8절의 마지막 문제에서 본 증상입니다. 짐작한 식을 아래 함수에 넣어 둘째 줄을 되살려 보세요. 지금은 보정이 전혀 없는 식이 들어 있습니다.
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

$t=1$에서는 두 식이 같아서 한 번만 갱신하는 시험은 이 버그를 놓칩니다. 시간이 지나면 걸음이 학습률의 $\sqrt{0.001}/0.1 \approx 0.32$배로 줄어듭니다. 학습이 되기는 되니 손실만 보아서는 알아채기 어렵습니다.

</details>

### 도전 1: 여러 배열을 한꺼번에

신경망에는 배열이 여럿입니다. `{"W": …, "b": …}` 같은 딕셔너리를 받아 이름마다 `Adam` 객체를 하나씩 두는 `AdamDict`를 만들어 보세요. 처음 보는 이름이 나오면 그때 객체를 만들면 됩니다.

### 도전 2: 아는 만큼 준비하는 학습률

7.2절의 당뇨병 손실을 300걸음 안에 2859.70까지 내리는 Adam의 학습률을 찾고, 걸음이 지날수록 학습률을 줄이면 더 나아지는지 살펴보세요. `optimizer.lr`처럼 학습률을 담아 둔 속성을 걸음마다 바꾸면 됩니다.
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(2분)

1. Adam은 기울기의 이동 평균 $m$으로 방향을, 기울기 제곱의 이동 평균 $v$로 길이를 좌표마다 따로 정합니다.
2. 두 평균은 0에서 출발하므로 $1-\beta^t$로 나누어 보정합니다. $\beta^t$는 거듭제곱이고, $t$는 첫 갱신에서 1입니다.
3. 첫 걸음의 길이는 기울기의 크기와 상관없이 학습률과 거의 같습니다. 학습률은 곧 걸음의 길이입니다.
4. 축에 나란한 좁은 골짜기에서는 큰 도움이 되지만, 비스듬하거나 둥근 골짜기에서는 그렇지 않습니다. 표준화를 대신하지도 못합니다.
5. `eps`를 더하는 자리는 라이브러리마다 다릅니다. 기울기가 `eps`만큼 작을 때만 차이가 드러납니다.

**용어**: 옵티마이저, 지수 이동 평균(EMA), 1차 모멘트와 2차 모멘트, 모멘텀, 편향 보정, 학습률, 조건수, 브로드캐스팅, 표준화

다음 단원에서는 신경망이 훈련 데이터를 외우지 못하게 막는 드롭아웃을 만듭니다. 기울기 자체가 너무 클 때의 처방은 12단원의 기울기 클리핑입니다.
"""

# %%
progress()
