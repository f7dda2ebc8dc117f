# %% [markdown]
r"""
# 00. NumPy 준비 운동

| 절 | 1 | 2 | 3 | 4 | 5 | 6 | 합계 |
|--|--|--|--|--|--|--|--|
| 시간(분) | 4 | 4 | 4 | 4 | 3 | 1 | **20** |

**선수 단원**: 없습니다. 점수도 없습니다.

건너뛰어도 되는 연습입니다. 열두 단원의 코드는 거의 모두 **축**(axis), **브로드캐스팅**(broadcasting), **마스크**(mask)로 이루어져 있습니다. 익숙하다면 1단원으로 가고, 자신이 없다면 20분만 먼저 쓰세요. 함수는 다섯 개이고, 모두 한 줄이면 됩니다.
"""

# %% tags=["setup"]
import numpy as np

from npml.unit00 import check, hint, progress, quiz, review

# %% [markdown]
r"""
## 1. 축: 없어지는 방향
(4분)

학생 네 명이 시험을 세 과목씩 보았습니다. 행은 학생, 열은 과목이고 shape(크기)는 (4, 3)입니다. 0번 축의 길이가 4, 1번 축의 길이가 3입니다.
"""

# %%
scores = np.array([[70, 80, 90], [60, 100, 80], [90, 70, 70], [100, 90, 100]])
print("axis=0으로 평균:", scores.mean(axis=0))
print("axis=1로 평균:  ", scores.mean(axis=1))

# %% [markdown]
r"""
`axis=0`이라고 적으면 **0번 축이 없어집니다.** 학생 네 명이 하나로 뭉쳐서 과목마다 하나씩, (3,)이 남습니다. `axis=1`이면 과목 세 개가 뭉쳐서 학생마다 하나씩, (4,)가 남습니다. 남는 방향이 아니라 **없어지는 방향**을 적는다고 기억하세요.

아래 셀을 채우고 실행한 다음, 그 아래의 `check(...)`를 실행하세요.
"""


# %% tags=["solution:column_means"]
def column_means(X):
    """열마다 평균을 구합니다. (≈ 1줄)

    X: 배열 (m, n). 바꾸지 않는다.
    반환값: (n,) 배열. j번 값은 j번 열의 평균.
    예: column_means(np.array([[70, 80, 90], [60, 100, 80]])) -> [65, 90, 85]
    """
    ### BEGIN SOLUTION
    return X.mean(axis=0)
    ### END SOLUTION


# %% tags=["grade:column_means"]
check("column_means")

# %%
hint("column_means")  # 막히면 단추를 눌러 하나씩 여세요

# %% [markdown]
r"""
## 2. 없어진 축을 남겨 두기
(4분)

과목별 점수를 **그 학생의 총점**으로 나누어 비율을 구하고 싶습니다. 총점은 `scores.sum(axis=1)`이고 shape는 (4,)입니다. 그런데 (4, 3)을 (4,)로 나누면 오류가 납니다. NumPy는 shape를 **오른쪽 끝에서부터** 맞추어 보기 때문입니다.

| | 1번 축 | 맞는가 |
|--|--|--|
| (4, 3)과 (4,) | 3과 4 | 다르므로 오류 |
| (4, 3)과 (3,) | 3과 3 | 같으므로 계산됨 |
| (4, 3)과 (4, 1) | 3과 1 | 1은 늘어나므로 계산됨 |

`keepdims=True`를 적으면 없어질 축이 길이 1로 남아 (4, 1)이 됩니다.
"""

# %%
print(scores.sum(axis=1).shape, scores.sum(axis=1, keepdims=True).shape)


# %% tags=["solution:row_shares"]
def row_shares(X):
    """행마다 합이 1이 되도록, 각 원소를 그 행의 합으로 나눕니다. (≈ 1줄)

    X: 배열 (m, n). 모든 원소가 양수. 바꾸지 않는다.
    반환값: (m, n) 배열.
    예: row_shares(np.array([[1, 2, 1], [2, 2, 4]]))
        -> [[0.25, 0.5, 0.25], [0.25, 0.25, 0.5]]
    """
    ### BEGIN SOLUTION
    return X / X.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% tags=["grade:row_shares"]
check("row_shares")

# %%
hint("row_shares")

# %% [markdown]
r"""
## 3. 브로드캐스팅: 작은 쪽이 늘어나기
(4분)

(m, n) 배열에서 (n,) 배열을 빼면, (n,)이 **행마다 되풀이**됩니다. 반복문이 없어도 모든 행에서 같은 것을 뺍니다.
"""

# %%
print(scores - np.array([70, 80, 90]))  # 모든 학생의 점수에서 0번 학생의 점수를 뺍니다

# %% [markdown]
r"""
이 한 줄에서 출발하면 ‘점 하나까지의 거리’를 모든 샘플에 대해 한꺼번에 구할 수 있습니다. 빼고, 제곱하고, **특성의 축을 따라** 더합니다. 3단원의 k-평균이 바로 이 계산을 되풀이합니다.
"""


# %% tags=["solution:squared_distances"]
def squared_distances(X, point):
    """X의 행마다 point까지의 거리의 제곱을 구합니다. (≈ 1줄)

    X: 배열 (m, n). point: 배열 (n,). 둘 다 바꾸지 않는다.
    반환값: (m,) 배열. i번 값은 (X[i, 0] − point[0])² + … + (X[i, n−1] − point[n−1])².
        제곱근은 구하지 않는다.
    예: squared_distances(np.array([[0, 0], [3, 4], [1, 1]]), np.array([0, 0]))
        -> [0, 25, 2]
    """
    ### BEGIN SOLUTION
    return np.sum((X - point) ** 2, axis=1)
    ### END SOLUTION


# %% tags=["grade:squared_distances"]
check("squared_distances")

# %%
hint("squared_distances")

# %% [markdown]
r"""
## 4. 마스크: 참인 자리만 고르기
(4분)

배열을 어떤 값과 비교하면 `True`와 `False`로 된 배열이 나옵니다. 이것이 **마스크**입니다. 마스크를 대괄호에 넣으면 참인 행만 남습니다.
"""

# %%
team = np.array([1, 0, 1, 1])  # 학생마다 어느 모둠인지
print(team == 1)
print(scores[team == 1])

# %% [markdown]
r"""
몇 개가 남을지는 값에 달려 있습니다. 여기에서는 세 행이 남아 (3, 3)입니다. `scores[1]`은 1번 모둠이 아니라 1번 **학생**이라는 것에 주의하세요.
"""


# %% tags=["solution:group_mean"]
def group_mean(X, labels, k):
    """labels가 k인 행만 골라 열마다 평균을 구합니다. (≈ 1줄)

    X: 배열 (m, n). labels: 정수 배열 (m,). k: 정수이고, labels에 적어도 하나 있다.
    X와 labels를 바꾸지 않는다.
    반환값: (n,) 배열.
    예: group_mean(np.array([[1, 2], [3, 4], [5, 8]]), np.array([1, 0, 1]), 1)
        -> [3, 5]
    """
    ### BEGIN SOLUTION
    return X[labels == k].mean(axis=0)
    ### END SOLUTION


# %% tags=["grade:group_mean"]
check("group_mean")

# %%
hint("group_mean")

# %% [markdown]
r"""
## 5. 행마다 하나씩 뽑기
(3분)

행마다 **다른 열**에서 하나씩 뽑을 때는 행 번호와 열 번호를 나란히 적습니다. 두 번호 배열의 짝이 차례로 한 자리씩 가리킵니다.
"""

# %%
print(scores[[0, 1, 2, 3], [2, 1, 0, 2]])  # (0, 2), (1, 1), (2, 0), (3, 2) 자리의 값

# %% [markdown]
r"""
행 번호가 0부터 차례대로라면 `np.arange(m)`이 만들어 줍니다. 9단원의 크로스 엔트로피(cross-entropy)가 샘플마다 정답 클래스의 확률을 뽑을 때 이렇게 합니다.
"""


# %% tags=["solution:pick"]
def pick(P, labels):
    """행마다 labels가 가리키는 열의 값을 하나씩 뽑습니다. (≈ 1줄)

    P: 배열 (m, C). labels: 정수 배열 (m,), 0 이상 C 미만.
    P와 labels를 바꾸지 않는다.
    반환값: (m,) 배열. i번 값은 P[i, labels[i]].
    예: pick(np.array([[0.2, 0.8], [0.7, 0.3], [0.4, 0.6]]), np.array([1, 0, 0]))
        -> [0.8, 0.7, 0.4]
    """
    ### BEGIN SOLUTION
    return P[np.arange(len(P)), labels]
    ### END SOLUTION


# %% tags=["grade:pick"]
check("pick")

# %%
hint("pick")

# %% [markdown]
r"""
## 6. shape 맞히기
(1분)

계산하지 않고 shape만 예상해 보세요. 보기를 누르면 이유를 알려 줍니다.
"""

# %%
quiz()

# %% [markdown]
r"""
여기까지 왔다면 준비가 끝났습니다. 막힐 때마다 **없어지는 축이 무엇인지**, **오른쪽 끝에서부터 shape가 맞는지**를 먼저 적어 보세요. 열두 단원에서 나는 오류의 절반은 이 두 가지로 풀립니다.
"""
