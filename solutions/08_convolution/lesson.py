# %% [markdown]
r"""
# 08. 합성곱 연산

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 작은 **커널**(kernel)을 그림 위로 옮기며 곱하고 더하는 **합성곱**(convolution)을 손으로, 코드로 계산합니다.
- **스트라이드**(stride)와 **패딩**(padding)에 따라 출력이 몇 행 몇 열이 되는지 바로 계산합니다.
- 딥러닝의 합성곱이 수학에서는 **교차 상관**(cross-correlation)이라는 것과, 둘이 언제 달라지는지 설명합니다.
- 여러 채널과 여러 커널의 합성곱을 식과 shape로 설명하고, 커널을 데이터에서 **배우게** 합니다.
- 사진에서 경계를 찾고, SciPy의 결과와 수치로 비교합니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 4 | 8 | 7 | 24 | 14 | 14 | 5 | 6 | 8 | **90** |

**선수 단원**: 없습니다. NumPy 배열을 `a[1:3, 0:2]`처럼 자를 줄 알면 됩니다. 7.2절은 1단원의 경사 하강법을 씁니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit08 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit08 import pictures
from npml.unit08.widgets import SOBEL_X, draw_channels, draw_edges
from npml.unit08.widgets import draw_learning, draw_window

# %%
from sklearn.datasets import load_digits, load_sample_image

photo = load_sample_image("china.jpg").mean(axis=2)  # 세 색의 평균, (427, 640)
digit = load_digits().images[0]  # 손글씨 0, (8, 8)

# %% [markdown]
r"""
## 1. 왜 필요한가
(4분)

사진 한 장에서 건물의 윤곽을 찾고 싶습니다. 윤곽이란 밝기가 갑자기 바뀌는 자리입니다. 왼쪽 이웃과 오른쪽 이웃의 밝기를 빼 보면 찾을 수 있을 것입니다.
"""


# %%
@demo
def first_look():
    pictures.show_first_look(photo)


# %% [markdown]
r"""
오른쪽 그림을 만든 것은 수 아홉 개뿐입니다. 아래의 3 × 3 표를 사진 위에서 한 칸씩 옮기며, 겹친 수끼리 곱해서 더했습니다. 그런 다음 부호를 떼고, 클수록 어둡게 칠했습니다.

$$\begin{bmatrix} -1 & 0 & 1 \\ -2 & 0 & 2 \\ -1 & 0 & 1 \end{bmatrix}$$

이 표를 **소벨**(Sobel) 커널이라고 합니다. 오른쪽 이웃에서 왼쪽 이웃을 빼되, 위아래의 행까지 1 : 2 : 1로 섞어 잡티를 줄입니다. 좌우를 빼는 이 표가 소벨 x이고, 시계 방향으로 [90° 돌려](=sobel_turned) 위아래를 빼는 것이 소벨 y입니다.

입력과 크기가 같은 출력을 완전 연결층(fully connected layer)으로 만들려면 어떨까요? 픽셀이 [427](=photo.height) × [640](=photo.width) = [273,280개](=photo.pixels)이니 가중치(weight)가 $273280^2$, 곧 **[747억](=photo.dense) 개** 필요합니다. 합성곱은 같은 아홉 개를 모든 자리에서 다시 씁니다. 왼쪽 위에서 배운 윤곽은 오른쪽 아래에서도 윤곽이기 때문입니다.

이렇게 가중치를 나누어 쓰는 층을 쌓은 것이 합성곱 신경망(convolutional neural network, CNN)입니다. 이 단원에서는 그 핵심인 합성곱을 만듭니다.
"""

# %% [markdown]
r"""
## 2. 수식
(8분)

### 기호와 shape

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $X$ | `input`, `image` | $(H, W)$ | 입력. 높이가 $H$행, 너비가 $W$열 |
| $K$ | `kernel` | $(k_h, k_w)$ | 커널. 필터(filter)라고도 하며, 신경망에서는 학습되는 가중치 |
| $Y$ | 출력 | $(H_o, W_o)$ | 특징 맵(feature map) |
| $s$ | `stride` | 정수 | 창이 한 번에 움직이는 칸 수, 1 이상 |
| $p$ | `pad` | 정수 | 사방에 두르는 0의 줄 수, 0 이상 |

### 곱해서 더하기

출력의 한 칸은 입력에서 커널만 한 **창**을 잘라, 같은 자리의 원소끼리 곱하고 모두 더한 값입니다.

$$Y_{i,j} = \sum_{a=0}^{k_h-1}\sum_{b=0}^{k_w-1} X_{i s + a,\; j s + b}\; K_{a,b}$$

행렬 곱이 아닙니다. 창도 커널도 $(k_h, k_w)$이고, 결과는 수 하나입니다. 출력의 $(i, j)$를 만든 창이 입력의 어디에서 시작하는지는 $X$의 첨자에 적혀 있습니다.

### 출력은 몇 칸인가

길이가 $n$인 줄 위에 길이가 $k$인 창을 놓습니다. 첫 창이 한 자리이고, 남은 $n - k$칸을 $s$칸씩 나아갑니다. 양 끝에 0을 $p$개씩 붙이면 줄의 길이가 $n + 2p$가 됩니다.

$$n_o = \left\lfloor \frac{n + 2p - k}{s} \right\rfloor + 1$$

$\lfloor\cdot\rfloor$은 버림입니다. 창이 줄 밖으로 삐져나오는 자리는 세지 않습니다. 높이와 너비에 각각 적용하면 $H_o$와 $W_o$가 나옵니다.
"""

# %% [markdown]
r"""
### 패딩

커널이 3 × 3이면 출력은 가로세로로 두 칸씩 줄어듭니다. 층을 여럿 쌓으면 그림이 사라지고, 가장자리의 픽셀은 가운데보다 덜 쓰입니다. 그래서 사방에 0을 $p$줄 두르고 시작합니다.

$k$가 홀수이고 $s = 1$일 때 $p = (k-1)/2$로 잡으면 출력과 입력의 크기가 같습니다.

### 합성곱과 교차 상관

엄밀히 말해 위의 식은 **교차 상관**입니다. 수학과 신호 처리의 합성곱은 커널을 180° 돌리고 나서 같은 일을 합니다.

$$(X * K)_{i,j} = \sum_{a}\sum_{b} X_{i + a,\; j + b}\; K_{k_h - 1 - a,\; k_w - 1 - b}$$

딥러닝에서는 커널을 어차피 데이터에서 배우므로 돌리든 말든 마찬가지입니다. 그래서 돌리지 않고도 합성곱이라고 부릅니다. 이 단원도 그 관례를 따릅니다. 다만 남이 만든 커널을 가져다 쓸 때는 어느 쪽의 약속인지 확인해야 합니다.

<details><summary>수학에서는 왜 굳이 돌리나요? 곱셈 때문입니다.</summary>

$123 \times 45$를 세로로 써서 계산해 보세요. 자리마다 모이는 곱을 천, 백, 십, 일의 자리 순서로 적으면 $1\cdot4$, $1\cdot5 + 2\cdot4$, $2\cdot5 + 3\cdot4$, $3\cdot5$입니다. 한 자리에 모이는 두 수는 **자리의 합**이 같습니다. 한쪽이 오른쪽으로 가면 다른 쪽은 왼쪽으로 가므로, 45를 54로 뒤집어 놓고 밀면 겹친 수끼리 곱해 더하는 일이 됩니다. $(4, 13, 22, 15)$를 자리에 맞추어 더하면 $4000 + 1300 + 220 + 15 = 5535$입니다.

다항식의 곱도, 주사위 두 개의 합의 확률도 같은 계산입니다. 그래서 이렇게 끝까지 밀어 빠짐없이 더하면(SciPy의 `full`) $X * K = K * X$이고, 교차 상관에는 이런 성질이 없습니다.

</details>
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(7분)

입력은 $(4, 5)$, 커널은 $(2, 3)$입니다. 둘 다 정사각형이 아니고, 커널을 돌리면 다른 커널이 됩니다.

$$X = \begin{bmatrix} 1 & 2 & 0 & 1 & 3 \\ 0 & 1 & 2 & 0 & 1 \\ 3 & 0 & 1 & 2 & 0 \\ 1 & 2 & 0 & 1 & 1 \end{bmatrix}, \qquad K = \begin{bmatrix} 1 & 0 & -1 \\ 2 & 1 & 0 \end{bmatrix}$$

**출력의 크기.** 높이는 $(4 - 2) + 1 = 3$, 너비는 $(5 - 3) + 1 = 3$입니다.

**첫 칸.** 왼쪽 위의 창과 커널을 원소끼리 곱해 더합니다.

$$Y_{0,0} = 1\cdot1 + 2\cdot0 + 0\cdot(-1) + 0\cdot2 + 1\cdot1 + 2\cdot0 = 2$$

**둘째 칸.** 창을 오른쪽으로 한 칸 옮깁니다.

$$Y_{0,1} = 2\cdot1 + 0\cdot0 + 1\cdot(-1) + 1\cdot2 + 2\cdot1 + 0\cdot0 = 5$$

물음표 세 개를 종이에 채워 보세요.

$$Y = \begin{bmatrix} 2 & 5 & ? \\ 4 & 2 & 5 \\ ? & 2 & ? \end{bmatrix}$$

그다음 스트라이드가 2일 때의 크기와 값, 그리고 $X$에 0을 한 줄 두른 배열의 크기를 구하세요.

<details><summary>답 보기</summary>

위에서부터 $Y_{0,2} = 1$, $Y_{2,0} = 6$, $Y_{2,2} = 2$입니다.

스트라이드가 2이면 높이는 $\lfloor 2/2 \rfloor + 1 = 2$, 너비도 $\lfloor 2/2 \rfloor + 1 = 2$이고, 값은 네 귀퉁이인 $\begin{bmatrix} 2 & 1 \\ 6 & 2 \end{bmatrix}$입니다.

0을 한 줄 두르면 $(4 + 2,\ 5 + 2) = (6, 7)$입니다.

</details>
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(24분)

함수 세 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다. `trace("이름")`을 실행하면 확인에서 어긋난 호출을 한 줄씩 따라가 볼 수 있습니다.

### 4.1 출력의 크기

배열을 만들려면 크기부터 알아야 합니다. 식은 2절에 있습니다. 그런데 그대로 옮기면 곤란한 입력이 있습니다. 스트라이드가 2일 때, 길이 3인 줄에 더 긴 창을 놓으면 식은 몇 자리라고 하나요?
"""

# %%
for n, k in ((3, 4), (3, 5), (3, 9)):
    print(f"n = {n}, k = {k}: {(n - k) // 2 + 1}")

# %% [markdown]
r"""
놓을 자리가 없는데도 파이썬은 오류를 내지 않습니다. −2는 배열을 만들 때 오류라도 나지만, 0은 자리의 수로는 맞아서 **빈 배열**이 조용히 다음 층으로 넘어갑니다. 잘못된 값은 먼저 걸러 냅니다.
"""


# %% tags=["solution:conv_output_size"]
def conv_output_size(n, k, stride=1, pad=0):
    """길이 n인 줄에 길이 k인 창을 놓을 수 있는 자리의 수를 셉니다. (≈ 5줄)

    (n + 2·pad − k) // stride + 1

    매개변수: 모두 정수. n은 입력의 길이, k는 커널의 길이(둘 다 1 이상),
        stride는 한 번에 움직이는 칸 수, pad는 양 끝에 각각 붙이는 0의 수.
    반환값: 정수.
    예: conv_output_size(8, 3, stride=2)  ->  3

    채점의 경계 조건
        k가 n + 2·pad와 같으면 1이다.
        k > n + 2·pad이거나 stride < 1이거나 pad < 0이면 ValueError. 메시지에 문제가 된
        매개변수의 이름을 적는다. k가 클 때는 k, n, pad 가운데 어느 것이든 된다.
    """
    ### BEGIN SOLUTION
    if stride < 1 or pad < 0:
        raise ValueError(f"stride는 1 이상, pad는 0 이상이어야 합니다: stride={stride}, pad={pad}")
    if k > n + 2 * pad:
        raise ValueError(f"커널이 패딩을 붙인 입력보다 큽니다: k={k}, n={n}, pad={pad}")
    return (n + 2 * pad - k) // stride + 1
    ### END SOLUTION


# %% tags=["grade:conv_output_size"]
check("conv_output_size")

# %%
hint("conv_output_size")

# %% [markdown]
r"""
3 × 3 합성곱을 두 번 하면 마지막 출력의 한 칸은 입력의 5 × 5를 봅니다. 출력의 한 칸이 보는 입력의 넓이를 **수용 영역**(receptive field)이라고 합니다. 층을 쌓거나 스트라이드를 쓰면 넓어집니다.

확인을 통과했다면 여러분의 함수로 **LeNet-5**(LeCun 외, 1998)를 재 봅시다. 손으로 쓴 숫자를 읽던 초기의 합성곱 신경망입니다. 마지막 열은 수용 영역의 너비입니다.
"""


# %%
@demo
def lenet():
    n, seen, jump = 32, 1, 1
    for name in ("C1", "S2", "C3", "S4", "C5"):
        k, stride = (5, 1) if name[0] == "C" else (2, 2)  # C는 합성곱, S는 줄이기
        n = conv_output_size(n, k, stride)
        seen, jump = seen + (k - 1) * jump, jump * stride
        print(f"{name}: 창 {k}, 스트라이드 {stride}, 출력 {n}×{n}, 수용 영역 {seen}")


# %% [markdown]
r"""
다섯 층을 지나면 출력은 한 칸이고, 그 한 칸이 너비 [32](=lenet)인 입력을 **모두** 봅니다. 창은 한 번도 5칸을 넘지 않았습니다.

### 4.2 0 두르기

0으로 채운 큰 배열 `out`을 만든 다음 `out[pad:-pad, pad:-pad] = image`라고 쓰고 싶어집니다. `pad`가 1일 때는 잘됩니다. `pad`가 0이면 어떻게 될까요?
"""


# %% tags=["solution:pad2d"]
def pad2d(image, pad):
    """그림의 위·아래·왼쪽·오른쪽에 0을 pad줄씩 두릅니다. (≈ 6줄)

    image: shape (H, W). float64 또는 정수(어떤 dtype이든) 배열.
    pad: 정수.
    반환값: shape (H + 2·pad, W + 2·pad)인 float64 배열.
    예: pad2d(np.array([[5, 7]]), 1)
        ->  [[0, 0, 0, 0], [0, 5, 7, 0], [0, 0, 0, 0]]

    채점의 경계 조건
        H = 1, W = 1, pad = 0도 된다.
        pad < 0이면 ValueError. 메시지에 pad라는 이름을 적는다.
        image는 바꾸지 않는다.
        결과는 pad = 0일 때도 image와 메모리를 나누지 않는 새 배열이다.
    """
    ### BEGIN SOLUTION
    if pad < 0:
        raise ValueError(f"pad는 0 이상이어야 합니다: {pad}")
    H, W = image.shape
    out = np.zeros((H + 2 * pad, W + 2 * pad))
    out[pad : pad + H, pad : pad + W] = image
    return out
    ### END SOLUTION


# %% tags=["grade:pad2d"]
check("pad2d")

# %%
hint("pad2d")

# %% [markdown]
r"""
### 4.3 합성곱

$X$와 $K$를 받아 $Y$를 만듭니다. 크기와 스트라이드의 오류는 `conv_output_size`가 대신 내 줍니다. 쓰기 전에 세 가지를 생각해 보세요. 답은 `check` 아래에 있습니다.

- 스트라이드가 2이면 출력 $(0, 1)$의 창은 입력의 어디에서 시작하나요? 출력 $(2, 3)$의 창은요?
- 컬러 사진처럼 3차원인 배열을 넣으면 여러분의 코드는 무엇을 돌려주나요?
- 사진은 흔히 uint8입니다. 아래 셀을 실행해 보세요. 200 × 2가 얼마인가요?

매개변수 `input`은 파이썬 내장 함수와 이름이 같습니다. 이 함수 안에서만 가려지므로 괜찮지만, 여러분의 코드에서는 다른 이름이 낫습니다.
"""

# %%
print(np.array([200], dtype=np.uint8) * np.array([2], dtype=np.uint8))


# %% tags=["solution:conv2d"]
def conv2d(input, kernel, stride=1):
    """커널을 돌리지 않고, 패딩 없이 2차원 합성곱(교차 상관)을 계산합니다. (≈ 11줄)

    out[i, j] = Σ_a Σ_b input[i·stride + a, j·stride + b] · kernel[a, b]

    input: shape (H, W). kernel: shape (kh, kw). float64 또는 정수(어떤 dtype이든) 배열.
    stride: 세로와 가로에 함께 쓰는 정수.
    반환값: shape ((H − kh) // stride + 1, (W − kw) // stride + 1)인 float64 배열.
    예: conv2d(np.array([[1, 2, 3]]), np.array([[1, 10]]))  ->  [[21, 32]]

    채점의 경계 조건
        1 × 1 커널도, input과 크기가 같은 커널도 된다.
        정수 배열도 float64로 계산해 값이 넘치지 않는다.
        어느 하나라도 2차원이 아니거나, 커널의 높이나 너비가 input보다 크거나,
        stride < 1이면 ValueError. 메시지에 문제가 된 이름(input, kernel, stride)을
        적는다. 커널이 클 때는 input이나 kernel 어느 쪽이든, conv_output_size가 적은
        k, n, pad여도 된다.
        input과 kernel은 바꾸지 않고, 결과는 새 배열이다.
    """
    ### BEGIN SOLUTION
    if np.ndim(input) != 2 or np.ndim(kernel) != 2:
        raise ValueError(f"input과 kernel은 2차원이어야 합니다: {np.shape(input)}, {np.shape(kernel)}")
    x, w = np.asarray(input, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    (H, W), (kh, kw) = x.shape, w.shape
    out = np.zeros((conv_output_size(H, kh, stride), conv_output_size(W, kw, stride)))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            top, left = i * stride, j * stride
            out[i, j] = np.sum(x[top : top + kh, left : left + kw] * w)
    return out
    ### END SOLUTION


# %% tags=["grade:conv2d"]
check("conv2d")

# %%
hint("conv2d")

# %% [markdown]
r"""
<details><summary>4.3절의 세 물음의 답</summary>

- 출력 $(0, 1)$의 창은 입력의 $(0, 2)$에서, $(2, 3)$의 창은 $(4, 6)$에서 시작합니다.
- 앞의 두 축만 자르는 코드라면 창이 $(k_h, k_w, 3)$이 되어, 커널과 크기가 맞지 않으면 오류가 나고 우연히 맞으면 브로드캐스팅되어 **엉뚱한 수**가 나옵니다. 어느 쪽이 될지는 커널의 크기에 달렸으니 차원부터 확인합니다.
- [400](=wrapped.true)이 아니라 [144](=wrapped.uint8)입니다. uint8은 255까지만 담으므로 넘치면 0부터 다시 셉니다. 곱하기 전에 float64로 바꾸면 됩니다.

</details>

## 6. 실험
(14분)

### 6.1 창을 한 칸씩

손글씨 0의 가운데 부분 $(8, 6)$ 위에서 창이 움직입니다. 왼쪽의 굵은 틀이 창, 가운데 둘이 커널과 그것을 창에 원소끼리 곱한 값, 오른쪽이 **여러분의** `conv2d`가 채워 가는 출력입니다. 패딩은 여러분의 `pad2d`가 두릅니다. 보라색은 양수, 황토색은 음수입니다. 행과 열은 0부터 셉니다.

먼저 **재생**을 눌러 창이 끝까지 가는 것을 보세요. 출력의 칸을 누르면 그 칸을 만든 창으로 갑니다. 그다음 미션을 풀어 보세요.
"""

# %%
explore(draw_window, conv2d, pad2d)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요. 더 살펴볼 것이 있습니다.</summary>

- 3 × 3 커널을 쓰면 출력이 두 줄씩 줄고, **패딩 1**이면 입력과 같은 크기로 돌아옵니다. 대신 바깥의 0과 만나는 자리에 없던 경계가 생깁니다.
- **스트라이드 2**에서는 출력이 줄어듭니다. 이 그림에서는 입력의 마지막 행과 열에 창이 닿지 않아 버려집니다.
- **흐리게**는 아홉 칸의 평균이고, **그대로**는 가운데 칸만 옮겨 적습니다. 커널의 합이 1이면 밝기가 유지되고, 0이면 변화만 남습니다.

</details>

### 6.2 방향을 가리는 커널

밝아지는 방향을 0도(오른쪽)에서 90도(아래쪽)까지 돌려 봅니다. 맨 오른쪽 그림의 점은 여러분의 `conv2d`로 잰 가장 큰 반응, 파선은 식으로 구한 기준입니다. 지금 각도까지만 그립니다.
"""

# %%
explore(draw_edges, conv2d)

# %% [markdown]
r"""
파선은 소벨 x에서는 코사인, 소벨 y에서는 사인 곡선입니다. 소벨 x는 밝기가 가로로 바뀌는 정도를, 소벨 y는 세로로 바뀌는 정도를 잽니다. 둘을 $(x, y)$ 성분으로 보면 밝기의 기울기(gradient, 그레이디언트)가 됩니다.

이 그림처럼 밝기가 완만하게 바뀌는 경계에서는 어느 방향이든 $\sqrt{x^2 + y^2}$이 같습니다. 흑백이 바로 맞닿은 날카로운 경계에서는 방향에 따라 [12%](=sharp_edge)까지 달라집니다. 네모난 격자가 경계를 방향마다 다르게 잘라 내기 때문입니다.

### 6.3 채널마다 합성곱하고 모두 더하기

컬러 사진은 **채널**(channel)이 셋입니다. 커널도 채널마다 한 장씩 두고, 채널마다 합성곱한 다음 **모두 더해** 특징 맵 한 장을 만듭니다. 커널이 여럿이면 특징 맵도 여럿이고, 그것이 다음 층의 채널이 됩니다.

$$Y_f = \sum_{c=1}^{C} X_c * K_{f,c}, \qquad (C, H, W),\ (F, C, k_h, k_w)\ \to\ (F, H_o, W_o)$$

아래에서는 꽃 사진을 줄여 빨강, 초록, 파랑으로 나누었습니다. **여러분의** `conv2d`를 채널마다 한 번씩, 세 번 부릅니다. 셋째 줄은 커널 넷을 모두 쓴 것이고, 빨간 틀이 지금 고른 커널의 특징 맵입니다.
"""

# %%
explore(draw_channels, conv2d)

# %% [markdown]
r"""
<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

꽃은 빨강 채널의 평균이 [0.82](=colours.petal_red)로 초록의 [0.40](=colours.petal_green)보다 훨씬 밝고, 잎은 빨강에서 거의 검고([0.01](=colours.leaf_red)) 초록과 파랑에서 [0.3쯤](=colours.leaf_other)입니다. 빨강에 1, 초록에 −1을 곱해 더하면 **채널의 차이**만 남아, 주황색 꽃은 양수, 초록 잎은 음수가 됩니다. 이 커널은 가운데 한 점만 쓰니 사실 **1 × 1 합성곱**입니다. 자리는 섞지 않고 채널만 섞는 층으로, 채널 수를 줄이거나 늘릴 때 씁니다(Lin 외, 2014).

</details>

### 6.4 나만의 커널

1절의 사진은 창이 [27만](=photo.windows) 개라 반복문으로는 오래 걸립니다. 먼저 줄여 보겠습니다. 4 × 4 평균 커널과 스트라이드 4를 쓰면 16픽셀이 한 픽셀이 됩니다. 줄이는 일도 합성곱입니다. 아래 셀을 실행하면 `small`에는 함수가 아니라 줄인 사진이 담깁니다.
"""


# %%
@demo
def small():
    shrunk = conv2d(photo, np.full((4, 4), 1 / 16), stride=4)
    print(f"{photo.shape} -> {shrunk.shape}")
    print(f"평균 밝기 {photo.mean():.1f} -> {shrunk.mean():.1f}")
    return shrunk


# %% [markdown]
r"""
평균이 조금 커진 것은 높이 427이 4로 나누어떨어지지 않아 아래 [세](=cut_rows.count) 행이 버려졌기 때문입니다. 그 행들은 평균이 [56](=cut_rows.mean)으로 어둡습니다.

수 아홉 개를 마음대로 바꾸고 다시 실행해 보세요. 지금은 왼쪽 위에서 빛이 비치는 것처럼 보이는 커널이 들어 있습니다.
"""

# %%
my_kernel = np.array([
    [2.0, 1.0, 0.0],
    [1.0, 0.0, -1.0],
    [0.0, -1.0, -2.0],
])  # fmt: skip


@demo
def with_my_kernel():
    pictures.show_kernel(small, conv2d(small, my_kernel))


# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(14분)

### 7.1 사진의 경계

줄인 사진에 소벨 커널 두 개를 쓰고, 두 반응의 크기를 합칩니다.
"""


# %%
@demo
def edges():
    pictures.show_edges(conv2d(small, SOBEL_X), conv2d(small, SOBEL_X.T))


# %% [markdown]
r"""
반응의 평균은 소벨 y가 [40% 가까이](=edge_gain) 더 큽니다. 이 사진에는 처마와 난간처럼 가로로 누운 선이 많습니다. 합친 크기가 200을 넘는 곳을 뚜렷한 경계로 보면 전체 픽셀의 [12% 남짓](=edges)입니다.

### 7.2 발견: 소벨을 모른 채 소벨 배우기

소벨 커널은 사람이 정한 것입니다. 합성곱 신경망은 이 아홉 수를 데이터에서 **배웁니다**. 정말 되는지 해 봅시다.

누군가 손글씨 숫자 다섯 장에 소벨 x를 쓰고, 입력 $X$와 출력 $T$만 남긴 채 커널을 숨겼습니다. 0으로 채운 커널 $K$에서 시작해 $Y = \text{conv2d}(X, K)$와 $T$의 제곱 오차를 경사 하강법으로 줄이려고 합니다. 그러려면 손실을 **커널로** 미분해야 합니다.

손실을 출력으로 미분한 $\partial L/\partial Y$는 이미 구했다고 하고, 이것만 생각해 보세요. $K_{a,b}$ **하나**를 $h$만큼 키우면 출력 $Y_{i,j}$는 얼마나 커지나요? 그 변화가 모든 $(i, j)$에서 손실을 얼마나 바꾸나요? 답을 적어 보면 어디서 본 식이 나옵니다. 점수에는 들어가지 않습니다.
"""


# %% tags=["discover:kernel_gradient"]
def kernel_gradient(X, dout):
    """손실을 커널로 미분한 기울기를 구합니다. 스트라이드는 1입니다. (≈ 1줄)

    X: 입력, shape (H, W).
    dout: 손실을 출력 Y = conv2d(X, K)로 미분한 기울기, Y와 같은 shape (Ho, Wo).
    반환값: 커널과 같은 shape (H − Ho + 1, W − Wo + 1)인 배열.
    예: X = [[1, 2, 3, 4]], dout = [[1, 0, 1]]  ->  [[4, 6]]
    """
    ### BEGIN SOLUTION
    return conv2d(X, dout)
    ### END SOLUTION


# %%
check("kernel_gradient")

# %%
hint("kernel_gradient")

# %%
explore(draw_learning, conv2d, kernel_gradient)

# %% [markdown]
r"""
**재생**을 눌러 0뿐이던 커널이 소벨로 자라는 것을 보세요. 여러분의 두 함수가 학습률(learning rate) 0.8로 200걸음을 걷습니다. 다른 손글씨 숫자 다섯 장으로 열 번을 해 보아도 아홉 수 모두 소벨과 [0.05 안에서](=learned) 같아집니다.

<details><summary>왜 이렇게 되나요?</summary>

$K_{a,b}$를 $h$만큼 키우면 $Y_{i,j}$는 $h\,X_{i+a,\,j+b}$만큼 커집니다. 연쇄 법칙으로 모든 자리를 더하면 다음과 같습니다.

$$\frac{\partial L}{\partial K_{a,b}} = \sum_{i,j} \frac{\partial L}{\partial Y_{i,j}}\, X_{i+a,\, j+b}$$

2절의 식에서 커널이 있던 자리에 $\partial L/\partial Y$가 들어갔을 뿐입니다. **합성곱의 기울기도 합성곱입니다.** PyTorch도 이 식으로 커널을 배웁니다.

</details>

사진으로 학습을 마친 합성곱 신경망의 첫 층을 열어 보면, 소벨처럼 방향이 있는 경계와 색의 차이를 찾는 커널이 흔히 나옵니다(Krizhevsky 외, 2012).

### 7.3 옮기면 함께 옮겨집니다

같은 커널을 모든 자리에서 쓰므로, 입력을 한 칸 옮기면 출력도 한 칸 옮겨질 뿐 값은 그대로입니다. 가중치를 아무렇게나 뽑은 완전 연결층과 비교해 봅니다.
"""


# %%
@demo
def shifting():
    pictures.show_shifting(conv2d, digit)


# %% [markdown]
r"""
합성곱은 가중치 9개로 $(6, 6)$ 출력을 만들고, 옮겨도 차이가 0입니다. 완전 연결층은 같은 크기의 출력에 [2,304개](=shifting)를 쓰고, 한 칸만 옮겨도 [출력만큼이나 큰 차이](=dense_gap)가 납니다.

다만 **한 칸** 옮길 때 정확한 것은 스트라이드가 1일 때뿐입니다. 스트라이드가 2이면 두 칸씩 옮길 때만 [출력이 한 칸 옮겨집니다](=stride_two). 패딩이 있으면 가장자리도 달라집니다.

### 7.4 라이브러리와 수치로 비교하기

SciPy에는 교차 상관 `correlate2d`와 합성곱 `convolve2d`가 따로 있습니다. `mode="valid"`가 우리처럼 패딩이 없는 방식입니다.
"""


# %%
@demo
def compare():
    pictures.show_scipy(conv2d, pad2d, small, digit)


# %% [markdown]
r"""
네 줄은 SciPy와 같습니다. 마지막 줄은 커널을 돌리느냐 마느냐의 차이입니다. 소벨 x는 180° 돌리면 부호가 모두 바뀌므로, 차이가 출력의 [두](=flip_factor) 배까지 벌어집니다.

### 다른 책·라이브러리에서는

| 어디에서 | 커널을 돌리나 | 패딩 | 배열의 축 |
|--|--|--|--|
| **이 단원** | 아니요 | `conv2d`에는 없고 `pad2d`로 따로 | (H, W) |
| SciPy `correlate2d` | 아니요 | 기본은 `full`, `same`과 `valid`도 | (H, W) |
| SciPy `convolve2d` | **예** | 기본은 `full`, `same`과 `valid`도 | (H, W) |
| PyTorch `conv2d` | 아니요 | 기본은 0줄 | (N, C, H, W) |
| Keras `Conv2D` | 아니요 | 기본은 `valid`, `same`도 | 기본은 (N, H, W, C) |
| 『밑바닥부터 시작하는 딥러닝』 | 아니요 | 기본은 0줄 | (N, C, H, W) |
| OpenCV `filter2D` | 아니요 | 늘 같은 크기, 기본은 가장자리를 거울처럼 비춤 | (H, W)나 (H, W, C) |

N은 그림의 수, C는 채널의 수입니다. 모두 틀린 것이 아니라 **다른 약속**입니다. `check(...)`는 커널을 돌렸거나 `same`으로 계산한 답을 알아봅니다.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(5분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 4, 2: 2, 3: 3, 4: 3}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 발견, 도전, 유명 코드의 버그 찾기
(6분, 점수에 들어가지 않습니다) 도전은 이 시간에 넣지 않았습니다. 하나만 고르거나 나중에 해도 됩니다.

### 버그 찾기 1: 책의 예제를 풀지 못한 책의 코드

널리 읽히는 머신러닝 교과서의 1차원과 2차원 합성곱 예제에 있던 결함입니다. 2021년 2월에도 독자가 알렸고(rasbt/python-machine-learning-book-2nd-edition #132), 2024년 3월에 후속판의 코드에서 고쳐졌습니다(rasbt/machine-learning-book #168). 창이 시작하는 자리를 정하는 부분만 비슷하게 다시 썼습니다. 길이 8, 커널 3입니다. 스트라이드가 2일 때 창은 몇 개여야 하나요?
"""


# %%
def window_starts(n, k, stride):
    """창이 시작하는 자리의 목록. 어디를 고쳐야 할까요?"""
    return list(range(0, (n - k) // stride + 1, stride))


for stride in (1, 2, 3):
    print(f"스트라이드 {stride}: {window_starts(8, 3, stride)}")

# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

창의 수를 세면서 한 번, 반복문의 간격에서 또 한 번, 스트라이드를 **두 번** 썼습니다. 스트라이드가 2이면 0, 2, 4에서 시작해야 하는데 4가 빠집니다.

`range(0, n - k + 1, stride)`로 고치거나, 창의 수만큼 돌면서 시작 자리를 `i * stride`로 구하면 됩니다. 스트라이드가 1이면 두 식이 같아서 시험을 통과합니다. 책은 스트라이드 2의 예를 손으로 풀어 보이면서 코드는 스트라이드 1로만 불러 보았습니다. 독자가 책의 예를 그대로 넣자 `[7, 9, 8]`이어야 할 답이 `[7, 9]`로 나왔습니다. 손으로 푼 예를 코드에도 넣어 보라고, 이 강의는 3절 다음에 4절을 둡니다. `check("conv2d")`에는 스트라이드 2와 3이 들어 있습니다.

</details>

### 버그 찾기 2: Pillow의 커널

이미지 라이브러리 Pillow의 `ImageFilter.Kernel`에는 2018년 5월에 신고된 이상한 점이 있습니다(#3134). 가운데 한 점만 1인 그림에 1부터 9까지 적은 커널을 썼습니다. 교차 상관이면 9부터 거꾸로, 합성곱이면 1부터 차례로 나와야 합니다. Pillow는 어느 쪽인가요?
"""


# %%
@demo
def pillow_kernel():
    pictures.show_pillow(conv2d)


# %% [markdown]
r"""
<details><summary>답 보기</summary>

둘 다 아닙니다. Pillow의 결과는 우리 교차 상관을 **위아래로만** 뒤집은 것입니다. 커널의 행을 그림과 반대 방향으로 읽기 때문입니다. `conv2d(dot, kernel[::-1])`로 같은 값을 만들 수 있습니다. 동작은 그대로 두고, 2023년 6월에 이 순서를 문서에 적었습니다(#7204). 지금은 결함이 아니라 문서에 적힌 약속인 셈입니다.

흐리게 하거나 선명하게 하는 커널은 대개 위아래가 대칭이라 이런 결함이 드러나지 않습니다. **대칭인 커널로는 방향의 실수를 찾을 수 없습니다.**

</details>

### 도전 1: 여러 채널

6.3절에서 그림이 대신 한 일을 함수로 써 보세요. `conv_channels(image, kernels)`는 $(C, H, W)$ 그림과 $(F, C, k_h, k_w)$ 커널을 받아 $(F, H_o, W_o)$ 특징 맵을 돌려줍니다. LeNet-5의 C5처럼 채널 16개에 5 × 5 커널 120개를 쓰면 가중치가 몇 개인가요?

<details><summary>답 보기</summary>

`np.array([sum(conv2d(x, k) for x, k in zip(image, kernel)) for kernel in kernels])`입니다. 안쪽의 합은 채널을, 바깥의 목록은 커널을 셉니다. 가중치는 $120 \cdot 16 \cdot 5 \cdot 5$ = [48,000개](=c5_weights)이고, 특징 맵마다 편향(bias) 하나가 더 있습니다.

</details>

### 도전 2: 반복문 없이

창을 한 줄씩 펴서 $(H_o W_o,\ k_h k_w)$ 행렬로 만들면 합성곱은 행렬 곱 한 번이 됩니다. 이 방법을 im2col이라고 합니다. `np.lib.stride_tricks.sliding_window_view`로 만들고, 결과가 같은지 확인한 뒤 `%timeit`으로 비교해 보세요.

<details><summary>답 보기</summary>

`windows = sliding_window_view(x, w.shape)[::stride, ::stride]`의 shape는 $(H_o, W_o, k_h, k_w)$입니다. `windows.reshape(-1, w.size) @ w.ravel()`을 다시 $(H_o, W_o)$로 접으면 됩니다. 메모리를 $k_h k_w$배 쓰는 대신 훨씬 빠릅니다.

</details>

### 도전 3: 최댓값 풀링

곱해서 더하는 대신 창의 **최댓값**을 고르는 것을 최댓값 풀링(max pooling)이라고 합니다. `conv2d`에서 무엇만 바꾸면 될까요? 2 × 2 창과 스트라이드 2로 손글씨 0을 $(4, 4)$로 줄여 보세요. 커널이 없으니 배울 가중치도 없습니다.

<details><summary>답 보기</summary>

`np.sum(창 * w)`를 `np.max(창)`으로 바꾸고 커널 대신 창의 크기를 받으면 됩니다. 반복문 없이 쓰면 `sliding_window_view(digit, (2, 2))[::2, ::2].max(axis=(2, 3))`입니다. 손글씨 0의 첫 행은 0, 15, 15, 5가 됩니다. 2 × 2에서 큰 값만 남기므로 [가운데의 구멍은 사라집니다](=hole_is_gone).

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(8분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** convolution은 '함께 말다'라는 뜻의 라틴어에서 온 말입니다. 후쿠시마 구니히코(福島邦彦)가 고양이의 시각 피질 연구에서 실마리를 얻어 창을 옮겨 가며 보는 신경망 **네오코그니트론**(Neocognitron, 1980)을 만들었고, 르쿤(LeCun) 등이 커널을 역전파로 배우게 하여 우편 번호를 읽었습니다(1989). 그것이 LeNet-5(1998)로 이어졌고, 2012년 AlexNet이 ImageNet 대회에서 크게 이기며 널리 퍼졌습니다.

**실패한 이야기.** 합성곱 신경망은 그림이 조금 옮겨져도 흔들리지 않는다고들 믿었습니다. 그런데 아줄라이와 와이스(Azulay, Weiss, 2019)가 널리 쓰이던 신경망에 한 픽셀 옮긴 사진을 넣어 보니 답이 바뀌는 일이 드물지 않았습니다. 7.3절에서 본 대로 스트라이드가 2 이상이면 한 칸 옮긴 출력이 같지 않기 때문입니다. 장(Zhang, 2019)은 건너뛰기 전에 흐리게 하는 커널을 한 번 쓰는 것만으로 이 흔들림을 줄였습니다.

<details><summary>면접 질문 1. 완전 연결층 대신 합성곱을 쓰는 이유는 무엇인가요?</summary>

이웃한 픽셀만 보고(지역성), 같은 가중치를 모든 자리에서 씁니다(가중치 공유). 파라미터의 수가 입력의 크기와 상관없이 커널의 크기와 채널 수로 정해지고, 입력이 옮겨지면 출력도 함께 옮겨집니다.

</details>

<details><summary>면접 질문 2. 5 × 5 합성곱 한 번 대신 3 × 3을 두 번 쓰면 무엇이 다른가요?</summary>

수용 영역은 5 × 5로 같습니다. 채널이 하나일 때 가중치는 25개 대신 18개이고, 사이에 활성화 함수를 한 번 더 넣을 수 있습니다. VGG(2014)가 이렇게 했습니다.

</details>

<details><summary>면접 질문 3. 1 × 1 합성곱은 무슨 일을 하나요?</summary>

자리는 섞지 않고, 픽셀마다 채널들의 가중합을 냅니다. 픽셀마다 같은 완전 연결층을 쓰는 것과 같습니다. 채널 수를 줄여 뒤의 계산을 가볍게 할 때 씁니다.

</details>

**오늘의 쓰임.** 휴대전화의 사진 보정, 의료 영상, 자율 주행에서 쓰입니다. 비전 트랜스포머(ViT, 2021)도 첫 층에서 그림을 조각으로 나누는데, 그 계산은 스트라이드가 커널의 크기와 같은 합성곱입니다.

### 다섯 줄 정리

1. 합성곱은 입력에서 커널만 한 창을 잘라 원소끼리 곱하고 모두 더하는 일을 자리마다 되풀이합니다. 채널이 여럿이면 채널마다 하고 더합니다.
2. 출력의 길이는 $\lfloor (n + 2p - k)/s \rfloor + 1$입니다. 삐져나오는 창은 버리고, 첫 창을 잊지 않고 셉니다.
3. 딥러닝의 합성곱은 커널을 돌리지 않는 교차 상관입니다. 대칭인 커널로는 둘을 가릴 수 없습니다.
4. 같은 가중치를 모든 자리에서 쓰고, 그 가중치를 데이터에서 배웁니다. 커널의 기울기도 합성곱입니다.
5. 사진은 흔히 uint8입니다. 곱하기 전에 float64로 바꾸어야 값이 넘치지 않습니다.

**용어**: 합성곱, 교차 상관, 커널(필터), 스트라이드, 패딩, 특징 맵, 채널, 수용 영역, 완전 연결층, 합성곱 신경망(CNN), 풀링

다음 단원에서는 신경망이 뽑은 점수를 확률로 바꾸는 소프트맥스를 만듭니다. 합성곱이 자리마다 같은 가중치를 쓰듯, 11단원의 RNN은 시점마다 같은 가중치를 씁니다.
"""

# %%
progress()
