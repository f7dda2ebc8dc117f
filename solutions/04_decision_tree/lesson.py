# %% [markdown]
r"""
# 04. 결정 트리와 엔트로피

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 레이블이 얼마나 섞여 있는지 **엔트로피**(entropy)로 재고, 그 값을 비트로 읽습니다.
- 질문 하나가 섞임을 얼마나 줄이는지 **정보 이득**(information gain)으로 잽니다.
- 모든 특성과 모든 임계값을 견주어 **결정 트리**(decision tree)의 첫 질문을 찾습니다.
- 트리를 끝까지 키우면 왜 과적합(overfitting)이 일어나는지 숫자로 설명합니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 5 | 10 | 8 | 25 | 12 | 10 | 5 | 10 | 2 | **87** |

**선수 단원**: 없습니다. 로그의 뜻만 알면 이 노트북만으로 시작할 수 있습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 칸이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit04 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit04.widgets import draw_mix, draw_threshold
from npml.widgets import BLUE, GREEN, GREY, INK, ORANGE, figure, subplots

# %%
from sklearn.datasets import load_breast_cancer, load_iris, load_wine
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier

iris = load_iris()
NAMES = ("꽃받침 길이", "꽃받침 너비", "꽃잎 길이", "꽃잎 너비")

# %% [markdown]
r"""
## 1. 왜 필요한가
(5분)

붓꽃 세 종류를 50송이씩 모았습니다. 꽃을 하나 건네면서 무슨 종인지 알려 주려는데, **예/아니요로 답하는 질문을 딱 하나만** 할 수 있습니다. 무엇을 물어야 할까요?

그림에 질문 두 개를 그렸습니다. 세로선은 "꽃받침 길이가 5.25cm 이하인가?", 가로선은 "꽃잎 길이가 2.45cm 이하인가?"입니다.
"""


# %%
@demo
def two_questions():
    fig, axis = subplots(height=3.8)
    for kind, (color, marker) in enumerate(((BLUE, "o"), (ORANGE, "s"), (GREEN, "^"))):
        rows = iris.data[iris.target == kind]
        axis.scatter(rows[:, 0], rows[:, 2], s=22, color=color, marker=marker, alpha=0.7, label=iris.target_names[kind])
    axis.axvline(5.25, color=GREY, linestyle=":", label="꽃받침 길이 5.25")
    axis.axhline(2.45, color=INK, linestyle="--", label="꽃잎 길이 2.45")
    axis.set(xlabel="꽃받침 길이(cm)", ylabel="꽃잎 길이(cm)")
    axis.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    alt = ("붓꽃 150송이의 꽃받침 길이와 꽃잎 길이를 종류마다 다른 표시로 찍은 산점도. 꽃잎 길이 2.45의 가로선 아래에는 "
           "setosa만 있고, 꽃받침 길이 5.25의 세로선은 세 종류를 모두 가로지른다.")
    figure(fig, alt=alt, caption="가로선은 setosa를 통째로 떼어 내지만, 세로선의 양쪽에는 여러 종류가 섞여 있습니다.")
    for column, cut in ((0, 5.25), (2, 2.45)):
        low = iris.data[:, column] <= cut
        left, right = np.bincount(iris.target[low], minlength=3), np.bincount(iris.target[~low], minlength=3)
        print(f"{NAMES[column]} ≤ {cut}?  예: {left}송이, 아니요: {right}송이  (setosa, versicolor, virginica)")


# %% [markdown]
r"""
가로선이 더 좋은 질문 같습니다. "예"라는 답을 들으면 setosa라고 **확신**할 수 있습니다. 세로선은 "예"를 들어도 세 종류가 모두 가능합니다.

좋은 질문이란 답을 듣고 나서 남은 꽃들이 **덜 섞여 있는** 질문입니다. 이 느낌을 숫자로 바꾸면 컴퓨터가 모든 질문을 견주어 가장 좋은 것을 고를 수 있습니다.

고른 질문으로 데이터를 둘로 나누고, 나뉜 쪽마다 같은 일을 되풀이하면 결정 트리가 됩니다.
"""

# %% [markdown]
r"""
## 2. 수식
(10분)

### 기호와 shape

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $m$, $n$ | `X.shape` | 정수 | 샘플(sample)의 수, 특성(feature)의 수 |
| $X$ | `X` | $(m, n)$ | 한 행이 샘플 하나 |
| $x$ | `X_col` | $(m,)$ | 특성 하나의 값, $X$의 열 하나 |
| $y$ | `y` | $(m,)$ | 레이블(label). 정수나 문자열 |
| $p_c$ | `p` | 숫자 | 레이블 가운데 클래스 $c$의 비율 |
| $t$ | `threshold` | 숫자 | 임계값(threshold). $x \le t$이면 왼쪽 |
| $H(y)$ | `entropy(y)` | 숫자 | 엔트로피, 단위는 비트 |
| $G(x, y, t)$ | `information_gain` | 숫자 | 정보 이득, 단위는 비트 |

### 놀라움에서 엔트로피로

확률이 $p$인 일이 일어났을 때의 놀라움을 $-\log_2 p$로 잽니다. 반반인 일이면 1비트, 네 가지가 똑같이 가능했다면 2비트, 반드시 일어날 일이면 0비트입니다.

상자에서 레이블을 하나 뽑을 때의 **평균 놀라움**이 엔트로피입니다.

$$H(y) = -\sum_{c} p_c \log_2 p_c$$

합은 $y$에 **실제로 있는** 클래스에 대해서만 구합니다. 한 클래스뿐이면 $H = 0$이고, 이런 상태를 순수하다고 합니다. 클래스 $C$개가 똑같이 섞이면 가장 커서 $\log_2 C$입니다. 둘이면 1비트, 셋이면 1.585비트입니다. 빈 배열은 섞일 것이 없으니 0으로 약속합니다.

엔트로피처럼 섞인 정도를 재는 값을 통틀어 **불순도**(impurity)라고 합니다.
"""

# %% [markdown]
r"""
### 정보 이득

임계값 $t$로 샘플을 왼쪽($x \le t$)과 오른쪽($x > t$)으로 나눕니다. 나눈 뒤에 남은 섞임은 두 쪽 엔트로피의 평균입니다. 다만 샘플이 많은 쪽이 더 중요하니 **샘플 수로 가중한 평균**을 구합니다.

$$G(x, y, t) = H(y) - \left[\, \frac{m_L}{m} H(y_L) + \frac{m_R}{m} H(y_R) \,\right]$$

$y_L$, $y_R$은 왼쪽과 오른쪽의 레이블, $m_L$, $m_R$은 그 개수입니다. 이득은 질문 하나로 줄어든 섞임입니다. 0보다 작을 수 없고, $H(y)$보다 클 수 없습니다. 한쪽이 비면 아무것도 나누지 않은 것이니 0입니다.

### 어떤 임계값을 시험하나

임계값은 실수이니 끝없이 많습니다. 그러나 꽃잎 길이 1.9와 3.0 사이에 꽃이 하나도 없다면 그 사이의 어떤 임계값도 꽃들을 똑같이 나눕니다. 그래서 **서로 다른 값 가운데 이웃한 두 값의 한가운데**만 시험하면 됩니다. 서로 다른 값이 $v_1 < v_2 < \dots < v_k$라면 후보는 $k - 1$개입니다.

$$t_i = \frac{v_i + v_{i+1}}{2}, \qquad i = 1, \dots, k - 1$$

한가운데를 고르는 까닭은 새로 올 샘플 때문입니다. 양쪽 어디에도 치우치지 않은 자리가 안전합니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(8분)

과일 여덟 개의 지름과, 가게에 놓인 날수입니다.

| 지름(cm) | 5 | 6 | 6 | 7 | 8 | 9 | 10 | 11 |
|--|--|--|--|--|--|--|--|--|
| 날수 | 3 | 1 | 3 | 1 | 3 | 1 | 3 | 1 |
| 레이블 | 귤 | 귤 | 귤 | 귤 | 사과 | 사과 | 배 | 배 |

**엔트로피.** 비율은 $\frac12, \frac14, \frac14$이고 놀라움은 1, 2, 2비트입니다. $H = \frac12\cdot 1 + \frac14\cdot 2 + \frac14\cdot 2 = \mathbf{1.5}$비트입니다.

**지름 ≤ 7.5?** 왼쪽은 귤 넷으로 순수하니 0비트, 오른쪽은 사과 둘과 배 둘이니 1비트입니다. 이득은 $1.5 - \left(\frac48\cdot 0 + \frac48\cdot 1\right) = \mathbf{1.0}$비트입니다.

**지름 ≤ 9?** 지름이 꼭 9인 사과는 왼쪽입니다. 왼쪽은 귤 넷과 사과 둘(0.918비트), 오른쪽은 배 둘(0비트)입니다. 이득은 $1.5 - \frac68\cdot 0.918 \approx \mathbf{0.811}$비트입니다.

**날수 ≤ 2?** 이 질문의 이득은 직접 계산해 보세요.

<details><summary>답 보기</summary>

왼쪽(1일)은 귤, 귤, 사과, 배이고 오른쪽(3일)도 귤, 귤, 사과, 배입니다. 양쪽 모두 1.5비트이니 이득은 $1.5 - 1.5 = 0$입니다. 날수는 무슨 과일인지 **아무것도** 알려 주지 않습니다.

</details>

**가장 좋은 질문.** 지름의 후보는 5.5, 6.5, 7.5, 8.5, 9.5, 10.5의 여섯 개이고(6은 두 번 나와도 한 번만 셉니다), 날수의 후보는 2 하나입니다. 이 가운데 이득이 가장 큰 것은 지름 7.5입니다.

이 숫자들이 다음 절에서 여러분의 함수를 확인하는 첫 시험입니다.
"""

# %% [markdown]
r"""
## 4. 직접 채우기, 5. 확인과 힌트
(25분)

함수 세 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다.

### 4.1 엔트로피

필요한 것은 레이블의 **값**이 아니라 **개수**입니다. `np.unique(y, return_counts=True)`는 서로 다른 값들과 그 개수를 함께 돌려줍니다. 정수든 문자열이든, 배열이든 리스트든 됩니다.

한 클래스뿐이면 값이 **정확히** 0.0이어야 합니다. $10^{-10}$ 같은 찌꺼기가 남으면 나중에 "순수한가?"를 물을 수 없습니다. 비율이 정확히 1이 되도록 나누면 $\log_2 1 = 0$이라 저절로 그렇게 됩니다. 있는 클래스만 세므로 $\log_2 0$을 걱정할 일도 없습니다.
"""


# %% tags=["solution:entropy"]
def entropy(y):
    """레이블이 얼마나 섞여 있는지 비트 단위로 구합니다. (≈ 5줄)

    매개변수
        y: 레이블, shape (m,)인 배열 또는 리스트. 바꾸지 않는다. m은 0일 수도 있다.
            정수(음수도), 실수, 문자열, 불리언 가운데 한 종류로 되어 있고 NaN은 없다.
    반환값
        실수 하나. −Σ p·log2(p). p는 y에 있는 클래스마다의 비율.
    경계 조건
        비어 있으면 0.0.
        한 클래스뿐이면 m이 얼마이든 정확히 0.0(−0.0도 괜찮다).
    예
        entropy(np.array(["귤", "귤", "귤", "귤", "사과", "사과", "배", "배"]))  ->  1.5
        entropy([True, True])  ->  0.0
    """
    ### BEGIN SOLUTION
    _, counts = np.unique(y, return_counts=True)
    if len(counts) < 2:
        return 0.0
    p = counts / np.sum(counts)
    return float(-np.sum(p * np.log2(p)))
    ### END SOLUTION


# %% tags=["grade:entropy"]
check("entropy")

# %%
hint("entropy")

# %% [markdown]
r"""
### 4.2 정보 이득

`left = X_col <= threshold`는 `True`와 `False`로 된 배열입니다. `y[left]`가 왼쪽 레이블, `y[~left]`가 오른쪽 레이블입니다. 4.1의 `entropy`를 세 번 부르면 됩니다.

입력을 **먼저** 검사합니다. NaN은 어떤 수와 견주어도 `False`이므로 검사하지 않으면 말없이 오른쪽으로 갑니다. 값을 모르는 샘플을 "크다"고 취급하는 셈인데, 오류도 경고도 없습니다.
"""


# %% tags=["solution:information_gain"]
def information_gain(X_col, y, threshold):
    """X_col <= threshold로 나누었을 때 엔트로피가 얼마나 줄어드는지 구합니다. (≈ 9줄)

    매개변수
        X_col: 특성 하나의 값, shape (m,)인 float64 또는 정수 배열, m ≥ 1.
        y: 레이블, shape (m,)인 배열. 원소는 정수, 문자열, 불리언 가운데 한 종류.
        threshold: 숫자 하나. 값이 threshold와 같은 샘플은 왼쪽이다. 배열은 모두 바꾸지 않는다.
    반환값
        실수 하나. 전체 엔트로피 − (왼쪽 비율 × 왼쪽 엔트로피 + 오른쪽 비율 × 오른쪽 엔트로피).
    경계 조건
        한쪽이 비면 0.0. 반올림 때문에 생기는 −1e-16 같은 값은 그대로 두어도 된다.
    오류(ValueError). 어느 쪽이 비었는지보다 먼저 본다.
        X_col과 y의 길이가 다를 때. 메시지에 X_col이나 y를 적는다.
        X_col에 NaN이 있을 때. 메시지에 X_col을 적는다.
    예
        information_gain(np.array([1, 2, 3, 4]), np.array([0, 0, 0, 1]), 2)  ->  0.3113
    """
    ### BEGIN SOLUTION
    if len(X_col) != len(y):
        raise ValueError(f"X_col과 y의 길이가 다릅니다: {len(X_col)}, {len(y)}")
    if np.any(np.isnan(X_col)):
        raise ValueError("X_col에 NaN이 있습니다. 빠진 값을 먼저 처리하세요.")
    left = X_col <= threshold  # public: 4.2의 설명에 있는 줄
    if np.all(left) or not np.any(left):
        return 0.0
    share = np.mean(left)
    return float(entropy(y) - share * entropy(y[left]) - (1 - share) * entropy(y[~left]))
    ### END SOLUTION


# %% tags=["grade:information_gain"]
check("information_gain")

# %%
hint("information_gain")

# %% [markdown]
r"""
### 4.3 가장 좋은 질문

특성마다 2절의 임계값 후보를 만들고, 후보마다 `information_gain`을 불러 가장 큰 것을 기억합니다. 반복문 두 겹이면 충분합니다.

두 가지를 조심하세요. 첫째, uint8처럼 작은 정수는 더하다가 넘칩니다. 200과 100을 더하면 300이 아니라 44가 되므로 **float64로 바꾼 다음** 한가운데를 구합니다. 둘째, 반올림 때문에 이득이 0이 아니라 $10^{-16}$으로 나오기도 합니다. 그래서 $10^{-12}$보다 커야 이득이 있다고 봅니다.

이득이 가장 큰 질문이 여럿이면 **어느 것이든 정답**입니다. 채점은 특성의 번호가 아니라 이득과 나뉜 결과를 봅니다.
"""


# %% tags=["solution:best_split"]
def best_split(X, y):
    """모든 특성과 임계값 가운데 정보 이득이 가장 큰 것을 찾습니다. (≈ 8줄)

    매개변수
        X: shape (m, n)인 float64 또는 정수(uint8처럼 작은 dtype도) 배열, m ≥ 1, n ≥ 1.
            정수도 float64로 바꾸어 계산한다. 같은 값이 여러 번 나올 수 있다.
        y: 레이블, shape (m,)인 배열. 원소는 정수, 문자열, 불리언 가운데 한 종류.
            X와 y를 바꾸지 않는다.
    반환값
        튜플 (특성의 번호, 임계값, 이득). 번호는 0부터 세는 정수, 나머지는 실수.
        임계값 후보는 그 특성의 서로 다른 값 가운데 이웃한 두 값의 한가운데이다.
        이득이 가장 큰 것이 여럿이면 어느 것이든 괜찮다.
    경계 조건
        이득이 1e-12보다 큰 것이 하나도 없으면 (None, None, 0.0).
        예: 샘플이 하나뿐일 때, 모든 값이 같을 때, 레이블이 한 종류일 때.
    예
        X = [[5, 1], [7, 3], [9, 1]], y = [0, 0, 1]  ->  (0, 8.0, 0.9183)
    """
    ### BEGIN SOLUTION
    best = (None, None, 0.0)
    for feature, column in enumerate(X.T):
        values = np.unique(column.astype(np.float64))
        for threshold in (values[:-1] + values[1:]) / 2:
            gain = information_gain(column, y, threshold)
            if gain > max(best[2], 1e-12):
                best = (feature, float(threshold), gain)
    return best
    ### END SOLUTION


# %% tags=["grade:best_split"]
check("best_split")

# %%
hint("best_split")

# %% [markdown]
r"""
세 함수가 모두 통과했다면 3절의 과일을 다시 봅시다. 종이의 값과 같은가요?
"""


# %%
@demo
def fruit():
    X = np.column_stack([[5, 6, 6, 7, 8, 9, 10, 11], [3, 1, 3, 1, 3, 1, 3, 1]])
    y = np.array(["귤", "귤", "귤", "귤", "사과", "사과", "배", "배"])
    print(f"엔트로피: {entropy(y):.3f}비트")
    for name, column, cut in (("지름", 0, 7.5), ("지름", 0, 9), ("날수", 1, 2)):
        print(f"{name} ≤ {cut}의 이득: {abs(information_gain(X[:, column], y, cut)):.3f}비트")
    feature, threshold, gain = best_split(X, y)
    print(f"가장 좋은 질문: {('지름', '날수')[feature]} ≤ {threshold}, 이득 {gain:.3f}비트")


# %% [markdown]
r"""
## 6. 실험
(12분)

### 6.1 섞임을 손으로 만들기

레이블 A, B, C의 개수를 바꾸어 봅니다. 오른쪽의 파란 실선은 **여러분의 `entropy`** 로 그린 두 클래스의 곡선이고, 검은 파선은 SciPy로 구한 기준입니다. 빨간 가로선이 지금 섞임의 엔트로피입니다.

한 클래스만 남기면 얼마인가요? 개수를 모두 두 배로 늘리면 값이 바뀌나요?
"""

# %%
explore(draw_mix, entropy)

# %% [markdown]
r"""
<details><summary>개수를 두 배로 늘리면 왜 그대로일까요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

엔트로피는 개수가 아니라 **비율**만 봅니다. 곡선은 한가운데에서 가장 높고 양 끝에서 가파릅니다. 순수한 상자에 다른 레이블이 하나만 섞여도 확신이 크게 줄기 때문입니다.

</details>

### 6.2 임계값을 밀어 보기

붓꽃의 특성 하나를 골라 임계값을 밀어 봅니다. 위는 꽃 하나하나, 가운데는 **여러분의 `information_gain`** 으로 그린 이득의 곡선(파란 실선)과 기준(검은 파선), 아래는 나뉜 두 쪽에 무엇이 담겼는지입니다.

이득이 가장 큰 임계값은 어디에 있나요? 꽃들이 섞인 곳인가요, 종류가 바뀌는 곳인가요?
"""

# %%
explore(draw_threshold, information_gain)

# %% [markdown]
r"""
<details><summary>봉우리는 어디에 있었나요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

이득은 **종류가 바뀌는 경계**에서 봉우리를 이룹니다. 꽃잎 길이에는 봉우리가 둘 있는데, setosa를 통째로 떼어 내는 2.45 쪽이 더 높습니다. 1.9에서 3.0 사이에는 꽃이 없어 곡선이 평평합니다. 후보로 한가운데 하나만 보아도 되는 까닭입니다.

꽃받침 너비는 가장 큰 이득도 0.283비트뿐입니다. 이 특성만으로는 종류를 가르기 어렵습니다.

</details>

### 6.3 가중하지 않으면

두 쪽의 엔트로피를 샘플 수로 가중하지 않고 그냥 평균하면 어떻게 될까요? 꽃받침 너비에서 견주어 봅니다.
"""


# %%
@demo
def weights_matter():
    column, y = iris.data[:, 1], iris.target
    cuts = np.arange(2.05, 4.4, 0.1)
    plain = [entropy(y) - (entropy(y[column <= cut]) + entropy(y[column > cut])) / 2 for cut in cuts]
    weighted = [information_gain(column, y, cut) for cut in cuts]
    for name, gains in (("가중한 평균", weighted), ("그냥 평균  ", plain)):
        best = cuts[np.argmax(gains)]
        left = np.sum(column <= best)
        print(f"{name}: 임계값 {best:.2f}에서 {max(gains):.3f}  (왼쪽 {left}송이, 오른쪽 {len(y) - left}송이)")
    print(f"2.05로 한 송이만 떼어 내면: 가중한 평균 {weighted[0]:.3f}, 그냥 평균 {plain[0]:.3f}")


# %% [markdown]
r"""
그냥 평균하면 **한 송이만 떼어 내도** 이득이 0.793으로 보입니다. 한 송이짜리 왼쪽은 언제나 순수해서 평균의 절반을 0으로 만들기 때문입니다. 가중하면 0.011입니다. 나머지 149송이가 그대로 섞여 있다는 사실을 제대로 반영한 값입니다. 그냥 평균한 쪽이 고른 질문도 그래서 순수한 여섯 송이를 떼어 낼 뿐입니다.
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(10분)

### 7.1 첫 질문

세 가지 데이터에서 여러분의 `best_split`이 고른 질문과, scikit-learn이 만든 깊이 1인 트리의 질문을 나란히 놓습니다. 유방암 데이터는 후보가 만 개를 넘어 조금 걸립니다.
"""


# %%
@demo
def first_questions():
    lines = []
    for data in (load_iris(), load_wine(), load_breast_cancer()):
        feature, threshold, gain = best_split(data.data, data.target)
        model = DecisionTreeClassifier(criterion="entropy", max_depth=1, random_state=0).fit(data.data, data.target)
        tree = model.tree_
        share = tree.n_node_samples[1:] / tree.n_node_samples[0]
        rows = (
            ("내 함수", feature, threshold, gain),
            ("scikit-learn", tree.feature[0], tree.threshold[0], tree.impurity[0] - share @ tree.impurity[1:]),
        )
        for name, column, cut, value in rows:
            lines.append(f"{data.feature_names[column]:<18} <= {cut:8.3f}   이득 {value:.6f}   {name}")
        lines.append("")
    print("\n".join(lines[:-1]))


# %% [markdown]
r"""
이득은 여섯 자리까지 같습니다. 그런데 붓꽃에서는 특성이 다를 수 있습니다. 꽃잎 길이 2.45와 꽃잎 너비 0.80이 **똑같이** setosa만 떼어 내어 이득이 0.918로 동점이기 때문입니다. scikit-learn은 특성을 섞은 차례로 살펴보므로 `random_state`에 따라 고르는 것이 달라질 수 있습니다. 동점에서는 번호가 아니라 **이득과 나뉜 결과**를 견주어야 합니다.

이제 엔트로피를 SciPy와 견줍니다.
"""


# %%
@demo
def compare_entropy():
    from scipy.stats import entropy as scipy_entropy

    for name, data in (("붓꽃", load_iris()), ("와인", load_wine()), ("유방암", load_breast_cancer())):
        share = np.bincount(data.target) / len(data.target)
        mine = entropy(data.target)
        gap = abs(mine - scipy_entropy(share, base=2))
        words = "차이 1e-12보다 작음" if gap < 1e-12 else f"차이 {gap:.1e}"
        print(f"{name}: 내 값 {mine:.4f}비트, SciPy(base=2)와 {words}, base를 주지 않으면 {scipy_entropy(share):.4f}")


# %% [markdown]
r"""
SciPy는 밑을 주지 않으면 **자연로그**를 씁니다. 그 단위는 비트가 아니라 내트(nat)이고, 값은 $\ln 2 \approx 0.693$배입니다. 모든 값이 같은 비율로 줄어드니 어떤 질문이 가장 좋은지는 바뀌지 않습니다.

### 7.2 트리를 깊게 키우면

질문을 되풀이하면 트리가 깊어집니다. 더 묻지 않는 끝을 **리프 노드**(leaf node)라고 하고, 리프에서는 가장 많은 레이블로 답합니다. 유방암 데이터를 훈련 세트(training set)와 테스트 세트(test set)로 나누고, scikit-learn으로 깊이를 바꾸며 정확도(accuracy)를 재어 봅니다.
"""


# %%
@demo
def depth():
    data = load_breast_cancer()
    X_train, X_test, y_train, y_test = train_test_split(
        data.data, data.target, test_size=0.25, random_state=0, stratify=data.target
    )
    lines = []
    for limit in (1, 2, 3, 4, 5, None):
        model = DecisionTreeClassifier(criterion="entropy", max_depth=limit, random_state=0).fit(X_train, y_train)
        train, test = model.score(X_train, y_train), model.score(X_test, y_test)
        name = f"깊이 {limit}" if limit else "제한 없음"
        lines.append(f"{name:<6} 리프 {model.get_n_leaves():2d}개  훈련 정확도 {train:.3f}  테스트 정확도 {test:.3f}")
    print("\n".join(lines))


# %% [markdown]
r"""
깊어질수록 훈련 정확도는 1.000까지 오릅니다. 리프가 모두 순수해질 때까지 물었으니 당연합니다. 테스트 정확도는 깊이 4에서 멈추고 오히려 조금 낮아집니다. 훈련 세트의 우연까지 외운 **과적합**입니다.

테스트 세트가 143개이니 0.930과 0.916의 차이는 두 개뿐입니다. 이 데이터에서는 과적합의 손해가 작습니다. 그래도 훈련 정확도 1.000을 믿으면 안 된다는 사실만은 분명합니다.

### 다른 책·라이브러리에서는

| 어디에서 | 불순도 | 임계값 | 왼쪽 | NaN |
|--|--|--|--|--|
| **이 단원** | 엔트로피, 밑 2 | 이웃한 두 값의 한가운데 | $x \le t$ | 오류 |
| scikit-learn `DecisionTreeClassifier` | **지니가 기본**, `criterion="entropy"`이면 밑 2 | 한가운데 | $x \le t$ | 이득이 큰 쪽으로 보냄 |
| SciPy `stats.entropy` | 엔트로피, **밑 e가 기본** | | | |
| C4.5 | 이득을 나뉨의 엔트로피로 나눈 이득 비율(gain ratio) | 데이터에 있는 값 | $x \le t$ | 비율대로 나누어 보냄 |
| XGBoost | 손실의 기울기(gradient)로 정한 이득 | 값의 구간 | $x < t$ | 학습으로 정한 쪽 |

지니 불순도(Gini impurity)는 $1 - \sum_c p_c^2$입니다. 로그가 없어 빠르고, 고르는 질문은 엔트로피와 대개 같거나 비슷합니다. 모두 틀린 것이 아니라 **다른 약속**입니다. 남의 트리와 숫자를 견줄 때는 밑과 `<`, `<=`부터 확인하세요.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(5분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 4, 2: 3, 3: 3, 4: 4}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 도전과 유명 코드의 버그 찾기
(10분, 점수에 들어가지 않습니다)

### 버그 찾기: 순수한데 순수하지 않은

결정 트리를 직접 만드는 공개 코드에는 $\log_2 0$을 피하려고 확률에 $10^{-10}$을 더한 것이 많습니다. 값은 소수 아홉째 자리까지 맞습니다. 그런데 이 함수를 쓴 트리는 **순수한 리프에서도 멈추지 않았습니다**. 왜 그럴까요?
"""


# %%
def published(share):
    return -np.sum(share * np.log2(share + 1e-10))


for name, share in (("순수한 노드", [1.0]), ("반반인 노드", [0.5, 0.5])):
    value = published(np.array(share))
    print(f"{name}: {value:+.2e}   0인가? {value == 0}   0보다 작은가? {value < 0}")

# %% [markdown]
r"""
<details><summary>무엇이 잘못되었나요?</summary>

순수한 노드의 값이 0이 아니라 $-1.44 \times 10^{-10}$입니다. 트리를 키우는 코드에 "엔트로피가 0이면 멈춘다"라고 적혀 있으면 이 조건은 **한 번도** 참이 되지 않습니다. 엔트로피가 음수라는 것부터 말이 되지 않습니다.

더할 까닭이 애초에 없었습니다. $\log_2 0$이 나오는 것은 없는 클래스까지 세었기 때문입니다. 있는 클래스만 세면 $p > 0$이고 아무것도 더할 필요가 없습니다.

</details>

### 도전 1: 깊이 3인 트리

`best_split`으로 데이터를 나누고, 나뉜 두 쪽에서 자기 자신을 다시 부르는 함수 `grow(X, y, depth)`를 만들어 보세요. 깊이가 0이거나 `best_split`이 `None`을 돌려주면 가장 많은 레이블을 답하는 리프입니다. 7.2절과 같은 훈련 세트에서 깊이 3으로 키우면 테스트 정확도가 얼마인가요?

<details><summary>답 보기</summary>

트리를 `(특성, 임계값, 왼쪽 트리, 오른쪽 트리)`라는 튜플로, 리프를 레이블 하나로 나타내면 편합니다. 훈련 정확도 0.977, 테스트 정확도 0.923쯤으로 7.2절의 깊이 3과 같습니다. 동점에서 무엇을 고르느냐에 따라 샘플 한두 개가 달라질 수 있습니다.

</details>

### 도전 2: 한 걸음 앞만 보는 탐욕

`X = [[0, 0], [0, 1], [1, 0], [1, 1]]`, `y = [0, 1, 1, 0]`에 `best_split`을 불러 보세요. 질문 두 번이면 완벽히 가를 수 있는데 왜 `None`이 나올까요? 트리는 이 데이터를 어떻게 하면 배울 수 있을까요?

<details><summary>답 보기</summary>

첫 질문을 무엇으로 하든 양쪽이 반반이라 이득이 0입니다. 결정 트리는 **지금 당장의 이득**만 보는 탐욕적인 방법이어서, 두 번째 질문에서야 드러나는 이득을 모릅니다. 이득이 0이어도 일단 나누게 하거나, 두 특성을 합친 새 특성(둘이 같은가?)을 만들어 주면 배웁니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(2분)

1. 엔트로피 $-\sum p_c \log_2 p_c$는 레이블이 섞인 정도입니다. 순수하면 0비트, 클래스 $C$개가 똑같이 섞이면 $\log_2 C$비트입니다.
2. 정보 이득은 질문 하나로 줄어든 엔트로피입니다. 두 쪽은 반드시 **샘플 수로 가중해** 평균합니다.
3. 임계값은 이웃한 서로 다른 값의 한가운데만 시험하면 됩니다. 같은 값은 왼쪽이라는 약속을 지킵니다.
4. 이득이 동점인 질문은 모두 정답입니다. 남의 트리와는 번호가 아니라 이득을 견줍니다.
5. 트리는 한 걸음 앞의 이득만 봅니다. 끝까지 키우면 훈련 세트를 외우므로 깊이를 제한합니다.

**용어**: 결정 트리, 엔트로피, 정보 이득, 불순도, 임계값, 리프 노드, 레이블, 특성, 과적합, 훈련 세트, 테스트 세트

$-\log p$라는 놀라움은 9단원의 크로스 엔트로피에서 다시 만납니다. 과적합을 막는 다른 길은 7단원의 드롭아웃과 10단원의 규제에 있습니다. 거리를 재는 3단원의 k-평균과 달리 트리는 값의 순서만 보므로, 특성의 단위를 맞추지 않아도 됩니다.
"""

# %%
progress()
