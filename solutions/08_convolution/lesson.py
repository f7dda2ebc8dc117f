# %% [markdown]
r"""
# 08. 합성곱 연산

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 작은 **커널**(kernel)을 그림 위로 옮기며 곱해 더하는 **합성곱**(convolution)을 손으로, 코드로 계산합니다.
- **스트라이드**(stride)와 **패딩**(padding)에 따라 출력이 몇 행 몇 열이 되는지 바로 셉니다.
- 딥러닝의 합성곱이 수학에서는 **교차 상관**(cross-correlation)이라는 것과, 둘이 언제 달라지는지 설명합니다.
- 사진에서 경계를 찾고, SciPy의 답과 숫자로 견줍니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 5 | 9 | 8 | 26 | 11 | 9 | 5 | 10 | 2 | **85** |

**선수 단원**: 없습니다. NumPy 배열을 `a[1:3, 0:2]`처럼 자를 줄 알면 됩니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 칸이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from autograder import check, demo, explore, hint, progress, quiz
from autograder.widgets import BLUE, ORANGE, figure, subplots
from public.widgets import SOBEL_X, draw_edges, draw_window

# %%
from scipy.signal import convolve2d, correlate2d
from sklearn.datasets import load_digits, load_sample_image

photo = load_sample_image("china.jpg").mean(axis=2)  # 세 색의 평균, (427, 640)
digit = load_digits().images[0]  # 손글씨 0, (8, 8)

# %% [markdown]
r"""
## 1. 왜 필요한가
(5분)

사진 한 장에서 건물의 윤곽을 찾고 싶습니다. 윤곽이란 밝기가 갑자기 바뀌는 자리입니다. 왼쪽 이웃과 오른쪽 이웃의 밝기를 빼 보면 찾을 수 있겠지요.
"""


# %%
@demo
def first_look():
    edges = np.abs(correlate2d(photo, SOBEL_X, mode="valid"))
    fig, (left, right) = subplots(1, 2, width=9.6, height=3.4)
    left.imshow(photo, cmap="gray")
    right.imshow(edges, cmap="gray_r", vmax=400)
    for axes, title in ((left, "사진"), (right, "왼쪽과 오른쪽의 차이")):
        axes.grid(False)
        axes.set(title=title, xticks=[], yticks=[])
    alt = (
        "왼쪽은 호숫가에 선 중국식 누각의 흑백 사진, 오른쪽은 왼쪽 이웃과 오른쪽 이웃의 밝기 차이가 클수록 "
        "어둡게 칠한 그림. 기둥과 벽처럼 세로로 선 윤곽이 뚜렷하다."
    )
    figure(fig, alt=alt)


# %% [markdown]
r"""
오른쪽 그림을 만든 것은 숫자 아홉 개뿐입니다. 3 × 3 표를 사진 위에서 한 칸씩 옮기며, 겹친 숫자끼리 곱해서 더했습니다.

같은 크기의 출력을 완전 연결층(fully connected layer)으로 만들려면 어떨까요? 픽셀이 427 × 640 = 273,280개이니 가중치가 $273280^2$, 곧 **747억 개** 필요합니다. 합성곱은 같은 아홉 개를 모든 자리에서 다시 씁니다. 왼쪽 위에서 배운 윤곽은 오른쪽 아래에서도 윤곽이기 때문입니다.

이렇게 가중치를 나누어 쓰는 층을 쌓은 것이 합성곱 신경망(convolutional neural network, CNN)입니다. 이 단원에서는 그 심장인 연산 하나를 만듭니다.
"""

# %% [markdown]
r"""
## 2. 수식
(9분)

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

출력의 $(i, j)$에서 본 창은 입력의 $(is, js)$에서 시작합니다. 행렬 곱이 아닙니다. 창도 커널도 $(k_h, k_w)$이고, 결과는 숫자 하나입니다.

### 출력은 몇 칸인가

길이가 $n$인 줄 위에 길이가 $k$인 창을 놓습니다. 첫 창이 한 자리이고, 남은 $n - k$칸을 $s$칸씩 나아갑니다. 양 끝에 0을 $p$개씩 붙이면 줄의 길이가 $n + 2p$가 됩니다.

$$n_o = \left\lfloor \frac{n + 2p - k}{s} \right\rfloor + 1$$

$\lfloor\cdot\rfloor$은 버림입니다. 창이 줄 밖으로 삐져나오는 자리는 세지 않습니다. 높이와 너비에 따로 쓰면 $H_o$와 $W_o$가 나옵니다.
"""

# %% [markdown]
r"""
### 패딩

커널이 3 × 3이면 출력은 한 번에 두 줄씩 줄어듭니다. 층을 여럿 쌓으면 그림이 사라지고, 가장자리의 픽셀은 가운데보다 덜 쓰입니다. 그래서 사방에 0을 $p$줄 두르고 시작합니다.

$k$가 홀수이고 $s = 1$일 때 $p = (k-1)/2$로 잡으면 출력과 입력의 크기가 같습니다.

### 합성곱과 교차 상관

엄밀히 말해 위의 식은 **교차 상관**입니다. 수학과 신호 처리의 합성곱은 커널을 180° 돌리고 나서 같은 일을 합니다.

$$(X * K)_{i,j} = \sum_{a}\sum_{b} X_{i + a,\; j + b}\; K_{k_h - 1 - a,\; k_w - 1 - b}$$

딥러닝에서는 커널을 어차피 데이터에서 배우므로 돌리든 말든 마찬가지입니다. 그래서 돌리지 않고도 합성곱이라고 부릅니다. 이 단원도 그 관례를 따릅니다. 다만 남이 만든 커널을 가져다 쓸 때는 어느 쪽의 약속인지 확인해야 합니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(8분)

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

<details><summary>답 맞추기</summary>

위에서부터 $Y_{0,2} = 1$, $Y_{2,0} = 6$, $Y_{2,2} = 2$입니다.

스트라이드가 2이면 높이는 $\lfloor 2/2 \rfloor + 1 = 2$, 너비도 $\lfloor 2/2 \rfloor + 1 = 2$이고, 값은 네 귀퉁이인 $\begin{bmatrix} 2 & 1 \\ 6 & 2 \end{bmatrix}$입니다.

0을 한 줄 두르면 $(4 + 2,\ 5 + 2) = (6, 7)$입니다.

</details>
"""

# %% [markdown]
r"""
## 4. 직접 채우기, 5. 확인과 힌트
(26분)

함수 세 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 `hint("conv2d", 1)`처럼 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드 한 줄입니다.

### 4.1 출력의 크기

배열을 만들려면 크기부터 알아야 합니다. 2절의 식을 그대로 옮기되, 말이 되지 않는 값은 먼저 돌려보냅니다. 파이썬의 `//`는 음수에서도 버림을 하므로, 커널이 너무 크면 0이나 음수가 조용히 나옵니다.
"""


# %% tags=["solution:conv_output_size"]
def conv_output_size(n, k, stride=1, pad=0):
    """길이 n인 줄에 길이 k인 창을 놓을 수 있는 자리의 수를 셉니다. (≈ 5줄)

    매개변수: 모두 정수. n은 입력의 길이, k는 커널의 길이(둘 다 1 이상), stride는 한 번에
        움직이는 칸 수, pad는 양 끝에 저마다 붙이는 0의 수.
    반환값: 정수 (n + 2·pad − k) // stride + 1.
    경계 조건: k가 n + 2·pad와 같으면 1이다.
    오류: k > n + 2·pad이거나 stride < 1이거나 pad < 0이면 ValueError.
        메시지에 문제가 된 매개변수의 이름(k나 n이나 pad, stride, pad)을 적는다.
    예: conv_output_size(8, 3, stride=2)  ->  3
    """
    ### BEGIN SOLUTION
    if stride < 1 or pad < 0:
        raise ValueError(f"stride는 1 이상, pad는 0 이상이어야 합니다: stride={stride}, pad={pad}")
    if k > n + 2 * pad:
        raise ValueError(f"커널이 입력보다 큽니다: k={k}, n + 2·pad = {n + 2 * pad}")
    return (n + 2 * pad - k) // stride + 1
    ### END SOLUTION


# %% tags=["grade:conv_output_size"]
check("conv_output_size")

# %%
# 막히면 앞의 #을 지우고 실행하세요. 숫자는 1, 2, 3입니다.
# hint("conv_output_size", 1)

# %% [markdown]
r"""
### 4.2 0 두르기

0으로 채운 큰 배열을 만들고 가운데에 그림을 옮겨 넣습니다. 가운데를 `[pad:-pad]`로 자르면 `pad = 0`일 때 `[0:0]`, 곧 빈 구간이 됩니다.
"""


# %% tags=["solution:pad2d"]
def pad2d(image, pad):
    """그림의 위·아래·왼쪽·오른쪽에 0을 pad줄씩 두릅니다. (≈ 6줄)

    매개변수
        image: shape (H, W). float64 또는 정수(어떤 dtype이든) 배열. 바꾸지 않는다.
        pad: 정수.
    반환값
        shape (H + 2·pad, W + 2·pad)인 새 float64 배열.
    경계 조건
        pad = 0이어도 image와 메모리를 나누지 않는 새 float64 배열이다. H = 1, W = 1이어도 된다.
    오류
        pad < 0이면 ValueError. 메시지에 pad라는 이름을 적는다.
    예
        pad2d(np.array([[5, 7]]), 1)  ->  [[0, 0, 0, 0], [0, 5, 7, 0], [0, 0, 0, 0]]
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
# hint("pad2d", 1)

# %% [markdown]
r"""
### 4.3 합성곱

다음 차례로 쓰면 됩니다.

1. 두 배열이 2차원인지 확인합니다. 크기와 스트라이드의 오류는 `conv_output_size`가 대신 내 줍니다.
2. 두 배열을 float64로 바꿉니다. 사진은 흔히 uint8이고, uint8에서 200 × 2는 400이 아니라 144입니다.
3. `np.zeros`로 출력 배열을 만들고 칸마다 창을 잘라 곱해 더합니다. 출력의 $(i, j)$에서 창은 $(i s, j s)$에서 시작합니다.

매개변수 `input`은 파이썬 내장 함수와 이름이 같습니다. 이 함수 안에서만 가려지므로 괜찮지만, 여러분의 코드에서는 다른 이름이 낫습니다.
"""


# %% tags=["solution:conv2d"]
def conv2d(input, kernel, stride=1):
    """커널을 돌리지 않고, 패딩 없이 2차원 합성곱(교차 상관)을 계산합니다. (≈ 11줄)

    매개변수: input은 shape (H, W), kernel은 shape (kh, kw). float64 또는 정수(어떤 dtype이든) 배열.
        float64로 계산하며 둘 다 바꾸지 않는다. stride는 세로와 가로에 함께 쓰는 정수.
    반환값: shape ((H − kh) // stride + 1, (W − kw) // stride + 1)인 새 float64 배열.
    경계 조건: 1 × 1 커널도, input과 크기가 같은 커널도 된다. uint8 그림도 값이 넘치지 않는다.
    오류: 어느 하나라도 2차원이 아니거나, 커널의 높이나 너비가 input보다 크거나, stride < 1이면
        ValueError. 메시지에 문제가 된 이름(input, kernel, stride)을 적는다. 커널이 클 때는
        input이나 kernel 어느 쪽이든, conv_output_size가 적은 k나 n이어도 된다.
    예: conv2d(np.array([[1, 2, 3]]), np.array([[1, 10]]))  ->  [[21, 32]]
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
# hint("conv2d", 1)

# %% [markdown]
r"""
## 6. 실험
(11분)

(다음)

## 7. 실제 데이터와 라이브러리 비교
(9분)

## 8. 퀴즈
(5분, 10점)

아래 셀을 실행하면 문제와 보기가 나타납니다. 고른 보기의 번호를 `None` 자리에 적고 다시 실행하세요. 점수에는 이 셀에 적힌 답이 쓰입니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 2, 2: 4, 3: 1, 4: 3}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 도전과 유명 코드의 버그 찾기
(10분, 점수에 들어가지 않습니다)

## 10. 정리
(2분)
"""

# %%
progress()
