# %% [markdown]
r"""
# 15. (심화) PyTorch로 옮기기

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 순전파만 적고 기울기는 **자동 미분**(automatic differentiation)에 맡깁니다.
- 거의 모든 PyTorch 훈련 코드에 들어 있는 **다섯 줄**을 쓰고, 한 줄을 빠뜨리거나 자리를 바꾸면 무엇이 달라지는지 설명합니다.
- 신경망을 `nn.Module`로 정의하고, 로짓(logit)을 받는 손실에 로짓을 넣습니다.
- 훈련 모드와 추론 모드를 구별해 예측하고, 예측이 끝나면 모델의 모드를 원래대로 되돌려 놓습니다.
- 합성곱(convolution) 신경망으로 손글씨 숫자를 분류합니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 3 | 9 | 7 | 40 | 7 | 8 | 5 | 8 | 3 | **90** |

**선수 단원**: 1단원(경사 하강법)과 9단원(로짓과 크로스 엔트로피(교차 엔트로피))을 먼저 보면 좋습니다. 5, 7단원(훈련 모드와 추론 모드)과 8단원(합성곱)을 마쳤다면 더 잘 보입니다.

심화 단원이므로 건너뛰어도 강의를 마친 것입니다. PyTorch를 설치하지 않았어도 노트북은 끝까지 실행되고, 무엇을 설치하면 되는지 알려 줍니다. CPU만 있으면 됩니다.
"""

# %% tags=["setup"]
from types import SimpleNamespace

import numpy as np

from npml.unit15 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit15.widgets import draw_boundary, draw_order, moons, weights_at
from npml.unit15.widgets import picture_of_digits, picture_of_graph
from npml.unit15.widgets import picture_of_line_and_net
from npml.widgets import figure

try:
    import torch
    from torch import nn

    torch.set_num_threads(1)
except ImportError:  # PyTorch가 없어도 노트북은 끝까지 실행됩니다
    torch, nn = None, SimpleNamespace(Module=object)

# %% [markdown]
r"""
## 1. 왜 필요한가
(3분)

두 클래스가 반달처럼 맞물린 샘플 [1,000개](=points.all)가 있습니다. [750개](=points.train)로 로지스틱 회귀를 학습시키고, 은닉층(hidden layer)이 하나 있는 신경망(neural network)도 학습시켰습니다. 그림의 샘플은 학습에 쓰지 않은 [250개](=points.test)입니다. 그림을 보기 전에 짐작해 보세요. 직선의 정확도는 얼마쯤일까요?
"""


# %%
@demo
def line_and_net():
    from sklearn.linear_model import LogisticRegression

    X, _, y, _ = moons()
    line = LogisticRegression().fit(X, y)
    line = [*line.coef_[0], line.intercept_[0]]
    fig, alt = picture_of_line_and_net(line, weights_at("10", "0.01", 600))
    figure(fig, alt=alt)


# %% [markdown]
r"""
직선인 결정 경계(decision boundary)의 정확도는 [0.872](=line_score), 굽은 경계는 [0.960](=net_score)입니다. 직선도 생각보다 잘하지만 두 반달이 맞물린 곳에서는 어쩔 수 없이 틀립니다.

신경망을 학습시키려면 모든 파라미터(parameter)의 기울기(gradient, 그레이디언트)가 필요합니다. 이 작은 신경망도 파라미터가 [41개](=small_net)이고, 7절의 합성곱 신경망은 [53,002개](=cnn_size)입니다. 14단원처럼 손으로 미분한 식을 층마다 코드로 옮길 수도 있습니다. 하지만 층을 하나 바꿀 때마다 다시 미분해야 하고, 틀려도 오류가 나지 않습니다.

PyTorch는 **순전파(forward pass)만 적으면** 기울기를 대신 구해 줍니다. 그 대신 알아야 할 약속이 몇 가지 있고, 어겨도 대개 오류가 나지 않습니다. 이 단원에서는 그 약속을 하나씩 어겨 보며 배웁니다.
"""

# %% [markdown]
r"""
## 2. 수식
(9분)

### 기호와 shape

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $X$, $y$ | `X`, `y` | $(m, n)$, $(m,)$ | 특성 $n$개인 샘플 $m$개와 타깃(target) |
| $w$, $b$ | `w`, `b` | $(n,)$, 수 하나 | 선형 모델의 가중치(weight)와 편향(bias) |
| $W_1$, $b_1$ | `fc1.weight`, `fc1.bias` | $(h, n)$, $(h,)$ | 은닉층의 가중치와 편향 |
| $W_2$, $b_2$ | `fc2.weight`, `fc2.bias` | $(k, h)$, $(k,)$ | 출력층의 가중치와 편향 |
| $N_b$, $L_b$ | `len(X)`, `loss` | 정수, 수 하나 | $b$번째 배치의 샘플 수와 평균 손실 |

`nn.Linear`의 가중치는 (나가는 수, 들어오는 수)이고 $xW^\top + b$를 계산합니다. 14단원이나 Keras의 $xW + b$와는 전치(transpose)한 모양입니다.

### 텐서와 자동 미분

**텐서**(tensor)는 NumPy 배열과 거의 같지만, 어떻게 계산되었는지를 기억할 수 있습니다. `requires_grad=True`로 만든 텐서에서 출발하면 PyTorch는 거쳐 간 계산을 **계산 그래프**(computational graph)로 기록합니다. 손실에서 `backward()`를 부르면 그래프를 거꾸로 따라가며 연쇄 법칙(chain rule)을 적용해, 출발점마다 `.grad`에 기울기를 적습니다.

$L = (2a - 1)^2$이면 $\frac{dL}{da} = 4(2a - 1)$이고, $a = 3$에서 20입니다. $u = 2a - 1$이라 두고 $L = u \times u$를 그래프로 그리면 이렇습니다.
"""


# %% tags=["folded"]
@demo
def graph():
    fig, alt = picture_of_graph()
    figure(fig, alt=alt)


# %% [markdown]
r"""
순전파(파란 실선)는 왼쪽에서 오른쪽으로 값을 구하고, `backward()`(파선)는 오른쪽 끝의 1에서 출발해 화살표마다 도함수를 곱하며 돌아옵니다. $u$는 곱셈에 두 번 들어가므로 두 갈래에서 돌아온 5와 5를 **더해** 10이 됩니다. 이 합은 연쇄 법칙이 시키는 것입니다.

아래에서는 같은 계산을 두 번 되풀이합니다. 두 번째 줄에는 무엇이 나올까요?
"""


# %%
@demo
def twice():
    a = torch.tensor(3.0, requires_grad=True)
    for _ in range(2):
        loss = (2 * a - 1) ** 2
        loss.backward()
        print(f"손실 {loss.item():.0f}, 기울기 {a.grad.item():.0f}")


# %% [markdown]
r"""
두 번째에는 [40](=twice)입니다. `backward()`는 `.grad`를 덮어쓰지 않고 **더합니다.** `backward()`를 여러 번 나누어 부를 때(손실이 여럿이거나 배치를 나눌 때) 기울기의 합을 얻을 수 있게 한 약속이고, 9절에서 그 쓸모를 봅니다. 대신 새로 시작하려면 먼저 비워야 합니다. 그림의 $5 + 5$가 `backward()` 한 번 **안의** 합이라면, 이것은 여러 `backward()` **사이의** 합입니다.

계산 그래프는 `backward()`를 부르면 비워집니다. 그래서 같은 `loss`에 두 번 부르면 오류가 나고, 위에서도 `loss`를 다시 계산했습니다. 거꾸로, 손실의 값만 쓸 때는 `.item()`으로 수를 꺼내야 합니다. `total += loss`라고 적으면 그래프까지 붙잡고 있게 됩니다.

### 훈련의 다섯 줄

| | 하는 일 | 코드 | 빠뜨리면 |
|--|--|--|--|
| 1 | 지난 기울기를 비움 | `optimizer.zero_grad()` | 지난 걸음들의 기울기가 모두 더해짐 |
| 2 | 순전파 | `model(X)` | 변수가 없어 오류가 남 |
| 3 | 손실 | `criterion(로짓, y)` | 변수가 없어 오류가 남 |
| 4 | 역전파(backpropagation) | `loss.backward()` | 기울기가 없어 아무것도 움직이지 않음 |
| 5 | 갱신 | `optimizer.step()` | 기울기만 구하고 움직이지 않음 |

**옵티마이저**(optimizer)는 맡은 파라미터의 `.grad`를 읽어 파라미터를 옮깁니다. 학습률(learning rate) $\eta$인 `torch.optim.SGD`는 $\theta \leftarrow \theta - \eta\,\texttt{grad}$입니다. `torch.optim.Adam`은 6단원에서 만든 Adam과 같은 알고리즘입니다.

앞의 $L = (2a - 1)^2$을 이 다섯 줄로 줄여 봅시다. 모델이 없으니 둘째와 셋째가 한 줄입니다. 학습률이 0.1이면 $a$는 3에서 어디로 갈까요?
"""


# %%
def five_lines(a, optimizer):
    """한 걸음 옮기고, 옮기기 전의 손실을 돌려줍니다."""
    optimizer.zero_grad()
    loss = (2 * a - 1) ** 2
    loss.backward()
    optimizer.step()
    return loss.item()


# %%
@demo
def three_steps():
    a = torch.tensor(3.0, requires_grad=True)
    optimizer = torch.optim.SGD([a], lr=0.1)  # 모델이라면 model.parameters()
    for _ in range(3):
        print(f"손실 {five_lines(a, optimizer):.3f}, 옮긴 뒤의 a {a.item():.3f}")


# %% [markdown]
r"""
첫 걸음은 $3 - 0.1 \cdot 20 =$ [1.000](=three_steps)이고, 세 걸음 만에 손실이 가장 작아지는 0.5에 가까운 [0.520](=three_steps)까지 왔습니다.

### 손실마다 받는 것이 다릅니다

| 클래스 | 모델이 내는 것 | 평균하기 전의 식 |
|--|--|--|
| `nn.MSELoss` | 예측값 | $(p - y)^2$. **½이 없습니다** |
| `nn.BCEWithLogitsLoss` | 로짓 $z$ 하나 | $\log(1 + e^z) - yz$. 시그모이드가 **안에** 있음 |
| `nn.CrossEntropyLoss` | 로짓 $C$개 | $\log\sum_j e^{z_j} - z_y$. 소프트맥스가 **안에** 있음 |

셋 다 클래스라서 `nn.MSELoss()(예측, 정답)`처럼 객체를 만든 다음 부릅니다. 결과는 평균입니다. `CrossEntropyLoss`는 샘플의 수 $N$으로 나누고, 나머지 둘은 shape가 $(N, k)$일 때 원소의 수 $N \cdot k$로 나눕니다. 타깃도 다릅니다. 위의 둘은 예측과 shape가 같은 실수를, `CrossEntropyLoss`는 shape가 $(N,)$인 정수(int64) 레이블(label)을 받습니다(확률이나 원-핫 타깃 $(N, C)$도 받습니다). 아래의 두 손실을 쓰면서 모델의 끝에 시그모이드나 소프트맥스를 또 붙이면 **두 번** 거치게 됩니다. 오류는 나지 않습니다.

### 에포크의 손실

**에포크**(epoch)는 훈련 샘플을 모두 한 번씩 쓰는 것입니다. 배치(batch)의 크기가 다르면 배치의 평균들을 그냥 평균해서는 안 됩니다. 모든 샘플을 똑같이 세려면 크기로 가중해야 합니다.

$$L_{\text{에포크}} = \frac{\sum_b N_b L_b}{\sum_b N_b}$$
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(7분)

### 기울기

샘플 셋입니다. $w = (1, -1)$, $b = 1$이고 타깃은 모두 2입니다.

$$X = \begin{bmatrix} 1 & 2 \\ 3 & 1 \\ 0 & 1 \end{bmatrix}, \qquad Xw + b = (0,\ 3,\ 0), \qquad r = Xw + b - y = (-2,\ 1,\ -2)$$

- 손실: $(4 + 1 + 4)/3 = 3$
- $\frac{\partial L}{\partial w} = \frac{2}{3} X^\top r = \frac{2}{3}(-2 + 3 + 0,\ -4 + 1 - 2) = \left(\frac{2}{3},\ -\frac{10}{3}\right)$
- $\frac{\partial L}{\partial b} = \frac{2}{3}(-2 + 1 - 2) = -2$

### 한 걸음

$x = (1, 2)$, $y = (2, 3)$, 학습률 0.1입니다. $w = b = 0$에서 손실은 $(4 + 9)/2 = 6.5$입니다. 한 걸음 뒤의 $w$와 $b$를 구해 보세요.

<details><summary>답 보기</summary>

$r = (-2, -3)$이니 $\frac{\partial L}{\partial w} = \frac{2}{2}(-2 - 6) = -8$이고 $\frac{\partial L}{\partial b} = -5$입니다. $w = 0.8$, $b = 0.5$가 됩니다.

</details>

### 신경망

입력 둘, 은닉 유닛 셋, 출력 둘입니다. $x = (2, 1)$을 넣습니다.

$$W_1 = \begin{bmatrix} 1 & -1 \\ -1 & 1 \\ 1 & 1 \end{bmatrix},\ b_1 = \begin{bmatrix} 0 \\ 0 \\ -1 \end{bmatrix}, \qquad W_2 = \begin{bmatrix} 1 & 5 & 1 \\ 2 & 1 & -1 \end{bmatrix},\ b_2 = \begin{bmatrix} 0 \\ 1 \end{bmatrix}$$

$W_1 x + b_1 = (1, -1, 2)$입니다. ReLU를 지나면 $(1, 0, 2)$이고, 로짓은 $(1 + 2,\ 2 - 2 + 1) = (3, 1)$입니다. ReLU를 빠뜨렸다면 얼마였을까요?

<details><summary>답 보기</summary>

$(1 - 5 + 2,\ 2 - 1 - 2 + 1) = (-2, 0)$입니다. 가장 큰 로짓의 자리까지 바뀝니다.

</details>

### 에포크의 손실

배치가 셋이고 크기는 2, 2, 1, 평균 손실은 0.4, 0.6, 1.5입니다. 세 평균을 평균하면 [0.83](=by_hand.of_means)이지만, 샘플 다섯 개의 평균은 $(0.8 + 1.2 + 1.5)/5 =$ [0.7](=by_hand.of_samples)입니다.
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(40분)

함수 넷과 클래스 둘을 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다. 막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다. 확인이 멈춘 이유가 보이지 않으면 새 셀에서 `trace("이름")`을 실행하세요.

### 주어진 함수

배열을 모델에 넣거나 텐서로 바꾸고, 거꾸로 꺼내는 함수들입니다. 채점하지 않으며, `check`와 채점이 이것으로 여러분의 모델을 들여다봅니다. 지금 다 읽을 필요는 없습니다. `tensor`와 `put_weights`만 보아 두고, 나머지는 확인의 결과에 나올 때 돌아와 읽으세요. 이름을 바꾸거나 다른 값을 담지는 마세요. `make_batches`는 `y`도 float32로 바꾸므로 `CrossEntropyLoss`의 정수 레이블에는 쓰지 마세요. 그때는 7절의 `digit_batches`처럼 `torch.tensor(y)`를 씁니다.
"""


# %% tags=["setup"]
def tensor(a):
    """NumPy 배열을 float32 텐서로 복사합니다."""
    return torch.tensor(np.array(a, dtype=np.float32))


def make_batches(pairs):
    """(X, y) 배열의 짝을 텐서의 짝으로 바꾼 리스트입니다."""
    return [(tensor(X), tensor(y)) for X, y in pairs]


def stream(batches):
    """배치를 하나씩 내주는 제너레이터입니다. 한 번 돌면 비어 버립니다."""
    yield from batches


def make_sgd(model, lr):
    """모델의 파라미터를 맡는 확률적 경사 하강법입니다."""
    return torch.optim.SGD(model.parameters(), lr=lr)


def make_criterion(name):
    """손실: "mse", "bce"(로짓을 받음), "ce"(로짓을 받음)."""
    losses = {"mse": nn.MSELoss, "bce": nn.BCEWithLogitsLoss, "ce": nn.CrossEntropyLoss}
    return losses[name]()


# %% tags=["setup"]
def put_weights(model, weights):
    """모델의 파라미터를 {이름: 배열}로(정수면 그 시드의 난수로) 바꾸고 돌려줍니다."""
    state = model.state_dict()
    if isinstance(weights, int):
        rng, sizes, weights = np.random.default_rng(weights), shapes(model), {}
        for name, size in sorted(sizes.items()):
            weights[name] = rng.normal(size=size) * (2 / np.prod(size[1:])) ** 0.5
    if not weights or weights.keys() - state.keys():
        raise ValueError(f"모델의 파라미터가 다릅니다: {list(state)}")
    model.load_state_dict({**state, **{key: tensor(a) for key, a in weights.items()}})
    return model


def get_weights(model):
    """파라미터와 버퍼를 복사한 {이름: float64 배열}입니다."""
    found = [*model.named_parameters(), *model.named_buffers()]  # 같은 것은 한 번만
    return {name: a.detach().numpy().astype(np.float64) for name, a in found}


def shapes(model):
    """{파라미터의 이름: shape}입니다."""
    return {name: tuple(value.shape) for name, value in model.named_parameters()}


# %% tags=["setup"]
def output(model, X):
    """모델에 X를 넣은 결과를 float64 배열로 꺼냅니다."""
    with torch.no_grad():
        return model(tensor(X)).numpy().astype(np.float64)


def refuses(model, X):
    """모델에 X를 넣으면 오류가 나는지 봅니다."""
    try:
        output(model, X)
    except Exception:
        return True
    return False


def gradients(model, X):
    """출력의 제곱을 평균해 역전파한 {이름: 기울기의 노름}입니다."""
    model.zero_grad()
    torch.mean(model(tensor(X)) ** 2).backward()
    found = {name: p.grad for name, p in model.named_parameters()}
    return {name: g if g is None else g.norm().item() for name, g in found.items()}


# %% tags=["setup"]
def fill_grads(model, value):
    """모든 파라미터의 기울기를 한 값으로 채웁니다."""
    for parameter in model.parameters():
        parameter.grad = torch.full_like(parameter, value)


def modes(model):
    """{모듈의 이름: 훈련 모드인지}입니다. 모델 자신의 이름은 ""입니다."""
    return {name: module.training for name, module in model.named_modules()}


def set_mode(model, training):
    """모드를 바꿉니다. {이름: 모드}를 주면 모듈마다 따로 바꿉니다."""
    for name, module in model.named_modules():
        module.training = training[name] if isinstance(training, dict) else training


# %% tags=["setup"]
def toy_model(kind, outputs=1):
    """특성 3개를 받는 작은 모델: "plain", "dropout"(모두 0으로 만듦), "batchnorm"."""
    middle = {
        "plain": nn.Identity,
        "dropout": lambda: nn.Dropout(1.0),
        "batchnorm": lambda: nn.BatchNorm1d(4),
    }[kind]()
    first, last = nn.Linear(3, 4), nn.Linear(4, outputs)
    return nn.Sequential(nn.Flatten(), first, middle, nn.Tanh(), last)


# %% [markdown]
r"""
### 4.1 자동 미분

기울기를 구할 텐서에는 `requires_grad`를 켜고, 손실까지의 계산을 끊지 말아야 합니다. 그 전에 다음 셀이 출력하는 두 줄을 보세요.
"""


# %%
@demo
def silent_shapes():
    prediction, y = torch.zeros(3), torch.tensor([[1.0], [2.0], [3.0]])
    print((prediction - y).shape)
    print(torch.tensor([1.0]).dtype, torch.tensor(np.array([1.0])).dtype)


# %% [markdown]
r"""
예측은 $(3,)$, 타깃은 $(3, 1)$입니다. 차이가 왜 [3](=silent_shapes)×[3](=silent_shapes)이 되었을까요? 이것을 제곱해 평균해도 손실과 기울기가 나옵니다. 무엇을 먼저 확인해야 할까요?

둘째 줄은 자릿수 이야기입니다. PyTorch의 실수는 float32가 기본이고 NumPy는 float64입니다. 예측이 20,000이고 차이가 0.01이면 float32의 유효숫자 일곱 자리 가운데 몇 자리가 남을까요? 이 함수는 float64로 계산합니다.
"""


# %% tags=["solution:autograd_gradient"]
def autograd_gradient(X, y, w, b):
    """평균 제곱 오차와, 자동 미분으로 구한 기울기입니다. (≈ 7줄)

    loss = (1/m) Σ_i (x_i · w + b − y_i)²    (½은 없다)

    X, y, w: shape (m, n), (m,), (n,)인 배열. float64나 정수이고,
        메모리에 어떤 순서로 놓였든 된다(예: X[::-1]).
    b: 실수 하나.
    반환값: (loss, dw, db). loss와 db는 실수, dw는 shape (n,)인 새 float64 배열.
    오류: y의 shape가 (m,)이 아니면 y나 X라는 이름을 적은 ValueError.
    예: 3절의 샘플 세 개  ->  (3.0, [0.6667, -3.3333], -2.0)

    채점의 경계 조건
        float64로 계산한다. 예측이 크고 차이가 작아도 정확하다.
        여러 번 불러도 앞의 호출에서 구한 기울기가 섞이지 않는다.
        인자를 바꾸지 않는다. NumPy의 전역 난수를 쓰지 않는다.
    """
    ### BEGIN SOLUTION
    if y.shape != (len(X),):
        raise ValueError(f"y의 shape는 ({len(X)},)이어야 하는데 {y.shape}입니다")
    X, y, w = (torch.tensor(np.array(a, dtype=np.float64)) for a in (X, y, w))
    w.requires_grad_()
    b = torch.tensor(float(b), dtype=torch.float64, requires_grad=True)
    loss = torch.mean((X @ w + b - y) ** 2)
    loss.backward()
    return loss.item(), w.grad.numpy(), b.grad.item()
    ### END SOLUTION


# %% tags=["grade:autograd_gradient"]
check("autograd_gradient")

# %%
hint("autograd_gradient")

# %% [markdown]
r"""
### 4.2 다섯 줄로 직선 찾기

2절의 다섯 줄을 되풀이합니다. `nn.Linear(1, 1)`은 난수에서 출발하므로, 결과를 비교할 수 있게 0에서 시작합니다.

이번에는 $(m, 1)$인 예측에서 $(m,)$인 `y`를 빼는 실수를 막아야 합니다. `nn.MSELoss`는 경고만 하고 계산을 계속합니다. 다섯 줄에서 한 줄을 빠뜨리거나 자리를 바꾸면 어떻게 되는지는 6.1절에서 봅니다.
"""


# %% tags=["solution:fit_linear"]
def fit_linear(x, y, lr=0.01, epochs=100):
    """w = b = 0에서 시작해 경사 하강법으로 직선 y ≈ w·x + b를 찾습니다. (≈ 12줄)

    손실은 평균 제곱 오차이고, 걸음마다 모든 샘플을 씁니다(½ 없음, 모멘텀 없음).

    x, y: shape (m, 1)인 배열. float64나 정수.
    lr, epochs: 학습률, 되풀이하는 횟수.
    반환값: (w, b, losses). 실수 둘과, 갱신하기 전의 손실을 에포크마다 담은 리스트.
    오류: x와 y의 shape가 다르면 x나 y라는 이름을 적은 ValueError.
    예: x = [[1], [2]], y = [[2], [3]], lr=0.1, epochs=1  ->  (0.8, 0.5, [6.5])

    채점의 경계 조건
        epochs=0이면 (0.0, 0.0, [])이다. 값은 float32의 자릿수까지 본다.
        인자를 바꾸지 않는다. NumPy의 전역 난수를 쓰지 않는다.
    """
    ### BEGIN SOLUTION
    if x.shape != y.shape:
        raise ValueError(f"x와 y의 shape가 다릅니다: {x.shape}, {y.shape}")
    inputs, targets = tensor(x), tensor(y)
    model = nn.Linear(1, 1)
    put_weights(model, {"weight": [[0.0]], "bias": [0.0]})
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()  # public: 2절의 다섯 줄
        loss = nn.functional.mse_loss(model(inputs), targets)
        loss.backward()  # public: 2절의 다섯 줄
        optimizer.step()  # public: 2절의 다섯 줄
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses
    ### END SOLUTION


# %% tags=["grade:fit_linear"]
check("fit_linear")

# %%
hint("fit_linear")

# %% [markdown]
r"""
### 4.3 신경망을 클래스로

`nn.Module`을 상속한 클래스는 `self`에 담은 층을 **스스로 찾아** 그 파라미터를 모읍니다. 그래서 옵티마이저에 `model.parameters()`를 넘기기만 하면 됩니다. 단, 찾을 수 있는 자리에 있어야 합니다.
"""


# %%
@demo
def hidden_layers():
    class Careless(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = [nn.Linear(2, 10), nn.Linear(10, 1)]

    print("파라미터의 수:", sum(p.numel() for p in Careless().parameters()))


# %% [markdown]
r"""
층이 둘이나 있는데 파라미터가 [0개](=hidden_layers)입니다. 파이썬 리스트 안은 보지 않기 때문입니다(리스트로 담으려면 `nn.ModuleList`를 씁니다). 이 모델을 훈련하려 하면 무슨 일이 생길까요?

마지막 층 뒤에는 아무것도 붙이지 않고 **로짓**을 돌려줍니다. 왜 그런지는 2절의 손실 표에 있습니다.
"""


# %% tags=["solution:NeuralNetwork"]
class NeuralNetwork(nn.Module):
    """은닉층이 하나인 신경망: 로짓 = fc2(relu(fc1(x)))

    fc1은 input_size → hidden_size, fc2는 hidden_size → output_size인 nn.Linear이다.
    다른 파라미터는 없다. 값은 float32의 자릿수까지 본다.
    """

    def __init__(self, input_size, hidden_size, output_size):
        """층 두 개를 fc1과 fc2라는 이름으로 만듭니다. (≈ 3줄)"""
        ### BEGIN SOLUTION
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, output_size)
        ### END SOLUTION

    def forward(self, x):
        """(N, input_size) 텐서를 (N, output_size)인 로짓으로 바꿉니다. (≈ 1줄)"""
        ### BEGIN SOLUTION
        return self.fc2(torch.relu(self.fc1(x)))
        ### END SOLUTION


# %% tags=["grade:NeuralNetwork"]
check("NeuralNetwork")

# %%
hint("NeuralNetwork")

# %% [markdown]
r"""
### 4.4 한 에포크

이제 모델도, 손실도, 옵티마이저도 부른 쪽이 정합니다. 여러분은 다섯 줄만 맡습니다. 그런데 모델에는 모드가 둘 있습니다. `model.train()`과 `model.eval()`은 모델과 그 안의 모든 모듈의 `training`을 True나 False로 바꿉니다. 드롭아웃(dropout)은 훈련 모드에서만 일부 값을 0으로 만듭니다. 배치 정규화(batch normalization)는 훈련 모드에서 배치의 통계를 쓰면서 이동 평균을 고치고, 추론 모드에서는 이동 평균을 씁니다.

다음을 생각하고 시작하세요.

- 받은 모델이 방금 예측을 마쳐 추론 모드라면?
- 부르기 전에 누군가 `backward()`를 불러 기울기가 남아 있다면? 첫 배치는 괜찮을까요?
- 마지막 배치에 샘플이 셋뿐이라면?
- `batches`가 한 번만 돌 수 있는 제너레이터라면?
"""


# %% tags=["solution:train_epoch"]
def train_epoch(model, batches, criterion, optimizer):
    """모든 배치로 한 번씩 갱신하고 에포크의 손실을 구합니다. (≈ 12줄)

    에포크의 손실 = Σ_b (배치의 손실 · N_b) / Σ_b N_b

    model, optimizer: 모델과, 그 파라미터를 맡은 옵티마이저.
    criterion: criterion(모델의 출력, y)가 배치의 평균 손실이다.
    batches: (X, y) 텐서의 짝. 리스트든 제너레이터든 한 번만 돈다. N_b는 달라도 된다.
    반환값: 실수 하나. 배치의 손실은 그 배치로 갱신하기 전의 값이다.
    오류: 배치가 하나도 없으면 batches라는 이름을 적은 ValueError.

    채점의 경계 조건
        추론 모드로 남아 있던 모델도 훈련 모드에서 훈련한다. 끝난 뒤의 모드는 자유다.
        부르기 전부터 남아 있던 기울기는 섞이지 않는다. 값은 float32의 자릿수까지 본다.
        NumPy의 전역 난수를 쓰지 않는다.
    """
    ### BEGIN SOLUTION
    model.train()  # public: 4.4절의 두 가지 모드
    total, count = 0.0, 0
    for X, y in batches:
        optimizer.zero_grad()  # public: 2절의 다섯 줄
        loss = criterion(model(X), y)
        loss.backward()  # public: 2절의 다섯 줄
        optimizer.step()  # public: 2절의 다섯 줄
        total += loss.item() * len(X)
        count += len(X)
    if count == 0:
        raise ValueError("batches가 비어 있습니다")
    return total / count
    ### END SOLUTION


# %% tags=["grade:train_epoch"]
check("train_epoch")

# %%
hint("train_epoch")

# %% [markdown]
r"""
### 4.5 예측

`with torch.no_grad():` 안에서는 계산 그래프를 기록하지 않습니다. 그러면 모드는 어떻게 될까요? 배치 정규화가 있는 모델을 훈련 모드인 채로 불러 보겠습니다. 같은 샘플의 답은 늘 같을까요?
"""


# %%
@demo
def who_is_beside():
    model = put_weights(toy_model("batchnorm"), 0)
    X = np.random.default_rng(1).normal(size=(5, 3))
    for rows in ([0, 1, 2], [0, 3, 4]):
        print("셋이 함께일 때 첫 샘플의 로짓:", output(model, X[rows])[0].round(2))
    print("이동 평균:", get_weights(model)["2.running_mean"].round(2))


# %% [markdown]
r"""
`output`은 `torch.no_grad()` 안에서 계산하는데도 첫 샘플의 로짓이 **옆에 누가 있느냐**에 따라 음수에서 양수로 바뀌어 레이블까지 달라지고, 0이던 이동 평균까지 바뀌었습니다. 기울기를 기록하지 않는 것과 추론 모드는 다른 일입니다.

예측을 마치면 모델의 모드를 부르기 전으로 되돌려 놓아야 합니다. `model.train()`을 불러 두면 될 것 같지만, 부르기 전에 추론 모드였다면요? 배치 정규화 층 하나만 일부러 추론 모드로 얼려 둔 모델이라면요? 안에 든 모듈은 `model.modules()`로 하나씩 꺼낼 수 있습니다.
"""


# %% tags=["solution:predict"]
def predict(model, X):
    """샘플마다 레이블을 예측합니다. (≈ 10줄)

    출력이 한 열이면 로짓이 0보다 클 때 1, 아니면 0. 두 열 이상이면 가장 큰 열의 번호.

    model: (N, …)을 받아 (N, 1)이나 (N, C)인 로짓을 내는 모델.
    X: shape (N, …)인 배열. float64나 정수.
    반환값: shape (N,)인 새 정수 배열.

    채점의 경계 조건
        추론 모드에서, 기울기를 기록하지 않고 계산한다.
        돌려준 뒤에는 모듈마다의 모드, 파라미터, 버퍼(이동 평균 등)가 부르기 전과 같다.
        안에 든 모듈의 모드가 서로 다를 수도 있다. 같은 로짓이 둘인 경우는 없다.
        X를 바꾸지 않는다. NumPy의 전역 난수를 쓰지 않는다.
    """
    ### BEGIN SOLUTION
    before = [(module, module.training) for module in model.modules()]
    model.eval()  # public: 4.4절의 두 가지 모드
    with torch.no_grad():
        logits = model(tensor(X)).numpy()
    for module, flag in before:
        module.training = flag
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(np.int64)
    return np.argmax(logits, axis=1)
    ### END SOLUTION


# %% tags=["grade:predict"]
check("predict")

# %%
hint("predict")

# %% [markdown]
r"""
### 4.6 합성곱 신경망

그림은 (배치, 채널, 높이, 너비)입니다. 3×3 커널(kernel)에 패딩(padding) 1이면 8단원의 식 $(n + 2\cdot 1 - 3)/1 + 1 = n$이라 높이와 너비가 그대로이고, 2×2 최대 **풀링**(pooling)은 네 칸에서 가장 큰 것만 남겨 절반으로 줄입니다. PyTorch에서는 `nn.Conv2d`와 `nn.MaxPool2d`이고, ReLU는 `torch.relu`입니다. 8×8 그림이 합성곱 → 풀링 → 합성곱 → 풀링을 지나면 높이와 너비는 $8 \to 8 \to 4 \to 4 \to 2$이고, 채널이 64개면 펴서 $64 \cdot 2 \cdot 2 = 256$개입니다.

흔한 예제들은 합성곱의 결과를 `x.view(-1, 수)`로 폅니다. 우리의 그림이라면 `x.view(-1, 256)`입니다. 그림의 크기를 잘못 넣어 보겠습니다.
"""


# %%
@demo
def too_many_rows():
    x = torch.zeros(2, 64, 4, 4)  # 16×16 그림 두 장이 풀링을 두 번 지난 것
    print(x.view(-1, 256).shape)


# %% [markdown]
r"""
그림이 두 장인데 [8행](=too_many_rows)이 되었습니다. −1이 "나머지는 알아서"라는 뜻이라 배치의 축까지 바꾸어 버렸습니다. 오류가 나는 편이 훨씬 낫습니다. 펴는 함수 `torch.flatten(x, 펴기 시작할 축)`으로 배치의 축을 **건드리지 않고** 펴려면 어떻게 해야 할까요?
"""


# %% tags=["solution:CNN"]
class CNN(nn.Module):
    """8×8 그림 (N, 1, 8, 8)을 로짓 (N, 10)으로 바꾸는 합성곱 신경망

    conv1: 1 → 32채널, conv2: 32 → 64채널. 둘 다 3×3, 패딩 1이고
        결과에 ReLU, 그다음 2×2 최대 풀링(겹치지 않게).
    그림마다 채널부터 차례로 펴서 256개.  fc1: 256 → 128, ReLU.  fc2: 128 → 10.
    다른 파라미터는 없다. 값은 float32의 자릿수까지 본다.
    12×12나 16×16 그림을 넣으면 오류가 나야 한다(어떤 오류든). 다른 수의 행이
        나오면 안 된다.
    """

    def __init__(self):
        """네 층을 conv1, conv2, fc1, fc2라는 이름으로 만듭니다. (≈ 6줄)"""
        ### BEGIN SOLUTION
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(32, 64, kernel_size=3, padding=1)
        self.pool = nn.MaxPool2d(2)
        self.fc1 = nn.Linear(256, 128)
        self.fc2 = nn.Linear(128, 10)
        ### END SOLUTION

    def forward(self, x):
        """그림 (N, 1, 8, 8)을 로짓 (N, 10)으로 바꿉니다. (≈ 4줄)"""
        ### BEGIN SOLUTION
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.fc1(torch.flatten(x, 1)))
        return self.fc2(x)
        ### END SOLUTION


# %% tags=["grade:CNN"]
check("CNN")

# %%
hint("CNN")

# %% [markdown]
r"""
<details><summary>4.1–4.6절의 물음의 답</summary>

- **4.1** $(3,) - (3, 1)$은 $(3, 3)$으로 브로드캐스팅(broadcasting)됩니다. 그래서 `y`의 shape를 먼저 확인합니다. 20,000 언저리에서 float32의 눈금은 [0.00195](=single.step)마다 하나라, 차이 0.01은 [0.00977](=single.gap)로 바뀝니다. 한두 자리만 남습니다.
- **4.3** 옵티마이저를 만들 때 `optimizer got an empty parameter list`라는 오류가 납니다. 다른 층이 하나라도 있으면 오류 없이 리스트 안의 층만 배우지 않습니다.
- **4.4** 추론 모드인 채로 훈련하면 드롭아웃이 꺼지고 배치 정규화가 이동 평균을 고치지 않습니다. 그래서 먼저 `model.train()`을 부릅니다. 남아 있던 기울기는 첫 걸음에 섞이므로 첫 배치도 비워야 하고, 그래서 `zero_grad`는 `backward` **앞**에 둡니다. 다른 자리에 두면 어떻게 되는지는 6.1절에서 봅니다. 샘플이 셋인 배치의 손실에는 3을 곱해 더하고, 마지막에 전체 샘플의 수로 나눕니다. 제너레이터는 `len`이 없고 한 번 돌면 비어 버리므로, 샘플의 수도 같은 반복문에서 셉니다.
- **4.5** 모듈마다 `training`을 적어 두었다가 하나씩 되돌립니다. 그런데 `train_epoch`은 `model.train()`으로 얼린 층까지 녹입니다. 얼린 채 훈련하려면 `train()` 다음에 그 층만 다시 `eval()`로 바꾸어야 합니다.
- **4.6** `torch.flatten(x, 1)`은 배치의 축을 두고 나머지만 폅니다. 16×16 그림이면 $64 \cdot 4 \cdot 4 = 1024$개가 되어 `fc1`에서 오류가 납니다. 그렇다고 크기를 다 가려내지는 못합니다. 풀링이 나머지를 버리므로 [9×9부터 11×11까지](=sizes.pass)는 오류 없이 지나갑니다.

</details>

## 6. 실험
(7분)

### 6.1 다섯 줄의 순서

2절의 $L = (2a - 1)^2$을 $a = 3$에서 학습률 0.02로 내려갑니다. 파선은 고른 순서로 걸은 길이고, 실선은 **여러분의** `train_epoch`이 걸은 길입니다. 먼저 예상해 보세요. `zero_grad`를 빠뜨리면 $a$는 어디로 갈까요? `step` 뒤에서 비우는 것은 `backward` 앞에서 비우는 것과 같을까요? 남아 있던 기울기가 있으면요?
"""

# %%
explore(draw_order, train_epoch)

# %% [markdown]
r"""
<details><summary>무엇을 보았나요?</summary>

- **비우지 않음**: 첫 걸음은 같고 둘째 걸음부터 [더 빨리](=order.faster) 내려갑니다. 그런데 멈추지 못하고 바닥을 지나쳐 반대쪽으로 처음보다 [조금 더 높이](=order.higher) 올라갔다가 되돌아오기를 되풀이합니다. 지난 기울기를 모두 더하는 것은 PyTorch `SGD`의 모멘텀(momentum, 6단원의 식에서 $1-\beta_1$을 곱하지 않은 것)을 1로 둔 것과 같아, 마찰이 없는 진자처럼 출렁입니다. 곡선을 그려 보면 바로 보이지만, 마지막 손실만 보면 운 좋게 바닥을 지날 때 멈춘 것을 알아채기 어렵습니다.
- **`step` 뒤에서 비움**: 남아 있던 기울기가 없으면 다섯 줄 그대로와 [똑같습니다](=order.same). 있으면 첫 걸음에 섞입니다. −60이 남아 있을 때 첫 걸음은 $3 - 0.02 \cdot (20 - 60) =$ [3.8](=order.away)로 거꾸로 갑니다. 섞이는 것은 첫 걸음뿐이지만 그 뒤의 $a$도 모두 달라집니다.
- **`step` 바로 앞에서 비움**: 방금 구한 기울기가 사라져 [제자리](=order.still)입니다.

</details>

### 6.2 신경망이 배우는 경계

[미리 학습해 둔](=as_stored) 가중치를 **여러분의** `NeuralNetwork`에 넣고 **여러분의** `predict`로 칠합니다. 전체 배치로 Adam을 600에포크 돌린 것입니다. 은닉 유닛의 수와 학습률을 바꾸며 에포크를 움직여 보세요. 그림 아래에는 **살아 있는** 은닉 유닛의 수도 나옵니다. 훈련 샘플 가운데 하나에서라도 ReLU의 결과가 0보다 큰 유닛입니다. 죽은 유닛은 다시 살아날 수 있을까요?
"""

# %%
explore(draw_boundary, NeuralNetwork, predict)

# %% [markdown]
r"""
<details><summary>무엇을 보았나요?</summary>

은닉 유닛이 [2개](=widget_runs.small)이고 학습률이 0.1이면 [30에포크](=widget_runs.by)에 이미 살아 있는 유닛이 없습니다. ReLU의 입력이 모든 샘플에서 음수라 `fc1`의 기울기가 0이고, 그 뒤로 끝까지 다시 살아나지 못했습니다. 출력은 상수뿐이라 경계가 사라지고 정확도는 [0.500](=widget_runs.dead)입니다. 학습률이 0.01이면 [하나](=widget_runs.one)가 살아 있습니다. ReLU 하나로 만들 수 있는 경계는 직선뿐이라, 1절의 로지스틱 회귀와 비슷한 [0.868](=widget_runs.straight)에 머뭅니다.

은닉 유닛이 10개라도 학습률이 0.001이면 600에포크로도 경계가 반달 사이로 파고들지 못합니다([0.864](=widget_runs.slow)).

</details>

이 그림은 시드 하나에서 출발한 것입니다. 시드를 바꾸면 얼마나 달라지는지는 7절에서 봅니다.

## 7. 실제 데이터와 라이브러리 비교
(8분)

### 반달

여러분의 `NeuralNetwork`와 `train_epoch`로 처음부터 학습시키고 `predict`로 예측합니다. `BCEWithLogitsLoss`의 타깃은 로짓과 shape가 같은 실수여야 하므로 $(N, 1)$로 만듭니다.
"""


# %%
def train_moons(seed=0, lr=0.01, epochs=500):
    """반달로 학습한, 은닉 유닛이 10개인 신경망과 에포크마다의 손실."""
    X, _, y, _ = moons()
    torch.manual_seed(seed)
    model, batch = NeuralNetwork(2, 10, 1), make_batches([(X, y[:, None])])
    adam = torch.optim.Adam(model.parameters(), lr=lr)
    criterion = make_criterion("bce")
    return model, [train_epoch(model, batch, criterion, adam) for _ in range(epochs)]


# %%
@demo
def moons_accuracy():
    _, X_test, _, y_test = moons()
    for lr in (0.001, 0.01):
        model, losses = train_moons(lr=lr)
        accuracy = np.mean(predict(model, X_test) == y_test)
        print(f"학습률 {lr}: 손실 {losses[-1]:.3f}, 테스트 정확도 {accuracy:.3f}")


# %% [markdown]
r"""
시드 하나로는 아무 말도 할 수 없으니 시드 열 개로 500에포크씩 학습시켜 보았습니다. 셋째 줄부터는 모두 은닉 유닛 10개, Adam 0.01입니다.

| | 테스트 정확도의 평균 (최저–최고) |
|--|--|
| 직선(`nn.Linear(2, 1)`), Adam 0.01 | [0.869](=runs.line.mean) ([0.860](=runs.line.low)–[0.872](=runs.line.high)) |
| 은닉 유닛 10개, Adam 0.001 | [0.861](=runs.slow.mean) ([0.832](=runs.slow.low)–[0.876](=runs.slow.high)) |
| 올바른 코드 | [0.942](=runs.right.mean) ([0.880](=runs.right.low)–[0.976](=runs.right.high)) |
| 시그모이드를 두 번: `criterion(torch.sigmoid(model(X)), y)` | [0.900](=runs.twice.mean) ([0.856](=runs.twice.low)–[0.960](=runs.twice.high)) |
| `zero_grad`를 빠뜨림 | [0.796](=runs.kept.mean) ([0.672](=runs.kept.low)–[0.876](=runs.kept.high)) |
| `MSELoss`에 $(N,)$인 `y`(예측은 출력 > 0.5) | [0.549](=runs.flat.mean) ([0.448](=runs.flat.low)–[0.628](=runs.flat.high)) |

마지막 줄은 모든 시드에서 손실이 [0.250](=runs.flat_loss.mean) 근처에 멈춥니다. 어떤 예측을 하면 손실이 그렇게 될까요? 4.1절의 3×3을 떠올려 보세요.

<details><summary>답 보기</summary>

예측은 $(750, 1)$, `y`는 $(750,)$이라 차이가 $750 \times 750$으로 브로드캐스팅됩니다. 예측마다 **모든** 타깃과 비교하므로, 손실이 가장 작은 예측은 어느 샘플에서나 타깃의 평균 0.5이고 그때의 손실이 $0.5^2 = 0.25$입니다. 예측이 0.5 언저리에 모이니 그보다 큰지로 나눈 레이블은 찍은 것과 크게 다르지 않습니다.

</details>

둘째 줄을 보세요. 은닉층을 두고도 **직선보다 나을 것이 없습니다.** 틀린 코드가 아닙니다. 500에포크가 모자라기도 하고, 출발점에 따라서는 열 배로 늘려도 거의 제자리입니다. 같은 시드 열 개로 5,000에포크를 가면 [6개](=longer.learned)는 [0.956](=longer.least)–[0.972](=longer.most)까지 가지만, [4개](=longer.stuck)는 [0.864](=longer.low)–[0.896](=longer.high)에 머뭅니다. 학습률이 0.01인 셋째 줄의 최저가 낮은 것도 같은 이유입니다.

시그모이드를 두 번 거친 것은 (예측은 로짓 > 0으로 했으니) 이 정확도로는 알아채기 어렵습니다. 손실을 보면 500에포크 뒤에 [0.55](=runs.twice_loss.mean)([0.53](=runs.twice_loss.low)–[0.56](=runs.twice_loss.high))이고, 두 클래스가 반반이니 아무리 더 가도 $(\ln(1 + e^{-1}) + \ln 2)/2 \approx$ [0.503](=double_sigmoid.floor)보다 작아질 수 없습니다. 올바른 코드는 [0.10](=runs.right_loss.low)–[0.26](=runs.right_loss.high)까지 갑니다. 시그모이드를 모델 **안에** 두면 곧바로 드러납니다. 확률은 늘 0보다 커서 `predict`가 모두 1이라고 하고, 열 번 모두 [0.500](=runs.inside.high)입니다. 세 가지 틀린 코드 모두 오류가 나지 않습니다.

### 손글씨 숫자

8×8 그림 [1,347장](=digits.train)으로 여러분의 `CNN`을 학습시킵니다. 64장씩 배치로 나누면 마지막 배치는 [3장](=digits.last)입니다.
"""


# %%
@demo
def digit_images():
    from sklearn.datasets import load_digits
    from sklearn.model_selection import train_test_split

    digits = load_digits()
    images = digits.images[:, None] / 16
    return train_test_split(images, digits.target, test_size=0.25, random_state=0,
                            stratify=digits.target)  # fmt: skip


# %%
def digit_batches(rng):
    """섞어서 64장씩 나눈 배치. 타깃은 정수 레이블입니다."""
    X, _, y, _ = digit_images
    order = rng.permutation(len(X))
    for at in range(0, len(X), 64):
        part = order[at : at + 64]
        yield tensor(X[part]), torch.tensor(y[part])


# %%
def accuracy(model):
    return np.mean(predict(model, digit_images[1]) == digit_images[3])


def show_wrong(model):
    _, images, _, labels = digit_images
    fig, alt = picture_of_digits(images, labels, predict(model, images))
    figure(fig, alt=alt)


# %%
@demo
def train_digits():
    torch.manual_seed(0)
    model, rng = CNN(), np.random.default_rng(0)
    adam, criterion = torch.optim.Adam(model.parameters()), make_criterion("ce")
    for epoch in range(1, 6):
        loss = train_epoch(model, digit_batches(rng), criterion, adam)
        print(f"{epoch}에포크: 손실 {loss:.3f}, 테스트 정확도 {accuracy(model):.3f}")
    show_wrong(model)


# %% [markdown]
r"""
시드 열 개에서 5에포크 뒤의 정확도는 평균 [0.909](=cnn_runs.right.mean)([0.889](=cnn_runs.right.low)–[0.929](=cnn_runs.right.high))입니다. 9단원의 선형 분류기는 500걸음에 0.960이었으니 아직 덜 배운 것입니다. `range(1, 6)`을 `range(1, 21)`로 바꾸어 더 가 보세요. 틀린 그림은 사람이 보아도 헷갈리나요?

<details><summary>20에포크 뒤에는 얼마인가요?</summary>

같은 시드 열 개에서 평균 [0.974](=cnn_runs.longer.mean)([0.964](=cnn_runs.longer.low)–[0.982](=cnn_runs.longer.high))입니다. 선형 분류기보다 낫습니다.

</details>

`CNN`의 끝에 소프트맥스를 붙였다면 같은 5에포크에 평균 [0.827](=cnn_runs.soft.mean)이고 손실은 [1.71](=cnn_runs.soft_loss.mean)입니다. 더 가면 손실이 내려가지만 바닥이 있습니다. 확률은 0과 1 사이라 로짓으로 쓰면 정답을 완벽하게 맞혀도 손실이 $\ln(e + 9) - 1 \approx$ [1.46](=double_softmax.floor)보다 작아질 수 없습니다.

### 다른 책·라이브러리에서는

식은 같습니다. 여러분의 `autograd_gradient`는 손으로 미분한 식과, `CrossEntropyLoss`는 9단원의 식과 [10⁻¹²까지 같고](=same.double), `Conv2d`는 SciPy의 `correlate2d`(8단원과 같은 계산)와 float32의 자릿수까지 [같습니다](=same.single). 다른 것은 약속입니다.

| 무엇 | **이 강의의 앞 단원** | PyTorch | Keras |
|--|--|--|--|
| 평균 제곱 오차의 ½ | 있음(1, 14단원). 미분한 식의 2가 없어짐 | 없음 | 없음 |
| 선형 층의 가중치 | (들어오는 수, 나가는 수) | **(나가는 수, 들어오는 수)** | (들어오는 수, 나가는 수) |
| 그림의 축 | (높이, 너비) | (배치, **채널**, 높이, 너비) | (배치, 높이, 너비, **채널**)이 기본 |
| 손실이 받는 것 | 둘 다(9단원) | 로짓(`BCELoss`는 확률, `NLLLoss`는 로그 확률) | 확률이 기본, `from_logits=True`면 로짓 |
| 배치 정규화의 `momentum` | **지난 값**에 곱함(5단원) | **새 값**에 곱함. 이동 분산은 $m - 1$로 나눈 것 | 지난 값에 곱함 |
| 모드 | 인자 `training` | `train()`, `eval()`이 바꾸는 상태 | 인자 `training` |
| 기울기 | 새로 계산 | `.grad`에 **더해짐** | `fit`이 알아서 함 |
| 실수의 자릿수 | float64 | float32 | float32 |
"""

# %% [markdown]
r"""
## 8. 퀴즈
(5분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 3, 2: 2, 3: 4, 4: 3}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 발견, 도전, 유명 코드의 버그 찾기
(8분, 점수에 들어가지 않습니다) 도전은 이 시간에 넣지 않았습니다. 하나만 고르거나 나중에 해도 됩니다.

### 발견: 기울기가 더해지는 것의 쓸모

샘플 21개를 한꺼번에 넣을 메모리가 없어 8, 8, 5개로 나누었다고 합시다. `backward()`가 기울기를 더한다는 것을 쓰면, 갱신하지 않고 세 번 역전파해 **21개를 한꺼번에 넣은 것과 똑같은** 기울기를 얻을 수 있습니다(배치 정규화나 드롭아웃이 없는 모델이라면). 그런데 배치의 손실은 배치 안의 평균입니다. 그대로 더하면 무엇이 될까요? 무엇을 곱해야 할까요?
"""


# %% tags=["discover:whole_gradient"]
def whole_gradient(model, batches, criterion):
    """배치를 나누어 역전파하면서 전체 샘플의 평균 손실의 기울기를 구합니다. (≈ 6줄)

    batches: (X, y) 텐서의 짝의 리스트. 크기는 달라도 된다.
    반환값: {파라미터의 이름: float64 배열}. 파라미터는 바꾸지 않는다.
    부르기 전에 남아 있던 기울기는 섞이지 않는다.
    """
    ### BEGIN SOLUTION
    model.zero_grad()
    count = sum(len(X) for X, _ in batches)
    for X, y in batches:
        loss = criterion(model(X), y) * len(X) / count
        loss.backward()
    return {name: p.grad.double().numpy() for name, p in model.named_parameters()}
    ### END SOLUTION


# %%
check("whole_gradient")

# %%
hint("whole_gradient")

# %% [markdown]
r"""
<details><summary>무엇을 발견했나요?</summary>

전체의 평균 손실은 $\sum_b \frac{N_b}{N} L_b$이므로 배치의 손실마다 $N_b/N$을 곱해 역전파하면 됩니다. 그대로 더하면 기울기가 배치의 수만큼 커지고(크기가 모두 같다면 꼭 그만큼, 다르면 대략), 배치의 수로 나누면 작은 배치의 샘플이 더 무겁게 세어집니다. 2절의 에포크 손실과 같은 식입니다.

이것을 **기울기 누적**(gradient accumulation)이라고 합니다. 큰 언어 모델은 흔히 이렇게 여러 번 더한 다음 한 번 갱신합니다. `zero_grad`를 잊으면 생기는 버그와 이 기법은 같은 성질의 두 얼굴입니다.

</details>

### 버그 찾기: 너무 좋은 테스트 손실

PyTorch의 공식 튜토리얼에 있던 결함을 재현한 것입니다. 반달의 테스트 샘플 [250개](=points.test)를 배치로 나누어 손실을 잽니다. 함께 적은 것은 한꺼번에 잰 손실입니다.
"""


# %%
@demo
def test_loss():
    model, (_, X, _, y) = train_moons()[0].eval(), moons()
    X, y, criterion = tensor(X), tensor(y[:, None]), make_criterion("bce")
    parts = [slice(at, at + 50) for at in range(0, len(X), 50)]
    with torch.no_grad():
        total = sum(criterion(model(X[part]), y[part]).item() for part in parts)
        whole = criterion(model(X), y).item()
    print(f"튜토리얼의 방법: {total / len(X):.4f}, 한꺼번에: {whole:.4f}")


# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

`criterion`은 이미 배치 50개의 **평균**인데, 그 평균 다섯 개를 더해 **샘플의 수** [250](=points.test)으로 나누었습니다. 그래서 손실이 배치 크기인 50분의 1이 되었습니다. 같은 함수에서 정확도는 맞힌 **개수**를 더해 [250](=points.test)으로 나누었으니 옳았고, 그래서 더 눈에 띄지 않았습니다.

튜토리얼의 배치는 64개였습니다. 2021년에 한 사용자가 "훈련 손실과 비교하면 테스트 손실이 너무 작다"고 알려 배치의 수로 나누도록 고쳤습니다([pytorch/tutorials #1486](https://github.com/pytorch/tutorials/issues/1486)). 그런데 배치의 크기가 다르면 배치의 수로 나누는 것도 정확하지 않습니다. 여러분의 `train_epoch`처럼 샘플의 수를 곱해 더해야 합니다.

</details>

### 도전 1: 배치 하나를 외우게 하기

새 모델이 크게 잘못 연결되지 않았는지 보는 빠른 방법은 작은 배치 하나를 **외우게** 해 보는 것입니다. 숫자 그림 16장만으로 `CNN`을 `torch.optim.Adam(model.parameters())`으로 60걸음 훈련하면 손실이 얼마까지 내려가나요? 레이블을 아무렇게나 섞어도 외울 수 있을까요?

<details><summary>답 보기</summary>

시드 열 개에서 손실은 모두 [0.1](=memorised.bound)보다 작아졌고, 레이블을 섞으면 평균 [0.19](=memorised.shuffled.mean)까지 내려갔습니다. 레이블과 그림 사이에 아무 관계가 없어도 걸음을 더 주면 외웁니다. 외우지 못하면 어딘가 끊긴 것입니다. 하지만 외웠다고 해서 연결이 다 맞는 것은 아니고(ReLU를 모두 빼도 시드 열 개에서 손실이 모두 [0.01](=memorised.linear_bound)보다 작습니다), 배웠다는 뜻은 더더욱 아닙니다.

</details>

### 도전 2: 담았다가 다시 읽기

`torch.save(model.state_dict(), "moons.pt")`로 가중치를 파일에 담고, 새로 만든 `NeuralNetwork(2, 10, 1)`에 다시 넣어 예측이 같은지 확인하세요. 새 모델의 은닉 유닛을 8개로 하면 어떻게 되나요?

<details><summary>답 보기</summary>

`model.load_state_dict(torch.load("moons.pt"))`로 읽습니다. 은닉 유닛의 수가 다르면 `size mismatch` 오류가 납니다. 파일에는 이름과 텐서(값과 shape)만 있고 **어떻게 계산하는지는 없으므로**, 클래스의 코드가 함께 있어야 합니다. 층의 이름을 바꾸어도 읽을 수 없습니다. 모르는 사람이 준 파일을 `weights_only=False`로 읽지는 마세요. 파일 안의 코드가 실행될 수 있습니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(3분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** Torch는 2002년에 콜로베르 등(Collobert, Bengio, Mariéthoz)이 내놓은 C++ 라이브러리이고, 나중에는 Lua에서 쓰는 도구가 되었습니다. PyTorch는 그 계산 부분을 이어받고 자동 미분은 Chainer 등을 본받아 새로 만든 파이썬 라이브러리로, 2017년 1월에 공개 발표되었습니다. 자동 미분은 훨씬 오래되었습니다. 린나인마(Linnainmaa)가 1970년 석사 논문에 거꾸로 따라가는 방법을 적었습니다.

**면접 질문**

<details><summary>optimizer.zero_grad()는 왜 필요한가요? 자동으로 비우지 않는 이유는?</summary>

`backward()`가 `.grad`를 덮어쓰지 않고 더하기 때문입니다. 그래야 손실이 여럿이거나 배치를 나누어 누적할 때 `backward()`를 여러 번 불러 합을 얻을 수 있습니다. 어디까지가 한 걸음인지, 그래서 언제 비울지는 사용자만 압니다.

</details>

<details><summary>model.eval()과 torch.no_grad()의 차이는?</summary>

`eval()`은 드롭아웃과 배치 정규화 같은 층의 **행동**을 바꾸고, `no_grad()`는 계산 그래프를 **기록하지 않아** 메모리와 시간을 아낍니다. 예측할 때는 둘 다 필요합니다.

</details>

<details><summary>분류 모델의 마지막에 소프트맥스를 두지 않는 이유는?</summary>

`CrossEntropyLoss`가 로짓에서 바로, 수치적으로 안정한 식으로 계산하기 때문입니다. 또 두면 두 번 거쳐 손실에 바닥이 생기고 기울기가 작아집니다. 확률이 필요하면 예측한 뒤에 소프트맥스를 씁니다.

</details>

**오늘의 쓰임.** PyTorch로 쓴 언어 모델의 학습 코드도 뼈대는 이 다섯 줄입니다. 여기에 기울기 누적, 기울기 클리핑(12단원), 낮은 정밀도의 계산, 여러 GPU에 나누는 일 등이 더해집니다.

**실패한 이야기.** PyTorch 1.0에서는 $(100, 1)$인 예측과 $(100,)$인 타깃의 손실을 오류 없이 계산했습니다. 2019년 1월에 한 사용자가 선형 회귀의 손실이 줄지 않는다며 코드를 올렸습니다. 그 전 버전에서는 오류가 났는데 사라졌다는 것입니다([pytorch/pytorch #16045](https://github.com/pytorch/pytorch/issues/16045)). 브로드캐스팅을 쓰는 사람도 있어 오류 대신 경고를 넣었고, 지금도 경고만 합니다. 그래서 이 단원의 `fit_linear`는 스스로 확인합니다.

### 다섯 줄 정리

1. 순전파만 적으면 `backward()`가 기울기를 구해 `.grad`에 **더합니다.**
2. 비우기, 순전파, 손실, 역전파, 갱신. 비우기, 역전파, 갱신은 빠뜨려도 오류가 나지 않습니다.
3. `BCEWithLogitsLoss`와 `CrossEntropyLoss`는 로짓을 받습니다. 이 둘을 쓸 때는 모델의 끝에 시그모이드나 소프트맥스를 붙이지 마세요.
4. 예측은 추론 모드에서 기울기를 기록하지 않고 하며, 끝나면 모드를 되돌려 놓습니다.
5. 손실은 샘플의 수로 가중해 평균하고, 텐서의 shape는 더하고 빼기 전에 확인합니다.

**용어**: 텐서, 자동 미분, 계산 그래프, 순전파, 역전파, 옵티마이저, 에포크, 배치, 로짓, 훈련 모드, 추론 모드, 합성곱, 풀링, 기울기 누적

Keras로 옮기면 이 다섯 줄이 `fit` 한 줄이 됩니다. 그것은 16단원의 이야기입니다.
"""

# %%
progress()
