# %% [markdown]
r"""
# 03. k-평균 군집화

## 0. 목표와 시간

이 단원을 마치면 다음을 할 수 있습니다.

- 레이블(label)이 없는 데이터를 **k-평균**(k-means)으로 k개의 군집으로 나눕니다.
- "가장 가까운 중심점에 배정하기"와 "중심점을 평균으로 옮기기"를 되풀이하면 어떻게 되는지 설명합니다.
- 빈 군집과 겹친 점처럼 공개된 코드가 자주 틀리는 곳을 막습니다.
- 얻은 결과를 얼마나 믿을 수 있는지 시험하고, 더 나은 결과를 얻는 방법을 찾습니다.
- 군집을 재는 잣대인 이너셔가 어떤 데이터에서 쓸모 있는지 알아봅니다.

| 절 | 1 | 2 | 3 | 4·5 | 6 | 7 | 8 | 9 | 10 | 합계 |
|--|--|--|--|--|--|--|--|--|--|--|
| 시간(분) | 3 | 7 | 6 | 28 | 14 | 11 | 5 | 10 | 6 | **90** |

**선수 단원**: 없습니다. NumPy의 브로드캐스팅(broadcasting)을 알면 이 노트북만으로 시작할 수 있습니다.

위에서부터 차례로 실행하세요. 아직 채우지 않은 셀이 있어도 노트북은 끝까지 실행됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit03 import check, demo, explore, hint, progress, quiz, reset, trace
from npml.unit03.widgets import draw_elbow, draw_shapes, draw_steps
from npml.widgets import BLUE, GREEN, GREY, INK, ORANGE, figure, subplots

# %%
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits, load_iris, load_wine
from sklearn.metrics import adjusted_rand_score

iris = load_iris()

# %% [markdown]
r"""
## 1. 왜 필요한가
(3분)

붓꽃 150송이의 꽃잎을 재어 점으로 찍었습니다. 이번에는 **무슨 종인지 아무도 알려 주지 않습니다**. 그래도 무리를 지어 볼 수 있을까요?
"""


# %% tags=["folded"]
@demo
def no_labels():
    petals = iris.data[:, 2:]
    fig, axis = subplots(height=3.4)
    axis.scatter(petals[:, 0], petals[:, 1], s=22, color=GREY, alpha=0.7)
    axis.set(xlabel="꽃잎 길이(cm)", ylabel="꽃잎 너비(cm)")
    alt = (
        "붓꽃 150송이의 꽃잎 길이와 너비를 한 가지 색으로 찍은 산점도. 왼쪽 아래에 작은 꽃잎이 따로 모여 있고, "
        "오른쪽 위의 큰 꽃잎 100송이는 길게 이어져 있다."
    )
    figure(fig, alt=alt, caption="왼쪽 아래의 무리는 뚜렷합니다. 오른쪽 위의 무리는 하나일까요, 둘일까요?")
    small = petals[petals[:, 0] < 2.45]
    length, width = small.mean(axis=0)
    print(f"왼쪽 아래의 작은 무리는 {len(small)}송이, 평균 길이 {length:.2f}cm, 너비 {width:.2f}cm")


# %% [markdown]
r"""
사람은 그림을 보고 무리를 짓지만, 특성(feature)이 넷만 되어도 그림 한 장에 담을 수 없습니다. 컴퓨터가 스스로 무리를 짓게 하는 일을 **군집화**(clustering)라 하고, 나뉜 무리를 **군집**(cluster, 클러스터)이라고 합니다.

k-평균의 아이디어는 단순합니다. 무리마다 **대표 점**을 하나 두고, 모든 꽃을 가장 가까운 대표에게 맡깁니다. 그리고 대표를 자기 꽃들의 한가운데로 옮깁니다. 이 두 가지를 되풀이합니다.

고객의 구매 기록, 사진의 색, 센서의 신호처럼 레이블을 붙일 사람이 없는 데이터에서 가장 먼저 써 보는 방법입니다.
"""

# %% [markdown]
r"""
## 2. 수식
(7분)

### 기호와 shape

| 기호 | 코드 | shape(크기) | 뜻 |
|--|--|--|--|
| $m$, $n$ | `X.shape` | 정수 | 샘플(sample)의 수, 특성의 수 |
| $k$ | `k` | 정수 | 군집의 수, $1 \le k \le m$ |
| $X$ | `X` | $(m, n)$ | 한 행이 샘플 하나 $x_i$ |
| $C$ | `centroids` | $(k, n)$ | 한 행이 **중심점**(centroid, 센트로이드) 하나 $c_j$ |
| $\ell$ | `labels` | $(m,)$ | 샘플마다의 군집 번호, 0부터 $k-1$까지의 정수 |
| $J$ | `inertia` | 실수 하나 | **이너셔**(inertia), 곧 군집 내 제곱합 |

여기서 `labels`는 사람이 붙인 정답이 아닙니다. 번호는 그저 몇 번째 중심점에 속하는지를 뜻합니다.

### 무엇을 줄이나

샘플과 자기 중심점 사이의 거리를 제곱해 모두 더한 값이 이너셔입니다.

$$J(C, \ell) = \sum_{i=1}^{m} \lVert x_i - c_{\ell_i} \rVert^2, \qquad \lVert v \rVert^2 = v_1^2 + \dots + v_n^2$$

이너셔가 작으면 샘플들이 자기 대표 가까이에 모여 있습니다. $C$와 $\ell$을 한꺼번에 가장 좋게 고르기는 어렵습니다. 그러나 **하나를 고정하면 다른 하나는 쉽습니다**.
"""

# %% [markdown]
r"""
### 두 가지 반 걸음

**배정.** 중심점을 고정하면, 샘플마다 가장 가까운 중심점을 고르는 것이 최선입니다. 거리가 똑같으면 번호가 작은 쪽으로 약속합니다.

$$\ell_i = \arg\min_{j} \lVert x_i - c_j \rVert^2$$

**갱신.** 번호를 고정하면, 중심점을 자기 샘플들의 **평균**으로 옮기는 것이 최선입니다.

$$c_j = \frac{1}{m_j} \sum_{i:\, \ell_i = j} x_i, \qquad m_j = j\text{번 군집의 샘플 수}$$

왜 평균일까요? 한 군집의 평균을 $\bar x$라 하고 $x_i - c = (x_i - \bar x) + (\bar x - c)$를 제곱해 더하면, 섞인 항은 $\sum_i (x_i - \bar x) = 0$이라 사라집니다.

$$\sum_{i} \lVert x_i - c \rVert^2 = \sum_{i} \lVert x_i - \bar x \rVert^2 + m_j \lVert c - \bar x \rVert^2$$

오른쪽을 $c$의 함수로 보면 바닥이 $\bar x$에 있는 그릇입니다(1단원의 손실과 같은 모양). 바닥에서 벗어나면 벗어난 거리의 제곱에 샘플 수를 곱한 만큼, **꼭 그만큼** 커집니다. 그래서 $c = \bar x$가 최선입니다.

샘플이 하나도 없는 **빈 군집**은 $m_j = 0$이라 평균이 없습니다. 이때는 **이전 중심점을 그대로** 둡니다.

### 언제 멈추나

배정과 갱신을 되풀이하면 이너셔는 어떻게 변할까요? 언제 멈출까요? 멈추는 곳은 늘 같을까요? 짐작을 적어 두세요. 3절에서는 종이로, 6절에서는 그림으로 확인합니다.
"""

# %% [markdown]
r"""
## 3. 손으로 계산하기
(6분)

점 네 개를 군집 두 개로 나눕니다. A(0, 0), B(0, 3), C(6, 0), D(9, 3)입니다. 시작 중심점은 A와 B로 뽑혔습니다. $c_0 = (0, 0)$, $c_1 = (0, 3)$입니다.

| 거리의 제곱 | A | B | C | D |
|--|--|--|--|--|
| $c_0 = (0, 0)$ | **0** | 9 | **36** | 90 |
| $c_1 = (0, 3)$ | 9 | **0** | 45 | **81** |

**배정**: 번호는 (0, 1, 0, 1)이고 이너셔는 $0 + 0 + 36 + 81 = 117$입니다.

**갱신**: $c_0$은 A와 C의 평균 $(3, 0)$, $c_1$은 B와 D의 평균 $(4.5, 3)$입니다. 이너셔는 $9 + 20.25 + 9 + 20.25 = \mathbf{58.5}$로 줄었습니다. 줄어든 양 $117 - 58.5$를 두 중심점이 움직인 거리로 설명할 수 있나요? 2절의 식을 보세요.

<details><summary>답 보기</summary>

$c_0$은 3만큼, $c_1$은 4.5만큼 움직였고 샘플은 둘씩입니다. $2\cdot3^2 + 2\cdot4.5^2 = 18 + 40.5 =$ [58.5](=hand.moved)로 꼭 맞습니다.

</details>
"""

# %% [markdown]
r"""
**다시 배정**할 차례입니다. B에서 $c_0$까지는 $9 + 9 = 18$, $c_1$까지는 $20.25$입니다. B는 이제 0번입니다. A, C, D의 번호와 새 중심점을 종이에 구해 보세요.

<details><summary>답 보기</summary>

A는 9와 [29.25](=hand.A), C는 9와 [11.25](=hand.C), D는 45와 [20.25](=hand.D)이니 번호는 (0, 0, 0, 1)이고 이너셔는 $9 + 18 + 9 + 20.25 = 56.25$입니다. 새 중심점은 A, B, C의 평균 $(2, 1)$과 D인 $(9, 3)$이고, 이너셔는 $5 + 8 + 17 + 0 = 30$입니다.

</details>

한 번 더 배정해도 번호가 그대로입니다. 이너셔 **30**에서 멈추었습니다.

더 나아질 수는 없을까요? A와 B, C와 D로 나누어 중심점과 이너셔를 구한 다음, 아래의 셀을 실행해 두 분할을 나란히 보세요.
"""


# %% tags=["folded"]
@demo
def two_splits():
    X = np.array([[0, 0], [0, 3], [6, 0], [9, 3]])
    fig, axes = subplots(1, 2, width=8.4, height=2.9, sharey=True)
    words = []
    for axis, where, groups in zip(axes, ("되풀이가 멈춘 곳", "A와 B, C와 D"), ([0, 0, 0, 1], [0, 0, 1, 1]), strict=True):
        total = 0.0
        for group, color, marker in ((0, BLUE, "o"), (1, ORANGE, "s")):
            mine = X[np.array(groups) == group]
            center = mine.mean(axis=0)
            total += float(((mine - center) ** 2).sum())
            for point in mine:
                axis.plot(*zip(point, center, strict=True), color=color, linewidth=1.2)
            axis.scatter(*mine.T, s=60, color=color, marker=marker, zorder=3)
            axis.plot(*center, marker="X", markersize=12, color=color, markeredgecolor=INK, zorder=4)
        for name, point in zip("ABCD", X, strict=True):
            axis.annotate(name, point, (0, 9 if point[1] else -19), textcoords="offset points", ha="center")
        axis.set(title=f"{where}: 이너셔 {total:g}", xlim=(-1, 10), ylim=(-1, 4.4), aspect="equal")
        words.append(f"{where} 이너셔 {total:g}")
    alt = f"점 A, B, C, D를 두 군집으로 나눈 두 그림. 점마다 제 중심점(X)까지 선을 이었다. {', '.join(words)}이다."
    figure(fig, alt=alt, caption="점에서 제 중심점(X)까지 이은 선의 길이를 제곱해 모두 더하면 이너셔입니다.")
    print("\n".join(words))


# %% [markdown]
r"""
중심점은 $(0, 1.5)$와 $(7.5, 1.5)$, 이너셔는 $2.25 + 2.25 + 4.5 + 4.5 = \mathbf{13.5}$로 30의 절반도 되지 않습니다. 그런데도 되풀이는 왼쪽에서 멈추었습니다. C에서 두 중심점까지 거리의 제곱은 [17](=hand.C_own)과 [18](=hand.C_other)이었습니다. 한 끗 차이로 갇힌 것입니다. 시작이 A와 C였다면 어디에서 멈출까요? 4.3절의 끝에서 확인합니다.

이 값들이 다음 절에서 여러분의 함수를 확인하는 첫 예입니다.
"""

# %% [markdown]
r"""
## 4·5. 직접 채우고 확인하기
(28분)

함수 네 개를 차례로 채웁니다. 앞의 세 함수는 반 걸음 둘과 이너셔이고, 마지막 함수가 그것을 되풀이합니다. 바로 아래의 `check(...)`는 단계별로 확인하다가 처음 어긋난 곳을 알려 줍니다.

막히면 그다음 셀에서 힌트를 여세요. 1은 방향, 2는 수식과 shape, 3은 빈칸이 있는 코드입니다. 처음부터 다시 쓰려면 채우던 셀의 맨 윗줄에 `reset("이름")`이라고 적고 실행하세요. 쓰던 코드는 따로 남습니다. 어디에서 어긋났는지 모르겠으면 새 셀에서 `trace("이름")`을 실행하세요. 틀린 그 호출을 한 줄씩 따라가며 변수의 값을 보여 줍니다.

### 4.1 배정

2절의 배정을 코드로 옮깁니다. 반복문 두 겹으로 적어도 되고, 반복문 없이 적어도 됩니다. 반복문 없이 적으려면 어떤 shape의 배열이 있어야 할까요?

함정이 하나 있습니다. 사진의 픽셀은 8비트 부호 없는 정수(uint8)로 저장될 때가 많고, 이 함수는 그런 배열도 받습니다. 다음 셀의 답을 먼저 짐작한 다음 실행하세요.
"""

# %%
pixel, centroid = np.array([3], dtype=np.uint8), np.array([5], dtype=np.uint8)
print("3 - 5 =", pixel - centroid)

# %% [markdown]
r"""
이 차이로 거리를 재면 어떤 중심점을 고르게 될까요? 막을 방법은 여러분이 정하세요.
"""


# %% tags=["solution:assign_clusters"]
def assign_clusters(X, centroids):
    """샘플마다 가장 가까운 중심점의 번호를 구합니다. (≈ 3줄)

        labels[i] = argmin_j Σ_d (X[i, d] − centroids[j, d])²

    매개변수
        X: 샘플, shape (m, n). m, n은 1 이상.
        centroids: 중심점, shape (k, n). k는 1 이상.
    반환값
        shape (m,)인 정수 배열. 유클리드 거리가 가장 가까운 중심점의
        번호(0부터). 거리가 똑같으면 번호가 작은 쪽이고, 똑같은 중심점이
        여럿이어도 그렇다.
    채점의 경계 조건
        배열은 float64 또는 정수(uint8처럼 작은 dtype도)이다. 정수도
        float64로 바꾸어 계산한다. 받은 배열은 바꾸지 않는다.
    예
        X = [[0, 0], [0, 3], [6, 0], [9, 3]], centroids = [[3, 0], [4.5, 3]]
            ->  [0, 0, 0, 1]
    """
    ### BEGIN SOLUTION
    gaps = X[:, None].astype(np.float64) - centroids
    return np.argmin(np.sum(gaps**2, axis=2), axis=1)
    ### END SOLUTION


# %% tags=["grade:assign_clusters"]
check("assign_clusters")

# %%
hint("assign_clusters")

# %% [markdown]
r"""
### 4.2 갱신

번호가 $j$인 샘플만 골라 평균을 냅니다. 골라낸 배열의 shape는 $(m_j, n)$입니다. 평균의 shape는 무엇이어야 할까요?

식을 그대로 옮긴 코드가 틀리는 자리가 둘 있습니다. 다음 셀을 실행하고, 왜 그런 값이 나오는지 생각해 보세요. 첫째 줄은 샘플이 하나도 없는 군집의 합을 그 개수로 나눈 것이고, 둘째 줄은 정수 중심점에 평균을 적은 것입니다.
"""

# %%
with np.errstate(invalid="ignore"):
    print("빈 군집의 평균:", np.zeros(2) / 0)
spot = np.array([3, 4])
spot[:] = [2.5, 3.5]
print("정수 배열에 적은 평균:", spot)

# %% [markdown]
r"""
첫째 줄을 중심점으로 삼으면 다음 배정은 어떻게 될까요? 8절의 퀴즈가 다시 묻습니다. 빈 군집을 어떻게 할지는 2절에서 약속했습니다.
"""


# %% tags=["solution:update_centroids"]
def update_centroids(X, labels, centroids):
    """중심점을 자기 샘플들의 평균으로 옮깁니다. (≈ 5줄)

        moved[j] = Σ_{labels[i] = j} X[i] / (번호가 j인 샘플의 수)

    매개변수
        X: 샘플, shape (m, n).
        labels: 샘플마다의 군집 번호, shape (m,). 0 이상 k 미만.
        centroids: 이전 중심점, shape (k, n).
    반환값
        shape (k, n)인 새 float64 배열. j번째 행은 번호가 j인 샘플들의 평균.
        샘플이 하나도 없는 군집은 이전 중심점 그대로.
    채점의 경계 조건
        X와 centroids는 float64 또는 정수(uint8처럼 작은 dtype도), labels는
        정수(어떤 dtype이든) 배열이다. 정수 중심점을 받아도 소수로 평균한다.
        받은 배열은 바꾸지 않는다.
    예
        X = [[0, 0], [0, 3], [6, 0], [9, 3]], labels = [0, 0, 0, 1],
        centroids = [[3, 0], [4.5, 3]]  ->  [[2., 1.], [9., 3.]]
    """
    ### BEGIN SOLUTION
    moved = centroids.astype(np.float64)
    for j in range(len(centroids)):
        if np.any(labels == j):
            moved[j] = np.mean(X[labels == j], axis=0)
    return moved
    ### END SOLUTION


# %% tags=["grade:update_centroids"]
check("update_centroids")

# %%
hint("update_centroids")

# %% [markdown]
r"""
### 4.3 이너셔

3절에서 처음 갱신한 직후를 떠올려 보세요. 번호는 (0, 1, 0, 1)이고 이너셔는 $58.5$였습니다. 그런데 번호를 보지 않고 **가장 가까운** 중심점까지의 제곱 거리를 더하면 $56.25$가 나옵니다. 2절의 식대로라면 이 함수는 어느 쪽을 돌려주어야 할까요?
"""


# %% tags=["solution:inertia"]
def inertia(X, centroids, labels):
    """샘플과 자기 중심점 사이의 거리를 제곱해 모두 더합니다. (≈ 2줄)

        Σ_i Σ_d (X[i, d] − centroids[labels[i], d])²

    매개변수
        X: 샘플, shape (m, n).
        centroids: 중심점, shape (k, n).
        labels: 샘플마다의 군집 번호, shape (m,). 0 이상 k 미만.
    반환값
        실수 하나. labels가 가장 가까운 중심점이 아니어도 labels를 따른다.
        평균이 아니라 합이다.
    채점의 경계 조건
        X와 centroids는 float64 또는 정수(uint8처럼 작은 dtype도), labels는
        정수(어떤 dtype이든) 배열이다. 정수도 float64로 바꾸어 계산한다.
        받은 배열은 바꾸지 않는다.
    예
        X = [[0, 0], [0, 3], [6, 0], [9, 3]], centroids = [[2, 1], [9, 3]],
        labels = [0, 0, 0, 1]  ->  30.0
    """
    ### BEGIN SOLUTION
    gaps = X.astype(np.float64) - centroids[labels]
    return float(np.sum(gaps**2))
    ### END SOLUTION


# %% tags=["grade:inertia"]
check("inertia")

# %%
hint("inertia")

# %% [markdown]
r"""
세 함수가 모두 통과했다면 3절의 네 점을 따라가 봅시다. [117](=by_hand)에서 시작해 30에서 멈추나요? 그다음 셀을 펼쳐 시작 중심점을 A와 C, 곧 `[[0, 0], [6, 0]]`으로 바꾸어 다시 실행해 보세요. 이번에는 어디에서 멈추나요?
"""


# %% tags=["folded"]
@demo
def by_hand():
    X, centroids = np.array([[0, 0], [0, 3], [6, 0], [9, 3]]), np.array([[0, 0], [0, 3]])
    lines = []
    for _ in range(3):
        labels = assign_clusters(X, centroids)
        before = inertia(X, centroids, labels)
        centroids = update_centroids(X, labels, centroids)
        after = inertia(X, centroids, labels)
        lines.append(f"배정 {labels}  이너셔 {before:6.2f}   갱신 {centroids.tolist()}  이너셔 {after:6.2f}")
    print("\n".join(lines))


# %% [markdown]
r"""
### 4.4 처음부터 끝까지

시작 중심점은 $X$의 서로 다른 **행 $k$개**를 모두 똑같은 확률로 뽑은 것입니다. 값이 똑같은 행이 둘 있으면 그 둘은 다른 행이므로 함께 뽑힐 수 있습니다. 그다음에는 중심점이 움직이지 않을 때까지 배정과 갱신을 되풀이합니다. 갱신은 `max_iters`번까지만 합니다.

`rng`는 난수를 어디에서 뽑을지 정합니다. `np.random.default_rng(rng)`는 `None`(매번 새로), 정수(같은 수면 같은 난수), 생성기(받은 것을 그대로, 상태가 나아감)를 모두 받습니다. 전역 난수인 `np.random.seed`나 `np.random.choice`는 다른 코드의 결과까지 바꾸므로 쓰지 않습니다.

**끝을 조심하세요.** 3절의 네 점을 A와 B에서 시작해 `max_iters=1`로 실행한다고 해 봅시다. 갱신을 한 번 하고 나면 중심점은 $(3, 0)$과 $(4.5, 3)$입니다. 이때 손에 든 번호는 무엇이고, B에 가장 가까운 중심점은 몇 번인가요?
"""


# %% tags=["solution:kmeans"]
def kmeans(X, k, max_iters=100, rng=None):
    """k-평균을 한 번 실행합니다. (≈ 10줄)

    매개변수
        X: 샘플, shape (m, n). 같은 행이 여러 번 있어도 된다.
        k: 군집의 수. k < 1이거나 k > m이면 ValueError. 메시지에 k를 적는다.
        max_iters: 갱신하는 횟수의 한도. 0이면 시작 중심점과 그 번호.
        rng: None, 0 이상의 정수, Generator(상태가 나아간다).
    시작 중심점
        X의 k개 행을 균등하게, 비복원으로 한 번만 뽑는다.
    멈춤
        갱신해도 중심점이 움직이지 않거나(np.allclose) 갱신을 max_iters번
        했을 때. 움직이지 않았으면 갱신 전과 후 어느 쪽을 돌려주어도 된다.
    반환값
        튜플 (centroids, labels). centroids는 shape (k, n)인 새 float64 배열.
        labels는 shape (m,)인 정수 배열로, assign_clusters(X, centroids)와 같다.
    채점의 경계 조건
        X는 float64나 정수 배열이고 바꾸지 않는다. 겹친 점이 있어도 NaN은
        나오지 않는다. 빈 군집은 이전 중심점을 지킨다.
    난수
        같은 정수(max_iters가 달라도 시작점은 같다)나 상태가 같은 Generator면
        같은 결과, None이면 매번 새로. np.random의 전역 상태는 건드리지 않는다.
    예: X = [[1, 2], [3, 6]], k = 1  ->  ([[2., 4.]], [0, 0])
    """
    ### BEGIN SOLUTION
    if not 1 <= k <= len(X):
        raise ValueError(f"k는 1 이상 {len(X)} 이하여야 합니다. 받은 값: {k}")
    start = np.random.default_rng(rng).choice(len(X), size=k, replace=False)
    centroids = X[start].astype(np.float64)
    for _ in range(max_iters):
        moved = update_centroids(X, assign_clusters(X, centroids), centroids)
        if np.allclose(moved, centroids):
            break
        centroids = moved
    return centroids, assign_clusters(X, centroids)
    ### END SOLUTION


# %% tags=["grade:kmeans"]
check("kmeans")

# %%
hint("kmeans")

# %% [markdown]
r"""
통과했다면 1절의 꽃잎을 셋으로 나누어 봅시다. 그다음 감추어 두었던 종의 이름을 꺼내, 군집마다 어떤 종이 몇 송이 들었는지 셉니다. 네 함수 가운데 어느 것도 종의 이름을 본 적이 없습니다.
"""


# %% tags=["folded"]
@demo
def petals():
    X = iris.data[:, 2:]
    centroids, labels = kmeans(X, 3, rng=0)
    order = np.argsort(centroids[:, 0])  # 군집의 번호는 시작점이 정하니, 꽃잎이 짧은 것부터 적습니다
    fig, axis = subplots(height=3.4)
    for place, (color, marker) in zip(order, ((BLUE, "o"), (ORANGE, "s"), (GREEN, "^")), strict=True):
        axis.scatter(*X[labels == place].T, s=22, color=color, marker=marker, alpha=0.7)
        axis.plot(*centroids[place], marker=marker, markersize=13, color=color, markeredgecolor=INK)
    axis.set(xlabel="꽃잎 길이(cm)", ylabel="꽃잎 너비(cm)")
    spots = ", ".join(f"({x:.2f}, {y:.2f})" for x, y in centroids[order])
    figure(fig, alt=f"꽃잎을 군집 셋으로 나눈 산점도. 큰 표시로 그린 중심점은 {spots}이다.")
    for place in order:
        kinds = np.bincount(iris.target[labels == place], minlength=3)
        print(f"중심점 ({centroids[place, 0]:.2f}, {centroids[place, 1]:.2f}): setosa, versicolor, virginica {kinds}")


# %% [markdown]
r"""
## 6. 실험
(14분)

### 6.1 반 걸음씩

시작점 셋만 놓인 그림에서 출발합니다. 중심점이 다음에 어디로 갈지, 이너셔가 오르는 반 걸음도 있을지 짐작하며 `반 걸음`을 하나씩(+1) 옮겨 보세요. 그다음 재생해 보세요. 홀수 걸음에서는 꽃이 색을 고르고(배정), 짝수 걸음에서는 중심점이 움직입니다(갱신). 모두 **여러분의** `kmeans`에 `max_iters`를 0, 1, 2, …로 주어 얻은 것입니다. 같은 정수 `rng`면 시작점이 같다는 약속 덕분입니다.

옅은 바탕색은 여러분의 `assign_clusters`가 평면의 모든 자리를 배정한 것이고, ×는 시작점, 거기에서 이어진 선은 중심점이 지나온 길입니다. 오른쪽은 여러분의 `inertia`, 파선은 기준, 곧 라이브러리로 찾은 가장 작은 값입니다.
"""

# %%
explore(draw_steps, kmeans, assign_clusters, inertia)

# %% [markdown]
r"""
이너셔가 올라가는 반 걸음이 있었나요? 나쁜 곳에서 멈춘 그림을 찾았다면, 중심점들은 어디에 몰려 있나요? 더 기다리면 나아질까요?

<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

이너셔는 **한 번도 올라가지 않습니다**. 두 반 걸음이 각각 최선을 고르기 때문입니다. 중심점이 움직이면 이너셔는 **반드시 줄어듭니다**. 2절의 식대로, 움직인 거리의 제곱에 샘플 수를 곱한 만큼입니다. 그래서 한 번 지나온 분할로는 돌아갈 수 없고, 샘플을 나누는 방법은 유한하므로 언젠가는 멈춥니다.

처음 몇 걸음에 대부분이 줄고, 끝으로 갈수록 거의 움직이지 않습니다. 바탕색의 경계는 언제나 곧은 선입니다. 두 중심점에서 거리가 같은 자리를 이은 수직이등분선이기 때문입니다. 이렇게 나뉜 평면을 보로노이 다이어그램(Voronoi diagram)이라고 합니다.

그런데 멈춘 곳은 `rng`에 따라 다릅니다. k가 4일 때 나쁜 곳에서 멈춘 그림을 보세요. [언제나](=bad_starts_split_small) 중심점 둘이 왼쪽 아래의 작은 무리를 나누어 갖고, 큰 무리에는 둘만 남아 있습니다. 작은 무리에 놓인 두 중심점은 그 무리의 꽃을 맡고, 큰 무리에서는 [많아야 한 송이](=bad_starts_split_small)만 더 얻습니다. 나머지 꽃은 모두 다른 두 중심점에 더 가까우므로, 더 기다려도 나아지지 않습니다.

가장 좋은 분할을 언제나 빠르게 찾는 방법은 알려지지 않았습니다(특성의 수를 정해 두지 않으면 군집이 둘뿐이어도 NP-난해입니다. Aloise 외, 2009).

</details>

### 6.2 나쁜 곳을 피하려면, 몇 개로 나누려면

`kmeans`를 고치지 않고도 6.1절의 나쁜 곳을 피할 수 있을까요? 방법을 하나 적은 다음 펼쳐 보세요.

<details><summary>한 가지 방법</summary>

**여러 번 시작해 이너셔가 가장 작은 결과를 고릅니다.** 한 번에 좋은 곳에 닿을 확률이 $p$라면 $n$번 모두 놓칠 확률은 $(1-p)^n$입니다. $p$가 낮아도 여러 번 가운데 한 번만 닿으면 됩니다. 기준인 파선도 scikit-learn이 쉰 번 시작해 찾은 값입니다.

이제 특성 네 개를 모두 쓰고 k를 1에서 5까지 바꾸며 시험합니다. 좋은 곳에 닿을 확률이 [27%쯤](=five_good)인 k도 있습니다. 그런 k에서 놓칠 확률을 1%보다 낮추려면 몇 번 시작해야 할까요? 짐작해 두고 그만큼 시작해 보세요.

</details>

펼쳐 읽었으면 그 방법을 시험해 봅시다. 왼쪽의 파란 실선이 여러분의 함수가 찾은 가장 작은 이너셔, 파선이 기준입니다. 가운데는 기준보다 몇 % 큰지 따로 보여 줍니다.
"""

# %%
explore(draw_elbow, kmeans, inertia)

# %% [markdown]
r"""
왼쪽 곡선에서 이너셔가 가장 작은 k를 고르면 될까요? k가 샘플의 수와 같아지면 이너셔는 얼마일까요?

<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

$(1-0.27)^n$이 1%보다 작아지는 것은 $n$이 [15](=starts_needed)일 때부터입니다. 미션은 운이 좋으면 더 적은 횟수로도, 나쁘면 더 많은 횟수로 풀립니다.

k를 늘리면 **가장 좋은** 이너셔는 늘지 않습니다. k가 샘플의 수와 같으면 0입니다. 그러니 이너셔가 가장 작은 k를 고르는 것은 뜻이 없습니다.

대신 곡선이 꺾이는 곳을 봅니다. [681](=elbow.k1)에서 [152](=elbow.k2)로, 다시 [79](=elbow.k3)로 크게 줄다가 [57](=elbow.k4), [46](=elbow.k5)부터는 조금씩 줄어듭니다. 이렇게 꺾인 곳을 팔꿈치(elbow)라고 부릅니다. 여기서는 2나 3입니다. 어느 쪽인지 수학이 정해 주지는 않습니다. 1절에서 오른쪽 위의 무리가 하나인지 둘인지 망설인 것과 같은 이유입니다.

</details>

### 6.3 가장 작은 이너셔를 찾았다면

많이 시작해서 가장 작은 이너셔를 찾았다면, 사람이 보는 무리와 같을까요? 이번에는 무리 두 개를 우리가 만들었으니 정답을 압니다. 생김새는 초승달, 퍼짐이 다른 것, 크기가 다른 것, 길쭉한 것의 네 가지입니다. 어느 것을 제대로 나눌지 먼저 골라 보세요.

왼쪽은 우리가 만든 그대로의 무리, 오른쪽은 여러분의 `kmeans`가 다섯 번 시작해 찾은 가장 좋은 분할입니다. 다른 무리로 간 샘플에는 주홍색 ×를 겹쳤습니다. `정도`를 0에서 10까지 올리며 두 이너셔를 비교하세요.
"""

# %%
explore(draw_shapes, kmeans, assign_clusters, inertia)

# %% [markdown]
r"""
두 이너셔 가운데 어느 쪽이 작아졌나요? 더 많이 시작하면 실제 무리가 나올까요?

<details><summary>미션을 푼 뒤에 펼쳐 보세요.</summary>

네 가지 모두 정도를 10까지 올리면 k-평균이 찾은 이너셔가 **실제 무리의 이너셔보다 작습니다**. 샘플을 열 번 새로 뽑아도 [언제나 그렇습니다](=shapes_fail). 그러니 더 많이 시작하거나 더 오래 기다려도 실제 무리는 나오지 않습니다. 찾는 방법이 아니라 **찾는 것**이 틀렸습니다.

이너셔는 무리마다 둥글고, 크기와 퍼짐이 비슷하다고 여기는 잣대입니다. 경계는 두 중심점의 한가운데를 지나는 곧은 선뿐입니다. 초승달은 곧은 선으로 갈리지 않고, 무리가 커지거나 퍼지면 한가운데가 경계가 아니게 됩니다.

</details>

<details><summary>그러면 무엇을 쓰나요?</summary>

퍼짐과 크기가 다르면 무리마다 공분산과 비율을 함께 배우는 **가우스 혼합 모델**(Gaussian mixture model, GMM)을 씁니다. 한 샘플이 여러 무리에 조금씩 속할 수 있는 k-평균이라고 보아도 됩니다. 초승달처럼 길게 이어진 무리에는 빽빽한 곳을 따라가는 DBSCAN이나, 이웃끼리 이은 그래프를 자르는 스펙트럼 군집화(spectral clustering)가 어울립니다.

</details>
"""

# %% [markdown]
r"""
## 7. 실제 데이터와 라이브러리 비교
(11분)

### 7.1 같은 시작점, 같은 답

scikit-learn의 `KMeans`에 **여러분의 시작점**을 건네줍니다. `init`에 중심점 배열을 넣고 `n_init=1`로 두면 그 시작점에서 한 번만 실행합니다. 같은 알고리즘이라면 끝도 같아야 합니다.
"""


# %% tags=["folded"]
@demo
def same_start():
    for k in (3, 5):
        gap, ends = 0.0, []
        for seed in range(20):
            start, _ = kmeans(iris.data, k, max_iters=0, rng=seed)
            centroids, labels = kmeans(iris.data, k, rng=seed)
            library = KMeans(k, init=start, n_init=1, tol=0.0).fit(iris.data)
            gap = max(gap, float(np.max(np.abs(library.cluster_centers_ - centroids))))
            ends.append(inertia(iris.data, centroids, labels))
        words = "1e-9보다 작음" if gap < 1e-9 else f"{gap:.1e}"
        good = sum(end < 1.01 * min(ends) for end in ends)
        print(f"k={k}: 스무 시작점에서 중심점의 차이 {words}")
        print(f"     이너셔는 {min(ends):.2f}에서 {max(ends):.2f}까지, 가장 작은 값의 1% 안에 든 것은 {good}번")


# %% [markdown]
r"""
중심점이 소수점 아래 아홉 자리까지 같습니다. 시작점을 500번 뽑아 보면 k가 3일 때 이너셔는 [78.9](=three.good)쯤이거나 [142](=three.bad_from)를 넘고, 500번 가운데 [둘 사이에서 멈춘 것은 없습니다](=three.nothing_between). 나쁜 쪽으로 가는 것은 [20%쯤](=three.bad)입니다. k가 5면 좋은 끝에 닿는 것이 [27%쯤](=five_good)뿐입니다.

여러 번 시작하지 않고 **시작점을 더 잘 뽑을** 수는 없을까요? 9절에서 직접 찾아봅니다.

### 7.2 단위를 맞추면

와인 178병을 성분 13가지로 나눕니다. 세 농장의 와인이라는 정답은 숨겨 두고, 다 나눈 다음 얼마나 맞는지만 봅니다. 번호는 뒤섞일 수 있으므로 정확도(accuracy) 대신 **조정 랜드 지수**(adjusted Rand index)를 씁니다. 완전히 같은 분할이면 1, 아무렇게나 나누면 0쯤입니다.

성분 가운데 프롤린(proline)은 [278](=wine_range.proline_low)에서 [1,680](=wine_range.proline_high)까지이고 플라보노이드(flavanoid)는 [0.34](=wine_range.flavanoids_low)에서 [5.08](=wine_range.flavanoids_high)까지입니다. 프롤린이 300, 플라보노이드가 3만큼 다른 두 병의 거리를 제곱하면 둘은 각각 얼마를 보태나요? 그대로 나눈 군집은 어떤 성분을 따라 갈라질까요?
"""


# %%
def best_of(X, k, starts=10):
    """여러 번 시작해 이너셔가 가장 작은 (centroids, labels)를 고릅니다."""
    results = [kmeans(X, k, rng=seed) for seed in range(starts)]
    return min(results, key=lambda found: inertia(X, *found))


# %% tags=["folded"]
@demo
def wines():
    wine = load_wine()
    spread = wine.data.std(axis=0)
    scaled = (wine.data - wine.data.mean(axis=0)) / spread
    proline, flavanoids = (wine.feature_names.index(name) for name in ("proline", "flavanoids"))
    fig, axes = subplots(1, 3, width=9.6, height=3.3, sharey=True)
    splits, alt = [("실제 농장", wine.target)], []
    for name, X in (("그대로 나눈 군집", wine.data), ("표준화하고 나눈 군집", scaled)):
        splits.append((name, best_of(X, 3)[1]))
        library = KMeans(3, n_init=10, random_state=0).fit_predict(X)
        mine, theirs = (adjusted_rand_score(wine.target, found) for found in (splits[-1][1], library))
        print(f"{name}: 내 k-평균의 조정 랜드 지수 {mine:.2f}, scikit-learn {theirs:.2f}")
        alt.append(f"{name}의 조정 랜드 지수는 {mine:.2f}")
    for axis, (name, groups) in zip(axes, splits, strict=True):
        order = np.argsort([wine.data[groups == group, proline].mean() for group in range(3)])
        for group, (color, marker) in zip(order, ((BLUE, "o"), (ORANGE, "s"), (GREEN, "^")), strict=True):
            axis.scatter(*wine.data[groups == group][:, [proline, flavanoids]].T, s=16, color=color, marker=marker, alpha=0.7)
        axis.set(title=name, xlabel="프롤린")
    axes[0].set(ylabel="플라보노이드")
    figure(fig, alt=f"와인 178병의 프롤린과 플라보노이드를 세 번 찍은 산점도. 색은 차례로 {', '.join(name for name, _ in splits)}이다. {', '.join(alt)}.")
    widest = int(np.argmax(spread))
    print(f"모든 분산에서 {wine.feature_names[widest]}의 몫 {spread[widest] ** 2 / np.sum(spread**2):.1%}")


# %% [markdown]
r"""
거리의 제곱에 프롤린은 [90,000](=wine_range.squared)을, 플라보노이드는 9를 보탭니다. 그래서 가운데 그림은 프롤린의 값만 보고 **세로로 잘려** 있습니다. 프롤린 하나가 모든 분산의 [99.8%](=wines)를 차지해, 나머지 열두 성분은 없는 것과 같습니다. 표준화한 오른쪽 그림은 실제 농장과 거의 같고, 지수는 [0.37](=wines)에서 [0.90](=wines)으로 올랐습니다. 알고리즘은 그대로이고 **단위만** 바꾸었습니다.

표준화(standardization)는 특성마다 평균을 빼고 표준편차로 나누는 일입니다. 1단원에서는 경사 하강법의 걸음을 고르게 하려고 썼지만, 여기서는 **거리의 뜻** 자체를 바꿉니다. 거리를 재는 방법이라면 어디서나 먼저 생각해 보아야 합니다.

그렇다고 늘 나아지는 것은 아닙니다. 붓꽃의 네 특성은 모두 cm라 표준화하면 오히려 지수가 [0.73](=scaling.iris)에서 [0.6쯤](=scaling.iris_scaled)으로 떨어집니다. 종을 잘 가르는 꽃잎 길이의 몫이 모든 분산의 [68%](=petal_share.before)에서 [25%](=petal_share.after)로 줄기 때문입니다. 표준화는 **단위가 다를 때의 처방**입니다.

### 7.3 중심점을 그림으로 보기

8×8 픽셀로 된 손글씨 숫자 [1,797장](=digits_count)을 열 군집으로 나눕니다. 중심점도 픽셀 64개의 값이므로 그림으로 볼 수 있습니다.
"""


# %% tags=["folded"]
@demo
def digit_centers():
    digits = load_digits()
    centroids, labels = best_of(digits.data, 10, starts=3)
    fig, axes = subplots(2, 5, width=7.6, height=3.6)
    names = []
    for place, axis in enumerate(axes.ravel()):
        counts = np.bincount(digits.target[labels == place], minlength=10)
        names.append(f"{counts.argmax()}: {counts.max() / max(1, counts.sum()):.0%}")
        axis.imshow(centroids[place].reshape(8, 8), cmap="gray_r")
        axis.set(xticks=[], yticks=[], title=names[-1])
    figure(fig, alt=f"중심점 열 개를 8×8 그림으로 그렸다. 군집마다 가장 많은 숫자와 그 비율은 차례로 {', '.join(names)}이다.")
    library = KMeans(10, init="random", n_init=3, random_state=0).fit(digits.data)
    print(f"내 이너셔 {inertia(digits.data, centroids, labels):.3e}, scikit-learn {library.inertia_:.3e}")


# %% [markdown]
r"""
레이블을 한 번도 보지 않았는데 중심점마다 손글씨의 모양이 나타납니다. 다만 **열 군집이 열 숫자는 아닙니다**. 이 그림에서는 1이 가장 많은 군집이 [둘](=digit_clusters.ones)이고, 8이 가장 많은 군집은 [없습니다](=digit_clusters.no_eight). 0, 4, 6은 [거의 깨끗하지만](=digit_clusters.clean), 1이나 9가 많은 군집에는 다른 그림이 [많이 섞여 있습니다](=digit_clusters.mixed). k-평균은 숫자의 뜻이 아니라 픽셀의 거리만 봅니다.

이것은 시작점 세 개를 고른 한 번의 결과입니다. 시작점을 바꾸어 열 번 해 보면 [다섯](=digit_runs.missing) 번은 군집을 하나도 차지하지 못한 숫자가 있고, 그것은 [8이나 9](=digit_runs.eight_or_nine)였습니다. 0, 4, 6이 깨끗한 것은 [열 번 모두](=digit_runs.clean) 같습니다.

### 다른 책·라이브러리에서는

| 어디에서 | 시작점 | 몇 번 시작 | 빈 군집 | 멈춤 |
|--|--|--|--|--|
| **이 단원** | X의 행, 비복원 | 한 번 | 이전 중심점 | `np.allclose` |
| scikit-learn `KMeans` | k-means++(9절) | k-means++나 배열이면 1번, `init`이 "random"이나 함수면 10번 | 가장 먼 샘플로 옮김 | 번호가 그대로이거나, 중심점이 움직인 거리의 제곱합이 `tol`×(특성 분산의 평균) 이하 |
| SciPy `kmeans2` | 평균과 공분산을 맞춘 난수 | 한 번 | 이전 중심점, 경고 | 정한 횟수만큼 |
| SciPy `kmeans` | X의 행 | 20번 | 없앰 | 평균 거리의 변화 |
| MATLAB `kmeans` | k-means++ | 한 번 | 가장 먼 샘플 하나로 새 군집 | 번호가 그대로 |

SciPy의 `kmeans`가 돌려주는 왜곡(distortion)은 제곱하지 않은 거리의 **평균**이라 이너셔와 비교할 수 없습니다. 모두 틀린 것이 아니라 **다른 약속**입니다.

이 단원의 `np.allclose`에도 약점이 있습니다. 허용하는 차이가 $10^{-8}$에 중심점 값의 $10^{-5}$배를 더한 것으로 정해져 있어서, 데이터의 단위나 원점을 바꾸면 멈추는 곳이 달라집니다. 9절의 도전 1에서 겪어 봅니다.
"""

# %% [markdown]
r"""
## 8. 퀴즈
(5분, 10점)

아래의 두 셀을 차례로 실행하면 문제와 보기가 나타납니다. 보기를 눌러 고르면 답이 출력에 남아 채점됩니다. `None` 자리에 번호를 적어도 되고, 그러면 적은 답이 채점됩니다.
"""

# %% tags=["solution:quiz"]
### BEGIN SOLUTION
quiz_answers = {1: 1, 2: 3, 3: 4, 4: 4}
### END SOLUTION

# %% tags=["grade:quiz"]
quiz(quiz_answers)

# %% [markdown]
r"""
## 9. 발견, 도전, 유명 코드의 버그 찾기
(10분, 점수에 들어가지 않습니다)

도전은 이 시간에 넣지 않았습니다. 하나만 고르거나 나중에 해도 됩니다.

### 발견: 시작점을 멀리 떨어뜨리기

모두 똑같은 확률로 뽑은 시작점은 한 무리에 몰리기 쉽습니다. 멀리 떨어진 점을 뽑으면 어떨까요? 늘 **가장 먼** 점을 뽑으면 외딴 샘플 하나에 휘둘립니다. 둘 사이의 길이 있을까요? 샘플마다 뽑힐 확률을 어떻게 정하면 좋을지 먼저 제안해 보세요.

<details><summary>k-means++의 제안</summary>

2007년에 나온 k-means++는 첫 중심점은 똑같은 확률로 뽑고, 그다음부터는 이미 뽑은 중심점까지의 **거리를 제곱한 값에 비례하는 확률**로 뽑습니다. $i$번째 행의 거리의 제곱을 `near[i]`라 하면 이렇습니다.

$$P(i\text{번째 행}) = \frac{\mathrm{near}[i]}{\sum_j \mathrm{near}[j]}$$

</details>

중심점이 여럿이면 어느 것까지의 거리일까요? 이미 뽑힌 행이 다시 뽑힐 확률은 얼마일까요? 직접 만들어 보세요. 점수는 없지만 `check`와 `hint`는 똑같이 도와줍니다.
"""


# %% tags=["discover:plus_plus"]
def plus_plus(X, k, rng=None):
    """k-means++의 시작 중심점을 뽑습니다. (≈ 7줄)

        확률은 위의 ‘k-means++의 제안’을 펼쳐 본 그대로이다.
        뽑은 중심점이 여럿일 때 어느 것과의 거리인지는 직접 정한다.

    매개변수
        X: 샘플, shape (m, n)인 float64 또는 정수 배열. 바꾸지 않는다.
        k: 1 이상, X의 서로 다른 행의 수 이하.
        rng: None, 0 이상의 정수, Generator. 전역 난수는 쓰지 않는다.
    반환값
        shape (k, n)인 새 float64 배열. 첫 행은 균등하게, 다음 행은 그
        확률로 뽑은 X의 행이다.
    예
        X = [[0, 0], [0, 0], [0, 0], [9, 0]], k = 2
            ->  (0, 0)과 (9, 0)이 한 번씩. 차례는 rng에 따라 다르다.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(rng)
    X = X.astype(np.float64)
    chosen = [X[rng.integers(len(X))]]
    while len(chosen) < k:
        gaps = X[:, None] - np.array(chosen)
        near = np.min(np.sum(gaps**2, axis=2), axis=1)
        chosen.append(X[rng.choice(len(X), p=near / np.sum(near))])
    return np.array(chosen)
    ### END SOLUTION


# %%
check("plus_plus")

# %%
hint("plus_plus")

# %% [markdown]
r"""
통과했다면 6.1절의 꽃잎을 넷으로 나눌 때, 이너셔가 기준보다 20% 넘게 큰 곳에서 멈추는 일이 얼마나 줄어드는지 세어 봅시다. 시작점만 바꾸고, 배정과 갱신은 여러분의 함수를 그대로 씁니다.
"""


# %% tags=["folded"]
@demo
def better_starts():
    X = iris.data[:, 2:]

    def end(centroids):
        for _ in range(30):  # 꽃잎에서는 서른 번이면 넉넉합니다
            labels, before = assign_clusters(X, centroids), centroids
            centroids = update_centroids(X, labels, before)
            if (before == centroids).all():
                break
        return inertia(X, centroids, assign_clusters(X, centroids))

    starts = (("똑같은 확률", lambda seed: kmeans(X, 4, 0, seed)[0]), ("k-means++", lambda seed: plus_plus(X, 4, seed)))
    found = {name: np.array([end(start(seed)) for seed in range(500)]) for name, start in starts}
    best = min(values.min() for values in found.values())
    fig, axes = subplots(2, 1, height=3.6, sharex=True)
    for axis, (name, values), color in zip(axes, found.items(), (GREY, BLUE), strict=True):
        axis.hist(values, bins=np.arange(19, 33, 0.5), color=color)
        axis.axvline(1.2 * best, color=INK, linestyle="--")
        axis.set(title=name, ylabel="횟수", ylim=(0, 250))
    axes[1].set(xlabel="멈춘 곳의 이너셔 (파선의 오른쪽이 나쁜 곳)")
    shares = ", ".join(f"{name} {np.mean(values > 1.2 * best):.0%}" for name, values in found.items())
    figure(fig, alt=f"시작점을 뽑는 두 방법으로 500번씩 멈춘 곳의 이너셔를 센 막대그래프 둘. 나쁜 곳은 {shares}이다.")
    for name, values in found.items():
        print(f"{name}: 500번 가운데 {np.mean(values > 1.2 * best):.0%}가 나쁜 곳, 이너셔의 평균 {values.mean():.1f}")


# %% [markdown]
r"""
<details><summary>얼마나 줄었나요?</summary>

이 500번에서는 [34%](=better_starts)이던 것이 [8%](=better_starts)로 줄어듭니다. 500번만 세었으니 몇 %포인트쯤은 다를 수 있습니다. 시작점을 4,000번씩 뽑아 보면 똑같은 확률로 뽑을 때는 [37%쯤](=many_starts.uniform), k-means++는 [9%쯤](=many_starts.plus_plus)입니다. 아주 없어지지는 않으니 여러 번 시작하는 일은 여전히 쓸모 있습니다. 이미 뽑힌 행은 거리가 0이라 다시 뽑히지 않습니다. 그래서 복원이냐 비복원이냐를 따로 정하지 않아도 됩니다.

</details>

### 버그 찾기: 군집이 열 개가 아니라 아홉 개

머신러닝(machine learning) 알고리즘을 밑바닥부터 만든 유명한 공개 저장소 [ML-From-Scratch](https://github.com/eriklindernoren/ML-From-Scratch)의 k-평균을 줄여 옮겼습니다. 두 함수가 시작점과 갱신입니다. 배정에서는 `거리 < 지금까지 가장 짧은 거리`일 때만 번호를 바꿉니다.
"""


# %%
def careless_start(X, k, rng):
    return X[rng.integers(len(X), size=k)]


def careless_update(X, labels, k):
    groups = [X[labels == j] for j in range(k)]
    return np.array([group.sum(axis=0) / len(group) for group in groups])


# %% tags=["folded"]
def careless_kmeans(X, k, rng, limit=100):
    centroids = careless_start(X, k, rng)
    count, moving = 0, True
    while moving and count < limit:
        count += 1
        far = np.sum((X[:, None] - centroids) ** 2, axis=2)
        labels = np.argmin(np.where(np.isnan(far), np.inf, far), axis=1)
        with np.errstate(invalid="ignore"):
            moved = careless_update(X, labels, k)
        moving = (moved - centroids).any()
        centroids = moved
    return labels, count


@demo
def fewer_clusters():
    rng = np.random.default_rng(0)
    for k in (3, 10, 20):
        runs = [careless_kmeans(iris.data, k, rng) for _ in range(200)]
        fewer = [count for labels, count in runs if len(np.unique(labels)) < k]
        ends = f", 그때 되풀이한 횟수는 모두 {max(fewer)}번" if fewer and min(fewer) == max(fewer) else ""
        print(f"k={k:2d}: 200번 가운데 {len(fewer)}번은 군집이 {k}개보다 적음{ends}")


# %% [markdown]
r"""
오류는 나지 않고 NumPy의 경고만 남긴 채(여기서는 꺼 두었습니다) 군집이 **줄어듭니다**. 게다가 그런 실행은 정해 둔 횟수를 다 채울 때까지 멈추지 않습니다. 두 함수 가운데 어디가 잘못되었을까요? 한 곳만 고쳐도 될까요?

<details><summary>답 보기</summary>

두 곳이 함께 만든 일입니다. `careless_start`는 같은 행을 두 번 뽑을 수 있습니다(복원 추출). 생일 문제와 같아서 k가 커지면 겹칠 확률이 빠르게 올라갑니다. 시작점이 겹치면 번호가 작은 쪽이 샘플을 모두 가져가 다른 쪽은 빈 군집이 됩니다. 그러면 `careless_update`가 0을 0으로 나누어 중심점이 NaN이 됩니다. 이 코드는 퀴즈의 `np.argmin`과 달리 `<`로 비교합니다. NaN과의 비교는 언제나 거짓이므로 그 군집은 다시는 샘플을 얻지 못합니다.

멈추지 않는 이유도 NaN입니다. NaN에서 NaN을 빼도 NaN이고, `any()`는 NaN을 참으로 봅니다.

시작점만 비복원으로 고치면 k가 10일 때는 [한 번도](=mended_start_ten) 줄지 않지만, k가 30이면 200번 가운데 [여덟](=mended_start_thirty) 번 줄어듭니다. 붓꽃에는 네 값이 모두 똑같은 꽃이 [두 송이](=twin_rows.count)(0부터 세어 [101](=twin_rows.first)번과 [142](=twin_rows.second)번 행) 있어서, 서로 다른 행을 뽑아도 [시작점이 겹치기 때문입니다](=mended_start_twins). 되풀이하는 도중에 군집이 비는 일도 드물게 있습니다. 갱신만 고치면 NaN은 사라지지만, 겹친 시작점 때문에 k가 30일 때 200번 가운데 [35번](=mended_update_thirty)은 군집이 줄어듭니다. **둘 다** 고쳐야 합니다.

</details>

### 도전 1: 단위만 바꾸었는데

2절의 식은 단위나 원점을 따지지 않습니다. 꽃잎을 cm가 아니라 $10^{-9}$배의 단위로 적은 `iris.data[:, 2:] * 1e-9`를 `kmeans(…, 3, rng=0)`에 넣어 보세요. 원점을 옮긴 `iris.data[:, 2:] + 1e6`도 넣어 보세요. 시작점(`max_iters=0`)에서 얼마나 움직였나요? 무엇으로 바꾸면 단위와 원점이 달라도 같은 곳에서 멈출까요?

<details><summary>답 보기</summary>

둘 다 [시작점에서 꼼짝하지 않습니다](=units.stuck). cm로 되돌려 재면 이너셔가 [31.4](=units.as_is)가 아니라 [458.3](=units.tiny)입니다. $10^{-9}$배에서는 값이 모두 $10^{-8}$보다 작아 어떤 움직임도 "같다"고 보고, 100만만큼 옮기면 그 $10^{-5}$배인 10까지 "같다"고 봅니다. 오류도 경고도 없습니다.

`np.array_equal(moved, centroids)`처럼 조금이라도 움직였는지를 보면, 두 경우 모두 [원래와 같은 이너셔](=units.mended)에서 멈춥니다. scikit-learn처럼 번호가 그대로인지를 보거나, 허용하는 차이를 특성의 분산에 맞추어도 됩니다.

</details>

### 도전 2: 빈 군집을 되살리기

빈 군집이 생기면 자기 중심점에서 **가장 먼 샘플**을 새 중심점으로 삼아 보세요. scikit-learn이 하는 일입니다. 되살린 뒤에 다시 배정하면 이너셔가 올라갈 수 있을까요?

<details><summary>답 보기</summary>

올라가지 않습니다. 빈 군집의 중심점은 어느 샘플의 것도 아니므로 어디로 옮겨도 이너셔가 그대로이고, 옮긴 곳에 있던 샘플은 거리가 0이 됩니다. 다시 배정하면 줄거나 그대로입니다. 한 번에 여럿을 되살릴 때는 같은 샘플을 두 번 고르지 않게 하세요.

```python
empty = [j for j in range(k) if not np.any(labels == j)]
far = np.sum((X - centroids[labels]) ** 2, axis=1)
centroids[empty] = X[np.argsort(far)[::-1][: len(empty)]]
```

</details>
"""

# %%
# 도전을 위한 자리입니다. 자유롭게 쓰세요.

# %% [markdown]
r"""
## 10. 정리
(6분)

### 이름과 역사 · 면접 질문 · 오늘의 쓰임

**이름과 역사.** 벨 연구소의 스튜어트 로이드(Stuart Lloyd)가 1957년에 전화 신호를 더 적은 수의 비트로 보내려고 이 되풀이를 만들었습니다. 논문은 1982년에야 실렸고("Least squares quantization in PCM"), 그래서 로이드 알고리즘이라고도 합니다. k-평균(k-means)이라는 이름은 매퀸(James MacQueen)이 1967년에 붙였습니다. k-means++는 아서와 바실비츠키(Arthur, Vassilvitskii, 2007)의 것입니다.

지금도 색의 수를 줄이거나 벡터를 짧은 번호로 압축할 때, 고객을 나눌 때, 벡터 검색에서 비슷한 것끼리 먼저 묶어 둘 때(역색인, IVF) 씁니다.

<details><summary>면접 질문 1. k-평균은 왜 반드시 멈추나요? 가장 좋은 답을 찾나요?</summary>

중심점이 움직일 때마다 이너셔가 반드시 줄고, 분할의 수는 유한하니 멈춥니다. 그러나 지역 최솟값일 수 있어 여러 번 시작하거나 k-means++로 시작합니다.

</details>

<details><summary>면접 질문 2. k는 어떻게 고르나요?</summary>

**이너셔가 가장 작은** k를 고르는 것은 뜻이 없습니다. k를 늘리면 가장 좋은 이너셔는 늘지 않고, k가 샘플의 수와 같으면 0이기 때문입니다. 이너셔의 곡선에서는 꺾이는 곳(팔꿈치)만 참고하고, 실루엣 점수(silhouette score)나 나눈 결과를 쓸 곳에서의 성능과 함께 봅니다.

</details>

<details><summary>면접 질문 3. 어떤 데이터에서 쓰면 안 되나요?</summary>

무리가 둥글지 않거나 크기나 퍼짐이 크게 다를 때입니다. 특성의 단위가 다르면 먼저 표준화하고, 평균이 뜻이 없는 범주형 데이터에는 k-최빈값(k-modes)처럼 다른 대표를 씁니다.

</details>

**실패한 이야기.** 여러분이 4.4에서 막은 "마지막 번호" 실수는 scikit-learn에도 있었습니다. 중심점이 다 멈추기 전에 끝나면(반복 횟수가 다 되거나 `tol` 안에 들면) `labels_`와 `predict`의 답이 달랐고, 2015년에 끝에서 한 번 더 배정하도록 고쳤습니다([풀 리퀘스트 #5231](https://github.com/scikit-learn/scikit-learn/pull/5231)). 그런데 빈 군집을 되살린 직후에 멈추면 그 한 번을 건너뛴다는 것이 2026년에 다시 알려졌습니다([이슈 #34074](https://github.com/scikit-learn/scikit-learn/issues/34074)). 이 강의가 쓰는 버전에서도 [재현됩니다](=sklearn_stale).

### 다섯 줄 정리

1. k-평균은 가장 가까운 중심점에 **배정**하기와 중심점을 평균으로 **갱신**하기를 번갈아 합니다.
2. 중심점이 움직일 때마다 이너셔가 줄어드므로 반드시 멈춥니다. 멈춘 곳이 가장 좋은 곳은 아닐 수 있습니다.
3. 시작점은 비복원으로 뽑고, 여러 번 시작해 이너셔가 가장 작은 결과를 고릅니다.
4. 빈 군집은 이전 중심점을 지키고, 끝나기 직전에 한 번 더 배정해 중심점과 번호를 맞춥니다.
5. 이너셔는 둥글고 고른 무리에 맞는 잣대입니다. 이너셔가 가장 작다고 알맞은 k인 것은 아니고, 특성의 단위가 다르면 먼저 맞추어야 합니다(표준화).

**용어**: k-평균, 군집화, 군집(클러스터), 중심점(센트로이드), 이너셔(군집 내 제곱합), 배정과 갱신, 빈 군집, 표준화

레이블이 있으면 문제가 달라집니다. 4단원의 결정 트리와 비교해 보세요. 손실을 조금씩 줄여 간다는 점은 1단원의 경사 하강법과 닮았습니다.
"""

# %%
progress()
