"""Wrong answers to unit 09, each with the diagnosis that a student sees.

Every function is right but for its one slip, label rules included, so that what it gives can be
told from all the others.
"""

import numpy as np

from autograder.spec import mistake

RULE = "y_true: 0 이상 C 미만의 정수 레이블 (m,)이어야 합니다"


def _labels(y_true, first, *, kinds="iu", length=None, low=0, above=0, message=RULE):
    """Labels that keep the unit's rules for ``first``, (m, C); a mistake relaxes one of them.

    Raises:
        ValueError: another kind of dtype than ``kinds``, another shape than ``length`` or (m,), or a label
            below ``low`` or from C + ``above``.
    """
    y = np.asarray(y_true)
    if (
        y.dtype.kind not in kinds
        or y.shape != ((len(first),) if length is None else length)
        or y.min() < low
        or y.max() >= first.shape[1] + above
    ):
        raise ValueError(message)
    return y


def _at(table, y):
    """One value of each row of (m, C): (m,)."""
    return table[np.arange(len(table)), y]


def _picked(y_pred, y):
    """The probability of the right class, cut as the unit does: (m,)."""
    return np.clip(_at(y_pred, y), 1e-12, 1.0)


def _mean_loss(p):
    """Mean of −log p."""
    return float(-np.mean(np.log(p)))


def _shifted(logits):
    """Logits less their row's maximum: (m, C) float64."""
    return logits - np.max(logits, axis=1, keepdims=True).astype(np.float64)


def _log_sum(z):
    """log Σ exp of each row: (m,)."""
    return np.log(np.sum(np.exp(z), axis=1))


def _loss(z, y):
    """Mean loss from logits that need no more care."""
    return float(np.mean(_log_sum(z) - _at(z, y)))


def _normalized(e):
    """Each row divided by its sum."""
    return e / np.sum(e, axis=-1, keepdims=True)


def _softmax(logits):
    """Probabilities of (m, C) logits, as a new array."""
    return _normalized(np.exp(_shifted(logits)))


def _minus_one(p, y):
    """p with 1 taken from the right classes, in place."""
    p[np.arange(len(p)), y] -= 1.0
    return p


# --- softmax -------------------------------------------------------------------------


@mistake(
    "softmax", "no_max",
    "최댓값을 빼지 않고 바로 exp를 계산한 것 같아요. 로짓이 710을 넘으면 exp가 inf가 되고 inf/inf는 nan이에요. 행마다 최댓값을 먼저 빼 보세요.",
)  # fmt: skip
def softmax__no_max(x):
    x = np.asarray(x, dtype=np.float64)
    return _normalized(np.exp(x))


@mistake(
    "softmax", "global_max",
    "행마다가 아니라 배열 전체에서 최댓값 하나를 찾아 뺀 것 같아요. 작은 행은 exp가 모두 0이 되어 0/0이 나와요. np.max에 axis=-1과 keepdims=True를 주었는지 보세요.",
)  # fmt: skip
def softmax__global_max(x):
    x = np.asarray(x, dtype=np.float64)
    return _normalized(np.exp(x - np.max(x)))


@mistake(
    "softmax", "column_max",
    "행이 아니라 열마다 최댓값을 뺀 것 같아요. 최댓값은 합을 구하는 축과 같은 axis=-1에서 찾아야 해요.",
)  # fmt: skip
def softmax__column_max(x):
    x = np.asarray(x, dtype=np.float64)
    return _normalized(np.exp(x - np.max(x, axis=0, keepdims=True)))


@mistake(
    "softmax", "column_max_from_behind",
    "최댓값을 뒤에서 둘째 축(axis=-2)에서 찾은 것 같아요. 열마다 빼게 되고, (C,)에는 그런 축이 없어 오류가 나요. axis=-1에서 찾으세요.",
)  # fmt: skip
def softmax__column_max_from_behind(x):
    x = np.asarray(x, dtype=np.float64)
    return _normalized(np.exp(x - np.max(x, axis=-2, keepdims=True)))


@mistake(
    "softmax", "abs_max",
    "최댓값 대신 절댓값이 가장 큰 값을 뺀 것 같아요. 로짓이 모두 큰 음수인 행에서는 exp가 전부 0이 되어 0/0이 나와요.",
)  # fmt: skip
def softmax__abs_max(x):
    x = np.asarray(x, dtype=np.float64)
    return _normalized(np.exp(x - np.max(np.abs(x), axis=-1, keepdims=True)))


@mistake(
    "softmax", "min_shift",
    "최댓값이 아니라 최솟값을 뺀 것 같아요. 그러면 지수가 0 이상이 되어 차이가 큰 행에서 exp가 넘쳐요.",
)  # fmt: skip
def softmax__min_shift(x):
    x = np.asarray(x, dtype=np.float64)
    return _normalized(np.exp(x - np.min(x, axis=-1, keepdims=True)))


@mistake(
    "softmax", "clip_logits",
    "exp가 넘치지 않도록 로짓을 ±500으로 자른 것 같아요. 경고는 사라지지만 500보다 큰 로짓끼리 모두 같아져서 확률이 달라져요. 자르지 말고 행의 최댓값을 빼 보세요.",
)  # fmt: skip
def softmax__clip_logits(x):
    x = np.clip(np.asarray(x, dtype=np.float64), -500.0, 500.0)
    return _normalized(np.exp(x))


@mistake(
    "softmax", "nan_to_num",
    "nan을 np.nan_to_num으로 덮은 것 같아요. 증상만 가려지고 큰 로짓의 확률이 0이 되어 버려요. exp를 계산하기 전에 행의 최댓값을 빼 보세요.",
)  # fmt: skip
def softmax__nan_to_num(x):
    x = np.asarray(x, dtype=np.float64)
    e = np.exp(x)
    return np.nan_to_num(e / np.sum(e, axis=-1, keepdims=True))


@mistake(
    "softmax", "epsilon",
    "분모에 작은 수를 더해 0으로 나누는 것만 막은 것 같아요. 로짓이 모두 큰 음수이면 분자까지 0이 되어 확률의 합이 1이 아니에요. 행의 최댓값을 먼저 빼면 분모는 언제나 1 이상이에요.",
)  # fmt: skip
def softmax__epsilon(x):
    x = np.asarray(x, dtype=np.float64)
    e = np.exp(x)
    return e / (np.sum(e, axis=-1, keepdims=True) + 1e-10)


@mistake(
    "softmax", "axis0",
    "클래스 방향(axis=-1)이 아니라 샘플 방향(axis=0)으로 더한 것 같아요. 행의 합이 1이 아니라 열의 합이 1이 되지 않았는지 확인해 보세요.",
)  # fmt: skip
def softmax__axis0(x):
    x = np.asarray(x, dtype=np.float64)
    e = np.exp(x - np.max(x, axis=0, keepdims=True))
    return e / np.sum(e, axis=0, keepdims=True)


@mistake(
    "softmax", "sum_axis0",
    "최댓값은 행마다 뺐지만 합은 열마다(axis=0) 구한 것 같아요. np.sum에도 axis=-1과 keepdims=True를 주어 행마다 더하세요.",
)  # fmt: skip
def softmax__sum_axis0(x):
    x = np.asarray(x, dtype=np.float64)
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=0, keepdims=True)


@mistake(
    "softmax", "sum_from_behind",
    "합을 뒤에서 둘째 축(axis=-2)으로 구한 것 같아요. 열마다 더하게 되고, (C,)에는 그런 축이 없어 오류가 나요. axis=-1로 더하세요.",
)  # fmt: skip
def softmax__sum_from_behind(x):
    x = np.asarray(x, dtype=np.float64)
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-2, keepdims=True)


@mistake(
    "softmax", "whole_sum",
    "행마다가 아니라 배열 전체의 합으로 나눈 것 같아요. 1차원에서는 맞지만 (m, C)에서는 행의 합이 1이 되지 않아요. 밑바닥 3장의 첫 softmax가 이렇게 1차원만 다뤄요.",
)  # fmt: skip
def softmax__whole_sum(x):
    x = np.asarray(x, dtype=np.float64)
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


@mistake(
    "softmax", "textbook",
    "최댓값을 빼지 않았고, 행마다가 아니라 배열 전체의 합으로 나눈 것 같아요. 책에 처음 나오는 softmax가 이래요. 1차원의 작은 로짓에서만 맞으니, "
    "마지막 축을 따라 최댓값을 빼고 마지막 축의 합으로 나누어 보세요.",
)  # fmt: skip
def softmax__textbook(x):
    e = np.exp(np.asarray(x, dtype=np.float64))
    return e / np.sum(e)


@mistake(
    "softmax", "no_keepdims",
    "합을 구할 때 keepdims=True를 빠뜨린 것 같아요. (m, C)를 (m,)으로 나누면 정사각 배열에서는 조용히 틀리고 다른 크기에서는 브로드캐스팅 오류가 나요.",
)  # fmt: skip
def softmax__no_keepdims(x):
    x = np.asarray(x, dtype=np.float64)
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1)


@mistake(
    "softmax", "two_d_only",
    "2차원 입력만 생각하고 axis=1로 적은 것 같아요. shape (C,)인 1차원 입력도 받으려면 마지막 축을 뜻하는 axis=-1을 써 보세요.",
)  # fmt: skip
def softmax__two_d_only(x):
    x = np.asarray(x, dtype=np.float64)
    e = np.exp(x - np.max(x, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


@mistake(
    "softmax", "always_2d",
    "1차원 입력을 (1, C)로 바꾼 뒤 되돌리지 않은 것 같아요. 결과의 shape는 입력의 shape와 같아야 해요.",
)  # fmt: skip
def softmax__always_2d(x):
    x = np.atleast_2d(np.asarray(x, dtype=np.float64))
    return _normalized(np.exp(x - np.max(x, axis=-1, keepdims=True)))


@mistake(
    "softmax", "not_normalized",
    "exp까지만 구하고 합으로 나누지 않은 것 같아요. 확률이 되려면 각 행의 합이 1이어야 해요.",
)  # fmt: skip
def softmax__not_normalized(x):
    x = np.asarray(x, dtype=np.float64)
    return np.exp(x - np.max(x, axis=-1, keepdims=True))


@mistake(
    "softmax", "no_exp",
    "exp 없이 로짓을 그대로 합으로 나눈 것 같아요. 그러면 음수 로짓의 확률이 음수가 될 수 있어요. 먼저 np.exp로 모두 양수로 만들어야 해요.",
)  # fmt: skip
def softmax__no_exp(x):
    x = np.asarray(x, dtype=np.float64)
    return x / np.sum(x, axis=-1, keepdims=True)


@mistake("softmax", "base_two", "밑이 e가 아니라 2인 거듭제곱을 쓴 것 같아요. 소프트맥스는 np.exp를 써요.")
def softmax__base_two(x):
    x = np.asarray(x, dtype=np.float64)
    return _normalized(np.exp2(x - np.max(x, axis=-1, keepdims=True)))


@mistake(
    "softmax", "twice",
    "소프트맥스를 두 번 적용한 것 같아요. 확률에 다시 소프트맥스를 적용하면 0과 1 사이의 값끼리 비교하게 되어 분포가 훨씬 평평해져요.",
)  # fmt: skip
def softmax__twice(x):
    p = np.asarray(x, dtype=np.float64)
    for _ in range(2):
        p = np.exp(p - np.max(p, axis=-1, keepdims=True))
        p = p / np.sum(p, axis=-1, keepdims=True)
    return p


@mistake(
    "softmax", "log_softmax",
    "확률이 아니라 로그 확률을 돌려준 것 같아요. 마지막에 로그를 취하지 않았는지 확인해 보세요.",
)  # fmt: skip
def softmax__log_softmax(x):
    x = np.asarray(x, dtype=np.float64)
    z = x - np.max(x, axis=-1, keepdims=True)
    return z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))


@mistake(
    "softmax", "sigmoid",
    "원소마다 시그모이드를 적용한 뒤 합으로 나눈 것 같아요. 소프트맥스의 분자는 exp(x)예요.",
)  # fmt: skip
def softmax__sigmoid(x):
    x = np.asarray(x, dtype=np.float64)
    return _normalized(0.5 * (1.0 + np.tanh(x / 2.0)))


@mistake(
    "softmax", "negative",
    "지수의 부호가 반대인 것 같아요. exp(−x)를 쓰면 로짓이 가장 작은 클래스의 확률이 가장 커져요.",
)  # fmt: skip
def softmax__negative(x):
    x = np.asarray(x, dtype=np.float64)
    return _normalized(np.exp(np.min(x, axis=-1, keepdims=True) - x))


@mistake(
    "softmax", "argmax",
    "가장 큰 자리만 1로 만든 것 같아요. 소프트맥스는 ‘부드러운’ 최댓값이라서 나머지 클래스에도 0보다 큰 확률을 나눠 줘요.",
)  # fmt: skip
def softmax__argmax(x):
    x = np.asarray(x, dtype=np.float64)
    return _normalized(x == np.max(x, axis=-1, keepdims=True))


@mistake(
    "softmax", "small_integers",
    "정수 배열을 float64로 바꾸지 않고 최댓값을 뺀 것 같아요. uint8에서는 0 − 5가 251이 되고, int8의 exp는 float16으로 계산돼요. 먼저 np.asarray(x, dtype=np.float64)로 바꿔 보세요.",
)  # fmt: skip
def softmax__small_integers(x):
    return _normalized(np.exp(x - np.max(x, axis=-1, keepdims=True)))


@mistake("softmax", "float32", "결과가 float32예요. 정밀도가 7자리로 줄어드니 float64로 계산해서 돌려주세요.")
def softmax__float32(x):
    x = np.asarray(x, dtype=np.float32)
    return _normalized(np.exp(x - np.max(x, axis=-1, keepdims=True)))


@mistake(
    "softmax", "in_place",
    "입력 배열을 직접 바꾼 것 같아요. x -= … 대신 z = x - …처럼 새 배열에 담아 주세요. 같은 로짓을 다시 쓰는 코드가 조용히 틀려져요.",
)  # fmt: skip
def softmax__in_place(x):
    if x.dtype != np.float64:
        x = x.astype(np.float64)
    x -= np.max(x, axis=-1, keepdims=True)
    return _normalized(np.exp(x))


@mistake(
    "softmax", "overwrites",
    "결과를 입력 배열에 덮어쓴 것 같아요. out=x나 x[:] = … 대신 새 배열을 만들어 돌려주세요.",
)  # fmt: skip
def softmax__overwrites(x):
    x = x if x.dtype == np.float64 else x.astype(np.float64)
    x[...] = _normalized(np.exp(x - np.max(x, axis=-1, keepdims=True)))
    return x


@mistake(
    "softmax", "shared_buffer",
    "결과를 담는 배열을 함수 밖에 두고 다시 쓴 것 같아요. 다음에 호출하면 앞에서 받은 결과까지 바뀌어요. 호출할 때마다 새 배열을 만들어 주세요.",
)  # fmt: skip
def softmax__shared_buffer(x):
    x = np.asarray(x, dtype=np.float64)
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    buffers = softmax__shared_buffer.__dict__.setdefault("buffers", {})
    buffer = buffers.setdefault(x.shape, np.empty(x.shape))
    return np.divide(e, np.sum(e, axis=-1, keepdims=True), out=buffer)


# --- cross_entropy_loss --------------------------------------------------------------


@mistake(
    "cross_entropy_loss", "sum",
    "평균이 아니라 합을 구한 것 같아요. 샘플 수 m으로 나눠야 배치 크기가 달라도 손실을 비교할 수 있어요.",
)  # fmt: skip
def cross_entropy_loss__sum(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return float(-np.sum(np.log(_picked(y_pred, y))))


@mistake(
    "cross_entropy_loss", "mean_over_all",
    "m이 아니라 m × C로 나눈 것 같아요. 원-핫 행렬을 곱한 (m, C) 배열에 np.mean을 쓰면 0인 자리까지 세게 돼요. 클래스 방향으로는 더하고 샘플 방향으로만 평균을 내세요.",
)  # fmt: skip
def cross_entropy_loss__mean_over_all(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return float(-np.sum(np.log(_picked(y_pred, y))) / y_pred.size)


@mistake(
    "cross_entropy_loss", "axis0",
    "샘플 방향(axis=0)으로 먼저 더한 다음 평균을 낸 것 같아요. 그러면 샘플 수 m이 아니라 클래스 수 C로 나누게 돼요. 샘플마다의 손실 (m,)을 구한 뒤에 평균을 내세요.",
)  # fmt: skip
def cross_entropy_loss__axis0(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return float(-np.sum(np.log(_picked(y_pred, y))) / y_pred.shape[1])


@mistake(
    "cross_entropy_loss", "log2",
    "밑이 2인 로그를 쓴 것 같아요. 손실이 모두 1/ln 2 ≈ 1.443배가 돼요. 자연로그 np.log를 쓰세요.",
)  # fmt: skip
def cross_entropy_loss__log2(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return float(-np.mean(np.log2(_picked(y_pred, y))))


@mistake(
    "cross_entropy_loss", "log10",
    "상용로그(np.log10)를 쓴 것 같아요. 크로스 엔트로피의 로그는 자연로그 np.log예요.",
)  # fmt: skip
def cross_entropy_loss__log10(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return float(-np.mean(np.log10(_picked(y_pred, y))))


@mistake(
    "cross_entropy_loss", "no_minus",
    "음의 부호를 빠뜨린 것 같아요. 로그 확률은 0 이하라서 앞에 −를 붙여야 손실이 0 이상이 돼요.",
)  # fmt: skip
def cross_entropy_loss__no_minus(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return float(np.mean(np.log(_picked(y_pred, y))))


@mistake(
    "cross_entropy_loss", "no_log",
    "로그를 취하지 않고 1 − p의 평균을 구한 것 같아요. 크로스 엔트로피는 −log p의 평균이에요.",
)  # fmt: skip
def cross_entropy_loss__no_log(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return float(np.mean(1.0 - _picked(y_pred, y)))


@mistake(
    "cross_entropy_loss", "log_of_mean",
    "확률을 먼저 평균 내고 로그를 취한 것 같아요. 로그를 먼저 취하고 평균을 내야 해요. log의 평균과 평균의 log는 달라요.",
)  # fmt: skip
def cross_entropy_loss__log_of_mean(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return float(-np.log(np.mean(_picked(y_pred, y))))


@mistake(
    "cross_entropy_loss", "per_sample",
    "샘플마다의 손실 (m,)을 그대로 돌려준 것 같아요. 마지막에 평균을 내서 실수 하나로 만들어 주세요.",
)  # fmt: skip
def cross_entropy_loss__per_sample(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return -np.log(_picked(y_pred, y))


@mistake(
    "cross_entropy_loss", "all_pairs",
    "y_pred[:, y_true]로 뽑은 것 같아요. 그러면 (m, m) 배열이 나와 다른 샘플의 레이블까지 섞여요. 행 번호 np.arange(m)과 짝을 지어 뽑아 보세요.",
)  # fmt: skip
def cross_entropy_loss__all_pairs(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return _mean_loss(np.clip(y_pred[:, y], 1e-12, 1.0))


@mistake(
    "cross_entropy_loss", "max_probability",
    "정답 클래스가 아니라 가장 큰 확률을 쓴 것 같아요. 자신 있게 틀린 예측도 손실이 작아져 버려요. y_true가 가리키는 열의 확률을 쓰세요.",
)  # fmt: skip
def cross_entropy_loss__max_probability(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return _mean_loss(np.clip(np.max(y_pred, axis=1), 1e-12, 1.0))


@mistake(
    "cross_entropy_loss", "first_label",
    "모든 샘플에 첫 번째 레이블을 쓴 것 같아요. 샘플마다 자기 레이블이 가리키는 확률을 뽑아야 해요.",
)  # fmt: skip
def cross_entropy_loss__first_label(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return _mean_loss(np.clip(y_pred[:, y[0]], 1e-12, 1.0))


@mistake(
    "cross_entropy_loss", "one_based",
    "레이블을 1부터 세어 한 칸 앞의 확률을 뽑은 것 같아요. 레이블은 0부터 시작하므로 1을 빼지 않아도 돼요.",
)  # fmt: skip
def cross_entropy_loss__one_based(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return _mean_loss(np.clip(_at(y_pred, y.astype(np.int64) - 1), 1e-12, 1.0))


@mistake(
    "cross_entropy_loss", "all_classes",
    "정답 클래스뿐 아니라 모든 클래스의 −log p를 더한 것 같아요. 원-핫 벡터가 곱해지면 정답 자리의 항 하나만 남아야 해요.",
)  # fmt: skip
def cross_entropy_loss__all_classes(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return float(-np.mean(np.sum(np.log(np.clip(y_pred, 1e-12, 1.0)), axis=1)))


@mistake(
    "cross_entropy_loss", "binary_terms",
    "이진 크로스 엔트로피처럼 다른 클래스의 log(1 − p) 항까지 더한 것 같아요. 클래스가 여럿일 때는 정답 클래스의 −log p만 남아요.",
)  # fmt: skip
def cross_entropy_loss__binary_terms(y_pred, y_true):
    y = _labels(y_true, y_pred)
    q = np.clip(y_pred, 1e-12, 1.0 - 1e-12)
    t = np.eye(y_pred.shape[1])[y]
    return float(-np.mean(np.sum(t * np.log(q) + (1.0 - t) * np.log(1.0 - q), axis=1)))


@mistake(
    "cross_entropy_loss", "softmax_again",
    "이미 확률인 y_pred에 소프트맥스를 한 번 더 적용한 것 같아요. cross_entropy_loss는 확률을 받으니 바로 로그를 취하세요.",
)  # fmt: skip
def cross_entropy_loss__softmax_again(y_pred, y_true):
    y = _labels(y_true, y_pred)
    e = np.exp(np.asarray(y_pred, dtype=np.float64))
    return _mean_loss(_at(e, y) / np.sum(e, axis=1))


@mistake(
    "cross_entropy_loss", "no_clip",
    "확률을 자르지 않고 로그를 취한 것 같아요. 정답 확률이 0이면 손실이 inf가 돼요. np.clip으로 1e-12와 1.0 사이로 자르세요.",
)  # fmt: skip
def cross_entropy_loss__no_clip(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return _mean_loss(_at(y_pred, y))


@mistake(
    "cross_entropy_loss", "no_name",
    "오류는 냈지만 메시지에 어느 인자가 잘못됐는지 적지 않은 것 같아요. 메시지에 y_true라는 이름을 넣어 주세요.",
)  # fmt: skip
def cross_entropy_loss__no_name(y_pred, y_true):
    return _mean_loss(_picked(y_pred, _labels(y_true, y_pred, message="레이블이 잘못되었습니다")))


@mistake(
    "cross_entropy_loss", "only_low",
    "아래쪽만 자른 것 같아요. 반올림으로 확률이 1을 조금 넘으면 손실이 음수가 돼요. 위쪽도 1.0으로 자르세요.",
)  # fmt: skip
def cross_entropy_loss__only_low(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return _mean_loss(np.maximum(_at(y_pred, y), 1e-12))


@mistake(
    "cross_entropy_loss", "epsilon_in_log",
    "로그 안에 1e-10을 더한 것 같아요. 완벽한 예측의 손실이 0이 아니라 −1e-10이 되고, 정답 확률이 0일 때의 손실도 23.03에서 막혀요. 더하지 말고 np.clip으로 자르세요.",
)  # fmt: skip
def cross_entropy_loss__epsilon_in_log(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return _mean_loss(_at(y_pred, y) + 1e-10)


@mistake(
    "cross_entropy_loss", "epsilon_1e12",
    "확률을 자르지 않고 로그 안에 1e-12를 더한 것 같아요. 그러면 완벽한 예측의 손실이 0이 아니라 −1e-12가 돼요. 더하지 말고 np.clip으로 1e-12와 1.0 사이로 자르세요.",
)  # fmt: skip
def cross_entropy_loss__epsilon_1e12(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return _mean_loss(_at(y_pred, y) + 1e-12)


@mistake(
    "cross_entropy_loss", "epsilon_1e7",
    "틀린 것이 아니라 다른 약속이에요. 밑바닥 방식처럼 로그 안에 1e-7을 더했어요. 이 단원의 약속은 확률을 [1e-12, 1]로 자르는 것이라서 완벽한 예측의 손실이 정확히 0이에요.",
    convention=True,
)  # fmt: skip
def cross_entropy_loss__epsilon_1e7(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return float(-np.sum(np.log(_at(y_pred, y) + 1e-7)) / len(y))


@mistake(
    "cross_entropy_loss", "clip_1e7",
    "틀린 것이 아니라 다른 약속이에요. Keras처럼 확률을 1e-7과 1 − 1e-7 사이로 잘랐어요. 이 단원에서는 1e-12와 1.0 사이로 잘라요.",
    convention=True,
)  # fmt: skip
def cross_entropy_loss__clip_1e7(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return _mean_loss(np.clip(_at(y_pred, y), 1e-7, 1.0 - 1e-7))


@mistake(
    "cross_entropy_loss", "clip_1e15",
    "틀린 것이 아니라 다른 약속이에요. 확률을 1e-15에서 잘랐는데 이 단원의 하한은 1e-12예요. 정답 확률이 0일 때 손실이 34.54가 아니라 27.63이어야 해요.",
    convention=True,
)  # fmt: skip
def cross_entropy_loss__clip_1e15(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return _mean_loss(np.clip(_at(y_pred, y), 1e-15, 1.0))


@mistake(
    "cross_entropy_loss", "clip_both_ends",
    "위쪽을 1보다 조금 작은 값에서 자른 것 같아요. 그러면 완벽한 예측의 손실이 정확히 0이 되지 않아요. 상한은 1.0이에요.",
)  # fmt: skip
def cross_entropy_loss__clip_both_ends(y_pred, y_true):
    y = _labels(y_true, y_pred)
    return _mean_loss(np.clip(_at(y_pred, y), 1e-12, 1.0 - 1e-12))


@mistake(
    "cross_entropy_loss", "no_label_check",
    "레이블을 검사하지 않은 것 같아요. −1은 마지막 클래스를 조용히 가리키고, 원-핫이나 길이가 다른 레이블은 브로드캐스팅되어 그럴듯한 수가 나와요. dtype, shape, 범위를 확인하고 ValueError를 내세요.",
)  # fmt: skip
def cross_entropy_loss__no_label_check(y_pred, y_true):
    y = np.asarray(y_true).astype(np.int64)
    return _mean_loss(_picked(y_pred, y))


@mistake(
    "cross_entropy_loss", "negative_label",
    "음수 레이블을 걸러 내지 않은 것 같아요. 인덱스 −1은 오류 없이 마지막 클래스를 가리켜요. y_true < 0인 값이 있으면 ValueError를 내세요.",
)  # fmt: skip
def cross_entropy_loss__negative_label(y_pred, y_true):
    return _mean_loss(_picked(y_pred, _labels(y_true, y_pred, low=-y_pred.shape[1])))


@mistake(
    "cross_entropy_loss", "off_by_one",
    "레이블의 상한 검사가 한 칸 어긋난 것 같아요. 클래스가 C개이면 레이블은 C − 1까지예요. > C가 아니라 >= C일 때 ValueError를 내세요.",
)  # fmt: skip
def cross_entropy_loss__off_by_one(y_pred, y_true):
    return _mean_loss(_picked(y_pred, _labels(y_true, y_pred, above=1)))


@mistake(
    "cross_entropy_loss", "no_upper_check",
    "C 이상인 레이블을 걸러 내지 않은 것 같아요. NumPy의 IndexError가 아니라 y_true를 짚어 주는 ValueError를 직접 내세요.",
)  # fmt: skip
def cross_entropy_loss__no_upper_check(y_pred, y_true):
    return _mean_loss(_picked(y_pred, _labels(y_true, y_pred, above=np.inf)))


@mistake(
    "cross_entropy_loss", "float_labels",
    "실수나 불리언 레이블을 정수로 바꿔서 받은 것 같아요. astype(int)는 1.9도 조용히 1로 만들어요. dtype이 정수가 아니면 ValueError를 내세요.",
)  # fmt: skip
def cross_entropy_loss__float_labels(y_pred, y_true):
    return _mean_loss(_picked(y_pred, _labels(np.asarray(y_true).astype(np.int64), y_pred)))


@mistake(
    "cross_entropy_loss", "bool_labels",
    "불리언 레이블을 걸러 내지 않은 것 같아요. True와 False로 인덱싱하면 정수와 다른 뜻이 되니, dtype의 종류가 정수(i, u)인지 확인하세요.",
)  # fmt: skip
def cross_entropy_loss__bool_labels(y_pred, y_true):
    return _mean_loss(_picked(y_pred, _labels(y_true, y_pred, kinds="iub").astype(np.int64)))


@mistake(
    "cross_entropy_loss", "one_dtype",
    "레이블의 dtype이 int64인지만 본 것 같아요. uint8이나 int32도 정수예요. dtype.kind가 i나 u인지 보거나 np.issubdtype(…, np.integer)를 쓰세요.",
)  # fmt: skip
def cross_entropy_loss__one_dtype(y_pred, y_true):
    y = _labels(y_true, y_pred)
    if y.dtype != np.int64:
        raise ValueError(RULE)
    return _mean_loss(_picked(y_pred, y))


@mistake(
    "cross_entropy_loss", "isinstance_int",
    "isinstance(…, int)로 레이블을 하나씩 검사한 것 같아요. 배열에서 꺼낸 정수는 np.int64라서 int가 아니에요. 하나씩 보지 말고 np.asarray(y_true).dtype.kind가 i나 u인지 보세요.",
)  # fmt: skip
def cross_entropy_loss__isinstance_int(y_pred, y_true):
    if not all(isinstance(label, int) for label in y_true):
        raise ValueError(RULE)
    y = _labels(y_true, y_pred)
    return _mean_loss(_picked(y_pred, y))


@mistake(
    "cross_entropy_loss", "few_dtypes",
    "레이블의 dtype을 int32나 int64하고만 견준 것 같아요. uint8이나 int8도 정수예요. dtype.kind가 i나 u인지 보거나 np.issubdtype(…, np.integer)를 쓰세요.",
)  # fmt: skip
def cross_entropy_loss__few_dtypes(y_pred, y_true):
    y = _labels(y_true, y_pred)
    if y.dtype not in (np.int32, np.int64):
        raise ValueError(RULE)
    return _mean_loss(_picked(y_pred, y))


@mistake(
    "cross_entropy_loss", "whole_floats",
    "소수 부분이 없으면 실수 레이블도 받은 것 같아요. 1.0은 값이 1이어도 dtype이 실수예요. 값이 아니라 dtype이 정수인지 보고, 아니면 ValueError를 내세요.",
)  # fmt: skip
def cross_entropy_loss__whole_floats(y_pred, y_true):
    y = _labels(y_true, y_pred, kinds="iuf").astype(np.int64)
    return _mean_loss(_picked(y_pred, y))


@mistake(
    "cross_entropy_loss", "dtype_unchecked",
    "레이블의 dtype을 보지 않은 것 같아요. 실수로 인덱싱하면 IndexError가 나고, 불리언은 번호가 아니라 마스크로 쓰여요. dtype.kind가 i나 u가 아니면 ValueError를 내세요.",
)  # fmt: skip
def cross_entropy_loss__dtype_unchecked(y_pred, y_true):
    y = _labels(y_true, y_pred, kinds="iufb")
    return _mean_loss(_picked(y_pred, y))


@mistake(
    "cross_entropy_loss", "flattens",
    "shape (m, 1)인 레이블을 펼쳐서 받은 것 같아요. 이 단원의 약속은 shape (m,)만 받는 것이에요. ravel()하기 전에 shape를 확인하고 ValueError를 내세요.",
)  # fmt: skip
def cross_entropy_loss__flattens(y_pred, y_true):
    return _mean_loss(_picked(y_pred, _labels(np.ravel(y_true), y_pred)))


@mistake(
    "cross_entropy_loss", "accepts_one_hot",
    "틀린 것이 아니라 다른 약속이에요. 밑바닥 방식처럼 원-핫 레이블을 argmax로 바꿔서 받았어요. 이 단원은 shape (m,)인 정수 레이블만 받고, 원-핫에는 ValueError를 내요.",
    convention=True,
)  # fmt: skip
def cross_entropy_loss__accepts_one_hot(y_pred, y_true):
    y = np.asarray(y_true)
    if y.ndim == 2 and y.shape == y_pred.shape:
        y = y.argmax(axis=1)
    return _mean_loss(_picked(y_pred, _labels(y, y_pred)))


@mistake(
    "cross_entropy_loss", "no_length_check",
    "레이블의 개수가 샘플 수와 같은지 확인하지 않은 것 같아요. 길이가 1인 레이블은 모든 행으로 브로드캐스팅되어 조용히 틀려요. y_true의 shape가 (m,)인지 확인하세요.",
)  # fmt: skip
def cross_entropy_loss__no_length_check(y_pred, y_true):
    return _mean_loss(_picked(y_pred, _labels(y_true, y_pred, length=np.shape(y_true)[:1])))


@mistake(
    "cross_entropy_loss", "asserts",
    "레이블 검사에 assert를 쓴 것 같아요. assert는 AssertionError를 내고, 파이썬을 -O로 실행하면 아예 사라져요. if와 raise ValueError(…)로 써 보세요.",
)  # fmt: skip
def cross_entropy_loss__asserts(y_pred, y_true):
    y = np.asarray(y_true)
    assert y.dtype.kind in "iu", "y_true"
    assert y.shape == (len(y_pred),), "y_true"
    assert y.min() >= 0 and y.max() < y_pred.shape[1], "y_true"
    return _mean_loss(_picked(y_pred, y))


@mistake(
    "cross_entropy_loss", "clips_labels",
    "범위를 벗어난 레이블을 np.clip으로 밀어 넣은 것 같아요. 데이터의 잘못이 조용히 숨어 버려요. 값을 고치지 말고 ValueError를 내세요.",
)  # fmt: skip
def cross_entropy_loss__clips_labels(y_pred, y_true):
    y = np.clip(_labels(y_true, y_pred, low=-np.inf, above=np.inf), 0, y_pred.shape[1] - 1)
    return _mean_loss(_picked(y_pred, y))


@mistake(
    "cross_entropy_loss", "no_list",
    "레이블이 리스트일 때를 빠뜨린 것 같아요. np.asarray(y_true)로 먼저 배열로 바꾼 뒤에 shape와 dtype을 보세요.",
)  # fmt: skip
def cross_entropy_loss__no_list(y_pred, y_true):
    return _mean_loss(_picked(y_pred, _labels(y_true.astype(y_true.dtype), y_pred)))


@mistake(
    "cross_entropy_loss", "one_hot_by_max",
    "원-핫 행렬의 폭을 y_true의 최댓값 + 1로 정한 것 같아요. 배치에 마지막 클래스가 없으면 폭이 C보다 좁아져요. 클래스 수는 y_pred.shape[1]에서 가져오세요.",
)  # fmt: skip
def cross_entropy_loss__one_hot_by_max(y_pred, y_true):
    y = _labels(y_true, y_pred)
    t = np.eye(int(y.max()) + 1)[y]
    return float(-np.mean(np.sum(t * np.log(np.clip(y_pred, 1e-12, 1.0)), axis=1)))


@mistake(
    "cross_entropy_loss", "in_place",
    "y_pred를 제자리에서 자른 것 같아요. np.clip에 out=y_pred를 주거나 y_pred[…] = …로 대입하지 말고 새 배열에 담아 주세요.",
)  # fmt: skip
def cross_entropy_loss__in_place(y_pred, y_true):
    y = _labels(y_true, y_pred)
    if y_pred.dtype != np.float64:
        y_pred = y_pred.astype(np.float64)
    np.clip(y_pred, 1e-12, 1.0, out=y_pred)
    return _mean_loss(_at(y_pred, y))


@mistake(
    "cross_entropy_loss", "writes_labels",
    "계산하면서 y_true를 바꾼 것 같아요. 인자로 받은 배열이나 리스트에는 대입하지 마세요.",
)  # fmt: skip
def cross_entropy_loss__writes_labels(y_pred, y_true):
    y = _labels(y_true, y_pred)
    p = _picked(y_pred, y)
    y_true[:] = [0] * len(y)
    return _mean_loss(p)


# --- softmax_cross_entropy -----------------------------------------------------------


@mistake("softmax_cross_entropy", "sum", "평균이 아니라 합을 구한 것 같아요. 샘플 수 m으로 나눠야 해요.")
def softmax_cross_entropy__sum(logits, y_true):
    y = _labels(y_true, logits)
    z = _shifted(logits)
    return float(np.sum(_log_sum(z) - _at(z, y)))


@mistake(
    "softmax_cross_entropy", "mean_over_all",
    "m이 아니라 m × C로 나눈 것 같아요. 샘플마다 손실은 하나이므로 m으로만 나눠요.",
)  # fmt: skip
def softmax_cross_entropy__mean_over_all(logits, y_true):
    y = _labels(y_true, logits)
    z = _shifted(logits)
    return float(np.sum(_log_sum(z) - _at(z, y)) / logits.size)


@mistake(
    "softmax_cross_entropy", "negated",
    "부호가 반대인 것 같아요. 손실은 logsumexp에서 정답 로짓을 뺀 값이라 언제나 0 이상이에요.",
)  # fmt: skip
def softmax_cross_entropy__negated(logits, y_true):
    y = _labels(y_true, logits)
    z = _shifted(logits)
    return float(np.mean(_at(z, y) - _log_sum(z)))


@mistake(
    "softmax_cross_entropy", "log2",
    "밑이 2인 로그를 쓴 것 같아요. np.exp와 짝이 되는 로그는 자연로그 np.log예요.",
)  # fmt: skip
def softmax_cross_entropy__log2(logits, y_true):
    y = _labels(y_true, logits)
    z = _shifted(logits)
    return float(np.mean(np.log2(np.sum(np.exp(z), axis=1)) - _at(z, y)))


@mistake(
    "softmax_cross_entropy", "per_sample",
    "샘플마다의 손실 (m,)을 그대로 돌려준 것 같아요. 마지막에 평균을 내서 실수 하나로 만들어 주세요.",
)  # fmt: skip
def softmax_cross_entropy__per_sample(logits, y_true):
    y = _labels(y_true, logits)
    z = _shifted(logits)
    return _log_sum(z) - _at(z, y)


@mistake(
    "softmax_cross_entropy", "max_not_returned",
    "logsumexp에서만 최댓값을 빼고 정답 로짓에서는 빼지 않은 것 같아요. 최댓값을 다시 더하거나, 정답 로짓도 최댓값을 뺀 z에서 뽑아야 해요.",
)  # fmt: skip
def softmax_cross_entropy__max_not_returned(logits, y_true):
    y = _labels(y_true, logits)
    return float(np.mean(_log_sum(_shifted(logits)) - _at(logits, y)))


@mistake(
    "softmax_cross_entropy", "max_added_twice",
    "최댓값을 뺀 정답 로짓을 쓰면서 최댓값도 다시 더한 것 같아요. 둘 가운데 하나만 해야 해요.",
)  # fmt: skip
def softmax_cross_entropy__max_added_twice(logits, y_true):
    y = _labels(y_true, logits)
    z = _shifted(logits)
    top = np.max(logits, axis=1).astype(np.float64)
    return float(np.mean(top + _log_sum(z) - _at(z, y)))


@mistake(
    "softmax_cross_entropy", "no_log",
    "exp의 합에 로그를 취하지 않은 것 같아요. 손실은 log(Σ exp) − 정답 로짓이에요.",
)  # fmt: skip
def softmax_cross_entropy__no_log(logits, y_true):
    y = _labels(y_true, logits)
    z = _shifted(logits)
    return float(np.mean(np.sum(np.exp(z), axis=1) - _at(z, y)))


@mistake(
    "softmax_cross_entropy", "only_true_logit",
    "정답 로짓의 부호만 바꾼 것 같아요. log(Σ exp) 항이 빠지면 다른 클래스의 로짓이 손실에 아무 영향도 주지 못해요.",
)  # fmt: skip
def softmax_cross_entropy__only_true_logit(logits, y_true):
    y = _labels(y_true, logits)
    return float(-np.mean(_at(_shifted(logits), y)))


@mistake(
    "softmax_cross_entropy", "others_only",
    "log(Σ exp)의 합에서 정답 클래스를 뺀 것 같아요. 분모에는 정답 클래스도 들어가요.",
)  # fmt: skip
def softmax_cross_entropy__others_only(logits, y_true):
    y = _labels(y_true, logits)
    z = np.array(logits, dtype=np.float64)
    picked = _at(z, y)
    if z.shape[1] > 1:
        z[np.arange(len(y)), y] = -np.inf
    return float(np.mean(np.logaddexp.reduce(z, axis=1) - picked))


@mistake(
    "softmax_cross_entropy", "all_pairs",
    "z[:, y_true]로 정답 로짓을 뽑은 것 같아요. (m, m) 배열이 되어 다른 샘플의 레이블까지 섞여요. np.arange(m)과 짝을 지어 뽑아 보세요.",
)  # fmt: skip
def softmax_cross_entropy__all_pairs(logits, y_true):
    y = _labels(y_true, logits)
    z = _shifted(logits)
    log_sum = np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    return float(np.mean(log_sum - z[:, y]))


@mistake(
    "softmax_cross_entropy", "axis0",
    "클래스 방향이 아니라 샘플 방향(axis=0)으로 더한 것 같아요. logsumexp는 행마다 하나씩, shape (m,)으로 나와야 해요.",
)  # fmt: skip
def softmax_cross_entropy__axis0(logits, y_true):
    y = _labels(y_true, logits)
    z = logits - np.max(logits, axis=0, keepdims=True).astype(np.float64)
    log_p = z - np.log(np.sum(np.exp(z), axis=0, keepdims=True))
    return float(-np.mean(_at(log_p, y)))


@mistake(
    "softmax_cross_entropy", "sum_axis0",
    "최댓값은 행마다 뺐지만 exp는 열마다(axis=0) 더한 것 같아요. 그러면 (m,)이 아니라 (C,)가 되어 정답 로짓과 짝이 맞지 않아요. axis=-1로 더하세요.",
)  # fmt: skip
def softmax_cross_entropy__sum_axis0(logits, y_true):
    y = _labels(y_true, logits)
    z = _shifted(logits)
    return float(np.mean(np.log(np.sum(np.exp(z), axis=0)) - _at(z, y)))


@mistake(
    "softmax_cross_entropy", "treats_as_probabilities",
    "로짓을 확률로 여기고 바로 로그를 취한 것 같아요. softmax_cross_entropy는 소프트맥스를 거치지 않은 로짓을 받아요.",
)  # fmt: skip
def softmax_cross_entropy__treats_as_probabilities(logits, y_true):
    y = _labels(y_true, logits)
    return _mean_loss(np.clip(_at(logits, y), 1e-12, 1.0))


@mistake(
    "softmax_cross_entropy", "softmax_twice",
    "소프트맥스를 적용한 확률을 다시 로짓처럼 다룬 것 같아요. PyTorch의 cross_entropy에 확률을 넣을 때 생기는 실수와 같아요. 소프트맥스는 한 번만 거쳐야 해요.",
)  # fmt: skip
def softmax_cross_entropy__softmax_twice(logits, y_true):
    y = _labels(y_true, logits)
    p = _softmax(logits)
    return float(np.mean(np.log(np.sum(np.exp(p), axis=1)) - _at(p, y)))


@mistake(
    "softmax_cross_entropy", "via_clipped_probability",
    "softmax를 거쳐 cross_entropy_loss를 부른 것 같아요. 확률이 1e-12에서 잘려 손실이 27.63을 넘지 못하고, 그 위에서는 기울기도 0이 돼요. 로짓에서 바로 log(Σ exp)를 계산해 보세요.",
)  # fmt: skip
def softmax_cross_entropy__via_clipped_probability(logits, y_true):
    y = _labels(y_true, logits)
    return _mean_loss(np.clip(_at(_softmax(logits), y), 1e-12, 1.0))


@mistake(
    "softmax_cross_entropy", "via_probability",
    "소프트맥스 확률에 로그를 취한 것 같아요. 로짓의 차이가 745를 넘으면 확률이 정확히 0이 되어 손실이 inf예요. 로그와 exp를 먼저 약분한 log(Σ exp) − z를 쓰세요.",
)  # fmt: skip
def softmax_cross_entropy__via_probability(logits, y_true):
    y = _labels(y_true, logits)
    return _mean_loss(_at(_softmax(logits), y))


@mistake(
    "softmax_cross_entropy", "epsilon_in_log",
    "로그 안에 1e-10을 더한 것 같아요. 손실이 23.03에서 막혀서, 모델이 가장 크게 틀렸을 때 학습이 멈춰요. 로짓에서 바로 log(Σ exp)를 계산해 보세요.",
)  # fmt: skip
def softmax_cross_entropy__epsilon_in_log(logits, y_true):
    y = _labels(y_true, logits)
    return _mean_loss(_at(_softmax(logits), y) + 1e-10)


@mistake(
    "softmax_cross_entropy", "epsilon_1e12",
    "소프트맥스 확률에 1e-12를 더해 로그를 취한 것 같아요. 손실이 27.63에서 막혀요. 확률을 거치지 말고 로짓에서 바로 log(Σ exp)를 계산해 보세요.",
)  # fmt: skip
def softmax_cross_entropy__epsilon_1e12(logits, y_true):
    y = _labels(y_true, logits)
    return _mean_loss(_at(_softmax(logits), y) + 1e-12)


@mistake(
    "softmax_cross_entropy", "epsilon_1e7",
    "밑바닥 방식처럼 소프트맥스 확률에 1e-7을 더해 로그를 취한 것 같아요. 손실이 16.12에서 막혀요. 이 함수는 확률을 거치지 않고 로짓에서 바로 계산해야 해요.",
    convention=True,
)  # fmt: skip
def softmax_cross_entropy__epsilon_1e7(logits, y_true):
    y = _labels(y_true, logits)
    return _mean_loss(_at(_softmax(logits), y) + 1e-7)


@mistake(
    "softmax_cross_entropy", "no_max",
    "최댓값을 빼지 않고 log(Σ exp)를 계산한 것 같아요. 로짓이 710을 넘으면 exp가 넘치고, 모두 −745보다 작으면 log(0)이 돼요. 행의 최댓값을 먼저 빼세요.",
)  # fmt: skip
def softmax_cross_entropy__no_max(logits, y_true):
    y = _labels(y_true, logits)
    return _loss(np.asarray(logits, dtype=np.float64), y)


@mistake(
    "softmax_cross_entropy", "global_max",
    "행마다가 아니라 배열 전체의 최댓값 하나를 뺀 것 같아요. 다른 행보다 한참 작은 행에서는 log(0)이 돼요. axis=-1, keepdims=True를 확인하세요.",
)  # fmt: skip
def softmax_cross_entropy__global_max(logits, y_true):
    y = _labels(y_true, logits)
    return _loss(logits - np.max(logits).astype(np.float64), y)


@mistake(
    "softmax_cross_entropy", "clip_logits",
    "로짓을 ±500으로 자른 것 같아요. 경고는 없어지지만 차이가 1000을 넘는 손실이 모두 1000 근처에서 멈춰요. 자르지 말고 최댓값을 빼세요.",
)  # fmt: skip
def softmax_cross_entropy__clip_logits(logits, y_true):
    y = _labels(y_true, logits)
    return _loss(np.clip(np.asarray(logits, dtype=np.float64), -500.0, 500.0), y)


@mistake(
    "softmax_cross_entropy", "nan_to_num",
    "inf나 nan이 된 손실을 np.nan_to_num으로 덮은 것 같아요. 계산을 log(Σ exp) − z로 바꾸면 덮을 것이 생기지 않아요.",
)  # fmt: skip
def softmax_cross_entropy__nan_to_num(logits, y_true):
    y = _labels(y_true, logits)
    return float(np.mean(np.nan_to_num(-np.log(_at(_softmax(logits), y)), posinf=0.0)))


@mistake(
    "softmax_cross_entropy", "one_hot_times_inf",
    "원-핫 행렬을 곱해서 정답의 로그 확률을 뽑은 것 같아요. 마스크된 자리에서는 0 × (−inf)가 nan이에요. 인덱싱이나 np.where로 뽑아 보세요.",
)  # fmt: skip
def softmax_cross_entropy__one_hot_times_inf(logits, y_true):
    y = _labels(y_true, logits)
    z = _shifted(logits)
    log_p = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    return float(-np.mean(np.sum(np.eye(logits.shape[1])[y] * log_p, axis=1)))


@mistake(
    "softmax_cross_entropy", "small_integers",
    "정수 로짓을 float64로 바꾸지 않고 최댓값을 뺀 것 같아요. uint8이나 int8에서는 뺄셈이 한 바퀴 돌아요. 먼저 np.asarray(logits, dtype=np.float64)로 바꾸세요.",
)  # fmt: skip
def softmax_cross_entropy__small_integers(logits, y_true):
    y = _labels(y_true, logits)
    return _loss(logits - np.max(logits, axis=1, keepdims=True), y)


@mistake(
    "softmax_cross_entropy", "one_based",
    "레이블을 1부터 세어 한 칸 앞의 로짓을 뽑은 것 같아요. 레이블은 0부터 시작해요.",
)  # fmt: skip
def softmax_cross_entropy__one_based(logits, y_true):
    y = _labels(y_true, logits)
    z = _shifted(logits)
    return float(np.mean(_log_sum(z) - _at(z, y.astype(np.int64) - 1)))


@mistake(
    "softmax_cross_entropy", "in_place",
    "logits를 직접 바꾼 것 같아요. logits -= … 대신 z = logits - …처럼 새 배열에 담아 주세요.",
)  # fmt: skip
def softmax_cross_entropy__in_place(logits, y_true):
    y = _labels(y_true, logits)
    z = logits if logits.dtype == np.float64 else logits.astype(np.float64)
    z -= np.max(z, axis=1, keepdims=True)
    return _loss(z, y)


@mistake(
    "softmax_cross_entropy", "no_label_check",
    "레이블을 검사하지 않은 것 같아요. −1은 마지막 클래스를 조용히 가리키고, 원-핫이나 길이가 다른 레이블은 브로드캐스팅되어 그럴듯한 수가 나와요. dtype, shape, 범위를 확인하고 ValueError를 내세요.",
)  # fmt: skip
def softmax_cross_entropy__no_label_check(logits, y_true):
    y = np.asarray(y_true).astype(np.int64)
    return _loss(_shifted(logits), y)


@mistake(
    "softmax_cross_entropy", "negative_label",
    "음수 레이블을 걸러 내지 않은 것 같아요. 인덱스 −1은 오류 없이 마지막 클래스를 가리켜요. y_true < 0인 값이 있으면 ValueError를 내세요.",
)  # fmt: skip
def softmax_cross_entropy__negative_label(logits, y_true):
    y = _labels(y_true, logits, low=-logits.shape[1])
    return _loss(_shifted(logits), y)


@mistake(
    "softmax_cross_entropy", "float_labels",
    "실수나 불리언 레이블을 정수로 바꿔서 받은 것 같아요. astype(int)는 1.9도 조용히 1로 만들어요. dtype이 정수가 아니면 ValueError를 내세요.",
)  # fmt: skip
def softmax_cross_entropy__float_labels(logits, y_true):
    y = _labels(np.asarray(y_true).astype(np.int64), logits)
    return _loss(_shifted(logits), y)


@mistake(
    "softmax_cross_entropy", "one_dtype",
    "레이블의 dtype이 int64인지만 본 것 같아요. uint8이나 int32도 정수예요. dtype.kind가 i나 u인지 보거나 np.issubdtype(…, np.integer)를 쓰세요.",
)  # fmt: skip
def softmax_cross_entropy__one_dtype(logits, y_true):
    y = _labels(y_true, logits)
    if y.dtype != np.int64:
        raise ValueError(RULE)
    return _loss(_shifted(logits), y)


@mistake(
    "softmax_cross_entropy", "isinstance_int",
    "isinstance(…, int)로 레이블을 하나씩 검사한 것 같아요. 배열에서 꺼낸 정수는 np.int64라서 int가 아니에요. 하나씩 보지 말고 np.asarray(y_true).dtype.kind가 i나 u인지 보세요.",
)  # fmt: skip
def softmax_cross_entropy__isinstance_int(logits, y_true):
    if not all(isinstance(label, int) for label in y_true):
        raise ValueError(RULE)
    y = _labels(y_true, logits)
    return _loss(_shifted(logits), y)


@mistake(
    "softmax_cross_entropy", "few_dtypes",
    "레이블의 dtype을 int32나 int64하고만 견준 것 같아요. uint8이나 int8도 정수예요. dtype.kind가 i나 u인지 보거나 np.issubdtype(…, np.integer)를 쓰세요.",
)  # fmt: skip
def softmax_cross_entropy__few_dtypes(logits, y_true):
    y = _labels(y_true, logits)
    if y.dtype not in (np.int32, np.int64):
        raise ValueError(RULE)
    return _loss(_shifted(logits), y)


@mistake(
    "softmax_cross_entropy", "whole_floats",
    "소수 부분이 없으면 실수 레이블도 받은 것 같아요. 1.0은 값이 1이어도 dtype이 실수예요. 값이 아니라 dtype이 정수인지 보고, 아니면 ValueError를 내세요.",
)  # fmt: skip
def softmax_cross_entropy__whole_floats(logits, y_true):
    y = _labels(y_true, logits, kinds="iuf").astype(np.int64)
    return _loss(_shifted(logits), y)


@mistake(
    "softmax_cross_entropy", "dtype_unchecked",
    "레이블의 dtype을 보지 않은 것 같아요. 실수로 인덱싱하면 IndexError가 나고, 불리언은 번호가 아니라 마스크로 쓰여요. dtype.kind가 i나 u가 아니면 ValueError를 내세요.",
)  # fmt: skip
def softmax_cross_entropy__dtype_unchecked(logits, y_true):
    y = _labels(y_true, logits, kinds="iufb")
    return _loss(_shifted(logits), y)


@mistake(
    "softmax_cross_entropy", "flattens",
    "shape (m, 1)인 레이블을 펼쳐서 받은 것 같아요. 이 단원의 약속은 shape (m,)만 받는 것이에요. ravel()하기 전에 shape를 확인하고 ValueError를 내세요.",
)  # fmt: skip
def softmax_cross_entropy__flattens(logits, y_true):
    y = _labels(np.ravel(y_true), logits)
    return _loss(_shifted(logits), y)


@mistake(
    "softmax_cross_entropy", "accepts_one_hot",
    "틀린 것이 아니라 다른 약속이에요. 밑바닥 방식처럼 원-핫 레이블을 argmax로 바꿔서 받았어요. 이 단원은 shape (m,)인 정수 레이블만 받고, 원-핫에는 ValueError를 내요.",
    convention=True,
)  # fmt: skip
def softmax_cross_entropy__accepts_one_hot(logits, y_true):
    y = np.asarray(y_true)
    if y.ndim == 2 and y.shape == logits.shape:
        y = y.argmax(axis=1)
    y = _labels(y, logits)
    return _loss(_shifted(logits), y)


@mistake(
    "softmax_cross_entropy", "no_length_check",
    "레이블의 개수가 샘플 수와 같은지 확인하지 않은 것 같아요. 길이가 1인 레이블은 모든 행으로 브로드캐스팅되어 조용히 틀려요. y_true의 shape가 (m,)인지 확인하세요.",
)  # fmt: skip
def softmax_cross_entropy__no_length_check(logits, y_true):
    y = _labels(y_true, logits, length=np.shape(y_true)[:1])
    return _loss(_shifted(logits), y)


@mistake(
    "softmax_cross_entropy", "no_list",
    "레이블이 리스트일 때를 빠뜨린 것 같아요. np.asarray(y_true)로 먼저 배열로 바꾼 뒤에 shape와 dtype을 보세요.",
)  # fmt: skip
def softmax_cross_entropy__no_list(logits, y_true):
    y = _labels(y_true.astype(y_true.dtype), logits)
    return _loss(_shifted(logits), y)


@mistake(
    "softmax_cross_entropy", "no_name",
    "오류는 냈지만 메시지에 어느 인자가 잘못됐는지 적지 않은 것 같아요. 메시지에 y_true라는 이름을 넣어 주세요.",
)  # fmt: skip
def softmax_cross_entropy__no_name(logits, y_true):
    y = _labels(y_true, logits, message="레이블이 잘못되었습니다")
    return _loss(_shifted(logits), y)


# --- softmax_cross_entropy_grad ------------------------------------------------------


@mistake(
    "softmax_cross_entropy_grad", "no_mean",
    "m으로 나누는 것을 빠뜨린 것 같아요. 손실이 m개의 평균이므로 기울기도 m으로 나눠야 해요.",
)  # fmt: skip
def softmax_cross_entropy_grad__no_mean(logits, y_true):
    y = _labels(y_true, logits)
    return _minus_one(_softmax(logits), y)


@mistake(
    "softmax_cross_entropy_grad", "mean_over_all",
    "m이 아니라 m × C로 나눈 것 같아요. 손실은 샘플 m개의 평균이므로 m으로만 나눠요.",
)  # fmt: skip
def softmax_cross_entropy_grad__mean_over_all(logits, y_true):
    y = _labels(y_true, logits)
    p = _minus_one(_softmax(logits), y)
    return p / p.size


@mistake(
    "softmax_cross_entropy_grad", "divided_by_classes",
    "샘플 수 m이 아니라 클래스 수 C로 나눈 것 같아요. logits.shape[0]이 m이에요.",
)  # fmt: skip
def softmax_cross_entropy_grad__divided_by_classes(logits, y_true):
    y = _labels(y_true, logits)
    return _minus_one(_softmax(logits), y) / logits.shape[1]


@mistake(
    "softmax_cross_entropy_grad", "sign",
    "부호가 반대인 것 같아요. 기울기는 원-핫에서 확률을 뺀 것이 아니라 확률에서 원-핫을 뺀 값이에요. 정답 클래스에서 음수여야 내려가는 방향과 맞아요.",
)  # fmt: skip
def softmax_cross_entropy_grad__sign(logits, y_true):
    y = _labels(y_true, logits)
    return -_minus_one(_softmax(logits), y) / len(y)


@mistake(
    "softmax_cross_entropy_grad", "double",
    "모든 값이 2배예요. 제곱 오차를 미분할 때 나오는 2가 들어간 것 같아요. 크로스 엔트로피의 기울기에는 2가 없어요.",
)  # fmt: skip
def softmax_cross_entropy_grad__double(logits, y_true):
    y = _labels(y_true, logits)
    return 2.0 * _minus_one(_softmax(logits), y) / len(y)


@mistake(
    "softmax_cross_entropy_grad", "no_one_hot",
    "확률에서 원-핫을 빼지 않은 것 같아요. 각 행의 합이 0이 되는지 확인해 보세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__no_one_hot(logits, y_true):
    y = _labels(y_true, logits)
    return _softmax(logits) / len(y)


@mistake(
    "softmax_cross_entropy_grad", "all_label_columns",
    "grad[:, y_true] -= 1로 모든 행에서 뺀 것 같아요. 배치에 나온 레이블의 열 전체에서 1이 빠져요. 행 번호 np.arange(m)과 짝을 지어 주세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__all_label_columns(logits, y_true):
    y = _labels(y_true, logits)
    p = _softmax(logits)
    p[:, y] -= 1.0
    return p / len(y)


@mistake(
    "softmax_cross_entropy_grad", "subtracts_index",
    "원-핫이 아니라 레이블 번호를 뺀 것 같아요. 정답 자리에서 1만 빼면 돼요.",
)  # fmt: skip
def softmax_cross_entropy_grad__subtracts_index(logits, y_true):
    y = _labels(y_true, logits)
    p = _softmax(logits)
    p[np.arange(len(y)), y] -= y
    return p / len(y)


@mistake(
    "softmax_cross_entropy_grad", "precedence",
    "원-핫에만 m을 나눈 것 같아요. 괄호로 묶어 (확률 − 원-핫) 전체를 m으로 나눠야 해요.",
)  # fmt: skip
def softmax_cross_entropy_grad__precedence(logits, y_true):
    y = _labels(y_true, logits)
    p = _softmax(logits)
    p[np.arange(len(y)), y] -= 1.0 / len(y)
    return p


@mistake(
    "softmax_cross_entropy_grad", "divided_first",
    "확률만 m으로 나누고 원-핫에서는 1을 그대로 뺀 것 같아요. 1을 뺀 다음에 전체를 m으로 나누세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__divided_first(logits, y_true):
    y = _labels(y_true, logits)
    return _minus_one(_softmax(logits) / len(y), y)


@mistake(
    "softmax_cross_entropy_grad", "only_true_class",
    "정답 클래스의 기울기만 남긴 것 같아요. 다른 클래스의 로짓도 분모에 들어 있으니 확률만큼 기울기가 있어요.",
)  # fmt: skip
def softmax_cross_entropy_grad__only_true_class(logits, y_true):
    y = _labels(y_true, logits)
    p = _softmax(logits)
    grad = np.zeros(p.shape)
    grad[np.arange(len(y)), y] = _at(p, y) - 1.0
    return grad / len(y)


@mistake(
    "softmax_cross_entropy_grad", "wrt_probability",
    "로짓이 아니라 확률에 대한 기울기 −1/p를 구한 것 같아요. 소프트맥스까지 연쇄 법칙으로 이어야 로짓에 대한 기울기 p − onehot이 나와요.",
)  # fmt: skip
def softmax_cross_entropy_grad__wrt_probability(logits, y_true):
    y = _labels(y_true, logits)
    p = _softmax(logits)
    grad = np.zeros(p.shape)
    grad[np.arange(len(y)), y] = -1.0 / np.maximum(_at(p, y), 1e-12)
    return grad / len(y)


@mistake(
    "softmax_cross_entropy_grad", "sigmoid_factor",
    "p(1 − p)를 한 번 더 곱한 것 같아요. 그 곱은 제곱 오차를 쓸 때 나타나고, 크로스 엔트로피에서는 약분되어 사라져요.",
)  # fmt: skip
def softmax_cross_entropy_grad__sigmoid_factor(logits, y_true):
    y = _labels(y_true, logits)
    p = _softmax(logits)
    return _minus_one(p.copy(), y) * p * (1.0 - p) / len(y)


@mistake(
    "softmax_cross_entropy_grad", "raw_logits",
    "소프트맥스를 거치지 않고 로짓에서 바로 원-핫을 뺀 것 같아요. 먼저 softmax(logits)로 확률을 구하세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__raw_logits(logits, y_true):
    y = _labels(y_true, logits)
    return _minus_one(np.array(logits, dtype=np.float64), y) / len(y)


@mistake(
    "softmax_cross_entropy_grad", "softmax_twice",
    "소프트맥스를 두 번 적용한 것 같아요. softmax(logits)를 한 번만 구하고 원-핫을 빼세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__softmax_twice(logits, y_true):
    y = _labels(y_true, logits)
    return _minus_one(_normalized(np.exp(_softmax(logits))), y) / len(y)


@mistake(
    "softmax_cross_entropy_grad", "axis0",
    "소프트맥스를 샘플 방향(axis=0)으로 구한 것 같아요. 각 행의 합이 0인지 확인해 보세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__axis0(logits, y_true):
    y = _labels(y_true, logits)
    e = np.exp(logits - np.max(logits, axis=0, keepdims=True).astype(np.float64))
    p = e / np.sum(e, axis=0, keepdims=True)
    return _minus_one(p, y) / len(y)


@mistake(
    "softmax_cross_entropy_grad", "sum_axis0",
    "소프트맥스의 합을 열마다(axis=0) 구한 것 같아요. 행마다 더해야 각 행의 기울기의 합이 0이 돼요. 앞에서 만든 softmax를 그대로 불러 쓰세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__sum_axis0(logits, y_true):
    y = _labels(y_true, logits)
    e = np.exp(_shifted(logits))
    return _minus_one(e / np.sum(e, axis=0, keepdims=True), y) / len(y)


@mistake(
    "softmax_cross_entropy_grad", "one_based",
    "레이블을 1부터 세어 한 칸 앞에서 1을 뺀 것 같아요. 레이블은 0부터 시작해요.",
)  # fmt: skip
def softmax_cross_entropy_grad__one_based(logits, y_true):
    y = _labels(y_true, logits)
    p = _softmax(logits)
    p[np.arange(len(y)), y.astype(np.int64) - 1] -= 1.0
    return p / len(y)


@mistake(
    "softmax_cross_entropy_grad", "summed_over_batch",
    "샘플마다의 기울기를 더해 (C,)로 만든 것 같아요. 로짓 하나하나에 대한 기울기라서 logits와 같은 shape (m, C)여야 해요.",
)  # fmt: skip
def softmax_cross_entropy_grad__summed_over_batch(logits, y_true):
    y = _labels(y_true, logits)
    return np.sum(_minus_one(_softmax(logits), y), axis=0) / len(y)


@mistake(
    "softmax_cross_entropy_grad", "no_max",
    "소프트맥스에서 최댓값을 빼지 않은 것 같아요. 큰 로짓에서 기울기가 nan이 돼요. 앞에서 만든 softmax를 그대로 불러 쓰세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__no_max(logits, y_true):
    y = _labels(y_true, logits)
    return _minus_one(_normalized(np.exp(np.asarray(logits, dtype=np.float64))), y) / len(y)


@mistake(
    "softmax_cross_entropy_grad", "global_max",
    "배열 전체의 최댓값 하나를 뺀 것 같아요. 다른 행보다 한참 작은 행은 확률이 0/0이 돼요. 행마다 최댓값을 빼세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__global_max(logits, y_true):
    y = _labels(y_true, logits)
    return _minus_one(_normalized(np.exp(logits - np.max(logits).astype(np.float64))), y) / len(y)


@mistake(
    "softmax_cross_entropy_grad", "numeric",
    "수치 미분으로 기울기를 구한 것 같아요. 확인용으로는 좋지만 로짓이 크면 자릿수가 모자라고 마스크(−inf)에서는 nan이 나와요. (softmax − onehot) / m을 그대로 계산하세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__numeric(logits, y_true):
    y = _labels(y_true, logits)
    grad = np.zeros(logits.shape)
    for where in np.ndindex(logits.shape):
        change = []
        for h in (1e-5, -1e-5):
            z = np.array(logits, dtype=np.float64)
            z[where] += h
            change.append(np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(y)), y]))
        grad[where] = (change[0] - change[1]) / 2e-5
    return grad


@mistake(
    "softmax_cross_entropy_grad", "small_integers",
    "정수 로짓을 float64로 바꾸지 않고 계산한 것 같아요. uint8이나 int8에서는 뺄셈이 한 바퀴 돌아요. 먼저 float64로 바꾸세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__small_integers(logits, y_true):
    y = _labels(y_true, logits)
    return _minus_one(_normalized(np.exp(logits - np.max(logits, axis=1, keepdims=True))), y) / len(y)


@mistake(
    "softmax_cross_entropy_grad", "one_hot_by_max",
    "원-핫 행렬의 폭을 y_true의 최댓값 + 1로 정한 것 같아요. 배치에 마지막 클래스가 없으면 (m, C)와 크기가 달라져요. 클래스 수는 logits.shape[1]에서 가져오세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__one_hot_by_max(logits, y_true):
    y = _labels(y_true, logits)
    return (_softmax(logits) - np.eye(int(y.max()) + 1)[y]) / len(y)


@mistake(
    "softmax_cross_entropy_grad", "writes_logits",
    "logits 배열에 기울기를 덮어쓴 것 같아요. 새 배열을 만들어 돌려주세요. 같은 로짓으로 손실을 다시 계산하면 조용히 틀려져요.",
)  # fmt: skip
def softmax_cross_entropy_grad__writes_logits(logits, y_true):
    y = _labels(y_true, logits)
    p = _minus_one(_softmax(logits), y)
    if logits.dtype != np.float64:
        return p / len(y)
    logits[...] = p / len(y)
    return logits


@mistake(
    "softmax_cross_entropy_grad", "shared_buffer",
    "결과를 담는 배열을 함수 밖에 두고 다시 쓴 것 같아요. 다음에 호출하면 앞에서 받은 기울기까지 바뀌어요. 호출할 때마다 새 배열을 만들어 주세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__shared_buffer(logits, y_true):
    y = _labels(y_true, logits)
    p = _minus_one(_softmax(logits), y)
    buffers = softmax_cross_entropy_grad__shared_buffer.__dict__.setdefault("buffers", {})
    buffer = buffers.setdefault(p.shape, np.empty(p.shape))
    return np.divide(p, len(y), out=buffer)


@mistake(
    "softmax_cross_entropy_grad", "no_label_check",
    "레이블을 검사하지 않은 것 같아요. −1은 마지막 클래스를 조용히 가리키고, 원-핫이나 길이가 다른 레이블은 브로드캐스팅되어 그럴듯한 수가 나와요. dtype, shape, 범위를 확인하고 ValueError를 내세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__no_label_check(logits, y_true):
    y = np.asarray(y_true).astype(np.int64)
    return _minus_one(_softmax(logits), y) / len(logits)


@mistake(
    "softmax_cross_entropy_grad", "negative_label",
    "음수 레이블을 걸러 내지 않은 것 같아요. 인덱스 −1은 오류 없이 마지막 클래스를 가리켜요. y_true < 0인 값이 있으면 ValueError를 내세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__negative_label(logits, y_true):
    y = _labels(y_true, logits, low=-logits.shape[1])
    return _minus_one(_softmax(logits), y) / len(logits)


@mistake(
    "softmax_cross_entropy_grad", "float_labels",
    "실수나 불리언 레이블을 정수로 바꿔서 받은 것 같아요. astype(int)는 1.9도 조용히 1로 만들어요. dtype이 정수가 아니면 ValueError를 내세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__float_labels(logits, y_true):
    y = _labels(np.asarray(y_true).astype(np.int64), logits)
    return _minus_one(_softmax(logits), y) / len(logits)


@mistake(
    "softmax_cross_entropy_grad", "one_dtype",
    "레이블의 dtype이 int64인지만 본 것 같아요. uint8이나 int32도 정수예요. dtype.kind가 i나 u인지 보거나 np.issubdtype(…, np.integer)를 쓰세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__one_dtype(logits, y_true):
    y = _labels(y_true, logits)
    if y.dtype != np.int64:
        raise ValueError(RULE)
    return _minus_one(_softmax(logits), y) / len(logits)


@mistake(
    "softmax_cross_entropy_grad", "isinstance_int",
    "isinstance(…, int)로 레이블을 하나씩 검사한 것 같아요. 배열에서 꺼낸 정수는 np.int64라서 int가 아니에요. 하나씩 보지 말고 np.asarray(y_true).dtype.kind가 i나 u인지 보세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__isinstance_int(logits, y_true):
    if not all(isinstance(label, int) for label in y_true):
        raise ValueError(RULE)
    y = _labels(y_true, logits)
    return _minus_one(_softmax(logits), y) / len(logits)


@mistake(
    "softmax_cross_entropy_grad", "few_dtypes",
    "레이블의 dtype을 int32나 int64하고만 견준 것 같아요. uint8이나 int8도 정수예요. dtype.kind가 i나 u인지 보거나 np.issubdtype(…, np.integer)를 쓰세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__few_dtypes(logits, y_true):
    y = _labels(y_true, logits)
    if y.dtype not in (np.int32, np.int64):
        raise ValueError(RULE)
    return _minus_one(_softmax(logits), y) / len(logits)


@mistake(
    "softmax_cross_entropy_grad", "whole_floats",
    "소수 부분이 없으면 실수 레이블도 받은 것 같아요. 1.0은 값이 1이어도 dtype이 실수예요. 값이 아니라 dtype이 정수인지 보고, 아니면 ValueError를 내세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__whole_floats(logits, y_true):
    y = _labels(y_true, logits, kinds="iuf").astype(np.int64)
    return _minus_one(_softmax(logits), y) / len(logits)


@mistake(
    "softmax_cross_entropy_grad", "dtype_unchecked",
    "레이블의 dtype을 보지 않은 것 같아요. 실수로 인덱싱하면 IndexError가 나고, 불리언은 번호가 아니라 마스크로 쓰여요. dtype.kind가 i나 u가 아니면 ValueError를 내세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__dtype_unchecked(logits, y_true):
    y = _labels(y_true, logits, kinds="iufb")
    return _minus_one(_softmax(logits), y) / len(logits)


@mistake(
    "softmax_cross_entropy_grad", "flattens",
    "shape (m, 1)인 레이블을 펼쳐서 받은 것 같아요. 이 단원의 약속은 shape (m,)만 받는 것이에요. ravel()하기 전에 shape를 확인하고 ValueError를 내세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__flattens(logits, y_true):
    y = _labels(np.ravel(y_true), logits)
    return _minus_one(_softmax(logits), y) / len(logits)


@mistake(
    "softmax_cross_entropy_grad", "accepts_one_hot",
    "틀린 것이 아니라 다른 약속이에요. 밑바닥 방식처럼 원-핫 레이블을 argmax로 바꿔서 받았어요. 이 단원은 shape (m,)인 정수 레이블만 받고, 원-핫에는 ValueError를 내요.",
    convention=True,
)  # fmt: skip
def softmax_cross_entropy_grad__accepts_one_hot(logits, y_true):
    y = np.asarray(y_true)
    if y.ndim == 2 and y.shape == logits.shape:
        y = y.argmax(axis=1)
    y = _labels(y, logits)
    return _minus_one(_softmax(logits), y) / len(logits)


@mistake(
    "softmax_cross_entropy_grad", "no_length_check",
    "레이블의 개수가 샘플 수와 같은지 확인하지 않은 것 같아요. 길이가 1인 레이블은 모든 행으로 브로드캐스팅되어 조용히 틀려요. y_true의 shape가 (m,)인지 확인하세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__no_length_check(logits, y_true):
    y = _labels(y_true, logits, length=np.shape(y_true)[:1])
    return _minus_one(_softmax(logits), y) / len(logits)


@mistake(
    "softmax_cross_entropy_grad", "no_list",
    "레이블이 리스트일 때를 빠뜨린 것 같아요. np.asarray(y_true)로 먼저 배열로 바꾼 뒤에 shape와 dtype을 보세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__no_list(logits, y_true):
    y = _labels(y_true.astype(y_true.dtype), logits)
    return _minus_one(_softmax(logits), y) / len(logits)


@mistake(
    "softmax_cross_entropy_grad", "no_name",
    "오류는 냈지만 메시지에 어느 인자가 잘못됐는지 적지 않은 것 같아요. 메시지에 y_true라는 이름을 넣어 주세요.",
)  # fmt: skip
def softmax_cross_entropy_grad__no_name(logits, y_true):
    y = _labels(y_true, logits, message="레이블이 잘못되었습니다")
    return _minus_one(_softmax(logits), y) / len(logits)
