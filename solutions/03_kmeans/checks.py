"""What the notebook of unit 03 checks and says: visible cases, hints, quiz, a discovery, shipped inertias.

Starts differ from one right answer to the next, so that `kmeans` is looked at by properties, with the student's own
three functions as the measure.  Every visible call has a seed: the file must be the same on every build.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Check, Layout, Option, Prop, Question, Ref, Rng, Shared, case, rest

ASSIGN, UPDATE, INERTIA, KMEANS, PLUS = "assign_clusters", "update_centroids", "inertia", "kmeans", "plus_plus"
# The numbers of block 3.
HAND = np.array([[0, 0], [0, 3], [6, 0], [9, 3]])
FIRST, SECOND, THIRD = HAND[:2], np.array([[3.0, 0.0], [4.5, 3.0]]), np.array([[2.0, 1.0], [9.0, 3.0]])
SMALL = np.array([[200, 3], [90, 250], [10, 17], [255, 60], [31, 140]], dtype=np.uint8)


def points(seed: int, m: int, n: int) -> Any:
    """Easy numbers off the origin, (m, n)."""
    return np.round(np.random.default_rng(seed).uniform(1.0, 9.0, size=(m, n)), 1)


def numbers(seed: int, m: int, k: int) -> Any:
    """Labels in which every cluster occurs, (m,)."""
    rng = np.random.default_rng(seed)
    return rng.permutation(np.concatenate([np.arange(k), rng.integers(0, k, m - k)]))


ASSIGN_CHECK = Check(
    ASSIGN,
    ("X", "centroids"),
    example=(
        case(Call(ASSIGN, HAND, FIRST), say="3절의 첫 배정: (0, 1, 0, 1)"),
        case(Call(ASSIGN, HAND, SECOND), say="3절의 둘째 배정: (0, 0, 0, 1)"),
    ),
    random=(
        case(Call(ASSIGN, points(1, 9, 3), points(2, 4, 3)), say="샘플 9개, 특성 3개, 중심점 4개"),
        case(Call(ASSIGN, points(3, 12, 2), points(4, 5, 2)), say="샘플 12개, 특성 2개, 중심점 5개"),
        case(Call(ASSIGN, np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([[4.0, 0.0], [3.0, 3.0], [2.5, -2.5]])),
             say="한 축으로 먼 점과 두 축으로 조금씩 먼 점"),
    ),
    invariants=(
        case(Call(ASSIGN, points(1, 9, 3), points(2, 4, 3)), Call(ASSIGN, points(1, 9, 3) + 7.0, points(2, 4, 3) + 7.0),
             props=(Prop("equal", {"a": 0, "b": 1}),), say="모두 함께 옮겨도 같은 번호"),
    ),
    edges=(
        case(Call(ASSIGN, np.array([[2, 2], [2, 0], [4, 2]]), np.array([[0, 0], [4, 0], [0, 4], [4, 4]])),
             say="거리가 똑같으면 번호가 작은 쪽"),
        case(Call(ASSIGN, HAND, np.array([[9, 3], [0, 0], [9, 3], [0, 0]])), say="똑같은 중심점이 둘씩"),
        case(Call(ASSIGN, SMALL, SMALL[::-1][:3]), say="uint8: 빼면 넘치는 값"),
        case(Call(ASSIGN, points(5, 6, 1), points(6, 3, 1)), say="특성이 하나"),
        case(Call(ASSIGN, points(5, 1, 2), points(6, 3, 2)), say="샘플이 하나"),
        case(Call(ASSIGN, points(5, 4, 2), points(6, 1, 2)), say="중심점이 하나"),
        case(Call(ASSIGN, Layout(points(1, 9, 3), "strided"), Layout(points(2, 4, 3), "F")), say="띄엄띄엄 놓인 배열"),
    ),
    effects=(case(Call(ASSIGN, points(1, 9, 3), points(2, 4, 3)), look="pure", say="받은 배열은 그대로"),),
    hints=(
        "샘플 하나와 중심점 하나 사이의 거리는 어떻게 잴까요? 그것을 모든 짝에 대해 구해 표로 만들면, 표의 행마다 무엇을 골라야 할까요?",
        r"$$\mathrm{label}_i = \arg\min_j \sum_d (X_{id} - \mu_{jd})^2$$ `X[:, None]`의 shape는 `(m, 1, n)`이에요. float64로 바꾸어 `centroids`를 빼면 "
        "`(m, k, n)`이고, 제곱해서 특성의 축으로 더하면 `(m, k)`인 거리의 표가 돼요. 행마다 `np.argmin`으로 가장 작은 자리를 고르면 `(m,)`이에요. `np.argmin`은 같은 값이 여럿이면 맨 앞을 골라요.",
        "return np.argmin(np.sum(gaps**2, axis=2), axis=____)      # gaps의 shape는 (m, k, n)",
    ),
)  # fmt: skip

UPDATE_CHECK = Check(
    UPDATE,
    ("X", "labels", "centroids"),
    example=(
        case(Call(UPDATE, HAND, np.array([0, 1, 0, 1]), FIRST), say="3절의 첫 갱신: (3, 0)과 (4.5, 3)"),
        case(Call(UPDATE, HAND, np.array([0, 0, 0, 1]), SECOND), say="3절의 둘째 갱신: (2, 1)과 (9, 3)"),
    ),
    random=(
        case(Call(UPDATE, points(7, 11, 3), numbers(8, 11, 4), points(9, 4, 3)), say="샘플 11개, 특성 3개, 군집 4개"),
        case(Call(UPDATE, points(10, 8, 5), numbers(11, 8, 2), points(12, 2, 5)), say="샘플 8개, 특성 5개, 군집 2개"),
    ),
    invariants=(
        case(Call(UPDATE, points(7, 11, 3), numbers(8, 11, 4), points(9, 4, 3)),
             Call(UPDATE, points(7, 11, 3), numbers(8, 11, 4), Ref(0)),
             props=(Prop("equal", {"a": 0, "b": 1}),), say="번호가 그대로면 다시 갱신해도 같은 곳"),
    ),
    edges=(
        case(Call(UPDATE, HAND, np.array([2, 0, 0, 2]), np.array([[1.0, 1.0], [5.0, 7.0], [2.0, 2.0]])), say="가운데 군집이 비면 이전 중심점"),
        case(Call(UPDATE, points(7, 11, 3), numbers(13, 11, 2) + 1, points(9, 5, 3)), say="첫째와 뒤의 두 군집이 비었을 때"),
        case(Call(UPDATE, HAND, np.array([0, 1, 1, 1]), np.array([[3, 3], [4, 4], [8, 5]])), say="정수 중심점에서도 소수로 평균"),
        case(Call(UPDATE, SMALL, np.array([1, 0, 1, 1, 0], dtype=np.uint8), SMALL[:2]), say="uint8: 더하면 넘치는 값"),
        case(Call(UPDATE, points(5, 6, 1), np.array([0, 1, 2, 0, 1, 0]), points(6, 3, 1)), say="특성이 하나"),
        case(Call(UPDATE, points(5, 1, 2), np.array([1]), points(6, 3, 2)), say="샘플이 하나"),
        case(Call(UPDATE, Layout(points(7, 11, 3), "F"), Layout(numbers(8, 11, 4), "strided"), Layout(points(9, 4, 3), "readonly")),
             say="띄엄띄엄 놓인 배열과 읽기 전용 배열"),
    ),
    effects=(
        case(Call(UPDATE, points(7, 11, 3), numbers(8, 11, 4), points(9, 4, 3)), look="pure fresh", say="받은 배열은 그대로, 결과는 새 배열"),
    ),
    hints=(
        "$j$번 군집에 속한 샘플만 골라내려면 `labels`를 무엇과 비교하면 될까요? 골라낸 것이 하나도 없을 때는 무엇을 남겨야 할까요?",
        "`centroids`를 float64로 복사한 `(k, n)` 배열에서 시작해요. $j$마다 `X[labels == j]`는 $(m_j, n)$이고, `axis=0`으로 평균하면 `(n,)`이에요. `np.any(labels == "
        "j)`가 참일 때만 그 행을 바꾸면 빈 군집은 저절로 이전 중심점이에요.",
        "moved[j] = np.mean(X[____], axis=0)      # moved는 float64로 복사한 centroids, 빈 군집이 아닐 때만",
    ),
)  # fmt: skip

INERTIA_CHECK = Check(
    INERTIA,
    ("X", "centroids", "labels"),
    example=(
        case(Call(INERTIA, HAND, FIRST, np.array([0, 1, 0, 1])), say="3절의 첫 배정: 117"),
        case(Call(INERTIA, HAND, SECOND, np.array([0, 1, 0, 1])), say="3절의 첫 갱신: 58.5"),
        case(Call(INERTIA, HAND, THIRD, np.array([0, 0, 0, 1])), say="3절의 끝: 30"),
    ),
    random=(
        case(Call(INERTIA, points(14, 9, 3), points(15, 4, 3), numbers(16, 9, 4)), say="샘플 9개, 특성 3개, 중심점 4개"),
        case(Call(INERTIA, points(17, 6, 5), points(18, 2, 5), numbers(19, 6, 2)), say="가장 가깝지 않은 중심점의 번호도 있음"),
    ),
    invariants=(
        case(Call(INERTIA, points(14, 9, 3), points(15, 4, 3), numbers(16, 9, 4)),
             Call(INERTIA, 2.0 * points(14, 9, 3), 2.0 * points(15, 4, 3), numbers(16, 9, 4)),
             props=(Prop("scaled", {"a": 0, "b": 1, "factor": 4.0}),), say="길이를 두 배로 하면 이너셔는 네 배"),
    ),
    edges=(
        case(Call(INERTIA, HAND, HAND, np.arange(4)), say="중심점이 곧 샘플이면 0"),
        case(Call(INERTIA, SMALL, SMALL[::-1][:3], np.array([0, 1, 2, 2, 0], dtype=np.uint8)), say="uint8: 빼면 넘치는 값"),
        case(Call(INERTIA, points(5, 6, 1), points(6, 3, 1), np.array([0, 2, 2, 0, 2, 0])), say="특성이 하나, 빈 군집이 하나"),
        case(Call(INERTIA, Layout(points(14, 9, 3), "negative"), Layout(points(15, 4, 3), "F"), numbers(16, 9, 4)), say="거꾸로 놓인 배열"),
    ),
    effects=(case(Call(INERTIA, points(14, 9, 3), points(15, 4, 3), numbers(16, 9, 4)), look="pure", say="받은 배열은 그대로"),),
    hints=(
        "샘플마다 자기 중심점을 옆에 놓을 수 있다면 그다음은 빼고, 제곱하고, 더하는 일뿐이에요. `labels`로 중심점의 행을 골라 늘어놓으려면 어떻게 할까요?",
        r"$$\sum_i \sum_d (X_{id} - \mu_{\mathrm{label}_i,\,d})^2$$ `centroids[labels]`의 shape는 `(m, n)`이에요. `X`를 float64로 바꾸어 빼고, 제곱해서, 모든 "
        "원소를 더해 실수 하나로 만들어요. 나누지 않아요.",
        "gaps = X.astype(np.float64) - centroids[____]",
    ),
)  # fmt: skip

BLOBS = Shared("X", np.concatenate([points(20, 10, 2), points(21, 14, 2) + 3.0]))
WIDE = Shared("X", points(22, 17, 4))
GRID = np.array([[1, 8], [4, 2], [9, 5], [3, 3], [7, 1], [2, 6]])
TWINS = np.array([[2.0, 5.0], [2.0, 5.0], [8.0, 1.0], [2.0, 5.0], [8.0, 1.0]])
FIXED = (
    Prop("equal", {"a": 0, "a_item": 1, "b": 1}, "stale_labels"),
    Prop("equal", {"a": 0, "a_item": 0, "b": 2, "rtol": 1e-4, "atol": 1e-7}),
)


def settled(X: Any, k: int, seed: int, say: str) -> Case:
    """Labels and centroids belong to each other: neither half step changes anything."""
    steps = (Call(KMEANS, X, k, rng=seed), Call(ASSIGN, X, Ref(0, 0)), Call(UPDATE, X, Ref(0, 1), Ref(0, 0)))
    return case(*steps, compare=False, props=FIXED, say=say)


def begun(X: Any, k: int, seed: int, say: str) -> Case:
    """The start: k different rows, with their labels."""
    rows = np.asarray(X, dtype=np.float64).tolist()
    props = (
        Prop("rows_from", {"step": 0, "item": 0, "rows": [row for row in rows for _ in range(k)]}),
        Prop("rows_from", {"step": 0, "item": 0, "rows": rows}, "with_replacement"),
        Prop("equal", {"a": 0, "a_item": 1, "b": 1}),
    )
    return case(Call(KMEANS, X, k, 0, seed), Call(ASSIGN, X, Ref(0, 0)), compare=False, props=props, say=say)


def one_more(X: Any, k: int, updates: int, seed: int) -> Case:
    """The result after one update more is one update further."""
    steps = (
        Call(KMEANS, X, k, updates, seed), Call(KMEANS, X, k, updates + 1, seed), Call(ASSIGN, X, Ref(1, 0)),
        Call(UPDATE, X, Ref(0, 1), Ref(0, 0)),
    )  # fmt: skip
    props = (
        Prop("equal", {"a": 1, "a_item": 1, "b": 2}, "stale_labels"),
        Prop("equal", {"a": 1, "a_item": 0, "b": 3, "rtol": 1e-4, "atol": 1e-7}),
    )
    return case(*steps, compare=False, props=props, say=f"max_iters={updates + 1}: {updates}번의 결과에서 갱신 한 번 더, 번호는 새 중심점의 것")


def not_the_first_rows(X: Shared, k: int) -> Prop:
    """The start is not X[:k]; of 24 rows a right answer draws just the first 12 once in 2.7 million times."""
    return Prop("never", {"name": "rows_from", "step": 0, "item": 0, "rows": X.value[:k].tolist()}, "first_rows")


def bad_k(k: int, say: str) -> Case:
    few = ("k", "size", "n_clusters")  # what hidden.py takes too
    names = few if k < 1 else (*few, "X", "population")
    return case(Call(KMEANS, GRID, k, rng=1), look="message", blame=names, say=say)


def starts_only(item: Case) -> bool:
    """Whether a case looks at the start only: it makes no update."""
    calls = [step for step in item.steps if isinstance(step, Call) and step.target == KMEANS]
    return all(step.args[2:3] == (0,) for step in calls)


KMEANS_CHECK = Check(
    KMEANS,
    ("X", "k", "max_iters", "rng"),
    example=(
        case(Call(KMEANS, HAND, 1, rng=0), say="3절의 네 점을 한 군집으로: 중심점은 평균"),
        case(Call(KMEANS, HAND, 2, rng=1), Call(INERTIA, HAND, Ref(0, 0), Ref(0, 1)), compare=False,
             props=(Prop("between", {"step": 1, "low": 13.4, "high": 30.1}),
                    Prop("never", {"name": "between", "step": 1, "low": 13.6, "high": 29.9})),
             say="3절의 네 점을 두 군집으로: 이너셔는 13.5나 30"),
    ),
    random=(
        settled(BLOBS, 3, 2, "샘플 24개, 군집 3개: 배정도 갱신도 더는 바꾸지 않음"),
        settled(WIDE, 4, 3, "샘플 17개, 특성 4개, 군집 4개"),
    ),
    invariants=(
        begun(GRID, 6, 4, "max_iters=0이고 k가 m이면 모든 행이 한 번씩"),
        begun(GRID, 3, 5, "max_iters=0이면 X의 서로 다른 세 행과 그 번호"),
        one_more(BLOBS, 4, 0, 6),
        one_more(BLOBS, 4, 1, 6),
        one_more(BLOBS, 4, 3, 6),
        case(Call(KMEANS, WIDE, 6, 1, 7), Call(KMEANS, WIDE, 6, 1, 7), compare=False,
             props=(Prop("equal", {"a": 0, "b": 1}, "ignores_rng"),), say="같은 정수 rng이면 같은 결과"),
        case(Call(KMEANS, BLOBS, 12, 0, 8), Call(KMEANS, BLOBS, 12, 0, 9), compare=False,
             props=(not_the_first_rows(BLOBS, 12), Prop("differ", {"a": 0, "b": 1}, "fixed_seed")), say="다른 정수 rng이면 다른 시작점"),
        case(Call(KMEANS, WIDE, 6, 1, Rng(10, "rng")), Call(KMEANS, WIDE, 6, 1, Rng(10, "rng")), compare=False,
             props=(Prop("differ", {"a": 0, "b": 1}, "same_state"),), say="한 생성기로 두 번 부르면 다른 시작점"),
        case(Call(KMEANS, WIDE, 6, 1, Rng(11, "one")), Call(KMEANS, WIDE, 6, 1, Rng(11, "other")), compare=False,
             props=(Prop("equal", {"a": 0, "b": 1}, "ignores_rng"),), say="상태가 같은 두 생성기면 같은 결과"),
    ),
    edges=(
        begun(np.repeat(GRID[:2], [3, 1], axis=0), 4, 12, "겹친 점도 각각 한 행: k가 m이면 네 행 모두"),
        settled(TWINS, 4, 13, "값이 두 가지뿐인 다섯 점을 군집 4개로: NaN 없음"),
        case(Call(KMEANS, np.full((4, 2), 3), 3, 1, 14), Call(UPDATE, HAND, np.zeros(4, dtype=np.int64), Ref(0, 0)), compare=False,
             props=(Prop("one_of", {"step": 0, "item": 0, "values": [3]}, "empty_nan"),), say="모두 겹친 점: 빈 군집은 이전 중심점"),
        settled(SMALL.astype(np.int64), 2, 15, "정수 X"),
        settled(Layout(points(22, 17, 4), "F"), 3, 16, "열 방향으로 놓인 배열"),
        case(Call(KMEANS, np.array([[4.0, 7.0]]), 1, rng=17), say="샘플 하나, 군집 하나"),
        bad_k(0, "k가 0이면 ValueError"),
        bad_k(-2, "k가 음수면 ValueError"),
        bad_k(7, "k가 샘플 수보다 크면 ValueError"),
    ),
    effects=(
        case(Call(KMEANS, BLOBS, 3, 2, 18), Call(KMEANS, BLOBS, 3, 0, 19), compare=False, look="pure fresh quiet",
             say="X와 np.random의 상태는 그대로, 결과는 새 배열"),
    ),
    parts={"시작점": starts_only, "되풀이": rest},
    hints=(
        "되풀이하기 전에 할 일, 되풀이할 일, 되풀이가 끝난 다음에 할 일을 세 줄로 적어 보세요. 되풀이가 한 번도 돌지 않는다면(`max_iters=0`) 무엇을 돌려줘야 할까요?",
        "`k`를 검사하고, `np.random.default_rng(rng)`로 0부터 $m - 1$까지에서 $k$개의 행 번호를 비복원으로 뽑아 `X`의 그 행을 float64로 복사해요. shape는 `(k, n)`이에요. 반복마다 "
        "배정한 번호로 갱신한 새 중심점이 `np.allclose`로 이전과 같으면 멈추고, 아니면 바꿔요. 반복문 밖에서 마지막 중심점으로 다시 배정한 `(m,)` 번호를 함께 돌려줘요.",
        "# k를 검사한 다음\n"
        "rows = np.random.default_rng(____).choice(____, size=k, replace=____)\n"
        "centroids = X[____].astype(np.float64)\n"
        "for step in range(max_iters):\n"
        "    labels = ____                      # 지금 중심점으로 배정\n"
        "    new = update_centroids(X, ____, ____)\n"
        "    if np.allclose(____, ____):        # 움직이지 않으면\n"
        "        break\n"
        "    centroids = ____\n"
        "return centroids, ____(X, centroids)   # 마지막 중심점으로 한 번 더 배정",
    ),
)  # fmt: skip

CHECKS = (ASSIGN_CHECK, UPDATE_CHECK, INERTIA_CHECK, KMEANS_CHECK)

# Eight lone samples far from one another and from 400 in four near places: the square makes them all but certain.
LONE = [[15000 * at, 5000 * at * at] for at in range(1, 9)]
NEAR = [[0, 0], [0, 20], [20, 0], [20, 20]]
CROWD = Shared("X", np.array([*NEAR * 100, *LONE]))


def all_lone(seed: int) -> Case:
    """Nine draws of which eight are the lone samples; without the square one of them is often missed."""
    left_out = [[*LONE[:at], *LONE[at + 1 :], *NEAR * 9] for at in range(8)]
    props = [Prop("never", {"name": "rows_from", "step": 0, "rows": rows}, "distances") for rows in left_out]
    return case(Call(PLUS, CROWD, 9, seed), compare=False, say="멀리 떨어진 여덟 샘플이 거의 언제나 모두 뽑힘",
                props=(Prop("rows_from", {"step": 0, "rows": [*LONE, *NEAR * 9]}), *props))  # fmt: skip


# A crowd in one place, and 40 places around it of which one is a little farther than the others.
AROUND = np.linspace(0.0, 2.0 * np.pi, 40, endpoint=False)
RING = Shared("X", np.concatenate(
    [np.zeros((600, 2)), np.round((10.0 + (np.arange(40) == 7))[:, None] * np.column_stack([np.cos(AROUND), np.sin(AROUND)]), 3)]
))  # fmt: skip


def seeded(X: Any, k: int, seed: int, rows: Any, say: str, key: str = "") -> Case:
    """A start of rows that are all different ones of ``rows``."""
    return case(Call(PLUS, X, k, seed), compare=False, props=(Prop("rows_from", {"step": 0, "rows": rows}, key),), say=say)


PLUS_CHECK = Check(
    PLUS,
    ("X", "k", "rng"),
    example=(
        seeded(np.array([[0, 0], [0, 0], [0, 0], [9, 0]]), 2, 1, [[0, 0], [9, 0]], "문서의 예: (0, 0)과 (9, 0)이 한 번씩", "uniform"),
        seeded(np.array([[3.0, 1.0], [3.0, 1.0]]), 1, 2, [[3, 1]], "k가 1이면 행 하나"),
    ),
    random=(
        seeded(np.repeat(GRID, [5, 1, 4, 2, 6, 3], axis=0), 6, 3, GRID.tolist(), "여섯 자리에 겹쳐 있는 점: 자리마다 하나씩", "last_only"),
        seeded(np.repeat(GRID, 4, axis=0), 6, 4, GRID.tolist(), "네 번씩 겹친 점: 자리마다 하나씩", "last_only"),
        *map(all_lone, (5, 6, 7)),
    ),
    invariants=(
        case(Call(PLUS, RING, 3, 1), Call(PLUS, RING, 3, 2), compare=False,
             props=(Prop("differ", {"a": 0, "b": 1}, "farthest"),), say="다른 rng이면 다른 시작점: 늘 가장 먼 점은 아님"),
        case(Call(PLUS, WIDE, 5, 8), Call(PLUS, WIDE, 5, 8), compare=False, props=(Prop("equal", {"a": 0, "b": 1}),), say="같은 정수 rng이면 같은 시작점"),
    ),
    effects=(
        case(Call(PLUS, WIDE, 4, 9), compare=False, look="pure fresh quiet", say="X와 np.random의 상태는 그대로, 결과는 새 배열"),
        seeded(GRID, 6, 10, GRID.tolist(), "정수 X"),
    ),
    hints=(
        "중심점을 하나씩 늘려 가요. 지금까지 뽑은 중심점이 둘이라면, 어느 샘플이 ‘멀다’는 것은 어느 중심점에서 멀다는 뜻일까요?",
        "뽑은 중심점을 `(j, n)` 배열로 만들면 4.1에서처럼 `(m, j)`인 제곱 거리의 표를 얻어요. k-means++가 제안하는 near는 가장 가까운 중심점까지의 제곱 거리, 곧 행마다 가장 작은 값이고 shape는 `(m,)`이에요. 합으로 나누면 확률이 되고, 생성기의 `choice`는 "
        "인자 `p`로 확률을 받아요.",
        "chosen.append(X[rng.choice(len(X), p=____ / np.sum(____))])      # 가장 가까운 중심점까지 거리를 제곱한 값",
    ),
)  # fmt: skip

DISCOVERIES = (PLUS_CHECK,)

QUIZ = (
    Question(
        "중심점이 (0, 0)과 (4, 0)이고 샘플 (1, 0), (2, 0), (5, 0)이 있습니다. 배정하고 한 번 갱신하면 첫째 중심점은 어디로 갈까요?",
        (
            Option("([1.5](=quiz_centroid.right), 0)", "(1, 0)과, 두 중심점에서 똑같이 멀어 0번이 된 (2, 0)의 평균이에요.", right=True),
            Option("([0.75](=quiz_centroid.halfway), 0)", "새 자리까지 반만 옮긴 값이에요. 중심점은 평균까지 한 번에 가요."),
            Option("([1](=quiz_centroid.old_counted), 0)",
                   "(2, 0)을 둘째에 주었거나, 이전 중심점 (0, 0)까지 세어 평균했어요. (2, 0)은 두 중심점에서 똑같이 머니 번호가 작은 0번이고, 평균에는 샘플만 넣어요."),
            Option("([2.67](=quiz_centroid.all_samples), 0)", "세 샘플 모두의 평균이에요. (5, 0)은 둘째 중심점이 훨씬 가까워요."),
        ),
    ),
    Question(
        "빈 군집의 중심점이 NaN이 되었습니다. 다음에 np.argmin으로 배정하면 무슨 일이 일어날까요?",
        (
            Option("그 군집만 계속 비어 있다.", "NaN이 가장 멀게 여겨진다면 그렇겠지만, np.argmin은 그 반대로 해요."),
            Option("NumPy가 ValueError를 낸다.", "NaN과 비교해도 오류는 나지 않아요. 그래서 더 위험해요."),
            Option("모든 샘플이 그 군집으로 간다.", "np.argmin은 NaN을 가장 작은 값으로 여겨요. 그러면 다른 군집이 모두 비어 [다음에는 그쪽이 NaN이 되고](=nan_hops), 샘플은 그리로 다시 몰려가요.", right=True),
            Option("샘플의 절반쯤이 그 군집으로 간다.", "거리가 NaN인 것은 모든 샘플에 똑같아요. 일부만 갈 이유가 없어요."),
        ),
    ),
    Question(
        "`max_iters=1`로 실행했더니 150개 가운데 [40](=stale_count)개의 번호가 가장 가까운 중심점과 어긋났습니다. 중심점은 맞습니다. 무엇을 빠뜨렸을까요?",
        (
            Option("시작점을 비복원으로 뽑는 일", "시작점은 중심점에 영향을 줄 뿐, 돌려주는 중심점과 번호는 여전히 서로 맞아야 해요."),
            Option("갱신을 더 많이 하는 일", "한 번만 갱신해도 그 중심점에 맞는 번호를 돌려줄 수 있어요."),
            Option("빈 군집을 지키는 일", "빈 군집이 생겼다면 중심점부터 틀렸을 거예요."),
            Option("마지막 갱신 뒤에 다시 배정하는 일", "손에 든 번호는 옮기기 전 중심점으로 배정한 것이에요. 끝까지 수렴했을 때는 드러나지 않아요.", right=True),
        ),
    ),
    Question(
        "붓꽃을 한 번씩만 나누어 보았습니다. rng=0, k=4인 이너셔는 [57.4](=single.four), rng=2, k=5인 이너셔는 [69.3](=single.five)입니다. 무엇을 알 수 있을까요?",
        (
            Option("코드가 틀렸다. k를 늘리면 이너셔는 늘 수 없다.", "가장 좋은 이너셔끼리라면 [늘지 않아요](=more_is_less). 한 번 실행한 값은 가장 좋은 값이 아닐 수 있어요."),
            Option("이 데이터에는 군집이 4개다.", "k=5에서도 여러 번 시작하면 [46.4](=single.best_five)까지 내려가요. 이너셔가 작은 쪽이 알맞은 k인 것도 아니에요."),
            Option("k=5를 더 오래 되풀이하면 [57.4](=single.four)보다 작아진다.", "더는 움직이지 않는 곳에 멈춘 거예요. 아무리 기다려도 그대로예요."),
            Option("k=5 쪽이 나쁜 곳에서 멈추었을 뿐, 이것만으로는 알 수 없다.", "k마다 여러 번 시작해 가장 좋은 결과끼리 비교해야 해요.", right=True),
        ),
    ),
)


def widget_values(reference: dict[str, Any]) -> dict[str, Any]:
    """The smallest inertia that scikit-learn finds from fifty starts: petals k = 1 … 6, iris k = 1 … 5."""
    from sklearn.cluster import KMeans
    from sklearn.datasets import load_iris

    data = load_iris().data
    found = {}
    for name, X, most in (("petal", data[:, 2:], 6), ("iris", data, 5)):
        best = [KMeans(k, n_init=50, random_state=0).fit(X).inertia_ for k in range(1, most + 1)]
        found[f"best_{name}"] = np.round(best, 3)
    return found
