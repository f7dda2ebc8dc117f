# %% [markdown]
r"""
# 04. 결정 트리와 엔트로피

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 레이블이 얼마나 섞여 있는지 **엔트로피**(entropy)로 재고, 그 값을 비트로 읽습니다.
- 질문 하나가 섞임을 얼마나 줄이는지 **정보 이득**(information gain)으로 잽니다.
- 모든 특성과 모든 임계값을 비교해 **결정 트리**(decision tree)의 첫 질문을 찾습니다.
- 질문이 자라 트리가 되는 모습을 보고, 끝까지 키우면 왜 과적합(overfitting)이 일어나는지 설명합니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 3 | 8 | 6 | 28 | 14 | 13 | 5 | 8 | 5 | **90** |

**선수 단원**: 없습니다. 로그의 뜻만 알면 이 노트북만으로 시작할 수 있습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit04 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit04.pictures import show_depths, show_forest
from npml.unit04.widgets import draw_chord, draw_mix, draw_threshold, draw_tree
from npml.widgets import BLUE, GREEN, GREY, INK, ORANGE, figure, subplots

# %%
from sklearn.datasets import load_breast_cancer, load_iris, load_wine
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier

iris = load_iris()
NAMES = ("꽃받침 길이", "꽃받침 너비", "꽃잎 길이", "꽃잎 너비")

# %% [markdown]
r"""
## 1. 왜 필요한가
(3분)

붓꽃 세 종류를 50송이씩 모았습니다. 그 가운데 꽃 한 송이를 받았습니다. 무슨 종인지 맞혀야 하는데, **예/아니요로 답하는 질문은 하나만** 할 수 있습니다. 무엇을 물어야 할까요?

그림에 질문 두 개를 그렸습니다. 세로선은 "꽃받침 길이가 5.25cm 이하인가?", 가로선은 "꽃잎 길이가 2.45cm 이하인가?"입니다.
"""


# %% tags=["folded"]
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

좋은 질문이란 답을 듣고 나서 남은 꽃들이 **덜 섞여 있는** 질문입니다. 이 느낌을 수로 바꾸면 컴퓨터가 모든 질문을 비교해 가장 좋은 것을 고를 수 있습니다.

고른 질문으로 데이터를 둘로 나누고, 나뉜 쪽마다 같은 일을 되풀이하면 결정 트리가 됩니다.
"""

# %% [markdown]
r"""
## 2. 수식
(8분)

### 기호와 shape

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $m$, $n$ | `X.shape` | 정수 | 샘플(sample)의 수, 특성(feature)의 수 |
| $X$ | `X` | $(m, n)$ | 한 행이 샘플 하나 |
| $x$ | `X_col` | $(m,)$ | 특성 하나의 값, $X$의 열 하나 |
| $y$ | `y` | $(m,)$ | 레이블(label). 정수나 문자열 |
| $p_c$ | `p` | 실수 | 레이블 가운데 클래스 $c$의 비율 |
| $t$ | `threshold` | 실수 | 임계값(threshold). $x \le t$이면 왼쪽 |
| $H(y)$ | `entropy(y)` | 실수 | 엔트로피, 단위는 비트 |
| $G(x, y, t)$ | `information_gain` | 실수 | 정보 이득, 단위는 비트 |

### 놀라움에서 엔트로피로

똑같이 가능한 꽃 여덟 송이 가운데 하나를 예/아니요 질문으로 찾아내려면 몇 번 물어야 할까요? 좋은 질문 하나는 가능성을 **절반**으로 줄이므로 8, 4, 2, 1로 세 번입니다. 네 송이라면 두 번, 한 송이라면 물을 것이 없습니다. 하나하나의 확률이 $p$이면 $\frac1p$을 절반으로 나누는 횟수, 곧 $\log_2 \frac1p = -\log_2 p$번입니다.

그래서 확률이 $p$인 일이 일어났을 때의 놀라움을 $-\log_2 p$로 재고, 단위를 **비트**라고 합니다. 1비트는 반반인 질문 하나의 답입니다. 반반인 일이면 1비트, 네 가지가 똑같이 가능했다면 2비트, 반드시 일어날 일이면 0비트입니다.

상자에서 레이블을 하나 뽑을 때의 **평균 놀라움**이 엔트로피입니다.

$$H(y) = -\sum_{c} p_c \log_2 p_c$$

합은 $y$에 **실제로 있는** 클래스에 대해서만 구합니다. 한 클래스뿐이면 $H = 0$이고, 이런 상태를 순수하다고 합니다. 클래스 $C$개가 똑같이 섞이면 가장 커서 $\log_2 C$입니다. 둘이면 1비트, 셋이면 [1.585비트](=three_classes)입니다. 빈 배열은 섞일 것이 없으니 0이라고 약속합니다.

엔트로피처럼 섞인 정도를 재는 값을 통틀어 **불순도**(impurity)라고 합니다. 널리 쓰는 다른 불순도로 지니 불순도(Gini impurity) $1 - \sum_c p_c^2$이 있습니다. 레이블을 하나 뽑았다가 다시 넣고 또 하나 뽑을 때, 둘이 다를 확률입니다.
"""

# %% [markdown]
r"""
### 정보 이득

임계값 $t$로 샘플을 왼쪽($x \le t$)과 오른쪽($x > t$)으로 나눕니다. 나눈 뒤에 남은 섞임은 두 쪽 엔트로피의 평균입니다. 다만 샘플이 많은 쪽이 더 중요하니 **샘플 수로 가중한 평균**을 구합니다.

$$G(x, y, t) = H(y) - \left[\, \frac{m_L}{m} H(y_L) + \frac{m_R}{m} H(y_R) \,\right]$$

$y_L$, $y_R$은 왼쪽과 오른쪽의 레이블, $m_L$, $m_R$은 그 개수입니다. 이득은 질문 하나로 줄어든 섞임입니다. $H(y)$보다 클 수 없고, 0보다 작을 수 없습니다. 0보다 작을 수 없는 이유는 6.2절에서 그림으로 봅니다. 한쪽이 비면 아무것도 나누지 않은 것이니 0입니다.

### 어떤 임계값을 비교하나

임계값은 실수이니 끝없이 많습니다. 그러나 꽃잎 길이 1.9와 3.0 사이에 꽃이 하나도 없다면 그 사이의 어떤 임계값도 꽃들을 똑같이 나눕니다. 그래서 **서로 다른 값 가운데 이웃한 두 값의 한가운데**만 비교하면 됩니다. 서로 다른 값이 $v_1 < v_2 < \dots < v_k$라면 후보는 $k - 1$개입니다.

$$t_i = \frac{v_i + v_{i+1}}{2}, \qquad i = 1, \dots, k - 1$$

한가운데를 고르는 것은 새로 올 샘플 때문입니다. 양쪽 어디에도 치우치지 않은 자리가 안전합니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(6분)

과일 여덟 개의 지름과, 가게에 놓여 있던 날수입니다.

| 지름(cm) | 5 | 6 | 6 | 7 | 8 | 9 | 10 | 11 |
|--|--|--|--|--|--|--|--|--|
| 날수 | 3 | 1 | 3 | 1 | 3 | 1 | 3 | 1 |
| 레이블 | 귤 | 귤 | 귤 | 귤 | 사과 | 사과 | 배 | 배 |

**엔트로피.** 비율은 $\frac12, \frac14, \frac14$이고 놀라움은 1, 2, 2비트입니다. $H = \frac12\cdot 1 + \frac14\cdot 2 + \frac14\cdot 2 = \mathbf{1.5}$비트입니다.

**지름 ≤ 7.5?** 왼쪽은 귤 넷으로 순수하니 0비트, 오른쪽은 사과 둘과 배 둘이니 1비트입니다. 이득은 $1.5 - \left(\frac48\cdot 0 + \frac48\cdot 1\right) = \mathbf{1.0}$비트입니다.

**지름 ≤ 9?** 지름이 꼭 9인 사과는 왼쪽입니다. 왼쪽은 귤 넷과 사과 둘([0.918비트](=four_and_two)), 오른쪽은 배 둘(0비트)입니다. 이득은 $1.5 - \frac68\cdot 0.918 \approx \mathbf{0.811}$비트입니다.

**날수 ≤ 2?** 이득을 직접 계산해 보세요.

<details><summary>답 보기</summary>

왼쪽(1일)은 귤, 귤, 사과, 배이고 오른쪽(3일)도 귤, 귤, 사과, 배입니다. 양쪽 모두 1.5비트이니 이득은 $1.5 - 1.5 = 0$입니다. 날수는 무슨 과일인지 **아무것도** 알려 주지 않습니다.

</details>

**가장 좋은 질문.** 지름의 후보는 5.5, 6.5, 7.5, 8.5, 9.5, 10.5의 여섯 개이고(6은 두 번 나와도 한 번만 셉니다), 날수의 후보는 2 하나입니다. 이 가운데 이득이 가장 큰 것은 지름 7.5입니다.

이 값들이 다음 절에서 여러분의 함수를 확인하는 첫 예입니다.
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(28분)

함수 세 개를 차례로 채웁니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다. 어디에서 어긋났는지 모르겠으면 새 셀에서 `trace("이름")`을 실행하세요. 틀린 그 호출을 한 줄씩 따라가며 변수의 값을 보여 줍니다.

### 4.1 엔트로피

레이블이 0, 1, 2인 데이터에서 1이 하나도 없으면 비율은 $\frac23, 0, \frac13$입니다. 수식을 그대로 옮기면 무엇이 나올까요? 짐작한 다음 실행하세요.
"""

# %%
share = np.array([2, 0, 1]) / 3
with np.errstate(all="ignore"):
    print("엔트로피:", -np.sum(share * np.log2(share)))

# %% [markdown]
r"""
어느 항이 말썽인가요? 그 항은 애초에 필요할까요? 또 레이블은 문자열일 수도, 음수일 수도 있습니다. 개수를 셀 방법을 생각해 보세요.
"""


# %% tags=["solution:entropy"]
def entropy(y):
    """레이블이 얼마나 섞여 있는지 비트 단위로 구합니다. (≈ 5줄)

        H(y) = −Σ_c p_c · log2(p_c),  p_c는 y에 있는 클래스마다의 비율

    매개변수
        y: 레이블, shape (m,)인 배열 또는 리스트. m은 0일 수도 있다.
    반환값
        실수 하나. 비어 있으면 0.0.
    채점의 경계 조건
        레이블은 정수(음수도), 실수, 문자열, 불리언 가운데 한 종류이고 NaN은
        없다. 아주 비슷한 실수도 값이 다르면 다른 레이블이다.
        한 클래스뿐이면 m이 얼마이든 정확히 0.0(−0.0도 괜찮다).
        받은 배열이나 리스트는 바꾸지 않는다.
    예
        entropy(np.array(["귤", "귤", "사과", "배"]))  ->  1.5
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

2절의 식을 옮깁니다. 4.1의 `entropy`를 몇 번 불러야 할까요? 그 전에, 값을 모르는 샘플이 있다면 어느 쪽으로 갈까요?
"""

# %%
print(np.array([1.0, np.nan, 3.0]) <= 2.0)

# %% [markdown]
r"""
오류도 경고도 없습니다. 모르는 값이 어느 쪽으로 갔나요? 그래도 될까요? 독스트링의 약속을 먼저 읽고, 무엇부터 검사해야 할지 정하세요.
"""


# %% tags=["solution:information_gain"]
def information_gain(X_col, y, threshold):
    """X_col <= threshold로 나누면 엔트로피가 얼마나 줄어드는지 구합니다. (≈ 9줄)

        G = H(y) − [ m_L/m · H(y_L) + m_R/m · H(y_R) ]

    매개변수
        X_col: 특성 하나의 값, shape (m,), m ≥ 1.
        y: 레이블, shape (m,)인 배열.
        threshold: 실수 하나. 값이 threshold와 같은 샘플은 왼쪽이다.
    반환값
        실수 하나. 한쪽이 비면 0.0.
    오류(ValueError). 한쪽이 비어 0.0을 돌려주기 전에 검사한다.
        X_col과 y의 길이가 다를 때. 메시지에 X_col이나 y를 적는다.
        X_col에 NaN이 있을 때. 메시지에 X_col을 적는다.
    채점의 경계 조건
        X_col은 float64 또는 정수, y의 원소는 정수, 문자열, 불리언 가운데 한
        종류이다. 배열은 바꾸지 않는다. 반올림 때문에 생기는 −1e-16 같은 값은
        그대로 두어도 된다.
    예
        X_col = [1, 2, 3, 4], y = [0, 0, 0, 1], threshold = 2  ->  0.3113
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

이제 질문을 고릅니다. 무엇과 무엇을 모두 비교해야 할까요? 지금까지 가장 좋은 것은 어디에 적어 둘까요?

식을 그대로 옮기면 한가운데를 구하는 데서 틀릴 수 있습니다. 100과 200의 합을 8비트 부호 없는 정수(uint8)로 구해 보세요.
"""

# %%
ends = np.array([100, 200], dtype=np.uint8)
print("100 + 200 =", (ends + ends[::-1])[0])

# %% [markdown]
r"""
또 하나, 양쪽의 비율이 똑같으면 이득은 0이어야 하지만 반올림 때문에 $10^{-16}$쯤으로 나오기도 합니다. 그것을 이득이라고 불러도 될까요? 독스트링에 약속이 있습니다.

이득이 가장 큰 질문이 여럿이면 **어느 것이든 정답**입니다. 채점은 특성의 번호가 아니라 이득과 나뉜 결과를 봅니다.
"""


# %% tags=["solution:best_split"]
def best_split(X, y):
    """모든 특성과 임계값 가운데 정보 이득이 가장 큰 것을 찾습니다. (≈ 8줄)

        후보 t = (v[i] + v[i+1]) / 2,  v는 한 특성의 서로 다른 값(작은 것부터)

    매개변수
        X: shape (m, n), m ≥ 1, n ≥ 1. 같은 값이 여러 번 나올 수 있다.
        y: 레이블, shape (m,)인 배열.
    반환값
        튜플 (특성의 번호, 임계값, 이득). 번호는 0부터 세는 정수, 나머지는 실수.
        이득이 가장 큰 것이 여럿이면 어느 것이든 괜찮다.
        이득이 1e-12보다 큰 것이 하나도 없으면 (None, None, 0.0). 샘플이
        하나뿐일 때, 모든 값이 같을 때, 레이블이 한 종류일 때가 그렇다.
    채점의 경계 조건
        X는 float64 또는 정수(uint8처럼 작은 dtype도), y의 원소는 정수, 문자열,
        불리언 가운데 한 종류이다. 정수도 float64로 바꾸어 계산한다.
        X와 y를 바꾸지 않는다.
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


# %% tags=["folded"]
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
(14분)

### 6.1 섞임을 손으로 만들기

레이블 A, B, C의 개수를 바꾸어 봅니다. 오른쪽의 파란 실선은 **여러분의** `entropy`로 그린 두 클래스의 곡선이고, 파선은 SciPy로 구한 기준입니다. 회색 점선은 두 배로 늘인 지니 불순도로, 모양이 거의 같습니다. 주홍색 쇄선(‘지금의 섞임’)은 지금 막대에 있는 레이블의 엔트로피입니다.

한 클래스만 남기면 얼마인가요? 개수를 모두 두 배로 늘리면 값이 바뀌나요?
"""

# %%
explore(draw_mix, entropy)

# %% [markdown]
r"""
<details><summary>개수를 두 배로 늘리면 왜 그대로일까요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

엔트로피는 개수가 아니라 **비율**만 봅니다. 곡선은 한가운데에서 가장 높고 양 끝에서 가파릅니다. 순수한 상자에 다른 레이블이 하나만 섞여도 확신이 크게 줄기 때문입니다.

</details>

### 6.2 이득은 왜 0보다 작아지지 않나

A와 B가 열두 개씩 있습니다. 몇 개를 왼쪽으로 보낼지 정하면 두 쪽이 곡선 위의 점 두 개가 됩니다. 두 점을 이은 초록 선분을 **현**(chord)이라고 합니다. 가중한 평균은 현 위에 있고, 그 자리는 나누기 전의 비율인 0.5입니다. 주홍색 굵은 세로선(‘이득’)이 정보 이득입니다.

이득을 0으로 만들어 보세요. 그다음 미션에 도전하세요. 회색 네모는 가중하지 않은 평균입니다.
"""

# %%
explore(draw_chord, entropy, information_gain)

# %% [markdown]
r"""
<details><summary>왜 0보다 작아지지 않을까요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

엔트로피의 곡선은 위로 볼록합니다(오목 함수). 위로 볼록한 곡선에서는 두 점을 이은 현이 **언제나 곡선 아래**에 있습니다. 그래서 나눈 뒤의 평균이 나누기 전보다 클 수 없습니다. 두 쪽의 비율이 똑같을 때만 현이 한 점이 되어 이득이 0입니다. 클래스가 셋 이상이면 곡선 대신 위로 볼록한 곡면이고, 이유는 같습니다.

회색 네모는 현의 한가운데라서, 나누기 전의 비율과 다른 자리에 있습니다. 그 높이는 이득과 비교할 수 있는 값이 아닙니다.

</details>

### 6.3 임계값을 밀어 보기

붓꽃의 특성 하나를 골라 임계값을 밀어 봅니다. 위는 꽃 하나하나, 가운데는 **여러분의** `information_gain`으로 그린 이득의 곡선(파란 실선)과 기준(파선), 아래는 나뉜 두 쪽에 무엇이 담겼는지입니다.

이득이 가장 큰 임계값은 어디에 있나요? 꽃들이 섞인 곳인가요, 종류가 바뀌는 곳인가요?
"""

# %%
explore(draw_threshold, information_gain)

# %% [markdown]
r"""
<details><summary>봉우리는 어디에 있었나요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

이득은 **종류가 바뀌는 경계**에서 봉우리를 이룹니다. 꽃잎 길이에는 봉우리가 둘 있는데, setosa를 통째로 떼어 내는 2.45 쪽이 더 높습니다. [1.9](=gap.low)에서 [3.0](=gap.high) 사이에는 꽃이 없어 곡선이 평평합니다. 그래서 후보로 한가운데 하나만 보아도 됩니다.

꽃받침 너비는 가장 큰 이득도 [0.283비트](=sepal_width)뿐입니다. 이 특성만으로는 종류를 가르기 어렵습니다.

</details>

### 6.4 질문이 자라 트리가 됩니다

고른 질문으로 꽃을 나누고, 나뉜 쪽마다 다시 **여러분의** `best_split`을 부릅니다. 더 묻지 않는 끝을 **리프 노드**(leaf node)라고 하고, 리프에서는 가장 많은 종으로 답합니다. 꽃 150송이 가운데 75송이로만 트리를 키우고, 나머지는 남겨 둡니다.

`깊이`를 재생해 보세요. 왼쪽은 트리가 평면을 어떻게 나누는지, 가운데는 트리 그 자체, 오른쪽은 훈련한 꽃과 남겨 둔 꽃의 정확도(accuracy)입니다. 리프 아래의 수는 (자리가 있을 때) 그 리프에 온 꽃의 수입니다. 얇은 띠 같은 직사각형은 왜 생겼을까요? 그다음 `뽑기(rng)`를 바꾸어 보세요. 첫 질문과 둘째 질문 가운데 무엇이 더 바뀌나요?
"""

# %%
explore(draw_tree, best_split)

# %% [markdown]
r"""
<details><summary>무엇이 보이나요? 미션을 푼 뒤에 펼쳐 보세요.</summary>

경계는 언제나 축에 나란한 선입니다. 질문 하나가 특성 하나만 보기 때문입니다. 처음 그림의 ‘길이 ≤ [7.05](=same_answer.cut)’처럼 두 리프의 답이 [같은](=same_answer.same) 질문도 있습니다. 트리는 정확도가 아니라 섞임이 줄어드는 것을 보고 묻기 때문입니다.

꽃잎은 질문 두 번이면 [거의 다](=petals_two) 맞힙니다. 꽃받침은 깊어질수록 훈련한 꽃을 더 맞히지만, 남겨 둔 꽃은 그렇지 않습니다. 꽃을 스무 번 새로 뽑아 평균하면 남겨 둔 꽃의 정확도는 깊이 4에서 [0.71](=sepals.test4), 깊이 8에서 [0.68](=sepals.test8)입니다. 그동안 훈련한 꽃은 [0.84](=sepals.train4)에서 [0.91](=sepals.train8)로 올랐습니다. 얇은 띠 같은 직사각형이 훈련 세트(training set)의 우연까지 외운 흔적, 곧 **과적합**입니다.

트리는 **흔들리기 쉽습니다**. 첫 질문은 스무 번 모두 꽃받침 [길이를 묻지만](=unstable.same_feature) 임계값이 [5.45](=unstable.low)에서 [5.75](=unstable.high)까지 다르고, 그다음 질문은 [묻는 특성부터 갈립니다](=unstable.next_differs). 깊이 2의 트리 둘을 골라 꽃 150송이에 답하게 하면 평균 [32%](=unstable.disagree)에서 답이 다릅니다. 이 약점이 7.3절의 랜덤 포레스트(random forest)로 이어집니다.

</details>
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(13분)

### 7.1 첫 질문

세 가지 데이터에서 여러분의 `best_split`이 고른 질문과, scikit-learn이 만든 깊이 1인 트리의 질문을 나란히 놓습니다. 유방암 데이터는 후보가 만 개를 넘어 조금 걸립니다.
"""


# %% tags=["folded"]
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
이득은 여섯 자리까지 같습니다. 그런데 붓꽃에서는 특성이 다를 수 있습니다. 꽃잎 길이 2.45와 꽃잎 너비 0.80이 **똑같이** setosa만 떼어 내어 이득이 [0.918](=petal_tie)로 동점이기 때문입니다. scikit-learn은 특성을 섞은 차례로 살펴보므로 `random_state`에 따라 고르는 것이 달라질 수 있습니다. 동점에서는 번호가 아니라 **이득과 나뉜 결과**를 비교해야 합니다.

### 7.2 줄 번호라는 특성

이득이 크면 좋은 질문일까요? 붓꽃 데이터에 **줄 번호**를 특성으로 더해 봅시다. 꽃의 성질과는 아무 상관이 없는 수입니다.
"""


# %% tags=["folded"]
@demo
def row_numbers():
    rows = np.arange(150.0)[:, None]
    for name, X in (("줄 번호", rows), ("꽃잎 길이", iris.data[:, 2:3]), ("꽃받침 길이", iris.data[:, :1])):
        _, threshold, gain = best_split(X, iris.target)
        print(f"{name} ≤ {threshold:g}: 이득 {gain:.3f}비트")
    gains = []
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(150)
        gains.append(best_split(rows, iris.target[order])[2])
    print(f"줄을 섞은 다음의 줄 번호: 스무 번의 평균 {np.mean(gains):.3f}비트, 가장 큰 것 {max(gains):.3f}비트")


# %% [markdown]
r"""
줄 번호의 이득이 가장 좋은 특성과 **똑같은** [0.918비트](=row_number.sorted)입니다. 파일이 종의 순서로 적혀 있어서, 줄 번호가 정답을 미리 알려 주기 때문입니다. 질문 두 개면 훈련 정확도가 1입니다. 그러나 새로 꺾어 온 꽃에는 줄 번호가 없습니다. 이렇게 쓸 때는 없을 정보가 특성에 섞인 것을 **데이터 누출**(data leakage)이라고 합니다. 이득은 이 문제를 알아채지 못합니다. 줄을 섞으면 이득은 평균 [0.04비트](=row_number.shuffled)로 떨어집니다.

**실패한 이야기.** 2008년 KDD Cup은 유방 사진에서 암을 찾는 대회였습니다. 훈련 자료의 환자 1,712명 가운데 암 환자는 118명이었습니다. 우승한 팀은 **환자 번호**만으로도 암일 가능성이 크게 달라진다는 것을 알아챘고, 그것도 써서 이겼습니다. 번호는 병의 원인일 수 없으니 병원에서는 쓸 수 없는 질문입니다(Perlich 외, "Breast cancer identification: KDD Cup winner's report", SIGKDD Explorations, 2008).

<details><summary>더 읽기(선택): 이득 비율은 이 문제를 풀어 주나요?</summary>

반만 풀어 줍니다. 초기의 트리 ID3는 값마다 가지를 하나씩 내었습니다. 그러면 줄 번호는 섞여 있어도 리프마다 한 송이라서 이득이 가장 큰 값인 [1.585비트](=three_classes)가 됩니다. C4.5의 **이득 비율**(gain ratio)은 이득을 나뉨 자체의 엔트로피인 $\log_2 150 \approx$ [7.23비트](=many_ways.split)로 나누어 [0.22](=many_ways.ratio)로 깎습니다. 값의 종류가 많다는 이유로 이기는 일을 막는 것입니다.

그러나 파일의 순서처럼 정말로 정답과 얽힌 누출은 깎지 못합니다. 둘로 나눈 줄 번호의 이득 비율은 꽃잎 길이와 [똑같습니다](=same_ratio). 누출은 식이 아니라 **그 값이 쓸 때도 있는지를 묻는 사람**이 막습니다.

</details>

### 7.3 깊이를 정하고, 트리를 모읍니다

유방암 데이터를 훈련 세트와 테스트 세트(test set)로 **스무 번** 나누어, scikit-learn으로 깊이를 바꾸며 정확도의 평균을 구합니다. 그다음은 트리 100개를 모은 랜덤 포레스트이고, 마지막 세 줄은 **같은 나누기끼리** 짝지어 비교한 것입니다. 깊어질수록 훈련 정확도와 테스트 정확도는 각각 어떻게 될까요? 짐작한 다음 실행하세요.
"""


# %% tags=["folded"]
@demo
def accuracy_by_depth():
    data, scores = load_breast_cancer(), {}
    for seed in range(20):
        X_train, X_test, y_train, y_test = train_test_split(
            data.data, data.target, test_size=0.25, random_state=seed, stratify=data.target
        )
        models = {}
        for limit in (1, 2, 3, 4, 5, None):
            name = f"깊이 {limit}" if limit else "제한 없음"
            models[name] = DecisionTreeClassifier(criterion="entropy", max_depth=limit, random_state=seed)
        models["랜덤 포레스트"] = RandomForestClassifier(100, criterion="entropy", random_state=seed)
        for name, model in models.items():
            row = (model.fit(X_train, y_train).score(X_train, y_train), model.score(X_test, y_test))
            scores.setdefault(name, []).append(row)
    show_depths(scores)
    tests = {name: np.array(rows)[:, 1] for name, rows in scores.items()}
    for name, rows in scores.items():
        train, test = np.mean(rows, axis=0)
        print(f"훈련 {train:.3f}  테스트 {test:.3f} ({tests[name].min():.3f}–{tests[name].max():.3f})  {name}")
    for one, other in (("깊이 4", "깊이 3"), ("깊이 5", "깊이 3"), ("랜덤 포레스트", "제한 없음")):
        gaps = tests[one] - tests[other]
        higher, lower, same = np.sum(gaps > 0), np.sum(gaps < 0), np.sum(gaps == 0)
        print(f"‘{one}’의 테스트 정확도가 ‘{other}’보다 높은 것 {higher}번, 낮은 것 {lower}번, 같은 것 {same}번")


# %% [markdown]
r"""
훈련 정확도는 깊이와 함께 [1.000](=accuracy_by_depth)까지 오릅니다. 리프가 모두 순수해질 때까지 물었으니 당연합니다. 테스트 정확도는 깊이 3의 [0.939](=accuracy_by_depth)부터는 거의 그대로입니다. 같은 스무 번의 나누기에서 깊이 3과 4, 3과 5를 짝지어 비교하면 이기고 지는 일이 엇갈립니다. 깊이 4가 더 높은 것은 [6번](=accuracy_by_depth), 더 낮은 것은 [7번](=accuracy_by_depth)입니다.

이 데이터에서 과적합의 손해는 작지만, **훈련 정확도 [1.000](=accuracy_by_depth)이 아무것도 보장하지 않는다**는 사실은 분명합니다.

**랜덤 포레스트**는 트리의 흔들림을 거꾸로 이용합니다. 훈련 세트를 복원 추출로 뽑고 질문마다 특성도 일부만 보게 해 서로 다른 트리를 많이 키운 다음, 다수결로 답합니다. 테스트 정확도가 [0.964](=accuracy_by_depth)로 올랐고, 같은 나누기에서 제한 없는 트리보다 낮은 것은 스무 번 가운데 [네](=accuracy_by_depth) 번뿐입니다.

<details><summary>깊이 3, 4, 5는 정말 같을까요?</summary>

200번 나누어도 테스트 정확도의 평균은 [0.929](=many_trees.three), [0.932](=many_trees.four), [0.932](=many_trees.five)로 거의 같습니다.

</details>

투표가 무엇을 하는지 꽃받침의 평면에서 봅시다. 75송이를 복원 추출로 스물다섯 번 뽑아, **여러분의** `best_split`으로 깊이 5의 트리를 하나씩 키웁니다.
"""


# %%
@demo
def forest():
    show_forest(best_split)


# %% [markdown]
r"""
앞의 두 트리는 같은 꽃에서 뽑은 표본으로 키웠는데도 평면의 [28%](=forest)에서 답이 다릅니다. 한 트리에만 있는 얇은 띠는 그 표본의 우연입니다. 오른쪽은 표의 비율대로 색을 섞은 것입니다. 우연한 띠는 다른 트리들의 표에 묻혀 옅어지고, 두 종이 겹친 곳만 흐릿하게 남습니다. **흔들림은 평균하면 줄고, 겹침은 줄지 않습니다.**

### 다른 책·라이브러리에서는

| 어디에서 | 불순도 | 임계값 | 왼쪽 | NaN |
|--|--|--|--|--|
| **이 단원** | 엔트로피, 밑 2 | 이웃한 두 값의 한가운데 | $x \le t$ | 오류 |
| scikit-learn `DecisionTreeClassifier` | **지니가 기본**, `criterion="entropy"`이면 밑 2 | 한가운데 | $x \le t$ | 이득이 큰 쪽으로 보냄 |
| SciPy `stats.entropy` | 엔트로피, **밑 e가 기본**(단위는 내트, 비트로 잰 값의 $\ln 2$배) | | | |
| C4.5 | 이득을 나뉨의 엔트로피로 나눈 이득 비율(gain ratio) | 데이터에 있는 값 | $x \le t$ | 비율대로 나누어 보냄 |
| XGBoost | 손실의 기울기(gradient)로 정한 이득 | 값의 구간 | $x < t$ | 학습으로 정한 쪽 |

모두 틀린 것이 아니라 **다른 약속**입니다. 남의 트리와 수치로 비교할 때는 밑과 `<`, `<=`부터 확인하세요.

<details><summary>더 읽기(선택): 엔트로피와 지니 불순도, 어느 쪽이 더 좋은가요?</summary>

지니 불순도는 로그가 없어 빠르고, 고르는 질문은 엔트로피와 비슷합니다. 유방암 데이터를 200번 나누면 첫 질문의 특성이 같은 것은 [156번](=many_trees.same)이고, 테스트 정확도의 평균은 엔트로피 [0.931](=many_trees.entropy), 지니 [0.928](=many_trees.gini)로 거의 같습니다.

처음 스무 번만 보면 [0.942](=many_trees.entropy_20)와 [0.930](=many_trees.gini_20)이라 차이가 있는 듯하지만, 더 나누어 보면 사라집니다. 작은 차이를 믿으려면 여러 번 나누어 짝지어 비교해야 합니다.

</details>
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
## 9. 발견, 도전, 유명 코드의 버그 찾기
(8분, 점수에 들어가지 않습니다)

더 읽기와 도전은 이 시간에 넣지 않았습니다. 하나만 고르거나 나중에 해도 됩니다.

### 발견: 트리를 키우기

6.4절의 트리를 이제 **직접** 키워 봅시다. 질문을 하나 골라 데이터를 둘로 나누고, 두 쪽에서 같은 일을 되풀이합니다. 함수가 자기 자신을 부르면 짧게 적을 수 있습니다. 어디에서 멈추어야 할까요? 멈춘 자리에서는 무엇을 답해야 할까요?
"""


# %% tags=["discover:grow"]
def grow(X, y, depth):
    """best_split으로 데이터를 나누며 결정 트리를 키웁니다. (≈ 7줄)

    매개변수
        X: shape (m, n), m ≥ 1. y: 정수 레이블, shape (m,).
        depth: 0 이상의 정수. 질문을 이어서 몇 번까지 물을 수 있는지.
    반환값
        리프면 레이블 하나: 가장 많은 레이블. 개수가 같으면 작은 것.
        아니면 튜플 (특성의 번호, 임계값, 왼쪽 트리, 오른쪽 트리).
        depth가 0이거나 best_split이 질문을 찾지 못하면 리프이다.
    예
        X = [[5], [7], [9]], y = [0, 0, 1], depth = 1  ->  (0, 8.0, 0, 1)
        X = [[5], [7], [9]], y = [0, 0, 1], depth = 0  ->  0
    """
    ### BEGIN SOLUTION
    labels, counts = np.unique(y, return_counts=True)
    feature, threshold, _ = best_split(X, y) if depth > 0 else (None, None, 0.0)
    if feature is None:
        return labels[np.argmax(counts)]
    left = X[:, feature] <= threshold
    return feature, threshold, grow(X[left], y[left], depth - 1), grow(X[~left], y[~left], depth - 1)
    ### END SOLUTION


# %%
check("grow")

# %%
hint("grow")

# %% [markdown]
r"""
통과했다면 붓꽃을 훈련과 테스트로 열 번 나누어, 여러분이 키운 깊이 3의 트리를 scikit-learn의 트리와 비교합니다.
"""


# %%
def follow(tree, row):
    """질문을 따라 리프까지 내려가 그 레이블을 돌려줍니다."""
    while isinstance(tree, tuple):
        feature, threshold, left, right = tree
        tree = left if row[feature] <= threshold else right
    return tree


# %% tags=["folded"]
@demo
def my_tree():
    scores = []
    for seed in range(10):
        X_train, X_test, y_train, y_test = train_test_split(
            iris.data, iris.target, test_size=0.25, random_state=seed, stratify=iris.target
        )
        tree = grow(X_train, y_train, 3)
        model = DecisionTreeClassifier(criterion="entropy", max_depth=3, random_state=seed).fit(X_train, y_train)
        row = [np.mean([follow(tree, x) == label for x, label in zip(X, y, strict=True)])
               for X, y in ((X_train, y_train), (X_test, y_test))]  # fmt: skip
        scores.append((*row, model.score(X_train, y_train), model.score(X_test, y_test)))
    mine_train, mine_test, train, test = np.mean(scores, axis=0)
    print(f"내 트리       훈련 정확도 {mine_train:.3f}  테스트 정확도 {mine_test:.3f}")
    print(f"scikit-learn  훈련 정확도 {train:.3f}  테스트 정확도 {test:.3f}")


# %% [markdown]
r"""
두 트리의 훈련 정확도는 열 번 모두 [거의 같습니다](=my_tree_same). 동점에서 무엇을 고르느냐에 따라 아래쪽 질문이 달라지기도 하니, 테스트 정확도는 꽃 한두 송이만큼 다를 수 있습니다. 질문 세 번으로 읽을 수 있는 트리 하나를 여러분이 처음부터 만들었습니다.

### 버그 찾기: 순수한데 순수하지 않은

이번에는 이름난 저장소 하나가 아니라, 결정 트리를 직접 만드는 공개 코드에 **흔한 한 줄**입니다. $\log_2 0$을 피하려고 확률에 $10^{-10}$을 더합니다. 값은 소수 아홉째 자리까지 맞습니다. 그런데 이 함수를 쓰고 ‘엔트로피가 0이면 멈춘다’고 적은 트리는 **순수한 리프에서도 멈추지 않습니다**. 왜 그럴까요?
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

순수한 노드의 값이 0이 아니라 $-1.44 \times 10^{-10}$입니다. 트리를 키우는 코드에 "엔트로피가 0이면 멈춘다"라고 적혀 있으면 이 조건은 **한 번도** 참이 되지 않습니다. 엔트로피가 음수라는 것부터 말이 되지 않습니다. 그래서 그런 트리는 순수한 노드에서도 쓸데없이 모든 질문을 비교하다가, 이득이 없다거나 깊이가 다 되었다는 **다른** 조건에 걸려야 멈춥니다. 다른 조건이 허술하면 샘플이 하나만 남을 때까지 나누기도 합니다.

더할 필요가 애초에 없었습니다. $\log_2 0$이 나오는 것은 없는 클래스까지 세었기 때문입니다. 있는 클래스만 세면 $p > 0$입니다.

</details>

### 도전 1: 한 걸음 앞만 보는 탐욕

`X = [[0, 0], [0, 1], [1, 0], [1, 1]]`, `y = [0, 1, 1, 0]`에 `best_split`을 불러 보세요. 질문 두 번이면 완벽히 가를 수 있는데 왜 `None`이 나올까요? 트리는 이 데이터를 어떻게 하면 배울 수 있을까요?

<details><summary>답 보기</summary>

첫 질문을 무엇으로 하든 양쪽이 반반이라 이득이 0입니다. 결정 트리는 **지금 당장의 이득**만 보는 탐욕적인 방법이어서, 두 번째 질문에서야 드러나는 이득을 모릅니다. 이득이 0이어도 일단 나누게 하거나, 두 특성을 합친 새 특성(둘이 같은가?)을 만들어 주면 배웁니다.

</details>

### 도전 2: 작은 랜덤 포레스트

꽃받침의 두 특성만 쓰는 75송이를 복원 추출로 11번 뽑아 `grow`로 깊이 5의 트리 11개를 키우고, 다수결로 답하게 해 보세요. 남겨 둔 75송이에서 트리 하나보다 나은가요? 뽑기를 열 번 바꾸어 평균하세요.

<details><summary>답 보기</summary>

열 번의 평균이 트리 하나는 [0.70](=small_forest.one), 다수결은 [0.71](=small_forest.many)로 거의 같고, 뽑기에 따라서는 다수결이 [지기도 합니다](=small_forest.loses). 특성이 둘뿐이라 트리들이 서로 비슷하고, 두 종이 정말로 겹쳐 있어 아무리 모아도 넘을 수 없는 벽이 있습니다. 7.3절의 유방암 데이터처럼 특성이 많으면 여럿을 모은 효과가 더 큽니다.

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(5분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** 엔트로피라는 잣대는 클로드 섀넌(Claude Shannon)이 1948년에 "A Mathematical Theory of Communication"에서 정보를 비트로 재며 만들었습니다. 데이터를 둘로 나누어 가는 트리는 모건과 손퀴스트(Morgan, Sonquist)의 AID(1963)에서 시작해, 브라이먼(Breiman) 등의 CART(1984, 지니 불순도)와 퀸런(Ross Quinlan)의 ID3(1986, 정보 이득), C4.5(1993, 이득 비율)로 이어졌습니다. CART의 이름은 분류와 회귀 트리(classification and regression trees)를 줄인 것입니다. 회귀 트리는 엔트로피 대신 분산을 줄이고, 리프에서 평균으로 답합니다. 랜덤 포레스트는 브라이먼(2001), 얕은 트리를 하나씩 더하며 앞선 트리들의 오차를 줄여 가는 **기울기 부스팅**(gradient boosting)은 프리드먼(Friedman, 2001)의 것입니다.

표로 된 데이터에서는 트리를 모은 모델이 지금도 가장 먼저 써 볼 방법입니다. 데이터 45벌로 비교한 연구에서 샘플이 만 개쯤인 표에는 트리 모델이 딥러닝보다 나았습니다(Grinsztajn 외, NeurIPS 2022). 대출 심사처럼 이유를 설명해야 하는 곳에서는 얕은 트리 하나를 그대로 쓰기도 합니다.

<details><summary>면접 질문 1. 엔트로피와 지니 불순도는 무엇이 다른가요?</summary>

둘 다 순수하면 0이고 고르게 섞이면 가장 큰, 위로 볼록한 잣대라서 이득이 음수가 되지 않습니다. 엔트로피는 평균 놀라움(비트), 지니는 다시 넣으며 둘을 뽑았을 때 서로 다를 확률입니다. 고르는 질문은 대개 비슷하고, 지니가 로그가 없어 빠릅니다.

</details>

<details><summary>면접 질문 2. 결정 트리의 과적합은 어떻게 막나요?</summary>

깊이, 리프의 최소 샘플 수, 최소 이득을 제한하거나, 다 키운 다음 검증 세트로 가지를 칩니다(pruning). 트리를 여럿 모아 흔들림을 줄이는 방법도 있습니다(랜덤 포레스트, 부스팅).

</details>

<details><summary>면접 질문 3. 트리에는 왜 표준화가 필요 없나요?</summary>

질문은 값의 **순서**만 봅니다. 단위를 바꾸거나 로그를 취해도 순서가 그대로이니 훈련 샘플이 나뉜 결과도 그대로입니다(한가운데의 자리는 옮겨 가므로, 그 틈에 떨어지는 새 샘플만 달라질 수 있습니다). 거리를 재는 k-평균이나 규제가 있는 선형 모델과 다른 점입니다.

</details>

### 다섯 줄 정리

1. 엔트로피 $-\sum p_c \log_2 p_c$는 레이블이 섞인 정도입니다. 순수하면 0비트, 클래스 $C$개가 똑같이 섞이면 $\log_2 C$비트입니다.
2. 정보 이득은 질문 하나로 줄어든 엔트로피입니다. 두 쪽은 반드시 **샘플 수로 가중해** 평균하며, 곡선이 위로 볼록해 음수가 되지 않습니다.
3. 임계값은 이웃한 서로 다른 값의 한가운데만 비교하면 됩니다. 동점인 질문은 모두 정답입니다.
4. 트리는 한 걸음 앞의 이득만 봅니다. 끝까지 키우면 훈련 세트를 외우므로 깊이를 제한합니다.
5. 이득이 크다고 좋은 특성은 아닙니다. 쓸 때도 있는 값인지 먼저 묻습니다(데이터 누출).

**용어**: 결정 트리, 엔트로피, 정보 이득, 불순도, 임계값, 리프 노드, 레이블, 특성, 과적합, 훈련 세트, 테스트 세트

$-\log p$라는 놀라움은 9단원의 크로스 엔트로피에서 다시 만납니다. 과적합을 막는 다른 길은 7단원의 드롭아웃과 10단원의 규제에 있습니다. 거리를 재는 방법은 3단원의 k-평균에서 비교해 보세요.
"""

# %%
progress()
