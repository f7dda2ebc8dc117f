# %% [markdown]
r"""
# 05. 배치 정규화

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 값이 깊은 신경망을 지나며 사라지거나 터지는 모습을 측정합니다.
- 배치의 평균과 분산으로 정규화하고, 추론에 쓸 **이동 평균**을 모으는 클래스 `BatchNorm`을 구현합니다.
- 훈련 모드와 추론 모드가 왜 달라야 하는지, 둘을 혼동하면 무슨 일이 생기는지 설명합니다.
- `momentum`과 분산의 약속이 PyTorch와 Keras에서 어떻게 다른지 수치로 비교합니다.
- 학습을 마친 배치 정규화를 앞 층에 접어 넣는 식을 스스로 찾아냅니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 5 | 12 | 7 | 24 | 10 | 8 | 5 | 14 | 5 | **90** |

**선수 단원**: NumPy의 브로드캐스팅과 `axis`를 알면 시작할 수 있습니다. 표준화는 1단원에서 썼지만, 필요한 설명은 여기에 다 있습니다.

이 단원은 길어서 4·5절까지를 한 번에, 6절부터를 다음에 나누어 해도 좋습니다. **더 읽기**와 **선택**이라고 적은 곳은 위의 시간에 넣지 않았습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit05 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit05 import compare, figures
from npml.unit05.network import Network, digits, folded, train, ways_to_test
from npml.unit05.widgets import draw_layers, draw_running

# %% [markdown]
r"""
## 1. 왜 필요한가
(5분)

손글씨 숫자 300장을 무작위 가중치(weight)로 된 층 열 개에 차례로 통과시킵니다. 층마다 유닛은 64개이고, 활성화 함수(activation function)는 음수를 0으로 바꾸는 ReLU입니다.

가중치는 평균이 0, 표준편차(standard deviation)가 $s/\sqrt{64}$인 정규분포에서 뽑고, 이 $s$를 **가중치의 크기**라고 부르겠습니다. ReLU에는 $s = \sqrt2$가 알맞다고 알려져 있습니다. 이렇게 정하는 방법이 He 초기화(He 외, 2015)입니다.

그 값에 가까운 1.4, 그 3분의 1쯤인 0.5, 그 [두 배 남짓](=scales.twice)인 3으로 층마다 값의 표준편차를 왼쪽에 그립니다. 오른쪽은 7절에서 학습시킬 은닉층 다섯의 신경망에서 잰, 학습률 0.1의 첫 걸음이 층마다 가중치를 몇 %나 바꾸는지입니다. 두 세로축은 모두 눈금 하나가 백 배입니다.
"""


# %%
@demo
def vanish_or_explode():
    figures.show_scales()


# %% [markdown]
r"""
가중치가 작으면 10층의 표준편차는 [6.1×10⁻⁶](=scales.small)까지 줄고, 크면 [367](=scales.large)까지 커집니다. 한 층에서는 몇 배 차이일 뿐이지만 열 번 거듭되기 때문입니다. 이런 신경망(neural network)은 기울기(gradient, 그레이디언트)도 함께 사라지거나 터집니다. 오른쪽 그림은 시드 하나의 결과입니다. 층과 시드 열 개를 모두 평균하면, 크기 0.5의 첫 걸음은 가중치를 [0.006%쯤](=first_steps.small)밖에 바꾸지 못해 배우지 못하고, 3의 첫 걸음은 [47%쯤](=first_steps.large)을 갈아엎습니다. 학습이 되지 않거나, 되더라도 학습률(learning rate)을 아주 조심스럽게 골라야 합니다.

1단원에서는 특성(feature)의 크기를 맞추려고 **표준화**(standardization)했습니다. 평균을 빼고 표준편차로 나누는 일이었습니다. 그런데 입력을 아무리 잘 표준화해도 층을 지나면 다시 흐트러집니다.

그렇다면 **층마다 다시 맞추면** 어떨까요? 2015년에 요페와 세게디(Ioffe, Szegedy)가 내놓은 배치 정규화(batch normalization)가 바로 그 아이디어입니다.
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

특성마다, 곧 **열마다** 배치의 평균과 분산을 구합니다. 샘플을 따라 평균하므로 `axis=0`입니다. 그림의 오른쪽처럼 행마다 구하면 다른 방법(층 정규화)이 되는데, 9절의 도전에서 만납니다.
"""


# %%
@demo
def which_axis():
    figures.show_axes()


# %% [markdown]
r"""

$$\mu_j = \frac1N\sum_{i=1}^N x_{ij}, \qquad \sigma_j^2 = \frac1N\sum_{i=1}^N (x_{ij} - \mu_j)^2$$

분산은 $N-1$이 아니라 $N$으로 나눕니다(NumPy의 기본값인 `ddof=0`). 그리고 열마다 평균 0, 분산 1로 맞춥니다.

$$\hat x_{ij} = \frac{x_{ij} - \mu_j}{\sqrt{\sigma_j^2 + \epsilon}}$$

한 열의 값이 모두 같으면 $\sigma_j^2 = 0$입니다. 분모에 $\epsilon$이 있어서 0/0이 되지 않고 $\hat x_{ij} = 0$이 됩니다. $\epsilon$은 **제곱근 안에** 더합니다.

### 배율과 이동

모든 유닛을 평균 0, 분산 1로 묶어 두면 신경망이 표현할 수 있는 것이 줄어듭니다. 그래서 되돌릴 길을 열어 둡니다.

$$y_{ij} = \gamma_j\, \hat x_{ij} + \beta_j$$

$\gamma$와 $\beta$는 가중치처럼 학습하는 파라미터(parameter)입니다. $\gamma_j = \sqrt{\sigma_j^2 + \epsilon}$, $\beta_j = \mu_j$가 되도록 학습하면 정규화하기 전으로 돌아갑니다. 6단원의 옵티마이저(optimizer)에서 만날 $\beta_1$, $\beta_2$와는 관계가 없습니다.

와인 178병의 두 특성(총페놀, 플라보노이드)으로 보겠습니다. $\gamma = (2, 0.5)$, $\beta = (1, -1)$입니다. 정규화하면 왼쪽 구름의 **무엇이 바뀌고 무엇이 그대로일까요?**
"""


# %%
@demo
def cloud():
    figures.show_cloud()


# %% [markdown]
r"""
가운데 그림에서 구름은 0을 중심으로 모이고 두 축의 폭이 같아졌습니다. 하지만 **기울어진 모양은 그대로**입니다. 열마다 따로 맞추므로 두 특성의 상관은 정규화하기 전에도 뒤에도 [0.86](=cloud.correlation)[입니다](=cloud.same). 오른쪽에서는 $\gamma$가 축마다 폭을, $\beta$가 중심을 다시 정합니다.
"""

# %% [markdown]
r"""
### 추론 모드: 모아 둔 값으로 정규화

훈련을 마치고 답을 낼 때, 곧 추론(inference)할 때는 그림이 한 장만 들어오기도 합니다. 그 한 장의 평균과 분산으로 정규화하면 무엇이 나올까요? 다른 그림을 넣으면요?

<details><summary>답 보기</summary>

한 장의 평균은 자기 자신이니 $x - \mu = 0$이고, 어떤 그림을 넣어도 답이 같아집니다.

</details>

여러 장이 들어와도 **함께 들어온 그림에 따라 답이 달라지면** 곤란합니다.

그래서 훈련하는 동안 배치마다 평균과 분산을 조금씩 섞어 둡니다. 이를 **이동 평균**(running mean)과 **이동 분산**(running variance)이라고 합니다. 새 값을 조금씩 섞는 이런 평균이 **지수 이동 평균**(exponential moving average)입니다.

$$r_\mu \leftarrow m\, r_\mu + (1-m)\,\mu, \qquad r_{\sigma^2} \leftarrow m\, r_{\sigma^2} + (1-m)\,\sigma^2$$

$m$은 **지난 값을 남기는** 비율입니다. 섞는 것은 표준편차가 아니라 분산입니다. 추론 모드에서는 $\mu$와 $\sigma^2$ 자리에 이 값을 쓰고, 아무것도 갱신하지 않습니다.

$$\hat x_{ij} = \frac{x_{ij} - r_{\mu,j}}{\sqrt{r_{\sigma^2,j} + \epsilon}}, \qquad y_{ij} = \gamma_j\, \hat x_{ij} + \beta_j$$

| | 정규화에 쓰는 값 | 이동 평균·이동 분산 | $\gamma$, $\beta$ |
|--|--|--|--|
| 훈련 모드 | 이번 배치의 $\mu$, $\sigma^2$ | 갱신함 | 씀 |
| 추론 모드 | $r_\mu$, $r_{\sigma^2}$ | 그대로 둠 | 씀 |

<details><summary>왜 효과가 있을까요? 아직 논쟁거리입니다.</summary>

원논문은 층의 입력 분포가 학습하는 동안 흔들리는 **내부 공변량 변화**(internal covariate shift)를 줄이기 때문이라고 설명했습니다. 2018년의 한 연구(Santurkar 외)는 그 흔들림을 일부러 더해도 배치 정규화가 여전히 효과를 낸다는 것을 보였고, 손실의 지형이 완만해지기 때문이라고 보았습니다. 이유는 아직 논쟁거리이지만 효과는 7절에서 직접 잴 수 있습니다.

</details>
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(7분)

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

둘째 열의 $\hat x$는 $0, -1.5, 1.5, -0.5, 0.5$입니다. 평균이 [일곱 배 넘게](=hand_means) 다르던 두 열이 같은 눈금에 놓였습니다.

둘째 열의 이동 평균은 $0.2\cdot50 = 10$, 이동 분산은 $0.8 + 0.2\cdot121 = 25$입니다. 추론 모드의 둘째 값은 $(0-10)/5 = -2$입니다.

출력은 $(2\cdot2 + 1,\ 0.5\cdot(-2) - 1) = (5,\ -2)$입니다.

</details>
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(24분)

### 몸풀기: 상태를 기억하는 객체

함수는 부를 때마다 처음부터 계산하지만, 객체는 `self`에 담아 둔 것을 다음 호출까지 기억합니다. `add`를 두 줄로 고쳐 써서 지금까지 받은 값의 합을 돌려주게 하세요. 첫 호출 전에는 합이 `None`입니다. 3, 7, 10이 나와야 합니다.
"""


# %%
class Total:
    def __init__(self):
        self.total = None

    def add(self, value):
        pass  # 두 줄로 고쳐 쓰세요


first, second = Total(), Total()
print(first.add(3), first.add(4), second.add(10))

# %% [markdown]
r"""
<details><summary>답 보기</summary>

```python
self.total = value if self.total is None else self.total + value
return self.total
```

`second`의 합이 17이 아니라 10인 이유는 두 객체가 각각 자기 `self.total`을 갖기 때문입니다.

</details>

### 이제 BatchNorm을

메서드가 둘입니다. `__init__`은 설정과 상태를 담고, `forward`는 순전파(forward propagation)를 합니다. 해야 할 일은 독스트링에 모두 있고, 정규화하는 식은 두 모드가 같습니다. 쓰기 전에 아래 네 경우에 여러분의 코드가 무엇을 할지 생각해 보세요. 식만 그대로 옮긴 코드는 대개 하나 이상에서 무너집니다.

1. 막 만든 객체의 첫 호출이 **추론 모드**입니다.
2. 특성 세 개로 훈련한 객체에 특성이 **하나뿐인** 배열이 들어옵니다.
3. 훈련 모드에 샘플이 **하나**만 들어옵니다.
4. 훈련, 추론, 다시 훈련을 번갈아 합니다. 추론은 흔적을 남기면 안 됩니다.

둘째와 셋째에서는 NumPy가 아무 말도 하지 않습니다. 브로드캐스팅(broadcasting)의 결과와 $x-\mu$를 눈으로 확인하세요.
"""

# %%
three_means = np.array([10.0, 20.0, 30.0])
print("특성 하나에서 평균 셋을 빼면 shape는", (np.ones((4, 1)) - three_means).shape)
for one in (np.array([[5.0, -2.0]]), np.array([[700.0, 31.0]])):
    print("샘플 하나의 x - x.mean(axis=0)은", one - one.mean(axis=0))

# %% [markdown]
r"""
한꺼번에 쓰지 않아도 됩니다. `__init__`과 훈련 모드를 먼저 쓰고 `check("BatchNorm", "훈련 모드")`로 확인한 다음 추론 모드를 더하세요.

다 채우고 `check("BatchNorm")`을 실행하면 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다. 막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

어디에서 어긋났는지 모르겠으면 새 셀에서 `trace("BatchNorm")`을 실행하세요. 틀린 그 호출을 한 줄씩 따라가며 변수의 값을 보여 줍니다.
"""


# %% tags=["solution:BatchNorm"]
class BatchNorm:
    """특성이 D개인 층 하나를 맡는 배치 정규화입니다.

    eps, momentum: 받은 설정 그대로(0이어도). momentum은 지난 이동 평균을 남기는 비율.
    gamma, beta, running_mean, running_var: 첫 forward 전까지 None. 첫 forward가
        추론 모드여도 float64 (D,) 배열 1, 0, 0, 1로 만들고 계산을 시작한다.
    """

    def __init__(self, eps=1e-5, momentum=0.9):
        """설정 두 개와 네 속성의 처음 값을 담습니다. (≈ 3줄)"""
        ### BEGIN SOLUTION
        self.eps, self.momentum = eps, momentum
        self.gamma = self.beta = None
        self.running_mean = self.running_var = None
        ### END SOLUTION

    def forward(self, x, training=True):
        """x (N, D)를 열마다 정규화해 gamma · x_hat + beta를 구합니다. (≈ 18줄)

        x_hat = (x − mean) / sqrt(var + eps). 반환값: x와 같은 shape의 새 float64 배열.
        훈련 모드: 배치의 평균과 분산(N으로 나눔)을 쓰고, 두 이동값을 한 번 갱신한다.
            running = momentum · running + (1 − momentum) · 배치의 값
        추론 모드: running_mean과 running_var를 쓰고 아무것도 바꾸지 않는다. N = 1 가능.
        gamma, beta: 첫 forward 뒤에 밖에서 (D,) 배열을 넣으면 두 모드가 그 값을 쓴다.
        오류: 2차원이 아닌 x, 처음과 다른 특성의 수, 훈련 모드에서 N = 1이면 ValueError.
            메시지에 x를 적는다(N = 1이면 training을 적어도 된다).

        채점의 경계 조건: 정수도 float64로 계산한다. x와 앞서 준 결과는 바꾸지 않는다.
            값이 모두 같은 열은 beta(eps > 0). 1e6 ± 1처럼 거의 같은 값도 정확히 구한다.
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
sample = np.array([[5.4, 0.0]])


# %%
@demo
def by_hand():
    layer = BatchNorm(momentum=0.8)
    print(f"훈련 모드의 출력\n{np.round(layer.forward(hand), 4) + 0.0}")
    print("이동 평균", layer.running_mean.round(4))
    print("이동 분산", layer.running_var.round(4))
    print("추론 모드", np.round(layer.forward(sample, training=False), 4))
    layer.gamma, layer.beta = np.array([2.0, 0.5]), np.array([1.0, -1.0])
    print("gamma와 beta를 바꾸면", np.round(layer.forward(sample, training=False), 4))


# %% [markdown]
r"""
두 모드의 차이를 눈으로 봅시다. 와인 한 병을 매번 다른 네 병과 함께 여러분의 `BatchNorm`에 백 번 넣습니다. 그 **한 병의 출력**은 어디에 놓일까요?
"""


# %%
@demo
def batch_mates():
    figures.show_mates(BatchNorm)


# %% [markdown]
r"""
훈련 모드에서는 같은 와인의 값이 이웃에 따라 크게 흩어집니다. 추론 모드에서는 백 번 모두 한 점입니다. 훈련할 때는 이 흔들림이 가벼운 잡음이 되어 과적합(overfitting)을 누르기도 하지만, 답을 낼 때는 없어야 합니다. 일부러 잡음을 섞어 과적합을 누르는 방법이 7단원의 드롭아웃입니다.

## 6. 실험
(10분)

### 6.1 열 층을 지나도

1절의 신경망에서 활성화 함수 바로 앞에 **여러분의** `BatchNorm`을 하나씩 끼웁니다. 주황색은 배치 정규화가 없을 때, 파란색은 여러분의 것, 파선은 scikit-learn의 `StandardScaler`로 층마다 표준화한 기준입니다.

가중치의 크기를 0.1에서 10까지 움직여 보세요. 주황색은 [스무 자릿수쯤](=scales.digits)을 오르내리는데 파란색은 어떤가요? 그다음 활성화 함수를 tanh로 바꾸어 미션을 풀어 보세요. tanh의 출력이 ±1에 바짝 붙으면 **포화**(saturation)되었다고 합니다. 포화된 유닛은 기울기가 거의 0이라 배우지 못합니다. tanh로 두면 오른쪽 그림이 포화된 유닛의 비율로 바뀝니다.
"""

# %%
explore(draw_layers, BatchNorm)

# %% [markdown]
r"""
파란 곡선은 왜 그럴까요? $x$를 100배 하면 $\mu$와 $\sigma$는 몇 배가 되나요? 미션까지 푼 뒤에 펼쳐 보세요.

<details><summary>답 보기</summary>

가중치의 크기를 백 배 바꾸어도 파란 곡선은 움직이지 않습니다. $\mu$와 $\sigma$도 함께 백 배가 되어, $x$에 어떤 양수를 곱하든($\epsilon$을 빼면) $\hat x$가 그대로이기 때문입니다. 대신 **크기를 정하는 일은 $\gamma$가 맡습니다.** 미션에서 보았듯이 $\gamma$를 키우면 다시 포화되고, 얼마가 좋은지는 학습이 정합니다.

크기를 느끼지 못하는 것은 순전파뿐입니다. 학습은 느낍니다. 7.1절의 표에서 넷째 줄을 눈여겨보세요.

</details>

### 6.2 이동 평균이 따라가는 속도

와인 178병의 프롤린(proline) 수치를 배치로 뽑아 여러분의 `BatchNorm`에 차례로 넣습니다. 왼쪽은 이동 평균, 오른쪽은 그때까지 모은 값으로 와인 전부를 **추론 모드**로 정규화한 결과입니다. 이동 평균이 참값에 이르렀다면 오른쪽 그림의 가운데가 0에 옵니다.

지나간 배치를 1부터 늘려 보고, `momentum`을 0에서 0.99까지 바꾸어 보세요. 파선은 SciPy의 필터로 구한 기준입니다.
"""

# %%
explore(draw_running, BatchNorm)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

- **momentum 0.99**는 매끄럽지만 느립니다. 배치 60개를 지나도 참평균의 [45%쯤](=follows.slow)입니다. 배치마다 평균이 같다면 $t$번 뒤의 이동 평균은 그 $1-m^t$배인데, $1 - 0.99^{60} \approx$ [0.45](=follows.slow_formula)입니다.
- **momentum 0.9**는 20번 만에 $1 - 0.9^{20} \approx$ [0.88](=follows.fast_formula)까지 갑니다.
- **momentum 0**은 지난 배치를 모두 잊습니다. 마지막 배치 하나에 답이 좌우됩니다.

</details>

<details><summary>더 읽기(선택): 배치가 작으면</summary>

- **배치 크기 4**에서는 ±4% 안에 머무는 momentum이 좀처럼 없습니다. 배치를 다시 뽑아 마흔 번 해 보면 [8번](=solvable.four)만 있습니다. 16이면 [24번](=solvable.sixteen), 64이면 [38번](=solvable.sixty_four)입니다. 빠르면 흔들리고, 느리면 이르지 못합니다. 배치 정규화가 작은 배치에 약한 이유입니다.
- **이동 분산**은 $N$으로 나눈 배치 분산을 모은 것이라, 평균하면 참분산의 $(N-1)/N$배입니다. 배치 크기 4에서는 [0.75배](=follows.shrunk)여서 오른쪽 출력이 1보다 넓게 퍼집니다.

Adam(6단원)은 처음 값 0에서 오는 치우침을 $1-\beta^t$로 나누어 바로잡습니다. 배치 정규화는 보통 수천 번 갱신한 뒤에 추론하므로 바로잡지 않습니다.

</details>
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(8분)

### 7.1 깊은 신경망 학습시키기

은닉층(hidden layer)이 다섯인 신경망으로 손글씨 숫자 500장을 10에포크(epoch) 동안 학습시킵니다. 코드는 `npml.unit05.network`에 있고, 새 셀에서 `Network??`를 실행하면 보입니다. 배치 크기는 50이고, 표의 정확도(accuracy)는 남은 [1,297장](=test_digits)으로 **추론 모드에서** 잽니다.

왼쪽 그림은 가중치의 크기와 학습률을 네 가지로 바꾸어 가며 훈련 손실을 비교합니다(가중치 3의 파선은 그림 밖에 있습니다). 오른쪽 그림은 첫 번째 설정의 테스트 정확도를 에포크마다 두 모드로 잽니다.
"""


# %%
@demo
def deep_training():
    figures.show_training(BatchNorm)


# %% [markdown]
r"""
그림은 시드 하나의 결과입니다. 시드 열 개로 되풀이하면 테스트 정확도의 평균(가장 낮은 것과 높은 것)은 이렇습니다.

| 가중치의 크기, 학습률 | 배치 정규화 | 없이 |
|--|--|--|
| 1.4, 0.1 | [0.93](=good.with_mean) ([0.91](=good.with_low)–[0.94](=good.with_high)) | [0.87](=good.without_mean) ([0.67](=good.without_low)–[0.91](=good.without_high)) |
| 1.4, 0.3 | [0.95](=fast.with_mean) ([0.94](=fast.with_low)–[0.96](=fast.with_high)) | [0.63](=fast.without_mean) ([0.43](=fast.without_low)–[0.89](=fast.without_high)) |
| 0.5, 0.1 | [0.96](=small.with_mean) ([0.95](=small.with_low)–[0.97](=small.with_high)) | [0.10](=small.without_mean) ([0.10](=small.without_low)–[0.10](=small.without_high)) |
| 3, 0.1 | [0.86](=large.with_mean) ([0.84](=large.with_low)–[0.88](=large.with_high)) | [0.10](=large.without_mean) ([0.10](=large.without_low)–[0.10](=large.without_high)) |

배치 정규화가 없으면, 학습률을 세 배로만 키워도 정확도가 시드에 따라 크게 흔들립니다. 가중치가 작거나 크면 열에 하나를 맞히는 데 그쳐 찍은 것과 같습니다. 배치 정규화가 있으면 앞의 세 줄에서는 시드 열 개 가운데 가장 낮은 것도 [0.914](=lowest)입니다.

**알맞은 가중치와 학습률**(첫 줄)에서는 차이가 작습니다. 20에포크까지 학습시키면 평균이 [0.94](=longer.with_mean)와 [0.93](=longer.without_mean)으로 거의 같아집니다. 배치 정규화의 가장 큰 이득은 더 높은 정확도가 아니라 **가중치와 학습률을 세밀하게 맞출 필요가 적다**는 데 있습니다.

<details><summary>더 읽기(선택): 오른쪽 그림에서 두 모드의 정확도는 왜 처음에 다를까요?</summary>

**이동 평균이 따라오는 데 시간이 걸리기** 때문입니다. 첫 에포크는 배치가 10개뿐입니다. 그 뒤의 정확도는 훈련 모드로 [0.61](=modes.trained_first), 추론 모드로 momentum 0.9이면 [0.49](=modes.usual_first), 0.99이면 [0.18](=modes.slow_first)입니다(시드 열 개의 평균). 가중치는 똑같은데 모아 둔 평균과 분산만 다릅니다. 10에포크를 마쳐도 momentum 0.99는 [0.87](=modes.slow_last)로, 0.9의 [0.93](=modes.usual_last)에 못 미칩니다.

</details>

### 더 읽기: 넷째 줄은 왜 조금 낮을까요
(선택, 4분)

6.1절에서 순전파는 가중치의 크기를 느끼지 못했습니다. 그렇다면 넷째 줄도 같아야 하지 않을까요? 1절의 오른쪽 그림을 배치 정규화와 함께 다시 그리면 이유가 보입니다.
"""


# %%
@demo
def first_steps():
    figures.show_first_steps(BatchNorm)


# %% [markdown]
r"""
배치 정규화가 없으면(파선) 첫 걸음이 가중치를 바꾸는 비율은 크기에 따라 [천 배 넘게](=first_steps.apart) 벌어지고, 있으면(실선) 층과 시드를 바꾸어도 모두 [20배 안에](=first_steps.together) 듭니다. 그래도 큰 가중치는 **적게** 움직입니다. 앞 층의 가중치를 $c$배 하면 출력은 그대로인데 그 가중치에 대한 기울기는 [$c$분의 1](=scaled.gradient)이 되어, $c$배 큰 가중치를 $c$분의 1의 걸음으로 옮기기 때문입니다. 그래서 가중치의 크기 3에는 더 큰 학습률이 맞습니다. 0.9로 두면 평균 [0.94](=large_faster.mean)([0.92](=large_faster.low)–[0.95](=large_faster.high))입니다.

그렇다고 아무 값이나 되는 것은 아닙니다. 가중치의 크기 0.5에 학습률 3이면 배치 정규화가 있어도 평균 [0.84](=too_fast.mean)([0.70](=too_fast.low)–[0.93](=too_fast.high))로 떨어집니다.

### 7.2 scikit-learn과 비교하기

층 하나의 훈련 모드는 결국 표준화입니다. 특성의 크기가 고르지 않은 와인 데이터로 `StandardScaler`와 비교합니다. `eps`는 거의 0으로, `momentum`은 0으로 둡니다.
"""


# %%
@demo
def compare_with_sklearn():
    compare.with_sklearn(BatchNorm)


# %% [markdown]
r"""
`momentum`이 0이면 이동 평균은 방금 본 배치의 평균 그대로이므로, 추론 모드가 `transform`과 같아집니다. 기본값 `eps`는 표준편차가 [0.12](=wine_eps.smallest)인 특성에서 [0.03%쯤](=wine_eps.loss)의 차이를 만듭니다.

### 7.3 PyTorch, Keras와 비교하기

두 라이브러리는 이 강의에 필요하지 않으므로 값만 옮겨 왔습니다. PyTorch 2.13의 `BatchNorm1d(momentum=0.2)`와 Keras 3.15의 `BatchNormalization(momentum=0.8, epsilon=1e-5)`에 3절의 배치와 다른 배치 둘을 차례로 넣고, 두 이동값과 추론 모드의 출력을 적었습니다. 추론에 쓴 샘플은 3절의 $(5.4,\ 0)$입니다.
"""


# %%
@demo
def compare_with_frameworks():
    compare.with_frameworks(BatchNorm, hand)


# %% [markdown]
r"""
이동 평균은 셋이 같습니다. Keras는 이동 분산까지 여러분의 것과 같습니다. PyTorch의 이동 분산은 더 큽니다. 훈련 모드의 정규화에는 우리처럼 $N$으로 나눈 분산을 쓰지만, **이동 분산에는 $N-1$로 나눈 분산**을 섞기 때문입니다. 배치 크기가 5이면 [1.25배](=unbiased.five)이고, 100이면 [1%](=unbiased.hundred) 차이입니다. 어느 쪽이 틀린 것이 아니라 **다른 약속**입니다.

### 다른 책·라이브러리에서는

| 어디에서 | `momentum`의 뜻 | 기본값 | 이동 분산 | `eps` |
|--|--|--|--|--|
| **이 단원** | 지난 값을 남기는 비율 | 0.9 | $N$으로 나눔 | 1e-5 |
| PyTorch `BatchNorm1d` | **새 값**을 섞는 비율 | 0.1 | $N-1$로 나눔 | 1e-5 |
| Keras `BatchNormalization` | 지난 값을 남기는 비율 | 0.99 | $N$으로 나눔 | 1e-3 |
| 원논문(2015) | 정하지 않음. 여러 배치의 평균을 씀 | | $N-1$로 나눔 | 정하지 않음 |
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
## 9. 발견, 도전, 유명 코드의 버그 찾기
(14분, 점수에 들어가지 않습니다)

더 읽기와 도전은 이 시간에 넣지 않았습니다. 하나만 고르거나 나중에 해도 됩니다.

### 발견: 배치 정규화를 앞 층에 접어 넣기
(9분)

학습을 마치면 $r_\mu$, $r_{\sigma^2}$, $\gamma$, $\beta$가 모두 고정된 값이 됩니다. 그러면 추론 모드의 배치 정규화는 열마다 **곱하고 더하는 일**일 뿐이고, 바로 앞의 완전 연결층(fully connected layer) $xW + b$도 곱하고 더하는 일입니다. 둘을 잇달아 하지 말고 한 층으로 합칠 수 없을까요?

$$\text{BN}(xW + b) = xW' + b'$$

모든 $x$에서 같아지는 $W'$과 $b'$을 찾아 `fold`를 채우세요. 휴대전화에 넣는 신경망은 실제로 이렇게 배치 정규화를 없애고 내보냅니다.
"""


# %% tags=["discover:fold"]
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    """추론 모드의 배치 정규화를 앞 층에 합친 (W2, b2)를 구합니다. (≈ 3줄)

    W: (n, D), b: (D,). gamma, beta, mean, var: (D,)인 배치 정규화의 값.
    반환값: 튜플 (W2, b2), shape는 (n, D)와 (D,). 모든 x에서 x @ W2 + b2는
        gamma · (x @ W + b − mean) / sqrt(var + eps) + beta와 같다.
    """
    ### BEGIN SOLUTION
    scale = gamma / np.sqrt(var + eps)
    return W * scale, (b - mean) * scale + beta
    ### END SOLUTION


# %%
check("fold")

# %%
hint("fold")

# %% [markdown]
r"""
통과했다면 학습을 마친 신경망의 배치 정규화 다섯 개를 모두 접어 봅시다. `folded`는 층마다 여러분의 `fold`를 부르고, 배치 정규화가 없는 신경망을 돌려줍니다.
"""


# %%
@demo
def folded_network():
    network, (_, _, x, labels) = Network(BatchNorm), digits()
    train(network, 0.1)
    plain = folded(fold, network)
    gap = np.abs(plain.forward(x, False)[0] - network.forward(x, False)[0]).max()
    scores = [each.accuracy(x, labels) for each in (network, plain)]
    print("정확도:", np.round(scores, 4))
    print("출력의 차이가 1e-10보다 작은가요?", gap < 1e-10)


# %% [markdown]
r"""
정확도가 그대로인데 배치 정규화는 사라졌습니다. `b - mean`에서 하나 더 보입니다. 훈련 모드에서 $b$는 평균에 그대로 들어갔다가 빠지므로, **배치 정규화 앞 층의 편향은 아무 일도 하지 않습니다.**

### 버그 찾기: 잴 때마다 다른 점수
(5분)

2017년 2월, 사진을 만들어 내는 어느 신경망의 공개 코드에 신고가 올라왔습니다. 같은 신경망인데 시험할 때마다 결과가 달라진다는 것입니다. 만든 사람도 버그라고 인정했습니다(GitHub의 anitan0925/vaegan, 이슈 1). 다섯 달 뒤에는 TensorFlow 저장소에도 비슷한 질문이 올라왔습니다(이슈 11295).

아래 `name_digits`가 그런 코드를 흉내 내어, 학습을 마친 신경망에 시험 문제를 풀게 합니다. 같은 신경망, 같은 그림 [1,000장](=suspicious.count)인데 점수가 모두 다릅니다. 마지막 줄은 같은 숫자끼리 모아 넣은 것입니다. 네 줄에서 무엇이 달라 점수가 바뀌었을까요? 함수에서 무엇을 고쳐야 할까요?
"""


# %%
def name_digits(network, x):
    for index, norm in enumerate([*network.norms, None]):
        x = x @ network.weights[index] + network.biases[index]
        if norm is not None:
            x = np.maximum(norm.forward(x), 0.0)
    return np.argmax(x, axis=1)


# %%
@demo
def suspicious_scores():
    network, (_, _, x, labels) = Network(BatchNorm), digits()
    train(network, 0.1)
    for name, batches in ways_to_test(labels):
        scores = [np.mean(name_digits(network, x[i]) == labels[i]) for i in batches]
        print(f"{name}: 정확도 {np.mean(scores):.2f}")


# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

`norm.forward(x)`에 `training`이 없습니다. 적지 않으면 기본값 `True`라서, 시험하면서 훈련 모드로 부른 것입니다. 그래서 배치의 평균과 분산으로 정규화합니다. 두 장씩 넣으면 평균이 두 그림의 한가운데라 거의 아무것도 남지 않고, 같은 숫자끼리 모으면 그 숫자의 특징이 평균과 함께 빠져나갑니다. 게다가 부를 때마다 이동 평균까지 테스트 세트(test set)로 바뀝니다.

`norm.forward(x, training=False)`로 고치면 네 줄이 모두 같아집니다. PyTorch라면 시험하기 전에 `model.eval()`을 부르는 일입니다. 시드를 바꾸어도 두 장씩 넣으면 [열에 두셋만 맞혀](=suspicious.few_right) 금방 알아챕니다. 20장씩 넣으면 [5%](=suspicious.twenty_lose)포인트쯤 낮아져, 모델이 조금 나쁜가 보다 하고 넘기기 쉽습니다. 100장씩 섞어 넣으면 바르게 잰 점수와 [거의 같습니다](=suspicious.nearly_equal). 그래서 더 찾기 어렵습니다.

두 신고도 같은 일이었습니다. 앞의 것은 결과가 배치 크기와 그 배치에 누가 들어 있는지에 따라 달라졌고, 뒤의 것은 시험 배치가 작을수록 정확도가 떨어지고 한 장씩 넣으면 아예 실패했습니다.

</details>

### 더 읽기: 커닝하는 신경망
(선택, 3분)

2019년에 나온 자기 지도 학습 방법 MoCo는 두 조각이 **같은 사진에서 잘라 낸 것인지** 맞히며 배웁니다. 그런데 배치 정규화를 그대로 쓰자 손실은 쉽게 줄어드는데 쓸모 있는 것은 배우지 못했습니다. 저자들은 배치의 평균과 분산을 통해 함께 들어온 사진의 정보가 새어, 신경망이 그 흔적만 보고 짝을 맞혔다고 짐작했습니다. 처방은 짝이 되는 두 조각이 서로 다른 배치의 평균과 분산을 쓰도록 섞는 것이었습니다(He 외, CVPR 2020, 3.3절). 위의 버그와 뿌리가 같습니다. **배치 정규화를 거치면 샘플끼리 정보가 섞입니다.**

### 도전 1: 역전파 유도하기
(선택, 15분)

`npml.unit05.network`의 `batchnorm_backward`는 여러분의 클래스에 맞는 역전파(backpropagation)입니다. 아래 도전 셀에서 불러와 `batchnorm_backward??`로 읽을 수 있습니다. 배치 정규화에서는 $x_{ij}$를 조금 바꾸면 평균과 분산도 바뀌어 그 열의 **모든** 출력이 흔들립니다. 연쇄 법칙(chain rule)으로 $\partial L/\partial x_{ij}$를 유도해 보세요. 먼저 아래 셀로 그 함수가 맞는지부터 확인합니다.
"""


# %%
@demo
def gradient_check():
    compare.backward_with_differences(BatchNorm)


# %% [markdown]
r"""
<details><summary>도전 1의 풀이</summary>

한 열만 보고 $s = \sqrt{\sigma^2 + \epsilon}$, $g_i = \gamma\,\partial L/\partial y_i$라고 하면 $\partial L/\partial \hat x_i = g_i$이고 $\hat x_i = (x_i - \mu)/s$입니다. $x_k$는 세 길로 $\hat x_i$에 닿습니다.

- 바로: $i = k$일 때만 $1/s$
- 평균을 거쳐: $\partial\mu/\partial x_k = 1/N$이므로 모든 $i$에 $-1/(Ns)$
- 분산을 거쳐: $\partial\sigma^2/\partial x_k = 2(x_k-\mu)/N$이므로 $\partial s/\partial x_k = \hat x_k/N$이고, $\hat x_i$는 $-\hat x_i \hat x_k/(Ns)$만큼 변합니다.

셋을 더하면 이렇습니다. 평균을 $\overline{\phantom{g}}$로 적었습니다.

$$\frac{\partial L}{\partial x_k} = \frac1s\left(g_k - \overline{g} - \hat x_k\,\overline{g\hat x}\right)$$

`dz`의 식과 같습니다. 열의 합이 0이 되므로, 앞 층의 편향으로 가는 기울기도 0입니다.

</details>

### 도전 2: 층 정규화
(선택, 15분)

배치가 작으면 배치 정규화가 흔들립니다. 열이 아니라 **행마다**, 곧 샘플마다 특성들의 평균과 분산으로 정규화하면 배치와 아무 상관이 없어집니다. 이를 층 정규화(layer normalization)라고 합니다. `LayerNorm` 클래스를 만들어 `Network(LayerNorm)`을 학습시키고 정확도를 재어 보세요. 이동 평균이 필요한가요? `eps`, `gamma`, `beta`와 `forward(x, training)`이 있으면 됩니다. 역전파는 준비된 `layernorm_backward`를 부르는 `backward(self, z, dout)`을 더하면 됩니다.
"""

# %%
from npml.unit05.network import batchnorm_backward, layernorm_backward

# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
<details><summary>도전 2의 풀이</summary>

```python
class LayerNorm:
    def __init__(self, eps=1e-5):
        self.eps, self.gamma, self.beta = eps, None, None

    def forward(self, x, training=True):
        if self.gamma is None:
            self.gamma, self.beta = np.ones(x.shape[1]), np.zeros(x.shape[1])
        centred = x - x.mean(axis=1, keepdims=True)
        spread = np.sqrt(x.var(axis=1, keepdims=True) + self.eps)
        return self.gamma * centred / spread + self.beta

    def backward(self, z, dout):
        return layernorm_backward(self, z, dout)

network = Network(LayerNorm)
train(network, 0.1)
print(network.accuracy(*digits()[2:]))
```

샘플 하나로 모든 것이 정해지므로 이동 평균도, 두 모드의 구별도 없습니다. `Network(LayerNorm, seed=1)`처럼 시드를 바꾸어 가며, 7절의 표에 적힌 배치 정규화의 [0.93](=good.with_mean)과 비교해 보세요.

</details>
"""

# %% [markdown]
r"""
## 10. 정리
(5분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** 미니배치(batch)의 평균과 분산으로 정규화한다고 해서 붙은 이름입니다. 요페와 세게디가 2015년에 구글에서 내놓았습니다. 같은 정확도에 14분의 1의 걸음으로 이르렀다고 보고했습니다. 같은 해의 ResNet(He 외)이 층마다 쓰면서 100층이 넘는 신경망을 학습시키는 표준이 되었습니다.

<details><summary>면접 질문 1. 배치 정규화 바로 앞 층에는 왜 편향을 두지 않나요?</summary>

편향은 열마다 같은 수를 더하는 일인데 평균을 빼면서 그대로 사라집니다. 그 편향으로 가는 기울기는 반올림을 빼면 [0입니다](=bias_is_idle). 옮기는 일은 $\beta$가 맡습니다. PyTorch의 코드에서 `bias=False`를 자주 보는 이유입니다.

</details>

<details><summary>면접 질문 2. 훈련은 잘되는데 추론에서만 정확도가 나쁩니다. 무엇부터 보나요?</summary>

추론 모드로 바꾸었는지(`model.eval()`), 이동 평균을 갱신했는지, `momentum`에 비해 배치가 너무 적지 않았는지, 훈련 데이터와 추론 데이터의 분포가 다르지 않은지 차례로 봅니다. 배치가 아주 작다면 이동값 자체가 흔들립니다.

</details>

<details><summary>면접 질문 3. Transformer는 왜 배치 정규화 대신 층 정규화를 쓰나요?</summary>

글에서는 배치마다 평균과 분산이 크게 달라 모아 둔 이동값이 잘 맞지 않고, 길이가 제각각인 문장을 채운 빈자리(padding)까지 통계에 섞이기 때문입니다. 훈련할 때는 서로 보면 안 되는 자리와 다른 문장의 정보도 섞입니다. 층 정규화(Ba 외, 2016)는 샘플 하나로 계산하므로 배치 크기와 상관이 없고 두 모드의 구별도 없습니다.

</details>

**오늘의 쓰임.** 이미지를 다루는 합성곱 신경망에서는 여전히 기본입니다. `BatchNorm2d`는 (N, C, H, W)를 **채널마다** 정규화하는데, 채널을 마지막 축으로 옮겨 (N·H·W, C)로 펴면 여러분의 클래스와 같습니다. 자리는 원논문처럼 활성화 함수 앞에 두는 것이 보통이고, 뒤에 두기도 합니다. 언어 모델은 층 정규화를 쓰다가 평균을 빼지 않는 RMSNorm(Zhang, Sennrich, 2019)으로 옮겨 갔습니다. Llama가 그 예입니다.

### 다섯 줄 정리

1. 배치 정규화는 층마다 특성별로 배치의 평균을 빼고 표준편차로 나누어, 깊은 신경망에서도 값의 크기를 지킵니다.
2. 학습하는 $\gamma$와 $\beta$가 알맞은 크기와 위치를 다시 정합니다.
3. 훈련 모드는 배치의 값을, 추론 모드는 모아 둔 이동 평균과 이동 분산을 씁니다. 추론은 아무것도 갱신하지 않습니다.
4. `momentum`이 지난 값의 비율인지 새 값의 비율인지, 이동 분산을 $N$으로 나누는지 $N-1$로 나누는지는 라이브러리마다 다릅니다.
5. 순전파는 가중치의 크기를 느끼지 못합니다. 가장 큰 이득은 가중치와 학습률을 세밀하게 맞출 필요가 적다는 것이고, 작은 배치에는 약합니다.

**용어**: 배치 정규화, 미니배치, 표준화, 이동 평균과 이동 분산, 훈련 모드와 추론 모드, momentum, 포화, 내부 공변량 변화, 층 정규화

다음 단원에서는 지수 이동 평균을 기울기에 쓰는 Adam 옵티마이저를 만듭니다. 값이 아니라 기울기가 터질 때의 처방은 12단원의 기울기 클리핑입니다.
"""

# %%
progress()
