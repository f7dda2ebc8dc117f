"""Wrong answers of unit 04, each with what we tell its author; the likeliest first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from autograder.spec import mistake

# --- entropy ------------------------------------------------------------------------------


def shares(y: Any) -> Any:
    """The share of each class that occurs."""
    counts = np.unique(y, return_counts=True)[1]
    return counts / max(1, counts.sum())


def bits(y: Any) -> float:
    """A right entropy."""
    p = shares(y)
    return float(-np.sum(p * np.log2(p)))


@mistake("entropy", "natural_log", "자연로그(np.log)를 쓴 것 같아요. 값이 모두 0.693배예요. 비트로 재려면 np.log2를 쓰세요.", convention=True)
def entropy__natural_log(y: Any) -> Any:
    p = shares(y)
    return float(-np.sum(p * np.log(p)))


@mistake("entropy", "eps", "로그 안에 1e-10 같은 수를 더한 것 같아요. 한 클래스일 때 0이 아닌 음수가 돼요. 있는 클래스만 세면 필요 없어요.")
def entropy__eps(y: Any) -> Any:
    p = shares(y)
    return float(-np.sum(p * np.log2(p + 1e-10)))


@mistake("entropy", "inexact", "한 클래스일 때 1e-16쯤의 찌꺼기가 남아요. 개수를 m으로 바로 나누거나, 클래스가 하나면 0.0을 돌려주세요.")
def entropy__inexact(y: Any) -> Any:
    counts = np.unique(y, return_counts=True)[1]
    m = max(1, counts.sum())
    return float(np.log2(m) - np.sum(counts * np.log2(np.maximum(counts, 1))) / m)


@mistake("entropy", "gini", "엔트로피가 아니라 지니 불순도 1 − Σp²인 것 같아요. 여기서는 −Σ p·log2(p)를 구해요.", convention=True)
def entropy__gini(y: Any) -> Any:
    return float(1 - np.sum(shares(y) ** 2)) if len(y) else 0.0


@mistake("entropy", "no_minus", "맨 앞의 빼기 부호를 빠뜨린 것 같아요. log2(p)는 0보다 작거나 같으니 부호를 뒤집어야 해요.")
def entropy__no_minus(y: Any) -> Any:
    return -bits(y)


@mistake("entropy", "over_classes", "개수를 샘플 수가 아니라 클래스 수로 나눈 것 같아요. 비율을 모두 더하면 1이 되는지 보세요.")
def entropy__over_classes(y: Any) -> Any:
    counts = np.unique(y, return_counts=True)[1]
    p = counts / max(1, len(counts))
    return float(-np.sum(p * np.log2(p))) if len(counts) > 1 else 0.0


@mistake("entropy", "counts", "개수를 비율로 바꾸지 않고 그대로 쓴 것 같아요. 먼저 전체 개수 m으로 나누어 더하면 1이 되는 p를 만드세요.")
def entropy__counts(y: Any) -> Any:
    counts = np.unique(y, return_counts=True)[1]
    return float(-np.sum(counts * np.log2(np.maximum(counts, 1))))


@mistake("entropy", "no_weight", "−log2(p)를 그대로 더한 것 같아요. 클래스마다 비율 p를 곱해 평균해야 해요.")
def entropy__no_weight(y: Any) -> Any:
    return float(-np.sum(np.log2(shares(y))))


@mistake("entropy", "normalised", "가장 큰 값 log2(클래스 수)로 나눈 것 같아요. 0과 1 사이로 맞추지 않고 비트 그대로 돌려주세요.", convention=True)
def entropy__normalised(y: Any) -> Any:
    p = shares(y)
    return bits(y) / np.log2(len(p)) if len(p) > 1 else 0.0


@mistake("entropy", "binary", "클래스가 둘일 때의 식인 것 같아요. 셋 이상이면 첫 클래스와 나머지가 아니라 클래스마다 더해야 해요.")
def entropy__binary(y: Any) -> Any:
    p = shares(y)[:1]
    q = np.concatenate([p, 1 - p])
    return float(-np.sum(q[q > 0] * np.log2(q[q > 0])))


@mistake(
    "entropy", "mean_of_labels",
    "레이블의 평균을 p로 쓴 것 같아요. 그것은 클래스가 0과 1, 둘뿐일 때의 식이에요. 클래스가 셋 이상이거나 문자열이어도 되도록 np.unique로 클래스마다 세세요.",
)  # fmt: skip
def entropy__mean_of_labels(y: Any) -> Any:
    if len(y) == 0:
        return 0.0
    p = sum(y) / len(y)
    if p in (0, 1):
        return 0.0
    return -p * np.log2(p) - (1 - p) * np.log2(1 - p)


@mistake(
    "entropy", "share_of_ones",
    "값이 1인 레이블의 비율만 p로 쓴 것 같아요. 그것은 클래스가 0과 1, 둘뿐일 때의 식이에요. 클래스가 셋 이상이거나 문자열이어도 되도록 np.unique로 클래스마다 세세요.",
)  # fmt: skip
def entropy__share_of_ones(y: Any) -> Any:
    if len(y) == 0:
        return 0.0
    p = float(np.mean(np.asarray(y) == 1))
    q = np.array([share for share in (p, 1 - p) if share > 0])
    return float(-np.sum(q * np.log2(q)))


@mistake("entropy", "bincount", "np.bincount는 0 이상의 정수만 셀 수 있어요. 문자열과 음수까지 세려면 np.unique를 쓰세요.")
def entropy__bincount(y: Any) -> Any:
    if len(y) == 0:
        return 0.0
    counts = np.bincount(np.asarray(y) if not isinstance(y, list) else y, minlength=2) if np.max(y) < 1000 else None
    p = counts[counts > 0] / len(y)  # type: ignore[index]
    return float(-np.sum(p * np.log2(p)))


@mistake("entropy", "list_fails", "y가 리스트이면 `y == c`가 원소끼리 견주지 않아요. 먼저 np.asarray(y)로 배열로 바꾸세요.")
def entropy__list_fails(y: Any) -> Any:
    if len(y) == 0:
        return 0.0
    p = np.array([np.mean(y == c) for c in np.unique(y)])
    return float(-np.sum(p * np.log2(p)))


@mistake("entropy", "sorts_in_place", "y.sort()는 받은 배열 자체를 정렬해요. 부르는 쪽의 레이블 차례가 바뀌니 복사본을 쓰세요.")
def entropy__sorts_in_place(y: Any) -> Any:
    if isinstance(y, list) or y.flags.writeable:
        y.sort()
    return bits(y)


# --- information_gain ---------------------------------------------------------------------


def checked(X_col: Any, y: Any) -> None:
    if len(X_col) != len(y):
        raise ValueError("X_col and y: different lengths")
    if np.any(np.isnan(X_col)):
        raise ValueError("X_col: NaN")


def gain(X_col: Any, y: Any, threshold: Any, rest: Callable[..., float] | None = None, measure: Any = bits) -> Any:
    """A right answer of which a mistake may replace what remains: rest(share, left, right)."""
    checked(X_col, y)
    low = X_col <= threshold
    if np.all(low) or not np.any(low):
        return 0.0
    share, left, right = np.mean(low), measure(y[low]), measure(y[~low])
    if rest is None:  # in the order of the usual answer: what remains of a gain of 0 depends on it
        return float(measure(y) - share * left - (1 - share) * right)
    return float(measure(y) - rest(share, left, right))


@mistake("information_gain", "strict", "`<`로 나눈 것 같아요. 값이 임계값과 같은 샘플도 왼쪽이니 `<=`를 쓰세요.", convention=True)
def gain__strict(X_col: Any, y: Any, threshold: Any) -> Any:
    return gain(np.asarray(X_col, dtype=float), y, np.nextafter(float(threshold), -np.inf))


@mistake("information_gain", "unweighted", "두 쪽의 엔트로피를 그냥 평균한 것 같아요. 샘플 수의 비율로 가중해야 해요.")
def gain__unweighted(X_col: Any, y: Any, threshold: Any) -> Any:
    return gain(X_col, y, threshold, lambda share, a, b: (a + b) / 2)


@mistake("information_gain", "swapped", "가중치가 뒤바뀐 것 같아요. 왼쪽 엔트로피에는 왼쪽의 비율을 곱하세요.")
def gain__swapped(X_col: Any, y: Any, threshold: Any) -> Any:
    return gain(X_col, y, threshold, lambda share, a, b: (1 - share) * a + share * b)


@mistake("information_gain", "sum_children", "두 쪽의 엔트로피를 그대로 더해 뺀 것 같아요. 각각 샘플 비율을 곱한 다음 더하세요.")
def gain__sum_children(X_col: Any, y: Any, threshold: Any) -> Any:
    return gain(X_col, y, threshold, lambda share, a, b: a + b)


@mistake("information_gain", "children_only", "나눈 뒤의 엔트로피를 돌려준 것 같아요. 이득은 나누기 전의 엔트로피에서 그것을 뺀 값이에요.")
def gain__children_only(X_col: Any, y: Any, threshold: Any) -> Any:
    checked(X_col, y)
    low = X_col <= threshold
    return float(np.mean(low) * bits(y[low]) + np.mean(~low) * bits(y[~low]))


@mistake("information_gain", "left_only", "오른쪽의 엔트로피를 빠뜨린 것 같아요. 두 쪽 모두 비율을 곱해 빼야 해요.")
def gain__left_only(X_col: Any, y: Any, threshold: Any) -> Any:
    return gain(X_col, y, threshold, lambda share, a, b: share * a)


@mistake("information_gain", "empty_full", "한쪽이 비었을 때 0.0이 아닌 값이 나와요. 아무것도 나누지 않았으니 이득은 0.0이에요.")
def gain__empty_full(X_col: Any, y: Any, threshold: Any) -> Any:
    checked(X_col, y)
    low = X_col <= threshold
    return bits(y) if np.all(low) or not np.any(low) else gain(X_col, y, threshold)


@mistake("information_gain", "gain_ratio", "C4.5의 이득 비율인 것 같아요. 여기서는 나뉨의 엔트로피로 나누지 않아요.", convention=True)
def gain__gain_ratio(X_col: Any, y: Any, threshold: Any) -> Any:
    value, size = gain(X_col, y, threshold), bits(X_col <= threshold)
    return value / size if size else 0.0


@mistake("information_gain", "gini", "지니 불순도가 줄어든 양인 것 같아요. 여기서는 엔트로피로 재요.", convention=True)
def gain__gini(X_col: Any, y: Any, threshold: Any) -> Any:
    return gain(X_col, y, threshold, measure=entropy__gini)


@mistake("information_gain", "nan_right", "X_col에 NaN이 있어도 계산하고 있어요. NaN은 말없이 오른쪽으로 가니 먼저 np.isnan으로 검사하세요.")
def gain__nan_right(X_col: Any, y: Any, threshold: Any) -> Any:
    checked(np.zeros(len(X_col)), y)
    low = X_col <= threshold
    return float(bits(y) - np.mean(low) * bits(y[low]) - np.mean(~low) * bits(y[~low]))


@mistake("information_gain", "lengths_unchecked", "X_col과 y의 길이를 검사하지 않는 것 같아요. 다르면 맨 먼저 ValueError를 내세요.")
def gain__lengths_unchecked(X_col: Any, y: Any, threshold: Any) -> Any:
    checked(X_col, X_col)
    low = X_col <= threshold
    return float(bits(y) - np.mean(low) * bits(y[low]) - np.mean(~low) * bits(y[~low]))


@mistake("information_gain", "checked_late", "한쪽이 비면 검사하기 전에 0.0을 돌려주는 것 같아요. 길이와 NaN 검사가 맨 먼저예요.")
def gain__checked_late(X_col: Any, y: Any, threshold: Any) -> Any:
    low = X_col <= threshold
    return 0.0 if np.all(low) or not np.any(low) else gain(X_col, y, threshold)


@mistake("information_gain", "nameless", "오류는 맞게 나는데 메시지에 인자의 이름이 없어요. X_col이나 y를 적어 무엇이 잘못되었는지 알려 주세요.")
def gain__nameless(X_col: Any, y: Any, threshold: Any) -> Any:
    try:
        return gain(X_col, y, threshold)
    except ValueError:
        raise ValueError("입력이 잘못되었습니다") from None


# --- best_split ---------------------------------------------------------------------------


def distinct(column: Any) -> Any:
    return np.unique(np.asarray(column, dtype=np.float64))


def middles(column: Any) -> Any:
    values = distinct(column)
    return (values[:-1] + values[1:]) / 2


def search(X: Any, y: Any, candidates: Callable[[Any], Any] = middles, least: float = 1e-12) -> Any:
    """A right answer of which a mistake may replace the candidates or the smallest gain that counts."""
    best: tuple[Any, Any, float] = (None, None, 0.0)
    for feature in range(X.shape[1]):
        for threshold in candidates(X[:, feature]):
            value = gain(X[:, feature], y, threshold)
            if value > max(best[2], least):
                best = (feature, float(threshold), value)
    return best


@mistake("best_split", "first_feature", "첫 특성만 본 것 같아요. return이 바깥 반복문 안에 들어 있지 않나요?")
def split__first_feature(X: Any, y: Any) -> Any:
    return search(X[:, :1], y)


@mistake("best_split", "last_feature", "마지막 특성의 결과만 남은 것 같아요. 특성이 바뀔 때 지금까지의 최고를 지우지 않나요?")
def split__last_feature(X: Any, y: Any) -> Any:
    _, threshold, value = search(X[:, -1:], y)
    return (X.shape[1] - 1 if threshold is not None else None, threshold, value)


@mistake("best_split", "values", "데이터에 있는 값을 임계값으로 쓴 것 같아요. 이 단원의 후보는 이웃한 두 값의 한가운데예요.", convention=True)
def split__values(X: Any, y: Any) -> Any:
    return search(X, y, distinct)


@mistake("best_split", "floor", "한가운데를 `//`로 구한 것 같아요. 소수점 아래가 버려지니 `/`로 나누세요.")
def split__floor(X: Any, y: Any) -> Any:
    return search(X, y, lambda column: (distinct(column)[:-1] + distinct(column)[1:]) // 2)


@mistake("best_split", "duplicates", "같은 값을 한 번만 남기지 않은 것 같아요. 같은 값 둘의 한가운데는 그 값 자체예요. np.unique를 쓰세요.")
def split__duplicates(X: Any, y: Any) -> Any:
    def candidates(column: Any) -> Any:
        values = np.sort(np.asarray(column, dtype=np.float64))
        return (values[:-1] + values[1:]) / 2

    return search(X, y, candidates)


@mistake("best_split", "unsorted", "정렬하지 않고 위아래로 이웃한 행의 한가운데를 구한 것 같아요. 먼저 값을 작은 것부터 늘어놓으세요.")
def split__unsorted(X: Any, y: Any) -> Any:
    return search(X, y, lambda column: (column[:-1] + np.asarray(column[1:], dtype=np.float64)) / 2)


@mistake("best_split", "skips_last", "마지막 후보를 빠뜨린 것 같아요. 서로 다른 값이 k개이면 후보는 k − 1개예요.")
def split__skips_last(X: Any, y: Any) -> Any:
    return search(X, y, lambda column: middles(column)[:-1])


@mistake("best_split", "median_only", "특성마다 중앙값 하나만 시험한 것 같아요. 모든 후보의 이득을 견주어야 해요.")
def split__median_only(X: Any, y: Any) -> Any:
    return search(X, y, lambda column: [np.median(column)])


@mistake("best_split", "own_dtype", "정수 그대로 더해 한가운데를 구한 것 같아요. uint8은 255를 넘으면 처음으로 돌아가니 먼저 float64로 바꾸세요.")
def split__own_dtype(X: Any, y: Any) -> Any:
    def candidates(column: Any) -> Any:
        values = np.unique(column)
        return (values[:-1] + values[1:]) / 2

    return search(X, y, candidates)


@mistake("best_split", "own_dtype_scalars", "정수 두 개를 그대로 더해 한가운데를 구한 것 같아요. uint8은 255를 넘으면 처음으로 돌아가니 먼저 float64로 바꾸세요.")
def split__own_dtype_scalars(X: Any, y: Any) -> Any:
    def candidates(column: Any) -> Any:
        values = np.unique(column)
        return [(low + high) / 2 for low, high in zip(values[:-1], values[1:], strict=True)]

    return search(X, y, candidates)


@mistake("best_split", "no_floor", "1e-16쯤의 이득을 진짜로 여긴 것 같아요. 반올림한 찌꺼기일 수 있으니 1e-12보다 큰 것만 고르세요.")
def split__no_floor(X: Any, y: Any) -> Any:
    return search(X, y, least=0.0)


@mistake("best_split", "zero_counts", "이득이 0인데도 질문을 돌려준 것 같아요. 나눌 것이 없으면 (None, None, 0.0)이에요.")
def split__zero_counts(X: Any, y: Any) -> Any:
    found = search(X, y)
    many = [(j, t[0], 0.0) for j, t in enumerate(map(middles, X.T)) if len(t)]
    return many[0] if found[0] is None and many else found


@mistake("best_split", "below_zero", "지금까지의 최고를 −1처럼 0보다 작은 값에서 시작한 것 같아요. 그러면 나눌 수 없을 때 0.0이 나오지 않아요.")
def split__below_zero(X: Any, y: Any) -> Any:
    best: tuple[Any, Any, float] = (None, None, -1.0)
    for feature in range(X.shape[1]):
        for threshold in middles(X[:, feature]):
            value = gain(X[:, feature], y, threshold)
            if value > best[2]:
                best = (feature, float(threshold), value)
    return best


@mistake("best_split", "sorts_in_place", "받은 X를 그 자리에서 정렬한 것 같아요. 행이 뒤섞이고 부르는 쪽의 배열까지 바뀌니 복사본을 정렬하세요.")
def split__sorts_in_place(X: Any, y: Any) -> Any:
    found = search(X, y)
    if X.flags.writeable:
        X.sort(axis=0)
    return found


@mistake("best_split", "wrong_order", "튜플의 차례가 다른 것 같아요. (특성의 번호, 임계값, 이득)의 차례로 돌려주세요.")
def split__wrong_order(X: Any, y: Any) -> Any:
    feature, threshold, value = search(X, y)
    return (value, feature, threshold)
