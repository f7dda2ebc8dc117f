"""Wrong answers of unit 03, each with what we tell its author; the likeliest first."""

import copy  # noqa: F401 - in the text of an edit

import numpy as np
from autograder.authoring import edit, rewrite

ASSIGN, UPDATE, INERTIA, KMEANS, PLUS = "assign_clusters", "update_centroids", "inertia", "kmeans", "plus_plus"
SQUARES, MEAN, TOTAL = "np.sum(gaps**2, axis=2)", "np.mean(X[labels == j], axis=0)", "np.sum(gaps**2)"
OLD, FAR = "centroids.astype(np.float64)", "X[np.argmax(np.sum((X.astype(np.float64) - centroids[labels]) ** 2, axis=1))]"
DRAW, FLOATS, LOOP = "choice(len(X), size=k, replace=False)", "centroids = X[start].astype(np.float64)", "for _ in range(max_iters):"
START = f"start = np.random.default_rng(rng).{DRAW}\n    {FLOATS}"
ASSIGNED, CHECK, RNG = "assign_clusters(X, centroids)", "not 1 <= k <= len(X)", "default_rng(rng)"
MOVED, RESULT = f"moved = update_centroids(X, {ASSIGNED}, centroids)", f"return centroids, {ASSIGNED}"


def empty(value):
    """What an empty cluster gets instead of its old centroid, in update_centroids."""
    return MEAN, f"{MEAN}\n        else:\n            moved[j] = {value}"


def emptied(value):
    """The same in kmeans, where update_centroids itself is right."""
    return MOVED, f"labels = {ASSIGNED}\n        {MOVED}\n        moved[~np.isin(np.arange(k), labels)] = {value}"


def plus_plus(X, k, rng):
    """Starting centroids of k-means++."""
    rng, rest, chosen = np.random.default_rng(rng), np.ones(len(X)), []
    for _ in range(k):
        weights = rest.copy()
        weights[chosen] = 0
        weights = weights if weights.sum() else np.isin(np.arange(len(X)), chosen, invert=True).astype(float)
        chosen.append(int(rng.choice(len(X), p=weights / weights.sum())))
        rest = np.min(np.sum((X[:, None].astype(np.float64) - X[chosen]) ** 2, axis=2), axis=1)
    return X[chosen].astype(np.float64)


def another_seed(X, last={"data": b"", "count": 0}):
    """A seed that differs from call to call with the same data (``last`` stays), yet is the same in every build of the visible checks."""
    last.update(data=X.tobytes(), count=last["count"] + 1 if last["data"] == X.tobytes() else 0)
    return 7919 * last["count"] + 1


MISTAKES = (
    edit(ASSIGN, "manhattan", "gaps**2", "np.abs(gaps)", convention=True,
         says="맨해튼 거리(차이의 절댓값의 합)로 잰 것 같아요. 유클리드 거리는 차이를 제곱해 더해요."),
    edit(ASSIGN, "signed", "gaps**2", "gaps",
         says="차이를 제곱하지 않고 더한 것 같아요. 양수와 음수가 서로 지워지니 제곱한 다음 더하세요."),
    edit(ASSIGN, "farthest", "argmin", "argmax", says="가장 먼 중심점을 고른 것 같아요. argmax가 아니라 argmin이에요."),
    edit(ASSIGN, "per_centroid", "axis=1", "axis=0",
         says="중심점마다 가장 가까운 샘플을 고른 것 같아요. argmin의 축을 바꾸어 샘플마다 중심점을 고르세요. shape는 (m,)이에요."),
    edit(ASSIGN, "wrong_axis", "axis=2", "axis=1",
         says="특성이 아니라 중심점의 축으로 더한 것 같아요. (m, k, n) 배열에서 특성의 축은 axis=2예요. 더하고 나면 (m, k)여야 해요."),
    edit(ASSIGN, "last_tie", f"np.argmin({SQUARES}", f"len(centroids) - 1 - np.argmin({SQUARES}[:, ::-1]",
         says="거리가 같을 때 번호가 큰 쪽을 고른 것 같아요. `<=`로 바꿔 적으면 그렇게 돼요. 번호가 작은 쪽이어야 하니 `<`를 쓰세요."),
    edit(ASSIGN, "own_dtype", ".astype(np.float64)", "",
         says="정수 배열끼리 그대로 뺀 것 같아요. uint8에서는 3 − 5가 [254](=wrapped)가 되고 제곱도 넘쳐요. float64로 바꾸어 계산하세요."),
    rewrite(ASSIGN, "inner_product", "return np.argmax(X.astype(np.float64) @ centroids.T.astype(np.float64), axis=1)",
            says="내적이 가장 큰 중심점을 고른 것 같아요. 중심점의 길이가 서로 다르면 거리의 순서와 같지 않아요."),
    edit(ASSIGN, "from_one", "axis=1)", "axis=1) + 1", says="번호를 1부터 센 것 같아요. 중심점의 행 번호와 같도록 0부터 세세요."),
    edit(ASSIGN, "distances", "np.argmin", "np.min",
         says="번호가 아니라 가장 가까운 거리를 돌려준 것 같아요. np.min이 아니라 np.argmin이에요."),
    edit(ASSIGN, "float_labels", "axis=1)", "axis=1).astype(np.float64)",
         says="번호가 실수 배열이에요. np.zeros(m)은 실수라서 번호로 쓸 수 없어요. dtype=int를 주세요."),
    edit(ASSIGN, "column", "axis=1)", "axis=1)[:, None]", says="번호를 (m, 1) 배열로 돌려준 것 같아요. 반환값의 shape는 (m,)이에요."),
    edit(ASSIGN, "first_feature", SQUARES, "gaps[..., 0] ** 2", says="첫 특성만 본 것 같아요. 모든 특성의 차이를 제곱해 더하세요."),
    edit(ASSIGN, "largest_gap", SQUARES, "np.max(np.abs(gaps), axis=2)",
         says="특성별 차이 가운데 가장 큰 것으로 잰 것 같아요. 제곱한 차이를 모두 더해야 유클리드 거리예요."),
    edit(ASSIGN, "writes_x", "return", "if X.flags.writeable:\n        X -= X[:1]\n    return",
         says="`X -= …`처럼 받은 배열 X를 바꾼 것 같아요. 차이는 새 배열에 담으세요."),

    edit(UPDATE, "empty_nan", *empty("np.nan"),
         says="빈 군집의 평균을 낸 것 같아요. 샘플이 없는 평균은 NaN이에요. 빈 군집은 이전 중심점을 그대로 두세요."),
    edit(UPDATE, "empty_zero", OLD, "np.zeros(centroids.shape)",
         says="빈 군집의 중심점이 0이 됐어요. 0으로 시작한 배열에 평균만 적으면 그렇게 돼요. 이전 중심점에서 시작하세요."),
    edit(UPDATE, "empty_dropped", "return moved", "return moved[np.unique(labels)]",
         says="빈 군집이 사라져 행이 줄었어요. 있는 번호(np.unique(labels))가 아니라 k개의 번호 모두에 대해 반복하세요."),
    edit(UPDATE, "empty_farthest", *empty(FAR), convention=True,
         says="빈 군집을 가장 먼 샘플로 옮겼어요(scikit-learn의 방식). 이 단원에서는 이전 중심점을 지켜요."),
    edit(UPDATE, "empty_middle", *empty("X.mean(axis=0)"),
         says="빈 군집을 데이터 전체의 평균으로 옮긴 것 같아요. 빈 군집은 이전 중심점을 그대로 두세요."),
    edit(UPDATE, "one_number", ", axis=0", "",
         says="군집마다 수 하나로 평균한 것 같아요. axis를 주지 않으면 특성까지 섞여요. axis=0으로 특성마다 따로 평균하세요."),
    edit(UPDATE, "sums", "np.mean", "np.sum", says="평균이 아니라 합을 넣은 것 같아요. 자기 군집의 샘플 수로 나누세요."),
    edit(UPDATE, "over_m", MEAN, "np.sum(X[labels == j], axis=0) / len(X)",
         says="전체 샘플 수 m으로 나눈 것 같아요. 자기 군집의 샘플 수로 나누세요."),
    edit(UPDATE, "medians", "np.mean", "np.median", convention=True,
         says="평균이 아니라 중앙값을 쓴 것 같아요(k-중앙값). 제곱 거리의 합을 가장 작게 하는 것은 평균이에요."),
    edit(UPDATE, "medoids", MEAN, f"min(X[labels == j].astype(np.float64), key=lambda x: np.sum((x - {MEAN}) ** 2))", convention=True,
         says="평균에 가장 가까운 샘플을 고른 것 같아요(k-메도이드). 중심점은 샘플이 아니어도 돼요. 평균을 그대로 쓰세요."),
    edit(UPDATE, "halfway", "return moved", "return (moved + centroids) / 2",
         says="이전 중심점과 평균의 중간으로 옮긴 것 같아요. 평균까지 한 번에 옮기세요."),
    edit(UPDATE, "old_counts", MEAN, "(np.sum(X[labels == j], axis=0) + moved[j]) / (np.sum(labels == j) + 1)",
         says="이전 중심점까지 샘플 하나로 세어 평균한 것 같아요. 평균에는 자기 군집의 샘플만 들어가요."),
    edit(UPDATE, "last_kept", "range(len(centroids))", "range(len(centroids) - 1)",
         says="마지막 군집이 옮겨지지 않았어요. range의 끝은 들어가지 않으니 range(k)로 반복하세요."),
    edit(UPDATE, "truncated", OLD, "centroids.copy()",
         says="평균의 소수점 아래가 사라졌어요. 정수 중심점을 복사한 배열에 적으면 정수로 잘려요. float64 배열을 만드세요."),
    edit(UPDATE, "sum_overflow", MEAN, "X[labels == j].sum(axis=0, dtype=X.dtype) / np.sum(labels == j)",
         says="작은 정수 dtype으로 합을 구해 값이 넘친 것 같아요. X를 먼저 float64로 바꾸세요."),
    edit(UPDATE, "in_place", OLD, "centroids.astype(np.float64, copy=not centroids.flags.writeable)",
         says="받은 centroids에 바로 적은 것 같아요. 이전 중심점이 사라져 얼마나 움직였는지 잴 수 없으니 새 배열에 적으세요."),
    edit(UPDATE, "overwrites", OLD, "centroids",
         says="받은 centroids에 바로 적은 것 같아요. 이전 중심점이 사라지고, 정수 배열이면 평균의 소수점 아래도 잘려요. centroids.astype(np.float64)로 복사한 새 배열에 적으세요."),

    edit(INERTIA, "mean", TOTAL, f"{TOTAL} / len(X)", convention=True,
         says="합이 아니라 샘플 수로 나눈 평균인 것 같아요. 이너셔는 나누지 않은 합이에요."),
    edit(INERTIA, "mean_of_all", "np.sum", "np.mean",
         says="np.mean으로 모든 원소의 평균을 낸 것 같아요. 이너셔는 나누지 않은 합이니 np.sum을 쓰세요."),
    edit(INERTIA, "distances", TOTAL, "np.sum(np.linalg.norm(gaps, axis=1))", convention=True,
         says="거리를 제곱하지 않고 더한 것 같아요. 제곱근을 씌우지 말고 제곱 그대로 더하세요."),
    edit(INERTIA, "root", TOTAL, "np.linalg.norm(gaps)", says="합에 제곱근을 씌운 것 같아요. 이너셔는 제곱의 합 그대로예요."),
    edit(INERTIA, "half", TOTAL, f"{TOTAL} / 2", says="½을 곱한 것 같아요. 이 단원의 이너셔에는 ½이 없어요.", convention=True),
    edit(INERTIA, "nearest", "centroids[labels]", f"centroids[{ASSIGNED}]",
         says="labels를 쓰지 않고 가장 가까운 중심점까지 잰 것 같아요. 받은 번호의 중심점까지 재세요."),
    edit(INERTIA, "every_centroid", "X.astype", "X[:, None].astype", "centroids[labels]", "centroids",
         says="모든 중심점까지의 거리를 더한 것 같아요. 샘플마다 자기 중심점 하나까지만 재세요."),
    edit(INERTIA, "absolute", "gaps**2", "np.abs(gaps)", says="차이의 절댓값을 더한 것 같아요. 제곱해서 더하세요."),
    edit(INERTIA, "per_sample", f"float({TOTAL})", "np.sum(gaps**2, axis=1)",
         says="샘플마다의 값을 배열로 돌려준 것 같아요. 모두 더해 실수 하나로 만드세요."),
    edit(INERTIA, "cluster_means", TOTAL, "sum(np.sum(gaps[labels == j] ** 2) / np.sum(labels == j) for j in np.unique(labels))",
         says="군집마다 평균을 낸 다음 더한 것 같아요(군집 내 분산의 합). 샘플 하나하나의 제곱을 모두 더하세요."),
    edit(INERTIA, "own_means", "centroids[labels]", "update_centroids(X, labels, centroids)[labels]",
         says="받은 중심점 대신 군집의 평균을 다시 구해 쓴 것 같아요. 함수가 받은 centroids까지 재세요."),
    edit(INERTIA, "own_dtype", ".astype(np.float64)", "",
         says="정수 배열끼리 그대로 빼고 제곱한 것 같아요. 작은 정수 dtype에서는 값이 넘쳐요. float64로 바꾸어 계산하세요."),
    edit(INERTIA, "writes_x", "X.astype(np.float64) - ", "X.astype(np.float64, copy=not X.flags.writeable)\n    gaps -= ",
         says="`X -= …`처럼 받은 배열 X를 바꾼 것 같아요. 차이는 새 배열에 담으세요."),

    edit(KMEANS, "stale_labels", LOOP, f"labels = {ASSIGNED}\n    {LOOP}", MOVED, f"labels = {ASSIGNED}\n        moved = update_centroids(X, labels, centroids)",
         RESULT, "return centroids, labels",
         says="중심점은 맞지만 번호가 갱신하기 전의 것 같아요. 돌려주기 직전에 한 번 더 배정해 중심점과 번호를 맞추세요."),
    edit(KMEANS, "zero_iters", "start = ", "if max_iters == 0:\n        raise UnboundLocalError('labels')\n    start = ",
         says="max_iters가 0이면 반복문 안에서 만든 변수가 없어 오류가 나요. 반복문 뒤에서 쓰는 변수는 반복문 앞에서도 정해 두세요."),
    edit(KMEANS, "one_update", LOOP, "for _ in range(min(1, max_iters)):",
         says="갱신을 한 번만 한 것 같아요. 중심점이 움직이지 않을 때까지 되풀이해야 해요. return이나 break가 반복문의 첫 바퀴에 걸리지 않나요? 이전 중심점과 새 중심점이 같은 배열이어도 곧바로 멈춰요. "
              "update_centroids가 받은 배열을 바꾸지 않는지 보세요."),
    edit(KMEANS, "empty_nan", *emptied("np.nan"),
         says="결과에 NaN이 있어요. 빈 군집의 평균을 낸 것 같아요. 빈 군집은 이전 중심점을 지켜야 해요. 4.2의 함수를 그대로 부르세요."),
    edit(KMEANS, "empty_farthest", *emptied(FAR), convention=True,
         says="빈 군집을 다른 샘플로 옮긴 것 같아요. 이 단원에서는 빈 군집이 이전 중심점을 지켜요."),
    edit(KMEANS, "with_replacement", DRAW, "integers(len(X), size=k)",
         says="같은 행을 두 번 뽑은 것 같아요. 시작점이 겹치면 한쪽이 빈 군집이 돼요. 비복원으로(replace=False) 뽑으세요."),
    edit(KMEANS, "distinct_rows", "start = ", "rows = np.unique(X, axis=0)\n    start = ", "choice(len(X)", "choice(len(rows)", "X[start]", "rows[start]",
         says="값이 서로 다른 행만 남기고 뽑은 것 같아요. 겹친 점도 각각 하나의 행이니 X의 행 번호를 뽑으세요."),
    edit(KMEANS, "random_box", START, f"centroids = np.random.{RNG}.uniform(X.min(axis=0), X.max(axis=0), size=(k, X.shape[1]))", convention=True,
         says="시작 중심점이 X의 행이 아니에요. 최솟값과 최댓값 사이에서 아무 점이나 뽑으면 빈 군집이 자주 생겨요. X의 행을 뽑으세요."),
    edit(KMEANS, "random_partition", START, f"""labels = np.random.{RNG}.permutation(np.arange(len(X)) % k)
    centroids = update_centroids(X, labels, np.zeros((k, X.shape[1])))""", convention=True,
         says="번호를 무작위로 매긴 다음 그 평균에서 시작한 것 같아요. 이 단원에서는 X의 행 k개가 시작 중심점이에요."),
    edit(KMEANS, "first_rows", START, "centroids = X[:k].astype(np.float64)",
         says="시작점이 언제나 같은 행들이에요. X[:k]처럼 정해 놓지 말고 rng로 뽑으세요."),
    edit(KMEANS, "plus_plus", START, "centroids = plus_plus(X, k, rng)", convention=True,
         says="먼 샘플일수록 잘 뽑히게 한 k-means++인 것 같아요. 이 단원의 시작점은 균등하게 뽑아요."),
    edit(KMEANS, "restarts", "def kmeans(X, k, max_iters=100, rng=None):", "def once(X, k, max_iters, rng):", RESULT, f"""{RESULT}


def kmeans(X, k, max_iters=100, rng=None):
    rng = np.random.default_rng(rng)
    return min((once(X, k, max_iters, rng) for _ in range(10)), key=lambda found: inertia(X, *found))""", convention=True,
         says="여러 번 시작해 가장 좋은 결과를 고른 것 같아요. 이 함수는 한 번만 실행하고, 다시 시작하는 일은 6절에서 해요."),
    edit(KMEANS, "off_by_one", LOOP, "for _ in range(max_iters + 1 if max_iters else 0):",
         says="갱신을 max_iters보다 한 번 더 한 것 같아요. max_iters=1이면 갱신은 한 번이에요."),
    edit(KMEANS, "one_less", LOOP, "for _ in range(max_iters - 1):",
         says="갱신을 max_iters보다 한 번 덜 한 것 같아요. max_iters=1이면 갱신은 한 번이에요. range(1, max_iters)나 갱신하기 전에 끝나는 조건이 없는지 보세요."),
    edit(KMEANS, "at_least_one", LOOP, "for _ in range(max(1, max_iters)):",
         says="max_iters가 0인데도 갱신한 것 같아요. 이때는 시작 중심점과 그 번호를 그대로 돌려주세요. 갱신하기 전에 횟수를 보고, `max_iters or 100`에서는 0이 100이 되는 것도 조심하세요."),
    edit(KMEANS, "ignores_max_iters", LOOP, "for _ in range(10_000):",
         says="max_iters를 쓰지 않은 것 같아요. 중심점이 아직 움직여도 갱신을 max_iters번 했으면 멈추세요. max_iters가 0이면 시작 중심점 그대로예요. `max_iters or 100`에서도 0은 거짓이라 100이 돼요."),
    edit(KMEANS, "loose_stop", "np.allclose(moved, centroids)", "np.linalg.norm(moved - centroids) < 1e-4",
         says="중심점이 아직 움직이는데 멈춘 것 같아요. 1e-4 같은 고정된 거리로 재면 값이 작은 데이터에서는 곧바로 멈춰요. np.allclose를 쓰세요."),
    edit(KMEANS, "int_start", FLOATS, "centroids = X[start]", MOVED, f"{MOVED}.astype(X.dtype)",
         says="중심점이 정수 배열이에요. 정수 X의 행을 그대로 쓰면 평균의 소수점 아래가 잘려요. 시작점을 float64로 바꾸세요."),
    edit(KMEANS, "swapped_order", RESULT, f"return {ASSIGNED}, centroids",
         says="튜플의 차례가 다른 것 같아요. (centroids, labels)의 차례로 돌려주세요."),
    edit(KMEANS, "only_labels", RESULT, f"return {ASSIGNED}", says="번호만 돌려준 것 같아요. (centroids, labels) 튜플을 돌려주세요."),

    # Numbers of clusters.
    edit(KMEANS, "k_unchecked", CHECK, "False", DRAW, "permutation(len(X))[:k]",
         says="k를 검사하지 않은 것 같아요. permutation(m)[:k]는 k가 m보다 커도, 음수여도 오류를 내지 않아요. 1 ≤ k ≤ m이 아니면 ValueError를 내세요."),
    edit(KMEANS, "rejects_all_rows", CHECK, f"{CHECK} or k == len(X) > 1",
         says="k가 m과 같거나 1일 때도 오류를 낸 것 같아요. 두 끝은 올바른 k예요. k가 m이면 샘플마다 군집 하나예요."),
    edit(KMEANS, "no_name", 'f"k는 1 이상 {len(X)} 이하여야 합니다. 받은 값: {k}"', '"군집의 수가 잘못되었습니다"',
         says="ValueError는 났지만 어느 인자가 잘못되었는지 메시지에 없어요. k라는 이름을 적어 주세요."),

    # Random numbers and side effects.
    edit(KMEANS, "global_random", f"start = np.random.{RNG}", """if isinstance(rng, np.random.Generator):
        rng = int(rng.integers(2**31))
    np.random.seed(None if rng is None else rng % 2**32)
    start = np.random""",
         says="np.random.seed나 np.random.choice처럼 전역 난수를 쓴 것 같아요. 다른 코드의 난수까지 바뀌어요. np.random.default_rng(rng)에서 뽑으세요."),
    edit(KMEANS, "ignores_rng", f"if {CHECK}", f"rng = another_seed(X)\n    if {CHECK}",
         says="rng 인자를 쓰지 않은 것 같아요. 같은 정수를 주면 같은 시작점이 나와야 해요. np.random.default_rng(rng)에서 뽑으세요."),
    edit(KMEANS, "fixed_seed", RNG, "default_rng(42 if rng is None else rng)",
         says="부를 때마다 같은 곳에서 시작하는 것 같아요. 시드를 함수 안에 고정하거나 X[:k]처럼 정해 놓지 말고, 받은 rng를 그대로 default_rng(rng)에 넣어 뽑으세요."),
    edit(KMEANS, "same_state", RNG, "default_rng(copy.deepcopy(rng))",
         says="받은 생성기를 복사해서 쓴 것 같아요. 생성기의 상태가 나아가지 않아 다음 호출에서도 같은 곳에서 시작해요. 받은 생성기에서 바로 뽑으세요."),
    edit(KMEANS, "writes_x", DRAW, "permutation(len(X))", FLOATS, """if X.flags.writeable:
        X[...] = X[start]
        start = np.arange(len(X))
    centroids = X[start[:k]].astype(np.float64)""",
         says="rng.shuffle(X)처럼 받은 배열 X를 뒤섞은 것 같아요. 부르는 쪽의 데이터까지 바뀌어요. 행 번호를 뽑으세요."),

    # The discovery.
    edit(PLUS, "uniform", "rng.choice(len(X), p=near / np.sum(near))", "rng.choice(len(X))",
         says="거리를 보지 않고 모두 똑같은 확률로 뽑은 것 같아요. 둘째 중심점부터는 가장 가까운 중심점까지의 거리를 제곱한 값에 비례하게 뽑으세요."),
    edit(PLUS, "last_only", "X[:, None] - np.array(chosen)", "X[:, None] - np.array(chosen[-1:])",
         says="마지막에 뽑은 중심점까지의 거리만 본 것 같아요. 앞에서 뽑은 자리가 다시 뽑혀요. 가장 가까운 중심점까지의 거리를 쓰세요."),
    edit(PLUS, "distances", "np.min(np.sum(gaps**2, axis=2), axis=1)", "np.sqrt(np.min(np.sum(gaps**2, axis=2), axis=1))", convention=True,
         says="거리를 제곱하지 않고 확률로 쓴 것 같아요. k-means++는 거리를 제곱한 값에 비례하게 뽑아요."),
    edit(PLUS, "farthest", "rng.choice(len(X), p=near / np.sum(near))", "np.argmax(near)", convention=True,
         says="늘 가장 먼 샘플을 고른 것 같아요. 외딴 샘플 하나에 휘둘려요. 확률로 뽑으세요."),
    edit(PLUS, "sum_of_all", "np.min(np.sum(gaps**2, axis=2), axis=1)", "np.sum(gaps**2, axis=(1, 2))",
         says="모든 중심점까지의 거리를 더한 것 같아요. 이미 뽑은 자리도 확률이 0이 아니에요. 가장 가까운 중심점까지만 재세요."),
)
