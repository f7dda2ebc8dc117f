"""Wrong answers of unit 12, each with what we tell its author; the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from autograder.spec import mistake

# --- global_norm --------------------------------------------------------------------------


def flat(gradients: Iterable[Any]) -> Any:
    """All elements in one float64 vector."""
    return np.concatenate([np.zeros(0), *[np.ravel(np.asarray(g, dtype=np.float64)) for g in gradients]])


@mistake("global_norm", "no_sqrt", "마지막에 제곱근을 빠뜨린 것 같아요. 제곱의 합은 노름이 아니라 노름의 제곱이에요.")
def global_norm__no_sqrt(gradients: Any) -> Any:
    return float(np.sum(flat(gradients) ** 2))


@mistake("global_norm", "sum_of_norms", "배열마다 노름을 구해 더한 것 같아요. 더할 것은 노름이 아니라 제곱의 합이에요.")
def global_norm__sum_of_norms(gradients: Any) -> Any:
    return float(sum(np.sqrt(np.sum(np.asarray(g, dtype=np.float64) ** 2)) for g in gradients))


@mistake("global_norm", "l1", "절댓값을 더한 L1 노름인 것 같아요. 여기서는 제곱해서 더하고 제곱근을 씌우는 L2 노름이에요.")
def global_norm__l1(gradients: Any) -> Any:
    return float(np.sum(np.abs(flat(gradients))))


@mistake("global_norm", "max_abs", "가장 큰 절댓값 하나만 본 것 같아요. 모든 원소의 제곱을 더해야 해요.")
def global_norm__max_abs(gradients: Any) -> Any:
    return float(np.max(np.abs(flat(gradients)), initial=0.0))


@mistake("global_norm", "max_norm_of_arrays", "배열마다 구한 노름 가운데 가장 큰 것을 돌려준 것 같아요. 모두 합쳐야 해요.")
def global_norm__max_norm_of_arrays(gradients: Any) -> Any:
    return max((float(np.sqrt(np.sum(np.asarray(g, dtype=np.float64) ** 2))) for g in gradients), default=0.0)


@mistake("global_norm", "last_only", "마지막 배열의 노름만 남은 것 같아요. 합을 `=`가 아니라 `+=`로 쌓았는지 보세요.")
def global_norm__last_only(gradients: Any) -> Any:
    total = np.float64(0.0)
    for g in gradients:
        total = np.sum(np.asarray(g, dtype=np.float64) ** 2)
    return float(np.sqrt(total))


@mistake("global_norm", "first_only", "첫 배열에서 돌려주고 끝난 것 같아요. return이 반복문 안에 들어 있지 않나요?")
def global_norm__first_only(gradients: Any) -> Any:
    for g in gradients:
        return float(np.sqrt(np.sum(np.asarray(g, dtype=np.float64) ** 2)))
    return 0.0


@mistake("global_norm", "mean_square", "제곱의 합이 아니라 평균에 제곱근을 씌운 것 같아요. 노름은 원소 수로 나누지 않아요.")
def global_norm__mean_square(gradients: Any) -> Any:
    values = flat(gradients)
    return float(np.sqrt(np.sum(values**2) / max(1, values.size)))


@mistake("global_norm", "spectral", "np.linalg.norm(g, 2)는 2차원 배열에서 스펙트럼 노름이에요. 2를 빼거나 g를 1차원으로 펴세요.")
def global_norm__spectral(gradients: Any) -> Any:
    given = [np.asarray(g, dtype=np.float64) for g in gradients]
    return float(np.sqrt(sum(np.linalg.norm(g, 2 if g.ndim == 2 else None) ** 2 for g in given)))


@mistake("global_norm", "own_dtype", "받은 dtype 그대로 제곱한 것 같아요. float16이나 정수는 넘치니 먼저 float64로 바꾸세요.")
def global_norm__own_dtype(gradients: Any) -> Any:
    return float(np.sqrt(sum(np.sum(np.square(g)) for g in gradients)))


@mistake("global_norm", "adds_eps", "노름에 1e-6을 더해 돌려준 것 같아요. 1e-6은 clip_gradients에서 나눌 때만 더해요.")
def global_norm__adds_eps(gradients: Any) -> Any:
    return float(np.sqrt(np.sum(flat(gradients) ** 2)) + 1e-6)


@mistake("global_norm", "empty_fails", "빈 리스트에서 오류가 나요. 더할 것이 없으면 노름은 0.0이에요.")
def global_norm__empty_fails(gradients: Any) -> Any:
    return float(np.linalg.norm(np.concatenate([np.ravel(np.asarray(g, dtype=np.float64)) for g in gradients])))


@mistake("global_norm", "needs_list", "len()이나 번호로 꺼내는 코드는 제너레이터에서 오류가 나요. for로 하나씩 꺼내세요.")
def global_norm__needs_list(gradients: Any) -> Any:
    return float(np.sqrt(np.sum(flat(gradients[i] for i in range(len(gradients))) ** 2)))


@mistake("global_norm", "squares_in_place", "받은 배열을 그 자리에서 제곱하고 있어요. `g *= g` 대신 새 값을 만드세요.")
def global_norm__squares_in_place(gradients: Any) -> Any:
    total = 0.0
    for g in gradients:
        value = np.sum(np.asarray(g, dtype=np.float64) ** 2)
        if g.flags.writeable:
            g *= g
        total += value
    return float(np.sqrt(total))


# --- clip_gradients -----------------------------------------------------------------------


def l2(given: list[Any]) -> float:
    return float(np.sqrt(sum(np.sum(g**2) for g in given)))


def factor(norm: float, max_norm: float) -> float:
    return min(1.0, max_norm / (norm + 1e-6))


def bring(gradients: Any) -> list[Any]:
    return [np.array(g, dtype=np.float64) for g in gradients]


def positive(max_norm: Any) -> None:
    if max_norm <= 0:
        raise ValueError("max_norm must be positive")


def finite(norm: float) -> None:
    if not np.isfinite(norm):
        raise ValueError("gradients: the norm is not finite")


def clip(gradients: Any, max_norm: Any, norm: Callable[..., float] = l2, factor: Callable[..., float] = factor) -> Any:
    """A right answer of which a mistake may replace a part."""
    positive(max_norm)
    given = bring(gradients)
    size = norm(given)
    finite(size)
    return [factor(size, max_norm) * g for g in given]


@mistake("clip_gradients", "per_array", "배열마다 따로 자른 것 같아요. 배율은 모든 배열을 합친 노름 하나로 정해요.")
def clip__per_array(gradients: Any, max_norm: float = 5.0) -> Any:
    positive(max_norm)
    return [clip([g], max_norm)[0] for g in gradients]


@mistake("clip_gradients", "by_value", "np.clip으로 값마다 자른 것 같아요. 방향이 달라지는 다른 방법이에요. 같은 배율을 곱하세요.")
def clip__by_value(gradients: Any, max_norm: float = 5.0) -> Any:
    positive(max_norm)
    given = bring(gradients)
    finite(l2(given))
    return [np.clip(g, -max_norm, max_norm) for g in given]


@mistake("clip_gradients", "always", "작은 기울기까지 max_norm으로 늘린 것 같아요. 배율이 1보다 작을 때만 곱해요.")
def clip__always(gradients: Any, max_norm: float = 5.0) -> Any:
    return clip(gradients, max_norm, factor=lambda norm, limit: limit / (norm + 1e-6))


@mistake("clip_gradients", "never", "기울기를 그대로 돌려준 것 같아요. 배율이 1보다 작으면 곱해야 해요.")
def clip__never(gradients: Any, max_norm: float = 5.0) -> Any:
    return clip(gradients, max_norm, factor=lambda norm, limit: 1.0)


@mistake("clip_gradients", "no_sqrt", "노름 대신 노름의 제곱으로 나눈 것 같아요. 제곱근을 확인해 보세요.")
def clip__no_sqrt(gradients: Any, max_norm: float = 5.0) -> Any:
    return clip(gradients, max_norm, norm=lambda given: l2(given) ** 2)


@mistake("clip_gradients", "l1", "노름을 절댓값의 합(L1)으로 구한 것 같아요. 이 단원의 노름은 L2예요.")
def clip__l1(gradients: Any, max_norm: float = 5.0) -> Any:
    return clip(gradients, max_norm, norm=lambda given: float(sum(np.sum(np.abs(g)) for g in given)))


@mistake("clip_gradients", "inverted", "배율의 분자와 분모가 뒤바뀐 것 같아요. max_norm을 노름으로 나누세요.")
def clip__inverted(gradients: Any, max_norm: float = 5.0) -> Any:
    return clip(gradients, max_norm, factor=lambda n, limit: (n + 1e-6) / limit if n + 1e-6 > limit else 1.0)


@mistake("clip_gradients", "to_one", "노름을 max_norm이 아니라 1로 맞춘 것 같아요. 배율의 분자는 max_norm이에요.")
def clip__to_one(gradients: Any, max_norm: float = 5.0) -> Any:
    return clip(gradients, max_norm, factor=lambda n, limit: 1.0 / (n + 1e-6) if n + 1e-6 > limit else 1.0)


@mistake(
    "clip_gradients", "no_eps", "노름에 1e-6을 더하지 않았어요. 이 단원은 max_norm / (norm + 1e-6)으로 약속했어요.", convention=True
)
def clip__no_eps(gradients: Any, max_norm: float = 5.0) -> Any:
    return clip(gradients, max_norm, factor=lambda norm, limit: limit / max(norm, limit))


@mistake(
    "clip_gradients", "compares_norm",
    "노름이 max_norm보다 큰지 물어본 것 같아요. 둘이 거의 같을 때 달라져요. 배율이 1보다 작은지 물어보세요.", convention=True,
)  # fmt: skip
def clip__compares_norm(gradients: Any, max_norm: float = 5.0) -> Any:
    return clip(gradients, max_norm, factor=lambda n, limit: limit / (n + 1e-6) if n > limit else 1.0)


@mistake("clip_gradients", "own_dtype", "받은 dtype 그대로 계산한 것 같아요. float16의 제곱은 넘치기 쉬우니 먼저 float64로 바꾸세요.")
def clip__own_dtype(gradients: Any, max_norm: float = 5.0) -> Any:
    positive(max_norm)
    given = [np.array(g) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in given))
    if np.isnan(norm) or any(not np.all(np.isfinite(g)) for g in given):
        raise ValueError("gradients")
    rate = float(factor(norm, max_norm))
    return [g * rate if rate < 1 else g for g in given]


@mistake("clip_gradients", "in_place", "받은 배열에 `*=`로 바로 쓰고 있어요. 부르는 쪽의 기울기가 바뀌니 새 배열을 만드세요.")
def clip__in_place(gradients: Any, max_norm: float = 5.0) -> Any:
    result = clip(gradients := list(gradients), max_norm)
    for place, g in enumerate(gradients):
        if g.flags.writeable and g.dtype == np.float64:
            g[...] = result[place]
            result[place] = g
    return result


@mistake("clip_gradients", "same_arrays", "자르지 않을 때 받은 배열을 그대로 돌려주는 것 같아요. 그때도 복사해서 돌려주세요.")
def clip__same_arrays(gradients: Any, max_norm: float = 5.0) -> Any:
    positive(max_norm)
    given = [np.asarray(g, dtype=np.float64) for g in gradients]
    finite(norm := l2(given))
    rate = factor(norm, max_norm)
    return [g * rate for g in given] if rate < 1 else given


@mistake("clip_gradients", "other_default", "max_norm의 기본값이 5.0이 아닌 것 같아요. 주지 않으면 5.0이 쓰여야 해요.")
def clip__other_default(gradients: Any, max_norm: float = 1.0) -> Any:
    return clip(gradients, max_norm)


@mistake("clip_gradients", "keeps_dtype", "결과의 dtype이 받은 배열을 따라간 것 같아요. 먼저 float64 복사본을 만들고 거기에 배율을 곱하세요.")
def clip__keeps_dtype(gradients: Any, max_norm: float = 5.0) -> Any:
    positive(max_norm)
    given = list(gradients)
    finite(norm := l2(bring(given)))
    rate = min(1, max_norm / (norm + 1e-6))
    return [rate * g for g in given]


@mistake(
    "clip_gradients", "given_list",
    "자르지 않을 때 받은 것을 그대로 돌려준 것 같아요. 이때도 float64로 바꾼 새 배열을 새 리스트에 담으세요.",
)  # fmt: skip
def clip__given_list(gradients: Any, max_norm: float = 5.0) -> Any:
    positive(max_norm)
    given = list(gradients)
    finite(norm := l2(bring(given)))
    rate = factor(norm, max_norm)
    return [rate * g for g in given] if rate < 1 else given


@mistake("clip_gradients", "generator_spent", "제너레이터를 두 번 읽은 것 같아요. 두 번째에는 비어 있으니 먼저 리스트로 만드세요.")
def clip__generator_spent(gradients: Any, max_norm: float = 5.0) -> Any:
    positive(max_norm)
    finite(norm := float(np.linalg.norm(flat(gradients))))
    return [factor(norm, max_norm) * np.array(g, dtype=np.float64) for g in gradients]


@mistake("clip_gradients", "nan_passes", "노름이 NaN이나 inf인데도 계속하고 있어요. 노름을 구한 다음 유한한지 보고 ValueError를 내세요.")
def clip__nan_passes(gradients: Any, max_norm: float = 5.0) -> Any:
    positive(max_norm)
    rate = factor(l2(given := bring(gradients)), max_norm)
    return [rate * g for g in given]


@mistake("clip_gradients", "max_norm_unchecked", "max_norm이 0 이하인지 보지 않는 것 같아요. 맨 먼저 검사해 ValueError를 내세요.")
def clip__max_norm_unchecked(gradients: Any, max_norm: float = 5.0) -> Any:
    finite(norm := l2(given := bring(gradients)))
    return [factor(norm, max_norm) * g for g in given]


@mistake("clip_gradients", "zero_allowed", "max_norm = 0을 받아들이고 있어요. 그러면 기울기가 모두 0이 되니 0도 ValueError예요.")
def clip__zero_allowed(gradients: Any, max_norm: float = 5.0) -> Any:
    if max_norm == 0:
        finite(l2(given := bring(gradients)))
        return [0.0 * g for g in given]
    return clip(gradients, max_norm)


@mistake(
    "clip_gradients", "late_max_norm",
    "노름부터 검사하고 max_norm을 나중에 본 것 같아요. NaN이 있어도 max_norm이 0 이하인지부터 보세요.",
)  # fmt: skip
def clip__late_max_norm(gradients: Any, max_norm: float = 5.0) -> Any:
    finite(l2(bring(gradients := list(gradients))))
    return clip(gradients, max_norm)


@mistake(
    "clip_gradients", "nameless",
    "ValueError의 메시지에 무엇이 문제인지 없는 것 같아요. max_norm이 0 이하이면 `max_norm`을, 노름이 유한하지 않으면 `gradients`나 norm, 노름을 적어 주세요.",
)  # fmt: skip
def clip__nameless(gradients: Any, max_norm: float = 5.0) -> Any:
    try:
        return clip(gradients, max_norm)
    except ValueError:
        raise ValueError("잘못된 값입니다") from None


@mistake("clip_gradients", "isnan_only", "노름이 NaN인지만 보고 inf는 지나친 것 같아요. np.isfinite로 NaN과 inf를 함께 보세요.")
def clip__isnan_only(gradients: Any, max_norm: float = 5.0) -> Any:
    positive(max_norm)
    if np.isnan(norm := l2(given := bring(gradients))):
        raise ValueError("gradients: the norm is NaN")
    rate = factor(norm, max_norm)
    return [rate * g for g in given]


@mistake("clip_gradients", "isinf_only", "노름이 inf인지만 보고 NaN은 지나친 것 같아요. np.isfinite로 NaN과 inf를 함께 보세요.")
def clip__isinf_only(gradients: Any, max_norm: float = 5.0) -> Any:
    positive(max_norm)
    if np.isinf(norm := l2(given := bring(gradients))):
        raise ValueError("gradients: the norm is infinite")
    rate = factor(norm, max_norm)
    return [rate * g for g in given]


@mistake("clip_gradients", "tuple", "리스트가 아니라 튜플을 돌려준 것 같아요. 결과는 새 리스트여야 하니 대괄호로 묶으세요.")
def clip__tuple(gradients: Any, max_norm: float = 5.0) -> Any:
    return tuple(clip(gradients, max_norm))


@mistake("clip_gradients", "empty_first", "빈 리스트이면 max_norm을 보지 않고 돌려주는 것 같아요. max_norm 검사가 맨 먼저예요.")
def clip__empty_first(gradients: Any, max_norm: float = 5.0) -> Any:
    given = list(gradients)
    return clip(given, max_norm) if given else []


# --- several things left out at once: what a first try looks like ------------------------------


@mistake("clip_gradients", "no_checks", "배율은 맞지만 ValueError가 하나도 없어요. max_norm이 0 이하일 때와 노름이 유한하지 않을 때를 넣으세요.")
def clip__no_checks(gradients: Any, max_norm: float = 5.0) -> Any:
    rate = factor(l2(given := bring(gradients)), max_norm)
    return [g * rate for g in given]


@mistake(
    "clip_gradients", "bare",
    "배율은 맞지만 받은 것을 그대로 두 번 읽은 것 같아요. ValueError 검사를 넣고, float64 복사본의 리스트를 먼저 만드세요.",
)  # fmt: skip
def clip__bare(gradients: Any, max_norm: float = 5.0) -> Any:
    # An int 1, so that integers stay integers: what a student multiplies by may or may not widen them.
    rate = min(1, max_norm / (float(np.linalg.norm(flat(gradients))) + 1e-6))
    return [g * rate for g in gradients]


@mistake(
    "clip_gradients", "as_it_came",
    "노름이 max_norm보다 큰지 묻고, 아니면 받은 리스트를 그대로 돌려준 것 같아요. 배율이 1보다 작은지 묻고 늘 새 배열을 돌려주세요.",
)  # fmt: skip
def clip__as_it_came(gradients: Any, max_norm: float = 5.0) -> Any:
    norm = float(np.linalg.norm(flat(gradients)))
    return [g * max_norm / (norm + 1e-6) for g in gradients] if norm > max_norm else gradients
