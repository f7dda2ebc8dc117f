# %% [markdown]
r"""
# 05. 배치 정규화

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 깊은 신경망을 지나며 값의 크기가 사라지거나 터지는 모습을 숫자로 보입니다.
- 배치의 평균과 분산으로 정규화하고, 추론에 쓸 **이동 평균**을 모으는 클래스 `BatchNorm`을 구현합니다.
- 훈련 모드와 추론 모드가 왜 달라야 하는지, 둘을 혼동하면 무슨 일이 생기는지 설명합니다.
- `momentum`과 분산의 약속이 PyTorch와 Keras에서 어떻게 다른지 숫자로 견줍니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 6 | 12 | 8 | 20 | 12 | 12 | 5 | 10 | 2 | **87** |

**선수 단원**: NumPy의 브로드캐스팅과 `axis`를 알면 시작할 수 있습니다. 표준화는 1단원에서 썼지만, 필요한 설명은 여기에 다 있습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 칸이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit05 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit05.network import Network, activations, batchnorm_backward, digits, train
from npml.unit05.widgets import draw_layers, draw_running
from npml.widgets import BLUE, GREEN, ORANGE, figure, number, subplots

# %% [markdown]
r"""
## 1. 왜 필요한가
(6분)

손글씨 숫자 300장을 무작위 가중치(weight)로 된 층 열 개에 차례로 통과시킵니다. 층마다 유닛은 64개이고, 활성화 함수(activation function)는 음수를 0으로 바꾸는 ReLU입니다.

가중치의 크기만 세 가지로 바꾸어 보겠습니다. 1.4는 ReLU에 알맞다고 알려진 $\sqrt2$에 가까운 값이고, 나머지는 그보다 조금 작거나 큽니다. 층을 지날 때마다 값의 표준편차(standard deviation)가 어떻게 되는지 그립니다. 세로축은 한 칸이 백 배입니다.
"""


# %%
@demo
def vanish_or_explode():
    fig, axis = subplots(height=3.4)
    story = []
    for scale, color, marker in ((0.5, BLUE, "o"), (1.4, GREEN, "s"), (3.0, ORANGE, "^")):
        spread = [h.std() for h in activations(scale)]
        axis.plot(np.arange(1, 11), spread, color=color, marker=marker, label=f"가중치의 크기 {scale}")
        first, last = number(spread[0], 2), number(spread[-1], 2)
        story.append(f"가중치의 크기가 {scale}이면 1층에서 {first}, 10층에서 {last}")
    axis.set(yscale="log", xlabel="층", ylabel="활성화 값의 표준편차")
    axis.set(xticks=np.arange(1, 11), ylim=(1e-7, 1e5))
    axis.legend(loc="upper left")
    figure(fig, alt=f"층에 따른 활성화 값의 표준편차. {', '.join(story)}.")
    print("\n".join(story))


# %% [markdown]
r"""
가중치가 조금 작으면 10층의 표준편차는 **100만분의 6**까지 줄고, 조금 크면 **367**까지 커집니다. 한 층에서는 몇 배 차이일 뿐이지만 열 번 거듭되기 때문입니다. 이런 신경망(neural network)은 기울기(gradient, 그레이디언트)도 함께 사라지거나 터져서 학습이 거의 되지 않습니다.

1단원에서는 특성(feature)의 크기를 맞추려고 **표준화**(standardization)했습니다. 평균을 빼고 표준편차로 나누는 일이었습니다. 그런데 입력을 아무리 잘 표준화해도 층을 지나면 다시 흐트러집니다.

그렇다면 **층마다 다시 맞추면** 어떨까요? 2015년에 요페와 세게디(Ioffe, Szegedy)가 내놓은 배치 정규화(batch normalization)가 바로 그 생각입니다.
"""

# %% [markdown]
r"""
## 2. 수식
(12분)

### 기호와 shape

훈련할 때 데이터를 조금씩 나누어 넣는 묶음을 **미니배치**(mini-batch), 줄여서 배치라고 합니다. 아래에서 $N$은 배치의 샘플(sample) 수, $D$는 특성(유닛)의 수입니다.

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $x$ | `x` | (N, D) | 들어오는 값 |
| $\mu$, $\sigma^2$ | `mean`, `var` | (D,) | 이번 배치의 평균과 분산 |
| $\hat x$ | `x_hat` | (N, D) | 정규화한 값 |
| $\gamma$, $\beta$ | `gamma`, `beta` | (D,) | 학습하는 배율과 이동. 처음에는 1과 0 |
| $y$ | | (N, D) | 나가는 값 |
| $r_\mu$, $r_{\sigma^2}$ | `running_mean`, `running_var` | (D,) | 이동 평균과 이동 분산. 처음에는 0과 1 |
| $m$ | `momentum` | 숫자 | 지난 기억을 남기는 비율 |
| $\epsilon$ | `eps` | 숫자 | 0으로 나누는 일을 막는 작은 수 |

다른 단원에서 $m$은 샘플의 수이지만, 이 단원에서는 `momentum`입니다. 샘플의 수는 $N$으로 적습니다.
"""

# %% [markdown]
r"""
### 훈련 모드: 이번 배치로 정규화

특성마다, 곧 **열마다** 배치의 평균과 분산을 구합니다. 샘플을 따라 평균하므로 `axis=0`입니다.

$$\mu_j = \frac1N\sum_{i=1}^N x_{ij}, \qquad \sigma_j^2 = \frac1N\sum_{i=1}^N (x_{ij} - \mu_j)^2$$

분산은 $N-1$이 아니라 $N$으로 나눕니다(NumPy의 기본값인 `ddof=0`). 그리고 열마다 평균 0, 분산 1로 맞춥니다.

$$\hat x_{ij} = \frac{x_{ij} - \mu_j}{\sqrt{\sigma_j^2 + \epsilon}}$$

한 열의 값이 모두 같으면 $\sigma_j^2 = 0$입니다. $\epsilon$이 **제곱근 안에** 있어서 0/0이 되지 않고 $\hat x_{ij} = 0$이 됩니다.

### 배율과 이동

모든 유닛을 평균 0, 분산 1로 묶어 두면 신경망이 표현할 수 있는 것이 줄어듭니다. 그래서 되돌릴 길을 열어 둡니다.

$$y_{ij} = \gamma_j\, \hat x_{ij} + \beta_j$$

$\gamma$와 $\beta$는 가중치처럼 학습하는 파라미터(parameter)입니다. $\gamma_j = \sqrt{\sigma_j^2 + \epsilon}$, $\beta_j = \mu_j$로 배우면 정규화하기 전으로 돌아갑니다. 6단원의 옵티마이저(optimizer)에서 만날 $\beta_1$, $\beta_2$와는 관계가 없습니다.
"""

# %% [markdown]
r"""
### 추론 모드: 모아 둔 값으로 정규화

훈련을 마치고 답을 낼 때, 곧 추론(inference)할 때는 사진이 한 장만 들어오기도 합니다. 한 장의 평균은 자기 자신이니 $x - \mu = 0$이 되어 모든 사진의 답이 같아집니다. 여러 장이 들어와도 **함께 들어온 사진에 따라 답이 달라지면** 곤란합니다.

그래서 훈련하는 동안 배치마다 평균과 분산을 조금씩 섞어 둡니다. 이를 **이동 평균**(running mean)과 **이동 분산**(running variance)이라고 합니다.

$$r_\mu \leftarrow m\, r_\mu + (1-m)\,\mu, \qquad r_{\sigma^2} \leftarrow m\, r_{\sigma^2} + (1-m)\,\sigma^2$$

$m$은 **지난 값을 남기는** 비율입니다. 섞는 것은 표준편차가 아니라 분산입니다. 추론 모드에서는 $\mu$와 $\sigma^2$ 자리에 이 값을 쓰고, 아무것도 갱신하지 않습니다.

$$\hat x_{ij} = \frac{x_{ij} - r_{\mu,j}}{\sqrt{r_{\sigma^2,j} + \epsilon}}, \qquad y_{ij} = \gamma_j\, \hat x_{ij} + \beta_j$$

| | 정규화에 쓰는 값 | 이동 평균·이동 분산 | $\gamma$, $\beta$ |
|--|--|--|--|
| 훈련 모드 | 이번 배치의 $\mu$, $\sigma^2$ | 갱신함 | 씀 |
| 추론 모드 | $r_\mu$, $r_{\sigma^2}$ | 그대로 둠 | 씀 |

### 왜 효과가 있을까

처음 논문은 층의 입력 분포가 학습하는 동안 흔들리는 **내부 공변량 변화**(internal covariate shift)를 줄이기 때문이라고 설명했습니다. 2018년의 한 연구(Santurkar 외)는 그 흔들림을 일부러 더해도 배치 정규화가 여전히 잘 듣는다는 것을 보였고, 손실의 지형이 완만해지기 때문이라고 보았습니다. 까닭은 아직 논쟁거리이고, 효과는 7절에서 직접 잴 수 있습니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(8분)

샘플 다섯 개, 특성 두 개인 배치입니다. `momentum`은 0.8이고 $\epsilon$은 아주 작으므로 무시합니다.

| 샘플 | 첫째 특성 | $\hat x$ | 둘째 특성 | $\hat x$ |
|--|--|--|--|--|
| 1 | 1 | $(1-7)/4 = -1.5$ | 50 | ? |
| 2 | 5 | $-0.5$ | 33.5 | ? |
| 3 | 7 | $0$ | 66.5 | ? |
| 4 | 9 | $0.5$ | 44.5 | ? |
| 5 | 13 | $1.5$ | 55.5 | ? |

첫째 열의 평균은 $35/5 = 7$, 분산은 $(36+4+0+4+36)/5 = 16$이므로 표준편차는 4입니다. 둘째 열의 평균은 50입니다. 편차 $0, -16.5, 16.5, -5.5, 5.5$의 제곱 평균은 121이고, 표준편차는 11입니다. 물음표를 채워 보세요.

이제 이동 평균과 이동 분산을 갱신합니다. 처음 값은 0과 1이었습니다.

- 이동 평균: $0.8\cdot0 + 0.2\cdot7 = 1.4$, 둘째 열은 ?
- 이동 분산: $0.8\cdot1 + 0.2\cdot16 = 4$, 둘째 열은 ?

이 상태에서 샘플 하나 $(5.4,\ 0)$이 추론 모드로 들어왔습니다. 첫째 값은 $(5.4-1.4)/\sqrt4 = 2$가 됩니다. 둘째 값은 얼마일까요? $\gamma = (2, 0.5)$, $\beta = (1, -1)$이라면 출력은 얼마일까요?

<details><summary>답 보기</summary>

둘째 열의 $\hat x$는 $0, -1.5, 1.5, -0.5, 0.5$입니다. 크기가 열 배 가까이 다르던 두 열이 같은 눈금에 놓였습니다.

둘째 열의 이동 평균은 $0.2\cdot50 = 10$, 이동 분산은 $0.8 + 0.2\cdot121 = 25$입니다. 추론 모드의 둘째 값은 $(0-10)/5 = -2$입니다.

출력은 $(2\cdot2 + 1,\ 0.5\cdot(-2) - 1) = (5,\ -2)$입니다.

</details>
"""

# %% [markdown]
r"""
## 4. 직접 채우기, 5. 확인과 힌트
(20분)

채울 칸은 하나지만 메서드가 둘입니다. `__init__`은 설정과 상태를 담고, `forward`는 순전파(forward propagation)를 합니다. `forward`는 다음 차례로 쓰면 됩니다.

1. `x`를 float64로 바꾸고, 2차원이 아니면 `ValueError`를 냅니다.
2. 첫 호출이면 특성의 수 $D$를 보고 `gamma`, `beta`, `running_mean`, `running_var`를 만듭니다. 첫 호출이 추론 모드여도 만듭니다.
3. 특성의 수가 처음과 다르면 `ValueError`를 냅니다. 특성 세 개짜리 객체에 (N, 1) 배열을 주면 브로드캐스팅(broadcasting)이 되어 NumPy가 막아 주지 않습니다.
4. 훈련 모드라면 먼저 샘플 수를 확인합니다. 1이면 `ValueError`입니다. 그다음 배치의 평균과 분산을 구하고 이동 평균과 이동 분산을 갱신합니다.
5. 추론 모드라면 이동 평균과 이동 분산을 꺼내 쓰기만 합니다.
6. 정규화하고, 배율과 이동을 적용한 **새 배열**을 돌려줍니다.

정규화하는 식은 두 모드가 같습니다. `mean`과 `var`에 무엇을 담느냐만 다릅니다.

한꺼번에 쓰지 않아도 됩니다. `__init__`과 훈련 모드(1~4와 6)를 먼저 쓰고 `check("BatchNorm", "훈련 모드")`로 확인한 다음, 추론 모드를 더하세요.

다 채우고 그 아래의 `check("BatchNorm")`을 실행하면 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다. 막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.
"""


# %% tags=["solution:BatchNorm"]
class BatchNorm:
    """특성이 D개인 층 하나를 맡는 배치 정규화입니다.

    eps, momentum: 받은 설정 그대로(0이어도). momentum은 지난 이동 평균을 남기는 비율.
    gamma, beta, running_mean, running_var: 첫 forward 전까지 None. 첫 forward(추론 모드여도)가
        float64 (D,) 배열인 1, 0, 0, 1로 만들어 놓고 계산을 시작한다.
    """

    def __init__(self, eps=1e-5, momentum=0.9):
        """설정 두 개와 네 속성의 처음 값을 담습니다. (≈ 3줄)"""
        ### BEGIN SOLUTION
        self.eps, self.momentum = eps, momentum
        self.gamma = self.beta = None
        self.running_mean = self.running_var = None
        ### END SOLUTION

    def forward(self, x, training=True):
        """열마다 정규화한 x_hat = (x − mean) / sqrt(var + eps)로 gamma · x_hat + beta를 구합니다. (≈ 18줄)

        x: float64 또는 정수 배열 (N, D). 바꾸지 않는다. 반환값: 같은 shape의 새 float64 배열(다음 호출에서도 그대로).
        훈련 모드: 이번 배치의 평균과 분산(N으로 나눔)을 쓰고, 두 이동값을 한 번 갱신한다.
            running = momentum · running + (1 − momentum) · 배치의 값
        추론 모드: running_mean과 running_var를 쓰고 아무것도 바꾸지 않는다. N = 1도 된다.
        첫 forward 뒤에는 밖에서 gamma와 beta에 (D,) 배열을 넣기도 한다. 두 모드 모두 그 값을 쓴다.
        오류: x가 2차원이 아닐 때, 특성의 수가 처음과 다를 때, 훈련 모드에서 N = 1일 때 ValueError.
            메시지에 x를 적는다(N = 1이면 training을 적어도 된다).
        경계: 값이 모두 같은 열은 beta가 된다(eps > 0). 1e6 ± 1처럼 평균에 견주어 거의 같은 값도 정확히.
        예: BatchNorm().forward(np.array([[1.0], [5.0], [7.0], [9.0], [13.0]]))
            -> [[-1.5], [-0.5], [0], [0.5], [1.5]] (eps만큼 아주 조금 작다)
        """
        ### BEGIN SOLUTION
        x = np.asarray(x, dtype=np.float64)
        if x.ndim != 2:
            raise ValueError(f"x는 (N, D)인 2차원 배열이어야 합니다. 받은 shape: {x.shape}")
        N, D = x.shape
        if self.gamma is None:
            self.gamma, self.beta = np.ones(D), np.zeros(D)
            self.running_mean, self.running_var = np.zeros(D), np.ones(D)
        if len(self.running_mean) != D:
            raise ValueError(f"x의 특성은 처음과 같이 {len(self.running_mean)}개여야 합니다. 받은 개수: {D}")
        if training:
            if N == 1:
                raise ValueError("훈련 모드에서는 x에 샘플이 두 개 이상 있어야 합니다.")
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        x_hat = (x - mean) / np.sqrt(var + self.eps)
        return self.gamma * x_hat + self.beta
        ### END SOLUTION


# %%
# 추론 모드를 쓰기 전에도 훈련 모드는 확인할 수 있습니다.
check("BatchNorm", "훈련 모드")

# %% tags=["grade:BatchNorm"]
check("BatchNorm")

# %%
hint("BatchNorm")

# %% [markdown]
r"""
확인을 통과했다면 3절의 계산을 그대로 시켜 봅시다. 종이의 값과 같은가요?
"""


# %%
hand = np.array([[1, 50], [5, 33.5], [7, 66.5], [9, 44.5], [13, 55.5]])


@demo
def by_hand():
    layer = BatchNorm(momentum=0.8)
    print(f"훈련 모드의 출력\n{np.round(layer.forward(hand), 4) + 0.0}")
    print("이동 평균", np.round(layer.running_mean, 4), "  이동 분산", np.round(layer.running_var, 4))
    sample = np.array([[5.4, 0.0]])
    print("추론 모드", np.round(layer.forward(sample, training=False), 4))
    layer.gamma, layer.beta = np.array([2.0, 0.5]), np.array([1.0, -1.0])
    print("gamma와 beta를 바꾸면", np.round(layer.forward(sample, training=False), 4))


# %% [markdown]
r"""
두 모드의 차이를 눈으로 봅시다. 손글씨 숫자 한 장을 서로 다른 네 장과 함께 넣을 때, 그 **한 장의 출력**이 어떻게 달라지는지 봅니다.
"""


# %%
@demo
def batch_mates():
    pixels = digits()[0][:, 20:23]
    layer = BatchNorm()
    for start in range(0, 500, 50):
        layer.forward(pixels[start : start + 50])
    for training in (True, False):
        print("훈련 모드" if training else "추론 모드")
        for start in (1, 5, 9):
            batch = np.concatenate([pixels[:1], pixels[start : start + 4]])
            print(f"   {start}~{start + 3}번 사진과 함께: {np.round(layer.forward(batch, training)[0], 2) + 0.0}")


# %% [markdown]
r"""
훈련 모드에서는 같은 사진의 값이 이웃에 따라 크게 달라집니다. 추론 모드에서는 늘 같습니다. 훈련할 때는 이 흔들림이 가벼운 잡음이 되어 과적합(overfitting)을 누르기도 하지만, 답을 낼 때는 없어야 합니다. 일부러 잡음을 섞어 과적합을 누르는 방법이 7단원의 드롭아웃입니다.

## 6. 실험
(12분)

### 6.1 열 층을 지나도

1절의 신경망에서 활성화 함수 바로 앞에 **여러분의** `BatchNorm`을 하나씩 끼웁니다. 주황색은 배치 정규화가 없을 때, 파란색은 여러분의 것, 검은 파선은 scikit-learn의 `StandardScaler`로 층마다 표준화한 기준입니다.

가중치의 크기를 0.1에서 10까지 움직여 보세요. 주황색은 스무 자릿수를 오르내리는데 파란색은 어떤가요? 그다음 활성화 함수를 tanh로 바꾸어 미션을 풀어 보세요. tanh의 출력이 ±1에 바짝 붙으면 **포화**(saturation)되었다고 합니다. 포화된 유닛은 기울기가 거의 0이라 배우지 못합니다. tanh로 두면 오른쪽 그림이 포화된 유닛의 비율로 바뀝니다.
"""

# %%
explore(draw_layers, BatchNorm)

# %% [markdown]
r"""
가중치의 크기를 백 배 바꾸어도 파란 곡선은 움직이지 않습니다. 배치 정규화는 $x$를 몇 배 하든 $\hat x$가 그대로이기 때문입니다. 대신 **크기를 정하는 일은 $\gamma$가 맡습니다.** 미션에서 보았듯이 $\gamma$를 키우면 다시 포화되고, 얼마가 좋은지는 학습이 정합니다.

### 6.2 이동 평균이 따라가는 속도

와인 178병의 프롤린(proline) 수치를 배치로 뽑아 여러분의 `BatchNorm`에 차례로 넣습니다. 왼쪽은 이동 평균, 오른쪽은 그때까지 모은 값으로 와인 전부를 **추론 모드**로 정규화한 결과입니다. 이동 평균이 참값에 이르렀다면 오른쪽 그림의 가운데가 0에 옵니다.

지나간 배치를 1부터 늘려 보고, `momentum`을 0에서 0.99까지 바꾸어 보세요. 검은 파선은 SciPy의 필터로 구한 기준입니다.
"""

# %%
explore(draw_running, BatchNorm)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요. 더 살펴볼 것이 있습니다.</summary>

- **momentum 0.99**는 매끄럽지만 느립니다. 배치 60개를 지나도 참평균의 45%쯤입니다. 배치마다 평균이 같다면 $t$번 뒤의 이동 평균은 그 $1-m^t$배인데, $1 - 0.99^{60} \approx 0.45$입니다.
- **momentum 0.9**는 20번 만에 $1 - 0.9^{20} \approx 0.88$까지 갑니다.
- **momentum 0**은 지난 배치를 모두 잊습니다. 마지막 배치 하나에 답이 좌우됩니다.
- **배치 크기 4**에서는 어느 momentum으로도 ±4% 안에 머물지 못합니다. 빠르면 흔들리고, 느리면 이르지 못합니다. 배치 정규화가 작은 배치에 약한 까닭입니다.
- **이동 분산**은 $N$으로 나눈 배치 분산을 모은 것이라, 평균하면 참분산의 $(N-1)/N$배입니다. 배치 크기 4에서는 0.75배여서 오른쪽 출력이 1보다 넓게 퍼집니다.

Adam(6단원)은 처음 값 0에서 오는 치우침을 $1-\beta^t$로 나누어 바로잡습니다. 배치 정규화는 보통 수천 번 갱신한 뒤에 추론하므로 바로잡지 않습니다.

</details>
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(12분)

### 7.1 깊은 신경망 학습시키기

은닉층(hidden layer)이 다섯인 신경망으로 손글씨 숫자 500장을 10에포크(epoch) 동안 학습시킵니다. 코드는 `public/network.py`에 있습니다. 배치 크기는 50이고, 정확도(accuracy)는 남은 1,297장으로 **추론 모드에서** 잽니다.

가중치의 크기와 학습률(learning rate)을 세 가지로 바꾸어 가며, 배치 정규화가 있을 때와 없을 때를 견줍니다.
"""


# %%
@demo
def deep_training():
    _, _, x_test, labels_test = digits()
    for scale, lr in ((1.4, 0.1), (1.4, 1.0), (0.5, 0.1)):
        for name, layer in (("내 배치 정규화", BatchNorm), ("없이", None)):
            network = Network(layer, scale)
            losses = train(network, lr)
            score = network.accuracy(x_test, labels_test)
            print(
                f"가중치 {scale}, 학습률 {lr}   손실 {losses[0]:.2f} → {losses[-1]:.2f}   "
                f"테스트 정확도 {score:.2f}   {name}"
            )


# %% [markdown]
r"""
학습률이 열 배 크거나 가중치가 작으면, 배치 정규화가 없는 신경망은 열에 하나를 맞히는 데 그칩니다. 찍은 것과 같습니다. 배치 정규화가 있으면 세 경우 모두 0.9를 넘습니다.

솔직하게 말하면, **알맞은 가중치와 학습률**(처음 두 줄)에서는 차이가 작습니다. 0.93과 0.91이고, `train(network, 0.1, 20)`처럼 20에포크까지 학습시키면 있는 쪽이 0.95, 없는 쪽이 0.96으로 뒤집힙니다. 배치 정규화의 가장 큰 이득은 더 높은 정확도가 아니라 **가중치와 학습률을 덜 까다롭게 골라도 된다**는 데 있습니다.

### 7.2 scikit-learn과 비교하기

층 하나의 훈련 모드는 결국 표준화입니다. 특성의 크기가 0.1에서 300까지 고르지 않은 와인 데이터로 `StandardScaler`와 견줍니다. `eps`는 거의 0으로 둡니다.
"""


# %%
@demo
def compare_with_sklearn():
    from sklearn.datasets import load_wine
    from sklearn.preprocessing import StandardScaler

    wine = load_wine().data
    spread = wine.std(axis=0)
    print(f"특성의 표준편차: 가장 작은 것 {spread.min():.2f}, 가장 큰 것 {spread.max():.0f}")
    layer, scaler = BatchNorm(eps=1e-20, momentum=0.0), StandardScaler()
    gap = np.max(np.abs(layer.forward(wine) - scaler.fit_transform(wine)))
    print(f"훈련 모드와 fit_transform의 차이가 1e-10보다 작은가요? {gap < 1e-10}")
    gap = np.max(np.abs(layer.forward(wine[:1], training=False) - scaler.transform(wine[:1])))
    print(f"와인 한 병, 추론 모드와 transform의 차이가 1e-10보다 작은가요? {gap < 1e-10}")
    usual = BatchNorm().forward(wine)
    print("eps가 1e-5일 때 출력의 표준편차: 가장 작은 것", f"{usual.std(axis=0).min():.5f}")


# %% [markdown]
r"""
`momentum`이 0이면 이동 평균은 방금 본 배치의 평균 그대로이므로, 추론 모드가 `transform`과 같아집니다. 기본값 `eps`는 표준편차가 0.12인 특성에서 0.03%쯤의 차이를 만듭니다.

### 7.3 PyTorch, Keras와 비교하기

두 라이브러리는 이 강의에 필요하지 않으므로 값만 옮겨 왔습니다. PyTorch 2.15의 `BatchNorm1d(momentum=0.2)`와 Keras 3.15의 `BatchNormalization(momentum=0.8, epsilon=1e-5)`에 3절의 배치와 다른 배치 둘을 차례로 넣고, 두 이동값과 추론 모드의 출력을 적었습니다. 추론에 쓴 샘플은 3절의 $(5.4,\ 0)$입니다.
"""


# %%
@demo
def compare_with_frameworks():
    second = np.array([[4.0, 30], [6, 70], [9, 20], [1, 90], [0, 15]])
    third = np.array([[2.0, 8], [3, -4], [5, 6], [10, 2], [0, 3]])
    layer = BatchNorm(momentum=0.8)
    for batch in (hand, second, third):
        layer.forward(batch)
    out = layer.forward(np.array([[5.4, 0.0]]), training=False)[0]
    rows = [
        ("내 BatchNorm", layer.running_mean, layer.running_var, out),
        ("Keras", [2.336, 14.2], [6.608, 160.16], [1.191937, -1.122048]),
        ("PyTorch", [2.336, 14.2], [8.132, 200.072], [1.074459, -1.003911]),
    ]
    for name, mean, var, last in rows:
        print(
            f"이동 평균 {mean[0]:.3f} {mean[1]:.3f}   이동 분산 {var[0]:.3f} {var[1]:.3f}   "
            f"추론 {last[0]:.6f} {last[1]:.6f}   {name}"
        )


# %% [markdown]
r"""
이동 평균은 셋이 같습니다. Keras는 이동 분산까지 여러분의 것과 같습니다. PyTorch의 이동 분산은 더 큽니다. 훈련 모드의 정규화에는 우리처럼 $N$으로 나눈 분산을 쓰지만, **이동 분산에는 $N-1$로 나눈 분산**을 섞기 때문입니다. 배치 크기가 5이면 1.25배이고, 100이면 1% 차이입니다. 어느 쪽이 틀린 것이 아니라 **다른 약속**입니다.

### 다른 책·라이브러리에서는

| 어디에서 | `momentum`의 뜻 | 기본값 | 이동 분산 | `eps` |
|--|--|--|--|--|
| **이 단원** | 지난 값을 남기는 비율 | 0.9 | $N$으로 나눔 | 1e-5 |
| PyTorch `BatchNorm1d` | **새 값**을 섞는 비율 | 0.1 | $N-1$로 나눔 | 1e-5 |
| Keras `BatchNormalization` | 지난 값을 남기는 비율 | 0.99 | $N$으로 나눔 | 1e-3 |
| 처음 논문(2015) | 정하지 않음. 여러 배치의 평균을 씀 | | $N-1$로 나눔 | 정하지 않음 |
| CS231n 과제, 『밑바닥부터 시작하는 딥러닝』 | 지난 값을 남기는 비율 | 0.9 | $N$으로 나눔 | 1e-5, 1e-6 |

첫 배치의 평균과 분산에서 이동값을 시작하는 구현도 있습니다. 우리의 0.9는 PyTorch의 0.1입니다. **코드를 옮길 때는 이 약속부터 확인하세요.** `check(...)`는 이런 방식을 알아보고 다른 약속이라고 알려 줍니다.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(5분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 3, 2: 4, 3: 2, 4: 4}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 도전과 유명 코드의 버그 찾기
(10분, 점수에 들어가지 않습니다)

### 버그 찾기: 함께 시험 본 사진에 따라 바뀌는 점수

2017년, 사진을 만들어 내는 어느 신경망의 공개 코드에 이런 신고가 올라왔습니다. 시험할 때의 결과가 배치 크기와 **그 배치에 누가 들어 있는지**에 따라 달라진다는 것입니다. 만든 사람도 버그라고 인정했습니다. 한 해 뒤 다른 저장소에는 시험 배치가 작을수록 정확도가 떨어지고, 한 장씩 넣으면 답이 하나로만 나온다는 신고가 있었습니다.

아래 함수가 그런 코드를 흉내 냅니다. 같은 신경망, 같은 사진 1,000장인데 점수가 제각각입니다. 마지막 줄은 같은 숫자끼리 모아 넣은 것입니다. 함수에서 무엇을 고쳐야 할까요?
"""


# %%
@demo
def suspicious_scores():
    network = Network(BatchNorm)
    train(network, 0.1)
    _, _, x, labels = digits()
    shuffled, by_label = np.arange(1000), np.argsort(labels[:1000], kind="stable")
    ways = [("2장씩", shuffled, 2), ("20장씩", shuffled, 20), ("100장씩", shuffled, 100)]
    for name, order, size in [*ways, ("같은 숫자끼리 20장씩", by_label, 20)]:
        rows = order.reshape(-1, size)
        scores = [network.accuracy(x[row], labels[row], training=True) for row in rows]  # 여기를 살펴보세요
        print(f"{name}: 정확도 {np.mean(scores):.2f}")


# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

시험하면서 훈련 모드로 불렀습니다. 그래서 배치의 평균과 분산으로 정규화합니다. 두 장씩 넣으면 평균이 두 사진의 한가운데라 거의 아무것도 남지 않고, 같은 숫자끼리 모으면 그 숫자의 특징이 평균과 함께 빠져나갑니다. 게다가 부를 때마다 이동 평균까지 테스트 세트(test set)로 바뀝니다.

`training=False`로 고치면 네 줄이 모두 같아집니다. PyTorch라면 시험하기 전에 `model.eval()`을 부르는 일입니다. 100장씩 섞어 시험하면 점수가 거의 같아서 눈에 띄지 않는다는 점이 이 버그의 무서운 점입니다.

</details>

### 도전 1: 역전파 유도하기

`public/network.py`의 `batchnorm_backward`는 여러분의 클래스에 맞는 역전파(backpropagation)입니다. 배치 정규화에서는 $x_{ij}$를 조금 바꾸면 평균과 분산도 바뀌어 그 열의 **모든** 출력이 흔들립니다. 연쇄 법칙(chain rule)으로 그 세 줄을 유도해 보세요. 먼저 아래 셀로 식이 맞는지부터 확인합니다.
"""


# %%
@demo
def gradient_check():
    rng, h = np.random.default_rng(0), 1e-5
    x, w = rng.normal(size=(6, 3)), rng.normal(size=(6, 3))
    layer = BatchNorm()
    layer.forward(x)
    layer.gamma, layer.beta = rng.normal(size=3), rng.normal(size=3)
    numeric = np.zeros((6, 3))
    for place in np.ndindex(6, 3):
        step = np.zeros((6, 3))
        step[place] = h
        numeric[place] = np.sum(w * (layer.forward(x + step) - layer.forward(x - step))) / (2 * h)
    exact = batchnorm_backward(layer, x, w)[0]
    naive = layer.gamma / np.sqrt(x.var(axis=0) + layer.eps) * w
    print(f"수치 미분과의 차이가 1e-7보다 작은가요? {np.max(np.abs(exact - numeric)) < 1e-7}")
    print(f"평균과 분산을 상수로 여기면? {np.max(np.abs(naive - numeric)) < 1e-7}")


# %% [markdown]
r"""
### 도전 2: 층 정규화

배치가 작으면 배치 정규화가 흔들립니다. 열이 아니라 **행마다**, 곧 샘플마다 특성들의 평균과 분산으로 정규화하면 배치와 아무 상관이 없어집니다. 이를 층 정규화(layer normalization)라고 합니다. `LayerNorm` 클래스를 만들어 `Network(LayerNorm)`의 정확도를 재어 보세요. 이동 평균이 필요한가요? 역전파는 축이 바뀌므로 `batchnorm_backward`도 고쳐 써야 합니다.
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(2분)

1. 배치 정규화는 층마다 특성별로 배치의 평균을 빼고 표준편차로 나누어, 깊은 신경망에서도 값의 크기를 지킵니다.
2. 학습하는 $\gamma$와 $\beta$가 알맞은 크기와 위치를 다시 정합니다.
3. 훈련 모드는 배치의 값을, 추론 모드는 모아 둔 이동 평균과 이동 분산을 씁니다. 추론은 아무것도 갱신하지 않습니다.
4. `momentum`이 지난 값의 비율인지 새 값의 비율인지, 이동 분산을 $N$으로 나누는지 $N-1$로 나누는지는 라이브러리마다 다릅니다.
5. 가장 큰 이득은 가중치와 학습률을 덜 까다롭게 골라도 된다는 것이고, 작은 배치에는 약합니다.

**용어**: 배치 정규화, 미니배치, 표준화, 이동 평균과 이동 분산, 훈련 모드와 추론 모드, momentum, 포화, 내부 공변량 변화, 층 정규화

다음 단원에서는 이동 평균을 기울기에 쓰는 Adam 옵티마이저를 만듭니다. 값이 아니라 기울기가 터질 때의 처방은 12단원의 기울기 클리핑입니다.
"""

# %%
progress()
