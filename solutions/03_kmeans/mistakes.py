"""Wrong answers of unit 03, each with what we tell its author; the likeliest first."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
from autograder.spec import mistake

# --- assign_clusters ----------------------------------------------------------------------


def gaps(X: Any, centroids: Any) -> Any:
    """Differences in float64, (m, k, n)."""
    return X[:, None].astype(np.float64) - centroids


def nearest(X: Any, centroids: Any) -> Any:
    """A right assign_clusters."""
    return np.argmin(np.sum(gaps(X, centroids) ** 2, axis=2), axis=1)


@mistake("assign_clusters", "manhattan", "맨해튼 거리(차이의 절댓값의 합)로 잰 것 같아요. 유클리드 거리는 차이를 제곱해 더해요.", convention=True)
def assign__manhattan(X: Any, centroids: Any) -> Any:
    return np.argmin(np.sum(np.abs(gaps(X, centroids)), axis=2), axis=1)


@mistake("assign_clusters", "signed", "차이를 제곱하지 않고 더한 것 같아요. 양수와 음수가 서로 지워지니 제곱한 다음 더하세요.")
def assign__signed(X: Any, centroids: Any) -> Any:
    return np.argmin(np.sum(gaps(X, centroids), axis=2), axis=1)


@mistake("assign_clusters", "farthest", "가장 먼 중심점을 고른 것 같아요. argmax가 아니라 argmin이에요.")
def assign__farthest(X: Any, centroids: Any) -> Any:
    return np.argmax(np.sum(gaps(X, centroids) ** 2, axis=2), axis=1)


@mistake("assign_clusters", "per_centroid", "중심점마다 가장 가까운 샘플을 고른 것 같아요. argmin의 축을 바꾸어 샘플마다 중심점을 고르세요. shape는 (m,)이에요.")
def assign__per_centroid(X: Any, centroids: Any) -> Any:
    return np.argmin(np.sum(gaps(X, centroids) ** 2, axis=2), axis=0)


@mistake("assign_clusters", "wrong_axis", "특성이 아니라 중심점의 축으로 더한 것 같아요. (m, k, n) 배열에서 특성의 축은 axis=2예요. 더하고 나면 (m, k)여야 해요.")
def assign__wrong_axis(X: Any, centroids: Any) -> Any:
    return np.argmin(np.sum(gaps(X, centroids) ** 2, axis=1), axis=1)


@mistake("assign_clusters", "last_tie", "거리가 같을 때 번호가 큰 쪽을 고른 것 같아요. `<=`로 바꿔 적으면 그렇게 돼요. 번호가 작은 쪽이어야 하니 `<`를 쓰세요.")
def assign__last_tie(X: Any, centroids: Any) -> Any:
    found = np.sum(gaps(X, centroids) ** 2, axis=2)
    return len(centroids) - 1 - np.argmin(found[:, ::-1], axis=1)


@mistake("assign_clusters", "own_dtype", "정수 배열끼리 그대로 뺀 것 같아요. uint8에서는 3 − 5가 254가 되고 제곱도 넘쳐요. float64로 바꾸어 계산하세요.")
def assign__own_dtype(X: Any, centroids: Any) -> Any:
    with np.errstate(over="ignore"):
        return np.argmin(np.sum((X[:, None] - centroids) ** 2, axis=2), axis=1)


@mistake("assign_clusters", "inner_product", "내적이 가장 큰 중심점을 고른 것 같아요. 중심점의 길이가 서로 다르면 거리의 순서와 같지 않아요.")
def assign__inner_product(X: Any, centroids: Any) -> Any:
    return np.argmax(X.astype(np.float64) @ centroids.T.astype(np.float64), axis=1)


@mistake("assign_clusters", "from_one", "번호를 1부터 센 것 같아요. 중심점의 행 번호와 같도록 0부터 세세요.")
def assign__from_one(X: Any, centroids: Any) -> Any:
    return nearest(X, centroids) + 1


@mistake("assign_clusters", "distances", "번호가 아니라 가장 가까운 거리를 돌려준 것 같아요. np.min이 아니라 np.argmin이에요.")
def assign__distances(X: Any, centroids: Any) -> Any:
    return np.min(np.sum(gaps(X, centroids) ** 2, axis=2), axis=1)


@mistake("assign_clusters", "float_labels", "번호가 실수 배열이에요. np.zeros(m)은 실수라서 번호로 쓸 수 없어요. dtype=int를 주세요.")
def assign__float_labels(X: Any, centroids: Any) -> Any:
    return nearest(X, centroids).astype(np.float64)


@mistake("assign_clusters", "column", "번호를 (m, 1) 배열로 돌려준 것 같아요. 반환값의 shape는 (m,)이에요.")
def assign__column(X: Any, centroids: Any) -> Any:
    return nearest(X, centroids)[:, None]


@mistake("assign_clusters", "first_feature", "첫 특성만 본 것 같아요. 모든 특성의 차이를 제곱해 더하세요.")
def assign__first_feature(X: Any, centroids: Any) -> Any:
    return np.argmin(gaps(X, centroids)[..., 0] ** 2, axis=1)


@mistake("assign_clusters", "largest_gap", "특성별 차이 가운데 가장 큰 것으로 잰 것 같아요. 제곱한 차이를 모두 더해야 유클리드 거리예요.")
def assign__largest_gap(X: Any, centroids: Any) -> Any:
    return np.argmin(np.max(np.abs(gaps(X, centroids)), axis=2), axis=1)


@mistake("assign_clusters", "writes_x", "`X -= …`처럼 받은 배열 X를 바꾼 것 같아요. 차이는 새 배열에 담으세요.")
def assign__writes_x(X: Any, centroids: Any) -> Any:
    found = nearest(X, centroids)
    if X.flags.writeable:
        X -= X[:1]
    return found


# --- update_centroids ---------------------------------------------------------------------


def means(X: Any, labels: Any, centroids: Any, empty: Callable[[Any], Any] | None = None, mean: Any = None) -> Any:
    """A right update_centroids, of which a mistake may replace the mean or what an empty cluster gets."""
    found = centroids.astype(np.float64)
    for j in range(len(centroids)):
        mine = X[labels == j].astype(np.float64)
        if len(mine):
            found[j] = mean(mine) if mean else mine.mean(axis=0)
        elif empty:
            found[j] = empty(j)
    return found


@mistake("update_centroids", "empty_nan", "빈 군집의 평균을 낸 것 같아요. 샘플이 없는 평균은 NaN이에요. 빈 군집은 이전 중심점을 그대로 두세요.")
def update__empty_nan(X: Any, labels: Any, centroids: Any) -> Any:
    return means(X, labels, centroids, lambda j: np.nan)


@mistake("update_centroids", "empty_zero", "빈 군집의 중심점이 0이 됐어요. 0으로 시작한 배열에 평균만 적으면 그렇게 돼요. 이전 중심점에서 시작하세요.")
def update__empty_zero(X: Any, labels: Any, centroids: Any) -> Any:
    return means(X, labels, centroids, lambda j: 0.0)


@mistake("update_centroids", "empty_dropped", "빈 군집이 사라져 행이 줄었어요. 있는 번호(np.unique(labels))가 아니라 k개의 번호 모두에 대해 반복하세요.")
def update__empty_dropped(X: Any, labels: Any, centroids: Any) -> Any:
    return means(X, labels, centroids)[np.unique(labels)]


@mistake("update_centroids", "empty_farthest", "틀린 것이 아니라 다른 약속이에요. 빈 군집을 가장 먼 샘플로 옮겼어요(scikit-learn의 방식). 이 단원에서는 이전 중심점을 지켜요.",
         convention=True)  # fmt: skip
def update__empty_farthest(X: Any, labels: Any, centroids: Any) -> Any:
    far = np.sum((X.astype(np.float64) - centroids[labels]) ** 2, axis=1)
    return means(X, labels, centroids, lambda j: X[np.argmax(far)])


@mistake("update_centroids", "empty_middle", "빈 군집을 데이터 전체의 평균으로 옮긴 것 같아요. 빈 군집은 이전 중심점을 그대로 두세요.")
def update__empty_middle(X: Any, labels: Any, centroids: Any) -> Any:
    return means(X, labels, centroids, lambda j: X.mean(axis=0))


@mistake("update_centroids", "one_number", "군집마다 숫자 하나로 평균한 것 같아요. axis를 주지 않으면 특성까지 섞여요. axis=0으로 특성마다 따로 평균하세요.")
def update__one_number(X: Any, labels: Any, centroids: Any) -> Any:
    return means(X, labels, centroids, mean=np.mean)


@mistake("update_centroids", "sums", "평균이 아니라 합을 넣은 것 같아요. 자기 군집의 샘플 수로 나누세요.")
def update__sums(X: Any, labels: Any, centroids: Any) -> Any:
    return means(X, labels, centroids, mean=lambda mine: mine.sum(axis=0))


@mistake("update_centroids", "over_m", "전체 샘플 수 m으로 나눈 것 같아요. 자기 군집의 샘플 수로 나누세요.")
def update__over_m(X: Any, labels: Any, centroids: Any) -> Any:
    return means(X, labels, centroids, mean=lambda mine: mine.sum(axis=0) / len(X))


@mistake("update_centroids", "medians", "평균이 아니라 중앙값을 쓴 것 같아요(k-중앙값). 제곱 거리의 합을 가장 작게 하는 것은 평균이에요.", convention=True)
def update__medians(X: Any, labels: Any, centroids: Any) -> Any:
    return means(X, labels, centroids, mean=lambda mine: np.median(mine, axis=0))


@mistake("update_centroids", "medoids", "평균에 가장 가까운 샘플을 고른 것 같아요(k-메도이드). 중심점은 샘플이 아니어도 돼요. 평균을 그대로 쓰세요.", convention=True)
def update__medoids(X: Any, labels: Any, centroids: Any) -> Any:
    return means(X, labels, centroids, mean=lambda mine: mine[np.argmin(np.sum((mine - mine.mean(axis=0)) ** 2, axis=1))])


@mistake("update_centroids", "halfway", "이전 중심점과 평균의 중간으로 옮긴 것 같아요. 평균까지 한 번에 옮기세요.")
def update__halfway(X: Any, labels: Any, centroids: Any) -> Any:
    return (means(X, labels, centroids) + centroids) / 2


@mistake("update_centroids", "old_counts", "이전 중심점까지 샘플 하나로 세어 평균한 것 같아요. 평균에는 자기 군집의 샘플만 들어가요.")
def update__old_counts(X: Any, labels: Any, centroids: Any) -> Any:
    counts = np.bincount(labels, minlength=len(centroids))[:, None]
    return (means(X, labels, centroids) * counts + centroids) / (counts + 1.0)


@mistake("update_centroids", "last_kept", "마지막 군집이 옮겨지지 않았어요. range의 끝은 들어가지 않으니 range(k)로 반복하세요.")
def update__last_kept(X: Any, labels: Any, centroids: Any) -> Any:
    found = means(X, labels, centroids)
    found[-1] = centroids[-1]
    return found


@mistake("update_centroids", "truncated", "평균의 소수점 아래가 사라졌어요. 정수 중심점을 복사한 배열에 적으면 정수로 잘려요. float64 배열을 만드세요.")
def update__truncated(X: Any, labels: Any, centroids: Any) -> Any:
    found = centroids.copy()
    found[...] = means(X, labels, centroids)
    return found


@mistake("update_centroids", "sum_overflow", "작은 정수 dtype으로 합을 구해 값이 넘친 것 같아요. X를 먼저 float64로 바꾸세요.")
def update__sum_overflow(X: Any, labels: Any, centroids: Any) -> Any:
    return means(X, labels, centroids, mean=lambda mine: mine.astype(X.dtype).sum(axis=0, dtype=X.dtype) / len(mine))


@mistake("update_centroids", "in_place", "받은 centroids에 바로 적은 것 같아요. 이전 중심점이 사라져 얼마나 움직였는지 잴 수 없으니 새 배열에 적으세요.")
def update__in_place(X: Any, labels: Any, centroids: Any) -> Any:
    found = means(X, labels, centroids)
    if centroids.dtype == np.float64 and centroids.flags.writeable:
        centroids[...] = found
        return centroids
    return found


@mistake("update_centroids", "overwrites", "받은 centroids에 바로 적은 것 같아요. 이전 중심점이 사라지고, 정수 배열이면 평균의 소수점 아래도 잘려요. "
         "centroids.astype(np.float64)로 복사한 새 배열에 적으세요.")  # fmt: skip
def update__overwrites(X: Any, labels: Any, centroids: Any) -> Any:
    for j in range(len(centroids)):
        if np.any(labels == j):
            centroids[j] = X[labels == j].mean(axis=0)
    return centroids


# --- inertia ------------------------------------------------------------------------------


def own_gaps(X: Any, centroids: Any, labels: Any) -> Any:
    return X.astype(np.float64) - centroids[labels]


@mistake("inertia", "mean", "합이 아니라 샘플 수로 나눈 평균인 것 같아요. 이너셔는 나누지 않은 합이에요.", convention=True)
def inertia__mean(X: Any, centroids: Any, labels: Any) -> Any:
    return float(np.sum(own_gaps(X, centroids, labels) ** 2)) / len(X)


@mistake("inertia", "mean_of_all", "np.mean으로 모든 칸의 평균을 낸 것 같아요. 이너셔는 나누지 않은 합이니 np.sum을 쓰세요.")
def inertia__mean_of_all(X: Any, centroids: Any, labels: Any) -> Any:
    return float(np.mean(own_gaps(X, centroids, labels) ** 2))


@mistake("inertia", "distances", "거리를 제곱하지 않고 더한 것 같아요. 제곱근을 씌우지 말고 제곱 그대로 더하세요.", convention=True)
def inertia__distances(X: Any, centroids: Any, labels: Any) -> Any:
    return float(np.sum(np.linalg.norm(own_gaps(X, centroids, labels), axis=1)))


@mistake("inertia", "root", "합에 제곱근을 씌운 것 같아요. 이너셔는 제곱의 합 그대로예요.")
def inertia__root(X: Any, centroids: Any, labels: Any) -> Any:
    return float(np.linalg.norm(own_gaps(X, centroids, labels)))


@mistake("inertia", "half", "½을 곱한 것 같아요. 이 단원의 이너셔에는 ½이 없어요.", convention=True)
def inertia__half(X: Any, centroids: Any, labels: Any) -> Any:
    return float(np.sum(own_gaps(X, centroids, labels) ** 2)) / 2


@mistake("inertia", "nearest", "labels를 쓰지 않고 가장 가까운 중심점까지 잰 것 같아요. 받은 번호의 중심점까지 재세요.")
def inertia__nearest(X: Any, centroids: Any, labels: Any) -> Any:
    return float(np.sum(np.min(np.sum(gaps(X, centroids) ** 2, axis=2), axis=1)))


@mistake("inertia", "every_centroid", "모든 중심점까지의 거리를 더한 것 같아요. 샘플마다 자기 중심점 하나까지만 재세요.")
def inertia__every_centroid(X: Any, centroids: Any, labels: Any) -> Any:
    return float(np.sum(gaps(X, centroids) ** 2))


@mistake("inertia", "absolute", "차이의 절댓값을 더한 것 같아요. 제곱해서 더하세요.")
def inertia__absolute(X: Any, centroids: Any, labels: Any) -> Any:
    return float(np.sum(np.abs(own_gaps(X, centroids, labels))))


@mistake("inertia", "per_sample", "샘플마다의 값을 배열로 돌려준 것 같아요. 모두 더해 숫자 하나로 만드세요.")
def inertia__per_sample(X: Any, centroids: Any, labels: Any) -> Any:
    return np.sum(own_gaps(X, centroids, labels) ** 2, axis=1)


@mistake("inertia", "cluster_means", "군집마다 평균을 낸 다음 더한 것 같아요(군집 내 분산의 합). 샘플 하나하나의 제곱을 모두 더하세요.")
def inertia__cluster_means(X: Any, centroids: Any, labels: Any) -> Any:
    each = np.sum(own_gaps(X, centroids, labels) ** 2, axis=1)
    return float(sum(each[labels == j].mean() for j in np.unique(labels)))


@mistake("inertia", "own_means", "받은 중심점 대신 군집의 평균을 다시 구해 쓴 것 같아요. 함수가 받은 centroids까지 재세요.")
def inertia__own_means(X: Any, centroids: Any, labels: Any) -> Any:
    return float(np.sum((X - means(X, labels, centroids)[labels]) ** 2))


@mistake("inertia", "own_dtype", "정수 배열끼리 그대로 빼고 제곱한 것 같아요. 작은 정수 dtype에서는 값이 넘쳐요. float64로 바꾸어 계산하세요.")
def inertia__own_dtype(X: Any, centroids: Any, labels: Any) -> Any:
    with np.errstate(over="ignore"):
        return float(np.sum((X - centroids[labels]) ** 2))


@mistake("inertia", "writes_x", "`X -= …`처럼 받은 배열 X를 바꾼 것 같아요. 차이는 새 배열에 담으세요.")
def inertia__writes_x(X: Any, centroids: Any, labels: Any) -> Any:
    found = own_gaps(X, centroids, labels)
    if X.dtype == np.float64 and X.flags.writeable:
        X[...] = found
    return float(np.sum(found**2))


# --- kmeans: one right answer in small steps, of which a mistake changes one ------------------


def check_k(X: Any, k: Any) -> None:
    if not 1 <= k <= len(X):
        raise ValueError(f"k: {k}")


def pick(X: Any, k: Any, rng: Any) -> Any:
    return X[np.random.default_rng(rng).choice(len(X), size=k, replace=False)].astype(np.float64)


def still(new: Any, old: Any) -> Any:
    return np.allclose(new, old)


def lloyd(X: Any, k: Any, max_iters: Any, rng: Any, *, check: Any = check_k, start: Any = pick, update: Any = means, stop: Any = still) -> Any:
    """A right kmeans; every step may be replaced."""
    check(X, k)
    centroids = start(X, k, rng)
    for _ in range(max_iters):
        new = update(X, nearest(X, centroids), centroids)
        if stop(new, centroids):
            break
        centroids = new
    return centroids, nearest(X, centroids)


@mistake("kmeans", "stale_labels", "중심점은 맞지만 번호가 갱신하기 전의 것 같아요. 돌려주기 직전에 한 번 더 배정해 중심점과 번호를 맞추세요.")
def kmeans__stale_labels(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    check_k(X, k)
    centroids = pick(X, k, rng)
    labels = nearest(X, centroids)
    for _ in range(max_iters):
        labels = nearest(X, centroids)
        new = means(X, labels, centroids)
        if np.allclose(new, centroids):
            break
        centroids = new
    return centroids, labels


@mistake("kmeans", "zero_iters", "max_iters가 0이면 반복문 안에서 만든 변수가 없어 오류가 나요. 반복문 뒤에서 쓰는 변수는 반복문 앞에서도 정해 두세요.")
def kmeans__zero_iters(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    if max_iters == 0:
        check_k(X, k)
        raise UnboundLocalError("labels")
    return lloyd(X, k, max_iters, rng)


@mistake("kmeans", "one_update", "갱신을 한 번만 한 것 같아요. 중심점이 움직이지 않을 때까지 되풀이해야 해요. return이나 break가 반복문의 첫 바퀴에 걸리지 않나요? "
         "이전 중심점과 새 중심점이 같은 배열이어도 곧바로 멈춰요. update_centroids가 받은 배열을 바꾸지 않는지 보세요.")  # fmt: skip
def kmeans__one_update(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, min(1, max_iters), rng)


@mistake("kmeans", "empty_nan", "결과에 NaN이 있어요. 빈 군집의 평균을 낸 것 같아요. 빈 군집은 이전 중심점을 지켜야 해요. 4.2의 함수를 그대로 부르세요.")
def kmeans__empty_nan(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, max_iters, rng, update=update__empty_nan)


@mistake("kmeans", "empty_farthest", "틀린 것이 아니라 다른 약속이에요. 빈 군집을 다른 샘플로 옮긴 것 같아요. 이 단원에서는 빈 군집이 이전 중심점을 지켜요.",
         convention=True)  # fmt: skip
def kmeans__empty_farthest(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, max_iters, rng, update=update__empty_farthest)


@mistake("kmeans", "with_replacement", "같은 행을 두 번 뽑은 것 같아요. 시작점이 겹치면 한쪽이 빈 군집이 돼요. 비복원으로(replace=False) 뽑으세요.")
def kmeans__with_replacement(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, max_iters, rng, start=lambda X, k, rng: X[np.random.default_rng(rng).integers(len(X), size=k)].astype(float))


@mistake("kmeans", "distinct_rows", "값이 서로 다른 행만 남기고 뽑은 것 같아요. 겹친 점도 저마다 하나의 행이니 X의 행 번호를 뽑으세요.")
def kmeans__distinct_rows(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, max_iters, rng, start=lambda X, k, rng: pick(np.unique(X, axis=0), k, rng))


@mistake("kmeans", "random_box", "시작 중심점이 X의 행이 아니에요. 최솟값과 최댓값 사이에서 아무 점이나 뽑으면 빈 군집이 자주 생겨요. X의 행을 뽑으세요.",
         convention=True)  # fmt: skip
def kmeans__random_box(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    def start(X: Any, k: Any, rng: Any) -> Any:
        return np.random.default_rng(rng).uniform(X.min(axis=0), X.max(axis=0), size=(k, X.shape[1]))

    return lloyd(X, k, max_iters, rng, start=start)


@mistake("kmeans", "random_partition", "번호를 무작위로 매긴 다음 그 평균에서 시작한 것 같아요. 이 단원에서는 X의 행 k개가 시작 중심점이에요.", convention=True)
def kmeans__random_partition(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    def start(X: Any, k: Any, rng: Any) -> Any:
        labels = np.random.default_rng(rng).permutation(np.arange(len(X)) % k)
        return means(X, labels, np.zeros((k, X.shape[1])))

    return lloyd(X, k, max_iters, rng, start=start)


@mistake("kmeans", "first_rows", "시작점이 언제나 같은 행들이에요. X[:k]처럼 정해 놓지 말고 rng로 뽑으세요.")
def kmeans__first_rows(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, max_iters, rng, start=lambda X, k, rng: X[:k].astype(float))


@mistake("kmeans", "plus_plus", "틀린 것이 아니라 다른 약속이에요. 먼 샘플일수록 잘 뽑히게 한 k-means++인 것 같아요. 이 단원의 시작점은 균등하게 뽑아요.",
         convention=True)  # fmt: skip
def kmeans__plus_plus(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    def start(X: Any, k: Any, rng: Any) -> Any:
        rng, rest, chosen = np.random.default_rng(rng), np.ones(len(X)), []
        for _ in range(k):
            weights = rest.copy()
            weights[chosen] = 0
            weights = weights if weights.sum() else np.isin(np.arange(len(X)), chosen, invert=True).astype(float)
            chosen.append(int(rng.choice(len(X), p=weights / weights.sum())))
            rest = np.min(np.sum(gaps(X, X[chosen]) ** 2, axis=2), axis=1)
        return X[chosen].astype(np.float64)

    return lloyd(X, k, max_iters, rng, start=start)


@mistake("kmeans", "restarts", "틀린 것이 아니라 다른 약속이에요. 여러 번 시작해 가장 좋은 결과를 고른 것 같아요. 이 함수는 한 번만 실행하고, 다시 시작하는 일은 6절에서 해요.",
         convention=True)  # fmt: skip
def kmeans__restarts(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    check_k(X, k)
    rng = np.random.default_rng(rng)
    found = [lloyd(X, k, max_iters, rng) for _ in range(10)]
    return min(found, key=lambda item: float(np.sum(own_gaps(X, *item) ** 2)))


@mistake("kmeans", "off_by_one", "갱신을 max_iters보다 한 번 더 한 것 같아요. max_iters=1이면 갱신은 한 번이에요.")
def kmeans__off_by_one(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, max_iters + 1 if max_iters else 0, rng)


@mistake("kmeans", "one_less", "갱신을 max_iters보다 한 번 덜 한 것 같아요. max_iters=1이면 갱신은 한 번이에요. range(1, max_iters)나 갱신하기 전에 끝나는 조건이 없는지 보세요.")
def kmeans__one_less(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, max_iters - 1, rng)


@mistake("kmeans", "at_least_one", "max_iters가 0인데도 갱신한 것 같아요. 이때는 시작 중심점과 그 번호를 그대로 돌려주세요. 갱신하기 전에 횟수를 보고, `max_iters or 100`에서는 0이 100이 되는 것도 조심하세요.")
def kmeans__at_least_one(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, max(1, max_iters), rng)


@mistake("kmeans", "ignores_max_iters", "max_iters를 쓰지 않은 것 같아요. 중심점이 아직 움직여도 갱신을 max_iters번 했으면 멈추세요. max_iters가 0이면 시작 중심점 그대로예요. "
         "`max_iters or 100`에서도 0은 거짓이라 100이 돼요.")  # fmt: skip
def kmeans__ignores_max_iters(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, 10_000, rng)


@mistake("kmeans", "loose_stop", "중심점이 아직 움직이는데 멈춘 것 같아요. 1e-4 같은 고정된 거리로 재면 값이 작은 데이터에서는 곧바로 멈춰요. np.allclose를 쓰세요.")
def kmeans__loose_stop(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, max_iters, rng, stop=lambda new, old: np.linalg.norm(new - old) < 1e-4)


@mistake("kmeans", "int_start", "중심점이 정수 배열이에요. 정수 X의 행을 그대로 쓰면 평균의 소수점 아래가 잘려요. 시작점을 float64로 바꾸세요.")
def kmeans__int_start(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, max_iters, rng, start=lambda X, k, rng: pick(X, k, rng).astype(X.dtype), update=update__truncated)


@mistake("kmeans", "swapped_order", "튜플의 차례가 다른 것 같아요. (centroids, labels)의 차례로 돌려주세요.")
def kmeans__swapped_order(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, max_iters, rng)[::-1]


@mistake("kmeans", "only_labels", "번호만 돌려준 것 같아요. (centroids, labels) 튜플을 돌려주세요.")
def kmeans__only_labels(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, max_iters, rng)[1]


# --- kmeans: numbers of clusters -----------------------------------------------------------------


@mistake("kmeans", "k_unchecked", "k를 검사하지 않은 것 같아요. permutation(m)[:k]는 k가 m보다 커도, 음수여도 오류를 내지 않아요. 1 ≤ k ≤ m이 아니면 ValueError를 내세요.")
def kmeans__k_unchecked(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    def start(X: Any, k: Any, rng: Any) -> Any:
        return X[np.random.default_rng(rng).permutation(len(X))[:k]].astype(np.float64)

    return lloyd(X, k, max_iters, rng, check=lambda X, k: None, start=start)


@mistake("kmeans", "rejects_all_rows", "k가 m과 같거나 1일 때도 오류를 낸 것 같아요. 두 끝은 올바른 k예요. k가 m이면 샘플마다 군집 하나예요.")
def kmeans__rejects_all_rows(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    if k >= len(X) > 1:
        raise ValueError("k")
    return lloyd(X, k, max_iters, rng)


@mistake("kmeans", "no_name", "ValueError는 났지만 어느 인자가 잘못되었는지 메시지에 없어요. k라는 이름을 적어 주세요.")
def kmeans__no_name(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    try:
        check_k(X, k)
    except ValueError:
        raise ValueError("군집의 수가 잘못되었습니다") from None
    return lloyd(X, k, max_iters, rng)


# --- kmeans: random numbers and side effects --------------------------------------------------------


@mistake("kmeans", "global_random", "np.random.seed나 np.random.choice처럼 전역 난수를 쓴 것 같아요. 다른 코드의 난수까지 바뀌어요. np.random.default_rng(rng)에서 뽑으세요.")
def kmeans__global_random(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    def start(X: Any, k: Any, rng: Any) -> Any:
        if isinstance(rng, np.random.Generator):
            rng = int(rng.integers(2**31))
        np.random.seed(None if rng is None else rng % 2**32)
        return X[np.random.choice(len(X), k, replace=False)].astype(np.float64)

    return lloyd(X, k, max_iters, rng, start=start)


@mistake("kmeans", "ignores_rng", "rng 인자를 쓰지 않은 것 같아요. 같은 정수를 주면 같은 시작점이 나와야 해요. np.random.default_rng(rng)에서 뽑으세요.")
def kmeans__ignores_rng(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    # Draws that differ from call to call, yet are the same in every build of the visible checks.
    last, count = vars(kmeans__ignores_rng).get("seen", (b"", 0))
    count = count + 1 if last == X.tobytes() else 0
    kmeans__ignores_rng.seen = (X.tobytes(), count)  # type: ignore[attr-defined]
    return lloyd(X, k, max_iters, 7919 * count + 1)


@mistake("kmeans", "fixed_seed", "부를 때마다 같은 곳에서 시작하는 것 같아요. 씨앗을 함수 안에 고정하거나 X[:k]처럼 정해 놓지 말고, 받은 rng를 그대로 default_rng(rng)에 넣어 뽑으세요.")
def kmeans__fixed_seed(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, max_iters, 42 if rng is None else rng)


@mistake("kmeans", "same_state", "받은 생성기를 복사해서 쓴 것 같아요. 생성기의 상태가 나아가지 않아 다음 호출에서도 같은 곳에서 시작해요. 받은 생성기에서 바로 뽑으세요.")
def kmeans__same_state(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    return lloyd(X, k, max_iters, copy.deepcopy(rng))


@mistake("kmeans", "writes_x", "rng.shuffle(X)처럼 받은 배열 X를 뒤섞은 것 같아요. 부르는 쪽의 데이터까지 바뀌어요. 행 번호를 뽑으세요.")
def kmeans__writes_x(X: Any, k: Any, max_iters: Any = 100, rng: Any = None) -> Any:
    check_k(X, k)
    order = np.random.default_rng(rng).permutation(len(X))
    if X.flags.writeable:
        X[...] = X[order]
        order = np.arange(len(X))
    return lloyd(X, k, max_iters, rng, start=lambda X, k, rng: X[order[:k]].astype(np.float64))
